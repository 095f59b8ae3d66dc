// SPDX-License-Identifier: EUPL-1.2
//! The directory: what there is in each Land, and what is missing there.

use std::collections::BTreeMap;

use askama::Template;

use crate::content::Files;
use crate::page::Frame;
use crate::page::contact::Contact;
use crate::page::filter::{Filter, of_services};
use crate::service::{GROUPS, LANDS, NEEDS, Service};

/// Cells below this many are not told, nor that they are zero.
const SMALLEST: u32 = 5;

#[derive(Template)]
#[template(path = "find.html")]
struct Find<'a> {
    f: Frame<'a>,
    needs: Vec<String>,
    rows: Vec<(&'static str, String, Vec<String>)>,
    refused: Vec<(String, String, String)>,
}

#[derive(Template)]
#[template(path = "land.html")]
struct Land<'a> {
    f: Frame<'a>,
    name: String,
    groups: Vec<String>,
    rows: Vec<(String, Vec<String>)>,
    filters: Vec<Filter>,
    here: Vec<Contact<'a>>,
    everywhere: Vec<Contact<'a>>,
}

/// Services that a Land itself has: those for all Länder fill no gap of one.
fn is_own(service: &Service, land: &str) -> bool {
    service.lands.contains(&land)
}

fn counted(n: usize) -> String {
    if n == 0 { String::new() } else { n.to_string() }
}

/// The table of all Länder.
///
/// # Errors
/// If the template fails.
pub fn list(f: &Frame<'_>, files: &mut Files) -> Result<(), askama::Error> {
    let services = &f.content.services;
    let rows = LANDS.iter().map(|land| {
        let cells = NEEDS.iter().map(|need| {
            let fits = |service: &&Service| is_own(service, land) && service.needs.contains(need);
            counted(services.values().filter(fits).count())
        });
        (*land, f.words.word("land", land), cells.collect())
    });
    let mut sums: BTreeMap<(String, &str), u32> = BTreeMap::new();
    for one in services.values().flat_map(|service| &service.refused) {
        *sums.entry((one.quarter.clone(), one.group)).or_default() += one.count;
    }
    let page = Find {
        f: *f,
        needs: NEEDS
            .iter()
            .map(|need| f.words.word("need", need))
            .collect(),
        rows: rows.collect(),
        refused: told_counts(f, &sums),
    };
    f.put(files, &page)
}

/// Small numbers are not told. If a quarter has one of them, its next smallest is not told either, so that
/// nobody works it out from a sum that is told elsewhere.
fn told_counts(
    f: &Frame<'_>,
    sums: &BTreeMap<(String, &str), u32>,
) -> Vec<(String, String, String)> {
    let mut rows = Vec::new();
    for ((quarter, group), count) in sums {
        let is_small = |n: u32| n > 0 && n < SMALLEST;
        let of_quarter = || {
            sums.iter()
                .filter(|((other, _), _)| other == quarter)
                .map(|(key, n)| (*n, key.1))
        };
        let small = of_quarter().filter(|(n, _)| is_small(*n)).count();
        let next = of_quarter().filter(|(n, _)| *n >= SMALLEST).min();
        let is_complement = small == 1 && next == Some((*count, *group));
        let told = if is_small(*count) || is_complement {
            f.t("find-small")
        } else {
            count.to_string()
        };
        rows.push((quarter.clone(), f.words.word("group", group), told));
    }
    rows
}

/// One Land.
///
/// # Errors
/// If the template fails.
pub fn land(f: &Frame<'_>, land: &'static str, files: &mut Files) -> Result<(), askama::Error> {
    let services = &f.content.services;
    let rows = NEEDS.iter().map(|need| {
        let cells = GROUPS.iter().map(|group| {
            let fits = |service: &&Service| {
                is_own(service, land)
                    && service.needs.contains(need)
                    && service.groups.contains(group)
            };
            counted(services.values().filter(fits).count())
        });
        (f.words.word("need", need), cells.collect())
    });
    let contacts = |fits: fn(&Service, &str) -> bool| {
        let found = services.values().filter(move |service| fits(service, land));
        found
            .filter_map(|service| Contact::new(f, service))
            .collect()
    };
    let page = Land {
        f: *f,
        name: f.words.word("land", land),
        groups: GROUPS
            .iter()
            .map(|group| f.words.word("group", group))
            .collect(),
        rows: rows.collect(),
        filters: of_services(f),
        here: contacts(is_own),
        everywhere: contacts(|service, _| service.lands.is_empty()),
    };
    f.put(files, &page)
}
