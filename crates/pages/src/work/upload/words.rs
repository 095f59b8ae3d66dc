// SPDX-License-Identifier: EUPL-1.2
//! What the file's own words mean: each word of a column that is told by a closed list here.

use askama::Template;
use wegmarke_domain::shape;

use super::columns::target_name;
use super::{At, GoesTo, Pick, REVISION, Step, choice};
use crate::frame::Section;
use crate::parts::form::shape::choices;
use crate::parts::{Link, Shown};
use crate::work::{Bar, ways};
use crate::{Ctx, Frame, Route};

/// A column whose words are asked about.
#[derive(Clone, Debug)]
pub struct AnsweredParts {
    /// Its heading.
    pub heading: String,
    /// What it gives.
    pub goes_to: GoesTo,
    /// The closed list.
    pub words: &'static shape::Words,
    /// The file's words, each with the word of the list that it means; empty: none yet.
    pub asked: Vec<(String, String)>,
}

/// What the page is made of.
#[derive(Debug)]
pub struct WordParts<'a> {
    /// Who.
    pub bar: Bar,
    /// The upload.
    pub id: &'a str,
    /// Its revision.
    pub revision: u64,
    /// Its file.
    pub file: &'a str,
    /// Whether it is a document that was reviewed.
    pub reviewed: bool,
    /// The columns.
    pub columns: &'a [AnsweredParts],
    /// Why nothing was done.
    pub refused: Option<String>,
}

/// The page.
#[derive(Debug, Template)]
#[template(path = "work/upload/words.html")]
pub struct Words {
    f: Frame,
    ways: Vec<Link>,
    steps: Vec<Step>,
    refused: Option<String>,
    action: String,
    revision: String,
    columns: Vec<(String, Vec<Pick>)>,
}

impl Words {
    const REVISION: &'static str = REVISION;

    /// The page.
    #[must_use]
    pub fn build(ctx: &Ctx, parts: WordParts<'_>) -> Self {
        let title = ctx.t_with("upload-words-title", &[("file", parts.file.into())]);
        let columns = parts.columns.iter().enumerate();
        Self {
            f: Frame::new(ctx, Shown::plain(&title), Section::Elsewhere).signed_in(ctx, &parts.bar),
            ways: ways(ctx),
            steps: super::steps(ctx, parts.id, At::Words, parts.reviewed),
            refused: parts.refused,
            action: ctx.href(&Route::UploadWords(parts.id)),
            revision: parts.revision.to_string(),
            columns: columns
                .map(|(at, column)| of_column(ctx, at, column))
                .collect(),
        }
    }
}

fn of_column(ctx: &Ctx, at: usize, column: &AnsweredParts) -> (String, Vec<Pick>) {
    let args = [
        ("heading", column.heading.as_str().into()),
        ("attribute", target_name(ctx, &column.goes_to).into()),
    ];
    let known = choices(ctx, column.words);
    let picks = column.asked.iter().enumerate().map(|(n, (word, means))| {
        let none = choice("", ctx.t("upload-word-none"), means);
        let all = known
            .iter()
            .map(|(code, label)| choice(code, label.clone(), means));
        Pick {
            name: format!("w{at}.{n}"),
            label: word.clone(),
            choices: std::iter::once(none).chain(all).collect(),
            ..Pick::default()
        }
    });
    (ctx.t_with("upload-words-of", &args), picks.collect())
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{AnsweredParts, WordParts, Words};
    use crate::Route;
    use crate::samples::Samples;
    use crate::work::upload::GoesTo;
    use wegmarke_domain::measure::Nature;
    use wegmarke_domain::noun::Noun;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        let wording = samples.wording;
        let column = AnsweredParts {
            heading: wording.words("heading"),
            goes_to: GoesTo {
                noun: Noun::Measure,
                attribute: "nature".to_owned(),
            },
            words: &Nature::WORDS,
            asked: vec![
                (wording.words("word"), "new".to_owned()),
                (wording.words("other"), String::new()),
            ],
        };
        let file = wording.words("file");
        for (query, refused) in [("", false), ("qx", true)] {
            samples.page(&Route::UploadWords("qx1"), query, |_, c| {
                let parts = WordParts {
                    bar: wording.bar(),
                    id: "qx1",
                    revision: 2,
                    file: &file,
                    reviewed: false,
                    columns: std::slice::from_ref(&column),
                    refused: refused.then(|| wording.words("refused")),
                };
                Words::build(c, parts)
            });
        }
    }
}
