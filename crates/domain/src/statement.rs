// SPDX-License-Identifier: EUPL-1.2
//! Statements: what an entry says, and its JSON form (the body).
//!
//! To add a kind of statement: a variant here, its word in [`Statement::kind`] and
//! [`decode`], what it does in [`crate::register`], its words in `locales/*/entry.ftl`.
//! To change the form of a body: raise the kind's number in [`schema_of`] and add the step from
//! the old form to [`UPCASTS`]; stored bodies are never rewritten.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::contribution::Voiced;
use crate::coverage::Coverage;
use crate::evidence::Evidence;
use crate::finding::Finding;
use crate::funding::Funding;
use crate::id::OrganisationId;
use crate::indicator::{Indicator, Value as IndicatorValue};
use crate::measure::Measure;
use crate::milestone::Milestone;
use crate::noun::{Noun, Subject};
use crate::organisation::{Organisation, Succession};
use crate::plan::{Fact, Field, Goal, Plan, PlanVersion};
use crate::proposal::{Decision, Proposal};
use crate::recommendation::{Obligation, Recommendation, Response};
use crate::record::Changes;
use crate::round::{Advance, Round};
use crate::text::Text;

/// What is said about one record.
#[derive(Clone, Debug, PartialEq)]
pub enum Act<T> {
    /// It is so, in full: it is new here, or back.
    Stated(Arc<T>),
    /// These attributes are different now.
    Changed(Changes),
    /// It is no longer part of the plan version.
    Dropped,
}

/// What an entry says.
#[derive(Clone, Debug, PartialEq)]
#[expect(
    missing_docs,
    reason = "a variant says something about the noun of its name"
)]
pub enum Statement {
    Organisation(Act<Organisation>),
    Plan(Act<Plan>),
    Fact(Act<Fact>),
    Field(Act<Field>),
    Goal(Act<Goal>),
    Measure(Act<Measure>),
    Milestone(Act<Milestone>),
    Recommendation(Act<Recommendation>),
    Obligation(Act<Obligation>),
    Response(Act<Response>),
    Coverage(Act<Coverage>),
    Evidence(Act<Evidence>),
    Finding(Act<Finding>),
    Indicator(Act<Indicator>),
    Value(Act<IndicatorValue>),
    Funding(Act<Funding>),
    Round(Act<Round>),
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

/// Runs `$body` with the act of any record variant bound to `$act`, `$other` otherwise.
macro_rules! with_act {
    ($statement:expr, $act:ident => $body:expr, $other:expr) => {
        match $statement {
            $crate::statement::Statement::Organisation($act) => $body,
            $crate::statement::Statement::Plan($act) => $body,
            $crate::statement::Statement::Fact($act) => $body,
            $crate::statement::Statement::Field($act) => $body,
            $crate::statement::Statement::Goal($act) => $body,
            $crate::statement::Statement::Measure($act) => $body,
            $crate::statement::Statement::Milestone($act) => $body,
            $crate::statement::Statement::Recommendation($act) => $body,
            $crate::statement::Statement::Obligation($act) => $body,
            $crate::statement::Statement::Response($act) => $body,
            $crate::statement::Statement::Coverage($act) => $body,
            $crate::statement::Statement::Evidence($act) => $body,
            $crate::statement::Statement::Finding($act) => $body,
            $crate::statement::Statement::Indicator($act) => $body,
            $crate::statement::Statement::Value($act) => $body,
            $crate::statement::Statement::Funding($act) => $body,
            $crate::statement::Statement::Round($act) => $body,
            _ => $other,
        }
    };
}
pub(crate) use with_act;

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
        macro_rules! kinds {
            ($($variant:ident: $word:literal),*) => {
                match self {
                    $(
                        Self::$variant(Act::Stated(_)) => concat!($word, ".stated"),
                        Self::$variant(Act::Changed(_)) => concat!($word, ".changed"),
                        Self::$variant(Act::Dropped) => concat!($word, ".dropped"),
                    )*
                    Self::PlanVersioned(_) => "plan.versioned",
                    Self::Succeeded(_) => "organisation.succeeded",
                    Self::FindingExplained(_) => "finding.explained",
                    Self::MilestoneProposed(_) => "milestone.proposed",
                    Self::MilestoneConfirmed(_) => "milestone.confirmed",
                    Self::MilestoneDeclined(_) => "milestone.declined",
                    Self::RoundAdvanced(advance) => advance.kind(),
                    Self::Voiced { noun, voiced } => voiced_kind(*noun, voiced),
                }
            };
        }
        kinds!(
            Organisation: "organisation", Plan: "plan", Fact: "fact", Field: "field", Goal: "goal",
            Measure: "measure", Milestone: "milestone", Recommendation: "recommendation",
            Obligation: "obligation", Response: "response", Coverage: "coverage",
            Evidence: "evidence", Finding: "finding", Indicator: "indicator", Value: "value",
            Funding: "funding", Round: "round"
        )
    }
}

/// Every kind of entry there is, in the order of the nouns.
#[must_use]
pub fn list_kinds() -> Vec<String> {
    let mut kinds = Vec::new();
    for noun in Noun::ALL {
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
    let [submitted, corrected, withdrawn] = match noun {
        Noun::Assessment => [
            "assessment.submitted",
            "assessment.corrected",
            "assessment.withdrawn",
        ],
        Noun::Practice => [
            "practice.submitted",
            "practice.corrected",
            "practice.withdrawn",
        ],
        Noun::Reply => ["reply.submitted", "reply.corrected", "reply.withdrawn"],
        _ => ["report.submitted", "report.corrected", "report.withdrawn"],
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
    fn parts(&self) -> Result<Vec<(&'static str, Value)>, serde_json::Error> {
        let part = |name, value: Result<Value, serde_json::Error>| Ok(vec![(name, value?)]);
        with_act!(&self.statement, act => match act {
            Act::Stated(record) => part("record", serde_json::to_value(record)),
            Act::Changed(changes) => part("changes", serde_json::to_value(changes)),
            Act::Dropped => Ok(Vec::new()),
        }, match &self.statement {
            Statement::PlanVersioned(opened) => part("opened", serde_json::to_value(opened)),
            Statement::Succeeded(succession) => part("succession", serde_json::to_value(succession)),
            Statement::FindingExplained(reason) => part("reason", serde_json::to_value(reason)),
            Statement::MilestoneProposed(proposal) => part("proposal", serde_json::to_value(proposal)),
            Statement::MilestoneConfirmed(decision) | Statement::MilestoneDeclined(decision) => {
                part("decision", serde_json::to_value(decision))
            }
            Statement::RoundAdvanced(advance) => part("advance", serde_json::to_value(advance)),
            Statement::Voiced { voiced, .. } => voiced_parts(voiced),
            _ => Ok(Vec::new()),
        })
    }
}

fn voiced_parts(voiced: &Voiced) -> Result<Vec<(&'static str, Value)>, serde_json::Error> {
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
            let part = parts.$part.ok_or_else(|| DecodeError::Malformed {
                kind: kind.to_owned(),
                reason: concat!("it has no “", stringify!($part), "”").to_owned(),
            })?;
            serde_json::from_str(part.get()).map_err(|error| malformed(kind, &error))?
        }};
    }
    let (noun, verb) = kind.split_once('.').unwrap_or((kind, ""));
    macro_rules! act {
        ($variant:ident) => {
            match verb {
                "stated" => Statement::$variant(Act::Stated(parse!(record))),
                "changed" => Statement::$variant(Act::Changed(parse!(changes))),
                "dropped" => Statement::$variant(Act::Dropped),
                _ => return Err(DecodeError::UnknownKind(kind.to_owned())),
            }
        };
    }
    let statement = match kind {
        "plan.versioned" => Statement::PlanVersioned(parse!(opened)),
        "organisation.succeeded" => Statement::Succeeded(parse!(succession)),
        "finding.explained" => Statement::FindingExplained(parse!(reason)),
        "milestone.proposed" => Statement::MilestoneProposed(parse!(proposal)),
        "milestone.confirmed" => Statement::MilestoneConfirmed(parse!(decision)),
        "milestone.declined" => Statement::MilestoneDeclined(parse!(decision)),
        _ if Advance::find_state(kind).is_some() => Statement::RoundAdvanced(parse!(advance)),
        _ => match noun
            .parse()
            .map_err(|_| DecodeError::UnknownKind(kind.to_owned()))?
        {
            Noun::Organisation => act!(Organisation),
            Noun::Plan => act!(Plan),
            Noun::Fact => act!(Fact),
            Noun::Field => act!(Field),
            Noun::Goal => act!(Goal),
            Noun::Measure => act!(Measure),
            Noun::Milestone => act!(Milestone),
            Noun::Recommendation => act!(Recommendation),
            Noun::Obligation => act!(Obligation),
            Noun::Response => act!(Response),
            Noun::Coverage => act!(Coverage),
            Noun::Evidence => act!(Evidence),
            Noun::Finding => act!(Finding),
            Noun::Indicator => act!(Indicator),
            Noun::Value => act!(Value),
            Noun::Funding => act!(Funding),
            Noun::Round => act!(Round),
            noun @ (Noun::Report | Noun::Assessment | Noun::Practice | Noun::Reply) => {
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
                    _ => return Err(DecodeError::UnknownKind(kind.to_owned())),
                };
                if voiced.says().is_some_and(|says| says.noun() != noun) {
                    return Err(DecodeError::Malformed {
                        kind: kind.to_owned(),
                        reason: "it says something of another kind".to_owned(),
                    });
                }
                Statement::Voiced { noun, voiced }
            }
        },
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
            Statement::Measure(Act::Stated(Arc::new(measure))),
            Statement::Measure(Act::Changed(changes.unwrap())),
            Statement::Measure(Act::Dropped),
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
