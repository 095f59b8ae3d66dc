// SPDX-License-Identifier: EUPL-1.2
//! Passkeys with a real browser and its virtual device.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use wegmarke_identity::passkey::{self, Handle, Holder, Site};
use wegmarke_testkit::node::Node;

const ANNA: Handle = Handle(*b"0123456789abcdef");

fn now() -> Timestamp {
    "2026-11-23T10:00:00Z".parse().unwrap()
}

/// Lets the browser act on these options; its answer as JSON.
fn act(browser: &Node, what: &str, options: &Value) -> String {
    ureq::post(format!("{}/{what}", browser.address))
        .send(options.to_string())
        .unwrap()
        .body_mut()
        .read_to_string()
        .unwrap()
}

#[test]
fn a_browser_makes_a_key_and_signs_in_with_and_without_an_address() {
    let Some(browser) = Node::start(
        "crates/identity/tests/all/passkey/browser.mjs",
        "playwright-core",
    ) else {
        return;
    };
    let site = Site::new(&browser.address, "Wegmarke").unwrap();
    let holder = |keys| Holder {
        handle: ANNA,
        login: "anna@nord.example",
        keys,
    };

    let (options, pending) = site.start_adding(holder(&[]), now()).unwrap();
    let answer = act(&browser, "create", &options);
    let key = site
        .finish_adding(&pending, &answer, "Gerät", now())
        .unwrap_or_else(|error| panic!("{error}: {answer}"));

    // The device has a key of this account already, and the browser says so.
    let mut keys = vec![key];
    let (options, _) = site.start_adding(holder(&keys), now()).unwrap();
    let answer = act(&browser, "create", &options);
    assert!(answer.contains("InvalidStateError"), "{answer}");

    for minute in 1..3 {
        let now = now() + SignedDuration::from_mins(minute);
        let (options, pending) = site.start_sign_in(&keys, now).unwrap();
        let answer = act(&browser, "get", &options);
        let used = site
            .finish_sign_in(pending, &answer, ANNA, &mut keys, now)
            .unwrap_or_else(|error| panic!("{error}: {answer}"));
        assert_eq!(used.used_at, Some(now));

        let (options, pending) = site.start_sign_in(&[], now).unwrap();
        let answer = act(&browser, "get", &options);
        assert_eq!(passkey::find_handle(&answer), Ok(ANNA), "{answer}");
        site.finish_sign_in(pending, &answer, ANNA, &mut keys, now)
            .unwrap_or_else(|error| panic!("{error}: {answer}"));
    }
}
