// SPDX-License-Identifier: EUPL-1.2
//! Every answer how far a standard is met in a Land, every cell without one, and who was asked.

use std::collections::BTreeSet;

use askama::Template;
use wegmarke_domain::coverage::Degree;
use wegmarke_domain::id::StandardId;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::organisation::Voice;
use wegmarke_domain::record::Record as _;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::mechanism::{self, Line, NOTHING};
use wegmarke_domain::rules::wall::{self, Silence};
use wegmarke_domain::scale::Land;
use wegmarke_domain::standard::{Fulfilment, Inquiry};

use super::{land, no_answer, says, way_to, who};
use crate::attribute::name_of;
use crate::chart::{About, Bars, Part, Stack};
use crate::frame::Section;
use crate::parts::{Cell, Filter, FilterField, Pager, Shown, Table, Value, Window, select};
use crate::subject;
use crate::wall::mark;
use crate::{Ctx, Frame, Route};

/// In the place of a reason and a day where there is no answer to read.
pub(crate) const NO_VALUE: &str = "–";

/// Rows on one page: with a bar for each Land above them, it stays within four screens.
const PER_PAGE: usize = 7;

/// The page.
#[derive(Debug, Template)]
#[template(path = "mechanism/answers.html")]
pub struct Answers {
    f: Frame,
    filter: Filter,
    table: Table,
    pager: Pager,
    inquiries: Option<Table>,
    chart: Option<Bars>,
}

/// All lines, and what narrows them.
struct View<'a> {
    register: &'a Register,
    ctx: &'a Ctx,
    lines: Vec<Line<'a>>,
    differing: BTreeSet<(&'a StandardId, Land)>,
}

impl Answers {
    /// All answers; `standard`, `land`, `voice`, `degree`, `silence` and `differ` narrow the list.
    #[must_use]
    pub fn build(register: &Register, ctx: &Ctx) -> Self {
        let lines = mechanism::list_lines(register, ctx.today);
        let differing = mechanism::list_differing(&lines);
        let view = View {
            register,
            ctx,
            lines,
            differing,
        };
        let shown: Vec<&Line<'_>> = view.lines.iter().filter(|line| view.fits(line)).collect();
        let window = Window::of(ctx, shown.len(), PER_PAGE);
        let rows = shown.iter().skip(window.skip).take(window.take);
        let title = Shown::plain(&ctx.t("answers-title"));
        Self {
            f: Frame::new(ctx, title, Section::Questions)
                .described(ctx.t("answers-description"))
                .below(vec![way_to(ctx)])
                .invented(ctx, register.has_invented()),
            filter: view.filter(shown.len()),
            table: view.table(rows.copied()),
            pager: Pager::new(ctx, window, shown.len()),
            inquiries: inquiries(register, ctx),
            chart: view.chart(),
        }
    }
}

impl View<'_> {
    fn fits(&self, line: &Line<'_>) -> bool {
        let is = |name: &str, word: &str| {
            let wanted = self.ctx.query.find(name);
            wanted.is_none_or(|wanted| wanted == word)
        };
        let differs = || self.differing.contains(&line.cell());
        is("standard", line.standard.id.as_str())
            && is("land", line.land.as_str())
            && is("voice", line.voice.map_or(NOTHING, Voice::as_str))
            && is("degree", line.degree())
            && is("silence", silence(line))
            && self.ctx.query.find("differ").is_none_or(|_| differs())
    }

    fn filter(&self, found: usize) -> Filter {
        let (register, ctx) = (self.register, self.ctx);
        let named =
            |id: &str| subject::name(register, ctx, &Subject::new(Noun::Standard, id)).words;
        let place = |word: &str| {
            word.parse()
                .map_or_else(|_| word.to_owned(), |one| land(ctx, one))
        };
        let voice = |word: &str| match word {
            NOTHING => ctx.t("answers-nobody"),
            word => ctx.word("voice", word),
        };
        let degree = |word: &str| match word {
            NOTHING => ctx.t("mechanism-no-answer"),
            word if word == Silence::Sealed.as_str() => ctx.word("silence", word),
            word => ctx.word("fulfilment", word),
        };
        let all = || self.lines.iter();
        let standards = all().map(|line| line.standard.id.as_str());
        let lands = all().map(|line| line.land.as_str());
        let voices = all().map(|line| line.voice.map_or(NOTHING, Voice::as_str));
        let silences = all().map(silence).filter(|word| *word != NOTHING);
        let why = |word: &str| ctx.word("silence", word);
        let fields: Vec<FilterField> = [
            select(ctx, "standard", "attribute-standard", standards, named),
            select(ctx, "land", "mechanism-land", lands, place),
            select(ctx, "voice", "attribute-voice", voices, voice),
            select(
                ctx,
                "degree",
                "attribute-answer-degree",
                all().map(Line::degree),
                degree,
            ),
            select(ctx, "silence", "answers-silence", silences, why),
        ]
        .into_iter()
        .flatten()
        .collect();
        let mut keep = ctx.keep();
        let differ = ctx.query.find("differ");
        keep.extend(differ.map(|value| ("differ".to_owned(), value.to_owned())));
        let names = ["standard", "land", "voice", "degree", "silence", "differ"];
        let filtered = names.iter().any(|name| ctx.query.find(name).is_some());
        Filter {
            action: format!("{}#list", ctx.action(&Route::Answers)),
            label: ctx.t("answers-filter"),
            keep,
            fields,
            submit: ctx.t("filter-submit"),
            reset: filtered.then(|| (ctx.t("filter-reset"), ctx.href(&Route::Answers))),
            cut: crate::parts::cut(ctx),
            found: Some(ctx.tn("answers-found", found)),
        }
    }

    fn table<'l>(&self, lines: impl Iterator<Item = &'l Line<'l>>) -> Table {
        let (register, ctx) = (self.register, self.ctx);
        let of = |name: &str| name_of(ctx, Noun::Answer, name);
        let head = vec![
            of("standard"),
            ctx.t("mechanism-land"),
            of("degree"),
            of("organisation"),
            of("note"),
            of("dated_on"),
        ];
        let mut table = Table::new(ctx.t("answers-list"), head, ctx.t("answers-empty")).quiet();
        for line in lines {
            let mut row = vec![
                Value::Link(subject::link(register, ctx, &line.standard.subject())),
                Value::Plain(land(ctx, line.land)),
            ];
            row.extend(match line.answer {
                Some(one) => [
                    says(ctx, line, one.degree),
                    who(register, ctx, line),
                    ctx.stated_text(&one.note),
                    ctx.stated(&one.dated_on, |day| Value::Plain(ctx.date(*day))),
                ],
                None => [
                    no_answer(ctx, line),
                    who(register, ctx, line),
                    // Nobody left anything out where nobody said anything.
                    Value::Plain(NO_VALUE.to_owned()),
                    Value::Plain(NO_VALUE.to_owned()),
                ],
            });
            table.push(row);
        }
        table
    }

    /// A bar for each Land; nothing where there is no standard.
    fn chart(&self) -> Option<Bars> {
        let ctx = self.ctx;
        let answered: BTreeSet<_> = self
            .lines
            .iter()
            .filter(|line| line.answer.is_some())
            .map(Line::cell)
            .collect();
        let cells = self.lines.chunk_by(|a, b| a.cell() == b.cell()).count();
        let said = Fulfilment::ALL.iter().map(|degree| Ok(*degree));
        let silences = [
            Silence::Sealed,
            Silence::Silent,
            Silence::Pending,
            Silence::NotAsked,
        ];
        let kinds: Vec<Kind> = said.chain(silences.map(Err)).collect();
        let stacks: Vec<Stack> = Land::ALL
            .iter()
            .map(|one| {
                let here: Vec<_> = self.lines.iter().filter(|line| line.land == *one).collect();
                let parts = kinds.iter().map(|kind| {
                    let is = |line: &&&Line<'_>| kind_of(line) == *kind;
                    Part {
                        label: match kind {
                            Ok(degree) => ctx.word("fulfilment", degree.as_str()),
                            Err(silence) => ctx.word("silence", silence.as_str()),
                        },
                        n: here.iter().filter(is).count(),
                        class: mark(&kind.map(on_wall)),
                    }
                });
                let said = here.iter().filter(|line| line.answer.is_some()).count();
                let query = [("land", one.as_str())];
                Stack {
                    label: land(ctx, *one),
                    href: Some(ctx.href_with(&Route::Answers, &query) + "#list"),
                    parts: parts.collect(),
                    counted: Some(said),
                }
            })
            .collect();
        let args = [("n", answered.len().into()), ("total", cells.into())];
        let about = About {
            id: "lands",
            title: ctx.t("answers-chart"),
            finding: ctx.t_with("answers-finding", &args),
            column: ctx.t("mechanism-land"),
        };
        (cells > 0).then(|| Bars::new(ctx, about, &stacks, false))
    }
}

/// An answer, or why there is none.
type Kind = Result<Fulfilment, Silence>;

fn kind_of(line: &Line<'_>) -> Kind {
    line.answer.map(|one| one.degree).ok_or(line.silence)
}

/// The value of the wall that says as much: one thing has one colour everywhere.
const fn on_wall(degree: Fulfilment) -> wall::Value {
    wall::Value::Degree(match degree {
        Fulfilment::Met => Degree::Met,
        Fulfilment::Partial => Degree::Partial,
        Fulfilment::NotMet => Degree::NotMet,
        Fulfilment::Unclear => Degree::Unclear,
    })
}

/// Why nobody answers; [`NOTHING`] where somebody does.
fn silence(line: &Line<'_>) -> &'static str {
    match line.answer {
        Some(_) => NOTHING,
        None => line.silence.as_str(),
    }
}

/// Who asked whom; `None`: nobody did.
fn inquiries(register: &Register, ctx: &Ctx) -> Option<Table> {
    let of = |name: &str| name_of(ctx, Noun::Inquiry, name);
    let head = ["title", "organisation", "asked_on", "due_on", "asked"];
    let mut table = Table::new(ctx.t("answers-inquiries"), head.map(of).to_vec(), None).quiet();
    for inquiry in register.inquiries.list() {
        let row = row(register, ctx, inquiry);
        let anchor = subject::anchor(inquiry.id.as_str());
        table.push_cells(row.into_iter().map(Cell::from).collect(), Some(anchor));
    }
    (!table.rows.is_empty()).then_some(table)
}

/// By when they are to answer; of a sealed one also that nobody reads it before, and the entry that opened it.
fn until(register: &Register, ctx: &Ctx, inquiry: &Inquiry) -> Value {
    let day = Value::Plain(ctx.date(inquiry.due_on));
    let opened = register.find_opening(&inquiry.id);
    match (inquiry.is_sealed(), opened) {
        (false, _) => day,
        (true, None) => day.with(Value::Plain(ctx.t("answers-inquiry-closed"))),
        (true, Some((seq, _))) => {
            let words = Shown::plain(&ctx.t("answers-inquiry-opened"));
            day.with(Value::Link(ctx.link(&Route::Entry(*seq), words)))
        }
    }
}

fn row(register: &Register, ctx: &Ctx, inquiry: &Inquiry) -> Vec<Value> {
    let asked = mechanism::list_asked(register, inquiry);
    let asked = asked.into_iter().map(|(by, n)| {
        let name = subject::name(register, ctx, &by.subject()).words;
        let args = [("name", name.as_str().into()), ("n", n.open.into())];
        let open = ctx.t_with("answers-inquiry-answered", &args);
        let args = [("name", name.into()), ("n", n.sealed.into())];
        let sealed = ctx.t_with("answers-inquiry-sealed", &args);
        Value::Plain(match (n.open, n.sealed) {
            (_, 0) => open,
            (0, _) => sealed,
            _ => format!("{open}; {sealed}"),
        })
    });
    vec![
        Value::Text(ctx.text(&inquiry.title)),
        subject::said_by(register, ctx, inquiry, &inquiry.organisation),
        Value::Plain(ctx.date(inquiry.asked_on)),
        until(register, ctx, inquiry),
        Value::all(asked.collect(), ctx.t("answers-nobody")),
    ]
}
