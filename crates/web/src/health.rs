// SPDX-License-Identifier: EUPL-1.2
//! `/healthz` and `/readyz`: for programs that watch a server.
//!
//! The first says that the process answers, and asks nobody. The second says whether everything is in
//! order that it needs.

use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use serde_json::{Value, json};
use tokio::sync::Mutex;
use tokio::time::Instant;
use wegmarke_app::health::Health;

use crate::Web;
use crate::outgoing::{Keep, Outgoing};

/// How long what was seen is told again: whoever asks often puts no load on the database.
const FRESH: Duration = Duration::from_secs(1);
/// After how many seconds a server that is not ready is worth asking again.
const RETRY_AFTER: u16 = 10;

/// What was seen when somebody looked last.
#[derive(Debug, Default)]
pub(crate) struct Looked(Mutex<Option<(Instant, Arc<Health>)>>);

impl Looked {
    async fn look(&self, web: &Web) -> Arc<Health> {
        // Whoever asks meanwhile waits for the same answer.
        let mut seen = self.0.lock().await;
        if let Some((at, health)) = &*seen
            && at.elapsed() < FRESH
        {
            return Arc::clone(health);
        }
        let health = Arc::new(web.app.look_at_health().await);
        *seen = Some((Instant::now(), Arc::clone(&health)));
        health
    }
}

/// The answer at one of the two addresses; `None` at any other.
pub(crate) async fn find(web: &Web, path: &str) -> Option<Outgoing> {
    match path {
        "/healthz" => Some(Outgoing::plain(StatusCode::OK, "ok\n")),
        "/readyz" => {
            let seen = web.health.look(web).await;
            Some(ready(&seen))
        }
        _ => None,
    }
}

fn ready(health: &Health) -> Outgoing {
    let is_ready = health.is_ready();
    let checks = health.list().map(|(name, check)| {
        let mut told = json!({"ok": check.ok, "why": check.why});
        if name == "last_reveal" {
            told["at"] = json!(health.revealed_at);
        }
        if name == "witnesses" {
            told["at"] = json!(health.cosigned_at);
        }
        (name.to_owned(), told)
    });
    let told = json!({"ready": is_ready, "checks": Value::from_iter(checks)});
    Outgoing {
        status: match is_ready {
            true => StatusCode::OK,
            false => StatusCode::SERVICE_UNAVAILABLE,
        },
        keep: Keep::Never,
        retry_after: (!is_ready).then_some(RETRY_AFTER),
        ..Outgoing::new("application/json", format!("{told}\n"))
    }
}
