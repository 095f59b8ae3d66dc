// SPDX-License-Identifier: EUPL-1.2
//! Handlers behind one type.
//!
//! Around each type of handler axum makes a dozen types of its own: a boxed route, a service, and
//! what clones, polls and drops them. With some sixty handlers that was a large part of what this
//! crate compiles. A [`Handler`] is a pointer, so all of it is made once.

use std::pin::Pin;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::Request;
use axum::http::Response;

use crate::Web;

/// A request that is being answered.
pub(crate) type Answering = Pin<Box<dyn Future<Output = Response<Body>> + Send>>;

/// A handler; made with [`handler!`].
#[derive(Clone, Copy)]
pub(crate) struct Handler(pub(crate) fn(Request, Arc<Web>) -> Answering);

impl axum::handler::Handler<(), Arc<Web>> for Handler {
    type Future = Answering;

    fn call(self, request: Request, web: Arc<Web>) -> Answering {
        (self.0)(request, web)
    }
}

/// The handler of this path: an async function of extractors.
macro_rules! handler {
    ($path:path) => {
        $crate::handler::Handler(|request, web| axum::handler::Handler::call($path, request, web))
    };
}
pub(crate) use handler;
