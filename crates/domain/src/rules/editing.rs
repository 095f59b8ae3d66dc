// SPDX-License-Identifier: EUPL-1.2
//! Who keeps the record of whose plan, and what the owner may say of it.

use crate::editing::{Began, Editing, Ended, Review};
use crate::id::{OrganisationId, PlanId};
use crate::noun::Subject;
use crate::problem::{Problem, codes, length};
use crate::register::Register;
use crate::rules::author::of_another;
use crate::rules::permission::list_owners;
use crate::rules::whose::{Confirmation, find_whose, list_recorded};
use crate::statement::{Said, Statement};
use crate::text::Text;

/// Whose plan it would be that an editor keeps the record of: who leads or coordinates it, as it is on record,
/// or, of one that is not, whom the editor names.
#[must_use]
pub fn list_owners_of(
    register: &Register,
    plan: &PlanId,
    named: &[OrganisationId],
) -> Vec<OrganisationId> {
    let is_known = register.plans.find_kept(plan.as_str()).is_some();
    if is_known {
        return list_owners(register, plan);
    }
    let mut named = named.to_vec();
    named.sort();
    named.dedup();
    named
}

/// That an organisation keeps the record of a plan; `None`: it does already. `takes_part`: those of its owners
/// that have an account.
///
/// # Errors
/// Everything that is wrong.
pub fn begin(
    register: &Register,
    by: &OrganisationId,
    plan: &PlanId,
    began: Began,
    takes_part: &[OrganisationId],
) -> Result<Option<Said>, Vec<Problem>> {
    let edited = register.find_edited(plan.as_str());
    if edited.is_some_and(|edited| edited.find_open(by).is_some()) {
        return Ok(None);
    }
    let mut problems = Vec::new();
    length("reason", &began.reason, &mut problems);
    let is_known = register.plans.find_kept(plan.as_str()).is_some();
    if !is_known && !is_id(plan.as_str()) {
        problems.push(Problem::new("plan", codes::UNKNOWN).with(plan.as_str()));
    }
    if !is_known && began.of.is_empty() {
        problems.push(Problem::new("of", codes::REQUIRED));
    }
    for owner in &began.of {
        if owner == by {
            problems.push(Problem::new("of", codes::ONES_OWN));
        } else if register.organisations.find(owner.as_str()).is_none() {
            problems.push(Problem::new("of", codes::UNKNOWN).with(owner.as_str()));
        } else if takes_part.contains(owner) {
            let name = of_another(register, "of", owner).detail;
            let problem = Problem::new("of", codes::TAKES_PART);
            problems.push(problem.with(name.unwrap_or_default()));
        }
    }
    match problems.is_empty() {
        true => Ok(Some(of_plan(plan, Editing::Began(began)))),
        false => Err(problems),
    }
}

/// What an id of a plan is made of.
fn is_id(words: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !words.is_empty() && words.len() <= 60 && words.chars().all(fits)
}

/// That an editor keeps the record of a plan no more: itself says it, or the owner.
///
/// # Errors
/// Everything that is wrong.
pub fn end(
    register: &Register,
    by: &OrganisationId,
    plan: &PlanId,
    ended: Ended,
) -> Result<Said, Vec<Problem>> {
    let edited = register.find_edited(plan.as_str());
    if edited.is_none_or(|edited| edited.find_open(&ended.editor).is_none()) {
        let unknown = Problem::new("editor", codes::UNKNOWN).with(ended.editor.as_str());
        return Err(vec![unknown]);
    }
    if ended.editor != *by && !list_owners(register, plan).contains(by) {
        return Err(vec![of_another(register, "", &ended.editor)]);
    }
    let mut problems = Vec::new();
    length("reason", &ended.reason, &mut problems);
    match problems.is_empty() {
        true => Ok(of_plan(plan, Editing::Ended(ended))),
        false => Err(problems),
    }
}

/// What an owner says of what an editor recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewing {
    /// Of what; empty: of everything.
    pub about: Vec<Subject>,
    /// Whether it contests; else it confirms.
    pub contests: bool,
    /// The newest entry that was seen; `None`: the newest there is.
    pub through: Option<u64>,
    /// Why.
    pub reason: Option<Text>,
}

/// What an owner says of what was recorded, one statement for each thing. What it said already of the same is
/// left out.
///
/// # Errors
/// Everything that is wrong.
pub fn review(
    register: &Register,
    by: &OrganisationId,
    plan: &PlanId,
    reviewing: &Reviewing,
) -> Result<Vec<Said>, Vec<Problem>> {
    let owners = list_owners(register, plan);
    if !owners.contains(by) {
        let other = owners.first().map(|owner| of_another(register, "", owner));
        return Err(vec![other.unwrap_or_else(|| {
            Problem::new("", codes::UNKNOWN).with(plan.as_str())
        })]);
    }
    let mut problems = Vec::new();
    match &reviewing.reason {
        Some(reason) => length("reason", reason, &mut problems),
        None if reviewing.contests => problems.push(Problem::new("reason", codes::REQUIRED)),
        None => {}
    }
    let newest = register.size().saturating_sub(1);
    let through = reviewing.through.unwrap_or(newest);
    if through > newest {
        problems.push(Problem::new("through", codes::UNKNOWN).with(through.to_string()));
    }
    for about in &reviewing.about {
        let is_of_plan = about.plan() == Some(plan.as_str());
        let whose = find_whose(register, about).filter(|_| is_of_plan);
        if whose.and_then(|whose| whose.recorded).is_none() {
            problems.push(Problem::new("about", codes::UNKNOWN).with(about.to_string()));
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let review = Review {
        through,
        whole: reviewing.about.is_empty(),
        reason: reviewing.reason.clone(),
    };
    let becomes = match reviewing.contests {
        true => Confirmation::Contested,
        false => Confirmation::Confirmed,
    };
    let said = |about: Subject| {
        let editing = match reviewing.contests {
            true => Editing::Contested(review.clone()),
            false => Editing::Confirmed(review.clone()),
        };
        Said::new(about, Statement::Edited(editing))
    };
    if reviewing.about.is_empty() {
        let all = list_recorded(register, plan);
        let is_said = all.iter().all(|(_, one)| one.confirmation == becomes);
        return Ok(match is_said {
            true => Vec::new(),
            false => vec![said(Subject::new(crate::noun::Noun::Plan, plan.as_str()))],
        });
    }
    let is_said = |about: &Subject| {
        let whose = find_whose(register, about).and_then(|whose| whose.recorded);
        whose.is_some_and(|recorded| recorded.confirmation == becomes)
    };
    let new = reviewing.about.iter();
    let new = new.filter(|about| reviewing.contests || !is_said(about));
    Ok(new.cloned().map(said).collect())
}

fn of_plan(plan: &PlanId, editing: Editing) -> Said {
    let about = Subject::new(crate::noun::Noun::Plan, plan.as_str());
    Said::new(about, Statement::Edited(editing))
}
