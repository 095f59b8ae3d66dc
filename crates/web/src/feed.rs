// SPDX-License-Identifier: EUPL-1.2
//! Atom feeds and calendars over HTTP.

use wegmarke_domain::register::Register;
use wegmarke_pages::{Ctx, Route, calendar, feed};

use crate::reply::Reply;

/// The feed of a path, if it is one.
pub(crate) fn find(register: &Register, path: &str, ctx: &Ctx) -> Option<Reply> {
    if path == Route::RoundsCalendar.path() {
        return Some(Reply {
            open: true,
            ..ics(calendar::of_all(register, ctx))
        });
    }
    let xml = feed::find(register, path, ctx)?;
    Some(Reply {
        open: true,
        ..Reply::new("application/atom+xml; charset=utf-8", xml)
    })
}

/// A calendar.
pub(crate) fn ics(calendar: String) -> Reply {
    Reply::new("text/calendar; charset=utf-8", calendar)
}
