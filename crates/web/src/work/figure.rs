// SPDX-License-Identifier: EUPL-1.2
//! Stating indicators, values, money and milestones, and deciding what is proposed.

use axum::extract::Path;
use axum::http::StatusCode;
use wegmarke_app::account::SignedIn;
use wegmarke_app::figure::Figure;
use wegmarke_app::{AppError, Receipt};
use wegmarke_domain::funding::{Funding, Money};
use wegmarke_domain::id::{
    FundingId, IndicatorId, MeasureId, MilestoneId, OrganisationId, PlanId, ValueId, slug,
};
use wegmarke_domain::indicator::{Indicator, IndicatorKind, Level, Reading, Value, list_values};
use wegmarke_domain::milestone::Milestone;
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::proposal::{Decision, Proposal};
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::permission::{About, Action};
use wegmarke_domain::rules::voices::answers_for;
use wegmarke_domain::source::Source;
use wegmarke_domain::stated::Stated;
use wegmarke_domain::text::{Lang, Text};
use wegmarke_domain::time::Timespan;
use wegmarke_pages::Route;
use wegmarke_pages::parts::form::Values;
use wegmarke_pages::work::figure::{LEVELS, find_proposal, list_own_funding};
use wegmarke_pages::work::{self, FigureParts, FiguresParts, Stating};

use super::fields::{self, Reader};
use super::handlers::{Answer, refusal};
use super::sent::Typed;
use super::{Asked, Told};

/// What there is to state for a plan.
pub(super) async fn list(asked: Asked, Path((_, plan)): Path<(String, String)>) -> Answer {
    let signed_in = asked.signed_in().await?;
    let state = asked.web.app.state();
    let register = &state.register;
    let by = signed_in.who.organisation();
    let own = About::Organisation(by);
    let actor = &signed_in.who.actor;
    let plan_id = PlanId::new(&*plan);
    let parts = FiguresParts {
        bar: asked.bar(&signed_in),
        by,
        may_state: actor.may(register, Action::StateFigures, own),
        may_propose: actor.may(register, Action::ProposeMilestone, own),
        may_confirm: actor.may(register, Action::ConfirmMilestone, About::Plan(&plan_id)),
        said: asked
            .ctx
            .query
            .find("said")
            .and_then(|seq| seq.parse().ok()),
    };
    let page = work::Figures::find(register, &asked.ctx, &plan, parts);
    page.map(|page| asked.page(&page))
        .ok_or_else(|| asked.absent())
}

/// What an address names, if they may state it.
async fn stating(asked: &Asked, kind: &str, id: &str) -> Result<(SignedIn, Stating), Told> {
    let signed_in = asked.signed_in().await?;
    let state = asked.web.app.state();
    let register = &state.register;
    let stating = Stating::parse(kind, id).ok_or_else(|| asked.absent())?;
    let plan = stating.plan(register).ok_or_else(|| asked.absent())?;
    let own = About::Organisation(signed_in.who.organisation());
    let (action, about) = match stating {
        Stating::Milestone(_) | Stating::MilestoneOf(_) => (Action::ProposeMilestone, own),
        Stating::Proposal(_) => (Action::ConfirmMilestone, About::Plan(&plan)),
        _ => (Action::StateFigures, own),
    };
    if signed_in.who.actor.may(register, action, about) {
        Ok((signed_in, stating))
    } else {
        Err(asked.absent())
    }
}

/// Measures that an indicator may name: those its organisation answers for, and those it names.
fn list_measures(register: &Register, stating: &Stating, by: &OrganisationId) -> Vec<MeasureId> {
    let known = match stating {
        Stating::IndicatorOf(id) => register.indicators.find(id.as_str()),
        Stating::Indicator(_) => None,
        _ => return Vec::new(),
    };
    let plan = stating.plan(register);
    let plan = plan.as_ref().map_or("", PlanId::as_str);
    let measures = register.measures.list_of(plan).filter(|measure| {
        let named = known.is_some_and(|known| known.measures.contains(&measure.id));
        named || answers_for(register, by, &measure.id.subject())
    });
    measures.map(|measure| measure.id.clone()).collect()
}

fn form(
    asked: &Asked,
    signed_in: &SignedIn,
    stating: &Stating,
    values: &Values,
    problems: &[Problem],
    refused: String,
) -> Result<work::FigureForm, Told> {
    let state = asked.web.app.state();
    let measures = list_measures(&state.register, stating, signed_in.who.organisation());
    let parts = FigureParts {
        bar: asked.bar(signed_in),
        stating,
        measures: &measures,
        values,
        problems,
        refused,
    };
    work::FigureForm::find(&state.register, &asked.ctx, parts).ok_or_else(|| asked.absent())
}

pub(super) async fn ask(
    asked: Asked,
    Path((_, kind, id)): Path<(String, String, String)>,
) -> Answer {
    let (signed_in, stating) = stating(&asked, &kind, &id).await?;
    let state = asked.web.app.state();
    let year = asked.ctx.query.find("year");
    let by = signed_in.who.organisation().as_str();
    let lang = asked.ctx.data_lang();
    let values = begin(&state.register, &stating, by, year, lang);
    let page = form(&asked, &signed_in, &stating, &values, &[], String::new())?;
    Ok(asked.page(&page))
}

pub(super) async fn state(
    asked: Asked,
    Path((_, kind, id)): Path<(String, String, String)>,
    Typed(values): Typed,
) -> Answer {
    let (signed_in, stating) = stating(&asked, &kind, &id).await?;
    let (problems, refused) = match act(&asked, &signed_in, &stating, &values).await {
        Ok(receipts) => {
            let state = asked.web.app.state();
            let plan = stating.plan(&state.register);
            let plan = plan.as_ref().map_or("", PlanId::as_str);
            let seq = receipts.first().map(|receipt| receipt.seq.to_string());
            let query = seq.as_deref().map(|seq| ("said", seq));
            let query: Vec<(&str, &str)> = query.into_iter().collect();
            return Ok(asked.redirect(asked.ctx.href_with(&Route::Figures(plan), &query)));
        }
        Err(AppError::Invalid(problems)) => (problems, String::new()),
        Err(AppError::NotFound(_)) => (Vec::new(), asked.ctx.word("refused", "decided")),
        Err(error) => match refusal(&asked, &error) {
            Some(words) => (Vec::new(), words),
            None => return Err(asked.failed(&error)),
        },
    };
    let page = form(&asked, &signed_in, &stating, &values, &problems, refused)?;
    Ok(asked.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
}

async fn act(
    asked: &Asked,
    signed_in: &SignedIn,
    stating: &Stating,
    values: &Values,
) -> Result<Vec<Receipt>, AppError> {
    let (app, who) = (&asked.web.app, &signed_in.who);
    let state = app.state();
    let register = &state.register;
    let mut reader = Reader::new(values, asked.ctx.data_lang());
    let by = who.organisation();
    let figure = match stating {
        Stating::Funding(measure) => read_funding(&mut reader, measure, by).map(Figure::Funding),
        Stating::Indicator(plan) => {
            read_indicator(register, &mut reader, plan, None).map(Figure::Indicator)
        }
        Stating::IndicatorOf(id) => {
            let known = register.indicators.find(id.as_str());
            let plan = id.subject();
            let plan = PlanId::new(plan.plan().unwrap_or_default());
            read_indicator(register, &mut reader, &plan, known).map(Figure::Indicator)
        }
        Stating::Value(id) => read_value(register, &mut reader, id, by).map(Figure::Value),
        Stating::Milestone(_) | Stating::MilestoneOf(_) => {
            let proposal = read_proposal(register, &mut reader, stating);
            let mut problems = reader.problems;
            let Some(proposal) = proposal else {
                return Err(AppError::Invalid(problems));
            };
            if !problems.is_empty() {
                problems.extend(proposal.problems(register));
                return Err(AppError::Invalid(problems));
            }
            return app.propose_milestone(who, &proposal, false).await;
        }
        Stating::Proposal(seq) => {
            let milestone = find_proposal(register, *seq);
            let milestone = milestone.map(|one| one.proposal.milestone.id.to_string());
            let decision = Decision {
                proposal: *seq,
                reason: Text::new(asked.ctx.data_lang(), values.get("reason")),
            };
            let confirmed = values.get("do") == "confirm";
            let milestone = milestone.unwrap_or_default();
            return app
                .decide_proposal(who, &milestone, &decision, confirmed, false)
                .await;
        }
    };
    match figure {
        Some(figure) if reader.problems.is_empty() => app.state_figure(who, &figure, false).await,
        _ => Err(AppError::Invalid(reader.problems)),
    }
}

fn read_source(reader: &Reader<'_>) -> Stated<Source> {
    let words = |name: &str| reader.words(name).value().cloned();
    let source = Source {
        document: words("source.document"),
        locator: words("source.locator"),
        urls: words("source.url").into_iter().collect(),
    };
    let empty = source.document.is_none() && source.locator.is_none() && source.urls.is_empty();
    if empty {
        Stated::NotStated
    } else {
        Stated::Value(source)
    }
}

/// A source's address has to be one.
fn check_source(reader: &mut Reader<'_>, source: &Stated<Source>) {
    let mut urls = source.value().into_iter().flat_map(|source| &source.urls);
    if urls.any(|url| wegmarke_pages::url::outside(url).is_none()) {
        reader.wrong("source.url", codes::NOT_AN_ADDRESS);
    }
}

fn read_funding(
    reader: &mut Reader<'_>,
    measure: &MeasureId,
    by: &OrganisationId,
) -> Option<Funding> {
    let source = read_source(reader);
    check_source(reader, &source);
    let money = Money {
        needed: reader.number("needed"),
        planned: reader.number("planned"),
        secured: reader.number("secured"),
        spent: reader.number("spent"),
        security: reader.word("security"),
        budget_line: reader.words("budget_line"),
        ends_on: reader.day("ends_on"),
        source,
    };
    if money == Money::default() {
        reader.wrong("needed", codes::SAYS_NOTHING);
    }
    let Ok(year) = reader.values.get("year").trim().parse() else {
        reader.wrong("year", codes::NOT_A_YEAR);
        return None;
    };
    reader.problems.extend(money.problems(year));
    Some(Funding {
        id: FundingId::new(format!("{measure}/{year}/{by}")),
        measure: measure.clone(),
        year,
        organisation: by.clone(),
        money,
    })
}

fn read_value(
    register: &Register,
    reader: &mut Reader<'_>,
    id: &IndicatorId,
    by: &OrganisationId,
) -> Option<Value> {
    let indicator = register.indicators.find(id.as_str())?;
    let source = read_source(reader);
    check_source(reader, &source);
    let on = reader.day("on");
    reader.required("on");
    let reading = read_reading(reader, "reading", &indicator.levels);
    reader.required("reading");
    let on = *on.value()?;
    let name = format!("{id}/{by}/{on}");
    let known = register.values.find(&name);
    Some(Value {
        id: ValueId::new(name),
        indicator: id.clone(),
        organisation: by.clone(),
        on,
        reading: *reading.value()?,
        parts: known.map_or_else(Vec::new, |known| known.parts.clone()),
        source,
    })
}

/// A number, or a level by its place from 1.
fn read_reading(reader: &mut Reader<'_>, name: &str, levels: &[Level]) -> Stated<Reading> {
    if levels.is_empty() {
        return match reader.number(name) {
            Stated::Value(number) => Stated::Value(Reading::Number(number)),
            _ => Stated::NotStated,
        };
    }
    let place: Stated<u8> = reader.word(name);
    let Some(place) = place.value() else {
        return Stated::NotStated;
    };
    match place
        .checked_sub(1)
        .filter(|at| usize::from(*at) < levels.len())
    {
        Some(at) => Stated::Value(Reading::Level(at)),
        None => {
            reader.wrong(name, codes::NOT_A_CHOICE);
            Stated::NotStated
        }
    }
}

fn read_indicator(
    register: &Register,
    reader: &mut Reader<'_>,
    plan: &PlanId,
    known: Option<&Indicator>,
) -> Option<Indicator> {
    let used = known.is_some_and(|known| !list_values(register, &known.id).is_empty());
    let title = reader.text("title", &known.map(|known| known.title.clone()).into());
    reader.required("title");
    let kind: Stated<IndicatorKind> = reader.word("kind");
    reader.required("kind");
    let source = read_source(reader);
    check_source(reader, &source);
    let levels = match known.filter(|_| used) {
        Some(known) => known.levels.clone(),
        None => read_levels(reader, known),
    };
    let of = |pick: fn(&Indicator) -> Stated<Text>| known.map_or(Stated::NotStated, pick);
    let (unit, method, direction) = match known.filter(|_| used) {
        Some(known) => (known.unit.clone(), known.method.clone(), known.direction),
        None => (
            reader.text("unit", &of(|known| known.unit.clone())),
            reader.text("method", &of(|known| known.method.clone())),
            reader.word("direction"),
        ),
    };
    let baseline = read_reading(reader, "baseline", &levels);
    let target = read_reading(reader, "target", &levels);
    let mut measures: Vec<MeasureId> = reader.values.all("measures").map(MeasureId::new).collect();
    measures.sort();
    measures.dedup();
    let (Stated::Value(title), Stated::Value(kind)) = (title, kind) else {
        return None;
    };
    let id = match known {
        Some(known) => known.id.clone(),
        None => {
            let name = title.find(reader.lang).unwrap_or_default();
            let id = IndicatorId::new(format!("{plan}/{}", slug(name)));
            if register.indicators.find(id.as_str()).is_some() {
                reader.wrong("title", codes::TWICE);
            }
            id
        }
    };
    let parts = reader.values.get("disaggregation").split([',', ';']);
    let parts = parts.filter_map(|part| Text::new(reader.lang, part.trim()));
    Some(Indicator {
        id,
        measures,
        title,
        kind,
        unit,
        levels,
        baseline,
        target,
        direction,
        method,
        source,
        disaggregation: parts.collect(),
    })
}

fn read_levels(reader: &Reader<'_>, known: Option<&Indicator>) -> Vec<Level> {
    let mut levels = Vec::new();
    for at in 0..LEVELS {
        let before = known.and_then(|known| known.levels.get(at));
        let name = before.map(|level| level.name.clone()).into();
        let anchor = before.map_or(Stated::NotStated, |level| level.anchor.clone());
        let field = |part: &str| format!("levels.{at}.{part}");
        let blank = reader.values.get(&field("name")).trim().is_empty();
        if let Stated::Value(name) = reader.text(&field("name"), &name)
            && !blank
        {
            let anchor = reader.text(&field("anchor"), &anchor);
            levels.push(Level { name, anchor });
        }
    }
    levels
}

fn read_proposal(
    register: &Register,
    reader: &mut Reader<'_>,
    stating: &Stating,
) -> Option<Proposal> {
    let known = match stating {
        Stating::MilestoneOf(id) => register.milestones.find(id.as_str()),
        _ => None,
    };
    let of = |pick: fn(&Milestone) -> Stated<Text>| known.map_or(Stated::NotStated, pick);
    let title = reader.text("title", &known.map(|known| known.title.clone()).into());
    reader.required("title");
    let description = reader.text("description", &of(|known| known.description.clone()));
    let verification = reader.text("verification", &of(|known| known.verification.clone()));
    let day = reader.day("due");
    reader.required("due");
    let kind = reader.word("type");
    let goal = reader.number("goal");
    let unit = reader.words("unit");
    let reason = Text::new(reader.lang, reader.values.get("reason"));
    let (Stated::Value(title), Stated::Value(day)) = (title, day) else {
        return None;
    };
    let due = known.and_then(|known| known.due.value());
    // Whoever leaves the day leaves the words of the source, too.
    let due = match due.filter(|due| due.until == Some(day)) {
        Some(due) => due.clone(),
        None => Timespan {
            as_written: day.to_string().into(),
            from: None,
            until: Some(day),
            derived: false,
        },
    };
    let due = Stated::Value(due);
    let milestone = match (known, stating) {
        (Some(known), _) => Milestone {
            title,
            description,
            verification,
            due,
            kind,
            goal,
            unit,
            ..known.clone()
        },
        (None, Stating::Milestone(measure)) => {
            let plan = measure.subject();
            let name = title.find(reader.lang).unwrap_or_default();
            let id = format!("{}/{}", plan.plan().unwrap_or_default(), slug(name));
            if register.milestones.find(&id).is_some() {
                reader.wrong("title", codes::TWICE);
            }
            Milestone {
                id: MilestoneId::new(id),
                measures: vec![measure.clone()],
                title,
                description,
                lead: Stated::NotStated,
                kind,
                indicator: Stated::NotStated,
                unit,
                baseline: Stated::NotStated,
                goal,
                direction: Stated::NotStated,
                verification,
                due,
                note: Stated::NotStated,
            }
        }
        _ => return None,
    };
    Some(Proposal { milestone, reason })
}

/// What a form begins with.
fn begin(
    register: &Register,
    stating: &Stating,
    by: &str,
    year: Option<&str>,
    lang: Lang,
) -> Values {
    let mut out: Vec<(String, String)> = Vec::new();
    let mut put = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            out.push((name.to_owned(), value));
        }
    };
    let words = |text: &Stated<Text>| Some(text.value()?.find(lang)?.to_owned());
    let mut from = None;
    match stating {
        Stating::Funding(measure) => {
            let own = list_own_funding(register, measure, by);
            let known = own
                .into_iter()
                .find(|known| Some(&*known.year.to_string()) == year);
            if let Some(known) = known {
                put("year", Some(known.year.to_string()));
                for (name, amount) in known.money.amounts() {
                    put(name, amount.value().map(fields::typed));
                }
                let money = &known.money;
                put(
                    "security",
                    money.security.value().map(|word| word.as_str().to_owned()),
                );
                put(
                    "budget_line",
                    money.budget_line.value().map(ToString::to_string),
                );
                put("ends_on", money.ends_on.value().map(ToString::to_string));
                from = money.source.value();
            }
        }
        Stating::IndicatorOf(id) => {
            if let Some(known) = register.indicators.find(id.as_str()) {
                put("title", known.title.find(lang).map(str::to_owned));
                put("kind", Some(known.kind.as_str().to_owned()));
                for measure in &known.measures {
                    put("measures", Some(measure.to_string()));
                }
                put("unit", words(&known.unit));
                put("method", words(&known.method));
                put(
                    "direction",
                    known.direction.value().map(|word| word.as_str().to_owned()),
                );
                let reading = |reading: &Stated<Reading>| match reading.value()? {
                    Reading::Number(number) => Some(fields::typed(number)),
                    Reading::Level(at) => Some((at + 1).to_string()),
                };
                put("baseline", reading(&known.baseline));
                put("target", reading(&known.target));
                for (at, level) in known.levels.iter().enumerate() {
                    let name = level.name.find(lang).map(str::to_owned);
                    put(&format!("levels.{at}.name"), name);
                    put(&format!("levels.{at}.anchor"), words(&level.anchor));
                }
                let parts = known
                    .disaggregation
                    .iter()
                    .filter_map(|part| part.find(lang));
                let parts: Vec<&str> = parts.collect();
                put("disaggregation", Some(parts.join(", ")));
                from = known.source.value();
            }
        }
        Stating::MilestoneOf(id) => {
            if let Some(known) = register.milestones.find(id.as_str()) {
                put("title", known.title.find(lang).map(str::to_owned));
                put("description", words(&known.description));
                put("verification", words(&known.verification));
                let due = known.due.value().and_then(|due| due.until);
                put("due", due.map(|day| day.to_string()));
                put(
                    "type",
                    known.kind.value().map(|word| word.as_str().to_owned()),
                );
                put("goal", known.goal.value().map(fields::typed));
                put("unit", known.unit.value().map(ToString::to_string));
            }
        }
        _ => {}
    }
    if let Some(source) = from {
        put(
            "source.document",
            source.document.as_deref().map(str::to_owned),
        );
        put(
            "source.locator",
            source.locator.as_deref().map(str::to_owned),
        );
        put("source.url", source.urls.first().map(ToString::to_string));
    }
    Values(out)
}
