// SPDX-License-Identifier: EUPL-1.2
//! Demands of several issuers: all of them are on record, whatever their order.

use serde_json::json;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::register::Register;

use super::sheet::{Sheet, attribute, sheet, standing};

fn demand(id: Option<&str>, issuers: &[&str]) -> Sheet {
    let mut cells = vec![("title.de", "Beratung ausbauen")];
    cells.extend(id.map(|id| ("id", id)));
    cells.extend(issuers.iter().map(|issuer| ("issuer", *issuer)));
    sheet().row(Noun::Recommendation, &cells)
}

fn issuers(register: &Register) -> Vec<String> {
    let all = register.recommendations.list();
    let all = all.map(|one| one.issuers().map(ToString::to_string).collect::<Vec<_>>());
    all.map(|issuers| issuers.join(" ")).collect()
}

#[test]
fn all_issuers_enter() {
    for id in [Some("r"), None] {
        let register = demand(id, &["Spanien", "Italien", "Albanien", "Italien"]).register();
        assert_eq!(issuers(&register), ["spanien albanien italien"]);
    }
    let register = demand(Some("r"), &["Spanien"]).register();
    assert_eq!(attribute(&register, "recommendation/r", "co_issuers"), None);
}

#[test]
fn their_order_decides_nothing() {
    for id in [Some("r"), None] {
        let mut register = demand(id, &["Spanien", "Italien", "Albanien"]).register();
        let before = standing(&register);
        let turned = demand(id, &["Albanien", "Spanien", "Italien"]).complete();
        assert!(turned.import(&mut register).said.is_empty());
        assert_eq!(standing(&register), before);
    }
}

#[test]
fn who_is_named_no_more_is_gone() {
    let mut register = demand(Some("r"), &["Spanien", "Italien", "Albanien"]).register();
    demand(Some("r"), &["Albanien", "Spanien"]).import(&mut register);
    assert_eq!(issuers(&register), ["spanien albanien"]);
    demand(Some("r"), &["Albanien"]).import(&mut register);
    assert_eq!(issuers(&register), ["albanien"]);
    assert_eq!(
        attribute(&register, "recommendation/r", "issuer"),
        Some(json!("albanien"))
    );
}

#[test]
fn signs_among_the_issuers_are_told() {
    let mut register = Register::default();
    let outcome = demand(Some("r"), &["?", "Italien", "–"]).import(&mut register);
    assert_eq!(issuers(&register), ["italien"]);
    let told = outcome
        .findings
        .iter()
        .filter(|one| &*one.code == "unknown_value");
    assert_eq!(told.count(), 2);
}
