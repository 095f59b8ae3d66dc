// SPDX-License-Identifier: EUPL-1.2
//! Figures: stated by an organisation in its own name, corrected and taken back, public at once; or
//! drafted first by one person and stated by another. What is wrong with them, and what has to be
//! said, is told by the domain.

use wegmarke_domain::figure::{FigureAddress, States, Stating};
use wegmarke_domain::noun::Subject;
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::rules::permission::Action;
use wegmarke_domain::rules::stating::{decide, find_newest, is_theirs, takes_to_state};
use wegmarke_domain::statement::{Said, Statement};
use wegmarke_store::StoreError;
use wegmarke_store::document::Expect;

pub use wegmarke_domain::figure::Figure;

use crate::append::Decision;
use crate::cabinet::{Found, Held, Listed, delete};
use crate::draft::HeldDraft;
use crate::drafted::{Draft, Drafted};
use crate::import::must_keep_inquiries;
use crate::standing::Refusal;
use crate::{App, AppError, Receipt, State, Who};

/// A draft of a figure with its revision.
pub type HeldFigure = HeldDraft<FigureAddress, Drafted>;

/// What else is known of a figure that is stated.
#[derive(Clone, Copy, Debug, Default)]
pub struct Issuing<'a> {
    /// The draft that it is, by its revision as somebody saw it.
    pub draft: Option<(&'a FigureAddress, u64)>,
    /// The newest entry about the figure that somebody saw; `Some(None)`: they saw that there is none.
    pub saw: Option<Option<u64>>,
    /// Whether it is made up.
    pub invented: bool,
}

impl App {
    /// States a figure in the name of one's organisation, or states it anew, as
    /// [`App::state`] without a reason.
    ///
    /// # Errors
    /// As [`App::state`].
    pub async fn state_figure(
        &self,
        who: &Who,
        figure: &Figure,
        invented: bool,
    ) -> Result<Vec<Receipt>, AppError> {
        let issuing = Issuing {
            invented,
            ..Issuing::default()
        };
        self.state_with(who, &figure.clone().into(), issuing).await
    }

    /// States a figure in the name of one's organisation, corrects it, or takes it back. Only who
    /// stated a figure does so, and says why. The method of an indicator is frozen once there is a
    /// value; where it stood and is meant to get is changed then with a reason only, and both stay side
    /// by side. What is stated for a plan whose monitoring is an example is marked as made up.
    ///
    /// Where the organisation wants two persons, it is the draft of another person, word for word. Its
    /// draft goes. If it stands like this already, nothing is said and there is no receipt. If what
    /// stands is newer than what somebody saw, nothing is said; who names nothing may not pass over the
    /// draft of a colleague.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; [`AppError::Invalid`] with all problems; [`Refusal::SecondPerson`],
    /// [`Refusal::NotYours`]; `StoreError::Stale`.
    pub async fn state_with(
        &self,
        who: &Who,
        states: &States,
        issuing: Issuing<'_>,
    ) -> Result<Vec<Receipt>, AppError> {
        let listed = self.look_through_figures(who).await?;
        let (drafts, unread) = (&listed.held, &listed.unread);
        let about = states.figure.subject();
        let named = issuing.draft;
        let gone = named.and_then(|(address, revision)| {
            let name = address.to_string();
            let mut unread = unread.iter();
            unread.find(|one| one.id == name && one.revision == revision)
        });
        // A draft that nobody can read rests on nothing any more, and goes.
        let named = named.filter(|_| gone.is_none());
        let drafted = Beside::find(drafts, who, states, &about, named);
        let two_persons = self.find_settings(who.organisation()).await?.two_persons;
        let outcome = self
            .append(|state| {
                let by = who.organisation();
                let takes = takes_to_state(&state.register, by, &states.figure);
                let decided = decide(&state.register, by, states);
                let mut actions = who.actor.actions();
                // Who could do it of their own is told whose this is.
                if !decided.as_ref().is_err_and(|wrong| is_another_s(wrong))
                    || !actions.any(|action| action == takes.action)
                {
                    who.must(state, takes.action, takes.about(by))?;
                }
                let mut decision = Decision::typed(who, []);
                let own = drafted.own.map(|held| (&held.id, held.revision));
                let gone = gone.map(|one| (&one.id, one.revision));
                if let Some((id, revision)) = gone.or(own) {
                    let expect = Expect::Revision(revision);
                    let gone = delete::<Draft<Drafted>>(id, expect);
                    decision.puts.push(gone);
                }
                // Said again, it is no new entry, whoever asks.
                if decided == Ok(None) {
                    return Ok((decision, ()));
                }
                if two_persons && !drafted.by_another {
                    return Err(Refusal::SecondPerson.into());
                }
                let newest = find_newest(&state.register, &about);
                let is_old = drafted.is_old || issuing.saw.is_some_and(|saw| saw != newest);
                let passes_over = issuing.saw.is_none() && drafted.passes_over;
                // What stands is looked at before it is told what changing it takes; but not where it is
                // another's.
                if (is_old || passes_over)
                    && !decided.as_ref().is_err_and(|wrong| is_another_s(wrong))
                {
                    return Err(StoreError::Stale.into());
                }
                let statement = decided.map_err(AppError::Invalid)?;
                if !is_theirs(&state.register, who.organisation(), &states.figure) {
                    return Err(Refusal::NotYours.into());
                }
                let said = statement.map(|one| issued(state, &about, one, issuing.invented));
                decision.said.extend(said);
                must_keep_inquiries(&state.register, &decision.said, self.clock.today())?;
                Ok((decision, ()))
            })
            .await;
        match outcome {
            Ok((receipts, ())) => Ok(receipts),
            // Asked with a key, it is the key that tells whether this was done already.
            Err(error) if who.once.is_some() => Err(error),
            // Two clicks at once: the second finds what the first one said.
            Err(error) => {
                let state = self.state();
                match decide(&state.register, who.organisation(), states) {
                    Ok(None) if error.code() == "stale" => Ok(Vec::new()),
                    _ => Err(error),
                }
            }
        }
    }

    async fn look_through_figures(&self, who: &Who) -> Result<Listed<Draft<Drafted>>, AppError> {
        self.look_through(Some(who.organisation().as_str())).await
    }

    /// The draft of a figure of one's organisation; `None` if nobody saved one.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; what the store says.
    pub async fn find_figure_draft(
        &self,
        who: &Who,
        address: &FigureAddress,
    ) -> Result<Option<HeldFigure>, AppError> {
        who.must_own(&self.state(), Action::ReadUnpublished)?;
        let address = address.clone();
        Ok(match self.held_for(who, &address).await? {
            Found::Nothing => None,
            Found::Held(held) => Some(HeldDraft::of(address, held)),
            Found::Unread(unread) => {
                let now = self.clock.now();
                Some(HeldDraft::instead(address, None, &unread, now))
            }
        })
    }

    /// All drafts of figures of one's organisation, by what they are called; those that nobody can read
    /// say nothing.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; what the store says.
    pub async fn list_figure_drafts(&self, who: &Who) -> Result<Vec<HeldFigure>, AppError> {
        who.must_own(&self.state(), Action::ReadUnpublished)?;
        let listed = self.look_through_figures(who).await?;
        let held = listed.held.into_iter();
        let held =
            held.filter_map(|held| Some(HeldDraft::of(FigureAddress::parse(&held.id)?, held)));
        let now = self.clock.now();
        let unread = listed.unread.iter().filter_map(|unread| {
            let address = FigureAddress::parse(&unread.id)?;
            Some(HeldDraft::instead(address, None, unread, now))
        });
        let mut drafts: Vec<HeldFigure> = held.chain(unread).collect();
        drafts.sort_by_cached_key(|held| held.address.to_string());
        Ok(drafts)
    }

    /// What the next draft of a figure is called: of what is there already, the one that everybody
    /// shares; of what is new, one that nobody began.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; what the store says.
    pub async fn find_free_figure(
        &self,
        who: &Who,
        stating: &Stating,
    ) -> Result<FigureAddress, AppError> {
        let mut number = 1;
        if !stating.is_one() {
            let drafts = self.list_figure_drafts(who).await?;
            let same = drafts.iter().map(|held| &held.address);
            let same = same.filter(|address| address.stating == *stating);
            let last = same.map(|address| address.number).max();
            number = last.map_or(1, |last| last.saturating_add(1));
        }
        Ok(FigureAddress {
            by: who.organisation().clone(),
            number,
            stating: stating.clone(),
        })
    }
}

/// The drafts that a figure meets when it is stated.
struct Beside<'a> {
    /// The draft that it is: it goes.
    own: Option<&'a Held<Draft<Drafted>>>,
    /// Whether another person wrote that, word for word.
    by_another: bool,
    /// Whether it was changed since somebody saw it, or is gone.
    is_old: bool,
    /// Whether a colleague drafts something else of the same figure.
    passes_over: bool,
}

impl<'a> Beside<'a> {
    fn find(
        drafts: &'a [Held<Draft<Drafted>>],
        who: &Who,
        states: &States,
        about: &Subject,
        named: Option<(&FigureAddress, u64)>,
    ) -> Self {
        let same = |held: &&Held<Draft<Drafted>>| held.value.says.as_ref() == Some(states);
        let others =
            |held: &&Held<Draft<Drafted>>| held.value.account.as_ref() != Some(&who.account);
        let own = match named {
            Some((address, _)) => {
                let name = address.to_string();
                drafts.iter().find(|held| held.id == name)
            }
            // Whose of two equal drafts it is, is nobody's question but that of the second person.
            None => {
                let all = drafts.iter().filter(same);
                all.min_by_key(|held| !others(held))
            }
        };
        let is_about = |held: &&Held<Draft<Drafted>>| {
            let drafted = held.value.says.as_ref();
            drafted.is_some_and(|drafted| drafted.figure.subject() == *about)
        };
        let mut else_drafted = drafts.iter().filter(is_about).filter(others);
        Self {
            own,
            by_another: own.is_some_and(|held| same(&held) && others(&held)),
            is_old: named
                .is_some_and(|(_, revision)| own.is_none_or(|held| held.revision != revision)),
            passes_over: named.is_none() && else_drafted.any(|held| !same(&held)),
        }
    }
}

fn is_another_s(problems: &[Problem]) -> bool {
    let mut problems = problems.iter();
    problems.any(|problem| problem.code == codes::STATED_BY_ANOTHER)
}

fn issued(state: &State, about: &Subject, statement: Statement, invented: bool) -> Said {
    let plan = about.plan();
    let example = plan.is_some_and(|plan| state.register.has_invented_rounds(plan));
    let is_record = matches!(statement, Statement::Record(_) | Statement::Amended { .. });
    // What is taken back of a plan's text is taken out of it as it stands.
    let version = plan.filter(|_| is_record && about.noun.is_versioned());
    let version = version.map(|plan| state.register.newest_version(plan));
    Said {
        invented: invented || example,
        version: version.filter(|version| *version > 0),
        ..Said::new(about.clone(), statement)
    }
}
