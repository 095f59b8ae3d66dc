// SPDX-License-Identifier: EUPL-1.2
//! Private things that change, by their kind: sealed on the way in, opened on the way out.
//!
//! Everything private is opened here, and only here. What does not open, or does not read, is left out
//! and told to whoever runs the machine, once: one damaged row takes nothing with it. Whoever wants to put
//! something in its place asks for it with [`App::look_up`], and whoever must not take it for absent
//! with [`App::look_through`].

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use serde::Serialize;
use serde::de::DeserializeOwned;
use wegmarke_store::Batch;
use wegmarke_store::document::{Document, Expect, Put};

use crate::{App, AppError, SealKey};

/// Something private that changes.
pub(crate) trait Private: Serialize + DeserializeOwned {
    /// What kind of document it is.
    const KIND: &'static str;
}

/// A private thing as it was read.
#[derive(Clone, Debug)]
pub(crate) struct Held<T> {
    pub(crate) id: String,
    pub(crate) value: T,
    /// Counts its writes, from 1.
    pub(crate) revision: u64,
}

impl<T> Held<T> {
    /// It must not have changed since.
    pub(crate) const fn expect(&self) -> Expect {
        Expect::Revision(self.revision)
    }
}

/// A private thing that does not open, or does not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unread {
    pub(crate) id: String,
    pub(crate) owner: Option<String>,
    pub(crate) revision: u64,
}

/// What lies under a name.
#[derive(Debug)]
pub(crate) enum Found<T> {
    Nothing,
    Held(Held<T>),
    Unread(Unread),
}

impl<T> Found<T> {
    pub(crate) const fn held(&self) -> Option<&Held<T>> {
        match self {
            Self::Held(held) => Some(held),
            Self::Nothing | Self::Unread(_) => None,
        }
    }

    pub(crate) fn into_held(self) -> Option<Held<T>> {
        match self {
            Self::Held(held) => Some(held),
            Self::Nothing | Self::Unread(_) => None,
        }
    }

    /// Whether something lies there that nobody can read.
    pub(crate) const fn is_unread(&self) -> bool {
        matches!(self, Self::Unread(_))
    }

    /// The revision of what lies there; `None`: nothing does.
    pub(crate) const fn revision(&self) -> Option<u64> {
        match self {
            Self::Nothing => None,
            Self::Held(held) => Some(held.revision),
            Self::Unread(unread) => Some(unread.revision),
        }
    }

    /// It must not have changed since: for what is put in its place.
    pub(crate) const fn expect(&self) -> Expect {
        match self.revision() {
            Some(revision) => Expect::Revision(revision),
            None => Expect::Absent,
        }
    }
}

/// Private things of a kind.
#[derive(Debug)]
pub(crate) struct Listed<T> {
    /// Those that read, by id.
    pub(crate) held: Vec<Held<T>>,
    /// Those that do not, by id.
    pub(crate) unread: Vec<Unread>,
}

impl<T> Listed<T> {
    /// The ids of all of them: what is to go has not to be read.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> {
        let unread = self.unread.iter().map(|unread| &*unread.id);
        self.held.iter().map(|held| &*held.id).chain(unread)
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.held.is_empty() && self.unread.is_empty()
    }
}

/// What was told already: the outbox alone is looked at every ten seconds.
#[derive(Debug, Default)]
pub(crate) struct ToldUnread(Mutex<BTreeSet<(&'static str, String, u64)>>);

impl ToldUnread {
    /// Most of them that are remembered. Beyond that they are told again.
    const MOST: usize = 10_000;

    /// Tells whoever runs the machine, without a word of what it holds.
    fn tell(&self, kind: &'static str, document: &Document) {
        let one = (kind, document.id.clone(), document.revision);
        let mut told = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if told.len() >= Self::MOST {
            told.clear();
        }
        if told.insert(one) {
            let (id, owner) = (&*document.id, document.owner.as_deref());
            tracing::warn!(
                kind,
                id,
                owner,
                "something private cannot be read and is left out; restore it from a backup. \
                 “wegmarke check” lists all that is damaged"
            );
        }
    }
}

/// Where a private thing lies.
pub(crate) struct Drawer<'a> {
    pub(crate) id: &'a str,
    /// Whose it is, for listing.
    pub(crate) owner: Option<&'a str>,
    /// When it may be purged, in seconds since 1970.
    pub(crate) expires_at: Option<i64>,
}

impl App {
    /// The write that keeps a private thing.
    pub(crate) fn keep<T: Private>(
        &self,
        drawer: &Drawer<'_>,
        value: &T,
        expect: Expect,
    ) -> Result<Put, AppError> {
        let plain = serde_json::to_vec(value).map_err(internal)?;
        let document = Document {
            kind: T::KIND.to_owned(),
            id: drawer.id.to_owned(),
            owner: drawer.owner.map(str::to_owned),
            value: self.seal.seal(&*self.dice, T::KIND, drawer.id, &plain),
            revision: 0,
            expires_at: drawer.expires_at,
        };
        Ok(Put::Set(document, expect))
    }

    /// A private thing; what does not read is told, and left out.
    pub(crate) fn open_document<T: Private>(&self, document: &Document) -> Result<Held<T>, Unread> {
        match open(&self.seal, document) {
            Some(value) => Ok(Held {
                id: document.id.clone(),
                value,
                revision: document.revision,
            }),
            None => {
                self.told_unread.tell(T::KIND, document);
                Err(Unread {
                    id: document.id.clone(),
                    owner: document.owner.clone(),
                    revision: document.revision,
                })
            }
        }
    }

    /// What lies under a name; what has expired does not.
    pub(crate) async fn look_up<T: Private>(&self, id: &str) -> Result<Found<T>, AppError> {
        // Purging comes round once an hour; what has expired must open nothing until then.
        let now = self.clock.now().as_second();
        let found = self.store.find_document(T::KIND, id).await?;
        let found = found.filter(|document| document.expires_at.is_none_or(|end| end > now));
        Ok(match found.map(|document| self.open_document(&document)) {
            None => Found::Nothing,
            Some(Ok(held)) => Found::Held(held),
            Some(Err(unread)) => Found::Unread(unread),
        })
    }

    /// A private thing; `None` if there is none, it has expired, or nobody can read it.
    pub(crate) async fn find_private<T: Private>(
        &self,
        id: &str,
    ) -> Result<Option<Held<T>>, AppError> {
        Ok(self.look_up(id).await?.into_held())
    }

    /// What a write must expect where nothing is held: nothing, or what has expired.
    pub(crate) async fn find_free<T: Private>(&self, id: &str) -> Result<Expect, AppError> {
        let now = self.clock.now().as_second();
        let expired = self
            .store
            .find_document(T::KIND, id)
            .await?
            .filter(|document| document.expires_at.is_some_and(|end| end <= now));
        Ok(expired.map_or(Expect::Absent, |document| {
            Expect::Revision(document.revision)
        }))
    }

    /// Private things of a kind, all or those of one owner, with those that nobody can read. Expired ones
    /// are left out.
    pub(crate) async fn look_through<T: Private>(
        &self,
        owner: Option<&str>,
    ) -> Result<Listed<T>, AppError> {
        let now = self.clock.now().as_second();
        let mut listed = Listed {
            held: Vec::new(),
            unread: Vec::new(),
        };
        for document in self.store.list_documents(T::KIND, owner).await? {
            if document.expires_at.is_some_and(|end| end <= now) {
                continue;
            }
            match self.open_document(&document) {
                Ok(held) => listed.held.push(held),
                Err(unread) => listed.unread.push(unread),
            }
        }
        Ok(listed)
    }

    /// Private things of a kind that can be read, all or those of one owner, by id.
    pub(crate) async fn list_private<T: Private>(
        &self,
        owner: Option<&str>,
    ) -> Result<Vec<Held<T>>, AppError> {
        Ok(self.look_through(owner).await?.held)
    }

    /// Writes private things, all or none; durable when it returns. Nothing of it is in the log: so it
    /// waits for nobody who appends, and an import does not keep people from signing in.
    pub(crate) async fn write_private(&self, mut puts: Vec<Put>) -> Result<(), AppError> {
        // Every process locks documents in this order; in any other, two could wait for each other.
        puts.sort_by(|a, b| a.key().cmp(&b.key()));
        let batch = Batch {
            puts: &puts,
            ..Batch::default()
        };
        Ok(self.store.write(&batch).await?)
    }

    /// Notes something beside what somebody asked for, which goes on whether this can be written or
    /// not. Says whether it stands: a request that was as fast noted the same. What was deleted at this
    /// moment does not come back.
    pub(crate) async fn note_beside<T: Private>(
        &self,
        drawer: &Drawer<'_>,
        value: &T,
        expect: Expect,
    ) -> bool {
        let noted = match self.keep(drawer, value, expect) {
            Ok(put) => self.write_private(vec![put]).await,
            Err(error) => Err(error),
        };
        match noted {
            Ok(()) => true,
            Err(error) if error.code() == "stale" => true,
            Err(error) => {
                tracing::warn!(
                    kind = T::KIND,
                    code = error.code(),
                    "something was not noted"
                );
                false
            }
        }
    }

    /// Deletes private things whose time is over, and uploaded files that nothing names. Says how
    /// many.
    ///
    /// # Errors
    /// What the store and the place for files say.
    pub async fn purge(&self) -> Result<u64, AppError> {
        let now = self.clock.now().as_second();
        let gone = self.store.purge_documents(now).await?;
        // An account may have come from a server that is not as new as this one.
        self.move_logins().await?;
        Ok(gone + self.purge_files().await? + self.purge_uploads().await?)
    }
}

/// What a document says; `None` if it does not open with this key, or does not read.
pub(crate) fn open<T: Private>(seal: &SealKey, document: &Document) -> Option<T> {
    let plain = seal.open(T::KIND, &document.id, &document.value).ok()?;
    serde_json::from_slice(&plain).ok()
}

/// A kind of private thing: its name, and whether one of it opens and reads.
pub(crate) type Kind = (&'static str, fn(&SealKey, &Document) -> bool);

pub(crate) const fn kind<T: Private>() -> Kind {
    (T::KIND, |seal, document| {
        open::<T>(seal, document).is_some()
    })
}

pub(crate) fn delete<T: Private>(id: &str, expect: Expect) -> Put {
    Put::Delete {
        kind: T::KIND.to_owned(),
        id: id.to_owned(),
        expect,
    }
}

fn internal(error: serde_json::Error) -> AppError {
    AppError::Internal(error.to_string())
}
