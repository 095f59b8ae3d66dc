// SPDX-License-Identifier: EUPL-1.2

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use webauthn_authenticator_rs::{WebauthnAuthenticator as _, softpasskey::SoftPasskey};
use webauthn_rs::prelude::Url;

use super::{Handle, Holder, PATIENCE, Passkey, PasskeyError, Site, find_handle};

const ORIGIN: &str = "https://wegmarke.example";
const ANNA: Handle = Handle([1; 16]);
const BEN: Handle = Handle([2; 16]);

fn site() -> Site {
    Site::new(ORIGIN, "Wegmarke").unwrap()
}

fn now() -> Timestamp {
    "2026-11-23T10:00:00Z".parse().unwrap()
}

fn device() -> SoftPasskey {
    SoftPasskey::new(true)
}

/// What a browser does in `navigator.credentials.create`.
fn create(device: &mut SoftPasskey, origin: &str, options: Value) -> String {
    let options = serde_json::from_value(options).unwrap();
    let origin = Url::parse(origin).unwrap();
    serde_json::to_string(&device.do_registration(origin, options).unwrap()).unwrap()
}

/// What a browser does in `navigator.credentials.get`.
fn get(device: &mut SoftPasskey, origin: &str, options: Value) -> String {
    let options = serde_json::from_value(options).unwrap();
    let origin = Url::parse(origin).unwrap();
    serde_json::to_string(&device.do_authentication(origin, options).unwrap()).unwrap()
}

/// Through JSON, as a caller stores it.
fn stored<T: serde::Serialize + serde::de::DeserializeOwned>(value: &T) -> T {
    serde_json::from_str(&serde_json::to_string(value).unwrap()).unwrap()
}

fn add(device: &mut SoftPasskey, handle: Handle, keys: &[Passkey], label: &str) -> Passkey {
    let holder = Holder {
        handle,
        login: "anna@nord.example",
        keys,
    };
    let (options, pending) = site().start_adding(holder, now()).unwrap();
    let answer = create(device, ORIGIN, options);
    site()
        .finish_adding(&stored(&pending), &answer, label, now())
        .unwrap()
}

fn later(seconds: i64) -> Timestamp {
    now() + SignedDuration::from_secs(seconds)
}

#[test]
fn a_key_is_added_and_opens_again_and_again() {
    let mut device = device();
    let key = add(&mut device, ANNA, &[], "  Schlüssel am Bund ");
    assert_eq!(key.label, "Schlüssel am Bund");
    assert_eq!((key.added_at, key.used_at), (now(), None));
    let mut keys = vec![stored(&key)];
    for try_no in 1..4 {
        let (options, pending) = site().start_sign_in(&keys, later(try_no)).unwrap();
        let answer = get(&mut device, ORIGIN, options);
        let used = site()
            .finish_sign_in(stored(&pending), &answer, ANNA, &mut keys, later(try_no))
            .unwrap();
        assert_eq!(used.used_at, Some(later(try_no)));
        assert_eq!(used.id(), key.id());
        keys = stored(&keys);
    }
}

#[test]
fn options_ask_for_verification_and_name_what_is_known() {
    let mut device = device();
    let keys = [add(&mut device, ANNA, &[], "eins")];
    let holder = Holder {
        handle: ANNA,
        login: "anna@nord.example",
        keys: &keys,
    };
    let (options, _) = site().start_adding(holder, now()).unwrap();
    let options = &options["publicKey"];
    assert_eq!(options["rp"]["id"], "wegmarke.example");
    assert_eq!(options["timeout"], 300_000);
    let selection = &options["authenticatorSelection"];
    assert_eq!(selection["userVerification"], "required");
    assert_eq!(selection["residentKey"], "preferred");
    assert_eq!(options["excludeCredentials"].as_array().unwrap().len(), 1);
    let known = options["excludeCredentials"][0]["id"].clone();
    assert!(known.is_string(), "{known}");

    let (options, _) = site().start_sign_in(&keys, now()).unwrap();
    assert_eq!(options["publicKey"]["userVerification"], "required");
    assert_eq!(options["publicKey"]["allowCredentials"][0]["id"], known);
    assert!(options.get("mediation").is_none_or(Value::is_null));
    let (open, _) = site().start_sign_in(&[], now()).unwrap();
    assert_eq!(open["publicKey"]["allowCredentials"], json!([]));
    assert_ne!(
        open["publicKey"]["challenge"],
        options["publicKey"]["challenge"]
    );
}

#[test]
fn a_device_may_name_the_account_itself() {
    let mut device = device();
    let mut keys = [add(&mut device, ANNA, &[], "Telefon")];
    let (mut options, pending) = site().start_sign_in(&[], now()).unwrap();
    // The soft device keeps no list of its keys, so it is told; it names no account, so we do.
    let (named, _) = site().start_sign_in(&keys, now()).unwrap();
    options["publicKey"]["allowCredentials"] = named["publicKey"]["allowCredentials"].clone();
    let answer = get(&mut device, ORIGIN, options);
    assert_eq!(find_handle(&answer), Err(PasskeyError::Unreadable));
    let mut answer: Value = serde_json::from_str(&answer).unwrap();
    answer["response"]["userHandle"] = json!("AQEBAQEBAQEBAQEBAQEBAQ");
    let answer = answer.to_string();
    let handle = find_handle(&answer).unwrap();
    assert_eq!(handle, ANNA);

    let as_ben = site().finish_sign_in(stored(&pending), &answer, BEN, &mut keys, now());
    assert_eq!(as_ben.unwrap_err(), PasskeyError::OtherKey);
    assert!(
        site()
            .finish_sign_in(pending, &answer, handle, &mut keys, now())
            .is_ok()
    );
}

#[test]
fn several_keys_each_open_and_a_foreign_one_does_not() {
    let (mut first, mut second, mut foreign) = (device(), device(), device());
    let one = add(&mut first, ANNA, &[], "eins");
    let two = add(&mut second, ANNA, std::slice::from_ref(&one), "zwei");
    let other = add(&mut foreign, BEN, &[], "fremd");
    assert_ne!(one.id(), two.id());
    let mut keys = [one, two];
    for (device, label) in [(&mut second, "zwei"), (&mut first, "eins")] {
        let own = keys.iter().find(|key| key.label == label).unwrap().clone();
        let (options, pending) = site().start_sign_in(&[own], now()).unwrap();
        let answer = get(device, ORIGIN, options);
        let used = site()
            .finish_sign_in(pending, &answer, ANNA, &mut keys, now())
            .unwrap();
        assert_eq!(used.label, label);
    }
    let (options, pending) = site().start_sign_in(&[other], now()).unwrap();
    let answer = get(&mut foreign, ORIGIN, options);
    let refused = site().finish_sign_in(pending, &answer, ANNA, &mut keys, now());
    assert_eq!(refused.unwrap_err(), PasskeyError::OtherKey);
}

#[test]
fn a_counter_that_stands_still_is_a_copy() {
    let mut device = device();
    let mut keys = vec![add(&mut device, ANNA, &[], "eins")];
    let (options, pending) = site().start_sign_in(&keys, now()).unwrap();
    let answer = get(&mut device, ORIGIN, options);
    let again = stored(&pending);
    site()
        .finish_sign_in(pending, &answer, ANNA, &mut keys, now())
        .unwrap();
    let before = serde_json::to_value(&keys).unwrap();
    let copied = site().finish_sign_in(again, &answer, ANNA, &mut keys, later(9));
    assert_eq!(copied.unwrap_err(), PasskeyError::Copied);
    assert_eq!(serde_json::to_value(&keys).unwrap(), before);
}

#[test]
fn another_challenge_or_a_changed_signature_does_not_hold() {
    let mut device = device();
    let mut keys = vec![add(&mut device, ANNA, &[], "eins")];
    let (options, pending) = site().start_sign_in(&keys, now()).unwrap();
    let (_, other_pending) = site().start_sign_in(&keys, now()).unwrap();
    let answer = get(&mut device, ORIGIN, options);
    let refused = |pending, answer: &str, keys: &mut [Passkey]| {
        let error = site()
            .finish_sign_in(pending, answer, ANNA, keys, now())
            .unwrap_err();
        assert!(matches!(error, PasskeyError::Refused(_)), "{error:?}");
    };
    refused(other_pending, &answer, &mut keys);

    let mut forged: Value = serde_json::from_str(&answer).unwrap();
    let signature = forged["response"]["signature"].as_str().unwrap();
    let (head, tail) = signature.split_at(signature.len() - 6);
    let flipped = if tail.starts_with('A') { "B" } else { "A" };
    forged["response"]["signature"] = json!(format!("{head}{flipped}{}", &tail[1..]));
    refused(stored(&pending), &forged.to_string(), &mut keys);
    assert!(
        site()
            .finish_sign_in(pending, &answer, ANNA, &mut keys, now())
            .is_ok(),
        "the unchanged answer holds"
    );
}

#[test]
fn an_answer_for_another_site_does_not_hold() {
    let elsewhere = Site::new("https://wegmarke.example:8443", "Fishing").unwrap();
    let mut device = device();
    let holder = Holder {
        handle: ANNA,
        login: "anna@nord.example",
        keys: &[],
    };
    let (options, pending) = site().start_adding(holder, now()).unwrap();
    let answer = create(&mut device, "https://wegmarke.example:8443", options);
    let error = site()
        .finish_adding(&pending, &answer, "eins", now())
        .unwrap_err();
    assert!(matches!(error, PasskeyError::Refused(_)), "{error:?}");
    assert!(
        elsewhere
            .finish_adding(&pending, &answer, "eins", now())
            .is_ok(),
        "only the origin was wrong"
    );
}

#[test]
fn a_device_that_does_not_ask_its_owner_is_refused() {
    let mut device = device();
    let mut keys = vec![add(&mut device, ANNA, &[], "eins")];
    let (options, pending) = site().start_sign_in(&keys, now()).unwrap();
    let answer = get(&mut device, ORIGIN, options);
    let mut careless: Value = serde_json::from_str(&answer).unwrap();
    // The 33rd byte of the authenticator's data holds its flags; the bit 0x04 says “verified”. In
    // base 64 its lower six bits are the 44th character.
    let data = careless["response"]["authenticatorData"].as_str().unwrap();
    let (head, tail) = data.split_at(43);
    let flags = base64_value(tail.as_bytes()[0]);
    assert_eq!(flags & 0x04, 0x04, "it was verified");
    let without = char::from(base64_digit(flags & !0x04));
    careless["response"]["authenticatorData"] = json!(format!("{head}{without}{}", &tail[1..]));
    let refused = site().finish_sign_in(pending, &careless.to_string(), ANNA, &mut keys, now());
    assert_eq!(refused.unwrap_err(), PasskeyError::NotVerified);
}

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

fn base64_value(digit: u8) -> u8 {
    let at = BASE64.iter().position(|other| *other == digit).unwrap();
    u8::try_from(at).unwrap()
}

fn base64_digit(value: u8) -> u8 {
    BASE64[usize::from(value)]
}

#[test]
fn too_late_is_too_late() {
    let mut device = device();
    let holder = Holder {
        handle: ANNA,
        login: "anna@nord.example",
        keys: &[],
    };
    let (options, pending) = site().start_adding(holder, now()).unwrap();
    let answer = create(&mut device, ORIGIN, options);
    let end = now() + PATIENCE;
    let after = end + SignedDuration::from_nanos(1);
    let late = site().finish_adding(&pending, &answer, "eins", after);
    assert_eq!(late.unwrap_err(), PasskeyError::Expired);
    let key = site()
        .finish_adding(&pending, &answer, "eins", end)
        .unwrap();

    let (options, pending) = site()
        .start_sign_in(std::slice::from_ref(&key), now())
        .unwrap();
    let answer = get(&mut device, ORIGIN, options);
    let mut keys = [key];
    let late = site().finish_sign_in(pending, &answer, ANNA, &mut keys, after);
    assert_eq!(late.unwrap_err(), PasskeyError::Expired);
}

#[test]
fn labels_and_answers_that_are_none_are_refused() {
    let mut device = device();
    let holder = Holder {
        handle: ANNA,
        login: "anna@nord.example",
        keys: &[],
    };
    let (options, pending) = site().start_adding(holder, now()).unwrap();
    let answer = create(&mut device, ORIGIN, options);
    for label in ["", "  ", "a\nb", &"x".repeat(61)] {
        let refused = site().finish_adding(&pending, &answer, label, now());
        assert_eq!(refused.unwrap_err(), PasskeyError::BadLabel, "{label:?}");
    }
    for garbage in ["", "{}", "null", "[1]"] {
        let refused = site().finish_adding(&pending, garbage, "eins", now());
        assert_eq!(refused.unwrap_err(), PasskeyError::Unreadable);
        assert_eq!(find_handle(garbage), Err(PasskeyError::Unreadable));
    }
}

#[test]
fn a_site_has_a_host_name() {
    for origin in ["", "wegmarke", "https://192.0.2.1", "https://"] {
        let error = Site::new(origin, "Wegmarke").unwrap_err();
        assert!(matches!(error, PasskeyError::BadSite(_)), "{origin}");
    }
    assert!(Site::new("http://localhost:8080", "Wegmarke").is_ok());
}

#[test]
fn nothing_pending_is_shown() {
    let holder = Holder {
        handle: ANNA,
        login: "anna@nord.example",
        keys: &[],
    };
    let (_, adding) = site().start_adding(holder, now()).unwrap();
    let (_, signing_in) = site().start_sign_in(&[], now()).unwrap();
    assert_eq!(
        format!("{adding:?} {signing_in:?}"),
        "PendingKey(…) PendingSignIn(…)"
    );
}
