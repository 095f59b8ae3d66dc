// SPDX-License-Identifier: EUPL-1.2
//! Which witnesses the log of a server has, and how they are asked.

use std::sync::Arc;
use std::time::Duration;

use anyhow::bail;
use clap::Args;
use url::{Host, Url};
use wegmarke_app::witness::{Asking, Courier, Named, Reply};
use wegmarke_ledger::cosignature::WitnessVerifier;
use wegmarke_ledger::quorum::Quorum;
use wegmarke_ledger::witness::ADD_CHECKPOINT;
use wegmarke_outbound::http::Request;
use wegmarke_outbound::{Client, Limits, with_causes};

/// Longest wait for a whole answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// Most bytes of an answer: a few lines.
const MOST_BYTES: u64 = 64 << 10;

#[derive(Clone, Debug, Args)]
#[group(id = "witnesses")]
pub(crate) struct Options {
    /// A witness of the log: its public key and its address, as in `"KEY https://witness.example.org"`.
    /// Several times for several; in the variable a vertical bar stands between them.
    #[arg(
        long,
        env = "WEGMARKE_WITNESSES",
        value_name = "VKEY URL",
        value_delimiter = '|',
        value_parser = witness
    )]
    witness: Vec<Witness>,
    /// Let witnesses live on this machine or beside it, for trying out.
    #[arg(long, env = "WEGMARKE_ALLOW_LOCAL_WITNESSES")]
    allow_local_witnesses: bool,
}

/// A witness, as somebody named it.
#[derive(Clone, Debug)]
struct Witness {
    key: WitnessVerifier,
    url: Url,
}

fn witness(given: &str) -> Result<Witness, String> {
    let form = || "it is written \u{201c}VKEY URL\u{201d}".to_owned();
    let (key, url) = given
        .trim()
        .split_once(char::is_whitespace)
        .ok_or_else(form)?;
    let key = WitnessVerifier::parse(key).map_err(|error| error.to_string())?;
    // What a witness is asked stands behind its address.
    let url = format!("{}/{ADD_CHECKPOINT}", url.trim().trim_end_matches('/'));
    let url = Url::parse(&url).map_err(|error| error.to_string())?;
    let is_bare = url.query().is_none() && url.fragment().is_none() && url.password().is_none();
    if !is_bare || url.scheme() != "https" && !is_here(&url) {
        return Err("its address is https:, or http: to this machine, and has no query".to_owned());
    }
    Ok(Witness { key, url })
}

/// Plain HTTP to this machine, which no network carries.
fn is_here(url: &Url) -> bool {
    url.scheme() == "http"
        && match url.host() {
            Some(Host::Domain(name)) => name == "localhost",
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        }
}

impl Options {
    /// The witnesses, each with somebody who asks it.
    pub(crate) fn named(&self) -> anyhow::Result<Vec<Named>> {
        let keys: Vec<_> = self.witness.iter().map(|one| one.key.clone()).collect();
        // The same rule as for who demands them: one key is one witness.
        if !keys.is_empty()
            && let Err(error) = Quorum::new(keys, None)
        {
            bail!(error);
        }
        let named = self.witness.iter().map(|one| {
            let client = Client::new(Limits {
                tls_only: one.url.scheme() == "https",
                allows_local: self.allow_local_witnesses,
                option: "--allow-local-witnesses",
                patience: PATIENCE,
                most_bytes: MOST_BYTES,
            });
            let url = one.url.to_string();
            Named {
                key: one.key.clone(),
                courier: Arc::new(Post { client, url }) as Arc<dyn Courier>,
            }
        });
        Ok(named.collect())
    }
}

/// Hands checkpoints in at one address.
struct Post {
    client: Client,
    url: String,
}

impl Courier for Post {
    fn add_checkpoint(&self, question: Vec<u8>) -> Asking<'_> {
        let (client, url) = (self.client.clone(), self.url.clone());
        let ask = move || {
            let asked = Request::post(url).header("content-type", "text/plain; charset=utf-8");
            let asked = asked.body(question).map_err(|error| error.to_string())?;
            let answer = client.ask(asked).map_err(|error| with_causes(&error))?;
            Ok(Reply {
                status: answer.status().as_u16(),
                body: answer.into_body(),
            })
        };
        Box::pin(async move {
            let asked = tokio::task::spawn_blocking(ask).await;
            asked.unwrap_or_else(|error| Err(error.to_string()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::witness;

    const KEY: &str =
        "witness.example.com/w1+8d66cf3f+BOLJdVzKr7CCAfcSFL/yFpXBVDr+sHyh1MVnQ2dYdL6s";

    #[test]
    fn a_witness_is_a_key_and_an_address() {
        let mut rng = <rand::rngs::StdRng as rand::SeedableRng>::seed_from_u64(1);
        let key =
            wegmarke_ledger::cosignature::WitnessKey::generate(&mut rng, "w.example").unwrap();
        let key = key.lines().nth(1).unwrap();
        for (address, taken) in [
            (
                "https://w.example",
                Some("https://w.example/add-checkpoint"),
            ),
            (
                "https://w.example/deep/",
                Some("https://w.example/deep/add-checkpoint"),
            ),
            (
                "http://127.0.0.1:8090",
                Some("http://127.0.0.1:8090/add-checkpoint"),
            ),
            ("http://w.example", None),
            ("w.example", None),
            ("https://w.example/?x=", None),
            ("https://me:secret@w.example", None),
            ("", None),
        ] {
            let read = witness(&format!("{key} {address}"));
            assert_eq!(
                read.ok().map(|one| one.url.to_string()).as_deref(),
                taken,
                "{address}"
            );
        }
        assert!(witness(key).is_err());
        assert!(witness(&format!("{KEY} https://w.example")).is_err());
    }
}
