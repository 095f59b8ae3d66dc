// SPDX-License-Identifier: EUPL-1.2
//! What a round will ask of whom, and what is otherwise than before: seen before it is public.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::record::Record as _;
use wegmarke_domain::register::Register;
use wegmarke_domain::round::{Duty, Round};
use wegmarke_domain::rules::asking;

use super::values::action;
use crate::frame::{Bar, Section};
use crate::parts::form::{Form, Maker, Values};
use crate::parts::{Link, Shown, Table, Value};
use crate::work::{AnnounceButton, BUTTON, button, ways};
use crate::{Ctx, Frame, subject};

/// What the page is made from.
#[derive(Debug)]
pub struct CheckParts<'a> {
    /// Who is signed in.
    pub bar: &'a Bar,
    /// The round as it will be.
    pub round: &'a Round,
    /// The round as it is announced; `None`: it is new.
    pub before: Option<&'a Round>,
    /// What was typed and ticked: it goes along unseen.
    pub values: &'a Values,
}

/// The page on which a round is looked at before it is public.
#[derive(Debug, Template)]
#[template(path = "work/round_check.html")]
pub struct Check {
    f: Frame,
    ways: Vec<Link>,
    plan: Link,
    sentences: Vec<String>,
    days: Table,
    asked: Table,
    before: Option<String>,
    more: Table,
    fewer: Table,
    form: Form,
}

impl Check {
    /// The page.
    #[must_use]
    pub fn build(register: &Register, ctx: &Ctx, parts: &CheckParts<'_>) -> Self {
        let round = parts.round;
        let earlier = parts
            .before
            .or_else(|| asking::preset(register, &round.plan).last);
        let before = earlier.map(|earlier| match parts.before {
            Some(_) => ctx.t("check-otherwise-announced"),
            None => {
                let name = subject::name(register, ctx, &earlier.id.subject()).words;
                ctx.t_with("check-otherwise", &[("round", name.into())])
            }
        });
        let asked_before = earlier.map_or(&[][..], |earlier| &earlier.duties);
        let otherwise = asking::compare(&round.duties, asked_before);
        let named = ctx.words(&round.title).into_owned();
        let title = ctx.t_with("check-title", &[("round", named.into())]);
        let listed = |key: &str, duties: &[Duty]| list(register, ctx, ctx.t(key), duties);
        Self {
            f: Frame::new(ctx, Shown::plain(&title), Section::Elsewhere).signed_in(ctx, parts.bar),
            ways: ways(ctx),
            plan: subject::link(register, ctx, &round.plan.subject()),
            sentences: sentences(register, ctx, round, parts.before.is_some()),
            days: days(ctx, round, parts.before),
            asked: asked(register, ctx, &round.duties, earlier),
            before,
            more: listed("check-more", &otherwise.more),
            fewer: listed("check-fewer", &otherwise.fewer),
            form: confirm(ctx, parts),
        }
    }
}

fn confirm(ctx: &Ctx, parts: &CheckParts<'_>) -> Form {
    let none = Values::default();
    let maker = Maker {
        ctx,
        values: &none,
        problems: &[],
    };
    let typed = parts.values.0.iter();
    let hidden = typed.filter(|(name, _)| name != BUTTON).cloned().collect();
    let key = match parts.before {
        Some(_) => "announce-change-do",
        None => "announce-do",
    };
    let buttons = vec![
        button(ctx, AnnounceButton::Announce.as_str(), key, true),
        button(ctx, AnnounceButton::Edit.as_str(), "announce-edit", false),
    ];
    let action = action(ctx, &parts.round.plan, parts.before);
    maker.form(action, hidden, Vec::new(), buttons)
}

/// What everybody will see, in sentences.
fn sentences(register: &Register, ctx: &Ctx, round: &Round, changes: bool) -> Vec<String> {
    let bodies: BTreeSet<&OrganisationId> =
        round.duties.iter().map(|duty| &duty.organisation).collect();
    let reported: BTreeSet<&Subject> = round
        .duties
        .iter()
        .filter(|duty| duty.noun == Noun::Report)
        .map(|duty| &duty.on)
        .collect();
    let measures: Vec<Subject> = register
        .measures
        .list_of(round.plan.as_str())
        .map(|measure| measure.subject())
        .collect();
    let nobody = measures.iter().filter(|on| !reported.contains(on)).count();
    let mut all = vec![
        ctx.t(if changes {
            "check-public-change"
        } else {
            "check-public"
        }),
        ctx.t_with(
            "check-counts",
            &[
                ("duties", round.duties.len().into()),
                ("bodies", bodies.len().into()),
            ],
        ),
    ];
    if nobody > 0 {
        let args = [("n", nobody.into()), ("total", measures.len().into())];
        all.push(ctx.t_with("check-nobody", &args));
    }
    all.push(ctx.t("check-silent"));
    all.push(ctx.t_with("check-until", &[("at", ctx.instant(round.opens_at).into())]));
    all
}

fn days(ctx: &Ctx, round: &Round, before: Option<&Round>) -> Table {
    let mut head = vec![ctx.t("check-day"), ctx.t("check-day-now")];
    if before.is_some() {
        head.push(ctx.t("check-day-before"));
    }
    let mut table = Table::new(ctx.t("round-days"), head, None).quiet();
    let period = |round: &Round| {
        ctx.t_with(
            "round-period-of",
            &[
                ("from", ctx.date(round.from).into()),
                ("until", ctx.date(round.until).into()),
            ],
        )
    };
    let of = |round: &Round| {
        [
            ("round-period", period(round)),
            ("check-opens", ctx.instant(round.opens_at)),
            ("check-due", ctx.deadline(round.due_at)),
            ("check-replies", ctx.deadline(round.replies_until)),
        ]
    };
    let then = before.map(of);
    for (at, (key, now)) in of(round).into_iter().enumerate() {
        let mut row = vec![Value::Plain(ctx.t(key)), Value::Plain(now)];
        let then = then.as_ref().and_then(|then| then.get(at));
        row.extend(then.map(|(_, then)| Value::Plain(then.clone())));
        table.push(row);
    }
    table
}

/// How much is asked of each, now and before.
fn asked(register: &Register, ctx: &Ctx, duties: &[Duty], before: Option<&Round>) -> Table {
    let mut head = vec![
        ctx.t("duty-organisation"),
        ctx.t("duty-what"),
        ctx.t("check-how-many"),
    ];
    if before.is_some() {
        head.push(ctx.t("check-how-many-before"));
    }
    let mut table =
        Table::new(ctx.t("check-asked"), head, ctx.t("round-no-duties")).numeric(&[2, 3]);
    let mut counts: BTreeMap<(&OrganisationId, Noun), [usize; 2]> = BTreeMap::new();
    let then = before.map_or(&[][..], |before| &before.duties);
    for (place, list) in [duties, then].into_iter().enumerate() {
        for duty in list {
            counts.entry((&duty.organisation, duty.noun)).or_default()[place] += 1;
        }
    }
    for ((organisation, noun), [now, then]) in counts {
        let count = |n| Value::Plain(ctx.locale().count(n));
        let mut row = vec![
            Value::Link(ctx.organisation(register, organisation)),
            Value::Plain(ctx.word("nouns", noun.as_str())),
            count(now),
        ];
        row.extend(before.map(|_| count(then)));
        table.push(row);
    }
    table.quiet()
}

fn list(register: &Register, ctx: &Ctx, caption: String, duties: &[Duty]) -> Table {
    let head = ["duty-organisation", "duty-what", "said-about"];
    let head = head.into_iter().map(|key| ctx.t(key)).collect();
    let mut table = Table::new(caption, head, ctx.t("check-none"));
    for duty in duties {
        table.push(vec![
            Value::Link(ctx.organisation(register, &duty.organisation)),
            Value::Plain(ctx.word("noun", duty.noun.as_str())),
            Value::Link(subject::link(register, ctx, &duty.on)),
        ]);
    }
    table.quiet()
}
