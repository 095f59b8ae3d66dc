// SPDX-License-Identifier: EUPL-1.2
//! Three ways to find what belongs to a measure, and how much of the labelled truth each finds.

use std::collections::BTreeSet;

use anyhow::Result;
use wegmarke_coherence::Coherence;
use wegmarke_domain::measure::Measure;
use wegmarke_domain::noun::Subject;
use wegmarke_domain::record::Record as _;
use wegmarke_domain::register::Register;
use wegmarke_search::Index;

use super::sets::Set;

/// Means over all asked measures.
#[derive(Default)]
pub(crate) struct Score {
    /// Right ones among the first five, of as many as could be right.
    pub(crate) precision: f64,
    /// Of the right ones, how many are among the first ten.
    pub(crate) recall: f64,
    /// Whether the first one is right.
    pub(crate) first: f64,
}

/// Ours, word overlap, the search engine.
pub(crate) fn judge(set: &Set) -> Result<Vec<(&'static str, Score)>> {
    let coherence = Coherence::build(&set.register);
    let ours = |measure: &Measure| {
        let near = coherence.near(measure.id.as_str()).into_iter();
        Ok(near.map(|pair| pair.ids[1].to_string()).collect())
    };
    let words: Vec<(String, BTreeSet<String>)> = set
        .register
        .measures
        .list()
        .map(|measure| (measure.id.to_string(), words(measure)))
        .collect();
    let overlap = |measure: &Measure| Ok(overlapping(measure, &words));
    let index = Index::build(&set.register)?;
    let engine = |measure: &Measure| -> Result<Vec<String>> {
        let found = index.like(&measure.subject(), set.register.measures.len())?;
        Ok(found
            .into_iter()
            .map(|Subject { id, .. }| id.to_string())
            .collect())
    };
    Ok(vec![
        ("coherence", score(set, &set.register, ours)?),
        ("word overlap", score(set, &set.register, overlap)?),
        ("search, more like this", score(set, &set.register, engine)?),
    ])
}

fn score(
    set: &Set,
    register: &Register,
    find: impl Fn(&Measure) -> Result<Vec<String>>,
) -> Result<Score> {
    let mut score = Score::default();
    for (id, wanted) in &set.wanted {
        let Some(measure) = register.measures.find(id) else {
            anyhow::bail!("{id} is labelled and not there");
        };
        let twins = set.twins.get(id);
        let found: Vec<String> = find(measure)?
            .into_iter()
            .filter(|other| other != id && twins.is_none_or(|twins| !twins.contains(other)))
            .filter(|other| wanted.iter().any(|one| plan(one) == plan(other)))
            .collect();
        let right = |most: usize| {
            found
                .iter()
                .take(most)
                .filter(|one| wanted.contains(*one))
                .count()
        };
        score.precision += ratio(right(5), wanted.len().min(5));
        score.recall += ratio(right(10), wanted.len());
        score.first += ratio(right(1), 1);
    }
    let asked = ratio(set.wanted.len(), 1);
    score.precision /= asked;
    score.recall /= asked;
    score.first /= asked;
    Ok(score)
}

/// Whoever asks for something of a plan gets no other plan's.
fn plan(id: &str) -> Option<&str> {
    id.split('/').next()
}

fn ratio(one: usize, of: usize) -> f64 {
    f64::from(u32::try_from(one).unwrap_or(0)) / f64::from(u32::try_from(of).unwrap_or(1))
}

fn words(measure: &Measure) -> BTreeSet<String> {
    let texts = measure.title.iter().map(|(_, text)| text.to_lowercase());
    let all = texts.collect::<Vec<_>>().join(" ");
    let words = all.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// By shared words, of all words of both.
fn overlapping(measure: &Measure, all: &[(String, BTreeSet<String>)]) -> Vec<String> {
    let own = words(measure);
    let mut scored: Vec<(f64, &String)> = all
        .iter()
        .map(|(id, words)| {
            let both = own.intersection(words).count();
            (ratio(both, own.union(words).count()), id)
        })
        .filter(|(score, _)| *score > 0.0)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    scored.into_iter().map(|(_, id)| id.clone()).collect()
}
