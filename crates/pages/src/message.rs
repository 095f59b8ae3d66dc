// SPDX-License-Identifier: EUPL-1.2
//! Messages in the words of a language.

use wegmarke_domain::message::{Family, Message};
use wegmarke_l10n::Locale;

/// A message in the words of a language.
#[must_use]
pub fn words(locale: &Locale, message: &Message) -> String {
    message.told(&say(locale))
}

/// Words of messages in a language.
pub fn say(
    locale: &Locale,
) -> impl Fn(Family, &str, &[(&'static str, String)]) -> String + use<'_> {
    |family, code, facts| {
        let facts = facts.iter().map(|(name, text)| (*name, text.into()));
        let facts: Vec<_> = facts.collect();
        locale.word_with(family.as_str(), code, &facts)
    }
}

/// A fact of a finding in the words of a language, if it is told by a code. What names things of a
/// register is not.
#[must_use]
pub fn fact(locale: &Locale, name: &str, value: &str) -> Option<String> {
    match name {
        "noun" => Some(locale.word("noun", value)),
        "what" => Some(locale.word("what", value)),
        "attribute" | "missing" => Some(locale.word("attribute", value)),
        // As it stands on record.
        "why" => {
            let allowed = match value.split_once(" is not one of: ") {
                Some((_, allowed)) => allowed,
                None if value == "true, false" => value,
                None => return None,
            };
            let args = [("words", allowed.into())];
            Some(locale.t_with("finding-allowed", &args))
        }
        _ => None,
    }
}
