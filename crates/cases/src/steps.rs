// SPDX-License-Identifier: EUPL-1.2
//! The steps behind the commands: each reads, decides, writes once, and says what it did.

use anyhow::{Context as _, Result};

use crate::codebook::Codebook;

mod aside;
mod centre;
mod european;
mod files;
mod person;
mod pool;
mod releasing;

pub(crate) use aside::{count, estimate, review_figures};
pub(crate) use centre::{check_file, hand_over, template};
pub(crate) use european::{collect_forms, form};
pub(crate) use person::make_key;
pub(crate) use pool::{budget, init, receive, show_pool};
pub(crate) use releasing::{propose, propose_plan, release, show_ledger, verify};

/// See the command of the same name.
///
/// # Errors
/// A sentence for the person.
pub(crate) fn find_codebook(name: &str) -> Result<Codebook> {
    if let Some(book) = Codebook::find_shipped(name) {
        return Ok(book);
    }
    let text = std::fs::read_to_string(name)
        .with_context(|| format!("{name} is neither a codebook that ships nor a file"))?;
    Ok(Codebook::parse(&text)?)
}
