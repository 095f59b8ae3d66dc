// SPDX-License-Identifier: EUPL-1.2
//! What rests on something that could not be recorded: a value on an indicator without a title, a state
//! of a measure without one. Nothing points at what is not there.

use std::collections::BTreeSet;

use serde_json::Value;

use super::staged::Object;
use crate::noun::{Noun, Subject};
use crate::shape::{self, Kind, Presence};

/// Things of these files that could not be recorded and are not on record.
#[derive(Debug, Default)]
pub(super) struct Missing(BTreeSet<(Noun, String)>);

impl Missing {
    pub(super) fn note(&mut self, about: &Subject) {
        self.0.insert((about.noun, about.id.to_string()));
    }

    fn has(&self, noun: Noun, id: &Value) -> bool {
        let id = id.as_str();
        id.is_some_and(|id| self.0.contains(&(noun, id.to_owned())))
    }

    /// Takes out of a thing what it names and is missing. `Err` with the attribute if the thing is
    /// nothing without it.
    pub(super) fn take_out(
        &self,
        noun: Noun,
        object: &mut Object,
    ) -> Result<Vec<(&'static str, String)>, &'static str> {
        let mut taken = Vec::new();
        if self.0.is_empty() {
            return Ok(taken);
        }
        for attribute in shape::leaves(noun.attributes()) {
            let Some(value) = object.get_mut(attribute.name) else {
                continue;
            };
            match (attribute.kind, value) {
                (Kind::Link(of), value) if self.has(of, value) => {
                    if attribute.presence == Presence::Required || is_about(noun) {
                        return Err(attribute.name);
                    }
                    let id = value.as_str().unwrap_or_default().to_owned();
                    taken.push((attribute.name, id));
                    object.remove(attribute.name);
                }
                (Kind::List(Kind::Link(of)), Value::Array(ids)) => {
                    let (gone, left): (Vec<Value>, Vec<Value>) =
                        ids.drain(..).partition(|id| self.has(*of, id));
                    *ids = left;
                    let gone = gone.iter().filter_map(Value::as_str);
                    taken.extend(gone.map(|id| (attribute.name, id.to_owned())));
                }
                _ => {}
            }
        }
        Ok(taken)
    }
}

/// Whether a thing of this noun says something of what it names, and nothing else.
const fn is_about(noun: Noun) -> bool {
    matches!(noun, Noun::Status | Noun::Relation | Noun::Grouping)
}
