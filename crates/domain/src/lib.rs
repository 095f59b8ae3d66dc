// SPDX-License-Identifier: EUPL-1.2
//! Vocabulary, statements, rules and the register: pure.
//!
//! Knows what the words of the field mean, what may be said about what, and what all that was said
//! adds up to. Must never know async, input and output, the clock, randomness, SQL or HTML.
//!
//! # To add a noun
//! As `context` was added; what is forgotten, the compiler or a test asks for.
//! 1. `src/<noun>.rs`: a struct with `#[record(Noun)]`, each field with a sentence that says what it
//!    is; its id in [`id`]; one line in the roll call of [`noun`]. Fold, history, entries, the API that
//!    reads, OpenAPI, search, `profile suggest` and `docs/profiles.md` (`UPDATE_DOCS=1`) follow from it.
//! 2. Its words: `noun-…`, `nouns-…`, `kind-…-stated|changed|dropped`, and `attribute-…` for names that
//!    no noun has yet, in both languages.
//! 3. If files bring it: how its id is made, in `src/import/read.rs`.
//! 4. If it has a page: `pages/src/<noun>.rs` with its samples, its template, a line of `Route`, an arm
//!    in `web::site`; else where `pages::subject::href` leads.
//! 5. If people state it: its rule in [`rules`], the use case in `app`, the names of its form's fields
//!    (`pages::parts::form::shape`, `web::work::fields::shape`), `POST` in `web::api`, `wegmarke say`.
//! 6. A line with all of its attributes in `tests/all/bodies/golden.jsonl`.
//!
//! # Map
//! - values: [`text`], [`stated`], [`time`], [`id`], [`source`], [`noun`]
//! - nouns: [`organisation`], [`plan`] (with versions, facts, fields, goals), [`measure`],
//!   [`milestone`], [`recommendation`] (with obligations and responses), [`coverage`],
//!   [`grouping`], [`evidence`], [`finding`], [`context`]; of the referral mechanism [`standard`] (with
//!   answers and inquiries; sealed ones: [`submission`]), [`arrangement`]
//! - what a noun is made of, as data: [`shape`]; every noun once: [`noun`], with its table and type
//!   in [`roll`]
//! - the monitoring cycle: [`round`], [`contribution`] ([`report`], [`assessment`], [`practice`],
//!   [`reply`]) on the [`scale`]s with their [`proof`]s and [`mod@file`]s, [`indicator`], [`funding`], [`proposal`], [`figure`];
//!   [`voices`](rules::voices) puts them side by side, [`axes`](rules::axes) over a whole plan, with [`timeliness`](rules::timeliness); [`problem`]: what is wrong with one; [`privacy`] keeps
//!   persons out; [`permission`](rules::permission): who may do what; [`task`]: what is to be said; [`reminder`]: when
//!   somebody is told
//! - keys: of organisations [`key`], of the log [`log_key`]
//! - what became of bodies: [`erasure`]; which may be withheld: [`withheld`](rules::withheld)
//! - the fold: [`statement`] -> [`register`] made of [`table`]s of [`record`]s
//! - the upper floor, which alone may ask a whole register: [`rules`]
//! - rules and queries: [`import`] (drafts to statements), [`citation`](rules::citation), [`evaluability`](rules::evaluability),
//!   [`gap`](rules::gap), [`version`](rules::version)

pub mod act;
pub mod apply;
pub mod arrangement;
pub mod assessment;
pub mod bundle;
pub mod context;
pub mod contribution;
pub mod correction;
pub mod coverage;
pub mod draft;
pub mod editing;
pub mod erasure;
pub mod evidence;
pub mod figure;
pub mod file;
pub mod finding;
pub mod funding;
pub mod grouping;
pub mod hand;
pub mod id;
pub mod import;
pub mod indicator;
pub mod key;
pub mod log_key;
pub mod measure;
pub mod message;
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
pub mod relation;
pub mod remark;
pub mod reminder;
pub mod reply;
pub mod report;
pub mod roll;
pub mod round;
pub mod rules;
pub mod scale;
pub mod shape;
pub mod source;
pub mod standard;
pub mod stated;
pub mod statement;
pub mod status;
pub mod submission;
pub mod table;
pub mod task;
pub mod text;
pub mod time;
mod wordlist;
mod words;

pub use wordlist::UnknownWord;
