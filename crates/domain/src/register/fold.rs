// SPDX-License-Identifier: EUPL-1.2
//! The fold: one entry after the other, each a pure step.

use std::sync::Arc;

use imbl::Vector;

use super::{LogLine, OpenedVersion, Register, utc_day};
use crate::act::Act;
use crate::apply::ApplyError;
use crate::contribution::{Address, Contribution, Version, Voiced};
use crate::correction::Correction;
use crate::editing::{Editing, NoEditing};
use crate::erasure::{ERASED, RESTORED};
use crate::id::PlanId;
use crate::key::{NoKey, REGISTERED, REVOKED};
use crate::log_key::{LogKeyReplacement, REKEYED, ReplacedLogKey};
use crate::noun::{Noun, Subject};
use crate::plan::PlanVersion;
use crate::proposal::{Decision, Proposal, Proposed};
use crate::record::{Changes, differences};
use crate::roll::{ActVisitor, RecordAct, TableVisitor, Tabled, Tables};
use crate::round::Advance;
use crate::statement::{Entry, Statement};
use crate::submission::{OPENED, SUBMITTED};
use crate::table::{Links, Mark, Table};
use crate::text::Text;

/// Applies an act to the table of its noun.
struct Applying<'a> {
    tables: &'a mut Tables,
    entry: &'a Entry,
    force: bool,
}

impl ActVisitor for Applying<'_> {
    type Out = Result<Links, ApplyError>;

    fn visit<T: Tabled>(self, act: &Act<T>) -> Self::Out {
        T::table_mut(self.tables).apply(self.entry.mark(), act, self.force)
    }
}

/// Some act on a record of a noun: through it the table of the noun is reached to be written.
struct Acting;

impl TableVisitor for Acting {
    type Out = RecordAct;

    fn visit<T: Tabled>(self, _: &Table<T>) -> RecordAct {
        T::act(Act::Dropped)
    }
}

/// Changes a record of the noun of an act.
struct Changing<'a> {
    tables: &'a mut Tables,
    mark: Mark<'a>,
    changes: &'a Changes,
    force: bool,
}

impl ActVisitor for Changing<'_> {
    type Out = Result<Links, ApplyError>;

    fn visit<T: Tabled>(self, _: &Act<T>) -> Self::Out {
        let act = Act::Changed(self.changes.clone());
        T::table_mut(self.tables).apply(self.mark, &act, self.force)
    }
}

/// Notes that something was said about a record of the noun of an act.
struct Touching<'a> {
    tables: &'a mut Tables,
    mark: Mark<'a>,
}

impl ActVisitor for Touching<'_> {
    type Out = ();

    fn visit<T: Tabled>(self, _: &Act<T>) {
        T::table_mut(self.tables).touch(&self.mark.subject.id, self.mark);
    }
}

impl Register {
    /// Applies the next entry. On an error the register is as before, except that it may not be
    /// used further as the register of a log: the log itself is wrong.
    ///
    /// # Errors
    /// [`ApplyError`] if the entry does not follow from the ones before.
    pub fn apply(&mut self, entry: &Entry) -> Result<(), ApplyError> {
        if entry.seq != self.size() {
            return Err(ApplyError::OutOfOrder {
                expected: self.size(),
                given: entry.seq,
            });
        }
        self.note(entry);
        self.apply_statement(entry)?;
        self.sign(entry);
        Ok(())
    }

    /// Applies an entry of a selection of the log (an "as of" view), in which entries that others
    /// build on may be absent: what does not fit is left out.
    pub fn apply_leniently(&mut self, entry: &Entry) {
        self.note(entry);
        // An entry that does not fit here changes a thing that was stated after the chosen day.
        let _unfit = self.apply_statement(entry);
        self.sign(entry);
    }

    fn sign(&mut self, entry: &Entry) {
        if let Some(signed) = &entry.signed {
            self.keys.sign(&entry.by, signed.leaf);
        }
    }

    fn note(&mut self, entry: &Entry) {
        self.days.insert(utc_day(entry.at));
        if let Some(day) = entry.dated_on {
            self.days.insert(day);
        }
        let (threads, seq) = (&mut self.threads, entry.seq);
        threads.note(Noun::Organisation, entry.by.as_str(), seq);
        threads.note(entry.subject.noun, &entry.subject.id, seq);
        if let Some(plan) = entry.subject.plan() {
            threads.note(Noun::Plan, plan, seq);
        }
        if let Some(statement) = &entry.statement {
            statement.refer(&mut |named| {
                threads.note(named.noun, &named.id, seq);
            });
        }
        // A million lines share the names of a few organisations.
        let by = self.organisations.find_kept(entry.by.as_str());
        let by = by.map_or_else(|| entry.by.clone(), |known| known.record.id.clone());
        let kind = self.kind_word(&entry.kind);
        let line = LogLine {
            seq: entry.seq,
            at: entry.at,
            dated_on: entry.dated_on,
            by,
            hand: entry.hand,
            signed: entry.signed.clone(),
            kind,
            subject: entry.subject.clone(),
            version: entry.version,
        };
        self.log.insert(line);
    }

    fn apply_statement(&mut self, entry: &Entry) -> Result<(), ApplyError> {
        // Once made up, always made up: a later entry that forgets to say so must not turn an example
        // into a statement of a real body.
        if entry.invented {
            self.invented.insert(entry.subject.clone());
        }
        // What became of the body of another entry changes no record, and is no word in a round.
        match &entry.statement {
            Some(Statement::BodyErased(erasure)) => {
                let known = (entry.seq, erasure.reason);
                self.erasures.insert(erasure.entry, known);
                return Ok(());
            }
            Some(Statement::BodyRestored(restoration)) => {
                self.restored.insert(restoration.entry, entry.seq);
                return Ok(());
            }
            // Nor does who signs the log.
            Some(Statement::LogRekeyed(replacement)) => {
                self.log_keys.push_back(ReplacedLogKey {
                    seq: entry.seq,
                    at: entry.at,
                    replacement: LogKeyReplacement::clone(replacement),
                });
                return Ok(());
            }
            // Nor does what an organisation signs with.
            Some(Statement::KeyRegistered(_) | Statement::KeyRevoked(_)) => return self.key(entry),
            None if [ERASED, RESTORED, REGISTERED, REVOKED, REKEYED].contains(&&*entry.kind) => {
                return Ok(());
            }
            _ => {}
        }
        if entry.subject.noun.is_contribution() {
            return self.voice(entry);
        }
        match &*entry.kind {
            SUBMITTED => return self.submit(entry),
            OPENED => return self.open(entry),
            _ => {}
        }
        let Some(statement) = &entry.statement else {
            self.withheld.insert(entry.subject.clone());
            // Versions are counted without gaps: those after it rest on this one's number.
            if &*entry.kind == "plan.versioned" {
                self.push_version(entry, self.withheld_version(&entry.subject.id));
            }
            // A round goes on too, as the kind tells.
            if let Some(to) = Advance::find_state(&entry.kind) {
                let unknown = Advance {
                    to,
                    due_at: None,
                    checkpoint: None,
                    reason: None,
                    unopened: Vec::new(),
                };
                return self.advance(entry, &unknown);
            }
            return Ok(());
        };
        match statement {
            Statement::Record(act) | Statement::Amended { act, .. } => {
                // An earlier entry about it is sealed or erased: what rests on that one cannot fit
                // exactly, and is taken as far as it goes rather than stopping the whole log.
                let force = self.withheld.contains(&entry.subject);
                let tables = &mut self.tables;
                let links = act.visit(Applying {
                    tables,
                    entry,
                    force,
                })?;
                self.relink(&entry.subject, &links.before, links.after);
                if let Statement::Amended { reason, .. } = statement {
                    self.reasons.insert(entry.seq, reason.clone());
                }
            }
            Statement::PlanVersioned(version) => self.open_version(entry, version)?,
            Statement::Succeeded(succession) => {
                for id in succession.organisations() {
                    self.tables.organisations.touch(id.as_str(), entry.mark());
                }
                if let Some(corrected) = succession.corrects {
                    self.successions.retain(|(seq, _)| *seq != corrected);
                }
                if !succession.withdrawn {
                    self.successions.push_back((entry.seq, succession.clone()));
                }
            }
            Statement::FindingExplained(reason) => self.explain(entry, reason)?,
            Statement::MilestoneProposed(proposal) => self.propose(entry, proposal)?,
            Statement::MilestoneConfirmed(decision) => self.decide(entry, decision, true)?,
            Statement::MilestoneDeclined(decision) | Statement::MilestoneWithdrawn(decision) => {
                self.decide(entry, decision, false)?;
            }
            Statement::CorrectionProposed(correction) => {
                self.propose_correction(entry, correction)?
            }
            Statement::CorrectionAccepted { decision, changes } => {
                self.decide_correction(entry, decision, Some(changes))?;
            }
            Statement::CorrectionDeclined(decision) | Statement::CorrectionWithdrawn(decision) => {
                self.decide_correction(entry, decision, None)?;
            }
            Statement::Edited(editing) => self.edit(entry, editing)?,
            Statement::RoundAdvanced(advance) => self.advance(entry, advance)?,
            Statement::Voiced { .. } => self.voice(entry)?,
            Statement::KeyRegistered(_)
            | Statement::KeyRevoked(_)
            | Statement::LogRekeyed(_)
            | Statement::BodyErased(_)
            | Statement::BodyRestored(_)
            | Statement::AnswerSubmitted(_)
            | Statement::InquiryOpened(_)
            | Statement::Committed { .. } => {}
        }
        Ok(())
    }

    /// Something is said of the record that somebody else keeps of a plan.
    fn edit(&mut self, entry: &Entry, editing: &Editing) -> Result<(), ApplyError> {
        let wrong = || ApplyError::WrongSubject(entry.seq);
        let plan = entry.subject.plan().ok_or_else(wrong)?;
        let plan = PlanId::new(plan);
        let edited = self.edited.entry(plan).or_default();
        let done = edited.say((entry.seq, &entry.by), &entry.subject, editing);
        done.map_err(|none| match none {
            NoEditing::Known => ApplyError::AlreadyStated {
                seq: entry.seq,
                subject: entry.subject.clone(),
            },
            NoEditing::Unknown => self.absent(entry),
        })?;
        let reason = match editing {
            Editing::Began(began) => Some(&began.reason),
            Editing::Ended(ended) => Some(&ended.reason),
            Editing::Confirmed(review) | Editing::Contested(review) => review.reason.as_ref(),
        };
        if let Some(reason) = reason {
            self.reasons.insert(entry.seq, reason.clone());
        }
        self.touch(entry);
        Ok(())
    }

    /// An organisation registers or revokes a key.
    fn key(&mut self, entry: &Entry) -> Result<(), ApplyError> {
        // Nobody registers keys for somebody else.
        if entry.subject != entry.by.subject() {
            return Err(ApplyError::WrongSubject(entry.seq));
        }
        let (of, signed) = ((entry.seq, &entry.by), entry.signed.is_some());
        let done = match &entry.statement {
            Some(Statement::KeyRegistered(registration)) => {
                self.keys.register(of, signed, registration)
            }
            Some(Statement::KeyRevoked(revocation)) => self.keys.revoke(of, signed, revocation),
            _ => return Ok(()),
        };
        let (seq, subject) = (entry.seq, entry.subject.clone());
        done.map(|_| ()).map_err(|no_key| match no_key {
            NoKey::Known => ApplyError::AlreadyStated { seq, subject },
            NoKey::Unknown => ApplyError::NotStated { seq, subject },
        })
    }

    /// Something is said in a round. Whether its body is known makes no other difference.
    fn voice(&mut self, entry: &Entry) -> Result<(), ApplyError> {
        let voiced = match &entry.statement {
            Some(Statement::Voiced { voiced, .. }) => Some(voiced.clone()),
            _ => None,
        };
        let address =
            Address::parse(&entry.subject).map_err(|_| ApplyError::WrongSubject(entry.seq))?;
        // Words that were committed say themselves what they are about: else a hash of somebody else could be
        // committed anew, and their words be handed in as one's own.
        if let Some(Voiced::Committed { about, .. }) = &voiced
            && *about != entry.subject
        {
            return Err(ApplyError::WrongSubject(entry.seq));
        }
        // The name of a contribution says whose it is. Else anybody could fill in what another one owes.
        if address.by != entry.by {
            return Err(ApplyError::WrongSubject(entry.seq));
        }
        let version = Version {
            seq: entry.seq,
            at: entry.at,
            kind: self.kind_word(&entry.kind),
            voiced,
        };
        // A later version adds itself and takes nothing away: what was said before stays readable, and a
        // replacement before the due date stays visible as one.
        if let Some(known) = self.contributions.get_mut(&entry.subject) {
            Arc::make_mut(known).versions.push_back(version);
            return Ok(());
        }
        let named = vec![address.round.subject(), address.on.clone()];
        self.relink(&entry.subject, &[], named);
        let contribution = Contribution {
            address,
            versions: Vector::unit(version),
        };
        self.contributions
            .insert(entry.subject.clone(), Arc::new(contribution));
        Ok(())
    }

    /// Takes in the body of a contribution that was sealed when its entry was applied. Entries of
    /// other kinds, and bodies that are known already, change nothing.
    pub fn reveal(&mut self, entry: &Entry) {
        let Some(Statement::Voiced { voiced, .. }) = &entry.statement else {
            return;
        };
        let Some(known) = self.contributions.get_mut(&entry.subject) else {
            return;
        };
        let known = Arc::make_mut(known);
        let version = known.versions.iter_mut();
        // By its number and not as the newest: logs hold replaced bodies that were revealed when all were.
        if let Some(version) = version.into_iter().find(|version| version.seq == entry.seq) {
            version.voiced = Some(voiced.clone());
        }
        if entry.invented {
            self.invented.insert(entry.subject.clone());
        }
    }

    fn advance(&mut self, entry: &Entry, advance: &Advance) -> Result<(), ApplyError> {
        let known = self.rounds.find(&entry.subject.id).map(|round| &round.id);
        let Some(id) = known.cloned() else {
            if self.withheld.contains(&entry.subject) {
                return Ok(());
            }
            return Err(ApplyError::NotStated {
                seq: entry.seq,
                subject: entry.subject.clone(),
            });
        };
        let progress = self.progress.entry(id).or_default();
        // One step at a time. A skipped one would leave its instant open, and with it who was late.
        if !progress.state().can_become(advance.to) {
            return Err(ApplyError::WrongMove(entry.seq));
        }
        progress.moves.push((entry.seq, entry.at, advance.clone()));
        self.tables.rounds.touch(&entry.subject.id, entry.mark());
        Ok(())
    }

    fn propose(&mut self, entry: &Entry, proposal: &Proposal) -> Result<(), ApplyError> {
        if proposal.milestone.id.as_str() != &*entry.subject.id {
            return Err(ApplyError::WrongSubject(entry.seq));
        }
        self.proposals
            .entry(proposal.milestone.id.clone())
            .or_default()
            .push_back(Proposed {
                seq: entry.seq,
                proposal: proposal.clone(),
                decided: None,
            });
        self.tables
            .milestones
            .touch(&entry.subject.id, entry.mark());
        Ok(())
    }

    fn decide(
        &mut self,
        entry: &Entry,
        decision: &Decision,
        confirmed: bool,
    ) -> Result<(), ApplyError> {
        let absent = || ApplyError::NotStated {
            seq: entry.seq,
            subject: entry.subject.clone(),
        };
        let proposals = self.proposals.get_mut(&*entry.subject.id);
        let proposed = proposals
            .into_iter()
            .flatten()
            .find(|proposed| proposed.seq == decision.proposal && proposed.decided.is_none());
        let Some(proposed) = proposed else {
            let withheld = self.withheld.contains(&entry.subject);
            return if withheld { Ok(()) } else { Err(absent()) };
        };
        proposed.decided = Some((entry.seq, confirmed));
        let after = proposed.proposal.milestone.clone();
        if !confirmed {
            self.tables
                .milestones
                .touch(&entry.subject.id, entry.mark());
            return Ok(());
        }
        let act = match self.milestones.find(&entry.subject.id) {
            Some(before) => Act::Changed(differences(before, &after)),
            None => Act::Stated(Arc::new(after)),
        };
        // Never by force: the act was made here, out of what is on record, and so it fits.
        let links = self.tables.milestones.apply(entry.mark(), &act, false)?;
        self.link_decided(entry, links);
        Ok(())
    }

    fn propose_correction(
        &mut self,
        entry: &Entry,
        correction: &Correction,
    ) -> Result<(), ApplyError> {
        if self.tables.visit(entry.subject.noun, Acting).is_none() {
            return Err(ApplyError::WrongSubject(entry.seq));
        }
        if !self.stands(&entry.subject) && !self.withheld.contains(&entry.subject) {
            return Err(self.absent(entry));
        }
        self.corrections
            .entry(entry.subject.clone())
            .or_default()
            .push_back(Proposed {
                seq: entry.seq,
                proposal: correction.clone(),
                decided: None,
            });
        self.reasons.insert(entry.seq, correction.reason.clone());
        self.touch(entry);
        Ok(())
    }

    fn decide_correction(
        &mut self,
        entry: &Entry,
        decision: &Decision,
        changes: Option<&Changes>,
    ) -> Result<(), ApplyError> {
        let all = self.corrections.get_mut(&entry.subject);
        let open = all
            .into_iter()
            .flatten()
            .find(|one| one.seq == decision.proposal && one.decided.is_none());
        let Some(open) = open else {
            let withheld = self.withheld.contains(&entry.subject);
            return if withheld {
                Ok(())
            } else {
                Err(self.absent(entry))
            };
        };
        open.decided = Some((entry.seq, changes.is_some()));
        // Why it is otherwise now is what the proposal says, unless who decided says more.
        let reason = decision.reason.clone();
        let reason = reason.or_else(|| changes.map(|_| open.proposal.reason.clone()));
        if let Some(reason) = reason {
            self.reasons.insert(entry.seq, reason);
        }
        let Some(changes) = changes.filter(|changes| !changes.is_empty()) else {
            self.touch(entry);
            return Ok(());
        };
        let force = self.withheld.contains(&entry.subject);
        let mark = entry.mark();
        let changing = Changing {
            tables: &mut self.tables,
            mark,
            changes,
            force,
        };
        let act = changing.tables.visit(entry.subject.noun, Acting);
        let act = act.ok_or(ApplyError::WrongSubject(entry.seq))?;
        let links = act.visit(changing)?;
        self.link_decided(entry, links);
        Ok(())
    }

    fn absent(&self, entry: &Entry) -> ApplyError {
        ApplyError::NotStated {
            seq: entry.seq,
            subject: entry.subject.clone(),
        }
    }

    /// Notes that an entry says something about a record without changing it.
    fn touch(&mut self, entry: &Entry) {
        if let Some(act) = self.tables.visit(entry.subject.noun, Acting) {
            act.visit(Touching {
                tables: &mut self.tables,
                mark: entry.mark(),
            });
        }
    }

    fn open_version(&mut self, entry: &Entry, version: &PlanVersion) -> Result<(), ApplyError> {
        if version.plan.as_str() != &*entry.subject.id {
            return Err(ApplyError::WrongSubject(entry.seq));
        }
        if version.number != self.newest_version(version.plan.as_str()) + 1 {
            return Err(ApplyError::WrongVersion(entry.seq));
        }
        self.push_version(entry, version.clone());
        Ok(())
    }

    /// The next version of a plan, as far as it is known while what opens it is withheld.
    fn withheld_version(&self, plan: &str) -> PlanVersion {
        PlanVersion {
            plan: PlanId::new(plan),
            number: self.newest_version(plan) + 1,
            files: std::collections::BTreeMap::new(),
            reason: None,
        }
    }

    fn push_version(&mut self, entry: &Entry, version: PlanVersion) {
        self.tables.plans.touch(version.plan.as_str(), entry.mark());
        self.versions
            .entry(version.plan.clone())
            .or_default()
            .push_back(OpenedVersion {
                seq: entry.seq,
                dated_on: entry.dated_on.unwrap_or_else(|| utc_day(entry.at)),
                version,
            });
    }

    fn explain(&mut self, entry: &Entry, reason: &Text) -> Result<(), ApplyError> {
        let Some(finding) = self.findings.find(&entry.subject.id) else {
            if self.withheld.contains(&entry.subject) {
                return Ok(());
            }
            return Err(ApplyError::NotStated {
                seq: entry.seq,
                subject: entry.subject.clone(),
            });
        };
        self.explanations
            .insert(finding.id.clone(), (entry.seq, reason.clone()));
        self.tables.findings.touch(&entry.subject.id, entry.mark());
        Ok(())
    }

    /// A decision itself names nobody: whoever its thing names from now on is concerned.
    fn link_decided(&mut self, entry: &Entry, links: Links) {
        for named in links
            .after
            .iter()
            .filter(|named| !links.before.contains(named))
        {
            self.threads.note(named.noun, &named.id, entry.seq);
        }
        self.relink(&entry.subject, &links.before, links.after);
    }

    pub(super) fn relink(&mut self, subject: &Subject, before: &[Subject], after: Vec<Subject>) {
        // Only the difference: what is written is copied first, since readers still hold the register before.
        for named in before.iter().filter(|named| !after.contains(named)) {
            if let Some(set) = self.referrers.get_mut(named) {
                set.remove(subject);
            }
        }
        for named in after {
            if !before.contains(&named) {
                self.referrers
                    .entry(named)
                    .or_default()
                    .insert(subject.clone());
            }
        }
    }

    fn kind_word(&mut self, kind: &str) -> Arc<str> {
        // A few dozen kinds in a million lines: each line holds a pointer instead of a text.
        if let Some((word, ())) = self.kinds.get_key_value(kind) {
            return Arc::clone(word);
        }
        let word: Arc<str> = kind.into();
        self.kinds.insert(Arc::clone(&word), ());
        word
    }
}
