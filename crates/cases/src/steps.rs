// SPDX-License-Identifier: EUPL-1.2
//! The steps behind the commands: each reads, decides, writes once, and says what it did.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use jiff::Timestamp;
use rand::rngs::OsRng;
use serde::{Deserialize, Serialize};
use serde_json::json;
use wegmarke_l10n::{Lang, Locale};
use wegmarke_stats::risk::{list_remedies, list_uniques};

use crate::case::{Checked, check};
use crate::codebook::Codebook;
use crate::encode::Encoded;
use crate::key::PersonKey;
use crate::page::objection_text;
use crate::pool::{DELIVERY, Delivery, Pool};
use crate::release::prepare;
use crate::released::{DRAFT, Draft, RELEASE, Release, list_releases};
use crate::store::{Store, document, write_secret};
use crate::{bundle, estimate as hidden, figures, ledger, sheet, tally};

mod european;

pub(crate) use european::{collect_forms, form};

/// What centres need, beside the pool.
const FOR_CENTRES: &str = "for-centres.toml";
/// The secret of record keys; made when it is first needed.
const CELL_KEY: &str = "cell.key";
/// The pool's own half of it.
const IDENTITY: &str = "pool.age";

/// What centres need to hand over.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ForCentres {
    /// Public age key of the pool.
    recipient: String,
    /// Secret of all centres of the pool: the key of the hashes that find a case again.
    hash_key: String,
}

#[expect(
    clippy::disallowed_methods,
    reason = "the edge: the clock is read here and handed on"
)]
fn now() -> Timestamp {
    Timestamp::now()
}

/// See the command of the same name.
///
/// # Errors
/// A sentence for the person.
pub(crate) fn find_codebook(name: &str) -> Result<Codebook> {
    if let Some(book) = Codebook::find_shipped(name) {
        return Ok(book);
    }
    let text = std::fs::read_to_string(name)
        .with_context(|| format!("{name} is neither a codebook that ships nor a file"))?;
    Ok(Codebook::parse(&text)?)
}

/// See the command of the same name.
///
/// # Errors
/// A sentence for the person.
pub(crate) fn template(book: &Codebook, locale: &Locale) -> Result<ExitCode> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let is_german = locale.lang() == Lang::De;
    let title = if is_german {
        &book.title.de
    } else {
        &book.title.en
    };
    eprintln!("# {title}\n# {}", book.source);
    let [headings, takes] = book.template(is_german);
    writer.write_record(headings)?;
    print!(
        "{}",
        String::from_utf8(writer.into_inner().map_err(|error| error.into_error())?)?
    );
    for line in takes {
        eprintln!("# {line}");
    }
    Ok(ExitCode::SUCCESS)
}

/// Reads and checks a file; says what is wrong, and gives nothing then.
fn read_file(
    file: &Path,
    book: &Codebook,
    of: (&str, &[u8]),
    locale: &Locale,
) -> Result<Option<Checked>> {
    let bytes =
        std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let checked = match sheet::read(&bytes) {
        Ok(rows) => check(&rows, book, of.0, of.1),
        Err(problem) => Err(vec![problem]),
    };
    Ok(match checked {
        Ok(checked) => Some(checked),
        Err(problems) => {
            for problem in &problems {
                println!("{}", problem.tell(locale));
            }
            println!(
                "{}",
                locale.t_with("cases-nothing-taken", &[("n", problems.len().into())])
            );
            None
        }
    })
}

/// See the command of the same name.
///
/// # Errors
/// A sentence for the person.
pub(crate) fn check_file(file: &Path, book: &Codebook, locale: &Locale) -> Result<ExitCode> {
    let Some(checked) = read_file(file, book, ("check", b"check"), locale)? else {
        return Ok(ExitCode::FAILURE);
    };
    let args = [
        ("cases", checked.cases.len().into()),
        ("without", checked.without_consent.into()),
        ("withdrawn", checked.withdrawn.len().into()),
    ];
    println!("{}", locale.t_with("cases-checked", &args));
    tell_risk(&checked, book, locale);
    Ok(ExitCode::SUCCESS)
}

/// Who could be recognised, in words, and what would help. The number is the place in the file's order of
/// cases with consent: nothing that says who.
fn tell_risk(checked: &Checked, book: &Codebook, locale: &Locale) {
    let snapshot = checked
        .cases
        .iter()
        .map(|case| (String::new(), case.clone()))
        .collect();
    let visible = Encoded::of(book, &[snapshot]).visible(book);
    let columns: Vec<Vec<u16>> = visible.iter().map(|(_, column)| column.clone()).collect();
    let uniques = list_uniques(&columns, 3);
    let title = |column: &usize| {
        let variable = book.find(&visible[*column].0);
        variable.map_or_else(String::new, |variable| match locale.lang() {
            Lang::De => variable.title.de.clone(),
            Lang::En | Lang::Pseudo => variable.title.en.clone(),
        })
    };
    let list = |columns: &[usize]| columns.iter().map(title).collect::<Vec<_>>().join(", ");
    let remedies = list_remedies(&uniques);
    println!(
        "{}",
        locale.t_with("cases-risk", &[("n", remedies.len().into())])
    );
    for (record, remedy) in remedies.iter().take(50) {
        let least = uniques.iter().find(|unique| unique.record == *record);
        let by = least
            .map(|unique| list(&unique.columns))
            .unwrap_or_default();
        let args = [("by", by.into()), ("coarser", list(remedy).into())];
        println!("  {}", locale.t_with("cases-risk-line", &args));
    }
}

/// See the command of the same name.
///
/// # Errors
/// A sentence for the person.
pub(crate) fn hand_over(
    file: &Path,
    book: &Codebook,
    centre: &str,
    (to, out): (&Path, &Path),
    locale: &Locale,
) -> Result<ExitCode> {
    let text =
        std::fs::read_to_string(to).with_context(|| format!("{} cannot be read", to.display()))?;
    let to: ForCentres =
        toml::from_str(&text).map_err(|_| anyhow::anyhow!("this is not the file for centres"))?;
    let key = hex::decode(&to.hash_key).context("the file for centres is damaged")?;
    let Some(checked) = read_file(file, book, (centre, &key), locale)? else {
        return Ok(ExitCode::FAILURE);
    };
    tell_risk(&checked, book, locale);
    let n = checked.cases.len();
    let delivery = Delivery::of(checked, centre, &book.id, book.version);
    let sealed = delivery.seal(&to.recipient)?;
    std::fs::write(out, sealed).with_context(|| format!("{} cannot be written", out.display()))?;
    let out = out.display().to_string();
    println!(
        "{}",
        locale.t_with(
            "cases-handed-over",
            &[("n", n.into()), ("file", out.into())]
        )
    );
    Ok(ExitCode::SUCCESS)
}

/// See the command of the same name.
///
/// # Errors
/// A sentence for the person.
pub(crate) fn make_key(name: &str, out: &Path, locale: &Locale) -> Result<ExitCode> {
    let key = PersonKey::generate(&mut OsRng, name);
    write_secret(out, &key.to_file())?;
    println!(
        "{}",
        locale.t_with("cases-key-made", &[("key", key.public().into())])
    );
    Ok(ExitCode::SUCCESS)
}

fn read_key(path: &Path) -> Result<PersonKey> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("{} cannot be read", path.display()))?;
    PersonKey::from_file(&text)
        .context("this is no key of a person; make one with “wegmarke-cases key”")
}

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
async fn list_deliveries(store: &Store) -> Result<Vec<Delivery>> {
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
    let release = prepare(
        book,
        &text,
        &pool.cases,
        &earlier,
        (key.public(), key.name.clone()),
        &cell_secret(folder)?,
    )?;
    let audit = release.published.audit.clone();
    let args = [
        ("cells", audit.cells.into()),
        ("hidden", (audit.by_rule + audit.for_others).into()),
        ("checked", audit.checked.into()),
        ("earlier", audit.earlier_tables.into()),
    ];
    println!("{}", locale.t_with("cases-audited", &args));
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
        return Ok(ExitCode::FAILURE);
    }
    let signed = key.sign(&bundle::sums(&bundle::files(&release.published)?));
    let draft = document(&Draft { release, signed })?;
    let numbers = store.add(&[(DRAFT, draft)], &mut OsRng).await?;
    let number = numbers.first().map(i64::to_string).unwrap_or_default();
    println!(
        "{}",
        locale.t_with("cases-proposed", &[("number", number.into())])
    );
    Ok(ExitCode::SUCCESS)
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

/// See the command of the same name.
///
/// # Errors
/// A sentence for the person.
pub(crate) fn estimate(
    file: &Path,
    out: &Path,
    (repetitions, seed): (usize, u64),
    locale: &Locale,
) -> Result<ExitCode> {
    if out.exists() {
        bail!("{} is there already; nothing is overwritten", out.display());
    }
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("{} cannot be read", file.display()))?;
    let (names, overlap) = hidden::read(&text)?;
    let answers = hidden::answer(&overlap, repetitions, seed);
    let lines = hidden::lines(&answers, &names, locale);
    for line in &lines {
        println!("{}: {}", line.way, line.says);
    }
    println!("{}", locale.t("cases-estimate-limits-text"));
    println!("{}", locale.t("cases-estimate-dissent"));
    std::fs::write(out, hidden::page(&overlap, &names, &lines, locale)?)?;
    let refused = answers.iter().all(|(_, answer)| answer.is_err());
    Ok(if refused {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// See the command of the same name.
///
/// # Errors
/// A sentence for the person.
pub(crate) fn review_figures(file: &Path, locale: &Locale) -> Result<ExitCode> {
    let bytes =
        std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let review = sheet::read(&bytes).and_then(|rows| figures::review(&rows));
    let review = match review {
        Ok(review) => review,
        Err(problem) => {
            println!("{}", problem.tell(locale));
            return Ok(ExitCode::FAILURE);
        }
    };
    let args = [
        ("cells", review.cells.into()),
        ("suppressed", review.suppressed.into()),
    ];
    println!("{}", locale.t_with("cases-figures", &args));
    let args = [("n", review.follow.into())];
    println!("{}", locale.t_with("cases-figures-follow", &args));
    for finding in &review.findings {
        println!("  {}", figures::tell(finding, locale));
    }
    let is_sound = review.follow == 0 && review.findings.is_empty();
    Ok(if is_sound {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// See the command of the same name.
///
/// # Errors
/// A sentence for the person.
pub(crate) fn count(
    file: &Path,
    (length, threads): (usize, usize),
    out: Option<&Path>,
    locale: &Locale,
) -> Result<ExitCode> {
    let tally = tally::count(file, length, threads, out)?;
    let args = [
        ("rows", tally.rows.into()),
        ("combinations", tally.combinations.into()),
        ("sum", tally.sum.into()),
        ("below", tally.below_ten.into()),
    ];
    println!("{}", locale.t_with("cases-counted", &args));
    Ok(ExitCode::SUCCESS)
}
