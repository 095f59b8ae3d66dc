// SPDX-License-Identifier: EUPL-1.2
//! Request bodies that are read to their end, also when nobody wants the rest.
//!
//! Whoever still sends does not hear an answer: a connection that is closed with bytes unread is
//! reset, and the reset overtakes what was written. So a form that is too large, or came from
//! somebody who is not signed in, is read and forgotten, up to a limit, while it is answered.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::http::{HeaderMap, header};
use hyper::body::{Frame, Incoming, SizeHint};

/// Most bytes that are read and forgotten. Of more than that, somebody means harm.
const MOST: usize = 96 << 20;
/// How long this may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// The body of a request, for whoever answers it.
pub(crate) fn body(headers: &HeaderMap, body: Incoming) -> Body {
    // Who waits to be asked for the body has not sent it, and reading it would ask for it.
    let waits = headers.contains_key(header::EXPECT);
    let unread = Some(body);
    Body::new(Lingering { unread, waits })
}

struct Lingering {
    /// `None` once it was read to its end.
    unread: Option<Incoming>,
    waits: bool,
}

impl HttpBody for Lingering {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        self.waits = false;
        let Some(body) = &mut self.unread else {
            return Poll::Ready(None);
        };
        let frame = ready!(Pin::new(body).poll_frame(context));
        if !matches!(frame, Some(Ok(_))) {
            self.unread = None;
        }
        Poll::Ready(frame)
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
            runtime.spawn(tokio::time::timeout(PATIENCE, forget(body)));
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
