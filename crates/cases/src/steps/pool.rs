// SPDX-License-Identifier: EUPL-1.2
//! The steps of a pool: making one, taking in, what is in it, and its privacy budget.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use rand::rngs::OsRng;
use serde_json::json;
use wegmarke_l10n::Locale;

use super::files::{FOR_CENTRES, ForCentres, IDENTITY, now};
use crate::budget::{self, Budget};
use crate::codebook::Codebook;
use crate::ledger;
use crate::pool::{DELIVERY, Delivery, Pool};
use crate::store::{Store, document, write_secret};

/// See the command of the same name.
///
/// # Errors
/// A sentence for the person.
pub(crate) async fn init(folder: &Path, locale: &Locale) -> Result<ExitCode> {
    let store = Store::create(folder, &mut OsRng).await?;
    ledger::create(&store, &mut OsRng)?;
    let identity = age::x25519::Identity::generate();
    write_secret(
        &folder.join(IDENTITY),
        age::secrecy::ExposeSecret::expose_secret(&identity.to_string()),
    )?;
    let mut hash_key = [0_u8; 32];
    rand::RngCore::fill_bytes(&mut OsRng, &mut hash_key);
    let for_centres = ForCentres {
        recipient: identity.to_public().to_string(),
        hash_key: hex::encode(hash_key),
    };
    write_secret(&folder.join(FOR_CENTRES), &toml::to_string(&for_centres)?)?;
    let file = folder.join(FOR_CENTRES).display().to_string();
    println!(
        "{}",
        locale.t_with("cases-pool-made", &[("file", file.into())])
    );
    Ok(ExitCode::SUCCESS)
}

/// Everything that centres handed over.
pub(super) async fn list_deliveries(store: &Store) -> Result<Vec<Delivery>> {
    let all = store.list::<Delivery>(DELIVERY).await?;
    Ok(all.into_iter().map(|(_, delivery)| delivery).collect())
}

/// See the command of the same name.
///
/// # Errors
/// A sentence for the person.
pub(crate) async fn receive(folder: &Path, files: &[PathBuf], locale: &Locale) -> Result<ExitCode> {
    let store = Store::open_alone(folder).await?;
    let identity =
        std::fs::read_to_string(folder.join(IDENTITY)).context("the pool's age key is missing")?;
    let mut documents = Vec::new();
    let mut counts = Vec::new();
    for file in files {
        let bytes =
            std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
        let delivery =
            Delivery::open(&bytes, &identity).with_context(|| file.display().to_string())?;
        counts.push(json!({
            "cases": delivery.cases.len(),
            "withdrawn": delivery.withdrawn.len(),
            "without_consent": delivery.without_consent,
        }));
        documents.push((DELIVERY, document(&delivery)?));
    }
    let said = json!({ "deliveries": counts });
    documents.push(ledger::entry(&store, "pool.received", "pool", &said, now(), &mut OsRng).await?);
    store.add(&documents, &mut OsRng).await?;
    println!(
        "{}",
        locale.t_with("cases-received", &[("n", files.len().into())])
    );
    Ok(ExitCode::SUCCESS)
}

/// See the command of the same name.
///
/// # Errors
/// A sentence for the person.
pub(crate) async fn show_pool(folder: &Path, book: &Codebook, locale: &Locale) -> Result<ExitCode> {
    let store = Store::open(folder).await?;
    let pool = Pool::of(&list_deliveries(&store).await?, &book.id);
    let args = [
        ("cases", pool.cases.len().into()),
        ("centres", pool.by_centre().len().into()),
        ("without", pool.without_consent.into()),
        ("withdrawn", pool.withdrawn.into()),
    ];
    println!("{}", locale.t_with("cases-pool", &args));
    for ((one, other), n) in &pool.alike {
        let args = [
            ("one", one.into()),
            ("other", other.into()),
            ("n", (*n).into()),
        ];
        println!("  {}", locale.t_with("cases-alike", &args));
    }
    Ok(ExitCode::SUCCESS)
}

/// See the command of the same name.
///
/// # Errors
/// A sentence for the person.
pub(crate) async fn budget(
    folder: &Path,
    wanted: Option<(f64, f64)>,
    locale: &Locale,
) -> Result<ExitCode> {
    let store = Store::open_alone(folder).await?;
    let found = Budget::find(&ledger::verify(&store).await?.lines)?;
    let budget = match (found, wanted) {
        (None, None) => bail!("{}", locale.t("cases-budget-none")),
        (Some(_), Some(_)) => bail!("{}", locale.t("cases-budget-stays")),
        (Some(budget), None) => budget,
        (None, Some((epsilon, delta))) => {
            let set = budget::set(epsilon, delta)?;
            let entry =
                ledger::entry(&store, budget::SET, "budget", &set, now(), &mut OsRng).await?;
            store.add(&[entry], &mut OsRng).await?;
            Budget { set, spent: 0 }
        }
    };
    println!("{}", locale.t_with("cases-budget", &told(&budget)));
    Ok(ExitCode::SUCCESS)
}

/// A budget, for a sentence.
pub(super) fn told(budget: &Budget) -> [(&'static str, wegmarke_l10n::Arg<'_>); 3] {
    let spent = budget.spent_epsilon();
    let spent = spent.map_or_else(|| "?".to_owned(), |epsilon| epsilon.to_string());
    [
        ("epsilon", (&budget.set.epsilon).into()),
        ("delta", (&budget.set.delta).into()),
        ("spent", spent.into()),
    ]
}
