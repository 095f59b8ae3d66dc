// SPDX-License-Identifier: EUPL-1.2
//! What cannot be read of a command line, and its help, in the language of whoever typed it.
//!
//! Must never know what a command does: it turns what clap says into words.
//!
//! # To give a program help in both languages
//! Words of a family in `locales/*/`: `<family>-<command>` for each command, `<family>-<command>-<argument>`
//! or, where several commands have it, `<family>-arg-<argument>`; then [`speak`]. [`list_unsaid`] names what is
//! missing.

mod help;

use std::error::Error as _;
use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use wegmarke_l10n::{Lang, Locale};

pub use help::{list_unsaid, speak};

/// What is to be known of a program.
#[derive(Debug, Clone, Copy)]
pub struct Program {
    /// What it is called.
    pub name: &'static str,
    /// Variables of the environment that say the language, the first that does.
    pub variables: &'static [&'static str],
    /// The language where nobody says one.
    pub otherwise: Lang,
    /// Commands that are for nobody to call.
    pub hidden: &'static [&'static str],
    /// Whether its help is in the same language.
    pub has_help: bool,
}

/// A language by its code, also as systems write it (`de_DE.UTF-8`).
#[must_use]
pub fn find_language(given: &str) -> Option<Lang> {
    let code = given.split(['_', '-', '.', '@']).next().unwrap_or_default();
    match &*code.to_ascii_lowercase() {
        "de" => Some(Lang::De),
        "en" => Some(Lang::En),
        _ => None,
    }
}

/// What a problem is called in `locales/*/usage.ftl`; `None`: it is help that was asked for.
fn code(kind: ErrorKind) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => return None,
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            "no-command"
        }
        ErrorKind::UnknownArgument => "unknown",
        ErrorKind::InvalidSubcommand => "unknown-command",
        ErrorKind::MissingRequiredArgument => "missing",
        ErrorKind::ArgumentConflict => "conflict",
        ErrorKind::InvalidValue => "value",
        ErrorKind::ValueValidation => "refused",
        ErrorKind::NoEquals => "no-equals",
        ErrorKind::TooManyValues => "too-many",
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => "too-few",
        ErrorKind::InvalidUtf8 => "letters",
        _ => "other",
    })
}

impl Program {
    /// The language that was asked for, before anything else of the command line reads.
    #[must_use]
    pub fn locale(&self, arguments: &[OsString]) -> &'static Locale {
        let words = arguments.iter().map(|word| word.to_string_lossy());
        let words: Vec<String> = words.map(std::borrow::Cow::into_owned).collect();
        let apart = |at: usize| {
            words
                .get(at + 1)
                .filter(|_| words.get(at).is_some_and(|it| it == "--lang"))
        };
        let joined = |at: usize| words.get(at)?.strip_prefix("--lang=");
        // The last one counts, as everywhere.
        let mut places = (0..words.len()).rev();
        let asked = places.find_map(|at| joined(at).or(apart(at).map(String::as_str)));
        let of_system = self
            .variables
            .iter()
            .filter_map(|name| std::env::var(name).ok());
        let mut asked = asked.map(str::to_owned).into_iter().chain(of_system);
        let found = asked.find_map(|asked| find_language(&asked));
        Locale::of(found.unwrap_or(self.otherwise))
    }

    /// The words for what is wrong, with how the command is used; `None`: it is help that was asked for.
    #[must_use]
    pub fn words(&self, error: &clap::Error, arguments: &[OsString]) -> Option<String> {
        let mut code = code(error.kind())?;
        let locale = self.locale(arguments);
        let of = |kind: ContextKind| text_of(error, kind);
        let given = match error.kind() {
            ErrorKind::InvalidSubcommand => of(ContextKind::InvalidSubcommand),
            _ => of(ContextKind::InvalidArg),
        };
        let value = of(ContextKind::InvalidValue);
        if code == "value" && value.is_empty() {
            code = "no-value";
        }
        let why = error.source().map_or_else(String::new, ToString::to_string);
        let args = [
            ("program", self.name.into()),
            ("given", given.into()),
            ("value", value.into()),
            ("other", of(ContextKind::PriorArg).into()),
            ("why", why.into()),
        ];
        let mut lines = vec![locale.word_with("usage", code, &args)];
        let near = [
            ContextKind::SuggestedArg,
            ContextKind::SuggestedSubcommand,
            ContextKind::SuggestedValue,
        ];
        if let Some(near) = near.map(of).into_iter().find(|near| !near.is_empty()) {
            lines.push(locale.t_with("usage-near", &[("near", near.into())]));
        }
        let allowed = [ContextKind::ValidValue, ContextKind::ValidSubcommand];
        let allowed = allowed.iter().find_map(|kind| match error.get(*kind)? {
            ContextValue::Strings(allowed) => Some(allowed),
            _ => None,
        });
        if let Some(allowed) = allowed.filter(|allowed| !allowed.is_empty()) {
            let allowed = allowed.iter().map(String::as_str);
            let allowed: Vec<&str> = allowed.filter(|one| !self.hidden.contains(one)).collect();
            lines.push(locale.t_with("usage-allowed", &[("allowed", allowed.join(", ").into())]));
        }
        if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
            lines.push(format!("\n{}", error.render()));
            return Some(lines.join("\n"));
        }
        let usage = of(ContextKind::Usage);
        let usage = usage.trim().trim_start_matches("Usage:").trim();
        if !usage.is_empty() {
            lines.push(locale.t_with("usage-line", &[("usage", usage.into())]));
        }
        let more = if self.has_help {
            locale.t("usage-help-here")
        } else {
            locale.t("usage-help")
        };
        lines.push(more.into_owned());
        Some(lines.join("\n"))
    }
}

fn text_of(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        Some(ContextValue::StyledStrs(texts)) => {
            let texts: Vec<String> = texts.iter().map(ToString::to_string).collect();
            texts.join(", ")
        }
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}
