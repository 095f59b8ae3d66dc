// SPDX-License-Identifier: EUPL-1.2
//! The data folder and the secret key files in it: readable only by their owner.

use std::fs::{DirBuilder, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use crate::StoreError;

/// Name of the file with the key that signs the log.
pub const LOG: &str = "log.key";
/// Name of the file with the key that is about to take the place of that one.
pub const LOG_NEXT: &str = "log.key.next";
/// Name of the file with the key that seals what is not public.
pub const SEAL: &str = "seal.key";

fn told(path: &Path) -> impl FnOnce(std::io::Error) -> StoreError {
    let path = path.to_owned();
    move |error| StoreError::File { path, error }
}

/// Makes the data folder if it is not there, for its owner alone.
///
/// # Errors
/// [`StoreError::File`].
pub fn make_folder(folder: &Path) -> Result<(), StoreError> {
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .map_err(told(folder))
}

/// Writes a new key file for its owner alone. Durable when it returns; never replaces one.
///
/// # Errors
/// [`StoreError::File`], also if there is one already.
pub fn write(folder: &Path, name: &str, content: &str) -> Result<PathBuf, StoreError> {
    let path = folder.join(name);
    // Written whole under another name first: a crash leaves no half key behind.
    let new = folder.join(format!("{name}.new"));
    let mut file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&new)
        .map_err(told(&new))?;
    file.write_all(content.as_bytes())
        .and_then(|()| file.sync_all())
        .map_err(told(&new))?;
    std::fs::hard_link(&new, &path).map_err(told(&path))?;
    std::fs::remove_file(&new).map_err(told(&new))?;
    std::fs::File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(told(folder))?;
    Ok(path)
}

/// Puts a key file in the place of another one, which stays there under the name `aside`, if it was there.
/// Durable when it returns; under `name` there is a whole key at every moment.
///
/// # Errors
/// [`StoreError::File`].
pub fn replace(folder: &Path, name: &str, next: &str, aside: &str) -> Result<(), StoreError> {
    let [path, next, aside] = [name, next, aside].map(|name| folder.join(name));
    match std::fs::hard_link(&path, &aside) {
        Err(error)
            if matches!(
                error.kind(),
                std::io::ErrorKind::NotFound | std::io::ErrorKind::AlreadyExists
            ) => {}
        done => done.map_err(told(&aside))?,
    }
    std::fs::rename(&next, &path).map_err(told(&path))?;
    std::fs::File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(told(folder))
}

/// Reads a key file; `None` if there is none.
///
/// # Errors
/// [`StoreError::Exposed`] if others than its owner can read it; [`StoreError::File`].
pub fn read(folder: &Path, name: &str) -> Result<Option<String>, StoreError> {
    let path = folder.join(name);
    let metadata = match std::fs::metadata(&path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        other => other.map_err(told(&path))?,
    };
    if metadata.mode() & 0o077 != 0 {
        return Err(StoreError::Exposed(path));
    }
    std::fs::read_to_string(&path)
        .map(Some)
        .map_err(told(&path))
}

#[cfg(test)]
mod tests {
    use super::{LOG, read, write};
    use crate::StoreError;
    use std::os::unix::fs::PermissionsExt as _;

    #[test]
    fn the_key_is_the_owners_alone_and_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        assert!(read(folder.path(), LOG).unwrap().is_none());
        let path = write(folder.path(), LOG, "secret").unwrap();
        assert_eq!(
            std::fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
        assert_eq!(read(folder.path(), LOG).unwrap().as_deref(), Some("secret"));
        assert!(matches!(
            write(folder.path(), LOG, "other"),
            Err(StoreError::File { .. })
        ));
        assert_eq!(read(folder.path(), LOG).unwrap().as_deref(), Some("secret"));
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
        assert!(matches!(
            read(folder.path(), LOG),
            Err(StoreError::Exposed(_))
        ));
    }
}
