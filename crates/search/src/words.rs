// SPDX-License-Identifier: EUPL-1.2
//! Words as they are compared: small letters, umlauts and accents spelled one way.

/// The text as it is indexed: lower case, "ä" as "ae", "é" as "e", "ß" as "ss".
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        push_folded(c, &mut folded);
    }
    folded
}

fn push_folded(c: char, folded: &mut String) {
    for c in c.to_lowercase() {
        match c {
            'ä' => folded.push_str("ae"),
            'ö' => folded.push_str("oe"),
            'ü' => folded.push_str("ue"),
            'ß' => folded.push_str("ss"),
            'à' | 'á' | 'â' | 'ã' => folded.push('a'),
            'è' | 'é' | 'ê' | 'ë' => folded.push('e'),
            'ì' | 'í' | 'î' | 'ï' => folded.push('i'),
            'ò' | 'ó' | 'ô' => folded.push('o'),
            'ù' | 'ú' | 'û' => folded.push('u'),
            'ç' => folded.push('c'),
            // Hidden characters must not hide words.
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            other => folded.push(other),
        }
    }
}

/// The words of a question, folded.
pub(crate) fn split(question: &str) -> Vec<String> {
    let folded = fold(question);
    let words = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// The part of a text around its first word that holds an asked one, in pieces; `None` if there
/// is no such word. `around`: characters before and after.
pub(crate) fn mark(text: &str, asked: &[String], around: usize) -> Option<Vec<(String, bool)>> {
    let pieces = pieces(text);
    let is_hit = |piece: &str| {
        let folded = fold(piece);
        asked.iter().any(|word| {
            // The end of a word may be bent: "Beratungen" is looked for with "Beratung".
            let stem_length = word
                .char_indices()
                .nth(word.chars().count().saturating_sub(2))
                .map_or(0, |(at, _)| at);
            let stem = if word.chars().count() > 5 {
                &word[..stem_length.max(4)]
            } else {
                word
            };
            if word.chars().count() < 4 {
                folded == *word
            } else {
                folded.contains(stem)
            }
        })
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
        let word = c.is_alphanumeric();
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
    use super::{fold, mark, split};

    #[test]
    fn words_are_compared_without_their_dress() {
        assert_eq!(fold("Prüfung À"), "pruefung a");
        assert_eq!(
            split("  Online-Beratung, § 7! "),
            ["online", "beratung", "7"]
        );
        assert_eq!(split("be\u{ad}ra\u{200b}tung"), ["beratung"]);
    }

    #[test]
    fn an_excerpt_marks_what_was_asked() {
        let marked = mark(
            "Die Online-Erstberatungsplattform ist da.",
            &["beratung".into()],
            10,
        )
        .unwrap();
        let hits: Vec<_> = marked
            .iter()
            .filter(|(_, hit)| *hit)
            .map(|(words, _)| words.as_str())
            .collect();
        assert_eq!(hits, ["Erstberatungsplattform"]);
        let whole: String = marked.iter().map(|(words, _)| words.as_str()).collect();
        assert!(whole.contains("Online-Erst"), "{whole}");
        assert_eq!(mark("nichts", &["beratung".into()], 10), None);
    }
}
