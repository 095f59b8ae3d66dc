// SPDX-License-Identifier: EUPL-1.2
//! What one may say about a measure.

use axum::extract::Path;
use wegmarke_domain::contribution::Address;
use wegmarke_domain::noun::Subject;
use wegmarke_domain::rules::permission::{About, Action};
use wegmarke_domain::rules::voices::answers_for;
use wegmarke_pages::work::{self, ToSayParts};

use super::mine::list_tasks;
use super::{Answer, Asked};

pub(super) async fn ask(asked: Asked, Path((_, id)): Path<(String, String)>) -> Answer {
    let signed_in = asked.signed_in().await?;
    let state = asked.web.app.state();
    let register = &state.register;
    let measure = register.measures.find(&id).ok_or_else(|| asked.absent())?;
    let about = measure.id.subject();
    let by = signed_in.who.organisation();
    let may = |action| {
        let own = About::Organisation(by);
        signed_in.who.actor.may(register, action, own)
    };
    let mut rounds = list_tasks(&asked, &signed_in, register).await?;
    for (_, tasks) in &mut rounds {
        tasks.retain(|task| is_about(&task.address.on, &about));
    }
    rounds.retain(|(_, tasks)| !tasks.is_empty());
    let parts = ToSayParts {
        bar: asked.bar(&signed_in),
        rounds: &rounds,
        writers: match may(Action::WriteDraft) {
            true => None,
            false => Some(asked.who_may(&signed_in, Action::WriteDraft).await?),
        },
        staters: match may(Action::StateFigures) {
            true => None,
            false => Some(asked.who_may(&signed_in, Action::StateFigures).await?),
        },
        may_propose: may(Action::ProposeMilestone) && answers_for(register, by, &about),
    };
    let page = work::ToSay::build(register, &asked.ctx, measure, &parts);
    Ok(asked.page(&page))
}

/// Whether something is about a thing, or replies to something that is.
fn is_about(on: &Subject, about: &Subject) -> bool {
    on == about || Address::parse(on).is_ok_and(|address| is_about(&address.on, about))
}
