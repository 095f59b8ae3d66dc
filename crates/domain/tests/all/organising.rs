// SPDX-License-Identifier: EUPL-1.2
//! Organisations made, renamed, merged and split.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that fails is a test that fails"
)]

use jiff::civil::{Date, date};
use wegmarke_domain::hand::Hand;
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::alike::list_alike;
use wegmarke_domain::rules::organising::{
    After, Organise, Organising, decide, list_renamings, newest_of,
};
use wegmarke_domain::statement::{Entry, Said};
use wegmarke_domain::text::{Lang, Text};

const TODAY: Date = date(2026, 11, 26);

fn said(register: &mut Register, said: Vec<Said>) {
    for said in said {
        let entry = Entry {
            seq: register.size(),
            at: jiff::Timestamp::UNIX_EPOCH,
            by: OrganisationId::new("technik"),
            hand: Hand::Account,
            signed: None,
            subject: said.subject,
            kind: said.statement.kind().into(),
            dated_on: said.dated_on,
            version: None,
            invented: false,
            statement: Some(said.statement),
        };
        register.apply(&entry).unwrap();
    }
}

fn new(name: &str, short: &str) -> After {
    After {
        name: Text::new(Lang::DE, name),
        short: Text::new(Lang::DE, short),
        ..After::default()
    }
}

fn known(id: &str) -> After {
    After {
        id: Some(OrganisationId::new(id)),
        ..After::default()
    }
}

fn order(what: Organise, before: &[&str], after: Vec<After>) -> Organising {
    Organising {
        what,
        before: before.iter().map(|id| OrganisationId::new(*id)).collect(),
        after,
        on: Some(date(2026, 1, 1)),
    }
}

/// A register with these organisations, by their short names.
fn register(names: &[(&str, &str)]) -> Register {
    let mut register = Register::default();
    for (name, short) in names {
        let made = order(Organise::Create, &[], vec![new(name, short)]);
        let decided = decide(&register, &made, TODAY).unwrap();
        said(&mut register, decided);
    }
    register
}

fn refused(register: &Register, order: &Organising) -> String {
    let problems = decide(register, order, TODAY).unwrap_err();
    let told = problems
        .iter()
        .map(|one| format!("{} {}", one.field, one.code));
    told.collect::<Vec<_>>().join(", ")
}

fn three() -> Register {
    register(&[
        ("Ministerium für Arbeit", "MfA"),
        ("Ministerium für Soziales", "MfS"),
        ("Bundesverband", "BV"),
    ])
}

#[test]
fn a_new_one_gets_an_id_that_nobody_had() {
    let mut register = three();
    let ids = |register: &Register| {
        let all = register.organisations.list();
        all.map(|one| one.id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&register), ["bv", "mfa", "mfs"]);
    let twin = order(Organise::Create, &[], vec![new("Bundesvereinigung", "BV")]);
    let decided = decide(&register, &twin, TODAY).unwrap();
    said(&mut register, decided);
    assert_eq!(ids(&register), ["bv", "bv-2", "mfa", "mfs"]);
    let same = order(Organise::Create, &[], vec![new("bundesverband", "X")]);
    assert_eq!(refused(&register, &same), "after.0.name twice");
    let blank = order(Organise::Create, &[], vec![After::default()]);
    assert_eq!(refused(&register, &blank), "after.0.name required");
}

#[test]
fn a_renamed_one_stays_the_same() {
    let mut register = three();
    let id = OrganisationId::new("mfa");
    let renamed = order(
        Organise::Rename,
        &["mfa"],
        vec![new("Arbeitsministerium", "")],
    );
    let before = newest_of(&register, &renamed);
    let decided = decide(&register, &renamed, TODAY).unwrap();
    let kinds: Vec<_> = decided.iter().map(|said| said.statement.kind()).collect();
    assert_eq!(kinds, ["organisation.changed", "organisation.succeeded"]);
    assert!(decided.iter().all(|said| said.dated_on == renamed.on));
    said(&mut register, decided);
    let one = register.organisations.find("mfa").unwrap();
    assert_eq!(one.name.best(Lang::DE).1, "Arbeitsministerium");
    assert_eq!(one.short.value().unwrap().best(Lang::DE).1, "MfA");
    assert!(newest_of(&register, &renamed) > before);
    // Again, under a third name.
    let third = order(
        Organise::Rename,
        &["mfa"],
        vec![new("Haus der Arbeit", "HdA")],
    );
    let decided = decide(&register, &third, TODAY).unwrap();
    said(&mut register, decided);
    let names: Vec<_> = list_renamings(&register, &id)
        .iter()
        .map(|one| format!("{} {}", one.from.best(Lang::DE).1, one.to.best(Lang::DE).1))
        .collect();
    assert_eq!(
        names,
        [
            "Ministerium für Arbeit Arbeitsministerium",
            "Arbeitsministerium Haus der Arbeit"
        ]
    );
    assert_eq!(refused(&register, &third), "after.0.name says_nothing");
    let other = order(Organise::Rename, &["mfa"], vec![new("Bundesverband", "")]);
    assert_eq!(refused(&register, &other), "after.0.name twice");
    let nobody = order(Organise::Rename, &["x"], vec![new("Y", "")]);
    assert_eq!(refused(&register, &nobody), "before.0 unknown");
}

#[test]
fn several_become_one_and_one_becomes_several() {
    let mut register = three();
    let merged = order(
        Organise::Merge,
        &["mfa", "mfs"],
        vec![new("Neues Haus", "NH")],
    );
    let decided = decide(&register, &merged, TODAY).unwrap();
    said(&mut register, decided);
    let into = order(Organise::Merge, &["bv"], vec![known("nh")]);
    let decided = decide(&register, &into, TODAY).unwrap();
    said(&mut register, decided);
    let told: Vec<String> = register
        .list_successions()
        .map(|(_, one)| {
            let names = |ids: &[OrganisationId]| {
                let ids = ids.iter().map(OrganisationId::as_str);
                ids.collect::<Vec<_>>().join("+")
            };
            format!(
                "{} {} {}",
                names(&one.before),
                one.kind.as_str(),
                names(&one.after)
            )
        })
        .collect();
    assert_eq!(told, ["mfa+mfs merged nh", "bv+nh merged nh"]);
    for (order, problems) in [
        // Alone it becomes nothing else.
        (
            order(Organise::Merge, &["bv"], vec![new("Z", "")]),
            "before.1 required",
        ),
        (
            order(Organise::Merge, &["bv"], vec![known("bv")]),
            "before.1 required",
        ),
        (
            order(Organise::Merge, &[], vec![known("bv")]),
            "before.0 required",
        ),
        (
            order(Organise::Merge, &["bv", "bv"], vec![known("mfa")]),
            "before.1 twice",
        ),
        (
            order(Organise::Split, &["nh"], vec![new("Z", "")]),
            "after.1.name required",
        ),
        (
            order(Organise::Split, &["nh"], vec![known("bv"), new("Z", "")]),
            "after.0.id wrong_order",
        ),
        (
            Organising {
                on: Some(date(2026, 11, 27)),
                ..order(Organise::Split, &["nh"], vec![new("Y", ""), new("Z", "")])
            },
            "on in_the_future",
        ),
    ] {
        assert_eq!(refused(&register, &order), problems, "{order:?}");
    }
    let split = order(Organise::Split, &["nh"], vec![known("nh"), new("Z", "")]);
    let decided = decide(&register, &split, TODAY).unwrap();
    let kinds: Vec<_> = decided.iter().map(|said| said.statement.kind()).collect();
    assert_eq!(kinds, ["organisation.stated", "organisation.succeeded"]);
}

#[test]
fn duplicates_are_proposed_unless_one_came_after_the_other() {
    let names = [("KOK e.V.", ""), ("KOK", ""), ("Ban Ying", "")];
    let mut register = register(&names);
    let pairs = |register: &Register| {
        let all = list_alike(register).into_iter();
        all.map(|pair| format!("{} {}", pair.one, pair.other))
            .collect::<Vec<_>>()
    };
    assert_eq!(pairs(&register), ["kok kok-e-v"]);
    let merged = order(Organise::Merge, &["kok-e-v"], vec![known("kok")]);
    let decided = decide(&register, &merged, TODAY).unwrap();
    said(&mut register, decided);
    assert_eq!(pairs(&register), Vec::<String>::new());
}
