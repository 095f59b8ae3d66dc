// SPDX-License-Identifier: EUPL-1.2
//! The register: what all entries together say, as an immutable value.
//!
//! [`Register::apply`] is the fold. Cloning a register is cheap (persistent maps), so readers keep
//! theirs while a writer prepares the next one.

use std::sync::Arc;

use imbl::{HashMap, OrdMap, OrdSet, Vector};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::contribution::{Address, Contribution, Version};
use crate::coverage::Coverage;
use crate::evidence::Evidence;
use crate::finding::{Finding, FindingState};
use crate::funding::Funding;
use crate::id::{FindingId, MilestoneId, OrganisationId, PlanId, RoundId};
use crate::indicator::{Indicator, Value};
use crate::measure::Measure;
use crate::milestone::Milestone;
use crate::noun::{Noun, Subject};
use crate::organisation::{Organisation, Succession};
use crate::plan::{Fact, Field, Goal, Plan, PlanVersion};
use crate::proposal::{Decision, Proposal, Proposed};
use crate::recommendation::{Obligation, Recommendation, Response};
use crate::record::{ChangeError, Record, differences};
use crate::round::{Advance, Progress, Round, RoundState};
use crate::statement::{Act, Entry, Statement};
use crate::table::Table;
use crate::text::Text;

/// Everything that is on record.
#[derive(Clone, Debug, Default)]
#[expect(missing_docs, reason = "one table per noun, named after it")]
pub struct Register {
    pub organisations: Table<Organisation>,
    pub plans: Table<Plan>,
    pub facts: Table<Fact>,
    pub fields: Table<Field>,
    pub goals: Table<Goal>,
    pub measures: Table<Measure>,
    pub milestones: Table<Milestone>,
    pub recommendations: Table<Recommendation>,
    pub obligations: Table<Obligation>,
    pub responses: Table<Response>,
    pub coverages: Table<Coverage>,
    pub evidence: Table<Evidence>,
    pub findings: Table<Finding>,
    pub indicators: Table<Indicator>,
    pub values: Table<Value>,
    pub fundings: Table<Funding>,
    pub rounds: Table<Round>,
    /// Where each round is.
    progress: OrdMap<RoundId, Progress>,
    /// What was said in rounds, by subject; the ids of a round's begin with its id.
    contributions: OrdMap<Subject, Arc<Contribution>>,
    proposals: OrdMap<MilestoneId, Vector<Proposed>>,
    /// Things of which something is made up.
    invented: OrdSet<Subject>,
    versions: OrdMap<PlanId, Vector<OpenedVersion>>,
    successions: Vector<(u64, Succession)>,
    explanations: OrdMap<FindingId, (u64, Text)>,
    /// Who names whom: named thing -> things that name it.
    referrers: HashMap<Subject, Referrers>,
    /// Entries that concern a plan or an organisation, by number.
    threads: Threads,
    /// Things whose record lacks an entry that is sealed or erased.
    withheld: OrdSet<Subject>,
    log: Vector<LogLine>,
    /// Days on which something was said or recorded.
    days: OrdSet<Date>,
}

/// Numbers of the entries that concern a thing, by its id.
type Thread = HashMap<Arc<str>, Vector<u64>>;

#[derive(Clone, Debug, Default)]
struct Threads {
    organisations: Thread,
    plans: Thread,
}

impl Threads {
    fn of(&self, noun: Noun) -> Option<&Thread> {
        match noun {
            Noun::Organisation => Some(&self.organisations),
            Noun::Plan => Some(&self.plans),
            _ => None,
        }
    }

    /// Notes once that an entry concerns a thing.
    fn note(&mut self, noun: Noun, id: &str, seq: u64) {
        let thread = match noun {
            Noun::Organisation => &mut self.organisations,
            Noun::Plan => &mut self.plans,
            _ => return,
        };
        match thread.get_mut(id) {
            Some(seqs) if seqs.last() == Some(&seq) => {}
            Some(seqs) => seqs.push_back(seq),
            None => {
                thread.insert(id.into(), Vector::unit(seq));
            }
        }
    }
}

/// Things that name one thing, sorted. Most are named by a few, some by half of the register.
#[derive(Clone, Debug)]
enum Referrers {
    Few(Vec<Subject>),
    Many(OrdSet<Subject>),
}

impl Default for Referrers {
    fn default() -> Self {
        Self::Few(Vec::new())
    }
}

impl Referrers {
    /// More than these are kept in a set, whose smallest node has room for more.
    const FEW: usize = 16;

    fn insert(&mut self, subject: Subject) {
        match self {
            Self::Few(few) => {
                if let Err(at) = few.binary_search(&subject) {
                    few.insert(at, subject);
                }
                if few.len() > Self::FEW {
                    *self = Self::Many(few.drain(..).collect());
                }
            }
            Self::Many(many) => {
                many.insert(subject);
            }
        }
    }

    fn remove(&mut self, subject: &Subject) {
        match self {
            Self::Few(few) => few.retain(|held| held != subject),
            Self::Many(many) => {
                many.remove(subject);
            }
        }
    }

    fn list(&self, noun: Noun) -> impl Iterator<Item = &Subject> {
        let first = Subject::new(noun, "");
        let (few, many) = match self {
            Self::Few(few) => (&few[few.partition_point(|held| *held < first)..], None),
            Self::Many(many) => (&[][..], Some(many.range(first..))),
        };
        let all = few.iter().chain(many.into_iter().flatten());
        all.take_while(move |referrer| referrer.noun == noun)
    }
}

/// A version of a plan, and the entry that opened it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedVersion {
    /// The entry.
    pub seq: u64,
    /// The day of the version's source, else the day it was recorded (UTC).
    pub dated_on: Date,
    /// The version.
    pub version: PlanVersion,
}

/// What the register keeps of every entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogLine {
    /// Its number in the log, from 0.
    pub seq: u64,
    /// When it was recorded.
    pub at: Timestamp,
    /// The day the statement itself carries.
    pub dated_on: Option<Date>,
    /// Who states it.
    pub by: OrganisationId,
    /// Its kind, such as `measure.stated`.
    pub kind: Arc<str>,
    /// What it is about.
    pub subject: Subject,
    /// The plan version it belongs to.
    pub version: Option<u32>,
}

/// Why an entry does not follow from the ones before.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ApplyError {
    /// Entries are applied one after the other.
    #[error("entry {given} came where entry {expected} belongs")]
    OutOfOrder {
        /// Number of the next entry.
        expected: u64,
        /// Number given.
        given: u64,
    },
    /// The record's id is not the entry's subject.
    #[error("entry {0} is about something else than its envelope says")]
    WrongSubject(u64),
    /// The thing is already on record.
    #[error("entry {seq}: {subject} is already on record")]
    AlreadyStated {
        /// The entry.
        seq: u64,
        /// The thing.
        subject: Subject,
    },
    /// The thing is not on record.
    #[error("entry {seq}: {subject} is not on record")]
    NotStated {
        /// The entry.
        seq: u64,
        /// The thing.
        subject: Subject,
    },
    /// The change does not fit.
    #[error("entry {seq}: {subject}: {error}")]
    Change {
        /// The entry.
        seq: u64,
        /// The thing.
        subject: Subject,
        /// Why.
        error: ChangeError,
    },
    /// Rounds move one state at a time.
    #[error("entry {0} moves a round where it cannot go")]
    WrongMove(u64),
    /// Plan versions are counted without gaps.
    #[error("entry {0} opens a plan version out of order")]
    WrongVersion(u64),
}

impl Register {
    /// How many entries it rests on; also its version.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.log.len() as u64
    }

    /// Every entry's line, oldest first.
    #[must_use]
    pub const fn log(&self) -> &Vector<LogLine> {
        &self.log
    }

    /// One entry's line, by its number in the log. The register of an older day leaves numbers out.
    #[must_use]
    pub fn find_line(&self, seq: u64) -> Option<&LogLine> {
        let at = self.log.binary_search_by_key(&seq, |line| line.seq).ok()?;
        self.log.get(at)
    }

    /// The last day, not after `day`, on which something was said or recorded (UTC).
    #[must_use]
    pub fn last_day_until(&self, day: Date) -> Option<Date> {
        self.days.get_prev(&day).copied()
    }

    /// Versions of a plan, oldest first.
    pub fn list_versions(&self, plan: &str) -> impl DoubleEndedIterator<Item = &OpenedVersion> {
        self.versions.get(plan).into_iter().flatten()
    }

    /// Number of the newest version of a plan; 0 if there is none.
    #[must_use]
    pub fn newest_version(&self, plan: &str) -> u32 {
        self.list_versions(plan)
            .next_back()
            .map_or(0, |opened| opened.version.number)
    }

    /// Successions on record with their entries, oldest first.
    pub fn list_successions(&self) -> impl Iterator<Item = (u64, &Succession)> {
        self.successions
            .iter()
            .map(|(seq, succession)| (*seq, succession))
    }

    /// Whether a finding still stands, and whether somebody explained it.
    #[must_use]
    pub fn finding_state(&self, id: &FindingId) -> FindingState {
        let gone = self
            .findings
            .find_kept(id.as_str())
            .filter(|kept| !kept.stands);
        if let Some(step) = gone.and_then(|kept| kept.steps.last()) {
            return FindingState::Resolved { seq: step.seq };
        }
        self.explanations
            .get(id)
            .map_or(FindingState::Open, |(seq, reason)| {
                FindingState::Explained {
                    reason: reason.clone(),
                    seq: *seq,
                }
            })
    }

    /// Ids of things of one noun that name `subject`, sorted. Dropped things are not among them.
    pub fn list_referrers(&self, subject: &Subject, noun: Noun) -> impl Iterator<Item = &str> {
        self.referrers
            .get(subject)
            .into_iter()
            .flat_map(move |referrers| referrers.list(noun))
            .map(|referrer| &*referrer.id)
    }

    /// Numbers of the entries that concern a plan or an organisation, oldest first.
    pub fn list_thread(&self, subject: &Subject) -> impl DoubleEndedIterator<Item = u64> {
        let thread = self.threads.of(subject.noun);
        let thread = thread.and_then(|thread| thread.get(&*subject.id));
        thread.into_iter().flatten().copied()
    }

    /// True if an entry about it is sealed or erased.
    #[must_use]
    pub fn is_withheld(&self, subject: &Subject) -> bool {
        self.withheld.contains(subject)
    }

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
        self.apply_statement(entry)
    }

    /// Applies an entry of a selection of the log (an "as of" view), in which entries that others
    /// build on may be absent: what does not fit is left out.
    pub fn apply_leniently(&mut self, entry: &Entry) {
        self.note(entry);
        // An entry that does not fit here changes a thing that was stated after the chosen day.
        let _unfit = self.apply_statement(entry);
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
            named_by(statement, &mut |named| {
                threads.note(named.noun, &named.id, seq);
            });
        }
        // A million lines share the names of a few organisations.
        let by = self.organisations.find_kept(entry.by.as_str());
        let by = by.map_or_else(|| entry.by.clone(), |known| known.record.id.clone());
        self.log.push_back(LogLine {
            seq: entry.seq,
            at: entry.at,
            dated_on: entry.dated_on,
            by,
            kind: kind_word(&entry.kind),
            subject: entry.subject.clone(),
            version: entry.version,
        });
    }

    fn apply_statement(&mut self, entry: &Entry) -> Result<(), ApplyError> {
        if entry.invented {
            self.invented.insert(entry.subject.clone());
        }
        if entry.subject.noun.is_contribution() {
            return self.voice(entry);
        }
        let Some(statement) = &entry.statement else {
            self.withheld.insert(entry.subject.clone());
            // Versions are counted without gaps: those after it rest on this one's number.
            if &*entry.kind == "plan.versioned" {
                self.push_version(entry, self.withheld_version(&entry.subject.id));
            }
            // A round goes on too, as the kind tells.
            if let Some(to) = Advance::find_state(&entry.kind) {
                let (due_at, checkpoint) = (None, None);
                return self.advance(
                    entry,
                    &Advance {
                        to,
                        due_at,
                        checkpoint,
                    },
                );
            }
            return Ok(());
        };
        macro_rules! tables {
            ($($variant:ident => $table:ident),*) => {
                match statement {
                    $(Statement::$variant(act) => {
                        let force = !self.withheld.is_empty() && self.withheld.contains(&entry.subject);
                        let links = self.$table.apply(entry, act, force)?;
                        self.relink(&entry.subject, &links.before, links.after);
                    })*
                    Statement::PlanVersioned(version) => self.open_version(entry, version)?,
                    Statement::Succeeded(succession) => {
                        for id in succession.organisations() {
                            self.organisations.touch(id.as_str(), entry);
                        }
                        self.successions.push_back((entry.seq, succession.clone()));
                    }
                    Statement::FindingExplained(reason) => self.explain(entry, reason)?,
                    Statement::MilestoneProposed(proposal) => self.propose(entry, proposal)?,
                    Statement::MilestoneConfirmed(decision) => self.decide(entry, decision, true)?,
                    Statement::MilestoneDeclined(decision) => self.decide(entry, decision, false)?,
                    Statement::RoundAdvanced(advance) => self.advance(entry, advance)?,
                    Statement::Voiced { .. } => self.voice(entry)?,
                }
            };
        }
        tables!(
            Organisation => organisations, Plan => plans, Fact => facts, Field => fields,
            Goal => goals, Measure => measures, Milestone => milestones,
            Recommendation => recommendations, Obligation => obligations, Response => responses,
            Coverage => coverages, Evidence => evidence, Finding => findings,
            Indicator => indicators, Value => values, Funding => fundings, Round => rounds
        );
        Ok(())
    }

    /// Something is said in a round. Whether its body is known makes no other difference.
    fn voice(&mut self, entry: &Entry) -> Result<(), ApplyError> {
        let voiced = match &entry.statement {
            Some(Statement::Voiced { voiced, .. }) => Some(voiced.clone()),
            _ => None,
        };
        let address =
            Address::parse(&entry.subject).map_err(|_| ApplyError::WrongSubject(entry.seq))?;
        if address.by != entry.by {
            return Err(ApplyError::WrongSubject(entry.seq));
        }
        let version = Version {
            seq: entry.seq,
            at: entry.at,
            kind: kind_word(&entry.kind),
            voiced,
        };
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
        if progress.state().next() != Some(advance.to) {
            return Err(ApplyError::WrongMove(entry.seq));
        }
        progress.moves.push((entry.seq, entry.at, advance.clone()));
        self.rounds.touch(&entry.subject.id, entry);
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
        self.milestones.touch(&entry.subject.id, entry);
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
            self.milestones.touch(&entry.subject.id, entry);
            return Ok(());
        }
        let act = match self.milestones.find(&entry.subject.id) {
            Some(before) => Act::Changed(differences(before, &after)),
            None => Act::Stated(Arc::new(after)),
        };
        let links = self.milestones.apply(entry, &act, false)?;
        self.relink(&entry.subject, &links.before, links.after);
        Ok(())
    }

    /// Where a round is.
    #[must_use]
    pub fn round_state(&self, round: &RoundId) -> RoundState {
        self.find_progress(round)
            .map_or(RoundState::Planned, Progress::state)
    }

    /// A round's moves; `None` if there was none yet.
    #[must_use]
    pub fn find_progress(&self, round: &RoundId) -> Option<&Progress> {
        self.progress.get(round)
    }

    /// A contribution with all its versions.
    #[must_use]
    pub fn find_contribution(&self, subject: &Subject) -> Option<&Contribution> {
        self.contributions.get(subject).map(|found| &**found)
    }

    /// Contributions of one noun to a round, by organisation and number.
    pub fn list_contributions(
        &self,
        round: &RoundId,
        noun: Noun,
    ) -> impl Iterator<Item = &Contribution> {
        let first = Subject::new(noun, format!("{round}/"));
        let round = round.clone();
        self.contributions
            .range(first..)
            .map(|(_, contribution)| &**contribution)
            .take_while(move |contribution| {
                contribution.address.noun == noun && contribution.address.round == round
            })
    }

    /// Proposals for a milestone, oldest first.
    pub fn list_proposals(&self, milestone: &str) -> impl Iterator<Item = &Proposed> {
        self.proposals.get(milestone).into_iter().flatten()
    }

    /// Proposals of a plan, by milestone.
    pub fn list_plan_proposals(&self, plan: &str) -> impl Iterator<Item = &Proposed> {
        let prefix = format!("{plan}/");
        self.proposals
            .iter()
            .filter(move |(id, _)| id.as_str().starts_with(&prefix))
            .flat_map(|(_, proposals)| proposals)
    }

    /// Proposals of a plan that nobody decided yet.
    pub fn list_open_proposals(&self, plan: &str) -> impl Iterator<Item = &Proposed> {
        self.list_plan_proposals(plan)
            .filter(|proposed| proposed.decided.is_none())
    }

    /// Whether the monitoring of a plan is an example: what is stated for it then is one, too.
    #[must_use]
    pub fn has_invented_rounds(&self, plan: &str) -> bool {
        let mut rounds = self.rounds.list_of(plan);
        rounds.any(|round| self.is_invented(&round.id.subject()))
    }

    /// Whether something about a thing is made up, to show how the register works.
    #[must_use]
    pub fn is_invented(&self, subject: &Subject) -> bool {
        self.invented.contains(subject)
    }

    /// Whether anything on record is made up.
    #[must_use]
    pub fn has_invented(&self) -> bool {
        !self.invented.is_empty()
    }

    /// Whether anything about a plan is made up.
    #[must_use]
    pub fn has_invented_of(&self, plan: &str) -> bool {
        self.invented
            .iter()
            .any(|subject| subject.plan() == Some(plan))
    }

    /// Whether a thing is on record and stands.
    #[must_use]
    pub fn stands(&self, subject: &Subject) -> bool {
        let id = &*subject.id;
        match subject.noun {
            Noun::Organisation => self.organisations.find(id).is_some(),
            Noun::Plan => self.plans.find(id).is_some(),
            Noun::Fact => self.facts.find(id).is_some(),
            Noun::Field => self.fields.find(id).is_some(),
            Noun::Goal => self.goals.find(id).is_some(),
            Noun::Measure => self.measures.find(id).is_some(),
            Noun::Milestone => self.milestones.find(id).is_some(),
            Noun::Recommendation => self.recommendations.find(id).is_some(),
            Noun::Obligation => self.obligations.find(id).is_some(),
            Noun::Response => self.responses.find(id).is_some(),
            Noun::Coverage => self.coverages.find(id).is_some(),
            Noun::Evidence => self.evidence.find(id).is_some(),
            Noun::Finding => self.findings.find(id).is_some(),
            Noun::Indicator => self.indicators.find(id).is_some(),
            Noun::Value => self.values.find(id).is_some(),
            Noun::Funding => self.fundings.find(id).is_some(),
            Noun::Round => self.rounds.find(id).is_some(),
            Noun::Report | Noun::Assessment | Noun::Practice | Noun::Reply => {
                self.contributions.contains_key(subject)
            }
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
        }
    }

    fn push_version(&mut self, entry: &Entry, version: PlanVersion) {
        self.plans.touch(version.plan.as_str(), entry);
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
        self.findings.touch(&entry.subject.id, entry);
        Ok(())
    }

    fn relink(&mut self, subject: &Subject, before: &[Subject], after: Vec<Subject>) {
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
}

/// What a statement names.
pub fn named_by(statement: &Statement, refer: &mut dyn FnMut(Subject)) {
    use crate::statement::{Act, with_act};
    with_act!(statement, act => match act {
        Act::Stated(record) => record.references(refer),
        Act::Changed(_) | Act::Dropped => {}
    }, if let Statement::Succeeded(succession) = statement {
        for id in succession.organisations() {
            refer(id.subject());
        }
    });
}

/// The day of an instant in UTC.
#[must_use]
pub fn utc_day(at: Timestamp) -> Date {
    at.to_zoned(jiff::tz::TimeZone::UTC).date()
}

/// One shared copy of each kind's word: a million log lines hold pointers to a few dozen of them.
fn kind_word(kind: &str) -> Arc<str> {
    use std::collections::BTreeMap;
    use std::sync::{LazyLock, Mutex};
    static WORDS: LazyLock<Mutex<BTreeMap<Box<str>, Arc<str>>>> = LazyLock::new(Mutex::default);
    let Ok(mut words) = WORDS.lock() else {
        return kind.into();
    };
    if let Some(word) = words.get(kind) {
        return Arc::clone(word);
    }
    let word: Arc<str> = kind.into();
    words.insert(kind.into(), Arc::clone(&word));
    word
}
