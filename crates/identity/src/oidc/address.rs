// SPDX-License-Identifier: EUPL-1.2
//! Which addresses may be asked: `https:`, or this machine for a provider that lives on it.

use openidconnect::url::{Host, Url};

use super::error::OidcError;

pub(super) fn check_setting(setting: &'static str, text: &str) -> Result<Url, OidcError> {
    let bad = |why: String| OidcError::BadSettings { setting, why };
    let url = Url::parse(text).map_err(|error| bad(error.to_string()))?;
    if url.scheme() == "https" || is_here(&url) {
        Ok(url)
    } else {
        Err(bad(format!("“{text}”")))
    }
}

/// A provider with TLS has it everywhere.
pub(super) fn check_endpoint(issuer: &Url, endpoint: &Url) -> Result<(), String> {
    if endpoint.scheme() == "https" || is_here(issuer) && is_here(endpoint) {
        Ok(())
    } else {
        Err(format!("its endpoint {endpoint} is not https"))
    }
}

/// Plain HTTP to this machine, which no network carries.
fn is_here(url: &Url) -> bool {
    url.scheme() == "http"
        && match url.host() {
            Some(Host::Domain(name)) => name == "localhost",
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        }
}

#[cfg(test)]
mod tests {
    use super::{Url, check_endpoint, check_setting};

    #[test]
    fn only_tls_or_this_machine() {
        for (text, taken) in [
            ("https://login.example", true),
            ("http://localhost:3000/x", true),
            ("http://127.0.0.9:3000", true),
            ("http://[::1]:3000", true),
            ("http://login.example", false),
            ("http://localhost.example", false),
            ("http://127.0.0.1.example", false),
            ("ftp://localhost", false),
            ("file:///etc/passwd", false),
            ("login.example", false),
            ("", false),
        ] {
            assert_eq!(check_setting("it", text).is_ok(), taken, "{text}");
        }
    }

    #[test]
    fn a_provider_with_tls_may_not_point_to_this_machine_or_to_plain_http() {
        let url = |text| Url::parse(text).unwrap();
        let (far, here) = (url("https://login.example"), url("http://localhost:3000"));
        assert!(check_endpoint(&far, &url("https://keys.example/x")).is_ok());
        assert!(check_endpoint(&far, &here).is_err());
        assert!(check_endpoint(&far, &url("http://login.example/token")).is_err());
        assert!(check_endpoint(&here, &url("http://127.0.0.1:3000/token")).is_ok());
        assert!(check_endpoint(&here, &url("http://login.example/token")).is_err());
    }
}
