// SPDX-License-Identifier: EUPL-1.2
//! Who is asked for what in a round that is being announced: preset from the round before, set many at
//! once, compared before it is public.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use crate::id::{FieldId, OrganisationId, PlanId, RoundId};
use crate::noun::{Noun, Subject};
use crate::record::Record as _;
use crate::register::Register;
use crate::round::{Duty, Round, RoundState};
use crate::rules::owed::list_owed_reports;
use crate::rules::voices::{SPEAKING, list_rounds};

/// Whom a new round of a plan would ask for what, if nobody changes it.
#[derive(Clone, Debug)]
pub struct Preset<'a> {
    /// The round before; `None`: it is the first one.
    pub last: Option<&'a Round>,
    /// Who is asked for what, sorted.
    pub duties: Vec<Duty>,
    /// Measures that came after the round before.
    pub new: BTreeSet<Subject>,
}

/// What a new round of a plan asks: what the round before asked, as far as that can still be asked.
/// Measures that came since are asked of their leads only, and so are those whose reporters are gone.
/// Before the first round the leads report, and nobody else owes anything until somebody says so.
#[must_use]
pub fn preset<'a>(register: &'a Register, plan: &PlanId) -> Preset<'a> {
    let owed = list_owed_reports(register, plan.as_str());
    let last = list_rounds(register, plan.as_str()).into_iter().next();
    let Some(last) = last else {
        return Preset {
            last,
            duties: owed,
            new: BTreeSet::new(),
        };
    };
    let new = list_new(register, last);
    let (mut duties, gone): (Vec<Duty>, Vec<Duty>) = last
        .duties
        .iter()
        .cloned()
        .partition(|duty| duty.problems(register, plan, 0).is_empty());
    let reported: BTreeSet<&Subject> = duties
        .iter()
        .filter(is_report)
        .map(|duty| &duty.on)
        .collect();
    let left: BTreeSet<&Subject> = gone.iter().filter(is_report).map(|duty| &duty.on).collect();
    let asks = |duty: &Duty| {
        new.contains(&duty.on) || (left.contains(&duty.on) && !reported.contains(&duty.on))
    };
    let of_leads: Vec<Duty> = owed.into_iter().filter(asks).collect();
    duties.extend(of_leads);
    duties.sort();
    duties.dedup();
    Preset {
        last: Some(last),
        duties,
        new,
    }
}

fn is_report(duty: &&Duty) -> bool {
    duty.noun == Noun::Report
}

/// Measures that were not there yet when it was last possible to ask about them in a round.
fn list_new(register: &Register, round: &Round) -> BTreeSet<Subject> {
    let opened = register.find_progress(&round.id);
    let opened = opened.and_then(|progress| progress.find(RoundState::Open));
    let said = || register.rounds.find_kept(round.id.as_str())?.steps.last();
    let until = opened
        .map(|(seq, _)| seq)
        .or_else(|| Some(said()?.seq))
        .unwrap_or_default();
    let measures = register.measures.list_kept_of(round.plan.as_str());
    measures
        .filter(|kept| kept.stands && kept.steps.first().is_some_and(|step| step.seq > until))
        .map(|kept| kept.record.subject())
        .collect()
}

/// A column of the table in which somebody chooses who is asked: one voice, one organisation.
/// Written `report` for whoever leads a measure, else `report/bmas`, `assessment/…`, `practice/…`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Column {
    /// What is asked for.
    pub noun: Noun,
    /// Of whom; `None`: of whoever leads the measure.
    pub by: Option<OrganisationId>,
}

impl Column {
    /// The first one: leads report on their measures.
    pub const LEADS: Self = Self {
        noun: Noun::Report,
        by: None,
    };

    /// What can be asked about a thing in this column. A lead has its place in the first one, and in no
    /// second one.
    #[must_use]
    pub fn list_duties(&self, register: &Register, on: &Subject) -> Vec<Duty> {
        let duty = |organisation: &OrganisationId| Duty {
            organisation: organisation.clone(),
            noun: self.noun,
            on: on.clone(),
        };
        if self.noun != Noun::Report {
            return self.by.iter().map(duty).collect();
        }
        if on.noun != Noun::Measure {
            return Vec::new();
        }
        let leads = list_leads(register, on);
        match &self.by {
            None => leads.iter().map(duty).collect(),
            Some(by) if leads.contains(by) => Vec::new(),
            Some(by) => vec![duty(by)],
        }
    }

    /// The column in which a duty stands.
    #[must_use]
    pub fn of(register: &Register, duty: &Duty) -> Self {
        let leads = duty.noun == Noun::Report
            && list_leads(register, &duty.on).contains(&duty.organisation);
        Self {
            noun: duty.noun,
            by: (!leads).then(|| duty.organisation.clone()),
        }
    }
}

fn list_leads<'a>(register: &'a Register, measure: &Subject) -> &'a [OrganisationId] {
    let measure = register.measures.find(&measure.id);
    let lead = measure.and_then(|measure| measure.lead.value());
    lead.map_or(&[], |lead| lead.ids())
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.by {
            None => write!(f, "{}", self.noun),
            Some(by) => write!(f, "{}/{by}", self.noun),
        }
    }
}

/// The text names no column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoColumn;

impl FromStr for Column {
    type Err = NoColumn;

    fn from_str(text: &str) -> Result<Self, NoColumn> {
        let (noun, by) = match text.split_once('/') {
            Some((noun, by)) if !by.is_empty() => (noun, Some(OrganisationId::new(by))),
            Some(_) => return Err(NoColumn),
            None => (text, None),
        };
        let noun: Noun = noun.parse().map_err(|_| NoColumn)?;
        let known = SPEAKING.contains(&noun) && (by.is_some() || noun == Noun::Report);
        known.then_some(Self { noun, by }).ok_or(NoColumn)
    }
}

/// The columns in which duties stand, and those that somebody added; the leads' first, then by voice and
/// organisation.
#[must_use]
pub fn list_columns(
    register: &Register,
    duties: &[Duty],
    added: impl IntoIterator<Item = Column>,
) -> Vec<Column> {
    let asked = duties.iter().map(|duty| Column::of(register, duty));
    let mut columns: Vec<Column> = std::iter::once(Column::LEADS)
        .chain(asked)
        .chain(added)
        .collect();
    columns.sort();
    columns.dedup();
    columns
}

/// Rows of the table that are set at once. Written `all`, `measures`, `new`, `plan`, or `field/…`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rows {
    /// All of them.
    All,
    /// All measures.
    Measures,
    /// Measures that came after the round before.
    New,
    /// The plan as a whole.
    Plan,
    /// A field of action as a whole, its parts, and the measures in them.
    Field(FieldId),
}

impl fmt::Display for Rows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_str("all"),
            Self::Measures => f.write_str("measures"),
            Self::New => f.write_str("new"),
            Self::Plan => f.write_str("plan"),
            Self::Field(id) => write!(f, "field/{id}"),
        }
    }
}

/// The text names no rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoRows;

impl FromStr for Rows {
    type Err = NoRows;

    fn from_str(text: &str) -> Result<Self, NoRows> {
        match (text, text.split_once('/')) {
            ("all", _) => Ok(Self::All),
            ("measures", _) => Ok(Self::Measures),
            ("new", _) => Ok(Self::New),
            ("plan", _) => Ok(Self::Plan),
            (_, Some(("field", id))) if !id.is_empty() => Ok(Self::Field(FieldId::new(id))),
            _ => Err(NoRows),
        }
    }
}

impl Rows {
    /// Whether a row is among them.
    #[must_use]
    pub fn holds(&self, register: &Register, new: &BTreeSet<Subject>, on: &Subject) -> bool {
        match self {
            Self::All => true,
            Self::Measures => on.noun == Noun::Measure,
            Self::New => new.contains(on),
            Self::Plan => on.noun == Noun::Plan,
            Self::Field(field) => is_in(register, field, on),
        }
    }
}

/// Whether a thing is a field, a part of it, or a measure in one of them.
fn is_in(register: &Register, field: &FieldId, on: &Subject) -> bool {
    let mut of = match on.noun {
        Noun::Field => register.fields.find(&on.id).map(|found| &found.id),
        _ => {
            let measure = register.measures.find(&on.id);
            measure.and_then(|measure| measure.field.value())
        }
    };
    // A field cannot be so deep in others, but a file could say that two hold each other.
    for _ in 0..16 {
        let Some(id) = of else { return false };
        if id == field {
            return true;
        }
        let found = register.fields.find(id.as_str());
        of = found.and_then(|found| found.parent.as_ref());
    }
    false
}

/// What a round can ask about: the plan, its fields of action, its measures; by id.
#[must_use]
pub fn list_things(register: &Register, plan: &PlanId) -> Vec<Subject> {
    let fields = register.fields.list_of(plan.as_str());
    let measures = register.measures.list_of(plan.as_str());
    std::iter::once(plan.subject())
        .chain(fields.map(|field| field.id.subject()))
        .chain(measures.map(|measure| measure.subject()))
        .collect()
}

/// Asks for, or asks no more for, everything in some columns and rows at once.
pub fn set_many(
    register: &Register,
    plan: &PlanId,
    duties: &mut Vec<Duty>,
    columns: &[Column],
    rows: &Rows,
    ask: bool,
) {
    let new = preset(register, plan).new;
    let things = list_things(register, plan);
    let things = things.iter().filter(|on| rows.holds(register, &new, on));
    let meant: BTreeSet<Duty> = things
        .flat_map(|on| columns.iter().map(move |column| (on, column)))
        .flat_map(|(on, column)| column.list_duties(register, on))
        .collect();
    duties.retain(|duty| !meant.contains(duty));
    if ask {
        duties.extend(meant);
    }
    duties.sort();
    duties.dedup();
}

/// What a round asks otherwise than another one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Otherwise {
    /// Asked here and not there, sorted.
    pub more: Vec<Duty>,
    /// Asked there and not here, sorted.
    pub fewer: Vec<Duty>,
}

/// Compares what is asked with what another round asked.
#[must_use]
pub fn compare(duties: &[Duty], before: &[Duty]) -> Otherwise {
    let (now, then): (BTreeSet<&Duty>, BTreeSet<&Duty>) =
        (duties.iter().collect(), before.iter().collect());
    Otherwise {
        more: now.difference(&then).map(|duty| (*duty).clone()).collect(),
        fewer: then.difference(&now).map(|duty| (*duty).clone()).collect(),
    }
}

/// What stands of a round that is announced and can still be changed or cancelled, as far as the clock
/// has moved it.
#[must_use]
pub fn find_planned<'a>(register: &'a Register, round: &RoundId) -> Option<&'a Round> {
    let found = register.rounds.find(round.as_str());
    found.filter(|_| register.round_state(round) == RoundState::Planned)
}
