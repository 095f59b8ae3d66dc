// SPDX-License-Identifier: EUPL-1.2
//! Statements that their organisation signs: with a key at hand, or in two steps, where whoever has the key
//! is somewhere else. First it is asked what would be signed, and nothing is written; then the same is asked
//! once more with the signature. What was decided then must be what was signed, bit for bit: so nothing has
//! to be kept in between, and nobody signs something else than what is written.

use std::sync::Arc;

use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::key::{KeyKind, OwnKey};
use wegmarke_domain::statement::{Said, schema_of};
use wegmarke_ledger::Salt;
use wegmarke_ledger::signing::{Act, Fingerprint, Leaf, Proof, SecretKey, Signatory, Statement};

use crate::written::Written;
use crate::{AppError, State};

/// How what somebody says is signed.
#[derive(Clone, Debug)]
pub enum Signing {
    /// With a key at hand.
    With(Arc<SecretKey>),
    /// It is only told what would be signed ([`AppError::ToSign`]); nothing is written.
    Ask(Fingerprint),
    /// With a signature that was made elsewhere.
    Brought(Arc<Brought>),
}

/// A signature that was made elsewhere.
#[derive(Clone, Debug)]
pub struct Brought {
    /// The key.
    pub key: Fingerprint,
    /// What the organisation signed before.
    pub previous: Option<Leaf>,
    /// The salts of the bodies, in their order.
    pub salts: Vec<Salt>,
    /// What was signed with the key.
    pub proof: Proof,
}

/// What is to be signed.
#[derive(Clone, Debug)]
pub struct ToSign {
    /// Name of the log.
    pub log: String,
    /// Who states it.
    pub by: OrganisationId,
    /// The key that it is for.
    pub key: Fingerprint,
    /// What the organisation signed before.
    pub previous: Option<Leaf>,
    /// The root over all statements.
    pub root: Leaf,
    /// The statements, in their order.
    pub statements: Vec<Unsigned>,
}

/// A statement that is not signed yet.
#[derive(Clone, Debug)]
pub struct Unsigned {
    /// Its kind.
    pub kind: String,
    /// Schema version of the body.
    pub schema: u16,
    /// What it is about.
    pub subject: String,
    /// The salt of the body: 32 hexadecimal digits; zeros where the words are kept.
    pub salt: String,
    /// The body: canonical JSON; empty where the words are kept.
    pub body: String,
    /// The hash of the salted body: 64 hexadecimal digits.
    pub body_hash: String,
    /// The leaf of the statement: 64 hexadecimal digits.
    pub leaf: String,
}

/// Why something is not signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SigningError {
    /// The organisation has not registered the key, or revoked it.
    #[error(
        "your organisation has not registered this key, or has revoked it; nothing was written"
    )]
    NoKey,
    /// It signed something else meanwhile, or what was signed is not what would be written.
    #[error(
        "something else would be written than what was signed, or your organisation signed something \
         meanwhile: please look at it again and sign anew; nothing was written"
    )]
    Changed,
    /// The signature does not hold.
    #[error("the signature does not hold; nothing was written")]
    DoesNotHold,
    /// What is said needs no signature, or cannot bear one.
    #[error("this is nothing that an organisation signs; nothing was written")]
    Nothing,
    /// The key is registered already, or was.
    #[error("your organisation has registered this key already; nothing was written")]
    Known,
    /// The key cannot be used for signing.
    #[error("this is not a key to sign with; nothing was written")]
    BadKey,
}

impl SigningError {
    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoKey => "no_key",
            Self::Changed => "signed_otherwise",
            Self::DoesNotHold => "signature_does_not_hold",
            Self::Nothing => "nothing_to_sign",
            Self::Known => "key_known",
            Self::BadKey => "bad_key",
        }
    }
}

/// Who signs with a key of an organisation.
#[must_use]
pub(crate) fn signatory(key: &OwnKey) -> Option<Signatory> {
    let registration = &key.registration;
    Some(Signatory {
        key: registration.key.parse().ok()?,
        site: match registration.kind {
            KeyKind::Ed25519 => None,
            KeyKind::Passkey => Some(registration.site.as_deref()?.to_owned()),
        },
    })
}

/// A key that is good for what comes next in a state.
fn find_good(state: &State, by: &OrganisationId, key: Fingerprint) -> Result<Signatory, AppError> {
    let known = state.register.keys().find(by, &key.to_string());
    let known = known.filter(|known| known.is_good_for(state.size()));
    let signatory = known.and_then(signatory);
    Ok(signatory.ok_or(SigningError::NoKey)?)
}

/// What is said at once, and how it is signed.
#[derive(Clone, Copy)]
pub(crate) struct Saying<'a> {
    /// Who says it.
    pub(crate) by: &'a OrganisationId,
    /// What is said.
    pub(crate) said: &'a [Said],
    /// How it is signed; `None`: not.
    pub(crate) signing: Option<&'a Signing>,
}

/// The salt of each body, where the signature says which.
pub(crate) fn salt_of(signing: Option<&Signing>, place: usize) -> Option<Salt> {
    match signing {
        Some(Signing::Brought(brought)) => brought.salts.get(place).copied(),
        _ => None,
    }
}

/// The signature of each statement on a state; empty where it is not signed.
///
/// # Errors
/// [`AppError::ToSign`] if it is only asked what would be signed; [`SigningError`].
pub(crate) fn sign(
    state: &State,
    log: &str,
    saying: Saying<'_>,
    written: &[Written],
) -> Result<Vec<Vec<u8>>, AppError> {
    let Some(signing) = saying.signing else {
        return Ok(Vec::new());
    };
    if saying.said.is_empty() {
        // Whoever only asks must not write anything, and nobody shall believe that a draft is signed.
        return match signing {
            Signing::With(_) => Ok(Vec::new()),
            Signing::Ask(_) | Signing::Brought(_) => Err(SigningError::Nothing.into()),
        };
    }
    let before = state.register.keys().last(saying.by);
    let act = act_of(log, saying, written, before);
    let (key, proof) = match signing {
        Signing::With(secret) => {
            let key = secret.public().fingerprint();
            find_good(state, saying.by, key)?;
            (key, secret.sign(&act))
        }
        Signing::Ask(key) => {
            find_good(state, saying.by, *key)?;
            let asked = to_sign(log, saying, written, (*key, before), &act)?;
            return Err(AppError::ToSign(Box::new(asked)));
        }
        Signing::Brought(brought) => {
            let signatory = find_good(state, saying.by, brought.key)?;
            if brought.previous != before || brought.salts.len() != written.len() {
                return Err(SigningError::Changed.into());
            }
            let holds = signatory.check(&act.root(), &brought.proof);
            // Which of both it is, nobody can tell: it was signed, and not this.
            holds.map_err(|_| SigningError::Changed)?;
            (brought.key, brought.proof.clone())
        }
    };
    let documents = act.documents(key, &proof);
    Ok(documents.iter().map(|one| one.to_file()).collect())
}

fn statement<'a>(
    log: &'a str,
    by: &'a OrganisationId,
    (said, subject): (&'a Said, &'a str),
    written: &Written,
    previous: Option<Leaf>,
) -> Statement<'a> {
    let kind = said.statement.kind();
    Statement {
        log,
        by: by.as_str(),
        kind,
        schema: schema_of(kind),
        subject,
        body: written.hash,
        previous,
    }
}

fn act_of(log: &str, saying: Saying<'_>, written: &[Written], before: Option<Leaf>) -> Act {
    let mut previous = before;
    let leaves = saying.said.iter().zip(written).map(|(said, written)| {
        let subject = said.subject.to_string();
        let statement = statement(log, saying.by, (said, &subject), written, previous);
        let leaf = statement.leaf();
        previous = Some(leaf);
        leaf
    });
    let leaves = leaves.collect();
    Act::new(before, leaves)
}

fn to_sign(
    log: &str,
    saying: Saying<'_>,
    written: &[Written],
    (key, previous): (Fingerprint, Option<Leaf>),
    act: &Act,
) -> Result<ToSign, AppError> {
    let said = saying.said.iter().zip(written).zip(act.leaves());
    let statements = said.map(|((said, written), leaf)| {
        let kind = said.statement.kind();
        let body = String::from_utf8(written.json.clone());
        Ok(Unsigned {
            kind: kind.to_owned(),
            schema: schema_of(kind),
            subject: said.subject.to_string(),
            salt: hex::encode(written.salt.0),
            body: body.map_err(|error| AppError::Internal(error.to_string()))?,
            body_hash: hex::encode(written.hash.0),
            leaf: hex::encode(leaf),
        })
    });
    Ok(ToSign {
        log: log.to_owned(),
        by: saying.by.clone(),
        key,
        previous,
        root: act.root(),
        statements: statements.collect::<Result<_, AppError>>()?,
    })
}
