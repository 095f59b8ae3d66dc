// SPDX-License-Identifier: EUPL-1.2
//! A place for bytes: a folder, or a bucket of an S3-compatible store.
//!
//! Bytes are put under a name, found by it and deleted. Names are made by the caller out of letters
//! and digits, so that no name is ever a path.
//!
//! Must never know what the bytes mean: they come encrypted, and their names say nothing.
//!
//! # To add another kind of place
//! One more arm in [`Vault::open`], and its address in `docs/settings.md`. The suite in `tests/`
//! runs on all of them.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::TryStreamExt as _;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::prefix::PrefixStore;
use object_store::{ObjectStore, ObjectStoreExt as _, RetryConfig};
use url::Url;

/// Why a place did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The address is none of a place for files. It is not told: it may hold a password.
    #[error("the place for files is an address such as s3://bucket/folder, and nothing more")]
    Address,
    /// It cannot be reached, or refuses.
    #[error("the place for files does not answer as it should: {0}")]
    Unreachable(String),
    /// A name that is no name. The caller's fault.
    #[error("“{0}” cannot be the name of a file in its place")]
    Name(String),
}

impl VaultError {
    /// Stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Address => "evidence_store_address",
            Self::Unreachable(_) => "evidence_store",
            Self::Name(_) => "evidence_name",
        }
    }
}

#[derive(Clone)]
enum Backing {
    Nowhere,
    /// Made when the first file comes: many commands never need it.
    Folder(PathBuf),
    Store(Arc<dyn ObjectStore>),
}

/// A place for bytes. Clones share their connections.
#[derive(Clone)]
pub struct Vault(Backing);

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A store knows credentials.
        match &self.0 {
            Backing::Folder(folder) => write!(f, "Vault({})", folder.display()),
            Backing::Nowhere | Backing::Store(_) => f.write_str("Vault(…)"),
        }
    }
}

/// How long a store is asked again while it does not answer. Somebody waits for it.
const PATIENCE: Duration = Duration::from_secs(20);

impl Vault {
    /// No place: everything is refused.
    #[must_use]
    pub const fn nowhere() -> Self {
        Self(Backing::Nowhere)
    }

    /// A folder. It is made, for its owner alone, when the first file comes.
    #[must_use]
    pub fn folder(folder: impl Into<PathBuf>) -> Self {
        Self(Backing::Folder(folder.into()))
    }

    /// A store that is made elsewhere.
    #[must_use]
    pub fn of(store: Arc<dyn ObjectStore>) -> Self {
        Self(Backing::Store(store))
    }

    /// A bucket, `s3://bucket/folder`. Where it is and who we are is read from the variables that
    /// other programs use for it, too: `AWS_ENDPOINT`, `AWS_REGION`, `AWS_ACCESS_KEY_ID`,
    /// `AWS_SECRET_ACCESS_KEY`. Does not connect yet.
    ///
    /// # Errors
    /// [`VaultError::Address`]; [`VaultError::Unreachable`] if what the variables say cannot be.
    pub fn open(address: &str) -> Result<Self, VaultError> {
        let url = Url::parse(address).map_err(|_| VaultError::Address)?;
        let bucket = url.host_str().filter(|_| url.scheme() == "s3");
        let bucket = bucket.ok_or(VaultError::Address)?;
        // An address is told in logs and errors; credentials come from variables.
        if !url.username().is_empty() || url.password().is_some() || url.query().is_some() {
            return Err(VaultError::Address);
        }
        // Who chose another one before keeps it.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let retry = RetryConfig {
            max_retries: 3,
            retry_timeout: PATIENCE,
            ..RetryConfig::default()
        };
        let store = AmazonS3Builder::from_env()
            .with_bucket_name(bucket)
            .with_retry(retry)
            .build()
            .map_err(unreachable)?;
        let folder = url.path().trim_matches('/');
        Ok(if folder.is_empty() {
            Self::of(Arc::new(store))
        } else {
            Self::of(Arc::new(PrefixStore::new(store, folder)))
        })
    }

    /// Puts bytes under a name, instead of what lay there. When it returns `Ok` they survive a crash
    /// of the machine; on an error they are there or not, but never in part.
    ///
    /// # Errors
    /// [`VaultError`].
    pub async fn put(&self, name: &str, bytes: Vec<u8>) -> Result<(), VaultError> {
        let key = key(name)?;
        let Some(store) = self.store(true)? else {
            return Err(VaultError::Unreachable("there is no folder".to_owned()));
        };
        store
            .put(&key, bytes.into())
            .await
            .map(|_| ())
            .map_err(unreachable)
    }

    /// What lies under a name; `None` if nothing does.
    ///
    /// # Errors
    /// [`VaultError`].
    pub async fn find(&self, name: &str) -> Result<Option<Bytes>, VaultError> {
        let key = key(name)?;
        let Some(store) = self.store(false)? else {
            return Ok(None);
        };
        match store.get(&key).await {
            Ok(found) => found.bytes().await.map(Some).map_err(unreachable),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(unreachable(error)),
        }
    }

    /// Deletes what lies under a name. Nothing there is fine.
    ///
    /// # Errors
    /// [`VaultError`].
    pub async fn delete(&self, name: &str) -> Result<(), VaultError> {
        let key = key(name)?;
        let Some(store) = self.store(false)? else {
            return Ok(());
        };
        match store.delete(&key).await {
            // A deletion that is repeated after a failure has to come to an end.
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(unreachable(error)),
        }
    }

    /// The names of everything that lies there, in order.
    ///
    /// # Errors
    /// [`VaultError`].
    pub async fn list(&self) -> Result<Vec<String>, VaultError> {
        if matches!(self.0, Backing::Nowhere) {
            return Ok(Vec::new());
        }
        let Some(store) = self.store(false)? else {
            return Ok(Vec::new());
        };
        let listing = store.list(None).map_ok(|one| one.location.to_string());
        let mut names: Vec<String> = listing.try_collect().await.map_err(unreachable)?;
        names.sort();
        Ok(names)
    }

    /// Whether something lies under a name, also under one that is none of ours.
    ///
    /// # Errors
    /// [`VaultError`].
    pub async fn has(&self, name: &str) -> Result<bool, VaultError> {
        let Some(store) = self.store(false)? else {
            return Ok(false);
        };
        match store.head(&Key::from(name)).await {
            Ok(_) => Ok(true),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(unreachable(error)),
        }
    }

    /// The store; `None` if it is a folder that is not there and is not to be made.
    fn store(&self, make: bool) -> Result<Option<Arc<dyn ObjectStore>>, VaultError> {
        let folder = match &self.0 {
            Backing::Nowhere => {
                let why = "none is set up".to_owned();
                return Err(VaultError::Unreachable(why));
            }
            Backing::Store(store) => return Ok(Some(Arc::clone(store))),
            Backing::Folder(folder) => folder,
        };
        if make {
            make_private(folder).map_err(|error| {
                VaultError::Unreachable(format!("{}: {error}", folder.display()))
            })?;
        } else if !folder.is_dir() {
            return Ok(None);
        }
        let store = LocalFileSystem::new_with_prefix(folder).map_err(unreachable)?;
        // `put` promises that bytes survive a crash; their document says `here` right after it.
        Ok(Some(Arc::new(store.with_fsync(true))))
    }
}

/// Makes a folder that only its owner reads.
fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    // With its rights from the start: made first and closed afterwards, it would be open in between.
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Names are letters and digits.
fn key(name: &str) -> Result<Key, VaultError> {
    let fits = (1..=128).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric());
    if fits {
        Ok(Key::from(name))
    } else {
        Err(VaultError::Name(name.chars().take(60).collect()))
    }
}

fn unreachable(error: object_store::Error) -> VaultError {
    VaultError::Unreachable(error.to_string())
}
