// SPDX-License-Identifier: EUPL-1.2
//! Two persons for what goes out at once: where an organisation wants a second person, the first one asks, and
//! another one says the same, word for word. What was asked is kept for a week, and never public.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use wegmarke_domain::correction::Correction;
use wegmarke_domain::noun::Subject;
use wegmarke_domain::text::Text;
use wegmarke_store::document::Put;

use crate::cabinet::{Drawer, Kind, Private, delete, kind};
use crate::standing::Refusal;
use crate::{App, AppError, Who};

/// How long it waits for a second person, in seconds: a week.
const WAITING: i64 = 7 * 24 * 3600;

/// What becomes of a proposed correction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Deciding {
    /// Whose record it is takes it up.
    Accept,
    /// Whose record it is declines it, with a reason.
    Decline,
    /// Who proposed it takes it back.
    Withdraw,
}

/// What one person wants to say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wish {
    /// A correction of what another organisation has on record.
    Propose {
        /// Of what.
        about: Subject,
        /// The correction.
        correction: Box<Correction>,
    },
    /// What becomes of a proposed correction.
    Decide {
        /// The entry of the proposal.
        proposal: u64,
        /// What becomes of it.
        deciding: Deciding,
        /// Why.
        reason: Option<Text>,
    },
}

/// A wish, and whose it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Wished {
    /// The account.
    pub account: String,
    /// When.
    pub at: Timestamp,
    /// What they want to say.
    pub wish: Wish,
}

impl Private for Wished {
    const KIND: &'static str = "wish";
}

/// The documents of this file, to be looked at.
pub(crate) const KIND: Kind = kind::<Wished>();

impl App {
    /// Whether this person may say it now: `None`, or what goes with it, where another one asked for the same.
    ///
    /// # Errors
    /// [`Refusal::AskedSecond`] for the first person, whose wish is kept then; what the store says.
    pub(crate) async fn must_be_two(&self, who: &Who, wish: Wish) -> Result<Option<Put>, AppError> {
        let organisation = who.organisation();
        if !self.find_settings(organisation).await?.two_persons {
            return Ok(None);
        }
        let words =
            serde_json::to_vec(&wish).map_err(|error| AppError::Internal(error.to_string()))?;
        let print = hex::encode(Sha256::digest(&words));
        let id = format!("{organisation}/{print}");
        let asked = self.look_up::<Wished>(&id).await?;
        let others = asked
            .held()
            .filter(|held| held.value.account != who.account);
        if others.is_some() {
            return Ok(Some(delete::<Wished>(&id, asked.expect())));
        }
        if asked.held().is_none() {
            let at = self.clock.now();
            let drawer = Drawer {
                id: &id,
                owner: Some(organisation.as_str()),
                expires_at: Some(at.as_second() + WAITING),
            };
            let wished = Wished {
                account: who.account.clone(),
                at,
                wish,
            };
            let put = self.keep(&drawer, &wished, asked.expect())?;
            self.write_private(vec![put]).await?;
        }
        Err(Refusal::AskedSecond.into())
    }

    /// What colleagues want to say, and this person could say with them; oldest first.
    ///
    /// # Errors
    /// What the store says.
    pub async fn list_wishes(&self, who: &Who) -> Result<Vec<Wished>, AppError> {
        let owner = Some(who.organisation().as_str());
        let held = self.list_private::<Wished>(owner).await?;
        let mut all: Vec<Wished> = held.into_iter().map(|held| held.value).collect();
        all.retain(|one| one.account != who.account);
        all.sort_by_key(|one| one.at);
        Ok(all)
    }
}
