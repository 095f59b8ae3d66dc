// SPDX-License-Identifier: EUPL-1.2
//! Accounts: invited, made, signed in with password and code, slowed down, signed out.

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr};

use jiff::{SignedDuration, Span};
use wegmarke_app::account::{Invitation, NewToken, SignedIn};
use wegmarke_app::{App, AppError, OsDice};
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::rules::permission::{Action, Role};
use wegmarke_store::Batch;
use wegmarke_store::document::{Expect, Put};
use wegmarke_store::fault::Fault;

use super::cycle::who;
use super::fixture::{Home, import};

pub const PASSWORD: &str = "Vier Worte ohne Sinn";
pub const HERE: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1));

pub fn invitation(organisation: &str, mail: &str, roles: &[Role]) -> Invitation {
    Invitation {
        mail: mail.to_owned(),
        organisation: OrganisationId::new(organisation),
        roles: roles.iter().copied().collect(),
    }
}

pub async fn with_example(home: &Home) -> App {
    let app = home.open().await;
    let folder = std::path::Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../example/germany"
    ));
    app.import(import(folder, "germany")).await.unwrap();
    app
}

pub fn code<T>(result: Result<T, AppError>) -> &'static str {
    result.err().map_or("it went through", |error| error.code())
}

/// A token that is good for a month.
pub const fn token_of(actions: &BTreeSet<Action>) -> NewToken<'_> {
    NewToken {
        label: "Skript",
        actions,
        days: 30,
    }
}

/// The code an app shows for a secret, now.
pub fn shown(app: &App, secret: &str) -> String {
    let secret = totp_rs::Secret::try_from_base32(secret).unwrap();
    let totp = totp_rs::Builder::new().with_secret(secret).build().unwrap();
    let now = u64::try_from(app.clock().now().as_second()).unwrap();
    totp.generate(now).to_string()
}

/// A new account, signed in for the first time: its session, and its secret.
pub async fn join(
    app: &App,
    organisation: &str,
    mail: &str,
    roles: &[Role],
) -> (SignedIn, String, Vec<String>) {
    let invitation = invitation(organisation, mail, roles);
    let link = match app.invite_from_outside(&invitation).await {
        // An organisation that has people invites for itself.
        Err(AppError::Forbidden(_)) => {
            let publisher = who(organisation, &[Role::Publisher]);
            app.invite(&publisher, &invitation).await.unwrap()
        }
        link => link.unwrap(),
    };
    app.accept_invitation(&link.to_text(), "Anna", PASSWORD, PASSWORD, HERE)
        .await
        .unwrap();
    let half = app
        .sign_in(mail, PASSWORD, HERE, None, "Browser")
        .await
        .unwrap();
    assert!(!half.has_authenticator);
    let token = &half.token.to_text();
    assert_eq!(
        code(app.find_signed_in(token).await),
        "not_signed_in",
        "half is nothing"
    );
    let offer = app.offer_authenticator(token, "Wegmarke").await.unwrap();
    let secret = offer.secret;
    assert!(offer.address.contains(&secret) && offer.qr_code.starts_with("<svg"));
    let (complete, recovery) = app
        .prove_code(token, &shown(app, &secret), HERE, None)
        .await
        .unwrap();
    let signed_in = app
        .find_signed_in(&complete.session.to_text())
        .await
        .unwrap();
    (signed_in, secret, recovery)
}

#[tokio::test]
async fn an_invitation_becomes_an_account_once() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    let link = app
        .invite_from_outside(&invitation("kok", "Anna@KOK.example ", &[Role::Publisher]))
        .await
        .unwrap();
    assert_eq!(
        app.find_invitation(&link.to_text(), HERE)
            .await
            .unwrap()
            .to
            .mail,
        "anna@kok.example"
    );
    let weak = app
        .accept_invitation(&link.to_text(), "", "kurz", "anders", HERE)
        .await;
    assert!(matches!(weak, Err(AppError::Invalid(problems)) if problems.len() == 4));
    app.accept_invitation(&link.to_text(), "Anna", PASSWORD, PASSWORD, HERE)
        .await
        .unwrap();
    let again = app
        .accept_invitation(&link.to_text(), "Bert", PASSWORD, PASSWORD, HERE)
        .await;
    assert_eq!(code(again), "no_invitation");
    let taken = app
        .invite_from_outside(&invitation("bmi", "anna@kok.example", &[Role::Reporter]))
        .await;
    assert_eq!(code(taken), "address_taken");
    let late = app
        .invite_from_outside(&invitation("baff", "b@kok.example", &[Role::Reporter]))
        .await
        .unwrap();
    home.clock.0.advance(Span::new().hours(15 * 24));
    assert_eq!(
        code(app.find_invitation(&late.to_text(), HERE).await),
        "no_invitation"
    );
    for bad in ["", "wgmi_", "../../x", &"0".repeat(5000)] {
        assert_eq!(code(app.find_invitation(bad, HERE).await), "no_invitation");
    }
}

#[tokio::test]
async fn it_takes_password_and_code_and_each_code_counts_once() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    let (signed_in, secret, recovery) =
        join(&app, "kok", "anna@kok.example", &[Role::Publisher]).await;
    assert_eq!(signed_in.who.organisation().as_str(), "kok");
    assert_eq!(recovery.len(), 10);
    assert_eq!(
        code(
            app.sign_in("anna@kok.example", "falsch", HERE, None, "")
                .await
        ),
        "wrong_sign_in"
    );
    assert_eq!(
        code(
            app.sign_in("niemand@kok.example", PASSWORD, HERE, None, "")
                .await
        ),
        "wrong_sign_in"
    );
    home.clock.0.advance(Span::new().minutes(2));
    let half = app
        .sign_in("ANNA@kok.example", PASSWORD, HERE, None, "")
        .await
        .unwrap();
    let offered = app.offer_authenticator(&half.token.to_text(), "x").await;
    assert_eq!(
        code(offered),
        "not_signed_in",
        "nobody changes an authenticator with a password alone"
    );
    let now = shown(&app, &secret);
    let (complete, none) = app
        .prove_code(&half.token.to_text(), &now, HERE, None)
        .await
        .unwrap();
    assert!(none.is_empty());
    assert_eq!(
        code(
            app.prove_code(&half.token.to_text(), &now, HERE, None)
                .await
        ),
        "not_signed_in"
    );
    let half = app
        .sign_in("anna@kok.example", PASSWORD, HERE, None, "")
        .await
        .unwrap();
    assert_eq!(
        code(
            app.prove_code(&half.token.to_text(), &now, HERE, None)
                .await
        ),
        "wrong_code",
        "not twice"
    );
    app.prove_code(&half.token.to_text(), &recovery[0], HERE, None)
        .await
        .unwrap();
    let half = app
        .sign_in("anna@kok.example", PASSWORD, HERE, None, "")
        .await
        .unwrap();
    assert_eq!(
        code(
            app.prove_code(&half.token.to_text(), &recovery[0], HERE, None)
                .await
        ),
        "wrong_code"
    );
    // A session ends by itself, by hand, or with all others.
    let signed_in = app
        .find_signed_in(&complete.session.to_text())
        .await
        .unwrap();
    assert_eq!(app.list_sessions(&signed_in).await.unwrap().len(), 3);
    app.sign_out_everywhere(&signed_in).await.unwrap();
    assert_eq!(
        code(app.find_signed_in(&complete.session.to_text()).await),
        "not_signed_in"
    );
    let half = app
        .sign_in("anna@kok.example", PASSWORD, HERE, None, "")
        .await
        .unwrap();
    let (complete, _) = app
        .prove_code(&half.token.to_text(), &recovery[1], HERE, None)
        .await
        .unwrap();
    home.clock.0.advance(Span::new().hours(13));
    assert_eq!(
        code(app.find_signed_in(&complete.session.to_text()).await),
        "not_signed_in"
    );
}

/// [`PASSWORD`] as it was kept with less work.
const OLD_HASH: &str = "$argon2id$v=19$m=64,t=2,p=1$BwcHBwcHBwcHBwcHBwcHBw$qJG+urbUzoPFq+XE2i+mW1E2O2ZPmfmd5ts0IkEgZXo";

/// The hash that is kept of somebody's password; `new` is put in its place.
async fn kept_hash(home: &Home, account: &str, new: Option<&str>) -> String {
    let (store, seal) = (home.store().await, home.seal_key());
    let found = store.find_document("account", account).await.unwrap();
    let mut document = found.unwrap();
    let plain = seal.open("account", account, &document.value).unwrap();
    let mut json: serde_json::Value = serde_json::from_slice(&plain).unwrap();
    let kept = json["password"].as_str().unwrap().to_owned();
    if let Some(new) = new {
        json["password"] = new.into();
        document.value = seal.seal(&OsDice, "account", account, json.to_string().as_bytes());
        let puts = [Put::Set(document, Expect::Anything)];
        let batch = Batch {
            puts: &puts,
            ..Batch::default()
        };
        store.write(&batch).await.unwrap();
    }
    kept
}

#[tokio::test]
async fn an_outdated_hash_is_renewed_when_its_password_was_right() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    let (anna, _, _) = join(&app, "kok", "anna@kok.example", &[Role::Publisher]).await;
    let account = &anna.who.account;
    let first = kept_hash(&home, account, Some(OLD_HASH)).await;
    let sign_in = async |plain: &str| {
        let answer = app.sign_in("anna@kok.example", plain, HERE, None, "");
        code(answer.await)
    };
    assert_eq!(sign_in("geraten ist nichts").await, "wrong_sign_in");
    assert_eq!(kept_hash(&home, account, None).await, OLD_HASH);
    assert_eq!(sign_in(PASSWORD).await, "it went through");
    let renewed = kept_hash(&home, account, None).await;
    let costs = |hash: &str| hash.split('$').nth(3).unwrap().to_owned();
    assert_eq!(costs(&renewed), costs(&first), "with today's costs");
    assert_eq!(sign_in(PASSWORD).await, "it went through");
    assert_eq!(
        kept_hash(&home, account, None).await,
        renewed,
        "and only once"
    );

    // Where it cannot be written, they are in all the same.
    kept_hash(&home, account, Some(OLD_HASH)).await;
    for fault in [Fault::None, Fault::None, Fault::None, Fault::Lost] {
        home.faults.plan(fault);
    }
    assert_eq!(sign_in(PASSWORD).await, "it went through");
    assert!(!home.faults.is_planned());
    assert_eq!(kept_hash(&home, account, None).await, OLD_HASH);
}

#[tokio::test]
async fn a_password_is_not_made_of_what_is_known_of_its_person() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    let invitation = invitation("kok", "petra.vogelsang@kok.example", &[Role::Publisher]);
    let link = app
        .invite_from_outside(&invitation)
        .await
        .unwrap()
        .to_text();
    for (plain, expected) in [
        ("PetraVogelsang1", "password_like_login"),
        ("Koordinierungskreis", "password_like_organisation"),
        ("Frühling2026!!!", "password_common"),
    ] {
        let refused = app
            .accept_invitation(&link, "Petra", plain, plain, HERE)
            .await;
        let Err(AppError::Invalid(problems)) = refused else {
            panic!("{plain} was taken");
        };
        let codes: Vec<&str> = problems.iter().map(|problem| problem.code).collect();
        assert_eq!(codes, [expected], "{plain}");
    }
}

#[tokio::test]
async fn strangers_are_slowed_down_and_a_known_device_is_not() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    let (_, _, recovery) = join(&app, "kok", "anna@kok.example", &[Role::Publisher]).await;
    let half = app
        .sign_in("anna@kok.example", PASSWORD, HERE, None, "")
        .await
        .unwrap();
    let (complete, _) = app
        .prove_code(&half.token.to_text(), &recovery[0], HERE, None)
        .await
        .unwrap();
    let mut last = "";
    for network in 0..9 {
        let from = IpAddr::V4(Ipv4Addr::new(198, 51, network, 7));
        last = code(
            app.sign_in("anna@kok.example", "geraten ist nichts", from, None, "")
                .await,
        );
    }
    assert_eq!(last, "wait");
    let device = &complete.device.to_text();
    app.sign_in(
        "anna@kok.example",
        PASSWORD,
        HERE,
        Some(device.as_str()),
        "",
    )
    .await
    .unwrap();
    let stolen = app
        .sign_in("anna@kok.example", PASSWORD, HERE, Some("wgms_0"), "")
        .await;
    assert_eq!(code(stolen), "wait");
    home.clock
        .0
        .advance(Span::try_from(SignedDuration::from_mins(20)).unwrap());
    app.sign_in("anna@kok.example", PASSWORD, HERE, None, "")
        .await
        .unwrap();
}

#[tokio::test]
async fn nobody_puts_a_stranger_into_a_house_that_has_people() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    let admin = who("bmas", &[Role::Administrator]);
    let into = |organisation: &str, mail: &str, role: Role| invitation(organisation, mail, &[role]);
    app.invite(&admin, &into("kok", "erste@kok.example", Role::Publisher))
        .await
        .unwrap();
    join(&app, "kok", "anna@kok.example", &[Role::Publisher]).await;
    let stranger = app
        .invite(&admin, &into("kok", "fremd@bmas.example", Role::Publisher))
        .await;
    assert_eq!(code(stranger), "forbidden");
    let own = who("kok", &[Role::Publisher]);
    app.invite(&own, &into("kok", "bert@kok.example", Role::Reporter))
        .await
        .unwrap();
    let other = app
        .invite(&own, &into("bmas", "bert2@kok.example", Role::Reporter))
        .await;
    assert_eq!(code(other), "forbidden");
    let technical = app
        .invite(&own, &into("kok", "chef@kok.example", Role::Administrator))
        .await;
    assert_eq!(code(technical), "forbidden");
    for role in [Role::Reporter, Role::Reviewer, Role::Coordinator] {
        let result = app
            .invite(
                &who("kok", &[role]),
                &into("kok", "x@kok.example", Role::Reporter),
            )
            .await;
        assert_eq!(code(result), "forbidden", "{role:?}");
    }
    let wrong = app
        .invite(&own, &invitation("kok", "keine Adresse", &[]))
        .await;
    assert!(matches!(wrong, Err(AppError::Invalid(problems)) if problems.len() == 2));
}

#[tokio::test]
async fn a_program_speaks_with_a_token_and_never_with_more_than_its_maker() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    let own = who("kok", &[Role::Publisher]);
    let token = app
        .make_token(&own, token_of(&[Action::ManageTokens].into()))
        .await
        .unwrap();
    let program = app.find_program(&token.to_text()).await.unwrap();
    assert_eq!(program.organisation().as_str(), "kok");
    let actions: Vec<Action> = program.actor.actions().collect();
    assert_eq!(actions, [Action::ManageTokens], "nothing but its scopes");
    let reporter = who("kok", &[Role::Reporter]);
    for (maker, action) in [
        (&own, Action::InviteOrganisation),
        (&program, Action::Release),
        (&reporter, Action::WriteDraft),
    ] {
        let more = app.make_token(maker, token_of(&[action].into())).await;
        assert_eq!(code(more), "forbidden", "{action:?}");
    }
    let nothing = app.make_token(&own, token_of(&[].into())).await;
    assert!(matches!(nothing, Err(AppError::Invalid(problems)) if problems.len() == 1));
    assert_eq!(code(app.find_program("wgma_00").await), "not_signed_in");
    assert_eq!(
        code(app.find_signed_in(&token.to_text()).await),
        "not_signed_in"
    );
}

#[tokio::test]
async fn the_database_holds_no_name_address_or_secret() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    let (_, secret, recovery) = join(&app, "kok", "anna@kok.example", &[Role::Publisher]).await;
    let mut dump = Vec::new();
    for file in std::fs::read_dir(home.folder()).unwrap() {
        dump.extend(std::fs::read(file.unwrap().path()).unwrap());
    }
    for words in [
        "anna@kok.example",
        "Anna",
        PASSWORD,
        &secret,
        &recovery[2],
        "argon2id",
    ] {
        let held = dump
            .windows(words.len())
            .any(|part| part == words.as_bytes());
        assert!(!held, "{words}");
    }
}

#[tokio::test]
async fn an_address_is_one_however_its_domain_is_spelled() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    let spelled = [
        "Büro@Schutzräume.example",
        "buero@schutzräume.example",
        "buero@schutzra\u{308}ume.example",
        "buero@xn--schutzrume-w5a.example",
        " BUERO@XN--SCHUTZRUME-W5A.example ",
    ];
    let refused = invitation("kok", spelled[0], &[Role::Publisher]);
    let refused = app.invite_from_outside(&refused).await;
    assert_eq!(code(refused), "invalid", "letters to it could not be sent");
    join(&app, "kok", spelled[1], &[Role::Publisher]).await;
    for mail in &spelled[1..] {
        let half = app.sign_in(mail, PASSWORD, HERE, None, "Browser").await;
        assert!(half.unwrap().has_authenticator, "{mail}");
        let again = invitation("kok", mail, &[Role::Reporter]);
        let publisher = who("kok", &[Role::Publisher]);
        assert_eq!(code(app.invite(&publisher, &again).await), "address_taken");
    }
}
