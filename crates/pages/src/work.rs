// SPDX-License-Identifier: EUPL-1.2
//! Pages for those who are signed in, and the way there. They are made for one person and kept by
//! nobody.

mod board;
mod letters;
mod mine;
pub mod round;
pub mod say;
mod sign_in;

pub use board::Board;
pub use letters::{Letters, LettersParts};
pub use mine::Mine;
pub use round::Announce;
pub use say::{Say, SayParts};
pub use sign_in::{Account, AccountParts, Code, Invitation, Offered, Recovery, SignIn};

use crate::parts::{Link, Shown};
use crate::{Ctx, Route};

/// Who is signed in, for the bar at the top.
#[derive(Debug, Clone, Default)]
pub struct Bar {
    /// The person's name.
    pub name: String,
    /// Their organisation.
    pub organisation: String,
}

/// Links for those who are signed in.
fn ways(ctx: &Ctx) -> Vec<Link> {
    [("work-mine", Route::Work), ("work-account", Route::Account)]
        .into_iter()
        .map(|(key, route)| ctx.link(&route, Shown::plain(&ctx.t(key))))
        .collect()
}
