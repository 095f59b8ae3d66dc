// SPDX-License-Identifier: EUPL-1.2
//! The HTML of entries, measures, contributions, forms and refusals, as files that are reviewed like
//! code: `snapshots/` beside the sources. `UPDATE_SNAPSHOTS=1 cargo test -p wegmarke-pages reviewed`
//! writes them anew; read the difference before committing it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use wegmarke_l10n::Lang;

use crate::samples::{self, Rendered, Wording};
use crate::url::Pattern;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots");

const REVIEWED: [Pattern; 12] = [
    Pattern::AllMoney,
    Pattern::Balance,
    Pattern::Contribution,
    Pattern::Coverage,
    Pattern::Entry,
    Pattern::Figure,
    Pattern::Measure,
    Pattern::Mechanism,
    Pattern::Money,
    Pattern::Say,
    Pattern::Standard,
    Pattern::Time,
];

/// Whether a page is reviewed. Refusals have no address of their own.
fn is_reviewed(page: &Rendered) -> bool {
    page.pattern
        .is_none_or(|pattern| REVIEWED.contains(&pattern))
}

/// The name of a file, from an address with its parameters, words and language. The second page there
/// has another name.
fn file_of(address: &str, number: u32) -> String {
    let words = address.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let (about, _) = words.split_at(words.len().saturating_sub(2));
    match number {
        1 => format!("{}.html", about.join("-")),
        _ => format!("{}-{number}.html", about.join("-")),
    }
}

/// The first line that differs, as it was and as it is.
fn difference(was: &str, is: &str) -> String {
    let missing = |line: Option<&str>| line.unwrap_or("(nothing)").to_owned();
    let (mut was, mut is, mut number) = (was.lines(), is.lines(), 0);
    loop {
        number += 1;
        let (before, now) = (was.next(), is.next());
        if before != now || before.is_none() {
            return format!(
                "line {number}\n  - {}\n  + {}",
                missing(before),
                missing(now)
            );
        }
    }
}

#[test]
fn what_is_reviewed_is_what_is_shown() {
    let mut shown = BTreeMap::new();
    for page in samples::pages(Wording::Typical, &[Lang::De]) {
        if is_reviewed(&page) {
            // Refusals of several kinds share an address.
            let mut names = (1..).map(|number| file_of(&page.address, number));
            let free = names.find(|name| !shown.contains_key(name));
            shown.insert(free.unwrap(), page.html);
        }
    }
    if std::env::var("UPDATE_SNAPSHOTS").as_deref() == Ok("1") {
        let _ = fs::remove_dir_all(FOLDER);
        fs::create_dir_all(FOLDER).unwrap();
        for (name, html) in &shown {
            fs::write(Path::new(FOLDER).join(name), html).unwrap();
        }
    }
    let files = fs::read_dir(FOLDER).into_iter().flatten().flatten();
    let reviewed: BTreeMap<String, String> = files
        .map(|file| {
            let name = file.file_name().to_string_lossy().into_owned();
            (name, fs::read_to_string(file.path()).unwrap())
        })
        .collect();
    let names: Vec<_> = shown.keys().collect();
    assert_eq!(
        names,
        reviewed.keys().collect::<Vec<_>>(),
        "which pages there are"
    );
    for (name, html) in &shown {
        assert!(
            *html == reviewed[name],
            "{name}, {}\nUPDATE_SNAPSHOTS=1 renews it",
            difference(&reviewed[name], html)
        );
    }
}

#[test]
fn a_difference_is_shown_where_it_begins() {
    assert_eq!(difference("a\nb", "a\nc"), "line 2\n  - b\n  + c");
    assert_eq!(difference("a", "a\nb"), "line 2\n  - (nothing)\n  + b");
    let address = "/measure/p/m?as-of=2025-01-01 (Typical, de)";
    assert_eq!(file_of(address, 1), "measure-p-m-as-of-2025-01-01.html");
    assert_eq!(file_of(address, 2), "measure-p-m-as-of-2025-01-01-2.html");
}
