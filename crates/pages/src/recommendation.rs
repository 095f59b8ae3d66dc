// SPDX-License-Identifier: EUPL-1.2
//! Recommendations: the list, the page of one, and who asks for a measure.

mod list;

use std::collections::BTreeSet;

use askama::Template;
use wegmarke_domain::coverage::{Coverage, Degree};
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::recommendation::{Obligation, Position, Recommendation, Response};
use wegmarke_domain::record::Record;
use wegmarke_domain::register::Register;
use wegmarke_domain::stated::Stated;
use wegmarke_domain::table::{Step, StepKind};

pub use list::List;

use crate::attribute::Teller;
use crate::correction::{self, Corrections};
use crate::frame::Section;
use crate::parts::{Cell, Facts, Link, Shown, Table, Tone, Value};
use crate::subject::{said_by, speaker};
use crate::{Ctx, Frame, Route};
use crate::{amended, grouping, history, status, subject};

/// The colour of a judgement.
pub(crate) const fn degree_tone(degree: Degree) -> Tone {
    match degree {
        Degree::Met => Tone::Good,
        Degree::Partial => Tone::Warn,
        Degree::NotMet | Degree::Contradicted => Tone::Bad,
        Degree::Unclear => Tone::Info,
    }
}

const fn position_tone(position: Position) -> Tone {
    match position {
        Position::Accepted => Tone::Good,
        Position::PartlyAccepted => Tone::Warn,
        Position::Noted | Position::Pending => Tone::Info,
        Position::Rejected => Tone::Bad,
    }
}

pub(crate) fn degree_badge(ctx: &Ctx, degree: Degree) -> Value {
    Value::badge(ctx.word("degree", degree.as_str()), degree_tone(degree))
}

pub(crate) fn position_badge(ctx: &Ctx, position: Position) -> Value {
    Value::badge(
        ctx.word("position", position.as_str()),
        position_tone(position),
    )
}

/// All who demand it, each as a link.
pub(crate) fn issuers(register: &Register, ctx: &Ctx, recommendation: &Recommendation) -> Value {
    together(recommendation, |id| {
        Value::Link(ctx.organisation(register, id))
    })
}

/// Who asks: the issuers of a recommendation, the law behind an obligation.
pub(crate) fn who_asks(register: &Register, ctx: &Ctx, demand: &Subject) -> Value {
    if let Some(one) = register.recommendations.find(&demand.id)
        && demand.noun == Noun::Recommendation
    {
        return issuers(register, ctx, one);
    }
    let duty = register.obligations.find(&demand.id);
    let Some(one) = duty.filter(|_| demand.noun == Noun::Obligation) else {
        return ctx.not_stated();
    };
    let law = Value::Text(Shown::plain(&one.instrument));
    let law = match one.article.value() {
        Some(article) => {
            let args = [("article", article.to_string().into())];
            law.with(Value::Plain(ctx.t_with("covering-article", &args)))
        }
        None => law,
    };
    law.with(lawyer(register, ctx, one))
}

fn together(recommendation: &Recommendation, one: impl Fn(&OrganisationId) -> Value) -> Value {
    if recommendation.co_issuers.is_empty() {
        return one(&recommendation.issuer);
    }
    Value::All(recommendation.issuers().map(one).collect())
}

/// Judgements of a recommendation or an obligation.
pub(crate) fn coverages<'a>(
    register: &'a Register,
    demand: &Subject,
) -> impl Iterator<Item = &'a Coverage> {
    let ids: Vec<&str> = register.list_referrers(demand, Noun::Coverage).collect();
    ids.into_iter().filter_map(|id| register.coverages.find(id))
}

/// Each judgement in short: plan and degree. Nobody judged: that.
pub(crate) fn judged_in_short(register: &Register, ctx: &Ctx, demand: &Subject) -> Value {
    let all = coverages(register, demand).map(|coverage| {
        let plan = subject::name(register, ctx, &coverage.plan.subject()).words;
        let words = ctx.word("degree", coverage.degree.as_str());
        let args = [("plan", plan.into()), ("degree", words.into())];
        Value::badge(
            ctx.t_with("coverage-short", &args),
            degree_tone(coverage.degree),
        )
    });
    let all: Vec<Value> = all.collect();
    match all.is_empty() {
        true => Value::Missing(ctx.t("coverage-nobody")),
        false => Value::All(all),
    }
}

/// The plans that nobody compared with a demand.
pub(crate) fn silent_plans(register: &Register, ctx: &Ctx, demand: &Subject) -> Vec<String> {
    let judged: BTreeSet<&str> = coverages(register, demand)
        .map(|coverage| coverage.plan.as_str())
        .collect();
    let silent = register
        .plans
        .list()
        .filter(|plan| !judged.contains(plan.id.as_str()));
    silent
        .map(|plan| subject::name(register, ctx, &plan.subject()).words)
        .collect()
}

/// Where whoever has an account judges it.
pub(crate) fn judge(ctx: &Ctx, demand: &Subject) -> Link {
    Link {
        href: ctx.href_with(
            &Route::Record(Noun::Coverage.as_str()),
            &[(demand.noun.as_str(), &demand.id)],
        ),
        text: Shown::plain(&ctx.t("coverage-judge")),
        outside: false,
    }
}

fn responses<'a>(
    register: &'a Register,
    recommendation: &Recommendation,
) -> impl Iterator<Item = &'a Response> {
    let ids: Vec<&str> = register
        .list_referrers(&recommendation.subject(), Noun::Response)
        .collect();
    ids.into_iter().filter_map(|id| register.responses.find(id))
}

/// The page of one recommendation.
#[derive(Debug, Template)]
#[template(path = "recommendation/page.html")]
pub struct Page {
    f: Frame,
    /// What others propose for it.
    corrections: Corrections,
    /// Why it does not stand any more; `None`: it stands.
    dropped: Option<String>,
    /// What was stated about it and is otherwise now, or was taken back.
    amended: Option<Table>,
    facts: Facts,
    judged: Table,
    judge: Option<Link>,
    silent: Vec<String>,
    answers: Table,
    /// What others say of it and another demand.
    groupings: Option<Table>,
    group: Option<Link>,
    /// What is said of it outside of rounds.
    status: Option<Table>,
    history: Table,
}

impl Page {
    /// The page of a recommendation, also of one that was dropped.
    #[must_use]
    pub fn find(register: &Register, id: &str, ctx: &Ctx) -> Option<Self> {
        let kept = register.recommendations.find_kept(id)?;
        let recommendation = &kept.record;
        let way = ctx.link(
            &Route::Recommendations,
            Shown::plain(&ctx.t("nav-recommendations")),
        );
        let about = recommendation.subject();
        Some(Self {
            f: Frame::new(
                ctx,
                ctx.text(&recommendation.title),
                Section::Recommendations,
            )
            .described(ctx.t("recommendation-description"))
            .below(vec![way]),
            corrections: correction::of(register, ctx, &recommendation.subject()),
            dropped: amended::gone(register, ctx, kept, "dropped-recommendation"),
            amended: amended::about(register, ctx, &recommendation.subject()),
            facts: facts(register, ctx, recommendation),
            judged: judged(register, ctx, &about),
            judge: register.stands(&about).then(|| judge(ctx, &about)),
            silent: silent_plans(register, ctx, &about),
            answers: answers(register, ctx, recommendation),
            groupings: grouping::of(register, ctx, &recommendation.id),
            group: register
                .stands(&about)
                .then(|| grouping::say(ctx, &recommendation.id)),
            status: status::of(register, ctx, &recommendation.subject()),
            history: history::of(register, ctx, ctx.t("recommendation-history"), &kept.steps),
        })
    }
}

/// What the page tells, in its order.
const TOLD: [&str; 8] = [
    "issuer",
    "description",
    "topics",
    "addressee",
    "issued_on",
    "years",
    "same_as",
    "same_why",
];

fn facts(register: &Register, ctx: &Ctx, recommendation: &Recommendation) -> Facts {
    let mut facts = Teller::of(register, ctx, recommendation).only(&TOLD);
    if let Some(first) = facts.first_mut() {
        first.value = together(recommendation, |id| speaker(register, ctx, id));
        first.source = ctx.source(&recommendation.source);
    }
    Facts { facts }
}

/// Judgements, voice by voice; no voice overwrites another.
pub(crate) fn judged(register: &Register, ctx: &Ctx, demand: &Subject) -> Table {
    let head = [
        "coverage-plan",
        "coverage-author",
        "coverage-degree",
        "coverage-measures",
        "coverage-reason",
        "coverage-date",
    ]
    .into_iter()
    .map(|key| ctx.t(key))
    .collect();
    let mut table = Table::new(ctx.t("coverage-caption"), head, ctx.t("coverage-empty")).quiet();
    for coverage in coverages(register, demand) {
        let measures = if coverage.measures.is_empty() {
            ctx.stated_words(&coverage.cited)
        } else {
            let links = ctx.measures(register, &coverage.measures);
            match coverage.cited.value() {
                Some(cited) => links.with(Value::Plain(
                    ctx.t_with("evidence-cites", &[("cited", (&**cited).into())]),
                )),
                None => links,
            }
        };
        table.push_cells(
            vec![
                Cell::from(Value::Link(subject::link(
                    register,
                    ctx,
                    &coverage.plan.subject(),
                ))),
                Cell::from(said_by(register, ctx, coverage, &coverage.author)),
                Cell::from(degree_badge(ctx, coverage.degree)),
                Cell::from(measures),
                Cell::from(ctx.stated_text(&coverage.note)),
                Cell::from(ctx.stated(&coverage.dated_on, |day| Value::Plain(ctx.date(*day)))),
            ],
            Some(subject::anchor(coverage.id.as_str())),
        );
    }
    table
}

fn answers(register: &Register, ctx: &Ctx, recommendation: &Recommendation) -> Table {
    let head = [
        "response-by",
        "response-position",
        "response-text",
        "response-date",
    ]
    .into_iter()
    .map(|key| ctx.t(key))
    .collect();
    let mut table = Table::new(ctx.t("responses-caption"), head, ctx.t("responses-empty")).quiet();
    for response in responses(register, recommendation) {
        table.push(vec![
            said_by(register, ctx, response, &response.by),
            ctx.stated(&response.position, |p| {
                Value::badge(ctx.word("position", p.as_str()), position_tone(*p))
            }),
            ctx.stated_text(&response.text),
            ctx.stated(&response.on, |day| Value::Plain(ctx.date(*day))),
        ]);
    }
    table
}

/// Judgements that cite a measure: which demands and duties point at it; `None` if none does.
pub(crate) fn asking(register: &Register, ctx: &Ctx, measure: &Subject) -> Option<Table> {
    let head = [
        "covering-demand",
        "coverage-author",
        "coverage-degree",
        "coverage-reason",
    ]
    .into_iter()
    .map(|key| ctx.t(key))
    .collect();
    let mut table = Table::new(
        ctx.t("asking-caption"),
        head,
        ctx.t("recommendations-empty"),
    )
    .quiet();
    for id in register.list_referrers(measure, Noun::Coverage) {
        let Some(coverage) = register.coverages.find(id) else {
            continue;
        };
        table.push(vec![
            Value::Link(subject::link(register, ctx, &coverage.demand.subject())),
            said_by(register, ctx, coverage, &coverage.author),
            degree_badge(ctx, coverage.degree),
            ctx.stated_text(&coverage.note),
        ]);
    }
    (!table.rows.is_empty()).then_some(table)
}

/// Whether the checks of a lawyer are stated, as a badge.
pub(crate) fn lawyer(register: &Register, ctx: &Ctx, obligation: &Obligation) -> Value {
    // Until somebody says otherwise, nobody checked it.
    match obligation.checked_by_lawyer {
        Stated::Value(true) => {
            let checked = Value::badge(ctx.t("obligation-checked"), Tone::Good);
            match who_checked(register, ctx, obligation) {
                Some(who) => checked.with(who),
                None => checked,
            }
        }
        Stated::Value(false) | Stated::NotStated => {
            Value::badge(ctx.t("obligation-unchecked"), Tone::Warn)
        }
        Stated::NoneStated => ctx.none_stated(),
    }
}

/// Who says that a lawyer checked it, and when: by the newest entry that says so.
fn who_checked(register: &Register, ctx: &Ctx, obligation: &Obligation) -> Option<Value> {
    let kept = register.obligations.find_kept(obligation.id.as_str())?;
    let says_so = |step: &&Step| match &step.what {
        StepKind::Changed(changes) => changes.read().contains_key("checked_by_lawyer"),
        _ => false,
    };
    let mut steps = kept.steps.iter().rev();
    let step = steps.find(says_so).or_else(|| kept.steps.first())?;
    let line = register.find_line(step.seq)?;
    let day = Shown::plain(&ctx.date(wegmarke_domain::register::utc_day(line.at)));
    let who = Value::Link(ctx.organisation(register, &line.by));
    Some(who.with(Value::Link(ctx.link(&Route::Entry(step.seq), day))))
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{List, Page};
    use crate::Route;
    use crate::samples::Samples;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        for query in [
            "",
            "degree=-&issuer=qx-kok&topic=-&plan=qx-plan&author=qx-kok&words=q",
        ] {
            samples.page(&Route::Recommendations, query, List::build);
        }
        for id in ["qx-1", "qx-2"] {
            samples.of(&Route::Recommendation(id), "", |r, c| Page::find(r, id, c));
        }
    }
}
