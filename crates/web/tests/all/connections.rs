// SPDX-License-Identifier: EUPL-1.2
//! Connections that say nothing, half of something, or something that means two things.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that fails is a test that fails"
)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use wegmarke_pages::Site;
use wegmarke_web::{Web, serve};

use crate::buttons::home;

const PATIENCE: Duration = Duration::from_millis(400);

/// What a server says to these bytes until it ends the connection, and how long that takes.
async fn say(port: u16, bytes: &[u8]) -> (String, Duration) {
    let began = Instant::now();
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    stream.write_all(bytes).await.unwrap();
    let mut answer = Vec::new();
    let read = stream.read_to_end(&mut answer);
    // A reset is an end, too.
    let _ended = tokio::time::timeout(Duration::from_secs(15), read)
        .await
        .unwrap();
    (
        String::from_utf8_lossy(&answer).into_owned(),
        began.elapsed(),
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn who_does_not_say_what_they_want_is_not_waited_for() {
    let home = home().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let web = Web::new(Arc::clone(&home.app), Site::default()).patient(PATIENCE);
    tokio::spawn(serve(listener, Arc::new(web), std::future::pending()));
    let form = "Host: x\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    let post = format!("POST /de/sign-in HTTP/1.1\r\n{form}Content-Length: 90\r\n\r\nmail=a");
    let chunks = format!(
        "POST /api/contributions HTTP/1.1\r\n{form}Transfer-Encoding: chunked\r\n\r\n3\r\nab"
    );
    for bytes in [
        "",
        "PRI * HT",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "GET /de/ HTTP/1.1\r\nHost: x",
        &post,
        &chunks,
    ] {
        let (_, took) = say(port, bytes.as_bytes()).await;
        assert!(took < PATIENCE * 12, "{bytes:?}: {took:?}");
        assert!(
            took > PATIENCE / 2 || bytes.starts_with("POST"),
            "{bytes:?}: {took:?}"
        );
    }
    // Who trickles is not waited for either.
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    stream.write_all(post.as_bytes()).await.unwrap();
    let began = Instant::now();
    let mut buffer = [0; 1024];
    loop {
        assert!(began.elapsed() < PATIENCE * 12, "still there");
        let _sent = stream.write_all(b"x").await;
        let read = tokio::time::timeout(PATIENCE / 4, stream.read(&mut buffer)).await;
        if matches!(read, Ok(Ok(0) | Err(_))) {
            break;
        }
    }
    assert!(began.elapsed() > PATIENCE);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_means_two_things_is_refused() {
    let home = home().await;
    for (bytes, status) in [
        (
            "GET /de/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "200",
        ),
        ("GET /de/ HTTP/1.0\r\n\r\n", "200"),
        ("GET /de/ HTTP/1.1\r\n\r\n", "400"),
        ("GET /de/ HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", "400"),
        ("GET /de/ HTTP/1.1\r\nHost: x\r\nHost: x\r\n\r\n", "400"),
        ("GET /de/ HTTP/1.0\r\nHost: x\r\nHost: y\r\n\r\n", "400"),
        ("GET /de/ HTTP/1.1\nHost: x\n\n", "400"),
        ("GET /de/ HTTP/1.1\r\nHost: x\nX: y\r\n\r\n", "400"),
        (
            "POST /de/sign-in HTTP/1.1\r\nHost: x\r\nHost: y\r\nContent-Length: 0\r\n\r\n",
            "400",
        ),
    ] {
        let (answer, _) = say(home.port, bytes.as_bytes()).await;
        assert_eq!(
            answer.split(' ').nth(1),
            Some(status),
            "{bytes:?}: {answer}"
        );
    }
    // Two requests on one connection, the second one behind a body.
    let body = "a\nb";
    let two = format!(
        "POST /de/nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\r\n{body}\
         GET /robots.txt HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        body.len()
    );
    let (answer, _) = say(home.port, two.as_bytes()).await;
    assert!(answer.contains("Disallow"), "{answer}");
}
