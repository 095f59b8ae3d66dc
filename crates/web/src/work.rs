// SPDX-License-Identifier: EUPL-1.2
//! Everything for those who are signed in, and the way there. Nothing of it is ever cached.
//!
//! One request, one place: each handler reads, calls one use case, and answers with a page or a
//! redirect. Requests from other sites are refused before they get here (`CsrfLayer`).

mod account;
mod accounts;
mod alert;
mod announce;
mod asked;
mod board;
mod cancel;
mod cookie;
mod demo;
mod editing;
pub(crate) mod fields;
mod figure;
mod interrupted;
mod keep;
mod keys;
mod letters;
mod mine;
mod organise;
mod record;
mod refusal;
mod reset;
mod restore;
mod say;
mod security;
mod sent;
mod sheet;
mod sign_in;
mod signing;
mod to_say;
mod told;
mod upload;
mod version;

pub(in crate::work) use asked::LONGEST_FORM;
pub(crate) use asked::{Asked, Peer};
pub(crate) use cookie::{SESSION, cookie};
pub(in crate::work) use refusal::{refusal, unknown_button};
pub(in crate::work) use told::{Answer, Told};

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, FromRequestParts as _, State};
use axum::http::{Request, Response, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::IntoResponse as _;
use axum::routing::{MethodRouter, get, post};
use tower::ServiceExt as _;
use tower_http::csrf::CsrfLayer;
use wegmarke_app::account::Stranger;
use wegmarke_l10n::Lang;
use wegmarke_pages::url::Pattern;

use crate::Web;
use crate::handler::handler;

/// Most bytes of a spreadsheet that is brought, with what goes around it.
const LONGEST_SHEET: usize = 17 << 20;
/// Whether a path belongs here: the first part behind the language says so.
pub(crate) fn is_here(path: &str) -> bool {
    let mut parts = path.split('/').skip(1);
    let lang = parts.next().unwrap_or_default();
    Lang::PUBLIC.iter().any(|known| known.code() == lang)
        && matches!(
            parts.next(),
            Some("work" | "sign-in" | "invitation" | "calendar" | "alert")
        )
}

/// The routes.
pub(crate) fn router(web: Arc<Web>) -> Router {
    let mut router = Router::new();
    for pattern in Pattern::ALL {
        if let Some(answers) = answers(*pattern) {
            router = router.route(&template(*pattern), answers);
        }
    }
    router
        .fallback(handler!(nothing))
        .layer(middleware::from_fn_with_state(
            Arc::clone(&web),
            interrupted::look,
        ))
        .layer(CsrfLayer::new())
        .layer(middleware::from_fn_with_state(Arc::clone(&web), explain))
        .with_state(web)
}

/// A pattern as the framework writes it: behind the language, and without what follows a name in the
/// same part.
fn template(pattern: Pattern) -> String {
    let parts = pattern
        .as_str()
        .split('/')
        .map(|part| match part.rfind('}') {
            Some(end) => &part[..=end],
            None => part,
        });
    format!("/{{lang}}{}", parts.collect::<Vec<_>>().join("/"))
}

/// Who answers an address; `None`: it is open to everybody, and `site` answers it.
fn answers(pattern: Pattern) -> Option<MethodRouter<Arc<Web>>> {
    Some(match pattern {
        Pattern::SignIn => get(handler!(sign_in::ask_sign_in)).post(handler!(sign_in::sign_in)),
        Pattern::Code => get(handler!(sign_in::ask_code)).post(handler!(sign_in::prove_code)),
        Pattern::PasskeySignIn => post(handler!(sign_in::sign_in_with_passkey)),
        Pattern::BeginPasskeySignIn => post(handler!(sign_in::begin_passkey)),
        Pattern::OrganisationSignIn => post(handler!(sign_in::go_to_organisation)),
        Pattern::DemoSignIn => get(handler!(demo::nothing)).post(handler!(demo::sign_in)),
        Pattern::SignInReturn => get(handler!(sign_in::come_back)),
        Pattern::Invitation => {
            get(handler!(sign_in::ask_invitation)).post(handler!(sign_in::accept_invitation))
        }
        Pattern::PasskeyInvitation => {
            get(handler!(sign_in::ask_invitation)).post(handler!(sign_in::accept_with_passkey))
        }
        Pattern::BeginPasskeyInvitation => post(handler!(sign_in::begin_accepting)),
        Pattern::Alert => get(handler!(alert::form)).post(handler!(alert::ask)),
        Pattern::OneAlert => get(handler!(alert::open)).post(handler!(alert::decide)),
        Pattern::Calendar => get(handler!(letters::calendar)),
        Pattern::Work => get(handler!(mine::ask)),
        Pattern::Account => get(handler!(account::account)).post(handler!(account::change_account)),
        Pattern::NewAuthenticator => {
            get(handler!(account::ask_authenticator)).post(handler!(account::change_authenticator))
        }
        Pattern::NewPasskey => post(handler!(account::add_passkey)),
        Pattern::BeginNewPasskey => post(handler!(account::begin_passkey)),
        Pattern::Own => get(handler!(account::own)).post(handler!(account::change_own)),
        Pattern::Keys => get(handler!(keys::ask)).post(handler!(keys::change)),
        Pattern::Editings => get(handler!(editing::list)).post(handler!(editing::begin)),
        Pattern::Editing => get(handler!(editing::ask)).post(handler!(editing::change)),
        Pattern::ToSay => get(handler!(to_say::ask)),
        Pattern::Board => get(handler!(board::ask)),
        Pattern::Announce => get(handler!(announce::ask)).post(handler!(announce::announce)),
        Pattern::ChangeRound => {
            get(handler!(announce::ask_change)).post(handler!(announce::change))
        }
        Pattern::CancelRound => get(handler!(cancel::ask)).post(handler!(cancel::cancel)),
        Pattern::Say => get(handler!(say::ask)).post(handler!(say::say)),
        Pattern::Keep => get(handler!(keep::ask))
            .post(handler!(keep::act))
            .layer(DefaultBodyLimit::max(keep::LONGEST)),
        Pattern::Restore => get(handler!(restore::ask)).post(handler!(restore::hand_in)),
        Pattern::Figures => get(handler!(figure::list)),
        Pattern::Figure => get(handler!(figure::ask)).post(handler!(figure::state)),
        Pattern::Sheet => get(handler!(sheet::ask))
            .post(handler!(sheet::look))
            .layer(DefaultBodyLimit::max(LONGEST_SHEET)),
        Pattern::Take => post(handler!(sheet::take)),
        Pattern::Receipts => get(handler!(sheet::receipts)),
        Pattern::Records => get(handler!(record::list)),
        Pattern::Record => get(handler!(record::ask)).post(handler!(record::look)),
        Pattern::NewVersion => get(handler!(version::ask)).post(handler!(version::look)),
        Pattern::Accounts => get(handler!(accounts::list)).post(handler!(accounts::change)),
        Pattern::Organise => get(handler!(organise::list)),
        Pattern::OrganiseForm => get(handler!(organise::ask)).post(handler!(organise::look)),
        Pattern::Uploads => get(handler!(upload::list))
            .post(handler!(upload::bring))
            .layer(DefaultBodyLimit::max(upload::LONGEST_TABLE)),
        Pattern::Upload => get(handler!(upload::open)),
        Pattern::UploadColumns => get(handler!(upload::ask_columns)).post(handler!(upload::map)),
        Pattern::UploadWords => get(handler!(upload::ask_words)).post(handler!(upload::translate)),
        Pattern::UploadCheck => get(handler!(upload::ask_check)).post(handler!(upload::decide)),
        Pattern::UploadReview => get(handler!(upload::ask_review)).post(handler!(upload::go_on)),
        Pattern::UploadLeaf => get(handler!(upload::ask_leaf)).post(handler!(upload::correct)),
        Pattern::UploadDraw => get(handler!(upload::ask_draw)).post(handler!(upload::draw)),
        Pattern::UploadPicture => get(handler!(upload::picture)),
        Pattern::UploadReading => get(handler!(upload::reading)),
        Pattern::UploadProfile => get(handler!(upload::profile)),
        Pattern::OwnProfile => get(handler!(upload::own_profile)),
        Pattern::Start
        | Pattern::Plans
        | Pattern::Plan
        | Pattern::Versions
        | Pattern::Milestones
        | Pattern::Worklist
        | Pattern::Monitoring
        | Pattern::Balance
        | Pattern::Money
        | Pattern::Time
        | Pattern::AllMoney
        | Pattern::Measures
        | Pattern::Questions
        | Pattern::Question
        | Pattern::Coherence
        | Pattern::CoherenceOf
        | Pattern::Measure
        | Pattern::Milestone
        | Pattern::Organisations
        | Pattern::Organisation
        | Pattern::Briefing
        | Pattern::Demands
        | Pattern::MeasureFeed
        | Pattern::FieldFeed
        | Pattern::ThemeFeed
        | Pattern::Recommendations
        | Pattern::Recommendation
        | Pattern::Obligations
        | Pattern::Obligation
        | Pattern::Gaps
        | Pattern::Coverage
        | Pattern::Mechanism
        | Pattern::Answers
        | Pattern::Places
        | Pattern::Standards
        | Pattern::Standard
        | Pattern::Arrangements
        | Pattern::Arrangement
        | Pattern::Findings
        | Pattern::Finding
        | Pattern::Quality
        | Pattern::Differing
        | Pattern::DataFindings
        | Pattern::DataFinding
        | Pattern::Rounds
        | Pattern::Round
        | Pattern::Contribution
        | Pattern::Indicator
        | Pattern::Context
        | Pattern::Changes
        | Pattern::History
        | Pattern::Entry
        | Pattern::Search
        | Pattern::Data
        | Pattern::Verify
        | Pattern::Imprint
        | Pattern::Privacy
        | Pattern::Accessibility
        | Pattern::Licence
        | Pattern::Feed
        | Pattern::PlanFeed
        | Pattern::OrganisationFeed
        | Pattern::RoundsCalendar => return None,
    })
}

/// Refusals of the framework, before a handler is asked, become pages like all others.
async fn explain(
    State(web): State<Arc<Web>>,
    request: Request<Body>,
    next: Next,
) -> Response<Body> {
    let (mut parts, body) = request.into_parts();
    let answer = next.run(Request::from_parts(parts.clone(), body)).await;
    let status = answer.status();
    // All answers of ours have it.
    if answer
        .headers()
        .contains_key(header::X_CONTENT_TYPE_OPTIONS)
    {
        return answer;
    }
    let Ok(asked) = Asked::from_request_parts(&mut parts, &web).await;
    if status == StatusCode::FORBIDDEN {
        web.app.tell_stranger(Stranger::ForeignForm);
    }
    asked.refused(status).into_response()
}

/// Answers one request.
pub(crate) async fn answer(router: Router, request: Request<Body>) -> Response<Body> {
    match router.oneshot(request).await {
        Ok(answer) => answer,
        Err(never) => match never {},
    }
}

async fn nothing(asked: Asked) -> Told {
    asked.absent()
}

#[cfg(test)]
mod tests {
    use wegmarke_pages::url::Pattern;

    use super::{answers, is_here, template};

    #[test]
    fn what_is_asked_here_is_answered_here() {
        for pattern in Pattern::ALL {
            let path = format!("/de{}", pattern.as_str());
            assert_eq!(answers(*pattern).is_some(), is_here(&path), "{path}");
        }
    }

    #[test]
    fn patterns_are_told_to_the_framework() {
        for (pattern, told) in [
            (Pattern::Work, "/{lang}/work"),
            (Pattern::Say, "/{lang}/work/say/{noun}/{*id}"),
            (Pattern::Calendar, "/{lang}/calendar/{secret}"),
        ] {
            assert_eq!(template(pattern), told);
        }
    }
}
