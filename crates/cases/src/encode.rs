// SPDX-License-Identifier: EUPL-1.2
//! Cases as codes: one column for each variable, one for each answer of several, and one that says in which
//! year a case is counted and which releases it was in.
//!
//! A case that changed between two releases is two records: one that left and one that came. So what two
//! releases tell apart is a group like any other, and the audit needs no rule of its own for differences.

use std::collections::{BTreeMap, BTreeSet};

use wegmarke_stats::rule::Rules;
use wegmarke_stats::table::{Axis, Codes, Condition, Design, Records};

use crate::case::Case;
use crate::codebook::{Codebook, Kind};
use crate::plan::Plan;

/// The column of year and releases.
pub const WHEN: usize = 0;
/// Codes of an answer that can be given beside others.
const GIVEN: u16 = 1;
const NOT_GIVEN: u16 = 2;
/// In place of an answer, where the column says whether there is an amount.
const AMOUNT: &str = "#";

/// Cases of a release, with the centre of each.
pub type Snapshot = Vec<(String, Case)>;

/// All cases of all releases as codes.
#[derive(Debug)]
pub struct Encoded {
    /// The records.
    pub records: Records,
    /// For each column one more than its highest code.
    pub radices: Vec<usize>,
    /// The case of each record, by its keyed hash.
    pub cases: Vec<String>,
    /// The amounts of each variable that is a number; `None`: not recorded.
    amounts: BTreeMap<String, Vec<Option<u64>>>,
    /// The columns of each variable: its own, or one for each of several answers.
    columns: BTreeMap<String, Vec<(usize, String)>>,
    /// Codes of each variable's column.
    codes: BTreeMap<String, BTreeMap<String, u16>>,
    /// What each code of [`WHEN`] means: the year, and the releases (by their index).
    when: Vec<(u16, BTreeSet<usize>)>,
    /// Which columns tell citizenship or region.
    sensitive: BTreeSet<usize>,
}

impl Encoded {
    /// Encodes the snapshots of all releases, the one that is prepared last.
    #[must_use]
    pub fn of(book: &Codebook, snapshots: &[Snapshot]) -> Self {
        let mut all: BTreeMap<(&str, &Case), BTreeSet<usize>> = BTreeMap::new();
        for (at, snapshot) in snapshots.iter().enumerate() {
            for (centre, case) in snapshot {
                all.entry((centre, case)).or_default().insert(at);
            }
        }
        let year_name = book
            .find_kind(Kind::Year)
            .map_or("", |variable| variable.name.as_str());
        let year = |case: &Case| {
            let given = case.answers.get(year_name).and_then(|given| given.first());
            given.and_then(|year| year.parse().ok()).unwrap_or_default()
        };
        let mut encoded = Self {
            records: Records::default(),
            radices: vec![1],
            cases: Vec::new(),
            amounts: BTreeMap::new(),
            columns: BTreeMap::new(),
            codes: BTreeMap::new(),
            when: Vec::new(),
            sensitive: BTreeSet::new(),
        };
        encoded.lay_out(book, all.keys().map(|(_, case)| *case));
        let when: BTreeSet<(u16, BTreeSet<usize>)> = all
            .iter()
            .map(|((_, case), releases)| (year(case), releases.clone()))
            .collect();
        encoded.when = when.into_iter().collect();
        encoded.radices[WHEN] = encoded.when.len() + 1;
        let centres: BTreeSet<&str> = all.keys().map(|(centre, _)| *centre).collect();
        let centres: Vec<&str> = centres.into_iter().collect();
        encoded.records.columns = vec![Vec::with_capacity(all.len()); encoded.radices.len()];
        for ((centre, case), releases) in &all {
            let when = (year(case), releases.clone());
            let code = encoded
                .when
                .iter()
                .position(|known| *known == when)
                .map_or(0, |at| at + 1);
            encoded.push(case, short(code));
            encoded.cases.push(case.id.clone());
            let at = centres
                .iter()
                .position(|known| known == centre)
                .unwrap_or_default();
            encoded.records.centres.push(short(at));
        }
        encoded
    }

    fn lay_out<'c>(&mut self, book: &Codebook, cases: impl Iterator<Item = &'c Case> + Clone) {
        for variable in &book.variables {
            let mut codes: BTreeMap<String, u16> = BTreeMap::new();
            let columns = match variable.kind {
                Kind::CaseNumber | Kind::Consent | Kind::Year => continue,
                Kind::Answers => variable
                    .codes
                    .iter()
                    .map(|code| code.code.clone())
                    .collect(),
                // Whether there is an amount; how much it is, tells nobody apart.
                Kind::Number => {
                    self.amounts.insert(variable.name.clone(), Vec::new());
                    vec![AMOUNT.to_owned()]
                }
                _ => {
                    let mut known: BTreeSet<&str> = variable
                        .codes
                        .iter()
                        .map(|code| code.code.as_str())
                        .collect();
                    known.extend(variable.bands.iter().map(|band| band.code.as_str()));
                    let given = cases
                        .clone()
                        .filter_map(|case| case.answers.get(&variable.name));
                    known.extend(given.flatten().map(String::as_str));
                    for code in known {
                        let next = short(codes.len() + 1);
                        codes.insert(code.to_owned(), next);
                    }
                    vec![String::new()]
                }
            };
            for answer in columns {
                let column = self.radices.len();
                self.radices.push(if answer.is_empty() {
                    codes.len() + 1
                } else {
                    3
                });
                if variable.sensitive {
                    self.sensitive.insert(column);
                }
                self.columns
                    .entry(variable.name.clone())
                    .or_default()
                    .push((column, answer));
            }
            self.codes.insert(variable.name.clone(), codes);
        }
    }

    fn push(&mut self, case: &Case, when: u16) {
        self.records.columns[WHEN].push(when);
        for (name, columns) in &self.columns {
            let given = case.answers.get(name);
            for (column, answer) in columns {
                let code = match given {
                    None => 0,
                    Some(_) if answer == AMOUNT => GIVEN,
                    Some(given) if answer.is_empty() => {
                        let code = given.first().and_then(|code| self.codes[name].get(code));
                        code.copied().unwrap_or_default()
                    }
                    Some(given) if given.contains(answer) => GIVEN,
                    Some(_) => NOT_GIVEN,
                };
                self.records.columns[*column].push(code);
            }
        }
        for (name, amounts) in &mut self.amounts {
            let given = case.answers.get(name).and_then(|given| given.first());
            amounts.push(given.and_then(|amount| amount.parse().ok()));
        }
    }

    /// The amounts of a variable that is a number, of each record.
    #[must_use]
    pub fn amounts(&self, name: &str) -> &[Option<u64>] {
        self.amounts.get(name).map_or(&[], Vec::as_slice)
    }

    /// The tables of a plan, as they were counted in the release with this index.
    #[must_use]
    pub fn designs(&self, plan: &Plan, book: &Codebook, release: usize) -> Vec<Design> {
        let table = |table: &crate::plan::Table| {
            let moments = self.moments(release, |year| plan.years.contains(&year));
            let all = Condition::default().with(WHEN, moments);
            // Beside a sum stand those of whom there is an amount.
            let column = table
                .sum
                .as_ref()
                .and_then(|name| self.columns.get(name)?.first());
            let axes = table
                .by
                .iter()
                .map(|name| self.axis(plan, book, name, release));
            Design {
                name: table.id.clone(),
                population: match column {
                    Some((column, _)) => all.with(*column, Codes::from([GIVEN])),
                    None => all,
                },
                axes: axes.collect(),
            }
        };
        plan.tables.iter().map(table).collect()
    }

    /// The codes of [`WHEN`] that a release counts.
    #[must_use]
    pub fn counted(&self, plan: &Plan, release: usize) -> Codes {
        self.moments(release, |year| plan.years.contains(&year))
    }

    /// The column of a variable of one answer, and what each of its codes means.
    #[must_use]
    pub fn find_column(&self, name: &str) -> Option<(usize, BTreeMap<u16, String>)> {
        let (column, _) = self.columns.get(name)?.first()?;
        let codes = self.codes.get(name)?.iter();
        Some((*column, codes.map(|(code, n)| (*n, code.clone())).collect()))
    }

    /// The codes of [`WHEN`] that were in a release.
    fn moments(&self, release: usize, year: impl Fn(u16) -> bool) -> Codes {
        let met = self.when.iter().enumerate();
        met.filter(|(_, (of, releases))| year(*of) && releases.contains(&release))
            .map(|(at, _)| short(at + 1))
            .collect()
    }

    fn axis(&self, plan: &Plan, book: &Codebook, name: &str, release: usize) -> Axis {
        let categories = plan.categories(book, name);
        let is_year = book
            .find(name)
            .is_some_and(|variable| variable.kind == Kind::Year);
        if is_year {
            let year = |(category, _): &(crate::plan::Category, Vec<String>)| {
                (
                    WHEN,
                    self.moments(release, |year| category.code == year.to_string()),
                )
            };
            return Axis {
                categories: categories.iter().map(year).collect(),
            };
        }
        let columns = self
            .columns
            .get(name)
            .map(Vec::as_slice)
            .unwrap_or_default();
        if let [(column, answer)] = columns
            && answer.is_empty()
        {
            let codes = &self.codes[name];
            let named: BTreeSet<&String> = categories.iter().flat_map(|(_, of)| of).collect();
            let of_category = |(category, of): &(crate::plan::Category, Vec<String>)| {
                if category.code.is_empty() {
                    return (*column, Codes::from([0]));
                }
                let rest = of.iter().any(|code| code == "*");
                let met = codes
                    .iter()
                    .filter(|(code, _)| of.contains(code) || (rest && !named.contains(code)));
                (*column, met.map(|(_, number)| *number).collect())
            };
            return Axis {
                categories: categories.iter().map(of_category).collect(),
            };
        }
        let of_answer = |(category, _): &(crate::plan::Category, Vec<String>)| {
            let column = columns.iter().find(|(_, answer)| *answer == category.code);
            (
                column.map_or(WHEN, |(column, _)| *column),
                Codes::from([GIVEN]),
            )
        };
        Axis {
            categories: categories.iter().map(of_answer).collect(),
        }
    }

    /// The rules of a plan for these columns.
    #[must_use]
    pub fn rules(&self, plan: &Plan) -> Rules {
        let mut rules = Rules::new(plan.threshold, self.radices.len());
        for column in &self.sensitive {
            rules.of_variable[*column] = plan.sensitive_threshold;
        }
        rules.zeros = plan.zeros.into();
        rules.share = Some(plan.share);
        rules.neutral = vec![WHEN];
        rules
    }

    /// The columns of the variables that others could see, with the name of each: for the record risk.
    #[must_use]
    pub fn visible(&self, book: &Codebook) -> Vec<(String, Vec<u16>)> {
        let visible = book.variables.iter().filter(|variable| variable.visible);
        let of = |variable: &crate::codebook::Variable| {
            let columns = self.columns.get(&variable.name).into_iter().flatten();
            columns
                .filter(|(_, answer)| answer.is_empty())
                .map(|(column, _)| (variable.name.clone(), self.records.columns[*column].clone()))
                .collect::<Vec<_>>()
        };
        visible.flat_map(of).collect()
    }
}

/// Codes are few; more than 65,535 of them would be no code list.
fn short(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}
