// SPDX-License-Identifier: EUPL-1.2
//! Corrections that others propose, and what becomes of them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use wegmarke_app::Who;
use wegmarke_app::correction::Deciding;
use wegmarke_domain::correction::Correction;
use wegmarke_domain::noun::Subject;
use wegmarke_domain::record::Changes;
use wegmarke_domain::rules::state_of::find_state;
use wegmarke_domain::source::Source;
use wegmarke_domain::text::Text;

use super::asked::{Answer, Asked, Caller, Listed, Part, Posted, Query, json};
use super::model::{self, Receipts};
use super::reading::Whole;

/// A proposed correction, and what became of it.
#[derive(Serialize, ToSchema)]
pub(crate) struct Corrected<'a> {
    /// The entry that proposed it.
    entry: u64,
    /// Who proposed it.
    #[schema(value_type = model::Id)]
    by: &'a str,
    /// What shows whose word it is.
    #[schema(value_type = model::Vouched)]
    vouched: &'static str,
    /// What it is of.
    #[schema(value_type = model::About)]
    about: String,
    /// What is otherwise: for each attribute what stood, and what is proposed.
    #[schema(value_type = Object)]
    changes: &'a Changes,
    /// Why.
    #[schema(value_type = model::Text)]
    reason: &'a Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<model::Source>)]
    source: Option<&'a Source>,
    /// `open`, `accepted`, `declined`, `taken-back`.
    state: &'static str,
    /// The entry that decided it.
    #[serde(skip_serializing_if = "Option::is_none")]
    decided_by: Option<u64>,
    /// Why it was declined, or taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<model::Text>)]
    decision_reason: Option<&'a Text>,
}

/// Corrections that were proposed, oldest first
#[utoipa::path(
    get, path = "/api/corrections", tag = "corrections", params(Whole),
    responses((status = 200, body = Listed<Corrected>))
)]
pub(crate) async fn list_corrections(asked: Asked, Query(query): Query<Whole>) -> Answer {
    let part = Part::new(query.limit, query.cursor.as_deref())?;
    asked.public(|state| {
        let register = &state.register;
        let mut all: Vec<_> = register
            .list_corrections()
            .filter_map(|(about, one)| {
                let line = register.find_line(one.seq)?;
                let refused = one.decided.filter(|(_, accepted)| !accepted);
                let corrected = Corrected {
                    entry: one.seq,
                    by: line.by.as_str(),
                    vouched: line.vouched().as_str(),
                    about: about.to_string(),
                    changes: &one.proposal.changes,
                    reason: &one.proposal.reason,
                    source: one.proposal.source.as_ref(),
                    state: find_state(register, line).as_str(),
                    decided_by: one.decided.map(|(seq, _)| seq),
                    decision_reason: refused.and_then(|(seq, _)| register.find_reason(seq)),
                };
                // The same order as that of the log.
                Some((format!("{:020}", one.seq), corrected))
            })
            .collect();
        all.sort_by(|(a, _), (b, _)| a.cmp(b));
        json(&part.of(all.into_iter()))
    })
}

/// A correction, as the domain reads it.
#[derive(Deserialize)]
pub(crate) struct Propose {
    about: Subject,
    changes: Changes,
    reason: Text,
    source: Option<Source>,
}

/// Propose a correction of what another organisation has on record
///
/// Public at once. Whose record it is takes it up or declines it; both stay on record. `from` is what stands:
/// if that is otherwise by now, it is refused. Takes the scope `propose-correction`.
#[utoipa::path(
    post, path = "/api/corrections", operation_id = "propose_correction", tag = "corrections", request_body = model::ProposeCorrection,
    responses((status = 200, body = Receipts)), security(("token" = []))
)]
pub(crate) async fn propose(
    asked: Asked,
    caller: Caller,
    posted: Posted<model::ProposeCorrection, Propose>,
) -> Answer {
    let correction = Correction {
        changes: posted.is.changes.clone(),
        reason: posted.is.reason.clone(),
        source: posted.is.source.clone(),
    };
    let about = &posted.is.about;
    let work = async |who: &Who| {
        let app = asked.app();
        app.propose_correction(who, about, &correction).await
    };
    caller.once(&asked, &posted, work).await
}

/// A decision, as the domain reads it.
#[derive(Deserialize)]
pub(crate) struct Decide {
    correction: u64,
    decision: model::CorrectionDecision,
    reason: Option<Text>,
    rests_on: Option<u64>,
}

/// Take up or decline a proposed correction, or take back one's own
///
/// Takes the scope of whose record it is: `import-files` for the text of a plan, else `correct`; to take back
/// one's own `propose-correction`. With `rests_on`, the newest entry about the thing that one saw, nothing is
/// written if there is a newer one.
#[utoipa::path(
    post, path = "/api/corrections/decide", operation_id = "decide_correction", tag = "corrections",
    request_body = model::DecideCorrection,
    responses((status = 200, body = Receipts), (status = 404)), security(("token" = []))
)]
pub(crate) async fn decide(
    asked: Asked,
    caller: Caller,
    posted: Posted<model::DecideCorrection, Decide>,
) -> Answer {
    let is = &posted.is;
    let deciding = match is.decision {
        model::CorrectionDecision::Accept => Deciding::Accept,
        model::CorrectionDecision::Decline => Deciding::Decline,
        model::CorrectionDecision::Withdraw => Deciding::Withdraw,
    };
    let (seq, reason, saw) = (is.correction, is.reason.as_ref(), is.rests_on);
    let work = async |who: &Who| {
        let app = asked.app();
        app.decide_correction(who, seq, deciding, reason, saw).await
    };
    caller.once(&asked, &posted, work).await
}
