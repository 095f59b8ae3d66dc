// SPDX-License-Identifier: EUPL-1.2
//! Signed bundles: read only if nothing in them was changed, and then cell by cell as they are.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use ed25519_dalek::{Signer as _, SigningKey};
use sha2::{Digest as _, Sha256};
use wegmarke_domain::draft::Draft;
use wegmarke_domain::noun::Noun;
use wegmarke_exchange::{Profile, ReadError, Reading, find_profile, find_seal, read, read_bytes};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

type Files = BTreeMap<String, Vec<u8>>;

fn key(seed: u8) -> SigningKey {
    SigningKey::from_bytes(&[seed; 32])
}

fn public(key: &SigningKey) -> String {
    hex::encode(key.verifying_key().to_bytes())
}

/// Two by two with totals: one cell hidden by rule, one for its sake in each line, one nobody.
fn release() -> Files {
    let category =
        |code: &str, de: &str, en: &str| serde_json::json!({"code": code, "de": de, "en": en});
    let gender = serde_json::json!({"variable": "gender", "title": {"de": "Geschlecht", "en": "Gender"}, "several": false,
        "categories": [category("female", "weiblich", "female"), category("", "", "")]});
    let report = serde_json::json!({"variable": "report", "title": {"de": "Anzeige", "en": "Report"}, "several": false,
        "categories": [category("yes", "ja", "yes"), category("no", "nein", "no")]});
    let year = serde_json::json!({"variable": "year", "title": {"de": "Jahr", "en": "Year"}, "several": false,
        "categories": [category("2023", "2023", "2023"), category("2024", "2024", "2024")]});
    let number = |n: u32| serde_json::json!({"number": n});
    let (hidden, none) = (serde_json::json!("suppressed"), serde_json::json!("none"));
    let release = serde_json::json!({
        "number": 3, "title": {"de": "Fälle 2024", "en": "Cases 2024"}, "codebook": "c 1", "source": "s",
        "years": [2023, 2024], "class": "exact", "parameters": {}, "audit": {},
        "tables": [
            {"id": "gender-report", "title": {"de": "G", "en": "G"}, "axes": [gender, report],
             "cells": [hidden, number(20), hidden, hidden, none, hidden, number(12), number(20), number(32)]},
            {"id": "years", "title": {"de": "J", "en": "Y"}, "axes": [year], "cells": [number(15), number(17), number(32)]},
        ],
    });
    [
        ("release.json", serde_json::to_vec(&release).unwrap()),
        (
            "tables/gender-report.csv",
            b"gender,report,state,count\n".to_vec(),
        ),
    ]
    .map(|(name, content)| (name.to_owned(), content))
    .into()
}

fn sums(files: &Files) -> Vec<u8> {
    let mut lines = String::new();
    for (name, content) in files {
        writeln!(lines, "{}  {name}", hex::encode(Sha256::digest(content))).unwrap();
    }
    lines.into_bytes()
}

fn signed(mut files: Files, keys: &[SigningKey]) -> Files {
    let told = sums(&files);
    let signatures: Vec<_> = keys
        .iter()
        .map(|key| {
            let signature = hex::encode(key.sign(&told).to_bytes());
            serde_json::json!({"name": "Leitung", "key": public(key), "signature": signature})
        })
        .collect();
    files.insert("SHA256SUMS".to_owned(), told);
    files.insert(
        "signatures.json".to_owned(),
        serde_json::to_vec(&signatures).unwrap(),
    );
    files
}

fn packed(files: &Files, folder: &str) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        archive
            .start_file(format!("{folder}{name}"), SimpleFileOptions::default())
            .unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn profile(name: &str) -> Profile {
    let text = find_profile(name)
        .unwrap()
        .replace("# plan = \"the plan\"", "plan = \"p\"");
    Profile::parse(&text, name).unwrap_or_else(|error| panic!("{error}"))
}

fn cell<'d>(draft: &'d Draft, attribute: &str) -> Vec<&'d str> {
    let cells = draft
        .cells
        .iter()
        .filter(|cell| &*cell.attribute == attribute);
    cells.map(|cell| cell.text.as_str()).collect()
}

fn values(reading: &Reading) -> Vec<&Draft> {
    reading
        .drafts
        .iter()
        .filter(|draft| draft.noun == Noun::Value)
        .collect()
}

#[test]
fn a_release_gives_its_cells_as_they_are_and_itself_as_evidence() {
    let keys = [key(1), key(2)];
    let files = signed(release(), &keys);
    let profile = profile("wegmarke-cases");
    // In a folder, as an archive, and as an archive of the folder: the same.
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in &files {
        let path = folder.path().join("release-3").join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }
    let readings = [
        read(&folder.path().join("release-3"), &profile).unwrap(),
        read_bytes("release-3.zip", &packed(&files, ""), &profile).unwrap(),
        read_bytes("release-3.zip", &packed(&files, "release-3/"), &profile).unwrap(),
    ];
    for reading in &readings {
        assert_eq!(reading.drafts, readings[0].drafts);
        assert_eq!(
            reading.seals["release-3.zip"],
            readings[0].seals["release-3.zip"]
        );
    }
    let reading = &readings[0];
    assert!(reading.doubts.is_empty(), "{:?}", reading.doubts);
    let seal = &reading.seals["release-3.zip"];
    assert_eq!(
        seal.sha256,
        hex::encode(Sha256::digest(&files["SHA256SUMS"]))
    );
    assert!(keys.iter().all(|key| seal.keys.contains(&public(key))));
    let values = values(reading);
    let told: Vec<_> = values
        .iter()
        .map(|draft| {
            (
                cell(draft, "indicator")[0],
                cell(draft, "on")[0],
                cell(draft, "reading")[0],
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("gender-report", "2023–2024", "32"),
            ("years", "2023", "15"),
            ("years", "2024", "17")
        ]
    );
    // Suppressed, nobody and not recorded are three.
    assert_eq!(
        cell(values[0], "parts"),
        [
            "weiblich · ja: suppressed",
            "weiblich · nein: 20",
            "weiblich: suppressed",
            "not_recorded · ja: suppressed",
            "not_recorded · nein: 0",
            "not_recorded: suppressed",
            "ja: 12",
            "nein: 20",
        ]
    );
    let evidence: Vec<_> = reading
        .drafts
        .iter()
        .filter(|draft| draft.noun == Noun::Evidence)
        .collect();
    assert_eq!(evidence.len(), 1);
    assert_eq!(cell(evidence[0], "claim.en"), ["Cases 2024"]);
    assert_eq!(cell(evidence[0], "plan"), ["p"]);
    assert_eq!(
        cell(evidence[0], "id"),
        [format!("bundle-{}", &seal.sha256[..16])]
    );
}

fn refusal(files: &Files) -> &'static str {
    match read_bytes("r.zip", &packed(files, ""), &profile("wegmarke-cases")) {
        Ok(_) => "read",
        Err(error) => error.code(),
    }
}

#[test]
fn a_release_that_was_changed_anywhere_is_not_read() {
    let good = signed(release(), &[key(1), key(2)]);
    assert_eq!(refusal(&good), "read");
    for name in good.keys() {
        let mut other = good.clone();
        other.remove(name);
        assert_ne!(refusal(&other), "read", "without {name}");
        for at in [0, good[name].len() / 2, good[name].len() - 1] {
            let mut other = good.clone();
            other.get_mut(name).unwrap()[at] ^= 1;
            assert_ne!(refusal(&other), "read", "{name}, byte {at}");
        }
    }
    let mut more = good.clone();
    more.insert("tables/more.csv".to_owned(), b"a\n".to_vec());
    assert_eq!(refusal(&more), "broken_signature");
    for keys in [
        vec![key(1)],
        vec![key(1), key(1)],
        vec![key(1), key(2), key(3)],
        Vec::new(),
    ] {
        assert_eq!(refusal(&signed(release(), &keys)), "broken_signature");
    }
    let mut unsigned = good.clone();
    unsigned.remove("SHA256SUMS");
    assert_eq!(refusal(&unsigned), "unsigned");
    // A table with a cell more than its axes have places.
    let mut odd = release();
    let text = String::from_utf8(odd["release.json"].clone()).unwrap();
    odd.insert(
        "release.json".to_owned(),
        text.replace("\"none\"", "\"none\",\"none\"").into_bytes(),
    );
    assert_eq!(refusal(&signed(odd, &[key(1), key(2)])), "damaged");
}

const COUNTS: &str = "quarter,land,group,outcome,state,count
2026-Q3,de-be,women,refused-no-place,number,17
2026-Q3,de-be,men,refused-no-place,suppressed,
2026-Q3,de-be,men,placed,number,0
2026-Q4,de-be,men,placed,number,6
2026-Q4,de-nw,men,placed,number,7
";

fn counted(body: &str, key: &SigningKey) -> String {
    let signature = key.sign(format!("wegmarke/wegweiser/counts/v2\n{body}").as_bytes());
    format!(
        "{body}signature,{},{}\n",
        public(key),
        hex::encode(signature.to_bytes())
    )
}

#[test]
fn counts_give_outcomes_by_quarter_and_no_sum_of_what_is_not_told() {
    let file = counted(COUNTS, &key(7));
    let reading = read_bytes(
        "counts.csv",
        file.as_bytes(),
        &profile("wegmarke-wegweiser"),
    )
    .unwrap();
    let told: Vec<_> = values(&reading)
        .iter()
        .map(|draft| {
            let of = |name| cell(draft, name)[0].to_owned();
            (
                of("indicator"),
                of("on"),
                of("reading"),
                cell(draft, "parts").join(" | "),
            )
        })
        .collect();
    let row = |a: &str, b: &str, c: &str, d: &str| {
        (a.to_owned(), b.to_owned(), c.to_owned(), d.to_owned())
    };
    assert_eq!(
        told,
        [
            row("placed", "2026-Q3", "0", "de-be · men: 0"),
            row("placed", "2026-Q4", "13", "de-be · men: 6 | de-nw · men: 7"),
            row(
                "refused-no-place",
                "2026-Q3",
                "suppressed",
                "de-be · women: 17 | de-be · men: suppressed"
            ),
        ]
    );
    assert_eq!(
        find_seal("x", file.as_bytes()).unwrap().unwrap().keys,
        [public(&key(7))]
    );
}

#[test]
fn counts_that_were_changed_or_not_signed_are_not_read() {
    let profile = profile("wegmarke-wegweiser");
    let code = |text: &str| match read_bytes("counts.csv", text.as_bytes(), &profile) {
        Ok(_) => "read",
        Err(ReadError::Unsigned { .. }) => "unsigned",
        Err(error) => error.code(),
    };
    let good = counted(COUNTS, &key(7));
    assert_eq!(code(&good), "read");
    assert_eq!(code(COUNTS), "unsigned");
    assert_eq!(code(&good.replace(",17\n", ",18\n")), "broken_signature");
    assert_eq!(
        code(&good.replace("men,placed,number,0\n", "")),
        "broken_signature"
    );
    // The same signature under the name of another key.
    assert_eq!(
        code(&good.replace(&public(&key(7)), &public(&key(8)))),
        "broken_signature"
    );
    for wrong in [
        "number,",
        "suppressed,3",
        "number,-1",
        "none,0",
        "number,1,2",
    ] {
        let body = COUNTS.replace("suppressed,", wrong);
        assert_eq!(code(&counted(&body, &key(7))), "damaged", "{wrong}");
    }
}
