// SPDX-License-Identifier: EUPL-1.2
//! Opening the register that the options name.

use std::sync::Arc;

use anyhow::{Context as _, anyhow};
use wegmarke_app::{App, OsDice, SystemClock};
use wegmarke_ledger::checkpoint::LogKey;
use wegmarke_store::{Location, Store, key};

use crate::Place;

/// The database the options name.
pub(crate) async fn store(place: &Place) -> anyhow::Result<Store> {
    let location = match &place.database_url {
        Some(url) => Location::Url(url.clone()),
        None => Location::Folder(place.data.clone()),
    };
    Ok(Store::open(&location).await?)
}

/// The log's key in the data folder.
pub(crate) fn log_key(place: &Place) -> anyhow::Result<LogKey> {
    let file = key::read(&place.data)?.ok_or_else(|| {
        anyhow!(place.locale().t_with(
            "cli-no-key",
            &[("folder", place.data.display().to_string().into())]
        ))
    })?;
    LogKey::parse(&file).context(place.data.join(key::FILE).display().to_string())
}

/// The register, replayed and checked.
pub(crate) async fn app(place: &Place) -> anyhow::Result<App> {
    let key = log_key(place)?;
    let store = store(place).await?;
    Ok(App::open(store, key, Arc::new(SystemClock), Arc::new(OsDice)).await?)
}
