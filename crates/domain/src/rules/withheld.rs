// SPDX-License-Identifier: EUPL-1.2
//! Which bodies may be withheld: anybody can replay it from the envelopes alone, and so tell when one is
//! hidden that was, or must be, public.
//!
//! - Only what is submitted in a round is ever sealed, and only until the round is revealed; never
//!   again after that.
//! - Until then none of it is public.
//! - What its organisation replaced before the reveal, and what did not open then and is named by the
//!   entry of the reveal, stays withheld.
//! - What is erased is named by an entry, and what is named is erased.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::erasure::{ERASED, Erasure, RESTORED, Restoration};
use crate::id;
use crate::noun::Subject;
use crate::round::{Advance, RoundState};

/// What is seen of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// All of it.
    Public,
    /// That it is there.
    Sealed,
    /// That it was there.
    Erased,
}

/// What has to be known of an entry of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// That its body is public, and no more.
    Nothing,
    /// Its envelope.
    Envelope,
    /// Its body, too.
    Body,
}

/// What has to be known of an entry of this kind.
#[must_use]
pub fn wanted(kind: &str) -> Wanted {
    let is_reveal = Advance::find_state(kind) == Some(RoundState::Closing);
    if is_reveal || [ERASED, RESTORED].contains(&kind) {
        Wanted::Body
    } else if is_submitted(kind) {
        Wanted::Envelope
    } else {
        Wanted::Nothing
    }
}

/// Only these are ever sealed.
fn is_submitted(kind: &str) -> bool {
    kind.split_once('.').is_some_and(|(noun, verb)| {
        verb == "submitted"
            && noun
                .parse::<crate::noun::Noun>()
                .is_ok_and(|noun| noun.is_contribution())
    })
}

/// An entry as it is seen. Those whose kind is not wanted need be looked at only if their body is not
/// public.
#[derive(Clone, Copy, Debug)]
pub struct Looked<'a> {
    /// Its number.
    pub seq: u64,
    /// Its kind.
    pub kind: &'a str,
    /// What it is about.
    pub subject: &'a str,
    /// What is seen of its body.
    pub sight: Sight,
    /// The body, if it is public and wanted.
    pub body: Option<&'a [u8]>,
}

/// Why a body must not look as it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Fault {
    /// It is sealed, and its kind never is.
    #[error("its body is sealed, and those of its kind never are")]
    NeverSealed,
    /// It is sealed, and its round was revealed.
    #[error(
        "its body is still sealed, though its round was revealed and nobody replaced it before"
    )]
    StillSealed,
    /// It is public, and its round was not revealed.
    #[error("its body is public, though its round was not revealed yet")]
    Early,
    /// It was erased, and no entry says so.
    #[error("its body is erased, and no entry says that and why")]
    ErasedSilently,
    /// An entry says that it was erased, and it was not.
    #[error("an entry says that its body was erased, and it was not")]
    NotErased,
    /// It says what became of others, and does not read.
    #[error("it says what became of other bodies, and its own is withheld or does not read")]
    Unread,
}

impl Fault {
    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NeverSealed => "never_sealed",
            Self::StillSealed => "still_sealed",
            Self::Early => "early",
            Self::ErasedSilently => "erased_silently",
            Self::NotErased => "not_erased",
            Self::Unread => "unread",
        }
    }
}

/// What came of looking at all entries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judgement {
    /// The first entry that must not look as it does.
    pub fault: Option<(u64, Fault)>,
    /// Bodies that nobody reads any more though their round was revealed: replaced before, or not opened.
    pub withheld: u64,
}

/// Looks at the entries of a log, one after the other.
#[derive(Clone, Debug, Default)]
pub struct Looking {
    submitted: BTreeMap<String, Vec<(u64, Sight)>>,
    /// The reveal of each round, and what did not open then.
    revealed: BTreeMap<String, (u64, BTreeSet<u64>)>,
    /// Bodies that are erased, and those that entries say are.
    erased: BTreeSet<u64>,
    erasures: BTreeSet<u64>,
    restored: BTreeSet<u64>,
    faults: BTreeMap<u64, Fault>,
}

#[derive(Deserialize)]
struct Reveal {
    advance: Advance,
}

#[derive(Deserialize)]
struct Erased {
    erasure: Erasure,
}

#[derive(Deserialize)]
struct Restored {
    restoration: Restoration,
}

fn read<'a, T: Deserialize<'a>>(body: Option<&'a [u8]>) -> Option<T> {
    serde_json::from_slice(body?).ok()
}

impl Looking {
    /// Looks at the next entry.
    pub fn look(&mut self, entry: Looked<'_>) {
        let Looked {
            seq, kind, sight, ..
        } = entry;
        match sight {
            Sight::Erased => {
                self.erased.insert(seq);
            }
            Sight::Sealed if !is_submitted(kind) => self.fault(seq, Fault::NeverSealed),
            Sight::Sealed | Sight::Public => {}
        }
        match wanted(kind) {
            Wanted::Nothing => {}
            Wanted::Envelope => {
                let known = self.submitted.entry(entry.subject.to_owned());
                known.or_default().push((seq, sight));
            }
            Wanted::Body => self.read(entry),
        }
    }

    fn read(&mut self, entry: Looked<'_>) {
        let (seq, body) = (entry.seq, entry.body);
        let known = match entry.kind {
            ERASED => read(body).map(|Erased { erasure }| {
                self.erasures.insert(erasure.entry);
            }),
            RESTORED => read(body).map(|Restored { restoration }| {
                self.restored.insert(restoration.entry);
            }),
            _ => {
                let reveal: Option<Reveal> = read(body);
                // The kind tells that a round was revealed, also where the body is gone.
                let unopened = reveal.map(|reveal| reveal.advance.unopened);
                let round = entry.subject.split_once('/').map_or("", |(_, id)| id);
                let unopened = unopened.unwrap_or_default().into_iter().collect();
                let first = self.revealed.entry(round.to_owned());
                first.or_insert((seq, unopened));
                Some(())
            }
        };
        if known.is_none() {
            self.fault(seq, Fault::Unread);
        }
    }

    fn fault(&mut self, seq: u64, fault: Fault) {
        self.faults.entry(seq).or_insert(fault);
    }

    /// What came of it.
    #[must_use]
    pub fn judge(mut self) -> Judgement {
        let mut withheld = 0;
        for (subject, versions) in &std::mem::take(&mut self.submitted) {
            let revealed = round_of(subject).and_then(|round| self.revealed.get(&round));
            let revealed = revealed.cloned();
            for (seq, sight) in versions {
                match (sight, &revealed) {
                    (Sight::Public, None) => self.fault(*seq, Fault::Early),
                    (Sight::Sealed, Some((at, unopened))) => {
                        let is_replaced = versions.iter().any(|(next, _)| next > seq && next < at);
                        let is_unopened = unopened.contains(seq) && !self.restored.contains(seq);
                        if seq < at && (is_replaced || is_unopened) {
                            withheld += 1;
                        } else {
                            self.fault(*seq, Fault::StillSealed);
                        }
                    }
                    (Sight::Sealed, None) | (Sight::Public | Sight::Erased, _) => {}
                }
            }
        }
        let (erased, named) = (self.erased.clone(), self.erasures.clone());
        for seq in erased.difference(&named) {
            self.fault(*seq, Fault::ErasedSilently);
        }
        for seq in named.difference(&erased) {
            self.fault(*seq, Fault::NotErased);
        }
        Judgement {
            fault: self.faults.into_iter().next(),
            withheld,
        }
    }
}

/// The round in which something is submitted.
fn round_of(subject: &str) -> Option<String> {
    let subject: Subject = subject.parse().ok()?;
    let [plan, name, ..] = id::parts::<5>(&subject.id)?;
    Some(format!("{plan}/{name}"))
}
