// SPDX-License-Identifier: EUPL-1.2
//! Parts of the referral mechanism that exist, or existed: the list, and the page of one.

use askama::Template;
use wegmarke_domain::arrangement::{Arrangement, ArrangementKind};
use wegmarke_domain::noun::Noun;
use wegmarke_domain::record::Record as _;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::mechanism as rule;

use crate::attribute::{Teller, name_of};
use crate::correction::{self, Corrections};
use crate::frame::Section;
use crate::mechanism::{is_short, lacks_mandate, land, way_to};
use crate::parts::{Facts, Filter, FilterField, Pager, Shown, Table, Value, Window, cut, select};
use crate::subject::said_by;
use crate::{Ctx, Frame, Route};
use crate::{amended, history, subject};

/// Rows on one page.
const PER_PAGE: usize = 20;

/// The page of one.
#[derive(Debug, Template)]
#[template(path = "arrangement/page.html")]
pub struct Page {
    f: Frame,
    /// What others propose for it.
    corrections: Corrections,
    /// Why it does not stand any more; `None`: it stands.
    dropped: Option<String>,
    over: bool,
    facts: Facts,
    /// Answers that rest on it; `None`: none does.
    cited: Option<Table>,
    history: Table,
}

/// What every page tells, in its order.
const TOLD: [&str; 7] = [
    "kind",
    "land",
    "organisation",
    "description",
    "standards",
    "since",
    "until",
];
/// What the page of a focal point tells, also where it is not stated.
const OF_FOCAL_POINT: [&str; 3] = ["office", "mandate", "independence"];
/// What the page of a shelter tells, also where it is not stated.
const OF_SHELTER: [&str; 3] = ["group", "places_wanted", "places"];

impl Page {
    /// The page of a part, also of one that was dropped.
    #[must_use]
    pub fn find(register: &Register, id: &str, ctx: &Ctx) -> Option<Self> {
        let kept = register.arrangements.find_kept(id)?;
        let one = &kept.record;
        let about = one.subject();
        Some(Self {
            f: Frame::new(ctx, ctx.text(&one.title), Section::Questions)
                .described(ctx.t("arrangement-description"))
                .below(vec![way_to(ctx)])
                .invented(ctx, register.is_invented(&about)),
            corrections: correction::of(register, ctx, &about),
            dropped: amended::gone(register, ctx, kept, "dropped-arrangement"),
            over: one.is_over(ctx.today),
            facts: facts(register, ctx, one),
            cited: cited(register, ctx, one),
            history: history::of(register, ctx, ctx.t("history-of-this"), &kept.steps),
        })
    }
}

fn facts(register: &Register, ctx: &Ctx, one: &Arrangement) -> Facts {
    let teller = Teller::of(register, ctx, one);
    let mut facts = teller.only(&TOLD);
    for (names, kind) in [
        (OF_FOCAL_POINT, ArrangementKind::FocalPoint),
        (OF_SHELTER, ArrangementKind::Shelter),
    ] {
        facts.extend(match one.kind == kind {
            true => teller.only(&names),
            false => teller.present(&names),
        });
    }
    facts.extend(teller.present(&["dated_on"]));
    if let Some(first) = facts.first_mut() {
        first.source = ctx.source(&one.source);
    }
    let name = name_of(ctx, Noun::Arrangement, "organisation");
    if let Some(who) = facts.iter_mut().find(|fact| fact.key == name) {
        who.value = said_by(register, ctx, one, &one.organisation);
    }
    let name = name_of(ctx, Noun::Arrangement, "land");
    if let Some(place) = facts.iter_mut().find(|fact| fact.key == name) {
        place.value = Value::Plain(land(ctx, one.land));
    }
    Facts { facts }
}

/// Answers that rest on it.
fn cited(register: &Register, ctx: &Ctx, one: &Arrangement) -> Option<Table> {
    const TOLD: [&str; 3] = ["degree", "note", "dated_on"];
    let of = |name: &str| name_of(ctx, Noun::Answer, name);
    let mut head = vec![of("standard"), of("organisation")];
    head.extend(TOLD.map(of));
    let mut table = Table::new(ctx.t("arrangement-cited"), head, None).quiet();
    let about = one.subject();
    for id in register.list_referrers(&about, Noun::Answer) {
        let Some(answer) = register.answers.find(id) else {
            continue;
        };
        let mut row = vec![
            Value::Link(subject::link(register, ctx, &answer.standard.subject())),
            said_by(register, ctx, answer, &answer.organisation),
        ];
        let told = Teller::of(register, ctx, answer).only(&TOLD);
        row.extend(told.into_iter().map(|fact| fact.value));
        table.push(row);
    }
    (!table.rows.is_empty()).then_some(table)
}

/// Parts in a table: what, of which kind, where, since when and until when, as who says.
pub(crate) fn table<'a>(
    register: &Register,
    ctx: &Ctx,
    all: impl Iterator<Item = &'a Arrangement>,
    caption: String,
    empty: String,
) -> Table {
    const TOLD: [&str; 2] = ["since", "until"];
    let of = |name: &str| name_of(ctx, Noun::Arrangement, name);
    let mut head = vec![of("title"), of("kind"), ctx.t("mechanism-land")];
    head.extend(TOLD.map(of));
    head.push(of("organisation"));
    let mut table = Table::new(caption, head, empty).quiet();
    for one in all {
        let teller = Teller::of(register, ctx, one);
        let mut row = vec![
            Value::Link(subject::link(register, ctx, &one.subject())),
            teller.fact("kind").value,
            Value::Plain(land(ctx, one.land)),
        ];
        row.extend(TOLD.map(|name| teller.fact(name).value));
        row.push(said_by(register, ctx, one, &one.organisation));
        table.push(row);
    }
    table
}

/// All parts.
#[derive(Debug, Template)]
#[template(path = "arrangement/list.html")]
pub struct List {
    f: Frame,
    filter: Filter,
    table: Table,
    pager: Pager,
}

/// One thing by which the list is narrowed: its parameter, its label, its word of a part.
type Narrow = (
    &'static str,
    &'static str,
    fn(&Ctx, &Arrangement) -> &'static str,
);

const NARROW: [Narrow; 5] = [
    ("kind", "attribute-arrangement-kind", |_, one| {
        one.kind.as_str()
    }),
    ("land", "mechanism-land", |_, one| one.land.as_str()),
    ("short", "arrangements-short", |ctx, one| {
        yes(is_short(one, ctx.today))
    }),
    (
        "mandate",
        "arrangements-mandate",
        |ctx, one| match rule::is_focal_point(one, ctx.today) {
            true => yes(!lacks_mandate(one, ctx.today)),
            false => rule::NOTHING,
        },
    ),
    ("over", "arrangements-over", |ctx, one| {
        yes(one.is_over(ctx.today))
    }),
];

const fn yes(is: bool) -> &'static str {
    if is { "yes" } else { "no" }
}

impl List {
    /// All parts; `kind`, `land`, `short`, `mandate` and `over` narrow the list.
    #[must_use]
    pub fn build(register: &Register, ctx: &Ctx) -> Self {
        let fits = |one: &&Arrangement| {
            NARROW.iter().all(|(name, _, word)| {
                let wanted = ctx.query.find(name);
                wanted.is_none_or(|wanted| wanted == word(ctx, one))
            })
        };
        let all: Vec<&Arrangement> = register.arrangements.list().filter(fits).collect();
        let window = Window::of(ctx, all.len(), PER_PAGE);
        let shown = all.iter().skip(window.skip).take(window.take);
        let title = Shown::plain(&ctx.t("arrangements-title"));
        let (caption, empty) = (ctx.t("arrangements-caption"), ctx.t("arrangements-empty"));
        Self {
            f: Frame::new(ctx, title, Section::Questions)
                .described(ctx.t("arrangements-description"))
                .below(vec![way_to(ctx)])
                .invented(ctx, register.has_invented()),
            filter: filter(register, ctx, all.len()),
            table: table(register, ctx, shown.copied(), caption, empty),
            pager: Pager::new(ctx, window, all.len()),
        }
    }
}

fn filter(register: &Register, ctx: &Ctx, found: usize) -> Filter {
    let mut fields: Vec<FilterField> = Vec::new();
    for (name, label, word) in NARROW {
        let all = register.arrangements.list();
        let values = all
            .map(|one| word(ctx, one))
            .filter(|word| *word != rule::NOTHING);
        let words = |word: &str| match name {
            "kind" => ctx.word("arrangement-kind", word),
            "land" => word
                .parse()
                .map_or_else(|_| word.to_owned(), |one| land(ctx, one)),
            "short" => ctx.word("arrangements-short", word),
            "mandate" => ctx.word("arrangements-mandate", word),
            _ => ctx.word("arrangements-over", word),
        };
        fields.extend(select(ctx, name, label, values, words));
    }
    let mut names = NARROW.iter().map(|(name, _, _)| name);
    let filtered = names.any(|name| ctx.query.find(name).is_some());
    Filter {
        action: format!("{}#list", ctx.action(&Route::Arrangements)),
        label: ctx.t("arrangements-filter"),
        keep: ctx.keep(),
        fields,
        submit: ctx.t("filter-submit"),
        reset: filtered.then(|| (ctx.t("filter-reset"), ctx.href(&Route::Arrangements))),
        cut: cut(ctx),
        found: Some(ctx.tn("arrangements-found", found)),
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{List, Page};
    use crate::Route;
    use crate::samples::Samples;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        for query in ["", "kind=shelter&short=yes&over=no&mandate=-&land=de-by"] {
            samples.page(&Route::Arrangements, query, List::build);
        }
        for id in ["qx-agreement", "qx-focal", "qx-shelter"] {
            samples.of(&Route::Arrangement(id), "", |r, c| Page::find(r, id, c));
        }
    }
}
