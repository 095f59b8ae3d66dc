// SPDX-License-Identifier: EUPL-1.2
//! What `wegmarke verify` says and ends with, when it is not the log that is wrong, and when it is.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};

use wegmarke_testkit::data;

use super::run::{Home, Server, get};

/// Answers every request of the web with these bytes, one after the other, for as long as the test
/// runs; the port.
fn answering(answer: impl Fn(&str) -> Vec<u8> + Send + Sync + 'static) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let answer = Arc::new(answer);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let (mut stream, answer) = (stream.unwrap(), Arc::clone(&answer));
            std::thread::spawn(move || {
                let mut asked = [0; 4096];
                let read = stream.read(&mut asked).unwrap_or_default();
                let asked = String::from_utf8_lossy(&asked[..read]).into_owned();
                let path = asked.split(' ').nth(1).unwrap_or_default();
                let _ = stream.write_all(&answer(path));
            });
        }
    });
    port
}

fn http(status: &str, more: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head =
        format!("HTTP/1.1 {status}\r\n{more}connection: close\r\ncontent-length: {length}\r\n\r\n");
    [head.as_bytes(), body].concat()
}

/// A file of a copy, as a server of files hands it out.
fn file_of(copy: &Path, path: &str) -> Vec<u8> {
    match std::fs::read(copy.join(path.trim_start_matches('/'))) {
        Ok(file) => http("200 OK", "", &file),
        Err(_) => http("404 Not Found", "", b""),
    }
}

/// Every file of the served log but for bundles of bodies, as a mirror would keep it.
fn mirror(server: &Server, folder: &Path) -> u64 {
    let note = get(server.port, "/log/checkpoint").body;
    let size: u64 = note.lines().nth(1).unwrap().parse().unwrap();
    let mut paths: Vec<String> = wegmarke_ledger::tile::TilePath::all(size)
        .iter()
        .map(ToString::to_string)
        .collect();
    paths.extend((0..size).map(|seq| format!("body/{seq}")));
    paths.push("checkpoint".to_owned());
    for path in paths {
        let url = format!("http://127.0.0.1:{}/log/{path}", server.port);
        let bytes = ureq::get(url)
            .call()
            .unwrap()
            .body_mut()
            .read_to_vec()
            .unwrap();
        let file = folder.join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, bytes).unwrap();
    }
    size
}

#[test]
fn three_kinds_of_trouble_end_with_three_codes() {
    let home = Home::new();
    let key = home.init();
    home.import(&data::germany(), "germany", &[]);
    let server = Server::start(&home.options(), "serve");
    let log = format!("http://127.0.0.1:{}/log", server.port);
    let copy = home.path().join("copy");
    let size = mirror(&server, &copy);
    let copy_of = copy.to_str().unwrap();
    let check = |log: &str, more: &[&str]| {
        let words = [&["verify", "--log", log, "--key", &key][..], more].concat();
        let done = home.wegmarke(&words);
        (done.code, done.out + &done.err)
    };
    let is = |(code, said): (Option<i32>, String), expected: i32, words: &str| {
        assert_eq!(code, Some(expected), "{said}");
        assert!(said.contains(words), "{said}");
        assert_eq!(said.contains("NOT hold"), expected == 1, "{said}");
    };

    // On the way.
    let closed = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    is(
        check(&format!("http://{closed}/log"), &[]),
        4,
        "could not be reached",
    );
    is(
        check("http://nowhere.invalid/log", &[]),
        4,
        "could not be reached",
    );
    is(check("ftp://127.0.0.1/log", &[]), 4, "could not be reached");
    is(check(log.trim_end_matches("/log"), &[]), 4, "no log at");
    is(check(&format!("{log}/deeper"), &[]), 4, "no log at");
    is(check("./nowhere", &[]), 4, "no log at");
    let busy = answering(|_| http("503 Service Unavailable", "", b"later"));
    is(
        check(&format!("http://127.0.0.1:{busy}"), &[]),
        4,
        "could not be reached",
    );
    let page = answering(|_| http("200 OK", "", b"<!DOCTYPE html><title>Wegmarke</title>"));
    is(
        check(&format!("http://127.0.0.1:{page}"), &[]),
        4,
        "no log at",
    );
    let html = "content-type: text/html; charset=utf-8\r\n";
    let files = copy.clone();
    let portal = answering(move |path| match path {
        "/body/7" => http(
            "200 OK",
            html,
            b"<!DOCTYPE html><title>Please log in</title>",
        ),
        path => file_of(&files, path),
    });
    is(
        check(&format!("http://127.0.0.1:{portal}"), &[]),
        4,
        "a web page came instead",
    );
    let torn = answering(|_| b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nwegmarke".to_vec());
    is(
        check(&format!("http://127.0.0.1:{torn}"), &[]),
        4,
        "could not be reached",
    );
    let mute = answering(|_| Vec::new());
    is(
        check(&format!("http://127.0.0.1:{mute}"), &[]),
        4,
        "could not be reached",
    );
    let files = copy.clone();
    let holes = answering(move |path| match path {
        "/body/7" => http("404 Not Found", "", b""),
        "/body/9" => http("502 Bad Gateway", "", b""),
        path => file_of(&files, path),
    });
    is(
        check(&format!("http://127.0.0.1:{holes}/"), &[]),
        4,
        "something is missing",
    );
    let stranger = Home::new();
    let theirs = stranger
        .wegmarke(&["init", "--origin", "other.example/log"])
        .succeeds();
    let theirs = theirs
        .split_whitespace()
        .find(|word| word.starts_with("other.example/log+"));
    let done = home.wegmarke(&["verify", "--log", &log, "--key", theirs.unwrap()]);
    is(
        (done.code, done.out + &done.err),
        4,
        "the log of somebody else",
    );
    let database = stranger.path().join("data/register.sqlite");
    std::fs::write(&database, [b'x'; 5000]).unwrap();
    for journal in ["register.sqlite-wal", "register.sqlite-shm"] {
        let _ = std::fs::remove_file(database.with_file_name(journal));
    }
    let own = stranger.wegmarke(&["verify"]);
    is((own.code, own.out + &own.err), 3, "restore a backup");
    let own = Home::new().wegmarke(&["verify"]);
    is((own.code, own.out + &own.err), 4, "Nothing was checked");
    assert_eq!(
        home.wegmarke(&["verify", "--log", &log, "--key", "k"]).code,
        Some(2)
    );

    // Damage: what was remembered, and a copy.
    let kept = home.path().join("kept");
    let remember = ["--remember", kept.to_str().unwrap()];
    let note = std::fs::read_to_string(copy.join("checkpoint")).unwrap();
    std::fs::write(&kept, note.replace('\n', "\r\n")).unwrap();
    is(check(&log, &remember), 0, "older");
    assert_eq!(
        std::fs::read_to_string(&kept).unwrap(),
        note,
        "as it was signed"
    );
    for damaged in [
        "",
        "\n",
        "no checkpoint",
        &note[..note.len() - 20],
        &note.replacen(&size.to_string(), &(size + 1).to_string(), 1),
    ] {
        std::fs::write(&kept, damaged).unwrap();
        let (code, said) = check(&log, &remember);
        assert!(said.contains("The log holds"), "by itself: {said}");
        is((code, said), 3, "does not read as a checkpoint");
        assert_eq!(
            std::fs::read_to_string(&kept).unwrap(),
            damaged,
            "left alone"
        );
    }
    is(
        check(&log, &["--remember", home.path().to_str().unwrap()]),
        3,
        "does not read",
    );
    is(check(copy_of, &[]), 0, "holds");
    std::fs::write(copy.join("checkpoint"), note.replace('\n', "\r\n")).unwrap();
    is(check(copy_of, &[]), 0, "holds");
    let body = std::fs::read(copy.join("body/3")).unwrap();
    std::fs::write(copy.join("body/3"), "").unwrap();
    is(check(copy_of, &[]), 3, "damaged or incomplete");
    std::fs::write(copy.join("body/3"), &body).unwrap();

    // Something that does not fit.
    std::fs::write(&kept, "").unwrap();
    std::fs::write(copy.join("body/4"), &body).unwrap();
    is(check(copy_of, &[]), 1, "does not fit: 4");
    is(check(copy_of, &remember), 1, "does not fit: 4");
    std::fs::write(
        copy.join("checkpoint"),
        note.replacen(&size.to_string(), "1", 1),
    )
    .unwrap();
    is(check(copy_of, &[]), 1, "bad_signature");
}

#[test]
fn a_log_may_be_empty_and_its_files_compressed_without_being_asked() {
    let home = Home::new();
    let key = home.init();
    let server = Server::start(&home.options(), "serve");
    let log = format!("http://127.0.0.1:{}/log", server.port);
    let checkpoint = format!("{log}/checkpoint");
    for address in [&log, &checkpoint, &format!("{log}/")] {
        let said = home
            .wegmarke(&["verify", "--log", address, "--key", &key])
            .succeeds();
        assert!(said.contains("holds: 0 entries"), "{said}");
    }
    home.import(&data::germany(), "germany", &[]);
    let copy = home.path().join("copy");
    let since = std::time::Instant::now();
    while get(server.port, "/log/checkpoint")
        .body
        .contains("log\n0\n")
    {
        assert!(since.elapsed().as_secs() < 5, "the server did not follow");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    mirror(&server, &copy);
    let compressed = answering(move |path| {
        if !path.starts_with("/tile") {
            return file_of(&copy, path);
        }
        let bytes = std::fs::read(copy.join(&path[1..])).unwrap();
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(&bytes).unwrap();
        http(
            "200 OK",
            "content-encoding: gzip\r\n",
            &packed.finish().unwrap(),
        )
    });
    let log = format!("http://127.0.0.1:{compressed}");
    home.wegmarke(&["verify", "--log", &log, "--key", &key])
        .succeeds();
}

#[test]
fn what_is_hidden_is_noticed_by_who_remembers() {
    let home = Home::new();
    let key = home.init();
    home.import(&data::germany(), "germany", &[]);
    let server = Server::start(&home.options(), "serve");
    let log = format!("http://127.0.0.1:{}/log", server.port);
    let kept = home.path().join("kept");
    let words = ["verify", "--log", &log, "--key", &key, "--remember"];
    let check = || home.wegmarke(&[&words[..], &[kept.to_str().unwrap()]].concat());
    check().succeeds();
    let seen = home.path().join("kept.seen");
    let remembered = std::fs::read_to_string(&seen).unwrap();
    let size = remembered.strip_prefix("wegmarke-seen-1\n0-").unwrap();
    assert!(size.trim().parse::<u64>().unwrap() > 100, "{remembered}");

    // A measure is set to sealed, as somebody does it who has the database.
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let set = |state| {
        let location = wegmarke_store::Location::Folder(home.path().join("data"));
        runtime.block_on(async {
            let store = wegmarke_store::Store::open(&location).await.unwrap();
            let mut row = store.find(40).await.unwrap().unwrap();
            row.state = state;
            store.set_body(&row).await.unwrap();
            store.close().await;
        });
    };
    set(wegmarke_store::BodyState::Sealed);
    let said = check();
    assert_eq!(said.code, Some(1), "{}{}", said.out, said.err);
    assert!(said.err.contains("fit: 40 (never_sealed)"), "{}", said.err);
    assert_eq!(std::fs::read_to_string(&seen).unwrap(), remembered);
    set(wegmarke_store::BodyState::Public);
    check().succeeds();

    // What was remembered and does not read is left alone, and says nothing about the log.
    std::fs::write(&seen, "something else").unwrap();
    let said = check();
    assert_eq!(said.code, Some(3), "{}{}", said.out, said.err);
    assert!(said.err.contains("kept.seen"), "{}", said.err);
    assert_eq!(std::fs::read_to_string(&seen).unwrap(), "something else");
    // As it was remembered by an older version: only the checkpoint.
    std::fs::remove_file(&seen).unwrap();
    check().succeeds();
    assert!(seen.exists());
}

#[test]
fn bodies_are_asked_for_by_the_bundle_where_there_are_bundles() {
    let home = Home::new();
    let key = home.init();
    home.import(&data::germany(), "germany", &[]);
    let server = Server::start(&home.options(), "serve");
    let copy = home.path().join("copy");
    let size = mirror(&server, &copy);
    let check = |log: &str| {
        let said = home.wegmarke(&["verify", "--log", log, "--key", &key]);
        said.succeeds()
    };
    // The same log at two servers: one has bundles of bodies, the other one none.
    let asked: [Arc<Mutex<Vec<String>>>; 2] = Default::default();
    let said = [true, false].map(|has_bundles| {
        let (files, asked) = (copy.clone(), Arc::clone(&asked[usize::from(!has_bundles)]));
        let own = server.port;
        let port = answering(move |path| {
            asked.lock().unwrap().push(path.to_owned());
            if has_bundles && path.starts_with("/bodies/") {
                let bundle = get(own, &format!("/log{path}")).body;
                return http("200 OK", "", bundle.as_bytes());
            }
            file_of(&files, path)
        });
        check(&format!("http://127.0.0.1:{port}"))
    });
    assert_eq!(said[0], said[1]);
    let counts = asked.map(|asked| {
        let asked = asked.lock().unwrap();
        let of = |what: &str| asked.iter().filter(|path| path.starts_with(what)).count() as u64;
        (of("/bodies/"), of("/body/"))
    });
    assert_eq!(counts[0], (size.div_ceil(256), 0));
    // It is tried and given up, by each thread on its own at most.
    assert_eq!(counts[1].1, size);
    assert!(counts[1].0 > 0 && counts[1].0 <= 2 * size.div_ceil(256));
    // A copy with bundles alone is checked, too.
    for number in 0..size {
        std::fs::remove_file(copy.join(format!("body/{number}"))).unwrap();
    }
    for path in wegmarke_ledger::tile::TilePath::all(size) {
        if path.level.is_none() {
            let file = copy.join(path.bodies());
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            let answer = get(server.port, &format!("/log/{}", path.bodies()));
            std::fs::write(file, answer.body).unwrap();
        }
    }
    assert_eq!(check(copy.to_str().unwrap()), said[0]);
}

#[test]
fn a_server_that_falls_silent_is_waited_for_once() {
    use std::time::{Duration, Instant};
    use wegmarke_ledger::LogVerifier;
    use wegmarke_ledger::verify::{Answer, UrlSource, verify};

    let home = Home::new();
    let key = LogVerifier::parse(&home.init()).unwrap();
    home.import(&data::germany(), "germany", &[]);
    let server = Server::start(&home.options(), "serve");
    let copy = home.path().join("copy");
    mirror(&server, &copy);
    // Without bundles of bodies: there are hundreds of questions to wait for.
    let silent = answering(move |path| {
        if path.starts_with("/body/") {
            std::thread::sleep(Duration::from_secs(30));
        }
        file_of(&copy, path)
    });
    let log = format!("http://127.0.0.1:{silent}");
    let since = Instant::now();
    let source = UrlSource::with_patience(&log, Duration::from_secs(1));
    let failure = verify(&source, &key, None).unwrap_err();
    assert_eq!(failure.answer(false), Answer::NotReached, "{failure}");
    assert!(
        since.elapsed() < Duration::from_secs(10),
        "{:?}",
        since.elapsed()
    );
}

/// As on a disc, or a disk that is only read.
#[test]
fn what_cannot_be_written_to_is_verified_as_it_lies() {
    let home = Home::new();
    home.init();
    home.import(&data::germany(), "germany", &[]);
    let place = home.path().join("data");
    let script = r#"mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" || exit 9
        touch "$1/written" 2>&1 && exit 8
        shift; exec "$@" 2>&1"#;
    let ways: [&[&str]; 2] = [&["--mount"], &["--user", "--map-root-user", "--mount"]];
    let verify = || {
        ways.into_iter().find_map(|way| {
            let mut command = Command::new("unshare");
            command
                .args(way)
                .args(["sh", "-c", script, "sh"])
                .arg(&place);
            command.arg(env!("CARGO_BIN_EXE_wegmarke")).arg("verify");
            let output = command.args(home.options()).output().ok()?;
            let said = String::from_utf8_lossy(&output.stdout).into_owned();
            let code = output
                .status
                .code()
                .filter(|code| ![1, 8, 9].contains(code));
            code.map(|code| (code, said))
        })
    };
    let Some((code, said)) = verify() else {
        return wegmarke_testkit::missing("this system lets nobody mount something read-only");
    };
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("The log holds"), "{said}");
    // As earlier versions of the program left it: nobody can bring it up to date there.
    for older in [
        "ALTER TABLE entry DROP COLUMN signature",
        "DROP TABLE document",
    ] {
        let script = format!(
            "import sqlite3\nwith sqlite3.connect(\"register.sqlite\") as it:\n    it.execute(\"{older}\")"
        );
        let mut python = Command::new("python3");
        let done = python
            .args(["-c", &script])
            .current_dir(&place)
            .status()
            .unwrap();
        assert!(done.success(), "{older}");
        let (code, said) = verify().unwrap();
        assert!(
            code == 0 && said.contains("The log holds"),
            "{older}: {said}"
        );
    }
    // What is not in its place yet would be left out.
    std::fs::write(place.join("register.sqlite-wal"), "something").unwrap();
    let (code, said) = verify().unwrap();
    assert!(code == 4 && said.contains("Nothing was checked"), "{said}");
}
