// SPDX-License-Identifier: EUPL-1.2
//! Between what an organisation says and the fields of a form, both ways.
//!
//! Names are those of the domain's problems. Blank rows are left out; a problem is put back to the
//! row it was typed in. What is said is in the file of its noun; `reader` and `writer` know one
//! field at a time.

mod assessment;
mod number;
mod practice;
mod proof;
mod reader;
mod reply;
mod report;
pub(super) mod shape;
pub(super) mod source;
mod writer;

pub(crate) use number::{parse_number, typed};
pub(super) use reader::Reader;
pub(super) use writer::Writer;

use std::collections::BTreeMap;

use wegmarke_domain::assessment::Assessment;
use wegmarke_domain::contribution::{Address, Says};
use wegmarke_domain::file::File;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::practice::Practice;
use wegmarke_domain::problem::Problem;
use wegmarke_domain::register::Register;
use wegmarke_domain::reply::Reply;
use wegmarke_domain::report::Report;
use wegmarke_domain::text::Lang;
use wegmarke_pages::parts::form::Values;

/// What a form says, and everything that does not read.
pub(crate) struct Read {
    pub(crate) says: Says,
    pub(crate) problems: Vec<Problem>,
    /// For each list, the row each of its items was typed in.
    rows: BTreeMap<&'static str, Vec<usize>>,
}

impl Read {
    /// Puts a problem of the domain back to the row it was typed in: the domain counts items, and
    /// blank rows are no items.
    pub(crate) fn place(&self, problem: Problem) -> Problem {
        match self.find_row(&problem.field) {
            Some(field) => Problem {
                field: field.into(),
                ..problem
            },
            None => problem,
        }
    }

    fn find_row(&self, field: &str) -> Option<String> {
        let mut parts = field.splitn(3, '.');
        let (list, at) = (parts.next()?, parts.next()?.parse::<usize>().ok()?);
        let row = self.rows.get(list)?.get(at)?;
        Some(match parts.next() {
            Some(rest) => format!("{list}.{row}.{rest}"),
            None => format!("{list}.{row}"),
        })
    }
}

/// What was said before, if it is of this kind; else nothing.
macro_rules! before {
    ($before:expr, $noun:ident) => {
        match $before {
            Some(Says::$noun(said)) => said,
            _ => &$noun::default(),
        }
    };
}

/// Reads a form. What was said before keeps its texts in other languages. `files` are those that
/// the organisation uploaded and the values name.
pub(crate) fn read(
    register: &Register,
    address: &Address,
    values: &Values,
    files: &[File],
    lang: Lang,
    before: Option<&Says>,
) -> Read {
    let mut reader = Reader {
        files,
        ..Reader::new(values, lang)
    };
    let kept = before.map(Says::proofs).unwrap_or_default();
    let evidence = proof::read(&mut reader, kept);
    let says = match address.noun {
        Noun::Report => {
            let before = before!(before, Report);
            let report = report::read(register, address, &mut reader, before, evidence);
            Says::Report(report)
        }
        Noun::Assessment => {
            let before = before!(before, Assessment);
            Says::Assessment(assessment::read(&mut reader, before, evidence))
        }
        Noun::Practice => {
            let before = before!(before, Practice);
            Says::Practice(practice::read(&mut reader, before, evidence))
        }
        _ => {
            let before = before!(before, Reply);
            Says::Reply(reply::read(&mut reader, before, evidence))
        }
    };
    Read {
        says,
        problems: reader.problems,
        rows: reader.rows,
    }
}

/// The fields of a form that say the same.
pub(crate) fn write(register: &Register, address: &Address, says: &Says, lang: Lang) -> Values {
    let mut writer = Writer::new(lang);
    match says {
        Says::Report(said) => report::write(register, address, &mut writer, said),
        Says::Assessment(said) => assessment::write(&mut writer, said),
        Says::Practice(said) => practice::write(&mut writer, said),
        Says::Reply(said) => reply::write(&mut writer, said),
    }
    proof::write(&mut writer, says.proofs());
    writer.into_values()
}
