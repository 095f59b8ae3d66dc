// SPDX-License-Identifier: EUPL-1.2
//! One chart for each axis of what was said, and of milestones.

use wegmarke_domain::organisation::Voice;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::axes::{self, Distribution, Rated};
use wegmarke_domain::rules::timeliness::Timeliness;
use wegmarke_domain::scale::{Delivery, Effect, Security};

use super::scale::{DELIVERY, EFFECT, SECURITY, TIMELINESS, parts};
use crate::chart::{About, Bars, Stack};
use crate::{Ctx, Route};

pub(super) fn delivery(register: &Register, ctx: &Ctx, rated: &[Rated<'_>]) -> Bars {
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

pub(super) fn effect(register: &Register, ctx: &Ctx, rated: &[Rated<'_>]) -> Bars {
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

pub(super) fn funding(register: &Register, ctx: &Ctx, rated: &[Rated<'_>]) -> Bars {
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

pub(super) fn timeliness(register: &Register, ctx: &Ctx, plan: &str) -> Option<Bars> {
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
