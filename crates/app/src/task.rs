// SPDX-License-Identifier: EUPL-1.2
//! What an organisation has to do, and may do, in the rounds that run.

use jiff::Timestamp;
use wegmarke_domain::contribution::{Address, Seen, seen};
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::register::Register;
use wegmarke_domain::round::{Round, RoundState};
use wegmarke_domain::rules::voices;
use wegmarke_domain::task::{Task, TaskState};

use crate::contribution::{DraftState, HeldDraft, standing};

/// Tasks by round, the round due first first; rounds that take nothing are left out.
#[must_use]
pub fn list<'a>(
    register: &'a Register,
    by: &OrganisationId,
    drafts: &[HeldDraft],
    now: Timestamp,
) -> Vec<(&'a Round, Vec<Task>)> {
    let mut rounds: Vec<&Round> = register.rounds.list().collect();
    // What is to be done comes before what can only be corrected.
    let is_over = |round: &Round| {
        let state = register.round_state(&round.id);
        matches!(state, RoundState::Closed | RoundState::Published)
    };
    rounds.sort_by_key(|round| (is_over(round), round.due_at));
    rounds
        .into_iter()
        .map(|round| (round, of_round(register, by, drafts, now, round)))
        .filter(|(_, tasks)| !tasks.is_empty())
        .collect()
}

fn of_round(
    register: &Register,
    by: &OrganisationId,
    drafts: &[HeldDraft],
    now: Timestamp,
    round: &Round,
) -> Vec<Task> {
    let address = |noun: Noun, on: &wegmarke_domain::noun::Subject| Address {
        noun,
        round: round.id.clone(),
        by: by.clone(),
        number: 1,
        on: on.clone(),
    };
    let owed = round.duties.iter().filter(|duty| duty.organisation == *by);
    let owed: Vec<Address> = owed.map(|duty| address(duty.noun, &duty.on)).collect();
    let mut all: Vec<(Address, bool)> = owed.iter().map(|one| (one.clone(), true)).collect();
    let mut add = |one: Address| {
        if !all.iter().any(|(known, _)| *known == one) {
            all.push((one, false));
        }
    };
    // What the voice may say beyond what it owes, and what may be replied to.
    let plan = round.plan.as_str();
    for noun in [Noun::Assessment, Noun::Practice] {
        if voices::speaks_by(register, by, noun) {
            let measures = register.measures.list_of(plan);
            measures.for_each(|measure| add(address(noun, &measure.id.subject())));
            let fields = register.fields.list_of(plan);
            fields.for_each(|field| add(address(noun, &field.id.subject())));
            add(address(noun, &round.plan.subject()));
        }
    }
    for noun in voices::SPEAKING {
        for one in register.list_contributions(&round.id, noun) {
            if voices::list_addressed(register, one).contains(by) {
                add(address(Noun::Reply, &one.address.subject()));
            }
            if one.address.by == *by {
                add(one.address.clone());
            }
        }
    }
    for draft in drafts
        .iter()
        .filter(|draft| draft.address.round == round.id)
    {
        add(draft.address.clone());
    }
    // A second rater, or a second place: the next number, once there is one.
    let begun = |one: &Address| state(register, drafts, one) != TaskState::Nothing;
    let next: Vec<Address> = all
        .iter()
        .filter(|(one, _)| [Noun::Assessment, Noun::Practice].contains(&one.noun) && begun(one))
        .map(|(one, _)| Address {
            number: one.number.saturating_add(1),
            ..one.clone()
        })
        .collect();
    for one in next {
        if !all.iter().any(|(known, _)| *known == one) {
            all.push((one, false));
        }
    }
    let mut tasks: Vec<Task> = all
        .into_iter()
        .filter_map(|(one, owed)| {
            let state = if is_public(register, &one) {
                TaskState::Public
            } else {
                standing(register, &one, now).ok()?;
                state(register, drafts, &one)
            };
            Some(Task {
                address: one,
                state,
                owed,
            })
        })
        .collect();
    tasks.sort_by(|a, b| (!a.owed, a.state, &a.address).cmp(&(!b.owed, b.state, &b.address)));
    tasks
}

/// Whether it was said and revealed, and stands.
#[must_use]
pub fn is_public(register: &Register, address: &Address) -> bool {
    let found = register.find_contribution(&address.subject());
    found.is_some_and(|found| matches!(seen(register, found), Seen::Says(_)))
}

fn state(register: &Register, drafts: &[HeldDraft], address: &Address) -> TaskState {
    let draft = drafts.iter().find(|draft| draft.address == *address);
    match draft.map(|draft| &draft.draft.state) {
        Some(DraftState::Returned(_)) => TaskState::Returned,
        Some(DraftState::Waiting) => TaskState::Waiting,
        Some(DraftState::Writing) => TaskState::Drafted,
        None if register.find_contribution(&address.subject()).is_some() => TaskState::Said,
        None => TaskState::Nothing,
    }
}
