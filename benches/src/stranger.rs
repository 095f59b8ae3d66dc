// SPDX-License-Identifier: EUPL-1.2
//! A stranger's check of a served log, from the start of the program to its answer.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context as _, Result, bail};
use wegmarke_ledger::LogKey;
use wegmarke_store::key;
use wegmarke_testkit::data;

use crate::Results;
use crate::pages::{CATALOGUE, binary, prepare, serve};

/// Measures beside the catalogue, so that the log is about as long as the goal has it: 19,400 entries.
const MORE: usize = 17_510;

const PROFILE: &str = r#"
name = "more"
complete = true
language = "de"
[[table]]
file = "measures.csv"
[[table.record]]
noun = "plan"
[table.record.constants]
"id" = "more"
"title.de" = "Plan"
[[table.record]]
noun = "measure"
[table.record.constants]
"plan" = "more"
[table.record.columns]
"id" = "id"
"title.de" = "title"
"description.de" = "text"
"#;

/// Imports measures with a paragraph each, as long as those of real plans.
fn grow(binary: &Path, folder: &Path) -> Result<()> {
    let files = folder.join("more");
    std::fs::create_dir(&files)?;
    std::fs::write(folder.join("more.toml"), PROFILE)?;
    let mut table = String::from("id;title;text\n");
    let text =
        "Die Beratung wird ausgebaut und erreicht mehr Menschen in ihrer Sprache. ".repeat(6);
    for n in 0..MORE {
        writeln!(
            table,
            "M.{n};Vorhaben {n} im Bereich {} ausbauen;{n}: {text}",
            n % 97
        )?;
    }
    std::fs::write(files.join("measures.csv"), table)?;
    let done = Command::new(binary)
        .args(["import", "--as", "Bench", "--data"])
        .arg(folder.join("data"))
        .arg("--profile")
        .args([folder.join("more.toml"), files])
        .stdout(Stdio::null())
        .status()?;
    if !done.success() {
        bail!("the import failed");
    }
    Ok(())
}

/// The best of them counts.
const ROUNDS: usize = 3;

pub(crate) fn run(results: &mut Results) -> Result<()> {
    let what = "a stranger's check over HTTP";
    let Some(catalogue) = data::find_shared(CATALOGUE) else {
        results.skip(what, "the Italian catalogue is not here");
        return Ok(());
    };
    let folder = tempfile::tempdir()?;
    let binary = binary()?;
    prepare(&binary, folder.path(), &catalogue)?;
    grow(&binary, folder.path())?;
    let key = key::read(&folder.path().join("data"), key::LOG)?.context("no key")?;
    let key = LogKey::parse(&key)?;
    let (_server, port) = serve(&binary, folder.path())?;
    let log = format!("http://127.0.0.1:{port}/log");
    let note = ureq::get(format!("{log}/checkpoint")).call()?;
    let note = note.into_body().read_to_string()?;
    let entries: u32 = note.lines().nth(1).context("no size")?.parse()?;
    let mut best = f64::INFINITY;
    for _ in 0..ROUNDS {
        let since = Instant::now();
        let checked = Command::new(&binary)
            .args(["verify", "--log", &log, "--key", key.verifier_key()])
            .output()?;
        // The example withholds what its organisations replaced, which is told with a code of its own.
        if !matches!(checked.status.code(), Some(0 | 5)) {
            bail!("{}", String::from_utf8_lossy(&checked.stderr));
        }
        best = best.min(since.elapsed().as_secs_f64());
    }
    let each = best * 1e6 / f64::from(entries);
    results.add(
        &format!("{what}, {entries} entries"),
        "below 1 s",
        format!("{best:.2} s ({each:.0} µs for each)"),
        best < 1.0,
    );
    Ok(())
}
