// SPDX-License-Identifier: EUPL-1.2
//! One table of the register: all records of a noun with the steps that made them.

use std::borrow::Borrow;
use std::ops::Bound;
use std::sync::Arc;

use imbl::OrdMap;

use crate::act::Act;
use crate::apply::ApplyError;
use crate::noun::Subject;
use crate::record::{self, KeptChanges, Record};

/// All records of one noun, by id.
#[derive(Clone, Debug)]
pub struct Table<T: Record> {
    kept: OrdMap<T::Id, Arc<Kept<T>>>,
    standing: usize,
}

impl<T: Record> Default for Table<T> {
    fn default() -> Self {
        Self {
            kept: OrdMap::new(),
            standing: 0,
        }
    }
}

/// A record and how it came to be.
#[derive(Clone, Debug)]
pub struct Kept<T> {
    /// As it stands, or as it last stood.
    pub record: Arc<T>,
    /// False if it is no longer part of its plan.
    pub stands: bool,
    /// What happened to it, oldest first.
    pub steps: Vec<Step>,
}

/// One entry about a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The entry.
    pub seq: u64,
    /// The plan version it belongs to; 0 if to none.
    pub version: u32,
    /// What it did.
    pub what: StepKind,
}

/// What an entry did to a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// It was stated for the first time.
    Stated,
    /// Attributes changed.
    Changed(KeptChanges),
    /// It was dropped.
    Dropped,
    /// It came back after it had been dropped, with these differences.
    Returned(KeptChanges),
    /// Something was said about it that changes no attribute.
    Noted,
}

/// Which entry says something, and about what.
#[derive(Clone, Copy, Debug)]
pub struct Mark<'a> {
    /// Its number in the log.
    pub seq: u64,
    /// What it is about.
    pub subject: &'a Subject,
    /// The plan version it belongs to.
    pub version: Option<u32>,
}

/// What a record named before and after an entry.
pub(crate) struct Links {
    pub(crate) before: Vec<Subject>,
    pub(crate) after: Vec<Subject>,
}

fn links<T: Record>(record: &T) -> Vec<Subject> {
    let mut links = Vec::new();
    record.refer(&mut |subject| links.push(subject));
    links
}

impl<T: Record> Table<T> {
    /// How many records stand.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.standing
    }

    /// True if no record stands.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.standing == 0
    }

    /// A record that stands.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&T> {
        self.find_kept(id)
            .filter(|kept| kept.stands)
            .map(|kept| &*kept.record)
    }

    /// A record, standing or not, with its steps.
    #[must_use]
    pub fn find_kept(&self, id: &str) -> Option<&Kept<T>> {
        self.kept.get(id).map(|kept| &**kept)
    }

    /// Records that stand, by id.
    pub fn list(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.kept
            .values()
            .filter(|kept| kept.stands)
            .map(|kept| &*kept.record)
    }

    /// All records, standing or not, by id.
    pub fn list_kept(&self) -> impl DoubleEndedIterator<Item = &Kept<T>> {
        self.kept.values().map(|kept| &**kept)
    }

    /// All records whose id begins with `{plan}/`, standing or not, by id.
    pub fn list_kept_of(&self, plan: &str) -> impl Iterator<Item = &Kept<T>> {
        let prefix = format!("{plan}/");
        self.kept
            .range::<(Bound<&str>, Bound<&str>), str>((Bound::Included(&*prefix), Bound::Unbounded))
            .map(|(_, kept)| &**kept)
            .take_while(move |kept| {
                let id: &str = kept.record.id().borrow();
                id.starts_with(&prefix)
            })
    }

    /// Records that stand and whose id begins with `{plan}/`, by id.
    pub fn list_of(&self, plan: &str) -> impl Iterator<Item = &T> {
        self.list_kept_of(plan)
            .filter(|kept| kept.stands)
            .map(|kept| &*kept.record)
    }

    /// Notes that an entry says something about a record without changing it.
    pub(crate) fn touch(&mut self, id: &str, entry: Mark<'_>) {
        if let Some(kept) = self.kept.get_mut(id) {
            Arc::make_mut(kept).push(step(entry, StepKind::Noted));
        }
    }

    /// Applies an act. With `force`, an earlier entry about the record is sealed or erased, and
    /// what rests on it is taken as far as it goes.
    pub(crate) fn apply(
        &mut self,
        entry: Mark<'_>,
        act: &Act<T>,
        force: bool,
    ) -> Result<Links, ApplyError> {
        let seq = entry.seq;
        let absent = || ApplyError::NotStated {
            seq,
            subject: entry.subject.clone(),
        };
        if let Act::Stated(record) = act {
            return self.state(entry, record, force);
        }
        let Some(kept) = self.kept.get_mut(&*entry.subject.id) else {
            // What stated it is withheld: there is nothing to change here, and the log goes on.
            return if force {
                Ok(Links {
                    before: vec![],
                    after: vec![],
                })
            } else {
                Err(absent())
            };
        };
        if !kept.stands && !force {
            return Err(absent());
        }
        let before = if kept.stands {
            links(&*kept.record)
        } else {
            vec![]
        };
        let kept = match act {
            Act::Changed(changes) => {
                let changed = match record::changed(&*kept.record, changes) {
                    // It rests on a change that is withheld. The step still shows in the history; the
                    // record stays as far as it is known.
                    Err(_) if force => Arc::clone(&kept.record),
                    other => other.map(Arc::new).map_err(|error| ApplyError::Change {
                        seq,
                        subject: entry.subject.clone(),
                        error,
                    })?,
                };
                let kept = Arc::make_mut(kept);
                kept.record = changed;
                kept.push(step(entry, StepKind::Changed(KeptChanges::of(changes))));
                kept
            }
            Act::Stated(_) | Act::Dropped => {
                let kept = Arc::make_mut(kept);
                self.standing -= usize::from(kept.stands);
                kept.stands = false;
                kept.push(step(entry, StepKind::Dropped));
                kept
            }
        };
        let after = if kept.stands {
            links(&*kept.record)
        } else {
            vec![]
        };
        Ok(Links { before, after })
    }

    fn state(
        &mut self,
        entry: Mark<'_>,
        record: &Arc<T>,
        force: bool,
    ) -> Result<Links, ApplyError> {
        let id: &str = record.id().borrow();
        if id != &*entry.subject.id || T::NOUN != entry.subject.noun {
            return Err(ApplyError::WrongSubject(entry.seq));
        }
        let (mut before, after) = (vec![], links(&**record));
        if let Some(kept) = self.kept.get_mut(id) {
            if kept.stands && !force {
                let subject = entry.subject.clone();
                return Err(ApplyError::AlreadyStated {
                    seq: entry.seq,
                    subject,
                });
            }
            if kept.stands {
                // What dropped it is withheld.
                before = links(&*kept.record);
                self.standing -= 1;
            }
            let kept = Arc::make_mut(kept);
            let differences = record::differences(&*kept.record, &**record);
            kept.record = Arc::clone(record);
            kept.stands = true;
            kept.push(step(
                entry,
                StepKind::Returned(KeptChanges::of(&differences)),
            ));
        } else {
            let steps = vec![step(entry, StepKind::Stated)];
            let kept = Kept {
                record: Arc::clone(record),
                stands: true,
                steps,
            };
            self.kept.insert(record.id().clone(), Arc::new(kept));
        }
        self.standing += 1;
        Ok(Links { before, after })
    }
}

fn step(entry: Mark<'_>, what: StepKind) -> Step {
    Step {
        seq: entry.seq,
        version: entry.version.unwrap_or(0),
        what,
    }
}

impl<T> Kept<T> {
    /// Notes a step in the order of entries; what only touches a record may come later than what changed it
    /// in the register of an older day.
    fn push(&mut self, step: Step) {
        let at = match self.steps.last() {
            Some(last) if last.seq > step.seq => {
                self.steps.partition_point(|known| known.seq <= step.seq)
            }
            _ => self.steps.len(),
        };
        self.steps.insert(at, step);
    }
}

impl<T: Record> Kept<T> {
    /// The record as it stood in a plan version; `None` if it was not part of it.
    #[must_use]
    pub fn at_version(&self, version: u32) -> Option<T> {
        // Backwards from today, since the steps hold what changed: a copy of every record for every version
        // would take many times the memory.
        let mut record = T::clone(&self.record);
        let mut stands = self.stands;
        for step in self
            .steps
            .iter()
            .rev()
            .filter(|step| step.version > version)
        {
            match &step.what {
                StepKind::Stated => return None,
                StepKind::Dropped => stands = true,
                StepKind::Returned(changes) => {
                    record = record::unchanged(&record, &changes.read()).ok()?;
                    stands = false;
                }
                StepKind::Changed(changes) => {
                    record = record::unchanged(&record, &changes.read()).ok()?
                }
                StepKind::Noted => {}
            }
        }
        stands.then_some(record)
    }
}
