// SPDX-License-Identifier: EUPL-1.2
//! Hidden numbers: a bootstrap that repeats the whole choice, against the same steps with `glm()` of base R.
//! The packages made for it are not among Debian's.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use wegmarke_stats::hidden::interval::interval;
use wegmarke_stats::hidden::{Overlap, Way};

use wegmarke_testkit::data;

use crate::Results;

const REPETITIONS: usize = 1_000;
/// How much faster than R it is meant to be.
const GOAL: f64 = 30.0;
/// How far two programs may be apart.
const NEAR: f64 = 1e-3;

pub(crate) fn run(results: &mut Results) -> Result<()> {
    for name in ["korea_three_lists", "new_orleans_five_lists_n186_current"] {
        let what = format!(
            "hidden number, {name}, {REPETITIONS} repetitions of the whole choice, against base R"
        );
        let Some(file) = data::find_shared(&format!("mse/{name}.csv")) else {
            results.skip(&what, "the test data are not beside the project");
            continue;
        };
        let Some((theirs, their_seconds)) = measure_r(&file)? else {
            results.skip(&what, "Rscript is not installed (Debian: r-base-core)");
            continue;
        };
        let overlap = read(&file)?;
        let since = Instant::now();
        let ours =
            interval(&overlap, Way::Stepwise, 0.95, (REPETITIONS, 14)).context("no estimate")?;
        let ratio = their_seconds / since.elapsed().as_secs_f64();
        let total = ours.estimate.total;
        ensure!(
            (total - theirs).abs() < NEAR * theirs,
            "{name}: {total:.1} here, {theirs:.1} in R"
        );
        results.add(
            &what,
            &format!("at least {GOAL} times as fast, the same estimate"),
            format!("{ratio:.0} times ({their_seconds:.2} s in R), {total:.1}"),
            ratio >= GOAL,
        );
    }
    Ok(())
}

/// The estimate of R, and its seconds; `None` where there is no R.
fn measure_r(file: &Path) -> Result<Option<(f64, f64)>> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/hidden/stepwise.R");
    let mut r = Command::new("Rscript");
    r.arg("--vanilla")
        .arg(script)
        .arg(file)
        .arg(REPETITIONS.to_string());
    let Ok(said) = r.output() else {
        return Ok(None);
    };
    ensure!(
        said.status.success(),
        "R: {}",
        String::from_utf8_lossy(&said.stderr)
    );
    let said = String::from_utf8(said.stdout)?;
    let (estimate, seconds) = said
        .trim()
        .split_once(' ')
        .context("R said something else")?;
    Ok(Some((estimate.parse()?, seconds.parse()?)))
}

/// A line for each set of lists, with 1 where a list is in it, and how many are on exactly these.
fn read(file: &Path) -> Result<Overlap> {
    let text = std::fs::read_to_string(file)?;
    let mut lines = text.lines();
    let lists = lines.next().context("an empty file")?.split(',').count() - 1;
    let counts = lines.map(|line| {
        let cells: Vec<u32> = line
            .split(',')
            .map(|cell| cell.trim().parse())
            .collect::<Result<_, _>>()?;
        let (count, of) = cells.split_last().context("an empty line")?;
        let set = of
            .iter()
            .enumerate()
            .map(|(list, is_in)| is_in << list)
            .sum();
        Ok((set, *count))
    });
    let counts: Vec<(u32, u32)> = counts.collect::<Result<_>>()?;
    Overlap::new(lists, counts).context("not the lists of an overlap")
}
