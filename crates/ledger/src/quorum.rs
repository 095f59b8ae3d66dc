// SPDX-License-Identifier: EUPL-1.2
//! How many of which witnesses must have cosigned a checkpoint before somebody believes it.

use crate::cosignature::{Cosignature, CosignatureError, WitnessVerifier};

/// Witnesses that somebody trusts, and how many of them are demanded.
#[derive(Clone, Debug)]
pub struct Quorum {
    witnesses: Vec<WitnessVerifier>,
    needed: usize,
}

/// Why witnesses make no quorum.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QuorumError {
    /// One key stands there twice, and would count twice.
    #[error("“{0}” and “{1}” have the same key: they are one witness")]
    Double(String, String),
    /// No number of these witnesses.
    #[error("{needed} of {all} witnesses cannot be demanded")]
    Impossible {
        /// Demanded.
        needed: usize,
        /// Named.
        all: usize,
    },
}

/// What was found of what was demanded.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Cosignatures that hold, in the order of the witnesses.
    pub cosignatures: Vec<Cosignature>,
    /// Names of witnesses without one.
    pub missing: Vec<String>,
    /// How many are demanded.
    pub needed: usize,
}

impl Found {
    /// Whether there are as many as demanded.
    #[must_use]
    pub const fn is_enough(&self) -> bool {
        self.cosignatures.len() >= self.needed
    }
}

impl Quorum {
    /// So many of these witnesses; all of them where no number is given.
    ///
    /// # Errors
    /// [`QuorumError`].
    pub fn new(
        witnesses: Vec<WitnessVerifier>,
        needed: Option<usize>,
    ) -> Result<Self, QuorumError> {
        let all = witnesses.len();
        for (at, one) in witnesses.iter().enumerate() {
            if let Some(same) = witnesses[..at].iter().find(|other| one.is_same_key(other)) {
                let [same, one] = [same, one].map(|witness| witness.name().to_owned());
                return Err(QuorumError::Double(same, one));
            }
        }
        let needed = needed.unwrap_or(all);
        if needed == 0 || needed > all {
            return Err(QuorumError::Impossible { needed, all });
        }
        Ok(Self { witnesses, needed })
    }

    /// Looks for the cosignatures in a checkpoint whose own signature was checked.
    ///
    /// # Errors
    /// [`CosignatureError::Forged`] if one of a witness does not hold: such a checkpoint is not to be
    /// believed, whoever else signed it.
    pub fn judge(&self, note: &[u8]) -> Result<Found, CosignatureError> {
        let mut found = Found {
            cosignatures: Vec::new(),
            missing: Vec::new(),
            needed: self.needed,
        };
        for witness in &self.witnesses {
            match witness.find_in(note)? {
                Some(cosignature) => found.cosignatures.push(cosignature),
                None => found.missing.push(witness.name().to_owned()),
            }
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::{Quorum, QuorumError};
    use crate::checkpoint::LogKey;
    use crate::cosignature::{WitnessKey, WitnessVerifier, cosigned};
    use crate::tree::Tree;
    use rand::SeedableRng;

    #[test]
    fn so_many_of_so_many() {
        let mut rng = rand::rngs::StdRng::seed_from_u64(7);
        let keys: Vec<WitnessKey> = ["a", "b", "c"]
            .iter()
            .map(|name| WitnessKey::parse(&WitnessKey::generate(&mut rng, name).unwrap()).unwrap())
            .collect();
        let log = LogKey::parse(&LogKey::generate(&mut rng, "log").unwrap()).unwrap();
        let note = log.sign(0, Tree::default().root()).unwrap();
        let all = || {
            keys.iter()
                .map(|key| key.verifier().clone())
                .collect::<Vec<_>>()
        };
        let signed = |by: &[usize]| {
            let lines: Vec<_> = by
                .iter()
                .map(|at| keys[*at].cosign(&note, 5).unwrap())
                .collect();
            cosigned(&note, &lines)
        };
        for (by, needed, enough) in [
            (&[][..], Some(1), false),
            (&[1], Some(1), true),
            (&[1], Some(2), false),
            (&[0, 2], Some(2), true),
            // The same one twice is one.
            (&[0, 0], Some(2), false),
            (&[0, 1], None, false),
            (&[2, 1, 0], None, true),
        ] {
            let quorum = Quorum::new(all(), needed).unwrap();
            let found = quorum.judge(&signed(by)).unwrap();
            assert_eq!(found.is_enough(), enough, "{by:?}");
            assert_eq!(found.missing.len() + found.cosignatures.len(), 3);
        }
        for needed in [0, 4] {
            let wrong = Quorum::new(all(), Some(needed)).unwrap_err();
            assert_eq!(wrong, QuorumError::Impossible { needed, all: 3 });
        }
        assert!(Quorum::new(Vec::new(), None).is_err());
    }

    #[test]
    fn one_key_under_two_names_is_one_witness() {
        let mut rng = rand::rngs::StdRng::seed_from_u64(7);
        let file = WitnessKey::generate(&mut rng, "a").unwrap();
        let one = WitnessKey::parse(&file).unwrap().verifier().clone();
        let key = one.text().splitn(3, '+').last().unwrap();
        let bytes = base64::Engine::decode(&base64::prelude::BASE64_STANDARD, key).unwrap();
        let id = signed_note::key_id("b", &bytes);
        let other = WitnessVerifier::parse(&format!("b+{id:08x}+{key}")).unwrap();
        let wrong = Quorum::new(vec![one, other], Some(1)).unwrap_err();
        assert_eq!(wrong, QuorumError::Double("a".to_owned(), "b".to_owned()));
    }
}
