// SPDX-License-Identifier: EUPL-1.2
//! All words of an index, to be found by what they begin with, end with, hold, and nearly are.

use std::collections::HashMap;
use std::ops::Range;

use crate::words::{SHORTEST_PART, SHORTEST_SLIP, is_one_slip, loosen};

/// Most words of one kind that one asked word stands for.
const MOST: usize = 1000;
/// Most words that a part of a compound stands for.
const MOST_APART: usize = 12;
/// Shortest word behind a single letter, in characters.
const SHORTEST_BEHIND: usize = 4;

/// A form of a word, and which word.
type Form = (Box<str>, u32);

/// Forms of words in two orders: by their beginnings, and by their ends.
#[derive(Default)]
struct Forms {
    by_start: Vec<Form>,
    by_end: Vec<Form>,
}

impl Forms {
    fn new(mut by_start: Vec<Form>) -> Self {
        let turned = |form: &Form| (backwards(&form.0), form.1);
        let mut by_end: Vec<Form> = by_start.iter().map(turned).collect();
        by_start.sort_unstable();
        by_end.sort_unstable();
        Self { by_start, by_end }
    }

    /// Where forms that begin with something are in an order.
    fn range(sorted: &[Form], start: &str) -> Range<usize> {
        let from = sorted.partition_point(|(form, _)| **form < *start);
        let behind = sorted[from..].partition_point(|(form, _)| form.starts_with(start));
        from..from + behind
    }

    fn starting(&self, start: &str) -> &[Form] {
        &self.by_start[Self::range(&self.by_start, start)]
    }

    fn same(&self, form: &str) -> impl Iterator<Item = u32> + '_ {
        let length = form.len();
        let same = self.starting(form).iter();
        same.take_while(move |(of, _)| of.len() == length)
            .map(|(_, word)| *word)
    }

    /// Forms that are the asked one but for one slip. Such a slip leaves the first half or the second
    /// half as it is, so that only words that share one are compared.
    fn slips(&self, form: &str) -> Vec<u32> {
        let letters: Vec<char> = form.chars().collect();
        let half = letters.len() / 2;
        let start: String = letters[..half].iter().collect();
        let end: String = letters[half + 1..].iter().rev().collect();
        let mut found = Vec::new();
        for (of, word) in self.starting(&start) {
            if is_one_slip(of, form) {
                found.push(*word);
            }
        }
        let turned = backwards(form);
        for (of, word) in &self.by_end[Self::range(&self.by_end, &end)] {
            if is_one_slip(of, &turned) {
                found.push(*word);
            }
        }
        found
    }
}

fn backwards(text: &str) -> Box<str> {
    text.chars().rev().collect::<String>().into()
}

/// All words of an index.
pub(crate) struct Vocabulary {
    /// As they are indexed.
    words: Vec<Box<str>>,
    loose: Forms,
    stems: Forms,
    /// Words by three bytes that their loose forms hold.
    threes: HashMap<[u8; 3], Vec<u32>>,
    /// The loose form of each word.
    loose_of: Vec<Box<str>>,
}

impl Vocabulary {
    /// The vocabulary of these words, each of them once; `stem` gives the stem of a word.
    pub(crate) fn new(words: Vec<Box<str>>, mut stem: impl FnMut(&str) -> String) -> Self {
        let loose_of: Vec<Box<str>> = words.iter().map(|word| loosen(word).into()).collect();
        let numbered = || (0_u32..).zip(&loose_of);
        let mut threes: HashMap<[u8; 3], Vec<u32>> = HashMap::new();
        for (number, loose) in numbered() {
            for three in loose.as_bytes().windows(3) {
                let words = threes.entry([three[0], three[1], three[2]]).or_default();
                if words.last() != Some(&number) {
                    words.push(number);
                }
            }
        }
        let stems = (0_u32..)
            .zip(&words)
            .map(|(number, word)| (loosen(&stem(word)).into(), number));
        Self {
            stems: Forms::new(stems.collect()),
            loose: Forms::new(
                numbered()
                    .map(|(number, form)| (form.clone(), number))
                    .collect(),
            ),
            threes,
            loose_of,
            words,
        }
    }

    /// The shortest of these words: they are nearest to what was asked.
    fn nearest(&self, mut found: Vec<u32>) -> Vec<&str> {
        found.sort_unstable();
        found.dedup();
        let mut words: Vec<&str> = found
            .into_iter()
            .filter_map(|number| Some(&**self.words.get(number as usize)?))
            .collect();
        words.sort_by_key(|word| word.len());
        words.truncate(MOST);
        words
    }

    /// Words that are the same but for umlauts, or have the same stem but for umlauts.
    pub(crate) fn alike(&self, loose: &str, stem: &str) -> Vec<&str> {
        let mut found: Vec<u32> = self.loose.same(loose).collect();
        found.extend(self.stems.same(stem));
        self.nearest(found)
    }

    /// Words that are the same but for umlauts.
    pub(crate) fn same(&self, loose: &str) -> Vec<&str> {
        self.nearest(self.loose.same(loose).collect())
    }

    /// Words that begin with this.
    pub(crate) fn starting(&self, loose: &str) -> Vec<&str> {
        let words = self.loose.starting(loose).iter();
        self.nearest(words.map(|(_, word)| *word).collect())
    }

    /// Longer words that hold one of these parts.
    pub(crate) fn holding(&self, parts: &[String]) -> Vec<&str> {
        let mut found = Vec::new();
        for part in parts {
            found.extend(self.with(part).into_iter().filter(|number| {
                let loose = self.loose_of.get(*number as usize);
                loose.is_some_and(|loose| loose.len() > part.len() && loose.contains(&**part))
            }));
        }
        self.nearest(found)
    }

    /// Words, or stems of words, that are this one but for one slip of the finger; if there are none,
    /// longer words that hold it but for one.
    pub(crate) fn slips(&self, loose: &str, stem: &str) -> Vec<&str> {
        let long = |form: &str| form.chars().count() >= SHORTEST_SLIP;
        // The sections of a law are not slips of each other.
        if !long(loose) || loose.contains(|c: char| c.is_numeric()) {
            return Vec::new();
        }
        let mut found = self.loose.slips(loose);
        if stem.chars().count() + 1 >= SHORTEST_SLIP {
            found.extend(self.stems.slips(stem));
        }
        if found.is_empty() {
            found = self.slips_inside(loose);
        }
        if found.is_empty() && stem != loose && long(stem) {
            found = self.slips_inside(stem);
        }
        self.nearest(found)
    }

    /// Words that hold this one but for one slip. As above, one half of it stands as it is.
    fn slips_inside(&self, form: &str) -> Vec<u32> {
        let letters: Vec<char> = form.chars().collect();
        let half = letters.len() / 2;
        let start: String = letters[..half].iter().collect();
        let end: String = letters[half + 1..].iter().collect();
        let holds = |number: &u32, at_start: bool| {
            let Some(loose) = self.loose_of.get(*number as usize) else {
                return false;
            };
            let part = if at_start { &start } else { &end };
            loose.match_indices(&**part).any(|(at, _)| {
                let (before, behind) = loose.split_at(if at_start { at } else { at + part.len() });
                (letters.len() - 1..=letters.len() + 1).any(|length| {
                    let window: String = if at_start {
                        behind.chars().take(length).collect()
                    } else {
                        let skipped = before.chars().count().saturating_sub(length);
                        before.chars().skip(skipped).collect()
                    };
                    is_one_slip(&window, form)
                })
            })
        };
        let mut found = Vec::new();
        for (part, at_start) in [(&start, true), (&end, false)] {
            let candidates = self.with(part).into_iter();
            found.extend(candidates.filter(|number| holds(number, at_start)));
        }
        found
    }

    /// Words of which some hold a part: those with its rarest three bytes.
    fn with(&self, part: &str) -> Vec<u32> {
        let lists = part
            .as_bytes()
            .windows(3)
            .map(|three| self.threes.get(three).map_or(&[][..], Vec::as_slice));
        let rarest = lists.min_by_key(|words| words.len());
        rarest.unwrap_or_default().to_vec()
    }

    /// Pairs and threes of words that a word is written together of, for a phrase each: "Online" and
    /// "Beratung" for "Onlineberatung". The last one may be the beginning of a longer word.
    pub(crate) fn apart(&self, loose: &str) -> Vec<Vec<&str>> {
        let mut found = Vec::new();
        self.cut(loose, &[], &mut found);
        found.sort_unstable();
        found.dedup();
        found
    }

    fn cut<'a>(&'a self, rest: &str, before: &[&'a str], found: &mut Vec<Vec<&'a str>>) {
        for (at, c) in rest.char_indices().skip(1) {
            let (head, tail) = rest.split_at(at);
            let long = |text: &str, least: usize| text.chars().nth(least - 1).is_some();
            let turns = head.ends_with(|c: char| c.is_numeric()) != c.is_numeric();
            // Single letters stand for themselves in "E-Learning" and "§ 45 b", and nowhere else.
            let words = long(head, 2) && long(tail, 2) || long(tail, SHORTEST_BEHIND);
            if !words && !turns {
                continue;
            }
            let heads = self.same(head);
            if heads.is_empty() {
                continue;
            }
            let tails = if long(tail, SHORTEST_PART) {
                self.starting(tail)
            } else {
                self.same(tail)
            };
            for head in heads.iter().take(MOST_APART) {
                for tail in tails.iter().take(MOST_APART) {
                    found.push([before, &[*head, *tail]].concat());
                }
                if before.is_empty() {
                    self.cut(tail, &[*head], found);
                }
            }
        }
    }
}
