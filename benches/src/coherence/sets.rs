// SPDX-License-Identifier: EUPL-1.2
//! Labelled sets from real data: measures, and which of them belong together.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context as _, Result};
use serde::Deserialize;
use serde_json::{Value, json};
use wegmarke_domain::hand::Hand;
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::noun::Subject;
use wegmarke_domain::register::Register;
use wegmarke_domain::statement::{Entry, decode, schema_of};
use wegmarke_testkit::data;

/// Measures with what is known of them.
pub(crate) struct Set {
    pub(crate) name: &'static str,
    pub(crate) register: Register,
    /// Of each asked measure the ones that belong to it.
    pub(crate) wanted: BTreeMap<String, BTreeSet<String>>,
    /// Measures of one title: nobody asks of one for the other.
    pub(crate) twins: BTreeMap<String, BTreeSet<String>>,
}

#[derive(Deserialize)]
struct Labels {
    group: Vec<Group>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    /// Why they belong together: for who reads the file.
    #[serde(rename = "why")]
    _why: String,
    one: Vec<usize>,
    other: Vec<usize>,
}

/// What is said of a register, entry by entry.
#[derive(Default)]
pub(super) struct Maker {
    pub(super) register: Register,
    seq: u64,
}

impl Maker {
    fn say(&mut self, subject: &str, verb: &str, body: &Value) -> Result<()> {
        let subject: Subject = subject.parse()?;
        let kind = format!("{}.{verb}", subject.noun);
        let read = decode(&kind, schema_of(&kind), body.to_string().as_bytes())
            .map_err(|error| anyhow::anyhow!("{error:?}"))?;
        self.register.apply(&Entry {
            seq: self.seq,
            at: "2026-06-10T12:00:00Z".parse()?,
            by: OrganisationId::new("bench"),
            hand: Hand::Account,
            signed: None,
            subject,
            kind: kind.into(),
            dated_on: read.dated_on,
            version: read.version,
            invented: read.invented,
            statement: Some(read.statement),
        })?;
        self.seq += 1;
        Ok(())
    }

    pub(super) fn state(&mut self, noun: &str, record: &Value) -> Result<()> {
        let id = record["id"].as_str().context("an id")?.to_owned();
        self.say(
            &format!("{noun}/{id}"),
            "stated",
            &json!({ "record": record }),
        )
    }
}

pub(super) type Row = BTreeMap<String, String>;

pub(super) fn rows(path: &Path, delimiter: u8) -> Result<Vec<Row>> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_path(path)?;
    let head: Vec<String> = reader
        .headers()?
        .iter()
        .map(|name| name.trim_start_matches('\u{feff}').to_owned())
        .collect();
    let rows = reader.records().map(|row| {
        let row = row?;
        Ok(head
            .iter()
            .cloned()
            .zip(row.iter().map(str::to_owned))
            .collect())
    });
    rows.collect()
}

/// The measures of both German plans in both languages, as the example holds them.
pub(crate) fn german() -> Result<Set> {
    let mut maker = Maker::default();
    let fields = rows(&data::germany().join("fields.csv"), b',')?;
    for plan in ["nap-mh", "nap-az"] {
        maker.state("plan", &json!({"id": plan, "title": {"de": plan}}))?;
    }
    for row in &fields {
        let id = format!("{}/{}", row["plan"], row["number"]);
        maker.state(
            "field",
            &json!({"id": id, "number": row["number"], "title": {"de": row["title_de"]}}),
        )?;
    }
    let rows = rows(&data::germany().join("measures.csv"), b',')?;
    let id = |number: usize| format!("{}/{number}", rows[number - 2]["plan"]);
    let mut titles: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (number, row) in (2..).zip(&rows) {
        let mut record = json!({
            "id": id(number), "title": {"de": row["title_de"], "en": row["title_en"]},
        });
        if !row["field"].is_empty() {
            record["field"] = json!(format!("{}/{}", row["plan"], row["field"]));
        }
        maker.state("measure", &record)?;
        titles
            .entry(&row["title_de"])
            .or_default()
            .insert(id(number));
    }
    let labels: Labels = toml::from_str(include_str!("pairs.toml"))?;
    let mut wanted: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for group in labels.group {
        for (one, other) in group
            .one
            .iter()
            .flat_map(|one| group.other.iter().map(move |other| (*one, *other)))
        {
            wanted.entry(id(one)).or_default().insert(id(other));
            wanted.entry(id(other)).or_default().insert(id(one));
        }
    }
    let twins = titles
        .values()
        .flat_map(|same| same.iter().map(|one| (one.clone(), same.clone())));
    Ok(Set {
        name: "both German plans",
        twins: twins.collect(),
        register: maker.register,
        wanted,
    })
}

/// Every text of the example that stands there in German and in English, as two measures: the one is
/// asked for the other.
pub(crate) fn languages() -> Result<Set> {
    let mut maker = Maker::default();
    for plan in ["de", "en"] {
        maker.state("plan", &json!({"id": plan, "title": {"de": plan}}))?;
    }
    let mut wanted: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut known = BTreeSet::new();
    let mut number = 0;
    for file in ["measures.csv", "recommendations.csv", "obligations.csv"] {
        for row in rows(&data::germany().join(file), b',')? {
            if !known.insert(row["title_de"].clone()) {
                continue;
            }
            number += 1;
            let ids = ["de", "en"].map(|lang| format!("{lang}/{number:03}"));
            for (id, lang) in ids.iter().zip(["de", "en"]) {
                let title = &row[&format!("title_{lang}")];
                maker.state("measure", &json!({"id": id, "title": {lang: title}}))?;
            }
            let [one, other] = ids;
            wanted.entry(one.clone()).or_default().insert(other.clone());
            wanted.entry(other).or_default().insert(one);
        }
    }
    Ok(Set {
        name: "German and English of one item",
        register: maker.register,
        wanted,
        twins: BTreeMap::new(),
    })
}

const TITLE: &str = "Nome Milestone-Target";
const ID: &str = "Codice univoco Milestone-Target";

/// One record for each id of the Italian catalogue.
fn italy(path: &Path) -> Result<Vec<Row>> {
    let mut known = BTreeSet::new();
    let rows = rows(path, b';')?.into_iter();
    Ok(rows.filter(|row| known.insert(row[ID].clone())).collect())
}

/// Milestones and targets of the Italian plan by their titles: those of one part of a measure belong
/// together.
pub(crate) fn italian(path: &Path) -> Result<Set> {
    let rows = italy(path)?;
    let mut maker = Maker::default();
    maker.state("plan", &json!({"id": "it", "title": {"it": "PNRR"}}))?;
    let mut parts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut leads: BTreeMap<&str, usize> = BTreeMap::new();
    for (number, row) in rows.iter().enumerate() {
        let id = format!("it/{number:05}");
        let next = leads.len();
        let lead = leads
            .entry(&row["Amministrazione Titolare"])
            .or_insert(next);
        let record = json!({
            "id": id, "title": {"it": row[TITLE]}, "lead": [format!("lead-{lead}")],
            "themes": [row["Componente"]],
        });
        maker.state("measure", &record)?;
        parts
            .entry(row["Codice Univoco Submisura"].clone())
            .or_default()
            .insert(id);
    }
    let each = parts.values().flat_map(|same| {
        same.iter().map(|one| {
            let mut others = same.clone();
            others.remove(one);
            (one.clone(), others)
        })
    });
    let wanted = each.filter(|(_, others)| !others.is_empty()).collect();
    Ok(Set {
        name: "parts of one Italian measure",
        register: maker.register,
        wanted,
        twins: BTreeMap::new(),
    })
}

/// So many measures of four plans, made of the Italian ones: titles of two are put together, so that no
/// two are the same.
pub(crate) fn many(path: &Path, count: usize) -> Result<Register> {
    let rows = italy(path)?;
    let mut maker = Maker::default();
    for plan in 0..4 {
        let id = format!("p{plan}");
        maker.state("plan", &json!({"id": id, "title": {"de": id}}))?;
    }
    for number in 0..count {
        let round = number / rows.len();
        let one = &rows[number % rows.len()];
        let other = &rows[(number * 7 + round * 131) % rows.len()];
        let title = format!("{} {}", one[TITLE], other[TITLE]);
        let text: String = other["Descrizione specifica di ogni Milestone e Target"]
            .chars()
            .take(400)
            .collect();
        let mut record = json!({
            "id": format!("p{}/{number:05}", number % 4), "title": {"de": title},
            "lead": [format!("lead-{}", number % 40)], "themes": [one["Componente"]],
        });
        if !text.trim().is_empty() {
            record["description"] = json!({"de": text});
        }
        maker.state("measure", &record)?;
    }
    Ok(maker.register)
}

/// The same register with another text of one measure.
pub(crate) fn change(register: &Register) -> Result<Register> {
    let measure = register
        .measures
        .list()
        .nth(4_321)
        .context("many measures")?;
    let before = serde_json::to_value(&measure.title)?;
    let mut maker = Maker {
        register: register.clone(),
        seq: register.size(),
    };
    let subject = format!("measure/{}", measure.id);
    let changes =
        json!({"title": {"from": before, "to": {"de": "Beratung und Unterkunft für Betroffene"}}});
    maker.say(&subject, "changed", &json!({ "changes": changes }))?;
    Ok(maker.register)
}
