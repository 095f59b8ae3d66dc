// SPDX-License-Identifier: EUPL-1.2
//! Proposals against what somebody who read the sources says their columns are.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use wegmarke_domain::draft::list_slots;
use wegmarke_domain::noun::Noun;
use wegmarke_exchange::{Profile, read, suggest};

/// One source, and how its proposal did.
pub struct Judged {
    /// Path under the shared folder.
    pub source: String,
    /// The nouns that are right, and whether one of them was proposed.
    pub nouns: String,
    pub noun_is_right: bool,
    /// Columns that mean something and may enter, and how many of them are right.
    pub columns: usize,
    pub right: usize,
    /// Columns of what no file may bring yet.
    pub later: usize,
    /// Heading, truth, proposal, for columns that are not right.
    pub wrong: Vec<(String, String, String)>,
    /// Things that the proposal reads from the file; why it does not, otherwise.
    pub reads: Result<usize, String>,
}

/// Judges every source of the truth that is there.
pub fn judge(truth: &str, folder: &Path) -> Vec<Judged> {
    let truth: toml::Table = toml::from_str(truth).unwrap_or_default();
    let files = truth.get("file").and_then(toml::Value::as_array);
    let files = files
        .into_iter()
        .flatten()
        .filter_map(toml::Value::as_table);
    files.filter_map(|file| one(file, folder)).collect()
}

fn one(file: &toml::Table, folder: &Path) -> Option<Judged> {
    let source = file.get("path")?.as_str()?.to_owned();
    let path = folder.join(&source);
    if !path.exists() {
        return None;
    }
    let nouns: BTreeSet<&str> = file
        .get("nouns")?
        .as_array()?
        .iter()
        .filter_map(toml::Value::as_str)
        .collect();
    let proposal =
        suggest(&path, &|_, code, _| code.to_owned()).unwrap_or_else(|error| format!("# {error}"));
    let reads = Profile::parse(&proposal, "proposal").map_err(|error| error.to_string());
    let reads = reads.and_then(|profile| read(&path, &profile).map_err(|error| error.to_string()));
    let given = given(&proposal);
    let main = main_noun(&proposal);
    let (mut columns, mut right, mut later, mut wrong) = (0, 0, 0, Vec::new());
    for (heading, truth) in file.get("columns")?.as_table()? {
        let truth = truth.as_str().unwrap_or_default();
        let ways: Vec<&str> = truth.split(" | ").collect();
        if !ways.iter().any(|way| may_enter(way)) {
            later += 1;
            continue;
        }
        columns += 1;
        let of = given.iter().filter(|(name, _)| is_of(name, heading));
        let met: BTreeSet<String> = of.flat_map(|(_, met)| met.iter().cloned()).collect();
        let fits = |way: &&str| {
            met.iter().any(|met| {
                met == way
                    || met
                        .strip_prefix(way)
                        .is_some_and(|rest| rest.starts_with('.'))
            })
        };
        if ways.iter().any(fits) {
            right += 1;
        } else {
            let met: Vec<String> = met.into_iter().collect();
            wrong.push((heading.clone(), truth.to_owned(), met.join(", ")));
        }
    }
    Some(Judged {
        source,
        noun_is_right: main.as_deref().is_some_and(|main| nouns.contains(main)),
        nouns: nouns.into_iter().collect::<Vec<_>>().join(" or "),
        columns,
        right,
        later,
        wrong,
        reads: reads.map(|reading| reading.drafts.len()),
    })
}

/// Whether a heading is this one, or fits it as a pattern with `?` for single characters.
fn is_of(pattern: &str, heading: &str) -> bool {
    let (pattern, heading): (Vec<char>, Vec<char>) =
        (pattern.chars().collect(), heading.chars().collect());
    let mut pairs = pattern.iter().zip(&heading);
    pattern.len() == heading.len() && pairs.all(|(one, other)| *one == '?' || one == other)
}

/// Whether a file may bring it at all.
fn may_enter(way: &str) -> bool {
    let Some((noun, attribute)) = way.split_once('.') else {
        return way == "parent";
    };
    let noun = Noun::ALL.iter().find(|known| known.as_str() == noun);
    let slots = noun.map(|noun| list_slots(*noun)).unwrap_or_default();
    let plain = |name: &str| name.trim_end_matches(".*").to_owned();
    slots.iter().any(|slot| {
        plain(&slot.name) == attribute || slot.name.starts_with(&format!("{attribute}."))
    })
}

/// The noun of the record that reads most columns; of several the first.
fn main_noun(proposal: &str) -> Option<String> {
    let records = records(proposal).into_iter().rev();
    let most = records.max_by_key(|(_, columns, _)| columns.len());
    most.map(|(noun, ..)| noun)
}

/// Noun, columns, and the patterns of headings for which it is stated.
type Told = (String, toml::Table, Vec<String>);

fn records(proposal: &str) -> Vec<Told> {
    let text: toml::Table = toml::from_str(proposal).unwrap_or_default();
    let parts = ["table", "tree"]
        .into_iter()
        .filter_map(|part| text.get(part)?.as_array());
    let records = parts
        .flatten()
        .filter_map(|table| table.get("record")?.as_array())
        .flatten();
    records
        .filter_map(|record| {
            let noun = record.get("noun")?.as_str()?.to_owned();
            let mut each = Vec::new();
            if let Some(patterns) = record.get("each") {
                collect(patterns, &mut each);
            }
            Some((noun, record.get("columns")?.as_table()?.clone(), each))
        })
        .collect()
}

/// What each heading is read as: `measure.title`, without languages.
fn given(proposal: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut given: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (noun, columns, each) in records(proposal) {
        for (attribute, value) in columns {
            let bare = match attribute.rsplit_once('.') {
                Some((stem, language)) if language.len() == 2 => stem,
                _ => attribute.as_str(),
            };
            let mut headings = Vec::new();
            collect(&value, &mut headings);
            // What stands in the columns of a pattern is read under it.
            if headings.iter().any(|heading| heading == "each.cell") {
                headings.clone_from(&each);
            }
            for heading in headings {
                given
                    .entry(heading)
                    .or_default()
                    .insert(format!("{noun}.{bare}"));
            }
        }
    }
    let text: toml::Table = toml::from_str(proposal).unwrap_or_default();
    for table in text
        .get("table")
        .and_then(toml::Value::as_array)
        .into_iter()
        .flatten()
    {
        let parent = table
            .get("parent")
            .and_then(|parent| parent.get("column")?.as_str());
        if let Some(parent) = parent {
            given
                .entry(parent.to_owned())
                .or_default()
                .insert("parent".to_owned());
        }
    }
    given
}

fn collect(value: &toml::Value, headings: &mut Vec<String>) {
    match value {
        toml::Value::String(text) => headings.push(text.clone()),
        toml::Value::Array(items) => items.iter().for_each(|item| collect(item, headings)),
        toml::Value::Table(keys) => {
            for key in ["column", "columns", "flags"] {
                if let Some(value) = keys.get(key) {
                    collect(value, headings);
                }
            }
        }
        _ => {}
    }
}

/// The table that is printed: source by source, then what is not right.
pub fn printed(judged: &[Judged]) -> String {
    let mut text = String::from(
        "source                                              noun   columns right    later   reads\n",
    );
    for one in judged {
        let noun = if one.noun_is_right { "right" } else { "WRONG" };
        let reads = one
            .reads
            .as_ref()
            .map_or_else(|why| format!("no: {why}"), |count| count.to_string());
        text.push_str(&format!(
            "{:<52}{noun:<7}{:>7}{:>6}{:>9}   {reads}\n",
            one.source, one.columns, one.right, one.later
        ));
    }
    let sum = |count: fn(&Judged) -> usize| judged.iter().map(count).sum::<usize>();
    let (columns, right) = (sum(|one| one.columns), sum(|one| one.right));
    let nouns = judged.iter().filter(|one| one.noun_is_right).count();
    text.push_str(&format!(
        "all: {right} of {columns} columns right ({} %), {nouns} of {} nouns, {} columns that may not enter yet\n",
        right * 100 / columns.max(1),
        judged.len(),
        sum(|one| one.later),
    ));
    for one in judged {
        if !one.noun_is_right {
            text.push_str(&format!("{}: the noun is {}\n", one.source, one.nouns));
        }
        for (heading, truth, met) in &one.wrong {
            let met = if met.is_empty() { "nothing" } else { met };
            text.push_str(&format!(
                "{} “{heading}”: {truth}; proposed: {met}\n",
                one.source
            ));
        }
    }
    text
}
