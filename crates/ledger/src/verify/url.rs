// SPDX-License-Identifier: EUPL-1.2
//! A log on the web.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use super::source::{Bundled, LARGEST, LogSource, SourceError, find_bundled, parse_body};
use crate::body::Body;
use crate::tile::TilePath;

/// A log under an address such as `https://example.org/log`.
#[derive(Debug, Clone)]
pub struct UrlSource {
    base: String,
    agent: ureq::Agent,
    /// The log has no bundles of bodies: it is asked for each body.
    lacks_bundles: Arc<AtomicBool>,
    /// What was said when the server first kept silent for too long. It is not asked again: a check has
    /// hundreds of questions, and each would wait as long.
    silence: Arc<OnceLock<String>>,
}

/// Bundles that are read at once, and a quarter as many tiles: half as many connections as a server gives
/// to a browser or two.
const LANES: usize = 12;

impl UrlSource {
    /// The log under an address, which may also be that of its checkpoint. A server that is silent
    /// for 30 seconds is given up.
    #[must_use]
    pub fn new(base: &str) -> Self {
        Self::with_patience(base, Duration::from_secs(30))
    }

    /// The same, with another patience; for trying out.
    #[must_use]
    pub fn with_patience(base: &str, patience: Duration) -> Self {
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(patience))
            .max_idle_connections(2 * LANES)
            .max_idle_connections_per_host(2 * LANES);
        let base = base.trim().trim_end_matches('/');
        let base = base.strip_suffix("/checkpoint").unwrap_or(base);
        Self {
            base: base.to_owned(),
            agent: config.build().into(),
            lacks_bundles: Arc::default(),
            silence: Arc::default(),
        }
    }

    /// A file. `newest`: it changes, so that a copy kept on the way is of no use.
    fn read(&self, path: &str, newest: bool) -> Result<Vec<u8>, SourceError> {
        if let Some(why) = self.silence.get() {
            return Err(SourceError::Unreached(why.clone()));
        }
        let told = |error: ureq::Error| match error {
            error if is_silence(&error) => {
                let why = self.silence.get_or_init(|| error.to_string());
                SourceError::Unreached(why.clone())
            }
            ureq::Error::StatusCode(404 | 410) => SourceError::NotFound,
            ureq::Error::BodyExceedsLimit(limit) => SourceError::TooLarge(limit),
            other => SourceError::Unreached(other.to_string()),
        };
        let mut asked = self.agent.get(format!("{}/{path}", self.base));
        if newest {
            asked = asked.header("cache-control", "no-cache");
        }
        let mut answer = asked.call().map_err(told)?;
        // No file of a log is HTML, whatever a server says it is.
        let kind = answer.body().mime_type().unwrap_or_default();
        if kind.eq_ignore_ascii_case("text/html") {
            return Err(SourceError::WebPage);
        }
        answer
            .body_mut()
            .with_config()
            .limit(LARGEST)
            .read_to_vec()
            .map_err(told)
    }
}

/// Whether nobody answered in time.
fn is_silence(error: &ureq::Error) -> bool {
    match error {
        ureq::Error::Timeout(_) => true,
        ureq::Error::Io(error) => error.kind() == std::io::ErrorKind::TimedOut,
        _ => false,
    }
}

/// A small file of the web, such as the keys that an organisation publishes: its newest bytes.
///
/// # Errors
/// [`SourceError`].
pub fn read_url(url: &str) -> Result<Vec<u8>, SourceError> {
    let (base, name) = url.rsplit_once('/').unwrap_or((url, ""));
    UrlSource::new(base).read(name, true)
}

impl LogSource for UrlSource {
    fn is_here(&self) -> bool {
        false
    }

    fn lanes(&self) -> usize {
        LANES
    }

    fn checkpoint(&self) -> Result<Vec<u8>, SourceError> {
        self.read("checkpoint", true)
    }

    fn tile(&self, path: &TilePath) -> Result<Vec<u8>, SourceError> {
        self.read(&path.to_string(), false)
    }

    fn signatures(&self, path: &TilePath) -> Result<Vec<u8>, SourceError> {
        self.read(&path.signatures(), false)
    }

    fn keys(&self) -> Result<Vec<u8>, SourceError> {
        self.read("keys", true)
    }

    fn bodies(&self, first: u64, count: u16) -> Vec<Result<Body, SourceError>> {
        if !self.lacks_bundles.load(Ordering::Relaxed) {
            // A bundle changes when a body is revealed or erased.
            match find_bundled(first, count, |path| self.read(path, true)) {
                Bundled::Found(bodies) => return bodies,
                Bundled::TooLarge => {}
                Bundled::Absent => self.lacks_bundles.store(true, Ordering::Relaxed),
            }
        }
        (first..first + u64::from(count))
            .map(|seq| parse_body(&self.read(&format!("body/{seq}"), false)?))
            .collect()
    }
}
