// SPDX-License-Identifier: EUPL-1.2
//! Keys of an organisation are registered and revoked by its own statements.

use jiff::civil::Date;
use wegmarke_domain::key::{KeyKind, Registration, Revocation, RevocationReason};
use wegmarke_domain::noun::Subject;
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::rules::permission::Action;
use wegmarke_domain::statement::{Said, Statement};
use wegmarke_ledger::signing::PublicKey;

use crate::append::Decision;
use crate::signing::SigningError;
use crate::{App, AppError, Receipt, State, Who};

/// A key to register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewKey {
    /// The key.
    pub key: PublicKey,
    /// The day from which it is used; `None`: from today on.
    pub from: Option<Date>,
    /// The site at which a passkey signs.
    pub site: Option<String>,
}

impl NewKey {
    /// A key of a program, as a line.
    ///
    /// # Errors
    /// [`SigningError::BadKey`] if it is none.
    pub fn of_program(line: &str, from: Option<Date>) -> Result<Self, AppError> {
        let key: PublicKey = line.parse().map_err(|_| SigningError::BadKey)?;
        match key {
            PublicKey::Ed25519(_) => Ok(Self {
                key,
                from,
                site: None,
            }),
            PublicKey::Es256(_) => Err(SigningError::BadKey.into()),
        }
    }

    fn registration(&self, today: Date) -> Registration {
        Registration {
            fingerprint: self.key.fingerprint().to_string().into(),
            from: self.from.unwrap_or(today),
            key: self.key.to_string().into(),
            kind: match self.key {
                PublicKey::Ed25519(_) => KeyKind::Ed25519,
                PublicKey::Es256(_) => KeyKind::Passkey,
            },
            site: self.site.as_deref().map(Box::from),
        }
    }
}

impl App {
    /// Registers a key of one's organisation. The first one needs no signature; for a further one it is
    /// shown on the organisation's page whether an earlier one signed it.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; [`SigningError::Known`]; [`AppError::Invalid`] for a day to come.
    pub async fn register_key(&self, who: &Who, new: &NewKey) -> Result<Vec<Receipt>, AppError> {
        let receipts = self.append(|state| {
            who.must_own(state, Action::ManageKeys)?;
            let today = self.clock.today();
            let registration = new.registration(today);
            if registration.from > today {
                return Err(AppError::Invalid(vec![Problem::new(
                    "from",
                    codes::IN_THE_FUTURE,
                )]));
            }
            let keys = state.register.keys();
            if keys
                .find(who.organisation(), &registration.fingerprint)
                .is_some()
            {
                return Err(SigningError::Known.into());
            }
            let statement = Statement::KeyRegistered(registration);
            Ok((Decision::typed(who, [of(state, who, statement)]), ()))
        });
        Ok(receipts.await?.0)
    }

    /// Revokes a key of one's organisation, by its fingerprint. What it signed before stays signed.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; [`SigningError::NoKey`]; [`AppError::Invalid`] for a day to come.
    pub async fn revoke_key(
        &self,
        who: &Who,
        fingerprint: &str,
        on: Option<Date>,
        reason: RevocationReason,
    ) -> Result<Vec<Receipt>, AppError> {
        let receipts = self.append(|state| {
            who.must_own(state, Action::ManageKeys)?;
            let today = self.clock.today();
            let on = on.unwrap_or(today);
            if on > today {
                return Err(AppError::Invalid(vec![Problem::new(
                    "on",
                    codes::IN_THE_FUTURE,
                )]));
            }
            let key = state.register.keys().find(who.organisation(), fingerprint);
            let key = key.filter(|key| key.revoked.is_none());
            let revocation = Revocation {
                fingerprint: key
                    .ok_or(SigningError::NoKey)?
                    .registration
                    .fingerprint
                    .clone(),
                on,
                reason,
            };
            let statement = Statement::KeyRevoked(revocation);
            Ok((Decision::typed(who, [of(state, who, statement)]), ()))
        });
        Ok(receipts.await?.0)
    }
}

/// What one's organisation says of itself; made up, if it is.
fn of(state: &State, who: &Who, statement: Statement) -> Said {
    let subject: Subject = who.organisation().subject();
    Said {
        invented: state.register.is_invented(&subject),
        ..Said::new(subject, statement)
    }
}
