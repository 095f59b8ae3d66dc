// SPDX-License-Identifier: EUPL-1.2
//! Vocabulary, statements, rules and the register: pure.
//!
//! Knows what the words of the field mean, what may be said about what, and what all that was said
//! adds up to. Must never know async, input and output, the clock, randomness, SQL or HTML.
//!
//! # To add a noun
//! 1. `src/<noun>.rs`: a struct with an id, `Stated<_>` attributes, and [`record::Record`].
//! 2. A variant of [`noun::Noun`], its id in [`id`].
//! 3. A variant of [`statement::Statement`], a table in [`register::Register`].
//! 4. If files bring it: how its id is made, in `src/import/read.rs`.
//! 5. Its page in `pages`, its words in `locales/*/<noun>.ftl`.
//!
//! # Map
//! - values: [`text`], [`stated`], [`time`], [`id`], [`source`], [`noun`]
//! - nouns: [`organisation`], [`plan`] (with versions, facts, fields, goals), [`measure`],
//!   [`milestone`], [`recommendation`] (with obligations and responses), [`coverage`],
//!   [`evidence`], [`finding`]
//! - the monitoring cycle: [`round`], [`contribution`] ([`report`], [`assessment`], [`practice`],
//!   [`reply`]) on the [`scale`]s with their [`proof`]s and [`mod@file`]s, [`indicator`], [`funding`], [`proposal`];
//!   [`voices`](rules::voices) puts them side by side, [`axes`](rules::axes) over a whole plan, with [`timeliness`](rules::timeliness); [`problem`]: what is wrong with one; [`privacy`] keeps
//!   persons out; [`permission`](rules::permission): who may do what; [`task`]: what is to be said; [`reminder`]: when
//!   somebody is told
//! - the fold: [`statement`] -> [`register`] made of [`table`]s of [`record`]s
//! - rules and queries: [`import`] (drafts to statements), [`citation`](rules::citation), [`evaluability`](rules::evaluability),
//!   [`gap`](rules::gap), [`version`](rules::version)

pub mod act;
pub mod apply;
pub mod assessment;
pub mod context;
pub mod contribution;
pub mod coverage;
pub mod draft;
pub mod evidence;
pub mod file;
pub mod finding;
pub mod funding;
pub mod id;
pub mod import;
pub mod indicator;
pub mod measure;
pub mod milestone;
pub mod noun;
pub mod organisation;
pub mod plan;
pub mod practice;
pub mod privacy;
pub mod problem;
pub mod proof;
pub mod proposal;
pub mod recommendation;
pub mod record;
pub mod register;
pub mod reminder;
pub mod reply;
pub mod report;
pub mod roll;
pub mod round;
pub mod rules;
pub mod scale;
pub mod shape;
pub mod source;
pub mod stated;
pub mod statement;
pub mod table;
pub mod task;
pub mod text;
pub mod time;
mod wordlist;
mod words;

pub use wordlist::UnknownWord;
