// SPDX-License-Identifier: EUPL-1.2
//! Citations that do not lead to what they name: a number that the plan cannot have, one that stands for
//! several, one without its field, one under which nothing is recorded.

use std::collections::BTreeMap;

use super::found::{Found, Rule};
use crate::coverage::Coverage;
use crate::finding::codes;
use crate::id::{FieldId, MeasureId, slug};
use crate::measure::Measure;
use crate::noun::{Noun, Subject};
use crate::record::Record as _;
use crate::register::Register;
use crate::rules::citation::{Citation, Numbering, Resolution};

/// What is wrong with a citation: the word in ids and message keys.
pub const OUTSIDE: &str = "outside";
/// One number stands for several contents.
pub const SEVERAL: &str = "several";
/// A number without a field.
pub const NO_FIELD: &str = "no-field";
/// Several numbers share one content.
pub const SHARED: &str = "shared";
/// Nothing is recorded under it.
pub const NOTHING: &str = "nothing";

pub(super) fn list(register: &Register, plan: &str, all: &mut Vec<Found>) {
    let numbering = numbering(register, plan);
    measures(register, plan, all);
    for coverage in list_of(register, plan) {
        of_judgement(register, coverage, &numbering, all);
    }
    of_evidence(register, plan, all);
}

/// Evidence keeps no words of a citation that led nowhere: what its import met does.
fn of_evidence(register: &Register, plan: &str, all: &mut Vec<Found>) {
    for met in register.findings.list() {
        let what = match &*met.code {
            codes::CITATION_UNRESOLVED => NOTHING,
            codes::CITATION_AMBIGUOUS => SEVERAL,
            codes::CITATION_WITHOUT_FIELD => NO_FIELD,
            codes::NUMBER_OUTSIDE_FIELD => OUTSIDE,
            _ => continue,
        };
        let about = met.about.as_ref();
        let about = about.filter(|about| about.noun == Noun::Evidence && register.stands(about));
        let is_of_plan = met.plan.as_ref().is_some_and(|of| of.as_str() == plan)
            || met.args.get("plan").is_some_and(|of| of == plan);
        if let Some(about) = about.filter(|_| is_of_plan) {
            let cited = met.args.get("number").or_else(|| met.args.get("value"));
            let cited = slug(cited.map_or("", String::as_str));
            all.push(
                Found::new(Rule::Citation, plan, about.clone())
                    .told_by(format!("{what}.{cited}"))
                    .resting([met.subject()]),
            );
        }
    }
}

/// Judgements for a plan.
fn list_of<'a>(register: &'a Register, plan: &str) -> impl Iterator<Item = &'a Coverage> {
    let of_plan = Subject::new(Noun::Plan, plan);
    let ids: Vec<&str> = register.list_referrers(&of_plan, Noun::Coverage).collect();
    ids.into_iter().filter_map(|id| register.coverages.find(id))
}

fn numbering(register: &Register, plan: &str) -> Numbering {
    let mut numbering = Numbering::default();
    for field in register.fields.list_of(plan) {
        numbering.add_field(field.id.as_str(), field.measures_stated.value().copied());
    }
    for measure in register.measures.list_of(plan) {
        if let Some(number) = measure.number.value() {
            let field = measure.field.value().map(FieldId::as_str);
            numbering.add(measure.id.clone(), field, number);
        }
    }
    numbering
}

/// Measures as somebody cites them: what is printed in a plan has its number once, in its field.
fn measures(register: &Register, plan: &str, all: &mut Vec<Found>) {
    let cited = |measure: &&Measure| measure.cited_as.value().is_some();
    let mut by_number: BTreeMap<(&str, &str), Vec<&Measure>> = BTreeMap::new();
    let mut by_title: BTreeMap<(&str, String), Vec<&Measure>> = BTreeMap::new();
    let found = |measure: &Measure, what: &str| {
        Found::new(Rule::Citation, plan, measure.subject()).told_by(what)
    };
    for measure in register.measures.list_of(plan).filter(cited) {
        let Some(number) = measure.number.value() else {
            continue;
        };
        let field = measure.field.value();
        let title = measure
            .title
            .iter()
            .next()
            .map(|(_, words)| words.to_lowercase());
        let of = field.map_or("", FieldId::as_str);
        by_title
            .entry((of, title.unwrap_or_default()))
            .or_default()
            .push(measure);
        let Some(field) = field else {
            all.push(found(measure, NO_FIELD));
            continue;
        };
        by_number
            .entry((field.as_str(), number))
            .or_default()
            .push(measure);
        let known = register.fields.find(field.as_str());
        let stated = known.and_then(|field| field.measures_stated.value());
        if let (Some(stated), Ok(printed)) = (stated, number.parse::<u32>())
            && (printed > *stated || printed == 0)
        {
            all.push(found(measure, OUTSIDE).resting([field.subject()]));
        }
    }
    for (groups, what) in [
        (by_number.into_values().collect::<Vec<_>>(), SEVERAL),
        (by_title.into_values().collect(), SHARED),
    ] {
        for group in groups.iter().filter(|group| group.len() > 1) {
            let others = group.iter().map(|measure| measure.subject());
            all.push(found(group[0], what).resting(others));
        }
    }
}

/// The measures that a judgement cites.
fn of_judgement(
    register: &Register,
    coverage: &Coverage,
    numbering: &Numbering,
    all: &mut Vec<Found>,
) {
    let Some(cited) = coverage.cited.value().map(|cited| cited.trim()) else {
        return;
    };
    let found = |what: String| {
        Found::new(Rule::Citation, coverage.plan.as_str(), coverage.subject()).told_by(what)
    };
    // Words in brackets name the plan as a whole.
    if cited.is_empty() || (cited.starts_with('(') && cited.ends_with(')')) {
        return;
    }
    let field = coverage.field.value();
    let number = field.map(|field| {
        let known = register.fields.find(field.as_str());
        known.map_or_else(String::new, |known| known.number.to_string())
    });
    let whole = number.map_or_else(
        || cited.to_owned(),
        |number| format!("field {number} {cited}"),
    );
    let Some(citation) = Citation::parse(&whole) else {
        if coverage.measures.is_empty() {
            all.push(found(format!("{NOTHING}.{}", slug(cited))));
        }
        return;
    };
    let named = |ids: &[MeasureId]| ids.iter().any(|id| coverage.measures.contains(id));
    for (number, resolution) in citation.resolve_in(numbering, coverage.plan.as_str()) {
        let (what, rests) = match resolution {
            Resolution::Found(_) => continue,
            Resolution::Impossible { recorded, .. } => (OUTSIDE, recorded),
            // Where titles or ids told what is meant, numbers do not have to.
            Resolution::Ambiguous(ids) | Resolution::NoField(ids) if named(&ids) => continue,
            Resolution::NoField(_) | Resolution::NotRecorded | Resolution::UnknownField
                if !coverage.measures.is_empty() && citation.field.is_none() =>
            {
                continue;
            }
            Resolution::Ambiguous(ids) => (SEVERAL, ids),
            Resolution::NoField(ids) => (NO_FIELD, ids),
            Resolution::NotRecorded | Resolution::UnknownField => (NOTHING, Vec::new()),
        };
        let rests = rests.iter().map(MeasureId::subject);
        let rests: Vec<Subject> = rests.chain(field.map(FieldId::subject)).collect();
        all.push(found(format!("{what}.{number}")).resting(rests));
    }
}
