// SPDX-License-Identifier: EUPL-1.2
//! The list of recommendations, filtered.

use askama::Template;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::recommendation::Recommendation;
use wegmarke_domain::register::Register;

use super::{coverages, position_tone, responses};
use crate::attribute::Teller;
use crate::frame::Section;
use crate::parts::{Filter, FilterField, NOT_STATED, Pager, Shown, Table, Value, Window, select};
use crate::subject;
use crate::{Ctx, Frame, Route};

/// Recommendations on one page.
const PER_PAGE: usize = 40;

/// All recommendations.
#[derive(Debug, Template)]
#[template(path = "recommendation/list.html")]
pub struct List {
    f: Frame,
    filter: Filter,
    table: Table,
    pager: Pager,
    obligations: String,
}

impl List {
    /// The list, filtered by `words`, `issuer`, `topic`, `plan`, `author` and `degree`.
    #[must_use]
    pub fn build(register: &Register, ctx: &Ctx) -> Self {
        let title = Shown::plain(&ctx.t("recommendations-title"));
        let shown: Vec<&Recommendation> = register
            .recommendations
            .list()
            .filter(|r| fits(register, ctx, r))
            .collect();
        let window = Window::of(ctx, shown.len(), PER_PAGE);
        let mut table = empty(ctx);
        for recommendation in shown.iter().skip(window.skip).take(window.take) {
            table.push(row(register, ctx, recommendation));
        }
        Self {
            f: Frame::new(ctx, title, Section::Recommendations)
                .described(ctx.t("recommendations-description")),
            filter: filter(register, ctx, shown.len()),
            table,
            pager: Pager::new(ctx, window, shown.len()),
            obligations: ctx.href(&Route::Obligations),
        }
    }
}

fn fits(register: &Register, ctx: &Ctx, recommendation: &Recommendation) -> bool {
    let wanted = |name: &str, has: &dyn Fn(&str) -> bool| ctx.query.find(name).is_none_or(has);
    let by_hand = wanted("issuer", &|id| {
        let mut issuers = recommendation.issuers();
        issuers.any(|issuer| issuer.as_str() == id)
    }) && wanted("topic", &|word| {
        if recommendation.topics.is_empty() {
            word == NOT_STATED
        } else {
            recommendation.topics.iter().any(|topic| &**topic == word)
        }
    }) && wanted("words", &|words| {
        let words = words.to_lowercase();
        recommendation
            .title
            .iter()
            .any(|(_, title)| title.to_lowercase().contains(&words))
    });
    if !by_hand {
        return false;
    }
    let (plan, author) = (ctx.query.find("plan"), ctx.query.find("author"));
    let degree = ctx.query.find("degree");
    if plan.is_none() && author.is_none() && degree.is_none() {
        return true;
    }
    let about = recommendation.id.subject();
    let mut judged = coverages(register, &about).filter(|coverage| {
        plan.is_none_or(|id| coverage.plan.as_str() == id)
            && author.is_none_or(|id| coverage.author.as_str() == id)
    });
    match degree {
        Some(NOT_STATED) => judged.next().is_none(),
        Some(word) => judged.any(|coverage| coverage.degree.as_str() == word),
        None => judged.next().is_some(),
    }
}

fn empty(ctx: &Ctx) -> Table {
    let head = [
        "recommendation-recommendation",
        "recommendation-issuer",
        "recommendation-topics",
        "recommendation-coverage",
        "recommendation-responses",
    ]
    .into_iter()
    .map(|key| ctx.t(key))
    .collect();
    Table::new(
        ctx.t("recommendations-caption"),
        head,
        ctx.t("recommendations-empty"),
    )
    .quiet()
}

fn row(register: &Register, ctx: &Ctx, recommendation: &Recommendation) -> Vec<Value> {
    let answers: Vec<Value> = responses(register, recommendation)
        .map(|response| match response.position.value() {
            Some(position) => Value::badge(
                ctx.word("position", position.as_str()),
                position_tone(*position),
            ),
            None => Value::Plain(ctx.t("response-without-position")),
        })
        .collect();
    vec![
        Value::Link(ctx.link(
            &Route::Recommendation(recommendation.id.as_str()),
            ctx.text(&recommendation.title).quiet(),
        )),
        super::issuers(register, ctx, recommendation),
        Teller::of(register, ctx, recommendation)
            .fact("topics")
            .value,
        super::judged_in_short(register, ctx, &recommendation.id.subject()),
        match answers.is_empty() {
            true => Value::Missing(ctx.t("response-nobody")),
            false => Value::All(answers),
        },
    ]
}

fn filter(register: &Register, ctx: &Ctx, found: usize) -> Filter {
    let names = ["words", "issuer", "topic", "plan", "author", "degree"];
    let filtered = names.iter().any(|name| ctx.query.find(name).is_some());
    let organisation =
        |id: &str| subject::name(register, ctx, &Subject::new(Noun::Organisation, id)).words;
    let all = || register.recommendations.list();
    let mut fields = vec![FilterField::Words {
        name: "words",
        label: ctx.t("filter-words"),
        value: ctx.query.find("words").unwrap_or_default().to_owned(),
    }];
    fields.extend(select(
        ctx,
        "issuer",
        "filter-issuer",
        all().flat_map(|r| r.issuers().map(|issuer| issuer.as_str())),
        organisation,
    ));
    let of_topic = all().flat_map(|r| {
        if r.topics.is_empty() {
            vec![NOT_STATED]
        } else {
            r.topics.iter().map(|t| &**t).collect()
        }
    });
    fields.extend(select(ctx, "topic", "filter-topic", of_topic, |word| {
        ctx.word("topic", word)
    }));
    let judged = || register.coverages.list();
    fields.extend(select(
        ctx,
        "plan",
        "filter-plan",
        judged().map(|c| c.plan.as_str()),
        |id| subject::name(register, ctx, &Subject::new(Noun::Plan, id)).words,
    ));
    fields.extend(select(
        ctx,
        "author",
        "filter-author",
        judged().map(|c| c.author.as_str()),
        organisation,
    ));
    let unjudged = all()
        .filter(|r| coverages(register, &r.id.subject()).next().is_none())
        .map(|_| NOT_STATED);
    let degrees = judged().map(|c| c.degree.as_str()).chain(unjudged);
    fields.extend(select(ctx, "degree", "filter-degree", degrees, |word| {
        ctx.word("degree", word)
    }));
    Filter {
        action: ctx.action(&Route::Recommendations),
        label: ctx.t("recommendations-filter"),
        keep: ctx.keep(),
        fields,
        submit: ctx.t("filter-submit"),
        reset: filtered.then(|| (ctx.t("filter-reset"), ctx.href(&Route::Recommendations))),
        cut: crate::parts::cut(ctx),
        found: Some(ctx.tn("count-recommendations", found)),
    }
}
