// SPDX-License-Identifier: EUPL-1.2
//! Forms for indicators, their values, money, and milestones: one page for all of them.

use askama::Template;
use jiff::Timestamp;
use serde_json::{Map, Value as Json};
use wegmarke_domain::correction::Correction;
use wegmarke_domain::figure::Stating;
use wegmarke_domain::funding::Funding;
use wegmarke_domain::id::{IndicatorId, MeasureId, OrganisationId};
use wegmarke_domain::indicator::Indicator;
use wegmarke_domain::milestone::Milestone;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::problem::Problem;
use wegmarke_domain::proposal::Proposed;
use wegmarke_domain::record::differences;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::correcting::{find_correction, rebase};
use wegmarke_domain::rules::figures::list_values;
use wegmarke_domain::rules::finding;
use wegmarke_domain::rules::stating::{find_newest, find_proposal};
use wegmarke_domain::stated::Stated;

use super::review::{Reading, Review, Stands};
use super::signing::{Signing, Signs};
use super::{Bar, FigureButton, ways};
use crate::attribute::{Teller, standing};
use crate::frame::Section;
use crate::parts::form::{Button, Form, FormField, Group, Maker, Values, shape};
use crate::parts::{Badge, Fact, Facts, Link, Shown, Table, Tone, Value};
use crate::{Ctx, Frame, Route};
use crate::{attribute, correction, history, subject};

/// The number of a draft, where there may be several.
pub const NUMBER: &str = "draft";
/// That a draft was read and not filled in: what is kept is released.
pub const READS: &str = "reads";
/// Why a draft is returned, for colleagues.
pub const RETURN_REASON: &str = "return.reason";
/// Rows of levels in a form.
pub const LEVELS: usize = 5;

/// The fields of a form of money, in their order.
pub const FUNDING: &[&str] = &[
    "year",
    "last_year",
    "currency",
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
/// Fields of a form of what one says to a finding.
pub const REMARK: &[&str] = &["stance", "text", "source"];
/// Fields of a form of a milestone, but the day.
pub const MILESTONE: &[&str] = &[
    "title",
    "description",
    "type",
    "goal",
    "unit",
    "verification",
];

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
    /// What is known of its draft.
    pub draft: OfDraft<'a>,
    /// Whether what they state can be signed.
    pub signs: Signs,
    /// Whether it is a proposal of their own: they take it back, and others decide about it.
    pub is_own: bool,
}

/// What is known of the draft that a form rests on.
#[derive(Debug, Default)]
pub struct OfDraft<'a> {
    /// Which of several it is; 0: the next one.
    pub number: u32,
    /// Its revision; 0: nobody saved it yet.
    pub revision: u64,
    /// The newest entry about the figure that the form shows; `None`: there is none.
    pub entry: Option<u64>,
    /// What is to be told.
    pub notices: Vec<String>,
    /// What stands instead of what the form rests on: what it is about, its attributes, and since when.
    pub stands: Option<(Subject, Map<String, Json>, Timestamp)>,
    /// The draft to be read, where somebody else wrote it and asks for its release.
    pub review: Option<Review<'a>>,
    /// What they would take back instead, if they may.
    pub withdraws: Option<Subject>,
    /// Whether they may draft it.
    pub may_draft: bool,
    /// Whether they may state it, and not only ask for its release.
    pub may_state: bool,
    /// Whether they may return the draft.
    pub may_return: bool,
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
    notices: Vec<String>,
    stands: Option<Stands>,
    reading: Option<Reading>,
    withdraw: Option<Link>,
    lead: String,
    /// What cannot be changed any more, or what is proposed.
    facts: Facts,
    /// What is proposed beside what is on record.
    changes: Option<Table>,
    signing: Option<Signing>,
    form: Form,
    /// What else can be done with a draft: return it, for those who may, and delete it.
    others: Vec<Form>,
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
        let draft = parts.draft;
        let changed = draft.entry.is_some();
        let mut groups = match parts.stating {
            Stating::Funding(_) => funding(&maker, changed),
            Stating::Indicator(_) => indicator(register, &maker, parts.measures, false),
            Stating::IndicatorOf(id) => {
                let known = register.indicators.find(id.as_str())?;
                let used = !list_values(register, id).is_empty();
                if used {
                    facts = frozen(ctx, known);
                }
                indicator(register, &maker, parts.measures, used)
            }
            Stating::Value(id) => value(&maker, register.indicators.find(id.as_str())?, changed),
            Stating::Context(_) | Stating::ContextOf(_) => {
                context(register, &maker, parts.measures, changed)
            }
            Stating::Remark(finding) => {
                facts = spoken(register, ctx, finding);
                remark(&maker, changed)
            }
            Stating::Milestone(_) | Stating::MilestoneOf(_) => milestone(&maker, parts.stating),
            Stating::Withdrawal(about) => {
                facts = withdrawn(register, ctx, about);
                vec![group(vec![reason(&maker)])]
            }
            Stating::Proposal(seq) => {
                match (
                    find_proposal(register, *seq),
                    find_correction(register, *seq),
                ) {
                    (Some(found), _) => {
                        facts = proposed(register, ctx, found);
                        changes = compared(register, ctx, found);
                    }
                    (None, Some((about, found))) => {
                        facts = proposed_correction(register, ctx, found);
                        let now = rebase(register, about, &found.proposal.changes);
                        changes = Some(correction::changes(register, ctx, about, &now));
                    }
                    (None, None) => return None,
                }
                let key = match parts.is_own {
                    true => "say-reason",
                    false => "figure-decline-reason",
                };
                let reason = maker.line("reason", ctx.t(key), "", "text");
                vec![group(vec![reason])]
            }
        };
        let (kind, id) = parts.stating.parts();
        let mut buttons = match parts.is_own {
            true => vec![button(ctx, FigureButton::Withdraw, "say-withdraw", true)],
            false => buttons(ctx, parts.stating, &draft),
        };
        let plan = subject.plan().unwrap_or_default();
        let made_up = register.has_invented_rounds(plan);
        let title = ctx.word("figure-title", kind);
        let route = Route::Figure(kind, &id);
        let number = draft.number.to_string();
        let mut hidden: Vec<(String, String)> = Vec::new();
        if !matches!(parts.stating, Stating::Proposal(_)) {
            let entry = draft.entry.map_or_else(String::new, |seq| seq.to_string());
            for (name, value) in [
                (NUMBER, number.clone()),
                ("revision", draft.revision.to_string()),
                ("entry", entry),
            ] {
                hidden.push((name.to_owned(), value));
            }
        }
        if let Stating::Proposal(_) = parts.stating {
            let newest = find_newest(register, &subject);
            hidden.extend(newest.map(|seq| ("entry".to_owned(), seq.to_string())));
        }
        let action = ctx.href(&route);
        let others = match draft.revision {
            0 => Vec::new(),
            _ => others(&maker, &action, &hidden, &draft),
        };
        let reading = draft.review.map(|review| {
            let form: (&Route<'_>, &[(&str, &str)]) = (&route, &[(NUMBER, &number)]);
            Reading::new(register, ctx, form, review)
        });
        if reading.is_some() {
            // What is released is what was read: the draft as it is kept.
            hidden.push((READS.to_owned(), "1".to_owned()));
            groups.clear();
            buttons.retain(|button| button.value == FigureButton::State.as_str());
            facts = Facts::default();
        }
        let withdraw = draft.withdraws.map(|about| {
            let words = Shown::plain(&ctx.t("figure-withdraw"));
            ctx.link(&Route::Figure("withdrawal", &about.to_string()), words)
        });
        let decides = matches!(parts.stating, Stating::Proposal(_));
        let signing = match draft.may_state || decides {
            true => Signing::of(ctx, parts.signs),
            false => None,
        };
        let mut f = Frame::new(ctx, Shown::plain(&title), Section::Elsewhere)
            .signed_in(ctx, &parts.bar)
            .wrong(ctx, !parts.problems.is_empty());
        if signing.as_ref().is_some_and(Signing::is_here) {
            f = f.script(&ctx.site.assets.sign_js);
        }
        Some(Self {
            f,
            ways: ways(ctx),
            about: subject::link(register, ctx, &subject),
            invented: made_up.then(|| Badge {
                word: ctx.t("invented-mark"),
                tone: Tone::Warn,
            }),
            refused: parts.refused,
            notices: draft.notices,
            stands: draft.stands.map(|(about, attributes, at)| Stands {
                title: ctx.t_with("say-stands", &[("at", ctx.instant(at).into())]),
                content: Facts {
                    facts: Teller::new(register, ctx, about.noun, attributes).all(),
                },
            }),
            withdraw: withdraw.filter(|_| reading.is_none()),
            reading,
            lead: match parts.is_own {
                true => ctx.t("figure-lead-own-proposal"),
                false => ctx.word("figure-lead", kind),
            },
            facts,
            changes,
            signing,
            form: maker.form(action, hidden, groups, buttons),
            others,
        })
    }
}

fn button(ctx: &Ctx, value: FigureButton, key: &str, primary: bool) -> Button {
    Button {
        value: value.as_str(),
        words: ctx.t(key),
        primary,
    }
}

fn buttons(ctx: &Ctx, stating: &Stating, draft: &OfDraft<'_>) -> Vec<Button> {
    let button = |value, key, primary| button(ctx, value, key, primary);
    let key = match stating {
        Stating::Proposal(_) => {
            return vec![
                button(FigureButton::Confirm, "figure-confirm", true),
                button(FigureButton::Decline, "figure-decline", false),
            ];
        }
        Stating::Milestone(_) | Stating::MilestoneOf(_) => "figure-propose",
        Stating::Withdrawal(_) => "say-withdraw",
        _ => "figure-state",
    };
    let mut buttons = Vec::new();
    if draft.may_draft {
        buttons.push(button(FigureButton::Save, "say-save", false));
        if !draft.may_state {
            buttons.push(button(FigureButton::Request, "say-request", true));
        }
    }
    if draft.may_state {
        buttons.push(button(FigureButton::State, key, true));
    }
    buttons
}

/// What else can be done with a draft.
fn others(
    maker: &Maker<'_>,
    action: &str,
    hidden: &[(String, String)],
    draft: &OfDraft<'_>,
) -> Vec<Form> {
    let ctx = maker.ctx;
    let other = |value, key: &str, group| Form {
        problems: Vec::new(),
        ..maker.form(
            action.to_owned(),
            hidden.to_vec(),
            vec![group],
            vec![button(ctx, value, key, false)],
        )
    };
    let mut others = Vec::new();
    if draft.may_return {
        // Not the field of the same name in the form: this reason is for colleagues alone.
        let why = maker.line(RETURN_REASON, ctx.t("say-reason"), "", "text");
        let group = Group {
            title: ctx.t("say-return-title"),
            ..group(vec![why])
        };
        others.push(other(FigureButton::Return, "say-return", group));
    }
    if draft.may_draft {
        let group = Group {
            title: ctx.t("say-discard-title"),
            lead: ctx.t("say-discard-lead"),
            ..Group::default()
        };
        others.push(other(FigureButton::Discard, "say-discard", group));
    }
    others
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

/// Why something is otherwise than it was stated; it becomes public.
fn reason(maker: &Maker<'_>) -> FormField {
    let ctx = maker.ctx;
    maker.line("reason", ctx.t("say-reason"), "figure-change-hint", "text")
}

/// The same where something stands, or where it is asked for; else nobody has to give one.
fn why(maker: &Maker<'_>, changed: bool) -> Option<Group> {
    let mut problems = maker.problems.iter();
    let asked = problems.any(|problem| &*problem.field == "reason");
    let given = !maker.values.get("reason").is_empty();
    (changed || asked || given).then(|| group(vec![reason(maker)]))
}

fn funding(maker: &Maker<'_>, changed: bool) -> Vec<Group> {
    let names = FUNDING.iter().filter(|name| **name != "source");
    let fields = names.flat_map(|name| shape::field(maker, Noun::Funding, name));
    let lead = maker.ctx.t("hint-rows-funding");
    let mut groups = vec![dense(String::new(), lead, fields.collect()), source(maker)];
    groups.extend(why(maker, changed));
    groups
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

fn context(
    register: &Register,
    maker: &Maker<'_>,
    measures: &[MeasureId],
    changed: bool,
) -> Vec<Group> {
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
    let mut groups = vec![group(first), source(maker)];
    groups.extend(why(maker, changed));
    groups
}

fn value(maker: &Maker<'_>, indicator: &Indicator, changed: bool) -> Vec<Group> {
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
    let mut groups = vec![group(fields), source(maker)];
    groups.extend(why(maker, changed));
    groups
}

fn remark(maker: &Maker<'_>, changed: bool) -> Vec<Group> {
    let field = |name: &str| shape::field(maker, Noun::Remark, name);
    let first = [field("stance"), field("text")].concat();
    let mut groups = vec![group(first), source(maker)];
    groups.extend(why(maker, changed));
    groups
}

/// The finding that one speaks about; nothing where it does not follow any more.
fn spoken(register: &Register, ctx: &Ctx, id: &str) -> Facts {
    let findings = finding::parse_id(id);
    let findings = findings.map(|(rule, _)| finding::Findings::of_rule(register, ctx.today, rule));
    let found = findings.as_ref().and_then(|findings| findings.find(id));
    found.map_or_else(Facts::default, |found| {
        crate::finding::facts(register, ctx, found)
    })
}

/// What is taken back, as it stands; of a milestone, what one proposed.
fn withdrawn(register: &Register, ctx: &Ctx, about: &Subject) -> Facts {
    if about.noun == Noun::Milestone {
        let open = register.list_proposals(&about.id);
        let open = open.filter(|proposed| proposed.decided.is_none()).last();
        return open.map_or_else(Facts::default, |open| Facts {
            facts: Teller::of(register, ctx, &open.proposal.milestone).all(),
        });
    }
    Facts {
        facts: Teller::new(register, ctx, about.noun, standing(register, about)).all(),
    }
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
    let mut facts = proposed_by(register, ctx, proposed.seq);
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

/// A proposed correction, as whose record it is reads it: who proposes it, when, why, and where that
/// stands.
fn proposed_correction(register: &Register, ctx: &Ctx, found: &Proposed<Correction>) -> Facts {
    let mut facts = proposed_by(register, ctx, found.seq);
    let reason = ctx.prose(&found.proposal.reason);
    facts.push(Fact::new(ctx.t("say-reason"), reason));
    if let Some(source) = &found.proposal.source {
        let source = ctx.source_value(&Stated::Value(source.clone()));
        facts.push(Fact::new(ctx.t("figure-source"), source));
    }
    Facts { facts }
}

/// Who made a proposal, and when.
fn proposed_by(register: &Register, ctx: &Ctx, seq: u64) -> Vec<Fact> {
    let Some(line) = register.find_line(seq) else {
        return Vec::new();
    };
    let by = Value::Link(ctx.organisation(register, &line.by));
    vec![
        Fact::new(ctx.t("figure-proposed-by"), by),
        Fact::new(ctx.t("figure-proposed-at"), history::instant(ctx, line.at)),
    ]
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

/// The values of an organisation for an indicator, newest day first.
#[must_use]
pub fn list_own_values<'a>(
    register: &'a Register,
    indicator: &IndicatorId,
    by: &OrganisationId,
) -> Vec<&'a wegmarke_domain::indicator::Value> {
    let about = indicator.subject();
    let ids = register.list_referrers(&about, Noun::Value);
    let all = ids.filter_map(|id| register.values.find(id));
    let mut own: Vec<_> = all.filter(|value| value.organisation == *by).collect();
    own.sort_by_key(|value| std::cmp::Reverse(value.on));
    own
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{FigureForm, FigureParts, OfDraft, Review, Signs, Stating, Values, standing};
    use crate::Route;
    use crate::samples::Samples;
    use wegmarke_domain::id::MeasureId;
    use wegmarke_domain::text::{Lang, Text};

    pub(crate) fn add(samples: &mut Samples<'_>) {
        let wording = samples.wording;
        let measures = [MeasureId::new("qx-plan/full")];
        for (kind, id) in [
            ("funding", "qx-plan/full"),
            ("new-indicator", "qx-plan"),
            ("new-context", "qx-plan"),
            ("context", "qx-plan/c1"),
            ("remark", "apart/measure/qx-plan/full"),
            ("new-milestone", "qx-plan/full"),
            ("indicator", "qx-plan/i1"),
            ("value", "qx-plan/i2"),
            ("milestone", "qx-plan/M2"),
            ("withdrawal", "context/qx-plan/c1"),
        ] {
            let parts = FigureParts {
                bar: wording.bar(),
                stating: &Stating::parse(kind, id).unwrap(),
                measures: &measures,
                values: &wording.typed(),
                problems: &wording.problems(),
                refused: Some(wording.words("refused")),
                draft: OfDraft {
                    number: 1,
                    revision: 1,
                    notices: vec![wording.words("notice")],
                    may_draft: true,
                    may_state: true,
                    may_return: true,
                    ..OfDraft::default()
                },
                signs: Signs::Here,
                is_own: false,
            };
            samples.of(&Route::Figure(kind, id), "", |r, c| {
                FigureForm::find(r, c, parts)
            });
        }
        let stating = Stating::parse("context", "qx-plan/c1").unwrap();
        let reason = Text::new(Lang::DE, &wording.words("reason"));
        samples.of(
            &Route::Figure("context", "qx-plan/c1"),
            "draft=1",
            |r, c| {
                let about = stating.subject(r)?;
                let mut says = standing(r, &about);
                says.remove("effect");
                let review = Review {
                    last: Some(standing(r, &about)),
                    about,
                    says,
                    reason: reason.as_ref(),
                    author: None,
                };
                let parts = FigureParts {
                    bar: wording.bar(),
                    stating: &stating,
                    measures: &measures,
                    values: &Values::default(),
                    problems: &[],
                    refused: None,
                    draft: OfDraft {
                        number: 1,
                        revision: 1,
                        entry: Some(1),
                        review: Some(review),
                        may_state: true,
                        may_return: true,
                        ..OfDraft::default()
                    },
                    signs: Signs::Elsewhere,
                    is_own: false,
                };
                FigureForm::find(r, c, parts)
            },
        );
    }
}
