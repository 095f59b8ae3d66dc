// SPDX-License-Identifier: EUPL-1.2
//! The referral sheet with its receipt. Its fields have names for the script and none for a form: there is
//! nothing that could send them.

use askama::Template;

use crate::content::Files;
use crate::page::Frame;
use crate::page::date::DateField;
use crate::service::{GROUPS, NEEDS};

/// Lines to fill in, in their order; after them comes the day until which all of it holds.
pub const LINES: [&str; 5] = ["alias", "languages", "safety", "contact", "purpose"];
/// Ways: once chosen, another way is another sheet.
pub const PATHS: [&str; 2] = ["independent", "authority"];
/// How soon somebody must answer.
pub const URGENCIES: [&str; 2] = ["place", "other"];
/// What the person agreed to.
pub const CONSENTS: [&str; 6] = ["agrees", "needs", "group", "languages", "safety", "contact"];

type Word = (&'static str, String);

#[derive(Template)]
#[template(path = "sheet.html")]
struct Sheet<'a> {
    f: Frame<'a>,
    paths: Vec<Word>,
    urgencies: Vec<Word>,
    lines: Vec<(&'static str, String, String)>,
    until: DateField,
    needs: Vec<Word>,
    groups: Vec<Word>,
    consents: Vec<Word>,
    steps: Vec<String>,
    receipt: Vec<String>,
    offices: Vec<(&'a str, &'a str, &'a str)>,
    desks: Vec<(&'a str, &'a str)>,
}

/// The sheet.
///
/// # Errors
/// If the template fails.
pub fn sheet(f: &Frame<'_>, files: &mut Files) -> Result<(), askama::Error> {
    let words = |family: &str, codes: &[&'static str]| -> Vec<Word> {
        codes
            .iter()
            .map(|code| (*code, f.words.word(family, code)))
            .collect()
    };
    let cards = f
        .content
        .cards
        .values()
        .filter(|card| card.kind == "consequence");
    let offices = cards.filter_map(|card| {
        let words = card.words.get(f.lang())?;
        Some((card.id.as_str(), words.title.as_str(), words.must.as_str()))
    });
    let desks = f.content.services.values().filter_map(|service| {
        Some((
            service.words.get(f.lang())?.name.as_str(),
            service.age.as_deref()?,
        ))
    });
    let lines = LINES.iter().map(|code| {
        (
            *code,
            f.words.word("sheet-line", code),
            f.words.word("sheet-hint", code),
        )
    });
    let page = Sheet {
        f: *f,
        paths: words("path", &PATHS),
        urgencies: words("urgency", &URGENCIES),
        lines: lines.collect(),
        until: DateField {
            field: Some("until"),
            ..DateField::new(
                f,
                "x-until",
                (f.t("sheet-line-until"), f.t("sheet-hint-until")),
            )
        },
        needs: words("need", &NEEDS),
        groups: words("group", &GROUPS),
        consents: words("consent", &CONSENTS),
        steps: (1..=5).map(|n| f.t(&format!("sheet-step-{n}"))).collect(),
        receipt: (1..=4).map(|n| f.t(&format!("receipt-{n}"))).collect(),
        offices: offices.collect(),
        desks: desks.collect(),
    };
    f.put(files, &page)
}
