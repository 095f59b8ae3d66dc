// SPDX-License-Identifier: EUPL-1.2
//! What an organisation was asked and what it gave, as a page of its own and as a briefing to print. It is
//! fair: what is asked comes first, each thing said by others has the answer beside it, and nothing is
//! added up to a score.

use askama::Template;
use jiff::ToSpan as _;
use wegmarke_domain::contribution::Contribution;
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::record::Record as _;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::briefing::{
    AskedIn, Changed, Counts, Judged, has_briefing, list_asked, list_changed, list_judged,
    list_milestones, list_responses,
};
use wegmarke_domain::rules::voices::{Kept, voice_by};
use wegmarke_domain::stated::Stated;

use super::rounds;
use crate::frame::Section;
use crate::parts::{Badge, Card, Cards, Facts, Link, Shown, Table, Value};
use crate::voices::{content, delivery, marks};
use crate::{Ctx, Frame, Route, subject};

/// Most rows of a list.
const MOST: usize = 100;
/// Most things that are due next.
const NEXT: usize = 20;

/// In an address: what became of it.
const KEPT: &str = "kept";

/// What somebody said, and the answer beside it.
#[derive(Debug)]
struct Pair {
    about: Link,
    by: Link,
    voice: String,
    round: Link,
    marks: Vec<Badge>,
    said: Facts,
    more: Link,
    /// The answer; `None` if there is none.
    reply: Option<(Facts, Link)>,
    /// What is told where there is none.
    no_reply: String,
}

/// The page.
#[derive(Debug, Template)]
#[template(path = "organisation/briefing.html")]
pub struct Briefing {
    f: Frame,
    organisation: Link,
    as_of: String,
    cards: Cards,
    next: Table,
    rounds: Table,
    given: Table,
    /// Whether somebody asked for just a part of it.
    given_open: bool,
    changed: Table,
    pairs: Vec<Pair>,
    responses: Option<Table>,
    more: Vec<String>,
}

impl Briefing {
    /// The page of an organisation that was asked; `None` if it was not.
    #[must_use]
    pub fn find(register: &Register, id: &str, ctx: &Ctx) -> Option<Self> {
        let kept = register.organisations.find_kept(id)?;
        let of = &kept.record.id;
        if !has_briefing(register, of) {
            return None;
        }
        let organisation = ctx.organisation(register, of);
        let args = [("organisation", (&organisation.text.words).into())];
        let title = Shown::plain(&ctx.t_with("briefing-title", &args));
        let asked = list_asked(register, of);
        let judged = list_judged(register, of);
        let year = ctx.today.saturating_sub(1.year());
        let changed = list_changed(register, of, year);
        let mut more = Vec::new();
        for (key, total) in [
            ("briefing-more-judged", judged.len()),
            ("briefing-more-changed", changed.len()),
        ] {
            if total > MOST {
                let args = [("shown", MOST.into()), ("total", total.into())];
                more.push(ctx.t_with(key, &args));
            }
        }
        let made_up = asked
            .iter()
            .any(|asked| register.is_invented(&asked.round.subject()));
        Some(Self {
            f: Frame::new(ctx, title, Section::Organisations)
                .described(ctx.t("briefing-description"))
                .invented(ctx, made_up)
                .below(vec![
                    ctx.link(
                        &Route::Organisations,
                        Shown::plain(&ctx.t("nav-organisations")),
                    ),
                    organisation.clone(),
                ]),
            organisation,
            as_of: ctx.t_with("briefing-as-of", &[("day", ctx.date(ctx.today).into())]),
            cards: cards(ctx, &asked),
            next: next(register, ctx, of, &asked),
            rounds: rounds::table(register, ctx, &asked),
            given: given(register, ctx, &asked),
            given_open: ctx.query.find(KEPT).is_some(),
            changed: changes(register, ctx, &changed),
            pairs: judged
                .iter()
                .take(MOST)
                .map(|judged| pair(register, ctx, judged))
                .collect(),
            responses: responses(register, ctx, of),
            more,
        })
    }
}

fn head(ctx: &Ctx, keys: &[&str]) -> Vec<String> {
    keys.iter().map(|key| ctx.t(key)).collect()
}

fn cards(ctx: &Ctx, asked: &[AskedIn<'_>]) -> Cards {
    let all = asked.iter().map(AskedIn::counts);
    let all = all.fold(Counts::default(), std::ops::Add::add);
    let card = |n: usize, key: &str| Card {
        figure: ctx.locale().count(n),
        label: ctx.t(key),
        href: None,
        note: None,
    };
    let mut cards = vec![
        card(all.asked, "briefing-asked"),
        card(all.in_time, "briefing-in-time"),
        card(all.late, "briefing-late"),
    ];
    if all.unrevealed > 0 {
        cards.push(card(all.unrevealed, "briefing-unrevealed"));
    }
    cards.push(card(all.silent, "briefing-silent"));
    cards.push(card(all.pending, "briefing-pending"));
    Cards { cards }
}

/// What is due next: contributions that are asked for, and milestones.
fn next(register: &Register, ctx: &Ctx, of: &OrganisationId, asked: &[AskedIn<'_>]) -> Table {
    let head = head(ctx, &["briefing-until", "briefing-what", "round-round"]);
    let caption = ctx.t("briefing-next");
    let mut table = Table::new(caption, head, ctx.t("briefing-next-none")).quiet();
    let mut due = Vec::new();
    for one in asked {
        for (duty, kept) in &one.duties {
            if *kept == Kept::Pending {
                let day = one.round.due_at.to_zoned(ctx.site.zone.clone()).date();
                due.push((day, duty.noun, duty.on.clone(), Some(one.round)));
            }
        }
    }
    for milestone in list_milestones(register, of) {
        let until = milestone.due.value().and_then(|due| due.until);
        if let Some(until) = until.filter(|until| *until >= ctx.today) {
            due.push((until, Noun::Milestone, milestone.id.subject(), None));
        }
    }
    due.sort_by(|a, b| {
        (a.0, a.1.as_str(), a.2.to_string()).cmp(&(b.0, b.1.as_str(), b.2.to_string()))
    });
    for (day, noun, on, round) in due.into_iter().take(NEXT) {
        let what = vec![
            Value::Plain(ctx.word("noun", noun.as_str())),
            Value::Link(subject::link(register, ctx, &on)),
        ];
        table.push(vec![
            Value::Plain(ctx.date(day)),
            Value::All(what),
            round.map_or_else(
                || Value::Missing(ctx.t("briefing-no-round")),
                |round| Value::Link(subject::link(register, ctx, &round.subject())),
            ),
        ]);
    }
    table
}

/// What became of it, in an address.
const fn word_of(kept: &Kept) -> &'static str {
    match kept {
        Kept::InTime(_) => "in-time",
        Kept::Late(_) => "late",
        Kept::Unrevealed(_) => "unrevealed",
        Kept::Silent => "silent",
        Kept::Pending => "pending",
        Kept::Void => "void",
    }
}

/// What was given, and what was asked for and is not there: one line each; `kept` asks for a part.
fn given(register: &Register, ctx: &Ctx, asked: &[AskedIn<'_>]) -> Table {
    let head = head(ctx, &["round-round", "briefing-what", "briefing-given-at"]);
    let caption = ctx.t("briefing-given");
    let mut table = Table::new(caption, head, ctx.t("briefing-given-none")).quiet();
    for one in asked {
        for (duty, kept) in &one.duties {
            let word = word_of(kept);
            let asked = ctx.query.find(KEPT).filter(|asked| *asked != rounds::ASKED);
            if asked.is_some_and(|asked| asked != word) {
                continue;
            }
            let became = match kept {
                Kept::InTime(at) => vec![
                    Value::Plain(ctx.instant(*at)),
                    Value::Plain(ctx.t("briefing-in-time")),
                ],
                Kept::Late(at) => vec![
                    Value::Plain(ctx.instant(*at)),
                    Value::Plain(ctx.t("briefing-late")),
                ],
                Kept::Unrevealed(at) => vec![
                    Value::Plain(ctx.instant(*at)),
                    Value::Missing(ctx.t("briefing-unrevealed")),
                ],
                Kept::Silent => vec![Value::Missing(ctx.t("briefing-silent"))],
                Kept::Pending => vec![Value::Missing(ctx.t("briefing-pending"))],
                Kept::Void => continue,
            };
            table.push(vec![
                Value::Link(subject::link(register, ctx, &one.round.subject())),
                Value::All(vec![
                    Value::Plain(ctx.word("noun", duty.noun.as_str())),
                    Value::Link(subject::link(register, ctx, &duty.on)),
                ]),
                Value::All(became),
            ]);
        }
    }
    table
}

fn changes(register: &Register, ctx: &Ctx, changed: &[(jiff::Timestamp, Changed)]) -> Table {
    let head = head(
        ctx,
        &[
            "said-at",
            "briefing-what",
            "briefing-before",
            "briefing-now",
        ],
    );
    let caption = ctx.t("briefing-changed");
    let mut table = Table::new(caption, head, ctx.t("briefing-changed-none")).quiet();
    for (at, changed) in changed.iter().take(MOST) {
        let day = |day: &Option<jiff::civil::Date>| {
            day.map_or_else(|| ctx.not_stated(), |day| Value::Plain(ctx.date(day)))
        };
        let (on, what, from, to) = match changed {
            Changed::Delivery { on, from, to, .. } => {
                let rated = |one| delivery(ctx, &Stated::Value(one));
                (on, "briefing-reported", rated(*from), rated(*to))
            }
            Changed::Moved { on, from, to, .. } => (on, "briefing-moved", day(from), day(to)),
        };
        let proof = match changed {
            Changed::Delivery { report, .. } => subject::href(register, ctx, report),
            Changed::Moved { seq, .. } => ctx.href(&Route::Entry(*seq)),
        };
        let proof = Link {
            href: proof,
            text: Shown::plain(&ctx.instant(*at)),
            outside: false,
        };
        table.push(vec![
            Value::Link(proof),
            Value::All(vec![
                Value::Plain(ctx.t(what)),
                Value::Link(subject::link(register, ctx, on)),
            ]),
            from,
            to,
        ]);
    }
    table
}

fn pair(register: &Register, ctx: &Ctx, judged: &Judged<'_>) -> Pair {
    let address = &judged.said.address;
    let noun = address.subject().noun;
    let voice = voice_by(noun).map(|voice| ctx.word("voice", voice.as_str()));
    let more = |one: &Contribution| {
        let about = one.address.subject();
        let words = Shown::plain(&ctx.t("contribution-more"));
        ctx.link(&Route::Contribution(about.noun, &about.id), words)
    };
    let facts = |one: &Contribution| Facts {
        facts: content(register, ctx, one),
    };
    let ended = judged.round.replies_until;
    let is_open = ended.to_zoned(ctx.site.zone.clone()).date() >= ctx.today;
    Pair {
        about: subject::link(register, ctx, &address.on),
        by: ctx.organisation(register, &address.by),
        voice: voice.unwrap_or_default(),
        round: subject::link(register, ctx, &address.round.subject()),
        marks: marks(register, ctx, judged.said),
        said: facts(judged.said),
        more: more(judged.said),
        reply: judged.reply.map(|reply| (facts(reply), more(reply))),
        no_reply: match is_open {
            true => ctx.t_with(
                "briefing-may-reply",
                &[("until", ctx.deadline(ended).into())],
            ),
            false => ctx.t("briefing-no-reply"),
        },
    }
}

/// What it said to demands.
fn responses(register: &Register, ctx: &Ctx, of: &OrganisationId) -> Option<Table> {
    let all = list_responses(register, of);
    let head = head(
        ctx,
        &[
            "recommendation-recommendation",
            "briefing-answer",
            "said-at",
        ],
    );
    let mut table = Table::new(ctx.t("briefing-responses"), head, None).quiet();
    for response in all.into_iter().take(MOST) {
        let demand = Subject::new(Noun::Recommendation, response.recommendation.as_str());
        let mut answer = vec![ctx.stated_word("position", &response.position, |it| it.as_str())];
        answer.extend(response.text.value().map(|text| ctx.prose(text)));
        table.push(vec![
            Value::Link(subject::link(register, ctx, &demand)),
            Value::All(answer),
            ctx.stated(&response.on, |on| Value::Plain(ctx.date(*on))),
        ]);
    }
    (!table.rows.is_empty()).then_some(table)
}

/// A link to it, where there is one.
pub(super) fn link(register: &Register, ctx: &Ctx, of: &OrganisationId) -> Option<Link> {
    has_briefing(register, of).then(|| {
        let words = Shown::plain(&ctx.t("briefing-link"));
        ctx.link(&Route::Briefing(of.as_str()), words)
    })
}

#[cfg(test)]
pub(crate) mod samples {
    use super::Briefing;
    use crate::Route;
    use crate::samples::Samples;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        for query in ["", "kept=late"] {
            samples.of(&Route::Briefing("qx-new"), query, |r, c| {
                Briefing::find(r, "qx-new", c)
            });
        }
    }
}
