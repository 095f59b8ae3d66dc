// SPDX-License-Identifier: EUPL-1.2
//! How another server is asked that somebody named to us: over TLS, within limits of time and size,
//! following no redirect, and only where it may live.
//!
//! Must never know what is asked, or why.
//!
//! # To ask somebody new
//! 1. A [`Client`] with limits of its own, made where its settings are read.
//! 2. [`Client::ask`] on a thread that may wait.
//! 3. A line in the table of whom the program asks, in `docs/operating.md`.
//!
//! # Map
//! [`Client`]: one question; `local`: which machines are not asked.

mod local;

use std::time::Duration;

use ureq::http::{Method, Request, Response};
use ureq::unversioned::transport::DefaultConnector;

use self::local::Checked;

pub use ureq::{Error, http};

/// What a question may cost, and whom it may reach.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Refuses everything but `https:`.
    pub tls_only: bool,
    /// Servers may live on this machine and beside it.
    pub allows_local: bool,
    /// The option that allows it, for the message of who is refused.
    pub option: &'static str,
    /// Longest wait for a whole answer.
    pub patience: Duration,
    /// Most bytes of an answer.
    pub most_bytes: u64,
}

/// Asks servers. Cloning is cheap, and connections are kept for all clones.
#[derive(Clone, Debug)]
pub struct Client {
    agent: ureq::Agent,
    limits: Limits,
}

impl Client {
    /// A client within these limits.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        let config = ureq::Agent::config_builder()
            .https_only(limits.tls_only)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .timeout_global(Some(limits.patience))
            .build();
        let connector = DefaultConnector::default();
        let checked = Checked::new(limits.allows_local, limits.option);
        Self {
            agent: ureq::Agent::with_parts(config, connector, checked),
            limits,
        }
    }

    /// Asks, and waits for the whole answer, whatever its status. Blocks: outside the threads of the
    /// runtime.
    ///
    /// # Errors
    /// If no answer came within the limits, or the address is not to be asked.
    pub fn ask(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, Error> {
        Checked::new(self.limits.allows_local, self.limits.option).check_literal(request.uri())?;
        let (head, body) = request.into_parts();
        let answer = if head.method == Method::POST {
            self.agent.run(Request::from_parts(head, body))?
        } else {
            self.agent.run(Request::from_parts(head, ()))?
        };
        let (head, mut body) = answer.into_parts();
        let body = body.with_config().limit(self.limits.most_bytes);
        Ok(Response::from_parts(head, body.read_to_vec()?))
    }
}

/// An error and what caused it, in one line.
#[must_use]
pub fn with_causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let more = error.to_string();
        if !text.ends_with(&more) {
            text = format!("{text}: {more}");
        }
        cause = error.source();
    }
    text
}
