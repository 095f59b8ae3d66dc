// SPDX-License-Identifier: EUPL-1.2
//! Public pages, warm, against nginx serving the same compressed bytes as files.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use wegmarke_testkit::data;

use crate::Results;

/// Connections at once.
const CONNECTIONS: &str = "-c64";
/// A catalogue of some thousand records, where it is at hand.
pub(crate) const CATALOGUE: &str = "italy-recovery-plan/PNRR_MeT_OA_programmazione_v02.csv";
/// Rounds, each of both servers; the best of each counts.
const ROUNDS: usize = 3;

/// A process that is ended with the value.
pub(crate) struct Running(Child);

impl Running {
    pub(crate) fn id(&self) -> u32 {
        self.0.id()
    }

    /// To say something to it, where its input is a pipe.
    pub(crate) fn input(&mut self) -> Result<&mut ChildStdin> {
        self.0.stdin.as_mut().context("input")
    }

    /// Closes its input, where that is how it ends, and waits until it did.
    pub(crate) fn finish(mut self) -> Result<()> {
        drop(self.0.stdin.take());
        if !self.0.wait()?.success() {
            bail!("it did not end well");
        }
        Ok(())
    }

    /// Ends it between two instructions, as a crash of the machine does.
    pub(crate) fn kill(mut self) -> Result<()> {
        self.0.kill()?;
        self.0.wait()?;
        Ok(())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if !matches!(self.0.try_wait(), Ok(None)) {
            return;
        }
        let _ = Command::new("kill")
            .args(["-TERM", &self.0.id().to_string()])
            .status();
        let _ = self.0.wait();
    }
}

/// What wrk measured.
#[derive(Clone, Copy, Debug)]
struct Load {
    per_second: f64,
    p99: f64,
}

pub(crate) fn run(results: &mut Results) -> Result<()> {
    for tool in ["wrk", "nginx"] {
        if Command::new(tool).arg("-v").output().is_err() {
            results.skip(
                "public pages against nginx",
                &format!("{tool} is not installed (Debian: wrk, nginx-light)"),
            );
            return Ok(());
        }
    }
    let folder = tempfile::tempdir()?;
    let binary = binary()?;
    if let Some(catalogue) = data::find_shared(CATALOGUE) {
        prepare(&binary, folder.path(), &catalogue)?;
    }
    let (_server, port) = serve(&binary, folder.path())?;
    let pages = ["/de/plan/nap-mh", "/de/plan/pnrr/milestones"];
    let files = folder.path().join("files");
    let pages: Vec<&str> = pages
        .into_iter()
        .filter(|page| fetch(port, page).is_ok())
        .collect();
    for page in &pages {
        let packed = fetch(port, page)?;
        let path = files.join(page.trim_start_matches('/'));
        std::fs::create_dir_all(path.parent().context("folder")?)?;
        std::fs::write(path.with_extension("html.gz"), packed)?;
    }
    let (_nginx, nginx_port) = nginx(&files, folder.path())?;
    for page in pages {
        let ours = format!("http://127.0.0.1:{port}{page}");
        let theirs = format!("http://127.0.0.1:{nginx_port}{page}.html");
        let (mut we, mut they) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            they.push(load(&theirs)?);
            we.push(load(&ours)?);
        }
        let best = |loads: &[Load]| {
            loads
                .iter()
                .copied()
                .max_by(|a, b| a.per_second.total_cmp(&b.per_second))
        };
        let (we, they) = (best(&we).context("load")?, best(&they).context("load")?);
        let ratio = we.per_second / they.per_second;
        results.add(
            &format!(
                "{page}, warm, 64 connections, against nginx ({:.0}/s)",
                they.per_second
            ),
            "at least 1.2 of its requests",
            format!("{ratio:.2} ({:.0}/s)", we.per_second),
            ratio >= 1.2,
        );
        results.add(
            &format!("{page}: p99 against nginx ({:.2} ms)", they.p99),
            "no worse, and below 20 ms",
            format!("{:.2} ms", we.p99),
            we.p99 <= they.p99 && we.p99 < 20.0,
        );
    }
    Ok(())
}

/// The release binary beside this program; `cargo xtask bench` builds it.
pub(crate) fn binary() -> Result<PathBuf> {
    let path = std::env::current_exe()?.with_file_name("wegmarke");
    if !path.exists() {
        bail!(
            "{} is not there: run “cargo build --release -p wegmarke-cli” first",
            path.display()
        );
    }
    Ok(path)
}

/// The example, and a large catalogue on top of it.
pub(crate) fn prepare(binary: &Path, folder: &Path, catalogue: &Path) -> Result<()> {
    let data = folder.join("data");
    // The example first, then the catalogue on top of it.
    let (server, _) = serve(binary, folder)?;
    drop(server);
    let done = Command::new(binary)
        .args([
            "import",
            "--profile",
            "italy-recovery-plan",
            "--as",
            "Bench",
            "--data",
        ])
        .arg(&data)
        .arg(catalogue)
        .stdout(Stdio::null())
        .status()?;
    if !done.success() {
        bail!("the import failed");
    }
    Ok(())
}

pub(crate) fn serve(binary: &Path, folder: &Path) -> Result<(Running, u16)> {
    let mut command = Command::new(binary);
    command.args(["demo", "--port", "0", "--data"]);
    listen(command.arg(folder.join("data")))
}

/// Starts a server, and waits until it says where it listens.
pub(crate) fn listen(command: &mut Command) -> Result<(Running, u16)> {
    let mut child = command.stdout(Stdio::piped()).spawn()?;
    let lines = BufReader::new(child.stdout.take().context("output")?).lines();
    let running = Running(child);
    for line in lines {
        if let Some(address) = line?.strip_prefix("listening on http://127.0.0.1:") {
            return Ok((running, address.parse()?));
        }
    }
    bail!("the server did not start")
}

/// The page as gzip bytes.
fn fetch(port: u16, page: &str) -> Result<Vec<u8>> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    write!(
        stream,
        "GET {page} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let end = answer
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .context("no answer")?
        + 4;
    if !answer.starts_with(b"HTTP/1.1 200") {
        bail!("{page}: {}", String::from_utf8_lossy(&answer[..12]));
    }
    Ok(answer.split_off(end))
}

fn nginx(files: &Path, folder: &Path) -> Result<(Running, u16)> {
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let (root, home) = (files.display(), folder.display());
    let config = format!(
        "worker_processes 2; daemon off; pid {home}/nginx.pid; error_log /dev/null; user root;
        events {{ worker_connections 1024; }}
        http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; gzip_static always;
        default_type 'text/html; charset=utf-8'; open_file_cache max=100;
        server {{ listen 127.0.0.1:{port} reuseport; root {root}; }} }}"
    );
    let path = folder.join("nginx.conf");
    std::fs::write(&path, config)?;
    // nginx reads the files as root only if it runs as root; the folder is opened for it otherwise.
    let child = Command::new("nginx")
        .arg("-c")
        .arg(&path)
        .stderr(Stdio::null())
        .spawn()?;
    let running = Running(child);
    for _ in 0..50 {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Ok((running, port));
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    bail!("nginx did not start")
}

fn load(url: &str) -> Result<Load> {
    let output = Command::new("wrk")
        .args([
            "-t2",
            CONNECTIONS,
            "-d4s",
            "--latency",
            "-H",
            "Accept-Encoding: gzip",
            url,
        ])
        .output()?;
    let text = String::from_utf8(output.stdout)?;
    if text.contains("Non-2xx") {
        bail!("{url}: {text}");
    }
    let find = |start: &str| {
        text.lines()
            .find_map(|line| line.trim().strip_prefix(start).map(str::trim))
    };
    let per_second = find("Requests/sec:").context("wrk said nothing")?.parse()?;
    Ok(Load {
        per_second,
        p99: milliseconds(find("99%").context("wrk said nothing")?)?,
    })
}

fn milliseconds(words: &str) -> Result<f64> {
    let (factor, digits) = match words {
        us if us.ends_with("us") => (0.001, us.trim_end_matches("us")),
        ms if ms.ends_with("ms") => (1.0, ms.trim_end_matches("ms")),
        s => (1000.0, s.trim_end_matches('s')),
    };
    Ok(digits.parse::<f64>()? * factor)
}
