// SPDX-License-Identifier: EUPL-1.2
//! Rounds: where each is, who must say what, and what became of it.

use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use wegmarke_app::{State, Who};
use wegmarke_domain::noun::Noun;
use wegmarke_domain::round::Round;
use wegmarke_domain::rules::voices::{Kept, kept};
use wegmarke_domain::table::Kept as KeptRecord;

use super::asked::{Answer, Asked, Caller, Listed, Path, Posted, Query, json};
use super::model::{self, Receipts};
use super::reading::{Which, find, list};

/// A move of a round, made by rule.
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
    /// Nothing was said, and the time is over.
    Silent,
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
        record,
    } = super::reading::item(state, kept);
    let progress = register.find_progress(&record.id);
    let moves = progress.into_iter().flat_map(|progress| &progress.moves);
    ListedRound {
        about,
        invented,
        entries,
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
                Kept::Silent => (Became::Silent, None),
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

/// Announce a round, or change one that is not open yet
///
/// Takes the scope `open-round`, of the organisation that coordinates the plan.
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
