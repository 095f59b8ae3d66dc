// SPDX-License-Identifier: EUPL-1.2
//! Organisations as who runs the installation looks after them: likely duplicates, and the forms in
//! which one is put on record, renamed, merged or split; with what that would say before it is said.

use askama::Template;
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::organisation::{OrganisationKind, Voice};
use wegmarke_domain::problem::Problem;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::alike::{Alike, Likeness};
use wegmarke_domain::rules::organising::{After, Organise as What, Organising};
use wegmarke_domain::text::Lang;

use super::signing::Signing;
use super::{Bar, OrganiseButton, Signs, button, frame, ways};
use crate::parts::form::{Form, FormField, Group, Maker, Values};
use crate::parts::{Link, Shown, Table, Value};
use crate::{Ctx, Frame, Route};

/// Most likely duplicates on the page.
const MOST: usize = 100;
/// Name of the unseen field that holds what was seen: the newest entry about whom it names.
pub const SAW: &str = "saw";

/// How many the form names before and after.
#[must_use]
pub const fn rows(what: What) -> (usize, usize) {
    match what {
        What::Create => (0, 1),
        What::Rename => (1, 1),
        What::Merge => (4, 1),
        What::Split => (1, 4),
    }
}

/// The organisations, as they are looked after.
#[derive(Debug, Template)]
#[template(path = "work/organise.html")]
pub struct Organise {
    f: Frame,
    ways: Vec<Link>,
    forms: Vec<Link>,
    alike: Table,
    more: Option<String>,
}

impl Organise {
    /// The page.
    #[must_use]
    pub fn build(register: &Register, ctx: &Ctx, bar: &Bar, alike: &[Alike]) -> Self {
        let head = ["alike-one", "alike-other", "alike-why", "row-act"];
        let head = head.into_iter().map(|key| ctx.t(key)).collect();
        let mut table = Table::new(ctx.t("alike-caption"), head, ctx.t("alike-none")).quiet();
        for pair in alike.iter().take(MOST) {
            let route = Route::OrganiseForm(What::Merge.as_str());
            let query = [
                ("before.0", pair.one.as_str()),
                ("before.1", pair.other.as_str()),
                ("after.0.id", pair.one.as_str()),
            ];
            let mut merge = ctx.link(&route, Shown::plain(&ctx.t("alike-merge")));
            merge.href = ctx.href_with(&route, &query);
            table.push(vec![
                Value::Link(ctx.organisation(register, &pair.one)),
                Value::Link(ctx.organisation(register, &pair.other)),
                Value::Plain(ctx.word("alike", pair.likeness.as_str())),
                Value::Link(merge),
            ]);
        }
        let args = [("shown", MOST.into()), ("total", alike.len().into())];
        Self {
            f: frame(ctx, "organise-title").signed_in(ctx, bar),
            ways: ways(ctx),
            forms: What::ALL
                .iter()
                .map(|what| {
                    let words = Shown::plain(&ctx.word("organise", what.as_str()));
                    ctx.link(&Route::OrganiseForm(what.as_str()), words)
                })
                .collect(),
            more: (alike.len() > MOST).then(|| ctx.t_with("alike-more", &args)),
            alike: table,
        }
    }
}

/// What would be said, to be looked at.
#[derive(Debug)]
pub struct Looked<'a> {
    /// What is to be done.
    pub order: &'a Organising,
    /// The newest entry about whom it names.
    pub saw: Option<u64>,
    /// Organisations that may be the new one.
    pub alike: &'a [(OrganisationId, Likeness)],
}

/// What the page of a form is made of.
#[derive(Debug)]
pub struct OrganiseParts<'a> {
    /// Who is signed in.
    pub bar: Bar,
    /// What is to be done.
    pub what: What,
    /// What was typed.
    pub values: &'a Values,
    /// What is wrong with it.
    pub problems: &'a [Problem],
    /// Why it was not done.
    pub refused: Option<String>,
    /// What would be said; `None`: nobody looked yet.
    pub looked: Option<Looked<'a>>,
    /// Whether it can be signed.
    pub signs: Signs,
}

/// What would be said.
#[derive(Debug)]
struct Preview {
    table: Table,
    /// What follows from it, in sentences.
    means: Vec<String>,
    /// Organisations that may be the new one, and why.
    alike: Vec<(Link, String)>,
    form: Form,
}

/// A form.
#[derive(Debug, Template)]
#[template(path = "work/organise_form.html")]
pub struct OrganiseForm {
    f: Frame,
    ways: Vec<Link>,
    lead: String,
    refused: Option<String>,
    preview: Option<Preview>,
    signing: Option<Signing>,
    form: Form,
}

impl OrganiseForm {
    /// The page.
    #[must_use]
    pub fn build(register: &Register, ctx: &Ctx, parts: OrganiseParts<'_>) -> Self {
        let what = parts.what;
        let maker = Maker {
            ctx,
            values: parts.values,
            problems: parts.problems,
        };
        let known = list_known(register, ctx);
        let action = ctx.href(&Route::OrganiseForm(what.as_str()));
        let look = OrganiseButton::Look.as_str();
        let buttons = vec![button(ctx, look, "organise-look", parts.looked.is_none())];
        let groups = groups(&maker, what, &known);
        let mut links = ways(ctx);
        links.push(ctx.link(&Route::Organise, Shown::plain(&ctx.t("organise-title"))));
        let signing = Signing::of(ctx, parts.signs).filter(|_| parts.looked.is_some());
        let mut f = Frame::new(
            ctx,
            Shown::plain(&ctx.word("organise", what.as_str())),
            crate::frame::Section::Elsewhere,
        )
        .signed_in(ctx, &parts.bar)
        .wrong(ctx, !parts.problems.is_empty());
        if signing.as_ref().is_some_and(Signing::is_here) {
            f = f.script(&ctx.site.assets.sign_js);
        }
        Self {
            f,
            signing,
            ways: links,
            lead: ctx.word("organise-lead", what.as_str()),
            refused: parts.refused,
            preview: parts
                .looked
                .map(|looked| preview(register, &maker, &action, &looked)),
            form: maker.form(action, Vec::new(), groups, buttons),
        }
    }
}

/// Organisations on record: id and name.
fn list_known(register: &Register, ctx: &Ctx) -> Vec<(String, String)> {
    let all = register.organisations.list();
    let mut known: Vec<(String, String)> = all
        .map(|one| (one.id.to_string(), ctx.text(&one.name).words))
        .collect();
    known.sort_by_cached_key(|(id, name)| (name.to_lowercase(), id.clone()));
    known
}

fn groups(maker: &Maker<'_>, what: What, known: &[(String, String)]) -> Vec<Group> {
    let ctx = maker.ctx;
    let (before, after) = rows(what);
    let mut groups = Vec::new();
    if before > 0 {
        let fields = (0..before).map(|at| {
            let label = match before {
                1 => ctx.t("organise-which"),
                _ => ctx.t_with("organise-which-of", &[("n", (at + 1).into())]),
            };
            maker.select(&format!("before.{at}"), label, "", known.iter().cloned())
        });
        groups.push(Group {
            title: ctx.word("organise-before", what.as_str()),
            fields: fields.collect(),
            ..Group::default()
        });
    }
    for at in 0..after {
        let title = match after {
            1 => ctx.word("organise-after", what.as_str()),
            _ => ctx.t_with("organise-after-of", &[("n", (at + 1).into())]),
        };
        let fields = fields_after(maker, what, at, known);
        let blank = at > 1 && !fields.iter().any(|field| is_filled(maker, field));
        groups.push(Group {
            title: if blank { String::new() } else { title.clone() },
            folded: blank.then_some(title),
            fields,
            ..Group::default()
        });
    }
    if what != What::Create {
        groups.push(Group {
            fields: vec![maker.line("on", ctx.t("organise-on"), "organise-on-hint", "date")],
            ..Group::default()
        });
    }
    groups
}

fn is_filled(maker: &Maker<'_>, field: &FormField) -> bool {
    !maker.values.get(&field.name).is_empty() || field.wrong()
}

fn fields_after(
    maker: &Maker<'_>,
    what: What,
    at: usize,
    known: &[(String, String)],
) -> Vec<FormField> {
    let ctx = maker.ctx;
    let name = |part: &str| format!("after.{at}.{part}");
    let mut fields = Vec::new();
    if matches!(what, What::Merge | What::Split) {
        let label = ctx.t("organise-known");
        let known = known.iter().cloned();
        fields.push(maker.select(&name("id"), label, "organise-known-hint", known));
    }
    for (part, label) in [
        ("name", "organise-name-de"),
        ("name_en", "organise-name-en"),
        ("short", "organisation-short"),
    ] {
        fields.push(maker.line(&name(part), ctx.t(label), "", "text"));
    }
    if what != What::Rename {
        let kinds = OrganisationKind::ALL.iter().map(|kind| kind.as_str());
        let kinds = kinds.map(|code| (code.to_owned(), ctx.word("organisation-kind", code)));
        fields.push(maker.select(&name("kind"), ctx.t("organisation-kind"), "", kinds));
        let voices = Voice::ALL.iter().map(|voice| voice.as_str());
        let voices = voices.map(|code| (code.to_owned(), ctx.word("voice", code)));
        let label = ctx.t("organisation-voice");
        fields.push(maker.select(&name("voice"), label, "organise-voice-hint", voices));
    }
    fields
}

fn preview(register: &Register, maker: &Maker<'_>, action: &str, looked: &Looked<'_>) -> Preview {
    let (ctx, order) = (maker.ctx, looked.order);
    let head = [
        "succession-before",
        "succession-kind",
        "succession-after",
        "succession-on",
    ];
    let head = head.into_iter().map(|key| ctx.t(key)).collect();
    let mut table = Table::new(ctx.t("organise-would"), head, String::new()).quiet();
    let before: Vec<Value> = order
        .before
        .iter()
        .map(|id| Value::Link(ctx.organisation(register, id)))
        .collect();
    let after = order
        .after
        .iter()
        .map(|after| new_name(register, ctx, after));
    table.push(vec![
        if before.is_empty() {
            Value::Missing(ctx.t("organise-nobody"))
        } else {
            Value::All(before)
        },
        Value::Plain(ctx.word("organised", order.what.as_str())),
        Value::All(after.collect()),
        order.on.map_or_else(
            || Value::Missing(ctx.t("not-stated")),
            |on| Value::Plain(ctx.date(on)),
        ),
    ]);
    let mut hidden = maker.values.0.clone();
    // What is of this sending alone is not sent once more.
    hidden.retain(|(name, value)| {
        !["do", SAW, "sign", "signature"].contains(&name.as_str()) && !value.is_empty()
    });
    let saw = looked.saw.map_or_else(String::new, |seq| seq.to_string());
    hidden.push((SAW.to_owned(), saw));
    let write = OrganiseButton::Write.as_str();
    let buttons = vec![button(ctx, write, "organise-write", true)];
    let alike = looked.alike.iter();
    Preview {
        table,
        means: means(register, ctx, order),
        alike: alike
            .map(|(id, likeness)| {
                let why = ctx.word("alike", likeness.as_str());
                (ctx.organisation(register, id), why)
            })
            .collect(),
        form: Form {
            summary: String::new(),
            problems: Vec::new(),
            ..maker.form(action.to_owned(), hidden, Vec::new(), buttons)
        },
    }
}

fn new_name(register: &Register, ctx: &Ctx, after: &After) -> Value {
    match (&after.id, &after.name) {
        (Some(id), _) => Value::Link(ctx.organisation(register, id)),
        (None, Some(name)) => Value::Text(ctx.text(name)),
        (None, None) => Value::Missing(ctx.t("not-stated")),
    }
}

/// What follows from it, and what does not.
fn means(register: &Register, ctx: &Ctx, order: &Organising) -> Vec<String> {
    let mut means = vec![ctx.word("organise-means", order.what.as_str())];
    if !matches!(order.what, What::Merge | What::Split) {
        return means;
    }
    for id in &order.before {
        let goes_on = order
            .after
            .iter()
            .any(|after| after.id.as_ref() == Some(id));
        let measures = register
            .list_referrers(&id.subject(), Noun::Measure)
            .count();
        if !goes_on && measures > 0 {
            let name = ctx.organisation(register, id).text.words;
            let args = [("organisation", name.into()), ("n", measures.into())];
            means.push(ctx.t_with("organise-named-in", &args));
        }
    }
    means
}

/// The values of a form that names one on record: what it is called now.
#[must_use]
pub fn called(register: &Register, id: &str) -> Vec<(String, String)> {
    let Some(one) = register.organisations.find(id) else {
        return Vec::new();
    };
    let name = |lang| one.name.find(lang).unwrap_or_default().to_owned();
    let short = one.short.value();
    let short = short.map(|short| short.best(Lang::DE).1.to_owned());
    vec![
        ("after.0.name".to_owned(), name(Lang::DE)),
        ("after.0.name_en".to_owned(), name(Lang::EN)),
        ("after.0.short".to_owned(), short.unwrap_or_default()),
    ]
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{Alike, Likeness, Looked, Organise, OrganiseForm, OrganiseParts, What};
    use crate::Route;
    use crate::parts::form::Values;
    use crate::samples::Samples;
    use crate::work::Signs;
    use wegmarke_domain::id::OrganisationId;
    use wegmarke_domain::rules::organising::{After, Organising};
    use wegmarke_domain::text::{Lang, Text};

    pub(crate) fn add(samples: &mut Samples<'_>) {
        let wording = samples.wording;
        let id = OrganisationId::new;
        let pair = Alike {
            one: id("qx-kok"),
            other: id("qx-new"),
            likeness: Likeness::Slip,
        };
        samples.page(&Route::Organise, "", |r, c| {
            Organise::build(r, c, &wording.bar(), &[pair])
        });
        for what in What::ALL {
            let words = wording.words("name");
            let order = Organising {
                what: *what,
                before: vec![id("qx-kok"), id("qx-bare")],
                after: vec![After {
                    name: Text::new(Lang::DE, &words),
                    ..After::default()
                }],
                on: None,
            };
            let values = Values(vec![
                ("after.0.name".to_owned(), words),
                ("after.1.name".to_owned(), wording.words("other")),
            ]);
            let alike = [(id("qx-new"), Likeness::Name)];
            samples.page(&Route::OrganiseForm(what.as_str()), "", |r, c| {
                let parts = OrganiseParts {
                    bar: wording.bar(),
                    what: *what,
                    values: &values,
                    problems: &wording.problems(),
                    refused: Some(wording.words("refused")),
                    looked: Some(Looked {
                        order: &order,
                        saw: Some(7),
                        alike: &alike,
                    }),
                    signs: Signs::Here,
                };
                OrganiseForm::build(r, c, parts)
            });
        }
    }
}
