// SPDX-License-Identifier: EUPL-1.2
//! How often and how far the date of a milestone moved.

use jiff::civil::Date;

use crate::id::MilestoneId;
use crate::register::Register;
use crate::table::StepKind;

/// One shift of a milestone's due date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    /// The entry.
    pub seq: u64,
    /// Last day before.
    pub from: Option<Date>,
    /// Last day after.
    pub to: Option<Date>,
}

impl Shift {
    /// Days it moved back; negative if it was brought forward. `None` if a side has no day.
    #[must_use]
    pub fn days(&self) -> Option<i32> {
        let span = self.from?.until(self.to?).ok()?;
        Some(span.get_days())
    }
}

/// How often and how far a milestone's due date moved, oldest first.
#[must_use]
pub fn list_shifts(register: &Register, id: &MilestoneId) -> Vec<Shift> {
    let Some(kept) = register.milestones.find_kept(id.as_str()) else {
        return Vec::new();
    };
    let mut shifts = Vec::new();
    for step in &kept.steps {
        let (StepKind::Changed(changes) | StepKind::Returned(changes)) = &step.what else {
            continue;
        };
        let changes = changes.read();
        let Some(due) = changes.get("due") else {
            continue;
        };
        let day = |side: &Option<serde_json::Value>| {
            let side = side.as_ref()?;
            side.get("until")?.as_str()?.parse().ok()
        };
        shifts.push(Shift {
            seq: step.seq,
            from: day(&due.from),
            to: day(&due.to),
        });
    }
    shifts
}
