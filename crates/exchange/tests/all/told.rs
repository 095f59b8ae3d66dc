// SPDX-License-Identifier: EUPL-1.2
//! What a person is told of an error, in the words of the language files.

use wegmarke_domain::message::{Family, Message};
use wegmarke_l10n::{Lang, Locale};

/// In English. German has the same words: nothing may be missing there either.
pub(super) fn words(message: &Message) -> String {
    let german = words_in(Lang::De, message);
    let english = words_in(Lang::En, message);
    for words in [&german, &english] {
        assert!(!words.contains('⟪') && !words.contains("{ $"), "{words}");
    }
    assert_ne!(german, english);
    english
}

fn words_in(lang: Lang, message: &Message) -> String {
    message.told(&|family, code, facts| say(lang, family, code, facts))
}

fn say(lang: Lang, family: Family, code: &str, facts: &[(&'static str, String)]) -> String {
    let facts = facts.iter().map(|(name, text)| (*name, text.into()));
    let facts: Vec<_> = facts.collect();
    Locale::of(lang).word_with(family.as_str(), code, &facts)
}

/// English words of a family and code.
pub(super) fn in_english(family: Family, code: &str, facts: &[(&'static str, String)]) -> String {
    say(Lang::En, family, code, facts)
}

/// German words of a family and code.
pub(super) fn in_german(family: Family, code: &str, facts: &[(&'static str, String)]) -> String {
    say(Lang::De, family, code, facts)
}
