// SPDX-License-Identifier: EUPL-1.2
//! How often one may try: growing delays instead of a lock.
//!
//! Precondition: each attempt names the account it is for, the network it comes from, and the
//! device if it proved itself before. Postcondition: guesses of strangers slow down strangers, for
//! that account and from that network, but never a device from which the account signed in before:
//! nobody can lock out somebody else.

use std::collections::BTreeMap;
use std::net::IpAddr;

use jiff::{SignedDuration, Timestamp};

/// Wrong attempts that cost nothing.
const FREE: u32 = 5;
/// Longest delay.
const LONGEST: SignedDuration = SignedDuration::from_mins(15);
/// After this long without an attempt all is forgotten.
const FORGOTTEN: SignedDuration = SignedDuration::from_hours(24);
/// Most keys that are remembered; the oldest go first.
const MOST: usize = 50_000;

/// Where an attempt comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// Strangers who try an account.
    Strangers(String),
    /// A network, whichever accounts it tries.
    Network(String),
    /// A device of an account that signed in before.
    Device(String),
}

#[derive(Clone, Copy, Debug)]
struct Tries {
    wrong: u32,
    last: Timestamp,
}

/// Wrong attempts so far.
#[derive(Clone, Debug, Default)]
pub struct Throttle {
    tries: BTreeMap<Key, Tries>,
}

/// One attempt.
#[derive(Clone, Copy, Debug)]
pub struct Attempt<'a> {
    /// The account, whether it exists or not.
    pub account: &'a str,
    /// Where it comes from.
    pub from: IpAddr,
    /// The device, if it signed in to this account before.
    pub device: Option<&'a str>,
}

/// The part of an address that one person usually has: /24 of IPv4, /56 of IPv6.
fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) => hex::encode(&v4.octets()[..3]),
        IpAddr::V6(v6) => hex::encode(&v6.octets()[..7]),
    }
}

fn keys(attempt: &Attempt<'_>) -> Vec<Key> {
    match attempt.device {
        Some(device) => vec![Key::Device(format!("{} {device}", attempt.account))],
        None => vec![
            Key::Strangers(attempt.account.to_owned()),
            Key::Network(network(attempt.from)),
        ],
    }
}

/// The delay after some wrong attempts: nothing, then 1, 2, 4, … seconds.
fn delay(wrong: u32) -> SignedDuration {
    let Some(over) = wrong.checked_sub(FREE) else {
        return SignedDuration::ZERO;
    };
    let seconds = 1_i64.checked_shl(over.min(20)).unwrap_or(i64::MAX);
    SignedDuration::from_secs(seconds).min(LONGEST)
}

impl Throttle {
    /// How long to wait before this attempt may be made; zero: now.
    #[must_use]
    pub fn wait(&self, attempt: &Attempt<'_>, now: Timestamp) -> SignedDuration {
        let left = keys(attempt).into_iter().filter_map(|key| {
            let tries = self.tries.get(&key)?;
            let since = now.duration_since(tries.last);
            (since < FORGOTTEN).then(|| delay(tries.wrong) - since)
        });
        left.max().unwrap_or_default().max(SignedDuration::ZERO)
    }

    /// Notes a wrong attempt.
    pub fn wrong(&mut self, attempt: &Attempt<'_>, now: Timestamp) {
        for key in keys(attempt) {
            let tries = self.tries.entry(key).or_insert(Tries {
                wrong: 0,
                last: now,
            });
            if now.duration_since(tries.last) >= FORGOTTEN {
                tries.wrong = 0;
            }
            tries.wrong = tries.wrong.saturating_add(1);
            tries.last = now;
        }
        if self.tries.len() > MOST {
            self.forget(now);
        }
    }

    /// Notes a right one: its device starts anew. What strangers tried stays counted.
    pub fn right(&mut self, attempt: &Attempt<'_>) {
        if attempt.device.is_some() {
            for key in keys(attempt) {
                self.tries.remove(&key);
            }
        }
    }

    /// Drops what is forgotten, and the older half if that is not enough.
    fn forget(&mut self, now: Timestamp) {
        self.tries
            .retain(|_, tries| now.duration_since(tries.last) < FORGOTTEN);
        if self.tries.len() > MOST / 2 {
            let mut times: Vec<Timestamp> = self.tries.values().map(|tries| tries.last).collect();
            times.sort_unstable();
            let cut = times[times.len() / 2];
            self.tries.retain(|_, tries| tries.last > cut);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Attempt, LONGEST, MOST, Throttle};
    use jiff::{SignedDuration, Timestamp};
    use proptest::prelude::*;
    use std::net::{IpAddr, Ipv4Addr};

    fn start() -> Timestamp {
        "2026-11-23T09:00:00Z".parse().unwrap()
    }

    fn from(last: u8) -> IpAddr {
        Ipv4Addr::new(192, 0, last, 1).into()
    }

    const fn attempt(account: &str, from: IpAddr) -> Attempt<'_> {
        Attempt {
            account,
            from,
            device: None,
        }
    }

    #[test]
    fn strangers_wait_longer_and_longer_and_a_known_device_never() {
        let mut throttle = Throttle::default();
        let mut waits = Vec::new();
        for number in 0..40_u8 {
            let stranger = attempt("anna", from(number));
            waits.push(throttle.wait(&stranger, start()).as_secs());
            throttle.wrong(&stranger, start());
        }
        assert_eq!(waits[..9], [0, 0, 0, 0, 0, 1, 2, 4, 8]);
        assert_eq!(waits.last(), Some(&LONGEST.as_secs()));
        let known = Attempt {
            device: Some("d1"),
            ..attempt("anna", from(1))
        };
        assert_eq!(throttle.wait(&known, start()), SignedDuration::ZERO);
        let other = attempt("bert", from(99));
        assert_eq!(throttle.wait(&other, start()), SignedDuration::ZERO);
        let day = start() + SignedDuration::from_hours(25);
        assert_eq!(
            throttle.wait(&attempt("anna", from(1)), day),
            SignedDuration::ZERO
        );
    }

    #[test]
    fn one_network_that_tries_many_accounts_waits_too() {
        let mut throttle = Throttle::default();
        for number in 0..12 {
            throttle.wrong(&attempt(&format!("account {number}"), from(1)), start());
        }
        assert!(throttle.wait(&attempt("another", from(1)), start()) > SignedDuration::ZERO);
        assert_eq!(
            throttle.wait(&attempt("another", from(2)), start()),
            SignedDuration::ZERO
        );
    }

    #[test]
    fn memory_is_bounded() {
        let mut throttle = Throttle::default();
        for number in 0..MOST as u64 * 2 {
            let name = number.to_string();
            let later = start() + SignedDuration::from_millis(i64::try_from(number).unwrap());
            throttle.wrong(&attempt(&name, from(3)), later);
        }
        assert!(throttle.tries.len() <= MOST);
    }

    proptest! {
        /// Whatever strangers do, a known device waits only for its own mistakes.
        #[test]
        fn nobody_locks_out_a_known_device(tries in proptest::collection::vec((0..3_u8, 0..5_u8, 0..100_000_i64), 0..200)) {
            let mut throttle = Throttle::default();
            let mut tries = tries;
            tries.sort_by_key(|(_, _, at)| *at);
            for (account, network, at) in tries {
                let name = ["anna", "bert", "cem"][usize::from(account)];
                throttle.wrong(&attempt(name, from(network)), start() + SignedDuration::from_secs(at));
            }
            let known = Attempt { device: Some("d1"), ..attempt("anna", from(0)) };
            prop_assert_eq!(throttle.wait(&known, start() + SignedDuration::from_secs(100_000)), SignedDuration::ZERO);
        }
    }
}
