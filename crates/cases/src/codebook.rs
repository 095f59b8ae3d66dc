// SPDX-License-Identifier: EUPL-1.2
//! Codebooks: which variables a case has, and which codes they take. Files in TOML, with provenance.

use std::collections::BTreeSet;

use serde::Deserialize;

/// The codebooks that ship with the program.
pub const SHIPPED: [(&str, &str); 2] = [
    (
        "german-network",
        include_str!("../codebooks/german-network.toml"),
    ),
    ("ctdc", include_str!("../codebooks/ctdc.toml")),
];

/// A text in both languages.
#[derive(Debug, Clone, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Both {
    /// German.
    pub de: String,
    /// English.
    pub en: String,
}

/// A codebook.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Codebook {
    /// Its name in commands.
    pub id: String,
    /// Its version.
    pub version: u32,
    /// Its title.
    pub title: Both,
    /// Where its variables and codes come from.
    pub source: String,
    /// Its variables, in the order of the template.
    #[serde(rename = "variable")]
    pub variables: Vec<Variable>,
}

/// What kind of answer a variable takes.
#[derive(Debug, Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The centre's own number of the case; never leaves the centre but as a keyed hash.
    CaseNumber,
    /// Whether the person agreed to statistics.
    Consent,
    /// The year that is counted.
    Year,
    /// Years of age; bands are made when it leaves the centre.
    Age,
    /// One code of a list.
    Code,
    /// Any number of codes of a list.
    Answers,
    /// Three capital letters of ISO 3166-1.
    Country,
    /// A whole number, such as days or an amount of money: for sums, never for telling apart.
    Number,
}

/// A variable.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Variable {
    /// The heading of its column.
    pub name: String,
    /// What it takes.
    pub kind: Kind,
    /// Its title.
    pub title: Both,
    /// Its codes.
    #[serde(default)]
    pub codes: Vec<Code>,
    /// Bands of ages, by the name of the band list.
    #[serde(default)]
    pub bands: Vec<Band>,
    /// Whether it tells region or citizenship, so that the higher smallest number holds.
    #[serde(default)]
    pub sensitive: bool,
    /// Whether others could recognise somebody by it; taken into the record risk.
    #[serde(default)]
    pub visible: bool,
    /// Name of the CTDC variable that says the same, if there is one.
    #[serde(default)]
    pub ctdc: Option<String>,
}

/// A code with its words.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// As it stands in files.
    pub code: String,
    /// In German.
    pub de: String,
    /// In English.
    pub en: String,
}

/// One band of ages.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// As it stands in tables, such as `18-20`.
    pub code: String,
    /// First year.
    pub from: u16,
    /// Last year.
    pub to: u16,
}

/// Why a codebook cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BadCodebook {
    /// Not TOML of this form.
    #[error("the codebook cannot be read: {0}")]
    Form(#[from] toml::de::Error),
    /// It contradicts itself.
    #[error("the codebook is not sound: {0}")]
    Unsound(String),
}

impl Codebook {
    /// Reads a codebook.
    ///
    /// # Errors
    /// [`BadCodebook`].
    pub fn parse(text: &str) -> Result<Self, BadCodebook> {
        let book: Self = toml::from_str(text)?;
        let unsound = |what: String| Err(BadCodebook::Unsound(what));
        let mut names = BTreeSet::new();
        for variable in &book.variables {
            if !names.insert(variable.name.as_str()) {
                return unsound(format!("“{}” is there twice", variable.name));
            }
            let codes: BTreeSet<&str> = variable
                .codes
                .iter()
                .map(|code| code.code.as_str())
                .collect();
            if codes.len() != variable.codes.len() {
                return unsound(format!("a code of “{}” is there twice", variable.name));
            }
            let needs_codes = matches!(variable.kind, Kind::Code | Kind::Answers);
            if needs_codes && codes.is_empty() {
                return unsound(format!("“{}” has no codes", variable.name));
            }
            let gap = variable
                .bands
                .windows(2)
                .any(|pair| pair[0].to + 1 != pair[1].from);
            if gap || variable.bands.iter().any(|band| band.from > band.to) {
                return unsound(format!(
                    "the bands of “{}” have a gap or overlap",
                    variable.name
                ));
            }
        }
        if book.find_kind(Kind::Year).is_none() {
            return unsound("no variable is the year that is counted".to_owned());
        }
        Ok(book)
    }

    /// One that ships with the program.
    #[must_use]
    pub fn find_shipped(id: &str) -> Option<Self> {
        let (_, text) = SHIPPED.into_iter().find(|(known, _)| *known == id)?;
        Self::parse(text).ok()
    }

    /// A variable by its name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Variable> {
        self.variables.iter().find(|variable| variable.name == name)
    }

    /// The first variable of a kind.
    #[must_use]
    pub fn find_kind(&self, kind: Kind) -> Option<&Variable> {
        self.variables.iter().find(|variable| variable.kind == kind)
    }

    /// The heading row of an empty table, and below it one line that says what each column takes.
    #[must_use]
    pub fn template(&self, german: bool) -> [Vec<String>; 2] {
        let headings = self.variables.iter().map(|variable| variable.name.clone());
        let takes = self.variables.iter().map(|variable| {
            let title = if german {
                &variable.title.de
            } else {
                &variable.title.en
            };
            let codes: Vec<&str> = variable
                .codes
                .iter()
                .map(|code| code.code.as_str())
                .collect();
            let ctdc = variable
                .ctdc
                .as_ref()
                .map_or_else(String::new, |name| format!(" (CTDC: {name})"));
            if codes.is_empty() {
                format!("{title}{ctdc}")
            } else {
                format!("{title}{ctdc}: {}", codes.join(" | "))
            }
        });
        [headings.collect(), takes.collect()]
    }
}

#[cfg(test)]
mod tests {
    use super::{Codebook, Kind, SHIPPED};

    #[test]
    fn what_ships_is_sound() {
        for (id, text) in SHIPPED {
            let book = Codebook::parse(text).unwrap();
            assert_eq!(book.id, id);
            assert!(book.find_kind(Kind::Year).is_some());
        }
        let ctdc = Codebook::find_shipped("ctdc").unwrap();
        let own = ctdc
            .variables
            .iter()
            .filter(|variable| variable.ctdc.is_some())
            .count();
        assert_eq!(own, 27, "the variables of CTDC");
        let german = Codebook::find_shipped("german-network").unwrap();
        for variable in &german.variables {
            if let Some(name) = &variable.ctdc {
                let there = ctdc
                    .variables
                    .iter()
                    .any(|other| other.ctdc.as_ref() == Some(name));
                assert!(there, "{name}");
            }
        }
    }

    #[test]
    fn a_codebook_that_contradicts_itself_is_refused() {
        let text = SHIPPED[0].1;
        for (from, to) in [
            ("name = \"gender\"", "name = \"age\""),
            ("code = \"female\"", "code = \"male\""),
            ("from = 18", "from = 17"),
            ("kind = \"year\"", "kind = \"age\""),
            ("version = 1", "version = 1\nsurprise = 2"),
        ] {
            assert!(text.contains(from), "{from}");
            assert!(
                Codebook::parse(&text.replacen(from, to, 1)).is_err(),
                "{from}"
            );
        }
    }
}
