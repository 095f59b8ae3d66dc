// SPDX-License-Identifier: EUPL-1.2
//! Organisations as who runs the installation looks after them.

use axum::extract::Path;
use axum::http::StatusCode;
use wegmarke_app::AppError;
use wegmarke_app::account::SignedIn;
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::rules::alike::{find_alike, list_alike};
use wegmarke_domain::rules::organising::{After, Organise, Organising, decide, newest_of};
use wegmarke_domain::rules::permission::{About, Action};
use wegmarke_domain::text::{Lang, Text, tidy};
use wegmarke_pages::Route;
use wegmarke_pages::parts::form::Values;
use wegmarke_pages::work::organise::{
    Looked, Organise as Listed, OrganiseForm, OrganiseParts, SAW, called, rows,
};
use wegmarke_pages::work::{BUTTON, OrganiseButton};

use super::sent::Typed;
use super::{Answer, Asked, Told, refusal, signing, unknown_button};

/// Who is signed in, if they run the installation.
pub(super) async fn administering(asked: &Asked) -> Result<SignedIn, Told> {
    let signed_in = asked.signed_in().await?;
    let action = Action::ManageOrganisations;
    let state = asked.web.app.state();
    let (register, about) = (&state.register, About::Installation);
    if !signed_in.who.actor.may(register, action, about) {
        return Err(asked.not_theirs(&signed_in, action).await);
    }
    Ok(signed_in)
}

pub(super) async fn list(asked: Asked) -> Answer {
    let signed_in = administering(&asked).await?;
    let state = asked.web.app.state();
    let alike = list_alike(&state.register);
    let bar = asked.bar(&signed_in);
    let page = Listed::build(&state.register, &asked.ctx, &bar, &alike);
    Ok(asked.page(&page))
}

/// A form, with whom an address names filled in.
pub(super) async fn ask(asked: Asked, Path((_, what)): Path<(String, String)>) -> Answer {
    let form = Form::find(&asked, &what).await?;
    let (before, after) = rows(form.what);
    let names = (0..before).map(|at| format!("before.{at}"));
    let names = names.chain((0..after).map(|at| format!("after.{at}.id")));
    let given = names.filter_map(|name| {
        let id = asked.ctx.query.find(&name)?;
        let state = asked.web.app.state();
        let known = state.register.organisations.find(id)?;
        Some((name, known.id.to_string()))
    });
    let mut values: Vec<(String, String)> = given.collect();
    if form.what == Organise::Rename
        && let Some((_, id)) = values.first().cloned()
    {
        values.extend(called(&asked.web.app.state().register, &id));
    }
    Ok(form.page(&Values(values), &[], None, None))
}

/// What was typed: looked at, or done.
pub(super) async fn look(
    asked: Asked,
    Path((_, what)): Path<(String, String)>,
    Typed(values): Typed,
) -> Answer {
    let form = Form::find(&asked, &what).await?;
    let Some(button) = OrganiseButton::find(values.get(BUTTON)) else {
        unknown_button(&asked);
        let words = asked.ctx.word("problem", codes::UNKNOWN_BUTTON);
        return Ok(form.page(&values, &[], Some(words), None));
    };
    let order = match form.read(&values) {
        Ok(order) => order,
        Err(problems) => return Ok(form.page(&values, &problems, None, None)),
    };
    let app = &asked.web.app;
    let state = app.state();
    if button == OrganiseButton::Look {
        return Ok(match decide(&state.register, &order, app.clock().today()) {
            Ok(_) => form.page(&values, &[], None, Some(&order)),
            Err(problems) => form.page(&values, &problems, None, None),
        });
    }
    let saw = Some(values.get(SAW).parse().ok());
    let done = match signing::read(&asked, &form.signed_in, &values) {
        Ok(signs) => app.organise(&signs.who, &order, saw).await,
        Err(error) => Err(error),
    };
    match done {
        Err(AppError::ToSign(to_sign)) => signing::answer(&asked, &form.signed_in, &to_sign),
        Ok(receipts) => {
            let about = receipts.last().map(|receipt| receipt.subject.id.clone());
            let about = about.unwrap_or_default();
            Ok(asked.redirect(asked.ctx.href(&Route::Organisation(&about))))
        }
        Err(AppError::Invalid(problems)) => Ok(form.page(&values, &problems, None, None)),
        Err(error) => match refusal(&asked, &error) {
            // It is looked at again, with what came meanwhile.
            Some(words) => Ok(form.page(&values, &[], Some(words), Some(&order))),
            None => Err(asked.failed(&error)),
        },
    }
}

struct Form<'a> {
    asked: &'a Asked,
    signed_in: SignedIn,
    what: Organise,
}

impl<'a> Form<'a> {
    async fn find(asked: &'a Asked, what: &str) -> Result<Self, Told> {
        let what = what.parse().map_err(|_| asked.absent())?;
        let signed_in = administering(asked).await?;
        Ok(Self {
            asked,
            signed_in,
            what,
        })
    }

    fn read(&self, values: &Values) -> Result<Organising, Vec<Problem>> {
        let (before, after) = rows(self.what);
        let mut problems = Vec::new();
        let text = |name: &str| some(values.get(name).trim()).map(str::to_owned);
        let before = (0..before).filter_map(|at| text(&format!("before.{at}")));
        let mut read = Vec::new();
        for at in 0..after {
            let named = |part: &str| text(&format!("after.{at}.{part}"));
            let name = [(Lang::DE, named("name")), (Lang::EN, named("name_en"))];
            let name = name
                .into_iter()
                .filter_map(|(lang, words)| Some((lang, words?)));
            let name = name.map(|(lang, words)| (lang, tidy(&words).into_owned()));
            let word = |part: &str| Some((named(part)?, format!("after.{at}.{part}")));
            let (kind, voice) = (word("kind"), word("voice"));
            let after = After {
                id: named("id").map(OrganisationId::new),
                name: Text::from_parts(name),
                short: named("short").and_then(|short| Text::new(Lang::DE, &short)),
                kind: chosen(kind, &mut problems),
                voice: chosen(voice, &mut problems),
            };
            // Blank rows are for those who need more.
            if after != After::default() || at == 0 {
                read.push(after);
            }
        }
        let on = match text("on").map(|on| on.parse()) {
            None => None,
            Some(Ok(on)) => Some(on),
            Some(Err(_)) => {
                problems.push(Problem::new("on", codes::NOT_A_DATE));
                None
            }
        };
        match problems.is_empty() {
            true => Ok(Organising {
                what: self.what,
                before: before.map(OrganisationId::new).collect(),
                after: read,
                on,
            }),
            false => Err(problems),
        }
    }

    fn page(
        &self,
        values: &Values,
        problems: &[Problem],
        refused: Option<String>,
        order: Option<&Organising>,
    ) -> Told {
        let state = self.asked.web.app.state();
        let register = &state.register;
        let new = order.into_iter().flat_map(|order| &order.after);
        let new = new.filter(|after| after.id.is_none() && self.what != Organise::Rename);
        let alike: Vec<_> = new
            .filter_map(|after| Some((after.name.as_ref()?, after.short.as_ref())))
            .flat_map(|(name, short)| find_alike(register, name, short))
            .collect();
        let wrong = !problems.is_empty() || refused.is_some();
        let parts = OrganiseParts {
            bar: self.asked.bar(&self.signed_in),
            what: self.what,
            values,
            problems,
            refused,
            looked: order.map(|order| Looked {
                order,
                saw: newest_of(register, order),
                alike: &alike,
            }),
            signs: signing::signs(self.asked, &self.signed_in),
        };
        let page = OrganiseForm::build(register, &self.asked.ctx, parts);
        let status = if wrong {
            StatusCode::UNPROCESSABLE_ENTITY
        } else {
            StatusCode::OK
        };
        self.asked.page_with(status, &page).with_scripts()
    }
}

/// One of a closed list.
fn chosen<T: std::str::FromStr>(
    given: Option<(String, String)>,
    problems: &mut Vec<Problem>,
) -> Option<T> {
    let (given, field) = given?;
    let read = given.parse().ok();
    if read.is_none() {
        problems.push(Problem::new(field, codes::NOT_A_CHOICE));
    }
    read
}

fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}
