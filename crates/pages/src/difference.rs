// SPDX-License-Identifier: EUPL-1.2
//! Two texts, word by word.
//!
//! The one algorithm is called by name: the choice at run time, which `TextDiff` offers, compiles all of
//! them for every kind of list, and that was two megabytes of code in a build without optimisations.

use similar::DiffTag;
use similar::algorithms::{Capture, Compact, Replace, myers};

/// Words and the space between them, each with whether it differs from the other side.
pub(crate) type Side<'a> = Vec<(&'a str, bool)>;

/// Both sides. Put together, the pieces of each are its text again.
pub(crate) fn by_word<'a>(old: &'a str, new: &'a str) -> (Side<'a>, Side<'a>) {
    let (old, new) = (list_words(old), list_words(new));
    let (before, after) = (old.as_slice(), new.as_slice());
    // Neighbouring words that go and come are one change, pushed together as far as they can be.
    let mut found = Compact::new(Replace::new(Capture::new()), before, after);
    let Ok(()) = myers::diff(&mut found, before, 0..before.len(), after, 0..after.len());
    let (mut gone, mut come) = (vec![false; before.len()], vec![false; after.len()]);
    for change in found.into_inner().into_inner().into_ops() {
        if change.tag() != DiffTag::Equal {
            gone[change.old_range()].fill(true);
            come[change.new_range()].fill(true);
        }
    }
    let side = |words: Vec<&'a str>, differ| words.into_iter().zip(differ).collect();
    (side(old, gone), side(new, come))
}

/// Words and runs of white space, in turn.
fn list_words(mut text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    while let Some(first) = text.chars().next() {
        let white = first.is_whitespace();
        let end = text.find(|c: char| c.is_whitespace() != white);
        let (word, rest) = text.split_at(end.unwrap_or(text.len()));
        words.push(word);
        text = rest;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{Side, by_word};

    fn marked(side: &Side<'_>) -> String {
        let piece = |&(word, differs): &(&str, bool)| match differs {
            true => format!("[{word}]"),
            false => word.to_owned(),
        };
        side.iter().map(piece).collect()
    }

    #[test]
    fn words_that_differ_are_marked_on_their_side() {
        for (old, new, gone, come) in [
            ("", "", "", ""),
            ("bis 2025", "bis 2027", "bis [2025]", "bis [2027]"),
            ("", "Neu  hier", "", "[Neu][  ][hier]"),
            (
                "Eine Stelle wird eingerichtet.",
                "Eine zweite Stelle wird eingerichtet.",
                "Eine Stelle wird eingerichtet.",
                "Eine [zweite][ ]Stelle wird eingerichtet.",
            ),
            ("a b\u{a0}c", "a c", "a [b][\u{a0}]c", "a c"),
        ] {
            let sides = by_word(old, new);
            assert_eq!(
                (marked(&sides.0), marked(&sides.1)),
                (gone.into(), come.into())
            );
        }
    }

    #[test]
    fn no_character_is_lost() {
        let (old, new) = ("  ä\tö ", "x  ä ö\n");
        let (gone, come) = by_word(old, new);
        let whole = |side: Side<'_>| side.into_iter().map(|(word, _)| word).collect::<String>();
        assert_eq!((whole(gone), whole(come)), (old.to_owned(), new.to_owned()));
    }
}
