// SPDX-License-Identifier: EUPL-1.2
//! The filter bar: a form that is sent by GET, so that every view has an
//! address and no script is needed.

use std::collections::BTreeMap;

use askama::Template;
use jiff::civil::Date;

use crate::Ctx;

/// What a filter sends for things that say nothing.
pub const NOT_STATED: &str = "-";

/// One value of a filter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// What is sent; empty for "all".
    pub value: String,
    /// Its words, with the number of hits.
    pub label: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

impl Choice {
    /// Whether its value can stand in an id: what somebody typed cannot.
    pub(super) fn is_plain(&self) -> bool {
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | ':');
        self.value.len() <= 200 && self.value.chars().all(plain)
    }
}

/// One field of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilterField {
    /// A list to choose from.
    Select {
        /// Parameter name, also the id of the control.
        name: &'static str,
        /// Its label.
        label: String,
        /// The values, "all" first.
        choices: Vec<Choice>,
    },
    /// A day.
    Day {
        /// Parameter name, also the id of the control.
        name: &'static str,
        /// Its label.
        label: String,
        /// What is in it, as a reader of this language types it.
        value: String,
        /// How a day is typed.
        like: String,
    },
    /// Words to look for.
    Words {
        /// Parameter name, also the id of the control.
        name: &'static str,
        /// Its label.
        label: String,
        /// What is in it.
        value: String,
    },
}

/// A filter bar.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "parts/filter.html")]
pub struct Filter {
    /// Address of the page, without a query.
    pub action: String,
    /// What the form is for, for those who listen.
    pub label: String,
    /// Parameters to keep, such as the day.
    pub keep: Vec<(String, String)>,
    /// The fields.
    pub fields: Vec<FilterField>,
    /// Words of the button.
    pub submit: String,
    /// Words and address of the way back to everything; `None` if nothing is chosen.
    pub reset: Option<(String, String)>,
    /// How many were found, in words; `None` where nothing is counted.
    pub found: Option<String>,
    /// That more was asked for than is looked for; `None` mostly.
    pub cut: Option<String>,
}

impl FilterField {
    /// A field for a day.
    pub(crate) fn day(ctx: &Ctx, name: &'static str, label: &str, day: Date) -> Self {
        Self::Day {
            name,
            label: ctx.t(label),
            value: ctx.typed_day(day),
            like: ctx.t("as-of-like"),
        }
    }
}

/// The words of [`Filter::cut`].
pub(crate) fn cut(ctx: &Ctx) -> Option<String> {
    ctx.query.is_cut().then(|| ctx.t("filter-cut"))
}

/// A list of the values that occur, with counts; `None` if all share one value.
pub(crate) fn select<'a>(
    ctx: &Ctx,
    name: &'static str,
    label: &str,
    values: impl Iterator<Item = &'a str>,
    words: impl Fn(&str) -> String,
) -> Option<FilterField> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let chosen = ctx.query.find(name);
    if counts.len() < 2 && chosen.is_none() {
        return None;
    }
    let mut choices: Vec<Choice> = counts
        .into_iter()
        .map(|(value, n)| {
            let words = if value == NOT_STATED {
                ctx.t("not-stated")
            } else {
                words(value)
            };
            Choice {
                value: value.to_owned(),
                label: ctx.t_with("choice", &[("words", words.into()), ("n", n.into())]),
                chosen: chosen == Some(value),
            }
        })
        .collect();
    choices.sort_by_cached_key(|choice| (choice.value == NOT_STATED, choice.label.to_lowercase()));
    choices.insert(
        0,
        Choice {
            value: String::new(),
            label: ctx.t("filter-all"),
            chosen: chosen.is_none(),
        },
    );
    Some(FilterField::Select {
        name,
        label: ctx.t(label),
        choices,
    })
}
