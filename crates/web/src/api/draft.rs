// SPDX-License-Identifier: EUPL-1.2
//! One's own work: tasks, and drafts that nobody outside the organisation sees.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use wegmarke_app::draft::{DraftState, HeldDraft};
use wegmarke_app::{AppError, Who};
use wegmarke_domain::contribution::Says;
use wegmarke_domain::rules::permission::Action;
use wegmarke_domain::task::TaskState;

use super::asked::{Answer, Asked, Caller, Listed, Part, Posted, Query, address};
use super::contribution::Named;
use super::model::{self, Receipts};
use super::problem::ProblemDetails;
use super::reading::Whole;
use wegmarke_app::task as tasks;

/// Whose token it is.
#[derive(Serialize, ToSchema)]
pub(crate) struct Me<'a> {
    #[schema(value_type = model::Id)]
    organisation: &'a str,
    /// What the token may do: its scopes.
    #[schema(value_type = Vec<model::Action>)]
    actions: Vec<Action>,
}

/// Whose token it is
#[utoipa::path(
    get, path = "/api/me", tag = "own work",
    responses((status = 200, body = Me)), security(("token" = []))
)]
pub(crate) async fn get_me(asked: Asked, caller: Caller) -> Answer {
    let me = Me {
        organisation: caller.who.organisation().as_str(),
        actions: caller.who.actor.actions().collect(),
    };
    asked.private(&me, None)
}

/// How far one's own work on something is.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum Stage {
    Nothing,
    Drafted,
    /// Waits for somebody who may release it.
    Waiting,
    /// Was returned with a reason.
    Returned,
    /// Said, and sealed.
    Said,
    Public,
}

impl From<TaskState> for Stage {
    fn from(state: TaskState) -> Self {
        match state {
            TaskState::Nothing => Self::Nothing,
            TaskState::Drafted => Self::Drafted,
            TaskState::Waiting => Self::Waiting,
            TaskState::Returned => Self::Returned,
            TaskState::Said => Self::Said,
            TaskState::Public => Self::Public,
        }
    }
}

/// Something one's organisation has to say, or may say.
#[derive(Serialize, ToSchema)]
pub(crate) struct OwnTask {
    #[schema(value_type = model::About)]
    about: String,
    #[schema(value_type = model::Id)]
    round: String,
    #[schema(value_type = model::Instant)]
    due_at: Timestamp,
    #[schema(value_type = model::Instant)]
    replies_until: Timestamp,
    /// A duty of the round; else it may be said.
    owed: bool,
    stage: Stage,
}

/// What one's organisation has to say, and may say
#[utoipa::path(
    get, path = "/api/tasks", tag = "own work", params(Whole),
    responses((status = 200, body = Listed<OwnTask>)), security(("token" = []))
)]
pub(crate) async fn list_tasks(asked: Asked, caller: Caller, Query(query): Query<Whole>) -> Answer {
    let part = Part::new(query.limit, query.cursor.as_deref())?;
    let app = asked.app();
    let drafts = match app.list_drafts(&caller.who).await {
        Err(AppError::Forbidden(_)) => Vec::new(),
        other => other?,
    };
    let state = app.state();
    let by = caller.who.organisation();
    let rounds = tasks::list(&state.register, by, &drafts, app.clock().now());
    let mut all: Vec<(String, OwnTask)> = rounds
        .into_iter()
        .flat_map(|(round, tasks)| tasks.into_iter().map(move |task| (round, task)))
        .map(|(round, task)| {
            let about = task.address.subject().to_string();
            let own = OwnTask {
                about: about.clone(),
                round: round.id.to_string(),
                due_at: round.due_at,
                replies_until: round.replies_until,
                owed: task.owed,
                stage: task.state.into(),
            };
            (about, own)
        })
        .collect();
    all.sort_by(|(a, _), (b, _)| a.cmp(b));
    asked.private(&part.of(all.into_iter()), None)
}

/// Where a draft is on its way.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum Way {
    Writing,
    Waiting,
    Returned,
}

/// A draft.
#[derive(Serialize, ToSchema)]
pub(crate) struct OwnDraft<'a> {
    #[schema(value_type = model::About)]
    about: String,
    #[schema(value_type = model::Says)]
    says: &'a Says,
    state: Way,
    /// Why it was returned.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    /// When it was changed last.
    #[schema(value_type = model::Instant)]
    at: Timestamp,
    /// Counts its writes, from 1; 0: it was not saved yet and is prefilled from what was said last.
    revision: u64,
}

fn own(held: &HeldDraft) -> OwnDraft<'_> {
    let (state, reason) = match &held.draft.state {
        DraftState::Writing => (Way::Writing, None),
        DraftState::Waiting => (Way::Waiting, None),
        DraftState::Returned(reason) => (Way::Returned, Some(reason.as_str())),
    };
    OwnDraft {
        about: held.address.subject().to_string(),
        says: &held.draft.says,
        state,
        reason,
        at: held.draft.at,
        revision: held.revision,
    }
}

/// Drafts of one's organisation
#[utoipa::path(
    get, path = "/api/drafts", tag = "own work", params(Whole),
    responses((status = 200, body = Listed<OwnDraft>)), security(("token" = []))
)]
pub(crate) async fn list_drafts(
    asked: Asked,
    caller: Caller,
    Query(query): Query<Whole>,
) -> Answer {
    let part = Part::new(query.limit, query.cursor.as_deref())?;
    let drafts = asked.app().list_drafts(&caller.who).await?;
    let all = drafts
        .iter()
        .map(|held| (held.address.subject().to_string(), own(held)));
    let mut all: Vec<_> = all.collect();
    all.sort_by(|(a, _), (b, _)| a.cmp(b));
    asked.private(&part.of(all.into_iter()), None)
}

/// A draft, or what it would be prefilled with
///
/// Its `ETag` is what the next write names in `If-Match`; without one it was not saved yet.
#[utoipa::path(
    get, path = "/api/draft", tag = "own work", params(Named),
    responses(
        (status = 200, body = OwnDraft, headers(("ETag" = String, description = "Its revision."))),
        (status = 404),
    ),
    security(("token" = []))
)]
pub(crate) async fn get_draft(asked: Asked, caller: Caller, Query(query): Query<Named>) -> Answer {
    let address = query.address()?;
    let held = asked.app().find_draft(&caller.who, &address).await?;
    let held =
        held.ok_or_else(|| ProblemDetails::not_found("there is no draft, and nothing was said"))?;
    let saved = (held.revision > 0).then_some(held.revision);
    asked.private(&own(&held), saved)
}

/// A draft to save, as the domain reads it.
#[derive(Deserialize)]
pub(crate) struct WriteDraft {
    says: Says,
}

/// What a draft is now.
#[derive(Serialize, ToSchema)]
pub(crate) struct Saved {
    revision: u64,
}

/// Save a draft
///
/// It may be incomplete. `If-Match` names the revision that was read, `If-None-Match: *` says that
/// there is none yet; what a colleague saved meanwhile is not overwritten.
#[utoipa::path(
    put, path = "/api/draft", tag = "own work",
    params(
        Named,
        ("If-Match" = Option<String>, Header, description = "The ETag that was read."),
        ("If-None-Match" = Option<String>, Header, description = "`*`: there is none yet."),
    ),
    request_body = model::WriteDraft,
    responses(
        (status = 200, body = Saved, headers(("ETag" = String, description = "Its revision."))),
        (status = 409), (status = 412), (status = 428),
    ),
    security(("token" = []))
)]
pub(crate) async fn put_draft(
    asked: Asked,
    caller: Caller,
    Query(query): Query<Named>,
    posted: Posted<model::WriteDraft, WriteDraft>,
) -> Answer {
    let address = query.address()?;
    let says = posted.is.says.clone();
    if says.noun() != address.noun {
        return Err(ProblemDetails::of_field("says", "not_a_choice", None));
    }
    let app = asked.app();
    let held = app.find_draft(&caller.who, &address).await?;
    let revision = asked.expected(held.map_or(0, |held| held.revision))?;
    match app.save_draft(&caller.who, &address, says, revision).await {
        Ok(revision) => asked.private(&Saved { revision }, Some(revision)),
        Err(error) if error.code() == "stale" => Err(ProblemDetails::stale()),
        Err(error) => Err(error.into()),
    }
}

/// A draft that is ready, as the domain reads it.
#[derive(Deserialize)]
pub(crate) struct Request {
    about: String,
}

/// Ask those who may release a draft to do so
#[utoipa::path(
    post, path = "/api/drafts/request", tag = "own work", request_body = model::Request,
    responses((status = 200, body = Receipts), (status = 404)), security(("token" = []))
)]
pub(crate) async fn request_release(
    asked: Asked,
    caller: Caller,
    posted: Posted<model::Request, Request>,
) -> Answer {
    let address = address(&posted.is.about)?;
    let work = async |who: &Who| {
        asked.app().request_release(who, &address).await?;
        Ok(Vec::new())
    };
    caller.once(&asked, &posted, work).await
}

/// A draft to delete, as the domain reads it.
#[derive(Deserialize)]
pub(crate) struct Discard {
    about: String,
    revision: u64,
}

/// Delete a draft
///
/// What was said stays; what a colleague saved meanwhile is not deleted.
#[utoipa::path(
    post, path = "/api/drafts/discard", tag = "own work", request_body = model::Discard,
    responses((status = 200, body = Receipts), (status = 404), (status = 409)),
    security(("token" = []))
)]
pub(crate) async fn discard_draft(
    asked: Asked,
    caller: Caller,
    posted: Posted<model::Discard, Discard>,
) -> Answer {
    let Discard { about, revision } = &posted.is;
    let address = address(about)?;
    let work = async |who: &Who| {
        asked.app().discard_draft(who, &address, *revision).await?;
        Ok(Vec::new())
    };
    caller.once(&asked, &posted, work).await
}

/// A draft to return, as the domain reads it.
#[derive(Deserialize)]
pub(crate) struct Return {
    about: String,
    reason: String,
}

/// Return a draft for revision, with a reason
///
/// Takes the scope `return-draft`.
#[utoipa::path(
    post, path = "/api/drafts/return", tag = "own work", request_body = model::Return,
    responses((status = 200, body = Receipts), (status = 404)), security(("token" = []))
)]
pub(crate) async fn return_draft(
    asked: Asked,
    caller: Caller,
    posted: Posted<model::Return, Return>,
) -> Answer {
    let Return { about, reason } = &posted.is;
    let address = address(about)?;
    let work = async |who: &Who| {
        asked.app().return_draft(who, &address, reason).await?;
        Ok(Vec::new())
    };
    caller.once(&asked, &posted, work).await
}
