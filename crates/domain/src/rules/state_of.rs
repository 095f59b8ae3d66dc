// SPDX-License-Identifier: EUPL-1.2
//! What became of an entry: whether it still holds, was said otherwise since, or was taken back.

use crate::noun::Noun;
use crate::register::{LogLine, Register};
use crate::roll::{TableVisitor, Tabled};
use crate::rules::correcting::find_correction;
use crate::rules::stating::find_proposal;
use crate::submission::Submitted;
use crate::table::{StepKind, Table};
use crate::words::words;

words! {
    /// What became of an entry.
    EntryState {
        /// It holds.
        Present => "present",
        /// Its body is sealed.
        Sealed => "sealed",
        /// Who said it, or whose it is, said otherwise since.
        Corrected => "corrected",
        /// It was taken back, or takes something back.
        TakenBack => "taken-back",
        /// A proposal that nobody decided yet.
        Open => "open",
        /// A proposal that was taken up.
        Accepted => "accepted",
        /// A proposal that was declined.
        Declined => "declined",
    }
}

/// What became of an entry.
#[must_use]
pub fn find_state(register: &Register, line: &LogLine) -> EntryState {
    let verb = line.kind.split_once('.').map_or("", |(_, verb)| verb);
    match verb {
        "dropped" | "withdrawn" => return EntryState::TakenBack,
        "proposed" => return of_proposal(register, line),
        _ => {}
    }
    if line.subject.noun.is_contribution() {
        return of_contribution(register, line);
    }
    if let Some(submitted) = register.find_submitted(&line.subject) {
        return of_sealed(register, submitted, line.seq);
    }
    if !matches!(verb, "stated" | "changed" | "confirmed" | "accepted") {
        return EntryState::Present;
    }
    let found = register.visit(
        line.subject.noun,
        Since {
            id: &line.subject.id,
            seq: line.seq,
        },
    );
    found.unwrap_or(EntryState::Present)
}

fn of_proposal(register: &Register, line: &LogLine) -> EntryState {
    let decided = match line.subject.noun {
        Noun::Milestone if &*line.kind == "milestone.proposed" => {
            find_proposal(register, line.seq).and_then(|one| one.decided)
        }
        _ => find_correction(register, line.seq).and_then(|(_, one)| one.decided),
    };
    match decided {
        None => EntryState::Open,
        Some((_, true)) => EntryState::Accepted,
        Some((seq, false)) => {
            let by = register.find_line(seq);
            match by.is_some_and(|by| by.kind.ends_with(".withdrawn")) {
                true => EntryState::TakenBack,
                false => EntryState::Declined,
            }
        }
    }
}

fn of_contribution(register: &Register, line: &LogLine) -> EntryState {
    let Some(one) = register.find_contribution(&line.subject) else {
        return EntryState::Present;
    };
    let mut versions = one.versions.iter();
    let sealed = versions.any(|version| version.seq == line.seq && version.voiced.is_none());
    match one.newest() {
        _ if sealed => EntryState::Sealed,
        Some(newest) if newest.kind.ends_with(".withdrawn") => EntryState::TakenBack,
        Some(newest) if newest.seq > line.seq => EntryState::Corrected,
        _ => EntryState::Present,
    }
}

fn of_sealed(register: &Register, submitted: &Submitted, seq: u64) -> EntryState {
    let mut versions = submitted.versions.iter();
    let is_hidden = versions.any(|version| version.seq == seq && version.answer.is_none());
    if is_hidden || register.find_opening(&submitted.name.inquiry).is_none() {
        return EntryState::Sealed;
    }
    let answer = submitted.name.answer();
    let id = answer.as_str();
    let found = register.visit(Noun::Answer, Since { id, seq });
    found.unwrap_or(EntryState::Present)
}

/// What became of a record since an entry.
struct Since<'a> {
    id: &'a str,
    seq: u64,
}

impl TableVisitor for Since<'_> {
    type Out = EntryState;

    fn visit<T: Tabled>(self, table: &Table<T>) -> EntryState {
        let Some(kept) = table.find_kept(self.id) else {
            return EntryState::Present;
        };
        let mut later = kept.steps.iter().filter(|step| step.seq > self.seq);
        let changed =
            later.any(|step| matches!(step.what, StepKind::Changed(_) | StepKind::Returned(_)));
        match (kept.stands, changed) {
            (false, _) => EntryState::TakenBack,
            (true, true) => EntryState::Corrected,
            (true, false) => EntryState::Present,
        }
    }
}
