// SPDX-License-Identifier: EUPL-1.2
//! The three voices side by side: what each said about a thing in a round, how far apart they are,
//! and who is silent. Nothing is blended: each voice keeps its own words.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;

use crate::contribution::{Contribution, Says};
use crate::id::{OrganisationId, RoundId};
use crate::noun::{Noun, Subject};
use crate::organisation::Voice;
use crate::register::Register;
use crate::report::Report;
use crate::round::{Duty, Round, RoundState};
use crate::rules::permission::voice_of;
use crate::rules::seen::{Seen, seen};
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

/// Who was asked to say something about a thing: the duties of rounds, by what they are on.
///
/// A round has about as many duties as its plan has things. Looked through for each of the things,
/// they are looked at as often as there are pairs; here they are looked at once.
#[derive(Debug, Default)]
pub struct Asked<'a>(HashMap<&'a Subject, Vec<(&'a RoundId, &'a Duty)>>);

impl<'a> Asked<'a> {
    /// All duties of these rounds.
    #[must_use]
    pub fn of(rounds: impl IntoIterator<Item = &'a Round>) -> Self {
        Self::select(rounds, |_| true)
    }

    /// Those on one thing.
    #[must_use]
    pub fn about(rounds: impl IntoIterator<Item = &'a Round>, on: &Subject) -> Self {
        Self::select(rounds, |duty| duty.on == *on)
    }

    fn select(rounds: impl IntoIterator<Item = &'a Round>, wants: impl Fn(&Duty) -> bool) -> Self {
        let mut asked = Self::default();
        for round in rounds {
            #[cfg(test)]
            tests::LOOKED_AT.set(tests::LOOKED_AT.get() + round.duties.len());
            for duty in round.duties.iter().filter(|duty| wants(duty)) {
                let on = asked.0.entry(&duty.on).or_default();
                on.push((&round.id, duty));
            }
        }
        asked
    }

    /// Who was asked for something of one noun about a thing, and in which round; in the order of
    /// rounds and duties.
    pub fn list(
        &self,
        noun: Noun,
        on: &Subject,
    ) -> impl Iterator<Item = (&'a RoundId, &'a OrganisationId)> {
        let asked = self.0.get(on).into_iter().flatten();
        let asked = asked.filter(move |(_, duty)| duty.noun == noun);
        asked.map(|(round, duty)| (*round, &duty.organisation))
    }

    /// The same, in one round.
    pub fn list_in(
        &self,
        round: &RoundId,
        noun: Noun,
        on: &Subject,
    ) -> impl Iterator<Item = &'a OrganisationId> {
        let asked = self.list(noun, on).filter(move |(of, _)| *of == round);
        asked.map(|(_, organisation)| organisation)
    }
}

/// What each voice said about a thing in a round.
#[must_use]
pub fn side_by_side<'a>(
    register: &'a Register,
    round: &'a Round,
    on: &Subject,
) -> BTreeMap<Voice, OneVoice<'a>> {
    side_by_side_of(register, round, &Asked::about([round], on), on)
}

/// The same where it is asked of many things: with the duties of rounds that this one is among.
#[must_use]
pub fn side_by_side_of<'a>(
    register: &'a Register,
    round: &'a Round,
    asked: &Asked<'_>,
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
        for organisation in asked.list_in(&round.id, noun, on) {
            let mut spoke = voice.said.iter();
            if !spoke.any(|one| one.address.by == *organisation) {
                voice.silent.push(organisation.clone());
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
            _ => None,
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
            _ => None,
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
    /// Its hash was submitted in time, and the words were not handed in since the round was due.
    Unrevealed(Timestamp),
    /// Nothing was said, and the time is over.
    Silent,
    /// The round was cancelled: nothing is owed any more.
    Void,
}

/// What became of a duty of a round.
#[must_use]
pub fn kept(register: &Register, round: &Round, duty: &Duty) -> Kept {
    let own = || {
        let about = list_about(register, &round.id, duty.noun, &duty.on);
        about.filter(|one| one.address.by == duty.organisation)
    };
    let first = own().filter_map(Contribution::first_at).min();
    match first {
        Some(at) if own().all(|one| seen(register, one) == Seen::Unrevealed) => {
            Kept::Unrevealed(at)
        }
        Some(at) if at < round.due_at => Kept::InTime(at),
        Some(at) => Kept::Late(at),
        None => match register.round_state(&round.id) {
            RoundState::Cancelled => Kept::Void,
            state if state.is_revealed() => Kept::Silent,
            _ => Kept::Pending,
        },
    }
}

/// Rounds of a plan, the one due last first. A cancelled one is not among them: it asks nobody, and
/// nothing was said in it.
#[must_use]
pub fn list_rounds<'a>(register: &'a Register, plan: &str) -> Vec<&'a Round> {
    let stands = |round: &&Round| register.round_state(&round.id) != RoundState::Cancelled;
    let mut rounds: Vec<&Round> = register.rounds.list_of(plan).filter(stands).collect();
    rounds.sort_by(|a, b| (b.due_at, &b.id).cmp(&(a.due_at, &a.id)));
    rounds
}

/// Who may reply to a contribution: for a measure its leads and who was asked to report on it, for
/// anything else who leads or coordinates the plan; but not who made it.
#[must_use]
pub fn list_addressed(register: &Register, contribution: &Contribution) -> Vec<OrganisationId> {
    let round = register.rounds.find(contribution.address.round.as_str());
    let asked = Asked::about(round, &contribution.address.on);
    list_addressed_of(register, &asked, contribution)
}

/// The same where it is asked of many contributions: with the duties of rounds that theirs are
/// among.
#[must_use]
pub fn list_addressed_of(
    register: &Register,
    asked: &Asked<'_>,
    contribution: &Contribution,
) -> Vec<OrganisationId> {
    let on = &contribution.address.on;
    let mut all: Vec<OrganisationId> = Vec::new();
    let measure = (on.noun == Noun::Measure).then(|| register.measures.find(&on.id));
    if let Some(lead) = measure.flatten().and_then(|measure| measure.lead.value()) {
        all.extend(lead.ids().iter().cloned());
    }
    let asked = asked.list_in(&contribution.address.round, Noun::Report, on);
    all.extend(asked.cloned());
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
    let rounds = list_rounds(register, measure.plan().unwrap_or_default());
    answers_for_of(
        register,
        &Asked::about(rounds, measure),
        organisation,
        measure,
    )
}

/// The same where it is asked of many measures: with the duties of all rounds of their plan.
#[must_use]
pub fn answers_for_of(
    register: &Register,
    asked: &Asked<'_>,
    organisation: &OrganisationId,
    measure: &Subject,
) -> bool {
    let lead = register.measures.find(&measure.id);
    let lead = lead.and_then(|measure| measure.lead.value());
    let leads = lead.is_some_and(|lead| lead.ids().contains(organisation));
    let mut asked = asked.list(Noun::Report, measure);
    leads || asked.any(|(_, asked)| asked == organisation)
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

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use serde_json::{Value, json};

    use super::{Asked, answers_for, answers_for_of};
    use crate::hand::Hand;
    use crate::id::OrganisationId;
    use crate::noun::{Noun, Subject};
    use crate::register::Register;
    use crate::rules::axes;
    use crate::statement::{Entry, decode};

    thread_local! {
        /// Duties that were looked at.
        pub(super) static LOOKED_AT: Cell<usize> = const { Cell::new(0) };
    }

    fn say(register: &mut Register, subject: &str, record: &Value) {
        let subject: Subject = subject.parse().unwrap();
        let kind = format!("{}.stated", subject.noun);
        let body = json!({ "record": record }).to_string();
        let statement = decode(&kind, 1, body.as_bytes()).unwrap().statement;
        let entry = Entry {
            seq: register.size(),
            at: "2026-11-01T09:00:00Z".parse().unwrap(),
            by: OrganisationId::new("coordinator"),
            hand: Hand::Account,
            signed: None,
            subject,
            kind: kind.into(),
            dated_on: None,
            version: None,
            invented: false,
            statement: Some(statement),
        };
        register.apply(&entry).unwrap();
    }

    /// A plan of so many measures, each with one who has to report on it in a round.
    fn plan(size: usize) -> Register {
        let mut register = Register::default();
        say(
            &mut register,
            "plan/p",
            &json!({"id": "p", "title": {"de": "Plan"}}),
        );
        let duties: Vec<Value> = (0..size)
            .map(|n| json!({"organisation": format!("org-{n}"), "noun": "report", "on": format!("measure/p/{n:04}")}))
            .collect();
        for n in 0..size {
            let id = format!("p/{n:04}");
            let record = json!({"id": id, "title": {"de": "Maßnahme"}});
            say(&mut register, &format!("measure/{id}"), &record);
        }
        let round = json!({
            "id": "p/r", "plan": "p", "title": {"de": "Runde"},
            "from": "2026-01-01", "until": "2026-06-30", "opens_at": "2026-07-01T00:00:00Z",
            "due_at": "2026-08-01T00:00:00Z", "replies_until": "2026-09-01T00:00:00Z",
            "duties": duties,
        });
        say(&mut register, "round/p/r", &round);
        register
    }

    #[test]
    fn duties_are_looked_at_once_for_a_whole_plan() {
        for size in [10, 100] {
            let register = plan(size);
            let round = register.rounds.find("p/r").unwrap();
            LOOKED_AT.set(0);
            let rated = axes::list_rated(&register, round);
            assert_eq!((rated.len(), LOOKED_AT.get()), (size, size));
        }
    }

    #[test]
    fn asked_of_many_things_the_answer_is_the_same_as_of_one() {
        let register = plan(5);
        let asked = Asked::of(register.rounds.list());
        for n in 0..5 {
            let measure: Subject = format!("measure/p/{n:04}").parse().unwrap();
            for other in 0..5 {
                let by = OrganisationId::new(format!("org-{other}"));
                let answers = answers_for_of(&register, &asked, &by, &measure);
                assert_eq!(answers, other == n);
                assert_eq!(answers, answers_for(&register, &by, &measure));
            }
            let round = register.rounds.find("p/r").unwrap();
            let mut reports = asked.list_in(&round.id, Noun::Report, &measure);
            assert_eq!(
                reports.next().map(OrganisationId::as_str),
                Some(&*format!("org-{n}"))
            );
            let other = crate::id::RoundId::new("p/s");
            assert_eq!(asked.list_in(&other, Noun::Report, &measure).count(), 0);
            assert_eq!(asked.list(Noun::Assessment, &measure).count(), 0);
        }
    }
}
