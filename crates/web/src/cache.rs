// SPDX-License-Identifier: EUPL-1.2
//! Answers of one edition of the site, by address. A new edition starts with an empty cache.

use std::sync::{Arc, Mutex};

use arc_swap::ArcSwap;
use imbl::HashMap;

use crate::Edition;
use crate::outgoing::Prepared;

/// Most bytes of pages that are kept.
const MOST_BYTES: usize = 192 << 20;
/// Most bytes of answers to addresses with parameters. There are more of those than anybody asks for:
/// apart from the others, they push out only each other.
const MOST_BYTES_OF_QUESTIONS: usize = 64 << 20;
/// Longest address that is kept.
const LONGEST_ADDRESS: usize = 512;

/// Answers by address.
///
/// Readers take no lock and count nothing up that others count, too: at tens of thousands of
/// requests a second, cores would pass such a counter back and forth. Whoever keeps an answer
/// publishes another map, which shares all but a few nodes with the one before.
#[derive(Debug, Default)]
pub(crate) struct Cache {
    held: ArcSwap<Held>,
    /// Held while the next map is made, so that none is lost.
    keeping: Mutex<()>,
}

#[derive(Clone, Debug, Default)]
struct Held {
    edition: Edition,
    pages: Shelf,
    questions: Shelf,
}

#[derive(Clone, Debug, Default)]
struct Shelf {
    bytes: usize,
    answers: HashMap<Arc<str>, Arc<Prepared>>,
}

impl Shelf {
    fn keep(&mut self, address: &str, answer: Arc<Prepared>, most: usize) {
        // All at once, and not the oldest: who counts uses would write where everybody reads.
        if self.bytes + answer.weight() > most {
            *self = Self::default();
        }
        self.bytes += answer.weight();
        if let Some(replaced) = self.answers.insert(address.into(), answer) {
            self.bytes -= replaced.weight();
        }
    }
}

impl Held {
    fn shelf(&self, address: &str) -> &Shelf {
        if address.contains('?') {
            &self.questions
        } else {
            &self.pages
        }
    }
}

impl Cache {
    /// What `read` makes of the answer of this edition.
    pub(crate) fn find<T>(
        &self,
        edition: Edition,
        address: &str,
        read: impl FnOnce(&Arc<Prepared>) -> T,
    ) -> Option<T> {
        let held = self.held.load();
        if held.edition != edition {
            return None;
        }
        let kept = held.shelf(address).answers.get(address);
        kept.map(read)
    }

    /// Keeps an answer, unless it is of an older edition than others that are kept.
    pub(crate) fn keep(&self, edition: Edition, address: &str, answer: Arc<Prepared>) {
        // Poisoned by a panic in between: then nothing is kept any more, and every answer is made anew.
        let Ok(_keeping) = self.keeping.lock() else {
            return;
        };
        let mut held = Held::clone(&self.held.load());
        // An answer that took long may be of the edition before; it must not push out what is newer.
        if edition < held.edition || address.len() > LONGEST_ADDRESS {
            return;
        }
        if edition > held.edition {
            held = Held {
                edition,
                ..Held::default()
            };
        }
        if address.contains('?') {
            held.questions
                .keep(address, answer, MOST_BYTES_OF_QUESTIONS);
        } else {
            held.pages.keep(address, answer, MOST_BYTES);
        }
        self.held.store(Arc::new(held));
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
        let has = |size, address| cache.find(of(size), address, |_| ()).is_some();
        cache.keep(of(1), "/de/", answer());
        assert!(has(1, "/de/"));
        assert!(!has(2, "/de/"));
        cache.keep(of(2), "/en/", answer());
        assert!(!has(1, "/de/"));
        cache.keep(of(1), "/de/", answer());
        assert!(!has(2, "/de/") && has(2, "/en/"));
    }

    #[test]
    fn questions_push_out_questions_only() {
        let cache = Cache::default();
        let edition = Edition::default();
        let answer = || Arc::new(Prepared::new(&Outgoing::html("x".repeat(1 << 20)), "x"));
        cache.keep(edition, "/de/", answer());
        for number in 0..200 {
            cache.keep(edition, &format!("/de/plan/x?page={number}"), answer());
            let held = cache.held.load();
            assert!(held.questions.bytes <= super::MOST_BYTES_OF_QUESTIONS);
        }
        let has = |address| cache.find(edition, address, |_| ()).is_some();
        assert!(has("/de/") && has("/de/plan/x?page=199") && !has("/de/plan/x?page=0"));
    }
}
