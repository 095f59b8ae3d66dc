// SPDX-License-Identifier: EUPL-1.2
//! What is told of a heading that seems to be called otherwise.

use std::fmt;

use serde::Serialize;

/// A heading that the profile knows and the file lacks, and the one that seems to have taken its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Renamed {
    /// File (or sheet) name without folders.
    pub file: String,
    /// The heading that is gone, as the profile names it last.
    pub gone: String,
    /// The heading that is new.
    pub new: String,
    /// What the profile reads there: noun and attribute, or a part of the profile.
    pub reads: String,
    /// Whether it stands between the same headings.
    pub same_place: bool,
    /// Cells of the new column.
    pub examples: Vec<String>,
}

impl fmt::Display for Renamed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.same_place {
            "at its place"
        } else {
            "much alike"
        };
        write!(
            f,
            "“{}” ({}) is gone, and “{}” is new {place} and holds the same kind of values, such as “{}”",
            self.gone,
            self.reads,
            self.new,
            self.examples.join("”, “"),
        )
    }
}
