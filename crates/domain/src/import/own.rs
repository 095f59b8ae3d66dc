// SPDX-License-Identifier: EUPL-1.2
//! Ids that files give: readable, told apart whatever the order of rows, and found again.

use std::collections::{BTreeMap, BTreeSet};

use super::alike;
use super::cells::Cells;
use super::desk::Desk;
use super::given::text_of;
use super::staged::Object;
use crate::draft::{Cell, Draft};
use crate::id::{mark, readable, safe};
use crate::noun::Noun;
use crate::record;
use crate::roll::{TableVisitor, Tabled};
use crate::table::Table;

/// The id with its plan; without one for nouns that are not of a plan.
fn whole(plan: &str, name: &str) -> String {
    if plan.is_empty() {
        name.to_owned()
    } else {
        format!("{plan}/{name}")
    }
}

/// What a row says beside its id, by which what is on record may be known.
struct Claim {
    titles: BTreeSet<String>,
    number: Option<String>,
}

impl Claim {
    fn of(draft: &Draft) -> Self {
        let cells = Cells::new(draft);
        let titles = draft.cells.iter().filter(|cell| {
            let name = &*cell.attribute;
            name.starts_with("title.") || name.starts_with("name.") || name.starts_with("claim.")
        });
        Self {
            titles: titles.map(|cell| alike::title(&cell.text)).collect(),
            number: cells.words("number").map(alike::title),
        }
    }

    fn is_of(&self, object: &Object) -> bool {
        let titles = ["title", "name", "claim"].iter();
        let mut texts = titles.filter_map(|name| object.get(*name)?.as_object());
        let titled = texts.any(|text| {
            let mut words = text.values().filter_map(|words| words.as_str());
            words.any(|words| self.titles.contains(&alike::title(words)))
        });
        let number = object.get("number").and_then(|number| number.as_str());
        titled || (number.is_some() && number.map(alike::title) == self.number)
    }
}

/// Gives ids to rows whose own ones cannot stand in an address as they are, before any of them is read:
/// other rows name them by the words of the file.
///
/// What is on record under the id that an earlier version of this program made of the same words stays
/// what it is. Where several rows come out the same, the one that reads exactly so keeps the plain id,
/// and the others are marked with what they were made from: so each is found again alone, too.
pub(super) fn settle_ids(desk: &mut Desk<'_>, noun: Noun) {
    let request = desk.request;
    let drafts = || request.drafts.iter().filter(|draft| draft.noun == noun);
    let is_foreign = |draft: &Draft| text_of(draft).is_some_and(|text| readable(text) != text);
    if !drafts().any(is_foreign) {
        return;
    }
    let mut plans: BTreeMap<String, BTreeMap<String, Claim>> = BTreeMap::new();
    for draft in drafts() {
        let Some(text) = text_of(draft) else { continue };
        let plan = if noun.is_in_plan() {
            let named = Cells::new(draft).words("plan");
            match named.and_then(|plan| desk.names.find_plan(plan)) {
                Some(plan) => plan,
                None => continue,
            }
        } else {
            String::new()
        };
        let claims = plans.entry(plan).or_default();
        claims
            .entry(text.to_owned())
            .or_insert_with(|| Claim::of(draft));
    }
    for (plan, claims) in plans {
        for (text, id) in assign(desk, noun, &plan, &claims) {
            if whole(&plan, &text) != id {
                desk.own.give(noun, &plan, &text, id);
            }
        }
    }
}

/// Gives ids to bodies of which rows give only the name.
pub(super) fn settle_names(desk: &mut Desk<'_>) {
    let mut nameless: BTreeSet<&str> = BTreeSet::new();
    let mut stated: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    let drafts = desk.request.drafts.iter();
    for draft in drafts.filter(|draft| draft.noun == Noun::Organisation) {
        let mut names: Vec<&Cell> = draft
            .cells
            .iter()
            .filter(|cell| cell.attribute.starts_with("name.") && cell.text != Cell::NONE_STATED)
            .collect();
        names.sort_by(|one, other| one.attribute.cmp(&other.attribute));
        let mut names = names.into_iter().map(|cell| cell.text.trim());
        match text_of(draft) {
            Some(text) => {
                let id = desk.id_of(Noun::Organisation, "", text);
                stated.entry(id).or_default().extend(names);
            }
            // The name by which a row is read: that of the first language.
            None => nameless.extend(names.next()),
        }
    }
    for (name, id) in desk.names.settle_rows(&nameless, &stated) {
        desk.own.give(Noun::Organisation, "", name, id);
    }
}

fn assign(
    desk: &Desk<'_>,
    noun: Noun,
    plan: &str,
    claims: &BTreeMap<String, Claim>,
) -> BTreeMap<String, String> {
    let mut given: BTreeMap<String, String> = BTreeMap::new();
    let marked = |text: &str| whole(plan, &mark(&readable(text), text));
    for text in claims.keys() {
        let id = marked(text);
        if desk.is_on_record(noun, Some(&id)) {
            given.insert(text.clone(), id);
        }
    }
    let mut wanted: BTreeMap<String, Vec<&String>> = BTreeMap::new();
    for text in claims.keys().filter(|text| !given.contains_key(*text)) {
        // Only where nothing is there under the id that is made today.
        let mut ids = [readable(text), safe(text)]
            .map(|name| whole(plan, &name))
            .into_iter();
        if let Some(id) = ids.find(|id| desk.is_on_record(noun, Some(id))) {
            wanted.entry(id).or_default().push(text);
        }
    }
    for (id, texts) in wanted {
        let open: Vec<&String> = texts
            .into_iter()
            .filter(|text| !given.contains_key(*text))
            .collect();
        let object = desk.recorded(noun, &id).unwrap_or_default();
        let is_of = |text: &&&String| claims.get(**text).is_some_and(|claim| claim.is_of(&object));
        let of: Vec<&&String> = open.iter().filter(is_of).collect();
        let owner = match (&open[..], &of[..]) {
            ([only], _) => Some(*only),
            (_, [only]) => Some(**only),
            (all, _) => all.iter().copied().find(|text| whole(plan, text) == id),
        };
        if let Some(text) = owner {
            given.insert(text.clone(), id);
        }
    }
    let taken: BTreeSet<String> = given.values().cloned().collect();
    let mut fresh: BTreeMap<String, Vec<&String>> = BTreeMap::new();
    for text in claims.keys().filter(|text| !given.contains_key(*text)) {
        fresh.entry(readable(text)).or_default().push(text);
    }
    let mut new = Vec::new();
    for (name, texts) in fresh {
        let plain = whole(plan, &name);
        let is_free = !taken.contains(&plain) && !desk.is_on_record(noun, Some(&plain));
        for text in &texts {
            let keeps = is_free && (texts.len() == 1 || **text == name);
            let id = if keeps { plain.clone() } else { marked(text) };
            new.push(((*text).clone(), id));
        }
    }
    given.extend(new);
    given
}

impl Desk<'_> {
    /// The id of what a file calls so.
    pub(super) fn id_of(&self, noun: Noun, plan: &str, text: &str) -> String {
        let text = text.trim();
        if let Some(id) = self.own.find(noun, plan, text) {
            return id.clone();
        }
        let name = readable(text);
        let plain = whole(plan, &name);
        if self.has_any(noun) {
            let marked = whole(plan, &mark(&name, text));
            let known = [&marked, &plain]
                .into_iter()
                .find(|id| self.is_there(noun, id));
            let old = || Some(whole(plan, &safe(text))).filter(|id| self.is_there(noun, id));
            if let Some(id) = known.cloned().or_else(old) {
                return id;
            }
        }
        self.newest(noun, plain)
    }

    fn is_there(&self, noun: Noun, id: &str) -> bool {
        self.staged.find(noun, id).is_some() || self.is_on_record(noun, Some(id))
    }

    /// The thing that has an id now, where the one that had it first was another one and is gone.
    fn newest(&self, noun: Noun, id: String) -> String {
        let mut newest = id;
        let base = newest.clone();
        for count in 2..100 {
            if !self.register.visit(noun, Gone(&newest)).unwrap_or(false) {
                return newest;
            }
            let next = format!("{base}~{count}");
            if self.register.visit(noun, Kept(&next)) != Some(true) {
                // Nobody came after it: it comes back.
                return if count == 2 { base } else { newest };
            }
            newest = next;
        }
        newest
    }

    /// An id for another thing under the words of this one.
    pub(super) fn next_id(&self, noun: Noun, id: &str) -> String {
        let base = id.rsplit_once('~').filter(|(_, count)| {
            !count.is_empty()
                && count.len() < 3
                && count.bytes().all(|digit| digit.is_ascii_digit())
        });
        let base = base.map_or(id, |(base, _)| base);
        let mut ids = (2..).map(|count| format!("{base}~{count}"));
        let is_free = |id: &String| {
            self.register.visit(noun, Kept(id)) != Some(true)
                && self.staged.find(noun, id).is_none()
        };
        ids.find(is_free).unwrap_or_else(|| base.to_owned())
    }

    fn has_any(&self, noun: Noun) -> bool {
        let staged = self.staged.things.get(&noun);
        staged.is_some_and(|things| !things.is_empty())
            || self.register.visit(noun, Any).unwrap_or(false)
    }

    /// The attributes of a record.
    pub(super) fn recorded(&self, noun: Noun, id: &str) -> Option<Object> {
        self.register.visit(noun, Attributes(id)).flatten()
    }
}

/// Whether a record was dropped.
struct Gone<'i>(&'i str);

impl TableVisitor for Gone<'_> {
    type Out = bool;

    fn visit<T: Tabled>(self, table: &Table<T>) -> bool {
        table.find_kept(self.0).is_some_and(|kept| !kept.stands)
    }
}

/// Whether there ever was a record of an id.
struct Kept<'i>(&'i str);

impl TableVisitor for Kept<'_> {
    type Out = bool;

    fn visit<T: Tabled>(self, table: &Table<T>) -> bool {
        table.find_kept(self.0).is_some()
    }
}

/// Whether a table holds anything.
struct Any;

impl TableVisitor for Any {
    type Out = bool;

    fn visit<T: Tabled>(self, table: &Table<T>) -> bool {
        !table.is_empty()
    }
}

struct Attributes<'i>(&'i str);

impl TableVisitor for Attributes<'_> {
    type Out = Option<Object>;

    fn visit<T: Tabled>(self, table: &Table<T>) -> Option<Object> {
        table.find(self.0).map(record::attributes)
    }
}
