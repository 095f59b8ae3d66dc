// SPDX-License-Identifier: EUPL-1.2
//! A plan in a round: its six axes apart, by field and by lead; the largest disagreements, who is
//! silent, what is overdue, where the money is unknown. No score.

mod bars;
mod scale;
mod split;

use askama::Template;
use wegmarke_domain::id::MeasureId;
use wegmarke_domain::measure::Measure;
use wegmarke_domain::organisation::Voice;
use wegmarke_domain::record::Record as _;
use wegmarke_domain::register::Register;
use wegmarke_domain::round::Round;
use wegmarke_domain::rules::axes::{self, Rated};
use wegmarke_domain::rules::evaluability;
use wegmarke_domain::rules::timeliness::Timeliness;
use wegmarke_domain::rules::voices::{self, Asked};

use self::bars::{delivery, effect, funding, timeliness};
use self::scale::{COVERAGE, DELIVERY, EFFECT, EVALUABILITY, SECURITY, TIMELINESS};
use self::split::{Groups, Split, placed};
use crate::chart::Bars;
use crate::frame::Section;
use crate::parts::{Badge, Choice, Filter, FilterField, Link, Shown, Table, Value};
use crate::plan::crumbs;
use crate::voices::{Rounds, disagreement, of_wholes, state_badge, until};
use crate::{Ctx, Frame, Route};
use crate::{measure, subject};

pub(crate) use self::scale::timeliness_tone;

/// The monitoring page of a plan.
#[derive(Debug, Template)]
#[template(path = "monitoring/page.html")]
pub struct Page {
    f: Frame,
    round: Option<OfRound>,
    filter: Option<Filter>,
    timeliness: Option<Bars>,
    of_plan: OfPlan,
    overdue: Table,
    plan: Link,
}

/// What the voices said in the round that is shown.
#[derive(Debug)]
struct OfRound {
    link: Link,
    state: Badge,
    until: Option<String>,
    sealed: bool,
    delivery: Bars,
    effect: Bars,
    funding: Bars,
    by_delivery: Split,
    by_effect: Split,
    by_funding: Split,
    disagreements: Table,
    silent: Table,
    wholes: Option<Rounds>,
}

/// What the plan itself shows, whatever was said in a round.
#[derive(Debug)]
struct OfPlan {
    evaluability: Split,
    coverage: Split,
    timeliness: Split,
}

/// Rows of the list of disagreements.
const MOST_DISAGREEMENTS: usize = 20;

impl Page {
    /// The page of a plan; the parameter `round` chooses one, else the newest revealed is shown.
    #[must_use]
    pub fn find(register: &Register, id: &str, ctx: &Ctx) -> Option<Self> {
        let plan = register.plans.find(id)?;
        let rounds = voices::list_rounds(register, id);
        let asked = ctx.query.find("round");
        let revealed = |round: &&&Round| register.round_state(&round.id).is_revealed();
        let shown = rounds
            .iter()
            .find(|round| Some(round.id.as_str()) == asked)
            .or_else(|| rounds.iter().find(revealed))
            .or_else(|| rounds.first())
            .copied();
        let made_up = shown.is_some_and(|round| register.is_invented(&round.id.subject()));
        let title = ctx.t_with(
            "monitoring-title",
            &[(
                "plan",
                subject::name(register, ctx, &plan.subject()).words.into(),
            )],
        );
        Some(Self {
            f: Frame::new(ctx, Shown::plain(&title), Section::Plans)
                .described(ctx.t("monitoring-description"))
                .below(crumbs(register, ctx, id))
                .invented(ctx, made_up),
            filter: filter(ctx, id, &rounds, shown),
            round: shown.map(|round| of_round(register, ctx, round)),
            timeliness: timeliness(register, ctx, id),
            of_plan: of_plan(
                &Groups {
                    register,
                    ctx,
                    asked: Asked::of(shown),
                },
                id,
            ),
            overdue: overdue(register, ctx, id),
            plan: subject::link(register, ctx, &plan.subject()),
        })
    }
}

fn filter(ctx: &Ctx, plan: &str, rounds: &[&Round], shown: Option<&Round>) -> Option<Filter> {
    if rounds.len() < 2 {
        return None;
    }
    let choices = rounds
        .iter()
        .map(|round| Choice {
            value: round.id.to_string(),
            label: ctx.words(&round.title).into_owned(),
            chosen: shown.is_some_and(|shown| shown.id == round.id),
        })
        .collect();
    Some(Filter {
        action: ctx.action(&Route::Monitoring(plan)),
        label: ctx.t("monitoring-choose"),
        keep: ctx.keep(),
        fields: vec![FilterField::Select {
            name: "round",
            label: ctx.t("round-round"),
            choices,
        }],
        submit: ctx.t("filter-submit"),
        reset: None,
        cut: crate::parts::cut(ctx),
        found: None,
    })
}

fn of_round(register: &Register, ctx: &Ctx, round: &Round) -> OfRound {
    let rated = axes::list_rated(register, round);
    let groups = Groups {
        register,
        ctx,
        asked: Asked::of([round]),
    };
    let government = |one: &Rated<'_>| one.delivery(register, Voice::Government);
    let independent = |one: &Rated<'_>| one.effect(register, Voice::Independent);
    let state = register.round_state(&round.id);
    OfRound {
        link: subject::link(register, ctx, &round.id.subject()),
        state: state_badge(ctx, state),
        until: until(ctx, round, state),
        sealed: !state.is_revealed(),
        delivery: delivery(register, ctx, &rated),
        effect: effect(register, ctx, &rated),
        funding: funding(register, ctx, &rated),
        by_delivery: groups.split(&placed(&rated, government), &DELIVERY),
        by_effect: groups.split(&placed(&rated, independent), &EFFECT),
        by_funding: groups.split(&placed(&rated, |one| one.security(register)), &SECURITY),
        disagreements: disagreements(register, ctx, &rated),
        silent: silent(register, ctx, round),
        wholes: of_wholes(register, ctx, round),
    }
}

/// The axes that rest on the plan itself, and not on a round.
fn of_plan(groups: &Groups<'_>, plan: &str) -> OfPlan {
    let (register, ctx) = (groups.register, groups.ctx);
    let known = |ids: &[MeasureId]| {
        let found = ids
            .iter()
            .filter_map(|id| register.measures.find(id.as_str()));
        found.collect::<Vec<&Measure>>()
    };
    let measures = register.measures.list_of(plan);
    let checks = measures.flat_map(|measure| {
        let met = evaluability::check(register, measure).into_iter();
        let met = met.filter(|(_, verdict)| verdict.is_met());
        // Without any the measure counts as well.
        let all = met.map(|(check, _)| Some(check)).chain([None]);
        all.map(|check| (vec![measure], check)).collect::<Vec<_>>()
    });
    let judged = register.coverages.list();
    let judged = judged.filter(|coverage| coverage.plan.as_str() == plan);
    let judged = judged.map(|coverage| (known(&coverage.measures), Some(coverage.degree)));
    let due = axes::list_timeliness(register, plan, ctx.today);
    let due = due
        .iter()
        .map(|(milestone, at, _)| (known(&milestone.measures), Some(*at)));
    OfPlan {
        evaluability: groups.split(&checks.collect::<Vec<_>>(), &EVALUABILITY),
        coverage: groups.split(&judged.collect::<Vec<_>>(), &COVERAGE),
        timeliness: groups.split(&due.collect::<Vec<_>>(), &TIMELINESS),
    }
}

fn overdue(register: &Register, ctx: &Ctx, plan: &str) -> Table {
    let head = ["overdue-milestone", "overdue-due", "overdue-days"];
    let head = head.into_iter().map(|key| ctx.t(key)).collect();
    let mut table = Table::new(ctx.t("overdue-title"), head, ctx.t("overdue-none"))
        .numeric(&[2])
        .quiet();
    for (milestone, timeliness, days) in axes::list_timeliness(register, plan, ctx.today) {
        if timeliness == Timeliness::Overdue {
            table.push(vec![
                Value::Link(subject::link(register, ctx, &milestone.subject())),
                ctx.stated_span(&milestone.due),
                Value::Plain(ctx.locale().count(usize::try_from(days).unwrap_or(0))),
            ]);
        }
    }
    table
}

fn disagreements(register: &Register, ctx: &Ctx, rated: &[Rated<'_>]) -> Table {
    let mut head = vec![ctx.t("measure-measure")];
    head.extend(
        Voice::ALL
            .iter()
            .map(|voice| ctx.word("voice", voice.as_str())),
    );
    head.push(ctx.t("disagreement"));
    let mut table = Table::new(
        ctx.t("disagreements-title"),
        head,
        ctx.t("disagreements-none"),
    )
    .quiet();
    let mut all: Vec<(u8, &Rated<'_>)> = rated
        .iter()
        .filter_map(|one| Some((voices::disagreement(register, &one.voices)?, one)))
        .filter(|(steps, _)| *steps > 0)
        .collect();
    all.sort_by(|a, b| (b.0, &a.1.measure.id).cmp(&(a.0, &b.1.measure.id)));
    for (steps, one) in all.into_iter().take(MOST_DISAGREEMENTS) {
        let mut row = vec![Value::Link(measure::link(ctx, one.measure))];
        row.extend(Voice::ALL.iter().map(|voice| {
            let stated = one.delivery(register, *voice).into();
            crate::voices::delivery(ctx, &stated)
        }));
        row.push(disagreement(ctx, steps).map_or_else(|| ctx.not_stated(), Value::Badge));
        table.push(row);
    }
    table
}

fn silent(register: &Register, ctx: &Ctx, round: &Round) -> Table {
    let head = ["duty-organisation", "silent-missing", "silent-rounds"];
    let head = head.into_iter().map(|key| ctx.t(key)).collect();
    let mut table = Table::new(ctx.t("silent-title"), head, ctx.t("silent-none"))
        .numeric(&[2])
        .quiet();
    for silent in axes::list_silent(register, round) {
        let missing = ctx.t_with(
            "silent-of",
            &[
                ("n", silent.missing.len().into()),
                ("total", silent.owed.into()),
            ],
        );
        table.push(vec![
            Value::Link(ctx.organisation(register, &silent.organisation)),
            Value::Plain(missing),
            Value::Plain(ctx.locale().count(silent.rounds)),
        ]);
    }
    table
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
            ("qx-bare", ""),
        ] {
            samples.of(&Route::Monitoring(id), query, |r, c| Page::find(r, id, c));
        }
    }
}
