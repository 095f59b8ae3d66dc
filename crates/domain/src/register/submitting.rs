// SPDX-License-Identifier: EUPL-1.2
//! Sealed answers: taken in by name, and made answers by the entry that opens their inquiry.

use std::sync::Arc;

use imbl::Vector;

use super::Register;
use crate::act::Act;
use crate::apply::ApplyError;
use crate::hand::Hand;
use crate::id::InquiryId;
use crate::noun::{Noun, Subject};
use crate::record::{Record as _, differences};
use crate::standard::Answer;
use crate::statement::{Entry, Statement};
use crate::submission::{Opening, Submission, Submitted, SubmittedVersion};
use crate::table::Mark;

impl Register {
    /// Sealed answers of an inquiry, by standard, Land and organisation; also those that were opened.
    pub fn list_submitted(&self, inquiry: &InquiryId) -> impl Iterator<Item = &Submitted> {
        let first = Subject::new(Noun::Answer, format!("{inquiry}/"));
        let inquiry = inquiry.clone();
        self.submitted
            .range(first..)
            .map(|(_, submitted)| &**submitted)
            .take_while(move |submitted| submitted.name.inquiry == inquiry)
    }

    /// A sealed answer by its subject.
    #[must_use]
    pub fn find_submitted(&self, subject: &Subject) -> Option<&Submitted> {
        self.submitted.get(subject).map(|found| &**found)
    }

    /// All sealed answers; also those that were opened.
    pub fn list_all_submitted(&self) -> impl Iterator<Item = &Submitted> {
        self.submitted.values().map(|submitted| &**submitted)
    }

    /// Sealed answers of inquiries that were not opened yet.
    pub fn list_sealed_answers(&self) -> impl Iterator<Item = &Submitted> {
        let all = self.list_all_submitted();
        all.filter(|submitted| self.find_opening(&submitted.name.inquiry).is_none())
    }

    /// The entry that opened an inquiry, and what it says; `None`: it was not opened.
    #[must_use]
    pub fn find_opening(&self, inquiry: &InquiryId) -> Option<&(u64, Opening)> {
        self.openings.get(inquiry)
    }

    /// The register as somebody sees it who knows what some sealed answers say: each is in its place as if it
    /// were public. Only for whose they are. An answer that another one replaced meanwhile is left out.
    #[must_use]
    pub fn with_sealed(&self, known: &[(u64, Arc<Answer>)]) -> Self {
        let mut seen = self.clone();
        for submitted in self.list_sealed_answers() {
            let newest = submitted.newest();
            let of_newest =
                |(seq, _): &&(u64, Arc<Answer>)| newest.is_some_and(|newest| newest.seq == *seq);
            if let Some((seq, answer)) = known.iter().find(of_newest) {
                // It was made of what is on record, and so it fits.
                let _fits = seen.state_answer(*seq, answer);
            }
        }
        seen
    }

    /// A standard is answered in an inquiry. Whether its body is known makes no difference until that is
    /// opened.
    pub(super) fn submit(&mut self, entry: &Entry) -> Result<(), ApplyError> {
        let wrong = || ApplyError::WrongSubject(entry.seq);
        let name = Submission::parse(&entry.subject).ok_or_else(wrong)?;
        // Its name says whose it is; whoever runs the server may enter it for them, and the entry says so.
        if name.by != entry.by && entry.hand != Hand::Operator {
            return Err(wrong());
        }
        if self.openings.contains_key(&name.inquiry) {
            return Err(ApplyError::WrongMove(entry.seq));
        }
        let answer = match &entry.statement {
            Some(Statement::AnswerSubmitted(answer)) => Some(Arc::clone(answer)),
            _ => None,
        };
        let is_another = |answer: &Arc<Answer>| {
            let said = Submission::of(&name.inquiry, answer);
            said != name || answer.id != name.answer()
        };
        if answer.as_ref().is_some_and(is_another) {
            return Err(wrong());
        }
        let version = SubmittedVersion {
            seq: entry.seq,
            at: entry.at,
            answer,
        };
        if let Some(known) = self.submitted.get_mut(&entry.subject) {
            Arc::make_mut(known).versions.push_back(version);
            return Ok(());
        }
        let submitted = Submitted {
            name,
            versions: Vector::unit(version),
        };
        self.submitted
            .insert(entry.subject.clone(), Arc::new(submitted));
        Ok(())
    }

    /// An inquiry is opened: the newest sealed answer of each who was asked is an answer from now on. Where
    /// what it says is not known, what rests on it is taken as far as it goes.
    pub(super) fn open(&mut self, entry: &Entry) -> Result<(), ApplyError> {
        let inquiry = InquiryId::new(Arc::clone(&entry.subject.id));
        if self.inquiries.find_kept(inquiry.as_str()).is_none()
            && !self.withheld.contains(&entry.subject)
        {
            return Err(ApplyError::NotStated {
                seq: entry.seq,
                subject: entry.subject.clone(),
            });
        }
        if self.openings.contains_key(&inquiry) {
            return Err(ApplyError::WrongMove(entry.seq));
        }
        let opening = match &entry.statement {
            Some(Statement::InquiryOpened(opening)) => opening.clone(),
            _ => Opening::default(),
        };
        let newest = self.list_submitted(&inquiry).filter_map(|submitted| {
            let newest = submitted.newest()?;
            Some((submitted.name.clone(), newest.seq, newest.answer.clone()))
        });
        for (name, seq, answer) in newest.collect::<Vec<_>>() {
            match answer {
                Some(answer) => {
                    self.state_answer(seq, &answer)?;
                    if self.invented.contains(&name.subject()) {
                        self.invented.insert(answer.id.subject());
                    }
                }
                None => {
                    self.withheld.insert(name.answer().subject());
                }
            }
        }
        self.openings.insert(inquiry, (entry.seq, opening));
        self.tables.inquiries.touch(&entry.subject.id, entry.mark());
        Ok(())
    }

    /// Puts a sealed answer in its place, as said by its own entry.
    fn state_answer(&mut self, seq: u64, answer: &Arc<Answer>) -> Result<(), ApplyError> {
        let subject = answer.subject();
        let act = match self.answers.find(answer.id.as_str()) {
            Some(before) if before == &**answer => return Ok(()),
            Some(before) => Act::Changed(differences(before, answer)),
            None => Act::Stated(Arc::clone(answer)),
        };
        let mark = Mark {
            seq,
            subject: &subject,
            version: None,
        };
        let force = self.withheld.contains(&subject);
        let links = self.tables.answers.apply(mark, &act, force)?;
        self.relink(&subject, &links.before, links.after);
        Ok(())
    }
}
