// SPDX-License-Identifier: EUPL-1.2
//! Reporting rounds: their days, who must say what, who did, and what they rest on.

use std::collections::BTreeMap;

use askama::Template;
use wegmarke_domain::contribution::Contribution;
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::record::Record as _;
use wegmarke_domain::register::Register;
use wegmarke_domain::round::{Progress, Round, RoundState};
use wegmarke_domain::rules::voices::{self, Kept};

use crate::frame::Section;
use crate::parts::{Badge, Fact, Facts, Link, Links, Shown, Table, Value};
use crate::voices::{end_of, invented, marks, state_badge, until};
use crate::{Ctx, Frame, Route};
use crate::{history, subject};

/// All rounds of all plans.
#[derive(Debug, Template)]
#[template(path = "round/list.html")]
pub struct List {
    f: Frame,
    table: Table,
    calendar: Link,
}

impl List {
    /// The list, the round due last first.
    #[must_use]
    pub fn build(register: &Register, ctx: &Ctx) -> Self {
        let head = [
            "round-round",
            "round-plan",
            "round-state",
            "round-due",
            "round-kept",
        ];
        let head = head.into_iter().map(|key| ctx.t(key)).collect();
        let mut table = Table::new(ctx.t("rounds-caption"), head, ctx.t("rounds-empty")).quiet();
        let mut rounds: Vec<&Round> = register.rounds.list().collect();
        rounds.sort_by(|a, b| (b.due_at, &b.id).cmp(&(a.due_at, &a.id)));
        let mut made_up = false;
        for round in rounds {
            let about = round.id.subject();
            made_up |= register.is_invented(&about);
            let link = Value::Link(subject::link(register, ctx, &about));
            table.push(vec![
                with_mark(link, invented(register, ctx, &about)),
                Value::Link(subject::link(register, ctx, &round.plan.subject())),
                Value::Badge(state_badge(ctx, register.round_state(&round.id))),
                Value::Plain(ctx.deadline(round.due_at)),
                Value::Plain(kept_words(register, ctx, round)),
            ]);
        }
        let title = Shown::plain(&ctx.t("rounds-title"));
        Self {
            f: Frame::new(ctx, title, Section::Rounds)
                .described(ctx.t("rounds-description"))
                .invented(ctx, made_up),
            table,
            calendar: ctx.link(
                &Route::RoundsCalendar,
                Shown::plain(&ctx.t("calendar-subscribe")),
            ),
        }
    }
}

fn with_mark(value: Value, mark: Option<Badge>) -> Value {
    match mark {
        Some(mark) => value.with(Value::Badge(mark)),
        None => value,
    }
}

/// "12 of 23 statements made".
fn kept_words(register: &Register, ctx: &Ctx, round: &Round) -> String {
    if register.round_state(&round.id) == RoundState::Cancelled {
        return ctx.t("round-void");
    }
    let made = round
        .duties
        .iter()
        .filter(|duty| {
            matches!(
                voices::kept(register, round, duty),
                Kept::InTime(_) | Kept::Late(_)
            )
        })
        .count();
    ctx.t_with(
        "round-kept-of",
        &[("n", made.into()), ("total", round.duties.len().into())],
    )
}

/// One round.
#[derive(Debug, Template)]
#[template(path = "round/page.html")]
pub struct Page {
    f: Frame,
    state: Badge,
    until: Option<String>,
    facts: Facts,
    days: Table,
    duties: Table,
    said: Table,
    monitoring: Option<Link>,
    is_cancelled: bool,
}

impl Page {
    /// The page of a round.
    #[must_use]
    pub fn find(register: &Register, id: &str, ctx: &Ctx) -> Option<Self> {
        let round = register.rounds.find(id)?;
        let state = register.round_state(&round.id);
        let is_cancelled = state == RoundState::Cancelled;
        let progress = register.find_progress(&round.id);
        let mut facts = vec![
            Fact::new(
                ctx.t("round-plan"),
                Value::Link(subject::link(register, ctx, &round.plan.subject())),
            ),
            Fact::new(
                ctx.t("round-period"),
                Value::Plain(ctx.t_with(
                    "round-period-of",
                    &[
                        ("from", ctx.date(round.from).into()),
                        ("until", ctx.date(round.until).into()),
                    ],
                )),
            ),
            Fact::new(
                ctx.t("round-kept"),
                Value::Plain(kept_words(register, ctx, round)),
            ),
        ];
        if let Some(note) = round.note.value() {
            facts.push(Fact::new(ctx.t("round-note"), ctx.prose(note)));
        }
        if let Some(reason) = round.reason.value() {
            facts.push(Fact::new(ctx.t("round-reason"), ctx.prose(reason)));
        }
        facts.extend(progress.into_iter().flat_map(|way| cancelled(ctx, way)));
        if let Some(checkpoint) = progress.and_then(checkpoint) {
            facts.push(Fact::new(
                ctx.t("round-checkpoint"),
                Value::Code(checkpoint),
            ));
        }
        let way = vec![
            ctx.link(&Route::Rounds, Shown::plain(&ctx.t("nav-rounds"))),
            subject::link(register, ctx, &round.plan.subject()),
        ];
        let monitoring = Link {
            href: ctx.href_with(&Route::Monitoring(round.plan.as_str()), &[("round", id)]),
            text: Shown::plain(&ctx.t("monitoring-of-round")),
            outside: false,
        };
        Some(Self {
            f: Frame::new(ctx, ctx.text(&round.title), Section::Rounds)
                .described(ctx.t("round-description"))
                .below(way)
                .invented(ctx, register.is_invented(&round.subject())),
            state: state_badge(ctx, state),
            until: until(ctx, round, state),
            facts: Facts { facts },
            days: days(ctx, round, progress),
            duties: duties(register, ctx, round),
            said: said(register, ctx, round),
            monitoring: (!is_cancelled).then_some(monitoring),
            is_cancelled,
        })
    }
}

fn checkpoint(progress: &Progress) -> Option<String> {
    let (_, _, published) = progress.moves.last()?;
    Some(published.checkpoint.as_deref()?.to_owned())
}

/// When a round was cancelled, and why.
fn cancelled(ctx: &Ctx, progress: &Progress) -> Vec<Fact> {
    let end = progress.moves.last();
    let Some((seq, at, end)) = end.filter(|(_, _, end)| end.to == RoundState::Cancelled) else {
        return Vec::new();
    };
    let entry = ctx.link(&Route::Entry(*seq), Shown::plain(&ctx.instant(*at)));
    let why = end.reason.as_ref();
    vec![
        Fact::new(ctx.t("round-cancelled-at"), Value::Link(entry)),
        Fact::new(
            ctx.t("round-cancelled-why"),
            why.map_or_else(|| ctx.not_stated(), |why| ctx.prose(why)),
        ),
    ]
}

/// The moves of the round: planned by the clock, and recorded.
fn days(ctx: &Ctx, round: &Round, progress: Option<&Progress>) -> Table {
    let head = ["round-state", "round-planned-at", "round-moved-at"];
    let head = head.into_iter().map(|key| ctx.t(key)).collect();
    let mut table = Table::new(ctx.t("round-days"), head, None).quiet();
    let not_moved = match progress.map(Progress::state) {
        Some(RoundState::Cancelled) => "round-not-any-more",
        _ => "round-not-yet",
    };
    let mut before = RoundState::Planned;
    while let Some(state) = before.next() {
        let planned = match end_of(ctx, round, before) {
            Some(at) if before != RoundState::Closed => Value::Plain(at),
            _ => Value::Plain(ctx.t("round-at-once")),
        };
        let moved = progress.and_then(|progress| progress.find(state));
        let moved = moved.map_or_else(
            || Value::Missing(ctx.t(not_moved)),
            |(seq, at)| {
                let words = Shown::plain(&ctx.instant(at));
                Value::Link(ctx.link(&Route::Entry(seq), words))
            },
        );
        table.push(vec![Value::Badge(state_badge(ctx, state)), planned, moved]);
        before = state;
    }
    table
}

/// Who must say what, by organisation, and what became of it.
fn duties(register: &Register, ctx: &Ctx, round: &Round) -> Table {
    let became = |duty| voices::kept(register, round, duty);
    let is_unrevealed = |duty| matches!(became(duty), Kept::Unrevealed(_));
    let mut head = vec![
        "duty-organisation",
        "duty-what",
        "duty-in-time",
        "duty-late",
    ];
    // Most rounds have none: a column of zeros would only be read for nothing.
    let unrevealed = round.duties.iter().any(is_unrevealed);
    head.extend(unrevealed.then_some("duty-unrevealed"));
    head.push(match register.round_state(&round.id).is_revealed() {
        true => "duty-missing",
        false => "duty-pending",
    });
    let numbers: Vec<usize> = (2..head.len()).collect();
    let head = head.into_iter().map(|key| ctx.t(key)).collect();
    let mut table =
        Table::new(ctx.t("round-duties"), head, ctx.t("round-no-duties")).numeric(&numbers);
    let mut by_body: BTreeMap<(&OrganisationId, Noun), [usize; 4]> = BTreeMap::new();
    for duty in &round.duties {
        let counts = by_body.entry((&duty.organisation, duty.noun)).or_default();
        match became(duty) {
            Kept::InTime(_) => counts[0] += 1,
            Kept::Late(_) => counts[1] += 1,
            Kept::Unrevealed(_) => counts[2] += 1,
            Kept::Pending | Kept::Silent => counts[3] += 1,
            Kept::Void => {}
        }
    }
    for ((organisation, noun), counts) in by_body {
        let mut row = vec![
            Value::Link(ctx.organisation(register, organisation)),
            Value::Plain(ctx.word("nouns", noun.as_str())),
        ];
        let shown = counts.into_iter().enumerate();
        let shown = shown.filter(|(at, _)| *at != 2 || unrevealed);
        row.extend(shown.map(|(_, n)| Value::Plain(ctx.locale().count(n))));
        table.push(row);
    }
    table.quiet()
}

/// Everything that was said in the round, the newest first.
fn said(register: &Register, ctx: &Ctx, round: &Round) -> Table {
    let head = ["said-at", "said-by", "said-what", "said-marks"];
    let head = head.into_iter().map(|key| ctx.t(key)).collect();
    let mut table = Table::new(ctx.t("round-said"), head, ctx.t("round-nothing-said")).quiet();
    let nouns = Noun::list_said();
    let mut all: Vec<&Contribution> = nouns
        .flat_map(|noun| register.list_contributions(&round.id, noun))
        .collect();
    all.sort_by_key(|one| std::cmp::Reverse(one.newest().map(|newest| newest.seq)));
    for one in all {
        let about = one.address.subject();
        let at = one.newest().map(|newest| history::instant(ctx, newest.at));
        let marks = marks(register, ctx, one).into_iter().map(Value::Badge);
        table.push(vec![
            at.unwrap_or_else(|| ctx.not_stated()),
            Value::Link(ctx.organisation(register, &one.address.by)),
            Value::Link(what(register, ctx, &about, &one.address.on)),
            Value::all(marks.collect(), ctx.t("said-no-marks")),
        ]);
    }
    table
}

/// "Report: Faire Integration", as a link.
fn what(register: &Register, ctx: &Ctx, about: &Subject, on: &Subject) -> Link {
    let name = subject::name(register, ctx, on);
    let noun = ctx.word("noun", about.noun.as_str());
    let words = ctx.t_with(
        "thing",
        &[("noun", noun.into()), ("name", name.words.clone().into())],
    );
    Link {
        href: subject::href(register, ctx, about),
        text: Shown { words, ..name }.quiet(),
        outside: false,
    }
}

/// Links to the rounds of a plan, for its page; `None` if it has none.
pub(crate) fn links(register: &Register, ctx: &Ctx, plan: &str) -> Option<Links> {
    let links: Vec<Link> = voices::list_rounds(register, plan)
        .into_iter()
        .map(|round| subject::link(register, ctx, &round.id.subject()))
        .collect();
    (!links.is_empty()).then_some(Links { links })
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{List, Page};
    use crate::Route;
    use crate::samples::Samples;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        samples.page(&Route::Rounds, "", List::build);
        for id in ["qx-plan/r1", "qx-plan/r2"] {
            samples.of(&Route::Round(id), "", |r, c| Page::find(r, id, c));
        }
    }
}
