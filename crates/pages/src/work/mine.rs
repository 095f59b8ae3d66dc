// SPDX-License-Identifier: EUPL-1.2
//! My work: exactly what is to be done, by when.

use askama::Template;
use wegmarke_domain::contribution::Address;
use wegmarke_domain::figure::FigureAddress;
use wegmarke_domain::id::PlanId;
use wegmarke_domain::noun::Subject;
use wegmarke_domain::register::Register;
use wegmarke_domain::round::Round;
use wegmarke_domain::rules::permission::Action;
use wegmarke_domain::task::{Task, TaskState};

use super::figure::NUMBER;
use super::not_yours::{WhoMay, told};
use super::record::{ID, PLAN, WISH};
use super::{Bar, ways};
use crate::frame::Section;
use crate::parts::{Badge, Link, Shown, Table, Tone, Value};
use crate::subject;
use crate::voices::{invented, state_badge, until};
use crate::{Ctx, Frame, Route};

const fn tone(state: TaskState) -> Tone {
    match state {
        TaskState::Returned => Tone::Bad,
        TaskState::Waiting | TaskState::Drafted => Tone::Warn,
        TaskState::Nothing => Tone::Plain,
        TaskState::Said | TaskState::Public => Tone::Good,
    }
}

/// The page of one's work.
#[derive(Debug, Template)]
#[template(path = "work/mine.html")]
pub struct Mine {
    f: Frame,
    ways: Vec<Link>,
    receipt: Option<Link>,
    /// Whether what was just said replaces something that is still sealed.
    replaces: bool,
    /// Signed in from a page that still holds what was typed.
    back: bool,
    refused: Option<String>,
    rounds: Vec<OfRound>,
    boards: Vec<Link>,
    figures: Vec<Link>,
    /// Where tables are brought.
    uploads: Option<Link>,
    records: Option<Link>,
    /// Proposed corrections that wait for a decision.
    corrections: Vec<Link>,
    /// What colleagues want to say, and a second person has to.
    wishes: Vec<Link>,
    /// Plans of theirs whose record somebody else keeps.
    recorded: Vec<Link>,
    /// Where one keeps the record for others.
    editing: Option<Link>,
    /// What who runs the installation looks after.
    installation: Vec<Link>,
    /// Figures that are drafted.
    drafts: Option<Table>,
    /// Drafts that nobody can read any more.
    unread: Vec<Link>,
    /// Statements that did not open, and where they are handed in again.
    unopened: Vec<Link>,
    /// Statements of which only the hash is here, and where their words are handed in.
    unrevealed: Vec<Link>,
    /// Sealed statements that would not open, and where they are said once more.
    damaged: Vec<Link>,
    /// Who says something in rounds, if this account does not.
    writers: Vec<String>,
}

/// What the page is made of.
#[derive(Debug)]
pub struct MineParts<'a> {
    /// Who.
    pub bar: Bar,
    /// What they may say, by round.
    pub rounds: &'a [(&'a Round, Vec<Task>)],
    /// Plans that they steer.
    pub coordinated: &'a [PlanId],
    /// Proposed corrections that are theirs to decide: what each is of, and its entry.
    pub corrections: &'a [(Subject, u64)],
    /// What colleagues want to propose of a thing, or to say to the proposal of an entry.
    pub wishes: &'a [(Subject, Option<u64>)],
    /// Plans of theirs of which somebody else recorded what they did not look at yet.
    pub recorded: &'a [PlanId],
    /// Plans for which they may state figures, or decide what is proposed.
    pub stated: &'a [PlanId],
    /// Whether they may bring tables.
    pub brings: bool,
    /// Whether they may keep the record of a plan whose owner takes no part.
    pub keeps: bool,
    /// Whether they run the installation.
    pub administers: bool,
    /// Figures that are drafted, and where each is.
    pub drafts: &'a [(FigureAddress, TaskState)],
    /// Own statements that did not open when their round was revealed, by entry.
    pub unopened: &'a [(u64, Address)],
    /// Own statements whose words are to be handed in.
    pub unrevealed: &'a [Address],
    /// Own sealed statements that would not open.
    pub damaged: &'a [Address],
    /// Drafts that nobody can read any more.
    pub unread: &'a [Address],
    /// The same of figures.
    pub unread_figures: &'a [FigureAddress],
    /// Who writes in their organisation, if they do not.
    pub writers: Option<WhoMay>,
    /// The entry that was just made.
    pub said: Option<u64>,
    /// Why something was not done.
    pub refused: Option<String>,
}

/// What is to be done in a round.
#[derive(Debug)]
pub(super) struct OfRound {
    pub(super) link: Link,
    pub(super) state: Badge,
    pub(super) invented: Option<Badge>,
    pub(super) until: Option<String>,
    pub(super) tasks: Table,
    /// Where the same is done in a spreadsheet.
    sheets: Vec<Link>,
}

impl Mine {
    /// The page: tasks by round, plans that are coordinated, and the entry that was just made.
    #[must_use]
    pub fn build(register: &Register, ctx: &Ctx, parts: MineParts<'_>) -> Self {
        let of_plan = |plan: &PlanId, key: &str, route: Route<'_>| {
            let name = subject::name(register, ctx, &plan.subject());
            let words = ctx.t_with(key, &[("plan", name.words.into())]);
            ctx.link(&route, Shown::plain(&words))
        };
        let figures = parts.stated.iter();
        let unread = unread(register, ctx, &parts);
        let boards = parts.coordinated.iter();
        Self {
            f: Frame::new(ctx, Shown::plain(&ctx.t("work-mine")), Section::Elsewhere)
                .signed_in(ctx, &parts.bar),
            ways: ways(ctx),
            receipt: super::receipt(register, ctx, parts.said),
            replaces: parts.said.is_some_and(|seq| replaces(register, seq)),
            back: ctx.query.find("back").is_some(),
            refused: parts.refused,
            figures: figures
                .map(|plan| of_plan(plan, "figures-of", Route::Figures(plan.as_str())))
                .collect(),
            uploads: parts
                .brings
                .then(|| ctx.link(&Route::Uploads, Shown::plain(&ctx.t("upload-title")))),
            records: parts
                .brings
                .then(|| ctx.link(&Route::Records, Shown::plain(&ctx.t("records-title")))),
            corrections: parts
                .corrections
                .iter()
                .map(|(about, seq)| {
                    let words = subject::name(register, ctx, about).words;
                    let words = ctx.t_with("correction-decide", &[("name", words.into())]);
                    let seq = seq.to_string();
                    ctx.link(&Route::Figure("proposal", &seq), Shown::plain(&words))
                })
                .collect(),
            wishes: parts
                .wishes
                .iter()
                .map(|(about, proposal)| wish(register, ctx, about, *proposal))
                .collect(),
            recorded: parts
                .recorded
                .iter()
                .map(|plan| of_plan(plan, "editing-to-review", Route::Editing(plan.as_str())))
                .collect(),
            editing: parts
                .keeps
                .then(|| ctx.link(&Route::Editings, Shown::plain(&ctx.t("editing-title")))),
            installation: if parts.administers {
                let ways = [
                    ("organise-title", Route::Organise),
                    ("accounts-title", Route::Accounts),
                ];
                let link =
                    |(key, route): (&str, Route<'_>)| ctx.link(&route, Shown::plain(&ctx.t(key)));
                ways.map(link).into()
            } else {
                Vec::new()
            },
            drafts: drafts(register, ctx, parts.drafts),
            unread,
            unopened: parts
                .unopened
                .iter()
                .map(|(seq, address)| {
                    let words = named(register, ctx, address);
                    ctx.link(&Route::Restore(*seq), words)
                })
                .collect(),
            unrevealed: parts
                .unrevealed
                .iter()
                .map(|address| {
                    let (about, words) = (address.subject(), named(register, ctx, address));
                    ctx.link(&Route::Keep(about.noun, &about.id), words)
                })
                .collect(),
            damaged: parts
                .damaged
                .iter()
                .map(|address| say_link(register, ctx, address))
                .collect(),
            rounds: parts
                .rounds
                .iter()
                .map(|(round, tasks)| of_round(register, ctx, round, tasks))
                .collect(),
            boards: boards
                .map(|plan| of_plan(plan, "work-board-of", Route::Board(plan.as_str())))
                .collect(),
            writers: parts
                .writers
                .map(|writers| told(ctx, Action::WriteDraft, &writers))
                .unwrap_or_default(),
        }
    }
}

/// Where drafts that nobody can read are written once more.
fn unread(register: &Register, ctx: &Ctx, parts: &MineParts<'_>) -> Vec<Link> {
    let said = parts.unread.iter();
    let said = said.map(|address| say_link(register, ctx, address));
    let figures = parts.unread_figures.iter().filter_map(|address| {
        let (kind, _) = address.stating.parts();
        let about = address.stating.subject(register)?;
        let text = what_about(register, ctx, ctx.word("figure-title", kind), &about);
        Some(Link {
            href: figure_href(ctx, address),
            text,
            outside: false,
        })
    });
    said.chain(figures).collect()
}

fn what_about(register: &Register, ctx: &Ctx, what: String, about: &Subject) -> Shown {
    let about = subject::name(register, ctx, about).words;
    let args = [("what", what.into()), ("about", about.into())];
    Shown::plain(&ctx.t_with("unread-one", &args))
}

fn named(register: &Register, ctx: &Ctx, address: &Address) -> Shown {
    let what = ctx.word("noun", address.noun.as_str());
    what_about(register, ctx, what, &address.on)
}

fn say_link(register: &Register, ctx: &Ctx, address: &Address) -> Link {
    let about = address.subject();
    let words = named(register, ctx, address);
    ctx.link(&Route::Say(about.noun, &about.id), words)
}

fn figure_href(ctx: &Ctx, address: &FigureAddress) -> String {
    let (kind, id) = address.stating.parts();
    let number = address.number.to_string();
    ctx.href_with(&Route::Figure(kind, &id), &[(NUMBER, &number)])
}

/// The figures that are drafted; `None` if there is none.
fn drafts(register: &Register, ctx: &Ctx, all: &[(FigureAddress, TaskState)]) -> Option<Table> {
    let head = ["task-what", "task-about", "task-state", "task-do"];
    let head = head.into_iter().map(|key| ctx.t(key)).collect();
    let mut table = Table::new(ctx.t("figures-drafts"), head, None).quiet();
    for (address, state) in all {
        let (kind, _) = address.stating.parts();
        let Some(about) = address.stating.subject(register) else {
            continue;
        };
        table.push(vec![
            Value::Plain(ctx.word("figure-title", kind)),
            Value::Link(subject::link(register, ctx, &about)),
            Value::Badge(Badge {
                word: ctx.word("task-state", state.as_str()),
                tone: tone(*state),
            }),
            Value::Link(Link {
                href: figure_href(ctx, address),
                text: Shown::plain(&ctx.t("task-go-on")),
                outside: false,
            }),
        ]);
    }
    (!table.rows.is_empty()).then_some(table)
}

/// Whether an entry took the place of one that was still sealed.
fn replaces(register: &Register, seq: u64) -> bool {
    let line = register.find_line(seq);
    let one = line.and_then(|line| register.find_contribution(&line.subject));
    one.is_some_and(|one| {
        let newest = one.newest();
        one.replacements() > 0
            && newest.is_some_and(|newest| newest.seq == seq && newest.is_submission())
    })
}

pub(super) fn of_round(register: &Register, ctx: &Ctx, round: &Round, tasks: &[Task]) -> OfRound {
    let state = register.round_state(&round.id);
    let head = ["task-what", "task-about", "task-state", "task-do"];
    let head = head.into_iter().map(|key| ctx.t(key)).collect();
    let mut table = Table::new(ctx.t("tasks-caption"), head, ctx.t("tasks-none")).quiet();
    for task in tasks {
        let about = task.address.subject();
        let what = ctx.word("noun", about.noun.as_str());
        let key = match task.state {
            TaskState::Nothing => "task-begin",
            TaskState::Said => "task-replace",
            TaskState::Public => "task-correct",
            _ => "task-go-on",
        };
        let what = match task.address.number {
            1 => what,
            number => {
                let args = [("what", what.into()), ("n", u64::from(number).into())];
                ctx.t_with("task-numbered", &args)
            }
        };
        let what = if task.owed {
            what
        } else {
            ctx.t_with("task-optional", &[("what", what.into())])
        };
        table.push(vec![
            Value::Plain(what),
            Value::Link(subject::link(register, ctx, &task.address.on)),
            Value::Badge(Badge {
                word: ctx.word("task-state", task.state.as_str()),
                tone: tone(task.state),
            }),
            Value::Link(ctx.link(
                &Route::Say(about.noun, &about.id),
                Shown::plain(&ctx.t(key)),
            )),
        ]);
    }
    let nouns = wegmarke_domain::rules::voices::SPEAKING
        .into_iter()
        .filter(|noun| {
            let mut tasks = tasks.iter();
            tasks.any(|task| task.address.noun == *noun && task.state != TaskState::Public)
        });
    let sheets = nouns.map(|noun| {
        let words = ctx.word("sheet-title", noun.as_str());
        ctx.link(&Route::Sheet(noun, round.id.as_str()), Shown::plain(&words))
    });
    OfRound {
        link: subject::link(register, ctx, &round.id.subject()),
        state: state_badge(ctx, state),
        invented: invented(register, ctx, &round.id.subject()),
        until: until(ctx, round, state),
        tasks: table,
        sheets: sheets.collect(),
    }
}

/// The way to what a colleague wants to say, filled in.
fn wish(register: &Register, ctx: &Ctx, about: &Subject, proposal: Option<u64>) -> Link {
    let name = subject::name(register, ctx, about).words;
    let words = |key: &str| Shown::plain(&ctx.t_with(key, &[("name", name.as_str().into())]));
    match proposal {
        Some(seq) => ctx.link(
            &Route::Figure("proposal", &seq.to_string()),
            words("wish-decide"),
        ),
        None => {
            let noun = about.noun.as_str();
            let mut query = vec![(ID, &*about.id), (WISH, "yes")];
            query.extend(about.plan().map(|plan| (PLAN, plan)));
            let mut link = ctx.link(&Route::Record(noun), words("wish-propose"));
            link.href = ctx.href_with(&Route::Record(noun), &query);
            link
        }
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{Mine, MineParts, WhoMay};
    use crate::Ctx;
    use crate::Route;
    use crate::samples::{Samples, Wording};
    use wegmarke_domain::contribution::Address;
    use wegmarke_domain::figure::FigureAddress;
    use wegmarke_domain::id::PlanId;
    use wegmarke_domain::register::Register;
    use wegmarke_domain::task::{Task, TaskState};

    pub(crate) fn add(samples: &mut Samples<'_>) {
        let wording = samples.wording;
        for (query, may) in [("", true), ("back=1", false)] {
            samples.page(&Route::Work, query, |r, c| mine(r, c, wording, may));
        }
    }

    fn mine(register: &Register, ctx: &Ctx, wording: Wording, may: bool) -> Mine {
        let states = [
            TaskState::Returned,
            TaskState::Waiting,
            TaskState::Drafted,
            TaskState::Nothing,
            TaskState::Said,
            TaskState::Public,
        ];
        let address = "report/qx-plan/r2/qx-new/1/measure/qx-plan/full";
        let address = Address::parse(&address.parse().unwrap()).unwrap();
        let task = |state| Task {
            address: address.clone(),
            state,
            owed: state != TaskState::Said,
        };
        let rounds: Vec<_> = register
            .rounds
            .list()
            .map(|round| (round, states.map(task).to_vec()))
            .collect();
        let plans = [PlanId::new("qx-plan")];
        let drafts = [
            ("value/qx-plan/i2", TaskState::Waiting),
            ("new-indicator/qx-plan", TaskState::Returned),
        ];
        let drafts = drafts.map(|(stating, state)| {
            let address = FigureAddress::parse(&format!("qx-new/1/{stating}")).unwrap();
            (address, state)
        });
        let unread = [address.clone()];
        let unopened = [(0, address.clone())];
        let unrevealed = [address.clone()];
        let unread_figures = [drafts[0].0.clone()];
        let corrections = [(plans[0].subject(), 1)];
        let wishes = [(plans[0].subject(), None), (plans[0].subject(), Some(1))];
        let others = WhoMay {
            colleagues: vec![wording.words("person")],
            ..WhoMay::default()
        };
        let parts = MineParts {
            bar: wording.bar(),
            rounds: if may { &rounds } else { &[] },
            coordinated: &plans,
            stated: &plans,
            corrections: if may { &corrections } else { &[] },
            wishes: if may { &wishes } else { &[] },
            recorded: if may { &plans } else { &[] },
            brings: may,
            keeps: may,
            administers: may,
            drafts: if may { &drafts } else { &[] },
            unopened: if may { &unopened } else { &[] },
            unrevealed: if may { &unrevealed } else { &[] },
            damaged: if may { &unread } else { &[] },
            unread: if may { &unread } else { &[] },
            unread_figures: if may { &unread_figures } else { &[] },
            writers: (!may).then_some(others),
            said: Some(0),
            refused: Some(wording.words("refused")),
        };
        Mine::build(register, ctx, parts)
    }
}
