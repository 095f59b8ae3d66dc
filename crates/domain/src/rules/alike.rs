// SPDX-License-Identifier: EUPL-1.2
//! Organisations that may be one: proposed by their names, decided by a person.
//!
//! Names are compared without case, accents, legal forms and small words. What differs in a number or in
//! more than one slip of the pen is not proposed: "Ministry of the Interior of one Land" is not that of
//! another one.

use std::collections::BTreeSet;

use crate::id::OrganisationId;
use crate::organisation::{Organisation, Succession};
use crate::register::Register;
use crate::text::Text;
use crate::words::words;

words! {
    /// Why two may be one.
    Likeness {
        /// Their names have the same words, whatever their order.
        Name => "name",
        /// One is called in full as the other is in short, or both have one short name.
        Short => "short",
        /// One's short name is made of the first letters of the other's name.
        Initials => "initials",
        /// Their names differ by a slip of the pen.
        Slip => "slip",
    }
}

/// Two organisations that may be one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Alike {
    /// The one that was on record first by id.
    pub one: OrganisationId,
    /// The other.
    pub other: OrganisationId,
    /// Why.
    pub likeness: Likeness,
}

/// Words that tell no organisation from another one: articles, prepositions, legal forms.
const SMALL: &[&str] = &[
    "a", "am", "an", "and", "and", "bei", "beim", "d", "da", "das", "de", "degli", "dei", "del",
    "dell", "della", "delle", "dem", "den", "der", "des", "di", "die", "du", "e", "ev", "et",
    "for", "fuer", "fur", "ggmbh", "gmbh", "i", "il", "im", "in", "l", "la", "le", "les", "of",
    "per", "pour", "the", "und", "v", "vom", "von", "zu", "zum", "zur",
];

/// Fewest letters of a short name that means something.
const SHORTEST: usize = 3;

/// Fewest letters of a word in which one may slip, and of one in which one may slip twice.
const SLIPS: [usize; 2] = [5, 10];

/// A name as it is compared.
#[derive(Debug, Default)]
struct Called {
    /// The words of each of its names.
    names: Vec<Vec<String>>,
    /// Short names, letters and digits only.
    shorts: BTreeSet<String>,
    /// What its names are without spaces.
    joined: BTreeSet<String>,
    /// First letters of the words of its names, with the small words and without.
    initials: BTreeSet<String>,
}

impl Called {
    fn of(name: &Text, short: Option<&Text>) -> Self {
        let mut called = Self::default();
        for (_, name) in name.iter() {
            let all = split(name);
            let words: Vec<String> = all.iter().filter(|word| !is_small(word)).cloned().collect();
            for words in [&all, &words] {
                let first = words.iter().filter_map(|word| word.chars().next());
                called.initials.insert(first.collect());
            }
            called.joined.insert(words.concat());
            called.names.push(words);
        }
        for (_, short) in short.into_iter().flat_map(Text::iter) {
            called.shorts.insert(split(short).concat());
        }
        called.initials.retain(|letters| letters.len() >= SHORTEST);
        called.shorts.retain(|short| short.len() >= SHORTEST);
        called
    }

    fn likeness(&self, other: &Self) -> Option<Likeness> {
        let pairs = || {
            let of = |one| other.names.iter().map(move |two| (one, two));
            self.names.iter().flat_map(of)
        };
        if pairs().any(|(one, two)| is_same(one, two)) {
            return Some(Likeness::Name);
        }
        let shared = |one: &BTreeSet<String>, two: &BTreeSet<String>| !one.is_disjoint(two);
        if shared(&self.shorts, &other.shorts)
            || shared(&self.shorts, &other.joined)
            || shared(&other.shorts, &self.joined)
        {
            return Some(Likeness::Short);
        }
        // Many have the same first letters; that they are somebody's short name tells more.
        let unnamed =
            |one: &Self, two: &Self| one.shorts.is_empty() && shared(&two.shorts, &one.initials);
        if unnamed(self, other) || unnamed(other, self) {
            return Some(Likeness::Initials);
        }
        let called = |one: &Self, two: &Self| shared(&one.joined, &two.initials);
        if called(self, other) || called(other, self) {
            return Some(Likeness::Initials);
        }
        pairs()
            .any(|(one, two)| is_slip(one, two))
            .then_some(Likeness::Slip)
    }
}

/// The words of a name: lower case, without accents. "ü" and "ue" are one.
fn split(name: &str) -> Vec<String> {
    let plain = deunicode::deunicode(name).to_lowercase();
    let words = plain.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    words
        .map(|word| {
            word.replace("ae", "a")
                .replace("oe", "o")
                .replace("ue", "u")
        })
        .collect()
}

fn is_small(word: &str) -> bool {
    SMALL.contains(&word)
}

fn is_same(one: &[String], two: &[String]) -> bool {
    let sorted = |words: &[String]| {
        let mut words = words.to_vec();
        words.sort();
        words
    };
    !one.is_empty() && one.len() == two.len() && sorted(one) == sorted(two)
}

/// Whether two names are the same but for one word, and that but for a slip.
fn is_slip(one: &[String], two: &[String]) -> bool {
    if one.len() != two.len() {
        // A space more or less.
        return one.concat() == two.concat() && !one.is_empty();
    }
    let mut differing = one.iter().zip(two).filter(|(a, b)| a != b);
    let (Some((a, b)), None) = (differing.next(), differing.next()) else {
        return false;
    };
    let has_digit = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit());
    let length = a.len().min(b.len());
    let most = SLIPS.iter().filter(|least| length >= **least).count();
    !has_digit(a) && !has_digit(b) && strsim::osa_distance(a, b) <= most
}

fn called(one: &Organisation) -> Called {
    Called::of(&one.name, one.short.value())
}

/// Organisations on record that may be one, by id. Those that came after each other are known to be two.
#[must_use]
pub fn list_alike(register: &Register) -> Vec<Alike> {
    let all: Vec<(&Organisation, Called)> = register
        .organisations
        .list()
        .map(|one| (one, called(one)))
        .collect();
    let successions: Vec<&Succession> = register.list_successions().map(|(_, one)| one).collect();
    let related = |one: &OrganisationId, two: &OrganisationId| {
        Succession::is_after(&successions, one, two) || Succession::is_after(&successions, two, one)
    };
    let mut found = Vec::new();
    for (at, (one, first)) in all.iter().enumerate() {
        for (other, second) in &all[at + 1..] {
            let Some(likeness) = first.likeness(second) else {
                continue;
            };
            if !related(&one.id, &other.id) {
                found.push(Alike {
                    one: one.id.clone(),
                    other: other.id.clone(),
                    likeness,
                });
            }
        }
    }
    found
}

/// Organisations on record that may be what somebody is about to name.
#[must_use]
pub fn find_alike(
    register: &Register,
    name: &Text,
    short: Option<&Text>,
) -> Vec<(OrganisationId, Likeness)> {
    let new = Called::of(name, short);
    let all = register.organisations.list();
    all.filter_map(|one| Some((one.id.clone(), called(one).likeness(&new)?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Called, Likeness};
    use crate::text::{Lang, Text};

    fn called(name: &str, short: &str) -> Called {
        let text = |words| Text::new(Lang::DE, words);
        Called::of(&text(name).unwrap(), text(short).as_ref())
    }

    #[test]
    fn likely_duplicates_are_told_and_neighbours_are_not() {
        use Likeness::{Initials, Name, Short, Slip};
        for (one, other, expected) in [
            (("KOK e.V.", ""), ("KOK", ""), Some(Name)),
            (
                ("Bundesministerium für Arbeit und Soziales", ""),
                ("Bundesministerium fuer Soziales und Arbeit", ""),
                Some(Name),
            ),
            (
                ("Bundesministerium des Innern", "BMI"),
                ("BMI", ""),
                Some(Short),
            ),
            (
                ("Bundesministerium der Finanzen", "BMF"),
                ("Ministerium der Finanzen", "BMF"),
                Some(Short),
            ),
            (
                ("Deutsches Institut für Menschenrechte", ""),
                ("Berichterstattungsstelle", "DIM"),
                Some(Initials),
            ),
            (
                ("Bundesministerium für Gesundheit", ""),
                ("Bundesministerum für Gesundheit", ""),
                Some(Slip),
            ),
            (("Ban Ying", ""), ("BanYing", ""), Some(Slip)),
            // Two Länder, two numbers, two short words.
            (
                ("Ministerium des Innern Brandenburg", ""),
                ("Ministerium des Innern Sachsen", ""),
                None,
            ),
            (("Arbeitsgruppe 1", ""), ("Arbeitsgruppe 2", ""), None),
            (
                ("Ministero Esteri", "MAE"),
                ("Ministero Ester", ""),
                Some(Slip),
            ),
            (("Jadwiga", ""), ("Solwodi", ""), None),
            (("Haus Rosa", ""), ("Haus Rose", ""), None),
        ] {
            let (one, other) = (called(one.0, one.1), called(other.0, other.1));
            assert_eq!(one.likeness(&other), expected, "{one:?} {other:?}");
            assert_eq!(other.likeness(&one), expected, "{other:?} {one:?}");
        }
    }
}
