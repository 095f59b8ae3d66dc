// SPDX-License-Identifier: EUPL-1.2
//! Asks another site, and only where a provider may live.

use std::{future::Future, pin::Pin, time::Duration};

use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};
use wegmarke_outbound::{Client, Limits};

/// Longest wait for a whole answer.
const PATIENCE: Duration = Duration::from_secs(15);

/// Most bytes of an answer.
const MAX_BYTES: u64 = 1 << 20;

/// No usable answer came.
#[derive(Debug, thiserror::Error)]
pub(super) enum WebError {
    /// Connection, TLS, time or size.
    #[error(transparent)]
    Http(#[from] wegmarke_outbound::Error),
    /// The thread that asked is gone.
    #[error("the question was dropped")]
    Dropped(#[from] tokio::task::JoinError),
}

/// Asks on threads that may wait.
#[derive(Clone, Debug)]
pub(super) struct Web(Client);

impl Web {
    /// `tls_only` refuses everything but `https:`; `allows_local` lets providers live on this machine
    /// and beside it.
    pub(super) fn new(tls_only: bool, allows_local: bool) -> Self {
        Self(Client::new(Limits {
            tls_only,
            allows_local,
            option: "--allow-local-providers",
            patience: PATIENCE,
            most_bytes: MAX_BYTES,
        }))
    }
}

impl<'w> AsyncHttpClient<'w> for Web {
    type Error = WebError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, WebError>> + Send + 'w>>;

    fn call(&'w self, request: HttpRequest) -> Self::Future {
        let client = self.0.clone();
        Box::pin(
            async move { Ok(tokio::task::spawn_blocking(move || client.ask(request)).await??) },
        )
    }
}
