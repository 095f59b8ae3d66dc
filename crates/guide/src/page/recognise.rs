// SPDX-License-Identifier: EUPL-1.2
//! Recognising: signs by situation, and exercises with their answers on a page of their own.

use askama::Template;

use crate::content::Files;
use crate::indicator::{DIMENSIONS, Exercise, ExerciseWords, Indicators};
use crate::page::{Cited, Frame};
use crate::text::{Block, blocks};

#[derive(Template)]
#[template(path = "recognise.html")]
struct Recognise<'a> {
    f: Frame<'a>,
    lists: Vec<(&'a str, &'a str)>,
    exercises: Vec<(&'a str, &'a str)>,
}

#[derive(Template)]
#[template(path = "signs.html")]
struct Signs<'a> {
    f: Frame<'a>,
    title: &'a str,
    text: &'a str,
    dimensions: Vec<(String, Option<String>, Vec<&'a str>)>,
    remarks: Vec<String>,
    standing: String,
    sources: Vec<Cited<'a>>,
}

#[derive(Template)]
#[template(path = "exercise.html")]
struct ExercisePage<'a> {
    f: Frame<'a>,
    id: &'a str,
    list: &'a str,
    words: &'a ExerciseWords,
    case: Vec<Block>,
    answer: Vec<Block>,
    is_answer: bool,
}

/// Both lists.
///
/// # Errors
/// If the template fails.
pub fn list(f: &Frame<'_>, files: &mut Files) -> Result<(), askama::Error> {
    let lists = f.content.indicators.values();
    let exercises = f.content.exercises.values();
    let page = Recognise {
        f: *f,
        lists: lists
            .filter_map(|one| Some((one.id.as_str(), one.words.get(f.lang())?.0.as_str())))
            .collect(),
        exercises: exercises
            .filter_map(|one| Some((one.id.as_str(), one.words.get(f.lang())?.title.as_str())))
            .collect(),
    };
    f.put(files, &page)
}

/// The signs of one situation.
///
/// # Errors
/// If the template fails.
pub fn signs(f: &Frame<'_>, one: &Indicators, files: &mut Files) -> Result<(), askama::Error> {
    let Some((title, text)) = one.words.get(f.lang()) else {
        return Ok(());
    };
    let dimensions = DIMENSIONS.iter().map(|dimension| {
        let signs = one.items.iter().filter(|sign| sign.dimension == *dimension);
        let signs = signs.filter_map(|sign| sign.words.get(f.lang()).map(String::as_str));
        let count = one.counts.get(dimension).map(ToString::to_string);
        let count = count.map(|n| f.words.t_with("signs-count", &[("n", &n)]));
        (
            f.words.word("dimension", dimension),
            count,
            signs.collect::<Vec<_>>(),
        )
    });
    // A dimension of the source of which nothing is here is shown as such.
    let dimensions = dimensions.filter(|(_, count, signs)| count.is_some() || !signs.is_empty());
    let mut remarks = Vec::new();
    if one.is_own {
        remarks.push(f.t("signs-own"));
    }
    if let Some(whole) = one.whole.filter(|whole| *whole as usize > one.compared()) {
        let (whole, n) = (whole.to_string(), one.compared().to_string());
        remarks.push(
            f.words
                .t_with("signs-not-here", &[("whole", &whole), ("n", &n)]),
        );
    }
    let page = Signs {
        f: *f,
        title,
        text,
        dimensions: dimensions.collect(),
        remarks,
        standing: f.standing(&one.standing),
        sources: f.sources(&one.standing.sources),
    };
    f.put(files, &page)
}

/// An exercise, or its answer.
///
/// # Errors
/// If the template fails.
pub fn exercise(
    f: &Frame<'_>,
    one: &Exercise,
    is_answer: bool,
    files: &mut Files,
) -> Result<(), askama::Error> {
    let Some(words) = one.words.get(f.lang()) else {
        return Ok(());
    };
    let page = ExercisePage {
        f: *f,
        id: &one.id,
        list: &one.indicators,
        words,
        case: blocks(&words.case),
        answer: blocks(&words.answer),
        is_answer,
    };
    f.put(files, &page)
}
