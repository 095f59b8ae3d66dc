// SPDX-License-Identifier: EUPL-1.2
//! Who keeps the record of whose plan, and what its owner makes of it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use wegmarke_app::Who;
use wegmarke_domain::hand::Vouched;
use wegmarke_domain::id::{OrganisationId, PlanId};
use wegmarke_domain::noun::Subject;
use wegmarke_domain::register::LogLine;
use wegmarke_domain::rules::editing::Reviewing;
use wegmarke_domain::text::Text;

use super::asked::{Answer, Asked, Caller, Listed, Part, Posted, Query, json};
use super::model::{self, Receipts};
use super::reading::Whole;

/// An organisation's time as editor of a plan.
#[derive(Serialize, ToSchema)]
pub(crate) struct EditorTerm<'a> {
    #[schema(value_type = model::Id)]
    plan: &'a str,
    /// The editor.
    #[schema(value_type = model::Id)]
    by: &'a str,
    /// Whose plan it was said to be.
    #[schema(value_type = Vec<model::Id>)]
    of: &'a [OrganisationId],
    /// The entry that began it.
    began_by: u64,
    /// What shows whose word that is.
    #[schema(value_type = model::Vouched)]
    vouched: &'static str,
    /// The entry that ended it.
    #[serde(skip_serializing_if = "Option::is_none")]
    ended_by: Option<u64>,
}

/// Who keeps or kept the record of whose plan, oldest first
#[utoipa::path(
    get, path = "/api/editors", tag = "editors", params(Whole),
    responses((status = 200, body = Listed<EditorTerm>))
)]
pub(crate) async fn list_editors(asked: Asked, Query(query): Query<Whole>) -> Answer {
    let part = Part::new(query.limit, query.cursor.as_deref())?;
    asked.public(|state| {
        let all = state.register.list_edited().flat_map(|(plan, edited)| {
            edited.terms().map(move |term| {
                let line = state.register.find_line(term.from);
                let told = EditorTerm {
                    plan: plan.as_str(),
                    by: term.by.as_str(),
                    of: &term.of,
                    began_by: term.from,
                    vouched: line.map_or(Vouched::Unsigned, LogLine::vouched).as_str(),
                    ended_by: term.until,
                };
                // The same order as that of the log.
                (format!("{:020}", term.from), told)
            })
        });
        let mut all: Vec<_> = all.collect();
        all.sort_by(|(a, _), (b, _)| a.cmp(b));
        json(&part.of(all.into_iter()))
    })
}

/// What begins it, as the domain reads it.
#[derive(Deserialize)]
pub(crate) struct Begin {
    plan: PlanId,
    #[serde(default)]
    of: Vec<OrganisationId>,
    reason: Text,
}

/// Keep the record of a plan whose owners have no account
///
/// What the organisation records of it from then on says that the owner has not confirmed it. `of` names the
/// owners of a plan that is not on record yet. Takes the scope `keep-record`.
#[utoipa::path(
    post, path = "/api/editors", operation_id = "begin_editing", tag = "editors", request_body = model::BeginEditing,
    responses((status = 200, body = Receipts)), security(("token" = []))
)]
pub(crate) async fn begin(
    asked: Asked,
    caller: Caller,
    posted: Posted<model::BeginEditing, Begin>,
) -> Answer {
    let is = &posted.is;
    let work = async |who: &Who| {
        let app = asked.app();
        app.begin_editing(who, &is.plan, &is.of, Some(&is.reason))
            .await
    };
    caller.once(&asked, &posted, work).await
}

/// What ends it, as the domain reads it.
#[derive(Deserialize)]
pub(crate) struct End {
    plan: PlanId,
    editor: OrganisationId,
    reason: Text,
}

/// Keep the record of a plan no more
///
/// Said by the editor (scope `keep-record`), or by who leads or coordinates the plan (`import-files`).
#[utoipa::path(
    post, path = "/api/editors/end", operation_id = "end_editing", tag = "editors", request_body = model::EndEditing,
    responses((status = 200, body = Receipts)), security(("token" = []))
)]
pub(crate) async fn end(
    asked: Asked,
    caller: Caller,
    posted: Posted<model::EndEditing, End>,
) -> Answer {
    let is = &posted.is;
    let work = async |who: &Who| {
        let app = asked.app();
        app.end_editing(who, &is.plan, &is.editor, Some(&is.reason))
            .await
    };
    caller.once(&asked, &posted, work).await
}

/// What an owner says, as the domain reads it.
#[derive(Deserialize)]
pub(crate) struct Look {
    plan: PlanId,
    #[serde(default)]
    about: Vec<Subject>,
    #[serde(default)]
    contests: bool,
    through: Option<u64>,
    reason: Option<Text>,
}

/// Confirm or contest what an editor recorded of one's own plan
///
/// Thing by thing, or everything if `about` is empty. `through` is the newest entry that was seen: what was
/// recorded after it is not meant. Takes the scope `import-files` of who leads or coordinates the plan.
#[utoipa::path(
    post, path = "/api/editors/review", operation_id = "review_recorded", tag = "editors", request_body = model::ReviewRecorded,
    responses((status = 200, body = Receipts)), security(("token" = []))
)]
pub(crate) async fn review(
    asked: Asked,
    caller: Caller,
    posted: Posted<model::ReviewRecorded, Look>,
) -> Answer {
    let is = &posted.is;
    let reviewing = Reviewing {
        about: is.about.clone(),
        contests: is.contests,
        through: is.through,
        reason: is.reason.clone(),
    };
    let work = async |who: &Who| asked.app().review_recorded(who, &is.plan, &reviewing).await;
    caller.once(&asked, &posted, work).await
}
