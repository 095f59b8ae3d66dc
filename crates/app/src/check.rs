// SPDX-License-Identifier: EUPL-1.2
//! Whether everything that is kept can be read: private things, sealed statements, uploaded files.
//!
//! Precondition: none; it works beside any number of servers, and writes nothing. Postcondition: what was
//! there all the time and does not open, does not read or is not what it was, is named, without a word
//! of what it holds. What comes or goes meanwhile is no damage. The log itself is another matter:
//! [`verify`](crate::verify).

use std::collections::{BTreeMap, BTreeSet};

use wegmarke_domain::id::OrganisationId;
use wegmarke_identity::throttle::Count;
use wegmarke_store::document::Document;

use crate::append::TypedBy;
use crate::cabinet::{Kind, kind};
use crate::contribution::OrganisationSettings;
use crate::drafted::{Draft, Drafted};
use crate::file::{Damage, Fetched, Named, Stored};
use crate::letter::{Letter, Unreachable};
use crate::two_persons::TwoPersons;
use crate::{
    App, AppError, account, alert, calendar, commitment, filing, once, quota, reminder, seal_check,
    second, upload, watch, witness,
};

/// What is looked at beside private things: sealed statements, uploaded files, and the place they lie in.
pub const SEALED: &str = "sealed";
/// Uploaded files.
pub const FILES: &str = "files";
/// The place for uploaded files.
pub const PLACE: &str = "place";

/// Why something is named.
pub mod codes {
    /// It does not open with the key, or does not read.
    pub const UNREAD: &str = "unread";
    /// A kind of thing that this program does not know.
    pub const UNKNOWN_KIND: &str = "unknown-kind";
    /// A sealed statement that does not open, or is another one than its envelope says.
    pub const UNOPENED: &str = "unopened";
    /// A file that is named and was never uploaded, or whose document is gone.
    pub const UNKNOWN_FILE: &str = "unknown-file";
    /// A file whose bytes are not there.
    pub const NO_BYTES: &str = "no-bytes";
    /// A file whose bytes cannot be fetched, though the place for files answers.
    pub const BYTES_UNFETCHED: &str = "bytes-unfetched";
    /// A file whose bytes do not open.
    pub const BYTES_UNREAD: &str = "bytes-unread";
    /// A file whose bytes have another hash.
    pub const OTHER_HASH: &str = "other-hash";
    /// A file of another size.
    pub const OTHER_SIZE: &str = "other-size";
    /// Bytes that no document leads to.
    pub const ORPHAN: &str = "orphan";

    /// All of them.
    pub const ALL: [&str; 10] = [
        UNREAD,
        UNKNOWN_KIND,
        UNOPENED,
        UNKNOWN_FILE,
        NO_BYTES,
        BYTES_UNFETCHED,
        BYTES_UNREAD,
        OTHER_HASH,
        OTHER_SIZE,
        ORPHAN,
    ];
}

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wrong {
    /// Why; see [`codes`].
    pub code: &'static str,
    /// Which one: the id of a private thing, the number of an entry, the hash of a file, a name in the
    /// place for files.
    pub id: String,
    /// Whose it is, if that is known: an organisation, or an account.
    pub owner: Option<String>,
}

/// Things of one kind that were looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looked {
    /// The kind: that of a private thing, [`SEALED`], [`FILES`] or [`PLACE`].
    pub what: String,
    /// How many.
    pub count: u64,
    /// What of it is not as it should be.
    pub wrong: Vec<Wrong>,
}

/// Every kind of private thing there is, in the order in which they are told.
fn kinds() -> Vec<Kind> {
    let mut kinds = account::private_kinds().to_vec();
    kinds.extend(reminder::KINDS);
    kinds.extend([
        kind::<Letter>(),
        kind::<Unreachable>(),
        calendar::KIND,
        alert::KIND,
        kind::<OrganisationSettings>(),
        kind::<TwoPersons>(),
        kind::<Draft>(),
        kind::<Draft<Drafted>>(),
        commitment::KIND,
        second::KIND,
        filing::KIND,
        kind::<Stored>(),
        kind::<TypedBy>(),
        quota::KIND,
        once::KIND,
        kind::<Count>(),
    ]);
    kinds.extend(upload::KINDS);
    kinds.extend(watch::KINDS);
    kinds.push(witness::KIND);
    kinds.push((seal_check::KIND, seal_check::is_value));
    kinds
}

/// The names of all kinds of private things.
#[must_use]
pub fn list_kinds() -> Vec<&'static str> {
    kinds().into_iter().map(|(name, _)| name).collect()
}

impl App {
    /// Looks at everything that is kept beside the log.
    ///
    /// # Errors
    /// What the store says, [`AppError::Vault`].
    pub async fn check(&self) -> Result<Vec<Looked>, AppError> {
        let mut looked = self.check_private().await?;
        looked.push(self.look_at_sealed().await?);
        looked.extend(self.look_at_files().await?);
        Ok(looked)
    }

    /// Looks at every private thing.
    ///
    /// # Errors
    /// What the store says.
    pub async fn check_private(&self) -> Result<Vec<Looked>, AppError> {
        let kept = self.store.list_kinds().await?;
        let known = kinds();
        let mut looked = Vec::with_capacity(known.len());
        for (name, reads) in &known {
            let documents = self.store.list_documents(name, None).await?;
            let shut = documents.iter().filter(|one| !reads(&self.seal, one));
            looked.push(Looked {
                what: (*name).to_owned(),
                count: documents.len() as u64,
                wrong: shut.map(|one| wrong(codes::UNREAD, one)).collect(),
            });
        }
        for name in kept {
            if known.iter().any(|(known, _)| *known == name) {
                continue;
            }
            let documents = self.store.list_documents(&name, None).await?;
            looked.push(Looked {
                count: documents.len() as u64,
                wrong: documents
                    .iter()
                    .map(|one| wrong(codes::UNKNOWN_KIND, one))
                    .collect(),
                what: name,
            });
        }
        Ok(looked)
    }

    /// How many private things of an organisation nobody can read, by kind: for those who look after it.
    ///
    /// # Errors
    /// What the store says.
    pub async fn count_unread(
        &self,
        organisation: &OrganisationId,
    ) -> Result<BTreeMap<&'static str, usize>, AppError> {
        let mut found = BTreeMap::new();
        for (name, reads) in kinds() {
            let owner = Some(organisation.as_str());
            let documents = self.store.list_documents(name, owner).await?;
            let shut = documents.iter().filter(|one| !reads(&self.seal, one));
            match shut.count() {
                0 => {}
                count => {
                    found.insert(name, count);
                }
            }
        }
        Ok(found)
    }

    async fn look_at_sealed(&self) -> Result<Looked, AppError> {
        let state = self.state();
        let damaged = self.check_sealed().await?;
        let wrong = damaged.into_iter().map(|seq| {
            let line = state.register.find_line(seq);
            Wrong {
                code: codes::UNOPENED,
                id: seq.to_string(),
                owner: line.map(|line| line.by.to_string()),
            }
        });
        Ok(Looked {
            what: SEALED.to_owned(),
            count: self.list_sealed_entries().len() as u64,
            wrong: wrong.collect(),
        })
    }

    /// Uploaded files, what is named as one, and what lies in the place for them.
    async fn look_at_files(&self) -> Result<[Looked; 2], AppError> {
        // The place first: the document of what lies there was written before it.
        let place = self.vault.list().await?;
        let named = self.list_named().await?;
        let files = self.look_through::<Stored>(None).await?;
        let mut wrong_files = Vec::new();
        let (mut known, mut leading) = (Named::new(), BTreeSet::new());
        let mut count = 0;
        for held in &files.held {
            let stored = &held.value;
            known.insert((stored.by.clone(), stored.file.sha256.clone()));
            leading.insert(stored.object.clone());
            if !stored.is_here() {
                continue;
            }
            count += 1;
            let Some(code) = self.look_at_bytes(stored).await? else {
                continue;
            };
            // Deleted or named anew in between it is another matter.
            let again = self.find_private::<Stored>(&held.id).await?;
            if again.is_some_and(|again| again.revision == held.revision) {
                wrong_files.push(Wrong {
                    code,
                    id: stored.file.sha256.to_string(),
                    owner: Some(stored.by.to_string()),
                });
            }
        }
        for (by, sha256) in named.difference(&known) {
            let id = self.file_id(by, sha256);
            if !files.unread.iter().any(|unread| unread.id == id) {
                wrong_files.push(Wrong {
                    code: codes::UNKNOWN_FILE,
                    id: sha256.to_string(),
                    owner: Some(by.to_string()),
                });
            }
        }
        let mut orphans = Vec::new();
        for name in place.iter().filter(|name| !leading.contains(*name)) {
            // Somebody may have deleted it meanwhile, with its document.
            if self.vault.has(name).await? {
                orphans.push(Wrong {
                    code: codes::ORPHAN,
                    id: name.clone(),
                    owner: None,
                });
            }
        }
        let looked = |what: &str, count, mut wrong: Vec<Wrong>| {
            wrong.sort();
            Looked {
                what: what.to_owned(),
                count,
                wrong,
            }
        };
        Ok([
            looked(FILES, count, wrong_files),
            looked(PLACE, place.len() as u64, orphans),
        ])
    }

    /// What is wrong with the bytes of a file; `None`: nothing.
    async fn look_at_bytes(&self, stored: &Stored) -> Result<Option<&'static str>, AppError> {
        let sealed = match self.fetch_bytes(&stored.object).await? {
            Fetched::Here(sealed) => sealed,
            Fetched::Absent => return Ok(Some(codes::NO_BYTES)),
            Fetched::Stuck => return Ok(Some(codes::BYTES_UNFETCHED)),
        };
        let (seal, stored) = (self.seal.clone(), stored.clone());
        let opening = tokio::task::spawn_blocking(move || stored.open(&seal, &sealed).err());
        let opened = opening.await;
        let damage = opened.map_err(|error| AppError::Internal(error.to_string()))?;
        Ok(damage.map(|damage| match damage {
            Damage::Unread => codes::BYTES_UNREAD,
            Damage::OtherHash => codes::OTHER_HASH,
            Damage::OtherSize => codes::OTHER_SIZE,
        }))
    }
}

fn wrong(code: &'static str, document: &Document) -> Wrong {
    Wrong {
        code,
        id: document.id.clone(),
        owner: document.owner.clone(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::list_kinds;

    /// How often something is made private in the files of a folder.
    fn count(folder: &Path) -> usize {
        let entries = std::fs::read_dir(folder).unwrap();
        let paths = entries.map(|entry| entry.unwrap().path());
        paths
            .map(|path| match path.is_dir() {
                true => count(&path),
                false => {
                    let text = std::fs::read_to_string(&path).unwrap();
                    let lines = text.lines();
                    let made =
                        |line: &&str| line.starts_with("impl") && line.contains("Private for ");
                    lines.filter(made).count()
                }
            })
            .sum()
    }

    #[test]
    fn every_kind_is_looked_at_once() {
        let kinds = list_kinds();
        let different: BTreeSet<&str> = kinds.iter().copied().collect();
        assert_eq!(different.len(), kinds.len(), "{kinds:?}");
        // One for drafts of both sorts; and the value that tells the key, which is not sealed.
        let made = count(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
        assert_eq!(
            kinds.len(),
            made + 2,
            "a kind is missing in the list of `check`"
        );
    }
}
