// SPDX-License-Identifier: EUPL-1.2
//! The command line: one command for each step of the way.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use wegmarke_l10n::{Lang, Locale};
use wegmarke_usage::{Program, find_language, speak};

use crate::{demo, serve, steps};

/// What is to be known of this program to tell what cannot be read of its command line.
pub const PROGRAM: Program = Program {
    name: "wegmarke-cases",
    variables: &["WEGMARKE_CASES_LANG"],
    otherwise: Lang::De,
    hidden: &[],
    has_help: true,
};

/// Reads a command line; its help is in the language that it asks for.
///
/// # Errors
/// What cannot be read, or help that was asked for.
pub fn read(words: &[OsString]) -> Result<Arguments, clap::Error> {
    let locale = PROGRAM.locale(words);
    let command = speak(Arguments::command(), locale, &|code| {
        find_help(locale, code)
    });
    Arguments::from_arg_matches(&command.try_get_matches_from(words)?)
}

/// A word of the help.
fn find_help(locale: &Locale, code: &str) -> Option<String> {
    locale.find_word("cases-help", code)
}

/// Case data: pool, gate, releases.
#[derive(Debug, Parser)]
#[command(name = "wegmarke-cases", version)]
pub struct Arguments {
    /// The language of what is said: de or en.
    #[arg(
        long,
        global = true,
        env = "WEGMARKE_CASES_LANG",
        default_value = "de",
        value_parser = ["de", "en"]
    )]
    lang: String,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// For a centre: an empty table of a codebook, as CSV on standard output.
    Template {
        /// Codebook: german-network, ctdc, or a file.
        #[arg(long, default_value = "german-network")]
        codebook: String,
    },
    /// For a centre: check a table, and say who could be recognised in it.
    Check {
        /// CSV, XLSX or ODS.
        file: PathBuf,
        /// Codebook: german-network, ctdc, or a file.
        #[arg(long, default_value = "german-network")]
        codebook: String,
    },
    /// For a centre: hand cases over as one encrypted file.
    HandOver {
        /// CSV, XLSX or ODS.
        file: PathBuf,
        /// Codebook: german-network, ctdc, or a file.
        #[arg(long, default_value = "german-network")]
        codebook: String,
        /// Short name of the centre, the same each year.
        #[arg(long)]
        centre: String,
        /// The file `for-centres.toml` of the pooling body.
        #[arg(long)]
        to: PathBuf,
        /// Where to write.
        #[arg(long)]
        out: PathBuf,
    },
    /// Make a signing key for a person.
    Key {
        /// The person's function; it stands in releases.
        name: String,
        /// Where to write.
        #[arg(long)]
        out: PathBuf,
    },
    /// For the pooling body: make an empty pool.
    Init {
        /// Its folder.
        folder: PathBuf,
    },
    /// For the pooling body: take what centres handed over, all of it or nothing.
    Receive {
        /// The pool's folder.
        folder: PathBuf,
        /// Files of centres.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// For the pooling body: what is in the pool.
    Pool {
        /// The pool's folder.
        folder: PathBuf,
        /// Codebook: german-network, ctdc, or a file.
        #[arg(long, default_value = "german-network")]
        codebook: String,
    },
    /// For the pooling body: the privacy budget of all releases with noise; set once, or shown.
    Budget {
        /// The pool's folder.
        folder: PathBuf,
        /// ε that all of them together keep; without it the budget is shown.
        #[arg(long, requires = "delta")]
        epsilon: Option<f64>,
        /// δ that all of them together keep.
        #[arg(long, requires = "epsilon")]
        delta: Option<f64>,
    },
    /// For the first person: send a release plan through the gate.
    Propose {
        /// The pool's folder.
        folder: PathBuf,
        /// The plan.
        plan: PathBuf,
        /// Codebook: german-network, ctdc, or a file.
        #[arg(long, default_value = "german-network")]
        codebook: String,
        /// The person's key.
        #[arg(long)]
        key: PathBuf,
    },
    /// For the second person: release what was proposed, after reading its audit.
    Release {
        /// The pool's folder.
        folder: PathBuf,
        /// Number of the proposal.
        draft: i64,
        /// The person's key; not that of who proposed.
        #[arg(long)]
        key: PathBuf,
        /// Folder for the files; must not be there yet.
        #[arg(long)]
        out: PathBuf,
    },
    /// For anybody: check the files and signatures of a release.
    Verify {
        /// Its folder.
        folder: PathBuf,
        /// Public keys of persons who may release; other signatures are refused.
        #[arg(long)]
        known: Vec<String>,
    },
    /// What was released, for ever; every entry is checked.
    Ledger {
        /// The pool's folder.
        folder: PathBuf,
    },
    /// An example: invented cases of six centres, releases of each class, and one that is stopped.
    Demo {
        /// Its folder; must not be there yet.
        folder: PathBuf,
        /// Port on 127.0.0.1 of the page that shows it; none: it ends when it is made.
        #[arg(long)]
        port: Option<u16>,
    },
    /// How many people no list has: several answers and a page, never one number.
    Estimate {
        /// CSV: a column of 0 and 1 for each list, and a column `count`.
        file: PathBuf,
        /// Where to write the page; must not be there yet.
        #[arg(long)]
        out: PathBuf,
        /// Repetitions of the bootstrap.
        #[arg(long, default_value_t = 1_000)]
        repetitions: usize,
        /// Seed: the same one gives the same answer.
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// European statistics: an empty form for an authority.
    Form {
        /// Whose form it is.
        #[arg(long)]
        authority: String,
        /// Year that is reported.
        #[arg(long)]
        year: u16,
        /// Where to write: .csv, .xlsx or .ods; must not be there yet.
        #[arg(long)]
        out: PathBuf,
    },
    /// European statistics: lay forms of several authorities side by side, and write them for handing in.
    Collect {
        /// Forms that were filled in.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// An authority from which a form is expected; once for each.
        #[arg(long)]
        expected: Vec<String>,
        /// Year that is reported.
        #[arg(long)]
        year: u16,
        /// Where to write: .csv, .xlsx or .ods; must not be there yet.
        #[arg(long)]
        out: PathBuf,
    },
    /// Published figures of others: contradictions, and how many suppressed cells follow from the rest.
    Figures {
        /// CSV, XLSX or ODS with the columns of UNODC's long tables.
        file: PathBuf,
    },
    /// Inside the house: count every combination of values of a CSV file. Not for publishing.
    Count {
        /// CSV with a heading; an empty cell is not recorded.
        file: PathBuf,
        /// The longest combination.
        #[arg(long, default_value_t = 3)]
        length: usize,
        /// Threads.
        #[arg(long, default_value_t = 2)]
        threads: usize,
        /// Where to write all combinations with their counts.
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// A page in the browser of this computer.
    Serve {
        /// The pool's folder.
        folder: PathBuf,
        /// Port on 127.0.0.1; 0: a free one.
        #[arg(long, default_value_t = 8090)]
        port: u16,
    },
}

/// Does what was asked.
///
/// # Errors
/// A sentence for the person.
pub async fn run(arguments: Arguments) -> Result<ExitCode> {
    let lang = find_language(&arguments.lang).unwrap_or(PROGRAM.otherwise);
    let locale = Locale::of(lang);
    match arguments.command {
        Command::Template { codebook } => {
            steps::template(&steps::find_codebook(&codebook)?, locale)
        }
        Command::Check { file, codebook } => {
            steps::check_file(&file, &steps::find_codebook(&codebook)?, locale)
        }
        Command::HandOver {
            file,
            codebook,
            centre,
            to,
            out,
        } => steps::hand_over(
            &file,
            &steps::find_codebook(&codebook)?,
            &centre,
            (&to, &out),
            locale,
        ),
        Command::Key { name, out } => steps::make_key(&name, &out, locale),
        Command::Init { folder } => steps::init(&folder, locale).await,
        Command::Receive { folder, files } => steps::receive(&folder, &files, locale).await,
        Command::Pool { folder, codebook } => {
            steps::show_pool(&folder, &steps::find_codebook(&codebook)?, locale).await
        }
        Command::Budget {
            folder,
            epsilon,
            delta,
        } => steps::budget(&folder, epsilon.zip(delta), locale).await,
        Command::Propose {
            folder,
            plan,
            codebook,
            key,
        } => {
            steps::propose(
                &folder,
                &plan,
                &steps::find_codebook(&codebook)?,
                &key,
                locale,
            )
            .await
        }
        Command::Release {
            folder,
            draft,
            key,
            out,
        } => steps::release(&folder, draft, &key, &out, locale).await,
        Command::Verify { folder, known } => steps::verify(&folder, &known, locale),
        Command::Ledger { folder } => steps::show_ledger(&folder, locale).await,
        Command::Demo { folder, port } => {
            demo::run(&folder, locale).await?;
            match port {
                Some(port) => serve::run(&folder.join("pool"), port, locale).await,
                None => Ok(ExitCode::SUCCESS),
            }
        }
        Command::Estimate {
            file,
            out,
            repetitions,
            seed,
        } => steps::estimate(&file, &out, (repetitions, seed), locale),
        Command::Form {
            authority,
            year,
            out,
        } => steps::form(&authority, year, &out, locale),
        Command::Collect {
            files,
            expected,
            year,
            out,
        } => steps::collect_forms(&files, &expected, year, &out, locale),
        Command::Figures { file } => steps::review_figures(&file, locale),
        Command::Count {
            file,
            length,
            threads,
            out,
        } => steps::count(&file, (length, threads), out.as_deref(), locale),
        Command::Serve { folder, port } => serve::run(&folder, port, locale).await,
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;
    use wegmarke_l10n::{Lang, Locale};
    use wegmarke_usage::list_unsaid;

    use super::{Arguments, find_help, read};

    #[test]
    fn every_command_and_argument_has_its_word_in_both_languages() {
        for lang in Lang::PUBLIC {
            let locale = Locale::of(lang);
            let unsaid = list_unsaid(&Arguments::command(), &|code| find_help(locale, code));
            assert!(unsaid.is_empty(), "{}: {unsaid:?}", lang.code());
        }
    }

    /// What the source says of a command is what English help says of it.
    #[test]
    fn english_help_is_that_of_the_source() {
        let locale = Locale::of(Lang::En);
        for command in Arguments::command().get_subcommands() {
            let told = find_help(locale, command.get_name()).unwrap();
            let source = command.get_about().unwrap().to_string();
            assert_eq!(told.trim_end_matches('.'), source.trim_end_matches('.'));
        }
    }

    #[test]
    fn help_is_in_the_language_that_is_asked_for() {
        let help = |words: &[&str]| {
            let words: Vec<std::ffi::OsString> = words.iter().map(Into::into).collect();
            read(&words).unwrap_err().to_string()
        };
        let german = help(&["wegmarke-cases", "--help"]);
        for word in [
            "Falldaten:",
            "Aufruf: wegmarke-cases [OPTIONEN] <BEFEHL>",
            "Befehle:",
            "Optionen:",
            "Diese Hilfe",
        ] {
            assert!(german.contains(word), "{word}: {german}");
        }
        let german = help(&["wegmarke-cases", "hand-over", "--help"]);
        for word in [
            "Aufruf: wegmarke-cases hand-over",
            "Angaben:",
            "Kurzname der Stelle",
            "[sonst: german-network]",
        ] {
            assert!(german.contains(word), "{word}: {german}");
        }
        for word in ["Usage", "Options", "Print help", "default"] {
            assert!(!german.contains(word), "{word}: {german}");
        }
        let english = help(&["wegmarke-cases", "--lang", "en", "release", "--help"]);
        for word in [
            "Usage: wegmarke-cases release",
            "Number of the proposal",
            "Options:",
        ] {
            assert!(english.contains(word), "{word}: {english}");
        }
    }
}
