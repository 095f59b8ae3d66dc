// SPDX-License-Identifier: EUPL-1.2
//! Rows of proofs.

use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::proof::Proof;
use wegmarke_domain::stated::Stated;
use wegmarke_pages::work::say::{PROOFS, count_rows};

use super::reader::{Reader, clean};
use super::writer::{Writer, word};

/// The name of the list.
const LIST: &str = "evidence";

pub(super) fn read(reader: &mut Reader<'_>, before: &[Proof]) -> Vec<Proof> {
    let mut proofs = Vec::new();
    for row in 0..count_rows(reader.values, LIST, PROOFS) {
        let name = |part: &str| format!("{LIST}.{row}.{part}");
        let parts = ["title", "url", "held", "dated_on", "shows"];
        if reader.is_blank(&parts.map(name)) {
            continue;
        }
        let known = before.get(row).map(|proof| proof.title.clone());
        let Stated::Value(title) = reader.text(&name("title"), &known.into()) else {
            let problem = Problem::new(name("title"), codes::REQUIRED);
            reader.problems.push(problem);
            continue;
        };
        reader.item(LIST, row);
        let url = clean(reader.values.get(&name("url")));
        proofs.push(Proof {
            title,
            url: Some(url.trim())
                .filter(|url| !url.is_empty())
                .map(Into::into),
            file: reader.file(&name("held")),
            dated_on: reader.day(&name("dated_on")),
            shows: reader.word(&name("shows")),
        });
    }
    proofs
}

pub(super) fn write(writer: &mut Writer, proofs: &[Proof]) {
    for (row, proof) in proofs.iter().enumerate() {
        let name = |part: &str| format!("{LIST}.{row}.{part}");
        writer.text(&name("title"), Some(&proof.title));
        writer.put(&name("url"), proof.url.as_deref());
        let file = proof.file.as_ref();
        writer.put(&name("held"), file.map(|file| &file.sha256));
        writer.put(&name("dated_on"), proof.dated_on.value());
        writer.put(&name("shows"), word!(proof.shows));
    }
}
