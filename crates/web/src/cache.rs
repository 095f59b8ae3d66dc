// SPDX-License-Identifier: EUPL-1.2
//! Answers of one version of the register, by address. A new version starts with an empty cache.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use wegmarke_app::Version;

use crate::reply::Prepared;

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
    version: Version,
    bytes: usize,
    answers: HashMap<Box<str>, Arc<Prepared>>,
}

impl Cache {
    /// The answer of this version.
    pub(crate) fn find(&self, version: Version, address: &str) -> Option<Arc<Prepared>> {
        let held = self.held.read().ok()?;
        if held.version != version {
            return None;
        }
        held.answers.get(address).cloned()
    }

    /// Keeps an answer, unless it is of an older version than others that are kept.
    pub(crate) fn keep(&self, version: Version, address: &str, answer: Arc<Prepared>) {
        let Ok(mut held) = self.held.write() else {
            return;
        };
        if version < held.version || address.len() > LONGEST_ADDRESS {
            return;
        }
        if version > held.version || held.bytes > MOST_BYTES {
            *held = Held {
                version,
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
    use crate::reply::{Prepared, Reply};
    use std::sync::Arc;
    use wegmarke_app::Version;

    #[test]
    fn a_new_version_forgets_the_old_one() {
        let cache = Cache::default();
        let of = |size| Version { size, erasures: 0 };
        let answer = || Arc::new(Prepared::new(&Reply::html(String::new()), "x"));
        cache.keep(of(1), "/de/", answer());
        assert!(cache.find(of(1), "/de/").is_some());
        assert!(cache.find(of(2), "/de/").is_none());
        cache.keep(of(2), "/en/", answer());
        assert!(cache.find(of(1), "/de/").is_none());
        cache.keep(of(1), "/de/", answer());
        assert!(cache.find(of(2), "/de/").is_none() && cache.find(of(2), "/en/").is_some());
    }
}
