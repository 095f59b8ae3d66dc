// SPDX-License-Identifier: EUPL-1.2
//! What is worked out of uploaded tables: in memory, a little of it at once. What is not here any more,
//! or was worked out by another process, is worked out again.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use tokio::sync::{Semaphore, SemaphorePermit, watch};
use wegmarke_exchange::Look;

use super::report::FileReport;
use crate::AppError;

/// Tables that are worked on at once: each takes a processor and some hundred megabytes.
const TURNS: usize = 2;
/// Looks that are kept.
const LOOKS: usize = 12;
/// Tries and writes that are kept.
const JOBS: usize = 8;

/// Pages that are drawn at once.
const DRAWING: usize = 2;
/// Bytes of pictures of pages that are kept.
const PICTURES: usize = 16 << 20;

/// What came of it.
pub(super) type Done = Result<Arc<FileReport>, Arc<AppError>>;

/// Something that takes a while.
pub(super) struct Job {
    key: String,
    pub(super) begun_at: Timestamp,
    step: AtomicU8,
    done: watch::Sender<Option<Done>>,
}

impl Job {
    pub(super) fn step(&self) -> u8 {
        self.step.load(Ordering::Relaxed)
    }

    pub(super) fn go_on(&self, step: u8) {
        self.step.store(step, Ordering::Relaxed);
    }

    pub(super) fn end(&self, done: Done) {
        self.done.send_replace(Some(done));
    }

    pub(super) fn find_done(&self) -> Option<Done> {
        self.done.borrow().clone()
    }

    /// Waits until it is done.
    pub(super) async fn wait(&self) {
        let mut seen = self.done.subscribe();
        // The sender lives as long as this job.
        let _ = seen.wait_for(Option::is_some).await;
    }
}

pub(crate) struct Desk {
    looks: Mutex<VecDeque<(String, Arc<Look>)>>,
    jobs: Mutex<VecDeque<Arc<Job>>>,
    turns: Semaphore,
    pictures: Mutex<VecDeque<(String, Arc<Vec<u8>>)>>,
    drawing: Semaphore,
}

impl Default for Desk {
    fn default() -> Self {
        Self {
            looks: Mutex::default(),
            jobs: Mutex::default(),
            turns: Semaphore::new(TURNS),
            pictures: Mutex::default(),
            drawing: Semaphore::new(DRAWING),
        }
    }
}

fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    // Nothing is half done when the lock is held: whoever panicked left a whole list.
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Desk {
    /// A turn to work on a table.
    pub(super) async fn turn(&self) -> Result<SemaphorePermit<'_>, AppError> {
        let turn = self.turns.acquire().await;
        turn.map_err(|error| AppError::Internal(error.to_string()))
    }

    /// A turn to draw a page: whoever looks at pages does not wait for those who try a table.
    pub(super) async fn drawing(&self) -> Result<SemaphorePermit<'_>, AppError> {
        let turn = self.drawing.acquire().await;
        turn.map_err(|error| AppError::Internal(error.to_string()))
    }

    pub(super) fn find_picture(&self, key: &str) -> Option<Arc<Vec<u8>>> {
        let pictures = lock(&self.pictures);
        let found = pictures.iter().find(|(known, _)| known == key);
        found.map(|(_, picture)| Arc::clone(picture))
    }

    pub(super) fn keep_picture(&self, key: String, picture: Arc<Vec<u8>>) {
        let mut pictures = lock(&self.pictures);
        pictures.push_back((key, picture));
        let mut sum: usize = pictures.iter().map(|(_, one)| one.len()).sum();
        while sum > PICTURES
            && let Some((_, gone)) = pictures.pop_front()
        {
            sum -= gone.len();
        }
    }

    pub(super) fn find_look(&self, key: &str) -> Option<Arc<Look>> {
        let looks = lock(&self.looks);
        let found = looks.iter().find(|(known, _)| known == key);
        found.map(|(_, look)| Arc::clone(look))
    }

    pub(super) fn keep_look(&self, key: String, look: Arc<Look>) {
        let mut looks = lock(&self.looks);
        looks.push_back((key, look));
        while looks.len() > LOOKS {
            looks.pop_front();
        }
    }

    pub(super) fn find_job(&self, key: &str) -> Option<Arc<Job>> {
        let jobs = lock(&self.jobs);
        jobs.iter().find(|job| job.key == key).map(Arc::clone)
    }

    /// The job of this key: a new one, and true, if there is none.
    pub(super) fn begin_job(&self, key: &str, now: Timestamp) -> (Arc<Job>, bool) {
        let mut jobs = lock(&self.jobs);
        if let Some(job) = jobs.iter().find(|job| job.key == key) {
            return (Arc::clone(job), false);
        }
        let job = Arc::new(Job {
            key: key.to_owned(),
            begun_at: now,
            step: AtomicU8::new(0),
            done: watch::Sender::new(None),
        });
        jobs.push_back(Arc::clone(&job));
        // The oldest that is done makes room. What still runs is not forgotten.
        while jobs.len() > JOBS
            && let Some(at) = jobs.iter().position(|job| job.find_done().is_some())
        {
            jobs.remove(at);
        }
        (job, true)
    }

    pub(super) fn forget_job(&self, key: &str) {
        lock(&self.jobs).retain(|job| job.key != key);
    }
}
