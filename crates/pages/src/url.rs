// SPDX-License-Identifier: EUPL-1.2
//! Every address of the site is built here and nowhere else.

use std::borrow::Cow;
use std::fmt::Write as _;

use jiff::civil::Date;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use wegmarke_domain::noun::Noun;
use wegmarke_l10n::Lang;

/// Characters that stay as they are in a path: ids hold slashes on purpose.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');
/// Characters that stay as they are in a query.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// Name of the parameter every page accepts: the day the register is shown of.
pub const AS_OF: &str = "as-of";

/// A page of the site, without its language. Ids are those of the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "each variant is one line of `path`, which says it all"
)]
pub enum Route<'a> {
    Start,
    Plans,
    Plan(&'a str),
    Versions(&'a str),
    Milestones(&'a str),
    Worklist(&'a str),
    Monitoring(&'a str),
    Measure(&'a str),
    Milestone(&'a str),
    Organisations,
    Organisation(&'a str),
    Recommendations,
    Recommendation(&'a str),
    Obligations,
    Gaps,
    Findings,
    Finding(&'a str),
    Rounds,
    Round(&'a str),
    Contribution(Noun, &'a str),
    Indicator(&'a str),
    History,
    Entry(u64),
    Search,
    Work,
    Account,
    /// Setting up another authenticator.
    NewAuthenticator,
    /// Adding a passkey to one's account.
    NewPasskey,
    /// One's own organisation: its people, programs and settings.
    Own,
    SignIn,
    Code,
    /// Signing in with a passkey.
    PasskeySignIn,
    /// Signing in at one's own organisation.
    OrganisationSignIn,
    /// Where an organisation's login sends the browser back to.
    SignInReturn(&'a str),
    Say(Noun, &'a str),
    Board(&'a str),
    Sheet(Noun, &'a str),
    Figures(&'a str),
    Figure(&'a str, &'a str),
    Take(&'a str),
    Receipts,
    Announce(&'a str),
    Data,
    Verify,
    Imprint,
    Privacy,
    Accessibility,
    Licence,
    Calendar(&'a str),
    RoundsCalendar,
    Feed,
    PlanFeed(&'a str),
    OrganisationFeed(&'a str),
}

impl Route<'_> {
    /// The address without language and query, such as `/plan/nap-mh/versions`.
    #[must_use]
    pub fn path(&self) -> String {
        let with = |before: &str, id: &str, after: &str| {
            format!("{before}{}{after}", utf8_percent_encode(id, PATH))
        };
        match *self {
            Self::Start => "/".to_owned(),
            Self::Plans => "/plans".to_owned(),
            Self::Plan(id) => with("/plan/", id, ""),
            Self::Versions(id) => with("/plan/", id, "/versions"),
            Self::Milestones(id) => with("/plan/", id, "/milestones"),
            Self::Worklist(id) => with("/plan/", id, "/worklist"),
            Self::Monitoring(id) => with("/plan/", id, "/monitoring"),
            Self::Measure(id) => with("/measure/", id, ""),
            Self::Milestone(id) => with("/milestone/", id, ""),
            Self::Organisations => "/organisations".to_owned(),
            Self::Organisation(id) => with("/organisation/", id, ""),
            Self::Recommendations => "/recommendations".to_owned(),
            Self::Recommendation(id) => with("/recommendation/", id, ""),
            Self::Obligations => "/obligations".to_owned(),
            Self::Gaps => "/gaps".to_owned(),
            Self::Findings => "/findings".to_owned(),
            Self::Finding(id) => with("/finding/", id, ""),
            Self::Rounds => "/rounds".to_owned(),
            Self::Round(id) => with("/round/", id, ""),
            Self::Contribution(noun, id) => with(&format!("/{noun}/"), id, ""),
            Self::Indicator(id) => with("/indicator/", id, ""),
            Self::History => "/history".to_owned(),
            Self::Entry(seq) => format!("/entry/{seq}"),
            Self::Work => "/work".to_owned(),
            Self::Account => "/work/account".to_owned(),
            Self::NewAuthenticator => "/work/account/authenticator".to_owned(),
            Self::NewPasskey => "/work/account/passkey".to_owned(),
            Self::Own => "/work/organisation".to_owned(),
            Self::SignIn => "/sign-in".to_owned(),
            Self::PasskeySignIn => "/sign-in/passkey".to_owned(),
            Self::OrganisationSignIn => "/sign-in/organisation".to_owned(),
            Self::SignInReturn(id) => with("/sign-in/return/", id, ""),
            Self::Code => "/sign-in/code".to_owned(),
            Self::Say(noun, id) => with(&format!("/work/say/{noun}/"), id, ""),
            Self::Announce(id) => with("/work/round/", id, ""),
            Self::Figures(id) => with("/work/figures/", id, ""),
            Self::Figure(kind, id) => with(&format!("/work/figure/{kind}/"), id, ""),
            Self::Sheet(noun, id) => with(&format!("/work/sheet/{noun}/"), id, ""),
            Self::Take(id) => with("/work/take/", id, ""),
            Self::Receipts => "/work/receipts".to_owned(),
            Self::Board(id) => with("/work/board/", id, ""),
            Self::Search => "/search".to_owned(),
            Self::Data => "/data".to_owned(),
            Self::Verify => "/verify".to_owned(),
            Self::Imprint => "/imprint".to_owned(),
            Self::Privacy => "/privacy".to_owned(),
            Self::Accessibility => "/accessibility".to_owned(),
            Self::Licence => "/licence".to_owned(),
            Self::Calendar(secret) => with("/calendar/", secret, ".ics"),
            Self::RoundsCalendar => "/rounds.ics".to_owned(),
            Self::Feed => "/feed.atom".to_owned(),
            Self::PlanFeed(id) => with("/plan/", id, "/feed.atom"),
            Self::OrganisationFeed(id) => with("/organisation/", id, "/feed.atom"),
        }
    }
}

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
            utf8_percent_encode(name, QUERY),
            utf8_percent_encode(value, QUERY)
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
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Most parameters read; more are ignored.
    const MOST: usize = 32;

    /// Reads the part behind the question mark. Never fails: bytes that are not
    /// UTF-8 become replacement characters, and `+` is a space.
    #[must_use]
    pub fn parse(raw: &str) -> Self {
        let decode = |part: &str| {
            let spaced = part.replace('+', " ");
            percent_decode_str(&spaced).decode_utf8_lossy().into_owned()
        };
        Self(
            raw.split('&')
                .filter(|part| !part.is_empty())
                .take(Self::MOST)
                .map(|part| {
                    let (name, value) = part.split_once('=').unwrap_or((part, ""));
                    (decode(name), decode(value).trim().to_owned())
                })
                .filter(|(name, _)| name != AS_OF)
                .collect(),
        )
    }

    /// The value of a parameter, if it is there and not empty. The day of
    /// [`AS_OF`] is not kept here: every page has it apart.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(n, v)| n == name && !v.is_empty())
            .map(|(_, value)| value.as_str())
    }

    /// A whole number of at least 1, else `None`.
    #[must_use]
    pub fn number(&self, name: &str) -> Option<usize> {
        self.find(name)?.parse().ok().filter(|n| *n > 0)
    }

    /// All parameters but these.
    #[must_use]
    pub fn without(&self, names: &[&str]) -> Vec<(&str, &str)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .filter(|(name, _)| !names.contains(name))
            .collect()
    }
}

/// An address that came with data, if it may become a link: `http` and `https`
/// only, with a host, without blanks and control characters.
#[must_use]
pub fn outside(address: &str) -> Option<Cow<'_, str>> {
    let address = address.trim();
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
