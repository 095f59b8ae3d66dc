// SPDX-License-Identifier: EUPL-1.2
//! The wall: one square for each measure that a plan promises, in rows by field and in printed order.
//! What the plan counts and nobody recorded here is an empty square, so that the size of the promise
//! and what is known of it are seen at once.
//!
//! A band is told by its fill, by a mark in it, by the name of its square, and in the table below.

use std::collections::BTreeMap;

use askama::Template;
use askama::filters::HtmlSafe;
use wegmarke_domain::measure::Measure;
use wegmarke_domain::organisation::Voice;
use wegmarke_domain::plan::{Field, Plan};
use wegmarke_domain::record::Record as _;
use wegmarke_domain::register::Register;
use wegmarke_domain::round::Round;
use wegmarke_domain::rules::question::find_last_round;
use wegmarke_domain::rules::voices;
use wegmarke_domain::rules::wall::{self, Axis, Band, Bands, Silence, Square};

use crate::chart::take;
use crate::measure::order;
use crate::parts::{Chosen, Link, Shown, Table, Value};
use crate::plan::{field_order, stated_measures};
use crate::{Ctx, Route};
use crate::{measure, subject};

impl HtmlSafe for Choose {}
impl HtmlSafe for Wall {}
impl HtmlSafe for Small {}

/// One measure.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Drawn {
    href: String,
    /// Its name, and what each band says.
    name: String,
    /// Marks of the bands, from the top.
    marks: Vec<&'static str>,
    apart: bool,
}

/// The measures of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    label: Link,
    count: String,
    squares: Vec<Drawn>,
    /// Measures that the field is said to have, and that are not recorded.
    missing: usize,
    missing_words: String,
}

/// What is shown of a plan: the axis, and the round where it rests on one.
#[derive(Debug, Clone, Template)]
#[template(path = "wall/choose.html")]
pub(crate) struct Choose {
    axes: Vec<Chosen>,
    axes_label: String,
    rounds: Vec<Chosen>,
    rounds_label: String,
}

impl Choose {
    /// The choices of a page.
    pub(crate) fn of(register: &Register, ctx: &Ctx, plan: Option<&Plan>, axis: Axis) -> Self {
        Self {
            axes: axes(ctx, axis),
            axes_label: ctx.t("wall-axes"),
            rounds: plan.map_or_else(Vec::new, |plan| rounds(register, ctx, plan, axis)),
            rounds_label: ctx.t("wall-rounds"),
        }
    }
}

/// The wall of a plan.
#[derive(Debug, Clone, Template)]
#[template(path = "wall/wall.html")]
pub(crate) struct Wall {
    label: String,
    choose: Choose,
    /// What the bands are, from the top.
    bands: String,
    rows: Vec<Row>,
    /// Marks that occur, with their words.
    legend: Vec<(&'static str, String)>,
    apart: Option<String>,
    missing: Option<String>,
    /// How many an editor recorded, and what their owners made of it.
    recorded: Vec<String>,
    take: String,
    take_words: String,
    table: Table,
    table_words: String,
}

/// The same, small, as one link to the plan.
#[derive(Debug, Clone, Template)]
#[template(path = "wall/small.html")]
pub(crate) struct Small {
    /// Its name as a chart of the page.
    id: String,
    href: String,
    label: String,
    /// What the bands are, for the file.
    bands: String,
    rows: Vec<SmallRow>,
    take: String,
    take_words: String,
}

/// A row of it.
#[derive(Debug, Clone)]
struct SmallRow {
    /// What the file calls it; on the page there is no room.
    label: String,
    squares: Vec<Vec<&'static str>>,
    missing: usize,
}

/// A row before it is words.
struct Plain<'a> {
    of: Group<'a>,
    squares: Vec<(&'a Measure, Square)>,
    missing: usize,
    stated: Option<usize>,
}

/// What the squares of a row have in common.
#[derive(Clone, Copy)]
enum Group<'a> {
    /// They stand in a field of a plan, or in none.
    Field(&'a Plan, Option<&'a Field>),
    /// They are of a plan.
    Plan(&'a Plan),
}

/// Squares of a wall that is not of one plan; with more nobody sees the whole.
const MOST_SQUARES: usize = 250;

/// The axis that an address asks for; delivery without one.
pub(crate) fn axis_of(ctx: &Ctx) -> Axis {
    let asked = ctx.query.find("axis").and_then(|word| word.parse().ok());
    asked.unwrap_or(Axis::Delivery)
}

/// The round that an address asks for, else the newest one that is revealed, else the newest.
pub(crate) fn round_of<'a>(register: &'a Register, ctx: &Ctx, plan: &str) -> Option<&'a Round> {
    let rounds = voices::list_rounds(register, plan);
    let asked = ctx.query.find("round");
    let asked = rounds.iter().find(|round| Some(round.id.as_str()) == asked);
    asked
        .copied()
        .or_else(|| find_last_round(register, plan))
        .or_else(|| rounds.first().copied())
}

/// Measures by field in printed order; what is not recorded is counted.
fn rows<'a>(register: &'a Register, ctx: &Ctx, plan: &'a Plan, axis: Axis) -> Vec<Plain<'a>> {
    let id = plan.id.as_str();
    let wall = wall::Wall::new(register, axis, round_of(register, ctx, id), ctx.today);
    let mut measures: Vec<&Measure> = register.measures.list_of(id).collect();
    measures.sort_by_cached_key(|measure| order(register, ctx, measure));
    let mut fields: Vec<&Field> = register
        .fields
        .list_of(id)
        .filter(|field| field.parent.is_none())
        .collect();
    fields.sort_by_cached_key(|field| field_order(field));
    let mut by_field: BTreeMap<Option<&str>, Vec<&Measure>> = BTreeMap::new();
    for measure in &measures {
        by_field
            .entry(top_field(register, measure))
            .or_default()
            .push(measure);
    }
    let mut plain = |field: Option<&'a Field>| {
        let held = by_field.remove(&field.map(|field| field.id.as_str()));
        let held = held.unwrap_or_default();
        let stated = field.and_then(|field| field.measures_stated.value());
        let stated = stated.map(|stated| *stated as usize);
        Plain {
            of: Group::Field(plan, field),
            missing: stated.unwrap_or(0).saturating_sub(held.len()),
            stated,
            squares: held
                .into_iter()
                .map(|measure| (measure, wall.square(measure)))
                .collect(),
        }
    };
    let mut rows: Vec<Plain<'a>> = fields.into_iter().map(|field| plain(Some(field))).collect();
    let mut loose = plain(None);
    // What the plan counts and no field does.
    let placed: usize = rows.iter().map(|row| row.missing).sum();
    let lacking = stated_measures(register, plan).unwrap_or(0);
    loose.missing = lacking.saturating_sub(measures.len() + placed);
    rows.push(loose);
    rows.retain(|row| !row.squares.is_empty() || row.missing > 0);
    rows
}

/// Measures of several plans, a row for each plan.
fn rows_by_plan<'a>(
    register: &'a Register,
    ctx: &Ctx,
    measures: &[&'a Measure],
    axis: Axis,
) -> Vec<Plain<'a>> {
    let rows = register.plans.list().map(|plan| {
        let id = plan.id.as_str();
        let wall = wall::Wall::new(register, axis, round_of(register, ctx, id), ctx.today);
        let own = measures.iter().filter(|measure| measure.plan() == id);
        Plain {
            of: Group::Plan(plan),
            squares: own.map(|one| (*one, wall.square(one))).collect(),
            missing: 0,
            stated: None,
        }
    });
    rows.filter(|row| !row.squares.is_empty()).collect()
}

/// The field of a plan in which a measure stands: the topmost one.
pub(crate) fn top_field<'a>(register: &'a Register, measure: &Measure) -> Option<&'a str> {
    let mut field = register.fields.find(measure.field.value()?.as_str())?;
    // No more steps than a field can have parents; a circle is refused when it is stated.
    for _ in 0..8 {
        match field
            .parent
            .as_ref()
            .and_then(|id| register.fields.find(id.as_str()))
        {
            Some(parent) => field = parent,
            None => break,
        }
    }
    Some(field.id.as_str())
}

/// The bands of a square, from the top.
pub(crate) fn bands(square: &Square) -> &[Band] {
    match &square.bands {
        Bands::Voices(all) => all,
        Bands::Whole(band) => std::slice::from_ref(band),
    }
}

/// The name of the mark that stands for a band.
pub(crate) fn mark(band: &Band) -> &'static str {
    match band {
        Ok(value) => match value.step() {
            Some(0) => "0",
            Some(1) => "1",
            Some(2) => "2",
            Some(3) => "3",
            Some(_) => "4",
            None => "open",
        },
        Err(silence) => silence.as_str(),
    }
}

/// The mark of a band with its words in a legend: one for a quarter of the checks, not one for each
/// number of them.
pub(crate) fn key(ctx: &Ctx, band: &Band) -> (&'static str, String) {
    let words = match band {
        Ok(wall::Value::Checks { .. }) => ctx.word("wall-checks-step", mark(band)),
        _ => words(ctx, band),
    };
    (mark(band), words)
}

/// Every band that occurs, each with its key once: values from the best, then silences.
pub(crate) fn legend<'a>(
    ctx: &Ctx,
    bands: impl Iterator<Item = &'a Band>,
) -> Vec<(&'static str, String)> {
    let mut seen: Vec<Band> = Vec::new();
    for band in bands {
        if !seen.contains(band) {
            seen.push(*band);
        }
    }
    seen.sort_by_key(|band| match band {
        Ok(value) => (
            0,
            4 - i16::from(value.step().unwrap_or(0)),
            Some(*value),
            None,
        ),
        Err(silence) => (1, 0, None, Some(*silence)),
    });
    let mut keys: Vec<(&'static str, String)> = Vec::new();
    for band in &seen {
        let key = key(ctx, band);
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

/// A band in words.
pub(crate) fn words(ctx: &Ctx, band: &Band) -> String {
    use wall::Value as V;
    match band {
        Ok(V::Delivery(value)) => ctx.word("delivery", value.as_str()),
        Ok(V::Effect(value)) => ctx.word("effect", value.as_str()),
        Ok(V::Security(value)) => ctx.word("security", value.as_str()),
        Ok(V::Timeliness(value)) => ctx.word("timeliness", value.as_str()),
        Ok(V::Degree(value)) => ctx.word("degree", value.as_str()),
        Ok(V::Checks { met, of }) => ctx.t_with(
            "wall-checks",
            &[("n", (*met).into()), ("total", (*of).into())],
        ),
        Err(silence) => ctx.word("silence", silence.as_str()),
    }
}

/// Names of the bands, from the top; none where a square has one.
pub(crate) fn heads(ctx: &Ctx, axis: Axis) -> Vec<String> {
    match axis {
        Axis::Timeliness | Axis::Evaluability => vec![ctx.word("wall-axis", axis.as_str())],
        _ => Voice::ALL
            .iter()
            .map(|voice| ctx.word("voice", voice.as_str()))
            .collect(),
    }
}

/// What the bands of a square say: "Regierung: begonnen; …".
fn told(ctx: &Ctx, heads: &[String], square: &Square) -> String {
    let said = bands(square).iter().map(|band| words(ctx, band));
    let mut parts: Vec<String> = match square.bands {
        Bands::Whole(_) => said.collect(),
        Bands::Voices(_) => heads
            .iter()
            .zip(said)
            .map(|(head, said)| {
                let args = [("voice", head.into()), ("said", said.into())];
                ctx.t_with("wall-band", &args)
            })
            .collect(),
    };
    if square.apart {
        parts.push(ctx.t("wall-apart"));
    }
    parts.join("; ")
}

impl Wall {
    /// The wall of a plan; `None` if the plan neither has nor promises measures.
    pub(crate) fn of(register: &Register, ctx: &Ctx, plan: &Plan) -> Option<Self> {
        let axis = axis_of(ctx);
        let rows = rows(register, ctx, plan, axis);
        Self::new(register, ctx, Some(plan), axis, &rows)
    }

    /// The wall of some measures, by plan: those of a lead, a field, a theme. `None` if there are none,
    /// or too many to be seen at once.
    pub(crate) fn of_measures(
        register: &Register,
        ctx: &Ctx,
        measures: &[&Measure],
    ) -> Option<Self> {
        if measures.len() > MOST_SQUARES {
            return None;
        }
        let axis = axis_of(ctx);
        let rows = rows_by_plan(register, ctx, measures, axis);
        Self::new(register, ctx, None, axis, &rows)
    }

    fn new(
        register: &Register,
        ctx: &Ctx,
        plan: Option<&Plan>,
        axis: Axis,
        plain: &[Plain<'_>],
    ) -> Option<Self> {
        let heads = heads(ctx, axis);
        let missing: usize = plain.iter().map(|row| row.missing).sum();
        let squares = || plain.iter().flat_map(|row| &row.squares);
        (!plain.is_empty()).then(|| Self {
            label: ctx.t("wall-label"),
            choose: Choose::of(register, ctx, plan, axis),
            bands: match heads.len() {
                1 => ctx.t("wall-one-band"),
                _ => ctx.t("wall-three-bands"),
            },
            rows: plain
                .iter()
                .map(|row| drawn(register, ctx, &heads, row))
                .collect(),
            legend: legend(ctx, squares().flat_map(|(_, square)| bands(square))),
            apart: squares()
                .any(|(_, square)| square.apart)
                .then(|| ctx.t("wall-apart-mark")),
            missing: (missing > 0).then(|| ctx.tn("wall-missing", missing)),
            recorded: recorded(register, ctx, squares().map(|(measure, _)| *measure)),
            take: take(ctx, "wall"),
            take_words: ctx.t("chart-take"),
            table: table(register, ctx, &heads, squares()),
            table_words: ctx.t("wall-table"),
        })
    }
}

impl Small {
    /// The small wall of a plan: how far things are carried out.
    pub(crate) fn of(register: &Register, ctx: &Ctx, plan: &Plan) -> Option<Self> {
        let plain = rows(register, ctx, plan, Axis::Delivery);
        let name = subject::choice(register, ctx, &plan.subject());
        let id = format!("wall-{}", plan.id);
        (!plain.is_empty()).then(|| Self {
            take: take(ctx, &id),
            take_words: ctx.t("chart-take"),
            bands: ctx.t("wall-three-bands"),
            id,
            href: ctx.href(&Route::Plan(plan.id.as_str())),
            label: ctx.t_with("wall-small", &[("plan", name.into())]),
            rows: plain
                .into_iter()
                .map(|row| {
                    let marks =
                        |(_, square): &(_, Square)| bands(square).iter().map(mark).collect();
                    SmallRow {
                        label: label(register, ctx, &row).text.words,
                        squares: row.squares.iter().map(marks).collect(),
                        missing: row.missing,
                    }
                })
                .collect(),
        })
    }
}

/// What a row is called, with the way to its list.
fn label(register: &Register, ctx: &Ctx, row: &Plain<'_>) -> Link {
    let (words, plan, field) = match row.of {
        Group::Plan(plan) => {
            let name = subject::choice(register, ctx, &plan.subject());
            (name, plan, None)
        }
        Group::Field(plan, Some(field)) => {
            let name = subject::choice(register, ctx, &field.subject());
            let args = [("number", (&*field.number).into()), ("name", name.into())];
            let words = ctx.t_with("wall-field", &args);
            (words, plan, Some(field.id.as_str()))
        }
        Group::Field(plan, None) if row.squares.is_empty() => {
            (ctx.t("wall-unrecorded"), plan, None)
        }
        Group::Field(plan, None) => (ctx.t("wall-no-field"), plan, Some(crate::parts::NOT_STATED)),
    };
    let mut query = vec![("plan", plan.id.as_str())];
    query.extend(field.map(|field| ("field", field)));
    Link {
        href: ctx.href_with(&Route::Measures, &query),
        text: Shown::plain(&words),
        outside: false,
    }
}

fn drawn(register: &Register, ctx: &Ctx, heads: &[String], row: &Plain<'_>) -> Row {
    let n = row.squares.len();
    let count = match row.stated {
        Some(stated) => ctx.t_with("of-total", &[("n", n.into()), ("total", stated.into())]),
        None => ctx.locale().count(n),
    };
    Row {
        label: label(register, ctx, row),
        count,
        squares: row
            .squares
            .iter()
            .map(|(measure, square)| square_of(register, ctx, heads, measure, square))
            .collect(),
        missing: row.missing,
        missing_words: ctx.tn("wall-missing", row.missing),
    }
}

fn square_of(
    register: &Register,
    ctx: &Ctx,
    heads: &[String],
    measure: &Measure,
    square: &Square,
) -> Drawn {
    let title = ctx.words(&measure.title).into_owned();
    let number = measure::number_of(register, ctx, measure);
    let title = match number {
        Some(number) => format!("{number} {title}"),
        None => title,
    };
    let title = subject::told(register, ctx, &measure.subject(), title);
    let args = [
        ("measure", title.into()),
        ("said", told(ctx, heads, square).into()),
    ];
    Drawn {
        href: ctx.href(&Route::Measure(measure.id.as_str())),
        name: ctx.t_with("wall-square", &args),
        marks: bands(square).iter().map(mark).collect(),
        apart: square.apart,
    }
}

/// What editors recorded of these measures, counted by what their owners made of it.
fn recorded<'a>(
    register: &Register,
    ctx: &Ctx,
    measures: impl Iterator<Item = &'a Measure>,
) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for measure in measures {
        if let Some(mark) = subject::recorded_of(register, ctx, &measure.subject()) {
            *counts.entry(mark).or_default() += 1;
        }
    }
    let told = counts.into_iter().map(|(mark, n)| {
        let args = [("n", n.into()), ("mark", mark.into())];
        ctx.t_with("wall-recorded", &args)
    });
    told.collect()
}

/// The axes to choose from.
fn axes(ctx: &Ctx, here: Axis) -> Vec<Chosen> {
    let all = Axis::ALL.iter().map(|axis| {
        let words = ctx.word("wall-axis", axis.as_str());
        chosen(
            ctx,
            &["axis"],
            &[("axis", axis.as_str())],
            &words,
            *axis == here,
        )
    });
    all.collect()
}

/// The rounds to choose from; none where the axis does not rest on one, or there is no choice.
fn rounds(register: &Register, ctx: &Ctx, plan: &Plan, axis: Axis) -> Vec<Chosen> {
    let id = plan.id.as_str();
    let all = voices::list_rounds(register, id);
    if !axis.is_of_round() || all.len() < 2 {
        return Vec::new();
    }
    let here = round_of(register, ctx, id).map(|round| &round.id);
    let chosen = all.iter().map(|round| {
        let query = [("axis", axis.as_str()), ("round", round.id.as_str())];
        let is_here = Some(&round.id) == here;
        chosen(
            ctx,
            &["axis", "round"],
            &query,
            &ctx.words(&round.title),
            is_here,
        )
    });
    chosen.collect()
}

/// A link to another view of the page, at its wall: other values of these parameters.
fn chosen(ctx: &Ctx, of: &[&str], query: &[(&str, &str)], words: &str, here: bool) -> Chosen {
    let mut all = ctx.query.without(&[of, &["page", "cite"]].concat());
    all.extend(query);
    let mut href = ctx.here(&all);
    href.push_str("#wall");
    Chosen {
        link: Link {
            href,
            text: Shown::plain(words),
            outside: false,
        },
        here,
    }
}

fn table<'a>(
    register: &Register,
    ctx: &Ctx,
    heads: &[String],
    squares: impl Iterator<Item = &'a (&'a Measure, Square)>,
) -> Table {
    let mut head = vec![ctx.t("measure-measure")];
    head.extend(heads.iter().cloned());
    let mut table = Table::new(ctx.t("wall-table"), head, None).quiet();
    for (measure, square) in squares {
        let mut row = vec![Value::Link(measure::link(register, ctx, measure))];
        row.extend(bands(square).iter().map(|band| match band {
            // A quiet dash where nobody was asked: the message is who was, and what they said.
            Err(Silence::NotAsked | Silence::Nothing) => Value::Plain(ctx.t("wall-dash")),
            _ => Value::Plain(words(ctx, band)),
        }));
        table.push(row);
    }
    table
}
