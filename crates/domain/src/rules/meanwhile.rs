// SPDX-License-Identifier: EUPL-1.2
//! Two who change one thing at once, with tables: somebody takes the register down, somebody else changes a
//! thing, the table comes back. What it would undo of that is told thing by thing, and decided by who brings
//! the table; what nobody touched meanwhile goes its way.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::act::Act;
use crate::import::Outcome;
use crate::noun::{Noun, Subject};
use crate::record::{Change, Changes, attributes};
use crate::register::Register;
use crate::roll::{ActVisitor, RecordAct, TableVisitor, Tabled};
use crate::statement::{Said, Statement};
use crate::table::{StepKind, Table};
use crate::words::words;

words! {
    /// Whose of two states of a thing is taken.
    Side {
        /// What the table says.
        Mine => "mine",
        /// What somebody else said meanwhile.
        Theirs => "theirs",
    }
}

/// Which side is taken of what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sides {
    /// For all things that are not named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub all: Option<Side>,
    /// By thing: `measure/plan/1`, or its id alone.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub each: BTreeMap<String, Side>,
}

impl Sides {
    /// The side for a thing.
    #[must_use]
    pub fn find(&self, about: &Subject) -> Option<Side> {
        let named = self.each.get(&about.to_string());
        named
            .or_else(|| self.each.get(&*about.id))
            .copied()
            .or(self.all)
    }
}

/// What a table knows of the register.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// How many entries there were when it was taken down; `None`: nobody says, so everything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<u64>,
    /// Which side is taken where somebody else was here since.
    #[serde(default)]
    pub sides: Sides,
}

/// Something that changed since, and that a table says otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// The thing.
    pub about: Subject,
    /// The newest entry about it.
    pub seq: u64,
    /// What stands now, and what the table says instead; empty where it is there again, or goes.
    pub changes: Changes,
    /// Whether the table drops it.
    pub drops: bool,
    /// Which side is taken; nothing is written while it is open.
    pub side: Option<Side>,
}

/// Finds what was changed since a table was taken down and would be undone by it, and leaves out of what is
/// said what is not to be. What nobody decided stays in, and is told.
pub fn settle(register: &Register, seen: &Seen, outcome: &mut Outcome) -> Vec<Moved> {
    let size = seen.size.unwrap_or_else(|| register.size());
    let mut all = Vec::new();
    if size >= register.size() {
        return all;
    }
    let mut kept = Vec::with_capacity(outcome.said.len());
    for said in std::mem::take(&mut outcome.said) {
        let (act, reason) = match &said.statement {
            // What does not fit in a file is nobody's word.
            Statement::Record(act) if said.subject.noun != Noun::Finding => (act, None),
            Statement::Amended { act, reason } => (act, Some(reason)),
            _ => {
                kept.push(said);
                continue;
            }
        };
        let about = &said.subject;
        let since = register.visit(
            about.noun,
            Since {
                id: &about.id,
                size,
            },
        );
        let Some(since) = since.flatten() else {
            kept.push(said);
            continue;
        };
        let Some((changes, rest)) = act.visit(Undoing(&since)) else {
            kept.push(said);
            continue;
        };
        let side = seen.sides.find(about);
        let moved = Moved {
            about: about.clone(),
            seq: since.seq,
            drops: changes.is_empty() && since.stands,
            changes,
            side,
        };
        if side != Some(Side::Theirs) {
            all.push(moved);
            kept.push(said);
            continue;
        }
        match rest {
            Some(act) => {
                let statement = match reason {
                    Some(reason) => Statement::Amended {
                        act,
                        reason: reason.clone(),
                    },
                    None => Statement::Record(act),
                };
                kept.push(Said { statement, ..said });
            }
            None => leave_out(outcome, &moved, since.stands),
        }
        all.push(moved);
    }
    outcome.said = without_empty_versions(kept);
    all
}

/// Nothing of a thing is said any more: it is counted as it is.
fn leave_out(outcome: &mut Outcome, moved: &Moved, stands: bool) {
    if let Some(counts) = outcome.counts.get_mut(&moved.about.noun) {
        let count = match (moved.drops, stands) {
            (true, _) => &mut counts.removed,
            (false, true) => &mut counts.changed,
            (false, false) => &mut counts.added,
        };
        *count = count.saturating_sub(1);
        counts.unchanged += 1;
    }
    if outcome.rows.contains_key(&moved.about) && outcome.tally.entered > 0 {
        outcome.tally.entered -= 1;
        outcome.tally.unchanged += 1;
    }
}

/// A version of which nothing is said is none.
fn without_empty_versions(said: Vec<Said>) -> Vec<Said> {
    let of = |one: &Said| Some((one.subject.plan()?.to_owned(), one.version?));
    let is_opening = |one: &Said| matches!(one.statement, Statement::PlanVersioned(_));
    let told: BTreeSet<(String, u32)> = said
        .iter()
        .filter(|one| !is_opening(one))
        .filter_map(of)
        .collect();
    let mut said = said;
    said.retain(|one| !is_opening(one) || of(one).is_some_and(|of| told.contains(&of)));
    said
}

/// What happened to a thing since.
struct Happened {
    /// The newest entry.
    seq: u64,
    /// Whether it is on record still.
    stands: bool,
    /// Attributes that were said since; `None`: all of them.
    names: Option<BTreeSet<Box<str>>>,
    /// As it stands.
    now: serde_json::Map<String, Value>,
}

struct Since<'a> {
    id: &'a str,
    size: u64,
}

impl TableVisitor for Since<'_> {
    type Out = Option<Happened>;

    fn visit<T: Tabled>(self, table: &Table<T>) -> Self::Out {
        let kept = table.find_kept(self.id)?;
        let says = kept
            .steps
            .iter()
            .filter(|step| step.what != StepKind::Noted);
        let since: Vec<_> = says.filter(|step| step.seq >= self.size).collect();
        let seq = since.last()?.seq;
        let mut names = Some(BTreeSet::new());
        for step in since {
            match (&step.what, &mut names) {
                (StepKind::Changed(changes), Some(names)) => {
                    names.extend(changes.read().into_keys());
                }
                (StepKind::Changed(_) | StepKind::Noted, _) => {}
                _ => names = None,
            }
        }
        Some(Happened {
            seq,
            stands: kept.stands,
            names,
            now: attributes(&*kept.record),
        })
    }
}

/// What an act would undo, and what is left of it without that; `None`: nothing.
struct Undoing<'a>(&'a Happened);

impl ActVisitor for Undoing<'_> {
    type Out = Option<(Changes, Option<RecordAct>)>;

    fn visit<T: Tabled>(self, act: &Act<T>) -> Self::Out {
        let since = self.0;
        let is_since = |name: &str| since.names.as_ref().is_none_or(|all| all.contains(name));
        match act {
            Act::Changed(changes) => {
                let (undone, rest): (Changes, Changes) = changes
                    .iter()
                    .map(|(name, change)| (name.clone(), change.clone()))
                    .partition(|(name, _)| is_since(name));
                let left = (!rest.is_empty()).then(|| T::act(Act::Changed(rest)));
                (!undone.is_empty()).then_some((undone, left))
            }
            // Somebody dropped it, and the table has it still.
            Act::Stated(record) => {
                let new = attributes(&**record).into_iter();
                let changes = new.filter_map(|(name, to)| {
                    let from = since.now.get(&name).cloned();
                    (from.as_ref() != Some(&to)).then(|| {
                        let to = Some(to);
                        (name.into(), Change { from, to })
                    })
                });
                Some((changes.collect(), None))
            }
            Act::Dropped => Some((Changes::new(), None)),
        }
    }
}
