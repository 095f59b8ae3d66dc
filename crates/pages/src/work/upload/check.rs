// SPDX-License-Identifier: EUPL-1.2
//! What a table would do: how much is new and different, row by row with what does not fit, what has to
//! be decided, what is not for one's organisation to state; and the button.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use jiff::Timestamp;
use jiff::civil::Date;
use wegmarke_domain::finding::{Finding, Severity};
use wegmarke_domain::id::InquiryId;
use wegmarke_domain::import::questions::Question;
use wegmarke_domain::import::succession::{Proposal, Transfer};
use wegmarke_domain::import::{Counts, Tally};
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::record::Changes;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::importing::{NotTheirs, Owner, list_owners};
use wegmarke_domain::rules::meanwhile::Moved;
use wegmarke_domain::text::Text;

use super::asking::Asking;
use super::{ACCEPT, At, PRINT, REVISION, SINCE, Step};
use super::{meanwhile, questions};
use crate::frame::Section;
use crate::parts::{Choice, Filter, FilterField, Link, Pager, Shown, Table, Tone, Value, Window};
use crate::work::signing::Signing;
use crate::work::{Bar, Signs, ways};
use crate::{Ctx, Frame, Route, attribute, data_finding, subject};

/// Rows on one page.
const PER_PAGE: usize = 50;

/// One thing that differs from what is on record.
#[derive(Clone, Copy, Debug)]
pub struct Differs<'a> {
    /// Of what.
    pub subject: &'a Subject,
    /// The row that says so.
    pub row: Option<u32>,
    /// What it is called, if it is new.
    pub title: Option<&'a Text>,
    /// Whether it is new.
    pub is_new: bool,
    /// What changes; empty for what is new and what goes.
    pub changes: &'a Changes,
    /// Whether it goes.
    pub dropped: bool,
}

impl Differs<'_> {
    const fn code(&self) -> &'static str {
        if self.dropped {
            "removed"
        } else if self.is_new {
            "added"
        } else {
            "changed"
        }
    }
}

/// What the page is made of.
#[derive(Debug)]
pub struct CheckParts<'a> {
    /// Who.
    pub bar: Bar,
    /// The upload.
    pub id: &'a str,
    /// Its revision.
    pub revision: u64,
    /// Its file.
    pub file: &'a str,
    /// Whether it is a document that was reviewed.
    pub reviewed: bool,
    /// Whether it was typed in a form, and no file was brought.
    pub typed: bool,
    /// The plan for whose next version it may wait.
    pub waits_for: Option<&'a str>,
    /// Until when it is kept.
    pub kept_until: Timestamp,
    /// Tells what is seen here from everything else.
    pub print: &'a str,
    /// Counts by noun.
    pub counts: &'a BTreeMap<Noun, Counts>,
    /// What would become of the rows.
    pub tally: Tally,
    /// What differs, in the order of rows.
    pub differs: &'a [Differs<'a>],
    /// What does not fit.
    pub findings: &'a [Finding],
    /// How many rows have a finding, by its id, where it is more than one.
    pub times: &'a BTreeMap<String, u64>,
    /// Things of which everything changed.
    pub questions: &'a [Question],
    /// What others changed since the table was taken down.
    pub moved: &'a [Moved],
    /// When the table was taken down, as far as that is known.
    pub taken: (Timestamp, Date),
    /// Successions to decide.
    pub proposed: &'a [Proposal],
    /// Successions that were accepted: names before and after.
    pub accepted: &'a [(String, String)],
    /// Leads that moved.
    pub transfers: &'a [Transfer],
    /// What is not theirs.
    pub not_theirs: &'a [NotTheirs],
    /// How many entries would be written.
    pub entries: u64,
    /// How many of them stay sealed, by inquiry.
    pub sealed: &'a BTreeMap<InquiryId, u64>,
    /// Whether another person has to say yes.
    pub needs_another: bool,
    /// Whether it can be signed.
    pub signs: Signs,
    /// Why something was not done.
    pub refused: Option<String>,
}

/// The page.
#[derive(Debug, Template)]
#[template(path = "work/upload/check.html")]
pub struct Check {
    f: Frame,
    ways: Vec<Link>,
    steps: Vec<Step>,
    refused: Option<String>,
    /// What is not theirs: what and how many, and who may.
    not_theirs: Vec<(String, Vec<Link>)>,
    sentence: String,
    /// What of it stays sealed, and until when.
    sealed: Vec<String>,
    kept: String,
    /// The sum of the rows.
    sum: String,
    questions: Option<Asking>,
    meanwhile: Option<Asking>,
    /// Of when the table is, and the same as a day; `None`: it was typed here.
    taken: Option<(String, String)>,
    counts: Table,
    findings: Option<Table>,
    filter: Filter,
    rows: Table,
    pager: Pager,
    action: String,
    revision: String,
    print: String,
    /// Each: what is sent, words, whether it is accepted.
    successions: Vec<(String, String, bool)>,
    transfers: Vec<String>,
    /// The words of the button; `None`: nothing can be written.
    write: Option<String>,
    signing: Option<Signing>,
    nothing: bool,
    needs_another: bool,
    typed: bool,
    /// The way to the next version of its plan.
    collect: Option<Link>,
    columns: Link,
    profile: String,
}

impl Check {
    const REVISION: &'static str = REVISION;
    const PRINT: &'static str = PRINT;
    const ACCEPT: &'static str = ACCEPT;
    const SINCE: &'static str = SINCE;

    /// The page. Parameters: `only` (added, changed, removed, findings), `page`.
    #[must_use]
    pub fn build(register: &Register, ctx: &Ctx, parts: CheckParts<'_>) -> Self {
        let title = ctx.t_with("upload-check-title", &[("file", parts.file.into())]);
        let lines = list_lines(&parts);
        let only = ctx.query.find("only").unwrap_or_default();
        let shown: Vec<&Line<'_>> = lines.iter().filter(|line| line.is_asked(only)).collect();
        let window = Window::of(ctx, shown.len(), PER_PAGE);
        let some = shown.iter().skip(window.skip).take(window.take);
        let until = ctx.instant(parts.kept_until);
        let n = usize::try_from(parts.entries).unwrap_or(usize::MAX);
        let action = ctx.href(&Route::UploadCheck(parts.id));
        let sent = (&*action, parts.revision);
        let questions = questions::build(register, ctx, sent, parts.questions);
        let meanwhile = meanwhile::build(register, ctx, sent, parts.moved);
        let mut asking = questions.iter().chain(&meanwhile);
        let is_open = asking.any(|asking| asking.is_open);
        let may_write = parts.not_theirs.is_empty() && parts.entries > 0 && !is_open;
        let has_button = may_write && !parts.needs_another;
        let signing = Signing::of(ctx, parts.signs).filter(|_| has_button);
        let mut f =
            Frame::new(ctx, Shown::plain(&title), Section::Elsewhere).signed_in(ctx, &parts.bar);
        if signing.as_ref().is_some_and(Signing::is_here) {
            f = f.script(&ctx.site.assets.sign_js);
        }
        Self {
            f,
            signing,
            ways: ways(ctx),
            steps: match parts.typed {
                true => Vec::new(),
                false => super::steps(ctx, parts.id, At::Check, parts.reviewed),
            },
            typed: parts.typed,
            not_theirs: not_theirs(register, ctx, parts.not_theirs),
            sentence: ctx.tn("upload-would-write", n),
            sealed: sealed(register, ctx, parts.sealed),
            kept: ctx.t_with("upload-kept", &[("until", until.into())]),
            sum: sum(ctx, "upload-sum-try", parts.tally),
            questions,
            meanwhile,
            taken: (!parts.typed).then(|| {
                let (at, day) = parts.taken;
                let at = ctx.instant(at);
                let words = ctx.t_with("meanwhile-taken", &[("at", at.into())]);
                (words, day.to_string())
            }),
            counts: counts(ctx, parts.counts),
            findings: tally(ctx, parts.findings, parts.times),
            filter: filter(ctx, &parts, &lines, shown.len()),
            rows: rows(register, ctx, parts.times, some.copied()),
            pager: Pager::new(ctx, window, shown.len()),
            action,
            revision: parts.revision.to_string(),
            print: parts.print.to_owned(),
            successions: successions(ctx, &parts),
            transfers: transfers(ctx, parts.transfers),
            write: has_button.then(|| ctx.tn("upload-write", n)),
            nothing: parts.entries == 0,
            needs_another: may_write && parts.needs_another,
            collect: parts.waits_for.filter(|_| parts.entries > 0).map(|plan| {
                let words = Shown::plain(&ctx.t("new-version-collect"));
                ctx.link(&Route::NewVersion(plan), words)
            }),
            columns: ctx.link(
                &Route::UploadColumns(parts.id),
                Shown::plain(&ctx.t("upload-back-to-columns")),
            ),
            profile: ctx.href(&Route::UploadProfile(parts.id)),
            refused: parts.refused,
        }
    }
}

/// What stays sealed, and until when.
fn sealed(register: &Register, ctx: &Ctx, all: &BTreeMap<InquiryId, u64>) -> Vec<String> {
    let told = all.iter().filter_map(|(id, n)| {
        let inquiry = register.inquiries.find(id.as_str())?;
        let args = [
            ("n", usize::try_from(*n).unwrap_or(usize::MAX).into()),
            ("until", ctx.date(inquiry.due_on).into()),
            ("name", ctx.text(&inquiry.title).words.into()),
        ];
        Some(ctx.t_with("upload-sealed", &args))
    });
    told.collect()
}

/// What became of the rows, or would.
pub(super) fn sum(ctx: &Ctx, key: &'static str, tally: Tally) -> String {
    let n = |n: u64| ctx.locale().count(usize::try_from(n).unwrap_or(usize::MAX));
    let args = [
        // Which form the words take, and the number as it is written.
        (
            "n",
            usize::try_from(tally.read).unwrap_or(usize::MAX).into(),
        ),
        ("read", n(tally.read).into()),
        ("entered", n(tally.entered).into()),
        ("unchanged", n(tally.unchanged).into()),
        ("left", n(tally.not_entered).into()),
    ];
    ctx.t_with(key, &args)
}

/// What is told of one row: what it changes, or what does not fit, or both.
struct Line<'a> {
    row: Option<u32>,
    differs: Option<Differs<'a>>,
    findings: Vec<&'a Finding>,
}

impl Line<'_> {
    fn is_asked(&self, only: &str) -> bool {
        match only {
            "findings" => !self.findings.is_empty(),
            "added" | "changed" | "removed" => {
                self.differs.is_some_and(|differs| differs.code() == only)
            }
            _ => true,
        }
    }
}

/// Rows in their order, the findings of each beside what it does; before them what no row says.
fn list_lines<'a>(parts: &CheckParts<'a>) -> Vec<Line<'a>> {
    let mut by_row: BTreeMap<Option<u32>, Vec<&Finding>> = BTreeMap::new();
    for finding in parts.findings {
        by_row.entry(finding.row).or_default().push(finding);
    }
    let mut lines = Vec::new();
    for (at, differs) in parts.differs.iter().enumerate() {
        let held = differs.row.and_then(|row| by_row.get_mut(&Some(row)));
        let next = parts.differs.get(at + 1).and_then(|next| next.row);
        // A row may say several things: a finding stands beside the one that it is about, else beside the
        // last of them, which is what the row is there for.
        let is_last = next != differs.row;
        let findings = held.map(|held| {
            let here =
                |finding: &mut &Finding| is_last || finding.about.as_ref() == Some(differs.subject);
            held.extract_if(.., here).collect()
        });
        lines.push(Line {
            row: differs.row,
            differs: Some(*differs),
            findings: findings.unwrap_or_default(),
        });
    }
    by_row.retain(|_, findings| !findings.is_empty());
    for (row, findings) in by_row {
        match row {
            Some(_) => lines.push(Line {
                row,
                differs: None,
                findings,
            }),
            None => lines.extend(findings.into_iter().map(|finding| Line {
                row,
                differs: None,
                findings: vec![finding],
            })),
        }
    }
    lines.sort_by_key(|line| {
        let goes = line.differs.is_some_and(|differs| differs.dropped);
        (goes, line.row)
    });
    lines
}

pub(super) fn counts(ctx: &Ctx, counts: &BTreeMap<Noun, Counts>) -> Table {
    let head = [
        "noun-column",
        "upload-added",
        "upload-changed",
        "upload-removed",
        "upload-unchanged",
    ];
    let head = head.into_iter().map(|key| ctx.t(key)).collect();
    let mut table = Table::new(ctx.t("upload-counts"), head, ctx.t("upload-counts-none"))
        .quiet()
        .numeric(&[1, 2, 3, 4]);
    for (noun, counts) in counts {
        let n = |n: u64| Value::Plain(ctx.locale().count(usize::try_from(n).unwrap_or(usize::MAX)));
        table.push(vec![
            Value::Plain(ctx.word("nouns", noun.as_str())),
            n(counts.added),
            n(counts.changed),
            n(counts.removed),
            n(counts.unchanged),
        ]);
    }
    table
}

/// In how many rows a finding is.
fn times_of(times: &BTreeMap<String, u64>, finding: &Finding) -> usize {
    let times = times.get(finding.id.as_str()).copied().unwrap_or(1);
    usize::try_from(times).unwrap_or(usize::MAX)
}

/// Findings by what they are, most serious first.
fn tally(ctx: &Ctx, findings: &[Finding], times: &BTreeMap<String, u64>) -> Option<Table> {
    let mut by_code: BTreeMap<(Severity, &str), usize> = BTreeMap::new();
    for finding in findings {
        *by_code
            .entry((finding.severity, &finding.code))
            .or_default() += times_of(times, finding);
    }
    let head = [
        "finding-code",
        "finding-severity",
        "upload-times",
        "upload-todo",
    ];
    let head = head.into_iter().map(|key| ctx.t(key)).collect();
    let caption = ctx.tn("count-data-findings", findings.len());
    let mut table = Table::new(caption, head, None);
    for ((severity, code), n) in by_code {
        table.push(vec![
            Value::Plain(ctx.word("finding-title", code)),
            data_finding::severity_badge(ctx, severity),
            Value::Plain(ctx.locale().count(n)),
            Value::Plain(ctx.word("finding-todo", code)),
        ]);
    }
    (!table.rows.is_empty()).then_some(table)
}

fn filter(ctx: &Ctx, parts: &CheckParts<'_>, lines: &[Line<'_>], found: usize) -> Filter {
    let only = ctx.query.find("only").unwrap_or_default();
    let all = ["", "added", "changed", "removed", "findings"];
    let choices = all.into_iter().map(|code| {
        let n = lines.iter().filter(|line| line.is_asked(code)).count();
        let words = match code {
            "" => ctx.t("filter-all"),
            code => ctx.word("upload-only", code),
        };
        Choice {
            value: code.to_owned(),
            label: ctx.t_with("choice", &[("words", words.into()), ("n", n.into())]),
            chosen: code == only,
        }
    });
    Filter {
        action: ctx.action(&Route::UploadCheck(parts.id)),
        label: ctx.t("upload-filter"),
        fields: vec![FilterField::Select {
            name: "only",
            label: ctx.t("upload-only"),
            choices: choices.collect(),
        }],
        submit: ctx.t("filter-submit"),
        reset: (!only.is_empty()).then(|| {
            let href = ctx.href(&Route::UploadCheck(parts.id));
            (ctx.t("filter-reset"), href)
        }),
        found: Some(ctx.tn("upload-lines", found)),
        ..Filter::default()
    }
}

fn rows<'a>(
    register: &Register,
    ctx: &Ctx,
    times: &BTreeMap<String, u64>,
    lines: impl Iterator<Item = &'a Line<'a>>,
) -> Table {
    let head = [
        "upload-row",
        "upload-thing",
        "upload-what",
        "upload-findings",
    ];
    let head = head.into_iter().map(|key| ctx.t(key)).collect();
    let mut table = Table::new(ctx.t("upload-rows"), head, ctx.t("upload-rows-none"));
    for line in lines {
        table.push(vec![
            match line.row {
                Some(row) => Value::Plain(row.to_string()),
                None => Value::Missing(ctx.t("upload-no-row")),
            },
            thing(register, ctx, line),
            match &line.differs {
                Some(differs) => what(register, ctx, differs),
                None => Value::Missing(ctx.t("upload-nothing-changes")),
            },
            Value::all(
                line.findings
                    .iter()
                    .map(|finding| told(register, ctx, finding, times_of(times, finding)))
                    .collect(),
                ctx.t("upload-fits"),
            ),
        ]);
    }
    table
}

fn thing(register: &Register, ctx: &Ctx, line: &Line<'_>) -> Value {
    let Some(differs) = &line.differs else {
        let about = line
            .findings
            .iter()
            .find_map(|finding| finding.about.as_ref());
        let known = about.filter(|about| register.stands(about));
        return match known {
            Some(about) => Value::Link(subject::link(register, ctx, about)),
            None => Value::Missing(ctx.t("upload-no-thing")),
        };
    };
    let noun = Value::Plain(ctx.word("noun", differs.subject.noun.as_str()));
    let name = match differs.title {
        Some(title) => Value::Text(ctx.text(title).short(160)),
        None if differs.is_new => Value::Text(Shown::plain(&differs.subject.id)),
        None => Value::Link(subject::link(register, ctx, differs.subject)),
    };
    name.with(noun)
}

fn what(register: &Register, ctx: &Ctx, differs: &Differs<'_>) -> Value {
    let tone = match differs.code() {
        "added" => Tone::Good,
        "removed" => Tone::Bad,
        _ => Tone::Info,
    };
    let badge = Value::badge(ctx.word("upload-becomes", differs.code()), tone);
    let about = differs.subject;
    let changes = attribute::list_changes(register, ctx, about, differs.changes);
    changes
        .into_iter()
        .fold(badge, |all, (name, before, after)| {
            all.with(Value::Plain(
                ctx.t_with("upload-change", &[("name", name.into())]),
            ))
            .with(before)
            .with(after)
        })
}

fn told(register: &Register, ctx: &Ctx, finding: &Finding, times: usize) -> Value {
    let title = Value::Plain(ctx.word("finding-title", &finding.code));
    let details = data_finding::details(register, ctx, finding);
    let mut all = data_finding::severity_badge(ctx, finding.severity).with(title);
    if let Some(column) = &finding.column {
        let words = ctx.t_with("finding-column", &[("column", (&**column).into())]);
        all = all.with(Value::Plain(words));
    }
    if times > 1 {
        all = all.with(Value::Plain(ctx.tn("upload-in-rows", times)));
    }
    match details.is_empty() {
        true => all,
        false => all.with(Value::Plain(details)),
    }
}

fn not_theirs(register: &Register, ctx: &Ctx, all: &[NotTheirs]) -> Vec<(String, Vec<Link>)> {
    let one = |of: &NotTheirs| {
        let n = usize::try_from(of.count).unwrap_or(usize::MAX);
        let nouns = ctx.word("nouns", of.noun.as_str());
        let args = [("n", n.into()), ("nouns", nouns.into())];
        let (key, who) = match &of.owner {
            Owner::Operator => ("upload-not-theirs-operator", Vec::new()),
            Owner::Independent => ("upload-not-theirs-independent", of.owner.list(register)),
            Owner::Organisation(id) => ("upload-not-theirs", vec![id.clone()]),
            Owner::Plan(plan) => match list_owners(register, plan) {
                owners if !owners.is_empty() => ("upload-not-theirs", owners),
                _ if register.plans.find(plan.as_str()).is_some() => {
                    ("upload-not-theirs-operator", Vec::new())
                }
                _ => ("upload-not-theirs-new-plan", Vec::new()),
            },
        };
        let links = who.iter().map(|id| ctx.organisation(register, id));
        (ctx.t_with(key, &args), links.collect())
    };
    all.iter().map(one).collect()
}

fn successions(ctx: &Ctx, parts: &CheckParts<'_>) -> Vec<(String, String, bool)> {
    let words = |old: &str, new: &str, n: Option<u64>| {
        let args = [
            ("old", old.into()),
            ("new", new.into()),
            ("n", n.unwrap_or_default().into()),
        ];
        let key = match n {
            Some(_) => "upload-succession",
            None => "upload-succession-accepted",
        };
        ctx.t_with(key, &args)
    };
    let mut seen = BTreeSet::new();
    let accepted = parts.accepted.iter().map(|(old, new)| {
        seen.insert((old.as_str(), new.as_str()));
        (value(old, new), words(old, new, None), true)
    });
    let mut all: Vec<_> = accepted.collect();
    for proposal in parts.proposed {
        let (old, new) = (&*proposal.old, &*proposal.new);
        if !seen.contains(&(old, new)) {
            all.push((
                value(old, new),
                words(old, new, Some(proposal.items)),
                false,
            ));
        }
    }
    all
}

/// As it is sent: names hold no line ends.
fn value(old: &str, new: &str) -> String {
    format!("{old}\n{new}")
}

fn transfers(ctx: &Ctx, transfers: &[Transfer]) -> Vec<String> {
    let one = |transfer: &Transfer| {
        let args = [
            ("old", transfer.old.as_str().into()),
            ("new", transfer.new.as_str().into()),
            ("n", transfer.items.into()),
        ];
        ctx.t_with("upload-transfer", &args)
    };
    transfers.iter().map(one).collect()
}

#[cfg(test)]
pub(crate) mod samples {
    use std::collections::BTreeMap;

    use super::{Check, CheckParts, Differs};
    use crate::Route;
    use crate::samples::Samples;
    use crate::work::Signs;
    use jiff::Timestamp;
    use jiff::civil::Date;
    use wegmarke_domain::id::PlanId;
    use wegmarke_domain::import::questions::{Answer, Question};
    use wegmarke_domain::import::succession::{Proposal, Transfer};
    use wegmarke_domain::import::{Counts, Tally};
    use wegmarke_domain::noun::{Noun, Subject};
    use wegmarke_domain::organisation::SuccessionKind;
    use wegmarke_domain::record::{Change, Changes};
    use wegmarke_domain::rules::importing::{NotTheirs, Owner};
    use wegmarke_domain::rules::meanwhile::{Moved, Side};
    use wegmarke_domain::text::{Lang, Text};

    pub(crate) fn add(samples: &mut Samples<'_>) {
        let wording = samples.wording;
        let about: Subject = "measure/qx-plan/full".parse().unwrap();
        let text = |key: &str| Text::new(Lang::DE, &wording.words(key)).unwrap();
        let json = |key: &str| serde_json::to_value(text(key)).ok();
        let change = Change {
            from: json("before"),
            to: json("after"),
        };
        let changes: Changes = [("title".into(), change)].into();
        let (none, title) = (Changes::new(), text("new"));
        let differs = |row, title, changes, dropped| Differs {
            subject: &about,
            row,
            title,
            is_new: title.is_some(),
            changes,
            dropped,
        };
        let all = [
            differs(Some(2), Some(&title), &none, false),
            differs(Some(3), None, &changes, false),
            differs(None, None, &none, true),
        ];
        let question = Question {
            thing: about.clone(),
            before: [("title".to_owned(), json("before").unwrap())].into(),
            after: [("title".to_owned(), json("after").unwrap())].into(),
            answer: None,
        };
        let answered = Question {
            answer: Some(Answer::Another),
            ..question.clone()
        };
        let questions = [question, answered];
        let moved = |side, changes: &Changes| Moved {
            about: about.clone(),
            seq: 1,
            changes: changes.clone(),
            drops: true,
            side,
        };
        let moved = [moved(None, &changes), moved(Some(Side::Theirs), &none)];
        let counts = [(Noun::Measure, Counts::default())];
        let counts: BTreeMap<_, _> = counts.into();
        let (old, new) = (wording.words("old"), wording.words("new"));
        let proposed = [Proposal {
            old: old.clone(),
            new: new.clone(),
            kind: SuccessionKind::Renamed,
            items: 7,
        }];
        let transfers = [Transfer {
            old: old.clone(),
            new: new.clone(),
            items: 1,
        }];
        let sealed: BTreeMap<_, _> = [(wegmarke_domain::id::InquiryId::new("qx-sealed"), 2)].into();
        let accepted = [(new, old)];
        let refused = |noun, owner| NotTheirs {
            noun,
            owner,
            count: 2,
            first: about.clone(),
        };
        let not_theirs = [
            refused(Noun::Measure, Owner::Plan(PlanId::new("qx-plan"))),
            refused(Noun::Plan, Owner::Plan(PlanId::new("qx-none"))),
            refused(Noun::Obligation, Owner::Independent),
            refused(Noun::Round, Owner::Operator),
        ];
        let file = wording.words("file");
        for (query, bad, entries) in [
            ("", false, 3),
            ("only=findings", true, 3),
            ("none", false, 0),
        ] {
            samples.page(&Route::UploadCheck("qx1"), query, |r, c| {
                let findings: Vec<_> = r.findings.list().cloned().collect();
                let parts = CheckParts {
                    bar: wording.bar(),
                    id: "qx1",
                    revision: 4,
                    file: &file,
                    reviewed: false,
                    typed: query == "none",
                    waits_for: (!bad).then_some("qx-plan"),
                    kept_until: Timestamp::UNIX_EPOCH,
                    print: "qxprint",
                    counts: &counts,
                    tally: Tally {
                        read: 9,
                        entered: entries,
                        unchanged: 5,
                        not_entered: 1,
                    },
                    times: &findings
                        .iter()
                        .map(|one: &wegmarke_domain::finding::Finding| (one.id.to_string(), 3))
                        .collect(),
                    questions: if bad { &questions } else { &[] },
                    differs: if entries > 0 { &all } else { &[] },
                    findings: if entries > 0 { &findings } else { &[] },
                    moved: if bad { &moved } else { &[] },
                    taken: (Timestamp::UNIX_EPOCH, Date::constant(2026, 3, 1)),
                    proposed: &proposed,
                    accepted: &accepted,
                    transfers: &transfers,
                    not_theirs: if bad { &not_theirs } else { &[] },
                    entries,
                    sealed: &sealed,
                    needs_another: false,
                    signs: Signs::Here,
                    refused: bad.then(|| wording.words("refused")),
                };
                Check::build(r, c, parts)
            });
        }
    }
}
