// SPDX-License-Identifier: EUPL-1.2
//! The forms of what is sent and received, for the OpenAPI document, and for refusing anything else.
//!
//! What is received is the domain's own JSON; a schema here is a closed description of it. What is
//! sent must first be of such a form (so that no misspelt field is lost) and is then read by the
//! domain.

// A schema is read by those who generate programs from it; most of its fields are never read here.
#![expect(dead_code, reason = "forms are checked and documented, not read")]

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::openapi::schema::{ObjectBuilder, SchemaType, Type};
use utoipa::openapi::{KnownFormat, RefOr, Schema, SchemaFormat};
use utoipa::{PartialSchema, ToSchema};

/// Longest name of a contribution, in characters.
pub(crate) const LONGEST_ABOUT: usize = 1_000;
const LONGEST_ID: usize = 200;
const LONGEST_LINE: usize = 2_048;
const LONGEST_TEXT: usize = wegmarke_domain::problem::LONGEST_TEXT;

/// Whether a text is short enough and holds no control character but ends of lines and tabs.
pub(crate) fn fits(text: &str, longest: usize) -> bool {
    text.chars().count() <= longest && !text.chars().any(is_control)
}

fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t')
}

fn string() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(SchemaType::Type(Type::String))
}

/// Texts that are no longer than a limit, which the document shows.
macro_rules! limited {
    ($($(#[$doc:meta])* $name:ident, $longest:expr, $words:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) struct $name;

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = Cow::<'de, str>::deserialize(deserializer)?;
                if fits(&text, $longest) {
                    return Ok(Self);
                }
                Err(D::Error::custom(format!(
                    "at most {} characters, and no control character", $longest
                )))
            }
        }

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let schema = string().max_length(Some($longest)).description(Some($words));
                schema.build().into()
            }
        }

        impl ToSchema for $name {}
    )*};
}

limited! {
    /// An id.
    Id, LONGEST_ID, "An id, such as `nap-az` or `nap-az/runde-2`.";
    /// The name of a thing.
    About, LONGEST_ABOUT, "A noun and an id, such as `measure/nap-az/faire-integration`.";
    /// A short text.
    Line, LONGEST_LINE, "A short text.";
    /// A text.
    Words, LONGEST_TEXT, "A text in one language.";
}

/// Texts of a format.
macro_rules! formatted {
    ($($(#[$doc:meta])* $name:ident, $read:expr, $schema:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) struct $name;

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = Cow::<'de, str>::deserialize(deserializer)?;
                let read: Result<(), &'static str> = $read(&text);
                read.map(|()| Self).map_err(D::Error::custom)
            }
        }

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                $schema.build().into()
            }
        }

        impl ToSchema for $name {}
    )*};
}

formatted! {
    /// A day.
    Day, day, string().format(Some(SchemaFormat::KnownFormat(KnownFormat::Date)));
    /// An instant.
    Instant, instant, string().format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)));
    /// A number that is exact.
    Number, number, string()
        .pattern(Some("^-?[0-9]{1,20}(\\.[0-9]{1,8})?$"))
        .description(Some("A number as text, so that it stays exact: `12.5`."));
    /// The SHA-256 of a file.
    Sha256, sha256, string().pattern(Some("^[0-9a-f]{64}$"));
}

fn day(text: &str) -> Result<(), &'static str> {
    let shape = text.len() == 10 && text.as_bytes().first().is_some_and(u8::is_ascii_digit);
    match text.parse::<jiff::civil::Date>() {
        Ok(day) if shape && day.year() >= 1 => Ok(()),
        _ => Err("not a day such as 2026-11-30"),
    }
}

fn instant(text: &str) -> Result<(), &'static str> {
    match text.parse::<jiff::Timestamp>() {
        Ok(at) if at.as_second() >= 0 && fits(text, 40) => Ok(()),
        _ => Err("not an instant such as 2026-11-30T22:00:00Z, in 1970 or later"),
    }
}

fn number(text: &str) -> Result<(), &'static str> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all = |text: &str, most| {
        (1..=most).contains(&text.len()) && text.bytes().all(|c| c.is_ascii_digit())
    };
    let fits = all(whole, 20) && all(part, 8);
    fits.then_some(()).ok_or("not a number such as 12.5")
}

fn sha256(text: &str) -> Result<(), &'static str> {
    let fits = text.len() == 64 && text.bytes().all(|c| matches!(c, b'0'..=b'9' | b'a'..=b'f'));
    fits.then_some(()).ok_or("not 64 hexadecimal digits")
}

/// The domain's fixed words: the schema lists them from the code.
macro_rules! word {
    ($($name:ident => $domain:ty;)*) => {$(
        #[doc = "One of the domain's fixed words."]
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
        #[serde(transparent)]
        pub(crate) struct $name($domain);

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let words = <$domain>::ALL.iter().map(|word| word.as_str());
                string().enum_values(Some(words)).build().into()
            }
        }

        impl ToSchema for $name {}
    )*};
}

word! {
    Delivery => wegmarke_domain::scale::Delivery;
    Flag => wegmarke_domain::scale::Flag;
    Effect => wegmarke_domain::scale::Effect;
    Judged => wegmarke_domain::scale::Judged;
    Reach => wegmarke_domain::scale::Reach;
    Land => wegmarke_domain::scale::Land;
    Security => wegmarke_domain::scale::Security;
    Shows => wegmarke_domain::proof::Shows;
    Check => wegmarke_domain::scale::Check;
    IndicatorKind => wegmarke_domain::indicator::IndicatorKind;
    Direction => wegmarke_domain::milestone::Direction;
    MilestoneType => wegmarke_domain::milestone::MilestoneType;
    Nature => wegmarke_domain::measure::Nature;
    Commitment => wegmarke_domain::measure::Commitment;
    Level => wegmarke_domain::measure::Level;
    OrganisationKind => wegmarke_domain::organisation::OrganisationKind;
    Voice => wegmarke_domain::organisation::Voice;
    RoundState => wegmarke_domain::round::RoundState;
    Action => wegmarke_domain::rules::permission::Action;
}

/// A text by language: `{"de": "…", "en": "…"}`, at least one.
#[derive(Clone, Debug)]
pub(crate) struct Text;

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let parts = BTreeMap::<String, Words>::deserialize(deserializer)?;
        let known = |lang: &String| lang.parse::<wegmarke_domain::text::Lang>().is_ok();
        if parts.is_empty() || !parts.keys().all(known) {
            return Err(D::Error::custom(
                "texts by codes of languages such as de, at least one",
            ));
        }
        Ok(Self)
    }
}

impl PartialSchema for Text {
    fn schema() -> RefOr<Schema> {
        let lang = string().pattern(Some("^[a-z]{2}$")).build();
        let schema = ObjectBuilder::new()
            .property_names(Some(Schema::Object(lang)))
            .additional_properties(Some(Words::schema()))
            .min_properties(Some(1))
            .description(Some(
                "A text by language: `{\"de\": \"…\", \"en\": \"…\"}`.",
            ));
        schema.build().into()
    }
}

impl ToSchema for Text {}

// Forms are closed objects. Optional fields may be absent ("not stated") or null ("stated that there is
// none").

/// A document and the place in it.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Source {
    /// Title of the document.
    document: Option<Line>,
    /// Page, section or number in it.
    locator: Option<Line>,
    /// Web addresses.
    #[serde(default)]
    urls: Vec<Line>,
}

/// A period or due date: the words of the source, and the days they cover.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Timespan {
    /// The words of the source, such as "Q2 2026".
    as_written: Line,
    /// First day, if the words allow one.
    from: Option<Day>,
    /// Last day, if the words allow one.
    until: Option<Day>,
    /// The days were worked out by somebody and do not stand in the source.
    #[serde(default)]
    derived: bool,
}

/// A plan.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Plan {
    id: Id,
    title: Text,
    short: Option<Text>,
    adopted_on: Option<Day>,
    period: Option<Timespan>,
    lead: Option<Vec<Id>>,
    /// Who coordinates it.
    coordination: Option<Id>,
    /// How many measures it says it has.
    measures_stated: Option<u32>,
    /// How many fields it says it has.
    fields_stated: Option<u32>,
    living_document: Option<bool>,
    source: Option<Source>,
}

/// A measure of a plan.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Measure {
    id: Id,
    /// Number as printed.
    number: Option<Line>,
    field: Option<Id>,
    goal: Option<Id>,
    title: Text,
    description: Option<Text>,
    lead: Option<Vec<Id>>,
    partners: Option<Vec<Id>>,
    output_indicator: Option<Text>,
    outcome_indicator: Option<Text>,
    nature: Option<Nature>,
    commitment: Option<Commitment>,
    themes: Option<Vec<Line>>,
    groups: Option<Vec<Line>>,
    forms: Option<Vec<Line>>,
    level: Option<Level>,
    funding: Option<Text>,
    period: Option<Timespan>,
    cited_as: Option<Line>,
    source: Option<Source>,
    note: Option<Text>,
}

/// A body that makes or is named in statements.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Organisation {
    id: Id,
    name: Text,
    short: Option<Text>,
    kind: Option<OrganisationKind>,
    /// Its voice, if another one than its kind has.
    voice: Option<Voice>,
}

/// Something that somebody must say in a round.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Duty {
    /// Who.
    organisation: Id,
    noun: Speaking,
    /// On what: a measure, a field, or the plan.
    on: About,
}

/// A reporting round.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Round {
    /// `{plan}/{name}`.
    id: Id,
    plan: Id,
    title: Text,
    /// First day that is reported on.
    from: Day,
    /// Last day that is reported on.
    until: Day,
    /// From when statements can be made.
    opens_at: Instant,
    /// Until when; then all are revealed together.
    due_at: Instant,
    /// Until when replies can be made.
    replies_until: Instant,
    /// Who must say what.
    #[serde(default)]
    duties: Vec<Duty>,
    note: Option<Text>,
}

/// An uploaded file by its content.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    sha256: Sha256,
    name: Line,
    r#type: Line,
    size: u64,
}

/// One proof: a link or a file.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Proof {
    title: Text,
    url: Option<Line>,
    file: Option<File>,
    dated_on: Option<Day>,
    shows: Option<Shows>,
}

/// A milestone that was reached.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reached {
    milestone: Id,
    on: Day,
    #[serde(default)]
    evidence: Vec<Proof>,
}

/// What an indicator showed.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Measured {
    indicator: Id,
    on: Day,
    reading: Reading,
    source: Option<Source>,
}

/// Money of a year, in euro.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct YearMoney {
    year: i16,
    needed: Option<Number>,
    planned: Option<Number>,
    secured: Option<Number>,
    spent: Option<Number>,
    security: Option<Security>,
    budget_line: Option<Line>,
    /// Last day for which there is money.
    ends_on: Option<Day>,
    source: Option<Source>,
}

/// A progress report of a lead.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Report {
    delivery: Option<Delivery>,
    #[serde(default)]
    flags: BTreeSet<Flag>,
    narrative: Option<Text>,
    obstacles: Option<Text>,
    next_steps: Option<Text>,
    #[serde(default)]
    milestones: Vec<Reached>,
    #[serde(default)]
    values: Vec<Measured>,
    #[serde(default)]
    funding: Vec<YearMoney>,
    #[serde(default)]
    evidence: Vec<Proof>,
}

/// An assessment of an independent body.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Assessment {
    delivery: Option<Delivery>,
    effect: Option<Effect>,
    /// How well it can be judged, check by check.
    #[serde(default)]
    design: BTreeMap<Check, Judged>,
    reasons: Option<Text>,
    #[serde(default)]
    evidence: Vec<Proof>,
}

/// A practice statement of civil society.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Practice {
    /// What reaches practice, and what does not.
    observed: Option<Text>,
    /// For whom.
    group: Option<Text>,
    land: Option<Land>,
    reach: Option<Reach>,
    delivery: Option<Delivery>,
    effect: Option<Effect>,
    #[serde(default)]
    evidence: Vec<Proof>,
}

/// A reply of an assessed or addressed body.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reply {
    text: Option<Text>,
    #[serde(default)]
    evidence: Vec<Proof>,
}

/// One worded level of an indicator.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct IndicatorLevel {
    name: Text,
    /// By what one knows that it is reached.
    anchor: Option<Text>,
}

/// An indicator.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Indicator {
    /// `{plan}/{name}`.
    id: Id,
    /// The measures it is of; none: it is of the whole plan.
    #[serde(default)]
    measures: Vec<Id>,
    title: Text,
    kind: IndicatorKind,
    unit: Option<Text>,
    /// Worded levels from the lowest; empty: it is a number.
    #[serde(default)]
    levels: Vec<IndicatorLevel>,
    baseline: Option<Reading>,
    target: Option<Reading>,
    direction: Option<Direction>,
    /// How it is observed. Frozen once there is a value.
    method: Option<Text>,
    source: Option<Source>,
    #[serde(default)]
    disaggregation: Vec<Text>,
}

/// A value of an indicator.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Value {
    /// `{indicator}/{organisation}/{day}`.
    id: Id,
    indicator: Id,
    /// Who says so: one's own organisation.
    organisation: Id,
    on: Day,
    reading: Reading,
    /// Parts it is told apart by, with what each showed.
    #[serde(default)]
    parts: Vec<(Line, Reading)>,
    source: Option<Source>,
}

/// Money for a measure in a year, in euro.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Funding {
    /// `{measure}/{year}/{organisation}`.
    id: Id,
    measure: Id,
    year: i16,
    /// Who says so: one's own organisation.
    organisation: Id,
    needed: Option<Number>,
    planned: Option<Number>,
    secured: Option<Number>,
    spent: Option<Number>,
    security: Option<Security>,
    budget_line: Option<Line>,
    /// Last day for which there is money.
    ends_on: Option<Day>,
    source: Option<Source>,
}

/// A milestone.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Milestone {
    /// `{plan}/{name}`.
    id: Id,
    #[serde(default)]
    measures: Vec<Id>,
    title: Text,
    description: Option<Text>,
    lead: Option<Vec<Id>>,
    r#type: Option<MilestoneType>,
    indicator: Option<Text>,
    unit: Option<Line>,
    baseline: Option<Number>,
    goal: Option<Number>,
    direction: Option<Direction>,
    verification: Option<Text>,
    due: Option<Timespan>,
    note: Option<Text>,
}

/// A milestone as it is meant to be.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Proposal {
    milestone: Milestone,
    /// Why; another state of a milestone needs a reason.
    reason: Option<Text>,
}

/// A decision about a proposal.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Decide {
    /// Id of the milestone.
    milestone: Id,
    /// The entry that proposed it.
    proposal: u64,
    confirm: bool,
    /// Why; declining needs a reason.
    reason: Option<Text>,
}

/// Something that is said.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Say {
    /// `{noun}/{plan}/{round}/{organisation}/{number}/{what it is about}`.
    about: About,
    says: Says,
}

/// What is said, otherwise, after it was revealed.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Correct {
    about: About,
    says: Says,
    reason: Text,
}

/// What was said is taken back after it was revealed.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Withdraw {
    about: About,
    reason: Text,
}

/// A draft is ready.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    about: About,
}

/// A draft needs another look.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Return {
    about: About,
    /// Why, for one's colleagues.
    reason: Words,
}

/// A draft to delete.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Discard {
    about: About,
    /// The revision that was read.
    revision: u64,
}

/// A draft.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct WriteDraft {
    says: Says,
}

/// The nouns of duties.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Speaking {
    Report,
    Assessment,
    Practice,
}

/// The nouns of contributions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Saying {
    Report,
    Assessment,
    Practice,
    Reply,
}

/// A number in the indicator's unit, or a worded level by its place from 0.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Reading {
    /// In the indicator's unit.
    Number(Number),
    /// The level's place.
    Level(u8),
}

/// What is said: exactly one of them, as the address says.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Says {
    Report(Report),
    Assessment(Assessment),
    Practice(Practice),
    Reply(Reply),
}

/// The receipt of an entry. Please keep it: with it anybody can show what was said, and when.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Receipt {
    /// Its number in the log.
    seq: u64,
    /// What it is about.
    #[schema(value_type = About)]
    subject: String,
    /// Its kind, such as `report.submitted`.
    kind: String,
    /// When it was recorded.
    #[schema(value_type = Instant)]
    at: jiff::Timestamp,
    /// The hash of its salted body.
    #[schema(value_type = Sha256)]
    body_hash: String,
    /// The hash of its leaf in the tree.
    #[schema(value_type = Sha256)]
    leaf_hash: String,
    /// Whether its body is sealed for now.
    sealed: bool,
}

impl From<wegmarke_app::Receipt> for Receipt {
    fn from(receipt: wegmarke_app::Receipt) -> Self {
        Self {
            seq: receipt.seq,
            subject: receipt.subject.to_string(),
            kind: receipt.kind,
            at: receipt.at,
            body_hash: receipt.body_hash,
            leaf_hash: receipt.leaf_hash,
            sealed: receipt.sealed,
        }
    }
}

/// What a request wrote.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Receipts {
    /// One for each entry; none if it stood like this already, or if nothing public changed.
    pub(crate) receipts: Vec<Receipt>,
}

/// A thing of the register.
#[derive(Serialize, ToSchema)]
pub(crate) struct Item<T> {
    /// Its name.
    #[schema(value_type = About)]
    pub(crate) about: String,
    /// Something about it is made up, to show how the register works.
    pub(crate) invented: bool,
    /// The entries that made it what it is.
    pub(crate) entries: Vec<u64>,
    /// The thing itself.
    pub(crate) record: T,
}
