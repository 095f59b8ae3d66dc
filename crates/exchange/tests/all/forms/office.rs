// SPDX-License-Identifier: EUPL-1.2
//! LibreOffice in between: our files opened, saved in the other format, and read.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use wegmarke_testkit::missing;

use super::sample::{self, assert_untouched, part};

/// The program, if it is installed. Where everything must be checked, it has to be.
fn find_office() -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let places = env::split_paths(&path).collect::<Vec<_>>();
    let programs = ["soffice", "libreoffice"];
    let mut programs = programs
        .iter()
        .flat_map(|name| places.iter().map(move |place| place.join(name)));
    let found = programs.find(|program| program.is_file());
    if found.is_none() {
        missing(
            "LibreOffice is not here, no form went through it; install LibreOffice Calc \
             (Debian: libreoffice-calc-nogui)",
        );
    }
    found
}

/// The file as LibreOffice saves it in another format.
fn converted(office: &Path, bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(format!("form.{from}"));
    fs::write(&file, bytes).unwrap();
    let out = folder.path().join("out");
    // A profile of its own, so that no other run is in the way.
    let profile = format!(
        "-env:UserInstallation=file://{}/profile",
        folder.path().display()
    );
    let run = Command::new(office)
        .args([
            &profile,
            "--headless",
            "--norestore",
            "--convert-to",
            to,
            "--outdir",
        ])
        .args([&out, &file])
        .output()
        .unwrap();
    let saved = fs::read(out.join(format!("form.{to}")));
    saved.unwrap_or_else(|error| panic!("LibreOffice saved nothing ({error}): {run:?}"))
}

fn count(text: &str, mark: &str) -> usize {
    text.matches(mark).count()
}

fn assert_marks(text: &str, marks: &[&str]) {
    for mark in marks {
        assert!(
            text.contains(mark),
            "{mark} is missing: {}",
            text.chars().take(6_000).collect::<String>()
        );
    }
}

/// What keeps a form a form, in an XLSX that LibreOffice wrote.
fn assert_xlsx_is_kept(bytes: &[u8], open_cells: usize) {
    let sheet = part(bytes, "xl/worksheets/sheet1.xml");
    assert_marks(
        &sheet,
        &[
            "<sheetProtection sheet=\"true\"",
            "hidden=\"true\"",
            "orientation=\"landscape\"",
            "promptTitle=\"Stand\"",
            "$D$2:$D$4</formula1>",
            "$F$2:$F$3</formula1>",
        ],
    );
    assert_eq!(count(&sheet, "type=\"list\""), 2);
    assert_eq!(
        count(&sheet, "<f>") + count(&sheet, "<f "),
        0,
        "a formula arose"
    );
    let hidden_columns = sheet
        .split("<col ")
        .filter(|tag| tag.starts_with("collapsed") && tag.contains("hidden=\"true\""));
    assert!(hidden_columns.count() >= 1);
    let book = part(bytes, "xl/workbook.xml");
    assert_marks(&book, &["state=\"hidden\"", "_xlnm.Print_Titles"]);
    let styles = part(bytes, "xl/styles.xml");
    let styles = styles.split("<cellXfs").nth(1).unwrap().to_owned();
    let open_styles: Vec<usize> = styles
        .split("<xf ")
        .skip(1)
        .enumerate()
        .filter(|(_, style)| style.contains("locked=\"false\""))
        .map(|(at, _)| at)
        .collect();
    let open = open_styles.iter().map(|at| {
        count(&sheet, &format!(" s=\"{at}\" ")) + count(&sheet, &format!(" s=\"{at}\"/"))
    });
    assert_eq!(
        open.sum::<usize>(),
        open_cells,
        "cells that can be written to"
    );
}

/// What keeps a form a form, in an ODS that LibreOffice wrote.
fn assert_ods_is_kept(bytes: &[u8]) {
    let content = part(bytes, "content.xml");
    assert_marks(
        &content,
        &[
            "table:protected=\"true\"",
            "style:cell-protect=\"none\"",
            "table:visibility=\"collapse\"",
            "table:display=\"false\"",
            "<table:table-header-rows>",
            "table:title=\"Stand\"",
            ".$D$2:.$D$4])",
            ".$F$2:.$F$3])",
        ],
    );
    assert_eq!(count(&content, "cell-content-is-in-list"), 2);
    assert_eq!(count(&content, "table:formula"), 0, "a formula arose");
    assert_marks(
        &part(bytes, "styles.xml"),
        &["style:print-orientation=\"landscape\""],
    );
}

#[test]
fn our_files_survive_libreoffice() {
    let Some(office) = find_office() else { return };
    let form = sample::sample();
    let open_cells = form.rows.len() * (form.columns.len() - 1);
    let saved = converted(&office, &form.to_ods().unwrap(), "ods", "xlsx");
    assert_untouched(&form, &saved);
    assert_xlsx_is_kept(&saved, open_cells);
    let saved = converted(&office, &form.to_xlsx().unwrap(), "xlsx", "ods");
    assert_untouched(&form, &saved);
    assert_ods_is_kept(&saved);
    // And once more, as when two people work on one file with two programs.
    let again = converted(&office, &saved, "ods", "xlsx");
    assert_untouched(&form, &again);
    assert_xlsx_is_kept(&again, open_cells);
}
