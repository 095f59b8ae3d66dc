// SPDX-License-Identifier: EUPL-1.2
//! Recovery codes: one-time codes on paper, for whoever lost a device.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    dice::{self, Dice},
    digest::Digest,
};

/// Codes in one set.
pub const CODES: usize = 10;

/// Crockford's base 32: digits and letters without i, l, o and u, which are easily misread.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Characters of a code: 16 of 5 bits each.
const CHARACTERS: usize = 16;

/// Characters of a group.
const GROUP: usize = 4;

/// What is kept of a set: a digest for each code that was not used.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RecoveryCodes {
    unused: Vec<Digest>,
}

/// The codes in plain text, to be shown once; not shown by `Debug`.
pub struct Sheet(pub [String; CODES]);

impl fmt::Debug for Sheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sheet(…)")
    }
}

impl RecoveryCodes {
    /// A new set: what to keep, and what to show.
    #[must_use]
    pub fn make(dice: &dyn Dice) -> (Self, Sheet) {
        let codes: [[u8; CHARACTERS]; CODES] = std::array::from_fn(|_| {
            // 32 divides 256, so every character is equally likely.
            dice::roll::<CHARACTERS>(dice).map(|byte| ALPHABET[usize::from(byte % 32)])
        });
        let unused = codes.iter().map(digest).collect();
        (Self { unused }, Sheet(codes.map(|code| in_groups(&code))))
    }

    /// Uses up the code if it is one of the set. Capitals, spaces and hyphens do not matter, and
    /// misread letters are understood.
    #[must_use]
    pub fn consume(&mut self, typed: &str) -> bool {
        let Some(wanted) = read(typed).as_ref().map(digest) else {
            return false;
        };
        let before = self.unused.len();
        // All are compared, and none is left early: the time tells nothing about where a code stands.
        self.unused.retain(|digest| *digest != wanted);
        self.unused.len() < before
    }

    /// How many were not used yet.
    #[must_use]
    pub fn left(&self) -> usize {
        self.unused.len()
    }
}

fn digest(code: &[u8; CHARACTERS]) -> Digest {
    Digest::of("recovery", code)
}

fn in_groups(code: &[u8; CHARACTERS]) -> String {
    let mut text = String::with_capacity(CHARACTERS + CHARACTERS / GROUP);
    for (at, byte) in code.iter().enumerate() {
        if at > 0 && at % GROUP == 0 {
            text.push('-');
        }
        text.push(char::from(*byte));
    }
    text
}

/// The characters of a code; `None` if it cannot be one.
fn read(typed: &str) -> Option<[u8; CHARACTERS]> {
    let mut code = [0; CHARACTERS];
    let mut length = 0;
    for character in typed.chars() {
        let byte = match character.to_ascii_lowercase() {
            ' ' | '-' | '\u{2010}'..='\u{2013}' | '\u{a0}' => continue,
            'o' => b'0',
            'i' | 'l' => b'1',
            other => u8::try_from(other).ok()?,
        };
        if !ALPHABET.contains(&byte) {
            return None;
        }
        *code.get_mut(length)? = byte;
        length += 1;
    }
    (length == CHARACTERS).then_some(code)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use proptest::prelude::*;

    use super::{CODES, RecoveryCodes};
    use crate::{dice::Dice, digest::Digest};

    /// Gives other bytes at each roll.
    #[derive(Default)]
    struct Rolls(AtomicU64);

    impl Dice for Rolls {
        fn fill(&self, bytes: &mut [u8]) {
            let roll = self.0.fetch_add(1, Ordering::Relaxed);
            let source = Digest::of("test", &roll.to_le_bytes()).to_hex();
            for (byte, from) in bytes.iter_mut().zip(hex::decode(source).unwrap()) {
                *byte = from;
            }
        }
    }

    #[test]
    fn a_set_has_ten_codes_and_each_opens_once() {
        let (mut kept, sheet) = RecoveryCodes::make(&Rolls::default());
        assert_eq!(kept.left(), CODES);
        for (used, code) in sheet.0.iter().enumerate() {
            assert_eq!(kept.left(), CODES - used);
            assert!(kept.consume(code), "{code}");
            assert!(!kept.consume(code), "{code} a second time");
        }
        assert_eq!(kept.left(), 0);
    }

    #[test]
    fn codes_are_readable() {
        let (_, sheet) = RecoveryCodes::make(&Rolls::default());
        for code in &sheet.0 {
            assert_eq!(code.len(), 19, "{code}");
            assert!(code.split('-').all(|group| group.len() == 4), "{code}");
            assert!(!code.contains(['i', 'l', 'o', 'u']), "{code}");
        }
        assert_eq!(format!("{sheet:?}"), "Sheet(…)");
    }

    #[test]
    fn nothing_of_a_code_is_kept_in_plain_text() {
        let (kept, sheet) = RecoveryCodes::make(&Rolls::default());
        let json = serde_json::to_string(&kept).unwrap();
        for code in &sheet.0 {
            assert!(!json.contains(code) && !json.contains(&code.replace('-', "")));
        }
        let mut again: RecoveryCodes = serde_json::from_str(&json).unwrap();
        assert_eq!(again, kept);
        assert!(again.consume(&sheet.0[3]));
    }

    #[test]
    fn codes_are_understood_as_people_type_them() {
        let zeros_and_ones = "0000-1111-0000-1111";
        let kept = RecoveryCodes {
            unused: vec![super::digest(b"0000111100001111")],
        };
        for typed in [
            zeros_and_ones,
            "0000111100001111",
            " OoOo 1iIl oooo LLLL ",
            "0000\u{2011}1111\u{2013}0000\u{a0}1111",
        ] {
            assert!(kept.clone().consume(typed), "{typed}");
        }
        for typed in [
            "",
            "0000-1111-0000-111",
            "0000-1111-0000-11111",
            "0000-1111-0000-111u",
        ] {
            assert!(!kept.clone().consume(typed), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn no_text_fails_or_opens(typed in "\\PC*") {
            let (mut kept, _) = RecoveryCodes::make(&Rolls::default());
            prop_assert!(!kept.consume(&typed));
            prop_assert_eq!(kept.left(), CODES);
        }
    }
}
