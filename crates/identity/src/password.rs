// SPDX-License-Identifier: EUPL-1.2
//! Passwords: argon2id, and what a password must be.

use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};

use crate::Dice;

/// Fewest characters of a password.
pub const SHORTEST: usize = 12;
/// Most bytes of one: hashing more would only cost time.
pub const LONGEST_BYTES: usize = 256;
/// Memory in KiB, passes, lanes: what OWASP names for argon2id.
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);

/// Why a password will not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weakness {
    /// Fewer than [`SHORTEST`] characters.
    TooShort,
    /// More than [`LONGEST_BYTES`] bytes.
    TooLong,
    /// It holds the address or the organisation's name, or they hold it.
    NamesYou,
    /// One pattern over and over, or a row of neighbours: "aaaaaaaaaaaa", "123456789012".
    Pattern,
}

/// Everything that is wrong with a password of somebody with these names.
#[must_use]
pub fn weaknesses(password: &str, names: &[&str]) -> Vec<Weakness> {
    let mut found = Vec::new();
    if password.chars().count() < SHORTEST {
        found.push(Weakness::TooShort);
    }
    if password.len() > LONGEST_BYTES {
        found.push(Weakness::TooLong);
    }
    let lower = password.to_lowercase();
    let named = |name: &&str| {
        let name = name.to_lowercase();
        let local = name.split('@').next().unwrap_or_default().to_owned();
        [name, local]
            .iter()
            .any(|part| part.chars().count() >= 4 && (lower.contains(part.as_str())))
    };
    if names.iter().any(named) {
        found.push(Weakness::NamesYou);
    }
    if is_pattern(&lower) {
        found.push(Weakness::Pattern);
    }
    found
}

/// Few different characters, one short word repeated, or mostly neighbours in the alphabet.
fn is_pattern(password: &str) -> bool {
    let chars: Vec<char> = password.chars().collect();
    if chars.is_empty() {
        return false;
    }
    let mut different = chars.clone();
    different.sort_unstable();
    different.dedup();
    let repeats = (1..=4).any(|width| {
        chars
            .iter()
            .zip(&chars[width.min(chars.len())..])
            .all(|(a, b)| a == b)
    });
    let neighbours = chars
        .windows(2)
        .filter(|pair| u32::from(pair[0]).abs_diff(u32::from(pair[1])) <= 1)
        .count();
    different.len() < 5 || repeats || neighbours * 4 > chars.len() * 3
}

fn hasher() -> Option<Argon2<'static>> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, None).ok()?;
    Some(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The hash to keep, as a PHC string; `None` only if memory runs out.
#[must_use]
pub fn hash(dice: &dyn Dice, password: &str) -> Option<String> {
    let mut salt = [0; 16];
    dice.fill(&mut salt);
    let hash = hasher()?.hash_password_with_salt(password.as_bytes(), &salt);
    Some(hash.ok()?.to_string())
}

/// Whether a password is the one of a hash. Takes the same time for a right and a wrong one.
#[must_use]
pub fn verify(password: &str, hash: &str) -> bool {
    password.len() <= LONGEST_BYTES
        && Argon2::default()
            .verify_password(password.as_bytes(), hash)
            .is_ok()
}

/// Takes as long as [`verify`], so that nobody learns from the time whether an account exists.
pub fn verify_nobody(password: &str) {
    let cut = password.get(..LONGEST_BYTES).unwrap_or(password);
    if let Some(hasher) = hasher() {
        let mut out = [0; 32];
        let _unneeded = hasher.hash_password_into(cut.as_bytes(), &[0; 16], &mut out);
    }
}

#[cfg(test)]
mod tests {
    use super::{Weakness, hash, verify, weaknesses};
    use crate::Dice;

    struct Fixed(u8);

    impl Dice for Fixed {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(self.0);
        }
    }

    #[test]
    fn only_the_password_itself_fits() {
        let kept = hash(&Fixed(7), "Vier Worte ohne Sinn").unwrap();
        assert!(
            kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{kept}"
        );
        assert!(verify("Vier Worte ohne Sinn", &kept));
        assert!(!verify("vier Worte ohne Sinn", &kept));
        assert!(!verify("", &kept));
        assert!(!verify("Vier Worte ohne Sinn", "no hash"));
        assert_ne!(kept, hash(&Fixed(8), "Vier Worte ohne Sinn").unwrap());
    }

    #[test]
    fn all_weaknesses_are_told_at_once() {
        let of = |password: &str| weaknesses(password, &["anna.beispiel@kok.example", "KOK e.V."]);
        assert_eq!(of("Vier Worte ohne Sinn"), []);
        assert_eq!(of("kurz"), [Weakness::TooShort, Weakness::Pattern]);
        assert_eq!(of("123456789012"), [Weakness::Pattern]);
        assert_eq!(of("abcabcabcabc"), [Weakness::Pattern]);
        assert_eq!(of("aaaaaaaaaaaaaaaa"), [Weakness::Pattern]);
        assert_eq!(of("xAnna.Beispiel99!"), [Weakness::NamesYou]);
        assert_eq!(of(&"wort ".repeat(60)), [Weakness::TooLong]);
    }
}
