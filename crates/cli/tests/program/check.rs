// SPDX-License-Identifier: EUPL-1.2
//! Whether everything can be read: told in a table, as JSON, and by what the program ends with; while a
//! server runs.

use serde_json::Value;
use wegmarke_store::document::{Document, Expect, Put};
use wegmarke_store::{Batch, Location, Store};
use wegmarke_testkit::data;

use super::run::{Home, Server, get};

/// Damages every private thing of a kind, as it lies in the database.
fn damage(home: &Home, kind: &str) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let location = Location::Folder(home.path().join("data"));
        let store = Store::open(&location).await.unwrap();
        let all = store.list_documents(kind, None).await.unwrap();
        assert!(!all.is_empty(), "{kind}");
        for document in all {
            let value = vec![0; document.value.len()];
            let damaged = Document { value, ..document };
            let puts = [Put::Set(damaged, Expect::Anything)];
            let batch = Batch {
                puts: &puts,
                ..Batch::default()
            };
            store.write(&batch).await.unwrap();
        }
        store.close().await;
    });
}

fn part<'a>(json: &'a Value, what: &str) -> &'a Value {
    let parts = json["parts"].as_array().unwrap();
    parts.iter().find(|part| part["what"] == what).unwrap()
}

#[test]
fn what_cannot_be_read_is_named_while_a_server_runs() {
    let home = Home::new();
    let early = home.wegmarke(&["check"]);
    assert_eq!(early.code, Some(4), "{}", early.err);
    assert!(early.err.contains("Nothing was looked at"));
    home.init();
    home.import(&data::germany(), "germany", &[]);
    let server = Server::start(&home.options(), "serve");
    let invited = [
        "anna@kok.example",
        "--organisation",
        "kok",
        "--role",
        "publisher",
    ];
    home.wegmarke(&[&["account", "invite"][..], &invited].concat())
        .succeeds();
    let said = home.wegmarke(&["check"]);
    assert_eq!(said.code, Some(0), "{}{}", said.out, said.err);
    assert!(said.out.contains("Everything can be read."), "{}", said.out);
    let json: Value = serde_json::from_str(&home.wegmarke(&["check", "--json"]).out).unwrap();
    assert_eq!(json["holds"], true);
    assert_eq!(part(&json, "invitation")["looked_at"], 1);
    assert!(part(&json, "search")["looked_at"].as_u64().unwrap() > 100);

    damage(&home, "invitation");
    let evidence = home.path().join("data/evidence");
    std::fs::create_dir_all(&evidence).unwrap();
    std::fs::write(evidence.join("0123456789abcdef"), "nobody knows it").unwrap();
    let said = home.wegmarke(&["check"]);
    assert_eq!(said.code, Some(1), "{}{}", said.out, said.err);
    for words in [
        "Invitations: 1 not readable",
        "(kok)",
        "Place for files: 1 belonging to nothing",
        "0123456789abcdef",
        "2 things are not as they should be",
    ] {
        assert!(said.out.contains(words), "{words}: {}", said.out);
    }
    // What it holds is told nowhere, nor where the log of the program goes.
    assert!(!said.out.contains("anna@") && !said.err.contains("anna@"));
    let json: Value = serde_json::from_str(&home.wegmarke(&["check", "--json"]).out).unwrap();
    assert_eq!(json["holds"], false);
    assert_eq!(part(&json, "invitation")["wrong"][0]["code"], "unread");
    assert_eq!(part(&json, "place")["wrong"][0]["code"], "orphan");
    assert_eq!(get(server.port, "/de/").status, 200);
    assert_eq!(home.wegmarke(&["check", "--nonsense"]).code, Some(2));
}
