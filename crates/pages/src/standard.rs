// SPDX-License-Identifier: EUPL-1.2
//! Standards of the referral mechanism: the list, and the page of one with what is said in each Land.

use askama::Template;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::record::Record as _;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::following::Followed;
use wegmarke_domain::rules::mechanism::{self, Line};
use wegmarke_domain::rules::wall::Silence;
use wegmarke_domain::standard::Standard;

use crate::attribute::{Teller, name_of};
use crate::correction::{self, Corrections};
use crate::frame::Section;
use crate::mechanism::{NO_VALUE, land, no_answer, says, way_to, who};
use crate::parts::{Cell, Fact, Facts, Filter, Pager, Shown, Table, Value, Window, cut, select};
use crate::recommendation::lawyer;
use crate::{Ctx, Frame, Route};
use crate::{amended, history, subject};

/// Standards on one page.
const PER_PAGE: usize = 20;

/// The page of a standard.
#[derive(Debug, Template)]
#[template(path = "standard/page.html")]
pub struct Page {
    f: Frame,
    /// What others propose for it.
    corrections: Corrections,
    /// Why it does not stand any more; `None`: it stands.
    dropped: Option<String>,
    facts: Facts,
    answers: Table,
    arrangements: Table,
    /// What was answered and is otherwise now, or was taken back.
    amended: Option<Table>,
    history: Table,
}

/// What the page tells, in its order.
const TOLD: [&str; 6] = [
    "force",
    "description",
    "levels",
    "groups",
    "issuer",
    "issued_on",
];

impl Page {
    /// The page of a standard, also of one that was dropped.
    #[must_use]
    pub fn find(register: &Register, id: &str, ctx: &Ctx) -> Option<Self> {
        let kept = register.standards.find_kept(id)?;
        let standard = &kept.record;
        let about = standard.subject();
        Some(Self {
            f: Frame::new(ctx, ctx.text(&standard.title), Section::Questions)
                .described(ctx.t("standard-description"))
                .below(vec![way_to(ctx)])
                .follow(ctx, &Followed::Thing(about.clone()).to_string())
                .invented(ctx, register.is_invented(&about)),
            corrections: correction::of(register, ctx, &about),
            dropped: amended::gone(register, ctx, kept, "dropped-standard"),
            facts: facts(register, ctx, standard),
            answers: answers(register, ctx, standard),
            arrangements: arrangements(register, ctx, standard),
            amended: amended::about(register, ctx, &about),
            history: history::of(register, ctx, ctx.t("history-of-this"), &kept.steps),
        })
    }
}

fn facts(register: &Register, ctx: &Ctx, standard: &Standard) -> Facts {
    let teller = Teller::of(register, ctx, standard);
    let mut facts = teller.only(&TOLD);
    facts.extend(teller.present(&["due", "recommendation", "obligation"]));
    if let Some(first) = facts.first_mut() {
        first.source = ctx.source(&standard.source);
    }
    if let Some(legal) = legal(register, ctx, standard) {
        facts.push(Fact::new(ctx.t("standard-legal"), legal));
    }
    Facts { facts }
}

/// Instrument and article of the duty that it comes from, and whether a lawyer looked at it.
pub(crate) fn legal(register: &Register, ctx: &Ctx, standard: &Standard) -> Option<Value> {
    let id = standard.obligation.value()?;
    let duty = register.obligations.find(id.as_str())?;
    let law = Value::Text(Shown::plain(&duty.instrument));
    let law = match duty.article.value() {
        Some(article) => {
            let args = [("article", article.to_string().into())];
            law.with(Value::Plain(ctx.t_with("covering-article", &args)))
        }
        None => law,
    };
    Some(law.with(lawyer(register, ctx, duty)))
}

/// What is said of each Land, by whom and why; below it, by the reason, where nobody says anything.
fn answers(register: &Register, ctx: &Ctx, standard: &Standard) -> Table {
    const TOLD: [&str; 4] = ["note", "arrangements", "dated_on", "source"];
    let of = |name: &str| name_of(ctx, Noun::Answer, name);
    let mut head = vec![ctx.t("mechanism-land"), of("degree"), of("organisation")];
    head.extend(TOLD.map(of));
    let mut table = Table::new(ctx.t("standard-answers"), head, ctx.t("answers-empty")).quiet();
    let lines = mechanism::list_lines(register, ctx.today);
    let here = || lines.iter().filter(|line| line.standard.id == standard.id);
    for line in here() {
        if let Some(sealed) = line.sealed {
            let mut row = vec![
                Value::Plain(land(ctx, line.land)),
                no_answer(ctx, line),
                who(register, ctx, line),
            ];
            row.extend(TOLD.iter().map(|_| Value::Plain(NO_VALUE.to_owned())));
            let id = format!("{}/{}/{}", standard.id, line.land.as_str(), sealed.by);
            let anchor = subject::anchor(&id);
            table.push_cells(row.into_iter().map(Cell::from).collect(), Some(anchor));
        }
        if let Some(one) = line.answer {
            let mut row = vec![
                Value::Plain(land(ctx, line.land)),
                says(ctx, line, one.degree),
                who(register, ctx, line),
            ];
            let told = Teller::of(register, ctx, one).only(&TOLD);
            row.extend(told.into_iter().map(|fact| fact.value));
            let anchor = subject::anchor(one.id.as_str());
            table.push_cells(row.into_iter().map(Cell::from).collect(), Some(anchor));
        }
    }
    for silence in Silence::ALL {
        let silent = here().filter(|line| line.is_silent() && line.silence == *silence);
        let silent: Vec<&Line<'_>> = silent.collect();
        let Some(first) = silent.first() else {
            continue;
        };
        let lands: Vec<String> = silent.iter().map(|line| land(ctx, line.land)).collect();
        let mut row = vec![
            Value::Plain(lands.join(", ")),
            no_answer(ctx, first),
            who(register, ctx, first),
        ];
        row.extend(TOLD.iter().map(|_| Value::Plain(NO_VALUE.to_owned())));
        table.push(row);
    }
    table
}

/// What somebody says exists for it.
fn arrangements(register: &Register, ctx: &Ctx, standard: &Standard) -> Table {
    let about = standard.subject();
    let ids = register.list_referrers(&about, Noun::Arrangement);
    let all: Vec<_> = ids
        .filter_map(|id| register.arrangements.find(id))
        .collect();
    crate::arrangement::table(
        register,
        ctx,
        all.into_iter(),
        ctx.t("standard-arrangements"),
        ctx.t("standard-no-arrangement"),
    )
}

/// All standards.
#[derive(Debug, Template)]
#[template(path = "standard/list.html")]
pub struct List {
    f: Frame,
    filter: Filter,
    table: Table,
    pager: Pager,
}

impl List {
    /// All standards; `force` and `answered` narrow the list.
    #[must_use]
    pub fn build(register: &Register, ctx: &Ctx) -> Self {
        let fits = |one: &&Standard| {
            let is = |name: &str, word: &str| {
                let wanted = ctx.query.find(name);
                wanted.is_none_or(|wanted| wanted == word)
            };
            is("force", one.force.as_str()) && is("answered", answered(register, one))
        };
        let all: Vec<&Standard> = register.standards.list().filter(fits).collect();
        let window = Window::of(ctx, all.len(), PER_PAGE);
        let shown = all.iter().skip(window.skip).take(window.take);
        let title = Shown::plain(&ctx.t("standards-title"));
        Self {
            f: Frame::new(ctx, title, Section::Questions)
                .described(ctx.t("standards-description"))
                .below(vec![way_to(ctx)])
                .invented(ctx, register.has_invented()),
            filter: filter(register, ctx, all.len()),
            table: table(register, ctx, shown.copied()),
            pager: Pager::new(ctx, window, all.len()),
        }
    }
}

fn answered(register: &Register, one: &Standard) -> &'static str {
    match mechanism::is_answered(register, one) {
        true => "yes",
        false => "no",
    }
}

fn filter(register: &Register, ctx: &Ctx, found: usize) -> Filter {
    let all = || register.standards.list();
    let force = |word: &str| ctx.word("force", word);
    let said = |word: &str| ctx.word("standards-answered", word);
    let forces = all().map(|one| one.force.as_str());
    let answers = all().map(|one| answered(register, one));
    let fields = [
        select(ctx, "force", "attribute-force", forces, force),
        select(ctx, "answered", "standards-answered", answers, said),
    ];
    let names = ["force", "answered"];
    let filtered = names.iter().any(|name| ctx.query.find(name).is_some());
    Filter {
        action: format!("{}#list", ctx.action(&Route::Standards)),
        label: ctx.t("standards-filter"),
        keep: ctx.keep(),
        fields: fields.into_iter().flatten().collect(),
        submit: ctx.t("filter-submit"),
        reset: filtered.then(|| (ctx.t("filter-reset"), ctx.href(&Route::Standards))),
        cut: cut(ctx),
        found: Some(ctx.tn("standards-found", found)),
    }
}

fn table<'a>(register: &Register, ctx: &Ctx, all: impl Iterator<Item = &'a Standard>) -> Table {
    let of = |name: &str| name_of(ctx, Noun::Standard, name);
    let head = vec![
        of("title"),
        of("force"),
        ctx.t("standard-legal"),
        of("levels"),
        of("issuer"),
        ctx.t("standards-answered"),
    ];
    let mut table = Table::new(ctx.t("standards-caption"), head, ctx.t("standards-empty")).quiet();
    for one in all {
        let about = one.subject();
        let teller = Teller::of(register, ctx, one);
        let n = register.list_referrers(&about, Noun::Answer).count();
        table.push(vec![
            Value::Link(subject::link(register, ctx, &about)),
            teller.fact("force").value,
            legal(register, ctx, one).unwrap_or_else(|| ctx.source_value(&one.source)),
            teller.fact("levels").value,
            teller.fact("issuer").value,
            Value::Plain(ctx.tn("standards-count", n)),
        ]);
    }
    table
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{List, Page};
    use crate::Route;
    use crate::samples::Samples;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        for query in ["", "force=duty&answered=yes"] {
            samples.page(&Route::Standards, query, List::build);
        }
        for id in ["qx-duty", "qx-advice"] {
            samples.of(&Route::Standard(id), "", |r, c| Page::find(r, id, c));
        }
    }
}
