// SPDX-License-Identifier: EUPL-1.2
//! Editors: who may keep the record of whose plan, what they record, also signed, and what the owner makes of
//! it once it takes part.

use std::sync::Arc;

use wegmarke_app::key::NewKey;
use wegmarke_app::signing::Signing;
use wegmarke_app::upload::TableFile;
use wegmarke_app::{App, AppError, Receipt, Who};
use wegmarke_domain::hand::Vouched;
use wegmarke_domain::id::{OrganisationId, PlanId};
use wegmarke_domain::import::questions::Answers;
use wegmarke_domain::noun::Subject;
use wegmarke_domain::rules::editing::Reviewing;
use wegmarke_domain::rules::permission::Role;
use wegmarke_domain::rules::whose::{Confirmation, find_whose};
use wegmarke_domain::text::{Lang, Text};
use wegmarke_exchange::Profile;
use wegmarke_ledger::signing::SecretKey;

use super::account::join;
use super::cycle::{publisher, who, with_example};
use super::fixture::Home;

fn plan() -> PlanId {
    PlanId::new("lagebild")
}

fn bka() -> OrganisationId {
    OrganisationId::new("bka")
}

fn why() -> Option<Text> {
    Text::new(Lang::DE, "Das Haus nimmt hier nicht teil.")
}

fn told(outcome: Result<Vec<Receipt>, AppError>) -> Result<usize, String> {
    match outcome {
        Ok(receipts) => Ok(receipts.len()),
        Err(AppError::Invalid(problems)) => Err(problems[0].code.to_string()),
        Err(other) => Err(other.code().to_owned()),
    }
}

fn measure(id: &str) -> Subject {
    format!("measure/lagebild/{id}").parse().unwrap()
}

/// A table with the plan and its measures, as an editor brings it.
fn table(measures: &str) -> TableFile {
    let profile = r#"
        name = "record"
        language = "de"
        complete = false
        same_version = true
        plan = { id = "lagebild", title = "Plan zum Lagebild", lead = "bka" }
        [[table]]
        file = "*"
        [[table.record]]
        noun = "measure"
        columns = { id = "Nr", "title.de" = "Titel" }
    "#;
    TableFile {
        name: "plan.csv".to_owned(),
        bytes: format!("Nr;Titel\n{measures}").into_bytes(),
        of: None,
        profile: Profile::parse(profile, "").unwrap(),
        accept: Vec::new(),
        same: Answers::default(),
        seen: Default::default(),
    }
}

fn confirmation(app: &App, about: &Subject) -> Option<Confirmation> {
    let whose = find_whose(&app.state().register, about)?;
    whose.recorded.map(|recorded| recorded.confirmation)
}

fn reviewing(about: &[Subject], contests: bool, reason: Option<Text>) -> Reviewing {
    Reviewing {
        about: about.to_vec(),
        contests,
        through: None,
        reason,
    }
}

/// Who signs with a key that was registered.
async fn signing(app: &App, who: &Who) -> Who {
    let key = SecretKey::generate(&mut rand::rngs::OsRng);
    let new = NewKey::of_program(&key.public().to_string(), None).unwrap();
    app.register_key(who, &new).await.unwrap();
    Who {
        signing: Some(Signing::With(Arc::new(key))),
        ..who.clone()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_editor_keeps_a_record_until_its_owner_takes_part() {
    let home = Home::embedded();
    let app = Arc::new(with_example(&home).await);
    let (kok, plan, of) = (publisher("kok"), plan(), [bka()]);
    // Who speaks for nobody keeps no record, and nobody does without saying whose and why.
    for role in [
        Role::Reporter,
        Role::Reviewer,
        Role::Coordinator,
        Role::Administrator,
    ] {
        let nobody = who("kok", &[role]);
        let refused = app.begin_editing(&nobody, &plan, &of, why().as_ref()).await;
        assert_eq!(told(refused), Err("forbidden".to_owned()), "{role:?}");
    }
    let unsaid = app.begin_editing(&kok, &plan, &of, None).await;
    assert_eq!(told(unsaid), Err("required".to_owned()));
    let nobodys = app.begin_editing(&kok, &plan, &[], why().as_ref()).await;
    assert_eq!(told(nobodys), Err("required".to_owned()));
    // Before that, the plan is none of theirs.
    let early = app.write_table(&kok, table("1;Zahlen je Land\n")).await;
    assert_eq!(early.unwrap_err().code(), "not_theirs");

    let kok = signing(&app, &kok).await;
    let begun = app.begin_editing(&kok, &plan, &of, why().as_ref()).await;
    assert_eq!(told(begun), Ok(1));
    let before = app.state().size();
    let rows = "1;Zahlen je Land\n2;Zahlen jedes Jahr\n3;Ein Bericht\n";
    app.write_table(&kok, table(rows)).await.unwrap();
    // Signed by the editor it is still not the owner's word.
    let state = app.state();
    let log = state.register.log().iter();
    for line in log.filter(|line| line.seq >= before) {
        assert_eq!(line.vouched(), Vouched::Signed, "{}", line.subject);
    }
    for number in ["1", "2", "3"] {
        let about = measure(number);
        assert_eq!(confirmation(&app, &about), Some(Confirmation::Open));
    }
    let again = app.begin_editing(&kok, &plan, &[], why().as_ref()).await;
    assert!(again.is_err() || told(again) == Ok(0));

    // The editor confirms nothing itself, and nobody else ends it.
    let all = reviewing(&[], false, None);
    let own = app.review_recorded(&kok, &plan, &all).await;
    assert_eq!(told(own), Err("stated_by_another".to_owned()));
    let kok_id = OrganisationId::new("kok");
    let other = publisher("bmas");
    let ended = app
        .end_editing(&other, &plan, &kok_id, why().as_ref())
        .await;
    assert_eq!(told(ended), Err("stated_by_another".to_owned()));

    // The owner gets an account: nobody begins any more, and it decides thing by thing.
    join(&app, "bka", "anna@bka.example", &[Role::Publisher]).await;
    let late = app
        .begin_editing(&publisher("bmas"), &plan, &[], why().as_ref())
        .await;
    assert_eq!(told(late), Err("takes_part".to_owned()));
    let owner = publisher("bka");
    let (first, second) = ([measure("1")], [measure("2")]);
    let confirmed = reviewing(&first, false, None);
    let done = app.review_recorded(&owner, &plan, &confirmed).await;
    assert_eq!(told(done), Ok(1));
    let silent = reviewing(&second, true, None);
    let refused = app.review_recorded(&owner, &plan, &silent).await;
    assert_eq!(told(refused), Err("required".to_owned()));
    let contested = reviewing(&second, true, why());
    let done = app.review_recorded(&owner, &plan, &contested).await;
    assert_eq!(told(done), Ok(1));
    let [one, two, three] = ["1", "2", "3"].map(|id| confirmation(&app, &measure(id)));
    assert_eq!(one, Some(Confirmation::Confirmed));
    assert_eq!(two, Some(Confirmation::Contested));
    assert_eq!(three, Some(Confirmation::Open));

    // What was confirmed is no editor's to change any more; what is contested is.
    let changed = app.write_table(&kok, table("1;Zahlen\n")).await;
    assert_eq!(changed.unwrap_err().code(), "not_theirs");
    app.write_table(&kok, table("2;Zahlen alle zwei Jahre\n"))
        .await
        .unwrap();
    assert_eq!(confirmation(&app, &measure("2")), Some(Confirmation::Open));
    let done = app.review_recorded(&owner, &plan, &all).await;
    assert_eq!(told(done), Ok(1));
    for number in ["1", "2", "3"] {
        let about = measure(number);
        assert_eq!(confirmation(&app, &about), Some(Confirmation::Confirmed));
    }
    let ended = app
        .end_editing(&owner, &plan, &kok_id, why().as_ref())
        .await;
    assert_eq!(told(ended), Ok(1));
    let after = app.write_table(&kok, table("4;Noch etwas\n")).await;
    assert_eq!(after.unwrap_err().code(), "not_theirs");

    // Read again from the log it is all the same, and every signature holds.
    let again = home.open().await;
    assert_eq!(
        confirmation(&again, &measure("3")),
        Some(Confirmation::Confirmed)
    );
    home.verify().await.unwrap();
}
