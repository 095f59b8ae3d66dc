// SPDX-License-Identifier: EUPL-1.2
//! Filters of lists: what a noun can be asked for follows from the kinds of its attributes.

use jiff::Timestamp;
use jiff::civil::{Date, date};
use serde::Deserialize;
use serde_json::Value;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::record::{Record, attributes};
use wegmarke_domain::register::utc_day;
use wegmarke_domain::shape::{Attribute, Kind, Own, leaves};

use crate::api::asked::Part;
use crate::api::problem::ProblemDetails;

/// Which things of a noun, and which part of their list.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Which {
    plan: Option<String>,
    organisation: Option<String>,
    from: Option<Date>,
    until: Option<Date>,
    limit: Option<u16>,
    cursor: Option<String>,
}

impl Which {
    /// Those of a plan, if one is named.
    pub(crate) fn of_plan(plan: Option<String>) -> Self {
        Self {
            plan,
            ..Self::default()
        }
    }

    /// The plan that is asked for.
    pub(crate) fn plan(&self) -> Option<&str> {
        self.plan.as_deref()
    }

    /// The part of the list. Refuses filters that the noun does not have: they would find nothing,
    /// and look as if there were nothing.
    pub(crate) fn part(&self, noun: Noun) -> Result<Part, ProblemDetails> {
        let filters = Filters::of(noun);
        for (name, asked, known) in [
            ("plan", self.plan.is_some(), filters.plan),
            (
                "organisation",
                self.organisation.is_some(),
                filters.organisation,
            ),
            ("from", self.from.is_some(), filters.days),
            ("until", self.until.is_some(), filters.days),
        ] {
            if asked && !known {
                return Err(ProblemDetails::bad_request(format!(
                    "this list has no filter `{name}`; see /api/openapi.json"
                )));
            }
        }
        Part::new(self.limit, self.cursor.as_deref())
    }

    /// Whether a record is asked for.
    pub(crate) fn takes<T: Record>(&self, record: &T) -> bool {
        let of_plan = |plan: &String| record.plans().contains(plan.as_str());
        let of_organisation = |id: &String| {
            let asked = Subject::new(Noun::Organisation, id.as_str());
            let mut named = false;
            record.refer(&mut |subject| named |= subject == asked);
            named
        };
        self.plan.as_ref().is_none_or(of_plan)
            && self.organisation.as_ref().is_none_or(of_organisation)
            && self.is_in_time(record)
    }

    fn is_in_time<T: Record>(&self, record: &T) -> bool {
        if self.from.is_none() && self.until.is_none() {
            return true;
        }
        let mut within = false;
        let json = Value::Object(attributes(record));
        each_span(Kind::Row(T::ATTRIBUTES), &json, &mut |first, last| {
            within |= self.from.is_none_or(|from| from <= last)
                && self.until.is_none_or(|until| first <= until);
        });
        within
    }
}

/// Filters that the list of a noun has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Filters {
    /// It is of a plan, or names something of one.
    pub(crate) plan: bool,
    /// It names organisations.
    pub(crate) organisation: bool,
    /// It has days.
    pub(crate) days: bool,
}

impl Filters {
    /// Those of a noun.
    pub(crate) fn of(noun: Noun) -> Self {
        let mut filters = Self {
            plan: noun.is_in_plan(),
            ..Self::default()
        };
        filters.look_at(noun.attributes());
        filters
    }

    fn look_at(&mut self, attributes: &'static [Attribute]) {
        for attribute in leaves(attributes) {
            // One's own id is no filter.
            if attribute.name != "id" {
                self.look(attribute.kind);
            }
        }
    }

    fn look(&mut self, kind: Kind) {
        match kind {
            Kind::Link(noun) => {
                self.plan |= noun == Noun::Plan || noun.is_in_plan();
                self.organisation |= noun == Noun::Organisation;
            }
            Kind::Subject => {
                self.plan = true;
                self.organisation = true;
            }
            Kind::Day | Kind::Instant | Kind::Span | Kind::Year | Kind::Own(Own::Deadline) => {
                self.days = true;
            }
            Kind::List(kind) => self.look(*kind),
            Kind::Row(attributes) => self.look_at(attributes),
            Kind::Text
            | Kind::Line
            | Kind::Word(_)
            | Kind::Count
            | Kind::Number
            | Kind::Flag
            | Kind::Source
            | Kind::Own(
                Own::Reading | Own::Euro | Own::Part | Own::File | Own::Design | Own::Arguments,
            ) => {}
        }
    }
}

/// Tells every day or span of days that a value holds, by its first and last day.
fn each_span(kind: Kind, json: &Value, tell: &mut dyn FnMut(Date, Date)) {
    let day = |json: &Value| json.as_str()?.parse::<Date>().ok();
    match kind {
        Kind::Day => {
            if let Some(day) = day(json) {
                tell(day, day);
            }
        }
        Kind::Instant | Kind::Own(Own::Deadline) => {
            let at = json.as_str().and_then(|at| at.parse::<Timestamp>().ok());
            if let Some(day) = at.map(utc_day) {
                tell(day, day);
            }
        }
        Kind::Span => match (day(&json["from"]), day(&json["until"])) {
            // The words allow no day.
            (None, None) => {}
            // Open at one end.
            (first, last) => tell(first.unwrap_or(Date::MIN), last.unwrap_or(Date::MAX)),
        },
        Kind::Year => {
            let year = json.as_i64().and_then(|year| i16::try_from(year).ok());
            if let Some(year) = year.filter(|year| (0..=9999).contains(year)) {
                tell(date(year, 1, 1), date(year, 12, 31));
            }
        }
        Kind::List(kind) => {
            for item in json.as_array().into_iter().flatten() {
                each_span(*kind, item, tell);
            }
        }
        Kind::Row(attributes) => {
            for attribute in leaves(attributes) {
                if let Some(value) = json.get(attribute.name) {
                    each_span(attribute.kind, value, tell);
                }
            }
        }
        Kind::Text
        | Kind::Line
        | Kind::Word(_)
        | Kind::Count
        | Kind::Number
        | Kind::Flag
        | Kind::Source
        | Kind::Link(_)
        | Kind::Subject
        | Kind::Own(
            Own::Reading | Own::Euro | Own::Part | Own::File | Own::Design | Own::Arguments,
        ) => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use wegmarke_domain::evidence::Evidence;
    use wegmarke_domain::noun::Noun;

    use super::{Filters, Which};

    #[test]
    fn a_noun_has_the_filters_of_its_kinds() {
        let of = |noun| {
            let Filters {
                plan,
                organisation,
                days,
            } = Filters::of(noun);
            (plan, organisation, days)
        };
        assert_eq!(of(Noun::Organisation), (false, false, false));
        assert_eq!(of(Noun::Plan), (false, true, true));
        assert_eq!(of(Noun::Goal), (true, false, false));
        assert_eq!(of(Noun::Evidence), (true, true, true));
        assert_eq!(of(Noun::Response), (false, true, true));
        assert_eq!(of(Noun::Finding), (true, true, false));
        assert_eq!(of(Noun::Round), (true, true, true));
        let which = Which::of_plan(Some("p".to_owned()));
        assert!(which.part(Noun::Goal).is_ok());
        assert!(which.part(Noun::Organisation).is_err());
    }

    #[test]
    fn a_record_is_taken_by_plan_organisation_and_day() {
        let record = |span: serde_json::Value| -> Evidence {
            let evidence = json!({
                "id": "e", "claim": {"de": "x"}, "measures": ["p/m"], "organisation": "kok",
                "dated_on": span,
            });
            serde_json::from_value(evidence).unwrap()
        };
        let takes = |which: serde_json::Value, record: &Evidence| {
            let which: Which = serde_json::from_value(which).unwrap();
            which.takes(record)
        };
        let spring =
            record(json!({"as_written": "x", "from": "2026-03-01", "until": "2026-05-31"}));
        for (which, taken) in [
            (json!({}), true),
            (json!({"plan": "p"}), true),
            (json!({"plan": "q"}), false),
            (json!({"organisation": "kok"}), true),
            (json!({"organisation": "bmas"}), false),
            (json!({"from": "2026-05-31"}), true),
            (json!({"from": "2026-06-01"}), false),
            (json!({"until": "2026-03-01"}), true),
            (json!({"until": "2026-02-28"}), false),
            (json!({"from": "2026-04-01", "until": "2026-04-02"}), true),
        ] {
            assert_eq!(takes(which.clone(), &spring), taken, "{which}");
        }
        let since = record(json!({"as_written": "seit 2020", "from": "2020-01-01"}));
        assert!(takes(json!({"from": "2026-01-01"}), &since));
        assert!(!takes(json!({"until": "2019-12-31"}), &since));
        let never = record(json!({"as_written": "bald"}));
        assert!(!takes(json!({"from": "2000-01-01"}), &never));
    }
}
