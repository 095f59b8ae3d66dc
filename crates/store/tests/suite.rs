// SPDX-License-Identifier: EUPL-1.2
//! One suite, run on each engine: what the store promises, whichever database it stands on.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that fails is a test that fails"
)]

use std::sync::{Arc, Mutex, OnceLock, Weak};
use std::time::{Duration, Instant};

use wegmarke_store::document::{Document, Expect, Put};
use wegmarke_store::fault::{Fault, Faults};
use wegmarke_store::{Batch, BodyState, Decided, EntryRow, Location, Reveal, Store, StoreError};
use wegmarke_testkit::postgres::Server;

/// A place for a ledger, and what must live as long as it.
struct Home {
    location: Location,
    _folder: Option<tempfile::TempDir>,
    _server: Option<Arc<Server>>,
}

fn sqlite() -> Home {
    let folder = tempfile::tempdir().unwrap();
    Home {
        location: Location::Folder(folder.path().to_owned()),
        _folder: Some(folder),
        _server: None,
    }
}

/// One server for the tests that run at the same time.
fn postgres() -> Home {
    static SERVER: OnceLock<Mutex<Weak<Server>>> = OnceLock::new();
    let mut held = SERVER.get_or_init(Mutex::default).lock().unwrap();
    let server = held.upgrade().unwrap_or_else(|| {
        let server = Arc::new(Server::start());
        *held = Arc::downgrade(&server);
        server
    });
    Home {
        location: Location::Url(server.new_database()),
        _folder: None,
        _server: Some(server),
    }
}

fn row(seq: u64, words: &str) -> EntryRow {
    EntryRow {
        seq,
        envelope: format!("envelope {seq} {words}").into_bytes(),
        salt: Some([7; 16]),
        body: Some(words.as_bytes().to_vec()),
        state: BodyState::Public,
        signature: None,
    }
}

fn rows(range: std::ops::Range<u64>, words: &str) -> Vec<EntryRow> {
    range.map(|seq| row(seq, words)).collect()
}

/// The suite: every test gets a place and runs on both engines.
macro_rules! suite {
    ($($test:ident),* $(,)?) => {
        mod on_sqlite { $(#[tokio::test(flavor = "multi_thread")] async fn $test() { super::$test(super::sqlite()).await; })* }
        mod on_postgres { $(#[tokio::test(flavor = "multi_thread")] async fn $test() { super::$test(super::postgres()).await; })* }
    };
}

suite!(
    what_is_appended_is_read,
    a_wrong_start_is_a_conflict_and_writes_nothing,
    a_batch_is_written_whole_or_not_at_all,
    many_are_read_as_they_were_written,
    writers_never_lose_or_reorder,
    a_last_decision_is_made_when_nobody_else_can_write,
    turns_are_taken_one_after_the_other,
    two_processes_see_each_other_within_a_second,
    an_erased_body_is_gone_and_its_envelope_stays,
    a_fault_is_lost_or_done,
    large_bodies_and_odd_bytes_survive,
    sealed_is_kept_sealed,
    a_reveal_comes_with_its_entries_or_not_at_all,
    documents_are_written_read_listed_and_purged,
    a_document_that_changed_meanwhile_is_not_overwritten,
    one_of_many_who_write_a_document_at_once_wins,
    what_many_count_at_once_is_counted_once_each,
    a_revision_writes_all_or_nothing,
);

async fn what_is_appended_is_read(home: Home) {
    let store = Store::open(&home.location).await.unwrap();
    assert_eq!(store.head().await.unwrap().size, 0);
    assert!(store.read(0, 10).await.unwrap().is_empty());
    store.append(&rows(0..3, "a"), b"note 3").await.unwrap();
    store.append(&[], b"nothing").await.unwrap();
    store.append(&rows(3..5, "b"), b"note 5").await.unwrap();
    let head = store.head().await.unwrap();
    assert_eq!((head.size, head.checkpoint.as_slice()), (5, &b"note 5"[..]));
    assert_eq!(
        store.read(1, 3).await.unwrap(),
        [row(1, "a"), row(2, "a"), row(3, "b")]
    );
    assert_eq!(store.find(4).await.unwrap(), Some(row(4, "b")));
    assert_eq!(store.find(5).await.unwrap(), None);
    store.close().await;
    let again = Store::open(&home.location).await.unwrap();
    assert_eq!(again.read(0, 100).await.unwrap().len(), 5);
}

async fn a_wrong_start_is_a_conflict_and_writes_nothing(home: Home) {
    let store = Store::open(&home.location).await.unwrap();
    store.append(&rows(0..2, "a"), b"2").await.unwrap();
    for start in [0, 1, 3, 1000] {
        let refused = store.append(&rows(start..start + 1, "b"), b"x").await;
        assert!(
            matches!(refused, Err(StoreError::Conflict { size: 2 })),
            "{refused:?}"
        );
    }
    assert_eq!(store.read(0, 10).await.unwrap(), rows(0..2, "a"));
    assert_eq!(store.head().await.unwrap().checkpoint, b"2");
}

async fn many_are_read_as_they_were_written(home: Home) {
    let store = Store::open(&home.location).await.unwrap();
    let mut written = rows(0..900, "Ä");
    // A line feed, which canonical JSON never has, must not shift what comes after it.
    written[300].body = Some(b"two\nlines".to_vec());
    written[600].state = BodyState::Sealed;
    store.append(&written, b"900").await.unwrap();
    store.erase_body(5).await.unwrap();
    (written[5].salt, written[5].body) = (None, None);
    written[5].state = BodyState::Erased;
    for (first, limit) in [
        (0, 900),
        (0, 5000),
        (1, 899),
        (255, 258),
        (512, 256),
        (899, 1),
        (900, 9),
    ] {
        let expected: Vec<_> = written.iter().skip(first).take(limit).cloned().collect();
        let read = store
            .read(first as u64, u32::try_from(limit).unwrap())
            .await
            .unwrap();
        assert_eq!(read, expected, "{limit} from {first}");
    }
    // By their numbers: in any order, some twice, some that are not there, whole packs and less.
    for seqs in [
        vec![],
        vec![899, 0, 0, 1234, 5],
        (0..900).rev().step_by(3).collect(),
        (500..1100).collect(),
    ] {
        let wanted = |row: &&EntryRow| seqs.contains(&row.seq);
        let expected: Vec<_> = written.iter().filter(wanted).cloned().collect();
        assert_eq!(store.read_each(&seqs).await.unwrap(), expected, "{seqs:?}");
    }
}

async fn a_batch_is_written_whole_or_not_at_all(home: Home) {
    let store = Store::open(&home.location).await.unwrap();
    store.append(&rows(0..2, "a"), b"2").await.unwrap();
    // The third row repeats a number: the database refuses it after two good ones.
    let mut bad = rows(2..5, "b");
    bad[2].seq = 2;
    assert!(store.append(&bad, b"5").await.is_err());
    let mut bad = rows(2..4, "b");
    bad[1].body = None;
    assert!(
        store.append(&bad, b"4").await.is_err(),
        "a public entry without a body"
    );
    assert_eq!(store.read(0, 10).await.unwrap(), rows(0..2, "a"));
    assert_eq!(store.head().await.unwrap().size, 2);
    store.append(&rows(2..4, "c"), b"4").await.unwrap();
}

/// Appends `count` times, each time reading where to go on.
async fn write_on(store: Store, name: String, count: u64) {
    for n in 0..count {
        let words = format!("{name} {n}");
        loop {
            let size = store.head().await.unwrap().size;
            match store
                .append(&rows(size..size + 2, &words), words.as_bytes())
                .await
            {
                Ok(()) => break,
                Err(StoreError::Conflict { .. } | StoreError::Busy) => {}
                Err(other) => panic!("{other}"),
            }
        }
    }
}

async fn writers_never_lose_or_reorder(home: Home) {
    // Two stores stand for two processes, four writers in each.
    let stores = [
        Store::open(&home.location).await.unwrap(),
        Store::open(&home.location).await.unwrap(),
    ];
    let mut writers = tokio::task::JoinSet::new();
    for writer in 0..8_usize {
        writers.spawn(write_on(
            stores[writer % 2].clone(),
            format!("w{writer}"),
            12,
        ));
    }
    while let Some(done) = writers.join_next().await {
        done.unwrap();
    }
    let all = stores[0].read(0, 1000).await.unwrap();
    assert_eq!(all, stores[1].read(0, 1000).await.unwrap());
    assert_eq!(all.len(), 8 * 12 * 2);
    let mut next = [0; 8];
    for (seq, pair) in (0..).step_by(2).zip(all.chunks(2)) {
        assert_eq!((pair[0].seq, pair[1].seq), (seq, seq + 1));
        assert_eq!(
            pair[0].body, pair[1].body,
            "the two entries of a batch stand together"
        );
        let words = String::from_utf8(pair[0].body.clone().unwrap()).unwrap();
        let (writer, n) = words[1..].split_once(' ').unwrap();
        let writer: usize = writer.parse().unwrap();
        assert_eq!(
            n.parse::<u64>().unwrap(),
            next[writer],
            "each writer's entries keep their order"
        );
        next[writer] += 1;
    }
    assert_eq!(next, [12; 8]);
}

async fn two_processes_see_each_other_within_a_second(home: Home) {
    let (one, other) = (
        Store::open(&home.location).await.unwrap(),
        Store::open(&home.location).await.unwrap(),
    );
    let waiting = tokio::spawn(async move {
        let head = other
            .wait_beyond(0, 0, Duration::from_secs(20))
            .await
            .unwrap();
        (head.size, Instant::now())
    });
    tokio::time::sleep(Duration::from_millis(500)).await;
    one.append(&rows(0..1, "a"), b"1").await.unwrap();
    let written = Instant::now();
    let (size, seen) = waiting.await.unwrap();
    assert_eq!(size, 1);
    // The promise itself: one second, whatever the machine does.
    assert!(seen.saturating_duration_since(written) < Duration::from_secs(1));
    assert_eq!(
        one.wait_beyond(1, 0, Duration::from_millis(50))
            .await
            .unwrap()
            .size,
        1
    );
}

async fn an_erased_body_is_gone_and_its_envelope_stays(home: Home) {
    let store = Store::open(&home.location).await.unwrap();
    store
        .append(&rows(0..3, "a secret nobody may keep"), b"3")
        .await
        .unwrap();
    store.erase_body(1).await.unwrap();
    let erased = store.find(1).await.unwrap().unwrap();
    assert_eq!(
        (erased.salt, erased.body, erased.state),
        (None, None, BodyState::Erased)
    );
    assert_eq!(erased.envelope, row(1, "a secret nobody may keep").envelope);
    let head = store.head().await.unwrap();
    assert_eq!((head.size, head.erasures), (3, 1));
    assert!(store.find(2).await.unwrap().unwrap().body.is_some());
}

async fn a_fault_is_lost_or_done(home: Home) {
    let faults = Arc::new(Faults::default());
    let store = Store::open(&home.location)
        .await
        .unwrap()
        .with_faults(Arc::clone(&faults));
    faults.plan(Fault::Lost);
    assert!(matches!(
        store.append(&rows(0..2, "a"), b"2").await,
        Err(StoreError::Unknown(_))
    ));
    assert_eq!(store.head().await.unwrap().size, 0);
    faults.plan(Fault::DoneButReportedFailed);
    assert!(matches!(
        store.append(&rows(0..2, "a"), b"2").await,
        Err(StoreError::Unknown(_))
    ));
    assert_eq!(store.head().await.unwrap().size, 2);
    store.append(&rows(2..3, "b"), b"3").await.unwrap();
}

async fn large_bodies_and_odd_bytes_survive(home: Home) {
    let store = Store::open(&home.location).await.unwrap();
    let body: Vec<u8> = (0..=255_u8).cycle().take(3 << 20).collect();
    let row = EntryRow {
        body: Some(body),
        ..row(0, "x")
    };
    store
        .append(std::slice::from_ref(&row), b"\x00\xff")
        .await
        .unwrap();
    assert_eq!(store.find(0).await.unwrap(), Some(row));
    assert_eq!(store.head().await.unwrap().checkpoint, b"\x00\xff");
}

async fn sealed_is_kept_sealed(home: Home) {
    let store = Store::open(&home.location).await.unwrap();
    let row = EntryRow {
        state: BodyState::Sealed,
        ..row(0, "not yet")
    };
    store
        .append(std::slice::from_ref(&row), b"1")
        .await
        .unwrap();
    let kept = store.find(0).await.unwrap().unwrap();
    assert_eq!(kept.visible(), wegmarke_ledger::body::Body::Sealed);
    assert!(!format!("{kept:?}").contains("not yet"));
}

async fn a_reveal_comes_with_its_entries_or_not_at_all(home: Home) {
    let store = Store::open(&home.location).await.unwrap();
    let sealed = EntryRow {
        state: BodyState::Sealed,
        ..row(0, "c0de")
    };
    store.append(&[sealed, row(1, "open")], b"2").await.unwrap();
    let reveals = [0, 1].map(|seq| Reveal {
        seq,
        salt: [9; 16],
        body: b"said".to_vec(),
    });
    let late = Batch {
        rows: &rows(1..2, "late"),
        checkpoint: b"2",
        reveals: &reveals,
        ..Batch::default()
    };
    assert!(matches!(
        store.write(&late).await,
        Err(StoreError::Conflict { size: 2 })
    ));
    let state = |row: Option<EntryRow>| row.map(|row| (row.state, row.body.unwrap()));
    let kept = store.find(0).await.unwrap();
    assert_eq!(state(kept), Some((BodyState::Sealed, b"c0de".to_vec())));
    let rows = rows(2..3, "due");
    let due = Batch {
        rows: &rows,
        ..late
    };
    store.write(&due).await.unwrap();
    let kept = store.find(0).await.unwrap();
    assert_eq!(state(kept), Some((BodyState::Public, b"said".to_vec())));
    let open = store.find(1).await.unwrap();
    assert_eq!(
        state(open),
        Some((BodyState::Public, b"open".to_vec())),
        "what is public is never rewritten"
    );
}

fn document(id: &str, owner: &str, value: &[u8]) -> Document {
    Document {
        kind: "draft".to_owned(),
        id: id.to_owned(),
        owner: Some(owner.to_owned()).filter(|owner| !owner.is_empty()),
        value: value.to_vec(),
        revision: 0,
        expires_at: None,
    }
}

async fn put(store: &Store, puts: &[Put]) -> Result<(), StoreError> {
    let batch = Batch {
        puts,
        ..Batch::default()
    };
    store.write(&batch).await
}

/// Somebody who writes at once, and somebody who decides first: what the decision reads stays the newest.
async fn a_last_decision_is_made_when_nobody_else_can_write(home: Home) {
    let one = Store::open(&home.location).await.unwrap();
    let two = Store::open(&home.location).await.unwrap();
    one.append(&rows(0..3, "first"), b"3").await.unwrap();
    let (asks, asked) = tokio::sync::oneshot::channel();
    let reader = one.clone();
    let last = one.write_last(|| {
        Box::pin(async move {
            asks.send(()).unwrap();
            // Time enough for the other one.
            tokio::time::sleep(Duration::from_millis(300)).await;
            let size = reader.head().await?.size;
            Ok::<_, StoreError>(Some(Decided {
                rows: rows(size..size + 2, "decided"),
                checkpoint: Arc::from(&b"5"[..]),
                puts: vec![Put::Set(document("a", "kok", b"1"), Expect::Absent)],
            }))
        })
    });
    let other = async {
        asked.await.unwrap();
        two.append(&rows(3..4, "other"), b"4").await
    };
    let (last, other) = tokio::join!(last, other);
    assert!(last.unwrap());
    assert!(matches!(other, Err(StoreError::Conflict { size: 5 })));
    assert_eq!(one.head().await.unwrap().size, 5);
    assert_eq!(one.list_kinds().await.unwrap(), ["draft"]);
    // Who decides that there is nothing to write, or fails, writes nothing and holds nobody up.
    let nothing = one.write_last(|| Box::pin(async { Ok::<_, StoreError>(None) }));
    assert!(!nothing.await.unwrap());
    let failed = one.write_last(|| Box::pin(async { Err(StoreError::Stale) }));
    assert!(matches!(failed.await, Err(StoreError::Stale)));
    two.append(&rows(5..6, "other"), b"6").await.unwrap();
}

async fn turns_are_taken_one_after_the_other(home: Home) {
    let one = Store::open(&home.location).await.unwrap();
    let two = Store::open(&home.location).await.unwrap();
    let turn = one.take_turn().await.unwrap();
    let soon = Duration::from_millis(300);
    // Of another process, and of the same.
    for store in [&one, &two] {
        let waited = tokio::time::timeout(soon, store.take_turn()).await;
        assert!(waited.is_err(), "it was not waited for");
    }
    // Whoever asks for none is not kept from writing.
    two.append(&rows(0..1, "other"), b"1").await.unwrap();
    drop(turn);
    let long = Duration::from_secs(60);
    for store in [&two, &one] {
        let turn = tokio::time::timeout(long, store.take_turn()).await;
        turn.unwrap().unwrap();
    }
}

async fn documents_are_written_read_listed_and_purged(home: Home) {
    let store = Store::open(&home.location).await.unwrap();
    let old = Document {
        expires_at: Some(1000),
        ..document("c", "kok", b"\x00\xff")
    };
    let all = [document("b", "kok", b"1"), document("a", "bmas", b"2"), old];
    put(&store, &all.map(|one| Put::Set(one, Expect::Absent)))
        .await
        .unwrap();
    let found = store.find_document("draft", "c").await.unwrap().unwrap();
    assert_eq!((&*found.value, found.revision), (&b"\x00\xff"[..], 1));
    let ids =
        |documents: Vec<Document>| documents.into_iter().map(|one| one.id).collect::<String>();
    assert_eq!(
        ids(store.list_documents("draft", None).await.unwrap()),
        "abc"
    );
    let of_kok = store.list_documents("draft", Some("kok")).await.unwrap();
    assert_eq!(ids(of_kok), "bc");
    assert_eq!(ids(store.list_documents("other", None).await.unwrap()), "");
    assert_eq!(store.purge_documents(999).await.unwrap(), 0);
    assert_eq!(store.purge_documents(1000).await.unwrap(), 1);
    assert_eq!(
        ids(store.list_documents("draft", None).await.unwrap()),
        "ab"
    );
    assert!(!format!("{found:?}").contains("kok"));
}

async fn a_document_that_changed_meanwhile_is_not_overwritten(home: Home) {
    let store = Store::open(&home.location).await.unwrap();
    let set = |value: &[u8], expect| [Put::Set(document("a", "kok", value), expect)];
    put(&store, &set(b"1", Expect::Absent)).await.unwrap();
    let stale = |result: Result<(), StoreError>| matches!(result, Err(StoreError::Stale));
    assert!(stale(put(&store, &set(b"2", Expect::Absent)).await));
    put(&store, &set(b"2", Expect::Revision(1))).await.unwrap();
    // All or nothing: the entry is not there without its document.
    let (rows, puts) = (rows(0..1, "x"), set(b"3", Expect::Revision(1)));
    let batch = Batch {
        rows: &rows,
        checkpoint: b"1",
        puts: &puts,
        ..Batch::default()
    };
    assert!(stale(store.write(&batch).await));
    assert_eq!(store.head().await.unwrap().size, 0);
    let kept = store.find_document("draft", "a").await.unwrap().unwrap();
    assert_eq!((&*kept.value, kept.revision), (&b"2"[..], 2));
    let delete = |expect| {
        [Put::Delete {
            kind: "draft".to_owned(),
            id: "a".to_owned(),
            expect,
        }]
    };
    assert!(stale(put(&store, &delete(Expect::Revision(1))).await));
    put(&store, &delete(Expect::Revision(2))).await.unwrap();
    assert_eq!(store.find_document("draft", "a").await.unwrap(), None);
}

async fn one_of_many_who_write_a_document_at_once_wins(home: Home) {
    let mut writers = Vec::new();
    for number in 0..8_u8 {
        let store = Store::open(&home.location).await.unwrap();
        writers.push(tokio::spawn(async move {
            let set = [Put::Set(document("a", "kok", &[number]), Expect::Absent)];
            put(&store, &set).await.is_ok()
        }));
    }
    let mut won = 0;
    for writer in writers {
        won += u32::from(writer.await.unwrap());
    }
    assert_eq!(won, 1);
}

/// A number that two documents hold, one more in each.
fn one_more(known: &[Document], ids: &[String]) -> (Vec<Put>, u64) {
    let number = |one: &Document| String::from_utf8_lossy(&one.value).parse::<u64>().unwrap();
    let next = known.iter().map(number).max().unwrap_or(0) + 1;
    let text = next.to_string();
    let puts = ids
        .iter()
        .map(|id| Put::Set(document(id, "", text.as_bytes()), Expect::Anything));
    (puts.collect(), next)
}

async fn what_many_count_at_once_is_counted_once_each(home: Home) {
    let mut writers = tokio::task::JoinSet::new();
    for writer in 0..8_usize {
        // Two stores stand for two processes.
        let store = Store::open(&home.location).await.unwrap();
        writers.spawn(async move {
            let mut seen = Vec::new();
            for _ in 0..6 {
                // Named in either order, which must not make two wait for each other.
                let mut ids = ["account".to_owned(), "network".to_owned()];
                if writer % 2 == 0 {
                    ids.reverse();
                }
                let next = store
                    .revise::<_, StoreError>("draft", &ids, |known| Ok(one_more(known, &ids)))
                    .await
                    .unwrap();
                seen.push(next);
            }
            seen
        });
    }
    let mut all = Vec::new();
    while let Some(seen) = writers.join_next().await {
        all.extend(seen.unwrap());
    }
    all.sort_unstable();
    assert_eq!(all, (1..=48).collect::<Vec<u64>>());
}

async fn a_revision_writes_all_or_nothing(home: Home) {
    let faults = Arc::new(Faults::default());
    let store = Store::open(&home.location).await.unwrap();
    let store = store.with_faults(Arc::clone(&faults));
    let ids = ["a".to_owned(), "b".to_owned()];
    let count = async |refuse: bool| {
        let decided = store.revise("draft", &ids, |known| match refuse {
            true => Err(StoreError::Stale),
            false => Ok(one_more(known, &ids)),
        });
        decided.await
    };
    assert_eq!(count(false).await.unwrap(), 1);
    assert!(matches!(count(true).await, Err(StoreError::Stale)));
    // The second write fails: neither is done.
    let half = store.revise::<(), StoreError>("draft", &ids, |known| {
        let (mut puts, _) = one_more(known, &ids);
        puts[1] = Put::Set(document("b", "", b"9"), Expect::Absent);
        Ok((puts, ()))
    });
    assert!(matches!(half.await, Err(StoreError::Stale)));
    // Who panics in the midst leaves nothing behind, and nobody waits for them.
    let panics = {
        let (store, ids) = (store.clone(), ids.clone());
        tokio::spawn(async move {
            store
                .revise::<(), StoreError>("draft", &ids, |_| panic!("on purpose"))
                .await
        })
    };
    assert!(panics.await.is_err());
    assert_eq!(count(false).await.unwrap(), 2);
    faults.plan(Fault::Lost);
    assert!(matches!(count(false).await, Err(StoreError::Unknown(_))));
    assert_eq!(count(false).await.unwrap(), 3);
    faults.plan(Fault::DoneButReportedFailed);
    assert!(matches!(count(false).await, Err(StoreError::Unknown(_))));
    assert_eq!(count(false).await.unwrap(), 5);
    // Nothing to write is fine, and what is not there is not handed over.
    let ids = ["a".to_owned(), "nowhere".to_owned()];
    let found = store
        .revise::<_, StoreError>("draft", &ids, |known| Ok((Vec::new(), known.len())))
        .await;
    assert_eq!(found.unwrap(), 1);
}

mod only_sqlite {
    use super::{Expect, Location, Put, Store, StoreError, rows};
    use std::io::{BufRead as _, BufReader};
    use std::os::unix::fs::PermissionsExt as _;
    use std::process::{Command, Stdio};
    use std::time::Duration;

    /// Started again by the test below as a child that writes until it is killed.
    #[tokio::test]
    async fn child_that_writes_until_it_is_killed() {
        let Some(folder) = std::env::var_os("WEGMARKE_TEST_CHILD_FOLDER") else {
            return;
        };
        let store = Store::open(&Location::Folder(folder.into())).await.unwrap();
        loop {
            let size = store.head().await.unwrap().size;
            store
                .append(&rows(size..size + 3, "x"), size.to_string().as_bytes())
                .await
                .unwrap();
            println!("acknowledged {}", size + 3);
        }
    }

    #[tokio::test]
    async fn nothing_acknowledged_is_lost_when_the_process_is_killed() {
        let folder = tempfile::tempdir().unwrap();
        let mut acknowledged = 0;
        for round in 0..12_u64 {
            let mut child = Command::new(std::env::current_exe().unwrap())
                .args([
                    "only_sqlite::child_that_writes_until_it_is_killed",
                    "--exact",
                    "--nocapture",
                ])
                .env("WEGMARKE_TEST_CHILD_FOLDER", folder.path())
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            let lines = BufReader::new(child.stdout.take().unwrap()).lines();
            let reader = std::thread::spawn(move || {
                lines
                    .map_while(Result::ok)
                    .filter_map(|line| Some(line.split_once("acknowledged ")?.1.parse().unwrap()))
                    .last()
            });
            std::thread::sleep(Duration::from_millis(150 + 37 * round));
            child.kill().unwrap();
            child.wait().unwrap();
            acknowledged = reader
                .join()
                .unwrap()
                .unwrap_or(acknowledged)
                .max(acknowledged);
            let store = Store::open(&Location::Folder(folder.path().to_owned()))
                .await
                .unwrap();
            let head = store.head().await.unwrap();
            assert!(
                head.size >= acknowledged,
                "{} entries, {acknowledged} acknowledged",
                head.size
            );
            assert_eq!(head.size % 3, 0, "a batch is whole");
            let all = store.read(0, u32::MAX).await.unwrap();
            assert!(
                all.iter().zip(0..).all(|(row, seq)| row.seq == seq)
                    && all.len() as u64 == head.size
            );
            store.close().await;
        }
        assert!(acknowledged > 0, "the child never wrote");
    }

    #[tokio::test]
    async fn what_is_no_database_says_so() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(
            folder.path().join("register.sqlite"),
            b"this is a letter, not a database, and longer than a header",
        )
        .unwrap();
        let error = Store::open(&Location::Folder(folder.path().to_owned()))
            .await
            .unwrap_err();
        assert!(
            matches!(error, StoreError::Corrupt(_) | StoreError::Unreachable(_)),
            "{error}"
        );
        let missing = Location::Folder(folder.path().join("nowhere"));
        assert!(Store::open(&missing).await.is_err());
    }

    #[tokio::test]
    async fn a_full_disk_writes_nothing_and_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let location = Location::Folder(folder.path().to_owned());
        let store = Store::open(&location).await.unwrap();
        store.append(&rows(0..2, "a"), b"2").await.unwrap();
        // SQLite's own limit of pages stands for a disk that is full.
        store.limit_pages(12);
        let refused = store.append(&[large(2)], b"3").await;
        assert!(matches!(refused, Err(StoreError::Full)), "{refused:?}");
        assert_eq!(store.head().await.unwrap().size, 2);
        assert_eq!(store.read(0, 10).await.unwrap().len(), 2);
    }

    fn large(seq: u64) -> super::EntryRow {
        super::EntryRow {
            body: Some(vec![1; 1 << 20]),
            ..super::row(seq, "b")
        }
    }

    /// Every way to write something large.
    async fn write_large(store: &Store) -> [Result<(), StoreError>; 3] {
        let value = vec![1; 1 << 20];
        let put = Put::Set(super::document("large", "kok", &value), Expect::Anything);
        let ids = ["large".to_owned()];
        let size = store.head().await.unwrap().size;
        [
            store.append(&[large(size)], b"n").await,
            super::put(store, std::slice::from_ref(&put)).await,
            store
                .revise("draft", &ids, |_| Ok((vec![put.clone()], ())))
                .await,
        ]
    }

    #[tokio::test]
    async fn a_full_disk_that_was_freed_is_written_to_again() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&Location::Folder(folder.path().to_owned()))
            .await
            .unwrap();
        store.append(&rows(0..2, "a"), b"2").await.unwrap();
        store.limit_pages(12);
        // Again and again it is the disk that is full, and not somebody else who is busy.
        for _ in 0..2 {
            for refused in write_large(&store).await {
                assert!(matches!(refused, Err(StoreError::Full)), "{refused:?}");
            }
        }
        assert_eq!(store.purge_documents(0).await.unwrap(), 0);
        store.append(&rows(2..3, "small"), b"3").await.unwrap();
        store.limit_pages(u32::MAX / 2);
        for written in write_large(&store).await {
            written.unwrap();
        }
        assert_eq!(store.head().await.unwrap().size, 4);
        let again = Store::open(&Location::Folder(folder.path().to_owned())).await;
        assert_eq!(again.unwrap().read(0, 9).await.unwrap().len(), 4);
    }

    /// Lets this process write no file beyond a length; `None`: as long as it likes.
    fn limit_files(bytes: Option<u64>) {
        let limit = bytes.map_or("unlimited".to_owned(), |bytes| bytes.to_string());
        let set = Command::new("prlimit")
            .args(["--pid", &std::process::id().to_string()])
            .arg(format!("--fsize={limit}:unlimited"))
            .status();
        assert!(set.unwrap().success(), "prlimit");
    }

    /// Started again by the test below as a process that is not ended by the signal for too long files.
    #[tokio::test]
    async fn child_whose_disk_fails() {
        let Some(folder) = std::env::var_os("WEGMARKE_TEST_FAILING_FOLDER") else {
            return;
        };
        let store = Store::open(&Location::Folder(folder.into())).await.unwrap();
        store.append(&rows(0..2, "a"), b"2").await.unwrap();
        for _ in 0..2 {
            // Writing fails with another error than that of a full disk.
            limit_files(Some(200_000));
            for refused in write_large(&store).await {
                assert!(
                    matches!(refused, Err(StoreError::Unknown(_))),
                    "{refused:?}"
                );
            }
            limit_files(None);
            let size = store.head().await.unwrap().size;
            for written in write_large(&store).await {
                written.unwrap();
            }
            assert_eq!(store.head().await.unwrap().size, size + 1);
        }
        println!("written again");
    }

    #[test]
    fn a_disk_that_failed_is_written_to_again() {
        let folder = tempfile::tempdir().unwrap();
        let child = Command::new("env")
            .args(["--ignore-signal=XFSZ", "--"])
            .arg(std::env::current_exe().unwrap())
            .args(["only_sqlite::child_whose_disk_fails", "--exact"])
            .arg("--nocapture")
            .env("WEGMARKE_TEST_FAILING_FOLDER", folder.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&child.stdout);
        let told = String::from_utf8_lossy(&child.stderr);
        assert!(said.contains("written again"), "{said}{told}");
    }

    #[test]
    fn the_data_folder_is_the_owners_alone() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("a/b");
        wegmarke_store::key::make_folder(&data).unwrap();
        assert_eq!(
            std::fs::metadata(&data).unwrap().permissions().mode() & 0o777,
            0o700
        );
    }
}

/// Its bodies say which append they belong to: a copy holds whole ones only.
#[tokio::test(flavor = "multi_thread")]
async fn a_copy_is_of_one_moment_while_others_write() {
    let home = sqlite();
    let Location::Folder(folder) = home.location.clone() else {
        unreachable!()
    };
    let store = Store::open(&home.location).await.unwrap();
    store.append(&rows(0..50, "old"), b"50").await.unwrap();
    store.erase_body(7).await.unwrap();
    let writer = tokio::spawn({
        let store = store.clone();
        async move {
            for first in (50..2050).step_by(50) {
                let size = first + 50;
                let new = rows(first..size, &"new ".repeat(50));
                store
                    .append(&new, size.to_string().as_bytes())
                    .await
                    .unwrap();
            }
        }
    });
    let elsewhere = tempfile::tempdir().unwrap();
    for number in 0..5 {
        let copy = elsewhere.path().join(number.to_string());
        std::fs::create_dir(&copy).unwrap();
        let file = copy.join(wegmarke_store::DATABASE);
        let head = Store::copy_database(&folder, &file).await.unwrap();
        assert_eq!(head.checkpoint, head.size.to_string().as_bytes());
        assert_eq!(head.erasures, 1);
        let mode = std::os::unix::fs::MetadataExt::mode(&std::fs::metadata(&file).unwrap());
        assert_eq!(mode & 0o777, 0o600, "it is its owner's alone");
        let opened = Store::open(&Location::Folder(copy)).await.unwrap();
        assert_eq!(opened.head().await.unwrap(), head);
        let copied = opened.read(0, 10_000).await.unwrap();
        assert_eq!(copied, store.read(0, 10_000).await.unwrap()[..copied.len()]);
        assert_eq!(copied.len() as u64, head.size);
        opened.close().await;
    }
    writer.await.unwrap();
    let taken = elsewhere.path().join("0").join(wegmarke_store::DATABASE);
    let refused = Store::copy_database(&folder, &taken).await;
    assert!(matches!(refused, Err(StoreError::File { .. })));
}
