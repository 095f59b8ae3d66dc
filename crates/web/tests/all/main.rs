// SPDX-License-Identifier: EUPL-1.2
//! What is served, from outside. One program, because each is linked anew.

mod buttons;
mod connections;
mod damaged;
mod demo;
mod drafts;
mod figures;
mod interrupted;
mod letters;
mod log;
mod noun;
mod pages;
mod questions;
mod record;
mod restore;
mod round;
mod sheet;
mod signing;
mod watched;
