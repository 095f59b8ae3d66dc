// SPDX-License-Identifier: EUPL-1.2
//! A measure as what it is compared by.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use wegmarke_domain::measure::Measure;
use wegmarke_domain::register::Register;
use wegmarke_domain::text::{Lang, Text};

use crate::compound::Compounds;
use crate::concept::Concepts;
use crate::words::{Stems, grams, split};

/// What a word counts, by where it stands.
const TITLE: f32 = 2.0;
const BODY: f32 = 1.0;
/// What a part of a compound counts beside the compound.
const PART: f32 = 0.8;

/// A kind of feature: each is weighed by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Block {
    /// Stems, parts and meanings of words.
    Word,
    /// Groups of letters of the title.
    Gram,
    /// What is stated besides texts.
    Tag,
}

/// One feature, as it is told from all others.
pub(crate) type Key = (Block, Box<str>);

/// A measure as what it is compared by.
#[derive(Clone, Debug)]
pub(crate) struct Doc {
    measure: Arc<Measure>,
    /// What each feature counts, before it is weighed by how rare it is.
    pub(crate) counts: BTreeMap<Key, f32>,
    /// The first word that gave a feature of words, as it was written.
    pub(crate) written: BTreeMap<Box<str>, Box<str>>,
}

impl Doc {
    pub(crate) fn id(&self) -> &str {
        self.measure.id.as_str()
    }

    pub(crate) fn plan(&self) -> &str {
        self.measure.plan()
    }

    pub(crate) const fn measure(&self) -> &Arc<Measure> {
        &self.measure
    }

    fn add(&mut self, block: Block, key: impl Into<Box<str>>, counts: f32) {
        *self.counts.entry((block, key.into())).or_default() += counts;
    }
}

/// Makes features of measures.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reader {
    stems: Stems,
    compounds: Compounds,
    concepts: Concepts,
    /// What each word of the measures is compared as: most words stand in many.
    known: HashMap<(Lang, Box<str>), Compared>,
}

/// What a word is compared as, and what each of it counts.
type Compared = Box<[(Box<str>, f32)]>;

impl Reader {
    /// A reader that knows the words of these measures.
    pub(crate) fn new(measures: &[Arc<Measure>]) -> Self {
        let stems = Stems::default();
        let texts = measures.iter().flat_map(|one| texts(one));
        let german = texts.flat_map(|(text, _)| text.find(Lang::DE));
        let words = german.flat_map(|text| split(text).map(|word| word.small));
        let mut reader = Self {
            compounds: Compounds::new(&stems, words),
            concepts: Concepts::new(&stems),
            stems,
            known: HashMap::new(),
        };
        let all = measures.iter().flat_map(|one| self::texts(one));
        for (lang, text) in all.flat_map(|(text, _)| text.iter()) {
            for word in split(text) {
                let key = (lang, word.small.into_boxed_str());
                if !reader.known.contains_key(&key) {
                    let compared = reader.compare(lang, &key.1);
                    reader.known.insert(key, compared);
                }
            }
        }
        reader
    }

    fn compare(&self, lang: Lang, word: &str) -> Compared {
        let stem = self.stems.of(lang, word);
        let whole = self.concepts.of(lang, stem).into_boxed_str();
        let mut compared = vec![(whole, 1.0)];
        if lang == Lang::DE {
            let parts = self.compounds.split(&self.stems, word).into_iter();
            let parts = parts.map(|part| self.concepts.of(lang, part).into_boxed_str());
            compared.extend(parts.map(|part| (part, PART)));
        }
        compared.into()
    }

    pub(crate) fn read(&self, register: &Register, measure: &Arc<Measure>) -> Doc {
        let mut doc = Doc {
            measure: Arc::clone(measure),
            counts: BTreeMap::new(),
            written: BTreeMap::new(),
        };
        for (text, counts) in texts(measure) {
            for (lang, text) in text.iter() {
                self.words(&mut doc, lang, text, counts);
            }
        }
        for (_, title) in measure.title.iter() {
            for word in split(title) {
                for gram in grams(&word.small) {
                    doc.add(Block::Gram, gram, 1.0);
                }
            }
        }
        tags(register, measure, &mut doc);
        doc
    }

    fn words(&self, doc: &mut Doc, lang: Lang, text: &str, counts: f32) {
        for word in split(text) {
            let key = (lang, word.small.into_boxed_str());
            let new;
            let compared = match self.known.get(&key) {
                Some(compared) => compared,
                None => {
                    new = self.compare(lang, &key.1);
                    &new
                }
            };
            for (name, share) in compared {
                let written = doc.written.entry(name.clone());
                written.or_insert_with(|| word.written.into());
                doc.add(Block::Word, name.clone(), counts * share);
            }
        }
    }
}

/// The texts that a measure is compared by, and what their words count.
fn texts(measure: &Measure) -> impl Iterator<Item = (&Text, f32)> {
    let more = [
        &measure.description,
        &measure.output_indicator,
        &measure.outcome_indicator,
    ];
    let more = more.into_iter().filter_map(|text| text.value());
    std::iter::once((&measure.title, TITLE)).chain(more.map(|text| (text, BODY)))
}

/// Names of attributes that both of a pair may state, as their features begin.
pub(crate) const TAGS: [&str; 5] = ["lead", "groups", "forms", "themes", "field"];

fn tags(register: &Register, measure: &Measure, doc: &mut Doc) {
    let leads = measure
        .lead
        .value()
        .into_iter()
        .flat_map(|leads| leads.ids());
    for lead in leads {
        doc.add(Block::Tag, format!("lead:{lead}"), 1.0);
    }
    let words = [
        ("groups", &measure.groups),
        ("forms", &measure.forms),
        ("themes", &measure.themes),
    ];
    for (name, words) in words {
        for word in words.value().into_iter().flatten() {
            doc.add(Block::Tag, format!("{name}:{word}"), 1.0);
        }
    }
    // Fields of two plans are one where they are called the same.
    let field = measure.field.value();
    let field = field.and_then(|id| register.fields.find(id.as_str()));
    if let Some(title) = field.and_then(|field| field.title.value()) {
        let (_, title) = title.best(Lang::DE);
        doc.add(Block::Tag, format!("field:{}", title.to_lowercase()), 1.0);
    }
}
