// SPDX-License-Identifier: EUPL-1.2
//! A witness on the web (C2SP [tlog-witness](https://c2sp.org/tlog-witness)): where checkpoints are handed
//! in, and where those that were cosigned are read.

use std::convert::Infallible;
use std::future::Future;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, Response, StatusCode};
use hyper::body::Incoming;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use wegmarke_app::witnessing::{Witness, WitnessError};
use wegmarke_ledger::witness::{ADD_CHECKPOINT, MOST_BYTES, Refusal, SIZE_TYPE};

use crate::connections::{self, Known, Serving};
use crate::lingering;
use crate::outgoing::{Keep, Outgoing, Prepared};
use crate::sent::Sent;

/// Checkpoints that are looked at at once; others wait.
const AT_ONCE: usize = 16;

/// Serves a witness until `stop` is done; requests under way are finished.
pub async fn serve(
    listener: TcpListener,
    witness: Arc<Witness>,
    behind_proxy: bool,
    stop: impl Future<Output = ()> + Send + 'static,
) {
    let desk = Desk {
        witness,
        patience: connections::patience(behind_proxy),
        busy: Arc::new(Semaphore::new(AT_ONCE)),
        known: Arc::default(),
    };
    connections::serve(listener, desk, behind_proxy, stop).await;
}

/// The service behind every connection.
#[derive(Clone)]
struct Desk {
    witness: Arc<Witness>,
    patience: Duration,
    busy: Arc<Semaphore>,
    known: Arc<Known>,
}

impl Serving for Desk {
    fn patience(&self) -> Duration {
        self.patience
    }

    fn of(&self, _peer: IpAddr, known: &Arc<Known>) -> Self {
        Self {
            known: Arc::clone(known),
            ..self.clone()
        }
    }
}

impl hyper::service::Service<Request<Incoming>> for Desk {
    type Response = Response<Sent>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Infallible>> + Send>>;

    fn call(&self, request: Request<Incoming>) -> Self::Future {
        self.known.ask();
        let desk = self.clone();
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let body = lingering::body(&parts.headers, body, desk.patience);
            let answer = desk.answer(&parts.method, parts.uri.path(), body).await;
            Ok(sent(&answer, &parts.headers))
        })
    }
}

fn sent(answer: &Outgoing, headers: &HeaderMap) -> Response<Sent> {
    Prepared::once(answer, "", headers).send(headers, false)
}

fn said(status: StatusCode, words: String) -> Outgoing {
    Outgoing {
        status,
        keep: Keep::Never,
        ..Outgoing::new("text/plain; charset=utf-8", words)
    }
}

impl Desk {
    async fn answer(&self, method: &Method, path: &str, body: Body) -> Outgoing {
        if self.known.is_bad() {
            return Outgoing::plain(StatusCode::BAD_REQUEST, "this is not as HTTP has it\n");
        }
        let path = path.trim_start_matches('/');
        if path == ADD_CHECKPOINT {
            if method != Method::POST {
                let words = "checkpoints are handed in with POST\n";
                return Outgoing::plain(StatusCode::METHOD_NOT_ALLOWED, words);
            }
            let Ok(asked) = to_bytes(body, MOST_BYTES).await else {
                let words = "this is too long, or did not come in time\n";
                return Outgoing::plain(StatusCode::PAYLOAD_TOO_LARGE, words);
            };
            let done = self
                .work(move |witness| witness.add_checkpoint(&asked))
                .await;
            return done.map_or_else(refused, |line| {
                let line = Outgoing::new("text/plain; charset=utf-8", line);
                Outgoing {
                    keep: Keep::Never,
                    ..line
                }
            });
        }
        if method != Method::GET {
            let words = "only checkpoints are handed in here\n";
            return Outgoing::plain(StatusCode::METHOD_NOT_ALLOWED, words);
        }
        if path.is_empty() {
            return said(StatusCode::OK, format!("{}\n", self.witness.verifier_key()));
        }
        let Some(hash) = path.strip_suffix("/checkpoint").map(str::to_owned) else {
            return Outgoing::plain(StatusCode::NOT_FOUND, "there is nothing here\n");
        };
        let found = self
            .work(move |witness| witness.find_checkpoint(&hash))
            .await;
        match found {
            Ok(Some(note)) => Outgoing {
                keep: Keep::Never,
                open: true,
                ..Outgoing::new("text/plain; charset=utf-8", note)
            },
            Ok(None) => Outgoing::plain(
                StatusCode::NOT_FOUND,
                "no checkpoint of such a log was cosigned here\n",
            ),
            Err(error) => refused(error),
        }
    }

    /// Disk and signatures, on a thread that may wait.
    async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Witness) -> Result<T, WitnessError> + Send + 'static,
    ) -> Result<T, WitnessError> {
        let _turn = self.busy.acquire().await;
        let witness = Arc::clone(&self.witness);
        let done = tokio::task::spawn_blocking(move || work(&witness)).await;
        // It panicked, or the server ends: nothing was signed that anybody gets to see.
        done.unwrap_or_else(|_| Err(Refusal::Malformed("it could not be looked at").into()))
    }
}

fn refused(error: WitnessError) -> Outgoing {
    match error {
        WitnessError::Refused(Refusal::OtherSize { size }) => Outgoing {
            status: StatusCode::CONFLICT,
            keep: Keep::Never,
            ..Outgoing::new(SIZE_TYPE, format!("{size}\n"))
        },
        WitnessError::Refused(refusal) => {
            let status = StatusCode::from_u16(refusal.status());
            said(
                status.unwrap_or(StatusCode::BAD_REQUEST),
                format!("{refusal}\n"),
            )
        }
        error => {
            // Its path is for whoever runs the witness, and for nobody else.
            tracing::error!(%error, "nothing can be cosigned");
            let words = "this cannot be cosigned now\n";
            Outgoing::plain(StatusCode::SERVICE_UNAVAILABLE, words)
        }
    }
}
