// SPDX-License-Identifier: EUPL-1.2
//! The OpenAPI document about every noun of the roll call, made from its shape.

use utoipa::PartialSchema as _;
use utoipa::openapi::path::{
    HttpMethod, Operation, OperationBuilder, Parameter, ParameterBuilder, ParameterIn,
};
use utoipa::openapi::schema::{
    AdditionalProperties, ArrayBuilder, KnownFormat, ObjectBuilder, SchemaFormat, SchemaType, Type,
};
use utoipa::openapi::{
    Components, ContentBuilder, OpenApi, Ref, RefOr, Required, ResponseBuilder, Schema,
};
use wegmarke_domain::noun::Noun;
use wegmarke_domain::shape::Kind;

use crate::api::asked::{MOST, USUAL};
use crate::api::model::About;
use crate::api::model::shape::{Named, schema};
use crate::api::reading::Filters;

/// Describes the list and the single thing of a noun.
pub(crate) fn describe(document: &mut OpenApi, noun: Noun, plural: &str) {
    let mut named = Named::new();
    let name = capital(noun.as_str());
    let doc = find_doc(noun);
    let mut record = schema(Kind::Row(noun.attributes()), &mut named);
    if let RefOr::T(Schema::Object(record)) = &mut record {
        record.description.clone_from(&doc);
    }
    named.insert(name.clone(), record);
    let one = format!("Item_{name}");
    let all = format!("Listed_Item_{name}");
    named.insert("About".to_owned(), About::schema());
    named.insert(one.clone(), item(&name));
    named.insert(all.clone(), listed(&one));
    let components = document.components.get_or_insert_with(Components::new);
    components.schemas.extend(named);

    let operation = |words: String, doc: Option<&String>, id: String, answer: &str| {
        OperationBuilder::new()
            .tag("reading")
            .summary(Some(words))
            .description(doc.cloned())
            .operation_id(Some(id))
            .response("200", answered(answer))
    };
    let list = operation(
        capital(plural),
        doc.as_ref(),
        format!("list_{plural}"),
        &all,
    )
    .parameters(Some(parameters(noun)));
    let of_one = format!("{name}, by its id");
    let get =
        operation(of_one, doc.as_ref(), format!("get_{noun}"), &one).parameters(Some(id(noun)));
    let (path, mut own) = (format!("/api/{plural}"), format!("/api/{plural}"));
    for parameter in id(noun) {
        own.push_str(&format!("/{{{}}}", parameter.name));
    }
    let paths = &mut document.paths;
    paths.add_path_operation(path, vec![HttpMethod::Get], list.build());
    paths.add_path_operation(own, vec![HttpMethod::Get], get.build());
}

/// Says which filters the list of a noun has that is described elsewhere.
pub(crate) fn filter(document: &mut OpenApi, noun: Noun, plural: &str) {
    let path = document.paths.paths.get_mut(&format!("/api/{plural}"));
    let list: Option<&mut Operation> = path.and_then(|path| path.get.as_mut());
    if let Some(list) = list {
        list.parameters = Some(parameters(noun).into_iter().map(RefOr::T).collect());
    }
}

/// What a noun is, in one sentence.
fn find_doc(noun: Noun) -> Option<String> {
    let mut known = Noun::WORDS.list.iter();
    let found = known.find(|(word, _)| *word == noun.as_str());
    found.map(|(_, doc)| doc.trim().to_owned())
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

fn string() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(SchemaType::Type(Type::String))
}

/// How a thing is addressed: the parts of its path after the noun. Ids that are made of other ids
/// have slashes; the last part takes them, as they are or encoded.
fn id(noun: Noun) -> Vec<Parameter> {
    let pattern = "^[A-Za-z0-9._~/-]{1,200}$";
    let own = string().pattern(Some(pattern));
    let words = "Its id, in full or after the plan's. Slashes may stand as they are.";
    let plan = noun.is_in_plan().then(|| {
        let one = string().pattern(Some("^[A-Za-z0-9._~-]{1,100}$"));
        in_path("plan", one, "The id of its plan.")
    });
    let own = in_path(noun.as_str(), own, words);
    plan.into_iter().chain([own]).collect()
}

fn in_path(name: &str, schema: ObjectBuilder, words: &str) -> Parameter {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Path)
        .required(Required::True)
        .description(Some(words))
        .schema(Some(schema))
        .build()
}

/// What a list can be asked.
fn parameters(noun: Noun) -> Vec<Parameter> {
    let filters = Filters::of(noun);
    let ids = || string().max_length(Some(200));
    let days = || string().format(Some(SchemaFormat::KnownFormat(KnownFormat::Date)));
    let limit = ObjectBuilder::new()
        .schema_type(SchemaType::Type(Type::Integer))
        .minimum(Some(1))
        .maximum(Some(MOST))
        .default(Some(USUAL.into()));
    [
        (
            filters.plan,
            "plan",
            ids(),
            "Only of this plan, by its id: what belongs to it, or names something that does.",
        ),
        (
            filters.organisation,
            "organisation",
            ids(),
            "Only what names this organisation, by its id.",
        ),
        (
            filters.days,
            "from",
            days(),
            "Only what has a day, or a span that reaches to one, on this day or later.",
        ),
        (
            filters.days,
            "until",
            days(),
            "Only what has a day, or a span that begins on one, on this day or earlier.",
        ),
        (true, "limit", limit, "Most things that are sent."),
        (
            true,
            "cursor",
            string().max_length(Some(4096)),
            "Where the list goes on, as `next` of the part before said.",
        ),
    ]
    .into_iter()
    .filter(|(known, ..)| *known)
    .map(|(_, name, schema, words)| {
        ParameterBuilder::new()
            .name(name)
            .parameter_in(ParameterIn::Query)
            .required(Required::False)
            .description(Some(words))
            .schema(Some(schema))
            .build()
    })
    .collect()
}

fn answered(name: &str) -> utoipa::openapi::Response {
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name(name)));
    ResponseBuilder::new()
        .description("")
        .content("application/json", content.build())
        .build()
}

fn named(name: &str) -> RefOr<Schema> {
    Ref::from_schema_name(name).into()
}

/// A thing of the register.
fn item(record: &str) -> RefOr<Schema> {
    let flag = ObjectBuilder::new()
        .schema_type(SchemaType::Type(Type::Boolean))
        .description(Some(
            "Something about it is made up, to show how the register works.",
        ));
    let entries = ArrayBuilder::new()
        .items(u64::schema())
        .description(Some("The entries that made it what it is."));
    let by_operator = ArrayBuilder::new().items(u64::schema()).description(Some(
        "Those of them that whoever runs the server wrote in an organisation's name, and that it did not sign.",
    ));
    let signed = ArrayBuilder::new()
        .items(u64::schema())
        .description(Some("Those of them that their organisation signed."));
    closed([
        ("about", named("About")),
        ("invented", flag.build().into()),
        ("entries", entries.build().into()),
        ("by_operator", by_operator.build().into()),
        ("signed", signed.build().into()),
        ("record", named(record)),
    ])
    .build()
    .into()
}

fn listed(item: &str) -> RefOr<Schema> {
    let items = ArrayBuilder::new()
        .items(named(item))
        .description(Some("The things, in the order of their names."));
    let next = string().description(Some(
        "Where the list goes on: the `cursor` of the next request; absent at the end.",
    ));
    closed([("items", items.build().into())])
        .property("next", next)
        .build()
        .into()
}

/// A closed object all of whose properties are there.
fn closed<const N: usize>(properties: [(&str, RefOr<Schema>); N]) -> ObjectBuilder {
    let closed = AdditionalProperties::FreeForm(false);
    let mut object = ObjectBuilder::new()
        .schema_type(SchemaType::Type(Type::Object))
        .additional_properties(Some(closed));
    for (name, schema) in properties {
        object = object.property(name, schema).required(name);
    }
    object
}
