// SPDX-License-Identifier: EUPL-1.2
//! The ways in which one word of a question is found, each with what it counts: the word itself before
//! words that are like it, these before longer words that hold it, and slips of the finger last.

use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, Occur, PhraseQuery, Query, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::tokenizer::{Language, TextAnalyzer};
use tantivy::{Searcher, Term};

use crate::vocabulary::Vocabulary;
use crate::words::{SHORTEST_PART, loosen};
use crate::{Fields, SearchError, analyzer};

/// What a way counts, whatever else is said of a hit: how often the word is there and how rare it is
/// counts less than how near it is.
mod counts {
    pub(super) const ITSELF: f32 = 40.0;
    pub(super) const STEM: f32 = 30.0;
    pub(super) const ALIKE: f32 = 25.0;
    pub(super) const APART: f32 = 20.0;
    pub(super) const LONGER: f32 = 10.0;
    pub(super) const SLIP: f32 = 3.0;
    /// On top of each, for a title.
    pub(super) const IN_TITLE: f32 = 2.0;
    /// On top of longer words, for each: small enough to stay below what is nearer.
    pub(super) const OFTEN: f32 = 0.3;
}

/// Most longer words whose rarity is counted.
const MOST_OFTEN: usize = 200;

/// Looks for words of one question.
pub(crate) struct Ways<'a> {
    searcher: &'a Searcher,
    fields: Fields,
    vocabulary: &'a Vocabulary,
    german: TextAnalyzer,
    english: TextAnalyzer,
}

type Part = (Occur, Box<dyn Query>);

impl<'a> Ways<'a> {
    pub(crate) fn new(searcher: &'a Searcher, fields: Fields, vocabulary: &'a Vocabulary) -> Self {
        Self {
            searcher,
            fields,
            vocabulary,
            german: analyzer(Some(Language::German)),
            english: analyzer(Some(Language::English)),
        }
    }

    /// One word of a question: as it is, and written together with its neighbours.
    pub(crate) fn find(
        &mut self,
        asked: &[String],
        at: usize,
    ) -> Result<Box<dyn Query>, SearchError> {
        let word = &asked[at];
        let (german, english) = (stem(&mut self.german, word), stem(&mut self.english, word));
        let itself = [
            (self.fields.title, word, 6.0),
            (self.fields.plain, word, 3.0),
            (self.fields.id, word, 1.0),
        ];
        let stems = [
            (self.fields.german, &german, 2.0),
            (self.fields.english, &english, 2.0),
        ];
        let mut ways: Vec<Part> = Vec::new();
        self.terms(&itself, counts::ITSELF, &mut ways)?;
        self.terms(&stems, counts::STEM, &mut ways)?;
        let is_known = !ways.is_empty();
        let (loose, loose_stem) = (loosen(word), loosen(&german));
        let alike = self.vocabulary.alike(&loose, &loose_stem);
        let is_known = is_known || !alike.is_empty();
        self.one_of(&alike, counts::ALIKE, &mut ways);
        let mut parts = vec![loose.clone(), loose_stem.clone(), loosen(&english)];
        parts.retain(|part| part.chars().count() >= SHORTEST_PART);
        parts.sort_unstable();
        parts.dedup();
        let longer = self.vocabulary.holding(&parts);
        self.one_of(&longer, counts::LONGER, &mut ways);
        self.often(&longer, &mut ways);
        self.apart(&[&loose, &loose_stem], &mut ways);
        self.together(asked, at, &mut ways);
        if !is_known {
            let slips = self.vocabulary.slips(&loose, &loose_stem);
            self.one_of(&slips, counts::SLIP, &mut ways);
        }
        Ok(Box::new(BooleanQuery::new(ways)))
    }

    /// Any of these terms, each by how often it is there and how rare it is, too.
    fn terms(
        &self,
        terms: &[(Field, &String, f32)],
        counts: f32,
        ways: &mut Vec<Part>,
    ) -> Result<(), SearchError> {
        let mut any: Vec<Part> = Vec::new();
        for (field, text, boost) in terms {
            let term = Term::from_field_text(*field, text);
            if self.searcher.doc_freq(&term)? > 0 {
                let often = TermQuery::new(term.clone(), IndexRecordOption::WithFreqs);
                ways.push(should(BoostQuery::new(Box::new(often), *boost)));
                any.push(should(TermQuery::new(term, IndexRecordOption::Basic)));
            }
        }
        if !any.is_empty() {
            let any = Box::new(BooleanQuery::new(any));
            ways.push(should(ConstScoreQuery::new(any, counts)));
        }
        Ok(())
    }

    /// Among things that hold longer words, those come first that hold rarer ones, and more of them.
    fn often(&self, words: &[&str], ways: &mut Vec<Part>) {
        for word in words.iter().take(MOST_OFTEN) {
            let term = Term::from_field_text(self.fields.plain, word);
            let often = TermQuery::new(term, IndexRecordOption::WithFreqs);
            ways.push(should(BoostQuery::new(Box::new(often), counts::OFTEN)));
        }
    }

    /// The word where its neighbours are written with it: "SGBII" for "SGB II".
    fn together(&mut self, asked: &[String], at: usize, ways: &mut Vec<Part>) {
        for length in [2, 3] {
            for first in (at + 1).saturating_sub(length)..=at {
                let Some(words) = asked.get(first..first + length) else {
                    continue;
                };
                let joined = words.concat();
                if joined.chars().count() < 3 {
                    continue;
                }
                let (loose, stem) = (loosen(&joined), loosen(&stem(&mut self.german, &joined)));
                let alike = self.vocabulary.alike(&loose, &stem);
                self.one_of(&alike, counts::ALIKE, ways);
                if loose.chars().count() >= SHORTEST_PART {
                    let longer = self.vocabulary.holding(&[loose]);
                    self.one_of(&longer, counts::LONGER, ways);
                }
            }
        }
    }

    /// The word where it is written as several: "Online-Beratung" for "Onlineberatung".
    fn apart(&self, forms: &[&str], ways: &mut Vec<Part>) {
        let mut phrases: Vec<Vec<&str>> = forms
            .iter()
            .flat_map(|form| self.vocabulary.apart(form))
            .collect();
        phrases.sort_unstable();
        phrases.dedup();
        let phrases: Vec<Part> = phrases
            .into_iter()
            .map(|words| {
                let terms = words.into_iter();
                let terms = terms.map(|word| Term::from_field_text(self.fields.plain, word));
                should(PhraseQuery::new(terms.collect()))
            })
            .collect();
        if !phrases.is_empty() {
            let any = Box::new(BooleanQuery::new(phrases));
            ways.push(should(ConstScoreQuery::new(any, counts::APART)));
        }
    }

    /// Any of these words, and a little more if it is in a title.
    fn one_of(&self, words: &[&str], counts: f32, ways: &mut Vec<Part>) {
        if words.is_empty() {
            return;
        }
        let any = |field: Field| {
            let terms = words.iter().map(|word| Term::from_field_text(field, word));
            Box::new(TermSetQuery::new(terms))
        };
        for (field, counts) in [
            (self.fields.plain, counts),
            (self.fields.title, counts::IN_TITLE),
        ] {
            ways.push(should(ConstScoreQuery::new(any(field), counts)));
        }
    }
}

fn should(query: impl Query) -> Part {
    (Occur::Should, Box::new(query))
}

/// The stem of a folded word.
pub(crate) fn stem(analyzer: &mut TextAnalyzer, word: &str) -> String {
    let mut stream = analyzer.token_stream(word);
    let mut stem = word.to_owned();
    while let Some(token) = stream.next() {
        stem.clone_from(&token.text);
    }
    stem
}
