// SPDX-License-Identifier: EUPL-1.2
//! What organisations say about how two measures go together: also that they do not, where somebody
//! suggested it.

use crate::id::MeasureId;
use crate::noun::Noun;
use crate::register::Register;
use crate::relation::{Relation, RelationKind};

/// Everything that stands on record about two measures, in either direction, by id.
#[must_use]
pub fn list_between<'a>(
    register: &'a Register,
    one: &MeasureId,
    other: &MeasureId,
) -> Vec<&'a Relation> {
    let about = one.subject();
    let ids = register.list_referrers(&about, Noun::Relation);
    let mut found: Vec<&Relation> = ids
        .filter_map(|id| register.relations.find(id))
        .filter(|relation| {
            let ends = [Some(&relation.measure), relation.other.value()];
            ends.contains(&Some(one)) && ends.contains(&Some(other))
        })
        .collect();
    found.sort_by_key(|relation| &relation.id);
    found
}

/// Relations that say that two measures go together.
pub fn list_related(register: &Register) -> impl Iterator<Item = (&Relation, &MeasureId)> {
    let all = register.relations.list();
    let said = all.filter(|relation| relation.kind != RelationKind::Unrelated);
    said.filter_map(|relation| Some((relation, relation.other.value()?)))
}
