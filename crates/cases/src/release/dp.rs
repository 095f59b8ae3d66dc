// SPDX-License-Identifier: EUPL-1.2
//! Releases with differential privacy: declared tables over declared codes, each count with noise; and, if the
//! plan asks, records drawn from these numbers. What is drawn is paid for before, and drawn once.

use anyhow::{Context as _, Result, bail};
use wegmarke_noise::{Counts, cost, draw};
use wegmarke_stats::gate::list_facts;
use wegmarke_stats::noisy::{Noisy, agree, draw_records, judge};
use wegmarke_stats::table::Design;

use crate::budget::{Budget, cost_of};
use crate::codebook::{Codebook, Kind};
use crate::encode::Encoded;
use crate::plan::{Plan, Private};
use crate::published::{
    Audited, BothText, Cell, Published, PublishedAxis, PublishedTable, axis_of,
};
use crate::synthetic::{Drawn, Judged};

/// Numbers from here on are judged in records.
const LEAST_JUDGED: f64 = 10.0;

/// A table on its way.
struct Table {
    axes: Vec<PublishedAxis>,
    /// Categories of each axis; where somebody can be in several, the total is one more.
    sizes: Vec<usize>,
    counts: Vec<u32>,
    at_once: u32,
    /// Whether everybody is in exactly one of its cells.
    is_whole: bool,
}

/// Draws a release, and gives what it cost.
///
/// # Errors
/// If there is no budget, or too little; nothing is drawn then.
pub(super) fn prepare(
    (book, plan, order): (&Codebook, &Plan, &Private),
    encoded: &Encoded,
    release: usize,
    budget: Option<&Budget>,
) -> Result<(Published, u64)> {
    let designs = encoded.designs(plan, book, release);
    let tables: Vec<Table> = plan
        .tables
        .iter()
        .zip(&designs)
        .map(|(table, design)| count(book, plan, &table.by, design, encoded))
        .collect();
    let (kind, privacy) = (order.noise.into(), order.privacy());
    let price = cost_of(cost(kind, privacy, tables.len())?);
    let budget = budget.context(
        "the pool has no privacy budget; set it once with “wegmarke-cases budget” before the first release of this class",
    )?;
    let Some(after) = budget.charge(price) else {
        bail!(
            "the privacy budget is spent: this release would cost more than is left; nothing was drawn"
        );
    };
    let wanted: Vec<Counts<'_>> = tables
        .iter()
        .map(|table| Counts {
            counts: &table.counts,
            at_once: table.at_once,
        })
        .collect();
    let drawn = draw(kind, privacy, &wanted)?;
    let deviations: Vec<f64> = drawn.iter().map(|noisy| noisy.deviation).collect();
    let names: Vec<&String> = {
        let mut all: Vec<&String> = plan.tables.iter().flat_map(|table| &table.by).collect();
        all.sort();
        all.dedup();
        all
    };
    let place = |name: &String| {
        names
            .iter()
            .position(|known| *known == name)
            .unwrap_or_default()
    };
    let mut noisy: Vec<Noisy> = plan
        .tables
        .iter()
        .zip(&tables)
        .zip(&drawn)
        .map(|((table, counted), drawn)| Noisy {
            variables: table.by.iter().map(place).collect(),
            sizes: counted.sizes.clone(),
            counts: drawn.counts.iter().map(|count| as_f64(*count)).collect(),
            variance: drawn.deviation * drawn.deviation,
        })
        .collect();
    // Tables of everybody tell the same numbers in part; the others stand for themselves.
    let whole: Vec<usize> = (0..tables.len())
        .filter(|at| tables[*at].is_whole)
        .collect();
    let mut together: Vec<Noisy> = whole.iter().map(|at| noisy[*at].clone()).collect();
    if !together.is_empty() {
        agree(&mut together);
    }
    for (at, table) in whole.iter().zip(&together) {
        noisy[*at] = table.clone();
    }
    let tables: Vec<PublishedTable> = plan
        .tables
        .iter()
        .zip(tables)
        .zip(&noisy)
        .map(|((table, counted), noisy)| PublishedTable {
            id: table.id.clone(),
            title: (&table.title).into(),
            cells: list_cells(&counted, &noisy.counts),
            axes: counted.axes,
            sum: None,
        })
        .collect();
    let synthetic = match order.records {
        None => None,
        Some(records) if together.is_empty() || records == 0 => {
            bail!("records need a table in which everybody is in one cell")
        }
        Some(records) => {
            // From what is published, so that anybody can draw them again.
            for count in together.iter_mut().flat_map(|table| &mut table.counts) {
                *count = count.round();
            }
            Some(records_of(
                &together,
                (&names, &tables),
                records,
                order.seed,
            ))
        }
    };
    let cells = tables.iter().map(|table| table.cells.len()).sum();
    let widest = deviations.iter().copied().fold(0.0, f64::max);
    let mut parameters = vec![
        ("noise", order.noise.as_str().to_owned()),
        ("epsilon", order.epsilon.to_string()),
        ("delta", order.delta.to_string()),
        ("deviation", format!("{widest:.2}")),
        ("spent", parts(price)),
        ("spent_in_all", parts(after.spent)),
        ("budget", parts(after.set.rho)),
        ("budget_epsilon", after.set.epsilon.clone()),
        ("budget_delta", after.set.delta.clone()),
    ];
    if order.records.is_some() {
        parameters.push(("seed", order.seed.to_string()));
    }
    let parameters = parameters.into_iter();
    let published = Published {
        number: release + 1,
        title: BothText::from(&plan.title),
        codebook: format!("{} {}", book.id, book.version),
        source: book.source.clone(),
        years: plan.years.clone(),
        class: "dp".to_owned(),
        parameters: parameters
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
        tables,
        synthetic,
        audit: Audited {
            checked: 0,
            rounds: 0,
            earlier_tables: 0,
            cells,
            by_rule: 0,
            for_others: 0,
            objections: Vec::new(),
        },
    };
    Ok((published, price))
}

/// Billionths of ρ as a decimal number.
fn parts(rho: u64) -> String {
    format!("{}.{:09}", rho / 1_000_000_000, rho % 1_000_000_000)
}

/// The cells that noise is drawn for.
fn count(book: &Codebook, plan: &Plan, by: &[String], design: &Design, encoded: &Encoded) -> Table {
    let axes: Vec<PublishedAxis> = by.iter().map(|name| axis_of(book, plan, name)).collect();
    let sizes: Vec<usize> = axes
        .iter()
        .map(|axis| axis.categories.len() + usize::from(axis.several))
        .collect();
    let facts = list_facts(std::slice::from_ref(design), &encoded.records);
    let mut counts = Vec::new();
    for fact in &facts {
        let mut choices = fact.place.iter().zip(&axes);
        if choices.all(|(choice, axis)| choice.is_some() || axis.several) {
            counts.push(fact.value.unwrap_or_default());
        }
    }
    let at_once = axes
        .iter()
        .zip(&sizes)
        .map(|(axis, size)| match axis.several {
            true => u32::try_from(*size).unwrap_or(u32::MAX),
            false => 1,
        });
    Table {
        at_once: at_once.product(),
        is_whole: by.iter().all(|name| covers_everybody(book, plan, name)),
        axes,
        sizes,
        counts,
    }
}

/// Whether everybody is in exactly one category of a variable.
fn covers_everybody(book: &Codebook, plan: &Plan, name: &str) -> bool {
    let Some(variable) = book.find(name) else {
        return false;
    };
    if let Some(groups) = plan.groups.get(name) {
        let has = |code: &str| {
            groups
                .iter()
                .any(|g| g.of.iter().any(|of| of == code || of == "*"))
        };
        return has("*")
            || (!variable.codes.is_empty() && variable.codes.iter().all(|c| has(&c.code)));
    }
    match variable.kind {
        Kind::Code | Kind::Year => true,
        Kind::Age => {
            let ends = (variable.bands.first(), variable.bands.last());
            matches!(ends, (Some(first), Some(last)) if first.from == 0 && last.to >= 120)
        }
        _ => false,
    }
}

/// The cells as they are published: rounded, totals added up before that.
fn list_cells(table: &Table, counts: &[f64]) -> Vec<Cell> {
    let mut places: Vec<Vec<usize>> = vec![vec![0]];
    for (axis, size) in table.axes.iter().zip(&table.sizes) {
        let categories = axis.categories.len();
        let behind = |at: usize| -> Vec<usize> {
            match at {
                at if at < categories || axis.several => vec![at],
                _ => (0..categories).collect(),
            }
        };
        places = places
            .iter()
            .flat_map(|place| {
                (0..=categories).map(move |at| {
                    let behind = behind(at);
                    let longer = place
                        .iter()
                        .flat_map(|p| behind.iter().map(move |b| p * size + b));
                    longer.collect()
                })
            })
            .collect();
    }
    let number = |place: &Vec<usize>| {
        let sum: f64 = place.iter().filter_map(|at| counts.get(*at)).sum();
        Cell::Number(whole(sum))
    };
    places.iter().map(number).collect()
}

/// Records that say what the numbers say, and how near they come to them.
fn records_of(
    noisy: &[Noisy],
    (names, tables): (&[&String], &[PublishedTable]),
    records: usize,
    seed: u64,
) -> Drawn {
    let columns = draw_records(noisy, records, seed);
    let code = |name: &String, category: usize| {
        let axes = tables.iter().flat_map(|table| &table.axes);
        let axis = axes.into_iter().find(|axis| axis.variable == *name);
        let category = axis.and_then(|axis| axis.categories.get(category));
        category.map_or_else(String::new, |category| category.code.clone())
    };
    let record = |row: usize| {
        let cells = columns
            .iter()
            .map(|(variable, column)| code(names[*variable], column[row]));
        cells.collect()
    };
    let quality = judge(noisy, &columns, LEAST_JUDGED)
        .into_iter()
        .map(|found| Judged {
            length: found.length,
            allowed: found.told,
            preserved: found.there,
            fabricated: found.invented,
            leaked: 0,
            error: whole(found.error * 100.0),
        });
    Drawn {
        variables: columns
            .iter()
            .map(|(variable, _)| names[*variable].clone())
            .collect(),
        quality: quality.collect(),
        records: (0..records).map(record).collect(),
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a count with noise, none below 0"
)]
fn whole(number: f64) -> u32 {
    number.max(0.0).round() as u32
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts with noise are far below 2^53"
)]
const fn as_f64(count: i64) -> f64 {
    count as f64
}
