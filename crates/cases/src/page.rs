// SPDX-License-Identifier: EUPL-1.2
//! Pages: the page of a release, and those of the local server. Complete without JavaScript.

use anyhow::Result;
use askama::Template;
use wegmarke_l10n::{Arg, Lang, Locale};

use crate::published::{
    BothText, Cell, Objection, Published, PublishedAxis, PublishedTable, SumCell,
};

#[derive(Template)]
#[template(path = "release.html")]
struct ReleasePage<'a> {
    f: &'a Locale,
    title: &'a str,
    /// What the class of the release means.
    method: String,
    facts: Vec<(String, String)>,
    tables: Vec<TablePage>,
    objections: Vec<String>,
    records: Option<Records>,
}

/// Records as a page shows them: a few, to see what they are like; all of them are in the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Records {
    /// How many there are.
    pub all: usize,
    /// Their variables.
    pub head: Vec<String>,
    /// The first ones.
    pub rows: Vec<Vec<String>>,
}

/// How many records a page shows.
const SHOWN: usize = 10;

/// The records of a release, if it has any.
#[must_use]
pub fn records(published: &Published, locale: &Locale) -> Option<Records> {
    let drawn = published.synthetic.as_ref()?;
    let rows = drawn.records.iter().take(SHOWN).map(|record| {
        let cells = record.iter().map(|code| match code.as_str() {
            "" => locale.t("cases-not-recorded").into_owned(),
            code => code.to_owned(),
        });
        cells.collect()
    });
    Some(Records {
        all: drawn.records.len(),
        head: drawn.variables.clone(),
        rows: rows.collect(),
    })
}

/// A cell, and the length of its bar out of 100.
pub type CellPage = (String, Option<u32>);

/// A table ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TablePage {
    /// Its title.
    pub title: String,
    /// Its name in files.
    pub id: String,
    /// Whether categories overlap.
    pub several: bool,
    /// Headings of its columns; the first ones are those of its axes.
    pub head: Vec<String>,
    /// Its rows: headings, then cells.
    pub rows: Vec<(Vec<String>, Vec<CellPage>)>,
}

fn text<'t>(both: &'t BothText, locale: &Locale) -> &'t str {
    match locale.lang() {
        Lang::De => &both.de,
        Lang::En | Lang::Pseudo => &both.en,
    }
}

/// The headings of an axis with its total.
fn headings(axis: &PublishedAxis, locale: &Locale) -> Vec<String> {
    let of = |category: &crate::plan::Category| {
        if category.code.is_empty() {
            return locale.t("cases-not-recorded").into_owned();
        }
        match locale.lang() {
            Lang::De => category.de.clone(),
            Lang::En | Lang::Pseudo => category.en.clone(),
        }
    };
    let mut all: Vec<String> = axis.categories.iter().map(of).collect();
    all.push(locale.t("cases-total").into_owned());
    all
}

/// A cell of whatever is told: its words, and the number for its bar.
type Written = (String, Option<u64>);

fn write_count(cell: Cell, locale: &Locale) -> Written {
    match cell {
        Cell::Number(number) => (locale.count(number as usize), Some(number.into())),
        Cell::None => (locale.t("cases-none").into_owned(), None),
        Cell::Suppressed => (locale.t("cases-suppressed").into_owned(), None),
    }
}

fn write_sum(cell: SumCell, locale: &Locale) -> Written {
    match cell {
        SumCell::Number(number) => {
            let count = usize::try_from(number).unwrap_or(usize::MAX);
            (locale.count(count), Some(number))
        }
        SumCell::None => (locale.t("cases-none").into_owned(), None),
        SumCell::Suppressed => (locale.t("cases-suppressed").into_owned(), None),
    }
}

/// A table ready to be written, and behind it that of its sums if it has any.
#[must_use]
pub fn table_pages(table: &PublishedTable, locale: &Locale) -> Vec<TablePage> {
    let counts = table.cells.iter().map(|cell| write_count(*cell, locale));
    let counts = counts.collect::<Vec<_>>();
    let title = text(&table.title, locale).to_owned();
    let persons = locale.t("cases-count").into_owned();
    let Some(sum) = &table.sum else {
        return vec![lay_out(
            table,
            (title, table.id.clone(), persons),
            &counts,
            locale,
        )];
    };
    let of = text(&sum.title, locale);
    let args = [("title", Arg::from(title)), ("sum", Arg::from(of))];
    let told = (
        locale.t_with("cases-sum-people", &args),
        table.id.clone(),
        persons,
    );
    let people = lay_out(table, told, &counts, locale);
    let sums: Vec<Written> = sum
        .cells
        .iter()
        .map(|cell| write_sum(*cell, locale))
        .collect();
    let told = (
        locale.t_with("cases-sum-title", &args),
        format!("{}-sum", table.id),
        of.to_owned(),
    );
    vec![people, lay_out(table, told, &sums, locale)]
}

/// The last of several axes goes across.
fn lay_out(
    table: &PublishedTable,
    (title, id, heading): (String, String, String),
    cells: &[Written],
    locale: &Locale,
) -> TablePage {
    let (across, down) = match table.axes.as_slice() {
        [] => (None, &[][..]),
        [one] => (None, std::slice::from_ref(one)),
        [down @ .., across] => (Some(across), down),
    };
    let mut head: Vec<String> = down
        .iter()
        .map(|axis| text(&axis.title, locale).to_owned())
        .collect();
    match across {
        Some(axis) => head.extend(headings(axis, locale)),
        None => head.push(heading),
    }
    let mut labels: Vec<Vec<String>> = vec![Vec::new()];
    for axis in down {
        let own = headings(axis, locale);
        labels = labels
            .iter()
            .flat_map(|label| {
                own.iter()
                    .map(move |one| [label.as_slice(), std::slice::from_ref(one)].concat())
            })
            .collect();
    }
    let width = across.map_or(1, |axis| axis.categories.len() + 1);
    let numbers = cells.iter().filter_map(|(_, number)| *number);
    let largest = numbers.max().unwrap_or(1).max(1);
    let bar = |number: Option<u64>| {
        let number = number.filter(|_| across.is_none())?;
        u32::try_from(number * 100 / largest).ok()
    };
    let rows = labels
        .into_iter()
        .zip(cells.chunks(width))
        .map(|(label, cells)| {
            let cells = cells
                .iter()
                .map(|(text, number)| (text.clone(), bar(*number)));
            (label, cells.collect())
        });
    TablePage {
        title,
        id,
        several: table.axes.iter().any(|axis| axis.several),
        head,
        rows: rows.collect(),
    }
}

/// What stands against a release, as a sentence.
#[must_use]
pub fn objection_text(objection: &Objection, locale: &Locale) -> String {
    let why = locale.word("cases-why", &objection.why);
    let tables = objection.tables.join(", ");
    let args = [
        ("why", Arg::from(why)),
        ("tables", Arg::from(tables)),
        ("possible", Arg::from(objection.possible)),
        ("needed", Arg::from(objection.needed)),
    ];
    let key = match (objection.of_a_sum, objection.to_a_centre) {
        (false, false) => "cases-objection",
        (false, true) => "cases-objection-centre",
        (true, false) => "cases-objection-sum",
        (true, true) => "cases-objection-sum-centre",
    };
    locale.t_with(key, &args)
}

/// What a release says about itself.
#[must_use]
pub fn facts(published: &Published, locale: &Locale) -> Vec<(String, String)> {
    let years: Vec<String> = published.years.iter().map(u16::to_string).collect();
    let audit = &published.audit;
    let mut facts = vec![
        (locale.t("cases-fact-years").into_owned(), years.join(", ")),
        (
            locale.t("cases-fact-codebook").into_owned(),
            published.codebook.clone(),
        ),
        (
            locale.t("cases-fact-class").into_owned(),
            locale.word("cases-class", &published.class),
        ),
    ];
    for (name, value) in &published.parameters {
        let value = locale
            .find_word("cases-value", value)
            .unwrap_or_else(|| value.clone());
        facts.push((locale.word("cases-parameter", name), value));
    }
    let numbers: [(&str, usize); 5] = [
        ("cells", audit.cells),
        ("by-rule", audit.by_rule),
        ("for-others", audit.for_others),
        ("checked", audit.checked),
        ("earlier", audit.earlier_tables),
    ];
    // Noise hides everybody: nothing was judged cell by cell, and nothing suppressed.
    let told = match published.class.as_str() {
        "dp" => 1,
        _ => numbers.len(),
    };
    for (name, number) in numbers.into_iter().take(told) {
        facts.push((locale.word("cases-audit", name), locale.count(number)));
    }
    for of_length in published.synthetic.iter().flat_map(|drawn| &drawn.quality) {
        let name = [("n", Arg::from(of_length.length))];
        let args = [
            ("preserved", Arg::from(of_length.preserved)),
            ("allowed", Arg::from(of_length.allowed)),
            ("fabricated", Arg::from(of_length.fabricated)),
            ("leaked", Arg::from(of_length.leaked)),
            ("error", Arg::from(of_length.error)),
        ];
        facts.push((
            locale.t_with("cases-quality", &name),
            match published.class.as_str() {
                "dp" => locale.t_with("cases-quality-noisy-says", &args),
                _ => locale.t_with("cases-quality-says", &args),
            },
        ));
    }
    facts
}

/// What the class of a release means, and its sums if it has any.
#[must_use]
pub fn method(published: &Published, locale: &Locale) -> String {
    let class = locale.word("cases-method-text", &published.class);
    if published.tables.iter().all(|table| table.sum.is_none()) {
        return class;
    }
    format!("{class} {}", locale.t("cases-method-sums"))
}

/// The page of a release, one file that needs nothing else.
///
/// # Errors
/// If the template fails.
pub fn release_page(published: &Published, locale: &Locale) -> Result<String> {
    let page = ReleasePage {
        f: locale,
        title: text(&published.title, locale),
        method: method(published, locale),
        facts: facts(published, locale),
        tables: published
            .tables
            .iter()
            .flat_map(|table| table_pages(table, locale))
            .collect(),
        objections: published
            .audit
            .objections
            .iter()
            .map(|o| objection_text(o, locale))
            .collect(),
        records: records(published, locale),
    };
    Ok(page.render()?)
}
