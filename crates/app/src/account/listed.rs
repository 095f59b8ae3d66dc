// SPDX-License-Identifier: EUPL-1.2
//! All accounts in one list, for who runs the installation: who speaks for whom is told by organisation
//! and role; names and addresses only of those whom one has to reach for it, administrators and
//! coordinators.

use jiff::civil::Date;
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::rules::permission::{About, Action, Role};

use super::person::Account;
use crate::{App, AppError, Who};

/// One account in the list of all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedAccount {
    /// For whom it works.
    pub organisation: OrganisationId,
    /// As what.
    pub roles: Vec<Role>,
    /// The day on which it signed in last; `None`: never yet.
    pub signed_in_on: Option<Date>,
    /// Name and address, of administrators and coordinators only.
    pub reached: Option<(String, String)>,
}

impl App {
    /// All accounts of the installation, by organisation.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; what the store says.
    pub async fn list_all_accounts(&self, who: &Who) -> Result<Vec<ListedAccount>, AppError> {
        who.must(&self.state(), Action::ListAccounts, About::Installation)?;
        let zone = self.clock.zone();
        let all = self.list_private::<Account>(None).await?;
        let mut listed: Vec<ListedAccount> = all
            .into_iter()
            .map(|held| {
                let account = held.value;
                let reached = [Role::Administrator, Role::Coordinator];
                let reached = reached.iter().any(|role| account.roles.contains(role));
                let day = |at: jiff::Timestamp| at.to_zoned(zone.clone()).date();
                ListedAccount {
                    organisation: account.organisation,
                    roles: account.roles.into_iter().collect(),
                    signed_in_on: account.signed_in_at.map(day),
                    reached: reached.then_some((account.name, account.mail)),
                }
            })
            .collect();
        // Nothing of the order tells who is who.
        listed.sort_by(|a, b| {
            (&a.organisation, &a.roles, a.signed_in_on, &a.reached).cmp(&(
                &b.organisation,
                &b.roles,
                b.signed_in_on,
                &b.reached,
            ))
        });
        Ok(listed)
    }
}
