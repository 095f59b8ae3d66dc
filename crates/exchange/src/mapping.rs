// SPDX-License-Identifier: EUPL-1.2
//! A profile that a person changes in a form: which column gives which attribute, and what words mean.
//!
//! It is the text of a profile, as data. What the form does not show (tests, further tables, parts of
//! cells) stays as it stands there, and what is fetched is exactly what files are read with.

mod headings;

use std::collections::BTreeMap;

use toml::{Table, Value};
use wegmarke_domain::draft::list_slots;
use wegmarke_domain::noun::Noun;

use crate::profile::{Profile, ProfileError};

/// Such a profile.
#[derive(Clone, Debug, PartialEq)]
pub struct Mapping(Table);

/// What a column gives.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target {
    /// Of what.
    pub noun: Noun,
    /// Its attribute in a profile, such as `title.de`.
    pub attribute: String,
}

impl Mapping {
    /// Reads the text of a profile. `None` if it is none, or reads nothing.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Profile::parse(text, "").ok()?;
        let root: Table = text.trim_start_matches('\u{feff}').parse().ok()?;
        Some(Self(root))
    }

    /// The text of the profile.
    #[must_use]
    pub fn to_toml(&self) -> String {
        // Texts, flags, lists and tables: their TOML is always to be had.
        toml::to_string_pretty(&self.0).unwrap_or_default()
    }

    /// The profile, checked.
    ///
    /// # Errors
    /// [`ProfileError`] with what contradicts itself.
    pub fn profile(&self) -> Result<Profile, ProfileError> {
        Profile::parse(&self.to_toml(), self.text("name"))
    }

    /// A text of the whole, such as `title`; empty if there is none.
    #[must_use]
    pub fn text(&self, key: &str) -> &str {
        self.0.get(key).and_then(Value::as_str).unwrap_or_default()
    }

    /// Sets a text of the whole.
    pub fn set_text(&mut self, key: &str, text: &str) {
        self.0.insert(key.to_owned(), text.into());
    }

    /// Whether what a file does not mention any more is dropped.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.0.get("complete").and_then(Value::as_bool) == Some(true)
    }

    /// Sets that.
    pub fn set_complete(&mut self, complete: bool) {
        self.0.insert("complete".to_owned(), complete.into());
    }

    /// Whether what is different corrects the newest version of a plan, and is no new one.
    #[must_use]
    pub fn is_same_version(&self) -> bool {
        self.0.get("same_version").and_then(Value::as_bool) == Some(true)
    }

    /// Sets that.
    pub fn set_same_version(&mut self, same: bool) {
        self.0.insert("same_version".to_owned(), same.into());
    }

    /// Sets the day that the file carries, and why things are otherwise; empty: nobody says. Both are of one
    /// edition of a file.
    pub fn set_edition(&mut self, dated_on: &str, reason: &str) {
        for (key, text) in [("dated_on", dated_on), ("reason", reason)] {
            let text = Some(text).filter(|text| !text.is_empty());
            set(&mut self.0, key, text.map(Value::from));
        }
    }

    /// Who has to have signed a bundle, one behind the other; empty: nobody says.
    #[must_use]
    pub fn signed_by(&self) -> String {
        match self.0.get("signed_by") {
            Some(Value::Array(all)) => {
                let all: Vec<&str> = all.iter().filter_map(Value::as_str).collect();
                all.join(", ")
            }
            one => one.and_then(Value::as_str).unwrap_or_default().to_owned(),
        }
    }

    /// Sets that; several are parted by commas.
    pub fn set_signed_by(&mut self, text: &str) {
        let all = text.split(',').map(str::trim).filter(|one| !one.is_empty());
        let all: Vec<Value> = all.map(Value::from).collect();
        set(
            &mut self.0,
            "signed_by",
            (!all.is_empty()).then(|| all.into()),
        );
    }

    /// Texts in the language of the file, from `before` to another language.
    pub fn set_language(&mut self, language: &str) {
        let before = self.text("language").to_owned();
        self.set_text("language", language);
        if before == language {
            return;
        }
        let (old, new) = (format!(".{before}"), format!(".{language}"));
        for record in self.records_mut() {
            for part in ["columns", "constants", "values"] {
                let Some(Value::Table(part)) = record.get_mut(part) else {
                    continue;
                };
                let moved: Vec<String> = part
                    .keys()
                    .filter_map(|key| key.strip_suffix(&old).map(str::to_owned))
                    .filter(|stem| !part.contains_key(&format!("{stem}{new}")))
                    .collect();
                for stem in moved {
                    if let Some(value) = part.remove(&format!("{stem}{old}")) {
                        part.insert(format!("{stem}{new}"), value);
                    }
                }
            }
        }
    }

    /// The sheet that is read; `None`: the first.
    #[must_use]
    pub fn sheet(&self) -> Option<&str> {
        self.table()?.get("sheet")?.as_str()
    }

    /// The row of the headings, if one is named.
    #[must_use]
    pub fn heading_row(&self) -> Option<u32> {
        let row = self.table()?.get("heading_row")?.as_integer()?;
        u32::try_from(row).ok()
    }

    /// Where the table stands: its sheet, and the row of its headings.
    pub fn set_place(&mut self, sheet: Option<&str>, heading_row: Option<u32>) {
        if self.is_tree() {
            return;
        }
        if let Some(table) = self.table_mut() {
            set(table, "sheet", sheet.map(Value::from));
            set(
                table,
                "heading_row",
                heading_row.map(|row| i64::from(row).into()),
            );
        }
    }

    /// Lets it read files of any name.
    pub fn read_any_file(&mut self) {
        if let Some(table) = self.table_mut() {
            set(table, "file", Some("*".into()));
        }
    }

    /// The nouns of its records, except those that are the same for every row.
    #[must_use]
    pub fn nouns(&self) -> Vec<Noun> {
        let mut nouns = Vec::new();
        for record in self.records().filter(|record| has_columns(record)) {
            nouns.extend(noun_of(record).filter(|noun| !nouns.contains(noun)));
        }
        nouns
    }

    /// What a row is about, and what else it says. Columns of what goes away give nothing any more,
    /// unless the first of the new nouns has an attribute of the same name.
    pub fn set_nouns(&mut self, nouns: &[Noun]) {
        let Some(first) = nouns.first().filter(|_| self.nouns() != nouns) else {
            return;
        };
        let Some(table) = self.table_mut() else {
            return;
        };
        let mut records = Vec::new();
        let mut homeless = Vec::new();
        for record in take_records(table) {
            match noun_of(&record) {
                Some(noun) if has_columns(&record) && !nouns.contains(&noun) => {
                    homeless.push(record);
                }
                _ => records.push(record),
            }
        }
        for noun in nouns {
            let is = |record: &Table| has_columns(record) && noun_of(record) == Some(*noun);
            if !records.iter().any(is) {
                let mut record = Table::new();
                record.insert("noun".to_owned(), noun.as_str().into());
                record.insert("columns".to_owned(), Table::new().into());
                records.push(record);
            }
        }
        let slots = list_slots(*first);
        let home = records.iter_mut();
        let mut home = home.filter(|record| noun_of(record) == Some(*first));
        if let Some(Value::Table(columns)) = home.find_map(|record| record.get_mut("columns")) {
            for record in homeless {
                let Some(Value::Table(old)) = record.get("columns") else {
                    continue;
                };
                for (attribute, column) in old {
                    let fits = slots.iter().any(|slot| slot.is_meant(attribute));
                    if fits && !columns.contains_key(attribute) {
                        columns.insert(attribute.clone(), column.clone());
                    }
                }
            }
        }
        put_records(table, records);
    }

    /// What a column gives, as far as it is alone in that.
    #[must_use]
    pub fn targets(&self, heading: &str) -> Vec<Target> {
        let mut targets = Vec::new();
        for record in self.records() {
            let (Some(noun), Some(columns)) = (noun_of(record), columns_of(record)) else {
                continue;
            };
            for (attribute, column) in columns {
                if names(column, heading) {
                    let attribute = attribute.clone();
                    targets.push(Target { noun, attribute });
                }
            }
        }
        targets
    }

    /// Whether a column is left out on purpose.
    #[must_use]
    pub fn ignores(&self, heading: &str) -> bool {
        match self.table().and_then(|table| table.get("ignore")) {
            Some(Value::Array(names)) => names.iter().any(|name| name.as_str() == Some(heading)),
            Some(Value::Table(reasons)) => reasons.contains_key(heading),
            _ => false,
        }
    }

    /// Lets a column give this, or nothing; the first thing that it gave is replaced. `false` if another
    /// column gives it already: nothing is changed then.
    pub fn set_target(&mut self, heading: &str, target: Option<&Target>) -> bool {
        let before = self.targets(heading).into_iter().next();
        if before.as_ref() == target {
            self.set_ignored(heading, target.is_none());
            return true;
        }
        if let Some(target) = target
            && self.column(target).is_some()
        {
            return false;
        }
        let mut column = Value::from(heading);
        if let Some(before) = before {
            for record in self.records_mut() {
                if noun_of(record) != Some(before.noun) {
                    continue;
                }
                if let Some(Value::Table(columns)) = record.get_mut("columns")
                    && let Some(found) = columns.remove(&before.attribute)
                {
                    column = found;
                    if let Some(Value::Table(values)) = record.get_mut("values") {
                        values.remove(&before.attribute);
                    }
                    break;
                }
            }
        }
        self.set_ignored(heading, target.is_none());
        if let Some(target) = target {
            // A separator is of no use to what is no list.
            let is_list = is_list(target);
            if let Value::Table(spelled) = &mut column
                && !is_list
            {
                spelled.remove("split");
            }
            for record in self.records_mut() {
                if noun_of(record) == Some(target.noun)
                    && let Some(Value::Table(columns)) = record.get_mut("columns")
                {
                    columns.insert(target.attribute.clone(), column);
                    break;
                }
            }
        }
        true
    }

    fn set_ignored(&mut self, heading: &str, ignored: bool) {
        let known = self.ignores(heading);
        let Some(table) = self.table_mut() else {
            return;
        };
        let list = table.entry("ignore").or_insert(Value::Array(Vec::new()));
        match (list, ignored) {
            (Value::Array(list), true) if !known => list.push(heading.into()),
            (Value::Array(list), false) => list.retain(|name| name.as_str() != Some(heading)),
            (Value::Table(reasons), true) if !known => {
                reasons.insert(heading.to_owned(), "".into());
            }
            (Value::Table(reasons), false) => {
                reasons.remove(heading);
            }
            _ => {}
        }
    }

    fn column(&self, target: &Target) -> Option<&Value> {
        let mut of = self
            .records()
            .filter(|record| noun_of(record) == Some(target.noun));
        of.find_map(|record| columns_of(record)?.get(&target.attribute))
    }

    /// What separates several items in a cell; `None`: one is all there is.
    #[must_use]
    pub fn separator(&self, target: &Target) -> Option<&str> {
        self.column(target)?.get("split")?.as_str()
    }

    /// Sets that, for a list.
    pub fn set_separator(&mut self, target: &Target, sign: Option<&str>) {
        if !is_list(target) {
            return;
        }
        for record in self.records_mut() {
            if noun_of(record) != Some(target.noun) {
                continue;
            }
            if let Some(Value::Table(columns)) = record.get_mut("columns")
                && let Some(column) = columns.get_mut(&target.attribute)
            {
                if sign.is_some() && !column.is_table() {
                    let mut spelled = Table::new();
                    spelled.insert("column".to_owned(), column.clone());
                    *column = spelled.into();
                }
                if let Value::Table(spelled) = column {
                    set(spelled, "split", sign.map(Value::from));
                }
            }
        }
    }

    /// What the words of a column mean.
    #[must_use]
    pub fn values(&self, target: &Target) -> BTreeMap<String, String> {
        let mut of = self
            .records()
            .filter(|record| noun_of(record) == Some(target.noun));
        let values = of.find_map(|record| record.get("values")?.get(&target.attribute)?.as_table());
        let values = values.into_iter().flatten();
        let texts =
            values.filter_map(|(word, means)| Some((word.clone(), means.as_str()?.to_owned())));
        texts.collect()
    }

    /// Sets that.
    pub fn set_values(&mut self, target: &Target, values: &BTreeMap<String, String>) {
        for record in self.records_mut() {
            let gives = columns_of(record).is_some_and(|all| all.contains_key(&target.attribute));
            if noun_of(record) != Some(target.noun) || !gives {
                continue;
            }
            let all = record.entry("values").or_insert(Table::new().into());
            if let Value::Table(all) = all {
                let texts = values
                    .iter()
                    .map(|(word, means)| (word.clone(), means.as_str().into()));
                let texts: Table = texts.collect();
                set(
                    all,
                    &target.attribute,
                    (!texts.is_empty()).then(|| texts.into()),
                );
            }
        }
    }

    /// What is the same for every row: an attribute of a noun.
    #[must_use]
    pub fn constant(&self, noun: Noun, attribute: &str) -> Option<&str> {
        let mut of = self
            .records()
            .filter(|record| noun_of(record) == Some(noun));
        of.find_map(|record| record.get("constants")?.get(attribute)?.as_str())
    }

    /// Sets it on every record of the noun that no column gives it for.
    pub fn set_constant(&mut self, noun: Noun, attribute: &str, text: Option<&str>) {
        for record in self.records_mut() {
            if noun_of(record) != Some(noun) {
                continue;
            }
            let given = columns_of(record).is_some_and(|all| all.contains_key(attribute));
            let constants = record.entry("constants").or_insert(Table::new().into());
            if let Value::Table(constants) = constants {
                set(
                    constants,
                    attribute,
                    text.filter(|_| !given).map(Value::from),
                );
            }
        }
    }

    /// A thing that the whole file is about, such as its plan: a record of constants alone, before all
    /// others. `None` takes it away.
    pub fn set_whole(&mut self, noun: Noun, constants: Option<&BTreeMap<String, String>>) {
        if noun == Noun::Plan {
            self.0.remove("plan");
        }
        let Some(table) = self.table_mut() else {
            return;
        };
        let mut records = take_records(table);
        records.retain(|record| has_columns(record) || noun_of(record) != Some(noun));
        if let Some(constants) = constants {
            let texts = constants
                .iter()
                .map(|(name, text)| (name.clone(), text.as_str().into()));
            let texts: Table = texts.collect();
            let mut record = Table::new();
            record.insert("noun".to_owned(), noun.as_str().into());
            record.insert("constants".to_owned(), texts.into());
            records.insert(0, record);
        }
        put_records(table, records);
    }

    fn is_tree(&self) -> bool {
        self.0.contains_key("tree")
    }

    fn table(&self) -> Option<&Table> {
        let of = |key: &str| self.0.get(key)?.as_array()?.first()?.as_table();
        of("table").or_else(|| of("tree"))
    }

    fn table_mut(&mut self) -> Option<&mut Table> {
        let key = if self.0.contains_key("table") {
            "table"
        } else {
            "tree"
        };
        match self.0.get_mut(key)?.as_array_mut()?.first_mut()? {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }

    fn records(&self) -> impl Iterator<Item = &Table> {
        let records = self.table().and_then(|table| table.get("record"));
        let records = records.and_then(Value::as_array).into_iter().flatten();
        records.filter_map(Value::as_table)
    }

    fn records_mut(&mut self) -> impl Iterator<Item = &mut Table> {
        let records = self.table_mut().and_then(|table| table.get_mut("record"));
        let records = records.and_then(Value::as_array_mut).into_iter().flatten();
        records.filter_map(|record| match record {
            Value::Table(record) => Some(record),
            _ => None,
        })
    }
}

/// Whether what a column gives is a list.
#[must_use]
pub fn is_list(target: &Target) -> bool {
    let mut slots = list_slots(target.noun).into_iter();
    slots.any(|slot| slot.is_meant(&target.attribute) && slot.is_list())
}

fn set(table: &mut Table, key: &str, value: Option<Value>) {
    match value {
        Some(value) => {
            table.insert(key.to_owned(), value);
        }
        None => {
            table.remove(key);
        }
    }
}

fn noun_of(record: &Table) -> Option<Noun> {
    record.get("noun")?.as_str()?.parse().ok()
}

fn columns_of(record: &Table) -> Option<&Table> {
    record.get("columns")?.as_table()
}

fn has_columns(record: &Table) -> bool {
    record.contains_key("columns")
}

/// Whether a column of the profile is this one alone: by its heading, or one of several accepted.
fn names(column: &Value, heading: &str) -> bool {
    match column {
        Value::String(name) => name == heading,
        Value::Array(names) => names.iter().any(|name| name.as_str() == Some(heading)),
        Value::Table(spelled) => spelled
            .get("column")
            .is_some_and(|name| names(name, heading)),
        _ => false,
    }
}

fn take_records(table: &mut Table) -> Vec<Table> {
    let Some(Value::Array(records)) = table.remove("record") else {
        return Vec::new();
    };
    let tables = records.into_iter().filter_map(|record| match record {
        Value::Table(record) => Some(record),
        _ => None,
    });
    tables.collect()
}

fn put_records(table: &mut Table, records: Vec<Table>) {
    let records = records.into_iter().map(Value::Table).collect();
    table.insert("record".to_owned(), Value::Array(records));
}

#[cfg(test)]
mod tests {
    use super::{Mapping, Target};
    use wegmarke_domain::noun::Noun;

    const TEXT: &str = r#"
        name = "ours"
        language = "de"
        complete = false
        [[table]]
        file = "a.csv"
        [[table.record]]
        noun = "measure"
        when = { column = "Nr.", present = true }
        [table.record.columns]
        "number" = "Nr."
        "title.de" = "Titel"
        "lead" = { column = "Wer", split = ";" }
        "nature" = "Art"
        [table.record.values.nature]
        "neu" = "new"
    "#;

    fn target(attribute: &str) -> Target {
        Target {
            noun: Noun::Measure,
            attribute: attribute.to_owned(),
        }
    }

    #[test]
    fn what_is_not_touched_stays() {
        let mapping = Mapping::parse(TEXT).unwrap();
        let again = Mapping::parse(&mapping.to_toml()).unwrap();
        assert_eq!(mapping, again);
        assert!(mapping.to_toml().contains("present = true"));
        assert_eq!(mapping.targets("Wer"), [target("lead")]);
        assert_eq!(mapping.separator(&target("lead")), Some(";"));
        assert_eq!(mapping.values(&target("nature"))["neu"], "new");
    }

    #[test]
    fn a_column_gives_something_else() {
        let mut mapping = Mapping::parse(TEXT).unwrap();
        assert!(!mapping.set_target("Art", Some(&target("lead"))), "taken");
        assert!(mapping.set_target("Wer", Some(&target("partners"))));
        assert!(mapping.set_target("Art", None));
        assert!(mapping.ignores("Art"));
        assert!(mapping.values(&target("nature")).is_empty());
        assert_eq!(mapping.separator(&target("partners")), Some(";"));
        assert!(mapping.set_target("Wer", Some(&target("cited_as"))));
        assert_eq!(mapping.separator(&target("cited_as")), None, "no list");
        mapping.profile().unwrap();
    }

    #[test]
    fn language_noun_and_plan_change() {
        let mut mapping = Mapping::parse(TEXT).unwrap();
        mapping.set_language("fr");
        assert_eq!(mapping.targets("Titel"), [target("title.fr")]);
        mapping.set_nouns(&[Noun::Recommendation]);
        let title = Target {
            noun: Noun::Recommendation,
            attribute: "title.fr".to_owned(),
        };
        assert_eq!(mapping.targets("Titel"), [title]);
        assert!(mapping.targets("Wer").is_empty());
        mapping.set_constant(Noun::Recommendation, "issuer", Some("kok"));
        let plan = [("id", "p"), ("title.fr", "P")];
        let plan = plan.map(|(name, text)| (name.to_owned(), text.to_owned()));
        mapping.set_whole(Noun::Plan, Some(&plan.into()));
        assert_eq!(mapping.constant(Noun::Plan, "id"), Some("p"));
        assert_eq!(mapping.nouns(), [Noun::Recommendation]);
        mapping.profile().unwrap();
        mapping.set_whole(Noun::Plan, None);
        assert_eq!(mapping.constant(Noun::Plan, "id"), None);
    }
}
