// SPDX-License-Identifier: EUPL-1.2
//! The body of an entry: a statement as JSON, and back.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::schema::{DecodeError, UPCASTS, schema_of, upcast};
use super::{Said, Statement};
use crate::act::Act;
use crate::contribution::Voiced;
use crate::editing::Editing;
use crate::erasure::{ERASED, RESTORED};
use crate::key::{REGISTERED, REVOKED};
use crate::log_key::REKEYED;
use crate::noun::Noun;
use crate::roll::{ActVisitor, NoAct, RecordAct, Tabled};
use crate::round::Advance;
use crate::submission::{OPENED, SUBMITTED};
use crate::text::Text;

impl Said {
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

    fn parts(&self) -> BodyParts {
        match &self.statement {
            Statement::Record(act) => act.visit(Parting),
            Statement::Amended { act, reason } => {
                let mut parts = act.visit(Parting)?;
                parts.push(("reason", serde_json::to_value(reason)?));
                Ok(parts)
            }
            Statement::PlanVersioned(opened) => part("opened", serde_json::to_value(opened)),
            Statement::Succeeded(succession) => {
                part("succession", serde_json::to_value(succession))
            }
            Statement::FindingExplained(reason) => part("reason", serde_json::to_value(reason)),
            Statement::MilestoneProposed(proposal) => {
                part("proposal", serde_json::to_value(proposal))
            }
            Statement::MilestoneConfirmed(decision)
            | Statement::MilestoneDeclined(decision)
            | Statement::MilestoneWithdrawn(decision) => {
                part("decision", serde_json::to_value(decision))
            }
            Statement::CorrectionProposed(correction) => {
                part("proposal", serde_json::to_value(correction))
            }
            Statement::CorrectionAccepted { decision, changes } => Ok(vec![
                ("decision", serde_json::to_value(decision)?),
                ("changes", serde_json::to_value(changes)?),
            ]),
            Statement::CorrectionDeclined(decision) | Statement::CorrectionWithdrawn(decision) => {
                part("decision", serde_json::to_value(decision))
            }
            Statement::Edited(editing) => part(
                "editing",
                match editing {
                    Editing::Began(began) => serde_json::to_value(began),
                    Editing::Ended(ended) => serde_json::to_value(ended),
                    Editing::Confirmed(review) | Editing::Contested(review) => {
                        serde_json::to_value(review)
                    }
                },
            ),
            Statement::KeyRegistered(registration) => {
                part("registration", serde_json::to_value(registration))
            }
            Statement::KeyRevoked(revocation) => {
                part("revocation", serde_json::to_value(revocation))
            }
            Statement::LogRekeyed(replacement) => {
                part("replacement", serde_json::to_value(replacement))
            }
            Statement::BodyErased(erasure) => part("erasure", serde_json::to_value(erasure)),
            Statement::BodyRestored(restoration) => {
                part("restoration", serde_json::to_value(restoration))
            }
            Statement::RoundAdvanced(advance) => part("advance", serde_json::to_value(advance)),
            Statement::AnswerSubmitted(answer) => part("record", serde_json::to_value(answer)),
            Statement::InquiryOpened(opening) => part("opening", serde_json::to_value(opening)),
            // Its words are not here: nobody writes a body for it.
            Statement::Committed { .. } => Ok(Vec::new()),
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
        Voiced::Committed { about, says } => vec![
            ("about", serde_json::to_value(about)?),
            ("says", serde_json::to_value(says)?),
        ],
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
    editing: Option<&'a serde_json::value::RawValue>,
    #[serde(default, borrow)]
    erasure: Option<&'a serde_json::value::RawValue>,
    #[serde(default, borrow)]
    registration: Option<&'a serde_json::value::RawValue>,
    #[serde(default, borrow)]
    revocation: Option<&'a serde_json::value::RawValue>,
    #[serde(default, borrow)]
    replacement: Option<&'a serde_json::value::RawValue>,
    #[serde(default, borrow)]
    restoration: Option<&'a serde_json::value::RawValue>,
    #[serde(default, borrow)]
    advance: Option<&'a serde_json::value::RawValue>,
    #[serde(default, borrow)]
    opening: Option<&'a serde_json::value::RawValue>,
    #[serde(default, borrow)]
    says: Option<&'a serde_json::value::RawValue>,
    #[serde(default, borrow)]
    about: Option<&'a serde_json::value::RawValue>,
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
        "milestone.withdrawn" => Statement::MilestoneWithdrawn(parse!(decision)),
        "correction.proposed" => Statement::CorrectionProposed(parse!(proposal)),
        "correction.accepted" => Statement::CorrectionAccepted {
            decision: parse!(decision),
            changes: parse!(changes),
        },
        "correction.declined" => Statement::CorrectionDeclined(parse!(decision)),
        "correction.withdrawn" => Statement::CorrectionWithdrawn(parse!(decision)),
        "editing.began" => Statement::Edited(Editing::Began(parse!(editing))),
        "editing.ended" => Statement::Edited(Editing::Ended(parse!(editing))),
        "editing.confirmed" => Statement::Edited(Editing::Confirmed(parse!(editing))),
        "editing.contested" => Statement::Edited(Editing::Contested(parse!(editing))),
        REGISTERED => Statement::KeyRegistered(parse!(registration)),
        REVOKED => Statement::KeyRevoked(parse!(revocation)),
        REKEYED => Statement::LogRekeyed(parse!(replacement)),
        ERASED => Statement::BodyErased(parse!(erasure)),
        RESTORED => Statement::BodyRestored(parse!(restoration)),
        SUBMITTED => Statement::AnswerSubmitted(parse!(record)),
        OPENED => Statement::InquiryOpened(parse!(opening)),
        _ if Advance::find_state(kind).is_some() => Statement::RoundAdvanced(parse!(advance)),
        _ => {
            let unknown = || DecodeError::UnknownKind(kind.to_owned());
            let noun: Noun = noun.parse().map_err(|_| unknown())?;
            match RecordAct::read(noun, verb, parts.record, parts.changes) {
                Some(Ok(act)) if parts.reason.is_some() => Statement::Amended {
                    act,
                    reason: parse!(reason),
                },
                Some(Ok(act)) => Statement::Record(act),
                Some(Err(NoAct::Verb)) => return Err(unknown()),
                Some(Err(NoAct::Missing(part))) => return Err(missing(kind, part)),
                Some(Err(NoAct::Malformed(error))) => return Err(malformed(kind, &error)),
                None => {
                    let voiced = match verb {
                        "submitted" => Voiced::Submitted(parse!(says)),
                        // Replies are public at once: none is committed.
                        "committed" if noun != Noun::Reply => Voiced::Committed {
                            about: parse!(about),
                            says: parse!(says),
                        },
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

    use super::{Act, Body, Said, Statement, decode};
    use crate::id::{MeasureId, OrganisationId};
    use crate::measure::Measure;
    use crate::organisation::{Succession, SuccessionKind};
    use crate::proposal::Decision;
    use crate::roll::Tabled as _;
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
            Statement::Amended {
                act: Measure::act(Act::Dropped),
                reason: Text::new(Lang::DE, "doppelt").unwrap(),
            },
            Statement::MilestoneWithdrawn(Decision {
                proposal: 3,
                reason: None,
            }),
            Statement::FindingExplained(Text::new(Lang::DE, "weil").unwrap()),
            Statement::Succeeded(Succession {
                kind: SuccessionKind::Renamed,
                before: vec![OrganisationId::new("a")],
                after: vec![OrganisationId::new("b")],
                on: Stated::NotStated,
                corrects: None,
                withdrawn: false,
            }),
            Statement::Succeeded(Succession {
                kind: SuccessionKind::Renamed,
                before: vec![OrganisationId::new("a")],
                after: vec![OrganisationId::new("b")],
                on: Stated::NotStated,
                corrects: Some(7),
                withdrawn: true,
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
}
