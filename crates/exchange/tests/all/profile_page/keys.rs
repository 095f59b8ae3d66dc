// SPDX-License-Identifier: EUPL-1.2
//! The keys of a profile as the page tells them: from the code, with examples that are run.

use std::path::Path;

use wegmarke_domain::draft::Cell;
use wegmarke_exchange::profile::PARTS;
use wegmarke_exchange::{Profile, ReadError, read};

use super::examples::{EXAMPLES, Example};

use crate::told;

/// Every key of a part, and its examples with what comes of them.
pub(super) fn parts() -> String {
    let mut text = String::new();
    for part in PARTS {
        text.push_str(&format!(
            "## {}\n\n{}\n\n| key | meaning |\n| --- | --- |\n",
            part.name,
            tidy(part.doc)
        ));
        for key in part.keys {
            text.push_str(&format!("| `{}` | {} |\n", key.name, tidy(key.doc)));
        }
        for example in EXAMPLES.iter().filter(|example| example.part == part.name) {
            text.push_str(&shown(example));
        }
        text.push('\n');
    }
    text
}

/// Lines of a comment as one paragraph.
fn tidy(doc: &str) -> String {
    doc.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn shown(example: &Example) -> String {
    let mut text = format!(
        "\n{}\n\n```toml\n{}\n```\n",
        example.says,
        example.profile.trim()
    );
    for (file, content) in example.files {
        let kind = if file.ends_with("json") {
            "json"
        } else {
            "csv"
        };
        text.push_str(&format!(
            "\n`{file}`:\n\n```{kind}\n{}\n```\n",
            content.trim_end()
        ));
    }
    text.push_str(&format!("\ngives\n\n```text\n{}```\n", outcome(example)));
    text
}

/// What an example comes to: its drafts, then its doubts, a line each.
fn outcome(example: &Example) -> String {
    let folder = tempfile::tempdir().unwrap();
    for (file, content) in example.files {
        let path = folder.path().join(file);
        if file.ends_with("xlsx") {
            spreadsheet(&path, content);
        } else {
            std::fs::write(path, content).unwrap();
        }
    }
    let head = if example.profile.starts_with("name") {
        ""
    } else {
        "name = \"x\"\nlanguage = \"de\"\ncomplete = true\n"
    };
    let profile = Profile::parse(&format!("{head}{}", example.profile), "x.toml");
    let profile = profile.unwrap_or_else(|error| panic!("{error}\n{}", example.profile));
    let reading = match read(folder.path(), &profile) {
        Ok(reading) => reading,
        Err(error @ ReadError::RenamedHeadings { .. }) => {
            return format!("refused: {}\n", told::words(&error.message()));
        }
        Err(error) => panic!("{error}\n{}", example.profile),
    };
    let mut text = String::new();
    for draft in &reading.drafts {
        let cells = draft.cells.iter().map(|cell| {
            let said = if cell.text == Cell::NONE_STATED {
                "(none)"
            } else {
                &cell.text
            };
            format!("{} {said:?}", cell.attribute)
        });
        let cells: Vec<String> = cells.collect();
        text.push_str(&format!("{}: {}\n", draft.noun, cells.join(" · ")));
    }
    for doubt in &reading.doubts {
        let row = doubt.row.map_or_else(String::new, |row| format!(":{row}"));
        let column = doubt.column.as_deref().unwrap_or_default();
        text.push_str(&format!(
            "told: {}{row} [{column}] {}\n",
            doubt.file, doubt.code
        ));
    }
    text
}

/// Writes sheets that begin with their name in brackets.
fn spreadsheet(path: &Path, content: &str) {
    let mut book = rust_xlsxwriter::Workbook::new();
    for sheet in content.split("\n[") {
        let (name, rows) = sheet.trim_start_matches('[').split_once("]\n").unwrap();
        let page = book.add_worksheet().set_name(name).unwrap();
        for (at, row) in rows.lines().enumerate() {
            for (column, cell) in row.split(';').enumerate() {
                let (at, column) = (u32::try_from(at).unwrap(), u16::try_from(column).unwrap());
                page.write_string(at, column, cell).unwrap();
            }
        }
    }
    book.save(path).unwrap();
}

#[test]
fn every_key_has_an_example() {
    for part in PARTS {
        let examples = EXAMPLES.iter().filter(|example| example.part == part.name);
        let texts: Vec<&str> = examples.map(|example| example.profile).collect();
        for key in part.keys {
            let name = key.name;
            let written = |text: &&str| {
                [
                    format!("{name} ="),
                    format!(".{name}]"),
                    format!("[{name}]"),
                    format!(".{name}."),
                ]
                .iter()
                .any(|way| text.contains(way.as_str()))
            };
            // What has a part of its own has its examples there.
            let everywhere = EXAMPLES.iter().map(|example| example.profile);
            let is_part = everywhere
                .into_iter()
                .any(|text| text.contains(&format!(".{name}]]")));
            let shown = texts.iter().any(written) || is_part;
            assert!(shown, "{}: {name} has no example", part.name);
        }
    }
}
