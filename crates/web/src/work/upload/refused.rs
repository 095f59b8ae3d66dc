// SPDX-License-Identifier: EUPL-1.2
//! Why a table was not taken, in words.

use wegmarke_app::AppError;
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_exchange::ReadError;
use wegmarke_pages::message;
use wegmarke_pages::parts::form::words;

use super::super::{Asked, refusal};
use wegmarke_app::upload::MOST_BYTES;

/// Why; `None`: nobody foresaw it.
pub(in super::super) fn told(asked: &Asked, error: &AppError) -> Option<String> {
    let ctx = &asked.ctx;
    let of = |code: &str, why: &str| {
        let most = format!("{} MB", MOST_BYTES >> 20);
        let args = [("why", why.into()), ("most", most.into())];
        Some(ctx.locale().word_with("refused", code, &args))
    };
    match error {
        AppError::Invalid(problems) => {
            let code = problems
                .first()
                .map_or(codes::FILE_EMPTY, |problem| problem.code);
            of(
                match code {
                    codes::FILE_TOO_LARGE => "upload_too_large",
                    codes::FILES_FULL => "upload_full",
                    _ => "upload_empty",
                },
                "",
            )
        }
        AppError::Read(error) => of_file(asked, &error.0),
        AppError::Drawing(error) => Some(ctx.word("table-drawing", error.code())),
        AppError::NotTheirs(_) => of("not_theirs", ""),
        AppError::Moved(_) => of("moved", ""),
        AppError::NotFound(_) => of("upload_gone", ""),
        AppError::Profile(error) => {
            let why = message::words(ctx.locale(), &error.message());
            Some(ctx.t_with("upload-problem-profile", &[("why", why.into())]))
        }
        error if error.code() == "stale" => of("upload_stale", ""),
        error => refusal(asked, error),
    }
}

/// What is told of a button that a page does not have.
pub(super) fn unknown_button_words(asked: &Asked) -> String {
    words(&asked.ctx, &Problem::new("", codes::UNKNOWN_BUTTON))
}

/// Why a file cannot be read.
fn of_file(asked: &Asked, error: &ReadError) -> Option<String> {
    let locale = asked.ctx.locale();
    let number = |n: usize| n.to_string();
    let (code, what, place): (&str, String, String) = match error {
        ReadError::Empty { .. } => ("upload_empty", String::new(), String::new()),
        ReadError::TooLarge { .. } | ReadError::ZipClaimsTooMuch { .. } => {
            ("upload_unpacks_too_large", String::new(), String::new())
        }
        ReadError::TooMany { limit, what, .. } => (
            "upload_too_many",
            locale.word("read-many", what),
            number(*limit),
        ),
        ReadError::CellTooLong { row, column, .. } => {
            ("upload_long_cell", row.to_string(), number(*column))
        }
        ReadError::Formula { row, column, .. } => {
            ("upload_formula", row.to_string(), column.clone())
        }
        ReadError::DuplicateHeading { heading, .. } => {
            ("upload_double_heading", heading.clone(), String::new())
        }
        ReadError::MissingColumn { wanted, .. } => {
            ("upload_missing_column", wanted.join(" / "), String::new())
        }
        ReadError::MissingSheet { sheets, .. } => {
            ("upload_missing_sheet", sheets.join(" / "), String::new())
        }
        ReadError::Locked { .. } => ("upload_locked", String::new(), String::new()),
        ReadError::NoHeadingRow { .. } => ("upload_place", String::new(), String::new()),
        ReadError::RenamedHeadings { renamed } => {
            let told = renamed
                .iter()
                .map(|one| message::words(locale, &one.message()));
            let told: Vec<String> = told.collect();
            ("upload_renamed", told.join("; "), String::new())
        }
        ReadError::NotATable { why, .. } => {
            let why = message::words(locale, why);
            ("upload_not_a_table", why, String::new())
        }
        ReadError::Damaged { why, .. } => {
            let why = message::words(locale, why);
            ("upload_unreadable", why, String::new())
        }
        other => {
            let why = message::words(locale, &other.message());
            ("upload_unreadable", why, String::new())
        }
    };
    let args = [
        ("why", what.as_str().into()),
        ("what", what.as_str().into()),
        ("place", place.as_str().into()),
        ("most", format!("{} MB", MOST_BYTES >> 20).into()),
    ];
    Some(locale.word_with("refused", code, &args))
}
