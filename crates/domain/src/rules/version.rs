// SPDX-License-Identifier: EUPL-1.2
//! What differs between two versions of a plan.

use crate::noun::{Noun, Subject};
use crate::record::{self, Changes, Record};
use crate::register::Register;
use crate::table::Table;
use crate::text::Text;

/// One thing that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// What differs.
    pub subject: Subject,
    /// Its title in the newer of the versions in which it stands.
    pub title: Option<Text>,
    /// How.
    pub kind: DifferenceKind,
}

/// How a thing differs.
#[derive(Clone, Debug, PartialEq)]
pub enum DifferenceKind {
    /// It is new.
    Added,
    /// It is gone.
    Dropped,
    /// These attributes differ.
    Changed(Changes),
}

/// Everything that differs from version `from` to version `to` of a plan, by noun and id.
/// Either order is answered; a version that does not exist is an empty plan.
#[must_use]
pub fn differences(register: &Register, plan: &str, from: u32, to: u32) -> Vec<Difference> {
    let mut all = Vec::new();
    if let Some(kept) = register.plans.find_kept(plan) {
        collect(
            std::iter::once(kept),
            from,
            to,
            |plan| Some(plan.title.clone()),
            &mut all,
        );
    }
    let of = |table: &Table<_>, all: &mut Vec<_>| {
        collect(
            table.list_kept_of(plan),
            from,
            to,
            |field: &crate::plan::Field| field.title.value().cloned(),
            all,
        );
    };
    of(&register.fields, &mut all);
    collect(
        register.goals.list_kept_of(plan),
        from,
        to,
        |goal| Some(goal.title.clone()),
        &mut all,
    );
    collect(
        register.measures.list_kept_of(plan),
        from,
        to,
        |measure| Some(measure.title.clone()),
        &mut all,
    );
    collect(
        register.milestones.list_kept_of(plan),
        from,
        to,
        |milestone| Some(milestone.title.clone()),
        &mut all,
    );
    all
}

fn collect<'a, T: Record + 'a>(
    kept: impl Iterator<Item = &'a crate::table::Kept<T>>,
    from: u32,
    to: u32,
    title: impl Fn(&T) -> Option<Text>,
    all: &mut Vec<Difference>,
) {
    for kept in kept {
        // Most records have no step between the versions: nothing to compare.
        let (low, high) = (from.min(to), from.max(to));
        if !kept
            .steps
            .iter()
            .any(|step| step.version > low && step.version <= high)
        {
            continue;
        }
        let (before, after) = (kept.at_version(from), kept.at_version(to));
        let kind = match (&before, &after) {
            (None, None) => continue,
            (None, Some(_)) => DifferenceKind::Added,
            (Some(_), None) => DifferenceKind::Dropped,
            (Some(before), Some(after)) => {
                let changes = record::differences(before, after);
                if changes.is_empty() {
                    continue;
                }
                DifferenceKind::Changed(changes)
            }
        };
        let title = after.as_ref().or(before.as_ref()).and_then(&title);
        all.push(Difference {
            subject: kept.record.subject(),
            title,
            kind,
        });
    }
}

/// How many things were added, dropped and changed, per noun.
#[must_use]
pub fn summary(differences: &[Difference]) -> std::collections::BTreeMap<Noun, [usize; 3]> {
    let mut counts = std::collections::BTreeMap::new();
    for difference in differences {
        let at = match difference.kind {
            DifferenceKind::Added => 0,
            DifferenceKind::Dropped => 1,
            DifferenceKind::Changed(_) => 2,
        };
        counts.entry(difference.subject.noun).or_insert([0; 3])[at] += 1;
    }
    counts
}
