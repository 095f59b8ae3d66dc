// SPDX-License-Identifier: EUPL-1.2
//! The program as its users run it: commands, the server, kills, and strangers' checks.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a fixture that fails is a test that fails"
)]

#[path = "program/backup.rs"]
mod backup;
#[path = "program/bundle.rs"]
mod bundle;
#[path = "program/check.rs"]
mod check;
#[path = "program/copy.rs"]
mod copy;
#[path = "program/documents.rs"]
mod documents;
#[path = "program/edge.rs"]
mod edge;
#[path = "program/follows.rs"]
mod follows;
#[path = "program/go.rs"]
mod go;
#[path = "program/kept.rs"]
mod kept;
#[path = "program/log_key.rs"]
mod log_key;
#[path = "program/meanwhile.rs"]
mod meanwhile;
#[path = "program/round.rs"]
mod round;
#[path = "program/run.rs"]
mod run;
#[path = "program/signed.rs"]
mod signed;
#[path = "program/table.rs"]
mod table;
#[path = "program/usage.rs"]
mod usage;
#[path = "program/verify.rs"]
mod verify;
#[path = "program/witness.rs"]
mod witness;

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use run::{Home, Server, get, get_with};
use wegmarke_testkit::data;

#[test]
fn the_german_package_goes_in_once_and_verifies() {
    let home = Home::new();
    assert!(
        home.wegmarke(&["import", "x", "--profile", "germany", "--as", "A"])
            .fails("wegmarke init")
    );
    let key = home.init();
    let report = home.import(&data::germany(), "germany", &["--json"]);
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    for (noun, count) in [
        ("plan", 2),
        ("field", 9),
        ("measure", 51),
        ("recommendation", 65),
        ("coverage", 79),
        ("evidence", 12),
        ("milestone", 0),
    ] {
        assert_eq!(report["counts"][noun]["added"], count, "{noun}");
    }
    let finding = &report["findings"][0];
    for key in ["code", "severity", "file", "row", "column", "message"] {
        assert!(finding.get(key).is_some(), "{key} in {finding}");
    }
    let again = home.import(&data::germany(), "germany", &["--json"]);
    let again: serde_json::Value = serde_json::from_str(&again).unwrap();
    assert_eq!(again["entries"], 0);
    assert_eq!(again["counts"]["measure"]["unchanged"], 51);
    let verified = home.wegmarke(&["verify"]).succeeds();
    assert!(verified.contains("wegmarke.example/log"), "{verified}");
    assert!(home.wegmarke(&["init"]).fails("already"));
    assert!(key.starts_with("wegmarke.example/log+"));
}

#[test]
fn a_dry_run_writes_nothing_and_bad_files_change_nothing() {
    let home = Home::new();
    home.init();
    let dry = home.import(&data::germany(), "germany", &["--json", "--dry-run"]);
    assert!(
        serde_json::from_str::<serde_json::Value>(&dry).unwrap()["entries"]
            .as_u64()
            .unwrap()
            > 200
    );
    let bad = home.path().join("measures.csv");
    for content in [
        &b"\x00\xff\x13random\x00"[..],
        b"",
        b"plan,field,number,title_de\nnap-mh,1,1,=HYPERLINK(1)\n",
    ] {
        std::fs::write(&bad, content).unwrap();
        let refused = home.wegmarke(&[
            "import",
            bad.to_str().unwrap(),
            "--profile",
            "germany",
            "--as",
            "A",
        ]);
        assert!(!refused.success, "{}", refused.out);
        assert!(refused.err.contains("measures.csv"), "{}", refused.err);
    }
    let empty = home.wegmarke(&["verify"]).succeeds();
    assert!(empty.contains("empty"), "{empty}");
    assert!(
        home.wegmarke(&["import", "nowhere.csv", "--profile", "germany", "--as", "A"])
            .fails("nowhere.csv")
    );
    assert!(
        home.wegmarke(&["import", "x", "--profile", "nowhere.toml", "--as", "A"])
            .fails("nowhere.toml")
    );
}

#[test]
fn a_command_ends_as_it_would_have_where_its_reader_went_away() {
    let home = Home::new();
    let germany = data::germany();
    let folder = germany.to_str().unwrap();
    let import = ["import", folder, "--profile", "germany", "--as", "A"];
    assert_eq!(home.to_nobody(&["init"]), Some(0));
    assert_eq!(
        home.to_nobody(&[&import[..], &["--dry-run"]].concat()),
        Some(0)
    );
    assert_eq!(home.to_nobody(&import), Some(0));
    let again = home.import(&germany, "germany", &["--json"]);
    let again: serde_json::Value = serde_json::from_str(&again).unwrap();
    assert_eq!(again["counts"]["measure"]["unchanged"], 51);
    for command in [
        &["verify"][..],
        &["finding", "list"],
        &["profile", "list"],
        &[
            "profile",
            "suggest",
            germany.join("plans.csv").to_str().unwrap(),
        ],
        &["round", "list"],
        &["--help"],
    ] {
        let code = home.to_nobody(command);
        assert_eq!(code, Some(0), "{command:?}");
    }
    // What fails fails, and is no panic (101).
    for command in [
        &["init"][..],
        &["import", "nowhere.csv", "--profile", "germany", "--as", "A"],
    ] {
        assert_eq!(home.to_nobody(command), Some(1), "{command:?}");
    }
}

#[test]
fn a_stranger_checks_the_served_log_and_remembers_it() {
    let home = Home::new();
    let key = home.init();
    home.import(&data::germany(), "germany", &[]);
    let server = Server::start(&home.options(), "serve");
    let log = format!("http://127.0.0.1:{}/log", server.port);
    let remembered = home.path().join("checkpoint");
    let check = [
        "verify",
        "--log",
        &log,
        "--key",
        &key,
        "--remember",
        remembered.to_str().unwrap(),
    ];
    let first = home.wegmarke(&check).succeeds();
    assert!(remembered.exists(), "{first}");
    let id = home.wegmarke(&["finding", "list"]).succeeds();
    let id = id
        .lines()
        .next()
        .unwrap()
        .split([' ', '\t'])
        .nth(1)
        .unwrap()
        .to_owned();
    home.wegmarke(&[
        "finding",
        "explain",
        &id,
        "--as",
        "kok",
        "--de",
        "So steht es in der Quelle.",
    ])
    .succeeds();
    // The server follows what another process appends.
    let since = Instant::now();
    while !get(server.port, &format!("/de/data-finding/{id}"))
        .body
        .contains("So steht es in der Quelle.")
    {
        assert!(
            since.elapsed() < Duration::from_secs(2),
            "the server did not follow"
        );
        std::thread::sleep(Duration::from_millis(50));
    }
    assert!(home.wegmarke(&check).succeeds().contains("older"));
    // Another log's key, and a past that is not ours.
    let stranger = Home::new();
    let other = stranger.init();
    assert!(
        stranger
            .wegmarke(&["verify", "--log", &log, "--key", &other])
            .fails("signed")
    );
    stranger.import(&data::germany(), "germany", &[]);
    let theirs = stranger.path().join("theirs");
    stranger
        .wegmarke(&["verify", "--remember", theirs.to_str().unwrap()])
        .succeeds();
    let fork = [
        "verify",
        "--log",
        &log,
        "--key",
        &key,
        "--remember",
        theirs.to_str().unwrap(),
    ];
    assert!(!home.wegmarke(&fork).success);
}

#[test]
fn an_erased_body_disappears_from_a_running_server() {
    let home = Home::new();
    let key = home.init();
    home.import(&data::germany(), "germany", &[]);
    let server = Server::start(&home.options(), "serve");
    let seq = (0..400)
        .find(|seq| {
            get(server.port, &format!("/log/body/{seq}"))
                .body
                .contains("kok-36")
        })
        .expect("an entry about kok-36");
    let page = get(server.port, "/de/recommendation/kok-36");
    let etag = page.header("etag").unwrap().to_owned();
    assert!(page.body.contains("Online-Erstberatungsplattform"));
    let seq = seq.to_string();
    home.wegmarke(&["erase", &seq, "--for-ever", "--because", "personal-data"])
        .succeeds();
    let since = Instant::now();
    let path = format!("/log/body/{seq}");
    while get(server.port, &path).body != "{\"state\":\"erased\"}" {
        assert!(since.elapsed() < Duration::from_secs(10), "still there");
        std::thread::sleep(Duration::from_millis(50));
    }
    // The log answers from the database at once, pages follow when the server has heard of it.
    let known = [("If-None-Match", &*etag)];
    while get_with(server.port, "/de/recommendation/kok-36", &known).status == 304 {
        assert!(since.elapsed() < Duration::from_secs(10), "still shown");
        std::thread::sleep(Duration::from_millis(50));
    }
    home.wegmarke(&["verify"]).succeeds();
    home.wegmarke(&[
        "verify",
        "--log",
        &format!("http://127.0.0.1:{}/log", server.port),
        "--key",
        &key,
    ])
    .succeeds();
}

/// A client that never finishes asking must not keep its connection, nor a stopping server alive.
#[test]
fn a_client_that_never_finishes_asking_is_let_go() {
    let home = Home::new();
    home.init();
    let server = Server::start(&home.options(), "serve");
    let mut slow = TcpStream::connect(("127.0.0.1", server.port)).unwrap();
    slow.write_all(b"GET /de/ HTTP/1.1\r\nHost: ").unwrap();
    slow.set_read_timeout(Some(Duration::from_secs(60)))
        .unwrap();
    let mut answer = Vec::new();
    // Closed, whether with words or without: only a timeout of our own would be an error.
    slow.read_to_end(&mut answer).unwrap();
    assert!(!answer.starts_with(b"HTTP/1.1 200"));

    let _slow = TcpStream::connect(("127.0.0.1", server.port)).unwrap();
    assert_eq!(get(server.port, "/de/").status, 200);
    assert!(server.stop(), "it was asked to stop and did");
}

#[test]
fn a_killed_import_is_there_whole_or_not_at_all() {
    let home = Home::new();
    home.init();
    let mut seen = std::collections::BTreeSet::new();
    for round in 0..8_u64 {
        let mut child = home.spawn(&[
            "import",
            data::germany().to_str().unwrap(),
            "--profile",
            "germany",
            "--as",
            "A",
        ]);
        std::thread::sleep(Duration::from_millis(40 + 60 * round));
        child.kill().unwrap();
        child.wait().unwrap();
        let state = home.wegmarke(&["verify"]).succeeds();
        let entries = state
            .split_whitespace()
            .find_map(|word| word.replace(',', "").parse::<u64>().ok());
        seen.insert(entries.unwrap_or(0));
    }
    home.import(&data::germany(), "germany", &[]);
    home.wegmarke(&["verify"]).succeeds();
    assert!(
        seen.iter().all(|entries| *entries == 0 || *entries > 250),
        "{seen:?}"
    );
}

#[test]
fn two_servers_on_one_postgresql_follow_each_other_within_a_second() {
    let database = wegmarke_testkit::postgres::Server::start();
    let mut home = Home::new();
    home.database = Some(database.new_database());
    home.init();
    let servers = [
        Server::start(&home.options(), "serve"),
        Server::start(&home.options(), "serve"),
    ];
    home.import(&data::germany(), "germany", &[]);
    let written = Instant::now();
    for server in &servers {
        while get(server.port, "/de/plan/nap-mh").status != 200 {
            assert!(written.elapsed() < Duration::from_secs(5), "not followed");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
    let checkpoints: Vec<String> = servers
        .iter()
        .map(|server| get(server.port, "/log/checkpoint").body)
        .collect();
    assert_eq!(checkpoints[0], checkpoints[1]);
    home.wegmarke(&["verify"]).succeeds();
}

#[test]
fn every_answer_carries_the_headers_that_protect_readers() {
    let home = Home::new();
    home.init();
    home.import(&data::germany(), "germany", &[]);
    let server = Server::start(&home.options(), "serve");
    for path in [
        "/de/",
        "/en/plan/nap-az",
        "/de/nowhere",
        "/de/?as-of=2025-02-30",
        "/log/checkpoint",
        "/log/tile/0/000.p/9",
        "/log/body/0",
        "/de/feed.atom",
        "/en/search?q=%3Cscript%3E",
        "/",
    ] {
        let answer = get(server.port, path);
        assert_eq!(
            answer.header("x-content-type-options"),
            Some("nosniff"),
            "{path}"
        );
        let policy = answer.header("content-security-policy").unwrap();
        assert!(
            policy.contains("default-src 'none'") && !policy.contains("unsafe"),
            "{path}"
        );
        assert_eq!(answer.header("set-cookie"), None, "{path}");
        // Also a page that could not be made says what the register rests on.
        assert!(!answer.body.contains("noch keinen Eintrag"), "{path}");
        assert_eq!(
            answer.header("referrer-policy"),
            Some("no-referrer"),
            "{path}"
        );
    }
    for (path, status, kind) in [
        ("/log/checkpoint", 200, "text/plain; charset=utf-8"),
        ("/log/tile/entries/000.p/9", 200, "application/octet-stream"),
        ("/log/tile/entries/000", 200, "application/octet-stream"),
        ("/log/tile/entries/900", 404, "text/plain; charset=utf-8"),
        ("/log/tile/0/000.p/0", 404, "text/plain; charset=utf-8"),
        ("/log/body/999999", 404, "text/plain; charset=utf-8"),
        ("/log/body/00", 404, "text/plain; charset=utf-8"),
        ("/log/../../etc/passwd", 404, "text/plain; charset=utf-8"),
        ("/de/plan/..%2f..%2fetc", 404, "text/html; charset=utf-8"),
        ("/de/%ff%fe", 404, "text/html; charset=utf-8"),
        ("/de/?as-of=yesterday", 400, "text/html; charset=utf-8"),
        ("/de/?as-of=2025-12-31", 200, "text/html; charset=utf-8"),
        (
            "/de/entry/18446744073709551615",
            404,
            "text/html; charset=utf-8",
        ),
        ("/feed.atom", 303, "text/plain; charset=utf-8"),
        (
            "/de/plan/nap-mh/feed.atom",
            200,
            "application/atom+xml; charset=utf-8",
        ),
    ] {
        let answer = get(server.port, path);
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (status, Some(kind)),
            "{path}"
        );
    }
    assert!(
        get(server.port, "/log/tile/entries/000")
            .header("cache-control")
            .unwrap()
            .contains("immutable")
    );
    assert_eq!(
        get(server.port, "/log/checkpoint").header("cache-control"),
        Some("no-store")
    );
    let english = get_with(server.port, "/", &[("Accept-Language", "en-GB,en;q=0.8")]);
    assert_eq!(
        (english.status, english.header("location")),
        (303, Some("/en/"))
    );
    assert_eq!(get(server.port, "/").header("location"), Some("/de/"));
    let page = get(server.port, "/de/");
    let tag = page.header("etag").unwrap().to_owned();
    assert_eq!(
        get_with(server.port, "/de/", &[("If-None-Match", &tag)]).status,
        304
    );
    let packed = get_with(server.port, "/de/", &[("Accept-Encoding", "gzip")]);
    assert_eq!(packed.header("content-encoding"), Some("gzip"));
    assert_ne!(packed.header("etag"), Some(tag.as_str()));
    assert_eq!(run::request(server.port, "POST", "/de/", &[]).status, 405);
    assert!(
        run::request(server.port, "HEAD", "/de/", &[])
            .body
            .is_empty()
    );
    let hostile = get(
        server.port,
        "/de/search?q=%3Cscript%3Ealert(1)%3C/script%3E",
    );
    assert!(!hostile.body.contains("<script"), "escaped");
}

#[test]
fn a_search_finds_words_inside_compounds() {
    let home = Home::new();
    home.init();
    home.import(&data::germany(), "germany", &[]);
    let server = Server::start(&home.options(), "serve");
    let found = get(server.port, "/de/search?q=Beratung");
    assert!(
        found
            .body
            .contains("/de/measure/nap-mh/bundesweite-online-erstberatungsplattform"),
        "compound"
    );
    let english = get(server.port, "/en/search?q=trainings");
    assert!(
        english.body.contains("/en/recommendation/"),
        "English stems"
    );
    let none = get(server.port, "/de/search?q=xyzzy");
    assert_eq!(none.status, 200);
    assert!(!none.body.contains("/de/measure/"));
}

#[test]
fn a_seal_key_is_never_replaced_by_another() {
    let home = Home::new();
    home.init();
    home.import(&data::germany(), "germany", &[]);
    let key = home.path().join("data/seal.key");
    let kept = std::fs::read_to_string(&key).unwrap();
    // Gone: every command says so, and none makes another one.
    std::fs::remove_file(&key).unwrap();
    for command in [&["round", "advance"][..], &["serve", "--port", "0"]] {
        assert!(home.wegmarke(command).fails("seal.key"));
        assert!(!key.exists());
    }
    // Another one.
    let other = Home::new();
    other.init();
    std::fs::copy(other.path().join("data/seal.key"), &key).unwrap();
    assert!(
        home.wegmarke(&["round", "advance"])
            .fails("is not the one that the database was sealed with")
    );
    let verified = home.wegmarke(&["verify"]);
    assert_eq!(verified.code, Some(3), "it says nothing about the log");
    std::fs::write(&key, kept).unwrap();
    home.wegmarke(&["round", "advance"]).succeeds();
    home.wegmarke(&["verify"]).succeeds();
}
