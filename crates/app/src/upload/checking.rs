// SPDX-License-Identifier: EUPL-1.2
//! Trying a table, and writing it: on threads of their own, while everybody else goes on. Whoever waits
//! does so for a moment; then they are told how far it is.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use wegmarke_domain::import::Request;
use wegmarke_domain::import::questions::Answers;
use wegmarke_domain::import::succession::Accepted;
use wegmarke_domain::rules::meanwhile::Seen;
use wegmarke_exchange::Profile;
use wegmarke_store::StoreError;
use wegmarke_store::document::{Expect, Put};

use super::desk::{Done, Job};
use super::report::FileReport;
use super::{HeldUpload, Upload, Written, find_size, parse_profile};
use crate::apart::apart;
use crate::append::Decision;
use crate::import::{
    ImportError, decide, may_differ_after, must_be_answered, must_be_decided, request, seal_all,
};
use crate::quota::Payer;
use crate::signing::Signing;
use crate::standing::Refusal;
use crate::{App, AppError, Who};

/// A table, and how it is read.
#[derive(Clone, Debug)]
pub struct TableFile {
    /// Its file name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The SHA-256 of the document that its rows were read from, if they were.
    pub of: Option<String>,
    /// How its columns are read.
    pub profile: Profile,
    /// Successions that somebody looked at and accepted.
    pub accept: Vec<Accepted>,
    /// Whether things of which everything changed are still the same.
    pub same: Answers,
    /// What it knows of the register, and what is taken where somebody else was here since.
    pub seen: Seen,
}

impl TableFile {
    /// What it knows of the register; its name may say so.
    fn seen(&self) -> Seen {
        let size = self.seen.size.or_else(|| find_size(&self.name));
        Seen {
            size,
            ..self.seen.clone()
        }
    }
}

/// How long whoever only asks what would be signed waits for it: they hold their device in hand.
const ASKING: Duration = Duration::from_secs(60);

/// How far a try or a write is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trying {
    /// It waits for others.
    Waiting,
    /// The table is read.
    Reading,
    /// It is compared with the register.
    Comparing,
    /// It is written.
    Writing,
}

impl Trying {
    const ALL: [Self; 4] = [Self::Waiting, Self::Reading, Self::Comparing, Self::Writing];

    /// Stable code.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Reading => "reading",
            Self::Comparing => "comparing",
            Self::Writing => "writing",
        }
    }

    fn of(job: &Job) -> Self {
        let known = Self::ALL.get(usize::from(job.step()));
        known.copied().unwrap_or(Self::Writing)
    }
}

/// What is known of a try or a write.
#[derive(Clone, Debug)]
pub enum Checked {
    /// It goes on.
    Trying {
        /// How far it is.
        step: Trying,
        /// Since when.
        since: Timestamp,
    },
    /// This is what came of it.
    Done(Arc<FileReport>),
    /// This is why nothing came of it. Nothing was written.
    Failed(Arc<AppError>),
}

impl From<Done> for Checked {
    fn from(done: Done) -> Self {
        match done {
            Ok(report) => Self::Done(report),
            Err(error) => Self::Failed(error),
        }
    }
}

impl App {
    /// What a table would do. Nothing is written.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; [`AppError::Read`] if it cannot be read with its profile.
    pub async fn try_table(&self, who: &Who, file: TableFile) -> Result<FileReport, AppError> {
        self.must_bring(who)?;
        let _turn = self.desk.turn().await?;
        self.try_with(who, file, &|_| {}).await
    }

    async fn try_with(
        &self,
        who: &Who,
        file: TableFile,
        tell: &(dyn Fn(Trying) + Sync),
    ) -> Result<FileReport, AppError> {
        tell(Trying::Reading);
        let seen = file.seen();
        let request = self.read_table(who, file).await?;
        tell(Trying::Comparing);
        let known = self.list_own_answers(who).await?;
        let (state, who, today) = (self.state(), who.clone(), self.clock.today());
        apart(move || {
            let register = state.register.with_sealed(&known);
            let (mut outcome, moved) = decide(&register, &request, &seen);
            let mut report = FileReport::of((&state, &register), &who, &outcome)?;
            report = report.with_differences(&outcome);
            report.report.moved = moved;
            report.report.sealed = seal_all(&register, &mut outcome, today)?;
            report.report.entries = outcome.said.len() as u64;
            Ok(report)
        })
        .await
    }

    /// Writes what a table says, all of it or nothing, in the name of one's organisation.
    ///
    /// # Errors
    /// As [`App::try_table`]; [`AppError::NotTheirs`] if something in it is not theirs to state;
    /// [`Refusal::SecondPerson`] if the organisation wants a second person; what an append says.
    pub async fn write_table(
        self: &Arc<Self>,
        who: &Who,
        file: TableFile,
    ) -> Result<FileReport, AppError> {
        self.must_bring(who)?;
        if self.find_settings(who.organisation()).await?.two_persons {
            return Err(Refusal::SecondPerson.into());
        }
        let _turn = self.desk.turn().await?;
        let seen = file.seen();
        let request = self.read_table(who, file).await?;
        self.write_request(who, (request, seen), |_, _| Ok(Vec::new()))
            .await
    }

    /// `puts` makes what is written beside it.
    async fn write_request(
        self: &Arc<Self>,
        who: &Who,
        (request, seen): (Request, Seen),
        puts: impl Fn(&Self, &FileReport) -> Result<Vec<Put>, AppError> + Send + Sync + 'static,
    ) -> Result<FileReport, AppError> {
        // What is due is opened before: who answers later is public at once.
        self.advance_rounds().await?;
        let known = self.list_own_answers(who).await?;
        let (app, whose, today) = (Arc::clone(self), who.clone(), self.clock.today());
        let (receipts, mut done) = self
            .append_apart(may_differ_after, move |state| {
                let register = state.register.with_sealed(&known);
                let (mut outcome, moved) = decide(&register, &request, &seen);
                must_be_answered(&outcome)?;
                must_be_decided(&moved)?;
                let mut done = FileReport::of((state, &register), &whose, &outcome)?;
                if !done.not_theirs.is_empty() {
                    return Err(AppError::NotTheirs(done.not_theirs));
                }
                done.report.sealed = seal_all(&register, &mut outcome, today)?;
                done.report.entries = outcome.said.len() as u64;
                let puts = puts(&app, &done)?;
                let decision = Decision {
                    payer: Some(Payer::of_import(&whose)),
                    once: whose.once.clone(),
                    signing: whose.signing.clone(),
                    many: true,
                    puts,
                    ..Decision::public(outcome.by, outcome.said)
                };
                Ok((decision, done))
            })
            .await?;
        done.written = receipts.first().cloned().zip(receipts.last().cloned());
        if who.signing.is_some() {
            done.signed = receipts;
        }
        Ok(done)
    }

    /// What an upload would do: at once if it is known or takes at most `patience`, else how far it is.
    ///
    /// # Errors
    /// As [`App::get_upload`].
    pub async fn check_upload(
        self: &Arc<Self>,
        who: &Who,
        held: &HeldUpload,
        patience: Duration,
    ) -> Result<Checked, AppError> {
        self.must_bring(who)?;
        let key = format!("try/{}/{}/{}", held.id, held.revision, who.account);
        if let Some(Ok(known)) = self.desk.find_job(&key).and_then(|job| job.find_done())
            && self.moved_on_since(known.on)
        {
            self.desk.forget_job(&key);
        }
        let (job, is_new) = self.desk.begin_job(&key, self.clock.now());
        if is_new {
            let (app, job) = (Arc::clone(self), Arc::clone(&job));
            let (who, held) = (who.clone(), held.clone());
            tokio::spawn(async move {
                let done = app.try_upload(&who, &held, &job).await;
                job.end(done.map(Arc::new).map_err(Arc::new));
            });
        }
        Ok(self.wait_for(&key, &job, patience).await)
    }

    async fn wait_for(&self, key: &str, job: &Job, patience: Duration) -> Checked {
        let _ = tokio::time::timeout(patience, job.wait()).await;
        match job.find_done() {
            Some(done) => {
                // What failed is tried again when somebody asks again.
                if done.is_err() {
                    self.desk.forget_job(key);
                }
                done.into()
            }
            None => Checked::Trying {
                step: Trying::of(job),
                since: job.begun_at,
            },
        }
    }

    /// Whether something was written since, after which a try may say something else.
    fn moved_on_since(&self, size: u64) -> bool {
        let state = self.state();
        state.register.log().since(size).any(may_differ_after)
    }

    async fn try_upload(
        &self,
        who: &Who,
        held: &HeldUpload,
        job: &Job,
    ) -> Result<FileReport, AppError> {
        let _turn = self.desk.turn().await?;
        let file = self.table_of(&held.upload).await?;
        self.try_with(who, file, &|step| job.go_on(step as u8))
            .await
    }

    pub(crate) async fn read_table(&self, who: &Who, file: TableFile) -> Result<Request, AppError> {
        let (by, state) = (who.organisation().to_string(), self.state());
        apart(move || {
            let TableFile {
                name,
                bytes,
                of,
                profile,
                accept,
                same,
                seen: _,
            } = file;
            let reading = wegmarke_exchange::read_bytes(&name, &bytes, &profile);
            let mut reading = reading.map_err(ImportError::from)?;
            if let Some(of) = of {
                // What everybody can get is the document, not the rows that we made of it.
                reading
                    .files
                    .values_mut()
                    .for_each(|hash| hash.clone_from(&of));
            }
            let answers = (accept, same);
            request(&state.register, by, reading, &profile, answers)
        })
        .await
    }

    async fn table_of(&self, upload: &Upload) -> Result<TableFile, AppError> {
        Ok(TableFile {
            name: upload.name.clone(),
            bytes: self.open_table(upload).await?,
            of: upload.paper.is_some().then(|| upload.sha256.clone()),
            profile: parse_profile(&upload.profile)?,
            accept: upload.accept.clone(),
            same: upload.same.clone(),
            seen: upload.seen.clone(),
        })
    }

    /// Writes an upload as it was tried, all of it or nothing, and its receipt and the organisation's
    /// profile with it. `fingerprint` is that of the try which somebody saw: if something else would
    /// be written now, nothing is. Whoever asked may go away; it goes on. If it is only asked what would be
    /// signed, nothing is written, and who asks waits for the answer.
    ///
    /// # Errors
    /// As [`App::write_table`], and [`App::get_upload`]. What goes wrong later is told by
    /// [`Checked::Failed`]: `StoreError::Stale` if it is not what was seen any more;
    /// [`AppError::ToSign`] if it is only asked.
    pub async fn write_upload(
        self: &Arc<Self>,
        who: &Who,
        (id, revision): (&str, u64),
        fingerprint: String,
        patience: Duration,
    ) -> Result<Checked, AppError> {
        // Whoever only asks is nobody whose yes others wait for.
        let (key, patience) = match who.signing {
            Some(Signing::Ask(_)) => (format!("sign/{id}/{revision}/{}", who.account), ASKING),
            _ => (write_key(id), patience),
        };
        if self.desk.find_job(&key).is_none() {
            let held = self.get_open_upload(who, id).await?;
            if held.revision != revision {
                return Err(StoreError::Stale.into());
            }
            let settings = self.find_settings(who.organisation()).await?;
            // Who brought it wrote it, so to speak; another one looks at it and says yes.
            if settings.two_persons && held.upload.account == who.account {
                return Err(Refusal::SecondPerson.into());
            }
            let (job, is_new) = self.desk.begin_job(&key, self.clock.now());
            if is_new {
                let (app, who) = (Arc::clone(self), who.clone());
                tokio::spawn(async move {
                    let done = app.write_held(&who, held, fingerprint, &job).await;
                    job.end(done.map(Arc::new).map_err(Arc::new));
                });
            }
        }
        match self.desk.find_job(&key) {
            Some(job) => Ok(self.wait_for(&key, &job, patience).await),
            None => Err(StoreError::Stale.into()),
        }
    }

    /// How far the writing of an upload is, if it is being written by this process.
    pub async fn find_writing(&self, id: &str, patience: Duration) -> Option<Checked> {
        let key = write_key(id);
        let job = self.desk.find_job(&key)?;
        Some(self.wait_for(&key, &job, patience).await)
    }

    async fn write_held(
        self: &Arc<Self>,
        who: &Who,
        held: HeldUpload,
        fingerprint: String,
        job: &Job,
    ) -> Result<FileReport, AppError> {
        let _turn = self.desk.turn().await?;
        let step = |step: Trying| job.go_on(step as u8);
        step(Trying::Reading);
        let file = self.table_of(&held.upload).await?;
        let seen = file.seen();
        let request = self.read_table(who, file).await?;
        step(Trying::Writing);
        let profile = match held.upload.typed {
            true => None,
            false => Some(self.keep_profile(&held.upload.by, &held.upload.profile)?),
        };
        if let Some(profile) = &profile {
            self.must_have_room_for_profile(who, profile).await?;
        }
        let HeldUpload {
            id,
            upload,
            revision,
        } = held;
        let (account, kept_id, kept) = (who.account.clone(), id.clone(), upload.clone());
        let receipt = move |app: &Self, done: &FileReport, range| Upload {
            written: Some(Written {
                at: app.clock.now(),
                account: account.clone(),
                entries: done.report.entries,
                range,
                counts: done.report.counts.clone(),
                rows: done.report.tally,
                findings: done.report.findings.len() as u64,
            }),
            ..kept.clone()
        };
        let make = receipt.clone();
        let done = self
            .write_request(who, (request, seen), move |app, done| {
                // Decided on a newer register it may be something that nobody has seen.
                if done.fingerprint != fingerprint {
                    return Err(StoreError::Stale.into());
                }
                let upload = make(app, done, None);
                // A second yes finds another revision, and writes nothing.
                let put = app.keep_upload(&kept_id, &upload, Expect::Revision(revision))?;
                Ok(std::iter::once(put).chain(profile.clone()).collect())
            })
            .await?;
        // What was put together is written: what waits of it goes, now or after its week.
        for part in &upload.parts {
            let _ = self.discard_upload(who, part).await;
        }
        // Which numbers they got is known only now. If it cannot be noted, the receipt lacks them.
        let range = done
            .written
            .as_ref()
            .map(|(first, last)| (first.seq, last.seq));
        let upload = receipt(self, &done, range);
        let put = self.keep_upload(&id, &upload, Expect::Revision(revision + 1))?;
        if let Err(error) = self.write_private(vec![put]).await {
            tracing::warn!(
                code = error.code(),
                "the numbers of an upload were not noted"
            );
        }
        Ok(done)
    }
}

fn write_key(id: &str) -> String {
    format!("write/{id}")
}
