// SPDX-License-Identifier: EUPL-1.2
//! An example to look around in: every case is invented, every step is the one of the command line.

use std::path::Path;

use anyhow::{Result, bail};
use rand::{Rng, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use wegmarke_l10n::Locale;

use crate::codebook::Codebook;
use crate::steps::{budget, hand_over, init, make_key, propose_plan, receive, release};

const CENTRES: [&str; 6] = ["nord", "ost", "sued", "west", "mitte", "kueste"];
/// The plans, as files that can be changed.
pub const PASSES: &str = include_str!("../plans/passes.toml");
/// One with sums of an amount.
pub const SUMS: &str = include_str!("../plans/sums.toml");
/// One with noise that hides each person, and records drawn from its numbers.
pub const NOISE: &str = include_str!("../plans/noise.toml");
/// One of records of nobody.
pub const SYNTHETIC: &str = include_str!("../plans/synthetic.toml");
/// One that the audit stops.
pub const STOPPED: &str = include_str!("../plans/stopped.toml");

/// One of `from`, the first ones more often.
fn pick<'a>(rng: &mut impl Rng, from: &[&'a str]) -> &'a str {
    let (a, b) = (rng.gen_range(0..from.len()), rng.gen_range(0..from.len()));
    from[a.min(b)]
}

/// A table of invented cases.
pub fn invent(rng: &mut impl Rng, centre: &str, cases: std::ops::Range<usize>) -> String {
    let mut table =
        "case,consent,year,gender,age,citizenship,land,exploitation,recruiter,means,report,nights\n"
            .to_owned();
    // Apart from the others, so that nights change nobody's answers.
    let mut of_nights = ChaCha8Rng::seed_from_u64(cases.len() as u64);
    for number in cases {
        let consent = pick(rng, &["yes", "yes", "yes", "no"]);
        let gender = pick(rng, &["female", "male", "trans"]);
        let age: String = if rng.gen_bool(0.08) {
            String::new()
        } else {
            rng.gen_range(14..52).to_string()
        };
        let citizenship = pick(
            rng,
            &[
                "ROU", "BGR", "NGA", "VNM", "UKR", "HUN", "DEU", "GMB", "", "POL",
            ],
        );
        let land = pick(rng, &["BE", "NW", "BY", "HH", "HE"]);
        let form = pick(
            rng,
            &[
                "sexual",
                "labour",
                "sexual; criminal",
                "labour; begging",
                "",
            ],
        );
        let recruiter = pick(rng, &["", "partner", "friend", "agency", "family"]);
        let means = pick(
            rng,
            &[
                "threats; debt",
                "violence; threats",
                "",
                "deception",
                "documents; isolation",
            ],
        );
        let report = pick(rng, &["no", "yes", ""]);
        let nights = match of_nights.gen_range(0..10) {
            0 | 1 => String::new(),
            2..=4 => "0".to_owned(),
            // One in some hundred was there for years.
            _ if of_nights.gen_range(0..300) == 0 => "1400".to_owned(),
            _ => of_nights.gen_range(1..180).to_string(),
        };
        table.push_str(&format!(
            "{centre}-{number},{consent},2024,{gender},{age},{citizenship},{land},{form},{recruiter},{means},{report},{nights}\n"
        ));
    }
    table
}

/// Makes the example.
///
/// # Errors
/// If the folder is there already, or a step fails.
pub async fn run(folder: &Path, locale: &Locale) -> Result<()> {
    if folder.exists() {
        bail!(
            "{} is there already; nothing is overwritten",
            folder.display()
        );
    }
    std::fs::create_dir_all(folder)?;
    let mut rng = ChaCha8Rng::seed_from_u64(2024);
    let Some(book) = Codebook::find_shipped("german-network") else {
        bail!("the codebook of the example does not read");
    };
    let pool = folder.join("pool");
    init(&pool, locale).await?;
    let (first, second) = (folder.join("first.key"), folder.join("second.key"));
    make_key("Datenstelle", &first, locale)?;
    make_key("Leitung", &second, locale)?;
    let to = pool.join("for-centres.toml");
    let mut files = Vec::new();
    for (at, centre) in CENTRES.iter().enumerate() {
        let table = folder.join(format!("{centre}.csv"));
        std::fs::write(&table, invent(&mut rng, centre, 0..70 + 17 * at))?;
        let out = folder.join(format!("{centre}.age"));
        hand_over(&table, &book, centre, (&to, &out), locale)?;
        files.push(out);
    }
    receive(&pool, &files, locale).await?;
    budget(&pool, Some((4.0, 1e-6)), locale).await?;
    let plans = [
        ("passes", PASSES),
        ("sums", SUMS),
        ("noise", NOISE),
        ("synthetic", SYNTHETIC),
    ];
    for (number, (name, text)) in (1..).zip(plans) {
        let plan = folder.join(name).with_extension("toml");
        std::fs::write(&plan, text)?;
        let Some(draft) = propose_plan(&pool, &plan, &book, &first, locale).await? else {
            bail!("the example's plan “{name}” is stopped");
        };
        let out = folder.join(format!("release-{number}"));
        release(&pool, draft, &second, &out, locale).await?;
    }
    // Three cases come late; showing the same totals again would show who they are.
    let late = folder.join("late.csv");
    std::fs::write(&late, invent(&mut rng, "spaet", 0..4))?;
    let out = folder.join("late.age");
    hand_over(&late, &book, "nord", (&to, &out), locale)?;
    receive(&pool, &[out], locale).await?;
    let stopped = folder.join("stopped.toml");
    std::fs::write(&stopped, STOPPED)?;
    propose_plan(&pool, &stopped, &book, &first, locale).await?;
    Ok(())
}
