// SPDX-License-Identifier: EUPL-1.2
//! Programs that run tests: shown as they go, and counted.

use std::{
    io::{BufRead, BufReader, Read},
    process::{Command, Stdio},
    sync::mpsc::{Sender, channel},
    thread,
};

use anyhow::{Context, Result, bail};

use super::step::Report;
use crate::root;

/// Runs to the end, shows every line as it comes, and adds what they tell of tests. Each line is
/// also given to `hear`.
pub fn run(command: &mut Command, report: &mut Report, mut hear: impl FnMut(&str)) -> Result<()> {
    let line = root::spelled(command);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("`{line}` could not be started; is it installed?"))?;
    let (sender, lines) = channel();
    let errors = child
        .stderr
        .take()
        .map(|pipe| pass_on(pipe, sender.clone()));
    let output = child.stdout.take().map(|pipe| pass_on(pipe, sender));
    for line in lines {
        println!("{line}");
        report.tally.read_line(&line);
        report.times.read_line(&line);
        hear(&line);
    }
    for thread in [errors, output].into_iter().flatten() {
        if thread.join().is_err() {
            bail!("the output of `{line}` could not be read");
        }
    }
    let status = child.wait()?;
    if !status.success() {
        bail!("`{line}` ended with {status}");
    }
    Ok(())
}

/// Like [`run`]; a runner that ends well without running anything has shown nothing.
pub fn run_some(command: &mut Command, report: &mut Report) -> Result<()> {
    let before = report.tally.passed;
    run(command, report, |_| ())?;
    if report.tally.passed == before {
        bail!("no test ran");
    }
    Ok(())
}

/// Reads a pipe line by line until it closes; bytes that are not UTF-8 do not stop it.
fn pass_on(pipe: impl Read + Send + 'static, lines: Sender<String>) -> thread::JoinHandle<()> {
    thread::spawn(move || {
        let mut reader = BufReader::new(pipe);
        let mut bytes = Vec::new();
        while reader
            .read_until(b'\n', &mut bytes)
            .is_ok_and(|read| read > 0)
        {
            let line = String::from_utf8_lossy(&bytes).trim_end().to_owned();
            bytes.clear();
            if lines.send(line).is_err() {
                return;
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{Report, run, run_some};
    use crate::root::Root;

    #[test]
    fn both_pipes_are_counted_and_a_bad_end_is_an_error() {
        let root = Root::find().unwrap();
        let script = "echo 'test result: ok. 2 passed; 0 failed;'; \
                      echo 'test result: FAILED. 0 passed; 1 failed;' >&2; exit 3";
        let mut report = Report::default();
        let mut heard = 0;
        let mut sh = root.program("sh");
        let message = run(sh.args(["-c", script]), &mut report, |_| heard += 1)
            .unwrap_err()
            .to_string();
        assert_eq!((report.tally.passed, report.tally.failed), (2, 1));
        assert_eq!(heard, 2);
        assert!(message.contains('3'), "{message}");
    }

    #[test]
    fn a_runner_without_tests_has_shown_nothing() {
        let root = Root::find().unwrap();
        let mut report = Report::default();
        assert!(run_some(&mut root.program("true"), &mut report).is_err());
        let mut echo = root.program("echo");
        assert!(run_some(echo.arg("test result: ok. 1 passed;"), &mut report).is_ok());
        // What an earlier runner ran does not count for a later one.
        assert!(run_some(&mut root.program("true"), &mut report).is_err());
    }
}
