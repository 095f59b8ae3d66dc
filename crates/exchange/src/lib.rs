// SPDX-License-Identifier: EUPL-1.2
//! File formats in: tables, trees, and the profiles that say what their columns mean. And forms,
//! which go out as spreadsheets and come back.
//!
//! [`read()`] turns a file or a folder into drafts: rows of cells under attribute names of the
//! vocabulary. What a draft means, whether it is new and whether it fits is decided in `domain`.
//!
//! This crate must never know the register, the ledger or the database, and never repairs what it
//! reads: what does not fit becomes a doubt, what cannot be read safely an error.
//!
//! To add one more source: write `profiles/<name>.toml` (`docs/profiles.md` has every key), name it
//! in `profile/embedded.rs`, and add its real counts to `tests/all/real_data.rs`. To add one more file
//! format: a reader in `table/` that gives a heading and numbered rows, and its recognition in
//! `table.rs`.
//!
//! | module | what |
//! | --- | --- |
//! | [`profile`] | what columns mean, checked against the vocabulary |
//! | `pattern` | names with wildcards |
//! | `table` | bytes to rows: encodings, delimiters, spreadsheets |
//! | `wording` | how headings are compared |
//! | [`read()`] | rows and tree nodes to drafts |
//! | [`suggest()`] | a first profile, guessed from headings and cells |
//! | [`look()`] | what a person sees of a file before it is imported |
//! | [`Typed`] | a form as a table of one row |
//! | [`mapping`] | a profile that a person changes in a form |
//! | [`form`] | tables to fill in offline: out as a spreadsheet, and back |
//! | [`mod@file`] | whether an uploaded file is what its name says |
//! | `bundle` | signed files of numbers about people, as tables |
//! | `content` | what the cells of a column look like |
//! | [`paper`] | tables of PDF and text documents, each cell with its place |
//! | `limits` | how much a file may ask for |
//! | `error`, `reason` | why a file cannot be read |

mod bundle;
mod content;
mod error;
pub mod file;
pub mod form;
mod limits;
mod look;
pub mod mapping;
pub mod paper;
mod pattern;
pub mod profile;
mod read;
mod reason;
mod renamed;
mod suggest;
mod table;
pub mod taken;
mod typed;
mod wording;

pub use bundle::{Seal, find_seal};
pub use error::ReadError;
pub use look::{Look, LookColumn, find_heading_row, look};
pub use profile::{Profile, ProfileError, find_profile, profiles};
pub use read::{Reading, fetch, read, read_accepting, read_bytes};
pub use renamed::Renamed;
pub use suggest::{suggest, suggest_at};
pub use typed::{Typed, TypedVersion, gather};
