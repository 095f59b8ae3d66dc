// SPDX-License-Identifier: EUPL-1.2
//! The receipt: what was written, where it stands, who did it, when, and of which file.

use std::collections::BTreeMap;

use askama::Template;
use jiff::Timestamp;
use wegmarke_domain::import::{Counts, Tally};
use wegmarke_domain::noun::Noun;
use wegmarke_domain::register::Register;

use crate::frame::Section;
use crate::parts::{Fact, Facts, Link, Shown, Table, Value};
use crate::work::{Bar, ways};
use crate::{Ctx, Frame, Route};

/// What the page is made of.
#[derive(Debug)]
pub struct ReceiptParts<'a> {
    /// Who looks.
    pub bar: Bar,
    /// Its file.
    pub file: &'a str,
    /// Its bytes.
    pub size: u64,
    /// Its SHA-256.
    pub sha256: &'a str,
    /// When it was written.
    pub at: Timestamp,
    /// Who said yes; `None`: the account is not there any more.
    pub who: Option<String>,
    /// For whom.
    pub organisation: &'a wegmarke_domain::id::OrganisationId,
    /// How many entries.
    pub entries: u64,
    /// The first and the last.
    pub range: Option<(u64, u64)>,
    /// Counts by noun.
    pub counts: &'a BTreeMap<Noun, Counts>,
    /// What became of the rows.
    pub rows: Tally,
    /// How many things did not fit.
    pub findings: u64,
    /// The upload.
    pub id: &'a str,
}

/// The page.
#[derive(Debug, Template)]
#[template(path = "work/upload/receipt.html")]
pub struct Receipt {
    f: Frame,
    ways: Vec<Link>,
    sentence: String,
    sum: String,
    facts: Facts,
    counts: Table,
    findings: Option<Link>,
    again: Link,
    profile: String,
}

impl Receipt {
    /// The page.
    #[must_use]
    pub fn build(register: &Register, ctx: &Ctx, parts: ReceiptParts<'_>) -> Self {
        let title = ctx.t_with("upload-receipt-of", &[("file", parts.file.into())]);
        let number = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
        let plain = |key: &str, words: String| Fact::new(ctx.t(key), Value::Plain(words));
        let mut facts = vec![
            plain("receipts-at", ctx.instant(parts.at)),
            plain(
                "upload-by",
                parts.who.unwrap_or_else(|| ctx.t("upload-by-nobody")),
            ),
            Fact::new(
                ctx.t("upload-for"),
                Value::Link(ctx.organisation(register, parts.organisation)),
            ),
            plain(
                "upload-entries",
                ctx.tn("count-entries", number(parts.entries)),
            ),
        ];
        if let Some((first, last)) = parts.range {
            let entry = |seq: u64| {
                let words = ctx.tn("entry-title", number(seq));
                Value::Link(ctx.link(&Route::Entry(seq), Shown::plain(&words)))
            };
            facts.push(Fact::new(ctx.t("upload-first-entry"), entry(first)));
            facts.push(Fact::new(ctx.t("upload-last-entry"), entry(last)));
        }
        facts.extend([
            Fact::new(
                ctx.t("upload-file"),
                Value::Text(Shown::plain(parts.file))
                    .with(Value::Plain(super::bytes(ctx, parts.size))),
            ),
            Fact::new(ctx.t("upload-hash"), Value::Code(parts.sha256.to_owned())),
        ]);
        let n = number(parts.findings);
        let findings = (parts.findings > 0).then(|| {
            ctx.link(
                &Route::DataFindings,
                Shown::plain(&ctx.tn("count-data-findings", n)),
            )
        });
        Self {
            f: Frame::new(ctx, Shown::plain(&title), Section::Elsewhere).signed_in(ctx, &parts.bar),
            ways: ways(ctx),
            sentence: ctx.tn("upload-written-sentence", number(parts.entries)),
            sum: super::check::sum(ctx, "upload-sum-done", parts.rows),
            facts: Facts { facts },
            counts: super::check::counts(ctx, parts.counts),
            findings,
            again: ctx.link(&Route::Uploads, Shown::plain(&ctx.t("upload-next"))),
            profile: ctx.href(&Route::UploadProfile(parts.id)),
        }
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use std::collections::BTreeMap;

    use super::{Receipt, ReceiptParts};
    use crate::Route;
    use crate::samples::Samples;
    use wegmarke_domain::id::OrganisationId;
    use wegmarke_domain::import::{Counts, Tally};
    use wegmarke_domain::noun::Noun;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        let wording = samples.wording;
        let counts: BTreeMap<_, _> = [(Noun::Measure, Counts::default())].into();
        let (file, by) = (wording.words("file"), OrganisationId::new("qx-new"));
        for (query, range) in [("", Some((0, 3))), ("qx", None)] {
            samples.page(&Route::Upload("qx1"), query, |r, c| {
                let parts = ReceiptParts {
                    bar: wording.bar(),
                    file: &file,
                    size: 1,
                    sha256: &"ab".repeat(32),
                    at: jiff::Timestamp::UNIX_EPOCH,
                    who: range.map(|_| wording.words("person")),
                    organisation: &by,
                    entries: 4,
                    range,
                    counts: &counts,
                    rows: Tally {
                        read: 9,
                        entered: 3,
                        unchanged: 5,
                        not_entered: 1,
                    },
                    findings: range.map_or(0, |_| 2),
                    id: "qx1",
                };
                Receipt::build(r, c, parts)
            });
        }
    }
}
