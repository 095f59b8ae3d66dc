// SPDX-License-Identifier: EUPL-1.2
//! Keys that stand several times in one object of a JSON text: whoever reads it keeps the last of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

/// Keys that are told; more than these are a fault of whatever wrote the file.
const TOLD: usize = 100;

/// The keys, with how often each was there once too often.
pub(super) fn list(text: &str) -> BTreeMap<String, u64> {
    let mut twice = BTreeMap::new();
    let mut reader = serde_json::Deserializer::from_str(text);
    // What does not read was told by whoever read it first.
    let _read = Seen(&mut twice).deserialize(&mut reader);
    twice
}

struct Seen<'a>(&'a mut BTreeMap<String, u64>);

impl<'de> DeserializeSeed<'de> for Seen<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seen<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while items.next_element_seed(Seen(&mut *self.0))?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut known = BTreeSet::new();
        while let Some(key) = map.next_key::<String>()? {
            if known.contains(&key) {
                if self.0.len() < TOLD || self.0.contains_key(&key) {
                    *self.0.entry(key).or_default() += 1;
                }
            } else {
                known.insert(key);
            }
            map.next_value_seed(Seen(&mut *self.0))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::list;

    #[test]
    fn keys_are_counted_within_their_object() {
        let text =
            r#"[{"a": 1, "b": {"a": [{"a": 2.5, "a": null}]}, "a": true}, {"b": "x", "c": -1}]"#;
        assert_eq!(
            list(text).into_iter().collect::<Vec<_>>(),
            [("a".to_owned(), 2)]
        );
        assert!(list(r#"{"a": 1, "a"#).is_empty(), "cut off");
    }
}
