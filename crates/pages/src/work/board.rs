// SPDX-License-Identifier: EUPL-1.2
//! The coordinator's board: what is due, late, silent, blocked; without any sealed content.

use askama::Template;
use wegmarke_domain::record::Record as _;
use wegmarke_domain::register::Register;
use wegmarke_domain::round::Round;
use wegmarke_domain::rules::timeliness::Timeliness;
use wegmarke_domain::rules::voices::{self, Kept};
use wegmarke_domain::rules::{asking, axes};

use super::{Bar, ways};
use crate::frame::Section;
use crate::milestone::timeliness_tone;
use crate::parts::{Badge, Choice, Filter, FilterField, Link, Shown, Table, Tone, Value};
use crate::subject;
use crate::voices::{state_badge, until};
use crate::{Ctx, Frame, Route};

/// The board of a plan.
#[derive(Debug, Template)]
#[template(path = "work/board.html")]
pub struct Board {
    f: Frame,
    ways: Vec<Link>,
    announce: Link,
    clock: Option<String>,
    filter: Filter,
    rounds: Vec<BoardRound>,
    duties: Table,
    proposals: Table,
    milestones: Table,
}

impl Board {
    /// The same, which says why rounds stand still if the clock is not believed: with what it was
    /// compared, and how many minutes it is off.
    #[must_use]
    pub fn doubted(self, ctx: &Ctx, doubt: Option<(&str, u64)>) -> Self {
        let clock = doubt.map(|(against, minutes)| {
            let args = [("against", against.into()), ("minutes", minutes.into())];
            ctx.t_with("board-clock-doubted", &args)
        });
        Self { clock, ..self }
    }

    /// The board of a plan; `None` if there is no such plan. Filters: `what` (due, late,
    /// unrevealed, silent, kept) and `organisation`.
    #[must_use]
    pub fn find(register: &Register, ctx: &Ctx, plan: &str, bar: &Bar) -> Option<Self> {
        let plan = register.plans.find(plan)?;
        let rounds = voices::list_rounds(register, plan.id.as_str());
        let name = subject::name(register, ctx, &plan.subject()).words;
        let title = ctx.t_with("work-board-of", &[("plan", name.into())]);
        let duties = duties(register, ctx, &rounds);
        Some(Self {
            f: Frame::new(ctx, Shown::plain(&title), Section::Elsewhere)
                .signed_in(ctx, bar)
                .invented(ctx, register.has_invented_rounds(plan.id.as_str())),
            ways: ways(ctx),
            announce: ctx.link(
                &Route::Announce(plan.id.as_str()),
                Shown::plain(&ctx.t("announce-title")),
            ),
            clock: None,
            filter: filter(register, ctx, plan.id.as_str(), &rounds, duties.rows.len()),
            rounds: rounds
                .iter()
                .map(|round| {
                    let state = register.round_state(&round.id);
                    BoardRound {
                        link: subject::link(register, ctx, &round.id.subject()),
                        state: state_badge(ctx, state),
                        until: until(ctx, round, state),
                        ways: ways_of(register, ctx, round),
                    }
                })
                .collect(),
            duties,
            proposals: proposals(register, ctx, plan.id.as_str()),
            milestones: milestones(register, ctx, plan.id.as_str()),
        })
    }
}

/// A round on the board.
#[derive(Debug)]
struct BoardRound {
    link: Link,
    state: Badge,
    until: Option<String>,
    /// What can be done with it.
    ways: Vec<Link>,
}

/// Changing and cancelling, while the round is only announced.
fn ways_of(register: &Register, ctx: &Ctx, round: &Round) -> Vec<Link> {
    if asking::find_planned(register, &round.id).is_none() {
        return Vec::new();
    }
    let name = subject::name(register, ctx, &round.id.subject()).words;
    let link = |route: Route<'_>, key: &str| {
        let words = ctx.t_with(key, &[("round", name.as_str().into())]);
        ctx.link(&route, Shown::plain(&words))
    };
    let id = round.id.as_str();
    vec![
        link(Route::ChangeRound(id), "announce-change-title"),
        link(Route::CancelRound(id), "round-cancel-of"),
    ]
}

const fn code(kept: Kept) -> &'static str {
    match kept {
        Kept::Pending => "due",
        Kept::InTime(_) => "kept",
        Kept::Late(_) => "late",
        Kept::Unrevealed(_) => "unrevealed",
        Kept::Silent => "silent",
        Kept::Void => "void",
    }
}

/// The newest public report names something that stands in the way.
const BLOCKED: &str = "blocked";

const CODES: [&str; 6] = ["due", "late", "unrevealed", "silent", BLOCKED, "kept"];

fn filter(register: &Register, ctx: &Ctx, plan: &str, rounds: &[&Round], found: usize) -> Filter {
    let choice = |value: &str, label: String, name: &str| Choice {
        chosen: ctx.query.find(name).unwrap_or_default() == value,
        value: value.to_owned(),
        label,
    };
    let mut what = vec![choice("", ctx.t("board-all"), "what")];
    what.extend(CODES.map(|code| choice(code, ctx.word("board-what", code), "what")));
    let mut bodies: Vec<_> = rounds
        .iter()
        .flat_map(|round| &round.duties)
        .map(|duty| &duty.organisation)
        .collect();
    bodies.sort();
    bodies.dedup();
    let mut organisations = vec![choice("", ctx.t("board-all"), "organisation")];
    organisations.extend(bodies.into_iter().map(|id| {
        let name = ctx.organisation(register, id).text.words;
        choice(id.as_str(), name, "organisation")
    }));
    Filter {
        action: ctx.action(&Route::Board(plan)),
        label: ctx.t("board-filter"),
        keep: Vec::new(),
        fields: vec![
            FilterField::Select {
                name: "what",
                label: ctx.t("board-what"),
                choices: what,
            },
            FilterField::Select {
                name: "organisation",
                label: ctx.t("duty-organisation"),
                choices: organisations,
            },
        ],
        submit: ctx.t("filter-submit"),
        reset: None,
        cut: crate::parts::cut(ctx),
        found: Some(ctx.tn("board-found", found)),
    }
}

fn duties(register: &Register, ctx: &Ctx, rounds: &[&Round]) -> Table {
    let head = [
        "duty-organisation",
        "duty-what",
        "said-about",
        "round-round",
        "board-what",
    ];
    let head = head.into_iter().map(|key| ctx.t(key)).collect();
    let mut table = Table::new(ctx.t("board-duties"), head, ctx.t("board-nothing")).quiet();
    let asked = ctx.query.find("what");
    let body = ctx.query.find("organisation");
    for round in rounds {
        for duty in &round.duties {
            let kept = voices::kept(register, round, duty);
            let blocked = voices::is_blocked(register, &duty.on);
            let fits = asked
                .is_none_or(|asked| asked == code(kept) || (asked == BLOCKED && blocked))
                && body.is_none_or(|body| body == duty.organisation.as_str());
            if !fits {
                continue;
            }
            let tone = match kept {
                Kept::Pending => Tone::Info,
                Kept::InTime(_) => Tone::Good,
                Kept::Late(_) | Kept::Unrevealed(_) => Tone::Warn,
                Kept::Silent => Tone::Bad,
                Kept::Void => Tone::Plain,
            };
            let state = Value::badge(ctx.word("board-what", code(kept)), tone);
            table.push(vec![
                Value::Link(ctx.organisation(register, &duty.organisation)),
                Value::Plain(ctx.word("noun", duty.noun.as_str())),
                Value::Link(subject::link(register, ctx, &duty.on)),
                Value::Link(subject::link(register, ctx, &round.id.subject())),
                match blocked {
                    true => state.with(Value::badge(ctx.word("board-what", BLOCKED), Tone::Bad)),
                    false => state,
                },
            ]);
        }
    }
    table
}

/// Proposals that wait for the coordinator.
fn proposals(register: &Register, ctx: &Ctx, plan: &str) -> Table {
    let head = [
        "overdue-milestone",
        "overdue-due",
        "entry-reason",
        "version-entry",
    ];
    let head = head.into_iter().map(|key| ctx.t(key)).collect();
    let mut table = Table::new(ctx.t("board-proposals"), head, ctx.t("board-no-proposals")).quiet();
    for open in register.list_open_proposals(plan) {
        let milestone = &open.proposal.milestone;
        let number = usize::try_from(open.seq).unwrap_or(usize::MAX);
        let entry = Shown::plain(&ctx.tn("entry-title", number));
        let reason = open.proposal.reason.as_ref();
        table.push(vec![
            Value::Text(ctx.text(&milestone.title)),
            ctx.stated_span(&milestone.due),
            reason.map_or_else(|| ctx.not_stated(), |reason| ctx.prose(reason)),
            Value::Link(ctx.link(&Route::Entry(open.seq), entry)).with(Value::Link(ctx.link(
                &Route::Figure("proposal", &open.seq.to_string()),
                Shown::plain(&ctx.t("figures-decide")),
            ))),
        ]);
    }
    table
}

/// Milestones that need a look.
fn milestones(register: &Register, ctx: &Ctx, plan: &str) -> Table {
    let head = [
        "overdue-milestone",
        "overdue-due",
        "board-what",
        "overdue-days",
    ];
    let head = head.into_iter().map(|key| ctx.t(key)).collect();
    let mut table = Table::new(ctx.t("board-milestones"), head, ctx.t("overdue-none"))
        .numeric(&[3])
        .quiet();
    let look = [Timeliness::Overdue, Timeliness::DueSoon, Timeliness::Late];
    for (milestone, timeliness, days) in axes::list_timeliness(register, plan, ctx.today) {
        if look.contains(&timeliness) {
            table.push(vec![
                Value::Link(subject::link(register, ctx, &milestone.subject())),
                ctx.stated_span(&milestone.due),
                Value::Badge(Badge {
                    word: ctx.word("timeliness", timeliness.as_str()),
                    tone: timeliness_tone(timeliness),
                }),
                Value::Plain(ctx.locale().count(usize::try_from(days).unwrap_or(0))),
            ]);
        }
    }
    table
}

#[cfg(test)]
pub(crate) mod samples {
    use super::Board;
    use crate::Route;
    use crate::samples::Samples;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        let bar = samples.wording.bar();
        samples.of(&Route::Board("qx-plan"), "what=due", |r, c| {
            Board::find(r, c, "qx-plan", &bar)
        });
    }
}
