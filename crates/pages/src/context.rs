// SPDX-License-Identifier: EUPL-1.2
//! Context events: what happened outside a plan, and what it means as somebody says.

use askama::Template;
use wegmarke_domain::context::Context;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::record::Record as _;
use wegmarke_domain::register::Register;

use crate::attribute::{Teller, name_of};
use crate::correction::{self, Corrections};
use crate::frame::Section;
use crate::parts::{Facts, Table, Value};
use crate::plan::crumbs;
use crate::{Ctx, Frame};
use crate::{amended, history, subject};

/// The page of a context event.
#[derive(Debug, Template)]
#[template(path = "context/page.html")]
pub struct Page {
    f: Frame,
    /// What others propose for it.
    corrections: Corrections,
    /// Why it does not stand any more; `None`: it stands.
    dropped: Option<String>,
    facts: Facts,
    history: Table,
}

/// What the page tells, in its order.
const TOLD: [&str; 5] = ["when", "measures", "effect", "organisation", "source"];

impl Page {
    /// The page of an event, also of one that was dropped.
    #[must_use]
    pub fn find(register: &Register, id: &str, ctx: &Ctx) -> Option<Self> {
        let kept = register.contexts.find_kept(id)?;
        let context = &kept.record;
        let about = context.subject();
        let facts = Teller::of(register, ctx, &**context).only(&TOLD);
        Some(Self {
            f: Frame::new(ctx, ctx.text(&context.title), Section::Plans)
                .described(ctx.t("context-description"))
                .below(crumbs(register, ctx, context.id.plan()))
                .invented(ctx, register.is_invented(&about)),
            corrections: correction::of(register, ctx, &kept.record.subject()),
            dropped: amended::gone(register, ctx, kept, "dropped-context"),
            facts: Facts { facts },
            history: history::of(register, ctx, ctx.t("history-of-this"), &kept.steps),
        })
    }
}

/// Events that touch a measure, or a whole plan; `None` if there is none.
pub(crate) fn of(register: &Register, ctx: &Ctx, about: &Subject) -> Option<Table> {
    let of_plan = || register.contexts.list_of(&about.id);
    let all: Vec<&Context> = match about.noun {
        Noun::Plan => of_plan().filter(|one| one.measures.is_empty()).collect(),
        _ => register
            .list_referrers(about, Noun::Context)
            .filter_map(|id| register.contexts.find(id))
            .collect(),
    };
    let name = |name: &str| name_of(ctx, Noun::Context, name);
    let head = ["title", "when", "effect", "organisation"].map(name);
    let mut table = Table::new(ctx.t("context-title"), head.to_vec(), None).quiet();
    for context in all {
        let told = Teller::of(register, ctx, context).only(&["when", "effect", "organisation"]);
        let link = Value::Link(subject::link(register, ctx, &context.subject()));
        let told = told.into_iter().map(|fact| fact.value);
        table.push(std::iter::once(link).chain(told).collect());
    }
    (!table.rows.is_empty()).then_some(table)
}

#[cfg(test)]
pub(crate) mod samples {
    use super::Page;
    use crate::Route;
    use crate::samples::Samples;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        for id in ["qx-plan/c1", "qx-plan/c2"] {
            samples.of(&Route::Context(id), "", |r, c| Page::find(r, id, c));
        }
    }
}

#[cfg(test)]
mod tests {
    use wegmarke_l10n::Lang;

    use crate::samples::{Wording, pages};
    use crate::url::Pattern;

    #[test]
    fn an_event_stands_on_the_page_of_what_it_touches_and_nowhere_else() {
        let pages = pages(Wording::Typical, &[Lang::De]);
        let tells = |pattern, address: &str, link: &str| {
            let page = pages.iter().find(|page| {
                page.pattern == Some(pattern) && page.address.starts_with(&format!("{address}?"))
            });
            page.unwrap()
                .html
                .contains(&format!("href=\"/de/context/{link}\""))
        };
        assert!(tells(
            Pattern::Measure,
            "/measure/qx-plan/full",
            "qx-plan/c1"
        ));
        assert!(!tells(
            Pattern::Measure,
            "/measure/qx-plan/full",
            "qx-plan/c2"
        ));
        assert!(tells(Pattern::Plan, "/plan/qx-plan", "qx-plan/c2"));
        assert!(!tells(Pattern::Plan, "/plan/qx-plan", "qx-plan/c1"));
        assert!(!tells(Pattern::Plan, "/plan/qx-bare", "qx-plan/c2"));
    }
}
