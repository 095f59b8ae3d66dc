// SPDX-License-Identifier: EUPL-1.2
//! Another site vouches for a person: OpenID Connect, authorization code with PKCE.
//!
//! The provider is found by its issuer's address alone; endpoints and keys come from there. Asked for
//! is an e-mail address and nothing else: no name, no picture.
//!
//! [`PendingLogin`] must stay bound to the browser that began and be forgotten once it was used. The
//! network is asked on threads that may wait; it needs a running tokio. Beneath TLS the
//! library rolls its own dice; state, nonce and PKCE are rolled with ours.

use std::fmt;
use std::pin::Pin;

use jiff::{SignedDuration, Timestamp};
use openidconnect::{
    AuthenticationFlow, AuthorizationCode, ClientId, ClientSecret, CsrfToken, DiscoveryError,
    IssuerUrl, JsonWebKeySetUrl, Nonce, OAuth2TokenResponse as _, PkceCodeChallenge,
    PkceCodeVerifier, RedirectUrl, RequestTokenError, Scope, TokenResponse as _, UserInfoError,
    core::{CoreIdTokenVerifier, CoreJsonWebKeySet, CoreJwsSigningAlgorithm, CoreResponseType},
};
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq as _;
use wegmarke_outbound::with_causes;

use crate::dice::{self, Dice};

mod address;
mod claims;
mod description;
mod error;
mod web;

pub use self::error::OidcError;

use self::{
    claims::{Claims, Client, Tokens, UserInfo},
    description::Metadata,
    web::{Web, WebError},
};

/// How long a person may take at the other site.
const PATIENCE: SignedDuration = SignedDuration::from_mins(15);

/// Signatures by a key that only the provider has. Not “none”, and not HS256, whose key we share.
const SIGNATURES: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
];

/// How this site is known to a provider.
#[derive(Clone, Deserialize)]
pub struct OidcSettings {
    /// The provider's address, exactly as it names itself.
    pub issuer: String,
    /// Our name there.
    pub client_id: String,
    /// Our secret there; a public client has none.
    pub client_secret: Option<String>,
    /// Where the browser comes back to. One of its own for each provider keeps answers apart.
    pub redirect: String,
    /// Whether the provider may live on this machine or beside it; for trying out.
    #[serde(default)]
    pub allows_local: bool,
}

impl fmt::Debug for OidcSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OidcSettings")
            .field("issuer", &self.issuer)
            .field("client_id", &self.client_id)
            .field("redirect", &self.redirect)
            .finish_non_exhaustive()
    }
}

/// A login that was begun.
#[derive(Serialize, Deserialize)]
pub struct PendingLogin {
    issuer: String,
    state: CsrfToken,
    nonce: Nonce,
    verifier: PkceCodeVerifier,
    until: Timestamp,
}

impl fmt::Debug for PendingLogin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PendingLogin(…)")
    }
}

/// The query with which the browser comes back; whatever else is in it is of no interest.
#[derive(Clone, Default, Deserialize)]
pub struct Callback {
    /// What the provider was given.
    #[serde(default)]
    pub state: String,
    /// The code to be exchanged.
    pub code: Option<String>,
    /// Why there is none.
    pub error: Option<String>,
    /// Who answers (RFC 9207).
    pub iss: Option<String>,
}

/// Who signed in, as the provider says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Login {
    /// The provider.
    pub issuer: String,
    /// The person, for this provider and for ever. Only issuer and subject together name anyone; an
    /// e-mail address may pass to someone else.
    pub subject: String,
    /// Their e-mail address, if the provider tells.
    pub email: Option<String>,
    /// Whether the provider says that it has checked the address; `None`: not a word about it.
    pub email_verified: Option<bool>,
}

/// A provider whose description was read and holds.
#[derive(Debug)]
pub struct Provider {
    client: Client,
    settings: OidcSettings,
    issuer: IssuerUrl,
    keys: JsonWebKeySetUrl,
    /// Whether an answer must say who gives it.
    names_itself: bool,
    keeps_quiet: bool,
    web: Web,
}

/// Asking a provider. Boxed here: an async function is compiled where it is polled, in every program
/// anew, and these bring all of OpenID Connect with them.
pub type Asking<'a, T> = Pin<Box<dyn Future<Output = Result<T, OidcError>> + Send + 'a>>;

impl Provider {
    /// Reads the provider's description of itself and checks it.
    ///
    /// # Errors
    /// [`OidcError::BadSettings`], [`OidcError::Unreachable`], [`OidcError::BadProvider`].
    pub fn discover(settings: OidcSettings) -> Asking<'static, Self> {
        Box::pin(Self::ask_description(settings))
    }

    async fn ask_description(settings: OidcSettings) -> Result<Self, OidcError> {
        let issuer = address::check_setting("the issuer", &settings.issuer)?;
        let redirect = address::check_setting("the redirect address", &settings.redirect)?;
        // Only who lives on this machine may do without TLS.
        let web = Web::new(issuer.scheme() == "https", settings.allows_local);
        let issuer = IssuerUrl::new(settings.issuer.clone()).map_err(bad_provider)?;
        let metadata = Metadata::discover_async(issuer.clone(), &web)
            .await
            .map_err(discovery_error)?;
        description::check(&metadata).map_err(bad_provider)?;
        let token_url = metadata
            .token_endpoint()
            .cloned()
            .ok_or_else(|| bad_provider("it has no token endpoint"))?;
        let keys = metadata.jwks_uri().clone();
        let names_itself = metadata
            .additional_metadata()
            .authorization_response_iss_parameter_supported
            .unwrap_or_default();
        let keeps_quiet = metadata.claims_supported().is_some_and(|claims| {
            !claims
                .iter()
                .any(|claim| claim.as_str() == "email_verified")
        });
        let auth_type = description::auth_type(metadata.token_endpoint_auth_methods_supported());
        let client = openidconnect::Client::from_provider_metadata(
            metadata,
            ClientId::new(settings.client_id.clone()),
            settings.client_secret.clone().map(ClientSecret::new),
        )
        .set_token_uri(token_url)
        .set_redirect_uri(RedirectUrl::from_url(redirect))
        .set_auth_type(auth_type);
        Ok(Self {
            client,
            settings,
            issuer,
            keys,
            names_itself,
            keeps_quiet,
            web,
        })
    }

    /// Whether its description leaves out that it says whether it has checked an address. Then it may
    /// say so all the same: the list need not be complete.
    #[must_use]
    pub const fn keeps_quiet(&self) -> bool {
        self.keeps_quiet
    }

    /// Begins: the address to send the browser to, and what to keep for it.
    #[must_use]
    pub fn start(&self, dice: &dyn Dice, now: Timestamp) -> (String, PendingLogin) {
        let chance = || hex::encode(dice::roll::<32>(dice));
        let (state, nonce) = (CsrfToken::new(chance()), Nonce::new(chance()));
        let verifier = PkceCodeVerifier::new(chance());
        let flow = AuthenticationFlow::<CoreResponseType>::AuthorizationCode;
        let (address, state, nonce) = self
            .client
            .authorize_url(flow, move || state, move || nonce)
            .add_scope(Scope::new("email".to_owned()))
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
            .url();
        let pending = PendingLogin {
            issuer: self.settings.issuer.clone(),
            state,
            nonce,
            verifier,
            until: now.saturating_add(PATIENCE).unwrap_or(now),
        };
        (address.into(), pending)
    }

    /// Ends: exchanges the code, checks the signed statement, and asks for the e-mail address if the
    /// statement has none.
    ///
    /// # Errors
    /// [`OidcError`]; nobody is signed in then, and the person has to begin again.
    pub fn finish<'a>(
        &'a self,
        pending: PendingLogin,
        callback: &'a Callback,
        now: Timestamp,
    ) -> Asking<'a, Login> {
        Box::pin(self.exchange(pending, callback, now))
    }

    async fn exchange(
        &self,
        pending: PendingLogin,
        callback: &Callback,
        now: Timestamp,
    ) -> Result<Login, OidcError> {
        let code = self.check_callback(&pending, callback, now)?;
        let tokens = self
            .client
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .set_pkce_verifier(pending.verifier)
            .request_async(&self.web)
            .await
            .map_err(token_error)?;
        let claims = self.read_statement(&tokens, &pending.nonce, now).await?;
        // The signed statement first: the other answer is only as good as the connection.
        let told = claims::address(
            claims.email().map(|email| email.to_string()),
            claims.email_verified(),
            claims.additional_claims(),
        );
        let (email, email_verified) = match told {
            (Some(email), Some(checked)) => (Some(email), Some(checked)),
            (None, _) => self.ask_email(&tokens, &claims).await?,
            // Some say only where they are asked whether they have checked what they told.
            (Some(email), None) => match self.ask_email(&tokens, &claims).await {
                Ok((Some(same), checked)) if same == email => (Some(email), checked),
                _ => (Some(email), None),
            },
        };
        Ok(Login {
            issuer: self.settings.issuer.clone(),
            subject: claims.subject().to_string(),
            email,
            email_verified,
        })
    }

    fn check_callback<'c>(
        &self,
        pending: &PendingLogin,
        callback: &'c Callback,
        now: Timestamp,
    ) -> Result<&'c str, OidcError> {
        // State first: an answer to a login that was not begun in this browser is not looked at further,
        // or a stranger could sign somebody in as themselves.
        let same: bool = pending
            .state
            .secret()
            .as_bytes()
            .ct_eq(callback.state.as_bytes())
            .into();
        if !same {
            return Err(OidcError::OtherLogin);
        }
        let answers = match &callback.iss {
            Some(named) => *named == self.settings.issuer,
            // Who promises to name itself and does not may be another provider's answer, carried over here.
            None => !self.names_itself,
        };
        if !answers || pending.issuer != self.settings.issuer {
            return Err(OidcError::OtherProvider);
        }
        if now > pending.until {
            return Err(OidcError::Expired);
        }
        // With both, the error counts: a code beside an error was never meant to be used.
        match (&callback.code, &callback.error) {
            (Some(code), None) => Ok(code),
            (_, Some(error)) => Err(OidcError::Declined(printable(error))),
            (None, None) => Err(OidcError::Declined("no reason given".to_owned())),
        }
    }

    /// The statement in the tokens. Keys are read each time, so that the provider may change them.
    async fn read_statement(
        &self,
        tokens: &Tokens,
        nonce: &Nonce,
        now: Timestamp,
    ) -> Result<Claims, OidcError> {
        let keys = CoreJsonWebKeySet::fetch_async(&self.keys, &self.web)
            .await
            .map_err(discovery_error)?;
        // The library speaks chrono; this is the same instant.
        let instant = now
            .to_string()
            .parse()
            .map_err(|_| bad_statement("the time is out of range"))?;
        let verifier = CoreIdTokenVerifier::new_public_client(
            self.client.client_id().clone(),
            self.issuer.clone(),
            keys,
        )
        .set_allowed_algs(SIGNATURES)
        .set_time_fn(move || instant);
        tokens
            .id_token()
            .ok_or_else(|| bad_statement("there is none"))?
            .claims(&verifier, nonce)
            .cloned()
            .map_err(|error| bad_statement(with_causes(&error)))
    }

    async fn ask_email(
        &self,
        tokens: &Tokens,
        claims: &Claims,
    ) -> Result<(Option<String>, Option<bool>), OidcError> {
        let subject = Some(claims.subject().clone());
        let Ok(request) = self
            .client
            .user_info(tokens.access_token().clone(), subject)
        else {
            return Ok((None, None));
        };
        let person: UserInfo =
            request
                .request_async(&self.web)
                .await
                .map_err(|error| match error {
                    UserInfoError::Request(error) => unreachable(&error),
                    other => bad_statement(with_causes(&other)),
                })?;
        Ok(claims::address(
            person.email().map(|email| email.to_string()),
            person.email_verified(),
            person.additional_claims(),
        ))
    }
}

fn discovery_error(error: DiscoveryError<WebError>) -> OidcError {
    match error {
        DiscoveryError::Request(error) => unreachable(&error),
        other => bad_provider(with_causes(&other)),
    }
}

fn token_error<T: openidconnect::ErrorResponse + 'static>(
    error: RequestTokenError<WebError, T>,
) -> OidcError {
    match error {
        RequestTokenError::Request(error) => unreachable(&error),
        RequestTokenError::ServerResponse(answer) => {
            OidcError::Declined(printable(&answer.to_string()))
        }
        // The answer itself may hold tokens and is not repeated.
        RequestTokenError::Parse(..) => {
            bad_provider("its token endpoint gave no tokens that can be read")
        }
        RequestTokenError::Other(why) => bad_provider(why),
    }
}

fn unreachable(error: &WebError) -> OidcError {
    OidcError::Unreachable(with_causes(error))
}

fn bad_provider(why: impl fmt::Display) -> OidcError {
    OidcError::BadProvider(printable(&why.to_string()))
}

fn bad_statement(why: impl fmt::Display) -> OidcError {
    OidcError::BadStatement(printable(&why.to_string()))
}

/// What others wrote, fit for a line of a log.
fn printable(text: &str) -> String {
    text.chars()
        .map(|sign| if sign.is_control() { ' ' } else { sign })
        .take(300)
        .collect()
}
