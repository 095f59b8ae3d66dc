// SPDX-License-Identifier: EUPL-1.2
//! Full-text search over a register, built in memory.
//!
//! Every text is indexed three ways: with German stems, with English stems, and as plain words. A
//! word of a question is looked for in all three, and inside longer words: "Beratung" finds
//! "Online-Erstberatungsplattform". All words of a question must be found.
//!
//! Every noun of the roll call is indexed by the kinds of its attributes; there is nothing to do for
//! a new one. Of what is said in a round only what anybody may see is read.
//!
//! Must never know HTML, HTTP or SQL, nor any noun.
//!
//! # Map
//! [`Index`]: build and search; `texts`: what of each noun is indexed; `words`: words as they are
//! compared.

mod texts;
mod words;

use std::collections::BTreeMap;

use tantivy::collector::DocSetCollector;
use tantivy::query::{AllQuery, BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::{
    Field, INDEXED, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions, Value as _,
};
use tantivy::tokenizer::{Language, LowerCaser, SimpleTokenizer, Stemmer, TextAnalyzer};
use tantivy::{Searcher, TantivyDocument, Term};
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::register::Register;
use wegmarke_domain::text::Lang;

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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    hits: Vec<Subject>,
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
        self.hits.iter().skip(skip).take(take)
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
    found: Vec<Indexed>,
}

/// One findable thing.
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
/// Most longer words in which one word is looked for.
const MOST_COMPOUNDS: usize = 400;
/// Shortest word that is looked for inside longer ones, in characters.
const SHORTEST_PART: usize = 4;
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
            let words = TextAnalyzer::builder(SimpleTokenizer::default()).filter(LowerCaser);
            let analyzer = match language {
                Some(language) => words.filter(Stemmer::new(language)).build(),
                None => words.build(),
            };
            index.tokenizers().register(name, analyzer);
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
        Ok(Self {
            searcher,
            fields,
            found,
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
        let mut parts: Vec<(Occur, Box<dyn Query>)> = vec![(Occur::Must, Box::new(AllQuery))];
        for word in asked.iter().take(MOST_WORDS) {
            parts.push((Occur::Must, self.word(word)?));
        }
        let query = BooleanQuery::new(parts);
        let all = self.searcher.search(&query, &DocSetCollector)?;
        let best = tantivy::collector::TopDocs::with_limit(all.len().max(1)).order_by_score();
        let mut answer = Answer::default();
        let (mut by_noun, mut by_plan) = (BTreeMap::new(), BTreeMap::new());
        for (_, address) in self.searcher.search(&query, &best)? {
            let document: TantivyDocument = self.searcher.doc(address)?;
            let number = document
                .get_first(self.fields.number)
                .and_then(|value| value.as_u64());
            let thing = number.and_then(|number| self.found.get(usize::try_from(number).ok()?));
            let Some(thing) = thing else { continue };
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
                    *by_plan.entry(plan.to_string()).or_default() += 1;
                }
            }
            if of_noun && of_plan {
                answer.hits.push(thing.subject.clone());
            }
        }
        answer.by_noun = by_noun.into_iter().collect();
        answer.by_plan = by_plan.into_iter().collect();
        Ok(answer)
    }

    /// One word: as it is, by its stems, and inside longer words.
    fn word(&self, word: &str) -> Result<Box<dyn Query>, SearchError> {
        let term = |field: Field, text: &str, boost: f32| -> (Occur, Box<dyn Query>) {
            let term = TermQuery::new(
                Term::from_field_text(field, text),
                IndexRecordOption::WithFreqs,
            );
            (
                Occur::Should,
                Box::new(BoostQuery::new(Box::new(term), boost)),
            )
        };
        let mut ways = vec![
            term(self.fields.title, word, 6.0),
            term(self.fields.plain, word, 3.0),
            term(self.fields.id, word, 1.0),
        ];
        let mut stems = Vec::new();
        for (field, language) in [
            (self.fields.german, Language::German),
            (self.fields.english, Language::English),
        ] {
            let mut analyzer = TextAnalyzer::builder(SimpleTokenizer::default())
                .filter(LowerCaser)
                .filter(Stemmer::new(language))
                .build();
            let mut stream = analyzer.token_stream(word);
            while let Some(token) = stream.next() {
                ways.push(term(field, &token.text, 2.0));
                stems.push(token.text.clone());
            }
        }
        for longer in self.longer_words(word, &stems)? {
            ways.push(term(self.fields.plain, &longer, 1.0));
        }
        Ok(Box::new(BooleanQuery::new(ways)))
    }

    /// Words of the index that hold the word, or its German stem, as a part.
    fn longer_words(&self, word: &str, stems: &[String]) -> Result<Vec<String>, SearchError> {
        let mut parts: Vec<&str> = vec![word];
        parts.extend(stems.iter().map(String::as_str));
        parts.retain(|part| part.chars().count() >= SHORTEST_PART);
        parts.sort_unstable();
        parts.dedup();
        let mut longer = Vec::new();
        if parts.is_empty() {
            return Ok(longer);
        }
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(self.fields.plain)?;
            let mut terms = inverted
                .terms()
                .range()
                .into_stream()
                .map_err(|error| SearchError::Failed(error.to_string()))?;
            while terms.advance() {
                let Ok(text) = std::str::from_utf8(terms.key()) else {
                    continue;
                };
                if parts
                    .iter()
                    .any(|part| text.len() > part.len() && text.contains(part))
                {
                    longer.push(text.to_owned());
                    if longer.len() >= MOST_COMPOUNDS {
                        return Ok(longer);
                    }
                }
            }
        }
        longer.sort_unstable();
        longer.dedup();
        Ok(longer)
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

fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let text = |tokenizer: &str| {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(tokenizer)
            .set_index_option(IndexRecordOption::WithFreqs);
        TextOptions::default().set_indexing_options(indexing)
    };
    let fields = Fields {
        number: schema.add_u64_field("number", INDEXED | STORED),
        id: schema.add_text_field("id", text("plain")),
        title: schema.add_text_field("title", text("plain")),
        german: schema.add_text_field("german", text("german")),
        english: schema.add_text_field("english", text("english")),
        plain: schema.add_text_field("plain", text("plain")),
    };
    (schema.build(), fields)
}
