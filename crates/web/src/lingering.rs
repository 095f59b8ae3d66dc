// SPDX-License-Identifier: EUPL-1.2
//! Request bodies that are read to their end, also when nobody wants the rest.
//!
//! Whoever still sends does not hear an answer: a connection that is closed with bytes unread is
//! reset, and the reset overtakes what was written. So a form that is too large, or came from
//! somebody who is not signed in, is read and forgotten, up to a limit, while it is answered.
//!
//! And bodies that do not come are not waited for: neither one that stops, nor one that trickles.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::BoxError;
use axum::body::{Body, Bytes, HttpBody};
use axum::http::{HeaderMap, header};
use hyper::body::{Frame, Incoming, SizeHint};
use tokio::time::{Instant, Sleep};

/// Most bytes that are read and forgotten. Of more than that, somebody means harm.
const MOST: usize = 96 << 20;
/// How long this may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// Fewest bytes in a second that are waited for, after some time: slower than any line there is.
const SLOWEST: u64 = 1 << 10;

/// The body of a request, for whoever answers it; `patience` for its next bytes.
pub(crate) fn body(headers: &HeaderMap, body: Incoming, patience: Duration) -> Body {
    // Who waits to be asked for the body has not sent it, and reading it would ask for it.
    let waits = headers.contains_key(header::EXPECT);
    Body::new(Lingering {
        unread: Some(body),
        waits,
        patience,
        read: 0,
        began: None,
        late: None,
    })
}

struct Lingering {
    /// `None` once it was read to its end.
    unread: Option<Incoming>,
    waits: bool,
    patience: Duration,
    /// Bytes so far.
    read: u64,
    /// When it was first asked for.
    began: Option<Instant>,
    /// Set while the next bytes are waited for.
    late: Option<Pin<Box<Sleep>>>,
}

impl Lingering {
    /// Until when the next bytes must be there.
    fn deadline(&mut self) -> Instant {
        let now = Instant::now();
        let began = *self.began.get_or_insert(now);
        let trickle = self.patience * 3 + Duration::from_secs(self.read / SLOWEST);
        (now + self.patience).min(began + trickle)
    }

    /// Ready once it took too long.
    fn poll_late(&mut self, context: &mut Context<'_>) -> Poll<()> {
        if self.late.is_none() {
            let deadline = self.deadline();
            self.late = Some(Box::pin(tokio::time::sleep_until(deadline)));
        }
        let late = self.late.as_mut();
        late.map_or(Poll::Pending, |late| late.as_mut().poll(context))
    }
}

impl HttpBody for Lingering {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        self.waits = false;
        let Some(body) = &mut self.unread else {
            return Poll::Ready(None);
        };
        let Poll::Ready(frame) = Pin::new(body).poll_frame(context) else {
            ready!(self.poll_late(context));
            // Not read to its end: the connection ends with the answer.
            self.unread = None;
            return Poll::Ready(Some(Err("the body did not come in time".into())));
        };
        self.late = None;
        match &frame {
            Some(Ok(frame)) => self.read += frame.data_ref().map_or(0, |data| data.len() as u64),
            _ => self.unread = None,
        }
        Poll::Ready(frame.map(|frame| frame.map_err(Into::into)))
    }

    fn is_end_stream(&self) -> bool {
        self.unread.as_ref().is_none_or(HttpBody::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        let hint = self.unread.as_ref().map(HttpBody::size_hint);
        hint.unwrap_or_else(|| SizeHint::with_exact(0))
    }
}

impl Drop for Lingering {
    fn drop(&mut self) {
        let unread = self.unread.take().filter(|body| !body.is_end_stream());
        if let Some(body) = unread.filter(|_| !self.waits)
            && let Ok(runtime) = tokio::runtime::Handle::try_current()
        {
            runtime.spawn(tokio::time::timeout(
                self.patience.min(PATIENCE),
                forget(body),
            ));
        }
    }
}

async fn forget(mut body: Incoming) {
    let mut size = 0;
    while let Some(Ok(frame)) =
        std::future::poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await
    {
        size += frame.data_ref().map_or(0, Bytes::len);
        if size > MOST {
            break;
        }
    }
}
