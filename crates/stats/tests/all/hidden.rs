// SPDX-License-Identifier: EUPL-1.2
//! Published estimates, reproduced; and what must be refused.

use std::collections::BTreeSet;
use std::path::Path;

use wegmarke_stats::hidden::choose::choose;
use wegmarke_stats::hidden::interval::interval;
use wegmarke_stats::hidden::{Overlap, Refusal, Way, estimate};

/// A file of the test data beside the project; said loudly where it is not there.
fn find(name: &str) -> Option<Overlap> {
    let root = std::env::var_os("WEGMARKE_DATA").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        Into::into,
    );
    let Ok(text) = std::fs::read_to_string(root.join("mse").join(name)) else {
        assert_ne!(
            std::env::var("CI").as_deref(),
            Ok("true"),
            "NOT TESTED: {name}"
        );
        println!(
            "NOT TESTED: the test data mse/{name} is not here; set WEGMARKE_DATA to its folder"
        );
        return None;
    };
    let mut lines = text.lines();
    let lists = lines.next().unwrap().split(',').count() - 1;
    let counts = lines.map(|line| {
        let cells: Vec<u32> = line
            .split(',')
            .map(|cell| cell.trim().parse().unwrap())
            .collect();
        let set = (0..lists).map(|list| cells[list] << list).sum();
        (set, cells[lists])
    });
    Overlap::new(lists, counts)
}

#[test]
fn published_estimates_are_reproduced() {
    for (name, observed, way, want, pairs) in [
        (
            "korea_three_lists.csv",
            123,
            Way::Stepwise,
            268.8,
            &[(0, 1)][..],
        ),
        (
            "korea_three_lists.csv",
            123,
            Way::Bic,
            157.2,
            &[(0, 1), (1, 2)],
        ),
        (
            "new_orleans_five_lists_n186_current.csv",
            186,
            Way::Bic,
            981.4,
            &[],
        ),
        (
            "new_orleans_eight_lists_n186_current.csv",
            186,
            Way::Bic,
            1110.5,
            &[(3, 4)],
        ),
    ] {
        let Some(overlap) = find(name) else { return };
        assert_eq!(overlap.observed(), observed, "{name}");
        let found = choose(&overlap, way).unwrap();
        let want_pairs: BTreeSet<(usize, usize)> = pairs.iter().copied().collect();
        assert_eq!(found.pairs, want_pairs, "{name} {way:?}: {found:?}");
        assert!(
            (found.total - want).abs() < 0.05,
            "{name} {way:?}: {}",
            found.total
        );
    }
    // To more digits where a formula gives them: 123 + 41 · 64 / 18.
    let Some(korea) = find("korea_three_lists.csv") else {
        return;
    };
    let exact = 123.0 + 41.0 * 64.0 / 18.0;
    let found = choose(&korea, Way::Stepwise).unwrap().total;
    assert!((found - exact).abs() < 1e-3, "{found} {exact}");
}

#[test]
fn what_has_no_estimate_is_refused() {
    let Some(overlap) = find("artificial_3_pathological.csv") else {
        return;
    };
    let pairs = |all: &[(usize, usize)]| all.iter().copied().collect();
    assert_eq!(
        estimate(&overlap, &pairs(&[(0, 1)])),
        Err(Refusal::DoesNotExist)
    );
    let all = pairs(&[(0, 1), (0, 2), (1, 2)]);
    assert_eq!(estimate(&overlap, &all), Err(Refusal::NotIdentifiable));
}

#[test]
fn an_interval_is_the_same_for_the_same_seed_and_holds_its_estimate() {
    let Some(korea) = find("korea_three_lists.csv") else {
        return;
    };
    let of = |seed| interval(&korea, Way::Bic, 0.95, (1_000, seed)).unwrap();
    let found = of(1);
    println!(
        "Korea, BIC: {:.1}, {:.1} to {:.1}; {} without",
        found.estimate.total, found.low, found.high, found.without
    );
    assert_eq!(found, of(1));
    assert!(found.low < found.estimate.total && found.estimate.total < found.high);
    // Published: 128 to 349.
    assert!(
        (found.low - 128.0).abs() < 12.0 && (found.high - 349.0).abs() < 60.0,
        "{found:?}"
    );
}

#[test]
fn lists_are_checked() {
    assert!(Overlap::new(1, [(1, 5)]).is_none());
    assert!(Overlap::new(2, [(0, 5)]).is_none());
    assert!(Overlap::new(2, [(4, 5)]).is_none());
    assert!(Overlap::new(13, [(1, 5)]).is_none());
    let overlap = Overlap::new(2, [(1, 5), (2, 6), (3, 7)]).unwrap();
    assert_eq!(
        (overlap.observed(), overlap.shared(1), overlap.lists()),
        (18, 12, 2)
    );
    // Two lists: 5 · 6 / 7 are on none.
    let found = choose(&overlap, Way::Bic).unwrap().total;
    assert!((found - (18.0 + 30.0 / 7.0)).abs() < 1e-6, "{found}");
}
