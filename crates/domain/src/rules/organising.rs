// SPDX-License-Identifier: EUPL-1.2
//! Organisations: made, renamed, merged and split, with the day on which that took effect.
//!
//! A renamed organisation stays the same one: its id, its accounts, and what names it stay. Merged and
//! split ones are others afterwards; what each said stays its own.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::act::Act;
use crate::id::{OrganisationId, slug};
use crate::noun::Subject;
use crate::organisation::{Organisation, OrganisationKind, Succession, SuccessionKind, Voice};
use crate::problem::{Problem, codes, length};
use crate::record::differences;
use crate::register::Register;
use crate::rules::stating::find_newest;
use crate::stated::Stated;
use crate::statement::{Said, Statement};
use crate::table::StepKind;
use crate::text::Text;
use crate::words::words;

words! {
    /// What is done with organisations.
    Organise {
        /// A new one is put on record.
        Create => "create",
        /// One has another name from a day on.
        Rename => "rename",
        /// Several became one.
        Merge => "merge",
        /// One became several.
        Split => "split",
    }
}

/// Most organisations that become one, or that one becomes.
pub const MOST: usize = 12;

/// An organisation as it is afterwards: one on record by its id, or else a new one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct After {
    /// The id of one on record; `None`: it is new, or the one that is renamed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<OrganisationId>,
    /// The name of a new one, or the new name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// The short name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short: Option<Text>,
    /// What kind of body a new one is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<OrganisationKind>,
    /// Whose pen it is, if its kind does not tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voice: Option<Voice>,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organising {
    /// What.
    #[serde(rename = "do")]
    pub what: Organise,
    /// Whom it is done to, by id: nobody, one, or several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<OrganisationId>,
    /// What they are afterwards: one, or several.
    pub after: Vec<After>,
    /// The day on which it took effect, if that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
}

/// A name that an organisation had until it was renamed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renaming {
    /// The entry of the succession.
    pub seq: u64,
    /// What it was called.
    pub from: Text,
    /// What it is called since.
    pub to: Text,
}

/// How an organisation was called before it was renamed, oldest first. It is the same one: these are not
/// the ones that came before another.
#[must_use]
pub fn list_renamings(register: &Register, id: &OrganisationId) -> Vec<Renaming> {
    let Some(kept) = register.organisations.find_kept(id.as_str()) else {
        return Vec::new();
    };
    let name = |value: Option<serde_json::Value>| serde_json::from_value(value?).ok();
    let of = |seq: u64| {
        // The name is changed in the same breath, just before.
        let mut earlier = kept.steps.iter().rev().filter(|step| step.seq < seq);
        let (from, to) = earlier.find_map(|step| {
            let StepKind::Changed(changes) = &step.what else {
                return None;
            };
            let change = changes.read().remove("name")?;
            Some((name(change.from)?, name(change.to)?))
        })?;
        Some(Renaming { seq, from, to })
    };
    let own = |one: &Succession| {
        one.before.len() == 1 && one.before == one.after && one.before.first() == Some(id)
    };
    let all = register.list_successions();
    let all = all.filter(|(_, one)| own(one));
    all.filter_map(|(seq, _)| of(seq)).collect()
}

/// The newest entry about the organisations on record that it names: what somebody has seen who decides
/// it. `None`: it names none.
#[must_use]
pub fn newest_of(register: &Register, order: &Organising) -> Option<u64> {
    let after = order.after.iter().filter_map(|after| after.id.as_ref());
    let named = order.before.iter().chain(after);
    named
        .filter_map(|id| find_newest(register, &id.subject()))
        .max()
}

/// What has to be said for it.
///
/// # Errors
/// Everything that is wrong with it, by fields `on`, `before.0`, `after.0.name` and so on.
pub fn decide(
    register: &Register,
    order: &Organising,
    today: Date,
) -> Result<Vec<Said>, Vec<Problem>> {
    let mut deciding = Deciding {
        register,
        order,
        problems: Vec::new(),
        taken: BTreeSet::new(),
        said: Vec::new(),
    };
    if order.on.is_some_and(|on| on > today) {
        deciding.wrong("on", codes::IN_THE_FUTURE, "");
    }
    deciding.check_before();
    match order.what {
        Organise::Create => deciding.create(),
        Organise::Rename => deciding.rename(),
        Organise::Merge => deciding.succeed(SuccessionKind::Merged),
        Organise::Split => deciding.succeed(SuccessionKind::Split),
    }
    match deciding.problems.is_empty() {
        true => Ok(deciding.said),
        false => Err(deciding.problems),
    }
}

struct Deciding<'a> {
    register: &'a Register,
    order: &'a Organising,
    problems: Vec<Problem>,
    /// Ids that were given just now.
    taken: BTreeSet<String>,
    said: Vec<Said>,
}

impl Deciding<'_> {
    fn wrong(&mut self, field: &str, code: &'static str, detail: &str) {
        let problem = Problem::new(field, code);
        self.problems.push(match detail {
            "" => problem,
            detail => problem.with(detail),
        });
    }

    /// How many there must be, each on record, none twice.
    fn check_before(&mut self) {
        let order = self.order;
        let wanted = match order.what {
            Organise::Create => 0..=0,
            Organise::Rename | Organise::Split => 1..=1,
            Organise::Merge => 1..=MOST,
        };
        let count = order.before.len();
        if count < *wanted.start() {
            self.wrong("before.0", codes::REQUIRED, "");
        } else if count > *wanted.end() {
            self.wrong("before.0", codes::TOO_LONG, "");
        }
        let mut seen = BTreeSet::new();
        for (at, id) in order.before.iter().enumerate() {
            let field = format!("before.{at}");
            if self.register.organisations.find(id.as_str()).is_none() {
                self.wrong(&field, codes::UNKNOWN, id.as_str());
            } else if !seen.insert(id) {
                self.wrong(&field, codes::TWICE, id.as_str());
            }
        }
    }

    fn create(&mut self) {
        let [after] = &self.order.after[..] else {
            return self.wrong("after.0.name", codes::REQUIRED, "");
        };
        self.make(0, after);
    }

    /// A new organisation; its id.
    fn make(&mut self, at: usize, after: &After) -> Option<OrganisationId> {
        let name = self.check_name(at, after, None)?;
        let id = self.free_id(after.short.as_ref().unwrap_or(&name));
        let stated = Organisation {
            id: id.clone(),
            name,
            short: Stated::from(after.short.clone()),
            kind: Stated::from(after.kind),
            voice: Stated::from(after.voice),
            description: Stated::NotStated,
            contact: Stated::NotStated,
        };
        let act = Act::Stated(stated.into());
        self.say(id.subject(), act.into());
        Some(id)
    }

    /// The name of one, if it can be called so: nobody else is.
    fn check_name(
        &mut self,
        at: usize,
        after: &After,
        own: Option<&OrganisationId>,
    ) -> Option<Text> {
        let field = format!("after.{at}.name");
        let Some(name) = &after.name else {
            self.wrong(&field, codes::REQUIRED, "");
            return None;
        };
        length(&field, name, &mut self.problems);
        if let Some(short) = &after.short {
            length(&format!("after.{at}.short"), short, &mut self.problems);
        }
        let mut others = self.register.organisations.list();
        let other = others.find(|other| {
            let same = |(_, words): (_, &str)| {
                let mut names = name.iter();
                names.any(|(_, new)| new.to_lowercase() == words.to_lowercase())
            };
            Some(&other.id) != own && other.name.iter().any(same)
        });
        if let Some(other) = other.map(|other| other.id.to_string()) {
            self.wrong(&field, codes::TWICE, &other);
        }
        Some(name.clone())
    }

    fn free_id(&mut self, name: &Text) -> OrganisationId {
        let base = match slug(name.best(crate::text::Lang::DE).1) {
            base if base.is_empty() => "organisation".to_owned(),
            base => base,
        };
        let is_taken = |id: &str| {
            self.taken.contains(id) || self.register.organisations.find_kept(id).is_some()
        };
        let mut id = base.clone();
        let mut count = 1;
        while is_taken(&id) {
            count += 1;
            id = format!("{base}-{count}");
        }
        self.taken.insert(id.clone());
        OrganisationId::new(id)
    }

    fn rename(&mut self) {
        let (order, register) = (self.order, self.register);
        let ([id], [after]) = (&order.before[..], &order.after[..]) else {
            return self.wrong("after.0.name", codes::REQUIRED, "");
        };
        let name = self.check_name(0, after, Some(id));
        let (Some(name), Some(before)) = (name, register.organisations.find(id.as_str())) else {
            return;
        };
        let renamed = Organisation {
            name,
            short: match &after.short {
                Some(short) => Stated::Value(short.clone()),
                None => before.short.clone(),
            },
            ..before.clone()
        };
        if renamed.name == before.name && renamed.short == before.short {
            return self.wrong("after.0.name", codes::SAYS_NOTHING, "");
        }
        let changes = differences(before, &renamed);
        self.say(id.subject(), Act::<Organisation>::Changed(changes).into());
        self.say_succession(SuccessionKind::Renamed, vec![id.clone()]);
    }

    fn succeed(&mut self, kind: SuccessionKind) {
        let order = self.order;
        let (least, most) = match kind {
            SuccessionKind::Split => (2, MOST),
            SuccessionKind::Merged | SuccessionKind::Renamed => (1, 1),
        };
        if order.after.len() < least {
            let field = format!("after.{}.name", order.after.len());
            return self.wrong(&field, codes::REQUIRED, "");
        }
        if order.after.len() > most {
            return self.wrong("after.0.name", codes::TOO_LONG, "");
        }
        let mut ids: Vec<OrganisationId> = Vec::new();
        for (at, after) in order.after.iter().enumerate() {
            let id = match &after.id {
                None => self.make(at, after),
                Some(id) => self.check_known(at, id, &ids),
            };
            ids.extend(id);
        }
        // One that goes into another one is two that became one; alone it becomes nothing else.
        let goes_into =
            order.before.len() == 1 && !order.after.iter().any(|after| after.id.is_none());
        let is_alone = order.before.len() == 1 && (!goes_into || ids == order.before);
        if kind == SuccessionKind::Merged && is_alone {
            self.wrong("before.1", codes::REQUIRED, "");
        }
        if self.problems.is_empty() {
            self.say_succession(kind, ids);
        }
    }

    fn check_known(
        &mut self,
        at: usize,
        id: &OrganisationId,
        before: &[OrganisationId],
    ) -> Option<OrganisationId> {
        let field = format!("after.{at}.id");
        if self.register.organisations.find(id.as_str()).is_none() {
            self.wrong(&field, codes::UNKNOWN, id.as_str());
            return None;
        }
        if before.contains(id) {
            self.wrong(&field, codes::TWICE, id.as_str());
        }
        // Nobody comes after themselves.
        let all: Vec<&Succession> = self
            .register
            .list_successions()
            .map(|(_, one)| one)
            .collect();
        let mut others = self.order.before.iter().filter(|other| *other != id);
        if others.any(|other| Succession::is_after(&all, id, other)) {
            self.wrong(&field, codes::WRONG_ORDER, id.as_str());
        }
        Some(id.clone())
    }

    fn say_succession(&mut self, kind: SuccessionKind, after: Vec<OrganisationId>) {
        let Some(about) = after.first().map(OrganisationId::subject) else {
            return;
        };
        let mut before = self.order.before.clone();
        // Who goes into another one becomes one with it.
        if kind == SuccessionKind::Merged && before.len() == 1 {
            before.extend(after.iter().cloned());
        }
        let succession = Succession {
            kind,
            before,
            after,
            on: Stated::from(self.order.on),
            corrects: None,
            withdrawn: false,
        };
        self.say(about, Statement::Succeeded(succession));
    }

    fn say(&mut self, about: Subject, statement: Statement) {
        self.said.push(Said {
            dated_on: self.order.on,
            ..Said::new(about, statement)
        });
    }
}
