// SPDX-License-Identifier: EUPL-1.2
//! Who witnesses the log: others that remember its head, and sign that it only grew.
//!
//! They are asked beside everything else. An append never waits for one, and none waits for another: a
//! head is chosen, each witness is asked for it on its own, and the next head is chosen when those that
//! answer have answered. What they sign stands in the checkpoint as soon as it is there.

mod heads;

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use tokio::time::Instant;
use wegmarke_ledger::cosignature::{Cosignature, WitnessVerifier};
use wegmarke_ledger::witness::Request;
use wegmarke_store::document::Expect;

use crate::cabinet::{Drawer, Kind, Private, kind};
use crate::{App, AppError, State};

use self::heads::{Head, Heads, RENEWED};

/// How long a witness may be ahead of this process before that is told: another server of this
/// installation may have asked it.
const AHEAD: Duration = Duration::from_secs(5);

/// What a witness answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
}

/// A question on its way.
pub type Asking<'a> = Pin<Box<dyn Future<Output = Result<Reply, String>> + Send + 'a>>;

/// Carries questions to one witness.
pub trait Courier: Send + Sync {
    /// Asks to cosign a checkpoint (C2SP tlog-witness, `add-checkpoint`). Gives up within half a minute;
    /// the error says why no answer came.
    fn add_checkpoint(&self, question: Vec<u8>) -> Asking<'_>;
}

/// A witness as the settings name it.
#[derive(Clone)]
pub struct Named {
    /// Its public key.
    pub key: WitnessVerifier,
    /// How it is asked.
    pub courier: Arc<dyn Courier>,
}

/// Why a witness does not cosign now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It does not answer, or not as a witness does.
    Away(String),
    /// It does not know this log, or takes its key for another one.
    Stranger(u16),
    /// It cosigned more entries than there are: the log was rolled back.
    Ahead(u64),
    /// It cosigned another history.
    Fork,
}

impl Trouble {
    /// Whether it is about the past of this log, and not about the witness.
    #[must_use]
    pub const fn is_about_past(&self) -> bool {
        matches!(self, Self::Ahead(_) | Self::Fork)
    }
}

/// What is known of a witness.
#[derive(Clone, Debug)]
pub struct Witnessing {
    /// Its name.
    pub name: String,
    /// Its public key.
    pub key: String,
    /// When it cosigned first, as far as it is known.
    pub since: Option<Timestamp>,
    /// How many entries it cosigned last, and when.
    pub last: Option<(u64, Timestamp)>,
    /// Why it does not now.
    pub trouble: Option<Trouble>,
}

/// What came of asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Nothing was to be asked.
    Nothing,
    /// It cosigned.
    Cosigned,
    /// It did not; it is worth asking again after some time.
    Later,
}

/// What is kept of a witness from one start to the next.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Kept {
    /// Its key: for whoever looks what this is.
    key: String,
    /// When it cosigned first, in seconds since 1970.
    since: u64,
    /// How many entries it cosigned last.
    size: u64,
    /// The line of that cosignature.
    line: String,
}

impl Private for Kept {
    const KIND: &'static str = "witness";
}

/// What of it is kept, for whoever looks whether everything can be read.
pub(crate) const KIND: Kind = kind::<Kept>();

/// What this process knows of a witness.
#[derive(Default)]
struct Seen {
    /// Entries that it remembers, as it said last; 0: never asked.
    remembers: u64,
    since: Option<u64>,
    last: Option<(u64, u64)>,
    trouble: Option<Trouble>,
    ahead_since: Option<Instant>,
    /// What it signed before this process began.
    earlier: Option<(u64, Cosignature)>,
    /// When this was kept last.
    kept_at: Option<Instant>,
}

struct Seat {
    key: WitnessVerifier,
    courier: Arc<dyn Courier>,
    seen: Mutex<Seen>,
}

impl Seat {
    fn seen(&self) -> std::sync::MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Under which name it is kept: a key in a file's name would need signs that it must not have.
    fn id(&self) -> String {
        hex::encode(Sha256::digest(self.key.text()))
    }
}

/// All witnesses of a log.
#[derive(Default)]
pub(crate) struct Witnesses {
    seats: Vec<Seat>,
    heads: Mutex<Heads>,
}

impl Witnesses {
    fn heads(&self) -> std::sync::MutexGuard<'_, Heads> {
        self.heads.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a witness answers, by its place.
    fn present(&self) -> Vec<bool> {
        let seats = self.seats.iter();
        seats.map(|seat| seat.seen().trouble.is_none()).collect()
    }
}

fn timestamp(seconds: u64) -> Option<Timestamp> {
    Timestamp::from_second(i64::try_from(seconds).ok()?).ok()
}

impl App {
    /// The same with witnesses. What they signed before this process began is taken up.
    pub async fn with_witnesses(mut self, named: Vec<Named>) -> Self {
        let mut seats = Vec::with_capacity(named.len());
        for Named { key, courier } in named {
            let seat = Seat {
                key,
                courier,
                seen: Mutex::default(),
            };
            match self.find_private::<Kept>(&seat.id()).await {
                Ok(Some(kept)) => {
                    let mut seen = seat.seen();
                    seen.since = Some(kept.value.since);
                    self.take_up(&seat, &mut seen, &kept.value);
                }
                Ok(None) => {}
                // It signs again when it is asked again.
                Err(error) => tracing::warn!(
                    code = error.code(),
                    "what was kept of a witness does not read"
                ),
            }
            seats.push(seat);
        }
        self.witnesses = Witnesses {
            seats,
            heads: Mutex::default(),
        };
        self
    }

    /// What was kept, as far as it holds for the head that there was then.
    fn take_up(&self, seat: &Seat, seen: &mut Seen, kept: &Kept) {
        let state = self.state();
        let Ok(root) = state.tree.root_at(kept.size) else {
            // The log was longer then: the witness will say so.
            return;
        };
        let Ok(note) = self.key.sign(kept.size, root) else {
            return;
        };
        if let Ok(found) = seat.key.read_answer(&note, kept.line.as_bytes()) {
            seen.remembers = kept.size;
            seen.last = Some((kept.size, found.at));
            seen.earlier = Some((kept.size, found));
        }
    }

    /// How many witnesses there are.
    #[must_use]
    pub const fn count_witnesses(&self) -> usize {
        self.witnesses.seats.len()
    }

    /// What is known of each witness, in the order of the settings.
    #[must_use]
    pub fn list_witnesses(&self) -> Vec<Witnessing> {
        let seats = self.witnesses.seats.iter();
        seats
            .map(|seat| {
                let seen = seat.seen();
                let last = seen.last;
                Witnessing {
                    name: seat.key.name().to_owned(),
                    key: seat.key.text().to_owned(),
                    since: seen.since.and_then(timestamp),
                    last: last.and_then(|(size, at)| Some((size, timestamp(at)?))),
                    trouble: seen.trouble.clone(),
                }
            })
            .collect()
    }

    /// The checkpoint that readers get who ask in this state: the newest one with the cosignatures that
    /// it has, or for a moment the one before, until the witnesses that answer have seen the newest.
    pub(crate) fn witnessed(&self, state: &State, newest: Arc<[u8]>) -> Arc<[u8]> {
        if self.witnesses.seats.is_empty() || state.size() == 0 {
            return newest;
        }
        let present = self.witnesses.present();
        let mut heads = self.witnesses.heads();
        heads.look_at(state.size(), Instant::now());
        heads
            .best(state.size(), &present, Instant::now())
            .unwrap_or(newest)
    }

    /// Chooses the head that witnesses are asked for next, when it is time for another one. Called often;
    /// costs nothing.
    ///
    /// # Errors
    /// [`AppError::Checkpoint`].
    pub fn choose_head(&self) -> Result<(), AppError> {
        let state = self.state();
        if self.witnesses.seats.is_empty() || state.size() == 0 {
            return Ok(());
        }
        let present = self.witnesses.present();
        let note = self.own_checkpoint(&state)?;
        let mut heads = self.witnesses.heads();
        let now = Instant::now();
        heads.look_at(state.size(), now);
        if heads.is_time(state.size(), &present, now) {
            let mut head = Head::new(&state, note, now);
            for (place, seat) in self.witnesses.seats.iter().enumerate() {
                let earlier = seat.seen().earlier.take();
                if let Some((_, made)) = earlier.filter(|(size, _)| *size == head.size) {
                    head.take_up(place, made, now);
                }
            }
            heads.choose(head, &present);
        }
        Ok(())
    }

    /// Asks one witness, by its place, for the head that was chosen last, unless it cosigned that. Gives
    /// up when its courier does.
    pub async fn ask_witness(&self, place: usize) -> Asked {
        let Some(seat) = self.witnesses.seats.get(place) else {
            return Asked::Nothing;
        };
        let Some(head) = self.witnesses.heads().find_due(place, Instant::now()) else {
            return Asked::Nothing;
        };
        let answered = self.ask_for(seat, &head).await;
        let asked = match answered {
            Ok(cosignature) => {
                self.note_cosigned(place, seat, &head, cosignature).await;
                return Asked::Cosigned;
            }
            Err(None) => return Asked::Later,
            Err(Some(trouble)) => trouble,
        };
        let mut seen = seat.seen();
        if seen.trouble.as_ref() != Some(&asked) {
            let (witness, trouble) = (seat.key.name(), format!("{asked:?}"));
            if asked.is_about_past() {
                tracing::error!(
                    witness,
                    trouble,
                    "a witness says that this log does not go on from what it cosigned; was an older backup restored?"
                );
            } else {
                tracing::warn!(
                    witness,
                    trouble,
                    "a witness does not cosign; it is asked again"
                );
            }
            seen.trouble = Some(asked);
        }
        Asked::Later
    }

    /// One question, and another one if the witness remembers another size than was thought. `None`: it
    /// may be well in a moment.
    async fn ask_for(&self, seat: &Seat, head: &Head) -> Result<Cosignature, Option<Trouble>> {
        let mut old = seat.seen().remembers;
        // What this process believed may be older than the head that was chosen, or not be this log's.
        if old > head.size {
            old = 0;
        }
        for _ in 0..2 {
            let proof = if old == 0 || old == head.size {
                Vec::new()
            } else {
                head.prove_growth(old).map_err(|_| None)?
            };
            let note = head.note.to_vec();
            let question = Request { old, proof, note }.to_bytes();
            let reply = seat.courier.add_checkpoint(question).await;
            let reply = reply.map_err(|why| Some(Trouble::Away(why)))?;
            let away = |why: &str| Some(Trouble::Away(why.to_owned()));
            match reply.status {
                200 => {
                    let read = seat.key.read_answer(&head.note, &reply.body);
                    return read.map_err(|error| Some(Trouble::Away(error.to_string())));
                }
                409 => {
                    let size = String::from_utf8_lossy(&reply.body);
                    let size = size.trim_end().parse();
                    let size: u64 = size.map_err(|_| away("it told no size"))?;
                    seat.seen().remembers = size;
                    if size > head.size {
                        return Err(self.is_ahead(seat, size));
                    }
                    if size == old {
                        return Err(away("it contradicts itself"));
                    }
                    old = size;
                }
                422 => return Err(Some(Trouble::Fork)),
                400 | 403 | 404 => return Err(Some(Trouble::Stranger(reply.status))),
                other => return Err(away(&format!("it answers with {other}"))),
            }
        }
        // Somebody else asks it all the time.
        Err(None)
    }

    /// A witness that has seen more than this process has for a while.
    fn is_ahead(&self, seat: &Seat, size: u64) -> Option<Trouble> {
        let mut seen = seat.seen();
        if size <= self.state().size() {
            seen.ahead_since = None;
            return None;
        }
        let since = *seen.ahead_since.get_or_insert_with(Instant::now);
        (since.elapsed() >= AHEAD).then_some(Trouble::Ahead(size))
    }

    async fn note_cosigned(&self, place: usize, seat: &Seat, head: &Head, made: Cosignature) {
        let kept = {
            let mut seen = seat.seen();
            if seen.trouble.take().is_some() {
                tracing::warn!(witness = seat.key.name(), "a witness cosigns again");
            }
            let is_first = seen.since.is_none();
            let since = *seen.since.get_or_insert(made.at);
            seen.ahead_since = None;
            seen.remembers = head.size;
            seen.last = Some((head.size, made.at));
            // While much is written only the time matters, and that not to the minute.
            let is_quiet = head.size == self.state().size();
            let is_old = seen.kept_at.is_none_or(|at| at.elapsed() >= RENEWED);
            (is_first || is_quiet || is_old).then(|| {
                seen.kept_at = Some(Instant::now());
                Kept {
                    key: seat.key.text().to_owned(),
                    since,
                    size: head.size,
                    line: String::from_utf8_lossy(&made.to_line()).into_owned(),
                }
            })
        };
        self.witnesses
            .heads()
            .cosign(head.size, place, made, Instant::now());
        if let Some(kept) = kept {
            let drawer = Drawer {
                id: &seat.id(),
                owner: None,
                expires_at: None,
            };
            self.note_beside(&drawer, &kept, Expect::Anything).await;
        }
    }
}
