// SPDX-License-Identifier: EUPL-1.2
//! What columns are called.

mod more;
mod states;

use wegmarke_domain::noun::Noun;

pub(super) use more::{COMMON_MORE, FILES, MEANINGS, MORE};
pub(super) use states::{STATES, TARGETS, VALUES};

/// The language a heading names at its end, as in `title_en` or `Titel (DE)`.
pub(super) fn marked(heading: &str) -> Option<&'static str> {
    const KNOWN: [&str; 9] = ["de", "en", "it", "fr", "es", "pt", "pl", "nl", "ca"];
    let last = heading.trim_end_matches([')', ']']);
    let last = last.rsplit(['_', ' ', '.', '-', '(', '[']).next()?;
    let found = KNOWN
        .into_iter()
        .find(|known| last.eq_ignore_ascii_case(known));
    // "Levier de" is no language: words need a mark that is no space.
    let mark = heading.trim_end_matches([')', ']']).strip_suffix(last)?;
    found.filter(|_| {
        mark.ends_with(['_', '.', '-', '(', '['])
            || (mark.ends_with(' ') && last.chars().all(char::is_uppercase))
    })
}

/// A heading without the language it names.
pub(super) fn unmarked(heading: &str) -> &str {
    let Some(language) = marked(heading) else {
        return heading;
    };
    let end = heading.trim_end_matches([')', ']']);
    end.get(..end.len() - language.len()).unwrap_or(heading)
}

/// Nouns that a table of rows is about, with the words in which headings name their attributes.
/// Words that several nouns share stand in [`COMMON`].
pub(super) const NOUNS: [(Noun, &[(&str, &str)]); 9] = [
    (
        Noun::Measure,
        &[
            (
                "title.*",
                "maßnahme|maßnahmentitel|titel der maßnahme|bezeichnung der maßnahme|measure|action|activity|measure title|misura|azione|intervento|descrizione misura|descrizione submisura",
            ),
            (
                "number",
                "maßnahmennummer|maßnahme nr|measure number|measure no|numero misura|codice misura|codice univoco submisura",
            ),
            (
                "lead",
                "federführung|federführend|zuständig|zuständigkeit|verantwortlich|umsetzung durch|träger|ressort|lead|responsible|responsible body|lead agency|responsabile|amministrazione titolare|responsible organ",
            ),
            (
                "partners",
                "beteiligte|mitwirkung|mitwirkende|partner|kooperation|partners|involved|stakeholders|soggetti coinvolti",
            ),
            (
                "output_indicator.*",
                "indikator|outputindikator|output indicator|indicator|messgröße|indicatore",
            ),
            (
                "outcome_indicator.*",
                "wirkungsindikator|outcome indicator|wirkung|outcome|impact",
            ),
            ("nature", "art|art der maßnahme|kind|nature|tipologia"),
            ("commitment", "verbindlichkeit|commitment"),
            ("themes", "themen|thema|themes|theme|tema|temi"),
            (
                "groups",
                "zielgruppe|zielgruppen|target group|groups|destinatari",
            ),
            (
                "forms",
                "gewaltform|gewaltformen|forms of violence|forms|forme di violenza",
            ),
            ("level", "ebene|level|livello"),
            (
                "funding.*",
                "finanzierung|kosten|mittel|budget|funding|cost|finanziamento|risorse|costo",
            ),
            ("cited_as", "zitiert als|cited as"),
        ],
    ),
    (
        Noun::Milestone,
        &[
            (
                "id",
                "codice univoco milestone target|milestone id|meilenstein nr|nr seq m t",
            ),
            (
                "title.*",
                "meilenstein|milestone|nome milestone target|milestone target name|target name|traguardo",
            ),
            (
                "type",
                "milestone target|art des meilensteins|milestone type",
            ),
            (
                "measures",
                "measures|maßnahmen|zu maßnahme|codice univoco submisura",
            ),
            (
                "indicator.*",
                "indikator|indicator|indicat qualitativo|indicatore",
            ),
            (
                "unit",
                "einheit|unit|unit of measure|unità di misura|unità di misura target",
            ),
            (
                "baseline",
                "ausgangswert|basiswert|baseline|valore base|riferimento di partenza|riferimento di partenza target",
            ),
            (
                "goal",
                "zielwert|goal|target value|target|valore obiettivo|valore obiettivo target",
            ),
            ("direction", "richtung|direction"),
            (
                "verification.*",
                "nachweis|verification|means of verification|meccanismo di verifica",
            ),
            ("due.year", "jahr|year|anno|anno di conseguimento"),
            (
                "due.quarter",
                "quartal|quarter|trimestre|trimestre di conseguimento",
            ),
            (
                "due.as_written",
                "fällig|fälligkeit|frist|termin|due|deadline|due date|scadenza",
            ),
            (
                "lead",
                "federführung|zuständig|verantwortlich|lead|responsible|amministrazione titolare|responsabile",
            ),
        ],
    ),
    (
        Noun::Recommendation,
        &[
            (
                "title.*",
                "empfehlung|recommendation|suggested action|raccomandazione",
            ),
            (
                "issuer",
                "herausgeber|empfohlen von|issuer|recommending state|from|mittente",
            ),
            (
                "addressee",
                "adressat|addressee|gerichtet an|state under review|country|to|destinatario",
            ),
            ("topics", "themen|thema|topics|topic|issue|issues|area|tema"),
            ("issued_on", "ausgesprochen am|issued on|datum|date|data"),
            ("years", "jahre|years|year s suggested|years suggested|anni"),
        ],
    ),
    (
        Noun::Obligation,
        &[
            ("title.*", "verpflichtung|pflicht|obligation|obbligo"),
            (
                "instrument",
                "rechtsakt|instrument|übereinkommen|richtlinie|convention|directive|strumento",
            ),
            ("article", "artikel|article|articolo"),
            ("basis", "grundlage|basis|base giuridica"),
            ("checked_by_lawyer", "juristisch geprüft|checked by lawyer"),
        ],
    ),
    (
        Noun::Coverage,
        &[
            (
                "recommendation",
                "empfehlung|recommendation|raccomandazione",
            ),
            ("obligation", "verpflichtung|obligation|obbligo"),
            (
                "degree",
                "abdeckung|grad|abdeckungsgrad|degree|coverage|copertura",
            ),
            (
                "measures_cited",
                "zitierte maßnahmen|measures cited|misure citate",
            ),
            ("author", "bewertet von|autor|author|autore"),
            ("dated_on", "datum|stand|date|data"),
        ],
    ),
    (
        Noun::Evidence,
        &[
            (
                "claim.*",
                "aussage|befund|sachstand|umsetzungsstand|stand der umsetzung|claim|progress|status|avanzamento|principali evidenze|stato",
            ),
            ("dated_on", "datum|stand|date|data|as of"),
            ("measure", "maßnahme|measure|misura"),
            (
                "milestone",
                "meilenstein|milestone|codice univoco milestone target",
            ),
            ("kind", "art|kind|tipo"),
            (
                "speaker",
                "wer|sprecher|quelle der aussage|speaker|reported by|relatore",
            ),
        ],
    ),
    (
        Noun::Organisation,
        &[
            (
                "name.*",
                "name|organisation|akteur|institution|behörde|actor|organization|organizzazione|ente|nome",
            ),
            (
                "short.*",
                "kürzel|abkürzung|kurzname|short|acronym|abbreviation|sigla",
            ),
            ("kind", "art|kind|type|tipo"),
        ],
    ),
    (
        Noun::Field,
        &[
            (
                "title.*",
                "handlungsfeld|themenfeld|field|field of action|chapter|ambito|descrizione missione|descrizione componente",
            ),
            ("parent", "übergeordnet|parent|superiore"),
            (
                "measures_stated",
                "anzahl maßnahmen|measures stated|number of measures|numero misure",
            ),
        ],
    ),
    (
        Noun::Fact,
        &[
            ("name", "merkmal|tatsache|fact|name|fatto"),
            ("value", "wert|angabe|value|valore"),
        ],
    ),
];

/// Words for attributes of any noun that has them.
pub(super) const COMMON: [(&str, &str); 15] = [
    ("id", "id|kennung|schlüssel|key|code|codice"),
    (
        "number",
        "nr|nummer|lfd nr|laufende nummer|number|no|numero",
    ),
    ("plan", "plan|aktionsplan|action plan|piano"),
    (
        "field",
        "handlungsfeld|themenfeld|feld|kapitel|schwerpunkt|überschrift 1|field|chapter|heading 1|pillar|componente|ambito",
    ),
    (
        "title.*",
        "titel|bezeichnung|überschrift|title|name|text|titolo|denominazione",
    ),
    (
        "description.*",
        "beschreibung|erläuterung|inhalt|description|details|descrizione",
    ),
    (
        "period.as_written",
        "laufzeit|zeitraum|zeitrahmen|umsetzungszeitraum|zeitplan|period|timeframe|timeline|schedule|periodo|tempi",
    ),
    (
        "period.from",
        "beginn|start|von|ab|laufzeit von|laufzeit ab|laufzeit beginn|laufzeit start|zeitraum von|zeitraum beginn|umsetzung von|period from|planned start|period start|from date|inizio|data inizio",
    ),
    (
        "period.until",
        "ende|bis|laufzeit bis|laufzeit ende|zeitraum bis|zeitraum ende|umsetzung bis|period to|period until|abschluss|end|until|planned completion|period end|fine|data fine",
    ),
    (
        "note.*",
        "anmerkung|anmerkungen|bemerkung|bemerkungen|hinweis|notiz|note|notes|comment|remarks|nota|osservazioni|ulteriori informazioni",
    ),
    (
        "source.document",
        "quelle|dokument|fundstelle|source|document|fonte|documento",
    ),
    ("source.locator", "seite|stelle|page|locator|pagina"),
    (
        "source.url",
        "link|url|webseite|website|adresse|collegamento|sito",
    ),
    ("themes", "themenbereich|topic|area"),
    ("level", "politische ebene"),
];

#[cfg(test)]
mod tests {
    use wegmarke_domain::draft::list_slots;

    use super::{COMMON, MORE, NOUNS};

    #[test]
    fn every_word_stands_for_what_can_be_mapped() {
        for (noun, words) in NOUNS {
            let slots = list_slots(noun);
            for (named, _) in words {
                assert!(
                    slots.iter().any(|slot| slot.name == *named),
                    "{noun} {named}"
                );
            }
        }
        for (noun, words) in MORE {
            let slots = list_slots(noun);
            for (named, _) in words {
                assert!(
                    slots.iter().any(|slot| slot.name == *named),
                    "{noun} {named}"
                );
            }
        }
        let slots: Vec<_> = NOUNS
            .iter()
            .flat_map(|(noun, _)| list_slots(*noun))
            .collect();
        for (named, _) in COMMON {
            assert!(slots.iter().any(|slot| slot.name == named), "{named}");
        }
    }
}
