// SPDX-License-Identifier: EUPL-1.2
//! A time over a time: words, days, and whether the days were worked out.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::import::alike::likeness;
use crate::time::Timespan;

/// What is told of a time leaves the rest: the words stay where only days are told, the days where only
/// words are. Words from which the days on record follow (or which were made from them) go with the
/// days, or else the two would contradict each other.
pub(super) fn over(parts: &BTreeSet<Box<str>>, old: Value, new: Option<Value>) -> Option<Value> {
    let told = |part: &str| parts.contains(part);
    let quarter = told("year") || told("quarter");
    let [words, from, until] = [
        told("as_written"),
        quarter || told("from"),
        quarter || told("until"),
    ];
    if matches!(new, Some(Value::Null)) || (words && from && until) {
        let derived = told("derived");
        return with_origin(derived, &old, new);
    }
    let Ok(old) = serde_json::from_value::<Timespan>(old) else {
        return new;
    };
    let new: Option<Timespan> = new.and_then(|new| serde_json::from_value(new).ok());
    let stated = new.as_ref().is_some_and(|new| new.derived);
    let span = if from || until {
        let days = [
            if from {
                new.as_ref().and_then(|new| new.from)
            } else {
                old.from
            },
            if until {
                new.as_ref().and_then(|new| new.until)
            } else {
                old.until
            },
        ];
        // A quarter comes with its words.
        let made = new.as_ref().is_some_and(|new| {
            is_of_ends(new) && *new.as_written != *words_of(new.from, new.until)
        });
        let said = if words || ((quarter || made) && follows(&old)) {
            new.map(|new| new.as_written)
        } else {
            None
        };
        let kept = (!words && !follows(&old)).then(|| old.as_written.clone());
        written(said.or(kept), days)?
    } else if words {
        let has_days = old.from.is_some() || old.until.is_some();
        let apart = has_days && (!follows(&old) || *old.as_written == *range(old.from, old.until));
        match new {
            Some(new) if apart && !follows(&new) => Timespan {
                from: old.from,
                until: old.until,
                ..new
            },
            Some(new) if apart && likeness(&new.as_written) == likeness(&old.as_written) => {
                Timespan {
                    from: old.from,
                    until: old.until,
                    ..new
                }
            }
            Some(new) => new,
            // Only the words are gone; what is left is written so that it is known for this next time.
            None if apart => Timespan {
                as_written: range(old.from, old.until).into(),
                ..old.clone()
            },
            None => return None,
        }
    } else {
        old.clone()
    };
    let same_days = span.from == old.from && span.until == old.until;
    let derived = if told("derived") {
        stated
    } else {
        same_days && old.derived
    };
    Some(json!(Timespan { derived, ..span }))
}

/// Whether the words of a time and its days say the same.
fn follows(span: &Timespan) -> bool {
    if is_of_ends(span) {
        return true;
    }
    if span.from.is_none() && span.until.is_none() {
        return false;
    }
    let read = Timespan::parse(&span.as_written);
    read.is_ok_and(|read| read.from == span.from && read.until == span.until)
        || *span.as_written == *words_of(span.from, span.until)
        || is_quarter(span)
}

/// Whether the words were put together from two ends of which one is no day: `2026-01-01 – offen`,
/// `bald –`.
fn is_of_ends(span: &Timespan) -> bool {
    let Some((first, last)) = span.as_written.split_once('–') else {
        return false;
    };
    let (first, last) = (first.trim(), last.trim());
    let is_end = |text: &str, day: Option<Date>| day.is_some_and(|day| day.to_string() == text);
    first.is_empty() || last.is_empty() || is_end(first, span.from) || is_end(last, span.until)
}

/// Whether the words were put together from a quarter and a year: `T4 2021`.
fn is_quarter(span: &Timespan) -> bool {
    let (Some(from), Some((quarter, year))) = (span.from, span.as_written.rsplit_once(' ')) else {
        return false;
    };
    let number = quarter.trim_start_matches(char::is_alphabetic);
    year.parse() == Ok(from.year()) && number.parse() == Ok((from.month() + 2) / 3)
}

/// The words of a time of which only days are given: a range of them.
pub(in crate::import) fn words_of(from: Option<Date>, until: Option<Date>) -> String {
    let words = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
    if from == until {
        return words(from);
    }
    range(from, until)
}

/// Two days, also where both are one.
fn range(from: Option<Date>, until: Option<Date>) -> String {
    let words = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
    let range = format!("{} – {}", words(from), words(until));
    range.trim().to_owned()
}

/// A time of these words, or of none but its days; `None` if it has neither.
fn written(words: Option<Box<str>>, [from, until]: [Option<Date>; 2]) -> Option<Timespan> {
    let is_blank = from.is_none() && until.is_none();
    let as_written = match words {
        Some(words) => words,
        None if is_blank => return None,
        None => words_of(from, until).into(),
    };
    Some(Timespan {
        as_written,
        from,
        until,
        derived: false,
    })
}

/// All of a time but whether its days were worked out.
fn with_origin(told: bool, old: &Value, mut new: Option<Value>) -> Option<Value> {
    if let Some(Value::Object(new)) = &mut new
        && !told
        && old.get("derived").is_some()
        && ["from", "until"]
            .iter()
            .all(|end| old.get(end) == new.get(*end))
    {
        new.insert("derived".to_owned(), Value::Bool(true));
    }
    new
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::over;

    #[test]
    fn words_and_days_leave_each_other_alone() {
        let days = json!({"as_written": "bald", "from": "2026-03-01", "until": "2026-04-01", "derived": true});
        let year = json!({"as_written": "2026", "from": "2026-01-01", "until": "2026-12-31"});
        let made = json!({"as_written": "2026-03-01 –", "from": "2026-03-01"});
        for (told, old, new, expected) in [
            // The same words again, and others without days: the days stay.
            (
                &["as_written"][..],
                &days,
                Some(json!({"as_written": "bald"})),
                Some(days.clone()),
            ),
            (
                &["as_written"],
                &days,
                Some(json!({"as_written": "demnächst"})),
                Some(
                    json!({"as_written": "demnächst", "from": "2026-03-01", "until": "2026-04-01", "derived": true}),
                ),
            ),
            // Words from which other days follow take them along.
            (
                &["as_written"],
                &days,
                Some(year.clone()),
                Some(year.clone()),
            ),
            (
                &["as_written"],
                &year,
                Some(json!({"as_written": "bald"})),
                Some(json!({"as_written": "bald"})),
            ),
            // Days leave words of their own alone, and take words made from days along.
            (
                &["from"],
                &days,
                Some(json!({"as_written": "2026-02-01 –", "from": "2026-02-01"})),
                Some(json!({"as_written": "bald", "from": "2026-02-01", "until": "2026-04-01"})),
            ),
            (
                &["until"],
                &made,
                Some(json!({"as_written": "– 2026-04-01", "until": "2026-04-01"})),
                Some(
                    json!({"as_written": "2026-03-01 – 2026-04-01", "from": "2026-03-01", "until": "2026-04-01"}),
                ),
            ),
            (
                &["from", "until"],
                &json!({"as_written": "bald"}),
                Some(json!({"as_written": "2026-03-01 –", "from": "2026-03-01"})),
                Some(json!({"as_written": "bald", "from": "2026-03-01"})),
            ),
            // What is not said any more goes, and only that.
            (
                &["from", "until"],
                &days,
                None,
                Some(json!({"as_written": "bald"})),
            ),
            (&["from"], &made, None, None),
            (
                &["as_written"],
                &days,
                None,
                Some(
                    json!({"as_written": "2026-03-01 – 2026-04-01", "from": "2026-03-01", "until": "2026-04-01", "derived": true}),
                ),
            ),
            (&["as_written"], &year, None, None),
            (
                &["year", "quarter"],
                &json!({"as_written": "T1 2026", "from": "2026-01-01", "until": "2026-03-31"}),
                Some(json!({"as_written": "T2 2026", "from": "2026-04-01", "until": "2026-06-30"})),
                Some(json!({"as_written": "T2 2026", "from": "2026-04-01", "until": "2026-06-30"})),
            ),
            (&["as_written"], &days, Some(json!(null)), Some(json!(null))),
        ] {
            let parts = told.iter().map(|part| (*part).into()).collect();
            let got = over(&parts, old.clone(), new.clone());
            assert_eq!(got, expected, "{told:?} {old} {new:?}");
            if let Some(got) = got.filter(|got| !got.is_null()) {
                assert_eq!(
                    over(&parts, got.clone(), new.clone()),
                    Some(got),
                    "again: {told:?}"
                );
            }
        }
    }
}
