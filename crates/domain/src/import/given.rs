// SPDX-License-Identifier: EUPL-1.2
//! What rows call things: ids that files give, and the row's own thing.

use std::collections::{BTreeMap, HashMap};

use crate::draft::{Cell, Draft, THIS_ROW};
use crate::noun::Noun;

/// Ids that are not what the file says, by noun, plan and the words of the file.
#[derive(Debug, Default)]
pub(super) struct Own(BTreeMap<Noun, HashMap<(String, String), String>>);

impl Own {
    pub(super) fn find(&self, noun: Noun, plan: &str, text: &str) -> Option<&String> {
        let given = self.0.get(&noun).filter(|given| !given.is_empty())?;
        given.get(&(plan.to_owned(), text.to_owned()))
    }

    pub(super) fn give(&mut self, noun: Noun, plan: &str, text: &str, id: String) {
        let given = self.0.entry(noun).or_default();
        given.insert((plan.to_owned(), text.to_owned()), id);
    }
}

/// What a row calls its thing.
pub(super) fn text_of(draft: &Draft) -> Option<&str> {
    let words = |column: &str| {
        let mut cells = draft.cells.iter();
        let cell = cells.find(|cell| &*cell.attribute == column);
        cell.filter(|cell| cell.text != Cell::NONE_STATED)
            .map(|cell| cell.text.trim())
    };
    let number = || (draft.noun == Noun::Field).then(|| words("number"));
    words("id").or_else(|| number().flatten())
}

/// Whether a constant of the profile says that the thing is the one that the same row states.
pub(super) fn is_this_row(cell: &Cell) -> bool {
    cell.column.is_none() && cell.text == THIS_ROW
}
