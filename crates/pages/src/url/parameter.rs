// SPDX-License-Identifier: EUPL-1.2
//! Parameters that public pages read. Whatever else stands behind a question mark is dropped before a
//! page is made: it is not repeated in links, and it makes no second copy of a page.

use std::borrow::Cow;

use super::{AS, AS_OF, CHART, Decoded, Pattern, Query, Route, TABLE, decode_part};

/// Most characters of a value; what is behind them does not count. Nobody looks for more, and a page
/// repeats what was asked for several times.
const LONGEST: usize = 200;

/// Most bytes of all parameters of a page for those who are signed in: it leads back to where one was,
/// and repeats them for that.
const LONGEST_OWN: usize = 2_000;

/// Words that somebody types: no two ask the same.
const TYPED: [&str; 5] = ["q", "words", "cite", "since", "until"];

impl Pattern {
    /// The parameters of a page besides the day; `None`: the page is for those who are signed in or
    /// sign in, and reads its address itself.
    #[must_use]
    pub fn parameters(self) -> Option<&'static [&'static str]> {
        Some(match self {
            Self::Plan => &["axis", "round", "cite"],
            Self::Measures => &[
                "words", "plan", "field", "lead", "theme", "nature", "state", "axis", "page",
                "form", "group", "strand", "phase", "level", "money", "years", "running", "begins",
                "asked", "ends",
            ],
            Self::Question => &["plan", "between", "page"],
            Self::Coherence => &["plan", "other", "state", "page"],
            Self::Versions => &["from", "to", "page"],
            Self::Milestones => &[
                "words", "lead", "year", "quarter", "type", "page", "form", "group", "strand",
                "phase", "level",
            ],
            Self::Coverage => &[
                "by", "plan", "topic", "issuer", "voice", "author", "degree", "kind", "cites",
                "differ", "page",
            ],
            Self::Answers => &[
                "standard", "land", "voice", "degree", "silence", "differ", "page",
            ],
            Self::Standards => &["force", "answered", "page"],
            Self::Arrangements => &["kind", "land", "short", "mandate", "over", "page"],
            Self::Places => &["page"],
            Self::Time => &["lead", "within", "page"],
            Self::Balance => &["by", "across"],
            Self::Money | Self::AllMoney => &["page"],
            Self::Monitoring => &["axis", "round"],
            Self::Organisation => &["axis", "page"],
            Self::Briefing => &["kept"],
            Self::Organisations => &["words", "kind", "voice", "page"],
            Self::Recommendations => &[
                "words", "issuer", "topic", "plan", "author", "degree", "page",
            ],
            Self::Demands => &["since", "page"],
            Self::Findings => &[
                "rule",
                "plan",
                "organisation",
                "measure",
                "state",
                "code",
                "page",
            ],
            Self::Finding | Self::Quality => &["page"],
            Self::Differing => &["plan", "page"],
            Self::DataFindings => &["state", "code", "file", "plan", "page"],
            Self::Changes => &["since", "until", "plan", "organisation", "kind", "page"],
            Self::History => &["plan", "organisation", "page"],
            Self::Search => &["q", "noun", "plan", "page"],
            other if other.is_public() => &[],
            _ => return None,
        })
    }

    fn is_public(self) -> bool {
        let words = self.as_str().split('/').nth(1);
        !matches!(
            words,
            Some("sign-in" | "invitation" | "calendar" | "work" | "alert")
        )
    }
}

/// What a public page is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read<'a> {
    /// The parameters that it reads, each once, as they were written.
    pub query: Cow<'a, str>,
    /// Whether the same is asked often enough to keep the answer.
    pub is_common: bool,
}

/// What a page reads of an address without its language.
#[must_use]
pub fn read<'a>(path: &str, query: &'a str) -> Read<'a> {
    let decoded = Decoded::of(path);
    let route = Route::parse(&decoded);
    let Some(names) = names(route) else {
        let query = Cow::Borrowed(query);
        let is_common = false;
        return Read { query, is_common };
    };
    // A path can be written in many ways; the one that we write ourselves is kept.
    let mut is_common = route.is_some_and(|route| route.path() == path);
    let mut seen = Vec::new();
    let mut kept = Vec::new();
    for part in query.split('&') {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let name = decode_part(name);
        let taken = [AS, TABLE, CHART].contains(&name.as_str());
        let known = name == AS_OF || taken || names.contains(&name.as_str());
        if !known || value.is_empty() || seen.contains(&name) {
            continue;
        }
        is_common &= !taken && !TYPED.contains(&name.as_str());
        seen.push(name);
        kept.push(part);
    }
    let query = if kept.len() == query.split('&').count() {
        Cow::Borrowed(query)
    } else {
        Cow::Owned(kept.join("&"))
    };
    Read { query, is_common }
}

impl Query {
    /// The same for the page at a path without its language: what that page does not read is not there,
    /// and of a long value the beginning. A page for those who are signed in has the parameters that there
    /// is room for: half an address would lead somewhere else.
    #[must_use]
    pub fn of(path: &str, raw: &str) -> Self {
        let decoded = Decoded::of(path);
        let route = Route::parse(&decoded);
        let Some(names) = names(route) else {
            let mut query = Self::parse(raw);
            if matches!(route, Some(Route::SignInReturn(_))) {
                // What a provider says is read once and leads nowhere again.
                query.is_quiet = true;
                return query;
            }
            let mut room = LONGEST_OWN;
            query.held.retain(|(name, value)| {
                let left = room.checked_sub(name.len() + value.len());
                room = left.unwrap_or(room);
                left.is_some()
            });
            return query;
        };
        let mut query = Self::parse(&read(path, raw).query);
        query
            .held
            .retain(|(name, _)| names.contains(&name.as_str()));
        for (_, value) in &mut query.held {
            if let Some((end, _)) = value.char_indices().nth(LONGEST) {
                value.truncate(end);
                query.is_cut = true;
            }
        }
        query
    }
}

/// The parameters of a page; where there is none, none. `None`: all of them.
fn names(route: Option<Route<'_>>) -> Option<&'static [&'static str]> {
    route.map_or(Some(&[]), |route| route.pattern().parameters())
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::url::Pattern;

    #[test]
    fn only_what_a_page_reads_is_kept_of_its_address() {
        for (path, query, kept, is_common) in [
            ("/plans", "", "", true),
            ("/plans", "x=1&y=2", "", true),
            ("/plans", "as-of=2025-12-31&x=1", "as-of=2025-12-31", true),
            ("/measures", "lead=bmf&page=2", "lead=bmf&page=2", true),
            ("/measures", "as=csv&table=2", "as=csv&table=2", false),
            ("/plan/nap", "axis=effect&lead=bmf", "axis=effect", true),
            ("/measures", "page=2&page=3&page=4", "page=2", true),
            ("/measures", "page=&x", "", true),
            ("/measures", "words=abc&x=1", "words=abc", false),
            ("/plan/%6eap", "", "", false),
            ("/nowhere", "page=2", "", false),
            ("/work", "said=7&x=1", "said=7&x=1", false),
            (
                "/sign-in/return/bmf",
                "code=1&state=2",
                "code=1&state=2",
                false,
            ),
        ] {
            let found = read(path, query);
            assert_eq!(
                (&*found.query, found.is_common),
                (kept, is_common),
                "{path}?{query}"
            );
        }
    }

    #[test]
    fn whoever_is_signed_in_keeps_the_whole_address() {
        let all = Pattern::ALL
            .iter()
            .filter(|pattern| pattern.parameters().is_none());
        assert!(all.clone().any(|pattern| *pattern == Pattern::SignInReturn));
        assert!(all.clone().any(|pattern| *pattern == Pattern::Say));
        assert!(!all.clone().any(|pattern| *pattern == Pattern::Measure));
    }
}
