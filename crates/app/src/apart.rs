// SPDX-License-Identifier: EUPL-1.2
//! Appending what takes long to decide, without anybody waiting for it.
//!
//! An import of 100,000 rows takes seconds to decide. Decided like everything else, it would take a
//! thread of the runtime and the lock of all writers for so long. So it is decided on a thread of
//! its own, on the state of that moment, and written down and folded there, too. Only then the
//! database's lock is taken, so that nobody of any process can write, and what others wrote meanwhile is
//! looked at:
//!
//! - nothing: what was made is written as it is;
//! - nothing that the decision rests on: it would be the same, and folds as it did. So only its rows are
//!   numbered and hashed anew, and folded after they were written, when nobody waits any more;
//! - something else: it is decided again, in its turn.
//!
//! There is one turn at a time, and whoever states what such a decision rests on asks for one, too
//! ([`App::append`]); what is said in rounds does not. So it is decided again once, and not as often as
//! somebody else is faster; and the database is never held while something is decided.
//!
//! So the outcome is always that of the decision made on the state that its entries stand behind,
//! as if it had been made there in no time.

use std::sync::Arc;

use wegmarke_domain::register::LogLine;
use wegmarke_store::{EntryRow, StoreError};

use crate::append::{Decision, Folded, Prepared, TRIES, seal_row};
use crate::receipt::Receipt;
use crate::signing;
use crate::written::Written;
use crate::{App, AppError, Clock, Dice, SealKey, State};

/// A decision, and the state that it was made on.
struct Decided<T> {
    on: Arc<State>,
    decision: Decision,
    answer: T,
    written: Vec<Written>,
    /// What its organisation signed of each; empty if it signed nothing.
    signatures: Vec<Vec<u8>>,
    /// All of it behind `on`; taken when it is tried to write it. Once it was, it is only numbered anew.
    folded: Option<Folded>,
}

/// What it takes to make rows on another thread.
struct Hands {
    /// Name of the log.
    log: String,
    clock: Arc<dyn Clock>,
    dice: Arc<dyn Dice>,
    seal: SealKey,
}

impl<T> Decided<T> {
    fn make(
        on: Arc<State>,
        decide: &impl Fn(&State) -> Result<(Decision, T), AppError>,
        by: &Hands,
    ) -> Result<Self, AppError> {
        let Hands { log, dice, .. } = by;
        let (decision, answer) = decide(&on)?;
        let written = Written::all(
            &decision.said,
            |place| signing::salt_of(decision.signing.as_ref(), place),
            &**dice,
        )?;
        let signatures = signing::sign(&on, log, decision.saying(), &written)?;
        let mut decided = Self {
            on,
            decision,
            answer,
            written,
            signatures,
            folded: None,
        };
        decided.folded = Some(decided.fold(&decided.on, by)?);
        Ok(decided)
    }

    /// The rows behind a later state on which the decision stands. That they fold was seen: what they
    /// fold on did not change since.
    fn renumber(&self, state: &State, by: &Hands) -> Result<Folded, AppError> {
        let mut folded = Folded::on(state, &by.log, &*by.clock)?;
        for place in 0..self.written.len() {
            folded.push_renumbered(self.row(&folded, place, by)?);
            folded.salts.push(self.written[place].salt);
        }
        Ok(folded)
    }

    fn fold(&self, state: &State, by: &Hands) -> Result<Folded, AppError> {
        let mut folded = Folded::on(state, &by.log, &*by.clock)?;
        for place in 0..self.written.len() {
            folded.push(self.row(&folded, place, by)?)?;
            folded.salts.push(self.written[place].salt);
        }
        Ok(folded)
    }

    /// The row of what is said at a place, behind those that are folded; sealed if it is a sealed answer.
    fn row(&self, folded: &Folded, place: usize, hands: &Hands) -> Result<EntryRow, AppError> {
        let by = (&self.decision.by, self.decision.hand);
        let signature = self.signatures.get(place).cloned();
        let said = &self.decision.said[place];
        let row = folded.row(by, said, &self.written[place], signature)?;
        Ok(match said.statement.is_sealed_answer() {
            true => seal_row(&hands.seal, &*hands.dice, row),
            false => row,
        })
    }

    /// Whether the same would be decided on a later state.
    fn stands_on(&self, state: &State, rests_on: fn(&LogLine) -> bool) -> bool {
        // The numbers of a log have no gap.
        let mut since = state.register.log().since(self.on.size());
        // Each statement that an organisation signs names the one before.
        let is_signed = !self.signatures.is_empty();
        let breaks =
            |line: &LogLine| is_signed && line.signed.is_some() && line.by == self.decision.by;
        state.erasures == self.on.erasures && !since.any(|line| rests_on(line) || breaks(line))
    }
}

impl App {
    /// Decides, on a thread of its own, and appends what was decided, public at once, as one
    /// transaction; see [`App::append`] for what holds then. `rests_on` says of an entry whether
    /// after it something else might be decided.
    ///
    /// # Errors
    /// As [`App::append`].
    pub(crate) async fn append_apart<T: Send + 'static>(
        &self,
        rests_on: fn(&LogLine) -> bool,
        decide: impl Fn(&State) -> Result<(Decision, T), AppError> + Send + Sync + 'static,
    ) -> Result<(Vec<Receipt>, T), AppError> {
        let decide = Arc::new(decide);
        let mut decided: Option<Decided<T>> = None;
        let mut turn = None;
        for attempt in 0..TRIES {
            if attempt > 0 && turn.is_none() {
                turn = Some(self.store.take_turn().await?);
                let _writing = self.writing.lock().await;
                self.catch_up().await?;
            }
            let state = self.state();
            let one = match decided.take() {
                Some(known) if known.stands_on(&state, rests_on) => known,
                _ => {
                    let (decide, hands) = (Arc::clone(&decide), self.hands());
                    apart(move || Decided::make(state, &*decide, &hands)).await?
                }
            };
            if one.decision.is_empty() {
                return Ok((Vec::new(), one.answer));
            }
            let (one, receipts) = self.write_last(one, rests_on).await?;
            match receipts {
                Some(receipts) => return Ok((receipts, one.answer)),
                None => decided = Some(one),
            }
        }
        Err(StoreError::Busy.into())
    }

    /// Writes what was decided, if it still stands on what is on record when nobody else can write any
    /// more. `None`: nothing was written.
    async fn write_last<T: Send + 'static>(
        &self,
        one: Decided<T>,
        rests_on: fn(&LogLine) -> bool,
    ) -> Result<(Decided<T>, Option<Vec<Receipt>>), AppError> {
        let _writing = self.writing.lock().await;
        let mut kept = Some(one);
        let mut prepared = None;
        let (kept_one, prepared_one) = (&mut kept, &mut prepared);
        let written = self.store.write_last(move || {
            Box::pin(async move {
                self.catch_up().await?;
                let state = self.state();
                let Some(mut one) = kept_one.take() else {
                    return Ok(None);
                };
                if !one.stands_on(&state, rests_on) {
                    *kept_one = Some(one);
                    return Ok(None);
                }
                let made = one.folded.take();
                let folded = match made.filter(|_| one.on.version() == state.version()) {
                    Some(folded) => folded,
                    None => {
                        let hands = self.hands();
                        let numbering = move || Ok((one.renumber(&state, &hands)?, one));
                        let (folded, back) = apart(numbering).await?;
                        one = back;
                        folded
                    }
                };
                let mut all = self.prepare(folded, &one.decision).await?;
                *kept_one = Some(one);
                let decided = all.take_decided();
                *prepared_one = Some(all);
                Ok::<_, AppError>(Some(decided))
            })
        });
        let outcome = self.settle_last(written.await, prepared).await?;
        let one = kept.ok_or_else(|| AppError::Internal("a decision got lost".to_owned()))?;
        Ok((one, outcome))
    }

    /// What came of a last write.
    async fn settle_last(
        &self,
        written: Result<bool, AppError>,
        prepared: Option<Prepared>,
    ) -> Result<Option<Vec<Receipt>>, AppError> {
        match (written, prepared) {
            (Ok(true), Some(prepared)) => self.show(prepared).await.map(Some),
            (Ok(_), _) => Ok(None),
            // Somebody held the database for longer than the engine waits, or nobody knows: what is on
            // record tells.
            (Err(AppError::Store(StoreError::Busy)), _) => Ok(None),
            (Err(AppError::Store(StoreError::Unknown(why))), prepared) => {
                tracing::warn!(why, "the outcome of an append is unknown; reading the log");
                self.catch_up().await?;
                match prepared {
                    Some(prepared) if self.is_written(&prepared).await? => {
                        Ok(Some(prepared.into_receipts()))
                    }
                    _ => Ok(None),
                }
            }
            (Err(other), _) => Err(other),
        }
    }

    fn hands(&self) -> Hands {
        Hands {
            log: self.origin().to_owned(),
            clock: Arc::clone(&self.clock),
            dice: Arc::clone(&self.dice),
            seal: self.seal.clone(),
        }
    }
}

/// Does what takes long on a thread that nobody else waits for.
pub(crate) async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, AppError> + Send + 'static,
) -> Result<T, AppError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| AppError::Internal(error.to_string()))?
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::mpsc::{Receiver, channel};
    use std::time::Duration;

    use jiff::tz::TimeZone;
    use serde_json::json;
    use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
    use tokio::time::timeout;
    use wegmarke_domain::id::OrganisationId;
    use wegmarke_domain::organisation::Organisation;
    use wegmarke_domain::register::LogLine;
    use wegmarke_domain::statement::{Act, Said};
    use wegmarke_ledger::LogKey;
    use wegmarke_store::fault::{Fault, Faults};
    use wegmarke_store::{Location, Store};

    use crate::append::Decision;
    use crate::{App, AppError, Keys, OsDice, SealKey, State, SystemClock};

    const LONG: Duration = Duration::from_secs(60);

    struct Home {
        location: Location,
        _folder: tempfile::TempDir,
        key: String,
        seal: String,
        faults: Arc<Faults>,
    }

    impl Home {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            Self {
                location: Location::Folder(folder.path().to_owned()),
                _folder: folder,
                key: LogKey::generate(&mut rand::rngs::OsRng, "test.example/log").unwrap(),
                seal: SealKey::generate(&OsDice),
                faults: Arc::default(),
            }
        }

        async fn open(&self) -> App {
            let store = Store::open(&self.location).await.unwrap();
            let keys = Keys {
                log: LogKey::parse(&self.key).unwrap(),
                seal: SealKey::parse(&self.seal).unwrap(),
            };
            let clock = Arc::new(SystemClock(TimeZone::UTC));
            let store = store.with_faults(Arc::clone(&self.faults));
            App::open(store, keys, clock, Arc::new(OsDice))
                .await
                .unwrap()
        }
    }

    fn states(id: &str) -> Decision {
        let record = json!({"id": id, "name": {"de": id}, "voice": "government"});
        let record: Organisation = serde_json::from_value(record).unwrap();
        let statement = Act::Stated(Arc::new(record)).into();
        let id = OrganisationId::new(id);
        Decision::public(id.clone(), vec![Said::new(id.subject(), statement)])
    }

    /// A decision that tells the size of the log it is made on, and waits to be let go on each time.
    fn slow(
        begun: UnboundedSender<u64>,
        go_on: Receiver<()>,
    ) -> impl Fn(&State) -> Result<(Decision, u64), AppError> + Send + Sync {
        let go_on = std::sync::Mutex::new(go_on);
        move |state| {
            begun.send(state.size()).unwrap();
            let go_on = go_on.lock().unwrap();
            go_on.recv_timeout(LONG).expect("nobody let it go on");
            Ok((states("slow"), state.size()))
        }
    }

    async fn say(app: &App, id: &str) -> u64 {
        let saying = app.append(|_| Ok((states(id), ())));
        let (receipts, ()) = timeout(LONG, saying).await.unwrap().unwrap();
        receipts[0].seq
    }

    fn rests_on(line: &LogLine) -> bool {
        line.subject.id.starts_with("near")
    }

    /// What is said meanwhile; on which sizes of the log it is decided.
    async fn decide_while(meanwhile: &[&str], decided_on: &[u64]) {
        let home = Home::new();
        let app = home.open().await;
        say(&app, "first").await;
        let (begun, mut has_begun) = unbounded_channel();
        let (go_on, may_go_on) = channel();
        let others = async {
            for (at, on) in decided_on.iter().enumerate() {
                let begun = timeout(LONG, has_begun.recv()).await.unwrap();
                assert_eq!(begun, Some(*on));
                // Another writes while it is decided: the lock is free.
                if let Some(id) = meanwhile.get(at) {
                    say(&app, id).await;
                }
                go_on.send(()).unwrap();
            }
        };
        let apart = app.append_apart(rests_on, slow(begun, may_go_on));
        let (done, ()) = tokio::join!(apart, others);
        let (receipts, on) = done.unwrap();
        assert_eq!(Some(&on), decided_on.last());
        let behind = 1 + meanwhile.len() as u64;
        assert_eq!(receipts[0].seq, behind, "behind what was said meanwhile");
        assert!(
            has_begun.try_recv().is_err(),
            "it was decided once too often"
        );
        // The log holds, and says the same to another process.
        let other = home.open().await;
        assert_eq!(other.version(), app.version());
        assert_eq!(other.state().checkpoint, app.state().checkpoint);
        assert!(other.state().register.organisations.find("slow").is_some());
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn alone_it_is_decided_once() {
        decide_while(&[], &[1]).await;
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn what_it_does_not_rest_on_may_be_written_meanwhile() {
        decide_while(&["far"], &[1]).await;
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn what_it_rests_on_makes_it_be_decided_again() {
        decide_while(&["near"], &[1, 2]).await;
        decide_while(&["near-1"], &[1, 2]).await;
    }

    /// Nothing that the decision rests on is written in its turn; what is none of its business is.
    #[tokio::test(flavor = "multi_thread")]
    async fn decided_again_it_is_decided_in_its_turn() {
        let home = Home::new();
        let app = Arc::new(home.open().await);
        let (begun, mut has_begun) = unbounded_channel();
        let (go_on, may_go_on) = channel();
        let others = Arc::clone(&app);
        let busy = tokio::spawn(async move {
            let mut said: u64 = 0;
            while let Some(on) = has_begun.recv().await {
                let id = format!("near-{said}");
                let saying = others.append(|_| Ok((states(&id), ())));
                let patience = if on == 0 {
                    LONG
                } else {
                    Duration::from_millis(200)
                };
                let got_through = timeout(patience, saying).await.is_ok();
                assert_eq!(got_through, on == 0, "at {on}");
                said += u64::from(got_through);
                let calendar = others.append(|_| {
                    let mut decision = Decision::public(OrganisationId::new("x"), Vec::new());
                    let gone = wegmarke_store::document::Put::Delete {
                        kind: "none".to_owned(),
                        id: "none".to_owned(),
                        expect: wegmarke_store::document::Expect::Anything,
                    };
                    decision.puts.push(gone);
                    Ok((decision, ()))
                });
                timeout(LONG, calendar).await.unwrap().unwrap();
                go_on.send(()).unwrap();
            }
        });
        let done = app.append_apart(rests_on, slow(begun, may_go_on)).await;
        assert_eq!(done.unwrap().1, 1);
        busy.await.unwrap();
    }

    /// As many processes as there are writers and decisions: each has connections and locks of its own.
    async fn all_end_beside_writers(home: &Home) {
        const WRITERS: usize = 6;
        const DECISIONS: usize = 8;
        let stop = Arc::new(AtomicBool::new(false));
        let mut writers = Vec::new();
        for writer in 0..WRITERS {
            let (app, stop) = (home.open().await, Arc::clone(&stop));
            writers.push(tokio::spawn(async move {
                let mut said = 0;
                while !stop.load(Ordering::Relaxed) {
                    let id = format!("near-{writer}-{said}");
                    app.append(|_| Ok((states(&id), ()))).await.unwrap();
                    said += 1;
                }
                said
            }));
        }
        let mut decisions = Vec::new();
        for decision in 0..DECISIONS {
            let app = home.open().await;
            decisions.push(tokio::spawn(async move {
                let id = format!("decided-{decision}");
                let decide = move |state: &State| {
                    // Longer than others need to be faster.
                    std::thread::sleep(Duration::from_millis(100));
                    Ok((states(&id), state.size()))
                };
                let done = app.append_apart(rests_on, decide).await;
                let (receipts, on) = done.map_err(|error| error.code())?;
                let state = app.state();
                let log = state.register.log().iter();
                let since = log.filter(|line| (on..receipts[0].seq).contains(&line.seq));
                assert_eq!(since.filter(|line| rests_on(line)).count(), 0);
                Ok::<_, &str>(receipts.len())
            }));
        }
        for decision in decisions {
            assert_eq!(timeout(LONG, decision).await.unwrap().unwrap(), Ok(1));
        }
        stop.store(true, Ordering::Relaxed);
        for writer in writers {
            let said: u64 = timeout(LONG, writer).await.unwrap().unwrap();
            assert!(said > 0, "a writer was kept out");
        }
        let all = home.open().await;
        for decision in 0..DECISIONS {
            let id = format!("decided-{decision}");
            assert!(all.state().register.organisations.find(&id).is_some());
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn all_end_beside_writers_of_an_embedded_database() {
        all_end_beside_writers(&Home::new()).await;
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn all_end_beside_writers_of_a_server() {
        let server = wegmarke_testkit::postgres::Server::start();
        let mut home = Home::new();
        home.location = Location::Url(server.new_database());
        all_end_beside_writers(&home).await;
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_write_of_unknown_outcome_is_done_once() {
        for fault in [Fault::Lost, Fault::DoneButReportedFailed] {
            let home = Home::new();
            let app = home.open().await;
            home.faults.plan(fault);
            let decide = |state: &State| Ok((states("slow"), state.size()));
            let (receipts, _) = app.append_apart(|_| true, decide).await.unwrap();
            assert_eq!((receipts[0].seq, app.state().size()), (0, 1), "{fault:?}");
        }
    }
}
