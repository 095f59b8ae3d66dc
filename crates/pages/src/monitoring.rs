// SPDX-License-Identifier: EUPL-1.2
//! A plan in a round: its six axes apart, by field and by lead; the largest disagreements, who is
//! silent, what is overdue, where the money is unknown. No score.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use wegmarke_domain::axes::{self, Distribution, Rated};
use wegmarke_domain::organisation::Voice;
use wegmarke_domain::record::Record as _;
use wegmarke_domain::register::Register;
use wegmarke_domain::round::Round;
use wegmarke_domain::scale::{Delivery, Effect, Security};
use wegmarke_domain::timeliness::Timeliness;
use wegmarke_domain::voices;

use crate::chart::{About, Bar, Bars, Part};
use crate::frame::Section;
use crate::parts::{Badge, Choice, Field, Filter, Link, Shown, Table, Tone, Value};
use crate::plan::crumbs;
use crate::voices::{delivery_tone, disagreement, state_badge, until};
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
    overdue: Table,
    plan: Link,
}

/// What the voices said in the round that is shown.
#[derive(Debug)]
struct OfRound {
    link: Link,
    state: Badge,
    until: String,
    sealed: bool,
    delivery: Bars,
    effect: Bars,
    funding: Bars,
    fields: Table,
    leads: Table,
    disagreements: Table,
    silent: Table,
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
        fields: vec![Field::Select {
            name: "round",
            label: ctx.t("round-round"),
            choices,
        }],
        submit: ctx.t("filter-submit"),
        reset: None,
        found: String::new(),
    })
}

fn of_round(register: &Register, ctx: &Ctx, round: &Round) -> OfRound {
    let rated = axes::list_rated(register, round);
    let state = register.round_state(&round.id);
    OfRound {
        link: subject::link(register, ctx, &round.id.subject()),
        state: state_badge(ctx, state),
        until: until(ctx, round, state),
        sealed: !state.is_revealed(),
        delivery: delivery(register, ctx, &rated),
        effect: effect(register, ctx, &rated),
        funding: funding(register, ctx, &rated),
        fields: by_field(register, ctx, &rated),
        leads: by_lead(register, ctx, &rated),
        disagreements: disagreements(register, ctx, &rated),
        silent: silent(register, ctx, round),
    }
}

/// The parts of a bar: every value of the scale, silence last.
fn parts<T: Ord + Copy + 'static>(
    ctx: &Ctx,
    of: &Distribution<T>,
    scale: &'static [T],
    word: impl Fn(T) -> (String, Tone),
) -> Vec<Part> {
    let mut parts: Vec<Part> = scale
        .iter()
        .map(|value| {
            let (label, tone) = word(*value);
            let n = of.counts.get(value).copied().unwrap_or(0);
            Part { label, n, tone }
        })
        .collect();
    parts.push(Part {
        label: ctx.t("silent"),
        n: of.silent,
        tone: Tone::Plain,
    });
    parts
}

fn delivery_parts(ctx: &Ctx, of: &Distribution<Delivery>) -> Vec<Part> {
    parts(ctx, of, Delivery::ALL, |value| {
        (ctx.word("delivery", value.as_str()), delivery_tone(value))
    })
}

fn delivery(register: &Register, ctx: &Ctx, rated: &[Rated<'_>]) -> Bars {
    let mut most_silent = 0;
    let bars: Vec<Bar> = Voice::ALL
        .iter()
        .map(|voice| {
            let of: Distribution<Delivery> = rated
                .iter()
                .map(|one| one.delivery(register, *voice))
                .collect();
            most_silent = most_silent.max(of.silent);
            Bar {
                label: ctx.word("voice", voice.as_str()),
                href: None,
                counted: Some(rated.len() - of.silent),
                parts: delivery_parts(ctx, &of),
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
    let bars: Vec<Bar> = [Voice::Independent, Voice::CivilSociety]
        .into_iter()
        .map(|voice| {
            let of: Distribution<Effect> = rated
                .iter()
                .map(|one| one.effect(register, voice))
                .collect();
            rated_effects = rated_effects.max(rated.len() - of.silent);
            Bar {
                label: ctx.word("voice", voice.as_str()),
                href: None,
                counted: Some(rated.len() - of.silent),
                parts: parts(ctx, &of, Effect::ALL, |value| {
                    (ctx.word("effect", value.as_str()), effect_tone(value))
                }),
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
    let bars = [Bar {
        label: ctx.t("axis-funding-measures"),
        href: None,
        counted: Some(rated.len() - unknown),
        parts: parts(ctx, &of, Security::ALL, |value| {
            (ctx.word("security", value.as_str()), security_tone(value))
        }),
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
    let mut parts = parts(ctx, &of, Timeliness::ALL, |value| {
        (
            ctx.word("timeliness", value.as_str()),
            timeliness_tone(value),
        )
    });
    // Every milestone has a place on this scale: it is computed.
    parts.pop();
    let bars = [Bar {
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

/// A table of distributions as figures: one row for each group.
fn groups(
    register: &Register,
    ctx: &Ctx,
    caption: &str,
    column: &str,
    groups: Vec<(Value, Vec<&Rated<'_>>)>,
) -> Table {
    let mut head = vec![ctx.t(column), ctx.t("measures-count")];
    head.extend(
        Delivery::ALL
            .iter()
            .map(|value| ctx.word("delivery", value.as_str())),
    );
    head.push(ctx.t("silent"));
    let mut table = Table::new(ctx.t(caption), head, ctx.t("plan-no-measures"))
        .numeric(&[1, 2, 3, 4, 5, 6, 7])
        .quiet();
    for (name, measures) in groups {
        let of: Distribution<Delivery> = measures
            .iter()
            .map(|one| one.delivery(register, Voice::Government))
            .collect();
        let mut row = vec![name, Value::Plain(ctx.locale().count(measures.len()))];
        row.extend(
            delivery_parts(ctx, &of)
                .into_iter()
                .map(|part| Value::Plain(ctx.locale().count(part.n))),
        );
        table.push(row);
    }
    table
}

fn by_field(register: &Register, ctx: &Ctx, rated: &[Rated<'_>]) -> Table {
    let mut fields: BTreeMap<Option<&str>, Vec<&Rated<'_>>> = BTreeMap::new();
    for one in rated {
        let field = one.measure.field.value().map(|field| field.as_str());
        fields.entry(field).or_default().push(one);
    }
    let rows = fields
        .into_iter()
        .map(|(field, measures)| {
            let name = field.map_or_else(
                || ctx.not_stated(),
                |id| {
                    let field = wegmarke_domain::id::FieldId::new(id);
                    Value::Link(subject::link(register, ctx, &field.subject()))
                },
            );
            (name, measures)
        })
        .collect();
    groups(register, ctx, "monitoring-by-field", "plan-field", rows)
}

fn by_lead(register: &Register, ctx: &Ctx, rated: &[Rated<'_>]) -> Table {
    let mut leads: BTreeMap<Option<&str>, Vec<&Rated<'_>>> = BTreeMap::new();
    for one in rated {
        let ids = one.measure.lead.value().map(|lead| lead.ids());
        match ids {
            Some(ids) if !ids.is_empty() => {
                for id in ids.iter().collect::<BTreeSet<_>>() {
                    leads.entry(Some(id.as_str())).or_default().push(one);
                }
            }
            _ => leads.entry(None).or_default().push(one),
        }
    }
    let rows = leads
        .into_iter()
        .map(|(lead, measures)| {
            let name = lead.map_or_else(
                || ctx.not_stated(),
                |id| {
                    let lead = wegmarke_domain::id::OrganisationId::new(id);
                    Value::Link(ctx.organisation(register, &lead))
                },
            );
            (name, measures)
        })
        .collect();
    groups(register, ctx, "monitoring-by-lead", "measure-lead", rows)
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
