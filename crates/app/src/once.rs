// SPDX-License-Identifier: EUPL-1.2
//! Doing what a program asks only once, however often it asks: its connection may break after the
//! entry was written and before it heard so.
//!
//! The receipts are kept under the program's token and the key that it chose, in the transaction
//! that writes the entries: either both are there or neither, whatever happens to the process. What
//! was refused wrote nothing and keeps nothing, so the same key can be used again.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use wegmarke_store::document::{Expect, Put};

use crate::cabinet::{Drawer, Found, Kind, Private, kind};
use crate::receipt::Receipt;
use crate::{App, AppError, Who};

/// How long it is known that something was done, in seconds: a day.
const KEPT: i64 = 24 * 3600;

/// A request that must be done only once.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The token it came with.
    pub token: &'a str,
    /// The key that the program chose for it.
    pub key: &'a str,
    /// Tells it from every other request: what is asked, with all of its content.
    pub content: &'a [u8],
}

impl Request<'_> {
    /// What it is kept under: two programs may choose the same key.
    fn id(&self) -> String {
        digest(&["wegmarke/once/v1", self.token, self.key].map(str::as_bytes))
    }
}

/// Parts are told apart by their lengths.
fn digest(parts: &[&[u8]]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part);
    }
    hex::encode(hasher.finalize())
}

/// A request that is being done: its receipts are kept with what it writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Once {
    id: String,
    fingerprint: String,
    /// The state in which the drawer for its receipts was found.
    expect: Expect,
}

/// What is kept of a request that was done.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    fingerprint: String,
    receipts: Vec<Receipt>,
}

impl Private for Kept {
    const KIND: &'static str = "done-once";
}

/// For looking whether it reads.
pub(crate) const KIND: Kind = kind::<Kept>();

/// What a request did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// One for each entry that was made.
    pub receipts: Vec<Receipt>,
    /// It was done by an earlier request with the same key, and not again.
    pub replayed: bool,
}

impl App {
    /// Does `work` unless the same request was done within a day; then the receipts of that time
    /// are given. `work` writes as the [`Who`] that it is given.
    ///
    /// # Errors
    /// [`AppError::KeyReused`] if the key was used for another request; [`AppError::Unreadable`] if
    /// nobody can read what was done with it; what `work` says.
    pub async fn once(
        &self,
        who: &Who,
        request: Request<'_>,
        work: impl AsyncFnOnce(&Who) -> Result<Vec<Receipt>, AppError>,
    ) -> Result<Done, AppError> {
        let once = Once {
            // Looked at before the work: if the same request is done meanwhile, the receipts find
            // their drawer changed, and the entries that come with them are not written either.
            expect: self.find_free::<Kept>(&request.id()).await?,
            id: request.id(),
            fingerprint: digest(&[request.content]),
        };
        if let Some(done) = self.find_done(&once).await? {
            return Ok(done);
        }
        let doing = Who {
            once: Some(once.clone()),
            ..who.clone()
        };
        match work(&doing).await {
            Ok(receipts) => Ok(Done {
                receipts,
                replayed: false,
            }),
            // It may have failed because the same request was done meanwhile, or because nobody
            // could say whether it was written.
            Err(error) => self.find_done(&once).await?.ok_or(error),
        }
    }

    async fn find_done(&self, once: &Once) -> Result<Option<Done>, AppError> {
        match self.look_up::<Kept>(&once.id).await? {
            Found::Nothing => Ok(None),
            Found::Held(held) if held.value.fingerprint == once.fingerprint => Ok(Some(Done {
                receipts: held.value.receipts,
                replayed: true,
            })),
            Found::Held(_) => Err(AppError::KeyReused),
            // Something was done with this key. Rather nobody knows what than that it is done twice.
            Found::Unread(_) => Err(AppError::Unreadable(Kept::KIND)),
        }
    }

    /// The write that keeps the receipts of what is being done.
    pub(crate) fn keep_done(
        &self,
        once: &Once,
        owner: &str,
        receipts: &[Receipt],
    ) -> Result<Put, AppError> {
        let drawer = Drawer {
            id: &once.id,
            owner: Some(owner),
            expires_at: Some(self.clock.now().as_second() + KEPT),
        };
        let kept = Kept {
            fingerprint: once.fingerprint.clone(),
            receipts: receipts.to_vec(),
        };
        self.keep(&drawer, &kept, once.expect)
    }
}
