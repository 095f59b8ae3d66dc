// SPDX-License-Identifier: EUPL-1.2
//! The bytes of one connection: looked at while they are read, and given up where nobody takes them.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::Notify;
use tokio::time::Sleep;

use super::head::Heads;

/// What is known of a connection.
#[derive(Debug, Default)]
pub(crate) struct Known {
    has_asked: AtomicBool,
    is_bad: AtomicBool,
    is_last: AtomicBool,
    leaves: Notify,
}

impl Known {
    /// A request came.
    pub(crate) fn ask(&self) {
        self.has_asked.store(true, Ordering::Relaxed);
    }

    /// Whether one ever came.
    pub(super) fn has_asked(&self) -> bool {
        self.has_asked.load(Ordering::Relaxed)
    }

    /// Whether the head of a request was not as it must be.
    pub(crate) fn is_bad(&self) -> bool {
        self.is_bad.load(Ordering::Relaxed)
    }

    /// Whether no other request may follow.
    pub(crate) fn is_last(&self) -> bool {
        self.is_last.load(Ordering::Relaxed)
    }

    /// Its place is needed for somebody else.
    pub(super) fn send_away(&self) {
        self.leaves.notify_one();
    }

    /// Done when the connection has to end without having asked: its time is up, or its place is needed.
    pub(super) async fn overstayed(&self, patience: Duration) {
        tokio::select! {
            () = self.leaves.notified() => return,
            () = tokio::time::sleep(patience) => {}
        }
        if self.has_asked() {
            std::future::pending().await
        }
    }
}

/// A connection.
#[derive(Debug)]
pub(super) struct Line {
    stream: TcpStream,
    known: Arc<Known>,
    heads: Heads,
    patience: Duration,
    /// Set while bytes of ours are not taken.
    stalled: Option<Pin<Box<Sleep>>>,
}

impl Line {
    pub(super) fn new(stream: TcpStream, known: Arc<Known>, patience: Duration) -> Self {
        Self {
            stream,
            known,
            heads: Heads::default(),
            patience,
            stalled: None,
        }
    }

    /// Bytes that are not taken are not held for ever.
    fn wait<T>(
        &mut self,
        context: &mut Context<'_>,
        done: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if done.is_ready() {
            self.stalled = None;
            return done;
        }
        let patience = self.patience;
        let sleep = self
            .stalled
            .get_or_insert_with(|| Box::pin(tokio::time::sleep(patience)));
        match sleep.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(Err(io::ErrorKind::TimedOut.into())),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl AsyncRead for Line {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let line = self.get_mut();
        let before = buffer.filled().len();
        let read = Pin::new(&mut line.stream).poll_read(context, buffer);
        let found = line.heads.look(&buffer.filled()[before..]);
        if found.is_bad {
            line.known.is_bad.store(true, Ordering::Relaxed);
        }
        if found.is_last {
            line.known.is_last.store(true, Ordering::Relaxed);
        }
        read
    }
}

impl AsyncWrite for Line {
    fn poll_write(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let line = self.get_mut();
        let done = Pin::new(&mut line.stream).poll_write(context, bytes);
        line.wait(context, done)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let line = self.get_mut();
        let done = Pin::new(&mut line.stream).poll_write_vectored(context, bytes);
        line.wait(context, done)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(context)
    }
}
