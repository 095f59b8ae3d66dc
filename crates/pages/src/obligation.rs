// SPDX-License-Identifier: EUPL-1.2
//! Obligations: binding duties with their legal source.

use askama::Template;
use wegmarke_domain::id::slug;
use wegmarke_domain::recommendation::Obligation;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::stating::find_step;

use crate::frame::Section;
use crate::parts::{Cell, Shown, Table, Value};
use crate::recommendation::lawyer;
use crate::{Ctx, Frame, Route};
use crate::{history, subject};

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
                Value::Text(ctx.text(&obligation.title)),
                Value::Text(Shown::plain(&obligation.instrument)),
                ctx.stated_words(&obligation.article),
                ctx.stated(&obligation.basis, |basis| {
                    let words = ctx.locale().find_word("basis", &slug(basis));
                    Value::Text(Shown::plain(words.as_deref().unwrap_or(basis)))
                }),
                lawyer(register, ctx, obligation),
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

#[cfg(test)]
pub(crate) mod samples {
    use super::List;
    use crate::Route;
    use crate::samples::Samples;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        samples.page(&Route::Obligations, "", List::build);
    }
}
