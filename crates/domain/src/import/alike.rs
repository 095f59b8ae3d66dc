// SPDX-License-Identifier: EUPL-1.2
//! What looks the same is the same: white space, composed letters, soft hyphens and kinds of quotes are
//! how a program saved a text, not what its author changed.

use serde_json::Value;
use unicode_normalization::UnicodeNormalization as _;

use crate::text::tidy;

/// A text without what nobody means to say with it. Only to be compared.
pub(super) fn likeness(text: &str) -> String {
    let mut like = String::with_capacity(text.len());
    for c in tidy(text).chars() {
        match c {
            c if c.is_whitespace() => {}
            '„' | '“' | '”' | '‟' | '«' | '»' | '‹' | '›' | '‚' | '‘' | '’' | '‛' | '"' | '\''
            | '`' | '´' | '″' | '′' | '＂' | '＇' => {
                // Two strokes, one after the other, are one sign of quotes.
                if !like.ends_with('\'') {
                    like.push('\'');
                }
            }
            c => like.push(c),
        }
    }
    like
}

/// A name or title as people compare it: likeness without capitals.
pub(super) fn title(text: &str) -> String {
    let like = likeness(text);
    if like.is_ascii() {
        return like.to_ascii_lowercase();
    }
    like.to_lowercase().nfc().collect()
}

/// Whether two values look the same.
pub(super) fn is_alike(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::String(one), Value::String(other)) => {
            one == other || likeness(one) == likeness(other)
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|(one, other)| is_alike(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(name, value)| {
                    other.get(name).is_some_and(|other| is_alike(value, other))
                })
        }
        (one, other) => one == other,
    }
}

/// The new value, as far as it does not look like the old one: what looks the same stays as it is on
/// record, part by part and item by item.
pub(super) fn kept(old: &Value, new: Value) -> Value {
    match (old, new) {
        (old, new) if *old == new => new,
        (Value::Object(old), Value::Object(new)) => {
            let parts = new.into_iter().map(|(name, value)| {
                let value = match old.get(&name) {
                    Some(old) => kept(old, value),
                    None => value,
                };
                (name, value)
            });
            Value::Object(parts.collect())
        }
        // Lists have no order of their own; an item that was rewritten may stand elsewhere.
        (Value::Array(old), Value::Array(new)) => {
            let mut items: Vec<Value> = new
                .into_iter()
                .map(|item| {
                    let like = old.iter().find(|old| is_alike(old, &item));
                    like.cloned().unwrap_or(item)
                })
                .collect();
            let same = items.len() == old.len() && old.iter().all(|item| items.contains(item));
            if same {
                items.clone_from(old);
            }
            Value::Array(items)
        }
        (old, new) if is_alike(old, &new) => old.clone(),
        (_, new) => new,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{is_alike, kept, likeness};

    #[test]
    fn what_looks_the_same_is_alike() {
        for (one, other) in [
            (
                "Prüfung der Länder",
                "Pru\u{308}fung  der\u{a0}La\u{308}nder",
            ),
            ("Öffentlichkeitsarbeit", "Öffentlichkeits\u{ad}arbeit"),
            ("der „Rat“ sagt", "der \"Rat\" sagt"),
            ("l’azione", "l'azione"),
            ("a.b\nc", "a. b c"),
            ("''x''", "»x«"),
        ] {
            assert_eq!(likeness(one), likeness(other), "{one}");
        }
        assert_ne!(likeness("1-3"), likeness("13"));
        assert!(!is_alike(&json!("a"), &json!(["a"])));
    }

    #[test]
    fn what_looks_the_same_stays_as_it_was() {
        let old = json!({"de": "ein „Rat“", "en": "a council"});
        let new = json!({"de": "ein  \"Rat\"", "en": "another"});
        assert_eq!(kept(&old, new), json!({"de": "ein „Rat“", "en": "another"}));
        assert_eq!(
            kept(&json!(["a b", "c"]), json!(["a  b", "c"])),
            json!(["a b", "c"])
        );
        assert_eq!(
            kept(&json!(["a b"]), json!(["a  b", "d"])),
            json!(["a b", "d"])
        );
    }
}
