// SPDX-License-Identifier: EUPL-1.2
//! What the commands do.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use rust_embed::RustEmbed;
use wegmarke_guide::check::find_gaps;
use wegmarke_guide::counts::{CountsProblem, Earlier, HEADINGS};
use wegmarke_guide::state::{State, mark, write_states};
use wegmarke_guide::{Content, Files, Problem};
use wegmarke_l10n::Locale;

use crate::folder;
use crate::said::{say, sentence};

/// Among it what `cargo xtask assets` takes from npm.
#[derive(RustEmbed)]
#[folder = "../../assets"]
struct Assets;

/// Content with everything that is wrong or missing, errors first.
///
/// # Errors
/// If the folder cannot be read.
fn load(folder: &Path, at: Timestamp, locale: &Locale) -> Result<(Content, Vec<Problem>)> {
    let (content, mut problems) = Content::read(&folder::read(folder, locale)?);
    if problems.is_empty() {
        problems = find_gaps(&content, at);
    }
    problems.sort_by_key(|problem| !problem.is_error);
    Ok((content, problems))
}

fn tell(problems: &[Problem], locale: &Locale) {
    for (is_error, heading) in [(true, "way-errors"), (false, "way-gaps")] {
        let of_kind: Vec<_> = problems
            .iter()
            .filter(|problem| problem.is_error == is_error)
            .collect();
        if of_kind.is_empty() {
            continue;
        }
        say(&locale.t_with(heading, &[("n", of_kind.len().into())]));
        for problem in of_kind {
            say(&format!("  {}", sentence(problem, locale)));
        }
    }
}

/// Tells everything that is wrong or missing.
///
/// # Errors
/// If the folder cannot be read.
pub fn check(content: &Path, strict: bool, at: Timestamp, locale: &Locale) -> Result<ExitCode> {
    let (content, problems) = load(content, at, locale)?;
    tell(&problems, locale);
    let (cards, services) = (content.cards.len(), content.services.len());
    let texts = content.items().len();
    say(&locale.t_with(
        "way-read",
        &[
            ("cards", cards.into()),
            ("services", services.into()),
            ("texts", texts.into()),
        ],
    ));
    let is_bad = problems.iter().any(|problem| problem.is_error || strict);
    Ok(if is_bad {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// The files of the site.
///
/// # Errors
/// If the content has errors; they are in the message.
pub fn site(content: &Path, at: Timestamp, locale: &Locale) -> Result<Files> {
    let (content, problems) = load(content, at, locale)?;
    let errors = problems
        .iter()
        .filter(|problem| problem.is_error)
        .map(|problem| sentence(problem, locale));
    let errors: Vec<String> = errors.collect();
    if !errors.is_empty() {
        bail!(
            "{}\n  {}",
            locale.t_with("way-errors", &[("n", errors.len().into())]),
            errors.join("\n  ")
        );
    }
    let age = Assets::get("vendor/age.js").map(|file| file.data);
    let age = age.with_context(|| locale.t("way-no-script").into_owned())?;
    Ok(wegmarke_guide::build(&content, at, &age)?)
}

/// Writes the site.
///
/// # Errors
/// If the content has errors, or the folder cannot be written.
pub fn build(content: &Path, to: &Path, at: Timestamp, locale: &Locale) -> Result<ExitCode> {
    let files = site(content, at, locale)?;
    let outcome = folder::write(&files, to, locale)?;
    say(&locale.t_with(
        "way-built",
        &[
            ("written", outcome.written.into()),
            ("same", outcome.same.into()),
            ("removed", outcome.removed.into()),
        ],
    ));
    Ok(ExitCode::SUCCESS)
}

/// Records states of texts.
///
/// # Errors
/// If the content has errors, or nothing fits.
pub fn checked(
    folder: &Path,
    (language, item, by): (Option<&str>, &str, Option<String>),
    at: Timestamp,
    locale: &Locale,
) -> Result<ExitCode> {
    let (content, problems) = Content::read(&folder::read(folder, locale)?);
    if let Some(problem) = problems.first() {
        bail!("{}", sentence(problem, locale));
    }
    let items = content.items();
    let is_there = |id: &str, lang: &str| items.iter().any(|one| one.id == id && one.lang == lang);
    let mut states = content.states.clone();
    for (lang, of_lang) in &mut states {
        of_lang.retain(|id, _| is_there(id, lang));
    }
    let original = content.site.original();
    let mut count = 0_usize;
    for one in &items {
        if language.is_some_and(|lang| lang != one.lang) || !one.id.starts_with(item) {
            continue;
        }
        let source = items
            .iter()
            .find(|other| other.id == one.id && other.lang == original);
        let of = source
            .filter(|_| one.lang != original)
            .map(|source| mark(&source.text))
            .unwrap_or_default();
        if by.is_none() && of.is_empty() {
            continue;
        }
        let state = State {
            of,
            is: by.as_ref().map(|_| mark(&one.text)).unwrap_or_default(),
            checked_by: by.clone(),
            checked_on: by.is_some().then(|| at.to_zoned(TimeZone::UTC).date()),
        };
        states
            .entry(one.lang.clone())
            .or_default()
            .insert(one.id.clone(), state);
        count += 1;
    }
    if count == 0 {
        bail!("{}", locale.t("way-nothing-fits"));
    }
    folder::put(
        &folder.join("states.toml"),
        write_states(&states).as_bytes(),
    )?;
    say(&locale.t_with("way-recorded", &[("n", count.into())]));
    Ok(ExitCode::SUCCESS)
}

/// Makes a bundle of counts that a person at the centre reads before signing it.
///
/// # Errors
/// If the file does not read, or the bundle is there already.
pub fn counts(file: &Path, before: &[PathBuf], out: &Path, locale: &Locale) -> Result<ExitCode> {
    let named = |path: &Path| path.display().to_string();
    let text = std::fs::read_to_string(file).with_context(|| named(file))?;
    let counts = wegmarke_guide::counts::read(&text);
    let counts = counts.map_err(|problem| counts_problem(&problem, locale))?;
    let mut earlier = Earlier::new();
    for file in before {
        let text = std::fs::read_to_string(file).with_context(|| named(file))?;
        let told = wegmarke_guide::counts::read_bundle(&text);
        let told = told.map_err(|problem| counts_problem(&problem, locale))?;
        // What one of them told is known.
        for (place, count) in told {
            let known = earlier.entry(place).or_insert(count);
            *known = known.or(count);
        }
    }
    let bundle = wegmarke_guide::counts::bundle(&counts, &earlier);
    let mut made = std::fs::File::create_new(out).with_context(|| named(out))?;
    std::io::Write::write_all(&mut made, bundle.as_bytes())?;
    let places = wegmarke_guide::counts::hidden(&counts, &earlier);
    let hidden = places.len();
    say(&locale.t_with(
        "way-counts-made",
        &[
            ("n", counts.len().into()),
            ("hidden", hidden.into()),
            ("file", named(out).into()),
        ],
    ));
    let untold = wegmarke_guide::counts::untold_years(&places, &earlier);
    if !untold.is_empty() {
        say(&locale.t("way-counts-years"));
    }
    for (year, land, group, outcome) in untold {
        say(&format!("  {year}, {land}, {group}, {outcome}"));
    }
    Ok(ExitCode::SUCCESS)
}

/// What is wrong in a file of counts.
fn counts_problem(problem: &CountsProblem, locale: &Locale) -> anyhow::Error {
    let told = match *problem {
        CountsProblem::Headings => {
            let names = HEADINGS.join(", ");
            locale.t_with("way-counts-headings", &[("names", names.into())])
        }
        CountsProblem::Cell(line, name) => {
            let args = [("n", line.into()), ("name", name.into())];
            locale.t_with("way-counts-cell", &args)
        }
        CountsProblem::Twice(line) => locale.t_with("way-counts-twice", &[("n", line.into())]),
    };
    anyhow::anyhow!("{told}")
}
