// SPDX-License-Identifier: EUPL-1.2
//! Statements that their organisation signed, and a hostile operator: somebody with the whole database and
//! the keys of the server, and no key of an organisation. Whatever they change, whoever verifies is told, or
//! the organisation that looks for its own statements.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use wegmarke_domain::rules::permission::Role;
use wegmarke_ledger::body::{self, Salt};
use wegmarke_ledger::checkpoint::LogKey;
use wegmarke_ledger::signing::document::{self, Document};
use wegmarke_ledger::signing::{Act, PublicKey, SecretKey, Statement};
use wegmarke_store::{BodyState, EntryRow, key};
use wegmarke_testkit::data;

use super::copy::{at, envelope, publish, python, rows, with};
use super::round::{file, token};
use super::run::Home;

/// A register in which KOK signed something, and everything that the operator has.
struct Site {
    home: Home,
    vkey: String,
    log: LogKey,
    /// The key file of KOK, which the operator has not.
    key: String,
    token: String,
}

/// Something that KOK may say at any time.
fn event(id: &str, words: &str) -> Value {
    json!({"do": "context", "context": {
        "id": format!("nap-az/{id}"), "title": {"de": words}, "organisation": "kok",
        "effect": {"de": words},
    }})
}

impl Site {
    fn new() -> Self {
        let home = Home::new();
        let vkey = home.init();
        home.import(&data::germany(), "germany", &[]);
        let token = token(&home, "kok", Role::Publisher);
        let log = key::read(&home.path().join("data"), key::LOG)
            .unwrap()
            .unwrap();
        let made = home.wegmarke(&["key", "new", "kok.key"]).succeeds();
        let site = Self {
            vkey,
            log: LogKey::parse(&log).unwrap(),
            key: made.lines().last().unwrap().to_owned(),
            token,
            home,
        };
        site.say(&json!({"do": "register-key", "key": site.key}), &[]);
        site
    }

    /// What was printed for something that KOK says.
    fn say(&self, what: &Value, more: &[&str]) -> Value {
        let file = file(&self.home, "say.json", what);
        let words = [&["say", &file][..], more].concat();
        let said = self.home.with_token(&self.token, &words).succeeds();
        serde_json::from_str(said.lines().next().unwrap()).unwrap()
    }

    fn sign(&self, what: &Value) -> Value {
        self.say(what, &["--sign", "kok.key"])
    }

    fn rows(&self) -> Vec<EntryRow> {
        rows(&self.home)
    }

    /// A copy of the log as the operator would like it to be: numbered anew, and signed with the log's own
    /// key.
    fn publish(&self, rows: &[EntryRow]) -> PathBuf {
        self.publish_as(rows, &self.log)
    }

    fn publish_as(&self, rows: &[EntryRow], key: &LogKey) -> PathBuf {
        publish(&self.home, rows, key)
    }

    fn verify(&self, copy: &Path, more: &[&str]) -> (Option<i32>, String) {
        self.verify_as(copy, &self.vkey, more)
    }

    fn verify_as(&self, copy: &Path, vkey: &str, more: &[&str]) -> (Option<i32>, String) {
        let copy = copy.to_str().unwrap();
        let words = [&["verify", "--log", copy, "--key", vkey][..], more].concat();
        let said = self.home.wegmarke(&words);
        (said.code, said.out + &said.err)
    }

    /// What the operator makes of the log is named, at that place from the end, with a code.
    #[track_caller]
    fn is_named(&self, rows: &[EntryRow], from_end: usize, code: &str) {
        let (ends, said) = self.verify(&self.publish(rows), &[]);
        let place = format!(
            "First entry that does not fit: {} ({code}).",
            rows.len() - from_end
        );
        assert!(ends == Some(1) && said.contains(&place), "{ends:?} {said}");
    }
}

/// The row with another body, and an envelope that fits it.
fn saying(row: &EntryRow, from: &str, to: &str) -> EntryRow {
    let json = String::from_utf8(row.body.clone().unwrap()).unwrap();
    assert!(json.contains(from), "{json}");
    let json = json.replace(from, to).into_bytes();
    let hash = body::hash(&Salt(row.salt.unwrap()), &json);
    let mut changed = with(row, |envelope| envelope.body = hash);
    changed.body = Some(json);
    changed
}

/// The row with another signature, which its envelope names.
fn signed(row: &EntryRow, document: &Document) -> EntryRow {
    let file = document.to_file();
    let mut changed = with(row, |envelope| {
        envelope.signature = Some(document::hash(&file))
    });
    changed.signature = Some(file);
    changed
}

fn document_of(row: &EntryRow) -> Document {
    Document::from_file(row.signature.as_deref().unwrap()).unwrap()
}

/// The row signed with a key of the operator, behind what was signed before.
fn forged(row: &EntryRow, log: &str, before: &EntryRow, key: &SecretKey) -> EntryRow {
    let last = envelope(before);
    let previous = Statement::of(log, &last, document_of(before).previous).leaf();
    let own = envelope(row);
    let leaf = Statement::of(log, &own, Some(previous)).leaf();
    let act = Act::new(Some(previous), vec![leaf]);
    let made = act.documents(key.public().fingerprint(), &key.sign(&act));
    signed(row, &made[0])
}

#[test]
fn what_an_organisation_signs_is_its_own_whoever_runs_the_server() {
    let site = Site::new();
    let first = site.sign(&event("erstes", "Ein Urteil"));
    let second = site.sign(&event("zweites", "Ein Erlass"));
    let third = site.sign(&event("drittes", "Ein Haushalt"));
    for receipt in [&first, &second, &third] {
        assert_eq!(receipt["signed"]["key"].as_str().unwrap().len(), 64);
    }
    let rows = site.rows();
    let [.., register, a, b, c] = &rows[..] else {
        panic!("nothing was written")
    };
    let head = &rows[..rows.len() - 3];
    let log = |tail: &[&EntryRow]| -> Vec<EntryRow> {
        let tail = tail.iter().map(|row| (*row).clone());
        head.iter().cloned().chain(tail).collect()
    };

    // As it is.
    let (ends, said) = site.verify(&site.publish(&rows), &["--signed", "kok.key.signed"]);
    assert!(
        ends == Some(0) && said.contains("Signed by their organisation: 3."),
        "{said}"
    );
    let own = site.home.wegmarke(&["verify"]).succeeds();
    assert!(own.contains("Signed by their organisation: 3."), "{own}");

    // Another text, subject, schema, kind, or organisation.
    let other = saying(b, "Ein Erlass", "Kein Erlass");
    site.is_named(&log(&[a, &other, c]), 2, "signature_not_signed");
    let subject = with(b, |it| it.subject = "context/nap-az/viertes".into());
    site.is_named(&log(&[a, &subject, c]), 2, "signature_not_signed");
    let schema = with(b, |it| it.schema = 2);
    site.is_named(&log(&[a, &schema, c]), 2, "signature_not_signed");
    let kind = with(b, |it| it.kind = "context.dropped".into());
    site.is_named(&log(&[a, &kind, c]), 2, "signature_not_signed");
    let theirs = with(b, |it| it.by = "bmas".into());
    site.is_named(&log(&[a, &theirs, c]), 2, "signature_unknown_key");
    // A signature taken off the envelope: the next one does not go on from it.
    let bare = EntryRow {
        signature: None,
        ..with(b, |it| it.signature = None)
    };
    site.is_named(&log(&[a, &bare, c]), 1, "signature_chain");
    // Taken off where it lies, or swapped with another one.
    let gone = EntryRow {
        signature: None,
        ..b.clone()
    };
    site.is_named(&log(&[a, &gone, c]), 2, "signature_missing");
    let swapped = EntryRow {
        signature: a.signature.clone(),
        ..b.clone()
    };
    site.is_named(&log(&[a, &swapped, c]), 2, "signature_swapped");
    site.is_named(
        &log(&[a, &signed(b, &document_of(a)), c]),
        2,
        "signature_not_signed",
    );
    // Said twice, in another order, or left out between two others.
    site.is_named(&log(&[a, b, b, c]), 2, "signature_chain");
    site.is_named(&log(&[a, c, b]), 2, "signature_chain");
    site.is_named(&log(&[a, c]), 1, "signature_chain");
    site.is_named(&log(&[b, c]), 2, "signature_chain");
    // Forged with a key of their own, registered or not.
    let mine = SecretKey::generate(&mut rand::rngs::OsRng);
    let forgery = saying(
        &forged(b, site.log.origin(), a, &mine),
        "Ein Erlass",
        "Kein Erlass",
    );
    let forgery = forged(&forgery, site.log.origin(), a, &mine);
    site.is_named(&log(&[a, &forgery]), 1, "signature_unknown_key");
    let public = mine.public();
    let planted = saying(register, &site.key, &public.to_string());
    let before = json!(site.key.parse::<PublicKey>().unwrap().fingerprint());
    let after = json!(public.fingerprint());
    site.is_named(&log(&[a, &planted, c]), 2, "key_fingerprint");
    let planted = saying(&planted, before.as_str().unwrap(), after.as_str().unwrap());
    let (ends, said) = site.verify(&site.publish(&log(&[a, &planted, &forgery])), &[]);
    assert_eq!(ends, Some(0), "{said}");
    assert!(
        said.contains("no earlier key of its organisation signed that"),
        "{said}"
    );
    // A key that is taken away from before what it signed.
    let mut without = log(&[a, b, c]);
    without.remove(rows.len() - 4);
    site.is_named(&without, 3, "signature_unknown_key");
    // Another log with the same entries.
    let theirs = LogKey::generate(&mut rand::rngs::OsRng, "another.example/log").unwrap();
    let theirs = LogKey::parse(&theirs).unwrap();
    let copy = site.publish_as(&rows, &theirs);
    let (ends, said) = site.verify_as(&copy, theirs.verifier_key(), &[]);
    assert!(
        ends == Some(1) && said.contains("(signature_not_signed)"),
        "{said}"
    );

    // The newest ones withheld: that is a log that holds, and the organisation finds its statements missing.
    let cut = log(&[a]);
    assert_eq!(site.verify(&site.publish(&cut), &[]).0, Some(0));
    let (ends, said) = site.verify(&site.publish(&cut), &["--signed", "kok.key.signed"]);
    assert!(
        ends == Some(1) && said.contains("statement_absent"),
        "{said}"
    );
    let absent = second["signed"]["statement"].as_str().unwrap();
    let other = third["signed"]["statement"].as_str().unwrap();
    assert!(said.contains(absent) || said.contains(other), "{said}");
    // The newest one stripped of its signature, in a log that the operator signed anew.
    let stripped = log(&[a, &bare]);
    assert_eq!(site.verify(&site.publish(&stripped), &[]).0, Some(0));
    let (ends, said) = site.verify(&site.publish(&stripped), &["--signed", "kok.key.signed"]);
    assert!(
        ends == Some(1) && said.contains("statement_absent"),
        "{said}"
    );
    // What the organisation publishes itself.
    let keys = |lines: &str| {
        let given = site.home.path().join("wegmarke-keys.txt");
        std::fs::write(&given, lines).unwrap();
        let given = format!("kok={}", given.display());
        site.verify(&site.publish(&rows), &["--keys", &given])
    };
    let (ends, said) = keys(&format!("# KOK\n\n{} # since 2026\n", site.key));
    assert!(
        ends == Some(0) && said.contains("is the one that it publishes"),
        "{said}"
    );
    let (ends, said) = keys("# none\n");
    assert!(
        ends == Some(1) && said.contains("(key_not_published)"),
        "{said}"
    );
    let (ends, said) = keys(&format!("revoked {}\n", site.key));
    assert!(
        ends == Some(1) && said.contains("(key_revoked_elsewhere)"),
        "{said}"
    );
    let (ends, said) = keys(&format!("{}\n{public}\n", site.key));
    assert!(
        ends == Some(0) && said.contains("also publishes keys"),
        "{said}"
    );
    assert_eq!(keys("ed25519 7\n").0, Some(4));
    // Erased as law may demand, the proof that it was signed stays.
    let erased = EntryRow {
        salt: None,
        body: None,
        state: BodyState::Erased,
        ..b.clone()
    };
    let seq = rows.len() - 2;
    site.home
        .wegmarke(&[
            "erase",
            &seq.to_string(),
            "--for-ever",
            "--because",
            "order",
        ])
        .succeeds();
    let now = site.rows();
    assert_eq!(at(&now[seq], seq as u64), erased);
    let (ends, said) = site.verify(&site.publish(&now), &["--signed", "kok.key.signed"]);
    assert!(
        ends == Some(0) && said.contains("Signed by their organisation: 3."),
        "{said}"
    );
    another_implementation_agrees(&site, &now, 3);
}

/// What an organisation brings as a file is signed, row by row, and with `--as` it is its own word, too.
#[test]
fn a_file_is_signed_as_it_is_brought() {
    let site = Site::new();
    let write = |name: &str, text: &str| {
        let file = site.home.path().join(name);
        std::fs::write(&file, text).unwrap();
        file.to_str().unwrap().to_owned()
    };
    let profile = write(
        "demands.toml",
        "name = \"demands\"\ntitle = \"Demands\"\nlanguage = \"de\"\ncomplete = false\n\n[[table]]\n\
         file = \"*.csv\"\n[[table.record]]\nnoun = \"recommendation\"\nconstants = { issuer = \"KOK\" }\n\
         columns = { id = \"Nr\", \"title.de\" = \"Titel\" }\n",
    );
    let first = write("first.csv", "Nr;Titel\nX-1;Mehr Zeit\nX-2;Mehr Raum\n");
    let before = site.rows().len();
    let signs = ["import", &first, "--profile", &profile, "--sign", "kok.key"];
    site.home.with_token(&site.token, &signs).succeeds();
    let rows = site.rows();
    assert!(rows.len() >= before + 2, "nothing was written");
    assert!(rows[before..].iter().all(|row| row.signature.is_some()));
    // Entered by whoever runs the server with the key of the organisation at hand.
    let second = write("second.csv", "Nr;Titel\nX-3;Mehr Geld\n");
    let as_kok = ["import", &second, "--profile", &profile, "--as", "kok"];
    site.home
        .wegmarke(&[&as_kok[..], &["--sign", "kok.key"]].concat())
        .succeeds();
    let signed = site.rows();
    assert!(signed.len() > rows.len());
    assert!(
        signed[rows.len()..]
            .iter()
            .all(|row| row.signature.is_some())
    );
    let (ends, said) = site.verify(&site.publish(&signed), &["--signed", "kok.key.signed"]);
    let all = signed.len() - before;
    let told = format!("Signed by their organisation: {all}.");
    assert!(ends == Some(0) && said.contains(&told), "{said}");
    // A key that nobody registered signs nothing, and nothing is written.
    site.home.wegmarke(&["key", "new", "other.key"]).succeeds();
    let third = write("third.csv", "Nr;Titel\nX-4;Mehr Personal\n");
    let as_kok = ["import", &third, "--profile", &profile, "--as", "kok"];
    let refused = site
        .home
        .wegmarke(&[&as_kok[..], &["--sign", "other.key"]].concat());
    assert!(refused.code != Some(0) && refused.err.contains("has not registered this key"));
    assert_eq!(site.rows().len(), signed.len());
}

/// Checked by a program that shares no line with this one.
fn another_implementation_agrees(site: &Site, rows: &[EntryRow], signed: usize) {
    let Some(python) = python() else { return };
    let script = data::workspace().join("crates/cli/tests/python/signatures.py");
    let check = |words: &[&str]| {
        let output = Command::new(&python)
            .arg(&script)
            .args(words)
            .output()
            .unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (text(&output.stdout), text(&output.stderr))
    };
    let vectors = data::workspace().join("docs/decisions/0025-vectors.json");
    let (told, why) = check(&["vectors", vectors.to_str().unwrap()]);
    assert_eq!(told, "ok 2\n", "{why}");
    let copy = site.publish(rows);
    let words = ["log", copy.to_str().unwrap(), site.log.origin()];
    let (told, why) = check(&words);
    assert_eq!(told, format!("ok {} {signed}\n", rows.len()), "{why}");
    // It is no yes-man.
    let last = rows
        .iter()
        .rposition(|row| row.signature.is_some())
        .unwrap();
    let mut changed = rows.to_vec();
    changed[last] = with(&rows[last], |it| it.subject = "context/nap-az/other".into());
    site.publish(&changed);
    let (told, why) = check(&words);
    assert!(told.is_empty() && why.contains("Misfit"), "{told}{why}");
}
