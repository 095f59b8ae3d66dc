// SPDX-License-Identifier: EUPL-1.2
//! `wegmarke verify`: does the log hold?

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::Args;
use wegmarke_l10n::Locale;
use wegmarke_ledger::checkpoint::LogVerifier;
use wegmarke_ledger::verify::{DirSource, Failure, Report, UrlSource, verify};

use crate::{Whereabouts, open};

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Check somebody's log instead of the own database: its address or a folder with its files.
    #[arg(long, value_name = "URL_OR_DIR", requires = "key")]
    log: Option<String>,
    /// The log's public key, as its operator publishes it.
    #[arg(long, value_name = "VKEY")]
    key: Option<String>,
    /// An older checkpoint to go on from; it is replaced by the new one if everything holds.
    #[arg(long, value_name = "FILE")]
    remember: Option<PathBuf>,
}

pub(crate) async fn run(place: &Whereabouts, options: Options) -> anyhow::Result<ExitCode> {
    let locale = place.locale();
    let older = match &options.remember {
        Some(file) if file.exists() => {
            Some(std::fs::read(file).with_context(|| file.display().to_string())?)
        }
        _ => None,
    };
    let key = match &options.key {
        Some(key) => LogVerifier::parse(key)?,
        None => LogVerifier::parse(open::log_key(place)?.verifier_key())?,
    };
    let outcome = match options.log {
        Some(log) => {
            let outcome =
                tokio::task::spawn_blocking(move || stranger(&log, &key, older.as_deref()))
                    .await??;
            Some(outcome)
        }
        None => {
            let store = open::store(place).await?;
            let outcome =
                wegmarke_app::verify::verify_store(&store, key, open::seal_key(place)?, older)
                    .await?;
            store.close().await;
            outcome
        }
    };
    let Some(outcome) = outcome else {
        println!("{}", locale.t("cli-verify-empty"));
        return Ok(ExitCode::SUCCESS);
    };
    match outcome {
        Ok(report) => {
            print_report(&report, locale);
            // Only what held is remembered: a log that was rewritten must not become its own witness.
            if let Some(file) = options.remember {
                remember(&file, &report.note).with_context(|| file.display().to_string())?;
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(failure) => {
            let seq = failure
                .seq()
                .map_or_else(|| "-".to_owned(), |seq| seq.to_string());
            eprintln!(
                "{}",
                locale.t_with(
                    "cli-verify-failed",
                    &[("seq", seq.into()), ("code", failure.code().into())]
                )
            );
            eprintln!("{failure}");
            Ok(ExitCode::FAILURE)
        }
    }
}

/// Keeps the checkpoint that was verified. The file is whole at every moment.
fn remember(file: &Path, note: &[u8]) -> std::io::Result<()> {
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let new = tempfile::NamedTempFile::new_in(folder)?;
    std::fs::write(new.path(), note)?;
    new.persist(file)?;
    Ok(())
}

fn stranger(
    log: &str,
    key: &LogVerifier,
    older: Option<&[u8]>,
) -> anyhow::Result<Result<Report, Failure>> {
    if log.starts_with("http://") || log.starts_with("https://") {
        return Ok(verify(&UrlSource::new(log), key, older));
    }
    if !Path::new(log).is_dir() {
        bail!("{log}: neither an address nor a folder");
    }
    Ok(verify(&DirSource::new(log), key, older))
}

fn print_report(report: &Report, locale: &Locale) {
    println!(
        "{}",
        locale.t_with(
            "cli-verify-holds",
            &[
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
