// SPDX-License-Identifier: EUPL-1.2
//! Which crate may depend on which: the list in ARCHITECTURE.md against `cargo metadata`.
//! Development dependencies are not counted; tests may look at more than the crate itself.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

/// A crate's short name (`store`, not `wegmarke-store`) and those it depends on.
type Graph = BTreeMap<String, BTreeSet<String>>;

/// The block of ARCHITECTURE.md that is read.
const FENCE: &str = "```edges";

/// Reads `name: other, another` lines from the fenced block. `None` if there is no such block.
fn find_allowed(document: &str) -> Option<Graph> {
    let (_, rest) = document.split_once(FENCE)?;
    let (block, _) = rest.split_once("```")?;
    let lines = block.lines().filter_map(|line| line.split_once(':'));
    Some(
        lines
            .map(|(name, others)| {
                let others = others.split(',').map(str::trim).filter(|o| !o.is_empty());
                (name.trim().to_owned(), others.map(str::to_owned).collect())
            })
            .collect(),
    )
}

/// One sentence for each crate or edge that is not in the list, and for each listed crate that
/// is not there.
fn list_offences(allowed: &Graph, found: &Graph) -> Vec<String> {
    let mut offences = Vec::new();
    for (name, others) in found {
        let Some(allowed) = allowed.get(name) else {
            offences.push(format!("`{name}` is not in the list of ARCHITECTURE.md"));
            continue;
        };
        for other in others.difference(allowed) {
            offences.push(format!("`{name}` must not depend on `{other}`"));
        }
    }
    for name in allowed.keys().filter(|name| !found.contains_key(*name)) {
        offences.push(format!("`{name}` is in the list but not in the workspace"));
    }
    offences
}

/// The workspace as cargo sees it: normal and build dependencies among our own crates.
fn workspace_graph() -> Graph {
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml");
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--no-deps", "--offline"])
        .args(["--manifest-path", manifest])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap().iter();
    let edges = packages.map(|package| {
        let dependencies = package["dependencies"].as_array().unwrap().iter();
        let ours = dependencies
            .filter(|dependency| dependency["path"].is_string() && dependency["kind"] != "dev");
        (
            short(&package["name"]),
            ours.map(|other| short(&other["name"])).collect(),
        )
    });
    edges.collect()
}

fn short(name: &Value) -> String {
    let name = name.as_str().unwrap();
    name.strip_prefix("wegmarke-").unwrap_or(name).to_owned()
}

#[test]
fn no_crate_knows_more_than_the_list_allows() {
    let allowed = find_allowed(include_str!("../../ARCHITECTURE.md")).unwrap();
    let offences = list_offences(&allowed, &workspace_graph());
    assert!(offences.is_empty(), "{}", offences.join("\n"));
}

#[test]
fn a_forbidden_edge_is_named() {
    let document = "text\n```edges\nrule:\nstorage: rule\nsite: storage\n```\nmore: text\n";
    let allowed = find_allowed(document).unwrap();
    assert!(list_offences(&allowed, &allowed).is_empty());

    let found = find_allowed("```edges\nrule: storage\nstorage: rule\nextra:\n```").unwrap();
    assert_eq!(
        list_offences(&allowed, &found),
        [
            "`extra` is not in the list of ARCHITECTURE.md",
            "`rule` must not depend on `storage`",
            "`site` is in the list but not in the workspace",
        ]
    );
}

#[test]
fn a_document_without_the_list_is_noticed() {
    assert!(find_allowed("```toml\na: b\n```").is_none());
}
