// SPDX-License-Identifier: EUPL-1.2
//! The records of a profile, bound to the headings of one file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use wegmarke_domain::draft::{Cell, Told};
use wegmarke_domain::time::is_day_of_no_year;

use super::cells;
use super::group::Group;
use super::headings::Headings;
use super::lines::{Line, Lines, Place, kin};
use super::numbers::{Evidence, Signs};
use crate::ReadError;
use crate::content::flag;
use crate::pattern;
use crate::profile::{Column, Condition, Holds, More, Notation, Record, Table, Test};
use crate::table::{CellType, heading, link_of};

/// A record whose columns are found.
pub(super) struct Bound<'p> {
    pub(super) record: &'p Record,
    pub(super) constants: Vec<Cell>,
    /// Of what its rows speak: the file may lack columns that are optional.
    pub(super) told: Arc<Told>,
    /// The column for which it is stated, if it is stated once for each.
    each: Option<usize>,
    tests: Vec<BoundCondition<'p>>,
    columns: Vec<BoundColumn<'p>>,
}

struct BoundColumn<'p> {
    column: &'p Column,
    attribute: Arc<str>,
    sources: Vec<Source>,
    tests: Vec<BoundCondition<'p>>,
    /// What the signs of its numbers mean, if it holds numbers.
    signs: Option<Signs>,
    /// Whether bare numbers for days count from 1904.
    is_from_1904: bool,
}

/// Where a text stands, with the heading of its column.
struct Source {
    at: usize,
    name: Arc<str>,
    /// The heading itself is the text.
    is_heading: bool,
    /// Where the addresses behind its cells stand.
    link: Option<usize>,
}

struct BoundCondition<'p> {
    test: BoundTest<'p>,
    expect: bool,
}

struct BoundTest<'p> {
    test: &'p Test,
    /// Where the cell stands; `None`: the cell that is being read.
    source: Option<Source>,
    further: Option<Box<Self>>,
}

/// What a cell says that its column of the profile does not foresee.
pub(super) struct Misfit {
    pub(super) column: Arc<str>,
    pub(super) value: String,
}

/// What a row states about one thing.
#[derive(Default)]
pub(super) struct Stated {
    pub(super) cells: Vec<Cell>,
    pub(super) misfits: Vec<Misfit>,
    /// Days where none belong.
    pub(super) days: Vec<Misfit>,
    /// Numbers that are shown smaller than they were entered.
    pub(super) scaled: Vec<Misfit>,
}

impl Source {
    fn text<'c>(&'c self, cells: &'c [String]) -> &'c str {
        if self.is_heading {
            return &self.name;
        }
        cells.get(self.at).map_or("", String::as_str)
    }

    fn kind(&self, line: &Line) -> CellType {
        if self.is_heading {
            CellType::Text
        } else {
            line.kind(self.at)
        }
    }
}

impl BoundTest<'_> {
    fn answer(&self, cells: &[String], own: &str) -> bool {
        let text = self
            .source
            .as_ref()
            .map_or(own, |source| source.text(cells));
        let answer = self.test.ask.answer(text) != self.test.not;
        let further = || {
            self.further
                .as_ref()
                .is_some_and(|test| test.answer(cells, own))
        };
        match self.test.more {
            More::None => answer,
            More::And(_) => answer && further(),
            More::Or(_) => answer || further(),
        }
    }

    fn uses(&self) -> Vec<usize> {
        let further = self.further.iter().flat_map(|test| test.uses());
        self.source
            .iter()
            .map(|source| source.at)
            .chain(further)
            .collect()
    }
}

/// Finds the columns of all records.
pub(super) fn records<'p>(
    file: &str,
    table: &'p Table,
    lines: &Lines,
) -> Result<Vec<Bound<'p>>, ReadError> {
    let headings = Headings::new(file, &lines.heading, lines.own);
    let mut bound = Vec::new();
    for record in &table.records {
        if record.each.is_empty() {
            bound.push(
                Binder {
                    headings: &headings,
                    record,
                    each: None,
                }
                .bind()?,
            );
            continue;
        }
        let before = bound.len();
        for name in &record.each {
            for at in headings.list(name)? {
                let each = headings.all.get(at).map(|heading| Each {
                    at,
                    heading: Arc::clone(heading),
                    stood_for: pattern::stood_for(name, heading).to_owned(),
                });
                bound.push(
                    Binder {
                        headings: &headings,
                        record,
                        each,
                    }
                    .bind()?,
                );
            }
        }
        if bound.len() == before {
            return Err(headings.lacks(&record.each, &format!("{} each", record.noun)));
        }
    }
    Ok(bound)
}

/// What rows have to pass that are not left out on purpose.
pub(super) fn skip<'p>(file: &str, table: &'p Table, lines: &Lines) -> Result<Skip<'p>, ReadError> {
    let headings = Headings::new(file, &lines.heading, lines.own);
    let conditions = conditions(&headings, "skip", &table.skip, &|names| names.to_vec());
    conditions.map(Skip)
}

/// See [`skip`].
pub(super) struct Skip<'p>(Vec<BoundCondition<'p>>);

impl Skip<'_> {
    pub(super) fn is_meant(&self, cells: &[String]) -> bool {
        !pass(&self.0, cells, "")
    }

    fn uses(&self) -> impl Iterator<Item = usize> {
        self.0.iter().flat_map(|condition| condition.test.uses())
    }
}

/// Tests on rows that stand outside all records.
pub(super) struct Tests<'p>(Vec<BoundCondition<'p>>);

impl<'p> Tests<'p> {
    pub(super) fn bind(
        headings: &Headings<'_>,
        who: &str,
        tests: &'p [Condition],
    ) -> Result<Self, ReadError> {
        conditions(headings, who, tests, &|names| names.to_vec()).map(Self)
    }

    pub(super) fn pass(&self, cells: &[String]) -> bool {
        pass(&self.0, cells, "")
    }
}

/// One of the columns for which a record is stated.
struct Each {
    at: usize,
    heading: Arc<str>,
    stood_for: String,
}

struct Binder<'h, 'p> {
    headings: &'h Headings<'h>,
    record: &'p Record,
    each: Option<Each>,
}

impl<'p> Binder<'_, 'p> {
    fn bind(self) -> Result<Bound<'p>, ReadError> {
        let mut columns = Vec::new();
        for column in &self.record.columns {
            let who = format!("{} {}", self.record.noun, column.attribute);
            let mut sources = Vec::new();
            for names in &column.sources {
                sources.extend(self.sources(names, column.several)?);
            }
            if sources.is_empty() {
                if column.optional {
                    continue;
                }
                let names = column.sources.first().map_or(&[][..], Vec::as_slice);
                return Err(self.headings.lacks(names, &who));
            }
            if column.holds == Holds::Address {
                for source in &mut sources {
                    let link = link_of(&source.name);
                    source.link = self.headings.all.iter().position(|name| **name == *link);
                }
            }
            columns.push(BoundColumn {
                column,
                attribute: column.attribute.as_str().into(),
                sources,
                signs: None,
                is_from_1904: false,
                tests: self.tests(&who, &column.tests)?,
            });
        }
        let constants = self.record.constants.iter().map(|(attribute, text)| Cell {
            attribute: attribute.as_str().into(),
            text: text.clone(),
            column: None,
        });
        let mut told = Told::default();
        for (attribute, _) in &self.record.constants {
            told.tell(self.record.noun, attribute, false);
        }
        for bound in &columns {
            told.tell(self.record.noun, &bound.attribute, bound.column.only_new);
        }
        Ok(Bound {
            record: self.record,
            constants: constants.collect(),
            told: Arc::new(told),
            tests: self.tests(&format!("{} when", self.record.noun), &self.record.tests)?,
            each: self.each.as_ref().map(|each| each.at),
            columns,
        })
    }

    /// The cells that accepted headings mean: the first that is there, or all that fit.
    fn sources(&self, names: &[String], several: bool) -> Result<Vec<Source>, ReadError> {
        if let (Some(each), [name]) = (&self.each, names)
            && let Some(source) = each.source(name)
        {
            return Ok(vec![source]);
        }
        let names = self.named(names);
        let found = match names.as_slice() {
            [name] if several => self.headings.list(name)?,
            names => self.headings.find(names)?.into_iter().collect(),
        };
        let sources = found.into_iter().filter_map(|at| {
            let name = self.headings.all.get(at)?;
            Some(Source {
                at,
                name: Arc::clone(name),
                is_heading: false,
                link: None,
            })
        });
        Ok(sources.collect())
    }

    /// Headings with what the signs of `each` stood for.
    fn named(&self, names: &[String]) -> Vec<String> {
        match &self.each {
            None => names.to_vec(),
            Some(each) => names
                .iter()
                .map(|name| name.replace("{}", &each.stood_for))
                .collect(),
        }
    }

    fn tests(
        &self,
        who: &str,
        tests: &'p [Condition],
    ) -> Result<Vec<BoundCondition<'p>>, ReadError> {
        let mut bound = conditions(self.headings, who, tests, &|names| self.named(names))?;
        if let Some(each) = &self.each {
            for condition in &mut bound {
                condition.test.meet(each);
            }
        }
        Ok(bound)
    }
}

impl Each {
    fn source(&self, name: &str) -> Option<Source> {
        let is_heading = name == "each.heading";
        (is_heading || name == "each.cell").then(|| Source {
            at: self.at,
            name: Arc::clone(&self.heading),
            is_heading,
            link: None,
        })
    }
}

impl BoundTest<'_> {
    /// Asks the heading or cell of the column for which the record is stated.
    fn meet(&mut self, each: &Each) {
        if let [name] = self.test.column.as_slice()
            && let Some(source) = each.source(name)
        {
            self.source = Some(source);
        }
        if let Some(further) = &mut self.further {
            further.meet(each);
        }
    }
}

fn conditions<'p>(
    headings: &Headings<'_>,
    who: &str,
    conditions: &'p [Condition],
    named: &dyn Fn(&[String]) -> Vec<String>,
) -> Result<Vec<BoundCondition<'p>>, ReadError> {
    let bind = |condition: &'p Condition| {
        Ok(BoundCondition {
            test: test(headings, who, &condition.test, named)?,
            expect: condition.expect,
        })
    };
    conditions.iter().map(bind).collect()
}

fn test<'p>(
    headings: &Headings<'_>,
    who: &str,
    asked: &'p Test,
    named: &dyn Fn(&[String]) -> Vec<String>,
) -> Result<BoundTest<'p>, ReadError> {
    let is_each = matches!(asked.column.as_slice(), [name] if name.starts_with("each."));
    let source = if asked.column.is_empty() || is_each {
        None
    } else {
        let names = named(&asked.column);
        let at = match headings.find(&names)? {
            // Behind the last cell, where every row is blank.
            None if asked.optional => Some(usize::MAX),
            found => found,
        };
        let at = at.ok_or_else(|| headings.lacks(&names, who))?;
        let name = headings.all.get(at).map(Arc::clone).unwrap_or_default();
        Some(Source {
            at,
            name,
            is_heading: false,
            link: None,
        })
    };
    let further = match &asked.more {
        More::None => None,
        More::And(further) | More::Or(further) => {
            Some(Box::new(test(headings, who, further, named)?))
        }
    };
    Ok(BoundTest {
        test: asked,
        source,
        further,
    })
}

impl Bound<'_> {
    /// Whether it says the same for every row.
    pub(super) fn is_constant(&self) -> bool {
        let record = self.record;
        let is_chosen = record.depth.is_some() || record.leaf.is_some() || !record.under.is_empty();
        record.columns.is_empty() && self.tests.is_empty() && !is_chosen
    }

    /// Whether this row (or node of a depth) is one of this record.
    pub(super) fn is_for(
        &self,
        cells: &[String],
        place: Option<&Place>,
        notation: &Notation,
    ) -> bool {
        let record = self.record;
        let fits = place.is_none_or(|place| {
            let depths = record.depth.as_ref();
            depths.is_none_or(|depths| depths.contains(&place.depth))
                && record.leaf.is_none_or(|wanted| wanted == place.leaf)
                && (record.under.is_empty() || record.under.iter().any(|key| **key == *place.under))
        });
        let said = self.each.is_none_or(|at| {
            let text = cells.get(at).map_or("", String::as_str);
            !text.is_empty() && !cells::is_among(&notation.not_stated, text)
        });
        fits && said && pass(&self.tests, cells, "")
    }

    /// Whether the profile leaves this row out on purpose.
    pub(super) fn is_left_out(&self, cells: &[String]) -> bool {
        let mut tests = self.tests.iter().filter(|test| !test.expect);
        tests.any(|condition| condition.test.answer(cells, ""))
    }

    /// Columns that are read.
    pub(super) fn list_used(&self) -> impl Iterator<Item = usize> {
        let sources = self.columns.iter().flat_map(|column| &column.sources);
        sources.map(|source| source.at)
    }

    /// What a row states.
    pub(super) fn state(&self, line: &Line, notation: &Notation) -> Stated {
        let cells = &line.cells;
        let mut stated = Stated::default();
        for column in &self.columns {
            let texts = column
                .sources
                .iter()
                .map(|source| ((source.address(cells), source.kind(line)), &source.name));
            let texts = texts.filter(|((text, _), _)| {
                !cells::is_spreadsheet_error(text) && pass(&column.tests, cells, text)
            });
            if column.column.flags {
                for ((text, _), name) in texts {
                    column.flag(text, name, notation, &mut stated);
                }
            } else if let Some(join) = &column.column.join {
                let said =
                    |text: &str| !text.is_empty() && !cells::is_among(&notation.not_stated, text);
                let texts: Vec<_> = texts.filter(|((text, _), _)| said(text)).collect();
                if let Some((_, name)) = texts.first() {
                    let mut joined: Vec<&str> = Vec::new();
                    for ((text, _), _) in &texts {
                        // A short text and a long one are often the same one.
                        let is_said = column.column.holds == Holds::Text && joined.contains(text);
                        if !is_said {
                            joined.push(text);
                        }
                    }
                    let joined = joined.join(join);
                    column.state((&joined, CellType::Text), name, notation, &mut stated);
                }
            } else {
                for ((text, kind), name) in texts {
                    column.look((text, kind), name, &mut stated);
                    column.state((text, kind), name, notation, &mut stated);
                }
            }
        }
        stated
    }

    fn uses(&self) -> impl Iterator<Item = usize> {
        let own = self
            .tests
            .iter()
            .flat_map(|condition| condition.test.uses());
        let columns = self.columns.iter().flat_map(|column| {
            let sources = column.sources.iter();
            let sources = sources.flat_map(|source| std::iter::once(source.at).chain(source.link));
            sources.chain(
                column
                    .tests
                    .iter()
                    .flat_map(|condition| condition.test.uses()),
            )
        });
        self.each.into_iter().chain(own).chain(columns)
    }
}

impl BoundColumn<'_> {
    fn say(&self, text: String, name: &Arc<str>) -> Cell {
        Cell {
            attribute: Arc::clone(&self.attribute),
            text,
            column: Some(Arc::clone(name)),
        }
    }

    /// What is told of a cell for what a program took it for.
    fn look(&self, (text, kind): (&str, CellType), name: &Arc<str>, stated: &mut Stated) {
        let told = || Misfit {
            column: Arc::clone(name),
            value: text.to_owned(),
        };
        let is_name = matches!(&*self.attribute, "number" | "id");
        let is_day = match (self.column.holds, kind) {
            (Holds::Number | Holds::Other, CellType::Day) => text.len() >= 10,
            (Holds::Text, CellType::Day) => self.attribute.starts_with("title"),
            (Holds::Number, CellType::Text) => is_day_of_no_year(text),
            (Holds::Other, CellType::Text) if is_name => is_day_of_no_year(text),
            _ => false,
        };
        if is_day {
            stated.days.push(told());
        }
        if kind == CellType::Scaled && self.column.holds == Holds::Number {
            stated.scaled.push(told());
        }
    }

    fn state(
        &self,
        (text, kind): (&str, CellType),
        name: &Arc<str>,
        notation: &Notation,
        stated: &mut Stated,
    ) {
        let day = match (self.column.holds, kind) {
            (Holds::Time, CellType::Number) if self.is_from_1904 => cells::day_from_1904(text),
            _ => None,
        };
        let text = day.as_deref().unwrap_or(text);
        let column = (self.column, self.signs);
        let fits = cells::state(column, (text, kind), notation, |text| {
            stated.cells.push(self.say(text, name));
        });
        if !fits {
            stated.misfits.push(Misfit {
                column: Arc::clone(name),
                value: text.to_owned(),
            });
        }
    }

    /// A cell of yes or no: yes makes the heading an item of the list.
    fn flag(&self, text: &str, name: &Arc<str>, notation: &Notation, stated: &mut Stated) {
        if text.is_empty() || cells::is_among(&notation.not_stated, text) {
            return;
        }
        match flag(text) {
            Some(true) => self.state((name, CellType::Text), name, notation, stated),
            Some(false) => {}
            None => stated.misfits.push(Misfit {
                column: Arc::clone(name),
                value: text.to_owned(),
            }),
        }
    }
}

impl Source {
    /// Its text; the address behind it where there is one and an address is asked for.
    fn address<'c>(&'c self, cells: &'c [String]) -> &'c str {
        let link = self.link.and_then(|at| cells.get(at));
        let link = link.filter(|address| !address.is_empty());
        link.map_or_else(|| self.text(cells), String::as_str)
    }
}

/// Finds out what the signs in numbers mean: as the profile says, as the column proves, or as the
/// other columns of the table do. Gives the headings of columns that leave it open.
pub(super) fn prove_numbers(
    records: &mut [Bound<'_>],
    lines: &Lines,
    notation: &Notation,
) -> Vec<(Arc<str>, Group)> {
    let evidence = |column: &BoundColumn<'_>| {
        let mut evidence = Evidence::default();
        for line in &lines.lines {
            for source in &column.sources {
                if source.kind(line) == CellType::Text {
                    let text = source.text(&line.cells);
                    evidence.take(line.number, cells::number_part(column.column, text));
                }
            }
        }
        evidence
    };
    let mut of_table = Evidence::default();
    let mut found = Vec::new();
    for bound in records.iter() {
        let numbers = bound.columns.iter();
        for column in numbers.filter(|column| column.column.holds == Holds::Number) {
            let evidence = evidence(column);
            of_table.add(&evidence);
            found.push(evidence);
        }
    }
    let mut found = found.into_iter();
    let mut open: Vec<(Arc<str>, Group)> = Vec::new();
    for bound in records {
        for column in &mut bound.columns {
            column.is_from_1904 = lines.is_from_1904;
        }
        let numbers = bound.columns.iter_mut();
        for column in numbers.filter(|column| column.column.holds == Holds::Number) {
            let Some(evidence) = found.next() else {
                continue;
            };
            let stated = cells::stated_signs(column.column, notation);
            let proven = evidence.signs();
            let clash =
                matches!((stated, proven), (Some(stated), Some(proven)) if stated != proven);
            let signs = match (stated, proven) {
                _ if clash || evidence.is_contradictory() => None,
                (Some(stated), _) => Some(stated),
                (None, Some(proven)) => Some(proven),
                (None, None) => of_table.signs(),
            };
            column.signs = Some(signs.unwrap_or_default());
            let name = column
                .sources
                .first()
                .map(|source| Arc::clone(&source.name));
            if let Some(name) = name.filter(|_| signs.is_none() && evidence.doubtful.count > 0)
                && !open.iter().any(|(known, _)| *known == name)
            {
                open.push((name, evidence.doubtful));
            }
        }
    }
    open
}

/// Parts of cells that no column reads though others of the same cell are read, by heading.
pub(super) fn list_left_parts(
    records: &[Bound<'_>],
    lines: &Lines,
    notation: &Notation,
) -> Vec<(Arc<str>, Group)> {
    let mut by_source: BTreeMap<usize, Vec<(&BoundColumn<'_>, &Source)>> = BTreeMap::new();
    for column in records.iter().flat_map(|bound| &bound.columns) {
        for source in column.sources.iter().filter(|source| !source.is_heading) {
            let of = by_source.entry(source.at).or_default();
            of.push((column, source));
        }
    }
    let mut left = Vec::new();
    for columns in by_source.into_values() {
        let Some((first, source)) = columns.first() else {
            continue;
        };
        // Whoever reads the whole cell, or cuts it otherwise, reads the rest.
        let is_alike = |column: &BoundColumn<'_>| {
            let (one, other) = (column.column, first.column);
            one.part.is_some()
                && (&one.split, &one.after, &one.before)
                    == (&other.split, &other.after, &other.before)
        };
        if !columns.iter().all(|(column, _)| is_alike(column)) {
            continue;
        }
        let mut group = Group::default();
        for line in &lines.lines {
            let readers = columns.iter().map(|(column, _)| column.column);
            let rest = cells::list_left(&readers.collect::<Vec<_>>(), source.text(&line.cells));
            let rest = rest
                .into_iter()
                .filter(|part| !part.is_empty() && !cells::is_among(&notation.not_stated, part));
            let rest: Vec<&str> = rest.collect();
            if !rest.is_empty() {
                group.take(line.number, &rest.join(" · "));
            }
        }
        if group.count > 0 {
            left.push((Arc::clone(&source.name), group));
        }
    }
    left
}

fn pass(conditions: &[BoundCondition<'_>], cells: &[String], own: &str) -> bool {
    let met =
        |condition: &BoundCondition<'_>| condition.test.answer(cells, own) == condition.expect;
    conditions.iter().all(met)
}

/// Columns that no record reads and that are not left out on purpose: by heading, or by position where
/// the heading says too little.
pub(super) fn list_unmapped(
    table: &Table,
    lines: &Lines,
    records: &[Bound<'_>],
    skip: &Skip<'_>,
) -> Vec<Arc<str>> {
    let mut used: BTreeSet<usize> = records.iter().flat_map(Bound::uses).collect();
    used.extend(skip.uses());
    // A key is read where keys within it are, and a column where columns made from it are.
    let mut asked = BTreeSet::new();
    for name in table.list_names() {
        let name = heading(name);
        let own = kin(&name).map_or(name.as_str(), |(_, key)| key);
        asked.extend(own.split_once('.').map(|(key, _)| key.to_owned()));
        asked.insert(own.to_owned());
    }
    let own = lines.heading.iter().take(lines.own);
    let is_ignored = |name: &str| {
        let ignored = table.ignore.iter();
        ignored
            .map(|one| heading(one))
            .any(|one| *one == *name || pattern::fits(&one, name))
    };
    let is_twice = |name: &str| own.clone().filter(|one| &***one == name).count() > 1;
    let mut left = Vec::new();
    for (at, name) in own.clone().enumerate().filter(|(at, _)| !used.contains(at)) {
        let position = format!("#{}", at + 1);
        let made = asked.contains(&**name) || asked.contains(&position);
        if made || is_ignored(name) || is_ignored(&position) {
            continue;
        }
        if name.is_empty() {
            let says =
                |line: &super::lines::Line| line.cells.get(at).is_some_and(|cell| !cell.is_empty());
            if lines.lines.iter().any(says) {
                left.push(position.into());
            }
        } else if is_twice(name) {
            left.push(format!("{name} ({position})").into());
        } else {
            left.push(Arc::clone(name));
        }
    }
    left
}
