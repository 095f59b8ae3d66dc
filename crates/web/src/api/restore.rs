// SPDX-License-Identifier: EUPL-1.2
//! Handing in again what did not open when its round was revealed.

use serde::Deserialize;
use wegmarke_app::Who;
use wegmarke_domain::contribution::Says;

use super::asked::{Answer, Asked, Caller, Posted};
use super::model;
use super::model::Receipts;
use super::problem::ProblemDetails;

/// A restoration, as the domain reads it.
#[derive(Deserialize)]
pub(crate) struct Restore {
    entry: u64,
    salt: String,
    says: Says,
}

/// Hand in again what did not open when its round was revealed
///
/// The salt is that of its receipt, the words those that were submitted: the hash in the log tells whether
/// they are. It becomes public then. Takes the scope `release`.
#[utoipa::path(
    post, path = "/api/contributions/restore", tag = "rounds", request_body = model::Restore,
    responses((status = 200, body = Receipts), (status = 404)), security(("token" = []))
)]
pub(crate) async fn restore(
    asked: Asked,
    caller: Caller,
    posted: Posted<model::Restore, Restore>,
) -> Answer {
    let Restore { entry, salt, says } = &posted.is;
    let entry = *entry;
    let mut bytes = [0; 16];
    hex::decode_to_slice(salt, &mut bytes)
        .map_err(|_| ProblemDetails::of_field("salt", "malformed", None))?;
    let work = async |who: &Who| {
        let receipt = asked.app().restore_body(who, entry, bytes, says).await?;
        Ok(vec![receipt])
    };
    caller.once(&asked, &posted, work).await
}
