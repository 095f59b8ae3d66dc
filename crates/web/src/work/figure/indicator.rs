// SPDX-License-Identifier: EUPL-1.2
//! The form of an indicator: a new one, or another state of one.

use wegmarke_domain::id::{IndicatorId, MeasureId, PlanId, slug};
use wegmarke_domain::indicator::{Indicator, IndicatorKind, Level, list_values};
use wegmarke_domain::milestone::Direction;
use wegmarke_domain::problem::codes;
use wegmarke_domain::register::Register;
use wegmarke_domain::stated::Stated;
use wegmarke_domain::text::Text;
use wegmarke_pages::work::figure::LEVELS;

use super::super::fields::{Reader, Writer, word};
use super::source;
use super::value::{read_reading, write_reading};

pub(super) fn read(
    register: &Register,
    reader: &mut Reader<'_>,
    plan: &PlanId,
    known: Option<&Indicator>,
) -> Option<Indicator> {
    let title = reader.text("title", &known.map(|known| known.title.clone()).into());
    reader.required("title");
    let kind: Stated<IndicatorKind> = reader.word("kind");
    reader.required("kind");
    let source = source::read(reader);
    let Scale {
        levels,
        unit,
        method,
        direction,
    } = read_scale(register, reader, known);
    let baseline = read_reading(reader, "baseline", &levels);
    let target = read_reading(reader, "target", &levels);
    let mut measures: Vec<MeasureId> = reader.values.all("measures").map(MeasureId::new).collect();
    measures.sort();
    measures.dedup();
    let (Stated::Value(title), Stated::Value(kind)) = (title, kind) else {
        return None;
    };
    let id = match known {
        Some(known) => known.id.clone(),
        None => new_id(register, reader, plan, &title),
    };
    let parts = reader.values.get("disaggregation").split([',', ';']);
    let parts = parts.filter_map(|part| Text::new(reader.lang, part.trim()));
    Some(Indicator {
        id,
        measures,
        title,
        kind,
        unit,
        levels,
        baseline,
        target,
        direction,
        method,
        source,
        disaggregation: parts.collect(),
    })
}

/// What readings are compared by.
struct Scale {
    levels: Vec<Level>,
    unit: Stated<Text>,
    method: Stated<Text>,
    direction: Stated<Direction>,
}

/// Frozen once there is a value, else values would not be comparable: then the form does not ask,
/// and what somebody sends all the same is not looked at.
fn read_scale(register: &Register, reader: &mut Reader<'_>, known: Option<&Indicator>) -> Scale {
    let is_used = |known: &&Indicator| !list_values(register, &known.id).is_empty();
    if let Some(known) = known.filter(is_used) {
        return Scale {
            levels: known.levels.clone(),
            unit: known.unit.clone(),
            method: known.method.clone(),
            direction: known.direction,
        };
    }
    let of = |pick: fn(&Indicator) -> Stated<Text>| known.map_or(Stated::NotStated, pick);
    Scale {
        levels: read_levels(reader, known),
        unit: reader.text("unit", &of(|known| known.unit.clone())),
        method: reader.text("method", &of(|known| known.method.clone())),
        direction: reader.word("direction"),
    }
}

fn new_id(
    register: &Register,
    reader: &mut Reader<'_>,
    plan: &PlanId,
    title: &Text,
) -> IndicatorId {
    let name = title.find(reader.lang).unwrap_or_default();
    let id = IndicatorId::new(format!("{plan}/{}", slug(name)));
    if register.indicators.find(id.as_str()).is_some() {
        reader.wrong("title", codes::TWICE);
    }
    id
}

fn read_levels(reader: &Reader<'_>, known: Option<&Indicator>) -> Vec<Level> {
    let mut levels = Vec::new();
    for at in 0..LEVELS {
        let before = known.and_then(|known| known.levels.get(at));
        let name = before.map(|level| level.name.clone()).into();
        let anchor = before.map_or(Stated::NotStated, |level| level.anchor.clone());
        let field = |part: &str| format!("levels.{at}.{part}");
        let blank = reader.values.get(&field("name")).trim().is_empty();
        if let Stated::Value(name) = reader.text(&field("name"), &name)
            && !blank
        {
            let anchor = reader.text(&field("anchor"), &anchor);
            levels.push(Level { name, anchor });
        }
    }
    levels
}

pub(super) fn write(writer: &mut Writer, known: &Indicator) {
    writer.text("title", Some(&known.title));
    writer.put("kind", Some(known.kind.as_str()));
    for measure in &known.measures {
        writer.put("measures", Some(measure));
    }
    writer.text("unit", known.unit.value());
    writer.text("method", known.method.value());
    writer.put("direction", word!(known.direction));
    writer.put("baseline", write_reading(&known.baseline));
    writer.put("target", write_reading(&known.target));
    for (at, level) in known.levels.iter().enumerate() {
        writer.text(&format!("levels.{at}.name"), Some(&level.name));
        writer.text(&format!("levels.{at}.anchor"), level.anchor.value());
    }
    let lang = writer.lang();
    let parts = known.disaggregation.iter();
    let parts: Vec<&str> = parts.filter_map(|part| part.find(lang)).collect();
    writer.put("disaggregation", Some(parts.join(", ")));
    source::write(writer, &known.source);
}
