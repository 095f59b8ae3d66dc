// SPDX-License-Identifier: EUPL-1.2
//! What one may state, and what is one's own to change.

use askama::Template;
use wegmarke_domain::id::PlanId;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::register::Register;

use super::super::{Bar, ways};
use super::{ID, PLAN};
use crate::frame::Section;
use crate::parts::{Choice, Filter, FilterField, Link, Pager, Shown, Table, Value, Window};
use crate::{Ctx, Frame, Route, subject, url};

/// Things on one page.
const PER_PAGE: usize = 50;
/// The name of the filter by noun.
const NOUN: &str = "noun";

/// What belongs to a plan and is its owner's to state.
const OF_PLAN: [Noun; 5] = [
    Noun::Field,
    Noun::Goal,
    Noun::Measure,
    Noun::Milestone,
    Noun::Fact,
];
/// What every organisation states in its own name, outside a plan's own text.
const OF_ANYBODY: [Noun; 5] = [
    Noun::Recommendation,
    Noun::Response,
    Noun::Coverage,
    Noun::Evidence,
    Noun::Organisation,
];

/// What the page is made of.
#[derive(Debug)]
pub struct RecordsParts<'a> {
    /// Who.
    pub bar: Bar,
    /// Plans whose text they may state.
    pub plans: &'a [PlanId],
    /// Whether they state things in the name of their organisation.
    pub speaks: bool,
    /// Nouns of which something is theirs, with how many.
    pub nouns: &'a [(Noun, usize)],
    /// The noun that is shown.
    pub noun: Noun,
    /// What is theirs of it.
    pub own: &'a [Subject],
}

/// Forms for one plan.
#[derive(Debug)]
struct OfPlan {
    plan: Link,
    forms: Vec<Link>,
}

/// The page.
#[derive(Debug, Template)]
#[template(path = "work/records.html")]
pub struct Records {
    f: Frame,
    ways: Vec<Link>,
    new_plan: Option<Link>,
    plans: Vec<OfPlan>,
    forms: Vec<Link>,
    filter: Filter,
    table: Table,
    pager: Pager,
}

impl Records {
    /// The page.
    #[must_use]
    pub fn build(register: &Register, ctx: &Ctx, parts: &RecordsParts<'_>) -> Self {
        let total = parts.own.len();
        let window = Window::of(ctx, total, PER_PAGE);
        let head = [ctx.t("noun-column"), ctx.t("task-do")].to_vec();
        let mut table = Table::new(ctx.t("records-own"), head, ctx.t("records-none")).quiet();
        for about in parts.own.iter().skip(window.skip).take(window.take) {
            let name = subject::name(register, ctx, about);
            let words = ctx.t_with("records-change", &[("name", name.words.as_str().into())]);
            let mut query = vec![(ID, &*about.id)];
            if let Some(plan) = about.plan().filter(|_| about.noun != Noun::Plan) {
                query.push((PLAN, plan));
            }
            let href = url::href(
                ctx.lang,
                ctx.as_of,
                &Route::Record(about.noun.as_str()),
                &query,
            );
            table.push(vec![
                Value::Link(subject::link(register, ctx, about)),
                Value::Link(Link {
                    href,
                    text: Shown::plain(&words),
                    outside: false,
                })
                .with(Value::Link(take_back(ctx, about, &name.words))),
            ]);
        }
        let new = |noun: Noun, plan: Option<&PlanId>| {
            let word = ctx.word("noun", noun.as_str());
            let query: Vec<(&str, &str)> = plan.iter().map(|plan| (PLAN, plan.as_str())).collect();
            Link {
                href: url::href(ctx.lang, ctx.as_of, &Route::Record(noun.as_str()), &query),
                text: Shown::plain(&ctx.t_with("record-new", &[("noun", word.into())])),
                outside: false,
            }
        };
        let plans = parts.plans.iter().map(|plan| OfPlan {
            plan: subject::link(register, ctx, &plan.subject()),
            forms: OF_PLAN.iter().map(|noun| new(*noun, Some(plan))).collect(),
        });
        let forms = OF_ANYBODY.iter().filter(|_| parts.speaks);
        Self {
            f: Frame::new(
                ctx,
                Shown::plain(&ctx.t("records-title")),
                Section::Elsewhere,
            )
            .signed_in(ctx, &parts.bar),
            ways: ways(ctx),
            new_plan: parts.speaks.then(|| new(Noun::Plan, None)),
            plans: plans.collect(),
            forms: forms.map(|noun| new(*noun, None)).collect(),
            filter: filter(ctx, parts),
            table,
            pager: Pager::new(ctx, window, total),
        }
    }
}

/// Where it is taken back.
fn take_back(ctx: &Ctx, about: &Subject, name: &str) -> Link {
    let words = ctx.t_with("records-withdraw", &[("name", name.into())]);
    let about = about.to_string();
    ctx.link(&Route::Figure("withdrawal", &about), Shown::plain(&words))
}

fn filter(ctx: &Ctx, parts: &RecordsParts<'_>) -> Filter {
    let choices = parts.nouns.iter().map(|(noun, count)| Choice {
        value: noun.to_string(),
        label: format!("{} ({count})", ctx.word("noun", noun.as_str())),
        chosen: *noun == parts.noun,
    });
    Filter {
        action: ctx.action(&Route::Records),
        label: ctx.t("records-filter"),
        keep: ctx.keep(),
        fields: vec![FilterField::Select {
            name: NOUN,
            label: ctx.t("noun-column"),
            choices: choices.collect(),
        }],
        submit: ctx.t("filter-submit"),
        reset: None,
        cut: crate::parts::cut(ctx),
        found: None,
    }
}
