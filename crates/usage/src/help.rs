// SPDX-License-Identifier: EUPL-1.2
//! Help in the language of whoever asks for it.

use clap::{Arg, ArgAction, Command};
use wegmarke_l10n::Locale;

/// A word of a program's family of help, by its code.
type Words<'w> = &'w dyn Fn(&str) -> Option<String>;

/// The same command line with help in another language. What has no word keeps the one of its code.
#[must_use]
pub fn speak(command: Command, locale: &Locale, words: Words<'_>) -> Command {
    // Only what is built knows how it is called inside others.
    let mut built = command.clone();
    built.build();
    translate(command, &mut built, locale, words, "program")
}

fn translate(
    command: Command,
    built: &mut Command,
    locale: &Locale,
    words: Words<'_>,
    code: &str,
) -> Command {
    let usage = built.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage:").trim();
    let usage = usage
        .replace("[OPTIONS]", &locale.t("usage-options-place"))
        .replace("<COMMAND>", &locale.t("usage-command-place"));
    let names: Vec<String> = command
        .get_subcommands()
        .map(|c| c.get_name().to_owned())
        .collect();
    let about = words(code);
    let ids: Vec<String> = command
        .get_arguments()
        .map(|arg| arg.get_id().to_string())
        .collect();
    let mut command = command
        .help_template(format!(
            "{{about-with-newline}}\n{}: {{usage}}\n\n{{all-args}}{{after-help}}",
            locale.t("usage-usage")
        ))
        .override_usage(usage)
        .subcommand_help_heading(locale.t("usage-commands").into_owned())
        .disable_help_flag(true)
        .disable_help_subcommand(true);
    if let Some(about) = about {
        command = command.about(about.clone()).long_about(about);
    }
    for id in ids {
        command = command.mut_arg(&id, |arg| translate_argument(arg, locale, words, code));
    }
    let options = locale.t("usage-options").into_owned();
    let mut flag = Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help);
    flag = flag.help(locale.t("usage-flag-help").into_owned());
    command = command.arg(flag.help_heading(options.clone()));
    if code == "program" && command.get_version().is_some() {
        let mut flag = Arg::new("version")
            .short('V')
            .long("version")
            .action(ArgAction::Version);
        flag = flag.help(locale.t("usage-flag-version").into_owned());
        command = command
            .disable_version_flag(true)
            .arg(flag.help_heading(options));
    }
    for name in names {
        let Some(inner) = built.find_subcommand_mut(&name) else {
            continue;
        };
        let mut inner = inner.clone();
        command = command.mut_subcommand(&name, |sub| {
            translate(sub, &mut inner, locale, words, &name)
        });
    }
    command
}

/// The word of an argument: its command's own, or the one that all share.
fn find_word(words: Words<'_>, code: &str, id: &str) -> Option<String> {
    words(&format!("{code}-{id}")).or_else(|| words(&format!("arg-{id}")))
}

fn translate_argument(arg: Arg, locale: &Locale, words: Words<'_>, code: &str) -> Arg {
    let heading = if arg.is_positional() {
        locale.t("usage-arguments")
    } else {
        locale.t("usage-options")
    };
    let word = find_word(words, code, arg.get_id().as_str());
    let defaults: Vec<String> = arg
        .get_default_values()
        .iter()
        .map(|value| value.to_string_lossy().into_owned())
        .collect();
    let variable = arg
        .get_env()
        .map(|name| name.to_string_lossy().into_owned());
    let values: Vec<String> = arg
        .get_possible_values()
        .iter()
        .filter(|value| arg.get_action().takes_values() && !value.is_hide_set())
        .map(|value| value.get_name().to_owned())
        .collect();
    // A flag has no values, and clap will not hide what is not there.
    let has_values = arg.get_action().takes_values();
    let mut arg = arg.help_heading(heading.into_owned());
    if has_values {
        arg = arg
            .hide_default_value(true)
            .hide_possible_values(true)
            .hide_env(true);
    }
    if let Some(mut help) = word {
        if !values.is_empty() {
            let args = [("values", values.join(", ").into())];
            help = format!("{help} {}", locale.t_with("usage-values", &args));
        }
        if !defaults.is_empty() {
            let args = [("value", defaults.join(", ").into())];
            help = format!("{help} {}", locale.t_with("usage-default", &args));
        }
        if let Some(variable) = variable {
            help = format!(
                "{help} {}",
                locale.t_with("usage-variable", &[("name", variable.into())])
            );
        }
        arg = arg.help(help.clone()).long_help(help);
    }
    arg
}

/// Commands and arguments that have no word.
#[must_use]
pub fn list_unsaid(command: &Command, words: Words<'_>) -> Vec<String> {
    let mut unsaid = Vec::new();
    look(command, words, "program", &mut unsaid);
    unsaid
}

fn look(command: &Command, words: Words<'_>, code: &str, unsaid: &mut Vec<String>) {
    if words(code).is_none() {
        unsaid.push(code.to_owned());
    }
    for arg in command.get_arguments() {
        let id = arg.get_id().as_str();
        if find_word(words, code, id).is_none() {
            unsaid.push(format!("{code}-{id}"));
        }
    }
    for sub in command.get_subcommands() {
        look(sub, words, sub.get_name(), unsaid);
    }
}
