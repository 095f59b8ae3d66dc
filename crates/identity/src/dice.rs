// SPDX-License-Identifier: EUPL-1.2
//! Chance is a parameter: tests choose it.

/// Gives random bytes for secrets and salts.
pub trait Dice: Send + Sync {
    /// Fills `bytes` with what nobody can guess.
    fn fill(&self, bytes: &mut [u8]);
}

/// So many random bytes.
pub(crate) fn roll<const N: usize>(dice: &dyn Dice) -> [u8; N] {
    let mut bytes = [0; N];
    dice.fill(&mut bytes);
    bytes
}
