// SPDX-License-Identifier: EUPL-1.2
//! Everything a reader sees: view structs with display-ready fields, their
//! templates, and charts drawn as SVG.
//!
//! It must never know SQL, HTTP, the clock, or where a page is served: a page
//! is a pure function of the register and a [`Ctx`]. Words stand in
//! `/locales`, never here.
//!
//! # To add a page
//! 1. `src/<noun>.rs`: a struct that derives `askama::Template`, with a
//!    [`Frame`] in the field `f`, a `find` or `build` function, and below it a module `samples`.
//! 2. `templates/<noun>/<page>.html`, which extends `layout.html`: landmarks
//!    and components, no logic beyond `if` and `for`.
//! 3. Its address is one line in [`url::Route`]; then the compiler asks `web` who answers it. Its words
//!    stand in `locales/<lang>/<noun>.ftl`.
//! 4. `cargo test -p wegmarke-pages` renders every sample in every language and
//!    names hard-coded words, broken markup and tables without a caption.
//!
//! # Map
//! - [`ctx`]: what a page may know about its request; [`url`]: every address
//! - [`frame`]: what surrounds every page
//! - [`parts`]: the components; `chart`: the drawings
//! - one module per noun: its pages

pub mod about;
pub mod alert;
mod amended;
pub mod arrangement;
pub mod attribute;
pub mod balance;
pub mod calendar;
pub mod coherence;
pub mod context;
pub mod contribution;
mod correction;
pub mod coverage;
pub mod ctx;
pub mod data_finding;
mod difference;
pub mod entry;
pub mod feed;
mod file;
pub mod finding;
pub mod frame;
pub mod gap;
mod grouping;
pub mod history;
pub mod indicator;
mod key;
pub mod letter;
mod log_key;
pub mod measure;
pub mod mechanism;
pub mod message;
pub mod milestone;
pub mod money;
pub mod monitoring;
pub mod obligation;
pub mod organisation;
pub mod parts;
pub mod plan;
pub mod quality;
pub mod question;
pub mod recommendation;
mod relation;
pub mod round;
pub mod schedule;
pub mod search;
pub mod standard;
pub mod start;
mod status;
pub mod subject;
pub mod url;
mod whose;
pub mod work;

pub mod changes;
mod chart;
mod evidence;
mod funding;
mod measured;
mod narrow;
mod sides;
mod stated;
mod tag;
mod voices;
mod wall;

pub use ctx::{Assets, Ctx, Operator, Site};
pub use frame::Frame;
pub use url::{Query, Route};

/// A page that could not be written. It never happens with the templates of
/// this crate unless memory runs out; the message is for the log.
#[derive(Debug, thiserror::Error)]
#[error("the page could not be written: {0}; please report this with the address of the page")]
pub struct RenderError(#[from] askama::Error);

impl RenderError {
    /// Stable code for logs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "page_not_written"
    }
}

/// A complete HTML document.
pub trait Page {
    /// The document as UTF-8 HTML.
    ///
    /// # Errors
    /// [`RenderError`] if a template fails.
    fn html(&self) -> Result<String, RenderError>;
}

impl<T: askama::Template> Page for T {
    fn html(&self) -> Result<String, RenderError> {
        Ok(self.render()?)
    }
}

#[cfg(test)]
mod checks;
#[cfg(test)]
mod counted;
#[cfg(test)]
mod reviewed;
#[cfg(test)]
mod samples;
