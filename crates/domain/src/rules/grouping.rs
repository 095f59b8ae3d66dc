// SPDX-License-Identifier: EUPL-1.2
//! Demands that ask for the same: as those say who demand them, and as anybody else says. Every voice stands
//! with what it says, also one that sees it otherwise; nothing is decided between them.

use std::collections::{BTreeMap, BTreeSet};

use crate::grouping::{Grouping, Likeness};
use crate::id::{OrganisationId, RecommendationId};
use crate::noun::Noun;
use crate::recommendation::Recommendation;
use crate::register::Register;
use crate::text::Text;

/// What one organisation says of two demands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Likened<'a> {
    /// The demands.
    pub ends: [&'a RecommendationId; 2],
    /// Whether they ask for the same.
    pub kind: Likeness,
    /// Who says so.
    pub by: &'a OrganisationId,
    /// Why; `None`: they do not say.
    pub why: Option<&'a Text>,
    /// What is on record of it; `None`: it is part of a demand, which its issuer states.
    pub grouping: Option<&'a Grouping>,
}

/// Demands that ask for the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Group<'a> {
    /// All of them, by id.
    pub demands: Vec<&'a Recommendation>,
    /// Who says so, and who says that two of them do not: by demand, issuers first.
    pub said: Vec<Likened<'a>>,
}

/// Everything that is said of two demands which both stand.
#[must_use]
pub fn list_said(register: &Register) -> Vec<Likened<'_>> {
    let stands = |id: &RecommendationId| register.recommendations.find(id.as_str()).is_some();
    let issuers = register.recommendations.list().filter_map(|one| {
        Some(Likened {
            ends: [&one.id, one.same_as.value()?],
            kind: Likeness::Same,
            by: &one.issuer,
            why: one.same_why.value(),
            grouping: None,
        })
    });
    let others = register.groupings.list().map(|one| Likened {
        ends: one.ends(),
        kind: one.kind,
        by: &one.organisation,
        why: one.note.value(),
        grouping: Some(one),
    });
    let all = issuers.chain(others);
    all.filter(|said| said.ends[0] != said.ends[1] && said.ends.into_iter().all(&stands))
        .collect()
}

/// Demands of which somebody says that they ask for the same: each group with all of its demands, the groups
/// by their first. What nobody says of a demand puts it into no group.
#[must_use]
pub fn list_groups(register: &Register) -> Vec<Group<'_>> {
    let said = list_said(register);
    let mut group_of: BTreeMap<&str, usize> = BTreeMap::new();
    let mut groups: Vec<BTreeSet<&str>> = Vec::new();
    for one in said.iter().filter(|one| one.kind == Likeness::Same) {
        let mut members: BTreeSet<&str> = one.ends.iter().map(|id| id.as_str()).collect();
        for id in members.clone() {
            // Whoever is in a group brings all of it along.
            if let Some(at) = group_of.get(id) {
                members.append(&mut groups[*at]);
            }
        }
        for id in &members {
            group_of.insert(id, groups.len());
        }
        groups.push(members);
    }
    groups.retain(|members| !members.is_empty());
    groups.sort();
    let find = |id: &&str| register.recommendations.find(id);
    let group = |members: BTreeSet<&str>| {
        let within = |one: &&Likened<'_>| one.ends.iter().all(|id| members.contains(id.as_str()));
        Group {
            demands: members.iter().filter_map(find).collect(),
            said: said.iter().filter(within).copied().collect(),
        }
    };
    groups.into_iter().map(group).collect()
}

/// What others than its issuer say of a demand, by id.
#[must_use]
pub fn list_of<'a>(register: &'a Register, demand: &RecommendationId) -> Vec<&'a Grouping> {
    let about = demand.subject();
    let ids = register.list_referrers(&about, Noun::Grouping);
    ids.filter_map(|id| register.groupings.find(id)).collect()
}
