// SPDX-License-Identifier: EUPL-1.2
//! The login of an organisation (OpenID Connect): its own provider vouches for its own people.
//!
//! Precondition: somebody who may release for the organisation set the provider up, and the account
//! was made by invitation. Postcondition: the provider of an organisation opens accounts of that
//! organisation and of no other one, whatever it says: the answer must belong to a login that this
//! browser began with this provider, and name a person (issuer and subject) that an account of that
//! organisation was bound to; the first time, an address that the provider has checked, in a domain that
//! the organisation listed, of an account that nobody else of this provider is bound to. An administrator's
//! account is opened by none. So a new address locks nobody out, and an address that passes to somebody
//! else opens nothing.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::rules::permission::{Action, Role};
use wegmarke_identity::oidc::{Login, OidcError, OidcSettings, PendingLogin, Provider};
use wegmarke_identity::token::{Token, TokenKind};
use wegmarke_store::document::Expect;

use super::error::SignInError;
use super::event::{Noted, SecurityStep};
use super::person::Account;
use super::secret::{DiceOf, id_of};
use super::session::Complete;
use super::typed::{is_domain, one_line, plain_domain};
use crate::cabinet::{Drawer, Held, Kind, Private, delete, kind};
use crate::{App, AppError, Who};

pub use wegmarke_identity::oidc::Callback;

/// Most domains of an organisation.
const MOST_DOMAINS: usize = 20;

/// The login of an organisation.
#[derive(Clone, Serialize, Deserialize)]
pub struct OrganisationLogin {
    /// The provider's address, as it names itself.
    pub issuer: String,
    /// Our name there.
    pub client_id: String,
    client_secret: Option<String>,
    /// Whether the provider says if it has checked an address: as its description had it, then as it
    /// does; `None`: nobody knows yet.
    #[serde(default)]
    pub tells_checked: Option<bool>,
    /// Domains of the addresses it may vouch for, in the form of mail servers.
    pub domains: Vec<String>,
}

impl Private for OrganisationLogin {
    const KIND: &'static str = "organisation-login";
}

impl std::fmt::Debug for OrganisationLogin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OrganisationLogin")
            .field("issuer", &self.issuer)
            .finish_non_exhaustive()
    }
}

/// What was typed to set a login up.
#[derive(Clone, Copy, Debug)]
pub struct NewLogin<'a> {
    /// The provider's address.
    pub issuer: &'a str,
    /// Our name there.
    pub client_id: &'a str,
    /// Our secret there; `None`: as it was.
    pub client_secret: Option<&'a str>,
    /// Domains, separated by blanks, commas or lines.
    pub domains: &'a str,
    /// Where the browser comes back to; its scheme says whether we live on this machine only.
    pub redirect: &'a str,
}

/// A login that was begun.
#[derive(Serialize, Deserialize)]
struct Begun {
    organisation: OrganisationId,
    redirect: String,
    login: PendingLogin,
}

impl Private for Begun {
    const KIND: &'static str = "organisation-asked";
}

/// For looking whether it reads.
pub(super) const KIND_BEGUN: Kind = kind::<Begun>();

impl From<OidcError> for AppError {
    fn from(error: OidcError) -> Self {
        tracing::warn!(code = error.code(), %error, "the login of an organisation failed");
        SignInError::OrganisationLogin(error.code()).into()
    }
}

const NO_ACCOUNT: SignInError = SignInError::OrganisationLogin("oidc_no_account");

impl OrganisationLogin {
    fn settings(&self, redirect: &str, allows_local: bool) -> OidcSettings {
        // Older logins say “none” with an empty text.
        let secret = self.client_secret.as_ref();
        let secret = secret.filter(|secret| !secret.is_empty());
        OidcSettings {
            issuer: self.issuer.clone(),
            client_id: self.client_id.clone(),
            client_secret: secret.cloned(),
            redirect: redirect.to_owned(),
            allows_local,
        }
    }

    fn vouches_for(&self, mail: &str) -> bool {
        let domain = mail.rsplit_once('@').map(|(_, domain)| domain);
        domain.is_some_and(|domain| self.domains.contains(&plain_domain(domain)))
    }
}

fn problems(new: &NewLogin<'_>, domains: &[String]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let issuer = new.issuer.trim();
    if issuer.is_empty() {
        problems.push(Problem::new("issuer", codes::REQUIRED));
    } else if new.redirect.starts_with("https:") && !issuer.starts_with("https://") {
        // Plain HTTP to this machine is for trying things out; who runs a site must not be led to
        // ask the neighbours of its server.
        problems.push(Problem::new("issuer", codes::NOT_HTTPS).with(issuer));
    }
    if new.client_id.trim().is_empty() {
        problems.push(Problem::new("client_id", codes::REQUIRED));
    }
    if domains.is_empty() {
        problems.push(Problem::new("domains", codes::REQUIRED));
    }
    let bad = domains.iter().find(|domain| !is_domain(domain));
    if let Some(bad) = bad {
        problems.push(Problem::new("domains", codes::NOT_A_DOMAIN).with(bad.as_str()));
    }
    problems
}

impl App {
    /// The same where logins of organisations may live on this machine or beside it: for trying out.
    #[must_use]
    pub const fn with_local_providers(mut self, allowed: bool) -> Self {
        self.local_providers = allowed;
        self
    }

    /// The login of an organisation, without what it keeps secret.
    ///
    /// # Errors
    /// What the store says.
    pub async fn find_organisation_login(
        &self,
        organisation: &OrganisationId,
    ) -> Result<Option<OrganisationLogin>, AppError> {
        let held = self
            .find_private::<OrganisationLogin>(organisation.as_str())
            .await?;
        Ok(held.map(|held| held.value))
    }

    /// Organisations that have a login of their own. Says nothing about who has an account.
    ///
    /// # Errors
    /// What the store says.
    pub async fn list_organisation_logins(&self) -> Result<Vec<OrganisationId>, AppError> {
        let held = self.list_private::<OrganisationLogin>(None).await?;
        Ok(held
            .into_iter()
            .map(|held| OrganisationId::new(held.id))
            .collect())
    }

    /// Sets up the login of one's organisation. The provider is asked at once, so that a mistake
    /// shows here and not to whoever signs in.
    ///
    /// # Errors
    /// [`AppError::Forbidden`], [`AppError::Invalid`].
    pub async fn change_organisation_login(
        &self,
        who: &Who,
        new: NewLogin<'_>,
    ) -> Result<(), AppError> {
        who.must_own(&self.state(), Action::ManageOrganisation)?;
        let domains: Vec<String> = new
            .domains
            .split(|c: char| c.is_whitespace() || c == ',' || c == ';')
            .filter(|domain| !domain.is_empty())
            .take(MOST_DOMAINS)
            .map(|domain| plain_domain(domain.trim_start_matches('@')))
            .collect();
        let problems = problems(&new, &domains);
        if !problems.is_empty() {
            return Err(AppError::Invalid(problems));
        }
        let before = self.find_organisation_login(who.organisation()).await?;
        let issuer = one_line(new.issuer.trim());
        // A secret is for the provider it was given by, and for no other address.
        let kept = before
            .filter(|before| before.issuer == issuer)
            .and_then(|before| before.client_secret);
        let mut login = OrganisationLogin {
            tells_checked: None,
            issuer,
            client_id: one_line(new.client_id.trim()),
            client_secret: new.client_secret.map(str::to_owned).or(kept),
            domains,
        };
        match Provider::discover(login.settings(new.redirect, self.local_providers)).await {
            Ok(provider) => login.tells_checked = provider.keeps_quiet().then_some(false),
            Err(error) => {
                tracing::info!(code = error.code(), %error, "a login could not be set up");
                let problem = Problem::new("issuer", codes::NO_PROVIDER).with(login.issuer);
                return Err(AppError::Invalid(vec![problem]));
            }
        }
        let id = who.organisation().as_str();
        let drawer = Drawer {
            id,
            owner: Some(id),
            expires_at: None,
        };
        let put = self.keep(&drawer, &login, Expect::Anything)?;
        let noted = Noted::by(who, SecurityStep::LoginSet, Some(&login.issuer));
        self.write_noted(vec![put], noted).await
    }

    /// Removes the login of one's organisation; nobody signs in with it any more.
    ///
    /// # Errors
    /// [`AppError::Forbidden`].
    pub async fn remove_organisation_login(&self, who: &Who) -> Result<(), AppError> {
        who.must_own(&self.state(), Action::ManageOrganisation)?;
        let id = who.organisation().as_str();
        let gone = delete::<OrganisationLogin>(id, Expect::Anything);
        let noted = Noted::by(who, SecurityStep::LoginRemoved, None);
        self.write_noted(vec![gone], noted).await
    }

    /// Begins to sign in at one's organisation: where to send the browser, and the token that binds
    /// the answer to it.
    ///
    /// # Errors
    /// [`SignInError::Wait`], [`SignInError::OrganisationLogin`].
    pub async fn begin_organisation_login(
        &self,
        organisation: &OrganisationId,
        redirect: &str,
        from: IpAddr,
    ) -> Result<(String, Token), AppError> {
        self.client_must_not_wait(from).await?;
        let login = self.find_organisation_login(organisation).await?;
        let login = login.ok_or(SignInError::OrganisationLogin("oidc_none"))?;
        let provider = Provider::discover(login.settings(redirect, self.local_providers)).await?;
        let (address, pending) = provider.start(&DiceOf(&*self.dice), self.clock.now());
        let begun = Begun {
            organisation: organisation.clone(),
            redirect: redirect.to_owned(),
            login: pending,
        };
        let token = self.token(TokenKind::Pending);
        self.keep_begun(&id_of(&token), &begun).await?;
        Ok((address, token))
    }

    /// Ends it: the provider's answer, brought back by the browser that began.
    ///
    /// # Errors
    /// [`SignInError::OrganisationLogin`].
    pub async fn end_organisation_login(
        &self,
        begun: &str,
        organisation: &OrganisationId,
        callback: &Callback,
        from: IpAddr,
        agent: &str,
    ) -> Result<Complete, AppError> {
        let token = Token::parse(TokenKind::Pending, begun).map_err(|_| OidcError::OtherLogin)?;
        let begun = self.take_begun::<Begun>(&id_of(&token)).await?;
        let begun = begun
            .filter(|begun| begun.organisation == *organisation)
            .ok_or(OidcError::OtherLogin)?;
        let login = self.find_organisation_login(organisation).await?;
        let login = login.ok_or(OidcError::OtherProvider)?;
        let provider =
            Provider::discover(login.settings(&begun.redirect, self.local_providers)).await?;
        let now = self.clock.now();
        let person = provider.finish(begun.login, callback, now).await?;
        self.note_whether_told(organisation, &person).await;
        let held = self.account_of(&login, organisation, person).await?;
        self.client_succeeded(from).await;
        let step = SecurityStep::SignedInAtOrganisation;
        self.complete(held, agent, step, Vec::new()).await
    }

    /// The account that a provider's answer opens, bound to the person there.
    async fn account_of(
        &self,
        login: &OrganisationLogin,
        organisation: &OrganisationId,
        person: Login,
    ) -> Result<Held<Account>, AppError> {
        let owner = Some(organisation.as_str());
        let named = (person.issuer.clone(), person.subject.clone());
        let accounts = self.list_private::<Account>(owner).await?;
        let known = accounts
            .into_iter()
            .find(|held| held.value.vouched.as_ref() == Some(&named));
        let mut held = match known {
            Some(known) => known,
            None => {
                self.account_of_address(login, organisation, &person)
                    .await?
            }
        };
        // Who sets a provider up must not become an administrator by it.
        if held.value.roles.contains(&Role::Administrator) {
            return Err(NO_ACCOUNT.into());
        }
        held.value.vouched = Some(named);
        Ok(held)
    }

    /// The account of the address that a provider tells of somebody who never came before.
    async fn account_of_address(
        &self,
        login: &OrganisationLogin,
        organisation: &OrganisationId,
        person: &Login,
    ) -> Result<Held<Account>, AppError> {
        let refused = |code| AppError::from(SignInError::OrganisationLogin(code));
        let mail = person.email.as_deref();
        let mail = mail.ok_or_else(|| refused("oidc_no_address"))?;
        match person.email_verified {
            Some(true) => {}
            Some(false) => return Err(refused("oidc_not_checked")),
            None => return Err(refused("oidc_not_told_checked")),
        }
        if !login.vouches_for(mail) {
            return Err(NO_ACCOUNT.into());
        }
        let held = self
            .find_account_of(mail)
            .await?
            .filter(|held| held.value.organisation == *organisation)
            .ok_or(NO_ACCOUNT)?;
        // Another provider begins anew: the organisation itself has chosen it.
        let bound = held.value.vouched.as_ref();
        if bound.is_some_and(|(issuer, _)| *issuer == person.issuer) {
            tracing::warn!("an address at an organisation's login belongs to another person now");
            return Err(refused("oidc_other_person"));
        }
        Ok(held)
    }

    /// Keeps whether a provider says if it has checked addresses, for whoever set it up. That somebody
    /// signs in does not depend on it.
    async fn note_whether_told(&self, organisation: &OrganisationId, person: &Login) {
        let told = Some(person.email_verified.is_some());
        let id = organisation.as_str();
        let Ok(Some(mut held)) = self.find_private::<OrganisationLogin>(id).await else {
            return;
        };
        if held.value.tells_checked == told || held.value.issuer != person.issuer {
            return;
        }
        held.value.tells_checked = told;
        let drawer = Drawer {
            id,
            owner: Some(id),
            expires_at: None,
        };
        self.note_beside(&drawer, &held.value, held.expect()).await;
    }
}
