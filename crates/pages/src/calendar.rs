// SPDX-License-Identifier: EUPL-1.2
//! Calendars (iCalendar, RFC 5545): the dates of rounds, for everybody and for one organisation.
//! They hold names and counts and nothing of what was said.

use icalendar::{Calendar, CalendarComponent, Component as _, Event, Property};
use jiff::Timestamp;
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::register::Register;
use wegmarke_domain::round::Round;
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
            events.extend(dates(register, ctx, round, counts));
        }
    }
    write(ctx, &ctx.t("calendar-own"), events)
}

/// The three dates of a round. Counts stand with the due date; with counts, any entry of the log may
/// have changed them.
fn dates(register: &Register, ctx: &Ctx, round: &Round, counts: Vec<String>) -> Vec<Event> {
    let of = round.id.subject();
    let mut name = line(&subject::name(register, ctx, &of).words);
    if register.is_invented(&of) {
        name = format!("{name} ({})", ctx.t("invented-mark"));
    }
    let newest = register.list_thread(&of).next_back();
    let said_at = newest.and_then(|seq| Some(register.find_line(seq)?.at));
    let changed = if counts.is_empty() {
        said_at
    } else {
        ctx.last_entry_at.or(said_at)
    };
    let changed = instant(changed.unwrap_or(Timestamp::UNIX_EPOCH));
    let plan = line(&subject::name(register, ctx, &round.plan.subject()).words);
    let link = format!(
        "{}{}",
        ctx.site.base_url.as_deref().unwrap_or_default(),
        ctx.href(&Route::Round(round.id.as_str()))
    );
    [
        ("opens", "calendar-opens", round.opens_at),
        ("due", "calendar-due", round.due_at),
        ("replies", "calendar-replies", round.replies_until),
    ]
    .into_iter()
    .map(|(which, key, at)| {
        let mut text = vec![plan.clone()];
        if which == "due" {
            text.extend(counts.iter().cloned());
        }
        text.push(link.clone());
        let mut event = Event::new();
        event
            .append_property(Property::new("UID", uid(ctx, round, which)))
            .append_property(Property::new("DTSTAMP", changed.clone()))
            .append_property(Property::new("LAST-MODIFIED", changed.clone()))
            .append_property(Property::new("DTSTART", instant(at)))
            .append_property(Property::new("TRANSP", "TRANSPARENT"))
            .summary(&ctx.t_with(key, &[("round", name.as_str().into())]))
            .description(&text.join("\n"));
        if ctx.site.base_url.is_some() {
            event.append_property(Property::new("URL", link.clone()));
        }
        event
    })
    .collect()
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
