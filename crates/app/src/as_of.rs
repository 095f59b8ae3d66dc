// SPDX-License-Identifier: EUPL-1.2
//! The register of an earlier day: the statements dated up to it.
//!
//! A statement's day is the one it carries (its source's), else the day it was recorded. Names of
//! organisations count from the beginning, because the rest cannot be read without them. See
//! `docs/decisions/`.

use std::sync::{Arc, Mutex};

use jiff::civil::Date;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::register::{Register, utc_day};
use wegmarke_domain::statement::Entry;
use wegmarke_store::EntryRow;

use crate::replay::{self, Decoded};
use crate::{App, AppError, State, Version};

/// Older registers that are kept, because a reader who follows links asks for the same day again.
const KEPT: usize = 8;
/// Rows that are read at once.
const CHUNK: u32 = 4096;

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
    folding: tokio::sync::Mutex<()>,
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
        let Some(day) = state.register.last_day_until(day) else {
            return Ok(Arc::default());
        };
        let wanted = (state.version(), day);
        if let Some(found) = self.older.find(wanted) {
            return Ok(found);
        }
        let _folding = self.older.folding.lock().await;
        // Who waited may have waited for this very day.
        if let Some(found) = self.older.find(wanted) {
            return Ok(found);
        }
        let mut older = OlderRegister::default();
        // What was appended meanwhile belongs to a later version, and would be kept under this one.
        let size = wanted.0.size;
        let mut next = 0;
        while next < size {
            let rows = self.store.read(next, CHUNK).await?;
            let end = rows.last().map_or(size, |last| size.min(last.seq + 1));
            let mut rows = rows.iter().peekable();
            for seq in next..end {
                let row = rows.next_if(|row| row.seq == seq);
                older.take((&state, self.origin()), seq, row, day)?;
            }
            next = end;
            // Nobody who reads today waits until a long log is folded.
            tokio::task::yield_now().await;
        }
        if older.left_out > 0 {
            let left_out = older.left_out;
            tracing::error!(%day, left_out, "entries of the log are damaged, and left out of an older day");
        }
        let older = Arc::new(older);
        self.older.keep(wanted, Arc::clone(&older));
        Ok(older)
    }
}

impl OlderRegister {
    /// Takes in an entry, if it was stated by then.
    fn take(
        &mut self,
        (state, log): (&State, &str),
        seq: u64,
        row: Option<&EntryRow>,
        day: Date,
    ) -> Result<(), AppError> {
        let read = match row.map(|row| replay::decode(row, log)) {
            Some(Ok(Decoded { entry, .. })) => Some(entry),
            Some(Err(AppError::Damaged { .. })) | None => None,
            Some(Err(other)) => return Err(other),
        };
        let is_damaged = read.is_none();
        let known = || state.register.find_line(seq).map(replay::without_statement);
        if let Some(entry) = read.or_else(known)
            && stated_by(&entry, day)
        {
            self.recorded_later += u64::from(utc_day(entry.at) > day);
            self.left_out += u64::from(is_damaged);
            self.register.apply_leniently(&entry);
        }
        Ok(())
    }
}

fn stated_by(entry: &Entry, day: Date) -> bool {
    entry.dated_on.unwrap_or_else(|| utc_day(entry.at)) <= day
        || (entry.subject.noun == Noun::Organisation && entry.dated_on.is_none())
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
