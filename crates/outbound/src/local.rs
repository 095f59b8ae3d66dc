// SPDX-License-Identifier: EUPL-1.2
//! Which machines are asked: not this one, and not its neighbours.
//!
//! Somebody else names the server, and we ask it from inside our own network. So names are looked up
//! here, what they lead to is checked, and the connection goes to the very address that was checked: a
//! name that leads elsewhere when it is asked again gains nothing.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// An address that is nobody's in the open network.
#[derive(Debug, thiserror::Error)]
#[error("{0} is not in the open network; {1} lets you try that out")]
struct Local(IpAddr, &'static str);

/// Looks names up, and refuses those that lead into our own network.
#[derive(Debug)]
pub(super) struct Checked<R> {
    resolver: R,
    allows_local: bool,
    option: &'static str,
}

impl Checked<DefaultResolver> {
    pub(super) fn new(allows_local: bool, option: &'static str) -> Self {
        Self {
            resolver: DefaultResolver::default(),
            allows_local,
            option,
        }
    }
}

impl<R> Checked<R> {
    /// Refuses an address that is written as one. Behind a proxy no name is looked up here.
    pub(super) fn check_literal(&self, uri: &Uri) -> Result<(), ureq::Error> {
        let host = uri.host().unwrap_or_default();
        let host = host.trim_start_matches('[').trim_end_matches(']');
        host.parse().map_or(Ok(()), |address| self.check(address))
    }

    fn check(&self, address: IpAddr) -> Result<(), ureq::Error> {
        if self.allows_local || is_open(address) {
            Ok(())
        } else {
            Err(ureq::Error::Other(Box::new(Local(address, self.option))))
        }
    }
}

impl<R: Resolver> Resolver for Checked<R> {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.resolver.resolve(uri, config, timeout)?;
        // Whoever runs the machine chose its proxy, and that may well be a neighbour.
        if config.proxy().is_some_and(|proxy| proxy.uri() == uri) {
            return Ok(found);
        }
        // One bad address spoils all: which of them is taken is chance.
        found.iter().try_for_each(|found| self.check(found.ip()))?;
        Ok(found)
    }
}

/// Whether an address can be anybody's.
fn is_open(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => is_open_v4(address),
        IpAddr::V6(address) => is_open_v6(address),
    }
}

fn is_open_v4(address: Ipv4Addr) -> bool {
    let reserved = matches!(
        address.octets(),
        // This network, shared by providers, assignments of the IETF, measuring, the future.
        [0 | 240..=255, ..] | [100, 64..=127, ..] | [192, 0, 0, _] | [198, 18 | 19, ..]
    );
    !(reserved
        || address.is_loopback()
        || address.is_private()
        || address.is_link_local()
        || address.is_documentation()
        || address.is_multicast())
}

fn is_open_v6(address: Ipv6Addr) -> bool {
    let [a, b, c, d, e, f, g, h] = address.segments();
    // Networks without IPv4 reach it by an address that holds the other one.
    if [a, b, c, d, e, f] == [0x64, 0xff9b, 0, 0, 0, 0] {
        let [g, h] = [g.to_be_bytes(), h.to_be_bytes()];
        return is_open_v4(Ipv4Addr::new(g[0], g[1], h[0], h[1]));
    }
    // What is given out to anybody lies in 2000::/3. Of that: tunnels (Teredo, 6to4) and other
    // assignments of the IETF, documentation.
    let given_out = (0x2000..0x4000).contains(&a);
    given_out
        && !matches!(
            (a, b),
            (0x2001, 0..=0x1ff | 0xdb8) | (0x2002, _) | (0x3fff, 0..=0xfff)
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_open_network_is_asked() {
        for (address, open) in [
            ("193.99.144.80", true),
            ("8.8.8.8", true),
            ("172.32.0.1", true),
            ("127.0.0.1", false),
            ("127.255.0.9", false),
            ("0.0.0.0", false),
            ("0.1.2.3", false),
            ("10.0.0.1", false),
            ("172.16.0.1", false),
            ("192.168.1.1", false),
            ("169.254.169.254", false),
            ("100.64.0.1", false),
            ("192.0.0.1", false),
            ("198.18.0.1", false),
            ("224.0.0.1", false),
            ("255.255.255.255", false),
            ("2a02:2e0:3fe:1001::1", true),
            ("::1", false),
            ("::", false),
            ("::ffff:127.0.0.1", false),
            ("::ffff:10.0.0.1", false),
            ("::ffff:8.8.8.8", true),
            ("::127.0.0.1", false),
            ("64:ff9b::8.8.8.8", true),
            ("64:ff9b::10.0.0.1", false),
            ("64:ff9b:1::a00:1", false),
            ("2002:7f00:1::", false),
            ("2001:0:1::1", false),
            ("2001:db8::1", false),
            ("fc00::1", false),
            ("fd12:3456::1", false),
            ("fe80::1", false),
            ("fec0::1", false),
            ("ff02::1", false),
        ] {
            assert_eq!(is_open(address.parse().unwrap()), open, "{address}");
        }
    }

    /// A name that leads where a stranger says.
    #[derive(Debug)]
    struct Stranger(&'static [&'static str]);

    impl Resolver for Stranger {
        fn resolve(
            &self,
            _uri: &Uri,
            _config: &Config,
            _timeout: NextTimeout,
        ) -> Result<ResolvedSocketAddrs, ureq::Error> {
            let mut found = self.empty();
            for address in self.0 {
                found.push(address.parse().unwrap());
            }
            Ok(found)
        }
    }

    #[test]
    fn a_name_is_refused_if_one_of_its_addresses_is_ours() {
        use ureq::unversioned::transport::time::Duration;
        let config = ureq::Agent::config_builder().proxy(None).build();
        for (addresses, allows_local, taken) in [
            (&["193.99.144.80:443"][..], false, true),
            (&["193.99.144.80:443", "10.0.0.1:443"], false, false),
            (&["[::ffff:127.0.0.1]:443"], false, false),
            (&["127.0.0.1:443"], true, true),
        ] {
            let checked = Checked {
                resolver: Stranger(addresses),
                allows_local,
                option: "--x",
            };
            let timeout = NextTimeout {
                after: Duration::NotHappening,
                reason: ureq::Timeout::Resolve,
                per_read: None,
                per_write: None,
            };
            let uri = Uri::from_static("https://login.example");
            let found = checked.resolve(&uri, &config, timeout);
            assert_eq!(found.is_ok(), taken, "{addresses:?}");
        }
    }

    #[test]
    fn an_address_is_looked_at_also_behind_a_proxy() {
        for (uri, open) in [
            ("https://10.0.0.1/x", false),
            ("https://[::1]:8443/x", false),
            ("https://[fd00::1]/", false),
            ("https://193.99.144.80/x", true),
            ("https://login.example/x", true),
        ] {
            let checked = Checked::new(false, "--x");
            assert_eq!(checked.check_literal(&Uri::from_static(uri)).is_ok(), open);
        }
    }
}
