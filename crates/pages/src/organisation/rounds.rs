// SPDX-License-Identifier: EUPL-1.2
//! What rounds asked of an organisation, what came of it, and what is missing; what it stated besides.

use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::record::Record as _;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::briefing::{AskedIn, Counts};
use wegmarke_domain::rules::voices::Kept;

use crate::parts::{Pager, Table, Value, Window};
use crate::question::{Sentence, Sentences};
use crate::voices::state_badge;
use crate::{Ctx, Route, subject};

/// Figures of an organisation on one page.
const MOST: usize = 12;

/// In an address: all that was asked for, whatever became of it.
pub(super) const ASKED: &str = "asked";

/// What is said of an organisation before its wall, each sentence with the way to its list.
pub(super) fn sentences(
    register: &Register,
    ctx: &Ctx,
    of: &OrganisationId,
    [leads, issued, judged]: [usize; 3],
    asked: &[AskedIn<'_>],
) -> Sentences {
    let id = of.as_str();
    let all = asked.iter().map(AskedIn::counts);
    let all = all.fold(Counts::default(), std::ops::Add::add);
    let briefing = |kept| {
        let href = ctx.href_with(&Route::Briefing(id), &[("kept", kept)]);
        format!("{href}#given")
    };
    let to = |route, name| ctx.href_with(&route, &[(name, id)]);
    let said = [
        (
            leads,
            "organisation-says-leads",
            to(Route::Measures, "lead"),
        ),
        (all.asked, "organisation-says-asked", briefing(ASKED)),
        (all.late, "organisation-says-late", briefing("late")),
        (
            all.unrevealed,
            "organisation-says-unrevealed",
            briefing("unrevealed"),
        ),
        (
            all.silent,
            "organisation-says-silent",
            "#missing".to_owned(),
        ),
        (
            issued,
            "organisation-says-issued",
            to(Route::Recommendations, "issuer"),
        ),
        (
            judged,
            "organisation-says-judged",
            format!("{}#list", to(Route::Coverage, "author")),
        ),
        (
            figures(register, of).len(),
            "organisation-says-figures",
            "#figures".to_owned(),
        ),
    ];
    let said = said.into_iter().filter(|(n, ..)| *n > 0);
    let said = said.map(|(n, key, href)| {
        let args = [("n", n.into()), ("total", all.asked.into())];
        Sentence::new(n, &ctx.t_with(key, &args), href)
    });
    Sentences {
        sentences: said.collect(),
    }
}

/// What each round asked, and what became of it, the one due last first.
pub(super) fn table(register: &Register, ctx: &Ctx, asked: &[AskedIn<'_>]) -> Table {
    // Most organisations have none: a column of zeros would only be read for nothing.
    let unrevealed = asked.iter().any(|one| one.counts().unrevealed > 0);
    let mut head = vec!["round-round", "round-state", "round-due", "briefing-asked"];
    head.extend(["briefing-in-time", "briefing-late"]);
    head.extend(unrevealed.then_some("briefing-unrevealed"));
    head.extend(["briefing-silent", "briefing-pending"]);
    let numbers: Vec<usize> = (3..head.len()).collect();
    let head = head.iter().map(|key| ctx.t(key)).collect();
    let mut table = Table::new(
        ctx.t("briefing-rounds"),
        head,
        ctx.t("briefing-rounds-none"),
    )
    .numeric(&numbers)
    .quiet();
    for one in asked {
        let counts = one.counts();
        let mut numbers = vec![counts.asked, counts.in_time, counts.late];
        numbers.extend(unrevealed.then_some(counts.unrevealed));
        numbers.extend([counts.silent, counts.pending]);
        let mut row = vec![
            Value::Link(subject::link(register, ctx, &one.round.subject())),
            Value::Badge(state_badge(ctx, register.round_state(&one.round.id))),
            Value::Plain(ctx.deadline(one.round.due_at)),
        ];
        row.extend(
            numbers
                .into_iter()
                .map(|n| Value::Plain(ctx.locale().count(n))),
        );
        table.push(row);
    }
    table
}

/// What was asked for and did not come: each thing with its round.
pub(super) fn missing(register: &Register, ctx: &Ctx, asked: &[AskedIn<'_>]) -> Option<Table> {
    let head = ["briefing-what", "round-round", "round-due"];
    let head = head.iter().map(|key| ctx.t(key)).collect();
    let mut table = Table::new(ctx.t("organisation-missing"), head, None).quiet();
    for one in asked {
        let silent = one.duties.iter().filter(|(_, kept)| *kept == Kept::Silent);
        for (duty, _) in silent {
            table.push(vec![
                Value::Plain(ctx.word("noun", duty.noun.as_str()))
                    .with(Value::Link(subject::link(register, ctx, &duty.on))),
                Value::Link(subject::link(register, ctx, &one.round.subject())),
                Value::Plain(ctx.deadline(one.round.due_at)),
            ]);
        }
    }
    (!table.rows.is_empty()).then_some(table)
}

/// Money, indicators and values that an organisation stated, and states outside of rounds.
fn figures(register: &Register, of: &OrganisationId) -> Vec<Subject> {
    let about = of.subject();
    let ids = |noun| register.list_referrers(&about, noun);
    let money = ids(Noun::Funding).filter(|id| {
        let money = register.fundings.find(id);
        money.is_some_and(|money| money.organisation == *of)
    });
    let values = ids(Noun::Value).filter(|id| {
        let value = register.values.find(id);
        value.is_some_and(|value| value.organisation == *of)
    });
    let states = ids(Noun::Status).filter(|id| {
        let state = register.statuses.find(id);
        state.is_some_and(|state| state.organisation == *of)
    });
    let money = money.map(|id| Subject::new(Noun::Funding, id));
    let values = values.map(|id| Subject::new(Noun::Value, id));
    let states = states.map(|id| Subject::new(Noun::Status, id));
    money.chain(values).chain(states).collect()
}

/// All of them, some at a time; `None` if there are none.
pub(super) fn stated(
    register: &Register,
    ctx: &Ctx,
    of: &OrganisationId,
) -> Option<(Table, Pager)> {
    let all = figures(register, of);
    let head = vec![ctx.t("briefing-what"), ctx.t("organisation-stated-on")];
    let mut table = Table::new(ctx.t("organisation-stated"), head, None).quiet();
    let window = Window::of(ctx, all.len(), MOST);
    for on in &all[window.rows(all.len())] {
        let about = about(register, on).unwrap_or_else(|| on.clone());
        table.push(vec![
            Value::Plain(subject::noun(ctx, on)),
            Value::Link(subject::link(register, ctx, &about)),
        ]);
    }
    (!all.is_empty()).then(|| (table, Pager::new(ctx, window, all.len())))
}

/// What a figure is about: a measure, an indicator, what a state is of.
fn about(register: &Register, figure: &Subject) -> Option<Subject> {
    match figure.noun {
        Noun::Funding => Some(register.fundings.find(&figure.id)?.measure.subject()),
        Noun::Value => Some(register.values.find(&figure.id)?.indicator.subject()),
        _ => register.statuses.find(&figure.id)?.about(),
    }
}
