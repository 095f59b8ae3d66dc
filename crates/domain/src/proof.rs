// SPDX-License-Identifier: EUPL-1.2
//! Proofs: the evidence that a statement of a round names, as a link or an uploaded file.

use jiff::civil::Date;
use wegmarke_derive::shape;

pub use crate::file::File;
use crate::problem::{Problem, codes, length};
use crate::stated::Stated;
use crate::text::Text;
use crate::words::words;

words! {
    /// What a proof shows.
    Shows {
        /// That something was done.
        Output => "output",
        /// What it changed.
        Outcome => "outcome",
    }
}

/// One proof.
#[shape]
pub struct Proof {
    /// What it is.
    pub title: Text,
    /// Where it lies on the web.
    pub url: Option<Box<str>>,
    /// The uploaded file.
    pub file: Option<File>,
    /// Its date.
    pub dated_on: Stated<Date>,
    /// What it shows.
    pub shows: Stated<Shows>,
}

impl Proof {
    /// Notes what is wrong with the proofs of the list `field`.
    pub(crate) fn check(field: &str, proofs: &[Self], problems: &mut Vec<Problem>) {
        for (at, proof) in proofs.iter().enumerate() {
            length(&format!("{field}.{at}.title"), &proof.title, problems);
            if proof.url.is_none() && proof.file.is_none() {
                problems.push(Problem::new(format!("{field}.{at}.url"), codes::REQUIRED));
            }
            if let Some(url) = &proof.url
                && !is_web_address(url)
            {
                let problem = Problem::new(format!("{field}.{at}.url"), codes::NOT_AN_ADDRESS);
                problems.push(problem.with(&**url));
            }
            if let Some(file) = &proof.file {
                file.check(&format!("{field}.{at}.file"), problems);
            }
        }
    }

    /// Whether one of them shows an outcome.
    #[must_use]
    pub fn shows_outcome(proofs: &[Self]) -> bool {
        proofs
            .iter()
            .any(|proof| proof.shows == Stated::Value(Shows::Outcome))
    }
}

/// `http` or `https`, a host, and nothing a browser could run or misread.
#[must_use]
pub fn is_web_address(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let Some(rest) = rest else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    text.len() <= 2048
        && host.contains('.')
        && !host.contains('@')
        && text.chars().all(|c| c.is_ascii_graphic())
        && !text.contains(['"', '<', '>', '\\', '`'])
}

#[cfg(test)]
mod tests {
    use super::is_web_address;

    #[test]
    fn only_addresses_of_the_web_are_links() {
        for (text, fits) in [
            ("https://www.bmas.de/DE/a.html?x=1#y", true),
            ("http://example.org", true),
            ("javascript:alert(1)", false),
            ("https://user@example.org/", false),
            ("https://example.org/\"onclick=", false),
            ("https://localhost/", false),
            ("ftp://example.org/", false),
            ("https://example.org/\u{202e}fdp", false),
        ] {
            assert_eq!(is_web_address(text), fits, "{text}");
        }
    }
}
