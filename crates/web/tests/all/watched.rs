// SPDX-License-Identifier: EUPL-1.2
//! What a server tells those who watch it, and those who found a weakness.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that fails is a test that fails"
)]

use std::sync::Arc;

use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use wegmarke_app::{App, Clock, Keys, OsDice, SealKey};
use wegmarke_ledger::checkpoint::LogKey;
use wegmarke_pages::{Operator, Site};
use wegmarke_store::{Location, Store};
use wegmarke_testkit::clock::FakeClock;
use wegmarke_web::{Web, serve};

struct TestClock(Arc<FakeClock>);

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        self.0.now()
    }

    fn zone(&self) -> TimeZone {
        TimeZone::get("Europe/Berlin").unwrap()
    }
}

struct Home {
    app: Arc<App>,
    clock: Arc<FakeClock>,
    port: u16,
    folder: tempfile::TempDir,
}

async fn home(email: Option<&str>) -> Home {
    let folder = tempfile::tempdir().unwrap();
    let location = Location::Folder(folder.path().to_owned());
    let log = LogKey::generate(&mut rand::rngs::OsRng, "test.example/log").unwrap();
    let keys = Keys {
        log: LogKey::parse(&log).unwrap(),
        seal: SealKey::parse(&SealKey::generate(&OsDice)).unwrap(),
    };
    let clock = Arc::new(FakeClock::at("2026-11-23T09:00:00Z"));
    let told = Arc::new(TestClock(Arc::clone(&clock)));
    let store = Store::open(&location).await.unwrap();
    let app = App::open(store, keys, told, Arc::new(OsDice)).await;
    let app = Arc::new(app.unwrap());
    let site = Site {
        base_url: email.map(|_| "https://wegmarke.example".to_owned()),
        operator: Operator {
            email: email.map(str::to_owned),
            ..Operator::default()
        },
        ..Site::default()
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let web = Arc::new(Web::new(Arc::clone(&app), site));
    tokio::spawn(serve(listener, web, std::future::pending()));
    Home {
        app,
        clock,
        port,
        folder,
    }
}

/// Status, head in small letters, and body.
async fn ask(home: &Home, how: &str, path: &str) -> (u16, String, String) {
    let mut stream = TcpStream::connect(("127.0.0.1", home.port)).await.unwrap();
    let asked = format!("{how} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    stream.write_all(asked.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    let status = answer.split(' ').nth(1).unwrap().parse().unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (status, head.to_lowercase(), body.to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_says_whether_it_has_what_it_needs() {
    let home = home(None).await;
    let (status, head, body) = ask(&home, "GET", "/readyz").await;
    assert_eq!(status, 200, "{body}");
    assert!(head.contains("content-type: application/json"), "{head}");
    assert!(head.contains("cache-control: no-store"), "{head}");
    assert!(!head.contains("retry-after"), "{head}");
    let told: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(told["ready"], true);
    let checks = told["checks"].as_object().unwrap();
    let names: Vec<&str> = checks.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "clock",
            "database",
            "disk",
            "keys",
            "last_reveal",
            "witnesses"
        ]
    );
    assert!(checks.values().all(|check| check["ok"] == true), "{body}");
    assert!(
        checks["witnesses"]["at"].is_null(),
        "there are none: {body}"
    );

    // The database goes away: the process answers on, and says what it lacks.
    home.app.close().await;
    tokio::time::sleep(std::time::Duration::from_millis(1100)).await;
    let (status, head, body) = ask(&home, "GET", "/readyz").await;
    assert_eq!(status, 503, "{body}");
    assert!(head.contains("retry-after: 10"), "{head}");
    let told: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(told["ready"], false);
    for (name, ok) in [("database", false), ("keys", false), ("clock", true)] {
        assert_eq!(told["checks"][name]["ok"], ok, "{body}");
        assert_eq!(told["checks"][name]["why"].is_string(), !ok, "{body}");
    }
    let folder = home.folder.path().to_str().unwrap();
    assert!(!body.contains(folder), "no path of the machine: {body}");
    let (status, _, body) = ask(&home, "GET", "/healthz").await;
    assert_eq!((status, &*body), (200, "ok\n"));
    let (status, _, body) = ask(&home, "HEAD", "/healthz").await;
    assert_eq!((status, &*body), (200, ""));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_found_a_weakness_learns_whom_to_tell_and_until_when_that_holds() {
    let path = "/.well-known/security.txt";
    let named = home(Some("sicherheit@example.org")).await;
    let (status, head, body) = ask(&named, "GET", path).await;
    assert_eq!(status, 200);
    assert!(head.contains("content-type: text/plain; charset=utf-8"));
    let wanted = "Contact: mailto:sicherheit@example.org\n\
        Expires: 2027-05-22T00:00:00Z\n\
        Preferred-Languages: de, en\n\
        Canonical: https://wegmarke.example/.well-known/security.txt\n";
    assert_eq!(body, wanted);
    // A server that runs for long says something that has not expired.
    named.clock.advance(Span::new().hours(24 * 200));
    let (_, _, body) = ask(&named, "GET", path).await;
    assert!(body.contains("Expires: 2027-12-08T00:00:00Z"), "{body}");

    let unnamed = home(None).await;
    assert_eq!(ask(&unnamed, "GET", path).await.0, 404);
}
