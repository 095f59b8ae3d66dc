// SPDX-License-Identifier: EUPL-1.2
//! Opening the register that the options name.

use std::net::IpAddr;
use std::sync::Arc;

use anyhow::{Context as _, anyhow};
use jiff::civil::Date;
use url::Url;
use wegmarke_app::{App, AppError, Clock, Keys, OsDice, SealError, SealKey, seal_check};
use wegmarke_domain::plan::Plan;
use wegmarke_domain::register::Register;
use wegmarke_ledger::checkpoint::{CheckpointError, LogKey, LogVerifier};
use wegmarke_store::{Location, Store, key};
use wegmarke_vault::Vault;

use crate::Whereabouts;

/// Folder of uploaded files in the data folder.
pub(crate) const EVIDENCE: &str = "evidence";

/// Whether an address leads to another machine without asking whose it is.
fn is_unchecked(url: &str) -> bool {
    let Ok(url) = Url::parse(url) else {
        return false;
    };
    let query = |wanted: &str| {
        let found = url.query_pairs().filter(|(name, _)| name == wanted);
        found.last().map(|(_, value)| value.into_owned())
    };
    let named = url.host_str().unwrap_or_default().replace("%2F", "/");
    let host = query("host").unwrap_or(named);
    let address = host.trim_matches(['[', ']']).parse::<IpAddr>();
    // Without a host, or with a folder for one, it is a socket of this machine.
    let here = matches!(&*host, "" | "localhost")
        || host.starts_with('/')
        || address.is_ok_and(|address| address.is_loopback());
    let mode = query("sslmode").or_else(|| query("ssl-mode"));
    !here && !matches!(mode.as_deref(), Some("verify-full" | "verify-ca"))
}

/// The database the options name.
pub(crate) async fn store(place: &Whereabouts) -> anyhow::Result<Store> {
    Ok(Store::open(&location(place)).await?)
}

/// The same for who only reads, also where nothing can be written.
pub(crate) async fn store_to_read(place: &Whereabouts) -> anyhow::Result<Store> {
    Ok(Store::open_to_read(&location(place)).await?)
}

fn location(place: &Whereabouts) -> Location {
    match &place.database_url {
        Some(url) => {
            if is_unchecked(url) {
                tracing::warn!(
                    "whom the database on another machine is spoken to as is not checked; \
                     add sslmode=verify-full to --database-url"
                );
            }
            Location::Url(url.clone())
        }
        None => Location::Folder(place.data.clone()),
    }
}

/// The log's key in the data folder.
pub(crate) fn log_key(place: &Whereabouts) -> anyhow::Result<LogKey> {
    let file = key::read(&place.data, key::LOG)?.ok_or_else(|| {
        anyhow!(place.locale().t_with(
            "cli-no-key",
            &[("folder", place.data.display().to_string().into())]
        ))
    })?;
    LogKey::parse(&file).context(place.data.join(key::LOG).display().to_string())
}

/// The key that seals what is not public, if there is one in the data folder.
pub(crate) fn seal_key(place: &Whereabouts) -> anyhow::Result<Option<SealKey>> {
    let Some(file) = key::read(&place.data, key::SEAL)? else {
        return Ok(None);
    };
    let named = || place.data.join(key::SEAL).display().to_string();
    SealKey::parse(&file).map(Some).with_context(named)
}

/// Makes the key that seals what is not public.
pub(crate) fn make_seal_key(place: &Whereabouts) -> anyhow::Result<SealKey> {
    // Written before it is used: what it seals must not be lost with the process.
    let file = SealKey::generate(&OsDice);
    key::write(&place.data, key::SEAL, &file)?;
    Ok(SealKey::parse(&file)?)
}

fn told_of_key(place: &Whereabouts, words: &str) -> anyhow::Error {
    let folder = place.data.display().to_string();
    anyhow!(place.locale().t_with(words, &[("folder", folder.into())]))
}

/// Why a register was not opened.
pub(crate) fn told_of_open(place: &Whereabouts, error: AppError) -> anyhow::Error {
    match error {
        AppError::Seal(SealError::OtherKey) => told_of_key(place, "cli-seal-key-other"),
        AppError::Rekeyed { seq, new } => {
            let folder = place.data.display().to_string();
            let args = [
                ("folder", folder.into()),
                ("seq", seq.into()),
                ("key", new.into()),
            ];
            anyhow!(place.locale().t_with("cli-log-key-replaced", &args))
        }
        // Another key than the one that signed: also one that is to take its place some day.
        AppError::Checkpoint(CheckpointError::BadSignature(_)) => {
            told_of_key(place, "cli-log-key-other")
        }
        other => other.into(),
    }
}

/// The place for uploaded files that the options name.
fn vault(place: &Whereabouts) -> anyhow::Result<Vault> {
    Ok(match &place.evidence_store {
        Some(address) => Vault::open(address)?,
        None => Vault::folder(place.data.join(EVIDENCE)),
    })
}

/// The register, replayed and checked.
pub(crate) async fn app(place: &Whereabouts) -> anyhow::Result<App> {
    app_with(place, Arc::new(place.clock())).await
}

/// The same with another clock.
pub(crate) async fn app_with(place: &Whereabouts, clock: Arc<dyn Clock>) -> anyhow::Result<App> {
    let app = app_of(place, log_key(place)?, None, clock).await?;
    app.map_err(|error| told_of_open(place, error))
}

/// The same with a key of the log that is not in the data folder, or for a log that another key signed until
/// now.
pub(crate) async fn try_app(
    place: &Whereabouts,
    log: LogKey,
    trust: Option<LogVerifier>,
) -> anyhow::Result<Result<App, AppError>> {
    app_of(place, log, trust, Arc::new(place.clock())).await
}

async fn app_of(
    place: &Whereabouts,
    log: LogKey,
    trust: Option<LogVerifier>,
    clock: Arc<dyn Clock>,
) -> anyhow::Result<Result<App, AppError>> {
    let store = store(place).await?;
    let seal = match seal_key(place)? {
        Some(seal) => seal,
        // A new key would open nothing of what is there, and nobody would know until a round is due.
        None if seal_check::needs_key(&store).await? => {
            return Err(told_of_key(place, "cli-seal-key-missing"));
        }
        None => make_seal_key(place)?,
    };
    let keys = Keys { log, seal };
    let dice = Arc::new(OsDice);
    let app = match trust {
        Some(trust) => App::open_trusting(store, keys, trust, (clock, dice)).await,
        None => App::open(store, keys, clock, dice).await,
    };
    let app = match app {
        Ok(app) => app,
        Err(error) => return Ok(Err(error)),
    };
    let app = app.with_limits(place.limits.limits());
    // The one that is running: it reads a PDF in a process of its own.
    let app = match std::env::current_exe() {
        Ok(program) => app.with_reader(program),
        Err(_) => app,
    };
    Ok(Ok(app.with_vault(vault(place)?)))
}

/// The register of a day, or of today.
pub(crate) async fn register(app: &App, day: Option<Date>) -> anyhow::Result<Register> {
    Ok(match day {
        Some(day) => app.as_of(day).await?.register.clone(),
        None => app.state().register.clone(),
    })
}

/// A plan by its id, or a message that there is none.
pub(crate) fn plan<'a>(
    place: &Whereabouts,
    register: &'a Register,
    id: &str,
) -> anyhow::Result<&'a Plan> {
    let none = || place.locale().t_with("cli-no-plan", &[("id", id.into())]);
    register.plans.find(id).with_context(none)
}

#[cfg(test)]
mod tests {
    use super::is_unchecked;

    #[test]
    fn a_database_elsewhere_is_to_say_who_it_is() {
        for (url, unchecked) in [
            ("postgres://wegmarke@127.0.0.1:5432/w", false),
            ("postgres://wegmarke@[::1]/w", false),
            ("postgres://wegmarke@localhost/w", false),
            ("postgres:///w?host=/run/postgresql", false),
            ("postgres://wegmarke@%2Frun%2Fpostgresql/w", false),
            ("postgres://wegmarke@db.example/w", true),
            ("postgres://wegmarke@192.0.2.7/w?sslmode=require", true),
            ("postgres:///w?host=db.example", true),
            (
                "postgres://wegmarke@db.example/w?sslmode=verify-full",
                false,
            ),
            (
                "postgres://db.example/w?sslmode=verify-ca&sslrootcert=/x",
                false,
            ),
            (
                "postgres://db.example/w?sslmode=verify-full&sslmode=prefer",
                true,
            ),
            ("nonsense", false),
        ] {
            assert_eq!(is_unchecked(url), unchecked, "{url}");
        }
    }
}
