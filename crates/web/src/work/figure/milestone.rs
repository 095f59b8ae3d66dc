// SPDX-License-Identifier: EUPL-1.2
//! The form of a milestone: a new one, or another state of one. Either is a proposal first.

use wegmarke_domain::id::{MeasureId, MilestoneId, slug};
use wegmarke_domain::milestone::Milestone;
use wegmarke_domain::problem::codes;
use wegmarke_domain::proposal::Proposal;
use wegmarke_domain::register::Register;
use wegmarke_domain::stated::Stated;
use wegmarke_domain::text::Text;
use wegmarke_domain::time::Timespan;
use wegmarke_pages::work::Stating;

use super::super::fields::{Reader, Writer, typed, word};

pub(super) fn read(
    register: &Register,
    reader: &mut Reader<'_>,
    stating: &Stating,
) -> Option<Proposal> {
    let known = match stating {
        Stating::MilestoneOf(id) => register.milestones.find(id.as_str()),
        _ => None,
    };
    let of = |pick: fn(&Milestone) -> Stated<Text>| known.map_or(Stated::NotStated, pick);
    let title = reader.text("title", &known.map(|known| known.title.clone()).into());
    reader.required("title");
    let description = reader.text("description", &of(|known| known.description.clone()));
    let verification = reader.text("verification", &of(|known| known.verification.clone()));
    let day = reader.day("due");
    reader.required("due");
    let kind = reader.word("type");
    let goal = reader.number("goal");
    let unit = reader.words("unit");
    let reason = Text::new(reader.lang, reader.values.get("reason"));
    let (Stated::Value(title), Stated::Value(day)) = (title, day) else {
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
    let milestone = match (known, stating) {
        (Some(known), _) => Milestone {
            title,
            description,
            verification,
            due: Stated::Value(due),
            kind,
            goal,
            unit,
            ..known.clone()
        },
        (None, Stating::Milestone(measure)) => Milestone {
            id: new_id(register, reader, measure, &title),
            measures: vec![measure.clone()],
            title,
            description,
            lead: Stated::NotStated,
            kind,
            indicator: Stated::NotStated,
            unit,
            baseline: Stated::NotStated,
            goal,
            direction: Stated::NotStated,
            verification,
            due: Stated::Value(due),
            note: Stated::NotStated,
        },
        _ => return None,
    };
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
    writer.text("title", Some(&known.title));
    writer.text("description", known.description.value());
    writer.text("verification", known.verification.value());
    let due = known.due.value().and_then(|due| due.until);
    writer.put("due", due);
    writer.put("type", word!(known.kind));
    writer.put("goal", known.goal.value().map(typed));
    writer.put("unit", known.unit.value());
}
