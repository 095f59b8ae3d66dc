// SPDX-License-Identifier: EUPL-1.2
//! The register of an earlier day: the statements dated up to it.
//!
//! From when an entry counts is said by [`Counting`]; see `docs/decisions/`. In the order of these days the
//! entries of a day are the first ones, so registers are kept at intervals along it, which share most of their
//! memory, and the register of any day is a short way from the one before.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use jiff::civil::Date;
use wegmarke_domain::erasure::RESTORED;
use wegmarke_domain::id::{InquiryId, RoundId};
use wegmarke_domain::noun::Noun;
use wegmarke_domain::register::{Counting, Register, utc_day};
use wegmarke_domain::round::{Advance, RoundState};
use wegmarke_domain::submission::OPENED;
use wegmarke_store::EntryRow;

use crate::replay::{self, Decoded};
use crate::{App, AppError, State, Version};

/// Older registers that are kept, because a reader who follows links asks for the same day again.
const KEPT: usize = 8;
/// Entries from one register that is kept on the way to the next.
const STEP: usize = 16_384;
/// Entries that are folded at once.
const CHUNK: usize = 2_048;

/// A register of an earlier day.
#[derive(Clone, Debug, Default)]
pub struct OlderRegister {
    /// What the statements dated up to the day say.
    pub register: Register,
    /// How many of them were recorded here only later.
    pub recorded_later: u64,
    /// How many of them are left out, because what is stored of them is damaged.
    pub left_out: u64,
}

/// (version, day) -> register, newest first.
type Kept = Vec<((Version, Date), Arc<OlderRegister>)>;

/// Kept older registers.
#[derive(Default)]
pub(crate) struct Older {
    kept: Mutex<Kept>,
    /// One fold at a time: many days asked for at once must not stop the readers of today.
    days: tokio::sync::Mutex<Days>,
}

/// The entries of a log in the order of the days from which they count, and registers on the way.
#[derive(Default)]
struct Days {
    version: Version,
    counting: Counting,
    events: Vec<(Date, u64)>,
    /// After how many of the events, and the register then; in this order.
    marks: Vec<(usize, OlderRegister)>,
}

impl App {
    /// The register as the statements dated up to a day make it. What was damaged since the log was read at
    /// the start is left out and counted, and takes no other day with it.
    ///
    /// # Errors
    /// What the store says.
    pub async fn as_of(&self, day: Date) -> Result<Arc<OlderRegister>, AppError> {
        let state = self.state();
        // Between two days on which something was said nothing changes: they share a register.
        let Some(asked) = state.register.last_day_until(day) else {
            return Ok(Arc::default());
        };
        if let Some(found) = self.older.find((state.version(), asked)) {
            return Ok(found);
        }
        let mut days = self.older.days.lock().await;
        // Who waited may have waited for this very day, and something may have been said meanwhile.
        let state = self.state();
        let Some(day) = state.register.last_day_until(day) else {
            return Ok(Arc::default());
        };
        let wanted = (state.version(), day);
        if let Some(found) = self.older.find(wanted) {
            return Ok(found);
        }
        days.follow(&state);
        let upto = days.events.partition_point(|(since, _)| *since <= day);
        let mut older = self.fold_days(&mut days, &state, upto).await?;
        older.recorded_later = days.count_later(&state, upto, day);
        if older.left_out > 0 {
            let left_out = older.left_out;
            tracing::error!(%day, left_out, "entries of the log are damaged, and left out of an older day");
        }
        let older = Arc::new(older);
        self.older.keep(wanted, Arc::clone(&older));
        Ok(older)
    }

    /// Goes one step on towards having registers along the whole log; false if there are. A server calls it
    /// again and again, so that the first who asks for a day does not wait for the whole log.
    ///
    /// # Errors
    /// What the store says.
    pub async fn prepare_days(&self) -> Result<bool, AppError> {
        let mut days = self.older.days.lock().await;
        let state = self.state();
        days.follow(&state);
        let reached = days.marks.last().map_or(0, |(at, _)| *at);
        let next = reached + STEP;
        if next > days.events.len() {
            return Ok(false);
        }
        self.fold_days(&mut days, &state, next).await?;
        Ok(true)
    }

    /// The register after so many events, from the nearest one that is kept.
    async fn fold_days(
        &self,
        days: &mut Days,
        state: &State,
        upto: usize,
    ) -> Result<OlderRegister, AppError> {
        let upto = upto.min(days.events.len());
        let (mut at, mut older) = days.before(upto);
        let chunk = |at: usize| {
            let end = upto.min(at + CHUNK).min((at / STEP + 1) * STEP);
            let events = days.events.get(at..end).unwrap_or_default();
            events.iter().map(|(_, seq)| *seq).collect::<Vec<u64>>()
        };
        let mut marks = Vec::new();
        let mut next = self.read_rows(chunk(at)).await?;
        while at < upto {
            let (some, rows) = next;
            at += some.len();
            let (known, log) = (state.register.clone(), self.origin().to_owned());
            // Nobody who reads today waits until a long log is folded.
            let folding = tokio::task::spawn_blocking(move || {
                for seq in some {
                    older.take((&known, &log), seq, rows.get(&seq))?;
                }
                Ok::<_, AppError>(older)
            });
            // The next rows are read while these are folded.
            let (folded, read) = tokio::join!(folding, self.read_rows(chunk(at)));
            older = folded.map_err(|error| AppError::Internal(error.to_string()))??;
            next = read?;
            if at.is_multiple_of(STEP) {
                marks.push((at, older.clone()));
            }
        }
        for (at, older) in marks {
            days.mark(at, older);
        }
        Ok(older)
    }

    /// Rows by their numbers, and the numbers.
    async fn read_rows(
        &self,
        seqs: Vec<u64>,
    ) -> Result<(Vec<u64>, HashMap<u64, EntryRow>), AppError> {
        let read = self.store.read_each(&seqs).await?;
        Ok((seqs, read.into_iter().map(|row| (row.seq, row)).collect()))
    }
}

impl Days {
    /// Takes in what was said since. Registers that lack something of it, or hold what was erased, go.
    fn follow(&mut self, state: &State) {
        let version = state.version();
        if self.version == version {
            return;
        }
        if version.erasures != self.version.erasures || version.size < self.version.size {
            *self = Self::default();
        }
        let mut good = self.events.len();
        let mut new = Vec::new();
        for line in state.register.log().since(self.version.size) {
            new.push((self.counting.take(line), line.seq));
            // Bodies that were sealed when a register was made are public now.
            if Advance::find_state(&line.kind) == Some(RoundState::Closing) {
                let round = RoundId::new(Arc::clone(&line.subject.id));
                good = good.min(self.find_said(&state.register, &round));
            }
            if &*line.kind == OPENED {
                let inquiry = InquiryId::new(Arc::clone(&line.subject.id));
                let submitted = state.register.list_submitted(&inquiry);
                let versions = submitted.flat_map(|one| one.versions.iter());
                good = good.min(self.find_first(versions.map(|version| version.seq)));
            }
            if &*line.kind == RESTORED {
                good = 0;
            }
        }
        new.sort_unstable();
        if let Some(first) = new.first() {
            good = good.min(self.events.partition_point(|event| event < first));
        }
        self.events.extend(new);
        // Two runs that are sorted each: this takes one pass.
        self.events.sort();
        self.marks.retain(|(at, _)| *at <= good);
        self.version = version;
    }

    /// The place of the first event of what was said in a round.
    fn find_said(&self, register: &Register, round: &RoundId) -> usize {
        let said = Noun::list_said().flat_map(|noun| register.list_contributions(round, noun));
        self.find_first(said.flat_map(|one| one.versions.iter().map(|version| version.seq)))
    }

    /// The place of the first event of some entries.
    fn find_first(&self, seqs: impl Iterator<Item = u64>) -> usize {
        let seqs: std::collections::BTreeSet<u64> = seqs.collect();
        let mut events = self.events.iter();
        events
            .position(|(_, seq)| seqs.contains(seq))
            .unwrap_or(self.events.len())
    }

    /// The last register that is kept, up to a place.
    fn before(&self, upto: usize) -> (usize, OlderRegister) {
        let at = self.marks.partition_point(|(at, _)| *at <= upto);
        let mark = at.checked_sub(1).and_then(|at| self.marks.get(at));
        mark.map_or_else(Default::default, |(at, older)| (*at, older.clone()))
    }

    fn mark(&mut self, at: usize, older: OlderRegister) {
        let place = self.marks.partition_point(|(known, _)| *known < at);
        if self.marks.get(place).is_none_or(|(known, _)| *known != at) {
            self.marks.insert(place, (at, older));
        }
    }

    /// How many of the first events were recorded after a day. Entries are recorded in the order of their
    /// numbers.
    fn count_later(&self, state: &State, upto: usize, day: Date) -> u64 {
        let is_by_then = |seq: u64| {
            let line = state.register.find_line(seq);
            line.is_some_and(|line| utc_day(line.at) <= day)
        };
        let (mut first, mut end) = (0, state.size());
        while first < end {
            let middle = first + (end - first) / 2;
            match is_by_then(middle) {
                true => first = middle + 1,
                false => end = middle,
            }
        }
        let events = self.events.iter().take(upto);
        events.filter(|(_, seq)| *seq >= first).count() as u64
    }
}

impl OlderRegister {
    /// Takes in an entry.
    fn take(
        &mut self,
        (known, log): (&Register, &str),
        seq: u64,
        row: Option<&EntryRow>,
    ) -> Result<(), AppError> {
        let read = match row.map(|row| replay::decode(row, log)) {
            Some(Ok(Decoded { entry, .. })) => Some(entry),
            Some(Err(AppError::Damaged { .. })) | None => None,
            Some(Err(other)) => return Err(other),
        };
        self.left_out += u64::from(read.is_none());
        let bare = || known.find_line(seq).map(replay::without_statement);
        if let Some(entry) = read.or_else(bare) {
            self.register.apply_leniently(&entry);
        }
        Ok(())
    }
}

impl Older {
    fn find(&self, wanted: (Version, Date)) -> Option<Arc<OlderRegister>> {
        // If somebody panicked while they held it, it counts as empty: it only saves work.
        let kept = self.kept.lock().ok()?;
        kept.iter()
            .find(|(of, _)| *of == wanted)
            .map(|(_, older)| Arc::clone(older))
    }

    fn keep(&self, of: (Version, Date), older: Arc<OlderRegister>) {
        if let Ok(mut kept) = self.kept.lock() {
            // What was said since may be dated back, and what was erased must not be shown again.
            kept.retain(|((version, _), _)| *version == of.0);
            kept.insert(0, (of, older));
            kept.truncate(KEPT);
        }
    }
}
