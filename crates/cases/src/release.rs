// SPDX-License-Identifier: EUPL-1.2
//! Releases: prepared by one person through the gate, released by another, and never forgotten.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, bail};
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use wegmarke_stats::audit::{Finding, Report};
use wegmarke_stats::cellkey::pass_with_keys;
use wegmarke_stats::gate::{Outcome, Request, Shown, list_facts, pass};
use wegmarke_stats::table::Fact;

use crate::codebook::{Both, Codebook};
use crate::encode::{Encoded, Snapshot};
use crate::key::Signed;
use crate::plan::{Category, Plan};
use crate::store::Store;
use crate::synthetic::{Drawn, Proven, draw_records};

/// The document of a release that waits for its second person.
pub const DRAFT: &str = "draft";
/// The document of a release.
pub const RELEASE: &str = "release";

/// A proposal: the release, and the first signature over its checksums.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Draft {
    /// What would be released.
    pub release: Release,
    /// The first person's signature.
    pub signed: Signed,
}

/// All releases, oldest first.
///
/// # Errors
/// If one does not open.
pub async fn list_releases(store: &Store) -> Result<Vec<Release>> {
    let all = store.list::<Draft>(RELEASE).await?;
    Ok(all.into_iter().map(|(_, draft)| draft.release).collect())
}

/// A cell as it is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// This many.
    Number(u32),
    /// Nobody.
    None,
    /// Not told.
    Suppressed,
}

impl Cell {
    /// What is told; `None`: suppressed.
    #[must_use]
    pub const fn number(self) -> Option<u32> {
        match self {
            Self::Number(number) => Some(number),
            Self::None => Some(0),
            Self::Suppressed => None,
        }
    }
}

/// The key of a record: the same in every release, and without the pool's secret a random number.
fn record_key(secret: &[u8], case: &str) -> u32 {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret) else {
        return 0;
    };
    mac.update(case.as_bytes());
    let bytes = mac.finalize().into_bytes();
    u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
}

/// An axis of a published table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedAxis {
    /// The variable.
    pub variable: String,
    /// Its title.
    pub title: BothText,
    /// Whether somebody can be in several categories, so that they do not add up.
    pub several: bool,
    /// Its categories; the total follows.
    pub categories: Vec<Category>,
}

/// A text in both languages, as it stands in files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BothText {
    /// German.
    pub de: String,
    /// English.
    pub en: String,
}

impl From<&Both> for BothText {
    fn from(both: &Both) -> Self {
        Self {
            de: both.de.clone(),
            en: both.en.clone(),
        }
    }
}

/// A published table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedTable {
    /// Its name in files.
    pub id: String,
    /// Its title.
    pub title: BothText,
    /// Its axes.
    pub axes: Vec<PublishedAxis>,
    /// Its cells in row order, the total of each axis last.
    pub cells: Vec<Cell>,
}

/// What stands against a release, by the names of the tables.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Objection {
    /// Why it may not be known.
    pub why: String,
    /// The tables that lead to it.
    pub tables: Vec<String>,
    /// How many numbers remain possible.
    pub possible: u32,
    /// How many must.
    pub needed: u32,
    /// Whether it takes a centre's knowledge of its own cases.
    pub to_a_centre: bool,
}

/// The audit as it is published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audited {
    /// Groups that were checked.
    pub checked: usize,
    /// How often the gate went round.
    pub rounds: usize,
    /// Tables of earlier releases that were taken into account.
    pub earlier_tables: usize,
    /// Cells, and how many of them are suppressed by rule and for the sake of others.
    pub cells: usize,
    /// By a rule for single cells.
    pub by_rule: usize,
    /// For the sake of others.
    pub for_others: usize,
    /// What stands against it.
    pub objections: Vec<Objection>,
}

/// What is published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// Its number, from 1.
    pub number: usize,
    /// Its title.
    pub title: BothText,
    /// Codebook with version.
    pub codebook: String,
    /// Where the codebook's variables come from.
    pub source: String,
    /// The years counted.
    pub years: BTreeSet<u16>,
    /// Class of the release.
    pub class: String,
    /// Parameters by name.
    pub parameters: BTreeMap<String, String>,
    /// Its tables.
    pub tables: Vec<PublishedTable>,
    /// Synthetic records, where it is made of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub synthetic: Option<Drawn>,
    /// The audit.
    pub audit: Audited,
}

/// A release with what it takes to check the next ones; never leaves the pool.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Release {
    /// What is published.
    pub published: Published,
    /// The plan as it was given.
    pub plan: String,
    /// The cases that were counted.
    pub snapshot: Snapshot,
    /// For the auditor, where it is made of synthetic records.
    #[serde(default)]
    pub proof: Vec<Proven>,
    /// Who prepared it: public key and name.
    pub by: (String, String),
}

/// Sends a plan through the gate.
///
/// # Errors
/// If the plan is refused, too wide, or earlier releases do not agree with their own cases.
pub fn prepare(
    book: &Codebook,
    plan_text: &str,
    cases: &Snapshot,
    earlier: &[Release],
    by: (String, String),
    secret: &[u8],
) -> Result<Release> {
    let plan = Plan::parse(plan_text, book)?;
    if cases.is_empty() {
        bail!("there are no cases by this codebook in the pool");
    }
    let snapshots: Vec<Snapshot> = earlier
        .iter()
        .map(|release| release.snapshot.clone())
        .chain([cases.clone()])
        .collect();
    let encoded = Encoded::of(book, &snapshots);
    let now = earlier.len();
    if let Some(order) = &plan.synthetic {
        let (drawn, proof) = draw_records(&plan, order, &encoded, now)?;
        return Ok(Release {
            published: publish_records(book, &plan, now + 1, drawn, proof.len()),
            plan: plan_text.to_owned(),
            snapshot: cases.clone(),
            proof,
            by,
        });
    }
    let designs = encoded.designs(&plan, book, now);
    let before = list_before(book, earlier, &encoded, designs.len())?;
    let familiar = list_familiar(&plan, earlier, &designs, &encoded);
    let pinned = if plan.keep_totals {
        list_totals(&designs)
    } else {
        BTreeSet::new()
    };
    let request = Request {
        designs: &designs,
        before: &before,
        records: &encoded.records,
        radices: &encoded.radices,
        rules: &encoded.rules(&plan),
        familiar: &familiar,
        pinned: &pinned,
    };
    let outcome = match plan.noise(book) {
        None => pass(request)?,
        Some(noise) => {
            let keys: Vec<u32> = encoded
                .cases
                .iter()
                .map(|case| record_key(secret, case))
                .collect();
            pass_with_keys(request, &keys, &noise)?
        }
    };
    let names: Vec<String> = designs
        .iter()
        .map(|design| design.name.clone())
        .chain(table_names(earlier))
        .collect();
    let published = publish(book, &plan, now + 1, &outcome, &names);
    Ok(Release {
        published,
        plan: plan_text.to_owned(),
        snapshot: cases.clone(),
        proof: Vec::new(),
        by,
    })
}

fn table_names(earlier: &[Release]) -> impl Iterator<Item = String> {
    earlier.iter().flat_map(|release| {
        let tables = release.published.tables.iter();
        tables.map(|table| format!("{}/{}", release.published.number, table.id))
    })
}

/// Everything published so far, in the codes of now.
fn list_before(
    book: &Codebook,
    earlier: &[Release],
    encoded: &Encoded,
    first: usize,
) -> Result<Vec<Fact>> {
    let mut before = Vec::new();
    let mut first = first;
    for (at, release) in earlier.iter().enumerate() {
        let plan = Plan::parse(&release.plan, book)?;
        let designs = encoded.designs(&plan, book, at);
        let mut facts = list_facts(&designs, &encoded.records);
        let cells = release
            .published
            .tables
            .iter()
            .flat_map(|table| &table.cells);
        for (fact, cell) in facts.iter_mut().zip(cells) {
            fact.value = cell.number();
        }
        if let Some(noise) = plan.noise(book) {
            let told: Vec<Option<u32>> = facts.iter().map(|fact| fact.value).collect();
            noise.read(&mut facts, &designs, &told, &encoded.rules(&plan));
        }
        for fact in &mut facts {
            fact.table += first;
        }
        first += designs.len();
        before.extend(facts);
    }
    Ok(before)
}

/// The total of each table.
fn list_totals(designs: &[wegmarke_stats::table::Design]) -> BTreeSet<usize> {
    let places = designs
        .iter()
        .flat_map(wegmarke_stats::table::Design::places);
    let totals = places
        .enumerate()
        .filter(|(_, place)| place.iter().all(Option::is_none));
    totals.map(|(at, _)| at).collect()
}

/// Cells that were suppressed at the same place of the same table last time.
fn list_familiar(
    plan: &Plan,
    earlier: &[Release],
    designs: &[wegmarke_stats::table::Design],
    encoded: &Encoded,
) -> BTreeSet<usize> {
    let mut familiar = BTreeSet::new();
    let facts = list_facts(designs, &encoded.records);
    let mut first = 0;
    for (table, design) in plan.tables.iter().zip(designs) {
        let size = design.places().len();
        let last = earlier.iter().rev().find_map(|release| {
            release
                .published
                .tables
                .iter()
                .find(|old| old.id == table.id && old.cells.len() == size)
        });
        for (at, cell) in last
            .into_iter()
            .flat_map(|old| old.cells.iter().enumerate())
        {
            if *cell == Cell::Suppressed && first + at < facts.len() {
                familiar.insert(first + at);
            }
        }
        first += size;
    }
    familiar
}

fn publish(
    book: &Codebook,
    plan: &Plan,
    number: usize,
    outcome: &Outcome,
    names: &[String],
) -> Published {
    let mut shown = outcome.shown.iter();
    let tables = plan.tables.iter().map(|table| {
        let axes: Vec<PublishedAxis> = table.by.iter().map(|name| axis(book, plan, name)).collect();
        let size = axes.iter().map(|axis| axis.categories.len() + 1).product();
        PublishedTable {
            id: table.id.clone(),
            title: (&table.title).into(),
            cells: shown
                .by_ref()
                .take(size)
                .map(|shown| cell(*shown))
                .collect(),
            axes,
        }
    });
    let tables: Vec<PublishedTable> = tables.collect();
    let count =
        |wanted: fn(&Shown) -> bool| outcome.shown.iter().filter(|shown| wanted(shown)).count();
    let mut parameters = vec![
        ("threshold", plan.threshold.to_string()),
        ("sensitive_threshold", plan.sensitive_threshold.to_string()),
        ("share", plan.share.to_string()),
        ("zeros", format!("{:?}", plan.zeros).to_lowercase()),
    ];
    // The greatest deviation is not among them.
    if let Some(keys) = plan.cell_keys {
        let additive = if keys.additive { "yes" } else { "no" };
        parameters.push(("variance", keys.variance.to_string()));
        parameters.push(("additive", additive.to_owned()));
    }
    let class = if plan.cell_keys.is_some() {
        "cell-keys"
    } else {
        "exact"
    };
    Published {
        number,
        title: (&plan.title).into(),
        codebook: format!("{} {}", book.id, book.version),
        source: book.source.clone(),
        years: plan.years.clone(),
        class: class.to_owned(),
        parameters: parameters
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
        tables,
        synthetic: None,
        audit: Audited {
            checked: outcome.report.checked,
            rounds: outcome.rounds,
            earlier_tables: names.len() - plan.tables.len(),
            cells: outcome.shown.len(),
            by_rule: count(|shown| matches!(shown, Shown::Rule(_))),
            for_others: count(|shown| matches!(shown, Shown::Other)),
            objections: list_objections(&outcome.report, names),
        },
    }
}

/// A release of synthetic records as it is published.
fn publish_records(
    book: &Codebook,
    plan: &Plan,
    number: usize,
    drawn: Drawn,
    checked: usize,
) -> Published {
    let length = plan.synthetic.as_ref().map_or(0, |order| order.length);
    let parameters = [
        ("threshold", plan.threshold.to_string()),
        ("sensitive_threshold", plan.sensitive_threshold.to_string()),
        ("share", plan.share.to_string()),
        ("length", length.to_string()),
    ];
    Published {
        number,
        title: (&plan.title).into(),
        codebook: format!("{} {}", book.id, book.version),
        source: book.source.clone(),
        years: plan.years.clone(),
        class: "synthetic".to_owned(),
        parameters: parameters
            .map(|(name, value)| (name.to_owned(), value))
            .into(),
        tables: Vec::new(),
        audit: Audited {
            checked,
            rounds: 1,
            earlier_tables: 0,
            cells: drawn.records.len() * drawn.variables.len(),
            by_rule: drawn
                .records
                .iter()
                .flatten()
                .filter(|c| c.is_empty())
                .count(),
            for_others: 0,
            objections: Vec::new(),
        },
        synthetic: Some(drawn),
    }
}

fn axis(book: &Codebook, plan: &Plan, name: &str) -> PublishedAxis {
    let variable = book.find(name);
    let empty = BothText {
        de: String::new(),
        en: String::new(),
    };
    PublishedAxis {
        variable: name.to_owned(),
        title: variable.map_or(empty, |variable| (&variable.title).into()),
        several: variable.is_some_and(|v| v.kind == crate::codebook::Kind::Answers),
        categories: plan
            .categories(book, name)
            .into_iter()
            .map(|(category, _)| category)
            .collect(),
    }
}

const fn cell(shown: Shown) -> Cell {
    match shown {
        Shown::Number(0) => Cell::None,
        Shown::Number(number) => Cell::Number(number),
        Shown::Rule(_) | Shown::Other => Cell::Suppressed,
    }
}

fn list_objections(report: &Report, names: &[String]) -> Vec<Objection> {
    let objection = |finding: &Finding| Objection {
        why: finding.why.as_str().to_owned(),
        tables: finding
            .tables
            .iter()
            .filter_map(|table| names.get(*table).cloned())
            .collect(),
        possible: finding.possible,
        needed: finding.needed,
        to_a_centre: finding.attacker.is_some(),
    };
    let all: BTreeSet<Objection> = report.findings.iter().map(objection).collect();
    all.into_iter().collect()
}
