// SPDX-License-Identifier: EUPL-1.2
//! A profile as it is written in TOML, before it is checked. What stands here above a key is what
//! `docs/profiles.md` says about it.

mod one;

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use toml::Spanned;

pub(super) use one::{OneOrMany, Reasoned};

/// A key of a profile.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// What it says, in Markdown.
    pub doc: &'static str,
}

/// A part of a profile with its keys.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// What it is called.
    pub name: &'static str,
    /// What it is, in Markdown.
    pub doc: &'static str,
    /// Its keys.
    pub keys: &'static [Key],
}

/// Every part of a profile.
pub const PARTS: [Part; 8] = [
    File::PART,
    Table::PART,
    Lookup::PART,
    Tree::PART,
    Shifted::PART,
    Record::PART,
    Spelled::PART,
    Test::PART,
];

/// One declaration for what is read and what is documented.
macro_rules! part {
    (
        $title:literal
        $(#[doc = $about:literal])*
        struct $name:ident $(: $derived:ident)? {
            $($(#[doc = $doc:literal])* $(#[serde($($serde:tt)*)])? $key:ident: $type:ty,)*
        }
    ) => {
        $(#[doc = $about])*
        #[derive(Clone, Debug, $($derived,)? Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct $name {
            $($(#[doc = $doc])* $(#[serde($($serde)*)])? pub(super) $key: $type,)*
        }

        impl $name {
            const PART: Part = Part {
                name: $title,
                doc: concat!($($about),*),
                keys: &[$(Key { name: stringify!($key), doc: concat!($($doc),*) },)*],
            };
        }
    };
}

/// What `parent` of a table says.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Kinship {
    pub(super) column: OneOrMany<String>,
    pub(super) id: OneOrMany<String>,
}

/// Texts by attribute.
type Texts = BTreeMap<Spanned<String>, String>;

part! {
    "The profile"
    /// The keys at the top of the file. At least one table or tree is needed.
    struct File {
        /// Needed. Short name, the same as the file's.
        name: Spanned<String>,
        /// What the source is, in one line.
        title: Option<String>,
        /// Needed. Language of texts without a mark, two small letters such as `"de"`.
        language: Spanned<String>,
        /// Needed. `true`: what a new file does not mention any more is dropped from the plan, as far
        /// as a table could state it: one that maps no title drops nothing.
        complete: bool,
        /// `true`: what is different corrects the newest version of the plan. Without it, it is a new one.
        #[serde(default)]
        same_version: bool,
        /// Why things are otherwise than they are on record; it stands in public beside each of them.
        reason: Option<String>,
        /// The day the source carries, such as `"2025-06-23"`.
        dated_on: Option<Spanned<String>>,
        /// Words that mean "nothing is said here", such as `["N/A"]`; a blank cell always does.
        /// Capital letters make no difference.
        #[serde(default)]
        not_stated: Vec<String>,
        /// Words that mean "the source says there is none", such as `["keine"]`. Capital letters
        /// make no difference.
        #[serde(default)]
        stated_as_none: Vec<String>,
        /// The sign before decimals, if no number of a column proves it.
        decimal: Option<Spanned<String>>,
        /// The sign between groups of three digits.
        thousands: Option<Spanned<String>>,
        /// `"day-first"` or `"month-first"`: how dates with slashes are written, if no date proves it.
        dates: Option<Spanned<String>>,
        /// Who has to have signed a bundle of numbers about people: a public key of 64 hexadecimal digits, or
        /// an organisation whose keys are on record here. A list: one of them has to.
        #[serde(default)]
        signed_by: OneOrMany<String>,
        /// Files of a folder that are left out on purpose, with `*` and `?`; any other file nobody reads
        /// becomes a note.
        #[serde(default)]
        ignore_files: Vec<String>,
        /// The plan that everything here belongs to: its `id`, and what else is to be said of it.
        /// Records that name no plan of their own belong to it.
        #[serde(default)]
        plan: Option<Spanned<Texts>>,
        /// One `[[table]]` for each kind of file with rows.
        #[serde(default)]
        table: Vec<Spanned<Table>>,
        /// One `[[tree]]` for each kind of JSON file.
        #[serde(default)]
        tree: Vec<Spanned<Tree>>,
    }
}

part! {
    "A table"
    /// `[[table]]`: a CSV file, or sheets of a spreadsheet. They are told apart by their bytes, not
    /// by their names. A profile of one table reads a file of any name.
    struct Table {
        /// Needed. File name, or a list of them; `*` stands for any text, `?` for one character.
        file: OneOrMany<String>,
        /// Sheet of a spreadsheet, or a list of them, with `*` and `?` as for files: each of them is
        /// read. Without it the first that is not blank.
        #[serde(default)]
        sheet: OneOrMany<String>,
        /// Row of the headings as a spreadsheet counts it; `[2, 3]` for headings of two lines, which
        /// are put together. Without it the row that has most of the headings this table asks for.
        #[serde(default)]
        heading_row: OneOrMany<u32>,
        /// What separates cells, such as `";"`; without it the most regular of `,` `;` tab and the
        /// vertical bar.
        delimiter: Option<Spanned<String>>,
        /// Such as `"windows-1252"`; without it the byte order mark, UTF-8, or the likelier of
        /// Windows-1252 and Mac Roman.
        encoding: Option<Spanned<String>>,
        /// `true`: a folder may lack the file.
        #[serde(default)]
        optional: bool,
        /// Headings that are left out on purpose, with `*` and `?` as for files; any other heading
        /// nobody reads becomes a note. A list, or `{ "Heading" = "why" }`.
        #[serde(default)]
        ignore: Reasoned,
        /// The headings of the edition that the profile was written for, in their order: a heading
        /// that is gone is then looked for at its place, and what is found there is proposed.
        #[serde(default)]
        headings: Vec<String>,
        /// Sheets that are left out on purpose, with `*` and `?`; any other sheet nobody reads becomes a
        /// note.
        #[serde(default)]
        ignore_sheets: Vec<String>,
        /// A test: rows that pass are left out on purpose.
        skip: Option<Spanned<Test>>,
        /// Headings of columns that name a group in its first row only: a blank cell means the text
        /// above it.
        #[serde(default)]
        fill_down: Vec<String>,
        /// For groups that have a row of their own with one text in it: the name of a column in which
        /// the rows below find this text.
        section: Option<String>,
        /// `{ column = "…", id = "…" }`: the column that names the row above a row, and the column
        /// in which that row is named. Rows then have a depth, `parent.HEADING` and `root.HEADING`,
        /// as in a tree.
        parent: Option<Kinship>,
        /// One `[[table.lookup]]` for each second file whose cells are needed.
        #[serde(default)]
        lookup: Vec<Spanned<Lookup>>,
        /// One `[[table.shifted]]` for each kind of rows whose cells stand under other headings.
        #[serde(default)]
        shifted: Vec<Spanned<Shifted>>,
        /// Needed. One `[[table.record]]` for each thing that a row states.
        #[serde(default)]
        record: Vec<Spanned<Record>>,
    }
}

part! {
    "A lookup"
    /// `[[table.lookup]]`: rows of a second file of the folder, each found by what a cell says. A cell
    /// that finds no row is told.
    struct Lookup {
        /// Needed. File name, or a list of them, as for a table.
        file: OneOrMany<String>,
        /// Needed. Its columns are then called `NAME.HEADING`.
        name: Spanned<String>,
        /// Needed. The heading whose cell names the row.
        column: OneOrMany<String>,
        /// The heading of the second file in which the row is named, if it is not the same;
        /// `row.number` for files that go by the number of the row.
        #[serde(default)]
        by: OneOrMany<String>,
        /// As for a table.
        #[serde(default)]
        sheet: OneOrMany<String>,
        /// As for a table.
        #[serde(default)]
        heading_row: OneOrMany<u32>,
    }
}

part! {
    "A tree"
    /// `[[tree]]`: a JSON file of nodes within nodes. Nodes stand in lists, or in maps under their
    /// ids. Each is read like a row whose headings are its keys; `a.b` is the key `b` within `a`. A
    /// list of texts is one cell with a line for each.
    struct Tree {
        /// Needed. As for a table.
        file: OneOrMany<String>,
        /// The key under which the uppermost nodes stand, or a path such as `"data.plans"`; without
        /// it the document itself.
        start: Option<String>,
        /// The key that holds the nodes below a node, or a list of keys if levels have their own or a
        /// node has several.
        #[serde(default)]
        children: OneOrMany<String>,
        /// As for a table.
        #[serde(default)]
        optional: bool,
        /// Keys that are left out on purpose, as for a table.
        #[serde(default)]
        ignore: Reasoned,
        /// As for a table, for nodes.
        skip: Option<Spanned<Test>>,
        /// One `[[tree.shifted]]` for each kind of nodes whose texts stand under other keys.
        #[serde(default)]
        shifted: Vec<Spanned<Shifted>>,
        /// Needed. One `[[tree.record]]` for each thing that a node states.
        #[serde(default)]
        record: Vec<Spanned<Record>>,
    }
}

part! {
    "Shifted columns"
    /// `[[table.shifted]]` or `[[tree.shifted]]`: rows in which columns slipped. Records then read them like all
    /// others. The first whose test a row passes holds for it. How many rows were read so is told, and so is a cell
    /// that thereby has no heading any more.
    struct Shifted {
        /// Needed. A test: the rows that slipped.
        when: Option<Spanned<Test>>,
        /// Needed. `{ "Heading" = "the heading under which it stands in these rows" }`; `""` leaves it blank
        /// there on purpose. A heading that the file does not have becomes a column that is blank in all other rows.
        #[serde(default)]
        columns: Texts,
    }
}

part! {
    "A record"
    /// `[[table.record]]` or `[[tree.record]]`: what a row states about one thing. A row in which no
    /// column of a record says anything states nothing about it. A record of constants alone is stated
    /// once.
    struct Record {
        /// Needed. What the row is about, see below.
        noun: Spanned<String>,
        /// `true`: one id may stand in several rows, whose lists are united.
        #[serde(default)]
        repeats: bool,
        /// Trees, and tables with `parent`: the depths at which nodes are read, from 0, such as
        /// `[1, 2]`.
        depth: Option<Spanned<OneOrMany<u32>>>,
        /// Trees, and tables with `parent`: `true` for nodes without, `false` for nodes with others
        /// below.
        leaf: Option<Spanned<bool>>,
        /// Trees only: the key, or keys, under which the nodes stand.
        under: Option<Spanned<OneOrMany<String>>>,
        /// Headings with `*` and `?`: the record is stated once for each column that fits and has
        /// something in it. `each.heading` and `each.cell` then name its heading and its cell, and
        /// `{}` in another heading stands for what the signs stood for.
        #[serde(default)]
        each: OneOrMany<String>,
        /// A test: only rows that pass are read.
        when: Option<Spanned<Test>>,
        /// A test: rows that pass are left out.
        unless: Option<Spanned<Test>>,
        /// Texts that are the same for every row, by attribute.
        #[serde(default)]
        constants: Texts,
        /// Where the text of each attribute stands.
        #[serde(default)]
        columns: BTreeMap<Spanned<String>, Spanned<Column>>,
        /// By attribute: words of the source and what they mean in the vocabulary.
        #[serde(default)]
        values: BTreeMap<Spanned<String>, BTreeMap<String, String>>,
    }
}

part! {
    "A test"
    /// It asks exactly one question; a second one goes into `and` or `or`.
    struct Test {
        /// The heading whose cell is asked; inside a column's own test, without it, that column.
        column: Option<OneOrMany<String>>,
        /// One text or several: the cell is one of them.
        equals: Option<OneOrMany<String>>,
        /// One text or several: the cell begins with one of them.
        starts_with: Option<OneOrMany<String>>,
        /// One text or several: the cell ends with one of them.
        ends_with: Option<OneOrMany<String>>,
        /// One text or several: the cell has one of them in it.
        contains: Option<OneOrMany<String>>,
        /// `true`: the cell is not blank; `false`: it is.
        present: Option<bool>,
        /// `true`: the answer to this question is turned round.
        #[serde(default)]
        not: bool,
        /// `true`: the file may lack the column, which then is blank in every row.
        #[serde(default)]
        optional: bool,
        /// A second test; both have to be passed.
        and: Option<Box<Test>>,
        /// A second test; one of them has to be passed.
        or: Option<Box<Test>>,
    }
}

part! {
    "A column"
    /// Written as a heading, as a list of accepted headings of which the first that the file has is
    /// used, or spelled out. A heading is compared without byte order marks, line breaks and doubled
    /// spaces. `*` and `?` stand for any text and one character, unless a heading is written so.
    /// `#3` is the third column, whatever its heading. `file.name`, `sheet.name` and `row.number`
    /// (counted from 1 below the headings) can be read like columns, in trees `node.key` and
    /// `node.list`; there, and in tables with `parent`, also `parent.HEADING`,
    /// `parent.parent.HEADING` and `root.HEADING`.
    struct Spelled: Default {
        /// A heading, or a list of accepted headings.
        column: Option<OneOrMany<String>>,
        /// Several headings whose cells are the items of one list, or one text with `join`; one with
        /// `*` or `?` stands for all that fit.
        #[serde(default)]
        columns: Vec<String>,
        /// Several headings, also with `*` or `?`, of columns that say yes or no: the headings of
        /// those that say yes are the items of the list.
        #[serde(default)]
        flags: Vec<String>,
        /// What separates the items of a list in one cell; a list if several signs do.
        #[serde(default)]
        split: OneOrMany<String>,
        /// With `split`: only this item is read, counted from 1, or from the end with -1.
        part: Option<i32>,
        /// A regular expression: what its first pair of brackets fits is read, or all it fits. A cell
        /// that it does not fit is told.
        pattern: Option<String>,
        /// What is put between the cells of `columns` to make one text; blank ones are left out.
        join: Option<String>,
        /// `true`: the file may lack the column.
        #[serde(default)]
        optional: bool,
        /// `true`: states new things only; what is on record keeps what it says.
        #[serde(default)]
        only_new: bool,
        /// Is put before every value.
        prefix: Option<String>,
        /// Only what follows the first of these is read, if the cell has it.
        after: Option<String>,
        /// Only what precedes the first of these is read, if the cell has it.
        before: Option<String>,
        /// The sign before decimals in this column, if it is not the one of the profile.
        decimal: Option<String>,
        /// The sign between groups of three digits in this column.
        thousands: Option<String>,
        /// Words of the source and what they mean in the vocabulary; the same as `values` of the
        /// record.
        #[serde(default)]
        values: BTreeMap<String, String>,
        /// A test: only then is the cell read.
        when: Option<Test>,
        /// A test: then it is not.
        unless: Option<Test>,
    }
}

/// A heading, a list of accepted headings, or a spelled-out table.
#[derive(Clone, Debug)]
pub(super) struct Column(pub(super) Spelled);

impl<'de> Deserialize<'de> for Column {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read;
        impl<'de> Visitor<'de> for Read {
            type Value = Column;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a heading, a list of headings, or { column = … }")
            }

            fn visit_str<E>(self, text: &str) -> Result<Column, E> {
                Ok(accepted(OneOrMany(vec![text.to_owned()])))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Column, A::Error> {
                let names = Vec::deserialize(SeqAccessDeserializer::new(seq))?;
                Ok(accepted(OneOrMany(names)))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Column, A::Error> {
                Spelled::deserialize(MapAccessDeserializer::new(map)).map(Column)
            }
        }
        deserializer.deserialize_any(Read)
    }
}

fn accepted(names: OneOrMany<String>) -> Column {
    Column(Spelled {
        column: Some(names),
        ..Spelled::default()
    })
}
