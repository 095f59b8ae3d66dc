// SPDX-License-Identifier: EUPL-1.2
//! The form by which a coordinator announces a round, or changes one that is not open yet.

use askama::Template;
use wegmarke_domain::id::PlanId;
use wegmarke_domain::measure::Measure;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::organisation::Voice;
use wegmarke_domain::problem::Problem;
use wegmarke_domain::record::Record as _;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::permission::voice_of;
use wegmarke_domain::rules::voices::{self, SPEAKING};

use super::{AnnounceButton, Bar, ways};
use crate::frame::Section;
use crate::parts::form::{Button, Form, FormField, Group, Maker, Values};
use crate::parts::{Link, Shown};
use crate::subject;
use crate::{Ctx, Frame, Route};

/// The page of the form.
#[derive(Debug, Template)]
#[template(path = "work/round.html")]
pub struct Announce {
    f: Frame,
    ways: Vec<Link>,
    plan: Link,
    form: Form,
}

impl Announce {
    /// The page for a plan.
    #[must_use]
    pub fn build(
        register: &Register,
        ctx: &Ctx,
        plan: &PlanId,
        bar: &Bar,
        values: &Values,
        problems: &[Problem],
    ) -> Self {
        let maker = Maker {
            ctx,
            values,
            problems,
        };
        let line =
            |name: &str, key: &str, hint: &str, kind| maker.line(name, ctx.t(key), hint, kind);
        let zone = ctx.site.zone.iana_name().unwrap_or("UTC");
        let due = FormField {
            hint: ctx.t_with("announce-due-hint", &[("zone", zone.into())]),
            ..line("due_at", "announce-due", "", "date")
        };
        let days = vec![
            line("from", "announce-from", "", "date"),
            line("until", "announce-until", "", "date"),
            line("opens_at", "announce-opens", "announce-opens-hint", "date"),
            due,
            line(
                "replies_until",
                "announce-replies",
                "announce-replies-hint",
                "date",
            ),
        ];
        let group = |title: &str, lead: &str, fields: Vec<FormField>, dense: bool| Group {
            title: if title.is_empty() {
                String::new()
            } else {
                ctx.t(title)
            },
            lead: if lead.is_empty() {
                String::new()
            } else {
                ctx.t(lead)
            },
            fields,
            dense,
            ..Group::default()
        };
        let leads = list_measures(register, plan)
            .into_iter()
            .enumerate()
            .map(|(at, measure)| {
                let label = subject::listed(register, ctx, &measure.subject()).words;
                maker.select(
                    &format!("reports.{at}"),
                    label,
                    "",
                    speakers(register, ctx, Voice::Government),
                )
            });
        let who = |name: &str, key: &str, voice| {
            maker.checks(name, ctx.t(key), "", speakers(register, ctx, voice))
        };
        let groups = vec![
            group(
                "",
                "",
                vec![
                    line("name", "announce-name", "announce-name-hint", "text"),
                    line("title", "announce-title-field", "", "text"),
                    maker.area("note", ctx.t("round-note"), "", 3),
                ],
                false,
            ),
            group("round-days", "announce-days-lead", days, false),
            group(
                "announce-reports",
                "announce-reports-lead",
                leads.collect(),
                false,
            ),
            group(
                "announce-others",
                "announce-others-lead",
                vec![
                    who("assessments", "announce-assessments", Voice::Independent),
                    who("practice", "announce-practice", Voice::CivilSociety),
                ],
                false,
            ),
        ];
        let buttons = vec![Button {
            value: AnnounceButton::Announce.as_str(),
            words: ctx.t("announce-do"),
            primary: true,
        }];
        let action = ctx.href(&Route::Announce(plan.as_str()));
        Self {
            f: Frame::new(
                ctx,
                Shown::plain(&ctx.t("announce-title")),
                Section::Elsewhere,
            )
            .signed_in(ctx, bar)
            .wrong(ctx, !maker.problems.is_empty()),
            ways: ways(ctx),
            plan: subject::link(register, ctx, &plan.subject()),
            form: maker.form(action, Vec::new(), groups, buttons),
        }
    }
}

/// Measures of a plan, in the order of the form's rows.
#[must_use]
pub fn list_measures<'a>(register: &'a Register, plan: &PlanId) -> Vec<&'a Measure> {
    register.measures.list_of(plan.as_str()).collect()
}

/// Organisations of a voice: id and name.
fn speakers(register: &Register, ctx: &Ctx, voice: Voice) -> Vec<(String, String)> {
    register
        .organisations
        .list()
        .filter(|organisation| voice_of(register, &organisation.id) == Some(voice))
        .map(|organisation| {
            let name = ctx.organisation(register, &organisation.id).text.words;
            (organisation.id.to_string(), name)
        })
        .collect()
}

/// What the form begins with: whoever was asked last time, else the leads.
#[must_use]
pub fn begin(register: &Register, plan: &PlanId) -> Values {
    let last = voices::list_rounds(register, plan.as_str())
        .into_iter()
        .next();
    let duties = last
        .map(|round| round.duties.as_slice())
        .unwrap_or_default();
    let mut values = Vec::new();
    for (at, measure) in list_measures(register, plan).into_iter().enumerate() {
        let on = measure.id.subject();
        let asked = duties
            .iter()
            .find(|duty| duty.noun == Noun::Report && duty.on == on)
            .map(|duty| duty.organisation.to_string());
        let lead = measure.lead.value().and_then(|lead| lead.ids().first());
        if let Some(who) = asked.or_else(|| lead.map(ToString::to_string)) {
            values.push((format!("reports.{at}"), who));
        }
    }
    for (noun, name) in SPEAKING.into_iter().zip(["", "assessments", "practice"]) {
        let mut asked: Vec<String> = duties
            .iter()
            .filter(|duty| duty.noun == noun && !name.is_empty())
            .map(|duty| duty.organisation.to_string())
            .collect();
        asked.dedup();
        values.extend(asked.into_iter().map(|who| (name.to_owned(), who)));
    }
    Values(values)
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{Announce, begin};
    use crate::Route;
    use crate::samples::Samples;
    use wegmarke_domain::id::PlanId;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        let (bar, problems) = (samples.wording.bar(), samples.wording.problems());
        let plan = PlanId::new("qx-plan");
        samples.page(&Route::Announce(plan.as_str()), "", |r, c| {
            Announce::build(r, c, &plan, &bar, &begin(r, &plan), &problems)
        });
    }
}
