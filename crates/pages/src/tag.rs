// SPDX-License-Identifier: EUPL-1.2
//! Ids that outlive addresses: `tag:` URIs (RFC 4151), made of the log's name and the year it began.
//! Neither changes when a site moves, gets TLS or another name.

use jiff::tz::TimeZone;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::Ctx;

const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_');

/// The id of something of this log. `path`: encoded as in an address, without a slash before it.
pub(crate) fn tag(ctx: &Ctx, path: &str) -> String {
    let (host, below) = split(&ctx.site.log_origin);
    let year = match ctx.log_began_at {
        Some(at) => at.to_zoned(TimeZone::UTC).year(),
        // Without an entry nothing has an id yet but the empty list.
        None => ctx.today.year(),
    };
    format!("tag:{host},{year:04}:{below}{path}")
}

/// Host of a log's name, and what tells it from other logs of that host, ending with a slash. Most
/// are called `host/log`: these need nothing more.
fn split(origin: &str) -> (String, String) {
    let (host, below) = origin.split_once('/').unwrap_or((origin, ""));
    let (host, port) = host.split_once(':').unwrap_or((host, ""));
    let host = idna::domain_to_ascii(host).unwrap_or_default();
    let is_host = |c: char| c.is_ascii_alphanumeric() || "-.".contains(c);
    let host = if host.is_empty() || !host.chars().all(is_host) {
        "wegmarke.invalid".to_owned()
    } else {
        host
    };
    let below = match (port, below) {
        ("", "" | "log") => String::new(),
        ("", below) => format!("{below}/"),
        (port, below) => format!("{port}/{below}/"),
    };
    let below = utf8_percent_encode(&below, ENCODED).to_string();
    (host, below)
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn the_name_of_a_log_makes_an_authority() {
        for (origin, host, below) in [
            ("register.example/log", "register.example", ""),
            ("register.example", "register.example", ""),
            ("Register.Example/log", "register.example", ""),
            ("bücher.example/log", "xn--bcher-kva.example", ""),
            ("register.example/log/2", "register.example", "log/2/"),
            ("localhost:8080/log", "localhost", "8080/log/"),
            ("one/two%words", "one", "two%25words/"),
            ("", "wegmarke.invalid", ""),
            ("under_score/log", "wegmarke.invalid", ""),
        ] {
            assert_eq!(
                split(origin),
                (host.to_owned(), below.to_owned()),
                "{origin}"
            );
        }
    }
}
