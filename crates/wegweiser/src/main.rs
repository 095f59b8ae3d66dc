// SPDX-License-Identifier: EUPL-1.2
//! The program `wegmarke-wegweiser`: content is checked, built into a static site, and shown on this computer.
//!
//! What it is: the command line of [`wegmarke_guide`]; what reads files, writes them, and knows the clock.
//! What it must never know: the monitor and cases. It opens no connection; what it serves, it serves to this
//! computer alone.
//!
//! # To add a command
//! A variant in [`command`], its function in [`steps`], its words in `locales/*/wegweiser.ftl`.
//!
//! # Map
//! | module | what |
//! | --- | --- |
//! | [`command`], [`steps`] | the command line, and what it does |
//! | [`clock`] | what time it is |
//! | [`folder`] | content from a folder, the site into one |
//! | [`said`] | problems in words |
//! | [`desk`] | the key of a desk, and sheets that come to it |
//! | [`sheet`] | cards, signs and exercises as a spreadsheet, there and back |
//! | [`sign`] | who stands behind content and entries |
//! | [`serve`] | the site on this computer, with the headers a host must set |
#![expect(clippy::print_stderr, reason = "what stops it is said")]

mod clock;
mod command;
mod desk;
mod folder;
mod said;
mod serve;
mod sheet;
mod sign;
mod steps;

use std::ffi::OsString;
use std::process::ExitCode;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let words: Vec<OsString> = std::env::args_os().collect();
    let arguments = match command::read(&words) {
        Ok(arguments) => arguments,
        Err(error) => match command::PROGRAM.words(&error, &words) {
            Some(told) => {
                eprintln!("{told}");
                return ExitCode::from(2);
            }
            None => error.exit(),
        },
    };
    match command::run(arguments).await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
