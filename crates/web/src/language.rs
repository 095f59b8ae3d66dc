// SPDX-License-Identifier: EUPL-1.2
//! Which language a reader gets at `/`.

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use wegmarke_l10n::Lang;

/// The language a browser asks for, German if it asks for none of ours.
pub(crate) fn negotiate(headers: &HeaderMap) -> Lang {
    let asked = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    Lang::negotiate(asked)
}
