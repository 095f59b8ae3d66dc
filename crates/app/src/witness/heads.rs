// SPDX-License-Identifier: EUPL-1.2
//! Which head witnesses are asked for, and which one readers get.
//!
//! Two are kept: the one that is being cosigned, and the one before with the most cosignatures. Without
//! the second, a log that is written to all the time would never show a head that anybody cosigned.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;
use wegmarke_ledger::cosignature::{Cosignature, cosigned};
use wegmarke_ledger::tree::OutsideTree;
use wegmarke_ledger::{Hash, Tree};

use crate::State;

/// How often the same head is cosigned anew: a signature that is hours old says that the witness, or the
/// log, is not what it was.
pub(super) const RENEWED: Duration = Duration::from_secs(3600);
/// What is written within this time is cosigned together.
const BATCH: Duration = Duration::from_millis(250);
/// How long the witnesses that answer are waited for before the next head is chosen.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long readers get an older head because more witnesses cosigned it. Shorter than a check waits for
/// a head that lags behind.
const LAG: Duration = Duration::from_secs(3);

/// A head, and who cosigned it.
#[derive(Clone)]
pub(super) struct Head {
    pub(super) size: u64,
    tree: Tree,
    /// Signed by the log.
    pub(super) note: Arc<[u8]>,
    chosen_at: Instant,
    /// When there was first a newer one.
    superseded_at: Option<Instant>,
    /// By the place of the witness, with the time here.
    cosignatures: BTreeMap<usize, (Cosignature, Instant)>,
}

impl Head {
    pub(super) fn new(state: &State, note: Arc<[u8]>, now: Instant) -> Self {
        Self {
            size: state.size(),
            tree: state.tree.clone(),
            note,
            chosen_at: now,
            superseded_at: None,
            cosignatures: BTreeMap::new(),
        }
    }

    pub(super) fn prove_growth(&self, older: u64) -> Result<Vec<Hash>, OutsideTree> {
        self.tree.prove_growth(self.size, older)
    }

    /// Adds what a witness signed before this process began. It is asked all the same.
    pub(super) fn take_up(&mut self, place: usize, made: Cosignature, now: Instant) {
        let long_ago = now.checked_sub(RENEWED).unwrap_or(now);
        self.cosignatures.insert(place, (made, long_ago));
    }

    /// How many of those who answer now cosigned it.
    fn count(&self, present: &[bool]) -> usize {
        let places = self.cosignatures.keys();
        places
            .filter(|place| present.get(**place).copied().unwrap_or_default())
            .count()
    }
}

#[derive(Default)]
pub(super) struct Heads {
    chosen: Option<Head>,
    before: Option<Head>,
}

impl Heads {
    fn both(&mut self) -> impl Iterator<Item = &mut Head> {
        self.chosen.iter_mut().chain(self.before.iter_mut())
    }

    /// Notes how long there has been a newer head.
    pub(super) fn look_at(&mut self, newest: u64, now: Instant) {
        for head in self.both().filter(|head| head.size < newest) {
            head.superseded_at.get_or_insert(now);
        }
    }

    /// Whether another head is to be chosen: there is one, and whoever answers has cosigned the last.
    pub(super) fn is_time(&self, newest: u64, present: &[bool], now: Instant) -> bool {
        let Some(chosen) = &self.chosen else {
            return true;
        };
        let age = now.duration_since(chosen.chosen_at);
        let all = present.iter().filter(|is_present| **is_present).count();
        let is_done = chosen.count(present) >= all && age >= BATCH;
        newest > chosen.size && (is_done || age >= PATIENCE)
    }

    pub(super) fn choose(&mut self, head: Head, present: &[bool]) {
        let last = self.chosen.replace(head);
        let counted = |head: &Option<Head>| head.as_ref().map_or(0, |head| head.count(present));
        let is_better = counted(&last) > 0 && counted(&last) >= counted(&self.before);
        if is_better || self.before.is_none() {
            self.before = last;
        }
    }

    /// The chosen head, if this witness has not cosigned it, or long ago.
    pub(super) fn find_due(&self, place: usize, now: Instant) -> Option<Head> {
        let head = self.chosen.as_ref()?;
        let made = head.cosignatures.get(&place);
        let is_due = made.is_none_or(|(_, at)| now.duration_since(*at) >= RENEWED);
        is_due.then(|| head.clone())
    }

    pub(super) fn cosign(&mut self, size: u64, place: usize, made: Cosignature, now: Instant) {
        if let Some(head) = self.both().find(|head| head.size == size) {
            head.cosignatures.insert(place, (made, now));
        }
    }

    /// What readers get, with its cosignatures; `None`: the newest, which has none.
    pub(super) fn best(&self, newest: u64, present: &[bool], now: Instant) -> Option<Arc<[u8]>> {
        let fresh = |head: &&Head| {
            let superseded = head.superseded_at.filter(|_| head.size < newest);
            head.size <= newest && superseded.is_none_or(|at| now.duration_since(at) < LAG)
        };
        let heads = self.chosen.iter().chain(self.before.iter()).filter(fresh);
        let best = heads.max_by_key(|head| (head.count(present), head.size))?;
        // Nobody's presence is a reason to hold the newest one back.
        if best.size < newest && best.count(present) == 0 {
            return None;
        }
        let lines = best.cosignatures.values().map(|(made, _)| made);
        Some(Arc::from(cosigned(&best.note, lines)))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use rand::SeedableRng;
    use tokio::time::Instant;
    use wegmarke_ledger::cosignature::{Cosignature, WitnessKey};
    use wegmarke_ledger::{LogKey, Tree};

    use super::{Head, Heads};
    use crate::State;

    struct Made {
        log: LogKey,
        witness: WitnessKey,
    }

    impl Made {
        fn new() -> Self {
            let mut rng = rand::rngs::StdRng::seed_from_u64(1);
            let log = LogKey::generate(&mut rng, "log").unwrap();
            let witness = WitnessKey::generate(&mut rng, "w").unwrap();
            Self {
                log: LogKey::parse(&log).unwrap(),
                witness: WitnessKey::parse(&witness).unwrap(),
            }
        }

        fn head(&self, size: u64, now: Instant) -> Head {
            let mut tree = Tree::default();
            for n in 0..size {
                tree.push(&n.to_be_bytes());
            }
            let note = self.log.sign(size, tree.root()).unwrap();
            let state = State {
                tree,
                ..State::empty()
            };
            Head::new(&state, Arc::from(note), now)
        }

        fn line(&self, head: &Head) -> Cosignature {
            self.witness.cosign(&head.note, 5).unwrap()
        }
    }

    fn size_of(note: Option<Arc<[u8]>>) -> Option<(u64, usize)> {
        let note = String::from_utf8(note?.to_vec()).unwrap();
        let size = note.lines().nth(1).unwrap().parse().unwrap();
        Some((size, note.matches('—').count() - 1))
    }

    #[test]
    fn readers_get_the_head_that_more_cosigned_but_only_for_a_moment() {
        let made = Made::new();
        let begin = Instant::now();
        let at = |ms: u64| begin + Duration::from_millis(ms);
        let both = [true, true];
        let mut heads = Heads::default();
        assert!(heads.is_time(3, &both, at(0)));
        let three = made.head(3, at(0));
        heads.choose(three.clone(), &both);
        assert_eq!(size_of(heads.best(3, &both, at(1))), Some((3, 0)));
        for place in [0, 1] {
            heads.cosign(3, place, made.line(&three), at(10));
        }
        assert_eq!(size_of(heads.best(3, &both, at(11))), Some((3, 2)));
        assert!(!heads.is_time(3, &both, at(400)), "nothing new");
        // More is written.
        heads.look_at(5, at(500));
        assert!(heads.is_time(5, &both, at(500)));
        let five = made.head(5, at(500));
        heads.choose(five.clone(), &both);
        assert!(
            heads
                .find_due(0, at(501))
                .is_some_and(|head| head.size == 5)
        );
        heads.cosign(5, 0, made.line(&five), at(510));
        assert!(heads.find_due(0, at(511)).is_none());
        assert_eq!(size_of(heads.best(5, &both, at(520))), Some((3, 2)));
        // The second one hangs: readers wait for it no longer.
        assert_eq!(size_of(heads.best(5, &both, at(4000))), Some((5, 1)));
        // Once it is known to be away, nobody waits for it at all.
        assert_eq!(
            size_of(heads.best(5, &[true, false], at(520))),
            Some((5, 1))
        );
        assert!(!heads.is_time(6, &both, at(1000)), "it may still answer");
        assert!(heads.is_time(6, &both, at(2600)));
        assert!(heads.is_time(6, &[true, false], at(1000)));
        assert_eq!(
            size_of(heads.best(5, &[false, false], at(520))),
            Some((5, 1))
        );
        assert_eq!(size_of(heads.best(6, &[false, false], at(520))), None);
    }

    #[test]
    fn a_log_that_is_written_to_all_the_time_shows_heads_that_were_cosigned() {
        let made = Made::new();
        let begin = Instant::now();
        let (mut heads, all) = (Heads::default(), [true]);
        let mut shown = Vec::new();
        for tick in 0..40_u64 {
            let now = begin + Duration::from_millis(100 * tick);
            let newest = tick + 1;
            heads.look_at(newest, now);
            if heads.is_time(newest, &all, now) {
                heads.choose(made.head(newest, now), &all);
            }
            shown.push(size_of(heads.best(newest, &all, now)));
            // The answer takes until the next one.
            if let Some(head) = heads.find_due(0, now) {
                heads.cosign(head.size, 0, made.line(&head), now);
            }
        }
        let behind = shown.iter().enumerate().skip(3);
        for (tick, shown) in behind {
            let (size, cosigned) = shown.unwrap();
            assert_eq!(cosigned, 1, "at {tick}");
            assert!(size + 8 >= tick as u64, "{size} at {tick}");
        }
    }
}
