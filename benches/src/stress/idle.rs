// SPDX-License-Identifier: EUPL-1.2
//! Connections that say nothing, or begin and go no further, while others read.

use std::collections::BTreeSet;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{sleep, spawn};
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};

use super::Scale;
use super::site::{Site, get, memory};
use crate::Results;
use crate::cycle::at_share;

/// What each of them says.
const BEGINNINGS: [&str; 4] = [
    "",
    "PRI * HT",
    "GET /de/ HTTP/1.1\r\nHost: x",
    "POST /de/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n\
     Content-Length: 90\r\n\r\nmail=a",
];
const READERS: usize = 4;
const PAGES: [&str; 3] = ["/de/plan/nap-az", "/en/findings", "/log/checkpoint"];
/// How long a reader waits at most, also on a machine that does other things: as in the tests.
const PATIENCE: Duration = Duration::from_secs(3);
/// Files of ours that are no connections.
const FILES: usize = 256;

/// Raises how many files we may have open, as far as the system lets us.
fn raise() -> Option<usize> {
    let id = std::process::id().to_string();
    let ask = |words: &[&str]| {
        let output = Command::new("prlimit")
            .args(["--pid", &id])
            .args(words)
            .output();
        String::from_utf8(output.ok()?.stdout).ok()
    };
    let most = ask(&["--nofile", "--output", "HARD", "--noheadings", "--raw"])?;
    let most = most.trim().to_owned();
    ask(&[&format!("--nofile={most}:{most}")])?;
    Some(most.parse().unwrap_or(usize::MAX))
}

pub(super) fn run(scale: &Scale, results: &mut Results) -> Result<()> {
    let mut wanted = scale.connections;
    let most = raise().unwrap_or(1024);
    if most < wanted + FILES {
        let less = most.saturating_sub(FILES);
        results.skip(
            &format!("{wanted} idle connections"),
            &format!("only {most} files may be open here; {less} are tried instead"),
        );
        wanted = less;
    }
    let site = Site::new(None)?;
    let (server, port) = site.serve()?;
    for page in PAGES {
        get(port, page)?;
    }
    let before = memory(server.id())?;
    let (alone, _) = readers(port, scale.reading / 3)?;
    let mut held = Vec::with_capacity(wanted);
    for number in 0..wanted {
        let mut stream = TcpStream::connect(("127.0.0.1", port))?;
        let beginning = BEGINNINGS[number % BEGINNINGS.len()];
        // One that is sent away at once is as good.
        let _sent = stream.write_all(beginning.as_bytes());
        held.push(stream);
    }
    let during = memory(server.id())?;
    let open = count_open(server.id(), port)?;
    let (took, failed) = readers(port, scale.reading)?;
    let p99 = at_share(&took, 99);
    results.add(
        &format!("{wanted} idle connections of four kinds, {READERS} readers"),
        "every reader is served, p99 below 3 s",
        format!(
            "{} reads, {failed} failed, median {} ms, p99 {} ms ({} and {} without them); {open} were open at one moment, {} MiB more memory",
            took.len(),
            at_share(&took, 50).as_millis(),
            p99.as_millis(),
            at_share(&alone, 50).as_millis(),
            at_share(&alone, 99).as_millis(),
            during.saturating_sub(before),
        ),
        !took.is_empty() && failed == 0 && p99 < PATIENCE,
    );
    let (left, waited) = left_after(&mut held, Duration::from_secs(45))?;
    drop(server);
    results.add(
        "the same connections, left alone",
        "none is held longer than a minute",
        format!("{left} left after {:.0} s", waited.as_secs_f64()),
        left == 0,
    );
    Ok(())
}

/// How many connections a server holds at this moment: ends of its port that are established, and that are
/// files of its own. What only waits in the system to be taken is none.
fn count_open(id: u32, port: u16) -> Result<usize> {
    let mut sockets = BTreeSet::new();
    for table in ["tcp", "tcp6"] {
        let table = std::fs::read_to_string(format!("/proc/{id}/net/{table}")).unwrap_or_default();
        for line in table.lines().skip(1) {
            let fields: Vec<&str> = line.split_whitespace().collect();
            let here = fields.get(1).and_then(|here| here.rsplit_once(':'));
            let is_ours = here.is_some_and(|(_, hex)| u16::from_str_radix(hex, 16) == Ok(port));
            if is_ours && fields.get(3) == Some(&"01") {
                sockets.extend(fields.get(9).map(|inode| format!("socket:[{inode}]")));
            }
        }
    }
    let files = std::fs::read_dir(format!("/proc/{id}/fd"))?;
    let files = files.filter_map(|file| std::fs::read_link(file.ok()?.path()).ok());
    let held = files.filter(|file| file.to_str().is_some_and(|file| sockets.contains(file)));
    Ok(held.count())
}

/// Lets some read for a while: how long each page took, and how often none came.
fn readers(port: u16, reading: Duration) -> Result<(Vec<Duration>, usize)> {
    let over = Arc::<AtomicBool>::default();
    let readers: Vec<_> = (0..READERS)
        .map(|at| {
            let over = Arc::clone(&over);
            spawn(move || read(port, at, &over))
        })
        .collect();
    sleep(reading);
    over.store(true, Ordering::SeqCst);
    let (mut took, mut failed) = (Vec::new(), 0);
    for reader in readers {
        let (read, errors) = reader.join().map_err(|_| anyhow!("a reader panicked"))?;
        took.extend(read);
        failed += errors;
    }
    Ok((took, failed))
}

fn read(port: u16, at: usize, over: &AtomicBool) -> (Vec<Duration>, usize) {
    let (mut took, mut failed) = (Vec::new(), 0);
    let mut next = at;
    while !over.load(Ordering::SeqCst) {
        let begun = Instant::now();
        // A connection of its own each time: whoever comes new has to find a place.
        match get(port, PAGES[next % PAGES.len()]) {
            Ok(_) => took.push(begun.elapsed()),
            Err(error) => {
                eprintln!("{error:#}");
                failed += 1;
            }
        }
        next += 1;
        sleep(Duration::from_millis(20));
    }
    (took, failed)
}

/// How many the server has not parted with, when none is left or the time is up.
fn left_after(held: &mut Vec<TcpStream>, patience: Duration) -> Result<(usize, Duration)> {
    let since = Instant::now();
    for stream in &*held {
        stream.set_nonblocking(true)?;
    }
    let mut buffer = [0; 1024];
    loop {
        held.retain_mut(|stream| match stream.read(&mut buffer) {
            Ok(0) => false,
            Ok(_) => true,
            Err(error) => error.kind() == std::io::ErrorKind::WouldBlock,
        });
        if held.is_empty() || since.elapsed() > patience {
            return Ok((held.len(), since.elapsed()));
        }
        sleep(Duration::from_millis(250));
    }
}
