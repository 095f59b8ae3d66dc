// SPDX-License-Identifier: EUPL-1.2
//! Milestones: the list of a plan, and the page of one.

use askama::Template;
use rust_decimal::Decimal;
use wegmarke_domain::milestone::{Direction, Milestone};
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::record::Record;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::shifts::list_shifts;
use wegmarke_domain::rules::timeliness::{self, SOON_DAYS, Timeliness};
use wegmarke_domain::stated::Stated;

use crate::attribute::Teller;
use crate::correction::{self, Corrections};
use crate::frame::Section;
use crate::narrow;
use crate::parts::{
    Facts, Filter, FilterField, Link, NOT_STATED, Pager, Shown, Table, Tone, Value, Window, select,
};
use crate::plan::crumbs;
use crate::{Ctx, Frame, Route};
use crate::{amended, data_finding, evidence, history, status, subject};

/// Milestones on one page.
const PER_PAGE: usize = 50;

/// The milestones of a plan.
#[derive(Debug, Template)]
#[template(path = "milestone/list.html")]
pub struct List {
    f: Frame,
    filter: Filter,
    table: Option<Table>,
    pager: Pager,
    foreign: Option<String>,
}

impl List {
    /// The milestones of a plan that stands, filtered by `words`, `lead`,
    /// `year` and `type`, ordered by due date.
    #[must_use]
    pub fn find(register: &Register, plan: &str, ctx: &Ctx) -> Option<Self> {
        let record = register.plans.find(plan)?;
        let name = subject::name(register, ctx, &record.subject()).words;
        let title = Shown::plain(&ctx.t_with("milestones-title", &[("plan", name.into())]));
        let all: Vec<&Milestone> = register.milestones.list_of(plan).collect();
        let mut shown: Vec<&Milestone> = all
            .iter()
            .copied()
            .filter(|m| fits(register, ctx, m))
            .collect();
        shown.sort_by_cached_key(|m| (due_key(m), m.id.clone()));
        let window = Window::of(ctx, shown.len(), PER_PAGE);
        let rows: Vec<&Milestone> = shown
            .iter()
            .copied()
            .skip(window.skip)
            .take(window.take)
            .collect();
        Some(Self {
            f: Frame::new(ctx, title, Section::Plans)
                .described(ctx.t("milestones-description"))
                .invented(ctx, register.has_invented_of(plan))
                .below(crumbs(register, ctx, plan)),
            filter: filter(register, ctx, plan, &all, shown.len()),
            foreign: foreign(ctx, &rows),
            table: table(register, ctx, &rows),
            pager: Pager::new(ctx, window, shown.len()),
        })
    }
}

fn due_key(milestone: &Milestone) -> (bool, Option<jiff::civil::Date>) {
    let due = milestone.due.value().and_then(|due| due.until.or(due.from));
    (due.is_none(), due)
}

fn year(milestone: &Milestone) -> Option<i16> {
    milestone
        .due
        .value()
        .and_then(|due| due.until.or(due.from))
        .map(jiff::civil::Date::year)
}

fn fits(register: &Register, ctx: &Ctx, milestone: &Milestone) -> bool {
    let wanted = |name: &str, has: &dyn Fn(&str) -> bool| ctx.query.find(name).is_none_or(has);
    wanted("lead", &|id| {
        milestone.lead.value().map_or(id == NOT_STATED, |leads| {
            leads.ids().iter().any(|lead| lead.as_str() == id)
        })
    }) && wanted("year", &|text| {
        year(milestone).map_or(text == NOT_STATED, |year| year.to_string() == text)
    }) && wanted("type", &|word| {
        milestone
            .kind
            .value()
            .map_or(word == NOT_STATED, |kind| kind.as_str() == word)
    }) && wanted("words", &|words| {
        let words = words.to_lowercase();
        milestone.id.as_str().to_lowercase().contains(&words)
            || milestone
                .title
                .iter()
                .any(|(_, title)| title.to_lowercase().contains(&words))
    }) && narrow::milestone_fits(register, ctx, milestone)
}

fn filter(register: &Register, ctx: &Ctx, plan: &str, all: &[&Milestone], found: usize) -> Filter {
    let filtered = ["words", "lead", "year", "type"]
        .iter()
        .chain(narrow::NAMES)
        .any(|name| ctx.query.find(name).is_some());
    let mut fields = vec![FilterField::Words {
        name: "words",
        label: ctx.t("filter-words"),
        value: ctx.query.find("words").unwrap_or_default().to_owned(),
    }];
    let leads = all.iter().flat_map(|m| match m.lead.value() {
        Some(leads) => leads.ids().iter().map(|id| id.as_str()).collect(),
        None => vec![NOT_STATED],
    });
    fields.extend(select(ctx, "lead", "filter-lead", leads, |id| {
        subject::name(register, ctx, &Subject::new(Noun::Organisation, id)).words
    }));
    let years: Vec<String> = all
        .iter()
        .map(|m| year(m).map_or_else(|| NOT_STATED.to_owned(), |year| year.to_string()))
        .collect();
    fields.extend(select(
        ctx,
        "year",
        "filter-year",
        years.iter().map(String::as_str),
        str::to_owned,
    ));
    let kinds = all
        .iter()
        .map(|m| m.kind.value().map_or(NOT_STATED, |kind| kind.as_str()));
    fields.extend(select(ctx, "type", "filter-type", kinds, |word| {
        ctx.word("milestone-type", word)
    }));
    fields.extend(narrow::fields_of_milestones(register, ctx, all));
    Filter {
        action: ctx.action(&Route::Milestones(plan)),
        label: ctx.t("milestones-filter"),
        keep: ctx.keep(),
        fields,
        submit: ctx.t("filter-submit"),
        reset: filtered.then(|| (ctx.t("filter-reset"), ctx.href(&Route::Milestones(plan)))),
        cut: crate::parts::cut(ctx),
        found: Some(ctx.tn("count-milestones", found)),
    }
}

/// One remark for all rows instead of one in each.
fn foreign(ctx: &Ctx, rows: &[&Milestone]) -> Option<String> {
    let mut langs: Vec<String> = rows
        .iter()
        .map(|m| m.title.best(ctx.data_lang()).0)
        .filter(|lang| *lang != ctx.data_lang())
        .map(|lang| ctx.word("language-in", lang.as_str()))
        .collect();
    langs.sort();
    langs.dedup();
    (!langs.is_empty())
        .then(|| ctx.t_with("shown-in-list", &[("language", langs.join(", ").into())]))
}

/// Milestones as a table; `None` if there is none.
pub(crate) fn table(register: &Register, ctx: &Ctx, all: &[&Milestone]) -> Option<Table> {
    if all.is_empty() {
        return None;
    }
    // Columns of which no source says anything are left out.
    let mut more = vec!["milestone-baseline", "milestone-goal", "milestone-unit"];
    let says = |key: &str| {
        all.iter().any(|one| match key {
            "milestone-baseline" => one.baseline.value().is_some(),
            "milestone-goal" => one.goal.value().is_some() || one.indicator.value().is_some(),
            _ => one.unit.value().is_some(),
        })
    };
    more.retain(|key| says(key));
    let head = [
        "milestone-milestone",
        "milestone-lead",
        "milestone-due",
        "milestone-state",
    ];
    let head = head.iter().chain(&more).map(|key| ctx.t(key)).collect();
    let numbers: Vec<usize> = (4..4 + more.len())
        .filter(|at| more[at - 4] != "milestone-unit")
        .collect();
    let mut table = Table::new(ctx.t("milestones-caption"), head, ctx.t("milestones-empty"))
        .numeric(&numbers)
        .quiet();
    for milestone in all {
        let id = milestone.id.as_str();
        let title = ctx.text(&milestone.title).quiet();
        let title = subject::marked(register, ctx, &milestone.subject(), title);
        let link = ctx.link(&Route::Milestone(id), title);
        let mut row = vec![
            match printed(milestone) {
                Some(printed) => Value::Link(link).with(Value::Code(printed.to_owned())),
                None => Value::Link(link),
            },
            ctx.leads(register, &milestone.lead),
            due(register, ctx, milestone),
            state(register, ctx, milestone),
        ];
        row.extend(more.iter().map(|key| match *key {
            "milestone-baseline" => number(ctx, &milestone.baseline),
            "milestone-goal" => reach(ctx, milestone),
            _ => ctx.stated_words(&milestone.unit),
        }));
        table.push(row);
    }
    Some(table)
}

/// The number under which its source prints it; an id made of words names it for nobody but us.
fn printed(milestone: &Milestone) -> Option<&str> {
    let name = milestone.id.name();
    name.contains(|c: char| c.is_ascii_digit()).then_some(name)
}

/// What it is meant to reach: a number, or the words of its indicator.
fn reach(ctx: &Ctx, milestone: &Milestone) -> Value {
    match milestone.indicator.value() {
        Some(text) if milestone.goal.is_not_stated() => {
            Value::Text(ctx.text(text).quiet().short(90))
        }
        _ => number(ctx, &milestone.goal),
    }
}

/// When it is due, and, where that was moved, how often and when it was due at first.
fn due(register: &Register, ctx: &Ctx, milestone: &Milestone) -> Value {
    let due = ctx.stated(&milestone.due, |due| ctx.span_briefly(due));
    let shifts = list_shifts(register, &milestone.id);
    let Some(first) = shifts.first() else {
        return due;
    };
    let moved = due.with(Value::Plain(ctx.tn("milestone-moved", shifts.len())));
    match first.from {
        Some(day) => {
            let args = [("day", ctx.date(day).into())];
            moved.with(Value::Plain(ctx.t_with("milestone-at-first", &args)))
        }
        None => moved,
    }
}

/// How it stands on the day that is shown.
fn state(register: &Register, ctx: &Ctx, milestone: &Milestone) -> Value {
    let (state, _) = timeliness::of(register, milestone, ctx.today);
    Value::badge(
        ctx.word("timeliness", state.as_str()),
        timeliness_tone(state),
    )
}

/// The colour of a timeliness.
pub(crate) const fn timeliness_tone(timeliness: Timeliness) -> Tone {
    match timeliness {
        Timeliness::OnTime => Tone::Good,
        Timeliness::NotDue => Tone::Info,
        Timeliness::DueSoon | Timeliness::Late | Timeliness::FinishedLate => Tone::Warn,
        Timeliness::Overdue => Tone::Bad,
        Timeliness::NoDate => Tone::Plain,
    }
}

fn number(ctx: &Ctx, stated: &Stated<Decimal>) -> Value {
    ctx.stated(stated, |n| Value::Plain(ctx.locale().decimal(*n)))
}

/// The page of one milestone.
#[derive(Debug, Template)]
#[template(path = "milestone/page.html")]
pub struct Page {
    f: Frame,
    plan: Link,
    printed: Option<String>,
    /// What others propose for it.
    /// That an editor recorded it.
    recorded: Option<Value>,
    corrections: Corrections,
    /// Why it does not stand any more; `None`: it stands.
    dropped: Option<String>,
    /// What was stated about it and is otherwise now, or was taken back.
    amended: Option<Table>,
    withheld: bool,
    facts: Facts,
    /// How often and how far the date moved.
    shifts: Option<(String, Table)>,
    measures: Value,
    equal: bool,
    /// What is said of it outside of rounds.
    status: Option<Table>,
    evidence: Option<Table>,
    findings: Option<Table>,
    history: Table,
}

impl Page {
    /// The page of a milestone, also of one that was dropped. The id is `{plan}/{id}`.
    #[must_use]
    pub fn find(register: &Register, id: &str, ctx: &Ctx) -> Option<Self> {
        let kept = register.milestones.find_kept(id)?;
        let milestone = &kept.record;
        let about = milestone.subject();
        let plan = milestone.id.plan();
        let mut way = crumbs(register, ctx, plan);
        way.push(ctx.link(
            &Route::Milestones(plan),
            Shown::plain(&ctx.t("milestones-all")),
        ));
        let measures = if milestone.measures.is_empty() {
            ctx.not_stated()
        } else {
            ctx.measures(register, &milestone.measures)
        };
        let equal = match (milestone.baseline.value(), milestone.goal.value()) {
            (Some(baseline), Some(goal)) => baseline == goal,
            _ => false,
        };
        Some(Self {
            f: Frame::new(ctx, ctx.text(&milestone.title), Section::Plans)
                .described(ctx.t("milestone-description"))
                .invented(ctx, register.is_invented(&milestone.subject()))
                .below(way),
            plan: subject::link(register, ctx, &Subject::new(Noun::Plan, plan)),
            printed: printed(milestone).map(str::to_owned),
            recorded: crate::whose::notice(register, ctx, &milestone.subject()),
            corrections: correction::of(register, ctx, &milestone.subject()),
            dropped: amended::gone(register, ctx, kept, "dropped-milestone"),
            amended: amended::about(register, ctx, &milestone.subject()),
            withheld: register.is_withheld(&about),
            facts: facts(register, ctx, milestone),
            shifts: shifts(register, ctx, milestone),
            measures,
            equal,
            status: status::of(register, ctx, &about),
            evidence: evidence::of(register, ctx, &about),
            findings: data_finding::about(register, ctx, &about),
            history: history::of(register, ctx, ctx.t("milestone-history"), &kept.steps),
        })
    }
}

/// What the page tells, in its order.
const TOLD: [&str; 11] = [
    "description",
    "lead",
    "type",
    "due",
    "baseline",
    "goal",
    "unit",
    "direction",
    "indicator",
    "verification",
    "note",
];

fn facts(register: &Register, ctx: &Ctx, milestone: &Milestone) -> Facts {
    let mut facts = Teller::of(register, ctx, milestone).only(&TOLD);
    if let (None, Some(direction)) = (milestone.direction.value(), milestone.direction())
        && let Some(at) = TOLD.iter().position(|name| *name == "direction")
    {
        let args = [("direction", direction_word(ctx, direction).into())];
        facts[at].value = Value::Plain(ctx.t_with("direction-derived", &args));
    }
    Facts { facts }
}

/// How often and how far a milestone's date moved; `None` if it never did.
fn shifts(register: &Register, ctx: &Ctx, milestone: &Milestone) -> Option<(String, Table)> {
    let shifts = list_shifts(register, &milestone.id);
    let head = [
        "milestone-shift-from",
        "milestone-shift-to",
        "milestone-shift-days",
        "version-entry",
    ];
    let head = head.into_iter().map(|key| ctx.t(key)).collect();
    let caption = ctx.t("milestone-shifts");
    let mut table = Table::new(caption, head, None).numeric(&[2]).quiet();
    for shift in &shifts {
        let day = |day: Option<jiff::civil::Date>| {
            day.map_or_else(|| ctx.not_stated(), |day| Value::Plain(ctx.date(day)))
        };
        let days = shift.days().map(|days| Value::Plain(days.to_string()));
        let number = usize::try_from(shift.seq).unwrap_or(usize::MAX);
        let entry = Shown::plain(&ctx.tn("entry-title", number));
        table.push(vec![
            day(shift.from),
            day(shift.to),
            days.unwrap_or_else(|| ctx.not_stated()),
            Value::Link(ctx.link(&Route::Entry(shift.seq), entry)),
        ]);
    }
    let sum: i32 = shifts.iter().filter_map(|shift| shift.days()).sum();
    let mut words = ctx.tn("milestone-shifts-lead", shifts.len());
    match usize::try_from(sum) {
        Ok(days) if days > 0 => {
            words.push_str(", ");
            words.push_str(&ctx.tn("milestone-shifts-sum", days));
        }
        _ => words.push('.'),
    }
    (!shifts.is_empty()).then_some((words, table))
}

fn direction_word(ctx: &Ctx, direction: Direction) -> String {
    ctx.word("direction", direction.as_str())
}

/// Milestones that fall due in the next days, of all plans; `None` if none does.
pub(crate) fn due_next(register: &Register, ctx: &Ctx) -> Option<Table> {
    let day = |one: &Milestone| one.due.value().and_then(|due| due.until.or(due.from));
    let last = ctx.today.saturating_add(jiff::Span::new().days(SOON_DAYS));
    let plans = register.plans.list();
    let all = plans.flat_map(|plan| register.milestones.list_of(plan.id.as_str()));
    let mut due: Vec<&Milestone> = all
        .filter(|one| day(one).is_some_and(|day| ctx.today <= day && day <= last))
        .collect();
    due.sort_by_key(|one| (day(one), &one.id));
    due.truncate(MOST_DUE);
    table(register, ctx, &due)
}

/// Milestones among those that fall due that are shown before somebody asks for more.
const MOST_DUE: usize = 6;

#[cfg(test)]
pub(crate) mod samples {
    use super::{List, Page};
    use crate::Route;
    use crate::samples::Samples;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        for query in ["", "page=2&type=-&year=2025"] {
            let id = "qx-plan";
            samples.of(&Route::Milestones(id), query, |r, c| List::find(r, id, c));
        }
        for id in ["qx-plan/M1", "qx-plan/M2"] {
            samples.of(&Route::Milestone(id), "", |r, c| Page::find(r, id, c));
        }
    }
}
