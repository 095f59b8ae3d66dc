// SPDX-License-Identifier: EUPL-1.2
//! A plan in a round: its six axes apart, by field and by lead; the largest disagreements, who is
//! silent, what is overdue, where the money is unknown. No score.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use askama::filters::HtmlSafe;
use wegmarke_domain::coverage::Degree;
use wegmarke_domain::id::{FieldId, MeasureId, OrganisationId};
use wegmarke_domain::measure::Measure;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::organisation::Voice;
use wegmarke_domain::record::Record as _;
use wegmarke_domain::register::Register;
use wegmarke_domain::round::Round;
use wegmarke_domain::rules::axes::{self, Distribution, Rated};
use wegmarke_domain::rules::evaluability;
use wegmarke_domain::rules::timeliness::Timeliness;
use wegmarke_domain::rules::voices::{self, Asked};
use wegmarke_domain::scale::Check;
use wegmarke_domain::scale::{Delivery, Effect, Security};

use crate::chart::{About, Bars, Part, Stack};
use crate::frame::Section;
use crate::parts::{Badge, Choice, Filter, FilterField, Link, Shown, Table, Tone, Value};
use crate::plan::crumbs;
use crate::recommendation::degree_tone;
use crate::voices::{Rounds, delivery_tone, disagreement, of_wholes, state_badge, until};
use crate::{Ctx, Frame, Route};
use crate::{measure, subject};

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

/// The distribution on one axis, by field and by lead.
#[derive(Debug, Template)]
#[template(path = "monitoring/split.html")]
struct Split {
    fields: Table,
    leads: Table,
}

impl HtmlSafe for Split {}

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

fn placed<'a, T>(
    rated: &[Rated<'a>],
    place: impl Fn(&Rated<'a>) -> Option<T>,
) -> Vec<Placed<'a, T>> {
    let all = rated.iter();
    all.map(|one| (vec![one.measure], place(one))).collect()
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

/// The parts of a bar: every value of the scale, silence last.
fn parts<T: Ord + Copy + 'static>(ctx: &Ctx, of: &Distribution<T>, scale: &Scale<T>) -> Vec<Part> {
    let mut parts: Vec<Part> = scale
        .values
        .iter()
        .map(|value| {
            let (label, tone) = (scale.word)(ctx, *value);
            let n = of.counts.get(value).copied().unwrap_or(0);
            Part { label, n, tone }
        })
        .collect();
    if scale.silence {
        parts.push(Part {
            label: ctx.t("silent"),
            n: of.silent,
            tone: Tone::Plain,
        });
    }
    parts
}

const DELIVERY: Scale<Delivery> = Scale {
    values: Delivery::ALL,
    word: |ctx, value| (ctx.word("delivery", value.as_str()), delivery_tone(value)),
    counts: "measures-count",
    silence: true,
};
const EFFECT: Scale<Effect> = Scale {
    values: Effect::ALL,
    word: |ctx, value| (ctx.word("effect", value.as_str()), effect_tone(value)),
    counts: "measures-count",
    silence: true,
};
const SECURITY: Scale<Security> = Scale {
    values: Security::ALL,
    word: |ctx, value| (ctx.word("security", value.as_str()), security_tone(value)),
    counts: "measures-count",
    silence: true,
};
const EVALUABILITY: Scale<Check> = Scale {
    values: Check::ALL,
    word: |ctx, check| (ctx.word("check", check.as_str()), Tone::Plain),
    counts: "checks-met",
    silence: false,
};
const COVERAGE: Scale<Degree> = Scale {
    values: Degree::ALL,
    word: |ctx, degree| (ctx.word("degree", degree.as_str()), degree_tone(degree)),
    counts: "judgements-count",
    silence: false,
};
const TIMELINESS: Scale<Timeliness> = Scale {
    values: Timeliness::ALL,
    word: |ctx, value| {
        let word = ctx.word("timeliness", value.as_str());
        (word, timeliness_tone(value))
    },
    counts: "axis-timeliness-milestones",
    // Every milestone has a place on this scale: it is computed.
    silence: false,
};

fn delivery(register: &Register, ctx: &Ctx, rated: &[Rated<'_>]) -> Bars {
    let mut most_silent = 0;
    let bars: Vec<Stack> = Voice::ALL
        .iter()
        .map(|voice| {
            let of: Distribution<Delivery> = rated
                .iter()
                .map(|one| one.delivery(register, *voice))
                .collect();
            most_silent = most_silent.max(of.silent);
            Stack {
                label: ctx.word("voice", voice.as_str()),
                href: None,
                counted: Some(rated.len() - of.silent),
                parts: parts(ctx, &of, &DELIVERY),
            }
        })
        .collect();
    let about = About {
        id: "delivery",
        title: ctx.t("axis-delivery"),
        finding: ctx.t_with(
            "axis-delivery-finding",
            &[("n", most_silent.into()), ("total", rated.len().into())],
        ),
        column: ctx.t("said-voice"),
    };
    Bars::new(ctx, about, &bars, false)
}

const fn effect_tone(effect: Effect) -> Tone {
    match effect {
        Effect::Worsened => Tone::Bad,
        Effect::NoChange | Effect::Marginal => Tone::Warn,
        Effect::Major | Effect::Outstanding => Tone::Good,
        Effect::NotAssessableYet => Tone::Info,
    }
}

fn effect(register: &Register, ctx: &Ctx, rated: &[Rated<'_>]) -> Bars {
    let mut rated_effects = 0;
    let bars: Vec<Stack> = [Voice::Independent, Voice::CivilSociety]
        .into_iter()
        .map(|voice| {
            let of: Distribution<Effect> = rated
                .iter()
                .map(|one| one.effect(register, voice))
                .collect();
            rated_effects = rated_effects.max(rated.len() - of.silent);
            Stack {
                label: ctx.word("voice", voice.as_str()),
                href: None,
                counted: Some(rated.len() - of.silent),
                parts: parts(ctx, &of, &EFFECT),
            }
        })
        .collect();
    let about = About {
        id: "effect",
        title: ctx.t("axis-effect"),
        finding: ctx.t_with(
            "axis-effect-finding",
            &[("n", rated_effects.into()), ("total", rated.len().into())],
        ),
        column: ctx.t("said-voice"),
    };
    Bars::new(ctx, about, &bars, false)
}

const fn security_tone(security: Security) -> Tone {
    match security {
        Security::Secured => Tone::Good,
        Security::PartlySecured => Tone::Warn,
        Security::Unsecured => Tone::Bad,
        Security::NotNeeded => Tone::Info,
        Security::Unknown => Tone::Plain,
    }
}

fn funding(register: &Register, ctx: &Ctx, rated: &[Rated<'_>]) -> Bars {
    let of: Distribution<Security> = rated.iter().map(|one| one.security(register)).collect();
    let unknown = of.silent + of.counts.get(&Security::Unknown).copied().unwrap_or(0);
    let bars = [Stack {
        label: ctx.t("axis-funding-measures"),
        href: None,
        counted: Some(rated.len() - unknown),
        parts: parts(ctx, &of, &SECURITY),
    }];
    let about = About {
        id: "money",
        title: ctx.t("axis-funding"),
        finding: ctx.t_with(
            "axis-funding-finding",
            &[("n", unknown.into()), ("total", rated.len().into())],
        ),
        column: ctx.t("axis-funding-measures"),
    };
    Bars::new(ctx, about, &bars, false)
}

fn timeliness(register: &Register, ctx: &Ctx, plan: &str) -> Option<Bars> {
    let all = axes::list_timeliness(register, plan, ctx.today);
    if all.is_empty() {
        return None;
    }
    let of: Distribution<Timeliness> = all.iter().map(|(_, value, _)| Some(*value)).collect();
    let overdue = of.counts.get(&Timeliness::Overdue).copied().unwrap_or(0);
    let parts = parts(ctx, &of, &TIMELINESS);
    let bars = [Stack {
        label: ctx.t("axis-timeliness-milestones"),
        href: Some(ctx.href(&Route::Milestones(plan))),
        counted: Some(overdue),
        parts,
    }];
    let about = About {
        id: "timeliness",
        title: ctx.t("axis-timeliness"),
        finding: ctx.t_with(
            "axis-timeliness-finding",
            &[("n", overdue.into()), ("total", all.len().into())],
        ),
        column: ctx.t("axis-timeliness-milestones"),
    };
    Some(Bars::new(ctx, about, &bars, false))
}

/// The colour of a timeliness.
pub(crate) const fn timeliness_tone(timeliness: Timeliness) -> Tone {
    match timeliness {
        Timeliness::OnTime => Tone::Good,
        Timeliness::NotDue => Tone::Info,
        Timeliness::DueSoon | Timeliness::Late | Timeliness::FinishedLate => Tone::Warn,
        Timeliness::Overdue => Tone::Bad,
        Timeliness::NoDate => Tone::Plain,
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

/// The measures that something is about, and where it stands on a scale; `None`: nothing said.
type Placed<'a, T> = (Vec<&'a Measure>, Option<T>);

/// A scale in words and colours.
struct Scale<T: 'static> {
    values: &'static [T],
    word: fn(&Ctx, T) -> (String, Tone),
    /// The key of what is counted.
    counts: &'static str,
    /// Whether silence is counted, too.
    silence: bool,
}

/// How the measures of a plan are grouped.
struct Groups<'a> {
    register: &'a Register,
    ctx: &'a Ctx,
    /// The duties of the round that is shown.
    asked: Asked<'a>,
}

impl Groups<'_> {
    /// The distributions on a scale, by field and by lead.
    fn split<T: Ord + Copy + 'static>(&self, all: &[Placed<'_, T>], scale: &Scale<T>) -> Split {
        Split {
            fields: self.by_field(all, scale),
            leads: self.by_lead(all, scale),
        }
    }

    /// One row for each group: its measures, every value of the scale, silence last.
    fn table<T: Ord + Copy + 'static>(
        &self,
        caption: &str,
        column: &str,
        groups: Vec<(Value, Vec<Option<T>>)>,
        scale: &Scale<T>,
    ) -> Table {
        let ctx = self.ctx;
        let count = |n| Value::Plain(ctx.locale().count(n));
        let mut head = vec![ctx.t(column), ctx.t(scale.counts)];
        head.extend(scale.values.iter().map(|value| (scale.word)(ctx, *value).0));
        if scale.silence {
            head.push(ctx.t("silent"));
        }
        let numeric: Vec<usize> = (1..head.len()).collect();
        let mut table = Table::new(ctx.t(caption), head, ctx.t("plan-no-measures"))
            .numeric(&numeric)
            .quiet();
        for (name, values) in groups {
            let all = values.len();
            let of: Distribution<T> = values.into_iter().collect();
            let silent = if scale.silence { 0 } else { of.silent };
            let mut row = vec![name, count(all - silent)];
            row.extend(parts(ctx, &of, scale).into_iter().map(|part| count(part.n)));
            table.push(row);
        }
        table
    }

    fn by_field<T: Ord + Copy + 'static>(&self, all: &[Placed<'_, T>], scale: &Scale<T>) -> Table {
        let mut fields: BTreeMap<Option<&FieldId>, Vec<Option<T>>> = BTreeMap::new();
        for (measures, value) in all {
            let mut of: BTreeSet<_> = measures.iter().map(|of| of.field.value()).collect();
            if of.is_empty() {
                of.insert(None);
            }
            for field in of {
                fields.entry(field).or_default().push(*value);
            }
        }
        let name = |field: Option<&FieldId>| match field {
            Some(field) => Value::Link(subject::link(self.register, self.ctx, &field.subject())),
            None => self.ctx.not_stated(),
        };
        let rows = fields.into_iter().map(|(field, of)| (name(field), of));
        self.table("monitoring-by-field", "plan-field", rows.collect(), scale)
    }

    /// By lead. Where a plan names none: by who was asked to report.
    fn by_lead<T: Ord + Copy + 'static>(&self, all: &[Placed<'_, T>], scale: &Scale<T>) -> Table {
        let mut leads: BTreeMap<Option<OrganisationId>, Vec<Option<T>>> = BTreeMap::new();
        for (measures, value) in all {
            let mut of: BTreeSet<_> = measures.iter().flat_map(|of| self.list_leads(of)).collect();
            if of.is_empty() {
                of.insert(None);
            }
            for lead in of {
                leads.entry(lead).or_default().push(*value);
            }
        }
        let name = |lead: Option<OrganisationId>| match lead {
            Some(lead) => Value::Link(self.ctx.organisation(self.register, &lead)),
            None => self.ctx.not_stated(),
        };
        let rows = leads.into_iter().map(|(lead, of)| (name(lead), of));
        self.table("monitoring-by-lead", "measure-lead", rows.collect(), scale)
    }

    fn list_leads(&self, measure: &Measure) -> Vec<Option<OrganisationId>> {
        let stated = measure.lead.value().into_iter().flat_map(|lead| lead.ids());
        let mut leads: Vec<_> = stated.cloned().map(Some).collect();
        if leads.is_empty() {
            let on = measure.subject();
            let asked = self.asked.list(Noun::Report, &on);
            leads.extend(asked.map(|(_, organisation)| Some(organisation.clone())));
        }
        if leads.is_empty() {
            leads.push(None);
        }
        leads
    }
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
