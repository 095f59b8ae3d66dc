// SPDX-License-Identifier: EUPL-1.2
//! `wegmarke organisation`: organisations put on record, renamed, merged and split; likely duplicates.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use jiff::civil::Date;
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::organisation::{OrganisationKind, Voice};
use wegmarke_domain::rules::alike::list_alike;
use wegmarke_domain::rules::organising::{After, Organise, Organising};
use wegmarke_domain::text::{Lang, Text};

use crate::{Whereabouts, open, token};

#[derive(Debug, Subcommand)]
pub(crate) enum Options {
    /// List organisations that may be one, by their names.
    Alike,
    /// Put a new organisation on record.
    Create {
        #[command(flatten)]
        by: By,
        #[command(flatten)]
        called: Called,
        /// What kind of body it is.
        #[arg(long, value_name = "KIND")]
        kind: Option<OrganisationKind>,
        /// Whose pen it is, if its kind does not tell.
        #[arg(long, value_name = "VOICE")]
        voice: Option<Voice>,
    },
    /// Give an organisation another name; it stays the same one.
    Rename {
        /// Its id.
        id: String,
        #[command(flatten)]
        by: By,
        #[command(flatten)]
        called: Called,
        #[command(flatten)]
        when: When,
    },
    /// Several organisations became one.
    Merge {
        /// Their ids.
        #[arg(required = true)]
        before: Vec<String>,
        /// The id of the one that they became, if it is on record; else its name is needed.
        #[arg(long, value_name = "ID")]
        into: Option<String>,
        #[command(flatten)]
        by: By,
        #[command(flatten)]
        called: Called,
        #[command(flatten)]
        when: When,
    },
    /// One organisation became several.
    Split {
        /// Its id.
        before: String,
        /// The id of one that it became; several times for several. New ones are put on record before.
        #[arg(long, value_name = "ID", required = true)]
        into: Vec<String>,
        #[command(flatten)]
        by: By,
        #[command(flatten)]
        when: When,
    },
}

/// In whose name.
#[derive(Debug, Args)]
pub(crate) struct By {
    /// Id of the organisation in whose name it is entered. Without it, it is said by the organisation
    /// whose token is in WEGMARKE_TOKEN.
    #[arg(long = "as", value_name = "ORGANISATION")]
    by: Option<String>,
}

/// What it is called.
#[derive(Debug, Args)]
pub(crate) struct Called {
    /// Its name in German.
    #[arg(long, value_name = "TEXT")]
    de: Option<String>,
    /// Its name in English.
    #[arg(long, value_name = "TEXT")]
    en: Option<String>,
    /// Its short name.
    #[arg(long, value_name = "TEXT")]
    short: Option<String>,
}

impl Called {
    fn after(self) -> After {
        let parts = [(Lang::DE, self.de), (Lang::EN, self.en)];
        let parts = parts.into_iter();
        After {
            name: Text::from_parts(parts.filter_map(|(lang, text)| Some((lang, text?)))),
            short: self.short.and_then(|short| Text::new(Lang::DE, &short)),
            ..After::default()
        }
    }
}

/// Since when.
#[derive(Debug, Args)]
pub(crate) struct When {
    /// The day on which it took effect, such as 2026-01-01.
    #[arg(long, value_name = "DAY")]
    on: Option<Date>,
}

pub(crate) async fn run(place: &Whereabouts, options: Options) -> anyhow::Result<ExitCode> {
    let Some((by, order)) = read(options) else {
        return list(place).await;
    };
    let app = open::app(place).await?;
    let receipts = match &by.by {
        Some(by) => app.organise_from_outside(by, &order).await,
        None => {
            let who = token::who(place, &app).await?;
            app.organise(&who, &order, None).await
        }
    };
    for receipt in receipts.map_err(|error| token::told(place, error))? {
        println!("{}\t{}\t{}", receipt.seq, receipt.kind, receipt.subject);
    }
    app.close().await;
    Ok(ExitCode::SUCCESS)
}

/// What is to be done, and in whose name; `None`: nothing is, duplicates are listed.
fn read(options: Options) -> Option<(By, Organising)> {
    Some(match options {
        Options::Alike => return None,
        Options::Create {
            by,
            called,
            kind,
            voice,
        } => {
            let after = After {
                kind,
                voice,
                ..called.after()
            };
            (by, order(Organise::Create, Vec::new(), vec![after], None))
        }
        Options::Rename {
            id,
            by,
            called,
            when,
        } => {
            let after = vec![called.after()];
            (by, order(Organise::Rename, vec![id], after, when.on))
        }
        Options::Merge {
            before,
            into,
            by,
            called,
            when,
        } => {
            let after = After {
                id: into.map(OrganisationId::new),
                ..called.after()
            };
            (by, order(Organise::Merge, before, vec![after], when.on))
        }
        Options::Split {
            before,
            into,
            by,
            when,
        } => {
            let known = |id| After {
                id: Some(OrganisationId::new(id)),
                ..After::default()
            };
            let after = into.into_iter().map(known).collect();
            (by, order(Organise::Split, vec![before], after, when.on))
        }
    })
}

fn order(what: Organise, before: Vec<String>, after: Vec<After>, on: Option<Date>) -> Organising {
    Organising {
        what,
        before: before.into_iter().map(OrganisationId::new).collect(),
        after,
        on,
    }
}

async fn list(place: &Whereabouts) -> anyhow::Result<ExitCode> {
    let app = open::app(place).await?;
    for pair in list_alike(&app.state().register) {
        let why = place.locale().word("alike", pair.likeness.as_str());
        println!("{}\t{}\t{why}", pair.one, pair.other);
    }
    app.close().await;
    Ok(ExitCode::SUCCESS)
}
