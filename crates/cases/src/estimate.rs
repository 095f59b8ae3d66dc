// SPDX-License-Identifier: EUPL-1.2
//! Hidden numbers: how many people no list has. Always several answers, never one number, and always with
//! what is said against it.

use anyhow::{Context as _, Result, bail};
use askama::Template;
use wegmarke_l10n::{Arg, Locale};
use wegmarke_stats::hidden::choose::WAYS;
use wegmarke_stats::hidden::interval::{Interval, interval};
use wegmarke_stats::hidden::{Overlap, Refusal, Way};

/// What each way says; or why it says nothing.
pub type Answers = Vec<(Way, Result<Interval, Refusal>)>;

/// Reads a table of lists: a column of 0 and 1 for each list, and the count of cases on exactly these. Gives
/// the names of the lists, too.
///
/// # Errors
/// What does not fit, by its line.
pub fn read(text: &str) -> Result<(Vec<String>, Overlap)> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let mut names: Vec<String> = reader.headers()?.iter().map(str::to_owned).collect();
    if names.pop().as_deref() != Some("count") {
        bail!("the last column is called “count”, and each column before it is a list");
    }
    let mut counts = Vec::new();
    for (at, record) in reader.records().enumerate() {
        let line = at + 2;
        let record = record.with_context(|| format!("line {line}"))?;
        let mut set = 0_u32;
        for (list, cell) in record.iter().take(names.len()).enumerate() {
            match cell.trim() {
                "1" => set |= 1 << list,
                "0" => {}
                _ => bail!("line {line}: a list is 1 (on it) or 0 (not on it)"),
            }
        }
        let count = record
            .iter()
            .next_back()
            .and_then(|cell| cell.trim().parse().ok());
        counts.push((
            set,
            count.with_context(|| format!("line {line}: the count is a whole number"))?,
        ));
    }
    let overlap = Overlap::new(names.len(), counts)
        .context("there are two to twelve lists, and each line has at least one of them")?;
    Ok((names, overlap))
}

/// Asks every way.
#[must_use]
pub fn answer(overlap: &Overlap, repetitions: usize, seed: u64) -> Answers {
    let of = |way: &Way| (*way, interval(overlap, *way, 0.95, (repetitions, seed)));
    WAYS.iter().map(of).collect()
}

/// One line of the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The way.
    pub way: String,
    /// What it says, or why it says nothing.
    pub says: String,
    /// Lists that depend on each other in its model.
    pub pairs: String,
    /// Place of the estimate and of both ends in the picture, out of 600.
    pub bar: Option<(u32, u32, u32)>,
}

const fn word(way: Way) -> &'static str {
    match way {
        Way::Stepwise => "stepwise",
        Way::Bic => "bic",
        Way::Threshold => "threshold",
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "numbers of people"
)]
const fn whole(value: f64) -> u64 {
    value.max(0.0).round() as u64
}

/// The answers in words. What goes beyond a million is told as that: it says that the lists say nothing.
#[must_use]
pub fn lines(answers: &Answers, names: &[String], locale: &Locale) -> Vec<Line> {
    let most = answers
        .iter()
        .filter_map(|(_, answer)| answer.as_ref().ok());
    let most = most.map(|interval| interval.high).fold(1.0, f64::max);
    let place = |value: f64| {
        u32::try_from(whole(value / most * 600.0))
            .unwrap_or(600)
            .min(600)
    };
    let line = |(way, answer): &(Way, Result<Interval, Refusal>)| {
        let way = locale.word("cases-way", word(*way));
        let interval = match answer {
            Ok(interval) => interval,
            Err(refusal) => {
                let why = match refusal {
                    Refusal::DoesNotExist => "none",
                    Refusal::NotIdentifiable => "many",
                    Refusal::DidNotSettle => "unsettled",
                };
                return Line {
                    way,
                    says: locale.word("cases-refused", why),
                    pairs: String::new(),
                    bar: None,
                };
            }
        };
        let pairs = interval
            .estimate
            .pairs
            .iter()
            .map(|(a, b)| format!("{} + {}", names[*a], names[*b]));
        let pairs: Vec<String> = pairs.collect();
        let args = [
            ("low", Arg::from(whole(interval.low))),
            ("high", whole(interval.high).into()),
            ("middle", whole(interval.estimate.total).into()),
            ("without", interval.without.into()),
        ];
        Line {
            way,
            says: locale.t_with("cases-estimate-says", &args),
            pairs: if pairs.is_empty() {
                locale.t("cases-no-pairs").into_owned()
            } else {
                pairs.join(", ")
            },
            bar: Some((
                place(interval.low),
                place(interval.estimate.total),
                place(interval.high),
            )),
        }
    };
    answers.iter().map(line).collect()
}

#[derive(Template)]
#[template(path = "estimate.html")]
struct Page<'a> {
    f: &'a Locale,
    observed: String,
    lists: String,
    lines: &'a [Line],
}

/// The page: a picture with its table, the limits, and the dissent.
///
/// # Errors
/// If the template fails.
pub fn page(
    overlap: &Overlap,
    names: &[String],
    lines: &[Line],
    locale: &Locale,
) -> Result<String> {
    let page = Page {
        f: locale,
        observed: locale.count(overlap.observed() as usize),
        lists: names.join(", "),
        lines,
    };
    Ok(page.render()?)
}
