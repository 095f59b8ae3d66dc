// SPDX-License-Identifier: EUPL-1.2
//! What is read off a request, and how it is answered.

use std::marker::PhantomData;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode, header};
use serde::Serialize;
use serde::de::DeserializeOwned;
use utoipa::ToSchema;
use wegmarke_app::once::{Done, Request as OnceRequest};
use wegmarke_app::{App, AppError, Receipt, State, Who};
use wegmarke_domain::contribution::Address;
use wegmarke_domain::figure::FigureAddress;
use wegmarke_domain::text::tidy_json;

use super::model::Receipts;
use super::problem::ProblemDetails;
use super::signing;
use crate::outgoing::{Keep, Outgoing, Prepared};
use crate::{Edition, Web};

/// The header that names a request which must be done only once.
pub(crate) const IDEMPOTENCY_KEY: &str = "idempotency-key";
/// The header of an answer that was given before.
pub(crate) const IDEMPOTENCY_REPLAYED: &str = "idempotency-replayed";
/// Longest key of a request, in bytes.
pub(crate) const LONGEST_KEY: usize = 255;

/// An answer, or why there is none.
pub(crate) type Answer = Result<Response<Body>, ProblemDetails>;

/// What every handler knows of its request.
pub(crate) struct Asked {
    pub(crate) web: Arc<Web>,
    headers: HeaderMap,
    head_only: bool,
    address: String,
}

impl FromRequestParts<Arc<Web>> for Asked {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        web: &Arc<Web>,
    ) -> Result<Self, Self::Rejection> {
        let address = parts.uri.path_and_query().map(ToString::to_string);
        Ok(Self {
            web: Arc::clone(web),
            headers: parts.headers.clone(),
            head_only: parts.method == Method::HEAD,
            address: address.unwrap_or_default(),
        })
    }
}

impl Asked {
    pub(crate) fn app(&self) -> &App {
        &self.web.app
    }

    /// Refuses parameters where none are read.
    pub(crate) fn no_parameters(&self) -> Result<(), ProblemDetails> {
        no_parameters(self.address.split_once('?').map(|(_, query)| query))
    }

    /// An answer that anybody may have: made once for each edition of the register. `make` gives
    /// its JSON.
    pub(crate) fn public(
        &self,
        make: impl FnOnce(&State) -> Result<Vec<u8>, ProblemDetails>,
    ) -> Answer {
        if let Some(kept) = self.kept() {
            return Ok(kept);
        }
        let state = self.app().state();
        let json = make(&state)?;
        Ok(self.fresh(&state, json))
    }

    /// The answer of this edition, if it was made before.
    pub(crate) fn kept(&self) -> Option<Response<Body>> {
        let web = &self.web;
        let respond = |kept: &Arc<Prepared>| kept.respond(&self.headers, self.head_only);
        web.cache.find(web.edition(), &self.address, respond)
    }

    /// An answer made from a state, kept for others. The state was taken before anything else was
    /// read: an answer may be newer than its edition says, and never older.
    pub(crate) fn fresh(&self, state: &State, json: Vec<u8>) -> Response<Body> {
        let web = &self.web;
        let edition = Edition {
            version: state.version(),
            ..web.edition()
        };
        let outgoing = Outgoing {
            open: true,
            ..Outgoing::new("application/json", json)
        };
        let prepared = Arc::new(Prepared::new(
            &outgoing,
            &format!("{edition}-{}", web.build),
        ));
        web.cache
            .keep(edition, &self.address, Arc::clone(&prepared));
        prepared.respond(&self.headers, self.head_only)
    }

    /// An answer for who asks alone, kept by nobody. `revision` is what a write must name.
    pub(crate) fn private<T: Serialize>(&self, value: &T, revision: Option<u64>) -> Answer {
        let outgoing = Outgoing {
            keep: Keep::Never,
            ..Outgoing::new("application/json", json(value)?)
        };
        let mut answer = Prepared::new(&outgoing, "").respond(&self.headers, self.head_only);
        if let Some(revision) = revision
            && let Ok(tag) = HeaderValue::from_str(&format!("\"{revision}\""))
        {
            answer.headers_mut().insert(header::ETAG, tag);
        }
        Ok(answer)
    }

    /// The receipts of what was done.
    pub(crate) fn done(&self, done: Done) -> Answer {
        let receipts = done.receipts.into_iter().map(Into::into).collect();
        let mut answer = self.private(&Receipts { receipts }, None)?;
        if done.replayed {
            let replayed = HeaderValue::from_static("true");
            answer.headers_mut().insert(IDEMPOTENCY_REPLAYED, replayed);
        }
        Ok(answer)
    }

    /// The revision that a write names: 0 if there must be none.
    ///
    /// `current` is the one there is; it is asked for only by `If-Match: *`.
    pub(crate) fn expected(&self, current: u64) -> Result<u64, ProblemDetails> {
        let sent = |name| {
            self.headers
                .get(name)
                .map(|value: &HeaderValue| value.to_str())
        };
        match (sent(header::IF_MATCH), sent(header::IF_NONE_MATCH)) {
            (None, None) => Err(ProblemDetails::new(
                StatusCode::PRECONDITION_REQUIRED,
                "precondition_required",
                "say which state is meant: If-Match with the ETag that you got, or If-None-Match: *",
            )),
            (None, Some(Ok("*"))) => Ok(0),
            (Some(Ok("*")), None) if current > 0 => Ok(current),
            (Some(Ok(tag)), None) => {
                let revision = tag.strip_prefix('"').and_then(|tag| tag.strip_suffix('"'));
                let revision = revision.and_then(|digits| digits.parse().ok());
                revision
                    .filter(|number| *number > 0)
                    .ok_or_else(ProblemDetails::stale)
            }
            _ => Err(ProblemDetails::stale()),
        }
    }
}

/// A value as JSON.
pub(crate) fn json<T: Serialize>(value: &T) -> Result<Vec<u8>, ProblemDetails> {
    serde_json::to_vec(value).map_err(|error| AppError::Internal(error.to_string()).into())
}

/// The program that asks, by its token. Cookies open nothing here.
pub(crate) struct Caller {
    pub(crate) who: Who,
    token: String,
}

impl FromRequestParts<Arc<Web>> for Caller {
    type Rejection = ProblemDetails;

    async fn from_request_parts(parts: &mut Parts, web: &Arc<Web>) -> Result<Self, ProblemDetails> {
        let sent = parts.headers.get(header::AUTHORIZATION);
        let token = sent
            .and_then(|value| value.to_str().ok()?.split_once(' '))
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
            .map(|(_, token)| token.trim().to_owned())
            .ok_or_else(ProblemDetails::unauthorised)?;
        let who = Who {
            signing: signing::read(&parts.headers)?,
            ..web.app.find_program(&token).await?
        };
        Ok(Self { who, token })
    }
}

impl Caller {
    /// Does what is posted; only once if the request has a key.
    pub(crate) async fn once<D, T>(
        &self,
        asked: &Asked,
        posted: &Posted<D, T>,
        work: impl AsyncFnOnce(&Who) -> Result<Vec<Receipt>, AppError>,
    ) -> Answer {
        asked.done(self.do_once(asked, posted, work).await?)
    }

    /// The same, with what was done.
    pub(crate) async fn do_once<D, T>(
        &self,
        asked: &Asked,
        posted: &Posted<D, T>,
        work: impl AsyncFnOnce(&Who) -> Result<Vec<Receipt>, AppError>,
    ) -> Result<Done, ProblemDetails> {
        // Nobody shall believe that `?dry_run=true` only tries.
        asked.no_parameters()?;
        Ok(match &posted.key {
            None => Done {
                receipts: work(&self.who).await?,
                replayed: false,
            },
            Some(key) => {
                let request = OnceRequest {
                    token: &self.token,
                    key,
                    content: &posted.content,
                };
                asked.app().once(&self.who, request, work).await?
            }
        })
    }
}

/// Refuses parameters where none are read.
fn no_parameters(query: Option<&str>) -> Result<(), ProblemDetails> {
    match query {
        None | Some("") => Ok(()),
        Some(_) => Err(ProblemDetails::bad_request(
            "this takes no parameters; see /api/openapi.json",
        )),
    }
}

/// The parts of a path of one thing, which takes no parameters.
pub(crate) struct Path<T>(pub(crate) T);

impl<T: DeserializeOwned + Send> FromRequestParts<Arc<Web>> for Path<T> {
    type Rejection = ProblemDetails;

    async fn from_request_parts(parts: &mut Parts, web: &Arc<Web>) -> Result<Self, ProblemDetails> {
        no_parameters(parts.uri.query())?;
        axum::extract::Path::from_request_parts(parts, web)
            .await
            .map(|axum::extract::Path(found)| Self(found))
            .map_err(|error| ProblemDetails::bad_request(error.body_text()))
    }
}

/// The parameters of a query. One that is not known is a mistake, not ignored.
pub(crate) struct Query<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequestParts<Arc<Web>> for Query<T> {
    type Rejection = ProblemDetails;

    async fn from_request_parts(parts: &mut Parts, web: &Arc<Web>) -> Result<Self, ProblemDetails> {
        axum::extract::Query::from_request_parts(parts, web)
            .await
            .map(|axum::extract::Query(found)| Self(found))
            .map_err(|error| ProblemDetails::bad_request(error.body_text()))
    }
}

/// A JSON body: first of the form `D` that the documentation shows, then what it means.
pub(crate) struct Posted<D, T> {
    pub(crate) is: T,
    key: Option<String>,
    /// Tells the request from every other one.
    content: Vec<u8>,
    form: PhantomData<fn() -> D>,
}

impl<D: DeserializeOwned, T: DeserializeOwned> FromRequest<Arc<Web>> for Posted<D, T> {
    type Rejection = ProblemDetails;

    async fn from_request(request: Request<Body>, web: &Arc<Web>) -> Result<Self, ProblemDetails> {
        let Taken {
            key,
            content,
            value,
        } = take(request, web).await?;
        read::<D>(&value)?;
        Ok(Self {
            is: read(&value)?,
            key,
            content,
            form: PhantomData,
        })
    }
}

/// A request with JSON, of whatever form.
struct Taken {
    key: Option<String>,
    content: Vec<u8>,
    value: serde_json::Value,
}

/// Apart from [`Posted`], so that it is compiled once and not for each form.
async fn take(request: Request<Body>, web: &Arc<Web>) -> Result<Taken, ProblemDetails> {
    let key = key(request.headers())?;
    must_be_json(request.headers())?;
    let address = request.uri().path_and_query().map(ToString::to_string);
    let address = address.unwrap_or_default();
    let mut content = format!("{} {address}\n", request.method()).into_bytes();
    let body = Bytes::from_request(request, web).await;
    let body = body.map_err(|error| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => ProblemDetails::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "too_large",
            "more was sent at once than is taken: 1 MiB, and 32 MiB of a file",
        ),
        _ => ProblemDetails::bad_request("the body did not come whole"),
    })?;
    let mut value = serde_json::from_slice(&body)
        .map_err(|error| ProblemDetails::bad_request(format!("this is not JSON: {error}")))?;
    tidy_json(&mut value);
    content.extend_from_slice(&body);
    Ok(Taken {
        key,
        content,
        value,
    })
}

/// Reads a value, or says where it has another form.
fn read<T: DeserializeOwned>(value: &serde_json::Value) -> Result<T, ProblemDetails> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let field = match error.path().to_string() {
            whole if whole == "." => String::new(),
            path => path.replace('[', ".").replace(']', ""),
        };
        ProblemDetails::of_field(&field, "form", Some(error.inner().to_string()))
    })
}

fn key(headers: &HeaderMap) -> Result<Option<String>, ProblemDetails> {
    let Some(sent) = headers.get(IDEMPOTENCY_KEY) else {
        return Ok(None);
    };
    let fits = |key: &&str| (1..=LONGEST_KEY).contains(&key.len());
    let key = sent.to_str().ok().filter(fits);
    key.map(|key| Some(key.to_owned())).ok_or_else(|| {
        ProblemDetails::bad_request("an Idempotency-Key has 1 to 255 visible ASCII characters")
    })
}

fn must_be_json(headers: &HeaderMap) -> Result<(), ProblemDetails> {
    let sent = headers.get(header::CONTENT_TYPE);
    let sent = sent
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let media_type = sent.split(';').next().unwrap_or_default().trim();
    if media_type.eq_ignore_ascii_case("application/json") {
        return Ok(());
    }
    Err(ProblemDetails::new(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "unsupported_media_type",
        "send Content-Type: application/json",
    ))
}

/// What an address names.
pub(crate) fn address(about: &str) -> Result<Address, ProblemDetails> {
    let subject = about.parse().ok();
    let address = subject.and_then(|subject| Address::parse(&subject).ok());
    address
        .filter(|_| super::model::fits(about, super::model::LONGEST_ABOUT))
        .ok_or_else(|| {
            let words =
                "name it as {noun}/{plan}/{round}/{organisation}/{number}/{what it is about}";
            ProblemDetails::bad_request(words)
        })
}

/// What a draft is about, by its name.
pub(crate) enum Drafted {
    /// What is said in a round.
    Said(Address),
    /// A figure.
    Figure(FigureAddress),
}

/// What the name of a draft means: that of a contribution, or `figure/…`.
pub(crate) fn drafted(about: &str) -> Result<Drafted, ProblemDetails> {
    let Some(name) = about.strip_prefix(FIGURE) else {
        return address(about).map(Drafted::Said);
    };
    let found = FigureAddress::parse(name);
    let found = found.filter(|_| super::model::fits(about, super::model::LONGEST_ABOUT));
    found.map(Drafted::Figure).ok_or_else(|| {
        let words = "name it as figure/{organisation}/{number}/{kind}/{id}";
        ProblemDetails::bad_request(words)
    })
}

/// What the names of drafts of figures begin with.
pub(crate) const FIGURE: &str = "figure/";

/// Most things in one list.
pub(crate) const MOST: u16 = 200;
/// Things in one list if nobody says how many.
pub(crate) const USUAL: u16 = 50;

/// A part of a list.
#[derive(Serialize, ToSchema)]
pub(crate) struct Listed<T> {
    /// The things, in the order of their names.
    pub(crate) items: Vec<T>,
    /// Where the list goes on: the `cursor` of the next request; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) next: Option<String>,
}

impl<T> Listed<T> {
    /// The same part, told otherwise: only what is sent is told.
    pub(crate) fn map<U>(self, tell: impl FnMut(T) -> U) -> Listed<U> {
        Listed {
            items: self.items.into_iter().map(tell).collect(),
            next: self.next,
        }
    }
}

/// Which part of a list.
pub(crate) struct Part {
    limit: usize,
    after: Option<String>,
}

impl Part {
    pub(crate) fn new(limit: Option<u16>, cursor: Option<&str>) -> Result<Self, ProblemDetails> {
        let limit = limit.unwrap_or(USUAL);
        if !(1..=MOST).contains(&limit) {
            return Err(ProblemDetails::bad_request(format!(
                "limit is from 1 to {MOST}"
            )));
        }
        let after = cursor.map(|cursor| {
            let bytes = hex::decode(cursor).ok();
            let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
            text.ok_or_else(|| ProblemDetails::bad_request("this cursor was not given by a list"))
        });
        Ok(Self {
            limit: limit.into(),
            after: after.transpose()?,
        })
    }

    /// The name after which the part begins.
    pub(crate) fn after(&self) -> Option<&str> {
        self.after.as_deref()
    }

    /// The part of a whole that is sorted by names, each of which is there once.
    pub(crate) fn of<T>(&self, all: impl Iterator<Item = (String, T)>) -> Listed<T> {
        let mut rest =
            all.skip_while(|(name, _)| self.after().is_some_and(|after| &**name <= after));
        let some: Vec<(String, T)> = rest.by_ref().take(self.limit).collect();
        let more = rest.next().is_some();
        let last = some.last().filter(|_| more);
        Listed {
            next: last.map(|(name, _)| hex::encode(name)),
            items: some.into_iter().map(|(_, item)| item).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Part;

    #[test]
    fn parts_of_a_list_give_everything_once() {
        let names: Vec<String> = (0..23).map(|n| format!("{n:02}")).collect();
        for limit in [1, 5, 22, 23, 24] {
            let (mut seen, mut cursor) = (Vec::new(), None::<String>);
            loop {
                let part = Part::new(Some(limit), cursor.as_deref()).unwrap();
                let all = names.iter().map(|name| (name.clone(), name.clone()));
                let listed = part.of(all);
                assert!(listed.items.len() <= usize::from(limit));
                seen.extend(listed.items);
                match listed.next {
                    Some(next) => cursor = Some(next),
                    None => break,
                }
            }
            assert_eq!(seen, names, "{limit}");
        }
        assert!(Part::new(Some(0), None).is_err());
        assert!(Part::new(Some(201), None).is_err());
        assert!(Part::new(None, Some("x")).is_err());
    }
}
