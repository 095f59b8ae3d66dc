// SPDX-License-Identifier: EUPL-1.2
//! European statistics: forms that authorities fill in, and what came back. Nothing is added up and nothing is
//! chosen: what two forms say differently stands side by side, and a total is the one that was given.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use serde::Deserialize;
use wegmarke_l10n::{Lang, Locale};

use crate::codebook::{Both, Code};
use crate::problem::Problem;
use crate::sheet::Rows;

const ARTICLE_19A: &str = include_str!("../codebooks/article-19a.toml");
/// The columns of a form; those of the words are for who fills it in.
const COLUMNS: [&str; 6] = ["authority", "year", "table", "by", "code", "count"];
/// What a total is told apart by.
const TOTAL: &str = "total";

/// What is asked.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Questions {
    /// Its name.
    pub id: String,
    /// Its version.
    pub version: u32,
    /// Its title.
    pub title: Both,
    /// Where it comes from, and what of it is to be verified.
    pub source: String,
    /// Lists of codes.
    #[serde(rename = "list")]
    pub lists: Vec<List>,
    /// Tables.
    #[serde(rename = "table")]
    pub tables: Vec<Asked>,
}

/// A list of codes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: Both,
    /// Its codes.
    pub codes: Vec<Code>,
}

/// A table of the form.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// Its name.
    pub id: String,
    /// Its title.
    pub title: Both,
    /// The lists that it is told apart by, each by itself.
    pub by: Vec<String>,
}

/// A line of the form: table, list (or `total`), code.
pub type Line = (String, String, String);

impl Questions {
    /// Those of Article 19a.
    ///
    /// # Errors
    /// If the file that ships does not read.
    pub fn article_19a() -> Result<Self> {
        Ok(toml::from_str(ARTICLE_19A)?)
    }

    /// Its name and version, and where it comes from: what stands in every file.
    #[must_use]
    pub fn provenance(&self) -> String {
        format!("{} {}; {}", self.id, self.version, self.source)
    }

    /// Its title.
    #[must_use]
    pub fn title(&self, locale: &Locale) -> &str {
        match locale.lang() {
            Lang::De => &self.title.de,
            Lang::En | Lang::Pseudo => &self.title.en,
        }
    }

    /// All lines in the order of the form, each with its words.
    #[must_use]
    pub fn lines(&self, locale: &Locale) -> Vec<(Line, String)> {
        let text = |both: &Both| match locale.lang() {
            Lang::De => both.de.clone(),
            Lang::En | Lang::Pseudo => both.en.clone(),
        };
        let mut lines = Vec::new();
        for table in &self.tables {
            let id = table.id.clone();
            lines.push((
                (id.clone(), TOTAL.to_owned(), TOTAL.to_owned()),
                text(&table.title),
            ));
            let lists = table.by.iter();
            for list in lists.filter_map(|name| self.lists.iter().find(|list| list.name == *name)) {
                for code in &list.codes {
                    let words = match locale.lang() {
                        Lang::De => &code.de,
                        Lang::En | Lang::Pseudo => &code.en,
                    };
                    lines.push((
                        (id.clone(), list.name.clone(), code.code.clone()),
                        format!("{}, {}: {words}", text(&table.title), text(&list.title)),
                    ));
                }
            }
        }
        lines
    }

    /// An empty form.
    #[must_use]
    pub fn form(&self, authority: &str, year: u16, locale: &Locale) -> Vec<Vec<String>> {
        let mut rows = vec![COLUMNS.map(str::to_owned).to_vec()];
        rows[0].push("words".to_owned());
        for ((table, by, code), words) in self.lines(locale) {
            let year = year.to_string();
            rows.push(vec![
                authority.to_owned(),
                year,
                table,
                by,
                code,
                String::new(),
                words,
            ]);
        }
        rows
    }
}

/// What one form says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    /// Numbers by authority and line; what was left empty is not here.
    pub given: BTreeMap<(String, Line), u64>,
}

/// Reads a form that was filled in.
///
/// # Errors
/// Every problem; nothing is taken then.
pub fn read(rows: &Rows, questions: &Questions, year: u16) -> Result<Answers, Vec<Problem>> {
    let heading = rows.first().map(Vec::as_slice).unwrap_or_default();
    let mut columns = [0; 6];
    let mut problems = Vec::new();
    for (column, name) in columns.iter_mut().zip(COLUMNS) {
        match heading.iter().position(|cell| cell == name) {
            Some(at) => *column = at,
            None => problems.push(Problem {
                about: name.to_owned(),
                ..Problem::of_file("cases-column-missing")
            }),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let known: BTreeSet<Line> = questions
        .lines(Locale::of(Lang::En))
        .into_iter()
        .map(|(line, _)| line)
        .collect();
    let mut answers = Answers::default();
    for (at, row) in rows.iter().enumerate().skip(1) {
        let cell = |at: usize| row.get(columns[at]).map_or("", String::as_str);
        let mut wrong = |column: &str, key: &'static str| {
            problems.push(Problem {
                row: Some(at + 1),
                column: Some(column.to_owned()),
                ..Problem::of_file(key)
            });
        };
        let line = (cell(2).to_owned(), cell(3).to_owned(), cell(4).to_owned());
        if cell(0).is_empty() {
            wrong("authority", "cases-cell-needed");
        } else if cell(1) != year.to_string() {
            wrong("year", "cases-form-year");
        } else if !known.contains(&line) {
            wrong("code", "cases-form-line");
        } else if !cell(5).is_empty() {
            match cell(5).parse::<u64>() {
                Ok(count) => {
                    let key = (cell(0).to_owned(), line);
                    if answers.given.insert(key, count).is_some() {
                        wrong("code", "cases-form-twice");
                    }
                }
                Err(_) => wrong("count", "cases-form-count"),
            }
        }
    }
    if problems.is_empty() {
        Ok(answers)
    } else {
        Err(problems)
    }
}

/// What somebody has to look at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// Nothing came from this authority.
    Nothing(String),
    /// A table of this authority is empty.
    NoTable(String, String),
    /// Two forms of one authority say different numbers.
    Differs(String, Line, BTreeSet<u64>),
    /// The parts do not add up to the total that was given.
    Sum(String, String, String, u64, u64),
}

/// What came back, with everything that each form says.
#[derive(Debug, Default)]
pub struct Collected {
    /// All numbers of each authority and line, in the order of the files.
    pub given: BTreeMap<(String, Line), BTreeSet<u64>>,
    /// What is to be looked at.
    pub findings: BTreeSet<Finding>,
}

/// Lays forms side by side.
#[must_use]
pub fn collect(questions: &Questions, expected: &[String], forms: &[Answers]) -> Collected {
    let mut collected = Collected::default();
    for (key, count) in forms.iter().flat_map(|form| &form.given) {
        collected
            .given
            .entry(key.clone())
            .or_default()
            .insert(*count);
    }
    let given = &collected.given;
    let authorities: BTreeSet<&String> = given.keys().map(|(authority, _)| authority).collect();
    let mut findings = BTreeSet::new();
    for authority in expected
        .iter()
        .filter(|authority| !authorities.contains(authority))
    {
        findings.insert(Finding::Nothing(authority.clone()));
    }
    for ((authority, line), counts) in given.iter().filter(|(_, counts)| counts.len() > 1) {
        let differs = Finding::Differs(authority.clone(), line.clone(), counts.clone());
        findings.insert(differs);
    }
    for authority in authorities {
        let one = |table: &str, by: &str, code: &str| {
            let line = (table.to_owned(), by.to_owned(), code.to_owned());
            let counts = given.get(&(authority.clone(), line))?;
            // Where two forms differ, neither is taken for right.
            counts.first().copied().filter(|_| counts.len() == 1)
        };
        for table in &questions.tables {
            let id = &table.id;
            let mut lines = given.keys();
            if !lines.any(|(other, line)| other == authority && line.0 == *id) {
                findings.insert(Finding::NoTable(authority.clone(), id.clone()));
            }
            let Some(total) = one(id, TOTAL, TOTAL) else {
                continue;
            };
            for list in questions
                .lists
                .iter()
                .filter(|list| table.by.contains(&list.name))
            {
                let parts = list
                    .codes
                    .iter()
                    .map(|code| one(id, &list.name, &code.code));
                let parts: Option<Vec<u64>> = parts.collect();
                let Some(sum) = parts.map(|parts| parts.iter().sum::<u64>()) else {
                    continue;
                };
                if sum != total {
                    let (authority, id) = (authority.clone(), id.clone());
                    findings.insert(Finding::Sum(authority, id, list.name.clone(), total, sum));
                }
            }
        }
    }
    collected.findings = findings;
    collected
}

/// The export: one row for each line of each authority. Where forms differ every number stands there.
#[must_use]
pub fn export(
    questions: &Questions,
    expected: &[String],
    year: u16,
    collected: &Collected,
) -> Vec<Vec<String>> {
    let mut rows = vec![
        [
            "year",
            "table",
            "by",
            "code",
            "authority",
            "state",
            "count",
            "source",
        ]
        .map(str::to_owned)
        .to_vec(),
    ];
    let delivered = collected.given.keys().map(|(authority, _)| authority);
    let authorities: BTreeSet<&String> = expected.iter().chain(delivered).collect();
    for (line, _) in questions.lines(Locale::of(Lang::En)) {
        for authority in &authorities {
            let counts = collected.given.get(&((*authority).clone(), line.clone()));
            let (state, count) = match counts {
                None => ("not_delivered", String::new()),
                Some(counts) => {
                    let state = if counts.len() > 1 { "differs" } else { "given" };
                    let counts: Vec<String> = counts.iter().map(u64::to_string).collect();
                    (state, counts.join("; "))
                }
            };
            let (table, by, code) = line.clone();
            rows.push(vec![
                year.to_string(),
                table,
                by,
                code,
                (*authority).clone(),
                state.to_owned(),
                count,
                questions.provenance(),
            ]);
        }
    }
    rows
}

/// A finding as a sentence.
#[must_use]
pub fn tell(finding: &Finding, locale: &Locale) -> String {
    match finding {
        Finding::Nothing(authority) => {
            locale.t_with("cases-form-nothing", &[("authority", authority.into())])
        }
        Finding::NoTable(authority, table) => locale.t_with(
            "cases-form-no-table",
            &[("authority", authority.into()), ("table", table.into())],
        ),
        Finding::Differs(authority, (table, by, code), counts) => {
            let counts: Vec<String> = counts.iter().map(u64::to_string).collect();
            locale.t_with(
                "cases-form-differs",
                &[
                    ("authority", authority.into()),
                    ("line", format!("{table} / {by} / {code}").into()),
                    ("counts", counts.join(" | ").into()),
                ],
            )
        }
        Finding::Sum(authority, table, by, total, sum) => locale.t_with(
            "cases-form-sum",
            &[
                ("authority", authority.into()),
                ("table", table.into()),
                ("by", by.into()),
                ("total", total.to_string().into()),
                ("sum", sum.to_string().into()),
            ],
        ),
    }
}

#[cfg(test)]
mod tests {
    use wegmarke_l10n::{Lang, Locale};

    use super::{Finding, Questions, collect, export, read};

    /// A form in which every line has the number that `count` says.
    fn fill(authority: &str, count: impl Fn(&str, &str, &str) -> Option<u64>) -> Vec<Vec<String>> {
        let questions = Questions::article_19a().unwrap();
        let mut rows = questions.form(authority, 2024, Locale::of(Lang::De));
        for row in &mut rows[1..] {
            let told = count(&row[2], &row[3], &row[4]);
            row[5] = told.map_or_else(String::new, |count| count.to_string());
        }
        rows
    }

    #[test]
    fn what_came_back_stands_side_by_side_and_nothing_is_added_up() {
        let questions = Questions::article_19a().unwrap();
        assert!(questions.source.contains("wording to be verified"));
        let sound = |table: &str, by: &str, _: &str| match (table, by) {
            ("victims", "sex" | "citizenship" | "form") => Some(10),
            ("victims", "total") => Some(40),
            ("victims", "age") => None,
            _ => (by == "total").then_some(0),
        };
        let police = read(&fill("police", sound), &questions, 2024).unwrap();
        // The court gives a total that its parts do not make, and sends a second form that differs.
        let court = |table: &str, by: &str, _: &str| match (table, by) {
            ("convicted", "sex") => Some(2),
            ("convicted", "total") => Some(9),
            _ => None,
        };
        let court = read(&fill("court", court), &questions, 2024).unwrap();
        let again =
            |table: &str, by: &str, _: &str| (table == "judgments" && by == "total").then_some(5);
        let again = read(&fill("court", again), &questions, 2024).unwrap();
        let later =
            |table: &str, by: &str, _: &str| (table == "judgments" && by == "total").then_some(6);
        let later = read(&fill("court", later), &questions, 2024).unwrap();
        let expected = ["police", "court", "border"].map(str::to_owned);
        let collected = collect(&questions, &expected, &[police, court, again, later]);
        let has = |finding: &Finding| collected.findings.contains(finding);
        assert!(has(&Finding::Nothing("border".to_owned())));
        assert!(has(&Finding::NoTable(
            "court".to_owned(),
            "victims".to_owned()
        )));
        let sum = Finding::Sum("court".into(), "convicted".into(), "sex".into(), 9, 8);
        assert!(has(&sum), "{:?}", collected.findings);
        let line = (
            "judgments".to_owned(),
            "total".to_owned(),
            "total".to_owned(),
        );
        assert!(has(&Finding::Differs("court".into(), line, [5, 6].into())));
        let of_police = |finding: &&Finding| format!("{finding:?}").contains("police");
        assert_eq!(collected.findings.iter().filter(of_police).count(), 0);

        let rows = export(&questions, &expected, 2024, &collected);
        let find = |table: &str, by: &str, code: &str, authority: &str| {
            let wanted = [table, by, code, authority];
            let row = rows.iter().find(|row| row[1..5] == wanted).unwrap();
            (row[5].clone(), row[6].clone())
        };
        let told = |state: &str, count: &str| (state.to_owned(), count.to_owned());
        assert_eq!(
            find("convicted", "total", "total", "court"),
            told("given", "9")
        );
        assert_eq!(
            find("judgments", "total", "total", "court"),
            told("differs", "5; 6")
        );
        assert_eq!(
            find("judgments", "total", "total", "police"),
            told("given", "0")
        );
        assert_eq!(
            find("victims", "age", "child", "police"),
            told("not_delivered", "")
        );
        assert_eq!(
            find("victims", "total", "total", "border"),
            told("not_delivered", "")
        );
        assert!(
            rows[1..]
                .iter()
                .all(|row| row[7].contains("to be verified"))
        );
        assert!(
            !rows.iter().any(|row| row[4] == "total"),
            "no line for all together"
        );
    }

    #[test]
    fn a_form_with_faults_is_not_taken() {
        let questions = Questions::article_19a().unwrap();
        let whole = fill("police", |_, _, _| Some(1));
        for (column, text, key) in [
            (0, "", "cases-cell-needed"),
            (1, "2023", "cases-form-year"),
            (4, "purple", "cases-form-line"),
            (5, "few", "cases-form-count"),
            (5, "-1", "cases-form-count"),
        ] {
            let mut rows = whole.clone();
            text.clone_into(&mut rows[3][column]);
            let problems = read(&rows, &questions, 2024).unwrap_err();
            assert_eq!((problems[0].row, problems[0].key), (Some(4), key));
        }
        let mut rows = whole.clone();
        rows.push(whole[1].clone());
        assert_eq!(
            read(&rows, &questions, 2024).unwrap_err()[0].key,
            "cases-form-twice"
        );
    }
}
