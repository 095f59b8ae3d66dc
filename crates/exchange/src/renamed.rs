// SPDX-License-Identifier: EUPL-1.2
//! What is told of a heading that seems to be called otherwise.

use serde::Serialize;
use wegmarke_domain::message::Message;

use crate::reason::reason;

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

impl Renamed {
    /// What a person is told of it.
    #[must_use]
    pub fn message(&self) -> Message {
        let place = if self.same_place {
            "at_its_place"
        } else {
            "much_alike"
        };
        reason("renamed")
            .with("file", &self.file)
            .with("gone", &self.gone)
            .with("reads", &self.reads)
            .with("new", &self.new)
            .with("place", reason(place))
            .with("examples", self.examples.join(" · "))
    }
}
