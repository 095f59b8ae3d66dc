// SPDX-License-Identifier: EUPL-1.2
//! Calendars (iCalendar, RFC 5545): the dates of rounds, for everybody and for one organisation.
//! They hold names and counts and nothing of what was said.

use icalendar::{Calendar, CalendarComponent, Component as _, Event, Property};
use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::register::Register;
use wegmarke_domain::round::{Advance, Round, RoundState};
use wegmarke_domain::rules::permission::{About, Action, Actor};
use wegmarke_domain::rules::voices::{Kept, kept};

use crate::letter::line;
use crate::{Ctx, Route, subject};

/// How often programs should look again.
const REFRESH: &str = "PT6H";

/// The dates of all rounds.
#[must_use]
pub fn of_all(register: &Register, ctx: &Ctx) -> String {
    let mut events = Vec::new();
    for round in register.rounds.list() {
        events.extend(dates(register, ctx, round, Vec::new()));
    }
    write(ctx, &ctx.t("calendar-all"), events)
}

/// The dates of the rounds in which somebody's organisation owes something or that it coordinates,
/// with how much is still open.
#[must_use]
pub fn of_one(register: &Register, ctx: &Ctx, actor: &Actor) -> String {
    let mut events = Vec::new();
    for round in register.rounds.list() {
        let own = |organisation: &OrganisationId| *organisation == actor.organisation;
        let owes = round.duties.iter().any(|duty| own(&duty.organisation));
        let coordinates = actor.may(register, Action::SeeBoard, About::Plan(&round.plan));
        let open = |all: bool| {
            let open = round.duties.iter().filter(|duty| {
                let kept = kept(register, round, duty);
                (all || own(&duty.organisation)) && matches!(kept, Kept::Pending | Kept::Silent)
            });
            open.count()
        };
        let mut counts = Vec::new();
        if owes {
            counts.push(ctx.tn("calendar-open", open(false)));
        }
        if coordinates {
            counts.push(ctx.tn("calendar-open-all", open(true)));
        }
        if !counts.is_empty() {
            // Whoever held its dates is told that they are off; there is nothing to count any more.
            if register.round_state(&round.id) == RoundState::Cancelled {
                counts.clear();
            }
            events.extend(dates(register, ctx, round, counts));
        }
    }
    write(ctx, &ctx.t("calendar-own"), events)
}

/// The three dates of a round. Counts stand with the due date, which changes with them.
fn dates(register: &Register, ctx: &Ctx, round: &Round, counts: Vec<String>) -> Vec<Event> {
    let of = round.id.subject();
    let mut name = line(&subject::name(register, ctx, &of).words);
    if register.is_invented(&of) {
        name = format!("{name} ({})", ctx.t("invented-mark"));
    }
    let is_cancelled = register.round_state(&round.id) == RoundState::Cancelled;
    let (said_at, times) = announced(register, ctx, round);
    let counted_at = if counts.is_empty() {
        said_at
    } else {
        last_said_at(register, round).map_or(said_at, |at| at.max(said_at))
    };
    let plan = line(&subject::name(register, ctx, &round.plan.subject()).words);
    let link = format!(
        "{}{}",
        ctx.site.base_url.as_deref().unwrap_or_default(),
        ctx.href(&Route::Round(round.id.as_str()))
    );
    let (due, replies) = (round.due_at, round.replies_until);
    let opens = (round.opens_at, ctx.instant(round.opens_at), "calendar-from");
    let until = |at| {
        (
            last_minute(at, &ctx.site.zone),
            ctx.deadline(at),
            "calendar-until",
        )
    };
    [
        ("opens", "calendar-opens", opens, said_at),
        ("due", "calendar-due", until(due), counted_at),
        ("replies", "calendar-replies", until(replies), said_at),
    ]
    .into_iter()
    .map(|(which, key, (at, in_words, when), changed)| {
        let changed = instant(changed);
        // Programs tell the time in their own way: here it stands as the page names it.
        let when = ctx.t_with(when, &[("at", in_words.into())]);
        let mut text = vec![plan.clone(), when];
        if which == "due" {
            text.extend(counts.iter().cloned());
        }
        text.push(link.clone());
        let mut summary = ctx.t_with(key, &[("round", name.as_str().into())]);
        if is_cancelled {
            summary = ctx.t_with("calendar-cancelled", &[("date", summary.into())]);
        }
        let mut event = Event::new();
        event
            .append_property(Property::new("UID", uid(ctx, round, which)))
            .append_property(Property::new("DTSTAMP", changed.clone()))
            .append_property(Property::new("LAST-MODIFIED", changed))
            .append_property(Property::new("SEQUENCE", times.to_string()))
            .append_property(Property::new("DTSTART", instant(at)))
            .append_property(Property::new("TRANSP", "TRANSPARENT"))
            .summary(&summary)
            .description(&text.join("\n"));
        if is_cancelled {
            event.append_property(Property::new("STATUS", "CANCELLED"));
        }
        if ctx.site.base_url.is_some() {
            event.append_property(Property::new("URL", link.clone()));
        }
        event
    })
    .collect()
}

/// When a round was announced, changed or cancelled last, and how often that was after the first. Its moves by the clock
/// change none of its dates.
fn announced(register: &Register, ctx: &Ctx, round: &Round) -> (Timestamp, usize) {
    let of = round.id.subject();
    let said: Vec<Timestamp> = register
        .list_thread(&of)
        .filter_map(|seq| register.find_line(seq))
        .filter(|line| {
            let to = Advance::find_state(&line.kind);
            to.is_none_or(|to| to == RoundState::Cancelled)
        })
        .map(|line| line.at)
        .collect();
    let at = said.last().copied().or(ctx.last_entry_at);
    (
        at.unwrap_or(Timestamp::UNIX_EPOCH),
        said.len().saturating_sub(1),
    )
}

/// When something was said in a round last.
fn last_said_at(register: &Register, round: &Round) -> Option<Timestamp> {
    Noun::list_said()
        .flat_map(|noun| register.list_contributions(&round.id, noun))
        .filter_map(|said| Some(said.newest()?.at))
        .max()
}

/// The instant at which a deadline stands in a calendar: midnight belongs to the day that ends, as on
/// our pages, but every program shows it on the day that begins.
fn last_minute(at: Timestamp, zone: &TimeZone) -> Timestamp {
    if at.to_zoned(zone.clone()).time() == Time::midnight() {
        at.saturating_sub(SignedDuration::from_mins(1))
            .unwrap_or(at)
    } else {
        at
    }
}

/// The same date has the same id for ever, in every language and for everybody.
fn uid(ctx: &Ctx, round: &Round, which: &str) -> String {
    format!("round/{}/{which}@{}", round.id, ctx.site.log_origin)
}

fn instant(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn write(ctx: &Ctx, name: &str, events: Vec<Event>) -> String {
    let name = format!("{} – {name}", line(&ctx.site.name));
    let mut refresh = Property::new("REFRESH-INTERVAL", REFRESH);
    refresh.add_parameter("VALUE", "DURATION");
    let calendar = Calendar {
        properties: vec![
            Property::new("VERSION", "2.0"),
            Property::new("PRODID", "-//Wegmarke//Wegmarke//EN"),
            Property::new("CALSCALE", "GREGORIAN"),
            Property::new("NAME", &name),
            Property::new("X-WR-CALNAME", &name),
            refresh,
            Property::new("X-PUBLISHED-TTL", REFRESH),
        ],
        components: events.into_iter().map(CalendarComponent::from).collect(),
    };
    calendar.to_string()
}

#[cfg(test)]
mod tests;
