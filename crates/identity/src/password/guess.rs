// SPDX-License-Identifier: EUPL-1.2
//! What a guesser tries first, as zxcvbn estimates it: common passwords, English and German words and
//! names, rows of keys, repeats, dates, what is known of the person, and all of these put together.
//!
//! It knows no German, so German words are handed to it with the person's own. Where its estimate is
//! too kind is said at [`is_weak`].

use std::collections::BTreeSet;
use std::sync::LazyLock;

use zxcvbn::matching::Match;
use zxcvbn::matching::patterns::MatchPattern;
use zxcvbn::{Score, zxcvbn};

/// Characters that are looked at. zxcvbn tries every reading of every part, so the work grows with the
/// square of it; whoever types more has typed enough.
const LOOKED_AT: usize = 64;

/// Shortest word that stands for itself; shorter ones turn up by chance.
const SHORTEST_WORD: usize = 3;

/// What zxcvbn's lists lack: words for a password, keys as they lie on German keyboards, and what is
/// said in one breath. The likeliest come first.
const OURS: &[&str] = &[
    "passwort",
    "kennwort",
    "geheim",
    "willkommen",
    "letmein",
    "changeme",
    "iloveyou",
    "ichliebedich",
    "schatz",
    "qwertz",
    "qwertzuiop",
    "qwertzuiopü",
    "asdfghjklöä",
    "yxcvbnm",
    "1qay2wsx",
    "1qay2wsx3edc",
    "1qay2wsx3edc4rfv",
    "konto",
    "anmeldung",
    "administrator",
    "deutschland",
    "fussball",
    "aktionsplan",
    "maßnahme",
    "menschenhandel",
    "wegmarke",
];

/// One a line, the likeliest first; lines that begin with `#` say where they come from.
const GERMAN: &str = include_str!("german.txt");

/// Ours and German words, also as they are typed where there are no such keys.
static WORDS: LazyLock<Vec<(Letters, String)>> = LazyLock::new(|| {
    let german = GERMAN.lines().filter(|line| !line.starts_with('#'));
    let (mut words, mut seen) = (Vec::new(), BTreeSet::new());
    for word in OURS.iter().copied().chain(german) {
        for word in [without_umlauts(word), word.to_owned()] {
            if seen.insert(word.clone()) {
                words.push((Letters::of(&word), word));
            }
        }
    }
    words
});

/// Which letters occur, some of them sharing a bit. zxcvbn takes each list of words apart many times;
/// most words are left out beforehand, because the password lacks one of their letters.
#[derive(Clone, Copy)]
struct Letters(u64);

impl Letters {
    fn of(text: &str) -> Self {
        Self(
            text.chars()
                .fold(0, |bits, letter| bits | Self::bit(letter)),
        )
    }

    /// Also those that a sign may stand for.
    fn as_read(text: &str) -> Self {
        let mut bits = Self::of(&text.to_lowercase()).0;
        for sign in text.chars() {
            let letters = match sign {
                '4' | '@' => "a",
                '8' => "b",
                '(' => "c",
                '3' => "e",
                '6' | '9' => "g",
                '1' | '!' => "il",
                '7' => "lt",
                '0' => "o",
                '$' | '5' => "s",
                '%' => "x",
                '2' => "z",
                _ => "",
            };
            bits |= Self::of(letters).0;
        }
        Self(bits)
    }

    const fn holds(self, other: Self) -> bool {
        other.0 & !self.0 == 0
    }

    const fn bit(letter: char) -> u64 {
        1 << (letter as u32 % 64)
    }
}

fn without_umlauts(word: &str) -> String {
    let mut typed = word.replace('ä', "ae").replace('ö', "oe");
    typed = typed.replace('ü', "ue").replace('ß', "ss");
    typed
}

/// Where a guesser would begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Source {
    /// With what everybody uses.
    Everybody,
    /// With the address that the person signs in with.
    Login,
    /// With the organisation's names.
    Organisation,
}

/// What a guesser knows of a person.
pub(super) struct Known {
    /// Words and whom they are from, none twice: those said first count.
    words: Vec<(String, Source)>,
}

impl Known {
    pub(super) fn of(login: &str, organisation: &[&str], site: &str) -> Self {
        let mut seen = BTreeSet::new();
        let mut words = Vec::new();
        let mut add = |texts: Vec<String>, source| {
            for text in texts {
                let word: String = text.to_lowercase().chars().take(LOOKED_AT).collect();
                if word.chars().count() >= SHORTEST_WORD && seen.insert(word.clone()) {
                    words.push((word, source));
                }
            }
        };
        add(parts_of_login(login), Source::Login);
        for name in organisation {
            add(parts_of_name(name), Source::Organisation);
        }
        add(pieces(site).collect(), Source::Everybody);
        Self { words }
    }

    /// Where a guesser would find this password before long; nothing if they would not.
    pub(super) fn list_sources(&self, password: &str) -> BTreeSet<Source> {
        let mut sources = BTreeSet::new();
        let mut weak = false;
        for reading in list_readings(password) {
            let estimate = zxcvbn(&reading, &self.words_for(&reading));
            if is_weak(estimate.score()) {
                weak = true;
                sources.extend(self.sources_of(estimate.sequence()));
            }
        }
        if weak && sources.is_empty() {
            sources.insert(Source::Everybody);
        }
        sources
    }

    /// The person's own words, then everybody's. zxcvbn takes a word's position for its rank, so one
    /// that is left out leaves an empty text behind, which matches nothing.
    fn words_for(&self, reading: &str) -> Vec<&str> {
        let letters = Letters::as_read(reading);
        let own = self.words.iter().map(|(word, _)| word.as_str());
        let general = WORDS.iter().map(|(needed, word)| {
            // Of a word that is there twice zxcvbn would take the higher rank.
            let is_own = || self.words.iter().any(|(own, _)| own == word);
            match letters.holds(*needed) && !is_own() {
                true => word.as_str(),
                false => "",
            }
        });
        own.chain(general).collect()
    }

    /// Which of the person's own words a password was made of.
    fn sources_of(&self, sequence: &[Match]) -> impl Iterator<Item = Source> {
        sequence.iter().filter_map(|part| {
            let MatchPattern::Dictionary(found) = &part.pattern else {
                return None;
            };
            let mut own = self.words.iter();
            own.find(|(word, _)| *word == found.matched_word)
                .map(|(_, source)| *source)
                .filter(|source| *source != Source::Everybody)
        })
    }
}

/// Fewer than 10⁸ guesses: zxcvbn's own advice.
fn is_weak(score: Score) -> bool {
    score < Score::Three
}

/// A password as it is, and without the digits and signs at its ends. People are asked for those so
/// often that a guesser puts them there too, and zxcvbn counts each of them as if it were a find of its
/// own: `!!!Sommer2026!!!` would pass. A password that is hardly anything else is left as it is.
fn list_readings(password: &str) -> Vec<String> {
    let whole: String = password.chars().take(LOOKED_AT).map(plain_sign).collect();
    let core = whole.trim_matches(|character: char| !character.is_alphabetic());
    let is_word = core.len() < whole.len() && core.chars().count() > SHORTEST_WORD;
    let core = is_word.then(|| core.to_owned());
    std::iter::once(whole).chain(core).collect()
}

/// Signs that zxcvbn reads as the same letter, written as one: it tries all of their combinations, and
/// a password of nothing else would keep it busy for seconds.
const fn plain_sign(sign: char) -> char {
    match sign {
        '{' | '[' | '<' => '(',
        '|' => '1',
        '+' => '7',
        other => other,
    }
}

/// An address, what stands before and after its sign, and the pieces of both.
fn parts_of_login(login: &str) -> Vec<String> {
    let mut parts = vec![login.to_owned()];
    parts.extend(login.split('@').map(str::to_owned));
    parts.extend(pieces(login));
    parts
}

/// A name, the name written in one word and without its last words, and its words.
fn parts_of_name(name: &str) -> Vec<String> {
    let words: Vec<String> = pieces(name).collect();
    let mut parts = vec![name.to_owned()];
    parts.extend(
        (2..=words.len())
            .rev()
            .map(|length| words[..length].concat()),
    );
    parts.extend(words);
    parts
}

fn pieces(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|character: char| !character.is_alphanumeric())
        .filter(|piece| !piece.is_empty())
        .map(str::to_owned)
}
