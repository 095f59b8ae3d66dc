// SPDX-License-Identifier: EUPL-1.2
//! What one may state, and everything that one's organisation has stated: what became of it, and where it
//! is changed or taken back.

use askama::Template;
use wegmarke_domain::id::PlanId;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::register::{LogLine, Register};
use wegmarke_domain::rules::correcting::find_correction;
use wegmarke_domain::rules::state_of::{EntryState, find_state};

use super::super::{Bar, ways};
use super::{ID, PLAN};
use crate::correction::badge;
use crate::frame::Section;
use crate::parts::{Choice, Filter, FilterField, Link, Pager, Shown, Table, Value, Window};
use crate::{Ctx, Frame, Route, history, subject, url};

/// Statements on one page.
const PER_PAGE: usize = 50;
/// The names of the filters.
const NOUN: &str = "noun";
const STATE: &str = "state";
const WORDS: &str = "words";

/// What belongs to a plan and is its owner's to state.
const OF_PLAN: [Noun; 5] = [
    Noun::Field,
    Noun::Goal,
    Noun::Measure,
    Noun::Milestone,
    Noun::Fact,
];
/// What every organisation states in its own name, outside a plan's own text.
const OF_ANYBODY: [Noun; 10] = [
    Noun::Recommendation,
    Noun::Response,
    Noun::Coverage,
    Noun::Grouping,
    Noun::Status,
    Noun::Evidence,
    Noun::Standard,
    Noun::Arrangement,
    Noun::Answer,
    Noun::Organisation,
];

/// What the page is made of.
pub struct RecordsParts<'a> {
    /// Who.
    pub bar: Bar,
    /// Plans whose text they may state.
    pub plans: &'a [PlanId],
    /// Whether they state things in the name of their organisation.
    pub speaks: bool,
    /// Whether that speaks with the independent voice: it states binding duties.
    pub is_independent: bool,
    /// Whether it asks others how far standards of the referral mechanism are met.
    pub asks: bool,
    /// Entries of their organisation, and those that stated what is theirs otherwise, newest first.
    pub entries: &'a [&'a LogLine],
    /// Whether a thing is theirs to change and to take back.
    pub is_theirs: &'a dyn Fn(&Subject) -> bool,
    /// The entry that was just made.
    pub said: Option<u64>,
}

/// Forms for one plan.
#[derive(Debug)]
struct OfPlan {
    plan: Link,
    forms: Vec<Link>,
}

/// The page.
#[derive(Debug, Template)]
#[template(path = "work/records.html")]
pub struct Records {
    f: Frame,
    ways: Vec<Link>,
    receipt: Option<Link>,
    new_plan: Option<Link>,
    plans: Vec<OfPlan>,
    forms: Vec<Link>,
    filter: Filter,
    table: Table,
    pager: Pager,
}

impl Records {
    /// The page.
    #[must_use]
    pub fn build(register: &Register, ctx: &Ctx, parts: &RecordsParts<'_>) -> Self {
        let wanted = Wanted::of(ctx);
        let entries = parts.entries.iter().copied();
        let found: Vec<&LogLine> = entries
            .filter(|line| wanted.fits(register, ctx, line))
            .collect();
        let total = found.len();
        let window = Window::of(ctx, total, PER_PAGE);
        let head = [
            "entry-at",
            "entry-by",
            "entry-what",
            "task-state",
            "task-do",
        ];
        let head = head.map(|key| ctx.t(key)).to_vec();
        let mut table = Table::new(ctx.t("records-own"), head, ctx.t("records-none")).quiet();
        for line in found.iter().skip(window.skip).take(window.take) {
            table.push(row(register, ctx, line, parts));
        }
        let new = |noun: Noun, plan: Option<&PlanId>| {
            let word = ctx.word("noun", noun.as_str());
            let query: Vec<(&str, &str)> = plan.iter().map(|plan| (PLAN, plan.as_str())).collect();
            Link {
                href: url::href(ctx.lang, ctx.as_of, &Route::Record(noun.as_str()), &query),
                text: Shown::plain(&ctx.t_with("record-new", &[("noun", word.into())])),
                outside: false,
            }
        };
        let plans = parts.plans.iter().map(|plan| OfPlan {
            plan: subject::link(register, ctx, &plan.subject()),
            forms: OF_PLAN
                .iter()
                .map(|noun| new(*noun, Some(plan)))
                .chain([ctx.link(
                    &Route::NewVersion(plan.as_str()),
                    Shown::plain(&ctx.t("new-version")),
                )])
                .collect(),
        });
        let forms = OF_ANYBODY.iter().filter(|_| parts.speaks);
        let inquiry = Some(&Noun::Inquiry).filter(|_| parts.asks);
        let duty = Some(&Noun::Obligation).filter(|_| parts.speaks && parts.is_independent);
        Self {
            f: Frame::new(
                ctx,
                Shown::plain(&ctx.t("records-title")),
                Section::Elsewhere,
            )
            .signed_in(ctx, &parts.bar),
            ways: ways(ctx),
            receipt: super::super::receipt(register, ctx, parts.said),
            new_plan: parts.speaks.then(|| new(Noun::Plan, None)),
            plans: plans.collect(),
            forms: forms
                .chain(duty)
                .chain(inquiry)
                .map(|noun| new(*noun, None))
                .collect(),
            filter: filter(register, ctx, parts, total),
            table,
            pager: Pager::new(ctx, window, total),
        }
    }
}

/// One statement: when, in whose name, what, what became of it, and what can be done with it.
fn row(register: &Register, ctx: &Ctx, line: &LogLine, parts: &RecordsParts<'_>) -> Vec<Value> {
    let about = &line.subject;
    let at = Shown::plain(&ctx.instant(line.at));
    let state = find_state(register, line);
    vec![
        Value::Link(ctx.link(&Route::Entry(line.seq), at)),
        history::by(register, ctx, line),
        Value::Plain(ctx.word("kind", &line.kind.replace('.', "-")))
            .with(Value::Link(subject::link(register, ctx, about))),
        badge(ctx, state),
        Value::all(
            ways_on(register, ctx, line, state, parts),
            ctx.t("records-no-way"),
        ),
    ]
}

/// Where what an entry says is changed or taken back, where that can be done.
fn ways_on(
    register: &Register,
    ctx: &Ctx,
    line: &LogLine,
    state: EntryState,
    parts: &RecordsParts<'_>,
) -> Vec<Value> {
    let about = &line.subject;
    let name = subject::name(register, ctx, about).words;
    let words = |key: &str| Shown::plain(&ctx.t_with(key, &[("name", name.as_str().into())]));
    if about.noun.is_contribution() {
        return match state {
            EntryState::Present | EntryState::Sealed => {
                let route = Route::Say(about.noun, &about.id);
                vec![Value::Link(ctx.link(&route, words("records-change")))]
            }
            _ => Vec::new(),
        };
    }
    // It is said again until its inquiry is opened; the newest one counts.
    if let Some(sealed) = register.find_submitted(about) {
        let is_newest = !sealed.is_replaced(line.seq) && state == EntryState::Sealed;
        let is_open = register.find_opening(&sealed.name.inquiry).is_none();
        let change = Link {
            href: url::href(
                ctx.lang,
                ctx.as_of,
                &Route::Record(about.noun.as_str()),
                &[(ID, sealed.name.answer().as_str())],
            ),
            text: words("records-change"),
            outside: false,
        };
        return match is_newest && is_open {
            true => vec![Value::Link(change)],
            false => Vec::new(),
        };
    }
    let open = find_correction(register, line.seq).filter(|(_, one)| one.decided.is_none());
    if open.is_some() {
        let seq = line.seq.to_string();
        let route = Route::Figure("proposal", &seq);
        return vec![Value::Link(ctx.link(&route, words("records-withdraw")))];
    }
    let holds = matches!(state, EntryState::Present | EntryState::Corrected);
    if !holds || !register.stands(about) || !(parts.is_theirs)(about) {
        return Vec::new();
    }
    let mut query = vec![(ID, &*about.id)];
    if let Some(plan) = about.plan().filter(|_| about.noun != Noun::Plan) {
        query.push((PLAN, plan));
    }
    let change = Link {
        href: url::href(
            ctx.lang,
            ctx.as_of,
            &Route::Record(about.noun.as_str()),
            &query,
        ),
        text: words("records-change"),
        outside: false,
    };
    let mut ways = vec![Value::Link(change)];
    if about.noun != Noun::Organisation {
        let named = about.to_string();
        let route = Route::Figure("withdrawal", &named);
        ways.push(Value::Link(ctx.link(&route, words("records-withdraw"))));
    }
    ways
}

/// What somebody looks for.
struct Wanted {
    noun: Option<String>,
    plan: Option<String>,
    state: Option<String>,
    words: String,
}

impl Wanted {
    fn of(ctx: &Ctx) -> Self {
        let find = |name| {
            let value = ctx.query.find(name).filter(|value| !value.is_empty());
            value.map(str::to_owned)
        };
        Self {
            noun: find(NOUN),
            plan: find(PLAN),
            state: find(STATE),
            words: find(WORDS).unwrap_or_default().to_lowercase(),
        }
    }

    fn fits(&self, register: &Register, ctx: &Ctx, line: &LogLine) -> bool {
        let about = &line.subject;
        let is = |wanted: &Option<String>, value: Option<&str>| {
            wanted.as_deref().is_none_or(|wanted| value == Some(wanted))
        };
        is(&self.noun, Some(about.noun.as_str()))
            && is(&self.plan, about.plan())
            && (self.state.is_none() || is(&self.state, Some(find_state(register, line).as_str())))
            && (self.words.is_empty()
                || subject::name(register, ctx, about)
                    .words
                    .to_lowercase()
                    .contains(&self.words))
    }
}

fn filter(register: &Register, ctx: &Ctx, parts: &RecordsParts<'_>, found: usize) -> Filter {
    let wanted = Wanted::of(ctx);
    let select =
        |name: &'static str, label: &str, chosen: Option<&str>, things: Vec<(String, String)>| {
            let all = Choice {
                value: String::new(),
                label: ctx.t("records-all"),
                chosen: chosen.is_none(),
            };
            let things = things.into_iter().map(|(value, label)| Choice {
                chosen: chosen == Some(&*value),
                value,
                label,
            });
            FilterField::Select {
                name,
                label: ctx.t(label),
                choices: std::iter::once(all).chain(things).collect(),
            }
        };
    let has = |noun: &Noun| parts.entries.iter().any(|line| line.subject.noun == *noun);
    let nouns = Noun::ALL.iter().filter(|noun| has(noun));
    let nouns = nouns.map(|noun| (noun.to_string(), ctx.word("noun", noun.as_str())));
    let mut plans: Vec<&str> = parts
        .entries
        .iter()
        .filter_map(|line| line.subject.plan())
        .collect();
    plans.sort_unstable();
    plans.dedup();
    let plans = plans.into_iter().map(|plan| {
        let about = Subject::new(Noun::Plan, plan);
        (plan.to_owned(), subject::choice(register, ctx, &about))
    });
    let states = EntryState::ALL.iter().map(|state| {
        let word = ctx.word("entry-state", state.as_str());
        (state.as_str().to_owned(), word)
    });
    let filtered = wanted.noun.is_some()
        || wanted.plan.is_some()
        || wanted.state.is_some()
        || !wanted.words.is_empty();
    Filter {
        action: ctx.action(&Route::Records),
        label: ctx.t("records-filter"),
        keep: ctx.keep(),
        fields: vec![
            FilterField::Words {
                name: WORDS,
                label: ctx.t("records-words"),
                value: ctx.query.find(WORDS).unwrap_or_default().to_owned(),
            },
            select(NOUN, "noun-column", wanted.noun.as_deref(), nouns.collect()),
            select(PLAN, "filter-plan", wanted.plan.as_deref(), plans.collect()),
            select(
                STATE,
                "task-state",
                wanted.state.as_deref(),
                states.collect(),
            ),
        ],
        submit: ctx.t("filter-submit"),
        reset: filtered.then(|| (ctx.t("filter-reset"), ctx.href(&Route::Records))),
        cut: crate::parts::cut(ctx),
        found: Some(ctx.tn("count-entries", found)),
    }
}
