// SPDX-License-Identifier: EUPL-1.2
//! Rounds: where each is, who must say what, and what became of it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use wegmarke_app::{State, Who};
use wegmarke_domain::id::RoundId;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::round::Round;
use wegmarke_domain::rules::asking::preset;
use wegmarke_domain::rules::voices::{Kept, kept};
use wegmarke_domain::table::Kept as KeptRecord;
use wegmarke_domain::text::Text;

use super::asked::{Answer, Asked, Caller, Listed, Path, Posted, Query, json};
use super::model::{self, Receipts};
use super::reading::{Which, find, list};

/// A move of a round, made by rule, or its end before it opened.
#[derive(Serialize, ToSchema)]
pub(crate) struct Move {
    #[schema(value_type = model::RoundState)]
    to: &'static str,
    /// The entry that moved it.
    entry: u64,
    /// When that was recorded.
    #[schema(value_type = model::Instant)]
    at: Timestamp,
}

/// A round.
#[derive(Serialize, ToSchema)]
pub(crate) struct ListedRound<'a> {
    #[schema(value_type = model::About)]
    about: String,
    /// Something about it is made up, to show how the register works.
    invented: bool,
    /// The entries that made it what it is.
    entries: Vec<u64>,
    /// Those of them that whoever runs the server wrote in an organisation's name, and that it did not
    /// sign.
    by_operator: Vec<u64>,
    /// Those of them that their organisation signed.
    signed: Vec<u64>,
    #[schema(value_type = model::Round)]
    record: &'a Round,
    #[schema(value_type = model::RoundState)]
    state: &'static str,
    /// How it came there, oldest first.
    moves: Vec<Move>,
}

/// What became of a duty.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum Became {
    /// Nothing was said, and there is still time.
    Pending,
    InTime,
    Late,
    /// Committed, not revealed: only its hash was submitted in time.
    Unrevealed,
    /// Nothing was said, and the time is over.
    Silent,
    /// The round was cancelled: nothing is owed.
    Void,
}

/// A duty, and what became of it.
#[derive(Serialize, ToSchema)]
pub(crate) struct DutyKept<'a> {
    #[schema(value_type = model::Id)]
    organisation: &'a str,
    #[schema(value_type = model::Speaking)]
    noun: &'static str,
    #[schema(value_type = model::About)]
    on: String,
    became: Became,
    /// When it was first said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<model::Instant>)]
    at: Option<Timestamp>,
}

/// A round with what became of its duties.
#[derive(Serialize, ToSchema)]
pub(crate) struct OneRound<'a> {
    round: ListedRound<'a>,
    duties: Vec<DutyKept<'a>>,
}

fn listed<'a>(state: &State, kept: &'a KeptRecord<Round>) -> ListedRound<'a> {
    let register = &state.register;
    let super::model::Item {
        about,
        invented,
        entries,
        by_operator,
        signed,
        // A round is announced by who coordinates the plan.
        recorded: _,
        record,
    } = super::reading::item(state, kept);
    let progress = register.find_progress(&record.id);
    let moves = progress.into_iter().flat_map(|progress| &progress.moves);
    ListedRound {
        about,
        invented,
        entries,
        by_operator,
        signed,
        record,
        state: register.round_state(&record.id).as_str(),
        moves: moves
            .map(|(entry, at, advance)| Move {
                to: advance.to.as_str(),
                entry: *entry,
                at: *at,
            })
            .collect(),
    }
}

/// Rounds, all or those of a plan
#[utoipa::path(
    get, path = "/api/rounds", tag = "rounds",
    responses((status = 200, body = Listed<ListedRound>))
)]
pub(crate) async fn list_rounds(asked: Asked, Query(which): Query<Which>) -> Answer {
    let part = which.part(Noun::Round)?;
    asked.public(|state| {
        let some = part.of(list(state, &which));
        json(&some.map(|kept| listed(state, kept)))
    })
}

/// A round, and what became of its duties
#[utoipa::path(
    get, path = "/api/rounds/{plan}/{round}", tag = "rounds",
    params(("plan" = String, Path), ("round" = String, Path)),
    responses((status = 200, body = OneRound))
)]
pub(crate) async fn get_round(asked: Asked, Path(id): Path<(String, String)>) -> Answer {
    asked.public(|state| {
        let found = find(&state.register.rounds, &format!("{}/{}", id.0, id.1))?;
        let round = &*found.record;
        let duties = round.duties.iter().map(|duty| {
            let (became, at) = match kept(&state.register, round, duty) {
                Kept::Pending => (Became::Pending, None),
                Kept::InTime(at) => (Became::InTime, Some(at)),
                Kept::Late(at) => (Became::Late, Some(at)),
                Kept::Unrevealed(at) => (Became::Unrevealed, Some(at)),
                Kept::Silent => (Became::Silent, None),
                Kept::Void => (Became::Void, None),
            };
            DutyKept {
                organisation: duty.organisation.as_str(),
                noun: duty.noun.as_str(),
                on: duty.on.to_string(),
                became,
                at,
            }
        });
        json(&OneRound {
            duties: duties.collect(),
            round: listed(state, found),
        })
    })
}

/// Of which plan.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Next {
    /// Id of the plan.
    #[param(max_length = 200)]
    plan: String,
}

/// Who would be asked for what in the next round.
#[derive(Serialize, ToSchema)]
pub(crate) struct NextRound<'a> {
    /// The round before, whose duties these are as far as they can still be asked for; absent before the
    /// first round: then leads report.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<model::Id>)]
    last: Option<&'a str>,
    /// The `duties` of a round that is to be announced.
    duties: Vec<DutyAsked>,
    /// Measures that came since: only their leads are asked.
    #[schema(value_type = Vec<model::About>)]
    new: Vec<String>,
}

/// A duty of a round that is not announced yet.
#[derive(Serialize, ToSchema)]
pub(crate) struct DutyAsked {
    #[schema(value_type = model::Id)]
    organisation: String,
    #[schema(value_type = model::Speaking)]
    noun: &'static str,
    #[schema(value_type = model::About)]
    on: String,
}

/// Who would be asked in the next round of a plan, if nothing is changed
#[utoipa::path(
    get, path = "/api/next-round", tag = "rounds", params(Next),
    responses((status = 200, body = NextRound), (status = 404))
)]
pub(crate) async fn next_round(asked: Asked, Query(next): Query<Next>) -> Answer {
    asked.public(|state| {
        let plan = find(&state.register.plans, &next.plan)?;
        let preset = preset(&state.register, &plan.record.id);
        let duties = preset.duties.iter().map(|duty| DutyAsked {
            organisation: duty.organisation.to_string(),
            noun: duty.noun.as_str(),
            on: duty.on.to_string(),
        });
        json(&NextRound {
            last: preset.last.map(|last| last.id.as_str()),
            duties: duties.collect(),
            new: preset.new.iter().map(ToString::to_string).collect(),
        })
    })
}

/// Announce a round, or change one that is not open yet
///
/// What is otherwise than it was announced takes a `reason`. Who is asked is what stands in `duties`,
/// and nobody else; what the round before asked is at `/api/next-round`. Takes the scope
/// `open-round`, of the organisation that coordinates the plan.
#[utoipa::path(
    post, path = "/api/rounds", tag = "rounds", request_body = model::Round,
    responses((status = 200, body = Receipts)), security(("token" = []))
)]
pub(crate) async fn announce_round(
    asked: Asked,
    caller: Caller,
    posted: Posted<model::Round, Round>,
) -> Answer {
    let work = async |who: &Who| asked.app().announce_round(who, &posted.is, false).await;
    caller.once(&asked, &posted, work).await
}

/// A cancellation, as the domain reads it.
#[derive(Deserialize)]
pub(crate) struct Cancel {
    round: RoundId,
    reason: Text,
}

/// Cancel a round that is not open yet
///
/// It stays on record with the reason, and nobody owes anything in it. Takes the scope `open-round`, of
/// the organisation that coordinates the plan.
#[utoipa::path(
    post, path = "/api/rounds/cancel", tag = "rounds", request_body = model::Cancel,
    responses((status = 200, body = Receipts), (status = 404)), security(("token" = []))
)]
pub(crate) async fn cancel_round(
    asked: Asked,
    caller: Caller,
    posted: Posted<model::Cancel, Cancel>,
) -> Answer {
    let Cancel { round, reason } = &posted.is;
    let work = async |who: &Who| asked.app().cancel_round(who, round, reason).await;
    caller.once(&asked, &posted, work).await
}
