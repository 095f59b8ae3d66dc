// SPDX-License-Identifier: EUPL-1.2
//! What headings of columns mean, by words that plans use in German, English, French and others.

use crate::table::Role;

const NUMBER: [&str; 16] = [
    "nr", "nr.", "lfd. nr.", "lfd. nr", "lfd.nr.", "nummer", "no", "no.", "n°", "nº", "#",
    "number", "numéro", "numero", "id", "ref",
];
const TITLE: [&str; 20] = [
    "maßnahme",
    "massnahme",
    "maßnahmen",
    "titel",
    "vorhaben",
    "aktivität",
    "handlung",
    "measure",
    "measures",
    "action",
    "actions",
    "activity",
    "activities",
    "commitment",
    "title",
    "mesure",
    "mesures",
    "misura",
    "azione",
    "medida",
];
const LEAD: [&str; 26] = [
    "federführung",
    "federführend",
    "zuständig",
    "zuständigkeit",
    "verantwortlich",
    "verantwortlichkeit",
    "verantwortung",
    "ressort",
    "ressorts",
    "lead",
    "responsible",
    "responsibility",
    "owner",
    "pilote",
    "pilotes",
    "responsable",
    "responsables",
    "chef de file",
    "porteur",
    "akteure",
    "akteur",
    "actors",
    "actor",
    "responsabile",
    "ministry",
    "ministère",
];
const PERIOD: [&str; 22] = [
    "zeitraum",
    "zeitrahmen",
    "zeitplan",
    "laufzeit",
    "umsetzung",
    "frist",
    "termin",
    "zeit",
    "beginn",
    "timeline",
    "timeframe",
    "time frame",
    "deadline",
    "period",
    "date",
    "end date",
    "due",
    "échéance",
    "calendrier",
    "délai",
    "période",
    "scadenza",
];
const INDICATOR: [&str; 10] = [
    "indikator",
    "indikatoren",
    "indicator",
    "indicators",
    "indicateur",
    "indicateurs",
    "indicatore",
    "messgröße",
    "erfolgskriterium",
    "kpi",
];
/// Other words that head columns.
const OTHER: [&str; 32] = [
    "ziel",
    "ziele",
    "handlungsfeld",
    "beschreibung",
    "status",
    "stand",
    "sachstand",
    "beteiligte",
    "partner",
    "kosten",
    "budget",
    "finanzierung",
    "priorität",
    "bemerkung",
    "bemerkungen",
    "ergebnis",
    "goal",
    "objective",
    "objectives",
    "description",
    "progress",
    "results",
    "priority",
    "cost",
    "output",
    "objectif",
    "objectifs",
    "état",
    "partenaires",
    "coût",
    "resources",
    "comments",
];

/// What a heading means; the first word that is known decides.
pub(crate) fn role(title: &str) -> Option<Role> {
    let of = [
        (Role::Number, &NUMBER[..]),
        (Role::Title, &TITLE[..]),
        (Role::Lead, &LEAD[..]),
        (Role::Period, &PERIOD[..]),
        (Role::Indicator, &INDICATOR[..]),
    ];
    let title = title.trim().to_lowercase();
    let whole = of.iter().find(|(_, words)| words.contains(&&*title));
    let found = whole.or_else(|| {
        let mut parts = title.split(|sign: char| sign.is_whitespace() || "/(),:".contains(sign));
        parts.find_map(|part| {
            of.iter()
                .skip(1)
                .find(|(_, words)| !part.is_empty() && words.contains(&part))
        })
    });
    found.map(|(role, _)| *role)
}

/// Whether a text is one that heads a column.
pub(crate) fn heads_column(title: &str) -> bool {
    let plain = title.trim().to_lowercase();
    role(title).is_some()
        || plain
            .split(|sign: char| sign.is_whitespace() || "/(),:-".contains(sign))
            .any(|part| OTHER.contains(&part))
}

#[cfg(test)]
mod tests {
    use super::{heads_column, role};
    use crate::table::Role;

    #[test]
    fn headings_are_known_in_several_languages() {
        assert_eq!(role("Nr."), Some(Role::Number));
        assert_eq!(role("Lfd. Nr."), Some(Role::Number));
        assert_eq!(role("Titel / Zuständigkeit"), Some(Role::Title));
        assert_eq!(role("Lead government actors"), Some(Role::Lead));
        assert_eq!(role("Échéance"), Some(Role::Period));
        assert_eq!(role("Indicateurs"), Some(Role::Indicator));
        assert_eq!(role("Prävention"), None);
        assert!(heads_column("Kosten"));
    }
}
