// SPDX-License-Identifier: EUPL-1.2
//! Which things the rows of a table state, beside the one that they are about.

use std::collections::BTreeMap;

use wegmarke_domain::draft::{Slot, list_slots};
use wegmarke_domain::noun::Noun;

use super::assign::{Choice, choose_for, list_others};
use super::line::{From, Line, Record, line};
use super::progress::{series, states};
use super::see::Seen;

fn record(noun: Noun, lines: Vec<Line>) -> Record {
    Record::of(noun, lines)
}

fn slot(noun: Noun, name: &str) -> Option<Slot> {
    list_slots(noun).into_iter().find(|slot| slot.name == name)
}

/// A table of rows that stand for themselves.
pub(super) fn flat(
    seen: &Seen,
    choice: &Choice,
    language: &'static str,
    records: &mut Vec<Record>,
) {
    let noun = choice.noun;
    let pairs = choice.pairs.iter();
    let mut main = record(
        noun,
        pairs
            .filter_map(|(at, slot)| line(seen, *at, slot, language))
            .collect(),
    );
    unite_times(&mut main.lines);
    keyed(seen, &mut main);
    more_columns(seen, &mut main);
    flags(seen, &mut main);
    is_complete(seen, &mut main, language);
    if noun == Noun::Milestone {
        measures_of(seen, choice, language, records);
    }
    if noun == Noun::Evidence {
        subjects_told(seen, &main, language, records);
    }
    let own_id = choice.find("id");
    let twice = own_id
        .and_then(|at| seen.columns.get(at))
        .is_some_and(|column| !column.content.is_unique());
    main.repeats = twice && seen.tree.is_none() && noun != Noun::Evidence;
    let main_id = own_id
        .and_then(|at| seen.columns.get(at))
        .map(|column| column.name.clone());
    records.push(main);
    states(seen, language, records);
    series(seen, records);
    if noun == Noun::Recommendation {
        answers(seen, language, records);
    }
    if noun == Noun::Milestone || noun == Noun::Measure {
        fields_of(seen, language, records);
    }
    if noun == Noun::Measure {
        reports(seen, main_id.as_deref(), language, records);
    }
}

/// A time is told in one way: whole, or by its parts.
fn unite_times(lines: &mut Vec<Line>) {
    for time in ["period", "due"] {
        let has = |lines: &[Line], part: &str| {
            lines
                .iter()
                .any(|line| line.attribute == format!("{time}.{part}"))
        };
        if has(lines, "as_written") && has(lines, "year") && has(lines, "quarter") {
            lines.retain(|line| line.attribute != format!("{time}.as_written"));
        }
        if lines.iter().any(|line| line.attribute == time) {
            lines.retain(|line| line.attribute != format!("{time}.as_written"));
        }
    }
}

/// Nodes of a map have their key as id.
fn keyed(seen: &Seen, main: &mut Record) {
    let is_keyed = seen.tree.as_ref().is_some_and(|tree| tree.keyed);
    let has_id = main.lines.iter().any(|line| line.attribute == "id");
    if let (true, false, Some(slot)) = (is_keyed, has_id, slot(main.noun, "id")) {
        main.lines.push(Line {
            attribute: "id".to_owned(),
            from: From::One("node.key".to_owned()),
            meanings: BTreeMap::new(),
            slot,
            decimal: None,
        });
    }
    let below = seen.tree.as_ref().is_some_and(|tree| tree.under.is_some());
    let has_measures = main.lines.iter().any(|line| line.attribute == "measures");
    if let (true, true, false, Some(slot)) =
        (below, is_keyed, has_measures, slot(main.noun, "measures"))
    {
        main.lines.push(Line {
            attribute: "measures".to_owned(),
            from: From::One("root.node.key".to_owned()),
            meanings: BTreeMap::new(),
            slot,
            decimal: None,
        });
    }
}

/// Numbered columns of a list are all of it: `Allegato 1`, `Allegato 2`.
fn more_columns(seen: &Seen, main: &mut Record) {
    for line in &mut main.lines {
        let (name, signs) = match &line.from {
            From::One(name) => (name, Vec::new()),
            From::Split(name, signs) => (name, signs.clone()),
            From::Many(..) | From::Flags(_) | From::Joined(..) | From::Cut(..) => continue,
        };
        if !(line.slot.is_list() || line.slot.name == "source.url") {
            continue;
        }
        let stem = name.trim_end_matches(|sign: char| sign.is_ascii_digit());
        if stem.len() == name.len() || stem.trim().is_empty() || stem.starts_with('#') {
            continue;
        }
        let like = |other: &str| {
            let rest = other.strip_prefix(stem);
            rest.is_some_and(|rest| {
                !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit())
            })
        };
        let all = seen.columns.iter().filter(|column| like(&column.heading));
        let all: Vec<String> = all.map(|column| column.name.clone()).collect();
        if all.len() > 1 {
            line.from = From::Many(all, signs);
        }
    }
}

/// Several columns of yes and no are the themes of a measure.
fn flags(seen: &Seen, main: &mut Record) {
    let Some(slot) = slot(main.noun, "themes") else {
        return;
    };
    let taken: Vec<&str> = main
        .lines
        .iter()
        .filter_map(|line| match &line.from {
            From::One(name) => Some(name.as_str()),
            _ => None,
        })
        .collect();
    let free = seen
        .columns
        .iter()
        .filter(|column| column.content.is_flag() && !taken.contains(&column.name.as_str()));
    // Those that stand side by side at the end, or anywhere: three at least.
    let mut runs: Vec<Vec<String>> = vec![Vec::new()];
    let free: Vec<&str> = free.map(|column| column.name.as_str()).collect();
    for column in &seen.columns {
        if free.contains(&column.name.as_str()) {
            if let Some(run) = runs.last_mut() {
                run.push(column.name.clone());
            }
        } else {
            runs.push(Vec::new());
        }
    }
    let Some(run) = runs
        .into_iter()
        .max_by_key(Vec::len)
        .filter(|run| run.len() >= 3)
    else {
        return;
    };
    // One way to say it: the columns say more than a column that joins their headings.
    main.lines.retain(|line| line.attribute != "themes");
    main.lines.push(Line {
        attribute: "themes".to_owned(),
        from: From::Flags(run),
        meanings: BTreeMap::new(),
        slot,
        decimal: None,
    });
}

/// What every thing of a noun needs to enter.
fn is_complete(seen: &Seen, main: &mut Record, language: &'static str) {
    let needed: &[&str] = match main.noun {
        Noun::Milestone | Noun::Goal => &["id", "title.*"],
        Noun::Field => &["number", "title.*"],
        Noun::Organisation => &["name.*"],
        Noun::Measure | Noun::Recommendation => &["title.*"],
        Noun::Evidence => &["claim.*"],
        _ => &[],
    };
    for name in needed {
        let stem = name.trim_end_matches(".*");
        let has = main
            .lines
            .iter()
            .any(|line| line.attribute.split('.').next() == Some(stem));
        let either = *name == "number" && main.lines.iter().any(|line| line.attribute == "id");
        let Some(slot) = slot(main.noun, name).filter(|_| !has && !either) else {
            continue;
        };
        let attribute = if *name == stem {
            stem.to_owned()
        } else {
            format!("{stem}.{language}")
        };
        let from = if ["id", "number"].contains(name) {
            // Stable as long as rows are only added at the end.
            "row.number".to_owned()
        } else {
            let prose = seen
                .columns
                .iter()
                .filter(|column| column.content.is_prose());
            let Some(column) = prose
                .max_by_key(|column| column.content.filled)
                .or(seen.columns.first())
            else {
                continue;
            };
            column.name.clone()
        };
        main.lines.push(Line {
            attribute,
            from: From::One(from),
            meanings: BTreeMap::new(),
            slot,
            decimal: None,
        });
    }
}

/// Steps of a plan often name the measure they belong to, with its title.
fn measures_of(seen: &Seen, choice: &Choice, language: &'static str, records: &mut Vec<Record>) {
    let measures = choose_for(Noun::Measure, seen);
    let link = choice.find("measures");
    let title = measures
        .find("title.*")
        .filter(|at| choice.find("title.*") != Some(*at));
    let mut lines = Vec::new();
    let field = measures.find("field");
    for (name, at) in [("id", link), ("title.*", title.or(link)), ("field", field)] {
        let Some(at) = at.filter(|at| {
            seen.columns.get(*at).is_some_and(|column| {
                column.content.repeats() || column.content.distinct.len() < column.content.filled
            })
        }) else {
            continue;
        };
        // The words of a title are no id.
        let is_code = seen
            .columns
            .get(at)
            .is_some_and(|column| column.content.is_code());
        if name == "id" && (!is_code || link == title) {
            continue;
        }
        if let Some(slot) = slot(Noun::Measure, name) {
            lines.extend(line(seen, at, &slot, language));
        }
    }
    if lines.iter().any(|line| line.attribute.starts_with("title")) {
        let mut more = record(Noun::Measure, lines);
        more.repeats = true;
        records.push(more);
    }
}

/// Reports that name a measure or a step and tell its title: it is told with them.
fn subjects_told(seen: &Seen, main: &Record, language: &'static str, records: &mut Vec<Record>) {
    for (noun, link) in [(Noun::Milestone, "milestone"), (Noun::Measure, "measure")] {
        let names = main.lines.iter().find(|line| line.attribute == link);
        let Some(From::One(id)) = names.map(|line| &line.from) else {
            continue;
        };
        let id = seen.columns.iter().position(|column| column.name == *id);
        let taken = |at: usize| {
            let name = seen.columns.get(at).map(|column| column.name.as_str());
            main.lines
                .iter()
                .any(|line| matches!(&line.from, From::One(own) if Some(own.as_str()) == name))
        };
        let told = choose_for(noun, seen);
        let others = list_others(Noun::Evidence, seen);
        if !told
            .find("title.*")
            .is_some_and(|at| !taken(at) && others.contains(&at))
        {
            continue;
        }
        let plain = |slot: &Slot| ["title.*", "type", "lead"].contains(&&*slot.name);
        let more = told
            .pairs
            .iter()
            .filter(|(at, slot)| plain(slot) && !taken(*at));
        let mut lines: Vec<Line> = id
            .zip(slot(noun, "id"))
            .and_then(|(at, slot)| line(seen, at, &slot, language))
            .into_iter()
            .collect();
        lines.extend(more.filter_map(|(at, slot)| line(seen, *at, slot, language)));
        let mut more = record(noun, lines);
        more.repeats = true;
        records.push(more);
        return;
    }
}

/// Fields are told with a code and a title beside it, in every row again.
fn fields_of(seen: &Seen, language: &'static str, records: &mut Vec<Record>) {
    let taken: Vec<&String> = records
        .iter()
        .flat_map(|record| &record.lines)
        .filter_map(|line| match &line.from {
            From::One(name) => Some(name),
            _ => None,
        })
        .collect();
    let Some(at) = choose_for(Noun::Field, seen).find("title.*") else {
        return;
    };
    let code = at.checked_sub(1).and_then(|left| seen.columns.get(left));
    let fits = |column: &&super::see::Column| column.content.is_code() && column.content.repeats();
    let (Some(code), Some(title)) = (code.filter(fits), seen.columns.get(at)) else {
        return;
    };
    if taken.contains(&&title.name) || !title.content.repeats() {
        return;
    }
    let code = seen
        .columns
        .iter()
        .position(|column| column.name == code.name);
    let names = [("id", code), ("number", code), ("title.*", Some(at))].into_iter();
    let lines = names.filter_map(|(name, at)| line(seen, at?, &slot(Noun::Field, name)?, language));
    let mut more = record(Noun::Field, lines.collect());
    more.repeats = true;
    records.insert(0, more);
}

/// Recommendations come with what the state answered.
fn answers(seen: &Seen, language: &'static str, records: &mut Vec<Record>) {
    let position = seen.columns.iter().position(|column| {
        let content = &column.content;
        let words = content.distinct.keys().map(|word| word.to_lowercase());
        let known = words.filter(|word| {
            super::words::MEANINGS.iter().any(|(family, _, ways)| {
                *family == "position" && ways.split('|').any(|way| way == word)
            })
        });
        content.is_closed() && known.count() * 2 > content.distinct.len()
    });
    let (Some(at), Some(slot)) = (position, slot(Noun::Response, "position")) else {
        return;
    };
    let mut lines: Vec<Line> = line(seen, at, &slot, language).into_iter().collect();
    let addressee = choose_for(Noun::Recommendation, seen).find("addressee");
    let by = addressee.zip(self::slot(Noun::Response, "by"));
    lines.extend(by.and_then(|(at, slot)| line(seen, at, &slot, language)));
    // One column, one meaning: the answer is not taken for anything else.
    let name = seen.columns.get(at).map(|column| column.name.clone());
    for record in records.iter_mut() {
        record.lines.retain(
            |line| !matches!((&line.from, &name), (From::One(own), Some(name)) if own == name),
        );
    }
    let mut more = record(Noun::Response, lines);
    if by_is_missing(&more) {
        more.constants.push(("by".to_owned(), "?".to_owned()));
    }
    records.push(more);
}

fn by_is_missing(record: &Record) -> bool {
    !record.lines.iter().any(|line| line.attribute == "by")
}

/// A table of measures often says how far they are: one report for each row, or for each year.
fn reports(seen: &Seen, id: Option<&str>, language: &'static str, records: &mut Vec<Record>) {
    let taken: Vec<String> = records
        .iter()
        .flat_map(|record| &record.lines)
        .filter_map(|line| match &line.from {
            From::One(name) => Some(name.clone()),
            _ => None,
        })
        .collect();
    let told = choose_for(Noun::Evidence, seen);
    let free = |at: &usize| {
        seen.columns
            .get(*at)
            .is_some_and(|column| !taken.contains(&column.name) && column.content.filled > 0)
    };
    let Some(claim) = told.find("claim.*").filter(free).filter(|at| {
        seen.columns
            .get(*at)
            .is_some_and(|column| column.content.is_prose())
    }) else {
        return;
    };
    let mut lines = Vec::new();
    let measure = id.and_then(|id| seen.columns.iter().position(|column| column.name == id));
    let dated = told.find("dated_on").filter(free);
    for (name, at) in [
        ("measure", measure),
        ("claim.*", Some(claim)),
        ("dated_on", dated),
    ] {
        if let (Some(at), Some(slot)) = (at, slot(Noun::Evidence, name)) {
            lines.extend(line(seen, at, &slot, language));
        }
    }
    if measure.is_some() {
        records.push(record(Noun::Evidence, lines));
    }
}

/// A table whose rows stand below each other: fields, measures, and what is reported on them.
pub(super) fn kin(seen: &Seen, choice: &Choice, language: &'static str, records: &mut Vec<Record>) {
    let Some((parent, id)) = seen.parent else {
        return;
    };
    let id = seen
        .columns
        .get(id)
        .map(|column| column.name.clone())
        .unwrap_or_default();
    let parent = seen
        .columns
        .get(parent)
        .map(|column| column.name.clone())
        .unwrap_or_default();
    let titles = choose_for(Noun::Measure, seen);
    let at = |name: &str| seen.columns.iter().position(|column| column.name == name);
    let title = titles.find("title.*").or(choice.find("title.*"));
    let text = titles
        .find("description.*")
        .or_else(|| choice.find("description.*"))
        .or_else(|| choice.find("claim.*"))
        .filter(|at| Some(*at) != title);
    let text = text.or_else(|| {
        let free = seen
            .columns
            .iter()
            .enumerate()
            .filter(|(at, column)| Some(*at) != title && column.content.is_prose());
        free.max_by_key(|(_, column)| column.content.length())
            .map(|(at, _)| at)
    });
    let mut add = |noun: Noun, depth: u32, names: &[(&str, Option<usize>)]| {
        let lines = names
            .iter()
            .filter_map(|(name, at)| line(seen, (*at)?, &slot(noun, name)?, language));
        let mut more = record(noun, lines.collect());
        more.depth = Some(depth);
        records.push(more);
    };
    let (id, parent) = (at(&id), at(&parent));
    add(
        Noun::Field,
        0,
        &[("id", id), ("number", id), ("title.*", title.or(text))],
    );
    add(
        Noun::Measure,
        1,
        &[
            ("id", id),
            ("number", id),
            ("field", parent),
            ("title.*", title.or(text)),
        ],
    );
    let dated = choose_for(Noun::Evidence, seen).find("dated_on");
    add(
        Noun::Evidence,
        2,
        &[
            ("id", id),
            ("measure", parent),
            ("claim.*", text.or(title)),
            ("dated_on", dated),
        ],
    );
}
