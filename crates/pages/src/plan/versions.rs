// SPDX-License-Identifier: EUPL-1.2
//! The versions of a plan, and what differs between any two of them.

use askama::Template;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::record::Record;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::version::{self, Difference, DifferenceKind};

use super::crumbs;
use crate::attribute;
use crate::frame::Section;
use crate::history;
use crate::parts::{Choice, Filter, FilterField, Link, Pager, Shown, Table, Tone, Value, Window};
use crate::subject;
use crate::{Ctx, Frame, Route};

/// Differences on one page.
const PER_PAGE: usize = 50;

/// The versions of a plan.
#[derive(Debug, Template)]
#[template(path = "plan/versions.html")]
pub struct Versions {
    f: Frame,
    list: Table,
    pick: Option<Filter>,
    compared: Option<Compared>,
}

/// What differs.
#[derive(Debug)]
struct Compared {
    title: String,
    summary: Table,
    things: Vec<Thing>,
    pager: Pager,
}

/// One thing that differs.
#[derive(Debug)]
struct Thing {
    noun: String,
    link: Link,
    kind: crate::parts::Badge,
    changes: Option<Table>,
}

impl Versions {
    /// The versions of a plan that stands; with `from` and `to`, or by default
    /// the last two, what differs.
    #[must_use]
    pub fn find(register: &Register, plan: &str, ctx: &Ctx) -> Option<Self> {
        let record = register.plans.find(plan)?;
        let name = subject::name(register, ctx, &record.subject()).words;
        let title = Shown::plain(&ctx.t_with("versions-title", &[("plan", name.into())]));
        let newest = register.newest_version(plan);
        let ask = |name: &str, default: u32| {
            let asked = ctx.query.number(name).and_then(|n| u32::try_from(n).ok());
            asked.unwrap_or(default).clamp(1, newest.max(1))
        };
        let (from, to) = (ask("from", newest.saturating_sub(1)), ask("to", newest));
        Some(Self {
            f: Frame::new(ctx, title, Section::Plans)
                .described(ctx.t("versions-description"))
                .invented(ctx, register.has_invented_of(plan))
                .below(crumbs(register, ctx, plan)),
            list: list(register, ctx, plan),
            pick: (newest > 1).then(|| pick(ctx, plan, newest, from, to)),
            compared: (newest > 1).then(|| compare(register, ctx, plan, from, to)),
        })
    }
}

/// The versions as a table, newest first.
pub(super) fn list(register: &Register, ctx: &Ctx, plan: &str) -> Table {
    let head = [
        "version-version",
        "version-dated",
        "version-recorded",
        "version-by",
        "version-files",
    ]
    .into_iter()
    .map(|key| ctx.t(key))
    .collect();
    let mut table = Table::new(ctx.t("versions-caption"), head, ctx.t("versions-empty")).quiet();
    for opened in register.list_versions(plan).rev() {
        let Some(line) = register.find_line(opened.seq) else {
            continue;
        };
        let files = opened
            .version
            .files
            .iter()
            .map(|(name, hash)| {
                Value::Text(Shown::plain(name)).with(Value::Code(hash.chars().take(16).collect()))
            })
            .collect();
        let version = Value::Plain(ctx.tn("version-number", opened.version.number as usize));
        let version = match &opened.version.reason {
            Some(reason) => version.with(ctx.prose(reason)),
            None => version,
        };
        table.push(vec![
            version,
            Value::Plain(ctx.date(opened.dated_on)),
            history::instant(ctx, line.at).with(Value::Link(history::link(ctx, opened.seq))),
            history::by(register, ctx, line),
            Value::all(files, ctx.t("version-no-files")),
        ]);
    }
    table
}

fn pick(ctx: &Ctx, plan: &str, newest: u32, from: u32, to: u32) -> Filter {
    let select = |name: &'static str, label: &str, chosen: u32| FilterField::Select {
        name,
        label: ctx.t(label),
        choices: (1..=newest)
            .map(|n| Choice {
                value: n.to_string(),
                label: ctx.tn("version-number", n as usize),
                chosen: n == chosen,
            })
            .collect(),
    };
    Filter {
        action: ctx.action(&Route::Versions(plan)),
        label: ctx.t("versions-pick"),
        keep: ctx.keep(),
        fields: vec![
            select("from", "versions-from", from),
            select("to", "versions-to", to),
        ],
        submit: ctx.t("versions-compare"),
        reset: None,
        cut: crate::parts::cut(ctx),
        found: None,
    }
}

fn compare(register: &Register, ctx: &Ctx, plan: &str, from: u32, to: u32) -> Compared {
    let differences = version::differences(register, plan, from, to);
    let head = vec![
        ctx.t("noun-column"),
        ctx.t("diff-added"),
        ctx.t("diff-dropped"),
        ctx.t("diff-changed"),
    ];
    let mut summary = Table::new(ctx.t("diff-summary"), head, ctx.t("diff-none"))
        .numeric(&[1, 2, 3])
        .quiet();
    for (noun, counts) in version::summary(&differences) {
        let mut row = vec![Value::Plain(plural(ctx, noun))];
        row.extend(counts.map(|n| Value::Plain(ctx.locale().count(n))));
        summary.push(row);
    }
    let window = Window::of(ctx, differences.len(), PER_PAGE);
    Compared {
        title: ctx.t_with(
            "diff-title",
            &[
                ("from", (from as usize).into()),
                ("to", (to as usize).into()),
            ],
        ),
        summary,
        things: differences
            .iter()
            .skip(window.skip)
            .take(window.take)
            .map(|difference| thing(register, ctx, difference))
            .collect(),
        pager: Pager::new(ctx, window, differences.len()),
    }
}

fn plural(ctx: &Ctx, noun: Noun) -> String {
    ctx.word("nouns", noun.as_str())
}

fn thing(register: &Register, ctx: &Ctx, difference: &Difference) -> Thing {
    let badge = |key: &str, tone| crate::parts::Badge {
        word: ctx.t(key),
        tone,
    };
    let link = subject::link(register, ctx, &difference.subject);
    let noun = subject::noun(ctx, &difference.subject);
    match &difference.kind {
        DifferenceKind::Added => Thing {
            noun,
            link,
            kind: badge("diff-is-added", Tone::Good),
            changes: None,
        },
        DifferenceKind::Dropped => Thing {
            noun,
            link,
            kind: badge("diff-is-dropped", Tone::Bad),
            changes: None,
        },
        DifferenceKind::Changed(changes) => {
            let caption = ctx.t_with("change-caption", &[("thing", (&link.text.words).into())]);
            Thing {
                changes: Some(attribute::changes(
                    register,
                    ctx,
                    caption,
                    &difference.subject,
                    changes,
                )),
                kind: badge("diff-is-changed", Tone::Info),
                noun,
                link,
            }
        }
    }
}
