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
use crate::parts::{Head, Row, Table, Tone, Value};

impl HtmlSafe for Bars {}
impl HtmlSafe for Timeline {}

/// Width of the drawing in its own units; it scales with the page.
const WIDTH: f64 = 640.0;
/// Height of one bar with its label.
const BAR: f64 = 44.0;

/// A part of a bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    /// What it counts.
    pub label: String,
    /// How many.
    pub n: usize,
    /// Its colour.
    pub tone: Tone,
}

/// One bar, made of one or several parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bar {
    /// What it is about.
    pub label: String,
    /// Where the things it counts are listed.
    pub href: Option<String>,
    /// Its parts; the same labels in the same order in every bar of a chart.
    pub parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq)]
struct Rect {
    x: String,
    y: String,
    width: String,
    class: String,
}

#[derive(Debug, Clone, PartialEq)]
struct Caption {
    x: String,
    y: String,
    words: String,
    end: bool,
}

/// Bars, one below the other, whose whole length is the same for 100 %.
#[derive(Debug, Clone, PartialEq, Template)]
#[template(path = "chart/bars.html")]
pub(crate) struct Bars {
    id: String,
    title: String,
    finding: String,
    height: String,
    rects: Vec<Rect>,
    captions: Vec<Caption>,
    legend: Vec<(String, &'static str)>,
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

fn unit(x: f64) -> String {
    // Two digits after the point are finer than any screen.
    let text = format!("{x:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts on a page are far below 2^52"
)]
fn share(n: usize, of: usize) -> f64 {
    if of == 0 { 0.0 } else { n as f64 / of as f64 }
}

impl Bars {
    /// Draws the bars; each is measured against the longest one if `absolute`,
    /// else against its own sum.
    pub(crate) fn new(ctx: &Ctx, about: About, bars: &[Bar], absolute: bool) -> Self {
        let sum = |bar: &Bar| bar.parts.iter().map(|part| part.n).sum::<usize>();
        let longest = bars.iter().map(sum).max().unwrap_or(0);
        let (mut rects, mut captions) = (Vec::new(), Vec::new());
        let mut y = 0.0;
        for bar in bars {
            let whole = if absolute { longest } else { sum(bar) };
            captions.push(Caption {
                x: "0".into(),
                y: unit(y + 15.0),
                words: cut(&bar.label),
                end: false,
            });
            captions.push(Caption {
                x: unit(WIDTH),
                y: unit(y + 15.0),
                words: figures(ctx, bar),
                end: true,
            });
            let mut x = 0.0;
            rects.push(Rect {
                x: "0".into(),
                y: unit(y + 21.0),
                width: unit(WIDTH),
                class: "track".into(),
            });
            for part in bar.parts.iter().filter(|part| part.n > 0) {
                let width = share(part.n, whole) * WIDTH;
                rects.push(Rect {
                    x: unit(x),
                    y: unit(y + 21.0),
                    width: unit(width),
                    class: part.tone.class().into(),
                });
                x += width;
            }
            y += BAR;
        }
        let legend = bars
            .first()
            .filter(|bar| bar.parts.len() > 1)
            .map(|bar| {
                bar.parts
                    .iter()
                    .map(|p| (p.label.clone(), p.tone.class()))
                    .collect()
            })
            .unwrap_or_default();
        Self {
            id: about.id.to_owned(),
            table: Self::table(ctx, &about, bars),
            title: about.title,
            finding: about.finding,
            height: unit(y.max(1.0)),
            rects,
            captions,
            legend,
            table_words: ctx.t("chart-table"),
        }
    }

    fn table(ctx: &Ctx, about: &About, bars: &[Bar]) -> Table {
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
fn figures(ctx: &Ctx, bar: &Bar) -> String {
    let count = |n: usize| ctx.locale().count(n);
    let sum: usize = bar.parts.iter().map(|part| part.n).sum();
    match bar.parts.first() {
        Some(first) if bar.parts.len() > 1 => format!("{} / {}", count(first.n), count(sum)),
        _ => count(sum),
    }
}

/// Labels in a drawing cannot wrap; the table has them whole.
fn cut(label: &str) -> String {
    crate::parts::Shown::plain(label).short(52).words
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

#[derive(Debug, Clone, PartialEq)]
struct Mark {
    x: String,
    y: String,
    width: String,
    class: &'static str,
}

/// Moments and spans along the years.
#[derive(Debug, Clone, PartialEq, Template)]
#[template(path = "chart/timeline.html")]
pub(crate) struct Timeline {
    id: String,
    title: String,
    finding: String,
    height: String,
    bottom: String,
    marks: Vec<Mark>,
    captions: Vec<Caption>,
    ticks: Vec<Caption>,
    today: Option<String>,
    table: Table,
    table_words: String,
}

impl Timeline {
    /// Draws the moments that have a day; `table` lists all of them. `None` if
    /// none has a day. At most 40 are drawn; the table is always complete.
    pub(crate) fn new(
        ctx: &Ctx,
        about: About,
        moments: &[Moment],
        today: Option<Date>,
        rows: (Vec<Head>, Vec<Row>),
    ) -> Option<Self> {
        let days = || moments.iter().flat_map(|m| [m.from, m.until]).flatten();
        let (first, last) = (days().min()?.year(), days().max()?.year());
        let start = Date::new(first, 1, 1).ok()?;
        let end = Date::new(last.checked_add(1)?, 1, 1).ok()?;
        let whole = f64::from(days_between(start, end)).max(1.0);
        let at = |day: Date| f64::from(days_between(start, day)) / whole * WIDTH;
        let (mut marks, mut captions) = (Vec::new(), Vec::new());
        let mut y = 28.0;
        for moment in moments
            .iter()
            .filter(|m| m.from.is_some() || m.until.is_some())
            .take(40)
        {
            let from = moment.from.or(moment.until).map_or(0.0, at);
            let until = moment.until.or(moment.from).map_or(WIDTH, at);
            let width = (until - from).max(8.0);
            let x = from.min(WIDTH - width).max(0.0);
            marks.push(Mark {
                x: unit(x),
                y: unit(y + 18.0),
                width: unit(width),
                class: moment.tone.class(),
            });
            let right = x > WIDTH / 2.0;
            captions.push(Caption {
                x: unit(if right { x + width } else { x }),
                y: unit(y + 13.0),
                words: crate::parts::Shown::plain(&moment.label).short(44).words,
                end: right,
            });
            y += 36.0;
        }
        let step = ((last - first) / 8 + 1).max(1);
        let ticks = (first..=last)
            .step_by(usize::from(step.unsigned_abs()))
            .filter_map(|year| {
                let x = at(Date::new(year, 1, 1).ok()?);
                Some(Caption {
                    x: unit(x),
                    y: "14".into(),
                    words: year.to_string(),
                    end: false,
                })
            })
            .collect();
        let mut table = Table::new(about.title.clone(), Vec::new(), String::new()).quiet();
        (table.head, table.rows) = rows;
        Some(Self {
            id: about.id.to_owned(),
            title: about.title,
            finding: about.finding,
            height: unit(y + 4.0),
            bottom: unit(y),
            marks,
            captions,
            ticks,
            today: today
                .filter(|day| (start..end).contains(day))
                .map(|day| unit(at(day))),
            table,
            table_words: ctx.t("chart-table"),
        })
    }
}

fn days_between(from: Date, to: Date) -> i32 {
    // Both are within the calendar of the library, so the difference exists.
    from.until(to).map_or(0, |span| span.get_days())
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
        let part = |n, tone| Part {
            label: "p".into(),
            n,
            tone,
        };
        let bars = [Bar {
            label: "<b>".into(),
            href: None,
            parts: vec![part(1, Tone::Good), part(3, Tone::Warn)],
        }];
        let chart = Bars::new(&ctx(), about(), &bars, false);
        assert_eq!(chart.rects.len(), 3);
        assert_eq!(
            (chart.rects[1].width.as_str(), chart.rects[2].x.as_str()),
            ("160", "160")
        );
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
        assert!(
            Timeline::new(&ctx(), about(), &[moment], None, (Vec::new(), Vec::new())).is_none()
        );
        let moment = Moment {
            from: None,
            until: Some(date(2026, 12, 31)),
            label: "m".into(),
            tone: Tone::Plain,
        };
        let chart = Timeline::new(
            &ctx(),
            about(),
            &[moment],
            Some(date(2026, 1, 1)),
            (Vec::new(), Vec::new()),
        )
        .unwrap();
        assert_eq!(chart.today.as_deref(), Some("0"));
        assert_eq!(chart.marks[0].x, "632");
    }
}
