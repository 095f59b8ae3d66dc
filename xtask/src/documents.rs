// SPDX-License-Identifier: EUPL-1.2
//! What the documents say against what is there: links, commands, steps and settings. The command
//! line of `wegmarke` is read from its source, because nothing of ours is linked here.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use crate::{TASKS, check, root::Root};

/// The page that must name every setting.
const SETTINGS: &str = "docs/settings.md";

/// The command whose options are those of another.
const SAME_OPTIONS: (&str, &str) = ("demo", "serve");

/// What `wegmarke` understands.
struct CommandLine {
    /// Options in their spelling, such as `--dry-run`, by the source file that declares them.
    options: BTreeMap<String, BTreeSet<String>>,
    /// Commands of the first level.
    commands: BTreeSet<String>,
    /// Environment variables.
    variables: BTreeSet<String>,
}

impl CommandLine {
    fn read(root: &Root) -> Self {
        let mut line = Self {
            options: BTreeMap::new(),
            commands: BTreeSet::from(["help".to_owned()]),
            variables: BTreeSet::new(),
        };
        for path in list_files(&root.join("crates/cli/src"), "rs") {
            let source = fs::read_to_string(&path).unwrap();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            if name == "main" {
                line.commands.extend(list_commands(&source));
            }
            line.variables.extend(list_variables(&source));
            line.options.insert(name, list_options(&source));
        }
        line
    }

    /// The options of one command, with those that every command has.
    fn list_options(&self, command: &str) -> BTreeSet<&str> {
        let (from, to) = SAME_OPTIONS;
        let file = if command == from { to } else { command };
        let file = &*file.replace('-', "_");
        let found = ["main", file]
            .into_iter()
            .filter_map(|f| self.options.get(f));
        let found = found.flatten().map(String::as_str);
        found.chain(["--help", "--version"]).collect()
    }

    fn list_all_options(&self) -> BTreeSet<&str> {
        self.options
            .values()
            .flatten()
            .map(String::as_str)
            .collect()
    }
}

/// `--name` for each field below an `#[arg(long …)]`.
fn list_options(source: &str) -> BTreeSet<String> {
    let mut options = BTreeSet::new();
    for (at, _) in source.match_indices("#[arg(") {
        let Some((attribute, rest)) = source[at..].split_once(")]") else {
            continue;
        };
        if !attribute.contains("long") {
            continue;
        }
        let given = attribute
            .split_once("long = \"")
            .and_then(|(_, rest)| rest.split_once('"'));
        let field = || {
            let mut lines = rest.lines().map(str::trim);
            let line = lines.find(|line| !line.is_empty() && !line.starts_with(['#', '/']))?;
            line.split_once(':')
                .map(|(name, _)| name.rsplit(' ').next().unwrap_or(name))
        };
        let name = given.map(|(name, _)| name).or_else(field).unwrap();
        options.insert(format!("--{}", name.replace('_', "-")));
    }
    options
}

/// The variants of `enum Command`, as they are typed.
fn list_commands(source: &str) -> Vec<String> {
    let (_, rest) = source.split_once("enum Command {").unwrap();
    let (body, _) = rest.split_once("\n}").unwrap();
    let variants = body
        .lines()
        .map(str::trim)
        .filter(|line| line.starts_with(char::is_uppercase));
    variants
        .map(|line| kebab(line.split(['(', ',']).next().unwrap_or(line)))
        .collect()
}

/// `DataFinding` as it is typed: `data-finding`.
fn kebab(name: &str) -> String {
    let mut typed = String::new();
    for (at, c) in name.char_indices() {
        if at > 0 && c.is_uppercase() {
            typed.push('-');
        }
        typed.extend(c.to_lowercase());
    }
    typed
}

/// Words such as `WEGMARKE_NAME`, wherever they stand.
fn list_variables(text: &str) -> BTreeSet<String> {
    let is_part = |c: char| c.is_ascii_uppercase() || c == '_';
    let words = text.split(|c| !is_part(c));
    words
        .filter(|word| word.starts_with("WEGMARKE_"))
        .map(str::to_owned)
        .collect()
}

fn list_files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(list_files(&path, ending));
        } else if path.extension().is_some_and(|found| found == ending) {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Every document of ours with its text: those in the top folder, and all below `docs/`.
fn list_documents(root: &Root) -> Vec<(PathBuf, String)> {
    let top = fs::read_dir(root.join(""))
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let top = top.filter(|path| path.extension().is_some_and(|found| found == "md"));
    let all = top.chain(list_files(&root.join("docs"), "md"));
    all.map(|path| (path.clone(), fs::read_to_string(&path).unwrap()))
        .collect()
}

/// What stands between single backticks, and every line of the fenced blocks marked `sh`.
fn list_code(document: &str) -> Vec<String> {
    let mut code = Vec::new();
    let mut fence: Option<String> = None;
    for line in document.lines() {
        if let Some(mark) = line.trim_start().strip_prefix("```") {
            fence = if fence.is_none() {
                Some(mark.to_owned())
            } else {
                None
            };
        } else if fence.as_deref() == Some("sh") {
            code.push(line.split(" #").next().unwrap_or(line).trim().to_owned());
        } else if fence.is_none() {
            code.extend(line.split('`').skip(1).step_by(2).map(str::to_owned));
        }
    }
    code
}

/// Targets of Markdown links that lie in this checkout, without what follows `#`.
fn list_links(document: &str) -> Vec<&str> {
    let ends = document
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split_once(')'));
    let targets = ends.map(|(target, _)| target.split('#').next().unwrap_or(target));
    targets
        .filter(|target| !target.is_empty() && !target.contains(':'))
        .collect()
}

/// What is wrong with one line of code in a document; `None` if it is not about our commands.
fn find_mistake(code: &str, line: &CommandLine, tasks: &[&str], steps: &[&str]) -> Option<String> {
    let words: Vec<&str> = code.split_whitespace().collect();
    match words[..] {
        ["wegmarke", command, ..] if !command.starts_with('-') => {
            if !line.commands.contains(command) {
                return Some(format!("there is no `wegmarke {command}`"));
            }
            let known = line.list_options(command);
            let options = words.iter().filter(|word| word.starts_with("--"));
            let mut unknown = options.filter(|word| !known.contains(**word));
            unknown
                .next()
                .map(|word| format!("`wegmarke {command}` has no `{word}`"))
        }
        ["cargo", "xtask", task, ref rest @ ..] => {
            if !tasks.contains(&task) && !["TASK", "help"].contains(&task) {
                return Some(format!("there is no `cargo xtask {task}`"));
            }
            match rest {
                ["--only", step, ..] if *step != "STEP" && !steps.contains(step) => {
                    Some(format!("there is no step `{step}`"))
                }
                _ => None,
            }
        }
        _ => None,
    }
}

#[test]
fn every_link_inside_the_checkout_leads_somewhere() {
    let root = Root::find().unwrap();
    let mut broken = Vec::new();
    for (path, text) in list_documents(&root) {
        let folder = path.parent().unwrap();
        for target in list_links(&text) {
            if !folder.join(target).exists() {
                broken.push(format!("{}: {target}", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_command_in_the_documents_exists() {
    let root = Root::find().unwrap();
    let line = CommandLine::read(&root);
    assert!(line.commands.len() > 5, "{:?}", line.commands);
    let tasks = TASKS.map(|task| task.name);
    let steps = check::list_steps();
    let mut seen = 0;
    let mut mistakes = Vec::new();
    for (path, text) in list_documents(&root) {
        for code in list_code(&text) {
            seen += usize::from(code.starts_with("wegmarke ") || code.starts_with("cargo xtask "));
            if let Some(mistake) = find_mistake(&code, &line, &tasks, &steps) {
                mistakes.push(format!("{}: {mistake}", path.display()));
            }
        }
    }
    assert!(
        seen > 10,
        "only {seen} commands were found in the documents"
    );
    assert!(mistakes.is_empty(), "{}", mistakes.join("\n"));
}

#[test]
fn the_steps_named_for_contributors_are_those_there_are() {
    let text = include_str!("../../CONTRIBUTING.md");
    let absent: Vec<_> = check::list_steps()
        .into_iter()
        .filter(|step| !text.contains(&format!("`{step}`")))
        .collect();
    assert_eq!(absent, Vec::<&str>::new());
}

#[test]
fn every_setting_is_documented_and_every_documented_setting_exists() {
    let root = Root::find().unwrap();
    let line = CommandLine::read(&root);
    let text = fs::read_to_string(root.join(SETTINGS)).unwrap();
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
    let documented: BTreeSet<&str> = words
        .filter(|word| word.len() > 2 && word.starts_with("--") && !word.ends_with('-'))
        .collect();
    assert_eq!(
        documented,
        line.list_all_options(),
        "options: documented, then in the source"
    );
    assert_eq!(
        list_variables(&text),
        line.variables,
        "variables: documented, then in the source"
    );
}

#[test]
fn options_are_read_from_the_source_as_they_are_typed() {
    let source = "
        /// A number.
        entry: u64,
        #[arg(long = \"as\", value_name = \"WHO\")]
        by: String,
        /// Twice.
        #[arg(
            long,
            env = \"WEGMARKE_X_Y\"
        )]
        pub(crate) dry_run: bool,
        #[arg(short)]
        other: bool,";
    assert_eq!(
        list_options(source),
        ["--as", "--dry-run"].map(str::to_owned).into()
    );
    assert_eq!(list_variables(source), ["WEGMARKE_X_Y".to_owned()].into());
}

#[test]
fn mistakes_in_a_document_are_found() {
    let line = CommandLine {
        options: BTreeMap::from([
            ("main".to_owned(), ["--data".to_owned()].into()),
            ("serve".to_owned(), ["--port".to_owned()].into()),
        ]),
        commands: ["serve", "demo"].map(str::to_owned).into(),
        variables: BTreeSet::new(),
    };
    let text = "Run `wegmarke demo --data d --port 1`, or:\n```sh\nwegmarke fly   # up\n\
                wegmarke serve --height 3\n```\n```toml\nwegmarke nowhere\n```\n\
                and `cargo xtask test --only love`.";
    let mistakes: Vec<_> = list_code(text)
        .iter()
        .filter_map(|code| find_mistake(code, &line, &["test"], &["lint"]))
        .collect();
    assert_eq!(
        mistakes,
        [
            "there is no `wegmarke fly`",
            "`wegmarke serve` has no `--height`",
            "there is no step `love`",
        ]
    );
    assert_eq!(
        list_links("[a](b.md#c) ![d](e.png) [f](https://g) [h](#i)"),
        ["b.md", "e.png"]
    );
}
