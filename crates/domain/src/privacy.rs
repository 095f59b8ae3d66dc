// SPDX-License-Identifier: EUPL-1.2
//! Keeping persons out of practice statements.
//!
//! Precondition: a text that somebody wants to publish. Postcondition: no text passes that holds
//! one of the patterns below, unless somebody looked at a doubtful one a second time and said why no
//! person is meant ([`NoPerson`]); what is refused is shown to its author with the reason. This is a
//! net, not a proof: a story can identify somebody without a name, so the form says so too. How much it
//! misses, and how much it catches wrongly, is measured in `tests/all/privacy.rs`.
//!
//! | module | what |
//! | --- | --- |
//! | `plain` | a text in one spelling, its words and sentences |
//! | `name`, `person`, `date`, `number`, `address` | what hints at somebody |
//! | `rule` | what a pattern is, and what was found |
//! | `mask` | numbers that are of nobody |
//! | `lists` | words that decide |

mod address;
mod date;
mod lists;
mod mask;
mod name;
mod number;
mod person;
mod plain;
mod rule;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};

use self::plain::Plain;
use self::rule::{Certainty, Find, Rule, Side};
use crate::problem::{Problem, codes};
use crate::text::Text;

/// Longest reason of a second look, in characters.
const LONGEST_REASON: usize = 2000;

/// A second look: somebody says that no person is meant, and why. It covers what it names, and nothing
/// that a text says otherwise later. Kept inside the organisation, beside which account said it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoPerson {
    /// What was looked at, as the problems gave it in `detail`.
    pub finds: BTreeSet<String>,
    /// Why no person is meant.
    pub reason: String,
}

impl NoPerson {
    /// The problems that are left after a second look, and the look as far as it was needed.
    ///
    /// Without a reason nothing is confirmed. What is sure stays: it must be taken out.
    #[must_use]
    pub fn settle(look: Option<&Self>, problems: Vec<Problem>) -> (Vec<Problem>, Option<Self>) {
        let Some(look) = look else {
            return (problems, None);
        };
        let mut used = BTreeSet::new();
        let mut left = Vec::new();
        for problem in problems {
            let named = problem.detail.as_deref();
            match named.filter(|find| is_doubtful(problem.code) && look.finds.contains(*find)) {
                Some(find) => {
                    used.insert(find.to_owned());
                }
                None => left.push(problem),
            }
        }
        if used.is_empty() {
            return (left, None);
        }
        let reason = crate::text::tidy(&look.reason).trim().to_owned();
        if reason.is_empty() {
            left.push(Problem::new("no_person.reason", codes::REQUIRED));
        } else if reason.chars().count() > LONGEST_REASON {
            let problem = Problem::new("no_person.reason", codes::TOO_LONG);
            left.push(problem.with(LONGEST_REASON.to_string()));
        }
        let finds = used;
        (left, Some(Self { finds, reason }))
    }
}

/// Whether a problem of this code can be confirmed by a second look ([`NoPerson`]).
#[must_use]
pub fn is_doubtful(code: &str) -> bool {
    DOUBTFUL.contains(&code)
}

/// Codes of what may mean a person and may not.
const DOUBTFUL: [&str; 6] = [
    codes::MAY_HOLD_NAME,
    codes::MAY_HOLD_BIRTH_DATE,
    codes::MAY_HOLD_PHONE,
    codes::MAY_HOLD_ADDRESS,
    codes::MAY_HOLD_FILE_NUMBER,
    codes::MAY_MEAN_PERSON,
];

static RULES: LazyLock<Vec<(Rule, Regex)>> = LazyLock::new(|| {
    // A test compiles each: none is left out.
    let compiled = |rule: Rule| Some((Regex::new(&rule.pattern).ok()?, rule));
    let rules = list_rules().into_iter().filter_map(compiled);
    rules.map(|(regex, rule)| (rule, regex)).collect()
});

fn list_rules() -> Vec<Rule> {
    let all = [
        person::rules(),
        date::rules(),
        number::rules(),
        address::rules(),
    ];
    all.into_iter().flatten().collect()
}

/// Notes everything in a text that hints at a person, each find once, in its order.
pub fn check(field: &str, text: &Text, problems: &mut Vec<Problem>) {
    for (lang, text) in text.iter() {
        let plain = Plain::new(lang, text);
        for find in find_all(&plain) {
            let words = plain.text.get(find.range).unwrap_or_default();
            // On one line, as it comes back from a form.
            let words: Vec<&str> = words.split_whitespace().collect();
            let problem = Problem::new(field, find.hint.code(find.certainty));
            let problem = problem.with(words.join(" "));
            if !problems.contains(&problem) {
                problems.push(problem);
            }
        }
    }
}

/// Everything that is found; of what overlaps, what is sure, else what is longer.
fn find_all(plain: &Plain) -> Vec<Find> {
    let mut finds = Vec::new();
    name::find(plain, &mut finds);
    for (rule, regex) in RULES.iter() {
        let text = match rule.side {
            Side::Text => &plain.text,
            Side::Masked => &plain.masked,
        };
        for captures in regex.captures_iter(text) {
            if let Some(found) = captures.get(0)
                && (rule.holds)(plain, &captures)
            {
                finds.push(Find {
                    range: found.range(),
                    hint: rule.hint,
                    certainty: rule.certainty,
                });
            }
        }
    }
    finds.sort_by_key(|find| {
        let doubtful = find.certainty == Certainty::Doubtful;
        (
            doubtful,
            std::cmp::Reverse(find.range.len()),
            find.range.start,
        )
    });
    let mut kept: Vec<Find> = Vec::new();
    for find in finds {
        let overlaps =
            |known: &Find| known.range.start < find.range.end && find.range.start < known.range.end;
        if !kept.iter().any(overlaps) {
            kept.push(find);
        }
    }
    kept.sort_by_key(|find| find.range.start);
    kept
}

#[cfg(test)]
mod tests {
    use super::{NoPerson, RULES, check, list_rules};
    use crate::problem::{Problem, codes};
    use crate::text::{Lang, Text};

    fn problems_of(text: &str) -> Vec<Problem> {
        let mut problems = Vec::new();
        check(
            "observed",
            &Text::new(Lang::DE, text).unwrap(),
            &mut problems,
        );
        problems
    }

    fn codes_of(text: &str) -> Vec<&'static str> {
        let codes = problems_of(text).into_iter();
        codes.map(|problem| problem.code).collect()
    }

    #[test]
    fn every_pattern_compiles() {
        assert_eq!(RULES.len(), list_rules().len());
    }

    #[test]
    fn hints_at_persons_are_found() {
        for (text, code) in [
            ("Frau Schmidt bekam keinen Platz.", codes::MAY_HOLD_NAME),
            ("Frau K. bekam keinen Platz.", codes::HOLDS_NAME),
            ("Die Klientin Anna K. wartete lange.", codes::MAY_HOLD_NAME),
            ("eine Frau namens Maria", codes::MAY_HOLD_NAME),
            ("Mrs Jones was turned away", codes::HOLDS_NAME),
            ("geboren am 3.4.1999", codes::HOLDS_BIRTH_DATE),
            ("geb. 1999 in", codes::MAY_HOLD_BIRTH_DATE),
            ("seit 12. März 2004", codes::MAY_HOLD_BIRTH_DATE),
            ("am 2004-03-12", codes::MAY_HOLD_BIRTH_DATE),
            ("Tel. 030 / 123 45 67", codes::HOLDS_PHONE),
            ("+49 170 1234567", codes::HOLDS_PHONE),
            ("030 1234567", codes::MAY_HOLD_PHONE),
            ("03\u{200b}0 1\u{200b}234567", codes::MAY_HOLD_PHONE),
            ("wohnt in der Hauptstraße 12a", codes::MAY_HOLD_ADDRESS),
            ("schreibt an a.b@example.org", codes::HOLDS_ADDRESS),
            ("3 Js 1234/25", codes::HOLDS_FILE_NUMBER),
            ("Az.: 12-34", codes::HOLDS_FILE_NUMBER),
            ("12 F 345/25", codes::MAY_HOLD_FILE_NUMBER),
            ("die 23-jährige Rumänin", codes::MAY_MEAN_PERSON),
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

    /// A second look lets through what it names, with a reason, and never what is sure.
    #[test]
    fn a_second_look_covers_what_it_names() {
        let met = || problems_of("Das Projekt von Elena und Maria, a.b@example.org");
        let all: Vec<_> = met().iter().map(|problem| problem.detail.clone()).collect();
        assert_eq!(all.len(), 3, "{all:?}");
        let look = |finds: &[&str], reason: &str| NoPerson {
            finds: finds.iter().map(|find| (*find).to_owned()).collect(),
            reason: reason.to_owned(),
        };
        assert_eq!(NoPerson::settle(None, met()).0.len(), 3);
        let named = ["Elena", "Maria", "a.b@example.org", "Nina"];
        let (left, used) = NoPerson::settle(Some(&look(&named, " Schiffe ")), met());
        assert_eq!(left.len(), 1);
        assert_eq!(left[0].code, codes::HOLDS_ADDRESS);
        assert_eq!(used, Some(look(&["Elena", "Maria"], "Schiffe")));
        let (left, _) = NoPerson::settle(Some(&look(&["Elena"], "Ein Schiff")), met());
        assert_eq!(left.len(), 2);
        let (left, _) = NoPerson::settle(Some(&look(&["Elena", "Maria"], " ")), met());
        assert!(left.contains(&Problem::new("no_person.reason", codes::REQUIRED)));
        assert_eq!(
            NoPerson::settle(Some(&look(&["Nina"], "x")), Vec::new()),
            (Vec::new(), None)
        );
    }
}
