// SPDX-License-Identifier: EUPL-1.2
//! The rule of an import: what drafts say that the register does not say yet.
//!
//! Steps: ids that files give are settled before any row is read ([`own`]); every draft becomes an
//! object of attributes ([`read`], kind by kind in [`cells`]); names and citations are resolved
//! ([`names`], [`cite`]), by an index of what stands after this import ([`point`]); rows without ids are
//! paired with what is on record ([`identify`], [`evidence`]), and rows of one id united ([`stage`]);
//! where everything under an id changed, it is asked whether it is the same thing ([`same`]); what does
//! not fit becomes a finding
//! ([`check`]); the objects are compared with the register ([`settle`]); leads that changed for many
//! things at once become proposed successions ([`succession`]). All of them share one [`desk`].
//! Nothing is written here: the outcome is a list of statements for one append.

mod alike;
mod cells;
mod check;
mod cite;
mod column;
mod dangling;
mod desk;
mod evidence;
mod figures;
mod given;
mod identify;
mod index;
mod mechanism;
mod merge;
mod names;
mod once;
mod own;
mod pieces;
mod point;
pub mod questions;
mod read;
mod request;
mod same;
mod settle;
mod stage;
mod staged;
pub mod succession;
mod useless;

pub use self::request::{Counts, Outcome, Request, Tally};

use self::desk::Desk;
use crate::noun::Noun;
use crate::register::Register;

/// Works out what an import says. Pure: the same request on the same register gives the same
/// outcome, and an outcome that is appended gives an empty one the next time.
#[must_use]
pub fn prepare(register: &Register, request: &Request) -> Outcome {
    let mut desk = Desk::new(register, request);
    // The files may introduce their own importer.
    stage::noun(&mut desk, Noun::Organisation);
    let by = desk.author();
    for noun in Noun::list_imported().filter(|noun| *noun != Noun::Organisation) {
        stage::noun(&mut desk, noun);
    }
    desk.tell_unread();
    figures::keep_frozen(&mut desk);
    check::run(&mut desk);
    settle::run(desk, by)
}

/// Whether an import may say something else after an entry about a thing of this noun. What is said
/// in rounds, and where they are, is of no interest to files.
#[must_use]
pub fn rests_on(noun: Noun) -> bool {
    Noun::list_imported().any(|imported| imported == noun)
}
