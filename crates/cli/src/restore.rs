// SPDX-License-Identifier: EUPL-1.2
//! `wegmarke restore`: a data folder out of a backup.
//!
//! All files are compared with the list of the backup before the first one is copied, so that a damaged
//! backup makes no half register.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, anyhow, bail};
use clap::Args;
use wegmarke_app::seal_check;
use wegmarke_l10n::Locale;
use wegmarke_ledger::checkpoint::LogVerifier;
use wegmarke_store::{DATABASE, Head, Store, key};

use crate::backup::{CHECKPOINT, KEYS, LIST, copy, copy_key, hash, is_name, sync, told};
use crate::open::EVIDENCE;
use crate::{Whereabouts, open};

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The backup.
    folder: PathBuf,
    /// The folder with the two keys, unless they lie in the data folder already.
    #[arg(long, value_name = "DIR")]
    keys: Option<PathBuf>,
}

/// A file of a backup, and its hash.
struct Listed {
    hash: String,
    name: String,
}

pub(crate) async fn run(place: &Whereabouts, options: &Options) -> anyhow::Result<ExitCode> {
    let locale = place.locale();
    if place.database_url.is_some() {
        bail!(locale.t("cli-restore-postgres"));
    }
    let listed = list(locale, &options.folder)?;
    compare(locale, &options.folder, &listed)?;
    make_ready(locale, &place.data)?;
    if let Some(keys) = &options.keys {
        for name in KEYS {
            if !copy_key(keys, &place.data, name)? {
                bail!(told(locale, "cli-restore-no-key", &keys.join(name)));
            }
        }
    }
    bring_back(&options.folder, &place.data, &listed)?;
    let store = open::store(place).await?;
    let head = store.head().await?;
    let lacking = check(place, options, &store, &head).await?;
    store.close().await;
    let folder = place.data.display().to_string();
    let args = [("folder", folder.into()), ("n", head.size.into())];
    println!("{}", locale.t_with("cli-restore-done", &args));
    for name in lacking {
        let file = place.data.join(name);
        println!("{}", told(locale, "cli-restore-lacks", &file));
    }
    Ok(ExitCode::SUCCESS)
}

/// What the list of the backup names. Nothing but names that a backup has: none leads out of its folder.
fn list(locale: &Locale, folder: &Path) -> anyhow::Result<Vec<Listed>> {
    let none = || anyhow!(told(locale, "cli-restore-no-backup", folder));
    let text = std::fs::read_to_string(folder.join(LIST)).map_err(|_| none())?;
    let listed: Option<Vec<Listed>> = text
        .lines()
        .map(|line| {
            let (hash, name) = line.split_once("  ")?;
            let file = name
                .strip_prefix(EVIDENCE)
                .and_then(|file| file.strip_prefix('/'));
            let is_ours = name == DATABASE || name == CHECKPOINT || file.is_some_and(is_name);
            is_ours.then(|| Listed {
                hash: hash.to_owned(),
                name: name.to_owned(),
            })
        })
        .collect();
    let listed = listed.ok_or_else(none)?;
    let has = |name: &str| listed.iter().any(|file| file.name == name);
    if has(DATABASE) && has(CHECKPOINT) {
        Ok(listed)
    } else {
        Err(none())
    }
}

fn compare(locale: &Locale, folder: &Path, listed: &[Listed]) -> anyhow::Result<()> {
    for file in listed {
        let path = folder.join(&file.name);
        let found = hash(&path).map(hex::encode);
        if found.with_context(|| path.display().to_string())? != file.hash {
            bail!(told(locale, "cli-restore-damaged", &path));
        }
    }
    Ok(())
}

/// Makes the data folder. It may hold the keys, and nothing else: no register is overwritten.
fn make_ready(locale: &Locale, data: &Path) -> anyhow::Result<()> {
    key::make_folder(data)?;
    for entry in std::fs::read_dir(data).with_context(|| data.display().to_string())? {
        let name = entry?.file_name();
        if !KEYS.iter().any(|key| name == **key) {
            bail!(told(locale, "cli-restore-not-empty", data));
        }
    }
    Ok(())
}

/// Copies the files. The database comes last: before, the folder is none of a register.
fn bring_back(folder: &Path, data: &Path, listed: &[Listed]) -> anyhow::Result<()> {
    let bring = |file: &Listed, name: &str| {
        let copied = copy(&folder.join(&file.name), &data.join(name));
        copied.with_context(|| file.name.clone())
    };
    let mut database = None;
    for file in listed {
        if file.name == DATABASE {
            database = Some(file);
        } else if file.name != CHECKPOINT {
            key::make_folder(&data.join(EVIDENCE))?;
            bring(file, &file.name)?;
        }
    }
    if let Some(file) = database {
        let new = format!("{DATABASE}.new");
        bring(file, &new)?;
        std::fs::rename(data.join(new), data.join(DATABASE))?;
    }
    sync(data)
}

/// Compares what was brought back with the checkpoint of the backup, and with the keys at hand. Gives the
/// names of keys that are not there.
async fn check(
    place: &Whereabouts,
    options: &Options,
    store: &Store,
    head: &Head,
) -> anyhow::Result<Vec<&'static str>> {
    let locale = place.locale();
    let note = options.folder.join(CHECKPOINT);
    if std::fs::read(&note).with_context(|| note.display().to_string())? != head.checkpoint {
        bail!(told(locale, "cli-restore-damaged", &note));
    }
    let mut lacking = Vec::new();
    match key::read(&place.data, key::LOG)? {
        None => lacking.push(key::LOG),
        Some(_) if head.checkpoint.is_empty() => {}
        Some(_) => {
            let verifier = LogVerifier::parse(open::log_key(place)?.verifier_key())?;
            let file = place.data.join(key::LOG).display().to_string();
            verifier.open(&head.checkpoint).context(file)?;
        }
    }
    match open::seal_key(place)? {
        None => lacking.push(key::SEAL),
        Some(seal) => {
            let fits = seal_check::must_fit(store, &seal).await;
            fits.map_err(|error| open::told_of_open(place, error))?;
        }
    }
    Ok(lacking)
}
