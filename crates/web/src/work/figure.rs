// SPDX-License-Identifier: EUPL-1.2
//! Stating indicators, values, money, events and milestones, correcting and taking them back; drafted
//! first where somebody wants that, or an organisation wants two persons; and deciding what is
//! proposed. The fields of each are in the file of its noun, what a form says in [`filled`]; as somebody sees
//! it in [`form`], what comes in with it in [`sent`].

mod context;
mod filled;
mod form;
mod funding;
mod indicator;
mod milestone;
mod remark;
mod sent;
mod value;

use axum::extract::Path;
use axum::http::StatusCode;
use wegmarke_app::AppError;
use wegmarke_app::account::SignedIn;
use wegmarke_app::correction::Deciding;
use wegmarke_app::draft::DraftState;
use wegmarke_app::figure::Figure;
use wegmarke_app::second::Wish;
use wegmarke_domain::figure::Stating;
use wegmarke_domain::id::PlanId;
use wegmarke_domain::problem::codes;
use wegmarke_domain::rules::correcting::{find_correction, find_decider};
use wegmarke_domain::rules::finding;
use wegmarke_domain::rules::importing::list_owners;
use wegmarke_domain::rules::permission::{About, Action};
use wegmarke_domain::rules::stating::{find_newest, takes_for};
use wegmarke_pages::parts::form::Values;
use wegmarke_pages::work::figure::NUMBER;
use wegmarke_pages::work::{self, FigureButton, FiguresParts, WhoMay};
use wegmarke_pages::{Route, url};

use self::filled::Filled;
use self::form::{Form, Shown, is_own_proposal, of_another};
use self::sent::Sent;
use super::sent::Typed;
use super::{Answer, Asked, Told, refusal, signing, unknown_button};

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
    if stating.subject(register).is_none() {
        return Err(asked.absent());
    }
    let by = signed_in.who.organisation();
    let own = About::Organisation(by);
    let takes = takes_for(register, by, &stating);
    let action = takes.action;
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
    if let Stating::Remark(id) = &stating
        && !finding::may_remark(register, id, by)
    {
        // Whose it is to act may speak.
        let found = finding::find_spoken(register, id).ok_or_else(|| asked.absent())?;
        let who = WhoMay {
            organisation: found.owners(register).into_iter().next(),
            ..WhoMay::default()
        };
        return Err(asked.not_yours(&signed_in, action, &who));
    }
    let actor = &signed_in.who.actor;
    if let Stating::Proposal(seq) = stating
        && let Some((about, _)) = find_correction(register, seq)
    {
        if is_own_proposal(register, &stating, by) {
            return match actor.may(register, Action::ProposeCorrection, own) {
                true => Ok((signed_in, stating)),
                false => Err(asked
                    .not_theirs(&signed_in, Action::ProposeCorrection)
                    .await),
            };
        }
        let owner = find_decider(register, about);
        let owners = owner.map(|owner| owner.list(register)).unwrap_or_default();
        if let Some(other) = owners.first().filter(|_| !owners.contains(by)) {
            let who = WhoMay {
                organisation: Some(other.clone()),
                ..WhoMay::default()
            };
            return Err(asked.not_yours(&signed_in, action, &who));
        }
        return match actor.may(register, action, takes.about(by)) {
            true => Ok((signed_in, stating)),
            false => Err(asked.not_theirs(&signed_in, action).await),
        };
    }
    if let Some(plan) = &takes.plan {
        if actor.may(register, action, About::Plan(plan)) {
            return Ok((signed_in, stating));
        }
        if let Stating::Proposal(_) = stating {
            return Err(asked.not_theirs_of(&signed_in, action, plan).await);
        }
        let owners = list_owners(register, plan);
        let other = owners.first().filter(|_| !owners.contains(by));
        return Err(match other {
            Some(other) => {
                let who = WhoMay {
                    organisation: Some(other.clone()),
                    ..WhoMay::default()
                };
                asked.not_yours(&signed_in, action, &who)
            }
            None => asked.not_theirs(&signed_in, action).await,
        });
    }
    if actor.may(register, action, own) || actor.may(register, Action::WriteDraft, own) {
        Ok((signed_in, stating))
    } else {
        Err(asked.not_theirs(&signed_in, action).await)
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
    let (values, wished) = wished(&asked, &signed_in, &stating, values).await?;
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
        notices: notices(&form, !problems.is_empty())
            .into_iter()
            .chain(wished)
            .collect(),
        review: form.review(author.as_deref()),
        withdraws: withdraws.filter(|_| is_theirs && filled.may_be_withdrawn()),
        ..Shown::default()
    };
    let page = form.page(&values, shown)?;
    let status = match is_theirs {
        true => StatusCode::OK,
        false => StatusCode::FORBIDDEN,
    };
    Ok(asked.page_with(status, &page).with_scripts())
}

/// The form of a proposal as a colleague wants it decided, and that they do.
async fn wished(
    asked: &Asked,
    signed_in: &SignedIn,
    stating: &Stating,
    mut values: Values,
) -> Result<(Values, Option<String>), Told> {
    let Stating::Proposal(seq) = stating else {
        return Ok((values, None));
    };
    let wishes = asked.web.app.list_wishes(&signed_in.who).await;
    let wishes = wishes.map_err(|error| asked.failed(&error))?;
    let found = wishes.into_iter().find_map(|one| match one.wish {
        Wish::Decide {
            proposal,
            deciding,
            reason,
        } if proposal == *seq => Some((deciding, reason)),
        _ => None,
    });
    let Some((deciding, reason)) = found else {
        return Ok((values, None));
    };
    let lang = asked.ctx.data_lang();
    if let Some(reason) = reason.as_ref().and_then(|reason| reason.find(lang)) {
        values.set("reason", reason);
    }
    let word = match deciding {
        Deciding::Accept => "accept",
        Deciding::Decline => "decline",
        Deciding::Withdraw => "withdraw",
    };
    Ok((values, Some(asked.ctx.word("wish", word))))
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
    if form.held.as_ref().is_some_and(|held| held.unread) {
        notices.push(ctx.t("say-draft-unread"));
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
    let (signed_in, unsigned) = match signing::read(&asked, &signed_in, &values) {
        Ok(signed_in) => (signed_in, None),
        Err(error) => (signed_in, Some(error)),
    };
    let number = values.get(NUMBER).parse().unwrap_or(0);
    let form = Form::find(&asked, &signed_in, &stating, number).await?;
    let button = FigureButton::find(values.get(work::BUTTON));
    let sent = Sent {
        form: &form,
        values: &values,
        revision: values.get("revision").parse().unwrap_or(0),
        entry: values.get("entry").parse().ok(),
    };
    let button = button.filter(|button| is_on(*button, &stating));
    let done = match (button, unsigned) {
        (Some(_), Some(unsigned)) => Err(unsigned),
        (Some(button), None) => sent.act(button).await,
        (None, _) => Err(unknown_button(&asked)),
    };
    let (problems, refused) = match done {
        Ok(location) => return Ok(asked.redirect(location)),
        Err(AppError::ToSign(to_sign)) => return signing::answer(&asked, &signed_in, &to_sign),
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
    Ok(asked
        .page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        .with_scripts())
}

/// Whether the form has this button.
const fn is_on(button: FigureButton, stating: &Stating) -> bool {
    match button {
        FigureButton::Confirm | FigureButton::Decline | FigureButton::Withdraw => {
            matches!(stating, Stating::Proposal(_))
        }
        FigureButton::State
        | FigureButton::Save
        | FigureButton::Request
        | FigureButton::Return
        | FigureButton::Discard => !matches!(stating, Stating::Proposal(_)),
    }
}
