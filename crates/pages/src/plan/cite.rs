// SPDX-License-Identifier: EUPL-1.2
//! What a citation such as "II 30-34" means in a plan.

use wegmarke_domain::id::MeasureId;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::citation::{Citation, Resolution};

use crate::Ctx;
use crate::parts::{Table, Tone, Value};

/// The answer to a citation.
#[derive(Debug)]
pub(super) struct Answer {
    /// The citation as the reader wrote it.
    pub cited: String,
    /// What it means, number by number; `None` if it holds no number.
    pub table: Option<Table>,
}

/// Resolves the parameter `cite` in the version of the parameter `version`, else
/// in the newest one.
pub(super) fn answer(register: &Register, ctx: &Ctx, plan: &str) -> Option<Answer> {
    let cited = ctx.query.find("cite")?;
    let version = ctx
        .query
        .number("version")
        .and_then(|n| u32::try_from(n).ok())
        .unwrap_or(0);
    let table = Citation::parse(cited).map(|citation| {
        let head = vec![
            ctx.t("cite-number"),
            ctx.t("cite-result"),
            ctx.t("cite-measures"),
        ];
        let mut table = Table::new(ctx.t("cite-caption"), head, ctx.t("cite-nothing"))
            .numeric(&[0])
            .quiet();
        for (number, resolution) in citation.resolve(register, plan, version) {
            let (verdict, tone, measures) = verdict(ctx, &resolution);
            let measures = if measures.is_empty() {
                Value::Plain(ctx.t("cite-no-measure"))
            } else {
                ctx.measures(register, measures)
            };
            table.push(vec![
                Value::Plain(ctx.locale().count(number as usize)),
                Value::badge(verdict, tone),
                measures,
            ]);
        }
        table
    });
    Some(Answer {
        cited: cited.to_owned(),
        table,
    })
}

fn verdict<'a>(ctx: &Ctx, resolution: &'a Resolution) -> (String, Tone, &'a [MeasureId]) {
    match resolution {
        Resolution::Found(id) => (ctx.t("cite-found"), Tone::Good, std::slice::from_ref(id)),
        Resolution::Ambiguous(ids) => (ctx.t("cite-ambiguous"), Tone::Warn, ids),
        Resolution::NoField(ids) => (ctx.t("cite-no-field"), Tone::Warn, ids),
        Resolution::Impossible { stated, recorded } => (
            ctx.tn("cite-impossible", *stated as usize),
            Tone::Bad,
            recorded,
        ),
        Resolution::NotRecorded => (ctx.t("cite-not-recorded"), Tone::Plain, &[]),
        Resolution::UnknownField => (ctx.t("cite-unknown-field"), Tone::Bad, &[]),
    }
}
