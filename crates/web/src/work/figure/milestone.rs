// SPDX-License-Identifier: EUPL-1.2
//! The form of a milestone: a new one, or another state of one. Either is a proposal first.

use serde_json::json;
use wegmarke_domain::figure::Stating;
use wegmarke_domain::id::{MeasureId, MilestoneId, slug};
use wegmarke_domain::milestone::Milestone;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::problem::codes;
use wegmarke_domain::proposal::Proposal;
use wegmarke_domain::record;
use wegmarke_domain::register::Register;
use wegmarke_domain::stated::Stated;
use wegmarke_domain::text::Text;
use wegmarke_domain::time::Timespan;
use wegmarke_pages::work::figure::MILESTONE;

use super::super::fields::{Object, shape};
use super::super::fields::{Reader, Writer};

pub(super) fn read(
    register: &Register,
    reader: &mut Reader<'_>,
    stating: &Stating,
    before: Object,
) -> Option<Proposal> {
    let known = match stating {
        Stating::MilestoneOf(id) => register.milestones.find(id.as_str()),
        _ => None,
    };
    let mut object = shape::read(reader, Noun::Milestone, MILESTONE, before);
    let day = reader.day("due");
    reader.required("due");
    let reason = Text::new(reader.lang, reader.values.get("reason"));
    let Stated::Value(day) = day else {
        return None;
    };
    let due = known.and_then(|known| known.due.value());
    // Whoever leaves the day leaves the words of the source, too.
    let due = match due.filter(|due| due.until == Some(day)) {
        Some(due) => due.clone(),
        None => Timespan {
            as_written: day.to_string().into(),
            from: None,
            until: Some(day),
            derived: false,
        },
    };
    object.insert("due".to_owned(), json!(due));
    if known.is_none() {
        let Stating::Milestone(measure) = stating else {
            return None;
        };
        let title: Text = serde_json::from_value(object.get("title")?.clone()).ok()?;
        let id = new_id(register, reader, measure, &title);
        object.insert("id".to_owned(), id.as_str().into());
        object.insert("measures".to_owned(), json!([measure]));
    }
    let milestone = serde_json::from_value(object.into()).ok()?;
    Some(Proposal { milestone, reason })
}

fn new_id(
    register: &Register,
    reader: &mut Reader<'_>,
    measure: &MeasureId,
    title: &Text,
) -> MilestoneId {
    let plan = measure.subject();
    let name = title.find(reader.lang).unwrap_or_default();
    let id = format!("{}/{}", plan.plan().unwrap_or_default(), slug(name));
    if register.milestones.find(&id).is_some() {
        reader.wrong("title", codes::TWICE);
    }
    MilestoneId::new(id)
}

pub(super) fn write(writer: &mut Writer, known: &Milestone) {
    shape::write(
        writer,
        Noun::Milestone,
        MILESTONE,
        &record::attributes(known),
    );
    let due = known.due.value().and_then(|due| due.until);
    writer.put("due", due);
}
