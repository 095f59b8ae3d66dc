// SPDX-License-Identifier: EUPL-1.2
//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use jiff::Timestamp;
use wegmarke_guide::table::Kind;
use wegmarke_l10n::{Lang, Locale};
use wegmarke_usage::{Program, find_language, speak};

use crate::clock::now;
use crate::{desk, serve, sheet, sign, steps};

/// What is to be known of this program to tell what cannot be read of its command line.
pub const PROGRAM: Program = Program {
    name: "wegmarke-wegweiser",
    variables: &["WEGMARKE_WEGWEISER_LANG"],
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
    locale.find_word("way-help", code)
}

/// A directory, a guide and a referral sheet that know nobody.
#[derive(Debug, Parser)]
#[command(name = "wegmarke-wegweiser", version)]
pub struct Arguments {
    /// The language of what is said: de or en.
    #[arg(
        long,
        global = true,
        env = "WEGMARKE_WEGWEISER_LANG",
        default_value = "de",
        value_parser = ["de", "en"]
    )]
    lang: String,
    /// The moment for which age is judged; now, if absent. The same moment gives the same site.
    #[arg(long, global = true)]
    at: Option<Timestamp>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Tell what is wrong with content, and every gap.
    Check {
        /// Folder of the content.
        content: PathBuf,
        /// Fail also if there are gaps.
        #[arg(long)]
        strict: bool,
    },
    /// Write the static site; a second time only what changed.
    Build {
        /// Folder of the content.
        content: PathBuf,
        /// Folder of the site: new, empty, or written by this command.
        folder: PathBuf,
    },
    /// Show a built site on this computer, with the headers that its host must set.
    Serve {
        /// Folder of the site.
        folder: PathBuf,
        /// Port on 127.0.0.1; 0: a free one.
        #[arg(long, default_value_t = 8095)]
        port: u16,
    },
    /// For an editor: show content on this computer as it is now; each reload reads it again.
    Preview {
        /// Folder of the content.
        content: PathBuf,
        /// Port on 127.0.0.1; 0: a free one.
        #[arg(long, default_value_t = 8095)]
        port: u16,
    },
    /// What differs between two versions of content, value by value.
    Differences {
        /// Folder of the older one.
        old: PathBuf,
        /// Folder of the newer one.
        new: PathBuf,
    },
    /// Write all cards into a spreadsheet, XLSX or ODS.
    Cards {
        /// Folder of the content.
        content: PathBuf,
        /// The spreadsheet; must not be there yet.
        out: PathBuf,
    },
    /// Take cards back from a spreadsheet: say what would change, and change it after --yes.
    TakeCards {
        /// Folder of the content.
        content: PathBuf,
        /// The spreadsheet.
        file: PathBuf,
        /// Write it.
        #[arg(long)]
        yes: bool,
    },
    /// Write all lists of signs into a spreadsheet, XLSX or ODS.
    Signs {
        /// Folder of the content.
        content: PathBuf,
        /// The spreadsheet; must not be there yet.
        out: PathBuf,
    },
    /// Take lists of signs back from a spreadsheet, or bring one in: say what would change, and change it after --yes.
    TakeSigns {
        /// Folder of the content.
        content: PathBuf,
        /// The spreadsheet.
        file: PathBuf,
        /// Write it.
        #[arg(long)]
        yes: bool,
    },
    /// Write all exercises into a spreadsheet, XLSX or ODS.
    Exercises {
        /// Folder of the content.
        content: PathBuf,
        /// The spreadsheet; must not be there yet.
        out: PathBuf,
    },
    /// Take exercises back from a spreadsheet: say what would change, and change it after --yes.
    TakeExercises {
        /// Folder of the content.
        content: PathBuf,
        /// The spreadsheet.
        file: PathBuf,
        /// Write it.
        #[arg(long)]
        yes: bool,
    },
    /// Make a key to sign content or an entry with.
    SigningKey {
        /// Where the secret half goes; must not be there yet.
        out: PathBuf,
    },
    /// Sign a folder of content, a service's own entry, or a bundle of counts.
    Sign {
        /// The folder, the entry or the bundle.
        path: PathBuf,
        /// The file with the secret key.
        #[arg(long)]
        key: PathBuf,
    },
    /// Say whether the signature on content or an entry holds.
    Verify {
        /// The folder or the entry.
        path: PathBuf,
        /// The public key that it must be of.
        #[arg(long)]
        known: Option<String>,
    },
    /// Take a service's own entry into the content, if it is signed with the key in keys.toml and newer.
    TakeEntry {
        /// Folder of the content.
        content: PathBuf,
        /// The entry, NAME.toml, with NAME.sig beside it.
        entry: PathBuf,
    },
    /// For a centre: make a bundle of counts in which small numbers, and what gives them away, are hidden.
    Counts {
        /// CSV: quarter, land, group, outcome, count.
        file: PathBuf,
        /// A bundle that was handed on before: what it did not tell stays so, and what it told hides nothing.
        #[arg(long, value_name = "BUNDLE")]
        earlier: Vec<PathBuf>,
        /// Where the bundle goes; must not be there yet. Read it, then sign it.
        #[arg(long)]
        out: PathBuf,
    },
    /// For a desk: make the key to which referral sheets are encrypted.
    DeskKey {
        /// Where the secret half goes; must not be there yet.
        out: PathBuf,
    },
    /// For a desk: open a referral sheet. It is shown, and written nowhere.
    Open {
        /// The sheet, as it came.
        file: PathBuf,
        /// The file with the secret half of the desk's key.
        #[arg(long)]
        key: PathBuf,
    },
    /// Record that translations were made from what the original says now, or that somebody checked them.
    Checked {
        /// Folder of the content.
        content: PathBuf,
        /// Language, or all of them if absent.
        #[arg(long)]
        language: Option<String>,
        /// One text, such as texts/guide/rights; or all that begin so.
        #[arg(long, default_value = "")]
        item: String,
        /// Who checked it, as readers see it. Absent: it stays a draft.
        #[arg(long)]
        by: Option<String>,
    },
}

/// Does what was asked.
///
/// # Errors
/// A sentence for the person.
pub async fn run(arguments: Arguments) -> Result<ExitCode> {
    let locale = Locale::of(find_language(&arguments.lang).unwrap_or(Lang::De));
    let at = arguments.at.unwrap_or_else(now);
    match arguments.command {
        Command::Check { content, strict } => steps::check(&content, strict, at, locale),
        Command::Build { content, folder } => steps::build(&content, &folder, at, locale),
        Command::Serve { folder, port } => serve::built(folder, port, locale).await,
        Command::Preview { content, port } => {
            serve::preview(content, port, arguments.at, locale).await
        }
        Command::Differences { old, new } => sheet::differences(&old, &new, locale),
        Command::Cards { content, out } => sheet::write(Kind::Cards, &content, &out, locale),
        Command::TakeCards { content, file, yes } => {
            sheet::take(Kind::Cards, &content, &file, yes, locale)
        }
        Command::Signs { content, out } => sheet::write(Kind::Signs, &content, &out, locale),
        Command::TakeSigns { content, file, yes } => {
            sheet::take(Kind::Signs, &content, &file, yes, locale)
        }
        Command::Exercises { content, out } => {
            sheet::write(Kind::Exercises, &content, &out, locale)
        }
        Command::TakeExercises { content, file, yes } => {
            sheet::take(Kind::Exercises, &content, &file, yes, locale)
        }
        Command::SigningKey { out } => sign::make_key(&out, locale),
        Command::Sign { path, key } => sign::sign(&path, &key, locale),
        Command::Verify { path, known } => sign::verify(&path, known.as_deref(), locale),
        Command::TakeEntry { content, entry } => sign::take(&content, &entry, locale),
        Command::Counts { file, earlier, out } => steps::counts(&file, &earlier, &out, locale),
        Command::DeskKey { out } => desk::make_key(&out, locale),
        Command::Open { file, key } => desk::open(&file, &key, locale),
        Command::Checked {
            content,
            language,
            item,
            by,
        } => steps::checked(&content, (language.as_deref(), &item, by), at, locale),
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
        let german = help(&["wegmarke-wegweiser", "--help"]);
        for word in [
            "Aufruf: wegmarke-wegweiser [OPTIONEN] <BEFEHL>",
            "Befehle:",
            "Optionen:",
            "Diese Hilfe",
        ] {
            assert!(german.contains(word), "{word}: {german}");
        }
        let german = help(&["wegmarke-wegweiser", "serve", "--help"]);
        for word in ["Ordner der Seite", "[sonst: 8095]", "Angaben:"] {
            assert!(german.contains(word), "{word}: {german}");
        }
        for word in ["Usage", "Options", "Print help", "default"] {
            assert!(!german.contains(word), "{word}: {german}");
        }
        let english = help(&["wegmarke-wegweiser", "--lang", "en", "take-signs", "--help"]);
        for word in [
            "Usage: wegmarke-wegweiser take-signs",
            "Write it",
            "Options:",
        ] {
            assert!(english.contains(word), "{word}: {english}");
        }
    }
}
