// SPDX-License-Identifier: EUPL-1.2
//! `wegmarke witness`: remembers heads of logs of others, and signs that they only grew.
//!
//! It needs no register: a key, and a folder of what it remembers. Both lie in the data folder.

use std::net::IpAddr;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context as _, anyhow, bail};
use clap::{Args, Subcommand};
use jiff::Timestamp;
use tokio::net::TcpListener;
use wegmarke_app::witnessing::{self, Witness, list_known};
use wegmarke_ledger::checkpoint::LogVerifier;
use wegmarke_ledger::cosignature::WitnessKey;
use wegmarke_ledger::verify::{DirSource, UrlSource};
use wegmarke_store::key;
use wegmarke_store::witness::{KEY, Memory};

use crate::{Whereabouts, serve};

#[derive(Debug, Subcommand)]
pub(crate) enum Options {
    /// Make the data folder and the key of the witness in it.
    Init {
        /// Name of the witness: an address without http, such as `witness.example.org`. It is part of
        /// the key and cannot be changed later.
        #[arg(long, value_name = "NAME")]
        name: String,
    },
    /// Tell the witness of a log.
    Know {
        /// The log's public key, as its operator publishes it.
        key: String,
        /// Name of the log, where it is another one than that of its key.
        #[arg(long, value_name = "NAME")]
        origin: Option<String>,
    },
    /// Follow a log whose key was replaced: all of it is checked, from what the witness cosigned last, and the
    /// key that signs it now is the one to believe from then on. The witness must not run meanwhile.
    Follow {
        /// Name of the log.
        origin: String,
        /// Its address or a folder with its files.
        log: String,
        /// A key that the one before did not sign, because it was lost: you know from elsewhere that it is
        /// right.
        #[arg(long, value_name = "VKEY", value_parser = LogVerifier::parse)]
        accept_key: Vec<LogVerifier>,
    },
    /// List the logs that the witness knows, and what it cosigned last.
    List,
    /// Cosign what logs hand in, as long as it runs.
    Serve(Serve),
}

#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Port; 0 takes a free one.
    #[arg(long, default_value_t = 8090)]
    port: u16,
    /// Address to listen on. Put a reverse proxy with TLS before it to serve others.
    #[arg(long, default_value = "127.0.0.1")]
    address: IpAddr,
    /// A proxy stands in front and keeps connections of its own.
    #[arg(long, env = "WEGMARKE_BEHIND_PROXY")]
    behind_proxy: bool,
}

fn told(place: &Whereabouts, words: &str) -> anyhow::Error {
    let folder = place.data.display().to_string();
    anyhow!(place.locale().t_with(words, &[("folder", folder.into())]))
}

pub(crate) async fn run(place: &Whereabouts, options: Options) -> anyhow::Result<ExitCode> {
    match options {
        Options::Init { name } => init(place, &name)?,
        Options::Know { key, origin } => know(place, &key, origin.as_deref())?,
        Options::Follow {
            origin,
            log,
            accept_key,
        } => follow(place, origin, log, accept_key).await?,
        Options::List => list(place)?,
        Options::Serve(options) => serve(place, &options).await?,
    }
    Ok(ExitCode::SUCCESS)
}

fn init(place: &Whereabouts, name: &str) -> anyhow::Result<()> {
    if key::read(&place.data, KEY)?.is_some() {
        return Err(told(place, "cli-witness-has-key"));
    }
    // Somebody relies on the one that was there.
    if place.data.join(wegmarke_store::witness::FOLDER).exists() {
        return Err(told(place, "cli-witness-lost-key"));
    }
    let file = WitnessKey::generate(&mut rand::rngs::OsRng, name)?;
    key::make_folder(&place.data)?;
    key::write(&place.data, KEY, &file)?;
    Memory::open(&place.data)?;
    println!("{}", told(place, "cli-witness-init-done"));
    println!("{}", WitnessKey::parse(&file)?.verifier().text());
    Ok(())
}

/// The key of the witness and what it remembers.
fn open(place: &Whereabouts) -> anyhow::Result<(WitnessKey, Memory)> {
    let file = key::read(&place.data, KEY)?;
    let file = file.ok_or_else(|| told(place, "cli-witness-no-key"))?;
    let named = || place.data.join(KEY).display().to_string();
    let key = WitnessKey::parse(&file).with_context(named)?;
    // Made together with the key: a folder that is gone is not one that was never there.
    let folder = place.data.join(wegmarke_store::witness::FOLDER);
    if !folder.is_dir() {
        bail!(place.locale().t_with(
            "cli-witness-lost-memory",
            &[("folder", folder.display().to_string().into())]
        ));
    }
    Ok((key, Memory::open(&place.data)?))
}

fn know(place: &Whereabouts, key: &str, origin: Option<&str>) -> anyhow::Result<()> {
    let (_, memory) = open(place)?;
    let log = LogVerifier::parse(key)?;
    let log = match origin {
        Some(origin) => log.of_log(origin),
        None => log,
    };
    memory.know(log.origin(), key.trim())?;
    let args = [("log", log.origin().to_owned().into())];
    println!("{}", place.locale().t_with("cli-witness-knows", &args));
    Ok(())
}

async fn follow(
    place: &Whereabouts,
    origin: String,
    log: String,
    accepted: Vec<LogVerifier>,
) -> anyhow::Result<()> {
    let (key, memory) = open(place)?;
    let name = origin.clone();
    // It waits for somebody else's server.
    let followed = tokio::task::spawn_blocking(move || {
        if log.contains("://") {
            witnessing::follow(&memory, &key, &name, &UrlSource::new(&log), &accepted)
        } else {
            witnessing::follow(&memory, &key, &name, &DirSource::new(&log), &accepted)
        }
    });
    let locale = place.locale();
    // What does not fit says its cause itself.
    let followed = followed.await?.map_err(|error| anyhow!(error.to_string()));
    match followed? {
        Some(key) => {
            let args = [("log", origin.into()), ("key", key.into())];
            println!("{}", locale.t_with("cli-witness-followed", &args));
        }
        None => println!(
            "{}",
            locale.t_with("cli-witness-followed-none", &[("log", origin.into())])
        ),
    }
    Ok(())
}

fn list(place: &Whereabouts) -> anyhow::Result<()> {
    let (key, memory) = open(place)?;
    let locale = place.locale();
    let known = list_known(&memory, &key)?;
    if known.is_empty() {
        println!("{}", locale.t("cli-witness-knows-none"));
    }
    for log in known {
        let name = ("log", log.origin.into());
        let Some((size, at)) = log.last else {
            println!("{}", locale.t_with("cli-witness-list-new", &[name]));
            continue;
        };
        let at = Timestamp::from_second(i64::try_from(at)?)?.to_string();
        let args = [name, ("n", size.into()), ("at", at.into())];
        println!("{}", locale.t_with("cli-witness-list", &args));
    }
    Ok(())
}

async fn serve(place: &Whereabouts, options: &Serve) -> anyhow::Result<()> {
    let (key, memory) = open(place)?;
    let witness = Arc::new(Witness::open(key, memory, Arc::new(place.clock()))?);
    let wanted = (options.address, options.port);
    let listener = TcpListener::bind(wanted)
        .await
        .with_context(|| format!("{}:{}", wanted.0, wanted.1))?;
    let address = wegmarke_web::address(&listener)?;
    println!("{}", witness.verifier_key());
    // A test or a script waits for this line: it stays as it is in every language.
    println!("listening on http://{address}");
    wegmarke_web::witnessing::serve(listener, witness, options.behind_proxy, serve::stopped())
        .await;
    Ok(())
}
