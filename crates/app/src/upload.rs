// SPDX-License-Identifier: EUPL-1.2
//! Tables that somebody brings in the browser: kept while they are looked at and mapped, tried, and
//! written by one yes.
//!
//! An upload belongs to the organisation of who brought it, and a colleague can go on with it. It is a
//! private document; its bytes lie sealed in the place for files, under a random name, in the same order
//! of steps as evidence ([`crate::file`]): whatever stops in between, a document leads to every byte.
//! A week after somebody did something with it last, the bytes go. What was written leaves its receipt
//! for as long as it is known who typed an entry.

mod checking;
mod desk;
mod drawing;
mod gathering;
mod keeping;
mod paper;
mod profile;
mod report;
mod reviewing;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use wegmarke_domain::file::clean_name;
use wegmarke_domain::id::{OrganisationId, PlanId};
use wegmarke_domain::import::questions::Answers;
use wegmarke_domain::import::succession::Accepted;
use wegmarke_domain::import::{Counts, Tally};
use wegmarke_domain::noun::Noun;
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::rules::importing::may_bring;
use wegmarke_domain::rules::meanwhile::Seen;
use wegmarke_domain::rules::permission::Action;
use wegmarke_domain::text::tidy;
use wegmarke_exchange::mapping::Mapping;
use wegmarke_exchange::paper::is_paper;
use wegmarke_exchange::{Look, ReadError, Renamed, Typed, find_profile};
use wegmarke_store::document::{Expect, Put};

pub use self::checking::{Checked, TableFile, Trying};
pub(crate) use self::desk::Desk;
pub use self::drawing::OwnDrawing;
pub use self::gathering::NewVersion;
pub use self::paper::{Paper, SheetWords};
pub use self::profile::OwnProfile;
pub use self::report::{Difference, FileReport};
use crate::apart::apart;
use crate::cabinet::{Drawer, Held, Kind, Private, kind};
use crate::import::ImportError;
use crate::{App, AppError, Who};

/// Most bytes of an uploaded table: 32 MiB.
pub const MOST_BYTES: u64 = 32 << 20;
/// Most bytes of all tables of one organisation that wait: 128 MiB.
const MOST_BYTES_OF_ALL: u64 = 128 << 20;
/// Most tables of one organisation that wait.
const MOST: usize = 20;
/// How long a table waits after somebody did something with it.
const WAITING: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What is known of bytes that were brought.
#[derive(Default)]
struct Brought {
    sha256: String,
    profile: String,
    paper: Option<Paper>,
    /// Whether it was typed.
    typed: bool,
    plan: Option<PlanId>,
    parts: Vec<String>,
    /// How many entries it knows, if it is known.
    size: Option<u64>,
}

/// Where the bytes of an upload are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Bytes {
    /// On their way.
    Coming,
    /// Where the document says.
    Here,
    /// Being deleted.
    Going,
    /// Deleted.
    Gone,
}

/// An uploaded table, and how far somebody came with it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Upload {
    /// Whose it is.
    pub by: OrganisationId,
    /// The account that brought it.
    pub account: String,
    /// Its file name.
    pub name: String,
    /// Its bytes.
    pub size: u64,
    /// Its SHA-256 as hexadecimal digits.
    pub sha256: String,
    object: String,
    bytes: Bytes,
    /// When somebody did something with it last.
    pub at: Timestamp,
    /// The profile that it is read with, as TOML.
    pub profile: String,
    /// Whether somebody agreed to the profile.
    pub mapped: bool,
    /// Whether it was typed in a form: then its profile is of no use for another one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub typed: bool,
    /// The plan of what was typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<PlanId>,
    /// Uploads that it puts together: they go once it is written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<String>,
    /// Successions that somebody accepted.
    pub accept: Vec<Accepted>,
    /// What somebody answered where everything of a thing changed.
    pub same: Answers,
    /// What it knows of the register, and what is taken where somebody else was here since.
    #[serde(default)]
    pub seen: Seen,
    /// What was read of it and is reviewed, if it is a document for people.
    pub paper: Option<Paper>,
    /// What was written, once it was.
    pub written: Option<Written>,
}

/// What was written from an upload.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Written {
    /// When.
    pub at: Timestamp,
    /// The account that said yes.
    pub account: String,
    /// How many entries.
    pub entries: u64,
    /// The first and the last of them; `None`: none, or it was not noted.
    pub range: Option<(u64, u64)>,
    /// Counts by noun.
    pub counts: BTreeMap<Noun, Counts>,
    /// What became of the rows.
    pub rows: Tally,
    /// How many things did not fit.
    pub findings: u64,
}

impl Private for Upload {
    const KIND: &'static str = "upload";
}

/// What is kept private here.
pub(crate) const KINDS: [Kind; 3] = [kind::<Upload>(), kind::<OwnProfile>(), drawing::KIND];

impl Upload {
    /// Until when it is kept if nobody does anything with it.
    #[must_use]
    pub fn kept_until(&self) -> Timestamp {
        self.at.saturating_add(WAITING).unwrap_or(self.at)
    }

    /// What it is called: its file, or what was typed.
    #[must_use]
    pub fn shown_name(&self) -> &str {
        match self.typed {
            true => self.name.trim_end_matches(".json"),
            false => &self.name,
        }
    }

    /// Its profile, to be changed.
    #[must_use]
    pub fn mapping(&self) -> Option<Mapping> {
        Mapping::parse(&self.profile)
    }
}

/// An upload with its revision, which the next write must name.
#[derive(Clone, Debug)]
pub struct HeldUpload {
    /// Its id.
    pub id: String,
    /// What it is.
    pub upload: Upload,
    /// Counts its writes, from 1.
    pub revision: u64,
}

impl From<Held<Upload>> for HeldUpload {
    fn from(held: Held<Upload>) -> Self {
        Self {
            id: held.id,
            upload: held.value,
            revision: held.revision,
        }
    }
}

impl App {
    /// Refuses who may bring no file at all.
    pub(crate) fn must_bring(&self, who: &Who) -> Result<(), AppError> {
        match may_bring(&who.actor) {
            true => Ok(()),
            false => Err(who.refuse(Action::ImportFiles)),
        }
    }

    /// Takes a table, and proposes how it is read. Gives the id of the upload.
    ///
    /// When it returns `Ok` the table is durable, for a week.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; [`AppError::Invalid`] if it is empty, too large, or there is no room;
    /// [`AppError::Read`] if it is no table; [`AppError::Vault`]; what the store says. Nothing is kept
    /// then.
    pub async fn bring(&self, who: &Who, name: &str, bytes: Vec<u8>) -> Result<String, AppError> {
        self.must_bring(who)?;
        let name = clean_name(&tidy(name));
        let problem = |code| AppError::Invalid(vec![Problem::new("file", code)]);
        let size = bytes.len() as u64;
        if size == 0 {
            return Err(problem(codes::FILE_EMPTY));
        }
        if size > MOST_BYTES {
            return Err(problem(codes::FILE_TOO_LARGE));
        }
        let _turn = self.desk.turn().await?;
        let (read, bytes) = self.read_brought(name.clone(), bytes).await?;
        self.keep_brought(who, (name, bytes), read).await
    }

    /// Takes one thing that was typed in a form: a table of one row, which is tried and written as every
    /// other. Gives the id of the upload.
    ///
    /// # Errors
    /// As [`App::bring`]; [`AppError::Rule`] if it gives what its noun has not.
    pub async fn bring_typed(
        &self,
        who: &Who,
        name: &str,
        typed: &Typed<'_>,
    ) -> Result<String, AppError> {
        self.must_bring(who)?;
        let profile = typed.to_profile();
        parse_profile(&profile)?;
        let bytes = typed.to_json();
        let read = Brought {
            sha256: hex::encode(Sha256::digest(&bytes)),
            profile,
            typed: true,
            plan: typed.plan().map(PlanId::new),
            ..Brought::default()
        };
        self.keep_brought(who, (clean_name(&tidy(name)), bytes), read)
            .await
    }

    async fn keep_brought(
        &self,
        who: &Who,
        (name, bytes): (String, Vec<u8>),
        read: Brought,
    ) -> Result<String, AppError> {
        let problem = |code| AppError::Invalid(vec![Problem::new("file", code)]);
        let size = bytes.len() as u64;
        let mut random = [[0; 16]; 2];
        random.iter_mut().for_each(|part| self.dice.fill(part));
        let [id, object] = random.map(hex::encode);
        // What is not known of a file is what stood when it came.
        let entries = self.state().size();
        let seen = Seen {
            size: Some(
                read.size
                    .or_else(|| find_size(&name))
                    .unwrap_or(entries)
                    .min(entries),
            ),
            ..Seen::default()
        };
        let coming = Upload {
            by: who.organisation().clone(),
            account: who.account.clone(),
            name,
            size,
            sha256: read.sha256,
            object,
            bytes: Bytes::Coming,
            at: self.clock.now(),
            profile: read.profile,
            mapped: read.typed,
            typed: read.typed,
            plan: read.plan,
            parts: read.parts,
            accept: Vec::new(),
            same: Answers::default(),
            seen,
            paper: read.paper,
            written: None,
        };
        {
            // What is on its way counts: two at once do not take the same room.
            let _counting = self.counting.lock().await;
            let waiting = self.list_waiting(who).await?;
            let taken: u64 = waiting.iter().map(|held| held.value.size).sum();
            if waiting.len() >= MOST || taken + size > MOST_BYTES_OF_ALL {
                return Err(problem(codes::FILES_FULL));
            }
            let put = self.keep_upload(&id, &coming, Expect::Absent)?;
            self.write_private(vec![put]).await?;
        }
        // Bound to the name they lie under, which is random: bytes that were exchanged do not open.
        let object = &coming.object;
        let sealed = self.seal.seal(&*self.dice, Upload::KIND, object, &bytes);
        self.vault.put(object, sealed).await?;
        let here = Upload {
            bytes: Bytes::Here,
            ..coming
        };
        let put = self.keep_upload(&id, &here, Expect::Revision(1))?;
        self.write_private(vec![put]).await?;
        Ok(id)
    }

    /// Reads what was brought: how a table may be read, or the tables of a document.
    async fn read_brought(
        &self,
        name: String,
        bytes: Vec<u8>,
    ) -> Result<(Brought, Vec<u8>), AppError> {
        let (state, reader) = (self.state(), self.reader.clone());
        apart(move || {
            let sha256 = hex::encode(Sha256::digest(&bytes));
            let (profile, paper) = match is_paper(&name, &bytes) {
                true => {
                    // Where no program can be started for it, a PDF is broken; .docx and .odt need none.
                    let reader = reader.unwrap_or_default();
                    let known = paper::known(&state.register);
                    (
                        String::new(),
                        Some(paper::read(&name, &bytes, &reader, &known)?),
                    )
                }
                false => {
                    let place = (None, wegmarke_exchange::find_heading_row(&name, &bytes));
                    let profile = propose(&name, &bytes, &place).map_err(ImportError::from)?;
                    (profile, None)
                }
            };
            let brought = Brought {
                sha256,
                profile,
                paper,
                ..Brought::default()
            };
            Ok((brought, bytes))
        })
        .await
    }

    pub(crate) fn keep_upload(
        &self,
        id: &str,
        upload: &Upload,
        expect: Expect,
    ) -> Result<Put, AppError> {
        let drawer = Drawer {
            id,
            owner: Some(upload.by.as_str()),
            // Not by the database: its bytes must go first.
            expires_at: None,
        };
        self.keep(&drawer, upload, expect)
    }

    async fn list_waiting(&self, who: &Who) -> Result<Vec<Held<Upload>>, AppError> {
        let owner = Some(who.organisation().as_str());
        let mut held = self.list_private::<Upload>(owner).await?;
        held.retain(|held| held.value.bytes != Bytes::Gone);
        Ok(held)
    }

    /// The uploads of one's organisation, newest first, also those that were written.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; what the store says.
    pub async fn list_uploads(&self, who: &Who) -> Result<Vec<HeldUpload>, AppError> {
        self.must_bring(who)?;
        let owner = Some(who.organisation().as_str());
        let held = self.list_private::<Upload>(owner).await?;
        let now = self.clock.now();
        let mut found: Vec<HeldUpload> = held.into_iter().map(HeldUpload::from).collect();
        found.retain(|held| {
            let upload = &held.upload;
            upload.written.is_some() || (upload.bytes == Bytes::Here && upload.kept_until() > now)
        });
        found.sort_by(|a, b| (b.upload.at, &b.id).cmp(&(a.upload.at, &a.id)));
        Ok(found)
    }

    /// An upload of one's organisation.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; [`AppError::NotFound`] if there is none, also of another organisation;
    /// what the store says.
    pub async fn get_upload(&self, who: &Who, id: &str) -> Result<HeldUpload, AppError> {
        self.must_bring(who)?;
        let now = self.clock.now();
        let held = self.find_private::<Upload>(id).await?;
        let held = held.filter(|held| {
            let upload = &held.value;
            let waits = upload.bytes == Bytes::Here && upload.kept_until() > now;
            upload.by == *who.organisation() && (waits || upload.written.is_some())
        });
        held.map(HeldUpload::from)
            .ok_or_else(|| AppError::NotFound("this upload".to_owned()))
    }

    /// An upload that was not written yet.
    async fn get_open_upload(&self, who: &Who, id: &str) -> Result<HeldUpload, AppError> {
        let held = self.get_upload(who, id).await?;
        match held.upload.written {
            None => Ok(held),
            Some(_) => Err(AppError::NotFound("an upload that waits".to_owned())),
        }
    }

    /// What its table looks like as its profile arranges it.
    ///
    /// # Errors
    /// As [`App::get_upload`]; [`AppError::Read`]; [`AppError::DamagedFile`].
    pub async fn look_at_upload(&self, held: &HeldUpload) -> Result<Arc<Look>, AppError> {
        let key = look_key(&held.upload);
        if let Some(known) = self.desk.find_look(&key) {
            return Ok(known);
        }
        let _turn = self.desk.turn().await?;
        let bytes = self.open_table(&held.upload).await?;
        let (name, text) = (held.upload.name.clone(), held.upload.profile.clone());
        let look = apart(move || {
            let profile = parse_profile(&text)?;
            let look = wegmarke_exchange::look(&name, &bytes, &profile);
            Ok(look.map_err(ImportError::from)?)
        });
        let look = Arc::new(look.await?);
        self.desk.keep_look(key, Arc::clone(&look));
        Ok(look)
    }

    /// The same, if somebody looked at it lately.
    #[must_use]
    pub fn find_table_look(&self, held: &HeldUpload) -> Option<Arc<Look>> {
        self.desk.find_look(&look_key(&held.upload))
    }

    async fn open_upload(&self, upload: &Upload) -> Result<Vec<u8>, AppError> {
        let damaged = || AppError::DamagedFile(upload.sha256.clone());
        let sealed = self.vault.find(&upload.object).await?;
        let sealed = sealed.ok_or_else(damaged)?;
        let opened = self.seal.open(Upload::KIND, &upload.object, &sealed);
        opened.map_err(|_| damaged())
    }

    /// Changes how an upload is read. What was accepted of it before is asked again. Gives the new
    /// revision.
    ///
    /// # Errors
    /// As [`App::get_upload`]; `StoreError::Stale` if somebody else changed it since that revision;
    /// [`AppError::Profile`] if the profile contradicts itself.
    pub async fn map_upload(
        &self,
        who: &Who,
        (id, revision): (&str, u64),
        mapping: &Mapping,
        mapped: bool,
    ) -> Result<u64, AppError> {
        let held = self.get_open_upload(who, id).await?;
        let profile = mapping.to_toml();
        parse_profile(&profile)?;
        let upload = Upload {
            profile,
            mapped,
            accept: Vec::new(),
            same: Answers::default(),
            at: self.clock.now(),
            ..held.upload
        };
        self.change_upload(id, revision, &upload).await
    }

    /// Says where the table of an upload stands: its sheet, and the row of its headings. How it is read
    /// is proposed anew. Gives the new revision.
    ///
    /// # Errors
    /// As [`App::map_upload`]; [`AppError::Read`] if there is no such sheet or row.
    pub async fn place_upload(
        &self,
        who: &Who,
        (id, revision): (&str, u64),
        sheet: Option<String>,
        heading_row: Option<u32>,
    ) -> Result<u64, AppError> {
        let held = self.get_open_upload(who, id).await?;
        let _turn = self.desk.turn().await?;
        let bytes = self.open_table(&held.upload).await?;
        let name = held.upload.name.clone();
        let place = (sheet, heading_row);
        let proposing = apart(move || {
            let profile = propose(&name, &bytes, &place);
            Ok(profile.map_err(ImportError::from)?)
        });
        let upload = Upload {
            profile: proposing.await?,
            mapped: false,
            accept: Vec::new(),
            same: Answers::default(),
            at: self.clock.now(),
            ..held.upload
        };
        self.change_upload(id, revision, &upload).await
    }

    /// Accepts some of the successions that a try proposed, and no others. Gives the new revision.
    ///
    /// # Errors
    /// As [`App::map_upload`].
    pub async fn accept_in_upload(
        &self,
        who: &Who,
        (id, revision): (&str, u64),
        accept: Vec<Accepted>,
    ) -> Result<u64, AppError> {
        let held = self.get_open_upload(who, id).await?;
        let upload = Upload {
            accept,
            at: self.clock.now(),
            ..held.upload
        };
        self.change_upload(id, revision, &upload).await
    }

    /// Says of things of which everything changed whether they are still the same. Gives the new revision.
    ///
    /// # Errors
    /// As [`App::map_upload`].
    pub async fn answer_in_upload(
        &self,
        who: &Who,
        (id, revision): (&str, u64),
        same: Answers,
    ) -> Result<u64, AppError> {
        let held = self.get_open_upload(who, id).await?;
        let upload = Upload {
            same,
            at: self.clock.now(),
            ..held.upload
        };
        self.change_upload(id, revision, &upload).await
    }

    /// Says how many entries of the register the table knows, or which side is taken where somebody else was
    /// here since. Gives the new revision.
    ///
    /// # Errors
    /// As [`App::map_upload`].
    pub async fn decide_in_upload(
        &self,
        who: &Who,
        (id, revision): (&str, u64),
        seen: Seen,
    ) -> Result<u64, AppError> {
        let held = self.get_open_upload(who, id).await?;
        let upload = Upload {
            seen,
            at: self.clock.now(),
            ..held.upload
        };
        self.change_upload(id, revision, &upload).await
    }

    /// New headings that seem to have taken the place of those that its profile reads and its table lacks.
    ///
    /// # Errors
    /// As [`App::look_at_upload`].
    pub async fn find_renamed(&self, held: &HeldUpload) -> Result<Vec<Renamed>, AppError> {
        let look = self.look_at_upload(held).await?;
        let headings: Vec<&str> = look.columns.iter().map(|one| &*one.heading).collect();
        if held.upload.mapping().is_none_or(|it| !it.lacks(&headings)) {
            return Ok(Vec::new());
        }
        let _turn = self.desk.turn().await?;
        let bytes = self.open_table(&held.upload).await?;
        let (name, text) = (held.upload.name.clone(), held.upload.profile.clone());
        apart(move || {
            let profile = parse_profile(&text)?;
            Ok(
                match wegmarke_exchange::read_bytes(&name, &bytes, &profile) {
                    Err(ReadError::RenamedHeadings { renamed }) => renamed,
                    // What else is wrong is told when it is tried.
                    _ => Vec::new(),
                },
            )
        })
        .await
    }

    async fn change_upload(
        &self,
        id: &str,
        revision: u64,
        upload: &Upload,
    ) -> Result<u64, AppError> {
        let put = self.keep_upload(id, upload, Expect::Revision(revision))?;
        self.write_private(vec![put]).await?;
        Ok(revision + 1)
    }

    /// Deletes an upload that was not written.
    ///
    /// # Errors
    /// As [`App::get_upload`].
    pub async fn discard_upload(&self, who: &Who, id: &str) -> Result<(), AppError> {
        let held = self.get_open_upload(who, id).await?;
        self.end_upload(&held).await
    }
}

/// How many entries there were when a table was taken down, as its file is called: `…-at-4711.csv`.
#[must_use]
pub fn find_size(name: &str) -> Option<u64> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let (_, behind) = stem.rsplit_once("-at-")?;
    // Browsers put a number behind a name that is there already.
    let digits: &str = behind.split([' ', '(']).next()?;
    digits.parse().ok()
}

/// A look is of a file, and of how it is arranged.
fn look_key(upload: &Upload) -> String {
    let mapping = upload.mapping();
    let sheet = mapping
        .as_ref()
        .and_then(Mapping::sheet)
        .unwrap_or_default();
    let row = mapping
        .as_ref()
        .and_then(Mapping::heading_row)
        .unwrap_or_default();
    let edits = upload.paper.as_ref().map_or(0, |paper| paper.edits);
    format!("{}/{edits}/{row}/{sheet}", upload.object)
}

/// Where a table stands in its file: the sheet, and the row of the headings.
type Place = (Option<String>, Option<u32>);

/// How a table may be read: guessed from its headings.
fn propose(name: &str, bytes: &[u8], (sheet, row): &Place) -> Result<String, ReadError> {
    if let Some(profile) =
        wegmarke_exchange::find_seal(name, bytes)?.and_then(|seal| find_profile(seal.profile))
    {
        return Ok(profile.to_owned());
    }
    let text = wegmarke_exchange::suggest_at(name, bytes, sheet.as_deref(), *row)?;
    let Some(mut mapping) = Mapping::parse(&text) else {
        return Ok(text);
    };
    // The next edition has another name.
    mapping.read_any_file();
    mapping.set_place(sheet.as_deref(), *row);
    ignore_rest(&mut mapping, name, bytes)?;
    Ok(mapping.to_toml())
}

/// Columns that nothing was guessed for are left out until somebody says otherwise.
fn ignore_rest(mapping: &mut Mapping, name: &str, bytes: &[u8]) -> Result<(), ReadError> {
    let Ok(profile) = mapping.profile() else {
        return Ok(());
    };
    let look = wegmarke_exchange::look(name, bytes, &profile)?;
    let headings: BTreeSet<String> = look.columns.into_iter().map(|one| one.heading).collect();
    for heading in headings {
        if mapping.targets(&heading).is_empty() {
            mapping.set_target(&heading, None);
        }
    }
    Ok(())
}

pub(crate) fn parse_profile(text: &str) -> Result<wegmarke_exchange::Profile, AppError> {
    Ok(wegmarke_exchange::Profile::parse(text, "")?)
}
