// SPDX-License-Identifier: EUPL-1.2
//! The strip above a measure: the latest word of each voice, who answers for it, what is due next, and
//! whether there is money.

use jiff::civil::Date;
use wegmarke_domain::measure::Measure;
use wegmarke_domain::milestone::Milestone;
use wegmarke_domain::organisation::Voice;
use wegmarke_domain::record::Record as _;
use wegmarke_domain::register::Register;
use wegmarke_domain::round::Round;
use wegmarke_domain::rules::axes::Rated;
use wegmarke_domain::rules::figures::list_funding;
use wegmarke_domain::rules::timeliness::{self, Timeliness};
use wegmarke_domain::rules::voices;
use wegmarke_domain::rules::wall::{self, Silence};

use crate::Ctx;
use crate::parts::{Fact, Facts, Shown, Value};
use crate::subject;
use crate::voices::{delivery, disagreement};

/// What was said of a measure in a round, with the round.
struct InRound<'a> {
    round: &'a Round,
    rated: Rated<'a>,
}

/// The strip of a measure.
pub(super) fn of(
    register: &Register,
    ctx: &Ctx,
    measure: &Measure,
    milestones: &[&Milestone],
) -> Facts {
    let on = measure.subject();
    let rounds: Vec<InRound<'_>> = voices::list_rounds(register, measure.plan())
        .into_iter()
        .filter_map(|round| {
            let voices = voices::side_by_side(register, round, &on);
            let measure = register.measures.find(measure.id.as_str())?;
            let rated = Rated { measure, voices };
            Some(InRound { round, rated })
        })
        .collect();
    let mut facts: Vec<Fact> = Voice::ALL
        .iter()
        .map(|voice| {
            let said = latest(register, ctx, &rounds, *voice);
            Fact::new(ctx.word("voice", voice.as_str()), said)
        })
        .collect();
    facts.push(Fact::new(
        ctx.t("plan-lead"),
        ctx.lead_of(register, measure),
    ));
    facts.push(due(register, ctx, milestones));
    facts.push(Fact::new(
        ctx.t("strip-money"),
        money(register, ctx, measure),
    ));
    let apart = rounds
        .iter()
        .find_map(|one| voices::disagreement(register, &one.rated.voices));
    if let Some(badge) = apart.and_then(|steps| disagreement(ctx, steps)) {
        facts.push(Fact::new(ctx.t("disagreement"), Value::Badge(badge)));
    }
    Facts { facts }
}

/// The newest rating of a voice, or why there is none.
fn latest(register: &Register, ctx: &Ctx, rounds: &[InRound<'_>], voice: Voice) -> Value {
    for one in rounds {
        let effect = one.rated.effect(register, voice);
        let rating = one.rated.delivery(register, voice);
        if rating.is_none() && effect.is_none() {
            continue;
        }
        let mut said: Vec<Value> = Vec::new();
        if rating.is_some() {
            said.push(delivery(ctx, &rating.into()));
        }
        if let Some(effect) = effect {
            let word = ctx.word("effect", effect.as_str());
            said.push(Value::Plain(
                ctx.t_with("strip-effect", &[("effect", word.into())]),
            ));
        }
        let round = subject::name(register, ctx, &one.round.id.subject());
        said.push(Value::Text(Shown::plain(&round.words)));
        return Value::All(said);
    }
    let silence = rounds.first().map_or(Silence::NotAsked, |one| {
        let said = one.rated.voices.get(&voice);
        said.map_or(Silence::NotAsked, |said| {
            wall::silence(register, one.round, said)
        })
    });
    Value::Missing(ctx.word("silence", silence.as_str()))
}

/// What is due next; else what was due and was not reached; else what was reached last.
fn due(register: &Register, ctx: &Ctx, milestones: &[&Milestone]) -> Fact {
    let dated = milestones.iter().filter_map(|one| {
        let due = one.due.value()?;
        let (state, _) = timeliness::of(register, one, ctx.today);
        Some((due.until.or(due.from)?, state))
    });
    let reached = |state| matches!(state, Timeliness::OnTime | Timeliness::FinishedLate);
    let (over, open): (Vec<_>, Vec<_>) = dated.partition(|(_, state)| reached(*state));
    let next = open.iter().filter(|(day, _)| *day >= ctx.today);
    let next = next.min_by_key(|(day, _)| *day);
    let last = |of: &[(Date, Timeliness)]| of.iter().max_by_key(|(day, _)| *day).copied();
    let found = next
        .copied()
        .or_else(|| last(&open))
        .or_else(|| last(&over));
    let Some((day, state)) = found else {
        return Fact::new(ctx.t("strip-due"), Value::Missing(ctx.t("strip-no-due")));
    };
    let title = match next {
        Some(_) => ctx.t("strip-due"),
        None => ctx.t("strip-due-last"),
    };
    let badge = Value::badge(
        ctx.word("timeliness", state.as_str()),
        crate::milestone::timeliness_tone(state),
    );
    Fact::new(title, Value::Plain(ctx.date(day)).with(badge))
}

fn money(register: &Register, ctx: &Ctx, measure: &Measure) -> Value {
    let money = list_funding(register, &measure.id);
    let Some(newest) = money.last() else {
        return match measure.funding.value() {
            Some(_) => Value::Plain(ctx.t("strip-money-in-words")),
            None => Value::Missing(ctx.t("strip-no-money")),
        };
    };
    let security = ctx.stated(&newest.money.security, |security| {
        Value::Plain(ctx.word("security", security.as_str()))
    });
    Value::Plain(newest.year.to_string()).with(security)
}
