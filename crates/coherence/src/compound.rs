// SPDX-License-Identifier: EUPL-1.2
//! Parts of German compounds: "Erstberatungsplattform" holds "Beratung" and "Plattform".

use std::collections::HashSet;

use wegmarke_domain::text::Lang;

use crate::words::Stems;

/// Shortest part, in letters.
const SHORTEST: usize = 4;

/// Words that compounds of such plans are made of, for registers too small to hold them alone.
const BASE: &str = "abbau alter amt angebot ansprechperson anspruch arbeit arbeitgeber asyl aufbau aufenthalt aufgabe \
    aufklärung aufnahme auftrag ausbau ausbeutung ausbildung ausland austausch bedarf beauftragte behörde bekämpfung \
    beirat beratung bereich bericht beschäftigung betreuung betrieb betroffene bildung bund daten dialog dienst \
    diskriminierung einrichtung entschädigung erkennung erst europa evaluation fach fall familie finanzierung flucht \
    förderung format forschung fortbildung frauen geflüchtete gericht geschäft gesellschaft gesetz gesundheit gewalt \
    gleichbehandlung gremium gruppe handel haus haushalt herkunft hilfe identifizierung information initiative \
    integration jugend justiz kampagne kinder klima kommune konferenz kontrolle konzept koordinierung kosten kranken \
    kreis land leistung leitfaden lieferkette markt material mechanismus mensch migration minister mittel mobilität \
    modell monitoring nachhaltigkeit netz netzwerk online opfer organisation partner person plan plattform polizei \
    praxis prävention projekt programm prostitution prozess prüfung psychiatrie quote recht rechte region richtlinie \
    rückkehr rufnummer schul schule schulung schutz sensibilisierung sicherheit sozial sprache staat standard stelle \
    steuer strafe straf strategie straße studie tagung täter technik telefon treffen umsetzung umwelt unterbringung \
    unterkunft unterricht unterstützung unternehmen verband verein verfahren verfolgung verkehr vernetzung verordnung \
    versorgung vertrag verwaltung wasser weiterbildung werk werkstatt wirtschaft wohnung zentrum zeuge ziel zivil \
    zoll zugang zusammenarbeit zwang zweck energie wärme strom gebäude sanierung rad";

/// The stems that words are made of.
#[derive(Clone, Debug, Default)]
pub(crate) struct Compounds {
    stems: HashSet<Box<str>>,
}

impl Compounds {
    /// Takes words apart at the words of a register, in small letters, and at words that every plan
    /// knows.
    pub(crate) fn new(stems: &Stems, words: impl Iterator<Item = String>) -> Self {
        let base = BASE.split_ascii_whitespace().map(str::to_owned);
        let long = |word: &String| word.chars().count() >= SHORTEST;
        let known = base.chain(words.filter(long));
        let known = known.map(|word| stems.of(Lang::DE, &word).into_boxed_str());
        Self {
            stems: known.collect(),
        }
    }

    /// The stems of the parts of a word, from left to right; empty: it is not seen to be made of others.
    pub(crate) fn split(&self, stems: &Stems, word: &str) -> Vec<String> {
        let mut parts = Vec::new();
        if self.part(stems, word, &mut parts, true) && parts.len() > 1 {
            return parts;
        }
        self.end(stems, word)
    }

    fn part(&self, stems: &Stems, word: &str, parts: &mut Vec<String>, whole: bool) -> bool {
        if !whole && let Some(stem) = self.known(stems, word) {
            parts.push(stem);
            return true;
        }
        // The longest first part whose rest can be read.
        let cuts: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
        for letters in (SHORTEST..=cuts.len().saturating_sub(SHORTEST)).rev() {
            let (first, rest) = word.split_at(cuts[letters]);
            let Some(stem) = self.known(stems, first) else {
                continue;
            };
            let before = parts.len();
            parts.push(stem);
            if self.part(stems, rest, parts, false) {
                return true;
            }
            parts.truncate(before);
        }
        false
    }

    /// A known word at the end, which says what a compound is, whatever stands before it.
    fn end(&self, stems: &Stems, word: &str) -> Vec<String> {
        let cuts: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
        let last = cuts.len().saturating_sub(SHORTEST + 1);
        let mut ends = (3..=last).map(|letters| &word[cuts[letters]..]);
        let end = ends.find_map(|end| self.known(stems, end));
        end.into_iter().collect()
    }

    fn known(&self, stems: &Stems, part: &str) -> Option<String> {
        let stem = stems.of(Lang::DE, part);
        if self.stems.contains(&*stem) && stem.chars().count() >= 3 {
            return Some(stem);
        }
        // What joins parts: Arbeits-, Menschen-, Kinder-.
        let joined = ["s", "es", "n", "en", "er", "e"];
        joined.iter().find_map(|join| {
            let bare = part.strip_suffix(join)?;
            let stem = stems.of(Lang::DE, bare);
            let long = bare.chars().count() >= SHORTEST;
            (long && self.stems.contains(&*stem)).then_some(stem)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Compounds;
    use crate::words::Stems;

    #[test]
    fn compounds_are_taken_apart_and_other_words_are_left() {
        let stems = Stems::default();
        let compounds = Compounds::new(&stems, std::iter::empty());
        for (word, parts) in [
            (
                "erstberatungsplattform",
                &["erst", "berat", "plattform"][..],
            ),
            ("fachberatungsstellen", &["fach", "berat", "stell"]),
            ("menschenhandel", &["mensch", "handel"]),
            ("arbeitsausbeutung", &["arbeit", "ausbeut"]),
            ("vernetzungstreffen", &["vernetz", "treff"]),
            ("beratung", &[]),
            ("flyer", &[]),
        ] {
            assert_eq!(compounds.split(&stems, word), parts, "{word}");
        }
    }
}
