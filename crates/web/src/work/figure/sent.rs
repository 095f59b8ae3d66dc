// SPDX-License-Identifier: EUPL-1.2
//! A form of figures that came in, and what its button does.

use axum::http::StatusCode;
use wegmarke_app::correction::Deciding;
use wegmarke_app::draft::Basis;
use wegmarke_app::figure::Issuing;
use wegmarke_app::{AppError, Receipt};
use wegmarke_domain::figure::{FigureAddress, States, Stating};
use wegmarke_domain::problem::Problem;
use wegmarke_domain::proposal::Decision;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::correcting::find_correction;
use wegmarke_domain::rules::stating::{self, find_newest, find_proposal};
use wegmarke_domain::text::Text;
use wegmarke_pages::parts::form::Values;
use wegmarke_pages::work::FigureButton;
use wegmarke_pages::work::figure::{READS, RETURN_REASON};

use super::filled::{self, Filled, attributes};
use super::form::{Form, Shown};
use crate::work::{Answer, unknown_button};

/// A form that came in.
pub(super) struct Sent<'a> {
    pub(super) form: &'a Form<'a>,
    pub(super) values: &'a Values,
    /// The revision of the draft that it rests on; 0: none.
    pub(super) revision: u64,
    /// The newest entry about the figure that it showed.
    pub(super) entry: Option<u64>,
}

impl Sent<'_> {
    /// Does what the pressed button says; answers with where to go on.
    pub(super) async fn act(&self, button: FigureButton) -> Result<String, AppError> {
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
            FigureButton::Confirm => self.decide(Deciding::Accept).await,
            FigureButton::Decline => self.decide(Deciding::Decline).await,
            FigureButton::Withdraw => self.decide(Deciding::Withdraw).await,
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

    async fn decide(&self, deciding: Deciding) -> Result<String, AppError> {
        let form = self.form;
        let (app, who) = (&form.asked.web.app, &form.signed_in.who);
        let Stating::Proposal(seq) = form.stating else {
            return Err(unknown_button(form.asked));
        };
        let state = app.state();
        let lang = form.asked.ctx.data_lang();
        if find_correction(&state.register, *seq).is_some() {
            let reason = Text::new(lang, self.values.get("reason"));
            let decided = app.decide_correction(who, *seq, deciding, reason.as_ref(), self.entry);
            let receipts = decided.await?;
            let seq = receipts.first().map(|receipt| receipt.seq.to_string());
            let query = seq.as_deref().map(|seq| ("said", seq));
            return Ok(form.figures(&query.into_iter().collect::<Vec<_>>()));
        }
        let confirmed = match deciding {
            Deciding::Accept => true,
            Deciding::Decline => false,
            // What one proposed for a milestone is taken back where it stands.
            Deciding::Withdraw => return Err(unknown_button(form.asked)),
        };
        let found = find_proposal(&state.register, *seq);
        let milestone = found.map(|one| one.proposal.milestone.id.to_string());
        let decision = Decision {
            proposal: *seq,
            reason: Text::new(lang, self.values.get("reason")),
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
    pub(super) async fn both(&self, number: u32) -> Answer {
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
        Ok(asked
            .page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
            .with_scripts())
    }
}
