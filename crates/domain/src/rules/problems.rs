// SPDX-License-Identifier: EUPL-1.2
//! What is wrong with what is said, where that takes the whole register to tell.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::context::Context;
use crate::contribution::{Address, Says};
use crate::id::{PlanId, is_of_plan};
use crate::noun::Noun;
use crate::problem::{Problem, codes, is_told, length};
use crate::proof::Proof;
use crate::proposal::Proposal;
use crate::record::Record as _;
use crate::register::Register;
use crate::report::Report;
use crate::round::{DUTIES, Duty, Round};
use crate::rules::stating::of_another;
use crate::rules::voices::speaks_by;

impl Says {
    /// Everything that is wrong with it.
    #[must_use]
    pub fn problems(&self, register: &Register, address: &Address) -> Vec<Problem> {
        match self {
            Self::Report(report) => report.problems(register, address),
            Self::Assessment(assessment) => assessment.problems(),
            Self::Practice(practice) => practice.problems(),
            Self::Reply(reply) => reply.problems(),
        }
    }
}

impl Report {
    /// Everything that is wrong with it.
    #[must_use]
    pub fn problems(&self, register: &Register, address: &Address) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.delivery.value().is_none() {
            problems.push(Problem::new("delivery", codes::REQUIRED));
        }
        if !is_told(&self.narrative) {
            problems.push(Problem::new("narrative", codes::REQUIRED));
        }
        let texts = [
            ("narrative", &self.narrative),
            ("obstacles", &self.obstacles),
            ("next_steps", &self.next_steps),
        ];
        for (field, text) in texts {
            if let Some(text) = text.value() {
                length(field, text, &mut problems);
            }
        }
        let until = register
            .rounds
            .find(address.round.as_str())
            .map(|round| crate::register::utc_day(round.due_at));
        let late = |day: Date| until.is_some_and(|until| day > until);
        for (at, reached) in self.milestones.iter().enumerate() {
            let serves = register
                .milestones
                .find(reached.milestone.as_str())
                .is_some_and(|known| known.measures.iter().any(|id| id.subject() == address.on));
            if !serves {
                let field = format!("milestones.{at}.milestone");
                let problem = Problem::new(field, codes::UNKNOWN);
                problems.push(problem.with(reached.milestone.as_str()));
            }
            if late(reached.on) {
                let field = format!("milestones.{at}.on");
                problems.push(Problem::new(field, codes::IN_THE_FUTURE));
            }
            let field = format!("milestones.{at}.evidence");
            Proof::check(&field, &reached.evidence, &mut problems);
        }
        for (at, measured) in self.values.iter().enumerate() {
            let Some(indicator) = register.indicators.find(measured.indicator.as_str()) else {
                let problem = Problem::new(format!("values.{at}.indicator"), codes::UNKNOWN);
                problems.push(problem.with(measured.indicator.as_str()));
                continue;
            };
            if !indicator.takes(measured.reading) {
                let field = format!("values.{at}.reading");
                problems.push(Problem::new(field, codes::NOT_A_CHOICE));
            }
            if late(measured.on) {
                problems.push(Problem::new(
                    format!("values.{at}.on"),
                    codes::IN_THE_FUTURE,
                ));
            }
        }
        let mut years = BTreeSet::new();
        for (at, year) in self.funding.iter().enumerate() {
            let field = format!("funding.{at}");
            let of_year = year.money.problems(year.year).into_iter();
            problems.extend(of_year.map(|problem| Problem {
                field: format!("{field}.{}", problem.field).into(),
                ..problem
            }));
            if !years.insert(year.year) {
                problems.push(Problem::new(format!("{field}.year"), codes::TWICE));
            }
        }
        Proof::check("evidence", &self.evidence, &mut problems);
        problems
    }
}

impl Round {
    /// Everything that is wrong with it as a round to be announced, or announced anew, at `now`.
    #[must_use]
    pub fn problems(&self, register: &Register, now: Timestamp) -> Vec<Problem> {
        let mut problems = self.problems_of_days(now);
        for (at, duty) in self.duties.iter().enumerate() {
            problems.extend(duty.problems(register, &self.plan, at));
        }
        if register.plans.find(self.plan.as_str()).is_none() {
            problems.push(Problem::new("plan", codes::UNKNOWN).with(self.plan.as_str()));
        }
        if !is_of_plan(self.id.as_str(), self.plan.as_str()) {
            problems.push(Problem::new("id", codes::UNKNOWN).with(self.id.as_str()));
        }
        // Everybody planned with what was announced: what is otherwise now is told with a reason.
        if let Some(before) = register.rounds.find(self.id.as_str()) {
            let silent = self.reason.value().is_none() || self.reason == before.reason;
            if before != self && silent {
                problems.push(Problem::new("reason", codes::ANNOUNCED_OTHERWISE));
            }
        }
        problems
    }

    fn problems_of_days(&self, now: Timestamp) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut order = |field: &str, wrong: bool| {
            if wrong {
                problems.push(Problem::new(field, codes::WRONG_ORDER));
            }
        };
        order("until", self.until < self.from);
        order("due_at", self.due_at <= self.opens_at);
        order("due_at", self.due_at <= now);
        order("replies_until", self.replies_until <= self.due_at);
        problems
    }
}

impl Duty {
    /// What is wrong with asking for it in a round of a plan, where it is the duty at a place. Nobody
    /// is asked for what they may not say: they would be silent for ever.
    pub(crate) fn problems(&self, register: &Register, plan: &PlanId, at: usize) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut wrong = |field: &str, code, detail: &str| {
            problems.push(Problem::new(format!("duties.{at}.{field}"), code).with(detail));
        };
        if !register.stands(&self.on) || self.on.plan() != Some(plan.as_str()) {
            wrong("on", codes::UNKNOWN, &self.on.to_string());
        }
        let is_known = DUTIES.holds(self.noun.as_str());
        let on = match self.noun {
            Noun::Report => &[Noun::Measure][..],
            _ => &[Noun::Measure, Noun::Field, Noun::Plan],
        };
        let speaks = || match self.noun {
            Noun::Report => true,
            noun => speaks_by(register, &self.organisation, noun),
        };
        if !is_known {
            wrong("noun", codes::NOT_A_CHOICE, self.noun.as_str());
        } else if !on.contains(&self.on.noun) {
            wrong("on", codes::NOT_A_CHOICE, &self.on.to_string());
        }
        if !register.stands(&self.organisation.subject()) {
            wrong("organisation", codes::UNKNOWN, self.organisation.as_str());
        } else if is_known && !speaks() {
            wrong(
                "organisation",
                codes::OTHER_VOICE,
                self.organisation.as_str(),
            );
        }
        problems
    }
}

impl Proposal {
    /// What is wrong with it.
    #[must_use]
    pub fn problems(&self, register: &Register) -> Vec<Problem> {
        let mut problems = Vec::new();
        length("title", &self.milestone.title, &mut problems);
        if self.milestone.measures.is_empty() {
            problems.push(Problem::new("measures", codes::REQUIRED));
        }
        for id in &self.milestone.measures {
            if register.measures.find(id.as_str()).is_none() {
                problems.push(Problem::new("measures", codes::UNKNOWN).with(id.as_str()));
            }
        }
        let id = self.milestone.id().as_str();
        let known = register.milestones.find(id);
        let subject = self.milestone.subject();
        let plan = subject.plan().unwrap_or_default();
        let new = register.plans.find(plan).is_some() && is_of_plan(id, plan);
        if known.is_none() && !new {
            problems.push(Problem::new("id", codes::UNKNOWN).with(id));
        }
        if known == Some(&self.milestone) {
            problems.push(Problem::new("", codes::SAYS_NOTHING));
        }
        if known.is_some() && self.reason.is_none() {
            problems.push(Problem::new("reason", codes::REQUIRED));
        }
        problems
    }
}

impl Context {
    /// What is wrong with it. Only who stated an event states it anew.
    #[must_use]
    pub fn problems(&self, register: &Register) -> Vec<Problem> {
        let mut problems = Vec::new();
        let (id, plan) = (self.id.as_str(), self.id.plan());
        let known = register.contexts.find(id);
        if let Some(known) = known.filter(|known| known.organisation != self.organisation) {
            problems.push(of_another(register, "title", &known.organisation));
        }
        if register.plans.find(plan).is_none() || !is_of_plan(id, plan) {
            problems.push(Problem::new("id", codes::UNKNOWN).with(id));
        }
        length("title", &self.title, &mut problems);
        if let Some(effect) = self.effect.value() {
            length("effect", effect, &mut problems);
        }
        for id in &self.measures {
            if id.plan() != plan || register.measures.find(id.as_str()).is_none() {
                problems.push(Problem::new("measures", codes::UNKNOWN).with(id.as_str()));
            }
        }
        problems
    }
}
