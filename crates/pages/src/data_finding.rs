// SPDX-License-Identifier: EUPL-1.2
//! Findings: what does not fit in what was imported, in plain words.

use askama::Template;
use wegmarke_domain::finding::{Finding, FindingState, Severity};
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::register::Register;

use crate::frame::Section;
use crate::parts::{
    Choice, Fact, Facts, Filter, FilterField, Pager, Prose, Shown, Table, Tone, Value, Window,
    select,
};
use crate::{Ctx, Frame, Route};
use crate::{history, message, subject};

/// Findings on one page.
const PER_PAGE: usize = 22;

const fn state_code(state: &FindingState) -> &'static str {
    match state {
        FindingState::Open => "open",
        FindingState::Explained { .. } => "explained",
        FindingState::Resolved { .. } => "resolved",
    }
}

fn state_badge(ctx: &Ctx, state: &FindingState) -> Value {
    let tone = match state {
        FindingState::Open => Tone::Warn,
        FindingState::Explained { .. } => Tone::Info,
        FindingState::Resolved { .. } => Tone::Good,
    };
    Value::badge(ctx.word("finding-state", state_code(state)), tone)
}

pub(crate) fn severity_badge(ctx: &Ctx, severity: Severity) -> Value {
    let (code, tone) = match severity {
        Severity::Error => ("error", Tone::Bad),
        Severity::Warning => ("warning", Tone::Warn),
        Severity::Note => ("note", Tone::Info),
    };
    Value::badge(ctx.word("severity", code), tone)
}

/// All findings.
#[derive(Debug, Template)]
#[template(path = "data_finding/list.html")]
pub struct List {
    f: Frame,
    filter: Filter,
    table: Table,
    pager: Pager,
    code: Option<Code>,
}

/// One code in plain words.
#[derive(Debug)]
struct Code {
    title: String,
    means: String,
    todo: String,
}

impl Code {
    fn new(ctx: &Ctx, code: &str) -> Self {
        Self {
            title: ctx.word("finding-title", code),
            means: ctx.word("finding-means", code),
            todo: ctx.word("finding-todo", code),
        }
    }
}

impl List {
    /// The list, filtered by `state` (open by default), `code`, `file` and `plan`.
    #[must_use]
    pub fn build(register: &Register, ctx: &Ctx) -> Self {
        let all: Vec<(&Finding, FindingState)> = register
            .findings
            .list_kept()
            .map(|kept| (&*kept.record, register.finding_state(&kept.record.id)))
            .collect();
        let state = ctx.query.find("state").unwrap_or("open");
        let wanted = |name: &str, value: Option<&str>| {
            ctx.query
                .find(name)
                .is_none_or(|asked| value == Some(asked))
        };
        let mut shown: Vec<&(&Finding, FindingState)> = all
            .iter()
            .filter(|(finding, of)| {
                (state == "all" || state_code(of) == state)
                    && wanted("code", Some(&finding.code))
                    && wanted("file", Some(&finding.file))
                    && wanted("plan", finding.plan.as_ref().map(|plan| plan.as_str()))
            })
            .collect();
        shown.sort_by_key(|(f, _)| {
            (
                f.severity,
                f.code.clone(),
                f.file.clone(),
                f.row,
                f.id.clone(),
            )
        });
        let window = Window::of(ctx, shown.len(), PER_PAGE);
        let mut table = empty(ctx, ctx.t("data-findings-caption"));
        for (finding, state) in shown.iter().skip(window.skip).take(window.take) {
            table.push(row(register, ctx, finding, state));
        }
        let title = Shown::plain(&ctx.t("data-findings-title"));
        Self {
            f: Frame::new(ctx, title, Section::Findings)
                .described(ctx.t("data-findings-description")),
            filter: filter(register, ctx, &all, shown.len()),
            table,
            pager: Pager::new(ctx, window, shown.len()),
            code: ctx.query.find("code").map(|code| Code::new(ctx, code)),
        }
    }
}

fn empty(ctx: &Ctx, caption: String) -> Table {
    let head = [
        "finding-finding",
        "finding-severity",
        "finding-state",
        "finding-about",
        "finding-place",
    ]
    .into_iter()
    .map(|key| ctx.t(key))
    .collect();
    Table::new(caption, head, ctx.t("data-findings-empty")).quiet()
}

fn row(register: &Register, ctx: &Ctx, finding: &Finding, state: &FindingState) -> Vec<Value> {
    let title = ctx.word("finding-title", &finding.code);
    let link = ctx.link(
        &Route::DataFinding(finding.id.as_str()),
        Shown::plain(&title),
    );
    let about = match (&finding.about, &finding.plan) {
        (Some(about), _) => history::about(register, ctx, about),
        (None, Some(plan)) => Value::Link(subject::link(register, ctx, &plan.subject())),
        (None, None) => Value::Plain(ctx.t("finding-about-file")),
    };
    vec![
        Value::Link(link).with(Value::Text(Shown::plain(&details(register, ctx, finding)))),
        severity_badge(ctx, finding.severity),
        state_badge(ctx, state),
        about,
        place(ctx, finding),
    ]
}

/// The facts of a finding in one line.
pub(crate) fn details(register: &Register, ctx: &Ctx, finding: &Finding) -> String {
    finding
        .args
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| {
            let value = Shown::plain(&argument(register, ctx, name, value))
                .short(80)
                .words;
            ctx.t_with(
                "finding-detail",
                &[
                    ("name", ctx.word("arg", name).into()),
                    ("value", value.into()),
                ],
            )
        })
        .collect::<Vec<_>>()
        .join(" · ")
}

/// A fact of a finding as a reader sees it: ids and codes with their names.
fn argument(register: &Register, ctx: &Ctx, name: &str, value: &str) -> String {
    let named = |noun: Noun| {
        let one = |id: &str| subject::name(register, ctx, &Subject::new(noun, id)).words;
        value.split(", ").map(one).collect::<Vec<_>>().join(", ")
    };
    match name {
        "field" => match register.fields.find(value) {
            Some(field) => format!("{} {}", field.number, named(Noun::Field)),
            None => value.to_owned(),
        },
        "plan" => named(Noun::Plan),
        "measures" => named(Noun::Measure),
        "fact" => subject::fact_name(ctx, value),
        _ => message::fact(ctx.locale(), name, value).unwrap_or_else(|| value.to_owned()),
    }
}

fn place(ctx: &Ctx, finding: &Finding) -> Value {
    let mut place = Value::Text(Shown::plain(&finding.file));
    if let Some(row) = finding.row {
        place = place.with(Value::Plain(ctx.tn("finding-row", row as usize)));
    }
    if let Some(column) = &finding.column {
        let words = ctx.t_with("finding-column", &[("column", (&**column).into())]);
        place = place.with(Value::Plain(words));
    }
    place
}

fn filter(
    register: &Register,
    ctx: &Ctx,
    all: &[(&Finding, FindingState)],
    found: usize,
) -> Filter {
    let chosen = ctx.query.find("state").unwrap_or("open");
    let count = |code: &str| {
        all.iter()
            .filter(|(_, state)| code == "all" || state_code(state) == code)
            .count()
    };
    let states = ["open", "explained", "resolved", "all"]
        .into_iter()
        .map(|code| Choice {
            value: code.to_owned(),
            label: ctx.t_with(
                "choice",
                &[
                    ("words", ctx.word("finding-state", code).into()),
                    ("n", count(code).into()),
                ],
            ),
            chosen: code == chosen,
        })
        .collect();
    let mut fields = vec![FilterField::Select {
        name: "state",
        label: ctx.t("finding-state"),
        choices: states,
    }];
    let codes = all.iter().map(|(finding, _)| &*finding.code);
    fields.extend(select(ctx, "code", "finding-code", codes, |code| {
        ctx.word("finding-title", code)
    }));
    let files = all.iter().map(|(finding, _)| &*finding.file);
    fields.extend(select(ctx, "file", "finding-file", files, str::to_owned));
    let plans = all
        .iter()
        .filter_map(|(finding, _)| finding.plan.as_ref())
        .map(|plan| plan.as_str());
    fields.extend(select(ctx, "plan", "filter-plan", plans, |id| {
        subject::choice(register, ctx, &Subject::new(Noun::Plan, id))
    }));
    let filtered = ["state", "code", "file", "plan"]
        .iter()
        .any(|name| ctx.query.find(name).is_some());
    Filter {
        action: ctx.action(&Route::DataFindings),
        label: ctx.t("data-findings-filter"),
        keep: ctx.keep(),
        fields,
        submit: ctx.t("filter-submit"),
        reset: filtered.then(|| (ctx.t("filter-reset"), ctx.href(&Route::DataFindings))),
        cut: crate::parts::cut(ctx),
        found: Some(ctx.tn("count-data-findings", found)),
    }
}

/// The findings about a thing that still stand; `None` if there is none.
pub(crate) fn about(register: &Register, ctx: &Ctx, subject: &Subject) -> Option<Table> {
    let mut table = empty(ctx, ctx.t("data-findings-about-caption"));
    for id in register.list_referrers(subject, Noun::Finding) {
        let Some(finding) = register.findings.find(id) else {
            continue;
        };
        let state = register.finding_state(&finding.id);
        table.push(row(register, ctx, finding, &state));
    }
    (!table.rows.is_empty()).then_some(table)
}

/// How many findings are open.
pub(crate) fn open(register: &Register) -> usize {
    register
        .findings
        .list()
        .filter(|finding| register.finding_state(&finding.id) == FindingState::Open)
        .count()
}

/// The page of one finding.
#[derive(Debug, Template)]
#[template(path = "data_finding/page.html")]
pub struct Page {
    f: Frame,
    code: Code,
    facts: Facts,
    explained: Option<Prose>,
    history: Table,
}

impl Page {
    /// The page of a finding.
    #[must_use]
    pub fn find(register: &Register, id: &str, ctx: &Ctx) -> Option<Self> {
        let kept = register.findings.find_kept(id)?;
        let finding = &kept.record;
        let state = register.finding_state(&finding.id);
        let code = Code::new(ctx, &finding.code);
        let explained = match &state {
            FindingState::Explained { reason, .. } => Some(Prose {
                text: ctx.text(reason),
            }),
            _ => None,
        };
        Some(Self {
            f: Frame::new(ctx, Shown::plain(&code.title), Section::Findings)
                .described(code.means.clone())
                .below(vec![ctx.link(
                    &Route::DataFindings,
                    Shown::plain(&ctx.t("nav-data-findings")),
                )]),
            facts: facts(register, ctx, finding, &state),
            code,
            explained,
            history: history::of(register, ctx, ctx.t("finding-history"), &kept.steps),
        })
    }
}

fn facts(register: &Register, ctx: &Ctx, finding: &Finding, state: &FindingState) -> Facts {
    let mut facts = vec![
        Fact::new(ctx.t("finding-state"), state_badge(ctx, state)),
        Fact::new(
            ctx.t("finding-severity"),
            severity_badge(ctx, finding.severity),
        ),
        Fact::new(ctx.t("finding-place"), place(ctx, finding)),
    ];
    if let Some(about) = &finding.about {
        facts.push(Fact::new(
            ctx.t("finding-about"),
            history::about(register, ctx, about),
        ));
    }
    if let Some(plan) = &finding.plan {
        facts.push(Fact::new(
            ctx.t("plan-plan"),
            Value::Link(subject::link(register, ctx, &plan.subject())),
        ));
    }
    facts.extend(finding.args.iter().map(|(name, value)| {
        Fact::new(
            ctx.word("arg", name),
            Value::Text(Shown::plain(&argument(register, ctx, name, value))),
        )
    }));
    facts.push(Fact::new(
        ctx.t("finding-code"),
        Value::Code(finding.code.to_string()),
    ));
    Facts { facts }
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{List, Page};
    use crate::Route;
    use crate::samples::Samples;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        for query in ["", "state=all&code=total_differs&plan=qx-plan&file=qx"] {
            samples.page(&Route::DataFindings, query, List::build);
        }
        for id in ["qx-f1", "qx-f2", "qx-f3", "qx-f4"] {
            samples.of(&Route::DataFinding(id), "", |r, c| Page::find(r, id, c));
        }
    }
}
