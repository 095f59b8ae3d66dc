// SPDX-License-Identifier: EUPL-1.2
//! Whether a second person must release what an organisation says: switched on by one person, and off
//! by two only. Who asked and who decided stays on record inside the organisation.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use wegmarke_domain::rules::permission::Action;
use wegmarke_store::document::Put;

use crate::append::Decision;
use crate::cabinet::{Drawer, Found, Private};
use crate::contribution::{OrganisationSettings, settings_of};
use crate::standing::Refusal;
use crate::{App, AppError, Who};

/// What became of the rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RuleStep {
    /// Two persons are needed from then on.
    On,
    /// Somebody asked whether one is enough.
    Asked,
    /// Another person said yes: one is enough.
    Off,
    /// Somebody said no, or took the question back.
    Kept,
}

/// One step, and who took it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleChange {
    /// The account.
    pub account: String,
    /// When.
    pub at: Timestamp,
    /// What they did.
    pub step: RuleStep,
}

/// What an organisation decided about its rule of two persons, oldest first. Kept as long as the
/// organisation's settings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TwoPersons {
    /// Every step.
    pub changes: Vec<RuleChange>,
}

impl Private for TwoPersons {
    const KIND: &'static str = "two-persons";
}

impl TwoPersons {
    /// The question that waits for a second person.
    #[must_use]
    pub fn asked(&self) -> Option<&RuleChange> {
        let last = self.changes.last();
        last.filter(|change| change.step == RuleStep::Asked)
    }

    /// What the wish of a person comes to; `None`: nothing.
    fn decide(&self, account: &str, on: bool, wanted: bool) -> Result<Option<RuleStep>, Refusal> {
        Ok(match (on, wanted, self.asked()) {
            (false, true, _) => Some(RuleStep::On),
            (true, true, Some(_)) => Some(RuleStep::Kept),
            (true, true, None) | (false, false, _) => None,
            (true, false, None) => Some(RuleStep::Asked),
            (true, false, Some(asked)) if asked.account == account => {
                return Err(Refusal::SecondPersonDecides);
            }
            (true, false, Some(_)) => Some(RuleStep::Off),
        })
    }
}

impl App {
    /// What one's organisation decided about its rule of two persons.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; what the store says.
    pub async fn find_two_persons(&self, who: &Who) -> Result<TwoPersons, AppError> {
        who.must_own(&self.state(), Action::ManageOrganisation)?;
        let found = self.look_up_rule(who).await?;
        let held = found.into_held();
        Ok(held.map(|held| held.value).unwrap_or_default())
    }

    async fn look_up_rule(&self, who: &Who) -> Result<Found<TwoPersons>, AppError> {
        self.look_up(who.organisation().as_str()).await
    }

    /// Changes what one's organisation decided about its own work. That two persons are needed is
    /// decided by one, and ended by two: the first one asks, and another one says the same.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; [`Refusal::SecondPersonDecides`] for who asked already;
    /// `StoreError::Stale` if somebody else decided at the same moment; what the store says.
    pub async fn change_settings(
        &self,
        who: &Who,
        settings: &OrganisationSettings,
    ) -> Result<(), AppError> {
        who.must_own(&self.state(), Action::ManageOrganisation)?;
        let id = who.organisation().as_str();
        let set = self.look_up::<OrganisationSettings>(id).await?;
        let on = settings_of(&set).two_persons;
        let known = self.look_up_rule(who).await?;
        let rule = known.held().map(|held| held.value.clone());
        let mut rule = rule.unwrap_or_default();
        let Some(step) = rule.decide(&who.account, on, settings.two_persons)? else {
            return Ok(());
        };
        rule.changes.push(RuleChange {
            account: who.account.clone(),
            at: self.clock.now(),
            step,
        });
        let drawer = Drawer {
            id,
            owner: Some(id),
            expires_at: None,
        };
        let mut puts: Vec<Put> = vec![self.keep(&drawer, &rule, known.expect())?];
        if matches!(step, RuleStep::On | RuleStep::Off) {
            puts.push(self.keep(&drawer, settings, set.expect())?);
        }
        self.append(|state| {
            who.must_own(state, Action::ManageOrganisation)?;
            let mut decision = Decision::public(who.organisation().clone(), Vec::new());
            decision.puts.clone_from(&puts);
            Ok((decision, ()))
        })
        .await
        .map(|_| ())
    }
}
