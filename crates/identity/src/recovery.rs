// SPDX-License-Identifier: EUPL-1.2
//! Recovery codes: ten codes, each good for one sign-in without the authenticator.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use crate::Dice;

/// How many codes there are.
pub const HOW_MANY: usize = 10;
/// Letters and digits that are not mistaken for each other; 32 of them: five bits each.
const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";
/// Letters of a code: 60 bits.
const LENGTH: usize = 12;

/// What is kept of the codes that were not used yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Codes {
    /// SHA-256 of each: a code has 60 random bits, so a slow hash would not help.
    hashes: Vec<String>,
}

fn hash(plain: &str) -> String {
    hex::encode(Sha256::digest(format!("wegmarke/recovery/{plain}")))
}

impl Codes {
    /// New codes: their plain texts in groups of four, and what is kept of them.
    #[must_use]
    pub fn generate(dice: &dyn Dice) -> (Vec<String>, Self) {
        let mut plain = Vec::with_capacity(HOW_MANY);
        let mut hashes = Vec::with_capacity(HOW_MANY);
        for _ in 0..HOW_MANY {
            let mut bytes = [0; LENGTH];
            dice.fill(&mut bytes);
            let letters: String = bytes
                .iter()
                .map(|byte| char::from(LETTERS[usize::from(byte % 32)]))
                .collect();
            hashes.push(hash(&letters));
            plain.push(format!(
                "{}-{}-{}",
                &letters[..4],
                &letters[4..8],
                &letters[8..]
            ));
        }
        (plain, Self { hashes })
    }

    /// How many are left.
    #[must_use]
    pub fn left(&self) -> usize {
        self.hashes.len()
    }

    /// Uses a code up; false if it is none of those that are left.
    #[must_use]
    pub fn take(&mut self, code: &str) -> bool {
        let plain: String = code
            .to_lowercase()
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect();
        let given = hash(&plain);
        let fits = |kept: &String| bool::from(kept.as_bytes().ct_eq(given.as_bytes()));
        match self.hashes.iter().position(fits) {
            Some(at) => {
                self.hashes.remove(at);
                true
            }
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Codes, HOW_MANY};
    use crate::Dice;
    use std::sync::atomic::{AtomicU8, Ordering};

    struct Counting(AtomicU8);

    impl Dice for Counting {
        fn fill(&self, bytes: &mut [u8]) {
            for byte in bytes {
                *byte = self.0.fetch_add(7, Ordering::Relaxed);
            }
        }
    }

    #[test]
    fn each_code_is_good_once() {
        let (plain, mut codes) = Codes::generate(&Counting(AtomicU8::new(0)));
        assert_eq!((plain.len(), codes.left()), (HOW_MANY, HOW_MANY));
        assert!(!codes.take("abcd-efgh-jkmn"));
        assert!(codes.take(&plain[3].to_uppercase().replace('-', " ")));
        assert!(!codes.take(&plain[3]));
        assert_eq!(codes.left(), HOW_MANY - 1);
        let kept = format!("{codes:?}");
        assert!(plain.iter().all(|code| !kept.contains(code.as_str())));
    }
}
