// SPDX-License-Identifier: EUPL-1.2
//! What of each noun can be found. The first text is its title.

use wegmarke_domain::record::{self, Record};
use wegmarke_domain::register::Register;
use wegmarke_domain::table::Table;
use wegmarke_domain::text::Lang;

use crate::Indexed;

/// Everything that stands, in the order of their subjects.
pub(crate) fn collect(register: &Register) -> Vec<Indexed> {
    let mut all = Vec::new();
    add(&register.organisations, "name", &mut all);
    add(&register.plans, "title", &mut all);
    add(&register.fields, "title", &mut all);
    add(&register.goals, "title", &mut all);
    add(&register.measures, "title", &mut all);
    add(&register.milestones, "title", &mut all);
    add(&register.recommendations, "title", &mut all);
    add(&register.obligations, "title", &mut all);
    add(&register.coverages, "note", &mut all);
    add(&register.evidence, "claim", &mut all);
    all.sort_by(|a, b| a.subject.cmp(&b.subject));
    all
}

fn add<T: Record>(table: &Table<T>, title: &str, all: &mut Vec<Indexed>) {
    for record in table.list() {
        let attributes = record::attributes(record);
        let mut texts = Vec::new();
        for attribute in
            std::iter::once(title).chain(TEXTS.into_iter().filter(|name| *name != title))
        {
            match attributes.get(attribute) {
                Some(serde_json::Value::Object(languages)) => {
                    for (lang, text) in languages {
                        if let (Ok(lang), Some(text)) = (lang.parse::<Lang>(), text.as_str()) {
                            texts.push((lang, text.to_owned()));
                        }
                    }
                }
                Some(serde_json::Value::String(text)) => texts.push((Lang::DE, text.clone())),
                _ => {}
            }
        }
        let subject = record.subject();
        let mut plans: Vec<String> = subject.plan().map(str::to_owned).into_iter().collect();
        // Judgements and evidence name their plan.
        if let Some(plan) = attributes.get("plan").and_then(serde_json::Value::as_str) {
            plans.push(plan.to_owned());
        }
        all.push(Indexed {
            subject,
            plans,
            texts,
        });
    }
}

/// Attributes that hold words a reader may look for.
const TEXTS: [&str; 18] = [
    "title",
    "name",
    "short",
    "claim",
    "description",
    "output_indicator",
    "outcome_indicator",
    "indicator",
    "verification",
    "funding",
    "note",
    "cited_as",
    "cited",
    "number",
    "speaker",
    "instrument",
    "article",
    "addressee",
];
