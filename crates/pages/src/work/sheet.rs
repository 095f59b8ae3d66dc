// SPDX-License-Identifier: EUPL-1.2
//! The spreadsheet of a round: to fetch, to bring back, and what would be done with it; and the
//! receipts for what was said.

use askama::Template;
use jiff::Timestamp;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::register::Register;
use wegmarke_domain::round::Round;

use super::signing::Signing;
use super::{Bar, Signs, ways};
use crate::frame::Section;
use crate::parts::{Badge, Link, Shown, Table, Tone, Value};
use crate::subject;
use crate::voices::{invented, state_badge, until};
use crate::{Ctx, Frame, Route};

/// Something to tell about a file that was brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowProblem {
    /// Row, as its person sees it.
    pub row: Option<u32>,
    /// Letters of the column.
    pub column: Option<String>,
    /// Heading of the column.
    pub heading: Option<String>,
    /// What it is.
    pub words: String,
}

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Becomes {
    /// It is said.
    Said,
    /// Others are asked to release it.
    Requested,
    /// It is kept as a draft.
    Drafted,
    /// Nothing.
    Nothing,
}

impl Becomes {
    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Said => "said",
            Self::Requested => "requested",
            Self::Drafted => "drafted",
            Self::Nothing => "nothing",
        }
    }

    const fn tone(self) -> Tone {
        match self {
            Self::Said => Tone::Good,
            Self::Requested | Self::Drafted => Tone::Warn,
            Self::Nothing => Tone::Plain,
        }
    }
}

/// One field that would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its heading.
    pub heading: String,
    /// As it is on record; `None`: blank.
    pub before: Option<String>,
    /// As the file has it; `None`: blank.
    pub after: Option<String>,
}

/// One row of a file that was brought.
#[derive(Clone, Debug)]
pub struct SheetRow {
    /// Row, as its person sees it.
    pub row: u32,
    /// What would be said.
    pub about: Subject,
    /// On what.
    pub on: Subject,
    /// What becomes of it.
    pub becomes: Becomes,
    /// Whether somebody changed the same meanwhile.
    pub conflicts: bool,
    /// What differs from what is on record.
    pub changes: Vec<Change>,
}

/// What would be done with a file.
#[derive(Clone, Debug, Default)]
pub struct Preview {
    /// Its name.
    pub file: String,
    /// What has to be put right first.
    pub problems: Vec<RowProblem>,
    /// What is left aside.
    pub notes: Vec<RowProblem>,
    /// Its rows.
    pub rows: Vec<SheetRow>,
}

/// What the page of a spreadsheet is made of.
#[derive(Debug)]
pub struct SheetParts<'a> {
    /// Who.
    pub bar: Bar,
    /// The round.
    pub round: &'a Round,
    /// What is said.
    pub noun: Noun,
    /// Why a file was not taken; `None`: nothing to tell.
    pub refused: Option<String>,
    /// What would be done, and the id to say yes with; `None`: nothing would.
    pub preview: Option<(&'a Preview, Option<String>)>,
    /// Whether what is said can be signed.
    pub signs: Signs,
}

/// The page of a spreadsheet.
#[derive(Debug, Template)]
#[template(path = "work/sheet.html")]
pub struct Sheet {
    f: Frame,
    ways: Vec<Link>,
    round: Link,
    state: Badge,
    invented: Option<Badge>,
    until: Option<String>,
    refused: Option<String>,
    action: String,
    xlsx: String,
    ods: String,
    preview: Option<Look>,
}

/// A preview as it is shown.
#[derive(Debug)]
struct Look {
    title: String,
    problems: Option<Table>,
    notes: Option<Table>,
    summary: Vec<String>,
    rows: Table,
    conflicts: Vec<(String, Shown)>,
    signing: Option<Signing>,
    take: Option<String>,
}

impl Sheet {
    /// The page.
    #[must_use]
    pub fn build(register: &Register, ctx: &Ctx, parts: SheetParts<'_>) -> Self {
        let round = parts.round;
        let id = round.id.as_str();
        let state = register.round_state(&round.id);
        let route = Route::Sheet(parts.noun, id);
        let title = ctx.word("sheet-title", parts.noun.as_str());
        let file = |format| ctx.href_with(&route, &[("format", format)]);
        let preview = parts
            .preview
            .map(|(preview, id)| look(register, ctx, preview, id, parts.signs));
        let mut f =
            Frame::new(ctx, Shown::plain(&title), Section::Elsewhere).signed_in(ctx, &parts.bar);
        let signing = preview.as_ref().and_then(|look| look.signing.as_ref());
        if signing.is_some_and(Signing::is_here) {
            f = f.script(&ctx.site.assets.sign_js);
        }
        Self {
            f,
            ways: ways(ctx),
            round: subject::link(register, ctx, &round.id.subject()),
            state: state_badge(ctx, state),
            invented: invented(register, ctx, &round.id.subject()),
            until: until(ctx, round, state),
            refused: parts.refused,
            action: ctx.href(&route),
            xlsx: file("xlsx"),
            ods: file("ods"),
            preview,
        }
    }
}

fn look(
    register: &Register,
    ctx: &Ctx,
    preview: &Preview,
    id: Option<String>,
    signs: Signs,
) -> Look {
    let count = |becomes: Becomes| {
        let rows = preview.rows.iter();
        let n = rows.filter(|row| row.becomes == becomes).count();
        (n > 0).then_some((becomes, n))
    };
    let all = [
        Becomes::Said,
        Becomes::Requested,
        Becomes::Drafted,
        Becomes::Nothing,
    ];
    let summary = all.into_iter().filter_map(count).map(|(becomes, n)| {
        let args = [("n", n.into())];
        ctx.locale().word_with("sheet-count", becomes.code(), &args)
    });
    let conflicts = preview.rows.iter().filter(|row| row.conflicts);
    // Drafts are nobody's word yet.
    let says = id.is_some() && count(Becomes::Said).is_some();
    Look {
        title: ctx.t_with("sheet-preview", &[("file", preview.file.as_str().into())]),
        problems: told(ctx, "sheet-problems", &preview.problems),
        notes: told(ctx, "sheet-notes", &preview.notes),
        summary: summary.collect(),
        rows: rows(register, ctx, preview),
        conflicts: conflicts
            .map(|row| (row.about.to_string(), subject::name(register, ctx, &row.on)))
            .collect(),
        signing: Signing::of(ctx, signs).filter(|_| says),
        take: id.map(|id| ctx.href(&Route::Take(&id))),
    }
}

fn told(ctx: &Ctx, caption: &str, problems: &[RowProblem]) -> Option<Table> {
    let head = ["sheet-row", "sheet-column", "sheet-what"];
    let head = head.into_iter().map(|key| ctx.t(key)).collect();
    let mut table = Table::new(ctx.tn(caption, problems.len()), head, None);
    for problem in problems {
        let column = [&problem.column, &problem.heading].into_iter();
        let column: Vec<&str> = column.filter_map(|words| words.as_deref()).collect();
        table.push(vec![
            match problem.row {
                Some(row) => Value::Plain(row.to_string()),
                None => Value::Missing(ctx.t("sheet-every-row")),
            },
            match column.is_empty() {
                false => Value::Plain(column.join(": ")),
                true => Value::Missing(ctx.t("sheet-every-column")),
            },
            Value::Plain(problem.words.clone()),
        ]);
    }
    (!problems.is_empty()).then_some(table)
}

/// Rows that change something, and what.
fn rows(register: &Register, ctx: &Ctx, preview: &Preview) -> Table {
    let head = ["sheet-row", "task-about", "sheet-becomes", "sheet-changes"];
    let head = head.into_iter().map(|key| ctx.t(key)).collect();
    let mut table = Table::new(ctx.t("sheet-rows"), head, ctx.t("sheet-no-rows"));
    let does = |row: &&SheetRow| row.becomes != Becomes::Nothing;
    for row in preview.rows.iter().filter(does) {
        let mut badge = Value::badge(
            ctx.word("sheet-becomes", row.becomes.code()),
            row.becomes.tone(),
        );
        if row.conflicts {
            badge = badge.with(Value::badge(ctx.t("sheet-conflict"), Tone::Bad));
        }
        let changes = row.changes.iter().map(|change| {
            let shown = |words: Option<&str>| match words {
                None => ctx.t("sheet-blank"),
                Some(words) => Shown::plain(words).short(200).words,
            };
            let args = [
                ("heading", change.heading.as_str().into()),
                ("before", shown(change.before.as_deref()).into()),
                ("after", shown(change.after.as_deref()).into()),
            ];
            Value::Plain(ctx.t_with("sheet-change", &args))
        });
        let changes: Vec<Value> = changes.collect();
        table.push(vec![
            Value::Plain(row.row.to_string()),
            Value::Link(subject::link(register, ctx, &row.on)),
            badge,
            match changes.is_empty() {
                true => Value::Plain(ctx.t("sheet-unchanged")),
                false => Value::All(changes),
            },
        ]);
    }
    table
}

/// The receipt for one entry.
#[derive(Clone, Debug)]
pub struct ReceiptLine {
    /// Its number in the log.
    pub seq: u64,
    /// What it is about.
    pub subject: Subject,
    /// When it was recorded.
    pub at: Timestamp,
    /// The hash of its salted body.
    pub body_hash: String,
    /// The hash of its leaf.
    pub leaf_hash: String,
    /// The salt of its body, where it opens.
    pub salt: Option<String>,
}

/// The receipts for what was said at once.
#[derive(Debug, Template)]
#[template(path = "work/receipts.html")]
pub struct Receipts {
    f: Frame,
    ways: Vec<Link>,
    drafts: Option<String>,
    receipts: Option<Table>,
}

impl Receipts {
    /// The page.
    #[must_use]
    pub fn build(
        register: &Register,
        ctx: &Ctx,
        bar: &Bar,
        receipts: &[ReceiptLine],
        drafts: usize,
    ) -> Self {
        let head = [
            "receipts-entry",
            "task-about",
            "receipts-at",
            "receipts-hashes",
        ];
        let head = head.into_iter().map(|key| ctx.t(key)).collect();
        let caption = ctx.tn("receipts-caption", receipts.len());
        let mut table = Table::new(caption, head, None);
        for receipt in receipts {
            let named =
                |key: &str, hash: &str| Value::Plain(ctx.t(key)).with(Value::Code(hash.to_owned()));
            let mut hashes = named("receipts-body", &receipt.body_hash)
                .with(named("receipts-leaf", &receipt.leaf_hash));
            if let Some(salt) = &receipt.salt {
                hashes = hashes.with(named("receipts-salt", salt));
            }
            table.push(vec![
                Value::Link(ctx.link(
                    &Route::Entry(receipt.seq),
                    Shown::plain(&receipt.seq.to_string()),
                )),
                Value::Link(subject::link(register, ctx, &receipt.subject)),
                crate::history::instant(ctx, receipt.at),
                hashes,
            ]);
        }
        let title = ctx.t("receipts-title");
        Self {
            f: Frame::new(ctx, Shown::plain(&title), Section::Elsewhere).signed_in(ctx, bar),
            ways: ways(ctx),
            drafts: (drafts > 0).then(|| ctx.tn("receipts-drafts", drafts)),
            receipts: (!receipts.is_empty()).then_some(table),
        }
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{
        Becomes, Change, Preview, ReceiptLine, Receipts, RowProblem, Sheet, SheetParts, SheetRow,
    };
    use crate::Ctx;
    use crate::Route;
    use crate::samples::{Samples, Wording};
    use crate::work::Signs;
    use wegmarke_domain::contribution::Address;
    use wegmarke_domain::noun::{Noun, Subject};
    use wegmarke_domain::register::Register;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        let wording = samples.wording;
        for (query, looked) in [("", false), ("looked", true)] {
            samples.of(&Route::Sheet(Noun::Report, "qx-plan/r2"), query, |r, c| {
                sheet(r, c, wording, looked)
            });
        }
        samples.page(&Route::Receipts, "", |r, c| receipts(r, c, wording));
    }

    fn sheet(register: &Register, ctx: &Ctx, wording: Wording, looked: bool) -> Option<Sheet> {
        let about: Subject = "report/qx-plan/r2/qx-new/1/measure/qx-plan/full"
            .parse()
            .unwrap();
        let row = |becomes, conflicts| SheetRow {
            row: 4,
            about: about.clone(),
            on: Address::parse(&about).unwrap().on,
            becomes,
            conflicts,
            changes: vec![Change {
                heading: wording.words("heading"),
                before: None,
                after: Some(wording.words("after")),
            }],
        };
        let told = || RowProblem {
            row: Some(4),
            column: Some("C".to_owned()),
            heading: Some(wording.words("heading")),
            words: wording.words("problem"),
        };
        let of_the_file = RowProblem {
            row: None,
            column: None,
            heading: None,
            words: wording.words("problem"),
        };
        let preview = Preview {
            file: wording.words("file"),
            problems: vec![told(), of_the_file],
            notes: vec![told()],
            rows: vec![
                row(Becomes::Said, true),
                row(Becomes::Requested, false),
                row(Becomes::Drafted, false),
                row(Becomes::Nothing, false),
            ],
        };
        let parts = SheetParts {
            bar: wording.bar(),
            round: register.rounds.find("qx-plan/r2")?,
            noun: Noun::Report,
            refused: Some(wording.words("refused")),
            preview: looked.then_some((&preview, Some("qx".to_owned()))),
            signs: Signs::Here,
        };
        Some(Sheet::build(register, ctx, parts))
    }

    fn receipts(register: &Register, ctx: &Ctx, wording: Wording) -> Receipts {
        let about = "report/qx-plan/r2/qx-new/1/measure/qx-plan/full";
        let line = ReceiptLine {
            seq: 3,
            subject: about.parse().unwrap(),
            at: jiff::Timestamp::UNIX_EPOCH,
            body_hash: "ab".repeat(32),
            leaf_hash: "cd".repeat(32),
            salt: Some("ef".repeat(16)),
        };
        Receipts::build(register, ctx, &wording.bar(), &[line], 2)
    }
}
