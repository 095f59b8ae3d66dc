// SPDX-License-Identifier: EUPL-1.2
//! Private things that change, by their kind: sealed on the way in, opened on the way out.

use serde::Serialize;
use serde::de::DeserializeOwned;
use wegmarke_store::Batch;
use wegmarke_store::document::{Document, Expect, Put};

use crate::{App, AppError};

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

    pub(crate) fn open_document<T: Private>(
        &self,
        document: &Document,
    ) -> Result<Held<T>, AppError> {
        let plain = self.seal.open(T::KIND, &document.id, &document.value)?;
        Ok(Held {
            id: document.id.clone(),
            value: serde_json::from_slice(&plain).map_err(internal)?,
            revision: document.revision,
        })
    }

    /// A private thing; `None` if there is none, or it has expired.
    pub(crate) async fn find_private<T: Private>(
        &self,
        id: &str,
    ) -> Result<Option<Held<T>>, AppError> {
        // Purging comes round once an hour; what has expired must open nothing until then.
        let now = self.clock.now().as_second();
        self.store
            .find_document(T::KIND, id)
            .await?
            .filter(|document| document.expires_at.is_none_or(|end| end > now))
            .map(|document| self.open_document(&document))
            .transpose()
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

    /// Private things of a kind, all or those of one owner, by id. Expired ones are left out.
    pub(crate) async fn list_private<T: Private>(
        &self,
        owner: Option<&str>,
    ) -> Result<Vec<Held<T>>, AppError> {
        let now = self.clock.now().as_second();
        self.store
            .list_documents(T::KIND, owner)
            .await?
            .iter()
            .filter(|document| document.expires_at.is_none_or(|end| end > now))
            .map(|document| self.open_document(document))
            .collect()
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
        Ok(self.store.purge_documents(now).await? + self.purge_files().await?)
    }
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
