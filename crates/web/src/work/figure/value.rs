// SPDX-License-Identifier: EUPL-1.2
//! The form of a value of an indicator, and readings in any form.

use wegmarke_domain::id::{IndicatorId, OrganisationId, ValueId};
use wegmarke_domain::indicator::{Level, Reading, Value};
use wegmarke_domain::problem::codes;
use wegmarke_domain::register::Register;
use wegmarke_domain::stated::Stated;

use super::super::fields::source;
use super::super::fields::{Reader, Writer, typed};

pub(super) fn read(
    register: &Register,
    reader: &mut Reader<'_>,
    id: &IndicatorId,
    by: &OrganisationId,
    drafted: Option<&Value>,
) -> Option<Value> {
    let indicator = register.indicators.find(id.as_str())?;
    let source = source::read(reader);
    let on = reader.day("on");
    reader.required("on");
    let reading = read_reading(reader, "reading", &indicator.levels);
    reader.required("reading");
    let on = *on.value()?;
    let name = format!("{id}/{by}/{on}");
    let drafted = drafted.filter(|drafted| drafted.id.as_str() == name);
    let known = drafted.or_else(|| register.values.find(&name));
    Some(Value {
        id: ValueId::new(name),
        indicator: id.clone(),
        organisation: by.clone(),
        on,
        period: known.map_or(Stated::NotStated, |known| known.period.clone()),
        reading: *reading.value()?,
        parts: known.map_or_else(Vec::new, |known| known.parts.clone()),
        source,
        // What somebody types is their own word, and no file's.
        bundles: Vec::new(),
    })
}

pub(super) fn write(writer: &mut Writer, known: &Value) {
    writer.put("on", Some(known.on));
    writer.put("reading", write_reading(&Stated::Value(known.reading)));
    source::write(writer, &known.source);
}

/// A number, or a level by its place from 1, as people count.
pub(super) fn read_reading(
    reader: &mut Reader<'_>,
    name: &str,
    levels: &[Level],
) -> Stated<Reading> {
    if levels.is_empty() {
        return match reader.number(name) {
            Stated::Value(number) => Stated::Value(Reading::Number(number)),
            _ => Stated::NotStated,
        };
    }
    let place: Stated<u8> = reader.word(name);
    let Some(place) = place.value() else {
        return Stated::NotStated;
    };
    match place
        .checked_sub(1)
        .filter(|at| usize::from(*at) < levels.len())
    {
        Some(at) => Stated::Value(Reading::Level(at)),
        None => {
            reader.wrong(name, codes::NOT_A_CHOICE);
            Stated::NotStated
        }
    }
}

/// A reading as [`read_reading`] reads it back.
pub(super) fn write_reading(reading: &Stated<Reading>) -> Option<String> {
    match reading.value()? {
        Reading::Number(number) => Some(typed(number)),
        Reading::Level(at) => Some((at + 1).to_string()),
        Reading::Suppressed => None,
    }
}
