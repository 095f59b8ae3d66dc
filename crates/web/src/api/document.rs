// SPDX-License-Identifier: EUPL-1.2
//! The OpenAPI document: made from the handlers, with what holds for many of them added by rule.

pub(crate) mod nouns;

use serde_json::Value;
use utoipa::PartialSchema as _;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn, PathItem};
use utoipa::openapi::schema::{ObjectBuilder, SchemaType, Type};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{
    ComponentsBuilder, ContentBuilder, InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder, Ref,
    RefOr, Required, ResponseBuilder, Schema,
};

use super::asked::{IDEMPOTENCY_KEY, IDEMPOTENCY_REPLAYED, LONGEST_KEY};
use super::problem::{FieldProblem, MEDIA_TYPE, ProblemDetails};
use super::signing::{SIGN, SIGNATURE};
use super::to_sign::{ToSign, Unsigned};
use crate::outgoing::{Outgoing, Prepared};

/// Examples by place and name; those of bodies by path.
const EXAMPLES: &str = include_str!("examples.json");

/// What the document says beside its operations.
pub(crate) fn frame() -> OpenApi {
    let mut licence = LicenseBuilder::new().name("EUPL-1.2").build();
    licence.identifier = Some("EUPL-1.2".to_owned());
    let info = InfoBuilder::new()
        .title("Wegmarke")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(ABOUT))
        .license(Some(licence));
    let token = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
    let components = ComponentsBuilder::new()
        .security_scheme("token", token)
        .schema("Problem", ProblemDetails::schema())
        .schema("FieldProblem", FieldProblem::schema())
        .schema("ToSign", ToSign::schema())
        .schema("Unsigned", Unsigned::schema());
    OpenApiBuilder::new()
        .info(info)
        .components(Some(components.build()))
        .build()
}

const ABOUT: &str = "Statements of organisations about plans, their measures, and what became of \
    them. Reading is for anybody; writing takes the token of an organisation, whose scopes are \
    actions such as `release`. Every write that is public answers with receipts. What is wrong is told as problem \
    details (RFC 9457), all at once.";

/// The finished document, ready to be sent.
pub(crate) fn prepare(mut document: OpenApi, build: &str) -> Prepared {
    let examples: Value = serde_json::from_str(EXAMPLES).unwrap_or_default();
    for (path, item) in &mut document.paths.paths {
        for (posts, operation) in operations(item) {
            illustrate(operation, path, &examples);
            complete(operation, posts);
        }
    }
    // Strings, numbers and lists: their JSON is always to be had.
    let body = serde_json::to_vec(&document).unwrap_or_default();
    let outgoing = Outgoing {
        open: true,
        ..Outgoing::new("application/json", body)
    };
    Prepared::new(&outgoing, &format!("api-{build}"))
}

/// The operations of a path; true for those that are done once for a key.
fn operations(item: &mut PathItem) -> impl Iterator<Item = (bool, &mut Operation)> {
    let rest = [item.get.as_mut(), item.put.as_mut(), item.delete.as_mut()];
    let rest = rest
        .into_iter()
        .flatten()
        .map(|operation| (false, operation));
    rest.chain(item.post.as_mut().map(|operation| (true, operation)))
}

/// Adds examples to parameters and bodies: people read them, and programs begin with them.
fn illustrate(operation: &mut Operation, path: &str, examples: &Value) {
    for parameter in operation.parameters.iter_mut().flatten() {
        let RefOr::T(parameter) = parameter else {
            continue;
        };
        let place = match parameter.parameter_in {
            ParameterIn::Path => "path",
            ParameterIn::Query => "query",
            _ => continue,
        };
        if place == "path" && parameter.name != "seq" && !has_pattern(parameter) {
            let name = ObjectBuilder::new()
                .schema_type(SchemaType::Type(Type::String))
                .pattern(Some("^[A-Za-z0-9._~-]{1,100}$"));
            parameter.schema = Some(name.into());
        }
        let example = examples.get(place).and_then(|all| all.get(&parameter.name));
        let illustrated = ParameterBuilder::from(parameter.clone());
        *parameter = illustrated.example(example.cloned()).build();
    }
    let example = examples.get("body").and_then(|all| all.get(path));
    if let Some(RefOr::T(body)) = &mut operation.request_body {
        for content in body.content.values_mut() {
            if let RefOr::T(content) = content {
                content.example = example.cloned();
            }
        }
    }
}

fn has_pattern(parameter: &Parameter) -> bool {
    matches!(&parameter.schema, Some(RefOr::T(Schema::Object(schema))) if schema.pattern.is_some())
}

/// Adds what every operation of its kind can answer.
fn complete(operation: &mut Operation, posts: bool) {
    let secured = operation.security.is_some();
    let writes = operation.request_body.is_some();
    let parameters = operation.parameters.get_or_insert_default();
    let asks = !parameters.is_empty();
    let in_path = parameters
        .iter()
        .any(|one| matches!(one, RefOr::T(one) if one.parameter_in == ParameterIn::Path));
    if posts {
        parameters.push(key().into());
        parameters.extend(signed().map(Into::into));
    }
    let responses = &mut operation.responses.responses;
    if let Some(RefOr::T(done)) = responses.get_mut("200") {
        if posts {
            let words = "`true`: it was done by an earlier request with this key.";
            done.headers
                .insert(IDEMPOTENCY_REPLAYED.to_owned(), header(words).into());
        }
        if !secured {
            let words = "The edition of the register; send it back in `If-None-Match`.";
            done.headers.insert("ETag".to_owned(), header(words).into());
        }
    }
    if !secured {
        let unchanged = ResponseBuilder::new().description("It is still the same.");
        responses.insert("304".to_owned(), unchanged.build().into());
    }
    for (status, applies, words) in [
        ("400", asks || writes, "The request does not read."),
        ("401", secured, "There is no token, or it opens nothing."),
        ("403", secured, "This is not for this token to do."),
        ("404", in_path, "There is no such thing."),
        (
            "409",
            posts,
            "It cannot be said now, or somebody else was first.",
        ),
        (
            "412",
            false,
            "It is not in the state that the request names.",
        ),
        (
            "413",
            writes,
            "It is larger than 1 MiB; of a file 32 MiB are taken.",
        ),
        ("415", writes, "It is not JSON."),
        (
            "422",
            writes,
            "It reads, and cannot be said like this; or its key was used for another request.",
        ),
        (
            "428",
            posts,
            "The request must say which state it means; or this is what is to be signed.",
        ),
        ("500", true, "Something went wrong inside."),
        (
            "503",
            true,
            "The database cannot be reached or written now; try again.",
        ),
    ] {
        if applies || responses.contains_key(status) {
            responses.insert(status.to_owned(), problem(words).into());
        }
    }
}

fn problem(words: &str) -> utoipa::openapi::Response {
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem")));
    ResponseBuilder::new()
        .description(words)
        .content(MEDIA_TYPE, content.build())
        .build()
}

fn header(words: &str) -> utoipa::openapi::header::Header {
    let string = ObjectBuilder::new().schema_type(SchemaType::Type(Type::String));
    HeaderBuilder::new()
        .schema(Some(string))
        .description(Some(words))
        .build()
}

fn key() -> utoipa::openapi::path::Parameter {
    let text = ObjectBuilder::new()
        .schema_type(SchemaType::Type(Type::String))
        .min_length(Some(1))
        .max_length(Some(LONGEST_KEY))
        .pattern(Some("^[!-~]+$"));
    ParameterBuilder::new()
        .name(IDEMPOTENCY_KEY)
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some(
            "Makes it safe to send the same request again: within a day it is done once.",
        ))
        .schema(Some(text))
        .build()
}

/// The headers with which an organisation signs what it says.
fn signed() -> [Parameter; 2] {
    let text = |pattern| {
        ObjectBuilder::new()
            .schema_type(SchemaType::Type(Type::String))
            .pattern(Some(pattern))
    };
    let header = |name, words, schema| {
        ParameterBuilder::new()
            .name(name)
            .parameter_in(ParameterIn::Header)
            .required(Required::False)
            .description(Some(words))
            .schema(Some(schema))
            .build()
    };
    [
        header(
            SIGN,
            "The fingerprint of a key of the organisation: answers with what would be signed (428), and writes \
             nothing.",
            text("^[0-9a-f]{64}$"),
        ),
        header(
            SIGNATURE,
            "The signature, as JSON: `key`, `previous`, `salts` and `ed25519`.",
            text("^[!-~]+$"),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::{EXAMPLES, illustrate, operations};
    use crate::api::reading::Filters;
    use crate::api::routes;
    use serde_json::Value;
    use wegmarke_domain::noun::Noun;

    const PAGE: &str = include_str!("../../../../docs/api.md");

    /// Every operation is told apart, said in words, and shown by an example.
    #[test]
    fn every_operation_is_described_and_every_example_is_of_one() {
        let (_, mut document) = routes().split_for_parts();
        let examples: Value = serde_json::from_str(EXAMPLES).unwrap();
        let (mut names, mut shown) = (Vec::new(), 0);
        for (path, item) in &mut document.paths.paths {
            for (_, operation) in operations(item) {
                illustrate(operation, path, &examples);
                names.push(operation.operation_id.clone().unwrap());
                assert!(operation.summary.is_some(), "{path}");
                let told = serde_json::to_value(&*operation).unwrap();
                for parameter in told["parameters"].as_array().into_iter().flatten() {
                    let place = (parameter["in"].as_str(), parameter["name"].as_str());
                    // An example of an id would be a line for each noun.
                    let is_id = |name: &str| name.parse::<Noun>().is_ok();
                    let free = matches!(
                        place,
                        (Some("header"), _) | (_, Some("limit" | "cursor" | "noun"))
                    ) || place.1.is_some_and(is_id);
                    assert!(
                        free || parameter.get("example").is_some(),
                        "{path} {place:?}"
                    );
                }
                if let Some(body) = told.get("requestBody") {
                    let example = &body["content"]["application/json"]["example"];
                    assert!(example.is_object(), "{path}");
                    shown += 1;
                }
            }
        }
        assert_eq!(shown, examples["body"].as_object().unwrap().len());
        let all = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), all);
    }

    /// A noun that joins the roll call is read and described without a line here.
    #[test]
    fn every_noun_is_read_and_every_reference_leads_somewhere() {
        let (_, document) = routes().split_for_parts();
        let document = serde_json::to_value(&document).unwrap();
        for noun in Noun::ALL {
            let Some(plural) = noun.plural() else {
                continue;
            };
            let list = &document["paths"][format!("/api/{plural}")]["get"];
            assert!(list.is_object(), "{plural}");
            let named = |name: &str| {
                let all = list["parameters"].as_array().unwrap().iter();
                all.filter(|parameter| parameter["name"] == name).count()
            };
            assert_eq!((named("limit"), named("cursor")), (1, 1), "{plural}");
            let filters = Filters::of(*noun);
            assert_eq!(named("plan"), usize::from(filters.plan), "{plural}");
            let words: Vec<_> = ["plan", "organisation", "from", "until"]
                .into_iter()
                .filter(|name| named(name) == 1)
                .map(|name| format!("`{name}`"))
                .collect();
            let words = if words.is_empty() {
                "none".to_owned()
            } else {
                words.join(", ")
            };
            let row = format!("| `/api/{plural}` | {words} |");
            assert!(PAGE.contains(&row), "docs/api.md lacks {row}");
            let one = if noun.is_in_plan() { "/{plan}" } else { "" };
            let one = format!("/api/{plural}{one}/{{{noun}}}");
            assert!(document["paths"][&one]["get"].is_object(), "{one}");
        }
        for reference in references(&document) {
            let path = reference.trim_start_matches('#');
            assert!(document.pointer(path).is_some(), "{reference}");
        }
    }

    fn references(json: &Value) -> Vec<&str> {
        match json {
            Value::Array(items) => items.iter().flat_map(references).collect(),
            Value::Object(members) => {
                let own = members.get("$ref").and_then(Value::as_str);
                let inner = members.values().flat_map(references);
                own.into_iter().chain(inner).collect()
            }
            _ => Vec::new(),
        }
    }
}
