// SPDX-License-Identifier: EUPL-1.2
//! What all nouns share: an id, references, and differences attribute by attribute.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Debug, Display};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::id::OrganisationId;
use crate::noun::{Noun, Subject};
use crate::shape::{Kinded, Shaped};
use crate::text::Text;

/// A noun of the register; `#[record]` implements it.
///
/// Its JSON form is an object whose keys are the attributes; differences are found and applied on
/// that form, so that every noun has them without code of its own.
pub trait Record:
    Clone + Debug + PartialEq + Serialize + DeserializeOwned + Shaped + Kinded
{
    /// The newtype of its id.
    type Id: Ord + Clone + Debug + Display + Borrow<str>;
    /// Which noun it is.
    const NOUN: Noun;
    /// The attribute that names whose word it is; `None`: it belongs to a plan, or to who stated it.
    const SPEAKER: Option<&'static str>;

    /// Its id.
    fn id(&self) -> &Self::Id;

    /// The words a reader knows it by; `None` if it has none of its own.
    fn title(&self) -> Option<&Text>;

    /// The organisation whose word it is, if it names one.
    fn speaker(&self) -> Option<&OrganisationId>;

    /// Itself as the subject of an entry.
    fn subject(&self) -> Subject {
        let id: &str = self.id().borrow();
        Subject::new(Self::NOUN, id)
    }

    /// The plans it belongs to, by id: read off its own id, else off the things that it names.
    fn plans(&self) -> BTreeSet<Box<str>> {
        let subject = self.subject();
        let mut plans: BTreeSet<Box<str>> = subject.plan().map(Into::into).into_iter().collect();
        if plans.is_empty() {
            self.refer(&mut |named| plans.extend(named.plan().map(Into::<Box<str>>::into)));
        }
        plans
    }
}

/// One attribute before and after. An absent side was, or is, not stated.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Value before; `None` if it was not stated.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "present"
    )]
    pub from: Option<Value>,
    /// Value after; `None` if it is no longer stated.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "present"
    )]
    pub to: Option<Value>,
}

/// `null` is a value here ("stated as none"), not an absent one.
fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

/// Changed attributes by name.
pub type Changes = BTreeMap<Box<str>, Change>;

/// Changes as they are kept: their JSON, which takes a tenth of the memory of the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptChanges(Box<str>);

impl KeptChanges {
    /// Keeps changes.
    #[must_use]
    pub fn of(changes: &Changes) -> Self {
        // Names and JSON values: their text is always JSON, and reads as what it was.
        Self(serde_json::to_string(changes).unwrap_or_default().into())
    }

    /// The changes.
    #[must_use]
    pub fn read(&self) -> Changes {
        serde_json::from_str(&self.0).unwrap_or_default()
    }
}

/// Why changes do not fit the record they are applied to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChangeError {
    /// The record does not hold the value the change starts from.
    #[error("attribute “{0}” is not what the change says it was")]
    Stale(Box<str>),
    /// The result is not a valid record.
    #[error("the changed record is not valid: {0}")]
    Invalid(String),
}

/// The JSON form of a struct.
pub(crate) fn object<T: Serialize>(record: &T) -> Map<String, Value> {
    match serde_json::to_value(record) {
        Ok(Value::Object(object)) => object,
        // Records are plain structs with string keys: their JSON is always an object.
        _ => Map::new(),
    }
}

/// The attributes of a record by name, as JSON; what is not stated is absent.
pub fn attributes<T: Record>(record: &T) -> Map<String, Value> {
    object(record)
}

/// Which attributes differ between two states of one record.
pub fn differences<T: Record>(before: &T, after: &T) -> Changes {
    differences_of(object(before), object(after))
}

/// Attributes that differ between two states of a thing in its JSON form.
#[must_use]
pub fn differences_of(
    mut before: serde_json::Map<String, serde_json::Value>,
    after: serde_json::Map<String, serde_json::Value>,
) -> Changes {
    let mut changes = Changes::new();
    for (attribute, to) in after {
        let from = before.remove(&attribute);
        if from.as_ref() != Some(&to) {
            changes.insert(attribute.into_boxed_str(), Change { from, to: Some(to) });
        }
    }
    for (attribute, from) in before {
        changes.insert(
            attribute.into_boxed_str(),
            Change {
                from: Some(from),
                to: None,
            },
        );
    }
    changes
}

/// The record after the changes.
///
/// # Errors
/// [`ChangeError::Stale`] if the record is not in the state the changes start from;
/// [`ChangeError::Invalid`] if the result is not a record or has another id.
pub fn changed<T: Record>(record: &T, changes: &Changes) -> Result<T, ChangeError> {
    rewrite(record, changes, |change| (&change.from, &change.to))
}

/// The record before the changes: the inverse of [`changed`].
///
/// # Errors
/// As [`changed`], read backwards.
pub fn unchanged<T: Record>(record: &T, changes: &Changes) -> Result<T, ChangeError> {
    rewrite(record, changes, |change| (&change.to, &change.from))
}

type Sides = for<'a> fn(&'a Change) -> (&'a Option<Value>, &'a Option<Value>);

fn rewrite<T: Record>(record: &T, changes: &Changes, sides: Sides) -> Result<T, ChangeError> {
    let mut object = object(record);
    for (attribute, change) in changes {
        let (from, to) = sides(change);
        let held = match to {
            Some(to) => object.insert(attribute.to_string(), to.clone()),
            None => object.remove(&**attribute),
        };
        if held != *from {
            return Err(ChangeError::Stale(attribute.clone()));
        }
    }
    let after: T = serde_json::from_value(Value::Object(object))
        .map_err(|error| ChangeError::Invalid(error.to_string()))?;
    if after.id() == record.id() {
        Ok(after)
    } else {
        Err(ChangeError::Invalid("an id never changes".to_owned()))
    }
}
