// SPDX-License-Identifier: EUPL-1.2
//! Guesses as the text of a profile.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use wegmarke_domain::draft::list_slots;
use wegmarke_domain::shape::Kind;

use super::guess::{Guess, Match};
use crate::wording::tokens;

/// The whole text.
pub(super) fn profile(stem: &str, guesses: &[Guess]) -> String {
    let name = tokens(stem).join("-");
    let name = if name.is_empty() {
        "profile".to_owned()
    } else {
        name
    };
    let language = language(guesses);
    let mut text = String::new();
    let quoted_name = quoted(&name);
    let title = quoted(stem);
    // Writing to a String cannot fail.
    let _ = write!(
        text,
        "# A proposal, guessed from headings. Check every line; docs/profiles.md explains the keys.\n\
         name = {quoted_name}\n\
         title = {title}\n\
         language = {}\n\
         # true: what a new file does not mention any more is dropped from the plan.\n\
         complete = false\n",
        quoted(language),
    );
    let needs_plan = guesses.iter().any(lacks_plan);
    for (at, guess) in guesses.iter().enumerate() {
        let plan = (at == 0 && needs_plan).then_some(title.as_str());
        table(&mut text, guess, language, &name, plan);
    }
    text
}

/// Whether the noun belongs to a plan that no column names.
fn lacks_plan(guess: &Guess) -> bool {
    list_slots(guess.noun)
        .iter()
        .any(|slot| slot.name == "plan")
        && !guess
            .columns
            .iter()
            .any(|column| column.slot.name == "plan")
}

fn table(text: &mut String, guess: &Guess, language: &str, name: &str, plan: Option<&str>) {
    let part = if guess.children.is_some() {
        "tree"
    } else {
        "table"
    };
    let _ = write!(text, "\n[[{part}]]\nfile = {}\n", quoted(&guess.file));
    if let Some(children) = &guess.children {
        let _ = writeln!(text, "children = {}", quoted(children));
    }
    if !guess.unmatched.is_empty() {
        text.push_str("# Not recognised; map them below or list them in `ignore`:\n");
        for heading in &guess.unmatched {
            let _ = writeln!(text, "#   {}", quoted(heading));
        }
    }
    if let Some(title) = plan {
        let _ = write!(
            text,
            "\n# No column names the plan: give it its real id and title.\n\
             [[{part}.record]]\nnoun = \"plan\"\nrepeats = true\n[{part}.record.constants]\n\
             \"id\" = {}\n\"title.{language}\" = {title}\n",
            quoted(name),
        );
    }
    let _ = write!(
        text,
        "\n[[{part}.record]]\nnoun = {}\n",
        quoted(guess.noun.as_str())
    );
    if lacks_plan(guess) {
        let _ = write!(
            text,
            "[{part}.record.constants]\n\"plan\" = {}\n",
            quoted(name)
        );
    }
    let _ = writeln!(text, "[{part}.record.columns]");
    for column in &guess.columns {
        let attribute = match column.slot.name.strip_suffix(".*") {
            Some(stem) => format!("{stem}.{}", column.language.unwrap_or(language)),
            None => column.slot.name.to_string(),
        };
        let heading = quoted(&column.heading);
        let _ = match column.split {
            None => writeln!(text, "\"{attribute}\" = {heading}"),
            Some(sign) => writeln!(
                text,
                "\"{attribute}\" = {{ column = {heading}, split = {} }}",
                quoted(sign)
            ),
        };
    }
    if guess.columns.is_empty() {
        fallback(text, guess, language);
    }
    for column in &guess.columns {
        vocabulary(text, part, column);
    }
}

/// What the words of a closed list are, and which words of the file are none of them.
fn vocabulary(text: &mut String, part: &str, column: &Match) {
    let Kind::Word(words) = column.slot.kind else {
        return;
    };
    if column.foreign.is_empty() {
        return;
    }
    let _ = write!(
        text,
        "# Say what these words mean: {}\n# [{part}.record.values.{}]\n",
        words.join(),
        column.slot.name,
    );
    for word in &column.foreign {
        let _ = writeln!(text, "# {} = \"\"", quoted(word));
    }
}

/// A profile has to read something.
fn fallback(text: &mut String, guess: &Guess, language: &str) {
    text.push_str("# Nothing was recognised: the first column only holds the place.\n");
    if let Some(heading) = guess.unmatched.first() {
        let slots = list_slots(guess.noun);
        let title = slots.iter().find_map(|slot| slot.name.strip_suffix(".*"));
        let _ = writeln!(
            text,
            "\"{}.{language}\" = {}",
            title.unwrap_or("title"),
            quoted(heading)
        );
    }
}

/// The language that most headings speak.
fn language(guesses: &[Guess]) -> &'static str {
    let mut sums: BTreeMap<&'static str, u32> = BTreeMap::new();
    for (language, count) in guesses.iter().flat_map(|guess| &guess.languages) {
        *sums.entry(language).or_insert(0) += count;
    }
    let best = sums.into_iter().max_by_key(|(_, count)| *count);
    best.map_or("de", |(language, _)| language)
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned())
        .to_string()
        .replace('\n', "\\n")
}
