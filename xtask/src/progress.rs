// SPDX-License-Identifier: EUPL-1.2
//! `cargo build`, with one line that says how far it is and how long it may take.
//!
//! Cargo has a bar of its own, but only on a terminal, beneath a line per crate, and without a time.
//! So it is told to draw the bar always, and its counts are read off it. The format of the bar is
//! promised nowhere: a test looks whether it is still read. If it is not, only the line is missing.

use std::{
    env,
    io::{IsTerminal as _, Read, Write as _},
    process::Stdio,
    sync::mpsc::{RecvTimeoutError, Sender, channel},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::root::{self, Root};

/// What cargo says of each crate; the bar says it in one line.
const HIDDEN: [&str; 5] = [
    "Compiling",
    "Downloaded",
    "Downloading",
    "Finished",
    "Fresh",
];

/// Which share of the time has passed when which share of the steps is done, as measured in a first
/// build on two idle cores: our own crates come last, and take longest.
const PACE: [(f64, f64); 6] = [
    (0.0, 0.0),
    (0.3, 0.19),
    (0.5, 0.35),
    (0.9, 0.71),
    (0.98, 0.87),
    (1.0, 1.0),
];

/// How often the line is drawn anew on a terminal, and written elsewhere.
const DRAWN: Duration = Duration::from_secs(1);
const WRITTEN: Duration = Duration::from_secs(30);

/// No time is told before this much is known about the pace.
const KNOWN: Duration = Duration::from_secs(5);

/// Signs of the bar.
const WIDTH: usize = 30;

/// What is read from cargo.
#[derive(Debug, PartialEq)]
enum Line {
    /// The bar: steps done, steps in all, and what is compiled now.
    Steps(u32, u32, String),
    /// Something a person should read, such as an error.
    Said(String),
}

/// Runs `cargo build` with these words, to the end.
pub fn build(root: &Root, words: &[&str]) -> Result<()> {
    let mut command = root.cargo();
    command.arg("build").args(words);
    let line = root::spelled(&command);
    command
        .env("CARGO_TERM_PROGRESS_WHEN", "always")
        .env("CARGO_TERM_PROGRESS_WIDTH", "100")
        .env("CARGO_TERM_COLOR", "never")
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    let mut child = command
        .spawn()
        .with_context(|| format!("`{line}` could not be started; is it installed?"))?;
    let (sender, lines) = channel();
    if let Some(pipe) = child.stderr.take() {
        thread::spawn(move || read(pipe, &sender));
    }
    let mut view = View::new();
    loop {
        match lines.recv_timeout(DRAWN) {
            Ok(Line::Steps(done, all, what)) => view.pace.step(Instant::now(), done, all, what),
            Ok(Line::Said(text)) => view.say(&text),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
        view.draw(Instant::now());
    }
    view.clear();
    let status = child.wait()?;
    if !status.success() {
        bail!("`{line}` ended with {status}");
    }
    Ok(())
}

/// Reads until the pipe closes. The bar ends with a carriage return, everything else with a line feed.
fn read(mut pipe: impl Read, lines: &Sender<Line>) {
    let mut rest = Vec::new();
    let mut buffer = [0; 4096];
    while let Ok(length @ 1..) = pipe.read(&mut buffer) {
        for &byte in &buffer[..length] {
            if !matches!(byte, b'\r' | b'\n') {
                rest.push(byte);
                continue;
            }
            let line = find_meant(&String::from_utf8_lossy(&rest));
            rest.clear();
            if line.is_some_and(|line| lines.send(line).is_err()) {
                return;
            }
        }
    }
}

/// What a line of cargo means; `None` if nothing.
fn find_meant(line: &str) -> Option<Line> {
    let line = line.trim_end();
    let trimmed = line.trim_start();
    let word = trimmed.split(' ').next().unwrap_or_default();
    if word == "Building" {
        let (_, counts) = trimmed.split_once("] ")?;
        let (counts, what) = counts.split_once(':').unwrap_or((counts, ""));
        let (done, all) = counts.split_once('/')?;
        let (done, all) = (done.parse().ok()?, all.parse().ok()?);
        return Some(Line::Steps(done, all, what.trim().to_owned()));
    }
    // Only cargo sets its words to the right like this; an error may well contain such a word.
    let column = line.len() - trimmed.len() + word.len();
    (!HIDDEN.contains(&word) || column != 12).then(|| Line::Said(line.to_owned()))
}

/// How far it is.
#[derive(Default)]
struct Pace {
    /// When the first count came, and the share of the time it stood for: what was built before says
    /// nothing about the pace.
    first: Option<(Instant, f64)>,
    /// The last count: when, and the share.
    last: Option<(Instant, f64)>,
    what: String,
}

impl Pace {
    fn step(&mut self, now: Instant, done: u32, all: u32, what: String) {
        let share = share_of_time(f64::from(done) / f64::from(all.max(1)));
        self.first.get_or_insert((now, share));
        // The bar is drawn anew without a step, too; the clock of the last step goes on.
        if self.last.is_none_or(|(_, last)| last < share) {
            self.last = Some((now, share));
        }
        self.what = what;
    }

    /// How long it may still take.
    fn left(&self, now: Instant) -> Option<Duration> {
        let ((begun, first), (at, last)) = (self.first?, self.last?);
        let took = at.duration_since(begun);
        if took < KNOWN || last <= first {
            return None;
        }
        let left = took.mul_f64((1.0 - last) / (last - first));
        Some(left.saturating_sub(now.duration_since(at)))
    }

    fn text(&self, now: Instant) -> Option<String> {
        let (_, share) = self.last?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a share is between 0 and 1"
        )]
        let (signs, percent) = ((share * WIDTH as f64) as usize, (share * 100.0) as u32);
        let bar = format!("{}{}", "#".repeat(signs), ".".repeat(WIDTH - signs));
        let left = self.left(now).map(|left| format!(", {}", spoken(left)));
        Some(format!("[{bar}] {percent} %{}", left.unwrap_or_default()))
    }
}

/// Between two measured points it is a straight line.
fn share_of_time(steps: f64) -> f64 {
    let find = |ends: &[(f64, f64)]| {
        let ((from, low), (to, high)) = (ends[0], ends[1]);
        (steps <= to).then(|| low + (high - low) * (steps - from) / (to - from))
    };
    PACE.windows(2).find_map(find).unwrap_or(1.0)
}

/// A rough time in words.
fn spoken(left: Duration) -> String {
    match left.as_secs() {
        0..10 => "almost done".to_owned(),
        seconds @ 10..90 => format!("about {} s left", seconds.div_ceil(10) * 10),
        seconds => format!("about {} min left", (seconds + 30) / 60),
    }
}

/// Where the line goes.
struct View {
    terminal: bool,
    pace: Pace,
    /// When the line was last drawn or written.
    shown: Instant,
}

impl View {
    fn new() -> Self {
        Self {
            terminal: std::io::stdout().is_terminal()
                && env::var_os("TERM").is_none_or(|term| term != "dumb"),
            pace: Pace::default(),
            shown: Instant::now(),
        }
    }

    /// On a terminal the line is drawn over itself; elsewhere, as in a log, it is written rarely.
    fn draw(&mut self, now: Instant) {
        let pause = if self.terminal { DRAWN } else { WRITTEN };
        if now.duration_since(self.shown) < pause {
            return;
        }
        let Some(text) = self.pace.text(now) else {
            return;
        };
        self.shown = now;
        if self.terminal {
            let what: String = self.pace.what.chars().take(24).collect();
            print!("\r\u{1b}[K     {text}  {what}");
            flush();
        } else {
            println!("     {text}");
        }
    }

    fn say(&self, text: &str) {
        self.clear();
        println!("{text}");
    }

    fn clear(&self) {
        if self.terminal {
            print!("\r\u{1b}[K");
            flush();
        }
    }
}

/// A line that cannot be drawn stops nothing.
fn flush() {
    let _ = std::io::stdout().flush();
}

#[cfg(test)]
mod tests {
    use std::{
        fs,
        process::Command,
        sync::mpsc::channel,
        time::{Duration, Instant},
    };

    use super::{Line, Pace, find_meant, read, share_of_time, spoken};

    #[test]
    fn counts_are_read_and_errors_passed_on() {
        assert_eq!(
            find_meant("    Building [=====>     ] 505/634: itertools, blake2     "),
            Some(Line::Steps(505, 634, "itertools, blake2".to_owned()))
        );
        assert_eq!(find_meant("   Compiling quote v1.0.47"), None);
        assert_eq!(find_meant("  Downloaded quote v1.0.47"), None);
        for said in [
            "error[E0308]: mismatched types",
            "    Blocking waiting for file lock on build directory",
            "Compiling is what failed",
            "",
        ] {
            assert_eq!(find_meant(said), Some(Line::Said(said.to_owned())));
        }
    }

    /// The bar of the cargo that runs this test, on a crate that takes a moment.
    #[test]
    fn the_bar_of_this_cargo_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        write(
            "Cargo.toml",
            "[package]\nname = \"moment\"\nedition = \"2024\"\n[lib]\npath = \"lib.rs\"\n[workspace]\n",
        );
        write("lib.rs", "");
        write(
            "build.rs",
            "fn main() { std::thread::sleep(std::time::Duration::from_secs(1)); }",
        );
        let output = Command::new(env!("CARGO"))
            .args(["build", "--offline"])
            .current_dir(folder.path())
            .env("CARGO_TARGET_DIR", folder.path().join("target"))
            .env("CARGO_TERM_PROGRESS_WHEN", "always")
            .env("CARGO_TERM_PROGRESS_WIDTH", "100")
            .env("CARGO_TERM_COLOR", "never")
            .output()
            .unwrap();
        let (sender, lines) = channel();
        read(output.stderr.as_slice(), &sender);
        drop(sender);
        let lines: Vec<_> = lines.into_iter().collect();
        assert!(
            lines
                .iter()
                .any(|line| matches!(line, Line::Steps(_, 3, _))),
            "{lines:?}\n{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }

    #[test]
    fn the_time_left_follows_the_pace_and_not_what_was_there_before() {
        let begun = Instant::now();
        let at = |seconds| begun + Duration::from_secs(seconds);
        let mut pace = Pace::default();
        assert_eq!(pace.text(at(0)), None);
        // Half of the time's steps were built before.
        pace.step(at(0), 660, 1000, String::new());
        let half = share_of_time(0.66);
        assert_eq!(pace.left(at(60)), None, "no step yet");
        pace.step(at(60), 980, 1000, String::new());
        let left = pace.left(at(60)).unwrap().as_secs_f64();
        assert!((left - 60.0 * 0.13 / (0.87 - half)).abs() < 0.1, "{left}");
        // It runs down while nothing is counted, and never below nothing.
        assert!(pace.left(at(70)).unwrap() < pace.left(at(60)).unwrap());
        pace.step(at(80), 980, 1000, String::new());
        assert_eq!(pace.left(at(1000)), Some(Duration::ZERO));
        let text = pace.text(at(1000)).unwrap();
        assert!(text.ends_with("] 87 %, almost done"), "{text}");
    }

    #[test]
    fn time_never_goes_back() {
        let shares: Vec<_> = (0..=100)
            .map(|n| share_of_time(f64::from(n) / 100.0))
            .collect();
        assert!(shares.is_sorted());
        assert_eq!((shares[0], shares[100]), (0.0, 1.0));
        assert_eq!(share_of_time(1.1), 1.0);
    }

    #[test]
    fn times_are_rough() {
        let said = |seconds| spoken(Duration::from_secs(seconds));
        assert_eq!(said(3), "almost done");
        assert_eq!(said(41), "about 50 s left");
        assert_eq!(said(100), "about 2 min left");
    }
}
