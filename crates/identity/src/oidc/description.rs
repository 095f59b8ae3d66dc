// SPDX-License-Identifier: EUPL-1.2
//! What a provider says of itself, and what of it must hold.

use openidconnect::{
    AdditionalProviderMetadata, AuthType, ProviderMetadata,
    core::{
        CoreAuthDisplay, CoreClaimName, CoreClaimType, CoreClientAuthMethod, CoreGrantType,
        CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm,
        CoreResponseMode, CoreResponseType, CoreSubjectIdentifierType,
    },
};
use serde::{Deserialize, Serialize};

use super::address;

/// What providers tell beyond the core of their description.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Extras {
    code_challenge_methods_supported: Option<Vec<String>>,
    pub(super) authorization_response_iss_parameter_supported: Option<bool>,
}

impl AdditionalProviderMetadata for Extras {}

pub(super) type Metadata = ProviderMetadata<
    Extras,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

/// Every endpoint may be asked, and PKCE is known.
pub(super) fn check(metadata: &Metadata) -> Result<(), String> {
    let trusted = metadata.issuer().url();
    let endpoints = [
        Some(metadata.authorization_endpoint().url()),
        Some(metadata.jwks_uri().url()),
        metadata.token_endpoint().map(|endpoint| endpoint.url()),
        metadata.userinfo_endpoint().map(|endpoint| endpoint.url()),
    ];
    for endpoint in endpoints.into_iter().flatten() {
        address::check_endpoint(trusted, endpoint)?;
    }
    let extras = metadata.additional_metadata();
    // Who says nothing about PKCE is asked with it all the same: servers ignore what they do not know.
    match &extras.code_challenge_methods_supported {
        Some(methods) if !methods.iter().any(|method| method == "S256") => {
            Err("it does not know PKCE with S256".to_owned())
        }
        _ => Ok(()),
    }
}

/// By header, unless the provider says that it reads the secret in the body only.
pub(super) fn auth_type(known: Option<&Vec<CoreClientAuthMethod>>) -> AuthType {
    let knows = |method| known.is_some_and(|known| known.contains(&method));
    if knows(CoreClientAuthMethod::ClientSecretPost)
        && !knows(CoreClientAuthMethod::ClientSecretBasic)
    {
        AuthType::RequestBody
    } else {
        AuthType::BasicAuth
    }
}
