// SPDX-License-Identifier: EUPL-1.2
//! The log's own key is replaced: everybody follows who has the old one, and nobody gets anywhere who has only
//! one of the two.

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use wegmarke_ledger::body;
use wegmarke_ledger::checkpoint::{Ending, LogKey, LogVerifier};
use wegmarke_ledger::{Replacement, Salt, Tree};
use wegmarke_store::{BodyState, EntryRow, key};
use wegmarke_testkit::data;

use super::copy::{envelope, publish, python, rows, with};
use super::run::{Home, Server, get};
use super::witness::{Witness, head, serve, wait};

fn folder(home: &Home) -> PathBuf {
    home.path().join("data")
}

fn key_of(home: &Home, name: &str) -> LogKey {
    let file = key::read(&folder(home), name).unwrap().unwrap();
    LogKey::parse(&file).unwrap()
}

/// The public key that a command prints on a line of its own.
fn printed(said: &str) -> String {
    let is_key = |line: &&str| LogVerifier::parse(line).is_ok();
    said.lines().find(is_key).unwrap().to_owned()
}

fn append(home: &Home, seq: u64) {
    let seq = seq.to_string();
    home.wegmarke(&["erase", &seq, "--because", "other-law", "--for-ever"])
        .succeeds();
}

/// What `verify` ends with, and says.
fn verify(home: &Home, log: &str, key: &str, more: &[&str]) -> (Option<i32>, String) {
    let said = home.wegmarke(&[&["verify", "--log", log, "--key", key][..], more].concat());
    (said.code, said.out + &said.err)
}

#[track_caller]
fn ends((code, said): (Option<i32>, String), expected: i32, words: &[&str]) {
    assert_eq!(code, Some(expected), "{said}");
    for words in words {
        assert!(said.contains(words), "{words}: {said}");
    }
}

#[test]
fn a_key_is_replaced_and_whoever_has_the_old_one_follows() {
    let home = Home::new();
    let old = home.init();
    home.import(&data::germany(), "germany", &[]);
    let witness = Witness::of("w.example/1", &old);
    let watching = witness.start();
    let server = serve(&home, &[&witness.at(watching.port)]);
    let (size, _) = head(server.port);
    wait("it is cosigned", || head(server.port) == (size, 1));
    let at = |server: &Server| format!("http://127.0.0.1:{}/log", server.port);
    let kept = home.path().join("kept");
    let remember = ["--remember", kept.to_str().unwrap()];
    ends(verify(&home, &at(&server), &old, &remember), 0, &["holds"]);

    // Looked at first: nothing is written, and no key is made.
    let looked = home.wegmarke(&["log-key", "replace", "--dry-run"]);
    let looked = looked.succeeds();
    assert!(
        looked.contains("Nothing was written") && looked.contains(&old),
        "{looked}"
    );
    assert!(!folder(&home).join("log.key.next").exists());
    let [before] = ["log.key"].map(|name| std::fs::read(folder(&home).join(name)).unwrap());
    // While a server runs.
    let said = home.wegmarke(&["log-key", "replace"]).succeeds();
    let new = printed(&said);
    assert!(new != old && !said.contains("PRIVATE"), "{said}");
    assert!(
        said.contains("witness follow wegmarke.example/log"),
        "{said}"
    );
    let aside = folder(&home).join(format!("log.key.until-{size}"));
    assert_eq!(std::fs::read(&aside).unwrap(), before);
    assert!(!folder(&home).join("log.key.next").exists());
    for file in [&aside, &folder(&home).join("log.key")] {
        let mode = std::fs::metadata(file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{}", file.display());
    }
    // It has the old key: it shows what it knows, and says that something is wrong.
    wait("it is told", || get(server.port, "/readyz").status == 503);
    assert_eq!(head(server.port).0, size);
    assert!(server.stop());

    let server = serve(&home, &[&witness.at(watching.port)]);
    assert_eq!(head(server.port), (size + 1, 0));
    let words = [&*format!("Entry {size} replaced"), "older checkpoint", &new];
    ends(verify(&home, &at(&server), &old, &remember), 0, &words);
    ends(verify(&home, &at(&server), &new, &remember), 0, &["holds"]);
    let keys = std::fs::read(home.path().join("kept.keys")).unwrap();
    assert_eq!(get(server.port, "/log/keys").body.as_bytes(), keys);
    for given in [&old, &new] {
        let own = home.wegmarke(&["verify", "--key", given]);
        assert!(own.succeeds().contains("replaced the log"));
    }
    home.wegmarke(&["verify"]).succeeds();
    for (lang, words) in [
        ("en", "Keys that this log has had"),
        ("de", "die dieses Protokoll hatte"),
    ] {
        let page = get(server.port, &format!("/{lang}/verify")).body;
        let shows = [words, &old, &new]
            .iter()
            .all(|words| page.contains(*words));
        assert!(shows, "{page}");
        let entry = get(server.port, &format!("/{lang}/entry/{size}"));
        assert!(entry.body.contains(&new), "{}", entry.body);
    }
    let shown = home.wegmarke(&["log-key", "show"]).succeeds();
    assert!(
        shown.contains(&old) && shown.contains("signs the log now"),
        "{shown}"
    );

    // A witness follows when its operator says so, and not beside another process.
    append(&home, 40);
    wait("it refuses", || {
        get(server.port, "/readyz")
            .body
            .contains("1 of 1 do not cosign")
    });
    let log = at(&server);
    let follow = ["witness", "follow", "wegmarke.example/log", &log];
    assert!(witness.home.wegmarke(&follow).fails("another process"));
    assert!(watching.stop());
    let followed = witness.home.wegmarke(&follow).succeeds();
    assert!(followed.contains(&new), "{followed}");
    let again = witness.home.wegmarke(&follow).succeeds();
    assert!(
        again.contains("is the one that the witness knows"),
        "{again}"
    );
    assert!(server.stop());
    let watching = witness.start();
    let server = serve(&home, &[&witness.at(watching.port)]);
    wait("it is cosigned", || head(server.port) == (size + 2, 1));
    assert!(server.stop());

    // The old key starts nothing and writes nothing.
    let now = folder(&home).join("log.key");
    let newest = std::fs::read(&now).unwrap();
    std::fs::write(&now, &before).unwrap();
    let words = format!("replaced by entry {size}");
    assert!(home.wegmarke(&["serve", "--port", "0"]).fails(&words));
    let erase = ["erase", "41", "--because", "other-law", "--for-ever"];
    assert!(home.wegmarke(&erase).fails(&words));
    // Stopped between entry and file, it goes on from there.
    std::fs::write(folder(&home).join("log.key.next"), &newest).unwrap();
    let next = std::fs::Permissions::from_mode(0o600);
    std::fs::set_permissions(folder(&home).join("log.key.next"), next).unwrap();
    std::fs::remove_file(&aside).unwrap();
    let finished = home.wegmarke(&["log-key", "replace"]).succeeds();
    assert_eq!(printed(&finished), new);
    assert_eq!(std::fs::read(&now).unwrap(), newest);
    assert_eq!(rows(&home).len() as u64, size + 2);
    // It says who signs the log: nobody may erase it.
    let seq = size.to_string();
    let erase = ["erase", &seq, "--because", "order", "--for-ever"];
    assert!(
        home.wegmarke(&erase)
            .fails("how the log's key was replaced")
    );
    another_implementation_agrees(&home, &old, &new);
}

#[test]
fn a_new_key_is_of_no_use_before_the_log_names_it() {
    let home = Home::new();
    home.init();
    home.import(&data::germany(), "germany", &[]);
    let other = Home::new();
    other.init();
    std::fs::copy(
        folder(&other).join("log.key"),
        folder(&home).join("log.key"),
    )
    .unwrap();
    for words in [&["serve", "--port", "0"][..], &["log-key", "replace"]] {
        assert!(home.wegmarke(words).fails("wegmarke log-key replace"));
    }
}

/// The root of the first entries.
fn root(rows: &[EntryRow]) -> wegmarke_ledger::Hash {
    let mut tree = Tree::default();
    for row in rows {
        tree.push(&row.envelope);
    }
    tree.root()
}

/// The row with another body, and an envelope that fits it.
fn saying(row: &EntryRow, replacement: &Replacement) -> EntryRow {
    let json = replacement.to_body();
    let hash = body::hash(&Salt(row.salt.unwrap()), &json);
    let mut changed = with(row, |envelope| envelope.body = hash);
    changed.body = Some(json);
    changed
}

#[test]
fn whoever_has_one_of_the_keys_gets_nowhere() {
    let home = Home::new();
    let vkey = home.init();
    home.import(&data::germany(), "germany", &[]);
    let begun = rows(&home);
    let kept = home.path().join("kept");
    let old = key_of(&home, "log.key");
    home.wegmarke(&["log-key", "replace", "--because", "exposed"])
        .succeeds();
    append(&home, 40);
    let new = key_of(&home, "log.key");
    let all = rows(&home);
    let at = begun.len();
    let check = |rows: &[EntryRow], signer: &LogKey, given: &str, more: &[&str]| {
        let copy = publish(&home, rows, signer);
        verify(&home, copy.to_str().unwrap(), given, more)
    };
    let remember = ["--remember", kept.to_str().unwrap()];
    ends(
        check(&all, &new, &vkey, &remember),
        0,
        &["replaced the log"],
    );
    let named = |code: &str| format!("fit: {at} ({code}).");

    // A thief with the old key: on behind the entry, without it, or cut off before it.
    ends(
        check(&all, &old, &vkey, &[]),
        1,
        &[&named("log_key_replaced")],
    );
    let without: Vec<_> = begun.iter().chain(&all[at + 1..]).cloned().collect();
    let longer: Vec<_> = without.iter().chain(&all[at + 1..]).cloned().collect();
    ends(
        check(&longer, &old, &vkey, &remember),
        1,
        &["log_key_replaced"],
    );
    ends(check(&begun, &old, &vkey, &remember), 1, &["(older)"]);
    // Who remembers nothing cannot tell that one, which is a log that held.
    ends(check(&begun, &old, &vkey, &[]), 0, &["holds"]);
    ends(
        check(&begun, &old, new.verifier_key(), &[]),
        1,
        &["bad_signature"],
    );
    // A thief with the new key alone.
    ends(check(&begun, &new, &vkey, &[]), 1, &["bad_signature"]);
    let place = (at as u64, root(&begun));
    let thief = LogKey::generate(&mut rand::rngs::OsRng, new.origin()).unwrap();
    let thief = LogKey::parse(&thief).unwrap();
    let with_entry = |replacement: &Replacement| -> Vec<EntryRow> {
        let mut rows = all.clone();
        rows[at] = saying(&all[at], replacement);
        rows
    };
    let lie = |made: Replacement| Replacement {
        old: vkey.clone(),
        ..made
    };
    let forged = lie(thief
        .replace(&Ending::AtHand(&new), place, "routine")
        .unwrap());
    ends(
        check(&with_entry(&forged), &thief, &vkey, &[]),
        1,
        &[&named("log_key_not_signed")],
    );
    let verifier = LogVerifier::parse(&vkey).unwrap();
    let lost = thief
        .replace(&Ending::Lost(&verifier), place, "lost")
        .unwrap();
    ends(
        check(&with_entry(&lost), &thief, &vkey, &[]),
        1,
        &[&named("log_key_unaccepted"), "--accept-key"],
    );
    // One that was made elsewhere in this log, and one of another log with the same name and keys.
    let elsewhere = new.replace(&Ending::AtHand(&old), (3, root(&begun[..3])), "routine");
    let rows = with_entry(&elsewhere.unwrap());
    ends(
        check(&rows, &new, &vkey, &[]),
        1,
        &[&named("log_key_misplaced")],
    );
    let other = new.replace(
        &Ending::AtHand(&old),
        (place.0, root(&begun[1..])),
        "routine",
    );
    let rows = with_entry(&other.unwrap());
    ends(
        check(&rows, &new, &vkey, &[]),
        1,
        &[&named("log_key_misplaced")],
    );
    let abroad = LogKey::generate(&mut rand::rngs::OsRng, "another.example/log").unwrap();
    let abroad = LogKey::parse(&abroad).unwrap();
    let rows = with_entry(
        &abroad
            .replace(&Ending::AtHand(&old), place, "routine")
            .unwrap(),
    );
    ends(
        check(&rows, &new, &vkey, &[]),
        1,
        &[&named("log_key_other_name")],
    );
    // Two that fork.
    let mut forked = all.clone();
    let second = forked[at + 1].clone();
    let fork = thief.replace(
        &Ending::AtHand(&old),
        (at as u64 + 1, root(&all[..=at])),
        "routine",
    );
    forked[at + 1] = EntryRow {
        salt: all[at].salt,
        ..saying(
            &EntryRow {
                salt: all[at].salt,
                ..with(&second, |it| it.kind = envelope(&all[at]).kind)
            },
            &fork.unwrap(),
        )
    };
    ends(
        check(&forked, &thief, &vkey, &[]),
        1,
        &["log_key_out_of_order"],
    );
    // Withheld, however.
    for state in [BodyState::Sealed, BodyState::Erased] {
        let mut hidden = all.clone();
        hidden[at] = EntryRow {
            body: None,
            salt: None,
            state,
            ..all[at].clone()
        };
        for given in [&*vkey, new.verifier_key()] {
            let copy = publish(&home, &hidden, &new);
            std::fs::write(
                copy.join("keys"),
                [all[at].body.as_deref().unwrap(), b"\n"].concat(),
            )
            .unwrap();
            let found = verify(&home, copy.to_str().unwrap(), given, &[]);
            ends(found, 1, &[&named("log_key_unread")]);
        }
    }
}

#[test]
fn a_lost_key_is_told_for_ever() {
    let home = Home::new();
    let old = home.init();
    home.import(&data::germany(), "germany", &[]);
    let size = rows(&home).len();
    let witness = Witness::of("w.example/1", &old);
    let lost =
        |more: &[&str]| home.wegmarke(&[&["log-key", "lost", "--old", &old][..], more].concat());
    assert!(lost(&["--for-ever"]).fails("it is not lost"));
    let now = folder(&home).join("log.key");
    std::fs::remove_file(&now).unwrap();
    assert!(home.wegmarke(&["serve", "--port", "0"]).fails("no log key"));
    assert_eq!(lost(&[]).code, Some(2));
    let looked = lost(&["--dry-run"]).succeeds();
    assert!(looked.contains("without its signature"), "{looked}");
    assert!(!folder(&home).join("log.key.next").exists());
    let other = LogKey::generate(&mut rand::rngs::OsRng, "wegmarke.example/log").unwrap();
    let other = LogKey::parse(&other).unwrap().verifier_key().to_owned();
    let words = ["log-key", "lost", "--old", &other, "--for-ever"];
    assert!(home.wegmarke(&words).fails("not the key that was lost"));
    assert!(!folder(&home).join("log.key.next").exists());
    let said = lost(&["--for-ever"]).succeeds();
    let new = printed(&said);
    assert_eq!(key_of(&home, "log.key").verifier_key(), new);

    let server = Server::start(&home.options(), "serve");
    let log = format!("http://127.0.0.1:{}/log", server.port);
    let place = format!("fit: {size} (log_key_unaccepted).");
    ends(
        verify(&home, &log, &old, &[]),
        1,
        &[&place, "--accept-key", &new],
    );
    let wrong = ["--accept-key", &other];
    ends(
        verify(&home, &log, &old, &wrong),
        1,
        &["log_key_unaccepted"],
    );
    let told = ["WITHOUT the signature"];
    ends(verify(&home, &log, &old, &["--accept-key", &new]), 0, &told);
    ends(verify(&home, &log, &new, &[]), 0, &told);
    let follow = ["witness", "follow", "wegmarke.example/log", &log];
    assert!(witness.home.wegmarke(&follow).fails("accept the new key"));
    let accepting = [&follow[..], &["--accept-key", &new]].concat();
    assert!(witness.home.wegmarke(&accepting).succeeds().contains(&new));
    let page = get(server.port, "/en/verify").body;
    assert!(page.contains("The key before did not sign this"), "{page}");
    let shown = home.wegmarke(&["log-key", "show"]).succeeds();
    assert!(shown.contains("did NOT sign"), "{shown}");
    // It goes on as any other, and is replaced as any other.
    append(&home, 40);
    home.wegmarke(&["log-key", "replace"]).succeeds();
    drop(server);
    home.wegmarke(&["verify"]).succeeds();
}

/// Checked by a program that shares no line with this one.
fn another_implementation_agrees(home: &Home, old: &str, new: &str) {
    let Some(python) = python() else { return };
    let script = data::workspace().join("crates/cli/tests/python/log_keys.py");
    let check = |words: &[&str]| {
        let output = Command::new(&python).arg(&script).args(words).output();
        let output = output.unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (text(&output.stdout), text(&output.stderr))
    };
    let vectors = data::workspace().join("docs/decisions/0027-vectors.json");
    let (told, why) = check(&["vectors", vectors.to_str().unwrap()]);
    assert_eq!(told, "ok 20\n", "{why}");
    let rows = rows(home);
    let copy = publish(home, &rows, &key_of(home, "log.key"));
    let follow = |copy: &Path, given: &str| check(&["log", copy.to_str().unwrap(), given]);
    for given in [old, new] {
        let (told, why) = follow(&copy, given);
        assert_eq!(told.trim(), new, "{why}");
    }
    // It is no yes-man.
    let at = rows
        .iter()
        .position(|row| envelope(row).kind == "log.rekeyed");
    let mut changed = rows.clone();
    let text = String::from_utf8(rows[at.unwrap()].body.clone().unwrap()).unwrap();
    let text = text.replacen("routine", "exposed", 1);
    let replacement = Replacement::from_body(text.as_bytes()).unwrap();
    changed[at.unwrap()] = saying(&rows[at.unwrap()], &replacement);
    let copy = publish(home, &changed, &key_of(home, "log.key"));
    let (told, why) = follow(&copy, old);
    assert!(
        told.is_empty() && why.contains("log_key_not_signed"),
        "{told}{why}"
    );
}
