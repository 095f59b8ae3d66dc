// SPDX-License-Identifier: EUPL-1.2
//! What stands above the page of what an editor recorded.

use wegmarke_domain::id::PlanId;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::whose::{Confirmation, Recorded, find_recorded_of, list_recorded};

use crate::parts::Value;
use crate::{Ctx, history, subject};

/// What stands above the page of a thing that an editor recorded: who, what the owner made of it and why, and
/// for a plan how far the owner came.
pub(crate) fn notice(register: &Register, ctx: &Ctx, about: &Subject) -> Option<Value> {
    let found = find_recorded_of(register, about)?;
    let mut told = Value::Plain(ctx.t_with(
        "recorded-notice",
        &[("mark", subject::recorded(register, ctx, &found).into())],
    ));
    if about.noun == Noun::Plan {
        let all = list_recorded(register, &PlanId::new(&*about.id));
        let count = |wanted: Confirmation| {
            let of = |(_, one): &&(Subject, Recorded)| one.confirmation == wanted;
            all.iter().filter(of).count()
        };
        let args = [
            ("all", all.len().into()),
            ("confirmed", count(Confirmation::Confirmed).into()),
            ("corrected", count(Confirmation::Corrected).into()),
            ("contested", count(Confirmation::Contested).into()),
            ("open", count(Confirmation::Open).into()),
        ];
        told = told.with(Value::Plain(ctx.t_with("recorded-counts", &args)));
    }
    if let Some(seq) = found.seq {
        told = told.with(Value::Link(history::link(ctx, seq)));
        if let Some(reason) = register.find_reason(seq) {
            told = told.with(ctx.prose(reason));
        }
    }
    Some(told)
}
