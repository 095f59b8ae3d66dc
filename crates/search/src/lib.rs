// SPDX-License-Identifier: EUPL-1.2
//! Full-text search over a register, built in memory.
//!
//! Every text is indexed three ways: with German stems, with English stems, and as plain words. A
//! word of a question is looked for in all three, and, counting less, in words that differ by an umlaut,
//! inside longer words ("Beratung" finds "Online-Erstberatungsplattform", "Haus" finds "Schutzhäuser"),
//! written apart or together ("SGBII" and "SGB II"), and, if it is not there otherwise, with one slip of
//! the finger. All words of a question must be found.
//!
//! Every noun of the roll call is indexed by the kinds of its attributes; there is nothing to do for
//! a new one. Of what is said in a round only what anybody may see is read.
//!
//! Must never know HTML, HTTP or SQL, nor any noun.
//!
//! # Map
//! [`Index`]: build and search; `texts`: what of each noun is indexed; `words`: words as they are
//! compared; `vocabulary`: all words of an index; `ways`: how one word is found; `collector`: all hits
//! with what they count.

mod collector;
mod texts;
mod vocabulary;
mod ways;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tantivy::query::{AllQuery, BooleanQuery, MoreLikeThisQuery, Occur, Query};
use tantivy::schema::{
    FAST, Field, IndexRecordOption, OwnedValue, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{Language, LowerCaser, SimpleTokenizer, Stemmer, TextAnalyzer};
use tantivy::{Searcher, TantivyDocument};
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::register::Register;
use wegmarke_domain::text::Lang;

use crate::collector::{Hit, Hits, NUMBER};
use crate::vocabulary::Vocabulary;
use crate::ways::{Ways, stem};

/// Why a search gives nothing.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The index could not be built or read.
    #[error("the search failed: {0}; please report it")]
    Failed(String),
}

impl From<tantivy::TantivyError> for SearchError {
    fn from(error: tantivy::TantivyError) -> Self {
        Self::Failed(error.to_string())
    }
}

impl SearchError {
    /// Stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "search_failed"
    }
}

/// What somebody looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// The words, as typed.
    pub words: String,
    /// Only this noun.
    pub noun: Option<Noun>,
    /// Only this plan, by id.
    pub plan: Option<String>,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// Of these things, the ones found, the best first.
    found: Arc<[Indexed]>,
    hits: Vec<u32>,
    /// Hits by noun, without the filter by noun.
    pub by_noun: Vec<(Noun, usize)>,
    /// Hits by plan id, without the filter by plan.
    pub by_plan: Vec<(String, usize)>,
}

impl Answer {
    /// How many things were found, with both filters.
    #[must_use]
    pub const fn total(&self) -> usize {
        self.hits.len()
    }

    /// Some of them, the best first.
    pub fn page(&self, skip: usize, take: usize) -> impl Iterator<Item = &Subject> {
        let hits = self.hits.iter().skip(skip).take(take);
        hits.filter_map(|hit| Some(&self.found.get(*hit as usize)?.subject))
    }
}

#[derive(Clone, Copy, Debug)]
struct Fields {
    number: Field,
    id: Field,
    title: Field,
    german: Field,
    english: Field,
    plain: Field,
}

/// An index of one register.
pub struct Index {
    searcher: Searcher,
    fields: Fields,
    vocabulary: Vocabulary,
    found: Arc<[Indexed]>,
}

/// What an index was found to hold.
#[derive(Clone, Debug, Default)]
pub struct Compared {
    /// Things of the register that anybody may see.
    pub things: u64,
    /// Those of them that the index lacks or knows otherwise, and what it holds beyond them.
    pub wrong: Vec<Subject>,
}

/// One findable thing.
#[derive(Debug, PartialEq)]
struct Indexed {
    subject: Subject,
    /// Plans it belongs to, sorted.
    plans: Vec<Box<str>>,
    /// The words a reader knows it by, in every language.
    titles: Vec<String>,
    /// Everything it says, its title first; `None`: words without a language.
    texts: Vec<(Option<Lang>, String)>,
    /// Words of open lists, such as `number_outside_field`. Nobody reads them, and an excerpt never
    /// shows them.
    codes: Vec<String>,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index")
            .field("things", &self.found.len())
            .finish_non_exhaustive()
    }
}

/// Memory of the index writer, in bytes.
const WRITER: usize = 50 << 20;
/// Longest question that is read, in words.
const MOST_WORDS: usize = 12;
/// How many things of a register an index is asked for, and with how many characters of their titles.
const ASKED_FOR: usize = 200;
const LONGEST_ASKED: usize = 200;
/// Characters around a hit in an excerpt.
const AROUND: usize = 110;

impl Index {
    /// Indexes everything that stands in a register.
    ///
    /// # Errors
    /// [`SearchError::Failed`].
    pub fn build(register: &Register) -> Result<Self, SearchError> {
        let (schema, fields) = schema();
        let index = tantivy::Index::create_in_ram(schema);
        for (name, language) in [
            ("german", Some(Language::German)),
            ("english", Some(Language::English)),
            ("plain", None),
        ] {
            index.tokenizers().register(name, analyzer(language));
        }
        let mut writer = index.writer_with_num_threads(1, WRITER)?;
        let mut found = Vec::new();
        for (number, thing) in (0_u64..).zip(texts::collect(register)) {
            let mut document = TantivyDocument::new();
            document.add_u64(fields.number, number);
            for title in &thing.titles {
                document.add_text(fields.title, words::fold(title));
            }
            for (_, text) in &thing.texts {
                let folded = words::fold(text);
                document.add_text(fields.german, &folded);
                document.add_text(fields.english, &folded);
                document.add_text(fields.plain, &folded);
            }
            for code in &thing.codes {
                document.add_text(fields.plain, words::fold(code));
            }
            // Apart from the words: ids are made of other ids, and a part of a word that is looked
            // for would find everything that is said about a thing before the thing itself.
            document.add_text(fields.id, words::fold(&thing.subject.id));
            writer.add_document(document)?;
            found.push(thing);
        }
        writer.commit()?;
        let searcher = index.reader()?.searcher();
        let mut german = analyzer(Some(Language::German));
        let words = words_of(&searcher, fields.plain)?;
        Ok(Self {
            vocabulary: Vocabulary::new(words, |word| stem(&mut german, word)),
            searcher,
            fields,
            found: found.into(),
        })
    }

    /// Looks for a question. A question without words finds nothing.
    ///
    /// # Errors
    /// [`SearchError::Failed`].
    pub fn search(&self, question: &Question) -> Result<Answer, SearchError> {
        let asked = words::split(&question.words);
        if asked.is_empty() {
            return Ok(Answer::default());
        }
        let asked: Vec<String> = asked.into_iter().take(MOST_WORDS).collect();
        let mut ways = Ways::new(&self.searcher, self.fields, &self.vocabulary);
        let mut parts: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for at in 0..asked.len() {
            parts.push((Occur::Must, ways.find(&asked, at)?));
        }
        let mut hits = self.searcher.search(&BooleanQuery::new(parts), &Hits)?;
        // The best first; what counts the same in the order of the register.
        hits.sort_unstable_by(|a: &Hit, b: &Hit| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        Ok(self.sift(&hits, question))
    }

    /// What is most like a thing by the engine's own measure of likeness, best first; nothing for a
    /// thing that is not there. Coherence is measured against it.
    ///
    /// # Errors
    /// [`SearchError::Failed`].
    pub fn like(&self, subject: &Subject, most: usize) -> Result<Vec<Subject>, SearchError> {
        let found = self
            .found
            .binary_search_by(|thing| thing.subject.cmp(subject));
        let Some(thing) = found.ok().and_then(|at| self.found.get(at)) else {
            return Ok(Vec::new());
        };
        let texts = thing.texts.iter();
        let texts = texts.map(|(_, text)| OwnedValue::Str(words::fold(text)));
        let query = MoreLikeThisQuery::builder()
            .with_min_doc_frequency(1)
            .with_min_term_frequency(1)
            .with_document_fields(vec![(self.fields.german, texts.collect())]);
        let mut hits = self.searcher.search(&query, &Hits)?;
        hits.sort_unstable_by(|a: &Hit, b: &Hit| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let things = hits.iter().filter_map(|hit| self.found.get(hit.1 as usize));
        let others = things
            .map(|thing| &thing.subject)
            .filter(|one| *one != subject);
        Ok(others.take(most).cloned().collect())
    }

    /// Compares with a register: whether its things are all there, with their texts, and can be found by
    /// what they are called.
    ///
    /// # Errors
    /// [`SearchError::Failed`].
    pub fn compare(&self, register: &Register) -> Result<Compared, SearchError> {
        let all = self.searcher.search(&AllQuery, &Hits)?;
        let numbers: BTreeSet<u32> = all.into_iter().map(|(_, number)| number).collect();
        let expected = texts::collect(register);
        let every = (expected.len() / ASKED_FOR).max(1);
        let mut compared = Compared {
            things: expected.len() as u64,
            wrong: Vec::new(),
        };
        for (at, thing) in expected.iter().enumerate() {
            let number = u32::try_from(at).unwrap_or(u32::MAX);
            let is_held = numbers.contains(&number) && self.found.get(at) == Some(thing);
            // Searching takes longer than comparing: some tell for all.
            let is_found = match at % every {
                0 => self.finds(thing)?,
                _ => true,
            };
            if !is_held || !is_found {
                compared.wrong.push(thing.subject.clone());
            }
        }
        let beyond = self.found.iter().skip(expected.len());
        let beyond = beyond.map(|thing| thing.subject.clone());
        compared.wrong.extend(beyond);
        Ok(compared)
    }

    /// Whether a thing is found by its title.
    fn finds(&self, thing: &Indexed) -> Result<bool, SearchError> {
        let Some(title) = thing.titles.first() else {
            return Ok(true);
        };
        let words: String = title.chars().take(LONGEST_ASKED).collect();
        if words::split(&words).is_empty() {
            return Ok(true);
        }
        let answer = self.search(&Question {
            words,
            ..Question::default()
        })?;
        let mut all = answer.page(0, answer.total());
        Ok(all.any(|subject| *subject == thing.subject))
    }

    /// What of the hits is asked for, and how many there would be otherwise.
    fn sift(&self, hits: &[Hit], question: &Question) -> Answer {
        let mut answer = Answer {
            found: Arc::clone(&self.found),
            ..Answer::default()
        };
        let (mut by_noun, mut by_plan) = (BTreeMap::new(), BTreeMap::<&str, usize>::new());
        for (_, number) in hits {
            let Some(thing) = self.found.get(*number as usize) else {
                continue;
            };
            let of_noun = question.noun.is_none_or(|noun| noun == thing.subject.noun);
            let of_plan = question
                .plan
                .as_ref()
                .is_none_or(|plan| thing.plans.iter().any(|of| **of == **plan));
            if of_plan {
                *by_noun.entry(thing.subject.noun).or_default() += 1;
            }
            if of_noun {
                for plan in &thing.plans {
                    *by_plan.entry(plan).or_default() += 1;
                }
            }
            if of_noun && of_plan {
                answer.hits.push(*number);
            }
        }
        answer.by_noun = by_noun.into_iter().collect();
        let by_plan = by_plan.into_iter();
        answer.by_plan = by_plan.map(|(plan, n)| (plan.to_owned(), n)).collect();
        answer
    }

    /// A part of a thing's text around the first hit, in pieces: the words, and whether they were
    /// looked for. In the language of the reader, if the thing has a hit there.
    #[must_use]
    pub fn excerpt(&self, subject: &Subject, question: &str, lang: Lang) -> Vec<(String, bool)> {
        let found = self
            .found
            .binary_search_by(|thing| thing.subject.cmp(subject));
        let Some(thing) = found.ok().and_then(|at| self.found.get(at)) else {
            return Vec::new();
        };
        let asked = words::split(question);
        let mut texts: Vec<&(Option<Lang>, String)> = thing.texts.iter().collect();
        texts.sort_by_key(|(of, _)| of.is_some_and(|of| of != lang));
        texts
            .iter()
            .find_map(|(_, text)| words::mark(text, &asked, AROUND))
            .unwrap_or_default()
    }
}

/// Folded text as words, or as their stems in a language.
fn analyzer(language: Option<Language>) -> TextAnalyzer {
    let words = TextAnalyzer::builder(SimpleTokenizer::default()).filter(LowerCaser);
    match language {
        Some(language) => words.filter(Stemmer::new(language)).build(),
        None => words.build(),
    }
}

/// All words of a field, each once.
fn words_of(searcher: &Searcher, field: Field) -> Result<Vec<Box<str>>, SearchError> {
    let mut words: BTreeSet<Box<str>> = BTreeSet::new();
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(field)?;
        let mut terms = inverted
            .terms()
            .stream()
            .map_err(|error| SearchError::Failed(error.to_string()))?;
        while terms.advance() {
            if let Ok(word) = std::str::from_utf8(terms.key()) {
                words.insert(word.into());
            }
        }
    }
    Ok(words.into_iter().collect())
}

fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let text = |tokenizer: &str, option: IndexRecordOption| {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(tokenizer)
            .set_index_option(option);
        TextOptions::default().set_indexing_options(indexing)
    };
    let often = IndexRecordOption::WithFreqs;
    let fields = Fields {
        number: schema.add_u64_field(NUMBER, FAST),
        id: schema.add_text_field("id", text("plain", often)),
        title: schema.add_text_field("title", text("plain", often)),
        german: schema.add_text_field("german", text("german", often)),
        english: schema.add_text_field("english", text("english", often)),
        // Words that are written apart are found by standing beside each other.
        plain: schema.add_text_field(
            "plain",
            text("plain", IndexRecordOption::WithFreqsAndPositions),
        ),
    };
    (schema.build(), fields)
}
