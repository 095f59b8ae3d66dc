// SPDX-License-Identifier: EUPL-1.2
//! Where the text of an attribute stands.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use wegmarke_domain::draft::Slot;
use wegmarke_domain::shape::Kind;

use super::Checker;
use crate::pattern;
use crate::profile::{Column, Holds, ProfileError, shape};

fn holds(slot: &Slot) -> Holds {
    let ends = |parts: &[&str]| parts.iter().any(|part| slot.name.ends_with(part));
    match slot.kind {
        Kind::Number | Kind::Count => Holds::Number,
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
            _ => Err(self.contradiction(
                span,
                format!("“{attribute}” needs either `column`, `columns` or `flags`"),
                "`column` is one heading (or several accepted ones), `columns` are several cells of one list, \
                 `flags` are columns of yes and no",
            )),
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
            let advice = "name the separator, such as \";\"";
            return Err(self.contradiction(span, "`split` is empty", advice));
        }
        if shape.part == Some(0) || (shape.part.is_some() && !split) {
            return Err(self.contradiction(
                span,
                "`part` counts the items of `split`, from 1",
                "add split = \"…\", and write 1 for the first item or -1 for the last",
            ));
        }
        if let Some(join) = &shape.join {
            if !several || split {
                return Err(self.contradiction(
                    span,
                    format!("“{join}” joins nothing"),
                    "`join` is for several `columns` and not for `split`",
                ));
            }
        } else if !slot.is_list() && (several || (split && shape.part.is_none())) {
            let lists = slots.iter().filter(|slot| slot.is_list());
            let lists: Vec<&str> = lists.map(|slot| &*slot.name).collect();
            let lists = lists.join(", ");
            return Err(self.contradiction(
                span,
                format!("“{attribute}” is not a list"),
                format!("`split` without `part`, and `columns` without `join`, are for {lists}"),
            ));
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
            let why = error.to_string();
            let why = why.lines().last().unwrap_or_default().trim();
            self.contradiction(
                span,
                format!("“{text}” is no regular expression ({why})"),
                "a pair of brackets stands around what is wanted, such as \"([0-9]{4})\"",
            )
        })
    }
}
