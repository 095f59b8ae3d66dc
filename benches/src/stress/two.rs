// SPDX-License-Identifier: EUPL-1.2
//! Two servers on one PostgreSQL, both written to.

use std::panic::catch_unwind;
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::Result;
use wegmarke_testkit::postgres::Server;

use super::Scale;
use super::site::{Site, get};
use super::writers::{Port, Writers, look};
use crate::Results;

/// Who writes at each.
const WRITERS: u32 = 3;
const FIRST: u32 = 4000;

pub(super) fn run(scale: &Scale, results: &mut Results) -> Result<()> {
    let seconds = scale.together.as_secs();
    let what = format!("two servers on one PostgreSQL, {WRITERS} writers each, {seconds} s");
    // The fixture of the tests ends its test where there is none.
    let Ok(database) = catch_unwind(Server::start_own) else {
        results.skip(&what, "PostgreSQL is not installed (Debian: postgresql)");
        return Ok(());
    };
    let site = Site::new(Some(database.new_database()))?;
    let servers = [site.serve()?, site.serve()?];
    let ports = servers.each_ref().map(|(_, at)| {
        let port = Port::default();
        port.set(*at);
        port
    });
    let writers = Writers::start(&site, &ports, WRITERS, FIRST);
    sleep(scale.together);
    let written = writers.stop()?;
    for odd in written.odd.iter().take(3) {
        eprintln!("{odd}");
    }
    let since = Instant::now();
    let checkpoints = || -> Result<bool> {
        let [one, other] = servers
            .each_ref()
            .map(|(_, port)| get(*port, "/log/checkpoint"));
        Ok(one? == other?)
    };
    let mut agree = checkpoints()?;
    while !agree && since.elapsed() < Duration::from_secs(5) {
        sleep(Duration::from_millis(20));
        agree = checkpoints()?;
    }
    let after = since.elapsed();
    drop(servers);
    let found = look(&site, &written.told)?;
    let holds = site.verify()?;
    results.add(
        &what,
        "nothing is lost or done twice, both show the same within 1 s, the log holds",
        format!(
            "{} acknowledged, {} lost, {} twice, {} odd answers, {} after {} ms, the log {}",
            written.told.len(),
            found.lost,
            found.doubled,
            written.odd.len(),
            if agree { "the same" } else { "NOT the same" },
            after.as_millis(),
            if holds { "holds" } else { "does NOT hold" },
        ),
        !written.told.is_empty()
            && written.odd.is_empty()
            && (found.lost, found.doubled) == (0, 0)
            && agree
            && after < Duration::from_secs(1)
            && holds,
    );
    Ok(())
}
