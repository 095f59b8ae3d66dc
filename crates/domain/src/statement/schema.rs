// SPDX-License-Identifier: EUPL-1.2
//! Schema versions of bodies: what was written in an older form is read in the newest.

use serde_json::Value;

/// Why a body cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum DecodeError {
    /// The kind is not known to this version of the program.
    #[error("entries of kind “{0}” are not known here: update Wegmarke")]
    UnknownKind(String),
    /// The body was written by a newer version of the program.
    #[error("“{kind}” has schema {schema}, this program reads up to {known}: update Wegmarke")]
    TooNew {
        /// Its kind.
        kind: String,
        /// Its schema version.
        schema: u16,
        /// The newest known here.
        known: u16,
    },
    /// The body is not what its kind says.
    #[error("the body of a “{kind}” does not read: {reason}")]
    Malformed {
        /// Its kind.
        kind: String,
        /// What the parser says.
        reason: String,
    },
}

/// One step from a kind's schema version to the next one.
pub struct Upcast {
    /// The kind.
    pub kind: &'static str,
    /// The schema version it reads.
    pub from: u16,
    /// Gives the body in the next version.
    pub step: fn(Value) -> Value,
}

/// All steps there are. None yet: every kind is in its first form.
pub const UPCASTS: &[Upcast] = &[];

/// The schema version in which bodies of a kind are written: one more than its last upcast.
#[must_use]
pub fn schema_of(kind: &str) -> u16 {
    newest(kind, UPCASTS)
}

fn newest(kind: &str, upcasts: &[Upcast]) -> u16 {
    upcasts
        .iter()
        .filter(|up| up.kind == kind)
        .map(|up| up.from + 1)
        .max()
        .unwrap_or(1)
}

/// Brings a body up to the newest schema version of its kind, step by step.
///
/// # Errors
/// [`DecodeError::TooNew`] if the body is newer than this program.
pub fn upcast(
    kind: &str,
    schema: u16,
    body: Value,
    upcasts: &[Upcast],
) -> Result<Value, DecodeError> {
    let known = newest(kind, upcasts);
    if schema > known {
        return Err(DecodeError::TooNew {
            kind: kind.to_owned(),
            schema,
            known,
        });
    }
    let mut body = body;
    for from in schema..known {
        if let Some(up) = upcasts.iter().find(|up| up.kind == kind && up.from == from) {
            body = (up.step)(body);
        }
    }
    Ok(body)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Upcast, upcast};

    #[test]
    fn old_bodies_climb_step_by_step() {
        let steps = [
            Upcast {
                kind: "k",
                from: 1,
                step: |body| json!({"b": body["a"]}),
            },
            Upcast {
                kind: "k",
                from: 2,
                step: |body| json!({"c": body["b"]}),
            },
        ];
        assert_eq!(
            upcast("k", 1, json!({"a": 1}), &steps).unwrap(),
            json!({"c": 1})
        );
        assert_eq!(
            upcast("k", 2, json!({"b": 1}), &steps).unwrap(),
            json!({"c": 1})
        );
        assert_eq!(
            upcast("k", 3, json!({"c": 1}), &steps).unwrap(),
            json!({"c": 1})
        );
        assert!(upcast("k", 4, json!({}), &steps).is_err());
    }
}
