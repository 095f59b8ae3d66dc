// SPDX-License-Identifier: EUPL-1.2
//! Answers to who is signed in: nothing of them is ever kept, and some set a cookie.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse;
use wegmarke_app::AppError;
use wegmarke_app::account::SignInError;
use wegmarke_domain::problem::{Problem, codes};

use super::{Asked, DEVICE, PENDING, SESSION};
use crate::outgoing::{Keep, Outgoing, Prepared};

/// How long a browser keeps what was begun, in seconds.
const PENDING_AGE: i64 = 15 * 60;

/// Why a request got no further: an answer is ready.
pub(super) type Answer = Result<Told, Told>;

/// Why it did not work, in words; `None`: nobody foresaw it.
pub(super) fn refusal(asked: &Asked, error: &AppError) -> Option<String> {
    let key = match error {
        AppError::SignIn(SignInError::Wait(seconds)) => {
            let args = [("seconds", (*seconds).unsigned_abs().into())];
            return Some(asked.ctx.t_with("refused-wait", &args));
        }
        AppError::SignIn(error) => error.code(),
        AppError::Refused(refusal) => refusal.code(),
        AppError::Forbidden(_) => "forbidden",
        other if other.code() == "stale" => other.code(),
        _ => return None,
    };
    Some(asked.ctx.word("refused", key))
}

/// A form came with a button that it does not have: nothing is done, since nobody can say what was
/// meant.
pub(super) fn unknown_button() -> AppError {
    AppError::Invalid(vec![Problem::new("", codes::UNKNOWN_BUTTON)])
}

/// A cookie that scripts cannot read and other sites do not send; `None` deletes it.
fn set_cookie(name: &str, value: Option<&str>, seconds: Option<i64>) -> String {
    cookie_for("Strict", name, value, seconds)
}

fn cookie_for(same_site: &str, name: &str, value: Option<&str>, seconds: Option<i64>) -> String {
    let (value, age) = match (value, seconds) {
        (None, _) => ("", "; Max-Age=0".to_owned()),
        (Some(value), None) => (value, String::new()),
        (Some(value), Some(seconds)) => (value, format!("; Max-Age={seconds}")),
    };
    format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite={same_site}{age}")
}

/// An answer, with cookies. Boxed: it is passed along as an early end, too.
pub(crate) struct Told(Box<ToldParts>);

struct ToldParts {
    outgoing: Outgoing,
    cookies: Vec<String>,
    file: Option<String>,
    going_to: Option<HeaderValue>,
    headers: HeaderMap,
}

impl Told {
    pub(super) fn new(outgoing: Outgoing, headers: HeaderMap) -> Self {
        Self(Box::new(ToldParts {
            outgoing: Outgoing {
                keep: Keep::Never,
                ..outgoing
            },
            cookies: Vec::new(),
            file: None,
            going_to: None,
            headers,
        }))
    }

    /// To be kept as a file of this name, of letters, digits, `-` and `.` only.
    pub(super) fn with_name(mut self, name: &str) -> Self {
        self.0.file = Some(name.to_owned());
        self
    }

    pub(super) fn with_session(mut self, token: Option<&str>) -> Self {
        self.0.cookies.push(set_cookie(SESSION, token, None));
        self
    }

    /// What was begun. An answer from another site must find it (`Lax`), one of ours needs not.
    pub(super) fn with_pending(mut self, token: &str, strict: bool) -> Self {
        let same_site = if strict { "Strict" } else { "Lax" };
        self.0.cookies.push(cookie_for(
            same_site,
            PENDING,
            Some(token),
            Some(PENDING_AGE),
        ));
        self
    }

    /// The page has one of our scripts, which asks us things.
    pub(super) fn with_scripts(mut self) -> Self {
        self.0.outgoing.scripts = true;
        self
    }

    /// The browser goes on to another page by itself.
    pub(super) fn going_to(mut self, address: &str) -> Self {
        self.0.going_to = HeaderValue::from_str(&format!("0; url={address}")).ok();
        self
    }

    pub(super) fn set_status(&mut self, status: StatusCode) {
        self.0.outgoing.status = status;
    }

    pub(super) fn with_device(mut self, token: &str) -> Self {
        let year = 365 * 24 * 3600;
        self.0
            .cookies
            .push(set_cookie(DEVICE, Some(token), Some(year)));
        self
    }
}

impl IntoResponse for Told {
    fn into_response(self) -> Response<Body> {
        let ToldParts {
            outgoing,
            cookies,
            file,
            going_to,
            headers,
        } = *self.0;
        let mut answer = Prepared::new(&outgoing, "").respond(&headers, false);
        if let Some(name) = file
            && let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""))
        {
            answer
                .headers_mut()
                .insert(header::CONTENT_DISPOSITION, value);
        }
        if let Some(address) = going_to {
            answer.headers_mut().insert(header::REFRESH, address);
        }
        for cookie in &cookies {
            if let Ok(value) = HeaderValue::from_str(cookie) {
                answer.headers_mut().append(header::SET_COOKIE, value);
            }
        }
        answer
    }
}
