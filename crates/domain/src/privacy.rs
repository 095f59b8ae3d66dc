// SPDX-License-Identifier: EUPL-1.2
//! Keeping persons out of practice statements.
//!
//! Precondition: a text that somebody wants to publish. Postcondition: no text passes that holds
//! one of the patterns below; what is refused is shown to its author with the reason. This is a
//! net, not a proof: a story can identify somebody without a name, so the form says so too.

use std::sync::LazyLock;

use regex::Regex;

use crate::problem::{Problem, codes};
use crate::text::Text;

/// A pattern and what it hints at.
struct Hint {
    code: &'static str,
    pattern: &'static str,
}

const HINTS: &[Hint] = &[
    // A form of address before a capitalised word, or words that introduce a name.
    Hint {
        code: codes::HOLDS_NAME,
        pattern: r"\b(?:Frau|Herrn?|Fr\.|Hr\.|Mrs?\.?|Ms\.?|Miss|Mme)\s+(?:Dr\.\s+)?\p{Lu}\p{L}*",
    },
    Hint {
        code: codes::HOLDS_NAME,
        pattern: r"(?i:\b(?:namens|mit\s+(?:dem\s+)?Namen|heißt|called|named|name\s+is|Name:))\s+\p{Lu}\p{Ll}+",
    },
    // "Anna K.", but not "Gruppe A.".
    Hint {
        code: codes::HOLDS_NAME,
        pattern: r"\b\p{Lu}\p{Ll}+\s+\p{Lu}\.(?:\s|$|,|\))",
    },
    // A day, month and year: a month and year are enough for what reaches practice.
    Hint {
        code: codes::HOLDS_BIRTH_DATE,
        pattern: r"\b\d{1,2}\s?[./]\s?\d{1,2}\s?[./]\s?(?:\d{4}|\d{2})\b",
    },
    Hint {
        code: codes::HOLDS_BIRTH_DATE,
        pattern: r"\b(?:19|20)\d\d-\d\d-\d\d\b",
    },
    Hint {
        code: codes::HOLDS_BIRTH_DATE,
        pattern: r"(?i)\b\d{1,2}\.?\s+(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|January|February|March|May|June|July|October|December)\s+(?:19|20)\d\d\b",
    },
    Hint {
        code: codes::HOLDS_BIRTH_DATE,
        pattern: r"(?i)\b(?:geb\.|geboren\s+(?:am|im|in)|born\s+(?:on|in))\s",
    },
    Hint {
        code: codes::HOLDS_PHONE,
        pattern: r"(?:\+|\b00?)[1-9]\d*(?:[\s/().–-]*\d){6,}",
    },
    Hint {
        code: codes::HOLDS_ADDRESS,
        pattern: r"[\p{L}\d._%+-]+@[\p{L}\d.-]+\.\p{L}{2,}",
    },
    Hint {
        code: codes::HOLDS_ADDRESS,
        pattern: r"(?i)\b\p{L}*(?:straße|strasse|str\.|gasse|allee|platz|damm|ufer|weg)\s+\d+\s?[a-z]?\b",
    },
    Hint {
        code: codes::HOLDS_ADDRESS,
        pattern: r"\b\d+\s+\p{Lu}\p{Ll}+\s+(?:Street|Road|Avenue|Lane|Square)\b",
    },
    // Registers of courts and prosecutors: "3 Js 1234/25".
    Hint {
        code: codes::HOLDS_FILE_NUMBER,
        pattern: r"\b\d{1,4}\s?\p{L}{1,5}\s?\d{1,6}/\d{2,4}\b",
    },
    Hint {
        code: codes::HOLDS_FILE_NUMBER,
        pattern: r"(?i)\b(?:Az\.?|Aktenzeichen|Geschäftszeichen|AZR-?\s?(?:Nr\.?|Nummer)|file\s+(?:number|no\.?)|case\s+(?:number|no\.?))\s*:?\s*\S*\d",
    },
];

/// Words before a single letter that make it no initial.
const NOT_FIRST_NAMES: &[&str] = &[
    "Abschnitt",
    "Anhang",
    "Anlage",
    "Category",
    "Fall",
    "Group",
    "Gruppe",
    "Kategorie",
    "Klasse",
    "Land",
    "Part",
    "Phase",
    "Punkt",
    "Section",
    "Stadt",
    "Stufe",
    "Teil",
    "Typ",
    "Type",
    "Variante",
];

static PATTERNS: LazyLock<Vec<(&'static str, Regex)>> = LazyLock::new(|| {
    HINTS
        .iter()
        // A test compiles each: none is left out.
        .filter_map(|hint| Some((hint.code, Regex::new(hint.pattern).ok()?)))
        .collect()
});

/// Notes everything in a text that hints at a person, each kind of hint once.
pub fn check(field: &str, text: &Text, problems: &mut Vec<Problem>) {
    for (_, text) in text.iter() {
        let plain: String = text.chars().filter(|c| !is_invisible(*c)).collect();
        for (code, pattern) in PATTERNS.iter() {
            let found = pattern
                .find_iter(&plain)
                .map(|found| found.as_str().trim())
                .find(|found| !is_lettered(found));
            let known = |problem: &Problem| &*problem.field == field && problem.code == *code;
            if let Some(found) = found
                && !problems.iter().any(known)
            {
                problems.push(Problem::new(field, code).with(found));
            }
        }
    }
}

fn is_lettered(found: &str) -> bool {
    let first = found.split_whitespace().next().unwrap_or_default();
    NOT_FIRST_NAMES.contains(&first)
}

/// Characters that are not seen and could hide a number from the patterns.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::{HINTS, PATTERNS, check};
    use crate::text::{Lang, Text};

    fn codes_of(text: &str) -> Vec<&'static str> {
        let mut problems = Vec::new();
        check(
            "observed",
            &Text::new(Lang::DE, text).unwrap(),
            &mut problems,
        );
        problems.into_iter().map(|problem| problem.code).collect()
    }

    #[test]
    fn every_pattern_compiles() {
        assert_eq!(PATTERNS.len(), HINTS.len());
    }

    #[test]
    fn hints_at_persons_are_found() {
        for (text, code) in [
            ("Frau Schmidt bekam keinen Platz.", "holds_name"),
            ("Die Klientin Anna K. wartete lange.", "holds_name"),
            ("eine Frau namens Maria", "holds_name"),
            ("Mrs Jones was turned away", "holds_name"),
            ("geboren am 3.4.1999", "holds_birth_date"),
            ("geb. 1999 in", "holds_birth_date"),
            ("seit 12. März 2004", "holds_birth_date"),
            ("am 2004-03-12", "holds_birth_date"),
            ("Tel. 030 / 123 45 67", "holds_phone"),
            ("+49 170 1234567", "holds_phone"),
            ("03\u{200b}0 1\u{200b}234567", "holds_phone"),
            ("wohnt in der Hauptstraße 12a", "holds_address"),
            ("schreibt an a.b@example.org", "holds_address"),
            ("3 Js 1234/25", "holds_file_number"),
            ("Az.: 12-34", "holds_file_number"),
        ] {
            assert!(
                codes_of(text).contains(&code),
                "{text}: {:?}",
                codes_of(text)
            );
        }
    }

    #[test]
    fn what_is_said_of_many_passes() {
        for text in [
            "Von 120 Anfragen im Jahr 2025 endeten 34 ohne Schutzplatz; in Gruppe A. waren es mehr.",
            "Seit März 2026 dauert die Antwort nach § 45b AufenthG bis zu 6 Monate.",
            "Die Mittel von 1.250.000 Euro (2025/2026) reichen für 12 Beratungsstellen.",
            "Frauen aus Drittstaaten erreichen die Stelle in 9 von 16 Ländern nicht.",
            "Art. 11 Abs. 2 der Richtlinie 2011/36/EU wird in der Praxis nicht beachtet.",
            "In Berlin and Hamburg 40 % of requests had no answer within 14 days.",
        ] {
            assert_eq!(codes_of(text), Vec::<&str>::new(), "{text}");
        }
    }
}
