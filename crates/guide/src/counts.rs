// SPDX-License-Identifier: EUPL-1.2
//! Counts that a centre hands on: by quarter, Land, group and outcome, never about a person. Numbers from 1 to 4
//! are not told, nor others from which they could be worked out where sums of a group or an outcome are known.

use std::collections::{BTreeMap, BTreeSet};

use crate::service::{GROUPS, LANDS, is_quarter};

mod interval;

use self::interval::At;

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

/// What earlier bundles told of a place; `None`: it was not told.
pub type Earlier = BTreeMap<Place, Option<u32>>;

/// Reads what a bundle told; its signature, if it has one, is of no interest here.
///
/// # Errors
/// The first thing that is wrong.
pub fn read_bundle(text: &str) -> Result<Earlier, CountsProblem> {
    let mut lines = text.lines();
    if lines.next() != Some(BUNDLE) {
        return Err(CountsProblem::Headings);
    }
    let mut told = Earlier::new();
    for (at, line) in lines.enumerate() {
        if line.starts_with("signature,") {
            break;
        }
        let cells: Vec<&str> = line.split(',').collect();
        let find = |column: usize, known: &[&'static str]| {
            let cell = cells.get(column).copied().unwrap_or_default();
            let found = known.iter().find(|code| **code == cell).copied();
            found.ok_or(CountsProblem::Cell(at + 2, HEADINGS[column]))
        };
        let quarter = cells.first().copied().unwrap_or_default().to_owned();
        let place = (
            quarter,
            find(1, &LANDS)?,
            find(2, &GROUPS)?,
            find(3, &OUTCOMES)?,
        );
        let count = match (cells.get(4), cells.get(5).map(|count| count.parse::<u32>())) {
            (Some(&"suppressed"), _) => None,
            (Some(&"number"), Some(Ok(count))) => Some(count),
            _ => return Err(CountsProblem::Cell(at + 2, HEADINGS[4])),
        };
        told.insert(place, count);
    }
    Ok(told)
}

/// Which places are not told: small numbers, those that an earlier bundle did not tell, and others until for every
/// small number at least [`SMALLEST`] numbers remain possible, even for who knows the sum of each group and outcome of
/// the quarter and Land. What an earlier bundle told is known and hides nothing. The smallest are taken, so that little
/// is lost; where nothing helps, none of a quarter and Land is told.
#[must_use]
pub fn hidden(counts: &BTreeMap<Place, u32>, earlier: &Earlier) -> BTreeSet<Place> {
    let mut hidden = BTreeSet::new();
    let of: BTreeSet<(&str, &str)> = counts.keys().map(|place| (&*place.0, place.1)).collect();
    for (quarter, land) in of {
        let is_here = |place: &Place| place.0 == quarter && place.1 == land;
        let here = counts.iter().filter(|(place, _)| is_here(place));
        let places: BTreeMap<At, &Place> = here.map(|(place, _)| (at(place), place)).collect();
        let numbers = places
            .iter()
            .map(|(at, place)| (*at, u64::from(counts[*place])));
        let of_table = Shelter {
            numbers: numbers.collect(),
            known: places
                .iter()
                .filter(|(_, place)| earlier.get(**place) == Some(&Some(counts[**place])))
                .map(|(at, _)| *at)
                .collect(),
            kept: places
                .iter()
                .filter(|(_, place)| earlier.get(**place) == Some(&None))
                .map(|(at, _)| *at)
                .collect(),
        };
        let found = of_table.hide();
        hidden.extend(
            found
                .iter()
                .filter_map(|at| places.get(at))
                .map(|place| (*place).clone()),
        );
    }
    hidden
}

/// Group and outcome as row and column.
fn at(place: &Place) -> At {
    let find =
        |all: &[&str], code: &str| all.iter().position(|one| *one == code).unwrap_or_default();
    (find(&GROUPS, place.2), find(&OUTCOMES, place.3))
}

/// One quarter of one Land.
struct Shelter {
    numbers: BTreeMap<At, u64>,
    /// Told before, and the same since.
    known: BTreeSet<At>,
    /// Not told before.
    kept: BTreeSet<At>,
}

impl Shelter {
    fn hide(&self) -> BTreeSet<At> {
        let is_small = |number: u64| number > 0 && number < u64::from(SMALLEST);
        let small = self.numbers.iter().filter(|(_, number)| is_small(**number));
        let small: BTreeSet<At> = small.map(|(at, _)| *at).collect();
        let mut hidden: BTreeSet<At> = small.union(&self.kept).copied().collect();
        while let Some(open) = small
            .iter()
            .find(|at| self.possible(&hidden, **at) < u64::from(SMALLEST))
        {
            let Some(more) = self.cheapest(&hidden, *open) else {
                return self.numbers.keys().copied().collect();
            };
            hidden.extend(more);
        }
        hidden
    }

    fn possible(&self, hidden: &BTreeSet<At>, at: At) -> u64 {
        let (numbers, hidden) = (
            &self.numbers,
            hidden.difference(&self.known).copied().collect(),
        );
        interval::Table {
            numbers,
            hidden: &hidden,
        }
        .possible(at)
    }

    /// The corners of a rectangle with a place at which something more becomes possible for it, where they cost least:
    /// a zero hides nothing, for everybody would guess it, so it is taken where there is nothing else.
    fn cheapest(&self, hidden: &BTreeSet<At>, (row, column): At) -> Option<BTreeSet<At>> {
        let now = self.possible(hidden, (row, column));
        let mut best: Option<((usize, u64), BTreeSet<At>)> = None;
        for (other_row, other_column) in self.numbers.keys().copied() {
            let corners = [
                (row, other_column),
                (other_row, column),
                (other_row, other_column),
            ];
            let is_new = |at: &At| {
                self.numbers.contains_key(at) && !hidden.contains(at) && !self.known.contains(at)
            };
            let more: BTreeSet<At> = corners.into_iter().filter(is_new).collect();
            let zeros = more.iter().filter(|at| self.numbers[*at] == 0).count();
            let cost = (zeros, more.iter().map(|at| self.numbers[at]).sum::<u64>());
            if more.is_empty() || best.as_ref().is_some_and(|(least, _)| *least <= cost) {
                continue;
            }
            let then = hidden.union(&more).copied().collect();
            if self.possible(&then, (row, column)) > now {
                best = Some((cost, more));
            }
        }
        best.map(|(_, more)| more)
    }
}

/// Year, Land, group, outcome.
pub type YearPlace<'c> = (&'c str, &'static str, &'static str, &'static str);

/// Whose sum of a year may not be told, here or elsewhere: of those places a quarter is not told. A bundle has quarters
/// only, but an annual report may have sums. Sums of a whole group or outcome tell nothing new, for those of each quarter
/// are taken for known; nor does the sum of a place of which every quarter is told. What remains is the sum of a place
/// with a quarter that is hidden: less the other quarters, it is that number, or too near to it.
#[must_use]
pub fn untold_years<'c>(
    hidden: &'c BTreeSet<Place>,
    earlier: &'c Earlier,
) -> BTreeSet<YearPlace<'c>> {
    let before = earlier.iter().filter(|(_, told)| told.is_none());
    let all = hidden.iter().chain(before.map(|(place, _)| place));
    all.map(|(quarter, land, group, outcome)| {
        let year = quarter.split('-').next().unwrap_or_default();
        (year, *land, *group, *outcome)
    })
    .collect()
}

/// The first line of a bundle.
const BUNDLE: &str = "quarter,land,group,outcome,state,count";

/// The file that is handed on: a state for each place, and the number where it is told.
#[must_use]
pub fn bundle(counts: &BTreeMap<Place, u32>, earlier: &Earlier) -> String {
    let hidden = hidden(counts, earlier);
    let lines = counts.iter().map(|(place, count)| {
        let (quarter, land, group, outcome) = place;
        let told = if hidden.contains(place) {
            "suppressed,".to_owned()
        } else {
            format!("number,{count}")
        };
        format!("{quarter},{land},{group},{outcome},{told}\n")
    });
    format!("{BUNDLE}\n{}", lines.collect::<String>())
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::{
        CountsProblem, Earlier, GROUPS, OUTCOMES, Place, SMALLEST, bundle, hidden, read,
        read_bundle, untold_years,
    };

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
        let hidden = hidden(&counts, &Earlier::new());
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
        let bundle = bundle(&counts, &Earlier::new());
        assert!(bundle.contains("2026-Q3,de-be,women,refused-no-place,suppressed,\n"));
        assert!(bundle.contains("2026-Q4,de-be,men,referred,number,30\n"));
        assert!(!bundle.contains(",2\n"));
    }

    /// Every table with these sums that agrees with what is told, by trying all of them.
    fn worlds(
        counts: &BTreeMap<Place, u32>,
        hidden: &BTreeSet<Place>,
    ) -> Vec<BTreeMap<Place, u32>> {
        let sums = |of: &BTreeMap<Place, u32>| {
            let mut sums: BTreeMap<(String, &'static str, &'static str), u32> = BTreeMap::new();
            for (place, count) in of {
                for line in [place.2, place.3] {
                    *sums.entry((place.0.clone(), place.1, line)).or_default() += count;
                }
            }
            sums
        };
        let wanted = sums(counts);
        // The sum of a single place is that number itself: nobody is assumed to know it.
        let size = |place: &Place, line: &str| {
            let is_in = |other: &&Place| other.2 == line || other.3 == line;
            counts
                .keys()
                .filter(|other| other.0 == place.0 && other.1 == place.1)
                .filter(is_in)
                .count()
        };
        let limit = |place: &Place| {
            let seen = [place.2, place.3]
                .into_iter()
                .filter(|line| size(place, line) > 1);
            let sums = seen.map(|line| wanted[&(place.0.clone(), place.1, line)]);
            sums.min().unwrap_or(30)
        };
        let mut empty = counts.clone();
        empty.extend(hidden.iter().map(|place| (place.clone(), 0)));
        let mut found = vec![empty];
        let is_seen = |line: &(String, &'static str, &'static str)| {
            let place = (line.0.clone(), line.1, line.2, line.2);
            size(&place, line.2) > 1
        };
        for place in hidden {
            let mut next = Vec::new();
            for world in &found {
                for number in 0..=limit(place) {
                    let mut other = world.clone();
                    other.insert(place.clone(), number);
                    let told = sums(&other);
                    if told
                        .iter()
                        .all(|(line, sum)| !is_seen(line) || *sum <= wanted[line])
                    {
                        next.push(other);
                    }
                }
            }
            found = next;
        }
        found.retain(|world| {
            let told = sums(world);
            told.iter()
                .all(|(line, sum)| !is_seen(line) || *sum == wanted[line])
        });
        found
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
        /// Whoever tries all tables that fit finds as many numbers for each hidden one as we say.
        #[test]
        fn what_remains_possible_is_what_an_attacker_finds(
            numbers in proptest::collection::vec(0_u32..7, 9),
            hide in proptest::collection::vec(proptest::bool::ANY, 9),
        ) {
            let mut counts = BTreeMap::new();
            let mut hidden = BTreeSet::new();
            for (at, number) in numbers.iter().enumerate() {
                let place = ("2026-Q3".to_owned(), "de-be", GROUPS[at / 3], OUTCOMES[at % 3]);
                if hide[at] && hidden.len() < 6 {
                    hidden.insert(place.clone());
                }
                counts.insert(place, *number);
            }
            let all = worlds(&counts, &hidden);
            let numbers = counts.iter().map(|(place, count)| (super::at(place), u64::from(*count))).collect();
            let places = hidden.iter().map(super::at).collect();
            let table = super::interval::Table { numbers: &numbers, hidden: &places };
            for place in &hidden {
                let found: BTreeSet<u32> = all.iter().map(|world| world[place]).collect();
                let said = table.possible(super::at(place));
                proptest::prop_assert_eq!(said, found.len() as u64, "{:?}: {:?}", place, found);
            }
        }

        /// For every small number at least five remain possible, or nothing of its quarter and Land is told; also
        /// where an earlier bundle told some of it.
        #[test]
        fn no_small_number_can_be_worked_out(
            numbers in proptest::collection::vec(0_u32..25, 16),
            before in proptest::collection::vec(0_u32..25, 16),
        ) {
            let table = |numbers: &[u32]| -> BTreeMap<Place, u32> {
                let place = |at: usize| ("2026-Q3".to_owned(), "de-be", GROUPS[at / 4], OUTCOMES[at % 4]);
                numbers.iter().enumerate().map(|(at, number)| (place(at), *number)).collect()
            };
            let first = bundle(&table(&before), &Earlier::new());
            let earlier = read_bundle(&first).unwrap();
            let counts = table(&numbers);
            let now = hidden(&counts, &earlier);
            proptest::prop_assert!(earlier.iter().all(|(place, told)| told.is_some() || now.contains(place)));
            let is_known = |place: &Place| earlier.get(place) == Some(&Some(counts[place]));
            let open: BTreeSet<_> = now.iter().filter(|place| !is_known(place)).map(super::at).collect();
            let of = counts.iter().map(|(place, count)| (super::at(place), u64::from(*count))).collect();
            let table = super::interval::Table { numbers: &of, hidden: &open };
            for (place, count) in &counts {
                if (1..SMALLEST).contains(count) {
                    proptest::prop_assert!(now.contains(place));
                    let possible = table.possible(super::at(place));
                    proptest::prop_assert!(possible >= u64::from(SMALLEST) || now.len() == counts.len());
                }
            }
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]
        /// Two quarters, and every sum of a year that may be told: who tries all tables finds as many numbers for each
        /// hidden one as without those sums.
        #[test]
        fn sums_of_a_year_that_may_be_told_tell_nothing_of_a_quarter(
            numbers in proptest::collection::vec(0_u32..9, 8),
        ) {
            let place = |at: usize| {
                let quarter = if at < 4 { "2026-Q2" } else { "2026-Q3" };
                (quarter.to_owned(), "de-be", GROUPS[at % 4 / 2], OUTCOMES[at % 2])
            };
            let counts: BTreeMap<Place, u32> =
                numbers.iter().enumerate().map(|(at, number)| (place(at), *number)).collect();
            let hidden = hidden(&counts, &Earlier::new());
            let earlier = Earlier::new();
            let untold = untold_years(&hidden, &earlier);
            let years = |of: &BTreeMap<Place, u32>| {
                let mut sums: BTreeMap<(&'static str, &'static str), u32> = BTreeMap::new();
                for ((_, land, group, outcome), count) in of {
                    if !untold.contains(&("2026", *land, *group, *outcome)) {
                        *sums.entry((*group, *outcome)).or_default() += count;
                    }
                }
                sums
            };
            let wanted = years(&counts);
            for quarter in ["2026-Q2", "2026-Q3"] {
                let is_of = |place: &&Place| place.0 == quarter;
                let own: BTreeMap<Place, u32> =
                    counts.iter().filter(|(place, _)| is_of(place)).map(|(place, count)| (place.clone(), *count)).collect();
                let own_hidden: BTreeSet<Place> = hidden.iter().filter(is_of).cloned().collect();
                let all = worlds(&own, &own_hidden);
                let fits = |world: &BTreeMap<Place, u32>| {
                    let mut whole = counts.clone();
                    whole.extend(world.clone());
                    years(&whole) == wanted
                };
                proptest::prop_assert!(all.iter().all(fits));
            }
        }
    }

    /// One hidden quarter of a place, and the sum of its year: there the attack is, so that sum is named.
    #[test]
    fn the_sum_of_a_year_is_named_where_a_quarter_is_not_told() {
        let counts = read(FILE).unwrap();
        let hidden = hidden(&counts, &Earlier::new());
        let mut earlier = Earlier::new();
        earlier.insert(("2026-Q1".to_owned(), "de-by", "men", "placed"), None);
        earlier.insert(("2026-Q1".to_owned(), "de-by", "women", "placed"), Some(9));
        let untold = untold_years(&hidden, &earlier);
        assert!(untold.contains(&("2026", "de-be", "women", "refused-no-place")));
        assert!(untold.contains(&("2026", "de-by", "men", "placed")));
        assert!(!untold.contains(&("2026", "de-by", "women", "placed")));
        for year in ["2026", "2026-Y", "2026-Q1-Q4", ""] {
            let file = FILE.replacen("2026-Q3", year, 1);
            assert_eq!(
                read(&file),
                Err(CountsProblem::Cell(2, "quarter")),
                "a sum has no place in a file"
            );
        }
    }

    /// A planted attack that two hidden places in each line do not stop: 1 + 1 in a row leaves 0 to 2.
    #[test]
    fn two_hidden_numbers_in_each_line_are_not_enough() {
        let rows = [
            ("women", [1, 1, 40]),
            ("men", [1, 1, 50]),
            ("trans", [30, 30, 60]),
        ];
        let counts: BTreeMap<Place, u32> = rows
            .iter()
            .flat_map(|(group, numbers)| {
                let places = numbers.iter().zip(OUTCOMES);
                places.map(|(number, outcome)| {
                    (("2026-Q3".to_owned(), "de-be", *group, outcome), *number)
                })
            })
            .collect();
        let small: BTreeSet<Place> = counts
            .keys()
            .filter(|place| counts[*place] < 5)
            .cloned()
            .collect();
        assert_eq!(worlds(&counts, &small).len(), 3);
        let hidden = hidden(&counts, &Earlier::new());
        assert!(hidden.len() > small.len(), "{hidden:?}");
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
