// SPDX-License-Identifier: EUPL-1.2
//! Findings: what follows from the record by a rule with a code, of any day.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::finding::{
    Findings, Found, Rule, State, list_remarks, list_since_spoken,
};
use wegmarke_domain::text::Text;

use super::asked::{Answer, Asked, Listed, Part, Query, json};
use super::model;
use super::problem::ProblemDetails;

/// Which findings.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Which {
    /// Code of a rule, such as `no-lead`.
    #[param(max_length = 60)]
    rule: Option<String>,
    /// Id of a plan.
    #[param(max_length = 200)]
    plan: Option<String>,
    /// Id of an organisation whose it is to act.
    #[param(max_length = 200)]
    organisation: Option<String>,
    /// `open`, `explained`, `contested`, or `fixed`: those that somebody spoke about and that follow no more.
    /// Left out: all that follow.
    #[param(max_length = 20)]
    state: Option<String>,
    /// The day of the register; left out: today.
    #[param(value_type = Option<model::Day>, inline)]
    as_of: Option<Date>,
    /// Most things that are sent.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<u16>,
    /// Where the list goes on, as `next` of the part before said.
    #[param(max_length = 4096)]
    cursor: Option<String>,
}

/// One finding.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct One {
    /// Its id.
    #[param(max_length = 1000)]
    id: String,
    /// The day of the register; left out: today.
    #[param(value_type = Option<model::Day>, inline)]
    as_of: Option<Date>,
}

/// What follows from the record by a rule. It is no score of a plan.
#[derive(Debug, Serialize, ToSchema)]
pub struct RuleFinding {
    /// `{rule}/{what it is about}`, or `{rule}.{detail}/{what it is about}`.
    id: String,
    /// Code of the rule.
    rule: &'static str,
    /// What it is about.
    #[schema(value_type = model::About)]
    about: String,
    #[schema(value_type = model::Id)]
    plan: String,
    /// Whose it is to act: who was silent, else who answers for it, else for the plan.
    #[schema(value_type = Vec<model::Id>)]
    owners: Vec<String>,
    /// How much: days, steps, times, rounds in a row.
    #[serde(skip_serializing_if = "Option::is_none")]
    amount: Option<i64>,
    /// The word that no measure names.
    #[serde(skip_serializing_if = "Option::is_none")]
    word: Option<String>,
    /// `open`, `explained` or `contested` by whom it concerns (the newest word counts), or `fixed`: it
    /// follows no more.
    state: &'static str,
    /// What organisations say to it, the newest first.
    remarks: Vec<Spoken>,
    /// The numbers of the entries it rests on. If it is fixed: those since somebody first spoke about it, of
    /// which one fixed it.
    entries: Vec<u64>,
}

/// What an organisation says to a finding.
#[derive(Debug, Serialize, ToSchema)]
pub struct Spoken {
    #[schema(value_type = model::Id)]
    by: String,
    /// `explained` or `contested`.
    stance: &'static str,
    #[schema(value_type = model::Text)]
    text: Text,
    /// The entry that says so.
    entry: u64,
}

impl RuleFinding {
    /// A finding as programs read it.
    #[must_use]
    pub fn of(register: &Register, found: &Found) -> Self {
        let owners = found.owners(register);
        Self {
            id: found.id.to_string(),
            rule: found.rule.as_str(),
            about: found.on.to_string(),
            plan: found.plan.to_string(),
            owners: owners.iter().map(ToString::to_string).collect(),
            amount: found.amount,
            word: found.word.as_ref().map(|(_, word)| word.to_string()),
            state: found.state(register).as_str(),
            remarks: list_remarks(register, &found.id)
                .into_iter()
                .map(|(entry, remark)| Spoken {
                    by: remark.organisation.to_string(),
                    stance: remark.stance.as_str(),
                    text: remark.text.clone(),
                    entry,
                })
                .collect(),
            entries: match found.is_fixed {
                true => list_since_spoken(register, found),
                false => found.entries(register),
            },
        }
    }
}

/// Makes an answer from what follows from the register of a day.
async fn answer(
    asked: &Asked,
    as_of: Option<Date>,
    make: impl FnOnce(&Register, &Findings) -> Result<Vec<u8>, ProblemDetails>,
) -> Answer {
    if let Some(kept) = asked.kept() {
        return Ok(kept);
    }
    let state = asked.app().state();
    let older = match as_of {
        Some(day) => Some(asked.app().as_of(day).await?),
        None => None,
    };
    let register = older
        .as_ref()
        .map_or(&state.register, |older| &older.register);
    let findings = asked
        .web
        .findings_of((state.version(), as_of), register)
        .await?;
    let json = make(register, &findings)?;
    Ok(asked.fresh(&state, json))
}

/// What follows from the record by rules with codes
///
/// Findings of imports, which are doubts about files, are `/api/data-findings`.
#[utoipa::path(
    get, path = "/api/findings", operation_id = "list_rule_findings", tag = "findings", params(Which),
    responses((status = 200, body = Listed<RuleFinding>), (status = 404), (status = 422))
)]
pub(crate) async fn list_findings(asked: Asked, Query(which): Query<Which>) -> Answer {
    let part = Part::new(which.limit, which.cursor.as_deref())?;
    let rule = which.rule.as_deref().map(str::parse::<Rule>).transpose();
    let rule = rule.map_err(|_| ProblemDetails::not_found("there is no rule of this code"))?;
    let state = which.state.as_deref().map(str::parse::<State>).transpose();
    let state = state.map_err(|_| ProblemDetails::of_field("state", "not_a_choice", None))?;
    answer(&asked, which.as_of, |register, findings| {
        let is_of = |found: &&Found| {
            state.is_none_or(|state| found.state(register) == state)
                && rule.is_none_or(|rule| found.rule == rule)
                && which
                    .plan
                    .as_deref()
                    .is_none_or(|plan| found.plan.as_str() == plan)
                && which.organisation.as_deref().is_none_or(|owner| {
                    let owners = found.owners(register);
                    owners.iter().any(|one| one.as_str() == owner)
                })
        };
        let all = match state {
            Some(State::Fixed) => findings.list_fixed(),
            _ => findings.list(),
        };
        let mut all: Vec<&Found> = all.iter().filter(is_of).collect();
        all.sort_by(|a, b| a.id.cmp(&b.id));
        let all = all.into_iter();
        let part = part.of(all.map(|found| (found.id.to_string(), found)));
        json(&part.map(|found| RuleFinding::of(register, found)))
    })
    .await
}

/// A finding, by its id
#[utoipa::path(
    get, path = "/api/finding", operation_id = "get_rule_finding", tag = "findings", params(One),
    responses((status = 200, body = RuleFinding), (status = 404))
)]
pub(crate) async fn get_finding(asked: Asked, Query(one): Query<One>) -> Answer {
    answer(&asked, one.as_of, |register, findings| {
        let fixed = || findings.find_fixed(&one.id);
        let found = findings.find(&one.id).or_else(fixed);
        let found = found.ok_or_else(|| ProblemDetails::not_found("nothing of this id follows"))?;
        json(&RuleFinding::of(register, found))
    })
    .await
}
