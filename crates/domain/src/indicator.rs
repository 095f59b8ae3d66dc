// SPDX-License-Identifier: EUPL-1.2
//! Indicators: defined observations, and the values that different sources give for them.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use wegmarke_derive::{record, shape};

use crate::bundle::Bundle;
use crate::id::{IndicatorId, MeasureId, OrganisationId, ValueId};
use crate::milestone::Direction;
use crate::problem::{Problem, codes};
use crate::shape::{Kind, Kinded, Own};
use crate::source::Source;
use crate::stated::Stated;
use crate::text::Text;
use crate::time::Timespan;
use crate::words::words;

words! {
    /// What an indicator observes.
    IndicatorKind {
        /// Whether the rules and bodies are there.
        Structural => "structural",
        /// Whether the work goes on.
        Process => "process",
        /// What was made.
        Output => "output",
        /// What it changed.
        Outcome => "outcome",
    }
}

/// One worded level of a qualitative indicator, with what makes it out.
#[shape]
pub struct Level {
    /// Its name.
    pub name: Text,
    /// The anchor: by what one knows that it is reached.
    pub anchor: Stated<Text>,
}

/// A number, a worded level by its place from 0, or that the number is not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reading {
    /// In the indicator's unit.
    Number(Decimal),
    /// The level's place in [`Indicator::levels`].
    Level(u8),
    /// There is a number, and its source hides it so that nobody is found again. It is not zero.
    Suppressed,
}

impl Kinded for Reading {
    const KIND: Kind = Kind::Own(Own::Reading);
}

impl Kinded for (Box<str>, Reading) {
    const KIND: Kind = Kind::Own(Own::Part);
}

/// An indicator.
#[record(Indicator)]
pub struct Indicator {
    /// `{plan}/{name}`.
    pub id: IndicatorId,
    /// The measures it is of, sorted; none: it is of the whole plan.
    pub measures: Vec<MeasureId>,
    /// What it is called.
    pub title: Text,
    /// What it observes.
    pub kind: IndicatorKind,
    /// Unit of the numbers; not stated for worded levels.
    pub unit: Stated<Text>,
    /// Worded levels from the lowest; empty: it is a number.
    pub levels: Vec<Level>,
    /// Where it stood at the start.
    pub baseline: Stated<Reading>,
    /// Where it is meant to get.
    pub target: Stated<Reading>,
    /// Which way it is meant to move.
    pub direction: Stated<Direction>,
    /// How it is observed. Frozen once there is a value, with unit, levels and direction.
    pub method: Stated<Text>,
    /// Where its values come from.
    pub source: Stated<Source>,
    /// By what it is told apart, such as "Land", "Geschlecht".
    pub disaggregation: Vec<Text>,
    /// Why baseline or target are otherwise than they were at the first value.
    pub reason: Stated<Text>,
}

impl Indicator {
    /// Whether a reading is on its scale.
    #[must_use]
    pub fn takes(&self, reading: Reading) -> bool {
        match reading {
            Reading::Number(_) | Reading::Suppressed => self.levels.is_empty(),
            Reading::Level(at) => usize::from(at) < self.levels.len(),
        }
    }

    /// Everything that is wrong with it, and with it coming after `before`, whose `used` says
    /// whether it has values.
    #[must_use]
    pub fn problems(&self, before: Option<&Self>, used: bool) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut fits = |field: &str, reading: &Stated<Reading>| {
            // What is aimed at is told.
            let is_none =
                |reading: &Reading| !self.takes(*reading) || *reading == Reading::Suppressed;
            if reading.value().is_some_and(is_none) {
                problems.push(Problem::new(field, codes::NOT_A_CHOICE));
            }
        };
        fits("baseline", &self.baseline);
        fits("target", &self.target);
        if self.levels.len() == 1 {
            problems.push(Problem::new("levels", codes::REQUIRED));
        }
        // What was measured one way cannot be compared with what is measured another way.
        if let Some(before) = before.filter(|_| used) {
            let frozen = [
                ("method", before.method != self.method),
                ("unit", before.unit != self.unit),
                ("levels", before.levels != self.levels),
                ("direction", before.direction != self.direction),
            ];
            for (field, _) in frozen.into_iter().filter(|(_, differs)| *differs) {
                problems.push(Problem::new(field, codes::METHOD_FROZEN));
            }
            // A target that is lowered until it is met says nothing: it moves in public, with a reason.
            let moved = before.baseline != self.baseline || before.target != self.target;
            let silent = self.reason.value().is_none() || self.reason == before.reason;
            if moved && silent {
                problems.push(Problem::new("reason", codes::CHANGED_WITHOUT_REASON));
            }
        }
        problems
    }
}

/// What an indicator showed on a day, as one organisation says.
#[record(Value)]
pub struct Value {
    /// `{indicator}/{organisation}/{day}`.
    #[computed]
    pub id: ValueId,
    /// The indicator.
    pub indicator: IndicatorId,
    /// Who says so.
    #[speaker]
    pub organisation: OrganisationId,
    /// The day it is of: the last one of its period.
    pub on: Date,
    /// The period it is of, where the source gives one instead of a day.
    #[computed]
    pub period: Stated<Timespan>,
    /// What it showed.
    pub reading: Reading,
    /// Parts it is told apart by, in the source's words, with what each showed.
    pub parts: Vec<(Box<str>, Reading)>,
    /// Where that stands.
    pub source: Stated<Source>,
    /// The signed files that it was taken from.
    #[computed]
    pub bundles: Vec<Bundle>,
}
