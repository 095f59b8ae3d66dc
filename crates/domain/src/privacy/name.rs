// SPDX-License-Identifier: EUPL-1.2
//! Names of persons: by what stands before them, by initials, by first names.

use super::lists::{
    begins, is_first_name, is_institution, is_noun, is_office, is_role, is_thing, is_title,
    looks_foreign, looks_like_surname, makes_any, may_be_first_name,
};
use super::plain::{Plain, TokenKind};
use super::rule::{Certainty, Find, Hint};
use crate::text::Lang;

/// Adds every name of a text.
pub(super) fn find(plain: &Plain, finds: &mut Vec<Find>) {
    for at in 0..plain.tokens.len() {
        let found = addressed(plain, at)
            .or_else(|| introduced(plain, at))
            .or_else(|| by_role(plain, at))
            .or_else(|| by_first_name(plain, at))
            .or_else(|| by_initials(plain, at));
        if let Some((from, to, certainty)) = found
            && let (Some(from), Some(to)) = (plain.tokens.get(from), plain.tokens.get(to))
        {
            finds.push(Find {
                range: from.range.start..to.range.end,
                hint: Hint::Name,
                certainty,
            });
        }
    }
}

/// First and last token of a name.
type Named = (usize, usize, Certainty);

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

fn is_initial(word: &str) -> bool {
    is_capital(word) && word.chars().count() == 1
}

/// A capitalised word that is no abbreviation: "Anna", not "DNA".
fn is_written_as_name(word: &str) -> bool {
    let mut rest = word.chars().skip(1);
    is_capital(word) && rest.any(char::is_lowercase)
}

/// The token behind one and its full stop.
fn behind_stop(plain: &Plain, at: usize) -> usize {
    at + 1 + usize::from(plain.is_sign(at + 1, "."))
}

/// "Frau Schmidt", "Herrn Dr. Osterkamp", "Ms. A.", but not "wenn eine Frau Anzeige erstattet".
fn addressed(plain: &Plain, at: usize) -> Option<Named> {
    const FORMS: [&str; 16] = [
        "Frau",
        "Herr",
        "Herrn",
        "Fr",
        "Hr",
        "Mr",
        "Mrs",
        "Ms",
        "Miss",
        "Mme",
        "Madame",
        "Fräulein",
        "Familie",
        "Fam",
        "Eheleute",
        "Ehepaar",
    ];
    let form = plain.word(at)?;
    if !FORMS.contains(&form) {
        return None;
    }
    let mut next = behind_stop(plain, at);
    let mut titled = false;
    while plain
        .word(next)
        .is_some_and(|word| is_title(word) || titled && is_degree(word))
    {
        next = behind_stop(plain, next);
        titled = true;
    }
    let name = plain.word(next).filter(|name| is_capital(name))?;
    let known = is_initial(name) || may_be_first_name(name) || looks_like_surname(name);
    if is_office(name) && !plain.word(next + 1).is_some_and(is_written_as_name) {
        return None;
    }
    let before = plain.word_before(at);
    let german = matches!(
        form,
        "Frau" | "Herr" | "Herrn" | "Familie" | "Eheleute" | "Ehepaar"
    );
    let sure = if titled || !german {
        true
    } else if before.is_some_and(makes_any) {
        return (is_initial(name) || is_first_name(name)).then_some((
            at,
            next,
            Certainty::Doubtful,
        ));
    } else if is_noun(name) {
        return None;
    } else {
        let article = before.is_some_and(|word| {
            ["die", "der", "dem", "den"].contains(&word.to_lowercase().as_str())
        });
        known && !article
    };
    let certainty = match sure {
        true => Certainty::Sure,
        false => Certainty::Doubtful,
    };
    Some((at, next, certainty))
}

/// What stands behind "Dr.".
fn is_degree(word: &str) -> bool {
    [
        "med", "phil", "jur", "rer", "nat", "pol", "soc", "h", "c", "habil", "ing",
    ]
    .contains(&word)
}

/// "namens Maria", "Sie heißt Rosalinda", "Name: Georgieva", but not "Die Stelle heißt Lichtblick".
fn introduced(plain: &Plain, at: usize) -> Option<Named> {
    let word = plain.word(at)?.to_lowercase();
    let direct = matches!(word.as_str(), "name" | "vorname" | "nachname" | "surname")
        && (plain.is_sign(at + 1, ":")
            || plain.word(at + 1) == Some("is")
            || plain.word(at + 1) == Some("ist"));
    let verb = matches!(
        word.as_str(),
        "namens"
            | "heißt"
            | "hieß"
            | "heisst"
            | "heiße"
            | "named"
            | "called"
            | "namen"
            | "vornamen"
            | "genannt"
            | "alias"
            | "spitzname"
            | "nickname"
    );
    if !direct && !verb {
        return None;
    }
    let mut next = at + 1;
    let skipped = |token| {
        [":", "\"", "„", "“", "'", ","]
            .iter()
            .any(|sign| plain.is_sign(token, sign))
            || matches!(
                plain.word(token),
                Some("is" | "ist" | "wirklich" | "eigentlich")
            )
    };
    while skipped(next) {
        next += 1;
    }
    let name = plain.word(next).filter(|name| is_written_as_name(name))?;
    let of_person = (at.saturating_sub(5)..at).any(|before| {
        plain.word(before).is_some_and(|word| {
            is_role(word)
                || matches!(
                    word.to_lowercase().as_str(),
                    "sie"
                        | "er"
                        | "she"
                        | "he"
                        | "ihr"
                        | "ihrem"
                        | "ihren"
                        | "seinem"
                        | "her"
                        | "his"
                        | "dame"
                        | "herr"
                )
        })
    });
    let named = direct && !is_noun(name) || is_first_name(name) || of_person && !is_noun(name);
    let thing = (at.saturating_sub(3)..at).any(|before| {
        plain
            .word(before)
            .is_some_and(|word| is_thing(word) || is_noun(word) && !is_role(word))
    });
    (named && (of_person || !thing)).then_some((at, next, Certainty::Doubtful))
}

/// "Die Zeugin Katarzyna", "Klientin D.", "Sachbearbeiter Lothar Brückner".
fn by_role(plain: &Plain, at: usize) -> Option<Named> {
    let word = plain.word(at)?;
    let title = is_title(word);
    let national = super::lists::is_of_nation(word);
    if !title && !is_role(word) && !national {
        return None;
    }
    let mut next = if title {
        behind_stop(plain, at)
    } else {
        at + 1
    };
    if plain.is_sign(next, ",") || plain.is_sign(next, ":") {
        next += 1;
    }
    let name = plain.word(next).filter(|name| is_capital(name))?;
    if is_initial(name) {
        let stops = plain.is_sign(next + 1, ".");
        return stops.then_some((at, next, Certainty::Doubtful));
    }
    if !is_written_as_name(name) || is_noun(name) || begins(name) {
        return None;
    }
    let comma = next > behind_stop(plain, at);
    let apposed = comma && looks_foreign(name) && plain.is_sign(next + 1, ",");
    let known = apposed
        || may_be_first_name(name) && (!comma || is_first_name(name))
        || !comma
            && (looks_foreign(name) && is_foreign_here(plain, next) || looks_like_surname(name));
    let official = title && !is_office(word) && !comma && !super::lists::is_role(word);
    (known || official).then_some((at, next, Certainty::Doubtful))
}

/// In English a capitalised word inside of a sentence is a name of something; in German any noun.
fn is_foreign_here(plain: &Plain, token: usize) -> bool {
    !super::lists::is_country(plain.word(token).unwrap_or_default())
}

/// "Elena", "Ana-Maria Ionescu", "Marias Pass", but not "Haus Elisabeth" or "Grace periods".
fn by_first_name(plain: &Plain, at: usize) -> Option<Named> {
    let name = plain.word(at).filter(|name| is_written_as_name(name))?;
    if !may_be_first_name(name) {
        return surname_alone(plain, at).or_else(|| told_of(plain, at));
    }
    let before = plain.word_before(at);
    let surname = |next: &&str| is_written_as_name(next) && !begins(next);
    let next = plain.word(at + 1);
    let full = next
        .filter(surname)
        .is_some_and(|next| looks_like_surname(next) || !is_noun(next));
    let case = full && before.is_some_and(|word| matches!(word, "Fall" | "case" | "Case"));
    if before.is_some_and(|word| is_thing(word) || is_office(word) || ends_as_thing(word)) && !case
    {
        return None;
    }
    let quoted = at > 0
        && ["\"", "„", "»"]
            .iter()
            .any(|sign| plain.is_sign(at - 1, sign));
    if plain.is_sign(at.wrapping_sub(1), ".")
        && plain.word(at.wrapping_sub(2)).is_some_and(is_thing)
    {
        return None;
    }
    if next.is_some_and(is_institution) || followed_by_v(plain, at) {
        return None;
    }
    let initial = next.is_some_and(is_initial) && plain.is_sign(at + 2, ".");
    let surname = next.filter(surname);
    if is_first_name(name) {
        let end = if initial || full { at + 1 } else { at };
        return (!quoted || full).then_some((at, end, Certainty::Doubtful));
    }
    // A name that is a word as well says little alone; in a German text an English word is a name.
    let english = plain.lang != Lang::DE;
    let certain = initial && !english
        || surname.is_some_and(looks_like_surname)
        || full && surname.is_some_and(|next| is_from_elsewhere(plain, at, next));
    certain.then_some((at, at + 1, Certainty::Doubtful))
}

/// Whether what stands after a word that may be a first name can only be a family name: English words
/// do not end like this where a sentence begins.
fn is_from_elsewhere(plain: &Plain, at: usize, surname: &str) -> bool {
    let start = plain.tokens.get(at).map_or(0, |token| token.range.start);
    if plain.lang == Lang::DE {
        return looks_foreign(surname) && !plain.begins_sentence(start);
    }
    looks_foreign(surname) && surname.ends_with(['i', 'u', 'o'])
}

fn ends_as_thing(word: &str) -> bool {
    const ENDS: [&str; 8] = [
        "haus", "heim", "stelle", "projekt", "verein", "stiftung", "programm", "wohnung",
    ];
    let word = word.to_lowercase();
    ENDS.iter().any(|end| word.ends_with(end))
}

/// Parties of a published case: "Rantsev gegen Zypern".
fn followed_by_v(plain: &Plain, at: usize) -> bool {
    matches!(plain.word(at + 1), Some("gegen" | "v" | "vs"))
}

/// "Es ging um Zdravka, die …", where the first name is not in our list.
fn told_of(plain: &Plain, at: usize) -> Option<Named> {
    const OF: [&str; 11] = [
        "um", "mit", "für", "von", "bei", "about", "with", "of", "for", "to", "über",
    ];
    let told = plain.word_before(at).is_some_and(|word| OF.contains(&word));
    let who = matches!(plain.word(at + 2), Some("die" | "der" | "who"));
    let name = plain.word(at)?;
    let fits = told
        && who
        && plain.is_sign(at + 1, ",")
        && looks_foreign(name)
        && is_foreign_here(plain, at);
    fits.then_some((at, at, Certainty::Doubtful))
}

/// "Ionela Stanescu", where the first name is not in our list.
fn surname_alone(plain: &Plain, at: usize) -> Option<Named> {
    let (first, last) = (plain.word(at)?, plain.word(at + 1)?);
    let fits = is_written_as_name(last)
        && looks_like_surname(last)
        && !is_noun(first)
        && !is_thing(first)
        && !begins(first)
        && !followed_by_v(plain, at + 1);
    fits.then_some((at, at + 1, Certainty::Doubtful))
}

/// "Oluchi N.", "M. T. wurde", "J. Okafor", but not "Gruppe A.", "z. B.", "S.M. v. Croatia".
fn by_initials(plain: &Plain, at: usize) -> Option<Named> {
    let word = plain.word(at)?;
    let before = plain.word_before(at);
    if is_written_as_name(word) {
        let initial = plain.word(at + 1).is_some_and(is_initial) && plain.is_sign(at + 2, ".");
        // Inside of a sentence the full stop is of the initial: "Marius D., der".
        let goes_on = plain.is_sign(at + 3, ",")
            || plain
                .word(at + 3)
                .is_some_and(|word| word.starts_with(char::is_lowercase));
        let fits = (looks_foreign(word) || goes_on && !is_noun(word))
            && !is_thing(word)
            && !before.is_some_and(is_thing);
        return (initial && fits && !begins(word)).then_some((at, at + 1, Certainty::Doubtful));
    }
    if !is_initial(word) || !plain.is_sign(at + 1, ".") {
        return None;
    }
    // "z. B.", "e. V.", "Gruppe A.": the letter belongs to what stands before.
    let stop_before =
        plain.is_sign(at.wrapping_sub(1), ".") || plain.is_sign(at.wrapping_sub(1), "/");
    if stop_before
        && plain
            .word(at.wrapping_sub(2))
            .is_some_and(|word| word.chars().count() <= 3)
        || before.is_some_and(is_capital)
            && !before.is_some_and(begins)
            && !before.is_some_and(is_role)
    {
        return None;
    }
    let next = plain.word(at + 2)?;
    if is_initial(next) && plain.is_sign(at + 3, ".") {
        const ABBREVIATIONS: [&str; 13] = [
            "US", "UK", "EU", "UN", "PS", "DC", "BA", "MA", "NN", "UA", "SA", "NY", "HO",
        ];
        let both = format!("{word}{next}");
        let case = matches!(plain.word(at + 4), Some("v" | "vs" | "gegen" | "u"));
        let more = plain.tokens.get(at + 4).map(|token| token.kind);
        let fits = !ABBREVIATIONS.contains(&both.as_str())
            && !case
            && (more == Some(TokenKind::Word) || plain.is_sign(at + 4, ","));
        return fits.then_some((at, at + 2, Certainty::Doubtful));
    }
    let surname = is_written_as_name(next) && !is_noun(next) && !begins(next) && !is_thing(next);
    let begins_here = plain.begins_sentence(plain.tokens.get(at)?.range.start);
    let fits = surname
        && !followed_by_v(plain, at + 2)
        && (begins_here || before.is_some_and(|word| !is_thing(word)));
    fits.then_some((at, at + 2, Certainty::Doubtful))
}
