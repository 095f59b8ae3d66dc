// SPDX-License-Identifier: EUPL-1.2
//! Who stands behind what: an editor signs the whole content, a service its own entry (Ed25519). A signature
//! says that nothing was changed since; whether the key is the right one, `keys.toml` of the content says.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use rand::RngCore as _;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use wegmarke_guide::{Content, Files};
use wegmarke_l10n::Locale;

use crate::folder;
use crate::said::{say, sentence};

/// The signature on a whole content.
const WHOLE: &str = "content.sig";
/// Which key each service signs with: `NAME = "hexadecimal"`.
const KEYS: &str = "keys.toml";

/// A signature with the key it is of.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Signed {
    key: String,
    signature: String,
}

/// Makes a signing key.
///
/// # Errors
/// If the file is there already, or cannot be written.
pub fn make_key(out: &Path, locale: &Locale) -> Result<ExitCode> {
    let mut seed = [0_u8; 32];
    rand::rngs::OsRng.fill_bytes(&mut seed);
    let key = SigningKey::from_bytes(&seed);
    let mut options = std::fs::OpenOptions::new();
    std::os::unix::fs::OpenOptionsExt::mode(options.write(true).create_new(true), 0o600);
    let mut file = options
        .open(out)
        .with_context(|| out.display().to_string())?;
    writeln!(file, "{}", hex::encode(seed))?;
    file.sync_all()?;
    let public = hex::encode(key.verifying_key().to_bytes());
    say(&locale.t_with(
        "way-signing-key",
        &[
            ("key", public.into()),
            ("file", out.display().to_string().into()),
        ],
    ));
    Ok(ExitCode::SUCCESS)
}

/// What is signed of a content: name and SHA-256 of each file. A signature on one thing must not fit another,
/// so each begins with what it is.
fn bytes_of_content(files: &Files) -> Vec<u8> {
    let lines = files.iter().filter(|(name, _)| *name != WHOLE);
    let lines =
        lines.map(|(name, bytes)| format!("{}  {name}\n", hex::encode(Sha256::digest(bytes))));
    format!(
        "wegmarke/wegweiser/content/v1\n{}",
        lines.collect::<String>()
    )
    .into_bytes()
}

fn bytes_of_entry(name: &str, bytes: &[u8]) -> Vec<u8> {
    let hash = hex::encode(Sha256::digest(bytes));
    format!("wegmarke/wegweiser/service/v1\n{hash}  {name}\n").into_bytes()
}

/// Counts carry their signature as their last line: it cannot be lost on the way, and the file may be renamed.
const COUNTS: &str = "wegmarke/wegweiser/counts/v2\n";
/// How that line begins; key and signature follow.
const LAST: &str = "signature,";

/// Whether a path names counts.
fn is_counts(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "csv")
}

/// What is signed of counts, and the line of their signature, if there is one.
fn split_counts(text: &str) -> (&str, Option<&str>) {
    let start = text.trim_end().rfind('\n').map_or(0, |at| at + 1);
    let (body, last) = text.split_at(start);
    match last.strip_prefix(LAST) {
        Some(last) => (body, Some(last.trim_end())),
        None => (text, None),
    }
}

fn sign_counts(path: &Path, secret: &SigningKey) -> Result<()> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let body = split_counts(&text).0.trim_end();
    let body = format!("{body}\n");
    let signature = secret.sign(format!("{COUNTS}{body}").as_bytes());
    let key = hex::encode(secret.verifying_key().to_bytes());
    let signature = hex::encode(signature.to_bytes());
    folder::put(path, format!("{body}{LAST}{key},{signature}\n").as_bytes())
}

/// What is signed at a path, and where the signature lies.
fn subject(path: &Path, locale: &Locale) -> Result<(Vec<u8>, PathBuf)> {
    if path.is_dir() {
        return Ok((
            bytes_of_content(&folder::read(path, locale)?),
            path.join(WHOLE),
        ));
    }
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
    Ok((bytes_of_entry(&name, &bytes), path.with_extension("sig")))
}

/// Signs a content or an entry.
///
/// # Errors
/// If something cannot be read or written.
pub fn sign(path: &Path, key: &Path, locale: &Locale) -> Result<ExitCode> {
    let text = std::fs::read_to_string(key).with_context(|| key.display().to_string())?;
    let seed = hex::decode(text.trim())
        .ok()
        .and_then(|seed| <[u8; 32]>::try_from(seed).ok());
    let seed = seed.with_context(|| {
        locale.t_with(
            "way-no-signing-key",
            &[("file", key.display().to_string().into())],
        )
    })?;
    let secret = SigningKey::from_bytes(&seed);
    if !path.is_dir() && is_counts(path) {
        sign_counts(path, &secret)?;
        say(&locale.t_with("way-signed", &[("file", path.display().to_string().into())]));
        return Ok(ExitCode::SUCCESS);
    }
    let (bytes, to) = subject(path, locale)?;
    let signed = Signed {
        key: hex::encode(secret.verifying_key().to_bytes()),
        signature: hex::encode(secret.sign(&bytes).to_bytes()),
    };
    folder::put(
        &to,
        format!("{}\n", serde_json::to_string(&signed)?).as_bytes(),
    )?;
    say(&locale.t_with("way-signed", &[("file", to.display().to_string().into())]));
    Ok(ExitCode::SUCCESS)
}

/// The key whose signature at a path holds.
fn signer(path: &Path, locale: &Locale) -> Result<String> {
    let unsigned = |from: &Path| {
        let file = from.display().to_string();
        locale.t_with("way-not-signed", &[("file", file.into())])
    };
    let (bytes, signed) = if !path.is_dir() && is_counts(path) {
        let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
        let (body, last) = split_counts(&text);
        let last = last.with_context(|| unsigned(path))?;
        let (key, signature) = last.split_once(',').unwrap_or_default();
        let signed = Signed {
            key: key.to_owned(),
            signature: signature.to_owned(),
        };
        (format!("{COUNTS}{body}").into_bytes(), Some(signed))
    } else {
        let (bytes, from) = subject(path, locale)?;
        let text = std::fs::read_to_string(&from).with_context(|| unsigned(&from))?;
        (bytes, serde_json::from_str(&text).ok())
    };
    let holds = || {
        let signed = signed?;
        let key: [u8; 32] = hex::decode(&signed.key).ok()?.try_into().ok()?;
        let signature: [u8; 64] = hex::decode(&signed.signature).ok()?.try_into().ok()?;
        let verifier = VerifyingKey::from_bytes(&key).ok()?;
        // Strictly: a key of small order would sign everything.
        verifier
            .verify_strict(&bytes, &Signature::from_bytes(&signature))
            .ok()?;
        Some(hex::encode(key))
    };
    holds().with_context(|| locale.t("way-signature-broken").into_owned())
}

/// Says whether the signature holds, and, if a key is named, whether it is that one.
///
/// # Errors
/// If it does not hold.
pub fn verify(path: &Path, known: Option<&str>, locale: &Locale) -> Result<ExitCode> {
    let key = signer(path, locale)?;
    if known.is_some_and(|known| known.trim() != key) {
        bail!("{}", locale.t_with("way-other-key", &[("key", key.into())]));
    }
    say(&locale.t_with("way-signature-holds", &[("key", key.into())]));
    Ok(ExitCode::SUCCESS)
}

/// Takes a service's own entry into the content: signed with the key that the editor wrote down for it, newer
/// than the one that is there, and without an error.
///
/// # Errors
/// If any of that is not so; nothing is written then.
pub fn take(content: &Path, entry: &Path, locale: &Locale) -> Result<ExitCode> {
    let id = entry
        .file_stem()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let key = signer(entry, locale)?;
    let keys = std::fs::read_to_string(content.join(KEYS)).unwrap_or_default();
    let keys: BTreeMap<String, String> =
        toml::from_str(&keys).with_context(|| locale.t("way-keys-broken").into_owned())?;
    match keys.get(&id) {
        Some(known) if *known == key => {}
        Some(_) => bail!("{}", locale.t_with("way-other-key", &[("key", key.into())])),
        None => bail!(
            "{}",
            locale.t_with("way-key-unknown", &[("id", id.into()), ("key", key.into())])
        ),
    }
    let mut files = folder::read(content, locale)?;
    let version = |files: &Files| {
        Content::read(files)
            .0
            .services
            .get(&id)
            .map_or(0, |service| service.version)
    };
    let before = version(&files);
    let name = format!("services/{id}.toml");
    let bytes = std::fs::read(entry).with_context(|| entry.display().to_string())?;
    files.insert(name.clone(), bytes.clone());
    let (taken, problems) = Content::read(&files);
    if let Some(problem) = problems.iter().find(|problem| problem.file == name) {
        bail!("{}", sentence(problem, locale));
    }
    let after = taken.services.get(&id).map_or(0, |service| service.version);
    if after <= before {
        bail!(
            "{}",
            locale.t_with(
                "way-entry-old",
                &[("old", before.into()), ("new", after.into())]
            )
        );
    }
    folder::put(&content.join(&name), &bytes)?;
    say(&locale.t_with("way-taken", &[("id", id.into())]));
    Ok(ExitCode::SUCCESS)
}
