// SPDX-License-Identifier: EUPL-1.2
//! Organisations put on record, renamed, merged and split by who runs the installation. What has to be
//! said for it is told by the domain.

use wegmarke_domain::rules::organising::{Organising, decide, newest_of};
use wegmarke_domain::rules::permission::{About, Action};
use wegmarke_domain::statement::Said;
use wegmarke_store::StoreError;

use crate::append::Decision;
use crate::{App, AppError, Receipt, Who};

impl App {
    /// Does something with organisations. `saw` is the newest entry about them that somebody looked at,
    /// if they looked: what came since is looked at first.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; [`AppError::Invalid`] with all problems; `StoreError::Stale`.
    pub async fn organise(
        &self,
        who: &Who,
        order: &Organising,
        saw: Option<Option<u64>>,
    ) -> Result<Vec<Receipt>, AppError> {
        let today = self.clock.today();
        let outcome = self.append(|state| {
            let action = Action::ManageOrganisations;
            who.must(state, action, About::Installation)?;
            if saw.is_some_and(|saw| saw != newest_of(&state.register, order)) {
                return Err(StoreError::Stale.into());
            }
            let said = decide(&state.register, order, today).map_err(AppError::Invalid)?;
            Ok((Decision::typed(who, said), ()))
        });
        outcome.await.map(|(receipts, ())| receipts)
    }

    /// The same by whoever can run the program on the machine, in the name of an organisation on record.
    ///
    /// # Errors
    /// [`AppError::NotFound`] if that is not on record; [`AppError::Invalid`] with all problems.
    pub async fn organise_from_outside(
        &self,
        named: &str,
        order: &Organising,
    ) -> Result<Vec<Receipt>, AppError> {
        let today = self.clock.today();
        let outcome = self.append(|state| {
            let by = state.register.organisations.find(named);
            let by = by.ok_or_else(|| AppError::NotFound(format!("organisation {named}")))?;
            let said: Vec<Said> =
                decide(&state.register, order, today).map_err(AppError::Invalid)?;
            Ok((Decision::entered(by.id.clone(), said), ()))
        });
        outcome.await.map(|(receipts, ())| receipts)
    }
}
