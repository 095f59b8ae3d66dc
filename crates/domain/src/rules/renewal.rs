// SPDX-License-Identifier: EUPL-1.2
//! How much of what is said is new: forms begin with what was said last, and whoever changes one
//! language of it leaves the other as it was.

use std::collections::BTreeSet;

use crate::contribution::{Address, Contribution, Says};
use crate::id::RoundId;
use crate::register::Register;
use crate::rules::voices::list_rounds;
use crate::scale::Delivery;
use crate::shape::{self, Kind};
use crate::text::{Lang, Text};

/// A text in a language that was not renewed when another language of it was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotRenewed {
    /// The attribute.
    pub name: &'static str,
    /// The language that still says what was said before.
    pub lang: Lang,
}

/// The texts of what is said now that were not renewed, given what the same organisation said about
/// the same thing before, oldest first.
#[must_use]
pub fn list_not_renewed(before: &[&Says], now: &Says) -> Vec<NotRenewed> {
    let mut found = Vec::new();
    for attribute in shape::leaves(now.noun().attributes()) {
        if attribute.kind != Kind::Text {
            continue;
        }
        let mut old: BTreeSet<Lang> = BTreeSet::new();
        let mut last: Option<Text> = None;
        let told = before.iter().copied().chain([now]);
        for text in told.filter_map(|says| text_of(says, attribute.name)) {
            let was = |lang| last.as_ref().and_then(|last| last.find(lang));
            let is_same = |(lang, words): &(Lang, &str)| was(*lang) == Some(*words);
            // A language that was behind and changes now catches up: it makes no other one old. Nor
            // does a translation that is added.
            let is_news = text.iter().any(|(lang, words)| {
                was(lang).is_some_and(|was| was != words) && !old.contains(&lang)
            });
            let same: BTreeSet<Lang> = text.iter().filter(is_same).map(|(lang, _)| lang).collect();
            old.retain(|lang| same.contains(lang));
            if is_news {
                old.extend(same);
            }
            last = Some(text);
        }
        // What is not said now is not old.
        if text_of(now, attribute.name).is_some() {
            let name = attribute.name;
            found.extend(old.into_iter().map(|lang| NotRenewed { name, lang }));
        }
    }
    found
}

/// The same of a contribution that is public.
#[must_use]
pub fn list_not_renewed_of(register: &Register, one: &Contribution) -> Vec<NotRenewed> {
    let told = list_told(register, &one.address);
    match told.split_last() {
        Some(((_, now), before)) => {
            let before: Vec<&Says> = before.iter().map(|(_, says)| *says).collect();
            list_not_renewed(&before, now)
        }
        None => Vec::new(),
    }
}

/// The earlier round in which the same organisation said the same about the same thing, word for
/// word in a language; `None` if it said something new.
#[must_use]
pub fn find_repeated<'a>(register: &'a Register, one: &Contribution) -> Option<&'a RoundId> {
    let told = list_told(register, &one.address);
    let (_, now) = told.last()?;
    let mut earlier = told.iter().rev();
    let (round, before) = earlier.find(|(round, _)| **round != one.address.round)?;
    let (now, before) = (text_of(now, main(now))?, text_of(before, main(before))?);
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let same = |(lang, text): (Lang, &str)| {
        let then = before.find(lang);
        then.is_some_and(|then| words(then) == words(text))
    };
    now.iter().any(same).then_some(round)
}

/// Whether a report claims much and shows nothing: from "substantial" up evidence is expected.
#[must_use]
pub fn lacks_evidence(says: &Says) -> bool {
    let Says::Report(report) = says else {
        return false;
    };
    let claims = matches!(
        report.delivery.value(),
        Some(Delivery::Substantial | Delivery::Complete)
    );
    let mut reached = report.milestones.iter();
    claims && report.evidence.is_empty() && reached.all(|reached| reached.evidence.is_empty())
}

/// What an organisation said about a thing, up to this round, oldest first, each with its round; as
/// far as it is public.
fn list_told<'a>(register: &'a Register, address: &Address) -> Vec<(&'a RoundId, &'a Says)> {
    let own = address.round.subject();
    let rounds = list_rounds(register, own.plan().unwrap_or_default());
    // Newest first: those before this one follow it.
    let rounds = rounds
        .into_iter()
        .skip_while(|round| round.id != address.round);
    let mut told = Vec::new();
    for round in rounds.collect::<Vec<_>>().into_iter().rev() {
        let same = Address {
            round: round.id.clone(),
            ..address.clone()
        };
        let Some(one) = register.find_contribution(&same.subject()) else {
            continue;
        };
        if register.round_state(&round.id).is_revealed() {
            let versions = one.versions.iter();
            let says = versions.filter_map(|version| version.voiced.as_ref()?.says());
            told.extend(says.map(|says| (&round.id, &**says)));
        }
    }
    told
}

/// The attribute that tells what a statement is about to tell.
const fn main(says: &Says) -> &'static str {
    match says {
        Says::Report(_) => "narrative",
        Says::Assessment(_) => "reasons",
        Says::Practice(_) => "observed",
        Says::Reply(_) => "text",
    }
}

fn text_of(says: &Says, name: &str) -> Option<Text> {
    serde_json::from_value(says.attributes().remove(name)?).ok()
}

#[cfg(test)]
mod tests {
    use super::{Says, lacks_evidence, list_not_renewed};
    use serde_json::json;

    fn says(narrative: serde_json::Value) -> Says {
        serde_json::from_value(json!({"report": {"narrative": narrative}})).unwrap()
    }

    fn old(before: &[&Says], now: &Says) -> Vec<String> {
        let found = list_not_renewed(before, now).into_iter();
        found.map(|one| one.lang.as_str().to_owned()).collect()
    }

    #[test]
    fn last_years_english_is_known_under_this_years_german() {
        let first = says(json!({"de": "a", "en": "A"}));
        let second = says(json!({"de": "b", "en": "A"}));
        assert_eq!(old(&[], &first), Vec::<String>::new());
        assert_eq!(old(&[&first], &first), Vec::<String>::new());
        assert_eq!(old(&[&first], &second), ["en"]);
        assert_eq!(
            old(&[&first, &second], &second),
            ["en"],
            "said again it is no newer"
        );
        let renewed = says(json!({"de": "b", "en": "B"}));
        assert_eq!(
            old(&[&first, &second], &renewed),
            Vec::<String>::new(),
            "renewed later"
        );
        let both = says(json!({"de": "c", "en": "C"}));
        assert_eq!(old(&[&first], &both), Vec::<String>::new());
        let german = says(json!({"de": "b"}));
        assert_eq!(old(&[&first], &german), Vec::<String>::new(), "emptied");
        assert_eq!(
            old(&[&german], &says(json!({"de": "b", "en": "B"}))),
            Vec::<String>::new(),
            "added"
        );
    }

    #[test]
    fn much_is_shown_or_marked() {
        let report = |delivery: &str, evidence| -> Says {
            serde_json::from_value(json!({"report": {"delivery": delivery, "evidence": evidence}}))
                .unwrap()
        };
        let proof = json!([{"title": {"de": "x"}, "url": "https://x.example/a"}]);
        assert!(lacks_evidence(&report("substantial", json!([]))));
        assert!(lacks_evidence(&report("complete", json!([]))));
        assert!(!lacks_evidence(&report("limited", json!([]))));
        assert!(!lacks_evidence(&report("complete", proof)));
    }
}
