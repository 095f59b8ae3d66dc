// SPDX-License-Identifier: EUPL-1.2
//! What providers say of a person beyond the core, and whether they have checked the address.

use openidconnect::{
    AdditionalClaims, EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet, EndpointSet,
    IdTokenClaims, IdTokenFields, StandardErrorResponse, StandardTokenResponse, UserInfoClaims,
    core::{
        CoreAuthDisplay, CoreAuthPrompt, CoreErrorResponseType, CoreGenderClaim, CoreJsonWebKey,
        CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm, CoreRevocableToken,
        CoreRevocationErrorResponse, CoreTokenIntrospectionResponse, CoreTokenType,
    },
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Claims of single providers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Extras {
    /// Microsoft Entra ID: whether the owner of the address's domain is one that it has checked. It
    /// says this in the place of `email_verified`, and only where it is asked to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    xms_edov: Option<Value>,
}

impl AdditionalClaims for Extras {}

impl Extras {
    /// Whether the address was checked; `None`: not a word about it. It is told as a flag, a number
    /// or a text.
    pub(super) fn is_checked(&self) -> Option<bool> {
        let said = self.xms_edov.as_ref()?;
        Some(match said {
            Value::Bool(flag) => *flag,
            Value::Number(number) => number.as_u64() == Some(1),
            Value::String(words) => words == "1" || words.eq_ignore_ascii_case("true"),
            _ => false,
        })
    }
}

pub(super) type Claims = IdTokenClaims<Extras, CoreGenderClaim>;

pub(super) type UserInfo = UserInfoClaims<Extras, CoreGenderClaim>;

pub(super) type Tokens = StandardTokenResponse<
    IdTokenFields<
        Extras,
        EmptyExtraTokenFields,
        CoreGenderClaim,
        CoreJweContentEncryptionAlgorithm,
        CoreJwsSigningAlgorithm,
    >,
    CoreTokenType,
>;

/// A client before it knows an endpoint of its own.
pub(super) type Client = openidconnect::Client<
    Extras,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    Tokens,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
    EndpointMaybeSet,
>;

/// The address, and whether the provider has checked it: it says so itself, or in a claim of its own.
pub(super) fn address(
    email: Option<String>,
    email_verified: Option<bool>,
    extras: &Extras,
) -> (Option<String>, Option<bool>) {
    // A clear no counts for more than another claim's yes.
    (email, email_verified.or_else(|| extras.is_checked()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Extras;

    #[test]
    fn a_claim_is_read_in_every_form_it_is_sent_in() {
        for (said, checked) in [
            (json!({}), None),
            (json!({"xms_edov": true}), Some(true)),
            (json!({"xms_edov": "1"}), Some(true)),
            (json!({"xms_edov": 1}), Some(true)),
            (json!({"xms_edov": "True"}), Some(true)),
            (json!({"xms_edov": false}), Some(false)),
            (json!({"xms_edov": "0"}), Some(false)),
            (json!({"xms_edov": 0}), Some(false)),
            (json!({"xms_edov": []}), Some(false)),
            (json!({"xms_edov": null}), None),
        ] {
            let extras: Extras = serde_json::from_value(said.clone()).unwrap();
            assert_eq!(extras.is_checked(), checked, "{said}");
        }
    }
}
