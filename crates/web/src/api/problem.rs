// SPDX-License-Identifier: EUPL-1.2
//! Why a request got no further, as problem details (RFC 9457).

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse;
use serde::Serialize;
use utoipa::ToSchema;
use wegmarke_app::account::SignInError;
use wegmarke_app::{AppError, VaultError};
use wegmarke_domain::message::Message;
use wegmarke_domain::rules::importing::{NotTheirs, Owner};
use wegmarke_l10n::{Lang, Locale};
use wegmarke_pages::message;

use super::to_sign::ToSign;
use crate::outgoing::{Keep, Outgoing, Prepared, SHORTLY};

/// The media type of problem details.
pub(crate) const MEDIA_TYPE: &str = "application/problem+json";

/// What begins the type of every problem; its stable code follows.
const TYPE: &str = "urn:wegmarke:problem:";

/// One thing that is wrong with what was sent.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub(crate) struct FieldProblem {
    /// Where it is: `says.report.delivery`, `funding.2.year`; empty if it is about the whole.
    pub(crate) field: String,
    /// Stable code, such as `required`.
    pub(crate) code: &'static str,
    /// What else there is to say: a limit, the part that is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) detail: Option<String>,
}

/// Problem details (RFC 9457).
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub(crate) struct ProblemDetails {
    /// `urn:wegmarke:problem:` and a stable code. Programs decide by it.
    #[serde(rename = "type")]
    kind: String,
    /// What the status means.
    title: &'static str,
    /// The HTTP status.
    #[serde(serialize_with = "number")]
    #[schema(value_type = u16, minimum = 400, maximum = 599)]
    status: StatusCode,
    /// What happened, for people.
    detail: String,
    /// Seconds to wait before it is worth trying again.
    #[serde(skip)]
    wait: Option<u64>,
    /// Everything that is wrong with what was sent, all at once.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    problems: Vec<FieldProblem>,
    /// What is to be signed, where that was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    to_sign: Option<Box<ToSign>>,
}

fn number<S: serde::Serializer>(status: &StatusCode, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u16(status.as_u16())
}

impl ProblemDetails {
    /// What is not for who brings a file to state: each kind of thing, and who may.
    fn not_theirs(all: &[NotTheirs]) -> Self {
        let of = |one: &NotTheirs| {
            let who = match &one.owner {
                Owner::Independent => {
                    "an organisation that speaks with the independent voice".to_owned()
                }
                Owner::Operator => "whoever runs this register".to_owned(),
                Owner::Organisation(id) => id.to_string(),
                Owner::Plan(plan) => format!("who leads or coordinates the plan {plan}"),
            };
            FieldProblem {
                field: String::new(),
                code: "not_theirs",
                detail: Some(format!(
                    "{} {}, such as {}: {who}",
                    one.count, one.noun, one.first
                )),
            }
        };
        Self {
            problems: all.iter().map(of).collect(),
            ..Self::new(
                StatusCode::FORBIDDEN,
                "not_theirs",
                "the file holds what is not for your organisation to state; nothing was written",
            )
        }
    }

    /// What is wrong with a file or a profile: the interface speaks English.
    pub(super) fn of_message(code: &str, message: &Message) -> Self {
        let words = message::words(Locale::of(Lang::En), message);
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, code, words)
    }

    /// A problem by its status, stable code, and words for people.
    pub(crate) fn new(status: StatusCode, code: &str, detail: impl Into<String>) -> Self {
        Self {
            kind: format!("{TYPE}{code}"),
            title: status.canonical_reason().unwrap_or("Problem"),
            status,
            detail: detail.into(),
            wait: (status == StatusCode::SERVICE_UNAVAILABLE).then_some(SHORTLY),
            problems: Vec::new(),
            to_sign: None,
        }
    }

    /// The request does not read.
    pub(crate) fn bad_request(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "bad_request", detail)
    }

    /// There is no such thing.
    pub(crate) fn not_found(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", detail)
    }

    /// What was sent reads, and cannot be said like this.
    pub(crate) fn invalid(problems: Vec<FieldProblem>) -> Self {
        let detail = match problems.len() {
            1 => "one thing needs another look; nothing was written".to_owned(),
            n => format!("{n} things need another look; nothing was written"),
        };
        Self {
            problems,
            ..Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", detail)
        }
    }

    /// One field has one problem.
    pub(crate) fn of_field(field: &str, code: &'static str, detail: Option<String>) -> Self {
        let field = field.to_owned();
        Self::invalid(vec![FieldProblem {
            field,
            code,
            detail,
        }])
    }

    /// Somebody else changed it meanwhile.
    pub(crate) fn stale() -> Self {
        Self::new(
            StatusCode::PRECONDITION_FAILED,
            "stale",
            "it is not in the state that the request names; get it again first",
        )
    }

    /// No token, or one that opens nothing.
    pub(crate) fn unauthorised() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            "unauthorised",
            "this takes the token of an organisation: Authorization: Bearer wgma_…",
        )
    }
}

impl From<AppError> for ProblemDetails {
    fn from(error: AppError) -> Self {
        let (code, detail) = (error.code(), error.to_string());
        match error {
            AppError::Invalid(problems) => {
                let field = |problem: wegmarke_domain::problem::Problem| FieldProblem {
                    field: problem.field.into(),
                    code: problem.code,
                    detail: problem.detail.map(Into::into),
                };
                Self::invalid(problems.into_iter().map(field).collect())
            }
            AppError::ToSign(asked) => Self {
                to_sign: Some(Box::new((*asked).into())),
                ..Self::new(StatusCode::PRECONDITION_REQUIRED, code, detail)
            },
            AppError::Forbidden(_) => Self::new(StatusCode::FORBIDDEN, code, detail),
            AppError::NotTheirs(all) => Self::not_theirs(&all),
            AppError::Read(error) => Self::of_message(code, &error.message()),
            AppError::Profile(error) => Self::of_message(code, &error.message()),
            AppError::Paper(_) | AppError::Drawing(_) => {
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, code, detail)
            }
            AppError::NotFound(_) => Self::new(StatusCode::NOT_FOUND, code, detail),
            AppError::Refused(wegmarke_app::Refusal::NotYours) => {
                Self::new(StatusCode::FORBIDDEN, code, detail)
            }
            AppError::Signing(_)
            | AppError::Refused(_)
            | AppError::Rule(_)
            | AppError::Unreadable(_)
            | AppError::StillTheSame(_)
            | AppError::Moved(_) => Self::new(StatusCode::CONFLICT, code, detail),
            AppError::TooMuch(much) => Self {
                wait: Some(much.wait),
                ..Self::new(StatusCode::TOO_MANY_REQUESTS, code, detail)
            },
            AppError::NoRoom => Self::new(StatusCode::INSUFFICIENT_STORAGE, code, detail),
            AppError::KeyReused => Self::new(StatusCode::UNPROCESSABLE_ENTITY, code, detail),
            AppError::SignIn(SignInError::NotSignedIn) => Self::unauthorised(),
            // Somebody else wrote meanwhile.
            AppError::Store(_) if matches!(code, "stale" | "conflict") => {
                Self::new(StatusCode::CONFLICT, code, detail)
            }
            // What is kept of it is not what it was: there is nothing that could be handed out.
            AppError::DamagedFile(_) => {
                let words = "what is kept of this file is missing or damaged; whoever runs this register is told";
                Self::new(StatusCode::NOT_FOUND, code, words)
            }
            AppError::Vault(VaultError::Unreachable(_)) => {
                tracing::error!(code, %detail, "a request failed");
                let words = "the place for files does not answer now; try again";
                Self::new(StatusCode::SERVICE_UNAVAILABLE, code, words)
            }
            // Details of what failed inside are for the log, not for strangers.
            AppError::Store(_) => {
                tracing::error!(code, %detail, "a request failed");
                let words = match code {
                    "disk_full" => {
                        "the disk of this register is full: nothing was written; whoever runs it was told"
                    }
                    _ => "the database cannot be reached or written now; try again",
                };
                Self::new(StatusCode::SERVICE_UNAVAILABLE, code, words)
            }
            _ => {
                tracing::error!(code, %detail, "a request failed");
                let words = "something went wrong inside; it was noted";
                Self::new(StatusCode::INTERNAL_SERVER_ERROR, code, words)
            }
        }
    }
}

impl IntoResponse for ProblemDetails {
    fn into_response(self) -> Response<Body> {
        self.respond(false)
    }
}

impl ProblemDetails {
    /// The answer, with or without its body.
    pub(crate) fn respond(self, head_only: bool) -> Response<Body> {
        // Strings and numbers: their JSON is always to be had.
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let outgoing = Outgoing {
            status: self.status,
            keep: Keep::Never,
            open: true,
            ..Outgoing::new(MEDIA_TYPE, body)
        };
        let mut answer = Prepared::new(&outgoing, "").respond(&HeaderMap::new(), head_only);
        if self.status == StatusCode::UNAUTHORIZED {
            let scheme = HeaderValue::from_static("Bearer realm=\"wegmarke\"");
            answer
                .headers_mut()
                .insert(header::WWW_AUTHENTICATE, scheme);
        }
        if let Some(seconds) = self.wait {
            let seconds = HeaderValue::from(seconds);
            answer.headers_mut().insert(header::RETRY_AFTER, seconds);
        }
        answer
    }
}
