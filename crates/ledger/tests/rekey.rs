// SPDX-License-Identifier: EUPL-1.2
//! The log's own key is replaced inside it: what follows, and what is refused. Each case is also a test vector
//! of decision 0027 (`UPDATE_DOCS=1` writes them anew), which `cli/tests/program/log_key.rs` lets another
//! implementation check.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that fails is a test that fails"
)]

use jiff::Timestamp;
use rand::SeedableRng as _;
use serde_json::{Value, json};
use wegmarke_ledger::body::{self, Body};
use wegmarke_ledger::checkpoint::Ending;
use wegmarke_ledger::rekey::{REKEYED, Replacement};
use wegmarke_ledger::tile::{TilePath, bundle};
use wegmarke_ledger::verify::{DirSource, Failure, Report, verify};
use wegmarke_ledger::{Envelope, Hand, LogKey, LogVerifier, Salt, Tree};

const VECTORS: &str = include_str!("../../../docs/decisions/0027-vectors.json");
const LOG: &str = "example.org/log";

fn key(seed: u64, origin: &str) -> LogKey {
    let mut rng = rand::rngs::StdRng::seed_from_u64(seed);
    LogKey::parse(&LogKey::generate(&mut rng, origin).unwrap()).unwrap()
}

fn verifier(key: &LogKey) -> LogVerifier {
    LogVerifier::parse(key.verifier_key()).unwrap()
}

/// A log that is being written.
#[derive(Clone, Default)]
struct Log {
    leaves: Vec<Vec<u8>>,
    bodies: Vec<Body>,
    tree: Tree,
    replacements: Vec<Replacement>,
}

impl Log {
    fn push(&mut self, kind: &str, json: Vec<u8>) {
        let seq = self.tree.size();
        let salt = Salt([0xa5; 16]);
        let envelope = Envelope {
            seq,
            at: Timestamp::from_second(1_795_680_000 + i64::try_from(seq).unwrap()).unwrap(),
            by: "operator".into(),
            hand: Hand::Account,
            kind: kind.into(),
            schema: 1,
            subject: "organisation/operator".into(),
            body: body::hash(&salt, &json),
            signature: None,
        };
        self.leaves.push(envelope.to_leaf());
        self.bodies.push(Body::Public { salt, json });
        self.tree.push(&envelope.to_leaf());
    }

    fn say(mut self, count: usize) -> Self {
        for _ in 0..count {
            let words = format!(r#"{{"record":{{"id":"{}"}}}}"#, self.leaves.len());
            self.push("organisation.stated", words.into_bytes());
        }
        self
    }

    fn place(&self) -> (u64, wegmarke_ledger::Hash) {
        (self.tree.size(), self.tree.root())
    }

    fn write(mut self, replacement: Replacement) -> Self {
        self.push(REKEYED, replacement.to_body());
        self.replacements.push(replacement);
        self
    }

    fn replace(self, old: &LogKey, new: &LogKey) -> Self {
        let made = new.replace(&Ending::AtHand(old), self.place(), "routine");
        self.write(made.unwrap())
    }

    fn lose(self, old: &LogKey, new: &LogKey) -> Self {
        let made = new.replace(&Ending::Lost(&verifier(old)), self.place(), "lost");
        self.write(made.unwrap())
    }

    fn checkpoint(&self, key: &LogKey) -> Vec<u8> {
        key.sign(self.tree.size(), self.tree.root()).unwrap()
    }

    fn files(&self, note: &[u8]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let write = |path: &str, bytes: &[u8]| {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        };
        write("checkpoint", note);
        write("keys", &Replacement::file(&self.replacements));
        for path in TilePath::all(self.tree.size()) {
            let first = usize::try_from(path.index * 256).unwrap();
            let bytes = match path.level {
                Some(level) => self.tree.tile(level, path.index, path.width).unwrap(),
                None => {
                    let held = &self.leaves[first..first + usize::from(path.width)];
                    bundle(held.iter().map(Vec::as_slice)).unwrap()
                }
            };
            write(&path.to_string(), &bytes);
        }
        for (seq, body) in self.bodies.iter().enumerate() {
            write(&format!("body/{seq}"), &body.to_file());
        }
        folder
    }

    /// What comes of checking it, signed with a key.
    fn check(&self, signer: &LogKey, given: &LogVerifier) -> Result<Report, Failure> {
        let note = self.checkpoint(signer);
        let folder = self.files(&note);
        verify(&DirSource::new(folder.path()), given, None)
    }
}

fn code(checked: Result<Report, Failure>) -> Option<&'static str> {
    checked.err().map(|failure| failure.code())
}

/// A case: a log, who signed its head, which key somebody was given, which they accept, and what comes of it.
struct Case<'a> {
    name: &'static str,
    log: Log,
    signer: &'a LogKey,
    given: &'a LogKey,
    accepts: Option<&'a LogKey>,
    code: Option<&'static str>,
}

impl Case<'_> {
    fn check(&self) {
        let accepted: Vec<LogVerifier> = self.accepts.map(verifier).into_iter().collect();
        let given = verifier(self.given).accepting(&accepted);
        let found = code(self.log.check(self.signer, &given));
        assert_eq!(found, self.code, "{}", self.name);
    }

    fn shown(&self) -> Value {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let entries = self.log.leaves.iter().zip(&self.log.bodies);
        let entries: Vec<Value> = entries
            .map(|(leaf, body)| json!([text(leaf.clone()), text(body.to_file())]))
            .collect();
        json!({
            "name": self.name, "log": LOG, "key": self.given.verifier_key(),
            "accept": self.accepts.map(LogKey::verifier_key), "entries": entries,
            "checkpoint": text(self.log.checkpoint(self.signer)), "misfit": self.code,
        })
    }
}

#[test]
fn verifiers_follow_from_key_to_key_and_nowhere_else() {
    let [a, b, c] = [1, 2, 3].map(|seed| key(seed, LOG));
    let other = key(4, "other.example/log");
    let begun = || Log::default().say(3);
    let once = begun().replace(&a, &b).say(2);
    let twice = once.clone().replace(&b, &c).say(1);
    let lost = begun().lose(&a, &b).say(2);
    let made = |ending: &LogKey, new: &LogKey, place| {
        new.replace(&Ending::AtHand(ending), place, "routine")
            .unwrap()
    };
    let here = begun().place();
    // Signed with the keys of another log, by the names of these.
    let of_other = {
        let new = key(5, "other.example/log");
        let theirs = made(&other, &new, here);
        Replacement {
            old: a.verifier_key().to_owned(),
            new: b.verifier_key().to_owned(),
            ..theirs
        }
    };
    let unowned = Replacement {
        new_signature: made(&a, &c, here).new_signature,
        ..made(&a, &b, here)
    };
    let stolen = made(&b, &b, here);
    let stolen = Replacement {
        old: a.verifier_key().to_owned(),
        ..stolen
    };
    let case = |name, log: &Log, signer, given, code| Case {
        name,
        log: log.clone(),
        signer,
        given,
        accepts: None,
        code,
    };
    let with = |replacement: &Replacement| begun().write(replacement.clone()).say(1);
    let early = begun().say(1).write(made(&a, &b, here)).say(1);
    let cases = [
        case("from the old key to the new one", &once, &b, &a, None),
        case("with the new key", &once, &b, &b, None),
        case("from the first to the third", &twice, &c, &a, None),
        case("from the second to the third", &twice, &c, &b, None),
        case("with the third key", &twice, &c, &c, None),
        case(
            "signed with the old key behind the entry that replaced it",
            &once,
            &a,
            &a,
            Some("log_key_replaced"),
        ),
        case(
            "signed with the second of three, with the first given",
            &twice,
            &b,
            &a,
            Some("log_key_replaced"),
        ),
        case(
            "signed with a key that no entry brought",
            &once,
            &c,
            &a,
            Some("bad_signature"),
        ),
        case(
            "not signed by the old key",
            &with(&stolen),
            &b,
            &a,
            Some("log_key_not_signed"),
        ),
        case(
            "signed for another log",
            &with(&of_other),
            &b,
            &a,
            Some("log_key_not_signed"),
        ),
        case(
            "not signed by the new key",
            &with(&unowned),
            &b,
            &a,
            Some("log_key_not_owned"),
        ),
        case(
            "to a key of another name",
            &with(&made(&a, &other, here)),
            &b,
            &a,
            Some("log_key_other_name"),
        ),
        case(
            "at another place",
            &early,
            &b,
            &a,
            Some("log_key_misplaced"),
        ),
        case(
            "two that fork",
            &once.clone().replace(&a, &c),
            &c,
            &a,
            Some("log_key_out_of_order"),
        ),
        case(
            "out of order",
            &begun().replace(&b, &c).replace(&a, &b),
            &b,
            &a,
            Some("log_key_out_of_order"),
        ),
        case(
            "back to the first",
            &once.clone().replace(&b, &a),
            &a,
            &a,
            Some("log_key_known"),
        ),
        case(
            "lost, with the old key",
            &lost,
            &b,
            &a,
            Some("log_key_unaccepted"),
        ),
        case("lost, with the new key", &lost, &b, &b, None),
        Case {
            accepts: Some(&b),
            ..case("lost, and accepted", &lost, &b, &a, None)
        },
        Case {
            accepts: Some(&c),
            ..case(
                "lost, and another one accepted",
                &lost,
                &b,
                &a,
                Some("log_key_unaccepted"),
            )
        },
    ];
    let shown: Vec<Value> = cases.iter().map(Case::shown).collect();
    cases.iter().for_each(Case::check);
    let made = serde_json::to_string_pretty(&shown).unwrap();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        let file = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../docs/decisions/0027-vectors.json"
        );
        std::fs::write(file, format!("{made}\n")).unwrap();
        return;
    }
    assert_eq!(made, VECTORS.trim_end(), "run this test with UPDATE_DOCS=1");
}

#[test]
fn what_is_served_beside_the_entries_opens_nothing_by_itself() {
    let [a, b] = [1, 2].map(|seed| key(seed, LOG));
    let begun = Log::default().say(3);
    let replaced = begun.clone().replace(&a, &b).say(1);
    // The old key signed it, and the entry is not in the log: nothing is signed with the new key.
    let silent = Log {
        replacements: replaced.replacements.clone(),
        ..begun.clone().say(2)
    };
    assert_eq!(code(silent.check(&b, &verifier(&a))), Some("bad_signature"));
    // Without the file a log that was given with its newest key is checked all the same.
    let bare = Log {
        replacements: Vec::new(),
        ..replaced.clone()
    };
    let report = bare.check(&b, &verifier(&b)).unwrap();
    assert_eq!(report.replacements, replaced.replacements);
    assert_eq!(code(bare.check(&b, &verifier(&a))), Some("bad_signature"));
    // Withheld, it is not there.
    for body in [Body::Sealed, Body::Erased] {
        let mut hidden = replaced.clone();
        hidden.bodies[3] = body;
        for given in [&a, &b] {
            let found = code(hidden.check(&b, &verifier(given)));
            assert_eq!(found, Some("log_key_unread"));
        }
    }
}

#[test]
fn who_remembers_goes_on_over_a_replacement_and_is_not_led_back() {
    let [a, b] = [1, 2].map(|seed| key(seed, LOG));
    let begun = Log::default().say(3);
    let before = begun.checkpoint(&a);
    let replaced = begun.clone().replace(&a, &b).say(1);
    let now = replaced.checkpoint(&b);
    let folder = replaced.files(&now);
    let source = DirSource::new(folder.path());
    for given in [&a, &b] {
        let report = verify(&source, &verifier(given), Some(&before)).unwrap();
        assert_eq!(report.older, Some(3));
    }
    // Whoever has only the old key writes another end, or cuts the log off.
    let knows = verifier(&a).with_keys(&replaced.replacements).unwrap();
    for (forged, expected) in [
        (begun.clone().say(1), "log_key_replaced"),
        (begun.clone().say(2), "log_key_replaced"),
        (begun.clone(), "older"),
    ] {
        let note = forged.checkpoint(&a);
        let folder = forged.files(&note);
        let found = verify(&DirSource::new(folder.path()), &knows, Some(&now));
        assert_eq!(code(found), Some(expected));
    }
    // The new key signs nothing from before it, for whoever knows when it came.
    let note = begun.checkpoint(&b);
    assert_eq!(knows.open(&note).unwrap_err().code(), "log_key_early");
    assert_eq!(knows.open(&before).unwrap().size, 3);
}

#[test]
fn no_byte_of_it_is_changed_unnoticed() {
    let [a, b] = [1, 2].map(|seed| key(seed, LOG));
    let log = Log::default().say(3).replace(&a, &b);
    let body = log.replacements[0].to_body();
    let refused = |body: &[u8]| {
        let read = Replacement::from_body(body);
        read.is_err() || verifier(&a).with_keys(&[read.unwrap()]).is_err() || {
            let read = Replacement::from_body(body).unwrap();
            let root = Log::default().say(3).tree.root();
            read.must_stand_at(3, Some(root)).is_err()
        }
    };
    assert!(!refused(&body));
    for at in 0..body.len() {
        for flip in [1, 0x20] {
            let mut changed = body.clone();
            changed[at] ^= flip;
            assert!(refused(&changed), "byte {at}, {flip}");
        }
    }
    let text = String::from_utf8(body).unwrap();
    for (from, to) in [
        ("\"size\":3", "\"size\":3.0"),
        ("{\"new", "{ \"new"),
        ("}}", "},\"why\":1}"),
        ("\"routine\"", "\"Routine\""),
        ("\"routine\"", "\"rou\\ntine\""),
        ("\"old_signature\":", "\"old_signature\":null,\"x\":"),
    ] {
        let other = text.replacen(from, to, 1);
        assert_ne!(other, text);
        assert!(refused(other.as_bytes()), "{other}");
    }
    // Taken off, so that it looks as if the old key had been lost.
    let bare = Replacement {
        old_signature: None,
        ..log.replacements[0].clone()
    };
    let why = verifier(&a).with_keys(&[bare]).unwrap_err();
    assert_eq!(why.1.code(), "log_key_unaccepted");
}
