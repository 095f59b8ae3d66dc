// SPDX-License-Identifier: EUPL-1.2
//! A file that is brought for the organisation of a token, as in the browser.

use std::path::Path;
use std::sync::Arc;

use anyhow::anyhow;
use wegmarke_app::import::{ImportError, ImportReport};
use wegmarke_app::signing::Signing;
use wegmarke_app::upload::TableFile;
use wegmarke_app::{App, AppError, Who};
use wegmarke_domain::import::questions::Answers;
use wegmarke_domain::import::succession::Accepted;
use wegmarke_domain::rules::importing::NotTheirs;
use wegmarke_domain::rules::meanwhile::Seen;
use wegmarke_exchange::Profile;
use wegmarke_l10n::Locale;

use crate::{Whereabouts, token};

/// The file, with how it is read and what was answered.
pub(super) fn table(
    path: &Path,
    profile: Profile,
    (accept, same, seen): (Vec<Accepted>, Answers, Seen),
) -> anyhow::Result<TableFile> {
    let (name, bytes) = wegmarke_exchange::fetch(path).map_err(ImportError::from)?;
    Ok(TableFile {
        bytes,
        name,
        of: None,
        profile,
        accept,
        same,
        seen,
    })
}

/// Tries or writes it, signed if somebody signs.
pub(super) async fn run(
    place: &Whereabouts,
    app: &Arc<App>,
    table: TableFile,
    (dry_run, signing): (bool, Option<Signing>),
) -> anyhow::Result<ImportReport> {
    let who = Who {
        signing,
        ..token::who(place, app).await?
    };
    let done = match dry_run {
        true => app.try_table(&who, table).await,
        false => app.write_table(&who, table).await,
    };
    let (report, refused) = match done {
        Ok(done) => {
            let report = ImportReport {
                signed: done.signed,
                ..done.report
            };
            (Some(report), done.not_theirs)
        }
        Err(AppError::NotTheirs(refused)) => (None, refused),
        Err(open @ (AppError::StillTheSame(_) | AppError::Moved(_))) => return Err(open.into()),
        Err(other) => return Err(token::told(place, other)),
    };
    match report {
        Some(report) if refused.is_empty() => Ok(report),
        _ => Err(anyhow!(told_not_theirs(app, &refused, place.locale()))),
    }
}

/// What is not theirs, line by line, and who may.
fn told_not_theirs(app: &App, refused: &[NotTheirs], locale: &Locale) -> String {
    let state = app.state();
    let mut lines = vec![locale.t("cli-import-not-theirs").into_owned()];
    for one in refused {
        let who: Vec<String> = one
            .owner
            .list(&state.register)
            .iter()
            .map(ToString::to_string)
            .collect();
        let nouns = locale.word("noun", one.noun.as_str());
        let args = [
            ("n", one.count.into()),
            ("noun", nouns.into()),
            ("first", one.first.to_string().into()),
            ("who", who.join(", ").into()),
            ("known", usize::from(!who.is_empty()).into()),
        ];
        lines.push(locale.t_with("cli-import-not-theirs-of", &args));
    }
    lines.join("\n")
}
