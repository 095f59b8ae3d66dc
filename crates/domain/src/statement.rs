// SPDX-License-Identifier: EUPL-1.2
//! Statements: what an entry says, and its JSON form (the body).
//!
//! To add a kind of statement: a variant here, its word in [`Statement::kind`] and
//! [`decode`], what it does in [`crate::register`], its words in `locales/*/entry.ftl`.
//! To change the form of a body: raise the kind's number in [`schema_of`] and add the step from
//! the old form to [`UPCASTS`]; stored bodies are never rewritten.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use crate::act::Act;
use crate::contribution::Voiced;
use crate::id::OrganisationId;
use crate::noun::{Noun, Subject};
use crate::organisation::Succession;
use crate::plan::PlanVersion;
use crate::proposal::{Decision, Proposal};
use crate::roll::{ActVisitor, NoAct, RecordAct, Tabled};
use crate::round::Advance;
use crate::shape::{self, Kinded as _};
use crate::table::Mark;
use crate::text::Text;

/// What an entry says.
#[derive(Clone, Debug, PartialEq)]
pub enum Statement {
    /// Something about one record.
    Record(RecordAct),
    /// A plan has a new version; the entries after it say what is different in it.
    PlanVersioned(PlanVersion),
    /// Organisations came after others.
    Succeeded(Succession),
    /// An organisation explains a finding.
    FindingExplained(Text),
    /// A milestone, or another state of one, is proposed.
    MilestoneProposed(Box<Proposal>),
    /// A proposal is confirmed: the milestone is now so.
    MilestoneConfirmed(Decision),
    /// A proposal is declined.
    MilestoneDeclined(Decision),
    /// A round moved on, by rule.
    RoundAdvanced(Advance),
    /// Something is said in a round.
    Voiced {
        /// Report, assessment, practice statement or reply.
        noun: Noun,
        /// What is said.
        voiced: Voiced,
    },
}

impl<T: Tabled> From<Act<T>> for Statement {
    fn from(act: Act<T>) -> Self {
        Self::Record(T::act(act))
    }
}

/// One entry, read.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its number in the log, from 0.
    pub seq: u64,
    /// When it was recorded.
    pub at: Timestamp,
    /// Who states it.
    pub by: OrganisationId,
    /// What it is about.
    pub subject: Subject,
    /// Its kind, such as `measure.stated`.
    pub kind: Box<str>,
    /// The day the statement itself carries, if it carries one: its source's date.
    pub dated_on: Option<Date>,
    /// The plan version it belongs to.
    pub version: Option<u32>,
    /// It is made up, to show how the register works.
    pub invented: bool,
    /// What it says; `None` while its body is sealed, or since it was erased.
    pub statement: Option<Statement>,
}

impl Entry {
    /// Which entry it is, and what it is about.
    #[must_use]
    pub const fn mark(&self) -> Mark<'_> {
        Mark {
            seq: self.seq,
            subject: &self.subject,
            version: self.version,
        }
    }
}

/// A statement that is ready to become an entry.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// What it is about.
    pub subject: Subject,
    /// The day the statement itself carries.
    pub dated_on: Option<Date>,
    /// The plan version it belongs to.
    pub version: Option<u32>,
    /// It is made up, to show how the register works.
    pub invented: bool,
    /// What it says.
    pub statement: Statement,
}

/// Why a body cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum DecodeError {
    /// The kind is not known to this version of the program.
    #[error("entries of kind “{0}” are not known here: update Wegmarke")]
    UnknownKind(String),
    /// The body was written by a newer version of the program.
    #[error("“{kind}” has schema {schema}, this program reads up to {known}: update Wegmarke")]
    TooNew {
        /// Its kind.
        kind: String,
        /// Its schema version.
        schema: u16,
        /// The newest known here.
        known: u16,
    },
    /// The body is not what its kind says.
    #[error("the body of a “{kind}” does not read: {reason}")]
    Malformed {
        /// Its kind.
        kind: String,
        /// What the parser says.
        reason: String,
    },
}

/// One step from a kind's schema version to the next one.
pub struct Upcast {
    /// The kind.
    pub kind: &'static str,
    /// The schema version it reads.
    pub from: u16,
    /// Gives the body in the next version.
    pub step: fn(Value) -> Value,
}

/// All steps there are. None yet: every kind is in its first form.
pub const UPCASTS: &[Upcast] = &[];

/// The schema version in which bodies of a kind are written: one more than its last upcast.
#[must_use]
pub fn schema_of(kind: &str) -> u16 {
    newest(kind, UPCASTS)
}

fn newest(kind: &str, upcasts: &[Upcast]) -> u16 {
    upcasts
        .iter()
        .filter(|up| up.kind == kind)
        .map(|up| up.from + 1)
        .max()
        .unwrap_or(1)
}

/// Brings a body up to the newest schema version of its kind, step by step.
///
/// # Errors
/// [`DecodeError::TooNew`] if the body is newer than this program.
pub fn upcast(
    kind: &str,
    schema: u16,
    body: Value,
    upcasts: &[Upcast],
) -> Result<Value, DecodeError> {
    let known = newest(kind, upcasts);
    if schema > known {
        return Err(DecodeError::TooNew {
            kind: kind.to_owned(),
            schema,
            known,
        });
    }
    let mut body = body;
    for from in schema..known {
        if let Some(up) = upcasts.iter().find(|up| up.kind == kind && up.from == from) {
            body = (up.step)(body);
        }
    }
    Ok(body)
}

impl Statement {
    /// The kind of entry, such as `measure.stated`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Record(act) => act.kind(),
            Self::PlanVersioned(_) => "plan.versioned",
            Self::Succeeded(_) => "organisation.succeeded",
            Self::FindingExplained(_) => "finding.explained",
            Self::MilestoneProposed(_) => "milestone.proposed",
            Self::MilestoneConfirmed(_) => "milestone.confirmed",
            Self::MilestoneDeclined(_) => "milestone.declined",
            Self::RoundAdvanced(advance) => advance.kind(),
            Self::Voiced { noun, voiced } => voiced_kind(*noun, voiced),
        }
    }

    /// Tells every thing that it names.
    pub fn refer(&self, refer: &mut dyn FnMut(Subject)) {
        match self {
            Self::Record(act) => act.visit(Referring(refer)),
            Self::Succeeded(succession) => {
                for id in succession.organisations() {
                    refer(id.subject());
                }
            }
            Self::MilestoneProposed(proposal) => proposal.milestone.refer(refer),
            _ => {}
        }
    }
}

/// What an act names.
struct Referring<'a>(&'a mut dyn FnMut(Subject));

impl ActVisitor for Referring<'_> {
    type Out = ();

    fn visit<T: Tabled>(self, act: &Act<T>) {
        match act {
            Act::Stated(record) => record.refer(self.0),
            // Who is named from now on, or was until now, is concerned; who stays is not.
            Act::Changed(changes) => {
                for (name, change) in changes {
                    let Some(attribute) = shape::find(T::ATTRIBUTES, name) else {
                        continue;
                    };
                    let [before, after] = [&change.from, &change.to].map(|side| {
                        let mut named = Vec::new();
                        if let Some(side) = side {
                            shape::refer(attribute.kind, side, &mut |subject| named.push(subject));
                        }
                        named
                    });
                    let left = before.iter().filter(|subject| !after.contains(subject));
                    let came = after.iter().filter(|subject| !before.contains(subject));
                    for subject in left.chain(came) {
                        (self.0)(subject.clone());
                    }
                }
            }
            Act::Dropped => {}
        }
    }
}

/// Every kind of entry there is, in the order of the nouns.
#[must_use]
pub fn list_kinds() -> Vec<String> {
    let mut kinds = Vec::new();
    for noun in Noun::ALL.iter().copied() {
        let verbs: &[&str] = if noun.is_contribution() {
            &["submitted", "corrected", "withdrawn"]
        } else {
            &["stated", "changed", "dropped"]
        };
        kinds.extend(verbs.iter().map(|verb| format!("{noun}.{verb}")));
    }
    kinds.extend(
        [
            "organisation.succeeded",
            "plan.versioned",
            "finding.explained",
            "milestone.proposed",
            "milestone.confirmed",
            "milestone.declined",
            "round.opened",
            "round.revealed",
            "round.closed",
            "round.published",
        ]
        .map(str::to_owned),
    );
    kinds
}

/// The words of a contribution's entries: submitted, corrected, withdrawn.
const fn voiced_kind(noun: Noun, voiced: &Voiced) -> &'static str {
    let [submitted, corrected, withdrawn] = match noun.said_kinds() {
        Some(kinds) => kinds,
        // What is voiced is of a noun that is said; `decode` and every use case see to it.
        None => ["report.submitted", "report.corrected", "report.withdrawn"],
    };
    match voiced {
        Voiced::Submitted(_) => submitted,
        Voiced::Corrected { .. } => corrected,
        Voiced::Withdrawn { .. } => withdrawn,
    }
}

impl Said {
    /// A statement without a day or plan version of its own.
    #[must_use]
    pub const fn new(subject: Subject, statement: Statement) -> Self {
        Self {
            subject,
            dated_on: None,
            version: None,
            invented: false,
            statement,
        }
    }

    /// The body as JSON, in the newest schema of its kind.
    ///
    /// # Errors
    /// Whatever the serializer says; it has no reason to.
    pub fn body(&self) -> Result<Value, serde_json::Error> {
        let mut body = serde_json::Map::new();
        if let Some(day) = self.dated_on {
            body.insert("dated_on".to_owned(), serde_json::to_value(day)?);
        }
        if let Some(version) = self.version {
            body.insert("version".to_owned(), version.into());
        }
        if self.invented {
            body.insert("invented".to_owned(), true.into());
        }
        for (part, value) in self.parts()? {
            body.insert(part.to_owned(), value);
        }
        Ok(Value::Object(body))
    }
}

impl Said {
    fn parts(&self) -> BodyParts {
        match &self.statement {
            Statement::Record(act) => act.visit(Parting),
            Statement::PlanVersioned(opened) => part("opened", serde_json::to_value(opened)),
            Statement::Succeeded(succession) => {
                part("succession", serde_json::to_value(succession))
            }
            Statement::FindingExplained(reason) => part("reason", serde_json::to_value(reason)),
            Statement::MilestoneProposed(proposal) => {
                part("proposal", serde_json::to_value(proposal))
            }
            Statement::MilestoneConfirmed(decision) | Statement::MilestoneDeclined(decision) => {
                part("decision", serde_json::to_value(decision))
            }
            Statement::RoundAdvanced(advance) => part("advance", serde_json::to_value(advance)),
            Statement::Voiced { voiced, .. } => voiced_parts(voiced),
        }
    }
}

fn part(name: &'static str, value: Result<Value, serde_json::Error>) -> BodyParts {
    Ok(vec![(name, value?)])
}

/// The parts of a body by name.
type BodyParts = Result<Vec<(&'static str, Value)>, serde_json::Error>;

/// The parts of an act's body.
struct Parting;

impl ActVisitor for Parting {
    type Out = BodyParts;

    fn visit<T: Tabled>(self, act: &Act<T>) -> BodyParts {
        match act {
            Act::Stated(record) => part("record", serde_json::to_value(record)),
            Act::Changed(changes) => part("changes", serde_json::to_value(changes)),
            Act::Dropped => Ok(Vec::new()),
        }
    }
}

fn voiced_parts(voiced: &Voiced) -> BodyParts {
    let correction = |corrects: &u64, reason: &Text| {
        serde_json::to_value(Correction {
            corrects: *corrects,
            reason: reason.clone(),
        })
    };
    Ok(match voiced {
        Voiced::Submitted(says) => vec![("says", serde_json::to_value(says)?)],
        Voiced::Corrected {
            corrects,
            reason,
            says,
        } => vec![
            ("correction", correction(corrects, reason)?),
            ("says", serde_json::to_value(says)?),
        ],
        Voiced::Withdrawn { corrects, reason } => {
            vec![("correction", correction(corrects, reason)?)]
        }
    })
}

/// What a later word does to an earlier one.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Correction {
    corrects: u64,
    reason: Text,
}

/// A body, read.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// The day the statement itself carries.
    pub dated_on: Option<Date>,
    /// The plan version it belongs to.
    pub version: Option<u32>,
    /// It is made up, to show how the register works.
    pub invented: bool,
    /// What it says.
    pub statement: Statement,
}

/// Reads a body.
///
/// # Errors
/// [`DecodeError`] if the kind is unknown, too new, or the body does not fit it.
pub fn decode(kind: &str, schema: u16, body: &[u8]) -> Result<Body, DecodeError> {
    if schema == schema_of(kind) {
        return decode_newest(kind, body);
    }
    let old = serde_json::from_slice(body).map_err(|error| malformed(kind, &error))?;
    let new = upcast(kind, schema, old, UPCASTS)?;
    decode_newest(kind, new.to_string().as_bytes())
}

fn malformed(kind: &str, error: &serde_json::Error) -> DecodeError {
    DecodeError::Malformed {
        kind: kind.to_owned(),
        reason: error.to_string(),
    }
}

fn missing(kind: &str, part: &str) -> DecodeError {
    DecodeError::Malformed {
        kind: kind.to_owned(),
        reason: format!("it has no “{part}”"),
    }
}

/// The parts of any body; which of them are there depends on the kind.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts<'a> {
    #[serde(default)]
    dated_on: Option<Date>,
    #[serde(default)]
    version: Option<u32>,
    #[serde(default)]
    invented: bool,
    #[serde(default, borrow)]
    record: Option<&'a serde_json::value::RawValue>,
    #[serde(default, borrow)]
    changes: Option<&'a serde_json::value::RawValue>,
    #[serde(default, borrow)]
    opened: Option<&'a serde_json::value::RawValue>,
    #[serde(default, borrow)]
    succession: Option<&'a serde_json::value::RawValue>,
    #[serde(default, borrow)]
    reason: Option<&'a serde_json::value::RawValue>,
    #[serde(default, borrow)]
    proposal: Option<&'a serde_json::value::RawValue>,
    #[serde(default, borrow)]
    decision: Option<&'a serde_json::value::RawValue>,
    #[serde(default, borrow)]
    advance: Option<&'a serde_json::value::RawValue>,
    #[serde(default, borrow)]
    says: Option<&'a serde_json::value::RawValue>,
    #[serde(default, borrow)]
    correction: Option<&'a serde_json::value::RawValue>,
}

fn decode_newest(kind: &str, body: &[u8]) -> Result<Body, DecodeError> {
    let parts: Parts<'_> = serde_json::from_slice(body).map_err(|error| malformed(kind, &error))?;
    macro_rules! parse {
        ($part:ident) => {{
            let part = parts
                .$part
                .ok_or_else(|| missing(kind, stringify!($part)))?;
            serde_json::from_str(part.get()).map_err(|error| malformed(kind, &error))?
        }};
    }
    let (noun, verb) = kind.split_once('.').unwrap_or((kind, ""));
    let statement = match kind {
        "plan.versioned" => Statement::PlanVersioned(parse!(opened)),
        "organisation.succeeded" => Statement::Succeeded(parse!(succession)),
        "finding.explained" => Statement::FindingExplained(parse!(reason)),
        "milestone.proposed" => Statement::MilestoneProposed(parse!(proposal)),
        "milestone.confirmed" => Statement::MilestoneConfirmed(parse!(decision)),
        "milestone.declined" => Statement::MilestoneDeclined(parse!(decision)),
        _ if Advance::find_state(kind).is_some() => Statement::RoundAdvanced(parse!(advance)),
        _ => {
            let unknown = || DecodeError::UnknownKind(kind.to_owned());
            let noun: Noun = noun.parse().map_err(|_| unknown())?;
            match RecordAct::read(noun, verb, parts.record, parts.changes) {
                Some(Ok(act)) => Statement::Record(act),
                Some(Err(NoAct::Verb)) => return Err(unknown()),
                Some(Err(NoAct::Missing(part))) => return Err(missing(kind, part)),
                Some(Err(NoAct::Malformed(error))) => return Err(malformed(kind, &error)),
                None => {
                    let voiced = match verb {
                        "submitted" => Voiced::Submitted(parse!(says)),
                        "corrected" => {
                            let Correction { corrects, reason } = parse!(correction);
                            Voiced::Corrected {
                                corrects,
                                reason,
                                says: parse!(says),
                            }
                        }
                        "withdrawn" => {
                            let Correction { corrects, reason } = parse!(correction);
                            Voiced::Withdrawn { corrects, reason }
                        }
                        _ => return Err(unknown()),
                    };
                    if voiced.says().is_some_and(|says| says.noun() != noun) {
                        return Err(DecodeError::Malformed {
                            kind: kind.to_owned(),
                            reason: "it says something of another kind".to_owned(),
                        });
                    }
                    Statement::Voiced { noun, voiced }
                }
            }
        }
    };
    Ok(Body {
        dated_on: parts.dated_on,
        version: parts.version,
        invented: parts.invented,
        statement,
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Act, Body, Said, Statement, Upcast, decode, upcast};
    use crate::id::{MeasureId, OrganisationId};
    use crate::measure::Measure;
    use crate::organisation::{Succession, SuccessionKind};
    use crate::stated::Stated;
    use crate::text::{Lang, Text};
    use serde_json::json;

    #[test]
    fn bodies_survive_writing_and_reading() {
        let measure: Measure =
            serde_json::from_value(json!({"id": "p/m", "title": {"de": "Titel"}})).unwrap();
        let id = MeasureId::new("p/m");
        let changes =
            serde_json::from_value(json!({"lead": {"to": null}, "note": {"from": {"de": "x"}}}));
        for statement in [
            Act::Stated(Arc::new(measure)).into(),
            Act::<Measure>::Changed(changes.unwrap()).into(),
            Act::<Measure>::Dropped.into(),
            Statement::FindingExplained(Text::new(Lang::DE, "weil").unwrap()),
            Statement::Succeeded(Succession {
                kind: SuccessionKind::Renamed,
                before: vec![OrganisationId::new("a")],
                after: vec![OrganisationId::new("b")],
                on: Stated::NotStated,
            }),
        ] {
            let said = Said {
                subject: id.subject(),
                dated_on: Some(jiff::civil::date(2025, 6, 23)),
                version: Some(2),
                invented: true,
                statement,
            };
            let body = said.body().unwrap().to_string();
            let read = decode(said.statement.kind(), 1, body.as_bytes()).unwrap();
            let written = Body {
                dated_on: said.dated_on,
                version: said.version,
                invented: said.invented,
                statement: said.statement,
            };
            assert_eq!(read, written, "{body}");
        }
    }

    #[test]
    fn what_is_not_known_is_refused() {
        for (kind, schema, body) in [
            ("measure.guessed", 1, "{}"),
            ("song.stated", 1, "{}"),
            ("measure.stated", 2, r#"{"record":{}}"#),
            ("measure.stated", 1, "{}"),
            ("measure.stated", 1, r#"{"record":{"id":"p/m"}}"#),
            ("measure.dropped", 1, r#"{"extra":1}"#),
        ] {
            assert!(
                decode(kind, schema, body.as_bytes()).is_err(),
                "{kind} {body}"
            );
        }
    }

    #[test]
    fn old_bodies_climb_step_by_step() {
        let steps = [
            Upcast {
                kind: "k",
                from: 1,
                step: |body| json!({"b": body["a"]}),
            },
            Upcast {
                kind: "k",
                from: 2,
                step: |body| json!({"c": body["b"]}),
            },
        ];
        assert_eq!(
            upcast("k", 1, json!({"a": 1}), &steps).unwrap(),
            json!({"c": 1})
        );
        assert_eq!(
            upcast("k", 2, json!({"b": 1}), &steps).unwrap(),
            json!({"c": 1})
        );
        assert_eq!(
            upcast("k", 3, json!({"c": 1}), &steps).unwrap(),
            json!({"c": 1})
        );
        assert!(upcast("k", 4, json!({}), &steps).is_err());
    }
}
