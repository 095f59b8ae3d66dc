// SPDX-License-Identifier: EUPL-1.2
//! The rule of an import: what drafts say that the register does not say yet.
//!
//! Steps: every draft becomes an object of attributes ([`read`], kind by kind in [`cells`]); names
//! and citations are resolved ([`names`], [`cite`]); rows without ids are paired with what is on
//! record ([`identify`]), and rows of one id united ([`stage`]); what does not fit becomes a finding
//! ([`check`]); the objects are compared with the register ([`settle`]); leads that changed for many
//! things at once become proposed successions ([`succession`]). All of them share one [`desk`].
//! Nothing is written here: the outcome is a list of statements for one append.

mod cells;
mod check;
mod cite;
mod desk;
mod identify;
mod names;
mod read;
mod settle;
mod stage;
mod staged;
pub mod succession;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::draft::{Draft, Problem};
use crate::finding::Finding;
use crate::id::OrganisationId;
use crate::noun::Noun;
use crate::register::Register;
use crate::statement::Said;
use crate::text::Lang;

use self::desk::Desk;
use self::succession::{Accepted, Proposal, Transfer};

/// Everything an import rests on.
#[derive(Clone, Debug)]
pub struct Request {
    /// Who imports: id, short name or name.
    pub by: String,
    /// What the files say.
    pub drafts: Vec<Draft>,
    /// What went wrong while reading them.
    pub problems: Vec<Problem>,
    /// The files with their SHA-256 as hexadecimal digits.
    pub files: BTreeMap<String, String>,
    /// Attributes (without language or part: `title`, `due`) that the profile maps, per noun.
    /// What is not mapped is not touched.
    pub mapped: BTreeMap<Noun, BTreeSet<String>>,
    /// Attributes that state new things only: what is on record is left alone, per noun.
    pub only_new: BTreeMap<Noun, BTreeSet<String>>,
    /// What of a plan is not mentioned any more is dropped in the new version.
    pub complete: bool,
    /// The day the source carries, if the profile gives one.
    pub dated_on: Option<Date>,
    /// Language of texts without a mark.
    pub language: Lang,
    /// Successions that somebody looked at and accepted.
    pub accept: Vec<Accepted>,
}

/// How many things of one noun are new, gone, different, and as before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Counts {
    /// New.
    pub added: u64,
    /// Gone.
    pub removed: u64,
    /// Different in at least one attribute.
    pub changed: u64,
    /// As before.
    pub unchanged: u64,
}

/// What an import would say, and what it found.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Who says it.
    pub by: OrganisationId,
    /// The statements, in the order in which they have to be appended. Empty: nothing is new.
    pub said: Vec<Said>,
    /// Counts by noun.
    pub counts: BTreeMap<Noun, Counts>,
    /// Changed attributes by noun and attribute.
    pub changes: BTreeMap<Noun, BTreeMap<String, u64>>,
    /// Successions to look at.
    pub proposed: Vec<Proposal>,
    /// Changes of lead that are no succession.
    pub transfers: Vec<Transfer>,
    /// Everything found in these files, new or known.
    pub findings: Vec<Finding>,
}

/// Works out what an import says. Pure: the same request on the same register gives the same
/// outcome, and an outcome that is appended gives an empty one the next time.
#[must_use]
pub fn prepare(register: &Register, request: &Request) -> Outcome {
    let mut desk = Desk::new(register, request);
    // The files may introduce their own importer.
    stage::noun(&mut desk, Noun::Organisation);
    let by = desk.author();
    for noun in Noun::list_imported().filter(|noun| *noun != Noun::Organisation) {
        stage::noun(&mut desk, noun);
    }
    check::run(&mut desk);
    settle::run(desk, by)
}

/// Whether an import may say something else after an entry about a thing of this noun. What is said
/// in rounds, and where they are, is of no interest to files.
#[must_use]
pub fn rests_on(noun: Noun) -> bool {
    Noun::list_imported().any(|imported| imported == noun)
}
