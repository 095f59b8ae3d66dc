// SPDX-License-Identifier: EUPL-1.2
//! Programs that write without a pause, keep what they were told, and ask again with the same key when
//! they were told nothing.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread::{JoinHandle, sleep, spawn};
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};
use serde_json::{Value, json};

use super::site::{Site, WRITER};
use crate::cycle::{MEASURE, ROUND, agent};

/// How long a writer waits when nobody answers.
const BREATH: Duration = Duration::from_millis(20);

/// What was acknowledged: number of the entry, and hash of its body, by what was said.
pub(super) type Told = BTreeMap<String, (u64, String)>;

/// Where writers find a server now; 0: nowhere.
#[derive(Clone, Default)]
pub(super) struct Port(Arc<AtomicU32>);

impl Port {
    pub(super) fn set(&self, port: u16) {
        self.0.store(u32::from(port), Ordering::SeqCst);
    }

    fn get(&self) -> Option<u16> {
        u16::try_from(self.0.load(Ordering::SeqCst))
            .ok()
            .filter(|port| *port > 0)
    }
}

/// Some who write.
pub(super) struct Writers {
    over: Arc<AtomicBool>,
    acknowledged: Arc<AtomicU32>,
    threads: Vec<JoinHandle<Written>>,
}

/// What they met.
#[derive(Default)]
pub(super) struct Written {
    pub(super) told: Told,
    /// Answers that were neither receipts nor trouble on the way.
    pub(super) odd: Vec<String>,
    /// How long one of them waited at most until it was told that something is written.
    pub(super) longest: Duration,
}

impl Writers {
    /// So many at each of the ports; `first` numbers what they say.
    pub(super) fn start(site: &Site, ports: &[Port], each: u32, first: u32) -> Self {
        let over = Arc::<AtomicBool>::default();
        let acknowledged = Arc::<AtomicU32>::default();
        let next = Arc::new(AtomicU32::new(first));
        let all = ports
            .iter()
            .flat_map(|port| (0..each).map(move |_| port.clone()));
        let threads = all.map(|port| {
            let (over, next) = (Arc::clone(&over), Arc::clone(&next));
            let acknowledged = Arc::clone(&acknowledged);
            let token = site.token.clone();
            spawn(move || write(&port, &token, &next, &acknowledged, &over))
        });
        let threads = threads.collect();
        Self {
            over,
            acknowledged,
            threads,
        }
    }

    /// Waits until so many more were acknowledged, or the time is up.
    pub(super) fn wait_for(&self, more: u32, patience: Duration) {
        let before = self.acknowledged.load(Ordering::SeqCst);
        let since = Instant::now();
        while self.acknowledged.load(Ordering::SeqCst) < before + more && since.elapsed() < patience
        {
            sleep(Duration::from_millis(2));
        }
    }

    /// Lets each finish what it began, which takes a server.
    pub(super) fn stop(self) -> Result<Written> {
        self.over.store(true, Ordering::SeqCst);
        let mut all = Written::default();
        for thread in self.threads {
            let written = thread.join().map_err(|_| anyhow!("a writer panicked"))?;
            all.told.extend(written.told);
            all.odd.extend(written.odd);
            all.longest = all.longest.max(written.longest);
        }
        Ok(all)
    }
}

/// Address and content of the statement with this number.
pub(super) fn statement(number: u32) -> (String, Value) {
    let about = format!("practice/{ROUND}/{WRITER}/{number}/{MEASURE}");
    let says = json!({"practice": {
        "observed": {"de": format!("Beobachtung {number}: die Beratung kommt an.")},
        "delivery": "limited",
        "land": "de-be",
        "reach": "isolated",
    }});
    (about.clone(), json!({"about": about, "says": says}))
}

/// What a server answers to a statement: its status, and the answer.
pub(super) fn say(port: u16, token: &str, key: &str, says: &Value) -> Result<(u16, Value)> {
    let request = agent()
        .post(format!("http://127.0.0.1:{port}/api/contributions"))
        .header("authorization", format!("Bearer {token}"))
        .header("content-type", "application/json")
        .header("idempotency-key", key);
    let mut answer = request.send(says.to_string())?;
    let status = answer.status().as_u16();
    let text = answer.body_mut().read_to_string()?;
    Ok((status, serde_json::from_str(&text)?))
}

/// Number and hash in the receipt of one entry.
pub(super) fn receipt(answer: &Value) -> Option<(u64, String)> {
    let receipt = &answer["receipts"][0];
    let hash = receipt["body_hash"].as_str()?;
    Some((receipt["seq"].as_u64()?, hash.to_owned()))
}

fn write(
    port: &Port,
    token: &str,
    next: &AtomicU32,
    acknowledged: &AtomicU32,
    over: &AtomicBool,
) -> Written {
    let mut written = Written::default();
    while !over.load(Ordering::SeqCst) {
        let number = next.fetch_add(1, Ordering::SeqCst);
        let (about, says) = statement(number);
        let key = format!("stress-{number}");
        // Whoever was told nothing does not know whether it was done, and asks until it is told.
        let since = Instant::now();
        let gives_up = || over.load(Ordering::SeqCst) && since.elapsed() > Duration::from_secs(30);
        loop {
            let said = port.get().map(|port| say(port, token, &key, &says));
            match said {
                Some(Ok((200, answer))) => {
                    acknowledged.fetch_add(1, Ordering::SeqCst);
                    written.longest = written.longest.max(since.elapsed());
                    match receipt(&answer) {
                        Some(receipt) => drop(written.told.insert(about, receipt)),
                        None => written.odd.push(format!("{about}: {answer}")),
                    }
                    break;
                }
                // A server that is busy or stopping, or none.
                Some(Ok((503, _)) | Err(_)) | None if !gives_up() => sleep(BREATH),
                Some(Ok((status, answer))) => {
                    written.odd.push(format!("{about}: {status} {answer}"));
                    break;
                }
                Some(Err(error)) => {
                    written.odd.push(format!("{about}: {error}"));
                    break;
                }
                None => break,
            }
        }
    }
    written
}

/// What became of what was acknowledged.
pub(super) struct Found {
    pub(super) entries: usize,
    /// Acknowledged, and not there as told.
    pub(super) lost: usize,
    /// Said once, and there twice.
    pub(super) doubled: usize,
}

/// Looks for everything that was acknowledged in the log itself.
pub(super) fn look(site: &Site, told: &Told) -> Result<Found> {
    let entries = site.entries()?;
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    let mut by_number = BTreeMap::new();
    for (seq, envelope) in &entries {
        let subject = envelope["subject"].as_str().unwrap_or_default();
        *times.entry(subject).or_default() += 1;
        let hash = envelope["body"].as_str().unwrap_or_default();
        by_number.insert(*seq, (subject, hash));
    }
    let lost = told.iter().filter(|(about, (seq, hash))| {
        by_number.get(seq) != Some(&(about.as_str(), hash.as_str()))
    });
    let doubled = told
        .keys()
        .filter(|about| times.get(about.as_str()).is_some_and(|n| *n > 1));
    Ok(Found {
        entries: entries.len(),
        lost: lost.count(),
        doubled: doubled.count(),
    })
}
