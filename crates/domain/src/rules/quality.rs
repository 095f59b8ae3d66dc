// SPDX-License-Identifier: EUPL-1.2
//! The quality of the record itself, of each plan and each organisation: how much is there, how fresh it is,
//! where it contradicts itself, and how long somebody has been silent. Each is counted apart, and no count is
//! a score.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::id::{OrganisationId, PlanId};
use crate::register::{Register, utc_day};
use crate::rules::briefing::{Counts, list_asked};
use crate::rules::evaluability::{Verdict, check, is_recorded};
use crate::rules::figures::{list_funding, list_values};
use crate::rules::finding::{Findings, Found, Own, Rule, State, find_recorded};
use crate::rules::permission::list_owners;
use crate::stated::Stated;

/// How findings stand: all, and of them those that somebody explains or contests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// All of them.
    pub all: usize,
    /// Nobody says anything to it.
    pub open: usize,
    /// Somebody explains it.
    pub explained: usize,
    /// Somebody contests it.
    pub contested: usize,
}

impl Standing {
    fn add(&mut self, state: State) {
        self.all += 1;
        match state {
            State::Open => self.open += 1,
            State::Explained => self.explained += 1,
            State::Contested => self.contested += 1,
            State::Fixed => {}
        }
    }
}

/// The record of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfPlan {
    /// The plan.
    pub plan: PlanId,
    /// Measures on record.
    pub measures: usize,
    /// Measures that the plan says it has, if it says so.
    pub stated: Option<u32>,
    /// Measures whose text is recorded.
    pub recorded: usize,
    /// Details that are stated of these, of as many as are asked for.
    pub details: (usize, usize),
    /// Days since the last entry about the plan.
    pub quiet: Option<i64>,
    /// Days since those who answer for it last said something of it.
    pub silence: Option<i64>,
    /// Figures about which sources differ.
    pub differing: usize,
    /// Citations that do not lead to what they name.
    pub citations: usize,
    /// All findings.
    pub findings: Standing,
}

/// The record of an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfOrganisation {
    /// The organisation.
    pub organisation: OrganisationId,
    /// What rounds asked it for, and what became of it.
    pub asked: Counts,
    /// Days since it last said something; `None`: it never did.
    pub silence: Option<i64>,
    /// Findings on which it is to act.
    pub findings: Standing,
}

fn days(since: Date, today: Date) -> i64 {
    let span = since.until(today);
    span.map_or(0, |span| i64::from(span.get_days())).max(0)
}

/// The record of every plan, by id.
#[must_use]
pub fn list_plans(register: &Register, findings: &Findings, today: Date) -> Vec<OfPlan> {
    let mut of: BTreeMap<&str, Vec<&Found>> = BTreeMap::new();
    for found in findings.list() {
        of.entry(found.plan.as_str()).or_default().push(found);
    }
    let plans = register.plans.list();
    plans
        .map(|plan| {
            let id = plan.id.as_str();
            let own = of.get(id).map_or(&[][..], Vec::as_slice);
            let count = |rule| own.iter().filter(|found| found.rule == rule).count();
            let mut standing = Standing::default();
            own.iter()
                .for_each(|found| standing.add(found.state(register)));
            let all: Vec<_> = register.measures.list_of(id).collect();
            let recorded: Vec<_> = all
                .iter()
                .filter(|measure| is_recorded(register, measure))
                .collect();
            let checks = recorded.iter().flat_map(|measure| check(register, measure));
            let (mut met, mut asked) = (0, 0);
            for (_, verdict) in checks {
                asked += 1;
                met += usize::from(matches!(verdict, Verdict::Stated | Verdict::Elsewhere));
            }
            let owners: BTreeSet<OrganisationId> =
                list_owners(register, &plan.id).into_iter().collect();
            let (quiet, silence) = find_last(register, &plan.id, &owners);
            OfPlan {
                plan: plan.id.clone(),
                measures: all.len(),
                stated: plan.measures_stated.value().copied(),
                recorded: recorded.len(),
                details: (met, asked),
                quiet: quiet.map(|day| days(day, today)),
                silence: silence.map(|day| days(day, today)),
                differing: count(Rule::SourcesDiffer),
                citations: count(Rule::Citation),
                findings: standing,
            }
        })
        .collect()
}

/// The days of the last entry about a plan, and of the last one by those who answer for it.
fn find_last(
    register: &Register,
    plan: &PlanId,
    owners: &BTreeSet<OrganisationId>,
) -> (Option<Date>, Option<Date>) {
    let about = plan.subject();
    let thread = register.list_thread(&about).rev();
    let mut lines = thread.filter_map(|seq| register.find_line(seq)).peekable();
    let last = lines.peek().map(|line| utc_day(line.at));
    let by_owner = lines.find(|line| owners.contains(&line.by));
    (last, by_owner.map(|line| utc_day(line.at)))
}

/// The record of every organisation that was asked for something, or on which a finding waits; those with
/// most findings first.
#[must_use]
pub fn list_organisations(
    register: &Register,
    findings: &Findings,
    today: Date,
) -> Vec<OfOrganisation> {
    let mut of: BTreeMap<OrganisationId, Standing> = BTreeMap::new();
    for found in findings.list() {
        let state = found.state(register);
        for owner in found.owners(register) {
            of.entry(owner).or_default().add(state);
        }
    }
    for round in register.rounds.list() {
        for duty in &round.duties {
            of.entry(duty.organisation.clone()).or_default();
        }
    }
    let mut all: Vec<OfOrganisation> = of
        .into_iter()
        .map(|(organisation, findings)| {
            let asked = list_asked(register, &organisation);
            let asked = asked.iter().map(|asked| asked.counts());
            let about = organisation.subject();
            let mut thread = register.list_thread(&about).rev();
            let last = thread.find_map(|seq| {
                let line = register.find_line(seq)?;
                (line.by == organisation).then(|| utc_day(line.at))
            });
            OfOrganisation {
                asked: asked.fold(Counts::default(), |sum, one| sum + one),
                silence: last.map(|day| days(day, today)),
                findings,
                organisation,
            }
        })
        .collect();
    all.sort_by(|a, b| (b.findings.all, &a.organisation).cmp(&(a.findings.all, &b.organisation)));
    all
}

/// One figure as one source gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Who says so: an organisation, or the words of a source.
    pub by: Source,
    /// What it says.
    pub says: Says,
}

/// Whose word a figure is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// An organisation's.
    Organisation(OrganisationId),
    /// A document's, by its name or address.
    Document(Box<str>),
    /// Of nobody who is named.
    Unknown,
}

/// A figure.
#[derive(Clone, Debug, PartialEq)]
pub enum Says {
    /// Words.
    Words(Box<str>),
    /// What the record of a plan says of itself.
    Own(Own),
    /// An amount of money with its currency.
    Money(rust_decimal::Decimal, Box<str>),
    /// What an indicator showed.
    Reading(crate::indicator::Reading),
}

impl Eq for Says {}

/// What each source says where they differ, side by side, in the order of sources.
#[must_use]
pub fn list_sides(register: &Register, found: &Found) -> Vec<Figure> {
    let (kind, rest) = found.detail.split_once('.').unwrap_or((&found.detail, ""));
    match kind {
        "fact" | "stated" => facts(register, found),
        "numbers" => numbers(register, found),
        "value" => {
            let indicator = register.indicators.find(&found.on.id);
            let values = indicator.map_or_else(Vec::new, |one| list_values(register, &one.id));
            let of_day = values.iter().filter(|value| value.on.to_string() == rest);
            of_day
                .map(|value| Figure {
                    by: Source::Organisation(value.by.clone()),
                    says: Says::Reading(value.reading),
                })
                .collect()
        }
        years => {
            let mut parts = rest.split('.');
            let (amount, currency) = (parts.next(), parts.next());
            let measure = register.measures.find(&found.on.id);
            let said = measure.map_or_else(Vec::new, |one| list_funding(register, &one.id));
            let figures = said.iter().filter_map(|said| {
                let last = said.last_year.unwrap_or(said.year).max(said.year);
                let of = said.currency.unwrap_or(crate::rules::money::EURO);
                if format!("{}-{last}", said.year) != years || Some(of) != currency {
                    return None;
                }
                let amounts = said.money.amounts();
                let (_, stated) = amounts
                    .into_iter()
                    .find(|(name, _)| Some(*name) == amount)?;
                Some(Figure {
                    by: Source::Organisation(said.by.clone()),
                    says: Says::Money(stated.value().copied()?, of.into()),
                })
            });
            figures.collect()
        }
    }
}

/// Whose word something is by its source.
fn source_of(source: &Stated<crate::source::Source>) -> Source {
    let words = source.value().and_then(|source| {
        let document = source.document.clone();
        document.or_else(|| source.urls.first().cloned())
    });
    words.map_or(Source::Unknown, Source::Document)
}

/// What sources say of a plan, and what its record says of itself.
fn facts(register: &Register, found: &Found) -> Vec<Figure> {
    let facts = found.rests_on.iter();
    let facts: Vec<_> = facts
        .filter_map(|about| register.facts.find(&about.id))
        .collect();
    let plan = register.plans.find(found.plan.as_str());
    let own = plan.and_then(|plan| {
        let says = find_recorded(register, plan, &facts.first()?.name)?;
        Some(Figure {
            by: source_of(&plan.source),
            says: Says::Own(says),
        })
    });
    let said = facts.iter().map(|fact| Figure {
        by: source_of(&fact.source),
        says: Says::Words(fact.value.clone()),
    });
    said.chain(own).collect()
}

/// How many measures a field is said to have, and the numbers beyond that under which some are cited.
fn numbers(register: &Register, found: &Found) -> Vec<Figure> {
    let field = register.fields.find(&found.on.id);
    let stated = field.and_then(|field| field.measures_stated.value());
    let plan = register.plans.find(found.plan.as_str());
    let stated = stated.map(|stated| Figure {
        by: plan.map_or(Source::Unknown, |plan| source_of(&plan.source)),
        says: Says::Own(Own::Count(*stated)),
    });
    let cited = found.rests_on.iter();
    let cited = cited.filter_map(|about| register.measures.find(&about.id));
    let cited = cited.filter_map(|measure| {
        Some(Figure {
            by: source_of(&measure.source),
            says: Says::Words(measure.cited_as.value()?.clone()),
        })
    });
    stated.into_iter().chain(cited).collect()
}
