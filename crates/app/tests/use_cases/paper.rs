// SPDX-License-Identifier: EUPL-1.2
//! A document for people is reviewed before it is a table; what was made of it is not lost, and what is
//! written names the document.

use std::io::Write as _;
use std::sync::Arc;
use std::time::Duration;

use sha2::{Digest as _, Sha256};
use wegmarke_app::upload::{Checked, SheetWords};
use wegmarke_app::{App, AppError, Who};
use wegmarke_domain::noun::Noun;
use wegmarke_domain::rules::permission::Role;
use wegmarke_exchange::mapping::Mapping;
use wegmarke_exchange::paper::grid::review::Review;

use super::cycle::{who, with_round};
use super::fixture::{Home, counts};

fn kok() -> Who {
    who("kok", &[Role::Publisher])
}

/// Thirty demands in a table of a text document; the third has no number.
fn demands() -> Vec<u8> {
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let row = |cells: [&str; 3]| format!("<w:tr>{}</w:tr>", cells.map(cell).concat());
    let mut rows = vec![row(["Nr.", "Forderung", "Federführung"])];
    for n in 1..=30 {
        let number = if n == 3 { String::new() } else { n.to_string() };
        rows.push(row([&number, &format!("Forderung {n} erfüllen"), "BMAS"]));
    }
    let document = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
         <w:body><w:tbl>{}</w:tbl></w:body></w:document>",
        rows.concat()
    );
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive
        .start_file(
            "word/document.xml",
            zip::write::SimpleFileOptions::default(),
        )
        .unwrap();
    archive.write_all(document.as_bytes()).unwrap();
    archive.finish().unwrap().into_inner()
}

fn words() -> SheetWords {
    let word = str::to_owned;
    SheetWords {
        table: word("Tabelle"),
        title: word("Titel"),
        number: word("Nummer"),
        column: word("Spalte"),
        heading: word("Überschrift"),
        page: word("Seite"),
    }
}

/// Looks at everything that is left.
fn look_at_all(review: &mut Review, by: &str) {
    let open: Vec<_> = review.rows().filter(|at| review.is_open(*at)).collect();
    let whole: Vec<usize> = review.whole_findings().map(|(number, ..)| number).collect();
    open.into_iter().for_each(|at| review.look(at, by));
    whole.into_iter().for_each(|it| review.look_at_whole(it));
}

async fn at(app: &App, id: &str) -> u64 {
    app.get_upload(&kok(), id).await.unwrap().revision
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_is_reviewed_and_goes_on_as_a_table() {
    let home = Home::embedded();
    let app = Arc::new(with_round(&home).await);
    let kok = kok();
    let bytes = demands();
    let id = app.bring(&kok, "Papier.docx", bytes.clone()).await.unwrap();
    let held = app.get_upload(&kok, &id).await.unwrap();
    let paper = held.upload.paper.as_ref().unwrap();
    assert!(!paper.is_over());
    assert!(
        paper.review.rows().any(|at| paper.review.stops(at)),
        "a number is missing"
    );
    // Nothing goes on before it is looked at.
    assert!(app.look_at_upload(&held).await.is_err());
    let first = (&*id, held.revision);
    let early = app.end_review(&kok, first, words()).await.unwrap_err();
    assert!(matches!(early, AppError::NotFound(_)));
    let change = |review: &mut Review, by: &str| {
        assert!(review.correct((0, 2), 0, "3"));
        review.drop_row((0, 29), "a remark");
        look_at_all(review, by);
    };
    let second = app.review_upload(&kok, first, change).await.unwrap();
    // What a colleague did meanwhile is not passed over.
    let stale = app.review_upload(&kok, first, |_, _| {}).await.unwrap_err();
    assert_eq!(stale.code(), "stale");
    // A restart loses nothing.
    drop(app);
    let app = Arc::new(home.open().await);
    app.end_review(&kok, (&id, second), words()).await.unwrap();
    let held = app.get_upload(&kok, &id).await.unwrap();
    let look = app.look_at_upload(&held).await.unwrap();
    assert_eq!(look.count, 29);
    let profile = r#"
        name = "paper"
        language = "de"
        complete = false
        [[table]]
        file = "*"
        ignore = ["Federführung", "Seite"]
        [[table.record]]
        noun = "recommendation"
        [table.record.constants]
        issuer = "kok"
        [table.record.columns]
        "id" = "Nr."
        "title.de" = "Forderung"
    "#;
    let mapping = Mapping::parse(profile).unwrap();
    let mapped = app.map_upload(&kok, (&id, held.revision), &mapping, true);
    mapped.await.unwrap();
    let held = app.get_upload(&kok, &id).await.unwrap();
    let long = Duration::from_secs(60);
    let Checked::Done(report) = app.check_upload(&kok, &held, long).await.unwrap() else {
        panic!("it was not tried");
    };
    assert_eq!(counts(&report.report, Noun::Recommendation), [29, 0, 0, 0]);
    assert_eq!(
        (report.report.tally.read, report.report.tally.entered),
        (29, 29)
    );
    // Each cell says who confirmed it, and of which file.
    let told: serde_json::Value = serde_json::from_slice(&app.tell_review(&held).unwrap()).unwrap();
    assert_eq!(told["file_hash"], hex::encode(Sha256::digest(&bytes)));
    assert_eq!(told["tables"][0]["rows"][2]["cells"][0]["text"], "3");
    assert_eq!(
        told["tables"][0]["rows"][2]["cells"][0]["confirmed_by"],
        "kok"
    );
    // Somebody looks again and corrects something: the next try says so, and the mapping stays.
    let again = |review: &mut Review, _: &str| {
        review.correct((0, 0), 1, "Anders");
        review.drop_row((0, 1), "twice");
    };
    app.review_upload(&kok, (&id, at(&app, &id).await), again)
        .await
        .unwrap();
    let held = app.get_upload(&kok, &id).await.unwrap();
    let Checked::Done(report) = app.check_upload(&kok, &held, long).await.unwrap() else {
        panic!("it was not tried");
    };
    assert_eq!(counts(&report.report, Noun::Recommendation), [28, 0, 0, 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_gives_no_table_is_not_kept() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    for (name, bytes, code) in [
        ("a.pdf", b"%PDF-1.7\n".to_vec(), "paper"),
        ("a.docx", b"PK\x03\x04 and no zip".to_vec(), "damaged"),
        ("a.docx", b"\xD0\xCF\x11\xE0 locked".to_vec(), "paper"),
    ] {
        let refused = app.bring(&kok(), name, bytes).await.unwrap_err();
        assert_eq!(refused.code(), code, "{name}");
    }
    assert!(app.list_uploads(&kok()).await.unwrap().is_empty());
    // A table is no document.
    let id = app
        .bring(&kok(), "a.csv", b"Nr;Titel\n1;x\n".to_vec())
        .await
        .unwrap();
    let revision = at(&app, &id).await;
    let refused = app.review_upload(&kok(), (&id, revision), |_, _| {}).await;
    assert!(matches!(refused, Err(AppError::NotFound(_))));
    let held = app.get_upload(&kok(), &id).await.unwrap();
    assert_eq!(app.draw_page(&held, 1).await.unwrap_err().code(), "paper");
}
