// SPDX-License-Identifier: EUPL-1.2
//! `wegmarke sheet`: the forms of a round as a spreadsheet, for the organisation whose token is in
//! WEGMARKE_TOKEN.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context as _, anyhow};
use clap::{Subcommand, ValueEnum};
use wegmarke_app::{App, Receipt, Who};
use wegmarke_domain::noun::Noun;
use wegmarke_domain::register::Register;
use wegmarke_domain::round::Round;
use wegmarke_l10n::Locale;
use wegmarke_pages::work::sheet::RowProblem;
use wegmarke_pages::{Ctx, Site};
use wegmarke_web::sheet::{Sheet, SheetError, stamp_of};

use crate::{Whereabouts, key, open, say, token};

/// How the spreadsheet is written.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Format {
    /// For Excel and others.
    Xlsx,
    /// For LibreOffice and others.
    Ods,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Options {
    /// Write the forms of a round to a spreadsheet, filled in with what was said last.
    Get {
        /// Id of the round, such as `nap-az/2026`.
        round: String,
        /// What is said: `report`, `assessment` or `practice`.
        #[arg(long, default_value = "report")]
        noun: String,
        /// How it is written.
        #[arg(long, value_enum, default_value = "xlsx")]
        format: Format,
        /// Where to.
        #[arg(long, value_name = "FILE")]
        output: PathBuf,
    },
    /// Do what a filled spreadsheet says; all or nothing. Prints a receipt for each entry.
    Put {
        /// The file.
        file: PathBuf,
        /// Only say what would be done.
        #[arg(long)]
        dry_run: bool,
        /// Also take rows that somebody changed since the file was fetched.
        #[arg(long)]
        all_the_same: bool,
        /// Sign everything that is said with this key of the organisation.
        #[arg(long, value_name = "KEY")]
        sign: Option<PathBuf>,
    },
}

pub(crate) async fn run(place: &Whereabouts, options: Options) -> anyhow::Result<ExitCode> {
    let app = open::app(place).await?;
    let who = token::who(place, &app).await?;
    let code = match options {
        Options::Get {
            round,
            noun,
            format,
            output,
        } => get(place, &app, &who, &round, &noun, format, &output).await?,
        Options::Put {
            file,
            dry_run,
            all_the_same,
            sign,
        } => {
            let who = key::signing(place, &app, who, sign.as_deref())?;
            let receipts = put(place, &app, &who, &file, dry_run, all_the_same).await?;
            match receipts {
                Some(receipts) => {
                    if let Some(key) = &sign {
                        key::note(&key::journal_of(key), &receipts)?;
                    }
                    say::print_receipts(&receipts)?;
                    ExitCode::SUCCESS
                }
                None => ExitCode::FAILURE,
            }
        }
    };
    app.close().await;
    Ok(code)
}

fn find_round<'a>(locale: &Locale, register: &'a Register, id: &str) -> anyhow::Result<&'a Round> {
    let round = register.rounds.find(id);
    round.with_context(|| locale.t_with("cli-no-round", &[("id", id.into())]))
}

fn find_noun(noun: &str) -> anyhow::Result<Noun> {
    let parsed = noun.parse().ok();
    parsed
        .filter(|noun| wegmarke_domain::rules::voices::SPEAKING.contains(noun))
        .with_context(|| format!("report, assessment, practice: {noun}?"))
}

fn told(place: &Whereabouts, error: SheetError) -> anyhow::Error {
    match error {
        SheetError::App(error) => token::told(place, error),
        SheetError::Other(code) => anyhow!(place.locale().word("refused", code)),
        other => other.into(),
    }
}

async fn get(
    place: &Whereabouts,
    app: &App,
    who: &Who,
    round: &str,
    noun: &str,
    format: Format,
    output: &PathBuf,
) -> anyhow::Result<ExitCode> {
    let state = app.state();
    let sheet = Sheet {
        app,
        who,
        register: &state.register,
        ctx: &ctx(place),
        round: find_round(place.locale(), &state.register, round)?,
        noun: find_noun(noun)?,
    };
    let form = sheet.make().await.map_err(|error| told(place, error))?;
    let bytes = match format {
        Format::Xlsx => form.to_xlsx()?,
        Format::Ods => form.to_ods()?,
    };
    std::fs::write(output, bytes).with_context(|| output.display().to_string())?;
    let n = [("n", form.rows.len().into())];
    println!("{}", place.locale().t_with("cli-sheet-rows", &n));
    Ok(ExitCode::SUCCESS)
}

/// What was said; `None` if something has to be put right first.
async fn put(
    place: &Whereabouts,
    app: &App,
    who: &Who,
    file: &Path,
    dry_run: bool,
    all_the_same: bool,
) -> anyhow::Result<Option<Vec<Receipt>>> {
    let locale = place.locale();
    let bytes = std::fs::read(file).with_context(|| file.display().to_string())?;
    let name = file.display().to_string();
    let stamp = stamp_of(&name, &bytes).map_err(|error| told(place, error))?;
    let state = app.state();
    let sheet = Sheet {
        app,
        who,
        register: &state.register,
        ctx: &ctx(place),
        round: find_round(locale, &state.register, &stamp.round.unwrap_or_default())?,
        noun: find_noun(&stamp.form)?,
    };
    let looked = sheet.look(&name, &bytes).await;
    let looked = looked.map_err(|error| told(place, error))?;
    for problem in looked.preview.problems.iter().chain(&looked.preview.notes) {
        eprintln!("{}", line(locale, problem));
    }
    for row in &looked.preview.rows {
        let becomes = locale.word("sheet-becomes", row.becomes.code());
        let conflict = if row.conflicts {
            format!("\t{}", locale.t("sheet-conflict"))
        } else {
            String::new()
        };
        eprintln!("{}\t{}\t{becomes}{conflict}", row.row, row.on);
    }
    if !looked.preview.problems.is_empty() {
        return Ok(None);
    }
    if dry_run || looked.forms.is_empty() {
        return Ok(Some(Vec::new()));
    }
    let named = looked.forms.iter().filter(|_| all_the_same);
    let named = named.map(|form| form.about.to_string()).collect();
    let id = app.keep_forms(who, looked.forms).await;
    let id = id.map_err(|error| token::told(place, error))?;
    let filed = app.file_kept(who, &id, &named).await;
    let (receipts, _) = filed.map_err(|error| token::told(place, error))?;
    Ok(Some(receipts))
}

fn line(locale: &Locale, problem: &RowProblem) -> String {
    let row = problem.row.map_or_else(String::new, |row| row.to_string());
    format!(
        "{} {row}, {} {} ({}): {}",
        locale.t("sheet-row"),
        locale.t("sheet-column"),
        problem.column.as_deref().unwrap_or_default(),
        problem.heading.as_deref().unwrap_or_default(),
        problem.words
    )
}

fn ctx(place: &Whereabouts) -> Ctx {
    let site = Arc::new(Site::default());
    Ctx::new(site, place.locale().lang(), "/", "")
}
