// SPDX-License-Identifier: EUPL-1.2
//! Guesses as the text of a profile.

use std::fmt::Write as _;

use wegmarke_domain::draft::list_slots;
use wegmarke_domain::message::{Family, Message, Say};
use wegmarke_domain::shape::Kind;

use super::guess::Guess;
use super::line::{From, Line, Record};
use super::see::Seen;
use crate::wording::tokens;

/// Notes for whoever reads the text, in their language; none for a program.
pub(super) struct Notes<'s>(pub(super) Option<&'s Say<'s>>);

impl Notes<'_> {
    /// A line of its own.
    fn add(&self, text: &mut String, code: &'static str, facts: &[(&'static str, &str)]) {
        let Some(say) = self.0 else {
            return;
        };
        let note = Message::new(Family::ProfileNote, code);
        let note = facts
            .iter()
            .fold(note, |note, (name, fact)| note.with(name, *fact));
        for line in note.told(say).lines() {
            let _ = writeln!(text, "# {line}");
        }
    }
}

/// The whole text.
pub(super) fn profile(
    stem: &str,
    language: &str,
    seen: &[Seen],
    guesses: &[Guess],
    notes: &Notes<'_>,
) -> String {
    let name = tokens(stem).join("-");
    let name = if name.is_empty() {
        "profile".to_owned()
    } else {
        name
    };
    let mut text = String::new();
    // Writing to a String cannot fail.
    notes.add(&mut text, "proposal", &[]);
    let _ = writeln!(
        text,
        "name = {}\ntitle = {}\nlanguage = {}",
        quoted(&name),
        quoted(stem),
        quoted(language),
    );
    notes.add(&mut text, "complete", &[]);
    text.push_str("complete = false\n");
    let records = || guesses.iter().flat_map(|guess| &guess.records);
    if records().any(lacks_plan) {
        notes.add(&mut text, "plan", &[]);
        let _ = writeln!(
            text,
            "plan = {{ id = {}, title = {} }}",
            quoted(&name),
            quoted(stem),
        );
    }
    // Lists of one document are read with one table.
    let mut done: Vec<&str> = Vec::new();
    for (seen_one, guess) in seen.iter().zip(guesses) {
        if seen_one.tree.is_some() {
            if !done.contains(&seen_one.file.as_str()) {
                done.push(&seen_one.file);
                let of = |(seen, _): &(&Seen, &Guess)| seen.file == seen_one.file;
                let parts: Vec<(&Seen, &Guess)> = seen.iter().zip(guesses).filter(of).collect();
                tree(&mut text, &parts, notes);
            }
        } else {
            table(&mut text, seen_one, guess, notes);
        }
    }
    text
}

/// Whether the noun belongs to a plan that no column names.
fn lacks_plan(record: &Record) -> bool {
    list_slots(record.noun)
        .iter()
        .any(|slot| slot.name == "plan")
        && !record.lines.iter().any(|line| line.attribute == "plan")
}

fn table(text: &mut String, seen: &Seen, guess: &Guess, notes: &Notes<'_>) {
    let _ = write!(text, "\n[[table]]\nfile = {}\n", quoted(&seen.file));
    if let Some(sheet) = &seen.sheet {
        let _ = writeln!(text, "sheet = {}", quoted(sheet));
    }
    match seen.heading_rows.as_slice() {
        [] => {}
        [row] => {
            let _ = writeln!(text, "heading_row = {row}");
        }
        rows => {
            let _ = writeln!(text, "heading_row = {rows:?}");
        }
    }
    if let Some((parent, id)) = seen.parent {
        let name = |at: usize| {
            seen.columns
                .get(at)
                .map_or(String::new(), |column| quoted(&column.name))
        };
        let _ = writeln!(
            text,
            "parent = {{ column = {}, id = {} }}",
            name(parent),
            name(id)
        );
    }
    left(text, &[guess], notes);
    for record in &guess.records {
        write_record(text, "table", (seen, record), notes);
    }
}

fn tree(text: &mut String, parts: &[(&Seen, &Guess)], notes: &Notes<'_>) {
    let Some((first, _)) = parts.first() else {
        return;
    };
    let _ = write!(text, "\n[[tree]]\nfile = {}\n", quoted(&first.file));
    if let Some(part) = &first.tree {
        if !part.start.is_empty() {
            let _ = writeln!(text, "start = {}", quoted(&part.start.join(".")));
        }
        if !part.children.is_empty() {
            let _ = writeln!(text, "children = {}", list(&part.children));
        }
    }
    let guesses: Vec<&Guess> = parts.iter().map(|(_, guess)| *guess).collect();
    left(text, &guesses, notes);
    for (seen, guess) in parts {
        for record in &guess.records {
            write_record(text, "tree", (seen, record), notes);
        }
    }
}

/// What nobody recognised.
fn left(text: &mut String, guesses: &[&Guess], notes: &Notes<'_>) {
    if !guesses.iter().any(|guess| guess.is_recognised) {
        notes.add(text, "nothing", &[]);
    }
    let mut unmatched: Vec<&String> = guesses.iter().flat_map(|guess| &guess.unmatched).collect();
    unmatched.sort();
    unmatched.dedup();
    if !unmatched.is_empty() && notes.0.is_some() {
        notes.add(text, "unmatched", &[]);
        for heading in unmatched {
            let _ = writeln!(text, "#   {}", quoted(heading));
        }
    }
    let series: Vec<&String> = guesses.iter().flat_map(|guess| &guess.series).collect();
    if let (Some(first), Some(last)) = (series.iter().min(), series.iter().max()) {
        notes.add(text, "series", &[("first", first), ("last", last)]);
    }
}

fn write_record(
    text: &mut String,
    part: &str,
    (seen, record): (&Seen, &Record),
    notes: &Notes<'_>,
) {
    let _ = write!(
        text,
        "\n[[{part}.record]]\nnoun = {}\n",
        quoted(record.noun.as_str())
    );
    if record.repeats {
        text.push_str("repeats = true\n");
    }
    if let Some(depth) = record.depth {
        let _ = writeln!(text, "depth = {depth}");
    }
    if let Some(tree) = &seen.tree {
        match &tree.under {
            Some(under) => {
                let _ = writeln!(text, "under = {}", quoted(under));
            }
            None if !tree.children.is_empty() && !tree.is_alike => text.push_str("depth = 0\n"),
            None => {}
        }
    }
    if !record.each.is_empty() {
        let _ = writeln!(text, "each = {}", list(&record.each));
    }
    if !record.constants.is_empty() {
        let _ = writeln!(text, "[{part}.record.constants]");
        for (attribute, constant) in &record.constants {
            let _ = writeln!(text, "{} = {}", quoted(attribute), quoted(constant));
        }
    }
    let _ = writeln!(text, "[{part}.record.columns]");
    for line in &record.lines {
        let _ = writeln!(text, "{} = {}", quoted(&line.attribute), from(line));
    }
    for line in &record.lines {
        vocabulary(text, part, line, notes);
    }
}

fn from(line: &Line) -> String {
    let mut keys = match &line.from {
        From::One(name) if line.decimal.is_none() => return quoted(name),
        From::One(name) => format!("column = {}", quoted(name)),
        From::Split(name, signs) => {
            let signs: Vec<String> = signs.iter().map(|sign| (*sign).to_owned()).collect();
            format!("column = {}, split = {}", quoted(name), list(&signs))
        }
        From::Many(names, signs) if signs.is_empty() => format!("columns = [{}]", listed(names)),
        From::Many(names, signs) => {
            let signs: Vec<String> = signs.iter().map(|sign| (*sign).to_owned()).collect();
            format!("columns = [{}], split = {}", listed(names), list(&signs))
        }
        From::Flags(names) => format!("flags = [{}]", listed(names)),
        From::Joined(names, sign) => {
            format!("columns = [{}], join = {}", listed(names), quoted(sign))
        }
        From::Cut(name, after, before) => {
            let mut keys = format!("column = {}", quoted(name));
            for (key, mark) in [("after", after), ("before", before)] {
                if let Some(mark) = mark {
                    let _ = write!(keys, ", {key} = {}", quoted(mark));
                }
            }
            keys
        }
    };
    if let Some(sign) = line.decimal {
        let groups = if sign == ',' { "." } else { "," };
        let _ = write!(
            keys,
            ", decimal = {}, thousands = {}",
            quoted(&sign.to_string()),
            quoted(groups)
        );
    }
    format!("{{ {keys} }}")
}

/// What the words of a closed list are, and which words of the file are none of them.
fn vocabulary(text: &mut String, part: &str, line: &Line, notes: &Notes<'_>) {
    let Kind::Word(words) = line.slot.kind else {
        return;
    };
    if line.meanings.is_empty() {
        return;
    }
    let attribute = quoted(&line.attribute);
    if line.meanings.values().any(Option::is_none) {
        notes.add(text, "words", &[("words", &words.join())]);
    }
    if line.meanings.values().any(Option::is_some) {
        let _ = writeln!(text, "[{part}.record.values.{attribute}]");
    } else {
        let _ = writeln!(text, "# [{part}.record.values.{attribute}]");
    }
    for (word, meaning) in &line.meanings {
        let _ = match meaning {
            Some(meaning) => writeln!(text, "{} = {}", quoted(word), quoted(meaning)),
            None => writeln!(text, "# {} = \"\"", quoted(word)),
        };
    }
}

fn list(texts: &[String]) -> String {
    match texts {
        [one] => quoted(one),
        texts => format!("[{}]", listed(texts)),
    }
}

fn listed(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    texts.join(", ")
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned())
        .to_string()
        .replace('\n', "\\n")
}
