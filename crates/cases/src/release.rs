// SPDX-License-Identifier: EUPL-1.2
//! Releases: prepared by one person through the gate, released by another, and never forgotten.

use std::collections::BTreeSet;

use anyhow::{Result, bail};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use wegmarke_stats::audit::{Finding, Report};
use wegmarke_stats::cellkey::pass_with_keys;
use wegmarke_stats::gate::{Outcome, Request, Shown, list_facts, pass};
use wegmarke_stats::magnitude::ShownSum;
use wegmarke_stats::table::Fact;

use crate::budget::Budget;
use crate::codebook::Codebook;
use crate::encode::{Encoded, Snapshot};
use crate::plan::{Dominance, Plan};
use crate::published::{
    Audited, Cell, Objection, Published, PublishedAxis, PublishedTable, axis_of,
};
use crate::released::{Release, is_exact};
use crate::synthetic::{Drawn, draw_records};

mod dp;
mod sums;

use sums::{Asked, Sums};

/// The key of a record: the same in every release, and without the pool's secret a random number.
fn record_key(secret: &[u8], case: &str) -> u32 {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret) else {
        return 0;
    };
    mac.update(case.as_bytes());
    let bytes = mac.finalize().into_bytes();
    u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
}

/// What is proposed.
#[derive(Debug, Clone)]
pub struct Proposal<'a> {
    /// The codebook.
    pub book: &'a Codebook,
    /// The plan as it was given.
    pub plan_text: &'a str,
    /// The cases of the pool.
    pub cases: &'a Snapshot,
    /// All releases by this codebook.
    pub earlier: &'a [Release],
    /// Who proposes: public key and name.
    pub by: (String, String),
    /// The secret of record keys.
    pub secret: &'a [u8],
    /// The privacy budget, if one was set.
    pub budget: Option<&'a Budget>,
}

/// Sends a plan through the gate; gives what it cost, where noise was drawn: that is spent whether it is
/// released or not.
///
/// # Errors
/// If the plan is refused, its cost is more than is left, too wide, or earlier releases do not agree with their own cases.
pub fn prepare(proposal: Proposal<'_>) -> Result<(Release, Option<u64>)> {
    let Proposal {
        book,
        plan_text,
        cases,
        earlier,
        by,
        secret,
        budget,
    } = proposal;
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
        let release = Release {
            published: publish_records(book, &plan, now + 1, drawn, proof.len()),
            plan: plan_text.to_owned(),
            snapshot: cases.clone(),
            proof,
            by,
        };
        return Ok((release, None));
    }
    if let Some(order) = &plan.dp {
        let (published, cost) = dp::prepare((book, &plan, order), &encoded, now, budget)?;
        let release = Release {
            published,
            plan: plan_text.to_owned(),
            snapshot: cases.clone(),
            proof: Vec::new(),
            by,
        };
        return Ok((release, Some(cost)));
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
    let sums = Asked {
        plan: &plan,
        designs: &designs,
        outcome: &outcome,
        before: &before,
        earlier,
        encoded: &encoded,
        pinned: &pinned,
        names: &names,
    };
    let published = publish(book, &plan, now + 1, (&outcome, &sums.pass()?), &names);
    let release = Release {
        published,
        plan: plan_text.to_owned(),
        snapshot: cases.clone(),
        proof: Vec::new(),
        by,
    };
    Ok((release, None))
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
        if !is_exact(release) {
            first += designs.len();
            continue;
        }
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
    (outcome, sums): (&Outcome, &Sums),
    names: &[String],
) -> Published {
    let mut shown = outcome.shown.iter();
    let tables = plan.tables.iter().enumerate().map(|(at, table)| {
        let axes: Vec<PublishedAxis> = table
            .by
            .iter()
            .map(|name| axis_of(book, plan, name))
            .collect();
        let size = axes.iter().map(|axis| axis.categories.len() + 1).product();
        let counts = shown.by_ref().take(size).map(|shown| cell(*shown));
        let cells: Vec<Cell> = counts.collect();
        PublishedTable {
            id: table.id.clone(),
            title: (&table.title).into(),
            sum: sums.publish(book, table, at, &cells),
            cells,
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
    if plan.tables.iter().any(|table| table.sum.is_some()) {
        let Dominance { largest, share } = plan.dominance;
        parameters.push(("dominance", format!("({largest}, {share})")));
        parameters.push(("p_percent", plan.p_percent.to_string()));
    }
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
            checked: outcome.report.checked + sums.checked,
            rounds: outcome.rounds,
            earlier_tables: names.len() - plan.tables.len(),
            cells: outcome.shown.len() + sums.count(|_| true),
            by_rule: count(|shown| matches!(shown, Shown::Rule(_)))
                + sums.count(|shown| matches!(shown, ShownSum::Rule(_))),
            for_others: count(|shown| matches!(shown, Shown::Other))
                + sums.count(|shown| matches!(shown, ShownSum::Other)),
            objections: [
                list_objections(&outcome.report, names),
                sums.objections.clone(),
            ]
            .concat(),
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
        possible: finding.possible.into(),
        needed: finding.needed.into(),
        to_a_centre: finding.attacker.is_some(),
        of_a_sum: false,
    };
    let all: BTreeSet<Objection> = report.findings.iter().map(objection).collect();
    all.into_iter().collect()
}
