// SPDX-License-Identifier: EUPL-1.2
//! The three voices side by side: what each said about a thing in a round, how far apart they are,
//! and who is silent. Nothing is blended: each voice keeps its own words.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::contribution::{Contribution, Says, Seen, seen};
use crate::id::{OrganisationId, RoundId};
use crate::noun::{Noun, Subject};
use crate::organisation::Voice;
use crate::register::Register;
use crate::report::Report;
use crate::round::{Duty, Round};
use crate::rules::permission::voice_of;
use crate::scale::{Delivery, Effect, Flag};

/// What one voice said about one thing in one round.
#[derive(Clone, Debug, Default)]
pub struct OneVoice<'a> {
    /// Contributions, by organisation and number.
    pub said: Vec<&'a Contribution>,
    /// Organisations that owed a statement and made none.
    pub silent: Vec<OrganisationId>,
}

/// The nouns in which the voices speak, in the order in which they stand side by side.
pub const SPEAKING: [Noun; 3] = [Noun::Report, Noun::Assessment, Noun::Practice];

/// The voice that speaks by a noun.
#[must_use]
pub const fn voice_by(noun: Noun) -> Option<Voice> {
    match noun {
        Noun::Report => Some(Voice::Government),
        Noun::Assessment => Some(Voice::Independent),
        Noun::Practice => Some(Voice::CivilSociety),
        _ => None,
    }
}

/// Contributions of one noun about a thing in a round, by organisation and number.
pub fn list_about<'a>(
    register: &'a Register,
    round: &'a RoundId,
    noun: Noun,
    on: &Subject,
) -> impl Iterator<Item = &'a Contribution> {
    register
        .list_referrers(on, noun)
        .filter_map(move |id| register.find_contribution(&Subject::new(noun, id)))
        .filter(move |contribution| contribution.address.round == *round)
}

/// Public reports on a measure with who made them, by round, in the order of their ids.
pub fn list_reports<'a>(
    register: &'a Register,
    on: &Subject,
) -> impl Iterator<Item = (&'a OrganisationId, &'a Report)> + use<'a> {
    let subjects: Vec<Subject> = register
        .list_referrers(on, Noun::Report)
        .map(|id| Subject::new(Noun::Report, id))
        .collect();
    subjects.into_iter().filter_map(move |subject| {
        let report = register.find_contribution(&subject)?;
        match seen(register, report) {
            Seen::Says(Says::Report(says)) => Some((&report.address.by, says)),
            _ => None,
        }
    })
}

/// What each voice said about a thing in a round.
#[must_use]
pub fn side_by_side<'a>(
    register: &'a Register,
    round: &'a Round,
    on: &Subject,
) -> BTreeMap<Voice, OneVoice<'a>> {
    let mut voices: BTreeMap<Voice, OneVoice<'a>> = Voice::ALL
        .iter()
        .map(|voice| (*voice, OneVoice::default()))
        .collect();
    for noun in SPEAKING {
        let Some(voice) = voice_by(noun).and_then(|voice| voices.get_mut(&voice)) else {
            continue;
        };
        voice.said = list_about(register, &round.id, noun, on).collect();
        let owed = round
            .duties
            .iter()
            .filter(|duty| duty.noun == noun && duty.on == *on);
        for duty in owed {
            let mut spoke = voice.said.iter();
            if !spoke.any(|one| one.address.by == duty.organisation) {
                voice.silent.push(duty.organisation.clone());
            }
        }
    }
    voices
}

/// Ratings of one voice on the delivery scale, lowest first. What is sealed is not among them.
#[must_use]
pub fn deliveries(register: &Register, said: &[&Contribution]) -> Vec<Delivery> {
    let mut all: Vec<Delivery> = said
        .iter()
        .filter_map(|one| match seen(register, one) {
            Seen::Says(says) => says.delivery(),
            Seen::Sealed | Seen::Withdrawn | Seen::Erased => None,
        })
        .collect();
    all.sort();
    all
}

/// Ratings of one voice on the effect scale, lowest first.
#[must_use]
pub fn effects(register: &Register, said: &[&Contribution]) -> Vec<Effect> {
    let mut all: Vec<Effect> = said
        .iter()
        .filter_map(|one| match seen(register, one) {
            Seen::Says(says) => says.effect(),
            Seen::Sealed | Seen::Withdrawn | Seen::Erased => None,
        })
        .collect();
    all.sort();
    all
}

/// How far the voices are apart on the delivery scale, in steps from 0 to 4: the largest distance
/// between the middle ratings (the lower of two middles) of two voices. `None` if fewer than two
/// voices rated.
#[must_use]
pub fn disagreement(register: &Register, voices: &BTreeMap<Voice, OneVoice<'_>>) -> Option<u8> {
    let middles: Vec<u8> = voices
        .values()
        .filter_map(|voice| {
            let all = deliveries(register, &voice.said);
            let middle = all.get(all.len().checked_sub(1)? / 2)?;
            Some(middle.step())
        })
        .collect();
    if middles.len() < 2 {
        return None;
    }
    let (low, high) = (middles.iter().min()?, middles.iter().max()?);
    Some(high - low)
}

/// What became of a duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kept {
    /// Nothing was said, and there is still time.
    Pending,
    /// It was said in time.
    InTime(Timestamp),
    /// It was said after the round was due.
    Late(Timestamp),
    /// Nothing was said, and the time is over.
    Silent,
}

/// What became of a duty of a round.
#[must_use]
pub fn kept(register: &Register, round: &Round, duty: &Duty) -> Kept {
    let first = list_about(register, &round.id, duty.noun, &duty.on)
        .filter(|one| one.address.by == duty.organisation)
        .filter_map(Contribution::first_at)
        .min();
    match first {
        Some(at) if at < round.due_at => Kept::InTime(at),
        Some(at) => Kept::Late(at),
        None if register.round_state(&round.id).is_revealed() => Kept::Silent,
        None => Kept::Pending,
    }
}

/// Rounds of a plan, the one due last first.
#[must_use]
pub fn list_rounds<'a>(register: &'a Register, plan: &str) -> Vec<&'a Round> {
    let mut rounds: Vec<&Round> = register.rounds.list_of(plan).collect();
    rounds.sort_by(|a, b| (b.due_at, &b.id).cmp(&(a.due_at, &a.id)));
    rounds
}

/// Who may reply to a contribution: for a measure its leads and who was asked to report on it, for
/// anything else who leads or coordinates the plan; but not who made it.
#[must_use]
pub fn list_addressed(register: &Register, contribution: &Contribution) -> Vec<OrganisationId> {
    let on = &contribution.address.on;
    let mut all: Vec<OrganisationId> = Vec::new();
    let measure = (on.noun == Noun::Measure).then(|| register.measures.find(&on.id));
    if let Some(lead) = measure.flatten().and_then(|measure| measure.lead.value()) {
        all.extend(lead.ids().iter().cloned());
    }
    let round = register.rounds.find(contribution.address.round.as_str());
    let asked = round.into_iter().flat_map(|round| &round.duties);
    all.extend(
        asked
            .filter(|duty| duty.noun == Noun::Report && duty.on == *on)
            .map(|duty| duty.organisation.clone()),
    );
    let plan = on.plan().and_then(|plan| register.plans.find(plan));
    if let Some(plan) = plan.filter(|_| all.is_empty()) {
        let leads = plan.lead.value().into_iter().flat_map(|lead| lead.ids());
        all.extend(leads.cloned());
        all.extend(plan.coordination.value().cloned());
    }
    all.retain(|id| *id != contribution.address.by);
    all.sort();
    all.dedup();
    all
}

/// Whether an organisation answers for a measure: as its lead, or because a round asked it to
/// report on it.
#[must_use]
pub fn answers_for(register: &Register, organisation: &OrganisationId, measure: &Subject) -> bool {
    let lead = register.measures.find(&measure.id);
    let lead = lead.and_then(|measure| measure.lead.value());
    let leads = lead.is_some_and(|lead| lead.ids().contains(organisation));
    leads
        || list_rounds(register, measure.plan().unwrap_or_default())
            .iter()
            .flat_map(|round| &round.duties)
            .any(|duty| {
                duty.noun == Noun::Report
                    && duty.organisation == *organisation
                    && duty.on == *measure
            })
}

/// Whether the newest public report on a measure says that something stands in the way: it names
/// obstacles, or the measure rests.
#[must_use]
pub fn is_blocked(register: &Register, measure: &Subject) -> bool {
    let rounds = list_rounds(register, measure.plan().unwrap_or_default());
    let newest = rounds.into_iter().find_map(|round| {
        let mut reports = list_about(register, &round.id, Noun::Report, measure);
        reports.find_map(|one| match seen(register, one) {
            Seen::Says(Says::Report(report)) => Some(report),
            _ => None,
        })
    });
    newest.is_some_and(|report| {
        report.obstacles.value().is_some() || report.flags.contains(&Flag::Paused)
    })
}

/// Whether an organisation speaks with the voice that a noun takes.
#[must_use]
pub fn speaks_by(register: &Register, organisation: &OrganisationId, noun: Noun) -> bool {
    voice_by(noun).is_some_and(|voice| voice_of(register, organisation) == Some(voice))
}
