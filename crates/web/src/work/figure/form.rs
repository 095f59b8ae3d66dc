// SPDX-License-Identifier: EUPL-1.2
//! A form of figures as somebody sees it: what they may do with it, and its draft.

use wegmarke_app::account::SignedIn;
use wegmarke_app::draft::DraftState;
use wegmarke_app::figure::{Figure, HeldFigure};
use wegmarke_domain::figure::{FigureAddress, States, Stating};
use wegmarke_domain::id::{MeasureId, OrganisationId, PlanId};
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::correcting::find_correction;
use wegmarke_domain::rules::permission::{About, Action};
use wegmarke_domain::rules::stating::{self, takes_for};
use wegmarke_domain::rules::voices::answers_for;
use wegmarke_domain::rules::withdrawing::Takes;
use wegmarke_pages::Route;
use wegmarke_pages::attribute::standing;
use wegmarke_pages::parts::form::Values;
use wegmarke_pages::work::figure::NUMBER;
use wegmarke_pages::work::{self, FigureParts, OfDraft, Review};

use super::filled::{self, attributes};
use crate::work::{Asked, Told, signing};

/// Why an organisation cannot change or take back what the form is about, whatever it says.
pub(super) fn of_another(
    register: &Register,
    stating: &Stating,
    by: &OrganisationId,
) -> Vec<Problem> {
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

/// Whether it is stated on the page of figures.
const fn is_figure(noun: Noun) -> bool {
    matches!(
        noun,
        Noun::Indicator | Noun::Value | Noun::Funding | Noun::Context
    )
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
pub(super) struct Form<'a> {
    pub(super) asked: &'a Asked,
    pub(super) signed_in: &'a SignedIn,
    pub(super) stating: &'a Stating,
    /// Whether the organisation wants two persons.
    pub(super) two_persons: bool,
    /// The draft that it is of.
    pub(super) held: Option<HeldFigure>,
}

/// What a form shows beside its draft.
#[derive(Default)]
pub(super) struct Shown<'a> {
    pub(super) problems: &'a [Problem],
    pub(super) refused: Option<String>,
    /// The newest entry about the figure that it shows.
    pub(super) entry: Option<u64>,
    /// The revision that it rests on, if that is not the draft's.
    pub(super) revision: Option<u64>,
    pub(super) notices: Vec<String>,
    pub(super) stands: Option<Stood>,
    pub(super) review: Option<Review<'a>>,
    pub(super) withdraws: Option<Subject>,
}

/// What stands instead of what a form rests on.
type Stood = (
    Subject,
    serde_json::Map<String, serde_json::Value>,
    jiff::Timestamp,
);

/// Whether an address names a correction that this organisation proposed.
pub(super) fn is_own_proposal(register: &Register, stating: &Stating, by: &OrganisationId) -> bool {
    let Stating::Proposal(seq) = stating else {
        return false;
    };
    let line = find_correction(register, *seq).and_then(|_| register.find_line(*seq));
    line.is_some_and(|line| line.by == *by)
}

impl<'a> Form<'a> {
    /// The form with the draft of this number; 0: a new one.
    pub(super) async fn find(
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
        // Whose one was that nobody can read, nobody knows.
        let held = self.held.as_ref().filter(|held| !held.unread);
        let account = held.map(|held| &held.draft.account);
        account.is_some_and(|account| account.as_ref() != Some(&self.signed_in.who.account))
    }

    /// Whether it is stated from here, and not only drafted: where two persons are wanted, by the
    /// second one.
    fn may_state(&self) -> bool {
        let takes = self.takes();
        let state = self.asked.web.app.state();
        let who = &self.signed_in.who;
        let may = who.actor.may(
            &state.register,
            takes.action,
            takes.about(who.organisation()),
        );
        may && (!self.two_persons || self.is_of_another())
    }

    fn takes(&self) -> Takes {
        let state = self.asked.web.app.state();
        takes_for(
            &state.register,
            self.signed_in.who.organisation(),
            self.stating,
        )
    }

    pub(super) fn page(&self, values: &Values, shown: Shown<'_>) -> Result<work::FigureForm, Told> {
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
            signs: signing::signs(asked, self.signed_in),
            is_own: is_own_proposal(
                &state.register,
                self.stating,
                self.signed_in.who.organisation(),
            ),
        };
        work::FigureForm::find(&state.register, &asked.ctx, parts).ok_or_else(|| asked.absent())
    }

    /// Where the form is, with its draft.
    pub(super) fn here(&self, number: u32, done: &str) -> String {
        let (kind, id) = self.stating.parts();
        let number = number.to_string();
        let query = [(NUMBER, &*number), ("done", done)];
        self.asked.ctx.href_with(&Route::Figure(kind, &id), &query)
    }

    /// Where what there is to state is: figures of a plan, or what one's organisation has stated.
    pub(super) fn figures(&self, query: &[(&str, &str)]) -> String {
        if let Stating::Withdrawal(about) = self.stating
            && !is_figure(about.noun)
        {
            return self.asked.ctx.href_with(&Route::Records, query);
        }
        if let Stating::Proposal(seq) = self.stating
            && find_correction(&self.asked.web.app.state().register, *seq).is_some()
        {
            return self.asked.ctx.href_with(&Route::Records, query);
        }
        if let Stating::Remark(finding) = self.stating {
            return self.asked.ctx.href(&Route::Finding(finding));
        }
        let state = self.asked.web.app.state();
        let plan = self.stating.plan(&state.register);
        let plan = plan.as_ref().map_or("", PlanId::as_str);
        self.asked.ctx.href_with(&Route::Figures(plan), query)
    }

    /// The draft as a second person reads it, if it waits for them.
    pub(super) fn review<'b>(&'b self, author: Option<&'b str>) -> Option<Review<'b>> {
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
