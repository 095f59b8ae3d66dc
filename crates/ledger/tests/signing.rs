// SPDX-License-Identifier: EUPL-1.2
//! The test vectors of decision 0025: made here, and compared with what lies beside the decision
//! (`UPDATE_DOCS=1` writes them anew).
//! `cli/tests/program/signed.rs` lets another implementation check them.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that fails is a test that fails"
)]

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};
use jiff::Timestamp;
use p256::ecdsa::signature::Signer as _;
use rand::SeedableRng as _;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use wegmarke_ledger::signing::document::{self, Assertion};
use wegmarke_ledger::signing::{Act, Document, Leaf, Proof, PublicKey, SecretKey, Statement};
use wegmarke_ledger::{BodyHash, Envelope, Hand};

const VECTORS: &str = include_str!("../../../docs/decisions/0025-vectors.json");
const LOG: &str = "example.org/log";

fn envelope(seq: u64, kind: &str, subject: &str) -> Envelope {
    Envelope {
        seq,
        at: Timestamp::from_second(1_795_680_000 + i64::try_from(seq).unwrap()).unwrap(),
        by: "kok".into(),
        hand: Hand::Account,
        kind: kind.into(),
        schema: 1,
        subject: subject.into(),
        body: BodyHash(Sha256::digest(seq.to_be_bytes()).into()),
        signature: None,
    }
}

fn shown(envelope: &Envelope) -> Value {
    serde_json::from_slice(&envelope.to_leaf()).unwrap()
}

fn registered(seq: u64, key: &PublicKey, site: Option<&str>) -> Value {
    let kind = match key {
        PublicKey::Ed25519(_) => "ed25519",
        PublicKey::Es256(_) => "passkey",
    };
    let mut registration = json!({
        "fingerprint": key.fingerprint().to_string(), "from": "2026-11-26", "key": key.to_string(), "kind": kind,
    });
    if let Some(site) = site {
        registration["site"] = site.into();
    }
    json!({
        "envelope": shown(&envelope(seq, "key.registered", "organisation/kok")),
        "body": {"registration": registration},
    })
}

/// Entries that are signed at once.
struct Signed {
    envelopes: Vec<Envelope>,
    documents: Vec<Document>,
    act: Act,
}

fn sign(
    first: u64,
    size: u64,
    before: Option<Leaf>,
    key: &PublicKey,
    prove: impl Fn(&Act) -> Proof,
) -> Signed {
    let envelopes: Vec<Envelope> = (first..first + size)
        .map(|seq| envelope(seq, "coverage.stated", &format!("coverage/kok/„{seq}“")))
        .collect();
    let mut previous = before;
    let leaves = envelopes.iter().map(|envelope| {
        let leaf = Statement::of(LOG, envelope, previous).leaf();
        previous = Some(leaf);
        leaf
    });
    let leaves = leaves.collect();
    let act = Act::new(before, leaves);
    let documents = act.documents(key.fingerprint(), &prove(&act));
    Signed {
        envelopes,
        documents,
        act,
    }
}

impl Signed {
    fn shown(&self) -> Vec<Value> {
        let all = self.envelopes.iter().zip(&self.documents);
        let all = all.zip(self.act.leaves());
        all.map(|((envelope, document), leaf)| {
            let file = document.to_file();
            let envelope = Envelope {
                signature: Some(document::hash(&file)),
                ..envelope.clone()
            };
            json!({
                "envelope": shown(&envelope),
                "document": String::from_utf8(file).unwrap(),
                "leaf": hex::encode(leaf),
            })
        })
        .collect()
    }
}

/// What a passkey at a site signs.
fn passkey(key: &p256::ecdsa::SigningKey, site: &str, flags: u8, root: &Leaf) -> Proof {
    let challenge = BASE64_URL_SAFE_NO_PAD.encode(root);
    let client = format!(
        r#"{{"type":"webauthn.get","challenge":"{challenge}","origin":"https://{site}","crossOrigin":false}}"#
    );
    let mut authenticator = Sha256::digest(site).to_vec();
    authenticator.extend([flags, 0, 0, 0, 0]);
    let mut signed = authenticator.clone();
    signed.extend_from_slice(&Sha256::digest(&client));
    let signature: p256::ecdsa::Signature = key.sign(&signed);
    Proof::Passkey(Assertion {
        authenticator,
        client: client.into_bytes(),
        signature: signature.to_der().as_bytes().to_vec(),
    })
}

/// The same, and it must not hold.
fn misfit(mut shown: Value, why: &str) -> Value {
    shown["misfit"] = why.into();
    shown
}

fn by_a_program() -> Value {
    let mut rng = rand::rngs::StdRng::seed_from_u64(25);
    let (key, other) = (SecretKey::generate(&mut rng), SecretKey::generate(&mut rng));
    let public = key.public();
    let first = sign(1, 1, None, &public, |act| key.sign(act));
    let before = first.act.leaves().last().copied();
    let act = sign(2, 5, before, &public, |act| key.sign(act));
    let after = act.act.leaves().last().copied();
    let forged = sign(7, 1, after, &public, |act| other.sign(act));
    let elsewhere = sign(7, 1, before, &public, |act| key.sign(act));
    let mut moved = sign(7, 1, after, &public, |act| key.sign(act))
        .shown()
        .remove(0);
    moved["envelope"]["subject"] = "coverage/kok/other".into();
    let mut entries = vec![registered(0, &public, None)];
    entries.extend(first.shown());
    entries.extend(act.shown());
    entries.push(misfit(forged.shown().remove(0), "signed with another key"));
    entries.push(misfit(
        elsewhere.shown().remove(0),
        "not behind the one before",
    ));
    entries.push(misfit(moved, "moved to another subject"));
    json!({"name": "a key file: one statement, an act of five", "log": LOG, "entries": entries})
}

fn by_a_passkey() -> Value {
    let key = p256::ecdsa::SigningKey::from_slice(&[25; 32]).unwrap();
    let point = key.verifying_key().to_sec1_point(false);
    let public = PublicKey::Es256(point.as_bytes().try_into().unwrap());
    let act = sign(1, 3, None, &public, |act| {
        passkey(&key, "example.org", 5, &act.root())
    });
    let after = act.act.leaves().last().copied();
    let alone = sign(4, 1, after, &public, |act| {
        passkey(&key, "example.org", 1, &act.root())
    });
    let elsewhere = sign(4, 1, after, &public, |act| {
        passkey(&key, "example.com", 5, &act.root())
    });
    let mut entries = vec![registered(0, &public, Some("example.org"))];
    entries.extend(act.shown());
    entries.push(misfit(alone.shown().remove(0), "without its owner"));
    entries.push(misfit(elsewhere.shown().remove(0), "at another site"));
    json!({"name": "a passkey: an act of three", "log": LOG, "entries": entries})
}

#[test]
fn the_vectors_are_those_of_the_decision() {
    let made = serde_json::to_string_pretty(&json!([by_a_program(), by_a_passkey()])).unwrap();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        let file = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../docs/decisions/0025-vectors.json"
        );
        std::fs::write(file, format!("{made}\n")).unwrap();
        return;
    }
    assert_eq!(made, VECTORS.trim_end(), "run this test with UPDATE_DOCS=1");
}
