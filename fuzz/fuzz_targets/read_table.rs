// SPDX-License-Identifier: EUPL-1.2
//! Any bytes as a table and as a tree: read or refused, never a panic, never out of memory.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use wegmarke_exchange::{Profile, read_bytes};

const TABLE: &str = r#"
name = "table"
language = "de"
complete = false
decimal = ","
thousands = "."
[[table]]
file = "*"
[[table.record]]
noun = "milestone"
[table.record.columns]
"id" = { columns = ["a", "b"], join = "-", optional = true }
"goal" = { column = "c", optional = true }
"measures" = { column = "d", split = ";", optional = true }
"#;

const TREE: &str = r#"
name = "tree"
language = "de"
complete = false
[[tree]]
file = "*"
children = "c"
[[tree.record]]
noun = "measure"
[tree.record.columns]
"title.de" = { column = "t", optional = true }
"plan" = { column = "root.t", optional = true }
"#;

fn profile(text: &str) -> Profile {
    Profile::parse(text, "fuzz.toml").unwrap_or_else(|error| panic!("{error}"))
}

static PROFILES: LazyLock<[Profile; 2]> = LazyLock::new(|| [TABLE, TREE].map(profile));

fuzz_target!(|bytes: &[u8]| {
    for profile in &*PROFILES {
        let _ = read_bytes("fuzz", bytes, profile);
    }
});
