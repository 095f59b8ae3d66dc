// SPDX-License-Identifier: EUPL-1.2
//! Bundles of bodies, while bodies are sealed, revealed and erased.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that fails is a test that fails"
)]

use jiff::Span;
use wegmarke_app::Who;
use wegmarke_domain::contribution::Says;
use wegmarke_domain::erasure::ErasureReason;
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::rules::permission::{Actor, Role};

use super::buttons::{Home, home, reporter};

const SEALED: &str = r#"{"state":"sealed"}"#;
const ERASED: &str = r#"{"state":"erased"}"#;

/// Head in small letters, and body.
async fn get(home: &Home, path: &str, headers: &str) -> (u16, String, String) {
    let answer = home.get(path, headers).await;
    let (head, body) = answer.text.split_once("\r\n\r\n").unwrap();
    (answer.status, head.to_lowercase(), body.to_owned())
}

/// The bundle that holds an entry, its line, and the tag.
async fn line(home: &Home, seq: u64) -> (String, String, String) {
    let size = home.app.state().size();
    let (index, width) = (seq / 256, (size - seq / 256 * 256).min(256));
    let path = match width {
        256 => format!("/log/bodies/{index:03}"),
        width => format!("/log/bodies/{index:03}.p/{width}"),
    };
    let (status, head, body) = get(home, &path, "").await;
    assert_eq!(status, 200, "{path}");
    let lines: Vec<&str> = body.strip_suffix('\n').unwrap().split('\n').collect();
    assert_eq!(lines.len() as u64, width);
    let of = |name: &str| {
        let mut lines = head.lines().filter_map(|line| line.split_once(": "));
        let found = lines.find(|(of, _)| *of == name);
        found.map(|(_, value)| value.to_owned()).unwrap_or_default()
    };
    assert_eq!(of("content-type"), "application/jsonl");
    assert_eq!(of("cache-control"), "no-cache");
    assert_eq!(of("access-control-allow-origin"), "*");
    let line = lines[usize::try_from(seq % 256).unwrap()];
    // It says what the file of this body says.
    let (_, _, single) = get(home, &format!("/log/body/{seq}"), "").await;
    assert_eq!(line, single);
    (path, line.to_owned(), of("etag"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bundle_of_bodies_changes_with_what_may_be_seen() {
    let home = home().await;
    for seq in [0, 17, 255, 256] {
        line(&home, seq).await;
    }
    let publisher = Who {
        actor: Actor::new(OrganisationId::new("bmas"), [Role::Publisher].into()),
        ..reporter()
    };
    let says = r#"{"report":{"delivery":"not-started","narrative":{"de":"streng geheim"}}}"#;
    let says: Says = serde_json::from_str(says).unwrap();
    let seq = home.app.state().size();
    home.app
        .release(&publisher, &home.address, &says, false)
        .await
        .unwrap();
    let (path, sealed, tag) = line(&home, seq).await;
    assert_eq!(sealed, SEALED);
    let known = format!("If-None-Match: {tag}\r\n");
    assert_eq!(get(&home, &path, &known).await.0, 304);

    home.clock.advance(Span::new().hours(40 * 24));
    home.app.advance_rounds().await.unwrap();
    // Under the very same address: what was kept of it must not be taken for it any more.
    let (status, _, body) = get(&home, &path, &known).await;
    assert_eq!(status, 200);
    assert!(body.contains("streng geheim"), "{body}");
    let (_, revealed, tag) = line(&home, seq).await;
    assert!(revealed.contains("streng geheim"));

    home.app
        .erase_body(seq, ErasureReason::PersonalData)
        .await
        .unwrap();
    let (path, erased, after) = line(&home, seq).await;
    assert_eq!(erased, ERASED);
    assert_ne!(after, tag);
    let known = format!("If-None-Match: {tag}\r\n");
    let (status, _, body) = get(&home, &path, &known).await;
    assert_eq!(status, 200);
    assert!(!body.contains("streng geheim"));

    // A full bundle is the same file however long the log has become.
    let (_, _, tag) = line(&home, 17).await;
    home.app
        .erase_body(seq - 1, ErasureReason::PersonalData)
        .await
        .unwrap();
    let (path, _, after) = line(&home, 17).await;
    assert_eq!((path.as_str(), &after), ("/log/bodies/000", &tag));
    for absent in ["900", "000.p/0", "0", "000.p/300", "x000/000", ""] {
        let path = format!("/log/bodies/{absent}");
        assert_eq!(get(&home, &path, "").await.0, 404, "{path}");
    }
}
