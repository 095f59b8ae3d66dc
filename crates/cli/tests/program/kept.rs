// SPDX-License-Identifier: EUPL-1.2
//! Words that stay on one's own machine until their round is due, by commands.

use std::os::unix::fs::PermissionsExt as _;
use std::time::Duration;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use wegmarke_app::{Clock as _, SystemClock};
use wegmarke_domain::rules::permission::Role;
use wegmarke_testkit::data;

use super::round::{REPORT, file, report, round, token};
use super::run::Home;

fn now() -> Timestamp {
    SystemClock(TimeZone::UTC).now()
}

/// A register with a round that is due after so many seconds, and a publisher's token.
fn home(seconds: i64) -> (Home, Timestamp, String) {
    let home = Home::new();
    home.init();
    home.import(&data::germany(), "germany", &[]);
    let due = now()
        .checked_add(SignedDuration::from_secs(seconds))
        .unwrap();
    let coordinator = token(&home, "bmas", Role::Coordinator);
    let announced = file(&home, "r.json", &round(due));
    home.with_token(&coordinator, &["round", "announce", &announced])
        .succeeds();
    home.wegmarke(&["round", "advance"]).succeeds();
    let publisher = token(&home, "bmas", Role::Publisher);
    (home, due, publisher)
}

#[test]
fn words_are_kept_in_a_file_and_only_their_hash_is_signed_and_submitted() {
    let (home, _, token) = home(3600);
    let with = |arguments: &[&str]| home.with_token(&token, arguments);
    let words = file(&home, "words.json", &report("Nur auf diesem Rechner."));
    let made = home.wegmarke(&["key", "new", "bmas.key"]).succeeds();
    let key = json!({"do": "register-key", "key": made.lines().last().unwrap()});
    with(&["say", &file(&home, "key.json", &key)]).succeeds();

    // What would not be taken later is told now, and no file is left that nobody could hand in.
    let empty = json!({"do": "say", "about": REPORT, "says": {"report": {}}});
    let empty = file(&home, "empty.json", &empty);
    assert!(with(&["say", "--keep", "kept.json", &empty]).fails("delivery:"));
    let two = file(&home, "two.json", &json!([report("eins"), report("zwei")]));
    assert!(with(&["say", "--keep", "kept.json", &two]).fails("--keep"));
    let mut attached = report("mit Datei");
    attached["says"]["report"]["evidence"] = json!([{"title": {"de": "x"}, "attach": "x.pdf"}]);
    let attached = file(&home, "attached.json", &attached);
    assert!(with(&["say", "--keep", "kept.json", &attached]).fails("url"));
    let kept = home.path().join("kept.json");
    assert!(!kept.exists());

    let receipt = with(&["say", "--sign", "bmas.key", "--keep", "kept.json", &words]).succeeds();
    let receipt: Value = serde_json::from_str(receipt.trim()).unwrap();
    assert_eq!(receipt["kind"], "report.committed");
    assert!(receipt["signed"].is_object() && receipt["salt"].is_null());
    let mode = std::fs::metadata(&kept).unwrap().permissions().mode();
    assert_eq!(mode & 0o077, 0, "for its owner alone");
    // Never replaced: it could be the only one.
    assert!(!with(&["say", "--keep", "kept.json", &words]).success);
    // The whole database does not hold a word of it.
    let database = std::fs::read(home.path().join("data/register.sqlite")).unwrap();
    let mut all = database.windows(18);
    assert!(!all.any(|part| part == "Nur auf diesem Rec".as_bytes()));
    let early = with(&["say", "--reveal", "kept.json"]);
    assert!(early.fails("not due yet"), "{}", early.err);
    home.wegmarke(&["verify"]).succeeds();
    assert_eq!(
        home.wegmarke(&["verify", "--signed", "bmas.key.signed"])
            .code,
        Some(0)
    );
}

#[test]
fn who_does_not_reveal_is_named_by_verify() {
    let (home, due, token) = home(10);
    let with = |arguments: &[&str]| home.with_token(&token, arguments);
    let words = file(&home, "words.json", &report("Nur auf diesem Rechner."));
    let committed = with(&["say", "--keep", "kept.json", &words]);
    if now() >= due {
        // A machine so slow that the round was over before anything could be said: nothing to see.
        return;
    }
    committed.succeeds();
    while now() <= due {
        std::thread::sleep(Duration::from_millis(100));
    }
    home.wegmarke(&["round", "advance"]).succeeds();
    let shown = home.wegmarke(&["round", "show", "nap-az/2026"]).succeeds();
    assert!(shown.contains("committed, not revealed"), "{shown}");
    let verified = home.wegmarke(&["verify"]);
    assert_eq!(verified.code, Some(5));
    assert!(
        verified.out.contains("One statement is committed"),
        "{}",
        verified.out
    );
    let other = json!({"do": "reveal", "kept": "words.json"});
    assert!(with(&["say", &file(&home, "other.json", &other)]).fails("kept words"));
    with(&["say", "--reveal", "kept.json"]).succeeds();
    assert!(with(&["say", "--reveal", "kept.json"]).fails("already"));
    home.wegmarke(&["verify"]).succeeds();
}
