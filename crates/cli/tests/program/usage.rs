// SPDX-License-Identifier: EUPL-1.2
//! Command lines that do not read are told in the language of whoever typed them, and nothing is done.

use std::process::Command;

#[test]
fn what_is_wrong_with_a_command_line_is_told_in_both_languages() {
    for (arguments, german, english) in [
        (
            &["impor", "x"][..],
            "Meinten Sie „import“?",
            "Did you mean “import”?",
        ),
        (
            &["import"],
            "Es fehlt: --profile <FILE>, <PATH>",
            "Missing: --profile <FILE>, <PATH>",
        ),
        (
            &["verify", "--kee", "x"],
            "„--kee“ gibt es bei diesem Befehl nicht",
            "This command has no “--kee”",
        ),
        (
            &["verify", "--key"],
            "Bei --key <VKEY> fehlt ein Wert",
            "A value is missing for --key <VKEY>",
        ),
        (
            &["init", "--time-zone", "x"],
            "„x“ geht bei --time-zone <ZONE> nicht",
            "“x” is not possible for --time-zone <ZONE>",
        ),
        (&["round"], "was „wegmarke“ tun soll", "announce"),
        (&[], "was „wegmarke“ tun soll", "What “wegmarke” is to do"),
    ] {
        for (lang, words) in [("de", german), ("en", english)] {
            let said = wegmarke(&[&["--lang", lang], arguments].concat());
            let told = String::from_utf8_lossy(&said.stderr);
            assert!(told.contains(words), "{arguments:?} in {lang}: {told}");
            assert!(!told.contains('⟪') && !told.contains("read-pdf"), "{told}");
            assert_eq!(said.status.code(), Some(2));
        }
    }
    let help = wegmarke(&["--help"]);
    assert!(help.status.success() && !help.stdout.is_empty());
}

fn wegmarke(arguments: &[&str]) -> std::process::Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wegmarke"));
    command.args(arguments).output().unwrap()
}
