// SPDX-License-Identifier: EUPL-1.2
//! Numbers that look like those of a person and are none.

use std::sync::LazyLock;

use regex::{Captures, Regex};

/// What looks like a number of somebody and is none: spans of months, days, laws, budgets, money, help
/// lines.
const HARMLESS: [&str; 13] = [
    r"\b(?:\d{1,2}\s?-\s?)?\d{1,2}/(?:19|20)\d\d\b",
    r"\b\d{1,2}\.\s?\d{1,2}\.\s?(?:19|20)\d\d\b",
    r"\b(?:19|20)\d\d-\d\d-\d\d\b",
    r"\b(?:19|20)\d\d\s?[/-]\s?(?:(?:19|20)\d\d|\d\d)\b",
    r"\b(?:19|20)\d\d/\d{1,4}(?:/\p{Lu}+)?\b",
    r"(?i)\b(?:kapitel|kap\.|titel|tit\.|haushalts\w*|einzelplan|epl\.|budget\s+lines?|buchungsstelle|förderkennzeichen|fkz|isbn|issn|kostenstelle|drucksache\w*|\p{L}*drs\.?|drs\.)[\s:]*\d[\d\s./-]*(?:(?:kap\.|kapitel|tit\.|titel)[\s:]*[\d\s./-]*)*",
    r"(?i)\b0{0,2}8000?[\s/-]?\d[\d\s/-]{4,}",
    r"\b0180\d?[\s/-]?[\d\s/-]{4,}",
    r"\b116[\s/-]?\d{3}\b",
    r"\b\d{1,3}(?:[.,']\d{3})+(?:[.,]\d+)?\b",
    r"(?i)\b[1-9]\d{0,2}(?:\s\d{3})+(?:[.,]\d+)?\s?(?:€|euro|eur|prozent|percent|%|mio|million)",
    r"(?i)\b\d[\d.,]*\s?(?:€|euro|eur|prozent|percent|%|mio|million|fälle|personen|frauen)",
    r"§+\s?\d+\w?(?:\s(?:abs|absatz|nr|satz|s)\.?\s?\d+\w?)*",
];

static MASKS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    // A test compiles each: none is left out.
    HARMLESS
        .iter()
        .filter_map(|pattern| Regex::new(pattern).ok())
        .collect()
});

/// The text with everything harmless blotted out, byte for byte.
pub(super) fn mask(text: &str) -> String {
    let mut masked = text.to_owned();
    for pattern in MASKS.iter() {
        masked = pattern
            .replace_all(&masked, |found: &Captures<'_>| "x".repeat(found[0].len()))
            .into_owned();
    }
    masked
}

#[cfg(test)]
mod tests {
    use super::{HARMLESS, MASKS, mask};

    #[test]
    fn every_mask_compiles_and_keeps_every_byte() {
        assert_eq!(MASKS.len(), HARMLESS.len());
        let text = "Von 01/2025 – 06/2025, 12 Fälle: ä";
        assert_eq!(mask(text).len(), text.len());
    }
}
