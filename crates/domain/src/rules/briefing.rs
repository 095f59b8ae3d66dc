// SPDX-License-Identifier: EUPL-1.2
//! What an organisation was asked, what it gave and when, what others said of it and what it answered,
//! what changed, and what is due next. Everything is counted apart; there is no score.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::contribution::{Contribution, Says};
use crate::id::OrganisationId;
use crate::milestone::Milestone;
use crate::noun::{Noun, Subject};
use crate::recommendation::Response;
use crate::register::{Register, utc_day};
use crate::round::{Duty, Round, RoundState};
use crate::rules::seen::{Seen, seen};
use crate::rules::shifts::list_shifts;
use crate::rules::voices::{Asked, Kept, kept, list_about, list_addressed_of};
use crate::scale::Delivery;

/// What a round asked of an organisation, and what became of it.
#[derive(Clone, Debug)]
pub struct AskedIn<'a> {
    /// The round.
    pub round: &'a Round,
    /// What was asked, in its order, and what became of it.
    pub duties: Vec<(&'a Duty, Kept)>,
}

impl AskedIn<'_> {
    /// How many were asked for, given in time, given late, not given, and still have time.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for (_, kept) in &self.duties {
            counts.asked += 1;
            match kept {
                Kept::InTime(_) => counts.in_time += 1,
                Kept::Late(_) => counts.late += 1,
                Kept::Unrevealed(_) => counts.unrevealed += 1,
                Kept::Silent => counts.silent += 1,
                Kept::Pending => counts.pending += 1,
                Kept::Void => counts.asked -= 1,
            }
        }
        counts
    }
}

/// How many contributions were asked for, and what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Asked for.
    pub asked: usize,
    /// Given in time.
    pub in_time: usize,
    /// Given after the round was due.
    pub late: usize,
    /// Only a hash was given, and the words were not handed in.
    pub unrevealed: usize,
    /// Not given, and the time is over.
    pub silent: usize,
    /// Not given, and there is still time.
    pub pending: usize,
}

impl std::ops::Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            asked: self.asked + other.asked,
            in_time: self.in_time + other.in_time,
            unrevealed: self.unrevealed + other.unrevealed,
            late: self.late + other.late,
            silent: self.silent + other.silent,
            pending: self.pending + other.pending,
        }
    }
}

/// The rounds that asked an organisation, the one due last first. A cancelled one asks nobody.
#[must_use]
pub fn list_asked<'a>(register: &'a Register, of: &OrganisationId) -> Vec<AskedIn<'a>> {
    let mut rounds: Vec<AskedIn<'a>> = register
        .rounds
        .list()
        .filter(|round| register.round_state(&round.id) != RoundState::Cancelled)
        .filter_map(|round| {
            let own = round.duties.iter().filter(|duty| duty.organisation == *of);
            let duties: Vec<_> = own
                .map(|duty| (duty, kept(register, round, duty)))
                .collect();
            (!duties.is_empty()).then_some(AskedIn { round, duties })
        })
        .collect();
    rounds.sort_by(|a, b| (b.round.due_at, &b.round.id).cmp(&(a.round.due_at, &a.round.id)));
    rounds
}

/// What somebody else said about what an organisation answers for, and what it replied.
#[derive(Clone, Debug)]
pub struct Judged<'a> {
    /// The round.
    pub round: &'a Round,
    /// What was said.
    pub said: &'a Contribution,
    /// The reply of the organisation, if it made one.
    pub reply: Option<&'a Contribution>,
}

/// What others said in public about what an organisation answers for, each with its reply; the newest
/// round first.
#[must_use]
pub fn list_judged<'a>(register: &'a Register, of: &OrganisationId) -> Vec<Judged<'a>> {
    let mut rounds: Vec<&Round> = register.rounds.list().collect();
    rounds.sort_by(|a, b| (b.due_at, &b.id).cmp(&(a.due_at, &a.id)));
    let mut judged = Vec::new();
    for round in rounds {
        let asked = Asked::of([round]);
        for noun in [Noun::Assessment, Noun::Practice] {
            for said in register.list_contributions(&round.id, noun) {
                let is_public = matches!(seen(register, said), Seen::Says(_));
                if is_public && list_addressed_of(register, &asked, said).contains(of) {
                    let about = said.address.subject();
                    let replies = list_about(register, &round.id, Noun::Reply, &about);
                    let mut own = replies.filter(|reply| reply.address.by == *of);
                    judged.push(Judged {
                        round,
                        said,
                        reply: own.next(),
                    });
                }
            }
        }
    }
    judged
}

/// What an organisation said to demands, by demand.
#[must_use]
pub fn list_responses<'a>(register: &'a Register, of: &OrganisationId) -> Vec<&'a Response> {
    let about = of.subject();
    let ids = register.list_referrers(&about, Noun::Response);
    let all = ids.filter_map(|id| register.responses.find(id));
    all.filter(|response| response.by == *of).collect()
}

/// Something that is otherwise than before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed {
    /// The organisation reports another state of a measure than in an earlier round.
    Delivery {
        /// The measure.
        on: Subject,
        /// What it reported before, and now.
        from: Delivery,
        /// What it reports now.
        to: Delivery,
        /// The report, by its name.
        report: Subject,
    },
    /// The date of a milestone moved.
    Moved {
        /// The milestone.
        on: Subject,
        /// Last day before.
        from: Option<Date>,
        /// Last day after.
        to: Option<Date>,
        /// The entry.
        seq: u64,
    },
}

/// What changed in what an organisation answers for since a day, the newest first, each with when that
/// was recorded.
#[must_use]
pub fn list_changed(
    register: &Register,
    of: &OrganisationId,
    since: Date,
) -> Vec<(Timestamp, Changed)> {
    let mut changed = list_deliveries(register, of);
    for milestone in list_milestones(register, of) {
        for shift in list_shifts(register, &milestone.id) {
            let at = register.find_line(shift.seq).map(|line| line.at);
            let moved = Changed::Moved {
                on: milestone.id.subject(),
                from: shift.from,
                to: shift.to,
                seq: shift.seq,
            };
            changed.extend(at.map(|at| (at, moved)));
        }
    }
    changed.retain(|(at, _)| utc_day(*at) >= since);
    changed.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    changed
}

/// States of measures as it reported them, where one follows another one.
fn list_deliveries(register: &Register, of: &OrganisationId) -> Vec<(Timestamp, Changed)> {
    let mut reports: Vec<(&Round, &Contribution, Delivery)> = register
        .rounds
        .list()
        .flat_map(|round| {
            let all = register.list_contributions(&round.id, Noun::Report);
            all.map(move |said| (round, said))
        })
        .filter(|(_, said)| said.address.by == *of)
        .filter_map(|(round, said)| match seen(register, said) {
            Seen::Says(says @ Says::Report(_)) => Some((round, said, says.delivery()?)),
            _ => None,
        })
        .collect();
    reports.sort_by_key(|(round, said, _)| (said.address.on.to_string(), round.due_at));
    let mut changed = Vec::new();
    for pair in reports.windows(2) {
        let [(_, one, from), (_, other, to)] = pair else {
            continue;
        };
        let at = other.newest().map(|newest| newest.at);
        if one.address.on == other.address.on
            && from != to
            && let Some(at) = at
        {
            let delivery = Changed::Delivery {
                on: other.address.on.clone(),
                from: *from,
                to: *to,
                report: other.address.subject(),
            };
            changed.push((at, delivery));
        }
    }
    changed
}

/// Milestones of the measures that an organisation leads, by id.
#[must_use]
pub fn list_milestones<'a>(register: &'a Register, of: &OrganisationId) -> Vec<&'a Milestone> {
    let about = of.subject();
    let led: BTreeSet<&str> = register
        .list_referrers(&about, Noun::Measure)
        .filter_map(|id| register.measures.find(id))
        .filter(|measure| {
            measure
                .lead
                .value()
                .is_some_and(|lead| lead.ids().contains(of))
        })
        .map(|measure| measure.id.as_str())
        .collect();
    let all = register.milestones.list();
    let serves = |one: &&Milestone| one.measures.iter().any(|id| led.contains(id.as_str()));
    all.filter(serves).collect()
}

/// Whether an organisation has a briefing: it was asked, it answered a demand, or others judged what it
/// answers for.
#[must_use]
pub fn has_briefing(register: &Register, of: &OrganisationId) -> bool {
    let mut rounds = register.rounds.list();
    let asked = |round: &Round| round.duties.iter().any(|duty| duty.organisation == *of);
    rounds.any(asked) || !list_responses(register, of).is_empty()
}
