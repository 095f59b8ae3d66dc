//! Tests of the library: the example as it is, hostile content, gaps, the site that is built.
#![expect(clippy::unwrap_used, reason = "what cannot go on fails the test")]

mod example;
mod gaps;
mod hostile;
mod site;
mod table;

use std::fs;
use std::path::{Path, PathBuf};

use wegmarke_guide::Files;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The files of the German example.
fn example() -> Files {
    let folder = root().join("example/wegweiser");
    let mut files = Files::new();
    collect(&folder, &folder, &mut files);
    files
}

fn collect(top: &Path, folder: &Path, files: &mut Files) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(top, &path, files);
        } else {
            let name = path
                .strip_prefix(top)
                .unwrap()
                .to_string_lossy()
                .into_owned();
            files.insert(name, fs::read(&path).unwrap());
        }
    }
}

/// A day on which the example's free places are fresh.
fn noon() -> jiff::Timestamp {
    "2026-11-27T12:00:00Z".parse().unwrap()
}

fn text(files: &Files, name: &str) -> String {
    String::from_utf8(
        files
            .get(name)
            .unwrap_or_else(|| panic!("no {name}"))
            .clone(),
    )
    .unwrap()
}
