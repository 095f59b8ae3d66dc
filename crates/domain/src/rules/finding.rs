// SPDX-License-Identifier: EUPL-1.2
//! Findings: what follows from a register by a rule that has a code. One table: code, rule, list.
//!
//! Nothing is computed here that is computed elsewhere: a rule asks what pages ask. No finding is a score of
//! a whole plan. What an import met and did not repair is a data finding ([`crate::finding`]).

mod citing;
mod findings;
mod found;
mod list;
mod remarking;
mod state;
mod stated;
mod weighing;

pub use self::findings::Findings;
pub use self::found::{Found, Rule, list_entries, parse_id};
pub use self::remarking::{find_about, find_own, find_spoken, id_of, may_remark, problems};
pub use self::state::{State, list_remarks, list_since_spoken};
pub use self::stated::{Own, find_recorded};
pub use self::weighing::worst_first;
