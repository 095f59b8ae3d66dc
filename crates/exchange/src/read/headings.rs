// SPDX-License-Identifier: EUPL-1.2
//! How a profile names columns: by heading, by pattern, by position.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::profile::advice;
use crate::reason::reason;
use crate::table::heading;
use crate::{ReadError, pattern};

/// Headings of a file by name.
pub(super) struct Headings<'h> {
    file: &'h str,
    pub(super) all: &'h [Arc<str>],
    /// How many of them the file has; the others are made from elsewhere.
    own: usize,
    by_name: BTreeMap<&'h str, Vec<usize>>,
}

impl<'h> Headings<'h> {
    pub(super) fn new(file: &'h str, all: &'h [Arc<str>], own: usize) -> Self {
        let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, name) in all.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
            by_name.entry(name).or_default().push(at);
        }
        Self {
            file,
            all,
            own,
            by_name,
        }
    }

    /// The first of the accepted headings that the file has.
    ///
    /// # Errors
    /// If two columns have it.
    pub(super) fn find(&self, names: &[String]) -> Result<Option<usize>, ReadError> {
        for name in names {
            if let Some(at) = self.find_one(name)? {
                return Ok(Some(at));
            }
        }
        Ok(None)
    }

    fn find_one(&self, name: &str) -> Result<Option<usize>, ReadError> {
        let name = heading(name);
        match self.by_name.get(name.as_str()).map(Vec::as_slice) {
            Some([at]) => return Ok(Some(*at)),
            Some([first, second, ..]) => {
                return Err(ReadError::DuplicateHeading {
                    file: self.file.into(),
                    heading: name,
                    first: first + 1,
                    second: second + 1,
                });
            }
            _ => {}
        }
        let position = name
            .strip_prefix('#')
            .and_then(|digits| digits.parse().ok());
        if let Some(position) = position {
            let at: usize = position;
            return Ok(at.checked_sub(1).filter(|at| *at < self.own));
        }
        Ok(self.list_fits(&name).first().copied())
    }

    /// The error for a column that the file does not have; `who` wants it.
    pub(super) fn lacks(&self, names: &[String], who: &str) -> ReadError {
        let headings = self
            .all
            .iter()
            .take(self.own)
            .filter(|name| !name.is_empty());
        let headings: Vec<&str> = headings.map(|name| &**name).collect();
        // Most likely the wrong sign between columns was guessed; naming a missing column would mislead.
        if headings.len() < 2 && names.len() < 2 {
            let start: String = headings.concat().chars().take(40).collect();
            return ReadError::not_a_table(self.file, reason("no_columns").with("start", start));
        }
        let near = names.first().map_or("", String::as_str);
        ReadError::MissingColumn {
            file: self.file.to_owned(),
            wanted: names.to_vec(),
            by: who.to_owned(),
            advice: Box::new(advice(near, headings)),
        }
    }

    /// Every column that a name or pattern means, in the order of the file.
    ///
    /// # Errors
    /// If it is no pattern and two columns have it.
    pub(super) fn list(&self, name: &str) -> Result<Vec<usize>, ReadError> {
        let known = self.by_name.contains_key(heading(name).as_str());
        if pattern::is_pattern(name) && !known {
            return Ok(self.list_fits(&heading(name)));
        }
        Ok(self.find_one(name)?.into_iter().collect())
    }

    /// Own columns whose headings fit a pattern.
    pub(super) fn list_fits(&self, name: &str) -> Vec<usize> {
        if !pattern::is_pattern(name) {
            return Vec::new();
        }
        let own = self.all.iter().take(self.own).enumerate();
        own.filter(|(_, heading)| !heading.is_empty() && pattern::fits(name, heading))
            .map(|(at, _)| at)
            .collect()
    }
}
