// SPDX-License-Identifier: EUPL-1.2
//! The list of each rule, from what the other rules compute.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::found::{Found, Rule};
use super::{citing, stated};
use crate::contribution::Says;
use crate::id::{MeasureId, slug};
use crate::noun::{Noun, Subject};
use crate::record::Record as _;
use crate::register::Register;
use crate::report::Report;
use crate::round::Round;
use crate::rules::axes;
use crate::rules::covering;
use crate::rules::evaluability::is_recorded;
use crate::rules::figures::list_values;
use crate::rules::gap;
use crate::rules::money::{Years, find_end, list_differing};
use crate::rules::question::{Asking, Question, Row, find_last_round};
use crate::rules::seen::{Seen, seen};
use crate::rules::voices::{SPEAKING, list_about};

/// Everything that follows, or what follows by one rule, in no order.
pub(super) fn list(register: &Register, today: Date, only: Option<Rule>) -> Vec<Found> {
    let mut all = Vec::new();
    let wants = |rules: &[Rule]| only.is_none_or(|only| rules.contains(&only));
    for plan in register.plans.list() {
        let plan = plan.id.as_str();
        for rule in Rule::ALL.iter().filter(|rule| wants(&[**rule])) {
            asked(register, plan, today, *rule, &mut all);
        }
        if wants(&[Rule::NotRecorded]) {
            unrecorded(register, plan, &mut all);
        }
        if wants(&[Rule::MoneyEnds, Rule::SourcesDiffer]) {
            money(register, plan, &mut all);
            values(register, plan, &mut all);
            facts(register, plan, &mut all);
            stated::numbers(register, plan, &mut all);
        }
        if wants(&[Rule::Citation]) {
            citing::list(register, plan, &mut all);
        }
    }
    let judging = [
        Rule::Unmet,
        Rule::Unasked,
        Rule::Unjudged,
        Rule::AuthorsDiffer,
    ];
    if wants(&judging) {
        demands(register, &mut all);
    }
    all.retain(|found| wants(&[found.rule]));
    all
}

/// What the question of a rule finds of a plan.
fn asked(register: &Register, plan: &str, today: Date, rule: Rule, all: &mut Vec<Found>) {
    let Some(question) = rule.question() else {
        return;
    };
    let asking = Asking {
        register,
        plan: Some(plan),
        between: None,
        today,
    };
    let round = find_last_round(register, plan);
    let said = said_of(register, round, question);
    for row in asking.answer(question).rows {
        let rests: Vec<Subject> = match question {
            Question::Silent => round.map(|round| round.id.subject()).into_iter().collect(),
            Question::Apart => said.get(&row.on).cloned().unwrap_or_default(),
            Question::Unnamed => {
                let measures = register.measures.list_of(plan);
                measures.map(crate::record::Record::subject).collect()
            }
            _ => Vec::new(),
        };
        all.push(of_row(rule, plan, row).resting(rests));
    }
}

fn of_row(rule: Rule, plan: &str, row: Row) -> Found {
    let detail = match (&row.who, &row.word) {
        (Some(who), _) => who.to_string(),
        (None, Some((dimension, word))) => format!("{}.{}", dimension.as_str(), slug(word)),
        (None, None) => String::new(),
    };
    Found {
        who: row.who,
        amount: row.amount,
        word: row.word,
        ..Found::new(rule, plan, row.on).told_by(detail)
    }
}

/// What was said of each measure in a round, where the question is how far apart it is.
fn said_of(
    register: &Register,
    round: Option<&Round>,
    question: Question,
) -> BTreeMap<Subject, Vec<Subject>> {
    let Some(round) = round.filter(|_| question == Question::Apart) else {
        return BTreeMap::new();
    };
    let rated = axes::list_rated(register, round).into_iter();
    let rated = rated.map(|rated| {
        let on = rated.measure.subject();
        let said = SPEAKING
            .iter()
            .flat_map(|noun| list_about(register, &round.id, *noun, &on));
        let said = said.map(|one| one.address.subject()).collect();
        (on, said)
    });
    rated.collect()
}

fn unrecorded(register: &Register, plan: &str, all: &mut Vec<Found>) {
    let measures = register.measures.list_of(plan);
    let unknown = measures.filter(|measure| !is_recorded(register, measure));
    all.extend(unknown.map(|measure| {
        let plan_itself = Subject::new(Noun::Plan, plan);
        Found::new(Rule::NotRecorded, plan, measure.subject()).resting([plan_itself])
    }));
}

/// Reports on a measure that say something of a kind.
fn reports(register: &Register, on: &Subject, says: impl Fn(&Report) -> bool) -> Vec<Subject> {
    let ids = register.list_referrers(on, Noun::Report);
    let all = ids.map(|id| Subject::new(Noun::Report, id));
    all.filter(|about| {
        let said = register.find_contribution(about);
        let said = said.map(|said| seen(register, said));
        matches!(said, Some(Seen::Says(Says::Report(report))) if says(report))
    })
    .collect()
}

/// What is said about the money of a measure.
fn of_money(register: &Register, measure: &MeasureId) -> Vec<Subject> {
    let on = measure.subject();
    let stated = register.list_referrers(&on, Noun::Funding);
    let stated = stated.map(|id| Subject::new(Noun::Funding, id));
    let reported = reports(register, &on, |report| !report.funding.is_empty());
    stated.chain(reported).collect()
}

fn money(register: &Register, plan: &str, all: &mut Vec<Found>) {
    for measure in register.measures.list_of(plan) {
        let Some(cliff) = find_end(register, measure) else {
            continue;
        };
        all.push(Found {
            amount: cliff.days(),
            ..Found::new(Rule::MoneyEnds, plan, measure.subject())
                .resting(of_money(register, &measure.id))
        });
    }
    for differing in list_differing(register, register.measures.list_of(plan)) {
        let Years { first, last } = differing.years;
        let amount = differing.amount.as_str();
        let detail = format!("{first}-{last}.{amount}.{}", differing.currency);
        let rests = of_money(register, &differing.measure);
        all.push(
            Found::new(Rule::SourcesDiffer, plan, differing.measure.subject())
                .told_by(detail)
                .resting(rests),
        );
    }
}

/// Values of one day that two organisations give otherwise.
fn values(register: &Register, plan: &str, all: &mut Vec<Found>) {
    for indicator in register.indicators.list_of(plan) {
        let said = list_values(register, &indicator.id);
        for of_day in said.chunk_by(|a, b| a.on == b.on) {
            let differs = of_day.iter().any(|one| one.reading != of_day[0].reading);
            if !differs {
                continue;
            }
            let on = indicator.subject();
            let stated = register.list_referrers(&on, Noun::Value);
            let day = of_day[0].on;
            let stated = stated.filter_map(|id| register.values.find(id));
            let stated = stated.filter(|value| value.on == day);
            let stated: Vec<Subject> = stated.map(crate::record::Record::subject).collect();
            let measures = indicator.measures.iter();
            let reported = measures.flat_map(|measure| {
                reports(register, &measure.subject(), |report| {
                    let mut values = report.values.iter();
                    values.any(|value| value.indicator == indicator.id && value.on == day)
                })
            });
            let reported: Vec<Subject> = reported.collect();
            all.push(
                Found::new(Rule::SourcesDiffer, plan, on)
                    .told_by(format!("value.{day}"))
                    .resting(stated)
                    .resting(reported),
            );
        }
    }
}

/// Facts of a plan that two sources give otherwise.
fn facts(register: &Register, plan: &str, all: &mut Vec<Found>) {
    let mut by_name: BTreeMap<String, Vec<&crate::plan::Fact>> = BTreeMap::new();
    for fact in register.facts.list_of(plan) {
        let name = fact.name.to_lowercase();
        by_name.entry(name).or_default().push(fact);
    }
    for (name, facts) in by_name {
        let values: BTreeSet<&str> = facts.iter().map(|fact| &*fact.value).collect();
        if values.len() > 1 {
            let rests = facts.iter().map(|fact| fact.subject());
            all.push(
                Found::new(Rule::SourcesDiffer, plan, Subject::new(Noun::Plan, plan))
                    .told_by(format!("fact.{}", slug(&name)))
                    .resting(rests),
            );
            continue;
        }
        // All sources agree, and what the plan is recorded with is something else.
        let own = register.plans.find(plan);
        let own = own.and_then(|plan| stated::find_recorded(register, plan, &name));
        let differs = |own: stated::Own| values.iter().any(|words| own.differs(register, words));
        if own.is_some_and(differs) {
            let rests = facts.iter().map(|fact| fact.subject());
            all.push(
                Found::new(Rule::SourcesDiffer, plan, Subject::new(Noun::Plan, plan))
                    .told_by(format!("stated.{}", slug(&name)))
                    .resting(rests),
            );
        }
    }
}

/// Demands and duties against plans, and measures that none names.
fn demands(register: &Register, all: &mut Vec<Found>) {
    let gaps = gap::find(register);
    for (plan, ids) in gaps.demand {
        all.extend(ids.iter().map(|id| {
            let on = id.subject();
            let judged = judgements(register, &on, plan.as_str());
            Found::new(Rule::Unmet, plan.as_str(), on)
                .told_by(plan.as_str())
                .resting(judged)
        }));
    }
    for (plan, ids) in gaps.supply {
        let unasked = ids
            .iter()
            .map(|id| Found::new(Rule::Unasked, plan.as_str(), id.subject()));
        all.extend(unasked);
    }
    let lines = covering::list_lines(register);
    let unjudged = lines.iter().filter(|line| line.judgement.is_none());
    all.extend(unjudged.map(|line| {
        let plan = line.plan.as_str();
        Found::new(Rule::Unjudged, plan, line.demand.subject()).told_by(plan)
    }));
    for differing in covering::list_differing(&lines) {
        let Some(first) = differing.first() else {
            continue;
        };
        let (plan, on) = (first.plan.as_str(), first.demand.subject());
        let judged = judgements(register, &on, plan);
        all.push(
            Found::new(Rule::AuthorsDiffer, plan, on)
                .told_by(plan)
                .resting(judged),
        );
    }
}

fn judgements(register: &Register, demand: &Subject, plan: &str) -> Vec<Subject> {
    let ids = register.list_referrers(demand, Noun::Coverage);
    let all = ids.filter_map(|id| register.coverages.find(id));
    let of_plan = all.filter(|one| one.plan.as_str() == plan);
    of_plan.map(crate::record::Record::subject).collect()
}
