// SPDX-License-Identifier: EUPL-1.2
//! Atom feeds and calendars over HTTP.

use wegmarke_domain::register::Register;
use wegmarke_pages::{Ctx, Route, calendar, feed};

use crate::outgoing::Outgoing;

/// The feed of a path, if it is one.
pub(crate) fn find(register: &Register, path: &str, ctx: &Ctx) -> Option<Outgoing> {
    if path == Route::RoundsCalendar.path() {
        return Some(Outgoing {
            open: true,
            ..ics(calendar::of_all(register, ctx))
        });
    }
    let xml = feed::find(register, path, ctx)?;
    Some(Outgoing {
        open: true,
        ..Outgoing::new("application/atom+xml; charset=utf-8", xml)
    })
}

/// A calendar.
pub(crate) fn ics(calendar: String) -> Outgoing {
    Outgoing::new("text/calendar; charset=utf-8", calendar)
}
