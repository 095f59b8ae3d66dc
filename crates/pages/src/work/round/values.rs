// SPDX-License-Identifier: EUPL-1.2
//! What the forms of a round send: names of fields, and what is ticked.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use wegmarke_domain::id::{OrganisationId, PlanId};
use wegmarke_domain::noun::Noun;
use wegmarke_domain::register::Register;
use wegmarke_domain::round::{Duty, Round};
use wegmarke_domain::rules::asking;
use wegmarke_domain::rules::voices::SPEAKING;

use crate::parts::form::Values;
use crate::{Ctx, Route};

/// The name of the boxes: whom to ask for what.
pub const ASK: &str = "ask";
/// The name of columns that somebody added.
pub const COLUMN: &str = "column";
/// The name of the list from which a column is added.
pub const ADD: &str = "add";
/// Which columns are set at once.
pub const MANY_WHO: &str = "many_who";
/// Which rows are set at once.
pub const MANY_ABOUT: &str = "many_about";
/// All columns.
pub const ALL: &str = "all";
/// The newest entry about a round that is changed, as whoever fills in the form saw it.
pub const ENTRY: &str = "entry";

/// Where the forms of a round are sent.
pub(super) fn action(ctx: &Ctx, plan: &PlanId, round: Option<&Round>) -> String {
    match round {
        None => ctx.href(&Route::Announce(plan.as_str())),
        Some(round) => ctx.href(&Route::ChangeRound(round.id.as_str())),
    }
}

/// What the form of a new round begins with: what the round before asked; before the first one, reports
/// of the leads.
#[must_use]
pub fn begin(register: &Register, plan: &PlanId) -> Values {
    let duties = asking::preset(register, plan).duties;
    Values(write_asked(&duties).collect())
}

/// What the form begins with that changes a round; `entry` is the newest one about it.
#[must_use]
pub fn begin_change(ctx: &Ctx, round: &Round, entry: u64) -> Values {
    let zone = &ctx.site.zone;
    let words = |text: Option<&wegmarke_domain::text::Text>| {
        text.map_or_else(String::new, |text| ctx.words(text).into_owned())
    };
    let mut values: Vec<(String, String)> = [
        (ENTRY, entry.to_string()),
        ("title", words(Some(&round.title))),
        ("note", words(round.note.value())),
        ("from", round.from.to_string()),
        ("until", round.until.to_string()),
        ("opens_at", first_day(round.opens_at, zone).to_string()),
        ("due_at", last_day(round.due_at, zone).to_string()),
        (
            "replies_until",
            last_day(round.replies_until, zone).to_string(),
        ),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value))
    .collect();
    values.extend(write_asked(&round.duties));
    Values(values)
}

/// The day on which something begins.
#[must_use]
pub fn first_day(at: Timestamp, zone: &TimeZone) -> Date {
    at.to_zoned(zone.clone()).date()
}

/// The day with which something ends: midnight belongs to the day before.
#[must_use]
pub fn last_day(at: Timestamp, zone: &TimeZone) -> Date {
    let before = at.saturating_sub(jiff::SignedDuration::from_secs(1));
    first_day(before.unwrap_or(at), zone)
}

/// Boxes that are ticked: `report/bmas/measure/nap-az/x`.
pub fn write_asked(duties: &[Duty]) -> impl Iterator<Item = (String, String)> {
    duties.iter().map(|duty| (ASK.to_owned(), box_of(duty)))
}

pub(super) fn box_of(duty: &Duty) -> String {
    format!("{}/{}/{}", duty.noun, duty.organisation, duty.on)
}

/// What the ticked boxes ask for, sorted; and those that no form of ours has.
#[must_use]
pub fn read_asked(values: &Values) -> (Vec<Duty>, Vec<String>) {
    let mut duties = Vec::new();
    let mut unread = Vec::new();
    for text in values.all(ASK) {
        match find_duty(text) {
            Some(duty) => duties.push(duty),
            None => unread.push(text.to_owned()),
        }
    }
    duties.sort();
    duties.dedup();
    (duties, unread)
}

fn find_duty(text: &str) -> Option<Duty> {
    let (noun, rest) = text.split_once('/')?;
    let (organisation, on) = rest.split_once('/')?;
    let noun: Noun = noun.parse().ok()?;
    Some(Duty {
        organisation: OrganisationId::new(organisation),
        noun: SPEAKING.contains(&noun).then_some(noun)?,
        on: on.parse().ok()?,
    })
}
