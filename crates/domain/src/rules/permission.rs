// SPDX-License-Identifier: EUPL-1.2
//! Who may do what: one table, tested cell by cell and printed in the documentation.
//!
//! Independence is a property of this table: no role reaches a sealed statement of another
//! organisation, and no role writes, delays, changes or unpublishes one. What is public becomes so
//! by rule; there is no action for it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::id::{OrganisationId, PlanId};
use crate::organisation::Voice;
use crate::register::Register;
use crate::stated::Stated;
use crate::words::words;

words! {
    /// What an account may do for its organisation.
    Role {
        /// Writes drafts.
        Reporter => "reporter",
        /// Returns drafts with a reason.
        Reviewer => "reviewer",
        /// Releases drafts: only then the organisation says something.
        Publisher => "publisher",
        /// Opens rounds of the plans that the organisation coordinates.
        Coordinator => "coordinator",
        /// Runs the installation: technical only.
        Administrator => "administrator",
    }
}

words! {
    /// What somebody wants to do.
    Action {
        /// Read an organisation's drafts and its statements that are still sealed.
        ReadUnpublished => "read-unpublished",
        /// Write an organisation's drafts.
        WriteDraft => "write-draft",
        /// Return an organisation's draft for revision.
        ReturnDraft => "return-draft",
        /// Say it: a report, assessment, practice statement or reply of an organisation.
        Release => "release",
        /// Correct or take back what an organisation said; take back a figure that it stated.
        Correct => "correct",
        /// State indicators, values, money and events as an organisation, and correct them.
        StateFigures => "state-figures",
        /// State what a file holds: of a plan that the organisation leads or coordinates, and what the
        /// organisation says in its own name (demands, judgements, answers, evidence, values).
        ImportFiles => "import-files",
        /// Propose a milestone, or another date for one, as an organisation.
        ProposeMilestone => "propose-milestone",
        /// Propose a correction of what another organisation has on record, as an organisation.
        ProposeCorrection => "propose-correction",
        /// Keep the record of a plan whose owner does not take part, and stop that.
        KeepRecord => "keep-record",
        /// Confirm or decline a proposal for a plan.
        ConfirmMilestone => "confirm-milestone",
        /// Announce a round of a plan, or change or cancel one that is not open yet.
        OpenRound => "open-round",
        /// See who is due, late and silent in a plan, without any content.
        SeeBoard => "see-board",
        /// Invite accounts to an organisation and give them roles.
        InviteAccounts => "invite-accounts",
        /// See and withdraw invitations to an organisation that nobody has taken yet.
        WithdrawInvitations => "withdraw-invitations",
        /// Make tokens for programs that speak for an organisation.
        ManageTokens => "manage-tokens",
        /// Decide whether a second person must release what an organisation says, and which login
        /// of its own its people may use.
        ManageOrganisation => "manage-organisation",
        /// Put organisations on record, rename, merge and split them.
        ManageOrganisations => "manage-organisations",
        /// See which accounts there are, without names and addresses of those who speak for anybody.
        ListAccounts => "list-accounts",
        /// Register and revoke the keys with which an organisation signs.
        ManageKeys => "manage-keys",
        /// Invite the first account of any organisation, and the first coordinator of one that
        /// coordinates a plan.
        InviteOrganisation => "invite-organisation",
        /// Set up mail, log-in of organisations, and the like.
        ManageInstallation => "manage-installation",
    }
}

words! {
    /// For whom an action is allowed.
    Scope {
        /// Nobody.
        Never => "never",
        /// One's own organisation.
        Own => "own",
        /// Plans that one's organisation coordinates.
        Coordinated => "coordinated",
        /// All.
        Everywhere => "everywhere",
    }
}

/// The table: what a role may do, and for whom.
#[must_use]
pub const fn scope(role: Role, action: Action) -> Scope {
    use Action as A;
    use Scope::{Coordinated, Everywhere, Never, Own};
    match role {
        Role::Reporter => match action {
            A::ReadUnpublished
            | A::WriteDraft
            | A::StateFigures
            | A::ImportFiles
            | A::ProposeMilestone
            | A::ProposeCorrection => Own,
            _ => Never,
        },
        Role::Reviewer => match action {
            A::ReadUnpublished | A::WriteDraft | A::ReturnDraft => Own,
            _ => Never,
        },
        Role::Publisher => match action {
            A::ReadUnpublished
            | A::WriteDraft
            | A::ReturnDraft
            | A::Release
            | A::Correct
            | A::StateFigures
            | A::ImportFiles
            | A::ProposeMilestone
            | A::ProposeCorrection
            | A::KeepRecord
            | A::InviteAccounts
            | A::WithdrawInvitations
            | A::ManageTokens
            | A::ManageOrganisation
            | A::ManageKeys => Own,
            _ => Never,
        },
        Role::Coordinator => match action {
            A::ConfirmMilestone | A::OpenRound | A::SeeBoard | A::ImportFiles => Coordinated,
            A::ManageTokens => Own,
            _ => Never,
        },
        Role::Administrator => match action {
            A::ManageOrganisations
            | A::ListAccounts
            | A::InviteOrganisation
            | A::ManageInstallation => Everywhere,
            A::WithdrawInvitations | A::ManageTokens => Own,
            _ => Never,
        },
    }
}

/// Whom or what an action is about.
#[derive(Clone, Copy, Debug)]
pub enum About<'a> {
    /// An organisation's own statements and accounts.
    Organisation(&'a OrganisationId),
    /// A plan.
    Plan(&'a PlanId),
    /// The installation.
    Installation,
}

/// Somebody who is signed in, or a program with a token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// For whom they act.
    pub organisation: OrganisationId,
    /// As what.
    pub roles: BTreeSet<Role>,
    /// The only actions that a program may do; `None`: all that the roles allow.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only: Option<BTreeSet<Action>>,
}

impl Actor {
    /// Somebody with some roles.
    #[must_use]
    pub const fn new(organisation: OrganisationId, roles: BTreeSet<Role>) -> Self {
        Self {
            organisation,
            roles,
            only: None,
        }
    }

    fn is_limited_to(&self, action: Action) -> bool {
        self.only.as_ref().is_none_or(|only| only.contains(&action))
    }

    /// The actions they may do for somebody or on something.
    pub fn actions(&self) -> impl Iterator<Item = Action> {
        let allows = |action| {
            let of = |role: &Role| scope(*role, action) != Scope::Never;
            self.roles.iter().any(of)
        };
        let all = Action::ALL.iter().copied();
        all.filter(move |action| self.is_limited_to(*action) && allows(*action))
    }

    /// Whether they may do it.
    #[must_use]
    pub fn may(&self, register: &Register, action: Action, about: About<'_>) -> bool {
        let reaches = |role: &Role| match (scope(*role, action), about) {
            (Scope::Everywhere, _) => true,
            (Scope::Own, About::Organisation(organisation)) => *organisation == self.organisation,
            (Scope::Coordinated, About::Plan(plan)) => {
                coordinates(register, &self.organisation, plan)
            }
            // A plan's text is its owner's own word, or that of an editor, which is told apart.
            (Scope::Own, About::Plan(plan)) if action == Action::ImportFiles => {
                leads(register, &self.organisation, plan)
                    || edits(register, &self.organisation, plan)
            }
            _ => false,
        };
        self.is_limited_to(action) && self.roles.iter().any(reaches)
    }
}

/// The roles with which an account of an organisation does something; about a plan, those that reach it.
#[must_use]
pub fn list_roles(
    register: &Register,
    organisation: &OrganisationId,
    action: Action,
    plan: Option<&PlanId>,
) -> Vec<Role> {
    let may = |role: &&Role| match plan {
        Some(plan) => Actor::new(organisation.clone(), BTreeSet::from([**role])).may(
            register,
            action,
            About::Plan(plan),
        ),
        None => scope(**role, action) != Scope::Never,
    };
    Role::ALL.iter().filter(may).copied().collect()
}

/// Whether an organisation coordinates a plan.
#[must_use]
pub fn coordinates(register: &Register, organisation: &OrganisationId, plan: &PlanId) -> bool {
    register
        .plans
        .find(plan.as_str())
        .is_some_and(|plan| plan.coordination == Stated::Value(organisation.clone()))
}

/// Whether an organisation keeps the record of a plan for an owner that does not take part.
#[must_use]
pub fn edits(register: &Register, organisation: &OrganisationId, plan: &PlanId) -> bool {
    let edited = register.find_edited(plan.as_str());
    edited.is_some_and(|edited| edited.find_open(organisation).is_some())
}

/// The organisations that lead or coordinate a plan on record.
#[must_use]
pub fn list_owners(register: &Register, plan: &PlanId) -> Vec<OrganisationId> {
    let Some(plan) = register.plans.find(plan.as_str()) else {
        return Vec::new();
    };
    let leads = plan.lead.value().into_iter().flat_map(|leads| leads.ids());
    let all: BTreeSet<_> = leads.chain(plan.coordination.value()).cloned().collect();
    all.into_iter().collect()
}

/// Whether an organisation answers for a plan as a whole.
#[must_use]
pub fn leads(register: &Register, organisation: &OrganisationId, plan: &PlanId) -> bool {
    let plan = register.plans.find(plan.as_str());
    let leads = plan.and_then(|plan| plan.lead.value());
    leads.is_some_and(|leads| leads.ids().contains(organisation))
}

/// The voice of an organisation: the one it states, else the one its kind has.
#[must_use]
pub fn voice_of(register: &Register, organisation: &OrganisationId) -> Option<Voice> {
    let organisation = register.organisations.find(organisation.as_str())?;
    let of_kind = organisation.kind.value().map(|kind| kind.voice());
    organisation.voice.value().copied().or(of_kind)
}

/// The table as a page of documentation.
#[must_use]
pub fn to_markdown() -> String {
    let mut page = String::from("| action |");
    for role in Role::ALL {
        page.push_str(&format!(" {} |", role.as_str()));
    }
    page.push_str("\n| --- |");
    page.push_str(&" --- |".repeat(Role::ALL.len()));
    page.push('\n');
    for action in Action::ALL {
        page.push_str(&format!("| {} |", action.as_str()));
        for role in Role::ALL {
            page.push_str(&format!(" {} |", scope(*role, *action).as_str()));
        }
        page.push('\n');
    }
    page
}
