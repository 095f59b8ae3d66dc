// SPDX-License-Identifier: EUPL-1.2
//! What the newest value of each source is made of, and the signed file that it was taken from.

use std::collections::BTreeMap;

use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::indicator::{self, Indicator, Reading};
use wegmarke_domain::noun::Noun;
use wegmarke_domain::record::Record as _;
use wegmarke_domain::register::Register;

use crate::Ctx;
use crate::attribute::Teller;
use crate::measured::{part, reading};
use crate::parts::{Facts, Shown, Table, Value};

/// Parts that are shown at once; the others can be unfolded.
const MOST: usize = 12;

/// A value with its parts.
#[derive(Debug)]
pub(super) struct Parts {
    pub(super) facts: Facts,
    pub(super) table: Option<Table>,
    /// Further parts, and how many of them there are.
    pub(super) more: Option<(String, Table)>,
}

impl Parts {
    /// Of each source the newest value that has parts or a signed file.
    pub(super) fn list(register: &Register, ctx: &Ctx, indicator: &Indicator) -> Vec<Self> {
        let mut newest: BTreeMap<&OrganisationId, &indicator::Value> = BTreeMap::new();
        let about = indicator.subject();
        let ids = register.list_referrers(&about, Noun::Value);
        let told = ids.filter_map(|id| register.values.find(id));
        for value in told.filter(|value| !value.parts.is_empty() || !value.bundles.is_empty()) {
            let known = newest.entry(&value.organisation).or_insert(value);
            if known.on < value.on {
                *known = value;
            }
        }
        let values = newest.into_values();
        values
            .map(|value| Self::of(register, ctx, indicator, value))
            .collect()
    }

    fn of(register: &Register, ctx: &Ctx, indicator: &Indicator, value: &indicator::Value) -> Self {
        let by = ctx.organisation(register, &value.organisation).text.words;
        let args = [("by", by.into()), ("on", ctx.date(value.on).into())];
        let teller = Teller::of(register, ctx, value);
        let table = |parts: &[(Box<str>, Reading)]| {
            let head = ["indicator-part", "indicator-part-value"];
            let head = head.map(|key| ctx.t(key)).into();
            let mut table = Table::new(ctx.t_with("indicator-parts-of", &args), head, None).quiet();
            for (name, showed) in parts {
                let name = Value::Text(Shown::plain(&part(ctx, name)));
                table.push(vec![name, reading(ctx, Some(indicator), *showed)]);
            }
            table
        };
        let (first, rest) = value.parts.split_at(value.parts.len().min(MOST));
        Self {
            facts: Facts {
                facts: teller.present(&["on", "reading", "source", "bundles"]),
            },
            table: (!first.is_empty()).then(|| table(first)),
            more: (!rest.is_empty())
                .then(|| (ctx.tn("indicator-more-parts", rest.len()), table(rest))),
        }
    }
}
