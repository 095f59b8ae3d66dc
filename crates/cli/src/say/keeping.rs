// SPDX-License-Identifier: EUPL-1.2
//! `wegmarke say --keep`: only the hash of what is said goes in, and the words stay in a file of this machine.

use std::path::Path;

use anyhow::{Context as _, bail};
use serde_json::json;
use wegmarke_app::commitment::{Committed, Kept, MOST_BYTES};
use wegmarke_app::{App, AppError, OsDice, Receipt, Who};
use wegmarke_domain::contribution::{Address, Says};
use wegmarke_domain::noun::Noun;
use wegmarke_domain::privacy::NoPerson;
use wegmarke_domain::problem::codes;
use wegmarke_domain::register::Register;
use wegmarke_store::key;

use crate::{Whereabouts, token};

/// Words that are to be kept.
pub(super) struct Words<'a> {
    /// What they are about.
    pub(super) address: &'a Address,
    /// What they say.
    pub(super) says: &'a Says,
    /// A second look at what may mean a person.
    pub(super) look: Option<&'a NoPerson>,
}

/// Writes the file of kept words, for its owner alone; a file that is there is never replaced. What would not be
/// taken when they are handed in is told before.
pub(super) fn write(
    place: &Whereabouts,
    file: &Path,
    words: &Words<'_>,
    register: Option<&Register>,
) -> anyhow::Result<Kept> {
    let Words {
        address,
        says,
        look,
    } = *words;
    if address.noun == Noun::Reply {
        bail!(place.locale().word("refused", "nothing-to-keep"));
    }
    let mut problems = says.problems(register.unwrap_or(&Register::default()), address);
    // Without a register nobody knows what there is.
    problems.retain(|problem| register.is_some() || problem.code != codes::UNKNOWN);
    let (problems, _) = NoPerson::settle(look, problems);
    if !problems.is_empty() {
        return Err(token::told(place, AppError::Invalid(problems)));
    }
    let kept = Kept::new(address, says, &OsDice)?;
    let name = file.file_name().and_then(|name| name.to_str());
    let name = name.with_context(|| file.display().to_string())?;
    let folder = file.parent().filter(|folder| *folder != Path::new(""));
    let content = String::from_utf8(kept.to_file()?)?;
    key::write(folder.unwrap_or(Path::new(".")), name, &content)?;
    Ok(kept)
}

/// One line for a hash that somebody submits elsewhere: in the form, or over the API.
pub(super) fn print_hash(kept: &Kept) {
    let hash = hex::encode(kept.hash());
    println!("{}", json!({ "about": kept.about, "hash": hash }));
}

/// Submits the hash. Where two persons are wanted the first one gets no receipt, but the hash.
pub(super) async fn commit(
    place: &Whereabouts,
    (app, who): (&App, &Who),
    address: &Address,
    kept: &Kept,
) -> Result<Vec<Receipt>, AppError> {
    Ok(match app.commit(who, address, kept.hash()).await? {
        Committed::Done(receipt) | Committed::Known(receipt) => vec![*receipt],
        Committed::Asked => {
            eprintln!("{}", place.locale().t("keep-done-asked"));
            print_hash(kept);
            Vec::new()
        }
    })
}

/// Reads a file of kept words.
pub(super) fn read(place: &Whereabouts, file: &Path) -> anyhow::Result<Kept> {
    let named = || file.display().to_string();
    let size = std::fs::metadata(file).with_context(named)?.len();
    if size > MOST_BYTES as u64 {
        bail!(unread(place, file));
    }
    let content = std::fs::read(file).with_context(named)?;
    Kept::parse(&content).with_context(|| unread(place, file))
}

fn unread(place: &Whereabouts, file: &Path) -> String {
    let args = [("file", file.display().to_string().into())];
    place.locale().t_with("cli-kept-unread", &args)
}
