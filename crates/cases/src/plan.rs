// SPDX-License-Identifier: EUPL-1.2
//! Release plans: which tables are to be published, over which lists, by which rules. Files in TOML.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use wegmarke_stats::cellkey::Noise;
use wegmarke_stats::magnitude::SumRules;
use wegmarke_stats::rule::{LEAST_THRESHOLD, SENSITIVE_THRESHOLD, Zeros};

use crate::codebook::{Both, Codebook, Kind};

mod class;

pub use class::{CellKeys, Dominance, Private, Synthetic};

/// A plan.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Title of the release.
    pub title: Both,
    /// The codebook it speaks of.
    pub codebook: String,
    /// The years that are counted, together.
    pub years: BTreeSet<u16>,
    /// Smallest number shown; at least 5.
    #[serde(default = "least")]
    pub threshold: u32,
    /// Smallest number shown where citizenship or region is told apart; at least 10.
    #[serde(default = "sensitive")]
    pub sensitive_threshold: u32,
    /// Whether empty cells are hidden or shown as "none".
    #[serde(default)]
    pub zeros: ZerosWord,
    /// Share of one centre above which a number is hidden, in per cent; at most 80.
    #[serde(default = "share")]
    pub share: u32,
    /// Dominance: how many of the largest contributions, and the share of a sum that they may be at most.
    #[serde(default = "dominance")]
    pub dominance: Dominance,
    /// p %: nobody can tell another one's contribution to within this share; at least a tenth.
    #[serde(default = "p_percent")]
    pub p_percent: f64,
    /// Whether the total of each table must be shown; where it gives somebody away, the release is stopped.
    #[serde(default)]
    pub keep_totals: bool,
    /// Numbers a little off, by cell keys, instead of exact ones with suppressed cells.
    #[serde(default)]
    pub cell_keys: Option<CellKeys>,
    /// Differential privacy: every number with noise that hides each person.
    #[serde(default)]
    pub dp: Option<Private>,
    /// Groups of codes, by variable; needed for countries.
    #[serde(default)]
    pub groups: BTreeMap<String, Vec<Group>>,
    /// Synthetic records instead of tables.
    #[serde(default)]
    pub synthetic: Option<Synthetic>,
    /// The tables.
    #[serde(rename = "table", default)]
    pub tables: Vec<Table>,
}

const fn least() -> u32 {
    LEAST_THRESHOLD
}
const fn sensitive() -> u32 {
    SENSITIVE_THRESHOLD
}
const fn share() -> u32 {
    80
}
const fn dominance() -> Dominance {
    Dominance {
        largest: 2,
        share: 0.90,
    }
}
const fn p_percent() -> f64 {
    0.10
}

/// No release needs more synthetic records.
const MOST_RECORDS: usize = 1_000_000;

/// No plan needs a greater one.
const MOST_DEVIATION: u32 = 100;

/// What happens to empty cells.
#[derive(Debug, Clone, Copy, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum ZerosWord {
    /// Hidden.
    #[default]
    Hide,
    /// Shown.
    Show,
}

impl From<ZerosWord> for Zeros {
    fn from(word: ZerosWord) -> Self {
        match word {
            ZerosWord::Hide => Self::Hide,
            ZerosWord::Show => Self::Show,
        }
    }
}

/// Codes that are counted together.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Its code in tables.
    pub code: String,
    /// In German.
    pub de: String,
    /// In English.
    pub en: String,
    /// The codes in it; `*`: all others.
    pub of: Vec<String>,
}

/// A table.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// Its name in files.
    pub id: String,
    /// Its title.
    pub title: Both,
    /// Variables, rows first; one to three.
    pub by: Vec<String>,
    /// The number whose sum stands beside each count; the counts are then of those who have one.
    #[serde(default)]
    pub sum: Option<String>,
}

/// A category of an axis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    /// Its code; empty: not recorded.
    pub code: String,
    /// In German.
    pub de: String,
    /// In English.
    pub en: String,
}

/// Why a plan is refused.
#[derive(Debug, thiserror::Error)]
pub enum BadPlan {
    /// Not TOML of this form.
    #[error("the plan cannot be read: {0}")]
    Form(#[from] toml::de::Error),
    /// It asks for what no release may have.
    #[error("{0}")]
    Unsound(String),
}

impl Plan {
    /// Reads a plan and checks it against its codebook.
    ///
    /// # Errors
    /// [`BadPlan`].
    pub fn parse(text: &str, book: &Codebook) -> Result<Self, BadPlan> {
        let plan: Self = toml::from_str(text)?;
        let unsound = |what: String| Err(BadPlan::Unsound(what));
        if plan.codebook != book.id {
            return unsound(format!("the plan is for the codebook “{}”", plan.codebook));
        }
        if plan.threshold < LEAST_THRESHOLD || plan.sensitive_threshold < SENSITIVE_THRESHOLD {
            return unsound(format!(
                "the smallest number shown is at least {LEAST_THRESHOLD}, and {SENSITIVE_THRESHOLD} with citizenship or region"
            ));
        }
        if let Some(order) = &plan.synthetic {
            if let Some(problem) = plan.judge_synthetic(order, book) {
                return unsound(problem);
            }
        } else if plan.tables.is_empty() {
            return unsound("a plan names tables".to_owned());
        }
        if plan.share > 80 || plan.years.is_empty() {
            return unsound("a plan names years and tables, and a share of at most 80".to_owned());
        }
        if let Some(problem) = plan.cell_keys.and_then(|keys| plan.judge_keys(keys, book)) {
            return unsound(problem);
        }
        if let Some(problem) = plan.dp.and_then(|order| plan.judge_dp(order)) {
            return unsound(problem);
        }
        let mut ids = BTreeSet::new();
        for table in &plan.tables {
            let plain = table
                .id
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            if !plain || table.id.is_empty() || !ids.insert(table.id.as_str()) {
                return unsound(format!(
                    "“{}” is no name for a table, or there twice",
                    table.id
                ));
            }
            let different: BTreeSet<&String> = table.by.iter().collect();
            if different.len() != table.by.len() || !(1..=3).contains(&table.by.len()) {
                return unsound(format!(
                    "“{}” has one to three different variables",
                    table.id
                ));
            }
            if let Some(problem) = plan.judge_sum(table, book) {
                return unsound(problem);
            }
            for name in &table.by {
                let Some(variable) = book.find(name) else {
                    return unsound(format!("the codebook has no “{name}”"));
                };
                if matches!(
                    variable.kind,
                    Kind::CaseNumber | Kind::Consent | Kind::Number
                ) {
                    return unsound(format!("“{name}” tells nobody apart"));
                }
                if variable.kind == Kind::Country && !plan.groups.contains_key(name) {
                    return unsound(format!("“{name}” needs groups, one of them of = [\"*\"]"));
                }
            }
        }
        Ok(plan)
    }

    /// What is wrong with the sum of a table.
    fn judge_sum(&self, table: &Table, book: &Codebook) -> Option<String> {
        let name = table.sum.as_ref()?;
        if book.find(name).map(|variable| variable.kind) != Some(Kind::Number) {
            return Some(format!("“{name}” is no number that can be summed"));
        }
        if self.cell_keys.is_some() {
            return Some("cell keys are for counts; sums are exact or not told".to_owned());
        }
        let strict = self.dominance.largest >= 2
            && (0.0..=0.90).contains(&self.dominance.share)
            && (0.10..=1.0).contains(&self.p_percent);
        (!strict).then(|| {
            "for sums: the two largest contributions or more, at most 0.90 of a sum, and p at least 0.10"
                .to_owned()
        })
    }

    /// The rules for sums.
    #[must_use]
    pub const fn sum_rules(&self) -> SumRules {
        SumRules {
            dominance: (self.dominance.largest, self.dominance.share),
            p: self.p_percent,
        }
    }

    /// The smallest numbers shown that its tables need.
    #[must_use]
    pub fn thresholds(&self, book: &Codebook) -> BTreeSet<u32> {
        let names = self.tables.iter().flat_map(|table| &table.by);
        let sensitive = names
            .filter_map(|name| book.find(name))
            .any(|v| v.sensitive);
        let most = sensitive.then_some(self.sensitive_threshold.max(self.threshold));
        most.into_iter().chain([self.threshold]).collect()
    }

    /// What is wrong with an order of synthetic records.
    fn judge_synthetic(&self, order: &Synthetic, book: &Codebook) -> Option<String> {
        if !self.tables.is_empty() || self.cell_keys.is_some() {
            return Some("synthetic records are a release of their own, without tables".to_owned());
        }
        let different: BTreeSet<&String> = order.variables.iter().collect();
        if different.len() != order.variables.len() || !(2..=20).contains(&different.len()) {
            return Some("synthetic records have 2 to 20 different variables".to_owned());
        }
        if !(2..=4).contains(&order.length) || !(1..=MOST_RECORDS).contains(&order.records) {
            return Some("combinations of 2 to 4 values can be protected".to_owned());
        }
        let is_fit = |name: &&&String| {
            let kind = book.find(name).map(|variable| variable.kind);
            matches!(kind, Some(Kind::Code | Kind::Age | Kind::Country))
        };
        let unfit = different.iter().find(|name| !is_fit(name));
        unfit.map(|name| format!("“{name}” is no variable of one answer"))
    }

    /// What is wrong with differential privacy.
    fn judge_dp(&self, order: Private) -> Option<String> {
        let is_mixed = self.synthetic.is_some()
            || self.cell_keys.is_some()
            || self.keep_totals
            || self.tables.iter().any(|table| table.sum.is_some());
        if is_mixed {
            return Some(
                "differential privacy is a class of its own: no cell keys, sums, kept totals or other synthetic records"
                    .to_owned(),
            );
        }
        if order
            .records
            .is_some_and(|n| !(1..=MOST_RECORDS).contains(&n))
        {
            return Some(format!("records are 1 to {MOST_RECORDS}"));
        }
        let checked = order.privacy().check(order.noise.into());
        checked.err().map(|failed| failed.to_string())
    }

    /// What is wrong with deviations.
    fn judge_keys(&self, keys: CellKeys, book: &Codebook) -> Option<String> {
        if keys.deviation > MOST_DEVIATION {
            return Some(format!("a deviation is at most {MOST_DEVIATION}"));
        }
        if self.keep_totals {
            return Some("totals cannot be kept exact where cell keys are used".to_owned());
        }
        let made = Noise::new(
            keys.deviation,
            keys.variance,
            self.thresholds(book),
            keys.additive,
        );
        made.err().map(|unsuited| unsuited.to_string())
    }

    /// How far its numbers are off; `None`: they are exact.
    #[must_use]
    pub fn noise(&self, book: &Codebook) -> Option<Noise> {
        let keys = self.cell_keys?;
        let thresholds = self.thresholds(book);
        Noise::new(keys.deviation, keys.variance, thresholds, keys.additive).ok()
    }

    /// The categories of a variable, with the codes in each; `None` in a set: not recorded. The last one is
    /// always "not recorded", but for variables with several answers, whose categories are one answer each.
    #[must_use]
    pub fn categories(&self, book: &Codebook, name: &str) -> Vec<(Category, Vec<String>)> {
        let Some(variable) = book.find(name) else {
            return Vec::new();
        };
        let mut all: Vec<(Category, Vec<String>)> = if let Some(groups) = self.groups.get(name) {
            let group = |group: &Group| {
                (
                    category(&group.code, &group.de, &group.en),
                    group.of.clone(),
                )
            };
            groups.iter().map(group).collect()
        } else if variable.kind == Kind::Year {
            let year = |year: &u16| {
                let year = year.to_string();
                (category(&year, &year, &year), vec![year])
            };
            self.years.iter().map(year).collect()
        } else if variable.kind == Kind::Age && !variable.bands.is_empty() {
            let bands = variable.bands.iter();
            bands
                .map(|b| (category(&b.code, &b.code, &b.code), vec![b.code.clone()]))
                .collect()
        } else {
            let codes = variable.codes.iter();
            codes
                .map(|c| (category(&c.code, &c.de, &c.en), vec![c.code.clone()]))
                .collect()
        };
        if !matches!(variable.kind, Kind::Answers | Kind::Year) {
            all.push((category("", "", ""), Vec::new()));
        }
        all
    }
}

fn category(code: &str, de: &str, en: &str) -> Category {
    Category {
        code: code.to_owned(),
        de: de.to_owned(),
        en: en.to_owned(),
    }
}
