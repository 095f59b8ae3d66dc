// SPDX-License-Identifier: EUPL-1.2
//! The ledger of releases: append-only, with a log of its own. It holds what was released, what was stopped,
//! and how many cases were pooled; never a case.

use anyhow::{Context as _, Result, bail};
use jiff::Timestamp;
use rand::RngCore;
use serde::{Deserialize, Serialize};
use wegmarke_ledger::{Envelope, Hand, LogKey, LogVerifier, Salt, Tree, body};

use crate::store::{Store, document, lock, write_secret};

/// The document of one entry.
const ENTRY: &str = "entry";
/// The key of the log, beside the pool.
const KEY: &str = "log.key";
/// The signed head.
const CHECKPOINT: &str = "log.checkpoint";
/// Held while the head is read and signed.
const LOCK: &str = "log.lock";
/// Its name.
const ORIGIN: &str = "wegmarke-cases";

/// An entry with its body.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Stored {
    leaf: String,
    salt: [u8; 16],
    body: String,
}

/// What an entry says, for a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Number, from 0.
    pub seq: u64,
    /// When.
    pub at: Timestamp,
    /// `release.published`, `release.stopped`, `pool.received`.
    pub kind: String,
    /// What about.
    pub subject: String,
    /// Canonical JSON.
    pub body: String,
}

/// Makes the log's key.
///
/// # Errors
/// If there is one already.
pub fn create(store: &Store, rng: &mut (impl RngCore + rand::CryptoRng)) -> Result<()> {
    write_secret(&store.folder().join(KEY), &LogKey::generate(rng, ORIGIN)?)
}

/// A new entry as the document to be added, after those there are.
///
/// # Errors
/// If the ledger does not verify.
pub async fn entry(
    store: &Store,
    kind: &str,
    subject: &str,
    said: &impl Serialize,
    at: Timestamp,
    rng: &mut impl RngCore,
) -> Result<(&'static str, Vec<u8>)> {
    let before = verify(store).await?.lines.len() as u64;
    let body = String::from_utf8(wegmarke_ledger::canonical(said)?)?;
    let mut salt = [0_u8; 16];
    rng.fill_bytes(&mut salt);
    let envelope = Envelope {
        seq: before,
        at: Timestamp::from_millisecond(at.as_millisecond())?,
        by: "pool".to_owned(),
        hand: Hand::Account,
        kind: kind.to_owned(),
        schema: 1,
        subject: subject.to_owned(),
        body: body::hash(&Salt(salt), body.as_bytes()),
        signature: None,
    };
    let leaf = String::from_utf8(envelope.to_leaf())?;
    Ok((ENTRY, document(&Stored { leaf, salt, body })?))
}

/// The ledger after it was verified.
#[derive(Debug)]
pub struct Verified {
    /// Its entries.
    pub lines: Vec<Line>,
    /// Its signed head.
    pub checkpoint: String,
    /// The key that verifies it.
    pub verifier: String,
}

/// Reads every entry, recomputes the tree, and signs its head.
///
/// # Errors
/// The first entry that does not fit, by its number.
pub async fn verify(store: &Store) -> Result<Verified> {
    // One at a time: an older head must not take the place of a newer one.
    let _one_at_a_time = lock(store.folder(), LOCK)?;
    let file =
        std::fs::read_to_string(store.folder().join(KEY)).context("the log's key is missing")?;
    let key = LogKey::parse(&file)?;
    let mut tree = Tree::default();
    let mut lines = Vec::new();
    for (_, stored) in store.list::<Stored>(ENTRY).await? {
        let envelope = Envelope::from_leaf(stored.leaf.as_bytes())
            .with_context(|| format!("entry {}", lines.len()))?;
        let fits = envelope.seq == lines.len() as u64
            && envelope.body == body::hash(&Salt(stored.salt), stored.body.as_bytes());
        if !fits {
            bail!("entry {} does not fit", lines.len());
        }
        tree.push(stored.leaf.as_bytes());
        lines.push(Line {
            seq: envelope.seq,
            at: envelope.at,
            kind: envelope.kind,
            subject: envelope.subject,
            body: stored.body,
        });
    }
    // The head that was signed last is kept beside: what was cut off or exchanged since shows.
    let path = store.folder().join(CHECKPOINT);
    if let Ok(before) = std::fs::read(&path) {
        let before = LogVerifier::parse(key.verifier_key())?.open(&before)?;
        if tree.root_at(before.size).ok() != Some(before.root) {
            bail!(
                "the ledger is not the one of which {} entries were signed",
                before.size
            );
        }
    }
    let note = key.sign(tree.size(), tree.root())?;
    let beside = path.with_extension("part");
    std::fs::write(&beside, &note)?;
    std::fs::rename(&beside, &path)?;
    Ok(Verified {
        lines,
        checkpoint: String::from_utf8(note)?,
        verifier: key.verifier_key().to_owned(),
    })
}
