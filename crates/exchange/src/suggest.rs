// SPDX-License-Identifier: EUPL-1.2
//! A profile for a file that nobody has described yet, guessed from its headings.
//!
//! A guess is a beginning for a person: columns that are not recognised stay in the text as
//! comments, and nothing is imported by it alone.

mod guess;
mod words;
mod write;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use wegmarke_domain::draft::{Slot, list_slots};
use wegmarke_domain::noun::Noun;
use wegmarke_domain::shape::Kind;

use self::guess::{Guess, Match};
use self::words::{COMMON, NOUNS};
use crate::ReadError;
use crate::read::{bytes, list_files, name};
use crate::table::{self, Format};
use crate::wording::{likeness, tokens};

/// Below this, in percent, two wordings have nothing to do with each other.
const LIKENESS: u32 = 60;
/// Rows that are looked at for separators of lists.
const SAMPLE: usize = 200;

/// Proposes the TOML text of a profile for a file, or for every table of a folder.
///
/// The text can be parsed as it is. What could not be matched stands in it as comments.
///
/// # Errors
/// If the file cannot be read, or the folder holds no table.
pub fn suggest(path: &Path) -> Result<String, ReadError> {
    let mut guesses = Vec::new();
    if path.is_dir() {
        for file in list_files(path)? {
            match guess(&file, &bytes(&path.join(&file))?) {
                Ok(guess) => guesses.push(guess),
                // Papers that lie beside the tables are no tables.
                Err(ReadError::NotATable { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        if guesses.is_empty() {
            return Err(ReadError::MissingFile {
                folder: name(path),
                wanted: "*.csv, *.xlsx, *.ods, *.json".to_owned(),
            });
        }
    } else {
        guesses.push(guess(&name(path), &bytes(path)?)?);
    }
    let stem = path.file_stem().map(|stem| stem.to_string_lossy());
    Ok(write::profile(
        stem.as_deref().unwrap_or("profile"),
        &guesses,
    ))
}

fn guess(file: &str, bytes: &[u8]) -> Result<Guess, ReadError> {
    let (children, heading, sample) = match crate::read::tree_headings(file, bytes) {
        Some((children, heading)) => (Some(children), heading, Vec::new()),
        None => {
            let sheets = table::sheets(file, bytes, Format::default())?;
            let sheet = sheets.into_iter().next().unwrap_or_default();
            let rows = sheet.rows.into_iter().take(SAMPLE);
            (None, sheet.heading, rows.map(|row| row.cells).collect())
        }
    };
    let named: Vec<(usize, &Arc<str>)> = heading
        .iter()
        .enumerate()
        .filter(|(_, name)| !name.is_empty())
        .collect();
    let best = NOUNS
        .iter()
        .map(|(noun, words)| (*noun, pairs(*noun, words, &named)))
        .max_by_key(|(noun, pairs)| (points(*noun, pairs), std::cmp::Reverse(*noun)));
    let (noun, pairs) = best.unwrap_or((Noun::Measure, Vec::new()));
    let mut languages = BTreeMap::new();
    let mut columns = Vec::new();
    let mut used = BTreeSet::new();
    for pair in pairs {
        used.insert(pair.at);
        *languages.entry(pair.spoken).or_insert(0) += 1;
        columns.push(Match {
            heading: Arc::clone(pair.heading),
            language: marked(pair.heading),
            split: separator(&pair.slot, pair.at, &sample),
            foreign: foreign(&pair.slot, pair.at, &sample),
            slot: pair.slot,
        });
    }
    let unmatched = named.iter().filter(|(at, _)| !used.contains(at));
    Ok(Guess {
        file: file.to_owned(),
        children,
        noun,
        columns,
        unmatched: unmatched.map(|(_, name)| Arc::clone(name)).collect(),
        languages,
    })
}

struct Pair<'h> {
    slot: Slot,
    at: usize,
    heading: &'h Arc<str>,
    likeness: u32,
    /// Language of the word that was found.
    spoken: &'static str,
}

/// Every heading with its likeliest attribute; each attribute once for each language.
fn pairs<'h>(
    noun: Noun,
    own: &'static [(&'static str, &'static str)],
    named: &[(usize, &'h Arc<str>)],
) -> Vec<Pair<'h>> {
    let mut all = Vec::new();
    let slots = list_slots(noun);
    for (at, heading) in named {
        let heard = tokens(unmarked(heading));
        for slot in &slots {
            let words = own.iter().chain(&COMMON);
            let words = words.filter(|(named, _)| *named == slot.name);
            let best = words
                .flat_map(|(_, words)| words.split('|'))
                .chain(std::iter::once(slot.name.trim_end_matches(".*")))
                .map(|word| (likeness(&heard, &tokens(word)), word))
                .max_by_key(|(likeness, _)| *likeness);
            if let Some((likeness, word)) = best.filter(|(likeness, _)| *likeness >= LIKENESS) {
                all.push(Pair {
                    slot: slot.clone(),
                    at: *at,
                    heading,
                    likeness,
                    spoken: spoken(word),
                });
            }
        }
    }
    all.sort_by_key(|pair| (std::cmp::Reverse(pair.likeness), pair.at));
    let (mut taken, mut used) = (BTreeSet::new(), BTreeSet::new());
    all.retain(|pair| {
        let language = pair.slot.name.ends_with(".*");
        let language = language.then(|| marked(pair.heading)).flatten();
        // A time in one cell is its words.
        let name = pair.slot.name.trim_end_matches(".as_written");
        let key = (name.to_owned(), language);
        if used.contains(&pair.at) || taken.contains(&key) {
            return false;
        }
        taken.insert(key) && used.insert(pair.at)
    });
    all.sort_by_key(|pair| pair.at);
    all
}

/// How well a noun explains the headings; its own title counts most.
fn points(noun: Noun, pairs: &[Pair<'_>]) -> u32 {
    let of = |pair: &Pair<'_>| match &*pair.slot.name {
        "title.*" | "name.*" | "claim.*" => pair.likeness * 2,
        "id" | "plan" | "field" | "kind" | "number" => pair.likeness / 2,
        _ => pair.likeness,
    };
    let sum: u32 = pairs.iter().map(of).sum();
    // A plan's measures are what most tables list.
    sum + u32::from(noun == Noun::Measure) * 20
}

/// The language a heading names at its end, as in `title_en` or `Titel (DE)`.
fn marked(heading: &str) -> Option<&'static str> {
    let last = heading.trim_end_matches([')', ']']);
    let last = last.rsplit(['_', ' ', '.', '-', '(', '[']).next()?;
    let known = ["de", "en", "it", "fr", "es"];
    let found = known
        .into_iter()
        .find(|known| last.eq_ignore_ascii_case(known));
    found.filter(|found| last.len() < heading.len() && !found.is_empty())
}

fn unmarked(heading: &str) -> &str {
    let Some(language) = marked(heading) else {
        return heading;
    };
    let end = heading.trim_end_matches([')', ']']);
    end.get(..end.len() - language.len()).unwrap_or(heading)
}

/// A rough language of a synonym: only used to guess the language of a file.
fn spoken(word: &str) -> &'static str {
    const ITALIAN: [&str; 12] = [
        "misura",
        "azione",
        "intervento",
        "descrizione",
        "codice",
        "amministrazione",
        "anno",
        "trimestre",
        "titolo",
        "traguardo",
        "valore",
        "meccanismo",
    ];
    const ENGLISH: [&str; 22] = [
        "measure",
        "action",
        "activity",
        "lead",
        "responsible",
        "partners",
        "indicator",
        "title",
        "description",
        "source",
        "period",
        "year",
        "recommendation",
        "issue",
        "country",
        "topic",
        "field",
        "date",
        "number",
        "note",
        "notes",
        "status",
    ];
    let has = |list: &[&str]| {
        list.iter()
            .any(|known| word.split(' ').any(|part| part == *known))
    };
    if has(&ITALIAN) {
        "it"
    } else if has(&ENGLISH) {
        "en"
    } else {
        "de"
    }
}

/// The sign between the items of a list, if its cells show one.
fn separator(slot: &Slot, at: usize, sample: &[Vec<String>]) -> Option<&'static str> {
    if !slot.is_list() {
        return None;
    }
    let cells: Vec<&String> = sample.iter().filter_map(|row| row.get(at)).collect();
    [";", "\n", "|"]
        .into_iter()
        .find(|sign| cells.iter().any(|cell| cell.trim().contains(sign)))
}

/// Most words of a source that a proposal asks about.
const FOREIGN: usize = 20;

/// Words in the cells of a closed list that are none of it.
fn foreign(slot: &Slot, at: usize, sample: &[Vec<String>]) -> BTreeSet<String> {
    let Kind::Word(words) = slot.kind else {
        return BTreeSet::new();
    };
    let cells = sample.iter().filter_map(|row| row.get(at));
    let cells = cells
        .map(|cell| cell.trim())
        .filter(|cell| !cell.is_empty());
    let foreign: BTreeSet<&str> = cells.filter(|cell| words.read(cell).is_err()).collect();
    foreign
        .into_iter()
        .take(FOREIGN)
        .map(str::to_owned)
        .collect()
}
