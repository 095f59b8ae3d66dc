// SPDX-License-Identifier: EUPL-1.2
//! The filter bar: a form that is sent by GET, so that every view has an
//! address and no script is needed.

use askama::Template;

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

/// One field of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field {
    /// A list to choose from.
    Select {
        /// Parameter name, also the id of the control.
        name: &'static str,
        /// Its label.
        label: String,
        /// The values, "all" first.
        choices: Vec<Choice>,
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
    pub fields: Vec<Field>,
    /// Words of the button.
    pub submit: String,
    /// Words and address of the way back to everything; `None` if nothing is chosen.
    pub reset: Option<(String, String)>,
    /// How many were found, in words; `None` where nothing is counted.
    pub found: Option<String>,
}
