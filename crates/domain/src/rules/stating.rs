// SPDX-License-Identifier: EUPL-1.2
//! Stating figures. Who stated a thing: only they change it or take it back.
//!
//! What an organisation says in its own name carries that name (values, money, events), or is stated by
//! its entry (indicators). Who imports a plan for the coordination office states what is in it.

use crate::act::Act;
use crate::context::Context;
use crate::figure::{Figure, States, Stating};
use crate::funding::Funding;
use crate::id::{OrganisationId, PlanId, is_of_plan};
use crate::indicator::{Indicator, Value};
use crate::milestone::Milestone;
use crate::noun::{Noun, Subject};
use crate::problem::{Problem, codes, length};
use crate::proposal::{Proposal, Proposed};
use crate::record::{Record, differences};
use crate::register::Register;
use crate::roll::{TableVisitor, Tabled};
use crate::rules::author::{find_own_proposal, said};
pub use crate::rules::author::{find_stating, find_step, is_taken_back, of_another};
use crate::rules::correcting::{find_correction, takes_to_decide};
use crate::rules::figures::list_values;
use crate::rules::finding;
use crate::rules::permission::Action;
use crate::rules::voices::answers_for;
use crate::rules::withdrawing::{Takes, takes_to_withdraw, withdraw};
use crate::statement::Statement;
use crate::table::Table;
use crate::text::Text;

/// Whether an organisation may change an indicator: it stated it.
#[must_use]
pub fn may_change_indicator(register: &Register, by: &OrganisationId, id: &str) -> bool {
    let kept = register.indicators.find_kept(id);
    kept.is_none_or(|kept| !kept.stands || find_stating(register, kept) == Some(by))
}

/// What it takes to state something of a figure.
#[must_use]
pub fn takes_to_state(register: &Register, by: &OrganisationId, figure: &Figure) -> Takes {
    match figure {
        Figure::Indicator(_)
        | Figure::Value(_)
        | Figure::Funding(_)
        | Figure::Context(_)
        | Figure::Remark(_) => Takes::own(Action::StateFigures),
        Figure::Milestone(_) => Takes::own(Action::ProposeMilestone),
        Figure::Withdrawal(about) => takes_to_withdraw(register, by, about),
    }
}

/// The same for a form, before it says anything.
#[must_use]
pub fn takes_for(register: &Register, by: &OrganisationId, stating: &Stating) -> Takes {
    match stating {
        Stating::Milestone(_) | Stating::MilestoneOf(_) => Takes::own(Action::ProposeMilestone),
        Stating::Proposal(seq) => match find_correction(register, *seq) {
            Some((about, _)) => {
                takes_to_decide(register, about).unwrap_or(Takes::own(Action::Correct))
            }
            None => Takes {
                action: Action::ConfirmMilestone,
                plan: stating.plan(register),
            },
        },
        Stating::Withdrawal(about) => takes_to_withdraw(register, by, about),
        Stating::Funding(_)
        | Stating::Indicator(_)
        | Stating::IndicatorOf(_)
        | Stating::Value(_)
        | Stating::Context(_)
        | Stating::ContextOf(_)
        | Stating::Remark(_) => Takes::own(Action::StateFigures),
    }
}

impl Stating {
    /// What it is about, if that is on record.
    #[must_use]
    pub fn subject(&self, register: &Register) -> Option<Subject> {
        let subject = match self {
            Self::Funding(id) | Self::Milestone(id) => id.subject(),
            Self::Indicator(id) | Self::Context(id) => id.subject(),
            Self::ContextOf(id) => id.subject(),
            Self::Remark(finding) => return finding::find_about(register, finding),
            Self::IndicatorOf(id) | Self::Value(id) => id.subject(),
            Self::MilestoneOf(id) => id.subject(),
            Self::Withdrawal(about) => {
                return find_newest(register, about).map(|_| about.clone());
            }
            Self::Proposal(seq) => {
                let milestone = find_proposal(register, *seq);
                let milestone = milestone.map(|one| one.proposal.milestone.subject());
                let correction = || Some(find_correction(register, *seq)?.0.clone());
                return milestone.or_else(correction);
            }
        };
        register.stands(&subject).then_some(subject)
    }

    /// The plan it belongs to.
    #[must_use]
    pub fn plan(&self, register: &Register) -> Option<PlanId> {
        let subject = self.subject(register)?;
        Some(PlanId::new(subject.plan()?))
    }

    /// The form in which a figure is stated; `None` for a milestone of no measure.
    #[must_use]
    pub fn of(register: &Register, figure: &Figure) -> Option<Self> {
        let plan = |subject: Subject| PlanId::new(subject.plan().unwrap_or_default());
        Some(match figure {
            Figure::Indicator(one) if register.stands(&one.subject()) => {
                Self::IndicatorOf(one.id.clone())
            }
            Figure::Indicator(one) => Self::Indicator(plan(one.subject())),
            Figure::Value(one) => Self::Value(one.indicator.clone()),
            Figure::Funding(one) => Self::Funding(one.measure.clone()),
            Figure::Context(one) if register.stands(&one.subject()) => {
                Self::ContextOf(one.id.clone())
            }
            Figure::Context(one) => Self::Context(plan(one.subject())),
            Figure::Remark(one) => Self::Remark(one.finding().into()),
            Figure::Milestone(one) if register.stands(&one.subject()) => {
                Self::MilestoneOf(one.id.clone())
            }
            Figure::Milestone(one) => Self::Milestone(one.measures.first()?.clone()),
            Figure::Withdrawal(about) => Self::Withdrawal(about.clone()),
        })
    }
}

/// A proposal by its entry.
#[must_use]
pub fn find_proposal(register: &Register, seq: u64) -> Option<&Proposed> {
    let line = register.find_line(seq)?;
    if line.subject.noun != Noun::Milestone {
        return None;
    }
    let mut proposals = register.list_proposals(&line.subject.id);
    proposals.find(|proposed| proposed.seq == seq)
}

/// The newest entry about a figure: what somebody has to have seen who changes it.
#[must_use]
pub fn find_newest(register: &Register, about: &Subject) -> Option<u64> {
    struct Newest<'a>(&'a str);

    impl TableVisitor for Newest<'_> {
        type Out = Option<u64>;

        fn visit<T: Tabled>(self, table: &Table<T>) -> Option<u64> {
            Some(table.find_kept(self.0)?.steps.last()?.seq)
        }
    }

    let step = register.visit(about.noun, Newest(&about.id)).flatten();
    let proposed = match about.noun {
        Noun::Milestone => register.list_proposals(&about.id).last(),
        _ => None,
    };
    step.max(proposed.map(|one| one.decided.map_or(one.seq, |(decided, _)| decided)))
}

/// Whether an organisation may speak of what a figure is of: a milestone serves only measures that it
/// answers for, now and then. Nobody takes one from another's measure.
#[must_use]
pub fn is_theirs(register: &Register, by: &OrganisationId, figure: &Figure) -> bool {
    let Figure::Milestone(milestone) = figure else {
        return true;
    };
    let known = register.milestones.find(milestone.id.as_str());
    let now = known.map_or(&[][..], |known| &known.measures);
    let mut all = milestone.measures.iter().chain(now);
    all.all(|id| answers_for(register, by, &id.subject()))
}

/// What an organisation says so that a figure stands as it wants; `None` if it does already.
///
/// # Errors
/// Everything that is wrong with it.
pub fn decide(
    register: &Register,
    by: &OrganisationId,
    states: &States,
) -> Result<Option<Statement>, Vec<Problem>> {
    let reason = states.reason.as_ref();
    let mut problems = match &states.figure {
        Figure::Indicator(indicator) => of_indicator(register, indicator, by),
        Figure::Value(value) => of_value(register, value, by),
        Figure::Funding(funding) => of_funding(register, funding, by),
        Figure::Context(context) => of_context(register, context, by),
        Figure::Remark(remark) => finding::problems(register, remark, by),
        Figure::Milestone(milestone) => return propose(register, by, milestone, reason),
        Figure::Withdrawal(about) => return withdraw(register, by, about, reason),
    };
    if let Some(reason) = reason {
        length("reason", reason, &mut problems);
    }
    let (statement, changes) = match &states.figure {
        Figure::Value(value) => act(&register.values, value, reason),
        Figure::Funding(funding) => act(&register.fundings, funding, reason),
        Figure::Context(context) => act(&register.contexts, context, reason),
        Figure::Remark(remark) => act(&register.remarks, remark, reason),
        Figure::Indicator(indicator) => {
            let (statement, _) = act(&register.indicators, indicator, reason);
            // An indicator carries the reason itself, once there is a value to compare.
            (statement, false)
        }
        Figure::Milestone(_) | Figure::Withdrawal(_) => (None, false),
    };
    // What is another's is not theirs to change, with a reason or without.
    let others = problems.iter();
    let others = others.filter(|problem| problem.code == codes::STATED_BY_ANOTHER);
    if changes && reason.is_none() && others.count() == 0 {
        problems.push(Problem::new("reason", codes::REQUIRED));
    }
    match problems.is_empty() {
        true => Ok(statement),
        false => Err(problems),
    }
}

/// What has to be said so that it stands like this, and whether that changes what stood.
fn act<T: Tabled>(
    table: &Table<T>,
    record: &T,
    reason: Option<&Text>,
) -> (Option<Statement>, bool) {
    let id: &str = std::borrow::Borrow::borrow(record.id());
    let before = table.find(id);
    let act = match before {
        Some(before) if before == record => return (None, false),
        Some(before) => Act::Changed(differences(before, record)),
        None => Act::Stated(record.clone().into()),
    };
    (Some(said(T::act(act), reason)), before.is_some())
}

fn propose(
    register: &Register,
    by: &OrganisationId,
    milestone: &Milestone,
    reason: Option<&Text>,
) -> Result<Option<Statement>, Vec<Problem>> {
    let proposal = Proposal {
        milestone: milestone.clone(),
        reason: reason.cloned(),
    };
    let open = find_own_proposal(register, by, milestone.id.as_str());
    if open.is_some_and(|open| open.decided.is_none() && open.proposal == proposal) {
        return Ok(None);
    }
    let problems = proposal.problems(register);
    match problems.is_empty() {
        true => Ok(Some(Statement::MilestoneProposed(Box::new(proposal)))),
        false => Err(problems),
    }
}

fn of_indicator(register: &Register, indicator: &Indicator, by: &OrganisationId) -> Vec<Problem> {
    let kept = register.indicators.find_kept(indicator.id.as_str());
    // Also where it was taken back: its history is somebody else's.
    let holder = kept.and_then(|kept| find_stating(register, kept));
    if let Some(holder) = holder.filter(|holder| *holder != by) {
        // What else is wrong with it is not theirs to mend.
        return vec![of_another(register, "title", holder)];
    }
    let before = kept.filter(|kept| kept.stands);
    let before = before.map(|kept| &*kept.record);
    let used = !list_values(register, &indicator.id).is_empty();
    let mut problems = indicator.problems(before, used);
    for id in &indicator.measures {
        if register.measures.find(id.as_str()).is_none() {
            problems.push(Problem::new("measures", codes::UNKNOWN).with(id.as_str()));
        }
    }
    let subject = indicator.subject();
    let plan = subject.plan().unwrap_or_default();
    if register.plans.find(plan).is_none() || !is_of_plan(indicator.id.as_str(), plan) {
        problems.push(Problem::new("id", codes::UNKNOWN).with(indicator.id.as_str()));
    }
    problems
}

fn of_value(register: &Register, value: &Value, by: &OrganisationId) -> Vec<Problem> {
    let mut problems = own(&value.organisation, by);
    let id = format!("{}/{}/{}", value.indicator, value.organisation, value.on);
    if value.id.as_str() != id {
        problems.push(Problem::new("id", codes::UNKNOWN).with(value.id.as_str()));
    }
    // What a signed file says comes with that file, never by hand.
    if let Some(bundle) = value.bundles.first() {
        problems.push(Problem::new("bundles", codes::UNKNOWN).with(&*bundle.sha256));
    }
    match register.indicators.find(value.indicator.as_str()) {
        None => {
            problems.push(Problem::new("indicator", codes::UNKNOWN).with(value.indicator.as_str()))
        }
        Some(indicator) if !indicator.takes(value.reading) => {
            problems.push(Problem::new("reading", codes::NOT_A_CHOICE));
        }
        Some(_) => {}
    }
    problems
}

fn of_context(register: &Register, context: &Context, by: &OrganisationId) -> Vec<Problem> {
    let mut problems = own(&context.organisation, by);
    problems.extend(context.problems(register));
    let kept = register.contexts.find_kept(context.id.as_str());
    let holder = kept.filter(|kept| !kept.stands);
    let holder = holder.map(|kept| &kept.record.organisation);
    if let Some(holder) = holder.filter(|holder| *holder != by) {
        problems.push(of_another(register, "title", holder));
    }
    problems
}

fn of_funding(register: &Register, funding: &Funding, by: &OrganisationId) -> Vec<Problem> {
    let mut problems = own(&funding.organisation, by);
    let id = format!(
        "{}/{}/{}",
        funding.measure, funding.year, funding.organisation
    );
    if funding.id.as_str() != id {
        problems.push(Problem::new("id", codes::UNKNOWN).with(funding.id.as_str()));
    }
    if register.measures.find(funding.measure.as_str()).is_none() {
        problems.push(Problem::new("measure", codes::UNKNOWN).with(funding.measure.as_str()));
    }
    problems.extend(funding.problems());
    problems
}

/// Nobody states a figure in another one's name.
fn own(organisation: &OrganisationId, by: &OrganisationId) -> Vec<Problem> {
    if organisation == by {
        return Vec::new();
    }
    vec![Problem::new("organisation", codes::NOT_A_CHOICE).with(organisation.as_str())]
}
