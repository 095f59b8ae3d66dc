// SPDX-License-Identifier: EUPL-1.2
//! Charts drawn on the server as SVG, each with a sentence that says what it
//! shows and a table with the same figures beside it.
//!
//! Shapes get their colours from classes, never from `style`, so that dark mode,
//! forced colours and print work and the security policy may forbid inline style.

mod course;

use std::collections::BTreeSet;

use askama::Template;
use askama::filters::HtmlSafe;
use jiff::civil::Date;

use crate::Ctx;
use crate::parts::{Table, Tone, Value};
use crate::url;

pub(crate) use course::{Aim, Course, Given};

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
/// The same where signs fill it: they have to be seen beside the number.
const LABELLED_ON_SIGNS: u64 = 1_500;

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
    /// Signs that fill parts of bars, each once.
    signs: Vec<&'static str>,
    take: String,
    take_words: String,
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

/// Where a chart of this page is a file.
pub(crate) fn take(ctx: &Ctx, id: &str) -> String {
    let mut query = ctx.query.without(&[]);
    query.extend([(url::AS, "svg"), (url::CHART, id)]);
    ctx.here(&query)
}

/// Pixels of the narrowest bar, on a phone, and of a letter in it with some room.
const NARROWEST: u64 = 270;
const LETTER: u64 = 8;

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

/// The sign that fills a part which has no colour, so that silence, time that is left and a seal are told apart
/// in every light: those of the wall. `None`: it has a colour.
fn sign_of(class: &str) -> Option<&'static str> {
    match class {
        // Nobody was asked, or nobody could say.
        "not-asked" | "nothing" | "not-recorded" => Some("hatch"),
        "silent" => Some("dots"),
        "pending" => Some("rings"),
        "sealed" => Some("locks"),
        _ => None,
    }
}

/// How a mark on a time line lies in its line: its top, its height and the radius of its corners, in pixels. What
/// is reached is known by its corners and its height, where nobody sees its colour.
fn form_of(class: &str) -> (u8, u8, u8) {
    match class {
        "reached" => (1, 12, 0),
        _ => (3, 8, 4),
    }
}

/// What stands in a part of a bar: its number; in one without a colour its name, too, where even the narrowest
/// bar has room for it.
fn label_of(ctx: &Ctx, part: &Part, share: u64) -> Option<String> {
    let n = ctx.locale().count(part.n);
    let named = format!("{n} {}", part.label);
    let needed = (named.chars().count() as u64 + 2) * LETTER;
    let has_room = share * NARROWEST / 10_000 >= needed;
    match sign_of(part.class) {
        Some(_) if has_room => Some(named),
        Some(_) => (share >= LABELLED_ON_SIGNS).then_some(n),
        None => (share >= LABELLED).then_some(n),
    }
}

impl Bars {
    /// Draws the bars; each is measured against the longest one if `absolute`,
    /// else against its own sum.
    pub(crate) fn new(ctx: &Ctx, about: About, bars: &[Stack], absolute: bool) -> Self {
        let sum = |bar: &Stack| bar.parts.iter().map(|part| part.n).sum::<usize>();
        let longest = bars.iter().map(sum).max().unwrap_or(0);
        let lines: Vec<Line> = bars
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
                            label: label_of(ctx, part, to - from)
                                .map(|words| (words, percent(from.midpoint(to)))),
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
        let legend: Vec<(String, &'static str)> = bars
            .first()
            .filter(|bar| bar.parts.len() > 1)
            .map(|bar| {
                bar.parts
                    .iter()
                    .map(|p| (p.label.clone(), p.class))
                    .collect()
            })
            .unwrap_or_default();
        let drawn = lines.iter().flat_map(|line| &line.rects);
        let drawn = drawn.map(|rect| rect.class);
        // The legend shows also what no bar has.
        let named = legend.iter().map(|(_, class)| *class);
        let signs: BTreeSet<&'static str> = drawn.chain(named).filter_map(sign_of).collect();
        Self {
            signs: signs.into_iter().collect(),
            take: take(ctx, about.id),
            take_words: ctx.t("chart-take"),
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

/// The figures of one bar at its right end, with what they count: "8 of 22 were given", "2 of 24 met".
fn figures(ctx: &Ctx, bar: &Stack) -> String {
    let sum: usize = bar.parts.iter().map(|part| part.n).sum();
    let total = ("total", sum.into());
    match (bar.parts.first(), bar.counted) {
        (Some(_), Some(given)) => ctx.t_with("chart-given", &[("n", given.into()), total]),
        (Some(first), None) if bar.parts.len() > 1 => {
            let args = [
                ("n", first.n.into()),
                total,
                ("what", (&first.label).into()),
            ];
            ctx.t_with("chart-first", &args)
        }
        _ => ctx.locale().count(sum),
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

/// One shape on a line of a time line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark {
    /// First day; without one it begins with the drawing.
    pub from: Option<Date>,
    /// Last day; without one it ends with the drawing.
    pub until: Option<Date>,
    /// The end of its class name.
    pub class: &'static str,
}

/// One line of a time line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Strip {
    /// Its words.
    pub label: String,
    /// What is drawn on it, the first at the back.
    pub marks: Vec<Mark>,
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
    legend: Vec<(String, &'static str)>,
    take: String,
    take_words: String,
    table: Table,
}

/// Lines that are drawn; the table always has all of them.
const MOST: usize = 40;

/// The years of a drawing, in days.
struct Years {
    start: Date,
    end: Date,
    whole: usize,
}

impl Years {
    fn of(first: i16, last: i16) -> Option<Self> {
        let start = Date::new(first, 1, 1).ok()?;
        let end = Date::new(last.checked_add(1)?, 1, 1).ok()?;
        let whole = days_between(start, end).max(1);
        Some(Self { start, end, whole })
    }

    fn at(&self, day: Date) -> u64 {
        share(days_between(self.start, day), self.whole)
    }

    fn rect(&self, mark: Mark) -> Rect {
        let from = mark.from.map_or(0, |day| self.at(day));
        let until = mark.until.map_or(10_000, |day| self.at(day));
        // A single day would be too thin to see.
        let width = until.saturating_sub(from).max(150);
        Rect {
            x: percent(from.min(10_000 - width)),
            width: percent(width),
            class: mark.class,
            label: None,
        }
    }

    /// At most some seven years are named.
    fn ticks(&self) -> Vec<(String, String)> {
        let (first, last) = (self.start.year(), self.end.year() - 1);
        let step = ((last - first) / 6 + 1).max(1);
        (first..=last)
            .step_by(usize::from(step.unsigned_abs()))
            .filter_map(|year| {
                let x = self.at(Date::new(year, 1, 1).ok()?);
                Some((percent(x), year.to_string()))
            })
            .collect()
    }
}

impl Timeline {
    /// Draws the moments that have a day above the table of all of them. `None` if none has a day.
    pub(crate) fn new(
        ctx: &Ctx,
        about: About,
        moments: &[Moment],
        today: Option<Date>,
        table: Table,
    ) -> Option<Self> {
        let dated = moments
            .iter()
            .filter(|m| m.from.is_some() || m.until.is_some());
        let strips: Vec<Strip> = dated
            .map(|moment| Strip {
                label: moment.label.clone(),
                marks: vec![Mark {
                    from: moment.from.or(moment.until),
                    until: moment.until.or(moment.from),
                    class: moment.tone.class(),
                }],
            })
            .collect();
        Self::of_strips(ctx, about, &strips, today, table, Vec::new())
    }

    /// Draws lines with several shapes each, above the table of all of them; the legend says what the
    /// shapes mean. `None` if none has a day.
    pub(crate) fn of_strips(
        ctx: &Ctx,
        about: About,
        strips: &[Strip],
        today: Option<Date>,
        table: Table,
        legend: Vec<(String, &'static str)>,
    ) -> Option<Self> {
        let marks = || strips.iter().flat_map(|strip| &strip.marks);
        let days = || marks().flat_map(|mark| [mark.from, mark.until]).flatten();
        let years = Years::of(days().min()?.year(), days().max()?.year())?;
        let lines = strips.iter().take(MOST).map(|strip| Line {
            label: strip.label.clone(),
            figures: String::new(),
            rects: strip.marks.iter().map(|mark| years.rect(*mark)).collect(),
        });
        let mut legend = legend;
        legend.retain(|(_, class)| marks().any(|mark| mark.class == *class));
        Some(Self {
            take: take(ctx, about.id),
            take_words: ctx.t("chart-take"),
            id: about.id.to_owned(),
            title: about.title,
            finding: about.finding,
            lines: lines.collect(),
            ticks: years.ticks(),
            today: today
                .filter(|day| (years.start..years.end).contains(day))
                .map(|day| percent(years.at(day))),
            legend,
            table,
        })
    }
}

/// Days from one day to a later one; 0 if it is not later.
pub(crate) fn days_between(from: Date, to: Date) -> usize {
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
        assert!(Timeline::new(&ctx(), about(), &[moment], None, table()).is_none());
        let moment = Moment {
            from: None,
            until: Some(date(2026, 12, 31)),
            label: "m".into(),
            tone: Tone::Plain,
        };
        let day = Some(date(2026, 1, 1));
        let chart = Timeline::new(&ctx(), about(), &[moment], day, table()).unwrap();
        assert_eq!(chart.today.as_deref(), Some("0.00%"));
        assert_eq!(chart.lines[0].rects[0].x, "98.50%");
    }
}
