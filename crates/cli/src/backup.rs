// SPDX-License-Identifier: EUPL-1.2
//! `wegmarke backup`: the register as of one moment, in a folder, while servers run.
//!
//! The keys are not in it unless somebody names another folder for them: whoever gets hold of a backup
//! shall read nothing that is sealed. The list of files with their hashes comes last. A folder without
//! it is a backup that broke off.

use std::fs::{File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, anyhow, bail};
use clap::Args;
use sha2::{Digest as _, Sha256};
use wegmarke_l10n::Locale;
use wegmarke_store::{DATABASE, Store, key};

use crate::Whereabouts;
use crate::open::EVIDENCE;

/// The signed checkpoint of what was copied: good for `verify --remember`.
pub(crate) const CHECKPOINT: &str = "checkpoint";
/// The list of files, as `sha256sum --check` reads it.
pub(crate) const LIST: &str = "SHA256SUMS";
/// Both keys.
pub(crate) const KEYS: [&str; 2] = [key::LOG, key::SEAL];

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Where to: a folder that is not there yet, or is empty.
    folder: PathBuf,
    /// Copies the two keys as well, to a folder apart from this one.
    #[arg(long, value_name = "DIR")]
    keys: Option<PathBuf>,
}

pub(crate) async fn run(place: &Whereabouts, options: &Options) -> anyhow::Result<ExitCode> {
    let locale = place.locale();
    if place.database_url.is_some() {
        bail!(locale.t("cli-backup-postgres"));
    }
    let database = place.data.join(DATABASE);
    if !database.is_file() {
        bail!(told(locale, "cli-backup-nothing", &place.data));
    }
    let folder = make_empty(locale, &options.folder)?;
    let keys = options.keys.as_deref().map(|keys| make_empty(locale, keys));
    let keys = keys.transpose()?;
    if keys
        .as_deref()
        .is_some_and(|keys| keys.starts_with(&folder))
    {
        bail!(locale.t("cli-backup-keys-inside"));
    }
    // The database before the files: each file that it names was there before it was named.
    let copy = folder.join(DATABASE);
    let head = Store::copy_database(&place.data, &copy).await?;
    write(&folder.join(CHECKPOINT), &head.checkpoint)?;
    let mut list = vec![line(&folder, DATABASE)?, line(&folder, CHECKPOINT)?];
    let files = match place.evidence_store {
        // A bucket is backed up where it is.
        Some(_) => 0,
        None => copy_evidence(&place.data, &folder, &mut list)?,
    };
    if let Some(keys) = &keys {
        for name in KEYS {
            copy_key(&place.data, keys, name)?;
        }
    }
    list.sort();
    write(&folder.join(LIST), list.concat().as_bytes())?;
    sync(&folder)?;
    tell(locale, options, head.size, files);
    if place.evidence_store.is_some() {
        println!("{}", locale.t("cli-backup-evidence-store"));
    }
    Ok(ExitCode::SUCCESS)
}

fn tell(locale: &Locale, options: &Options, entries: u64, files: u64) {
    let folder = options.folder.display().to_string();
    let args = [
        ("folder", folder.into()),
        ("n", entries.into()),
        ("files", files.into()),
    ];
    println!("{}", locale.t_with("cli-backup-done", &args));
    match &options.keys {
        Some(keys) => println!("{}", told(locale, "cli-backup-keys", keys)),
        None => println!("{}", locale.t("cli-backup-no-keys")),
    }
}

/// A message that names a folder or file.
pub(crate) fn told(locale: &Locale, words: &str, path: &Path) -> String {
    locale.t_with(words, &[("folder", path.display().to_string().into())])
}

/// The folder, for its owner alone; it must hold nothing.
fn make_empty(locale: &Locale, folder: &Path) -> anyhow::Result<PathBuf> {
    key::make_folder(folder)?;
    let named = || folder.display().to_string();
    let folder = folder.canonicalize().with_context(named)?;
    if std::fs::read_dir(&folder)
        .with_context(named)?
        .next()
        .is_some()
    {
        bail!(told(locale, "cli-backup-not-empty", &folder));
    }
    Ok(folder)
}

fn copy_evidence(data: &Path, folder: &Path, list: &mut Vec<String>) -> anyhow::Result<u64> {
    let from = data.join(EVIDENCE);
    if !from.is_dir() {
        return Ok(0);
    }
    let to = folder.join(EVIDENCE);
    key::make_folder(&to)?;
    let mut files = 0;
    for entry in std::fs::read_dir(&from)? {
        let name = entry?.file_name();
        // Others are on their way in, and nothing names them yet.
        let Some(name) = name.to_str().filter(|name| is_name(name)) else {
            continue;
        };
        match copy(&from.join(name), &to.join(name)) {
            Ok(hash) => list.push(line_of(&hash, &format!("{EVIDENCE}/{name}"))),
            // It was erased, or its time was over, since the folder was read.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(error) => return Err(anyhow!(error).context(name.to_owned())),
        }
        files += 1;
    }
    sync(&to)?;
    Ok(files)
}

/// Names that the place for files gives.
pub(crate) fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Copies a key as a key: refused if others can read it, and never over another one.
pub(crate) fn copy_key(from: &Path, to: &Path, name: &str) -> anyhow::Result<bool> {
    let Some(content) = key::read(from, name)? else {
        return Ok(false);
    };
    key::write(to, name, &content)?;
    Ok(true)
}

/// Copies a file into a new one for its owner alone. It is on the disk when this returns.
pub(crate) fn copy(from: &Path, to: &Path) -> std::io::Result<[u8; 32]> {
    let mut source = File::open(from)?;
    let mut target = create(to)?;
    let hash = read_through(&mut source, |part| target.write_all(part))?;
    target.sync_all()?;
    Ok(hash)
}

/// The SHA-256 of a file.
pub(crate) fn hash(file: &Path) -> std::io::Result<[u8; 32]> {
    read_through(&mut File::open(file)?, |_| Ok(()))
}

fn read_through(
    source: &mut File,
    mut each: impl FnMut(&[u8]) -> std::io::Result<()>,
) -> std::io::Result<[u8; 32]> {
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = source.read(&mut buffer)?;
        if read == 0 {
            return Ok(hasher.finalize().into());
        }
        hasher.update(&buffer[..read]);
        each(&buffer[..read])?;
    }
}

fn create(file: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).mode(0o600);
    options.open(file)
}

fn write(file: &Path, content: &[u8]) -> anyhow::Result<()> {
    let written = create(file).and_then(|mut new| {
        new.write_all(content)?;
        new.sync_all()
    });
    written.with_context(|| file.display().to_string())
}

/// The names in a folder are on the disk when this returns.
pub(crate) fn sync(folder: &Path) -> anyhow::Result<()> {
    let synced = File::open(folder).and_then(|folder| folder.sync_all());
    synced.with_context(|| folder.display().to_string())
}

fn line(folder: &Path, name: &str) -> anyhow::Result<String> {
    let hash = hash(&folder.join(name)).with_context(|| name.to_owned())?;
    Ok(line_of(&hash, name))
}

fn line_of(hash: &[u8; 32], name: &str) -> String {
    format!("{}  {name}\n", hex::encode(hash))
}
