// SPDX-License-Identifier: EUPL-1.2
//! One person without a name: an age, a nationality and a place.

use regex::Captures;

use super::lists::{
    is_country, is_first_name, is_national, is_of_nation, is_person, is_plain_noun, is_role,
    may_be_first_name,
};
use super::plain::Plain;
use super::rule::{Certainty, Hint, Rule, Side};

const ONE: &str = r"(?i:die|der|das|den|dem|eine|einer|einem|einen|ein|eines|des|diese|dieser|dieses|unsere|unserer|unser|ihre|ihr|ihrer|ihrem|ihren|seine|sein|seiner|seinem|seinen|the|a|an|this|our|her|his|one)";
const AGE: &str = r"(?i:\d{1,2}|(?:drei|vier|fünf|sech|sieb|acht|neun)zehn|zehn|elf|zwölf|(?:(?:ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun)und)?(?:zwanzig|dreißig|vierzig|fünfzig)|(?:thir|four|fif|six|seven|eigh|nine)teen|ten|eleven|twelve|(?:twenty|thirty|forty)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?)";
const PLACE: &str = r"(?:aus|in|bei|from|of)\s+(?:(?:dem|der|einem|the|a)\s+)?(?:(?i:kleinen|small)\s+)?(?P<kind>(?i:dorf|gemeinde|weiler|ort|village|town|hamlet)\s+(?:(?:of|near|bei|in)\s+)?)?(?P<place>(?:Bad|Sankt|St\.|San|New)\s+\p{Lu}[\p{L}-]+|\p{Lu}[\p{L}-]+)";

pub(super) fn rules() -> Vec<Rule> {
    let rule = |pattern: String, holds| Rule {
        hint: Hint::Person,
        certainty: Certainty::Doubtful,
        side: Side::Text,
        pattern,
        holds,
    };
    vec![
        // "die 23-jährige Rumänin", "a 23-year-old Romanian woman".
        rule(
            format!(r"\b{ONE}\s+(?P<age>{AGE})(?:\s*-?\s*jährige[nrms]?|[\s-]+years?[\s-]+old)\s+(?P<noun>\p{{L}}[\p{{L}}-]*)(?:\s+(?P<then>\p{{L}}[\p{{L}}-]*))?"),
            is_aged_person,
        ),
        // "Eine 19-Jährige", not "der Anteil der 18-Jährigen".
        rule(
            format!(r"\b(?P<one>{ONE})\s+{AGE}\s*-?\s*Jährige(?P<end>[nrm]?)\b"),
            is_aged_one,
        ),
        rule(
            format!(r"\b(?:(?i:a|the|one|this)\s+{AGE}[\s-]+year[\s-]+old)(?:[,.]|\s+(?:who|was|is|had|has|from|said|told|and|with|lives|lived|could|did)\b)"),
            always,
        ),
        // "Das Mädchen (15)", "Unsere Klientin, 31, …", "a girl, aged 15".
        rule(
            r"\b(?P<noun>\p{Lu}?[\p{L}-]+)(?:\s*\(\s*\d{1,2}(?:\s+(?:Jahre|years?|J\.))?\s*\)|,\s*(?:aged\s+)?\d{1,2}(?:\s+Jahre(?:\s+alt)?|\s+years?\s+old)?\s*,|,?\s+aged\s+\d{1,2}\b)".to_owned(),
            is_role_with_age,
        ),
        // "eine Frau von 34 Jahren", "a woman of 34", not "Frauen im Alter von 18 bis 27 Jahren".
        rule(
            format!(r"\b{ONE}\s+(?:\p{{L}}+\s+)?(?P<noun>\p{{L}}[\p{{L}}-]*)\s+(?:of|von|mit|im\s+Alter\s+von|at)\s+\d{{1,2}}(?:\s+(?:Jahren|years)|\s+(?:who|working|living|was|is|from|in)|[,.])"),
            is_person_of_age,
        ),
        rule(
            r"(?i)\b(?:im\s+Alter\s+von\s+|mit\s+|at\s+(?:the\s+age\s+of\s+)?)\d{1,2}(?:\s+Jahren|,)?\s+(?:(?:wurde|kam|musste|floh|hat|war|durfte|ging)\s+)?(?:sie|er|she|he)\s".to_owned(),
            is_one_of_age,
        ),
        rule(r"(?i)\b(?:alter|age)\s*:\s*\d{1,2}\b".to_owned(), always),
        // "Sie war damals 15 Jahre alt", not "im Durchschnitt 27 Jahre alt".
        rule(
            r"\b(?P<noun>\p{L}[\p{L}-]*)\s+(?:ist|war|is|was|wird|turned)\s+(?:(?:erst|gerade|damals|schon|only|just|then|now|heute|jetzt|etwa|about)\s+){0,2}\d{1,2}\s+(?:Jahre\s+alt|years?\s+old)".to_owned(),
            is_person_with_age,
        ),
        // "Eine Bulgarin aus Kleinwallstadt", "die einzige Nigerianerin in Zwiesel".
        rule(
            format!(r"\b(?P<one>{ONE})\s+(?:(?P<first>\p{{Ll}}[\p{{Ll}}-]+|\p{{Lu}}\p{{Ll}}+)\s+)?(?P<noun>\p{{L}}[\p{{L}}-]+)\s+(?:(?:living|staying|working)\s+)?{PLACE}"),
            is_of_place,
        ),
        rule(
            format!(r"\b(?:{ONE}|[Aa]ls)\s+(?i:einzige[nr]?|only)\s+(?P<noun>\p{{Lu}}[\p{{L}}-]+)(?:\s+(?P<then>woman|man|girl|boy|Frau|Mann|Mutter))?\s+(?:in|im|am|auf|at|of)\s"),
            is_only_one,
        ),
    ]
}

const fn always(_: &Plain, _: &Captures<'_>) -> bool {
    true
}

fn name<'a>(captures: &'a Captures<'_>, group: &str) -> &'a str {
    captures.name(group).map_or("", |found| found.as_str())
}

fn is_aged_person(_: &Plain, captures: &Captures<'_>) -> bool {
    let (noun, then) = (name(captures, "noun"), name(captures, "then"));
    is_person(noun)
        || is_national(noun)
        || is_person(then) && noun.starts_with(char::is_lowercase) && is_adjective(noun)
}

fn is_person_of_age(_: &Plain, captures: &Captures<'_>) -> bool {
    is_person(name(captures, "noun"))
}

/// "Mit 18 haben sie …" is said of many.
fn is_one_of_age(plain: &Plain, captures: &Captures<'_>) -> bool {
    let found = captures[0].to_lowercase();
    let after = captures.get(0).map_or("", |found| plain.after(found.end()));
    let many = [
        "können", "müssen", "dürfen", "sind", "haben", "werden", "sollen", "wollen",
    ];
    let verb = [
        " wurde ", " kam ", " musste ", " floh ", " hat ", " war ", " durfte ", " ging ",
    ];
    (verb.iter().any(|verb| found.contains(verb))
        || found.contains("she")
        || found.ends_with("he "))
        && !many.iter().any(|word| after.contains(word))
}

fn is_adjective(word: &str) -> bool {
    ["e", "er", "en", "es", "n", "t", "l"]
        .iter()
        .any(|end| word.ends_with(end))
}

fn is_aged_one(plain: &Plain, captures: &Captures<'_>) -> bool {
    let one = name(captures, "one").to_lowercase();
    let many = name(captures, "end") == "n"
        && !matches!(
            one.as_str(),
            "einer" | "einem" | "einen" | "dem" | "den" | "unserer" | "dieser"
        );
    if !many && one != "den" {
        return true;
    }
    // "Der 23-Jährigen wurde …" is one; "der Anteil der 18-Jährigen", "die 18-Jährigen" are many.
    let start = captures.get(0).map_or(0, |found| found.start());
    one == "der" && plain.begins_sentence(start)
}

fn is_role_with_age(plain: &Plain, captures: &Captures<'_>) -> bool {
    let noun = name(captures, "noun");
    let aged = captures
        .get(0)
        .is_some_and(|found| found.as_str().contains("aged"));
    if is_first_name(noun) || aged && may_be_first_name(noun) {
        return true;
    }
    // "In 7 Fällen, 12, …" are counts; a role stands with its article.
    let start = captures.name("noun").map_or(0, |found| found.start());
    let before = plain.before(start).trim_end();
    let last = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    let article = [
        "die", "der", "das", "eine", "einer", "ein", "einem", "unsere", "unserer", "a", "the",
        "our", "her", "his", "ihre", "ihr", "one",
    ];
    (is_role(noun) || is_of_nation(noun))
        && (article.contains(&last.to_lowercase().as_str())
            || is_national(last)
            || is_adjective(last) && last.starts_with(char::is_lowercase))
        && last.to_lowercase() != "pro"
}

fn is_person_with_age(plain: &Plain, captures: &Captures<'_>) -> bool {
    let noun = name(captures, "noun");
    let pronoun = matches!(
        noun.to_lowercase().as_str(),
        "sie" | "er" | "she" | "he" | "ich" | "tochter" | "sohn"
    );
    let start = captures.get(0).map_or(0, |found| found.start());
    let before = plain.before(start).to_lowercase();
    let any = [
        "wenn ",
        "falls ",
        "if ",
        "wer ",
        "average",
        "durchschnitt",
        "mindestens",
        "whoever",
    ];
    (pronoun || is_person(noun) || is_first_name(noun))
        && !any.iter().any(|word| before.contains(word))
}

fn is_of_place(plain: &Plain, captures: &Captures<'_>) -> bool {
    let (first, noun) = (name(captures, "first"), name(captures, "noun"));
    let place = name(captures, "place");
    let village = !name(captures, "kind").is_empty();
    if is_country(place) || is_plain_noun(place) && !village {
        return false;
    }
    let nation = is_of_nation(noun) || is_national(first) && is_person(noun);
    let lives = is_person(noun) && village;
    let after = captures.get(0).map_or("", |found| plain.after(found.end()));
    // "Eine Ukrainerin in Berlin oder Hamburg": any of many.
    let either = ["oder ", "und ", "or ", "and "]
        .iter()
        .any(|word| after.trim_start().starts_with(word));
    (nation && !either) || lives
}

fn is_only_one(_: &Plain, captures: &Captures<'_>) -> bool {
    let noun = name(captures, "noun");
    is_of_nation(noun) || is_national(noun)
}
