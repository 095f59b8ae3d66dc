// SPDX-License-Identifier: EUPL-1.2
//! Answers of one edition of the site, by address. A new edition starts with an empty cache.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use crate::Edition;
use crate::outgoing::Prepared;

/// Most bytes that are kept.
const MOST_BYTES: usize = 256 << 20;
/// Longest address that is kept: nobody fills the cache with made-up parameters quickly.
const LONGEST_ADDRESS: usize = 512;

/// Answers by address.
#[derive(Debug, Default)]
pub(crate) struct Cache {
    held: RwLock<Held>,
}

#[derive(Debug, Default)]
struct Held {
    edition: Edition,
    bytes: usize,
    answers: HashMap<Box<str>, Arc<Prepared>>,
}

impl Cache {
    /// The answer of this edition.
    pub(crate) fn find(&self, edition: Edition, address: &str) -> Option<Arc<Prepared>> {
        let held = self.held.read().ok()?;
        if held.edition != edition {
            return None;
        }
        held.answers.get(address).cloned()
    }

    /// Keeps an answer, unless it is of an older edition than others that are kept.
    pub(crate) fn keep(&self, edition: Edition, address: &str, answer: Arc<Prepared>) {
        let Ok(mut held) = self.held.write() else {
            return;
        };
        if edition < held.edition || address.len() > LONGEST_ADDRESS {
            return;
        }
        if edition > held.edition || held.bytes > MOST_BYTES {
            *held = Held {
                edition,
                ..Held::default()
            };
        }
        held.bytes += answer.weight();
        if let Some(replaced) = held.answers.insert(address.into(), answer) {
            held.bytes -= replaced.weight();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Cache;
    use crate::Edition;
    use crate::outgoing::{Outgoing, Prepared};
    use std::sync::Arc;
    use wegmarke_app::Version;

    #[test]
    fn a_new_edition_forgets_the_old_one() {
        let cache = Cache::default();
        let of = |size| Edition {
            version: Version { size, erasures: 0 },
            day: jiff::civil::Date::ZERO,
        };
        let answer = || Arc::new(Prepared::new(&Outgoing::html(String::new()), "x"));
        cache.keep(of(1), "/de/", answer());
        assert!(cache.find(of(1), "/de/").is_some());
        assert!(cache.find(of(2), "/de/").is_none());
        cache.keep(of(2), "/en/", answer());
        assert!(cache.find(of(1), "/de/").is_none());
        cache.keep(of(1), "/de/", answer());
        assert!(cache.find(of(2), "/de/").is_none() && cache.find(of(2), "/en/").is_some());
    }
}
