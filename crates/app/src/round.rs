// SPDX-License-Identifier: EUPL-1.2
//! Rounds: announced by the coordinator, changed or cancelled until they open, moved by the clock. Sealed
//! inquiries are opened by the same clock.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use wegmarke_domain::id::{OrganisationId, PlanId, RoundId};
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::record::differences;
use wegmarke_domain::register::Register;
use wegmarke_domain::round::{Advance, RULE, Round, RoundState};
use wegmarke_domain::rules::permission::{About, Action};
use wegmarke_domain::standard::Inquiry;
use wegmarke_domain::statement::{Act, Said, Statement};
use wegmarke_domain::submission::Opening;
use wegmarke_domain::text::Text;
use wegmarke_store::StoreError;

use crate::append::{Decision, TRIES};
use crate::draft::Basis;
use crate::standing::Refusal;
use crate::{App, AppError, Receipt, State, Who};

impl App {
    /// Announces a round, or changes one that is not open yet. Only who coordinates the plan may.
    /// Once it is open nobody can change it: not its days, and not who must say what. What is
    /// otherwise than it was announced takes a reason.
    ///
    /// # Errors
    /// [`AppError::Forbidden`], [`AppError::Invalid`] with all problems, [`Refusal::AlreadyOpen`],
    /// [`Refusal::Cancelled`].
    pub async fn announce_round(
        &self,
        who: &Who,
        round: &Round,
        invented: bool,
    ) -> Result<Vec<Receipt>, AppError> {
        self.announce_round_on(who, round, None, invented).await
    }

    /// The same where somebody saw what it rests on: nothing, or the newest entry about the round.
    ///
    /// # Errors
    /// As [`App::announce_round`]; a name that is taken is a problem of `id`; `StoreError::Stale` if
    /// somebody else changed the round meanwhile.
    pub async fn announce_round_on(
        &self,
        who: &Who,
        round: &Round,
        basis: Option<Basis>,
        invented: bool,
    ) -> Result<Vec<Receipt>, AppError> {
        let now = self.clock.now();
        self.append(|state| {
            must_be_announced(state, who, round, basis, now)?;
            let act = match state.register.rounds.find(round.id.as_str()) {
                Some(before) => Act::<Round>::Changed(differences(before, round)),
                None => Act::Stated(round.clone().into()),
            };
            let changes = !matches!(&act, Act::Changed(changes) if changes.is_empty());
            let said = Said {
                invented: invented || state.register.is_invented(&round.id.subject()),
                ..Said::new(round.id.subject(), act.into())
            };
            Ok((Decision::typed(who, changes.then_some(said)), ()))
        })
        .await
        .map(|(receipts, ())| receipts)
    }

    /// Whether a round could be announced or changed like this now; nothing is written.
    ///
    /// # Errors
    /// As [`App::announce_round_on`].
    pub fn check_round(
        &self,
        who: &Who,
        round: &Round,
        basis: Option<Basis>,
    ) -> Result<(), AppError> {
        must_be_announced(&self.state(), who, round, basis, self.clock.now())
    }

    /// Cancels a round that is not open yet, with a reason that everybody reads. It stays on record, and
    /// nobody owes anything in it. Cancelled again it says nothing more.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Forbidden`], [`AppError::Invalid`], [`Refusal::AlreadyOpen`].
    pub async fn cancel_round(
        &self,
        who: &Who,
        round: &RoundId,
        reason: &Text,
    ) -> Result<Vec<Receipt>, AppError> {
        let now = self.clock.now();
        self.append(|state| {
            let register = &state.register;
            let known = register.rounds.find(round.as_str());
            let known = known.ok_or_else(|| AppError::NotFound(round.to_string()))?;
            who.must(state, Action::OpenRound, About::Plan(&known.plan))?;
            match must_wait(register, round, now) {
                Err(Refusal::Cancelled) => return Ok((Decision::typed(who, None), ())),
                waits => waits?,
            }
            let advance = Advance::cancelled(reason.clone());
            let problems = advance.problems();
            if !problems.is_empty() {
                return Err(AppError::Invalid(problems));
            }
            let said = Said {
                invented: register.is_invented(&round.subject()),
                ..Said::new(round.subject(), Statement::RoundAdvanced(advance))
            };
            Ok((Decision::typed(who, [said]), ()))
        })
        .await
        .map(|(receipts, ())| receipts)
    }

    /// Moves every round that the clock says is due, by rule, one state at a time. When a round
    /// becomes due all its sealed bodies are revealed in the same transaction, and so are those of a sealed
    /// inquiry whose day is over. While the clock is not
    /// believed ([`App::doubt`]) rounds stand still. Safe to call at any
    /// time, in any number of processes; says how many moves were made.
    ///
    /// # Errors
    /// What an append says.
    pub async fn advance_rounds(&self) -> Result<usize, AppError> {
        let mut moves = 0;
        if self.look_at_clock().await?.is_some() {
            return Ok(moves);
        }
        loop {
            // One move at a time, so that a round that became due and ended while the program stood
            // still goes through every state, each with an entry of its own.
            let now = self.clock.now();
            let receipts = match self.advance_once(now).await {
                // What is due does not wait for somebody to tidy up: that is what the reserve is for.
                Err(AppError::Store(StoreError::Full)) if self.store.give_up_reserve()? => {
                    tracing::error!("the disk is full; its reserve is given up to move a round on");
                    self.advance_once(now).await?
                }
                other => other?,
            };
            if receipts.is_empty() {
                return Ok(moves);
            }
            moves += receipts.len();
        }
    }

    /// The next move that is due at `now`, if one is.
    async fn advance_once(&self, now: Timestamp) -> Result<Vec<Receipt>, AppError> {
        for _ in 0..TRIES {
            let state = self.state();
            let zone = self.clock.zone();
            let reveal = advance(&state, (now, &zone), &[]).reveals;
            let unopened = match &reveal {
                Some(round) => self.list_unopened(&state, round).await?,
                None => Vec::new(),
            };
            for seq in &unopened {
                let what = "a sealed statement does not open; the others are revealed without it";
                tracing::error!(seq, "{what}");
            }
            let decide = |state: &State| {
                let decision = advance(state, (now, &zone), &unopened);
                // Another round became due meanwhile: what does not open in it was not looked for.
                let other = decision.reveals.is_some() && decision.reveals != reveal;
                Ok(match other {
                    true => (
                        Decision::public(OrganisationId::new(RULE), Vec::new()),
                        true,
                    ),
                    false => (decision, false),
                })
            };
            let (receipts, again) = self.append(decide).await?;
            if !again {
                return Ok(receipts);
            }
        }
        Err(StoreError::Busy.into())
    }

    /// When the clock moves the next round on, or opens the next inquiry; `None` if none waits for it.
    #[must_use]
    pub fn next_move(&self) -> Option<Timestamp> {
        let (state, zone) = (self.state(), self.clock.zone());
        let register = &state.register;
        let rounds = register.rounds.list();
        let rounds = rounds.filter_map(|round| round.ends_at(register.round_state(&round.id)));
        let inquiries = list_closed(register).filter_map(|inquiry| inquiry.ends_at(&zone));
        rounds.chain(inquiries).min()
    }
}

/// Somebody may announce a round, or change it, like this now.
fn must_be_announced(
    state: &State,
    who: &Who,
    round: &Round,
    basis: Option<Basis>,
    now: Timestamp,
) -> Result<(), AppError> {
    let register = &state.register;
    who.must(state, Action::OpenRound, About::Plan(&round.plan))?;
    must_wait(register, &round.id, now)?;
    let newest = newest_entry(register, &round.id);
    let mut problems = round.problems(register, now);
    match basis {
        Some(Basis::Entry(seq)) if newest != Some(seq) => return Err(StoreError::Stale.into()),
        Some(Basis::Nothing) if newest.is_some() => {
            // It is no change of the other one: what that takes is not asked for.
            problems.retain(|problem| problem.code != codes::ANNOUNCED_OTHERWISE);
            problems.push(Problem::new("id", codes::TWICE));
        }
        _ => {}
    }
    match problems.is_empty() {
        true => Ok(()),
        false => Err(AppError::Invalid(problems)),
    }
}

/// A round can still be announced, changed or cancelled. The clock decides, also in the moments before
/// the round is moved on.
fn must_wait(register: &Register, round: &RoundId, now: Timestamp) -> Result<(), Refusal> {
    let Some(known) = register.rounds.find(round.as_str()) else {
        return Ok(());
    };
    match register.round_state(round) {
        RoundState::Cancelled => Err(Refusal::Cancelled),
        RoundState::Planned if now < known.opens_at => Ok(()),
        _ => Err(Refusal::AlreadyOpen),
    }
}

/// The newest entry about a round; `None` if there is no such round.
#[must_use]
pub fn newest_entry(register: &Register, round: &RoundId) -> Option<u64> {
    let kept = register.rounds.find_kept(round.as_str())?;
    Some(kept.steps.last()?.seq)
}

/// Sealed inquiries that were not opened yet.
fn list_closed(register: &Register) -> impl Iterator<Item = &Inquiry> {
    let all = register.inquiries.list();
    all.filter(|one| one.is_sealed() && register.find_opening(&one.id).is_none())
}

/// Opens the first sealed inquiry whose day is over, and names what does not open; nothing if none is.
fn open_inquiry(state: &State, (now, zone): (Timestamp, &TimeZone), unopened: &[u64]) -> Decision {
    let register = &state.register;
    let rule = OrganisationId::new(RULE);
    let due = list_closed(register).find_map(|inquiry| {
        let due_at = inquiry.ends_at(zone).filter(|due| *due <= now)?;
        Some((inquiry.id.subject(), due_at))
    });
    let Some((about, due_at)) = due else {
        return Decision::public(rule, Vec::new());
    };
    let said = Said {
        invented: register.is_invented(&about),
        ..Said::new(
            about.clone(),
            Statement::InquiryOpened(Opening {
                due_at: Some(due_at),
                unopened: unopened.to_vec(),
            }),
        )
    };
    Decision {
        reveals: Some(about),
        unopened: unopened.to_vec(),
        ..Decision::public(rule, vec![said])
    }
}

/// The next move of the first round that is due, or the opening of an inquiry, which names what does not open;
/// nothing if nothing is due.
fn advance(state: &State, (now, zone): (Timestamp, &TimeZone), unopened: &[u64]) -> Decision {
    let register = &state.register;
    let rule = OrganisationId::new(RULE);
    let due = register.rounds.list().find_map(|round| {
        let state = register.round_state(&round.id);
        let to = state.next().filter(|_| round.is_due(state, now))?;
        Some((round, state, to))
    });
    let Some((round, from, to)) = due else {
        return open_inquiry(state, (now, zone), unopened);
    };
    // The checkpoint of the closed round: everything said in it lies under it.
    let checkpoint = (to == RoundState::Published).then(|| {
        String::from_utf8_lossy(&state.checkpoint)
            .into_owned()
            .into()
    });
    let said = Said {
        invented: register.is_invented(&round.id.subject()),
        ..Said::new(
            round.id.subject(),
            Statement::RoundAdvanced(Advance {
                to,
                // Not the time of the clock: when it was made is told by the entry itself, and both
                // together show how late the program was.
                due_at: round.ends_at(from),
                checkpoint,
                reason: None,
                unopened: unopened.to_vec(),
            }),
        )
    };
    Decision {
        // With this very move: whoever sees that the round is due sees all that was said, and nobody
        // can reply to one statement before the others are open.
        reveals: (to == RoundState::Closing).then(|| round.id.subject()),
        unopened: unopened.to_vec(),
        ..Decision::public(rule, vec![said])
    }
}

/// The id of a round of a plan, made from a name such as "2026".
#[must_use]
pub fn id_of(plan: &PlanId, name: &str) -> RoundId {
    let name = wegmarke_domain::id::slug(name);
    RoundId::new(format!("{plan}/{name}"))
}
