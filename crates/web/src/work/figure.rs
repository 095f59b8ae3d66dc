// SPDX-License-Identifier: EUPL-1.2
//! Stating indicators, values, money, events and milestones, correcting and taking them back; drafted
//! first where somebody wants that, or an organisation wants two persons; and deciding what is
//! proposed. The fields of each are in the file of its noun, what a form says in [`filled`].

mod context;
mod filled;
mod funding;
mod indicator;
mod milestone;
mod value;

use axum::extract::Path;
use axum::http::StatusCode;
use wegmarke_app::account::SignedIn;
use wegmarke_app::draft::{Basis, DraftState};
use wegmarke_app::figure::{Figure, HeldFigure, Issuing};
use wegmarke_app::{AppError, Receipt};
use wegmarke_domain::figure::{FigureAddress, States, Stating};
use wegmarke_domain::id::{MeasureId, OrganisationId, PlanId};
use wegmarke_domain::noun::Subject;
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::proposal::Decision;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::permission::{About, Action};
use wegmarke_domain::rules::stating::{self, action_for, find_newest, find_proposal};
use wegmarke_domain::rules::voices::answers_for;
use wegmarke_domain::text::Text;
use wegmarke_pages::attribute::standing;
use wegmarke_pages::parts::form::Values;
use wegmarke_pages::work::figure::{NUMBER, READS, RETURN_REASON};
use wegmarke_pages::work::{
    self, FigureButton, FigureParts, FiguresParts, OfDraft, Review, WhoMay,
};
use wegmarke_pages::{Route, url};

use self::filled::{Filled, attributes};
use super::sent::Typed;
use super::{Answer, Asked, Told, refusal, unknown_button};

/// What there is to state for a plan.
pub(super) async fn list(asked: Asked, Path((_, plan)): Path<(String, String)>) -> Answer {
    let signed_in = asked.signed_in().await?;
    let state = asked.web.app.state();
    let register = &state.register;
    let by = signed_in.who.organisation();
    let own = About::Organisation(by);
    let actor = &signed_in.who.actor;
    let drafts = actor.may(register, Action::WriteDraft, own);
    let may = |action| drafts || actor.may(register, action, own);
    let plan_id = PlanId::new(&*plan);
    let parts = FiguresParts {
        bar: asked.bar(&signed_in),
        by,
        may_state: may(Action::StateFigures),
        may_propose: may(Action::ProposeMilestone),
        may_confirm: actor.may(register, Action::ConfirmMilestone, About::Plan(&plan_id)),
        may_withdraw: may(Action::Correct),
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

/// What an address names, if they may state or draft it.
async fn find_stated(asked: &Asked, kind: &str, id: &str) -> Result<(SignedIn, Stating), Told> {
    let signed_in = asked.signed_in().await?;
    let state = asked.web.app.state();
    let register = &state.register;
    let stating = Stating::parse(kind, id).ok_or_else(|| asked.absent())?;
    let plan = stating.plan(register).ok_or_else(|| asked.absent())?;
    let own = About::Organisation(signed_in.who.organisation());
    let action = action_for(&stating);
    if let Stating::ContextOf(id) = &stating {
        // Who sees it otherwise says so in an event of their own.
        let known = register.contexts.find(id.as_str());
        let known = known.ok_or_else(|| asked.absent())?;
        if known.organisation != *signed_in.who.organisation() {
            let who = WhoMay {
                organisation: Some(known.organisation.clone()),
                ..WhoMay::default()
            };
            return Err(asked.not_yours(&signed_in, action, &who));
        }
    }
    let actor = &signed_in.who.actor;
    if let Stating::Proposal(_) = stating {
        return match actor.may(register, action, About::Plan(&plan)) {
            true => Ok((signed_in, stating)),
            false => Err(asked.not_theirs_of(&signed_in, action, &plan).await),
        };
    }
    if actor.may(register, action, own) || actor.may(register, Action::WriteDraft, own) {
        Ok((signed_in, stating))
    } else {
        Err(asked.not_theirs(&signed_in, action).await)
    }
}

/// Why an organisation cannot change or take back what the form is about, whatever it says.
fn of_another(register: &Register, stating: &Stating, by: &OrganisationId) -> Vec<Problem> {
    match stating {
        Stating::IndicatorOf(id) => {
            let kept = register.indicators.find_kept(id.as_str());
            let holder = kept.and_then(|kept| stating::find_stating(register, kept));
            let other = holder.filter(|holder| *holder != by);
            let problem = other.map(|holder| stating::of_another(register, "title", holder));
            problem.into_iter().collect()
        }
        Stating::Withdrawal(about) => {
            let withdrawal = States::from(Figure::Withdrawal(about.clone()));
            let mut problems = stating::decide(register, by, &withdrawal)
                .err()
                .unwrap_or_default();
            problems.retain(|problem| problem.code != codes::REQUIRED);
            problems
        }
        _ => Vec::new(),
    }
}

/// Measures that an indicator may name: those its organisation answers for, and those it names.
fn list_measures(register: &Register, stating: &Stating, by: &OrganisationId) -> Vec<MeasureId> {
    // What happens outside may touch any measure.
    if let Stating::Context(_) | Stating::ContextOf(_) = stating {
        let plan = stating.plan(register);
        let plan = plan.as_ref().map_or("", PlanId::as_str);
        let measures = register.measures.list_of(plan);
        return measures.map(|measure| measure.id.clone()).collect();
    }
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

/// A form, asked for or sent.
struct Form<'a> {
    asked: &'a Asked,
    signed_in: &'a SignedIn,
    stating: &'a Stating,
    /// Whether the organisation wants two persons.
    two_persons: bool,
    /// The draft that it is of.
    held: Option<HeldFigure>,
}

/// What a form shows beside its draft.
#[derive(Default)]
struct Shown<'a> {
    problems: &'a [Problem],
    refused: Option<String>,
    /// The newest entry about the figure that it shows.
    entry: Option<u64>,
    /// The revision that it rests on, if that is not the draft's.
    revision: Option<u64>,
    notices: Vec<String>,
    stands: Option<Stood>,
    review: Option<Review<'a>>,
    withdraws: Option<Subject>,
}

/// What stands instead of what a form rests on.
type Stood = (
    Subject,
    serde_json::Map<String, serde_json::Value>,
    jiff::Timestamp,
);

impl<'a> Form<'a> {
    /// The form with the draft of this number; 0: a new one.
    async fn find(
        asked: &'a Asked,
        signed_in: &'a SignedIn,
        stating: &'a Stating,
        number: u32,
    ) -> Result<Self, Told> {
        let (app, who) = (&asked.web.app, &signed_in.who);
        let settings = app.find_settings(who.organisation()).await;
        let settings = settings.map_err(|error| asked.failed(&error))?;
        let mut form = Self {
            asked,
            signed_in,
            stating,
            two_persons: settings.two_persons,
            held: None,
        };
        let number = if stating.is_one() { 1 } else { number };
        if number > 0 && form.may(Action::ReadUnpublished) {
            let held = app.find_figure_draft(who, &form.address(number)).await;
            form.held = held.map_err(|error| asked.failed(&error))?;
        }
        Ok(form)
    }

    fn address(&self, number: u32) -> FigureAddress {
        FigureAddress {
            by: self.signed_in.who.organisation().clone(),
            number,
            stating: self.stating.clone(),
        }
    }

    fn may(&self, action: Action) -> bool {
        let state = self.asked.web.app.state();
        let own = About::Organisation(self.signed_in.who.organisation());
        self.signed_in.who.actor.may(&state.register, action, own)
    }

    /// Whether somebody else wrote the draft.
    fn is_of_another(&self) -> bool {
        let account = self.held.as_ref().map(|held| &held.draft.account);
        account.is_some_and(|account| account.as_ref() != Some(&self.signed_in.who.account))
    }

    /// Whether it is stated from here, and not only drafted: where two persons are wanted, by the
    /// second one.
    fn may_state(&self) -> bool {
        self.may(action_for(self.stating)) && (!self.two_persons || self.is_of_another())
    }

    fn page(&self, values: &Values, shown: Shown<'_>) -> Result<work::FigureForm, Told> {
        let asked = self.asked;
        let state = asked.web.app.state();
        let by = self.signed_in.who.organisation();
        let measures = list_measures(&state.register, self.stating, by);
        let held = self.held.as_ref();
        let parts = FigureParts {
            bar: asked.bar(self.signed_in),
            stating: self.stating,
            measures: &measures,
            values,
            problems: shown.problems,
            refused: shown.refused,
            draft: OfDraft {
                number: held.map_or(0, |held| held.address.number),
                revision: shown
                    .revision
                    .unwrap_or_else(|| held.map_or(0, |held| held.revision)),
                entry: shown.entry,
                notices: shown.notices,
                stands: shown.stands,
                review: shown.review,
                withdraws: shown
                    .withdraws
                    .filter(|_| self.may(Action::Correct) || self.may(Action::WriteDraft)),
                may_draft: self.may(Action::WriteDraft),
                may_state: self.may_state(),
                may_return: self.may(Action::ReturnDraft),
            },
        };
        work::FigureForm::find(&state.register, &asked.ctx, parts).ok_or_else(|| asked.absent())
    }

    /// Where the form is, with its draft.
    fn here(&self, number: u32, done: &str) -> String {
        let (kind, id) = self.stating.parts();
        let number = number.to_string();
        let query = [(NUMBER, &*number), ("done", done)];
        self.asked.ctx.href_with(&Route::Figure(kind, &id), &query)
    }

    /// Where all figures of the plan are.
    fn figures(&self, query: &[(&str, &str)]) -> String {
        let state = self.asked.web.app.state();
        let plan = self.stating.plan(&state.register);
        let plan = plan.as_ref().map_or("", PlanId::as_str);
        self.asked.ctx.href_with(&Route::Figures(plan), query)
    }

    /// The draft as a second person reads it, if it waits for them.
    fn review<'b>(&'b self, author: Option<&'b str>) -> Option<Review<'b>> {
        let held = self.held.as_ref()?;
        let waits = held.draft.state == DraftState::Waiting && self.is_of_another();
        let states = held.draft.says.as_ref().filter(|_| waits)?;
        if !self.may_state() || self.asked.ctx.query.find("edit").is_some() {
            return None;
        }
        let state = self.asked.web.app.state();
        let about = states.figure.subject();
        let stands = state.register.stands(&about);
        let last = stands.then(|| standing(&state.register, &about));
        let (says, last) = match &states.figure {
            // What is taken back is read as it stands: there is nothing to compare it with.
            Figure::Withdrawal(about) => (filled::taken_back(&state.register, about), None),
            figure => (attributes(figure), last),
        };
        Some(Review {
            about,
            says,
            last,
            reason: states.reason.as_ref(),
            author,
        })
    }
}

pub(super) async fn ask(
    asked: Asked,
    Path((_, kind, id)): Path<(String, String, String)>,
) -> Answer {
    let (signed_in, stating) = find_stated(&asked, &kind, &id).await?;
    let number = asked.ctx.query.find(NUMBER);
    let number = number.and_then(|number| number.parse().ok()).unwrap_or(0);
    let form = Form::find(&asked, &signed_in, &stating, number).await?;
    let state = asked.web.app.state();
    let register = &state.register;
    let by = signed_in.who.organisation();
    let draft = form.held.as_ref().map(|held| &held.draft);
    let filled = Filled {
        register,
        stating: &stating,
        by,
        drafted: draft.and_then(|draft| draft.says.as_ref()),
        lang: asked.ctx.data_lang(),
    };
    let typed = draft.map(|draft| &draft.typed);
    let typed = typed.filter(|typed| !typed.is_empty());
    // What does not read is finished in the language in which it was begun.
    if let Some(lang) = typed.and_then(|typed| filled::find_lang(typed))
        && lang != asked.ctx.lang
        && let Some(held) = &form.held
    {
        let number = held.address.number.to_string();
        let route = Route::Figure(&kind, &id);
        let query = [(NUMBER, &*number)];
        return Ok(asked.redirect(url::href(lang, None, &route, &query)));
    }
    let (year, on) = (asked.ctx.query.find("year"), asked.ctx.query.find("on"));
    let known = filled.find_known(year, on);
    let values = match (typed, filled.drafted) {
        (Some(typed), _) => Values(typed.clone()),
        (None, Some(states)) => filled.write(&states.figure, states.reason.as_ref()),
        (None, None) => known
            .as_ref()
            .map_or_else(Values::default, |known| filled.begin(known)),
    };
    let mut problems = of_another(register, &stating, by);
    let mut others = problems.iter();
    let is_theirs = !others.any(|problem| problem.code == codes::STATED_BY_ANOTHER);
    if typed.is_some() {
        problems.extend(filled.read(&values).problems);
    }
    let author = match draft.and_then(|draft| draft.account.as_deref()) {
        Some(account) => {
            let found = asked.web.app.find_colleague_name(&signed_in.who, account);
            found.await.map_err(|error| asked.failed(&error))?
        }
        None => None,
    };
    let drafted = filled.drafted.map(|states| states.figure.subject());
    let about = drafted.or_else(|| known.as_ref().map(Figure::subject));
    let withdraws = known.as_ref().map(Figure::subject);
    let shown = Shown {
        problems: &problems,
        entry: about.and_then(|about| find_newest(register, &about)),
        notices: notices(&form, !problems.is_empty()),
        review: form.review(author.as_deref()),
        withdraws: withdraws.filter(|_| is_theirs && filled.may_be_withdrawn()),
        ..Shown::default()
    };
    let page = form.page(&values, shown)?;
    let status = match is_theirs {
        true => StatusCode::OK,
        false => StatusCode::FORBIDDEN,
    };
    Ok(asked.page_with(status, &page))
}

/// What was just done with a draft, and what became of it.
fn notices(form: &Form<'_>, unread: bool) -> Vec<String> {
    let ctx = &form.asked.ctx;
    let mut notices = Vec::new();
    match ctx.query.find("done") {
        Some("saved") if !unread => notices.push(ctx.t("say-saved")),
        Some("saved") => notices.push(ctx.t("say-saved-unread")),
        Some("requested") => notices.push(ctx.t("say-requested")),
        _ => {}
    }
    let state = form.held.as_ref().map(|held| &held.draft.state);
    if let Some(DraftState::Returned(reason)) = state {
        let args = [("reason", reason.as_str().into())];
        notices.push(ctx.t_with("say-returned", &args));
    }
    notices
}

pub(super) async fn state(
    asked: Asked,
    Path((_, kind, id)): Path<(String, String, String)>,
    Typed(values): Typed,
) -> Answer {
    let (signed_in, stating) = find_stated(&asked, &kind, &id).await?;
    let number = values.get(NUMBER).parse().unwrap_or(0);
    let form = Form::find(&asked, &signed_in, &stating, number).await?;
    let button = FigureButton::find(values.get(work::BUTTON));
    let sent = Sent {
        form: &form,
        values: &values,
        revision: values.get("revision").parse().unwrap_or(0),
        entry: values.get("entry").parse().ok(),
    };
    let done = match button.filter(|button| is_on(*button, &stating)) {
        Some(button) => sent.act(button).await,
        None => Err(unknown_button()),
    };
    let (problems, refused) = match done {
        Ok(location) => return Ok(asked.redirect(location)),
        Err(AppError::Invalid(problems)) => (problems, None),
        Err(error) if error.code() == "stale" => return sent.both(number).await,
        Err(AppError::NotFound(_)) if matches!(stating, Stating::Proposal(_)) => {
            (Vec::new(), Some(asked.ctx.word("refused", "decided")))
        }
        Err(AppError::NotFound(_)) => (Vec::new(), Some(asked.ctx.word("refused", "stale"))),
        Err(error) => match refusal(&asked, &error) {
            Some(words) => (Vec::new(), Some(words)),
            None => return Err(asked.failed(&error)),
        },
    };
    let shown = Shown {
        problems: &problems,
        refused,
        entry: sent.entry,
        revision: form.held.as_ref().map(|_| sent.revision),
        ..Shown::default()
    };
    let page = form.page(&values, shown)?;
    Ok(asked.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
}

/// Whether the form has this button.
const fn is_on(button: FigureButton, stating: &Stating) -> bool {
    match button {
        FigureButton::Confirm | FigureButton::Decline => matches!(stating, Stating::Proposal(_)),
        FigureButton::State
        | FigureButton::Save
        | FigureButton::Request
        | FigureButton::Return
        | FigureButton::Discard => !matches!(stating, Stating::Proposal(_)),
    }
}

/// A form that came in.
struct Sent<'a> {
    form: &'a Form<'a>,
    values: &'a Values,
    /// The revision of the draft that it rests on; 0: none.
    revision: u64,
    /// The newest entry about the figure that it showed.
    entry: Option<u64>,
}

impl Sent<'_> {
    /// Does what the pressed button says; answers with where to go on.
    async fn act(&self, button: FigureButton) -> Result<String, AppError> {
        let form = self.form;
        let (app, who) = (&form.asked.web.app, &form.signed_in.who);
        match button {
            FigureButton::State => {
                let receipts = self.issue().await?;
                let seq = receipts.first().map(|receipt| receipt.seq.to_string());
                let query = seq.as_deref().map(|seq| ("said", seq));
                Ok(form.figures(&query.into_iter().collect::<Vec<_>>()))
            }
            FigureButton::Save => {
                let address = self.save().await?;
                Ok(form.here(address.number, "saved"))
            }
            FigureButton::Request => {
                self.must_hold()?;
                let address = self.save().await?;
                app.request_release(who, &address).await?;
                Ok(form.here(address.number, "requested"))
            }
            FigureButton::Return => {
                let (address, reason) = (self.address()?, self.values.get(RETURN_REASON));
                let returned = app.return_draft(who, &address, reason).await;
                returned.map_err(|error| match error {
                    AppError::Invalid(problems) => {
                        let here = |one: Problem| Problem {
                            field: RETURN_REASON.into(),
                            ..one
                        };
                        AppError::Invalid(problems.into_iter().map(here).collect())
                    }
                    other => other,
                })?;
                Ok(form.here(address.number, "returned"))
            }
            FigureButton::Discard => {
                app.discard_draft(who, &self.address()?, self.revision)
                    .await?;
                Ok(form.figures(&[]))
            }
            FigureButton::Confirm | FigureButton::Decline => {
                self.decide(button == FigureButton::Confirm).await
            }
        }
    }

    /// The name of the draft that the form is of.
    fn address(&self) -> Result<FigureAddress, AppError> {
        let held = self.form.held.as_ref();
        held.map(|held| held.address.clone())
            .ok_or_else(|| AppError::NotFound("a draft of this figure".to_owned()))
    }

    fn read(&self) -> filled::Read {
        let state = self.form.asked.web.app.state();
        self.form_of(&state.register).read(self.values)
    }

    fn form_of<'b>(&'b self, register: &'b Register) -> Filled<'b> {
        let held = self.form.held.as_ref();
        Filled {
            register,
            stating: self.form.stating,
            by: self.form.signed_in.who.organisation(),
            drafted: held.and_then(|held| held.draft.says.as_ref()),
            lang: self.form.asked.ctx.data_lang(),
        }
    }

    /// The one full check before others are asked, or the public is told: everything that is wrong,
    /// also what does not read, at once.
    fn must_hold(&self) -> Result<States, AppError> {
        let state = self.form.asked.web.app.state();
        let filled::Read { states, problems } = self.read();
        let mut problems = problems;
        let by = self.form.signed_in.who.organisation();
        let decided = states
            .as_ref()
            .map(|states| stating::decide(&state.register, by, states));
        if let Some(Err(of_domain)) = decided {
            for problem in of_domain {
                // What does not read is missing only because of that.
                if problems.iter().all(|known| known.field != problem.field) {
                    problems.push(problem);
                }
            }
        }
        match states.filter(|_| problems.is_empty()) {
            Some(states) => Ok(states),
            None => Err(AppError::Invalid(problems)),
        }
    }

    /// Keeps the draft, also an unfinished one: what does not read as it was typed.
    async fn save(&self) -> Result<FigureAddress, AppError> {
        let form = self.form;
        let (app, who) = (&form.asked.web.app, &form.signed_in.who);
        let (address, basis) = match (&form.held, self.revision) {
            (Some(held), 0) => (held.address.clone(), Basis::Nothing),
            (Some(held), revision) => (held.address.clone(), Basis::Draft(revision)),
            // One that is gone meanwhile is begun anew: nothing that was typed is lost.
            (None, _) => {
                let free = app.find_free_figure(who, form.stating).await?;
                (free, Basis::Nothing)
            }
        };
        let filled::Read { states, problems } = self.read();
        let (says, typed) = match states.filter(|_| problems.is_empty()) {
            Some(states) => (Some(states), Vec::new()),
            None => (None, filled::keep_typed(self.values, form.asked.ctx.lang)),
        };
        app.save_form(who, &address, says, typed, basis).await?;
        Ok(address)
    }

    /// States it: what was typed, or the draft that was read.
    async fn issue(&self) -> Result<Vec<Receipt>, AppError> {
        let (app, who) = (&self.form.asked.web.app, &self.form.signed_in.who);
        let held = self.form.held.as_ref();
        let states = match held.and_then(|held| held.draft.says.clone()) {
            Some(states) if !self.values.get(READS).is_empty() => states,
            // What reads is checked with what stands; what does not is told with all else.
            _ => match self.read() {
                filled::Read {
                    states: Some(states),
                    problems,
                } if problems.is_empty() => states,
                _ => self.must_hold()?,
            },
        };
        let address = held.map(|held| &held.address);
        let issuing = Issuing {
            draft: address.map(|address| (address, self.revision)),
            saw: Some(self.entry),
            invented: false,
        };
        app.state_with(who, &states, issuing).await
    }

    async fn decide(&self, confirmed: bool) -> Result<String, AppError> {
        let form = self.form;
        let (app, who) = (&form.asked.web.app, &form.signed_in.who);
        let Stating::Proposal(seq) = form.stating else {
            return Err(unknown_button());
        };
        let state = app.state();
        let found = find_proposal(&state.register, *seq);
        let milestone = found.map(|one| one.proposal.milestone.id.to_string());
        let decision = Decision {
            proposal: *seq,
            reason: Text::new(form.asked.ctx.data_lang(), self.values.get("reason")),
        };
        let milestone = milestone.unwrap_or_default();
        let receipts = app
            .decide_proposal(who, &milestone, &decision, confirmed, false)
            .await?;
        let seq = receipts.first().map(|receipt| receipt.seq.to_string());
        let query = seq.as_deref().map(|seq| ("said", seq));
        Ok(form.figures(&query.into_iter().collect::<Vec<_>>()))
    }

    /// What was typed, and beside it what somebody else drafted or stated meanwhile. From here on the
    /// form rests on that: who presses again has seen both.
    async fn both(&self, number: u32) -> Answer {
        let asked = self.form.asked;
        let form = Form::find(asked, self.form.signed_in, self.form.stating, number).await?;
        let state = asked.web.app.state();
        let register = &state.register;
        let read = self.read();
        let about = read.states.map(|states| states.figure.subject());
        let newest = about
            .as_ref()
            .and_then(|about| find_newest(register, about));
        let draft = form
            .held
            .as_ref()
            .filter(|held| held.revision != self.revision);
        let drafted = draft.and_then(|held| {
            let figure = &held.draft.says.as_ref()?.figure;
            Some((figure.subject(), attributes(figure), held.draft.at))
        });
        let stated = newest.filter(|newest| Some(*newest) != self.entry);
        let stated = stated.and_then(|newest| {
            let line = register.find_line(newest)?;
            let about = about.clone()?;
            let stands = filled::standing_or_proposed(register, &about);
            Some((about, stands, line.at))
        });
        let shown = Shown {
            problems: &read.problems,
            entry: newest,
            notices: vec![asked.ctx.t("say-both")],
            stands: stated.or(drafted),
            ..Shown::default()
        };
        let page = form.page(self.values, shown)?;
        Ok(asked.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
    }
}
