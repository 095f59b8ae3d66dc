// SPDX-License-Identifier: EUPL-1.2
//! What comes from outside and is not as it should be: settings, questions, connections, a database that
//! went away.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::run::{Home, Server, get, request};
use wegmarke_testkit::data;

#[test]
fn nonsense_in_settings_is_refused_before_anything_is_done() {
    let home = Home::new();
    home.init();
    for url in ["nonsense", "ftp://x.example", "https://x.example/path", ""] {
        let said = home.wegmarke(&["serve", "--port", "0", "--base-url", url]);
        assert!(said.fails("https://example.org") && said.code == Some(2));
    }
    for log in ["debg", "warn,nonsense", "wegmarke=loud"] {
        let said = home.with_variable("WEGMARKE_LOG", log, &["verify"]);
        assert!(said.fails("WEGMARKE_LOG") && said.code == Some(2), "{log}");
    }
    for log in ["debug", "warn,wegmarke=debug", "off", ""] {
        home.with_variable("WEGMARKE_LOG", log, &["verify"])
            .succeeds();
    }
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_wegmarke"));
    let refused = command.args(["verify", "--lang", "klingon"]).output();
    let refused = String::from_utf8(refused.unwrap().stderr).unwrap();
    assert!(refused.contains("it is de or en"), "{refused}");
}

#[test]
fn what_is_written_to_a_file_has_no_colours() {
    let home = Home::new();
    home.init();
    let germany = data::germany();
    let import = ["import", germany.to_str().unwrap(), "--profile", "germany"];
    let import = [&import[..], &["--as", "A"]].concat();
    let said = home.with_variable("WEGMARKE_LOG", "trace", &import);
    assert!(!said.err.is_empty() && !said.err.contains('\u{1b}'));
}

#[test]
fn nobody_writes_a_line_of_their_own_into_the_log() {
    let home = Home::new();
    home.init();
    let log = home.path().join("log");
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_wegmarke"));
    program.env("WEGMARKE_LOG", "trace,sqlx=error");
    program.stderr(std::fs::File::create(&log).unwrap());
    let server = Server::start_as(program, &home.options(), &["serve"]);
    let forged = "%0a2026-01-01T00:00:00Z%20WARN%20forged%1b%5b31m";
    for path in [
        format!("/de/entry/{forged}"),
        format!("/de/invitation/wgmi_{forged}"),
        format!("/de/calendar/{forged}"),
        format!("/file/{forged}"),
        format!("/log/body/{forged}"),
        format!("/log/body/0?{forged}"),
        format!("/api/entries/{forged}"),
        format!("/de/sign-in/return/{forged}?error={forged}&state={forged}"),
    ] {
        get(server.port, &path);
        for token in ["\u{1b}[31m", "a\tforged", "wgma_00"] {
            let token = format!("Bearer {token}");
            let token = [("Authorization", &*token), ("User-Agent", "a\tforged")];
            request(server.port, "GET", "/api/me", &token);
        }
        request(server.port, "POST", &path, &[("Content-Length", "0")]);
    }
    let log = std::fs::read_to_string(log).unwrap();
    let bad = |line: &&str| !line.starts_with("20") || line.contains(['\u{1b}', '\t']);
    assert_eq!(log.lines().find(bad), None);
    assert!(
        !log.starts_with("2026-01-01") && log.contains("wrong-token"),
        "{log}"
    );
}

#[test]
fn what_could_be_read_in_two_ways_is_told() {
    let home = Home::new();
    home.init();
    let log = home.path().join("log");
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_wegmarke"));
    program.stderr(std::fs::File::create(&log).unwrap());
    let server = Server::start_as(program, &home.options(), &["serve"]);
    let told = || {
        let log = std::fs::read_to_string(&log).unwrap();
        log.matches("event=\"malformed-request\"").count()
    };
    get(server.port, "/de/");
    assert_eq!(told(), 0);
    // Which of two hosts is meant is nobody's choice.
    let refused = request(server.port, "GET", "/de/", &[("Host", "other.example")]);
    assert_eq!(refused.status, 400, "{}", refused.body);
    assert_eq!(told(), 1);
}

#[test]
fn made_up_parameters_are_neither_repeated_nor_kept() {
    let home = Home::new();
    home.init();
    home.import(&data::germany(), "germany", &[]);
    let server = Server::start(&home.options(), "serve");
    let plain = get(server.port, "/de/plan/nap-mh").body;
    let asked = get(server.port, "/de/plan/nap-mh?qx=1&utm_source=2").body;
    assert!(plain == asked && !asked.contains("utm_source"));
    let long = "qxlong".repeat(2_000);
    let answer = get(server.port, &format!("/en/search?q={long}&noun={long}"));
    assert_eq!(answer.status, 200);
    assert!(answer.body.contains("The first 200 characters"));
    assert!(answer.body.len() < 40_000, "{}", answer.body.len());
    let before = server.memory();
    for number in 0..1_500 {
        let path = format!("/de/organisations?qx={number}");
        assert_eq!(get(server.port, &path).status, 200);
    }
    let grown = server.memory().saturating_sub(before);
    assert!(grown < 24 << 10, "{grown} KiB");
}

#[test]
fn behind_tls_every_answer_says_that_there_is_no_way_without() {
    let home = Home::new();
    home.init();
    let header = "strict-transport-security";
    let ask = |more: &[&str], told: Option<&str>| {
        let more = more.iter().map(|&word| word.to_owned());
        let server = Server::start(
            &home.options().into_iter().chain(more).collect::<Vec<_>>(),
            "serve",
        );
        for (method, path) in [
            ("GET", "/"),
            ("GET", "/de/"),
            ("HEAD", "/de/"),
            ("GET", "/de/nowhere"),
            ("GET", "/de/sign-in"),
            ("GET", "/de/work"),
            ("POST", "/de/work/account"),
            ("GET", "/api/rounds"),
            ("GET", "/api/me"),
            ("GET", "/api/nowhere"),
            ("GET", "/log/checkpoint"),
            ("GET", "/healthz"),
            ("GET", "/file/00"),
            ("POST", "/de/"),
            ("TRACE", "/de/"),
        ] {
            let answer = request(server.port, method, path, &[]);
            assert_eq!(answer.header(header), told, "{method} {path}");
        }
    };
    ask(&[], None);
    let base = ["--base-url", "https://wegmarke.example"];
    ask(&base, Some("max-age=63072000; includeSubDomains"));
    ask(
        &[&base[..], &["--hsts", "host"]].concat(),
        Some("max-age=63072000"),
    );
}

#[test]
fn a_database_that_is_away_is_no_mistake_of_ours() {
    let database = wegmarke_testkit::postgres::Server::start_own();
    let mut home = Home::new();
    home.database = Some(database.new_database());
    home.init();
    home.import(&data::germany(), "germany", &[]);
    let server = Server::start(&home.options(), "serve");
    assert_eq!(get(server.port, "/log/body/0").status, 200);
    drop(database);
    std::thread::sleep(Duration::from_millis(200));
    for path in ["/log/body/0", "/de/entry/0"] {
        let answer = get(server.port, path);
        assert_eq!(answer.status, 503, "{path}");
        assert_eq!(answer.header("retry-after"), Some("5"), "{path}");
    }
    // What is in memory is served all the same.
    assert_eq!(get(server.port, "/de/plan/nap-mh").status, 200);
}

#[test]
fn a_database_over_tls_has_to_be_the_right_one() {
    let Some((database, authority)) = wegmarke_testkit::postgres::Server::start_with_tls() else {
        return;
    };
    let url = database.new_database();
    let mut home = Home::new();
    let known = format!("sslmode=verify-full&sslrootcert={}", authority.display());
    home.database = Some(format!("{url}?{known}"));
    home.init();
    home.wegmarke(&["verify"]).succeeds();
    // In the open it is not spoken to, and whoever nobody vouches for is not trusted.
    for mode in ["sslmode=disable", "sslmode=verify-full"] {
        home.database = Some(format!("{url}?{mode}"));
        assert!(!home.wegmarke(&["verify"]).success, "{mode}");
    }
}

#[test]
fn readers_are_served_while_others_hold_on_to_nothing() {
    let home = Home::new();
    home.init();
    home.import(&data::germany(), "germany", &[]);
    let server = Server::start_with_few_files(&home.options());
    // A reader who came before them keeps the connection.
    let mut first = TcpStream::connect(("127.0.0.1", server.port)).unwrap();
    let ask = b"HEAD /de/ HTTP/1.1\r\nHost: x\r\n\r\n";
    let mut head = [0; 4096];
    first.write_all(ask).unwrap();
    assert!(first.read(&mut head).unwrap() > 0);
    let mut held = Vec::new();
    for number in 0..800 {
        let mut stream = TcpStream::connect(("127.0.0.1", server.port)).unwrap();
        let words: &[u8] = [&b""[..], b"PRI * HTTP", b"GET /de/ HT"][number % 3];
        let _sent = stream.write_all(words);
        held.push(stream);
        if number % 100 == 99 {
            let asked = Instant::now();
            assert_eq!(get(server.port, "/de/plan/nap-mh").status, 200);
            let took = asked.elapsed();
            assert!(took < Duration::from_secs(3), "{number}: {took:?}");
        }
    }
    first.write_all(ask).unwrap();
    assert!(first.read(&mut head).unwrap() > 0);
}

/// What is told of a file or profile is German where German was asked for, with file, sheet, row and column.
#[test]
fn what_is_told_of_files_is_in_the_language_of_who_asks() {
    let home = Home::new();
    home.init();
    let file = |name: &str, bytes: &[u8]| {
        let path = home.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path.display().to_string()
    };
    let profile = "name = \"p\"\nlanguage = \"de\"\ncomplete = false\nplan = { id = \"p\", title = \"P\" }\n\
        [[table]]\nfile = \"*\"\n[[table.record]]\nnoun = \"measure\"\n\
        columns = { number = \"Nr\", title = \"Titel\", nature = \"Art\" }\n";
    let good = file("p.toml", profile.as_bytes());
    let bad = file("bad.toml", profile.replace("nature", "natur").as_bytes());
    let ask = |table: &str, profile: &str| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_wegmarke"));
        let data = home.path().join("data").display().to_string();
        command.args([
            "import",
            table,
            "--profile",
            profile,
            "--as",
            "A",
            "--dry-run",
        ]);
        command.args(["--data", &data, "--lang", "de"]);
        let said = command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        text(said.stdout) + &text(said.stderr)
    };
    let formula = workbook("=1+1");
    let formula = file("formel.xlsx", &formula);
    for (told, words) in [
        (
            ask(&file("a.csv", b"Nr;Titl;Art\n1;x;neu\n"), &good),
            "keine Spalte „Titel“",
        ),
        (
            ask(&file("b.xlsb", b"%PDF-1.7"), &good),
            "b.xlsb ist keine Tabelle: es ist ein PDF, das",
        ),
        (ask(&file("c.csv", b""), &good), "c.csv ist leer"),
        (ask("nirgends.csv", &good), "es gibt sie nicht"),
        (
            ask(&good, "nirgends.toml"),
            "nirgends.toml lässt sich nicht lesen: es gibt sie nicht",
        ),
        (
            ask(&file("d.csv", b"Nr;Titel;Art\n1;\"x;neu\n"), &good),
            "Zeile 2 eine Zelle öffnet",
        ),
        (
            ask(&formula, &good),
            "formel.xlsx [Plan], Zeile 3, Spalte „Titel“ enthält eine Formel",
        ),
        (
            ask(&file("e.csv", b"Nr;Titel;Art\n1;x;neu\n"), &bad),
            "bad.toml:9:45: „natur“ ist keine Angabe",
        ),
        (
            ask(&file("f.csv", b"Nr;Titel;Art\n1;x;irgendwie\n"), &good),
            "f.csv:2 [Art] Wort gehört nicht zum Vokabular (Angabe: Art",
        ),
        (
            ask(&file("h.json", b"[{\"Nr\": 1,"), &good),
            "h.json ist beschädigt oder abgeschnitten",
        ),
        (
            ask(&file("g.csv", b"Nr;Titel;Art\n1;x;irgendwie\n"), &good),
            "Grund: möglich sind new, ",
        ),
    ] {
        assert!(told.contains(words), "{words}: {told}");
        for english in ["is not", "has no", " row ", "did you mean", "one of"] {
            assert!(!told.contains(english), "{english}: {told}");
        }
    }
}

/// What the system says of a file, and what is missing in a command, is told in one's language, too.
#[test]
fn what_the_system_refuses_is_told_in_words() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data").display().to_string();
    for (arguments, words) in [
        (
            &["table", "nirgends.pdf"][..],
            "nirgends.pdf: Das gibt es nicht.",
        ),
        (&["table", "."], ". ist ein Ordner."),
        (
            &["import", "x.csv", "--profile", "p.toml", "--as", " "],
            "mit --as die Organisation",
        ),
    ] {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_wegmarke"));
        command
            .args(arguments)
            .args(["--data", &data, "--lang", "de"]);
        let said = command.current_dir(home.path()).output().unwrap();
        let told = String::from_utf8(said.stderr).unwrap();
        assert!(told.contains(words), "{words}: {told}");
    }
}

/// A workbook with one sheet called Plan, whose third row has a formula for its title.
fn workbook(formula: &str) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Plan").unwrap();
    for (at, cells) in [["Nr", "Titel", "Art"], ["1", "x", "new"], ["2", "", "new"]]
        .iter()
        .enumerate()
    {
        for (column, cell) in (0_u16..).zip(cells) {
            sheet
                .write_string(u32::try_from(at).unwrap(), column, *cell)
                .unwrap();
        }
    }
    sheet.write_formula(2, 1, formula).unwrap();
    book.save_to_buffer().unwrap()
}
