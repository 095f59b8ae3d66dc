// SPDX-License-Identifier: EUPL-1.2
//! How much the net for personal details misses, and how much it catches wrongly: measured on made-up
//! sentences, of which one file was written before the net was tuned and is kept apart.
//!
//! `cargo nextest run -E 'test(the_net)' --no-capture` prints both numbers and every sentence that went
//! wrong. A doubtful find counts as a find: who writes of many should not be asked.

use wegmarke_domain::privacy;
use wegmarke_domain::text::{Lang, Text};

const KNOWN: &str = include_str!("privacy/known.txt");
const HELD_OUT: &str = include_str!("privacy/held_out.txt");

/// Sentences with a personal detail and without, and those of each that went wrong.
#[derive(Debug, Default)]
struct Measured {
    with: usize,
    without: usize,
    missed: Vec<String>,
    caught: Vec<String>,
}

impl Measured {
    fn take(&mut self, file: &str) {
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            let (mark, rest) = line.split_once(' ').unwrap_or((line, ""));
            let (lang, sentence) = rest.split_once(' ').unwrap_or((rest, ""));
            let lang: Lang = lang.parse().unwrap_or(Lang::DE);
            let Some(text) = Text::new(lang, sentence) else {
                continue;
            };
            let mut problems = Vec::new();
            privacy::check("observed", &text, &mut problems);
            let found = problems.iter().filter_map(|one| one.detail.as_deref());
            let found: Vec<&str> = found.collect();
            if mark == "+" {
                self.with += 1;
                if problems.is_empty() {
                    self.missed.push(line.to_owned());
                }
            } else {
                self.without += 1;
                if !problems.is_empty() {
                    self.caught.push(format!("{line} -> {found:?}"));
                }
            }
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "these are small counts")]
    #[expect(clippy::print_stdout, reason = "a measurement is there to be read")]
    fn must_hold(&self, name: &str) {
        let share = |part: usize, of: usize| 100.0 * part as f64 / of as f64;
        let misses = share(self.missed.len(), self.with);
        let alarms = share(self.caught.len(), self.without);
        println!(
            "{name}: {} sentences, misses {misses:.1} %, false alarms {alarms:.1} %",
            self.with + self.without
        );
        for line in self.missed.iter().chain(&self.caught) {
            println!("  {line}");
        }
        assert!(misses < 5.0, "{name} misses: {:#?}", self.missed);
        assert!(alarms < 2.0, "{name} catches: {:#?}", self.caught);
    }
}

#[test]
fn the_net_misses_few_and_catches_few_wrongly() {
    let mut known = Measured::default();
    known.take(KNOWN);
    let mut held_out = Measured::default();
    held_out.take(HELD_OUT);
    let all = known.with + known.without + held_out.with + held_out.without;
    assert!(all >= 260, "{all} sentences");
    known.must_hold("known");
    held_out.must_hold("held out");
}
