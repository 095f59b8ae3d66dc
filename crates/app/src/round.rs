// SPDX-License-Identifier: EUPL-1.2
//! Rounds: announced by the coordinator, moved by the clock.

use jiff::Timestamp;
use wegmarke_domain::id::{OrganisationId, PlanId, RoundId, is_of_plan};
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::record::differences;
use wegmarke_domain::round::{Advance, RULE, Round, RoundState};
use wegmarke_domain::rules::permission::{About, Action};
use wegmarke_domain::statement::{Act, Said, Statement};
use wegmarke_store::StoreError;

use crate::append::Decision;
use crate::standing::Refusal;
use crate::{App, AppError, Receipt, State, Who};

impl App {
    /// Announces a round, or changes one that is not open yet. Only who coordinates the plan may.
    /// Once it is open nobody can change it: not its days, and not who must say what.
    ///
    /// # Errors
    /// [`AppError::Forbidden`], [`AppError::Invalid`] with all problems, [`Refusal::AlreadyOpen`].
    pub async fn announce_round(
        &self,
        who: &Who,
        round: &Round,
        invented: bool,
    ) -> Result<Vec<Receipt>, AppError> {
        let now = self.clock.now();
        self.append(|state| {
            who.must(state, Action::OpenRound, About::Plan(&round.plan))?;
            if state.register.round_state(&round.id) != RoundState::Planned {
                return Err(Refusal::AlreadyOpen.into());
            }
            let mut problems = round.problems(&state.register, now);
            if !is_of_plan(round.id.as_str(), round.plan.as_str()) {
                problems.push(Problem::new("id", codes::UNKNOWN).with(round.id.as_str()));
            }
            if !problems.is_empty() {
                return Err(AppError::Invalid(problems));
            }
            let act = match state.register.rounds.find(round.id.as_str()) {
                Some(before) => Act::<Round>::Changed(differences(before, round)),
                None => Act::Stated(round.clone().into()),
            };
            let changes = !matches!(&act, Act::Changed(changes) if changes.is_empty());
            let said = Said {
                invented,
                ..Said::new(round.id.subject(), act.into())
            };
            Ok((Decision::typed(who, changes.then_some(said)), ()))
        })
        .await
        .map(|(receipts, ())| receipts)
    }

    /// Moves every round that the clock says is due, by rule, one state at a time. When a round
    /// becomes due all its sealed bodies are revealed in the same transaction. Safe to call at any
    /// time, in any number of processes; says how many moves were made.
    ///
    /// # Errors
    /// What an append says, and [`AppError::Seal`] if a sealed body does not open.
    pub async fn advance_rounds(&self) -> Result<usize, AppError> {
        let mut moves = 0;
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
        let advanced = self.append(|state| Ok((advance(state, now), ()))).await;
        advanced.map(|(receipts, ())| receipts)
    }

    /// When the clock moves the next round on; `None` if no round waits for it.
    #[must_use]
    pub fn next_move(&self) -> Option<Timestamp> {
        let state = self.state();
        let rounds = state.register.rounds.list();
        rounds
            .filter_map(|round| round.ends_at(state.register.round_state(&round.id)))
            .min()
    }
}

/// The next move of the first round that is due; nothing if none is.
fn advance(state: &State, now: Timestamp) -> Decision {
    let register = &state.register;
    let rule = OrganisationId::new(RULE);
    let due = register.rounds.list().find_map(|round| {
        let state = register.round_state(&round.id);
        let to = state.next().filter(|_| round.is_due(state, now))?;
        Some((round, state, to))
    });
    let Some((round, from, to)) = due else {
        return Decision::public(rule, Vec::new());
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
            }),
        )
    };
    Decision {
        // With this very move: whoever sees that the round is due sees all that was said, and nobody
        // can reply to one statement before the others are open.
        reveals: (to == RoundState::Closing).then(|| round.id.clone()),
        ..Decision::public(rule, vec![said])
    }
}

/// The id of a round of a plan, made from a name such as "2026".
#[must_use]
pub fn id_of(plan: &PlanId, name: &str) -> RoundId {
    let name = wegmarke_domain::id::slug(name);
    RoundId::new(format!("{plan}/{name}"))
}
