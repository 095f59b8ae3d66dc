// SPDX-License-Identifier: EUPL-1.2
//! A desk that takes referral sheets: its key, and the sheets that come. A file that opens with the desk's key
//! can come from anybody who knows its public half; so it is shown as what somebody wrote, and nothing more.

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::str::FromStr as _;

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;
use wegmarke_l10n::Locale;

use crate::said::say;

/// What a sheet begins with; another number is another form.
const KIND: &str = "wegmarke/referral-sheet/v1";
/// No sheet is longer, in bytes.
const LONGEST: u64 = 1 << 20;

/// A sheet, as the browser wrote it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sheet {
    kind: String,
    lang: String,
    lines: Vec<Line>,
}

/// A line of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    name: String,
    #[serde(rename = "values")]
    _values: Vec<String>,
    words: Vec<String>,
}

/// Makes a desk's key: the secret half into a file that only its owner may read, the public half said.
///
/// # Errors
/// If the file is there already, or cannot be written.
pub fn make_key(out: &Path, locale: &Locale) -> Result<ExitCode> {
    let identity = age::x25519::Identity::generate();
    let public = identity.to_public().to_string();
    let secret = identity.to_string();
    let secret = age::secrecy::ExposeSecret::expose_secret(&secret);
    let mut options = std::fs::OpenOptions::new();
    std::os::unix::fs::OpenOptionsExt::mode(options.write(true).create_new(true), 0o600);
    let mut file = options
        .open(out)
        .with_context(|| out.display().to_string())?;
    write!(file, "# public key: {public}\n{secret}\n")?;
    file.sync_all()?;
    say(&locale.t_with(
        "way-desk-key",
        &[
            ("key", public.into()),
            ("file", out.display().to_string().into()),
        ],
    ));
    Ok(ExitCode::SUCCESS)
}

/// Opens a sheet and says what is in it. Nothing is written.
///
/// # Errors
/// If the key or the file is none, they do not fit, or what is inside is no sheet.
pub fn open(file: &Path, key: &Path, locale: &Locale) -> Result<ExitCode> {
    let named = |path: &Path| path.display().to_string();
    let text = std::fs::read_to_string(key).with_context(|| named(key))?;
    let secret = text
        .lines()
        .find(|line| line.starts_with("AGE-SECRET-KEY-"));
    let identity = secret.and_then(|secret| age::x25519::Identity::from_str(secret.trim()).ok());
    let identity =
        identity.with_context(|| locale.t_with("way-no-key", &[("file", named(key).into())]))?;
    if std::fs::metadata(file).with_context(|| named(file))?.len() > LONGEST {
        bail!("{}", locale.t("way-no-sheet"));
    }
    let bytes = std::fs::read(file).with_context(|| named(file))?;
    let Ok(opened) = age::decrypt(&identity, &bytes) else {
        bail!("{}", locale.t("way-does-not-open"));
    };
    let sheet: Sheet = serde_json::from_slice(&opened)
        .map_err(|_| anyhow::anyhow!("{}", locale.t("way-no-sheet")))?;
    if sheet.kind != KIND {
        bail!("{}", locale.t("way-no-sheet"));
    }
    say(&locale.t_with("way-opened", &[("lang", plain(&sheet.lang).into())]));
    for line in &sheet.lines {
        let label = locale
            .find_word("way-field", &line.name)
            .unwrap_or_else(|| plain(&line.name));
        say(&format!("{label}: {}", plain(&line.words.join(", "))));
    }
    Ok(ExitCode::SUCCESS)
}

/// What a terminal can show: whoever wrote the sheet must not move its cursor, nor turn words round.
fn plain(text: &str) -> String {
    let shown = |c: char| match c {
        '\n' => ' ',
        c if c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') => {
            '\u{fffd}'
        }
        c => c,
    };
    text.chars().map(shown).collect()
}
