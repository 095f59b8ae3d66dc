// SPDX-License-Identifier: EUPL-1.2
//! Where the text of an attribute stands.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use wegmarke_domain::draft::Slot;
use wegmarke_domain::shape::{Kind, Own};

use super::{Checker, fault};
use crate::pattern;
use crate::profile::{Column, Holds, ProfileError, shape};

fn holds(slot: &Slot) -> Holds {
    let ends = |parts: &[&str]| parts.iter().any(|part| slot.name.ends_with(part));
    match slot.kind {
        Kind::Number | Kind::Count | Kind::Own(Own::Reading | Own::Euro) => Holds::Number,
        Kind::Day | Kind::Span | Kind::Year | Kind::Instant => Holds::Time,
        _ if ends(&[".as_written", ".from", ".until", ".quarter"]) => Holds::Time,
        _ if ends(&[".url"]) => Holds::Address,
        Kind::Text => Holds::Text,
        _ => Holds::Other,
    }
}

impl Checker<'_> {
    pub(super) fn column(
        &self,
        (attribute, slot): (String, &Slot),
        slots: &[Slot],
        shape: Spanned<shape::Column>,
        mut values: BTreeMap<String, String>,
    ) -> Result<Column, ProfileError> {
        let span = shape.span();
        let mut shape = shape.into_inner().0;
        let flags = !shape.flags.is_empty();
        let several = flags || !shape.columns.is_empty();
        let sources = self.sources(&span, &attribute, &mut shape)?;
        self.items(
            &span,
            (&attribute, slot),
            slots,
            &shape,
            several.then_some(&sources),
        )?;
        values.append(&mut shape.values);
        for given in values.values() {
            self.word(&span, slot, given)?;
        }
        let sign =
            |text: Option<String>| self.sign(text.map(|text| Spanned::new(span.clone(), text)));
        let test = |test: Option<shape::Test>| test.map(|test| Spanned::new(span.clone(), test));
        Ok(Column {
            holds: holds(slot),
            attribute,
            sources,
            several,
            flags,
            split: shape.split.0,
            part: shape.part,
            pattern: self.expression(&span, shape.pattern)?,
            join: shape.join,
            optional: shape.optional,
            only_new: shape.only_new,
            prefix: shape.prefix.unwrap_or_default(),
            after: shape.after,
            before: shape.before,
            decimal: sign(shape.decimal)?,
            thousands: sign(shape.thousands)?,
            tests: self.cell_tests(test(shape.when), test(shape.unless))?,
            values,
        })
    }

    /// The accepted headings of each cell.
    fn sources(
        &self,
        span: &Range<usize>,
        attribute: &str,
        shape: &mut shape::Spelled,
    ) -> Result<Vec<Vec<String>>, ProfileError> {
        let column = shape.column.take().map(|names| names.0);
        let columns = std::mem::take(&mut shape.columns);
        let flags = std::mem::take(&mut shape.flags);
        let each = |names: Vec<String>| names.into_iter().map(|name| vec![name]).collect();
        match (column, columns.is_empty(), flags.is_empty()) {
            (Some(names), true, true) if !names.is_empty() => Ok(vec![names]),
            (None, false, true) => Ok(each(columns)),
            (None, true, false) => Ok(each(flags)),
            _ => {
                let what = fault("which_columns").with("attribute", attribute);
                Err(self.contradiction(span, what))
            }
        }
    }

    /// Whether there may be several items, and how they are told apart.
    fn items(
        &self,
        span: &Range<usize>,
        (attribute, slot): (&str, &Slot),
        slots: &[Slot],
        shape: &shape::Spelled,
        several: Option<&Vec<Vec<String>>>,
    ) -> Result<(), ProfileError> {
        let is_pattern = |names: &Vec<String>| names.iter().any(|name| pattern::is_pattern(name));
        let several =
            several.is_some_and(|sources| sources.len() > 1 || sources.iter().any(is_pattern));
        let split = !shape.split.0.is_empty();
        if shape.split.0.iter().any(String::is_empty) {
            return Err(self.contradiction(span, fault("split_is_empty")));
        }
        if shape.part == Some(0) || (shape.part.is_some() && !split) {
            return Err(self.contradiction(span, fault("part_of_nothing")));
        }
        if let Some(join) = &shape.join {
            if !several || split {
                let what = fault("joins_nothing").with("join", join);
                return Err(self.contradiction(span, what));
            }
        } else if !slot.is_list() && (several || (split && shape.part.is_none())) {
            let lists = slots.iter().filter(|slot| slot.is_list());
            let lists: Vec<&str> = lists.map(|slot| &*slot.name).collect();
            let lists = lists.join(", ");
            let what = fault("attribute_is_no_list").with("attribute", attribute);
            return Err(self.contradiction(span, what.with("lists", lists)));
        }
        Ok(())
    }

    fn expression(
        &self,
        span: &Range<usize>,
        text: Option<String>,
    ) -> Result<Option<regex::Regex>, ProfileError> {
        let Some(text) = text else { return Ok(None) };
        // Bounded: a profile may come from somebody else.
        let built = regex::RegexBuilder::new(&text).size_limit(1 << 20).build();
        built.map(Some).map_err(|error| {
            let what = fault("no_expression").with("text", &text);
            self.contradiction(span, what.with("detail", error.to_string()))
        })
    }
}
