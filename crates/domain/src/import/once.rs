// SPDX-License-Identifier: EUPL-1.2
//! Findings as a reader wants them: what stands at every row is said once, and what an edition that was
//! replaced had wrong is settled with it.

use std::collections::{BTreeMap, BTreeSet};

use super::desk::Desk;
use crate::draft::list_told;
use crate::finding::{Finding, FindingParts, Severity, codes};
use crate::noun::Noun;
use crate::roll::{TableVisitor, Tabled};
use crate::table::Table;

/// Fewest rows that are told as one.
const FEWEST: usize = 3;

/// Words that such a finding quotes.
const QUOTED: usize = 5;

/// Code, file and column: what is the same at every row.
type Same = (String, String, Option<String>);

/// Puts one finding, with its count, in the place of those that stand at every row of a file. Errors are
/// told one by one, and what is on record one by one stays so.
pub(super) fn gather(desk: &mut Desk<'_>) {
    let mut rows: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
    let request = desk.request;
    for draft in &request.drafts {
        rows.entry(&draft.file).or_default().insert(draft.row);
    }
    for (file, read) in &request.read {
        rows.entry(file).or_default().extend(read);
    }
    let mut groups: BTreeMap<Same, Vec<&Finding>> = BTreeMap::new();
    for finding in desk.findings.values() {
        let is_one = &*finding.code == codes::UNKNOWN_ORGANISATION;
        if finding.severity != Severity::Error && !is_one && finding.row.is_some() {
            let column = finding.column.as_deref().map(str::to_owned);
            let same = (finding.code.to_string(), finding.file.to_string(), column);
            groups.entry(same).or_default().push(finding);
        }
    }
    let mut gathered = Vec::new();
    for ((_, file, _), mut group) in groups {
        let met: BTreeSet<Option<u32>> = group.iter().map(|one| one.row).collect();
        let all = rows.get(file.as_str()).map_or(0, BTreeSet::len);
        let is_recorded = |one: &&Finding| desk.register.findings.find(one.id.as_str()).is_some();
        // Rows that say what another one said already do not enter, and have none.
        let is_every = met.len() * 10 >= all * 9;
        if met.len() < FEWEST || !is_every || group.iter().any(is_recorded) {
            continue;
        }
        group.sort_by_key(|one| one.row);
        let ids: Vec<String> = group.iter().map(|one| one.id.to_string()).collect();
        if let Some(one) = as_one(&group, met.len()) {
            gathered.push((one, ids));
        }
    }
    for (one, ids) in gathered {
        for id in ids {
            desk.findings.remove(&id);
            desk.times.remove(&id);
        }
        desk.findings.insert(one.id.to_string(), one);
    }
}

fn as_one(group: &[&Finding], count: usize) -> Option<Finding> {
    let first = group.first()?;
    let code = codes::ALL.into_iter().find(|code| *code == &*first.code)?;
    let same_plan = group.iter().all(|one| one.plan == first.plan);
    let mut one = Finding::from(FindingParts {
        code,
        severity: first.severity,
        file: first.file.clone(),
        row: first.row,
        column: first.column.clone(),
        plan: first.plan.clone().filter(|_| same_plan),
        about: None,
        args: BTreeMap::from([("file".to_owned(), first.file.to_string())]),
    });
    // Not in its id: one row more is no other finding.
    one.args.insert("count".to_owned(), count.to_string());
    let mut words: Vec<&str> = Vec::new();
    for value in group.iter().filter_map(|one| one.args.get("value")) {
        if words.len() < QUOTED && !words.contains(&value.as_str()) {
            words.push(value);
        }
    }
    if !words.is_empty() {
        one.args.insert("words".to_owned(), words.join(" · "));
    }
    Some(one)
}

impl Desk<'_> {
    /// Whether a finding that these files do not have any more is settled by them.
    pub(super) fn is_settled(&self, known: &Finding) -> bool {
        if self.request.files.contains_key(&*known.file) {
            return true;
        }
        let replaced = self.request.complete
            && self.request.editions.contains(&*known.file)
            && self.is_of_scope(&known.file);
        let Some(about) = &known.about else {
            return replaced;
        };
        let Some(thing) = self.staged.find(about.noun, &about.id) else {
            // What it was about is gone.
            return self.register.visit(about.noun, Dropped(self, &about.id)) == Some(true);
        };
        let column = known.args.get("attribute").map(String::as_str);
        let column = column.or(match &*known.code {
            codes::CITATION_UNRESOLVED
            | codes::CITATION_AMBIGUOUS
            | codes::CITATION_WITHOUT_FIELD => Some(match about.noun {
                Noun::Coverage => "measures_cited",
                _ => "measure",
            }),
            _ => None,
        });
        match column {
            Some(column) => {
                let name = column.split('.').next().unwrap_or(column);
                list_told(about.noun, name).any(|name| thing.told.find(name).is_some())
            }
            None => replaced,
        }
    }

    /// Whether a file made a version of a plan of which these files are a list.
    fn is_of_scope(&self, file: &str) -> bool {
        let plans: BTreeSet<&String> = self
            .staged
            .scopes
            .iter()
            .filter(|(noun, _)| noun.is_versioned())
            .flat_map(|(_, plans)| plans)
            .collect();
        let mut versions = plans
            .into_iter()
            .flat_map(|plan| self.register.list_versions(plan));
        versions.any(|opened| opened.version.files.contains_key(file))
    }
}

/// Whether a record is dropped by this import, or was before.
struct Dropped<'d, 'a>(&'d Desk<'a>, &'d str);

impl TableVisitor for Dropped<'_, '_> {
    type Out = bool;

    fn visit<T: Tabled>(self, table: &Table<T>) -> bool {
        table
            .find(self.1)
            .is_some_and(|record| self.0.drops(record))
    }
}
