// SPDX-License-Identifier: EUPL-1.2
//! The list of organisations, filtered.

use askama::Template;
use wegmarke_domain::organisation::Organisation;
use wegmarke_domain::record::Record;
use wegmarke_domain::register::Register;

use super::{counts, voice_code};
use crate::frame::Section;
use crate::parts::{Filter, FilterField, NOT_STATED, Pager, Shown, Table, Value, Window, select};
use crate::{Ctx, Frame, Route};

/// Organisations on one page.
const PER_PAGE: usize = 60;

/// All organisations.
#[derive(Debug, Template)]
#[template(path = "organisation/list.html")]
pub struct List {
    f: Frame,
    filter: Filter,
    table: Table,
    pager: Pager,
}

impl List {
    /// The list, filtered by `words`, `kind` and `voice`, by name.
    #[must_use]
    pub fn build(register: &Register, ctx: &Ctx) -> Self {
        let mut shown: Vec<&Organisation> = register
            .organisations
            .list()
            .filter(|one| fits(ctx, one))
            .collect();
        shown.sort_by_cached_key(|one| ctx.words(&one.name).to_lowercase());
        let window = Window::of(ctx, shown.len(), PER_PAGE);
        let head = [
            "organisation-organisation",
            "organisation-kind",
            "organisation-voice",
            "organisation-leads",
            "organisation-issued",
            "organisation-judged",
        ]
        .into_iter()
        .map(|key| ctx.t(key))
        .collect();
        let mut table = Table::new(
            ctx.t("organisations-caption"),
            head,
            ctx.t("organisations-empty"),
        )
        .numeric(&[3, 4, 5])
        .quiet();
        for one in shown.iter().skip(window.skip).take(window.take) {
            table.push(row(register, ctx, one));
        }
        let title = Shown::plain(&ctx.t("organisations-title"));
        Self {
            f: Frame::new(ctx, title, Section::Organisations)
                .described(ctx.t("organisations-description")),
            filter: filter(register, ctx, shown.len()),
            table,
            pager: Pager::new(ctx, window, shown.len()),
        }
    }
}

fn fits(ctx: &Ctx, one: &Organisation) -> bool {
    let wanted = |name: &str, has: &dyn Fn(&str) -> bool| ctx.query.find(name).is_none_or(has);
    wanted("kind", &|word| {
        one.kind
            .value()
            .map_or(word == NOT_STATED, |kind| kind.as_str() == word)
    }) && wanted("voice", &|word| {
        voice_code(one).map_or(word == NOT_STATED, |voice| voice == word)
    }) && wanted("words", &|words| {
        let words = words.to_lowercase();
        let short = one.short.value().into_iter().flat_map(|short| short.iter());
        one.name
            .iter()
            .chain(short)
            .any(|(_, name)| name.to_lowercase().contains(&words))
    })
}

fn row(register: &Register, ctx: &Ctx, one: &Organisation) -> Vec<Value> {
    let link = ctx.link(
        &Route::Organisation(one.id.as_str()),
        ctx.text(&one.name).quiet(),
    );
    let name = match one.short.value() {
        Some(short) => Value::Link(link).with(Value::Text(ctx.text(short).quiet())),
        None => Value::Link(link),
    };
    let mut row = vec![
        name,
        ctx.stated_word("organisation-kind", &one.kind, |kind| kind.as_str()),
        voice_code(one).map_or_else(
            || ctx.not_stated(),
            |voice| Value::Plain(ctx.word("voice", voice)),
        ),
    ];
    row.extend(
        counts(register, &one.subject()).map(|count| Value::Plain(ctx.locale().count(count))),
    );
    row
}

fn filter(register: &Register, ctx: &Ctx, found: usize) -> Filter {
    let all = || register.organisations.list();
    let filtered = ["words", "kind", "voice"]
        .iter()
        .any(|name| ctx.query.find(name).is_some());
    let mut fields = vec![FilterField::Words {
        name: "words",
        label: ctx.t("filter-words"),
        value: ctx.query.find("words").unwrap_or_default().to_owned(),
    }];
    let kinds = all().map(|one| one.kind.value().map_or(NOT_STATED, |kind| kind.as_str()));
    fields.extend(select(ctx, "kind", "organisation-kind", kinds, |word| {
        ctx.word("organisation-kind", word)
    }));
    let voices = all().map(|one| voice_code(one).unwrap_or(NOT_STATED));
    fields.extend(select(ctx, "voice", "organisation-voice", voices, |word| {
        ctx.word("voice", word)
    }));
    Filter {
        action: ctx.action(&Route::Organisations),
        label: ctx.t("organisations-filter"),
        keep: ctx.keep(),
        fields,
        submit: ctx.t("filter-submit"),
        reset: filtered.then(|| (ctx.t("filter-reset"), ctx.href(&Route::Organisations))),
        cut: crate::parts::cut(ctx),
        found: Some(ctx.tn("count-organisations", found)),
    }
}
