// SPDX-License-Identifier: EUPL-1.2
//! Answers to who is signed in: nothing of them is ever kept, and some set a cookie.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse;

use super::cookie::{DEVICE, PENDING, SESSION, TO, cookie_for, set_cookie};
use crate::outgoing::{Keep, Outgoing, Prepared};

/// How long a browser keeps what was begun, in seconds.
const PENDING_AGE: i64 = 15 * 60;

/// What a browser forgets of this site when somebody signs out.
const CLEARED: HeaderValue = HeaderValue::from_static("\"cache\", \"storage\"");

/// Why a request got no further: an answer is ready.
pub(super) type Answer = Result<Told, Told>;

/// An answer, with cookies. Boxed: it is passed along as an early end, too.
pub(crate) struct Told(Box<ToldParts>);

struct ToldParts {
    outgoing: Outgoing,
    cookies: Vec<String>,
    file: Option<String>,
    going_to: Option<HeaderValue>,
    /// Whether somebody signs out with it.
    leaves: bool,
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
            leaves: false,
            headers,
        }))
    }

    /// To be kept as a file of this name, of letters, digits, `-` and `.` only.
    pub(super) fn with_name(mut self, name: &str) -> Self {
        self.0.file = Some(name.to_owned());
        self
    }

    pub(super) fn with_session(mut self, token: Option<&str>) -> Self {
        self.0.leaves = token.is_none();
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

    /// Where to go on after signing in at another site; `None`: that is over.
    pub(super) fn with_to(mut self, to: Option<&str>) -> Self {
        let age = Some(PENDING_AGE);
        self.0.cookies.push(cookie_for("Lax", TO, to, age));
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

    /// The page comes again by itself after some seconds, also without a script.
    pub(super) fn coming_again(mut self, seconds: u32, address: &str) -> Self {
        let value = format!("{seconds}; url={address}");
        self.0.going_to = HeaderValue::from_str(&value).ok();
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
            leaves,
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
        if leaves {
            // The cookie of the device stays: without it who comes back is slowed down like a stranger.
            answer.headers_mut().insert("clear-site-data", CLEARED);
        }
        for cookie in &cookies {
            if let Ok(value) = HeaderValue::from_str(cookie) {
                answer.headers_mut().append(header::SET_COOKIE, value);
            }
        }
        answer
    }
}
