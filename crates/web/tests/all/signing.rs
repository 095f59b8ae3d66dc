// SPDX-License-Identifier: EUPL-1.2
//! A program signs over the API: it is told what it would sign, and what it signed is what is written.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that fails is a test that fails"
)]

use std::sync::Arc;

use serde_json::{Value, json};
use wegmarke_app::Who;
use wegmarke_app::account::NewToken;
use wegmarke_app::key::NewKey;
use wegmarke_app::signing::Signing;
use wegmarke_domain::hand::Vouched;
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::key::RevocationReason;
use wegmarke_domain::rules::permission::{Actor, Role};
use wegmarke_ledger::body::{self, Salt};
use wegmarke_ledger::signing::{Act, Proof, SecretKey, Statement};

use crate::buttons::{Answer, Home, home};

fn publisher() -> Who {
    Who {
        actor: Actor::new(OrganisationId::new("bmas"), [Role::Publisher].into()),
        account: "p".to_owned(),
        token: None,
        once: None,
        signing: None,
    }
}

fn event(words: &str) -> Value {
    json!({
        "id": "nap-az/haushalt", "title": {"de": words}, "organisation": "bmas",
        "effect": {"de": words},
    })
}

/// A program of BMAS with a token and a key.
struct Program {
    home: Home,
    token: String,
    key: SecretKey,
}

impl Program {
    async fn new() -> Self {
        let home = home().await;
        let key = SecretKey::generate(&mut rand::rngs::OsRng);
        let new = NewKey::of_program(&key.public().to_string(), None).unwrap();
        home.app.register_key(&publisher(), &new).await.unwrap();
        let actions = publisher().actor.actions().collect();
        let new = NewToken {
            label: "test",
            actions: &actions,
            days: 1,
        };
        let token = home.app.make_token(&publisher(), new).await.unwrap();
        Self {
            home,
            token: token.to_text(),
            key,
        }
    }

    async fn post(&self, said: &Value, more: &str) -> (Answer, Value) {
        let said = said.to_string();
        let headers = format!(
            "Authorization: Bearer {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n{more}",
            self.token,
            said.len()
        );
        let answer = self
            .home
            .send("POST", "/api/contexts", &headers, &said)
            .await;
        let (_, body) = answer.text.split_once("\r\n\r\n").unwrap();
        let body = serde_json::from_str(body).unwrap_or_default();
        (answer, body)
    }

    fn size(&self) -> u64 {
        self.home.app.state().size()
    }

    /// What would be signed.
    async fn ask(&self, said: &Value) -> Value {
        let asked = format!("Wegmarke-Sign: {}\r\n", self.key.public().fingerprint());
        let (answer, body) = self.post(said, &asked).await;
        assert_eq!(answer.status, 428, "{}", answer.text);
        body["to_sign"].clone()
    }

    /// Signs what it was told, after it worked out itself what that is.
    fn sign(&self, asked: &Value) -> String {
        let leaf_of = |digits: &Value| -> Option<[u8; 32]> {
            Some(hex::decode(digits.as_str()?).unwrap().try_into().unwrap())
        };
        let (mut previous, mut salts, mut leaves) = (leaf_of(&asked["previous"]), vec![], vec![]);
        for one in asked["statements"].as_array().unwrap() {
            let salt: [u8; 16] = hex::decode(one["salt"].as_str().unwrap())
                .unwrap()
                .try_into()
                .unwrap();
            let statement = Statement {
                log: asked["log"].as_str().unwrap(),
                by: asked["by"].as_str().unwrap(),
                kind: one["kind"].as_str().unwrap(),
                schema: 1,
                subject: one["subject"].as_str().unwrap(),
                body: body::hash(&Salt(salt), one["body"].as_str().unwrap().as_bytes()),
                previous,
            };
            assert_eq!(one["leaf"], hex::encode(statement.leaf()));
            previous = Some(statement.leaf());
            salts.push(one["salt"].clone());
            leaves.push(statement.leaf());
        }
        let act = Act::new(leaf_of(&asked["previous"]), leaves);
        let Proof::Ed25519(signature) = self.key.sign(&act) else {
            panic!("another kind of key")
        };
        let signed = json!({
            "key": self.key.public().fingerprint(), "previous": asked["previous"], "salts": salts,
            "ed25519": hex::encode(signature),
        });
        format!("Wegmarke-Signature: {signed}\r\n")
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_program_signed_is_what_is_written() {
    let program = Program::new().await;
    let before = program.size();
    let said = event("Ein Haushalt");
    let asked = program.ask(&said).await;
    assert_eq!(program.size(), before, "asking writes nothing");
    let signature = program.sign(&asked);

    // Something else than what was signed.
    let (other, problem) = program.post(&event("Kein Haushalt"), &signature).await;
    assert_eq!(
        (other.status, &problem["type"]),
        (409, &json!("urn:wegmarke:problem:signed_otherwise"))
    );
    assert_eq!(program.size(), before);

    let (done, receipts) = program.post(&said, &signature).await;
    assert_eq!(done.status, 200, "{}", done.text);
    let receipt = &receipts["receipts"][0];
    assert_eq!(
        receipt["signed"]["key"],
        json!(program.key.public().fingerprint())
    );
    assert_eq!(
        receipt["signed"]["statement"],
        asked["statements"][0]["leaf"]
    );
    let state = program.home.app.state();
    let line = state.register.find_line(before).unwrap();
    assert_eq!(line.vouched(), Vouched::Signed);
    let entry = program
        .home
        .get(&format!("/api/entries/{before}"), "")
        .await;
    assert!(
        entry.text.contains("\"vouched\":\"signed\""),
        "{}",
        entry.text
    );
    let page = program.home.get(&format!("/en/entry/{before}"), "").await;
    assert!(
        page.text.contains("Signed by the organisation"),
        "{}",
        page.text
    );

    // Once more, and behind something that was signed meanwhile.
    let mut other = event("Ein Nachtrag");
    other["id"] = "nap-az/nachtrag".into();
    let (again, _) = program.post(&other, &signature).await;
    assert_eq!(again.status, 409, "{}", again.text);
    assert_eq!(program.size(), before + 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signature_of_no_key_or_of_nothing_is_refused() {
    let program = Program::new().await;
    let said = event("Ein Haushalt");
    let asked = program.ask(&said).await;
    let signature = program.sign(&asked);
    for wrong in ["Wegmarke-Sign: 7\r\n", "Wegmarke-Signature: {}\r\n"] {
        assert_eq!(program.post(&said, wrong).await.0.status, 400, "{wrong}");
    }
    let both = format!("Wegmarke-Sign: {}\r\n{signature}", "00".repeat(32));
    assert_eq!(program.post(&said, &both).await.0.status, 400);
    let unknown = format!("Wegmarke-Sign: {}\r\n", "00".repeat(32));
    let (answer, problem) = program.post(&said, &unknown).await;
    assert_eq!(
        (answer.status, &problem["type"]),
        (409, &json!("urn:wegmarke:problem:no_key"))
    );
    // Revoked in between.
    let fingerprint = program.key.public().fingerprint().to_string();
    let (app, reason) = (&program.home.app, RevocationReason::Exposed);
    app.revoke_key(&publisher(), &fingerprint, None, reason)
        .await
        .unwrap();
    let (answer, problem) = program.post(&said, &signature).await;
    assert_eq!(
        (answer.status, &problem["type"]),
        (409, &json!("urn:wegmarke:problem:no_key"))
    );
    let page = program.home.get("/en/organisation/bmas", "").await;
    assert!(
        page.text.contains("Somebody else has it, or may have it"),
        "{}",
        page.text
    );
    let twice = app
        .revoke_key(&publisher(), &fingerprint, None, reason)
        .await;
    assert_eq!(twice.unwrap_err().code(), "no_key");
}

/// Who may not register keys registers none, whichever way it comes.
#[tokio::test(flavor = "multi_thread")]
async fn only_a_publisher_registers_keys() {
    let home = home().await;
    let key = SecretKey::generate(&mut rand::rngs::OsRng).public();
    let new = NewKey::of_program(&key.to_string(), None).unwrap();
    for role in [
        Role::Reporter,
        Role::Reviewer,
        Role::Coordinator,
        Role::Administrator,
    ] {
        let who = Who {
            actor: Actor::new(OrganisationId::new("bmas"), [role].into()),
            ..publisher()
        };
        let refused = home.app.register_key(&who, &new).await.unwrap_err();
        assert_eq!(refused.code(), "forbidden", "{role:?}");
    }
    home.app.register_key(&publisher(), &new).await.unwrap();
    let twice = home.app.register_key(&publisher(), &new).await.unwrap_err();
    assert_eq!(twice.code(), "key_known");
    let tomorrow = NewKey {
        from: Some("2030-01-01".parse().unwrap()),
        ..NewKey::of_program(
            &SecretKey::generate(&mut rand::rngs::OsRng)
                .public()
                .to_string(),
            None,
        )
        .unwrap()
    };
    let refused = home
        .app
        .register_key(&publisher(), &tomorrow)
        .await
        .unwrap_err();
    assert_eq!(refused.code(), "invalid");
}

/// Whose word a report is stands beside it wherever it is listed, also while it is sealed.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_signed_says_so_in_rounds_files_and_lists() {
    let home = home().await;
    let key = SecretKey::generate(&mut rand::rngs::OsRng);
    let new = NewKey::of_program(&key.public().to_string(), None).unwrap();
    home.app.register_key(&publisher(), &new).await.unwrap();
    let report = json!({"report": {"delivery": "limited", "narrative": {"de": "Was war."}}});
    let report: wegmarke_domain::contribution::Says = serde_json::from_value(report).unwrap();
    let release = async |who: &Who| {
        let done = home.app.release(who, &home.address, &report, false).await;
        done.unwrap()
    };
    let about = home.address.subject();
    let list = format!("/api/contributions?round={}", home.address.round);
    let pages = [
        format!("/en/round/{}", home.address.round),
        format!("/en/{about}"),
        format!("/en/{}", home.address.on),
    ];
    let signs = Who {
        signing: Some(Signing::With(Arc::new(key))),
        ..publisher()
    };
    release(&signs).await;
    for page in &pages {
        let shown = home.get(page, "").await.text;
        assert!(shown.contains("signed by it"), "{page}: {shown}");
    }
    let mut files = String::new();
    for table in 1..=3 {
        let file = format!("{}?as=csv&table={table}", pages[0]);
        files.push_str(&home.get(&file, "").await.text);
    }
    assert!(files.contains("signed by it"), "{files}");
    let told = home.get(&list, "").await.text;
    assert!(told.contains("\"vouched\":\"signed\""), "{told}");
}
