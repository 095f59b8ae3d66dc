// SPDX-License-Identifier: EUPL-1.2
//! In which language cells are written, told by the small words that every sentence has.

/// Languages with small words that the others lack, or have less often.
const WORDS: [(&str, &str); 9] = [
    (
        "de",
        "der die das und ist mit für von den dem des im zur zum auf in nicht eine einer werden wird durch bei auch sowie nach über",
    ),
    (
        "en",
        "the and of to in is for with that on by are be this from has have at as an was will which their not",
    ),
    (
        "fr",
        "le la les des et du de un une dans pour sur par au aux est avec que qui en ou ce l d plus",
    ),
    (
        "it",
        "il la le dei delle del della di e per con che un una nel nella al alla da sono gli lo si ai dell",
    ),
    (
        "es",
        "el la los las de del y en para con que un una por se al es su como más lo",
    ),
    (
        "pt",
        "o a os as de do da dos das e em para com que um uma por no na nos nas ao à não são pela",
    ),
    (
        "pl",
        "i w z na do się nie jest oraz dla od po przez że to o ze są za ich",
    ),
    (
        "nl",
        "de het een en van in is dat op te voor met zijn niet aan er om ook door bij naar wordt",
    ),
    (
        "ca",
        "el la els les de del dels i en per amb que un una als és no més d l al seva",
    ),
];

/// Signs that few languages write.
const SIGNS: [(char, &str); 18] = [
    ('ß', "de"),
    ('ä', "de"),
    ('ü', "de"),
    ('ö', "de"),
    ('ã', "pt"),
    ('õ', "pt"),
    ('ñ', "es"),
    ('¿', "es"),
    ('ł', "pl"),
    ('ś', "pl"),
    ('ż', "pl"),
    ('ę', "pl"),
    ('ą', "pl"),
    ('ê', "fr"),
    ('œ', "fr"),
    ('ù', "it"),
    ('ì', "it"),
    ('·', "ca"),
];

/// How often each language was heard, in the order of the list.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tongue([u32; WORDS.len()]);

impl Tongue {
    /// Counts the small words and signs of a text.
    pub(crate) fn hear(&mut self, text: &str) {
        let text = text.to_lowercase();
        let words = text
            .split(|sign: char| !sign.is_alphabetic())
            .filter(|word| !word.is_empty());
        for word in words.take(200) {
            for (heard, (_, known)) in self.0.iter_mut().zip(&WORDS) {
                *heard += u32::from(known.split(' ').any(|one| one == word));
            }
        }
        for (heard, (language, _)) in self.0.iter_mut().zip(&WORDS) {
            let signs = SIGNS.iter().filter(|(_, of)| of == language);
            let met = signs.filter(|(sign, _)| text.contains(*sign)).count();
            *heard += u32::try_from(met).unwrap_or(0);
        }
    }

    pub(crate) fn join(&mut self, other: &Self) {
        for (own, more) in self.0.iter_mut().zip(other.0) {
            *own += more;
        }
    }

    /// The language that was heard clearly more often than any other.
    pub(crate) fn clear_language(&self) -> Option<&'static str> {
        let mut heard = self.0;
        heard.sort_unstable();
        match heard {
            [.., second, first] if first > second + 1 => self.language(),
            _ => None,
        }
    }

    /// The language that was heard most, if any was; of several the first of the list.
    pub(crate) fn language(&self) -> Option<&'static str> {
        let heard = self.0.iter().zip(&WORDS).rev();
        let best = heard.max_by_key(|(heard, _)| **heard);
        best.filter(|(heard, _)| **heard > 0)
            .map(|(_, (language, _))| *language)
    }
}

#[cfg(test)]
mod tests {
    use super::Tongue;

    fn tongue(text: &str) -> Option<&'static str> {
        let mut tongue = Tongue::default();
        tongue.hear(text);
        tongue.language()
    }

    #[test]
    fn languages_are_told_by_small_words() {
        for (language, text) in [
            (
                "de",
                "Die Stelle wird durch den Bund mit Mitteln für zwei Jahre gefördert",
            ),
            (
                "en",
                "The measure is to be carried out by the ministry with its partners",
            ),
            (
                "fr",
                "Mettre en œuvre la sortie du plastique à usage unique et lutter contre le gaspillage",
            ),
            (
                "it",
                "Entrata in vigore dei decreti per la riforma della pubblica amministrazione",
            ),
            (
                "es",
                "Esta plataforma permitirá acceder a información detallada de las obras en los barrios",
            ),
            (
                "pt",
                "Inserir famílias com renda de até meio salário mínimo no cadastro, não são todas",
            ),
            (
                "pl",
                "Działania na rzecz ofiar oraz szkolenia dla policji są prowadzone przez rząd",
            ),
            (
                "nl",
                "Het kabinet wil met een nieuwe aanpak de slachtoffers beter helpen en voorkomen dat",
            ),
        ] {
            assert_eq!(tongue(text), Some(language), "{text}");
        }
        assert_eq!(tongue("12.5"), None);
    }
}
