// SPDX-License-Identifier: EUPL-1.2
//! How ways in are replaced, how they end by themselves, and what an organisation reads about them.

use jiff::Span;
use wegmarke_app::account::passkey::NewPasskey;
use wegmarke_app::account::{NewToken, Replaces};
use wegmarke_domain::rules::permission::{Action, Role};

use super::account::{HERE, PASSWORD, code, invitation, join, shown, token_of, with_example};
use super::cycle::who;
use super::fixture::Home;
use super::sign_in::{Device, SITE, add, again, sign_in};

/// One link replaces the password or the second factor, never both; what it leaves is still asked for.
#[tokio::test]
async fn a_reset_replaces_one_of_two_ways_and_ends_what_was_open() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    let (anna, _, _) = join(&app, "kok", "anna@kok.example", &[Role::Publisher]).await;
    let (carl, _, _) = join(&app, "kok", "carl@kok.example", &[Role::Publisher]).await;
    let mail = "bert@kok.example";
    let (bert, secret, _) = join(&app, "kok", mail, &[Role::Publisher]).await;
    let mut device = Device::new();
    add(&app, &bert, &mut device, "Telefon").await;
    let actions = [Action::Release].into();
    let program = app.make_token(&bert.who, token_of(&actions)).await.unwrap();

    let id = &bert.who.account;
    let reset = app.reset_account(&anna.who, id, Replaces::Password);
    let reset = reset.await.unwrap();
    let mut told: Vec<(&str, bool)> = reset.told.iter().map(|t| (&*t.mail, t.own)).collect();
    told.sort_unstable();
    assert_eq!(
        told,
        [(mail, true), ("carl@kok.example", false)],
        "not who did it"
    );
    let link = reset.token.to_text();
    let other = "Ganz andere vier Worte";
    let wrong_kind = app.replace_second_factor(&link, PASSWORD, HERE).await;
    assert_eq!(code(wrong_kind), "no_invitation");
    let as_new = app
        .accept_invitation(&link, "Eva", other, other, HERE)
        .await;
    assert_eq!(code(as_new), "no_invitation");
    let with_key = app.begin_accepting_with_passkey(SITE, &link, HERE).await;
    assert_eq!(
        code(with_key),
        "no_invitation",
        "a passkey would replace both"
    );
    let weak = app.replace_password(&link, "kurz", "anders", HERE).await;
    assert_eq!(code(weak), "invalid");
    app.replace_password(&link, other, other, HERE)
        .await
        .unwrap();
    let twice = app.replace_password(&link, other, other, HERE).await;
    assert_eq!(code(twice), "no_invitation");
    assert!(app.list_sessions(&bert).await.unwrap().is_empty());
    assert_eq!(
        code(app.find_program(&program.to_text()).await),
        "not_signed_in"
    );
    let old = app.sign_in(mail, PASSWORD, HERE, None, "").await;
    assert_eq!(code(old), "wrong_sign_in");
    let half = app.sign_in(mail, other, HERE, None, "").await.unwrap();
    assert!(half.has_authenticator, "the code is still asked for");
    let half = half.token.to_text();
    home.clock.0.advance(Span::new().minutes(1));
    app.prove_code(&half, &shown(&app, &secret), HERE, None)
        .await
        .unwrap();
    sign_in(&app, &mut device).await.unwrap();

    // The second factor takes the password.
    let reset = app.reset_account(&carl.who, id, Replaces::SecondFactor);
    let link = reset.await.unwrap().token.to_text();
    let guessed = app.replace_second_factor(&link, PASSWORD, HERE).await;
    assert_eq!(code(guessed), "invalid");
    let wrong_kind = app.replace_password(&link, other, other, HERE).await;
    assert_eq!(code(wrong_kind), "no_invitation");
    app.replace_second_factor(&link, other, HERE).await.unwrap();
    assert_eq!(code(sign_in(&app, &mut device).await), "passkey_other_key");
    let half = app.sign_in(mail, other, HERE, None, "").await.unwrap();
    assert!(!half.has_authenticator, "a new one is set up");
    let half = half.token.to_text();
    app.offer_authenticator(&half, "x").await.unwrap();
    let old = shown(&app, &secret);
    let old = app.prove_code(&half, &old, HERE, None);
    assert_eq!(code(old.await), "wrong_code");
    let accounts = app.list_accounts(&anna.who).await.unwrap();
    let found = accounts.iter().find(|one| one.id == *id);
    assert_eq!(found.unwrap().account.roles, [Role::Publisher].into());
}

/// Who has no password keeps it that way for the second factor: one link would else open the account.
#[tokio::test]
async fn without_a_password_the_second_factor_is_not_replaced() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    let (anna, _, _) = join(&app, "kok", "anna@kok.example", &[Role::Publisher]).await;
    let mut device = Device::new();
    let link = app
        .invite(
            &anna.who,
            &invitation("kok", "bert@kok.example", &[Role::Reporter]),
        )
        .await
        .unwrap()
        .to_text();
    let options = app.begin_accepting_with_passkey(SITE, &link, HERE).await;
    let new = NewPasskey {
        name: "Bert",
        answer: &device.create(&options.unwrap()),
        label: "Erster",
        agent: "",
    };
    let made = app.accept_with_passkey(SITE, &link, new, HERE).await;
    let (complete, _) = made.unwrap();
    let bert = again(&app, &complete.session.to_text()).await.who.account;
    let factor = app.reset_account(&anna.who, &bert, Replaces::SecondFactor);
    assert_eq!(code(factor.await), "no_password");
    let password = app.reset_account(&anna.who, &bert, Replaces::Password);
    let link = password.await.unwrap().token.to_text();
    app.replace_password(&link, PASSWORD, PASSWORD, HERE)
        .await
        .unwrap();
    let half = app.sign_in("bert@kok.example", PASSWORD, HERE, None, "");
    let half = half.await.unwrap().token.to_text();
    let offer = app.offer_authenticator(&half, "x").await;
    assert_eq!(
        code(offer),
        "not_signed_in",
        "the password alone sets nothing up"
    );
    sign_in(&app, &mut device).await.unwrap();
}

/// A session ends an hour after the last sign of its owner, and twelve hours after it began.
#[tokio::test]
async fn a_session_ends_an_hour_after_the_last_sign() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    let (anna, secret, _) = join(&app, "kok", "anna@kok.example", &[Role::Publisher]).await;
    home.clock.0.advance(Span::new().minutes(1));
    let enter = async || {
        let half = app.sign_in("anna@kok.example", PASSWORD, HERE, None, "");
        let half = half.await.unwrap().token.to_text();
        let shown = shown(&app, &secret);
        let complete = app.prove_code(&half, &shown, HERE, None).await.unwrap();
        complete.0.session.to_text()
    };
    let session = enter().await;
    let began = app.clock().now();
    for _ in 0..14 {
        home.clock.0.advance(Span::new().minutes(50));
        app.find_signed_in(&session).await.unwrap();
    }
    let found = app.find_signed_in(&session).await.unwrap();
    assert_eq!(
        found.ends_at,
        began + Span::new().hours(12),
        "a working day"
    );
    home.clock.0.advance(Span::new().minutes(21));
    assert_eq!(code(app.find_signed_in(&session).await), "not_signed_in");

    let session = enter().await;
    home.clock.0.advance(Span::new().minutes(59));
    let seen = app.find_signed_in(&session).await.unwrap();
    assert_eq!(seen.ends_at, app.clock().now() + Span::new().hours(1));
    home.clock.0.advance(Span::new().minutes(61));
    assert_eq!(code(app.find_signed_in(&session).await), "not_signed_in");
    assert!(app.list_sessions(&anna).await.unwrap().is_empty());
}

/// A token ends by itself, a year after it was made at the latest, and shows when it was used.
#[tokio::test]
async fn a_token_ends_by_itself_and_shows_when_it_was_used() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    let own = &who("kok", &[Role::Publisher]);
    let actions = [Action::Release].into();
    for days in [0, 366] {
        let new = NewToken {
            days,
            ..token_of(&actions)
        };
        assert_eq!(
            code(app.make_token(own, new).await),
            "invalid",
            "{days} days"
        );
    }
    let token = app.make_token(own, token_of(&actions)).await.unwrap();
    let token = token.to_text();
    let used = async || app.list_tokens(own).await.unwrap()[0].token.used_at;
    assert_eq!(used().await, None);
    home.clock.0.advance(Span::new().hours(24));
    app.find_program(&token).await.unwrap();
    let first = app.clock().now();
    assert_eq!(used().await, Some(first));
    home.clock.0.advance(Span::new().minutes(30));
    app.find_program(&token).await.unwrap();
    assert_eq!(used().await, Some(first), "to the hour");
    home.clock.0.advance(Span::new().minutes(31));
    app.find_program(&token).await.unwrap();
    assert_eq!(used().await, Some(app.clock().now()));
    home.clock.0.advance(Span::new().hours(29 * 24));
    assert_eq!(code(app.find_program(&token).await), "not_signed_in");
    assert!(app.list_tokens(own).await.unwrap().is_empty());
}

/// An organisation sees who signed in, what was refused and what was changed; nobody else does.
#[tokio::test]
async fn an_organisation_reads_its_own_security_log() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    let (anna, _, _) = join(&app, "kok", "anna@kok.example", &[Role::Publisher]).await;
    let (other, _, _) = join(&app, "bmas", "o@bmas.example", &[Role::Publisher]).await;
    for _ in 0..3 {
        let wrong = app
            .sign_in("anna@kok.example", "falsch", HERE, None, "")
            .await;
        assert_eq!(code(wrong), "wrong_sign_in");
    }
    let half = app.sign_in("anna@kok.example", PASSWORD, HERE, None, "");
    let half = half.await.unwrap().token.to_text();
    let refused = app.prove_code(&half, "000000", HERE, None).await;
    assert_eq!(code(refused), "wrong_code");
    app.make_token(&anna.who, token_of(&[Action::Release].into()))
        .await
        .unwrap();
    let listed = app.list_tokens(&anna.who).await.unwrap();
    app.revoke_token(&anna.who, &listed[0].id).await.unwrap();
    let bert = invitation("kok", "bert@kok.example", &[Role::Reporter]);
    app.invite(&anna.who, &bert).await.unwrap();
    let open = app.list_invitations(&anna.who).await.unwrap();
    app.withdraw_invitation(&anna.who, &open[0].id)
        .await
        .unwrap();

    let log = async |who| {
        let events = app.list_security_events(who).await.unwrap().into_iter();
        let mut lines: Vec<String> = events
            .map(|event| {
                let (by, about) = (event.name.unwrap_or_default(), event.about);
                let about = about.unwrap_or_default();
                format!(
                    "{} by {by} about {about} x{}",
                    event.step.as_str(),
                    event.times
                )
            })
            .collect();
        lines.sort();
        lines
    };
    assert_eq!(
        log(&anna.who).await,
        [
            "invitation-withdrawn by Anna about bert@kok.example x1",
            "invited by  about anna@kok.example x1",
            "invited by Anna about bert@kok.example x1",
            "joined by  about Anna x1",
            "signed-in by Anna about  x1",
            "token-made by Anna about Skript x1",
            "token-revoked by Anna about Skript x1",
            "wrong-code by Anna about  x1",
            "wrong-password by Anna about  x3",
        ]
    );
    assert_eq!(log(&other.who).await.len(), 3, "its own three");
    let reporter = who("kok", &[Role::Reporter]);
    assert_eq!(code(app.list_security_events(&reporter).await), "forbidden");
    // It goes by itself, and comes to nobody who holds the database alone.
    home.clock.0.advance(Span::new().hours(401 * 24));
    app.purge().await.unwrap();
    assert!(log(&anna.who).await.is_empty());
}
