// SPDX-License-Identifier: EUPL-1.2
//! Which language a reader gets whose address names none.

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use wegmarke_l10n::Lang;

/// The language a browser asks for, German if it asks for none of ours.
pub(crate) fn negotiate(headers: &HeaderMap) -> Lang {
    let asked = headers
        .get(ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    Lang::negotiate(asked)
}

/// True for `/` and for the path of a page without its language. Files keep their 404.
pub(crate) fn is_missing(path: &str) -> bool {
    let first = path
        .trim_start_matches('/')
        .split('/')
        .next()
        .unwrap_or_default();
    let names_one = Lang::PUBLIC.iter().any(|lang| lang.code() == first);
    // Two slashes at the start would make the redirect lead to another host.
    !names_one && !path.starts_with("//") && (!path.contains('.') || path.ends_with("/feed.atom"))
}

#[cfg(test)]
mod tests {
    use super::is_missing;

    #[test]
    fn only_pages_without_a_language_are_led_to_one() {
        for (path, missing) in [
            ("/", true),
            ("/plan/nap-mh", true),
            ("/feed.atom", true),
            ("/de", false),
            ("/de/plan/nap-mh", false),
            ("/favicon.ico", false),
            ("//example.org", false),
        ] {
            assert_eq!(is_missing(path), missing, "{path}");
        }
    }
}
