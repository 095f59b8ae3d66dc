// SPDX-License-Identifier: EUPL-1.2
//! Drafts at the doors of the API: what a token is for, and what nobody else learns.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that fails is a test that fails"
)]

use std::collections::BTreeSet;

use wegmarke_app::Who;
use wegmarke_app::account::NewToken;
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::rules::permission::{Action, Actor, Role};

use crate::buttons::{Answer, Home, home_of, reporter};

async fn token(home: &Home, organisation: &str, actions: &[Action]) -> String {
    let who = Who {
        actor: Actor::new(OrganisationId::new(organisation), [Role::Publisher].into()),
        ..reporter()
    };
    let actions = &BTreeSet::from_iter(actions.iter().copied());
    let label = "Programm";
    let days = 30;
    let new = NewToken {
        label,
        actions,
        days,
    };
    let token = home.app.make_token(&who, new).await.unwrap();
    format!("Authorization: Bearer {}\r\n", token.to_text())
}

async fn send(home: &Home, how: &str, path: &str, headers: &str, body: &str) -> Answer {
    let length = body.len();
    let headers =
        format!("{headers}Content-Type: application/json\r\nContent-Length: {length}\r\n");
    home.send(how, path, &headers, body).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_only_drafts_drafts() {
    let home = home_of("kok").await;
    let about = home.address.subject().to_string();
    let token = token(&home, "bmas", &[Action::WriteDraft]).await;
    let path = format!("/api/draft?about={about}");
    let says = r#"{"says":{"report":{"narrative":{"de":"Anfang"}}}}"#;
    let fresh = format!("{token}If-None-Match: *\r\n");
    let saved = send(&home, "PUT", &path, &fresh, says).await;
    assert_eq!(saved.status, 200, "{}", saved.text);
    let again = send(&home, "PUT", &path, &fresh, says).await;
    assert_eq!(again.status, 412, "{}", again.text);
    let next = format!("{token}If-Match: \"1\"\r\n");
    let next = send(&home, "PUT", &path, &next, says).await;
    assert_eq!(next.status, 200, "{}", next.text);
    // Reading it takes another right.
    assert_eq!(send(&home, "GET", &path, &token, "").await.status, 403);
    let tasks = send(&home, "GET", "/api/tasks", &token, "").await;
    assert_eq!(tasks.status, 200, "{}", tasks.text);
    // What takes a token is for no page of another origin.
    let shared = "access-control-allow-origin";
    assert!(
        !tasks.text.to_lowercase().contains(shared),
        "{}",
        tasks.text
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn whether_others_have_a_draft_is_not_to_be_found_out() {
    let home = home_of("kok").await;
    let there = home.address.subject().to_string();
    let nothing = there.replace("/bmas/1/", "/bmas/2/");
    assert_ne!(there, nothing);
    let says = r#"{"says":{"report":{"narrative":{"de":"geheim"}}}}"#;
    let own = token(&home, "bmas", &[Action::WriteDraft]).await;
    let fresh = format!("{own}If-None-Match: *\r\n");
    let path = format!("/api/draft?about={there}");
    assert_eq!(send(&home, "PUT", &path, &fresh, says).await.status, 200);
    let all = [
        Action::ReadUnpublished,
        Action::WriteDraft,
        Action::ReturnDraft,
    ];
    let other = token(&home, "kok", &all).await;
    for (how, path, body) in [
        ("GET", "/api/draft?about=ABOUT", ""),
        ("PUT", "/api/draft?about=ABOUT", says),
        ("POST", "/api/drafts/request", r#"{"about":"ABOUT"}"#),
        (
            "POST",
            "/api/drafts/discard",
            r#"{"about":"ABOUT","revision":1}"#,
        ),
        (
            "POST",
            "/api/drafts/return",
            r#"{"about":"ABOUT","reason":"nein"}"#,
        ),
    ] {
        let mut answers = Vec::new();
        for about in [&there, &nothing] {
            let (path, body) = (path.replace("ABOUT", about), body.replace("ABOUT", about));
            let headers = match how {
                "PUT" => format!("{other}If-Match: *\r\n"),
                _ => other.clone(),
            };
            let answer = send(&home, how, &path, &headers, &body).await;
            assert_eq!(answer.status, 403, "{how} {path}: {}", answer.text);
            let body = answer.text.split("\r\n\r\n").nth(1).map(str::to_owned);
            answers.push(body.map(|body| body.replace(about.as_str(), "")));
        }
        assert_eq!(answers[0], answers[1], "{how} {path}");
    }
    // The same behind a session: what others draft is not there.
    for about in [&there, &nothing] {
        let form = home.get(&format!("/de/work/say/{about}"), "").await;
        assert_eq!(form.status, 404, "{about}");
    }
}
