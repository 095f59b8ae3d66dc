// SPDX-License-Identifier: EUPL-1.2
//! Importing files: read, compare with the register, append what is new. All or nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use jiff::civil::Date;
use wegmarke_domain::bundle::{Bundle, Checked};
use wegmarke_domain::draft::Doubt;
use wegmarke_domain::finding::{Finding, Severity, codes};
use wegmarke_domain::id::InquiryId;
use wegmarke_domain::import::questions::{Answers, Question};
use wegmarke_domain::import::succession::{Accepted, Proposal, Transfer};
use wegmarke_domain::import::{Counts, Outcome, Request, Tally, prepare, rests_on};
use wegmarke_domain::message::Message;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::register::{LogLine, Register};
use wegmarke_domain::rules::bundle::find_signer;
use wegmarke_domain::rules::meanwhile::{Moved, Seen, settle};
use wegmarke_domain::rules::sealing::{list_broken, seal};
use wegmarke_domain::statement::Said;
use wegmarke_exchange::{Profile, ReadError, Reading, Renamed, Seal};

use crate::apart::apart;
use crate::append::Decision;
use crate::signing::Signing;
use crate::standing::Refusal;
use crate::{App, AppError, Receipt};

/// Why files were not imported. Nothing was written.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct ImportError(#[from] pub ReadError);

impl ImportError {
    /// Stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.0.code()
    }

    /// What a person is told.
    #[must_use]
    pub fn message(&self) -> Message {
        self.0.message()
    }

    /// New headings that seem to have taken the place of those that are gone, for a person to look at;
    /// none if the error is another.
    #[must_use]
    pub fn renamed(&self) -> &[Renamed] {
        match &self.0 {
            ReadError::RenamedHeadings { renamed } => renamed,
            _ => &[],
        }
    }
}

/// What to import.
#[derive(Clone, Debug)]
pub struct Import {
    /// A file, or a folder with several tables.
    pub path: PathBuf,
    /// How its columns are read.
    pub profile: Profile,
    /// Who imports: id, short name or name.
    pub by: String,
    /// Successions that somebody looked at and accepted.
    pub accept: Vec<Accepted>,
    /// Whether things of which everything changed are still the same.
    pub same: Answers,
    /// What the files know of the register, and what is taken where somebody else was here since.
    pub seen: Seen,
    /// Only say what would be done.
    pub dry_run: bool,
    /// How it is signed; `None`: whoever runs the server enters it, and it says so.
    pub signing: Option<Signing>,
}

/// What an import did, or would do.
#[derive(Clone, Debug)]
pub struct ImportReport {
    /// Counts by noun.
    pub counts: BTreeMap<Noun, Counts>,
    /// Changed attributes by noun and attribute.
    pub changes: BTreeMap<Noun, BTreeMap<String, u64>>,
    /// Successions to look at.
    pub proposed: Vec<Proposal>,
    /// Changes of lead that are no succession.
    pub transfers: Vec<Transfer>,
    /// Everything found in these files.
    pub findings: Vec<Finding>,
    /// How many rows have a finding, by its id, where it is more than one.
    pub times: BTreeMap<String, u64>,
    /// Things of which everything changed, with what was answered. A dry run only asks.
    pub questions: Vec<Question>,
    /// What became of the rows that were read.
    pub tally: Tally,
    /// Entries written; on a dry run, entries that would be.
    pub entries: u64,
    /// Answers that stay sealed, by the inquiry that is opened on its day.
    pub sealed: BTreeMap<InquiryId, u64>,
    /// The receipts of everything that was written, where it was signed.
    pub signed: Vec<Receipt>,
    /// What others changed since the files were taken down, and these say otherwise.
    pub moved: Vec<Moved>,
}

impl App {
    /// Takes new headings for those that are gone, wherever they are proposed: gives the profile with
    /// which the files read, and what was taken.
    ///
    /// # Errors
    /// [`AppError::Read`] if the files cannot be read even so.
    pub async fn accept_headings(
        &self,
        path: PathBuf,
        mut profile: Profile,
    ) -> Result<(Profile, Vec<Renamed>), AppError> {
        apart(move || {
            let read = wegmarke_exchange::read_accepting(&path, &mut profile);
            let (_, renamed) = read.map_err(ImportError)?;
            Ok((profile, renamed))
        })
        .await
    }

    /// Imports files: one append with everything that is new in them, and a finding for everything
    /// that does not fit. Files that do not read change nothing; files that say nothing new write
    /// nothing. Successions are applied only if they are accepted.
    ///
    /// # Errors
    /// [`AppError::StillTheSame`] if everything under an id changed and nobody said whether it is the same thing;
    /// [`AppError::NotFound`] if nobody is named; [`AppError::Read`] if a file cannot be read as the profile says;
    /// [`crate::signing::SigningError`]; what an append says.
    pub async fn import(&self, import: Import) -> Result<ImportReport, AppError> {
        self.import_as(import, false).await
    }

    /// The same for what is made up, to show how the register works: every entry says so.
    ///
    /// # Errors
    /// As [`App::import`].
    pub async fn import_example(&self, import: Import) -> Result<ImportReport, AppError> {
        self.import_as(import, true).await
    }

    async fn import_as(&self, import: Import, invented: bool) -> Result<ImportReport, AppError> {
        let Import {
            path,
            profile,
            by,
            accept,
            same,
            seen,
            dry_run,
            signing,
        } = import;
        if by.trim().is_empty() {
            return Err(AppError::NotFound(
                "an organisation without a name".to_owned(),
            ));
        }
        let read = move || {
            let reading = wegmarke_exchange::read(&path, &profile).map_err(ImportError)?;
            Ok((reading, profile))
        };
        let (reading, profile) = apart(read).await?;
        let answers = (accept, same);
        let request = request(&self.state().register, by, reading, &profile, answers)?;
        // Whoever runs the server holds the key: what is sealed is compared as what is public.
        let known = self.list_sealed_answers(None).await?;
        let today = self.clock.today();
        if dry_run {
            let state = self.state();
            let tried = move || {
                let register = state.register.with_sealed(&known);
                let (mut outcome, moved) = decide(&register, &request, &seen);
                let sealed = seal_all(&register, &mut outcome, today)?;
                Ok(ImportReport {
                    moved,
                    sealed,
                    ..report(&outcome)
                })
            };
            return apart(tried).await;
        }
        let is_signed = signing.is_some();
        // Readers and writers go on meanwhile: what is said in rounds changes no import.
        let decided = self.append_apart(may_differ_after, move |state| {
            let register = state.register.with_sealed(&known);
            let (mut outcome, moved) = decide(&register, &request, &seen);
            for said in &mut outcome.said {
                said.invented |= invented;
            }
            must_be_answered(&outcome)?;
            must_be_decided(&moved)?;
            let sealed = seal_all(&register, &mut outcome, today)?;
            let answer = ImportReport {
                sealed,
                ..report(&outcome)
            };
            let decision = Decision {
                unreceipted: !is_signed,
                signing: signing.clone(),
                ..Decision::entered(outcome.by, outcome.said)
            };
            Ok((decision, answer))
        });
        let (signed, answer) = decided.await?;
        Ok(ImportReport { signed, ..answer })
    }
}

/// Files that findings are about and that this profile reads as it read these: earlier editions.
fn editions(
    register: &Register,
    profile: &Profile,
    files: &BTreeMap<String, String>,
) -> BTreeSet<String> {
    let any = profile.reads_all() && !files.keys().any(|file| profile.reads(file));
    let findings = register.findings.list();
    let others = findings.filter(|finding| any || profile.reads(&finding.file));
    others.map(|finding| finding.file.to_string()).collect()
}

/// Whether an import may say something else after this entry.
pub(crate) fn may_differ_after(line: &LogLine) -> bool {
    rests_on(line.subject.noun)
}

/// What is decided: what was read, with what the profile says of the whole and what was answered.
pub(crate) fn request(
    register: &Register,
    by: String,
    reading: Reading,
    profile: &Profile,
    (accept, same): (Vec<Accepted>, Answers),
) -> Result<Request, AppError> {
    let Reading {
        drafts,
        mut doubts,
        files,
        read,
        again,
        seals,
    } = reading;
    let bundles = whose(register, &files, seals, &profile.signed_by)?;
    doubts.extend(unchecked(&bundles));
    Ok(Request {
        by,
        drafts,
        doubts,
        complete: profile.complete,
        same_version: profile.same_version,
        reason: profile.reason.clone(),
        dated_on: profile.dated_on,
        language: profile.language,
        day_order: profile.day_order,
        accept,
        same,
        read,
        again,
        editions: editions(register, profile, &files),
        files,
        bundles,
    })
}

/// Whose signatures the bundles carry. Nothing is taken if it is not one that was named.
fn whose(
    register: &Register,
    files: &BTreeMap<String, String>,
    seals: BTreeMap<String, Seal>,
    wanted: &[String],
) -> Result<BTreeMap<String, Bundle>, ImportError> {
    if let (false, Some(file)) = (
        wanted.is_empty(),
        files.keys().find(|file| !seals.contains_key(*file)),
    ) {
        let file = file.clone();
        return Err(ReadError::Unsigned { file }.into());
    }
    let of = |(file, seal): (String, Seal)| match find_signer(
        register,
        &seal.sha256,
        &seal.keys,
        wanted,
    ) {
        Some(bundle) => Ok((file, bundle)),
        None => {
            let keys = seal.keys;
            Err(ReadError::ForeignSignature { file, keys }.into())
        }
    };
    seals.into_iter().map(of).collect()
}

/// Bundles whose signatures hold, and of which nobody said whose they have to be.
fn unchecked(bundles: &BTreeMap<String, Bundle>) -> impl Iterator<Item = Doubt> {
    let open = bundles
        .iter()
        .filter(|(_, one)| one.checked == Checked::Unchecked);
    open.map(|(file, bundle)| Doubt {
        code: codes::SIGNATURE_UNCHECKED,
        severity: Severity::Warning,
        file: file.as_str().into(),
        row: None,
        column: None,
        args: [("keys".to_owned(), bundle.keys.join(", "))].into(),
    })
}

/// Refuses while it is not said of everything whether it is still the same.
pub(crate) fn must_be_answered(outcome: &Outcome) -> Result<(), AppError> {
    let open = outcome.questions.iter().filter(|one| one.answer.is_none());
    let open: Vec<Question> = open.cloned().collect();
    match open.is_empty() {
        true => Ok(()),
        false => Err(AppError::StillTheSame(open)),
    }
}

/// What a table says, without what is left to others who were here since it was taken down.
pub(crate) fn decide(register: &Register, request: &Request, seen: &Seen) -> (Outcome, Vec<Moved>) {
    let mut outcome = prepare(register, request);
    let moved = settle(register, seen, &mut outcome);
    (outcome, moved)
}

/// Refuses while it is not said of everything that others changed since whose word is taken.
pub(crate) fn must_be_decided(moved: &[Moved]) -> Result<(), AppError> {
    let open: Vec<Moved> = moved
        .iter()
        .filter(|one| one.side.is_none())
        .cloned()
        .collect();
    match open.is_empty() {
        true => Ok(()),
        false => Err(AppError::Moved(open)),
    }
}

/// Seals every answer that has to be, and tells how many, by inquiry. `register` is as whose file it is sees it.
///
/// # Errors
/// [`Refusal::InquiryRuns`].
pub(crate) fn seal_all(
    register: &Register,
    outcome: &mut Outcome,
    today: Date,
) -> Result<BTreeMap<InquiryId, u64>, AppError> {
    must_keep_inquiries(register, &outcome.said, today)?;
    let (said, sealed) = seal(register, std::mem::take(&mut outcome.said), today);
    outcome.said = said;
    Ok(sealed)
}

/// Refuses to change a sealed inquiry that has begun.
///
/// # Errors
/// [`Refusal::InquiryRuns`].
pub(crate) fn must_keep_inquiries(
    register: &Register,
    said: &[Said],
    today: Date,
) -> Result<(), AppError> {
    match list_broken(register, said, today).is_empty() {
        true => Ok(()),
        false => Err(Refusal::InquiryRuns.into()),
    }
}

pub(crate) fn report(outcome: &Outcome) -> ImportReport {
    ImportReport {
        counts: outcome.counts.clone(),
        changes: outcome.changes.clone(),
        proposed: outcome.proposed.clone(),
        transfers: outcome.transfers.clone(),
        findings: outcome.findings.clone(),
        times: outcome.times.clone(),
        questions: outcome.questions.clone(),
        tally: outcome.tally,
        entries: outcome.said.len() as u64,
        sealed: BTreeMap::new(),
        signed: Vec::new(),
        moved: Vec::new(),
    }
}
