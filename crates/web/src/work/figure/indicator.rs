// SPDX-License-Identifier: EUPL-1.2
//! The form of an indicator: a new one, or another state of one.

use serde_json::json;
use wegmarke_domain::id::{IndicatorId, PlanId, slug};
use wegmarke_domain::indicator::{Indicator, Level};
use wegmarke_domain::noun::Noun;
use wegmarke_domain::problem::codes;
use wegmarke_domain::record;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::figures::list_values;
use wegmarke_domain::stated::Stated;
use wegmarke_domain::text::Text;
use wegmarke_pages::work::figure::{INDICATOR, LEVELS, SCALE};

use super::super::fields::{Object, shape};
use super::super::fields::{Reader, Writer};
use super::value::{read_reading, write_reading};

pub(super) fn read(
    register: &Register,
    reader: &mut Reader<'_>,
    plan: &PlanId,
    known: Option<&Indicator>,
    before: Object,
) -> Option<Indicator> {
    let drafted: Option<Indicator> = serde_json::from_value(before.clone().into()).ok();
    let mut object = shape::read(reader, Noun::Indicator, INDICATOR, before);
    let is_used = |known: &&Indicator| !list_values(register, &known.id).is_empty();
    let levels = match known.filter(is_used) {
        // Frozen once there is a value, else values would not be comparable: then the form does not
        // ask, and what somebody sends all the same is not looked at.
        Some(known) => {
            // Why it is otherwise than at the first value; who changes nothing of it says nothing.
            if !reader.values.get("reason").trim().is_empty() {
                object = shape::read(reader, Noun::Indicator, &["reason"], object);
            }
            known.levels.clone()
        }
        None => {
            object = shape::read(reader, Noun::Indicator, SCALE, object);
            read_levels(reader, drafted.as_ref().or(known))
        }
    };
    for name in ["baseline", "target"] {
        match read_reading(reader, name, &levels) {
            Stated::Value(reading) => object.insert(name.to_owned(), json!(reading)),
            _ => object.remove(name),
        };
    }
    object.insert("levels".to_owned(), json!(levels));
    if known.is_none() {
        let title: Text = serde_json::from_value(object.get("title")?.clone()).ok()?;
        let id = new_id(register, reader, plan, &title);
        object.insert("id".to_owned(), id.as_str().into());
    }
    serde_json::from_value(object.into()).ok()
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

/// A draft gives its reason; who begins from what stands gives one of their own.
pub(super) fn write(writer: &mut Writer, known: &Indicator, drafted: bool) {
    let object = record::attributes(known);
    shape::write(writer, Noun::Indicator, INDICATOR, &object);
    shape::write(writer, Noun::Indicator, SCALE, &object);
    if drafted {
        writer.text("reason", known.reason.value());
    }
    writer.put("baseline", write_reading(&known.baseline));
    writer.put("target", write_reading(&known.target));
    for (at, level) in known.levels.iter().enumerate() {
        writer.text(&format!("levels.{at}.name"), Some(&level.name));
        writer.text(&format!("levels.{at}.anchor"), level.anchor.value());
    }
}
