// SPDX-License-Identifier: EUPL-1.2
//! Contributions: what was said in a round, as far as it is public; and saying it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use wegmarke_app::contribution::Releasing;
use wegmarke_app::draft::Basis;
use wegmarke_app::{State, Who};
use wegmarke_domain::contribution::{Address, Contribution, Says};
use wegmarke_domain::hand::Vouched;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::privacy::NoPerson;
use wegmarke_domain::register::{LogLine, Register};
use wegmarke_domain::rules::renewal;
use wegmarke_domain::rules::seen::{Seen, seen};
use wegmarke_domain::text::Text;
use wegmarke_ledger::Envelope;

use super::asked::{Answer, Asked, Caller, Listed, Part, Posted, Query, address, json};
use super::model::{self, Receipts};
use super::problem::ProblemDetails;

/// Nouns of contributions, in the order of their names.
const NOUNS: [Noun; 4] = [Noun::Assessment, Noun::Practice, Noun::Reply, Noun::Report];

/// Which contributions.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct OfRound {
    /// Id of a round, such as `nap-az/runde-2`.
    #[param(max_length = 200)]
    round: String,
    /// Only reports, assessments, practice statements or replies.
    #[param(value_type = Option<model::Saying>, inline)]
    noun: Option<Noun>,
    /// Most things that are sent.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<u16>,
    /// Where the list goes on, as `next` of the part before said.
    #[param(max_length = 4096)]
    cursor: Option<String>,
}

/// The name of one contribution.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Named {
    /// `{noun}/{plan}/{round}/{organisation}/{number}/{what it is about}`.
    #[param(max_length = 1000)]
    about: String,
}

impl Named {
    pub(crate) fn address(&self) -> Result<Address, ProblemDetails> {
        address(&self.about)
    }
}

/// What may be seen of it.
#[derive(Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum Sight {
    /// That it was made, and no more: the round is not due yet.
    Sealed,
    Public,
    /// It was taken back.
    Withdrawn,
    /// Its content was erased, as law may demand.
    Erased,
    /// It did not open when the round was revealed; its organisation can hand it in again.
    Unopened,
    /// Committed, not revealed: only its hash was submitted, and its organisation did not hand in the words yet.
    Unrevealed,
}

/// One entry of a contribution.
#[derive(Serialize, ToSchema)]
pub(crate) struct Version {
    entry: u64,
    #[schema(value_type = model::Instant)]
    at: Timestamp,
    /// Such as `report.submitted`.
    kind: String,
    /// What shows whose word it is.
    #[schema(value_type = model::Vouched)]
    vouched: &'static str,
    /// The hash of its salted body, which nobody can change any more.
    #[schema(value_type = model::Sha256)]
    body_hash: String,
}

/// A contribution.
#[derive(Serialize, ToSchema)]
pub(crate) struct Said {
    #[schema(value_type = model::About)]
    about: String,
    #[schema(value_type = model::Saying)]
    noun: &'static str,
    #[schema(value_type = model::Id)]
    round: String,
    #[schema(value_type = model::Id)]
    by: String,
    number: u16,
    #[schema(value_type = model::About)]
    on: String,
    invented: bool,
    seen: Sight,
    /// Whether a report claims much and names no evidence.
    without_evidence: bool,
    /// The earlier round in which the same was said word for word.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<model::Id>)]
    repeats: Option<String>,
    /// Texts that were changed in one language and not in this one: `{attribute}.{language}`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    not_renewed: Vec<String>,
    /// Its entries, oldest first.
    versions: Vec<Version>,
    /// What it says, if it is public.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<model::Says>)]
    says: Option<Says>,
}

async fn said(
    asked: &Asked,
    state: &State,
    subject: &Subject,
) -> Result<Option<Said>, ProblemDetails> {
    let Some(found) = state.register.find_contribution(subject) else {
        return Ok(None);
    };
    let (sight, says) = match seen(&state.register, found) {
        Seen::Sealed => (Sight::Sealed, None),
        Seen::Says(says) => (Sight::Public, Some(says.clone())),
        Seen::Withdrawn => (Sight::Withdrawn, None),
        Seen::Erased => (Sight::Erased, None),
        Seen::Unopened => (Sight::Unopened, None),
        Seen::Unrevealed => (Sight::Unrevealed, None),
    };
    let address = &found.address;
    Ok(Some(Said {
        about: subject.to_string(),
        noun: address.noun.as_str(),
        round: address.round.to_string(),
        by: address.by.to_string(),
        number: address.number,
        on: address.on.to_string(),
        invented: state.register.is_invented(subject),
        seen: sight,
        without_evidence: says.as_ref().is_some_and(renewal::lacks_evidence),
        repeats: says
            .as_ref()
            .and_then(|_| renewal::find_repeated(&state.register, found))
            .map(ToString::to_string),
        not_renewed: says
            .iter()
            .flat_map(|_| renewal::list_not_renewed_of(&state.register, found))
            .map(|old| format!("{}.{}", old.name, old.lang.as_str()))
            .collect(),
        versions: versions(asked, state, found).await?,
        says,
    }))
}

/// What shows whose word an entry is.
fn vouched(register: &Register, seq: u64) -> &'static str {
    let line = register.find_line(seq);
    line.map_or(Vouched::Unsigned, LogLine::vouched).as_str()
}

async fn versions(
    asked: &Asked,
    state: &State,
    found: &Contribution,
) -> Result<Vec<Version>, ProblemDetails> {
    let mut versions = Vec::with_capacity(found.versions.len());
    for version in &found.versions {
        let Some(view) = asked.app().find_entry(version.seq).await? else {
            continue;
        };
        let envelope = Envelope::from_leaf(&view.leaf);
        versions.push(Version {
            entry: version.seq,
            at: version.at,
            kind: version.kind.to_string(),
            vouched: vouched(&state.register, version.seq),
            body_hash: envelope
                .map(|envelope| hex::encode(envelope.body.0))
                .unwrap_or_default(),
        });
    }
    Ok(versions)
}

/// What was said in a round, as far as it is public
#[utoipa::path(
    get, path = "/api/contributions", tag = "rounds", params(OfRound),
    responses((status = 200, body = Listed<Said>), (status = 404))
)]
pub(crate) async fn list_contributions(asked: Asked, Query(query): Query<OfRound>) -> Answer {
    let part = Part::new(query.limit, query.cursor.as_deref())?;
    if query.noun.is_some_and(|noun| !noun.is_contribution()) {
        return Err(ProblemDetails::bad_request(
            "noun is report, assessment, practice or reply",
        ));
    }
    if let Some(kept) = asked.kept() {
        return Ok(kept);
    }
    let state = asked.app().state();
    let names = {
        let round = super::reading::find(&state.register.rounds, &query.round)?;
        let nouns = NOUNS.into_iter();
        let nouns = nouns.filter(|noun| query.noun.is_none_or(|only| only == *noun));
        let all = nouns.flat_map(|noun| {
            state
                .register
                .list_contributions(&round.record.id, noun)
                .map(|one| one.address.subject())
        });
        part.of(all.map(|subject| (subject.to_string(), subject)))
    };
    let mut items = Vec::with_capacity(names.items.len());
    for subject in &names.items {
        items.extend(said(&asked, &state, subject).await?);
    }
    let next = names.next;
    Ok(asked.fresh(&state, json(&Listed { items, next })?))
}

/// One contribution, as far as it is public
#[utoipa::path(
    get, path = "/api/contribution", tag = "rounds", params(Named),
    responses((status = 200, body = Said), (status = 404))
)]
pub(crate) async fn get_contribution(asked: Asked, Query(query): Query<Named>) -> Answer {
    let address = query.address()?;
    if let Some(kept) = asked.kept() {
        return Ok(kept);
    }
    let state = asked.app().state();
    let found = said(&asked, &state, &address.subject()).await?;
    let found = found.ok_or_else(|| ProblemDetails::not_found("nothing was said there"))?;
    Ok(asked.fresh(&state, json(&found)?))
}

/// Something to say, as the domain reads it.
#[derive(Deserialize)]
pub(crate) struct Say {
    about: String,
    says: Says,
    #[serde(default)]
    no_person: Option<NoPerson>,
    rests_on: Option<model::RestsOn>,
}

/// Say something, or say it anew while the round is open
///
/// Before the round is due it is sealed: the public sees its hash, and nobody its content. Takes the
/// scope `release`. Where an organisation wants two persons, the draft must be by another account. The
/// draft of a colleague is not passed over unless `rests_on` names it; said again word for word, it is
/// no new entry and gives no receipt.
#[utoipa::path(
    post, path = "/api/contributions", tag = "rounds", request_body = model::Say,
    responses((status = 200, body = Receipts)), security(("token" = []))
)]
pub(crate) async fn say(asked: Asked, caller: Caller, posted: Posted<model::Say, Say>) -> Answer {
    let Say {
        about,
        says,
        no_person,
        rests_on,
    } = &posted.is;
    let look = no_person.as_ref();
    let basis = rests_on.map(|rests_on| match rests_on {
        model::RestsOn::Draft(revision) => Basis::Draft(revision),
        model::RestsOn::Entry(seq) => Basis::Entry(seq),
    });
    let address = address(about)?;
    let app = asked.app();
    // What is said in a made-up round is made up too.
    let invented = app.state().register.is_invented(&address.round.subject());
    let work = async |who: &Who| {
        let releasing = Releasing {
            basis,
            look,
            invented,
        };
        let (receipt, is_new) = app.say(who, &address, says, releasing).await?;
        Ok(is_new.then_some(receipt).into_iter().collect())
    };
    caller.once(&asked, &posted, work).await
}

/// A correction, as the domain reads it.
#[derive(Deserialize)]
pub(crate) struct Correct {
    about: String,
    says: Says,
    reason: Text,
    #[serde(default)]
    no_person: Option<NoPerson>,
}

/// Say it otherwise, after it was revealed
///
/// What it corrects stays. Takes the scope `correct`.
#[utoipa::path(
    post, path = "/api/contributions/correct", tag = "rounds", request_body = model::Correct,
    responses((status = 200, body = Receipts)), security(("token" = []))
)]
pub(crate) async fn correct(
    asked: Asked,
    caller: Caller,
    posted: Posted<model::Correct, Correct>,
) -> Answer {
    let Correct {
        about,
        says,
        reason,
        no_person,
    } = &posted.is;
    let address = address(about)?;
    let look = no_person.as_ref();
    let work = async |who: &Who| {
        let app = asked.app();
        let receipt = app.correct_with(who, &address, says, reason, look).await?;
        Ok(vec![receipt])
    };
    caller.once(&asked, &posted, work).await
}

/// A withdrawal, as the domain reads it.
#[derive(Deserialize)]
pub(crate) struct Withdraw {
    about: String,
    reason: Text,
    #[serde(default)]
    no_person: Option<NoPerson>,
}

/// Take back what was said, after it was revealed
///
/// It stays readable in the log. Takes the scope `correct`.
#[utoipa::path(
    post, path = "/api/contributions/withdraw", tag = "rounds", request_body = model::Withdraw,
    responses((status = 200, body = Receipts)), security(("token" = []))
)]
pub(crate) async fn withdraw(
    asked: Asked,
    caller: Caller,
    posted: Posted<model::Withdraw, Withdraw>,
) -> Answer {
    let Withdraw {
        about,
        reason,
        no_person,
    } = &posted.is;
    let address = address(about)?;
    let look = no_person.as_ref();
    let work = async |who: &Who| {
        let app = asked.app();
        let receipt = app.withdraw_with(who, &address, reason, look).await?;
        Ok(vec![receipt])
    };
    caller.once(&asked, &posted, work).await
}
