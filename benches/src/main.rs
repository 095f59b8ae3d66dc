// SPDX-License-Identifier: EUPL-1.2
//! Benchmarks: what the goals promise, measured on this machine in this run, as one table.
//!
//! `cargo xtask bench` runs all of them; a name as argument runs one. Times of different machines
//! are not comparable, so wherever a rival exists the table shows a ratio. `stress` is another table: what
//! must hold whatever happens, tried out on a running program.
//!
//! # To add a measurement
//! A module with `run(&mut Results)`, one line in `main`.
#![expect(clippy::print_stdout, reason = "the table is the result")]
#![expect(clippy::print_stderr, reason = "what is left out is said")]

mod cases;
mod coherence;
mod cycle;
mod days;
mod finding;
mod generate;
mod hidden;
mod import;
mod linking;
mod pages;
mod replay;
mod stranger;
mod stress;
mod suggest;
mod verify;

use anyhow::Result;

/// The allocator of the program itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Rows of the table.
#[derive(Debug)]
pub(crate) struct Results {
    rows: Vec<[String; 4]>,
    /// What the second column holds, and what stands where it was reached, and where not.
    words: [&'static str; 3],
    failed: usize,
}

impl Results {
    fn new(words: [&'static str; 3]) -> Self {
        Self {
            rows: Vec::new(),
            words,
            failed: 0,
        }
    }

    /// One measurement: what, the goal, what was measured, and whether the goal is met.
    pub(crate) fn add(&mut self, what: &str, goal: &str, measured: String, met: bool) {
        let [_, yes, no] = self.words;
        self.failed += usize::from(!met);
        let met = if met { yes } else { no };
        self.rows
            .push([what.to_owned(), goal.to_owned(), measured, met.to_owned()]);
    }

    /// Something that could not be measured here, and why.
    pub(crate) fn skip(&mut self, what: &str, why: &str) {
        eprintln!("SKIPPED: {what}: {why}");
        self.rows.push([
            what.to_owned(),
            String::new(),
            format!("SKIPPED: {why}"),
            "-".to_owned(),
        ]);
    }

    fn print(&self) {
        let head = ["what", self.words[0], "measured", ""].map(str::to_owned);
        let width = |at: usize| {
            let cells = self.rows.iter().chain(std::iter::once(&head));
            cells
                .map(|row| row[at].chars().count())
                .max()
                .unwrap_or_default()
        };
        for row in std::iter::once(&head).chain(&self.rows) {
            let cells: Vec<String> = (0..4)
                .map(|at| format!("{:<1$}", row[at], width(at)))
                .collect();
            println!("| {} |", cells.join(" | "));
        }
    }
}

fn main() -> Result<()> {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    // The replay of a million entries is measured in a process of its own, for its memory.
    if let [task, folder] = &wanted[..]
        && task == replay::CHILD
    {
        return replay::child(folder.as_ref());
    }
    if let Some(("stress", rest)) = wanted.split_first().map(|(first, rest)| (&**first, rest)) {
        let mut results = Results::new(["promise", "held", "NOT HELD"]);
        stress::run(rest, &mut results)?;
        results.print();
        if results.failed > 0 {
            eprintln!("{} did not hold", results.failed);
            std::process::exit(1);
        }
        return Ok(());
    }
    let wants = |name: &str| wanted.is_empty() || wanted.iter().any(|want| want == name);
    let mut results = Results::new(["goal", "met", "NOT MET"]);
    // First, for its memory is that of the process.
    if wants("linking") {
        linking::run(&mut results)?;
    }
    if wants("import") {
        import::run(&mut results)?;
    }
    if wants("findings") {
        finding::run(&mut results)?;
    }
    if wants("replay") || wants("verify") || wants("days") {
        let log = generate::million()?;
        if wants("replay") {
            replay::run(&log, &mut results)?;
        }
        if wants("days") {
            days::run(&log, &mut results)?;
        }
        if wants("verify") {
            verify::run(&log, &mut results)?;
        }
    }
    if wants("cycle") {
        cycle::run(&mut results)?;
    }
    if wants("pages") {
        pages::run(&mut results)?;
    }
    if wants("stranger") {
        stranger::run(&mut results)?;
    }
    if wants("suggest") {
        suggest::run(&mut results)?;
    }
    if wants("coherence") {
        coherence::run(&mut results)?;
    }
    if wants("cases") {
        cases::run(&mut results)?;
    }
    if wants("noise") {
        cases::noise(&mut results)?;
    }
    if wants("hidden") {
        hidden::run(&mut results)?;
    }
    results.print();
    Ok(())
}

pub(crate) fn runtime() -> Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?)
}
