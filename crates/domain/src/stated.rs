// SPDX-License-Identifier: EUPL-1.2
//! "Not stated" is a value, and "stated as none" is another one.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What a source says about one attribute.
///
/// In JSON: absent, `null`, or the value. Fields of this type carry
/// `#[serde(default, skip_serializing_if = "Stated::is_not_stated")]`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stated<T> {
    /// The source says nothing.
    #[default]
    NotStated,
    /// The source says that there is none.
    NoneStated,
    /// The source says this.
    Value(T),
}

impl<T> Stated<T> {
    /// True if the source says nothing.
    pub const fn is_not_stated(&self) -> bool {
        matches!(self, Self::NotStated)
    }

    /// The value, if one is stated.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::NotStated | Self::NoneStated => None,
        }
    }
}

impl<T> From<Option<T>> for Stated<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::NotStated, Self::Value)
    }
}

impl<T: Serialize> Serialize for Stated<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Stated<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::<T>::deserialize(deserializer)?.map_or(Self::NoneStated, Self::Value))
    }
}

#[cfg(test)]
mod tests {
    use super::Stated;
    use serde::{Deserialize, Serialize};

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Holder {
        #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
        lead: Stated<u8>,
    }

    #[test]
    fn three_states_survive_json() {
        for (lead, json) in [
            (Stated::NotStated, "{}"),
            (Stated::NoneStated, r#"{"lead":null}"#),
            (Stated::Value(3), r#"{"lead":3}"#),
        ] {
            let holder = Holder { lead };
            assert_eq!(serde_json::to_string(&holder).unwrap(), json);
            assert_eq!(serde_json::from_str::<Holder>(json).unwrap(), holder);
        }
    }
}
