// SPDX-License-Identifier: EUPL-1.2
//! How far a large file is: the page comes again by itself, and there is a link for who wants it now.

use askama::Template;
use jiff::Timestamp;

use crate::frame::Section;
use crate::parts::{Link, Shown};
use crate::work::{Bar, ways};
use crate::{Ctx, Frame, Route};

/// The steps of a try; writing has the same and one more.
const STEPS: [&str; 4] = ["waiting", "reading", "comparing", "writing"];

/// What the page is made of.
#[derive(Debug)]
pub struct WaitParts<'a> {
    /// Who.
    pub bar: Bar,
    /// The upload.
    pub id: &'a str,
    /// Its file.
    pub file: &'a str,
    /// Its bytes.
    pub size: u64,
    /// How many rows it has, if that is known.
    pub rows: Option<usize>,
    /// The code of the step that it is at.
    pub step: &'static str,
    /// Whether it is being written.
    pub writes: bool,
    /// How long it has been at it, in seconds.
    pub seconds: u64,
    /// Since when.
    pub since: Timestamp,
    /// Where it comes again.
    pub again: Route<'a>,
}

/// The page.
#[derive(Debug, Template)]
#[template(path = "work/upload/wait.html")]
pub struct Wait {
    f: Frame,
    ways: Vec<Link>,
    what: String,
    /// Each step, and whether it is over, now or to come.
    steps: Vec<(String, &'static str, String)>,
    told: String,
    again: Link,
}

impl Wait {
    /// The page.
    #[must_use]
    pub fn build(ctx: &Ctx, parts: &WaitParts<'_>) -> Self {
        let key = if parts.writes {
            "upload-wait-write"
        } else {
            "upload-wait-try"
        };
        let title = ctx.t_with(key, &[("file", parts.file.into())]);
        let size = super::bytes(ctx, parts.size);
        let what = match parts.rows {
            Some(rows) => ctx.t_with(
                "upload-wait-rows",
                &[("n", rows.into()), ("size", size.into())],
            ),
            None => size,
        };
        let last = if parts.writes { 4 } else { 3 };
        let now = STEPS
            .iter()
            .position(|step| *step == parts.step)
            .unwrap_or(0);
        let steps = STEPS.iter().take(last).enumerate().map(|(at, step)| {
            let state = match at.cmp(&now) {
                std::cmp::Ordering::Less => "over",
                std::cmp::Ordering::Equal => "now",
                std::cmp::Ordering::Greater => "to-come",
            };
            (
                ctx.word("upload-trying", step),
                state,
                ctx.word("upload-step-state", state),
            )
        });
        let since = ctx.instant(parts.since);
        let args = [("n", parts.seconds.into()), ("since", since.into())];
        Self {
            f: Frame::new(ctx, Shown::plain(&title), Section::Elsewhere).signed_in(ctx, &parts.bar),
            ways: ways(ctx),
            what,
            steps: steps.collect(),
            told: ctx.t_with("upload-wait-since", &args),
            again: ctx.link(&parts.again, Shown::plain(&ctx.t("upload-wait-again"))),
        }
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{Wait, WaitParts};
    use crate::Route;
    use crate::samples::Samples;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        let wording = samples.wording;
        let file = wording.words("file");
        for (query, writes) in [("wait", false), ("written", true)] {
            samples.page(&Route::UploadCheck("qx1"), query, |_, c| {
                let parts = WaitParts {
                    bar: wording.bar(),
                    id: "qx1",
                    file: &file,
                    size: 9_000_000,
                    rows: (!writes).then_some(50_000),
                    step: if writes { "writing" } else { "comparing" },
                    writes,
                    seconds: 7,
                    since: jiff::Timestamp::UNIX_EPOCH,
                    again: Route::UploadCheck("qx1"),
                };
                Wait::build(c, &parts)
            });
        }
    }
}
