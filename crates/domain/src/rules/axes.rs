// SPDX-License-Identifier: EUPL-1.2
//! The measures of a plan in a round: how each voice rated them, which milestones are late, who was
//! silent. No axis is blended with another, and no two values are added up under one word.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::measure::Measure;
use crate::milestone::Milestone;
use crate::organisation::Voice;
use crate::record::Record as _;
use crate::register::Register;
use crate::round::{Duty, Round};
use crate::rules::timeliness::{self, Timeliness};
use crate::rules::voices::{self, Asked, Kept, OneVoice};
use crate::scale::{Delivery, Effect};

/// The middle of ratings, the lower one of two.
pub(crate) fn middle<T: Copy>(sorted: &[T]) -> Option<T> {
    sorted.get(sorted.len().checked_sub(1)? / 2).copied()
}

/// One measure with what the voices said of it in a round.
#[derive(Clone, Debug)]
pub struct Rated<'a> {
    /// The measure.
    pub measure: &'a Measure,
    /// What each voice said.
    pub voices: BTreeMap<Voice, OneVoice<'a>>,
}

/// All measures of a plan with what was said of them in a round.
#[must_use]
pub fn list_rated<'a>(register: &'a Register, round: &'a Round) -> Vec<Rated<'a>> {
    let asked = Asked::of([round]);
    register
        .measures
        .list_of(round.plan.as_str())
        .map(|measure| Rated {
            measure,
            voices: voices::side_by_side_of(register, round, &asked, &measure.subject()),
        })
        .collect()
}

impl Rated<'_> {
    /// A voice's rating of delivery: the middle one if it rated several times.
    #[must_use]
    pub fn delivery(&self, register: &Register, voice: Voice) -> Option<Delivery> {
        middle(&voices::deliveries(
            register,
            &self.voices.get(&voice)?.said,
        ))
    }

    /// A voice's rating of the effect.
    #[must_use]
    pub fn effect(&self, register: &Register, voice: Voice) -> Option<Effect> {
        middle(&voices::effects(register, &self.voices.get(&voice)?.said))
    }
}

/// Milestones of a plan with their timeliness and the days they are late, the latest first.
#[must_use]
pub fn list_timeliness<'a>(
    register: &'a Register,
    plan: &str,
    today: Date,
) -> Vec<(&'a Milestone, Timeliness, i64)> {
    let mut all: Vec<_> = register
        .milestones
        .list_of(plan)
        .map(|milestone| {
            let (timeliness, days) = timeliness::of(register, milestone, today);
            (milestone, timeliness, days)
        })
        .collect();
    all.sort_by(|a, b| (b.2, &a.0.id).cmp(&(a.2, &b.0.id)));
    all
}

/// Something that a round asked of an organisation, and that did not come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Silent<'a> {
    /// What was asked, and of whom.
    pub duty: &'a Duty,
    /// In how many rounds in a row, up to this one, it was asked and did not come; at least one.
    pub rounds: usize,
    /// When the first of these rounds was due.
    pub since: Timestamp,
}

/// What a round asked for and nobody gave, the longest silence first.
#[must_use]
pub fn list_silent<'a>(register: &'a Register, round: &'a Round) -> Vec<Silent<'a>> {
    let rounds = voices::list_rounds(register, round.plan.as_str());
    let earlier: Vec<_> = rounds
        .into_iter()
        .filter(|earlier| earlier.due_at < round.due_at)
        .collect();
    let is_silent = |round, duty| voices::kept(register, round, duty) == Kept::Silent;
    let silent = round.duties.iter().filter(|duty| is_silent(round, duty));
    let mut all: Vec<_> = silent
        .map(|duty| {
            let before = earlier.iter().take_while(|earlier| {
                let mut same = earlier.duties.iter().filter(|one| *one == duty);
                same.any(|one| is_silent(earlier, one))
            });
            let (rounds, since) = before.fold((1, round.due_at), |(rounds, _), earlier| {
                (rounds + 1, earlier.due_at)
            });
            Silent {
                duty,
                rounds,
                since,
            }
        })
        .collect();
    all.sort_by_key(|one| (one.since, &one.duty.organisation, &one.duty.on));
    all
}
