// SPDX-License-Identifier: EUPL-1.2
//! The tables that wait, what was written before, one's own profiles, and the form for a new file.

use askama::Template;
use jiff::Timestamp;
use wegmarke_domain::id::PlanId;
use wegmarke_domain::register::Register;

use crate::frame::Section;
use crate::parts::{Link, Shown, Table, Value};
use crate::work::{Bar, ways};
use crate::{Ctx, Frame, Route, subject};

/// An upload in the list.
#[derive(Clone, Debug)]
pub struct UploadLine {
    /// Its id.
    pub id: String,
    /// Its file.
    pub name: String,
    /// Its bytes.
    pub size: u64,
    /// When somebody did something with it last.
    pub at: Timestamp,
    /// Until when it waits.
    pub kept_until: Timestamp,
    /// When it was written, and how many entries; `None`: it waits.
    pub written: Option<(Timestamp, u64)>,
}

/// What the page is made of.
#[derive(Debug)]
pub struct ListParts<'a> {
    /// Who.
    pub bar: Bar,
    /// Plans whose text they may state.
    pub plans: &'a [PlanId],
    /// Whether they state things in the name of their organisation.
    pub speaks: bool,
    /// Uploads, newest first.
    pub uploads: &'a [UploadLine],
    /// Own profiles: name, title, when it was used last.
    pub profiles: &'a [(String, String, Timestamp)],
    /// Most bytes of a file.
    pub most: u64,
    /// Why a file was not taken.
    pub refused: Option<String>,
}

/// The page.
#[derive(Debug, Template)]
#[template(path = "work/upload/list.html")]
pub struct Uploads {
    f: Frame,
    ways: Vec<Link>,
    refused: Option<String>,
    action: String,
    hint: String,
    may: Vec<String>,
    plans: Vec<Link>,
    waiting: Option<Table>,
    written: Option<Table>,
    profiles: Option<Table>,
}

impl Uploads {
    /// The page.
    #[must_use]
    pub fn build(register: &Register, ctx: &Ctx, parts: ListParts<'_>) -> Self {
        let mut may = Vec::new();
        if parts.speaks {
            may.push(ctx.t("upload-may-own"));
        }
        if !parts.plans.is_empty() {
            may.push(ctx.t("upload-may-plans"));
        }
        let title = Shown::plain(&ctx.t("upload-title"));
        let most = super::bytes(ctx, parts.most);
        Self {
            f: Frame::new(ctx, title, Section::Elsewhere).signed_in(ctx, &parts.bar),
            ways: ways(ctx),
            refused: parts.refused,
            action: ctx.href(&Route::Uploads),
            hint: ctx.t_with("upload-file-hint", &[("most", most.into())]),
            may,
            plans: parts
                .plans
                .iter()
                .map(|plan| subject::link(register, ctx, &plan.subject()))
                .collect(),
            waiting: waiting(ctx, parts.uploads),
            written: written(ctx, parts.uploads),
            profiles: profiles(ctx, parts.profiles),
        }
    }
}

fn heads(ctx: &Ctx, keys: &[&str]) -> Vec<String> {
    keys.iter().map(|key| ctx.t(key)).collect()
}

fn waiting(ctx: &Ctx, uploads: &[UploadLine]) -> Option<Table> {
    let keys = [
        "upload-file",
        "upload-touched",
        "upload-kept-until",
        "task-do",
    ];
    let mut table = Table::new(ctx.t("upload-waiting"), heads(ctx, &keys), None).quiet();
    for line in uploads.iter().filter(|line| line.written.is_none()) {
        table.push(vec![
            Value::Text(Shown::plain(&line.name)).with(Value::Plain(super::bytes(ctx, line.size))),
            Value::Plain(ctx.instant(line.at)),
            Value::Plain(ctx.instant(line.kept_until)),
            Value::Link(ctx.link(
                &Route::Upload(&line.id),
                Shown::plain(&ctx.t_with("upload-go-on", &[("file", line.name.as_str().into())])),
            )),
        ]);
    }
    (!table.rows.is_empty()).then_some(table)
}

fn written(ctx: &Ctx, uploads: &[UploadLine]) -> Option<Table> {
    let keys = [
        "upload-file",
        "receipts-at",
        "upload-entries",
        "upload-receipt",
    ];
    let mut table = Table::new(ctx.t("upload-written"), heads(ctx, &keys), None).quiet();
    for line in uploads {
        let Some((at, entries)) = line.written else {
            continue;
        };
        let n = usize::try_from(entries).unwrap_or(usize::MAX);
        table.push(vec![
            Value::Text(Shown::plain(&line.name)),
            Value::Plain(ctx.instant(at)),
            Value::Plain(ctx.tn("count-entries", n)),
            Value::Link(ctx.link(
                &Route::Upload(&line.id),
                Shown::plain(
                    &ctx.t_with("upload-receipt-of", &[("file", line.name.as_str().into())]),
                ),
            )),
        ]);
    }
    (!table.rows.is_empty()).then_some(table)
}

fn profiles(ctx: &Ctx, own: &[(String, String, Timestamp)]) -> Option<Table> {
    let keys = [
        "upload-profile",
        "upload-profile-used",
        "upload-profile-fetch",
    ];
    let mut table = Table::new(ctx.t("upload-profiles"), heads(ctx, &keys), None).quiet();
    for (name, title, at) in own {
        let words = ctx.t_with("upload-profile-toml", &[("name", name.as_str().into())]);
        table.push(vec![
            Value::Text(Shown::plain(title)),
            Value::Plain(ctx.instant(*at)),
            Value::Link(ctx.link(&Route::OwnProfile(name), Shown::plain(&words))),
        ]);
    }
    (!table.rows.is_empty()).then_some(table)
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{ListParts, UploadLine, Uploads};
    use crate::Route;
    use crate::samples::Samples;
    use jiff::Timestamp;
    use wegmarke_domain::id::PlanId;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        let wording = samples.wording;
        let line = |id: &str, written| UploadLine {
            id: id.to_owned(),
            name: wording.words("file"),
            size: 2_000_000,
            at: Timestamp::UNIX_EPOCH,
            kept_until: Timestamp::UNIX_EPOCH,
            written,
        };
        for (query, full) in [("", true), ("qx", false)] {
            let uploads = [
                line("qx1", None),
                line("qx2", Some((Timestamp::UNIX_EPOCH, 1))),
            ];
            let profile = (
                "qxprofile".to_owned(),
                wording.words("profile"),
                Timestamp::UNIX_EPOCH,
            );
            samples.page(&Route::Uploads, query, |r, c| {
                let parts = ListParts {
                    bar: wording.bar(),
                    plans: if full { &[PlanId::new("qx-plan")] } else { &[] },
                    speaks: true,
                    uploads: if full { &uploads } else { &[] },
                    profiles: if full {
                        std::slice::from_ref(&profile)
                    } else {
                        &[]
                    },
                    most: 32 << 20,
                    refused: full.then(|| wording.words("refused")),
                };
                Uploads::build(r, c, parts)
            });
        }
    }
}
