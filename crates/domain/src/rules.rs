// SPDX-License-Identifier: EUPL-1.2
//! The upper floor: what follows from a register.
//!
//! Below stand the things themselves and how they fold; nothing there may name this module (a test
//! in `xtask` looks). Here stand the questions that need the whole register.

pub mod alike;
pub mod asking;
mod author;
pub mod axes;
pub mod balance;
pub mod briefing;
pub mod bundle;
pub mod changes;
pub mod citation;
pub mod correcting;
pub mod covering;
pub mod demands;
pub mod editing;
pub mod evaluability;
pub mod figures;
pub mod finding;
pub mod following;
pub mod gap;
pub mod grouping;
pub mod importing;
pub mod meanwhile;
pub mod mechanism;
pub mod money;
pub mod organising;
pub mod owed;
pub mod permission;
mod problems;
pub mod quality;
pub mod question;
pub mod relating;
pub mod renewal;
pub mod schedule;
pub mod sealing;
pub mod seen;
pub mod shifts;
pub mod state_of;
pub mod stating;
pub mod timeliness;
pub mod version;
pub mod voices;
pub mod wall;
pub mod whose;
pub mod withdrawing;
pub mod withheld;
