// SPDX-License-Identifier: EUPL-1.2
//! Which bodies may be withheld: anybody can replay it from the envelopes alone, and so tell when one is
//! hidden that was, or must be, public.
//!
//! - Only what is submitted in a round is ever sealed, and only until the round is revealed; never
//!   again after that.
//! - Until then none of it is public.
//! - What its organisation replaced before the reveal, and what did not open then and is named by the
//!   entry of the reveal, stays withheld.
//! - An answer that is submitted in a sealed inquiry is sealed until that is opened, by the same rule.
//! - Of what its organisation keeps only the hash is there, until it hands in the words after the reveal, which
//!   an entry says. Nothing of it is public without that, and nothing is hidden after it.
//! - What is erased is named by an entry, and what is named is erased.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::contribution::COMMITTED;
use crate::erasure::{ERASED, Erasure, RESTORED, Restoration};
use crate::id;
use crate::noun::{Noun, Subject};
use crate::round::{Advance, RoundState};
use crate::submission::{OPENED, Opening, SUBMITTED, Submission};

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
    if is_reveal || [ERASED, RESTORED, OPENED].contains(&kind) || is_committed(kind) {
        Wanted::Body
    } else if is_submitted(kind) {
        Wanted::Envelope
    } else {
        Wanted::Nothing
    }
}

/// Only these are ever sealed.
fn is_submitted(kind: &str) -> bool {
    if kind == SUBMITTED {
        return true;
    }
    kind.split_once('.').is_some_and(|(noun, verb)| {
        (verb == "submitted" || is_committed(kind))
            && noun
                .parse::<Noun>()
                .is_ok_and(|noun| noun.is_contribution())
    })
}

/// Of these only the hash is submitted.
fn is_committed(kind: &str) -> bool {
    kind.ends_with(COMMITTED)
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
    /// Its organisation kept the words, and no entry says that it handed them in.
    #[error(
        "its body is public, though its organisation kept the words and no entry says that it handed them in"
    )]
    RevealedSilently,
    /// Its hash was made of words about something else: somebody submitted the hash of another one.
    #[error("its words were committed for another statement than this one")]
    OfAnother,
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
            Self::RevealedSilently => "revealed_silently",
            Self::OfAnother => "of_another",
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
    /// Bodies that their organisations keep though the round was revealed: committed, not revealed.
    pub unrevealed: u64,
}

/// Looks at the entries of a log, one after the other.
#[derive(Clone, Debug, Default)]
pub struct Looking {
    /// Every version of what was submitted, and whether only its hash was.
    submitted: BTreeMap<String, Vec<(u64, Sight, bool)>>,
    /// The reveal of each round or inquiry, and what did not open then.
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
struct Opened {
    opening: Opening,
}

#[derive(Deserialize)]
struct Erased {
    erasure: Erasure,
}

#[derive(Deserialize)]
struct Committed {
    about: String,
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
            Wanted::Envelope => self.submit(entry),
            Wanted::Body if is_committed(kind) => self.submit(entry),
            Wanted::Body => self.read(entry),
        }
    }

    fn submit(&mut self, entry: Looked<'_>) {
        let Looked {
            seq, kind, subject, ..
        } = entry;
        let is_committed = is_committed(kind);
        let known = self.submitted.entry(subject.to_owned());
        let version = (seq, entry.sight, is_committed);
        known.or_default().push(version);
        if is_committed && entry.sight == Sight::Public {
            match read::<Committed>(entry.body) {
                Some(committed) if committed.about == subject => {}
                Some(_) => self.fault(seq, Fault::OfAnother),
                None => self.fault(seq, Fault::Unread),
            }
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
                // The kind tells that it was revealed, also where the body is gone.
                let unopened = match entry.kind {
                    OPENED => read(body).map(|Opened { opening }| opening.unopened),
                    _ => read(body).map(|Reveal { advance }| advance.unopened),
                };
                let unopened = unopened.unwrap_or_default().into_iter().collect();
                let first = self.revealed.entry(entry.subject.to_owned());
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
        let (mut withheld, mut unrevealed) = (0, 0);
        for (subject, versions) in &std::mem::take(&mut self.submitted) {
            let revealed = revealing(subject).and_then(|round| self.revealed.get(&round));
            let revealed = revealed.cloned();
            for (seq, sight, is_committed) in versions {
                let is_handed_in = self.restored.contains(seq);
                match (sight, &revealed) {
                    (Sight::Public, None) => self.fault(*seq, Fault::Early),
                    (Sight::Public, Some(_)) if *is_committed && !is_handed_in => {
                        self.fault(*seq, Fault::RevealedSilently);
                    }
                    (Sight::Sealed, Some((at, unopened))) => {
                        let mut later = versions.iter().map(|(next, ..)| next);
                        let is_replaced = later.any(|next| next > seq && next < at);
                        let is_kept = *is_committed && !is_handed_in;
                        let is_unopened = unopened.contains(seq) && !is_handed_in;
                        match seq < at {
                            true if is_replaced || is_unopened => withheld += 1,
                            true if is_kept => unrevealed += 1,
                            _ => self.fault(*seq, Fault::StillSealed),
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
            unrevealed,
        }
    }
}

/// The round or inquiry in which something is submitted, as the subject of the entry that reveals it.
fn revealing(subject: &str) -> Option<String> {
    let subject: Subject = subject.parse().ok()?;
    if let Some(answer) = Submission::parse(&subject) {
        return Some(answer.inquiry.subject().to_string());
    }
    let [plan, name, ..] = id::parts::<5>(&subject.id)?;
    Some(Subject::new(Noun::Round, format!("{plan}/{name}")).to_string())
}
