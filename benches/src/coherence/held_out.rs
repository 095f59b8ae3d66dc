// SPDX-License-Identifier: EUPL-1.2
//! Labelled sets that nobody looked at while weights were chosen, and by which none may be chosen: other
//! catalogues, other cities, other languages. Whoever changes the weights of `coherence` because of a number
//! here has used the set up, and looks for another one.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use serde_json::json;
use wegmarke_testkit::data;

use super::sets::{Maker, Row, Set, rows};

/// Fewest characters of a report that says something: "no news" belongs to nothing.
const SAYS_SOMETHING: usize = 60;
/// Most that carry one label: the first ten cannot hold more.
const MOST: usize = 10;

/// The sets whose data is here.
pub(crate) fn list() -> Result<Vec<Set>> {
    let mut sets = Vec::new();
    if let Some(file) = data::find_shared("muenster/muenster_sachstand.csv") {
        let rows = rows(&file, b',')?;
        sets.push(planned(&rows)?);
        sets.push(reported(&rows)?);
    }
    if let Some(file) = data::find_shared("upr/upr_germany_all_sessions_1-20.csv") {
        let name = "held out: recommendations of one issue (English)";
        sets.push(labelled(name, "en", &rows(&file, b',')?, "Text", "Issue")?);
    }
    if let Some(file) = data::find_shared("sao-paulo/goals.csv") {
        let name = "held out: targets of one objective (Portuguese)";
        sets.push(labelled(
            name,
            "pt",
            &rows(&file, b',')?,
            "name",
            "objective_id",
        )?);
    }
    Ok(sets)
}

/// Two plans whose measures belong together one by one.
fn paired(name: &'static str, pairs: &[[&str; 2]]) -> Result<Set> {
    let mut maker = Maker::default();
    for plan in ["one", "other"] {
        maker.state("plan", &json!({"id": plan, "title": {"de": plan}}))?;
    }
    let mut wanted: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (number, texts) in pairs.iter().enumerate() {
        let ids = ["one", "other"].map(|plan| format!("{plan}/{number:03}"));
        for (id, text) in ids.iter().zip(texts) {
            maker.state("measure", &json!({"id": id, "title": {"de": text}}))?;
        }
        let [one, other] = ids;
        wanted.entry(one.clone()).or_default().insert(other.clone());
        wanted.entry(other).or_default().insert(one);
    }
    Ok(Set {
        name,
        register: maker.register,
        wanted,
        twins: BTreeMap::new(),
    })
}

/// What the plan of Münster calls a measure, and what it writes below about what is planned.
fn planned(rows: &[Row]) -> Result<Set> {
    let titles: BTreeMap<&str, &str> = rows
        .iter()
        .map(|row| (&*row["id"], &*row["title"]))
        .collect();
    let pairs = rows.iter().filter(|row| row["id"].ends_with("-Plan"));
    let pairs = pairs.filter_map(|row| Some([*titles.get(&*row["parent"])?, &row["text"]]));
    let pairs: Vec<[&str; 2]> = pairs.collect();
    paired("held out: title and text of one measure (German)", &pairs)
}

/// Two reports of the city of Münster, of years apart, on one measure.
fn reported(rows: &[Row]) -> Result<Set> {
    let of_year = |suffix: &str| -> BTreeMap<&str, &str> {
        let all = rows.iter().filter(|row| row["id"].ends_with(suffix));
        all.filter(|row| row["text"].chars().count() >= SAYS_SOMETHING)
            .map(|row| (&*row["parent"], &*row["text"]))
            .collect()
    };
    let (first, last) = (of_year("-13"), of_year("-1718"));
    let pairs = first.iter();
    let pairs = pairs.filter_map(|(measure, text)| Some([*text, *last.get(measure)?]));
    let pairs: Vec<[&str; 2]> = pairs.collect();
    paired("held out: reports of 2013 and 2018 (German)", &pairs)
}

/// Things of one list, where those belong together that their publisher gave one label. Texts that stand
/// there twice count once.
fn labelled(name: &'static str, lang: &str, rows: &[Row], text: &str, label: &str) -> Result<Set> {
    let mut maker = Maker::default();
    maker.state("plan", &json!({"id": "p", "title": {"de": "p"}}))?;
    let mut known = BTreeSet::new();
    let mut of_label: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (number, row) in rows.iter().enumerate() {
        if !known.insert(&row[text]) {
            continue;
        }
        let id = format!("p/{number:04}");
        maker.state("measure", &json!({"id": id, "title": {lang: row[text]}}))?;
        of_label.entry(&row[label]).or_default().insert(id);
    }
    let groups = of_label.values();
    let groups = groups.filter(|same| (2..=MOST).contains(&same.len()));
    let each = groups.flat_map(|same| {
        same.iter().map(|one| {
            let mut others = same.clone();
            others.remove(one);
            (one.clone(), others)
        })
    });
    Ok(Set {
        name,
        wanted: each.collect(),
        register: maker.register,
        twins: BTreeMap::new(),
    })
}
