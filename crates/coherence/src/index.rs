// SPDX-License-Identifier: EUPL-1.2
//! Who has which feature, and what that makes of two measures: the cosine of each block of features,
//! added up. Only features that two measures share are ever looked at.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Arc;

use crate::Why;
use crate::document::{Block, Doc, Key, TAGS};

/// How many measures are kept as the most alike of one, of its plan and of all others.
pub const KEPT: usize = 10;
/// Below this two measures have nothing in common that a person would want to look at.
const LEAST: f32 = 0.08;
/// Words that led to a suggestion are told up to so many.
const MOST_WORDS: usize = 8;

/// What a block counts.
const fn share(block: Block) -> f32 {
    match block {
        Block::Word => 0.6,
        Block::Gram => 0.3,
        Block::Tag => 0.1,
    }
}

/// Features of a measure with what they weigh in the whole: the sum of products is the score.
type Vector = Vec<(u32, f32)>;

/// The most alike of a measure, best first.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Near {
    pub(crate) own: Vec<(u32, f32)>,
    pub(crate) other: Vec<(u32, f32)>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    numbers: Arc<HashMap<Key, u32>>,
    /// The same for features that came after all were compared.
    later: HashMap<Key, u32>,
    /// How rare each feature is.
    rarity: Vec<f32>,
    /// Measures that have a feature, with what it weighs there.
    having: Vec<Arc<Vector>>,
    vectors: Vec<Arc<Vector>>,
    /// Measures of one plan have the same number here.
    plans: Vec<u32>,
}

/// The best first, and of equals the first.
pub(crate) fn best_first(a: &(u32, f32), b: &(u32, f32)) -> Ordering {
    b.1.total_cmp(&a.1).then(a.0.cmp(&b.0))
}

impl Index {
    pub(crate) fn new(docs: &[Arc<Doc>]) -> Self {
        let mut index = Self::default();
        let mut numbers: HashMap<Key, u32> = HashMap::new();
        let mut held: Vec<u32> = Vec::new();
        for doc in docs {
            for key in doc.counts.keys() {
                let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                let number = match numbers.get(key) {
                    Some(number) => *number,
                    None => *numbers.entry(key.clone()).or_insert(next),
                };
                held.resize(held.len().max(number as usize + 1), 0);
                held[number as usize] += 1;
            }
        }
        // What most have tells nothing, and comparing all of them with each other takes longest.
        let common = (docs.len() / 10).max(50);
        index.rarity = held
            .iter()
            .map(|n| match *n as usize > common {
                true => 0.0,
                false => rarity(docs.len(), *n as usize),
            })
            .collect();
        index.numbers = Arc::new(numbers);
        let mut having = vec![Vec::new(); held.len()];
        let mut plans: HashMap<&str, u32> = HashMap::new();
        for (at, doc) in (0_u32..).zip(docs) {
            let next = u32::try_from(plans.len()).unwrap_or(u32::MAX);
            index.plans.push(*plans.entry(doc.plan()).or_insert(next));
            let vector = index.vector(doc);
            for (feature, weight) in &vector {
                having[*feature as usize].push((at, *weight));
            }
            index.vectors.push(Arc::new(vector));
        }
        index.having = having.into_iter().map(Arc::new).collect();
        index
    }

    fn number(&self, key: &Key) -> Option<u32> {
        self.numbers
            .get(key)
            .or_else(|| self.later.get(key))
            .copied()
    }

    fn vector(&self, doc: &Doc) -> Vector {
        let mut vector: Vector = Vec::with_capacity(doc.counts.len());
        let mut squares = [0.0_f32; 3];
        let mut blocks = Vec::with_capacity(doc.counts.len());
        for (key, count) in &doc.counts {
            let Some(number) = self.number(key) else {
                continue;
            };
            let weight = count.sqrt() * self.rarity[number as usize];
            if weight > 0.0 {
                squares[key.0 as usize] += weight * weight;
                vector.push((number, weight));
                blocks.push(key.0);
            }
        }
        for ((_, weight), block) in vector.iter_mut().zip(blocks) {
            // The share of a block is reached in the product of two weights.
            *weight *= (share(block) / squares[block as usize]).sqrt();
        }
        vector
    }

    /// Puts another measure in the place of one; rarities stay.
    pub(crate) fn replace(&mut self, docs: &mut [Arc<Doc>], at: usize, doc: Doc) {
        let number = u32::try_from(at).unwrap_or(u32::MAX);
        for (feature, _) in std::mem::take(&mut self.vectors[at]).iter() {
            let having = Arc::make_mut(&mut self.having[*feature as usize]);
            having.retain(|(having, _)| *having != number);
        }
        for key in doc.counts.keys() {
            if self.number(key).is_none() {
                let next = u32::try_from(self.having.len()).unwrap_or(u32::MAX);
                self.later.insert(key.clone(), next);
                self.rarity.push(rarity(docs.len(), 1));
                self.having.push(Arc::default());
            }
        }
        let vector = self.vector(&doc);
        for (feature, weight) in &vector {
            Arc::make_mut(&mut self.having[*feature as usize]).push((number, *weight));
        }
        self.vectors[at] = Arc::new(vector);
        docs[at] = Arc::new(doc);
    }

    /// The most alike of all measures, on two threads: nobody waits for them, but not forever.
    pub(crate) fn near_all(&self, docs: &[Arc<Doc>]) -> Vec<Arc<Near>> {
        let half = docs.len() / 2;
        let some = |range: std::ops::Range<usize>| {
            let mut scores = vec![0.0; docs.len()];
            range
                .map(|at| Arc::new(self.near(at, &mut scores)))
                .collect::<Vec<_>>()
        };
        std::thread::scope(|scope| {
            let second = scope.spawn(|| some(half..docs.len()));
            let mut first = some(0..half);
            match second.join() {
                Ok(second) => first.extend(second),
                Err(panic) => std::panic::resume_unwind(panic),
            }
            first
        })
    }

    /// Scores of one measure with all others; `scores` is zero everywhere before and after.
    fn scored(&self, at: usize, scores: &mut [f32]) -> Vec<(u32, f32)> {
        let mut met: Vec<u32> = Vec::new();
        for (feature, weight) in self.vectors[at].iter() {
            for (other, of_other) in self.having[*feature as usize].iter() {
                let score = &mut scores[*other as usize];
                if *score == 0.0 {
                    met.push(*other);
                }
                *score += weight * of_other;
            }
        }
        let taken = met.into_iter().map(|other| {
            let score = std::mem::take(&mut scores[other as usize]);
            (other, score)
        });
        taken
            .filter(|(other, score)| *other as usize != at && *score >= LEAST)
            .collect()
    }

    fn near(&self, at: usize, scores: &mut [f32]) -> Near {
        self.sort(at, self.scored(at, scores))
    }

    fn sort(&self, at: usize, scored: Vec<(u32, f32)>) -> Near {
        let is_own = |(other, _): &(u32, f32)| self.plans[*other as usize] == self.plans[at];
        let (mut own, mut other): (Vec<_>, Vec<_>) = scored.into_iter().partition(is_own);
        for list in [&mut own, &mut other] {
            list.sort_unstable_by(best_first);
            list.truncate(KEPT);
        }
        Near { own, other }
    }

    /// The most alike anew, after a measure was replaced: its own, and those it is, or was, among.
    pub(crate) fn renew(&self, docs: &[Arc<Doc>], at: usize, near: &mut [Arc<Near>]) {
        let mut scores = vec![0.0; docs.len()];
        let number = u32::try_from(at).unwrap_or(u32::MAX);
        let was_in = |list: &[(u32, f32)]| list.iter().any(|(other, _)| *other == number);
        let mut again = vec![at];
        again.extend((0..near.len()).filter(|other| {
            *other != at && (was_in(&near[*other].own) || was_in(&near[*other].other))
        }));
        let scored = self.scored(at, &mut scores);
        for other in &again {
            near[*other] = Arc::new(self.near(*other, &mut scores));
        }
        for (other, score) in scored {
            let own = self.plans[other as usize] == self.plans[at];
            let near = &mut near[other as usize];
            let list = if own { &near.own } else { &near.other };
            let last = list.last().map_or(0.0, |(_, score)| *score);
            if !was_in(list) && (list.len() < KEPT || score >= last) {
                let near = Arc::make_mut(near);
                let list = if own { &mut near.own } else { &mut near.other };
                list.push((number, score));
                list.sort_unstable_by(best_first);
                list.truncate(KEPT);
            }
        }
    }

    /// What two measures share, what counts most first.
    pub(crate) fn why(&self, one: &Doc, other: &Doc) -> Why {
        let (first, second) = (self.vector(one), self.vector(other));
        let weights: HashMap<u32, f32> = second.into_iter().collect();
        let counts: HashMap<u32, f32> = first
            .into_iter()
            .filter_map(|(feature, weight)| Some((feature, weight * weights.get(&feature)?)))
            .collect();
        let mut words: Vec<(f32, [Box<str>; 2])> = Vec::new();
        let mut shared: Vec<&'static str> = Vec::new();
        for key in one.counts.keys() {
            let number = self.number(key);
            let Some(counts) = number.and_then(|number| counts.get(&number)) else {
                continue;
            };
            let (block, name) = key;
            let written = |doc: &Doc| doc.written.get(name).cloned();
            match block {
                Block::Word => {
                    let pair = written(one).zip(written(other));
                    words.extend(pair.map(|(one, other)| (*counts, [one, other])));
                }
                Block::Gram => {}
                Block::Tag => {
                    let of = |tag: &&&str| name.split_once(':').is_some_and(|(of, _)| of == **tag);
                    shared.extend(TAGS.iter().find(of));
                }
            }
        }
        words.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut told: Vec<[Box<str>; 2]> = Vec::new();
        for (_, pair) in words {
            if told.len() < MOST_WORDS && !told.contains(&pair) {
                told.push(pair);
            }
        }
        shared.dedup();
        Why {
            words: told,
            shared,
        }
    }
}

fn rarity(all: usize, having: usize) -> f32 {
    (1.0 + all as f32 / having.max(1) as f32).ln()
}
