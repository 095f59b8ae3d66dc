// SPDX-License-Identifier: EUPL-1.2
//! Numbers: telephones, files, passports, accounts.

use regex::Captures;

use super::lists::speaks_of_courts;
use super::plain::Plain;
use super::rule::{Certainty, Hint, Rule, Side};

const DIGIT_WORD: &str = r"(?:null|eins?|zwo|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zero|oh|one|two|three|four|five|six|seven|eight|nine|double|doppel)";

pub(super) fn rules() -> Vec<Rule> {
    [phones(), files(), papers()]
        .into_iter()
        .flatten()
        .collect()
}

fn phones() -> Vec<Rule> {
    let rule = |certainty, side, pattern: String, holds| Rule {
        hint: Hint::Phone,
        certainty,
        side,
        pattern,
        holds,
    };
    vec![
        // With a country, or of a mobile phone: nobody counts like this.
        rule(
            Certainty::Sure,
            Side::Text,
            r"(?:\+|\b00)\s?[1-9]\d{0,2}(?:[\s/().-]*\d){6,}".to_owned(),
            is_no_help_line,
        ),
        rule(
            Certainty::Sure,
            Side::Text,
            r"(?:\(\s*|\b)[0Oo]\s?1\s?[5-7](?:[\s/().-]*\d){7,10}".to_owned(),
            always,
        ),
        rule(
            Certainty::Sure,
            Side::Masked,
            r"(?i)\b(?:tel(?:efon(?:nummer)?)?|phone|fon|fax|handy(?:nummer)?|mobil(?:nummer)?|mobile|cell|whatsapp|signal|viber|rufnummer|telegram|anschluss|call|text|reach|erreichbar|anruf|rückruf)\b(?:[\s.:]|\p{L}|-){0,24}\(?\+?\d(?:[\s/().-]*\d){4,}".to_owned(),
            always,
        ),
        rule(
            Certainty::Doubtful,
            Side::Masked,
            r"(?:\(\s*|\b)0\s?[1-9](?:[\s/().-]{0,3}\d){5,10}\b".to_owned(),
            is_long_enough,
        ),
        rule(
            Certainty::Sure,
            Side::Text,
            format!(r"(?i)\b{DIGIT_WORD}(?:[\s,-]+{DIGIT_WORD}){{5,}}\b"),
            always,
        ),
    ]
}

const fn always(_: &Plain, _: &Captures<'_>) -> bool {
    true
}

/// "00800 …" is free of charge for everybody.
fn is_no_help_line(_: &Plain, captures: &Captures<'_>) -> bool {
    let digits = digits(&captures[0]);
    !digits.starts_with("00800") && (8..=15).contains(&digits.trim_start_matches('0').len())
}

fn is_long_enough(_: &Plain, captures: &Captures<'_>) -> bool {
    (7..=12).contains(&digits(&captures[0]).len())
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

fn files() -> Vec<Rule> {
    let rule = |certainty, side, pattern: &str, holds| Rule {
        hint: Hint::FileNumber,
        certainty,
        side,
        pattern: pattern.to_owned(),
        holds,
    };
    vec![
        // Registers of prosecutors: never of a published decision.
        rule(
            Certainty::Sure,
            Side::Text,
            r"\b\d{1,4}\s?(?:U?Js|OJs|Gs|VRs|BRs)\s?\d{1,6}/\d{2,4}\b",
            always,
        ),
        // Registers of courts, of which only decisions in the public interest are published.
        rule(
            Certainty::Doubtful,
            Side::Masked,
            r"\b(?:\d{1,4}|[IVX]+)\s?(?:Ls|Ds|Cs|KLs|Ks|Ns|Ss|Ws|OWi|AR|StR|C|F|O|U|UF|WF|T|S|K|L|A|B|X|XIV|XVII|AS|AY|SO|R|Ca|Sa|Ta|M|IN|IK|AK|SF|VIII)\s\d{1,6}[/.]\d{2,4}\b",
            is_unpublished,
        ),
        // "Aktenzeichen 22-117/B": a sign with a dash or stroke, or a long number.
        rule(
            Certainty::Sure,
            Side::Text,
            r"(?i)\b(?:Az[.:\s]|Aktenzeichen|Geschäftszeichen|Vorgangs[\s-]?(?:nummer|nr\.?)|Fall[\s-]?(?:nummer|nr\.?)|AZR-?\s?(?:Nr\.?|Nummer)|Ordnungsnummer|file\s+(?:number|no\.?|ref\.?)|case\s+(?:number|no\.?|file))(?:[\s:]|[^\d\s.,;]{1,18}[\s:]){0,5}[^\s\d]{0,4}\d[\d\s/.-]*(?:[\w/.-]*[\w/])?(?:\s?(?:Js|Ls|Ds|Cs|Gs|F|C)\s?\d+/\d+)?",
            is_file,
        ),
        // Files of the asylum authority.
        rule(
            Certainty::Sure,
            Side::Text,
            r"\b\d{7}\s?-\s?\d{3}\b",
            always,
        ),
    ]
}

fn is_unpublished(plain: &Plain, captures: &Captures<'_>) -> bool {
    captures.get(0).is_some_and(|found| {
        let around = [
            plain.before(found.start()),
            found.as_str(),
            plain.after(found.end()),
        ]
        .concat();
        !speaks_of_courts(&around)
    })
}

/// "Ohne Aktenzeichen 12 Wochen" names none; "(Az. 2 BvR 1234/19)" is a published decision.
fn is_file(plain: &Plain, captures: &Captures<'_>) -> bool {
    let given = captures[0].to_owned();
    // A dash between blanks is a span: "12 - 14 Wochen".
    let numbers = given
        .find(|c: char| c.is_ascii_digit())
        .map_or("", |at| given.get(at..).unwrap_or_default());
    let signs = numbers.replace(" - ", "").contains(['/', '-']) || digits(&given).len() >= 5;
    let european = ["C-", "T-", "Case C", "Case T"]
        .iter()
        .any(|sign| given.contains(sign));
    (signs || followed_by_register(plain, captures)) && !european && is_unpublished(plain, captures)
}

fn followed_by_register(plain: &Plain, captures: &Captures<'_>) -> bool {
    let after = captures.get(0).map_or("", |found| plain.after(found.end()));
    after.trim_start().starts_with(|c: char| c.is_uppercase()) && after.contains('/')
}

fn papers() -> Vec<Rule> {
    let rule = |certainty, pattern: &str, holds| Rule {
        hint: Hint::FileNumber,
        certainty,
        side: Side::Text,
        pattern: pattern.to_owned(),
        holds,
    };
    vec![
        rule(
            Certainty::Sure,
            r"\b[A-Z]{2}\d{2}(?:\s?[\dA-Z]{4}){3,7}(?:\s?[\dA-Z]{1,3})?\b",
            is_account,
        ),
        rule(
            Certainty::Sure,
            r"(?i)\b(?:reise?pass|pass|passport|(?:personal)?ausweis|identity\s+card|id[\s-]card|visum|visa|führerschein|steuer|tax|kunden|bg|versicherungs?|versicherten|sozialversicherungs?|rentenversicherungs?|krankenversicherungs?|insurance|matrikel|konto|cnp|egn|pesel|aufenthaltstitel)[\s-]*(?:id|nummer|nr\.?|number|no\.?|kenn?zeichen)?[\s:.]*(?:(?:lautet|ist|is)\s+)?(?-i:[A-Z]{0,3})\s?\d[\dA-Z]*(?:[\s/-]?[\dA-Z]*\d[\dA-Z]*)*\b",
            is_paper,
        ),
        rule(
            Certainty::Sure,
            r"(?i)\b(?:reise?pass|passport|(?:personal)?ausweis)\w*[\s-]*(?:nummer|nr\.?|number|no\.?)?[\s:.]*(?:(?:lautet|ist|is)\s+)?(?-i:[A-Z0-9]{8,12})\b",
            is_paper,
        ),
        rule(
            Certainty::Sure,
            r"(?i)\b(?:kennzeichen|licen[cs]e\s+plate|number\s+plate)[\s:]*(?-i:[A-ZÄÖÜ]{1,3}[\s-][A-Z]{1,2}[\s-]?\d{1,4})\b",
            always,
        ),
        rule(
            Certainty::Sure,
            r"\b\d{2}\s?\d{6}\s?[A-Z]\s?\d{3}\b",
            always,
        ),
    ]
}

fn is_account(_: &Plain, captures: &Captures<'_>) -> bool {
    digits(&captures[0]).len() >= 10
}

/// A number of a paper has six signs or more; a year or a count has fewer.
fn is_paper(_: &Plain, captures: &Captures<'_>) -> bool {
    let found = &captures[0];
    let digits = digits(found).len();
    let letters = found.chars().filter(char::is_ascii_uppercase).count();
    digits >= 6 || digits >= 4 && letters >= 3
}
