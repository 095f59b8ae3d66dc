// SPDX-License-Identifier: EUPL-1.2
//! Attributes as a reader sees them, by their kind: on pages, in histories, in differences.
//!
//! No noun is named here. What a value is, its [`Kind`] says; what an attribute is called stands in
//! `locales/*/attribute.ftl` under `attribute-{noun}-{name}`, else `attribute-{name}`.

use rust_decimal::Decimal;
use serde_json::{Map, Value as Json};
use wegmarke_domain::file::File;
use wegmarke_domain::id::slug;
use wegmarke_domain::indicator::{Indicator, Reading};
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::proof::Proof;
use wegmarke_domain::record::{self, Change, Changes, Record};
use wegmarke_domain::register::Register;
use wegmarke_domain::roll::{TableVisitor, Tabled};
use wegmarke_domain::shape::{self, Attribute, Kind, Own, Shaped as _};
use wegmarke_domain::source::Source;
use wegmarke_domain::stated::Stated;
use wegmarke_domain::table::Table as Records;
use wegmarke_domain::text::Text;
use wegmarke_domain::time::Timespan;

use crate::Ctx;
use crate::difference::{self, Side};
use crate::parts::{Cell, Fact, Links, Marked, Shown, Table, Value};
use crate::{evidence, file, measured, subject};

/// Things in a list that are shown without asking.
const MOST_OPEN: usize = 12;

/// The name of an attribute that means the same for every noun.
#[must_use]
pub fn name(ctx: &Ctx, attribute: &str) -> String {
    ctx.word("attribute", attribute)
}

/// The name of an attribute of a noun.
#[must_use]
pub fn name_of(ctx: &Ctx, noun: Noun, attribute: &str) -> String {
    let own = ctx
        .locale()
        .find_word(&format!("attribute-{noun}"), attribute);
    own.unwrap_or_else(|| name(ctx, attribute))
}

/// Tells the attributes of one thing.
pub(crate) struct Teller<'a> {
    register: &'a Register,
    ctx: &'a Ctx,
    noun: Noun,
    /// All attributes of the thing: some values are told by others, such as a level by its indicator.
    object: Map<String, Json>,
    /// All languages of a text instead of the reader's: where a change in one of them must be seen.
    whole: bool,
}

impl<'a> Teller<'a> {
    /// Of a record, for its page.
    pub(crate) fn of<T: Record>(register: &'a Register, ctx: &'a Ctx, record: &T) -> Self {
        Self::new(register, ctx, T::NOUN, record::attributes(record))
    }

    /// Of a thing of a noun in its JSON form.
    pub(crate) const fn new(
        register: &'a Register,
        ctx: &'a Ctx,
        noun: Noun,
        object: Map<String, Json>,
    ) -> Self {
        Self {
            register,
            ctx,
            noun,
            object,
            whole: false,
        }
    }

    /// The same with every text in all its languages.
    pub(crate) fn whole(self) -> Self {
        Self {
            whole: true,
            ..self
        }
    }

    /// Every attribute that is there, but the id, in the order of the noun.
    pub(crate) fn all(&self) -> Vec<Fact> {
        let names = shape::leaves(self.noun.attributes()).into_iter();
        let names = names.map(|attribute| attribute.name);
        let there = names.filter(|name| *name != "id" && self.object.contains_key(*name));
        there.map(|name| self.fact(name)).collect()
    }

    /// These attributes, also those that are not stated.
    pub(crate) fn only(&self, names: &[&str]) -> Vec<Fact> {
        names.iter().map(|name| self.fact(name)).collect()
    }

    /// Those of these attributes that are there.
    pub(crate) fn present(&self, names: &[&str]) -> Vec<Fact> {
        let there = names.iter().filter(|name| self.object.contains_key(**name));
        there.map(|name| self.fact(name)).collect()
    }

    /// One attribute.
    pub(crate) fn fact(&self, name: &str) -> Fact {
        let value = self.value(name, self.object.get(name));
        Fact::new(name_of(self.ctx, self.noun, name), value)
    }

    /// A value of one of its attributes; `None` is "not stated".
    pub(crate) fn value(&self, name: &str, json: Option<&Json>) -> Value {
        match json {
            None => self.ctx.not_stated(),
            Some(Json::Null) => self.ctx.none_stated(),
            Some(json) => {
                let attribute = shape::find(self.noun.attributes(), name);
                let told = attribute.and_then(|attribute| self.told(attribute, &self.object, json));
                // A body of an older or newer program may hold what the shape does not know.
                told.unwrap_or_else(|| as_it_stands(self.ctx, json))
            }
        }
    }

    fn told(&self, attribute: &Attribute, row: &Map<String, Json>, json: &Json) -> Option<Value> {
        self.of_kind(attribute.kind, attribute.family, row, json)
    }

    /// A value by its kind; `None` if it is not of it. `row` holds the value's neighbours.
    fn of_kind(
        &self,
        kind: Kind,
        family: Option<&str>,
        row: &Map<String, Json>,
        json: &Json,
    ) -> Option<Value> {
        let (register, ctx) = (self.register, self.ctx);
        Some(match kind {
            Kind::Text => {
                let text: Text = serde_json::from_value(json.clone()).ok()?;
                if self.whole {
                    every_language(ctx, &text)
                } else {
                    ctx.prose(&text)
                }
            }
            Kind::Line => Value::Text(Shown::plain(&line(ctx, family, json.as_str()?))),
            Kind::Word(words) => Value::Plain(ctx.word(&words.family(), json.as_str()?)),
            Kind::Count => {
                let count = usize::try_from(json.as_u64()?).ok()?;
                Value::Plain(ctx.locale().count(count))
            }
            Kind::Year => Value::Plain(json.as_i64()?.to_string()),
            Kind::Number => Value::Plain(ctx.locale().decimal(decimal(json)?)),
            Kind::Flag => Value::Plain(ctx.t(if json.as_bool()? { "yes" } else { "no" })),
            Kind::Day => Value::Plain(ctx.date(json.as_str()?.parse().ok()?)),
            Kind::Instant => Value::Plain(ctx.instant(json.as_str()?.parse().ok()?)),
            Kind::Span => ctx.span(&serde_json::from_value::<Timespan>(json.clone()).ok()?),
            Kind::Source => {
                let source: Source = serde_json::from_value(json.clone()).ok()?;
                ctx.source_value(&Stated::Value(source))
            }
            Kind::Link(noun) => {
                let about = Subject::new(noun, json.as_str()?);
                Value::Link(subject::link(register, ctx, &about))
            }
            Kind::Subject => {
                let about = json.as_str()?.parse().ok()?;
                Value::Link(subject::link(register, ctx, &about))
            }
            Kind::List(Kind::Link(noun)) => {
                let ids = json.as_array()?.iter().filter_map(Json::as_str);
                let link = |id| subject::link(register, ctx, &Subject::new(*noun, id));
                Value::Links(Links {
                    links: ids.map(link).collect(),
                })
            }
            // A proof is a row like others, but readers want a link with its title.
            Kind::List(Kind::Row(attributes)) if *attributes == Proof::ATTRIBUTES => {
                let proofs: Vec<Proof> = serde_json::from_value(json.clone()).ok()?;
                evidence::proofs(ctx, &proofs)
            }
            Kind::List(kind) => {
                let items = json.as_array()?.iter();
                let items = items.map(|item| self.of_kind(*kind, family, row, item));
                let items: Vec<Value> = items.collect::<Option<_>>()?;
                match items.len() {
                    n if n > MOST_OPEN => Value::Folded(ctx.tn("value-folded", n), items),
                    _ => Value::All(items),
                }
            }
            Kind::Row(attributes) => self.row(attributes, json.as_object()?)?,
            Kind::Own(own) => self.own(own, row, json)?,
        })
    }

    /// The attributes of a part, one below the other. Amounts and words without a language would
    /// not be understood without their names.
    fn row(&self, attributes: &'static [Attribute], row: &Map<String, Json>) -> Option<Value> {
        let mut told = Vec::new();
        for attribute in shape::leaves(attributes) {
            let Some(json) = row.get(attribute.name).filter(|json| !json.is_null()) else {
                continue;
            };
            let value = self.told(attribute, row, json)?;
            let named = matches!(
                attribute.kind,
                Kind::Number | Kind::Count | Kind::Line | Kind::Flag | Kind::Own(Own::Euro)
            );
            told.push(match value {
                Value::Plain(words) if named => self.named(attribute, &words),
                Value::Text(shown) if named => self.named(attribute, &shown.words),
                value => value,
            });
        }
        Some(Value::All(told))
    }

    fn named(&self, attribute: &Attribute, words: &str) -> Value {
        let name = name_of(self.ctx, self.noun, attribute.name);
        Value::Text(Shown::plain(&format!("{name} {words}")))
    }

    fn own(&self, own: Own, row: &Map<String, Json>, json: &Json) -> Option<Value> {
        let ctx = self.ctx;
        Some(match own {
            Own::Reading => self.reading(row, serde_json::from_value(json.clone()).ok()?),
            Own::Part => {
                let (part, reading): (Box<str>, Reading) =
                    serde_json::from_value(json.clone()).ok()?;
                let name = measured::part(ctx, &part);
                Value::Text(Shown::plain(&name)).with(self.reading(row, reading))
            }
            Own::File => {
                let held: File = serde_json::from_value(json.clone()).ok()?;
                Value::Link(file::link(ctx, &held))
            }
            Own::Design => {
                let judged = json.as_object()?.iter().map(|(check, judged)| {
                    let judged = ctx.word("judged", judged.as_str()?);
                    let words = [ctx.word("check", check), judged];
                    Some(Value::Plain(words.join(": ")))
                });
                Value::All(judged.collect::<Option<_>>()?)
            }
            Own::Arguments => {
                let arguments = json.as_object()?.iter().map(|(name, value)| {
                    let words = format!("{}: {}", ctx.word("arg", name), value.as_str()?);
                    Some(Value::Text(Shown::plain(&words)))
                });
                Value::All(arguments.collect::<Option<_>>()?)
            }
            Own::Deadline => Value::Plain(ctx.deadline(json.as_str()?.parse().ok()?)),
            Own::Euro => {
                let beside = row.get("currency").or_else(|| self.object.get("currency"));
                let currency = beside.and_then(Json::as_str);
                Value::Plain(measured::money(ctx, decimal(json)?, currency))
            }
        })
    }

    /// A reading in the words of its indicator: the thing itself, or the one that its row names.
    fn reading(&self, row: &Map<String, Json>, reading: Reading) -> Value {
        if self.noun == Noun::Indicator {
            let itself = serde_json::from_value::<Indicator>(Json::Object(self.object.clone()));
            return measured::reading(self.ctx, itself.ok().as_ref(), reading);
        }
        let id = row.get("indicator").and_then(Json::as_str);
        let indicator = id.and_then(|id| self.register.indicators.find(id));
        measured::reading(self.ctx, indicator, reading)
    }
}

fn decimal(json: &Json) -> Option<Decimal> {
    json.as_str()?.parse().ok()
}

/// Words without a language, translated where they are among those that many sources use.
fn line(ctx: &Ctx, family: Option<&str>, words: &str) -> String {
    family
        .and_then(|family| {
            let locale = ctx.locale();
            let whole = locale.find_word(family, words);
            whole.or_else(|| locale.find_word(family, &slug(words)))
        })
        .unwrap_or_else(|| words.to_owned())
}

/// A value of which nothing is known.
fn as_it_stands(ctx: &Ctx, json: &Json) -> Value {
    match json {
        Json::String(words) => Value::Text(Shown::plain(words)),
        json => serde_json::from_value::<Text>(json.clone()).map_or_else(
            |_| Value::Code(json.to_string()),
            |text| every_language(ctx, &text),
        ),
    }
}

/// A text in all its languages.
fn every_language(ctx: &Ctx, text: &Text) -> Value {
    let one = |(lang, words)| Value::Text(ctx.in_language(lang, words));
    let mut all: Vec<Value> = text.iter().map(one).collect();
    if all.len() == 1 {
        all.remove(0)
    } else {
        Value::All(all)
    }
}

/// The attributes of a thing as it stands, or last stood; none if it is not on record.
#[must_use]
pub fn standing(register: &Register, about: &Subject) -> Map<String, Json> {
    let found = register.visit(about.noun, Standing(&about.id));
    found.unwrap_or_default()
}

struct Standing<'a>(&'a str);

impl TableVisitor for Standing<'_> {
    type Out = Map<String, Json>;

    fn visit<T: Tabled>(self, table: &Records<T>) -> Self::Out {
        let kept = table.find_kept(self.0);
        kept.map_or_else(Map::new, |kept| record::attributes(&*kept.record))
    }
}

/// A table of changed attributes: name, before, after.
#[must_use]
pub fn changes(
    register: &Register,
    ctx: &Ctx,
    caption: String,
    about: &Subject,
    changes: &Changes,
) -> Table {
    let now = standing(register, about);
    let teller = Teller::new(register, ctx, about.noun, now).whole();
    let head = vec![
        ctx.t("change-attribute"),
        ctx.t("change-before"),
        ctx.t("change-after"),
    ];
    let mut table = Table::new(caption, head, ctx.t("change-none")).quiet();
    for (name, before, after) in list_changes_with(&teller, changes) {
        let cell = |value, tone| Cell {
            value,
            numeric: false,
            tone,
        };
        table.push_cells(
            vec![
                Cell::from(Value::Plain(name)),
                cell(before, Some("before")),
                cell(after, Some("after")),
            ],
            None,
        );
    }
    table
}

/// Changed attributes: name, before, after.
pub(crate) fn list_changes(
    register: &Register,
    ctx: &Ctx,
    about: &Subject,
    changes: &Changes,
) -> Vec<(String, Value, Value)> {
    if changes.is_empty() {
        return Vec::new();
    }
    let now = standing(register, about);
    list_changes_with(
        &Teller::new(register, ctx, about.noun, now).whole(),
        changes,
    )
}

fn list_changes_with(teller: &Teller<'_>, changes: &Changes) -> Vec<(String, Value, Value)> {
    let ctx = teller.ctx;
    let one = |(attribute, change): (&str, &Change)| {
        let side = |json: Option<&Json>| teller.value(attribute, json);
        let (before, after) = marked(ctx, change)
            .unwrap_or_else(|| (side(change.from.as_ref()), side(change.to.as_ref())));
        (name_of(ctx, teller.noun, attribute), before, after)
    };
    let changes = changes.iter();
    changes
        .map(|(attribute, change)| one((attribute, change)))
        .collect()
}

/// Texts longer than this are not compared word by word.
const LONGEST: usize = 20_000;

/// Both sides of a changed text with the words that differ; `None` if a side
/// is no text, or they are in different languages.
fn marked(ctx: &Ctx, change: &Change) -> Option<(Value, Value)> {
    let text = |json: &Option<Json>| serde_json::from_value::<Text>(json.clone()?).ok();
    let (before, after) = (text(&change.from)?, text(&change.to)?);
    let mut sides = (Vec::new(), Vec::new());
    for (lang, old) in before.iter() {
        let new = after.find(lang)?;
        if old.len().max(new.len()) > LONGEST {
            return None;
        }
        let (gone, come) = difference::by_word(old, new);
        let side = |after: bool, pieces: Side<'_>| {
            let shown = ctx.in_language(lang, "");
            Value::Marked(Marked {
                lang: shown.lang,
                note: shown.note,
                after,
                pieces: joined(pieces),
            })
        };
        sides.0.push(side(false, gone));
        sides.1.push(side(true, come));
    }
    if after.iter().count() != sides.1.len() {
        return None;
    }
    let one = |mut all: Vec<Value>| {
        if all.len() == 1 {
            all.remove(0)
        } else {
            Value::All(all)
        }
    };
    Some((one(sides.0), one(sides.1)))
}

/// Neighbouring pieces of one kind as one piece.
fn joined(pieces: Side<'_>) -> Vec<(String, bool)> {
    let mut out: Vec<(String, bool)> = Vec::new();
    for (words, differs) in pieces {
        match out.last_mut() {
            Some((last, as_before)) if *as_before == differs => last.push_str(words),
            _ => out.push((words.to_owned(), differs)),
        }
    }
    out
}

/// The changed attributes in one line: "lead, title".
#[must_use]
pub fn changed_names(ctx: &Ctx, about: Noun, changes: &Changes) -> String {
    changes
        .keys()
        .map(|attribute| name_of(ctx, about, attribute))
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::{Map, Value as Json, json};
    use wegmarke_domain::noun::Noun;
    use wegmarke_domain::register::Register;
    use wegmarke_l10n::Lang;

    use super::{Teller, name_of};
    use crate::parts::{Fact, Value};
    use crate::{Ctx, Site};

    fn ctx(lang: Lang) -> Ctx {
        Ctx::new(Arc::new(Site::default()), lang, "/", "")
    }

    /// Bodies of every noun, one of them with all of its attributes.
    const BODIES: &str = include_str!("../../domain/tests/all/bodies/golden.jsonl");

    /// What is stated or said in them, with its noun.
    fn stated() -> Vec<(Noun, Map<String, Json>)> {
        let lines = BODIES.lines().map(serde_json::from_str::<Json>);
        let objects = lines.map(Result::unwrap).filter_map(|line| {
            let noun: Noun = line["kind"].as_str()?.split('.').next()?.parse().ok()?;
            let body = &line["body"];
            let object = match &body["record"] {
                Json::Null => &body["says"][noun.as_str()],
                record => record,
            };
            Some((noun, object.as_object()?.clone()))
        });
        objects.collect()
    }

    fn facts(lang: Lang, noun: Noun, object: &Map<String, Json>) -> Vec<Fact> {
        let (register, ctx) = (Register::default(), ctx(lang));
        Teller::new(&register, &ctx, noun, object.clone())
            .whole()
            .all()
    }

    fn is_raw(value: &Value) -> bool {
        match value {
            Value::Code(_) | Value::Missing(_) => true,
            Value::All(all) | Value::Folded(_, all) => all.is_empty() || all.iter().any(is_raw),
            _ => false,
        }
    }

    #[test]
    fn every_attribute_of_every_noun_is_told_and_none_as_raw_data() {
        let mut nouns: Vec<Noun> = Noun::ALL.to_vec();
        for (noun, object) in stated() {
            nouns.retain(|other| *other != noun);
            for lang in Lang::PUBLIC {
                let facts = facts(lang, noun, &object);
                let there = object.keys().filter(|name| *name != "id").count();
                assert_eq!(facts.len(), there, "{noun} {object:?}");
                for fact in facts {
                    assert!(!fact.key.contains('_'), "{noun}: {} has no name", fact.key);
                    // Not a link to an address, which is told as code where it may not be one.
                    assert!(!is_raw(&fact.value), "{noun}: {fact:?}");
                }
            }
        }
        assert!(nouns.is_empty(), "{nouns:?}");
    }

    #[test]
    fn what_names_a_thing_is_a_link() {
        for (noun, name, id) in [
            (Noun::Measure, "goal", "p/1.2"),
            (Noun::Value, "indicator", "p/i"),
            (Noun::Funding, "measure", "p/m"),
        ] {
            let object = json!({name: id}).as_object().unwrap().clone();
            let facts = facts(Lang::De, noun, &object);
            assert!(matches!(facts[0].value, Value::Link(_)), "{facts:?}");
        }
    }

    #[test]
    fn one_word_may_mean_two_things() {
        let ctx = ctx(Lang::De);
        assert_eq!(name_of(&ctx, Noun::Milestone, "goal"), "Zielwert");
        assert_eq!(name_of(&ctx, Noun::Measure, "goal"), "Ziel");
        assert_eq!(
            name_of(&ctx, Noun::Milestone, "indicator"),
            "Prüfbarer Zustand"
        );
        assert_eq!(name_of(&ctx, Noun::Value, "indicator"), "Indikator");
    }

    #[test]
    fn a_level_is_told_by_its_words() {
        let levels = json!([{"name": {"de": "kaum"}}, {"name": {"de": "gut"}}]);
        let object = json!({
            "id": "p/i",
            "title": {"de": "Erreichbarkeit"},
            "kind": "outcome",
            "levels": levels,
            "target": {"level": 1},
        });
        let facts = facts(Lang::De, Noun::Indicator, object.as_object().unwrap());
        let told = facts.iter().find(|fact| fact.key == "Zielwert").unwrap();
        assert!(format!("{:?}", told.value).contains("gut"), "{told:?}");
    }
}
