// SPDX-License-Identifier: EUPL-1.2
//! Atom feeds and calendars over HTTP.

use wegmarke_domain::register::Register;
use wegmarke_pages::{Ctx, calendar};

use crate::outgoing::Outgoing;

/// A feed, for programs of any site.
pub(crate) fn atom(xml: String) -> Outgoing {
    Outgoing {
        open: true,
        ..Outgoing::new("application/atom+xml; charset=utf-8", xml)
    }
}

/// The calendar of all rounds, for programs of any site.
pub(crate) fn rounds(register: &Register, ctx: &Ctx) -> Outgoing {
    Outgoing {
        open: true,
        ..ics(calendar::of_all(register, ctx))
    }
}

/// A calendar.
pub(crate) fn ics(calendar: String) -> Outgoing {
    Outgoing::new("text/calendar; charset=utf-8", calendar)
}
