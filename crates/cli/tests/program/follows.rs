// SPDX-License-Identifier: EUPL-1.2
//! What follows from the record, at the command line: findings, and what could belong together.

use serde_json::Value;
use wegmarke_testkit::data;

use super::run::Home;

/// A register with the German example.
fn example() -> Home {
    let home = Home::new();
    home.init();
    home.import(&data::germany(), "germany", &["--json"]);
    home
}

fn lines(said: &str) -> Vec<Value> {
    let read = said.lines().map(|line| serde_json::from_str(line).unwrap());
    read.collect()
}

#[test]
fn findings_are_listed_by_rule_plan_and_day() {
    let home = example();
    let all = lines(&home.wegmarke(&["findings", "--json"]).succeeds());
    let rule = all[0]["rule"].as_str().unwrap();
    let of_rule = home.wegmarke(&["findings", "--json", "--rule", rule]);
    let of_rule = lines(&of_rule.succeeds());
    assert!(!of_rule.is_empty() && of_rule.len() < all.len());
    assert!(of_rule.iter().all(|one| one["rule"] == rule));
    let of_plan = home.wegmarke(&["findings", "--json", "--plan", "nap-mh"]);
    let of_plan = lines(&of_plan.succeeds());
    assert!(!of_plan.is_empty() && of_plan.len() < all.len());
    let then = home.wegmarke(&["findings", "--json", "--as-of", "1999-01-01"]);
    assert_eq!(lines(&then.succeeds()).len(), 0);
    let words = home.wegmarke(&["--lang", "de", "findings"]).succeeds();
    assert_eq!(words.lines().count(), all.len());
    let unknown = home.wegmarke(&["findings", "--plan", "nap-xx"]);
    assert!(unknown.fails("There is no plan nap-xx"));
}

#[test]
fn what_could_belong_together_is_listed_within_a_plan_and_across_plans() {
    let home = example();
    let across = home.wegmarke(&["coherence", "nap-mh", "nap-az", "--json"]);
    let across = lines(&across.succeeds());
    assert!(!across.is_empty());
    for one in &across {
        assert!(one["measures"][0].as_str().unwrap().starts_with("nap-mh"));
        assert!(one["measures"][1].as_str().unwrap().starts_with("nap-az"));
        let by_words = one["score"].as_f64().unwrap() > 0.0;
        assert_eq!(
            by_words,
            !one["words"].as_array().unwrap().is_empty(),
            "{one}"
        );
    }
    let scores = across.iter().map(|one| one["score"].as_f64().unwrap());
    assert!(scores.is_sorted_by(|one, next| one >= next));
    let words = home.wegmarke(&["coherence", "nap-mh", "nap-az"]).succeeds();
    assert_eq!(words.lines().count(), across.len());
    let within = home.wegmarke(&["coherence", "nap-mh", "--json"]).succeeds();
    assert!(within.contains("nap-mh") && !within.contains("nap-az"));
    let then = ["coherence", "nap-mh", "--as-of", "1999-01-01"];
    assert!(home.wegmarke(&then).fails("There is no plan nap-mh"));
}
