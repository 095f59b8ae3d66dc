// SPDX-License-Identifier: EUPL-1.2
//! Failing on purpose: every write fails twice in tests, lost, and done but reported as failed.

use std::collections::VecDeque;
use std::sync::Mutex;

/// How the next append fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing is written, and the caller cannot know.
    Lost,
    /// All is written, and the caller is told that it failed.
    DoneButReportedFailed,
    /// It works.
    None,
}

/// The faults of the next appends, first come first served; none left: they work.
#[derive(Debug, Default)]
pub struct Faults(Mutex<VecDeque<Fault>>);

impl Faults {
    /// Plans a fault for an append to come.
    pub fn plan(&self, fault: Fault) {
        if let Ok(mut faults) = self.0.lock() {
            faults.push_back(fault);
        }
    }

    /// Whether a fault is still to come.
    #[must_use]
    pub fn is_planned(&self) -> bool {
        self.0.lock().is_ok_and(|faults| !faults.is_empty())
    }

    pub(crate) fn take(&self) -> Option<Fault> {
        self.0.lock().ok()?.pop_front()
    }
}
