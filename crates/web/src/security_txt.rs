// SPDX-License-Identifier: EUPL-1.2
//! `/.well-known/security.txt` (RFC 9116): whom to tell of a weakness.

use std::fmt::Write as _;

use axum::http::StatusCode;
use jiff::Span;
use jiff::civil::Date;
use wegmarke_pages::Site;

use crate::Web;
use crate::outgoing::Outgoing;

pub(crate) const PATH: &str = "/.well-known/security.txt";

/// How many days what it says may be believed; the RFC recommends less than a year. It is counted from
/// the day on which somebody asks: while a server answers, its operator stands by it.
const GOOD_FOR: i64 = 180;

/// The file, if there is an address to write to.
pub(crate) fn answer(web: &Web) -> Outgoing {
    match file(&web.site, web.today()) {
        Some(file) => Outgoing::new("text/plain; charset=utf-8", file),
        None => Outgoing::plain(
            StatusCode::NOT_FOUND,
            "the operator of this site names no address\n",
        ),
    }
}

fn file(site: &Site, today: Date) -> Option<String> {
    let contact = mailto(site.operator.email.as_deref()?)?;
    let expires = today.checked_add(Span::new().days(GOOD_FOR)).ok()?;
    let mut file =
        format!("Contact: {contact}\nExpires: {expires}T00:00:00Z\nPreferred-Languages: de, en\n");
    if let Some(base) = &site.base_url {
        // Writing to a text does not fail.
        let _ = writeln!(file, "Canonical: {base}{PATH}");
    }
    Some(file)
}

/// The address as a URI; `None` if it is no address.
fn mailto(address: &str) -> Option<String> {
    let address = address.trim();
    let (local, host) = address.rsplit_once('@')?;
    let is_odd = |c: char| c.is_control() || c.is_whitespace() || matches!(c, '<' | '>' | ',');
    if local.is_empty() || host.is_empty() || address.contains(is_odd) {
        return None;
    }
    let mut uri = "mailto:".to_owned();
    for byte in address.bytes() {
        // What RFC 6068 lets stand as it is; "%", "?" and "&" would mean something else there.
        if byte.is_ascii_alphanumeric() || b"@.-_~+!$'*".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    Some(uri)
}

#[cfg(test)]
mod tests {
    use super::mailto;

    #[test]
    fn an_address_becomes_one_uri_whatever_it_holds() {
        for (address, uri) in [
            ("post@example.org", Some("mailto:post@example.org")),
            (" a+b@example.org ", Some("mailto:a+b@example.org")),
            (
                "a?b%c@bär.example",
                Some("mailto:a%3Fb%25c@b%C3%A4r.example"),
            ),
            ("post@example.org\nContact: x", None),
            ("Post <post@example.org>", None),
            ("nobody", None),
            ("@example.org", None),
        ] {
            assert_eq!(mailto(address).as_deref(), uri, "{address}");
        }
    }
}
