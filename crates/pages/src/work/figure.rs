// SPDX-License-Identifier: EUPL-1.2
//! Forms for indicators, their values, money, and milestones: one page for all of them.

use askama::Template;
use wegmarke_domain::funding::Funding;
use wegmarke_domain::id::{ContextId, IndicatorId, MeasureId, MilestoneId, PlanId};
use wegmarke_domain::indicator::Indicator;
use wegmarke_domain::milestone::Milestone;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::problem::Problem;
use wegmarke_domain::proposal::Proposed;
use wegmarke_domain::record::{Record as _, differences};
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::figures::list_values;

use super::{Bar, FigureButton, ways};
use crate::attribute::Teller;
use crate::frame::Section;
use crate::parts::form::{Button, Form, FormField, Group, Maker, Values, shape};
use crate::parts::{Badge, Fact, Facts, Link, Shown, Table, Tone, Value};
use crate::{Ctx, Frame, Route};
use crate::{attribute, history, subject};

/// Rows of levels in a form.
pub const LEVELS: usize = 5;

/// The fields of a form of money, in their order.
pub const FUNDING: &[&str] = &[
    "year",
    "needed",
    "planned",
    "secured",
    "spent",
    "security",
    "budget_line",
    "ends_on",
    "source",
];
/// Fields of a form of an indicator.
pub const INDICATOR: &[&str] = &["title", "kind", "measures", "disaggregation", "source"];
/// Those by which its values are compared.
pub const SCALE: &[&str] = &["unit", "direction", "method"];
/// Fields of a form of a context event.
pub const CONTEXT: &[&str] = &["title", "when", "measures", "effect", "source"];
/// Fields of a form of a milestone, but the day.
pub const MILESTONE: &[&str] = &[
    "title",
    "description",
    "type",
    "goal",
    "unit",
    "verification",
];

/// What a form states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stating {
    /// Money for a measure.
    Funding(MeasureId),
    /// A new indicator of a plan.
    Indicator(PlanId),
    /// An indicator, otherwise.
    IndicatorOf(IndicatorId),
    /// A value of an indicator.
    Value(IndicatorId),
    /// A new milestone of a measure.
    Milestone(MeasureId),
    /// Another state of a milestone.
    MilestoneOf(MilestoneId),
    /// A new context event of a plan.
    Context(PlanId),
    /// A context event, otherwise.
    ContextOf(ContextId),
    /// What becomes of a proposal, by its entry.
    Proposal(u64),
}

impl Stating {
    /// What an address names.
    #[must_use]
    pub fn parse(kind: &str, id: &str) -> Option<Self> {
        Some(match kind {
            "funding" => Self::Funding(MeasureId::new(id)),
            "new-indicator" => Self::Indicator(PlanId::new(id)),
            "indicator" => Self::IndicatorOf(IndicatorId::new(id)),
            "value" => Self::Value(IndicatorId::new(id)),
            "new-milestone" => Self::Milestone(MeasureId::new(id)),
            "milestone" => Self::MilestoneOf(MilestoneId::new(id)),
            "new-context" => Self::Context(PlanId::new(id)),
            "context" => Self::ContextOf(ContextId::new(id)),
            "proposal" => Self::Proposal(id.parse().ok()?),
            _ => return None,
        })
    }

    /// Kind and id, as an address has them.
    #[must_use]
    pub fn parts(&self) -> (&'static str, String) {
        match self {
            Self::Funding(id) => ("funding", id.to_string()),
            Self::Indicator(id) => ("new-indicator", id.to_string()),
            Self::IndicatorOf(id) => ("indicator", id.to_string()),
            Self::Value(id) => ("value", id.to_string()),
            Self::Milestone(id) => ("new-milestone", id.to_string()),
            Self::MilestoneOf(id) => ("milestone", id.to_string()),
            Self::Context(id) => ("new-context", id.to_string()),
            Self::ContextOf(id) => ("context", id.to_string()),
            Self::Proposal(seq) => ("proposal", seq.to_string()),
        }
    }

    /// What it is about, if that is on record.
    #[must_use]
    pub fn subject(&self, register: &Register) -> Option<Subject> {
        let subject = match self {
            Self::Funding(id) | Self::Milestone(id) => id.subject(),
            Self::Indicator(id) | Self::Context(id) => id.subject(),
            Self::ContextOf(id) => id.subject(),
            Self::IndicatorOf(id) | Self::Value(id) => id.subject(),
            Self::MilestoneOf(id) => id.subject(),
            Self::Proposal(seq) => find_proposal(register, *seq)?.proposal.milestone.subject(),
        };
        let stands = register.stands(&subject) || matches!(self, Self::Proposal(_));
        stands.then_some(subject)
    }

    /// The plan it belongs to.
    #[must_use]
    pub fn plan(&self, register: &Register) -> Option<PlanId> {
        let subject = self.subject(register)?;
        Some(PlanId::new(subject.plan()?))
    }
}

/// A proposal by its entry.
#[must_use]
pub fn find_proposal(register: &Register, seq: u64) -> Option<&Proposed> {
    let line = register.find_line(seq)?;
    if line.subject.noun != Noun::Milestone {
        return None;
    }
    let mut proposals = register.list_proposals(&line.subject.id);
    proposals.find(|proposed| proposed.seq == seq)
}

/// What the page of a form is made of.
#[derive(Debug)]
pub struct FigureParts<'a> {
    /// Who.
    pub bar: Bar,
    /// What is stated.
    pub stating: &'a Stating,
    /// Measures that may be named.
    pub measures: &'a [MeasureId],
    /// What is typed or on record.
    pub values: &'a Values,
    /// What is wrong with it.
    pub problems: &'a [Problem],
    /// Why it was not taken; `None`: nothing to tell.
    pub refused: Option<String>,
}

/// The page of a form.
#[derive(Debug, Template)]
#[template(path = "work/figure.html")]
pub struct FigureForm {
    f: Frame,
    ways: Vec<Link>,
    about: Link,
    invented: Option<Badge>,
    refused: Option<String>,
    lead: String,
    /// What cannot be changed any more, or what is proposed.
    facts: Facts,
    /// What is proposed beside what is on record.
    changes: Option<Table>,
    form: Form,
}

impl FigureForm {
    /// The page; `None` if what it is about is not on record.
    #[must_use]
    pub fn find(register: &Register, ctx: &Ctx, parts: FigureParts<'_>) -> Option<Self> {
        let subject = parts.stating.subject(register)?;
        let maker = Maker {
            ctx,
            values: parts.values,
            problems: parts.problems,
        };
        let mut facts = Facts::default();
        let mut changes = None;
        let groups = match parts.stating {
            Stating::Funding(_) => funding(&maker),
            Stating::Indicator(_) => indicator(register, &maker, parts.measures, false),
            Stating::IndicatorOf(id) => {
                let known = register.indicators.find(id.as_str())?;
                let used = !list_values(register, id).is_empty();
                if used {
                    facts = frozen(ctx, known);
                }
                indicator(register, &maker, parts.measures, used)
            }
            Stating::Value(id) => value(&maker, register.indicators.find(id.as_str())?),
            Stating::Context(_) | Stating::ContextOf(_) => {
                context(register, &maker, parts.measures)
            }
            Stating::Milestone(_) | Stating::MilestoneOf(_) => milestone(&maker, parts.stating),
            Stating::Proposal(seq) => {
                let found = find_proposal(register, *seq)?;
                facts = proposed(register, ctx, found);
                changes = compared(register, ctx, found);
                let reason = maker.line("reason", ctx.t("figure-decline-reason"), "", "text");
                vec![group(vec![reason])]
            }
        };
        let (kind, id) = parts.stating.parts();
        let button = |value: FigureButton, key: &str, primary| Button {
            value: value.as_str(),
            words: ctx.t(key),
            primary,
        };
        let buttons = match parts.stating {
            Stating::Proposal(_) => vec![
                button(FigureButton::Confirm, "figure-confirm", true),
                button(FigureButton::Decline, "figure-decline", false),
            ],
            Stating::Milestone(_) | Stating::MilestoneOf(_) => {
                vec![button(FigureButton::State, "figure-propose", true)]
            }
            _ => vec![button(FigureButton::State, "figure-state", true)],
        };
        let plan = subject.plan().unwrap_or_default();
        let made_up = register.has_invented_rounds(plan);
        let title = ctx.word("figure-title", kind);
        let action = ctx.href(&Route::Figure(kind, &id));
        let hidden = ["milestone"].into_iter().filter_map(|name| {
            let value = parts.values.get(name);
            (!value.is_empty()).then(|| (name.to_owned(), value.to_owned()))
        });
        Some(Self {
            f: Frame::new(ctx, Shown::plain(&title), Section::Elsewhere)
                .signed_in(ctx, &parts.bar)
                .wrong(ctx, !parts.problems.is_empty()),
            ways: ways(ctx),
            about: subject::link(register, ctx, &subject),
            invented: made_up.then(|| Badge {
                word: ctx.t("invented-mark"),
                tone: Tone::Warn,
            }),
            refused: parts.refused,
            lead: ctx.word("figure-lead", kind),
            facts,
            changes,
            form: maker.form(action, hidden.collect(), groups, buttons),
        })
    }
}

fn group(fields: Vec<FormField>) -> Group {
    Group {
        fields,
        ..Group::default()
    }
}

fn dense(title: String, lead: String, fields: Vec<FormField>) -> Group {
    Group {
        title,
        lead,
        fields,
        dense: true,
        ..Group::default()
    }
}

fn source(maker: &Maker<'_>) -> Group {
    let ctx = maker.ctx;
    let fields = shape::field(maker, Noun::Funding, "source");
    dense(ctx.t("figure-source"), ctx.t("figure-source-lead"), fields)
}

fn funding(maker: &Maker<'_>) -> Vec<Group> {
    let names = FUNDING.iter().filter(|name| **name != "source");
    let fields = names.flat_map(|name| shape::field(maker, Noun::Funding, name));
    let lead = maker.ctx.t("hint-rows-funding");
    vec![dense(String::new(), lead, fields.collect()), source(maker)]
}

fn indicator(
    register: &Register,
    maker: &Maker<'_>,
    measures: &[MeasureId],
    used: bool,
) -> Vec<Group> {
    let ctx = maker.ctx;
    let field = |name: &str| shape::field(maker, Noun::Indicator, name);
    let mut first = [field("title"), field("kind")].concat();
    if !measures.is_empty() {
        let measures = measures.iter().map(|id| id.subject());
        first.push(shape::links(
            register,
            maker,
            Noun::Indicator,
            "measures",
            measures,
        ));
    }
    let mut groups = vec![group(first)];
    let mut scale = Vec::new();
    if !used {
        scale.extend([field("unit"), field("direction")].concat());
    }
    for name in ["baseline", "target"] {
        let label = attribute::name_of(ctx, Noun::Indicator, name);
        scale.push(maker.line(name, label, "figure-reading-hint", "text"));
    }
    let lead = match used {
        true => ctx.t("figure-scale-used"),
        false => String::new(),
    };
    if used {
        scale.extend(field("reason"));
    }
    groups.push(dense(ctx.t("figure-scale"), lead, scale));
    if !used {
        let levels = (0..LEVELS).flat_map(|at| {
            let n = [("n", (at + 1).into())];
            let name = |part: &str| format!("levels.{at}.{part}");
            [
                maker.line(&name("name"), ctx.t_with("figure-level", &n), "", "text"),
                maker.line(&name("anchor"), ctx.t_with("figure-anchor", &n), "", "text"),
            ]
        });
        let lead = ctx.t("figure-levels-lead");
        groups.push(dense(
            attribute::name(ctx, "levels"),
            lead,
            levels.collect(),
        ));
        groups.push(group(field("method")));
    }
    groups.push(group(field("disaggregation")));
    groups.push(source(maker));
    groups
}

/// What values rest on and cannot be changed any more.
fn frozen(ctx: &Ctx, indicator: &Indicator) -> Facts {
    let fact = |name: &str, value| Fact::new(attribute::name(ctx, name), value);
    let mut facts = Facts::default();
    facts
        .facts
        .push(fact("method", ctx.stated_text(&indicator.method)));
    facts
        .facts
        .push(fact("unit", ctx.stated_text(&indicator.unit)));
    facts
}

fn context(register: &Register, maker: &Maker<'_>, measures: &[MeasureId]) -> Vec<Group> {
    let field = |name: &str| shape::field(maker, Noun::Context, name);
    let mut first = [field("title"), field("when"), field("effect")].concat();
    if !measures.is_empty() {
        let measures = measures.iter().map(|id| id.subject());
        first.push(shape::links(
            register,
            maker,
            Noun::Context,
            "measures",
            measures,
        ));
    }
    vec![group(first), source(maker)]
}

fn value(maker: &Maker<'_>, indicator: &Indicator) -> Vec<Group> {
    let ctx = maker.ctx;
    let name = attribute::name(ctx, "reading");
    let reading = if indicator.levels.is_empty() {
        maker.line("reading", name, "", "text")
    } else {
        let levels = indicator.levels.iter().enumerate();
        let levels = levels.map(|(at, level)| {
            let words = ctx.words(&level.name).into_owned();
            ((at + 1).to_string(), words)
        });
        maker.select("reading", name, "", levels)
    };
    let mut fields = shape::field(maker, Noun::Value, "on");
    fields.push(reading);
    vec![group(fields), source(maker)]
}

fn milestone(maker: &Maker<'_>, stating: &Stating) -> Vec<Group> {
    let ctx = maker.ctx;
    let mut fields: Vec<FormField> = MILESTONE
        .iter()
        .flat_map(|name| shape::field(maker, Noun::Milestone, name))
        .collect();
    let name = attribute::name(ctx, "due");
    // Behind title and description: by when it is.
    fields.insert(2, maker.line("due", name, "figure-due-hint", "date"));
    if matches!(stating, Stating::MilestoneOf(_)) {
        let reason = maker.line("reason", ctx.t("say-reason"), "figure-reason-hint", "text");
        fields.push(reason);
    }
    vec![group(fields)]
}

/// A proposal as the coordinator reads it.
/// What is proposed, by whom and why; and if the milestone is on record, how far its date moves.
fn proposed(register: &Register, ctx: &Ctx, proposed: &Proposed) -> Facts {
    let milestone = &proposed.proposal.milestone;
    let mut facts = Vec::new();
    if let Some(line) = register.find_line(proposed.seq) {
        let by = Value::Link(ctx.organisation(register, &line.by));
        facts.push(Fact::new(ctx.t("figure-proposed-by"), by));
        let at = history::instant(ctx, line.at);
        facts.push(Fact::new(ctx.t("figure-proposed-at"), at));
    }
    let reason = proposed.proposal.reason.as_ref();
    let reason = reason.map_or_else(|| ctx.not_stated(), |reason| ctx.prose(reason));
    facts.push(Fact::new(ctx.t("say-reason"), reason));
    let known = register.milestones.find(milestone.id.as_str());
    let Some(known) = known else {
        facts.extend(Teller::of(register, ctx, milestone).all());
        return Facts { facts };
    };
    let last_day = |milestone: &Milestone| milestone.due.value()?.until;
    if let (Some(from), Some(to)) = (last_day(known), last_day(milestone))
        && let Ok(span) = from.until(to)
    {
        let days = span.get_days();
        let key = if days < 0 {
            "figure-earlier"
        } else {
            "figure-later"
        };
        let days = usize::try_from(days.unsigned_abs()).unwrap_or(usize::MAX);
        let moved = Value::Plain(ctx.tn(key, days));
        facts.push(Fact::new(ctx.t("figure-moves"), moved));
    }
    Facts { facts }
}

/// What differs between the milestone on record and the one that is proposed; `None` for a new one.
fn compared(register: &Register, ctx: &Ctx, proposed: &Proposed) -> Option<Table> {
    let milestone = &proposed.proposal.milestone;
    let known = register.milestones.find(milestone.id.as_str())?;
    let changes = differences(known, milestone);
    let caption = ctx.t("figure-compared");
    let about = milestone.id.subject();
    Some(attribute::changes(register, ctx, caption, &about, &changes))
}

/// The money of an organisation for a measure, newest year first.
#[must_use]
pub fn list_own_funding<'a>(
    register: &'a Register,
    measure: &MeasureId,
    by: &str,
) -> Vec<&'a Funding> {
    let about = measure.subject();
    let ids = register.list_referrers(&about, Noun::Funding);
    let all = ids.filter_map(|id| register.fundings.find(id));
    let mut own: Vec<&Funding> = all
        .filter(|funding| funding.organisation.as_str() == by)
        .collect();
    own.sort_by_key(|funding| std::cmp::Reverse(funding.year));
    own
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{FigureForm, FigureParts, Stating};
    use crate::Route;
    use crate::samples::Samples;
    use wegmarke_domain::id::MeasureId;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        let wording = samples.wording;
        let measures = [MeasureId::new("qx-plan/full")];
        for (kind, id) in [
            ("funding", "qx-plan/full"),
            ("new-indicator", "qx-plan"),
            ("new-context", "qx-plan"),
            ("context", "qx-plan/c1"),
            ("new-milestone", "qx-plan/full"),
            ("indicator", "qx-plan/i1"),
            ("value", "qx-plan/i2"),
            ("milestone", "qx-plan/M2"),
        ] {
            let parts = FigureParts {
                bar: wording.bar(),
                stating: &Stating::parse(kind, id).unwrap(),
                measures: &measures,
                values: &wording.typed(),
                problems: &wording.problems(),
                refused: Some(wording.words("refused")),
            };
            samples.of(&Route::Figure(kind, id), "", |r, c| {
                FigureForm::find(r, c, parts)
            });
        }
    }
}
