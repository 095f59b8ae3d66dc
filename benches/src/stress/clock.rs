// SPDX-License-Identifier: EUPL-1.2
//! A clock that jumps under a running server, by Debian's faketime.

use std::fs;
use std::path::PathBuf;
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use jiff::{Timestamp, tz::TimeZone};
use serde_json::Value;
use wegmarke_app::{Clock as _, SystemClock};

use super::Scale;
use super::site::{Site, get};
use super::writers::{say, statement};
use crate::Results;
use crate::cycle::ROUND;

const FIRST: u32 = 3000;
/// Longer than any round of the example has still to go.
const JUMPS: [&str; 2] = ["+400d", "-400d"];
/// How soon a server sees a jump, and that it is over.
const SOON: Duration = Duration::from_secs(10);

pub(super) fn find_library() -> Option<PathBuf> {
    let folders = fs::read_dir("/usr/lib").into_iter().flatten().flatten();
    folders
        .map(|folder| folder.path().join("faketime/libfaketimeMT.so.1"))
        .find(|library| library.is_file())
}

pub(super) fn state(port: u16) -> Result<String> {
    let round: Value = serde_json::from_str(&get(port, &format!("/api/rounds/{ROUND}"))?)?;
    let state = round["round"]["state"].as_str().context("no state")?;
    Ok(state.to_owned())
}

/// Whether the clock is believed, as the server tells those who watch it.
fn is_believed(port: u16) -> Result<bool> {
    let address = format!("http://127.0.0.1:{port}/readyz");
    let mut answer = crate::cycle::agent().get(address).call()?;
    let told: Value = serde_json::from_str(&answer.body_mut().read_to_string()?)?;
    told["checks"]["clock"]["ok"].as_bool().context("no clock")
}

fn wait_until(believed: bool, port: u16) -> Result<Duration> {
    let since = Instant::now();
    while is_believed(port)? != believed {
        if since.elapsed() > SOON {
            bail!("the server believes its clock: {}", !believed);
        }
        sleep(Duration::from_millis(100));
    }
    Ok(since.elapsed())
}

pub(super) fn run(_scale: &Scale, results: &mut Results) -> Result<()> {
    let what = "a clock that jumps 400 days ahead, and back, and behind";
    let Some(library) = find_library() else {
        results.skip(what, "faketime is not installed (Debian: faketime)");
        return Ok(());
    };
    let site = Site::new(None)?;
    let file = site.path().join("clock");
    fs::write(&file, "+0")?;
    let variables = [
        ("LD_PRELOAD", library.display().to_string()),
        ("FAKETIME_TIMESTAMP_FILE", file.display().to_string()),
        ("FAKETIME_NO_CACHE", "1".to_owned()),
        ("FAKETIME_DONT_FAKE_MONOTONIC", "1".to_owned()),
        ("TZ", "UTC".to_owned()),
    ];
    let (server, port) = site.serve_with(&variables)?;
    let before = state(port)?;
    let (mut moved, mut furthest, mut slowest) = (0, 0, Duration::ZERO);
    for (at, jump) in JUMPS.iter().enumerate() {
        fs::write(&file, jump)?;
        slowest = slowest.max(wait_until(false, port)?);
        // Rounds are looked at once a second.
        sleep(Duration::from_secs(3));
        moved += usize::from(state(port)? != before);
        let number = FIRST + u32::try_from(at)?;
        let (_, says) = statement(number);
        let (status, answer) = say(port, &site.token, &format!("clock-{number}"), &says)?;
        let dated: Timestamp = answer["receipts"][0]["at"]
            .as_str()
            .with_context(|| format!("{status} {answer}"))?
            .parse()?;
        let now = SystemClock(TimeZone::UTC).now();
        furthest = furthest.max(dated.duration_since(now).as_secs().abs());
        fs::write(&file, "+0")?;
        slowest = slowest.max(wait_until(true, port)?);
        sleep(Duration::from_secs(2));
        moved += usize::from(state(port)? != before);
    }
    results.add(
        what,
        "seen within 10 s, no round moves, entries are dated to two minutes",
        format!(
            "seen within {:.1} s, {moved} rounds moved, entries at most {furthest} s off",
            slowest.as_secs_f64()
        ),
        moved == 0 && furthest <= 120,
    );
    // Only somebody's word moves time on.
    fs::write(&file, JUMPS[0])?;
    wait_until(false, port)?;
    let mut command = site.command("round");
    command
        .args(["advance", "--clock-is-right"])
        .envs(variables);
    let said = site.output(&mut command)?;
    let since = Instant::now();
    while said.status.success() && state(port)? == before && since.elapsed() < SOON {
        sleep(Duration::from_millis(100));
    }
    let after = state(port)?;
    drop(server);
    let holds = site.verify()?;
    results.add(
        "“round advance --clock-is-right” after a jump",
        "the round moves on within 10 s, the log holds",
        format!(
            "from {before} to {after} after {:.1} s, the log {}",
            since.elapsed().as_secs_f64(),
            if holds { "holds" } else { "does NOT hold" },
        ),
        said.status.success() && after != before && holds,
    );
    Ok(())
}
