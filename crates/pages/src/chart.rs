// SPDX-License-Identifier: EUPL-1.2
//! Charts drawn on the server as SVG, each with a sentence that says what it
//! shows and a table with the same figures beside it.
//!
//! Shapes get their colours from classes, never from `style`, so that dark mode,
//! forced colours and print work and the security policy may forbid inline style.

use askama::Template;
use askama::filters::HtmlSafe;
use jiff::civil::Date;

use crate::Ctx;
use crate::parts::{Table, Tone, Value};

impl HtmlSafe for Bars {}
impl HtmlSafe for Timeline {}

/// A part of a bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    /// What it counts.
    pub label: String,
    /// How many.
    pub n: usize,
    /// The end of its class name: a [`Tone`], or a mark of the wall.
    pub class: &'static str,
}

/// One bar, made of one or several parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stack {
    /// What it is about.
    pub label: String,
    /// Where the things it counts are listed.
    pub href: Option<String>,
    /// Its parts; the same labels in the same order in every bar of a chart.
    pub parts: Vec<Part>,
    /// What is counted at its end; `None`: its first part.
    pub counted: Option<usize>,
}

/// A shape on one line; positions are shares of the width, so that a drawing
/// fits any screen while the words beside it keep their size.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Rect {
    x: String,
    width: String,
    class: &'static str,
    /// Its number and the middle of it, where there is room for it.
    label: Option<(String, String)>,
}

/// Hundredths of a per cent that a part needs for its number.
const LABELLED: u64 = 500;

/// One line of a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    label: String,
    figures: String,
    rects: Vec<Rect>,
}

/// Bars, one below the other.
#[derive(Debug, Clone, PartialEq, Template)]
#[template(path = "chart/bars.html")]
pub(crate) struct Bars {
    id: String,
    title: String,
    finding: String,
    lines: Vec<Line>,
    legend: Vec<(String, &'static str)>,
    /// Too many columns to stand beside the drawing.
    wide: bool,
    table: Table,
    table_words: String,
}

/// What a chart is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct About {
    /// Unique on the page.
    pub id: &'static str,
    /// What the chart shows.
    pub title: String,
    /// What can be seen in it, in one sentence.
    pub finding: String,
    /// Heading of the column that names the bars.
    pub column: String,
}

/// `n` of `of` in hundredths of a per cent; whole numbers, so that parts add up.
fn share(n: usize, of: usize) -> u64 {
    let (n, of) = (n as u64, of as u64);
    if of == 0 {
        0
    } else {
        (n * 10_000).div_ceil(of).min(10_000)
    }
}

/// Hundredths of a per cent as SVG wants them: "33.33%".
fn percent(hundredths: u64) -> String {
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

impl Bars {
    /// Draws the bars; each is measured against the longest one if `absolute`,
    /// else against its own sum.
    pub(crate) fn new(ctx: &Ctx, about: About, bars: &[Stack], absolute: bool) -> Self {
        let sum = |bar: &Stack| bar.parts.iter().map(|part| part.n).sum::<usize>();
        let longest = bars.iter().map(sum).max().unwrap_or(0);
        let lines = bars
            .iter()
            .map(|bar| {
                let whole = if absolute { longest } else { sum(bar) };
                let mut rects = Vec::new();
                let mut before = 0;
                for part in &bar.parts {
                    let (from, to) = (share(before, whole), share(before + part.n, whole));
                    before += part.n;
                    if part.n > 0 {
                        rects.push(Rect {
                            x: percent(from),
                            width: percent(to - from),
                            class: part.class,
                            label: (to - from >= LABELLED)
                                .then(|| (ctx.locale().count(part.n), percent(from.midpoint(to)))),
                        });
                    }
                }
                Line {
                    label: bar.label.clone(),
                    figures: figures(ctx, bar),
                    rects,
                }
            })
            .collect();
        let legend = bars
            .first()
            .filter(|bar| bar.parts.len() > 1)
            .map(|bar| {
                bar.parts
                    .iter()
                    .map(|p| (p.label.clone(), p.class))
                    .collect()
            })
            .unwrap_or_default();
        Self {
            id: about.id.to_owned(),
            table: Self::table(ctx, &about, bars),
            title: about.title,
            finding: about.finding,
            lines,
            legend,
            wide: bars.first().is_some_and(|bar| bar.parts.len() > 3),
            table_words: ctx.t("chart-table"),
        }
    }

    fn table(ctx: &Ctx, about: &About, bars: &[Stack]) -> Table {
        let mut head = vec![about.column.clone()];
        if let Some(bar) = bars.first() {
            head.extend(bar.parts.iter().map(|part| part.label.clone()));
        }
        let numbers: Vec<usize> = (1..head.len()).collect();
        let mut table = Table::new(about.title.clone(), head, ctx.t("chart-empty"))
            .numeric(&numbers)
            .quiet();
        for bar in bars {
            let label = match &bar.href {
                Some(href) => Value::Link(crate::parts::Link {
                    href: href.clone(),
                    text: crate::parts::Shown::plain(&bar.label),
                    outside: false,
                }),
                None => Value::Plain(bar.label.clone()),
            };
            let mut row = vec![label];
            row.extend(
                bar.parts
                    .iter()
                    .map(|part| Value::Plain(ctx.locale().count(part.n))),
            );
            table.push(row);
        }
        table
    }
}

/// The figures of one bar at its right end: `12 / 29`.
fn figures(ctx: &Ctx, bar: &Stack) -> String {
    let count = |n: usize| ctx.locale().count(n);
    let sum: usize = bar.parts.iter().map(|part| part.n).sum();
    match bar.parts.first() {
        Some(first) if bar.parts.len() > 1 => {
            format!("{} / {}", count(bar.counted.unwrap_or(first.n)), count(sum))
        }
        _ => count(sum),
    }
}

/// One thing on a time line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Moment {
    /// First day, if there is one.
    pub from: Option<Date>,
    /// Last day, if there is one.
    pub until: Option<Date>,
    /// Its words.
    pub label: String,
    /// Its colour.
    pub tone: Tone,
}

/// Moments and spans along the years.
#[derive(Debug, Clone, PartialEq, Template)]
#[template(path = "chart/timeline.html")]
pub(crate) struct Timeline {
    id: String,
    title: String,
    finding: String,
    lines: Vec<Line>,
    ticks: Vec<(String, String)>,
    today: Option<String>,
    table: Table,
}

/// Moments that are drawn; the table always has all of them.
const MOST: usize = 40;

impl Timeline {
    /// Draws the moments that have a day above the table of all of them. `None` if none has a day.
    pub(crate) fn new(
        about: About,
        moments: &[Moment],
        today: Option<Date>,
        table: Table,
    ) -> Option<Self> {
        let days = || moments.iter().flat_map(|m| [m.from, m.until]).flatten();
        let (first, last) = (days().min()?.year(), days().max()?.year());
        let start = Date::new(first, 1, 1).ok()?;
        let end = Date::new(last.checked_add(1)?, 1, 1).ok()?;
        let whole = days_between(start, end).max(1);
        let at = |day: Date| share(days_between(start, day), whole);
        let lines = moments
            .iter()
            .filter(|m| m.from.is_some() || m.until.is_some())
            .take(MOST)
            .map(|moment| {
                let from = moment.from.or(moment.until).map_or(0, at);
                let until = moment.until.or(moment.from).map_or(10_000, at);
                // A single day would be too thin to see.
                let width = until.saturating_sub(from).max(150);
                let x = from.min(10_000 - width);
                let rect = Rect {
                    x: percent(x),
                    width: percent(width),
                    class: moment.tone.class(),
                    label: None,
                };
                Line {
                    label: moment.label.clone(),
                    figures: String::new(),
                    rects: vec![rect],
                }
            })
            .collect();
        let step = ((last - first) / 6 + 1).max(1);
        let ticks = (first..=last)
            .step_by(usize::from(step.unsigned_abs()))
            .filter_map(|year| {
                let x = at(Date::new(year, 1, 1).ok()?);
                Some((percent(x), year.to_string()))
            })
            .collect();
        Some(Self {
            id: about.id.to_owned(),
            title: about.title,
            finding: about.finding,
            lines,
            ticks,
            today: today
                .filter(|day| (start..end).contains(day))
                .map(|day| percent(at(day))),
            table,
        })
    }
}

/// Days from one day to a later one; 0 if it is not later.
fn days_between(from: Date, to: Date) -> usize {
    from.until(to)
        .ok()
        .and_then(|span| usize::try_from(span.get_days()).ok())
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use std::sync::Arc;
    use wegmarke_l10n::Lang;

    fn ctx() -> Ctx {
        Ctx::new(Arc::default(), Lang::En, "/", "")
    }

    fn about() -> About {
        About {
            id: "c",
            title: "T".into(),
            finding: "F".into(),
            column: "C".into(),
        }
    }

    #[test]
    fn parts_fill_the_bar_and_the_table_has_every_figure() {
        let part = |n, tone: Tone| Part {
            label: "p".into(),
            n,
            class: tone.class(),
        };
        let bars = [Stack {
            counted: None,
            label: "<b>".into(),
            href: None,
            parts: vec![part(1, Tone::Good), part(3, Tone::Warn)],
        }];
        let chart = Bars::new(&ctx(), about(), &bars, false);
        let rects = &chart.lines[0].rects;
        assert_eq!(rects.len(), 2);
        assert_eq!(
            (rects[0].width.as_str(), rects[1].x.as_str()),
            ("25.00%", "25.00%")
        );
        assert_eq!(rects[1].width, "75.00%");
        let html = chart.to_string();
        assert!(html.contains("&#60;b&#62;"), "{html}");
        assert!(html.contains("<caption"), "{html}");
    }

    #[test]
    fn nothing_is_drawn_without_days() {
        let moment = Moment {
            from: None,
            until: None,
            label: "m".into(),
            tone: Tone::Plain,
        };
        let table = || Table::new("t".to_owned(), Vec::new(), None);
        assert!(Timeline::new(about(), &[moment], None, table()).is_none());
        let moment = Moment {
            from: None,
            until: Some(date(2026, 12, 31)),
            label: "m".into(),
            tone: Tone::Plain,
        };
        let day = Some(date(2026, 1, 1));
        let chart = Timeline::new(about(), &[moment], day, table()).unwrap();
        assert_eq!(chart.today.as_deref(), Some("0.00%"));
        assert_eq!(chart.lines[0].rects[0].x, "98.50%");
    }
}
