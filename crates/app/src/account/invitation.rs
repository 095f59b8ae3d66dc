// SPDX-License-Identifier: EUPL-1.2
//! Invitations: an account is made by accepting one.

use std::collections::BTreeSet;
use std::net::IpAddr;

use jiff::{Span, Timestamp};
use serde::{Deserialize, Serialize};
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::rules::permission::{About, Action, Role, coordinates};
use wegmarke_identity::recovery::RecoveryCodes;
use wegmarke_identity::token::{Token, TokenKind};
use wegmarke_store::document::Expect;

use super::error::SignInError;
use super::event::{Noted, SecurityStep};
use super::person::{Account, Login};
use super::secret::id_of;
use super::typed::{mail_problem, name_problems, plain_mail};
use crate::cabinet::{Drawer, Held, Private, delete};
use crate::{App, AppError, State, Who};

/// How long an invitation is good, in seconds: two weeks.
const INVITATION: i64 = 14 * 24 * 3600;

/// An invitation that was not accepted yet.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Invitation {
    /// Whom it was sent to.
    pub mail: String,
    /// For whom they will work.
    pub organisation: OrganisationId,
    /// As what.
    pub roles: BTreeSet<Role>,
}

/// What a link replaces for somebody who cannot sign in any more. Never both at once: whoever gets
/// hold of one link, or makes it, does not get into the account by it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Replaces {
    /// The password; codes, passkeys and recovery codes stay.
    #[default]
    Password,
    /// What codes come from, passkeys and recovery codes; it takes the password.
    SecondFactor,
}

impl Replaces {
    /// Stable code.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::SecondFactor => "second-factor",
        }
    }
}

/// Where a link leads.
#[derive(Clone, Debug)]
pub struct Followed {
    /// Whom it was sent to, for whom, as what.
    pub to: Invitation,
    /// What it replaces for somebody who has an account; `None`: it makes an account.
    pub replaces: Option<Replaces>,
}

/// An invitation as it is kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Invited {
    #[serde(flatten)]
    pub(super) to: Invitation,
    /// The account one of whose ways to sign in is replaced; `None` for a new one.
    #[serde(default)]
    pub(super) resets: Option<String>,
    /// Which one; older resets do not say.
    #[serde(default)]
    pub(super) replaces: Replaces,
    /// The account that invited; `None`: whoever can run the program on the machine.
    #[serde(default)]
    pub(super) by: Option<String>,
    /// When; `None` if it was made before that was noted.
    #[serde(default)]
    pub(super) at: Option<Timestamp>,
}

/// An invitation that nobody has taken yet. Its link is not known to anybody but whom it was sent to.
#[derive(Clone, Debug)]
pub struct OpenInvitation {
    /// Its id.
    pub id: String,
    /// Whom it was sent to, for whom, as what.
    pub to: Invitation,
    /// What it replaces for an account that there is; `None`: it makes an account.
    pub resets: Option<Replaces>,
    /// When it was made, if that is known.
    pub at: Option<Timestamp>,
    /// Until when it is good, if that is known.
    pub until: Option<Timestamp>,
}

impl OpenInvitation {
    fn of(held: Held<Invited>) -> Self {
        let until = |at: Timestamp| at.checked_add(Span::new().seconds(INVITATION)).ok();
        Self {
            id: held.id,
            resets: held.value.replaced(),
            to: held.value.to,
            at: held.value.at,
            until: held.value.at.and_then(until),
        }
    }
}

impl Invited {
    fn replaced(&self) -> Option<Replaces> {
        self.resets.is_some().then_some(self.replaces)
    }
}

impl Private for Invited {
    const KIND: &'static str = "invitation";
}

impl Account {
    /// What an invitation is made into, without any way to sign in yet.
    pub(super) fn invited(invitation: &Invitation, name: &str, now: Timestamp) -> Self {
        Self {
            mail: invitation.mail.clone(),
            name: name.trim().chars().take(120).collect(),
            organisation: invitation.organisation.clone(),
            roles: invitation.roles.clone(),
            made_at: now,
            signed_in_at: None,
            example: false,
            password: None,
            passkeys: Vec::new(),
            vouched: None,
            authenticator: None,
            recovery: RecoveryCodes::default(),
            devices: Vec::new(),
        }
    }
}

/// Whether an invitation is for one role and nothing else.
fn is_only(invitation: &Invitation, role: Role) -> bool {
    invitation.roles.iter().eq([&role])
}

/// What is wrong with an invitation.
fn problems(state: &State, invitation: &Invitation) -> Vec<Problem> {
    let mut problems: Vec<Problem> = mail_problem(&invitation.mail).into_iter().collect();
    if invitation.roles.is_empty() {
        problems.push(Problem::new("roles", codes::REQUIRED));
    }
    let organisation = invitation.organisation.as_str();
    if state.register.organisations.find(organisation).is_none() {
        problems.push(Problem::new("organisation", codes::UNKNOWN).with(organisation));
    }
    problems
}

impl App {
    /// Invites somebody to work for an organisation. Who may release for an organisation invites
    /// for it; an administrator invites the first account of an organisation that has none, further
    /// administrators, and the first coordinator of an organisation that coordinates a plan.
    /// Returns the token of the invitation's link: it is shown once.
    ///
    /// # Errors
    /// [`AppError::Forbidden`], [`AppError::Invalid`], [`SignInError::Taken`].
    pub async fn invite(&self, who: &Who, invitation: &Invitation) -> Result<Token, AppError> {
        let state = self.state();
        self.must_invite(&state, who, invitation).await?;
        let problems = problems(&state, invitation);
        if !problems.is_empty() {
            return Err(AppError::Invalid(problems));
        }
        self.write_invitation(invitation, Some(&who.account)).await
    }

    /// Whoever can run the program on the machine invites the first account of an organisation, and
    /// accounts that are only technical. An organisation that has people invites for itself.
    ///
    /// # Errors
    /// [`AppError::Forbidden`], [`AppError::Invalid`], [`SignInError::Taken`].
    pub async fn invite_from_outside(&self, invitation: &Invitation) -> Result<Token, AppError> {
        let state = self.state();
        let problems = problems(&state, invitation);
        if !problems.is_empty() {
            return Err(AppError::Invalid(problems));
        }
        let technical = invitation
            .roles
            .iter()
            .all(|role| *role == Role::Administrator);
        if !technical && self.has_people(&invitation.organisation).await? {
            return Err(AppError::Forbidden(Action::InviteAccounts.as_str()));
        }
        self.write_invitation(invitation, None).await
    }

    async fn has_people(&self, organisation: &OrganisationId) -> Result<bool, AppError> {
        // Also people whose accounts nobody can read.
        let owner = Some(organisation.as_str());
        let people = self.look_through::<Account>(owner).await?;
        Ok(!people.is_empty())
    }

    async fn write_invitation(
        &self,
        invitation: &Invitation,
        by: Option<&str>,
    ) -> Result<Token, AppError> {
        let mail = plain_mail(&invitation.mail);
        let login = self.look_up::<Login>(&self.login_id(&mail)).await?;
        if login.revision().is_some() {
            return Err(SignInError::Taken.into());
        }
        let to = Invitation {
            mail,
            ..invitation.clone()
        };
        self.keep_invitation(Invited {
            to,
            resets: None,
            replaces: Replaces::default(),
            by: by.map(str::to_owned),
            at: Some(self.clock.now()),
        })
        .await
    }

    pub(super) async fn keep_invitation(&self, invited: Invited) -> Result<Token, AppError> {
        let token = self.token(TokenKind::Invitation);
        let drawer = Drawer {
            id: &id_of(&token),
            owner: Some(invited.to.organisation.as_str()),
            expires_at: self.in_seconds(INVITATION),
        };
        let put = self.keep(&drawer, &invited, Expect::Absent)?;
        let step = if invited.resets.is_some() {
            SecurityStep::ResetOffered
        } else {
            SecurityStep::Invited
        };
        let noted = Noted {
            organisation: &invited.to.organisation,
            step,
            account: invited.by.as_deref(),
            about: Some(&invited.to.mail),
        };
        self.write_noted(vec![put], noted).await?;
        Ok(token)
    }

    async fn must_invite(
        &self,
        state: &State,
        who: &Who,
        invitation: &Invitation,
    ) -> Result<(), AppError> {
        let about = About::Organisation(&invitation.organisation);
        let own = who
            .actor
            .may(&state.register, Action::InviteAccounts, about);
        let technical = invitation.roles.contains(&Role::Administrator);
        if own && (!technical || who.actor.roles.contains(&Role::Administrator)) {
            return Ok(());
        }
        who.must(state, Action::InviteOrganisation, About::Installation)?;
        // Whoever runs the installation must not put a stranger into a house that has people: only who
        // speaks for nobody there, and who coordinates where nobody does yet.
        let house = &invitation.organisation;
        let is_free = is_only(invitation, Role::Administrator)
            || is_only(invitation, Role::Coordinator)
                && self.lacks_coordinator(state, house).await?
            || !self.has_people(house).await?;
        match is_free {
            true => Ok(()),
            false => Err(who.refuse(Action::InviteAccounts)),
        }
    }

    /// Whether an organisation coordinates a plan, and nobody there does, or is invited to.
    async fn lacks_coordinator(
        &self,
        state: &State,
        organisation: &OrganisationId,
    ) -> Result<bool, AppError> {
        let mut plans = state.register.plans.list();
        if !plans.any(|plan| coordinates(&state.register, organisation, &plan.id)) {
            return Ok(false);
        }
        let owner = Some(organisation.as_str());
        let people = self.look_through::<Account>(owner).await?;
        let invited = self.look_through::<Invited>(owner).await?;
        let has = |roles: &BTreeSet<Role>| roles.contains(&Role::Coordinator);
        // One whose account nobody can read may be one.
        let taken = !people.unread.is_empty()
            || people.held.iter().any(|held| has(&held.value.roles))
            || invited.held.iter().any(|held| has(&held.value.to.roles));
        Ok(!taken)
    }

    /// Whether somebody may see and withdraw an invitation: who made it; who invites for the
    /// organisation, or runs the installation from within it, though nobody less than an administrator
    /// one that makes an administrator; and who may invite to an organisation that has no people.
    async fn may_withdraw(
        &self,
        state: &State,
        who: &Who,
        invited: &Invited,
    ) -> Result<bool, AppError> {
        let to = &invited.to;
        if invited.by.as_deref() == Some(&who.account) {
            return Ok(true);
        }
        let may = |action, about| who.actor.may(&state.register, action, about);
        let technical = to.roles.contains(&Role::Administrator);
        let reaches = !technical || who.actor.roles.contains(&Role::Administrator);
        let house = About::Organisation(&to.organisation);
        if reaches && may(Action::WithdrawInvitations, house) {
            return Ok(true);
        }
        if !may(Action::InviteOrganisation, About::Installation) {
            return Ok(false);
        }
        Ok(technical || !self.has_people(&to.organisation).await?)
    }

    /// Invitations that nobody has taken yet, as far as somebody may withdraw them; newest first.
    ///
    /// # Errors
    /// What the store says.
    pub async fn list_invitations(&self, who: &Who) -> Result<Vec<OpenInvitation>, AppError> {
        let state = self.state();
        let installation = who.actor.may(
            &state.register,
            Action::InviteOrganisation,
            About::Installation,
        );
        let owner = (!installation).then(|| who.organisation().as_str());
        let mut found = Vec::new();
        for held in self.list_private::<Invited>(owner).await? {
            if self.may_withdraw(&state, who, &held.value).await? {
                found.push(OpenInvitation::of(held));
            }
        }
        found.sort_by(|a, b| (b.at, &a.to.mail, &a.id).cmp(&(a.at, &b.to.mail, &b.id)));
        Ok(found)
    }

    /// Withdraws an invitation: its link opens nothing any more. One that was taken or has expired is
    /// not there, and that is fine.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; stale if it is taken at this moment.
    pub async fn withdraw_invitation(&self, who: &Who, id: &str) -> Result<(), AppError> {
        let Some(held) = self.find_private::<Invited>(id).await? else {
            return Ok(());
        };
        if !self.may_withdraw(&self.state(), who, &held.value).await? {
            return Err(who.refuse(Action::WithdrawInvitations));
        }
        let gone = delete::<Invited>(id, held.expect());
        let noted = Noted {
            organisation: &held.value.to.organisation,
            step: SecurityStep::InvitationWithdrawn,
            account: Some(&who.account),
            about: Some(&held.value.to.mail),
        };
        self.write_noted(vec![gone], noted).await
    }

    /// Where a link leads. Links that lead nowhere are counted against who follows them.
    ///
    /// # Errors
    /// [`SignInError::NoInvitation`], [`SignInError::Wait`].
    pub async fn find_invitation(&self, token: &str, from: IpAddr) -> Result<Followed, AppError> {
        let invited = self.held_invitation(token, from).await?.value;
        Ok(Followed {
            replaces: invited.replaced(),
            to: invited.to,
        })
    }

    /// An invitation to make an account; a link that replaces something is none.
    pub(super) async fn held_new(
        &self,
        token: &str,
        from: IpAddr,
    ) -> Result<Held<Invited>, AppError> {
        let held = self.held_invitation(token, from).await?;
        match held.value.resets {
            None => Ok(held),
            Some(_) => Err(SignInError::NoInvitation.into()),
        }
    }

    pub(super) async fn held_invitation(
        &self,
        token: &str,
        from: IpAddr,
    ) -> Result<Held<Invited>, AppError> {
        self.client_must_not_wait(from).await?;
        let token =
            Token::parse(TokenKind::Invitation, token).map_err(|_| SignInError::NoInvitation)?;
        let held = self
            .find_private(&id_of(&token))
            .await?
            .ok_or(SignInError::NoInvitation)?;
        self.client_succeeded(from).await;
        Ok(held)
    }

    /// Makes an account out of an invitation, which is used up. The password is checked, all
    /// problems at once.
    ///
    /// # Errors
    /// [`SignInError::NoInvitation`], [`AppError::Invalid`].
    pub async fn accept_invitation(
        &self,
        token: &str,
        name: &str,
        plain: &str,
        again: &str,
        from: IpAddr,
    ) -> Result<String, AppError> {
        let held = self.held_new(token, from).await?;
        let mut problems = name_problems(name);
        let Invitation {
            mail, organisation, ..
        } = &held.value.to;
        problems.extend(
            self.password_problems(mail, organisation, plain, again)
                .await?,
        );
        if !problems.is_empty() {
            return Err(AppError::Invalid(problems));
        }
        let mut account = Account::invited(&held.value.to, name, self.clock.now());
        account.password = Some(self.hash(plain).await?);
        let id = self.new_id();
        self.join(&held, &id, account).await?;
        Ok(id)
    }

    /// Writes the account that an invitation was made into; the invitation is used up.
    pub(super) async fn join(
        &self,
        held: &Held<Invited>,
        id: &str,
        account: Account,
    ) -> Result<(), AppError> {
        let mut puts = self.keep_new_account(id, &account)?;
        puts.push(delete::<Invited>(&held.id, held.expect()));
        let noted = Noted {
            organisation: &account.organisation,
            step: SecurityStep::Joined,
            account: Some(id),
            about: Some(&account.name),
        };
        self.write_noted(puts, noted).await
    }
}
