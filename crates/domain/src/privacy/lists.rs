// SPDX-License-Identifier: EUPL-1.2
//! Words that decide whether something is said of one person.
//!
//! The lists lie beside as text, written by hand; a word more is a word more in a list, and two
//! sentences more in `tests/all/privacy/`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

type Set = LazyLock<HashSet<&'static str>>;

static FIRST: Set = LazyLock::new(|| of(include_str!("first_names.txt")));
static WEAK: Set = LazyLock::new(|| of(include_str!("weak_names.txt")));
static NOUNS: Set = LazyLock::new(|| of(NOUN_LIST));
/// Nouns that compounds end with, small.
static LAST_NOUNS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let long = NOUN_LIST.split_whitespace().filter(|noun| noun.len() >= 5);
    long.map(str::to_lowercase).collect()
});
const NOUN_LIST: &str = include_str!("nouns.txt");

/// The lists of `lists.txt` by their names.
static LISTS: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut lists: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut name = "";
    for line in include_str!("lists.txt").lines() {
        if let Some(begun) = line
            .strip_prefix('[')
            .and_then(|line| line.strip_suffix(']'))
        {
            name = begun;
        } else if !line.is_empty() && !line.starts_with('#') {
            lists.entry(name).or_default().extend(line.split('|'));
        }
    }
    lists
});

/// A list of words by its name.
#[derive(Clone, Copy, Debug)]
struct List(&'static str);

impl List {
    fn words(self) -> &'static [&'static str] {
        LISTS.get(self.0).map_or(&[], Vec::as_slice)
    }

    fn has(self, word: &str) -> bool {
        self.words().contains(&word)
    }

    fn has_small(self, word: &str) -> bool {
        self.has(&word.to_lowercase())
    }

    fn has_end_of(self, word: &str) -> bool {
        self.words().iter().any(|end| word.ends_with(end))
    }

    fn is_part_of(self, text: &str) -> bool {
        self.words().iter().any(|word| text.contains(word))
    }
}

const ANY_WOMAN: List = List("any-woman");
const BEGINS_SENTENCES: List = List("begins-sentences");
const COUNTRIES: List = List("countries");
const DEMONYMS: List = List("demonyms");
const ENDS_OF_FOREIGN_NAMES: List = List("ends-of-foreign-names");
const ENDS_OF_NATIONAL: List = List("ends-of-national");
const ENDS_OF_NOUNS: List = List("ends-of-nouns");
const ENDS_OF_PERSONS_OF_NATIONS: List = List("ends-of-persons-of-nations");
const ENDS_OF_SURNAMES: List = List("ends-of-surnames");
const ENDS_OF_TITLES: List = List("ends-of-titles");
const INSTITUTIONS: List = List("institutions");
const MORE_PERSONS: List = List("more-persons");
const NATIONS: List = List("nations");
const NO_PERSONS: List = List("no-persons");
const OFFICES: List = List("offices");
const OF_COURTS: List = List("of-courts");
const OF_ONE: List = List("of-one");
const OF_RULES: List = List("of-rules");
const ROLES: List = List("roles");
const THINGS: List = List("things");
const TITLES: List = List("titles");

fn of(list: &'static str) -> HashSet<&'static str> {
    list.split_whitespace().collect()
}

/// Whether a word is a first name and hardly anything else, also with the s of a genitive; of a name
/// with a hyphen every part.
pub(super) fn is_first_name(word: &str) -> bool {
    is_of(word, &|part| FIRST.contains(part) && !WEAK.contains(part))
}

/// Whether it may be a first name, and may as well be a word: "Grace".
pub(super) fn may_be_first_name(word: &str) -> bool {
    is_of(word, &|part| FIRST.contains(part) || WEAK.contains(part))
}

fn is_of(word: &str, known: &dyn Fn(&str) -> bool) -> bool {
    let bare = word.strip_suffix("'s").or_else(|| word.strip_suffix('\''));
    let bare = bare.unwrap_or(word);
    let all = |word: &str| word.split('-').all(known);
    let genitive = bare.strip_suffix('s').filter(|bare| bare.len() > 3);
    all(bare) || genitive.is_some_and(all)
}

/// Whether a capitalised word is a noun that counselling centres use, rather than a family name.
pub(super) fn is_noun(word: &str) -> bool {
    let long = word.chars().count() >= 6;
    let last = word.rsplit('-').next().unwrap_or(word);
    NOUNS.contains(word)
        || NOUNS.contains(last)
        || long && (word.ends_with("ung") || ENDS_OF_NOUNS.has_end_of(word))
        || is_compound(word)
}

/// "Schutzplatz", "Gerichtstermine": compounds end with a noun.
fn is_compound(word: &str) -> bool {
    let word = word.to_lowercase();
    let ends = |noun: &String| word.len() > noun.len() + 2 && word.ends_with(noun.as_str());
    LAST_NOUNS.iter().any(ends)
}

/// Whether it is such a noun itself, and no compound of one: "Stadt", not "Kleinwallstadt".
pub(super) fn is_plain_noun(word: &str) -> bool {
    NOUNS.contains(word)
}

/// Whether a word looks like a name from elsewhere: German nouns hardly end like this.
pub(super) fn looks_foreign(word: &str) -> bool {
    word.chars().count() >= 4 && ENDS_OF_FOREIGN_NAMES.has_end_of(word) && !is_noun(word)
}

/// Whether a word ends like a family name.
pub(super) fn looks_like_surname(word: &str) -> bool {
    word.chars().count() >= 6 && ENDS_OF_SURNAMES.has_end_of(word) && !is_noun(word)
}

/// Offices: who holds one is named as its holder.
pub(super) fn is_office(word: &str) -> bool {
    OFFICES.has_end_of(&word.to_lowercase())
}

/// Words before "Frau" after which it is any woman and no form of address.
pub(super) fn makes_any(word: &str) -> bool {
    ANY_WOMAN.has_small(word)
}

/// What somebody is called where one person is meant.
pub(super) fn is_role(word: &str) -> bool {
    ROLES.has_small(word)
}

/// Whose holders are called by their family names.
pub(super) fn is_title(word: &str) -> bool {
    TITLES.has_small(word) || ENDS_OF_TITLES.has_end_of(&word.to_lowercase())
}

/// Words before a name or letter that make it the name of something else.
pub(super) fn is_thing(word: &str) -> bool {
    THINGS.has_small(word)
}

/// Words after a name that make it the name of a house, a fund or a law.
pub(super) fn is_institution(word: &str) -> bool {
    INSTITUTIONS.has_small(word)
}

/// Words that begin sentences, which are no family names after "Gruppe A."
pub(super) fn begins(word: &str) -> bool {
    BEGINS_SENTENCES.has(word)
}

/// Whether a word is made of the stem of a nationality and one of these ends.
fn is_made_of_nation(word: &str, ends: List) -> bool {
    let word = word.to_lowercase();
    let stems = ends.words().iter().filter_map(|end| word.strip_suffix(end));
    let mut stems = stems.filter(|stem| NATIONS.has(stem));
    stems.next().is_some()
}

/// Whether a word is one person of a nationality: "Rumänin", "Pole", "Romanian".
pub(super) fn is_of_nation(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && is_made_of_nation(word, ENDS_OF_PERSONS_OF_NATIONS)
        || DEMONYMS.has_small(word)
        || ["Romni", "Kurdin", "Kurde", "Spanierin"].contains(&word)
}

/// Whether a word is the adjective of a nationality: "rumänische", "Romanian".
pub(super) fn is_national(word: &str) -> bool {
    is_made_of_nation(word, ENDS_OF_NATIONAL) || DEMONYMS.has_small(word)
}

/// Countries and Länder: who is from one of them is one of many.
pub(super) fn is_country(word: &str) -> bool {
    COUNTRIES.has(word)
}

/// Whether a sentence speaks of laws, plans and reports, whose days are public.
pub(super) fn speaks_of_rules(sentence: &str) -> bool {
    OF_RULES.is_part_of(sentence)
}

/// Whether a sentence tells of one person's life.
pub(super) fn speaks_of_one(sentence: &str) -> bool {
    OF_ONE.is_part_of(sentence)
}

/// Whether a sentence speaks of courts whose decisions are published.
pub(super) fn speaks_of_courts(text: &str) -> bool {
    OF_COURTS.is_part_of(text)
}

/// Whether a word is what one person is called: a role, a nationality, the female form of anything.
pub(super) fn is_person(word: &str) -> bool {
    let female = word.starts_with(char::is_uppercase)
        && word.ends_with("in")
        && word.chars().count() >= 5
        && !NO_PERSONS.has_end_of(word)
        && !word.to_lowercase().ends_with("termin");
    is_role(word) || is_of_nation(word) || female || MORE_PERSONS.has_small(word)
}

#[cfg(test)]
mod tests {
    use super::LISTS;

    /// A list that is asked for by a wrong name would say no to everything.
    #[test]
    fn every_list_that_is_asked_for_is_there() {
        let source = include_str!("lists.rs");
        let asked = source
            .split("List(\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next());
        let asked: Vec<&str> = asked.filter(|name| !name.contains('\\')).collect();
        assert_eq!(asked.len(), LISTS.len());
        for name in asked {
            assert!(LISTS.contains_key(name), "{name}");
        }
    }
}
