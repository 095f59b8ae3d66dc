// SPDX-License-Identifier: EUPL-1.2
//! Envelopes: everything of an entry but what it says. Their canonical JSON is the leaf.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;
use serde::Serialize;

use crate::body::BodyHash;
use crate::jcs;

/// Whose hand wrote an entry, beside the organisation in whose name it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hand {
    /// Somebody, or a program, who was let in as the organisation; or the register itself, by rule.
    /// Envelopes do not tell it: all were so before there were others.
    #[default]
    Account,
    /// Whoever runs the server, in the name of the organisation.
    Operator,
}

impl Hand {
    /// As an envelope has it; `None`: the envelope does not tell.
    #[must_use]
    pub const fn as_str(self) -> Option<&'static str> {
        match self {
            Self::Account => None,
            Self::Operator => Some("operator"),
        }
    }

    /// Reads what [`Hand::as_str`] writes.
    fn read(written: &str) -> Option<Self> {
        (Self::Operator.as_str() == Some(written)).then_some(Self::Operator)
    }
}

/// The envelope of one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// Its number in the log, from 0.
    pub seq: u64,
    /// When it was recorded: UTC, whole milliseconds.
    pub at: Timestamp,
    /// Id of the organisation that states it.
    pub by: String,
    /// Whose hand wrote it.
    pub hand: Hand,
    /// Its kind, such as `measure.stated`.
    pub kind: String,
    /// Schema version of the body, counted per kind.
    pub schema: u16,
    /// What it is about, such as `measure/nap-az/faire-integration`.
    pub subject: String,
    /// Hash of salt and body.
    pub body: BodyHash,
    /// Hash of the organisation's own signature ([`crate::signing::document::hash`]); `None`: it signed
    /// nothing.
    pub signature: Option<[u8; 32]>,
}

/// The envelope's JSON with its keys in the order of RFC 8785.
#[derive(Serialize)]
struct Form<'a> {
    at: String,
    body: BodyHash,
    by: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    hand: Option<&'static str>,
    kind: &'a str,
    schema: u16,
    seq: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    signature: Option<BodyHash>,
    subject: &'a str,
}

/// A leaf taken apart where it lies: strings as they stand between their quotes.
struct Leaf<'a> {
    at: Timestamp,
    body: BodyHash,
    by: &'a str,
    hand: Hand,
    kind: &'a str,
    schema: u16,
    seq: u64,
    signature: Option<[u8; 32]>,
    subject: &'a str,
}

impl<'a> Leaf<'a> {
    /// Reads a leaf; refuses any but the canonical form. All of its keys but two are always there, so that
    /// form is known but for the values: nothing has to be parsed that is not one.
    fn read(leaf: &'a [u8]) -> Result<Self, MalformedEnvelope> {
        let read = jcs::read(leaf, |scanner| {
            scanner.exactly(b"{\"at\":")?;
            let at = scanner.string().and_then(read_instant)?;
            scanner.exactly(b",\"body\":\"")?;
            let body = BodyHash(scanner.hexadecimal()?);
            scanner.exactly(b"\",\"by\":")?;
            let by = scanner.string()?;
            let hand = match scanner.exactly(b",\"hand\":") {
                Some(()) => scanner.string().and_then(Hand::read)?,
                None => Hand::Account,
            };
            scanner.exactly(b",\"kind\":")?;
            let kind = scanner.string()?;
            scanner.exactly(b",\"schema\":")?;
            let schema = scanner.whole()?;
            scanner.exactly(b",\"seq\":")?;
            let seq = scanner.whole()?;
            let signature = match scanner.exactly(b",\"signature\":\"") {
                Some(()) => {
                    let hash = scanner.hexadecimal()?;
                    scanner.exactly(b"\"")?;
                    Some(hash)
                }
                None => None,
            };
            scanner.exactly(b",\"subject\":")?;
            let subject = scanner.string()?;
            scanner.exactly(b"}")?;
            Some(Self {
                at,
                body,
                by,
                hand,
                kind,
                schema,
                seq,
                signature,
                subject,
            })
        });
        read.map_err(|strays| MalformedEnvelope(strays.to_string()))
    }
}

/// The bytes are not an envelope in canonical form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an envelope: {0}")]
pub struct MalformedEnvelope(String);

/// An instant as envelopes write it: `2026-11-23T07:00:00.000Z`.
#[must_use]
pub fn write_instant(at: Timestamp) -> String {
    format!("{at:.3}")
}

/// Reads what [`write_instant`] writes, and nothing else.
fn read_instant(written: &str) -> Option<Timestamp> {
    read_plain_instant(written.as_bytes()).or_else(|| {
        // Years before 0 have a sign and more digits.
        let at: Timestamp = written.parse().ok()?;
        (write_instant(at) == written).then_some(at)
    })
}

/// Four digits of a year, and everything else at its place.
fn read_plain_instant(written: &[u8]) -> Option<Timestamp> {
    const PATTERN: &[u8; 24] = b"dddd-dd-ddTdd:dd:dd.dddZ";
    let written: &[u8; 24] = written.try_into().ok()?;
    let fits = PATTERN.iter().zip(written).all(|(wanted, byte)| {
        let digit = *wanted == b'd' && byte.is_ascii_digit();
        digit || wanted == byte
    });
    fits.then_some(())?;
    let number = |place: std::ops::Range<usize>| {
        let digits = written[place].iter();
        digits.fold(0, |number, digit| number * 10 + i16::from(digit - b'0'))
    };
    // Two digits are below 100.
    let two = |at: usize| number(at..at + 2) as i8;
    let date = Date::new(number(0..4), two(5), two(8)).ok()?;
    let nanoseconds = i32::from(number(20..23)) * 1_000_000;
    let time = Time::new(two(11), two(14), two(17), nanoseconds).ok()?;
    let at = DateTime::from_parts(date, time);
    Offset::UTC.to_timestamp(at).ok()
}

impl Envelope {
    /// The leaf: canonical JSON.
    #[must_use]
    pub fn to_leaf(&self) -> Vec<u8> {
        // Strings and whole numbers in sorted keys: plain JSON is the canonical form already (a
        // test compares it with `serde_jcs`), and a struct of them always serializes.
        let form = Form {
            at: write_instant(self.at),
            body: self.body,
            by: &self.by,
            hand: self.hand.as_str(),
            kind: &self.kind,
            schema: self.schema,
            seq: self.seq,
            signature: self.signature.map(BodyHash),
            subject: &self.subject,
        };
        let mut leaf = Vec::with_capacity(384);
        if serde_json::to_writer(&mut leaf, &form).is_err() {
            leaf.clear();
        }
        leaf
    }

    /// Reads a leaf.
    ///
    /// # Errors
    /// [`MalformedEnvelope`] if it is no envelope, or one in another than the canonical form.
    pub fn from_leaf(leaf: &[u8]) -> Result<Self, MalformedEnvelope> {
        let read = Leaf::read(leaf)?;
        Ok(Self {
            seq: read.seq,
            at: read.at,
            by: jcs::unescape(read.by).into_owned(),
            hand: read.hand,
            kind: jcs::unescape(read.kind).into_owned(),
            schema: read.schema,
            subject: jcs::unescape(read.subject).into_owned(),
            body: read.body,
            signature: read.signature,
        })
    }
}

/// What verifying needs of a leaf.
pub(crate) struct Sealed {
    pub(crate) seq: u64,
    pub(crate) hand: Hand,
    pub(crate) body: BodyHash,
    pub(crate) signature: Option<[u8; 32]>,
}

/// Number, hand, and the hashes of body and signature of a leaf, without the rest.
pub(crate) fn read_sealed(leaf: &[u8]) -> Result<Sealed, MalformedEnvelope> {
    Leaf::read(leaf).map(|leaf| Sealed {
        seq: leaf.seq,
        hand: leaf.hand,
        body: leaf.body,
        signature: leaf.signature,
    })
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use proptest::prelude::*;

    use super::{Envelope, Hand, read_instant, write_instant};
    use crate::body::BodyHash;

    fn envelope() -> Envelope {
        Envelope {
            seq: 7,
            at: "2026-11-23T07:00:00.120Z".parse().unwrap(),
            by: "kok".into(),
            hand: Hand::Account,
            kind: "measure.stated".into(),
            schema: 1,
            subject: "measure/nap-az/“ü”\n\u{1}\"\\".into(),
            body: BodyHash([0x9e; 32]),
            signature: None,
        }
    }

    #[test]
    fn leaves_are_canonical_and_survive() {
        let all = [None, Some([0x5a; 32])].into_iter();
        let all =
            all.flat_map(|signature| [Hand::Account, Hand::Operator].map(|hand| (hand, signature)));
        for (hand, signature) in all {
            let envelope = Envelope {
                hand,
                signature,
                ..envelope()
            };
            let leaf = envelope.to_leaf();
            let value: serde_json::Value = serde_json::from_slice(&leaf).unwrap();
            assert_eq!(leaf, serde_jcs::to_vec(&value).unwrap());
            assert_eq!(Envelope::from_leaf(&leaf).unwrap(), envelope);
        }
    }

    #[test]
    fn an_envelope_has_one_form() {
        let leaf = String::from_utf8(envelope().to_leaf()).unwrap();
        for (from, to) in [
            ("\"seq\":7", "\"seq\": 7"),
            ("\"seq\":7", "\"seq\":07"),
            ("\"seq\":7", "\"seq\":7.0"),
            ("\"seq\":7", "\"seq\":-7"),
            ("\"seq\":7", "\"seq\":"),
            ("\"seq\":7", "\"seq\":18446744073709551616"),
            ("\"seq\":7,", ""),
            ("\"kind\"", "\"hand\":\"account\",\"kind\""),
            ("\"kind\"", "\"hand\":null,\"kind\""),
            ("\"by\"", "\"hand\":\"operator\",\"by\""),
            ("\"seq\":7", "\"seq\":7,\"seq\":7"),
            ("\"seq\":7", "\"seq\":7,\"signature\":null"),
            ("\"seq\":7", "\"seq\":7,\"signature\":\"5a\""),
            ("\"schema\":1,\"seq\":7", "\"seq\":7,\"schema\":1"),
            ("\"schema\":1", "\"schema\":65536"),
            ("9e9e", "9E9e"),
            ("9e9e", "9e9"),
            (".120Z", ".12Z"),
            (".120Z", ".1200Z"),
            (".120Z", ".120+00:00"),
            ("2026-11-23T07:00:00", "2026-11-31T07:00:00"),
            ("2026-11-23T07:00:00", "2026-11-23T24:00:00"),
            ("2026-11-23T07:00:00", "2026-11-23T07:00:60"),
            ("2026-11-23T07", "2026-11-23t07"),
            ("2026-11-23T07", "2026-11-23 07"),
            ("\"kok\"", "\"\\u006bok\""),
            ("\\n", "\\u000a"),
            ("{", " {"),
            ("}", "} "),
            ("}", ""),
        ] {
            let other = leaf.replacen(from, to, 1);
            assert_ne!(other, leaf, "{from}");
            assert!(Envelope::from_leaf(other.as_bytes()).is_err(), "{other}");
        }
    }

    proptest! {
        #[test]
        fn instants_are_read_as_they_are_written(ms in -370_000_000_000_000..253_000_000_000_000_i64) {
            let at = Timestamp::from_millisecond(ms).unwrap();
            prop_assert_eq!(read_instant(&write_instant(at)), Some(at));
        }

        #[test]
        fn no_other_instant_is_read(
            ms in -100_000_000_000_000..253_000_000_000_000_i64,
            at in 0..24_usize,
            byte in prop::sample::select(b"0123456789-:.TZtz +".to_vec()),
        ) {
            let mut written = write_instant(Timestamp::from_millisecond(ms).unwrap()).into_bytes();
            if let Some(place) = written.get_mut(at) {
                *place = byte;
            }
            let written = String::from_utf8(written).unwrap();
            let read: Option<Timestamp> = written.parse().ok();
            let expected = read.filter(|at| write_instant(*at) == written);
            prop_assert_eq!(read_instant(&written), expected, "{}", written);
        }
    }
}
