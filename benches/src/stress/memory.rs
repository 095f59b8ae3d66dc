// SPDX-License-Identifier: EUPL-1.2
//! Questions that somebody makes up, one after the other: each could be kept for ever.

use anyhow::Result;

use super::Scale;
use super::site::{Site, memory};
use crate::Results;

/// Known pages with parameters that no page has.
const UNKNOWN: [&str; 4] = [
    "/de/organisations",
    "/de/plan/nap-az",
    "/en/findings",
    "/de/",
];
/// Questions that pages do answer, with values that were made up.
const KNOWN: [&str; 3] = [
    "/de/search?q=",
    "/api/organisations?cursor=",
    "/de/findings?q=",
];

pub(super) fn run(scale: &Scale, results: &mut Results) -> Result<()> {
    let site = Site::new(None)?;
    let (server, port) = site.serve()?;
    let agent = crate::cycle::agent();
    let ask = |path: &str| -> Result<u16> {
        let mut answer = agent.get(format!("http://127.0.0.1:{port}{path}")).call()?;
        answer.body_mut().read_to_vec()?;
        Ok(answer.status().as_u16())
    };
    for page in UNKNOWN {
        ask(page)?;
    }
    let mut failed = 0;
    let mut grow = |number: u32, path: &str| -> Result<()> {
        failed += u32::from(ask(&format!("{path}{number}"))? >= 500);
        Ok(())
    };
    let before = memory(server.id())?;
    for number in 0..scale.questions {
        let page = UNKNOWN[number as usize % UNKNOWN.len()];
        grow(number, &format!("{page}?made-up="))?;
    }
    let unknown = memory(server.id())?;
    for number in 0..scale.questions {
        let question = KNOWN[number as usize % KNOWN.len()];
        grow(number, question)?;
    }
    let known = memory(server.id())?;
    drop(server);
    let questions = scale.questions;
    results.add(
        &format!("{questions} made-up parameters"),
        "at most 32 MiB more memory",
        format!(
            "{} MiB more, from {before} MiB",
            unknown.saturating_sub(before)
        ),
        unknown.saturating_sub(before) <= 32,
    );
    results.add(
        &format!("{questions} made-up questions to known parameters"),
        "below 256 MiB in all, no fault",
        format!("{known} MiB, {failed} faults"),
        known < 256 && failed == 0,
    );
    Ok(())
}
