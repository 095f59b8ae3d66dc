// SPDX-License-Identifier: EUPL-1.2
//! Languages: the texts of the interface, and dates and numbers as readers
//! write them.
//!
//! It must never know what a plan or a measure is: it turns keys and values
//! into words, nothing else. It reads no clock and no file at run time; the
//! texts under `/locales` are built into the program.
//!
//! # To add a text
//! 1. Write the message in `locales/de/<noun>.ftl` **and** `locales/en/<noun>.ftl`.
//! 2. Use it: `locale.t("key")` in Rust, `{{ f.t("key") }}` in a template.
//! 3. `cargo test -p wegmarke-l10n` names keys that are missing on one side,
//!    empty, used but not written, or written but not used.
//!
//! # To add a language
//! Add a folder under `locales/`, a variant of [`Lang`], its month names in
//! `format`, and its name in the `language-…` messages of every language.
//!
//! # Map
//! - [`lang`]: which languages exist, and which one a browser asks for
//! - [`locale`]: messages by key
//! - `format`: dates, numbers and sizes; `digits`: the marks between digits

mod digits;
mod format;
pub mod lang;
pub mod locale;

pub use lang::Lang;
pub use locale::{Arg, Locale};
