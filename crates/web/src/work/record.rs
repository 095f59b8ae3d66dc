// SPDX-License-Identifier: EUPL-1.2
//! Stating a thing of the register in a form. What was typed becomes a table of one row: it is tried,
//! shown with what it changes, and written by one yes, as every table is.

use axum::extract::Path;
use axum::http::StatusCode;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use wegmarke_app::AppError;
use wegmarke_app::account::SignedIn;
use wegmarke_app::second::Wish;
use wegmarke_domain::correction::Correction;
use wegmarke_domain::coverage::Judged;
use wegmarke_domain::draft::list_slots;
use wegmarke_domain::grouping;
use wegmarke_domain::id::{OrganisationId, PlanId, slug};
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::record::Changes;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::correcting::find_decider;
use wegmarke_domain::rules::importing::{is_independent, is_theirs, list_stated, may_ask};
use wegmarke_domain::rules::permission::{About, Action};
use wegmarke_domain::rules::sealing::is_running;
use wegmarke_domain::rules::stating::find_newest;
use wegmarke_domain::shape::{Attribute, Kind, Own, Presence};
use wegmarke_domain::source::Source;
use wegmarke_domain::standard::Inquiry;
use wegmarke_domain::text::Text;
use wegmarke_exchange::Typed as TypedRow;
use wegmarke_pages::Route;
use wegmarke_pages::attribute::standing;
use wegmarke_pages::parts::form::Values;
use wegmarke_pages::subject::href;
use wegmarke_pages::work::record::{
    ENTRY, ID, NEW_VERSION, PLAN, PRINT, PROOF_DOCUMENT, PROOF_URL, Proposes, REASON, RecordForm,
    RecordParts, Records, RecordsParts, VERSION, VERSION_ON, WISH, list_asked,
};
use wegmarke_pages::work::{BUTTON, RecordButton};

use super::fields::{parse_number, typed};
use super::sent::Typed;
use super::upload::{bringing, list_plans, told};
use super::{Answer, Asked, Told, refusal, signing, unknown_button};

/// Most characters of what an upload is called.
const LONGEST_NAME: usize = 80;

/// What a form is about.
struct Form<'a> {
    asked: &'a Asked,
    signed_in: &'a SignedIn,
    noun: Noun,
    plan: Option<PlanId>,
    about: Option<Subject>,
    /// Whose record it is, if that is another organisation: a correction of it is proposed.
    proposes: Option<Vec<OrganisationId>>,
    /// The register as their organisation sees it: with its own sealed answers.
    register: Register,
}

/// What one may state, and everything that one's organisation has stated.
pub(super) async fn list(asked: Asked) -> Answer {
    let signed_in = bringing(&asked).await?;
    let state = asked.web.app.state();
    let (register, actor) = (&state.register, &signed_in.who.actor);
    let own = About::Organisation(&actor.organisation);
    let theirs = |about: &Subject| is_theirs(register, actor, about);
    let parts = RecordsParts {
        bar: asked.bar(&signed_in),
        plans: &list_plans(&asked, &signed_in),
        speaks: actor.may(register, Action::ImportFiles, own),
        is_independent: is_independent(register, &actor.organisation),
        asks: may_ask(register, actor),
        entries: &list_stated(register, actor),
        is_theirs: &theirs,
        said: asked
            .ctx
            .query
            .find("said")
            .and_then(|seq| seq.parse().ok()),
    };
    Ok(asked.page(&Records::build(register, &asked.ctx, &parts)))
}

/// A form, blank or with what stands.
pub(super) async fn ask(asked: Asked, Path((_, noun)): Path<(String, String)>) -> Answer {
    let signed_in = bringing(&asked).await?;
    let find = |name| asked.ctx.query.find(name).unwrap_or_default().to_owned();
    let form = Form::find(&asked, &signed_in, &noun, (&find(PLAN), &find(ID))).await?;
    form.must_propose().await?;
    let wished = match asked.ctx.query.find(WISH) {
        Some(_) => form.find_wish().await?,
        None => None,
    };
    let values = form.write(wished.as_ref());
    Ok(asked.page(&form.page(&values, Shown::default())))
}

/// What a form shows beside what was typed.
#[derive(Default)]
struct Shown<'a> {
    problems: &'a [Problem],
    refused: Option<String>,
    /// What a proposal would change, and its print.
    changes: Option<(&'a Changes, &'a str)>,
    findings: &'a [String],
    /// Whether the thing is otherwise than when the form was opened: what stands is shown beside it.
    moved: bool,
}

/// What was typed: kept as a table of one row, to be looked at; or proposed as a correction.
pub(super) async fn look(
    asked: Asked,
    Path((_, noun)): Path<(String, String)>,
    Typed(values): Typed,
) -> Answer {
    let signed_in = bringing(&asked).await?;
    let names = (values.get(PLAN), values.get(ID));
    let form = Form::find(&asked, &signed_in, &noun, names).await?;
    form.must_propose().await?;
    let wrong = |shown: Shown<'_>| {
        let page = form.page(&values, shown);
        asked.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
    };
    let button = RecordButton::find(values.get(BUTTON));
    let proposes = form.proposes.is_some();
    let Some(button) = button.filter(|button| proposes || *button == RecordButton::Look) else {
        return Ok(wrong(Shown {
            problems: &unknown_button_problems(&asked),
            ..Shown::default()
        }));
    };
    // Somebody else was here since the form was opened: who goes on has seen both.
    let opened_on: Option<u64> = values.get(ENTRY).parse().ok();
    if opened_on.is_some() && opened_on != form.newest() {
        return Ok(wrong(Shown {
            moved: true,
            ..Shown::default()
        }));
    }
    let cells = match form.read(&values) {
        Ok(cells) => cells,
        Err(problems) => {
            return Ok(wrong(Shown {
                problems: &problems,
                ..Shown::default()
            }));
        }
    };
    // The day of a version is that of no correction.
    let is_new = values.get(VERSION) == NEW_VERSION;
    let dated_on = Some(values.get(VERSION_ON).trim()).filter(|_| is_new);
    let dated_on = dated_on.unwrap_or_default();
    if !dated_on.is_empty() && dated_on.parse::<jiff::civil::Date>().is_err() {
        let wrong_day = Problem::new(VERSION_ON, codes::NOT_A_DATE).with(dated_on);
        return Ok(wrong(Shown {
            problems: &[wrong_day],
            ..Shown::default()
        }));
    }
    let none = asked.ctx.t("record-none");
    let row = TypedRow {
        noun: form.noun,
        language: asked.ctx.data_lang(),
        cells,
        none: &none,
        same_version: values.get(VERSION) != NEW_VERSION,
        dated_on,
        reason: values.get(REASON).trim(),
    };
    if let Some(about) = form.about.as_ref().filter(|_| proposes) {
        return form.propose(about, &row, button, &values).await;
    }
    let name = form.name(&values);
    let refused = match asked.web.app.bring_typed(&signed_in.who, &name, &row).await {
        Ok(id) => return Ok(asked.redirect(asked.ctx.href(&Route::UploadCheck(&id)))),
        Err(error) => error,
    };
    form.wrong(&values, &refused)
}

/// That a form does not have a button.
fn unknown_button_problems(asked: &Asked) -> Vec<Problem> {
    match unknown_button(asked) {
        AppError::Invalid(problems) => problems,
        _ => Vec::new(),
    }
}

/// What tells changes from everything else that could be proposed.
fn print(changes: &Changes) -> String {
    // Names and JSON values: their text is always to be had.
    serde_json::to_string(changes).unwrap_or_default()
}

impl<'a> Form<'a> {
    async fn find(
        asked: &'a Asked,
        signed_in: &'a SignedIn,
        noun: &str,
        (plan, id): (&str, &str),
    ) -> Result<Self, Told> {
        let register = asked.web.app.register_of(&signed_in.who).await;
        let register = register.map_err(|error| asked.failed(&error))?;
        let noun: Noun = noun.parse().map_err(|_| asked.absent())?;
        if list_slots(noun).is_empty() || noun == Noun::Finding {
            return Err(asked.absent());
        }
        let about = (!id.is_empty()).then(|| Subject::new(noun, id));
        if about.as_ref().is_some_and(|about| !register.stands(about)) {
            return Err(asked.absent());
        }
        let of_thing = about.as_ref().and_then(|about| about.plan());
        let plan = of_thing.unwrap_or(plan);
        let plan = register.plans.find(plan).map(|plan| plan.id.clone());
        if noun.is_in_plan() && plan.is_none() {
            return Err(asked.absent());
        }
        let own = signed_in.who.organisation();
        let owner = about
            .as_ref()
            .and_then(|about| find_decider(&register, about));
        let owners = owner.map(|owner| owner.list(&register));
        Ok(Self {
            register,
            asked,
            signed_in,
            noun,
            plan: plan.filter(|_| noun.is_in_plan()),
            proposes: owners.filter(|owners| !owners.contains(own)),
            about,
        })
    }

    /// Refuses who may not propose a correction of what is another one's.
    async fn must_propose(&self) -> Result<(), Told> {
        let (asked, signed_in) = (self.asked, self.signed_in);
        let state = asked.web.app.state();
        let own = About::Organisation(signed_in.who.organisation());
        let action = Action::ProposeCorrection;
        let may = signed_in.who.actor.may(&state.register, action, own);
        match self.proposes.is_none() || may {
            true => Ok(()),
            false => Err(asked.not_theirs(signed_in, action).await),
        }
    }

    /// What a colleague wants to propose of it.
    async fn find_wish(&self) -> Result<Option<Correction>, Told> {
        let wishes = self.asked.web.app.list_wishes(&self.signed_in.who).await;
        let wishes = wishes.map_err(|error| self.asked.failed(&error))?;
        Ok(wishes.into_iter().find_map(|one| match one.wish {
            Wish::Propose { about, correction } if Some(&about) == self.about.as_ref() => {
                Some(*correction)
            }
            _ => None,
        }))
    }

    /// The newest entry about the thing that the form changes.
    fn newest(&self) -> Option<u64> {
        find_newest(&self.register, self.about.as_ref()?)
    }

    /// Why it was not taken.
    fn wrong(&self, values: &Values, error: &AppError) -> Answer {
        let (problems, refused) = match error {
            AppError::Invalid(problems) => (problems.clone(), None),
            error => match told(self.asked, error).or_else(|| refusal(self.asked, error)) {
                Some(words) => (Vec::new(), Some(words)),
                None => return Err(self.asked.failed(error)),
            },
        };
        let shown = Shown {
            problems: &problems,
            refused,
            ..Shown::default()
        };
        let page = self.page(values, shown);
        Ok(self
            .asked
            .page_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
    }

    /// What would change of another one's record, to be looked at; once it was, it is proposed.
    async fn propose(
        &self,
        about: &Subject,
        row: &TypedRow<'_>,
        button: RecordButton,
        values: &Values,
    ) -> Answer {
        let (app, who) = (&self.asked.web.app, &self.signed_in.who);
        let typed = match app.read_correction(who, about, row).await {
            Ok(typed) => typed,
            Err(error) => return self.wrong(values, &error),
        };
        let lang = self.asked.ctx.data_lang();
        let reason = Text::new(lang, row.reason);
        let Some(reason) = reason.filter(|_| !typed.changes.is_empty()) else {
            let missing = match typed.changes.is_empty() {
                true => Problem::new("", codes::SAYS_NOTHING),
                false => Problem::new(REASON, codes::REQUIRED),
            };
            let shown = Shown {
                problems: &[missing],
                findings: &typed.findings,
                ..Shown::default()
            };
            let page = self.page(values, shown);
            return Ok(self
                .asked
                .page_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
        };
        let print = print(&typed.changes);
        if button == RecordButton::Propose && values.get(PRINT) == print {
            let part = |name| some(values.get(name).trim()).map(Into::into);
            let source = Source {
                document: part(PROOF_DOCUMENT),
                locator: None,
                urls: part(PROOF_URL).into_iter().collect(),
            };
            let correction = Correction {
                changes: typed.changes,
                reason,
                source: (source != Source::default()).then_some(source),
            };
            let signs = match signing::read(self.asked, self.signed_in, values) {
                Ok(signs) => signs,
                Err(error) => return self.wrong(values, &error),
            };
            let proposed = app.propose_correction(&signs.who, about, &correction);
            return match proposed.await {
                Err(AppError::ToSign(to_sign)) => {
                    signing::answer(self.asked, self.signed_in, &to_sign)
                }
                Ok(_) => {
                    let state = app.state();
                    let page = href(&state.register, &self.asked.ctx, about);
                    let page = page.split('#').next().unwrap_or_default();
                    Ok(self.asked.redirect(format!("{page}#corrections")))
                }
                Err(error) => self.wrong(values, &error),
            };
        }
        let shown = Shown {
            changes: Some((&typed.changes, &print)),
            findings: &typed.findings,
            ..Shown::default()
        };
        Ok(self.asked.page(&self.page(values, shown)).with_scripts())
    }

    fn page(&self, values: &Values, shown: Shown<'_>) -> RecordForm {
        let register = &self.register;
        let newest = self.newest();
        let moved = self.about.as_ref().filter(|_| shown.moved);
        let stands = moved.and_then(|about| {
            let line = register.find_line(newest?)?;
            Some((about.clone(), standing(register, about), line.at))
        });
        // What goes on from here has seen what stands now.
        let entry = match shown.moved {
            true => newest,
            false => values.get(ENTRY).parse().ok().or(newest),
        };
        let parts = RecordParts {
            bar: self.asked.bar(self.signed_in),
            noun: self.noun,
            plan: self.plan.as_ref(),
            about: self.about.as_ref(),
            values,
            problems: shown.problems,
            refused: shown.refused,
            proposes: self.proposes.as_deref().map(|owners| Proposes {
                owners,
                changes: shown.changes,
                findings: shown.findings,
            }),
            stands,
            entry,
            signs: signing::signs(self.asked, self.signed_in),
            asks: match self.noun {
                Noun::Answer if self.proposes.is_none() => self.list_asking(),
                _ => Vec::new(),
            },
        };
        RecordForm::build(register, &self.asked.ctx, parts)
    }

    /// Sealed inquiries that ask their organisation, and are running.
    fn list_asking(&self) -> Vec<&Inquiry> {
        let own = self.signed_in.who.organisation();
        let all = self.register.inquiries.list();
        let today = self.asked.ctx.today;
        all.filter(|one| is_running(&self.register, one, today) && one.asked.contains(own))
            .collect()
    }

    /// What the table is called.
    fn name(&self, values: &Values) -> String {
        let word = self.asked.ctx.word("noun", self.noun.as_str());
        let mut names = ["title", "name", "number"].into_iter();
        let title = names.find_map(|name| Some(values.get(name)).filter(|text| !text.is_empty()));
        let name = format!("{word} {}", title.unwrap_or_default());
        let name: String = name.trim().chars().take(LONGEST_NAME).collect();
        format!("{name}.json")
    }

    /// What stands, as somebody would type it.
    fn write(&self, wished: Option<&Correction>) -> Values {
        let mut values = vec![(VERSION.to_owned(), "same".to_owned())];
        let Some(about) = &self.about else {
            // A link may say what a new one is about, as a suggestion does.
            for attribute in list_asked(self.noun) {
                let is_chosen = matches!(attribute.kind, Kind::Word(_) | Kind::Link(_));
                let given = self.asked.ctx.query.find(attribute.name);
                if let Some(given) = given.filter(|_| is_chosen) {
                    values.push((attribute.name.to_owned(), given.to_owned()));
                }
            }
            return Values(values);
        };
        let mut object = standing(&self.register, about);
        if let Some(wished) = wished {
            for (name, change) in &wished.changes {
                match &change.to {
                    Some(to) => object.insert(name.to_string(), to.clone()),
                    None => object.remove(&**name),
                };
            }
            let lang = self.asked.ctx.data_lang();
            let reason = wished.reason.find(lang).unwrap_or_default();
            values.push((REASON.to_owned(), reason.to_owned()));
            if let Some(source) = &wished.source {
                let document = source.document.as_deref().unwrap_or_default();
                let url = source.urls.first().map(|url| &**url).unwrap_or_default();
                values.push((PROOF_DOCUMENT.to_owned(), document.to_owned()));
                values.push((PROOF_URL.to_owned(), url.to_owned()));
            }
        }
        for attribute in list_asked(self.noun) {
            let Some(value) = object.get(attribute.name) else {
                continue;
            };
            if value.is_null() {
                let none = self.asked.ctx.t("record-none");
                values.push((attribute.name.to_owned(), none));
                continue;
            }
            for (name, text) in self.texts(attribute, value) {
                values.push((name, text));
            }
        }
        Values(values)
    }

    fn texts(&self, attribute: &Attribute, value: &Json) -> Vec<(String, String)> {
        let name = attribute.name;
        match attribute.kind {
            Kind::Source => {
                let part = |part: &str, key: &str| {
                    let text = match value.get(key)? {
                        Json::Array(urls) => urls.first()?.as_str()?,
                        text => text.as_str()?,
                    };
                    Some((format!("{name}.{part}"), text.to_owned()))
                };
                let parts = [
                    part("document", "document"),
                    part("locator", "locator"),
                    part("url", "urls"),
                ];
                parts.into_iter().flatten().collect()
            }
            Kind::List(kind @ (Kind::Word(_) | Kind::Link(_))) if *kind != ORGANISATION => {
                let items = value.as_array().into_iter().flatten();
                let items = items.filter_map(|item| self.text(*kind, item));
                items.map(|text| (name.to_owned(), text)).collect()
            }
            Kind::List(kind) => {
                let items = value.as_array().into_iter().flatten();
                let items: Vec<String> = items.filter_map(|item| self.text(*kind, item)).collect();
                vec![(name.to_owned(), items.join("; "))]
            }
            kind => {
                let text = self.text(kind, value);
                text.map(|text| (name.to_owned(), text))
                    .into_iter()
                    .collect()
            }
        }
    }

    fn text(&self, kind: Kind, value: &Json) -> Option<String> {
        Some(match kind {
            Kind::Text => value
                .get(self.asked.ctx.data_lang().as_str())?
                .as_str()?
                .to_owned(),
            Kind::Span => value.get("as_written")?.as_str()?.to_owned(),
            Kind::Flag | Kind::Count | Kind::Year => value.to_string(),
            Kind::Number | Kind::Own(Own::Euro) => {
                typed(&serde_json::from_value(value.clone()).ok()?)
            }
            Kind::Own(Own::Reading) => {
                let number = value.get("number")?.clone();
                typed(&serde_json::from_value(number).ok()?)
            }
            _ => value.as_str()?.to_owned(),
        })
    }

    /// Cells of what was typed, or everything that does not read.
    fn read(&self, values: &Values) -> Result<BTreeMap<String, Option<Json>>, Vec<Problem>> {
        let lang = self.asked.ctx.data_lang();
        let mut cells: BTreeMap<String, Option<Json>> = BTreeMap::new();
        let mut problems = Vec::new();
        for attribute in list_asked(self.noun) {
            let (name, column) = (attribute.name, attribute.column.unwrap_or_default());
            let given = values.get(name).trim();
            if attribute.presence == Presence::Required
                && given.is_empty()
                && !matches!(attribute.kind, Kind::List(_) | Kind::Source)
            {
                problems.push(Problem::new(name, codes::REQUIRED));
                continue;
            }
            let value = match attribute.kind {
                Kind::Source => {
                    for part in ["document", "locator", "url"] {
                        let name = format!("{name}.{part}");
                        let given = values.get(&name).trim();
                        cells.insert(name.clone(), some(given).map(Json::from));
                    }
                    continue;
                }
                Kind::List(kind) => {
                    let items: Vec<String> = match *kind {
                        Kind::Word(_) | Kind::Link(_) if *kind != ORGANISATION => {
                            values.all(name).map(|id| self.named(*kind, id)).collect()
                        }
                        _ => given
                            .split(';')
                            .map(|item| item.trim().to_owned())
                            .collect(),
                    };
                    let items: Vec<Json> = items
                        .into_iter()
                        .filter(|item| !item.is_empty())
                        .map(Json::from)
                        .collect();
                    (!items.is_empty()).then_some(Json::Array(items))
                }
                Kind::Number | Kind::Own(Own::Euro | Own::Reading) if !given.is_empty() => {
                    match parse_number(given) {
                        Some(number) => Some(typed(&number).into()),
                        None => {
                            problems.push(Problem::new(name, codes::NOT_A_NUMBER));
                            None
                        }
                    }
                }
                kind => some(given).map(|given| self.named(kind, given).into()),
            };
            let column = match attribute.kind {
                Kind::Text => format!("{column}.{}", lang.as_str()),
                _ => column.to_owned(),
            };
            cells.insert(column, value);
        }
        if self.noun == Noun::Coverage {
            let is_named = |noun: Noun| !values.get(noun.as_str()).trim().is_empty();
            problems.extend(Judged::problem(Judged::NOUNS.map(is_named)));
        }
        // Nobody judges without saying why.
        if self.noun == Noun::Answer && values.get("note").trim().is_empty() {
            problems.push(Problem::new("note", codes::REQUIRED));
        }
        if self.noun == Noun::Grouping {
            let ends = ["recommendation", "other"].map(|name| values.get(name).trim());
            problems.extend(grouping::problems(ends, values.get("note")));
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        self.identify(values, &mut cells);
        Ok(cells)
    }

    /// Which thing of which plan it is.
    fn identify(&self, values: &Values, cells: &mut BTreeMap<String, Option<Json>>) {
        let slots = list_slots(self.noun);
        let has = |name: &str| slots.iter().any(|slot| slot.name == name);
        if let Some(speaker) = self.noun.speaker() {
            let own = self.signed_in.who.organisation().as_str();
            let about = self.about.as_ref().filter(|_| self.proposes.is_some());
            // Whose word it is is no part of what is proposed.
            let known = about.map(|about| standing(&self.register, about));
            let known = known
                .as_ref()
                .and_then(|known| known.get(speaker)?.as_str());
            cells.insert(speaker.to_owned(), Some(known.unwrap_or(own).into()));
        }
        if let Some(plan) = self.plan.as_ref().filter(|_| has("plan")) {
            cells.insert("plan".to_owned(), Some(plan.as_str().into()));
        }
        if !has("id") {
            return;
        }
        let id = match &self.about {
            Some(about) => Some(match self.noun.is_in_plan() {
                true => self.named(Kind::Link(self.noun), &about.id),
                false => about.id.to_string(),
            }),
            // Others are known by what they say.
            None => matches!(
                self.noun,
                Noun::Plan | Noun::Obligation | Noun::Goal | Noun::Milestone
            )
            .then(|| {
                let mut names = ["short", "title"].into_iter().map(|name| values.get(name));
                slug(names.find(|text| !text.is_empty()).unwrap_or_default())
            }),
        };
        if let Some(id) = id.filter(|id| !id.is_empty()) {
            cells.insert("id".to_owned(), Some(id.into()));
        }
    }

    /// A thing as a file names it: inside its plan.
    fn named(&self, kind: Kind, given: &str) -> String {
        let plan = self.plan.as_ref().map(|plan| format!("{plan}/"));
        match (kind, plan) {
            (Kind::Link(noun), Some(plan)) if noun.is_in_plan() => {
                given.strip_prefix(&plan).unwrap_or(given).to_owned()
            }
            _ => given.to_owned(),
        }
    }
}

const ORGANISATION: Kind = Kind::Link(Noun::Organisation);

fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}
