// SPDX-License-Identifier: EUPL-1.2
//! Signed over the API: a program that has a key of its organisation asks what it would sign, signs, and asks
//! once more with the signature. Two headers, so that every operation can be signed in the same way.

use std::sync::Arc;

use axum::http::HeaderMap;
use serde::Deserialize;
use wegmarke_app::signing::{Brought, Signing};
use wegmarke_ledger::Salt;
use wegmarke_ledger::signing::{Fingerprint, Proof};

use super::problem::ProblemDetails;

/// Asks what would be signed with a key, by its fingerprint; nothing is written.
pub(crate) const SIGN: &str = "wegmarke-sign";
/// Brings the signature: JSON.
pub(crate) const SIGNATURE: &str = "wegmarke-signature";

/// The content of [`SIGNATURE`].
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Signed {
    key: Fingerprint,
    previous: Option<String>,
    salts: Vec<String>,
    /// 128 hexadecimal digits.
    ed25519: String,
}

fn bytes<const N: usize>(digits: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    hex::decode_to_slice(digits, &mut bytes).ok()?;
    Some(bytes)
}

fn brought(text: &str) -> Option<Brought> {
    let signed: Signed = serde_json::from_str(text).ok()?;
    let salts = signed.salts.iter().map(|salt| bytes(salt).map(Salt));
    Some(Brought {
        key: signed.key,
        previous: match signed.previous {
            Some(previous) => Some(bytes(&previous)?),
            None => None,
        },
        salts: salts.collect::<Option<_>>()?,
        proof: Proof::Ed25519(bytes(&signed.ed25519)?),
    })
}

/// How what is said is signed, as the headers of a request say.
pub(crate) fn read(headers: &HeaderMap) -> Result<Option<Signing>, ProblemDetails> {
    let sent = |name| {
        headers
            .get(name)
            .map(|value| value.to_str().unwrap_or_default())
    };
    let wrong = || {
        ProblemDetails::bad_request(
            "wegmarke-sign holds a fingerprint, wegmarke-signature what was signed, and one of them is enough; \
             see the documentation of the API",
        )
    };
    match (sent(SIGN), sent(SIGNATURE)) {
        (None, None) => Ok(None),
        (Some(key), None) => {
            let key = key.parse().map_err(|_| wrong())?;
            Ok(Some(Signing::Ask(key)))
        }
        (None, Some(signed)) => {
            let brought = brought(signed).ok_or_else(wrong)?;
            Ok(Some(Signing::Brought(Arc::new(brought))))
        }
        (Some(_), Some(_)) => Err(wrong()),
    }
}
