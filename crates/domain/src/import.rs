// SPDX-License-Identifier: EUPL-1.2
//! The rule of an import: what drafts say that the register does not say yet.
//!
//! Steps: every draft becomes an object of attributes ([`read`]); rows of one id are united; names
//! and citations are resolved ([`names`], [`identify`]); the objects are compared with the register
//! ([`settle`]); what does not fit becomes a finding ([`check`]); leads that changed for many
//! things at once become proposed successions ([`succession`]). Nothing is written here: the
//! outcome is a list of statements for one append.

mod cells;
mod check;
mod identify;
mod names;
mod read;
mod settle;
mod stage;
pub mod succession;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::draft::{Draft, Problem};
use crate::finding::{Finding, FindingParts, Severity, codes};
use crate::id::OrganisationId;
use crate::noun::Noun;
use crate::register::Register;
use crate::statement::Said;
use crate::text::Lang;

use self::names::Names;
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
    let mut work = Work::new(register, request);
    let by = work.author();
    work.stage();
    check::run(&mut work);
    settle::run(work, by)
}

/// Whether an import may say something else after an entry about a thing of this noun. What is said
/// in rounds, and where they are, is of no interest to files.
#[must_use]
pub fn rests_on(noun: Noun) -> bool {
    Noun::list_imported().any(|imported| imported == noun)
}

/// The desk of one import.
struct Work<'a> {
    register: &'a Register,
    request: &'a Request,
    names: Names,
    staged: stage::Staged,
    findings: BTreeMap<String, Finding>,
    /// Fields and measures by plan, for citations; made once all measures are staged.
    views: BTreeMap<String, Register>,
}

/// Where something stands in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    file: Arc<str>,
    row: Option<u32>,
    column: Option<Arc<str>>,
}

impl<'a> Work<'a> {
    fn new(register: &'a Register, request: &'a Request) -> Self {
        let names = Names::default();
        let staged = stage::Staged::default();
        let (findings, views) = (BTreeMap::new(), BTreeMap::new());
        let mut work = Self {
            register,
            request,
            names,
            staged,
            findings,
            views,
        };
        for problem in &request.problems {
            let place = Place {
                file: Arc::clone(&problem.file),
                row: problem.row,
                column: problem.column.clone(),
            };
            let args = problem
                .args
                .iter()
                .map(|(name, value)| (name.as_str(), value.clone()));
            // What is wrong while reading has no thing to belong to: the row keeps rows apart.
            let row = problem.row.map(|row| ("row", row.to_string()));
            let args: Vec<_> = args.chain(row).collect();
            work.find(problem.code, problem.severity, &place, None, &args);
        }
        work
    }

    /// Records a finding, once per content.
    fn find(
        &mut self,
        code: &'static str,
        severity: Severity,
        place: &Place,
        about: Option<crate::noun::Subject>,
        args: &[(&str, String)],
    ) {
        let plan = about
            .as_ref()
            .and_then(|about| about.plan())
            .map(crate::id::PlanId::new);
        let mut parts = FindingParts {
            code,
            severity,
            file: (&*place.file).into(),
            row: place.row,
            column: place.column.as_deref().map(Into::into),
            plan,
            about,
            args: args
                .iter()
                .map(|(name, value)| ((*name).to_owned(), value.clone()))
                .collect(),
        };
        let mut finding = Finding::from(parts.clone());
        let held = self.findings.get(finding.id.as_str());
        // What belongs to no thing and stands in two files alike is two findings.
        if finding.about.is_none() && held.is_some_and(|held| held.file != finding.file) {
            parts.args.insert("file".to_owned(), parts.file.to_string());
            finding = Finding::from(parts);
        }
        self.findings
            .entry(finding.id.to_string())
            .or_insert(finding);
    }

    /// The organisation that imports; registered with a finding if it is not known.
    fn author(&mut self) -> OrganisationId {
        let file = self.request.files.keys().next().map_or("", String::as_str);
        let place = Place {
            file: file.into(),
            row: None,
            column: None,
        };
        // The files may introduce their own importer.
        self.stage_noun(Noun::Organisation);
        self.organisation(&self.request.by, &place)
    }

    /// The organisation of this name; registered with a finding if it is not known.
    fn organisation(&mut self, name: &str, place: &Place) -> OrganisationId {
        if let Some(id) = self.names.find_organisation(name) {
            return id;
        }
        let id = self
            .names
            .introduce(name, self.request.language, &mut self.staged, place);
        let about = Some(id.subject());
        let args = [("name", name.to_owned())];
        self.find(
            codes::UNKNOWN_ORGANISATION,
            Severity::Note,
            place,
            about,
            &args,
        );
        id
    }

    fn stage(&mut self) {
        for noun in Noun::list_imported() {
            if noun != Noun::Organisation {
                self.stage_noun(noun);
            }
        }
    }
}
