// SPDX-License-Identifier: EUPL-1.2
//! Witnesses: a log that has some, and being one.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::time::{Duration, Instant};

use wegmarke_ledger::witness::origin_hash;
use wegmarke_testkit::data;

use super::run::{Answer, Home, Said, Server, get};

/// A witness with a folder of its own.
pub struct Witness {
    pub home: Home,
    pub key: String,
}

impl Witness {
    pub fn new(name: &str) -> Self {
        let home = Home::new();
        let said = home.wegmarke(&["witness", "init", "--name", name]);
        let key = said.succeeds().lines().last().unwrap().to_owned();
        Self { home, key }
    }

    /// One that was told of a log.
    pub fn of(name: &str, log: &str) -> Self {
        let witness = Self::new(name);
        witness.home.wegmarke(&["witness", "know", log]).succeeds();
        witness
    }

    pub fn start(&self) -> Server {
        Server::start_with(&self.home.options(), &["witness", "serve"])
    }

    /// As the option of a log's server names it.
    pub fn at(&self, port: u16) -> String {
        format!("{} http://127.0.0.1:{port}", self.key)
    }
}

/// Serves a log that has these witnesses.
pub fn serve(home: &Home, witnesses: &[&str]) -> Server {
    let mut words = vec!["serve", "--allow-local-witnesses"];
    words.extend(witnesses.iter().flat_map(|witness| ["--witness", witness]));
    Server::start_with(&home.options(), &words)
}

pub fn wait(what: &str, mut is: impl FnMut() -> bool) {
    let since = Instant::now();
    while !is() {
        assert!(since.elapsed() < Duration::from_secs(60), "{what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Entries and cosignatures of the checkpoint that a server shows.
pub fn head(port: u16) -> (u64, usize) {
    let note = get(port, "/log/checkpoint").body;
    let size = note.lines().nth(1).unwrap().parse().unwrap();
    (
        size,
        note.lines().filter(|line| line.starts_with('—')).count() - 1,
    )
}

/// Appends an entry while a server runs.
fn append(home: &Home, seq: u64) {
    let seq = seq.to_string();
    home.wegmarke(&["erase", &seq, "--because", "other-law", "--for-ever"])
        .succeeds();
}

/// Hands a question in.
fn ask(port: u16, question: &str) -> Answer {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    let length = question.len();
    write!(
        stream,
        "POST /add-checkpoint HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{question}"
    )
    .unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    Answer::read(&bytes)
}

fn ends(said: Said, code: i32, words: &[&str]) {
    let all = format!("{}{}", said.out, said.err);
    assert_eq!(said.code, Some(code), "{all}");
    for words in words {
        assert!(all.contains(words), "{words}: {all}");
    }
}

#[test]
fn a_quorum_holds_as_long_as_enough_witnesses_are_there() {
    let home = Home::new();
    let log_key = home.init();
    home.import(&data::germany(), "germany", &[]);
    let (one, two) = (
        Witness::of("w.example/1", &log_key),
        Witness::of("w.example/2", &log_key),
    );
    let (first, second) = (one.start(), two.start());
    // A third one takes connections and never says a word.
    let silent = Witness::of("w.example/3", &log_key);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let silent = silent.at(listener.local_addr().unwrap().port());
    let server = serve(&home, &[&one.at(first.port), &silent, &two.at(second.port)]);
    let (size, _) = head(server.port);
    wait("both cosign", || head(server.port) == (size, 2));

    let log = format!("http://127.0.0.1:{}/log", server.port);
    let kept = home.path().join("kept");
    let check = |quorum: &[&str]| {
        let words = ["verify", "--log", &log, "--key", &log_key, "--remember"];
        let demanded = ["--witness", &one.key, "--witness", &two.key];
        home.wegmarke(&[&words[..], &[kept.to_str().unwrap()], &demanded, quorum].concat())
    };
    let by = ["Witnessed by w.example/1", "Witnessed by w.example/2"];
    ends(check(&["--quorum", "2"]), 0, &by);
    ends(check(&[]), 0, &["older checkpoint"]);
    let page = get(server.port, "/en/verify").body;
    for words in [
        "w.example/1",
        "w.example/3",
        "Witness since",
        "not yet",
        "--quorum 3",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let page = get(server.port, "/de/verify").body;
    assert!(page.contains("Zeuge seit"), "{page}");
    assert_eq!(get(server.port, "/readyz").status, 200);

    // One goes away.
    assert!(second.stop());
    append(&home, 40);
    wait("the other one goes on", || {
        head(server.port) == (size + 1, 1)
    });
    let remembered = std::fs::read_to_string(&kept).unwrap();
    ends(
        check(&["--quorum", "2"]),
        6,
        &[
            "The log holds",
            "Missing: w.example/2",
            "2 are needed",
            "stays as it is",
        ],
    );
    assert_eq!(std::fs::read_to_string(&kept).unwrap(), remembered);
    ends(
        check(&["--quorum", "1"]),
        0,
        &["Witnessed by w.example/1", "older checkpoint"],
    );
    assert_ne!(std::fs::read_to_string(&kept).unwrap(), remembered);
    wait("it is told", || {
        let ready = get(server.port, "/readyz");
        ready.status == 200 && ready.body.contains("2 of 3 do not cosign")
    });
    // Whoever asks for what cannot be is told at once.
    ends(check(&["--quorum", "3"]), 2, &["cannot be demanded"]);
    ends(check(&["--quorum", "0"]), 2, &["cannot be demanded"]);
    ends(check(&["--witness", &one.key]), 2, &["one witness"]);
    ends(check(&["--witness", &log_key]), 2, &["key of a log"]);

    // A cosignature that nobody made makes the checkpoint unbelievable.
    let copy = home.path().join("forged");
    std::fs::create_dir_all(&copy).unwrap();
    let note = std::fs::read_to_string(&kept).unwrap();
    let line = note
        .lines()
        .find(|line| line.contains("w.example/1"))
        .unwrap();
    let mut letters = line.to_owned();
    let last = letters.len() - 10;
    let letter = if &letters[last..=last] == "A" {
        "B"
    } else {
        "A"
    };
    letters.replace_range(last..=last, letter);
    let forged = note.replace(line, &letters);
    let relay = relay(server.port, forged.into_bytes());
    let relay = format!("http://127.0.0.1:{relay}/log");
    let words = [
        "verify",
        "--log",
        &relay,
        "--key",
        &log_key,
        "--witness",
        &one.key,
    ];
    ends(home.wegmarke(&words), 1, &["did not make", "cosignature"]);
    // Who demands no witness is not concerned.
    ends(home.wegmarke(&words[..5]), 0, &["holds"]);
}

/// A server that shows another checkpoint, and everything else as that one does.
fn relay(behind: u16, checkpoint: Vec<u8>) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let (mut stream, checkpoint) = (stream.unwrap(), checkpoint.clone());
            std::thread::spawn(move || {
                let mut asked = [0; 4096];
                let read = stream.read(&mut asked).unwrap_or_default();
                let asked = String::from_utf8_lossy(&asked[..read]).into_owned();
                let path = asked.split(' ').nth(1).unwrap_or_default();
                let body = match path {
                    "/log/checkpoint" => checkpoint,
                    path => {
                        let mut answer = ureq::get(format!("http://127.0.0.1:{behind}{path}"))
                            .call()
                            .unwrap();
                        answer.body_mut().read_to_vec().unwrap()
                    }
                };
                let length = body.len();
                let head = format!(
                    "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n"
                );
                let _ = stream.write_all(&[head.as_bytes(), &body].concat());
            });
        }
    });
    port
}

#[test]
fn a_log_that_was_rolled_back_is_told() {
    let home = Home::new();
    let log_key = home.init();
    home.import(&data::germany(), "germany", &[]);
    let backup = home.path().join("backup");
    let keys = home.path().join("keys");
    let words = [
        "backup",
        backup.to_str().unwrap(),
        "--keys",
        keys.to_str().unwrap(),
    ];
    home.wegmarke(&words).succeeds();
    let witness = Witness::of("w.example/1", &log_key);
    let watching = witness.start();
    let server = serve(&home, &[&witness.at(watching.port)]);
    let (size, _) = head(server.port);
    append(&home, 40);
    wait("it is cosigned", || head(server.port) == (size + 1, 1));
    assert!(server.stop());

    let restored = Home::new();
    let words = [
        "restore",
        backup.to_str().unwrap(),
        "--keys",
        keys.to_str().unwrap(),
    ];
    restored.wegmarke(&words).succeeds();
    let server = serve(&restored, &[&witness.at(watching.port)]);
    wait("it is told", || {
        let ready = get(server.port, "/readyz");
        ready.status == 503
            && ready
                .body
                .contains("1 of 1 say that the log does not go on")
    });
    assert_eq!(head(server.port), (size, 0));
    let page = get(server.port, "/en/verify").body;
    assert!(page.contains("does not go on from what it saw"), "{page}");
    // Another entry in the place of the one that was lost: a fork.
    append(&restored, 41);
    append(&restored, 42);
    wait("the log goes on", || head(server.port) == (size + 2, 0));
    let log = format!("http://127.0.0.1:{}/log", server.port);
    let words = [
        "verify",
        "--log",
        &log,
        "--key",
        &log_key,
        "--witness",
        &witness.key,
    ];
    ends(home.wegmarke(&words), 6, &["holds", "Missing: w.example/1"]);
    let listed = witness.home.wegmarke(&["witness", "list"]).succeeds();
    assert!(
        listed.contains(&format!("{} entries", size + 1)),
        "{listed}"
    );
}

#[test]
fn a_witness_answers_as_the_specification_has_it_and_forgets_nothing() {
    let home = Home::new();
    let log_key = home.init();
    home.import(&data::germany(), "germany", &[]);
    let log = Server::start(&home.options(), "serve");
    let note = get(log.port, "/log/checkpoint").body;
    let (size, _) = head(log.port);
    let witness = Witness::new("w.example/1");
    let server = witness.start();
    let question = format!("old 0\n\n{note}");
    assert_eq!(ask(server.port, &question).status, 404);
    // Told while it runs.
    let know = ["witness", "know", log_key.as_str()];
    witness.home.wegmarke(&know).succeeds();
    assert!(witness.home.wegmarke(&know).fails("known already"));
    let place = format!("/{}/checkpoint", origin_hash("wegmarke.example/log"));
    assert_eq!(get(server.port, &place).status, 404);
    let cosigned = ask(server.port, &question);
    assert_eq!(cosigned.status, 200);
    assert!(
        cosigned.body.starts_with("— w.example/1 "),
        "{}",
        cosigned.body
    );
    assert_eq!(
        get(server.port, &place).body,
        format!("{note}{}", cosigned.body)
    );
    assert_eq!(get(server.port, "/").body.trim(), witness.key);
    assert!(
        witness
            .home
            .wegmarke(&["witness", "serve"])
            .fails("another process")
    );

    // Killed, and there again.
    drop(server);
    let server = witness.start();
    let again = ask(server.port, &question);
    assert_eq!(
        (again.status, again.body.as_str()),
        (409, &*format!("{size}\n"))
    );
    assert_eq!(again.header("content-type"), Some("text/x.tlog.size"));
    // What is too long, half, or nothing of the kind.
    for (question, status) in [
        ("".to_owned(), 400),
        (format!("old {size}\n\n"), 404),
        (format!("old {}\n\n{note}", size + 1), 400),
        (
            format!("old {size}\n\n{}", note.replacen(&size.to_string(), "7", 1)),
            403,
        ),
        ("x".repeat(200 << 10), 413),
    ] {
        assert_eq!(ask(server.port, &question).status, status, "{question:.40}");
    }
    assert_eq!(get(server.port, "/add-checkpoint").status, 405);
    for path in [
        "/x",
        "/../witness.key",
        "/witness.key/checkpoint",
        "/lock/checkpoint",
    ] {
        assert_eq!(get(server.port, path).status, 404, "{path}");
    }
    drop(server);

    // Its key is made once, and what it remembers is not begun anew.
    let data = witness.home.path().join("data");
    let init = ["witness", "init", "--name", "w.example/1"];
    assert!(witness.home.wegmarke(&init).fails("already"));
    std::fs::rename(data.join("witness.key"), data.join("aside")).unwrap();
    assert!(
        witness
            .home
            .wegmarke(&init)
            .fails("would be another witness")
    );
    assert!(
        witness
            .home
            .wegmarke(&["witness", "serve"])
            .fails("no witness.key")
    );
    std::fs::rename(data.join("aside"), data.join("witness.key")).unwrap();
    let memory = data.join("witness");
    std::fs::rename(&memory, data.join("aside")).unwrap();
    assert!(
        witness
            .home
            .wegmarke(&["witness", "serve"])
            .fails("is gone")
    );
    std::fs::rename(data.join("aside"), &memory).unwrap();
    let file = memory.join(origin_hash("wegmarke.example/log"));
    let whole = std::fs::read(&file).unwrap();
    for damaged in [&whole[..0], &whole[..whole.len() / 2], b"something else"] {
        std::fs::write(&file, damaged).unwrap();
        assert!(
            witness
                .home
                .wegmarke(&["witness", "serve"])
                .fails("is damaged")
        );
    }
    std::fs::write(&file, &whole).unwrap();
    // Another witness's key beside it.
    let other = Witness::new("w.example/1");
    std::fs::copy(
        other.home.path().join("data/witness.key"),
        data.join("witness.key"),
    )
    .unwrap();
    assert!(
        witness
            .home
            .wegmarke(&["witness", "serve"])
            .fails("not cosigned with this key")
    );
}

#[test]
fn a_witness_beside_others_is_asked_only_where_that_is_allowed() {
    let home = Home::new();
    let log_key = home.init();
    home.import(&data::germany(), "germany", &[]);
    let witness = Witness::of("w.example/1", &log_key);
    let watching = witness.start();
    let named = witness.at(watching.port);
    let words = ["serve", "--witness", &named];
    let server = Server::start_with(&home.options(), &words);
    wait("it is told", || {
        get(server.port, "/readyz")
            .body
            .contains("1 of 1 do not cosign")
    });
    assert_eq!(head(server.port).1, 0);
    let twice = [
        "serve",
        "--port",
        "0",
        "--witness",
        &named,
        "--witness",
        &named,
    ];
    assert!(home.wegmarke(&twice).fails("one witness"));
    let far = format!("{} http://w.example", witness.key);
    assert!(home.wegmarke(&["serve", "--witness", &far]).fails("https:"));
}
