// SPDX-License-Identifier: EUPL-1.2
//! The whole way: pages to tables, in the order of the document.

use std::collections::BTreeMap;

use crate::card;
use crate::check::{Known, across_tables, check};
use crate::draft::Draft;
use crate::finding::{Cause, Finding};
use crate::list::Lists;
use crate::loose;
use crate::outside::{Outer, Stack, What, body_size, flat_notes, notes, outside};
use crate::page::{Area, Paper, Place};
use crate::sheet::{Leaf, leaf};
use crate::table::{Account, Reading};
use crate::text::Manner;

/// A document taken apart.
pub(crate) struct Found {
    pub leaves: Vec<Leaf>,
    /// Lines outside tables, page by page.
    pub outer: Vec<Vec<Outer>>,
    /// Headings outside tables, page by page: where they stand, the size of their type, their text.
    pub headings: Vec<Vec<(Area, f32, String)>>,
    pub account: Account,
    pub read_twice: bool,
}

/// Reads the tables of a paper.
#[must_use]
pub fn read(paper: &Paper, known: &Known) -> Reading {
    let leaves: Vec<Leaf> = paper
        .pages
        .iter()
        .map(|page| leaf(page, paper.read_twice))
        .collect();
    let outer = outside(&leaves);
    let found = Found {
        headings: outer.iter().map(headings).collect(),
        account: account(&leaves, &outer),
        read_twice: paper.read_twice,
        outer,
        leaves,
    };
    assemble(found, known)
}

/// Makes tables of what was found.
pub(crate) fn assemble(found: Found, known: &Known) -> Reading {
    let Found { leaves, outer, .. } = &found;
    let mut account = found.account;
    let body = body_size(leaves);
    let manners = manners(leaves, outer, body);
    let (mut drafts, used, told) = drafts(&found);
    account.in_tables += used;
    account.beside -= used.min(account.beside);
    drafts.retain(|draft| !draft.rows.is_empty());
    drafts.sort_by(|one, other| first_place(one).total_cmp(&first_place(other)));
    let mut reading = Reading {
        pages: u32::try_from(leaves.len()).unwrap_or(u32::MAX),
        sizes: leaves
            .iter()
            .map(|leaf| [leaf.width, leaf.height])
            .collect(),
        read_twice: found.read_twice,
        account,
        findings: leaves
            .iter()
            .flat_map(|leaf| leaf.findings.clone())
            .collect(),
        ..Reading::default()
    };
    let whole = |page: u32| manners.get(&page).cloned().unwrap_or_default();
    for (index, draft) in drafts.into_iter().enumerate() {
        let (table, findings) = draft.finish(index, &whole);
        reading.findings.extend(findings);
        reading.findings.extend(check(index, &table, known));
        reading.tables.push(table);
    }
    reading.findings.extend(told);
    reading.findings.extend(across_tables(&reading.tables));
    if !found.read_twice {
        reading.findings.push(Finding::new(Cause::OneReader));
    }
    reading.findings.extend(pages_between(leaves, &reading));
    if reading.tables.is_empty() {
        reading.findings.push(Finding::new(Cause::NoTable));
    }
    reading
        .findings
        .sort_by(|one, other| order(one).total_cmp(&order(other)));
    reading
}

/// Grids to tables, in the order of the document; how many words outside grids are theirs; and what
/// was met where no grid is.
fn drafts(found: &Found) -> (Vec<Draft>, usize, Vec<Finding>) {
    let sheets = || found.leaves.iter().flat_map(|leaf| &leaf.sheets);
    let labels = card::labels(sheets());
    let mut lists = Lists::new(sheets().filter(|sheet| !labels.is_card(sheet)));
    let mut cards = card::Cards::new(&labels);
    let mut loose = loose::find(&found.leaves, &found.outer);
    let mut stack = Stack::default();
    let mut used: usize = loose.regions.iter().map(|region| region.words).sum();
    for (at, leaf) in found.leaves.iter().enumerate() {
        let outer = &found.outer[at];
        let mut headings = found.headings[at].iter().peekable();
        let mut regions = loose
            .regions
            .iter_mut()
            .filter(|region| region.leaf == at)
            .peekable();
        for sheet in &leaf.sheets {
            while let Some(region) = regions.next_if(|region| region.area.y0 < sheet.area.y0) {
                push_until(&mut stack, &mut headings, region.area.y0);
                region
                    .rows
                    .iter_mut()
                    .for_each(|row| row.headings = stack.texts());
            }
            push_until(&mut stack, &mut headings, sheet.area.y0);
            if labels.is_card(sheet) {
                cards.read(sheet, leaf, &mut stack);
                continue;
            }
            let above: Vec<&Outer> = outer
                .iter()
                .filter(|line| line.area.y1 <= sheet.area.y0 + 2.0)
                .collect();
            if lists.read(sheet, &above, &mut stack) > 0 {
                used += above.last().map_or(0, |line| line.line.len());
            }
        }
        for region in regions {
            push_until(&mut stack, &mut headings, region.area.y0);
            region
                .rows
                .iter_mut()
                .for_each(|row| row.headings = stack.texts());
        }
        push_until(&mut stack, &mut headings, f32::INFINITY);
    }
    let findings = std::mem::take(&mut loose.findings);
    let mut drafts = lists.finish();
    drafts.extend(cards.finish());
    drafts.extend(loose.finish());
    (drafts, used, findings)
}

/// Takes the headings above a height.
fn push_until<'a>(
    stack: &mut Stack,
    headings: &mut std::iter::Peekable<impl Iterator<Item = &'a (Area, f32, String)>>,
    y: f32,
) {
    while let Some(heading) = headings.next_if(|heading| heading.0.y0 < y) {
        stack.push_line(heading.1, &heading.2);
    }
}

fn order(finding: &Finding) -> f32 {
    let place = finding.places.first();
    place.map_or(-1.0, position)
}

fn position(place: &Place) -> f32 {
    let page = f32::from(u16::try_from(place.page).unwrap_or(u16::MAX));
    page * 10_000.0 + place.area.y0.clamp(0.0, 9_999.0)
}

fn first_place(draft: &Draft) -> f32 {
    let place = draft.rows.first().and_then(|row| row.places.first());
    place.map_or(0.0, position)
}

/// Headings of a page, lines of one heading put together.
pub(crate) fn headings<'a>(outer: impl IntoIterator<Item = &'a Outer>) -> Vec<(Area, f32, String)> {
    let mut headings: Vec<(Area, f32, String)> = Vec::new();
    let lines = outer.into_iter();
    for line in lines.filter(|line| line.what == What::Heading) {
        match headings.last_mut() {
            Some((area, size, text))
                if (*size - line.size).abs() < 0.3
                    && line.area.y0 - area.y1 < 0.6 * line.size
                    && crate::outside::division(&line.text).is_empty() =>
            {
                *area = area.around(&line.area);
                text.push(' ');
                text.push_str(&line.text);
            }
            _ => headings.push((line.area, line.size, line.text.clone())),
        }
    }
    headings
}

/// How each page writes: its notes, and the document's words.
pub(crate) fn manners(leaves: &[Leaf], outer: &[Vec<Outer>], body: f32) -> BTreeMap<u32, Manner> {
    let mut words = Manner::default();
    for leaf in leaves {
        for one in leaf.sheets.iter().flat_map(|sheet| &sheet.boxes) {
            words.learn(&one.lines);
        }
    }
    for line in outer.iter().flatten() {
        words.learn(std::slice::from_ref(&line.line));
    }
    let pages = leaves.iter().zip(outer).map(|(leaf, outer)| {
        let manner = Manner {
            notes: notes(outer, body, leaf.height),
            flat: flat_notes(outer, body),
            ..words.clone()
        };
        (leaf.number, manner)
    });
    pages.collect()
}

fn account(leaves: &[Leaf], outer: &[Vec<Outer>]) -> Account {
    let of = |what: &[What]| -> usize {
        let lines = outer
            .iter()
            .flatten()
            .filter(|line| what.contains(&line.what));
        lines.map(|line| line.line.len()).sum()
    };
    let inside = leaves.iter().map(|leaf| leaf.words - leaf.outside.len());
    Account {
        read: leaves.iter().map(|leaf| leaf.words).sum(),
        in_tables: inside.sum(),
        in_headings: of(&[What::Heading]),
        running: of(&[What::Running]),
        beside: of(&[What::Beside, What::Note]),
    }
}

/// Whether somebody is to draw columns on this page anyway.
fn told_of(reading: &Reading, page: u32) -> bool {
    let drawn = reading
        .findings
        .iter()
        .filter(|finding| finding.cause == Cause::ColumnsToDraw);
    drawn
        .flat_map(|finding| &finding.places)
        .any(|place| place.page == page)
}

/// Pages full of text between pages with tables: a table may not have been seen.
fn pages_between(leaves: &[Leaf], reading: &Reading) -> Vec<Finding> {
    const FULL: usize = 40;
    let with: Vec<u32> = reading
        .tables
        .iter()
        .flat_map(|table| &table.rows)
        .flat_map(|row| row.places.iter().map(|place| place.page))
        .collect();
    let (Some(first), Some(last)) = (with.iter().min(), with.iter().max()) else {
        return Vec::new();
    };
    let between = leaves.iter().filter(|leaf| {
        leaf.number > *first
            && leaf.number < *last
            && leaf.outside.len() >= FULL
            && !told_of(reading, leaf.number)
            && !with.contains(&leaf.number)
    });
    let findings = between.map(|leaf| {
        let place = Place {
            page: leaf.number,
            area: Area::new(0.0, 0.0, leaf.width, leaf.height),
        };
        let words: Vec<&str> = leaf
            .outside
            .iter()
            .take(12)
            .map(|word| &*word.text)
            .collect();
        Finding::new(Cause::PageWithoutTable)
            .at(&[place])
            .words([words.join(" ")])
    });
    findings.collect()
}
