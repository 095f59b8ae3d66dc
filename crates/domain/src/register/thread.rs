// SPDX-License-Identifier: EUPL-1.2
//! Threads: the entries that concern a plan, an organisation or a round.

use std::sync::Arc;

use imbl::{HashMap, OrdSet};

use crate::noun::Noun;

/// Numbers of the entries that concern a thing, by its id.
type Thread = HashMap<Arc<str>, OrdSet<u64>>;

#[derive(Clone, Debug, Default)]
pub(super) struct Threads {
    organisations: Thread,
    plans: Thread,
    /// What was said of a round itself, not in it.
    rounds: Thread,
}

impl Threads {
    pub(super) fn of(&self, noun: Noun) -> Option<&Thread> {
        match noun {
            Noun::Organisation => Some(&self.organisations),
            Noun::Plan => Some(&self.plans),
            Noun::Round => Some(&self.rounds),
            _ => None,
        }
    }

    /// Notes once that an entry concerns a thing.
    pub(super) fn note(&mut self, noun: Noun, id: &str, seq: u64) {
        let thread = match noun {
            Noun::Organisation => &mut self.organisations,
            Noun::Plan => &mut self.plans,
            Noun::Round => &mut self.rounds,
            _ => return,
        };
        match thread.get_mut(id) {
            Some(seqs) => {
                seqs.insert(seq);
            }
            None => {
                thread.insert(id.into(), OrdSet::unit(seq));
            }
        }
    }
}
