// SPDX-License-Identifier: EUPL-1.2
//! The sheet of help, and the hidden sheet with the stamp and the choices.

use std::borrow::Cow;

use super::super::{CODES, CellFault, Form, STAMP, clean, line};
use super::sheet::{Entry, Format, Look, Sheet, Slot, Track, fitting, labels};

/// Column of the hidden sheet where the choices begin: a column of labels, one of codes, and so on.
pub(super) const CHOICES_FROM: u16 = 3;

const HELP_WIDTHS: [u8; 2] = [30, 100];
const STAMP_WIDTH: u8 = 24;

pub(super) fn help_sheet(form: &Form, name: String, faults: &mut Vec<CellFault>) -> Sheet {
    let mut put = |text: Cow<'_, str>, row: u32, look: Look| Slot {
        entry: fitting(text, row, &name, faults),
        look,
    };
    let mut rows = vec![vec![put(line(&form.title), 1, Look::Heading)]];
    for (row, help) in (2..).zip(&form.help) {
        rows.push(vec![
            put(line(&help.heading), row, Look::Heading),
            put(clean(&help.text), row, Look::Plain),
        ]);
    }
    Sheet {
        name,
        tracks: HELP_WIDTHS.map(visible).into(),
        rows,
    }
}

pub(super) fn stamp_sheet(form: &Form, name: String, faults: &mut Vec<CellFault>) -> Sheet {
    let stamp = &form.stamp;
    let (schema, size) = (stamp.schema.to_string(), stamp.register_size.to_string());
    let facts = [
        (STAMP, stamp.form.as_str()),
        ("schema", &schema),
        ("plan", &stamp.plan),
        ("round", stamp.round.as_deref().unwrap_or_default()),
        ("organisation", &stamp.organisation),
        ("register_size", &size),
    ];
    // Columns first, then turned: each choice stands below its key.
    let mut columns: Vec<Vec<&str>> = vec![
        facts.map(|(name, _)| name).into(),
        facts.map(|(_, fact)| fact).into(),
        Vec::new(),
    ];
    for column in &form.columns {
        let (mut words, mut codes) = (vec![column.key.as_str()], vec![CODES]);
        for (code, label) in labels(&column.kind) {
            words.push(&label.text);
            codes.push(code);
        }
        if codes.len() > 1 {
            columns.extend([words, codes]);
        }
    }
    let height = columns.iter().map(Vec::len).max().unwrap_or(0);
    let mut rows = Vec::new();
    for (at, number) in (0..height).zip(1..) {
        let texts = columns.iter().map(|column| column.get(at).copied());
        let slots = texts.map(|text| Slot {
            entry: text.map_or(Entry::Blank, |text| {
                fitting(line(text), number, &name, faults)
            }),
            look: Look::Locked(Format::Text),
        });
        rows.push(slots.collect());
    }
    let tracks = columns.iter().map(|_| visible(STAMP_WIDTH)).collect();
    Sheet { name, tracks, rows }
}

fn visible(width: u8) -> Track {
    Track {
        width,
        is_hidden: false,
        check: None,
    }
}
