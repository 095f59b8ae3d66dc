// SPDX-License-Identifier: EUPL-1.2
//! Whether every signature was made with a key that its organisation had at that place of the log, and
//! whether the statements that it signed follow each other.

use std::collections::BTreeSet;

use serde::Deserialize;
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::key::{
    Backing, KeyRing, NoKey, REGISTERED, REVOKED, Registration, Revocation,
};
use wegmarke_ledger::signing::{Leaf, Misfit, Proof, PublicKey, Statement, root_of};
use wegmarke_ledger::verify::{Failure, Line, Signed};

use super::published::{Compared, Published};
use crate::signing::signatory;

/// Looks at the keys and signatures of a log, one entry after the other.
pub(super) struct Signatures {
    log: String,
    keys: KeyRing,
    /// The signature that held last: entries of one act share it.
    held: Option<(OrganisationId, String, Leaf, Proof)>,
    /// Statements that must be there, by their leaves, and were not seen yet.
    wanted: BTreeSet<Leaf>,
    /// Entries about keys that no earlier key signed.
    pub(super) unbacked: Vec<u64>,
    /// The first thing that does not fit.
    pub(super) fault: Option<Fault>,
}

/// What does not fit.
pub(super) struct Fault {
    pub(super) seq: u64,
    code: &'static str,
    reason: String,
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        let Fault { seq, code, reason } = fault;
        Self::Signature { seq, code, reason }
    }
}

/// Code and words.
type Why = (&'static str, String);

fn why(code: &'static str, words: impl ToString) -> Why {
    (code, words.to_string())
}

#[derive(Deserialize)]
struct Registers {
    registration: Registration,
}

#[derive(Deserialize)]
struct Revokes {
    revocation: Revocation,
}

impl Signatures {
    pub(super) fn new(log: &str, wanted: &[Leaf]) -> Self {
        Self {
            log: log.to_owned(),
            keys: KeyRing::default(),
            held: None,
            wanted: wanted.iter().copied().collect(),
            unbacked: Vec::new(),
            fault: None,
        }
    }

    /// Compares the keys of an organisation with those that it publishes itself. `None`: they differ, and
    /// that is the fault, if there was none before.
    pub(super) fn compare(&mut self, published: &Published) -> Option<Compared> {
        let Published { by, keys } = published;
        let said = |fingerprint: &str| {
            let mut said = keys.iter();
            let said = said.find(|(key, _)| key.fingerprint().to_string() == fingerprint);
            said.map(|(_, revoked)| *revoked)
        };
        let fault = self.keys.list(by).find_map(|key| {
            let fingerprint = &key.registration.fingerprint;
            let (seq, code, what) = match (&key.revoked, said(fingerprint)) {
                (None, Some(false)) | (Some(_), Some(true)) => return None,
                (_, None) => (
                    key.seq,
                    "key_not_published",
                    "is registered here, and the organisation does not publish it",
                ),
                (None, Some(true)) => (
                    key.seq,
                    "key_revoked_elsewhere",
                    "stands here, and the organisation says that it is revoked",
                ),
                (Some((seq, ..)), Some(false)) => (
                    *seq,
                    "key_good_elsewhere",
                    "is revoked here, and the organisation publishes it as good",
                ),
            };
            let reason = format!("the key {fingerprint} of “{by}” {what}");
            Some(Fault { seq, code, reason })
        });
        if let Some(fault) = fault {
            self.fault.get_or_insert(fault);
            return None;
        }
        let fingerprints = keys.iter().map(|(key, _)| key.fingerprint().to_string());
        Some(Compared {
            by: by.clone(),
            keys: self.keys.list(by).count() as u64,
            elsewhere: fingerprints
                .filter(|fingerprint| self.keys.find(by, fingerprint).is_none())
                .collect(),
        })
    }

    /// A statement that must be there and is not.
    pub(super) fn find_absent(&self) -> Option<Failure> {
        let leaf = hex::encode(self.wanted.first()?);
        Some(Failure::Absent { leaf })
    }

    /// Looks at the next entry that has to do with keys.
    pub(super) fn look(&mut self, line: &Line) {
        if self.fault.is_some() {
            return;
        }
        let is_of_keys = [REGISTERED, REVOKED].contains(&&*line.kind);
        let looked = match &line.signed {
            Some(signed) => self.check(line.seq, signed),
            None => Ok(()),
        };
        let looked = looked.and_then(|()| match is_of_keys {
            true => self.take(line),
            false => Ok(()),
        });
        if let Err((code, reason)) = looked {
            let seq = line.seq;
            self.fault = Some(Fault { seq, code, reason });
        }
    }

    fn check(&mut self, seq: u64, signed: &Signed) -> Result<(), Why> {
        let Signed { envelope, document } = signed;
        let misfit = |misfit: Misfit| why(misfit.code(), misfit);
        let by = OrganisationId::new(&*envelope.by);
        let fingerprint = document.key.to_string();
        let key = self.keys.find(&by, &fingerprint).ok_or_else(|| {
            why(
                "signature_unknown_key",
                format!("it is signed with a key that “{by}” has not registered: {fingerprint}"),
            )
        })?;
        if !key.is_good_for(seq) {
            let words = format!(
                "it is signed with a key that “{by}” had revoked, or registered later: {fingerprint}"
            );
            return Err(why("signature_revoked_key", words));
        }
        let leaf = Statement::of(&self.log, envelope, document.previous).leaf();
        let root = root_of(leaf, document).map_err(misfit)?;
        let held = (by.clone(), fingerprint, root, document.proof.clone());
        if self.held.as_ref() != Some(&held) {
            let signatory = signatory(key).ok_or_else(|| misfit(Misfit::NotSigned))?;
            signatory.check(&root, &document.proof).map_err(misfit)?;
            self.held = Some(held);
        }
        // After it is known to be the organisation's word: what it names as the one before counts.
        if document.previous != self.keys.last(&by) {
            let words = format!(
                "it does not go on from what “{by}” signed before in this log: a statement that it signed \
                 is missing, stands elsewhere, or is there twice"
            );
            return Err(why("signature_chain", words));
        }
        self.wanted.remove(&leaf);
        self.keys.sign(&by, leaf);
        Ok(())
    }

    /// Takes in what an organisation says of its keys.
    fn take(&mut self, line: &Line) -> Result<(), Why> {
        let unread = || {
            why(
                "key_unread",
                "it says with which key an organisation signs, and its body is withheld or does not read",
            )
        };
        let by = OrganisationId::new(&*line.by);
        // Nobody registers keys for somebody else.
        if line.subject != by.subject().to_string() {
            let words = format!("“{by}” says it of the keys of “{}”", line.subject);
            return Err(why("key_of_another", words));
        }
        let (of, signed) = ((line.seq, &by), line.signed.is_some());
        let body = line.body.as_deref().ok_or_else(unread)?;
        let done = if line.kind == REGISTERED {
            let read: Registers = serde_json::from_slice(body).map_err(|_| unread())?;
            let registration = read.registration;
            let key: PublicKey = registration.key.parse().map_err(|_| unread())?;
            if key.fingerprint().to_string() != *registration.fingerprint {
                let words = "it registers a key under the fingerprint of another one";
                return Err(why("key_fingerprint", words));
            }
            self.keys.register(of, signed, &registration)
        } else {
            let read: Revokes = serde_json::from_slice(body).map_err(|_| unread())?;
            self.keys.revoke(of, signed, &read.revocation)
        };
        match done {
            Ok(Backing::Unsigned) => {
                self.unbacked.push(line.seq);
                Ok(())
            }
            Ok(Backing::First | Backing::Signed) => Ok(()),
            Err(NoKey::Known) => Err(why(
                "key_known",
                "it registers a key that is registered already",
            )),
            Err(NoKey::Unknown) => Err(why(
                "key_unknown",
                "it revokes a key that is not registered, or revoked already",
            )),
        }
    }
}
