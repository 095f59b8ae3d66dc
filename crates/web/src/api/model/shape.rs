// SPDX-License-Identifier: EUPL-1.2
//! Shapes of the domain, as forms that are checked and as schemas that are shown: by kind, so that
//! an attribute is told once, where its noun is.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::de::{DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use utoipa::openapi::schema::{
    AdditionalProperties, ArrayBuilder, ArrayItems, ObjectBuilder, OneOfBuilder, SchemaType, Type,
};
use utoipa::openapi::{Ref, RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};
use wegmarke_domain::shape::{Attribute, Kind, Own, Presence, Words, find, leaves};

use super::file::File;
use super::reading::Reading;
use super::source::{Source, Timespan};
use super::value::{About, Day, Id, Instant, Line, Number, Text, string};
use super::word::{Check, Judged};

/// Reads a value of a kind, and keeps nothing of it.
pub(crate) struct Form(pub(crate) Kind);

impl<'de> DeserializeSeed<'de> for Form {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        match self.0 {
            Kind::Text => Text::deserialize(from).map(drop),
            Kind::Line => Line::deserialize(from).map(drop),
            Kind::Word(words) => one_of(words, from),
            Kind::Count => u32::deserialize(from).map(drop),
            Kind::Year => i16::deserialize(from).map(drop),
            Kind::Number | Kind::Own(Own::Euro) => Number::deserialize(from).map(drop),
            Kind::Flag => bool::deserialize(from).map(drop),
            Kind::Day => Day::deserialize(from).map(drop),
            Kind::Instant | Kind::Own(Own::Deadline) => Instant::deserialize(from).map(drop),
            Kind::Span => Timespan::deserialize(from).map(drop),
            Kind::Source => Source::deserialize(from).map(drop),
            Kind::Link(_) => Id::deserialize(from).map(drop),
            Kind::Subject => About::deserialize(from).map(drop),
            Kind::List(kind) => from.deserialize_seq(Items(*kind)),
            Kind::Row(attributes) => from.deserialize_map(Members(attributes)),
            Kind::Own(Own::Reading) => Reading::deserialize(from).map(drop),
            Kind::Own(Own::Part) => <(Line, Reading)>::deserialize(from).map(drop),
            Kind::Own(Own::File) => File::deserialize(from).map(drop),
            Kind::Own(Own::Design) => BTreeMap::<Check, Judged>::deserialize(from).map(drop),
            Kind::Own(Own::Arguments) => BTreeMap::<String, Line>::deserialize(from).map(drop),
        }
    }
}

fn one_of<'de, D: Deserializer<'de>>(words: &Words, from: D) -> Result<(), D::Error> {
    let given = Cow::<'de, str>::deserialize(from)?;
    if words.holds(&given) {
        return Ok(());
    }
    let known: Vec<&str> = words.list.iter().map(|(word, _)| *word).collect();
    let known = known.join(", ");
    Err(D::Error::custom(format!(
        "`{given}` is not one of: {known}"
    )))
}

struct Items(Kind);

impl<'de> Visitor<'de> for Items {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while items.next_element_seed(Form(self.0))?.is_some() {}
        Ok(())
    }
}

/// The members of a closed object.
struct Members(&'static [Attribute]);

impl<'de> Visitor<'de> for Members {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let mut given = Vec::new();
        while let Some(name) = members.next_key::<String>()? {
            let attribute = find(self.0, &name);
            // Also what is unknown is read as a value: so the error names its place.
            members.next_value_seed(Member(attribute))?;
            given.push(name);
        }
        let missing = leaves(self.0).into_iter().find(|attribute| {
            let given = given.iter().any(|name| name == attribute.name);
            attribute.presence == Presence::Required && !given
        });
        missing.map_or(Ok(()), |missing| Err(A::Error::missing_field(missing.name)))
    }
}

/// The value of an attribute; `None`: there is none of this name.
struct Member(Option<&'static Attribute>);

impl<'de> DeserializeSeed<'de> for Member {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        let Some(attribute) = self.0 else {
            return Err(D::Error::custom("there is no field of this name"));
        };
        match attribute.presence {
            Presence::Stated | Presence::Optional => {
                from.deserialize_option(OrNone(attribute.kind))
            }
            Presence::Required | Presence::Many | Presence::Flat => {
                Form(attribute.kind).deserialize(from)
            }
        }
    }
}

struct OrNone(Kind);

impl<'de> Visitor<'de> for OrNone {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value, or null")
    }

    fn visit_none<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        Form(self.0).deserialize(from)
    }
}

/// Schemas by name, for those that others refer to.
pub(crate) type Named = BTreeMap<String, RefOr<Schema>>;

/// The schema of a kind. What it refers to is added to `named`.
pub(crate) fn schema(kind: Kind, named: &mut Named) -> RefOr<Schema> {
    match kind {
        Kind::Text => refer::<Text>(named),
        Kind::Line => refer::<Line>(named),
        Kind::Word(words) => {
            let list = words.list.iter();
            let meanings = list
                .clone()
                .map(|(word, doc)| format!("`{word}`: {}", doc.trim()));
            let meanings: Vec<String> = meanings.collect();
            let schema = string()
                .enum_values(Some(list.map(|(word, _)| *word)))
                .description(Some(meanings.join("\n")));
            named.insert(words.name.to_owned(), schema.build().into());
            Ref::from_schema_name(words.name).into()
        }
        Kind::Count => u32::schema(),
        Kind::Year => i16::schema(),
        Kind::Number | Kind::Own(Own::Euro) => refer::<Number>(named),
        Kind::Flag => bool::schema(),
        Kind::Day => refer::<Day>(named),
        Kind::Instant | Kind::Own(Own::Deadline) => refer::<Instant>(named),
        Kind::Span => refer::<Timespan>(named),
        Kind::Source => refer::<Source>(named),
        Kind::Link(_) => refer::<Id>(named),
        Kind::Subject => refer::<About>(named),
        Kind::List(kind) => {
            let items = schema(*kind, named);
            ArrayBuilder::new().items(items).build().into()
        }
        Kind::Row(attributes) => row(attributes, named),
        Kind::Own(Own::Reading) => refer::<Reading>(named),
        Kind::Own(Own::Part) => {
            let pair = [Line::schema(), Reading::schema()].into_iter();
            let pair: Vec<Schema> = pair.filter_map(inline).collect();
            refer::<Reading>(named);
            let part = ArrayBuilder::new().prefix_items(pair);
            part.items(ArrayItems::False).build().into()
        }
        Kind::Own(Own::File) => refer::<File>(named),
        Kind::Own(Own::Design) => {
            let judged = refer::<Judged>(named);
            let design = object().additional_properties(Some(judged));
            let checks = inline(Check::schema());
            design.property_names(checks).build().into()
        }
        Kind::Own(Own::Arguments) => {
            let line = refer::<Line>(named);
            object().additional_properties(Some(line)).build().into()
        }
    }
}

fn inline(schema: RefOr<Schema>) -> Option<Schema> {
    match schema {
        RefOr::T(schema) => Some(schema),
        RefOr::Ref(_) => None,
    }
}

fn object() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(SchemaType::Type(Type::Object))
}

/// A reference to a named schema, and with it everything that it refers to.
fn refer<T: ToSchema>(named: &mut Named) -> RefOr<Schema> {
    let mut all = Vec::new();
    T::schemas(&mut all);
    named.extend(all);
    let name = T::name();
    let reference = Ref::from_schema_name(name.clone()).into();
    named.insert(name.into_owned(), T::schema());
    reference
}

/// A closed object.
fn row(attributes: &'static [Attribute], named: &mut Named) -> RefOr<Schema> {
    let mut row = object().additional_properties(Some(AdditionalProperties::FreeForm(false)));
    for attribute in leaves(attributes) {
        row = row.property(attribute.name, property(attribute, named));
        if attribute.presence == Presence::Required {
            row = row.required(attribute.name);
        }
    }
    row.build().into()
}

fn property(attribute: &Attribute, named: &mut Named) -> RefOr<Schema> {
    let mut schema = schema(attribute.kind, named);
    let doc = attribute.doc.to_owned();
    match attribute.presence {
        Presence::Stated | Presence::Optional => {
            let null = ObjectBuilder::new().schema_type(SchemaType::Type(Type::Null));
            let either = OneOfBuilder::new().item(null).item(schema);
            let either = either.description(Some(doc)).build();
            return Schema::OneOf(either).into();
        }
        Presence::Required | Presence::Many | Presence::Flat => {}
    }
    match &mut schema {
        RefOr::Ref(reference) => reference.description = doc,
        RefOr::T(Schema::Object(object)) => object.description = Some(doc),
        RefOr::T(Schema::Array(array)) => array.description = Some(doc),
        RefOr::T(_) => {}
    }
    schema
}

/// Shapes of the domain that are sent, or shown inside something else.
macro_rules! shapes {
    ($($name:ident => $domain:ty;)*) => {$(
        #[doc = concat!("The form of `", stringify!($domain), "`.")]
        #[derive(Clone, Debug)]
        pub(crate) struct $name;

        impl $name {
            const KIND: Kind = <$domain as wegmarke_domain::shape::Kinded>::KIND;
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                Form(Self::KIND).deserialize(from).map(|()| Self)
            }
        }

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                schema(Self::KIND, &mut Named::new())
            }
        }

        impl ToSchema for $name {
            fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
                let mut named = Named::new();
                schema(Self::KIND, &mut named);
                schemas.extend(named);
            }
        }
    )*};
}

shapes! {
    Indicator => wegmarke_domain::indicator::Indicator;
    Value => wegmarke_domain::indicator::Value;
    Context => wegmarke_domain::context::Context;
    Remark => wegmarke_domain::remark::Remark;
    Funding => wegmarke_domain::funding::Funding;
    Milestone => wegmarke_domain::milestone::Milestone;
    Round => wegmarke_domain::round::Round;
    Report => wegmarke_domain::report::Report;
    YearMoney => wegmarke_domain::report::YearMoney;
    Assessment => wegmarke_domain::assessment::Assessment;
    Practice => wegmarke_domain::practice::Practice;
    Reply => wegmarke_domain::reply::Reply;
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde_json::{Value as Json, json};
    use wegmarke_domain::noun::Noun;
    use wegmarke_domain::shape::Kind;

    use super::{Named, Report, Round, schema};

    fn wrong<T: for<'de> Deserialize<'de>>(value: &Json) -> Option<String> {
        let read: Result<T, _> = serde_path_to_error::deserialize(value);
        read.err().map(|error| error.path().to_string())
    }

    #[test]
    fn a_form_is_closed_and_says_where_it_is_not_kept() {
        let report = |change: &dyn Fn(&mut Json)| {
            let mut report = json!({
                "delivery": "limited", "flags": ["continuing"], "narrative": {"de": "Es geht voran."},
                "obstacles": null,
                "milestones": [{"milestone": "p/m", "on": "2026-01-31"}],
                "values": [{"indicator": "p/i", "on": "2026-01-31", "reading": {"number": "12.5"}}],
                "funding": [{"year": 2026, "planned": "100"}],
                "evidence": [{"title": {"de": "Bericht"}, "url": "https://example.org"}],
            });
            change(&mut report);
            wrong::<Report>(&report)
        };
        assert_eq!(report(&|_| {}), None);
        for (field, value) in [
            ("delivery", json!("nearly")),
            ("flags[1]", json!(["continuing", "red"])),
            ("narrative", json!({"German": "x"})),
            ("narrativ", json!({"de": "x"})),
            ("milestones[0]", json!([{"on": "2026-01-31"}])),
            (
                "milestones[0].on",
                json!([{"milestone": "p/m", "on": "31.1.2026"}]),
            ),
            (
                "values[0].reading",
                json!([{"indicator": "p/i", "on": "2026-01-31", "reading": {"percent": "1"}}]),
            ),
            (
                "funding[0].planned",
                json!([{"year": 2026, "planned": 100}]),
            ),
            ("evidence", json!(null)),
        ] {
            let name = field.split('[').next().unwrap().split('.').next().unwrap();
            let told = report(&|report| report[name] = value.clone());
            assert!(
                told.as_deref().unwrap_or_default().starts_with(field),
                "{field}: {told:?}"
            );
        }
    }

    #[test]
    fn a_duty_is_to_report_to_assess_or_to_state_practice() {
        let round = |noun: &str| {
            let duty = json!({"organisation": "kok", "noun": noun, "on": "plan/p"});
            wrong::<Round>(&json!({
                "id": "p/r", "plan": "p", "title": {"de": "Runde"}, "from": "2025-01-01",
                "until": "2025-12-31", "opens_at": "2026-01-01T00:00:00Z",
                "due_at": "2026-02-01T00:00:00Z", "replies_until": "2026-03-01T00:00:00Z", "duties": [duty],
            }))
        };
        assert_eq!(round("practice"), None);
        assert_eq!(round("measure").as_deref(), Some("duties[0].noun"));
    }

    #[test]
    fn every_noun_has_a_schema_and_no_name_has_two_meanings() {
        let mut all = Named::new();
        for noun in Noun::ALL {
            let mut named = Named::new();
            let own = schema(Kind::Row(noun.attributes()), &mut named);
            let own = serde_json::to_value(own).unwrap();
            assert_eq!(own["additionalProperties"], json!(false), "{noun}");
            for attribute in wegmarke_domain::shape::leaves(noun.attributes()) {
                assert!(own["properties"][attribute.name].is_object(), "{noun}");
            }
            for (name, schema) in named {
                let before = all.insert(name.clone(), schema.clone());
                assert!(before.is_none_or(|before| before == schema), "{name}");
            }
        }
    }
}
