// SPDX-License-Identifier: EUPL-1.2
//! Tables: what one would do, and writing what it says.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use wegmarke_app::upload::{FileReport, TableFile};
use wegmarke_app::{AppError, Who};
use wegmarke_domain::finding::{Finding, Severity};
use wegmarke_domain::import::Counts;
use wegmarke_domain::import::questions::{self, Answers};
use wegmarke_domain::import::succession::Accepted;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::rules::meanwhile::{self, Seen, Side, Sides};
use wegmarke_exchange::Profile;
use wegmarke_l10n::{Lang, Locale};
use wegmarke_pages::message;

use super::asked::{Answer, Asked, Caller, Posted};
use super::model;
use super::problem::ProblemDetails;

/// A table, as the use case reads it.
#[derive(Deserialize)]
pub(crate) struct Import {
    file: File,
    profile: String,
    dry_run: bool,
    #[serde(default)]
    accept: Vec<Accepted>,
    #[serde(default)]
    same: Vec<Same>,
    #[serde(default)]
    seen: Option<u64>,
    #[serde(default)]
    sides: Vec<Sided>,
}

#[derive(Deserialize)]
struct Sided {
    thing: String,
    side: Side,
}

#[derive(Deserialize)]
struct Same {
    thing: String,
    answer: questions::Answer,
}

impl Import {
    /// What is answered. Whoever says two things of one thing has said nothing.
    fn answers(&self) -> Result<Answers, ProblemDetails> {
        let mut answers = Answers::default();
        for Same { thing, answer } in &self.same {
            let before = match &**thing {
                "all" => answers.all.replace(*answer),
                thing => answers.each.insert(thing.to_owned(), *answer),
            };
            if before.is_some_and(|before| before != *answer) {
                return Err(ProblemDetails::of_field("same", "malformed", None));
            }
        }
        Ok(answers)
    }

    /// What the table knows, and which sides are taken. Whoever takes both sides of one thing has said nothing.
    fn seen(&self) -> Result<Seen, ProblemDetails> {
        let mut sides = Sides::default();
        for Sided { thing, side } in &self.sides {
            let before = match &**thing {
                "all" => sides.all.replace(*side),
                thing => sides.each.insert(thing.to_owned(), *side),
            };
            if before.is_some_and(|before| before != *side) {
                return Err(ProblemDetails::of_field("sides", "malformed", None));
            }
        }
        Ok(Seen {
            size: self.seen,
            sides,
        })
    }
}

#[derive(Deserialize)]
struct File {
    name: String,
    base64: String,
}

/// How many things of a noun are new, gone, different, as before.
#[derive(Serialize, ToSchema)]
struct Numbers {
    added: u64,
    removed: u64,
    changed: u64,
    unchanged: u64,
}

impl From<&Counts> for Numbers {
    fn from(counts: &Counts) -> Self {
        Self {
            added: counts.added,
            removed: counts.removed,
            changed: counts.changed,
            unchanged: counts.unchanged,
        }
    }
}

/// What became of the rows that were read; the last three sum up to the first.
#[derive(Serialize, ToSchema)]
struct Rows {
    read: u64,
    entered: u64,
    unchanged: u64,
    not_entered: u64,
}

/// Something of which everything changed: is it still the same? Answer in `same`.
#[derive(Serialize, ToSchema)]
struct Question {
    /// As it is named in `same`.
    thing: String,
    /// What differs, as it is on record.
    #[schema(value_type = Object)]
    before: BTreeMap<String, serde_json::Value>,
    /// The same as the file gives it.
    #[schema(value_type = Object)]
    after: BTreeMap<String, serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<&'static str>,
}

impl From<&questions::Question> for Question {
    fn from(asked: &questions::Question) -> Self {
        Self {
            thing: asked.thing.to_string(),
            before: asked.before.clone(),
            after: asked.after.clone(),
            answer: asked.answer.map(questions::Answer::as_str),
        }
    }
}

/// Something that others changed since the table was taken down, and that it says otherwise. Answer in `sides`.
#[derive(Serialize, ToSchema)]
struct Moved {
    /// As it is named in `sides`.
    thing: String,
    /// The newest entry about it.
    entry: u64,
    /// What stands now.
    #[schema(value_type = Object)]
    now: BTreeMap<String, serde_json::Value>,
    /// The same as the table says it.
    #[schema(value_type = Object)]
    table: BTreeMap<String, serde_json::Value>,
    /// Whether the table drops it.
    drops: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    side: Option<&'static str>,
}

impl From<&meanwhile::Moved> for Moved {
    fn from(moved: &meanwhile::Moved) -> Self {
        let all = || moved.changes.iter();
        let of = |value: &Option<serde_json::Value>| value.clone().unwrap_or_default();
        Self {
            thing: moved.about.to_string(),
            entry: moved.seq,
            now: all()
                .map(|(name, one)| (name.to_string(), of(&one.from)))
                .collect(),
            table: all()
                .map(|(name, one)| (name.to_string(), of(&one.to)))
                .collect(),
            drops: moved.drops,
            side: moved.side.map(Side::as_str),
        }
    }
}

/// A succession of organisations that the file suggests. Send it back in `accept` if it is one.
#[derive(Serialize, ToSchema)]
struct Proposed {
    old: String,
    new: String,
    kind: &'static str,
    /// How many things changed their lead this way.
    items: u64,
}

/// Something that does not fit.
#[derive(Serialize, ToSchema)]
struct Doubt {
    code: String,
    severity: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<String>,
    /// Facts for a message, by name.
    args: BTreeMap<String, String>,
}

impl From<&Finding> for Doubt {
    fn from(finding: &Finding) -> Self {
        Self {
            code: finding.code.to_string(),
            severity: Severity::as_str(finding.severity),
            row: finding.row,
            column: finding.column.as_deref().map(str::to_owned),
            args: finding.args.clone(),
        }
    }
}

/// What a table did, or would do.
#[derive(Serialize, ToSchema)]
pub(crate) struct Imported {
    dry_run: bool,
    /// Entries that were written, or would be.
    entries: u64,
    /// How many of them are answers that stay sealed until the day of their inquiry is over.
    sealed: u64,
    /// The first and the last entry that was written.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    receipts: Vec<model::Receipt>,
    /// By noun.
    counts: BTreeMap<&'static str, Numbers>,
    /// What became of the rows.
    rows: Rows,
    /// Things of which everything changed. While one has no answer, nothing is written.
    questions: Vec<Question>,
    /// What others changed since the table was taken down. While one has no side, nothing is written.
    moved: Vec<Moved>,
    /// Successions to decide.
    proposed: Vec<Proposed>,
    /// What does not fit: the first 1,000.
    findings: Vec<Doubt>,
    /// How many things do not fit.
    findings_count: u64,
    /// What is not for your organisation to state. As long as there is any, nothing is written.
    not_theirs: Vec<NotTheirs>,
}

/// Things that somebody else states.
#[derive(Clone, Serialize, ToSchema)]
struct NotTheirs {
    noun: &'static str,
    count: u64,
    /// Organisations that may state them; none: whoever runs the register.
    who_may: Vec<String>,
}

/// Most findings in an answer.
const FINDINGS: usize = 1_000;

fn imported(asked: &Asked, done: &FileReport, dry_run: bool) -> Imported {
    let report = &done.report;
    let ends = done
        .written
        .iter()
        .flat_map(|(first, last)| match first.seq == last.seq {
            true => vec![first.clone()],
            false => vec![first.clone(), last.clone()],
        });
    let counts = report.counts.iter();
    Imported {
        dry_run,
        entries: report.entries,
        sealed: report.sealed.values().sum(),
        receipts: ends.map(Into::into).collect(),
        counts: counts
            .map(|(noun, counts)| (Noun::as_str(*noun), counts.into()))
            .collect(),
        rows: Rows {
            read: report.tally.read,
            entered: report.tally.entered,
            unchanged: report.tally.unchanged,
            not_entered: report.tally.not_entered,
        },
        questions: report.questions.iter().map(Into::into).collect(),
        moved: report.moved.iter().map(Into::into).collect(),
        proposed: report
            .proposed
            .iter()
            .map(|one| Proposed {
                old: one.old.clone(),
                new: one.new.clone(),
                kind: one.kind.as_str(),
                items: one.items,
            })
            .collect(),
        findings: report
            .findings
            .iter()
            .take(FINDINGS)
            .map(Into::into)
            .collect(),
        findings_count: report.findings.len() as u64,
        not_theirs: asked.tell_not_theirs(&done.not_theirs),
    }
}

impl Asked {
    fn tell_not_theirs(
        &self,
        all: &[wegmarke_domain::rules::importing::NotTheirs],
    ) -> Vec<NotTheirs> {
        let state = self.app().state();
        let one = |of: &wegmarke_domain::rules::importing::NotTheirs| NotTheirs {
            noun: of.noun.as_str(),
            count: of.count,
            who_may: of
                .owner
                .list(&state.register)
                .iter()
                .map(ToString::to_string)
                .collect(),
        };
        all.iter().map(one).collect()
    }
}

/// Try a table, or write what it says
///
/// Everything is written or nothing; a try (`dry_run`) writes nothing. `profile` says what the columns mean: the name of a profile of your
/// organisation or of one that comes with the program, or the text of one as TOML. Takes the scope `import-files`. What is not for your organisation to
/// state is refused as a whole, naming what and who may. `seen` says how many entries the register had when the table was taken down: what others changed
/// since and the table says otherwise is named, and decided with `sides`.
#[utoipa::path(
    post, path = "/api/imports", tag = "imports", request_body = model::Import,
    responses((status = 200, body = Imported), (status = 404)), security(("token" = []))
)]
pub(crate) async fn import(
    asked: Asked,
    caller: Caller,
    posted: Posted<model::Import, Import>,
) -> Answer {
    let Import {
        file,
        profile,
        dry_run,
        accept,
        ..
    } = &posted.is;
    let same = posted.is.answers()?;
    let seen = posted.is.seen()?;
    let app = asked.app();
    let bytes = STANDARD
        .decode(&file.base64)
        .map_err(|_| ProblemDetails::of_field("file.base64", "malformed", None))?;
    let profile = match profile.contains('\n') {
        true => Profile::parse(profile, "profile").map_err(|error| {
            let english = Locale::of(Lang::En);
            let words = message::words(english, &error.message());
            ProblemDetails::of_field("profile", "malformed", Some(words))
        })?,
        false => app.get_profile(&caller.who, profile).await?,
    };
    let table = TableFile {
        name: file.name.clone(),
        bytes,
        of: None,
        profile,
        accept: accept.clone(),
        same,
        seen,
    };
    if *dry_run {
        asked.no_parameters()?;
        let done = app.try_table(&caller.who, table).await?;
        return asked.private(&imported(&asked, &done, true), None);
    }
    let mut known = None;
    let work = async |who: &Who| {
        let done = asked.web.app.write_table(who, table.clone()).await?;
        let receipts = done.written.clone().map(|(first, last)| vec![first, last]);
        known = Some(done);
        Ok::<_, AppError>(receipts.unwrap_or_default())
    };
    let done = caller.do_once(&asked, &posted, work).await?;
    match known.filter(|_| !done.replayed) {
        Some(report) => asked.private(&imported(&asked, &report, false), None),
        // Done by an earlier request: its receipts are all that is kept of it.
        None => asked.done(done),
    }
}
