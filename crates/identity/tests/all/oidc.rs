// SPDX-License-Identifier: EUPL-1.2
//! Signing in through other sites: a certified provider, and one that lies.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::sync::atomic::{AtomicU8, Ordering};

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use wegmarke_identity::{
    Dice,
    oidc::{Callback, Login, OidcError, OidcSettings, PendingLogin, Provider},
};
use wegmarke_testkit::node::Node;

/// Other bytes at each roll; nobody has to be kept from guessing them here.
#[derive(Default)]
struct Rolls(AtomicU8);

impl Dice for Rolls {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(self.0.fetch_add(1, Ordering::Relaxed));
    }
}

fn real_provider() -> Option<Node> {
    Node::start(
        "crates/identity/tests/all/oidc/provider.mjs",
        "oidc-provider",
    )
}

fn liar() -> Option<Node> {
    Node::start("crates/identity/tests/all/oidc/liar.mjs", "oidc-provider")
}

fn settings(issuer: &str, client: &str, secret: Option<&str>) -> OidcSettings {
    OidcSettings {
        issuer: issuer.to_owned(),
        client_id: client.to_owned(),
        client_secret: secret.map(str::to_owned),
        redirect: "https://wegmarke.example/back".to_owned(),
        allows_local: true,
    }
}

#[tokio::test]
async fn a_provider_beside_us_is_not_asked() {
    let neighbour = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    neighbour.set_nonblocking(true).unwrap();
    let port = neighbour.local_addr().unwrap().port();
    for host in ["127.0.0.1", "localhost"] {
        let asked = OidcSettings {
            allows_local: false,
            ..settings(&format!("http://{host}:{port}"), "wegmarke", None)
        };
        let refused = Provider::discover(asked).await.unwrap_err();
        assert_eq!(refused.code(), "oidc_unreachable", "{refused}");
        assert!(refused.to_string().contains("open network"), "{refused}");
    }
    assert!(neighbour.accept().is_err(), "nobody knocked");
}

async fn discover(node: &Node) -> Provider {
    let secret = Some("a secret: with & signs");
    Provider::discover(settings(&node.address, "by-header", secret))
        .await
        .unwrap()
}

/// The real provider checks times by the clock of this machine.
#[expect(clippy::disallowed_methods, reason = "another program's clock counts")]
fn now() -> Timestamp {
    Timestamp::now()
}

fn stored(pending: &PendingLogin) -> PendingLogin {
    serde_json::from_str(&serde_json::to_string(pending).unwrap()).unwrap()
}

/// A browser: follows redirects of the provider with its cookies, signs in as `person`, and gives
/// the query with which it is sent back.
async fn browse(address: String, person: &str) -> Callback {
    let person = person.to_owned();
    tokio::task::spawn_blocking(move || {
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .max_redirects(0)
            .build()
            .into();
        let mut cookies: Vec<String> = Vec::new();
        let mut address = address;
        for _ in 0..9 {
            let query = address.split_once("https://wegmarke.example/back?");
            if let Some((_, query)) = query {
                let pairs = openidconnect::url::form_urlencoded::parse(query.as_bytes());
                let query: serde_json::Map<String, Value> = pairs
                    .map(|(name, value)| (name.into_owned(), json!(value)))
                    .collect();
                return serde_json::from_value(Value::Object(query)).unwrap();
            }
            if address.contains("/sign-in/") {
                address = format!("{address}?as={person}");
            }
            let answer = agent
                .get(&address)
                .header("cookie", cookies.join("; "))
                .call()
                .unwrap();
            for cookie in answer.headers().get_all("set-cookie") {
                let pair = cookie.to_str().unwrap().split(';').next().unwrap();
                let name = pair.split('=').next().unwrap();
                cookies.retain(|other| other.split('=').next() != Some(name));
                cookies.push(pair.to_owned());
            }
            let base = openidconnect::url::Url::parse(&address).unwrap();
            let location = answer.headers()["location"].to_str().unwrap();
            address = base.join(location).unwrap().into();
        }
        panic!("the provider sends the browser in circles: {address}");
    })
    .await
    .unwrap()
}

#[tokio::test]
async fn a_person_signs_in_and_the_address_comes_with_them() {
    let Some(node) = real_provider() else { return };
    let dice = Rolls::default();
    let secret = Some("a secret: with & signs");
    for (client, secret) in [("by-header", secret), ("public", None)] {
        let provider = Provider::discover(settings(&node.address, client, secret))
            .await
            .unwrap();
        for (person, email, email_verified) in [
            ("anna", Some("anna@nord.example"), Some(true)),
            ("ben", Some("ben@nord.example"), Some(false)),
            ("cleo", None, None),
            ("dora", Some("dora@nord.example"), None),
            ("emil", Some("emil@nord.example"), Some(true)),
            ("fine", Some("fine@nord.example"), Some(true)),
            ("gero", Some("gero@nord.example"), Some(false)),
        ] {
            let (address, pending) = provider.start(&dice, now());
            let callback = browse(address, person).await;
            let login = provider
                .finish(stored(&pending), &callback, now())
                .await
                .unwrap();
            let expected = Login {
                issuer: node.address.clone(),
                subject: person.to_owned(),
                email: email.map(str::to_owned),
                email_verified,
            };
            assert_eq!(login, expected);
        }
    }
}

#[tokio::test]
async fn the_question_names_what_protects_it() {
    let Some(node) = real_provider() else { return };
    let provider = discover(&node).await;
    let dice = Rolls::default();
    let (address, pending) = provider.start(&dice, now());
    let (other, _) = provider.start(&dice, now());
    let query = |address: &str| -> std::collections::BTreeMap<String, String> {
        openidconnect::url::Url::parse(address)
            .unwrap()
            .query_pairs()
            .into_owned()
            .collect()
    };
    let (asked, other) = (query(&address), query(&other));
    assert_eq!(asked["response_type"], "code");
    assert_eq!(asked["scope"], "openid email");
    assert_eq!(asked["code_challenge_method"], "S256");
    for once in ["state", "nonce", "code_challenge"] {
        assert!(asked[once].len() >= 43, "{once}");
        assert_ne!(asked[once], other[once], "{once}");
    }
    assert_ne!(asked["state"], asked["nonce"]);
    assert_eq!(format!("{pending:?}"), "PendingLogin(…)");
    assert!(!format!("{provider:?}").contains("a secret: with"));
}

#[tokio::test]
async fn an_answer_that_does_not_belong_here_opens_nothing() {
    let Some(node) = real_provider() else { return };
    let provider = discover(&node).await;
    let (address, pending) = provider.start(&Rolls::default(), now());
    let right = browse(address, "anna").await;
    let other = |change: fn(&mut Callback)| {
        let mut callback = right.clone();
        change(&mut callback);
        callback
    };
    let cases = [
        (other(|it| it.state.push('0')), OidcError::OtherLogin),
        (other(|it| it.state.clear()), OidcError::OtherLogin),
        (other(|it| it.iss = None), OidcError::OtherProvider),
        (
            other(|it| it.iss = Some("https://other.example".to_owned())),
            OidcError::OtherProvider,
        ),
        (
            other(|it| it.code = None),
            OidcError::Declined("no reason given".to_owned()),
        ),
    ];
    for (callback, expected) in cases {
        let refused = provider.finish(stored(&pending), &callback, now()).await;
        assert_eq!(refused, Err(expected));
    }
    let late = now() + SignedDuration::from_mins(16);
    let refused = provider.finish(stored(&pending), &right, late).await;
    assert_eq!(refused, Err(OidcError::Expired));
    // None of these used up the code.
    let login = provider.finish(stored(&pending), &right, now()).await;
    assert_eq!(login.unwrap().subject, "anna");
}

#[tokio::test]
async fn a_code_needs_its_verifier_and_works_once() {
    let Some(node) = real_provider() else { return };
    let provider = discover(&node).await;
    let declined = |result: Result<Login, OidcError>| {
        let error = result.unwrap_err();
        assert!(
            matches!(&error, OidcError::Declined(why) if why.contains("invalid_grant")),
            "{error:?}"
        );
    };

    let (address, pending) = provider.start(&Rolls::default(), now());
    let callback = browse(address, "anna").await;
    let mut tampered = serde_json::to_value(&pending).unwrap();
    tampered["verifier"] = json!("f".repeat(64));
    let tampered = serde_json::from_value(tampered).unwrap();
    declined(provider.finish(tampered, &callback, now()).await);

    let (address, pending) = provider.start(&Rolls::default(), now());
    let callback = browse(address, "anna").await;
    let first = provider.finish(stored(&pending), &callback, now()).await;
    assert!(first.is_ok(), "{first:?}");
    declined(provider.finish(pending, &callback, now()).await);
}

#[tokio::test]
async fn a_no_of_the_person_or_a_wrong_secret_is_told() {
    let Some(node) = real_provider() else { return };
    let provider = discover(&node).await;
    let (address, pending) = provider.start(&Rolls::default(), now());
    let callback = browse(address, "nobody").await;
    let refused = provider.finish(pending, &callback, now()).await;
    assert_eq!(
        refused,
        Err(OidcError::Declined("access_denied".to_owned()))
    );

    let wrong = Some("not the secret");
    let provider = Provider::discover(settings(&node.address, "by-header", wrong))
        .await
        .unwrap();
    let (address, pending) = provider.start(&Rolls::default(), now());
    let callback = browse(address, "anna").await;
    let error = provider
        .finish(pending, &callback, now())
        .await
        .unwrap_err();
    assert!(
        matches!(&error, OidcError::Declined(why) if why.contains("invalid_client")),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_provider_is_who_it_says_and_is_there() {
    let Some(node) = real_provider() else { return };
    // The same server under a name that it does not give itself.
    let other_name = node.address.replace("127.0.0.1", "localhost");
    let error = Provider::discover(settings(&other_name, "public", None))
        .await
        .unwrap_err();
    assert_eq!(error.code(), "oidc_bad_provider", "{error}");

    let address = node.address.clone();
    drop(node);
    let error = Provider::discover(settings(&address, "public", None))
        .await
        .unwrap_err();
    assert_eq!(error.code(), "oidc_unreachable", "{error}");

    let error = Provider::discover(settings("http://login.example", "public", None))
        .await
        .unwrap_err();
    assert_eq!(error.code(), "oidc_bad_settings", "{error}");
}

#[tokio::test]
async fn a_description_that_lies_is_not_used() {
    let Some(node) = liar() else { return };
    for (lie, code, word) in [
        ("other-issuer", "oidc_bad_provider", "issuer"),
        (
            "plain-http",
            "oidc_bad_provider",
            "http://login.example/token",
        ),
        ("no-pkce", "oidc_bad_provider", "PKCE"),
        ("no-token-endpoint", "oidc_bad_provider", "token endpoint"),
        ("redirect", "oidc_bad_provider", "302"),
        ("broken", "oidc_bad_provider", "500"),
        ("html", "oidc_bad_provider", "text/html"),
        ("huge", "oidc_unreachable", "limit"),
    ] {
        let issuer = format!("{}/{lie}", node.address);
        let error = Provider::discover(settings(&issuer, "us", None))
            .await
            .unwrap_err();
        assert_eq!(error.code(), code, "{lie}: {error}");
        assert!(error.to_string().contains(word), "{lie}: {error}");
    }
}

const EPOCH: i64 = 1_800_000_000;

/// Begins and ends with the liar. `told` sees the nonce and tells what the tokens say.
async fn finish_with_liar(
    node: &Node,
    told: impl FnOnce(&str) -> Value,
) -> Result<Login, OidcError> {
    let issuer = format!("{}/honest", node.address);
    let now = Timestamp::from_second(EPOCH).unwrap();
    let provider = Provider::discover(settings(&issuer, "us", Some("known to both")))
        .await
        .unwrap();
    let (_, pending) = provider.start(&Rolls::default(), now);
    let kept = serde_json::to_value(&pending).unwrap();
    let told = told(kept["nonce"].as_str().unwrap());
    let callback = Callback {
        state: kept["state"].as_str().unwrap().to_owned(),
        code: Some(base64(told.to_string().as_bytes())),
        ..Callback::default()
    };
    provider.finish(pending, &callback, now).await
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let bits = three
            .iter()
            .chain(&[0; 2])
            .take(3)
            .fold(0, |bits, byte| bits << 8 | usize::from(*byte));
        for at in 0..=three.len() {
            text.push(char::from(DIGITS[bits >> (18 - 6 * at) & 63]));
        }
    }
    text
}

fn honest(nonce: &str) -> Value {
    json!({
        "claims": {
            "sub": "anna", "aud": "us", "nonce": nonce, "iat": EPOCH - 1, "exp": EPOCH + 60,
            "email": "anna@nord.example", "email_verified": true,
        },
        "person": {"sub": "anna", "email": "from-the-endpoint@nord.example"},
    })
}

#[tokio::test]
async fn a_statement_with_the_address_needs_no_second_question() {
    let Some(node) = liar() else { return };
    let login = finish_with_liar(&node, honest).await.unwrap();
    assert_eq!(login.email.as_deref(), Some("anna@nord.example"));
    assert_eq!(login.email_verified, Some(true));
}

#[tokio::test]
async fn a_statement_that_lies_signs_nobody_in() {
    let Some(node) = liar() else { return };
    type Lie = fn(&mut Value);
    let lies: [(&str, Lie); 13] = [
        ("nonce", |it| it["claims"]["nonce"] = json!("another")),
        ("nonce", |it| it["claims"]["nonce"] = Value::Null),
        ("audience", |it| it["claims"]["aud"] = json!("others")),
        ("audience", |it| {
            it["claims"]["aud"] = json!(["us", "others"])
        }),
        ("issuer", |it| {
            it["claims"]["iss"] = json!("https://other.example")
        }),
        ("Expired", |it| it["claims"]["exp"] = json!(EPOCH)),
        ("tokens", |it| {
            it["claims"].as_object_mut().unwrap().remove("sub");
        }),
        ("ignature", |it| it["key"] = json!("foreign")),
        ("ignature", |it| {
            it["key"] = json!("none");
            it["header"] = json!({"alg": "none"});
        }),
        ("ignature", |it| {
            it["key"] = json!("shared");
            it["header"] = json!({"alg": "HS256"});
        }),
        ("key", |it| it["header"] = json!({"kid": "2"})),
        ("none", |it| it["claims"] = Value::Null),
        ("sub", |it| {
            it["claims"].as_object_mut().unwrap().remove("email");
            it["person"]["sub"] = json!("ben");
        }),
    ];
    for (at, (word, lie)) in lies.into_iter().enumerate() {
        let told = |nonce: &str| {
            let mut told = honest(nonce);
            lie(&mut told);
            told
        };
        let error = finish_with_liar(&node, told).await.unwrap_err();
        let refused = matches!(
            error,
            OidcError::BadStatement(_) | OidcError::BadProvider(_)
        );
        assert!(
            refused && error.to_string().contains(word),
            "{at}: {error:?}"
        );
    }
}
