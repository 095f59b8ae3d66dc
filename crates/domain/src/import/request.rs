// SPDX-License-Identifier: EUPL-1.2
//! What goes into an import, and what comes of it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::questions::{Answers, Question};
use super::succession::{Accepted, Proposal, Transfer};
use crate::bundle::Bundle;
use crate::draft::{Doubt, Draft};
use crate::finding::Finding;
use crate::id::OrganisationId;
use crate::noun::{Noun, Subject};
use crate::statement::Said;
use crate::text::{Lang, Text};
use crate::time::DayOrder;

/// Everything an import rests on.
#[derive(Clone, Debug)]
pub struct Request {
    /// Who imports: id, short name or name.
    pub by: String,
    /// What the files say.
    pub drafts: Vec<Draft>,
    /// What went wrong while reading them.
    pub doubts: Vec<Doubt>,
    /// The files with their SHA-256 as hexadecimal digits.
    pub files: BTreeMap<String, String>,
    /// Those of the files that are signed bundles.
    pub bundles: BTreeMap<String, Bundle>,
    /// What of a plan is not mentioned any more is dropped in the new version.
    pub complete: bool,
    /// What is different corrects the newest version of a plan, and is no new one.
    pub same_version: bool,
    /// Why things are otherwise than they are on record.
    pub reason: Option<Text>,
    /// The day the source carries, if the profile gives one.
    pub dated_on: Option<Date>,
    /// Language of texts without a mark.
    pub language: Lang,
    /// How the source writes dates, if the profile says so.
    pub day_order: Option<DayOrder>,
    /// Successions that somebody looked at and accepted.
    pub accept: Vec<Accepted>,
    /// Whether things of which everything changed are still the same.
    pub same: Answers,
    /// Every row that was read, by file, also those that state nothing.
    pub read: BTreeMap<Arc<str>, BTreeSet<u32>>,
    /// Names of files, among those that findings on record are about, of which these files are a new
    /// edition.
    pub editions: BTreeSet<String>,
    /// Rows that say only what an earlier row said.
    pub again: BTreeSet<(Arc<str>, u32)>,
}

/// What became of the rows that were read. The three sum up to them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Tally {
    /// Rows read: blank ones and headings are none.
    pub read: u64,
    /// Rows that say something new.
    pub entered: u64,
    /// Rows that say what is on record, or what an earlier row said.
    pub unchanged: u64,
    /// Rows of which nothing entered; each has its finding.
    pub not_entered: u64,
}

/// How many things of one noun are new, gone, different, and as before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
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
    /// The row that gives each of the things that are new or different.
    pub rows: BTreeMap<Subject, u32>,
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
    /// How many rows have a finding, by its id, where it is more than one.
    pub times: BTreeMap<String, u64>,
    /// Things of which everything changed. While one is not answered, nothing may be appended; what is
    /// said rests on all of these being the same.
    pub questions: Vec<Question>,
    /// What became of the rows.
    pub tally: Tally,
}
