// SPDX-License-Identifier: EUPL-1.2
//! Cards: a rule, a deadline, or what follows if an office learns of somebody.

use std::collections::BTreeMap;

use crate::deadline::Period;
use crate::read::Fields;
use crate::source::Standing;

/// Kinds of card.
pub const KINDS: [&str; 3] = ["consequence", "rule", "deadline"];

/// Questions by which cards and services are chosen, with their answers.
pub const BRANCHES: [(&str, &[&str]); 5] = [
    ("nationality", &["german", "eu", "third"]),
    ("age", &["adult", "minor", "unknown"]),
    ("residence", &["permit", "asylum", "none"]),
    ("work", &["employed", "independent", "not"]),
    ("cooperation", &["yes", "no", "undecided"]),
];

/// For whom something is: by question, the answers it is for. A question that is absent is for all.
pub type Branches = BTreeMap<&'static str, Vec<&'static str>>;

/// Reads the table `[for]`.
pub fn read_branches(fields: &mut Fields<'_>) -> Branches {
    let read = |fields: &mut Fields<'_>| {
        let all = BRANCHES
            .iter()
            .map(|(name, answers)| (*name, fields.words(name, answers)));
        all.filter(|(_, answers)| !answers.is_empty()).collect()
    };
    fields.table("for", read).unwrap_or_default()
}

/// A card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Its name in addresses: that of its file.
    pub id: String,
    /// Its file.
    pub file: String,
    /// One of [`KINDS`].
    pub kind: &'static str,
    /// Counts up when what it says changes.
    pub version: u32,
    /// The law, as it is cited.
    pub statute: Option<String>,
    /// Ids of consequence cards: offices that act, or learn.
    pub offices: Vec<String>,
    /// Whether an office must take part.
    pub needs_authority: bool,
    /// Whether the person must be ready to testify.
    pub needs_cooperation: bool,
    /// Whether the form in which a counselling centre states what it sees belongs to it.
    pub has_statement: bool,
    /// For whom it is.
    pub branches: Branches,
    /// How a deadline is counted.
    pub period: Option<Period>,
    /// How true it is.
    pub standing: Standing,
    /// What it says, by language.
    pub words: BTreeMap<String, CardWords>,
}

/// What a card says in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CardWords {
    /// Title.
    pub title: String,
    /// What is so.
    pub text: String,
    /// What sets it off.
    pub trigger: String,
    /// Who must act.
    pub who: String,
    /// What the office must do once it knows; consequence cards.
    pub must: String,
    /// What it may do.
    pub may: String,
    /// What it will not do.
    pub will_not: String,
    /// What the card does not promise.
    pub limit: String,
}

impl CardWords {
    /// The keys of a language in a card's file, with the text.
    #[must_use]
    pub fn parts(&self) -> [(&'static str, &str); 8] {
        [
            ("title", &self.title),
            ("text", &self.text),
            ("trigger", &self.trigger),
            ("who", &self.who),
            ("must", &self.must),
            ("may", &self.may),
            ("will_not", &self.will_not),
            ("limit", &self.limit),
        ]
    }

    fn read(fields: &mut Fields<'_>, kind: &str) -> Self {
        let mut find = |key: &str| fields.find_text(key).unwrap_or_default();
        let (trigger, who, limit) = (find("trigger"), find("who"), find("limit"));
        let (must, may, will_not) = (find("must"), find("may"), find("will_not"));
        if kind == "consequence" {
            for (key, text) in [("must", &must), ("may", &may), ("will_not", &will_not)] {
                if text.is_empty() && !fields.has(key) {
                    fields.tell(key, "missing", key);
                }
            }
        }
        Self {
            title: fields.text("title"),
            text: fields.text("text"),
            trigger,
            who,
            must,
            may,
            will_not,
            limit,
        }
    }
}

impl Card {
    /// Reads `cards/ID.toml`.
    pub fn read(id: &str, file: &str, languages: &[String], fields: &mut Fields<'_>) -> Self {
        let kind = fields.word("kind", &KINDS);
        let period = fields.table("period", Period::read).flatten();
        if kind == "deadline" && period.is_none() && !fields.has("period") {
            fields.tell("period", "missing", "period");
        }
        Self {
            id: id.to_owned(),
            file: file.to_owned(),
            kind,
            version: fields.find_number("version").unwrap_or(1),
            statute: fields.find_text("statute"),
            offices: fields.list("offices"),
            needs_authority: fields.flag("needs_authority"),
            needs_cooperation: fields.flag("needs_cooperation"),
            has_statement: fields.flag("statement"),
            branches: read_branches(fields),
            period,
            standing: Standing::read(fields),
            words: read_languages(fields, languages, |fields| CardWords::read(fields, kind)),
        }
    }
}

/// The tables named like languages.
pub fn read_languages<T>(
    fields: &mut Fields<'_>,
    languages: &[String],
    mut read: impl FnMut(&mut Fields<'_>) -> T,
) -> BTreeMap<String, T> {
    let mut found = BTreeMap::new();
    for lang in languages {
        if let Some(words) = fields.table(lang, &mut read) {
            found.insert(lang.clone(), words);
        }
    }
    found
}
