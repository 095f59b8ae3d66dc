// SPDX-License-Identifier: EUPL-1.2
//! What an organisation has to do, and may do, in the rounds that run.

use std::collections::BTreeMap;

use jiff::Timestamp;
use wegmarke_domain::contribution::Address;
use wegmarke_domain::id::{OrganisationId, PlanId};
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::register::Register;
use wegmarke_domain::round::{Round, RoundState};
use wegmarke_domain::rules::seen::{Seen, seen};
use wegmarke_domain::rules::voices::{self, Asked};
use wegmarke_domain::task::{Task, TaskState};

use crate::draft::{DraftState, HeldDraft};
use crate::standing::standing_of;

/// Tasks by round, the round due first first; rounds that take nothing are left out.
#[must_use]
pub fn list<'a>(
    register: &'a Register,
    by: &OrganisationId,
    drafts: &[HeldDraft],
    now: Timestamp,
) -> Vec<(&'a Round, Vec<Task>)> {
    let asks = |round: &&Round| register.round_state(&round.id) != RoundState::Cancelled;
    let mut rounds: Vec<&Round> = register.rounds.list().filter(asks).collect();
    // What is to be done comes before what can only be corrected.
    let is_over = |round: &Round| {
        let state = register.round_state(&round.id);
        matches!(state, RoundState::Closed | RoundState::Published)
    };
    rounds.sort_by_key(|round| (is_over(round), round.due_at));
    let mut asked: BTreeMap<&PlanId, Asked<'_>> = BTreeMap::new();
    let mut held: BTreeMap<&Address, &HeldDraft> = BTreeMap::new();
    for draft in drafts {
        held.entry(&draft.address).or_insert(draft);
    }
    rounds
        .into_iter()
        .map(|round| {
            let asked = asked
                .entry(&round.plan)
                .or_insert_with_key(|plan| Asked::of(voices::list_rounds(register, plan.as_str())));
            let desk = Desk {
                register,
                by,
                drafts: &held,
                now,
                asked,
            };
            (round, desk.list_tasks(round))
        })
        .filter(|(_, tasks)| !tasks.is_empty())
        .collect()
}

/// What tasks are made from. Everything that is asked for each thing of a plan can be found without
/// looking through all others: a plan may have thousands of them, and this is the first page after
/// signing in.
struct Desk<'a> {
    register: &'a Register,
    by: &'a OrganisationId,
    drafts: &'a BTreeMap<&'a Address, &'a HeldDraft>,
    now: Timestamp,
    /// The duties of all rounds of the plan.
    asked: &'a Asked<'a>,
}

impl Desk<'_> {
    fn list_tasks(&self, round: &Round) -> Vec<Task> {
        let all = self.list_addresses(round).into_iter();
        let mut tasks: Vec<Task> = all
            .filter_map(|(address, owed)| {
                let state = if is_public(self.register, &address) {
                    TaskState::Public
                } else {
                    standing_of(self.register, Some(self.asked), &address, self.now).ok()?;
                    self.state(&address)
                };
                Some(Task {
                    address,
                    state,
                    owed,
                })
            })
            .collect();
        tasks.sort_by(|a, b| (!a.owed, a.state, &a.address).cmp(&(!b.owed, b.state, &b.address)));
        tasks
    }

    /// What may be said in a round, and whether it is owed.
    fn list_addresses(&self, round: &Round) -> BTreeMap<Address, bool> {
        let address = |noun: Noun, on: &Subject| Address {
            noun,
            round: round.id.clone(),
            by: self.by.clone(),
            number: 1,
            on: on.clone(),
        };
        let owed = round.duties.iter();
        let owed = owed.filter(|duty| duty.organisation == *self.by);
        let mut all: BTreeMap<Address, bool> = owed
            .map(|duty| (address(duty.noun, &duty.on), true))
            .collect();
        let mut add = |one: Address| {
            all.entry(one).or_insert(false);
        };
        // What the voice may say beyond what it owes, and what may be replied to.
        let (register, plan) = (self.register, round.plan.as_str());
        for noun in [Noun::Assessment, Noun::Practice] {
            if voices::speaks_by(register, self.by, noun) {
                let measures = register.measures.list_of(plan);
                measures.for_each(|measure| add(address(noun, &measure.id.subject())));
                let fields = register.fields.list_of(plan);
                fields.for_each(|field| add(address(noun, &field.id.subject())));
                add(address(noun, &round.plan.subject()));
            }
        }
        for noun in voices::SPEAKING {
            for one in register.list_contributions(&round.id, noun) {
                if voices::list_addressed_of(register, self.asked, one).contains(self.by) {
                    add(address(Noun::Reply, &one.address.subject()));
                }
                if one.address.by == *self.by {
                    add(one.address.clone());
                }
            }
        }
        let drafts = self.drafts.keys();
        drafts
            .filter(|address| address.round == round.id)
            .for_each(|address| add((*address).clone()));
        // A second rater, or a second place: the next number, once there is one.
        let numbered = |one: &&Address| [Noun::Assessment, Noun::Practice].contains(&one.noun);
        let begun = all.keys().filter(numbered);
        let begun = begun.filter(|one| self.state(one) != TaskState::Nothing);
        let next: Vec<Address> = begun
            .map(|one| Address {
                number: one.number.saturating_add(1),
                ..one.clone()
            })
            .collect();
        for one in next {
            all.entry(one).or_insert(false);
        }
        all
    }

    fn state(&self, address: &Address) -> TaskState {
        let draft = self.drafts.get(address);
        match draft.map(|draft| &draft.draft.state) {
            Some(DraftState::Returned(_)) => TaskState::Returned,
            Some(DraftState::Waiting) => TaskState::Waiting,
            Some(DraftState::Writing) => TaskState::Drafted,
            None if self
                .register
                .find_contribution(&address.subject())
                .is_some() =>
            {
                TaskState::Said
            }
            None => TaskState::Nothing,
        }
    }
}

/// Whether it was said and revealed, and stands.
#[must_use]
pub fn is_public(register: &Register, address: &Address) -> bool {
    let found = register.find_contribution(&address.subject());
    found.is_some_and(|found| matches!(seen(register, found), Seen::Says(_)))
}
