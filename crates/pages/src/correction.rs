// SPDX-License-Identifier: EUPL-1.2
//! Corrections that others propose, on the page of what they are of: beside it, with what became of them.

use wegmarke_domain::correction::Correction;
use wegmarke_domain::id::{CoverageId, FundingId, GroupingId, ResponseId, ValueId};
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::proposal::Proposed;
use wegmarke_domain::record::{Change, Changes};
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::correcting::find_decider;
use wegmarke_domain::rules::state_of::{EntryState, find_state};

use crate::attribute::{Teller, name_of, standing};
use crate::parts::{Badge, Link, Shown, Table, Tone, Value};
use crate::work::record::{ID, PLAN};
use crate::{Ctx, Route, history, subject};

/// What is proposed for a thing, and where somebody proposes more.
#[derive(Debug, Default)]
pub(crate) struct Corrections {
    pub(crate) table: Option<Table>,
    pub(crate) propose: Option<Link>,
}

/// The thing on whose page another one is shown.
fn page_of(about: &Subject) -> Subject {
    let plan = about.plan().unwrap_or_default();
    let id = &*about.id;
    match about.noun {
        Noun::Fact | Noun::Field | Noun::Goal => Subject::new(Noun::Plan, plan),
        Noun::Response => ResponseId::new(id).recommendation().subject(),
        Noun::Coverage => CoverageId::new(id).demand(),
        Noun::Grouping => GroupingId::new(id).recommendation().subject(),
        Noun::Value => ValueId::new(id).indicator().subject(),
        Noun::Funding => FundingId::new(id).measure().subject(),
        _ => about.clone(),
    }
}

/// What was proposed for what the page of a thing shows, newest first, and the way to propose more.
pub(crate) fn of(register: &Register, ctx: &Ctx, about: &Subject) -> Corrections {
    let all = register.list_corrections();
    let mut all: Vec<_> = all.filter(|(of, _)| page_of(of) == *about).collect();
    all.sort_by_key(|(_, one)| std::cmp::Reverse(one.seq));
    let head = [
        "entry-at",
        "entry-by",
        "indicator-what",
        "correction-from",
        "correction-to",
        "indicator-why",
        "correction-state",
    ];
    let head = head.map(|key| ctx.t(key)).to_vec();
    let mut table = Table::new(ctx.t("corrections-caption"), head, None).quiet();
    for (of, one) in all {
        for row in rows(register, ctx, of, one) {
            table.push(row);
        }
    }
    let may = find_decider(register, about).is_some() && register.stands(about);
    let propose = (may && ctx.as_of.is_none()).then(|| {
        let mut query = vec![(ID, &*about.id)];
        if let Some(plan) = about.plan().filter(|_| about.noun != Noun::Plan) {
            query.push((PLAN, plan));
        }
        Link {
            href: ctx.href_with(&Route::Record(about.noun.as_str()), &query),
            text: Shown::plain(&ctx.t("correction-propose")),
            outside: false,
        }
    });
    Corrections {
        table: (!table.rows.is_empty()).then_some(table),
        propose,
    }
}

fn rows(
    register: &Register,
    ctx: &Ctx,
    about: &Subject,
    one: &Proposed<Correction>,
) -> Vec<Vec<Value>> {
    let Some(line) = register.find_line(one.seq) else {
        return Vec::new();
    };
    let teller = Teller::new(register, ctx, about.noun, standing(register, about));
    let correction = &one.proposal;
    let row = |name: &str, change: &Change| {
        let at = Shown::plain(&ctx.instant(line.at));
        let mut why = ctx.prose(&correction.reason);
        if let Some(source) = &correction.source {
            let source = wegmarke_domain::stated::Stated::Value(source.clone());
            why = why.with(ctx.source_value(&source));
        }
        vec![
            Value::Link(ctx.link(&Route::Entry(one.seq), at)),
            history::by(register, ctx, line),
            Value::Plain(name_of(ctx, about.noun, name))
                .with(Value::Link(subject::link(register, ctx, about))),
            teller.value(name, change.from.as_ref()),
            teller.value(name, change.to.as_ref()),
            why,
            state(register, ctx, one),
        ]
    };
    let changes = correction.changes.iter();
    changes.map(|(name, change)| row(name, change)).collect()
}

/// The state of an entry as a badge.
pub(crate) fn badge(ctx: &Ctx, state: EntryState) -> Value {
    let tone = match state {
        EntryState::Present | EntryState::Accepted => Tone::Good,
        EntryState::Open | EntryState::Sealed => Tone::Warn,
        EntryState::Corrected | EntryState::Declined => Tone::Info,
        EntryState::TakenBack => Tone::Bad,
    };
    Value::Badge(Badge {
        word: ctx.word("entry-state", state.as_str()),
        tone,
    })
}

/// What became of a proposal: the word, the entry that says so, and why.
fn state(register: &Register, ctx: &Ctx, one: &Proposed<Correction>) -> Value {
    let line = register.find_line(one.seq);
    let state = line.map_or(EntryState::Open, |line| find_state(register, line));
    let badge = badge(ctx, state);
    let Some((seq, accepted)) = one.decided else {
        return badge;
    };
    let told = badge.with(Value::Link(history::link(ctx, seq)));
    let reason = register.find_reason(seq).filter(|_| !accepted);
    match reason {
        Some(reason) => told.with(ctx.prose(reason)),
        None => told,
    }
}

/// What a proposal would change, as a table.
pub(crate) fn changes(register: &Register, ctx: &Ctx, about: &Subject, changes: &Changes) -> Table {
    let caption = ctx.t("figure-compared");
    crate::attribute::changes(register, ctx, caption, about, changes)
}
