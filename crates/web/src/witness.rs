// SPDX-License-Identifier: EUPL-1.2
//! Has the log witnessed, as long as the server runs.

use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinSet;
use wegmarke_app::App;
use wegmarke_app::witness::Asked;

/// How often it is looked whether there is something to cosign.
const TICK: Duration = Duration::from_millis(100);
/// How long a witness that did not cosign is left alone at first; doubled each time.
const FIRST_WAIT: Duration = Duration::from_secs(1);
/// The longest wait.
const LONGEST_WAIT: Duration = Duration::from_secs(300);

/// Chooses heads and asks for them, each witness by itself: one that hangs keeps nobody.
pub(crate) async fn keep_witnessed(app: Arc<App>) {
    let mut asking = JoinSet::new();
    for place in 0..app.count_witnesses() {
        asking.spawn(keep_asking(Arc::clone(&app), place));
    }
    if asking.is_empty() {
        return;
    }
    loop {
        if let Err(error) = app.choose_head() {
            tracing::error!(code = error.code(), %error, "no head could be chosen for the witnesses");
        }
        tokio::time::sleep(TICK).await;
    }
}

async fn keep_asking(app: Arc<App>, place: usize) {
    let mut wait = FIRST_WAIT;
    loop {
        match app.ask_witness(place).await {
            Asked::Nothing => tokio::time::sleep(TICK).await,
            Asked::Cosigned => wait = FIRST_WAIT,
            Asked::Later => {
                tokio::time::sleep(wait).await;
                wait = (wait * 2).min(LONGEST_WAIT);
            }
        }
    }
}
