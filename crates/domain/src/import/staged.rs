// SPDX-License-Identifier: EUPL-1.2
//! What the files state, before it is compared with the register.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use serde_json::{Map, Value};

use crate::draft::Told;
use crate::noun::Noun;

/// The JSON form of a record that is not checked yet.
pub(super) type Object = Map<String, Value>;

/// A row of a file.
pub(super) type Line = (Arc<str>, u32);

/// Where something stands in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) file: Arc<str>,
    pub(super) row: Option<u32>,
    pub(super) column: Option<Arc<str>>,
}

/// One row, read.
#[derive(Debug)]
pub(super) struct Row {
    /// `None`: it is minted once all rows of the noun are read (measures without ids of their own).
    pub(super) id: Option<String>,
    /// The plan it is about; empty for nouns that are not of one plan.
    pub(super) plan: String,
    pub(super) object: Object,
    pub(super) place: Place,
    pub(super) repeats: bool,
    pub(super) told: Arc<Told>,
    /// Attributes of which something could not be resolved.
    pub(super) doubtful: BTreeSet<&'static str>,
    /// What the file calls it; `None` if it gives it no id.
    pub(super) called: Option<Box<str>>,
}

/// One thing as the files state it.
#[derive(Clone, Debug)]
pub(super) struct Thing {
    pub(super) object: Object,
    pub(super) place: Place,
    /// Of what its rows speak.
    pub(super) told: Arc<Told>,
    /// Attributes of which something could not be resolved: what is on record stays.
    pub(super) doubtful: BTreeSet<&'static str>,
    /// The rows that state it.
    pub(super) rows: Vec<Line>,
    /// What the files call it; `None` if they give it no id.
    pub(super) called: Option<Box<str>>,
}

/// Everything the files state, by noun and id.
#[derive(Debug, Default)]
pub(super) struct Staged {
    pub(super) things: BTreeMap<Noun, BTreeMap<String, Arc<Thing>>>,
    /// What the files speak about, see [`super::desk::scope`].
    pub(super) scopes: BTreeMap<Noun, BTreeSet<String>>,
    /// Ids of things whose rows say too little: nothing is recorded of them, and nothing dropped.
    pub(super) mentioned: BTreeMap<Noun, BTreeSet<String>>,
    /// What each row states, for other things in the same row.
    pub(super) rows: HashMap<Line, Vec<(Noun, String)>>,
    /// How many rows of an id did not enter, because a first one holds.
    pub(super) doubles: HashMap<(Noun, String), u32>,
    /// Ids whose things are other ones from now on: what was there is dropped.
    pub(super) replaced: BTreeSet<(Noun, String)>,
}

impl Staged {
    pub(super) fn of(&self, noun: Noun) -> impl Iterator<Item = (&String, &Arc<Thing>)> {
        self.things.get(&noun).into_iter().flatten()
    }

    pub(super) fn is_mentioned(&self, noun: Noun, id: &str) -> bool {
        let mentioned = self.mentioned.get(&noun);
        mentioned.is_some_and(|mentioned| mentioned.contains(id))
    }

    /// Leaves an attribute of a staged thing as it is on record.
    pub(super) fn keep(&mut self, noun: Noun, id: &str, attribute: &'static str) {
        let things = self.things.get_mut(&noun);
        if let Some(thing) = things.and_then(|things| things.get_mut(id)) {
            let thing = Arc::make_mut(thing);
            thing.object.remove(attribute);
            thing.doubtful.insert(attribute);
        }
    }

    pub(super) fn find(&self, noun: Noun, id: &str) -> Option<&Thing> {
        self.things.get(&noun)?.get(id).map(|thing| &**thing)
    }
}

/// The words of a text in its first language.
pub(super) fn first_words<'o>(object: &'o Object, attribute: &str) -> Option<&'o str> {
    let text = object.get(attribute)?.as_object()?;
    text.values().next()?.as_str()
}
