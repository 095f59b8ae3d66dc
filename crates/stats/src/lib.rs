// SPDX-License-Identifier: EUPL-1.2
//! Counting, disclosure control, audit, estimates of hidden numbers. Pure: no file, no clock, no process;
//! randomness comes from a seed that is given.
//!
//! Must never know where records come from, what a variable is called, or who publishes.
//!
//! # To add a rule for single cells
//! A variant of [`rule::Why`], its condition in [`rule::Rules::of_count`], its words in `locales/*/cases.ftl`.
//!
//! # Map
//! [`count`]: all combinations of values; [`table`]: what a table says; [`rule`]: which numbers may not be
//! known; [`risk`]: who could be recognised in a file; `space`, `system`, `bounds`: what follows
//! from what is known, and what stays possible: `network`, `flow`, `swap`, `programme` look for worlds, `worlds`
//! checks and keeps them; [`mod@audit`]: the verdict;
//! [`magnitude`]: the same for sums of amounts; [`cellkey`]: numbers that are a little off; [`synthetic`]: records of nobody;
//! [`noisy`]: what is made of counts with noise;
//! [`hidden`]: how many people no list has; [`gate`]: what is hidden so that the verdict is good,
//! `shelter`, `suppress`: with the least loss.

pub mod audit;
mod bounds;
pub mod cellkey;
pub mod count;
mod flow;
pub mod gate;
pub mod hidden;
pub mod magnitude;
mod network;
pub mod noisy;
mod programme;
pub mod risk;
pub mod rule;
mod shelter;
mod space;
mod suppress;
mod swap;
pub mod synthetic;
mod system;
pub mod table;
mod worlds;

pub use space::TooWide;
pub use system::Unfit;
