// SPDX-License-Identifier: EUPL-1.2
//! What cannot be read of a command line, told in the language of whoever typed it.

use std::error::Error as _;
use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use wegmarke_exchange::paper::process::COMMAND;
use wegmarke_l10n::{Lang, Locale};

use crate::language;

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

/// The language that was asked for, before anything else of the command line reads.
fn locale(arguments: &[OsString]) -> &'static Locale {
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
    let asked = asked.map(str::to_owned);
    let of_system = |name: &str| std::env::var(name).ok();
    let mut asked = [asked, of_system("WEGMARKE_LANG"), of_system("LANG")]
        .into_iter()
        .flatten();
    Locale::of(
        asked
            .find_map(|asked| language(&asked).ok())
            .unwrap_or(Lang::En),
    )
}

/// The words for what is wrong, with how the command is used; `None`: it is help that was asked for.
pub(crate) fn words(error: &clap::Error, arguments: &[OsString]) -> Option<String> {
    let mut code = code(error.kind())?;
    let locale = locale(arguments);
    let of = |kind: ContextKind| -> String {
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
    };
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
        // A part of the program itself is for nobody to call.
        let allowed = allowed.iter().filter(|one| *one != COMMAND);
        let allowed: Vec<&str> = allowed.map(String::as_str).collect();
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
    lines.push(locale.t("usage-help").into_owned());
    Some(lines.join("\n"))
}
