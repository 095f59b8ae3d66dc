// SPDX-License-Identifier: EUPL-1.2
//! A text as the net reads it: one spelling for what looks the same, and what belongs to one sentence.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;

use crate::text::Lang;

/// Letters before a full stop that ends a sentence: fewer are an abbreviation ("Abs.", "Nr.").
const SHORTEST_LAST_WORD: usize = 4;

/// A text in one spelling.
pub(super) struct Plain {
    pub(super) lang: Lang,
    pub(super) text: String,
    /// The same with everything that looks like a number of a person and is none (spans of months,
    /// budget lines, laws) blotted out, byte for byte.
    pub(super) masked: String,
    /// Where sentences end.
    ends: Vec<usize>,
    pub(super) tokens: Vec<Token>,
}

/// A word, a number, or a sign.
pub(super) struct Token {
    pub(super) range: Range<usize>,
    pub(super) kind: TokenKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// Letters, also with hyphens and apostrophes inside: "Al-Hamid".
    Word,
    Number,
    Sign,
}

impl Plain {
    pub(super) fn new(lang: Lang, text: &str) -> Self {
        let text: String = text.nfkc().filter_map(plain).collect();
        let masked = super::mask::mask(&text);
        Self {
            lang,
            ends: ends(&text),
            tokens: tokens(&text),
            masked,
            text,
        }
    }

    /// What stands before a place in its sentence.
    pub(super) fn before(&self, at: usize) -> &str {
        let start = self.ends.iter().rev().find(|end| **end <= at);
        self.text
            .get(start.copied().unwrap_or(0)..at)
            .unwrap_or_default()
    }

    /// What stands after a place in its sentence.
    pub(super) fn after(&self, at: usize) -> &str {
        let end = self.ends.iter().find(|end| **end > at);
        let end = end.copied().unwrap_or(self.text.len());
        self.text.get(at..end).unwrap_or_default()
    }

    /// The sentence around a place, in small letters.
    pub(super) fn sentence(&self, range: &Range<usize>) -> String {
        let parts = [
            self.before(range.start),
            self.text.get(range.clone()).unwrap_or_default(),
            self.after(range.end),
        ];
        parts.concat().to_lowercase()
    }

    /// Whether a sentence begins there.
    pub(super) fn begins_sentence(&self, at: usize) -> bool {
        let opens = |c: char| c.is_whitespace() || "\"„“'(–-•*".contains(c);
        self.before(at).trim_matches(opens).is_empty()
    }

    pub(super) fn word(&self, token: usize) -> Option<&str> {
        let token = self.tokens.get(token)?;
        (token.kind == TokenKind::Word).then(|| self.text.get(token.range.clone()))?
    }

    pub(super) fn is_sign(&self, token: usize, sign: &str) -> bool {
        let found = self.tokens.get(token);
        found.is_some_and(|token| self.text.get(token.range.clone()) == Some(sign))
    }

    /// The word before a token, if nothing but blanks stands between.
    pub(super) fn word_before(&self, token: usize) -> Option<&str> {
        self.word(token.checked_sub(1)?)
    }
}

/// One of the spellings of a character; `None` for what nobody sees.
fn plain(c: char) -> Option<char> {
    Some(match c {
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => return None,
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '’' | '‘' | '`' => '\'',
        '\t' => ' ',
        c if is_digit_of_other_script(c) => char::from(b'0' + digit(c)),
        c => c,
    })
}

const fn is_digit_of_other_script(c: char) -> bool {
    matches!(c, '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}' | '\u{966}'..='\u{96f}')
}

/// These blocks of digits begin at a multiple of sixteen, or six behind one.
const fn digit(c: char) -> u8 {
    let low = (c as u32 % 16) as u8;
    match c {
        '\u{966}'..='\u{96f}' => low - 6,
        _ => low % 10,
    }
}

fn ends(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut letters = 0;
    for (at, sign) in text.char_indices() {
        let ends_here = match sign {
            '\n' => true,
            '!' | '?' | '.' => {
                let rest = text.get(at + 1..).unwrap_or_default();
                let next = rest.trim_start().chars().next();
                let parted = rest.starts_with(char::is_whitespace);
                (sign != '.' || letters >= SHORTEST_LAST_WORD)
                    && parted
                    && next.is_some_and(|next| !next.is_lowercase())
            }
            _ => false,
        };
        letters = if sign.is_alphabetic() { letters + 1 } else { 0 };
        if ends_here {
            ends.push(at + 1);
        }
    }
    ends
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut signs = text.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        if sign.is_whitespace() {
            continue;
        }
        let kind = match sign {
            c if c.is_alphabetic() => TokenKind::Word,
            c if c.is_ascii_digit() => TokenKind::Number,
            _ => TokenKind::Sign,
        };
        let mut end = at + sign.len_utf8();
        while let Some((next_at, next)) = signs.peek().copied() {
            let goes_on = match kind {
                TokenKind::Word => {
                    next.is_alphabetic()
                        || is_mark(next)
                        || matches!(next, '-' | '\'')
                            && text
                                .get(next_at + 1..)
                                .is_some_and(|rest| rest.starts_with(char::is_alphabetic))
                }
                TokenKind::Number => next.is_ascii_digit(),
                TokenKind::Sign => false,
            };
            if !goes_on {
                break;
            }
            end = next_at + next.len_utf8();
            signs.next();
        }
        tokens.push(Token {
            range: at..end,
            kind,
        });
    }
    tokens
}

const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::Plain;
    use crate::text::Lang;

    #[test]
    fn what_looks_the_same_is_spelt_the_same() {
        for (given, plain) in [
            ("０３０\u{a0}\u{200b}1", "030 1"),
            ("a\u{ad}b", "ab"),
            ("1\u{2011}2\u{2013}3", "1-2-3"),
            ("٠١٢٩ ۰۱۹ ०१९", "0129 019 019"),
        ] {
            assert_eq!(Plain::new(Lang::DE, given).text, plain);
        }
    }

    #[test]
    fn a_sentence_ends_where_the_next_one_begins() {
        let text = "Art. 5 gilt. Nach Abs. 3 nicht!\nSie kam";
        let plain = Plain::new(Lang::DE, text);
        let at = text.find("nicht").unwrap();
        assert_eq!(plain.before(at), " Nach Abs. 3 ");
        assert_eq!(plain.after(at), "nicht!");
        assert!(plain.begins_sentence(text.find("Sie").unwrap()));
    }
}
