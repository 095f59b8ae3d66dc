// SPDX-License-Identifier: EUPL-1.2
//! Starting the program, and asking its server.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A data folder of its own.
pub struct Home {
    folder: tempfile::TempDir,
    pub database: Option<String>,
}

/// What a command said.
pub struct Said {
    pub success: bool,
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Said {
    #[track_caller]
    pub fn succeeds(self) -> String {
        assert!(self.success, "{}{}", self.out, self.err);
        self.out
    }

    /// True if it failed and its message holds the words.
    #[track_caller]
    pub fn fails(&self, words: &str) -> bool {
        assert!(
            !self.success && self.err.contains(words),
            "{}{}",
            self.out,
            self.err
        );
        true
    }
}

impl Home {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            database: None,
        }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The options that name this home.
    pub fn options(&self) -> Vec<String> {
        let data = self.path().join("data").display().to_string();
        let mut options = vec![
            "--data".to_owned(),
            data,
            "--lang".to_owned(),
            "en".to_owned(),
        ];
        if let Some(url) = &self.database {
            options.extend(["--database-url".to_owned(), url.clone()]);
        }
        options
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wegmarke"));
        command
            .args(arguments)
            .args(self.options())
            .current_dir(self.path());
        command
    }

    pub fn wegmarke(&self, arguments: &[&str]) -> Said {
        Self::said(&mut self.command(arguments))
    }

    /// The same for the organisation of a token.
    pub fn with_token(&self, token: &str, arguments: &[&str]) -> Said {
        Self::said(self.command(arguments).env("WEGMARKE_TOKEN", token))
    }

    /// The same with a variable of the environment.
    pub fn with_variable(&self, name: &str, value: &str, arguments: &[&str]) -> Said {
        Self::said(self.command(arguments).env(name, value))
    }

    fn said(command: &mut Command) -> Said {
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Said {
            success: output.status.success(),
            code: output.status.code(),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }

    /// The same for a reader of both outputs who went away before the first word; gives the exit code.
    pub fn to_nobody(&self, arguments: &[&str]) -> Option<i32> {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = self.command(arguments);
        command.stdin(Stdio::null());
        command.stdout(writer.try_clone().unwrap()).stderr(writer);
        command.status().unwrap().code()
    }

    pub fn spawn(&self, arguments: &[&str]) -> Child {
        self.command(arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    }

    /// Makes the register; gives the log's public key.
    pub fn init(&self) -> String {
        self.wegmarke(&["init"])
            .succeeds()
            .lines()
            .last()
            .unwrap()
            .to_owned()
    }

    pub fn import(&self, path: &Path, profile: &str, more: &[&str]) -> String {
        let mut arguments = vec![
            "import",
            path.to_str().unwrap(),
            "--profile",
            profile,
            "--as",
            "Redaktion",
        ];
        arguments.extend(more);
        self.wegmarke(&arguments).succeeds()
    }
}

/// A running server, ended with the value by its own process id.
pub struct Server {
    child: Child,
    pub port: u16,
}

impl Server {
    pub fn start(options: &[String], command: &str) -> Self {
        Self::start_with(options, &[command])
    }

    /// The same with more words.
    pub fn start_with(options: &[String], words: &[&str]) -> Self {
        let program = Command::new(env!("CARGO_BIN_EXE_wegmarke"));
        Self::start_as(program, options, words)
    }

    /// The same where few files may be open; fewer at first, as systems have it.
    pub fn start_with_few_files(options: &[String]) -> Self {
        let mut shell = Command::new("sh");
        let limited = "ulimit -Hn 300; ulimit -Sn 100; exec \"$0\" \"$@\"";
        shell.args(["-c", limited, env!("CARGO_BIN_EXE_wegmarke")]);
        Self::start_as(shell, options, &["serve"])
    }

    pub fn start_as(mut program: Command, options: &[String], words: &[&str]) -> Self {
        let mut child = program
            .args(words)
            .args(["--port", "0"])
            .args(options)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let port = lines
            .find_map(|line| {
                line.unwrap()
                    .strip_prefix("listening on http://127.0.0.1:")?
                    .parse()
                    .ok()
            })
            .expect("the server starts");
        Self { child, port }
    }

    /// Memory it holds, in KiB.
    pub fn memory(&self) -> u64 {
        let path = format!("/proc/{}/status", self.child.id());
        let status = std::fs::read_to_string(path).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS:"));
        let words = line.unwrap().split_whitespace().nth(1);
        words.unwrap().parse().unwrap()
    }

    /// Asks it to stop, as a service manager does; true if it ended well.
    pub fn stop(mut self) -> bool {
        let id = self.child.id().to_string();
        let asked = Command::new("kill").args(["-TERM", &id]).status();
        asked.unwrap().success() && self.child.wait().unwrap().success()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer of the server.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    headers: Vec<(String, String)>,
    pub body: String,
}

impl Answer {
    pub fn read(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap();
        let headers = lines.filter_map(|line| line.split_once(": "));
        Self {
            status: status.parse().unwrap(),
            headers: headers
                .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
                .collect(),
            body: body.to_owned(),
        }
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(of, _)| of == name)
            .map(|(_, value)| value.as_str())
    }
}

pub fn get(port: u16, path: &str) -> Answer {
    request(port, "GET", path, &[])
}

pub fn get_with(port: u16, path: &str, headers: &[(&str, &str)]) -> Answer {
    request(port, "GET", path, headers)
}

/// Sends a path as it is: a client that cleans it would hide what a hostile one sends.
pub fn request(port: u16, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
    )
    .unwrap();
    for (name, value) in headers {
        write!(stream, "{name}: {value}\r\n").unwrap();
    }
    write!(stream, "\r\n").unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    Answer::read(&bytes)
}
