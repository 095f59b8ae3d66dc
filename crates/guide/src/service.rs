// SPDX-License-Identifier: EUPL-1.2
//! Services of the directory, with fields of Open Referral's HSDS. There is no field for an address of a
//! building: a shelter is never found through this directory.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};

use crate::card::{Branches, read_branches, read_languages};
use crate::read::Fields;
use crate::source::{Standing, find_url};

/// Who runs it: bound to nobody, or part of the state.
pub const KINDS: [&str; 2] = ["independent", "authority"];
/// What somebody may need.
pub const NEEDS: [&str; 9] = [
    "counselling",
    "shelter",
    "residence",
    "wages",
    "health",
    "money",
    "language",
    "return",
    "emergency",
];
/// Whom it is for.
pub const GROUPS: [&str; 5] = ["women", "men", "trans", "families", "minors"];
/// The Länder, by their codes in ISO 3166-2.
pub const LANDS: [&str; 16] = [
    "de-bw", "de-by", "de-be", "de-bb", "de-hb", "de-hh", "de-he", "de-mv", "de-ni", "de-nw",
    "de-rp", "de-sl", "de-sn", "de-st", "de-sh", "de-th",
];
/// How the house can be used.
pub const ACCESS: [&str; 5] = [
    "step-free",
    "sign-language",
    "easy-language",
    "children",
    "animals",
];
/// Codes of capacity, those of Gravity SDOH (STU3).
pub const STATES: [&str; 4] = [
    "has-capacity",
    "no-capacity",
    "wait-list",
    "assessment-needed",
];
/// After this, what was said of free places is not known any more.
pub const FRESH: SignedDuration = SignedDuration::from_hours(48);

/// A service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// Its name: that of its file.
    pub id: String,
    /// Its file.
    pub file: String,
    /// Counts up when the service changes its entry.
    pub version: u32,
    /// One of [`KINDS`].
    pub kind: &'static str,
    /// The consequence card that stands before its contact; an authority must have one.
    pub office: Option<String>,
    /// Whether it is made up, to show how the directory works.
    pub is_invented: bool,
    /// Länder it works in; empty: all.
    pub lands: Vec<&'static str>,
    /// What it helps with.
    pub needs: Vec<&'static str>,
    /// Whom it is for.
    pub groups: Vec<&'static str>,
    /// For whom else: nationality, age and so on.
    pub branches: Branches,
    /// Languages spoken, as tags.
    pub languages: Vec<String>,
    /// How it can be used.
    pub access: Vec<&'static str>,
    /// Whether a call costs nothing.
    pub is_free: bool,
    /// Telephone, digits and blanks.
    pub phone: Option<String>,
    /// Mail.
    pub mail: Option<String>,
    /// Address on the web.
    pub url: Option<String>,
    /// A recipient of age, for referral sheets.
    pub age: Option<String>,
    /// Free places by group.
    pub capacity: Vec<Capacity>,
    /// Refused placements by quarter and group.
    pub refused: Vec<Refused>,
    /// How true it is.
    pub standing: Standing,
    /// Name, what it does, when it is there; by language.
    pub words: BTreeMap<String, ServiceWords>,
}

/// What was said about free places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capacity {
    /// For which group.
    pub group: &'static str,
    /// One of [`STATES`].
    pub state: &'static str,
    /// When it was said.
    pub at: Timestamp,
}

impl Capacity {
    /// Until when it is believed.
    #[must_use]
    pub fn until(&self) -> Timestamp {
        self.at.checked_add(FRESH).unwrap_or(Timestamp::MAX)
    }
}

/// Placements that had to be refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// `2026-Q3`.
    pub quarter: String,
    /// Group.
    pub group: &'static str,
    /// How many; 1 to 4 is never told.
    pub count: u32,
}

/// What a service says in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ServiceWords {
    /// Its name.
    pub name: String,
    /// What it does.
    pub text: String,
    /// When it is there.
    pub hours: String,
    /// Region, where it is not the whole Land.
    pub region: String,
    /// What it does not do or promise.
    pub limit: String,
}

impl ServiceWords {
    /// The keys of a language in a service's file, with the text.
    #[must_use]
    pub fn parts(&self) -> [(&'static str, &str); 5] {
        [
            ("name", &self.name),
            ("text", &self.text),
            ("hours", &self.hours),
            ("region", &self.region),
            ("limit", &self.limit),
        ]
    }
}

impl Service {
    /// Reads `services/ID.toml`.
    pub fn read(id: &str, file: &str, languages: &[String], fields: &mut Fields<'_>) -> Self {
        let service = Self {
            id: id.to_owned(),
            file: file.to_owned(),
            version: fields.find_number("version").unwrap_or(1),
            kind: fields.word("kind", &KINDS),
            office: fields.find_text("office"),
            is_invented: fields.flag("invented"),
            lands: fields.words("lands", &LANDS),
            needs: fields.words("needs", &NEEDS),
            groups: fields.words("groups", &GROUPS),
            branches: read_branches(fields),
            languages: fields.list("languages"),
            access: fields.words("access", &ACCESS),
            is_free: fields.flag("free"),
            phone: find_like(fields, "phone", "want-phone", is_phone),
            mail: find_like(fields, "mail", "want-mail", is_mail),
            url: find_url(fields, "url"),
            age: find_like(fields, "age", "want-age", is_recipient),
            capacity: fields
                .tables("capacity", read_capacity)
                .into_iter()
                .flatten()
                .collect(),
            refused: fields.tables("refused", read_refused),
            standing: Standing::read(fields),
            words: read_languages(fields, languages, |fields| ServiceWords {
                name: fields.text("name"),
                text: fields.text("text"),
                hours: fields.find_text("hours").unwrap_or_default(),
                region: fields.find_text("region").unwrap_or_default(),
                limit: fields.find_text("limit").unwrap_or_default(),
            }),
        };
        for (key, list) in [("needs", &service.needs), ("groups", &service.groups)] {
            if list.is_empty() && !fields.has(key) {
                fields.tell(key, "missing", key);
            }
        }
        if service.kind == "authority" && service.office.is_none() {
            fields.tell("office", "authority-without-card", "");
        }
        let mut seen = BTreeSet::new();
        for one in &service.capacity {
            if !seen.insert(one.group) {
                fields.tell("capacity", "twice", one.group);
            }
        }
        service
    }

    /// Whether it works in this Land.
    #[must_use]
    pub fn is_in(&self, land: &str) -> bool {
        self.lands.is_empty() || self.lands.contains(&land)
    }
}

fn read_capacity(fields: &mut Fields<'_>) -> Option<Capacity> {
    let (group, state) = (fields.word("group", &GROUPS), fields.word("state", &STATES));
    if !fields.has("at") {
        fields.tell("at", "missing", "at");
    }
    Some(Capacity {
        group,
        state,
        at: fields.find_moment("at")?,
    })
}

fn read_refused(fields: &mut Fields<'_>) -> Refused {
    let quarter = fields.text("quarter");
    if !is_quarter(&quarter) && !quarter.is_empty() {
        fields.tell("quarter", "want-quarter", "");
    }
    let count = fields.find_number("count");
    if count.is_none() && !fields.has("count") {
        fields.tell("count", "missing", "count");
    }
    Refused {
        quarter,
        group: fields.word("group", &GROUPS),
        count: count.unwrap_or_default(),
    }
}

fn find_like(
    fields: &mut Fields<'_>,
    key: &str,
    code: &'static str,
    fits: fn(&str) -> bool,
) -> Option<String> {
    let text = fields.find_text(key)?;
    if fits(&text) {
        return Some(text);
    }
    fields.tell(key, code, "");
    None
}

fn is_phone(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '+');
    text.len() <= 24 && text.chars().all(fits) && text.chars().any(|c| c.is_ascii_digit())
}

fn is_mail(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '@' | '+');
    let ends = text.split_once('@');
    text.chars().all(fits)
        && ends.is_some_and(|(a, b)| !a.is_empty() && b.contains('.') && !b.contains('@'))
}

/// The form only; whether a key fits is told by who encrypts to it.
fn is_recipient(text: &str) -> bool {
    let rest = text.strip_prefix("age1").unwrap_or_default();
    rest.len() == 58
        && rest
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
}

/// Whether this is a quarter: `2026-Q3`.
#[must_use]
pub fn is_quarter(text: &str) -> bool {
    let Some((year, quarter)) = text.split_once('-') else {
        return false;
    };
    let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    is_year && matches!(quarter, "Q1" | "Q2" | "Q3" | "Q4")
}
