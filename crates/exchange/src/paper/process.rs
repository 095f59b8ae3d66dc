// SPDX-License-Identifier: EUPL-1.2
//! The process that reads a PDF, seen from the one that wants it read.
//!
//! It limits itself before it reads a byte; the wall clock is ours, and so is how much it may answer.

use std::io::{Read as _, Write as _};
use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use wegmarke_grid::{Answer, Paper, Refused};

/// The hidden command under which the program reads a PDF from standard input; with the number of a page it
/// draws that page.
pub const COMMAND: &str = "read-pdf";
/// What the process gets from this side.
#[derive(Clone, Copy, Debug)]
struct Allowed {
    /// What a file may take by the clock on the wall.
    time: Duration,
    /// Bytes of an answer.
    answer: u64,
}

const ALLOWED: Allowed = Allowed {
    time: Duration::from_secs(30),
    answer: 256 * 1024 * 1024,
};

/// Has a PDF read by `reader`, and ends it whatever comes of it.
///
/// # Errors
/// Why there are no pages.
pub fn read(reader: &Path, pdf: &[u8]) -> Result<Paper, Refused> {
    read_within(reader, pdf, ALLOWED)
}

fn read_within(reader: &Path, pdf: &[u8], allowed: Allowed) -> Result<Paper, Refused> {
    match serde_json::from_slice(&run(reader, None, pdf, allowed)?) {
        Ok(Answer::Paper(paper)) => Ok(paper),
        Ok(Answer::Refused(refused)) => Err(refused),
        Err(_) => Err(Refused::Broken),
    }
}

/// Has a picture of a page made by `reader`: the bytes of a PNG.
///
/// # Errors
/// Why there is none: also where the program that draws is missing.
pub fn picture(reader: &Path, pdf: &[u8], page: u32) -> Result<Vec<u8>, Refused> {
    let png = run(reader, Some(page), pdf, ALLOWED)?;
    let is_png = png.starts_with(b"\x89PNG\r\n\x1a\n");
    is_png.then_some(png).ok_or(Refused::Broken)
}

fn run(reader: &Path, page: Option<u32>, pdf: &[u8], allowed: Allowed) -> Result<Vec<u8>, Refused> {
    let mut command = Command::new(reader);
    command
        .arg(COMMAND)
        .args(page.map(|page| page.to_string()))
        .env_clear()
        .envs(std::env::var_os("PATH").map(|path| ("PATH", path)))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    // Of a group of its own, so that what it starts ends with it.
    command.process_group(0);
    let mut child = command.spawn().map_err(|_| Refused::Broken)?;
    let answer = answer(&mut child, pdf, allowed);
    end(&mut child);
    let status = child.wait().map_err(|_| Refused::Broken)?;
    match answer {
        Some(bytes) if status.success() => Ok(bytes),
        Some(_) => Err(cause(status)),
        None => Err(Refused::TooSlow),
    }
}

/// All that it says, or nothing where the time is over.
fn answer(child: &mut Child, pdf: &[u8], allowed: Allowed) -> Option<Vec<u8>> {
    let mut input = child.stdin.take()?;
    let output = child.stdout.take()?;
    let pdf = pdf.to_vec();
    // It may stop reading before the end, and may never read at all; so neither is waited for.
    std::thread::spawn(move || input.write_all(&pdf).ok());
    let (said, heard) = mpsc::channel();
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = output.take(allowed.answer).read_to_end(&mut bytes);
        said.send(read.map(|_| bytes)).ok()
    });
    let bytes = heard.recv_timeout(allowed.time).ok()?;
    // Its answer is whole when it closes it; only then does its status count.
    wait_a_little(child);
    Some(bytes.unwrap_or_default())
}

fn wait_a_little(child: &mut Child) {
    for _ in 0..100 {
        if !matches!(child.try_wait(), Ok(None)) {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Ends it and what it started, if it has not ended.
fn end(child: &mut Child) {
    if matches!(child.try_wait(), Ok(None)) {
        if let Some(group) = i32::try_from(child.id())
            .ok()
            .and_then(rustix::process::Pid::from_raw)
        {
            let _gone = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
        }
        let _gone = child.kill();
    }
}

/// What ended it before it answered.
fn cause(status: ExitStatus) -> Refused {
    match status.signal() {
        // XCPU and KILL: the limit on time.
        Some(24 | 9) => Refused::TooSlow,
        // ABRT, BUS, SEGV: memory that it did not get.
        Some(6 | 7 | 11) => Refused::TooLarge,
        _ => Refused::Broken,
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;
    use std::time::Instant;

    use super::*;

    /// A program that stands for the reader.
    fn program(folder: &Path, script: &str) -> std::path::PathBuf {
        let path = folder.join("reader");
        std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o700)).unwrap();
        path
    }

    fn refused(script: &str, allowed: Allowed) -> Refused {
        let folder = tempfile::tempdir().unwrap();
        read_within(&program(folder.path(), script), b"%PDF", allowed).unwrap_err()
    }

    const SHORT: Allowed = Allowed {
        time: Duration::from_millis(500),
        answer: 1024,
    };

    #[test]
    fn one_that_does_not_answer_is_ended_with_what_it_started() {
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path().join("own");
        let script = format!("sleep 60 & echo $! > {}; wait", own.display());
        let start = Instant::now();
        assert_eq!(refused(&script, SHORT), Refused::TooSlow);
        assert!(start.elapsed() < Duration::from_secs(20));
        let started = std::fs::read_to_string(&own).unwrap();
        let path = format!("/proc/{}/stat", started.trim());
        let is_gone = || {
            let stat = std::fs::read_to_string(&path).unwrap_or_default();
            stat.is_empty() || stat.contains(") Z ")
        };
        for _ in 0..100 {
            if is_gone() {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("what it started goes on");
    }

    #[test]
    fn an_answer_without_end_is_cut_off() {
        let start = Instant::now();
        let long = Allowed {
            time: Duration::from_secs(20),
            ..SHORT
        };
        assert_eq!(refused("exec yes", long), Refused::Broken);
        assert!(start.elapsed() < Duration::from_secs(15));
    }

    #[test]
    fn what_ends_by_a_limit_is_named_for_it() {
        let long = Allowed {
            time: Duration::from_secs(20),
            ..SHORT
        };
        for (script, cause) in [
            ("kill -XCPU $$", Refused::TooSlow),
            ("kill -KILL $$", Refused::TooSlow),
            ("kill -ABRT $$", Refused::TooLarge),
            ("kill -SEGV $$", Refused::TooLarge),
            ("exit 1", Refused::Broken),
            ("echo no answer", Refused::Broken),
        ] {
            assert_eq!(refused(script, long), cause, "{script}");
        }
        let nowhere = read(Path::new("/nowhere"), b"%PDF");
        assert_eq!(nowhere.unwrap_err(), Refused::Broken);
    }
}
