// SPDX-License-Identifier: EUPL-1.2
//! The register: what all entries together say, as an immutable value.
//!
//! [`Register::apply`] is the fold ([`fold`]). Cloning a register is cheap (persistent maps), so
//! readers keep theirs while a writer prepares the next one.

mod days;
mod fold;
mod log;
mod referrers;
mod submitting;
mod thread;

use std::ops::Deref;
use std::sync::Arc;

use imbl::{HashMap, OrdMap, OrdSet, Vector};
use jiff::Timestamp;
use jiff::civil::Date;

pub use self::days::Counting;
pub use self::log::Log;
use self::referrers::Referrers;
use self::thread::Threads;
pub use crate::apply::ApplyError;
use crate::contribution::Contribution;
use crate::correction::Correction;
use crate::editing::EditedPlan;
use crate::erasure::ErasureReason;
use crate::finding::FindingState;
use crate::hand::{Hand, Vouched};
use crate::id::{FindingId, InquiryId, MilestoneId, OrganisationId, PlanId, RoundId};
use crate::key::{KeyRing, Signed};
use crate::log_key::ReplacedLogKey;
use crate::noun::{Noun, Subject};
use crate::organisation::Succession;
use crate::plan::PlanVersion;
use crate::proposal::Proposed;
use crate::roll::{TableVisitor, Tabled, Tables};
use crate::round::{Progress, RoundState};
use crate::submission::{Opening, Submitted};
use crate::table::Table;
use crate::text::Text;

/// Everything that is on record.
#[derive(Clone, Debug, Default)]
pub struct Register {
    /// The records. Everybody reads them as fields of the register; only the fold writes them.
    tables: Tables,
    /// Where each round is.
    progress: OrdMap<RoundId, Progress>,
    /// What was said in rounds, by subject; the ids of a round's begin with its id.
    contributions: OrdMap<Subject, Arc<Contribution>>,
    /// Sealed answers, by subject; the ids of an inquiry's begin with its id.
    submitted: OrdMap<Subject, Arc<Submitted>>,
    /// Inquiries that were opened: the entry, and what it says.
    openings: OrdMap<InquiryId, (u64, Opening)>,
    proposals: OrdMap<MilestoneId, Vector<Proposed>>,
    /// Corrections that others propose, by what they are of.
    corrections: OrdMap<Subject, Vector<Proposed<Correction>>>,
    /// Plans whose record somebody else keeps, or kept.
    edited: OrdMap<PlanId, EditedPlan>,
    /// Things of which something is made up.
    invented: OrdSet<Subject>,
    versions: OrdMap<PlanId, Vector<OpenedVersion>>,
    successions: Vector<(u64, Succession)>,
    explanations: OrdMap<FindingId, (u64, Text)>,
    /// Why something was corrected or taken back, by its entry.
    reasons: OrdMap<u64, Text>,
    /// Entries whose bodies were erased: the entry that says so, and why.
    erasures: OrdMap<u64, (u64, ErasureReason)>,
    /// Entries whose bodies were handed in again, and the entry that says so.
    restored: OrdMap<u64, u64>,
    /// Who names whom: named thing -> things that name it.
    referrers: HashMap<Subject, Referrers>,
    /// Entries that concern a plan or an organisation, by number.
    threads: Threads,
    /// Things whose record lacks an entry that is sealed or erased.
    withheld: OrdSet<Subject>,
    /// Keys of organisations, and what each signed last.
    keys: KeyRing,
    /// How the log's own key was replaced.
    log_keys: Vector<ReplacedLogKey>,
    log: Log,
    /// One shared copy of each kind's word: a million log lines hold pointers to a few dozen.
    kinds: OrdMap<Arc<str>, ()>,
    /// Days on which something was said or recorded.
    days: OrdSet<Date>,
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
    /// Whose hand wrote it.
    pub hand: Hand,
    /// What its organisation signed of it.
    pub signed: Option<Arc<Signed>>,
    /// Its kind, such as `measure.stated`.
    pub kind: Arc<str>,
    /// What it is about.
    pub subject: Subject,
    /// The plan version it belongs to.
    pub version: Option<u32>,
}

impl LogLine {
    /// What shows whose word it is.
    #[must_use]
    pub const fn vouched(&self) -> Vouched {
        match (&self.signed, self.hand) {
            (Some(_), _) => Vouched::Signed,
            (None, Hand::Operator) => Vouched::Operator,
            (None, Hand::Account) => Vouched::Unsigned,
        }
    }
}

impl Deref for Register {
    type Target = Tables;

    fn deref(&self) -> &Tables {
        &self.tables
    }
}

impl Register {
    /// How many entries it rests on; also its version.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.log.len() as u64
    }

    /// Every entry's line, oldest first.
    #[must_use]
    pub const fn log(&self) -> &Log {
        &self.log
    }

    /// Keys of organisations, and what each signed last.
    #[must_use]
    pub const fn keys(&self) -> &KeyRing {
        &self.keys
    }

    /// One entry's line, by its number in the log. The register of an older day leaves numbers out.
    #[must_use]
    pub fn find_line(&self, seq: u64) -> Option<&LogLine> {
        self.log.get(seq)
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

    /// Why an entry corrects or takes back what its organisation stated; `None` if it says none.
    #[must_use]
    pub fn find_reason(&self, seq: u64) -> Option<&Text> {
        self.reasons.get(&seq)
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

    /// Whether a thing is on record and stands.
    #[must_use]
    pub fn stands(&self, subject: &Subject) -> bool {
        let record = self.tables.visit(subject.noun, Standing(&subject.id));
        record.unwrap_or_else(|| self.contributions.contains_key(subject))
    }

    /// Where a round is.
    #[must_use]
    pub fn round_state(&self, round: &RoundId) -> RoundState {
        self.find_progress(round)
            .map_or(RoundState::Planned, Progress::state)
    }

    /// The entry that says that the body of another one was erased, and why.
    #[must_use]
    pub fn find_erasure(&self, seq: u64) -> Option<(u64, ErasureReason)> {
        self.erasures.get(&seq).copied()
    }

    /// How the log's own key was replaced, oldest first.
    pub fn list_log_keys(&self) -> impl ExactSizeIterator<Item = &ReplacedLogKey> {
        self.log_keys.iter()
    }

    /// Entries whose bodies were handed in again by an entry from `first` on.
    pub fn list_restored_since(&self, first: u64) -> impl Iterator<Item = u64> {
        let restored = self.restored.iter();
        restored
            .filter(move |(_, said)| **said >= first)
            .map(|(seq, _)| *seq)
    }

    /// Whether the body of an entry of a round did not open when the round was revealed, and was not
    /// handed in again.
    #[must_use]
    pub fn is_unopened(&self, round: &RoundId, seq: u64) -> bool {
        let moves = self.progress.get(round).map(|progress| &progress.moves);
        let mut moves = moves.into_iter().flatten();
        let named = moves.any(|(_, _, advance)| advance.unopened.contains(&seq));
        named && !self.restored.contains_key(&seq)
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

    /// Corrections that were proposed for a thing, oldest first.
    pub fn list_corrections_of(
        &self,
        about: &Subject,
    ) -> impl Iterator<Item = &Proposed<Correction>> {
        self.corrections.get(about).into_iter().flatten()
    }

    /// All corrections that were proposed, by what they are of.
    pub fn list_corrections(&self) -> impl Iterator<Item = (&Subject, &Proposed<Correction>)> {
        let all = self.corrections.iter();
        all.flat_map(|(about, proposed)| proposed.iter().map(move |one| (about, one)))
    }

    /// Who kept the record of a plan for its owner, and what the owner made of it; `None`: nobody did.
    #[must_use]
    pub fn find_edited(&self, plan: &str) -> Option<&EditedPlan> {
        self.edited.get(plan)
    }

    /// Plans whose record somebody else keeps, or kept.
    pub fn list_edited(&self) -> impl Iterator<Item = (&PlanId, &EditedPlan)> {
        self.edited.iter()
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
}

/// Whether the record of an id stands.
struct Standing<'a>(&'a str);

impl TableVisitor for Standing<'_> {
    type Out = bool;

    fn visit<T: Tabled>(self, table: &Table<T>) -> bool {
        table.find(self.0).is_some()
    }
}

/// The day of an instant in UTC.
#[must_use]
pub fn utc_day(at: Timestamp) -> Date {
    at.to_zoned(jiff::tz::TimeZone::UTC).date()
}
