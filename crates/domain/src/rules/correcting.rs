// SPDX-License-Identifier: EUPL-1.2
//! Proposed corrections: what is wrong with one, whose it is to decide, and what comes of it.

use crate::correction::Correction;
use crate::id::OrganisationId;
use crate::noun::{Noun, Subject};
use crate::problem::{Problem, codes, length};
use crate::proposal::Proposed;
use crate::record::{self, Changes};
use crate::register::Register;
use crate::roll::{TableVisitor, Tabled};
use crate::rules::importing::{Owner, find_owner, is_of};
use crate::rules::permission::Actor;
use crate::rules::withdrawing::{Takes, takes_of};
use crate::shape;
use crate::table::Table;

/// Who decides what is proposed for a thing: whose record it is. `None`: it is not there, or follows by
/// rule.
#[must_use]
pub fn find_decider(register: &Register, about: &Subject) -> Option<Owner> {
    if matches!(about.noun, Noun::Round | Noun::Finding) {
        return None;
    }
    find_owner(register, about).filter(|owner| *owner != Owner::Operator)
}

/// What it takes to decide it; `None`: nobody does.
#[must_use]
pub fn takes_to_decide(register: &Register, about: &Subject) -> Option<Takes> {
    find_decider(register, about).map(|owner| takes_of(&owner))
}

/// What a proposal changes of what stands now; what stands like that already is left out.
#[must_use]
pub fn rebase(register: &Register, about: &Subject, proposed: &Changes) -> Changes {
    let now = find_standing(register, about).unwrap_or_default();
    let changes = proposed.iter().filter_map(|(name, change)| {
        let from = now.get(&**name).cloned();
        let to = change.to.clone();
        let change = record::Change { from, to };
        (change.from != change.to).then(|| (name.clone(), change))
    });
    changes.collect()
}

fn find_standing(
    register: &Register,
    about: &Subject,
) -> Option<serde_json::Map<String, serde_json::Value>> {
    struct Standing<'a>(&'a str);

    impl TableVisitor for Standing<'_> {
        type Out = Option<serde_json::Map<String, serde_json::Value>>;

        fn visit<T: Tabled>(self, table: &Table<T>) -> Self::Out {
            table.find(self.0).map(record::attributes)
        }
    }

    register.visit(about.noun, Standing(&about.id)).flatten()
}

/// Everything that is wrong with a proposal.
#[must_use]
pub fn problems(
    register: &Register,
    by: &OrganisationId,
    about: &Subject,
    correction: &Correction,
) -> Vec<Problem> {
    let unknown = || vec![Problem::new("", codes::UNKNOWN).with(about.to_string())];
    let Some(owner) = find_decider(register, about).filter(|_| register.stands(about)) else {
        return unknown();
    };
    if is_of(register, &owner, by, about) {
        return vec![Problem::new("", codes::ONES_OWN)];
    }
    let mut problems = Vec::new();
    length("reason", &correction.reason, &mut problems);
    if correction.changes.is_empty() {
        problems.push(Problem::new("changes", codes::SAYS_NOTHING));
    }
    let looking = Looking {
        register,
        about,
        changes: &correction.changes,
    };
    let found = register.visit(about.noun, looking);
    problems.extend(found.into_iter().flatten());
    problems
}

/// What is wrong with changes of a record.
struct Looking<'a> {
    register: &'a Register,
    about: &'a Subject,
    changes: &'a Changes,
}

impl TableVisitor for Looking<'_> {
    type Out = Vec<Problem>;

    fn visit<T: Tabled>(self, table: &Table<T>) -> Vec<Problem> {
        let Some(known) = table.find(&self.about.id) else {
            return Vec::new();
        };
        // Whose word it is is not for others to say, and an id is what a thing is known by.
        let fixed = |name: &str| name == "id" || T::SPEAKER == Some(name);
        if let Some(name) = self.changes.keys().find(|name| fixed(name)) {
            return vec![Problem::new(&**name, codes::STATED_BY_ANOTHER).with(&**name)];
        }
        let known_here = |name: &str| shape::find(T::ATTRIBUTES, name).is_some();
        if let Some(name) = self.changes.keys().find(|name| !known_here(name)) {
            return vec![Problem::new(&**name, codes::UNKNOWN).with(&**name)];
        }
        match record::changed(known, self.changes) {
            Err(record::ChangeError::Stale(name)) => {
                vec![Problem::new(&*name, codes::CHANGED_SINCE)]
            }
            Err(record::ChangeError::Invalid(why)) => {
                vec![Problem::new("changes", codes::UNREADABLE).with(why)]
            }
            Ok(after) => {
                let mut unknown = Vec::new();
                after.refer(&mut |named| {
                    if !self.register.stands(&named) {
                        unknown
                            .push(Problem::new("changes", codes::UNKNOWN).with(named.to_string()));
                    }
                });
                known.refer(&mut |named| {
                    // What stood there before is not theirs to mend.
                    unknown
                        .retain(|problem| problem.detail.as_deref() != Some(&*named.to_string()));
                });
                unknown
            }
        }
    }
}

/// A proposed correction by its entry, and what it is about.
#[must_use]
pub fn find_correction(register: &Register, seq: u64) -> Option<(&Subject, &Proposed<Correction>)> {
    let line = register.find_line(seq)?;
    let mut all = register.list_corrections_of(&line.subject);
    all.find(|one| one.seq == seq)
        .map(|one| (&line.subject, one))
}

/// Open corrections that somebody may decide, oldest first.
#[must_use]
pub fn list_to_decide<'a>(
    register: &'a Register,
    actor: &Actor,
) -> Vec<(&'a Subject, &'a Proposed<Correction>)> {
    let may = |about: &Subject| {
        let owner = find_decider(register, about);
        owner.is_some_and(|owner| {
            let takes = takes_of(&owner);
            is_of(register, &owner, &actor.organisation, about)
                && actor.may(register, takes.action, takes.about(&actor.organisation))
        })
    };
    let open = register.list_corrections();
    let open = open.filter(|(_, one)| one.decided.is_none());
    let mut open: Vec<_> = open.filter(|(about, _)| may(about)).collect();
    open.sort_by_key(|(_, one)| one.seq);
    open
}
