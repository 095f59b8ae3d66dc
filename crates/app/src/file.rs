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

mod keeping;
mod opening;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use wegmarke_domain::contribution::Contribution;
use wegmarke_domain::file::{self, File, FileType, clean_name, is_sha256};
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::permission::Action;
use wegmarke_domain::text::tidy;
use wegmarke_store::StoreError;
use wegmarke_store::document::{Expect, Put};

use crate::account::Stranger;
use crate::append::Decision;
use crate::cabinet::{Drawer, Found, Held, Private, delete};
use crate::{App, AppError, SealKey, Who};

pub(crate) use self::keeping::Named;
pub use self::opening::OpenFile;

/// A file that is named again counts as new if it was not lately.
const TOUCHED: SignedDuration = SignedDuration::from_hours(24);
/// A name under which nothing lies: those of files are longer.
const NONE: &str = "none";
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

/// Why bytes are not those of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Damage {
    /// They do not open.
    Unread,
    /// There are more of them, or less.
    OtherSize,
    /// They are other ones.
    OtherHash,
}

/// What became of fetching the bytes of a file from a place that answers.
pub(crate) enum Fetched {
    /// The bytes, sealed.
    Here(Vec<u8>),
    /// There are none.
    Absent,
    /// They are there, and cannot be read: the disk, or somebody's rights.
    Stuck,
}

/// A file of an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Stored {
    pub(crate) file: File,
    /// Whose it is.
    pub(crate) by: OrganisationId,
    /// The name of its bytes in the place for files.
    pub(crate) object: String,
    bytes: Bytes,
    /// When it was uploaded, or named anew.
    at: Timestamp,
}

impl Private for Stored {
    const KIND: &'static str = "file";
}

impl Stored {
    /// Whether its bytes should be where the document says.
    pub(crate) fn is_here(&self) -> bool {
        self.bytes == Bytes::Here
    }

    /// Its bytes, opened and compared.
    pub(crate) fn open(&self, seal: &SealKey, sealed: &[u8]) -> Result<Vec<u8>, Damage> {
        let opened = seal.open(Self::KIND, &self.object, sealed);
        let bytes = opened.map_err(|_| Damage::Unread)?;
        if bytes.len() as u64 != self.file.size {
            return Err(Damage::OtherSize);
        }
        match hash(&bytes) == *self.file.sha256 {
            true => Ok(bytes),
            false => Err(Damage::OtherHash),
        }
    }
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
        let name = clean_name(&tidy(name));
        let looking = tokio::task::spawn_blocking(move || look(&name, bytes));
        let looked = looking.await.map_err(internal)?;
        if let Err(AppError::Invalid(problems)) = &looked
            && problems.iter().any(|one| one.code == codes::FILE_TYPE)
        {
            self.tell_tried(Stranger::DisguisedFile, Some(who.organisation()));
        }
        let (file, bytes) = looked?;
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
        let found = self
            .look_up::<Stored>(&self.file_id(by, &file.sha256))
            .await?;
        let (coming, revision, ours) = match found {
            Found::Held(held) if held.value.bytes == Bytes::Here => {
                return self.attach_again(&held, file, bytes).await;
            }
            // Somebody is at it, or did not come to the end: the same bytes under the same name.
            Found::Held(held) if held.value.bytes == Bytes::Coming => {
                (held.value, held.revision, false)
            }
            // A document that nobody can read does not lead to its bytes: the file comes anew.
            found => {
                if let Found::Held(held) = &found {
                    // Nothing else knows where its bytes lie.
                    self.vault.delete(&held.value.object).await?;
                }
                let coming = self.announce_file(by, file, found.expect()).await?;
                (coming, found.revision().unwrap_or(0) + 1, true)
            }
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
        // Bound to the name they lie under, which is random: bytes that were exchanged do not open.
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
        if let Ok(found) = self.look_up::<Stored>(&id).await
            && !found.is_unread()
            && found
                .held()
                .is_none_or(|held| held.value.object != coming.object)
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
    pub(crate) fn file_id(&self, by: &OrganisationId, sha256: &str) -> String {
        self.seal.name(Stored::KIND, &[by.as_str(), sha256])
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

    /// Opens the bytes and compares them with their hash.
    async fn open_stored(&self, stored: &Stored) -> Result<Vec<u8>, AppError> {
        let damaged = || AppError::DamagedFile(stored.file.sha256.to_string());
        let Fetched::Here(sealed) = self.fetch_bytes(&stored.object).await? else {
            return Err(damaged());
        };
        let (seal, opened) = (self.seal.clone(), stored.clone());
        let opening = tokio::task::spawn_blocking(move || opened.open(&seal, &sealed));
        opening.await.map_err(internal)?.map_err(|_| damaged())
    }

    /// Fetches what lies under a name. One file that cannot be read is told from a place that is away: that
    /// comes back by itself.
    pub(crate) async fn fetch_bytes(&self, object: &str) -> Result<Fetched, AppError> {
        match self.vault.find(object).await {
            Ok(Some(bytes)) => Ok(Fetched::Here(bytes.into())),
            Ok(None) => Ok(Fetched::Absent),
            // Whether it answers for another name.
            Err(error) => match self.vault.has(NONE).await {
                Ok(_) => {
                    tracing::error!(%error, object, "the bytes of a file cannot be read");
                    Ok(Fetched::Stuck)
                }
                Err(_) => Err(error.into()),
            },
        }
    }

    /// Deletes the bytes of a file and its document, which must be in the state that is expected.
    async fn end(&self, id: &str, stored: &Stored, expect: Expect) -> Result<(), AppError> {
        // Said before it is done: if the process ends in between, the next purge knows that the bytes are
        // on their way out, and goes on.
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
}

fn list_contributions(register: &Register) -> impl Iterator<Item = &Contribution> {
    let rounds = register.rounds.list();
    rounds.flat_map(move |round| {
        Noun::list_said().flat_map(|noun| register.list_contributions(&round.id, noun))
    })
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
