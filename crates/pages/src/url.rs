// SPDX-License-Identifier: EUPL-1.2
//! Every address of the site is built and read here and nowhere else: pages in the table of
//! [`route`], the rest below.

mod parameter;
mod route;

use std::borrow::Cow;
use std::fmt::Write as _;

use jiff::civil::Date;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use wegmarke_l10n::Lang;

pub use parameter::{Read, read};
pub use route::{Decoded, Pattern, Route};

/// Characters that stay as they are in one part of a path, and in a query.
const WORD: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// Name of the parameter every page accepts: the day the register is shown of.
pub const AS_OF: &str = "as-of";

/// Name of the parameter that asks for the tables of a public page as a file: `csv`, `xlsx`, `ods`,
/// `json`; anything else lists them. It is never kept in links.
pub const AS: &str = "as";

/// Name of the parameter that says which of them, from 1.
pub const TABLE: &str = "table";

/// Name of the parameter that says which of its charts, as `svg`.
pub const CHART: &str = "chart";

/// The address of a page in a language: `/de/measure/…?as-of=2025-12-31`.
#[must_use]
pub fn href(lang: Lang, as_of: Option<Date>, route: &Route<'_>, query: &[(&str, &str)]) -> String {
    with_query(&format!("/{}{}", lang.code(), route.path()), as_of, query)
}

/// An address with the day, if one is chosen, and the parameters that are not empty.
#[must_use]
pub fn with_query(path: &str, as_of: Option<Date>, query: &[(&str, &str)]) -> String {
    let mut out = path.to_owned();
    let mut separator = '?';
    let day = as_of.map(|day| day.to_string());
    let day = day.as_deref().map(|day| (AS_OF, day));
    for (name, value) in query
        .iter()
        .copied()
        .filter(|(_, value)| !value.is_empty())
        .chain(day)
    {
        // Writing to a string cannot fail.
        let _ = write!(
            out,
            "{separator}{}={}",
            utf8_percent_encode(name, WORD),
            utf8_percent_encode(value, WORD)
        );
        separator = '&';
    }
    out
}

/// A path as it was before it was encoded. Bytes that are not UTF-8 become replacement characters,
/// so such a path finds nothing.
#[must_use]
pub fn decode(path: &str) -> String {
    percent_decode_str(path).decode_utf8_lossy().into_owned()
}

/// Where uploaded files are got, by their hash: the same in every language.
const FILES: &str = "/evidence/";

/// The address of an uploaded file.
#[must_use]
pub fn file(sha256: &str) -> String {
    format!("{FILES}{sha256}")
}

/// What should be the hash of a file, if a path is the address of one.
#[must_use]
pub fn find_file(path: &str) -> Option<&str> {
    path.strip_prefix(FILES)
}

/// Paths under `/log/`, the same in every language (C2SP tlog-tiles).
pub mod log {
    /// The signed checkpoint.
    #[must_use]
    pub fn checkpoint() -> String {
        "/log/checkpoint".to_owned()
    }

    /// What is public of the body of one entry.
    #[must_use]
    pub fn body(seq: u64) -> String {
        format!("/log/body/{seq}")
    }

    /// The bundle of 256 entries that holds entry `seq` in a log of `size`
    /// entries; the last bundle is a partial one.
    #[must_use]
    pub fn bundle(seq: u64, size: u64) -> String {
        part("/log/tile/entries/", seq / 256, size)
    }

    /// The tile of 256 hashes of level 0 that holds the hash of entry `seq`.
    #[must_use]
    pub fn tile(seq: u64, size: u64) -> String {
        part("/log/tile/0/", seq / 256, size)
    }

    /// The bundle of signatures that holds the one of entry `seq` in a log of `size` entries.
    #[must_use]
    pub fn signatures(seq: u64, size: u64) -> String {
        part("/log/signatures/", seq / 256, size)
    }

    fn part(prefix: &str, index: u64, size: u64) -> String {
        let width = size.saturating_sub(index * 256).min(256);
        let mut path = format!("{prefix}{}", number(index));
        if width > 0 && width < 256 {
            path.push_str(&format!(".p/{width}"));
        }
        path
    }

    /// Groups of three digits, all but the last marked: 1234067 is `x001/x234/067`.
    fn number(mut n: u64) -> String {
        let mut out = format!("{:03}", n % 1000);
        while n >= 1000 {
            n /= 1000;
            out = format!("x{:03}/{out}", n % 1000);
        }
        out
    }
}

/// The parameters of an address, decoded, in the order they stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    held: Vec<(String, String)>,
    is_cut: bool,
    /// Whether no link repeats it.
    is_quiet: bool,
}

/// One part of a query, without its percent signs.
fn decode_part(part: &str) -> String {
    decode(&part.replace('+', " "))
}

impl Query {
    /// Most parameters read; more are ignored.
    const MOST: usize = 32;

    /// Reads the part behind the question mark. Never fails: bytes that are not
    /// UTF-8 become replacement characters, and `+` is a space.
    #[must_use]
    pub fn parse(raw: &str) -> Self {
        let parts = raw.split('&').filter(|part| !part.is_empty());
        let held = parts
            .take(Self::MOST)
            .map(|part| {
                let (name, value) = part.split_once('=').unwrap_or((part, ""));
                (decode_part(name), decode_part(value).trim().to_owned())
            })
            .filter(|(name, _)| name != AS_OF)
            .collect();
        Self {
            held,
            ..Self::default()
        }
    }

    /// Whether a value was too long, and only its beginning is here.
    #[must_use]
    pub const fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// The value of a parameter, if it is there and not empty. The day of
    /// [`AS_OF`] is not kept here: every page has it apart.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&str> {
        self.held
            .iter()
            .find(|(n, v)| n == name && !v.is_empty())
            .map(|(_, value)| value.as_str())
    }

    /// A whole number of at least 1, else `None`.
    #[must_use]
    pub fn number(&self, name: &str) -> Option<usize> {
        self.find(name)?.parse().ok().filter(|n| *n > 0)
    }

    /// All parameters but these, for a link back to the same page.
    #[must_use]
    pub fn without(&self, names: &[&str]) -> Vec<(&str, &str)> {
        let held = self.held.iter().filter(|_| !self.is_quiet);
        held.map(|(name, value)| (name.as_str(), value.as_str()))
            .filter(|(name, _)| !names.contains(name))
            .collect()
    }
}

/// Where somebody goes on after signing in: one of our pages for those who are signed in, in a language
/// of ours; `None` for everything else.
///
/// Anybody can write such an address into a link. So none is taken over: it is built anew from what it
/// names, and whatever else stood in it (another host, steps upwards, a line feed) is not there any more.
#[must_use]
pub fn find_work(address: &str) -> Option<String> {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let (code, _) = path.strip_prefix('/')?.split_once('/')?;
    let lang = Lang::PUBLIC.into_iter().find(|lang| lang.code() == code)?;
    let rest = &path[1 + code.len()..];
    let path = Decoded::of(rest);
    let route = Route::parse(&path)?;
    let inside = route.path().split('/').nth(1) == Some("work");
    let climbs = route
        .path()
        .split('/')
        .any(|part| matches!(part, "." | ".."));
    if !inside || climbs {
        return None;
    }
    // These only take a form, and what they are about is on another page.
    let route = match route {
        Route::Take(_) => Route::Work,
        Route::NewPasskey | Route::BeginNewPasskey => Route::Account,
        asked => asked,
    };
    let query = Query::of(rest, query);
    Some(href(lang, None, &route, &query.without(&[])))
}

/// An address that came with data, if it may become a link: `http` and `https`
/// only, with a host, without blanks and control characters.
#[must_use]
pub fn outside(address: &str) -> Option<Cow<'_, str>> {
    let address = address.trim();
    // Sources give all kinds of addresses, and some of them run code (`javascript:`, `data:`). So what
    // may be a link is named, and not what may not.
    let lower = address.get(..8).unwrap_or(address).to_ascii_lowercase();
    let rest = if lower.starts_with("https://") {
        address.get(8..)?
    } else if lower.starts_with("http://") {
        address.get(7..)?
    } else {
        return None;
    };
    let host_first = rest.chars().next()?;
    let fine = host_first.is_alphanumeric() || host_first == '[';
    let clean = !address
        .chars()
        .any(|c| c.is_whitespace() || c.is_control() || "\"<>\\`".contains(c));
    (fine && clean).then_some(Cow::Borrowed(address))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn addresses() {
        let day = Some(date(2025, 12, 31));
        for (got, want) in [
            (href(Lang::De, None, &Route::Start, &[]), "/de/"),
            (
                href(
                    Lang::En,
                    day,
                    &Route::Measure("nap-az/faire integration"),
                    &[],
                ),
                "/en/measure/nap-az/faire%20integration?as-of=2025-12-31",
            ),
            (
                href(
                    Lang::De,
                    day,
                    &Route::Search,
                    &[("q", "a&b ü"), ("page", "")],
                ),
                "/de/search?q=a%26b%20%C3%BC&as-of=2025-12-31",
            ),
            (
                href(
                    Lang::De,
                    None,
                    &Route::Versions("nap-mh"),
                    &[("from", "1"), ("to", "2")],
                ),
                "/de/plan/nap-mh/versions?from=1&to=2",
            ),
        ] {
            assert_eq!(got, want);
        }
    }

    #[test]
    fn log_paths_follow_the_specification() {
        assert_eq!(log::bundle(0, 70_000), "/log/tile/entries/000");
        assert_eq!(log::bundle(69_999, 70_000), "/log/tile/entries/273.p/112");
        assert_eq!(
            log::tile(1_234_067 * 256, u64::MAX / 2),
            "/log/tile/0/x001/x234/067"
        );
        assert_eq!(log::bundle(3, 256), "/log/tile/entries/000");
    }

    #[test]
    fn queries_never_fail() {
        let query = Query::parse("q=a+b%20%C3%BC&lead=&page=2&as-of=2025-01-01&%ff=%zz&alone");
        assert_eq!(query.find("q"), Some("a b ü"));
        assert_eq!(query.find("lead"), None);
        assert_eq!(query.find("as-of"), None);
        assert_eq!(query.number("page"), Some(2));
        assert_eq!(Query::parse("page=0").number("page"), None);
        assert_eq!(Query::parse("page=-1").number("page"), None);
        assert_eq!(
            query.without(&["q", "lead", "alone", "\u{FFFD}"]),
            [("page", "2")]
        );
    }

    #[test]
    fn long_values_are_cut_and_said_to_be() {
        let long = "ä".repeat(30_000);
        let query = Query::of("/search", &format!("q={long}&x={long}"));
        assert_eq!(query.find("q"), Some(&*"ä".repeat(200)));
        assert!(query.is_cut() && query.find("x").is_none());
        assert!(!Query::of("/search", "q=abc").is_cut());
        let state = "s".repeat(900);
        let back = Query::of("/sign-in/return/bmf", &format!("state={state}"));
        assert_eq!(back.find("state"), Some(&*state));
        assert_eq!(back.without(&[]), [], "a code is not led on with");
        // Where somebody was is there as a whole, or not at all.
        let own = Query::of("/sign-in", &format!("to=/de/work?said=7&x={long}&y=1"));
        assert_eq!(own.without(&[]), [("to", "/de/work?said=7"), ("y", "1")]);
        assert!(!own.is_cut());
    }

    #[test]
    fn after_signing_in_one_stays_in_the_house() {
        for (address, leads) in [
            ("/de/work", Some("/de/work")),
            ("/en/work?said=7", Some("/en/work?said=7")),
            (
                "/de/work/say/report/nap-az/r/bmf/1/measure/nap-az/fks%C3%BC",
                Some("/de/work/say/report/nap-az/r/bmf/1/measure/nap-az/fks%C3%BC"),
            ),
            (
                "/de/work/sheet/report/nap-az/r?format=xlsx",
                Some("/de/work/sheet/report/nap-az/r?format=xlsx"),
            ),
            ("/de/work/take/abc", Some("/de/work")),
            ("/de/work/account/passkey", Some("/de/work/account")),
            ("", None),
            ("/", None),
            ("/work", None),
            ("/de", None),
            ("/fr/work", None),
            ("/de/plans", None),
            ("/de/sign-in?to=/de/work", None),
            ("/de/work/nothing", None),
            ("//evil.example/de/work", None),
            ("/\\evil.example/de/work", None),
            ("https://evil.example/de/work", None),
            ("https:/de/work", None),
            ("javascript:alert(1)//de/work", None),
            ("/de/work/say/report/../../../../log/checkpoint", None),
            ("/de/work/figures/%2e%2e", None),
            ("/de/%2e%2e/work", None),
            ("/de//evil.example/work", None),
        ] {
            assert_eq!(find_work(address).as_deref(), leads, "{address}");
        }
        let split = find_work("/de/work/figures/a%0d%0aSet-Cookie:x?b=%0d%0a").unwrap();
        assert!(!split.contains(['\r', '\n']), "{split}");
    }

    #[test]
    fn only_web_addresses_become_links() {
        for (address, fine) in [
            ("https://www.bmas.de/x?y=1#z", true),
            ("HTTP://example.org", true),
            ("javascript:alert(1)", false),
            ("data:text/html,x", false),
            ("https://", false),
            ("//example.org", false),
            ("https://exa mple.org", false),
            ("https://example.org/\"onmouseover=\"x", false),
            ("https://example.org/?x=<b>", false),
            ("ftp://example.org", false),
            ("", false),
            ("ü", false),
        ] {
            assert_eq!(outside(address).is_some(), fine, "{address}");
        }
    }
}
