// SPDX-License-Identifier: EUPL-1.2
//! One click into the example: in a demonstration on this machine, and nowhere else.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that fails is a test that fails"
)]

use std::sync::Arc;

use tokio::net::TcpListener;
use wegmarke_app::account::Invitation;
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::rules::permission::Role;
use wegmarke_pages::Site;
use wegmarke_pages::work::DemoButton;
use wegmarke_web::{Web, serve};

use crate::buttons::{Answer, Home, MAIL, home};

const EXAMPLE: &str = "freigabe@kok.example";
const ADDRESS: &str = "/de/sign-in/demo";

/// A server beside the one of `home`, which is a demonstration; nobody is signed in.
async fn demonstrate(home: &mut Home) {
    let invitation = Invitation {
        mail: EXAMPLE.to_owned(),
        organisation: OrganisationId::new("kok"),
        roles: [Role::Publisher].into(),
    };
    let made = home.app.make_example_account(&invitation, "Beispiel", "x");
    made.await.unwrap();
    let ways = vec![
        (DemoButton::Network, EXAMPLE.to_owned()),
        // Whoever sets this up wrongly opens nobody's account.
        (DemoButton::Ministry, MAIL.to_owned()),
    ];
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    home.port = listener.local_addr().unwrap().port();
    let web = Web::new(Arc::clone(&home.app), Site::default()).with_demo(ways);
    tokio::spawn(serve(listener, Arc::new(web), std::future::pending()));
    home.session.clear();
}

fn gives_session(answer: &Answer) -> bool {
    answer.text.contains("__Host-wegmarke-session=wgm")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_no_demonstration_has_nothing_of_it() {
    let mut home = home().await;
    home.session.clear();
    for way in DemoButton::ALL {
        let answer = home.post(ADDRESS, &format!("do={}", way.as_str())).await;
        assert_eq!((answer.status, gives_session(&answer)), (404, false));
    }
    assert_eq!(home.get(ADDRESS, "").await.status, 404);
    let page = home.get("/de/sign-in", "").await;
    assert_eq!(page.status, 200);
    assert!(!page.text.contains("sign-in/demo"), "{}", page.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn several_who_click_at_once_all_come_in() {
    let mut home = home().await;
    demonstrate(&mut home).await;
    let come = || home.app.sign_in_as_example(EXAMPLE, "a browser");
    let (one, two, three) = tokio::join!(come(), come(), come());
    for come in [one, two, three] {
        assert_eq!(come.err().map(|error| error.code()), None);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_click_opens_the_example_and_nothing_else() {
    let mut home = home().await;
    demonstrate(&mut home).await;
    let page = home.get("/de/sign-in", "").await;
    assert!(page.text.contains("sign-in/demo"), "{}", page.text);
    let answer = home.post(ADDRESS, "do=network").await;
    assert_eq!((answer.status, gives_session(&answer)), (303, true));
    assert_eq!(home.get(ADDRESS, "").await.status, 404);

    for (form, status) in [
        ("do=ministry", 422),
        ("do=rapporteur", 422),
        ("do=network2", 422),
        ("", 422),
    ] {
        let answer = home.post(ADDRESS, form).await;
        let found = (answer.status, gives_session(&answer));
        assert_eq!(found, (status, false), "{form}: {}", answer.text);
    }
    for header in [
        "X-Forwarded-For: 127.0.0.1\r\n",
        "Forwarded: for=127.0.0.1\r\n",
        "Via: 1.1 proxy\r\n",
    ] {
        let length = format!(
            "Content-Length: 10\r\nContent-Type: application/x-www-form-urlencoded\r\n{header}"
        );
        let answer = home.send("POST", ADDRESS, &length, "do=network").await;
        assert_eq!((answer.status, gives_session(&answer)), (404, false));
        let page = home.get("/de/sign-in", header).await;
        assert!(!page.text.contains("sign-in/demo"), "{header}");
    }
}
