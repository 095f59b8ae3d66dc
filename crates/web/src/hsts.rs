// SPDX-License-Identifier: EUPL-1.2
//! That readers come back over TLS only (HSTS, RFC 6797), where they came over it.

use axum::http::HeaderValue;

/// Two years, as the lists that browsers ship with ask for; the least that ASVS does is one.
const HOST: &str = "max-age=63072000";
const SUBDOMAINS: &str = "max-age=63072000; includeSubDomains";
/// Whoever was told otherwise forgets it.
const OFF: &str = "max-age=0";

/// For which hosts browsers are told to use TLS only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hsts {
    /// For none; what they were told before is taken back.
    Off,
    /// For the host of the site alone.
    Host,
    /// For it and every host below it.
    #[default]
    Subdomains,
}

impl Hsts {
    /// The header of every answer of a site that readers find at this address. A site without TLS says
    /// nothing: browsers would not listen, and nobody may promise for a proxy that is not there.
    pub(crate) fn header(self, base_url: Option<&str>) -> Option<HeaderValue> {
        base_url.filter(|address| address.starts_with("https://"))?;
        Some(HeaderValue::from_static(match self {
            Self::Off => OFF,
            Self::Host => HOST,
            Self::Subdomains => SUBDOMAINS,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::Hsts;

    #[test]
    fn only_who_is_reached_over_tls_asks_for_it() {
        for (hsts, address, told) in [
            (Hsts::default(), None, None),
            (Hsts::default(), Some("http://localhost:8080"), None),
            (
                Hsts::default(),
                Some("https://example.org"),
                Some("max-age=63072000; includeSubDomains"),
            ),
            (
                Hsts::Host,
                Some("https://example.org"),
                Some("max-age=63072000"),
            ),
            (Hsts::Off, Some("https://example.org"), Some("max-age=0")),
        ] {
            let header = hsts.header(address);
            let header = header.as_ref().and_then(|value| value.to_str().ok());
            assert_eq!(header, told, "{hsts:?} {address:?}");
        }
    }
}
