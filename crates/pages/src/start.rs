// SPDX-License-Identifier: EUPL-1.2
//! The start page: what each plan promises and what is known of it, what changed last, what falls due,
//! and the questions that people ask.

use askama::Template;
use wegmarke_domain::plan::Plan;
use wegmarke_domain::record::Record as _;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::question::find_next_due;

use crate::frame::Section;
use crate::parts::{Link, Shown, Table};
use crate::question::{self, Sentences};
use crate::wall::Small;
use crate::{Ctx, Frame, Route};
use crate::{history, milestone, subject};

/// Entries shown on the start page.
const NEWEST: usize = 6;

/// One plan.
#[derive(Debug)]
struct OfPlan {
    name: Link,
    title: Option<Shown>,
    wall: Option<Small>,
    sentences: Sentences,
    next: Option<String>,
}

/// The start page.
#[derive(Debug, Template)]
#[template(path = "start/page.html")]
pub struct Page {
    f: Frame,
    plans: Vec<OfPlan>,
    newest: Table,
    due: Option<Table>,
    questions: Vec<Link>,
    history: String,
    verify: String,
}

impl Page {
    /// The start page.
    #[must_use]
    pub fn build(register: &Register, ctx: &Ctx) -> Self {
        let title = Shown::plain(&ctx.t("start-title"));
        let plans = register.plans.list();
        Self {
            f: Frame::new(ctx, title, Section::Start)
                .described(ctx.t("start-description"))
                .invented(ctx, register.has_invented()),
            plans: plans.map(|plan| of_plan(register, ctx, plan)).collect(),
            newest: history::newest(register, ctx, NEWEST),
            due: milestone::due_next(register, ctx),
            questions: question::links(ctx),
            history: ctx.href(&Route::History),
            verify: ctx.href(&Route::Verify),
        }
    }
}

fn of_plan(register: &Register, ctx: &Ctx, plan: &Plan) -> OfPlan {
    let id = plan.id.as_str();
    let next = find_next_due(register, id, ctx.today).map(|(on, day)| {
        let args = [
            ("what", subject::name(register, ctx, &on).words.into()),
            ("day", ctx.date(day).into()),
        ];
        ctx.t_with("start-next", &args)
    });
    let name = subject::link(register, ctx, &plan.subject());
    let title = ctx.text(&plan.title);
    OfPlan {
        title: (title.words != name.text.words).then_some(title),
        name,
        wall: Small::of(register, ctx, plan),
        sentences: Sentences::of_plan(register, ctx, id),
        next,
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use super::Page;
    use crate::Route;
    use crate::samples::Samples;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        for query in ["", "as-of=2025-12-31"] {
            samples.page(&Route::Start, query, Page::build);
        }
    }
}
