// SPDX-License-Identifier: EUPL-1.2
//! One finding: its rule, what it is about, whose it is to act, and what it rests on.

use std::collections::BTreeSet;

use crate::id::{OrganisationId, PlanId};
use crate::noun::{Noun, Subject};
use crate::register::Register;
use crate::roll::{TableVisitor, Tabled};
use crate::rules::balance::Dimension;
use crate::rules::permission::list_owners;
use crate::rules::question::Question;
use crate::table::Table;
use crate::words::words;

words! {
    /// The stable codes of rules. Each has a title, a sentence and an explanation in the language files.
    Rule {
        /// A promise has no body that answers for it.
        NoLead => "no-lead",
        /// A promise has no date.
        NoDate => "no-date",
        /// Nobody says what a promise costs and who pays.
        NoMoney => "no-money",
        /// What the plan says of a measure is not recorded here.
        NotRecorded => "not-recorded",
        /// A promise only examines something.
        OnlyExamine => "only-examine",
        /// A group or form of exploitation is named by no measure of a plan.
        Unnamed => "unnamed",
        /// Who was asked in the last round said nothing.
        Silent => "silent",
        /// The voices disagree on how far a measure is.
        Apart => "apart",
        /// A milestone is overdue.
        Overdue => "overdue",
        /// The date of a milestone was moved.
        Moved => "moved",
        /// The money of a measure ends before the measure does.
        MoneyEnds => "money-ends",
        /// Two sources give different figures for one thing.
        SourcesDiffer => "sources-differ",
        /// A demand was judged, and by nobody as met or partly met by the plan.
        Unmet => "unmet",
        /// Nobody judged a demand or a duty for the plan.
        Unjudged => "unjudged",
        /// Authors judge one demand differently.
        AuthorsDiffer => "authors-differ",
        /// No judged demand names the measure.
        Unasked => "unasked",
        /// A citation does not lead to what it names.
        Citation => "citation",
    }
}

impl Rule {
    /// The question whose answer lists the same, if people ask one.
    #[must_use]
    pub const fn question(self) -> Option<Question> {
        match self {
            Self::NoLead => Some(Question::NoLead),
            Self::NoDate => Some(Question::NoDate),
            Self::NoMoney => Some(Question::NoMoney),
            Self::OnlyExamine => Some(Question::OnlyExamine),
            Self::Unnamed => Some(Question::Unnamed),
            Self::Silent => Some(Question::Silent),
            Self::Apart => Some(Question::Apart),
            Self::Overdue => Some(Question::Overdue),
            Self::Moved => Some(Question::Moved),
            Self::NotRecorded
            | Self::MoneyEnds
            | Self::SourcesDiffer
            | Self::Unmet
            | Self::Unjudged
            | Self::AuthorsDiffer
            | Self::Unasked
            | Self::Citation => None,
        }
    }
}

/// One thing that follows from the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// `{rule}/{what it is about}`, or `{rule}.{detail}/{what it is about}`.
    pub id: Box<str>,
    /// Why.
    pub rule: Rule,
    /// What it is about.
    pub on: Subject,
    /// Of which plan.
    pub plan: PlanId,
    /// Who, where it is about somebody: who was silent.
    pub who: Option<OrganisationId>,
    /// How much: days, steps, times, rounds in a row.
    pub amount: Option<i64>,
    /// The word that is missing.
    pub word: Option<(Dimension, Box<str>)>,
    /// What tells it from others of its rule about the same thing; empty: nothing has to.
    pub detail: Box<str>,
    /// What it follows from, itself among it.
    pub rests_on: BTreeSet<Subject>,
    /// Whether it follows no more, and somebody spoke about it.
    pub is_fixed: bool,
}

impl Found {
    pub(super) fn new(rule: Rule, plan: &str, on: Subject) -> Self {
        Self {
            id: Box::default(),
            rule,
            plan: PlanId::new(plan),
            who: None,
            amount: None,
            word: None,
            detail: Box::default(),
            rests_on: BTreeSet::from([on.clone()]),
            is_fixed: false,
            on,
        }
    }

    pub(super) fn resting(mut self, on: impl IntoIterator<Item = Subject>) -> Self {
        self.rests_on.extend(on);
        self
    }

    pub(super) fn told_by(mut self, detail: impl Into<Box<str>>) -> Self {
        self.detail = detail.into();
        self
    }

    pub(super) fn name(&self) -> String {
        let dot = if self.detail.is_empty() { "" } else { "." };
        let rule = self.rule.as_str();
        format!("{rule}{dot}{}/{}", self.detail, self.on)
    }

    /// The entries it rests on, oldest first.
    #[must_use]
    pub fn entries(&self, register: &Register) -> Vec<u64> {
        let all = self.rests_on.iter();
        let all: BTreeSet<u64> = all
            .flat_map(|about| list_entries(register, about))
            .collect();
        all.into_iter().collect()
    }

    /// Whose it is to act on: who was silent, else who answers for the thing, else for the plan; sorted.
    #[must_use]
    pub fn owners(&self, register: &Register) -> Vec<OrganisationId> {
        if let Some(who) = &self.who {
            return vec![who.clone()];
        }
        let answering = list_answering(register, &self.on);
        match answering.is_empty() {
            true => list_owners(register, &self.plan),
            false => answering.into_iter().collect(),
        }
    }

    /// Whom it concerns, who may explain or contest it: its owners, who leads or coordinates the plan, and
    /// whose word it rests on; sorted.
    #[must_use]
    pub fn concerned(&self, register: &Register) -> BTreeSet<OrganisationId> {
        let mut all: BTreeSet<OrganisationId> = self.owners(register).into_iter().collect();
        all.extend(list_owners(register, &self.plan));
        for about in &self.rests_on {
            all.extend(list_speakers(register, about));
        }
        all
    }
}

/// What the id of a finding says of it, also where it does not follow any more: its rule, and the thing.
#[must_use]
pub fn parse_id(id: &str) -> Option<(Rule, Subject)> {
    let (rule, about) = id.split_once('/')?;
    let rule = rule.split_once('.').map_or(rule, |(rule, _)| rule);
    Some((rule.parse().ok()?, about.parse().ok()?))
}

/// Numbers of the entries that made a thing what it is, oldest first.
#[must_use]
pub fn list_entries(register: &Register, about: &Subject) -> Vec<u64> {
    struct Steps<'a>(&'a str);

    impl TableVisitor for Steps<'_> {
        type Out = Vec<u64>;

        fn visit<T: Tabled>(self, table: &Table<T>) -> Vec<u64> {
            let kept = table.find_kept(self.0);
            let steps = kept.into_iter().flat_map(|kept| &kept.steps);
            steps.map(|step| step.seq).collect()
        }
    }

    register
        .visit(about.noun, Steps(&about.id))
        .unwrap_or_else(|| {
            let said = register.find_contribution(about).into_iter();
            said.flat_map(|said| said.versions.iter().map(|version| version.seq))
                .collect()
        })
}

/// Who answers for a thing by its own words.
fn list_answering(register: &Register, on: &Subject) -> BTreeSet<OrganisationId> {
    let of_measure = |id: &str| {
        let measure = register.measures.find(id);
        let leads = measure.and_then(|measure| measure.lead.value());
        leads.map_or(Vec::new(), |leads| leads.ids().to_vec())
    };
    match on.noun {
        Noun::Measure => of_measure(&on.id).into_iter().collect(),
        Noun::Milestone => {
            let Some(milestone) = register.milestones.find(&on.id) else {
                return BTreeSet::new();
            };
            let own = milestone.lead.value().into_iter();
            let own: BTreeSet<_> = own.flat_map(|leads| leads.ids().to_vec()).collect();
            match own.is_empty() {
                true => {
                    let measures = milestone.measures.iter();
                    measures.flat_map(|id| of_measure(id.as_str())).collect()
                }
                false => own,
            }
        }
        // Whoever cites is who can put a citation right.
        Noun::Coverage | Noun::Indicator => list_speakers(register, on).into_iter().collect(),
        _ => BTreeSet::new(),
    }
}

/// Whose word a thing is: who is named as its speaker, who demands it, who said it in a round.
fn list_speakers(register: &Register, about: &Subject) -> Vec<OrganisationId> {
    struct Speaker<'a>(&'a str);

    impl TableVisitor for Speaker<'_> {
        type Out = Option<OrganisationId>;

        fn visit<T: Tabled>(self, table: &Table<T>) -> Self::Out {
            table.find(self.0)?.speaker().cloned()
        }
    }

    let demand = match about.noun {
        Noun::Recommendation => register.recommendations.find(&about.id),
        _ => None,
    };
    let issuers = demand
        .into_iter()
        .flat_map(|demand| demand.issuers().cloned());
    let said = register.find_contribution(about);
    let said = said.map(|said| said.address.by.clone());
    let speaker = register.visit(about.noun, Speaker(&about.id)).flatten();
    issuers.chain(speaker).chain(said).collect()
}
