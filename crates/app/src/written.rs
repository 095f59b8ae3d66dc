// SPDX-License-Identifier: EUPL-1.2
//! Statements as they will be stored.

use wegmarke_domain::statement::{Said, Statement};
use wegmarke_ledger::{BodyHash, Salt, body, canonical};

use crate::{AppError, Dice};

/// A statement as it will be stored, whatever its number will be.
pub(crate) struct Written {
    pub(crate) salt: Salt,
    /// The body; empty where only its hash is said.
    pub(crate) json: Vec<u8>,
    pub(crate) hash: BodyHash,
}

impl Written {
    /// All that is said, with new salts, or with those that were signed.
    pub(crate) fn all(
        all: &[Said],
        salts: impl Fn(usize) -> Option<Salt>,
        dice: &dyn Dice,
    ) -> Result<Vec<Self>, AppError> {
        let said = all.iter().enumerate();
        said.map(|(place, said)| Self::of(said, salts(place), dice))
            .collect()
    }

    fn of(said: &Said, salt: Option<Salt>, dice: &dyn Dice) -> Result<Self, AppError> {
        // Its words are with their organisation, and so is their salt.
        if let Statement::Committed { hash, .. } = &said.statement {
            return Ok(Self {
                salt: Salt([0; 16]),
                json: Vec::new(),
                hash: BodyHash(*hash),
            });
        }
        let internal = |error: serde_json::Error| AppError::Internal(error.to_string());
        let json = canonical(&said.body().map_err(internal)?).map_err(internal)?;
        // A salt of its own for each body: equal bodies have different hashes, and a guess at a sealed
        // one cannot be tried out.
        let salt = salt.unwrap_or_else(|| {
            let mut salt = [0; 16];
            dice.fill(&mut salt);
            Salt(salt)
        });
        let hash = body::hash(&salt, &json);
        Ok(Self { salt, json, hash })
    }
}
