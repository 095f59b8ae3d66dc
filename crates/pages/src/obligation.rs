// SPDX-License-Identifier: EUPL-1.2
//! Obligations: binding duties with their legal source.

use askama::Template;
use wegmarke_domain::id::slug;
use wegmarke_domain::recommendation::Obligation;
use wegmarke_domain::record::Record as _;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::stating::find_step;

use crate::correction::{self, Corrections};
use crate::frame::Section;
use crate::parts::{Cell, Fact, Facts, Link, Shown, Table, Value};
use crate::recommendation::{judge, judged, judged_in_short, lawyer, silent_plans};
use crate::{Ctx, Frame, Route};
use crate::{amended, history, subject};

/// Who states it, and whose hand wrote that.
fn by(register: &Register, ctx: &Ctx, obligation: &Obligation) -> Value {
    let kept = register.obligations.find_kept(obligation.id.as_str());
    let step = kept.and_then(find_step);
    let line = step.and_then(|step| register.find_line(step.seq));
    line.map_or_else(|| ctx.not_stated(), |line| history::by(register, ctx, line))
}

/// All obligations.
#[derive(Debug, Template)]
#[template(path = "obligation/list.html")]
pub struct List {
    f: Frame,
    table: Table,
}

impl List {
    /// The list.
    #[must_use]
    pub fn build(register: &Register, ctx: &Ctx) -> Self {
        let title = Shown::plain(&ctx.t("obligations-title"));
        let head = [
            "obligation-obligation",
            "obligation-instrument",
            "obligation-article",
            "obligation-basis",
            "obligation-lawyer",
            "recommendation-coverage",
            "entry-by",
        ]
        .into_iter()
        .map(|key| ctx.t(key))
        .collect();
        let mut table = Table::new(
            ctx.t("obligations-caption"),
            head,
            ctx.t("obligations-empty"),
        )
        .quiet();
        for obligation in register.obligations.list() {
            let cells = [
                Value::Link(subject::link(register, ctx, &obligation.subject())),
                Value::Text(Shown::plain(&obligation.instrument)),
                ctx.stated_words(&obligation.article),
                basis(ctx, obligation),
                lawyer(register, ctx, obligation),
                judged_in_short(register, ctx, &obligation.subject()),
                by(register, ctx, obligation),
            ];
            table.push_cells(
                cells.into_iter().map(Cell::from).collect(),
                Some(subject::anchor(obligation.id.as_str())),
            );
        }
        let way = ctx.link(
            &Route::Recommendations,
            Shown::plain(&ctx.t("nav-recommendations")),
        );
        Self {
            f: Frame::new(ctx, title, Section::Recommendations)
                .described(ctx.t("obligations-description"))
                .below(vec![way]),
            table,
        }
    }
}

fn basis(ctx: &Ctx, obligation: &Obligation) -> Value {
    ctx.stated(&obligation.basis, |basis| {
        let words = ctx.locale().find_word("basis", &slug(basis));
        Value::Text(Shown::plain(words.as_deref().unwrap_or(basis)))
    })
}

/// The page of one obligation.
#[derive(Debug, Template)]
#[template(path = "obligation/page.html")]
pub struct Page {
    f: Frame,
    /// What others propose for it.
    corrections: Corrections,
    /// Why it does not stand any more; `None`: it stands.
    dropped: Option<String>,
    /// What was stated about it and is otherwise now, or was taken back.
    amended: Option<Table>,
    facts: Facts,
    judged: Table,
    judge: Option<Link>,
    silent: Vec<String>,
    history: Table,
}

impl Page {
    /// The page of an obligation, also of one that was dropped.
    #[must_use]
    pub fn find(register: &Register, id: &str, ctx: &Ctx) -> Option<Self> {
        let kept = register.obligations.find_kept(id)?;
        let obligation = &kept.record;
        let about = obligation.subject();
        let fact = |key: &str, value: Value| Fact::new(ctx.t(key), value);
        let facts = vec![
            fact(
                "obligation-instrument",
                Value::Text(Shown::plain(&obligation.instrument)),
            ),
            fact("obligation-article", ctx.stated_words(&obligation.article)),
            fact("obligation-basis", basis(ctx, obligation)),
            fact("obligation-lawyer", lawyer(register, ctx, obligation)),
            fact("entry-by", by(register, ctx, obligation)),
        ];
        let way = ctx.link(
            &Route::Obligations,
            Shown::plain(&ctx.t("obligations-title")),
        );
        Some(Self {
            f: Frame::new(ctx, ctx.text(&obligation.title), Section::Recommendations)
                .described(ctx.t("obligations-description"))
                .below(vec![way]),
            corrections: correction::of(register, ctx, &about),
            dropped: amended::gone(register, ctx, kept, "dropped-obligation"),
            amended: amended::about(register, ctx, &about),
            facts: Facts { facts },
            judged: judged(register, ctx, &about),
            judge: register.stands(&about).then(|| judge(ctx, &about)),
            silent: silent_plans(register, ctx, &about),
            history: history::of(register, ctx, ctx.t("obligation-history"), &kept.steps),
        })
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{List, Page};
    use crate::Route;
    use crate::samples::Samples;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        samples.page(&Route::Obligations, "", List::build);
        for id in ["qx-eu", "qx-new"] {
            samples.of(&Route::Obligation(id), "", |r, c| Page::find(r, id, c));
        }
    }
}
