// SPDX-License-Identifier: EUPL-1.2

use jiff::Timestamp;
use proptest::prelude::*;

use super::{Authenticator, TotpError};
use crate::dice::Dice;

/// The secret of the examples in RFC 6238, appendix B.
struct Rfc;

impl Dice for Rfc {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.copy_from_slice(b"12345678901234567890");
    }
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

/// Seconds, and the last six of the eight digits in the table of the RFC.
const RFC_CODES: [(i64, &str); 6] = [
    (59, "287082"),
    (1_111_111_109, "081804"),
    (1_111_111_111, "050471"),
    (1_234_567_890, "005924"),
    (2_000_000_000, "279037"),
    (20_000_000_000, "353130"),
];

#[test]
fn codes_are_those_of_the_rfc() {
    let mut authenticator = Authenticator::make(&Rfc);
    for (second, code) in RFC_CODES {
        assert_eq!(authenticator.accept(code, at(second)), Ok(true), "{second}");
    }
}

#[test]
fn a_code_stands_for_one_step_before_and_after() {
    // The code of the step from 1_234_567_890 to …919.
    for (off, taken) in [
        (-31, false),
        (-30, true),
        (0, true),
        (29, true),
        (59, true),
        (60, false),
    ] {
        let mut authenticator = Authenticator::make(&Rfc);
        let now = at(1_234_567_890 + off);
        assert_eq!(authenticator.accept("005924", now), Ok(taken), "{off}");
    }
}

#[test]
fn a_code_is_taken_once_and_nothing_older_after_it() {
    let mut authenticator = Authenticator::make(&Rfc);
    assert_eq!(authenticator.accept("050471", at(1_111_111_111)), Ok(true));
    assert_eq!(authenticator.accept("050471", at(1_111_111_111)), Ok(false));
    assert_eq!(
        authenticator.accept("081804", at(1_111_111_111)),
        Ok(false),
        "the step before"
    );
    let json = serde_json::to_string(&authenticator).unwrap();
    let mut again: Authenticator = serde_json::from_str(&json).unwrap();
    assert_eq!(
        again.accept("050471", at(1_111_111_112)),
        Ok(false),
        "stored"
    );
}

#[test]
fn a_wrong_code_changes_nothing() {
    let mut authenticator = Authenticator::make(&Rfc);
    let before = authenticator.clone();
    for typed in [
        "",
        "05047",
        "0504711",
        "abcdef",
        "+50471",
        "050472",
        "٠٥٠٤٧١",
    ] {
        assert_eq!(
            authenticator.accept(typed, at(1_111_111_111)),
            Ok(false),
            "{typed}"
        );
    }
    assert_eq!(
        authenticator.accept("287082", at(-59)),
        Ok(false),
        "before 1970"
    );
    assert_eq!(authenticator, before);
    assert_eq!(
        authenticator.accept(" 050 471 ", at(1_111_111_111)),
        Ok(true)
    );
}

#[test]
fn the_address_names_issuer_and_account() {
    let authenticator = Authenticator::make(&Rfc);
    assert_eq!(
        authenticator
            .uri("Wegmarke: Prüfstelle", "anna@nord.example")
            .unwrap(),
        "otpauth://totp/Wegmarke%20%20Pr%C3%BCfstelle:anna%40nord.example\
         ?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Wegmarke%20%20Pr%C3%BCfstelle"
    );
    assert_eq!(authenticator.secret(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    assert_eq!(format!("{authenticator:?}"), "Authenticator(…)");
}

#[test]
fn what_is_no_secret_is_an_error() {
    for secret in ["", "GEZD", "!!!"] {
        let mut damaged = Authenticator {
            secret: secret.to_owned(),
            last_step: None,
        };
        assert_eq!(damaged.accept("000000", at(0)), Err(TotpError::Damaged));
        assert_eq!(damaged.uri("a", "b"), Err(TotpError::Damaged));
    }
    let long = "x".repeat(3000);
    assert_eq!(
        Authenticator::make(&Rfc).qr_code(&long, "b"),
        Err(TotpError::TooLong)
    );
}

/// Draws the SVG's path of dark modules, four pixels a module, and reads it with another library.
fn read_qr_code(svg: &str) -> String {
    let number = |text: &str| text.parse::<usize>().unwrap();
    let size = number(
        svg.split("viewBox=\"0 0 ")
            .nth(1)
            .unwrap()
            .split(' ')
            .next()
            .unwrap(),
    );
    let path = svg
        .split("<path d=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let mut dark = vec![false; size * size];
    for run in path.split('M').skip(1) {
        let (x, rest) = run.split_once(' ').unwrap();
        let (y, rest) = rest.split_once('h').unwrap();
        let (width, _) = rest.split_once('v').unwrap();
        let start = number(y) * size + number(x);
        dark[start..start + number(width)].fill(true);
    }
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(size * 4, size * 4, |x, y| {
        if dark[y / 4 * size + x / 4] { 0 } else { 255 }
    });
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1);
    grids[0].decode().unwrap().1
}

#[test]
fn the_qr_code_is_plain_and_reads_as_the_address() {
    let authenticator = Authenticator::make(&Rfc);
    for account in ["a", "anna.schmidt@beratung-nord.example", "<&\"'>"] {
        let svg = authenticator.qr_code("Wegmarke", account).unwrap();
        assert_eq!(
            read_qr_code(&svg),
            authenticator.uri("Wegmarke", account).unwrap()
        );
        for word in ["style", "script", "href", "width", "&", "on"] {
            assert!(!svg.replace("version", "").contains(word), "{word}: {svg}");
        }
    }
}

proptest! {
    #[test]
    fn no_step_is_ever_accepted_twice(tries in prop::collection::vec((0_i64..300, 0_i64..300), 1..60)) {
        // Whatever the order of clocks and codes, accepted steps only grow.
        let mut authenticator = Authenticator::make(&Rfc);
        let oracle = authenticator.totp("", "").unwrap();
        let mut last = None;
        for (clock, of) in tries {
            let code = oracle.generate(u64::try_from(of).unwrap()).to_string();
            if authenticator.accept(&code, at(clock)).unwrap() {
                prop_assert!(authenticator.last_step > last);
                prop_assert!(clock.abs_diff(of) < 60);
                last = authenticator.last_step;
            }
        }
    }
}
