// SPDX-License-Identifier: EUPL-1.2
//! The distribution on one axis, by field and by lead.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use askama::filters::HtmlSafe;
use wegmarke_domain::id::{FieldId, OrganisationId};
use wegmarke_domain::measure::Measure;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::record::Record as _;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::axes::{Distribution, Rated};
use wegmarke_domain::rules::voices::Asked;

use super::scale::{Scale, parts};
use crate::parts::{Table, Value};
use crate::{Ctx, subject};

/// The distribution on one axis, by field and by lead.
#[derive(Debug, Template)]
#[template(path = "monitoring/split.html")]
pub(super) struct Split {
    fields: Table,
    leads: Table,
}

impl HtmlSafe for Split {}

/// The measures that something is about, and where it stands on a scale; `None`: nothing said.
pub(super) type Placed<'a, T> = (Vec<&'a Measure>, Option<T>);

pub(super) fn placed<'a, T>(
    rated: &[Rated<'a>],
    place: impl Fn(&Rated<'a>) -> Option<T>,
) -> Vec<Placed<'a, T>> {
    let all = rated.iter();
    all.map(|one| (vec![one.measure], place(one))).collect()
}

/// How the measures of a plan are grouped.
pub(super) struct Groups<'a> {
    pub(super) register: &'a Register,
    pub(super) ctx: &'a Ctx,
    /// The duties of the round that is shown.
    pub(super) asked: Asked<'a>,
}

impl Groups<'_> {
    /// The distributions on a scale, by field and by lead.
    pub(super) fn split<T: Ord + Copy + 'static>(
        &self,
        all: &[Placed<'_, T>],
        scale: &Scale<T>,
    ) -> Split {
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
