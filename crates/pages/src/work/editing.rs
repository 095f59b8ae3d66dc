// SPDX-License-Identifier: EUPL-1.2
//! Keeping the record of a plan whose owner does not take part, and what the owner makes of it.

use askama::Template;
use wegmarke_domain::id::{OrganisationId, PlanId};
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::permission::{edits, list_owners};
use wegmarke_domain::rules::whose::{Confirmation, list_recorded};

use super::signing::Signing;
use super::{Bar, EditingButton, Signs, Tried, button, form, frame, ways};
use crate::parts::form::{Form, Group, Values};
use crate::parts::{Link, Shown, Table, Value};
use crate::{Ctx, Frame, Route, history, subject};

/// What the page is made of.
#[derive(Debug)]
pub struct EditingParts<'a> {
    /// Who looks.
    pub bar: Bar,
    /// Their organisation.
    pub by: &'a OrganisationId,
    /// The plan; `None`: one that is not on record yet.
    pub plan: Option<&'a PlanId>,
    /// Whether they may keep a record for others.
    pub keeps: bool,
    /// Whether they decide what is recorded of the plan.
    pub decides: bool,
    /// Owners of the plan that have an account.
    pub taking: &'a [OrganisationId],
    /// Whether what they say can be signed.
    pub signs: Signs,
    /// What was done.
    pub notice: Option<String>,
    /// Why something was refused.
    pub refused: Option<String>,
    /// What they tried.
    pub tried: Tried<'a>,
}

/// The page.
#[derive(Debug, Template)]
#[template(path = "work/editing.html")]
pub struct Editing {
    f: Frame,
    ways: Vec<Link>,
    notice: Option<String>,
    refused: Option<String>,
    plan: Option<Link>,
    /// Who keeps or kept which record.
    terms: Option<Table>,
    /// Why one's organisation cannot keep it.
    closed: Option<String>,
    signing: Option<Signing>,
    records: Link,
    review: Option<Form>,
    begin: Option<Form>,
    end: Option<Form>,
    recorded: Option<Table>,
}

impl Editing {
    /// The page.
    #[must_use]
    pub fn build(register: &Register, ctx: &Ctx, parts: EditingParts<'_>) -> Self {
        let signing = Signing::of(ctx, parts.signs);
        let mut f = frame(ctx, "editing-title")
            .signed_in(ctx, &parts.bar)
            .wrong(ctx, !parts.tried.problems.is_empty());
        if signing.as_ref().is_some_and(Signing::is_here) {
            f = f.script(&ctx.site.assets.sign_js);
        }
        let records = ctx.link(&Route::Records, Shown::plain(&ctx.t("records-title")));
        let closed = closed(register, ctx, &parts);
        let may_begin = parts.keeps && closed.is_none();
        Self {
            f,
            ways: ways(ctx),
            notice: parts.notice.clone(),
            refused: parts.refused.clone(),
            plan: parts
                .plan
                .filter(|plan| register.plans.find(plan.as_str()).is_some())
                .map(|plan| subject::link(register, ctx, &plan.subject())),
            terms: terms(register, ctx, parts.plan),
            signing,
            records,
            review: review(register, ctx, &parts),
            begin: may_begin.then(|| begin(register, ctx, &parts)),
            end: end(register, ctx, &parts),
            recorded: parts.plan.and_then(|plan| recorded(register, ctx, plan)),
            closed,
        }
    }
}

/// Why somebody cannot begin; `None`: they can.
fn closed(register: &Register, ctx: &Ctx, parts: &EditingParts<'_>) -> Option<String> {
    let plan = parts.plan?;
    if list_owners(register, plan).contains(parts.by) {
        return Some(ctx.t("editing-own"));
    }
    if edits(register, parts.by, plan) {
        return Some(ctx.t("editing-already"));
    }
    let names = parts.taking.iter();
    let names = names.map(|id| subject::name(register, ctx, &id.subject()).words);
    let names: Vec<String> = names.collect();
    let args = [("names", names.join(", ").into())];
    (!names.is_empty()).then(|| ctx.t_with("editing-takes-part", &args))
}

/// Who keeps or kept records: of one plan, or of all.
fn terms(register: &Register, ctx: &Ctx, plan: Option<&PlanId>) -> Option<Table> {
    let head = ["plan-plan", "editing-editor", "editing-of", "editing-time"];
    let head = head.map(|key| ctx.t(key)).to_vec();
    let mut table = Table::new(ctx.t("editing-terms"), head, None).quiet();
    for (of, edited) in register.list_edited() {
        if plan.is_some_and(|plan| plan != of) {
            continue;
        }
        for term in edited.terms() {
            let began = Value::Plain(ctx.t("editing-since"))
                .with(Value::Link(history::link(ctx, term.from)));
            let time = match term.until {
                Some(seq) => began
                    .with(Value::Plain(ctx.t("editing-until")))
                    .with(Value::Link(history::link(ctx, seq))),
                None => began,
            };
            table.push(vec![
                Value::Link(ctx.link(
                    &Route::Editing(of.as_str()),
                    subject::name(register, ctx, &of.subject()),
                )),
                Value::Link(ctx.organisation(register, &term.by)),
                match term.of.is_empty() {
                    true => ctx.not_stated(),
                    false => ctx.organisations(register, &term.of),
                },
                time,
            ]);
        }
    }
    (!table.rows.is_empty()).then_some(table)
}

/// The form that begins it.
fn begin(register: &Register, ctx: &Ctx, parts: &EditingParts<'_>) -> Form {
    let none = Values::default();
    let what = EditingButton::Begin.as_str();
    let maker = parts.tried.maker(ctx, what, &none);
    let mut fields = Vec::new();
    let (action, lead) = match parts.plan {
        Some(plan) => {
            let owners = list_owners(register, plan).into_iter();
            let names = owners.map(|id| subject::name(register, ctx, &id.subject()).words);
            let names: Vec<String> = names.collect();
            let key = match names.is_empty() {
                true => "editing-begin-nobody",
                false => "editing-begin-lead",
            };
            let lead = ctx.t_with(key, &[("names", names.join(", ").into())]);
            (ctx.href(&Route::Editing(plan.as_str())), lead)
        }
        None => {
            fields.push(maker.line(
                "plan",
                ctx.t("editing-new-plan"),
                "editing-plan-hint",
                "text",
            ));
            let all = register.organisations.list();
            let all = all.filter(|one| one.id != *parts.by).map(|one| {
                let name = subject::name(register, ctx, &one.id.subject()).words;
                (one.id.to_string(), name)
            });
            let mut all: Vec<(String, String)> = all.collect();
            all.sort_by(|a, b| a.1.cmp(&b.1));
            fields.push(maker.select("of", ctx.t("editing-of"), "editing-of-hint", all));
            (ctx.href(&Route::Editings), ctx.t("editing-new-lead"))
        }
    };
    fields.push(maker.area("reason", ctx.t("entry-reason"), "", 3));
    let buttons = vec![button(ctx, what, "editing-begin", true)];
    form(&maker, action, lead, fields, buttons)
}

/// The form that ends it: by the editor itself, or by the owner.
fn end(register: &Register, ctx: &Ctx, parts: &EditingParts<'_>) -> Option<Form> {
    let plan = parts.plan?;
    let edited = register.find_edited(plan.as_str())?;
    let open = edited.terms().filter(|term| term.until.is_none());
    let may = |by: &OrganisationId| parts.decides || (parts.keeps && by == parts.by);
    let editors: Vec<(String, String)> = open
        .filter(|term| may(&term.by))
        .map(|term| {
            let name = subject::name(register, ctx, &term.by.subject()).words;
            (term.by.to_string(), name)
        })
        .collect();
    if editors.is_empty() {
        return None;
    }
    let none = Values::default();
    let what = EditingButton::End.as_str();
    let maker = parts.tried.maker(ctx, what, &none);
    let fields = vec![
        maker.select("editor", ctx.t("editing-editor"), "", editors),
        maker.area("ending", ctx.t("entry-reason"), "", 3),
    ];
    let buttons = vec![button(ctx, what, "editing-end", false)];
    let action = ctx.href(&Route::Editing(plan.as_str()));
    let lead = ctx.t("editing-end-lead");
    Some(form(&maker, action, lead, fields, buttons))
}

/// The form in which the owner confirms and contests; `None`: nothing waits, or it is not theirs.
fn review(register: &Register, ctx: &Ctx, parts: &EditingParts<'_>) -> Option<Form> {
    let plan = parts.plan.filter(|_| parts.decides)?;
    let open = |confirmation| confirmation != Confirmation::Confirmed;
    let all = list_recorded(register, plan).into_iter();
    let waiting: Vec<(String, String)> = all
        .filter(|(_, one)| open(one.confirmation))
        .map(|(about, one)| {
            let kind = subject::noun(ctx, &about);
            let name = subject::listed(register, ctx, &about).words;
            let state = ctx.word("confirmation", one.confirmation.as_str());
            (about.to_string(), format!("{kind}: {name} ({state})"))
        })
        .collect();
    if waiting.is_empty() {
        return None;
    }
    let none = Values::default();
    let tried = parts.tried.what.unwrap_or_default();
    let mine = [
        EditingButton::Confirm,
        EditingButton::Contest,
        EditingButton::ConfirmAll,
    ];
    let what = mine.iter().find(|button| button.as_str() == tried);
    let what = what.unwrap_or(&EditingButton::Confirm).as_str();
    let maker = parts.tried.maker(ctx, what, &none);
    let fields = vec![
        maker.checks(
            "about",
            ctx.t("editing-about"),
            "editing-about-hint",
            waiting,
        ),
        maker.area("reason", ctx.t("entry-reason"), "editing-reason-hint", 3),
    ];
    let groups = vec![Group {
        lead: ctx.t("editing-review-lead"),
        fields,
        ..Group::default()
    }];
    let newest = register.log().last().map_or(0, |line| line.seq);
    let hidden = vec![("through".to_owned(), newest.to_string())];
    let buttons = vec![
        button(
            ctx,
            EditingButton::Confirm.as_str(),
            "editing-confirm",
            true,
        ),
        button(
            ctx,
            EditingButton::Contest.as_str(),
            "editing-contest",
            false,
        ),
        button(
            ctx,
            EditingButton::ConfirmAll.as_str(),
            "editing-confirm-all",
            false,
        ),
    ];
    let action = ctx.href(&Route::Editing(plan.as_str()));
    Some(maker.form(action, hidden, groups, buttons))
}

/// What was recorded, and what the owner made of it, with the reason.
fn recorded(register: &Register, ctx: &Ctx, plan: &PlanId) -> Option<Table> {
    let head = ["entry-about", "editing-state"];
    let head = head.map(|key| ctx.t(key)).to_vec();
    let mut table = Table::new(ctx.t("editing-recorded-title"), head, None).quiet();
    for (about, one) in list_recorded(register, plan) {
        let mut state = Value::Plain(ctx.word("confirmation", one.confirmation.as_str()));
        if let Some(seq) = one.seq {
            state = state.with(Value::Link(history::link(ctx, seq)));
            if let Some(reason) = register.find_reason(seq) {
                state = state.with(ctx.prose(reason));
            }
        }
        table.push(vec![history::about(register, ctx, &about), state]);
    }
    (!table.rows.is_empty()).then_some(table)
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{Editing, EditingParts};
    use crate::Route;
    use crate::samples::Samples;
    use crate::work::samples::tried;
    use crate::work::{EditingButton, Signs};
    use wegmarke_domain::id::{OrganisationId, PlanId};

    pub(crate) fn add(samples: &mut Samples<'_>) {
        let wording = samples.wording;
        for (name, plan, by, button) in [
            ("new", None, "qx-kok", EditingButton::Begin),
            ("begin", Some("qx-bare"), "qx-kok", EditingButton::Begin),
            ("owner", Some("qx-kept"), "qx-old", EditingButton::Confirm),
            ("editor", Some("qx-kept"), "qx-kok", EditingButton::End),
            (
                "other",
                Some("qx-plan"),
                "qx-rapporteur",
                EditingButton::Begin,
            ),
        ] {
            let plan = plan.map(PlanId::new);
            let by = OrganisationId::new(by);
            let route = plan
                .as_ref()
                .map_or(Route::Editings, |plan| Route::Editing(plan.as_str()));
            samples.page(&route, name, |register, ctx| {
                let (values, problems) = (wording.typed(), wording.problems());
                let taking = [OrganisationId::new("qx-new")];
                let parts = EditingParts {
                    bar: wording.bar(),
                    by: &by,
                    plan: plan.as_ref(),
                    keeps: true,
                    decides: by.as_str() == "qx-old",
                    taking: if name == "other" { &taking } else { &[] },
                    signs: Signs::Here,
                    notice: Some(ctx.t("editing-done")),
                    refused: Some(ctx.word("signing", "no_key")),
                    tried: tried(button.as_str(), &values, &problems),
                };
                Editing::build(register, ctx, parts)
            });
        }
    }
}
