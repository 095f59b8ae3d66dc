// SPDX-License-Identifier: EUPL-1.2
//! How many tests really ran, read from the runners' own closing lines.

use std::ops::AddAssign;

/// Tests that ran, by how they ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Tests that held.
    pub passed: u64,
    /// Tests that did not.
    pub failed: u64,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl Tally {
    /// Adds what one line of a runner's output says, if it is a closing line.
    pub fn read_line(&mut self, line: &str) {
        let line = plain(line);
        // Not indented: nextest shows so what a test that failed had said, with a count of its own.
        let is_result = line.starts_with("test result:");
        let line = line.trim();
        if line.starts_with("Summary [") || is_result {
            self.passed += number_before(line, "passed");
            self.failed += number_before(line, "failed");
            // nextest counts a test that ran too long, or whose process died, apart.
            self.failed += number_before(line, "timed out") + number_before(line, "exec failed");
        } else if let Some(count) = count_after(line, "pass") {
            self.passed += count;
        } else if let Some(count) = count_after(line, "fail").or(count_after(line, "cancelled")) {
            self.failed += count;
        }
    }
}

/// The line without the escape sequences that set colours.
pub fn plain(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        text.push_str(before);
        rest = after.split_once('m').map_or("", |(_, rest)| rest);
    }
    text + rest
}

/// `3` from `… 3 passed …`; 0 if the word does not stand there after a number.
fn number_before(line: &str, word: &str) -> u64 {
    let Some((before, _)) = line.split_once(&format!(" {word}")) else {
        return 0;
    };
    let number = before.rsplit(' ').next().unwrap_or_default();
    number.parse().unwrap_or(0)
}

/// `3` from `ℹ pass 3` or `# pass 3`, as Node's test runner closes.
fn count_after(line: &str, word: &str) -> Option<u64> {
    let rest = line.strip_prefix('ℹ').or(line.strip_prefix('#'))?;
    rest.trim_start().strip_prefix(word)?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::Tally;

    fn read(lines: &str) -> (u64, u64) {
        let mut tally = Tally::default();
        lines.lines().for_each(|line| tally.read_line(line));
        (tally.passed, tally.failed)
    }

    #[test]
    fn closing_lines_of_each_runner_are_understood() {
        let nextest =
            "     Summary [   0.5s] 12 tests run: 10 passed (1 slow), 2 failed, 3 skipped";
        assert_eq!(read(nextest), (10, 2));
        let nextest =
            "     Summary [   9s] 4/9 tests run: 2 passed, 1 failed, 1 timed out, 0 skipped";
        assert_eq!(read(nextest), (2, 2));
        let cargo = "test result: FAILED. 5 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out\n\
                     test result: ok. 7 passed; 0 failed; 2 ignored; 0 measured; 0 filtered out";
        assert_eq!(read(cargo), (12, 1));
        let node = "ℹ tests 9\nℹ suites 2\nℹ pass 6\nℹ fail 2\nℹ cancelled 1\nℹ skipped 0";
        assert_eq!(read(node), (6, 3));
        assert_eq!(read("# pass 4\n# fail 0"), (4, 0));
    }

    #[test]
    fn colours_do_not_hide_a_count() {
        let line = "\u{1b}[32;1m     Summary\u{1b}[0m [   0.1s] 3 tests run: \
                    \u{1b}[1m3\u{1b}[0m \u{1b}[32mpassed\u{1b}[0m, 0 skipped";
        assert_eq!(read(line), (3, 0));
    }

    #[test]
    fn other_lines_count_for_nothing() {
        assert_eq!(
            read("10 passed the door\n✔ pass 3 (2ms)\npass 4\n# pass on"),
            (0, 0)
        );
        let shown = "  stdout ───\n    test result: FAILED. 0 passed; 1 failed; 0 ignored";
        assert_eq!(read(shown), (0, 0), "what nextest shows of a failed test");
    }
}
