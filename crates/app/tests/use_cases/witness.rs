// SPDX-License-Identifier: EUPL-1.2
//! A log and its witnesses: who is asked, what readers get, what is kept.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use rand::rngs::OsRng;
use wegmarke_app::App;
use wegmarke_app::witness::{Asked, Asking, Courier, Named, Reply, Trouble};
use wegmarke_app::witnessing::{Witness, WitnessError};
use wegmarke_domain::erasure::ErasureReason;
use wegmarke_ledger::cosignature::{WitnessKey, WitnessVerifier};
use wegmarke_store::witness::Memory;

use super::cycle::with_round;
use super::fixture::Home;

/// How the way to a witness is.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    Open,
    /// Nobody answers.
    Broken,
    /// Nobody ever answers.
    Hanging,
}

/// A witness in this process, and the way to it.
struct Neighbour {
    witness: Witness,
    way: Mutex<Way>,
    asked: AtomicU64,
    _folder: tempfile::TempDir,
}

impl Neighbour {
    fn new(home: &Home, name: &str) -> Arc<Self> {
        let folder = tempfile::tempdir().unwrap();
        let key = WitnessKey::generate(&mut OsRng, name).unwrap();
        let memory = Memory::open(folder.path()).unwrap();
        memory
            .know("test.example/log", home.key().verifier_key())
            .unwrap();
        let key = WitnessKey::parse(&key).unwrap();
        let clock = Arc::new(home.clock.clone());
        Arc::new(Self {
            witness: Witness::open(key, memory, clock).unwrap(),
            way: Mutex::new(Way::Open),
            asked: AtomicU64::new(0),
            _folder: folder,
        })
    }

    fn set(&self, way: Way) {
        *self.way.lock().unwrap() = way;
    }

    fn named(self: &Arc<Self>) -> Named {
        Named {
            key: WitnessVerifier::parse(self.witness.verifier_key()).unwrap(),
            courier: Arc::new(Street(Arc::clone(self))),
        }
    }
}

struct Street(Arc<Neighbour>);

impl Courier for Street {
    fn add_checkpoint(&self, question: Vec<u8>) -> Asking<'_> {
        Box::pin(async move {
            let way = *self.0.way.lock().unwrap();
            match way {
                Way::Broken => return Err("nobody is there".to_owned()),
                Way::Hanging => std::future::pending().await,
                Way::Open => {}
            }
            self.0.asked.fetch_add(1, Ordering::Relaxed);
            Ok(match self.0.witness.add_checkpoint(&question) {
                Ok(body) => Reply { status: 200, body },
                Err(WitnessError::Refused(refusal)) => {
                    let size = match &refusal {
                        wegmarke_ledger::witness::Refusal::OtherSize { size } => {
                            format!("{size}\n")
                        }
                        other => other.to_string(),
                    };
                    Reply {
                        status: refusal.status(),
                        body: size.into_bytes(),
                    }
                }
                Err(other) => panic!("{other}"),
            })
        })
    }
}

/// Entries and cosignatures that readers get.
fn head(app: &App) -> (u64, usize) {
    let note = app.get_checkpoint(&app.state()).unwrap();
    let note = String::from_utf8(note.to_vec()).unwrap();
    let size = note.lines().nth(1).unwrap().parse().unwrap();
    (size, note.matches('—').count() - 1)
}

/// One more entry.
async fn append(app: &App, seq: u64) {
    app.erase_body(seq, ErasureReason::OtherLaw).await.unwrap();
}

/// Past the time in which what is written is cosigned together.
async fn choose(app: &App) {
    tokio::time::sleep(Duration::from_millis(300)).await;
    app.choose_head().unwrap();
}

#[tokio::test]
async fn what_is_appended_is_cosigned_and_kept_over_a_restart() {
    let home = Home::embedded();
    with_round(&home).await.close().await;
    let one = Neighbour::new(&home, "w.example/1");
    let two = Neighbour::new(&home, "w.example/2");
    let named = || vec![one.named(), two.named()];
    let app = home.open().await.with_witnesses(named()).await;
    let size = app.state().size();
    assert_eq!(
        app.ask_witness(0).await,
        Asked::Nothing,
        "no head is chosen yet"
    );
    assert_eq!(head(&app), (size, 0));
    app.choose_head().unwrap();
    for place in [0, 1] {
        assert_eq!(app.ask_witness(place).await, Asked::Cosigned);
        assert_eq!(app.ask_witness(place).await, Asked::Nothing);
    }
    assert_eq!(
        app.ask_witness(2).await,
        Asked::Nothing,
        "there is no such one"
    );
    assert_eq!(head(&app), (size, 2));
    append(&app, 1).await;
    choose(&app).await;
    for place in [0, 1] {
        assert_eq!(app.ask_witness(place).await, Asked::Cosigned);
    }
    assert_eq!(head(&app), (size + 1, 2));
    let seen = app.list_witnesses();
    assert!(
        seen.iter()
            .all(|one| one.since.is_some() && one.trouble.is_none())
    );
    app.close().await;

    // Both are away: what they signed is still there, and since when they are witnesses.
    one.set(Way::Broken);
    two.set(Way::Broken);
    let asked = one.asked.load(Ordering::Relaxed);
    let app = home.open().await.with_witnesses(named()).await;
    app.choose_head().unwrap();
    assert_eq!(head(&app), (size + 1, 2));
    let again = app.list_witnesses();
    assert_eq!(again[0].since, seen[0].since);
    assert_eq!(again[0].last, seen[0].last);
    for place in [0, 1] {
        assert_eq!(app.ask_witness(place).await, Asked::Later);
    }
    let health = app.look_at_health().await;
    assert!(
        health.is_ready() && health.witnesses.why.is_some(),
        "{health:?}"
    );
    assert!(health.cosigned_at.is_some());
    // And it is known what each remembers: one question is enough.
    one.set(Way::Open);
    append(&app, 2).await;
    choose(&app).await;
    assert_eq!(app.ask_witness(0).await, Asked::Cosigned);
    assert_eq!(one.asked.load(Ordering::Relaxed), asked + 1);
    assert_eq!(head(&app), (size + 2, 1));
}

#[tokio::test]
async fn a_witness_that_hangs_delays_nobody() {
    let home = Home::embedded();
    with_round(&home).await.close().await;
    let one = Neighbour::new(&home, "w.example/1");
    let two = Neighbour::new(&home, "w.example/2");
    one.set(Way::Hanging);
    let named = vec![one.named(), two.named()];
    let app = Arc::new(home.open().await.with_witnesses(named).await);
    let size = app.state().size();
    app.choose_head().unwrap();
    let hanging = tokio::spawn({
        let app = Arc::clone(&app);
        async move { app.ask_witness(0).await }
    });
    let since = Instant::now();
    for seq in 1..5 {
        append(&app, seq).await;
    }
    assert_eq!(app.ask_witness(1).await, Asked::Cosigned);
    assert!(
        since.elapsed() < Duration::from_secs(5),
        "{:?}",
        since.elapsed()
    );
    // The next head waits two seconds for the one that hangs, and no longer.
    while app.ask_witness(1).await == Asked::Nothing {
        assert!(since.elapsed() < Duration::from_secs(20));
        app.choose_head().unwrap();
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(head(&app), (size + 4, 1));
    assert!(!hanging.is_finished());
    hanging.abort();
}

#[tokio::test]
async fn a_fork_and_a_rollback_are_told_and_not_cosigned() {
    let home = Home::embedded();
    with_round(&home).await.close().await;
    let one = Neighbour::new(&home, "w.example/1");
    // The copy that will be rolled back to.
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("register.sqlite");
    wegmarke_store::Store::copy_database(home.folder(), &copy)
        .await
        .unwrap();
    let app = home.open().await.with_witnesses(vec![one.named()]).await;
    let size = app.state().size();
    append(&app, 1).await;
    app.choose_head().unwrap();
    assert_eq!(app.ask_witness(0).await, Asked::Cosigned);
    app.close().await;
    for file in ["register.sqlite-wal", "register.sqlite-shm"] {
        let _ = std::fs::remove_file(home.folder().join(file));
    }
    std::fs::copy(&copy, home.folder().join("register.sqlite")).unwrap();

    let app = home.open().await.with_witnesses(vec![one.named()]).await;
    assert_eq!(app.state().size(), size);
    app.choose_head().unwrap();
    // Another server of the installation might have asked it: so it is told after a while.
    assert_eq!(app.ask_witness(0).await, Asked::Later);
    assert!(app.look_at_health().await.is_ready());
    tokio::time::sleep(Duration::from_millis(5_200)).await;
    assert_eq!(app.ask_witness(0).await, Asked::Later);
    assert_eq!(
        app.list_witnesses()[0].trouble,
        Some(Trouble::Ahead(size + 1))
    );
    let health = app.look_at_health().await;
    assert!(!health.is_ready() && !health.witnesses.ok, "{health:?}");
    append(&app, 2).await;
    append(&app, 3).await;
    choose(&app).await;
    assert_eq!(app.ask_witness(0).await, Asked::Later);
    assert_eq!(app.list_witnesses()[0].trouble, Some(Trouble::Fork));
    assert_eq!(head(&app), (size + 2, 0));
}

#[tokio::test]
async fn many_appends_are_cosigned_together() {
    let home = Home::embedded();
    with_round(&home).await.close().await;
    let one = Neighbour::new(&home, "w.example/1");
    let app = home.open().await.with_witnesses(vec![one.named()]).await;
    let size = app.state().size();
    let since = Instant::now();
    for seq in 1..20 {
        append(&app, seq).await;
        app.choose_head().unwrap();
        app.ask_witness(0).await;
    }
    let asked = one.asked.load(Ordering::Relaxed);
    let most = 2 + u64::try_from(since.elapsed().as_millis() / 250).unwrap();
    assert!(asked <= most, "{asked} of at most {most}");
    choose(&app).await;
    app.ask_witness(0).await;
    assert_eq!(head(&app), (size + 19, 1));
}
