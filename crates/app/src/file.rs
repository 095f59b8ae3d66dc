// SPDX-License-Identifier: EUPL-1.2
//! Uploaded evidence: taken, kept encrypted, handed out when a statement that names it is public.
//!
//! Precondition: bytes of at most 10 MiB, and a name. They are taken only if both are of the same
//! allowed kind. The bytes are sealed and put under a random name into the place for files; a sealed
//! document says whose they are, their hash and where they lie. The document's own id is a keyed
//! hash of both. Postcondition: who has the database and the place for files, but not the key
//! file, learns of a file no more than whose it is, its length and times; not whether two
//! organisations have the same one, and not whether somebody has a file that is known elsewhere.
//!
//! The document is written first and says `coming`; then the bytes; then it says `here`. Deleting
//! goes the other way. So whatever fails in between, no bytes lie anywhere without a document that
//! leads to them, and the next purge ends what was begun.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use wegmarke_domain::contribution::{Address, Contribution, Says};
use wegmarke_domain::file::{self, File, FileType, clean_name, is_sha256};
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::permission::Action;
use wegmarke_domain::rules::seen::{Seen, seen};
use wegmarke_domain::statement::Statement;
use wegmarke_store::StoreError;
use wegmarke_store::document::{Expect, Put};

use crate::append::Decision;
use crate::cabinet::{Drawer, Held, Private, delete};
use crate::draft::Draft;
use crate::{App, AppError, Who, replay};

/// How long a file is kept that no draft and no statement names.
const ORPHAN_KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How long the bytes of a file may be on their way.
const COMING_KEPT: SignedDuration = SignedDuration::from_hours(24);
/// A file that is named again counts as new if it was not lately.
const TOUCHED: SignedDuration = SignedDuration::from_hours(24);
/// How often an upload is tried again because somebody else changed the same file.
const TRIES: u32 = 20;

/// Where the bytes of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Bytes {
    /// On their way.
    Coming,
    /// Where the document says.
    Here,
    /// Being deleted.
    Going,
}

/// A file of an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Stored {
    file: File,
    /// Whose it is.
    by: OrganisationId,
    /// The name of its bytes in the place for files.
    object: String,
    bytes: Bytes,
    /// When it was uploaded, or named anew.
    at: Timestamp,
}

impl Private for Stored {
    const KIND: &'static str = "file";
}

/// A file with its bytes.
#[derive(Clone, Debug)]
pub struct OpenFile {
    /// What it is.
    pub file: File,
    /// Its bytes; they have the hash it is asked for by.
    pub bytes: Vec<u8>,
}

impl App {
    /// Takes a file for one's organisation. The same bytes again are the same file.
    ///
    /// When it returns `Ok` the file is durable. It is deleted after a week unless a draft or a
    /// statement of the organisation names it.
    ///
    /// # Errors
    /// [`AppError::Forbidden`] for who may not write drafts, [`AppError::Invalid`] with what is wrong
    /// with the file, [`AppError::Vault`]; what the store says. Nothing is kept then.
    pub async fn attach(&self, who: &Who, name: &str, bytes: Vec<u8>) -> Result<File, AppError> {
        who.must_own(&self.state(), Action::WriteDraft)?;
        let _turn = self.attaching.acquire().await.map_err(internal)?;
        let name = clean_name(name);
        let looking = tokio::task::spawn_blocking(move || look(&name, bytes));
        let (file, bytes) = looking.await.map_err(internal)??;
        for _ in 0..TRIES {
            match self.try_attach(who.organisation(), &file, &bytes).await {
                Err(AppError::Store(StoreError::Stale)) => {}
                other => return other.map(|()| file),
            }
        }
        Err(StoreError::Busy.into())
    }

    async fn try_attach(
        &self,
        by: &OrganisationId,
        file: &File,
        bytes: &[u8],
    ) -> Result<(), AppError> {
        let held = self
            .find_private::<Stored>(&self.file_id(by, &file.sha256))
            .await?;
        let (coming, revision, ours) = match held {
            Some(held) if held.value.bytes == Bytes::Here => {
                return self.attach_again(&held, file, bytes).await;
            }
            // Somebody is at it, or did not come to the end: the same bytes under the same name.
            Some(held) if held.value.bytes == Bytes::Coming => (held.value, held.revision, false),
            Some(held) => {
                // Nothing else knows where its bytes lie.
                self.vault.delete(&held.value.object).await?;
                let coming = self.announce_file(by, file, held.expect()).await?;
                (coming, held.revision + 1, true)
            }
            None => (self.announce_file(by, file, Expect::Absent).await?, 1, true),
        };
        let put = self.put_bytes(&coming, bytes).await;
        let expect = Expect::Revision(revision);
        let here = Stored {
            file: file.clone(),
            bytes: Bytes::Here,
            at: self.clock.now(),
            ..coming.clone()
        };
        let done = match put {
            Ok(()) => self.put_stored(&here, expect).await,
            Err(error) => Err(error),
        };
        if done.is_err() {
            self.undo(&coming, expect, ours).await;
        }
        done
    }

    /// The same file again: it counts as new. Bytes that were damaged are put there anew.
    async fn attach_again(
        &self,
        held: &Held<Stored>,
        file: &File,
        bytes: &[u8],
    ) -> Result<(), AppError> {
        let again = Stored {
            file: file.clone(),
            at: self.clock.now(),
            ..held.value.clone()
        };
        // First of all: from now on no purge takes it.
        let known = &held.value;
        if again.at.duration_since(known.at) > TOUCHED || known.file.name != file.name {
            self.put_stored(&again, held.expect()).await?;
        }
        match self.open_stored(&again).await {
            Ok(_) => Ok(()),
            Err(AppError::DamagedFile(_)) => self.put_bytes(&again, bytes).await,
            Err(other) => Err(other),
        }
    }

    /// Says that the bytes of a file are on their way, if there is room for them.
    async fn announce_file(
        &self,
        by: &OrganisationId,
        file: &File,
        expect: Expect,
    ) -> Result<Stored, AppError> {
        let mut object = [0; 16];
        self.dice.fill(&mut object);
        let coming = Stored {
            file: file.clone(),
            by: by.clone(),
            object: hex::encode(object),
            bytes: Bytes::Coming,
            at: self.clock.now(),
        };
        // What is on its way counts: two at once do not take the same room.
        let _counting = self.counting.lock().await;
        self.must_have_room(by, file).await?;
        self.put_stored(&coming, expect).await?;
        Ok(coming)
    }

    async fn put_bytes(&self, stored: &Stored, bytes: &[u8]) -> Result<(), AppError> {
        let object = &stored.object;
        let sealed = self.seal.seal(&*self.dice, Stored::KIND, object, bytes);
        Ok(self.vault.put(object, sealed).await?)
    }

    /// After an upload that failed: nothing of it stays. As far as it goes now; the next purge does
    /// the rest.
    async fn undo(&self, coming: &Stored, expect: Expect, ours: bool) {
        let id = self.file_id(&coming.by, &coming.file.sha256);
        let mut undone = match ours {
            true => self.end(&id, coming, expect).await,
            false => Ok(()),
        };
        // Somebody else was quicker: if nothing leads to our bytes any more, they go.
        if let Ok(held) = self.find_private::<Stored>(&id).await
            && held.is_none_or(|held| held.value.object != coming.object)
        {
            undone = self.vault.delete(&coming.object).await.map_err(Into::into);
        }
        if let Err(error) = undone {
            tracing::warn!(
                code = error.code(),
                "an upload that failed is removed later"
            );
        }
    }

    async fn must_have_room(&self, by: &OrganisationId, file: &File) -> Result<(), AppError> {
        let held = self.list_private::<Stored>(Some(by.as_str())).await?;
        let others = held
            .iter()
            .filter(|held| held.value.file.sha256 != file.sha256);
        let taken: u64 = others.map(|held| held.value.file.size).sum();
        if taken + file.size > self.room {
            return Err(invalid(codes::FILES_FULL));
        }
        Ok(())
    }

    async fn put_stored(&self, stored: &Stored, expect: Expect) -> Result<(), AppError> {
        let put = self.keep_stored(stored, expect)?;
        self.write_alone(&stored.by, put).await
    }

    fn keep_stored(&self, stored: &Stored, expect: Expect) -> Result<Put, AppError> {
        let id = self.file_id(&stored.by, &stored.file.sha256);
        let drawer = Drawer {
            id: &id,
            owner: Some(stored.by.as_str()),
            expires_at: None,
        };
        self.keep(&drawer, stored, expect)
    }

    async fn write_alone(&self, by: &OrganisationId, put: Put) -> Result<(), AppError> {
        self.append(|_| {
            let mut decision = Decision::public(by.clone(), Vec::new());
            decision.puts.push(put.clone());
            Ok((decision, ()))
        })
        .await
        .map(|_| ())
    }

    /// The id of the document about a file. It says nothing to who has not the key.
    fn file_id(&self, by: &OrganisationId, sha256: &str) -> String {
        self.seal.name(Stored::KIND, &[by.as_str(), sha256])
    }

    /// A file of one's organisation; `None` if it uploaded none with this hash.
    ///
    /// # Errors
    /// What the store says.
    pub async fn find_file(&self, who: &Who, sha256: &str) -> Result<Option<File>, AppError> {
        let held = self.find_stored(who.organisation(), sha256).await?;
        Ok(held.map(|held| held.value.file))
    }

    /// A file whose bytes are there.
    async fn find_stored(
        &self,
        by: &OrganisationId,
        sha256: &str,
    ) -> Result<Option<Held<Stored>>, AppError> {
        if !is_sha256(sha256) {
            return Ok(None);
        }
        let held = self
            .find_private::<Stored>(&self.file_id(by, sha256))
            .await?;
        Ok(held.filter(|held| held.value.bytes == Bytes::Here))
    }

    /// The file that a public statement names: revealed, neither taken back nor erased, and not
    /// corrected so that it does not name it any more. `None` if there is none: whether it is
    /// sealed or was never uploaded cannot be told apart.
    ///
    /// # Errors
    /// [`AppError::DamagedFile`] if its bytes are not what they were; [`AppError::Vault`].
    pub async fn find_public_file(&self, sha256: &str) -> Result<Option<OpenFile>, AppError> {
        let state = self.state();
        match find_named(&state.register, sha256) {
            Some((by, named)) => self.open_named(by, named).await.map(Some),
            None => Ok(None),
        }
    }

    /// Whether a public statement names it: then everybody gets it.
    #[must_use]
    pub fn is_public_file(&self, sha256: &str) -> bool {
        find_named(&self.state().register, sha256).is_some()
    }

    /// A file of one's own organisation, public or not.
    ///
    /// # Errors
    /// [`AppError::Forbidden`] for who may not read what their organisation has not published;
    /// as [`App::find_public_file`].
    pub async fn find_own_file(
        &self,
        who: &Who,
        sha256: &str,
    ) -> Result<Option<OpenFile>, AppError> {
        who.must_own(&self.state(), Action::ReadUnpublished)?;
        match self.find_stored(who.organisation(), sha256).await? {
            Some(held) => self
                .open_named(who.organisation(), &held.value.file)
                .await
                .map(Some),
            None => Ok(None),
        }
    }

    /// The bytes of a file, under the name by which it is asked for.
    async fn open_named(&self, by: &OrganisationId, named: &File) -> Result<OpenFile, AppError> {
        let _turn = self.opening.acquire().await.map_err(internal)?;
        let held = self.find_stored(by, &named.sha256).await?;
        let held = held.ok_or_else(|| AppError::DamagedFile(named.sha256.to_string()))?;
        Ok(OpenFile {
            file: File {
                // An entry is older than the rules it is read by.
                name: clean_name(&named.name).into(),
                ..held.value.file.clone()
            },
            bytes: self.open_stored(&held.value).await?,
        })
    }

    /// Opens the bytes and compares them with their hash.
    async fn open_stored(&self, stored: &Stored) -> Result<Vec<u8>, AppError> {
        let damaged = || AppError::DamagedFile(stored.file.sha256.to_string());
        let sealed = self.vault.find(&stored.object).await?.ok_or_else(damaged)?;
        let (seal, object) = (self.seal.clone(), stored.object.clone());
        let opening = tokio::task::spawn_blocking(move || {
            let bytes = seal.open(Stored::KIND, &object, &sealed)?;
            let hash = hash(&bytes);
            Ok::<_, crate::SealError>((bytes, hash))
        });
        match opening.await.map_err(internal)? {
            Ok((bytes, hash)) if *hash == *stored.file.sha256 => Ok(bytes),
            _ => Err(damaged()),
        }
    }

    /// Gives the writes by which files that were uploaded long ago count as new, so that no purge
    /// takes them at this moment; and the problems of files that this organisation did not upload.
    pub(crate) async fn name_files(
        &self,
        by: &OrganisationId,
        says: &Says,
    ) -> Result<(Vec<Put>, Vec<Problem>), AppError> {
        let (mut puts, mut problems) = (Vec::new(), Vec::new());
        let mut touched = BTreeSet::new();
        for (field, file) in says.list_files() {
            let held = self.find_stored(by, &file.sha256).await?;
            let same = |held: &Held<Stored>| {
                let known = &held.value.file;
                (&known.media_type, known.size) == (&file.media_type, file.size)
            };
            let Some(held) = held.filter(same) else {
                problems.push(Problem::new(field, codes::FILE_UNKNOWN));
                continue;
            };
            let now = self.clock.now();
            if now.duration_since(held.value.at) > TOUCHED && touched.insert(held.id.clone()) {
                let expect = held.expect();
                let stored = Stored {
                    at: now,
                    ..held.value
                };
                puts.push(self.keep_stored(&stored, expect)?);
            }
        }
        Ok((puts, problems))
    }

    /// Deletes files that nothing names, and ends uploads and deletions that were left half done.
    /// Says how many.
    ///
    /// # Errors
    /// What the store says, [`AppError::Vault`]; what was deleted before stays deleted.
    pub(crate) async fn purge_files(&self) -> Result<u64, AppError> {
        let now = self.clock.now();
        let mut candidates = self.list_private::<Stored>(None).await?;
        candidates.retain(|held| now.duration_since(held.value.at) >= kept(held.value.bytes));
        if candidates.is_empty() {
            return Ok(0);
        }
        // What is public and what is drafted is known at once; what is sealed has to be opened.
        let mut named = self.list_drafted().await?;
        let state = self.state();
        for contribution in list_contributions(&state.register) {
            named.extend(list_known(contribution));
        }
        candidates.retain(|held| !is_named(&named, held));
        let owners: BTreeSet<_> = candidates
            .iter()
            .map(|held| held.value.by.clone())
            .collect();
        let sealed = self.list_sealed(&state.register, &owners).await?;
        candidates.retain(|held| !is_named(&sealed, held));
        let mut gone = 0;
        for held in candidates {
            match self.end(&held.id, &held.value, held.expect()).await {
                Ok(()) => gone += 1,
                // It was named or uploaded anew in between.
                Err(AppError::Store(StoreError::Stale)) => {}
                Err(other) => return Err(other),
            }
        }
        Ok(gone)
    }

    /// Deletes the bytes of a file and its document, which must be in the state that is expected.
    async fn end(&self, id: &str, stored: &Stored, expect: Expect) -> Result<(), AppError> {
        let going = Stored {
            bytes: Bytes::Going,
            ..stored.clone()
        };
        self.put_stored(&going, expect).await?;
        self.vault.delete(&stored.object).await?;
        let expect = match expect {
            Expect::Revision(revision) => Expect::Revision(revision + 1),
            other => other,
        };
        self.write_alone(&stored.by, delete::<Stored>(id, expect))
            .await
    }

    /// Files that drafts name.
    async fn list_drafted(&self) -> Result<Named, AppError> {
        let drafts = self.list_private::<Draft>(None).await?;
        let mut named = Named::new();
        for held in &drafts {
            let address = held.id.parse().ok().map(|subject| Address::parse(&subject));
            if let Some(Ok(address)) = address {
                named.extend(named_by(&address.by, &held.value.says));
            }
        }
        Ok(named)
    }

    /// Files that statements name whose bodies are still sealed.
    async fn list_sealed(
        &self,
        register: &Register,
        owners: &BTreeSet<OrganisationId>,
    ) -> Result<Named, AppError> {
        let mut named = Named::new();
        let theirs = |said: &&Contribution| owners.contains(&said.address.by);
        for said in list_contributions(register).filter(theirs) {
            for version in said
                .versions
                .iter()
                .filter(|version| version.voiced.is_none())
            {
                let Some(row) = self.store.find(version.seq).await? else {
                    continue;
                };
                let opened = replay::decode(&self.open_row(row)?)?.entry.statement;
                if let Some(Statement::Voiced { voiced, .. }) = opened
                    && let Some(says) = voiced.says()
                {
                    named.extend(named_by(&said.address.by, says));
                }
            }
        }
        Ok(named)
    }
}

/// Whose file, by its hash.
type Named = BTreeSet<(OrganisationId, Box<str>)>;

fn is_named(named: &Named, held: &Held<Stored>) -> bool {
    let stored = &held.value;
    // Who stops half-way does not come back for it: only what is there can be named.
    stored.bytes == Bytes::Here && named.contains(&(stored.by.clone(), stored.file.sha256.clone()))
}

fn named_by(by: &OrganisationId, says: &Says) -> Vec<(OrganisationId, Box<str>)> {
    let files = says.list_files().into_iter();
    files
        .map(|(_, file)| (by.clone(), file.sha256.clone()))
        .collect()
}

/// Files that every version whose body is known names, also one that was corrected or taken back.
fn list_known(said: &Contribution) -> impl Iterator<Item = (OrganisationId, Box<str>)> {
    let known = said
        .versions
        .iter()
        .filter_map(|version| version.voiced.as_ref()?.says());
    known.flat_map(|says| named_by(&said.address.by, says))
}

fn list_contributions(register: &Register) -> impl Iterator<Item = &Contribution> {
    let rounds = register.rounds.list();
    rounds.flat_map(move |round| {
        Noun::list_said().flat_map(|noun| register.list_contributions(&round.id, noun))
    })
}

/// Who names the file in public, and as what. The first one, where several do: the bytes are the
/// same.
fn find_named<'a>(register: &'a Register, sha256: &str) -> Option<(&'a OrganisationId, &'a File)> {
    let of = |file: &&File| *file.sha256 == *sha256;
    list_contributions(register).find_map(|said| match seen(register, said) {
        Seen::Says(says) => {
            let mut files = says.list_files().into_iter().map(|(_, file)| file);
            files.find(of).map(|file| (&said.address.by, file))
        }
        Seen::Sealed | Seen::Withdrawn | Seen::Erased => None,
    })
}

const fn kept(bytes: Bytes) -> SignedDuration {
    match bytes {
        Bytes::Here => ORPHAN_KEPT,
        Bytes::Coming => COMING_KEPT,
        Bytes::Going => SignedDuration::ZERO,
    }
}

/// What a file is by its bytes and its clean name.
fn look(name: &str, bytes: Vec<u8>) -> Result<(File, Vec<u8>), AppError> {
    let size = bytes.len() as u64;
    if size == 0 {
        return Err(invalid(codes::FILE_EMPTY));
    }
    if size > file::MOST_BYTES {
        return Err(invalid(codes::FILE_TOO_LARGE));
    }
    let kind = FileType::find_by_name(name);
    let kind = kind.filter(|kind| wegmarke_exchange::file::is_of_kind(*kind, &bytes));
    let kind = kind.ok_or_else(|| invalid(codes::FILE_TYPE))?;
    let file = File {
        sha256: hash(&bytes).into(),
        name: name.into(),
        media_type: kind.media_type().into(),
        size,
    };
    Ok((file, bytes))
}

fn hash(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

fn invalid(code: &'static str) -> AppError {
    AppError::Invalid(vec![Problem::new("file", code)])
}

fn internal(error: impl ToString) -> AppError {
    AppError::Internal(error.to_string())
}
