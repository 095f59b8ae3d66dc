// SPDX-License-Identifier: EUPL-1.2
//! Lists of rows in a form: `funding.0.year`, `evidence.1.title`.
//!
//! A row that speaks of a thing (a milestone, an indicator) carries that thing's id unseen, under
//! the name of its attribute: `values.0.indicator`. The number only tells rows of one form apart, so
//! a form that was opened before a thing was added or dropped still means what its reader saw.

use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::register::Register;
use wegmarke_domain::shape::{Attribute, Kind, Own, Presence, leaves};

use super::Values;

/// Rows of a list in a form, at most.
pub const MOST: usize = 40;

/// A list of rows as a form asks for it.
#[derive(Clone, Debug)]
pub struct Rows {
    /// Its name.
    pub list: &'static str,
    /// What is asked of each row, in the order of the noun.
    pub parts: Vec<&'static Attribute>,
    /// What the form does not ask for, and leaves as it is.
    pub kept: Vec<&'static Attribute>,
    /// The attribute by which a row names its thing, if there is a row for each.
    pub thing: Option<(&'static str, Noun)>,
}

impl Rows {
    /// The rows of an attribute; `None` if it is no list of rows.
    #[must_use]
    pub fn of(attribute: &Attribute) -> Option<Self> {
        let Kind::List(Kind::Row(attributes)) = attribute.kind else {
            return None;
        };
        let all = leaves(attributes);
        let thing = all.first().and_then(|first| match first.kind {
            Kind::Link(noun) if first.presence == Presence::Required => Some((first.name, noun)),
            _ => None,
        });
        let rest = all.into_iter().skip(usize::from(thing.is_some()));
        let (parts, kept) = rest.partition(|part| is_asked(part.kind));
        Some(Self {
            list: attribute.name,
            parts,
            kept,
            thing,
        })
    }

    /// The name of a field.
    #[must_use]
    pub fn name(&self, at: usize, part: &str) -> String {
        format!("{}.{at}.{part}", self.list)
    }

    /// The things that have a row: all of their noun that name what the form is about. None if rows
    /// are only numbered.
    #[must_use]
    pub fn list_things(&self, register: &Register, on: &Subject) -> Vec<Subject> {
        let Some((_, noun)) = self.thing else {
            return Vec::new();
        };
        let ids = register.list_referrers(on, noun);
        ids.map(|id| Subject::new(noun, id)).collect()
    }

    /// The number of each thing's row: the one under which the values know it, else a free one.
    #[must_use]
    pub fn number(&self, values: &Values, things: Vec<Subject>) -> Vec<(usize, Subject)> {
        let Some((link, _)) = self.thing else {
            return Vec::new();
        };
        let mut free = self.count(values, 0);
        let known = |thing: &Subject| {
            let mut rows = 0..free;
            rows.find(|at| values.get(&self.name(*at, link)) == &*thing.id)
        };
        let known: Vec<Option<usize>> = things.iter().map(known).collect();
        let numbered = known.into_iter().zip(things).map(|(known, thing)| {
            let at = known.unwrap_or_else(|| {
                free += 1;
                free - 1
            });
            (at, thing)
        });
        numbered.collect()
    }

    /// How many rows these values have: none that holds something is left out, and blank ones at the end
    /// are none.
    #[must_use]
    pub fn count(&self, values: &Values, least: usize) -> usize {
        let at = |name: &str| -> Option<usize> {
            let (row, _) = name
                .strip_prefix(self.list)?
                .strip_prefix('.')?
                .split_once('.')?;
            row.parse().ok().filter(|row| *row < MOST)
        };
        let held = values.0.iter().filter(|(_, value)| !value.is_empty());
        let rows = held.filter_map(|(name, _)| Some(at(name)? + 1));
        rows.max().unwrap_or(0).max(least)
    }
}

/// Whether one field can ask for a part of a row.
const fn is_asked(kind: Kind) -> bool {
    match kind {
        Kind::Text
        | Kind::Line
        | Kind::Word(_)
        | Kind::Count
        | Kind::Year
        | Kind::Number
        | Kind::Flag
        | Kind::Day
        | Kind::Span
        | Kind::Own(Own::Reading | Own::File | Own::Euro) => true,
        Kind::Instant
        | Kind::Source
        | Kind::Link(_)
        | Kind::Subject
        | Kind::List(_)
        | Kind::Row(_)
        | Kind::Own(Own::Part | Own::Design | Own::Arguments | Own::Deadline) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Rows, Values};
    use wegmarke_domain::noun::{Noun, Subject};
    use wegmarke_domain::shape::find;

    fn rows(list: &str) -> Rows {
        Rows::of(find(Noun::Report.attributes(), list).unwrap()).unwrap()
    }

    fn names(parts: &[&'static wegmarke_domain::shape::Attribute]) -> Vec<&'static str> {
        parts.iter().map(|part| part.name).collect()
    }

    #[test]
    fn a_row_asks_for_what_fits_in_one_field() {
        let values = rows("values");
        assert_eq!(values.thing, Some(("indicator", Noun::Indicator)));
        assert_eq!(names(&values.parts), ["on", "reading"]);
        assert_eq!(names(&values.kept), ["source"]);
        let funding = rows("funding");
        assert_eq!(funding.thing, None);
        assert_eq!(names(&funding.parts)[..2], ["year", "needed"]);
    }

    #[test]
    fn a_thing_keeps_the_number_under_which_it_was_asked_for() {
        let values = Values(vec![
            ("values.0.indicator".into(), "p/b".into()),
            ("values.0.reading".into(), "7".into()),
        ]);
        let things = ["p/a", "p/b"].map(|id| Subject::new(Noun::Indicator, id));
        let numbered = rows("values").number(&values, things.to_vec());
        let numbers: Vec<usize> = numbered.iter().map(|(at, _)| *at).collect();
        assert_eq!(numbers, [1, 0], "p/a came later");
    }
}
