// SPDX-License-Identifier: EUPL-1.2
//! Why a table was not taken, in words.

use wegmarke_app::AppError;
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_exchange::ReadError;
use wegmarke_pages::parts::form::words;

use super::super::{Asked, refusal};
use wegmarke_app::upload::MOST_BYTES;

/// Why; `None`: nobody foresaw it.
pub(super) fn told(asked: &Asked, error: &AppError) -> Option<String> {
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
        AppError::NotTheirs(_) => of("not_theirs", ""),
        AppError::NotFound(_) => of("upload_gone", ""),
        AppError::Rule(why) => {
            let args = [("why", why.as_str().into())];
            Some(ctx.t_with("upload-problem-profile", &args))
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
            locale.word("too-many", what),
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
            ("upload_missing_column", wanted.clone(), String::new())
        }
        ReadError::MissingSheet { sheet, .. } => {
            ("upload_missing_sheet", sheet.clone(), String::new())
        }
        ReadError::Locked { .. } => ("upload_locked", String::new(), String::new()),
        ReadError::NoHeadingRow { .. } => ("upload_place", String::new(), String::new()),
        ReadError::RenamedHeadings { .. } => ("upload_renamed", error.to_string(), String::new()),
        ReadError::NotATable { why, .. } => ("upload_not_a_table", why.clone(), String::new()),
        other => ("upload_unreadable", other.to_string(), String::new()),
    };
    let args = [
        ("why", what.as_str().into()),
        ("what", what.as_str().into()),
        ("place", place.as_str().into()),
        ("most", format!("{} MB", MOST_BYTES >> 20).into()),
    ];
    Some(locale.word_with("refused", code, &args))
}
