// SPDX-License-Identifier: EUPL-1.2
//! Progress reports: what a lead says about its measure in a round.

use std::collections::BTreeSet;
use wegmarke_derive::shape;

use jiff::civil::Date;

use crate::contribution::Address;
use crate::funding::Money;
use crate::id::{IndicatorId, MilestoneId};
use crate::indicator::Reading;
use crate::problem::{Problem, codes, length};
use crate::proof::Proof;
use crate::register::Register;
use crate::scale::{Delivery, Flag};
use crate::source::Source;
use crate::stated::Stated;
use crate::text::Text;

/// A milestone that was reached.
#[shape]
pub struct Reached {
    /// The milestone.
    pub milestone: MilestoneId,
    /// When.
    pub on: Date,
    /// What shows it.
    pub evidence: Vec<Proof>,
}

/// What an indicator showed.
#[shape]
pub struct Measured {
    /// The indicator.
    pub indicator: IndicatorId,
    /// The day it is of.
    pub on: Date,
    /// What it showed.
    pub reading: Reading,
    /// Where that stands.
    pub source: Stated<Source>,
}

/// Money of a year.
#[shape]
pub struct YearMoney {
    /// The year.
    pub year: i16,
    /// What is said about it.
    #[serde(flatten)]
    pub money: Money,
}

/// A progress report.
#[shape]
#[derive(Default)]
pub struct Report {
    /// How far it is carried out.
    pub delivery: Stated<Delivery>,
    /// What stands beside it.
    pub flags: BTreeSet<Flag>,
    /// What was done.
    pub narrative: Stated<Text>,
    /// What stands in the way.
    pub obstacles: Stated<Text>,
    /// What comes next.
    pub next_steps: Stated<Text>,
    /// Milestones that were reached.
    pub milestones: Vec<Reached>,
    /// What indicators showed.
    pub values: Vec<Measured>,
    /// Money by year.
    pub funding: Vec<YearMoney>,
    /// What shows it.
    pub evidence: Vec<Proof>,
}

impl Report {
    /// Everything that is wrong with it.
    #[must_use]
    pub fn problems(&self, register: &Register, address: &Address) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.delivery.value().is_none() {
            problems.push(Problem::new("delivery", codes::REQUIRED));
        }
        if self.narrative.value().is_none() {
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
