// SPDX-License-Identifier: EUPL-1.2
//! What a stranger's check promises: nothing in a log can be changed unnoticed, what may be withheld
//! may be withheld, and a log only ever grows.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that fails is a test that fails"
)]

use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use rand::SeedableRng as _;
use tempfile::TempDir;
use wegmarke_ledger::body::{self, Body};
use wegmarke_ledger::checkpoint::CheckpointError;
use wegmarke_ledger::tile::{TilePath, bundle};
use wegmarke_ledger::verify::{Answer, DirSource, Failure, Report, verify};
use wegmarke_ledger::{Envelope, Hand, Hash, LogKey, LogVerifier, Salt, Tree};

const ORIGIN: &str = "example.org/log";
/// One full bundle and tile, and a partial one of each.
const SIZE: u64 = 300;
const SEALED: [u64; 2] = [7, 290];
const ERASED: [u64; 2] = [8, 255];

/// A log as its files: path, bytes. Sorted as made.
type Files = Vec<(String, Vec<u8>)>;

fn key(seed: u64, origin: &str) -> LogKey {
    let mut rng = rand::rngs::StdRng::seed_from_u64(seed);
    LogKey::parse(&LogKey::generate(&mut rng, origin).unwrap()).unwrap()
}

fn verifier(key: &LogKey) -> LogVerifier {
    LogVerifier::parse(key.verifier_key()).unwrap()
}

fn salt(seq: u64) -> Salt {
    let mut salt = [0xa5; 16];
    salt[..8].copy_from_slice(&seq.to_be_bytes());
    Salt(salt)
}

/// What entry `seq` says; `past` makes logs with another history.
fn json(seq: u64, past: &str) -> Vec<u8> {
    format!(r#"{{"record":{{"id":"p/{seq}","title":{{"de":"Maßnahme {past}{seq}"}}}}}}"#)
        .into_bytes()
}

fn leaf(seq: u64, past: &str) -> Vec<u8> {
    Envelope {
        seq,
        at: "2026-11-23T07:00:00.120Z".parse().unwrap(),
        by: "kok".into(),
        hand: Hand::Account,
        kind: "measure.stated".into(),
        schema: 1,
        subject: format!("measure/p/{seq}"),
        body: body::hash(&salt(seq), &json(seq, past)),
        signature: None,
    }
    .to_leaf()
}

/// All files of a log of `size` entries. Entries from `fork` on have another content.
fn log(key: &LogKey, size: u64, fork: u64) -> Files {
    let past = |seq| if seq < fork { "" } else { "anders " };
    let leaves: Vec<Vec<u8>> = (0..size).map(|seq| leaf(seq, past(seq))).collect();
    files_of(key, &leaves, |seq| match seq {
        seq if SEALED.contains(&seq) => Body::Sealed,
        seq if ERASED.contains(&seq) => Body::Erased,
        seq => Body::Public {
            salt: salt(seq),
            json: json(seq, past(seq)),
        },
    })
}

fn files_of(key: &LogKey, leaves: &[Vec<u8>], body: impl Fn(u64) -> Body) -> Files {
    let mut tree = Tree::default();
    for leaf in leaves {
        tree.push(leaf);
    }
    let note = key.sign(tree.size(), tree.root()).unwrap();
    let mut files = vec![("checkpoint".to_owned(), note)];
    for path in TilePath::all(tree.size()) {
        let first = usize::try_from(path.index * 256).unwrap();
        let bytes = match path.level {
            Some(level) => tree.tile(level, path.index, path.width).unwrap(),
            None => {
                let held = &leaves[first..first + usize::from(path.width)];
                bundle(held.iter().map(Vec::as_slice)).unwrap()
            }
        };
        files.push((path.to_string(), bytes));
    }
    for seq in 0..tree.size() {
        files.push((format!("body/{seq}"), body(seq).to_file()));
    }
    files
}

fn write(folder: &Path, files: &Files) {
    for (path, bytes) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}

fn in_folder(files: &Files) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), files);
    folder
}

fn check(folder: &Path, key: &LogKey, older: Option<&[u8]>) -> Result<Report, Failure> {
    verify(&DirSource::new(folder), &verifier(key), older)
}

/// Checks a log given as files.
fn check_files(files: &Files, key: &LogKey, older: Option<&[u8]>) -> Result<Report, Failure> {
    check(in_folder(files).path(), key, older)
}

fn checkpoint_of(files: &Files) -> &[u8] {
    &files[0].1
}

fn replace(files: &mut Files, path: &str, bytes: Vec<u8>) {
    files.iter_mut().find(|(of, _)| of == path).unwrap().1 = bytes;
}

/// One log for many changes: each is made in its folder, checked, and taken back.
struct Shared {
    files: Files,
    folder: TempDir,
    key: LogKey,
}

static SHARED: LazyLock<std::sync::Mutex<Shared>> = LazyLock::new(|| {
    let key = key(1, ORIGIN);
    let files = log(&key, SIZE, SIZE);
    let folder = in_folder(&files);
    std::sync::Mutex::new(Shared { files, folder, key })
});

#[test]
fn a_whole_log_holds() {
    let key = key(1, ORIGIN);
    let files = log(&key, SIZE, SIZE);
    let report = check_files(&files, &key, None).unwrap();
    assert_eq!(report.checkpoint.size, SIZE);
    assert_eq!(report.checkpoint.origin, ORIGIN);
    assert_eq!(report.note, checkpoint_of(&files));
    assert_eq!((report.public, report.sealed, report.erased), (296, 2, 2));
    let envelopes: usize = (0..SIZE).map(|seq| leaf(seq, "").len()).sum();
    let bodies: usize = (0..SIZE)
        .filter(|seq| !SEALED.contains(seq) && !ERASED.contains(seq))
        .map(|seq| json(seq, "").len())
        .sum();
    assert_eq!(report.bytes, (envelopes + bodies) as u64);
    assert_eq!(report.older, None);
}

#[test]
fn logs_of_every_shape_hold() {
    let key = key(1, ORIGIN);
    for size in [0, 1, 2, 255, 256, 257, 512] {
        let report = check_files(&log(&key, size, size), &key, None).unwrap();
        assert_eq!(report.checkpoint.size, size);
    }
}

/// The entry whose length or envelope lies at an offset of a bundle.
fn entry_at(bundle: &[u8], offset: usize) -> u64 {
    let (mut at, mut entry) = (0, 0);
    loop {
        let length = usize::from(u16::from_be_bytes([bundle[at], bundle[at + 1]]));
        if offset < at + 2 + length {
            return entry;
        }
        at += 2 + length;
        entry += 1;
    }
}

/// Does the failure say where a file was changed?
fn names(failure: &Failure, path: &str, bytes: &[u8], offset: usize) -> bool {
    if path == "checkpoint" {
        return matches!(failure, Failure::Checkpoint(_)) && failure.seq().is_none();
    }
    if let Some(seq) = path.strip_prefix("body/") {
        return failure.code() == "body" && failure.seq() == Some(seq.parse().unwrap());
    }
    let tile: TilePath = path.parse().unwrap();
    let first = tile.index * 256;
    let Some(level) = tile.level else {
        let entry = first + entry_at(bytes, offset);
        // A wrong length can make the whole bundle unreadable; its file is named then.
        let whole = failure.code() == "bundle" && failure.to_string().contains(path);
        return failure.seq() == Some(if whole { first } else { entry });
    };
    let hash = first + (offset / 32) as u64;
    failure.code() == "tile"
        && failure.to_string().contains(path)
        && failure.seq() == Some(hash << (8 * level))
}

/// The kinds of file that a change may be in, so that none of them is rare.
fn kind(path: &str) -> usize {
    match path {
        "checkpoint" => 0,
        path if path.starts_with("tile/entries/") => 1,
        path if path.starts_with("tile/") => 2,
        _ => 3,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn no_bit_of_any_file_can_be_flipped_unnoticed(
        kind_of in 0..4_usize, which: prop::sample::Index, at: prop::sample::Index, bit in 0..8_u8,
    ) {
        let shared = SHARED.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let of_kind: Vec<_> = shared.files.iter().filter(|(path, _)| kind(path) == kind_of).collect();
        let (path, bytes) = of_kind[which.index(of_kind.len())];
        let offset = at.index(bytes.len());
        let mut changed = bytes.clone();
        changed[offset] ^= 1 << bit;
        std::fs::write(shared.folder.path().join(path), changed).unwrap();
        let checked = check(shared.folder.path(), &shared.key, None);
        std::fs::write(shared.folder.path().join(path), bytes).unwrap();
        let failure = checked.expect_err(path);
        prop_assert!(names(&failure, path, bytes, offset), "{path} at {offset}: {failure:?}");
    }

    #[test]
    fn any_public_body_may_be_withheld(seqs in prop::collection::btree_set(0..SIZE, 1..20), erase: bool) {
        let shared = SHARED.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let is_public = |seq: &u64| !SEALED.contains(seq) && !ERASED.contains(seq);
        let withheld = if erase { Body::Erased } else { Body::Sealed };
        for seq in &seqs {
            std::fs::write(shared.folder.path().join(format!("body/{seq}")), withheld.to_file()).unwrap();
        }
        let older = checkpoint_of(&shared.files);
        let checked = check(shared.folder.path(), &shared.key, Some(older));
        for seq in &seqs {
            let at = shared.files.iter().find(|(path, _)| *path == format!("body/{seq}")).unwrap();
            std::fs::write(shared.folder.path().join(&at.0), &at.1).unwrap();
        }
        let report = checked.unwrap();
        let gone = seqs.iter().filter(|seq| is_public(seq)).count() as u64;
        prop_assert_eq!(report.public, 296 - gone);
        prop_assert_eq!(report.public + report.sealed + report.erased, SIZE);
    }
}

#[test]
fn no_bit_of_a_small_file_can_be_flipped_unnoticed() {
    // Every single bit of what is opened without the rest: the head, and each form of a body.
    let key = key(1, ORIGIN);
    let key_of = verifier(&key);
    let note = key.sign(3, Hash([5; 32])).unwrap();
    let flipped = |bytes: &[u8], bit: usize| {
        let mut changed = bytes.to_vec();
        changed[bit / 8] ^= 1 << (bit % 8);
        changed
    };
    for bit in 0..note.len() * 8 {
        assert!(key_of.open(&flipped(&note, bit)).is_err(), "bit {bit}");
    }
    let public = Body::Public {
        salt: salt(1),
        json: json(1, ""),
    };
    let hash = body::hash(&salt(1), &json(1, ""));
    for body in [public, Body::Sealed, Body::Erased] {
        let file = body.to_file();
        for bit in 0..file.len() * 8 {
            match Body::from_file(&flipped(&file, bit)) {
                Err(_) => {}
                Ok(Body::Public { salt, json }) => {
                    assert_ne!(body::hash(&salt, &json), hash, "bit {bit} of {body:?}");
                }
                Ok(other) => panic!("bit {bit} of {body:?} reads as {other:?}"),
            }
        }
    }
}

#[test]
fn a_body_has_one_form() {
    let json = br#"{"a":1}"#.to_vec();
    let digits = "a5".repeat(16);
    let salt = Salt([0xa5; 16]);
    let file = format!(r#"{{"body":{{"a":1}},"salt":"{digits}"}}"#);
    let body = Body::Public { salt, json };
    assert_eq!(body.to_file(), file.as_bytes());
    for form in [
        file.as_str(),
        r#"{"state":"sealed"}"#,
        r#"{"state":"erased"}"#,
    ] {
        let read = Body::from_file(form.as_bytes()).unwrap();
        assert_eq!(read.to_file(), form.as_bytes());
    }
    let upper = digits.to_uppercase();
    for other in [
        file.replace(',', ", "),
        format!("{file}\n"),
        format!(" {file}"),
        format!(r#"{{"salt":"{digits}","body":{{"a":1}}}}"#),
        format!(r#"{{"body":{{"a":1}},"salt":"{upper}"}}"#),
        format!(r#"{{"body":{{"a":1}},"body":{{"a":1}},"salt":"{digits}"}}"#),
        format!(r#"{{"body":{{"a":1}},"salt":"{digits}","state":"sealed"}}"#),
        format!(r#"{{"body":{{"a":1}},"salt":"{digits}","extra":1}}"#),
        format!(r#"{{"body":{{"a":1}},"salt":"{}"}}"#, &digits[2..]),
        format!(r#"{{"body":{{"a":1}},"\u0073alt":"{digits}"}}"#),
        r#"{"body":{"a":1}}"#.to_owned(),
        format!(r#"{{"salt":"{digits}"}}"#),
        r#"{"state":"hidden"}"#.to_owned(),
        r#"{"state":"sealed","salt":null}"#.to_owned(),
        r#"{"body":null,"state":"sealed"}"#.to_owned(),
        "{}".to_owned(),
        "null".to_owned(),
        String::new(),
    ] {
        assert!(Body::from_file(other.as_bytes()).is_err(), "{other}");
    }
}

#[test]
fn a_missing_file_is_named() {
    let key = key(1, ORIGIN);
    let files = log(&key, SIZE, SIZE);
    for path in [
        "checkpoint",
        "tile/entries/000",
        "tile/0/001.p/44",
        "tile/1/000.p/1",
    ] {
        let folder = in_folder(&files);
        std::fs::remove_file(folder.path().join(path)).unwrap();
        let failure = check(folder.path(), &key, None).unwrap_err();
        assert_eq!(failure.code(), "unreadable", "{failure}");
        assert!(failure.to_string().contains(path), "{failure}");
    }
    let folder = in_folder(&files);
    std::fs::remove_file(folder.path().join("body/260")).unwrap();
    let failure = check(folder.path(), &key, None).unwrap_err();
    assert_eq!((failure.code(), failure.seq()), ("unreadable", Some(260)));
    assert!(failure.to_string().contains("body/260"), "{failure}");
}

#[test]
fn a_bundle_that_is_cut_or_longer_fails() {
    let key = key(1, ORIGIN);
    let files = log(&key, SIZE, SIZE);
    let path = "tile/entries/001.p/44";
    let bytes = files.iter().find(|(of, _)| of == path).unwrap().1.clone();
    let last = leaf(SIZE - 1, "").len() + 2;
    let mut longer = bytes.clone();
    longer.extend_from_slice(&bundle([leaf(SIZE, "").as_slice()]).unwrap());
    let cuts = [
        bytes[..bytes.len() - 1].to_vec(),
        bytes[..bytes.len() - last].to_vec(),
        longer,
    ];
    for changed in cuts {
        let mut files = files.clone();
        replace(&mut files, path, changed);
        let failure = check_files(&files, &key, None).unwrap_err();
        assert_eq!((failure.code(), failure.seq()), ("bundle", Some(256)));
        assert!(failure.to_string().contains(path));
    }
    let mut files = files;
    replace(&mut files, path, Vec::new());
    let failure = check_files(&files, &key, None).unwrap_err();
    assert_eq!((failure.code(), failure.seq()), ("unreadable", Some(256)));
    assert!(failure.to_string().contains(path));
}

#[test]
fn entries_that_changed_places_fail_at_the_first_of_them() {
    let key = key(1, ORIGIN);
    let mut leaves: Vec<Vec<u8>> = (0..SIZE).map(|seq| leaf(seq, "")).collect();
    leaves.swap(20, 30);
    // Even a log whose tree and head were made anew over the swapped entries does not hold.
    let whole = files_of(&key, &leaves, |_| Body::Sealed);
    let failure = check_files(&whole, &key, None).unwrap_err();
    assert_eq!((failure.code(), failure.seq()), ("envelope", Some(20)));
    assert!(failure.to_string().contains("entry 30"), "{failure}");
}

#[test]
fn a_body_of_another_entry_does_not_fit() {
    let key = key(1, ORIGIN);
    let mut files = log(&key, SIZE, SIZE);
    let other = Body::Public {
        salt: salt(12),
        json: json(12, ""),
    };
    replace(&mut files, "body/11", other.to_file());
    let failure = check_files(&files, &key, None).unwrap_err();
    assert_eq!((failure.code(), failure.seq()), ("body", Some(11)));
}

#[test]
fn an_entry_rewritten_with_its_tiles_fails_against_the_signed_head() {
    // Whoever changes an entry and all unsigned files with it still lacks the key.
    let own = key(1, ORIGIN);
    let honest = log(&own, SIZE, SIZE);
    let mut forged = log(&own, SIZE, 40);
    replace(&mut forged, "checkpoint", checkpoint_of(&honest).to_vec());
    let failure = check_files(&forged, &own, None).unwrap_err();
    assert_eq!((failure.code(), failure.seq()), ("root", None));
}

#[test]
fn the_first_of_several_faults_is_named() {
    let key = key(1, ORIGIN);
    let mut files = log(&key, 1100, 1100);
    for seq in [1090, 900, 600, 599] {
        replace(&mut files, &format!("body/{seq}"), b"{}".to_vec());
    }
    let failure = check_files(&files, &key, None).unwrap_err();
    assert_eq!((failure.code(), failure.seq()), ("body", Some(599)));
}

#[test]
fn a_log_only_grows() {
    let own = key(1, ORIGIN);
    let now = log(&own, SIZE, SIZE);
    for older in [0, 1, 100, 255, 256, 257, SIZE] {
        let note = checkpoint_of(&log(&own, older, older)).to_vec();
        let report = check_files(&now, &own, Some(&note)).unwrap();
        assert_eq!(report.older, Some(older));
    }
    // Cut off: the newer checkpoint was seen, an older one is served, both are signed.
    let cut = log(&own, 280, 280);
    let failure = check_files(&cut, &own, Some(checkpoint_of(&now))).unwrap_err();
    assert!(
        matches!(failure, Failure::Older { older: SIZE }),
        "{failure}"
    );
    // Forked: another past under a newer, validly signed head.
    for fork in [0, 100, 279] {
        let other = log(&own, SIZE, fork);
        check_files(&other, &own, None).expect("it holds by itself");
        let failure = check_files(&other, &own, Some(checkpoint_of(&cut))).unwrap_err();
        assert!(
            matches!(failure, Failure::Older { older: 280 }),
            "{failure}"
        );
    }
    // A fork after the older checkpoint is growth.
    let later = log(&own, SIZE, 280);
    check_files(&later, &own, Some(checkpoint_of(&cut))).expect("it goes on");
    // Same size, other past.
    let failure = check_files(&later, &own, Some(checkpoint_of(&now))).unwrap_err();
    assert!(
        matches!(failure, Failure::Older { older: SIZE }),
        "{failure}"
    );
}

#[test]
fn only_the_logs_own_key_and_name_open_it() {
    let own = key(1, ORIGIN);
    let files = log(&own, SIZE, SIZE);
    for (other, code) in [
        (key(2, ORIGIN), "bad_signature"),
        (key(1, "example.com/log"), "foreign_log"),
    ] {
        let failure = check_files(&files, &other, None).unwrap_err();
        assert_eq!(failure.code(), code, "{failure}");
        // Neither does a remembered checkpoint of another log pass.
        let foreign = other.sign(0, Tree::default().root()).unwrap();
        let failure = check_files(&files, &own, Some(&foreign)).unwrap_err();
        let Failure::Remembered(why) = failure else {
            panic!("{failure}");
        };
        assert_eq!(why.code(), code);
    }
    let failure = check_files(&files, &own, Some(b"no note")).unwrap_err();
    assert!(
        matches!(failure, Failure::Remembered(CheckpointError::Malformed)),
        "{failure}"
    );
}

#[test]
fn a_head_signed_for_another_name_is_another_log() {
    // One key may sign under its own name only: the name stands in the signed text too.
    let own = key(1, ORIGIN);
    let head =
        tlog_tiles::Checkpoint::new("example.net/log", 0, Tree::default().root(), "").unwrap();
    let mut note = signed_note::Note::new(&head.to_bytes(), &[]).unwrap();
    let mut rng = rand::rngs::StdRng::seed_from_u64(1);
    let file = LogKey::generate(&mut rng, ORIGIN).unwrap();
    let signer = signed_note::StandardSigner::new(file.lines().next().unwrap()).unwrap();
    note.add_sigs(&[&signer]).unwrap();
    let refused = verifier(&own).open(&note.to_bytes()).unwrap_err();
    assert_eq!(refused.code(), "other_log", "{refused}");
}

#[test]
fn a_file_too_large_for_a_log_is_refused_unread() {
    let key = key(1, ORIGIN);
    let folder = in_folder(&log(&key, 2, 2));
    let file = std::fs::File::create(folder.path().join("tile/entries/000.p/2")).unwrap();
    // Claimed, not written: a sparse file.
    file.set_len(10 << 30).unwrap();
    let failure = check(folder.path(), &key, None).unwrap_err();
    assert_eq!(failure.code(), "unreadable");
    assert!(failure.to_string().contains("larger than"), "{failure}");
}

/// The checkpoint of a log as its operator could sign it: with lines of their own, and by more keys.
fn signed(origin: &str, size: u64, extension: &str, seeds: &[(u64, &str)]) -> Vec<u8> {
    let mut tree = Tree::default();
    for seq in 0..size {
        tree.push(&leaf(seq, ""));
    }
    let head = tlog_tiles::Checkpoint::new(origin, size, tree.root(), extension).unwrap();
    let mut note = signed_note::Note::new(&head.to_bytes(), &[]).unwrap();
    for (seed, name) in seeds {
        let mut rng = rand::rngs::StdRng::seed_from_u64(*seed);
        let file = LogKey::generate(&mut rng, name).unwrap();
        let signer = signed_note::StandardSigner::new(file.lines().next().unwrap()).unwrap();
        note.add_sigs(&[&signer]).unwrap();
    }
    note.to_bytes()
}

#[test]
fn a_log_may_have_what_the_specification_allows() {
    let own = key(1, ORIGIN);
    let files = log(&own, SIZE, SIZE);
    // Witnesses, another key of the same name, a signature of a kind that nobody here knows, and
    // lines that an operator adds.
    let cosigned = &[
        (3, "witness.example"),
        (2, ORIGIN),
        (1, ORIGIN),
        (4, "w.example/2"),
    ][..];
    let unknown = "\u{2014} later.example AAAAAP//////////////////////////////////////////\n";
    for (extension, seeds, more) in [
        ("", cosigned, ""),
        ("", &[(1, ORIGIN)][..], unknown),
        ("one line\nand \u{fc}ber another\n", cosigned, unknown),
    ] {
        let mut note = signed(ORIGIN, SIZE, extension, seeds);
        note.extend_from_slice(more.as_bytes());
        let mut files = files.clone();
        replace(&mut files, "checkpoint", note.clone());
        let report = check_files(&files, &own, Some(&note)).unwrap();
        assert_eq!((report.checkpoint.size, report.note), (SIZE, note));
    }
    // The name of the log need not be that of its key, if one knows.
    let mut files = files.clone();
    let note = signed("register.example/log", SIZE, "", &[(1, ORIGIN)]);
    replace(&mut files, "checkpoint", note);
    let folder = in_folder(&files);
    let failure = check(folder.path(), &own, None).unwrap_err();
    assert_eq!(failure.code(), "other_log");
    let named = verifier(&own).of_log("register.example/log");
    verify(&DirSource::new(folder.path()), &named, None).unwrap();
    let other = verifier(&own).of_log("register.example/other");
    assert!(verify(&DirSource::new(folder.path()), &other, None).is_err());
}

#[test]
fn partial_tiles_may_be_gone_where_full_ones_are() {
    let own = key(1, ORIGIN);
    // The files of a longer log, of which the checkpoint of an earlier time was kept.
    let whole = log(&own, 512, 512);
    let mut folder = in_folder(&whole);
    let note = checkpoint_of(&log(&own, SIZE, SIZE)).to_vec();
    std::fs::write(folder.path().join("checkpoint"), &note).unwrap();
    let partial = ["tile/1/000.p/1"];
    for path in partial {
        let tile = &log(&own, SIZE, SIZE);
        let (_, bytes) = tile.iter().find(|(of, _)| of == path).unwrap();
        std::fs::create_dir_all(folder.path().join("tile/1/000.p")).unwrap();
        std::fs::write(folder.path().join(path), bytes).unwrap();
    }
    let report = check(folder.path(), &own, None).unwrap();
    assert_eq!(report.checkpoint.size, SIZE);
    // Another past in the full ones is noticed all the same.
    folder = in_folder(&log(&own, 512, 299));
    std::fs::write(folder.path().join("checkpoint"), &note).unwrap();
    let tile = log(&own, SIZE, SIZE);
    let (path, bytes) = tile.iter().find(|(of, _)| of == partial[0]).unwrap();
    std::fs::create_dir_all(folder.path().join("tile/1/000.p")).unwrap();
    std::fs::write(folder.path().join(path), bytes).unwrap();
    let failure = check(folder.path(), &own, None).unwrap_err();
    assert_eq!(failure.code(), "root");
}

#[test]
fn a_copy_is_read_where_only_the_ends_of_its_lines_were_changed() {
    let own = key(1, ORIGIN);
    let files = log(&own, SIZE, SIZE);
    let note = String::from_utf8(checkpoint_of(&files).to_vec()).unwrap();
    let utf16 = |text: &str| {
        let units = text.encode_utf16().flat_map(u16::to_le_bytes);
        [0xff, 0xfe].into_iter().chain(units).collect::<Vec<u8>>()
    };
    let copies = [
        note.replace('\n', "\r\n").into_bytes(),
        note.replace('\n', "\r\r\n").into_bytes(),
        note.replace('\n', "\r").into_bytes(),
        note.replace('\n', " \n").into_bytes(),
        note.trim_end().as_bytes().to_vec(),
        format!("\u{feff}{note}").into_bytes(),
        format!("\r\n\r\n{note}\r\n\r\n").into_bytes(),
        utf16(&note),
        utf16(&note.replace('\n', "\r\n")),
    ];
    for copy in copies {
        let mut files = files.clone();
        replace(&mut files, "checkpoint", copy.clone());
        let report = check_files(&files, &own, Some(&copy)).unwrap();
        assert_eq!(report.note, note.as_bytes(), "as it was signed");
        assert_eq!(report.older, Some(SIZE));
    }
    // Anything else is no checkpoint of this log, however it is dressed.
    for changed in [
        String::new(),
        "\r\n".to_owned(),
        note.replace("300", "301"),
        note.replace("300", "3 00"),
        note.replace("300\n", "300"),
        note.replace("\n\n", "\n"),
        note.lines().take(3).collect::<Vec<_>>().join("\r\n"),
        note.to_uppercase(),
    ] {
        let failure = check_files(&files, &own, Some(changed.as_bytes())).unwrap_err();
        assert!(matches!(failure, Failure::Remembered(_)), "{changed}");
    }
}

#[test]
fn tampering_damage_and_trouble_on_the_way_are_three_answers() {
    let own = key(1, ORIGIN);
    let files = log(&own, SIZE, SIZE);
    let with = |path: &str, bytes: Option<&[u8]>| {
        let folder = in_folder(&files);
        let at = folder.path().join(path);
        match bytes {
            Some(bytes) => std::fs::write(at, bytes).unwrap(),
            None => std::fs::remove_file(at).unwrap(),
        }
        let failure = check(folder.path(), &own, None).unwrap_err();
        (failure.answer(true), failure.answer(false))
    };
    let of = |path: &str| files.iter().find(|(of, _)| of == path).unwrap().1.clone();
    let (holds_not, damaged, not_reached) =
        (Answer::DoesNotHold, Answer::Damaged, Answer::NotReached);
    for path in ["body/3", "tile/0/000", "tile/entries/001.p/44"] {
        assert_eq!(with(path, None), (damaged, not_reached), "{path}");
        assert_eq!(with(path, Some(b"")), (damaged, not_reached), "{path}");
        assert_eq!(with(path, Some(b"{}")), (holds_not, holds_not), "{path}");
    }
    let tile = of("tile/0/000");
    assert_eq!(with("tile/0/000", Some(&tile[..500])), (damaged, holds_not));
    assert_eq!(with("checkpoint", None), (not_reached, not_reached));
    assert_eq!(with("checkpoint", Some(b"")), (damaged, not_reached));
    let page = b"<!DOCTYPE html>\n<title>Wegmarke</title>\n";
    assert_eq!(with("checkpoint", Some(page)), (damaged, not_reached));
    let foreign = key(2, "other.example/log").sign(7, Hash([7; 32])).unwrap();
    assert_eq!(
        with("checkpoint", Some(&foreign)),
        (not_reached, not_reached)
    );
    let usurped = key(2, ORIGIN).sign(7, Hash([7; 32])).unwrap();
    assert_eq!(with("checkpoint", Some(&usurped)), (holds_not, holds_not));
    let mut forged = of("checkpoint");
    let size = String::from_utf8(forged.clone())
        .unwrap()
        .find("300")
        .unwrap();
    forged[size] = b'4';
    assert_eq!(with("checkpoint", Some(&forged)), (holds_not, holds_not));
}

/// The same log with its bodies in bundles, as wide as those of entries in a log of `size`.
fn in_bundles(mut files: Files, size: u64) -> Files {
    let bodies: Vec<Body> = files
        .iter()
        .filter(|(path, _)| path.starts_with("body/"))
        .map(|(_, file)| Body::from_file(file).unwrap())
        .collect();
    files.retain(|(path, _)| !path.starts_with("body/"));
    for path in TilePath::all(size) {
        if path.level.is_none() {
            let first = usize::try_from(path.index * 256).unwrap();
            let held = &bodies[first..first + usize::from(path.width)];
            files.push((path.bodies(), body::bundle(held.iter().cloned())));
        }
    }
    files
}

#[test]
fn bundles_of_bodies_say_what_single_ones_say() {
    let key = key(1, ORIGIN);
    let single = log(&key, SIZE, SIZE);
    let report = check_files(&single, &key, None).unwrap();
    assert_eq!((report.sealed, report.erased), (2, 2));
    let bundled = in_bundles(single.clone(), SIZE);
    let paths: Vec<&str> = bundled.iter().map(|(path, _)| &**path).collect();
    assert!(paths.contains(&"bodies/000") && paths.contains(&"bodies/001.p/44"));
    assert_eq!(check_files(&bundled, &key, None).unwrap(), report);
    // The partial one is gone since there is the full one.
    let longer = in_bundles(log(&key, 512, 512), 512);
    let mut files = bundled;
    files.retain(|(path, _)| path != "bodies/001.p/44");
    let full = longer.iter().find(|(path, _)| path == "bodies/001");
    files.push(full.unwrap().clone());
    assert_eq!(check_files(&files, &key, None).unwrap(), report);
    files.retain(|(path, _)| path != "bodies/001");
    let missing = check_files(&files, &key, None).unwrap_err();
    assert_eq!((missing.code(), missing.seq()), ("unreadable", Some(256)));
}

#[test]
fn whatever_is_changed_in_a_bundle_of_bodies_is_named() {
    let key = key(1, ORIGIN);
    let good = in_bundles(log(&key, SIZE, SIZE), SIZE);
    let lines = |files: &Files| {
        let bundle = files.iter().find(|(path, _)| path == "bodies/000");
        let bundle = String::from_utf8(bundle.unwrap().1.clone()).unwrap();
        let lines = bundle.lines().map(str::to_owned);
        lines.collect::<Vec<String>>()
    };
    let with = |lines: &[String], end: &str| {
        let mut files = good.clone();
        let bundle = lines.join("\n") + end;
        replace(&mut files, "bodies/000", bundle.into_bytes());
        let failure = check_files(&files, &key, None).unwrap_err();
        assert_eq!(failure.answer(false), Answer::DoesNotHold, "{failure}");
        assert_eq!(failure.code(), "body", "{failure}");
        failure.seq().unwrap()
    };
    let all = lines(&good);
    assert_eq!(all[7], r#"{"state":"sealed"}"#);
    assert_eq!(all[8], r#"{"state":"erased"}"#);
    let mut changed = all.clone();
    changed[42] = changed[42].replace("42", "43");
    assert_eq!(with(&changed, "\n"), 42);
    let mut swapped = all.clone();
    swapped.swap(100, 101);
    assert_eq!(with(&swapped, "\n"), 100);
    let mut spaced = all.clone();
    spaced[3].push(' ');
    assert_eq!(with(&spaced, "\n"), 3);
    // None that is no bundle is taken for a part of one.
    assert_eq!(with(&all[..255], "\n"), 0);
    assert_eq!(with(&all, "\n\n"), 0);
    assert_eq!(with(&all, ""), 0);
}
