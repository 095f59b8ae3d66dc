// SPDX-License-Identifier: EUPL-1.2
//! The page of one measure: everything stated, and everything not stated.

mod list;
mod order;
mod strip;

use askama::Template;
use wegmarke_domain::measure::Measure;
use wegmarke_domain::milestone::Milestone;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::record::Record;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::evaluability::{self, Verdict};
use wegmarke_domain::rules::finding::Findings;
use wegmarke_domain::scale::Check;
use wegmarke_domain::time::Timespan;

use crate::attribute::Teller;
use crate::chart::{About, Moment, Timeline};
use crate::correction::{self, Corrections};
use crate::finding::Beside;
use crate::frame::Section;
use crate::parts::{Fact, Facts, Link, Shown, SourceLine, Table, Tone, Value};
use crate::plan::crumbs;

use crate::recommendation;
use crate::voices::{self, Rounds};
use crate::{Ctx, Frame, Route};
use crate::{
    amended, context, data_finding, evidence, funding, history, indicator, milestone, relation,
    status, subject, whose,
};
pub use list::List;
pub(crate) use list::number_of;
pub use order::order;

/// Attributes that are missing for one reason.
#[derive(Debug)]
struct Unsaid {
    title: String,
    why: String,
    names: Vec<String>,
}

/// The page of one measure.
#[derive(Debug, Template)]
#[template(path = "measure/page.html")]
pub struct Page {
    f: Frame,
    plan: Link,
    number: Option<String>,
    /// Where to say something about it.
    say: Option<Link>,
    /// Where to say how far it is, outside of rounds.
    say_state: Option<Link>,
    /// That an editor recorded it.
    recorded: Option<Value>,
    /// What others propose for it.
    corrections: Corrections,
    /// Why it does not stand any more; `None`: it stands.
    dropped: Option<String>,
    /// What was stated about it and is otherwise now, or was taken back.
    amended: Option<Table>,
    withheld: bool,
    /// The latest word of each voice, and what is due.
    strip: Facts,
    facts: Facts,
    /// What the plan does not say, what is open because its text is not recorded here, and what others
    /// state since: apart.
    unsaid: Vec<Unsaid>,
    /// What nothing is on record about.
    without: Option<String>,
    source: Option<SourceLine>,
    /// `None` where the plan's text is not recorded: then nobody can say whether it can be evaluated.
    checks: Option<(Table, String)>,
    timeline: Option<Timeline>,
    milestones: Option<Table>,
    rounds: Option<Rounds>,
    indicators: Option<Table>,
    funding: Option<Table>,
    funding_warning: Option<String>,
    /// Money that was corrected or taken back.
    funding_amended: Option<Table>,
    evidence: Option<Table>,
    context: Option<Table>,
    /// What is said of it outside of rounds.
    status: Option<Table>,
    relations: Option<Table>,
    /// Where suggestions for it stand.
    together: Link,
    asked: Option<Table>,
    /// What follows from the record about it.
    follows: Option<Beside>,
    /// What imports met about it, where nothing follows beside it.
    findings: Option<Table>,
    history: Table,
}

impl Page {
    /// The page of a measure, also of one that was dropped.
    #[must_use]
    pub fn find(register: &Register, findings: &Findings, id: &str, ctx: &Ctx) -> Option<Self> {
        let kept = register.measures.find_kept(id)?;
        let measure = &kept.record;
        let about = measure.subject();
        let all = Teller::of(register, ctx, &**measure).only(&TOLD);
        let (silent, told): (Vec<_>, Vec<_>) = TOLD
            .into_iter()
            .zip(all)
            .partition(|(_, fact)| matches!(fact.value, Value::Missing(_)));
        let milestones = milestones(register, measure);
        let is_recorded = evaluability::is_recorded(register, measure);
        let outcomes = evaluability::check(register, measure);
        let title = ctx.text(&measure.title);
        let plan = wegmarke_domain::noun::Subject::new(Noun::Plan, measure.plan());
        let table = milestone::table(register, ctx, &milestones);
        let feed = ctx.t_with("feed-followed", &[("name", (&title.words).into())]);
        let follows = Beside::of(register, findings, ctx, &about);
        let data = data_finding::about(register, ctx, &about);
        let page = Self {
            f: Frame::new(ctx, title, Section::Plans)
                .described(ctx.t("measure-description"))
                .below(crumbs(register, ctx, measure.plan()))
                .invented(ctx, is_made_up(register, &about))
                .feed(feed, ctx.href(&Route::MeasureFeed(id)))
                .follow(ctx, &about.to_string()),
            plan: subject::link(register, ctx, &plan),
            number: number_of(register, ctx, measure),
            // The same for everybody: who may say what is told behind it.
            say: (kept.stands && ctx.as_of.is_none()).then(|| {
                let words = Shown::plain(&ctx.t("to-say-link"));
                ctx.link(&Route::ToSay(id), words)
            }),
            say_state: (kept.stands && ctx.as_of.is_none()).then(|| Link {
                href: ctx.href_with(
                    &Route::Record(Noun::Status.as_str()),
                    &[("plan", measure.plan()), ("measure", id)],
                ),
                text: Shown::plain(&ctx.t("status-say")),
                outside: false,
            }),
            recorded: whose::notice(register, ctx, &measure.subject()),
            corrections: correction::of(register, ctx, &measure.subject()),
            dropped: amended::gone(register, ctx, kept, "dropped-measure"),
            amended: amended::about(register, ctx, &measure.subject()),
            withheld: register.is_withheld(&about),
            strip: strip::of(register, ctx, measure, &milestones),
            facts: Facts {
                facts: told.into_iter().map(|(_, fact)| fact).collect(),
            },
            unsaid: unsaid(ctx, is_recorded, &outcomes, silent),
            without: None,
            source: ctx.source(&measure.source),
            checks: is_recorded.then(|| checks(ctx, &outcomes)),
            timeline: table
                .clone()
                .and_then(|table| timeline(ctx, measure, &milestones, table)),
            milestones: table,
            rounds: voices::of(register, ctx, &about),
            indicators: indicator::of(register, ctx, &measure.id),
            funding: funding::of(register, ctx, &measure.id),
            funding_warning: funding::warning(register, ctx, &measure.id),
            funding_amended: amended::of(
                register,
                ctx,
                register.fundings.list_kept_of(measure.id.as_str()),
                "year",
                &["needed", "planned", "secured", "spent"],
            ),
            evidence: evidence::of(register, ctx, &about),
            context: context::of(register, ctx, &about),
            status: status::of(register, ctx, &about),
            relations: relation::of(register, ctx, &measure.id),
            together: ctx.link(
                &Route::CoherenceOf(measure.id.as_str()),
                Shown::plain(&ctx.t("coherence-link")),
            ),
            asked: recommendation::asking(register, ctx, &about),
            findings: data.clone().filter(|_| follows.is_none()),
            follows: follows.map(|follows| follows.with_data(ctx, data)),
            history: history::of(register, ctx, ctx.t("measure-history"), &kept.steps),
        };
        Some(page.with_what_is_missing(ctx))
    }
}

impl Page {
    /// Says in one line what ten empty sections would.
    fn with_what_is_missing(mut self, ctx: &Ctx) -> Self {
        let missing = [
            (
                self.rounds.is_none() && self.status.is_none(),
                "voices-title",
            ),
            (self.milestones.is_none(), "measure-milestones"),
            (self.indicators.is_none(), "indicators-title"),
            (self.funding.is_none(), "funding-title"),
            (self.evidence.is_none(), "evidence-title"),
            (self.asked.is_none(), "measure-asked"),
        ];
        let missing = missing.into_iter().filter(|(is_missing, _)| *is_missing);
        let missing: Vec<String> = missing.map(|(_, key)| ctx.t(key)).collect();
        self.without = (!missing.is_empty())
            .then(|| ctx.t_with("measure-without", &[("what", missing.join(", ").into())]));
        self
    }
}

/// What is missing, by its reason.
fn unsaid(
    ctx: &Ctx,
    is_recorded: bool,
    outcomes: &[(Check, Verdict)],
    silent: Vec<(&str, Fact)>,
) -> Vec<Unsaid> {
    let silent = silent.into_iter();
    let silent = silent.filter(|(name, _)| !OF_THE_RECORD.contains(name));
    let (elsewhere, silent): (Vec<_>, Vec<_>) =
        silent.partition(|(name, _)| is_elsewhere(outcomes, name));
    let why = match is_recorded {
        true => (ctx.t("measure-silent"), ctx.t("measure-silent-lead")),
        false => (
            ctx.t("measure-unrecorded"),
            ctx.t("measure-unrecorded-lead"),
        ),
    };
    let since = (ctx.t("measure-elsewhere"), ctx.t("measure-elsewhere-lead"));
    [(why, silent), (since, elsewhere)]
        .into_iter()
        .filter(|(_, facts)| !facts.is_empty())
        .map(|((title, why), facts)| Unsaid {
            title,
            why,
            names: facts.into_iter().map(|(_, fact)| fact.key).collect(),
        })
        .collect()
}

/// Attributes of the record and not of the plan: that they are missing says nothing about it.
const OF_THE_RECORD: [&str; 2] = ["cited_as", "note"];

/// Whether others state since what a plan leaves out.
fn is_elsewhere(outcomes: &[(Check, Verdict)], attribute: &str) -> bool {
    let check = match attribute {
        "lead" => Check::Lead,
        "period" => Check::Period,
        "output_indicator" => Check::OutputIndicator,
        "outcome_indicator" => Check::OutcomeIndicator,
        "funding" => Check::Funding,
        _ => return false,
    };
    outcomes.contains(&(check, Verdict::Elsewhere))
}

/// Whether something that the page shows is made up.
fn is_made_up(register: &Register, about: &wegmarke_domain::noun::Subject) -> bool {
    let round = |round: &&wegmarke_domain::round::Round| register.is_invented(&round.id.subject());
    let rounds =
        wegmarke_domain::rules::voices::list_rounds(register, about.plan().unwrap_or_default());
    let shown = [Noun::Indicator, Noun::Funding, Noun::Milestone];
    rounds.iter().any(round)
        || shown.into_iter().any(|noun| {
            register
                .list_referrers(about, noun)
                .any(|id| register.is_invented(&wegmarke_domain::noun::Subject::new(noun, id)))
        })
}

/// What the page tells, in its order.
const TOLD: [&str; 20] = [
    "number",
    "field",
    "goal",
    "description",
    "lead",
    "partners",
    "period",
    "output_indicator",
    "outcome_indicator",
    "nature",
    "commitment",
    "level",
    "themes",
    "groups",
    "forms",
    "strands",
    "phases",
    "funding",
    "cited_as",
    "note",
];

fn milestones<'a>(register: &'a Register, measure: &Measure) -> Vec<&'a Milestone> {
    let mut all: Vec<&Milestone> = register
        .list_referrers(&measure.subject(), Noun::Milestone)
        .filter_map(|id| register.milestones.find(id))
        .collect();
    all.sort_by_key(|m| {
        (
            m.due.value().and_then(|due| due.until.or(due.from)),
            m.id.clone(),
        )
    });
    all
}

fn checks(ctx: &Ctx, outcomes: &[(Check, Verdict)]) -> (Table, String) {
    let head = vec![
        ctx.t("evaluability-check"),
        ctx.t("evaluability-verdict"),
        ctx.t("evaluability-reason"),
    ];
    let mut table = Table::new(ctx.t("measure-checks-caption"), head, None).quiet();
    for (check, verdict) in outcomes {
        table.push(vec![
            Value::Plain(ctx.word("check", check.as_str())),
            Value::badge(ctx.word("verdict", verdict.as_str()), tone(*verdict)),
            Value::Plain(reason(ctx, *check, *verdict)),
        ]);
    }
    let found = ctx.t_with(
        "measure-checks-found",
        &[
            ("n", evaluability::met(outcomes).into()),
            ("total", outcomes.len().into()),
        ],
    );
    (table, found)
}

/// Silence is no fault of the reader's: grey, never green and never red.
const fn tone(verdict: Verdict) -> Tone {
    match verdict {
        Verdict::Stated => Tone::Good,
        Verdict::NoneStated | Verdict::Elsewhere => Tone::Info,
        Verdict::Vague => Tone::Warn,
        Verdict::Contradictory => Tone::Bad,
        Verdict::NotStated | Verdict::NotRecorded => Tone::Plain,
    }
}

/// Why a check turned out as it did: what it asks for, and what was found.
fn reason(ctx: &Ctx, check: Check, verdict: Verdict) -> String {
    format!(
        "{} {}",
        ctx.word("check-asks", check.as_str()),
        ctx.word("verdict-says", verdict.as_str())
    )
}

/// The milestones along the years, above their table.
fn timeline(
    ctx: &Ctx,
    measure: &Measure,
    milestones: &[&Milestone],
    table: Table,
) -> Option<Timeline> {
    let mut moments = Vec::new();
    if let Some(period) = measure.period.value() {
        moments.push(Moment {
            from: period.from,
            until: period.until,
            label: ctx.t("measure-period"),
            tone: Tone::Info,
        });
    }
    for milestone in milestones {
        if let Some(due) = milestone.due.value() {
            moments.push(Moment {
                // The last day counts: a quarter is over when its last day is.
                from: due.until.or(due.from),
                until: due.until.or(due.from),
                label: ctx.words(&milestone.title).into_owned(),
                tone: Tone::Good,
            });
        }
    }
    let is_dated = |due: &Timespan| due.from.is_some() || due.until.is_some();
    let dues = milestones
        .iter()
        .filter_map(|milestone| milestone.due.value());
    let dated = dues.filter(|due| is_dated(due)).count();
    let about = About {
        id: "timeline",
        title: ctx.t("timeline-title"),
        finding: ctx.t_with(
            "timeline-finding",
            &[("n", dated.into()), ("total", milestones.len().into())],
        ),
        column: String::new(),
    };
    Timeline::new(ctx, about, &moments, ctx.as_of, table)
}

/// A link to a measure, for lists on other pages.
pub(crate) fn link(register: &Register, ctx: &Ctx, measure: &Measure) -> Link {
    let text = ctx.text(&measure.title).quiet();
    let text = subject::marked(register, ctx, &measure.subject(), text);
    ctx.link(&Route::Measure(measure.id.as_str()), text)
}

#[cfg(test)]
pub(crate) mod samples {
    use wegmarke_domain::rules::finding::Findings;

    use super::{List, Page};
    use crate::Route;
    use crate::samples::Samples;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        for query in [
            "",
            "plan=qx-plan&field=qx-plan/1",
            "plan=qx-plan&field=qx-plan/2&page=2&as-of=2025-12-31",
            "words=<b>&lead=-&theme=steering&nature=new&state=dropped",
        ] {
            samples.page(&Route::Measures, query, List::build);
        }
        for (id, query) in [
            ("qx-plan/full", ""),
            ("qx-plan/full", "as-of=2025-12-31"),
            ("qx-plan/bare", ""),
            ("qx-plan/none", ""),
        ] {
            samples.of(&Route::Measure(id), query, |r, c| {
                Page::find(r, &Findings::of(r, c.today), id, c)
            });
        }
    }
}
