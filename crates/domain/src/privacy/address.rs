// SPDX-License-Identifier: EUPL-1.2
//! Where somebody lives or can be written to.

use regex::Captures;

use super::plain::Plain;
use super::rule::{Certainty, Hint, Rule, Side};

/// Boxes of organisations, which are read by whoever works there.
const SHARED_BOXES: [&str; 20] = [
    "info",
    "kontakt",
    "contact",
    "office",
    "post",
    "poststelle",
    "mail",
    "beratung",
    "presse",
    "press",
    "service",
    "hilfe",
    "help",
    "support",
    "redaktion",
    "datenschutz",
    "geschaeftsstelle",
    "sekretariat",
    "team",
    "buero",
];

/// What streets are called; before them stands a name.
const STREETS: &str = r"(?:straße|strasse|str\.|gasse|allee|platz|damm|ufer|weg|ring|chaussee|steig|stieg|pfad|promenade|zeile)";

/// What ends like a street and is a way or a place of another kind.
const NO_STREETS: [&str; 71] = [
    "rechts",
    "um",
    "aus",
    "arbeits",
    "schutz",
    "therapie",
    "haus",
    "hausplatz",
    "instanzen",
    "flucht",
    "melde",
    "verwaltungs",
    "klage",
    "zahlungs",
    "bildungs",
    "ausbildungs",
    "studien",
    "kita",
    "betreuungs",
    "beratungs",
    "unterbringungs",
    "wohn",
    "wohnheim",
    "heim",
    "schlaf",
    "zugangs",
    "dienst",
    "beschwerde",
    "lösungs",
    "berufs",
    "lebens",
    "post",
    "verfahrens",
    "übermittlungs",
    "informations",
    "kommunikations",
    "förder",
    "kurs",
    "warte",
    "not",
    "frauenhaus",
    "klinik",
    "umsetzungs",
    "liefer",
    "sonder",
    "mittel",
    "hilfs",
    "park",
    "spiel",
    "sport",
    "stand",
    "stell",
    "kinder",
    "flug",
    "rück",
    "zu",
    "wasser",
    "anfahrts",
    "antrags",
    "gerichts",
    "irr",
    "sitz",
    "lager",
    "steh",
    "rast",
    "zelt",
    "camping",
    "abstell",
    "sende",
    "vertriebs",
    "entscheidungs",
];

pub(super) fn rules() -> Vec<Rule> {
    let rule = |certainty, pattern: String, holds| Rule {
        hint: Hint::Address,
        certainty,
        side: Side::Text,
        pattern,
        holds,
    };
    vec![
        // "a.b@example.org", "a.b (at) example (punkt) org".
        rule(
            Certainty::Sure,
            r"(?i)(?P<box>[\p{L}\d._%+-]+(?:\s?(?:\bpunkt\b|\bdot\b)\s?[\p{L}\d_-]+)*)\s?(?:@|[(\[{<]\s?(?:at|ät|@)\s?[)\]}>])\s?[\p{L}\d-]+(?:\s?(?:\.|[(\[{]\s?(?:dot|punkt|\.)\s?[)\]}]|\bdot\b|\bpunkt\b)\s?[\p{L}\d-]+)*\s?(?:\.|[(\[{]\s?(?:dot|punkt|\.)\s?[)\]}]|\s(?:dot|punkt)\s)\s?\p{L}{2,}".to_owned(),
            is_own_box,
        ),
        rule(
            Certainty::Sure,
            r"(?i)(?P<box>[\p{L}\d._%+-]+)\s?(?:\s(?:at|ät|klammeraffe)|@)\s[\p{L}\d-]+\s?(?:dot|punkt)\s?\p{L}{2,}".to_owned(),
            is_own_box,
        ),
        rule(
            Certainty::Sure,
            r"(?i)(?P<box>[\p{L}\d._%+-]+)\s(?:at|ät)\s(?:gmail|googlemail|web|gmx|yahoo|hotmail|outlook|t-online|icloud|posteo|proton|mail)\.\p{L}{2,3}\b".to_owned(),
            is_own_box,
        ),
        // Names in social networks.
        rule(
            Certainty::Sure,
            r"(?:^|[\s(„'])@[\p{L}\d_.]{2,}[\p{L}\d_]".to_owned(),
            always,
        ),
        rule(
            Certainty::Doubtful,
            format!(r"\b(?P<stem>\p{{Lu}}[\p{{L}}.'-]*?)(?P<sort>-?(?i:{STREETS}))\s+(?P<number>\d{{1,4}}\s?[a-zA-Z]?)\b"),
            is_street,
        ),
        // "Straße des Friedens 8", "Platz der Republik 1".
        rule(
            Certainty::Doubtful,
            r"\b(?:Straße|Strasse|Str\.|Platz|Allee|Weg|Ring|Ufer)\s+(?:des|der|am|an\s+der|zum|zur|im)\s+(?:\d+\.\s+)?\p{Lu}[\p{L}-]+\s+(?P<number>\d{1,3}\s?[a-z]?)\b".to_owned(),
            is_no_count,
        ),
        // Accounts in social networks.
        rule(
            Certainty::Sure,
            r"(?i)\b(?:insta(?:gram)?|telegram|tiktok|snapchat|skype|facebook|whatsapp)(?:-?\s?(?:name|konto|profil|account|handle|id))?\s*[:=]\s*@?[\p{L}\d_.-]{3,}".to_owned(),
            always,
        ),
        // "Lange Straße 5", "Am Alten Hafen 14", "Unter den Eichen 23".
        rule(
            Certainty::Doubtful,
            r"\b(?:\p{Lu}\p{Ll}+(?:e|er|en|es|ische[rn]?))\s+(?:Straße|Strasse|Str\.|Gasse|Allee|Platz|Weg|Ring)\s+(?P<number>\d{1,4}\s?[a-z]?)\b".to_owned(),
            is_street_of_words,
        ),
        rule(
            Certainty::Doubtful,
            r"\b(?:Am|An\s+(?:der|den|dem)|Auf\s+(?:der|den|dem)|Im|In\s+(?:der|den)|Unter\s+(?:den|der)|Zum|Zur|Hinter\s+(?:der|dem)|Vor\s+dem)\s+(?:\p{Lu}\p{Ll}+e[nrms]?\s+)?(?P<name>\p{Lu}[\p{L}-]+)\s+(?P<number>\d{1,3}\s?[a-z]?)\b".to_owned(),
            is_where_one_lives,
        ),
        // A postcode and its place.
        rule(
            Certainty::Doubtful,
            r"(?i:,|\bin|\bnach|\baus|\bPLZ|\bD-)\s*(?P<code>\d{5})\s+(?P<name>\p{Lu}\p{Ll}{2,}[\p{L}-]*)".to_owned(),
            is_postcode,
        ),
        rule(
            Certainty::Doubtful,
            r"\b\d{1,4}[A-Za-z]?,?\s+(?:\p{Lu}[\p{L}'-]+\s+){1,3}(?:Street|St\.?|Road|Rd\.?|Avenue|Ave\.?|Lane|Square|Drive|Court|Close|Terrace|Gardens|Place|Crescent|Hill|Grove|Way|Row|Mews|Walk|Yard)\b".to_owned(),
            always,
        ),
        rule(
            Certainty::Doubtful,
            r"\b(?:ul\.|ulica|ulitsa|str\.|Str\.|Strada|Bd\.|bul\.|Bulevardul|rue|Rue|via|Via|viale|Viale|calle|Calle|avenida|Rua|utca|ул\.)\s+(?:(?:de|del|della|la|di|du|des)\s+)*(?:\p{Lu}[\p{L}'-]+\s+){1,3}(?:nr\.\s*)?\d{1,4}\b".to_owned(),
            always,
        ),
        rule(
            Certainty::Doubtful,
            r"\b\p{Lu}[\p{L}-]+\s+(?:utca|út|ulitsa|caddesi|sokak|Sok\.)\s+\d{1,4}\b".to_owned(),
            always,
        ),
    ]
}

const fn always(_: &Plain, _: &Captures<'_>) -> bool {
    true
}

fn is_own_box(_: &Plain, captures: &Captures<'_>) -> bool {
    let whose = captures.name("box").map_or("", |found| found.as_str());
    !SHARED_BOXES.contains(&whose.to_lowercase().as_str())
}

/// What follows the number of a house, and not a count.
fn is_no_count(plain: &Plain, captures: &Captures<'_>) -> bool {
    let after = captures
        .name("number")
        .map_or("", |found| plain.after(found.end()));
    let next: String = after
        .trim_start()
        .chars()
        .take_while(|c| c.is_alphabetic() || *c == '%')
        .collect();
    let counts = [
        "%",
        "Prozent",
        "percent",
        "Euro",
        "Monate",
        "Monaten",
        "Wochen",
        "Tage",
        "Tagen",
        "Stunden",
        "Jahre",
        "Jahren",
        "Minuten",
        "Kilometer",
        "km",
        "Meter",
        "Uhr",
        "Prozentpunkte",
        "Betten",
        "Kinder",
        "Stellen",
        "Anfragen",
        "Menschen",
        "Personen",
        "Frauen",
        "Fälle",
        "Plätze",
        "Mal",
        "von",
        "Instanz",
        "of",
    ];
    let number = captures.name("number").map_or("", |found| found.as_str());
    let year = number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
    let instance = after.starts_with('.') && after.contains("Instanz");
    !(year || instance || counts.contains(&next.as_str()))
}

fn is_street(plain: &Plain, captures: &Captures<'_>) -> bool {
    let stem = captures
        .name("stem")
        .map_or("", |found| found.as_str())
        .to_lowercase();
    let stem = stem.trim_end_matches('-');
    let sort = captures
        .name("sort")
        .map_or("", |found| found.as_str())
        .to_lowercase();
    // Rings and rows are many things; with a name before, and said of somebody, they are streets.
    let rare = ["ring", "zeile", "steig", "pfad"]
        .iter()
        .any(|end| sort.ends_with(end));
    let known = stem.chars().count() >= 3
        && !NO_STREETS.iter().any(|no| {
            stem == *no || stem.len() > no.len() + 2 && stem.ends_with(no) && no.len() > 3
        });
    known && (!rare || stem.chars().count() >= 4) && is_no_count(plain, captures)
}

fn is_street_of_words(plain: &Plain, captures: &Captures<'_>) -> bool {
    let first = captures[0].split_whitespace().next().unwrap_or_default();
    let none = [
        "Der", "Die", "Dieser", "Eine", "Einer", "Ein", "Jeder", "Keine", "Welche", "Zweiter",
        "Dritter", "Erster", "Anderer", "Jede", "Freie", "Freier",
    ];
    !none.contains(&first) && is_no_count(plain, captures)
}

/// "wohnt Am Alten Hafen 14": said of where somebody lives, since "Im Jahr 14" is said of anything.
fn is_where_one_lives(plain: &Plain, captures: &Captures<'_>) -> bool {
    const LIVES: [&str; 12] = [
        "wohn",
        "lebt",
        "anschrift",
        "adresse",
        "gemeldet",
        "untergebracht",
        "zustellung",
        "lives",
        "address",
        "stays",
        "staying",
        "living",
    ];
    let before = captures
        .get(0)
        .map_or("", |found| plain.before(found.start()))
        .to_lowercase();
    LIVES.iter().any(|word| before.contains(word)) && is_no_count(plain, captures)
}

fn is_postcode(_: &Plain, captures: &Captures<'_>) -> bool {
    let name = captures.name("name").map_or("", |found| found.as_str());
    let code = captures.name("code").map_or("", |found| found.as_str());
    !super::lists::is_noun(name)
        && !super::lists::is_role(name)
        && !code.ends_with("000")
        && !["Frauen", "Männer", "Euro", "Menschen", "Fällen", "Personen"].contains(&name)
}
