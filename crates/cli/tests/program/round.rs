// SPDX-License-Identifier: EUPL-1.2
//! A round by commands alone, and by a server that was down when it became due.

use std::sync::Arc;
use std::time::Duration;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use wegmarke_app::account::NewToken;
use wegmarke_app::{App, Clock as _, Keys, OsDice, SealKey, SystemClock, Who};
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::rules::permission::{Actor, Role};
use wegmarke_ledger::checkpoint::LogKey;
use wegmarke_store::{Location, Store, key};
use wegmarke_testkit::data;

use super::run::{Home, Server, get};

pub const REPORT: &str =
    "report/nap-az/2026/bmas/1/measure/nap-az/beratungsprogramm-faire-integration";

/// A token of an organisation, made as its publisher would make it.
pub fn token(home: &Home, organisation: &str, role: Role) -> String {
    let folder = home.path().join("data");
    let read = |name| key::read(&folder, name).unwrap().unwrap();
    let keys = Keys {
        log: LogKey::parse(&read(key::LOG)).unwrap(),
        seal: SealKey::parse(&read(key::SEAL)).unwrap(),
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let store = Store::open(&Location::Folder(folder)).await.unwrap();
        let app = App::open(
            store,
            keys,
            Arc::new(SystemClock(TimeZone::UTC)),
            Arc::new(OsDice),
        )
        .await
        .unwrap();
        let who = Who {
            actor: Actor::new(
                OrganisationId::new(organisation),
                [role, Role::Publisher].into(),
            ),
            account: "test".to_owned(),
            token: None,
            once: None,
            signing: None,
        };
        let actions = who.actor.actions().collect();
        let token = app
            .make_token(
                &who,
                NewToken {
                    label: "test",
                    actions: &actions,
                    days: 30,
                },
            )
            .await
            .unwrap();
        app.close().await;
        token.to_text()
    })
}

pub fn file(home: &Home, name: &str, content: &Value) -> String {
    let path = home.path().join(name);
    std::fs::write(&path, content.to_string()).unwrap();
    path.display().to_string()
}

pub fn round(due_at: Timestamp) -> Value {
    json!({
        "id": "nap-az/2026", "plan": "nap-az", "title": {"de": "Runde"},
        "from": "2025-01-01", "until": "2025-12-31", "opens_at": "2026-01-01T00:00:00Z",
        "due_at": due_at, "replies_until": due_at.checked_add(SignedDuration::from_hours(240)).unwrap(),
        "duties": [{"organisation": "bmas", "noun": "report", "on": "measure/nap-az/beratungsprogramm-faire-integration"}],
    })
}

const MEASURE: &str = "measure/nap-az/beratungsnetzwerk-faire-mobilitaet";

pub fn report(words: &str) -> Value {
    json!({"do": "say", "about": REPORT, "says": {"report": {"delivery": "limited", "narrative": {"de": words}}}})
}

#[test]
fn a_round_is_announced_and_spoken_in_by_commands() {
    let home = Home::new();
    home.init();
    home.import(&data::germany(), "germany", &[]);
    let due = SystemClock(TimeZone::UTC)
        .now()
        .checked_add(SignedDuration::from_hours(24))
        .unwrap();
    let announced = file(&home, "round.json", &round(due));
    assert!(
        home.wegmarke(&["round", "announce", &announced])
            .fails("WEGMARKE_TOKEN")
    );
    let publisher = token(&home, "bmas", Role::Publisher);
    let with = |token: &str, arguments: &[&str]| home.with_token(token, arguments);
    let refused = with(&publisher, &["round", "announce", &announced]);
    assert!(refused.fails("not among your tasks"));
    let told = "event=\"refused\" action=\"open-round\" account=\"test\" organisation=\"bmas\"";
    assert!(refused.fails("WARN wegmarke::security") && refused.fails(told));
    let coordinator = token(&home, "bmas", Role::Coordinator);
    with(&coordinator, &["round", "announce", &announced]).succeeds();
    assert!(
        home.wegmarke(&["round", "list"])
            .succeeds()
            .contains("nap-az/2026\tannounced")
    );
    assert!(
        home.wegmarke(&["round", "advance"])
            .succeeds()
            .contains('1')
    );
    assert!(with(&coordinator, &["round", "announce", &announced]).fails("already"));

    // What is not said in rounds is taken back in the same way.
    let back = json!({"do": "withdraw", "about": MEASURE, "reason": {"de": "Ein Irrtum."}});
    let back = file(&home, "back.json", &back);
    let kok = token(&home, "kok", Role::Publisher);
    assert!(with(&kok, &["say", &back]).fails("Arbeit und Soziales"));
    let receipt = with(&coordinator, &["say", &back]).succeeds();
    assert!(receipt.contains("measure.dropped"), "{receipt}");

    let empty = json!({"do": "say", "about": REPORT, "says": {"report": {}}});
    let wrong = with(&publisher, &["say", &file(&home, "wrong.json", &empty)]);
    assert!(
        wrong.err.contains("delivery:") && wrong.fails("narrative:"),
        "all problems at once"
    );
    let stranger = token(&home, "kok", Role::Publisher);
    let said = file(&home, "said.json", &json!([report("Nur fuer das Haus")]));
    assert!(with(&stranger, &["say", &said]).fails("not among your tasks"));
    let receipt = with(&publisher, &["say", &said]).succeeds();
    let receipt: Value = serde_json::from_str(receipt.trim()).unwrap();
    assert_eq!(
        (&receipt["sealed"], &receipt["kind"]),
        (&json!(true), &json!("report.submitted"))
    );
    let shown = home.wegmarke(&["round", "show", "nap-az/2026"]).succeeds();
    assert!(
        shown.contains("bmas") && shown.contains("in time"),
        "{shown}"
    );
    assert!(
        home.wegmarke(&["round", "show", "nap-az/1999"])
            .fails("nap-az/1999")
    );
    home.wegmarke(&["verify"]).succeeds();
}

#[test]
fn a_round_is_preset_changed_and_cancelled_by_commands() {
    let home = Home::new();
    home.init();
    home.import(&data::germany(), "germany", &[]);
    let now = SystemClock(TimeZone::UTC).now();
    let days = |n: i64| now.checked_add(SignedDuration::from_hours(n * 24)).unwrap();
    let preset = home.wegmarke(&["round", "preset", "nap-az"]).succeeds();
    let preset: Value = serde_json::from_str(&preset).unwrap();
    let is_report = |duty: &Value| duty["noun"] == "report";
    assert!(preset.as_array().unwrap().iter().all(is_report), "{preset}");
    assert!(home.wegmarke(&["round", "preset", "x"]).fails("no plan x"));
    let coordinator = token(&home, "bmas", Role::Coordinator);
    let with = |arguments: &[&str]| home.with_token(&coordinator, arguments);
    let mut planned = round(days(20));
    planned["opens_at"] = json!(days(10));
    planned["duties"] = preset;
    let announce = |round: &Value| with(&["round", "announce", &file(&home, "round.json", round)]);
    announce(&planned).succeeds();
    planned["title"] = json!({"de": "Andere Runde"});
    assert!(announce(&planned).fails("reason:"));
    planned["reason"] = json!({"de": "Klarer benannt"});
    announce(&planned).succeeds();
    let cancel = [
        "round",
        "cancel",
        "nap-az/2026",
        "--de",
        "Der Plan wird neu.",
    ];
    let publisher = token(&home, "kok", Role::Publisher);
    assert!(
        home.with_token(&publisher, &cancel)
            .fails("not among your tasks")
    );
    let receipt: Value = serde_json::from_str(with(&cancel).succeeds().trim()).unwrap();
    assert_eq!(receipt["kind"], "round.cancelled");
    let list = home.wegmarke(&["round", "list"]).succeeds();
    assert!(list.contains("nap-az/2026\tcancelled"), "{list}");
    assert!(announce(&planned).fails("cancelled"));
    home.wegmarke(&["verify"]).succeeds();
}

#[test]
fn a_file_is_said_by_command_and_lies_encrypted() {
    let home = Home::new();
    home.init();
    home.import(&data::germany(), "germany", &[]);
    let due = SystemClock(TimeZone::UTC)
        .now()
        .checked_add(SignedDuration::from_hours(24))
        .unwrap();
    let coordinator = token(&home, "bmas", Role::Coordinator);
    let announced = file(&home, "round.json", &round(due));
    home.with_token(&coordinator, &["round", "announce", &announced])
        .succeeds();
    home.wegmarke(&["round", "advance"]).succeeds();
    let publisher = token(&home, "bmas", Role::Publisher);
    let say = |named: &str| {
        let mut said = report("Mit Beleg");
        said["says"]["report"]["evidence"] = json!([{"title": {"de": "Bericht"}, "attach": named}]);
        home.with_token(&publisher, &["say", &file(&home, "said.json", &said)])
    };
    std::fs::write(home.path().join("page.pdf"), "<html>").unwrap();
    assert!(say("page.pdf").fails("not accepted"));
    assert!(say("nothing.pdf").fails("nothing.pdf"));
    std::fs::write(home.path().join("report.pdf"), "%PDF-1.7 Nur fuer das Haus").unwrap();
    say("report.pdf").succeeds();
    let folder = home.path().join("data").join("evidence");
    let kept: Vec<_> = std::fs::read_dir(folder).unwrap().collect();
    assert_eq!(kept.len(), 1);
    let bytes = std::fs::read(kept[0].as_ref().unwrap().path()).unwrap();
    assert!(!bytes.windows(4).any(|part| part == b"%PDF"));
}

#[test]
fn the_first_account_comes_from_outside_and_the_next_from_inside() {
    let home = Home::new();
    home.init();
    home.import(&data::germany(), "germany", &[]);
    let invite = |address: &str| {
        home.wegmarke(&[
            "account",
            "invite",
            address,
            "--organisation",
            "kok",
            "--role",
            "publisher",
        ])
    };
    let link = invite("anna@kok.example").succeeds();
    assert!(link.starts_with("/en/invitation/wgmi_"), "{link}");
    assert!(invite("no address").fails("not an e-mail address"));
    let server = Server::start(&home.options(), "serve");
    let page = words(server.port, link.trim());
    assert!(page.contains("anna@kok.example"), "{page}");
}

/// The round becomes due while nothing runs. The next server reveals it by itself.
#[test]
fn a_server_that_was_down_reveals_what_became_due_meanwhile() {
    let home = Home::new();
    home.init();
    home.import(&data::germany(), "germany", &[]);
    let due = SystemClock(TimeZone::UTC)
        .now()
        .checked_add(SignedDuration::from_secs(8))
        .unwrap();
    let coordinator = token(&home, "bmas", Role::Coordinator);
    home.with_token(
        &coordinator,
        &["round", "announce", &file(&home, "r.json", &round(due))],
    )
    .succeeds();
    home.wegmarke(&["round", "advance"]).succeeds();
    let publisher = token(&home, "bmas", Role::Publisher);
    let said = file(&home, "s.json", &report("Bis dahin versiegelt"));
    let receipt = home.with_token(&publisher, &["say", &said]).succeeds();
    let receipt: Value = serde_json::from_str(receipt.trim()).unwrap();
    if receipt["sealed"] != json!(true) {
        // A machine so slow that the round was over before anything could be said: nothing to see.
        assert!(SystemClock(TimeZone::UTC).now() >= due, "{receipt}");
        return;
    }
    while SystemClock(TimeZone::UTC).now() <= due {
        std::thread::sleep(Duration::from_millis(100));
    }
    let server = Server::start(&home.options(), "serve");
    let body = format!("/log/body/{}", receipt["seq"]);
    let patience = std::time::Instant::now() + Duration::from_secs(60);
    while !words(server.port, &body).contains("Bis dahin versiegelt") {
        assert!(
            std::time::Instant::now() < patience,
            "it was never revealed"
        );
        std::thread::sleep(Duration::from_millis(100));
    }
    assert!(words(server.port, &format!("/en/{REPORT}")).contains("Bis dahin versiegelt"));
    drop(server);
    home.wegmarke(&["verify"]).succeeds();
}

/// What a page says.
fn words(port: u16, path: &str) -> String {
    get(port, path).body
}
