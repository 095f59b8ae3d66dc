// SPDX-License-Identifier: EUPL-1.2
//! Words as they are compared. Folded: small letters, umlauts and accents spelled one way. Loose: also
//! without the umlaut, so that "Häuser" holds "Haus".

use unicode_normalization::UnicodeNormalization as _;

/// Shortest word in which one slip of the finger is forgiven, in characters.
pub(crate) const SHORTEST_SLIP: usize = 6;
/// Shortest word that is looked for inside longer ones, in characters.
pub(crate) const SHORTEST_PART: usize = 4;

/// The text as it is indexed: lower case, "ä" as "ae", "é" as "e", "ß" as "ss", "ł" as "l", whichever
/// way its letters are put together.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len() + 8);
    if text.is_ascii() {
        folded.push_str(text);
        folded.make_ascii_lowercase();
        return folded;
    }
    for c in text.nfkc() {
        push_folded(c, &mut folded);
    }
    folded
}

fn push_folded(c: char, folded: &mut String) {
    for c in c.to_lowercase() {
        match c {
            'ä' | 'æ' => folded.push_str("ae"),
            'ö' | 'œ' => folded.push_str("oe"),
            'ü' => folded.push_str("ue"),
            'ß' => folded.push_str("ss"),
            'þ' => folded.push_str("th"),
            // Letters with a stroke or without a dot are none with a sign on them.
            'ł' => folded.push('l'),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ħ' => folded.push('h'),
            'ı' => folded.push('i'),
            'ŧ' => folded.push('t'),
            'ŋ' => folded.push('n'),
            // The form at the end of a word.
            'ς' => folded.push('σ'),
            c if is_hidden(c) => {}
            c if c.is_ascii() => folded.push(c),
            other => {
                let plain = std::iter::once(other).nfd().filter(|c| !is_mark(*c));
                folded.extend(plain.nfc());
            }
        }
    }
}

/// Hidden characters must not hide words.
fn is_hidden(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}

/// Signs on letters that nobody is asked to type: accents, and the vowel signs of Arabic and Hebrew.
/// Vowels of other scripts are no such signs.
fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{fe20}'..='\u{fe2f}')
}

/// A folded word without the difference that an umlaut makes: "haeuser" is "hauser". What merely looks
/// like one ("neue") loses its "e" too, on both sides of every comparison.
pub(crate) fn loosen(folded: &str) -> String {
    let mut loose = String::with_capacity(folded.len());
    let mut before = None;
    for c in folded.chars() {
        if !(c == 'e' && matches!(before, Some('a' | 'o' | 'u'))) {
            loose.push(c);
        }
        before = Some(c);
    }
    loose
}

/// The words of a question, folded.
pub(crate) fn split(question: &str) -> Vec<String> {
    let folded = fold(question);
    let words = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// Whether two words are the same but for one slip of the finger: a letter too many, too few, another
/// one, or two that changed places.
pub(crate) fn is_one_slip(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let common = |(a, b): &(&char, &char)| a == b;
    let start = a.iter().zip(&b).take_while(common).count();
    let (a, b) = (&a[start..], &b[start..]);
    let ends = a.iter().rev().zip(b.iter().rev()).take_while(common);
    let end = ends.count();
    match (&a[..a.len() - end], &b[..b.len() - end]) {
        ([], [_]) | ([_], []) | ([_], [_]) => true,
        ([first, second], [third, fourth]) => first == fourth && second == third,
        _ => false,
    }
}

/// A word of a question, as it is looked for in texts that are shown.
struct Sought {
    loose: String,
    /// Without an ending: "Beratungen" is looked for with "Beratung".
    stem: String,
    length: usize,
}

impl Sought {
    fn new(word: &str) -> Self {
        let loose = loosen(word);
        let length = loose.chars().count();
        let kept = if length > 5 {
            (length - 2).max(SHORTEST_PART)
        } else {
            length
        };
        Self {
            stem: loose.chars().take(kept).collect(),
            loose,
            length,
        }
    }

    fn is_in(&self, piece: &str) -> bool {
        if self.length < SHORTEST_PART {
            return piece == self.loose;
        }
        let is_part = || {
            piece.chars().count() >= SHORTEST_PART
                && (self.loose.starts_with(piece) || self.loose.ends_with(piece))
        };
        piece.contains(&self.stem)
            || is_part()
            || self.length >= SHORTEST_SLIP && is_one_slip(piece, &self.loose)
    }
}

/// The part of a text around its first word that holds an asked one, in pieces; `None` if there
/// is no such word. `around`: characters before and after.
pub(crate) fn mark(text: &str, asked: &[String], around: usize) -> Option<Vec<(String, bool)>> {
    let pieces = pieces(text);
    let sought: Vec<Sought> = asked.iter().map(|word| Sought::new(word)).collect();
    let is_hit = |piece: &str| {
        let loose = loosen(&fold(piece));
        sought.iter().any(|word| word.is_in(&loose))
    };
    let first = pieces.iter().position(|piece| is_hit(piece))?;
    let (mut start, mut before) = (first, 0);
    while start > 0 && before < around {
        start -= 1;
        before += pieces[start].chars().count();
    }
    let (mut end, mut after) = (first + 1, 0);
    while end < pieces.len() && after < around {
        after += pieces[end].chars().count();
        end += 1;
    }
    let mut marked: Vec<(String, bool)> = Vec::new();
    if start > 0 {
        marked.push(("… ".to_owned(), false));
    }
    for piece in &pieces[start..end] {
        let hit = is_hit(piece);
        match marked.last_mut() {
            Some((words, false)) if !hit => words.push_str(piece),
            _ => marked.push(((*piece).to_owned(), hit)),
        }
    }
    if end < pieces.len() {
        marked.push((" …".to_owned(), false));
    }
    Some(marked)
}

/// Words and what stands between them, in turn.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut in_word = None;
    for (at, c) in text.char_indices() {
        // What stands on a letter or hides behind it belongs to the word.
        let word = c.is_alphanumeric() || in_word == Some(true) && (is_hidden(c) || is_mark(c));
        if in_word.is_some_and(|was| was != word) {
            pieces.push(&text[start..at]);
            start = at;
        }
        in_word = Some(word);
    }
    if start < text.len() {
        pieces.push(&text[start..]);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::{fold, is_one_slip, loosen, mark, split};

    #[test]
    fn words_are_compared_without_their_dress() {
        assert_eq!(fold("Prüfung À"), "pruefung a");
        assert_eq!(
            split("  Online-Beratung, § 7! "),
            ["online", "beratung", "7"]
        );
        assert_eq!(split("be\u{ad}ra\u{200b}tung"), ["beratung"]);
        for (written, folded) in [
            ("Gdańsk, Łomża, Wrocław", "gdansk, lomza, wroclaw"),
            ("Đurđevac Århus Tromsø", "durdevac arhus tromso"),
            ("Şişli İzmir Diyarbakır", "sisli izmir diyarbakir"),
            ("Ţ Ț Œuvre Þing Tallinn’s", "t t oeuvre thing tallinn’s"),
            ("STRAẞE", "strasse"),
            ("ﬁnden Ⅳ", "finden iv"),
            // Letter and dots apart, as a PDF or a Mac has them; some scripts lose no vowel by it.
            ("Pru\u{308}fung", "pruefung"),
            ("ÅNGSTRO\u{308}M", "angstroem"),
            ("Київ", "киів"),
            ("Οδός ΟΔΟΣ", "οδοσ οδοσ"),
            ("हिन्दी", "हिन्दी"),
            ("한국", "한국"),
        ] {
            assert_eq!(fold(written), folded);
        }
        for (folded, loose) in [
            ("haeuser", "hauser"),
            ("verbaende", "verbande"),
            ("steuer", "steur"),
            ("ee", "ee"),
        ] {
            assert_eq!(loosen(folded), loose);
        }
    }

    #[test]
    fn one_slip_is_one_slip() {
        for (a, b, one) in [
            ("beratung", "bertung", true),
            ("beratung", "beraatung", true),
            ("beratung", "berayung", true),
            ("beratung", "beratnug", true),
            ("beratung", "eratung", true),
            ("beratung", "beratun", true),
            ("beratung", "ebratung", true),
            ("beratung", "beratung", false),
            ("beratung", "bertugn", false),
            ("beratung", "beretang", false),
            ("консул", "консл", true),
        ] {
            assert_eq!(is_one_slip(a, b), one, "{a} {b}");
            assert_eq!(is_one_slip(b, a), one, "{b} {a}");
        }
    }

    #[test]
    fn an_excerpt_marks_what_was_asked() {
        let hits = |text: &str, asked: &str| -> Vec<String> {
            let marked = mark(text, &split(asked), 10).unwrap_or_default();
            let hits = marked.into_iter().filter(|(_, hit)| *hit);
            hits.map(|(words, _)| words).collect()
        };
        let text = "Die Online-Erstberatungsplattform ist da.";
        assert_eq!(hits(text, "beratung"), ["Erstberatungsplattform"]);
        let marked = mark(text, &["beratung".into()], 10).unwrap();
        let whole: String = marked.iter().map(|(words, _)| words.as_str()).collect();
        assert!(whole.contains("Online-Erst"), "{whole}");
        assert_eq!(mark("nichts", &["beratung".into()], 10), None);
        assert_eq!(hits("alle Schutzhäuser", "Haus"), ["Schutzhäuser"]);
        assert_eq!(
            hits("per Online-Hilfe hier", "Onlinehilfe"),
            ["Online", "Hilfe"]
        );
        assert_eq!(hits("eine Beratnug hier", "Beratung"), ["Beratnug"]);
        assert_eq!(hits("die Pru\u{308}fung da", "Prüfung"), ["Pru\u{308}fung"]);
        assert_eq!(
            hits("Be\u{ad}ra\u{ad}tung da", "Beratung"),
            ["Be\u{ad}ra\u{ad}tung"]
        );
    }
}
