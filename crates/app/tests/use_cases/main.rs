// SPDX-License-Identifier: EUPL-1.2
//! Use cases on real databases and real files.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that fails is a test that fails"
)]

mod access;
mod account;
mod alert;
mod commitment;
mod context;
mod correcting;
mod cycle;
mod damaged;
mod editing;
mod figures;
mod file;
mod fixture;
mod health;
mod import;
mod inquiry;
mod ledger;
mod once;
mod organising;
mod paper;
mod remark;
mod reminder;
mod room;
mod round;
mod seal_key;
mod sign_in;
mod stating;
mod throttle;
mod upload;
mod watch;
mod withdrawing;
mod withheld;
mod witness;
mod words;
