// SPDX-License-Identifier: EUPL-1.2
//! Uploaded files in words: what they are called, which kind, how large; and the way to them.

use rust_decimal::Decimal;
use wegmarke_domain::file::{File, clean_name};

use crate::Ctx;
use crate::parts::form::HeldFile;
use crate::parts::{Link, Shown};
use crate::url;

/// A file that was uploaded before, in row `at` of a form.
pub(crate) fn held(ctx: &Ctx, at: usize, file: &File) -> HeldFile {
    let number = at + 1;
    HeldFile {
        name: format!("evidence.{at}.held"),
        sha256: file.sha256.to_string(),
        link: link(ctx, file),
        remove: format!("evidence.{at}.remove"),
        remove_label: ctx.t_with("say-proof-file-remove", &[("n", number.into())]),
    }
}

/// A link by which a file is downloaded, which says so.
pub(crate) fn link(ctx: &Ctx, file: &File) -> Link {
    let words = ctx.t_with("file-download", &[("file", told(ctx, file).into())]);
    Link {
        href: url::file(&file.sha256),
        text: Shown::plain(&words),
        outside: false,
    }
}

/// Name, kind and size of a file: "Bericht.pdf (PDF, 1,2 MB)".
fn told(ctx: &Ctx, file: &File) -> String {
    let kind = file.find_type().map_or("", |kind| kind.as_str());
    let name = clean_name(&file.name);
    let args = [
        ("name", name.into()),
        ("type", kind.to_uppercase().into()),
        ("size", size(ctx, file.size).into()),
    ];
    ctx.t_with("file-told", &args)
}

/// A size as people say it.
fn size(ctx: &Ctx, bytes: u64) -> String {
    let tenths = |unit: u64| {
        let tenths = bytes.saturating_mul(10).saturating_add(unit / 2) / unit;
        let number = i64::try_from(tenths).unwrap_or(i64::MAX);
        ctx.locale().decimal(Decimal::new(number, 1))
    };
    let (key, number) = match bytes {
        0..1_000 => return ctx.tn("file-size-bytes", usize::try_from(bytes).unwrap_or(0)),
        1_000..1_000_000 => ("file-size-kb", tenths(1_000)),
        _ => ("file-size-mb", tenths(1_000_000)),
    };
    ctx.t_with(key, &[("n", number.into())])
}
