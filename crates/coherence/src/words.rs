// SPDX-License-Identifier: EUPL-1.2
//! Words of a text and their stems.

use std::collections::HashSet;
use std::sync::LazyLock;

use frostem::{Algorithm, Stemmer};
use wegmarke_domain::text::Lang;

/// Words that say nothing of what a measure is about.
const EMPTY: &str = "aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bis bzw da \
    dabei damit dann das dass dem den der deren des dessen die dies diese diesem diesen dieser dieses doch dort durch \
    ein eine einem einen einer eines er es etwa etc für ggf haben hat hier ihr ihre ihrem ihren ihrer im in innen ins \
    insbesondere ist ja je jede jedem jeden jeder jedes kann können mit nach nicht noch nr nur ob oder ohne sein seine \
    seiner sich sie sind so sollen soll sowie über um und unter vom von vor war was weitere weiteren weiterer welche \
    wenn wer werden wie wird wo wurde zu zum zur zwischen \
    a about above after all also among an and any are as at be been being between both but by can could do does each \
    for from had has have how if in into is it its may more most must no nor not of on only or other our out over own \
    per shall should so some such than that the their them then there these they this those through to under up upon \
    was were what when where whether which while who will with within would \
    maßnahme maßnahmen measure measures";

/// A word as it stands in a text, and in small letters.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Word<'a> {
    pub(crate) written: &'a str,
    pub(crate) small: String,
}

/// Words of a text that say something.
pub(crate) fn split<'a>(text: &'a str) -> impl Iterator<Item = Word<'a>> {
    let parts = text.split(|c: char| !c.is_alphanumeric() && c != '\u{ad}');
    parts.filter_map(|written| {
        let small: String = written
            .chars()
            .filter(|c| *c != '\u{ad}')
            .flat_map(char::to_lowercase)
            .collect();
        let says = small.chars().nth(1).is_some() && !is_empty(&small);
        says.then_some(Word { written, small })
    })
}

fn is_empty(word: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> =
        LazyLock::new(|| EMPTY.split_ascii_whitespace().collect());
    WORDS.contains(word)
}

/// Takes the endings off words.
#[derive(Clone)]
pub(crate) struct Stems {
    german: Stemmer,
    english: Stemmer,
}

impl std::fmt::Debug for Stems {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Stems")
    }
}

impl Default for Stems {
    fn default() -> Self {
        Self {
            german: Stemmer::new(Algorithm::German),
            english: Stemmer::new(Algorithm::English),
        }
    }
}

impl Stems {
    /// The stem of a word in small letters; of other languages than German and English the word itself.
    pub(crate) fn of(&self, lang: Lang, word: &str) -> String {
        match lang {
            Lang::DE => self.german.stem(word).into(),
            Lang::EN => self.english.stem(word).into(),
            _ => word.to_owned(),
        }
    }
}

/// Groups of four letters of a word, the ends of words with them.
pub(crate) fn grams(word: &str) -> Vec<String> {
    let letters: Vec<char> = std::iter::once('_')
        .chain(word.chars())
        .chain(['_'])
        .collect();
    letters
        .windows(4)
        .map(|four| four.iter().collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Stems, grams, split};
    use wegmarke_domain::text::Lang;

    #[test]
    fn a_text_is_the_words_that_say_something() {
        let words: Vec<String> =
            split("Prüfung für EU-Bürger*innen, ob die Maß\u{ad}nahme (SGB II) gilt")
                .map(|word| word.small)
                .collect();
        assert_eq!(words, ["prüfung", "eu", "bürger", "sgb", "ii", "gilt"]);
    }

    #[test]
    fn endings_do_not_count() {
        let stems = Stems::default();
        assert_eq!(
            stems.of(Lang::DE, "beratungen"),
            stems.of(Lang::DE, "beratungs")
        );
        assert_eq!(
            stems.of(Lang::EN, "trainings"),
            stems.of(Lang::EN, "training")
        );
        assert_eq!(grams("opfer"), ["_opf", "opfe", "pfer", "fer_"]);
    }
}
