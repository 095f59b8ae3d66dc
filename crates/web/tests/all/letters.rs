// SPDX-License-Identifier: EUPL-1.2
//! Reminders in both languages, from the rule to a real SMTP server, at days that the test chooses.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a fixture that fails is a test that fails; letters are shown to be looked at"
)]

use std::io::{BufRead as _, BufReader};
use std::sync::Arc;

use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use mail_parser::MessageParser;
use serde_json::{Value, json};
use wegmarke_app::account::Invitation;
use wegmarke_app::import::Import;
use wegmarke_app::letter::{Handing, Letter, Mailer, NotTaken};
use wegmarke_app::reminder::Preferences;
use wegmarke_app::{App, Clock, Keys, OsDice, SealKey, Who};
use wegmarke_domain::contribution::{Address, Says};
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::reminder::Wanted;
use wegmarke_domain::rules::permission::{Actor, Role};
use wegmarke_exchange::{Profile, find_profile};
use wegmarke_ledger::checkpoint::LogKey;
use wegmarke_pages::Site;
use wegmarke_store::{Location, Store};
use wegmarke_testkit::clock::FakeClock;
use wegmarke_testkit::node::Node;
use wegmarke_web::post::Secretary;

const ON: &str = "measure/nap-az/beratungsprogramm-faire-integration";

struct TestClock(Arc<FakeClock>);

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        self.0.now()
    }

    fn zone(&self) -> TimeZone {
        TimeZone::get("Europe/Berlin").unwrap()
    }
}

/// The mail server of the test.
struct Smtp(wegmarke_post::Mailer);

impl Mailer for Smtp {
    fn send<'a>(&'a self, letter: &'a Letter, now: Timestamp) -> Handing<'a> {
        Box::pin(async move {
            let letter = wegmarke_post::Letter {
                ends_at: letter.ends_at.as_deref(),
                to: &letter.to,
                subject: &letter.subject,
                text: &letter.text,
                message_id: &letter.message_id,
            };
            let sent = self.0.send(&letter, now).await;
            sent.map(|_| ()).map_err(|error| NotTaken {
                code: error.code(),
                is_final: error.is_final(),
            })
        })
    }
}

fn who(organisation: &str, role: Role) -> Who {
    Who {
        actor: Actor::new(OrganisationId::new(organisation), [role].into()),
        account: String::new(),
        token: None,
        once: None,
        signing: None,
    }
}

async fn account(app: &App, organisation: &str, mail: &str, role: Role, lang: &str) {
    let invitation = Invitation {
        mail: mail.to_owned(),
        organisation: OrganisationId::new(organisation),
        roles: [role].into(),
    };
    let link = app.invite_from_outside(&invitation).await;
    let link = match link {
        Ok(link) => link,
        // The second account of an organisation is invited by its publisher.
        Err(_) => app
            .invite(&who(organisation, Role::Publisher), &invitation)
            .await
            .unwrap(),
    };
    let password = "Vier Worte ohne Sinn";
    let id = app
        .accept_invitation(
            &link.to_text(),
            "Anna",
            password,
            password,
            std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST),
        )
        .await
        .unwrap();
    app.note_language(&id, lang).await.unwrap();
    if organisation == "kok" {
        let quiet = Preferences {
            lang: lang.to_owned(),
            reminders: Wanted::Off,
        };
        let mut person = who(organisation, role);
        person.account = id;
        app.change_preferences(&person, &quiet).await.unwrap();
    }
}

fn contribution(text: &str) -> Address {
    Address::parse(&text.parse().unwrap()).unwrap()
}

/// The example with an open round whose title means harm.
async fn with_round(app: &App, clock: &FakeClock) {
    let folder = wegmarke_testkit::data::germany();
    app.import(Import {
        path: folder,
        profile: Profile::parse(find_profile("germany").unwrap(), "germany").unwrap(),
        by: "Redaktion".to_owned(),
        accept: Vec::new(),
        same: wegmarke_domain::import::questions::Answers::default(),
        seen: Default::default(),
        dry_run: false,
        signing: None,
    })
    .await
    .unwrap();
    let duty = |organisation: &str, noun: &str, on: &str| json!({"organisation": organisation, "noun": noun, "on": on});
    let round = json!({
        "id": "nap-az/2026",
        "plan": "nap-az",
        "title": {"de": "Erste Runde\r\nBcc: opfer@example.org\r\n\r\n.\r\nQUIT"},
        "from": "2025-02-12", "until": "2026-11-30",
        "opens_at": "2026-11-24T00:00:00Z",
        "due_at": "2026-12-23T23:00:00Z",
        "replies_until": "2027-01-24T00:00:00Z",
        "duties": [
            duty("berichterstattungsstelle", "assessment", ON),
            duty("bmas", "report", ON),
            duty("bmas", "report", "measure/nap-az/beratungsnetzwerk-faire-mobilitaet"),
            duty("kok", "practice", ON),
        ],
    });
    let round = serde_json::from_value(round).unwrap();
    app.announce_round(&who("bmas", Role::Coordinator), &round, false)
        .await
        .unwrap();
    clock.advance(Span::new().hours(24));
    app.advance_rounds().await.unwrap();
    let draft = contribution(&format!("report/nap-az/2026/bmas/1/{ON}"));
    let says: Says = serde_json::from_value(
        json!({"report": {"delivery": "not-started", "narrative": {"de": "streng geheim"}}}),
    )
    .unwrap();
    let reporter = who("bmas", Role::Reporter);
    app.save_draft(&reporter, &draft, says, 0).await.unwrap();
    app.request_release(&reporter, &draft).await.unwrap();
}

/// What arrived: to, subject, text.
fn read(line: &str) -> (String, String, String) {
    let got: Value = serde_json::from_str(line).unwrap();
    let to = got["to"].as_array().unwrap();
    assert_eq!(to.len(), 1, "{to:?}");
    let raw = got["raw"].as_str().unwrap();
    let message = MessageParser::default().parse(raw.as_bytes()).unwrap();
    assert!(message.header("Bcc").is_none());
    let subject = message.subject().unwrap().to_owned();
    let text = message.body_text(0).unwrap().replace("\r\n", "\n");
    assert!(!text.contains("geheim"), "no draft in a letter");
    for line in text.lines() {
        assert!(!line.starts_with("Bcc:") && line != "QUIT", "{text}");
    }
    println!("To: {}\nSubject: {subject}\n\n{text}\n", to[0]);
    (to[0].as_str().unwrap().to_owned(), subject, text)
}

#[tokio::test]
async fn letters_are_written_in_two_languages_and_arrive() {
    let Some(mut node) = Node::start("crates/post/tests/sink.mjs", "smtp-server") else {
        return;
    };
    let port = node.address.split_once(' ').unwrap().0.to_owned();
    let smtp = Smtp(
        wegmarke_post::Mailer::new(&wegmarke_post::SmtpSettings {
            url: format!("smtp://127.0.0.1:{port}"),
            from: "Wegmarke <post@wegmarke.example>".to_owned(),
        })
        .unwrap(),
    );
    let mut lines = BufReader::new(node.child.stdout.take().unwrap()).lines();
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&Location::Folder(folder.path().to_owned()))
        .await
        .unwrap();
    let log = LogKey::generate(&mut rand::rngs::OsRng, "test.example/log").unwrap();
    let keys = Keys {
        log: LogKey::parse(&log).unwrap(),
        seal: SealKey::parse(&SealKey::generate(&OsDice)).unwrap(),
    };
    let clock = Arc::new(FakeClock::at("2026-11-23T09:00:00Z"));
    let staged = Arc::new(TestClock(Arc::clone(&clock)));
    let app = App::open(store, keys, staged, Arc::new(OsDice))
        .await
        .unwrap();
    with_round(&app, &clock).await;
    for (organisation, mail, role, lang) in [
        ("bmas", "p@bmas.example", Role::Publisher, "de"),
        ("bmas", "k@bmas.example", Role::Coordinator, "de"),
        ("bmas", "c@bmas.example", Role::Coordinator, "en"),
        (
            "berichterstattungsstelle",
            "p@b.example",
            Role::Publisher,
            "en",
        ),
        ("kok", "p@kok.example", Role::Publisher, "de"),
    ] {
        account(&app, organisation, mail, role, lang).await;
    }
    let site = Site {
        base_url: Some("https://wegmarke.example".to_owned()),
        zone: TimeZone::get("Europe/Berlin").unwrap(),
        ..Site::default()
    };
    let secretary = Secretary(Arc::new(site));
    let mut arrive = async |letters: usize| {
        app.advance_rounds().await.unwrap();
        assert_eq!(app.write_reminders(&secretary).await.unwrap(), letters);
        let posted = app.send_letters(&smtp).await.unwrap();
        assert_eq!(posted.sent, letters);
        let mut got: Vec<_> = (0..letters)
            .map(|_| read(&lines.next().unwrap().unwrap()))
            .collect();
        got.sort();
        got
    };

    let got = arrive(2).await;
    let [(english, subject, text), (german, betreff, worte)] = &got[..] else {
        panic!("{got:?}");
    };
    assert_eq!((&**english, &**german), ("p@b.example", "p@bmas.example"));
    assert_eq!(subject, "Wegmarke: one task waits for you");
    assert_eq!(betreff, "Wegmarke: 2 Aufgaben warten auf Sie");
    let link = format!("https://wegmarke.example/de/work/say/report/nap-az/2026/bmas/1/{ON}");
    assert!(worte.contains(&link) && worte.contains("wartet auf Freigabe"));
    assert!(worte.contains("https://wegmarke.example/de/work/account"));
    assert!(text.contains("https://wegmarke.example/en/work/account"));
    assert!(text.starts_with("Hello,\n\n"), "{text}");

    // Nothing at night; nothing again the next morning.
    assert!(arrive(0).await.is_empty());
    clock.advance(Span::new().hours(30 * 24));

    // The round is due: weekly digests go on, and its coordinators hear of all who are silent.
    let got = arrive(4).await;
    let of = |mail: &str| got.iter().find(|(to, ..)| to == mail).unwrap();
    let (_, betreff, worte) = of("k@bmas.example");
    assert_eq!(betreff, "Wegmarke: von 3 Organisationen fehlt etwas");
    assert!(worte.contains("2 Äußerungen fehlen"), "{worte}");
    let (_, _, worte) = of("p@bmas.example");
    assert!(
        worte.contains("Abzugeben war bis 23. Dezember 2026, 24:00 Uhr MEZ"),
        "{worte}"
    );
    let (_, subject, text) = of("c@bmas.example");
    assert_eq!(
        subject,
        "Wegmarke: something is missing from 3 organisations"
    );
    assert!(text.contains("https://wegmarke.example/en/work/board/nap-az"));
    clock.advance(Span::new().hours(24));
    assert!(arrive(0).await.is_empty());
}
