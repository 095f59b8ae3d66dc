// SPDX-License-Identifier: EUPL-1.2
//! A new version of a plan: what was typed for it and waits, with its day and its reason; and the ways to add
//! more. All of it is looked at on one page, and written by one yes.

use askama::Template;
use wegmarke_domain::id::PlanId;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::problem::Problem;
use wegmarke_domain::register::Register;

use super::record::PLAN;
use super::{Bar, VersionButton, button, ways};
use crate::frame::Section;
use crate::parts::form::{Form, Group, Maker, Values};
use crate::parts::{Link, Shown};
use crate::{Ctx, Frame, Route, subject, url};

/// The name of the boxes for what changes.
pub const PART: &str = "part";
/// The name of the field for its day.
pub const ON: &str = "on";
/// The name of the field for its reason.
pub const REASON: &str = "reason";

/// What belongs to a plan and may change in a new version.
const OF_PLAN: [Noun; 5] = [
    Noun::Measure,
    Noun::Field,
    Noun::Goal,
    Noun::Milestone,
    Noun::Fact,
];

/// Something that was typed and waits: its upload, and what it is called.
#[derive(Clone, Debug)]
pub struct TypedLine {
    /// The upload.
    pub id: String,
    /// What it is called.
    pub name: String,
}

/// What the page is made of.
#[derive(Debug)]
pub struct VersionParts<'a> {
    /// Who.
    pub bar: Bar,
    /// The plan.
    pub plan: &'a PlanId,
    /// What was typed of it and waits.
    pub typed: &'a [TypedLine],
    /// What was typed in this form.
    pub values: &'a Values,
    /// What is wrong with it.
    pub problems: &'a [Problem],
    /// Why it was not done.
    pub refused: Option<String>,
}

/// The page.
#[derive(Debug, Template)]
#[template(path = "work/version.html")]
pub struct NewVersion {
    f: Frame,
    ways: Vec<Link>,
    plan: Link,
    refused: Option<String>,
    /// `None`: nothing waits yet.
    form: Option<Form>,
    /// Each of what waits, to be looked at or dropped by itself.
    typed: Vec<Link>,
    add: Vec<Link>,
    versions: Link,
}

impl NewVersion {
    /// The page.
    #[must_use]
    pub fn build(register: &Register, ctx: &Ctx, parts: VersionParts<'_>) -> Self {
        let name = subject::name(register, ctx, &parts.plan.subject()).words;
        let title = ctx.t_with("new-version-title", &[("plan", name.into())]);
        let id = parts.plan.as_str();
        let new = |noun: Noun| {
            let word = ctx.word("noun", noun.as_str());
            let query = [(PLAN, id)];
            Link {
                href: url::href(ctx.lang, None, &Route::Record(noun.as_str()), &query),
                text: Shown::plain(&ctx.t_with("record-new", &[("noun", word.into())])),
                outside: false,
            }
        };
        let way = |route: Route<'_>, key: &str| ctx.link(&route, Shown::plain(&ctx.t(key)));
        let mut add = vec![way(Route::Measures, "new-version-change")];
        if let Some(link) = add.first_mut() {
            link.href = ctx.href_with(&Route::Measures, &[("plan", id)]);
        }
        add.extend(OF_PLAN.map(new));
        add.push(way(Route::Uploads, "new-version-upload"));
        let typed = parts.typed.iter();
        Self {
            f: Frame::new(ctx, Shown::plain(&title), Section::Elsewhere)
                .signed_in(ctx, &parts.bar)
                .wrong(ctx, !parts.problems.is_empty()),
            ways: ways(ctx),
            plan: subject::link(register, ctx, &parts.plan.subject()),
            form: (!parts.typed.is_empty()).then(|| form(ctx, &parts)),
            typed: typed
                .map(|one| ctx.link(&Route::UploadCheck(&one.id), Shown::plain(&one.name)))
                .collect(),
            add,
            versions: way(Route::Versions(id), "new-version-before"),
            refused: parts.refused,
        }
    }
}

fn form(ctx: &Ctx, parts: &VersionParts<'_>) -> Form {
    // Everything that waits belongs to it, unless somebody takes it out.
    let mut values = parts.values.clone();
    if values.0.is_empty() {
        let all = parts.typed.iter();
        values.0 = all.map(|one| (PART.to_owned(), one.id.clone())).collect();
    }
    let maker = Maker {
        ctx,
        values: &values,
        problems: parts.problems,
    };
    let typed = parts.typed.iter();
    let typed = typed.map(|one| (one.id.clone(), one.name.clone()));
    let fields = vec![
        maker.checks(
            PART,
            ctx.t("new-version-parts"),
            "new-version-parts-hint",
            typed,
        ),
        maker.line(
            ON,
            ctx.t("record-version-on"),
            "new-version-on-hint",
            "date",
        ),
        maker.line(
            REASON,
            ctx.t("new-version-reason"),
            "new-version-reason-hint",
            "text",
        ),
    ];
    let groups = vec![Group {
        fields,
        ..Group::default()
    }];
    let look = VersionButton::Look.as_str();
    let buttons = vec![button(ctx, look, "new-version-look", true)];
    let action = ctx.href(&Route::NewVersion(parts.plan.as_str()));
    maker.form(action, Vec::new(), groups, buttons)
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{NewVersion, TypedLine, VersionParts};
    use crate::Route;
    use crate::parts::form::Values;
    use crate::samples::Samples;
    use wegmarke_domain::id::PlanId;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        let wording = samples.wording;
        let plan = PlanId::new("qx-plan");
        let typed = [TypedLine {
            id: "qx1".to_owned(),
            name: wording.words("typed"),
        }];
        for (query, full) in [("", true), ("none", false)] {
            samples.page(&Route::NewVersion("qx-plan"), query, |r, c| {
                let parts = VersionParts {
                    bar: wording.bar(),
                    plan: &plan,
                    typed: if full { &typed } else { &[] },
                    values: &Values::default(),
                    problems: if full { &wording.problems() } else { &[] },
                    refused: full.then(|| wording.words("refused")),
                };
                NewVersion::build(r, c, parts)
            });
        }
    }
}
