// SPDX-License-Identifier: EUPL-1.2
//! `wegmarke profile`: how the columns of files are read.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;
use wegmarke_exchange::{Profile, ReadError};
use wegmarke_pages::message;

use crate::Whereabouts;

#[derive(Debug, Subcommand)]
pub(crate) enum Options {
    /// Propose a profile from the headings of a file.
    Suggest {
        /// The file.
        file: PathBuf,
    },
    /// Check a profile.
    Check {
        /// The profile file, or the name of a built-in one.
        profile: String,
    },
    /// Name the built-in profiles.
    List,
}

pub(crate) fn run(place: &Whereabouts, options: &Options) -> anyhow::Result<ExitCode> {
    match options {
        Options::Suggest { file } => {
            let say = message::say(place.locale());
            print!("{}", wegmarke_exchange::suggest(file, &say)?);
        }
        Options::Check { profile } => {
            load(profile)?;
        }
        Options::List => {
            for (name, _) in wegmarke_exchange::profiles() {
                println!("{name}");
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// A profile by the path of its file, or by the name of a built-in one.
pub(crate) fn load(name: &str) -> anyhow::Result<Profile> {
    let text = match wegmarke_exchange::find_profile(name) {
        Some(text) => text.to_owned(),
        None => read_text(name)?,
    };
    Ok(Profile::parse(&text, name)?)
}

/// The text of a file.
pub(crate) fn read_text(file: &str) -> Result<String, ReadError> {
    std::fs::read_to_string(file).map_err(|source| ReadError::Unreadable {
        file: file.to_owned(),
        source,
    })
}
