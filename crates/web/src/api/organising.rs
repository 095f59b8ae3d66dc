// SPDX-License-Identifier: EUPL-1.2
//! Organisations put on record, renamed, merged and split.

use wegmarke_app::Who;
use wegmarke_domain::rules::organising::Organising;

use super::asked::{Answer, Asked, Caller, Posted};
use super::model::{self, Receipts};

/// Put an organisation on record, rename, merge or split some
///
/// Takes the scope `manage-organisations`: an administrator's. A renamed organisation stays the same one;
/// merged and split ones are others afterwards, and what each said stays its own.
#[utoipa::path(
    post, path = "/api/organisations/organise", tag = "organisations", request_body = model::Organising,
    responses((status = 200, body = Receipts)), security(("token" = []))
)]
pub(crate) async fn organise(
    asked: Asked,
    caller: Caller,
    posted: Posted<model::Organising, Organising>,
) -> Answer {
    let work = async |who: &Who| asked.app().organise(who, &posted.is, None).await;
    caller.once(&asked, &posted, work).await
}
