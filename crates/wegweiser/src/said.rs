// SPDX-License-Identifier: EUPL-1.2
//! Problems in words: where, what, and what to do.

use std::io::Write as _;

use wegmarke_guide::Problem;
use wegmarke_l10n::Locale;

/// One line for a person.
pub fn sentence(problem: &Problem, locale: &Locale) -> String {
    let what = locale.word_with(
        "way-problem",
        problem.code,
        &[("about", problem.about.as_str().into())],
    );
    let mut place = problem.file.clone();
    if problem.line > 0 {
        let line = locale.t_with("way-line", &[("n", problem.line.into())]);
        place = format!("{place}, {line}");
    }
    if !problem.key.is_empty() {
        place = format!("{place}, {}", problem.key);
    }
    format!("{place}: {what}")
}

/// Says a line. Whoever stops listening (`| head`) has heard enough.
pub fn say(line: &str) {
    let _unimportant = writeln!(std::io::stdout(), "{line}");
}
