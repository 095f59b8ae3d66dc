// SPDX-License-Identifier: EUPL-1.2
//! Our cookies: what they are called, how they are read and set.

use axum::http::{HeaderMap, header};

/// Cookie of a session. The prefix binds it to this host and to TLS.
pub(crate) const SESSION: &str = "__Host-wegmarke-session";
/// Cookie of what was begun in this browser and not ended: a passkey, a login elsewhere.
pub(super) const PENDING: &str = "__Host-wegmarke-pending";
/// Cookie of where somebody wants to go who signs in at their organisation's site.
pub(super) const TO: &str = "__Host-wegmarke-to";
/// Cookie by which a device is known.
pub(super) const DEVICE: &str = "__Host-wegmarke-device";

/// What a cookie of this name holds.
pub(crate) fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| {
            let (known, value) = pair.trim().split_once('=')?;
            (known == name).then(|| value.to_owned())
        })
}

/// A cookie that scripts cannot read and other sites do not send; `None` deletes it.
pub(super) fn set_cookie(name: &str, value: Option<&str>, seconds: Option<i64>) -> String {
    cookie_for("Strict", name, value, seconds)
}

pub(super) fn cookie_for(
    same_site: &str,
    name: &str,
    value: Option<&str>,
    seconds: Option<i64>,
) -> String {
    let (value, age) = match (value, seconds) {
        (None, _) => ("", "; Max-Age=0".to_owned()),
        (Some(value), None) => (value, String::new()),
        (Some(value), Some(seconds)) => (value, format!("; Max-Age={seconds}")),
    };
    format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite={same_site}{age}")
}
