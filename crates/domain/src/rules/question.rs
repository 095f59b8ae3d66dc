// SPDX-License-Identifier: EUPL-1.2
//! Questions that people ask of a register, each with the list that answers it.
//!
//! A sentence on a page counts the rows of such a list and links to it, so the number and the list
//! cannot fall apart.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::coverage::{Degree, Judged};
use crate::id::OrganisationId;
use crate::measure::{Commitment, Measure, Nature};
use crate::noun::Subject;
use crate::organisation::Voice;
use crate::record::Record as _;
use crate::register::Register;
use crate::round::Round;
use crate::rules::axes::{self, Rated};
use crate::rules::balance::{Balance, Dimension};
use crate::rules::evaluability::{self, Verdict};
use crate::rules::figures::list_funding;
use crate::rules::gap;
use crate::rules::relating;
use crate::rules::seen::{Seen, seen};
use crate::rules::shifts::list_shifts;
use crate::rules::timeliness::Timeliness;
use crate::rules::voices;
use crate::scale::Check;
use crate::words::words;

words! {
    /// What people ask.
    Question {
        /// Which promises have no body that answers for them.
        NoLead => "no-lead",
        /// Which have no date.
        NoDate => "no-date",
        /// For which nobody says what they cost and who pays.
        NoMoney => "no-money",
        /// For which somebody does.
        Money => "money",
        /// On which the bodies that answer for them reported in the last round.
        Reported => "reported",
        /// Who was silent in the last round, and for how long.
        Silent => "silent",
        /// Where the voices disagree, largest first.
        Apart => "apart",
        /// What is overdue.
        Overdue => "overdue",
        /// What was moved, and how often.
        Moved => "moved",
        /// Which promises only examine something.
        OnlyExamine => "only-examine",
        /// Which demands no plan meets.
        Unmet => "unmet",
        /// Which measures nobody asked for.
        Unasked => "unasked",
        /// Which measures of two plans belong together.
        Together => "together",
        /// Which groups and forms of exploitation no measure of a plan names.
        Unnamed => "unnamed",
    }
}

/// One line of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it is about.
    pub on: Subject,
    /// The thing beside it: of [`Question::Together`].
    pub other: Option<Subject>,
    /// Whose it is: who was silent.
    pub who: Option<OrganisationId>,
    /// How much: days, steps, times, rounds in a row.
    pub amount: Option<i64>,
    /// From when on: since when something that was asked for has been missing.
    pub since: Option<Timestamp>,
    /// The word that is missing: of [`Question::Unnamed`].
    pub word: Option<(Dimension, Box<str>)>,
}

/// The answer to a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// What the question asks for; the sentence counts these.
    pub rows: Vec<Row>,
    /// Of how many things that could be told.
    pub base: usize,
    /// Of how many it cannot be told, because the plan's text is not recorded here.
    pub unknown: usize,
}

/// What a question is asked about.
#[derive(Clone, Copy, Debug)]
pub struct Asking<'a> {
    /// The register.
    pub register: &'a Register,
    /// One plan; else all.
    pub plan: Option<&'a str>,
    /// Two voices, for [`Question::Apart`]; else all three.
    pub between: Option<(Voice, Voice)>,
    /// The day that counts as today.
    pub today: Date,
}

impl Row {
    fn of(on: Subject) -> Self {
        Self {
            on,
            other: None,
            who: None,
            amount: None,
            since: None,
            word: None,
        }
    }
}

/// The newest round of a plan in which what was said may be seen.
#[must_use]
pub fn find_last_round<'a>(register: &'a Register, plan: &str) -> Option<&'a Round> {
    let mut rounds = voices::list_rounds(register, plan).into_iter();
    rounds.find(|round| register.round_state(&round.id).is_revealed())
}

impl<'a> Asking<'a> {
    /// Answers a question.
    #[must_use]
    pub fn answer(&self, question: Question) -> Answer {
        match question {
            Question::NoLead => self.lacking(Check::Lead),
            Question::NoDate => self.lacking(Check::Period),
            Question::NoMoney => self.lacking(Check::Funding),
            Question::Money => self.money(),
            Question::Reported => self.reported(),
            Question::Silent => self.silent(),
            Question::Apart => self.apart(),
            Question::Overdue => self.overdue(),
            Question::Moved => self.moved(),
            Question::OnlyExamine => self.only_examine(),
            Question::Unmet => self.unmet(),
            Question::Unasked => self.unasked(),
            Question::Together => self.together(),
            Question::Unnamed => self.unnamed(),
        }
    }

    fn plans(&self) -> Vec<&'a str> {
        let plans = self.register.plans.list().map(|plan| plan.id.as_str());
        plans
            .filter(|plan| self.plan.is_none_or(|only| only == *plan))
            .collect()
    }

    fn measures(&self) -> impl Iterator<Item = &'a Measure> {
        let plans = self.plans().into_iter();
        plans.flat_map(|plan| self.register.measures.list_of(plan))
    }

    /// Measures whose plan does not state something, nor anybody since.
    fn lacking(&self, check: Check) -> Answer {
        let mut answer = Answer::default();
        for measure in self.measures() {
            let checks = evaluability::check(self.register, measure);
            let verdict = checks.iter().find(|(one, _)| *one == check);
            match verdict.map(|(_, verdict)| *verdict) {
                Some(Verdict::NotRecorded) => answer.unknown += 1,
                Some(Verdict::NotStated | Verdict::NoneStated) => {
                    answer.base += 1;
                    answer.rows.push(Row::of(measure.subject()));
                }
                _ => answer.base += 1,
            }
        }
        answer
    }

    fn last_rounds(&self) -> impl Iterator<Item = &'a Round> {
        let plans = self.plans().into_iter();
        plans.filter_map(|plan| find_last_round(self.register, plan))
    }

    fn money(&self) -> Answer {
        let mut answer = Answer::default();
        for measure in self.measures() {
            answer.base += 1;
            let stated = measure.funding.value().is_some();
            if stated || !list_funding(self.register, &measure.id).is_empty() {
                answer.rows.push(Row::of(measure.subject()));
            }
        }
        answer
    }

    fn reported(&self) -> Answer {
        let mut answer = Answer::default();
        for round in self.last_rounds() {
            for rated in axes::list_rated(self.register, round) {
                let Some(said) = rated.voices.get(&Voice::Government) else {
                    continue;
                };
                answer.base += usize::from(!said.said.is_empty() || !said.silent.is_empty());
                let mut reports = said.said.iter();
                if reports.any(|one| matches!(seen(self.register, one), Seen::Says(_))) {
                    answer.rows.push(Row::of(rated.measure.subject()));
                }
            }
        }
        answer
    }

    fn silent(&self) -> Answer {
        let mut answer = Answer::default();
        for round in self.last_rounds() {
            answer.base += round.duties.len();
            let silent = axes::list_silent(self.register, round).into_iter();
            answer.rows.extend(silent.map(|one| Row {
                who: Some(one.duty.organisation.clone()),
                amount: i64::try_from(one.rounds).ok(),
                since: Some(one.since),
                ..Row::of(one.duty.on.clone())
            }));
        }
        answer
    }

    fn apart(&self) -> Answer {
        let mut answer = Answer::default();
        for round in self.last_rounds() {
            for rated in axes::list_rated(self.register, round) {
                let Some(steps) = self.distance(&rated) else {
                    continue;
                };
                answer.base += 1;
                if steps > 0 {
                    answer.rows.push(Row {
                        amount: Some(i64::from(steps)),
                        ..Row::of(rated.measure.subject())
                    });
                }
            }
        }
        largest_first(&mut answer.rows);
        answer
    }

    fn distance(&self, rated: &Rated<'_>) -> Option<u8> {
        match self.between {
            None => voices::disagreement(self.register, &rated.voices),
            Some((one, other)) => {
                let step = |voice| Some(rated.delivery(self.register, voice)?.step());
                Some(step(one)?.abs_diff(step(other)?))
            }
        }
    }

    fn overdue(&self) -> Answer {
        let mut answer = Answer::default();
        for plan in self.plans() {
            for (milestone, at, days) in axes::list_timeliness(self.register, plan, self.today) {
                answer.base += usize::from(at != Timeliness::NoDate);
                if at == Timeliness::Overdue {
                    answer.rows.push(Row {
                        amount: Some(days),
                        ..Row::of(milestone.subject())
                    });
                }
            }
        }
        largest_first(&mut answer.rows);
        answer
    }

    fn moved(&self) -> Answer {
        let mut answer = Answer::default();
        for plan in self.plans() {
            for milestone in self.register.milestones.list_of(plan) {
                answer.base += 1;
                let times = list_shifts(self.register, &milestone.id).len();
                if times > 0 {
                    answer.rows.push(Row {
                        amount: i64::try_from(times).ok(),
                        ..Row::of(milestone.subject())
                    });
                }
            }
        }
        largest_first(&mut answer.rows);
        answer
    }

    fn only_examine(&self) -> Answer {
        let mut answer = Answer::default();
        for measure in self.measures() {
            let said = (measure.commitment.value(), measure.nature.value());
            if said == (None, None) && !evaluability::is_recorded(self.register, measure) {
                answer.unknown += 1;
                continue;
            }
            answer.base += 1;
            if matches!(
                said,
                (Some(Commitment::Examine), _) | (None, Some(Nature::Review))
            ) {
                answer.rows.push(Row::of(measure.subject()));
            }
        }
        answer
    }

    /// Demands that somebody judged against these plans, and nobody as met or partly met by any.
    fn unmet(&self) -> Answer {
        let (mut judged, mut met) = (BTreeSet::new(), BTreeSet::new());
        for coverage in self.register.coverages.list() {
            if self.plan.is_some_and(|plan| plan != coverage.plan.as_str()) {
                continue;
            }
            judged.insert(&coverage.demand);
            if matches!(coverage.degree, Degree::Met | Degree::Partial) {
                met.insert(&coverage.demand);
            }
        }
        let known = |demand: &&&Judged| self.register.stands(&demand.subject());
        Answer {
            base: judged.iter().filter(known).count(),
            rows: judged
                .difference(&met)
                .filter(known)
                .map(|demand| Row::of(demand.subject()))
                .collect(),
            unknown: 0,
        }
    }

    fn unasked(&self) -> Answer {
        let gaps = gap::find(self.register);
        let supply = gaps.supply.into_iter();
        let supply = supply.filter(|(plan, _)| self.plan.is_none_or(|only| only == plan.as_str()));
        let mut answer = Answer::default();
        for (plan, ids) in supply {
            answer.base += self.register.measures.list_of(plan.as_str()).count();
            answer
                .rows
                .extend(ids.iter().map(|id| Row::of(id.subject())));
        }
        answer
    }

    /// Pairs of measures of different plans that somebody relates.
    fn together(&self) -> Answer {
        let mut answer = Answer::default();
        for (relation, other) in relating::list_related(self.register) {
            let plans = [relation.measure.plan(), other.plan()];
            if plans[0] == plans[1] {
                continue;
            }
            answer.base += 1;
            if self.plan.is_none_or(|only| plans.contains(&only)) {
                answer.rows.push(Row {
                    other: Some(other.subject()),
                    who: Some(relation.organisation.clone()),
                    ..Row::of(relation.measure.subject())
                });
            }
        }
        answer
    }

    /// Words that no measure of a plan names, of groups and forms of exploitation. A plan none of whose
    /// measures is recorded names nothing and lacks nothing.
    fn unnamed(&self) -> Answer {
        let mut answer = Answer::default();
        for plan in self.register.plans.list() {
            let id = plan.id.as_str();
            if self.plan.is_some_and(|only| only != id) {
                continue;
            }
            for (at, dimension) in [Dimension::Form, Dimension::Group].into_iter().enumerate() {
                let balance = Balance::of(self.register, id, dimension);
                let unknown = balance.unrecorded();
                answer.unknown += if at == 0 { unknown } else { 0 };
                if balance.recorded() == 0 {
                    continue;
                }
                answer.base += balance.words().count();
                answer.rows.extend(balance.unnamed().map(|word| Row {
                    word: Some((dimension, word.into())),
                    ..Row::of(plan.subject())
                }));
            }
        }
        answer
    }
}

fn largest_first(rows: &mut [Row]) {
    rows.sort_by(|a, b| (b.amount, &a.on).cmp(&(a.amount, &b.on)));
}

/// The next milestone of a plan that is not over, with its day.
#[must_use]
pub fn find_next_due(register: &Register, plan: &str, today: Date) -> Option<(Subject, Date)> {
    let milestones = register.milestones.list_of(plan);
    let due = milestones.filter_map(|one| {
        let due = one.due.value()?;
        Some((one.subject(), due.until.or(due.from)?))
    });
    due.filter(|(_, day)| *day >= today)
        .min_by(|a, b| (a.1, &a.0).cmp(&(b.1, &b.0)))
}
