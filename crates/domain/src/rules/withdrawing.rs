// SPDX-License-Identifier: EUPL-1.2
//! Taking back: one rule for everything that was stated outside of rounds. Who may state a thing takes it
//! back, with a reason; it stays readable, and stands no more.

use crate::act::Act;
use crate::id::{IndicatorId, OrganisationId, PlanId};
use crate::noun::{Noun, Subject};
use crate::problem::{Problem, codes, length};
use crate::proposal::Decision;
use crate::register::Register;
use crate::roll::{RecordAct, TableVisitor, Tabled};
use crate::rules::author::{find_own_proposal, is_taken_back, of_another, said};
use crate::rules::figures::list_values;
use crate::rules::importing::{Owner, find_owner, is_of};
use crate::rules::permission::{About, Action};
use crate::statement::Statement;
use crate::table::Table;
use crate::text::Text;

/// What it takes to do something: an action, for one's organisation or for a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Takes {
    /// The action.
    pub action: Action,
    /// The plan; `None`: one's own organisation.
    pub plan: Option<PlanId>,
}

impl Takes {
    /// Something for one's own organisation.
    #[must_use]
    pub const fn own(action: Action) -> Self {
        Self { action, plan: None }
    }

    /// Whom or what the action is about.
    #[must_use]
    pub const fn about<'a>(&'a self, own: &'a OrganisationId) -> About<'a> {
        match &self.plan {
            Some(plan) => About::Plan(plan),
            None => About::Organisation(own),
        }
    }
}

/// What it takes to take a thing back. The text of a plan is its owner's word, stated and taken back by who
/// states it; everything else is an organisation's own.
#[must_use]
pub fn takes_to_withdraw(register: &Register, by: &OrganisationId, about: &Subject) -> Takes {
    let owner = find_owner(register, about);
    let owner = owner.filter(|_| find_open(register, by, about).is_none());
    owner.map_or(Takes::own(Action::Correct), |owner| takes_of(&owner))
}

/// What it takes of whom it belongs to, to say something of a thing: the text of a plan by who states it,
/// everything else by who corrects what an organisation says.
#[must_use]
pub fn takes_of(owner: &Owner) -> Takes {
    match owner {
        Owner::Plan(plan) => Takes {
            action: Action::ImportFiles,
            plan: Some(plan.clone()),
        },
        Owner::Organisation(_) | Owner::Independent | Owner::Operator => {
            Takes::own(Action::Correct)
        }
    }
}

/// The open proposal of an organisation for a milestone: it is taken back before the milestone is.
fn find_open(register: &Register, by: &OrganisationId, about: &Subject) -> Option<u64> {
    if about.noun != Noun::Milestone {
        return None;
    }
    let own = find_own_proposal(register, by, &about.id)?;
    own.decided.is_none().then_some(own.seq)
}

/// How many things in the text of a plan stand and hang on this one: they are taken back first.
fn count_parts(register: &Register, about: &Subject) -> usize {
    /// What stands in a plan.
    struct Standing<'a>(&'a str);

    impl TableVisitor for Standing<'_> {
        type Out = usize;

        fn visit<T: Tabled>(self, table: &Table<T>) -> usize {
            table.list_of(self.0).count()
        }
    }

    let text = Noun::ALL.iter().copied();
    text.filter(|noun| noun.is_plan_text() && *noun != Noun::Plan)
        .map(|noun| match about.noun {
            Noun::Plan => register.visit(noun, Standing(&about.id)).unwrap_or(0),
            _ => register.list_referrers(about, noun).count(),
        })
        .sum()
}

/// Takes back what one stated: it stays readable, with the reason.
pub(super) fn withdraw(
    register: &Register,
    by: &OrganisationId,
    about: &Subject,
    reason: Option<&Text>,
) -> Result<Option<Statement>, Vec<Problem>> {
    let unknown = || vec![Problem::new("", codes::UNKNOWN).with(about.to_string())];
    let mut problems = Vec::new();
    match reason {
        Some(reason) => length("reason", reason, &mut problems),
        None => problems.push(Problem::new("reason", codes::REQUIRED)),
    }
    if let Some(proposal) = find_open(register, by, about) {
        let withdrawn = Statement::MilestoneWithdrawn(Decision {
            proposal,
            reason: reason.cloned(),
        });
        return match problems.is_empty() {
            true => Ok(Some(withdrawn)),
            false => Err(problems),
        };
    }
    let held = register.visit(about.noun, Holding(&about.id)).flatten();
    let Some(held) = held else {
        // A proposal that was taken back already, for a milestone that never stood.
        let own = match about.noun {
            Noun::Milestone => find_own_proposal(register, by, &about.id),
            _ => None,
        };
        return match own {
            Some(own) if is_taken_back(register, own) => Ok(None),
            _ => Err(unknown()),
        };
    };
    let owner = find_owner(register, about).ok_or_else(unknown)?;
    // What became of an organisation is a succession, a round is cancelled, and a finding follows by rule.
    if matches!(about.noun, Noun::Organisation | Noun::Round | Noun::Finding) {
        return Err(unknown());
    }
    if !is_of(register, &owner, by, about) {
        let owners = owner.list(register);
        let holder = owners.first().ok_or_else(unknown)?;
        return Err(vec![of_another(register, "", holder)]);
    }
    if !held.stands {
        return Ok(None);
    }
    let indicator = IndicatorId::new(&*about.id);
    if about.noun == Noun::Indicator && !list_values(register, &indicator).is_empty() {
        problems.push(Problem::new("", codes::HAS_VALUES));
    }
    let parts = match owner {
        Owner::Plan(_) => count_parts(register, about),
        Owner::Organisation(_) | Owner::Independent | Owner::Operator => 0,
    };
    if parts > 0 {
        problems.push(Problem::new("", codes::HAS_PARTS).with(parts.to_string()));
    }
    match problems.is_empty() {
        true => Ok(Some(said(held.dropped, reason))),
        false => Err(problems),
    }
}

/// Whether a record stands, and how it is taken back.
struct Held {
    stands: bool,
    dropped: RecordAct,
}

struct Holding<'a>(&'a str);

impl TableVisitor for Holding<'_> {
    type Out = Option<Held>;

    fn visit<T: Tabled>(self, table: &Table<T>) -> Option<Held> {
        let kept = table.find_kept(self.0)?;
        Some(Held {
            stands: kept.stands,
            dropped: T::act(Act::Dropped),
        })
    }
}
