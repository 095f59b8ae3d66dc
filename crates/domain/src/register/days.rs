// SPDX-License-Identifier: EUPL-1.2
//! From which day an entry counts in the register of an earlier day.
//!
//! It is the day that the statement carries, else the day on which it was recorded; organisations count from
//! the beginning. But no entry counts before those about the same thing that were recorded before it: what
//! changes a thing does so once that is there. So the entries of a day are the first ones of one order, and
//! registers of two days share what they have in common.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::{LogLine, utc_day};
use crate::noun::{Noun, Subject};

/// Takes the lines of a log, oldest first, and says from when each counts.
#[derive(Clone, Debug, Default)]
pub struct Counting {
    since: HashMap<Subject, Date>,
    /// What is said of the record that somebody keeps of a plan goes together, whatever of the plan it is of.
    edited: HashMap<Arc<str>, Date>,
}

impl Counting {
    /// From when an entry counts.
    pub fn take(&mut self, line: &LogLine) -> Date {
        let own = match (line.dated_on, line.subject.noun) {
            (Some(day), _) => day,
            (None, Noun::Organisation) => Date::MIN,
            (None, _) => utc_day(line.at),
        };
        let known = self.since.entry(line.subject.clone()).or_insert(own);
        let mut day = own.max(*known);
        if line.kind.contains("editing.")
            && let Some(plan) = line.subject.plan()
        {
            let edited = self.edited.entry(plan.into()).or_insert(day);
            day = day.max(*edited);
            *edited = day;
        }
        *known = day;
        day
    }
}
