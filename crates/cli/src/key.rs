// SPDX-License-Identifier: EUPL-1.2
//! `wegmarke key`: key files of an organisation. They are made and used where the organisation works; the
//! register only gets to know the public keys.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context as _, bail};
use clap::Subcommand;
use wegmarke_app::signing::Signing;
use wegmarke_app::{App, Receipt, SignedReceipt, Who};
use wegmarke_domain::register::LogLine;
use wegmarke_ledger::signing::{Leaf, SecretKey};
use wegmarke_store::key;

use crate::Whereabouts;

#[derive(Debug, Subcommand)]
pub(crate) enum Options {
    /// Make a key for signing what your organisation says with programs. Nobody else should get to see
    /// the file.
    New {
        /// Where it is written; a file that is there is never replaced.
        file: PathBuf,
    },
    /// Show the public key of a key file, and its fingerprint.
    Show {
        /// The file.
        file: PathBuf,
    },
}

pub(crate) fn run(place: &Whereabouts, options: &Options) -> anyhow::Result<ExitCode> {
    let locale = place.locale();
    let key = match options {
        Options::New { file } => {
            let key = SecretKey::generate(&mut rand::rngs::OsRng);
            let (folder, name) = parts(file)?;
            key::write(folder, name, &key.to_file())?;
            let args = [("file", file.display().to_string().into())];
            println!("{}", locale.t_with("cli-key-made", &args));
            key
        }
        Options::Show { file } => read(place, file)?,
    };
    let fingerprint = grouped(&key.public().fingerprint().to_string());
    let args = [("fingerprint", fingerprint.into())];
    println!("{}", locale.t_with("cli-key-fingerprint", &args));
    println!("{}", locale.t("cli-key-publish"));
    println!("{}", key.public());
    Ok(ExitCode::SUCCESS)
}

/// Hexadecimal digits in groups of four, as people compare them.
pub(crate) fn grouped(digits: &str) -> String {
    let groups: Vec<&str> = (0..digits.len())
        .step_by(4)
        .filter_map(|at| digits.get(at..(at + 4).min(digits.len())))
        .collect();
    groups.join(" ")
}

fn parts(file: &Path) -> anyhow::Result<(&Path, &str)> {
    let name = file.file_name().and_then(|name| name.to_str());
    let name = name.with_context(|| file.display().to_string())?;
    let folder = file.parent().filter(|folder| *folder != Path::new(""));
    Ok((folder.unwrap_or(Path::new(".")), name))
}

/// Reads a key file.
pub(crate) fn read(place: &Whereabouts, file: &Path) -> anyhow::Result<SecretKey> {
    let named = || file.display().to_string();
    let (folder, name) = parts(file)?;
    let content = key::read(folder, name)?;
    let absent = || {
        let args = [("file", named().into())];
        place.locale().t_with("cli-key-absent", &args)
    };
    SecretKey::parse(&content.with_context(absent)?).with_context(named)
}

/// Signs with a key file. A register that does not show what was signed with it last is told: it may have been
/// put back, or be another one.
pub(crate) fn sign_with(place: &Whereabouts, app: &App, file: &Path) -> anyhow::Result<Signing> {
    let secret = read(place, file)?;
    if let Some(last) = read_journal(&journal_of(file))?.last() {
        let state = app.state();
        let mut log = state.register.log().iter().rev();
        let shows = |line: &LogLine| line.signed.as_ref().is_some_and(|it| it.leaf == *last);
        if !log.any(shows) {
            let args = [("statement", hex::encode(last).into())];
            bail!(place.locale().t_with("cli-key-not-shown", &args));
        }
    }
    Ok(Signing::With(Arc::new(secret)))
}

/// Who says something, with the key file if one is named.
pub(crate) fn signing(
    place: &Whereabouts,
    app: &App,
    who: Who,
    file: Option<&Path>,
) -> anyhow::Result<Who> {
    let sign = file.map(|file| sign_with(place, app, file));
    let signing = sign.transpose()?.or(who.signing);
    Ok(Who { signing, ..who })
}

/// What was signed with a key, beside its file: one line for each statement, its leaf and its receipt.
/// `wegmarke verify --signed` looks whether all of it is in the log.
pub(crate) fn journal_of(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".signed");
    PathBuf::from(name)
}

/// The leaves in a journal, oldest first; none if nothing was signed yet.
pub(crate) fn read_journal(file: &Path) -> anyhow::Result<Vec<Leaf>> {
    let named = || file.display().to_string();
    let text = match std::fs::read_to_string(file) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        read => read.with_context(named)?,
    };
    let leaf = |line: &str| {
        let mut leaf = [0; 32];
        let digits = line.split(' ').next().unwrap_or_default();
        hex::decode_to_slice(digits, &mut leaf).with_context(named)?;
        Ok(leaf)
    };
    text.lines().map(leaf).collect()
}

/// Writes down what was signed.
pub(crate) fn note(file: &Path, receipts: &[Receipt]) -> anyhow::Result<()> {
    let named = || file.display().to_string();
    let mut journal = std::fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(file)
        .with_context(named)?;
    for receipt in receipts {
        let Some(SignedReceipt { statement, .. }) = &receipt.signed else {
            continue;
        };
        let line = format!("{statement} {} {}\n", receipt.seq, receipt.leaf_hash);
        journal.write_all(line.as_bytes()).with_context(named)?;
    }
    journal.sync_all().with_context(named)
}
