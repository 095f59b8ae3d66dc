// SPDX-License-Identifier: EUPL-1.2
//! Numbers as printed, and a key to compare them by. `3.10` is not `3.1`; nothing becomes a figure.

use unicode_normalization::UnicodeNormalization as _;

/// More characters than this is no number.
const LONG: usize = 14;

/// Whether a cell's text is a number as plans print them: `1.1`, `Ü3`, `B5+6`, `G2/Ü4`, `3.16a`, `M 12`.
pub(crate) fn is_number(text: &str) -> bool {
    let text = text.trim();
    let signs = text.chars().count();
    let is_short = signs > 0 && signs <= LONG && text.split_whitespace().count() <= 2;
    let has_digit = text.chars().any(|sign| sign.is_ascii_digit());
    let letters = text.split(|sign: char| !sign.is_alphabetic());
    // A word of letters within a number is an abbreviation: `Nr`, `AW`, `EF`.
    let has_word = letters.clone().any(|run| run.chars().count() > 4);
    let is_plain = text
        .chars()
        .all(|sign| sign.is_alphanumeric() || sign.is_whitespace() || ".,-–/+()#°:".contains(sign));
    is_short && has_digit && is_plain && !has_word && !is_year(text)
}

fn is_year(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits >= 4
        && text
            .split(|sign: char| !sign.is_ascii_digit())
            .any(|run| run.len() == 4 && (run.starts_with("19") || run.starts_with("20")))
}

/// One way to write a number, for comparison only.
pub(crate) fn key(text: &str) -> String {
    let plain: String = text.nfkc().filter(|sign| !sign.is_whitespace()).collect();
    let plain = plain.to_lowercase();
    plain
        .trim_end_matches(['.', ':', ')'])
        .trim_start_matches('(')
        .to_owned()
}

/// A number cut before its last run of digits: what it shares with its neighbours, the run, the rest.
pub(crate) fn parts(key: &str) -> Option<(&str, u32, &str)> {
    let end = key.rfind(|sign: char| sign.is_ascii_digit())? + 1;
    let start = key[..end]
        .rfind(|sign: char| !sign.is_ascii_digit())
        .map_or(0, |at| {
            at + key[at..].chars().next().map_or(1, char::len_utf8)
        });
    Some((&key[..start], key[start..end].parse().ok()?, &key[end..]))
}

#[cfg(test)]
mod tests {
    use super::{is_number, key, parts};

    #[test]
    fn numbers_are_known_as_plans_print_them() {
        for number in [
            "1.1", "Ü3", "B5+6", "G2/Ü4", "3.16a", "M 12", "Nr. 4", "AW4", "1.", "1.10", "II.3",
        ] {
            assert!(is_number(number), "{number}");
        }
        for other in [
            "",
            "BMI",
            "2025–2028",
            "ab 2025",
            "laufend",
            "Maßnahme 1",
            "–",
            "5 von 10 Fällen",
        ] {
            assert!(!is_number(other), "{other}");
        }
    }

    #[test]
    fn keys_compare_and_figures_are_never_made_of_them() {
        assert_eq!(key("Ü 3."), key("ü3"));
        assert_ne!(key("3.10"), key("3.1"));
        assert_eq!(parts("3.16a"), Some(("3.", 16, "a")));
        assert_eq!(parts("ü3"), Some(("ü", 3, "")));
        assert_eq!(parts("üneu"), None);
    }
}
