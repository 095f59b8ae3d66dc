// SPDX-License-Identifier: EUPL-1.2
//! A set of numbers of entries, most of which stand next to each other.

use std::fmt;
use std::str::FromStr;

/// A set of numbers, kept as ranges; as text `0-1219,1225-19397`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranges(Vec<(u64, u64)>);

/// The text is no set of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("these are no numbers of entries")]
pub struct MalformedRanges;

impl Ranges {
    /// Adds a number that is greater than all others.
    pub fn push(&mut self, number: u64) {
        self.push_range(number, number);
    }

    fn push_range(&mut self, first: u64, last: u64) {
        match self.0.last_mut() {
            Some((_, end)) if *end + 1 == first => *end = last,
            _ => self.0.push((first, last)),
        }
    }

    /// Adds numbers that are greater than all others.
    pub fn extend(&mut self, more: &Self) {
        for (first, last) in &more.0 {
            self.push_range(*first, *last);
        }
    }

    /// Whether a number is in it.
    #[must_use]
    pub fn contains(&self, number: u64) -> bool {
        let behind = self.0.partition_point(|(first, _)| *first <= number);
        let range = behind.checked_sub(1).and_then(|at| self.0.get(at));
        range.is_some_and(|(_, last)| number <= *last)
    }

    /// Those of its numbers that are greater than this one.
    #[must_use]
    pub fn after(&self, number: u64) -> Self {
        let behind = self.0.iter().filter(|(_, last)| *last > number);
        let cut = behind.map(|(first, last)| ((*first).max(number.saturating_add(1)), *last));
        Self(cut.collect())
    }

    /// The first number that is in it and not in `other`.
    #[must_use]
    pub fn first_missing_in(&self, other: &Self) -> Option<u64> {
        for (first, last) in &self.0 {
            let mut at = *first;
            while at <= *last {
                let behind = other.0.partition_point(|(first, _)| *first <= at);
                let range = behind.checked_sub(1).and_then(|at| other.0.get(at));
                match range.filter(|(_, end)| at <= *end) {
                    Some((_, end)) => at = end + 1,
                    None => return Some(at),
                }
            }
        }
        None
    }
}

impl fmt::Display for Ranges {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (first, last)) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str(",")?;
            }
            match first == last {
                true => write!(f, "{first}")?,
                false => write!(f, "{first}-{last}")?,
            }
        }
        Ok(())
    }
}

impl FromStr for Ranges {
    type Err = MalformedRanges;

    fn from_str(text: &str) -> Result<Self, MalformedRanges> {
        let mut ranges = Self::default();
        let number = |text: &str| text.parse::<u64>().map_err(|_| MalformedRanges);
        for range in text.split(',').filter(|range| !range.is_empty()) {
            let (first, last) = range.split_once('-').unwrap_or((range, range));
            let (first, last) = (number(first)?, number(last)?);
            let is_behind = ranges.0.last().is_none_or(|(_, end)| *end < first);
            // The last number there is can have none behind it.
            if first > last || last == u64::MAX || !is_behind {
                return Err(MalformedRanges);
            }
            ranges.push_range(first, last);
        }
        Ok(ranges)
    }
}

#[cfg(test)]
mod tests {
    use super::Ranges;

    #[test]
    fn numbers_are_written_as_ranges_and_read_back() {
        let mut ranges = Ranges::default();
        for number in [0, 1, 2, 5, 9, 10] {
            ranges.push(number);
        }
        let text = "0-2,5,9-10";
        assert_eq!(ranges.to_string(), text);
        assert_eq!(text.parse::<Ranges>().unwrap(), ranges);
        assert!(ranges.contains(1) && ranges.contains(5) && ranges.contains(10));
        assert!(!ranges.contains(3) && !ranges.contains(11));
        assert_eq!("".parse::<Ranges>().unwrap(), Ranges::default());
        for wrong in [
            "a",
            "3-1",
            "5,4",
            "1-",
            "-1",
            "1-3,3",
            "0-18446744073709551615",
        ] {
            assert!(wrong.parse::<Ranges>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_one_has_and_another_lacks_is_found() {
        let set = |text: &str| text.parse::<Ranges>().unwrap();
        let missing = |one: &str, other: &str| set(one).first_missing_in(&set(other));
        assert_eq!(missing("0-9", "0-4,5-20"), None);
        assert_eq!(missing("0-9", "0-4,6-20"), Some(5));
        assert_eq!(missing("2,7", "2"), Some(7));
        assert_eq!(missing("", "1"), None);
        assert_eq!(missing("3", ""), Some(3));
    }
}
