// SPDX-License-Identifier: EUPL-1.2
//! Leads that changed: is it the same body under a new name, or did the task move?

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::id::OrganisationId;
use crate::organisation::SuccessionKind;

/// A succession to look at. Nothing of it is applied until somebody accepts it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proposal {
    /// Name before.
    pub old: String,
    /// Name after.
    pub new: String,
    /// What it looks like.
    pub kind: SuccessionKind,
    /// How many things changed their lead this way.
    pub items: u64,
}

/// A lead that moved from one body to another that goes on beside it or was there before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Transfer {
    /// Name before.
    pub old: String,
    /// Name after.
    pub new: String,
    /// How many things changed their lead this way.
    pub items: u64,
}

/// A succession that somebody accepted: one entry of the file that a dry run writes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accepted {
    /// Name before.
    pub old: String,
    /// Name after.
    pub new: String,
    /// How.
    #[serde(default = "renamed")]
    pub kind: SuccessionKind,
    /// The day it took effect, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// How many things changed their lead this way; for the reader, not read.
    #[serde(default)]
    pub items: u64,
}

const fn renamed() -> SuccessionKind {
    SuccessionKind::Renamed
}

/// Leads before and after of everything whose lead changed, and who leads what.
#[derive(Debug, Default)]
pub(super) struct Moves {
    /// (old, new) -> how many things.
    pub(super) pairs: BTreeMap<(OrganisationId, OrganisationId), u64>,
    /// Who led anything before this import.
    pub(super) led_before: BTreeSet<OrganisationId>,
    /// Who leads anything in these files.
    pub(super) leads_now: BTreeSet<OrganisationId>,
}

impl Moves {
    /// Notes that something changed its lead. Only a single body for a single body tells
    /// something; a body that joined or left another one does not.
    pub(super) fn note(&mut self, before: &[OrganisationId], after: &[OrganisationId]) {
        let gone: Vec<_> = before.iter().filter(|id| !after.contains(id)).collect();
        let new: Vec<_> = after.iter().filter(|id| !before.contains(id)).collect();
        if let ([old], [new]) = (&gone[..], &new[..]) {
            *self
                .pairs
                .entry(((*old).clone(), (*new).clone()))
                .or_default() += 1;
        }
    }

    /// Tells successions from transfers: (old, new, items, is a succession), most items first.
    ///
    /// A succession: the old name leads nothing any more, the new one led nothing before, all that
    /// the old one lost went there, and no other body gave more to it. Everything else is a
    /// transfer, such as the one task that a second body gave to the renamed one.
    pub(super) fn judge(&self) -> Vec<(OrganisationId, OrganisationId, u64, bool)> {
        let mut judged: Vec<_> = self
            .pairs
            .iter()
            .map(|((old, new), items)| {
                let vanished = !self.leads_now.contains(old);
                let fresh = !self.led_before.contains(new);
                let whole = self.pairs.keys().filter(|(of, _)| of == old).count() == 1;
                let givers: Vec<u64> = self
                    .pairs
                    .iter()
                    .filter(|((_, to), _)| to == new)
                    .map(|(_, n)| *n)
                    .collect();
                let largest = givers.iter().max() == Some(items)
                    && givers.iter().filter(|n| *n == items).count() == 1;
                (
                    old.clone(),
                    new.clone(),
                    *items,
                    vanished && fresh && whole && largest,
                )
            })
            .collect();
        judged.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.cmp(&b.0)));
        judged
    }
}

#[cfg(test)]
mod tests {
    use super::Moves;
    use crate::id::OrganisationId;

    fn ids(names: &[&str]) -> Vec<OrganisationId> {
        names
            .iter()
            .map(|name| OrganisationId::new(*name))
            .collect()
    }

    #[test]
    fn a_rename_is_told_from_a_transfer() {
        let mut moves = Moves::default();
        for _ in 0..7 {
            moves.note(&ids(&["mite"]), &ids(&["energy"]));
        }
        moves.note(&ids(&["civil"]), &ids(&["energy"]));
        moves.note(&ids(&["court", "justice"]), &ids(&["justice", "tribunal"]));
        moves.note(&ids(&["pubamm"]), &ids(&["pubamm", "mite"]));
        moves.note(&ids(&["health"]), &ids(&["justice"]));
        moves.led_before = ids(&["mite", "civil", "court", "justice", "pubamm", "health"])
            .into_iter()
            .collect();
        moves.leads_now = ids(&["energy", "tribunal", "justice", "pubamm"])
            .into_iter()
            .collect();
        let judged: Vec<_> = moves
            .judge()
            .into_iter()
            .map(|(old, new, items, succession)| {
                (old.to_string(), new.to_string(), items, succession)
            })
            .collect();
        assert_eq!(
            judged,
            [
                ("mite".into(), "energy".into(), 7, true),
                ("civil".into(), "energy".into(), 1, false),
                ("court".into(), "tribunal".into(), 1, true),
                ("health".into(), "justice".into(), 1, false),
            ]
        );
    }
}
