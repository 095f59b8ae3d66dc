// SPDX-License-Identifier: EUPL-1.2
//! What changed between two days: in sentences by kind of change, each leading to its list.

use askama::Template;
use jiff::ToSpan as _;
use jiff::civil::Date;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::record::Record as _;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::changes::{
    Asked, Change, Turn, count_turns, find_step_of, list_changes,
};
use wegmarke_domain::rules::voices;
use wegmarke_domain::table::StepKind;

use crate::frame::Section;
use crate::parts::{Choice, Filter, FilterField, Link, Pager, Shown, Table, Value, Window};
use crate::question::{Sentence, Sentences};
use crate::{Ctx, Frame, Route};
use crate::{attribute, history, subject};

/// Changes on one page.
const PER_PAGE: usize = 30;
/// Rounds and versions of a plan that are offered as the first day.
const MOST_MARKS: usize = 4;

/// What changed.
#[derive(Debug, Template)]
#[template(path = "changes/page.html")]
pub struct Page {
    f: Frame,
    answer: String,
    /// Words that somebody typed as a day and that are none.
    unread: Vec<String>,
    sentences: Sentences,
    filter: Filter,
    /// Days that somebody may mean.
    marks: Vec<Link>,
    /// What differs between two versions of the plan.
    versions: Option<Link>,
    table: Table,
    pager: Pager,
}

/// What the address asks for.
struct Wanted<'a> {
    asked: Asked<'a>,
    turn: Option<Turn>,
    unread: Vec<String>,
}

fn wanted<'a>(register: &Register, ctx: &'a Ctx) -> Wanted<'a> {
    let mut unread = Vec::new();
    let mut day = |name| {
        ctx.day_asked(name).unwrap_or_else(|words| {
            unread.push(ctx.t_with("changes-no-day", &[("words", words.into())]));
            None
        })
    };
    let until = day("until").unwrap_or(ctx.today);
    let since = day("since").unwrap_or_else(|| until.saturating_sub(1.year()));
    let known = |name, noun| {
        let id = ctx.query.find(name)?;
        register.stands(&Subject::new(noun, id)).then_some(id)
    };
    Wanted {
        asked: Asked {
            since: since.min(until),
            until: until.max(since),
            plan: known("plan", Noun::Plan),
            organisation: known("organisation", Noun::Organisation),
        },
        turn: ctx.query.find("kind").and_then(|word| word.parse().ok()),
        unread,
    }
}

impl Wanted<'_> {
    /// The address of the same with another kind of change, or another first day.
    fn href(&self, ctx: &Ctx, since: Date, turn: Option<Turn>) -> String {
        let (since, until) = (since.to_string(), self.asked.until.to_string());
        let mut query = vec![("since", &*since), ("until", &*until)];
        query.extend(self.asked.plan.map(|id| ("plan", id)));
        query.extend(self.asked.organisation.map(|id| ("organisation", id)));
        query.extend(turn.map(|turn| ("kind", turn.as_str())));
        ctx.href_with(&Route::Changes, &query)
    }
}

impl Page {
    /// What changed between the days `since` and `until`, a year without them; of one plan
    /// (`plan`), of what an organisation takes part in (`organisation`), of one kind (`kind`).
    #[must_use]
    pub fn build(register: &Register, ctx: &Ctx) -> Self {
        let wanted = wanted(register, ctx);
        let asked = &wanted.asked;
        let all = list_changes(register, asked);
        let mut shown = all.clone();
        shown.retain(|change| wanted.turn.is_none_or(|turn| turn == change.turn));
        let window = Window::of(ctx, shown.len(), PER_PAGE);
        let mut table = table(ctx);
        for change in &shown[window.rows(shown.len())] {
            table.push(row(register, ctx, change));
        }
        let args = [
            ("since", ctx.date(asked.since).into()),
            ("until", ctx.date(asked.until).into()),
            ("n", shown.len().into()),
        ];
        let answer = match wanted.turn {
            None => ctx.t_with("changes-answer", &args),
            Some(turn) => {
                let words = ctx.word_with("turn", turn.as_str(), &[("n", shown.len().into())]);
                let args = [&args[..2], &[("what", words.into())]].concat();
                ctx.t_with("changes-answer-kind", &args)
            }
        };
        let title = Shown::plain(&ctx.t("changes-title"));
        Self {
            f: Frame::new(ctx, title, Section::Changes)
                .described(ctx.t("changes-description"))
                .invented(ctx, register.has_invented()),
            answer,
            sentences: sentences(ctx, &wanted, &all),
            filter: filter(register, ctx, &wanted, shown.len()),
            marks: marks(register, ctx, &wanted),
            versions: asked.plan.and_then(|id| versions(register, ctx, id)),
            table,
            pager: Pager::new(ctx, window, shown.len()),
            unread: wanted.unread,
        }
    }
}

/// One sentence for each kind of change that occurs.
fn sentences(ctx: &Ctx, wanted: &Wanted<'_>, all: &[Change<'_>]) -> Sentences {
    if wanted.turn.is_some() {
        return Sentences::default();
    }
    let counts = count_turns(all).into_iter();
    let sentences = counts.map(|(turn, n)| {
        let words = ctx.word_with("turn", turn.as_str(), &[("n", n.into())]);
        Sentence::new(n, &words, wanted.href(ctx, wanted.asked.since, Some(turn)))
    });
    Sentences {
        sentences: sentences.collect(),
    }
}

/// Days from which somebody may want to look: a month and a year ago, and of a plan the days on which
/// its rounds were due and its versions came out.
fn marks(register: &Register, ctx: &Ctx, wanted: &Wanted<'_>) -> Vec<Link> {
    let until = wanted.asked.until;
    let mark = |words: String, since: Date| Link {
        href: wanted.href(ctx, since, wanted.turn),
        text: Shown::plain(&words),
        outside: false,
    };
    let mut marks = vec![
        mark(ctx.t("changes-month"), until.saturating_sub(1.month())),
        mark(ctx.t("changes-year"), until.saturating_sub(1.year())),
    ];
    let Some(plan) = wanted.asked.plan else {
        return marks;
    };
    let rounds = voices::list_rounds(register, plan).into_iter();
    let rounds = rounds.filter(|round| register.round_state(&round.id).is_revealed());
    marks.extend(rounds.take(MOST_MARKS).map(|round| {
        let name = subject::name(register, ctx, &round.subject()).words;
        let due = round.due_at.to_zoned(ctx.site.zone.clone()).date();
        let args = [("round", name.into()), ("day", ctx.date(due).into())];
        mark(ctx.t_with("changes-since-round", &args), due)
    }));
    let versions = register.list_versions(plan).rev();
    marks.extend(versions.take(MOST_MARKS).map(|opened| {
        let args = [
            ("n", (opened.version.number as usize).into()),
            ("day", ctx.date(opened.dated_on).into()),
        ];
        mark(ctx.t_with("changes-since-version", &args), opened.dated_on)
    }));
    marks
}

/// The way to what differs between two versions, where there are two.
fn versions(register: &Register, ctx: &Ctx, plan: &str) -> Option<Link> {
    let words = Shown::plain(&ctx.t("changes-versions"));
    (register.newest_version(plan) > 1).then(|| ctx.link(&Route::Versions(plan), words))
}

fn table(ctx: &Ctx) -> Table {
    let head = ["changes-day", "changes-what", "changes-how", "entry-by"];
    let mut head: Vec<String> = head.into_iter().map(|key| ctx.t(key)).collect();
    head.push(ctx.t("entry-number"));
    Table::new(ctx.t("changes-caption"), head, ctx.t("changes-empty"))
        .numeric(&[4])
        .quiet()
}

fn row(register: &Register, ctx: &Ctx, change: &Change<'_>) -> Vec<Value> {
    let line = change.line;
    let mut how = Value::Plain(ctx.word("kind", &line.kind.replace('.', "-")));
    let step = find_step_of(register, &line.subject, line.seq);
    if let Some(StepKind::Changed(changes) | StepKind::Returned(changes)) = step.map(|it| it.what) {
        let changes = changes.read();
        if !changes.is_empty() {
            let names = attribute::changed_names(ctx, line.subject.noun, &changes);
            how = how.with(Value::Plain(names));
        }
    }
    if let Some(reason) = register.find_reason(line.seq) {
        how = how.with(ctx.prose(reason));
    }
    vec![
        Value::Plain(ctx.date(change.day)),
        Value::Link(subject::link(register, ctx, &line.subject)),
        how,
        history::by(register, ctx, line),
        Value::Link(history::link(ctx, line.seq)),
    ]
}

fn filter(register: &Register, ctx: &Ctx, wanted: &Wanted<'_>, found: usize) -> Filter {
    let asked = &wanted.asked;
    let choice = |value: &str, label: String, chosen: bool| Choice {
        value: value.to_owned(),
        label,
        chosen,
    };
    let things = |noun: Noun, ids: Vec<&str>, all: &str, here: Option<&str>| {
        let mut choices: Vec<Choice> = ids
            .into_iter()
            .map(|id| {
                let name = subject::choice(register, ctx, &Subject::new(noun, id));
                choice(id, name, here == Some(id))
            })
            .collect();
        choices.sort_by_cached_key(|one| one.label.to_lowercase());
        choices.insert(0, choice("", ctx.t(all), here.is_none()));
        choices
    };
    let plans = register.plans.list().map(|plan| plan.id.as_str()).collect();
    let organisations = register.organisations.list();
    let organisations = organisations.map(|one| one.id.as_str()).collect();
    let kinds = Turn::ALL.iter().map(|turn| {
        let words = ctx.word("turn-name", turn.as_str());
        choice(turn.as_str(), words, wanted.turn == Some(*turn))
    });
    let every = choice("", ctx.t("filter-all"), wanted.turn.is_none());
    let select = |name, label: &str, choices| FilterField::Select {
        name,
        label: ctx.t(label),
        choices,
    };
    let (plan, organisation) = (asked.plan, asked.organisation);
    Filter {
        action: ctx.action(&Route::Changes),
        label: ctx.t("changes-filter"),
        keep: ctx.keep(),
        fields: vec![
            FilterField::day(ctx, "since", "changes-since", asked.since),
            FilterField::day(ctx, "until", "changes-until", asked.until),
            select(
                "plan",
                "filter-plan",
                things(Noun::Plan, plans, "filter-all-plans", plan),
            ),
            select(
                "organisation",
                "filter-organisation",
                things(
                    Noun::Organisation,
                    organisations,
                    "filter-all",
                    organisation,
                ),
            ),
            select(
                "kind",
                "changes-kind",
                std::iter::once(every).chain(kinds).collect(),
            ),
        ],
        submit: ctx.t("filter-submit"),
        reset: (!ctx.query.without(&["page"]).is_empty())
            .then(|| (ctx.t("filter-reset"), ctx.href(&Route::Changes))),
        cut: crate::parts::cut(ctx),
        found: Some(ctx.tn("count-entries", found)),
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use super::Page;
    use crate::Route;
    use crate::samples::Samples;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        for query in [
            "",
            "plan=qx-plan&since=2020-01-01",
            "since=2020-01-01&kind=moved&organisation=qx-lead",
            "since=qx&until=32.1.2025",
        ] {
            samples.page(&Route::Changes, query, Page::build);
        }
    }
}
