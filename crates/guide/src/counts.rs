// SPDX-License-Identifier: EUPL-1.2
//! Counts that a centre hands on: by quarter, Land, group and outcome, never about a person. Numbers from 1 to 4
//! are not told, nor others from which they could be worked out where sums of a group or an outcome are known.

use std::collections::{BTreeMap, BTreeSet};

use crate::service::{GROUPS, LANDS, is_quarter};

/// Below this a number is not told.
pub const SMALLEST: u32 = 5;
/// What became of a request.
pub const OUTCOMES: [&str; 5] = [
    "placed",
    "referred",
    "refused-no-place",
    "declined-by-person",
    "lost-contact",
];
/// Headings of a file of counts.
pub const HEADINGS: [&str; 5] = ["quarter", "land", "group", "outcome", "count"];

/// Quarter, Land, group, outcome.
pub type Place = (String, &'static str, &'static str, &'static str);

/// What is wrong in a file of counts, by its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CountsProblem {
    /// The first line is not [`HEADINGS`].
    Headings,
    /// A cell of this line cannot be read; the name of its column.
    Cell(usize, &'static str),
    /// This line says again what another one said.
    Twice(usize),
}

/// Reads a file: cells parted by comma or semicolon; codes and numbers only, so no quotation marks.
///
/// # Errors
/// The first thing that is wrong.
pub fn read(text: &str) -> Result<BTreeMap<Place, u32>, CountsProblem> {
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let cells = |line: &str| -> Vec<String> {
        line.split([',', ';'])
            .map(|cell| cell.trim().to_owned())
            .collect()
    };
    let headings = cells(lines.next().unwrap_or_default());
    if headings != HEADINGS {
        return Err(CountsProblem::Headings);
    }
    let mut counts = BTreeMap::new();
    for (at, line) in lines
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
    {
        let at = at + 2;
        let cells = cells(line);
        let cell = |column: usize| cells.get(column).map_or("", String::as_str);
        let find = |column: usize, known: &[&'static str]| {
            let found = known.iter().find(|code| **code == cell(column));
            found
                .copied()
                .ok_or(CountsProblem::Cell(at, HEADINGS[column]))
        };
        if !is_quarter(cell(0)) {
            return Err(CountsProblem::Cell(at, HEADINGS[0]));
        }
        let place = (
            cell(0).to_owned(),
            find(1, &LANDS)?,
            find(2, &GROUPS)?,
            find(3, &OUTCOMES)?,
        );
        let count = cell(4)
            .parse::<u32>()
            .map_err(|_| CountsProblem::Cell(at, HEADINGS[4]))?;
        if counts.insert(place, count).is_some() {
            return Err(CountsProblem::Twice(at));
        }
    }
    Ok(counts)
}

/// Which places are not told: small numbers, and in each row and column of a quarter and Land at least one more
/// beside a lonely one. The smallest is taken, so that little is lost.
#[must_use]
pub fn hidden(counts: &BTreeMap<Place, u32>) -> BTreeSet<Place> {
    let is_small = |count: u32| count > 0 && count < SMALLEST;
    let small = counts.iter().filter(|(_, count)| is_small(**count));
    let mut hidden: BTreeSet<Place> = small.map(|(place, _)| place.clone()).collect();
    loop {
        let mut more = BTreeSet::new();
        for lonely in &hidden {
            let in_row =
                |place: &&Place| place.0 == lonely.0 && place.1 == lonely.1 && place.2 == lonely.2;
            let in_column =
                |place: &&Place| place.0 == lonely.0 && place.1 == lonely.1 && place.3 == lonely.3;
            let row: Vec<&Place> = counts.keys().filter(in_row).collect();
            let column: Vec<&Place> = counts.keys().filter(in_column).collect();
            for line in [row, column] {
                let others = line.iter().filter(|place| **place != lonely);
                let is_alone = others
                    .clone()
                    .all(|place| !hidden.contains(*place) && !more.contains(*place));
                // A zero hides nothing: everybody would guess it. It is taken where there is nothing else.
                let next = others.min_by_key(|place| (counts[**place] == 0, counts[**place]));
                if let Some(next) = next.filter(|_| is_alone) {
                    more.insert((*next).clone());
                }
            }
        }
        if more.is_empty() {
            return hidden;
        }
        hidden.extend(more);
    }
}

/// The file that is handed on: a state for each place, and the number where it is told.
#[must_use]
pub fn bundle(counts: &BTreeMap<Place, u32>) -> String {
    let hidden = hidden(counts);
    let lines = counts.iter().map(|(place, count)| {
        let (quarter, land, group, outcome) = place;
        let told = if hidden.contains(place) {
            "suppressed,".to_owned()
        } else {
            format!("number,{count}")
        };
        format!("{quarter},{land},{group},{outcome},{told}\n")
    });
    format!(
        "quarter,land,group,outcome,state,count\n{}",
        lines.collect::<String>()
    )
}

#[cfg(test)]
mod tests {
    use super::{CountsProblem, Place, bundle, hidden, read};

    const FILE: &str = "quarter;land;group;outcome;count
2026-Q3;de-be;women;placed;12
2026-Q3;de-be;women;refused-no-place;2
2026-Q3;de-be;women;referred;9
2026-Q3;de-be;men;placed;7
2026-Q3;de-be;men;refused-no-place;20
2026-Q3;de-be;men;referred;0
2026-Q4;de-be;men;referred;30
";

    #[test]
    fn small_numbers_and_what_gives_them_away_are_not_told() {
        let counts = read(FILE).unwrap();
        let hidden = hidden(&counts);
        let is_hidden = |group: &str, outcome: &str| {
            hidden
                .iter()
                .any(|place: &Place| place.2 == group && place.3 == outcome && place.0 == "2026-Q3")
        };
        assert!(is_hidden("women", "refused-no-place"));
        // In every row and column with a hidden number there are two.
        for place in &hidden {
            let row = hidden
                .iter()
                .filter(|one| one.0 == place.0 && one.2 == place.2)
                .count();
            let column = hidden
                .iter()
                .filter(|one| one.0 == place.0 && one.3 == place.3)
                .count();
            assert!(row >= 2 && column >= 2, "{place:?}");
        }
        let bundle = bundle(&counts);
        assert!(bundle.contains("2026-Q3,de-be,women,refused-no-place,suppressed,\n"));
        assert!(bundle.contains("2026-Q4,de-be,men,referred,number,30\n"));
        assert!(!bundle.contains(",2\n"));
    }

    #[test]
    fn what_does_not_read_is_told_by_its_line() {
        for (from, to, problem) in [
            ("quarter;land", "quarter;state", CountsProblem::Headings),
            ("2026-Q4", "2026-Q5", CountsProblem::Cell(8, "quarter")),
            (
                "de-be;women;placed;12",
                "de-xx;women;placed;12",
                CountsProblem::Cell(2, "land"),
            ),
            (
                "women;placed;12",
                "woman;placed;12",
                CountsProblem::Cell(2, "group"),
            ),
            (
                "placed;12",
                "placed;twelve",
                CountsProblem::Cell(2, "count"),
            ),
            (
                "2026-Q3;de-be;men;placed;7",
                "2026-Q3;de-be;women;placed;7",
                CountsProblem::Twice(5),
            ),
        ] {
            assert_eq!(read(&FILE.replacen(from, to, 1)), Err(problem));
        }
    }
}
