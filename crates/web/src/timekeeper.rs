// SPDX-License-Identifier: EUPL-1.2
//! What is done by the clock: rounds move on, what has expired is deleted, the disk is looked at.
//! Nobody has to click.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;
use wegmarke_app::App;

/// How often the clock is looked at: a round moves on within this time after it is due.
const TICK: Duration = Duration::from_secs(1);
/// How often private things whose time is over are deleted.
const PURGE: Duration = Duration::from_secs(3600);
/// How often the disk is looked at.
const DISK: Duration = Duration::from_secs(60);
/// How often it is told again that the disk is low.
const TOLD: Duration = Duration::from_secs(3600);
/// How often everything that is sealed is opened to see whether it can be.
const SEALED: Duration = Duration::from_secs(24 * 3600);

/// Something that comes round.
struct Every {
    period: Duration,
    last: Option<Instant>,
}

impl Every {
    const fn new(period: Duration) -> Self {
        Self { period, last: None }
    }

    /// Whether it is time, which it is at first; from then on the next period runs.
    fn is_due(&mut self) -> bool {
        let now = Instant::now();
        let due = self
            .last
            .is_none_or(|last| now.duration_since(last) >= self.period);
        if due {
            self.last = Some(now);
        }
        due
    }
}

/// Does what the clock says, as long as the server runs.
pub(crate) async fn keep_time(app: Arc<App>) {
    let (mut purge, mut disk) = (Every::new(PURGE), Every::new(DISK));
    let (mut sealed, mut low) = (Every::new(SEALED), LowDisk(None));
    loop {
        // Each time, also when nothing is due: a clock that was wrong for a moment is noticed in that moment.
        if let Err(error) = app.look_at_clock().await {
            tracing::error!(code = error.code(), %error, "the clock could not be compared");
        }
        let due = app.next_move().is_some_and(|at| at <= app.clock().now());
        if due && let Err(error) = app.advance_rounds().await {
            tracing::error!(code = error.code(), %error, "a round could not move on; it is tried again");
        }
        if purge.is_due()
            && let Err(error) = app.purge().await
        {
            tracing::error!(code = error.code(), %error, "what has expired could not be deleted");
        }
        if disk.is_due() {
            low.look(&app);
        }
        if sealed.is_due() {
            check_sealed(&app).await;
            check_private(&app).await;
        }
        tokio::time::sleep(TICK).await;
    }
}

/// Says what does not open while there is time to do something about it.
async fn check_sealed(app: &App) {
    match app.check_sealed().await {
        Ok(damaged) if damaged.is_empty() => {}
        Ok(damaged) => tracing::error!(
            entries = ?damaged,
            "these sealed statements do not open; please restore a backup, or ask their organisations to submit them again"
        ),
        Err(error) => {
            tracing::error!(code = error.code(), %error, "what is sealed could not be checked");
        }
    }
}

/// Says what of the private things nobody can read: by kind, for each of them is told when it is met.
async fn check_private(app: &App) {
    match app.check_private().await {
        Ok(looked) => {
            let damaged = looked.iter().filter(|looked| !looked.wrong.is_empty());
            for looked in damaged {
                let (kind, count) = (&*looked.what, looked.wrong.len());
                tracing::error!(
                    kind,
                    count,
                    "private things that cannot be read; “wegmarke check” names them, and a backup may hold them"
                );
            }
        }
        Err(error) => {
            tracing::error!(code = error.code(), %error, "private things could not be checked");
        }
    }
}

/// Since when, if at all, it is told that the disk is low.
struct LowDisk(Option<Every>);

impl LowDisk {
    fn look(&mut self, app: &App) {
        let room = match app.look_at_disk() {
            Ok(Some(room)) => room,
            Ok(None) => return,
            Err(error) => {
                tracing::error!(code = error.code(), %error, "the disk could not be looked at");
                return;
            }
        };
        let free_mib = room.free >> 20;
        if !room.is_low() {
            if self.0.take().is_some() {
                tracing::warn!(free_mib, "there is room on the disk again");
            }
            return;
        }
        if self.0.get_or_insert_with(|| Every::new(TOLD)).is_due() {
            tracing::error!(
                free_mib,
                "the disk is nearly full; when it is, nothing more can be written: please free some space"
            );
        }
    }
}
