// SPDX-License-Identifier: EUPL-1.2
//! Which column gives which attribute: by what its heading says, and by what its cells can be.

use std::collections::BTreeSet;

use wegmarke_domain::draft::{Slot, list_slots};
use wegmarke_domain::noun::Noun;
use wegmarke_domain::shape::Kind;

use super::progress::find_state;
use super::see::{Column, Seen};
use super::words::{COMMON, COMMON_MORE, FILES, MORE, NOUNS, TARGETS, marked, unmarked};
use crate::wording::{find_years, likeness, tokens};

/// Below this, in percent, two wordings have nothing to do with each other.
const LIKENESS: u32 = 60;

/// What a table seems to be about, and what its columns give.
pub(super) struct Choice {
    pub(super) noun: Noun,
    /// Columns with their slots, in the order of the table.
    pub(super) pairs: Vec<(usize, Slot)>,
}

impl Choice {
    /// The column that was chosen for a slot.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        let mut pairs = self.pairs.iter();
        pairs.find(|(_, slot)| slot.name == name).map(|(at, _)| *at)
    }
}

struct Pair {
    at: usize,
    slot: Slot,
    points: u32,
}

/// The likeliest noun with its columns.
pub(super) fn choose(seen: &Seen) -> Choice {
    let nouns = Noun::list_imported().filter(|noun| has_words(*noun) || *noun == Noun::Plan);
    let best = nouns
        .map(|noun| {
            let pairs = pairs(noun, seen);
            (points(noun, seen, &pairs), noun, pairs)
        })
        .max_by_key(|(points, noun, _)| (*points, std::cmp::Reverse(*noun)));
    let (_, noun, pairs) = best.unwrap_or((0, Noun::Measure, Vec::new()));
    let pairs = pairs.into_iter().map(|pair| (pair.at, pair.slot)).collect();
    Choice { noun, pairs }
}

/// The slots of a noun that headings of a table name, beside those of its own noun.
pub(super) fn choose_for(noun: Noun, seen: &Seen) -> Choice {
    let pairs = named(noun, seen).into_iter();
    Choice {
        noun,
        pairs: pairs.map(|pair| (pair.at, pair.slot)).collect(),
    }
}

/// The wordings of each slot, cut into words: of the noun itself, and of every noun.
struct Wordings {
    slot: Slot,
    own: Vec<Vec<String>>,
    common: Vec<Vec<String>>,
}

fn has_words(noun: Noun) -> bool {
    NOUNS.iter().chain(&MORE).any(|(of, _)| *of == noun)
}

fn wordings(noun: Noun) -> Vec<Wordings> {
    let own = NOUNS.iter().chain(&MORE).filter(|(of, _)| *of == noun);
    let own: Vec<&(&str, &str)> = own.flat_map(|(_, words)| words.iter()).collect();
    let cut = |ways: &str| -> Vec<Vec<String>> { ways.split('|').map(tokens).collect() };
    list_slots(noun)
        .into_iter()
        .map(|slot| {
            let of = |list: &mut dyn Iterator<Item = &(&str, &str)>| -> Vec<Vec<String>> {
                list.filter(|(name, _)| *name == slot.name)
                    .flat_map(|(_, ways)| cut(ways))
                    .collect()
            };
            let mut own = of(&mut own.iter().copied());
            own.push(tokens(slot.name.trim_end_matches(".*")));
            let common = of(&mut COMMON.iter().chain(&COMMON_MORE));
            Wordings { slot, own, common }
        })
        .collect()
}

/// Every column with its likeliest slot; each slot once for each language.
fn pairs(noun: Noun, seen: &Seen) -> Vec<Pair> {
    let mut pairs = named(noun, seen);
    by_content(noun, seen, &mut pairs);
    pairs.sort_by_key(|pair| pair.at);
    pairs
}

/// A heading that says exactly what an attribute is called.
const EXACT: u32 = 95;

fn named(noun: Noun, seen: &Seen) -> Vec<Pair> {
    let wordings = wordings(noun);
    let others = list_others(noun, seen);
    let mut all = Vec::new();
    for (at, column) in seen
        .columns
        .iter()
        .enumerate()
        .filter(|(_, column)| !column.heading.is_empty())
    {
        let heard = Heard::of(column);
        let is_blank = column.content.filled == 0 && seen.rows > 3;
        for words in wordings
            .iter()
            .filter(|words| suits(column, &words.slot, seen))
        {
            // What a noun calls its own counts a little more than what every noun has.
            let points = heard
                .like(&words.own)
                .max(heard.like(&words.common).saturating_sub(3));
            // A column without a cell has only its heading to speak for it.
            if points >= if is_blank { EXACT } else { LIKENESS } {
                let slot = words.slot.clone();
                if points >= EXACT || !others.contains(&at) {
                    all.push(Pair { at, slot, points });
                }
            }
        }
    }
    settle(seen, all)
}

/// Columns that say what things of other nouns are called, which a table of this one often tells too.
pub(super) fn list_others(noun: Noun, seen: &Seen) -> Vec<usize> {
    let others: &[Noun] = match noun {
        Noun::Evidence => &[Noun::Milestone, Noun::Measure],
        Noun::Milestone => &[Noun::Measure, Noun::Field],
        _ => &[],
    };
    let titles = others.iter().flat_map(|noun| titles_of(*noun));
    let titles: Vec<Vec<String>> = titles.collect();
    let columns = seen.columns.iter().enumerate();
    let says =
        |column: &Column| !column.heading.is_empty() && Heard::of(column).like(&titles) >= EXACT;
    columns
        .filter(|(_, column)| says(column))
        .map(|(at, _)| at)
        .collect()
}

/// What the titles of a noun are called, and of no other.
fn titles_of(noun: Noun) -> Vec<Vec<String>> {
    let own = NOUNS.iter().chain(&MORE).filter(|(of, _)| *of == noun);
    let own = own.flat_map(|(_, words)| words.iter());
    let own = own.filter(|(name, _)| *name == "title.*");
    own.flat_map(|(_, ways)| ways.split('|'))
        .map(tokens)
        .collect()
}

/// The words of a heading, with and without what most headings begin with.
struct Heard {
    whole: Vec<String>,
    short: Vec<String>,
}

impl Heard {
    fn of(column: &Column) -> Self {
        Self {
            whole: tokens(unmarked(&column.heading)),
            short: tokens(unmarked(&column.short)),
        }
    }

    /// How well it fits the best of several wordings.
    fn like(&self, ways: &[Vec<String>]) -> u32 {
        let like = |way: &Vec<String>| {
            likeness(&self.whole, way).max(likeness(&self.short, way).saturating_sub(2))
        };
        ways.iter().map(like).max().unwrap_or(0)
    }
}

/// The best pairs first; no column and no slot twice.
fn settle(seen: &Seen, mut all: Vec<Pair>) -> Vec<Pair> {
    all.sort_by_key(|pair| {
        let filled = seen
            .columns
            .get(pair.at)
            .map_or(0, |column| column.content.filled_share());
        (
            std::cmp::Reverse(pair.points + u32::from(filled > 50) * 3),
            pair.at,
        )
    });
    let (mut taken, mut used) = (BTreeSet::new(), BTreeSet::new());
    all.retain(|pair| {
        let Some(column) = seen.columns.get(pair.at) else {
            return false;
        };
        let key = key(&pair.slot, column);
        if used.contains(&pair.at) || taken.contains(&key) {
            return false;
        }
        taken.insert(key) && used.insert(pair.at)
    });
    all
}

/// What may be given once only: a text once for each language, a time in one way.
fn key(slot: &Slot, column: &Column) -> (String, Option<&'static str>) {
    let language = slot
        .name
        .ends_with(".*")
        .then(|| marked(&column.heading))
        .flatten();
    (
        slot.name.trim_end_matches(".as_written").to_owned(),
        language,
    )
}

/// Whether the cells of a column can be what a slot wants.
fn suits(column: &Column, slot: &Slot, seen: &Seen) -> bool {
    let content = &column.content;
    let many = seen.rows >= 10;
    // Money is told in words or in numbers.
    if !content.suits(slot.kind) && slot.name != "funding.*" {
        return false;
    }
    match (&*slot.name, slot.kind) {
        ("id", _) => !many || seen.parent.is_some() || content.distinct.len() * 2 > content.filled,
        ("source.url", _) => content.filled == 0 || content.is_address(),
        ("number", _) => content.length() <= 20 && !content.is_day(),
        ("measure" | "milestone", _) => content.length() <= 60,
        // Groups have several things in them.
        (_, Kind::Link(Noun::Field | Noun::Goal)) => {
            content.length() <= 120 && (!many || content.repeats())
        }
        ("lead" | "issuer", _) => content.length() <= 160,
        ("claim.*", _) => !content.is_time(),
        (name, _) if many && is_level(&column.heading) && name != "field" => false,
        ("title.*" | "name.*", _) => content.length() <= 600 && !content.is_closed() || !many,
        _ => true,
    }
}

/// Whether a column holds the headings of a level above the rows, as reviewed documents have them.
fn is_level(heading: &str) -> bool {
    match tokens(heading).as_slice() {
        [word, level] => {
            matches!(&**word, "uberschrift" | "heading")
                && level.bytes().all(|byte| byte.is_ascii_digit())
        }
        _ => false,
    }
}

/// What the headings do not say, the cells may.
fn by_content(noun: Noun, seen: &Seen, pairs: &mut Vec<Pair>) {
    let slots = list_slots(noun);
    let others = list_others(noun, seen);
    let state = find_state(seen);
    let add = |pairs: &mut Vec<Pair>,
               name: &str,
               points: u32,
               fits: &dyn Fn(&Column) -> bool,
               best: &dyn Fn(&Column) -> usize| {
        let Some(slot) = slots.iter().find(|slot| slot.name == name) else {
            return;
        };
        let taken = pairs.iter().any(|pair| {
            pair.slot.name.trim_end_matches(".as_written")
                == slot.name.trim_end_matches(".as_written")
        });
        if taken {
            return;
        }
        let free = seen.columns.iter().enumerate().filter(|(at, column)| {
            state != Some(*at)
                && !pairs.iter().any(|pair| pair.at == *at)
                && !others.contains(at)
                && column.content.filled > 0
                && suits(column, slot, seen)
                && fits(column)
        });
        if let Some((at, _)) =
            free.max_by_key(|(at, column)| (best(column), std::cmp::Reverse(*at)))
        {
            pairs.push(Pair {
                at,
                slot: slot.clone(),
                points,
            });
        }
    };
    let first = |_: &Column| 0;
    let long = |column: &Column| column.content.length();
    let title = slots
        .iter()
        .find(|slot| ["title.*", "name.*", "claim.*"].contains(&&*slot.name));
    let is_title = |column: &Column| {
        let content = &column.content;
        content.is_prose()
            && (8..=300).contains(&content.length())
            && content.distinct.len() * 10 >= content.filled * 6
            && content.filled_share() >= 70
    };
    if let Some(title) = title {
        add(pairs, &title.name, 40, &is_title, &first);
    }
    // Beside printed numbers a column of numbers is money or a figure, and no id.
    let has_number = pairs.iter().any(|pair| pair.slot.name == "number");
    let is_count = |content: &crate::content::Content| {
        let mut cells = content.distinct.keys();
        cells.all(|cell| cell.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let is_id = |column: &Column| {
        let content = &column.content;
        let is_plain = content.is_number() && is_count(content) && !has_number;
        content.is_unique()
            && content.filled == seen.rows
            // A figure of a year may be another one in each row, and names none.
            && find_years(&column.heading).next().is_none()
            && (content.is_code() && !content.is_number() || is_plain)
            && content.length() <= 40
    };
    add(pairs, "id", 20, &is_id, &first);
    // What stands at many rows alike is a heading above them, and says nothing of each.
    let is_body = |column: &Column| {
        let content = &column.content;
        let is_of_group = seen.rows >= 10 && content.repeats();
        content.is_prose() && !is_of_group && (content.length() > 60 || content.is_markup())
    };
    add(pairs, "description.*", 30, &is_body, &long);
    add(
        pairs,
        "source.url",
        30,
        &|column| column.content.is_address(),
        &first,
    );
    let is_group = |column: &Column| {
        let content = &column.content;
        seen.rows >= 10
            && content.repeats()
            && content.distinct.len() > 1
            && content.length() <= 80
            && !content.is_number()
            && !content.is_time()
            && content.filled_share() >= 60
            && content.is_prose()
    };
    add(pairs, "field", 20, &is_group, &first);
    let is_theme = |column: &Column| {
        let content = &column.content;
        seen.rows >= 10
            && content.repeats()
            && content.distinct.len() > 1
            && content.length() <= 80
            && !content.is_number()
            && !content.is_day()
            && !content.is_address()
            && !content.is_flag()
    };
    for name in ["themes", "topics"] {
        add(pairs, name, 10, &is_theme, &first);
    }
    add(
        pairs,
        "groups",
        5,
        &|column| is_theme(column) && column.content.is_prose(),
        &first,
    );
    if noun == Noun::Evidence {
        add(pairs, "source.document", 10, &is_title, &first);
    }
    for name in ["dated_on", "due.as_written", "on"] {
        add(pairs, name, 10, &|column| column.content.is_day(), &first);
    }
    add(
        pairs,
        "note.*",
        10,
        &|column| column.content.is_prose() && column.content.length() > 30,
        &long,
    );
}

/// How well a noun explains a table; its own title counts most, and what the file is called.
fn points(noun: Noun, seen: &Seen, pairs: &[Pair]) -> u32 {
    let of = |pair: &Pair| match &*pair.slot.name {
        "title.*" | "name.*" | "claim.*" => pair.points * 2,
        "id" | "plan" | "field" | "kind" | "number" | "note.*" | "description.*" => pair.points / 2,
        _ => pair.points,
    };
    let sum: u32 = pairs.iter().map(of).sum();
    let below = seen.tree.as_ref().is_some_and(|tree| tree.under.is_some());
    let stem = seen
        .file
        .rsplit_once('.')
        .map_or(seen.file.as_str(), |(stem, _)| stem);
    let mut called = tokens(stem);
    called.extend(seen.sheet.iter().flat_map(|sheet| tokens(sheet)));
    if below {
        // The file is called after what stands above.
        called.clear();
    }
    called.extend(
        seen.tree
            .iter()
            .filter_map(|tree| tree.under.as_deref())
            .flat_map(tokens),
    );
    let hinted = FILES.iter().filter(|(of, _)| *of == noun).any(|(_, ways)| {
        ways.split('|')
            .flat_map(tokens)
            .any(|way| called.contains(&way))
    });
    // Plans are few, and facts have three columns.
    let odd = match noun {
        Noun::Plan if seen.rows > 12 => 200,
        Noun::Fact if seen.columns.len() > 6 => 100,
        _ => 0,
    };
    let is_year = |column: &&Column| {
        find_years(&column.heading).count() == 1
            && (column.content.is_number() || column.content.filled == 0)
    };
    let is_target = |column: &Column| {
        let words = tokens(&column.heading);
        let mut ways = TARGETS.split('|').flat_map(tokens);
        ways.any(|way| words.contains(&way))
    };
    let years = || seen.columns.iter().filter(is_year);
    let is_series = years().count() >= 3;
    let has_unit = pairs.iter().any(|pair| pair.slot.name == "unit") || years().any(is_target);
    // A plan's measures are what most tables list, and its steps what stands below them. Figures of
    // several years in a unit are steps with numbers.
    let usual = match noun {
        Noun::Milestone if below => 150,
        Noun::Milestone if is_series && has_unit => 150,
        Noun::Measure if !below => 20,
        _ => 0,
    };
    (sum + u32::from(hinted) * 90 + usual).saturating_sub(odd)
}
