// SPDX-License-Identifier: EUPL-1.2
//! The scales of the axes, in words and colours.

use wegmarke_domain::coverage::Degree;
use wegmarke_domain::rules::axes::Distribution;
use wegmarke_domain::rules::timeliness::Timeliness;
use wegmarke_domain::scale::{Check, Delivery, Effect, Security};

use crate::Ctx;
use crate::chart::Part;
use crate::parts::Tone;
use crate::recommendation::degree_tone;
use crate::voices::delivery_tone;

/// A scale in words and colours.
pub(super) struct Scale<T: 'static> {
    pub(super) values: &'static [T],
    pub(super) word: fn(&Ctx, T) -> (String, Tone),
    /// The key of what is counted.
    pub(super) counts: &'static str,
    /// Whether silence is counted, too.
    pub(super) silence: bool,
}

/// The parts of a bar: every value of the scale, silence last.
pub(super) fn parts<T: Ord + Copy + 'static>(
    ctx: &Ctx,
    of: &Distribution<T>,
    scale: &Scale<T>,
) -> Vec<Part> {
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

pub(super) const DELIVERY: Scale<Delivery> = Scale {
    values: Delivery::ALL,
    word: |ctx, value| (ctx.word("delivery", value.as_str()), delivery_tone(value)),
    counts: "measures-count",
    silence: true,
};
pub(super) const EFFECT: Scale<Effect> = Scale {
    values: Effect::ALL,
    word: |ctx, value| (ctx.word("effect", value.as_str()), effect_tone(value)),
    counts: "measures-count",
    silence: true,
};
pub(super) const SECURITY: Scale<Security> = Scale {
    values: Security::ALL,
    word: |ctx, value| (ctx.word("security", value.as_str()), security_tone(value)),
    counts: "measures-count",
    silence: true,
};
pub(super) const EVALUABILITY: Scale<Check> = Scale {
    values: Check::ALL,
    word: |ctx, check| (ctx.word("check", check.as_str()), Tone::Plain),
    counts: "checks-met",
    silence: false,
};
pub(super) const COVERAGE: Scale<Degree> = Scale {
    values: Degree::ALL,
    word: |ctx, degree| (ctx.word("degree", degree.as_str()), degree_tone(degree)),
    counts: "judgements-count",
    silence: false,
};
pub(super) const TIMELINESS: Scale<Timeliness> = Scale {
    values: Timeliness::ALL,
    word: |ctx, value| {
        let word = ctx.word("timeliness", value.as_str());
        (word, timeliness_tone(value))
    },
    counts: "axis-timeliness-milestones",
    // Every milestone has a place on this scale: it is computed.
    silence: false,
};

const fn effect_tone(effect: Effect) -> Tone {
    match effect {
        Effect::Worsened => Tone::Bad,
        Effect::NoChange | Effect::Marginal => Tone::Warn,
        Effect::Major | Effect::Outstanding => Tone::Good,
        Effect::NotAssessableYet => Tone::Info,
    }
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
