// SPDX-License-Identifier: EUPL-1.2
//! The mirror of the referral mechanism: Länder by standards with what each voice says, focal points with
//! their mandate, and where to go on. That nobody answered is shown as such.

mod answers;
mod places;

use std::collections::BTreeMap;

use askama::Template;
use jiff::civil::Date;
use wegmarke_domain::arrangement::Arrangement;
use wegmarke_domain::id::StandardId;
use wegmarke_domain::organisation::Voice;
use wegmarke_domain::record::Record as _;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::mechanism::{self, Line, NOTHING};
use wegmarke_domain::rules::wall::Silence;
use wegmarke_domain::scale::Land;
use wegmarke_domain::standard::{Fulfilment, Standard};

pub use answers::Answers;
pub(crate) use answers::NO_VALUE;
pub use places::Places;

use crate::attribute::Teller;
use crate::frame::Section;
use crate::parts::{Badge, Link, Shown, Table, Tone, Value};
use crate::question::{Sentence, Sentences};
use crate::subject::{said_by, speaker};
use crate::{Ctx, Frame, Route, subject};

/// Most sentences at the top.
const SENTENCES: usize = 7;
/// Characters of a standard's title at the head of a column.
const SHORT: usize = 60;

/// The page.
#[derive(Debug, Template)]
#[template(path = "mechanism/page.html")]
pub struct Page {
    f: Frame,
    sentences: Sentences,
    table: Table,
    focal_points: Table,
    more: Vec<Link>,
}

impl Page {
    /// What every voice says of every standard in every Land.
    #[must_use]
    pub fn build(register: &Register, ctx: &Ctx) -> Self {
        let lines = mechanism::list_lines(register, ctx.today);
        let title = Shown::plain(&ctx.t("mechanism-title"));
        Self {
            f: Frame::new(ctx, title, Section::Questions)
                .described(ctx.t("mechanism-description"))
                .below(vec![ctx.link(
                    &Route::Questions,
                    Shown::plain(&ctx.t("questions-title")),
                )])
                .invented(ctx, register.has_invented()),
            sentences: sentences(register, ctx, &lines),
            table: matrix(register, ctx, &lines),
            focal_points: focal_points(register, ctx),
            more: vec![
                ctx.link(
                    &Route::Answers,
                    Shown::plain(&ctx.t("mechanism-all-answers")),
                ),
                ctx.link(
                    &Route::Places,
                    Shown::plain(&ctx.t("mechanism-places-link")),
                ),
                ctx.link(
                    &Route::Standards,
                    Shown::plain(&ctx.t("mechanism-all-standards")),
                ),
                ctx.link(
                    &Route::Arrangements,
                    Shown::plain(&ctx.t("mechanism-all-arrangements")),
                ),
            ],
        }
    }
}

fn sentences(register: &Register, ctx: &Ctx, lines: &[Line<'_>]) -> Sentences {
    let today = ctx.today;
    let count = |has: &dyn Fn(&Line<'_>) -> bool| lines.iter().filter(|line| has(line)).count();
    let cells = lines.chunk_by(|a, b| a.cell() == b.cell()).count();
    let differing = mechanism::list_differing(lines);
    let standards = register.standards.list();
    let unanswered = standards.filter(|one| !mechanism::is_answered(register, one));
    let those = |has: &dyn Fn(&Arrangement) -> bool| {
        let all = register.arrangements.list();
        all.filter(|one| has(one)).count()
    };
    let answers = |query: &[(&str, &str)]| ctx.href_with(&Route::Answers, query) + "#list";
    let arrangements = |name: &str, word: &str| {
        let href = ctx.href_with(&Route::Arrangements, &[(name, word)]);
        href + "#list"
    };
    let silent = |line: &Line<'_>| line.is_silent() && line.silence == Silence::Silent;
    let not_met = Fulfilment::NotMet.as_str();
    let all = [
        (
            "mechanism-sealed",
            count(&|line| line.sealed.is_some()),
            answers(&[("silence", Silence::Sealed.as_str())]),
        ),
        (
            "mechanism-cells",
            count(&|line| line.is_silent()),
            answers(&[("degree", NOTHING)]),
        ),
        (
            "mechanism-silent",
            count(&silent),
            answers(&[("silence", Silence::Silent.as_str())]),
        ),
        (
            "mechanism-not-met",
            count(&|line| line.degree() == not_met),
            answers(&[("degree", not_met)]),
        ),
        (
            "mechanism-differ",
            count(&|line| differing.contains(&line.cell())),
            answers(&[("differ", "yes")]),
        ),
        (
            "mechanism-short",
            those(&|one| is_short(one, today)),
            arrangements("short", "yes"),
        ),
        (
            "mechanism-mandate",
            those(&|one| lacks_mandate(one, today)),
            arrangements("mandate", "no"),
        ),
        (
            "mechanism-unanswered",
            unanswered.count(),
            ctx.href_with(&Route::Standards, &[("answered", "no")]) + "#list",
        ),
        (
            "mechanism-over",
            those(&|one| one.is_over(today)),
            arrangements("over", "yes"),
        ),
    ];
    let said = all.into_iter().filter(|(_, n, _)| *n > 0);
    let said = said.map(|(key, n, href)| {
        let args = [("n", n.into()), ("total", cells.into())];
        Sentence::new(n, &ctx.t_with(key, &args), href)
    });
    Sentences {
        sentences: said.take(SENTENCES).collect(),
    }
}

/// The way to the mirror, above the pages of what it is made of.
pub(crate) fn way_to(ctx: &Ctx) -> Link {
    let title = Shown::plain(&ctx.t("mechanism-title"));
    ctx.link(&Route::Mechanism, title)
}

/// Whether there are fewer places than are needed.
pub(crate) fn is_short(one: &Arrangement, today: Date) -> bool {
    !one.is_over(today) && one.missing().is_some_and(|missing| missing > 0)
}

/// Whether it is a focal point of which nobody says what it may do, or how far it decides for itself.
pub(crate) fn lacks_mandate(one: &Arrangement, today: Date) -> bool {
    mechanism::is_focal_point(one, today) && !mechanism::has_mandate(one)
}

/// What a Land is called here; "de" is the federation.
pub(crate) fn land(ctx: &Ctx, land: Land) -> String {
    match land {
        Land::Germany => ctx.t("mechanism-federation"),
        land => ctx.word("land", land.as_str()),
    }
}

/// The name of a voice, also where none is stated.
fn voice(ctx: &Ctx, voice: Option<Voice>) -> String {
    voice.map_or_else(
        || ctx.t("mechanism-voice-none"),
        |voice| ctx.word("voice", voice.as_str()),
    )
}

const fn tone(degree: Fulfilment) -> Tone {
    match degree {
        Fulfilment::Met => Tone::Good,
        Fulfilment::Partial => Tone::Warn,
        Fulfilment::NotMet => Tone::Bad,
        Fulfilment::Unclear => Tone::Info,
    }
}

/// What one voice says, with sign and words.
pub(crate) fn says(ctx: &Ctx, line: &Line<'_>, degree: Fulfilment) -> Value {
    let args = [("voice", voice(ctx, line.voice).into())];
    Value::Badge(Badge {
        word: ctx.word_with("mechanism-says", degree.as_str(), &args),
        tone: tone(degree),
    })
}

/// That nobody says anything, and whether anybody was asked; or that what was said is sealed, and until when.
pub(crate) fn no_answer(ctx: &Ctx, line: &Line<'_>) -> Value {
    if let Some(sealed) = line.sealed {
        let args = [
            ("voice", voice(ctx, line.voice).into()),
            ("until", ctx.date(sealed.inquiry.due_on).into()),
        ];
        return Value::Plain(ctx.t_with("mechanism-says-sealed", &args));
    }
    Value::Missing(ctx.t("mechanism-no-answer"))
        .with(Value::Plain(ctx.word("silence", line.silence.as_str())))
}

/// Who says it, with voice, and by whom it was entered; or nobody.
pub(crate) fn who(register: &Register, ctx: &Ctx, line: &Line<'_>) -> Value {
    match (line.answer, line.sealed) {
        (Some(one), _) => said_by(register, ctx, one, &one.organisation),
        (None, Some(sealed)) => speaker(register, ctx, sealed.by),
        (None, None) => Value::Missing(ctx.t("answers-nobody")),
    }
}

fn matrix(register: &Register, ctx: &Ctx, lines: &[Line<'_>]) -> Table {
    let standards: Vec<&Standard> = register.standards.list().collect();
    let mut head = vec![ctx.t("mechanism-land")];
    head.extend(standards.iter().map(|standard| {
        let title = ctx.text(&standard.title);
        title.short(SHORT).words
    }));
    let mut table = Table::new(ctx.t("mechanism-table"), head, ctx.t("mechanism-none")).quiet();
    if standards.is_empty() {
        return table;
    }
    let mut cells: BTreeMap<(&StandardId, Land), Vec<Value>> = BTreeMap::new();
    for line in lines {
        let said = match line.answer {
            Some(one) => says(ctx, line, one.degree),
            None => no_answer(ctx, line),
        };
        cells.entry(line.cell()).or_default().push(said);
    }
    for one in Land::ALL.iter().copied() {
        let query = [("land", one.as_str())];
        let mut row = vec![Value::Link(Link {
            href: ctx.href_with(&Route::Answers, &query) + "#list",
            text: Shown::plain(&land(ctx, one)),
            outside: false,
        })];
        row.extend(standards.iter().map(|standard| {
            let said = cells.remove(&(&standard.id, one)).unwrap_or_default();
            match said.len() {
                0 => Value::Plain(ctx.t("mechanism-not-meant")),
                1 => said.into_iter().next().unwrap_or_else(|| ctx.not_stated()),
                _ => Value::All(said),
            }
        }));
        table.push(row);
    }
    table
}

fn focal_points(register: &Register, ctx: &Ctx) -> Table {
    const TOLD: [&str; 3] = ["office", "mandate", "independence"];
    let name =
        |name: &str| crate::attribute::name_of(ctx, wegmarke_domain::noun::Noun::Arrangement, name);
    let mut head = vec![ctx.t("mechanism-land"), name("title")];
    head.extend(TOLD.map(name));
    head.push(name("organisation"));
    let mut table = Table::new(
        ctx.t("mechanism-focal-points"),
        head,
        ctx.t("mechanism-focal-none"),
    )
    .quiet();
    let mut all: Vec<&Arrangement> = mechanism::list_focal_points(register, ctx.today).collect();
    all.sort_by_key(|one| one.land);
    for one in all {
        let told = Teller::of(register, ctx, one).only(&TOLD);
        let mut row = vec![
            Value::Plain(land(ctx, one.land)),
            Value::Link(subject::link(register, ctx, &one.subject())),
        ];
        row.extend(told.into_iter().map(|fact| fact.value));
        row.push(speaker(register, ctx, &one.organisation));
        table.push(row);
    }
    table
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{Answers, Page, Places};
    use crate::Route;
    use crate::samples::Samples;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        samples.page(&Route::Mechanism, "", Page::build);
        for query in [
            "",
            "degree=-&land=de-by",
            "silence=silent",
            "standard=qx-duty&differ=yes&voice=government",
        ] {
            samples.page(&Route::Answers, query, Answers::build);
        }
        samples.page(&Route::Places, "", Places::build);
    }
}
