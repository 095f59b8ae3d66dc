// SPDX-License-Identifier: EUPL-1.2
//! The permission table, cell by cell, as a second hand writes it down; and what it means.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that fails is a test that fails"
)]

use wegmarke_domain::hand::Hand;
use wegmarke_domain::id::{OrganisationId, PlanId};
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::permission::{About, Action, Actor, Role, Scope, scope, to_markdown};
use wegmarke_domain::statement::{Entry, decode};

/// Reporter, reviewer, publisher, coordinator, administrator: never, own, coordinated, everywhere.
const TABLE: [(Action, &str); 22] = [
    (Action::ReadUnpublished, "ooo--"),
    (Action::WriteDraft, "ooo--"),
    (Action::ReturnDraft, "-oo--"),
    (Action::Release, "--o--"),
    (Action::Correct, "--o--"),
    (Action::StateFigures, "o-o--"),
    (Action::ImportFiles, "o-oc-"),
    (Action::ProposeMilestone, "o-o--"),
    (Action::ProposeCorrection, "o-o--"),
    (Action::KeepRecord, "--o--"),
    (Action::ConfirmMilestone, "---c-"),
    (Action::OpenRound, "---c-"),
    (Action::SeeBoard, "---c-"),
    (Action::InviteAccounts, "--o--"),
    (Action::WithdrawInvitations, "--o-o"),
    (Action::ManageTokens, "--ooo"),
    (Action::ManageOrganisation, "--o--"),
    (Action::ManageOrganisations, "----e"),
    (Action::ListAccounts, "----e"),
    (Action::ManageKeys, "--o--"),
    (Action::InviteOrganisation, "----e"),
    (Action::ManageInstallation, "----e"),
];

#[test]
fn every_cell_is_as_written_down() {
    assert_eq!(TABLE.len(), Action::ALL.len());
    for (action, row) in TABLE {
        for (role, cell) in Role::ALL.iter().zip(row.chars()) {
            let expected = match cell {
                'o' => Scope::Own,
                'c' => Scope::Coordinated,
                'e' => Scope::Everywhere,
                _ => Scope::Never,
            };
            assert_eq!(scope(*role, action), expected, "{role:?} {action:?}");
        }
    }
}

fn register() -> Register {
    let mut register = Register::default();
    for (subject, body) in [
        (
            "organisation/bmas",
            r#"{"record":{"id":"bmas","name":{"de":"BMAS"}}}"#,
        ),
        (
            "plan/p",
            r#"{"record":{"id":"p","title":{"de":"P"},"coordination":"bmas"}}"#,
        ),
        (
            "plan/q",
            r#"{"record":{"id":"q","title":{"de":"Q"},"lead":["kok"]}}"#,
        ),
    ] {
        let subject: wegmarke_domain::noun::Subject = subject.parse().unwrap();
        let kind = format!("{}.stated", subject.noun);
        let read = decode(&kind, 1, body.as_bytes()).unwrap();
        let entry = Entry {
            seq: register.size(),
            at: jiff::Timestamp::UNIX_EPOCH,
            by: OrganisationId::new("ed"),
            hand: Hand::Account,
            signed: None,
            subject,
            kind: kind.into(),
            dated_on: None,
            version: None,
            invented: false,
            statement: Some(read.statement),
        };
        register.apply(&entry).unwrap();
    }
    register
}

/// With every role at once, and for every action: another organisation's words are out of reach,
/// and only the plan that one coordinates is steered.
#[test]
fn no_role_reaches_what_another_organisation_says() {
    let register = register();
    let every = Role::ALL.iter().copied().collect();
    let all = Actor::new(OrganisationId::new("bmas"), every);
    let other = OrganisationId::new("kok");
    for action in Action::ALL {
        let technical = [
            Action::ManageOrganisations,
            Action::ListAccounts,
            Action::InviteOrganisation,
            Action::ManageInstallation,
        ];
        let reached = all.may(&register, *action, About::Organisation(&other));
        assert_eq!(reached, technical.contains(action), "{action:?}");
        let steers = [
            Action::ConfirmMilestone,
            Action::OpenRound,
            Action::SeeBoard,
            Action::ImportFiles,
        ];
        for (plan, coordinated) in [("p", true), ("q", false), ("none", false)] {
            let reached = all.may(&register, *action, About::Plan(&PlanId::new(plan)));
            let expected = (coordinated && steers.contains(action)) || technical.contains(action);
            assert_eq!(reached, expected, "{action:?} {plan}");
        }
    }
    let nobody = Actor::new(OrganisationId::new("kok"), [].into());
    for action in Action::ALL {
        assert!(
            !nobody.may(&register, *action, About::Organisation(&other)),
            "{action:?}"
        );
    }
}

/// A plan's text is the word of who answers for it, with a role that states things; and of who
/// coordinates it, with the role for that. Nothing else is open to them by that.
#[test]
fn what_a_file_says_of_a_plan_is_its_owners_word() {
    let register = register();
    for (organisation, role, plans) in [
        ("kok", Role::Reporter, ["q"].as_slice()),
        ("kok", Role::Publisher, &["q"]),
        ("kok", Role::Reviewer, &[]),
        ("kok", Role::Coordinator, &[]),
        ("bmas", Role::Coordinator, &["p"]),
        ("bmas", Role::Publisher, &[]),
        ("bmas", Role::Administrator, &[]),
    ] {
        let actor = Actor::new(OrganisationId::new(organisation), [role].into());
        for plan in ["p", "q", "none"] {
            let plan_id = PlanId::new(plan);
            let may = |action| actor.may(&register, action, About::Plan(&plan_id));
            let told = format!("{organisation} {role:?} {plan}");
            assert_eq!(may(Action::ImportFiles), plans.contains(&plan), "{told}");
            let own = [Action::WriteDraft, Action::StateFigures, Action::Release];
            assert!(!own.into_iter().any(may), "{told}");
        }
    }
}

/// A program does what it was made for, and nothing else that its maker may do.
#[test]
fn a_limit_only_takes_away() {
    let register = register();
    let bmas = OrganisationId::new("bmas");
    let (own, plan) = (About::Organisation(&bmas), PlanId::new("p"));
    let roles = [Role::Reporter, Role::Coordinator].into();
    let limited = Actor {
        only: Some([Action::WriteDraft, Action::SeeBoard, Action::Release].into()),
        ..Actor::new(bmas.clone(), roles)
    };
    let may: Vec<Action> = limited.actions().collect();
    assert_eq!(may, [Action::WriteDraft, Action::SeeBoard]);
    for action in Action::ALL {
        let reached = limited.may(&register, *action, own)
            || limited.may(&register, *action, About::Plan(&plan));
        assert_eq!(reached, may.contains(action), "{action:?}");
    }
}

/// The documentation is printed from the code: `UPDATE_DOCS=1` writes it anew.
#[test]
fn the_documented_table_is_this_one() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/permissions.md");
    let page = std::fs::read_to_string(path).unwrap_or_default();
    let (head, _) = page.split_once("| action |").unwrap_or((&page, ""));
    let expected = format!("{head}{}", to_markdown());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, &expected).unwrap();
    }
    assert_eq!(page, expected, "run this test with UPDATE_DOCS=1");
}
