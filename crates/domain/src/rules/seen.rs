// SPDX-License-Identifier: EUPL-1.2
//! What anybody may see of what is said in a round.

use crate::contribution::{Contribution, Says};
use crate::register::Register;

/// What may be seen of a contribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen<'a> {
    /// That it was made, and no more.
    Sealed,
    /// What it says.
    Says(&'a Says),
    /// It was taken back.
    Withdrawn,
    /// Its content was erased, as law may demand.
    Erased,
    /// It did not open when the round was revealed.
    Unopened,
    /// Only its hash was submitted, and its organisation did not hand in the words yet.
    Unrevealed,
}

/// What anybody may see of a contribution in this register. Before the round is due nothing, also
/// if the register knows more (one of an older day does).
#[must_use]
pub fn seen<'a>(register: &Register, contribution: &'a Contribution) -> Seen<'a> {
    if !register
        .round_state(&contribution.address.round)
        .is_revealed()
    {
        return Seen::Sealed;
    }
    match contribution.newest().map(|version| &version.voiced) {
        Some(Some(voiced)) => voiced
            .says()
            .map_or(Seen::Withdrawn, |says| Seen::Says(says)),
        Some(None) | None if is_unopened(register, contribution) => Seen::Unopened,
        Some(None) | None if is_unrevealed(register, contribution) => Seen::Unrevealed,
        Some(None) | None => Seen::Erased,
    }
}

fn is_unrevealed(register: &Register, contribution: &Contribution) -> bool {
    let newest = contribution.newest();
    newest.is_some_and(|newest| newest.is_kept() && register.find_erasure(newest.seq).is_none())
}

fn is_unopened(register: &Register, contribution: &Contribution) -> bool {
    let newest = contribution.newest();
    newest.is_some_and(|newest| {
        let erased = register.find_erasure(newest.seq).is_some();
        !erased && register.is_unopened(&contribution.address.round, newest.seq)
    })
}
