// SPDX-License-Identifier: EUPL-1.2
//! A disk that is full and freed again, and one that fails to write.
//!
//! The full one is a small one in memory, which a process may mount for itself alone where the system
//! lets it (`unshare`). The one that fails is a limit on the size of files (`prlimit`), which every
//! system has.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use serde_json::Value;
use wegmarke_app::{Clock as _, SystemClock};

use super::Scale;
use super::clock::{find_library, state};
use super::site::{Site, get};
use super::writers::{Told, look, receipt, say, statement};
use crate::Results;
use crate::cycle::ROUND;
use crate::pages::{Running, listen};

const FIRST: u32 = 2000;
/// How often the disk fills up.
const ROUNDS: u32 = 3;
/// How soon writing has to go on.
const SOON: Duration = Duration::from_secs(10);
/// When a round becomes due, after its server was begun.
const DUE_AFTER: SignedDuration = SignedDuration::from_secs(40);
/// How long it may take until it was revealed.
const PATIENCE: Duration = Duration::from_secs(90);
/// What is sealed in it.
const SEALED: u32 = 20;
/// A page that readers read meanwhile.
const PAGE: &str = "/de/plan/nap-az";

/// Mounts a small disk in a folder, copies the register there, serves it from there, and fills and
/// empties the disk as it is told. The register outlives it in the folder that it came from.
const SMALL_DISK: &str = r#"
from="$1"; to="$2"; size="$3"; shift 3
mount -t tmpfs -o "size=$size" stress "$to" && cp -a "$from/." "$to/" || exit 9
# A copy of it takes no room.
rm -f "$to/reserve"
"$@" & server=$!
trap 'kill -TERM $server; exit 1' TERM
while read -r word; do
    case $word in
        fill) dd if=/dev/zero of="$to/filler" bs=64k 2>/dev/null ;;
        free) rm -f "$to/filler" ;;
    esac
    : > "$from/done-$word"
done
kill -TERM $server; wait $server
rm -f "$to/filler"; cp -a "$to/." "$from/"
"#;

pub(super) fn run(_scale: &Scale, results: &mut Results) -> Result<()> {
    full(results)?;
    due(results)?;
    failing(results)
}

/// How a process gets a disk of its own; `None` where the system lets nobody.
fn find_way(site: &Site) -> Option<&'static [&'static str]> {
    let tried = site.path().join("tried");
    std::fs::create_dir_all(&tried).ok()?;
    let ways: [&[&str]; 2] = [&["--mount"], &["--user", "--map-root-user", "--mount"]];
    ways.into_iter().find(|way| {
        let mut command = Command::new("unshare");
        command.args(*way).args(["mount", "-t", "tmpfs", "stress"]);
        let quiet = command
            .arg(&tried)
            .stderr(Stdio::null())
            .stdout(Stdio::null());
        quiet.status().is_ok_and(|status| status.success())
    })
}

/// What became of writing.
#[derive(Default)]
struct Met {
    told: Told,
    /// Answers while nothing could be written, by their code.
    refused: Vec<String>,
    /// How long writing took to go on.
    waits: Vec<Duration>,
    read: bool,
}

impl Met {
    /// Writes until it is refused.
    fn write_until_refused(&mut self, port: u16, site: &Site, number: &mut u32) -> Result<()> {
        for _ in 0..20_000 {
            *number += 1;
            let (about, says) = statement(*number);
            let (status, answer) = say(port, &site.token, &format!("disk-{number}"), &says)?;
            match status {
                200 => self.note(about, &answer)?,
                _ => {
                    self.refused.push(format!("{status} {}", code(&answer)));
                    return Ok(());
                }
            }
        }
        bail!("it was never refused")
    }

    /// Tries a few times more: each is refused for the same reason.
    fn write_refused(&mut self, port: u16, site: &Site, number: &mut u32) -> Result<()> {
        for _ in 0..3 {
            *number += 1;
            let (_, says) = statement(*number);
            let (status, answer) = say(port, &site.token, &format!("disk-{number}"), &says)?;
            self.refused.push(format!("{status} {}", code(&answer)));
        }
        self.read = get(port, PAGE).is_ok();
        Ok(())
    }

    /// Writes until it is taken.
    fn write_until_taken(&mut self, port: u16, site: &Site, number: &mut u32) -> Result<()> {
        *number += 1;
        let (about, says) = statement(*number);
        let since = Instant::now();
        loop {
            let (status, answer) = say(port, &site.token, &format!("disk-{number}"), &says)?;
            if status == 200 {
                self.waits.push(since.elapsed());
                return self.note(about, &answer);
            }
            if since.elapsed() > SOON {
                bail!("writing did not go on: {status} {answer}");
            }
            sleep(Duration::from_millis(100));
        }
    }

    fn note(&mut self, about: String, answer: &Value) -> Result<()> {
        let receipt = receipt(answer).context("no receipt")?;
        self.told.insert(about, receipt);
        Ok(())
    }

    fn slowest(&self) -> f64 {
        let slowest = self.waits.iter().max().copied().unwrap_or_default();
        slowest.as_secs_f64()
    }
}

fn code(answer: &Value) -> &str {
    let kind = answer["type"].as_str().unwrap_or_default();
    kind.rsplit(':').next().unwrap_or_default()
}

/// The disk, of which only its server knows.
struct Disk {
    server: Running,
    port: u16,
    home: std::path::PathBuf,
}

impl Disk {
    fn mount(site: &Site, way: &[&str], size: &str, variables: &[(&str, String)]) -> Result<Self> {
        let place = site.path().join("disk");
        std::fs::create_dir_all(&place)?;
        let mut program = Command::new("env");
        program.args(
            variables
                .iter()
                .map(|(name, value)| format!("{name}={value}")),
        );
        let served = site.command_in(&place, "serve");
        program.arg(served.get_program()).args(served.get_args());
        program.args(["--port", "0"]);
        let mut command = Command::new("unshare");
        command.args(way).args(["sh", "-c", SMALL_DISK, "sh"]);
        command
            .arg(site.data())
            .arg(&place)
            .arg(size)
            .arg(program.get_program());
        command.args(program.get_args());
        for (name, value) in served.get_envs() {
            if let Some(value) = value {
                command.env(name, value);
            }
        }
        command.stdin(Stdio::piped()).stderr(site.log()?);
        let (server, port) = listen(&mut command)?;
        Ok(Self {
            server,
            port,
            home: site.data(),
        })
    }

    fn tell(&mut self, word: &str) -> Result<()> {
        let done = self.home.join(format!("done-{word}"));
        let _absent = std::fs::remove_file(&done);
        writeln!(self.server.input()?, "{word}")?;
        wait_for(&done)
    }

    /// Stops the server, and has what was on the disk copied to where it came from.
    fn unmount(self) -> Result<()> {
        self.server.finish()
    }
}

fn wait_for(path: &Path) -> Result<()> {
    let since = Instant::now();
    while !path.exists() {
        if since.elapsed() > SOON {
            bail!("{} did not come", path.display());
        }
        sleep(Duration::from_millis(20));
    }
    Ok(())
}

fn full(results: &mut Results) -> Result<()> {
    let what = format!("a disk that is full, {ROUNDS} times, and freed");
    let site = Site::new(None)?;
    let Some(way) = find_way(&site) else {
        results.skip(&what, "this system lets nobody mount a disk of their own");
        return Ok(());
    };
    let mut disk = Disk::mount(&site, way, "120m", &[])?;
    let (mut met, mut number) = (Met::default(), FIRST);
    let mut read = true;
    for _ in 0..ROUNDS {
        disk.tell("fill")?;
        met.write_until_refused(disk.port, &site, &mut number)?;
        met.write_refused(disk.port, &site, &mut number)?;
        read &= met.read;
        disk.tell("free")?;
        met.write_until_taken(disk.port, &site, &mut number)?;
    }
    disk.unmount()?;
    add(results, &what, &site, &met, read, "503 disk_full")
}

/// A round that becomes due while nothing can be written any more: for that room is kept.
fn due(results: &mut Results) -> Result<()> {
    let what = "a round that becomes due while the disk is full";
    let site = Site::new(None)?;
    let (Some(way), Some(library)) = (find_way(&site), find_library()) else {
        let why = "it takes a disk of one's own, and faketime (Debian: faketime)";
        results.skip(what, why);
        return Ok(());
    };
    let due_at = {
        let (_server, port) = site.serve()?;
        let round: Value = serde_json::from_str(&get(port, &format!("/api/rounds/{ROUND}"))?)?;
        let due_at = round["round"]["record"]["due_at"]
            .as_str()
            .context("no due date")?;
        due_at.parse::<Timestamp>()?
    };
    // The clock goes as always, only ahead from the start: it does not jump.
    let ahead = due_at.duration_since(SystemClock(TimeZone::UTC).now()) - DUE_AFTER;
    let variables = [
        ("LD_PRELOAD", library.display().to_string()),
        ("FAKETIME", format!("+{}s", ahead.as_secs())),
        ("FAKETIME_DONT_FAKE_MONOTONIC", "1".to_owned()),
        ("TZ", "UTC".to_owned()),
    ];
    // Room is only kept where there is much.
    let mut disk = Disk::mount(&site, way, "300m", &variables)?;
    let before = state(disk.port)?;
    let (mut met, mut number) = (Met::default(), FIRST);
    for _ in 0..SEALED {
        met.write_until_taken(disk.port, &site, &mut number)?;
    }
    disk.tell("fill")?;
    met.write_until_refused(disk.port, &site, &mut number)?;
    let refused_before = state(disk.port)? == before;
    let since = Instant::now();
    while state(disk.port)? == before && since.elapsed() < PATIENCE {
        sleep(Duration::from_millis(200));
    }
    let after = state(disk.port)?;
    let mut public = 0;
    for (seq, _) in met.told.values() {
        let entry: Value = serde_json::from_str(&get(disk.port, &format!("/api/entries/{seq}"))?)?;
        public += usize::from(entry["body_is"] == "public");
    }
    disk.tell("free")?;
    disk.unmount()?;
    let given_up = site.said()?.contains("its reserve is given up");
    let found = look(&site, &met.told)?;
    let holds = site.verify()?;
    results.add(
        what,
        "its statements are refused for a time (503) and the round is revealed all the same, by the room that is kept",
        format!(
            "{}, from {before} to {after}, {public} of {} bodies public, the reserve {}, {} lost, the log {}",
            met.refused.join(", "),
            met.told.len(),
            if given_up { "given up" } else { "NOT given up" },
            found.lost,
            if holds { "holds" } else { "does NOT hold" },
        ),
        refused_before
            && met.refused == ["503 disk_full"]
            && after != before
            && public == met.told.len()
            && given_up
            && found.lost == 0
            && holds,
    );
    Ok(())
}

fn failing(results: &mut Results) -> Result<()> {
    let what = format!("a disk that fails to write, {ROUNDS} times, and works again");
    let site = Site::new(None)?;
    let mut program = site.command("serve");
    program.args(["--port", "0"]);
    let mut command = Command::new("env");
    // Else the system ends who writes too much.
    command.args(["--ignore-signal=XFSZ", "--"]);
    command.arg(program.get_program()).args(program.get_args());
    for (name, value) in program.get_envs() {
        if let Some(value) = value {
            command.env(name, value);
        }
    }
    command.stderr(Stdio::null());
    let (server, port) = listen(&mut command)?;
    let limit = |bytes: &str| -> Result<()> {
        let set = Command::new("prlimit")
            .args(["--pid", &server.id().to_string()])
            .arg(format!("--fsize={bytes}:unlimited"))
            .status()?;
        set.success().then_some(()).context("prlimit")
    };
    let (mut met, mut number, mut read) = (Met::default(), FIRST, true);
    for _ in 0..ROUNDS {
        limit("100000")?;
        met.write_until_refused(port, &site, &mut number)?;
        met.write_refused(port, &site, &mut number)?;
        read &= met.read;
        limit("unlimited")?;
        met.write_until_taken(port, &site, &mut number)?;
    }
    drop(server);
    // It is no disk that is full; what it is, the system does not say.
    add(results, &what, &site, &met, read, "503 busy")
}

fn add(
    results: &mut Results,
    what: &str,
    site: &Site,
    met: &Met,
    read: bool,
    wanted: &str,
) -> Result<()> {
    let found = look(site, &met.told)?;
    let mut codes = met.refused.clone();
    codes.sort();
    codes.dedup();
    let holds = site.verify()?;
    results.add(
        what,
        "refused for a time (503), readers are served, writing goes on by itself within 10 s, nothing is lost, the log holds",
        format!(
            "{} refused ({}), readers {}, on again after {:.1} s at most, {} acknowledged, {} lost, the log {}",
            met.refused.len(),
            codes.join(", "),
            if read { "served" } else { "NOT served" },
            met.slowest(),
            met.told.len(),
            found.lost,
            if holds { "holds" } else { "does NOT hold" },
        ),
        codes == [wanted] && read && found.lost == 0 && holds,
    );
    Ok(())
}
