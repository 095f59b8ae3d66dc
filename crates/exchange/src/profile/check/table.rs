// SPDX-License-Identifier: EUPL-1.2
//! Kinds of files: tables, second files, trees.

use std::ops::Range;

use toml::Spanned;

use super::record::Sort;
use super::{Checker, fault, wanted};
use crate::profile::error::advice;
use crate::profile::{
    Arrangement, Condition, Kinship, Lookup, Nodes, ProfileError, Rows, Shifted, Table, shape,
};

impl Checker<'_> {
    pub(super) fn table(&self, shape: Spanned<shape::Table>) -> Result<Table, ProfileError> {
        let span = shape.span();
        let shape = shape.into_inner();
        self.files(&span, &shape.file.0)?;
        let sort = if shape.parent.is_some() {
            Sort::Kin
        } else {
            Sort::Rows
        };
        let parent = shape.parent.map(|parent| Kinship {
            column: parent.column.0,
            id: parent.id.0,
        });
        let rows = Rows {
            sheets: shape.sheet.0,
            delimiter: self.delimiter(shape.delimiter)?,
            encoding: self.encoding(shape.encoding)?,
            heading_rows: shape.heading_row.0,
            fill_down: shape.fill_down,
            section: shape.section,
            parent,
            ignore_sheets: shape.ignore_sheets,
        };
        let lookups = shape.lookup.into_iter().map(|lookup| self.lookup(lookup));
        Ok(Table {
            files: shape.file.0,
            optional: shape.optional,
            ignore: shape.ignore.0,
            headings: shape.headings,
            arrangement: Arrangement::Rows(rows),
            lookups: lookups.collect::<Result<_, _>>()?,
            shifted: self.list_shifted(shape.shifted)?,
            skip: self.skip(shape.skip)?,
            records: self.records(&span, shape.record, sort)?,
        })
    }

    pub(super) fn tree(&self, shape: Spanned<shape::Tree>) -> Result<Table, ProfileError> {
        let span = shape.span();
        let shape = shape.into_inner();
        self.files(&span, &shape.file.0)?;
        let children = shape.children.0;
        let mut ignore = shape.ignore.0;
        ignore.extend(children.iter().cloned());
        let start = shape.start.unwrap_or_default();
        let start = start.split('.').filter(|key| !key.is_empty());
        Ok(Table {
            files: shape.file.0,
            optional: shape.optional,
            ignore,
            headings: Vec::new(),
            arrangement: Arrangement::Tree(Nodes {
                start: start.map(str::to_owned).collect(),
                children,
            }),
            lookups: Vec::new(),
            shifted: self.list_shifted(shape.shifted)?,
            skip: self.skip(shape.skip)?,
            records: self.records(&span, shape.record, Sort::Nodes)?,
        })
    }

    /// Rows that pass are left out: the test is met by those that are not.
    fn skip(&self, test: Option<Spanned<shape::Test>>) -> Result<Vec<Condition>, ProfileError> {
        self.tests(None, test)
    }

    fn list_shifted(
        &self,
        shapes: Vec<Spanned<shape::Shifted>>,
    ) -> Result<Vec<Shifted>, ProfileError> {
        let one = |shape: Spanned<shape::Shifted>| {
            let span = shape.span();
            let shape = shape.into_inner();
            let missing = |key| self.contradiction(&span, fault("missing_key").with("key", key));
            if shape.when.is_none() {
                return Err(missing("when"));
            }
            if shape.columns.is_empty() {
                return Err(missing("columns"));
            }
            let columns = shape.columns.into_iter();
            let columns = columns.map(|(to, from)| {
                let from = Some(from).filter(|from| !from.trim().is_empty());
                (to.into_inner(), from)
            });
            Ok(Shifted {
                tests: self.tests(shape.when, None)?,
                columns: columns.collect(),
            })
        };
        shapes.into_iter().map(one).collect()
    }

    fn lookup(&self, shape: Spanned<shape::Lookup>) -> Result<Lookup, ProfileError> {
        let span = shape.span();
        let shape = shape.into_inner();
        self.files(&span, &shape.file.0)?;
        let name = shape.name;
        let taken = ["file", "sheet", "row", "node", "each", "parent", "root"];
        if name.as_ref().is_empty()
            || name.as_ref().contains('.')
            || taken.contains(&name.as_ref().as_str())
        {
            let what = fault("name_of_lookup").with("given", name.as_ref());
            return Err(self.contradiction(&name.span(), what));
        }
        Ok(Lookup {
            name: name.into_inner(),
            files: shape.file.0,
            by: if shape.by.0.is_empty() {
                shape.column.0.clone()
            } else {
                shape.by.0
            },
            column: shape.column.0,
            rows: Rows {
                sheets: shape.sheet.0,
                heading_rows: shape.heading_row.0,
                ..Rows::default()
            },
        })
    }

    fn files(&self, span: &Range<usize>, files: &[String]) -> Result<(), ProfileError> {
        if files.is_empty() {
            return Err(self.contradiction(span, fault("no_files")));
        }
        Ok(())
    }

    fn delimiter(&self, shape: Option<Spanned<String>>) -> Result<Option<u8>, ProfileError> {
        let span = shape.as_ref().map_or(0..0, Spanned::span);
        let Some(sign) = self.sign(shape)? else {
            return Ok(None);
        };
        let byte = u8::try_from(sign).ok().filter(u8::is_ascii);
        byte.map(Some).ok_or_else(|| {
            let what = fault("no_separator").with("given", sign.to_string());
            self.contradiction(&span, what)
        })
    }

    fn encoding(
        &self,
        label: Option<Spanned<String>>,
    ) -> Result<Option<&'static encoding_rs::Encoding>, ProfileError> {
        let Some(label) = label else { return Ok(None) };
        let known = encoding_rs::Encoding::for_label(label.as_ref().as_bytes());
        known.map(Some).ok_or_else(|| {
            self.unknown(
                &label.span(),
                label.as_ref(),
                wanted("encoding"),
                advice(
                    label.as_ref(),
                    ["utf-8", "utf-16le", "windows-1252", "macintosh"],
                ),
            )
        })
    }
}
