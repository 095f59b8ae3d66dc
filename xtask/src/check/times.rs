// SPDX-License-Identifier: EUPL-1.2
//! How long tests took, read from the lines that runners write for each.

use std::collections::BTreeSet;

use crate::tally;

/// A test and its seconds.
#[derive(Clone, Debug, PartialEq)]
pub struct Timed {
    /// As its runner calls it.
    pub name: String,
    /// From its beginning to its end.
    pub seconds: f64,
}

/// The tests that ran, and what is needed to tell them from the groups they stand in.
#[derive(Debug, Default)]
pub struct Times {
    tests: Vec<Timed>,
    groups: BTreeSet<String>,
}

impl Times {
    /// Adds the test that a line of a runner's output tells of, if it does.
    pub fn read_line(&mut self, line: &str) {
        let line = tally::plain(line);
        let line = line.trim();
        if let Some(group) = line.strip_prefix("▶ ") {
            self.groups.insert(group.to_owned());
        } else if let Some(test) = of_nextest(line).or_else(|| of_node(line))
            // Node tells the time of a group as well, which is that of its tests.
            && !self.groups.contains(&test.name)
        {
            self.tests.push(test);
        }
    }

    /// The slowest, slowest first.
    pub fn list_slowest(&self, count: usize) -> Vec<Timed> {
        let mut tests = self.tests.clone();
        tests.sort_by(|one, other| other.seconds.total_cmp(&one.seconds));
        tests.truncate(count);
        tests
    }

    /// Adds those of another run, named after it.
    pub fn add(&mut self, run: &str, other: Self) {
        self.tests.extend(other.tests.into_iter().map(|test| Timed {
            name: format!("{run}: {}", test.name),
            ..test
        }));
    }
}

/// `PASS [   0.123s] (1/9) wegmarke-app::use_cases cycle::a_name`
fn of_nextest(line: &str) -> Option<Timed> {
    let rest = ["PASS [", "FAIL [", "TIMEOUT ["]
        .iter()
        .find_map(|mark| line.strip_prefix(mark))?;
    let (seconds, name) = rest.split_once("s] ")?;
    let name = match name.split_once(") ") {
        Some((count, name)) if count.starts_with('(') => name,
        _ => name,
    };
    Some(Timed {
        name: name.trim().to_owned(),
        seconds: seconds.trim().parse().ok()?,
    })
}

/// `✔ a name (123.456ms)`
fn of_node(line: &str) -> Option<Timed> {
    let rest = line.strip_prefix("✔ ").or(line.strip_prefix("✖ "))?;
    let (name, time) = rest.rsplit_once(" (")?;
    let milliseconds: f64 = time.split_once("ms)")?.0.parse().ok()?;
    Some(Timed {
        name: name.to_owned(),
        seconds: milliseconds / 1000.0,
    })
}

#[cfg(test)]
mod tests {
    use super::{Timed, Times};

    fn read(lines: &str) -> Vec<Timed> {
        let mut times = Times::default();
        lines.lines().for_each(|line| times.read_line(line));
        times.list_slowest(2)
    }

    fn timed(name: &str, seconds: f64) -> Timed {
        let name = name.to_owned();
        Timed { name, seconds }
    }

    #[test]
    fn the_slowest_of_nextest_come_first() {
        let lines = "        PASS [   0.100s] (  1/400) wegmarke-app::use_cases once\n\
                     \u{1b}[32;1m        FAIL\u{1b}[0m [   2.500s] xtask tests::a\n\
                     \x20       PASS [   1.000s] (400/400) xtask tests::b (of two)\n\
                     \x20    Summary [   9.000s] 3 tests run: 3 passed";
        let slowest = [
            timed("xtask tests::a", 2.5),
            timed("xtask tests::b (of two)", 1.0),
        ];
        assert_eq!(read(lines), slowest);
    }

    #[test]
    fn groups_of_node_are_no_tests() {
        let lines = "▶ letters\n  ✔ one arrives, de (1500.5ms)\n  ✖ none (arrives) (20ms)\n\
                     ✔ letters (1520.5ms)\nℹ duration_ms 9000";
        let slowest = [
            timed("one arrives, de", 1.5005),
            timed("none (arrives)", 0.02),
        ];
        assert_eq!(read(lines), slowest);
    }
}
