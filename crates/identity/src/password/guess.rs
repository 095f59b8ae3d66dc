// SPDX-License-Identifier: EUPL-1.2
//! What a guesser tries first, by rule instead of by a long list.
//!
//! Every character that a guesser can foresee is struck out. A password of which fewer than
//! [`OWN_CHARACTERS`] are left is not the person's own.

/// Fewest characters that must not be foreseeable.
const OWN_CHARACTERS: usize = 6;

/// Shortest part that is looked for; shorter ones turn up by chance.
const SHORTEST_PART: usize = 3;

/// What passwords are made of in German and English.
const WORDS: &[&str] = &[
    "password",
    "passwort",
    "passw",
    "kennwort",
    "geheim",
    "secret",
    "login",
    "user",
    "admin",
    "administrator",
    "root",
    "master",
    "default",
    "test",
    "welcome",
    "willkommen",
    "hallo",
    "hello",
    "letmein",
    "changeme",
    "iloveyou",
    "ichliebedich",
    "schatz",
    "liebe",
    "love",
    "dragon",
    "monkey",
    "football",
    "fussball",
    "princess",
    "sunshine",
    "superman",
    "batman",
    "computer",
    "internet",
    "deutschland",
    "germany",
    "berlin",
    "hamburg",
    "muenchen",
    "office",
    "konto",
    "account",
    "sommer",
    "winter",
    "herbst",
    "fruehling",
    "summer",
    "spring",
    "autumn",
    "januar",
    "februar",
    "maerz",
    "april",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
    "january",
    "february",
    "march",
    "june",
    "july",
    "october",
    "december",
    "montag",
    "freitag",
    "monday",
    "friday",
    "wegmarke",
];

/// Rows of keys on German and English keyboards, the ways down them, and the alphabet.
const ROWS: &[&str] = &[
    "01234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertzuiopü",
    "qwertyuiop",
    "asdfghjklöä",
    "yxcvbnm",
    "zxcvbnm",
    "1qay2wsx3edc4rfv5tgb6zhn7ujm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
];

pub(super) fn is_one_character(password: &str) -> bool {
    let mut characters = password.chars();
    characters
        .next()
        .is_some_and(|first| characters.all(|character| character == first))
}

/// Little more than common words, rows of keys, a repeated part, and signs around them.
pub(super) fn is_common(password: &str) -> bool {
    let mut text = Text::new(password);
    for word in WORDS {
        text.strike(word);
    }
    text.strike_rows();
    text.strike_repeats();
    text.strike_ends();
    text.left() < OWN_CHARACTERS
}

/// Little more than these parts and signs around them.
pub(super) fn is_mostly(password: &str, parts: &[String]) -> bool {
    let mut text = Text::new(password);
    let mut found = false;
    for part in parts {
        if part.chars().count() >= SHORTEST_PART {
            found |= text.strike(part);
        }
    }
    text.strike_ends();
    found && text.left() < OWN_CHARACTERS
}

/// An address, what stands before and after its sign, and the pieces of both.
pub(super) fn parts_of_login(login: &str) -> Vec<String> {
    let mut parts = vec![login.to_owned()];
    parts.extend(login.split('@').map(str::to_owned));
    parts.extend(pieces(login));
    parts
}

/// A name, the name written in one word, and its words.
pub(super) fn parts_of_name(name: &str) -> Vec<String> {
    let mut parts = vec![name.to_owned(), pieces(name).collect()];
    parts.extend(pieces(name));
    parts
}

fn pieces(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|character: char| !character.is_alphanumeric())
        .map(str::to_owned)
}

/// A password in small letters, and which of its characters are struck out.
struct Text {
    plain: Vec<char>,
    /// The same with signs that stand for letters read as those; as long as `plain`.
    read: Vec<char>,
    struck: Vec<bool>,
}

impl Text {
    fn new(password: &str) -> Self {
        let plain: Vec<char> = small(password);
        Self {
            read: plain.iter().copied().map(letter).collect(),
            struck: vec![false; plain.len()],
            plain,
        }
    }

    /// Strikes every place where the word is; whether there was one.
    fn strike(&mut self, word: &str) -> bool {
        let word: Vec<char> = small(word).into_iter().map(letter).collect();
        let mut found = false;
        if word.is_empty() {
            return found;
        }
        for at in 0..self.read.len() {
            if self.read[at..].starts_with(&word) {
                self.struck[at..at + word.len()].fill(true);
                found = true;
            }
        }
        found
    }

    /// Strikes three and more neighbours in a row, in either direction.
    fn strike_rows(&mut self) {
        for row in ROWS {
            let forth: Vec<char> = row.chars().collect();
            let back: Vec<char> = row.chars().rev().collect();
            for at in 0..self.plain.len().saturating_sub(2) {
                let three = &self.plain[at..at + 3];
                if [&forth, &back]
                    .iter()
                    .any(|row| row.windows(3).any(|part| part == three))
                {
                    self.struck[at..at + 3].fill(true);
                }
            }
        }
    }

    /// Strikes a character that repeats the one before, and all but the first of repeated parts.
    fn strike_repeats(&mut self) {
        for at in 1..self.plain.len() {
            if self.plain[at] == self.plain[at - 1] {
                self.struck[at] = true;
            }
        }
        for period in 1..=self.plain.len() / 2 {
            if (period..self.plain.len()).all(|at| self.plain[at] == self.plain[at - period]) {
                self.struck[period..].fill(true);
                break;
            }
        }
    }

    /// Strikes digits and signs before the first and after the last letter.
    fn strike_ends(&mut self) {
        let is_letter = |character: &char| character.is_alphabetic();
        if let (Some(first), Some(last)) = (
            self.plain.iter().position(is_letter),
            self.plain.iter().rposition(is_letter),
        ) {
            self.struck[..first].fill(true);
            self.struck[last + 1..].fill(true);
        }
    }

    fn left(&self) -> usize {
        self.struck.iter().filter(|struck| !**struck).count()
    }
}

fn small(text: &str) -> Vec<char> {
    text.to_lowercase().chars().collect()
}

/// The letter that a sign stands for; letters that look alike become one.
const fn letter(sign: char) -> char {
    match sign {
        '0' => 'o',
        '1' | '!' | '|' | 'l' => 'i',
        '3' | '€' => 'e',
        '4' | '@' | 'ä' => 'a',
        '5' | '$' | 'ß' => 's',
        '7' => 't',
        'ö' => 'o',
        'ü' => 'u',
        other => other,
    }
}
