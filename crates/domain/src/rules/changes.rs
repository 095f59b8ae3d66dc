// SPDX-License-Identifier: EUPL-1.2
//! What changed between two days, by kind of change: of all plans, of one, or of what an organisation did.
//!
//! The day of a change is the one its statement carries, else the day it was recorded, as everywhere
//! where an earlier day is shown. Doubts about files are no changes of a plan, and are left out.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::noun::{Noun, Subject};
use crate::register::{LogLine, Register, utc_day};
use crate::roll::{TableVisitor, Tabled};
use crate::table::{Step, StepKind, Table};
use crate::words::words;

words! {
    /// What an entry changed.
    Turn {
        /// A new version of a plan came out.
        Version => "version",
        /// A part of a plan was added: a measure, a milestone, a field, a goal, a fact.
        Added => "added",
        /// The date of a milestone moved.
        Moved => "moved",
        /// A part of a plan was changed otherwise.
        Changed => "changed",
        /// A part of a plan is gone.
        Dropped => "dropped",
        /// Somebody said how far something is: in a round or outside.
        Said => "said",
        /// Somebody judged how far a plan meets a demand.
        Judged => "judged",
        /// A demand or a duty was put on record or changed.
        Demanded => "demanded",
        /// Somebody answered a demand.
        Answered => "answered",
        /// Indicators, their values, money.
        Figures => "figures",
        /// Evidence, events outside of plans, relations of measures.
        Related => "related",
        /// A round was announced, opened, revealed, closed.
        Round => "round",
        /// Corrections that others propose, and what became of them.
        Corrected => "corrected",
        /// Organisations and their keys.
        Organisation => "organisation",
        /// The content of an entry was erased, or handed in again.
        Body => "body",
    }
}

/// Of what changes are asked for.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The first day.
    pub since: Date,
    /// The last day.
    pub until: Date,
    /// Of one plan; else of all.
    pub plan: Option<&'a str>,
    /// Where an organisation takes part; else all.
    pub organisation: Option<&'a str>,
}

/// One change.
#[derive(Clone, Copy, Debug)]
pub struct Change<'a> {
    /// Its day.
    pub day: Date,
    /// What it changed.
    pub turn: Turn,
    /// Its entry.
    pub line: &'a LogLine,
}

/// What changed, newest first.
#[must_use]
pub fn list_changes<'a>(register: &'a Register, asked: &Asked<'_>) -> Vec<Change<'a>> {
    let thread =
        |noun, id: &str| -> Vec<u64> { register.list_thread(&Subject::new(noun, id)).collect() };
    let of_plan = asked.plan.map(|id| thread(Noun::Plan, id));
    let of_organisation = asked.organisation.map(|id| thread(Noun::Organisation, id));
    let within = |of: &Option<Vec<u64>>, seq: u64| {
        of.as_ref()
            .is_none_or(|seqs| seqs.binary_search(&seq).is_ok())
    };
    let mut changes: Vec<Change<'a>> = register
        .log()
        .iter()
        .filter_map(|line| {
            let day = line.dated_on.unwrap_or_else(|| utc_day(line.at));
            let asked_for = (asked.since..=asked.until).contains(&day)
                && within(&of_plan, line.seq)
                && within(&of_organisation, line.seq);
            let turn = asked_for.then(|| turn_of(register, line))??;
            Some(Change { day, turn, line })
        })
        .collect();
    changes.sort_by_key(|change| std::cmp::Reverse((change.day, change.line.seq)));
    changes
}

/// How many there are of each kind that occurs.
#[must_use]
pub fn count_turns(changes: &[Change<'_>]) -> BTreeMap<Turn, usize> {
    let mut counts = BTreeMap::new();
    for change in changes {
        *counts.entry(change.turn).or_default() += 1;
    }
    counts
}

/// What an entry changed; `None` if it is about a doubt of a file.
#[must_use]
pub fn turn_of(register: &Register, line: &LogLine) -> Option<Turn> {
    let (about, act) = line.kind.split_once('.').unwrap_or((&line.kind, ""));
    match about {
        "correction" => return Some(Turn::Corrected),
        "entry" => return Some(Turn::Body),
        "key" => return Some(Turn::Organisation),
        _ => {}
    }
    Some(match (line.subject.noun, act) {
        (Noun::Finding, _) => return None,
        (Noun::Plan, "versioned") => Turn::Version,
        (Noun::Milestone, "changed") if moves(register, line) => Turn::Moved,
        (Noun::Milestone, "proposed" | "confirmed" | "declined" | "withdrawn") => Turn::Said,
        (
            Noun::Plan | Noun::Fact | Noun::Field | Noun::Goal | Noun::Measure | Noun::Milestone,
            act,
        ) => match act {
            "stated" => Turn::Added,
            "dropped" => Turn::Dropped,
            _ => Turn::Changed,
        },
        (Noun::Report | Noun::Assessment | Noun::Practice | Noun::Reply | Noun::Status, _) => {
            Turn::Said
        }
        (Noun::Coverage | Noun::Answer, _) => Turn::Judged,
        (Noun::Recommendation | Noun::Obligation | Noun::Standard, _) => Turn::Demanded,
        (Noun::Response | Noun::Remark, _) => Turn::Answered,
        (Noun::Indicator | Noun::Value | Noun::Funding, _) => Turn::Figures,
        (
            Noun::Evidence | Noun::Context | Noun::Relation | Noun::Grouping | Noun::Arrangement,
            _,
        ) => Turn::Related,
        (Noun::Round | Noun::Inquiry, _) => Turn::Round,
        (Noun::Organisation, _) => Turn::Organisation,
    })
}

/// Whether the entry moves the date of a milestone.
fn moves(register: &Register, line: &LogLine) -> bool {
    let step = find_step_of(register, &line.subject, line.seq);
    step.is_some_and(|step| match step.what {
        StepKind::Changed(changes) => changes.read().contains_key("due"),
        _ => false,
    })
}

/// What an entry did to the record that it is about.
#[must_use]
pub fn find_step_of(register: &Register, about: &Subject, seq: u64) -> Option<Step> {
    /// The step of an entry in the record of an id.
    struct StepOf<'a>(&'a str, u64);

    impl TableVisitor for StepOf<'_> {
        type Out = Option<Step>;

        fn visit<T: Tabled>(self, table: &Table<T>) -> Option<Step> {
            let steps = &table.find_kept(self.0)?.steps;
            let at = steps.binary_search_by_key(&self.1, |step| step.seq).ok()?;
            steps.get(at).cloned()
        }
    }

    register.visit(about.noun, StepOf(&about.id, seq)).flatten()
}
