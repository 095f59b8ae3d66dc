// SPDX-License-Identifier: EUPL-1.2
//! What of each thing can be found: its attributes by kind.

use serde_json::Value;
use wegmarke_domain::contribution::{Contribution, Says};
use wegmarke_domain::noun::Noun;
use wegmarke_domain::record;
use wegmarke_domain::register::Register;
use wegmarke_domain::roll::{TableVisitor, Tabled};
use wegmarke_domain::rules::seen::{Seen, seen};
use wegmarke_domain::shape::{Attribute, Kind, Own, leaves};
use wegmarke_domain::table::Table;
use wegmarke_domain::text::{Lang, Text};

use crate::Indexed;

/// Everything that stands and anybody may see, in the order of their subjects.
pub(crate) fn collect(register: &Register) -> Vec<Indexed> {
    let mut all = Vec::new();
    for noun in Noun::ALL {
        register.visit(*noun, Records(&mut all));
    }
    for round in register.rounds.list() {
        for noun in Noun::list_said() {
            let said = register.list_contributions(&round.id, noun);
            all.extend(said.filter_map(|said| match seen(register, said) {
                Seen::Says(says) => Some(contribution(said, says)),
                _ => None,
            }));
        }
    }
    all.sort_by(|a, b| a.subject.cmp(&b.subject));
    all
}

/// Reads all records of a noun.
struct Records<'a>(&'a mut Vec<Indexed>);

impl TableVisitor for Records<'_> {
    type Out = ();

    fn visit<T: Tabled>(self, table: &Table<T>) {
        self.0.extend(table.list().map(|record| {
            let mut words = Words::default();
            let attributes = Value::Object(record::attributes(record));
            words.take_all(T::ATTRIBUTES, &attributes);
            let title = record.title();
            Indexed {
                subject: record.subject(),
                plans: record.plans().into_iter().collect(),
                titles: title.into_iter().flat_map(in_all_languages).collect(),
                texts: words.with_first(title),
                codes: words.codes,
            }
        }));
    }
}

fn contribution(said: &Contribution, says: &Says) -> Indexed {
    let subject = said.address.subject();
    let mut words = Words::default();
    let json = serde_json::to_value(says).unwrap_or_default();
    if let Some(content) = json.get(subject.noun.as_str()) {
        words.take_all(subject.noun.attributes(), content);
    }
    Indexed {
        plans: subject.plan().map(Into::into).into_iter().collect(),
        subject,
        titles: Vec::new(),
        texts: words.texts,
        codes: words.codes,
    }
}

fn in_all_languages(text: &Text) -> impl Iterator<Item = String> {
    text.iter().map(|(_, words)| words.to_owned())
}

/// The words of one thing.
#[derive(Default)]
struct Words {
    texts: Vec<(Option<Lang>, String)>,
    codes: Vec<String>,
}

impl Words {
    fn take_all(&mut self, attributes: &'static [Attribute], json: &Value) {
        for attribute in leaves(attributes) {
            let Some(value) = json.get(attribute.name) else {
                continue;
            };
            if attribute.family.is_some() {
                let mut listed = Self::default();
                listed.take(attribute.kind, value);
                self.codes
                    .extend(listed.texts.into_iter().map(|(_, words)| words));
            } else {
                self.take(attribute.kind, value);
            }
        }
    }

    fn take(&mut self, kind: Kind, json: &Value) {
        match (kind, json) {
            (Kind::Text, Value::Object(languages)) => {
                for (lang, words) in languages {
                    if let (Ok(lang), Some(words)) = (lang.parse(), words.as_str()) {
                        self.texts.push((Some(lang), words.to_owned()));
                    }
                }
            }
            (Kind::Line, Value::String(words)) => self.texts.push((None, words.clone())),
            (Kind::List(kind), Value::Array(items)) => {
                for item in items {
                    self.take(*kind, item);
                }
            }
            (Kind::Row(attributes), json) => self.take_all(attributes, json),
            (Kind::Own(Own::Part), json) => self.line(json.get(0)),
            (Kind::Own(Own::File), json) => self.line(json.get("name")),
            (Kind::Own(Own::Arguments), Value::Object(facts)) => {
                for fact in facts.values() {
                    self.line(Some(fact));
                }
            }
            // Stated as none.
            (Kind::Text | Kind::Line | Kind::List(_) | Kind::Own(Own::Arguments), _) => {}
            // Where something stands is not what it says: its document would be found once for every
            // line that is quoted from it. Days and numbers have filters; closed words and links are
            // found by their filter, or with what they name.
            (
                Kind::Word(_)
                | Kind::Count
                | Kind::Year
                | Kind::Number
                | Kind::Flag
                | Kind::Day
                | Kind::Instant
                | Kind::Span
                | Kind::Source
                | Kind::Link(_)
                | Kind::Subject
                | Kind::Own(Own::Reading | Own::Design | Own::Deadline | Own::Euro),
                _,
            ) => {}
        }
    }

    fn line(&mut self, json: Option<&Value>) {
        if let Some(words) = json.and_then(Value::as_str) {
            self.texts.push((None, words.to_owned()));
        }
    }

    /// The texts, those of the title before the others.
    fn with_first(&mut self, title: Option<&Text>) -> Vec<(Option<Lang>, String)> {
        let mut texts = std::mem::take(&mut self.texts);
        let is_title = |lang: Option<Lang>, words: &str| {
            lang.and_then(|lang| title?.find(lang)) == Some(words)
        };
        texts.sort_by_key(|(lang, words)| !is_title(*lang, words));
        texts
    }
}
