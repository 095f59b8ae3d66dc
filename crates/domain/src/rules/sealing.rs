// SPDX-License-Identifier: EUPL-1.2
//! Which answers stay sealed, and until when: those of organisations that a sealed inquiry asks, as long as it
//! was not opened. Whichever way they come, they are said like this.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::act::Act;
use crate::id::{InquiryId, OrganisationId};
use crate::noun::{Noun, Subject};
use crate::record::changed;
use crate::register::Register;
use crate::roll::RecordAct;
use crate::scale::Land;
use crate::standard::{Answer, Inquiry};
use crate::statement::{Said, Statement};
use crate::submission::Submission;

/// What of a sealed inquiry may change when it has begun: how it is called, and what else is to be known.
const FREE: [&str; 2] = ["title", "note"];

/// The inquiry in which an answer stays sealed; `None`: it is public at once. Where several ask, the one that
/// is opened last, so that nobody reads it before any of them is.
#[must_use]
pub fn find_sealing<'a>(
    register: &'a Register,
    (standard, land, by): (&str, Land, &OrganisationId),
    today: Date,
) -> Option<&'a Inquiry> {
    let standard = register.standards.find(standard)?;
    let all = register.inquiries.list();
    let asking = all.filter(|one| {
        is_running(register, one, today) && one.asks(standard, land) && one.asked.contains(by)
    });
    asking.max_by_key(|one| one.due_on)
}

/// Whether an inquiry is sealed, has begun and was not opened yet.
#[must_use]
pub fn is_running(register: &Register, inquiry: &Inquiry, today: Date) -> bool {
    let is_opened = register.find_opening(&inquiry.id).is_some();
    inquiry.is_sealed() && inquiry.asked_on <= today && !is_opened
}

/// What is said, with every answer sealed that has to be; and how many are, by inquiry. `register` is as
/// whose answers they are sees it.
///
/// What does not fit in a file is told in public elsewhere. A file that holds a sealed answer says nothing of
/// what does not fit in it: it could tell what the answer says.
#[must_use]
pub fn seal(
    register: &Register,
    said: Vec<Said>,
    today: Date,
) -> (Vec<Said>, BTreeMap<InquiryId, u64>) {
    let mut sealed = BTreeMap::new();
    let mut hides = false;
    let mut all: Vec<Said> = Vec::with_capacity(said.len());
    for one in said {
        hides |= is_about_sealed(register, &one, today);
        all.push(match sealed_of(register, &one, today) {
            Some((inquiry, one)) => {
                *sealed.entry(inquiry).or_default() += 1;
                one
            }
            None => one,
        });
    }
    if hides || !sealed.is_empty() {
        all.retain(|one| {
            !matches!(
                &one.statement,
                Statement::Record(RecordAct::Finding(Act::Stated(_)))
            )
        });
    }
    (all, sealed)
}

fn sealed_of(register: &Register, said: &Said, today: Date) -> Option<(InquiryId, Said)> {
    let (Statement::Record(RecordAct::Answer(act))
    | Statement::Amended {
        act: RecordAct::Answer(act),
        ..
    }) = &said.statement
    else {
        return None;
    };
    let answer: Answer = match act {
        Act::Stated(answer) => Answer::clone(answer),
        Act::Changed(changes) => {
            let before = register.answers.find(&said.subject.id)?;
            changed(before, changes).ok()?
        }
        Act::Dropped => return None,
    };
    let named = (answer.standard.as_str(), answer.land, &answer.organisation);
    let inquiry = find_sealing(register, named, today)?.id.clone();
    let submission = Submission::of(&inquiry, &answer);
    // Nobody can look at it again before it is opened: it fits its name by how it is made.
    let answer = Answer {
        id: submission.answer(),
        ..answer
    };
    let sealed = Said {
        // The day that it carries would be public with its number.
        dated_on: None,
        version: None,
        subject: submission.subject(),
        invented: said.invented,
        statement: Statement::AnswerSubmitted(answer.into()),
    };
    Some((inquiry, sealed))
}

/// Whether it says in public what does not fit in an answer that has to be sealed.
fn is_about_sealed(register: &Register, said: &Said, today: Date) -> bool {
    let Statement::Record(RecordAct::Finding(Act::Stated(finding))) = &said.statement else {
        return false;
    };
    let about = finding.about.as_ref();
    about.is_some_and(|about| is_sealing(register, about, today))
}

/// Whether what is said of an answer on record now stays sealed: nothing of it may become public another way.
#[must_use]
pub fn is_sealing(register: &Register, answer: &Subject, today: Date) -> bool {
    let parts = crate::id::parts::<3>(&answer.id).filter(|_| answer.noun == Noun::Answer);
    let Some([standard, land, by]) = parts else {
        return false;
    };
    let by = OrganisationId::new(by);
    land.parse()
        .is_ok_and(|land| find_sealing(register, (standard, land, &by), today).is_some())
}

/// Sealed inquiries that these statements change in what holds for those who are asked, though they have
/// begun: who relies on a date and a seal finds them as they were.
#[must_use]
pub fn list_broken(register: &Register, said: &[Said], today: Date) -> BTreeSet<InquiryId> {
    let broken = said.iter().filter_map(|said| {
        let (Statement::Record(RecordAct::Inquiry(act))
        | Statement::Amended {
            act: RecordAct::Inquiry(act),
            ..
        }) = &said.statement
        else {
            return None;
        };
        let inquiry = register.inquiries.find(&said.subject.id)?;
        let begun = is_running(register, inquiry, today)
            || register.list_submitted(&inquiry.id).next().is_some();
        let breaks = match act {
            Act::Changed(changes) => changes.keys().any(|name| !FREE.contains(&&**name)),
            Act::Dropped | Act::Stated(_) => true,
        };
        (begun && breaks).then(|| inquiry.id.clone())
    });
    broken.collect()
}
