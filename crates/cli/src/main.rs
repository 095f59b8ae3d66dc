// SPDX-License-Identifier: EUPL-1.2
//! The binary `wegmarke`: reads the command line, wires everything.
//!
//! Every command works on an embedded database in a data folder (`--data`) or on PostgreSQL
//! (`--database-url`), without a running server.
//!
//! # To add a command
//! 1. A variant of [`Command`] with its options; its doc comment is its help.
//! 2. `src/<command>.rs` with `run`, which calls one use case of `app`.
//! 3. Its words in `locales/*/cli.ftl`.

// First, so that all others print with it.
#[macro_use]
mod output;

mod account;
mod backup;
mod check;
mod coherence;
mod data_finding;
mod demo;
mod erase;
mod findings;
mod import;
mod init;
mod key;
mod limits;
mod log_key;
mod mail;
mod open;
mod organisation;
mod profile;
mod refusal;
mod restore;
mod round;
mod say;
mod serve;
mod sheet;
mod story;
mod table;
mod token;
mod verify;
mod witness;
mod witnesses;

use std::ffi::OsString;
use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::str::FromStr as _;

use clap::{Args, Parser, Subcommand};
use jiff::tz::TimeZone;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;
use wegmarke_app::SystemClock;
use wegmarke_exchange::paper::process::COMMAND;
use wegmarke_l10n::{Lang, Locale};
use wegmarke_usage::{Program, find_language};

/// Wegmarke: the open monitoring system for national action plans.
#[derive(Debug, Parser)]
#[command(name = "wegmarke", version, about, max_term_width = 100)]
struct Cli {
    #[command(flatten)]
    place: Whereabouts,
    #[command(subcommand)]
    command: Command,
}

/// Where the register is.
#[derive(Debug, Args)]
struct Whereabouts {
    /// Data folder: the log's key, and the embedded database.
    #[arg(
        long,
        global = true,
        env = "WEGMARKE_DATA_DIR",
        default_value = "wegmarke-data",
        value_name = "DIR"
    )]
    data: PathBuf,
    /// Use PostgreSQL instead of the embedded database.
    #[arg(
        long,
        global = true,
        env = "WEGMARKE_DATABASE_URL",
        hide_env_values = true,
        value_name = "URL"
    )]
    database_url: Option<String>,
    /// Keep uploaded files in a bucket, `s3://bucket/folder`, instead of the data folder.
    #[arg(
        long,
        global = true,
        env = "WEGMARKE_EVIDENCE_STORE",
        hide_env_values = true,
        value_name = "URL"
    )]
    evidence_store: Option<String>,
    /// Time zone in which days begin and end and times are told.
    #[arg(
        long,
        global = true,
        env = "WEGMARKE_TIME_ZONE",
        value_name = "ZONE",
        default_value = "Europe/Berlin",
        value_parser = TimeZone::get
    )]
    time_zone: TimeZone,
    #[command(flatten)]
    limits: limits::Options,
    /// Language of messages: de or en.
    #[arg(
        long,
        global = true,
        env = "WEGMARKE_LANG",
        value_name = "LANG",
        value_parser = language
    )]
    lang: Option<Lang>,
}

/// A language, also as systems write it: `de_DE.UTF-8`.
fn language(given: &str) -> Result<Lang, String> {
    find_language(given).ok_or_else(|| "it is de or en".to_owned())
}

impl Whereabouts {
    fn clock(&self) -> SystemClock {
        SystemClock(self.time_zone.clone())
    }

    fn locale(&self) -> &'static Locale {
        // What the system says is for all programs, and may be a language that is not ours.
        let of_system = || language(&std::env::var("LANG").ok()?).ok();
        Locale::of(self.lang.or_else(of_system).unwrap_or(Lang::En))
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make the data folder, the log's key and an empty register.
    Init(init::Options),
    /// Import a file or a folder of tables.
    Import(import::Options),
    /// Profiles: how the columns of files are read.
    #[command(subcommand)]
    Profile(profile::Options),
    /// Tables of a PDF, .docx or .odt as rows with page and place.
    Table(table::Options),
    /// Reads a PDF from standard input; started by other commands, with limits.
    #[command(hide = true, name = wegmarke_exchange::paper::process::COMMAND)]
    ReadPdf {
        /// Draw this page instead.
        picture: Option<u32>,
    },
    /// Check the whole log: every envelope, body, tile and signature.
    Verify(verify::Options),
    /// Check that everything can be read that is kept beside the log: drafts, accounts, files, search.
    Check(check::Options),
    /// What follows from the record by rules with codes.
    Findings(findings::Options),
    /// Measures of two plans that could belong together, with the words that led to it.
    Coherence(coherence::Options),
    /// Data findings: what imports met and did not repair.
    #[command(subcommand, alias = "finding")]
    DataFinding(data_finding::Options),
    /// Accounts: the first one of an organisation, and tokens for programs.
    #[command(subcommand)]
    Account(account::Options),
    /// Organisations: put on record, renamed, merged, split; likely duplicates.
    #[command(subcommand)]
    Organisation(organisation::Options),
    /// Reporting rounds.
    #[command(subcommand)]
    Round(round::Options),
    /// Say something for the organisation whose token is in WEGMARKE_TOKEN.
    Say(say::Options),
    /// Keys with which an organisation signs what it says.
    #[command(subcommand)]
    Key(key::Options),
    /// The key that signs the log: which ones it has had, and how it is replaced.
    #[command(subcommand)]
    LogKey(log_key::Options),
    /// The forms of a round as a spreadsheet.
    #[command(subcommand)]
    Sheet(sheet::Options),
    /// Erase the body of one entry for ever, as law may demand. Its envelope stays.
    Erase(erase::Options),
    /// Copy the register to a folder, also while a server runs.
    Backup(backup::Options),
    /// Make a data folder out of a backup.
    Restore(restore::Options),
    /// Letters.
    #[command(subcommand)]
    Mail(mail::Command),
    /// Serve the public site and the log.
    Serve(serve::Options),
    /// Be a witness: remember the heads of logs of others, and sign that they only grew.
    #[command(subcommand)]
    Witness(witness::Options),
    /// Serve the German example: makes and fills the register if it is empty.
    Demo(demo::Options),
}

/// Entries are decoded on one thread and kept by another, which the system's allocator is slow at:
/// with this one a log is replayed in half the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What is to be known of this program to tell what cannot be read of its command line.
const PROGRAM: Program = Program {
    name: "wegmarke",
    variables: &["WEGMARKE_LANG", "LANG"],
    otherwise: Lang::En,
    // A part of the program itself is for nobody to call.
    hidden: &[COMMAND],
    has_help: false,
};

/// What is written to standard error where nobody says otherwise.
const LOG: &str = "warn,wegmarke::security=info,sqlx=error";

/// What is to be written to standard error; an error if nobody can tell.
fn log_filter(given: Option<&str>) -> Result<EnvFilter, String> {
    // An empty variable is how some service managers say that there is none.
    let given = given.filter(|given| !given.is_empty()).unwrap_or(LOG);
    for directive in given.split(',').map(str::trim) {
        // The library takes a word that it does not know for the name of a part of the program, and then
        // says nothing at all.
        let is_level = LevelFilter::from_str(directive).is_ok();
        if !is_level && !directive.contains(['=', '[']) {
            return Err(format!("“{directive}”"));
        }
    }
    EnvFilter::builder()
        .parse(given)
        .map_err(|error| error.to_string())
}

/// Colours are for people: in a file they are signs that nobody reads.
fn has_colours() -> bool {
    let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    !unwanted && std::io::stderr().is_terminal()
}

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let cli = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli,
        Err(error) => match PROGRAM.words(&error, &arguments) {
            Some(words) => {
                eprintln!("{words}");
                return ExitCode::from(2);
            }
            None => error.exit(),
        },
    };
    if let Command::ReadPdf { picture } = cli.command {
        return table::read_pdf(picture);
    }
    let filter = match log_filter(std::env::var("WEGMARKE_LOG").ok().as_deref()) {
        Ok(filter) => filter,
        Err(why) => {
            let locale = cli.place.locale();
            eprintln!("{}", locale.t_with("cli-bad-log", &[("why", why.into())]));
            // As for every option that does not read.
            return ExitCode::from(2);
        }
    };
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(has_colours())
        .with_writer(std::io::stderr)
        // It would be told with `eprintln!` of the standard library, which ends the program where
        // standard error is closed.
        .log_internal_errors(false)
        .init();
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    let locale = cli.place.locale();
    match runtime.block_on(run(cli)) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{}", refusal::words(&error, locale));
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    let place = &cli.place;
    match cli.command {
        Command::Init(options) => init::run(place, &options).await,
        Command::Import(options) => import::run(place, options).await,
        Command::Profile(options) => profile::run(place, &options),
        Command::Table(options) => table::run(place, &options),
        // Done before anything else was started.
        Command::ReadPdf { .. } => Ok(ExitCode::FAILURE),
        Command::Verify(options) => verify::run(place, options).await,
        Command::Check(options) => check::run(place, &options).await,
        Command::Findings(options) => findings::run(place, &options).await,
        Command::Coherence(options) => coherence::run(place, &options).await,
        Command::DataFinding(options) => data_finding::run(place, options).await,
        Command::Account(options) => account::run(place, options).await,
        Command::Organisation(options) => organisation::run(place, options).await,
        Command::Round(options) => round::run(place, options).await,
        Command::Say(options) => say::run(place, &options).await,
        Command::Key(options) => key::run(place, &options),
        Command::LogKey(options) => log_key::run(place, options).await,
        Command::Sheet(options) => sheet::run(place, options).await,
        Command::Erase(options) => erase::run(place, &options).await,
        Command::Backup(options) => backup::run(place, &options).await,
        Command::Restore(options) => restore::run(place, &options).await,
        Command::Mail(command) => mail::run(place, &command).await,
        Command::Serve(options) => serve::run(place, &options).await,
        Command::Witness(options) => witness::run(place, options).await,
        Command::Demo(options) => demo::run(place, &options).await,
    }
}
