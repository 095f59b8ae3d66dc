// SPDX-License-Identifier: EUPL-1.2
//! How fast anyone may guess: delays that grow, and never a lock.
//!
//! Precondition: every attempt is [admitted](Throttle::admit) before anything secret is compared, also
//! for addresses without an account, and reported as [succeeded](Throttle::succeed) only when all of
//! its factors held. A known device is named only after its token was found among the account's.
//!
//! Postcondition: whatever strangers do, a known device waits for nothing but its own mistakes. So
//! knowing someone's address is not enough to keep them out. A person on a new device shares the
//! account's delay with strangers, at most [`ACCOUNT`]'s longest wait; passkeys and other sites need
//! no such guard and stay open.
//!
//! Attempts are counted when they begin, so that a thousand at once are a thousand. Counts cool down
//! by one each hour. What is kept is bounded without forgetting: strangers are counted in buckets, and
//! a flood of made-up names fills the buckets and slows strangers down, but washes no count away.
//!
//! A [`Throttle`] decides on counts that were handed to it: all there are, or those that stand under the
//! [keys](Attempt::keys) of one attempt. Several processes count together if each hands over what is
//! kept, decides, and keeps what came of it, before another one reads the same counts.

use std::{
    collections::BTreeMap,
    net::{IpAddr, Ipv6Addr},
};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::digest::Digest;

/// How many attempts are free, and how long the longest wait is.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Attempts without a wait.
    pub free: u32,
    /// The wait before the next one is a second; it doubles with each one more, up to this.
    pub longest: SignedDuration,
}

/// For one account, from anywhere but its known devices.
pub const ACCOUNT: Rule = Rule {
    free: 5,
    longest: SignedDuration::from_mins(15),
};

/// For one network and all accounts; a whole office may sit behind it.
pub const NETWORK: Rule = Rule {
    free: 30,
    longest: SignedDuration::from_mins(5),
};

/// For one account from one of its known devices.
pub const DEVICE: Rule = Rule {
    free: 5,
    longest: SignedDuration::from_mins(15),
};

/// For one client, whoever they say they are: what they begin and do not end, and links that lead
/// nowhere. Short waits, since a whole office may be one client.
pub const CLIENT: Rule = Rule {
    free: 30,
    longest: SignedDuration::from_mins(1),
};

/// A count cools down by one in this time.
const COOLING: SignedDuration = SignedDuration::from_hours(1);

/// A second doubled so often is longer than any longest wait; counts go no higher.
const DOUBLINGS: u32 = 10;

/// Someone wants to sign in.
#[derive(Clone, Copy, Debug)]
pub struct Attempt<'a> {
    /// The address they typed, written the same way for the same account.
    pub account: &'a str,
    /// Where they are.
    pub client: IpAddr,
    /// The token of a device from which this account signed in before.
    pub device: Option<&'a Digest>,
}

/// Not yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too many attempts; try again after {until}")]
pub struct Wait {
    /// The first instant at which another attempt may be admitted.
    pub until: Timestamp,
}

impl Wait {
    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        "too_many_attempts"
    }
}

impl Attempt<'_> {
    /// What it is counted under.
    #[must_use]
    pub fn keys(&self) -> Vec<Key> {
        self.device.map_or_else(
            || {
                vec![
                    Key::Account(bucket("throttled account", self.account.as_bytes())),
                    Key::Network(bucket("throttled network", &network(self.client))),
                ]
            },
            |device| vec![Key::Device(device_key(self.account, device))],
        )
    }
}

/// What attempts are counted under. No name and no address can be read off it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// Accounts that share a bucket.
    Account(u16),
    /// Networks that share a bucket.
    Network(u16),
    /// Clients that share a bucket.
    Client(u16),
    /// A known device beside one account.
    Device(Digest),
}

impl Key {
    /// What is counted for a client, whoever they say they are.
    #[must_use]
    pub fn of_client(client: IpAddr) -> Self {
        Self::Client(bucket("throttled client", &subscriber(client)))
    }

    /// The key as text, to keep a count under: always the same for the same.
    #[must_use]
    pub fn to_text(self) -> String {
        match self {
            Self::Account(bucket) => format!("account {bucket}"),
            Self::Network(bucket) => format!("network {bucket}"),
            Self::Client(bucket) => format!("client {bucket}"),
            Self::Device(digest) => format!("device {}", digest.to_hex()),
        }
    }

    const fn rule(self) -> Rule {
        match self {
            Self::Account(_) => ACCOUNT,
            Self::Network(_) => NETWORK,
            Self::Client(_) => CLIENT,
            Self::Device(_) => DEVICE,
        }
    }
}

fn bucket(purpose: &str, what: &[u8]) -> u16 {
    Digest::of(purpose, what).bucket()
}

/// What happened, in numbers. A key without a count is cold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Throttle {
    counts: BTreeMap<Key, Count>,
}

impl Throttle {
    /// Decides on these counts.
    #[must_use]
    pub fn of(counts: impl IntoIterator<Item = (Key, Count)>) -> Self {
        Self {
            counts: counts.into_iter().collect(),
        }
    }

    /// The count under a key, if it is not cold.
    #[must_use]
    pub fn find(&self, key: Key) -> Option<Count> {
        self.counts.get(&key).copied()
    }

    /// Counts an attempt and lets it begin, or says when to come back; a refused one is not counted.
    ///
    /// # Errors
    /// [`Wait`].
    pub fn admit(&mut self, attempt: Attempt<'_>, now: Timestamp) -> Result<(), Wait> {
        self.admit_under(&attempt.keys(), now)
    }

    /// An admitted attempt was the right one: it is not counted any more, and a known device starts
    /// anew. Strangers' mistakes stay, so that nobody wipes them out by signing in between.
    pub fn succeed(&mut self, attempt: Attempt<'_>, now: Timestamp) {
        for key in attempt.keys() {
            match key {
                Key::Device(_) => _ = self.counts.remove(&key),
                _ => self.take_back(key, now),
            }
        }
    }

    /// Counts something that costs us work and is no guess at anyone's secret, or says when to come
    /// back. It slows down its own client only.
    ///
    /// # Errors
    /// [`Wait`].
    pub fn admit_client(&mut self, client: IpAddr, now: Timestamp) -> Result<(), Wait> {
        self.admit_under(&[Key::of_client(client)], now)
    }

    /// What a client began came to a good end: it is not counted any more.
    pub fn client_succeeded(&mut self, client: IpAddr, now: Timestamp) {
        self.take_back(Key::of_client(client), now);
    }

    fn admit_under(&mut self, keys: &[Key], now: Timestamp) -> Result<(), Wait> {
        let open_at = |key: &Key| Some(self.counts.get(key)?.open_at(key.rule(), now));
        let until = keys.iter().filter_map(open_at).max();
        // Looked at under all keys before any is counted: who is refused by one is not counted by another.
        if let Some(until) = until.filter(|until| *until > now) {
            return Err(Wait { until });
        }
        for key in keys {
            let cold = Count {
                last_at: now,
                cold_at: now,
            };
            let count = self.counts.entry(*key).or_insert(cold);
            count.add(key.rule(), now);
        }
        Ok(())
    }

    fn take_back(&mut self, key: Key, now: Timestamp) {
        if let Some(count) = self.counts.get_mut(&key) {
            count.take_back();
            if count.cold_at <= now {
                self.counts.remove(&key);
            }
        }
    }
}

fn device_key(account: &str, device: &Digest) -> Digest {
    let name = format!("{} {account}", device.to_hex());
    Digest::of("throttled device", name.as_bytes())
}

/// The part of an address that one subscriber or one office has: /24 of IPv4, /56 of IPv6.
fn network(client: IpAddr) -> [u8; 16] {
    part(client, 24, 56)
}

/// The part of an address that one line has: all of IPv4, /64 of IPv6.
fn subscriber(client: IpAddr) -> [u8; 16] {
    part(client, 32, 64)
}

fn part(client: IpAddr, bits_of_4: u32, bits_of_6: u32) -> [u8; 16] {
    let (address, bits) = match client.to_canonical() {
        IpAddr::V4(address) => (address.to_ipv6_mapped(), 96 + bits_of_4),
        IpAddr::V6(address) => (address, bits_of_6),
    };
    // A shift by all 128 bits gives nothing in Rust, and here it is to keep the whole address.
    let rest = u128::MAX.checked_shr(bits).unwrap_or(0);
    Ipv6Addr::from_bits(address.to_bits() & !rest).octets()
}

/// Attempts under one key. How many they are follows from the time until nothing is left of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    last_at: Timestamp,
    cold_at: Timestamp,
}

impl Count {
    /// From when on it says no more than no count at all, and need not be kept.
    #[must_use]
    pub const fn cold_at(self) -> Timestamp {
        self.cold_at
    }

    /// Attempts that have not cooled down, the last one rounded up.
    fn attempts(self, rule: Rule, now: Timestamp) -> u32 {
        let heat = self.cold_at.duration_since(now).as_secs().max(0);
        let attempts = heat.saturating_add(COOLING.as_secs() - 1) / COOLING.as_secs();
        u32::try_from(attempts).map_or(rule.highest(), |attempts| attempts.min(rule.highest()))
    }

    /// When the next attempt may begin.
    fn open_at(self, rule: Rule, now: Timestamp) -> Timestamp {
        match self.attempts(rule, now).checked_sub(rule.free) {
            None => now,
            // Written by a clock that was ahead by more than any wait: taken at its word, it would
            // keep people out until that day comes.
            Some(_) if self.last_at > later(now, rule.longest) => now,
            Some(doublings) => {
                let wait = SignedDuration::from_secs(1_i64 << doublings.min(DOUBLINGS));
                later(self.last_at, wait.min(rule.longest))
            }
        }
    }

    fn add(&mut self, rule: Rule, now: Timestamp) {
        // Bounded: a flood of a day must not keep a bucket hot for weeks.
        let hottest = later(now, COOLING.saturating_mul(rule.highest().cast_signed()));
        self.cold_at = later(self.cold_at.max(now), COOLING).min(hottest);
        self.last_at = now;
    }

    fn take_back(&mut self) {
        self.cold_at = later(self.cold_at, -COOLING);
    }
}

impl Rule {
    const fn highest(self) -> u32 {
        self.free + DOUBLINGS
    }
}

fn later(instant: Timestamp, wait: SignedDuration) -> Timestamp {
    instant.saturating_add(wait).unwrap_or(instant)
}

#[cfg(test)]
mod tests;
