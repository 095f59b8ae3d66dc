// SPDX-License-Identifier: EUPL-1.2
//! The steps of a release: proposing, releasing, checking, and the ledger of all of them.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use rand::rngs::OsRng;
use serde_json::json;
use wegmarke_l10n::Locale;

use super::files::{CELL_KEY, now};
use super::person::read_key;
use super::pool::{list_deliveries, told};
use crate::budget::{self, Budget, Spent};
use crate::codebook::Codebook;
use crate::page::objection_text;
use crate::pool::Pool;
use crate::release::{Proposal, prepare};
use crate::released::{DRAFT, Draft, RELEASE, Release, list_releases};
use crate::store::{Store, document, write_secret};
use crate::{bundle, ledger};

/// The secret that record keys are made with. Lost, the same people would get other numbers, so it is never
/// made anew while a file is there.
fn cell_secret(folder: &Path) -> Result<Vec<u8>> {
    let path = folder.join(CELL_KEY);
    if !path.exists() {
        let mut secret = [0_u8; 32];
        rand::RngCore::fill_bytes(&mut OsRng, &mut secret);
        write_secret(&path, &hex::encode(secret))?;
    }
    let text = std::fs::read_to_string(&path)
        .with_context(|| format!("{} cannot be read", path.display()))?;
    let secret = hex::decode(text.trim()).context("the secret of cell keys is damaged")?;
    if secret.len() != 32 {
        bail!("the secret of cell keys is damaged");
    }
    Ok(secret)
}

/// See the command of the same name.
///
/// # Errors
/// A sentence for the person.
pub(crate) async fn propose(
    folder: &Path,
    plan: &Path,
    book: &Codebook,
    key: &Path,
    locale: &Locale,
) -> Result<ExitCode> {
    let proposed = propose_plan(folder, plan, book, key, locale).await?;
    Ok(match proposed {
        Some(_) => ExitCode::SUCCESS,
        None => ExitCode::FAILURE,
    })
}

/// Sends a plan through the gate; gives the number of the proposal, or `None` if it is stopped.
///
/// # Errors
/// A sentence for the person.
pub(crate) async fn propose_plan(
    folder: &Path,
    plan: &Path,
    book: &Codebook,
    key: &Path,
    locale: &Locale,
) -> Result<Option<i64>> {
    let store = Store::open_alone(folder).await?;
    let key = read_key(key)?;
    let text = std::fs::read_to_string(plan)
        .with_context(|| format!("{} cannot be read", plan.display()))?;
    let pool = Pool::of(&list_deliveries(&store).await?, &book.id);
    let earlier = list_releases(&store).await?;
    let earlier: Vec<Release> = earlier
        .into_iter()
        .filter(|release| release.published.codebook == format!("{} {}", book.id, book.version))
        .collect();
    let budget = Budget::find(&ledger::verify(&store).await?.lines)?;
    let (release, cost) = prepare(Proposal {
        book,
        plan_text: &text,
        cases: &pool.cases,
        earlier: &earlier,
        by: (key.public(), key.name.clone()),
        secret: &cell_secret(folder)?,
        budget: budget.as_ref(),
    })?;
    let audit = release.published.audit.clone();
    if cost.is_none() {
        let args = [
            ("cells", audit.cells.into()),
            ("hidden", (audit.by_rule + audit.for_others).into()),
            ("checked", audit.checked.into()),
            ("earlier", audit.earlier_tables.into()),
        ];
        println!("{}", locale.t_with("cases-audited", &args));
    }
    if !audit.objections.is_empty() {
        println!("{}", locale.t("cases-stopped"));
        for objection in &audit.objections {
            println!("  {}", objection_text(objection, locale));
        }
        let said = json!({ "objections": audit.objections.len() });
        let entry = ledger::entry(
            &store,
            "release.stopped",
            "release",
            &said,
            now(),
            &mut OsRng,
        )
        .await?;
        store.add(&[entry], &mut OsRng).await?;
        return Ok(None);
    }
    let signed = key.sign(&bundle::sums(&bundle::files(&release.published)?));
    let mut documents = vec![(DRAFT, document(&Draft { release, signed })?)];
    // What was drawn is paid for in the same write, whether it is ever released or not.
    let after = budget
        .zip(cost)
        .and_then(|(budget, cost)| budget.charge(cost));
    if let Some(cost) = cost {
        let spent = Spent { rho: cost };
        let at = now();
        let entry = ledger::entry(&store, budget::SPENT, "budget", &spent, at, &mut OsRng).await?;
        documents.push(entry);
    }
    let numbers = store.add(&documents, &mut OsRng).await?;
    if let Some(after) = &after {
        let [epsilon, delta, spent] = told(after);
        let args = [("cells", audit.cells.into()), epsilon, delta, spent];
        println!("{}", locale.t_with("cases-drawn", &args));
    }
    let number = numbers.first().copied().context("nothing was written")?;
    println!(
        "{}",
        locale.t_with("cases-proposed", &[("number", number.to_string().into())])
    );
    Ok(Some(number))
}

/// See the command of the same name.
///
/// # Errors
/// A sentence for the person.
pub(crate) async fn release(
    folder: &Path,
    number: i64,
    key: &Path,
    out: &Path,
    locale: &Locale,
) -> Result<ExitCode> {
    let store = Store::open_alone(folder).await?;
    let key = read_key(key)?;
    let drafts = store.list::<Draft>(DRAFT).await?;
    let Some((_, draft)) = drafts.into_iter().find(|(seq, _)| *seq == number) else {
        bail!("there is no proposal {number}");
    };
    if draft.signed.key == key.public() {
        bail!("{}", locale.t("cases-same-person"));
    }
    let released = list_releases(&store).await?;
    // The audit looked at what was out then; what came since may combine with it.
    if draft.release.published.number != released.len() + 1 {
        bail!("{}", locale.t("cases-outdated"));
    }
    if !draft.release.published.audit.objections.is_empty() {
        bail!("{}", locale.t("cases-stopped"));
    }
    let files = bundle::files(&draft.release.published)?;
    let sums = bundle::sums(&files);
    if !draft.signed.holds(&sums) {
        bail!("the proposal is not what its first person signed");
    }
    let signatures = [draft.signed.clone(), key.sign(&sums)];
    let said = json!({
        "sums": String::from_utf8_lossy(&sums),
        "by": [&signatures[0].key, &signatures[1].key],
    });
    let subject = format!("release/{}", draft.release.published.number);
    let entry = ledger::entry(
        &store,
        "release.published",
        &subject,
        &said,
        now(),
        &mut OsRng,
    )
    .await?;
    // On record first: what is out without being on record could not be checked against later.
    store
        .add(&[(RELEASE, document(&draft)?), entry], &mut OsRng)
        .await?;
    bundle::write(&files, &signatures, out)?;
    let out = out.display().to_string();
    println!(
        "{}",
        locale.t_with("cases-released", &[("folder", out.into())])
    );
    Ok(ExitCode::SUCCESS)
}

/// See the command of the same name.
///
/// # Errors
/// A sentence for the person.
pub(crate) fn verify(folder: &Path, known: &[String], locale: &Locale) -> Result<ExitCode> {
    let (published, signatures) = bundle::verify(folder)?;
    for signed in &signatures {
        if !known.is_empty() && !known.contains(&signed.key) {
            bail!(
                "“{}” signed with a key that is not among those given: {}",
                signed.name,
                signed.key
            );
        }
        let args = [
            ("name", (&signed.name).into()),
            ("key", (&signed.key).into()),
        ];
        println!("{}", locale.t_with("cases-signed-by", &args));
    }
    println!(
        "{}",
        locale.t_with("cases-verified", &[("n", published.tables.len().into())])
    );
    Ok(ExitCode::SUCCESS)
}

/// See the command of the same name.
///
/// # Errors
/// A sentence for the person.
pub(crate) async fn show_ledger(folder: &Path, locale: &Locale) -> Result<ExitCode> {
    let verified = ledger::verify(&Store::open(folder).await?).await?;
    for line in &verified.lines {
        println!("{} {} {} {}", line.seq, line.at, line.kind, line.subject);
    }
    println!(
        "{}",
        locale.t_with("cases-ledger-holds", &[("n", verified.lines.len().into())])
    );
    println!("{}\n{}", verified.verifier, verified.checkpoint);
    Ok(ExitCode::SUCCESS)
}
