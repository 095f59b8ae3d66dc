// SPDX-License-Identifier: EUPL-1.2
//! Case data: counselling centres pool their cases, the rapporteur publishes, and nobody can be found again.
//!
//! What it is: a program of its own, with a store, keys and a ledger of its own; it works without a network.
//! What it must never know: anything of the monitor. It shares no process, store, key or login with it.
//!
//! # To add a kind of variable
//! A variant of [`codebook::Kind`], how a cell of it is read in [`mod@case`], its columns in [`encode`].
//!
//! # Map
//! | module | what |
//! | --- | --- |
//! | [`codebook`], [`plan`] | what is asked, what is to be published |
//! | [`sheet`], [`mod@case`], [`problem`] | tables to cases, all or nothing |
//! | [`pool`], [`store`] | what centres handed over, encrypted |
//! | [`encode`], [`release`], [`synthetic`] | through the gate of `stats` |
//! | [`published`] | what a release says |
//! | [`bundle`], [`ods`], [`xlsx`], [`page`], [`key`] | what is published, and the signatures on it |
//! | [`released`], [`ledger`], [`budget`] | what was released, for ever; what chance may cost |
//! | [`command`], [`steps`] | the command line, and what it does |
//! | [`serve`] | the local page |
//! | [`estimate`] | how many people no list has |
//! | [`european`] | forms of authorities for European statistics, and what came back |
//! | [`figures`] | published figures of others, and what is wrong with them |
//! | [`tally`] | all combinations of a file, for comparison |
//! | [`demo`] | invented cases, for looking around |
#![expect(
    clippy::print_stdout,
    reason = "a command line tool talks to the person who called it"
)]
#![expect(clippy::print_stderr, reason = "what stops it is said")]

mod budget;
mod bundle;
mod case;
mod codebook;
mod command;
mod demo;
mod encode;
mod estimate;
mod european;
mod figures;
mod key;
mod ledger;
mod ods;
mod page;
mod plan;
mod pool;
mod problem;
mod published;
mod release;
mod released;
mod serve;
mod sheet;
mod steps;
mod store;
mod synthetic;
mod tally;
mod xlsx;

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
