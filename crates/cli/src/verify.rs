// SPDX-License-Identifier: EUPL-1.2
//! `wegmarke verify`: does the log hold?
//!
//! Three things can go wrong, and they mean something else: the log does not hold; what lies here is
//! damaged; the log was not reached. Each has a code of its own to end with.

mod published;
mod remembering;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use jiff::Timestamp;
use wegmarke_app::AppError;
use wegmarke_app::verify::{Earlier, Verified, verify};
use wegmarke_l10n::Locale;
use wegmarke_ledger::checkpoint::{CheckpointError, LogVerifier};
use wegmarke_ledger::cosignature::WitnessVerifier;
use wegmarke_ledger::quorum::{Found, Quorum, QuorumError};
use wegmarke_ledger::rekey::NoReplacement;
use wegmarke_ledger::verify::{
    Answer, DirSource, Failure, LogSource, Report, SourceError, UrlSource,
};

use wegmarke_store::StoreError;

use crate::{Whereabouts, key, open};

#[derive(Debug, Args)]
#[command(after_help = "Ends with:
  0  everything holds, and everything is public that should be by now
  1  the log does NOT hold: something does not fit
  2  wrong options, or a key that is none
  3  what lies here is damaged: a copy, or what was remembered; it says nothing about the log
  4  the log was not reached, or there is none at this address; it says nothing about the log
  5  everything holds, but bodies are withheld for ever that their organisations replaced before the
     due date, that did not open on it, or that they committed and did not reveal
  6  everything holds as far as it can be computed, but fewer witnesses cosigned it than you demand")]
pub(crate) struct Options {
    /// Check somebody's log instead of the own database: its address or a folder with its files.
    #[arg(long, value_name = "URL_OR_DIR", requires = "key")]
    log: Option<String>,
    /// The log's public key, as its operator publishes it.
    #[arg(long, value_name = "VKEY")]
    key: Option<String>,
    /// A key that took the place of the one you have though that one did not sign it, because it was lost:
    /// you know from elsewhere that it is right.
    #[arg(long, value_name = "VKEY", requires = "key", value_parser = LogVerifier::parse)]
    accept_key: Vec<LogVerifier>,
    /// Name of the log, where it is another one than that of its key.
    #[arg(long, value_name = "NAME", requires = "log")]
    origin: Option<String>,
    /// An older checkpoint to go on from; it is replaced by the new one if everything holds. Which
    /// bodies were public is kept beside it, in FILE.seen, and how its key was replaced in FILE.keys.
    #[arg(long, value_name = "FILE")]
    remember: Option<PathBuf>,
    /// The keys that an organisation publishes itself, such as
    /// `kok=https://kok.example/.well-known/wegmarke-keys.txt`: its keys in the log must be these.
    #[arg(long, value_name = "ORGANISATION=FILE_OR_URL")]
    keys: Vec<String>,
    /// What your organisation signed, as “wegmarke say --sign” noted it (KEY.signed): all of it must be in the
    /// log.
    #[arg(long, value_name = "FILE")]
    signed: Vec<PathBuf>,
    /// The public key of a witness that you trust, several times for several witnesses.
    #[arg(long, value_name = "VKEY", requires = "log", value_parser = WitnessVerifier::parse)]
    witness: Vec<WitnessVerifier>,
    /// How many of these witnesses must have cosigned the head of the log; all of them if it is not
    /// given.
    #[arg(long, value_name = "N", requires = "witness")]
    quorum: Option<usize>,
}

/// What `verify` ends with beside 0; 2 is that of wrong options.
mod ends {
    pub(super) const DOES_NOT_HOLD: u8 = 1;
    pub(super) const WRONG_OPTIONS: u8 = 2;
    pub(super) const DAMAGED: u8 = 3;
    pub(super) const NOT_REACHED: u8 = 4;
    pub(super) const WITHHELD: u8 = 5;
    pub(super) const NOT_WITNESSED: u8 = 6;
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
    let key = key.map(|key| key.accepting(&options.accept_key));
    let demanded = match demanded(&options) {
        Ok(demanded) => demanded,
        Err(error) => {
            eprintln!("{error}");
            return Ok(ends::WRONG_OPTIONS.into());
        }
    };
    match check(place, &options, key, demanded, locale).await {
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

/// The witnesses that must have cosigned the log.
fn demanded(options: &Options) -> Result<Option<Quorum>, QuorumError> {
    if options.witness.is_empty() {
        return Ok(None);
    }
    Quorum::new(options.witness.clone(), options.quorum).map(Some)
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
    demanded: Option<Quorum>,
    locale: &Locale,
) -> anyhow::Result<u8> {
    let remembered = options.remember.as_deref();
    let (earlier, keys) = match remembered.map(remembering::read).transpose() {
        Ok(earlier) => earlier.unwrap_or_default(),
        Err((file, error)) => {
            tell_remembered(Some(&file), locale);
            eprintln!("{error}");
            return Ok(ends::DAMAGED);
        }
    };
    let mut earlier = earlier;
    // What was checked then is known now. It is of no use to who comes with another key.
    let key = key.map(|key| key.with_keys(&keys).unwrap_or(key));
    for file in &options.signed {
        earlier.signed.extend(key::read_journal(file)?);
    }
    for given in options.keys.clone() {
        // It may wait for somebody else's server.
        let read = tokio::task::spawn_blocking(move || published::read(&given));
        earlier.published.push(read.await??);
    }
    let outcome = compare(place, options, key.clone(), demanded.clone(), earlier).await?;
    let outcome = match outcome {
        Some(Err((_, Failure::Remembered(error)))) => {
            // What can be said without it is said, and what was remembered is left alone.
            let alone = compare(place, options, key, demanded, Earlier::default()).await?;
            let holds = matches!(alone, Some(Ok(_)) | None);
            let code = told(options, locale, alone);
            tell_remembered(remembered, locale);
            eprintln!("{error}");
            return Ok(if holds { ends::DAMAGED } else { code });
        }
        outcome => outcome,
    };
    // Only what held is remembered: a log that was rewritten must not become its own witness. Nor one
    // that others did not see who should have.
    let report = match &outcome {
        Some(Ok(verified)) if verified.is_witnessed() => Some(verified.report.clone()),
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
    demanded: Option<Quorum>,
    earlier: Earlier,
) -> anyhow::Result<Outcome> {
    if let (Some(log), Some(key)) = (options.log.clone(), key.clone()) {
        let demanded = move || stranger(&log, &key, &earlier, demanded.as_ref());
        let checked = tokio::task::spawn_blocking(demanded);
        return Ok(Some(checked.await?));
    }
    let key = match key {
        Some(key) => key,
        None => LogVerifier::parse(open::log_key(place)?.verifier_key())?,
    };
    let store = open::store_to_read(place).await?;
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
    demanded: Option<&Quorum>,
) -> Result<Verified, (Answer, Failure)> {
    if log.contains("://") {
        check_source(&UrlSource::new(log), key, earlier, demanded)
    } else {
        check_source(&DirSource::new(log), key, earlier, demanded)
    }
}

fn check_source(
    source: &(impl LogSource + Sync),
    key: &LogVerifier,
    earlier: &Earlier,
    demanded: Option<&Quorum>,
) -> Result<Verified, (Answer, Failure)> {
    verify(source, key, earlier, demanded)
        .map_err(|failure| (failure.answer(source.is_here()), failure))
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
            return match (verified.witnesses, verified.withheld + verified.unrevealed) {
                (Some(found), _) if !found.is_enough() => {
                    tell_not_witnessed(&found, options, locale);
                    ends::NOT_WITNESSED
                }
                (_, 0) => 0,
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
    if let Failure::Replacement {
        why: NoReplacement::Unaccepted(key),
        ..
    } = &failure
    {
        let args = [("key", key.clone().into())];
        eprintln!("{}", locale.t_with("cli-verify-accept", &args));
    }
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

/// Says which witnesses are missing.
fn tell_not_witnessed(found: &Found, options: &Options, locale: &Locale) {
    let args = [
        ("n", found.cosignatures.len().into()),
        ("needed", found.needed.into()),
        ("missing", found.missing.join(", ").into()),
    ];
    eprintln!("{}", locale.t_with("cli-verify-not-witnessed", &args));
    if options.remember.is_some() {
        eprintln!("{}", locale.t("cli-verify-not-witnessed-remember"));
    }
}

/// Says whose word the entries are: signed, not signed, entered by the operator.
fn print_hands(verified: &Verified, locale: &Locale) {
    let report = &verified.report;
    if report.signed > 0 {
        let unsigned = report.checkpoint.size - report.signed - report.operator;
        let args = [
            ("signed", report.signed.into()),
            ("unsigned", unsigned.into()),
            ("operator", report.operator.into()),
        ];
        println!("{}", locale.t_with("cli-verify-signed", &args));
    }
    if report.operator > 0 {
        let args = [("n", report.operator.into())];
        println!("{}", locale.t_with("cli-verify-operator", &args));
    }
    for one in &verified.compared {
        let args = [
            ("organisation", one.by.as_str().into()),
            ("n", one.keys.into()),
        ];
        println!("{}", locale.t_with("cli-verify-keys", &args));
        if !one.elsewhere.is_empty() {
            let args = [("keys", one.elsewhere.join(", ").into())];
            println!("{}", locale.t_with("cli-verify-keys-elsewhere", &args));
        }
    }
    if let Some(first) = verified.unbacked.first() {
        let args = [
            ("n", verified.unbacked.len().into()),
            ("seq", (*first).into()),
        ];
        println!("{}", locale.t_with("cli-verify-unbacked", &args));
    }
}

/// Says how the log's key was replaced.
fn print_keys(report: &Report, locale: &Locale) {
    for one in &report.replacements {
        let words = match one.old_signature {
            Some(_) => "cli-verify-log-key",
            None => "cli-verify-log-key-lost",
        };
        println!("{}", locale.t_with(words, &[("seq", one.size.into())]));
    }
    if let Some(last) = report.replacements.last() {
        let args = [("key", last.new.clone().into())];
        println!("{}", locale.t_with("cli-verify-log-key-now", &args));
    }
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
    if verified.unrevealed > 0 {
        let args = [("n", verified.unrevealed.into())];
        println!("{}", locale.t_with("cli-verify-unrevealed", &args));
    }
    print_hands(verified, locale);
    print_keys(report, locale);
    println!("{} {}", report.checkpoint.origin, report.checkpoint.root);
    if let Some(older) = report.older {
        println!(
            "{}",
            locale.t_with("cli-verify-older", &[("n", older.into())])
        );
    }
    let found = verified.witnesses.iter();
    for one in found.flat_map(|found| &found.cosignatures) {
        let at = i64::try_from(one.at).ok();
        let at = at.and_then(|at| Timestamp::from_second(at).ok());
        let args = [
            ("witness", one.witness.clone().into()),
            ("at", at.unwrap_or_default().to_string().into()),
        ];
        println!("{}", locale.t_with("cli-verify-witnessed", &args));
    }
}
