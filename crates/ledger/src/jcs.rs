// SPDX-License-Identifier: EUPL-1.2
//! Canonical JSON (RFC 8785): written with `serde_jcs`, checked here byte by byte.
//!
//! One content has one canonical text. So nothing has to be built to know whether a text is it:
//! a text is canonical if it is JSON and every choice that JSON leaves (spaces, order of keys,
//! escapes, forms of a number) was made as the RFC makes it. Each of these can be seen where it
//! stands. Parsing a value and writing it anew, to compare, costs twenty times as much, and
//! checking a log is little else.

use std::cmp::Ordering;

/// The canonical JSON (RFC 8785) of a value.
///
/// # Errors
/// If the value is no JSON, such as a map with keys that are not text.
pub fn canonical<T: serde::Serialize>(value: &T) -> Result<Vec<u8>, serde_json::Error> {
    serde_jcs::to_vec(value)
}

/// Whether the bytes are one JSON value in canonical form, as [`canonical`] would write it.
#[must_use]
pub fn is_canonical(bytes: &[u8]) -> bool {
    read(bytes, Scanner::value).is_ok()
}

/// Where a text is not what it should be, in bytes from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("it is not in canonical form from byte {0} on")]
pub(crate) struct Strays(usize);

/// Reads all of the bytes with `step`.
pub(crate) fn read<'a, T>(
    bytes: &'a [u8],
    step: impl FnOnce(&mut Scanner<'a>) -> Option<T>,
) -> Result<T, Strays> {
    // Checked as a whole, which takes many bytes at once: after it no byte needs a second look
    // for being part of a character.
    let text = std::str::from_utf8(bytes).map_err(|error| Strays(error.valid_up_to()))?;
    let mut scanner = Scanner { text, at: 0 };
    step(&mut scanner)
        .filter(|_| scanner.at == bytes.len())
        .ok_or(Strays(scanner.at))
}

/// Arrays and objects in each other: as many as `serde_json` reads.
const DEEPEST: u8 = 127;
/// Digits of a whole number that a double surely holds.
const EXACT_DIGITS: usize = 15;

/// A place in a text. Every step takes what it names from there on, or gives `None`, after which
/// the place is at or before the first byte that is not canonical.
#[derive(Debug)]
pub(crate) struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    fn rest(&self) -> &'a [u8] {
        &self.text.as_bytes()[self.at..]
    }

    /// Exactly these bytes.
    pub(crate) fn exactly(&mut self, bytes: &[u8]) -> Option<()> {
        let fits = self.rest().starts_with(bytes);
        fits.then(|| self.at += bytes.len())
    }

    /// Any value.
    pub(crate) fn value(&mut self) -> Option<()> {
        self.nested(0)
    }

    /// An object.
    pub(crate) fn object(&mut self) -> Option<()> {
        self.members(0)
    }

    fn nested(&mut self, depth: u8) -> Option<()> {
        match self.rest().first()? {
            b'"' => self.string().map(|_| ()),
            b'{' => self.members(depth),
            b'[' => self.items(depth),
            b't' => self.exactly(b"true"),
            b'f' => self.exactly(b"false"),
            b'n' => self.exactly(b"null"),
            _ => self.number(),
        }
    }

    fn items(&mut self, depth: u8) -> Option<()> {
        self.exactly(b"[").filter(|()| depth < DEEPEST)?;
        if self.exactly(b"]").is_some() {
            return Some(());
        }
        loop {
            self.nested(depth + 1)?;
            if self.exactly(b",").is_none() {
                return self.exactly(b"]");
            }
        }
    }

    fn members(&mut self, depth: u8) -> Option<()> {
        self.exactly(b"{").filter(|()| depth < DEEPEST)?;
        if self.exactly(b"}").is_some() {
            return Some(());
        }
        let mut before = None;
        loop {
            let start = self.at;
            let key = self.string()?;
            // In order, and none twice.
            if before.is_some_and(|before| compare(before, key) != Ordering::Less) {
                self.at = start;
                return None;
            }
            before = Some(key);
            self.exactly(b":")?;
            self.nested(depth + 1)?;
            if self.exactly(b",").is_none() {
                return self.exactly(b"}");
            }
        }
    }

    /// A string; gives it as it stands there, between its quotes.
    pub(crate) fn string(&mut self) -> Option<&'a str> {
        self.exactly(b"\"")?;
        let start = self.at;
        loop {
            self.at += self
                .rest()
                .iter()
                .position(|byte| ENDS_RUN[usize::from(*byte)])?;
            match self.rest().first()? {
                b'"' => break,
                b'\\' => self.at += escape(self.rest())?,
                // A control character has to be escaped.
                _ => return None,
            }
        }
        let string = self.text.get(start..self.at);
        self.at += 1;
        string
    }

    fn number(&mut self) -> Option<()> {
        let end = |byte: &u8| !matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
        let length = self.rest().iter().position(end);
        let number = self.text.get(self.at..)?;
        let number = number.get(..length.unwrap_or(number.len()))?;
        if !is_short_whole(number) {
            // Its shortest form is what an implementation of JavaScript's rules writes.
            let double: f64 = number.parse().ok()?;
            let written = serde_jcs::to_vec(&double).ok()?;
            (written == number.as_bytes()).then_some(())?;
        }
        self.at += number.len();
        Some(())
    }

    /// A whole number, as `serde_json` writes it: all digits, however many.
    pub(crate) fn whole<T: std::str::FromStr>(&mut self) -> Option<T> {
        let digits = self.rest().iter().take_while(|byte| byte.is_ascii_digit());
        let number = self.text.get(self.at..self.at + digits.count())?;
        if number.len() > 1 && number.starts_with('0') {
            return None;
        }
        let read = number.parse().ok()?;
        self.at += number.len();
        Some(read)
    }

    /// Bytes as hexadecimal digits, small letters only.
    pub(crate) fn hexadecimal<const N: usize>(&mut self) -> Option<[u8; N]> {
        let digits = self.rest().get(..2 * N)?;
        let (mut bytes, mut all) = ([0; N], 0);
        // Hashes are random: to branch at each digit would be to guess wrong at every other one.
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let [high, low] = [pair[0], pair[1]].map(|digit| DIGITS[usize::from(digit)]);
            all |= high | low;
            *byte = high << 4 | low;
        }
        (all != NO_DIGIT).then_some(())?;
        self.at += 2 * N;
        Some(bytes)
    }
}

/// Bytes at which a run of plain characters in a string ends.
const ENDS_RUN: [bool; 256] = {
    let mut ends = [false; 256];
    let mut control = 0;
    while control < 0x20 {
        ends[control] = true;
        control += 1;
    }
    ends[b'"' as usize] = true;
    ends[b'\\' as usize] = true;
    ends
};

/// Not the value of a digit; stays when it is joined with any by "or".
const NO_DIGIT: u8 = 0xff;

/// The value of every hexadecimal digit.
const DIGITS: [u8; 256] = {
    let mut digits = [NO_DIGIT; 256];
    let mut value = 0;
    while value < 16 {
        digits[b"0123456789abcdef"[value as usize] as usize] = value;
        value += 1;
    }
    digits
};

/// Length of the escape that begins here: the shortest one, and only where one has to be.
fn escape(rest: &[u8]) -> Option<usize> {
    match rest {
        [b'\\', b'"' | b'\\' | b'b' | b'f' | b'n' | b'r' | b't', ..] => Some(2),
        // Those of the first half that have a shorter one: 08, 09, 0a, 0c, 0d.
        [
            b'\\',
            b'u',
            b'0',
            b'0',
            b'0',
            b'0'..=b'7' | b'b' | b'e' | b'f',
            ..,
        ]
        | [b'\\', b'u', b'0', b'0', b'1', b'0'..=b'9' | b'a'..=b'f', ..] => Some(6),
        _ => None,
    }
}

/// Whether a number is whole, in its one form, and so short that a double holds it exactly. Most
/// numbers are.
fn is_short_whole(number: &str) -> bool {
    let digits = number.strip_prefix('-').unwrap_or(number);
    // Zero has no sign.
    digits.len() <= EXACT_DIGITS
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && (!digits.is_empty() && !digits.starts_with('0') || number == "0")
}

/// The order of two keys, as they stand between their quotes: by UTF-16 code units.
fn compare(a: &str, b: &str) -> Ordering {
    if in_plain_order(a) && in_plain_order(b) {
        return a.cmp(b);
    }
    unescape(a).encode_utf16().cmp(unescape(b).encode_utf16())
}

/// Whether bytes come in the order of UTF-16: from U+E000 on characters are encoded as larger
/// units than those behind U+FFFF, but as smaller bytes. Escapes are not what they look like.
fn in_plain_order(key: &str) -> bool {
    key.bytes().all(|byte| byte != b'\\' && byte < 0xee)
}

/// The characters of a canonical string, given as it stands between its quotes.
pub(crate) fn unescape(string: &str) -> std::borrow::Cow<'_, str> {
    if !string.contains('\\') {
        return string.into();
    }
    // What was scanned is a JSON string: reading it does not fail.
    serde_json::from_str::<String>(&format!("\"{string}\""))
        .unwrap_or_default()
        .into()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Map, Value, json};

    use super::{canonical, is_canonical, read, unescape};

    /// What the check stands for: parse, write anew, compare.
    fn is_rewritten(bytes: &[u8]) -> bool {
        let value: Result<Value, _> = serde_json::from_slice(bytes);
        value.is_ok_and(|value| canonical(&value).unwrap() == bytes)
    }

    /// Characters that differ in how they are escaped, encoded or ordered.
    fn character() -> impl Strategy<Value = char> {
        prop_oneof![
            6 => prop::char::range('a', 'f'),
            2 => prop::char::range('\0', '\u{20}'),
            1 => prop::sample::select(vec!['"', '\\', '/', '\u{7f}', '\u{80}', 'ü', '\u{2028}']),
            1 => prop::sample::select(vec!['\u{d7ff}', '\u{e000}', '\u{fb33}', '\u{ffff}', '😀', '\u{10ffff}']),
            1 => any::<char>(),
        ]
    }

    fn string() -> impl Strategy<Value = String> {
        prop::collection::vec(character(), 0..6).prop_map(|characters| characters.iter().collect())
    }

    fn number() -> impl Strategy<Value = Value> {
        prop_oneof![
            any::<i64>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            (-1000..1000_i32).prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            (-1000..1000_i32, -30..30_i32).prop_map(|(n, e)| json!(f64::from(n) * 10_f64.powi(e))),
        ]
    }

    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            number(),
            string().prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 40, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                prop::collection::vec((string(), inner), 0..6)
                    .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
            ]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn every_canonical_text_is_taken(value in value()) {
            let text = canonical(&value).unwrap();
            prop_assert!(is_canonical(&text), "{}", String::from_utf8_lossy(&text));
        }

        #[test]
        fn no_other_text_is_taken(
            value in value(),
            at in any::<prop::sample::Index>(),
            to in prop_oneof![
                any::<u8>(),
                prop::sample::select(b" \n\t,:[]{}\"\\/bfnrtu0123456789abcdefE+-.".to_vec()),
            ],
            how in 0..4,
            with in any::<prop::sample::Index>(),
        ) {
            let mut text = canonical(&value).unwrap();
            let at = at.index(text.len());
            match how {
                0 => text[at] = to,
                1 => text.insert(at, to),
                2 => { text.remove(at); }
                _ => { let with = with.index(text.len()); text.swap(at, with); }
            }
            let shown = String::from_utf8_lossy(&text);
            prop_assert_eq!(is_canonical(&text), is_rewritten(&text), "{}", shown);
        }

        #[test]
        fn the_same_written_otherwise_is_not_taken(value in value()) {
            // Keys of a map in the order of their bytes; line feeds and spaces.
            let plain = serde_json::to_vec(&value).unwrap();
            prop_assert_eq!(is_canonical(&plain), is_rewritten(&plain));
            let pretty = serde_json::to_vec_pretty(&value).unwrap();
            prop_assert_eq!(is_canonical(&pretty), is_rewritten(&pretty));
        }

        #[test]
        fn strings_are_read_as_what_they_say(says in string()) {
            let text = canonical(&says).unwrap();
            let held = read(&text, |scanner| scanner.string()).unwrap();
            prop_assert_eq!(unescape(held), says);
        }
    }

    #[test]
    fn every_choice_that_json_leaves_is_made() {
        for (text, holds) in [
            (r#"{"a":1,"b":[true,false,null]}"#, true),
            (r#"{"b":1,"a":2}"#, false),
            (r#"{"a":1,"a":1}"#, false),
            (r#"{ "a":1}"#, false),
            (r#"{"a": 1}"#, false),
            (r#"{"a":1,}"#, false),
            (r#"[1,]"#, false),
            ("{}\n", false),
            ("", false),
            // The order of UTF-16: U+1F600 is written d83d de00, before fb33.
            ("{\"\u{1f600}\":1,\"\u{fb33}\":2}", true),
            ("{\"\u{fb33}\":1,\"\u{1f600}\":2}", false),
            // Of escaped characters too: U+000F comes before "0".
            (r#"{"\u000f":1,"0":2}"#, true),
            (r#"{"\"":1,"!":2}"#, false),
            (r#"{"!":1,"\"":2}"#, true),
            (r#""\n""#, true),
            (r#""\u000a""#, false),
            (r#""\u000A""#, false),
            (r#""\u001f""#, true),
            (r#""\u001F""#, false),
            (r#""\u0020""#, false),
            (r#""\/""#, false),
            (r#""ü""#, true),
            (r#""\u00fc""#, false),
            ("\"\n\"", false),
            ("\"\u{7f}\"", true),
            ("0", true),
            ("-0", false),
            ("00", false),
            ("-", false),
            ("-7", true),
            ("+7", false),
            ("1.0", false),
            ("1.5", true),
            (".5", false),
            ("1e2", false),
            ("1e21", false),
            ("1e+21", true),
            ("100000000000000000000", true),
            ("1000000000000000000000", false),
            ("9007199254740992", true),
            ("9007199254740993", false),
            ("0.000001", true),
            ("1e-7", true),
            ("1e400", false),
            ("NaN", false),
            ("e", false),
            ("truefalse", false),
        ] {
            assert_eq!(is_canonical(text.as_bytes()), holds, "{text}");
            assert_eq!(is_rewritten(text.as_bytes()), holds, "{text}, rewritten");
        }
        assert!(!is_canonical(b"\"\xff\""));
        assert!(!is_canonical(b"\"\xed\xa0\x80\""), "half a pair");
    }

    #[test]
    fn what_lies_too_deep_is_refused_as_when_it_is_read() {
        for depth in [126, 127, 128, 100_000] {
            let text = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
            let read = serde_json::from_str::<Value>(&text).is_ok();
            assert_eq!(is_canonical(text.as_bytes()), read, "{depth}");
        }
    }

    #[test]
    fn the_place_is_told() {
        let text = br#"{"a":1, "b":2}"#;
        let strays = read(text, |scanner| scanner.value()).unwrap_err();
        assert_eq!(
            strays.to_string(),
            "it is not in canonical form from byte 7 on"
        );
    }
}
