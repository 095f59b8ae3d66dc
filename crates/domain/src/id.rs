// SPDX-License-Identifier: EUPL-1.2
//! Ids: stable, readable, safe in a URL.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use deunicode::deunicode_char;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::noun::{Noun, Subject};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident => $noun:ident $(of $plan:ident)?;)*) => {$(
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

            $(
                /// The id of its plan, as text.
                #[must_use]
                pub fn $plan(&self) -> &str {
                    const { assert!(Noun::$noun.is_in_plan()) };
                    head(&self.0, 1)
                }

                /// What it is called inside its plan: the id without the plan's.
                #[must_use]
                pub fn name(&self) -> &str {
                    self.0.split_once('/').map_or(&*self.0, |(_, name)| name)
                }
            )?
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
    FactId => Fact of plan;
    /// Id of a field: `nap-az/2`.
    FieldId => Field of plan;
    /// Id of a goal: `nap-az/1.2`.
    GoalId => Goal of plan;
    /// Id of a measure, stable over plan versions: `nap-az/beratungsprogramm-faire-integration`.
    MeasureId => Measure of plan;
    /// Id of a milestone: `pnrr/M1C1-1`.
    MilestoneId => Milestone of plan;
    /// Id of a recommendation: `kok-36`.
    RecommendationId => Recommendation;
    /// Id of an obligation: `eu-19-1`.
    ObligationId => Obligation;
    /// Id of a response: `{recommendation}/{organisation}`.
    ResponseId => Response;
    /// Id of a judgement: `{recommendation}/{plan}/{author}`, or `obligation/{obligation}/{plan}/{author}`.
    CoverageId => Coverage;
    /// Id of a piece of evidence.
    EvidenceId => Evidence;
    /// Id of a finding.
    FindingId => Finding;
    /// Id of an indicator: `{plan}/{name}`.
    IndicatorId => Indicator of plan;
    /// Id of an indicator's value: `{indicator}/{organisation}/{day}`.
    ValueId => Value of plan;
    /// Id of money for a measure in a year: `{measure}/{year}/{organisation}`.
    FundingId => Funding of plan;
    /// Id of a round: `{plan}/{name}`.
    RoundId => Round of plan;
    /// Id of a context event: `{plan}/{words}`.
    ContextId => Context of plan;
    /// Id of what somebody says outside of rounds: `{what it is about}-{organisation}-{when}`.
    StatusId => Status;
    /// Id of a relation: `{plan}/{measure}-{kind}-{other}-{organisation}`.
    RelationId => Relation of plan;
    /// Id of what somebody says of two demands: `{recommendation}/{other}/{organisation}`.
    GroupingId => Grouping;
    /// Id of a standard: `art-11-4-focal-point`.
    StandardId => Standard;
    /// Id of an arrangement: `{land}-{words}-{organisation}`.
    ArrangementId => Arrangement;
    /// Id of an answer: `{standard}/{land}/{organisation}`.
    AnswerId => Answer;
    /// Id of an inquiry.
    InquiryId => Inquiry;
    /// Id of what somebody says to a finding: `{finding}/{organisation}`.
    RemarkId => Remark;
}

impl ResponseId {
    /// The recommendation that is answered.
    #[must_use]
    pub fn recommendation(&self) -> RecommendationId {
        RecommendationId::new(head(&self.0, 1))
    }
}

impl CoverageId {
    /// The recommendation or obligation that is judged.
    #[must_use]
    pub fn demand(&self) -> Subject {
        match parts::<4>(&self.0) {
            // No part holds a slash: with four of them it is no recommendation of that name.
            Some([noun, id, _, _]) if noun == Noun::Obligation.as_str() => {
                Subject::new(Noun::Obligation, id)
            }
            _ => Subject::new(Noun::Recommendation, head(&self.0, 1)),
        }
    }
}

impl GroupingId {
    /// The demand that it is shown with.
    #[must_use]
    pub fn recommendation(&self) -> RecommendationId {
        RecommendationId::new(head(&self.0, 1))
    }
}

impl AnswerId {
    /// The standard that it is about.
    #[must_use]
    pub fn standard(&self) -> StandardId {
        StandardId::new(head(&self.0, 1))
    }
}

impl ValueId {
    /// The indicator it is a value of.
    #[must_use]
    pub fn indicator(&self) -> IndicatorId {
        IndicatorId::new(head(&self.0, 2))
    }
}

impl FundingId {
    /// The measure it is money for.
    #[must_use]
    pub fn measure(&self) -> MeasureId {
        MeasureId::new(head(&self.0, 2))
    }
}

/// The first parts of an id; all of it if it has no more.
fn head(id: &str, parts: usize) -> &str {
    let end = id.match_indices('/').nth(parts.saturating_sub(1));
    end.map_or(id, |(at, _)| id.split_at(at).0)
}

/// The parts of an id that is made of several; the last one may be such an id itself. `None` if
/// there are fewer.
pub(crate) fn parts<const N: usize>(id: &str) -> Option<[&str; N]> {
    let parts: Vec<&str> = id.splitn(N, '/').collect();
    parts.try_into().ok()
}

/// Longest slug made from words, in characters.
const SLUG_LENGTH: usize = 56;

/// Letters of every script as ASCII ones; German umlauts spelled out. Empty for signs that nobody reads
/// aloud.
fn spell(c: char) -> Cow<'static, str> {
    match c {
        'ä' => "ae".into(),
        'ö' => "oe".into(),
        'ü' => "ue".into(),
        'Ä' => "Ae".into(),
        'Ö' => "Oe".into(),
        'Ü' => "Ue".into(),
        'ß' => "ss".into(),
        'æ' => "ae".into(),
        'ø' => "o".into(),
        c => {
            let base = std::iter::once(c).nfd().next().unwrap_or(c);
            if base.is_ascii_alphanumeric() {
                return base.to_string().into();
            }
            // A sign of no script is no word: `§` is not "SS".
            if !c.is_alphanumeric() {
                return "".into();
            }
            deunicode_char(c).unwrap_or_default().trim().into()
        }
    }
}

/// Makes an id part from words: lower case ASCII letters, digits and single hyphens, cut at a
/// word boundary; other scripts are transliterated, German umlauts spelled out. Empty if the words hold
/// no letter or digit.
#[must_use]
pub fn slug(words: &str) -> String {
    let mut slug = String::new();
    for c in words.to_lowercase().nfkc() {
        let spelled = spell(c);
        let mut any = false;
        for c in spelled.chars().filter(char::is_ascii_alphanumeric) {
            slug.push(c.to_ascii_lowercase());
            any = true;
        }
        if !any
            && !unicode_normalization::char::is_combining_mark(c)
            && !slug.is_empty()
            && !slug.ends_with('-')
        {
            slug.push('-');
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

/// Makes a foreign id safe in a URL path and keeps it readable: `M1C1-1` stays, letters of other scripts
/// are transliterated (`Ü1` is `Ue1`), other signs become hyphens. Two foreign ids may come out the same:
/// who makes ids of them tells them apart, with [`mark`].
#[must_use]
pub fn readable(id: &str) -> String {
    let id = id.trim();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~".contains(c);
    if !id.is_empty() && id.chars().all(is_plain) {
        return safe(id);
    }
    let mut kept = String::new();
    for c in id.nfc() {
        if is_plain(c) {
            kept.push(c);
            continue;
        }
        let spelled = spell(c);
        let letters: String = spelled
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect();
        // As [`safe`] does, so that ids without letters of other scripts come out as they always did.
        if letters.is_empty() {
            kept.push('-');
        }
        kept.push_str(&letters);
    }
    let kept = kept.trim_matches('-');
    if kept.is_empty() || kept.chars().all(|c| c == '.') {
        slug(&format!("id {id}"))
    } else {
        kept.to_owned()
    }
}

/// Tells an id from another one that reads the same, by what it was made from: `A-1~4f2c9a`.
#[must_use]
pub fn mark(readable: &str, foreign: &str) -> String {
    let foreign: String = foreign.trim().nfc().collect();
    format!("{readable}~{}", &fingerprint(&foreign)[..6])
}

/// Makes a foreign id safe in a URL path: `M1C1-1` stays, other characters become hyphens, also letters
/// of other scripts. Ids on record were made so; new ones are made by [`readable`].
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
    use super::{
        CoverageId, FundingId, MeasureId, ResponseId, ValueId, is_of_plan, mark, parts, readable,
        safe, slug,
    };

    #[test]
    fn ids_give_what_they_are_made_of() {
        let measure = MeasureId::new("nap-az/advice");
        assert_eq!((measure.plan(), measure.name()), ("nap-az", "advice"));
        assert_eq!(MeasureId::new("advice").plan(), "advice");
        assert_eq!(MeasureId::new("advice").name(), "advice");
        let funding = FundingId::new("nap-az/advice/2026/bmas");
        assert_eq!(funding.measure(), measure);
        assert_eq!(funding.plan(), "nap-az");
        let value = ValueId::new("nap-az/calls/bmas/2026-01-31");
        assert_eq!(value.indicator().as_str(), "nap-az/calls");
        for (id, demand) in [
            ("kok-36/nap-mh/kok", "recommendation/kok-36"),
            ("obligation/nap-mh/kok", "recommendation/obligation"),
            ("obligation/eu-19-1/nap-mh/kok", "obligation/eu-19-1"),
        ] {
            assert_eq!(CoverageId::new(id).demand().to_string(), demand);
        }
        let response = ResponseId::new("kok-36/bmas");
        assert_eq!(response.recommendation().as_str(), "kok-36");
        assert_eq!(parts("a/b/c/d"), Some(["a", "b", "c/d"]));
        assert_eq!(parts::<3>("a/b"), None);
    }

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
        assert_eq!(slug("§ 7"), "7");
        assert_eq!(slug("Мера первая"), "mera-pervaia");
        assert_eq!(slug("Υπουργείο Εργασίας"), "upourgeio-ergasias");
        assert_eq!(slug("Łódź, Đakovo"), "lodz-dakovo");
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
    fn foreign_ids_stay_readable() {
        for (id, expected) in [
            ("M1C1-00-ITA-1", "M1C1-00-ITA-1"),
            ("Ü1", "Ue1"),
            ("Ö1", "Oe1"),
            ("1", "1"),
            ("A/1", "A-1"),
            ("A 1", "A-1"),
            ("М.1", "M.1"),
            ("γ-2", "g-2"),
            ("(3)", "3"),
            ("M1-2021 - 4° trimestre", "M1-2021---4--trimestre"),
            ("..", "id"),
            ("–", "id"),
        ] {
            assert_eq!(readable(id), expected, "{id}");
            assert_eq!(safe(&readable(id)), readable(id), "{id}");
        }
        assert_ne!(mark("A-1", "A/1"), mark("A-1", "A 1"));
        assert_eq!(mark("Ue1", "U\u{308}1"), mark("Ue1", "Ü1"));
    }

    #[test]
    fn foreign_ids_stay_recognisable() {
        assert_eq!(safe("M1C1-00-ITA-1"), "M1C1-00-ITA-1");
        assert_eq!(safe("../../etc"), "..-..-etc");
        assert_eq!(safe(".."), "id");
        assert_eq!(safe("a/b c"), "a-b-c");
    }
}
