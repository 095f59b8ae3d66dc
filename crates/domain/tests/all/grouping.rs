// SPDX-License-Identifier: EUPL-1.2
//! Demands that ask for the same, whoever says so: no demand and no voice is lost in a group.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that fails is a test that fails"
)]

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::json;
use wegmarke_domain::grouping::{Likeness, problems};
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::grouping::{self, Group};

use super::cycle::{Line, entry};

/// One line: demand with the one that its issuer says is the same, or what somebody says of two.
enum Says<'a> {
    Demand(&'a str, Option<&'a str>),
    Of([&'a str; 2], &'a str, &'a str),
}

fn register(all: &[Says<'_>]) -> Register {
    let mut register = Register::default();
    for (seq, says) in all.iter().enumerate() {
        let (subject, record) = match says {
            Says::Demand(id, same) => (
                format!("recommendation/{id}"),
                json!({"id": id, "issuer": "kok", "title": {"de": id}, "same_as": same}),
            ),
            Says::Of([one, other], kind, by) => (
                format!("grouping/{one}/{other}/{by}"),
                json!({"id": format!("{one}/{other}/{by}"), "recommendation": one, "other": other, "kind": kind, "organisation": by, "note": {"de": "Grund"}}),
            ),
        };
        let line: Line<'_> = (1, "ed", &subject, "stated", json!({ "record": record }));
        register.apply(&entry(seq as u64, &line)).unwrap();
    }
    register
}

fn ids<'a>(groups: &[Group<'a>]) -> Vec<Vec<&'a str>> {
    let ids = |group: &Group<'a>| group.demands.iter().map(|one| one.id.as_str()).collect();
    groups.iter().map(ids).collect()
}

/// Who demands says that it is the same as what somebody else demands: one group, with every demand in it.
#[test]
fn the_same_demand_of_several_is_one_group_and_no_voice_is_lost() {
    let register = register(&[
        Says::Demand("a", None),
        Says::Demand("b", Some("a")),
        Says::Demand("c", Some("d")),
        Says::Demand("d", Some("b")),
        Says::Demand("e", Some("e")),
        Says::Demand("f", Some("nowhere")),
        Says::Demand("g", None),
    ]);
    let groups = grouping::list_groups(&register);
    assert_eq!(ids(&groups), [["a", "b", "c", "d"]]);
    assert_eq!(groups[0].said.len(), 3);
}

/// Anybody may say it of demands of others; who sees it otherwise stands beside it, and puts nothing together.
#[test]
fn anybody_groups_demands_of_others_and_whoever_differs_is_heard() {
    let register = register(&[
        Says::Demand("a", None),
        Says::Demand("b", None),
        Says::Demand("c", None),
        Says::Demand("d", None),
        Says::Of(["a", "b"], "same", "dimr"),
        Says::Of(["a", "b"], "apart", "bmas"),
        Says::Of(["b", "c"], "same", "kok"),
        Says::Of(["c", "d"], "apart", "dimr"),
    ]);
    let groups = grouping::list_groups(&register);
    assert_eq!(ids(&groups), [["a", "b", "c"]]);
    let said: Vec<_> = groups[0]
        .said
        .iter()
        .map(|one| (one.by.as_str(), one.kind, one.why.is_some()))
        .collect();
    assert_eq!(
        said,
        [
            ("bmas", Likeness::Apart, true),
            ("dimr", Likeness::Same, true),
            ("kok", Likeness::Same, true),
        ]
    );
    let demand = &register.recommendations.find("c").unwrap().id;
    assert_eq!(grouping::list_of(&register, demand).len(), 2);
}

#[test]
fn two_demands_are_compared_and_somebody_says_why() {
    let told = |ends, note| -> Vec<String> {
        let all = problems(ends, note).into_iter();
        all.map(|one| format!("{} {}", one.field, one.code))
            .collect()
    };
    assert!(told(["a", "b"], "Grund").is_empty());
    assert_eq!(told(["a", "a"], "Grund"), ["other twice"]);
    assert_eq!(told(["a", "b"], "  "), ["note required"]);
}

proptest! {
    /// However it is said and in whatever order: every demand is in one group at most, two of which somebody
    /// says so are in one, and every statement about a group's own demands is told with it.
    #[test]
    fn groups_are_what_is_said_and_nothing_else(pairs in prop::collection::vec((0..7_usize, 0..7_usize, any::<bool>()), 0..12)) {
        const IDS: [&str; 7] = ["a", "b", "c", "d", "e", "f", "g"];
        let mut all: Vec<Says<'_>> = IDS.iter().map(|id| Says::Demand(id, None)).collect();
        let mut said = BTreeSet::new();
        for (one, other, same) in &pairs {
            let (one, other) = (one.min(other), one.max(other));
            if one != other && said.insert((*one, *other)) {
                let kind = if *same { "same" } else { "apart" };
                all.push(Says::Of([IDS[*one], IDS[*other]], kind, "kok"));
            }
        }
        let register = register(&all);
        let groups = grouping::list_groups(&register);
        let in_groups: Vec<&str> = ids(&groups).into_iter().flatten().collect();
        let distinct: BTreeSet<&str> = in_groups.iter().copied().collect();
        prop_assert_eq!(in_groups.len(), distinct.len());
        let holds = |group: &Group<'_>, ends: [&str; 2]| {
            ends.iter().all(|id| group.demands.iter().any(|one| one.id.as_str() == *id))
        };
        for says in grouping::list_said(&register) {
            let ends = says.ends.map(|id| id.as_str());
            let within: Vec<_> = groups.iter().filter(|group| holds(group, ends)).collect();
            prop_assert!(within.iter().all(|group| group.said.contains(&says)));
            if says.kind == Likeness::Same {
                prop_assert_eq!(within.len(), 1);
            }
        }
        for group in &groups {
            prop_assert!(group.said.iter().any(|one| one.kind == Likeness::Same));
        }
    }
}
