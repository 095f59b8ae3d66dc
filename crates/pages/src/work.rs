// SPDX-License-Identifier: EUPL-1.2
//! Pages for those who are signed in, and the way there. They are made for one person and kept by
//! nobody.

mod account;
mod accounts;
mod beside;
mod board;
mod buttons;
mod editing;
pub mod figure;
mod figures;
mod interrupted;
pub mod keep;
mod keys;
mod letters;
mod mine;
mod not_yours;
pub mod organise;
mod own;
mod passkey;
pub mod record;
mod reset;
pub mod restore;
mod review;
pub mod round;
#[cfg(test)]
pub(crate) mod samples;
pub mod say;
mod security;
pub mod sheet;
mod sign_in;
mod signing;
mod to_say;
pub mod upload;
pub mod version;

pub use account::{Account, AccountParts, Key, SessionLine};
pub use accounts::{AccountLine, Accounts, AccountsParts};
pub use board::Board;
pub use buttons::{
    AccountButton, AlertButton, AnnounceButton, CancelButton, DemoButton, EditingButton,
    FigureButton, KeepButton, KeysButton, NAME as BUTTON, OrganiseButton, OwnButton, RecordButton,
    RestoreButton, SayButton, UploadButton, VersionButton,
};
pub use editing::{Editing, EditingParts};
pub use figure::{FigureForm, FigureParts, OfDraft};
pub use figures::{Figures, FiguresParts};
pub use interrupted::{Interrupted, InterruptedParts};
pub use keep::{Keep, KeepParts, KeepPhase};
pub use keys::{Keys, KeysParts};
pub use letters::{Letters, LettersParts};
pub use mine::{Mine, MineParts};
pub use not_yours::{NotYours, WhoMay};
pub use own::{Invited, Login, Own, OwnParts, Person, Program, TwoPersons};
pub use passkey::Passkeys;
pub use record::{RecordForm, RecordParts, Records, RecordsParts};
pub use reset::{Reset, ResetOf, ResetParts};
pub use restore::{Restore, RestoreParts};
pub use review::Review;
pub use round::{Announce, AnnounceParts, Cancel, CancelParts, Check, CheckParts};
pub use say::{Say, SayParts};
pub use security::SecurityLine;
pub use sheet::{Preview, ReceiptLine, Receipts, Sheet, SheetParts};
pub use sign_in::{
    Code, Invitation, InvitationParts, Offered, Onward, Recovery, SignIn, SignInParts, TO,
};

pub use signing::Signs;
pub use to_say::{ToSay, ToSayParts};

pub use crate::frame::Bar;

use crate::frame::Section;
use crate::parts::form::{Button, Form, FormField, Group, Maker, Values};
use crate::parts::{Link, Shown};
use crate::{Ctx, Frame, Route};
use wegmarke_domain::problem::Problem;
use wegmarke_domain::register::Register;

/// What somebody tried on a page of several forms, and what is wrong with it.
#[derive(Clone, Copy, Debug)]
pub struct Tried<'a> {
    /// Which form: the value of its button; `None` if nothing was tried.
    pub what: Option<&'a str>,
    /// What was typed.
    pub values: &'a Values,
    /// What is wrong with it.
    pub problems: &'a [Problem],
}

impl<'a> Tried<'a> {
    /// Makes the fields of one form; those of another one stay empty.
    fn maker(self, ctx: &'a Ctx, what: &str, empty: &'a Values) -> Maker<'a> {
        let mine = self.what == Some(what);
        Maker {
            ctx,
            values: if mine { self.values } else { empty },
            problems: if mine { self.problems } else { &[] },
        }
    }
}

fn frame(ctx: &Ctx, title: &str) -> Frame {
    Frame::new(ctx, Shown::plain(&ctx.t(title)), Section::Elsewhere)
}

pub(crate) fn button(ctx: &Ctx, value: &'static str, key: &str, primary: bool) -> Button {
    Button {
        value,
        words: ctx.t(key),
        primary,
    }
}

/// A form of one group.
fn form(
    maker: &Maker<'_>,
    action: String,
    lead: String,
    fields: Vec<FormField>,
    buttons: Vec<Button>,
) -> Form {
    let groups = vec![Group {
        title: String::new(),
        lead,
        fields,
        ..Group::default()
    }];
    maker.form(action, Vec::new(), groups, buttons)
}

/// Links for those who are signed in.
fn ways(ctx: &Ctx) -> Vec<Link> {
    [("work-mine", Route::Work), ("work-account", Route::Account)]
        .into_iter()
        .map(|(key, route)| ctx.link(&route, Shown::plain(&ctx.t(key))))
        .collect()
}

/// The entry that was just made.
fn receipt(register: &Register, ctx: &Ctx, said: Option<u64>) -> Option<Link> {
    let seq = said.filter(|seq| register.find_line(*seq).is_some())?;
    let number = usize::try_from(seq).unwrap_or(usize::MAX);
    let words = Shown::plain(&ctx.tn("entry-title", number));
    Some(ctx.link(&Route::Entry(seq), words))
}
