// SPDX-License-Identifier: EUPL-1.2
//! How many measures of a plan pass each check. Never one blended score.

use std::collections::BTreeMap;

use wegmarke_domain::register::Register;
use wegmarke_domain::rules::evaluability::{self, Verdict};
use wegmarke_domain::scale::Check;

use crate::Ctx;
use crate::chart::{About, Bars, Part, Stack};
use crate::parts::Tone;

/// The colour of a verdict.
pub(crate) const fn tone(verdict: Verdict) -> Tone {
    match verdict {
        Verdict::Stated => Tone::Good,
        Verdict::NoneStated | Verdict::Elsewhere => Tone::Info,
        Verdict::Vague => Tone::Warn,
        Verdict::Contradictory => Tone::Bad,
        Verdict::NotStated | Verdict::NotRecorded => Tone::Plain,
    }
}

/// The order in which a bar is read: what is there first, silence last.
const ORDER: [Verdict; 5] = [
    Verdict::Stated,
    Verdict::NoneStated,
    Verdict::Vague,
    Verdict::Contradictory,
    Verdict::NotStated,
];

/// One bar for each check, over the measures whose text is recorded; `None` where there is none.
pub(super) fn chart(register: &Register, ctx: &Ctx, plan: &str) -> Option<Bars> {
    let mut counts: BTreeMap<(Check, Verdict), usize> = BTreeMap::new();
    let mut measures = 0_usize;
    let all = register.measures.list_of(plan);
    for measure in all.filter(|one| evaluability::is_recorded(register, one)) {
        measures += 1;
        for outcome in evaluability::check(register, measure) {
            *counts.entry(outcome).or_default() += 1;
        }
    }
    if measures == 0 {
        return None;
    }
    let of = |check: Check, verdict: Verdict| counts.get(&(check, verdict)).copied().unwrap_or(0);
    let bars: Vec<Stack> = Check::ALL
        .iter()
        .map(|check| Stack {
            counted: None,
            label: ctx.word("check", check.as_str()),
            href: None,
            parts: ORDER
                .into_iter()
                .map(|verdict| Part {
                    label: ctx.word("verdict", verdict.as_str()),
                    n: of(*check, verdict),
                    class: tone(verdict).class(),
                })
                .collect(),
        })
        .collect();
    let nowhere = Check::ALL
        .iter()
        .filter(|check| of(**check, Verdict::Stated) == 0)
        .count();
    let about = About {
        id: "evaluability",
        title: ctx.t("evaluability-title"),
        finding: ctx.t_with(
            "evaluability-finding",
            &[
                ("n", nowhere.into()),
                ("total", Check::ALL.len().into()),
                ("measures", measures.into()),
            ],
        ),
        column: ctx.t("evaluability-check"),
    };
    Some(Bars::new(ctx, about, &bars, false))
}
