// SPDX-License-Identifier: EUPL-1.2
//! What a witness remembers: one small file for each log, in a folder of its own beside its key.
//!
//! A file that is gone or cut must never look like a log that was not seen yet: the witness would sign
//! any history then. So each says itself which log it is of and whether a checkpoint was cosigned, under
//! a hash; and nothing but [`Memory::know`] makes a new one.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};
use wegmarke_ledger::witness::origin_hash;

use crate::{StoreError, key};

/// Name of the file with the key of a witness.
pub const KEY: &str = "witness.key";
/// Folder of what it remembers.
pub const FOLDER: &str = "witness";

/// First line of each file.
const MARK: &str = "wegmarke-witness-1";
/// Held by whoever cosigns.
const LOCK: &str = "lock";

/// Why something is not remembered, or cannot be looked up.
#[derive(Debug, thiserror::Error)]
pub enum MemoryError {
    /// A file could not be read or written. Nothing must be signed.
    #[error(transparent)]
    File(#[from] StoreError),
    /// A file is not what was written.
    #[error(
        "{0} is damaged: what was cosigned last is not known, so nothing of this log is cosigned any more"
    )]
    Damaged(PathBuf),
    /// Another process cosigns with the same memory.
    #[error("another process uses {0}; two of them could sign two histories")]
    InUse(PathBuf),
    /// The log is known already.
    #[error("the log “{0}” is known already; nothing was changed")]
    Known(String),
}

/// One log, as it is remembered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// Name of the log.
    pub origin: String,
    /// Its public key.
    pub key: String,
    /// How it came to that key, as the log's file `keys` says it; empty if it always had it.
    pub keys: Vec<u8>,
    /// The checkpoint that was cosigned last, with that cosignature; empty if none was.
    pub note: Vec<u8>,
}

impl Remembered {
    fn to_bytes(&self) -> Vec<u8> {
        let rest = [
            format!("{}\n{}\n", self.origin, self.key).as_bytes(),
            &self.keys,
            b"\n",
            &self.note,
        ]
        .concat();
        let hash = hex::encode(Sha256::digest(&rest));
        [format!("{MARK}\n{hash}\n").as_bytes(), &rest].concat()
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MARK.as_bytes())?.strip_prefix(b"\n")?;
        let (hash, rest) = rest.split_at_checked(64)?;
        let rest = rest.strip_prefix(b"\n")?;
        if hex::encode(Sha256::digest(rest)).as_bytes() != hash {
            return None;
        }
        let at = memchr::memmem::find(rest, b"\n\n")?;
        let head = std::str::from_utf8(&rest[..at]).ok()?;
        let (origin, keys) = head.split_once('\n')?;
        let (key, keys) = keys.split_once('\n').unwrap_or((keys, ""));
        let keys = match keys {
            "" => Vec::new(),
            lines => format!("{lines}\n").into_bytes(),
        };
        Some(Self {
            origin: origin.to_owned(),
            key: key.to_owned(),
            keys,
            note: rest[at + 2..].to_vec(),
        })
    }
}

/// The folder of what a witness remembers.
#[derive(Clone, Debug)]
pub struct Memory {
    folder: PathBuf,
}

fn told(path: &Path) -> impl FnOnce(std::io::Error) -> MemoryError {
    let path = path.to_owned();
    move |error| StoreError::File { path, error }.into()
}

impl Memory {
    /// The memory in a data folder; made if it is not there.
    ///
    /// # Errors
    /// [`MemoryError::File`].
    pub fn open(data: &Path) -> Result<Self, MemoryError> {
        let folder = data.join(FOLDER);
        key::make_folder(&folder)?;
        Ok(Self { folder })
    }

    /// Keeps other processes from cosigning, for as long as what it gives is held. Looking and making a
    /// log known goes on.
    ///
    /// # Errors
    /// [`MemoryError::InUse`]; [`MemoryError::File`].
    pub fn hold(&self) -> Result<File, MemoryError> {
        let path = self.folder.join(LOCK);
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false).mode(0o600);
        let lock = options.open(&path).map_err(told(&path))?;
        match lock.try_lock() {
            Ok(()) => Ok(lock),
            Err(TryLockError::WouldBlock) => Err(MemoryError::InUse(self.folder.clone())),
            Err(TryLockError::Error(error)) => Err(told(&path)(error)),
        }
    }

    fn path(&self, hash: &str) -> PathBuf {
        self.folder.join(hash)
    }

    /// Makes a log known of which nothing was cosigned. Durable when it returns.
    ///
    /// # Errors
    /// [`MemoryError::Known`] if it is already; [`MemoryError::File`].
    pub fn know(&self, origin: &str, key: &str) -> Result<(), MemoryError> {
        let new = Remembered {
            origin: origin.to_owned(),
            key: key.to_owned(),
            keys: Vec::new(),
            note: Vec::new(),
        };
        let hash = origin_hash(origin);
        if self.path(&hash).exists() {
            return Err(MemoryError::Known(origin.to_owned()));
        }
        // It never replaces one, also where two do this at once.
        let text = String::from_utf8_lossy(&new.to_bytes()).into_owned();
        key::write(&self.folder, &hash, &text)?;
        Ok(())
    }

    /// What is remembered of a log, by the hash of its name; `None` if nobody told of it.
    ///
    /// # Errors
    /// [`MemoryError::Damaged`]; [`MemoryError::File`].
    pub fn find(&self, hash: &str) -> Result<Option<Remembered>, MemoryError> {
        if !is_hash(hash) {
            return Ok(None);
        }
        let path = self.path(hash);
        let bytes = match std::fs::read(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            other => other.map_err(told(&path))?,
        };
        Remembered::parse(&bytes)
            // Two files that changed places would be two pasts.
            .filter(|remembered| origin_hash(&remembered.origin) == hash)
            .map(Some)
            .ok_or(MemoryError::Damaged(path))
    }

    /// Everything that is remembered, by the names of the logs.
    ///
    /// # Errors
    /// [`MemoryError`], for the first file that cannot be read.
    pub fn list(&self) -> Result<Vec<Remembered>, MemoryError> {
        let mut all = Vec::new();
        let entries = std::fs::read_dir(&self.folder).map_err(told(&self.folder))?;
        for entry in entries {
            let name = entry.map_err(told(&self.folder))?.file_name();
            let name = name.to_string_lossy();
            all.extend(self.find(&name)?);
        }
        all.sort_by(|a, b| a.origin.cmp(&b.origin));
        Ok(all)
    }

    /// Remembers something else of a log that is known. Durable when it returns; whole at every moment. The
    /// caller holds [`Memory::hold`].
    ///
    /// # Errors
    /// [`MemoryError::File`]: what is remembered then may be the one or the other.
    pub fn remember(&self, remembered: &Remembered) -> Result<(), MemoryError> {
        let path = self.path(&origin_hash(&remembered.origin));
        let new = path.with_extension("new");
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true).mode(0o600);
        let mut file = options.open(&new).map_err(told(&new))?;
        file.write_all(&remembered.to_bytes())
            .and_then(|()| file.sync_all())
            .map_err(told(&new))?;
        std::fs::rename(&new, &path).map_err(told(&path))?;
        File::open(&self.folder)
            .and_then(|folder| folder.sync_all())
            .map_err(told(&self.folder))
    }
}

fn is_hash(name: &str) -> bool {
    name.len() == 64
        && name
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::{Memory, MemoryError, Remembered};
    use wegmarke_ledger::witness::origin_hash;

    fn remembered(note: &str) -> Remembered {
        Remembered {
            origin: "log.example/a".to_owned(),
            key: "log.example/a+00000000+AAAA".to_owned(),
            keys: Vec::new(),
            note: note.as_bytes().to_vec(),
        }
    }

    #[test]
    fn what_is_remembered_is_there_again() {
        let folder = tempfile::tempdir().unwrap();
        let memory = Memory::open(folder.path()).unwrap();
        let hash = origin_hash("log.example/a");
        assert_eq!(memory.find(&hash).unwrap(), None);
        let new = remembered("");
        memory.know(&new.origin, &new.key).unwrap();
        assert_eq!(memory.find(&hash).unwrap(), Some(new.clone()));
        let again = memory.know(&new.origin, "another key");
        assert!(matches!(again, Err(MemoryError::Known(_))));
        let next = remembered("log\n3\nroot\n\n— sig\n");
        memory.remember(&next).unwrap();
        let next = Remembered {
            keys: b"{\"replacement\":1}\n{\"replacement\":2}\n".to_vec(),
            ..next
        };
        memory.remember(&next).unwrap();
        let memory = Memory::open(folder.path()).unwrap();
        assert_eq!(memory.list().unwrap(), [next]);
        for odd in ["", "..", "../witness.key", &hash[1..], &hash.to_uppercase()] {
            assert_eq!(memory.find(odd).unwrap(), None);
        }
    }

    #[test]
    fn two_processes_never_hold_it_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let memory = Memory::open(folder.path()).unwrap();
        let held = memory.hold().unwrap();
        assert!(matches!(memory.hold(), Err(MemoryError::InUse(_))));
        drop(held);
        memory.hold().unwrap();
    }

    #[test]
    fn whatever_is_changed_or_cut_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let memory = Memory::open(folder.path()).unwrap();
        let whole = remembered("log\n3\nroot\n\n— sig\n");
        memory.know(&whole.origin, &whole.key).unwrap();
        memory.remember(&whole).unwrap();
        let path = folder
            .path()
            .join("witness")
            .join(origin_hash(&whole.origin));
        let bytes = std::fs::read(&path).unwrap();
        let is_refused = |bytes: &[u8], what: &str| {
            std::fs::write(&path, bytes).unwrap();
            let found = memory.find(&origin_hash(&whole.origin));
            assert!(matches!(found, Err(MemoryError::Damaged(_))), "{what}");
        };
        for cut in 0..bytes.len() {
            is_refused(&bytes[..cut], &format!("cut to {cut}"));
            let mut changed = bytes.clone();
            changed[cut] ^= 1;
            is_refused(&changed, &format!("byte {cut}"));
        }
        is_refused(&[&*bytes, b"\n"].concat(), "longer");
        let other = Remembered {
            origin: "log.example/b".to_owned(),
            ..whole.clone()
        };
        is_refused(&other.to_bytes(), "another log's");
    }
}
