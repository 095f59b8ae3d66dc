// SPDX-License-Identifier: EUPL-1.2
//! Dependencies that nobody uses: those whose name stands nowhere in the sources of a crate.
//!
//! A crate that is named for its features only is listed in `package.metadata.cargo-machete`, where
//! the tool of that name looks, too.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::root::{self, Root};

/// An error if one of our crates names a dependency that it does not use, or only in its tests.
pub fn check(root: &Root) -> Result<()> {
    let mut cargo = root.cargo();
    cargo.args(["metadata", "--format-version=1", "--no-deps"]);
    let metadata: Value = serde_json::from_slice(&root::output(&mut cargo)?)?;
    let mut offences = Vec::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let manifest = package["manifest_path"].as_str().unwrap_or_default();
        let folder = Path::new(manifest).parent().context("no manifest")?;
        let mut sources = Sources::default();
        sources.read(folder, false)?;
        offences.extend(list_unused(package, &sources));
    }
    if offences.is_empty() {
        return Ok(());
    }
    bail!("not used:\n{}", offences.join("\n"))
}

/// What is written in a crate: for its users, and for its tests.
#[derive(Default)]
struct Sources {
    program: String,
    tests: String,
}

impl Sources {
    fn read(&mut self, folder: &Path, in_src: bool) -> Result<()> {
        for entry in fs::read_dir(folder)?.flatten() {
            let path = entry.path();
            if path.is_dir() {
                self.read(&path, in_src || entry.file_name() == "src")?;
            } else if path.extension().is_some_and(|kind| kind == "rs") {
                let text = fs::read_to_string(&path)?;
                let to = if in_src {
                    &mut self.program
                } else {
                    &mut self.tests
                };
                to.push_str(&text);
            }
        }
        Ok(())
    }
}

fn list_unused(package: &Value, sources: &Sources) -> Vec<String> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let ignored = list(&package["metadata"]["cargo-machete"]["ignored"]);
    let mut unused = Vec::new();
    for dependency in list(&package["dependencies"]) {
        let name = dependency["name"].as_str().unwrap_or_default();
        let word = dependency["rename"]
            .as_str()
            .unwrap_or(name)
            .replace('-', "_");
        if ignored.iter().any(|one| one == name) || has_word(&sources.program, &word) {
            continue;
        }
        let ours = package["name"].as_str().unwrap_or_default();
        if !has_word(&sources.tests, &word) {
            unused.push(format!("{ours}: {name}"));
        } else if dependency["kind"].is_null() {
            unused.push(format!("{ours}: {name}, but in tests"));
        }
    }
    unused
}

/// Whether a name stands in a text, and not as part of another.
fn has_word(text: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(part) && !after.is_some_and(part)
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Sources, has_word, list_unused};

    fn unused(dependency: Value, program: &str, tests: &str) -> Vec<String> {
        let package = json!({
            "name": "ours",
            "dependencies": [dependency],
            "metadata": {"cargo-machete": {"ignored": ["for-features"]}},
        });
        let sources = Sources {
            program: program.to_owned(),
            tests: tests.to_owned(),
        };
        list_unused(&package, &sources)
    }

    #[test]
    fn a_dependency_that_stands_nowhere_is_named() {
        let normal = json!({"name": "serde-json", "kind": null});
        assert_eq!(
            unused(normal.clone(), "serde_jsonx; serde", ""),
            ["ours: serde-json"]
        );
        assert_eq!(
            unused(normal.clone(), "use serde_json::Value;", ""),
            [""; 0]
        );
        assert_eq!(
            unused(normal, "", "serde_json::json!()"),
            ["ours: serde-json, but in tests"]
        );
        let dev = json!({"name": "proptest", "kind": "dev"});
        assert_eq!(unused(dev.clone(), "", "use proptest::prelude"), [""; 0]);
        assert_eq!(unused(dev, "", ""), ["ours: proptest"]);
        let other = json!({"name": "x", "rename": "y", "kind": null});
        assert_eq!(unused(other, "y::z()", ""), [""; 0]);
        assert_eq!(
            unused(json!({"name": "for-features", "kind": null}), "", ""),
            [""; 0]
        );
    }

    #[test]
    fn a_part_of_a_word_is_another_word() {
        assert!(has_word("use hex;", "hex"));
        assert!(has_word("hex::encode", "hex"));
        assert!(!has_word("hexagon shex", "hex"));
    }
}
