// SPDX-License-Identifier: EUPL-1.2
//! What became of a finding: what organisations say to it, and whether it follows no more.

use std::collections::BTreeSet;

use super::found::{Found, list_entries, parse_id};
use crate::noun::{Noun, Subject};
use crate::register::Register;
use crate::remark::{Remark, Stance};
use crate::words::words;

words! {
    /// What became of a finding.
    State {
        /// Nobody says anything to it.
        Open => "open",
        /// Somebody whom it concerns explains it.
        Explained => "explained",
        /// Somebody whom it concerns contests it.
        Contested => "contested",
        /// It does not follow from the record any more.
        Fixed => "fixed",
    }
}

/// What organisations say to a finding with the entries that say it, the newest first.
#[must_use]
pub fn list_remarks<'a>(register: &'a Register, finding: &str) -> Vec<(u64, &'a Remark)> {
    let Some((_, about)) = parse_id(finding) else {
        return Vec::new();
    };
    let ids = register.list_referrers(&about, Noun::Remark);
    let all = ids.filter_map(|id| register.remarks.find_kept(id));
    let all = all.filter(|kept| kept.stands && kept.record.finding() == finding);
    let mut all: Vec<(u64, &Remark)> = all
        .filter_map(|kept| Some((kept.steps.last()?.seq, &*kept.record)))
        .collect();
    all.sort_by_key(|(seq, _)| std::cmp::Reverse(*seq));
    all
}

impl Found {
    /// What became of it: the newest word counts, and all of them are shown.
    #[must_use]
    pub fn state(&self, register: &Register) -> State {
        if self.is_fixed {
            return State::Fixed;
        }
        match list_remarks(register, &self.id).first() {
            None => State::Open,
            Some((_, remark)) => match remark.stance {
                Stance::Explained => State::Explained,
                Stance::Contested => State::Contested,
            },
        }
    }
}

/// Findings that somebody spoke about and that do not follow any more, by id.
pub(super) fn list_fixed(register: &Register, follows: impl Fn(&str) -> bool) -> Vec<Found> {
    let spoken = register.remarks.list();
    let spoken: BTreeSet<&str> = spoken.map(Remark::finding).collect();
    let gone = spoken.into_iter().filter(|id| !follows(id));
    let fixed = gone.filter_map(|id| {
        let (rule, on) = parse_id(id)?;
        let (head, _) = id.split_once('/')?;
        let detail = head.split_once('.').map_or("", |(_, detail)| detail);
        let plan = on.plan().unwrap_or(detail).to_owned();
        Some(Found {
            id: id.into(),
            is_fixed: true,
            ..Found::new(rule, &plan, on).told_by(detail)
        })
    });
    fixed.collect()
}

/// The entries since somebody first spoke about a finding, about what it is about or what names that: where
/// it follows no more, one of them is why. Oldest first.
#[must_use]
pub fn list_since_spoken(register: &Register, found: &Found) -> Vec<u64> {
    let spoken = list_remarks(register, &found.id);
    let first = spoken.iter().filter_map(|(_, remark)| {
        let kept = register.remarks.find_kept(remark.id.as_str())?;
        kept.steps.first().map(|step| step.seq)
    });
    let Some(first) = first.min() else {
        return Vec::new();
    };
    let naming = Noun::ALL.iter().filter(|noun| **noun != Noun::Remark);
    let naming = naming.flat_map(|noun| {
        let ids = register.list_referrers(&found.on, *noun);
        ids.map(|id| Subject::new(*noun, id))
    });
    let about = std::iter::once(found.on.clone()).chain(naming);
    let all: BTreeSet<u64> = about
        .flat_map(|about| list_entries(register, &about))
        .filter(|seq| *seq > first)
        .collect();
    all.into_iter().collect()
}
