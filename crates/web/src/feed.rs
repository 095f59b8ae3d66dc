// SPDX-License-Identifier: EUPL-1.2
//! Atom feeds over HTTP.

use wegmarke_domain::register::Register;
use wegmarke_pages::{Ctx, feed};

use crate::reply::Reply;

/// The feed of a path, if it is one.
pub(crate) fn find(register: &Register, path: &str, ctx: &Ctx) -> Option<Reply> {
    let xml = feed::find(register, path, ctx)?;
    Some(Reply {
        open: true,
        ..Reply::new("application/atom+xml; charset=utf-8", xml)
    })
}
