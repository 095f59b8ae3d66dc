// SPDX-License-Identifier: EUPL-1.2
//! The page of one plan.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use wegmarke_domain::coverage::Degree;
use wegmarke_domain::milestone::Milestone;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::plan::Plan;
use wegmarke_domain::record::Record;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::finding::Findings;
use wegmarke_domain::rules::timeliness;
use wegmarke_domain::rules::wall;

use super::cite::{self, Answer};
use super::{evaluability, versions};
use crate::chart::{About, Bars, Moment, Part, Stack, Timeline};
use crate::correction::{self, Corrections};
use crate::finding::Beside;
use crate::frame::Section;
use crate::parts::{Fact, Facts, Links, Shown, Table, Tone, Value};
use crate::question::Sentences;
use crate::wall::Wall;
use crate::{Ctx, Frame, Route};
use crate::{amended, context, data_finding, evidence, milestone, round, status, subject, whose};

/// The page of one plan.
#[derive(Debug, Template)]
#[template(path = "plan/page.html")]
pub struct Page {
    f: Frame,
    short: Option<Shown>,
    /// That an editor recorded it, and how far its owner looked.
    recorded: Option<Value>,
    /// Where somebody keeps its record, and its owner looks at that.
    editing: Option<String>,
    /// What others propose for it.
    corrections: Corrections,
    /// Why it does not stand any more; `None`: it stands.
    dropped: Option<String>,
    /// What was stated about it and is otherwise now, or was taken back.
    amended: Option<Table>,
    sentences: Sentences,
    wall: Option<Wall>,
    measures: String,
    facts: Facts,
    told: Option<Table>,
    fields: Table,
    goals: Option<Table>,
    evaluability: Option<Bars>,
    coverage: Option<Bars>,
    /// What is said of it as a whole outside of rounds.
    status: Option<Table>,
    evidence: Option<Table>,
    /// What happened outside and touches the plan as a whole.
    context: Option<Table>,
    versions: Table,
    keep: Vec<(String, String)>,
    answer: Option<Answer>,
    action: String,
    milestones: Option<String>,
    due: Option<Timeline>,
    /// What follows from the record of it.
    follows: Option<Beside>,
    findings: Option<String>,
    gaps: String,
    balance: String,
    judged: String,
    money: String,
    time: String,
    worklist: String,
    /// Rounds of the plan, and the page that puts them together.
    rounds: Option<Links>,
    monitoring: String,
    compare: String,
    history: String,
}

impl Page {
    /// The page of a plan, also of one that was dropped.
    #[must_use]
    pub fn find(register: &Register, findings: &Findings, id: &str, ctx: &Ctx) -> Option<Self> {
        let kept = register.plans.find_kept(id)?;
        let plan = &kept.record;
        let milestones = register.milestones.list_of(id).next().is_some();
        let short = plan.short.value().map(|short| ctx.text(short).quiet());
        let name = short.as_ref().map_or(id, |short| &short.words);
        let feed = ctx.t_with("feed-plan", &[("plan", name.into())]);
        Some(Self {
            f: Frame::new(ctx, ctx.text(&plan.title), Section::Plans)
                .described(ctx.t_with("plan-description", &[("plan", name.into())]))
                .invented(ctx, register.has_invented_of(id))
                .below(vec![
                    ctx.link(&Route::Plans, Shown::plain(&ctx.t("nav-plans"))),
                ])
                .feed(feed, ctx.href(&Route::PlanFeed(id)))
                .follow(ctx, &plan.subject().to_string()),
            recorded: whose::notice(register, ctx, &plan.subject()),
            editing: (kept.stands && ctx.as_of.is_none()).then(|| ctx.href(&Route::Editing(id))),
            corrections: correction::of(register, ctx, &plan.subject()),
            dropped: amended::gone(register, ctx, kept, "dropped-plan"),
            amended: amended::about(register, ctx, &plan.subject()),
            sentences: Sentences::of_plan(register, ctx, id),
            wall: Wall::of(register, ctx, plan),
            measures: ctx.href_with(&Route::Measures, &[("plan", id)]),
            facts: facts(register, ctx, plan),
            told: told(register, ctx, id),
            fields: fields(register, ctx, id),
            goals: goals(register, ctx, id),
            evaluability: evaluability::chart(register, ctx, id),
            coverage: coverage(register, ctx, plan),
            status: status::of(register, ctx, &plan.subject()),
            evidence: evidence::of(register, ctx, &plan.subject()),
            context: context::of(register, ctx, &plan.subject()),
            versions: versions::list(register, ctx, id),
            keep: ctx.keep(),
            answer: cite::answer(register, ctx, id),
            action: ctx.action(&Route::Plan(id)),
            milestones: milestones.then(|| ctx.href(&Route::Milestones(id))),
            due: due(register, ctx, id),
            follows: Beside::of(register, findings, ctx, &plan.subject()),
            findings: (data_finding::open(register) > 0).then(|| ctx.href(&Route::DataFindings)),
            gaps: ctx.href(&Route::Gaps),
            balance: ctx.href(&Route::Balance(id)),
            judged: ctx.href_with(&Route::Coverage, &[("plan", id)]),
            money: ctx.href(&Route::Money(id)),
            time: ctx.href(&Route::Time(id)),
            worklist: ctx.href(&Route::Worklist(id)),
            rounds: round::links(register, ctx, id),
            monitoring: ctx.href(&Route::Monitoring(id)),
            compare: ctx.href(&Route::Versions(id)),
            history: ctx.href_with(&Route::History, &[("plan", id)]),
            short,
        })
    }
}

/// Milestones that are shown before somebody asks for all of them.
const NEXT: usize = 6;

/// The milestones that fall due next, or were due last, along the years.
fn due(register: &Register, ctx: &Ctx, plan: &str) -> Option<Timeline> {
    let day = |one: &Milestone| one.due.value().and_then(|due| due.until.or(due.from));
    let mut all: Vec<&Milestone> = register.milestones.list_of(plan).collect();
    all.retain(|one| day(one).is_some());
    all.sort_by_key(|one| (day(one), &one.id));
    let total = all.len();
    let next = all.partition_point(|one| day(one) < Some(ctx.today));
    // The last one that was due stands beside those that come.
    let from = next.saturating_sub(1).min(total.saturating_sub(NEXT));
    let shown: Vec<&Milestone> = all.into_iter().skip(from).take(NEXT).collect();
    let moments: Vec<Moment> = shown
        .iter()
        .map(|one| {
            let (state, _) = timeliness::of(register, one, ctx.today);
            Moment {
                from: day(one),
                until: day(one),
                label: ctx.words(&one.title).into_owned(),
                tone: crate::milestone::timeliness_tone(state),
            }
        })
        .collect();
    let about = About {
        id: "due",
        title: ctx.t("plan-due-title"),
        finding: ctx.t_with(
            "plan-due-finding",
            &[("n", shown.len().into()), ("total", total.into())],
        ),
        column: String::new(),
    };
    let table = milestone::table(register, ctx, &shown)?;
    Timeline::new(ctx, about, &moments, Some(ctx.today), table)
}

fn facts(register: &Register, ctx: &Ctx, plan: &Plan) -> Facts {
    let source = ctx.source(&plan.source);
    let fact = |key: &str, value: Value| Fact {
        key: ctx.t(key),
        value,
        source: None,
    };
    let mut facts = vec![
        fact(
            "plan-adopted",
            ctx.stated(&plan.adopted_on, |day| Value::Plain(ctx.date(*day))),
        ),
        fact("plan-period", ctx.stated_span(&plan.period)),
        fact("plan-lead", ctx.leads(register, &plan.lead)),
        fact(
            "plan-coordination",
            ctx.stated(&plan.coordination, |id| {
                Value::Link(ctx.organisation(register, id))
            }),
        ),
        fact("plan-stated", ctx.stated_count(&plan.measures_stated)),
        fact("plan-fields-stated", ctx.stated_count(&plan.fields_stated)),
        fact("plan-living", ctx.stated_bool(&plan.living_document)),
    ];
    for fact in &mut facts {
        // One source holds for the whole sheet; it is said with every fact
        // because facts are quoted one by one.
        if !matches!(fact.value, Value::Missing(_)) {
            fact.source.clone_from(&source);
        }
    }
    Facts { facts }
}

/// Facts as single sources give them, with a mark where sources differ.
fn told(register: &Register, ctx: &Ctx, plan: &str) -> Option<Table> {
    let mut by_name: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for fact in register.facts.list_of(plan) {
        by_name.entry(&fact.name).or_default().push(fact);
    }
    if by_name.is_empty() {
        return None;
    }
    let head = vec![
        ctx.t("told-fact"),
        ctx.t("told-value"),
        ctx.t("told-source"),
        ctx.t("told-agree"),
    ];
    let mut table = Table::new(ctx.t("told-caption"), head, ctx.t("told-empty")).quiet();
    for (name, facts) in by_name {
        let values: BTreeSet<&str> = facts.iter().map(|fact| &*fact.value).collect();
        for fact in &facts {
            let agree = match (facts.len(), values.len()) {
                (1, _) => Value::Plain(ctx.t("told-one")),
                (_, 1) => Value::badge(ctx.t("told-same"), Tone::Good),
                _ => Value::badge(ctx.t("told-differ"), Tone::Bad),
            };
            table.push(vec![
                Value::Text(Shown::plain(&subject::fact_name(ctx, name))),
                Value::Text(Shown::plain(&fact.value)),
                ctx.source_value(&fact.source),
                agree,
            ]);
        }
    }
    Some(table)
}

fn fields(register: &Register, ctx: &Ctx, plan: &str) -> Table {
    let head = vec![
        ctx.t("field-number"),
        ctx.t("field-field"),
        ctx.t("measures-stated"),
        ctx.t("measures-recorded"),
    ];
    let mut table = Table::new(ctx.t("fields-caption"), head, ctx.t("fields-empty"))
        .numeric(&[2, 3])
        .quiet();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for measure in register.measures.list_of(plan) {
        if let Some(field) = measure.field.value() {
            *counts.entry(field.as_str()).or_default() += 1;
        }
    }
    let mut fields: Vec<_> = register.fields.list_of(plan).collect();
    fields.sort_by_cached_key(|field| super::field_order(field));
    for field in fields {
        let id = field.id.as_str();
        let mut link = subject::link(register, ctx, &field.subject());
        link.href.push_str("#measures");
        table.push(vec![
            Value::Text(Shown::plain(&field.number)),
            Value::Link(link),
            ctx.stated_count(&field.measures_stated),
            Value::Plain(ctx.locale().count(counts.get(id).copied().unwrap_or(0))),
        ]);
    }
    table
}

fn goals(register: &Register, ctx: &Ctx, plan: &str) -> Option<Table> {
    let head = vec![
        ctx.t("goal-goal"),
        ctx.t("measure-field"),
        ctx.t("measures-recorded"),
    ];
    let mut table = Table::new(ctx.t("goals-caption"), head, ctx.t("goals-empty"))
        .numeric(&[2])
        .quiet();
    for goal in register.goals.list_of(plan) {
        let measures = register
            .list_referrers(&goal.subject(), Noun::Measure)
            .count();
        table.push(vec![
            Value::Text(ctx.text(&goal.title)),
            ctx.stated(&goal.field, |id| {
                Value::Link(subject::link(register, ctx, &id.subject()))
            }),
            Value::Plain(ctx.locale().count(measures)),
        ]);
    }
    (!table.rows.is_empty()).then_some(table)
}

/// How others judge the plan: one bar for each author, never added up.
fn coverage(register: &Register, ctx: &Ctx, plan: &Plan) -> Option<Bars> {
    let mut counts: BTreeMap<_, BTreeMap<Degree, usize>> = BTreeMap::new();
    let mut sum = 0_usize;
    for id in register.list_referrers(&plan.subject(), Noun::Coverage) {
        if let Some(coverage) = register.coverages.find(id) {
            *counts
                .entry(&coverage.author)
                .or_default()
                .entry(coverage.degree)
                .or_default() += 1;
            sum += 1;
        }
    }
    if sum == 0 {
        return None;
    }
    let of = |degree: Degree| {
        counts
            .values()
            .filter_map(|by| by.get(&degree))
            .sum::<usize>()
    };
    let finding = ctx.t_with(
        "plan-coverage-finding",
        &[
            ("total", sum.into()),
            ("met", of(Degree::Met).into()),
            ("notmet", of(Degree::NotMet).into()),
        ],
    );
    let bars: Vec<Stack> = counts
        .iter()
        .map(|(author, by)| Stack {
            counted: None,
            label: subject::name(register, ctx, &author.subject()).words,
            href: Some(ctx.href_with(
                &Route::Recommendations,
                &[("plan", plan.id.as_str()), ("author", author.as_str())],
            )),
            parts: Degree::ALL
                .iter()
                .map(|degree| Part {
                    label: ctx.word("degree", degree.as_str()),
                    n: by.get(degree).copied().unwrap_or(0),
                    class: crate::wall::mark(&Ok(wall::Value::Degree(*degree))),
                })
                .collect(),
        })
        .collect();
    let about = About {
        id: "coverage",
        title: ctx.t("plan-coverage-title"),
        finding,
        column: ctx.t("coverage-author"),
    };
    Some(Bars::new(ctx, about, &bars, false))
}
