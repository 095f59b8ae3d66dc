// SPDX-License-Identifier: EUPL-1.2
//! The referral mechanism as rows of a file give it: standards, what exists, how far a standard is met in a
//! Land, and who was asked. And the net that keeps persons and the addresses of shelters out of it.

use super::cells::Cells;
use super::desk::Desk;
use super::figures::{named, said_by, speaker_in};
use super::staged::first_words;
use super::useless::{Useless, read_attribute};
use crate::arrangement::ArrangementKind;
use crate::finding::{Severity, codes};
use crate::id::{fingerprint, slug};
use crate::noun::{Noun, Subject};
use crate::privacy;
use crate::problem::codes as problems;
use crate::standard::Force;
use crate::text::Text;

use self::Useless::{Lacks, Told};

/// A standard: by its own id, else by its title.
pub(super) fn standard(desk: &mut Desk<'_>, cells: &mut Cells<'_>) -> Result<String, Useless> {
    let id = by_title(desk, cells, Noun::Standard)?;
    cells.about = Some(Subject::new(Noun::Standard, id.as_str()));
    read_needed(desk, cells, "force")?;
    speaker_in(desk, cells, "issuer");
    Ok(id)
}

/// What exists: by its own id, else by where it is, its title and who says so.
pub(super) fn arrangement(desk: &mut Desk<'_>, cells: &mut Cells<'_>) -> Result<String, Useless> {
    let name = by_title(desk, cells, Noun::Arrangement)?;
    let has_id = cells.words("id").is_some();
    cells.about = has_id.then(|| Subject::new(Noun::Arrangement, name.as_str()));
    read_needed(desk, cells, "kind")?;
    let land = read_needed(desk, cells, "land")?;
    let by = speaker_in(desk, cells, "organisation");
    Ok(match has_id {
        true => name,
        false => said_by(desk, cells, by, |by| format!("{land}-{name}-{by}")),
    })
}

/// An answer: to a standard, for a Land, by an organisation.
pub(super) fn answer(desk: &mut Desk<'_>, cells: &mut Cells<'_>) -> Result<String, Useless> {
    let standard = named(desk, cells, Noun::Standard, "standard")?;
    // Until it has an id, what is wrong with it is told of its standard.
    cells.about = Some(Subject::new(Noun::Standard, standard.as_str()));
    let land = read_needed(desk, cells, "land")?;
    let by = speaker_in(desk, cells, "organisation");
    let id = |by: &str| format!("{standard}/{land}/{by}");
    let id = said_by(desk, cells, by, id);
    cells.about = Some(Subject::new(Noun::Answer, id.as_str()));
    read_needed(desk, cells, "degree")?;
    Ok(id)
}

/// An inquiry: by its own id, else by its title.
pub(super) fn inquiry(desk: &mut Desk<'_>, cells: &mut Cells<'_>) -> Result<String, Useless> {
    let id = by_title(desk, cells, Noun::Inquiry)?;
    cells.about = Some(Subject::new(Noun::Inquiry, id.as_str()));
    read_needed(desk, cells, "asked_on")?;
    read_needed(desk, cells, "due_on")?;
    speaker_in(desk, cells, "organisation");
    Ok(id)
}

/// The id that a row gives, else its title as one. Every row has a title.
fn by_title(desk: &mut Desk<'_>, cells: &mut Cells<'_>, noun: Noun) -> Result<String, Useless> {
    read_attribute(desk, cells, "title");
    let title = first_words(&cells.object, "title").ok_or(Lacks("title"))?;
    Ok(match cells.words("id") {
        Some(own) => desk.id_of(noun, "", own),
        None => match slug(title) {
            words if words.is_empty() => fingerprint(title),
            words => words,
        },
    })
}

/// A word or a day that has to be there.
fn read_needed(
    desk: &mut Desk<'_>,
    cells: &mut Cells<'_>,
    name: &'static str,
) -> Result<String, Useless> {
    read_attribute(desk, cells, name);
    match cells.read_words(name) {
        Some(words) => Ok(words),
        // A finding says why nothing was read.
        None if cells.stated(name).is_some() => Err(Told),
        None => Err(Lacks(name)),
    }
}

/// What a row lacks without which it says too little.
pub(super) fn lacks(cells: &Cells<'_>) -> Option<&'static str> {
    let is = |name: &str, word: &str| cells.read_words(name).as_deref() == Some(word);
    let lacking = |name: &'static str| (!cells.has(name)).then_some(name);
    match cells.draft.noun {
        // The legal source stands with the duty, and whether a lawyer looked at it.
        Noun::Standard if is("force", Force::Duty.as_str()) => lacking("obligation"),
        Noun::Arrangement if is("kind", ArrangementKind::FocalPoint.as_str()) => lacking("office"),
        Noun::Arrangement if is("kind", ArrangementKind::Shelter.as_str()) => {
            lacking("group").or_else(|| lacking("places").filter(|_| !cells.has("places_wanted")))
        }
        // Nobody judges without saying why.
        Noun::Answer => lacking("note"),
        Noun::Inquiry => lacking("asked"),
        _ => None,
    }
}

/// Texts in which nobody is named.
const TEXTS: [&str; 5] = ["title", "description", "office", "mandate", "note"];

/// A focal point is a function and a body, and a shelter has no address: a row that seems to say otherwise
/// is not recorded, and its author is told what was found. A net, not a proof.
///
/// Precondition: the texts of the row were read. Postcondition: of what is recorded no text holds what is
/// surely a person's, no function what may be one, and no shelter what may be an address or a telephone
/// number.
pub(super) fn keep_persons_out(desk: &mut Desk<'_>, cells: &mut Cells<'_>) -> Result<(), Useless> {
    let noun = cells.draft.noun;
    if !matches!(noun, Noun::Arrangement | Noun::Answer | Noun::Inquiry) {
        return Ok(());
    }
    let kind = cells.read_words("kind");
    let is_shelter = kind.as_deref() == Some(ArrangementKind::Shelter.as_str());
    let mut found = Vec::new();
    for name in TEXTS {
        let text = cells.object.get(name).cloned();
        let text = text.and_then(|text| serde_json::from_value::<Text>(text).ok());
        if let Some(text) = text {
            privacy::check(name, &text, &mut found);
        }
    }
    let is_place =
        |code: &str| [problems::MAY_HOLD_ADDRESS, problems::MAY_HOLD_PHONE].contains(&code);
    let is_refused = |code: &str, field: &str| {
        !privacy::is_doubtful(code) || field == "office" || (is_shelter && is_place(code))
    };
    let mut refused = found
        .into_iter()
        .filter(|one| is_refused(one.code, &one.field));
    let Some(first) = refused.next() else {
        return Ok(());
    };
    // What was found is not repeated: what does not fit in a file is public, too.
    let args = [
        ("attribute", first.field.to_string()),
        ("noun", noun.to_string()),
    ];
    let place = cells.place(None);
    desk.find(codes::PERSON_NAMED, Severity::Error, &place, None, &args);
    Err(Told)
}
