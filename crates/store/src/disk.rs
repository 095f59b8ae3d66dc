// SPDX-License-Identifier: EUPL-1.2
//! Room on the disk: how much is left, and a reserve for what must not wait.
//!
//! On a full disk nothing can be written, and so a round that is due could not be revealed. A file in
//! the data folder that holds nothing keeps room for that: it is deleted when it is needed, and made
//! anew when there is room again.

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use rustix::fs::FallocateFlags;

use crate::StoreError;

/// Name of the file that keeps room.
pub const RESERVE: &str = "reserve";
/// How much room it keeps, in bytes: a round of some thousand statements, written twice.
pub const RESERVE_BYTES: u64 = 32 << 20;
/// The same in pages of the embedded database.
pub(crate) const RESERVE_PAGES: u32 = (RESERVE_BYTES / 4096) as u32;
/// A disk with less than a twentieth left is low, within these bounds.
const LOW_AT_LEAST: u64 = 128 << 20;
const LOW_AT_MOST: u64 = 1 << 30;

/// How much room there is on a disk, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// What we may still write.
    pub free: u64,
    /// What it holds in all.
    pub total: u64,
}

impl Room {
    /// The room on the disk that a folder is on.
    ///
    /// # Errors
    /// [`StoreError::File`].
    pub fn of(folder: &Path) -> Result<Self, StoreError> {
        let disk = rustix::fs::statvfs(folder).map_err(|error| StoreError::File {
            path: folder.to_owned(),
            error: error.into(),
        })?;
        let bytes = |blocks: u64| blocks.saturating_mul(disk.f_frsize);
        Ok(Self {
            free: bytes(disk.f_bavail),
            total: bytes(disk.f_blocks),
        })
    }

    /// Whether somebody should free some before it is too late.
    #[must_use]
    pub fn is_low(self) -> bool {
        self.free < (self.total / 20).clamp(LOW_AT_LEAST, LOW_AT_MOST)
    }
}

fn path_of(folder: &Path) -> PathBuf {
    folder.join(RESERVE)
}

/// Makes the reserve if it is not there, and there is room for much more. Says whether there is one.
pub(crate) fn keep_reserve(folder: &Path) -> Result<bool, StoreError> {
    let path = path_of(folder);
    // Its length is that of the room that was set aside, and 0 where that was cut off.
    if std::fs::metadata(&path).is_ok_and(|file| file.len() >= RESERVE_BYTES) {
        return Ok(true);
    }
    if Room::of(folder)?.is_low() {
        return Ok(false);
    }
    let told = |error| StoreError::File {
        path: path.clone(),
        error,
    };
    let file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&path)
        .map_err(told)?;
    // A file that is only said to be long takes no room: the disk has to set it aside.
    let set_aside = rustix::fs::fallocate(&file, FallocateFlags::empty(), 0, RESERVE_BYTES);
    if let Err(error) = set_aside {
        // Half a reserve, or a file system that cannot do it: better none than one that is believed.
        let _gone = std::fs::remove_file(&path);
        return Err(told(error.into()));
    }
    Ok(true)
}

/// Deletes the reserve. Says whether there was one.
pub(crate) fn give_up_reserve(folder: &Path) -> Result<bool, StoreError> {
    let path = path_of(folder);
    match std::fs::remove_file(&path) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(StoreError::File { path, error }),
    }
}

#[cfg(test)]
mod tests {
    use super::{RESERVE_BYTES, Room, give_up_reserve, keep_reserve, path_of};
    use std::os::unix::fs::MetadataExt as _;

    #[test]
    fn a_disk_is_low_before_it_is_full() {
        let low = |free: u64, total: u64| Room { free, total }.is_low();
        let gib = 1 << 30;
        assert!(low(0, gib) && low(127 << 20, gib) && !low(129 << 20, gib));
        assert!(low(gib - 1, 1000 * gib) && !low(gib, 1000 * gib));
        assert!(low(499 << 20, 10 * gib) && !low(513 << 20, 10 * gib));
    }

    #[test]
    fn the_reserve_takes_its_room_until_it_is_given_up() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!give_up_reserve(folder.path()).unwrap());
        if !keep_reserve(folder.path()).unwrap() {
            wegmarke_testkit::missing("the disk of the temporary folder is low");
            return;
        }
        let kept = std::fs::metadata(path_of(folder.path())).unwrap();
        assert!(kept.blocks() * 512 >= RESERVE_BYTES, "{}", kept.blocks());
        assert_eq!(kept.mode() & 0o777, 0o600);
        assert!(keep_reserve(folder.path()).unwrap());
        assert!(give_up_reserve(folder.path()).unwrap());
        assert!(!path_of(folder.path()).exists());
    }
}
