// SPDX-License-Identifier: EUPL-1.2
//! Whatever stands behind a question mark, at every address of the table: nothing is kept for it that was
//! not kept before, and it is not repeated over and over.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that fails is a test that fails"
)]

use crate::buttons::{Home, home};
use crate::pages::list_addresses;

/// As much as a request may hold, and a little less.
const LONG: usize = 60_000;
/// How much longer an answer may be because of a long question: some pages lead back to where one was.
const LONGER: usize = 16_000;
/// Made-up questions for each address.
const TIMES: usize = 200;
/// Most bytes that the process may grow by: a fraction of what copies of all pages would take.
const GROWTH: usize = 40 << 20;

/// Bytes of memory of this process.
fn resident() -> usize {
    let text = std::fs::read_to_string("/proc/self/statm").unwrap();
    let pages: usize = text.split(' ').nth(1).unwrap().parse().unwrap();
    pages * 4096
}

async fn get(home: &Home, path: &str) -> (u16, String) {
    let answer = home.get(path, "").await;
    let (_, body) = answer.text.split_once("\r\n\r\n").unwrap_or_default();
    (answer.status, body.to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_question_is_not_repeated() {
    let home = home().await;
    let marker = "zxqv".repeat(LONG / 4);
    for (pattern, path) in list_addresses(&home) {
        let path = format!("/de{path}");
        let (status, plain) = get(&home, &path).await;
        let mut names = vec![
            "x", "do", "back", "to", "done", "said", "q", "as-of", "lang",
        ];
        names.extend(pattern.parameters().unwrap_or_default());
        for name in names {
            let (asked, answer) = get(&home, &format!("{path}?{name}={marker}")).await;
            assert!(asked < 500, "{path}?{name}: {asked}");
            let longer = answer.len().saturating_sub(plain.len());
            // A question that is refused is answered with another page.
            let most = if asked == status { LONGER } else { 30_000 };
            assert!(longer <= most, "{path}?{name}: {longer} bytes more");
            let times = answer.matches(&marker[..2000]).count();
            assert_eq!(times, 0, "{path}?{name} is repeated");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn made_up_questions_make_no_copies() {
    let home = home().await;
    let addresses = list_addresses(&home);
    let public = addresses
        .iter()
        .filter(|(pattern, _)| pattern.parameters().is_some());
    let paths: Vec<String> = public.map(|(_, path)| format!("/de{path}")).collect();
    for path in &paths {
        get(&home, path).await;
    }
    let before = resident();
    let mut bytes = 0;
    for path in &paths {
        let (_, plain) = get(&home, path).await;
        for number in 0..TIMES {
            let question = format!("made-up-{number}={number}&x{number}&page=&a=b");
            let (_, answer) = get(&home, &format!("{path}?{question}")).await;
            assert_eq!(answer, plain, "{path}?{question}");
            bytes += answer.len();
        }
    }
    let grown = resident().saturating_sub(before);
    assert!(bytes > 2 * GROWTH, "too little was asked to tell: {bytes}");
    assert!(
        grown < GROWTH,
        "{grown} bytes more for {bytes} bytes of answers"
    );
}
