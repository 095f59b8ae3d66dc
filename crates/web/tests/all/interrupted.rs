// SPDX-License-Identifier: EUPL-1.2
//! Sessions that end while somebody writes, and the way back to what they were doing.

use crate::buttons::{Home, MAIL, PASSWORD, home};

const BACK: &str = "Mit meinen Eingaben weitermachen";

/// The same with a session that is over.
async fn over() -> (Home, String) {
    let mut home = home().await;
    let session = std::mem::replace(&mut home.session, format!("wgms_{}", "0".repeat(64)));
    (home, session)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_comes_back_in_every_form() {
    let (home, _) = over().await;
    let on = &home.address.on.id;
    let size = home.app.state().size();
    for (path, field) in [
        (home.say(), "narrative"),
        (format!("/de/work/figure/funding/{on}"), "note"),
        (format!("/de/work/figure/new-milestone/{on}"), "title"),
        ("/de/work/round/nap-az".to_owned(), "note"),
        ("/de/work/organisation".to_owned(), "label"),
        ("/de/work/account/passkey".to_owned(), "label"),
        ("/de/work/take/abc".to_owned(), "same"),
    ] {
        let text = "Ein+langer+%3Cb%3EBericht.+".repeat(300);
        let form = format!("{field}=Anfang+{text}%0AEnde+%22so%22&do=save");
        let answer = home.post(&path, &form).await;
        assert_eq!(answer.status, 401, "{path}: {}", answer.text);
        let hidden = format!("name=\"{field}\" value=\"Anfang Ein langer &#60;b&#62;Bericht.");
        assert!(answer.text.contains(&hidden), "{path}: {}", answer.text);
        assert!(answer.text.contains("Ende &#34;so&#34;\""), "{path}");
        assert!(answer.text.contains(BACK), "{path}");
        let action = format!("action=\"{path}\"");
        assert!(answer.text.contains(&action), "{path}: {}", answer.text);
        assert!(!answer.text.contains("<b>"), "{path}");
    }
    assert_eq!(home.app.state().size(), size);
}

#[tokio::test(flavor = "multi_thread")]
async fn it_goes_on_once_somebody_is_signed_in() {
    let (mut home, session) = over().await;
    let say = home.say();
    let form = "revision=0&narrative=Ein+Text&do=save";
    assert_eq!(home.post(&say, form).await.status, 401);
    assert_eq!(home.revision().await, 0);
    // In another window of the same browser.
    home.session = session;
    assert_eq!(home.post(&say, form).await.status, 303);
    assert_eq!(home.revision().await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn passwords_codes_and_files_do_not_come_back() {
    let (home, _) = over().await;
    let account = "do=password&current=Geheimnis-1&password=Geheimnis-2&again=Geheimnis-2";
    let login = "do=login&issuer=https%3A%2F%2Fx.example&client_secret=Geheimnis-3";
    for (path, form) in [
        ("/de/work/account", account),
        ("/de/work/organisation", login),
        ("/de/work/account/authenticator", "do=code&code=Geheimnis-4"),
        (
            "/de/work/account/passkey",
            "answer=Geheimnis-5&label=Mein+Gerät",
        ),
    ] {
        let answer = home.post(path, form).await;
        assert_eq!(answer.status, 401, "{path}");
        assert!(
            !answer.text.contains("Geheimnis"),
            "{path}: {}",
            answer.text
        );
        assert!(answer.text.contains("Passwörter und Codes"), "{path}");
    }

    let part = |name: &str, text: &str| {
        format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n")
    };
    let body = [
        part("narrative", "Ein Text"),
        part(
            "evidence.0.file\"; filename=\"a.pdf",
            "%PDF-1.7 Geheimnis-6",
        ),
        part("do", "release"),
        "--x--\r\n".to_owned(),
    ]
    .concat();
    let headers = format!(
        "Content-Length: {}\r\nContent-Type: multipart/form-data; boundary=x\r\n",
        body.len()
    );
    let answer = home.send("POST", &home.say(), &headers, &body).await;
    assert_eq!(answer.status, 401);
    assert!(!answer.text.contains("Geheimnis"), "{}", answer.text);
    assert!(
        answer.text.contains("value=\"Ein Text\""),
        "{}",
        answer.text
    );
    // What was to be said lacks its file, so the form is shown again before anything is said.
    assert!(answer.text.contains("name=\"do\" value=\"more\""));
    assert!(answer.text.contains("multipart/form-data"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_script_that_saves_hears_why_it_cannot() {
    let (home, _) = over().await;
    let form = "revision=0&narrative=Text&do=autosave";
    let answer = home.post(&home.say(), form).await;
    assert_eq!(answer.status, 401);
    assert!(answer.text.contains("application/json"), "{}", answer.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_signs_in_gets_where_they_wanted_to_and_nowhere_else() {
    let (mut home, session) = over().await;
    let asked = home.get(&home.say(), "").await;
    assert_eq!(asked.status, 303);
    let location = |text: &str| {
        let found = text
            .lines()
            .find_map(|line| line.strip_prefix("location: "));
        found.unwrap_or_default().to_owned()
    };
    let sign_in = location(&asked.text);
    assert!(
        sign_in.starts_with("/de/sign-in?to=%2Fde%2Fwork%2Fsay"),
        "{sign_in}"
    );
    let page = home.get(&sign_in, "").await;
    let hidden = format!("name=\"to\" value=\"{}\"", home.say());
    assert!(page.text.contains(&hidden), "{}", page.text);
    let foreign = home.get("/de/sign-in?to=//evil.example/de/work", "").await;
    // Below the page it is only a parameter, for the choice of another day.
    let (page, _) = foreign.text.split_once("</main>").unwrap();
    assert!(!page.contains("name=\"to\""), "{page}");

    home.session = session;
    let signed_in = home.get(&sign_in, "").await;
    assert_eq!(location(&signed_in.text), home.say());
    for evil in [
        "//evil.example/de/work",
        "https%3A%2F%2Fevil.example",
        "%2Fde%2F..%2F..%2F",
    ] {
        let answer = home.get(&format!("/de/sign-in?to={evil}"), "").await;
        assert_eq!(location(&answer.text), "/de/work", "{evil}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_on_another_site_takes_one_more_step() {
    let (home, _) = over().await;
    let from_elsewhere = "Sec-Fetch-Site: cross-site\r\n";
    let hop = home.get("/de/sign-in?to=/de/work/account", from_elsewhere);
    let hop = hop.await;
    let next = "/de/sign-in?to=%2Fde%2Fwork%2Faccount&here=1";
    assert!(
        hop.text.contains(&format!("refresh: 0; url={next}")),
        "{}",
        hop.text
    );
    // One step, not more, also if a browser calls that one foreign, too.
    let page = home.get(next, from_elsewhere).await;
    assert!(!page.text.contains("refresh:"), "{}", page.text);
    assert!(page.text.contains("value=\"/de/work/account\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_signs_in_again_leaves_no_session_behind() {
    let home = home().await;
    assert!(home.app.find_signed_in(&home.session).await.is_ok());
    let typed = |password: &str| {
        let [mail, password] = [MAIL, password].map(|text| text.replace(' ', "+"));
        format!("mail={mail}&password={password}")
    };
    // A slip of somebody who is in ends nothing.
    assert_eq!(home.post("/de/sign-in", &typed("falsch")).await.status, 422);
    assert!(home.app.find_signed_in(&home.session).await.is_ok());
    let answer = home.post("/de/sign-in", &typed(PASSWORD)).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    assert!(home.app.find_signed_in(&home.session).await.is_err());
}
