// SPDX-License-Identifier: EUPL-1.2
//! What may be built in: the rules of `deny.toml` for licences, bans and sources, over what cargo
//! resolves. Cargo-deny reads the same file, and knows more; compiling it takes longer than this run.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::root::{self, Root};

/// The only registry that is known.
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// An error if anything that is built in may not be.
pub fn check(root: &Root) -> Result<()> {
    let rules = read_rules(root)?;
    let targets = texts(&rules["graph"]["targets"]);
    if targets.is_empty() {
        bail!("deny.toml names no targets");
    }
    let mut offences = Vec::new();
    for target in targets {
        let metadata = resolve(root, target)?;
        let found = list_offences(&rules, &metadata);
        offences.extend(found.into_iter().map(|what| format!("{what} ({target})")));
    }
    if offences.is_empty() {
        return Ok(());
    }
    bail!("deny.toml does not allow this:\n{}", offences.join("\n"))
}

/// `deny.toml`. Python reads it, which is here for other tests anyway: a reader of our own would be
/// compiled before each first demo.
fn read_rules(root: &Root) -> Result<Value> {
    let script =
        "import json, sys, tomllib; json.dump(tomllib.load(open(sys.argv[1], 'rb')), sys.stdout)";
    let mut python = root.program("python3");
    python.args(["-c", script]).arg(root.join("deny.toml"));
    let text = root::output(&mut python).context("deny.toml wants Python 3.11 or newer")?;
    Ok(serde_json::from_slice(&text)?)
}

/// Everything that is built for a target, in the versions of `Cargo.lock`.
pub fn resolve(root: &Root, target: &str) -> Result<Value> {
    let mut cargo = root.cargo();
    cargo.args([
        "metadata",
        "--format-version=1",
        "--all-features",
        "--locked",
    ]);
    cargo.args(["--filter-platform", target]);
    Ok(serde_json::from_slice(&root::output(&mut cargo)?)?)
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn texts(value: &Value) -> Vec<&str> {
    list(value).iter().map(text).collect()
}

/// What the rules object to, one line for each.
fn list_offences(rules: &Value, metadata: &Value) -> Vec<String> {
    let packages: BTreeMap<&str, &Value> = list(&metadata["packages"])
        .iter()
        .map(|package| (text(&package["id"]), package))
        .collect();
    let mut offences = Vec::new();
    // The list of packages names also those of other targets.
    let nodes = list(&metadata["resolve"]["nodes"]);
    for node in nodes {
        let Some(package) = packages.get(text(&node["id"])) else {
            continue;
        };
        let users = || {
            let all = nodes.iter().filter(|other| {
                let deps = list(&other["deps"]);
                deps.iter().any(|dep| dep["pkg"] == node["id"])
            });
            all.filter_map(|user| packages.get(text(&user["id"])))
                .map(|user| text(&user["name"]))
        };
        offences.extend(licence_offence(rules, package));
        offences.extend(ban_offence(rules, package, users));
        offences.extend(source_offence(package));
        if package["source"].is_null() {
            offences.extend(list_wildcards(package));
        }
    }
    offences
}

fn licence_offence(rules: &Value, package: &Value) -> Option<String> {
    let allowed = texts(&rules["licenses"]["allow"]);
    let name = text(&package["name"]);
    // Where a manifest names a file only, `deny.toml` says what is in it.
    let clarified = list(&rules["licenses"]["clarify"]);
    let clarified = clarified.iter().find(|one| text(&one["crate"]) == name);
    let licence = match (package["license"].as_str(), clarified) {
        (None, Some(one)) => text(&one["expression"]),
        (told, _) => told.unwrap_or_default(),
    };
    let fine = is_satisfied(licence, &|one| allowed.contains(&one));
    (!fine).then(|| format!("{name}: licence “{licence}”"))
}

/// Whether an SPDX expression holds when some licences do. An older way to write `OR` is `/`.
fn is_satisfied(expression: &str, allowed: &dyn Fn(&str) -> bool) -> bool {
    let spaced = expression
        .replace('(', " ( ")
        .replace(')', " ) ")
        .replace('/', " OR ");
    let mut words: Vec<&str> = spaced.split_whitespace().rev().collect();
    let holds = either(&mut words, allowed);
    holds == Some(true) && words.is_empty()
}

/// `a OR b`, from the end of the reversed words; nothing if it is not well formed.
fn either(words: &mut Vec<&str>, allowed: &dyn Fn(&str) -> bool) -> Option<bool> {
    let mut holds = both(words, allowed)?;
    while words.pop_if(|word| *word == "OR").is_some() {
        holds |= both(words, allowed)?;
    }
    Some(holds)
}

/// `a AND b`, which binds more.
fn both(words: &mut Vec<&str>, allowed: &dyn Fn(&str) -> bool) -> Option<bool> {
    let mut holds = one(words, allowed)?;
    while words.pop_if(|word| *word == "AND").is_some() {
        holds &= one(words, allowed)?;
    }
    Some(holds)
}

fn one(words: &mut Vec<&str>, allowed: &dyn Fn(&str) -> bool) -> Option<bool> {
    let word = words.pop()?;
    if word == "(" {
        let holds = either(words, allowed);
        words.pop_if(|word| *word == ")")?;
        return holds;
    }
    if words.pop_if(|word| *word == "WITH").is_some() {
        return Some(allowed(&format!("{word} WITH {}", words.pop()?)));
    }
    // `+`: this one or a later one, so this one.
    Some(allowed(word.trim_end_matches('+')))
}

fn ban_offence<'v, U: Iterator<Item = &'v str>>(
    rules: &Value,
    package: &Value,
    users: impl Fn() -> U,
) -> Option<String> {
    let name = text(&package["name"]);
    let banned = list(&rules["bans"]["deny"]);
    let ban = banned.iter().find(|ban| text(&ban["crate"]) == name)?;
    let wrappers = texts(&ban["wrappers"]);
    let mut strangers: Vec<&str> = users().filter(|user| !wrappers.contains(user)).collect();
    strangers.sort_unstable();
    let alone = wrappers.is_empty() || !strangers.is_empty();
    alone.then(|| {
        let reason = text(&ban["reason"]);
        format!(
            "{name}: banned, brought by {}: {reason}",
            strangers.join(", ")
        )
    })
}

fn source_offence(package: &Value) -> Option<String> {
    let source = package["source"].as_str()?;
    (source != REGISTRY).then(|| format!("{}: from {source}", text(&package["name"])))
}

/// Dependencies of ours that take any version.
fn list_wildcards(package: &Value) -> Vec<String> {
    let name = text(&package["name"]);
    list(&package["dependencies"])
        .iter()
        .filter(|one| text(&one["req"]) == "*" && one["path"].is_null())
        .map(|one| format!("{name}: any version of {}", text(&one["name"])))
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{REGISTRY, Root, is_satisfied, list_offences, read_rules};

    #[test]
    fn expressions_are_understood() {
        let allowed = |one: &str| ["MIT", "ISC", "Apache-2.0 WITH LLVM-exception"].contains(&one);
        for (expression, holds) in [
            ("MIT", true),
            ("GPL-3.0-only", false),
            ("GPL-3.0-only OR MIT", true),
            ("GPL-3.0-only/MIT", true),
            ("MIT AND GPL-3.0-only", false),
            ("MIT OR ISC AND GPL-3.0-only", true),
            ("(MIT OR GPL-3.0-only) AND ISC", true),
            ("(MIT OR ISC) AND GPL-3.0-only", false),
            ("Apache-2.0 WITH LLVM-exception", true),
            ("Apache-2.0", false),
            ("MIT+", true),
            ("", false),
            ("MIT ISC", false),
            ("(MIT", false),
        ] {
            assert_eq!(is_satisfied(expression, &allowed), holds, "{expression}");
        }
    }

    fn rules() -> Value {
        json!({
            "licenses": {"allow": ["MIT"]},
            "bans": {"deny": [
                {"crate": "openssl", "reason": "rustls"},
                {"crate": "chrono", "reason": "jiff", "wrappers": ["feeds"]},
            ]},
        })
    }

    /// Packages in which `ours` uses all others, and `feeds` uses chrono.
    fn metadata(change: impl Fn(&mut Vec<Value>)) -> Value {
        let package = |name: &str| {
            let source = (name != "ours").then_some(REGISTRY);
            json!({"id": name, "name": name, "license": "MIT", "source": source, "dependencies": []})
        };
        let mut packages = vec![package("ours"), package("feeds"), package("chrono")];
        change(&mut packages);
        let mut nodes = vec![json!({"id": "feeds", "deps": [{"pkg": "chrono"}]})];
        let names = packages.iter().map(|package| package["id"].clone());
        nodes.extend(
            names
                .filter(|name| name != "feeds" && name != "ours")
                .map(|name| json!({"id": name, "deps": []})),
        );
        let used = nodes.iter().map(|node| node["id"].clone());
        let used: Vec<Value> = used
            .filter(|name| name != "chrono")
            .map(|name| json!({"pkg": name}))
            .collect();
        nodes.push(json!({"id": "ours", "deps": used}));
        json!({"packages": packages, "resolve": {"nodes": nodes}})
    }

    #[test]
    fn what_is_allowed_is_fine() {
        assert_eq!(list_offences(&rules(), &metadata(|_| ())), [""; 0]);
    }

    #[test]
    fn everything_else_is_named() {
        let foreign = json!({"id": "x", "name": "x", "license": "GPL-3.0-only",
            "source": "git+https://example.org/x", "dependencies": []});
        let banned = json!({"id": "openssl", "name": "openssl", "license": "MIT",
            "source": REGISTRY, "dependencies": []});
        let found = metadata(|packages| {
            packages.extend([foreign.clone(), banned.clone()]);
            packages[0]["dependencies"] = json!([
                {"name": "x", "req": "*", "path": null},
                {"name": "own", "req": "*", "path": "crates/own"},
            ]);
        });
        assert_eq!(
            list_offences(&rules(), &found),
            [
                "x: licence “GPL-3.0-only”",
                "x: from git+https://example.org/x",
                "openssl: banned, brought by ours: rustls",
                "ours: any version of x",
            ]
        );
    }

    #[test]
    fn what_a_licence_file_says_is_told_by_the_rules_and_for_nothing_else() {
        let package = |name: &str| json!({"id": name, "name": name, "license": null, "source": REGISTRY, "dependencies": []});
        let found = metadata(|packages| packages.extend([package("filed"), package("silent")]));
        let mut rules = rules();
        rules["licenses"]["clarify"] = json!([{"crate": "filed", "expression": "MIT"}]);
        assert_eq!(list_offences(&rules, &found), ["silent: licence “”"]);
        rules["licenses"]["clarify"][0]["expression"] = json!("GPL-3.0-only");
        assert_eq!(list_offences(&rules, &found).len(), 2);
    }

    #[test]
    fn a_ban_lets_in_what_comes_through_its_wrappers_only() {
        let mut found = metadata(|_| ());
        let nodes = found["resolve"]["nodes"].as_array_mut().unwrap();
        let ours = nodes.iter_mut().find(|node| node["id"] == "ours").unwrap();
        ours["deps"] = json!([{"pkg": "feeds"}, {"pkg": "chrono"}]);
        assert_eq!(
            list_offences(&rules(), &found),
            ["chrono: banned, brought by ours: jiff"]
        );
    }

    #[test]
    fn the_rules_of_the_project_are_read() {
        let rules = read_rules(&Root::find().unwrap()).unwrap();
        assert!(super::texts(&rules["licenses"]["allow"]).contains(&"EUPL-1.2"));
        assert!(!super::texts(&rules["graph"]["targets"]).is_empty());
    }
}
