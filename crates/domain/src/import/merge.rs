// SPDX-License-Identifier: EUPL-1.2
//! Values over values, kind by kind: what a row says of a part leaves the other parts alone.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::alike::is_alike;
use crate::draft::Scope;
use crate::shape::Kind;

pub(super) mod span;

/// Names of parts, as profiles say them.
type Parts = BTreeSet<Box<str>>;

/// What stands on record after a row that tells this much of an attribute. `None` on either side: it
/// says nothing there.
pub(super) fn over(
    kind: Kind,
    scope: &Scope,
    old: Option<Value>,
    new: Option<Value>,
) -> Option<Value> {
    match (scope, kind, old) {
        (Scope::Whole, ..) | (_, _, None | Some(Value::Null)) => new,
        (Scope::Parts(parts), Kind::Text, Some(Value::Object(old))) => parts_over(parts, old, new),
        (Scope::Parts(parts), Kind::Source, Some(Value::Object(old))) => {
            let keys = parts.iter().map(|part| match &**part {
                "url" => "urls".into(),
                part => part.into(),
            });
            parts_over(&keys.collect(), old, new)
        }
        (Scope::Parts(parts), Kind::Span, Some(old)) => span::over(parts, old, new),
        (Scope::Items(items), _, Some(Value::Array(old))) => {
            let told = |item: &Value| item.as_str().is_some_and(|item| items.contains(item));
            let mut list: Vec<Value> = old.into_iter().filter(|item| !told(item)).collect();
            list.extend(items_of(new));
            list.sort_by_key(ToString::to_string);
            list.dedup();
            (!list.is_empty()).then_some(Value::Array(list))
        }
        _ => new,
    }
}

/// The parts that are told, in place of those before; the others stay.
fn parts_over(parts: &Parts, mut old: Map<String, Value>, new: Option<Value>) -> Option<Value> {
    old.retain(|name, _| !parts.contains(name.as_str()));
    let none = matches!(new, Some(Value::Null));
    if let Some(Value::Object(new)) = new {
        old.extend(
            new.into_iter()
                .filter(|(name, _)| parts.contains(name.as_str())),
        );
    }
    if !old.is_empty() {
        Some(Value::Object(old))
    } else {
        none.then_some(Value::Null)
    }
}

/// What stays on record where a row says something that cannot be resolved: all that was there and
/// still means something, and of a list also what the row adds.
pub(super) fn doubtful(old: Option<Value>, new: Option<Value>) -> Option<Value> {
    match (old, new) {
        (Some(Value::Array(mut list)), new) => {
            for item in items_of(new) {
                if !list.iter().any(|held| is_alike(held, &item)) {
                    list.push(item);
                }
            }
            list.sort_by_key(ToString::to_string);
            (!list.is_empty()).then_some(Value::Array(list))
        }
        (Some(old), _) => Some(old),
        (None, new) => new,
    }
}

/// Takes a further row's value of an attribute in; gives it back if the two contradict each other.
/// Lists have no order: they take in what further rows add.
pub(super) fn unite(kind: Kind, held: &mut Value, other: Value) -> Option<Value> {
    if *held == other {
        return None;
    }
    match (kind, &mut *held, other) {
        (Kind::List(_), Value::Array(list), Value::Array(other)) => {
            for item in other {
                if !list.contains(&item) {
                    list.push(item);
                }
            }
            list.sort_by_key(ToString::to_string);
            None
        }
        (Kind::Text, Value::Object(held), Value::Object(other)) => {
            let clash = other
                .iter()
                .any(|(lang, text)| held.get(lang).is_some_and(|held| held != text));
            if clash {
                return Some(Value::Object(other));
            }
            for (lang, text) in other {
                held.entry(lang).or_insert(text);
            }
            None
        }
        (_, _, other) => Some(other),
    }
}

fn items_of(value: Option<Value>) -> Vec<Value> {
    match value {
        Some(Value::Array(items)) => items,
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Kind, Scope, doubtful, over, unite};

    fn parts(parts: &[&str]) -> Scope {
        Scope::Parts(parts.iter().map(|part| (*part).into()).collect())
    }

    #[test]
    fn what_is_told_of_a_part_leaves_the_others() {
        for (kind, told, old, new, expected) in [
            (
                Kind::Text,
                &["en"][..],
                json!({"de": "Eins", "en": "One"}),
                Some(json!({"en": "First"})),
                Some(json!({"de": "Eins", "en": "First"})),
            ),
            (
                Kind::Text,
                &["en"],
                json!({"de": "Eins", "en": "One"}),
                None,
                Some(json!({"de": "Eins"})),
            ),
            (Kind::Text, &["en"], json!({"en": "One"}), None, None),
            (
                Kind::Text,
                &["en"],
                json!({"en": "One"}),
                Some(json!(null)),
                Some(json!(null)),
            ),
            (
                Kind::Text,
                &["en"],
                json!({"de": "Eins", "en": "One"}),
                Some(json!(null)),
                Some(json!({"de": "Eins"})),
            ),
            (
                Kind::Source,
                &["url"],
                json!({"document": "Plan", "urls": ["a"]}),
                Some(json!({"urls": ["b"]})),
                Some(json!({"document": "Plan", "urls": ["b"]})),
            ),
            (
                Kind::Source,
                &["url"],
                json!({"document": "Plan"}),
                None,
                Some(json!({"document": "Plan"})),
            ),
        ] {
            let got = over(kind, &parts(told), Some(old.clone()), new.clone());
            assert_eq!(got, expected, "{old} {new:?}");
        }
        let items = Scope::Items(["a".into(), "b".into()].into());
        let list = Kind::List(&Kind::Line);
        assert_eq!(
            over(list, &items, Some(json!(["b", "c"])), Some(json!(["a"]))),
            Some(json!(["a", "c"]))
        );
    }

    #[test]
    fn what_cannot_be_resolved_takes_nothing_away() {
        assert_eq!(doubtful(Some(json!("7")), None), Some(json!("7")));
        assert_eq!(doubtful(None, Some(json!(["a"]))), Some(json!(["a"])));
        assert_eq!(
            doubtful(Some(json!(["b"])), Some(json!(["a"]))),
            Some(json!(["a", "b"]))
        );
    }

    #[test]
    fn rows_of_one_thing_unite_and_contradict() {
        let mut held = json!({"de": "Eins"});
        assert_eq!(unite(Kind::Text, &mut held, json!({"en": "One"})), None);
        assert_eq!(held, json!({"de": "Eins", "en": "One"}));
        let other = json!({"en": "Two"});
        assert_eq!(unite(Kind::Text, &mut held, other.clone()), Some(other));
    }
}
