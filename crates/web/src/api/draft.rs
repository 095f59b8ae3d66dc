// SPDX-License-Identifier: EUPL-1.2
//! One's own work: tasks, and drafts that nobody outside the organisation sees.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use wegmarke_app::Who;
use wegmarke_app::draft::{Draft, DraftState, HeldDraft};
use wegmarke_app::figure::HeldFigure;
use wegmarke_domain::contribution::Says;
use wegmarke_domain::figure::{States, Stating};
use wegmarke_domain::rules::permission::Action;
use wegmarke_domain::task::TaskState;

use super::asked::{Answer, Asked, Caller, Drafted, FIGURE, Listed, Part, Posted, Query, drafted};
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
    let state = app.state();
    let drafts = if caller.who.may_own(&state, Action::ReadUnpublished) {
        app.list_drafts(&caller.who).await?
    } else {
        Vec::new()
    };
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

/// The name of one draft.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct NamedDraft {
    /// `{noun}/{plan}/{round}/{organisation}/{number}/{what it is about}`, or of a figure
    /// `figure/{organisation}/{number}/{kind}/{id}`.
    #[param(max_length = 1000)]
    about: String,
}

/// A draft.
#[derive(Serialize, ToSchema)]
pub(crate) struct OwnDraft<'a> {
    #[schema(value_type = model::About)]
    about: String,
    /// What is said in a round.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<model::Says>)]
    says: Option<&'a Says>,
    /// What is stated of a figure; absent while a form does not read.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<model::States>)]
    states: Option<&'a States>,
    state: Way,
    /// Why it was returned.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    /// When it was changed last.
    #[schema(value_type = model::Instant)]
    at: Timestamp,
    /// Counts its writes, from 1; 0: it was not saved yet and is prefilled from what was said last.
    revision: u64,
    /// A draft was kept here that is damaged and cannot be read any more. What is shown is what it would be
    /// prefilled with; what is saved with this revision takes its place.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    unread: bool,
}

fn own<W>(about: String, draft: &Draft<W>, revision: u64) -> OwnDraft<'_> {
    let (state, reason) = match &draft.state {
        DraftState::Writing => (Way::Writing, None),
        DraftState::Waiting => (Way::Waiting, None),
        DraftState::Returned(reason) => (Way::Returned, Some(reason.as_str())),
    };
    OwnDraft {
        about,
        says: None,
        states: None,
        state,
        reason,
        at: draft.at,
        revision,
        unread: false,
    }
}

fn own_said(held: &HeldDraft) -> OwnDraft<'_> {
    let about = held.address.subject().to_string();
    OwnDraft {
        says: Some(&held.draft.says),
        unread: held.unread,
        ..own(about, &held.draft, held.revision)
    }
}

fn own_figure(held: &HeldFigure) -> OwnDraft<'_> {
    OwnDraft {
        states: held.draft.says.as_ref(),
        unread: held.unread,
        ..own(
            format!("{FIGURE}{}", held.address),
            &held.draft,
            held.revision,
        )
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
    let figures = asked.app().list_figure_drafts(&caller.who).await?;
    let all = drafts.iter().map(own_said);
    let all = all.chain(figures.iter().map(own_figure));
    let mut all: Vec<_> = all.map(|own| (own.about.clone(), own)).collect();
    all.sort_by(|(a, _), (b, _)| a.cmp(b));
    asked.private(&part.of(all.into_iter()), None)
}

/// A draft, or what it would be prefilled with
///
/// Its `ETag` is what the next write names in `If-Match`; without one it was not saved yet. Drafts of
/// figures are not prefilled.
#[utoipa::path(
    get, path = "/api/draft", tag = "own work", params(NamedDraft),
    responses(
        (status = 200, body = OwnDraft, headers(("ETag" = String, description = "Its revision."))),
        (status = 404),
    ),
    security(("token" = []))
)]
pub(crate) async fn get_draft(
    asked: Asked,
    caller: Caller,
    Query(query): Query<NamedDraft>,
) -> Answer {
    let (app, who) = (asked.app(), &caller.who);
    let none = || ProblemDetails::not_found("there is no draft, and nothing was said");
    match drafted(&query.about)? {
        Drafted::Said(address) => {
            let held = app.find_draft(who, &address).await?.ok_or_else(none)?;
            let saved = (held.revision > 0).then_some(held.revision);
            asked.private(&own_said(&held), saved)
        }
        Drafted::Figure(address) => {
            let held = app.find_figure_draft(who, &address).await?;
            let held = held.ok_or_else(none)?;
            asked.private(&own_figure(&held), Some(held.revision))
        }
    }
}

/// A draft to save, as the domain reads it.
#[derive(Deserialize)]
pub(crate) struct WriteDraft {
    says: Option<Says>,
    states: Option<States>,
}

/// What a draft is now.
#[derive(Serialize, ToSchema)]
pub(crate) struct Saved {
    revision: u64,
}

/// Save a draft
///
/// What is said in a round may be incomplete; a figure is whole, and may be wrong. `If-Match` names the revision that was read, `If-None-Match: *` says that
/// there is none yet; what a colleague saved meanwhile is not overwritten.
#[utoipa::path(
    put, path = "/api/draft", tag = "own work",
    params(
        NamedDraft,
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
    Query(query): Query<NamedDraft>,
    posted: Posted<model::WriteDraft, WriteDraft>,
) -> Answer {
    let (app, who) = (asked.app(), &caller.who);
    let WriteDraft { says, states } = posted.is;
    let misfit = |field| ProblemDetails::of_field(field, "not_a_choice", None);
    let saved = match (drafted(&query.about)?, says, states) {
        (Drafted::Said(address), Some(says), None) => {
            if says.noun() != address.noun {
                return Err(misfit("says"));
            }
            let revision = app.get_draft_revision(who, &address).await?;
            let revision = asked.expected(revision)?;
            app.save_draft(who, &address, says, revision).await
        }
        (Drafted::Figure(address), None, Some(states)) => {
            let state = app.state();
            if Stating::of(&state.register, &states.figure).as_ref() != Some(&address.stating) {
                return Err(misfit("states.figure"));
            }
            let revision = app.get_draft_revision(who, &address).await?;
            let revision = asked.expected(revision)?;
            app.save_draft(who, &address, Some(states), revision).await
        }
        (Drafted::Said(_), ..) => return Err(misfit("says")),
        (Drafted::Figure(_), ..) => return Err(misfit("states")),
    };
    match saved {
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
    let about = drafted(&posted.is.about)?;
    let work = async |who: &Who| {
        match &about {
            Drafted::Said(address) => asked.app().request_release(who, address).await?,
            Drafted::Figure(address) => asked.app().request_release(who, address).await?,
        };
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
    let about = drafted(about)?;
    let work = async |who: &Who| {
        let app = asked.app();
        match &about {
            Drafted::Said(address) => app.discard_draft(who, address, *revision).await?,
            Drafted::Figure(address) => app.discard_draft(who, address, *revision).await?,
        }
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
    let about = drafted(about)?;
    let work = async |who: &Who| {
        match &about {
            Drafted::Said(address) => asked.app().return_draft(who, address, reason).await?,
            Drafted::Figure(address) => asked.app().return_draft(who, address, reason).await?,
        };
        Ok(Vec::new())
    };
    caller.once(&asked, &posted, work).await
}
