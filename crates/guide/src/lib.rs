// SPDX-License-Identifier: EUPL-1.2
//! The Wegweiser: a directory, a guide and a referral sheet that know nobody, as content and as pages.
//!
//! What it is: a folder of content is read, judged, and made into static files. Pure: files come and go as
//! bytes under names, and the moment is a parameter.
//! What it must never know: the monitor, cases, or anything about the person who reads. It shares no process,
//! store, key or login with either; no page can send anything.
//!
//! # To add a language
//! `[[language]]` in `site.toml`, `words/LANG.ftl`, `texts/guide.LANG.toml`. Nothing here.
//!
//! # To add a kind of card
//! A word in [`card::KINDS`], its `kinds-…` in `words/`, what it demands in [`card`].
//!
//! # Map
//! | module | what |
//! | --- | --- |
//! | [`content`] | a folder of content, with everything that is wrong in it |
//! | [`read`], [`problem`] | TOML to values, with the place of every problem |
//! | [`site`], [`words`], [`text`] | languages; words between the texts; texts in sections |
//! | [`card`], [`deadline`], [`service`], [`indicator`], [`source`] | the nouns |
//! | [`state`] | from which original a text was made, and who checked it |
//! | [`check`], [`compare`] | gaps; what differs between two versions |
//! | [`counts`] | what a centre counted, with small numbers hidden |
//! | [`table`] | cards, signs and exercises as rows of a spreadsheet, and back |
//! | [`mod@build`], [`page`] | content to files |

pub mod build;
pub mod card;
pub mod check;
pub mod compare;
pub mod content;
pub mod counts;
pub mod deadline;
pub mod indicator;
pub mod page;
pub mod problem;
pub mod read;
pub mod service;
pub mod site;
pub mod source;
pub mod state;
pub mod table;
pub mod text;
pub mod words;

/// What files that are written begin with. In two parts, so that nobody takes it for this file's own.
const LICENCE: &str = concat!("SPDX-License", "-Identifier: EUPL-1.2");

pub use build::build;
pub use content::{Content, Files};
pub use problem::Problem;
