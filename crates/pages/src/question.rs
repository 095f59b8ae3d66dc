// SPDX-License-Identifier: EUPL-1.2
//! Questions that people ask: the list of them, and each with its answer as a sentence, as a list and
//! with the rule behind it. The sentences of other pages are these, of one plan.

use askama::Template;
use askama::filters::HtmlSafe;
use jiff::Timestamp;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::organisation::Voice;
use wegmarke_domain::record::Record as _;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::axes::{self, Rated};
use wegmarke_domain::rules::following::Followed;
use wegmarke_domain::rules::question::{Answer, Asking, Question, Row, find_last_round};

use crate::chart::days_between;
use crate::frame::Section;
use crate::parts::{Choice, Filter, FilterField, Link, Pager, Shown, Table, Value, Window};
use crate::recommendation::who_asks;
use crate::voices::{delivery, disagreement};
use crate::{Ctx, Frame, Route};
use crate::{plan, subject};

impl HtmlSafe for Sentences {}

/// Rows of an answer on one page.
const PER_PAGE: usize = 40;

/// A sentence that counts, and leads to exactly what it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sentence {
    /// The number in it. It stands in the markup, too, so that a program, and our tests, compare it with the
    /// list without reading the sentence.
    n: usize,
    link: Link,
}

impl Sentence {
    /// A sentence with its number and the address of its list.
    pub(crate) fn new(n: usize, words: &str, href: String) -> Self {
        Self {
            n,
            link: Link {
                href,
                text: Shown::plain(words),
                outside: false,
            },
        }
    }
}

/// Sentences, each leading to exactly the list that it counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "question/sentences.html")]
pub(crate) struct Sentences {
    pub(crate) sentences: Vec<Sentence>,
}

/// What is said of a plan before its wall, in this order.
const OF_PLAN: [Question; 8] = [
    Question::Reported,
    Question::Silent,
    Question::Apart,
    Question::Overdue,
    Question::Money,
    Question::Unmet,
    Question::NoLead,
    Question::NoDate,
];

/// Sentences of a plan at most; more is not read.
const MOST_SENTENCES: usize = 6;

/// How a question is asked on a page.
fn asking<'a>(register: &'a Register, ctx: &Ctx, plan: Option<&'a str>) -> Asking<'a> {
    Asking {
        register,
        plan,
        between: None,
        today: ctx.today,
    }
}

/// An answer as a sentence; `None` where there is nothing to say.
fn sentence(ctx: &Ctx, question: Question, answer: &Answer) -> Option<String> {
    let args = [
        ("n", answer.rows.len().into()),
        ("total", answer.base.into()),
    ];
    (answer.base > 0).then(|| ctx.locale().word_with("answer", question.as_str(), &args))
}

impl Sentences {
    /// What can be said of a plan.
    pub(crate) fn of_plan(register: &Register, ctx: &Ctx, id: &str) -> Self {
        let found = OF_PLAN.map(|question| find_sentence(register, ctx, question, Some(id)));
        let sentences = std::iter::once(recorded(register, ctx, id)).chain(found);
        Self {
            sentences: sentences.flatten().take(MOST_SENTENCES).collect(),
        }
    }
}

/// What a question finds, as a sentence that leads to its list; `None` where nothing is in it.
pub(crate) fn find_sentence(
    register: &Register,
    ctx: &Ctx,
    question: Question,
    plan: Option<&str>,
) -> Option<Sentence> {
    let answer = asking(register, ctx, plan).answer(question);
    // That nothing of a kind is there is a sentence of its own page, not of another one.
    let words = sentence(ctx, question, &answer).filter(|_| !answer.rows.is_empty())?;
    let route = Route::Question(question.as_str());
    let of_plan = plan.map(|id| ("plan", id));
    let href = ctx.href_with(&route, of_plan.as_slice());
    Some(Sentence::new(answer.rows.len(), &words, href))
}

/// How much of the plan is here.
pub(crate) fn recorded(register: &Register, ctx: &Ctx, id: &str) -> Option<Sentence> {
    let plan = register.plans.find(id)?;
    let n = plan::recorded_measures(register, id);
    let words = match plan::stated_measures(register, plan) {
        Some(total) => ctx.t_with(
            "answer-recorded",
            &[("n", n.into()), ("total", total.into())],
        ),
        None => ctx.tn("answer-recorded-unstated", n),
    };
    let href = ctx.href_with(&Route::Measures, &[("plan", id)]);
    Some(Sentence::new(n, &words, href))
}

/// One question in the list.
#[derive(Debug)]
struct Asked {
    question: Link,
    answer: String,
}

/// The questions.
#[derive(Debug, Template)]
#[template(path = "question/list.html")]
pub struct List {
    f: Frame,
    asked: Vec<Asked>,
    more: Vec<Link>,
}

impl List {
    /// Every question with its answer over all plans.
    #[must_use]
    pub fn build(register: &Register, ctx: &Ctx) -> Self {
        let title = Shown::plain(&ctx.t("questions-title"));
        Self {
            f: Frame::new(ctx, title, Section::Questions)
                .described(ctx.t("questions-description"))
                .invented(ctx, register.has_invented()),
            asked: list(register, ctx),
            more: vec![
                ctx.link(&Route::Findings, Shown::plain(&ctx.t("questions-findings"))),
                ctx.link(&Route::Quality, Shown::plain(&ctx.t("quality-title"))),
                ctx.link(&Route::Changes, Shown::plain(&ctx.t("questions-changed"))),
                ctx.link(&Route::Coherence, Shown::plain(&ctx.t("coherence-all"))),
                ctx.link(&Route::Gaps, Shown::plain(&ctx.t("questions-gaps"))),
                ctx.link(&Route::Coverage, Shown::plain(&ctx.t("covering-link"))),
                ctx.link(
                    &Route::Mechanism,
                    Shown::plain(&ctx.t("questions-mechanism")),
                ),
                ctx.link(&Route::AllMoney, Shown::plain(&ctx.t("money-all"))),
            ],
        }
    }
}

fn list(register: &Register, ctx: &Ctx) -> Vec<Asked> {
    let asking = asking(register, ctx, None);
    let asked = Question::ALL.iter().map(|question| {
        let answer = asking.answer(*question);
        Asked {
            question: link(ctx, *question),
            answer: answered(ctx, *question, &answer),
        }
    });
    asked.collect()
}

/// The questions as links, for the start page.
pub(crate) fn links(ctx: &Ctx) -> Vec<Link> {
    Question::ALL.iter().map(|one| link(ctx, *one)).collect()
}

fn link(ctx: &Ctx, question: Question) -> Link {
    let words = ctx.word("question", question.as_str());
    ctx.link(&Route::Question(question.as_str()), Shown::plain(&words))
}

/// The answer in one or two sentences: also that there is nothing to answer from.
fn answered(ctx: &Ctx, question: Question, answer: &Answer) -> String {
    let said = sentence(ctx, question, answer);
    let unknown = (answer.unknown > 0).then(|| ctx.tn("answer-unknown", answer.unknown));
    let said: Vec<String> = said.into_iter().chain(unknown).collect();
    match said.is_empty() {
        true => ctx.t("answer-nothing"),
        false => said.join(" "),
    }
}

/// One question with its answer.
#[derive(Debug, Template)]
#[template(path = "question/page.html")]
pub struct Page {
    f: Frame,
    answer: String,
    filter: Option<Filter>,
    table: Table,
    pager: Pager,
    rule: String,
    /// Where the same is suggested by words.
    more: Option<Link>,
}

impl Page {
    /// The answer to a question; the parameter `plan` narrows it to one plan, and `between`, for where
    /// voices disagree, to two voices.
    #[must_use]
    pub fn find(register: &Register, name: &str, ctx: &Ctx) -> Option<Self> {
        let question: Question = name.parse().ok()?;
        let plan = ctx.query.find("plan");
        let plan = plan.filter(|id| register.plans.find(id).is_some());
        let asking = Asking {
            between: between(ctx),
            ..asking(register, ctx, plan)
        };
        let answer = asking.answer(question);
        let window = Window::of(ctx, answer.rows.len(), PER_PAGE);
        let shown = answer.rows.iter().skip(window.skip).take(window.take);
        let mut table = Teller::new(register, ctx, question);
        shown.for_each(|row| table.push(row));
        let title = Shown::plain(&ctx.word("question", question.as_str()));
        Some(Self {
            f: Frame::new(ctx, title, Section::Questions)
                .described(ctx.t("questions-description"))
                .below(vec![ctx.link(
                    &Route::Questions,
                    Shown::plain(&ctx.t("questions-title")),
                )])
                .follow(ctx, &Followed::Question(question).to_string())
                .invented(ctx, register.has_invented()),
            answer: answered(ctx, question, &answer),
            filter: filter(register, ctx, question),
            table: table.table,
            pager: Pager::new(ctx, window, answer.rows.len()),
            rule: ctx.word("rule", question.as_str()),
            more: (question == Question::Together)
                .then(|| ctx.link(&Route::Coherence, Shown::plain(&ctx.t("coherence-all")))),
        })
    }
}

/// Two voices to compare, in an address: `government~civil-society`.
fn between(ctx: &Ctx) -> Option<(Voice, Voice)> {
    let (one, other) = ctx.query.find("between")?.split_once('~')?;
    Some((one.parse().ok()?, other.parse().ok()?))
}

fn filter(register: &Register, ctx: &Ctx, question: Question) -> Option<Filter> {
    let mut fields = Vec::new();
    let chosen = ctx.query.find("plan").unwrap_or_default();
    let plans: Vec<&str> = register.plans.list().map(|plan| plan.id.as_str()).collect();
    if plans.len() > 1 {
        let choice = |value: &str, label: String| Choice {
            value: value.to_owned(),
            label,
            chosen: chosen == value,
        };
        let all = std::iter::once(choice("", ctx.t("filter-all-plans")));
        let each = plans.iter().map(|id| {
            let on = Subject::new(Noun::Plan, *id);
            choice(id, subject::choice(register, ctx, &on))
        });
        fields.push(FilterField::Select {
            name: "plan",
            label: ctx.t("filter-plan"),
            choices: all.chain(each).collect(),
        });
    }
    if question == Question::Apart {
        fields.push(FilterField::Select {
            name: "between",
            label: ctx.t("filter-between"),
            choices: pairs(ctx),
        });
    }
    let route = Route::Question(question.as_str());
    (!fields.is_empty()).then(|| Filter {
        action: ctx.action(&route),
        label: ctx.t("questions-filter"),
        keep: ctx.keep(),
        fields,
        submit: ctx.t("filter-submit"),
        reset: None,
        cut: crate::parts::cut(ctx),
        found: None,
    })
}

/// Every two voices, and all three.
fn pairs(ctx: &Ctx) -> Vec<Choice> {
    let chosen = ctx.query.find("between").unwrap_or_default();
    let voices = Voice::ALL.iter().enumerate();
    let pairs = voices.flat_map(|(at, one)| {
        let rest = Voice::ALL.iter().skip(at + 1);
        rest.map(move |other| (*one, *other))
    });
    let pairs = pairs.map(|(one, other)| {
        let value = format!("{}~{}", one.as_str(), other.as_str());
        let args = [
            ("one", ctx.word("voice", one.as_str()).into()),
            ("other", ctx.word("voice", other.as_str()).into()),
        ];
        Choice {
            chosen: chosen == value,
            label: ctx.t_with("between-two", &args),
            value,
        }
    });
    let all = Choice {
        value: String::new(),
        label: ctx.t("between-all"),
        chosen: chosen.is_empty(),
    };
    std::iter::once(all).chain(pairs).collect()
}

/// Puts the rows of an answer into words.
struct Teller<'a> {
    register: &'a Register,
    ctx: &'a Ctx,
    question: Question,
    /// Measures with what was said of them, where voices are told.
    rated: Vec<Rated<'a>>,
    table: Table,
}

impl<'a> Teller<'a> {
    fn new(register: &'a Register, ctx: &'a Ctx, question: Question) -> Self {
        let rated = match question {
            Question::Apart => register
                .plans
                .list()
                .filter_map(|plan| find_last_round(register, plan.id.as_str()))
                .flat_map(|round| axes::list_rated(register, round))
                .collect(),
            _ => Vec::new(),
        };
        let head = heads(ctx, question);
        let amount = head.len() - 1;
        let numbers = match question {
            Question::Silent => vec![amount - 1, amount],
            _ => vec![amount],
        };
        let mut table = Table::new(
            ctx.word("question", question.as_str()),
            head,
            ctx.t("answer-no-row"),
        )
        .quiet();
        if has_amount(question) {
            table = table.numeric(&numbers);
        }
        Self {
            register,
            ctx,
            question,
            rated,
            table,
        }
    }

    fn push(&mut self, row: &Row) {
        let (register, ctx) = (self.register, self.ctx);
        let mut cells = vec![match &row.word {
            None => Value::Link(subject::link(register, ctx, &row.on)),
            Some((dimension, word)) => {
                Value::Text(Shown::plain(&crate::narrow::word(ctx, *dimension, word)))
            }
        }];
        let organisation = || match &row.who {
            Some(who) => Value::Link(ctx.organisation(register, who)),
            None => ctx.not_stated(),
        };
        match self.question {
            Question::Silent => cells.push(organisation()),
            Question::Together => {
                let other = row.other.as_ref();
                cells.push(other.map_or_else(
                    || ctx.not_stated(),
                    |other| Value::Link(subject::link(register, ctx, other)),
                ));
                cells.push(organisation());
            }
            Question::Unmet => cells.push(who_asks(register, ctx, &row.on)),
            Question::Unnamed => cells.push(row.word.as_ref().map_or_else(
                || ctx.not_stated(),
                |(dimension, _)| Value::Plain(ctx.word("dimension", dimension.as_str())),
            )),
            Question::Overdue | Question::Moved => {
                let milestone = register.milestones.find(&row.on.id);
                cells.push(milestone.map_or_else(
                    || ctx.not_stated(),
                    |milestone| ctx.stated_span(&milestone.due),
                ));
            }
            Question::Apart => cells.extend(self.voices(&row.on)),
            _ => {
                let measure = register.measures.find(&row.on.id);
                cells.push(measure.map_or_else(
                    || ctx.not_stated(),
                    |measure| ctx.lead_of(register, measure),
                ));
            }
        }
        if has_plan(self.question) {
            cells.push(match row.on.plan() {
                Some(plan) => {
                    let plan = Subject::new(Noun::Plan, plan);
                    Value::Link(subject::link(register, ctx, &plan))
                }
                None => ctx.not_stated(),
            });
        }
        if let Some(since) = row.since {
            cells.push(Value::Plain(ctx.deadline(since)));
            cells.push(Value::Plain(ctx.locale().count(days_since(ctx, since))));
        }
        if has_amount(self.question) {
            cells.push(amount(ctx, self.question, row.amount.unwrap_or(0)));
        }
        self.table.push(cells);
    }

    fn voices(&self, on: &Subject) -> Vec<Value> {
        let mut rated = self.rated.iter();
        let rated = rated.find(|rated| rated.measure.subject() == *on);
        let of = |voice: &Voice| {
            let stated = rated.and_then(|rated| rated.delivery(self.register, *voice));
            delivery(self.ctx, &stated.into())
        };
        Voice::ALL.iter().map(of).collect()
    }
}

const fn has_plan(question: Question) -> bool {
    !matches!(question, Question::Unmet | Question::Together)
}

const fn has_amount(question: Question) -> bool {
    matches!(
        question,
        Question::Silent | Question::Apart | Question::Overdue | Question::Moved
    )
}

fn amount(ctx: &Ctx, question: Question, amount: i64) -> Value {
    let n = usize::try_from(amount).unwrap_or(0);
    match question {
        Question::Apart => u8::try_from(n)
            .ok()
            .and_then(|steps| disagreement(ctx, steps))
            .map_or_else(|| ctx.not_stated(), Value::Badge),
        _ => Value::Plain(ctx.locale().count(n)),
    }
}

/// Whole days from a deadline to the day that counts as today.
fn days_since(ctx: &Ctx, deadline: Timestamp) -> usize {
    let due = deadline.to_zoned(ctx.site.zone.clone()).date();
    days_between(due, ctx.today)
}

fn heads(ctx: &Ctx, question: Question) -> Vec<String> {
    let keys: &[&str] = match question {
        Question::Silent => &[
            "about",
            "who",
            "plan",
            "missing-since",
            "missing-days",
            "rounds",
        ],
        Question::Apart => &["measure", "plan", "steps"],
        Question::Overdue => &["milestone", "due", "plan", "days"],
        Question::Moved => &["milestone", "due", "plan", "times"],
        Question::Unmet => &["demand", "issuer"],
        Question::Together => &["measure", "other", "who-says"],
        Question::Unnamed => &["word", "dimension", "plan"],
        _ => &["measure", "lead", "plan"],
    };
    let mut head: Vec<String> = keys
        .iter()
        .map(|key| ctx.word("answer-head", key))
        .collect();
    if question == Question::Apart {
        let voices = Voice::ALL.iter();
        let voices = voices.map(|voice| ctx.word("voice", voice.as_str()));
        head.splice(1..1, voices);
    }
    head
}

#[cfg(test)]
pub(crate) mod samples {
    use wegmarke_domain::rules::question::Question;

    use super::{List, Page};
    use crate::Route;
    use crate::samples::Samples;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        samples.page(&Route::Questions, "", List::build);
        for question in Question::ALL {
            let route = Route::Question(question.as_str());
            samples.of(&route, "", |r, c| Page::find(r, question.as_str(), c));
        }
        for query in [
            "plan=qx-plan",
            "plan=nowhere&between=government~civil-society&page=2",
        ] {
            samples.of(&Route::Question("apart"), query, |r, c| {
                Page::find(r, "apart", c)
            });
        }
    }
}
