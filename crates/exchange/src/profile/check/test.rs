// SPDX-License-Identifier: EUPL-1.2
//! Questions to a cell.

use std::ops::Range;

use toml::Spanned;

use super::{Checker, fault};
use crate::profile::{Ask, Condition, More, ProfileError, Test, shape};

impl Checker<'_> {
    /// Tests of a record: they have to name a column.
    pub(super) fn tests(
        &self,
        when: Option<Spanned<shape::Test>>,
        unless: Option<Spanned<shape::Test>>,
    ) -> Result<Vec<Condition>, ProfileError> {
        for test in when.iter().chain(&unless) {
            if test.as_ref().column.is_none() {
                return Err(self.contradiction(&test.span(), fault("test_without_column")));
            }
        }
        self.cell_tests(when, unless)
    }

    pub(super) fn cell_tests(
        &self,
        when: Option<Spanned<shape::Test>>,
        unless: Option<Spanned<shape::Test>>,
    ) -> Result<Vec<Condition>, ProfileError> {
        let mut tests = Vec::new();
        for (test, expect) in [(when, true), (unless, false)] {
            let Some(test) = test else { continue };
            let span = test.span();
            let test = self.test(&span, test.into_inner())?;
            tests.push(Condition { test, expect });
        }
        Ok(tests)
    }

    fn test(&self, span: &Range<usize>, shape: shape::Test) -> Result<Test, ProfileError> {
        let words = [
            shape.equals.map(|words| Ask::Equals(words.0)),
            shape.starts_with.map(|words| Ask::StartsWith(words.0)),
            shape.ends_with.map(|words| Ask::EndsWith(words.0)),
            shape.contains.map(|words| Ask::Contains(words.0)),
            shape.present.map(Ask::Present),
        ];
        let mut asked = words.into_iter().flatten();
        let (Some(ask), None) = (asked.next(), asked.next()) else {
            return Err(self.contradiction(span, fault("test_asks_not_one")));
        };
        let more = match (shape.and, shape.or) {
            (None, None) => More::None,
            (Some(test), None) => More::And(self.further(span, "and", *test)?),
            (None, Some(test)) => More::Or(self.further(span, "or", *test)?),
            (Some(_), Some(_)) => {
                return Err(self.contradiction(span, fault("test_and_or")));
            }
        };
        Ok(Test {
            column: shape.column.unwrap_or_default().0,
            ask,
            not: shape.not,
            optional: shape.optional,
            more,
        })
    }

    fn further(
        &self,
        span: &Range<usize>,
        key: &str,
        shape: shape::Test,
    ) -> Result<Box<Test>, ProfileError> {
        if shape.column.is_none() {
            let what = fault("further_without_column").with("key", key);
            return Err(self.contradiction(span, what));
        }
        self.test(span, shape).map(Box::new)
    }
}
