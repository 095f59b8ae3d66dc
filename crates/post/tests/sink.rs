// SPDX-License-Identifier: EUPL-1.2
//! Letters to a real SMTP server, read by another library.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::io::{BufRead as _, BufReader};

use jiff::Timestamp;
use mail_parser::{HeaderValue, MessageParser};
use serde_json::Value;
use wegmarke_post::{Letter, Mailer, PostError, SmtpSettings};
use wegmarke_testkit::node::Node;

const LETTER: Letter<'static> = Letter {
    to: "anna@nord.example",
    subject: "Einladung zur Prüfung",
    text: "Guten Tag,\n\n.ein Punkt am Anfang, ein Ende mit Leerzeichen \nund: €.\n",
    message_id: "<invitation-7@wegmarke.example>",
    ends_at: None,
};

fn sink() -> Option<Node> {
    Node::start("crates/post/tests/sink.mjs", "smtp-server")
}

fn now() -> Timestamp {
    "2026-11-23T10:00:00Z".parse().unwrap()
}

fn mailer(url: &str) -> Mailer {
    Mailer::new(&SmtpSettings {
        url: url.to_owned(),
        from: "Wegmarke Süd <post@wegmarke.example>".to_owned(),
    })
    .unwrap()
}

/// The plain port, and the one with TLS.
fn ports(node: &Node) -> (&str, &str) {
    node.address.split_once(' ').unwrap()
}

fn mailer_for(node: &Node) -> Mailer {
    mailer(&format!("smtp://127.0.0.1:{}", ports(node).0))
}

/// What the server has got, in the order of sending.
fn received(node: &mut Node, letters: usize) -> Vec<Value> {
    BufReader::new(node.child.stdout.take().unwrap())
        .lines()
        .take(letters)
        .map(|line| serde_json::from_str(&line.unwrap()).unwrap())
        .collect()
}

#[tokio::test]
async fn a_letter_arrives_as_it_was_written() {
    let Some(mut node) = sink() else { return };
    let long = "Zeile ".repeat(400);
    let letters = [
        LETTER,
        Letter {
            subject: "",
            text: "",
            ends_at: Some("https://x.example/de/alert/wgmf_0"),
            ..LETTER
        },
        Letter {
            subject: &long,
            text: &long,
            ..LETTER
        },
        Letter {
            text: "a\r\nb\nFrom c\n=20\n\t\u{0}\u{1F600}",
            ..LETTER
        },
    ];
    for letter in &letters {
        let sent = mailer_for(&node).send(letter, now()).await.unwrap();
        assert!(sent.reply.contains("taken as number 7"), "{}", sent.reply);
    }
    for (letter, got) in letters.iter().zip(received(&mut node, letters.len())) {
        assert_eq!(got["from"], "post@wegmarke.example");
        assert_eq!(got["to"], serde_json::json!(["anna@nord.example"]));
        assert_eq!(got["hello"], "wegmarke.example");
        let raw = got["raw"].as_str().unwrap();
        assert!(
            raw.is_ascii() && raw.lines().all(|line| line.len() <= 78),
            "{raw}"
        );
        let message = MessageParser::default().parse(raw.as_bytes()).unwrap();
        assert_eq!(
            message.subject().unwrap_or_default(),
            letter.subject.trim_end()
        );
        let sender = message.from().unwrap().first().unwrap();
        assert_eq!(sender.name(), Some("Wegmarke Süd"));
        assert_eq!(message.message_id(), Some("invitation-7@wegmarke.example"));
        assert_eq!(message.date().unwrap().to_rfc3339(), "2026-11-23T10:00:00Z");
        assert_eq!(
            message.header("Auto-Submitted"),
            Some(&HeaderValue::Text("auto-generated".into()))
        );
        let address = letter.ends_at.map(|address| format!("<{address}>"));
        let one_click = letter.ends_at.map(|_| "List-Unsubscribe=One-Click");
        for (name, value) in [
            ("List-Unsubscribe", address.as_deref()),
            ("List-Unsubscribe-Post", one_click),
        ] {
            assert_eq!(message.header_raw(name).map(str::trim), value, "{name}");
        }
        let kind = message.header_raw("Content-Type").unwrap_or_default();
        assert_eq!(kind.trim(), "text/plain; charset=utf-8");
        let text = message
            .body_text(0)
            .unwrap_or_default()
            .replace("\r\n", "\n");
        let written = letter.text.replace("\r\n", "\n");
        assert_eq!(text.trim_end_matches('\n'), written.trim_end_matches('\n'));
    }
}

#[tokio::test]
async fn domains_with_umlauts_go_over_the_wire_in_their_plain_form() {
    let Some(mut node) = sink() else { return };
    let url = format!("smtp://127.0.0.1:{}", ports(&node).0);
    let from = |from: &str| {
        Mailer::new(&SmtpSettings {
            url: url.clone(),
            from: from.to_owned(),
        })
    };
    let mailer = from("Träume <post@träume.example>").unwrap();
    for to in ["anna@straße.example", "anna@xn--strae-oqa.example"] {
        let letter = Letter { to, ..LETTER };
        mailer.send(&letter, now()).await.unwrap();
    }
    for got in received(&mut node, 2) {
        assert_eq!(got["hello"], "xn--trume-hra.example");
        // This server shows its own reading of what came; the extension was not asked for.
        assert_eq!(got["to"], serde_json::json!(["anna@straße.example"]));
        assert_eq!(got["utf8"], false);
        let raw = got["raw"].as_str().unwrap();
        assert!(
            raw.is_ascii() && raw.contains("post@xn--trume-hra.example"),
            "{raw}"
        );
    }
    assert!(from("pöst@wegmarke.example").is_err());
    let letter = Letter {
        to: "änna@nord.example",
        ..LETTER
    };
    let refused = mailer.send(&letter, now()).await.unwrap_err();
    assert_eq!(refused.code(), "post_bad_letter");
}

#[tokio::test]
async fn the_server_is_told_who_we_are() {
    let Some(mut node) = sink() else { return };
    let port = ports(&node).0.to_owned();
    let url =
        format!("smtp://wegmarke%40nord.example:p%26ss%3A%20w%C3%B6rd%2F%40@localhost:{port}");
    mailer(&url).send(&LETTER, now()).await.unwrap();
    assert_eq!(received(&mut node, 1)[0]["user"], "wegmarke@nord.example");

    let wrong = mailer(&format!("smtp://wegmarke:wrong@127.0.0.1:{port}"));
    let error = wrong.send(&LETTER, now()).await.unwrap_err();
    assert_eq!(
        error.code(),
        "post_later",
        "not the letter's fault: {error}"
    );
    assert!(!error.to_string().contains("wrong"), "{error}");
}

#[tokio::test]
async fn never_and_later_are_told_apart() {
    let Some(node) = sink() else { return };
    let to = |to| Letter { to, ..LETTER };
    let never = mailer_for(&node)
        .send(&to("nobody@nord.example"), now())
        .await
        .unwrap_err();
    assert!(
        matches!(&never, PostError::Never(why) if why.contains("5.1.1 not here")),
        "{never:?}"
    );
    assert!(never.is_final());
    let later = mailer_for(&node)
        .send(&to("busy@nord.example"), now())
        .await
        .unwrap_err();
    assert!(matches!(&later, PostError::Later(_)), "{later:?}");
    assert!(!later.is_final());

    let mailer = mailer_for(&node);
    drop(node);
    let gone = mailer.send(&LETTER, now()).await.unwrap_err();
    assert_eq!(gone.code(), "post_later", "{gone}");
}

#[tokio::test]
async fn nothing_is_said_without_tls_to_another_machine() {
    let Some(node) = sink() else { return };
    // The same server under an address that does not pass for this machine.
    let url = format!("smtp://[::ffff:127.0.0.1]:{}", ports(&node).0);
    let error = mailer(&url).send(&LETTER, now()).await.unwrap_err();
    assert!(
        matches!(&error, PostError::Later(why) if why.contains("STARTTLS")),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_certificate_that_nobody_trusts_is_refused() {
    let Some(node) = sink() else { return };
    let url = format!("smtps://localhost:{}", ports(&node).1);
    let error = mailer(&url).send(&LETTER, now()).await.unwrap_err();
    assert!(
        matches!(&error, PostError::Later(why) if why.contains("certificate")),
        "{error:?}"
    );
}

#[tokio::test]
async fn no_header_can_be_slipped_in() {
    // Nobody listens there: all of this is refused before anyone is asked.
    let mailer = mailer("smtp://127.0.0.1:1");
    let letters = [
        Letter { to: "", ..LETTER },
        Letter {
            to: "anna",
            ..LETTER
        },
        Letter {
            to: "a@b.example, c@d.example",
            ..LETTER
        },
        Letter {
            to: "a@b.example\r\nBcc: c@d.example",
            ..LETTER
        },
        Letter {
            to: "a@b.example>\r\nDATA",
            ..LETTER
        },
        Letter {
            subject: "a\r\nBcc: c@d.example",
            ..LETTER
        },
        Letter {
            subject: "a\nb",
            ..LETTER
        },
        Letter {
            subject: "a\rb",
            ..LETTER
        },
        Letter {
            subject: "a\u{85}b",
            ..LETTER
        },
        Letter {
            message_id: "",
            ..LETTER
        },
        Letter {
            message_id: "a@b",
            ..LETTER
        },
        Letter {
            message_id: "<a>",
            ..LETTER
        },
        Letter {
            message_id: "<a@b@c>",
            ..LETTER
        },
        Letter {
            message_id: "<a@b>\r\nBcc: <c@d>",
            ..LETTER
        },
        Letter {
            message_id: "<a @b>",
            ..LETTER
        },
        Letter {
            message_id: "<ä@b>",
            ..LETTER
        },
        Letter {
            ends_at: Some("https://x.example/>\r\nBcc: <c@d>"),
            ..LETTER
        },
    ];
    for letter in letters {
        let error = mailer.send(&letter, now()).await.unwrap_err();
        assert_eq!(error.code(), "post_bad_letter", "{letter:?}");
        assert!(error.is_final());
    }
}
