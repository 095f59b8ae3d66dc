// SPDX-License-Identifier: EUPL-1.2
//! A server that is killed again and again while it is written to.

use std::thread::sleep;
use std::time::Duration;

use anyhow::Result;
use rand::{Rng as _, SeedableRng as _, rngs::StdRng};

use super::Scale;
use super::site::Site;
use super::writers::{Port, Writers, look};
use crate::Results;

/// Who writes at once.
const WRITERS: u32 = 4;
/// The first number of a statement that nobody made before.
const FIRST: u32 = 1000;
/// How long a server may take to acknowledge something.
const PATIENCE: Duration = Duration::from_secs(10);
/// After so many kills the whole log is checked.
const CHECKED: u32 = 10;

pub(super) fn run(scale: &Scale, results: &mut Results) -> Result<()> {
    let site = Site::new(None)?;
    let mut chance = StdRng::seed_from_u64(2026);
    let port = Port::default();
    let writers = Writers::start(&site, std::slice::from_ref(&port), WRITERS, FIRST);
    let (mut checked, mut held) = (0, 0);
    for number in 1..=scale.kills {
        let (server, at) = site.serve()?;
        port.set(at);
        // Sometimes as soon as it answers, mostly in the midst of writing.
        if chance.gen_range(0..4) > 0 {
            writers.wait_for(chance.gen_range(1..8), PATIENCE);
        }
        sleep(Duration::from_millis(chance.gen_range(0..100)));
        server.kill()?;
        port.set(0);
        if number % CHECKED == 0 || number == scale.kills {
            checked += 1;
            held += u32::from(site.verify()?);
        }
    }
    // Whoever was told nothing at the last kill is told now.
    let (server, at) = site.serve()?;
    port.set(at);
    let written = writers.stop()?;
    drop(server);
    for odd in written.odd.iter().take(3) {
        eprintln!("{odd}");
    }
    let found = look(&site, &written.told)?;
    let kills = scale.kills;
    results.add(
        &format!("{kills} kills (SIGKILL) under {WRITERS} writers"),
        "every acknowledged entry is there as told, each once",
        format!(
            "{} acknowledged, {} lost, {} twice, {} odd answers; {} entries in all",
            written.told.len(),
            found.lost,
            found.doubled,
            written.odd.len(),
            found.entries,
        ),
        !written.told.is_empty() && written.odd.is_empty() && (found.lost, found.doubled) == (0, 0),
    );
    let last = site.verify()?;
    results.add(
        &format!("the log, each {CHECKED} kills and at the end"),
        "holds",
        format!("{} of {} checks hold", held + u32::from(last), checked + 1),
        last && held == checked,
    );
    Ok(())
}
