// SPDX-License-Identifier: EUPL-1.2
//! The lines of the log, in the order of their numbers.

use std::sync::Arc;

use imbl::OrdMap;

use super::LogLine;

/// A line for every entry that a register rests on. Cloning is cheap. The register of an older day takes
/// entries in the order of days, so a line may be put anywhere; a vector pays for that with a hundred
/// times as much.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Log(OrdMap<u64, Arc<LogLine>>);

impl Log {
    /// How many lines there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// True if there is no line.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Every line, oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &LogLine> {
        self.0.iter().map(|(_, line)| &**line)
    }

    /// The lines from a number on, oldest first.
    pub fn since(&self, seq: u64) -> impl DoubleEndedIterator<Item = &LogLine> {
        self.0.range(seq..).map(|(_, line)| &**line)
    }

    /// A line by its number. The register of an older day leaves numbers out.
    #[must_use]
    pub fn get(&self, seq: u64) -> Option<&LogLine> {
        self.0.get(&seq).map(|line| &**line)
    }

    /// The oldest line.
    #[must_use]
    pub fn first(&self) -> Option<&LogLine> {
        self.0.get_min().map(|(_, line)| &**line)
    }

    /// The newest line.
    #[must_use]
    pub fn last(&self) -> Option<&LogLine> {
        self.0.get_max().map(|(_, line)| &**line)
    }

    pub(super) fn insert(&mut self, line: LogLine) {
        self.0.insert(line.seq, Arc::new(line));
    }
}
