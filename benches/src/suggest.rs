// SPDX-License-Identifier: EUPL-1.2
//! Proposals of profiles: source by source, with the labelled truth beside what was proposed.

mod judge;

use anyhow::Result;
use wegmarke_testkit::data;

use crate::Results;

pub(crate) fn run(results: &mut Results) -> Result<()> {
    let what = "proposals of profiles: columns right, nouns right, files read";
    let goal = "80 %, 9 of 10, all";
    let Some(folder) = data::find_shared(".") else {
        results.skip(what, "the test data is not here");
        return Ok(());
    };
    let judged = judge::judge(include_str!("suggest/truth.toml"), &folder);
    println!("{}", judge::printed(&judged));
    let columns: usize = judged.iter().map(|one| one.columns).sum();
    let right: usize = judged.iter().map(|one| one.right).sum();
    let nouns = judged.iter().filter(|one| one.noun_is_right).count();
    let read = judged.iter().filter(|one| one.reads.is_ok()).count();
    let measured = format!(
        "{} % ({right} of {columns}), {nouns} of {1}, {read} of {1}",
        right * 100 / columns.max(1),
        judged.len(),
    );
    let met = right * 5 >= columns * 4 && nouns * 10 >= judged.len() * 9 && read == judged.len();
    results.add(what, goal, measured, met);
    Ok(())
}
