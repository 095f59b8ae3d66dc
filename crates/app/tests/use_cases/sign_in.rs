// SPDX-License-Identifier: EUPL-1.2
//! Ways to sign in beside the password, how they are changed, and who may end or reset an account.

use std::collections::BTreeSet;

use std::net::{IpAddr, Ipv4Addr};

use jiff::Span;
use serde_json::{Value, json};
use webauthn_authenticator_rs::WebauthnAuthenticator as _;
use webauthn_authenticator_rs::prelude::Url;
use webauthn_authenticator_rs::softpasskey::SoftPasskey;
use wegmarke_app::account::organisation_login::{Callback, NewLogin};
use wegmarke_app::account::passkey::{Here, NewPasskey};
use wegmarke_app::account::{NewPassword, Replaces, SignedIn};
use wegmarke_app::{App, AppError};
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::rules::permission::{Action, Role};

use super::account::{HERE, PASSWORD, code, invitation, join, shown, token_of, with_example};
use super::cycle::who;
use super::fixture::Home;

pub const SITE: Here<'static> = Here {
    origin: "https://wegmarke.example",
    name: "Wegmarke",
};

/// A device with one passkey, which it names as a browser would.
pub struct Device {
    soft: SoftPasskey,
    key: Value,
    handle: Value,
}

impl Device {
    pub fn new() -> Self {
        Self {
            soft: SoftPasskey::new(true),
            key: Value::Null,
            handle: Value::Null,
        }
    }

    /// What `navigator.credentials.create` does.
    pub fn create(&mut self, options: &str) -> String {
        let options: Value = serde_json::from_str(options).unwrap();
        self.handle = options["publicKey"]["user"]["id"].clone();
        let options = serde_json::from_value(options).unwrap();
        let origin = Url::parse(SITE.origin).unwrap();
        let answer = self.soft.do_registration(origin, options).unwrap();
        let answer = serde_json::to_value(&answer).unwrap();
        self.key = answer["rawId"].clone();
        answer.to_string()
    }

    /// What `navigator.credentials.get` does, at an address.
    fn get_at(&mut self, origin: &str, options: &str) -> String {
        let mut options: Value = serde_json::from_str(options).unwrap();
        options["publicKey"]["allowCredentials"] = json!([{"type": "public-key", "id": self.key}]);
        // A browser signs for the host it is at, whatever a page asks for.
        let origin = Url::parse(origin).unwrap();
        options["publicKey"]["rpId"] = json!(origin.domain().unwrap());
        let options = serde_json::from_value(options).unwrap();
        let answer = self.soft.do_authentication(origin, options).unwrap();
        let mut answer = serde_json::to_value(&answer).unwrap();
        answer["response"]["userHandle"] = self.handle.clone();
        answer.to_string()
    }

    fn get(&mut self, options: &str) -> String {
        self.get_at(SITE.origin, options)
    }
}

pub async fn add(app: &App, signed_in: &SignedIn, device: &mut Device, label: &str) -> Vec<String> {
    let options = app.begin_adding_passkey(signed_in, SITE).await.unwrap();
    let answer = device.create(&options);
    app.add_passkey(signed_in, SITE, &answer, label)
        .await
        .unwrap()
}

/// The session as it is now.
pub async fn again(app: &App, token: &str) -> SignedIn {
    app.find_signed_in(token).await.unwrap()
}

pub async fn sign_in(app: &App, device: &mut Device) -> Result<SignedIn, AppError> {
    let (options, begun) = app.begin_passkey_sign_in(SITE, HERE).await?;
    let answer = device.get(&options);
    let complete = app
        .sign_in_with_passkey(SITE, &begun.to_text(), &answer, HERE, "Gerät")
        .await?;
    app.find_signed_in(&complete.session.to_text()).await
}

#[tokio::test]
async fn a_passkey_signs_in_and_each_challenge_counts_once() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    let (anna, _, _) = join(&app, "kok", "anna@kok.example", &[Role::Publisher]).await;
    let mut device = Device::new();
    let codes = add(&app, &anna, &mut device, "Telefon").await;
    assert!(codes.is_empty(), "the old recovery codes stay");
    let signed_in = sign_in(&app, &mut device).await.unwrap();
    assert_eq!(signed_in.who.account, anna.who.account);
    let [key] = signed_in.account.passkeys() else {
        panic!("one key");
    };
    assert!(key.label == "Telefon" && key.used_at.is_some());

    // The same answer again, with its own challenge used up; and with the challenge of somebody else.
    let (options, begun) = app.begin_passkey_sign_in(SITE, HERE).await.unwrap();
    let (_, other) = app.begin_passkey_sign_in(SITE, HERE).await.unwrap();
    let (begun, other) = (begun.to_text(), other.to_text());
    let answer = device.get(&options);
    let try_with = async |begun: &str, answer: &str| {
        code(
            app.sign_in_with_passkey(SITE, begun, answer, HERE, "")
                .await,
        )
    };
    assert_eq!(try_with(&other, &answer).await, "passkey_refused");
    assert_eq!(try_with(&other, &answer).await, "passkey_expired");
    assert_eq!(try_with(&begun, &answer).await, "it went through");
    assert_eq!(try_with(&begun, &answer).await, "passkey_expired");
    for made_up in ["", "wgmp_0", &anna.session] {
        assert_eq!(try_with(made_up, &answer).await, "passkey_expired");
    }

    // Another address, nonsense, a stranger's device: one try each, and nobody gets in.
    let begin = async || app.begin_passkey_sign_in(SITE, HERE).await.unwrap();
    let (options, begun) = begin().await;
    let answer = device.get_at("https://evil.example", &options);
    assert_eq!(try_with(&begun.to_text(), &answer).await, "passkey_refused");
    let (_, begun) = begin().await;
    assert_eq!(try_with(&begun.to_text(), "{").await, "passkey_unreadable");
    let (options, begun) = begin().await;
    let mut answer: Value = serde_json::from_str(&device.get(&options)).unwrap();
    answer["response"]["userHandle"] = json!("AAAAAAAAAAAAAAAAAAAAAA");
    let answer = answer.to_string();
    assert_eq!(
        try_with(&begun.to_text(), &answer).await,
        "passkey_other_key"
    );
    let (options, begun) = begin().await;
    let answer = device.get(&options);
    home.clock.0.advance(Span::new().minutes(6));
    assert_eq!(try_with(&begun.to_text(), &answer).await, "passkey_expired");
}

#[tokio::test]
async fn a_passkey_is_added_in_its_own_session_only_and_the_last_way_stays() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    let (anna, _, _) = join(&app, "kok", "anna@kok.example", &[Role::Publisher]).await;
    let (bert, _, _) = join(&app, "bmas", "bert@bmas.example", &[Role::Publisher]).await;
    let mut device = Device::new();
    let options = app.begin_adding_passkey(&anna, SITE).await.unwrap();
    let answer = device.create(&options);
    let stolen = app.add_passkey(&bert, SITE, &answer, "x").await;
    assert_eq!(code(stolen), "passkey_expired", "nothing was begun there");
    app.begin_adding_passkey(&bert, SITE).await.unwrap();
    let stolen = app.add_passkey(&bert, SITE, &answer, "x").await;
    assert_eq!(code(stolen), "passkey_refused");
    app.add_passkey(&anna, SITE, &answer, "Telefon")
        .await
        .unwrap();
    let twice = app.add_passkey(&anna, SITE, &answer, "Telefon").await;
    assert_eq!(code(twice), "passkey_expired");

    // Password and code are another way: it may go. Later than half an hour nothing may.
    let mut signed_in = sign_in(&app, &mut device).await.unwrap();
    let id = signed_in.account.passkeys()[0].id();
    signed_in.fresh = false;
    for refused in [
        code(app.remove_passkey(&signed_in, &id).await),
        code(app.begin_adding_passkey(&signed_in, SITE).await),
        code(app.add_passkey(&signed_in, SITE, "", "").await),
        code(app.new_recovery_codes(&signed_in).await),
        code(app.offer_new_authenticator(&signed_in, "x").await),
        code(app.change_authenticator(&signed_in, "x").await),
    ] {
        assert_eq!(refused, "sign_in_again");
    }
    signed_in.fresh = true;
    app.remove_passkey(&signed_in, &id).await.unwrap();
    assert_eq!(code(sign_in(&app, &mut device).await), "passkey_other_key");
}

#[tokio::test]
async fn half_an_hour_after_signing_in_it_takes_signing_in_again() {
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
    let token = complete.session.to_text();
    home.clock.0.advance(Span::new().minutes(30));
    assert!(again(&app, &token).await.fresh);
    home.clock.0.advance(Span::new().minutes(1));
    assert!(!again(&app, &token).await.fresh);
}

#[tokio::test]
async fn an_invitation_becomes_an_account_with_a_passkey_and_nothing_else() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    let link = app
        .invite_from_outside(&invitation("kok", "cleo@kok.example", &[Role::Publisher]))
        .await
        .unwrap()
        .to_text();
    let mut device = Device::new();
    let begin = async || {
        app.begin_accepting_with_passkey(SITE, &link, HERE)
            .await
            .unwrap()
    };
    let accept = async |name: &str, answer: &str| {
        let new = NewPasskey {
            name,
            answer,
            label: "Erster",
            agent: "",
        };
        app.accept_with_passkey(SITE, &link, new, HERE).await
    };
    let answer = device.create(&begin().await);
    assert_eq!(code(accept(" ", &answer).await), "invalid");
    begin().await;
    assert_eq!(
        code(accept("Cleo", &answer).await),
        "passkey_refused",
        "another challenge"
    );
    let answer = device.create(&begin().await);
    let (complete, codes) = accept("Cleo", &answer).await.unwrap();
    assert_eq!(codes.len(), 10);
    assert_eq!(code(accept("Cleo", &answer).await), "no_invitation");
    let cleo = again(&app, &complete.session.to_text()).await;
    assert!(!cleo.account.has_password() && !cleo.account.has_authenticator());
    let id = cleo.account.passkeys()[0].id();
    assert_eq!(code(app.remove_passkey(&cleo, &id).await), "last_way");
    sign_in(&app, &mut device).await.unwrap();

    // No password opens it, and a password she sets does not open it alone: it takes a code too.
    let wrong = app
        .sign_in("cleo@kok.example", PASSWORD, HERE, None, "")
        .await;
    assert_eq!(code(wrong), "wrong_sign_in");
    let new = NewPassword {
        current: None,
        plain: PASSWORD,
        again: PASSWORD,
    };
    app.change_password(&cleo, new, HERE, None).await.unwrap();
    let half = app
        .sign_in("cleo@kok.example", PASSWORD, HERE, None, "")
        .await
        .unwrap()
        .token
        .to_text();
    let offered = app.offer_authenticator(&half, "x").await;
    assert_eq!(
        code(offered),
        "not_signed_in",
        "a password alone sets up nothing"
    );
    assert_eq!(
        code(app.prove_code(&half, "123456", HERE, None).await),
        "wrong_code"
    );
    app.prove_code(&half, &codes[3], HERE, None).await.unwrap();
    // With an authenticator the passkey may go.
    let cleo = again(&app, &complete.session.to_text()).await;
    assert_eq!(code(app.remove_passkey(&cleo, &id).await), "last_way");
    let offer = app.offer_new_authenticator(&cleo, "x").await.unwrap();
    assert_eq!(
        code(app.change_authenticator(&cleo, "000000").await),
        "wrong_code"
    );
    let now = shown(&app, &offer.secret);
    app.change_authenticator(&cleo, &now).await.unwrap();
    app.remove_passkey(&cleo, &id).await.unwrap();
}

#[tokio::test]
async fn a_new_password_ends_all_other_sessions_and_nobody_ends_those_of_others() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    let (anna, _, recovery) = join(&app, "kok", "anna@kok.example", &[Role::Publisher]).await;
    let (bert, _, _) = join(&app, "kok", "bert@kok.example", &[Role::Reporter]).await;
    let half = app
        .sign_in("anna@kok.example", PASSWORD, HERE, None, "")
        .await
        .unwrap();
    let (elsewhere, _) = app
        .prove_code(&half.token.to_text(), &recovery[0], HERE, None)
        .await
        .unwrap();
    let elsewhere = elsewhere.session.to_text();
    app.end_session(&bert, &again(&app, &elsewhere).await.session)
        .await
        .unwrap();
    assert_eq!(again(&app, &elsewhere).await.who.account, anna.who.account);

    let new = |current, plain, again| NewPassword {
        current: Some(current),
        plain,
        again,
    };
    let other = "Ganz andere vier Worte";
    let wrong = app
        .change_password(&anna, new("falsch", "kurz", "anders"), HERE, None)
        .await;
    let Err(AppError::Invalid(problems)) = wrong else {
        panic!("everything is wrong with it");
    };
    let fields: BTreeSet<&str> = problems.iter().map(|problem| &*problem.field).collect();
    assert_eq!(fields, BTreeSet::from(["again", "current", "password"]));
    app.change_password(&anna, new(PASSWORD, other, other), HERE, None)
        .await
        .unwrap();
    assert_eq!(code(app.find_signed_in(&elsewhere).await), "not_signed_in");
    assert_eq!(
        app.list_sessions(&anna).await.unwrap().len(),
        1,
        "this one stays"
    );
    let old = app
        .sign_in("anna@kok.example", PASSWORD, HERE, None, "")
        .await;
    assert_eq!(code(old), "wrong_sign_in");
    app.sign_in("anna@kok.example", other, HERE, None, "")
        .await
        .unwrap();
    // Guessing the current password is as slow as signing in.
    let mut last = "";
    for _ in 0..9 {
        let guess = app.change_password(&bert, new("?", other, other), HERE, None);
        last = code(guess.await);
    }
    assert_eq!(last, "wait");
    // One's own other session can be ended alone.
    let list = app.list_sessions(&bert).await.unwrap();
    app.end_session(&bert, &list[0].id).await.unwrap();
    assert!(app.list_sessions(&bert).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_removed_account_opens_nothing_and_the_last_publisher_stays() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    let (anna, _, _) = join(&app, "kok", "anna@kok.example", &[Role::Publisher]).await;
    let own = &anna.who;
    let alone = app.remove_account(own, &own.account).await;
    assert_eq!(code(alone), "last_publisher");
    let (bert, _, _) = join(&app, "kok", "bert@kok.example", &[Role::Publisher]).await;
    let (other, _, _) = join(&app, "bmas", "o@bmas.example", &[Role::Publisher]).await;
    let token = app
        .make_token(&bert.who, token_of(&[Action::Release].into()))
        .await
        .unwrap();
    let reset = app
        .reset_account(own, &bert.who.account, Replaces::Password)
        .await
        .unwrap()
        .token;
    let names = app.list_accounts(own).await.unwrap();
    assert_eq!(names.len(), 2, "only one's own organisation");

    for forbidden in [
        code(app.remove_account(own, &other.who.account).await),
        code(
            app.reset_account(own, &other.who.account, Replaces::Password)
                .await,
        ),
        code(
            app.remove_account(&who("kok", &[Role::Reporter]), &own.account)
                .await,
        ),
        code(
            app.remove_account(&who("kok", &[Role::Administrator]), &own.account)
                .await,
        ),
        code(
            app.reset_account(
                &who("bmas", &[Role::Administrator]),
                &own.account,
                Replaces::Password,
            )
            .await,
        ),
        code(app.list_tokens(&who("kok", &[Role::Reporter])).await),
        code(app.revoke_token(&who("kok", &[Role::Reviewer]), "x").await),
    ] {
        assert_eq!(forbidden, "forbidden");
    }
    let listed = app.list_tokens(own).await.unwrap();
    app.revoke_token(&other.who, &listed[0].id).await.unwrap();
    app.find_program(&token.to_text()).await.unwrap();

    app.remove_account(own, &bert.who.account).await.unwrap();
    assert!(app.list_sessions(&bert).await.unwrap().is_empty());
    assert_eq!(
        code(app.find_program(&token.to_text()).await),
        "not_signed_in"
    );
    assert_eq!(
        code(app.find_invitation(&reset.to_text(), HERE).await),
        "no_invitation"
    );
    let gone = app
        .sign_in("bert@kok.example", PASSWORD, HERE, None, "")
        .await;
    assert_eq!(code(gone), "wrong_sign_in");
    assert_eq!(
        code(app.remove_account(own, &own.account).await),
        "last_publisher"
    );
    // The address can be invited again, and a token can be taken away.
    join(&app, "kok", "bert@kok.example", &[Role::Reporter]).await;
    let token = app
        .make_token(own, token_of(&[Action::Release].into()))
        .await
        .unwrap();
    let listed = app.list_tokens(own).await.unwrap();
    assert_eq!(listed.len(), 1);
    app.revoke_token(own, &listed[0].id).await.unwrap();
    assert_eq!(
        code(app.find_program(&token.to_text()).await),
        "not_signed_in"
    );
}

#[tokio::test]
async fn nobody_becomes_an_administrator_by_looking_after_accounts() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    let (anna, _, _) = join(&app, "kok", "anna@kok.example", &[Role::Publisher]).await;
    let (admin, _, _) = join(&app, "kok", "t@kok.example", &[Role::Administrator]).await;
    let forbidden = app
        .reset_account(&anna.who, &admin.who.account, Replaces::Password)
        .await;
    assert_eq!(code(forbidden), "forbidden");
    let forbidden = app.remove_account(&anna.who, &admin.who.account).await;
    assert_eq!(code(forbidden), "forbidden");
    // Those who run the installation look after each other, and after nobody who has a say.
    let other = who("bmas", &[Role::Administrator]);
    let seen = app.list_accounts(&other).await.unwrap();
    assert_eq!(seen.len(), 1);
    let forbidden = app
        .reset_account(&other, &anna.who.account, Replaces::Password)
        .await;
    assert_eq!(code(forbidden), "forbidden");
    app.reset_account(&other, &admin.who.account, Replaces::Password)
        .await
        .unwrap();
}

#[tokio::test]
async fn the_last_administrator_stays_also_of_two_at_once() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    let both = [Role::Publisher, Role::Administrator];
    let (anna, _, _) = join(&app, "kok", "anna@kok.example", &[Role::Administrator]).await;
    let alone = app.remove_account(&anna.who, &anna.who.account).await;
    assert_eq!(code(alone), "last_administrator");
    let (other, _, _) = join(&app, "bmas", "o@bmas.example", &[Role::Administrator]).await;
    // That another organisation has one is no help to this one.
    let still_alone = app.remove_account(&anna.who, &anna.who.account).await;
    assert_eq!(code(still_alone), "last_administrator");
    // But they look after each other.
    app.remove_account(&other.who, &anna.who.account)
        .await
        .unwrap();
    let both = who("kok", &both);
    let last = app.remove_account(&both, &other.who.account).await;
    assert_eq!(code(last), "last_administrator");

    let (bert, _, _) = join(&app, "bmas", "b@bmas.example", &[Role::Administrator]).await;
    let (first, second) = tokio::join!(
        app.remove_account(&other.who, &other.who.account),
        app.remove_account(&bert.who, &bert.who.account),
    );
    assert!(first.is_err() || second.is_err(), "{first:?} {second:?}");
    let admins = who("kok", &[Role::Administrator]);
    let left = app.list_accounts(&admins).await.unwrap();
    assert!(!left.is_empty());
}

#[tokio::test]
async fn open_invitations_are_listed_and_withdrawn_by_who_may() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    let (anna, _, _) = join(&app, "kok", "anna@kok.example", &[Role::Publisher]).await;
    let (bert, _, _) = join(&app, "kok", "bert@kok.example", &[Role::Publisher]).await;
    let invite = |mail| invitation("kok", mail, &[Role::Reporter]);
    let first = app.invite(&anna.who, &invite("c@kok.example")).await;
    let first = first.unwrap().to_text();
    let second = app.invite(&anna.who, &invite("d@kok.example")).await;
    let second = second.unwrap().to_text();
    app.reset_account(&anna.who, &bert.who.account, Replaces::Password)
        .await
        .unwrap();
    let open = app.list_invitations(&bert.who).await.unwrap();
    let mails: Vec<&str> = open.iter().map(|one| &*one.to.mail).collect();
    assert_eq!(
        mails,
        ["bert@kok.example", "c@kok.example", "d@kok.example"]
    );
    assert!(open[0].resets.is_some() && open[1].resets.is_none());
    assert!(open.iter().all(|one| one.until > one.at));

    let of = |mail: &str| {
        let found = open.iter().find(|one| one.to.mail == mail);
        found.unwrap().id.clone()
    };
    let (c, d) = (of("c@kok.example"), of("d@kok.example"));
    for stranger in [
        who("kok", &[Role::Reporter]),
        who("kok", &[Role::Coordinator]),
        who("bmas", &[Role::Publisher]),
        who("bmas", &[Role::Administrator]),
    ] {
        assert!(app.list_invitations(&stranger).await.unwrap().is_empty());
        let refused = app.withdraw_invitation(&stranger, &c).await;
        assert_eq!(code(refused), "forbidden", "{stranger:?}");
    }
    // Another one who invites, and the administrator of the organisation.
    app.withdraw_invitation(&bert.who, &c).await.unwrap();
    let admin = who("kok", &[Role::Administrator]);
    assert_eq!(app.list_invitations(&admin).await.unwrap().len(), 2);
    app.withdraw_invitation(&admin, &d).await.unwrap();
    for link in [first, second] {
        let gone = app.find_invitation(&link, HERE).await;
        assert_eq!(code(gone), "no_invitation");
    }
    app.withdraw_invitation(&bert.who, &c).await.unwrap();

    // An invitation that makes an administrator is withdrawn by administrators, and by who made it.
    let technical = invitation("kok", "t@kok.example", &[Role::Administrator]);
    app.invite_from_outside(&technical).await.unwrap();
    let open = app.list_invitations(&bert.who).await.unwrap();
    assert!(open.iter().all(|one| one.to.mail != "t@kok.example"));
    let open = app.list_invitations(&admin).await.unwrap();
    let one = open.iter().find(|one| one.to.mail == "t@kok.example");
    let refused = app.withdraw_invitation(&bert.who, &one.unwrap().id).await;
    assert_eq!(code(refused), "forbidden");
    // The first one of an organisation without people: by whoever could make it.
    let elsewhere = who("bmas", &[Role::Administrator]);
    let new = invitation("bmf", "n@bmf.example", &[Role::Publisher]);
    app.invite_from_outside(&new).await.unwrap();
    let open = app.list_invitations(&elsewhere).await.unwrap();
    assert!(open.iter().any(|one| one.to.mail == "n@bmf.example"));
}

#[tokio::test]
async fn links_that_lead_nowhere_slow_down_who_follows_them() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    let good = app
        .invite_from_outside(&invitation("kok", "a@kok.example", &[Role::Publisher]))
        .await
        .unwrap()
        .to_text();
    for _ in 0..50 {
        app.find_invitation(&good, HERE).await.unwrap();
    }
    let mut last = "";
    for _ in 0..31 {
        last = code(app.find_invitation("wgmi_00", HERE).await);
    }
    assert_eq!(last, "wait");
    assert_eq!(code(app.find_invitation(&good, HERE).await), "wait");
    let elsewhere = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 2));
    app.find_invitation(&good, elsewhere).await.unwrap();
    // Beginning with a passkey is slowed down in the same way, and nobody else is.
    assert_eq!(code(app.begin_passkey_sign_in(SITE, HERE).await), "wait");
    app.begin_passkey_sign_in(SITE, elsewhere).await.unwrap();
    home.clock.0.advance(Span::new().minutes(2));
    app.find_invitation(&good, HERE).await.unwrap();
}

#[tokio::test]
async fn a_login_is_set_up_by_those_who_may_and_checked_at_once() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    let new = |issuer, domains, redirect| NewLogin {
        issuer,
        client_id: "wegmarke",
        client_secret: Some("geheim"),
        domains,
        redirect,
    };
    let redirect = "https://wegmarke.example/de/sign-in/return/kok";
    let own = who("kok", &[Role::Publisher]);
    for role in [Role::Reporter, Role::Coordinator, Role::Administrator] {
        let other = who("kok", &[role]);
        let login = new("https://login.kok.example", "kok.example", redirect);
        let forbidden = app.change_organisation_login(&other, login).await;
        assert_eq!(code(forbidden), "forbidden", "{role:?}");
        assert_eq!(
            code(app.remove_organisation_login(&other).await),
            "forbidden"
        );
    }
    for (login, fields) in [
        (new("", " ", redirect), "issuer domains"),
        (new("http://127.0.0.1:1", "kok.example", redirect), "issuer"),
        (new("http://localhost:1", "kok.example", redirect), "issuer"),
        (new("https://login.kok.example", "kok", redirect), "domains"),
        (
            new("http://127.0.0.1:1", "kok.example", "http://localhost/x"),
            "issuer",
        ),
    ] {
        let Err(AppError::Invalid(problems)) = app.change_organisation_login(&own, login).await
        else {
            panic!("{fields}");
        };
        let found: Vec<&str> = problems.iter().map(|problem| &*problem.field).collect();
        assert_eq!(found.join(" "), fields);
    }
    assert!(app.list_organisation_logins().await.unwrap().is_empty());
    let kok = OrganisationId::new("kok");
    let none = app.begin_organisation_login(&kok, redirect, HERE).await;
    assert_eq!(code(none), "oidc_none");
    let callback = Callback::default();
    for made_up in ["", "wgmp_0", &format!("wgmp_{}", "0".repeat(64))] {
        let nowhere = app
            .end_organisation_login(made_up, &kok, &callback, HERE, "")
            .await;
        assert_eq!(code(nowhere), "oidc_other_login");
    }
}
