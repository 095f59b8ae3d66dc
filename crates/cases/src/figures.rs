// SPDX-License-Identifier: EUPL-1.2
//! Published figures of others, as long tables like those of UNODC: where they contradict themselves, and
//! how many suppressed cells follow from what is printed beside them. What follows is counted and never
//! said.

use std::collections::{BTreeMap, BTreeSet};

use wegmarke_l10n::Locale;

use crate::problem::Problem;
use crate::sheet::Rows;

/// The columns that say which cell it is, and the one with its number.
const COLUMNS: [&str; 7] = [
    "Indicator",
    "Dimension",
    "Category",
    "Sex",
    "Age",
    "Year",
    "txtVALUE",
];
const DIMENSION: usize = 1;
const CATEGORY: usize = 2;
const SEX: usize = 3;
const AGE: usize = 4;
const TOTAL: &str = "Total";
/// The greatest number behind “<5”.
const MOST_HIDDEN: u64 = 4;

/// Where a cell stands: its indicator, dimension, category, sex, age and year.
type Place = [String; 6];

/// What is wrong with figures.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// The same cell says two things.
    Twice(Place, String, String),
    /// The parts add up to something else than their total.
    Differs(Place, u64, u64),
    /// The parts that are printed are more than their total.
    TooMany(Place, u64, u64),
    /// Whatever the suppressed parts are, they are too few for their total.
    TooFew(Place, u64, u64),
    /// The total is suppressed as small, and its parts are not.
    HiddenTotal(Place, u64),
    /// A cell that is neither a number nor suppressed.
    Unreadable(Place),
}

/// What was found in figures.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Review {
    /// How many cells there are, and how many of them are suppressed.
    pub cells: usize,
    /// Suppressed ones.
    pub suppressed: usize,
    /// How many suppressed cells follow from one subtraction along sex or age.
    pub follow: usize,
    /// Everything else.
    pub findings: BTreeSet<Finding>,
}

/// Reads figures and looks for what is wrong with them.
///
/// # Errors
/// One [`Problem`] if a column is missing.
pub fn review(rows: &Rows) -> Result<Review, Problem> {
    let heading = rows.first().map(Vec::as_slice).unwrap_or_default();
    let mut columns = [0; 7];
    for (column, name) in columns.iter_mut().zip(COLUMNS) {
        let found = heading.iter().position(|cell| cell == name);
        let missing = || Problem {
            about: name.to_owned(),
            ..Problem::of_file("cases-column-missing")
        };
        *column = found.ok_or_else(missing)?;
    }
    let mut review = Review::default();
    let mut cells: BTreeMap<Place, Option<u64>> = BTreeMap::new();
    let mut texts: BTreeMap<Place, &str> = BTreeMap::new();
    for row in &rows[1..] {
        let cell = |at: usize| row.get(columns[at]).map_or("", String::as_str);
        let place: Place = std::array::from_fn(|at| cell(at).to_owned());
        let text = cell(6);
        review.cells += 1;
        review.suppressed += usize::from(text.starts_with('<'));
        if let Some(before) = texts.get(&place) {
            if *before != text {
                let twice = Finding::Twice(place, (*before).to_owned(), text.to_owned());
                review.findings.insert(twice);
            }
            continue;
        }
        let number = text.replace(',', "").parse::<u64>().ok();
        if number.is_none() && !text.starts_with('<') {
            review.findings.insert(Finding::Unreadable(place));
            continue;
        }
        texts.insert(place.clone(), text);
        cells.insert(place, number);
    }
    let mut follow: BTreeSet<Place> = BTreeSet::new();
    for (axis, total, parts) in list_sums(&cells) {
        let numbers: Vec<Option<u64>> = parts.iter().map(|part| cells[*part]).collect();
        let printed: u64 = numbers.iter().flatten().sum();
        let hidden = numbers.iter().filter(|number| number.is_none()).count();
        let most = printed + MOST_HIDDEN * hidden as u64;
        let finding = match cells[total] {
            None if printed > MOST_HIDDEN => Finding::HiddenTotal(total.clone(), printed),
            Some(all) if hidden == 0 && printed != all => {
                Finding::Differs(total.clone(), all, printed)
            }
            Some(all) if printed > all => Finding::TooMany(total.clone(), all, printed),
            Some(all) if most < all => Finding::TooFew(total.clone(), all, most),
            Some(_) if hidden == 1 && axis != CATEGORY => {
                let alone = parts.iter().find(|part| cells[**part].is_none());
                follow.extend(alone.map(|part| (*part).clone()));
                continue;
            }
            _ => continue,
        };
        review.findings.insert(finding);
    }
    review.follow = follow.len();
    Ok(review)
}

/// All totals that are printed with parts: along sex, along age, and over the categories of a dimension.
fn list_sums(cells: &BTreeMap<Place, Option<u64>>) -> Vec<(usize, &Place, Vec<&Place>)> {
    let mut groups: BTreeMap<(usize, Place, String), Vec<&Place>> = BTreeMap::new();
    for place in cells.keys() {
        for axis in [SEX, AGE] {
            if place[axis] != TOTAL {
                let mut total = place.clone();
                TOTAL.clone_into(&mut total[axis]);
                groups
                    .entry((axis, total, String::new()))
                    .or_default()
                    .push(place);
            }
        }
        if place[DIMENSION] != TOTAL {
            let mut total = place.clone();
            TOTAL.clone_into(&mut total[DIMENSION]);
            TOTAL.clone_into(&mut total[CATEGORY]);
            let dimension = place[DIMENSION].clone();
            groups
                .entry((CATEGORY, total, dimension))
                .or_default()
                .push(place);
        }
    }
    let sums = groups.into_iter().filter_map(|((axis, total, _), parts)| {
        let (total, _) = cells.get_key_value(&total)?;
        Some((axis, total, parts))
    });
    sums.collect()
}

/// A finding as a sentence.
#[must_use]
pub fn tell(finding: &Finding, locale: &Locale) -> String {
    let at = |place: &Place| place.join(" / ");
    match finding {
        Finding::Twice(place, one, other) => locale.t_with(
            "cases-figures-twice",
            &[
                ("at", at(place).into()),
                ("one", one.into()),
                ("other", other.into()),
            ],
        ),
        Finding::Differs(place, total, parts) => {
            told("cases-figures-differs", place, total, parts, locale)
        }
        Finding::TooMany(place, total, parts) => {
            told("cases-figures-too-many", place, total, parts, locale)
        }
        Finding::TooFew(place, total, parts) => {
            told("cases-figures-too-few", place, total, parts, locale)
        }
        Finding::HiddenTotal(place, parts) => {
            told("cases-figures-hidden-total", place, &0, parts, locale)
        }
        Finding::Unreadable(place) => {
            locale.t_with("cases-figures-unreadable", &[("at", at(place).into())])
        }
    }
}

fn told(key: &str, place: &Place, total: &u64, parts: &u64, locale: &Locale) -> String {
    let args = [
        ("at", place.join(" / ").into()),
        ("total", total.to_string().into()),
        ("parts", parts.to_string().into()),
    ];
    locale.t_with(key, &args)
}

#[cfg(test)]
mod tests {
    use super::{Finding, review};

    fn read(lines: &[&str]) -> super::Review {
        let mut text = "Indicator,Dimension,Category,Sex,Age,Year,txtVALUE\n".to_owned();
        for line in lines {
            text.push_str(line);
            text.push('\n');
        }
        review(&crate::sheet::read(text.as_bytes()).unwrap()).unwrap()
    }

    #[test]
    fn what_follows_is_counted_and_contradictions_are_told() {
        let found = read(&[
            "victims,Total,Total,Total,Total,2020,30",
            "victims,Total,Total,Female,Total,2020,27",
            "victims,Total,Total,Male,Total,2020,<5",
        ]);
        assert_eq!((found.cells, found.suppressed, found.follow), (3, 1, 1));
        assert!(found.findings.is_empty());
        // Two that are suppressed protect each other.
        let found = read(&[
            "victims,Total,Total,Total,Total,2020,30",
            "victims,Total,Total,Female,Total,2020,25",
            "victims,Total,Total,Male,Total,2020,<5",
            "victims,Total,Total,Other,Total,2020,<5",
        ]);
        assert_eq!((found.follow, found.findings.len()), (0, 0));
        for (lines, is) in [
            (["30", "20", "11"], "differs"),
            (["<5", "20", "11"], "hidden"),
            (["30", "31", "<5"], "many"),
            (["30", "20", "<5"], "few"),
            (["30", "20", "ten"], "unreadable"),
        ] {
            let [total, one, other] = lines;
            let found = read(&[
                &format!("v,Total,Total,Total,Total,2020,{total}"),
                &format!("v,by form,a,Total,Total,2020,{one}"),
                &format!("v,by form,b,Total,Total,2020,{other}"),
            ]);
            let kinds = found.findings.iter().map(|finding| match finding {
                Finding::Differs(..) => "differs",
                Finding::HiddenTotal(..) => "hidden",
                Finding::TooMany(..) => "many",
                Finding::TooFew(..) => "few",
                Finding::Unreadable(..) => "unreadable",
                Finding::Twice(..) => "twice",
            });
            assert!(
                kinds.clone().any(|kind| kind == is),
                "{lines:?}: {:?}",
                found.findings
            );
        }
        let missing = review(&vec![vec!["Indicator".to_owned()]]).unwrap_err();
        assert_eq!(missing.about, "Dimension");
    }

    /// The figures of UNODC for Germany, where they are at hand.
    #[test]
    fn the_figures_of_unodc_are_read_with_their_defects() {
        let folder = std::env::var_os("WEGMARKE_DATA").map_or_else(
            || std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
            std::path::PathBuf::from,
        );
        let Ok(file) = std::fs::read(folder.join("unodc/unodc_glotip_germany.csv")) else {
            assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "NOT TESTED");
            println!("NOT TESTED: set WEGMARKE_DATA to the folder of the test data");
            return;
        };
        let found = review(&crate::sheet::read(&file).unwrap()).unwrap();
        assert_eq!(
            (found.cells, found.suppressed, found.follow),
            (1_182, 472, 48)
        );
        let victims = |finding: &&Finding| match finding {
            Finding::HiddenTotal(place, _) => {
                place[0] == "Detected trafficking victims"
                    && place[1] == "Total"
                    && place[5] == "2022"
            }
            _ => false,
        };
        assert!(found.findings.iter().any(|finding| victims(&finding)));
        let contradicts = |finding: &Finding| matches!(finding, Finding::Differs(_, 476, 579));
        assert!(found.findings.iter().any(contradicts));
        let twice = |finding: &&Finding| matches!(finding, Finding::Twice(..));
        assert!(found.findings.iter().filter(twice).count() > 0);
    }
}
