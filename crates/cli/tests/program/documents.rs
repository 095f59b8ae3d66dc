// SPDX-License-Identifier: EUPL-1.2
//! What the pages under `docs/` show is run as it stands there.

use std::path::Path;

use super::run::Home;

/// The fenced blocks of a page: language and text.
fn blocks(page: &str) -> Vec<(&str, &str)> {
    let fenced = page.split("```").skip(1).step_by(2);
    fenced
        .map(|block| block.split_once('\n').unwrap())
        .collect()
}

/// A command as a shell reads it: words, and the file its output goes to.
fn words(command: &str) -> (Vec<&str>, Option<&str>) {
    let command = command.split(" #").next().unwrap().trim();
    let (command, file) = match command.split_once(" > ") {
        Some((command, file)) => (command, Some(file)),
        None => (command, None),
    };
    // Every second part stands between quotation marks.
    let mut words = Vec::new();
    for (at, part) in command.split('"').enumerate() {
        if at % 2 == 1 {
            words.push(part);
        } else {
            words.extend(part.split_whitespace());
        }
    }
    (words, file)
}

/// Runs the commands of a block; what each says must be what stands below it.
fn run(home: &Home, block: &str) {
    for shown in block.split("$ wegmarke ").skip(1) {
        let (command, wanted) = shown.split_once('\n').unwrap();
        let (words, file) = words(command);
        let said = home.wegmarke(&words).succeeds();
        match file {
            Some(file) => std::fs::write(home.path().join(file), said).unwrap(),
            None if wanted.is_empty() => {}
            None => assert_eq!(said, wanted, "{command}"),
        }
    }
}

#[test]
fn the_examples_of_profiles_do_what_the_page_says() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/profiles.md");
    let page = std::fs::read_to_string(page).unwrap();
    let blocks = blocks(&page);
    let languages: Vec<&str> = blocks.iter().map(|(language, _)| *language).collect();
    // The small example; those of single keys are run where the page is printed.
    assert_eq!(languages[..4], ["console", "csv", "toml", "console"]);
    let [(_, commands), (_, file), (_, profile), (_, example), ..] = blocks[..] else {
        unreachable!("four blocks")
    };
    let home = Home::new();
    home.init();
    std::fs::write(home.path().join("massnahmen-2026.csv"), file).unwrap();
    run(&home, commands);
    std::fs::write(home.path().join("ours.toml"), profile).unwrap();
    run(&home, example);
    // Not only in a dry run: the measures enter, and with them who leads them.
    let data = home.path().join("massnahmen-2026.csv");
    let profile = home.path().join("ours.toml");
    let report = home.import(&data, profile.to_str().unwrap(), &["--json"]);
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["counts"]["measure"]["added"], 2, "{report}");
    assert_eq!(report["counts"]["plan"]["added"], 1, "{report}");
}
