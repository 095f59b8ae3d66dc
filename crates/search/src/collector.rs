// SPDX-License-Identifier: EUPL-1.2
//! All hits with what they count. The numbers of things are read from a column: the store of documents
//! would have to be unpacked for each of them.

use std::sync::Arc;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::ColumnValues;
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

/// The field with the number of a thing.
pub(crate) const NUMBER: &str = "number";

/// What a hit counts, and the number of the thing.
pub(crate) type Hit = (Score, u32);

/// Collects all hits.
pub(crate) struct Hits;

/// Collects the hits of a segment.
pub(crate) struct InSegment {
    numbers: Arc<dyn ColumnValues<u64>>,
    hits: Vec<Hit>,
}

impl Collector for Hits {
    type Fruit = Vec<Hit>;
    type Child = InSegment;

    fn for_segment(
        &self,
        _: SegmentOrdinal,
        segment: &SegmentReader,
    ) -> tantivy::Result<InSegment> {
        let numbers = segment.fast_fields().u64(NUMBER)?;
        Ok(InSegment {
            numbers: numbers.first_or_default_col(u64::MAX),
            hits: Vec::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, segments: Vec<Vec<Hit>>) -> tantivy::Result<Vec<Hit>> {
        Ok(segments.concat())
    }
}

impl SegmentCollector for InSegment {
    type Fruit = Vec<Hit>;

    fn collect(&mut self, doc: DocId, score: Score) {
        if let Ok(number) = u32::try_from(self.numbers.get_val(doc)) {
            self.hits.push((score, number));
        }
    }

    fn harvest(self) -> Vec<Hit> {
        self.hits
    }
}
