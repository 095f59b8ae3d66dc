// SPDX-License-Identifier: EUPL-1.2
//! Room for connections: so many in all, so many of one network. Who came and asked nothing makes room
//! for who comes now.

use std::collections::{HashMap, VecDeque};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, Weak};

use super::line::Known;

/// Open files that are not for connections: the database, uploads, letters.
const FILES: u64 = 128;
/// Most connections, however many files may be open: each takes memory.
const MOST: usize = 16_384;
/// Fewest, where hardly any file may be open.
const FEWEST: usize = 32;
/// Most connections of one network, without a proxy in front: a ministry behind one address fits in.
const MOST_OF_NETWORK: usize = 1_000;

/// Raises how many files may be open as far as the system lets us.
fn raise_open_files() -> usize {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit {
        current: limit.maximum,
        maximum: limit.maximum,
    };
    let now = match setrlimit(Resource::Nofile, raised) {
        Ok(()) => limit.maximum,
        Err(error) => {
            tracing::warn!(%error, "the limit of open files could not be raised");
            limit.current
        }
    };
    // `None` is no limit.
    let free = now.map_or(MOST, |files| {
        usize::try_from(files.saturating_sub(FILES)).unwrap_or(MOST)
    });
    free.clamp(FEWEST, MOST)
}

/// Where connections come from: what one holder of addresses is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Network([u8; 6]);

impl Network {
    fn of(peer: IpAddr) -> Self {
        let mut network = [0; 6];
        match peer.to_canonical() {
            IpAddr::V4(peer) => network[..3].copy_from_slice(&peer.octets()[..3]),
            IpAddr::V6(peer) => network.copy_from_slice(&peer.octets()[..6]),
        }
        Self(network)
    }
}

#[derive(Debug, Default)]
struct Held {
    all: usize,
    networks: HashMap<Network, usize>,
    /// Who came, in order; some of them have gone, or asked meanwhile.
    waiting: VecDeque<Weak<Known>>,
}

/// Counts connections.
#[derive(Clone, Debug)]
pub(super) struct Room {
    held: Arc<Mutex<Held>>,
    most: usize,
    most_of_network: usize,
}

/// One connection's place, free again when it is dropped.
#[derive(Debug)]
pub(super) struct Place {
    held: Arc<Mutex<Held>>,
    network: Option<Network>,
}

impl Drop for Place {
    fn drop(&mut self) {
        let Ok(mut held) = self.held.lock() else {
            return;
        };
        held.all -= 1;
        if let Some(network) = self.network
            && let Some(count) = held.networks.get_mut(&network)
        {
            *count -= 1;
            if *count == 0 {
                held.networks.remove(&network);
            }
        }
    }
}

impl Room {
    /// As much as the system gives.
    pub(super) fn new() -> Self {
        Self::of(raise_open_files(), MOST_OF_NETWORK)
    }

    fn of(most: usize, most_of_network: usize) -> Self {
        let held = Arc::default();
        Self {
            held,
            most,
            most_of_network,
        }
    }

    /// A place for who comes from `peer`; `None`: there is none, and the connection has to end.
    pub(super) fn enter(
        &self,
        peer: IpAddr,
        behind_proxy: bool,
        known: &Arc<Known>,
    ) -> Option<Place> {
        // A proxy, and whoever tries this out, comes from one address for everybody.
        let counts = !behind_proxy && !peer.to_canonical().is_loopback();
        let network = counts.then(|| Network::of(peer));
        let mut held = self.held.lock().ok()?;
        if let Some(network) = network
            && held.networks.get(&network).copied().unwrap_or_default() >= self.most_of_network
        {
            return None;
        }
        if held.all >= self.most && !held.make_room() {
            return None;
        }
        held.all += 1;
        if let Some(network) = network {
            *held.networks.entry(network).or_default() += 1;
        }
        held.forget_gone();
        held.waiting.push_back(Arc::downgrade(known));
        let held = Arc::clone(&self.held);
        Some(Place { held, network })
    }
}

impl Held {
    /// Sends away who came first and asked nothing; false if there is nobody like that. For a moment
    /// there is one more than there may be.
    fn make_room(&mut self) -> bool {
        while let Some(first) = self.waiting.pop_front() {
            if let Some(known) = first.upgrade().filter(|known| !known.has_asked()) {
                known.send_away();
                return true;
            }
        }
        false
    }

    fn forget_gone(&mut self) {
        while let Some(first) = self.waiting.front() {
            if first.upgrade().is_some_and(|known| !known.has_asked()) {
                break;
            }
            self.waiting.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;
    use std::sync::Arc;

    use super::{Known, Room};

    fn known() -> Arc<Known> {
        Arc::default()
    }

    #[test]
    fn one_network_does_not_take_every_place() {
        let room = Room::of(100, 2);
        let enter = |peer: &str, behind_proxy| {
            room.enter(peer.parse::<IpAddr>().unwrap(), behind_proxy, &known())
        };
        let first = enter("192.0.2.1", false);
        let _second = enter("::ffff:192.0.2.2", false).unwrap();
        assert!(first.is_some() && enter("192.0.2.3", false).is_none());
        let _others = (
            enter("198.51.100.1", false).unwrap(),
            enter("2001:db8::1", false).unwrap(),
        );
        assert!(enter("192.0.2.3", true).is_some());
        drop(first);
        assert!(enter("192.0.2.3", false).is_some());
        let held: Vec<_> = (0..9).map(|_| enter("127.0.0.1", false)).collect();
        assert!(held.iter().all(Option::is_some));
    }

    #[tokio::test]
    async fn who_asks_nothing_makes_room() {
        let room = Room::of(2, 1_000);
        let here: IpAddr = "127.0.0.1".parse().unwrap();
        let (asked, silent, late) = (known(), known(), known());
        let _first = room.enter(here, false, &asked).unwrap();
        asked.ask();
        let second = room.enter(here, false, &silent).unwrap();
        let third = room.enter(here, false, &late).unwrap();
        silent.overstayed(std::time::Duration::MAX).await;
        drop(second);
        late.ask();
        assert!(room.enter(here, false, &known()).is_none());
        drop(third);
        assert!(room.enter(here, false, &known()).is_some());
    }
}
