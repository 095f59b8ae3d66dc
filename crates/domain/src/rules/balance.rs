// SPDX-License-Identifier: EUPL-1.2
//! Balance: whom the measures of a plan think of, and of whom none does.
//!
//! What nobody names is the message, and it is told apart from what is not known: where a plan's text is
//! not recorded here, silence is ours and not the plan's.

use std::collections::{BTreeMap, BTreeSet};

use crate::id::{MeasureId, MilestoneId};
use crate::measure::{FORMS, GROUPS, Level, Measure, Phase, Strand};
use crate::noun::Noun;
use crate::record::Record as _;
use crate::register::Register;
use crate::rules::evaluability::is_recorded;
use crate::rules::money;
use crate::stated::Stated;
use crate::words::words;

words! {
    /// What measures are sorted by.
    Dimension {
        /// The form of exploitation that they address.
        Form => "form",
        /// The group of people that they address.
        Group => "group",
        /// What they are for: repression, protection and so on.
        Strand => "strand",
        /// Where on the way of those affected they reach them.
        Phase => "phase",
        /// Who acts.
        Level => "level",
    }
}

/// What stands in the place of a word where the plan, whose text is recorded, states nothing.
pub const NOT_STATED: &str = "-";
/// What stands in the place of a word where the plan says that there is none.
pub const NONE_STATED: &str = "-none";
/// What stands in the place of a word where nobody recorded what the plan says.
pub const NOT_RECORDED: &str = "-not-recorded";

/// Ways to name nothing, in the order of a table.
pub const SILENCES: [&str; 3] = [NONE_STATED, NOT_STATED, NOT_RECORDED];

impl Dimension {
    /// Words that are expected, named or not.
    #[must_use]
    pub fn expected(self) -> Vec<&'static str> {
        fn all<T: Copy>(all: &[T], word: fn(T) -> &'static str) -> Vec<&'static str> {
            all.iter().map(|one| word(*one)).collect()
        }
        match self {
            Self::Form => FORMS.to_vec(),
            Self::Group => GROUPS.to_vec(),
            Self::Strand => all(Strand::ALL, Strand::as_str),
            Self::Phase => all(Phase::ALL, Phase::as_str),
            Self::Level => all(Level::ALL, Level::as_str),
        }
    }

    /// What a measure says, each word once: the words it names, or the one of [`SILENCES`] that holds.
    #[must_use]
    pub fn said<'a>(self, register: &Register, measure: &'a Measure) -> Vec<&'a str> {
        let mut words: Vec<&str> = match self {
            Self::Form => named(&measure.forms, |word| word),
            Self::Group => named(&measure.groups, |word| word),
            Self::Strand => named(&measure.strands, |word| word.as_str()),
            Self::Phase => named(&measure.phases, |word| word.as_str()),
            Self::Level => match &measure.level {
                Stated::Value(level) => vec![level.as_str()],
                Stated::NoneStated => vec![NONE_STATED],
                Stated::NotStated => Vec::new(),
            },
        };
        if words.is_empty() {
            let recorded = is_recorded(register, measure);
            words.push(if recorded { NOT_STATED } else { NOT_RECORDED });
        }
        words.sort_unstable();
        words.dedup();
        words
    }
}

fn named<T>(stated: &Stated<Vec<T>>, word: impl Fn(&T) -> &str) -> Vec<&str> {
    match stated {
        Stated::Value(list) => list.iter().map(word).collect(),
        Stated::NoneStated => vec![NONE_STATED],
        Stated::NotStated => Vec::new(),
    }
}

/// What belongs to one word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Measures that name it.
    pub measures: Vec<MeasureId>,
    /// Milestones of these measures, each once.
    pub milestones: Vec<MilestoneId>,
    /// Those of the measures for which somebody names money.
    pub funded: Vec<MeasureId>,
}

/// The measures of a plan, sorted by one dimension. A measure that names two words stands under both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Balance {
    /// What they are sorted by.
    pub dimension: Dimension,
    /// Every expected word in its order, then others that the plan names, then [`SILENCES`] that occur.
    pub shares: Vec<(Box<str>, Share)>,
    /// Measures of the plan.
    pub measures: usize,
}

impl Balance {
    /// The balance of a plan.
    #[must_use]
    pub fn of(register: &Register, plan: &str, dimension: Dimension) -> Self {
        let mut found: BTreeMap<&str, Share> = BTreeMap::new();
        let mut measures = 0;
        for measure in register.measures.list_of(plan) {
            measures += 1;
            let is_funded = money::is_known(register, measure);
            for word in dimension.said(register, measure) {
                let share = found.entry(word).or_default();
                share.measures.push(measure.id.clone());
                if is_funded {
                    share.funded.push(measure.id.clone());
                }
                let on = measure.subject();
                let milestones = register.list_referrers(&on, Noun::Milestone);
                let known = milestones.filter_map(|id| register.milestones.find(id));
                share.milestones.extend(known.map(|one| one.id.clone()));
            }
        }
        let mut shares = Vec::new();
        for word in order(dimension, found.keys().copied()) {
            let mut share = found.remove(word).unwrap_or_default();
            share.milestones.sort();
            share.milestones.dedup();
            shares.push((word.into(), share));
        }
        Self {
            dimension,
            shares,
            measures,
        }
    }

    /// Measures of whose text nothing is recorded here, and that name no word.
    #[must_use]
    pub fn unrecorded(&self) -> usize {
        self.silent(NOT_RECORDED)
    }

    /// Measures of which it can be said whether they name a word.
    #[must_use]
    pub fn recorded(&self) -> usize {
        self.measures - self.unrecorded()
    }

    /// Measures that name nothing in one of the ways of [`SILENCES`].
    #[must_use]
    pub fn silent(&self, silence: &str) -> usize {
        let mut shares = self.shares.iter();
        let share = shares.find(|(word, _)| &**word == silence);
        share.map_or(0, |(_, share)| share.measures.len())
    }

    /// The words, named or not, without the silences.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let words = self.shares.iter().map(|(word, _)| &**word);
        words.filter(|word| !SILENCES.contains(word))
    }

    /// Words that no measure names.
    pub fn unnamed(&self) -> impl Iterator<Item = &str> {
        let empty = self
            .shares
            .iter()
            .filter(|(_, share)| share.measures.is_empty());
        empty.map(|(word, _)| &**word)
    }
}

/// Every expected word, then others, then the silences that occur.
fn order<'a>(dimension: Dimension, found: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut words = dimension.expected();
    let mut silences = Vec::new();
    for word in found {
        match SILENCES.iter().position(|silence| *silence == word) {
            Some(at) => silences.push((at, word)),
            None if words.contains(&word) => {}
            None => words.push(word),
        }
    }
    silences.sort_unstable();
    words.extend(silences.into_iter().map(|(_, word)| word));
    words
}

/// The measures of a plan, sorted by two dimensions at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// Words of the first dimension, in the order of [`Balance::shares`].
    pub rows: Vec<Box<str>>,
    /// Words of the second one.
    pub columns: Vec<Box<str>>,
    /// How many measures name both; a pair that is not here is named by none.
    pub cells: BTreeMap<(Box<str>, Box<str>), usize>,
}

impl Matrix {
    /// The matrix of a plan.
    #[must_use]
    pub fn of(register: &Register, plan: &str, rows: Dimension, columns: Dimension) -> Self {
        let mut cells: BTreeMap<(Box<str>, Box<str>), usize> = BTreeMap::new();
        for measure in register.measures.list_of(plan) {
            for row in rows.said(register, measure) {
                for column in columns.said(register, measure) {
                    *cells.entry((row.into(), column.into())).or_default() += 1;
                }
            }
        }
        let (named, across): (BTreeSet<&str>, BTreeSet<&str>) = cells
            .keys()
            .map(|(row, column)| (&**row, &**column))
            .unzip();
        let words = |dimension, found: BTreeSet<&str>| {
            let all = order(dimension, found.into_iter());
            all.into_iter().map(Box::from).collect()
        };
        Self {
            rows: words(rows, named),
            columns: words(columns, across),
            cells,
        }
    }

    /// How many measures name both words.
    #[must_use]
    pub fn count(&self, row: &str, column: &str) -> usize {
        let key = (Box::from(row), Box::from(column));
        self.cells.get(&key).copied().unwrap_or(0)
    }
}
