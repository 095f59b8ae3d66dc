// SPDX-License-Identifier: EUPL-1.2
//! The measures of a plan in a round: how each voice rated them, which milestones are late, who was
//! silent. No axis is blended with another, and no two values are added up under one word.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::id::OrganisationId;
use crate::measure::Measure;
use crate::milestone::Milestone;
use crate::noun::Subject;
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

/// An organisation that owed something in a round and said nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Silent {
    /// The organisation.
    pub organisation: OrganisationId,
    /// Things it owed and did not say.
    pub missing: Vec<Subject>,
    /// Things it owed.
    pub owed: usize,
    /// Rounds of the plan in a row, up to this one, in which it owed something and said nothing.
    pub rounds: usize,
}

/// Organisations that were silent in a round, the most silent first.
#[must_use]
pub fn list_silent(register: &Register, round: &Round) -> Vec<Silent> {
    let mut all: BTreeMap<&OrganisationId, Silent> = BTreeMap::new();
    for duty in &round.duties {
        let silent = all.entry(&duty.organisation).or_insert_with(|| Silent {
            organisation: duty.organisation.clone(),
            missing: Vec::new(),
            owed: 0,
            rounds: 0,
        });
        silent.owed += 1;
        if voices::kept(register, round, duty) == Kept::Silent {
            silent.missing.push(duty.on.clone());
        }
    }
    let mut all: Vec<Silent> = all
        .into_values()
        .filter(|silent| !silent.missing.is_empty())
        .collect();
    let rounds: Vec<_> = voices::list_rounds(register, round.plan.as_str())
        .into_iter()
        .filter(|earlier| earlier.due_at <= round.due_at)
        .map(|earlier| (earlier, by_organisation(earlier)))
        .collect();
    for silent in &mut all {
        silent.rounds = silent_rounds(register, &rounds, &silent.organisation);
    }
    all.sort_by(|a, b| (b.missing.len(), &a.organisation).cmp(&(a.missing.len(), &b.organisation)));
    all
}

/// What each organisation owes in a round.
type Owed<'a> = BTreeMap<&'a OrganisationId, Vec<&'a Duty>>;

fn by_organisation(round: &Round) -> Owed<'_> {
    let mut owed = Owed::new();
    for duty in &round.duties {
        owed.entry(&duty.organisation).or_default().push(duty);
    }
    owed
}

/// How many rounds in a row, the newest first, an organisation owed something and said nothing.
fn silent_rounds(
    register: &Register,
    rounds: &[(&Round, Owed<'_>)],
    organisation: &OrganisationId,
) -> usize {
    let silent = |round: &Round, duty: &Duty| voices::kept(register, round, duty) == Kept::Silent;
    rounds
        .iter()
        .take_while(|(round, owed)| {
            let owed = owed.get(organisation);
            owed.is_some_and(|owed| owed.iter().all(|duty| silent(round, duty)))
        })
        .count()
}
