// SPDX-License-Identifier: EUPL-1.2
//! Another implementation looks at logs and witnesses of ours: the code of the Go project
//! (`golang.org/x/mod/sumdb`), as Debian has it.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use wegmarke_testkit::{data, missing};

use super::run::{Home, Server};
use super::witness::{Witness, head, serve, wait};

/// Where Debian puts packages of Go.
const PACKAGES: &str = "/usr/share/gocode";

/// The judge, built; `None`, loudly, where there is no Go.
fn judge() -> Option<PathBuf> {
    let packages = Path::new(PACKAGES).join("src/golang.org/x/mod/sumdb/tlog");
    let go = Command::new("go").arg("version").output();
    if !packages.is_dir() || go.is_err() {
        missing("Go is not here; install golang-go and golang-golang-x-mod-dev");
        return None;
    }
    let place = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/go/judge.go");
    let judge = place.join("judge");
    // Tests are processes that run at once; the first one builds for all.
    let lock = File::create(place.join("judge.lock")).unwrap();
    lock.lock().unwrap();
    let made_at = |file: &Path| std::fs::metadata(file).and_then(|of| of.modified()).ok();
    if made_at(&judge) < made_at(&source) {
        let built = Command::new("go")
            .args(["build", "-o"])
            .args([&judge, &source])
            .env("GO111MODULE", "off")
            .env("GOPATH", PACKAGES)
            .env("GOCACHE", place.join("go-cache"))
            .status();
        assert!(built.unwrap().success());
    }
    Some(judge)
}

/// A running judge; ended with the value by its own process id.
struct Running(Child);

impl Running {
    fn start(judge: &Path, words: &[&str]) -> (Self, String) {
        let mut child = Command::new(judge)
            .args(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        // One byte at a time, so that what it says later stays unread.
        let output = child.stdout.as_mut().unwrap();
        BufReader::with_capacity(1, output)
            .read_line(&mut line)
            .unwrap();
        (Self(child), line.trim().to_owned())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn is_well(judge: &Path, words: &[&str]) -> String {
    let output = Command::new(judge).args(words).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success() && said.starts_with("ok"), "{said}");
    said
}

#[test]
fn go_checks_a_log_of_ours_with_its_witnesses() {
    let Some(judge) = judge() else { return };
    let home = Home::new();
    let log_key = home.init();
    home.import(&data::germany(), "germany", &[]);
    let (one, two) = (
        Witness::of("w.example/1", &log_key),
        Witness::of("w.example/2", &log_key),
    );
    let (first, second) = (one.start(), two.start());
    let server = serve(&home, &[&one.at(first.port), &two.at(second.port)]);
    let (size, _) = head(server.port);
    wait("both cosign", || head(server.port).1 == 2);
    let log = format!("http://127.0.0.1:{}/log", server.port);
    let said = is_well(&judge, &["log", &log, &log_key, &one.key, &two.key]);
    assert_eq!(said.trim(), format!("ok {size}"));
    // It would have noticed.
    let stranger = Witness::new("w.example/2");
    let output = Command::new(&judge)
        .args(["log", &log, &log_key, &one.key, &stranger.key])
        .output();
    assert!(!output.unwrap().status.success());
}

#[test]
fn go_drives_a_witness_of_ours_and_gets_no_fork_out_of_it() {
    let Some(judge) = judge() else { return };
    let (mut log, key) = Running::start(&judge, &["drive"]);
    let witness = Witness::of("w.example/1", &key);
    let server = witness.start();
    let mut input = log.0.stdin.take().unwrap();
    writeln!(input, "http://127.0.0.1:{} {}", server.port, witness.key).unwrap();
    let mut said = String::new();
    for line in BufReader::new(log.0.stdout.take().unwrap()).lines() {
        said.push_str(&line.unwrap());
    }
    assert_eq!(said, "ok");
}

#[test]
fn a_witness_in_go_cosigns_a_log_of_ours() {
    let Some(judge) = judge() else { return };
    let home = Home::new();
    let log_key = home.init();
    home.import(&data::germany(), "germany", &[]);
    let (_witness, said) = Running::start(&judge, &["witness", &log_key]);
    let said: serde_json::Value = serde_json::from_str(&said).unwrap();
    let [key, address] = ["key", "address"].map(|part| said[part].as_str().unwrap());
    let server: Server = serve(&home, &[&format!("{key} {address}")]);
    let (size, _) = head(server.port);
    wait("it cosigns", || head(server.port) == (size, 1));
    home.wegmarke(&["erase", "40", "--because", "other-law", "--for-ever"])
        .succeeds();
    wait("it goes on", || head(server.port) == (size + 1, 1));
    let log = format!("http://127.0.0.1:{}/log", server.port);
    let words = ["verify", "--log", &log, "--key", &log_key, "--witness", key];
    let said = home.wegmarke(&words).succeeds();
    assert!(said.contains("Witnessed by go.example/witness"), "{said}");
}
