// SPDX-License-Identifier: EUPL-1.2
//! A plan on one axis at a time: every voice, every field and every lead in one shared order and scale.
//! No score.

use std::collections::BTreeMap;

use askama::Template;
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::measure::Measure;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::organisation::Voice;
use wegmarke_domain::plan::Plan;
use wegmarke_domain::record::Record as _;
use wegmarke_domain::register::Register;
use wegmarke_domain::round::{Round, RoundState};
use wegmarke_domain::rules::voices::{Asked, list_rounds};
use wegmarke_domain::rules::wall::{self, Axis, Band};

use crate::chart::{About, Bars, Part, Stack};
use crate::frame::Section;
use crate::parts::{Badge, Link, Shown};
use crate::plan::crumbs;
use crate::question::Sentences;
use crate::voices::{Rounds, of_wholes, state_badge, until};
use crate::wall::{Choose, axis_of, bands as bands_of, heads, legend, round_of, top_field};
use crate::{Ctx, Frame, Route};
use crate::{measure, subject};

/// The monitoring page of a plan.
#[derive(Debug, Template)]
#[template(path = "monitoring/page.html")]
pub struct Page {
    f: Frame,
    plan: Link,
    sentences: Sentences,
    choose: Choose,
    round: Option<OfRound>,
    /// What the axis is about.
    axis: String,
    charts: Vec<Chart>,
    wholes: Option<Rounds>,
    questions: Link,
}

/// The round that is shown.
#[derive(Debug)]
struct OfRound {
    link: Link,
    state: Badge,
    until: Option<String>,
    sealed: bool,
}

/// One chart with its heading.
#[derive(Debug)]
struct Chart {
    title: String,
    bars: Bars,
}

/// A group of measures with what is said of them.
struct Group<'a> {
    label: String,
    href: Option<String>,
    bands: Vec<&'a Band>,
}

impl Page {
    /// The page of a plan; the parameters `axis` and `round` choose what is shown.
    #[must_use]
    pub fn find(register: &Register, id: &str, ctx: &Ctx) -> Option<Self> {
        let plan = register.plans.find(id)?;
        let round = round_of(register, ctx, id);
        let axis = axis_of(ctx);
        let shown = round.filter(|_| axis.is_of_round());
        let made_up = shown.is_some_and(|round| register.is_invented(&round.id.subject()));
        let name = subject::name(register, ctx, &plan.subject()).words;
        let title = ctx.t_with("monitoring-title", &[("plan", name.into())]);
        Some(Self {
            f: Frame::new(ctx, Shown::plain(&title), Section::Rounds)
                .described(ctx.t("monitoring-description"))
                .below(crumbs(register, ctx, id))
                .invented(ctx, made_up),
            plan: subject::link(register, ctx, &plan.subject()),
            sentences: Sentences::of_plan(register, ctx, id),
            choose: Choose::of(register, ctx, Some(plan), axis),
            round: shown.map(|round| of_round(register, ctx, round)),
            axis: ctx.word("axis-lead", axis.as_str()),
            charts: charts(register, ctx, plan, axis)
                .into_iter()
                .chain(trend(register, ctx, plan, axis))
                .collect(),
            wholes: shown.and_then(|round| of_wholes(register, ctx, round)),
            questions: ctx.link(&Route::Questions, Shown::plain(&ctx.t("questions-title"))),
        })
    }
}

fn of_round(register: &Register, ctx: &Ctx, round: &Round) -> OfRound {
    let state = register.round_state(&round.id);
    OfRound {
        link: subject::link(register, ctx, &round.id.subject()),
        state: state_badge(ctx, state),
        until: until(ctx, round, state),
        sealed: !state.is_revealed(),
    }
}

/// By voice, then the voice that the axis is first of all about by field and by lead. Nothing where
/// nothing is said: silence is told in a sentence.
fn charts(register: &Register, ctx: &Ctx, plan: &Plan, axis: Axis) -> Vec<Chart> {
    let id = plan.id.as_str();
    let round = round_of(register, ctx, id);
    let wall = wall::Wall::new(register, axis, round, ctx.today);
    let mut measures: Vec<&Measure> = register.measures.list_of(id).collect();
    measures.sort_by_cached_key(|one| measure::order(register, ctx, one));
    let squares: Vec<_> = measures.iter().map(|one| wall.square(one)).collect();
    let said = |at: usize| {
        squares
            .iter()
            .filter_map(move |square| bands_of(square).get(at))
    };
    let heads = heads(ctx, axis);
    let shown = shown_first(axis, heads.len());
    let whole = heads.iter().enumerate().map(|(at, head)| Group {
        label: head.clone(),
        href: None,
        bands: said(at).collect(),
    });
    let asked = Asked::of(round);
    let placed = || measures.iter().copied().zip(said(shown));
    let voice = heads.get(shown).cloned().unwrap_or_default();
    [
        ("voices", whole.collect()),
        ("fields", by_field(register, ctx, placed())),
        ("leads", by_lead(register, ctx, &asked, placed())),
    ]
    .into_iter()
    .filter_map(|(by, groups): (&'static str, Vec<Group<'_>>)| {
        let title =
            ctx.locale()
                .word_with("monitoring-by", by, &[("voice", voice.as_str().into())]);
        let bars = bars(ctx, by, &title, None, &groups)?;
        Some(Chart { title, bars })
    })
    .collect()
}

/// From round to round, voice by voice, the oldest round first; `None` where there are not two rounds, or
/// where nothing is said in any of them. A voice that nothing was asked of in any round has no line.
fn trend(register: &Register, ctx: &Ctx, plan: &Plan, axis: Axis) -> Option<Chart> {
    if !axis.is_of_round() {
        return None;
    }
    let id = plan.id.as_str();
    let mut rounds = list_rounds(register, id);
    rounds.retain(|round| register.round_state(&round.id) != RoundState::Planned);
    rounds.reverse();
    let (first, last) = (rounds.first()?, rounds.last()?);
    if rounds.len() < 2 {
        return None;
    }
    let squares: Vec<Vec<wall::Square>> = rounds
        .iter()
        .map(|round| {
            let wall = wall::Wall::new(register, axis, Some(round), ctx.today);
            let measures = register.measures.list_of(id);
            measures.map(|measure| wall.square(measure)).collect()
        })
        .collect();
    let heads = heads(ctx, axis);
    let name = |round: &Round| subject::name(register, ctx, &round.id.subject()).words;
    let of_voice = heads.iter().enumerate().map(|(at, head)| {
        let lines = rounds.iter().zip(&squares).map(move |(round, squares)| {
            let args = [("voice", head.into()), ("round", name(round).into())];
            let query = [("axis", axis.as_str()), ("round", round.id.as_str())];
            Group {
                label: ctx.t_with("monitoring-trend-line", &args),
                href: Some(ctx.href_with(&Route::Monitoring(id), &query)),
                bands: squares
                    .iter()
                    .filter_map(|one| bands_of(one).get(at))
                    .collect(),
            }
        });
        lines.collect::<Vec<_>>()
    });
    let is_said = |group: &Group<'_>| group.bands.iter().any(|band| band.is_ok());
    let groups: Vec<Group<'_>> = of_voice
        .filter(|lines| lines.iter().any(is_said))
        .flatten()
        .collect();
    let said = |squares: &[wall::Square]| {
        let bands = squares.iter().flat_map(bands_of);
        bands.filter(|band| band.is_ok()).count()
    };
    let finding = ctx.t_with(
        "monitoring-trend-finding",
        &[
            ("first", name(first).into()),
            ("last", name(last).into()),
            ("before", said(squares.first()?).into()),
            ("now", said(squares.last()?).into()),
        ],
    );
    let title = ctx.t("monitoring-trend");
    let bars = bars(ctx, "trend", &title, Some(finding), &groups)?;
    Some(Chart { title, bars })
}

/// The band that is split by field and by lead: government reports on delivery and money, independent
/// bodies judge the effect, civil society what it asked for.
const fn shown_first(axis: Axis, bands: usize) -> usize {
    match axis {
        _ if bands < 2 => 0,
        Axis::Effect => Voice::Independent as usize,
        Axis::Coverage => Voice::CivilSociety as usize,
        _ => Voice::Government as usize,
    }
}

fn by_field<'a>(
    register: &Register,
    ctx: &Ctx,
    placed: impl Iterator<Item = (&'a Measure, &'a Band)>,
) -> Vec<Group<'a>> {
    let mut fields: BTreeMap<_, (Option<&str>, Vec<&Band>)> = BTreeMap::new();
    for (measure, band) in placed {
        let field = top_field(register, measure);
        let order = field.and_then(|id| register.fields.find(id));
        let order = order.map_or((u32::MAX, Box::default()), crate::plan::field_order);
        let (_, held) = fields.entry(order).or_insert((field, Vec::new()));
        held.push(band);
    }
    let groups = fields.into_values().map(|(field, bands)| {
        let on = field.map(|id| Subject::new(Noun::Field, id));
        Group {
            label: on.as_ref().map_or_else(
                || ctx.t("wall-no-field"),
                |on| subject::name(register, ctx, on).words,
            ),
            href: on.map(|on| subject::href(register, ctx, &on)),
            bands,
        }
    });
    groups.collect()
}

/// By lead. Where a plan names none: by who was asked to report.
fn by_lead<'a>(
    register: &Register,
    ctx: &Ctx,
    asked: &Asked<'_>,
    placed: impl Iterator<Item = (&'a Measure, &'a Band)>,
) -> Vec<Group<'a>> {
    let mut leads: BTreeMap<Option<OrganisationId>, Vec<&Band>> = BTreeMap::new();
    for (measure, band) in placed {
        let stated = measure.lead.value().into_iter().flat_map(|lead| lead.ids());
        let mut all: Vec<_> = stated.cloned().map(Some).collect();
        if all.is_empty() {
            let on = measure.subject();
            let asked = asked.list(Noun::Report, &on);
            all.extend(asked.map(|(_, who)| Some(who.clone())));
        }
        if all.is_empty() {
            all.push(None);
        }
        all.dedup();
        for lead in all {
            leads.entry(lead).or_default().push(band);
        }
    }
    let groups = leads.into_iter().map(|(lead, bands)| Group {
        label: lead.as_ref().map_or_else(
            || ctx.t("monitoring-no-lead"),
            |lead| subject::name(register, ctx, &lead.subject()).words,
        ),
        href: lead.map(|lead| ctx.href(&Route::Organisation(lead.as_str()))),
        bands,
    });
    let mut groups: Vec<_> = groups.collect();
    // Those with most first; who is not named, last.
    groups.sort_by_key(|group| (group.href.is_none(), std::cmp::Reverse(group.bands.len())));
    groups
}

/// `None` where no group has a value.
fn bars(
    ctx: &Ctx,
    id: &'static str,
    title: &str,
    finding: Option<String>,
    groups: &[Group<'_>],
) -> Option<Bars> {
    let all = || groups.iter().flat_map(|group| group.bands.iter().copied());
    let (said, total) = (all().filter(|band| band.is_ok()).count(), all().count());
    if said == 0 {
        return None;
    }
    let keys = legend(ctx, all());
    let stacks: Vec<Stack> = groups
        .iter()
        .map(|group| {
            let counted = group.bands.iter().filter(|band| band.is_ok()).count();
            let parts = keys.iter().map(|(class, label)| {
                let here = |band: &&&Band| crate::wall::key(ctx, band) == (*class, label.clone());
                Part {
                    label: label.clone(),
                    n: group.bands.iter().filter(here).count(),
                    class,
                }
            });
            Stack {
                label: group.label.clone(),
                href: group.href.clone(),
                parts: parts.collect(),
                counted: Some(counted),
            }
        })
        .collect();
    let about = About {
        id,
        title: title.to_owned(),
        finding: finding.unwrap_or_else(|| {
            let args = [("n", said.into()), ("total", total.into())];
            ctx.t_with("monitoring-finding", &args)
        }),
        column: title.to_owned(),
    };
    Some(Bars::new(ctx, about, &stacks, false))
}

#[cfg(test)]
pub(crate) mod samples {
    use super::Page;
    use crate::Route;
    use crate::samples::Samples;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        for (id, query) in [
            ("qx-plan", ""),
            ("qx-plan", "round=qx-plan/r2"),
            ("qx-plan", "axis=effect"),
            ("qx-plan", "axis=funding"),
            ("qx-plan", "axis=timeliness"),
            ("qx-plan", "axis=coverage"),
            ("qx-plan", "axis=evaluability"),
            ("qx-bare", ""),
        ] {
            samples.of(&Route::Monitoring(id), query, |r, c| Page::find(r, id, c));
        }
    }
}
