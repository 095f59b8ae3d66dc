// SPDX-License-Identifier: EUPL-1.2
//! `wegmarke check`: can everything be read that is kept beside the log?

use std::collections::BTreeMap;
use std::process::ExitCode;

use clap::Args;
use serde::Serialize;
use wegmarke_app::check::Looked;
use wegmarke_app::{App, AppError};
use wegmarke_l10n::Locale;
use wegmarke_search::Index;
use wegmarke_store::StoreError;

use crate::{Whereabouts, open};

#[derive(Debug, Args)]
#[command(after_help = "Ends with:
  0  everything can be read
  1  something is damaged, missing, or leads nowhere; it is named
  2  wrong options
  4  the check could not be made: no key, no database, or the place for files does not answer

It writes nothing of what it looks at, and servers may run meanwhile. Whether the log itself holds is told
by “wegmarke verify”.")]
pub(crate) struct Options {
    /// The outcome as JSON.
    #[arg(long)]
    json: bool,
}

/// What `check` ends with beside 0; 2 is that of wrong options. The same numbers as of `verify`.
mod ends {
    pub(super) const WRONG: u8 = 1;
    pub(super) const NOT_MADE: u8 = 4;
}

/// The search index; what it should hold are the things of the register that anybody may see.
const SEARCH: &str = "search";
/// Why something of the index is named.
const NOT_FOUND: &str = "not-found";

#[derive(Serialize)]
struct Json<'a> {
    holds: bool,
    parts: Vec<Part<'a>>,
}

/// Things of one kind.
#[derive(Serialize)]
struct Part<'a> {
    what: &'a str,
    looked_at: u64,
    wrong: Vec<Wrong<'a>>,
}

#[derive(Serialize)]
struct Wrong<'a> {
    code: &'a str,
    id: &'a str,
    owner: Option<&'a str>,
}

impl<'a> Part<'a> {
    fn of(looked: &'a Looked) -> Self {
        let wrong = looked.wrong.iter().map(|one| Wrong {
            code: one.code,
            id: &one.id,
            owner: one.owner.as_deref(),
        });
        Self {
            what: &looked.what,
            looked_at: looked.count,
            wrong: wrong.collect(),
        }
    }
}

pub(crate) async fn run(place: &Whereabouts, options: &Options) -> anyhow::Result<ExitCode> {
    let locale = place.locale();
    let looked = match look(place).await {
        Ok(looked) => looked,
        Err(error) => {
            let words = match is_damage(&error) {
                true => "cli-check-log",
                false => "cli-check-not-made",
            };
            eprintln!("{}", locale.t(words));
            eprintln!("{error:#}");
            return Ok(match is_damage(&error) {
                true => ends::WRONG.into(),
                false => ends::NOT_MADE.into(),
            });
        }
    };
    let holds = looked.iter().all(|looked| looked.wrong.is_empty());
    if options.json {
        let parts = looked.iter().map(Part::of).collect();
        let json = serde_json::to_string_pretty(&Json { holds, parts })?;
        println!("{json}");
    } else {
        print(&looked, locale);
    }
    Ok(match holds {
        true => ExitCode::SUCCESS,
        false => ends::WRONG.into(),
    })
}

/// Whether the database was reached, and what lies there is none any more.
fn is_damage(error: &anyhow::Error) -> bool {
    matches!(
        error.downcast_ref::<AppError>(),
        Some(AppError::Damaged { .. } | AppError::Store(StoreError::Corrupt(_)))
    )
}

async fn look(place: &Whereabouts) -> anyhow::Result<Vec<Looked>> {
    let app = open::app(place).await?;
    let mut looked = app.check().await?;
    looked.push(look_at_search(&app).await?);
    app.close().await;
    Ok(looked)
}

/// Makes the index as a server makes it, and compares it with the register.
async fn look_at_search(app: &App) -> anyhow::Result<Looked> {
    let state = app.state();
    let comparing = tokio::task::spawn_blocking(move || {
        Index::build(&state.register)?.compare(&state.register)
    });
    let compared = comparing.await??;
    let wrong = compared
        .wrong
        .iter()
        .map(|about| wegmarke_app::check::Wrong {
            code: NOT_FOUND,
            id: about.to_string(),
            owner: None,
        });
    Ok(Looked {
        what: SEARCH.to_owned(),
        count: compared.things,
        wrong: wrong.collect(),
    })
}

/// Most of what is wrong with one kind of thing that is named one by one.
const MOST_NAMED: usize = 50;

fn print(looked: &[Looked], locale: &Locale) {
    let named: Vec<(String, &Looked)> = looked
        .iter()
        .map(|looked| (locale.word("check-what", &looked.what), looked))
        .collect();
    let widest = named.iter().map(|(word, _)| word.chars().count()).max();
    let widest = widest.unwrap_or(0);
    let head = ["check-head-what", "check-head-count", "check-head-wrong"];
    let [what, count, wrong] = head.map(|key| locale.t(key));
    println!("{what:<widest$} {count:>10} {wrong:>10}");
    for (word, looked) in &named {
        println!(
            "{word:<widest$} {:>10} {:>10}",
            looked.count,
            looked.wrong.len()
        );
    }
    let mut all = 0;
    for (word, looked) in &named {
        let mut reasons: BTreeMap<&str, u64> = BTreeMap::new();
        for one in &looked.wrong {
            *reasons.entry(one.code).or_default() += 1;
        }
        for (code, count) in reasons {
            all += count;
            let args = [("what", word.as_str().into()), ("n", count.into())];
            println!("\n{}", locale.word_with("check-wrong", code, &args));
            let ones = looked.wrong.iter().filter(|one| one.code == code);
            for one in ones.take(MOST_NAMED) {
                match &one.owner {
                    Some(owner) => println!("  {} ({owner})", one.id),
                    None => println!("  {}", one.id),
                }
            }
            if count > MOST_NAMED as u64 {
                let rest = count - MOST_NAMED as u64;
                println!(
                    "  {}",
                    locale.t_with("cli-check-more", &[("n", rest.into())])
                );
            }
        }
    }
    let words = if all == 0 {
        "cli-check-holds"
    } else {
        "cli-check-wrong"
    };
    println!("\n{}", locale.t_with(words, &[("n", all.into())]));
}

#[cfg(test)]
mod tests {
    use wegmarke_app::check::{FILES, PLACE, SEALED, codes, list_kinds};
    use wegmarke_l10n::{Lang, Locale};

    use super::{NOT_FOUND, SEARCH};

    #[test]
    fn everything_that_is_looked_at_has_words_in_both_languages() {
        for lang in [Lang::De, Lang::En] {
            let locale = Locale::of(lang);
            for what in list_kinds()
                .into_iter()
                .chain([SEALED, FILES, PLACE, SEARCH])
            {
                assert!(locale.find_word("check-what", what).is_some(), "{what}");
            }
            for code in codes::ALL.into_iter().chain([NOT_FOUND]) {
                assert!(locale.find_word("check-wrong", code).is_some(), "{code}");
            }
        }
    }
}
