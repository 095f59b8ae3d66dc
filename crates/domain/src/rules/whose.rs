// SPDX-License-Identifier: EUPL-1.2
//! Whose word something is: one answer for what was signed, for what the operator entered for somebody, and for
//! what an editor recorded of another one's plan. Pages, files and the API tell it from here.

use crate::editing::EditedPlan;
use crate::hand::Vouched;
use crate::id::{OrganisationId, PlanId};
use crate::noun::{Noun, Subject};
use crate::register::{LogLine, Register};
use crate::roll::{TableVisitor, Tabled};
use crate::rules::permission::list_owners;
use crate::table::{StepKind, Table};
use crate::words::words;

words! {
    /// What the owner made of what an editor recorded.
    Confirmation {
        /// Nothing yet.
        Open => "not-confirmed",
        /// It is so.
        Confirmed => "confirmed",
        /// The owner said it otherwise since, itself.
        Corrected => "corrected",
        /// It is not so, and the owner says why.
        Contested => "contested",
    }
}

/// What an editor recorded of another one's plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The editor.
    pub by: OrganisationId,
    /// Whose plan it is; empty: no source names anybody.
    pub of: Vec<OrganisationId>,
    /// What the owner made of it.
    pub confirmation: Confirmation,
    /// The entry in which the owner did.
    pub seq: Option<u64>,
}

/// Whose word something is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whose {
    /// The entry that is meant.
    pub seq: u64,
    /// What shows that it is the word of the organisation in whose name it stands.
    pub vouched: Vouched,
    /// An editor recorded it; `None`: who may say it by itself did.
    pub recorded: Option<Recorded>,
}

/// Whose word an entry is.
#[must_use]
pub fn whose_entry(register: &Register, line: &LogLine) -> Whose {
    Whose {
        seq: line.seq,
        vouched: line.vouched(),
        recorded: find_recorded(register, &line.subject, line),
    }
}

/// Whose word it is what stands of a thing; `None`: nothing stands of it, or it is said in a round.
#[must_use]
pub fn find_whose(register: &Register, about: &Subject) -> Option<Whose> {
    let steps = list_steps(register, about);
    let newest = register.find_line(*steps.last()?)?;
    let mut whose = whose_entry(register, newest);
    if whose.recorded.is_none() && find_edited(register, about).is_some() {
        // The owner corrected a part of it: who recorded the rest is still told.
        let mut lines = steps
            .iter()
            .rev()
            .filter_map(|seq| register.find_line(*seq));
        whose.recorded = lines.find_map(|line| find_recorded(register, about, line));
    }
    Some(whose)
}

/// The same for what an editor recorded only; `None`: its owner said it. Quick where no editor ever was.
#[must_use]
pub fn find_recorded_of(register: &Register, about: &Subject) -> Option<Recorded> {
    find_edited(register, about)?;
    find_whose(register, about)?.recorded
}

/// What an editor recorded that stands in the text of a plan, and what its owner made of it.
#[must_use]
pub fn list_recorded(register: &Register, plan: &PlanId) -> Vec<(Subject, Recorded)> {
    if register.find_edited(plan.as_str()).is_none() {
        return Vec::new();
    }
    let text = Noun::ALL.iter().copied().filter(|noun| noun.is_plan_text());
    let all = text.flat_map(|noun| match noun {
        Noun::Plan => vec![Subject::new(noun, plan.as_str())],
        _ => register
            .visit(noun, Listing(plan.as_str()))
            .unwrap_or_default(),
    });
    all.filter(|about| register.stands(about))
        .filter_map(|about| {
            let recorded = find_whose(register, &about)?.recorded?;
            Some((about, recorded))
        })
        .collect()
}

/// Whether the owner of a plan itself stated a thing, or confirmed it as it stands: then no editor changes it.
#[must_use]
pub fn is_owners_word(register: &Register, about: &Subject) -> bool {
    let Some(plan) = about.plan() else {
        return false;
    };
    let owners = list_owners(register, &PlanId::new(plan));
    let confirmed = find_whose(register, about).and_then(|whose| whose.recorded);
    if confirmed.is_some_and(|recorded| recorded.confirmation == Confirmation::Confirmed) {
        return true;
    }
    let steps = list_steps(register, about);
    let mut lines = steps.iter().filter_map(|seq| register.find_line(*seq));
    // What the operator entered for the owner is not its own hand.
    lines.any(|line| line.vouched() != Vouched::Operator && owners.contains(&line.by))
}

fn find_edited<'a>(register: &'a Register, about: &Subject) -> Option<&'a EditedPlan> {
    let plan = about.plan().filter(|_| about.noun.is_plan_text())?;
    register.find_edited(plan)
}

/// What an editor recorded with an entry; `None`: it was no editor, or the entry says nothing of a plan's text.
fn find_recorded(register: &Register, about: &Subject, line: &LogLine) -> Option<Recorded> {
    let edited = find_edited(register, about)?;
    if line.kind.starts_with("editing.") || line.kind.ends_with(".proposed") {
        return None;
    }
    let term = edited.find_term(&line.by, line.seq)?;
    let plan = PlanId::new(about.plan()?);
    let owners = list_owners(register, &plan);
    let of = match owners.is_empty() {
        true => term.of.clone(),
        false => owners.clone(),
    };
    let reviewed = edited.reviews().rfind(|one| one.covers(line.seq, about));
    let reviewed = reviewed.map(|one| match one.contests {
        true => (Confirmation::Contested, one.seq),
        false => (Confirmation::Confirmed, one.seq),
    });
    let steps = list_steps(register, about);
    let later = steps.into_iter().rev().take_while(|seq| *seq > line.seq);
    let corrected = later
        .filter_map(|seq| register.find_line(seq))
        .find(|line| owners.contains(&line.by) && edited.find_term(&line.by, line.seq).is_none());
    let corrected = corrected.map(|line| (Confirmation::Corrected, line.seq));
    let newest = reviewed
        .into_iter()
        .chain(corrected)
        .max_by_key(|(_, seq)| *seq);
    Some(Recorded {
        by: line.by.clone(),
        of,
        confirmation: newest.map_or(Confirmation::Open, |(confirmation, _)| confirmation),
        seq: newest.map(|(_, seq)| seq),
    })
}

/// Entries that made a thing what it is, oldest first.
fn list_steps(register: &Register, about: &Subject) -> Vec<u64> {
    struct Steps<'a>(&'a str);

    impl TableVisitor for Steps<'_> {
        type Out = Vec<u64>;

        fn visit<T: Tabled>(self, table: &Table<T>) -> Vec<u64> {
            let steps = table.find_kept(self.0).map(|kept| kept.steps.iter());
            let says = steps.into_iter().flatten();
            let says = says.filter(|step| !matches!(step.what, StepKind::Noted));
            says.map(|step| step.seq).collect()
        }
    }

    register
        .visit(about.noun, Steps(&about.id))
        .unwrap_or_default()
}

/// What stands in a plan, of one noun.
struct Listing<'a>(&'a str);

impl TableVisitor for Listing<'_> {
    type Out = Vec<Subject>;

    fn visit<T: Tabled>(self, table: &Table<T>) -> Vec<Subject> {
        table
            .list_of(self.0)
            .map(crate::record::Record::subject)
            .collect()
    }
}
