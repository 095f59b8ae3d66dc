// SPDX-License-Identifier: EUPL-1.2
//! `wegmarke init`: data folder, key, empty register.

use std::process::ExitCode;

use clap::Args;
use wegmarke_ledger::checkpoint::LogKey;
use wegmarke_store::key;

use crate::{Whereabouts, open};

/// Name of a log that nobody named.
pub(crate) const ORIGIN: &str = "wegmarke.example/log";

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Name of the log: the address it will be known by, without http and spaces.
    #[arg(long, default_value = ORIGIN, value_name = "NAME")]
    origin: String,
}

pub(crate) async fn run(place: &Whereabouts, options: &Options) -> anyhow::Result<ExitCode> {
    let locale = place.locale();
    if key::read(&place.data, key::LOG)?.is_some() {
        anyhow::bail!(locale.t_with(
            "cli-has-key",
            &[("folder", place.data.display().to_string().into())]
        ));
    }
    let key = make(place, &options.origin)?;
    open::store(place).await?.close().await;
    println!(
        "{}",
        locale.t_with(
            "cli-init-done",
            &[("folder", place.data.display().to_string().into())]
        )
    );
    println!("{}", key.verifier_key());
    Ok(ExitCode::SUCCESS)
}

/// Makes the data folder and the keys in it.
pub(crate) fn make(place: &Whereabouts, origin: &str) -> anyhow::Result<LogKey> {
    key::make_folder(&place.data)?;
    let file = LogKey::generate(&mut rand::rngs::OsRng, origin)?;
    key::write(&place.data, key::LOG, &file)?;
    if key::read(&place.data, key::SEAL)?.is_none() {
        open::make_seal_key(place)?;
    }
    Ok(LogKey::parse(&file)?)
}
