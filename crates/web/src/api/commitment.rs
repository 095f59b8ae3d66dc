// SPDX-License-Identifier: EUPL-1.2
//! Hard seals: only a hash is submitted, and the words are handed in when the round is due.

use serde::Deserialize;
use wegmarke_app::Who;
use wegmarke_app::commitment::{Committed, Kept};
use wegmarke_domain::privacy::NoPerson;

use super::asked::{Answer, Asked, Caller, Posted, address};
use super::model;
use super::model::Receipts;
use super::problem::ProblemDetails;

/// A commitment, as it is read.
#[derive(Deserialize)]
pub(crate) struct Commit {
    about: String,
    hash: String,
}

/// Submit only the hash of what you say, and keep the words
///
/// Nobody can read them until you hand them in, whoever runs the server neither. The bytes of file and hash are
/// those of decision 0026. Takes the scope `release`. Where an organisation wants two persons, the first one
/// gets no receipt, and another account submits the same hash.
#[utoipa::path(
    post, path = "/api/contributions/commit", tag = "rounds", request_body = model::Commit,
    responses((status = 200, body = Receipts)), security(("token" = []))
)]
pub(crate) async fn commit(
    asked: Asked,
    caller: Caller,
    posted: Posted<model::Commit, Commit>,
) -> Answer {
    let Commit { about, hash } = &posted.is;
    let address = address(about)?;
    let mut bytes = [0; 32];
    hex::decode_to_slice(hash, &mut bytes)
        .map_err(|_| ProblemDetails::of_field("hash", "malformed", None))?;
    let work = async |who: &Who| {
        Ok(match asked.app().commit(who, &address, bytes).await? {
            Committed::Done(receipt) => vec![*receipt],
            Committed::Known(_) | Committed::Asked => Vec::new(),
        })
    };
    caller.once(&asked, &posted, work).await
}

/// Words that were kept, as they are read.
#[derive(Deserialize)]
pub(crate) struct Reveal {
    file: serde_json::Value,
    #[serde(default)]
    no_person: Option<NoPerson>,
}

/// Hand in the words of which only the hash was submitted
///
/// `file` is the file that was kept. Refused while the round is not due: send it only then. The hash in the log
/// tells whether these are the words of then. Takes the scope `release`.
#[utoipa::path(
    post, path = "/api/contributions/reveal", tag = "rounds", request_body = model::Reveal,
    responses((status = 200, body = Receipts)), security(("token" = []))
)]
pub(crate) async fn reveal(
    asked: Asked,
    caller: Caller,
    posted: Posted<model::Reveal, Reveal>,
) -> Answer {
    let Reveal { file, no_person } = &posted.is;
    let kept = Kept::parse(file.to_string().as_bytes());
    let kept = kept.map_err(|_| ProblemDetails::of_field("file", "malformed", None))?;
    let look = no_person.as_ref();
    let work = async |who: &Who| {
        let receipt = asked.app().reveal_kept(who, &kept, look).await?;
        Ok(vec![receipt])
    };
    caller.once(&asked, &posted, work).await
}
