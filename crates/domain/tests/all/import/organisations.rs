// SPDX-License-Identifier: EUPL-1.2
//! Who imports, whose names are meant, and who came after whom.

use wegmarke_domain::finding::{Severity, codes};
use wegmarke_domain::import::Outcome;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::register::Register;

use super::sheet::{Sheet, attribute, found, plan_sheet, said, sheet, standing};

fn ministry() -> Sheet {
    let cells = [
        ("id", "bmas"),
        ("short.de", "BMAS"),
        ("name.de", "Bundesministerium für Arbeit und Soziales"),
        ("name.en", "Federal Ministry of Labour and Social Affairs"),
        ("kind", "ministry"),
    ];
    sheet().row(Noun::Organisation, &cells)
}

#[test]
fn an_importer_who_is_not_known_is_registered_with_a_finding() {
    let mut register = Register::default();
    let outcome = sheet().by("Neue Stelle e. V.").import(&mut register);
    assert_eq!(outcome.by.as_str(), "neue-stelle-e-v");
    assert_eq!(found(&outcome), [codes::UNKNOWN_ORGANISATION]);
    let finding = &outcome.findings[0];
    let about = finding.about.as_ref().map(ToString::to_string);
    assert_eq!(about.as_deref(), Some("organisation/neue-stelle-e-v"));
    assert_eq!(
        (&*finding.file, finding.row, finding.severity),
        ("a.csv", None, Severity::Note)
    );
    let line = register.log().first().unwrap();
    assert_eq!(line.by, outcome.by, "it speaks for itself at once");
    assert_eq!(register.organisations.len(), 1);
}

#[test]
fn an_importer_is_known_by_any_of_its_names() {
    for by in [
        "bmas",
        "BMAS",
        "B.M.A.S.",
        "bundesministerium für arbeit  und Soziales",
        "Federal Ministry of Labour and Social Affairs",
    ] {
        // From the register, and from the very files.
        let mut register = Register::default();
        for _ in 0..2 {
            let outcome = ministry().by(by).import(&mut register);
            assert_eq!(outcome.by.as_str(), "bmas", "{by}");
            assert_eq!(found(&outcome), [""; 0], "{by}");
        }
        assert_eq!(register.organisations.len(), 1, "{by}");
    }
}

#[test]
fn signs_alone_are_nobody_but_an_importer_may_be_called_so() {
    for name in ["–", "?", "./."] {
        let mut register = Register::default();
        let led = plan_sheet()
            .measure(&[("id", "m"), ("title.de", "M"), ("lead", name)])
            .measure(&[("id", "n"), ("title.de", "N"), ("lead", "***")]);
        let outcome = led.import(&mut register);
        assert_eq!(found(&outcome), [codes::UNKNOWN_VALUE; 2], "{name}");
        assert_eq!(register.organisations.len(), 1, "{name}");
        assert_eq!(attribute(&register, "measure/p/m", "lead"), None);
        let outcome = led.by(name).import(&mut register);
        assert_eq!(outcome.by.as_str(), "organisation", "{name}");
    }
}

#[test]
fn names_that_come_out_the_same_are_told_apart_whatever_their_order() {
    let rows = |order: [usize; 3]| {
        let mut file = plan_sheet();
        for at in order {
            let name = ["Ámt", "Amt", "amt."][at];
            file = file.row(Noun::Organisation, &[("name.de", name)]);
        }
        file
    };
    let led = |order: [usize; 3]| {
        let mut file = plan_sheet();
        for at in order {
            let id = at.to_string();
            let name = ["Ämter", "Aemter", "Мин"][at];
            file = file.measure(&[("id", &id), ("title.de", "M"), ("lead", name)]);
        }
        file
    };
    let (first, second) = (
        standing(&rows([0, 1, 2]).register()),
        standing(&led([0, 1, 2]).register()),
    );
    assert!(first.contains_key("organisation/amt-2"));
    assert!(second.contains_key("organisation/min"), "{second:?}");
    let places = |mut all: std::collections::BTreeMap<String, serde_json::Value>| {
        all.retain(|thing, _| !thing.starts_with("finding/"));
        all
    };
    for order in [[1, 0, 2], [2, 1, 0]] {
        let names = |all: std::collections::BTreeMap<String, serde_json::Value>| {
            let mut all = places(all);
            // Of two rows that name one body in two ways, the first one holds.
            all.remove("organisation/amt");
            all
        };
        assert_eq!(
            names(standing(&rows(order).register())),
            names(first.clone())
        );
        assert_eq!(
            places(standing(&led(order).register())),
            places(second.clone())
        );
    }
}

#[test]
fn an_introduced_organisation_takes_no_id_of_another_one() {
    let mut register = plan_sheet()
        .row(
            Noun::Organisation,
            &[("id", "amt"), ("name.de", "Bundesamt")],
        )
        .register();
    // Read without its signs it is no name of the one on record, yet makes the same id.
    let led = sheet().measure(&[("id", "m"), ("title.de", "M"), ("lead", "Ámt")]);
    let outcome = led.import(&mut register);
    assert_eq!(found(&outcome), [codes::UNKNOWN_ORGANISATION]);
    let lead = attribute(&register, "measure/p/m", "lead");
    assert_eq!(lead, Some(serde_json::json!(["amt-2"])));
}

#[test]
fn a_name_means_the_same_before_and_after_its_import() {
    // Two bodies of one name, of which one was there first; and a name that the files take away.
    for (known, stated, lead) in [
        (("bmas", "BMAS"), ("b-m-a-s", "B.M.A.S."), "bmas"),
        (("zz", "BMAS"), ("aa", "B.M.A.S."), "BMAS"),
        (("aa", "BMAS"), ("zz", "B.M.A.S."), "BMAS"),
        (("kok-ev", "KOK e. V."), ("kok-ev", "Netzwerk"), "KOK e.V."),
    ] {
        let organisation =
            |(id, name)| sheet().row(Noun::Organisation, &[("id", id), ("name.de", name)]);
        let mut register = plan_sheet().register();
        organisation(known).import(&mut register);
        // That nothing is new the second time is looked at there.
        let led = [("id", "m"), ("title.de", "M"), ("lead", lead)];
        organisation(stated).measure(&led).import(&mut register);
        assert_eq!(said(&sheet().measure(&led).import(&mut register)), [""; 0]);
    }
}

#[test]
fn a_kind_has_a_voice_unless_another_one_is_stated() {
    let mut register = ministry().register();
    let voice = attribute(&register, "organisation/bmas", "voice");
    assert_eq!(voice, Some("government".into()));
    let cells = [
        ("id", "bmas"),
        ("name.de", "B"),
        ("kind", "ministry"),
        ("voice", "independent"),
    ];
    sheet()
        .row(Noun::Organisation, &cells)
        .import(&mut register);
    let voice = attribute(&register, "organisation/bmas", "voice");
    assert_eq!(voice, Some("independent".into()));
}

/// Milestones x0, x1, … with these leads.
fn led(leads: &[&str]) -> Sheet {
    let mut led = sheet();
    for (at, lead) in leads.iter().enumerate() {
        let id = format!("x{at}");
        let cells = [
            ("plan", "p"),
            ("id", id.as_str()),
            ("title.de", "Schritt"),
            ("lead", lead),
        ];
        led = led.row(Noun::Milestone, &cells);
    }
    led
}

fn proposed(outcome: &Outcome) -> Vec<(&str, &str, u64)> {
    let proposed = outcome.proposed.iter();
    proposed
        .map(|one| (one.old.as_str(), one.new.as_str(), one.items))
        .collect()
}

fn transfers(outcome: &Outcome) -> Vec<(&str, &str, u64)> {
    let transfers = outcome.transfers.iter();
    transfers
        .map(|one| (one.old.as_str(), one.new.as_str(), one.items))
        .collect()
}

#[test]
fn a_new_name_is_proposed_and_a_moved_task_is_not() {
    let mut register = plan_sheet().register();
    led(&["MITE", "MITE", "MITE", "Gesundheit", "Justiz", "Justiz"]).import(&mut register);
    let outcome =
        led(&["MASE", "MASE", "MASE", "Justiz", "Justiz", "Justiz"]).import(&mut register);
    assert_eq!(proposed(&outcome), [("MITE", "MASE", 3)]);
    assert_eq!(transfers(&outcome), [("Gesundheit", "Justiz", 1)]);
    assert_eq!(outcome.changes[&Noun::Milestone]["lead"], 4);
    assert_eq!(register.list_successions().count(), 0, "nothing is applied");
}

#[test]
fn a_body_that_goes_on_has_no_successor() {
    let mut register = plan_sheet().register();
    led(&["Alt", "Alt", "Alt"]).import(&mut register);
    let outcome = led(&["Neu", "Neu", "Alt"]).import(&mut register);
    assert_eq!(proposed(&outcome), []);
    assert_eq!(transfers(&outcome), [("Alt", "Neu", 2)]);
}

#[test]
fn an_accepted_succession_is_on_record_and_proposed_no_more() {
    let mut register = plan_sheet().register();
    led(&["MITE", "MITE"]).import(&mut register);
    let renamed = led(&["MASE", "MASE"]).accept("mite", "M.A.S.E.");
    let outcome = renamed.import(&mut register);
    assert_eq!(proposed(&outcome), []);
    assert_eq!(
        said(&outcome),
        [
            "organisation.stated mase",
            "plan.versioned p",
            "milestone.changed p/x0",
            "milestone.changed p/x1",
            "organisation.succeeded mase",
            &said(&outcome)[5],
        ]
    );
    let (_, succession) = register.list_successions().next().unwrap();
    assert_eq!(
        (succession.before[0].as_str(), succession.after[0].as_str()),
        ("mite", "mase")
    );
    // An older file that still has the old name says nothing new: it is understood.
    let late = led(&["MITE", "MITE"]).import(&mut register);
    assert_eq!((said(&late), proposed(&late)), (vec![], vec![]));
    let lead = attribute(&register, "milestone/p/x0", "lead");
    assert_eq!(lead, Some(serde_json::json!(["mase"])));
    // And so it is for what is new in it.
    led(&["MITE", "MITE", "MITE"]).import(&mut register);
    let lead = attribute(&register, "milestone/p/x2", "lead");
    assert_eq!(lead, Some(serde_json::json!(["mase"])));
    let outcome = renamed.import(&mut register);
    assert_eq!((proposed(&outcome), transfers(&outcome)), (vec![], vec![]));
    assert_eq!(register.list_successions().count(), 1);
}

#[test]
fn a_succession_can_be_accepted_after_its_import() {
    let mut register = plan_sheet().register();
    led(&["MITE"]).import(&mut register);
    led(&["MASE"]).import(&mut register);
    let outcome = led(&["MASE"])
        .accept("MITE", "MASE")
        .accept("mite", "mase")
        .import(&mut register);
    assert_eq!(said(&outcome), ["organisation.succeeded mase"]);
}

#[test]
fn a_succession_of_nobody_is_an_error() {
    let mut register = plan_sheet().register();
    let before = standing(&register);
    let outcome = sheet().accept("KOK", "Niemand").import(&mut register);
    assert_eq!(found(&outcome), [codes::UNKNOWN_ORGANISATION]);
    assert_eq!(outcome.findings[0].severity, Severity::Error);
    assert_eq!(register.list_successions().count(), 0);
    let mut after = standing(&register);
    after.retain(|thing, _| !thing.starts_with("finding/"));
    assert_eq!(after, before, "nobody was registered for it");
}
