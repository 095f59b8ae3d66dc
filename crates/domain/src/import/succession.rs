// SPDX-License-Identifier: EUPL-1.2
//! Leads that changed: is it the same body under a new name, or did the task move?

use std::collections::BTreeMap;

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
    /// It was accepted before, and is taken back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withdraw: bool,
}

const fn renamed() -> SuccessionKind {
    SuccessionKind::Renamed
}

/// Leads before and after of everything whose lead changed, and who leads what.
#[derive(Debug, Default)]
pub(super) struct Moves {
    /// (old, new) -> how many things.
    pub(super) pairs: BTreeMap<(OrganisationId, OrganisationId), u64>,
    /// How many things each body led before this import.
    pub(super) led_before: BTreeMap<OrganisationId, u64>,
    /// How many things each leads in these files.
    pub(super) leads_now: BTreeMap<OrganisationId, u64>,
}

/// At most one in so many leads may speak against a succession: sources forget a row here and there.
const FORGOTTEN: u64 = 20;

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
    /// A succession: the old name leads nothing any more, the new one led nothing before (but for a
    /// row that was forgotten), four fifths of what the old one lost went there, and no other body gave
    /// as much to it. Everything else is a transfer, such as the one task that a second body gave to
    /// the renamed one, or that the renamed one gave to a second body.
    pub(super) fn judge(&self) -> Vec<(OrganisationId, OrganisationId, u64, bool)> {
        let mut judged: Vec<_> = self
            .pairs
            .iter()
            .map(|((old, new), items)| {
                let count = |leads: &BTreeMap<OrganisationId, u64>, id| {
                    leads.get(id).copied().unwrap_or_default()
                };
                let forgotten = items / FORGOTTEN;
                let vanished = count(&self.leads_now, old) <= forgotten;
                let fresh = count(&self.led_before, new) <= forgotten;
                let lost: u64 = self.given(|(of, _)| of == old).sum();
                let most_of_it = items.saturating_mul(5) >= lost.saturating_mul(4);
                let largest = self
                    .given(|(of, to)| to == new && of != old)
                    .all(|n| n < *items);
                let is_succession = vanished && fresh && most_of_it && largest;
                (old.clone(), new.clone(), *items, is_succession)
            })
            .collect();
        judged.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.cmp(&b.0)));
        judged
    }

    fn given(
        &self,
        who: impl Fn(&(OrganisationId, OrganisationId)) -> bool,
    ) -> impl Iterator<Item = u64> {
        let pairs = self.pairs.iter();
        pairs
            .filter(move |(pair, _)| who(pair))
            .map(|(_, items)| *items)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::Moves;
    use crate::id::OrganisationId;

    fn ids(names: &[&str]) -> Vec<OrganisationId> {
        names
            .iter()
            .map(|name| OrganisationId::new(*name))
            .collect()
    }

    /// Each leads one thing.
    fn each(names: &[&str]) -> BTreeMap<OrganisationId, u64> {
        ids(names).into_iter().map(|id| (id, 1)).collect()
    }

    #[test]
    fn a_large_rename_with_a_few_exceptions_is_one() {
        let mut moves = Moves::default();
        for _ in 0..240 {
            moves.note(&ids(&["mims"]), &ids(&["mit"]));
        }
        // One task went elsewhere, two rows still have the old name, one had the new one before.
        moves.note(&ids(&["mims"]), &ids(&["south"]));
        moves.led_before = BTreeMap::from([(OrganisationId::new("mims"), 243)]);
        moves.led_before.extend(each(&["mit", "south"]));
        moves.leads_now = BTreeMap::from([
            (OrganisationId::new("mit"), 241),
            (OrganisationId::new("mims"), 2),
            (OrganisationId::new("south"), 2),
        ]);
        let judged = moves.judge().into_iter();
        let told: Vec<_> = judged
            .map(|(old, new, items, succession)| format!("{old} {new} {items} {succession}"))
            .collect();
        assert_eq!(told, ["mims mit 240 true", "mims south 1 false"]);
        // Half of the tasks is no name.
        for _ in 0..150 {
            moves.note(&ids(&["mims"]), &ids(&["south"]));
        }
        assert!(
            moves
                .judge()
                .iter()
                .all(|(_, _, _, succession)| !succession)
        );
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
        moves.led_before = each(&["mite", "civil", "court", "justice", "pubamm", "health"]);
        moves.leads_now = each(&["energy", "tribunal", "justice", "pubamm"]);
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
