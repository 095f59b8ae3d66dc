// SPDX-License-Identifier: EUPL-1.2
//! A draft as a second person reads it before they release it: not a form, but what it says, who wrote
//! it, and what differs from what stands; and what stands instead of what a form rests on.

use serde_json::{Map, Value as Json};
use wegmarke_domain::noun::Subject;
use wegmarke_domain::record::differences_of;
use wegmarke_domain::register::Register;
use wegmarke_domain::text::Text;

use crate::attribute::{self, Teller};
use crate::parts::{Fact, Facts, Link, Shown, Table};
use crate::{Ctx, Route};

/// What a second person is asked to release: to be read, not to be filled in.
#[derive(Clone, Debug)]
pub struct Review<'a> {
    /// What it is about.
    pub about: Subject,
    /// What the draft says, by attribute.
    pub says: Map<String, Json>,
    /// What stands, or what the organisation said last.
    pub last: Option<Map<String, Json>>,
    /// Why it is changed or taken back, if the draft says so.
    pub reason: Option<&'a Text>,
    /// Who wrote the draft; `None` if the account is gone.
    pub author: Option<&'a str>,
}

/// The draft as it is read before it is released.
#[derive(Debug)]
pub(super) struct Reading {
    pub(super) by: String,
    pub(super) content: Facts,
    /// What differs from what was said last.
    pub(super) changes: Option<Table>,
    pub(super) edit: Link,
}

impl Reading {
    /// `form` is where it is changed.
    pub(super) fn new(
        register: &Register,
        ctx: &Ctx,
        (form, query): (&Route<'_>, &[(&str, &str)]),
        review: Review<'_>,
    ) -> Self {
        let by = match review.author {
            Some(name) => ctx.t_with("say-review-by", &[("name", name.into())]),
            None => ctx.t("say-review-by-nobody"),
        };
        let about = &review.about;
        let changes = review.last.map(|last| {
            let changes = differences_of(last, review.says.clone());
            attribute::changes(register, ctx, ctx.t("say-review-changes"), about, &changes)
        });
        let query: Vec<(&str, &str)> = query.iter().copied().chain([("edit", "1")]).collect();
        let edit = Link {
            href: ctx.href_with(form, &query),
            text: Shown::plain(&ctx.t("say-review-edit")),
            outside: false,
        };
        let mut facts = Teller::new(register, ctx, about.noun, review.says).all();
        let reason = review.reason;
        facts.extend(reason.map(|reason| Fact::new(ctx.t("say-reason"), ctx.prose(reason))));
        Self {
            by,
            content: Facts { facts },
            changes: changes.filter(|changes| !changes.rows.is_empty()),
            edit,
        }
    }
}

/// What stands instead of what a form rests on.
#[derive(Debug)]
pub(super) struct Stands {
    pub(super) title: String,
    pub(super) content: Facts,
}
