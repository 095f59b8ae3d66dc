// SPDX-License-Identifier: EUPL-1.2
//! `wegmarke round`: announcing rounds, looking at them, and moving them on by the clock.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Subcommand;
use wegmarke_domain::id::RoundId;
use wegmarke_domain::round::Round;
use wegmarke_domain::rules::asking::preset;
use wegmarke_domain::rules::voices::{Kept, kept};
use wegmarke_domain::text::{Lang, Text, tidy};

use crate::{Whereabouts, open, say, token};

#[derive(Debug, Subcommand)]
pub(crate) enum Options {
    /// List rounds with their states and dates.
    List,
    /// Who must say what in a round, and what became of it.
    Show {
        /// Id of the round, such as `nap-az/2026`.
        id: String,
    },
    /// Who would be asked for what in the next round of a plan, if nothing is changed: the `duties` of a
    /// file for `announce`.
    Preset {
        /// Id of the plan, such as `nap-az`.
        plan: String,
    },
    /// Announce a round, or change one that is not open yet. Takes the token of a coordinator from
    /// WEGMARKE_TOKEN.
    Announce {
        /// A JSON file with the round, as an entry's body holds it. What is otherwise than it was announced
        /// takes a `reason`.
        file: PathBuf,
    },
    /// Cancel a round that is not open yet. It stays on record with the reason. Takes the token of a
    /// coordinator from WEGMARKE_TOKEN.
    Cancel {
        /// Id of the round, such as `nap-az/2026`.
        id: String,
        /// Why, in German, for everybody to read.
        #[arg(long, value_name = "TEXT", required_unless_present = "en")]
        de: Option<String>,
        /// Why, in English.
        #[arg(long, value_name = "TEXT")]
        en: Option<String>,
    },
    /// Move rounds on that are due. A running server does so by itself.
    Advance {
        /// Say that you looked at the clock of this machine and it is right: rounds that stand still
        /// because it jumped go on, here and on servers whose clocks show the same.
        #[arg(long)]
        clock_is_right: bool,
    },
}

pub(crate) async fn run(place: &Whereabouts, options: Options) -> anyhow::Result<ExitCode> {
    let app = open::app(place).await?;
    let locale = place.locale();
    match options {
        Options::List => {
            let state = app.state();
            for round in state.register.rounds.list() {
                let at = state.register.round_state(&round.id);
                println!(
                    "{}\t{}\t{} / {} / {}",
                    round.id,
                    locale.word("round-state", at.as_str()),
                    round.opens_at,
                    round.due_at,
                    round.replies_until
                );
            }
        }
        Options::Show { id } => {
            let state = app.state();
            let round = state.register.rounds.find(&id);
            let round =
                round.with_context(|| locale.t_with("cli-no-round", &[("id", (&*id).into())]))?;
            for duty in &round.duties {
                let code = match kept(&state.register, round, duty) {
                    Kept::Pending => "due",
                    Kept::InTime(_) => "kept",
                    Kept::Late(_) => "late",
                    Kept::Unrevealed(_) => "unrevealed",
                    Kept::Silent => "silent",
                    Kept::Void => "void",
                };
                println!(
                    "{}\t{}\t{}\t{}",
                    duty.organisation,
                    locale.word("noun", duty.noun.as_str()),
                    duty.on,
                    locale.word("board-what", code)
                );
            }
        }
        Options::Preset { plan } => {
            let state = app.state();
            let known = open::plan(place, &state.register, &plan)?;
            let duties = preset(&state.register, &known.id).duties;
            println!("{}", serde_json::to_string_pretty(&duties)?);
        }
        Options::Announce { file } => {
            let round: Round = say::read_json(&file)?;
            let who = token::who(place, &app).await?;
            let receipts = app.announce_round(&who, &round, false).await;
            say::print_receipts(&receipts.map_err(|error| token::told(place, error))?)?;
        }
        Options::Cancel { id, de, en } => {
            let parts = [(Lang::DE, de), (Lang::EN, en)];
            let texts = parts.into_iter().filter_map(|(lang, text)| {
                let text = tidy(&text?).into_owned();
                Some((lang, text))
            });
            let reason = Text::from_parts(texts).with_context(|| locale.t("cli-no-reason"))?;
            let who = token::who(place, &app).await?;
            let receipts = app.cancel_round(&who, &RoundId::new(&*id), &reason).await;
            say::print_receipts(&receipts.map_err(|error| token::told(place, error))?)?;
        }
        Options::Advance { clock_is_right } => {
            if clock_is_right {
                app.accept_clock().await?;
            }
            let moves = app.advance_rounds().await?;
            println!("{}", locale.t_with("cli-moved", &[("n", moves.into())]));
            if let Some(doubt) = app.doubt() {
                let args = [
                    ("against", doubt.against.as_str().into()),
                    ("minutes", doubt.minutes().into()),
                ];
                anyhow::bail!("{}", locale.t_with("cli-clock-doubted", &args));
            }
        }
    }
    app.close().await;
    Ok(ExitCode::SUCCESS)
}
