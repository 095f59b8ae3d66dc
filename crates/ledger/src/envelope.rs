// SPDX-License-Identifier: EUPL-1.2
//! Envelopes: everything of an entry but what it says. Their canonical JSON is the leaf.

use std::borrow::Cow;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::body::BodyHash;

/// The envelope of one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// Its number in the log, from 0.
    pub seq: u64,
    /// When it was recorded: UTC, whole milliseconds.
    pub at: Timestamp,
    /// Id of the organisation that states it.
    pub by: String,
    /// Its kind, such as `measure.stated`.
    pub kind: String,
    /// Schema version of the body, counted per kind.
    pub schema: u16,
    /// What it is about, such as `measure/nap-az/faire-integration`.
    pub subject: String,
    /// Hash of salt and body.
    pub body: BodyHash,
}

/// The envelope's JSON with its keys in the order of RFC 8785.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Form<'a> {
    #[serde(borrow)]
    at: Cow<'a, str>,
    body: BodyHash,
    #[serde(borrow)]
    by: Cow<'a, str>,
    #[serde(borrow)]
    kind: Cow<'a, str>,
    schema: u16,
    seq: u64,
    #[serde(borrow)]
    subject: Cow<'a, str>,
}

impl<'a> Form<'a> {
    // Strings and whole numbers in sorted keys: plain JSON is the canonical form already (a test
    // compares it with `serde_jcs`), and a struct of them always serializes.
    fn to_leaf(&self) -> Vec<u8> {
        let mut leaf = Vec::with_capacity(384);
        if serde_json::to_writer(&mut leaf, self).is_err() {
            leaf.clear();
        }
        leaf
    }

    /// Reads a leaf and its instant; refuses any but the canonical form.
    fn of_leaf(leaf: &'a [u8]) -> Result<(Self, Timestamp), MalformedEnvelope> {
        let form: Self =
            serde_json::from_slice(leaf).map_err(|error| MalformedEnvelope(error.to_string()))?;
        let at: Timestamp = form
            .at
            .parse()
            .map_err(|_| MalformedEnvelope("“at” is no instant".to_owned()))?;
        if form.to_leaf() == leaf && write_instant(at) == form.at {
            Ok((form, at))
        } else {
            Err(MalformedEnvelope("not in canonical form".to_owned()))
        }
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

impl Envelope {
    /// The leaf: canonical JSON.
    #[must_use]
    pub fn to_leaf(&self) -> Vec<u8> {
        Form {
            at: write_instant(self.at).into(),
            body: self.body,
            by: self.by.as_str().into(),
            kind: self.kind.as_str().into(),
            schema: self.schema,
            seq: self.seq,
            subject: self.subject.as_str().into(),
        }
        .to_leaf()
    }

    /// Reads a leaf.
    ///
    /// # Errors
    /// [`MalformedEnvelope`] if it is no envelope, or one in another than the canonical form.
    pub fn from_leaf(leaf: &[u8]) -> Result<Self, MalformedEnvelope> {
        let (form, at) = Form::of_leaf(leaf)?;
        Ok(Self {
            seq: form.seq,
            at,
            by: form.by.into_owned(),
            kind: form.kind.into_owned(),
            schema: form.schema,
            subject: form.subject.into_owned(),
            body: form.body,
        })
    }
}

/// Number and body hash of a leaf, without the rest: what verifying needs of it.
pub(crate) fn read_sealed(leaf: &[u8]) -> Result<(u64, BodyHash), MalformedEnvelope> {
    Form::of_leaf(leaf).map(|(form, _)| (form.seq, form.body))
}

#[cfg(test)]
mod tests {
    use super::{Envelope, Form};
    use crate::body::BodyHash;

    #[test]
    fn leaves_are_canonical_and_survive() {
        let envelope = Envelope {
            seq: 7,
            at: "2026-11-23T07:00:00.120Z".parse().unwrap(),
            by: "kok".into(),
            kind: "measure.stated".into(),
            schema: 1,
            subject: "measure/nap-az/“ü”\n\u{1}\"\\".into(),
            body: BodyHash([9; 32]),
        };
        let leaf = envelope.to_leaf();
        let form: Form<'_> = serde_json::from_slice(&leaf).unwrap();
        assert_eq!(leaf, serde_jcs::to_vec(&form).unwrap());
        assert_eq!(Envelope::from_leaf(&leaf).unwrap(), envelope);
        let spaced = String::from_utf8(leaf)
            .unwrap()
            .replace("\"seq\":7", "\"seq\": 7");
        assert!(Envelope::from_leaf(spaced.as_bytes()).is_err());
    }
}
