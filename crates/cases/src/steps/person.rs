// SPDX-License-Identifier: EUPL-1.2
//! The steps of a person: making a key, and reading it.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use rand::rngs::OsRng;
use wegmarke_l10n::Locale;

use crate::key::PersonKey;
use crate::store::write_secret;

/// See the command of the same name.
///
/// # Errors
/// A sentence for the person.
pub(crate) fn make_key(name: &str, out: &Path, locale: &Locale) -> Result<ExitCode> {
    let key = PersonKey::generate(&mut OsRng, name);
    write_secret(out, &key.to_file())?;
    println!(
        "{}",
        locale.t_with("cases-key-made", &[("key", key.public().into())])
    );
    Ok(ExitCode::SUCCESS)
}

pub(super) fn read_key(path: &Path) -> Result<PersonKey> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("{} cannot be read", path.display()))?;
    PersonKey::from_file(&text)
        .context("this is no key of a person; make one with “wegmarke-cases key”")
}
