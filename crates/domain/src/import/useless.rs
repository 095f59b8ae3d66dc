// SPDX-License-Identifier: EUPL-1.2
//! Why a row cannot be recorded, and what is read of it ahead of the rest to find out.

use super::cells::Cells;
use super::desk::Desk;
use crate::finding::{Severity, codes};
use crate::shape;

/// Why a row cannot be recorded.
pub(super) enum Useless {
    /// It lacks this attribute.
    Lacks(&'static str),
    /// A finding says why already.
    Told,
}

use self::Useless::{Lacks, Told};

/// Reads an attribute by name, ahead of the others.
pub(super) fn read_attribute(desk: &mut Desk<'_>, cells: &mut Cells<'_>, name: &str) {
    if let Some(attribute) = shape::find(cells.draft.noun.attributes(), name) {
        cells.read(desk, attribute);
    }
}

/// The plan a row belongs to, by id, short name or title.
pub(super) fn plan_of(desk: &mut Desk<'_>, cells: &mut Cells<'_>) -> Result<String, Useless> {
    let cell = cells.stated("plan").ok_or(Lacks("plan"))?;
    let Some(plan) = desk.names.find_plan(&cell.text) else {
        let args = [
            ("plan", cell.text.clone()),
            ("noun", cells.draft.noun.to_string()),
        ];
        let place = cells.place(Some(cell));
        // A note: tables of several plans are common, and only some of them are in this register.
        desk.find(codes::UNKNOWN_PLAN, Severity::Note, &place, None, &args);
        return Err(Told);
    };
    if shape::find(cells.draft.noun.attributes(), "plan").is_some() {
        cells.set("plan", &plan);
    }
    cells.plan = Some(plan.clone());
    Ok(plan)
}
