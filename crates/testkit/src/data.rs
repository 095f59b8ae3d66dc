// SPDX-License-Identifier: EUPL-1.2
//! Real inputs: the package that ships with the project, and test data that must not.

use std::path::{Path, PathBuf};

use crate::missing;

/// The root of the workspace.
#[must_use]
pub fn workspace() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}

/// The German package that ships with the project.
#[must_use]
pub fn germany() -> PathBuf {
    workspace().join("example/germany")
}

/// A file or folder of the test data beside the project (`../shared/data`, or `WEGMARKE_DATA`);
/// `None`, with a loud line, where it is not there.
///
/// # Panics
/// If it is not there in CI: what was never read has not been shown.
#[must_use]
pub fn find_shared(path: &str) -> Option<PathBuf> {
    let root = std::env::var_os("WEGMARKE_DATA")
        .map_or_else(|| workspace().join("../shared/data"), PathBuf::from);
    let found = root.join(path);
    if found.exists() {
        return Some(found);
    }
    missing(&format!(
        "the test data {path} is not here; set WEGMARKE_DATA to its folder"
    ));
    None
}
