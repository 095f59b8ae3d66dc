// SPDX-License-Identifier: EUPL-1.2
//! Between what an organisation says and the fields of a form, both ways.
//!
//! Names are those of the domain's problems. Blank rows are left out; a problem is put back to the
//! row it was typed in. Nouns are not told here: `value` knows the kinds, `rows` lists of rows, `shape`
//! a whole noun, `reader` and `writer` one field at a time.

mod about;
mod number;
mod reader;
mod rows;
pub(super) mod shape;
pub(super) mod source;
mod value;
mod writer;

pub(crate) use number::{parse_number, typed};
pub(super) use reader::Reader;
pub(super) use value::Object;
pub(super) use writer::Writer;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use wegmarke_app::draft::Draft;
use wegmarke_domain::contribution::{Address, Says};
use wegmarke_domain::file::File;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::renewal::NotRenewed;
use wegmarke_pages::Ctx;
use wegmarke_pages::attribute::name_of;
use wegmarke_pages::parts::form::Values;

use about::About;

/// What a form says, and everything that does not read.
pub(crate) struct Read {
    pub(crate) says: Says,
    pub(crate) problems: Vec<Problem>,
    /// Fields that do not read as they were typed, with the other rows of their lists.
    pub(crate) typed: Vec<(String, String)>,
    /// For each list, the row each of its items was typed in.
    rows: BTreeMap<&'static str, Vec<Option<usize>>>,
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

    /// Leaves out texts in the languages in which they were not renewed.
    pub(crate) fn leave_out(&mut self, older: &[NotRenewed]) {
        let noun = self.says.noun();
        let mut object = self.says.attributes();
        for NotRenewed { name, lang } in older {
            if let Some(Value::Object(text)) = object.get_mut(*name) {
                text.remove(lang.as_str());
            }
        }
        if let Ok(says) = Says::decode(noun, object) {
            self.says = says;
        }
    }

    fn find_row(&self, field: &str) -> Option<String> {
        let mut parts = field.splitn(3, '.');
        let (list, at) = (parts.next()?, parts.next()?.parse::<usize>().ok()?);
        let row = (*self.rows.get(list)?.get(at)?)?;
        Some(match parts.next() {
            Some(rest) => format!("{list}.{row}.{rest}"),
            None => format!("{list}.{row}"),
        })
    }
}

/// Reads a form. What was said before keeps its texts in other languages, and what the form does
/// not ask for. `files` are those that the organisation uploaded and the values name.
pub(crate) fn read(
    register: &Register,
    ctx: &Ctx,
    address: &Address,
    values: &Values,
    files: &[File],
    before: Option<&Says>,
) -> Read {
    let mut reader = Reader {
        files,
        ..Reader::new(values, ctx.data_lang())
    };
    let on = &address.on;
    let about = About { register, ctx, on };
    let before = before.filter(|says| says.noun() == address.noun);
    let kept = before.map(Says::attributes).unwrap_or_default();
    let object = shape::read_whole(&mut reader, &about, address.noun, kept);
    let says = Says::decode(address.noun, object).unwrap_or_else(|_| {
        // Kinds say what types hold, so this is a fault of ours: refused, never half taken.
        reader.problems.push(Problem::new("", codes::UNREADABLE));
        before
            .cloned()
            .unwrap_or_else(|| Says::nothing(address.noun))
    });
    Read {
        says,
        typed: list_unread(values, &reader.problems),
        problems: reader.problems,
        rows: reader.rows,
    }
}

/// What a draft would lose: every field with a problem, and with a row all rows of its list, since
/// they are numbered anew when they are written.
fn list_unread(values: &Values, problems: &[Problem]) -> Vec<(String, String)> {
    let of = |field: &str| field.split('.').next().unwrap_or_default().to_owned();
    let unread: BTreeSet<String> = problems.iter().map(|problem| of(&problem.field)).collect();
    let typed = values.0.iter();
    let typed = typed.filter(|(name, value)| unread.contains(&of(name)) && !value.is_empty());
    typed.cloned().collect()
}

/// "Englisch: Was getan wurde", for each text that was not renewed.
pub(crate) fn name_older(ctx: &Ctx, noun: Noun, older: &[NotRenewed]) -> String {
    let named = older.iter().map(|NotRenewed { name, lang }| {
        let lang = ctx.word("language-in", lang.as_str());
        format!("{lang}: {}", name_of(ctx, noun, name))
    });
    named.collect::<Vec<_>>().join("; ")
}

/// The fields of a draft: what it says, and as it was typed what does not read.
pub(crate) fn write_draft(
    register: &Register,
    ctx: &Ctx,
    address: &Address,
    draft: &Draft,
) -> Values {
    let Values(mut values) = write(register, ctx, address, &draft.says);
    let of = |field: &str| field.split('.').next().unwrap_or_default().to_owned();
    let unread: BTreeSet<String> = draft.typed.iter().map(|(name, _)| of(name)).collect();
    values.retain(|(name, _)| !unread.contains(&of(name)));
    values.extend(draft.typed.iter().cloned());
    Values(values)
}

/// The fields of a form that say the same.
pub(crate) fn write(register: &Register, ctx: &Ctx, address: &Address, says: &Says) -> Values {
    let mut writer = Writer::new(ctx.data_lang());
    let on = &address.on;
    let about = About { register, ctx, on };
    shape::write_whole(&mut writer, &about, says.noun(), &says.attributes());
    writer.into_values()
}
