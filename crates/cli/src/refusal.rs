// SPDX-License-Identifier: EUPL-1.2
//! Why a command did nothing, in the language of who asked.

use std::error::Error;
use std::io::ErrorKind;

use wegmarke_app::AppError;
use wegmarke_app::import::ImportError;
use wegmarke_domain::message::Message;
use wegmarke_exchange::form::FormError;
use wegmarke_exchange::{ProfileError, ReadError};
use wegmarke_l10n::Locale;
use wegmarke_pages::message;
use wegmarke_web::sheet::SheetError;

/// An error as it is printed.
pub(crate) fn words(error: &anyhow::Error, locale: &Locale) -> String {
    if let Some(told) = error.chain().find_map(find_message) {
        return message::words(locale, &told);
    }
    // What the forms say of it, as far as it needs no more than its code.
    let known = error
        .chain()
        .find_map(|error| error.downcast_ref::<AppError>());
    let code = known.map(|error| error.code().replace('_', "-"));
    let words = code.and_then(|code| locale.find_word("refused", &code));
    let words = words.filter(|words| !words.contains("{$"));
    let words = words.or_else(|| match known {
        Some(_) => None,
        None => words_of_system(error, locale),
    });
    words.unwrap_or_else(|| format!("{error:#}"))
}

/// What the system says of a file that was named, as far as there are words for it.
fn words_of_system(error: &anyhow::Error, locale: &Locale) -> Option<String> {
    let mut causes = error.chain().skip(1);
    let why = causes.find_map(|cause| cause.downcast_ref::<std::io::Error>())?;
    let kind = match why.kind() {
        ErrorKind::NotFound => "not-found",
        ErrorKind::PermissionDenied => "not-allowed",
        ErrorKind::IsADirectory => "a-folder",
        ErrorKind::NotADirectory => "no-folder",
        ErrorKind::AlreadyExists => "exists",
        ErrorKind::StorageFull => "full",
        _ => return None,
    };
    let args = [("file", error.to_string().into())];
    Some(locale.word_with("cli-system", kind, &args))
}

/// What is told of files and profiles, which has words in every language.
fn find_message(error: &(dyn Error + 'static)) -> Option<Message> {
    if let Some(error) = error.downcast_ref::<ReadError>() {
        return Some(error.message());
    }
    if let Some(error) = error.downcast_ref::<ImportError>() {
        return Some(error.message());
    }
    if let Some(error) = error.downcast_ref::<ProfileError>() {
        return Some(error.message());
    }
    if let Some(error) = error.downcast_ref::<FormError>() {
        return Some(error.message());
    }
    match error.downcast_ref::<AppError>() {
        Some(AppError::Read(error)) => return Some(error.message()),
        Some(AppError::Profile(error)) => return Some(error.message()),
        Some(_) | None => {}
    }
    match error.downcast_ref::<SheetError>()? {
        SheetError::App(AppError::Read(error)) => Some(error.message()),
        SheetError::Form(error) => Some(error.message()),
        SheetError::Read(error) => Some(error.message()),
        SheetError::App(_) | SheetError::Other(_) => None,
    }
}
