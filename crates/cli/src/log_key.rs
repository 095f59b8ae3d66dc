// SPDX-License-Identifier: EUPL-1.2
//! `wegmarke log-key`: the key that signs the log is replaced inside it.
//!
//! The new key lies on the disk before the entry is written that names it, and takes the place of the old
//! file after that: whatever stops in between, the same command run again goes on from there.

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::bail;
use clap::{Subcommand, ValueEnum};
use wegmarke_app::{App, AppError};
use wegmarke_domain::log_key::LogKeyReason;
use wegmarke_ledger::checkpoint::{LogKey, LogVerifier};
use wegmarke_store::key;

use crate::{Whereabouts, open};

#[derive(Debug, Subcommand)]
pub(crate) enum Options {
    /// Show every key that the log has had, and the one that signs it now.
    Show,
    /// Make a new key and put it in the place of the one that signs the log. Both sign the entry that says
    /// so, and whoever checks with the old one finds the way.
    Replace {
        /// Why. It is public.
        #[arg(long, value_enum, value_name = "REASON", default_value = "routine")]
        because: Because,
        /// Only say what would be written.
        #[arg(long)]
        dry_run: bool,
    },
    /// Go on with a new key although nobody has the old one any more. Whoever checks with the old one is told
    /// so for ever, and has to accept the new one.
    Lost {
        /// The public key that was lost, as it was published.
        #[arg(long, value_name = "VKEY")]
        old: String,
        /// Only say what would be written.
        #[arg(long)]
        dry_run: bool,
        /// Say that you mean it: this cannot be undone.
        #[arg(long, required_unless_present = "dry_run")]
        for_ever: bool,
    },
}

/// Why a key is replaced that is still there.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Because {
    /// It is time for a new one.
    Routine,
    /// Somebody else has it, or may have it.
    Exposed,
}

pub(crate) async fn run(place: &Whereabouts, options: Options) -> anyhow::Result<ExitCode> {
    match options {
        Options::Show => show(place).await?,
        Options::Replace { because, dry_run } => {
            let reason = match because {
                Because::Routine => LogKeyReason::Routine,
                Because::Exposed => LogKeyReason::Exposed,
            };
            replace(place, reason, dry_run).await?;
        }
        Options::Lost { old, dry_run, .. } => lost(place, &old, dry_run).await?,
    }
    Ok(ExitCode::SUCCESS)
}

async fn show(place: &Whereabouts) -> anyhow::Result<()> {
    let locale = place.locale();
    let app = open::app(place).await?;
    for one in app.list_log_keys() {
        println!("{}", one.key);
        let number = |place: Option<u64>| place.map_or("-".to_owned(), |seq| seq.to_string());
        let since = one.since.map(|(seq, at)| (seq, at.to_string()));
        let args = [
            ("seq", number(since.as_ref().map(|(seq, _)| *seq)).into()),
            ("at", since.map_or(String::new(), |(_, at)| at).into()),
        ];
        println!(
            "  {}",
            match (one.since, one.is_backed) {
                (None, _) => locale.t("cli-log-key-first"),
                (Some(_), true) => locale.t_with("cli-log-key-since", &args).into(),
                (Some(_), false) => locale.t_with("cli-log-key-since-lost", &args).into(),
            }
        );
        let Some((seq, at, reason)) = one.until else {
            println!("  {}", locale.t("cli-log-key-now"));
            continue;
        };
        let args = [
            ("seq", seq.into()),
            ("at", at.to_string().into()),
            ("reason", reason.as_str().into()),
        ];
        println!("  {}", locale.t_with("cli-log-key-until", &args));
    }
    app.close().await;
    Ok(())
}

/// The key that waits to take the place of the old one.
fn find_next(place: &Whereabouts) -> anyhow::Result<Option<LogKey>> {
    let file = key::read(&place.data, key::LOG_NEXT)?;
    Ok(file.as_deref().map(LogKey::parse).transpose()?)
}

/// The same; made if there is none.
fn next(place: &Whereabouts, origin: &str) -> anyhow::Result<Arc<LogKey>> {
    if let Some(next) = find_next(place)? {
        return Ok(Arc::new(next));
    }
    let file = LogKey::generate(&mut rand::rngs::OsRng, origin)?;
    key::write(&place.data, key::LOG_NEXT, &file)?;
    Ok(Arc::new(LogKey::parse(&file)?))
}

/// Where an error is that the key was replaced already by the one that waits: the entry.
fn find_done(error: &AppError, next: Option<&LogKey>) -> Option<u64> {
    match (error, next) {
        (AppError::Rekeyed { seq, new }, Some(next)) if new == next.verifier_key() => Some(*seq),
        _ => None,
    }
}

async fn replace(place: &Whereabouts, reason: LogKeyReason, dry_run: bool) -> anyhow::Result<()> {
    let app = match open::try_app(place, open::log_key(place)?, None).await? {
        Ok(app) => app,
        Err(error) => match find_done(&error, find_next(place)?.as_ref()) {
            // It was written, and stopped before the files changed places.
            Some(seq) if !dry_run => return finish(place, seq, reason),
            _ => return Err(open::told_of_open(place, error)),
        },
    };
    if dry_run {
        tell_preview(place, &app, "cli-log-key-preview");
        app.close().await;
        return Ok(());
    }
    let next = next(place, app.origin())?;
    let seq = app.replace_log_key(&next, reason).await?;
    app.close().await;
    finish(place, seq, reason)
}

async fn lost(place: &Whereabouts, old: &str, dry_run: bool) -> anyhow::Result<()> {
    let folder = || place.data.display().to_string();
    if key::read(&place.data, key::LOG)?.is_some() {
        bail!(
            place
                .locale()
                .t_with("cli-log-key-there", &[("folder", folder().into())])
        );
    }
    let old = LogVerifier::parse(old)?;
    must_have_signed(place, &old).await?;
    let next = match dry_run {
        // For looking only: it is never written.
        true => LogKey::parse(&LogKey::generate(&mut rand::rngs::OsRng, old.origin())?)?,
        false => {
            next(place, old.origin())?;
            let made = find_next(place)?;
            made.ok_or_else(|| anyhow::anyhow!(key::LOG_NEXT))?
        }
    };
    let app = match open::try_app(place, next, Some(old)).await? {
        Ok(app) => app,
        Err(error) => match find_done(&error, find_next(place)?.as_ref()) {
            Some(seq) if !dry_run => return finish(place, seq, LogKeyReason::Lost),
            _ => return Err(open::told_of_open(place, error)),
        },
    };
    if dry_run {
        tell_preview(place, &app, "cli-log-key-preview-lost");
        app.close().await;
        return Ok(());
    }
    let next = self::next(place, app.origin())?;
    let seq = app.replace_log_key(&next, LogKeyReason::Lost).await?;
    app.close().await;
    finish(place, seq, LogKeyReason::Lost)
}

/// Whether the log was signed with a key last, or with the one that waits to come after it.
async fn must_have_signed(place: &Whereabouts, old: &LogVerifier) -> anyhow::Result<()> {
    let store = open::store(place).await?;
    let head = store.head().await?;
    store.close().await;
    let next = find_next(place)?.map(|next| LogVerifier::parse(next.verifier_key()));
    let mut either = std::iter::once(old.clone()).chain(next.transpose()?);
    let is_empty = head.checkpoint.is_empty();
    if is_empty || either.any(|key| key.open(&head.checkpoint).is_ok()) {
        return Ok(());
    }
    let args = [("key", old.text().to_owned().into())];
    bail!(place.locale().t_with("cli-log-key-not-old", &args))
}

fn tell_preview(place: &Whereabouts, app: &App, words: &str) {
    let state = app.state();
    let args = [
        ("n", state.size().into()),
        ("key", app.trusted_key().to_owned().into()),
        ("root", state.tree.root().to_string().into()),
    ];
    println!("{}", place.locale().t_with(words, &args));
}

/// Puts the new key in the place of the old one, and says what is to be done elsewhere.
fn finish(place: &Whereabouts, seq: u64, reason: LogKeyReason) -> anyhow::Result<()> {
    let aside = format!("{}.until-{seq}", key::LOG);
    key::replace(&place.data, key::LOG, key::LOG_NEXT, &aside)?;
    let locale = place.locale();
    let new = open::log_key(place)?;
    let args = [
        ("n", seq.into()),
        ("origin", new.origin().to_owned().into()),
        ("file", place.data.join(&aside).display().to_string().into()),
    ];
    let say = |words: &str| println!("{}", locale.t_with(words, &args));
    say("cli-log-key-done");
    println!("{}", new.verifier_key());
    say("cli-log-key-todo");
    match reason {
        LogKeyReason::Routine => say("cli-log-key-todo-old"),
        LogKeyReason::Exposed => {
            say("cli-log-key-todo-old");
            say("cli-log-key-todo-exposed");
        }
        LogKeyReason::Lost => say("cli-log-key-todo-lost"),
    }
    Ok(())
}
