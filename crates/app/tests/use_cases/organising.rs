// SPDX-License-Identifier: EUPL-1.2
//! Organisations are looked after by administrators, and by whoever runs the machine.

use wegmarke_domain::hand::Hand;
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::rules::organising::{After, Organise, Organising, newest_of};
use wegmarke_domain::rules::permission::Role;
use wegmarke_domain::text::{Lang, Text};

use wegmarke_app::App;
use wegmarke_domain::rules::permission::Action;

use super::account::{code, invitation, join, token_of, with_example};
use super::cycle::{REPORT, address, report, who, with_round};
use super::fixture::Home;

fn rename(name: &str) -> Organising {
    Organising {
        what: Organise::Rename,
        before: vec![OrganisationId::new("kok")],
        after: vec![After {
            name: Text::new(Lang::DE, name),
            ..After::default()
        }],
        on: None,
    }
}

#[tokio::test]
async fn only_an_administrator_looks_after_organisations() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    let order = rename("Netzwerk");
    let size = app.state().size();
    for role in Role::ALL
        .iter()
        .filter(|role| **role != Role::Administrator)
    {
        // Not even their own.
        let refused = app.organise(&who("kok", &[*role]), &order, None).await;
        assert_eq!(code(refused), "forbidden", "{role:?}");
    }
    assert_eq!(app.state().size(), size);
    let administrator = who("fachberatungsstellen", &[Role::Administrator]);
    let saw = Some(newest_of(&app.state().register, &order));
    let receipts = app.organise(&administrator, &order, saw).await.unwrap();
    let state = app.state();
    let lines = receipts
        .iter()
        .map(|one| state.register.find_line(one.seq).unwrap());
    for line in lines {
        assert_eq!(
            (line.by.as_str(), line.hand),
            ("fachberatungsstellen", Hand::Account)
        );
    }
    // Somebody who looked before that looks again.
    let later = app.organise(&administrator, &rename("Haus"), saw).await;
    assert_eq!(code(later), "stale");
    app.close().await;
}

#[tokio::test]
async fn what_is_entered_at_the_machine_says_so() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    let receipts = app.organise_from_outside("bmas", &rename("Netzwerk")).await;
    let state = app.state();
    for receipt in receipts.unwrap() {
        let line = state.register.find_line(receipt.seq).unwrap();
        assert_eq!((line.by.as_str(), line.hand), ("bmas", Hand::Operator));
    }
    let unknown = app.organise_from_outside("nobody", &rename("Haus")).await;
    assert_eq!(code(unknown), "not_found");
    app.close().await;
}

/// Names and roles of an organisation's accounts, as its publisher sees them.
async fn people(app: &App, organisation: &str) -> Vec<(String, Vec<&'static str>)> {
    let publisher = who(organisation, &[Role::Publisher]);
    let all = app.list_accounts(&publisher).await.unwrap().into_iter();
    all.map(|one| {
        let roles = one.account.roles.iter().map(|role| role.as_str());
        (one.account.mail.clone(), roles.collect())
    })
    .collect()
}

#[tokio::test]
async fn all_accounts_are_listed_without_those_who_speak() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    join(&app, "kok", "a@kok.example", &[Role::Publisher]).await;
    join(&app, "bmas", "c@bmas.example", &[Role::Coordinator]).await;
    join(&app, "kok", "t@kok.example", &[Role::Administrator]).await;
    for role in Role::ALL
        .iter()
        .filter(|role| **role != Role::Administrator)
    {
        let refused = app.list_all_accounts(&who("kok", &[*role])).await;
        assert_eq!(code(refused), "forbidden", "{role:?}");
    }
    let administrator = who("kok", &[Role::Administrator]);
    let listed = app.list_all_accounts(&administrator).await.unwrap();
    let told: Vec<String> = listed
        .iter()
        .map(|one| {
            let roles: Vec<&str> = one.roles.iter().map(|role| role.as_str()).collect();
            let reached = one.reached.as_ref().map_or("–", |(_, mail)| mail);
            format!("{} {} {reached}", one.organisation, roles.join("+"))
        })
        .collect();
    assert_eq!(
        told,
        [
            "bmas coordinator c@bmas.example",
            "kok publisher –",
            "kok administrator t@kok.example"
        ]
    );
    assert!(listed.iter().all(|one| one.signed_in_on.is_some()));
    app.close().await;
}

#[tokio::test]
async fn an_administrator_invites_first_coordinators_and_administrators_and_nobody_else() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    join(&app, "bmas", "a@bmas.example", &[Role::Publisher]).await;
    join(&app, "kok", "a@kok.example", &[Role::Publisher]).await;
    let administrator = who("fachberatungsstellen", &[Role::Administrator]);
    let invite = async |organisation: &str, mail: &str, roles: &[Role]| {
        let invitation = invitation(organisation, mail, roles);
        code(app.invite(&administrator, &invitation).await)
    };
    let fine = "it went through";
    let both = [Role::Coordinator, Role::Publisher];
    assert_eq!(
        invite("bmas", "x@bmas.example", &[Role::Publisher]).await,
        "forbidden"
    );
    assert_eq!(invite("bmas", "x@bmas.example", &both).await, "forbidden");
    // It coordinates no plan.
    assert_eq!(
        invite("kok", "x@kok.example", &[Role::Coordinator]).await,
        "forbidden"
    );
    assert_eq!(
        invite("bmas", "x@bmas.example", &[Role::Coordinator]).await,
        fine
    );
    // One was invited.
    assert_eq!(
        invite("bmas", "y@bmas.example", &[Role::Coordinator]).await,
        "forbidden"
    );
    assert_eq!(
        invite("kok", "t@kok.example", &[Role::Administrator]).await,
        fine
    );
    app.close().await;
}

#[tokio::test]
async fn roles_change_within_ones_own_house() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    let (first, _, _) = join(&app, "kok", "a@kok.example", &[Role::Publisher]).await;
    let (second, _, _) = join(&app, "kok", "b@kok.example", &[Role::Reporter]).await;
    let (a, b) = (&first.who, &second.who);
    let set = |roles: &[Role]| roles.iter().copied().collect();
    // Not by who may not, nor from elsewhere; nobody makes an administrator who is none.
    for other in [
        b.clone(),
        who("bmas", &[Role::Publisher, Role::Administrator]),
    ] {
        let refused = app
            .change_roles(&other, &b.account, &set(&[Role::Publisher]))
            .await;
        assert_eq!(code(refused), "forbidden");
    }
    let up = app
        .change_roles(a, &b.account, &set(&[Role::Administrator]))
        .await;
    assert_eq!(code(up), "forbidden");
    assert_eq!(
        code(app.change_roles(a, &b.account, &set(&[])).await),
        "invalid"
    );
    // The last publisher stays one.
    let last = app
        .change_roles(a, &a.account, &set(&[Role::Reporter]))
        .await;
    assert_eq!(code(last), "last_publisher");
    let both = set(&[Role::Reporter, Role::Publisher]);
    app.change_roles(a, &b.account, &both).await.unwrap();
    let token = app
        .make_token(b, token_of(&[Action::WriteDraft].into()))
        .await;
    // Seen with the roles it had: a program cannot be made with them.
    assert_eq!(code(token), "forbidden");
    app.change_roles(a, &a.account, &set(&[Role::Reporter]))
        .await
        .unwrap();
    let expected = [
        ("a@kok.example".to_owned(), vec!["reporter"]),
        ("b@kok.example".to_owned(), vec!["reporter", "publisher"]),
    ];
    let mut found = people(&app, "kok").await;
    found.sort();
    assert_eq!(found, expected);
    app.close().await;
}

#[tokio::test]
async fn who_leaves_hands_over_drafts_and_roles() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let (first, _, _) = join(&app, "bmas", "a@bmas.example", &[Role::Publisher]).await;
    let (second, _, _) = join(&app, "bmas", "b@bmas.example", &[Role::Reporter]).await;
    let (a, b) = (&first.who, &second.who);
    let draft = report("halb fertig");
    app.save_draft(a, &address(REPORT), draft, 0).await.unwrap();
    // Alone nobody leaves the house without a publisher.
    assert_eq!(
        code(app.remove_account(a, &a.account).await),
        "last_publisher"
    );
    let elsewhere = app.hand_over(a, &a.account, "nobody").await;
    assert_eq!(code(elsewhere), "invalid");
    let stranger = who("kok", &[Role::Publisher]);
    let refused = app.hand_over(&stranger, &a.account, &b.account).await;
    assert_eq!(code(refused), "forbidden");
    app.hand_over(a, &a.account, &b.account).await.unwrap();
    assert_eq!(
        people(&app, "bmas").await,
        [("b@bmas.example".to_owned(), vec!["reporter", "publisher"])]
    );
    let kept = app.find_draft(b, &address(REPORT)).await.unwrap().unwrap();
    assert_eq!(kept.draft.account.as_ref(), Some(&b.account));
    app.close().await;
}

#[tokio::test]
async fn who_may_not_give_roles_hands_over_drafts_only() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    join(&app, "bmas", "p@bmas.example", &[Role::Publisher]).await;
    let (first, _, _) = join(&app, "bmas", "a@bmas.example", &[Role::Reporter]).await;
    let (second, _, _) = join(&app, "bmas", "b@bmas.example", &[Role::Reviewer]).await;
    let (a, b) = (&first.who, &second.who);
    app.save_draft(a, &address(REPORT), report("mein Entwurf"), 0)
        .await
        .unwrap();
    // Nobody hands over somebody else.
    assert_eq!(
        code(app.hand_over(b, &a.account, &b.account).await),
        "forbidden"
    );
    app.hand_over(a, &a.account, &b.account).await.unwrap();
    let all = people(&app, "bmas").await;
    let heir = all
        .iter()
        .find(|(mail, _)| mail == "b@bmas.example")
        .unwrap();
    assert_eq!(heir.1, ["reviewer"]);
    let kept = app.find_draft(b, &address(REPORT)).await.unwrap().unwrap();
    assert_eq!(kept.draft.account.as_ref(), Some(&b.account));
    app.close().await;
}
