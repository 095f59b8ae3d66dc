// SPDX-License-Identifier: EUPL-1.2
//! `wegmarke import`: files into the register.

mod bring;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use clap::Args;
use serde::{Deserialize, Serialize};
use wegmarke_app::AppError;
use wegmarke_app::import::{Import, ImportReport};
use wegmarke_app::upload::find_size;
use wegmarke_domain::finding::{Finding, Severity};
use wegmarke_domain::import::questions::{Answer, Answers, Question};
use wegmarke_domain::import::succession::{Accepted, Proposal, Transfer};
use wegmarke_domain::import::{Counts, Tally};
use wegmarke_domain::noun::Noun;
use wegmarke_domain::rules::meanwhile::{Moved, Seen, Side, Sides};
use wegmarke_exchange::Renamed;
use wegmarke_l10n::Locale;
use wegmarke_pages::message::fact;

use crate::{Whereabouts, key, open, profile, token};

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// A file, or a folder with several tables.
    path: PathBuf,
    /// A profile file, or the name of a built-in profile.
    #[arg(long, value_name = "FILE")]
    profile: String,
    /// The organisation that imports: id, short name or name. Without it the one whose token is in
    /// WEGMARKE_TOKEN, for a file of what it may state itself.
    #[arg(long = "as", value_name = "ORGANISATION")]
    by: Option<String>,
    /// Things of which the profile names no plan belong to this one: its id.
    #[arg(long, value_name = "PLAN")]
    plan: Option<String>,
    /// Who has to have signed a bundle of numbers about people: a public key, or an organisation whose keys are on
    /// record; of several one has to.
    #[arg(long, value_name = "KEY")]
    signed_by: Vec<String>,
    /// Only say what would be done; writes proposed successions to successions.toml.
    #[arg(long)]
    dry_run: bool,
    /// Apply the successions of this file, as a dry run wrote it.
    #[arg(long, value_name = "FILE")]
    accept: Option<PathBuf>,
    /// Take new headings for those that are gone, where they hold the same kind of values at the same
    /// place.
    #[arg(long)]
    accept_headings: bool,
    /// Things under these ids are still the same although everything of them changed: `plan/id`, or `all`.
    #[arg(long, value_name = "ID")]
    same: Vec<String>,
    /// Things under these ids are other ones, and get ids of their own: `plan/id`, or `all`.
    #[arg(long, value_name = "ID")]
    another: Vec<String>,
    /// How many entries the register had when the table was taken down; without it what the name of the file says
    /// (`…-at-4711.csv`), else everything there is. What others changed since is told, and nothing written.
    #[arg(long, value_name = "N")]
    seen: Option<u64>,
    /// Of these things what the table says shall hold although others changed them since: `measure/plan/id`, or `all`.
    #[arg(long, value_name = "ID")]
    mine: Vec<String>,
    /// Of these things what others said since shall hold: `measure/plan/id`, or `all`.
    #[arg(long, value_name = "ID")]
    theirs: Vec<String>,
    /// Sign all of it with this key file, which the organisation registered. What was signed is noted in
    /// KEY.signed.
    #[arg(long, value_name = "KEY", conflicts_with = "dry_run")]
    sign: Option<PathBuf>,
    /// Print one JSON object instead of a summary.
    #[arg(long)]
    json: bool,
}

/// The file with successions.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SuccessionsFile {
    #[serde(default)]
    succession: Vec<Accepted>,
}

/// Where a dry run writes what it proposes.
const SUCCESSIONS: &str = "successions.toml";

pub(crate) async fn run(place: &Whereabouts, options: Options) -> anyhow::Result<ExitCode> {
    if options.by.as_deref().is_some_and(|by| by.trim().is_empty()) {
        anyhow::bail!(place.locale().t("cli-import-no-name").into_owned());
    }
    let mut profile = profile::load(&options.profile)?;
    if let Some(plan) = &options.plan {
        profile.set_plan(plan);
    }
    if !options.signed_by.is_empty() {
        profile.signed_by.clone_from(&options.signed_by);
    }
    let accept = options
        .accept
        .as_deref()
        .map(|path| read_successions(path, place.locale()))
        .transpose()?
        .unwrap_or_default();
    let app = Arc::new(open::app(place).await?);
    let dry_run = options.dry_run;
    let mut renamed = Vec::new();
    if options.accept_headings {
        match app.accept_headings(options.path.clone(), profile).await {
            Ok(accepted) => (profile, renamed) = accepted,
            Err(error) => {
                app.close().await;
                return Err(error.into());
            }
        }
    }
    let same = answers(&options.same, &options.another, place.locale())?;
    let sign = options.sign.as_deref();
    let signing = sign.map(|file| key::sign_with(place, &app, file));
    let signing = signing.transpose()?;
    let name = options.path.file_name().unwrap_or_default();
    let seen = Seen {
        size: options.seen.or_else(|| find_size(&name.to_string_lossy())),
        sides: sides(&options.mine, &options.theirs, place.locale())?,
    };
    let locale = place.locale();
    // Closed whatever came of it; the error is told after that.
    let report = match options.by {
        Some(by) => {
            let path = options.path;
            let import = Import {
                path,
                profile,
                by,
                accept,
                same,
                seen,
                dry_run,
                signing,
            };
            app.import(import).await.map_err(|error| match error {
                AppError::Signing(_) => token::told(place, error),
                other => other.into(),
            })
        }
        None => match bring::table(&options.path, profile, (accept, same, seen)) {
            Ok(table) => bring::run(place, &app, table, (dry_run, signing)).await,
            Err(error) => Err(error),
        },
    };
    app.close().await;
    let report = match report {
        Err(error) => {
            if let (false, Some(AppError::StillTheSame(questions))) =
                (options.json, error.downcast_ref())
            {
                for question in questions {
                    print_question(question, locale);
                }
                anyhow::bail!(locale.t("cli-import-answer").into_owned());
            }
            if let (false, Some(AppError::Moved(moved))) = (options.json, error.downcast_ref()) {
                for one in moved {
                    print_moved(one, locale);
                }
                anyhow::bail!(locale.t("cli-import-decide").into_owned());
            }
            return Err(error);
        }
        Ok(report) => report,
    };
    if let Some(file) = sign {
        key::note(&key::journal_of(file), &report.signed)?;
    }
    let written = dry_run && !report.proposed.is_empty();
    if written {
        write_successions(&report.proposed, locale)?;
    }
    if options.json {
        println!(
            "{}",
            serde_json::to_string_pretty(&Json::of(&report, &renamed, dry_run, locale))?
        );
    } else {
        for one in &renamed {
            let args = [
                ("gone", one.gone.as_str().into()),
                ("new", one.new.as_str().into()),
                ("file", one.file.as_str().into()),
            ];
            println!("{}", locale.t_with("cli-import-heading", &args));
        }
        print_summary(&report, dry_run, written, locale);
    }
    Ok(ExitCode::SUCCESS)
}

/// What the options answer. Named things go before `all`.
fn answers(same: &[String], another: &[String], locale: &Locale) -> anyhow::Result<Answers> {
    let mut answers = Answers::default();
    for (ids, answer) in [(same, Answer::Same), (another, Answer::Another)] {
        for id in ids {
            let before = if id == "all" {
                answers.all.replace(answer)
            } else {
                answers.each.insert(id.clone(), answer)
            };
            if before.is_some_and(|before| before != answer) {
                let args = [("id", id.as_str().into())];
                anyhow::bail!(locale.t_with("cli-import-both", &args));
            }
        }
    }
    Ok(answers)
}

/// Which sides the options take. Named things go before `all`.
fn sides(mine: &[String], theirs: &[String], locale: &Locale) -> anyhow::Result<Sides> {
    let mut sides = Sides::default();
    for (ids, side) in [(mine, Side::Mine), (theirs, Side::Theirs)] {
        for id in ids {
            let before = if id == "all" {
                sides.all.replace(side)
            } else {
                sides.each.insert(id.clone(), side)
            };
            if before.is_some_and(|before| before != side) {
                let args = [("id", id.as_str().into())];
                anyhow::bail!(locale.t_with("cli-import-both-sides", &args));
            }
        }
    }
    Ok(sides)
}

fn print_moved(moved: &Moved, locale: &Locale) {
    let args = [
        ("thing", moved.about.to_string().into()),
        ("entry", moved.seq.into()),
    ];
    println!("{}", locale.t_with("cli-import-moved", &args));
    for (attribute, change) in &moved.changes {
        let told =
            |value: &Option<serde_json::Value>| value.as_ref().map_or_else(String::new, plain);
        println!(
            "    {attribute}: {} | {}",
            told(&change.from),
            told(&change.to)
        );
    }
}

fn print_question(question: &Question, locale: &Locale) {
    let args = [("thing", question.thing.to_string().into())];
    println!("{}", locale.t_with("cli-import-question", &args));
    for (attribute, before) in &question.before {
        let after = question.after.get(attribute);
        println!(
            "    {attribute}: {} -> {}",
            plain(before),
            after.map_or_else(String::new, plain)
        );
    }
}

/// A value on a line of a terminal.
fn plain(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn read_successions(path: &Path, locale: &Locale) -> anyhow::Result<Vec<Accepted>> {
    let file = path.display().to_string();
    let text = profile::read_text(&file)?;
    let read: Result<SuccessionsFile, _> = toml::from_str(&text);
    let read = read.map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start));
        let row = before.map_or(1, |before| before.matches('\n').count() + 1);
        let args = [
            ("file", file.as_str().into()),
            ("row", row.to_string().into()),
        ];
        anyhow::anyhow!(locale.t_with("cli-import-bad-successions", &args))
    })?;
    Ok(read.succession)
}

fn write_successions(proposed: &[Proposal], locale: &Locale) -> anyhow::Result<()> {
    let accepted = |proposal: &Proposal| Accepted {
        old: proposal.old.clone(),
        new: proposal.new.clone(),
        kind: proposal.kind,
        on: None,
        items: proposal.items,
        withdraw: false,
    };
    let file = SuccessionsFile {
        succession: proposed.iter().map(accepted).collect(),
    };
    let head: String = locale
        .t("cli-successions-head")
        .lines()
        .map(|line| format!("# {line}\n"))
        .collect();
    std::fs::write(
        SUCCESSIONS,
        format!("{head}\n{}", toml::to_string_pretty(&file)?),
    )
    .context(SUCCESSIONS)
}

/// The JSON form of a report.
#[derive(Serialize)]
struct Json<'a> {
    counts: BTreeMap<Noun, Counts>,
    changes: &'a BTreeMap<Noun, BTreeMap<String, u64>>,
    successions: Successions<'a>,
    headings: &'a [Renamed],
    findings: Vec<JsonFinding<'a>>,
    rows: Tally,
    questions: &'a [Question],
    entries: u64,
    dry_run: bool,
}

#[derive(Serialize)]
struct Successions<'a> {
    proposed: &'a [Proposal],
    transfers: &'a [Transfer],
}

#[derive(Serialize)]
struct JsonFinding<'a> {
    code: &'a str,
    severity: Severity,
    file: &'a str,
    row: Option<u32>,
    column: Option<&'a str>,
    message: String,
    /// In how many rows it is.
    count: u64,
}

/// Nouns that are always counted, also when a source has none of them.
const COUNTED: [Noun; 8] = [
    Noun::Plan,
    Noun::Field,
    Noun::Measure,
    Noun::Milestone,
    Noun::Organisation,
    Noun::Recommendation,
    Noun::Coverage,
    Noun::Evidence,
];

impl<'a> Json<'a> {
    fn of(
        report: &'a ImportReport,
        headings: &'a [Renamed],
        dry_run: bool,
        locale: &Locale,
    ) -> Self {
        let mut counts = report.counts.clone();
        for noun in COUNTED {
            counts.entry(noun).or_default();
        }
        let findings = report.findings.iter().map(|finding| JsonFinding {
            code: &finding.code,
            severity: finding.severity,
            file: &finding.file,
            row: finding.row,
            column: finding.column.as_deref(),
            message: message(finding, locale),
            count: report.times.get(finding.id.as_str()).copied().unwrap_or(1),
        });
        Self {
            counts,
            changes: &report.changes,
            successions: Successions {
                proposed: &report.proposed,
                transfers: &report.transfers,
            },
            headings,
            findings: findings.collect(),
            rows: report.tally,
            questions: &report.questions,
            entries: report.entries,
            dry_run,
        }
    }
}

/// What a finding says, in one line.
pub(crate) fn message(finding: &Finding, locale: &Locale) -> String {
    let title = locale
        .t(&format!("finding-title-{}", finding.code.replace('_', "-")))
        .into_owned();
    let facts: Vec<String> = finding
        .args
        .iter()
        .filter(|(name, value)| *name != "row" && !value.is_empty())
        .map(|(name, value)| {
            let value = fact(locale, name, value).unwrap_or_else(|| value.clone());
            let name = locale.word("arg", name);
            let args = [("name", name.into()), ("value", value.into())];
            locale.t_with("finding-detail", &args)
        })
        .collect();
    if facts.is_empty() {
        title
    } else {
        format!("{title} ({})", facts.join(" · "))
    }
}

fn print_summary(report: &ImportReport, dry_run: bool, written: bool, locale: &Locale) {
    println!("{}", locale.t("cli-import-counts"));
    for (noun, counts) in &report.counts {
        println!(
            "  {:<16} {:>7} {:>7} {:>7} {:>7}",
            locale.word("noun", noun.as_str()),
            counts.added,
            counts.removed,
            counts.changed,
            counts.unchanged
        );
    }
    for (noun, attributes) in &report.changes {
        for (attribute, count) in attributes {
            println!(
                "  {} · {attribute}: {count}",
                locale.word("noun", noun.as_str())
            );
        }
    }
    for proposal in &report.proposed {
        let args = [
            ("old", proposal.old.as_str().into()),
            ("new", proposal.new.as_str().into()),
            ("n", proposal.items.into()),
        ];
        println!("{}", locale.t_with("cli-import-proposed", &args));
    }
    for transfer in &report.transfers {
        let args = [
            ("old", transfer.old.as_str().into()),
            ("new", transfer.new.as_str().into()),
            ("n", transfer.items.into()),
        ];
        println!("{}", locale.t_with("cli-import-transfer", &args));
    }
    if written {
        println!(
            "{}",
            locale.t_with("cli-import-successions", &[("file", SUCCESSIONS.into())])
        );
    }
    for finding in &report.findings {
        let row = finding
            .row
            .map_or_else(String::new, |row| format!(":{row}"));
        let column = finding
            .column
            .as_deref()
            .map_or_else(String::new, |column| format!(" [{column}]"));
        let times = report.times.get(finding.id.as_str());
        let times = times.map_or_else(String::new, |times| format!(" ×{times}"));
        println!(
            "  {}{row}{column} {}{times}",
            finding.file,
            message(finding, locale)
        );
    }
    for moved in report.moved.iter().filter(|one| one.side.is_none()) {
        print_moved(moved, locale);
    }
    for question in report.questions.iter().filter(|one| one.answer.is_none()) {
        print_question(question, locale);
    }
    let Tally {
        read,
        entered,
        unchanged,
        not_entered,
    } = report.tally;
    let args = [
        ("read", read.into()),
        ("entered", entered.into()),
        ("unchanged", unchanged.into()),
        ("left", not_entered.into()),
    ];
    println!("{}", locale.t_with("cli-import-rows", &args));
    let key = if dry_run {
        "cli-import-would-write"
    } else {
        "cli-import-written"
    };
    println!(
        "{}",
        locale.t_with(
            key,
            &[
                ("n", report.entries.into()),
                ("findings", report.findings.len().into())
            ]
        )
    );
    let sealed: u64 = report.sealed.values().sum();
    if sealed > 0 {
        let args = [("n", sealed.into())];
        println!("{}", locale.t_with("cli-import-sealed", &args));
    }
}
