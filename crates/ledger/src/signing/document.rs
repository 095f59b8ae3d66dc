// SPDX-License-Identifier: EUPL-1.2
//! The signature of one entry as a file of the log: canonical JSON, named by its hash in the envelope.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tlog_tiles::Hash;

use super::key::Fingerprint;
use super::statement::Leaf;
use crate::jcs;

/// Separates documents from anything else that is hashed.
const DOMAIN: &[u8] = b"wegmarke/signature/v1\n";
/// Most bytes of a document. What a browser signs is a few hundred.
pub const MOST_BYTES: usize = 16 * 1024;

/// The signature of one entry.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The key that signed.
    pub key: Fingerprint,
    /// Which statement of its act it is, from 0.
    pub index: u64,
    /// How many statements the act has.
    pub size: u64,
    /// Hashes beside the way from the leaf to the root.
    pub path: Vec<Hash>,
    /// The leaf of the statement that the organisation signed before.
    pub previous: Option<Leaf>,
    /// What was signed with the key.
    pub proof: Proof,
}

/// What was signed, by kind of key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// Of a program: 64 bytes.
    Ed25519([u8; 64]),
    /// Of a passkey.
    Passkey(Assertion),
}

/// What a passkey gives (W3C Web Authentication, 7.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assertion {
    /// `authenticatorData`.
    pub authenticator: Vec<u8>,
    /// `clientDataJSON`.
    pub client: Vec<u8>,
    /// The signature, DER.
    pub signature: Vec<u8>,
}

/// The bytes are no signature of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not a signature of an entry")]
pub struct MalformedDocument;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    index: u64,
    key: Fingerprint,
    path: Vec<String>,
    previous: Option<String>,
    signature: ProofForm,
    size: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
enum ProofForm {
    Ed25519(String),
    Passkey {
        authenticator: String,
        client: String,
        signature: String,
    },
}

fn bytes<const N: usize>(digits: &str) -> Result<[u8; N], MalformedDocument> {
    let mut bytes = [0; N];
    hex::decode_to_slice(digits, &mut bytes).map_err(|_| MalformedDocument)?;
    Ok(bytes)
}

fn many(digits: &str) -> Result<Vec<u8>, MalformedDocument> {
    hex::decode(digits).map_err(|_| MalformedDocument)
}

impl Document {
    /// The file: canonical JSON.
    #[must_use]
    pub fn to_file(&self) -> Vec<u8> {
        let form = Form {
            index: self.index,
            key: self.key,
            path: self.path.iter().map(|hash| hex::encode(hash.0)).collect(),
            previous: self.previous.map(hex::encode),
            signature: match &self.proof {
                Proof::Ed25519(signature) => ProofForm::Ed25519(hex::encode(signature)),
                Proof::Passkey(made) => ProofForm::Passkey {
                    authenticator: hex::encode(&made.authenticator),
                    client: hex::encode(&made.client),
                    signature: hex::encode(&made.signature),
                },
            },
            size: self.size,
        };
        // Texts and whole numbers always serialize.
        jcs::canonical(&form).unwrap_or_default()
    }

    /// Reads what [`Document::to_file`] writes. One content, one form.
    ///
    /// # Errors
    /// [`MalformedDocument`] for anything else.
    pub fn from_file(file: &[u8]) -> Result<Self, MalformedDocument> {
        if file.len() > MOST_BYTES {
            return Err(MalformedDocument);
        }
        let form: Form = serde_json::from_slice(file).map_err(|_| MalformedDocument)?;
        let path = form.path.iter().map(|hash| bytes(hash).map(Hash));
        let read = Self {
            key: form.key,
            index: form.index,
            size: form.size,
            path: path.collect::<Result<_, _>>()?,
            previous: form.previous.as_deref().map(bytes).transpose()?,
            proof: match &form.signature {
                ProofForm::Ed25519(signature) => Proof::Ed25519(bytes(signature)?),
                ProofForm::Passkey {
                    authenticator,
                    client,
                    signature,
                } => Proof::Passkey(Assertion {
                    authenticator: many(authenticator)?,
                    client: many(client)?,
                    signature: many(signature)?,
                }),
            },
        };
        (read.to_file() == file)
            .then_some(read)
            .ok_or(MalformedDocument)
    }
}

/// The hash of a document, as an envelope names it: SHA-256 of `wegmarke/signature/v1`, a line feed, and
/// the bytes.
#[must_use]
pub fn hash(file: &[u8]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(DOMAIN);
    hasher.update(file);
    hasher.finalize().into()
}

/// The content of `/log/signatures/<index>`: a line for each entry of a bundle, empty where it is not
/// signed.
#[must_use]
pub fn bundle<'a>(files: impl IntoIterator<Item = Option<&'a [u8]>>) -> Vec<u8> {
    let mut bundle = Vec::new();
    for file in files {
        bundle.extend_from_slice(file.unwrap_or_default());
        bundle.push(b'\n');
    }
    bundle
}

/// Takes a bundle of signatures apart; `None` if it does not end with a whole line.
#[must_use]
pub fn split_bundle(bundle: &[u8]) -> Option<Vec<&[u8]>> {
    let lines = bundle.strip_suffix(b"\n")?;
    Some(lines.split(|byte| *byte == b'\n').collect())
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;

    use super::super::{Act, Misfit, SecretKey, Signatory, Statement, root_of};
    use super::{Document, Proof};
    use crate::body::BodyHash;

    fn act(size: u8) -> Act {
        let mut previous = None;
        let leaves = (0..size).map(|at| {
            let statement = Statement {
                log: "example.org/log",
                by: "kok",
                kind: "coverage.stated",
                schema: 1,
                subject: "coverage/a",
                body: BodyHash([at; 32]),
                previous,
            };
            previous = Some(statement.leaf());
            statement.leaf()
        });
        let leaves = leaves.collect();
        Act::new(None, leaves)
    }

    #[test]
    fn every_statement_of_an_act_leads_to_its_root() {
        let mut rng = rand::rngs::StdRng::seed_from_u64(4);
        let key = SecretKey::generate(&mut rng);
        let signatory = Signatory {
            key: key.public(),
            site: None,
        };
        for size in 1..40 {
            let act = act(size);
            let proof = key.sign(&act);
            let documents = act.documents(key.public().fingerprint(), &proof);
            for (leaf, document) in act.leaves().iter().zip(&documents) {
                let file = document.to_file();
                assert_eq!(Document::from_file(&file).as_ref(), Ok(document));
                assert_eq!(root_of(*leaf, document), Ok(act.root()), "{size}");
                assert_eq!(signatory.check(&act.root(), &document.proof), Ok(()));
                let moved = Document {
                    index: document.index + 1,
                    ..document.clone()
                };
                assert_ne!(root_of(*leaf, &moved), Ok(act.root()));
                let longer = Document {
                    path: [document.path.clone(), vec![tlog_tiles::Hash([7; 32])]].concat(),
                    ..document.clone()
                };
                assert_eq!(root_of(*leaf, &longer), Err(Misfit::NoPlace));
            }
            let first = documents.first().map(|document| document.previous);
            assert_eq!(first, Some(None));
        }
    }

    #[test]
    fn another_key_or_root_does_not_hold() {
        let mut rng = rand::rngs::StdRng::seed_from_u64(5);
        let (key, other) = (SecretKey::generate(&mut rng), SecretKey::generate(&mut rng));
        let signed = key.sign(&act(1));
        let signatory = |key: &SecretKey| Signatory {
            key: key.public(),
            site: None,
        };
        assert_eq!(signatory(&key).check(&act(1).root(), &signed), Ok(()));
        let refused = Err(Misfit::NotSigned);
        assert_eq!(signatory(&other).check(&act(1).root(), &signed), refused);
        assert_eq!(signatory(&key).check(&act(2).root(), &signed), refused);
        let Proof::Ed25519(mut bytes) = signed else {
            panic!("signed with another kind of key")
        };
        bytes[3] ^= 1;
        let changed = Proof::Ed25519(bytes);
        assert_eq!(signatory(&key).check(&act(1).root(), &changed), refused);
    }

    #[test]
    fn a_document_has_one_form() {
        let mut rng = rand::rngs::StdRng::seed_from_u64(6);
        let key = SecretKey::generate(&mut rng);
        let act = act(3);
        let documents = act.documents(key.public().fingerprint(), &key.sign(&act));
        let file = String::from_utf8(documents[1].to_file()).unwrap();
        for (from, to) in [
            ("{", " {"),
            ("\"index\":1", "\"index\":01"),
            ("\"size\":3", "\"size\":3.0"),
            ("\"size\":3}", "\"size\":3,\"why\":1}"),
            ("\"size\":3}", "\"size\":3}\n"),
        ] {
            let other = file.replacen(from, to, 1);
            assert_ne!(other, file, "{from}");
            assert!(Document::from_file(other.as_bytes()).is_err(), "{other}");
        }
        let upper = file.to_uppercase();
        assert!(Document::from_file(upper.as_bytes()).is_err());
    }
}
