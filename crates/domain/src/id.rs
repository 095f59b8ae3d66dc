// SPDX-License-Identifier: EUPL-1.2
//! Ids: stable, readable, safe in a URL.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::noun::{Noun, Subject};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident => $noun:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes an id that is known to be one; use [`slug`] to make one from words.
            #[must_use]
            pub fn new(id: impl Into<Arc<str>>) -> Self {
                Self(id.into())
            }

            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The id as the subject of an entry.
            #[must_use]
            pub fn subject(&self) -> Subject {
                Subject::new(Noun::$noun, Arc::clone(&self.0))
            }
        }

        impl $crate::shape::Kinded for $name {
            const KIND: $crate::shape::Kind = $crate::shape::Kind::Link(Noun::$noun);

            fn refer(&self, refer: &mut dyn FnMut(Subject)) {
                refer(self.subject());
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// Id of an organisation: `bmas`.
    OrganisationId => Organisation;
    /// Id of a plan: `nap-mh`.
    PlanId => Plan;
    /// Id of a fact about a plan: `nap-mh/measures/…`.
    FactId => Fact;
    /// Id of a field: `nap-az/2`.
    FieldId => Field;
    /// Id of a goal: `nap-az/1.2`.
    GoalId => Goal;
    /// Id of a measure, stable over plan versions: `nap-az/beratungsprogramm-faire-integration`.
    MeasureId => Measure;
    /// Id of a milestone: `pnrr/M1C1-1`.
    MilestoneId => Milestone;
    /// Id of a recommendation: `kok-36`.
    RecommendationId => Recommendation;
    /// Id of an obligation: `eu-19-1`.
    ObligationId => Obligation;
    /// Id of a response: `{recommendation}/{organisation}`.
    ResponseId => Response;
    /// Id of a judgement: `{recommendation}/{plan}/{author}`.
    CoverageId => Coverage;
    /// Id of a piece of evidence.
    EvidenceId => Evidence;
    /// Id of a finding.
    FindingId => Finding;
    /// Id of an indicator: `{plan}/{name}`.
    IndicatorId => Indicator;
    /// Id of an indicator's value: `{indicator}/{organisation}/{day}`.
    ValueId => Value;
    /// Id of money for a measure in a year: `{measure}/{year}/{organisation}`.
    FundingId => Funding;
    /// Id of a round: `{plan}/{name}`.
    RoundId => Round;
}

/// Longest slug made from words, in characters.
const SLUG_LENGTH: usize = 56;

/// Makes an id part from words: lower case ASCII letters, digits and single hyphens, cut at a
/// word boundary; German umlauts spelled out. Empty if the words hold no letter or digit.
#[must_use]
pub fn slug(words: &str) -> String {
    let mut slug = String::new();
    for c in words.to_lowercase().nfkc() {
        let spelled = match c {
            'ä' => "ae",
            'ö' => "oe",
            'ü' => "ue",
            'ß' => "ss",
            'æ' => "ae",
            'ø' => "o",
            _ => "",
        };
        if spelled.is_empty() {
            let base = std::iter::once(c).nfd().next().unwrap_or(c);
            if base.is_ascii_alphanumeric() {
                slug.push(base);
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        } else {
            slug.push_str(spelled);
        }
    }
    if slug.len() > SLUG_LENGTH {
        let cut = slug[..=SLUG_LENGTH]
            .rfind('-')
            .filter(|at| *at > 16)
            .unwrap_or(SLUG_LENGTH);
        slug.truncate(cut);
    }
    slug.trim_matches('-').to_owned()
}

/// Makes a foreign id safe in a URL path while it stays recognisable: `M1C1-1` stays, other
/// characters become hyphens.
#[must_use]
pub fn safe(id: &str) -> String {
    let kept: String = id
        .trim()
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || "-._~".contains(c) {
                c
            } else {
                '-'
            }
        })
        .collect();
    let kept = kept.trim_matches('-').to_owned();
    if kept.is_empty() || kept.chars().all(|c| c == '.') {
        slug(&format!("id {id}"))
    } else {
        kept
    }
}

/// Whether an id is the plan's, a slash, and a name as [`safe`] makes them.
#[must_use]
pub fn is_of_plan(id: &str, plan: &str) -> bool {
    let name = id
        .strip_prefix(plan)
        .and_then(|rest| rest.strip_prefix('/'));
    name.is_some_and(|name| name.len() <= LONGEST_NAME && safe(name) == name)
}

/// Longest name in an id that somebody chooses, in bytes.
const LONGEST_NAME: usize = 100;

/// A short, stable number for a text, as eight hexadecimal digits (FNV-1a, 32 bit): tells apart
/// ids that are made from the same words. Not a cryptographic hash.
#[must_use]
pub fn fingerprint(text: &str) -> String {
    let hash = text.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    format!("{hash:08x}")
}

#[cfg(test)]
mod tests {
    use super::{is_of_plan, safe, slug};

    #[test]
    fn slugs_are_readable() {
        assert_eq!(
            slug("Beratungsprogramm „Faire Integration“"),
            "beratungsprogramm-faire-integration"
        );
        assert_eq!(
            slug("Prüfung für Bürger*innen, § 7 SGB II"),
            "pruefung-fuer-buerger-innen-7-sgb-ii"
        );
        assert_eq!(slug("Università"), "universita");
        assert_eq!(slug("…"), "");
        assert!(slug(&"wort ".repeat(40)).len() <= 56);
    }

    #[test]
    fn an_id_of_a_plan_is_the_plan_and_a_safe_name() {
        for (id, fits) in [
            ("nap-az/2026", true),
            ("nap-az/M1C1-1", true),
            ("nap-az/", false),
            ("nap-az", false),
            ("nap-azx/2026", false),
            ("nap-az/20/26", false),
            ("nap-az/..", false),
            ("nap-az/a b", false),
            ("nap-az/<script>", false),
            ("nap-az/a\0", false),
        ] {
            assert_eq!(is_of_plan(id, "nap-az"), fits, "{id}");
        }
        assert!(!is_of_plan(&format!("p/{}", "x".repeat(101)), "p"));
    }

    #[test]
    fn foreign_ids_stay_recognisable() {
        assert_eq!(safe("M1C1-00-ITA-1"), "M1C1-00-ITA-1");
        assert_eq!(safe("../../etc"), "..-..-etc");
        assert_eq!(safe(".."), "id");
        assert_eq!(safe("a/b c"), "a-b-c");
    }
}
