// SPDX-License-Identifier: EUPL-1.2
//! What the rules promise, from outside. One program, because each is linked anew.

mod asking;
mod balance;
mod bodies;
mod covering;
mod cycle;
mod days;
mod editing;
mod finding;
mod fold;
mod grouping;
mod import;
mod importing;
mod organising;
mod permission;
mod privacy;
mod question;
