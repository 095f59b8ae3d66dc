// SPDX-License-Identifier: EUPL-1.2
//! Corrections that others propose: public at once, decided by whose record it is, and both stay.

use jiff::civil::Date;
use wegmarke_domain::correction::Correction;
use wegmarke_domain::import::prepare;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::proposal::Decision as Decided;
use wegmarke_domain::record::Changes;
use wegmarke_domain::register::Register;
use wegmarke_domain::roll::{ActVisitor, Tabled};
use wegmarke_domain::rules::correcting::{
    find_correction, find_decider, problems, rebase, takes_to_decide,
};
use wegmarke_domain::rules::importing::is_of;
use wegmarke_domain::rules::permission::Action;
use wegmarke_domain::rules::sealing::is_sealing;
use wegmarke_domain::rules::stating::{find_newest, of_another};
use wegmarke_domain::standard::Inquiry;
use wegmarke_domain::statement::{Act, Said, Statement};
use wegmarke_domain::text::Text;
use wegmarke_exchange::Typed;
use wegmarke_store::StoreError;
use wegmarke_store::document::Put;

use crate::apart::apart;
use crate::append::Decision;
use crate::import::must_keep_inquiries;
use crate::second::Wish;
use crate::standing::Refusal;
use crate::upload::{TableFile, parse_profile};
use crate::{App, AppError, Receipt, State, Who};

pub use crate::second::Deciding;

/// What somebody typed as a correction: what it changes, and what of it does not read.
#[derive(Clone, Debug, Default)]
pub struct TypedCorrection {
    /// What is otherwise than on record.
    pub changes: Changes,
    /// Codes of findings: what was typed and does not fit.
    pub findings: Vec<String>,
}

impl App {
    /// Proposes a correction of what another organisation has on record. The same proposal of the same
    /// organisation again is no new entry while nobody decided it. Where the organisation wants two persons, the
    /// first one asks, and another one proposes the same.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; [`AppError::Invalid`] with everything that is wrong; `Refusal::AskedSecond`.
    pub async fn propose_correction(
        &self,
        who: &Who,
        about: &Subject,
        correction: &Correction,
    ) -> Result<Vec<Receipt>, AppError> {
        let wish = Wish::Propose {
            about: about.clone(),
            correction: Box::new(correction.clone()),
        };
        let decide = |state: &State, second: Option<&Put>| {
            who.must_own(state, Action::ProposeCorrection)?;
            let (register, by) = (&state.register, who.organisation());
            let mut open = register.list_corrections_of(about);
            let is_said = open.any(|one| {
                let line = register.find_line(one.seq);
                one.decided.is_none()
                    && one.proposal == *correction
                    && line.is_some_and(|line| line.by == *by)
            });
            if is_said {
                return Ok(Decision::typed(who, []));
            }
            let problems = problems(register, by, about, correction);
            if !problems.is_empty() {
                return Err(AppError::Invalid(problems));
            }
            let proposed = Statement::CorrectionProposed(Box::new(correction.clone()));
            let said = Said {
                invented: is_example(state, about),
                ..Said::new(about.clone(), proposed)
            };
            Ok(with(Decision::typed(who, [said]), second))
        };
        self.say_as_two(who, wish, decide).await
    }

    /// Takes up or declines a proposed correction of one's own record, or takes back one's own proposal.
    /// What is taken up becomes so as it stands then. `saw` is the newest entry about the thing that
    /// somebody saw; if there is a newer one, nothing is written. Where the organisation wants two persons, the
    /// first one asks, and another one says the same.
    ///
    /// # Errors
    /// [`AppError::NotFound`] if it is no open proposal; [`AppError::Forbidden`]; [`AppError::Invalid`] if
    /// a reason is missing, or the record is another one's; `StoreError::Stale`; `Refusal::AskedSecond`.
    pub async fn decide_correction(
        &self,
        who: &Who,
        seq: u64,
        deciding: Deciding,
        reason: Option<&Text>,
        saw: Option<u64>,
    ) -> Result<Vec<Receipt>, AppError> {
        let wish = Wish::Decide {
            proposal: seq,
            deciding,
            reason: reason.cloned(),
        };
        let decide = |state: &State, second: Option<&Put>| {
            let (register, by) = (&state.register, who.organisation());
            let open = find_correction(register, seq).filter(|(_, one)| one.decided.is_none());
            let Some((about, proposed)) = open else {
                return Err(AppError::NotFound(format!(
                    "an open proposal in entry {seq}"
                )));
            };
            let decision = Decided {
                proposal: seq,
                reason: reason.cloned(),
            };
            if deciding == Deciding::Withdraw {
                who.must_own(state, Action::ProposeCorrection)?;
                let line = register.find_line(seq);
                if let Some(line) = line.filter(|line| line.by != *by) {
                    return Err(AppError::Invalid(vec![of_another(register, "", &line.by)]));
                }
            } else {
                let owner = find_decider(register, about);
                let other = owner.filter(|owner| !is_of(register, owner, by, about));
                let others = other.map(|owner| owner.list(register)).unwrap_or_default();
                if let Some(other) = others.first() {
                    return Err(AppError::Invalid(vec![of_another(register, "", other)]));
                }
                let takes = takes_to_decide(register, about);
                let takes = takes.ok_or_else(|| AppError::NotFound(about.to_string()))?;
                who.must(state, takes.action, takes.about(by))?;
            }
            if deciding != Deciding::Accept && reason.is_none() {
                let missing = Problem::new("reason", codes::REQUIRED);
                return Err(AppError::Invalid(vec![missing]));
            }
            if saw.is_some() && saw != find_newest(register, about) {
                return Err(StoreError::Stale.into());
            }
            let statement = match deciding {
                Deciding::Accept => Statement::CorrectionAccepted {
                    decision,
                    changes: rebase(register, about, &proposed.proposal.changes),
                },
                Deciding::Decline => Statement::CorrectionDeclined(decision),
                Deciding::Withdraw => Statement::CorrectionWithdrawn(decision),
            };
            let plan = about
                .plan()
                .filter(|_| deciding == Deciding::Accept && about.noun.is_versioned());
            let version = plan.map(|plan| register.newest_version(plan));
            if deciding == Deciding::Accept {
                must_stay_closed(register, about, &statement, self.clock.today())?;
            }
            let said = Said {
                invented: is_example(state, about),
                version: version.filter(|version| *version > 0),
                ..Said::new(about.clone(), statement)
            };
            Ok(with(Decision::typed(who, [said]), second))
        };
        self.say_as_two(who, wish, decide).await
    }

    /// Says what is decided, by the second person where the organisation wants two. What could not be said
    /// anyway is not asked of anybody.
    async fn say_as_two(
        &self,
        who: &Who,
        wish: Wish,
        decide: impl Fn(&State, Option<&Put>) -> Result<Decision, AppError>,
    ) -> Result<Vec<Receipt>, AppError> {
        let second = match decide(&self.state(), None)?.said.is_empty() {
            true => None,
            false => self.must_be_two(who, wish).await?,
        };
        let said = self.append(|state| Ok((decide(state, second.as_ref())?, ())));
        said.await.map(|(receipts, ())| receipts)
    }

    /// What a form changes of a thing on record, read as every table is. Nothing is written or kept.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; [`AppError::Rule`] if it gives what its noun has not; [`AppError::Read`].
    pub async fn read_correction(
        &self,
        who: &Who,
        about: &Subject,
        typed: &Typed<'_>,
    ) -> Result<TypedCorrection, AppError> {
        who.must_own(&self.state(), Action::ProposeCorrection)?;
        let file = TableFile {
            name: "typed.json".to_owned(),
            bytes: typed.to_json(),
            of: None,
            profile: parse_profile(&typed.to_profile())?,
            accept: Vec::new(),
            same: Default::default(),
            seen: Default::default(),
        };
        let request = self.read_table(who, file).await?;
        let (state, about) = (self.state(), about.clone());
        apart(move || {
            let outcome = prepare(&state.register, &request);
            let mut said = outcome.said.iter().filter(|said| said.subject == about);
            let changes = said.find_map(|said| match &said.statement {
                Statement::Record(act) | Statement::Amended { act, .. } => act.visit(Changing),
                _ => None,
            });
            let findings = outcome.findings.iter();
            Ok(TypedCorrection {
                changes: changes.unwrap_or_default(),
                findings: findings.map(|finding| finding.code.to_string()).collect(),
            })
        })
        .await
    }
}

/// What an act changes.
struct Changing;

impl ActVisitor for Changing {
    type Out = Option<Changes>;

    fn visit<T: Tabled>(self, act: &Act<T>) -> Self::Out {
        match act {
            Act::Changed(changes) => Some(changes.clone()),
            Act::Stated(_) | Act::Dropped => None,
        }
    }
}

/// The wish of the first person goes with what the second one says.
fn with(mut decision: Decision, second: Option<&Put>) -> Decision {
    decision.puts.extend(second.cloned());
    decision
}

/// What is taken up opens nothing before its day: neither a sealed inquiry that has begun, nor an answer that is
/// to be given in one.
fn must_stay_closed(
    register: &Register,
    about: &Subject,
    statement: &Statement,
    today: Date,
) -> Result<(), AppError> {
    if is_sealing(register, about, today) {
        return Err(Refusal::AsksNow.into());
    }
    let Statement::CorrectionAccepted { changes, .. } = statement else {
        return Ok(());
    };
    if about.noun != Noun::Inquiry {
        return Ok(());
    }
    let act = Inquiry::act(Act::Changed(changes.clone()));
    let said = Said::new(about.clone(), Statement::Record(act));
    must_keep_inquiries(register, &[said], today)
}

fn is_example(state: &State, about: &Subject) -> bool {
    let register = &state.register;
    let plan = about.plan();
    register.is_invented(about) || plan.is_some_and(|plan| register.has_invented_rounds(plan))
}
