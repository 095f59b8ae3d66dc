// SPDX-License-Identifier: EUPL-1.2
//! The way of a number along the years towards what it is meant to reach: a line for each source, with the
//! value from which it starts and the target marked.

use askama::Template;
use askama::filters::HtmlSafe;
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::{About, Years, percent, take};
use crate::Ctx;

impl HtmlSafe for Course {}

/// Height of the drawing, and of it what is free above and below values, in pixels.
const HEIGHT: u32 = 240;
const ABOVE: u32 = 28;
const BELOW: u32 = 40;
/// What lies closer than this, in pixels, would be written over each other.
const APART: u32 = 17;
/// Ways of drawing a line: sources are told apart by dashes and by their name, never by colour alone.
const WAYS: usize = 4;

/// A value of one day, as one source gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Given {
    /// Of which day.
    pub on: Date,
    /// How high it is.
    pub at: Decimal,
    /// The value in words.
    pub words: String,
    /// Who gives it.
    pub by: String,
}

/// A value from which something starts, or which it is meant to reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Aim {
    /// How high it is.
    pub at: Decimal,
    /// Its words.
    pub words: String,
    /// Whether it is the target.
    pub is_target: bool,
}

/// A straight line, with the end of its class name.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stroke {
    from: (String, u32),
    to: (String, u32),
    class: usize,
}

/// A dot with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Dot {
    x: String,
    y: u32,
    words: String,
    words_y: u32,
    /// Whether the words end at the dot.
    ends: bool,
}

/// A level with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Level {
    y: u32,
    words_y: u32,
    words: String,
    is_target: bool,
}

/// The drawing.
#[derive(Debug, Clone, PartialEq, Template)]
#[template(path = "chart/course.html")]
pub(crate) struct Course {
    id: String,
    title: String,
    finding: String,
    height: u32,
    floor: u32,
    levels: Vec<Level>,
    strokes: Vec<Stroke>,
    dots: Vec<Dot>,
    ticks: Vec<(String, String)>,
    take: String,
    take_words: String,
}

impl Course {
    /// Draws values; `None` where there is nothing that could be compared: no value, or one without an aim.
    pub(crate) fn new(ctx: &Ctx, about: About, values: &[Given], aims: &[Aim]) -> Option<Self> {
        let mut days: Vec<Date> = values.iter().map(|value| value.on).collect();
        days.sort();
        days.dedup();
        if days.is_empty() || (days.len() == 1 && aims.is_empty()) {
            return None;
        }
        let years = Years::of(days.first()?.year(), days.last()?.year())?;
        let heights = values.iter().map(|value| value.at);
        let heights = heights.chain(aims.iter().map(|aim| aim.at));
        let (low, high) = (heights.clone().min()?, heights.max()?);
        let y = |at: Decimal| height(at, low, high);
        let mut sources: Vec<&str> = values.iter().map(|value| &*value.by).collect();
        sources.sort_unstable();
        sources.dedup();
        let (mut strokes, mut dots) = (Vec::new(), Vec::new());
        for (class, source) in sources.iter().enumerate() {
            let mut own: Vec<&Given> = values.iter().filter(|value| value.by == *source).collect();
            own.sort_by_key(|value| value.on);
            let at = |value: &Given| (percent(years.at(value.on)), y(value.at));
            strokes.extend(own.windows(2).map(|two| Stroke {
                from: at(two[0]),
                to: at(two[1]),
                class: class % WAYS,
            }));
            let last = own.len().saturating_sub(1);
            dots.extend(own.iter().enumerate().map(|(n, value)| Dot {
                x: percent(years.at(value.on)),
                y: y(value.at),
                words: match n == last {
                    true => format!("{source}: {}", value.words),
                    false => value.words.clone(),
                },
                words_y: y(value.at).saturating_sub(6),
                ends: years.at(value.on) > 5_000,
            }));
        }
        spread(&mut dots);
        Some(Self {
            take: take(ctx, about.id),
            take_words: ctx.t("chart-take"),
            id: about.id.to_owned(),
            title: about.title,
            finding: about.finding,
            height: HEIGHT,
            floor: HEIGHT - BELOW + 14,
            levels: levels(aims, y),
            strokes,
            dots,
            ticks: years.ticks(),
        })
    }
}

/// How far below the upper edge a value lies, in pixels.
fn height(at: Decimal, low: Decimal, high: Decimal) -> u32 {
    let room = HEIGHT - ABOVE - BELOW;
    let whole = high - low;
    if whole.is_zero() {
        return ABOVE + room / 2;
    }
    let share = (at - low) / whole * Decimal::from(room);
    let share = share.round().to_u32().unwrap_or(0).min(room);
    ABOVE + room - share
}

/// Words of dots that lie on one another are moved apart, the upper ones upwards.
fn spread(dots: &mut [Dot]) {
    dots.sort_by(|a, b| (&a.x, a.words_y).cmp(&(&b.x, b.words_y)));
    for at in 1..dots.len() {
        let (before, here) = (dots[at - 1].clone(), &mut dots[at]);
        if before.x == here.x && here.words_y < before.words_y + APART {
            here.words_y = before.words_y + APART;
        }
    }
}

fn levels(aims: &[Aim], y: impl Fn(Decimal) -> u32) -> Vec<Level> {
    let mut levels: Vec<Level> = aims
        .iter()
        .map(|aim| Level {
            y: y(aim.at),
            words_y: y(aim.at).saturating_sub(5),
            words: aim.words.clone(),
            is_target: aim.is_target,
        })
        .collect();
    levels.sort_by_key(|level| level.y);
    for at in 1..levels.len() {
        // The lower one is written below its line.
        if levels[at].words_y < levels[at - 1].words_y + APART {
            levels[at].words_y = levels[at].y + 14;
        }
    }
    levels
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::civil::date;
    use wegmarke_l10n::Lang;

    use super::*;

    fn given(on: Date, at: i64, by: &str) -> Given {
        Given {
            on,
            at: at.into(),
            words: at.to_string(),
            by: by.to_owned(),
        }
    }

    fn course(values: &[Given], aims: &[Aim]) -> Option<Course> {
        let about = About {
            id: "c",
            title: "T".into(),
            finding: "F".into(),
            column: String::new(),
        };
        let ctx = Ctx::new(Arc::default(), Lang::En, "/", "");
        Course::new(&ctx, about, values, aims)
    }

    #[test]
    fn higher_values_lie_higher_and_nothing_is_drawn_of_nothing() {
        let target = Aim {
            at: 100.into(),
            words: "Target".into(),
            is_target: true,
        };
        let aims = [target];
        assert!(course(&[], &aims).is_none());
        let values = [
            given(date(2026, 1, 1), 0, "a"),
            given(date(2026, 7, 2), 50, "a"),
        ];
        assert!(course(&values[..1], &[]).is_none());
        let drawn = course(&values, &aims).unwrap();
        assert_eq!(drawn.levels[0].y, ABOVE);
        let [stroke] = &drawn.strokes[..] else {
            panic!("{:?}", drawn.strokes);
        };
        assert_eq!(stroke.from, ("0.00%".to_owned(), HEIGHT - BELOW));
        assert!(stroke.to.1 < stroke.from.1 && stroke.to.1 > ABOVE);
    }

    #[test]
    fn words_of_two_sources_on_one_day_do_not_lie_on_one_another() {
        let on = date(2026, 6, 20);
        let values = [
            given(on, 100, "a"),
            given(on, 101, "b"),
            given(on, 300, "c"),
        ];
        let drawn = course(
            &values,
            &[Aim {
                at: 0.into(),
                words: "Start".into(),
                is_target: false,
            }],
        );
        let mut places: Vec<u32> = drawn.unwrap().dots.iter().map(|dot| dot.words_y).collect();
        places.sort_unstable();
        assert!(
            places.windows(2).all(|two| two[1] - two[0] >= APART),
            "{places:?}"
        );
    }
}
