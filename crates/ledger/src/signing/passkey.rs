// SPDX-License-Identifier: EUPL-1.2
//! What a passkey signs (W3C Web Authentication, level 2, 7.2): the root of an act is its challenge.

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};
use p256::ecdsa::signature::Verifier as _;
use p256::ecdsa::{Signature, VerifyingKey};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::document::Assertion;
use super::statement::{Leaf, Misfit};

/// The owner was there.
const PRESENT: u8 = 0x01;
/// The device checked who they are.
const VERIFIED: u8 = 0x04;

/// What the browser says that it was asked.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Client {
    #[serde(rename = "type")]
    kind: String,
    challenge: String,
    origin: String,
    #[serde(default)]
    cross_origin: bool,
}

/// Whether a passkey signed a root at its site, with its owner.
pub(super) fn check(
    key: &[u8; 65],
    site: &str,
    root: &Leaf,
    made: &Assertion,
) -> Result<(), Misfit> {
    let key = VerifyingKey::from_sec1_bytes(key).map_err(|_| Misfit::NotSigned)?;
    let signature = Signature::from_der(&made.signature).map_err(|_| Misfit::NotSigned)?;
    let mut signed = made.authenticator.clone();
    signed.extend_from_slice(&Sha256::digest(&made.client));
    key.verify(&signed, &signature)
        .map_err(|_| Misfit::NotSigned)?;
    let client: Client = serde_json::from_slice(&made.client).map_err(|_| Misfit::NotSigned)?;
    if client.kind != "webauthn.get" || client.challenge != BASE64_URL_SAFE_NO_PAD.encode(root) {
        return Err(Misfit::NotSigned);
    }
    let (of, flags) = (made.authenticator.get(..32), made.authenticator.get(32));
    let is_here = of == Some(&Sha256::digest(site)[..]);
    let with_owner = flags.is_some_and(|flags| flags & (PRESENT | VERIFIED) == PRESENT | VERIFIED);
    if !is_here || !with_owner || client.cross_origin || !is_of(&client.origin, site) {
        return Err(Misfit::Elsewhere);
    }
    Ok(())
}

/// Whether an address is at a site, or below it.
fn is_of(origin: &str, site: &str) -> bool {
    let Some((scheme, rest)) = origin.split_once("://") else {
        return false;
    };
    let host = rest.split(':').next().unwrap_or_default();
    let is_at = host == site
        || host
            .strip_suffix(site)
            .is_some_and(|below| below.ends_with('.'));
    // A browser makes no passkeys without TLS but on the machine itself.
    is_at && (scheme == "https" || scheme == "http" && site == "localhost")
}

#[cfg(test)]
mod tests {
    use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};
    use p256::ecdsa::signature::Signer as _;
    use p256::ecdsa::{Signature, SigningKey};
    use sha2::{Digest, Sha256};

    use super::super::document::Assertion;
    use super::super::{Misfit, PublicKey};

    const ROOT: [u8; 32] = [9; 32];

    fn key() -> SigningKey {
        SigningKey::from_slice(&[5; 32]).unwrap()
    }

    fn made(site: &str, flags: u8, client: &serde_json::Value) -> Assertion {
        let client = client.to_string().into_bytes();
        let mut authenticator = Sha256::digest(site).to_vec();
        authenticator.extend([flags, 0, 0, 0, 1]);
        let mut signed = authenticator.clone();
        signed.extend_from_slice(&Sha256::digest(&client));
        let signature: Signature = key().sign(&signed);
        Assertion {
            authenticator,
            client,
            signature: signature.to_der().as_bytes().to_vec(),
        }
    }

    fn client(change: impl Fn(&mut serde_json::Value)) -> serde_json::Value {
        let mut client = serde_json::json!({
            "type": "webauthn.get",
            "challenge": BASE64_URL_SAFE_NO_PAD.encode(ROOT),
            "origin": "https://register.example.org",
            "crossOrigin": false,
        });
        change(&mut client);
        client
    }

    fn check(made: &Assertion) -> Result<(), Misfit> {
        let point: [u8; 65] = key()
            .verifying_key()
            .to_sec1_point(false)
            .as_bytes()
            .try_into()
            .unwrap();
        let line = PublicKey::Es256(point).to_string();
        let Ok(PublicKey::Es256(point)) = line.parse() else {
            panic!("the key does not read")
        };
        super::check(&point, "example.org", &ROOT, made)
    }

    #[test]
    fn a_passkey_signs_one_root_at_its_site_with_its_owner() {
        assert_eq!(check(&made("example.org", 5, &client(|_| {}))), Ok(()));
        let elsewhere = Err(Misfit::Elsewhere);
        assert_eq!(check(&made("example.com", 5, &client(|_| {}))), elsewhere);
        assert_eq!(check(&made("example.org", 1, &client(|_| {}))), elsewhere);
        for origin in [
            "https://badexample.org",
            "http://example.org",
            "example.org",
        ] {
            let client = client(|client| client["origin"] = origin.into());
            assert_eq!(
                check(&made("example.org", 5, &client)),
                elsewhere,
                "{origin}"
            );
        }
        let framed = client(|client| client["crossOrigin"] = true.into());
        assert_eq!(check(&made("example.org", 5, &framed)), elsewhere);
        for (name, value) in [("type", "webauthn.create"), ("challenge", "AAAA")] {
            let client = client(|client| client[name] = value.into());
            assert_eq!(
                check(&made("example.org", 5, &client)),
                Err(Misfit::NotSigned)
            );
        }
        let mut changed = made("example.org", 5, &client(|_| {}));
        changed.authenticator[36] ^= 1;
        assert_eq!(check(&changed), Err(Misfit::NotSigned));
    }
}
