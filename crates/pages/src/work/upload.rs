// SPDX-License-Identifier: EUPL-1.2
//! Bringing a table in the browser: the file, its columns, its words, what it would do, and the receipt.
//! Each step is a page of its own that is complete without a script; one can leave at any of them.

mod asking;
mod check;
mod columns;
mod draw;
mod leaf;
mod list;
mod meanwhile;
mod picture;
mod questions;
mod receipt;
mod review;
mod tables;
mod wait;
mod words;

use askama::Template;
use askama::filters::HtmlSafe;

pub use self::check::{Check, CheckParts, Differs};
pub use self::columns::{
    ALSO, COMPLETE, ColumnParts, Columns, ColumnsParts, GoesTo, HEADING_ROW, IGNORED, LANGUAGE,
    NAMED, NEW_PLAN, NOUN, OWN, PLAN, PLAN_ROLE, PLAN_TITLE, SAME_VERSION, SHEET, SIGNED_BY,
    VERSION, VERSION_ON, VERSION_REASON, list_targets,
};
pub use self::draw::{
    BOTTOM, CLICK, Draw, DrawParts, FROM, HEAD, INSTEAD, LINES, ROWS, SETS, TO, TOP,
};
pub use self::leaf::{CellParts, DROP, JOIN, Leaf, LeafParts, RowParts, SPLIT};
pub use self::list::{ListParts, UploadLine, Uploads};
pub use self::meanwhile::{SIDE, SINCE};
pub use self::picture::PieceParts;
pub use self::questions::SAME;
pub use self::receipt::{Receipt, ReceiptParts};
pub use self::review::{DoubtParts, LeafLine, Review, ReviewParts, SEEN};
pub use self::tables::{TABLE, TableParts};
pub use self::wait::{Wait, WaitParts};
pub use self::words::{AnsweredParts, WordParts, Words};
use crate::parts::Choice;
use crate::{Ctx, Route};

/// The name under which the revision of an upload goes with each form.
pub const REVISION: &str = "revision";
/// The name of the print of what somebody saw when they said yes.
pub const PRINT: &str = "print";
/// The name of boxes for new headings that are taken.
pub const RENAMED: &str = "renamed";
/// The name of boxes for accepted successions.
pub const ACCEPT: &str = "accept";

/// A list to open, some of it in groups.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "work/upload/pick.html")]
struct Pick {
    name: String,
    label: String,
    /// What is heard behind the label, where others have the same.
    of: String,
    hint: String,
    wrong: Option<String>,
    choices: Vec<Choice>,
    groups: Vec<(String, Vec<Choice>)>,
}

// Finished HTML: it escapes what it holds.
impl HtmlSafe for Pick {}

impl Pick {
    fn described(&self) -> String {
        let hint = (!self.hint.is_empty()).then(|| format!("{}-hint", self.name));
        let wrong = self.wrong.is_some().then(|| format!("{}-error", self.name));
        let ids: Vec<String> = hint.into_iter().chain(wrong).collect();
        ids.join(" ")
    }
}

fn choice(value: &str, label: String, chosen: &str) -> Choice {
    Choice {
        chosen: value == chosen,
        value: value.to_owned(),
        label,
    }
}

/// Where somebody is on the way of an upload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    Review,
    Draw,
    Leaf,
    Columns,
    Words,
    Check,
}

/// One step of the way: its words, where it is; the last says whether one is there.
type Step = (String, Option<String>, bool);

/// The way of an upload.
fn steps(ctx: &Ctx, id: &str, at: At, reviewed: bool) -> Vec<Step> {
    let ways = [
        (At::Review, "upload-step-review", Route::UploadReview(id)),
        (At::Columns, "upload-step-columns", Route::UploadColumns(id)),
        (At::Words, "upload-step-words", Route::UploadWords(id)),
        (At::Check, "upload-step-check", Route::UploadCheck(id)),
    ];
    let file = (
        ctx.t("upload-step-file"),
        Some(ctx.href(&Route::Uploads)),
        false,
    );
    let ways = ways
        .into_iter()
        .filter(|(of, ..)| reviewed || *of != At::Review);
    let rest = ways.map(|(of, key, route)| {
        let within = matches!(at, At::Draw | At::Leaf);
        let here = of == at || (of == At::Review && within);
        // Forward leads only the button: it keeps what was chosen.
        let known = (of as u8) < (at as u8);
        (ctx.t(key), known.then(|| ctx.href(&route)), here)
    });
    std::iter::once(file).chain(rest).collect()
}

/// Sizes as people read them.
fn bytes(ctx: &Ctx, size: u64) -> String {
    let (key, n) = if size < 1 << 20 {
        ("upload-kib", size.div_ceil(1 << 10))
    } else {
        ("upload-mib", size.div_ceil(1 << 20))
    };
    ctx.tn(key, usize::try_from(n).unwrap_or(usize::MAX))
}

#[cfg(test)]
pub(crate) mod samples {
    use crate::samples::Samples;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        for add in [
            super::list::samples::add,
            super::review::samples::add,
            super::draw::samples::add,
            super::leaf::samples::add,
            super::columns::samples::add,
            super::words::samples::add,
            super::wait::samples::add,
            super::check::samples::add,
            super::receipt::samples::add,
        ] {
            add(samples);
        }
    }
}
