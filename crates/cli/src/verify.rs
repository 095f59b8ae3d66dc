// SPDX-License-Identifier: EUPL-1.2
//! `wegmarke verify`: does the log hold?
//!
//! Three things can go wrong, and they mean something else: the log does not hold; what lies here is
//! damaged; the log was not reached. Each has a code of its own to end with.

mod remembering;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use wegmarke_app::AppError;
use wegmarke_app::verify::{Earlier, Verified, verify};
use wegmarke_l10n::Locale;
use wegmarke_ledger::checkpoint::{CheckpointError, LogVerifier};
use wegmarke_ledger::verify::{Answer, DirSource, Failure, LogSource, SourceError, UrlSource};

use wegmarke_store::StoreError;

use crate::{Whereabouts, open};

#[derive(Debug, Args)]
#[command(after_help = "Ends with:
  0  everything holds, and everything is public that should be by now
  1  the log does NOT hold: something does not fit
  2  wrong options, or a key that is none
  3  what lies here is damaged: a copy, or what was remembered; it says nothing about the log
  4  the log was not reached, or there is none at this address; it says nothing about the log
  5  everything holds, but bodies are withheld for ever that their organisations replaced before the
     due date, or that did not open on it")]
pub(crate) struct Options {
    /// Check somebody's log instead of the own database: its address or a folder with its files.
    #[arg(long, value_name = "URL_OR_DIR", requires = "key")]
    log: Option<String>,
    /// The log's public key, as its operator publishes it.
    #[arg(long, value_name = "VKEY")]
    key: Option<String>,
    /// Name of the log, where it is another one than that of its key.
    #[arg(long, value_name = "NAME", requires = "log")]
    origin: Option<String>,
    /// An older checkpoint to go on from; it is replaced by the new one if everything holds. Which
    /// bodies were public is kept beside it, in FILE.seen.
    #[arg(long, value_name = "FILE")]
    remember: Option<PathBuf>,
}

/// What `verify` ends with beside 0; 2 is that of wrong options.
mod ends {
    pub(super) const DOES_NOT_HOLD: u8 = 1;
    pub(super) const WRONG_OPTIONS: u8 = 2;
    pub(super) const DAMAGED: u8 = 3;
    pub(super) const NOT_REACHED: u8 = 4;
    pub(super) const WITHHELD: u8 = 5;
}

/// What a check came to; `None`: the own log is empty.
type Outcome = Option<Result<Verified, (Answer, Failure)>>;

pub(crate) async fn run(place: &Whereabouts, options: Options) -> anyhow::Result<ExitCode> {
    let locale = place.locale();
    let key = options.key.as_deref().map(LogVerifier::parse).transpose();
    let key = match key {
        Ok(key) => key,
        Err(error) => {
            eprintln!("{error}");
            return Ok(ends::WRONG_OPTIONS.into());
        }
    };
    let key = match (key, &options.origin) {
        (Some(key), Some(origin)) => Some(key.of_log(origin)),
        (key, _) => key,
    };
    match check(place, &options, key, locale).await {
        Ok(code) => Ok(code.into()),
        Err(error) if is_damage(&error) => {
            eprintln!("{}", locale.t("cli-verify-damaged-own"));
            eprintln!("{error:#}");
            Ok(ends::DAMAGED.into())
        }
        // Whatever keeps the check from being made says nothing about the log.
        Err(error) => {
            eprintln!("{}", locale.t("cli-verify-not-made"));
            eprintln!("{error:#}");
            Ok(ends::NOT_REACHED.into())
        }
    }
}

/// Whether the own database was opened and is none any more.
fn is_damage(error: &anyhow::Error) -> bool {
    let corrupt = |error: &StoreError| matches!(error, StoreError::Corrupt(_));
    match error.downcast_ref::<AppError>() {
        Some(AppError::Store(error)) => corrupt(error),
        // What it sealed cannot be looked at.
        Some(AppError::Seal(_)) => true,
        Some(_) => false,
        None => error.downcast_ref().is_some_and(corrupt),
    }
}

async fn check(
    place: &Whereabouts,
    options: &Options,
    key: Option<LogVerifier>,
    locale: &Locale,
) -> anyhow::Result<u8> {
    let remembered = options.remember.as_deref();
    let earlier = match remembered.map(remembering::read).transpose() {
        Ok(earlier) => earlier.unwrap_or_default(),
        Err((file, error)) => {
            tell_remembered(Some(&file), locale);
            eprintln!("{error}");
            return Ok(ends::DAMAGED);
        }
    };
    let outcome = compare(place, options, key.clone(), earlier).await?;
    let outcome = match outcome {
        Some(Err((_, Failure::Remembered(error)))) => {
            // What can be said without it is said, and what was remembered is left alone.
            let alone = compare(place, options, key, Earlier::default()).await?;
            let holds = matches!(alone, Some(Ok(_)) | None);
            let code = told(options, locale, alone);
            tell_remembered(remembered, locale);
            eprintln!("{error}");
            return Ok(if holds { ends::DAMAGED } else { code });
        }
        outcome => outcome,
    };
    // Only what held is remembered: a log that was rewritten must not become its own witness.
    let report = match &outcome {
        Some(Ok(verified)) => Some(verified.report.clone()),
        _ => None,
    };
    let code = told(options, locale, outcome);
    if let (Some(file), Some(report)) = (remembered, report)
        && let Err(error) = remembering::write(file, &report)
    {
        let args = [("file", file.display().to_string().into())];
        eprintln!("{}", locale.t_with("cli-verify-not-remembered", &args));
        eprintln!("{error}");
        return Ok(ends::DAMAGED);
    }
    Ok(code)
}

/// Checks the log that is asked for.
async fn compare(
    place: &Whereabouts,
    options: &Options,
    key: Option<LogVerifier>,
    earlier: Earlier,
) -> anyhow::Result<Outcome> {
    if let (Some(log), Some(key)) = (options.log.clone(), key.clone()) {
        let checked = tokio::task::spawn_blocking(move || stranger(&log, &key, &earlier));
        return Ok(Some(checked.await?));
    }
    let key = match key {
        Some(key) => key,
        None => LogVerifier::parse(open::log_key(place)?.verifier_key())?,
    };
    let store = open::store(place).await?;
    let seal = open::seal_key(place)?;
    if let Some(seal) = &seal {
        wegmarke_app::seal_check::must_fit(&store, seal).await?;
    }
    let checked = wegmarke_app::verify::verify_store(&store, key, seal, earlier).await?;
    store.close().await;
    Ok(checked.map(|checked| checked.map_err(|failure| (failure.answer(true), failure))))
}

fn stranger(
    log: &str,
    key: &LogVerifier,
    earlier: &Earlier,
) -> Result<Verified, (Answer, Failure)> {
    if log.contains("://") {
        check_source(&UrlSource::new(log), key, earlier)
    } else {
        check_source(&DirSource::new(log), key, earlier)
    }
}

fn check_source(
    source: &(impl LogSource + Sync),
    key: &LogVerifier,
    earlier: &Earlier,
) -> Result<Verified, (Answer, Failure)> {
    verify(source, key, earlier).map_err(|failure| (failure.answer(source.is_here()), failure))
}

/// Says what a check came to, and what to end with.
fn told(options: &Options, locale: &Locale, outcome: Outcome) -> u8 {
    let (answer, failure) = match outcome {
        None => {
            println!("{}", locale.t("cli-verify-empty"));
            return 0;
        }
        Some(Ok(verified)) => {
            print_report(&verified, locale);
            return match verified.withheld {
                0 => 0,
                _ => ends::WITHHELD,
            };
        }
        Some(Err(failed)) => failed,
    };
    let log = || options.log.clone().unwrap_or_default();
    let (code, words) = match answer {
        Answer::DoesNotHold => {
            let seq = failure
                .seq()
                .map_or_else(|| "-".to_owned(), |seq| seq.to_string());
            let args = [("seq", seq.into()), ("code", failure.code().into())];
            let words = locale.t_with("cli-verify-failed", &args);
            (ends::DOES_NOT_HOLD, words)
        }
        Answer::Damaged if options.log.is_none() => (
            ends::DAMAGED,
            locale.t("cli-verify-damaged-own").into_owned(),
        ),
        Answer::Damaged => {
            let words = locale.t_with("cli-verify-damaged", &[("log", log().into())]);
            (ends::DAMAGED, words)
        }
        Answer::NotReached => {
            let words = locale.t_with(reason(&failure), &[("log", log().into())]);
            (ends::NOT_REACHED, words)
        }
    };
    eprintln!("{words}");
    eprintln!("{failure}");
    code
}

/// Why a log was not reached, as a key of our words.
fn reason(failure: &Failure) -> &'static str {
    match failure {
        Failure::Checkpoint(CheckpointError::Foreign { .. }) => "cli-verify-other-log",
        Failure::Checkpoint(_)
        | Failure::Unreadable {
            seq: None,
            error:
                SourceError::NotFound
                | SourceError::Empty
                | SourceError::WebPage
                | SourceError::TooLarge(_),
            ..
        } => "cli-verify-no-log",
        Failure::Unreadable {
            error: SourceError::NotFound,
            ..
        } => "cli-verify-incomplete",
        _ => "cli-verify-not-reached",
    }
}

fn tell_remembered(file: Option<&Path>, locale: &Locale) {
    let file = file
        .map(|file| file.display().to_string())
        .unwrap_or_default();
    eprintln!(
        "{}",
        locale.t_with("cli-verify-remembered", &[("file", file.into())])
    );
}

fn print_report(verified: &Verified, locale: &Locale) {
    let report = &verified.report;
    let words = match verified.withheld {
        0 => "cli-verify-holds",
        _ => "cli-verify-withheld",
    };
    println!(
        "{}",
        locale.t_with(
            words,
            &[
                ("withheld", verified.withheld.into()),
                ("n", report.checkpoint.size.into()),
                ("public", report.public.into()),
                ("sealed", report.sealed.into()),
                ("erased", report.erased.into()),
            ]
        )
    );
    println!("{} {}", report.checkpoint.origin, report.checkpoint.root);
    if let Some(older) = report.older {
        println!(
            "{}",
            locale.t_with("cli-verify-older", &[("n", older.into())])
        );
    }
}
