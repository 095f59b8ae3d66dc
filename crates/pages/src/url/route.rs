// SPDX-License-Identifier: EUPL-1.2
//! The table of addresses. A line of it says how an address is written and how it is read; whoever
//! answers them (`web`) matches all of it, so a new line is asked for until somebody answers it.

use std::borrow::Cow;

use percent_encoding::utf8_percent_encode;
use wegmarke_domain::noun::Noun;

use super::WORD;

/// An id of the register, or another name that is not ours to choose; never empty.
type Id<'a> = &'a str;

macro_rules! routes {
    ($($(#[$doc:meta])* $name:ident $(($($part:ident: $of:ty),+))? = $pattern:literal;)*) => {
        /// A page of the site, or a file of it, without its language.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Route<'a> {
            $($(#[$doc])* #[doc = concat!("`", $pattern, "`")] $name $(($($of),+))?,)*
        }

        /// A line of the table: a [`Route`] without what it is about.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Pattern {
            $($(#[$doc])* #[doc = concat!("`", $pattern, "`")] $name,)*
        }

        impl Pattern {
            /// The whole table.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// How the address is written: `{id}` is one part of the path, `{*id}` all that is left
            /// of it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $pattern,)* }
            }
        }

        impl<'a> Route<'a> {
            /// Its line in the table.
            #[must_use]
            pub const fn pattern(&self) -> Pattern {
                match self { $(Self::$name { .. } => Pattern::$name,)* }
            }

            /// The address without language and query, such as `/plan/nap-mh/versions`.
            #[must_use]
            pub fn path(&self) -> String {
                match self {
                    $(Self::$name $(($($part),+))? => write($pattern, &[$($($part.words()),+)?]),)*
                }
            }

            /// All of them, about the same thing.
            #[cfg(test)]
            fn list(made: &Made<'a>) -> Vec<Self> {
                vec![$(Self::$name $(($(<$of>::make(made)),+))?),*]
            }

            /// What an address leads to; `None` if it is none of ours.
            #[must_use]
            pub fn parse(path: &'a Decoded) -> Option<Self> {
                $(if let Some(route) = path.fill($pattern).and_then(|filled| {
                    let _ = &filled;
                    Some(Self::$name $(($(<$of>::read(filled.take())?),+))?)
                }) {
                    return Some(route);
                })*
                None
            }
        }
    };
}

routes! {
    Start = "/";
    Plans = "/plans";
    Plan(plan: Id<'a>) = "/plan/{plan}";
    Versions(plan: Id<'a>) = "/plan/{plan}/versions";
    Milestones(plan: Id<'a>) = "/plan/{plan}/milestones";
    Worklist(plan: Id<'a>) = "/plan/{plan}/worklist";
    Monitoring(plan: Id<'a>) = "/plan/{plan}/monitoring";
    /// Whom its measures think of.
    Balance(plan: Id<'a>) = "/plan/{plan}/balance";
    /// Its money.
    Money(plan: Id<'a>) = "/plan/{plan}/money";
    /// What runs when and falls due.
    Time(plan: Id<'a>) = "/plan/{plan}/time";
    /// The money of all plans.
    AllMoney = "/money";
    /// Measures of all plans, filtered.
    Measures = "/measures";
    Measure(id: Id<'a>) = "/measure/{*id}";
    /// What people ask.
    Questions = "/questions";
    Question(name: Id<'a>) = "/question/{name}";
    /// What could belong together, of two plans and of one measure.
    Coherence = "/coherence";
    CoherenceOf(measure: Id<'a>) = "/coherence/{*measure}";
    Milestone(id: Id<'a>) = "/milestone/{*id}";
    Organisations = "/organisations";
    Organisation(id: Id<'a>) = "/organisation/{id}";
    /// What it was asked, what it gave, what others say and what it answered.
    Briefing(id: Id<'a>) = "/organisation/{id}/briefing";
    /// What became of what it asked for.
    Demands(id: Id<'a>) = "/organisation/{id}/demands";
    Recommendations = "/recommendations";
    Recommendation(id: Id<'a>) = "/recommendation/{id}";
    Obligations = "/obligations";
    Obligation(id: Id<'a>) = "/obligation/{id}";
    Gaps = "/gaps";
    /// Every judgement of demands and duties, and the measures from their side.
    Coverage = "/coverage";
    /// The mirror of the referral mechanism: Länder by standards.
    Mechanism = "/mechanism";
    /// Every answer how far a standard is met, and every cell without one.
    Answers = "/mechanism/answers";
    /// Shelter places by group and Land.
    Places = "/mechanism/places";
    Standards = "/standards";
    Standard(id: Id<'a>) = "/standard/{id}";
    /// What exists of the mechanism.
    Arrangements = "/arrangements";
    Arrangement(id: Id<'a>) = "/arrangement/{id}";
    /// What follows from the record by rules with codes.
    Findings = "/findings";
    Finding(id: Id<'a>) = "/finding/{*id}";
    /// The quality of the record itself.
    Quality = "/quality";
    /// Figures about which sources differ.
    Differing = "/differing";
    /// What imports met and did not repair.
    DataFindings = "/data-findings";
    DataFinding(id: Id<'a>) = "/data-finding/{id}";
    Rounds = "/rounds";
    Round(id: Id<'a>) = "/round/{*id}";
    /// A report, an assessment, a practice statement, a reply; no other noun.
    Contribution(noun: Noun, id: Id<'a>) = "/{noun}/{*id}";
    Indicator(id: Id<'a>) = "/indicator/{*id}";
    Context(id: Id<'a>) = "/context/{*id}";
    /// Following something by letter.
    Alert = "/alert";
    /// The link of such a letter.
    OneAlert(token: Id<'a>) = "/alert/{token}";
    /// What changed between two days.
    Changes = "/changes";
    History = "/history";
    Entry(seq: u64) = "/entry/{seq}";
    Search = "/search";
    Data = "/data";
    Verify = "/verify";
    Imprint = "/imprint";
    Privacy = "/privacy";
    Accessibility = "/accessibility";
    Licence = "/licence";
    /// What was recorded last, of everything.
    Feed = "/feed.atom";
    PlanFeed(plan: Id<'a>) = "/plan/{plan}/feed.atom";
    OrganisationFeed(id: Id<'a>) = "/organisation/{id}/feed.atom";
    /// What was recorded last of a measure, a field or a theme.
    MeasureFeed(id: Id<'a>) = "/feed/measure/{*id}";
    FieldFeed(id: Id<'a>) = "/feed/field/{*id}";
    ThemeFeed(theme: Id<'a>) = "/feed/theme/{theme}";
    /// The dates of all rounds.
    RoundsCalendar = "/rounds.ics";

    SignIn = "/sign-in";
    Code = "/sign-in/code";
    /// Signing in with a passkey.
    PasskeySignIn = "/sign-in/passkey";
    BeginPasskeySignIn = "/sign-in/passkey/begin";
    /// Signing in at one's own organisation.
    OrganisationSignIn = "/sign-in/organisation";
    /// One click in a demonstration on this machine; nowhere else is anything there.
    DemoSignIn = "/sign-in/demo";
    /// Where an organisation's login sends the browser back to.
    SignInReturn(organisation: Id<'a>) = "/sign-in/return/{organisation}";
    Invitation(token: Id<'a>) = "/invitation/{token}";
    /// Taking an invitation with a passkey.
    PasskeyInvitation(token: Id<'a>) = "/invitation/{token}/passkey";
    BeginPasskeyInvitation(token: Id<'a>) = "/invitation/{token}/passkey/begin";
    /// Somebody's calendar.
    Calendar(secret: Id<'a>) = "/calendar/{secret}.ics";
    Work = "/work";
    Account = "/work/account";
    /// Setting up another authenticator.
    NewAuthenticator = "/work/account/authenticator";
    /// Adding a passkey to one's account.
    NewPasskey = "/work/account/passkey";
    BeginNewPasskey = "/work/account/passkey/begin";
    /// One's own organisation: its people, programs and settings.
    Own = "/work/organisation";
    /// The keys with which one's organisation signs.
    Keys = "/work/keys";
    /// Keeping the record of a plan that is not on record yet, and plans whose record somebody keeps.
    Editings = "/work/editing";
    /// Who keeps the record of a plan, and what its owner makes of it.
    Editing(plan: Id<'a>) = "/work/editing/{plan}";
    /// What one may say about a measure.
    ToSay(measure: Id<'a>) = "/work/about/{*measure}";
    Board(plan: Id<'a>) = "/work/board/{plan}";
    /// Announcing a round.
    Announce(plan: Id<'a>) = "/work/round/{plan}";
    /// Changing a round that is not open yet.
    ChangeRound(round: Id<'a>) = "/work/round-change/{*round}";
    /// Cancelling a round that is not open yet.
    CancelRound(round: Id<'a>) = "/work/round-cancel/{*round}";
    /// Saying something in a round.
    Say(noun: Noun, id: Id<'a>) = "/work/say/{noun}/{*id}";
    /// Submitting only the hash of it, and handing in the words afterwards.
    Keep(noun: Noun, id: Id<'a>) = "/work/keep/{noun}/{*id}";
    /// Handing in again what did not open, by its entry.
    Restore(entry: u64) = "/work/restore/{entry}";
    Figures(plan: Id<'a>) = "/work/figures/{plan}";
    /// Stating an indicator, a value, money, a milestone.
    Figure(stating: Id<'a>, id: Id<'a>) = "/work/figure/{stating}/{*id}";
    /// The forms of a round as a spreadsheet.
    Sheet(noun: Noun, round: Id<'a>) = "/work/sheet/{noun}/{*round}";
    /// Taking what a spreadsheet says.
    Take(id: Id<'a>) = "/work/take/{id}";
    Receipts = "/work/receipts";
    /// What one may state, and what one's organisation stated.
    Records = "/work/records";
    /// A form for a thing of the register.
    Record(noun: Id<'a>) = "/work/record/{noun}";
    /// A new version of a plan: what was typed for it, its day and its reason.
    NewVersion(plan: Id<'a>) = "/work/version/{plan}";
    /// All accounts, for who runs the installation.
    Accounts = "/work/accounts";
    /// Organisations, as who runs the installation looks after them.
    Organise = "/work/organise";
    /// A form in which one is put on record, renamed, merged or split.
    OrganiseForm(what: Id<'a>) = "/work/organise/{what}";
    /// Tables that somebody brings: those that wait, and a form for another one.
    Uploads = "/work/uploads";
    /// Where somebody is with a table, or its receipt.
    Upload(id: Id<'a>) = "/work/upload/{id}";
    /// What its columns mean.
    UploadColumns(id: Id<'a>) = "/work/upload/{id}/columns";
    /// What its words mean.
    UploadWords(id: Id<'a>) = "/work/upload/{id}/words";
    /// What it would do.
    UploadCheck(id: Id<'a>) = "/work/upload/{id}/check";
    /// A document for people: how far its review is.
    UploadReview(id: Id<'a>) = "/work/upload/{id}/review";
    /// The rows of one of its pages.
    UploadLeaf(id: Id<'a>, number: u64) = "/work/upload/{id}/review/{number}";
    /// Columns that somebody draws on one of its pages.
    UploadDraw(id: Id<'a>, page: u64) = "/work/upload/{id}/draw/{page}";
    /// A picture of one of its pages.
    UploadPicture(id: Id<'a>, page: u64) = "/work/upload/{id}/page/{page}.png";
    /// What was read and what was made of it.
    UploadReading(id: Id<'a>) = "/work/upload/{id}/reading.json";
    /// How it is read, as a profile.
    UploadProfile(id: Id<'a>) = "/work/upload/{id}/profile.toml";
    /// A profile of one's organisation.
    OwnProfile(name: Id<'a>) = "/work/profile/{name}.toml";
}

/// Something that stands in an address.
trait Part<'a>: Sized {
    /// Reads it; `None` if it is not written as [`Part::words`] would write it.
    fn read(words: &'a str) -> Option<Self>;
    fn words(&self) -> Cow<'_, str>;
    #[cfg(test)]
    fn make(made: &Made<'a>) -> Self;
}

/// What a test makes addresses of.
#[cfg(test)]
struct Made<'a> {
    words: &'a str,
    seq: u64,
    noun: Noun,
}

impl<'a> Part<'a> for &'a str {
    fn read(words: &'a str) -> Option<Self> {
        Some(words)
    }

    fn words(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }

    #[cfg(test)]
    fn make(made: &Made<'a>) -> Self {
        made.words
    }
}

impl Part<'_> for u64 {
    // One entry, one address: "007" and "+7" are not 7.
    fn read(words: &str) -> Option<Self> {
        let number: Self = words.parse().ok()?;
        (number.to_string() == words).then_some(number)
    }

    fn words(&self) -> Cow<'_, str> {
        Cow::Owned(self.to_string())
    }

    #[cfg(test)]
    fn make(made: &Made<'_>) -> Self {
        made.seq
    }
}

/// Only nouns that are said in a round stand as such in an address: "/measure/…" is the page of a
/// measure.
impl Part<'_> for Noun {
    fn read(words: &str) -> Option<Self> {
        words
            .parse()
            .ok()
            .filter(|noun: &Self| noun.is_contribution())
    }

    fn words(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.as_str())
    }

    #[cfg(test)]
    fn make(made: &Made<'_>) -> Self {
        made.noun
    }
}

/// One part of a pattern.
enum Slot<'a> {
    /// These words.
    Fixed(&'a str),
    /// One part of the path that ends with these words.
    One(&'a str),
    /// All that is left of the path.
    Rest,
}

fn slots(pattern: &str) -> impl Iterator<Item = Slot<'_>> {
    pattern.split('/').skip(1).map(|part| {
        if part.starts_with("{*") {
            Slot::Rest
        } else if part.starts_with('{') {
            Slot::One(part.split_once('}').map_or("", |(_, end)| end))
        } else {
            Slot::Fixed(part)
        }
    })
}

fn write(pattern: &str, words: &[Cow<'_, str>]) -> String {
    let mut words = words.iter();
    let mut next = || words.next().map_or("", |words| words);
    let mut path = String::new();
    for slot in slots(pattern) {
        path.push('/');
        match slot {
            Slot::Fixed(part) => path.push_str(part),
            Slot::One(end) => {
                path.extend(utf8_percent_encode(next(), WORD));
                path.push_str(end);
            }
            Slot::Rest => push_rest(&mut path, next()),
        }
    }
    path
}

/// The slashes of an id stay as they are, so that an address can be read by people. Where no word
/// stands between two of them, or before or after one, a proxy or a browser might take them away.
fn push_rest(path: &mut String, id: &str) {
    let mut before: Option<&str> = None;
    for part in id.split('/') {
        if let Some(before) = before {
            let kept = !before.is_empty() && !part.is_empty();
            path.push_str(if kept { "/" } else { "%2F" });
        }
        path.extend(utf8_percent_encode(part, WORD));
        before = Some(part);
    }
}

/// A path without its percent signs.
///
/// Slashes that were written as `%2F` are part of an id and separate nothing; so it remembers where
/// the others are.
#[derive(Debug)]
pub struct Decoded {
    text: String,
    /// Where each part begins and ends.
    parts: Vec<(usize, usize)>,
}

impl Decoded {
    /// Decodes a path, with or without slashes around it. Bytes that are not UTF-8 become
    /// replacement characters, so such a path finds nothing.
    #[must_use]
    pub fn of(path: &str) -> Self {
        let mut text = String::with_capacity(path.len());
        let mut parts = Vec::new();
        for part in path.trim_matches('/').split('/') {
            if !parts.is_empty() {
                text.push('/');
            }
            let start = text.len();
            text.push_str(&super::decode(part));
            parts.push((start, text.len()));
        }
        Self { text, parts }
    }

    /// What stands in the braces of a pattern; `None` if the path does not look like it.
    fn fill(&self, pattern: &str) -> Option<Filled<'_>> {
        let mut filled = Filled::default();
        let mut parts = self.parts.iter();
        for slot in slots(pattern) {
            let (start, end) = *parts.next()?;
            let part = &self.text[start..end];
            match slot {
                Slot::Fixed(fixed) if part == fixed => {}
                Slot::Fixed(_) => return None,
                Slot::One(end) => filled.push(part.strip_suffix(end)?)?,
                Slot::Rest => {
                    filled.push(&self.text[start..])?;
                    parts = [].iter();
                }
            }
        }
        parts.next().is_none().then_some(filled)
    }
}

/// What stands in the braces of a pattern, one after the other.
#[derive(Debug, Default)]
struct Filled<'a> {
    words: [&'a str; 2],
    held: usize,
    read: std::cell::Cell<usize>,
}

impl<'a> Filled<'a> {
    /// Nothing between two slashes is no name.
    fn push(&mut self, words: &'a str) -> Option<()> {
        *self.words.get_mut(self.held)? = words;
        self.held += 1;
        (!words.is_empty()).then_some(())
    }

    fn take(&self) -> &'a str {
        let at = self.read.replace(self.read.get() + 1);
        self.words.get(at).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn noun() -> impl Strategy<Value = Noun> {
        prop::sample::select(Noun::list_said().collect::<Vec<_>>())
    }

    /// Ids as sources make them, and such that look like parts of other addresses.
    fn id() -> impl Strategy<Value = String> {
        let hostile = [
            "versions",
            "feed.atom",
            "begin",
            "passkey",
            "a/versions",
            "a/feed.atom",
            "x.ics",
            "/",
            "//",
            "a/",
            "/a",
            "a//b",
            "%2F",
            "%",
            "a%20b",
            "?",
            "a?b=c",
            "#x",
            "a b",
            "+",
            "..",
            "../..",
            ".",
            "ä/ö",
            "\u{0}",
            "\r\nx: y",
            "<script>",
            "\u{202e}",
            "{id}",
            "{*id}",
            "report",
            "plan/x",
            "0",
            "\u{fffd}",
        ];
        prop_oneof![
            prop::sample::select(hostile.to_vec()).prop_map(str::to_owned),
            "[a-z0-9-]{1,12}(/[a-zA-Z0-9.-]{1,8}){0,3}",
            ".{1,20}",
            "[/%.a]{1,8}",
        ]
    }

    proptest! {
        #[test]
        fn every_route_reads_what_it_wrote(noun in noun(), seq: u64, words in id()) {
            for route in Route::list(&Made { noun, seq, words: &words }) {
                let path = route.path();
                let decoded = Decoded::of(&path);
                prop_assert_eq!(Route::parse(&decoded), Some(route), "{}", path);
                prop_assert!(path.starts_with('/') && !path.starts_with("//"), "{}", path);
                prop_assert!(path.bytes().all(|byte| byte.is_ascii_graphic()), "{}", path);
                prop_assert!(!path.contains(['?', '#', '\\']), "{}", path);
            }
        }

        #[test]
        fn any_path_is_read_or_refused(path in ".{0,40}") {
            let decoded = Decoded::of(&path);
            if let Some(route) = Route::parse(&decoded) {
                let path = route.path();
                let again = Decoded::of(&path);
                prop_assert_eq!(Route::parse(&again), Some(route));
            }
        }
    }

    #[test]
    fn an_address_is_read_in_one_way_only() {
        for (path, route) in [
            ("", Some(Route::Start)),
            ("/", Some(Route::Start)),
            ("/plans/", Some(Route::Plans)),
            ("/plan", None),
            ("/plan/", None),
            ("/plan/nap/versions", Some(Route::Versions("nap"))),
            ("/plan/nap%2Fversions", Some(Route::Plan("nap/versions"))),
            ("/plan/nap/other", None),
            ("/measure/nap/1", Some(Route::Measure("nap/1"))),
            ("/measure/nap%2F1", Some(Route::Measure("nap/1"))),
            ("/measure", None),
            (
                "/report/a/b",
                Some(Route::Contribution(Noun::Report, "a/b")),
            ),
            ("/fact/a/b", None),
            ("/entry/7", Some(Route::Entry(7))),
            ("/entry/007", None),
            ("/entry/+7", None),
            ("/calendar/wgmc_0.ics", Some(Route::Calendar("wgmc_0"))),
            ("/calendar/wgmc_0", None),
            ("/calendar/.ics", None),
            (
                "/work/figure/value/nap/i",
                Some(Route::Figure("value", "nap/i")),
            ),
        ] {
            assert_eq!(Route::parse(&Decoded::of(path)), route, "{path}");
        }
    }

    #[test]
    fn scripts_find_where_a_passkey_begins() {
        for (form, begin) in [
            (Pattern::PasskeySignIn, Pattern::BeginPasskeySignIn),
            (Pattern::PasskeyInvitation, Pattern::BeginPasskeyInvitation),
            (Pattern::NewPasskey, Pattern::BeginNewPasskey),
        ] {
            assert_eq!(format!("{}/begin", form.as_str()), begin.as_str());
        }
    }
}
