// SPDX-License-Identifier: EUPL-1.2
//! Asks another server: over rustls, within limits of time and size, following no redirect, and only
//! where a provider may live.

use std::{error::Error, future::Future, pin::Pin, time::Duration};

use openidconnect::{
    AsyncHttpClient, HttpRequest, HttpResponse,
    http::{Method, Request, Response},
};
use ureq::unversioned::transport::DefaultConnector;

use super::local::Checked;

/// Longest wait for a whole answer.
const PATIENCE: Duration = Duration::from_secs(15);

/// Most bytes of an answer.
const MAX_BYTES: u64 = 1 << 20;

/// No usable answer came.
#[derive(Debug, thiserror::Error)]
pub(super) enum WebError {
    /// Connection, TLS, time or size.
    #[error(transparent)]
    Http(#[from] ureq::Error),
    /// The thread that asked is gone.
    #[error("the question was dropped")]
    Dropped(#[from] tokio::task::JoinError),
}

/// Asks on threads that may wait.
#[derive(Clone, Debug)]
pub(super) struct Web {
    agent: ureq::Agent,
    allows_local: bool,
}

impl Web {
    /// `tls_only` refuses everything but `https:`; `allows_local` lets providers live on this machine
    /// and beside it.
    pub(super) fn new(tls_only: bool, allows_local: bool) -> Self {
        let config = ureq::Agent::config_builder()
            .https_only(tls_only)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .timeout_global(Some(PATIENCE))
            .build();
        let connector = DefaultConnector::default();
        let agent = ureq::Agent::with_parts(config, connector, Checked::new(allows_local));
        Self {
            agent,
            allows_local,
        }
    }

    fn ask(&self, request: HttpRequest) -> Result<HttpResponse, ureq::Error> {
        Checked::new(self.allows_local).check_literal(request.uri())?;
        let (head, body) = request.into_parts();
        let answer = if head.method == Method::POST {
            self.agent.run(Request::from_parts(head, body))?
        } else {
            self.agent.run(Request::from_parts(head, ()))?
        };
        let (head, mut body) = answer.into_parts();
        let body = body.with_config().limit(MAX_BYTES).read_to_vec()?;
        Ok(Response::from_parts(head, body))
    }
}

impl<'w> AsyncHttpClient<'w> for Web {
    type Error = WebError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, WebError>> + Send + 'w>>;

    fn call(&'w self, request: HttpRequest) -> Self::Future {
        let web = self.clone();
        Box::pin(async move {
            let answer = tokio::task::spawn_blocking(move || web.ask(request)).await??;
            Ok(answer)
        })
    }
}

/// An error and what caused it, in one line.
pub(super) fn with_causes(error: &dyn Error) -> String {
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
