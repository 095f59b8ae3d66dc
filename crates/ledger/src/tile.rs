// SPDX-License-Identifier: EUPL-1.2
//! Paths and bundles of C2SP tlog-tiles: which files a log consists of. Bundles of bodies are ours, and
//! named like those of their entries.

use std::fmt;
use std::str::FromStr;

/// Levels of the tree in one tile: tiles are 256 wide.
pub const TILE_HEIGHT: u8 = 8;
/// Hashes in a full tile, entries in a full bundle.
pub const TILE_WIDTH: u16 = 256;

/// A hash tile or an entry bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TilePath {
    /// Level of a hash tile, 0 to 63; `None` for a bundle of entries.
    pub level: Option<u8>,
    /// Index within the level.
    pub index: u64,
    /// 256, or 1 to 255 for a partial one.
    pub width: u16,
}

/// The text is not a path of a tile.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{0}” is not a path of a tile: write tile/<level>/<index> or tile/entries/<index>, index in groups of three digits"
)]
pub struct MalformedPath(String);

impl fmt::Display for TilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.level {
            Some(level) => write!(f, "tile/{level}/")?,
            None => f.write_str("tile/entries/")?,
        }
        f.write_str(&self.place())
    }
}

impl FromStr for TilePath {
    type Err = MalformedPath;

    fn from_str(path: &str) -> Result<Self, MalformedPath> {
        let malformed = || MalformedPath(path.chars().take(80).collect());
        let rest = path.strip_prefix("tile/").ok_or_else(malformed)?;
        let (level, rest) = rest.split_once('/').ok_or_else(malformed)?;
        let level = match level {
            "entries" => None,
            level => Some(level.parse().map_err(|_| malformed())?),
        };
        let read = Self::at(level, rest);
        // A level, too, is written in one way only.
        read.filter(|read| read.to_string() == path)
            .ok_or_else(malformed)
    }
}

/// Before the place of a bundle of bodies.
const BODIES: &str = "bodies/";
/// Before the place of a bundle of signatures.
const SIGNATURES: &str = "signatures/";

impl TilePath {
    /// Index and width, as a path ends with them.
    fn place(&self) -> String {
        // Groups of three digits keep folders below a thousand files, on a mirror that is a plain disk.
        let mut groups = vec![format!("{:03}", self.index % 1000)];
        let mut rest = self.index / 1000;
        while rest > 0 {
            groups.push(format!("x{:03}", rest % 1000));
            rest /= 1000;
        }
        groups.reverse();
        let mut place = groups.join("/");
        if self.width < TILE_WIDTH {
            place.push_str(&format!(".p/{}", self.width));
        }
        place
    }

    fn at(level: Option<u8>, place: &str) -> Option<Self> {
        let (groups, width) = match place.split_once(".p/") {
            Some((groups, width)) => (groups, width.parse().ok()?),
            None => (place, TILE_WIDTH),
        };
        let mut index = 0_u64;
        for group in groups.split('/') {
            let digits: u64 = group.trim_start_matches('x').parse().ok()?;
            index = index.checked_mul(1000)?.checked_add(digits)?;
        }
        let read = Self {
            level,
            index,
            width,
        };
        // One tile, one path: whatever else reads the same is refused.
        (read.place() == place && width > 0).then_some(read)
    }

    /// The path of the bundle of bodies that belongs to a bundle of entries: `bodies/<index>`.
    #[must_use]
    pub fn bodies(&self) -> String {
        format!("{BODIES}{}", self.place())
    }

    /// The bundle of entries whose bodies lie under a path that [`TilePath::bodies`] gives; `None` if it
    /// is no such path.
    #[must_use]
    pub fn of_bodies(path: &str) -> Option<Self> {
        Self::at(None, path.strip_prefix(BODIES)?)
    }

    /// The path of the bundle of signatures that belongs to a bundle of entries: `signatures/<index>`.
    #[must_use]
    pub fn signatures(&self) -> String {
        format!("{SIGNATURES}{}", self.place())
    }

    /// The bundle of entries whose signatures lie under a path that [`TilePath::signatures`] gives; `None`
    /// if it is no such path.
    #[must_use]
    pub fn of_signatures(path: &str) -> Option<Self> {
        Self::at(None, path.strip_prefix(SIGNATURES)?)
    }

    /// All tiles and bundles of a log of `size` entries: full ones and the last partial ones.
    #[must_use]
    pub fn all(size: u64) -> Vec<Self> {
        let mut paths = Vec::new();
        let row = |level: Option<u8>, held: u64, paths: &mut Vec<Self>| {
            for index in 0..held / 256 {
                paths.push(Self {
                    level,
                    index,
                    width: TILE_WIDTH,
                });
            }
            if let Ok(width @ 1..) = u16::try_from(held % 256) {
                paths.push(Self {
                    level,
                    index: held / 256,
                    width,
                });
            }
        };
        row(None, size, &mut paths);
        let (mut held, mut level) = (size, 0);
        while held > 0 {
            row(Some(level), held, &mut paths);
            held /= 256;
            level += 1;
        }
        paths
    }
}

/// A bundle: every leaf behind its length as two bytes, big end first.
///
/// # Errors
/// [`LeafTooLong`] if a leaf has more than 65,535 bytes.
pub fn bundle<'a>(leaves: impl IntoIterator<Item = &'a [u8]>) -> Result<Vec<u8>, LeafTooLong> {
    let mut bundle = Vec::new();
    for leaf in leaves {
        let length = u16::try_from(leaf.len()).map_err(|_| LeafTooLong(leaf.len()))?;
        bundle.extend_from_slice(&length.to_be_bytes());
        bundle.extend_from_slice(leaf);
    }
    Ok(bundle)
}

/// A leaf does not fit in a bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an envelope of {0} bytes does not fit in the log: shorten its subject")]
pub struct LeafTooLong(pub usize);

/// Takes a bundle apart; `None` if it does not end with a whole leaf.
#[must_use]
pub fn split_bundle(bundle: &[u8]) -> Option<Vec<&[u8]>> {
    let mut leaves = Vec::with_capacity(usize::from(TILE_WIDTH));
    let mut rest = bundle;
    // The lengths come from whoever serves the log: each is compared with what is really there.
    while !rest.is_empty() {
        let (length, behind) = rest.split_first_chunk::<2>()?;
        let length = usize::from(u16::from_be_bytes(*length));
        if behind.len() < length {
            return None;
        }
        let (leaf, behind) = behind.split_at(length);
        leaves.push(leaf);
        rest = behind;
    }
    Some(leaves)
}

#[cfg(test)]
mod tests {
    use super::{TilePath, bundle, split_bundle};

    #[test]
    fn paths_are_those_of_the_specification() {
        for (path, level, index, width) in [
            ("tile/0/000", Some(0), 0, 256),
            ("tile/1/x001/x234/067", Some(1), 1_234_067, 256),
            ("tile/entries/x001/000.p/112", None, 1000, 112),
        ] {
            let read: TilePath = path.parse().unwrap();
            assert_eq!(
                read,
                TilePath {
                    level,
                    index,
                    width
                }
            );
            assert_eq!(read.to_string(), path);
        }
        for path in [
            "tile/0/0",
            "tile/0/x000/001",
            "tile/0/000.p/256",
            "tile/0/000.p/0",
            "tile/-1/000",
            "tile/0/001/002",
            "tile/0/x001",
            "tile/00/000",
            "tile/entries/",
            "../x",
            "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
        ] {
            assert!(path.parse::<TilePath>().is_err(), "{path}");
        }
    }

    #[test]
    fn bodies_are_bundled_as_their_entries_are() {
        for (path, entries) in [
            ("bodies/000", "tile/entries/000"),
            ("bodies/x001/000.p/112", "tile/entries/x001/000.p/112"),
        ] {
            let read = TilePath::of_bodies(path).unwrap();
            assert_eq!(read.to_string(), entries);
            assert_eq!(read.bodies(), path);
        }
        for path in [
            "bodies/0",
            "bodies/",
            "bodies/000.p/0",
            "body/000",
            "tile/entries/000",
        ] {
            assert!(TilePath::of_bodies(path).is_none(), "{path}");
        }
    }

    #[test]
    fn a_log_of_any_size_has_its_tiles() {
        assert!(TilePath::all(0).is_empty());
        let paths: Vec<String> = TilePath::all(70_000)
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(paths.len(), 274 + 274 + 2 + 1);
        assert!(paths.contains(&"tile/entries/273.p/112".to_owned()));
        assert!(paths.contains(&"tile/1/001.p/17".to_owned()));
        assert!(paths.contains(&"tile/2/000.p/1".to_owned()));
    }

    #[test]
    fn bundles_come_apart_again() {
        let leaves: [&[u8]; 3] = [b"a", b"", b"bc"];
        let packed = bundle(leaves).unwrap();
        assert_eq!(split_bundle(&packed).unwrap(), leaves);
        assert_eq!(split_bundle(&packed[..packed.len() - 1]), None);
        assert!(bundle([&[0_u8; 70_000][..]]).is_err());
    }
}
