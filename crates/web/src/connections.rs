// SPDX-License-Identifier: EUPL-1.2
//! Connections: accepting them, and parting with those that take too long.
//!
//! How long each step may take: the first request ([`Known::overstayed`]), a head (the library), the
//! bytes of a body ([`crate::lingering`]), and ours on the way to the client ([`mod@line`]). How many there
//! may be: [`room`].

mod head;
mod line;
mod room;

use std::convert::Infallible;
use std::future::Future;
use std::net::IpAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::http::{Request, Response};
use hyper::body::Incoming;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;

pub(crate) use self::line::Known;

use self::line::Line;
use self::room::Room;
use crate::sent::Sent;

/// How long a client may take to say what it wants, also on a connection that it kept: one that sends a
/// letter a minute would keep its connection for ever. Longer than programs keep a connection that
/// lies idle (15 s is common), so that ours does not end under their next request.
const PATIENCE: Duration = Duration::from_secs(20);
/// The same for a proxy, which keeps idle connections for up to 90 seconds and knows slow clients itself.
const PATIENCE_WITH_PROXY: Duration = Duration::from_secs(120);
/// How long requests under way may take when the server stops.
const FAREWELL: Duration = Duration::from_secs(10);
/// How long to wait before accepting again, when there are too many connections.
const BREATH: Duration = Duration::from_millis(50);

/// How long a client may take.
pub(crate) const fn patience(behind_proxy: bool) -> Duration {
    if behind_proxy {
        PATIENCE_WITH_PROXY
    } else {
        PATIENCE
    }
}

/// What answers on connections.
pub(crate) trait Serving:
    hyper::service::Service<
        Request<Incoming>,
        Response = Response<Sent>,
        Error = Infallible,
        Future: Send,
    > + Clone
    + Send
    + Sync
    + 'static
{
    /// How long a client may take.
    fn patience(&self) -> Duration;

    /// The service of one connection.
    fn of(&self, peer: IpAddr, known: &Arc<Known>) -> Self;
}

/// Serves until `stop` is done; requests under way are finished.
pub(crate) async fn serve(
    listener: TcpListener,
    service: impl Serving,
    behind_proxy: bool,
    stop: impl Future<Output = ()> + Send + 'static,
) {
    let patience = service.patience();
    let room = Room::new();
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(patience);
    builder
        .http2()
        .timer(TokioTimer::new())
        .keep_alive_interval(patience);
    let open = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            // Mostly no file handle is left. Asked again at once it would only fail again, at full speed.
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(BREATH).await;
                continue;
            }
        };
        let known = Arc::<Known>::default();
        // Whoever finds no place is not told: an answer would cost what is lacking.
        let Some(place) = room.enter(peer.ip(), behind_proxy, &known) else {
            tracing::debug!("there is no place for another connection");
            continue;
        };
        // Without it small answers wait for company.
        let _unimportant = stream.set_nodelay(true);
        let line = Line::new(stream, Arc::clone(&known), patience);
        let connection = builder
            .serve_connection(TokioIo::new(line), service.of(peer.ip(), &known))
            .into_owned();
        let connection = open.watch(connection);
        tokio::spawn(async move {
            let _place = place;
            tokio::select! {
                ended = connection => {
                    if let Err(error) = ended {
                        tracing::debug!(error, "a connection ended early");
                    }
                }
                () = known.overstayed(patience) => {}
            }
        });
    }
    let _late = tokio::time::timeout(FAREWELL, open.shutdown()).await;
}
