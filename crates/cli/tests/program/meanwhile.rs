// SPDX-License-Identifier: EUPL-1.2
//! Two who change one thing at once, at the command line: what others changed since a file was taken down is
//! told, and decided by who brings it.

use wegmarke_testkit::data;

use super::run::Home;

const PROFILE: &str = "name = \"titles\"\nlanguage = \"de\"\ncomplete = false\nsame_version = true\n\
    plan = { id = \"nap-az\" }\n[[table]]\nfile = \"*\"\n[[table.record]]\nnoun = \"measure\"\n\
    columns = { id = \"Nr\", \"title.de\" = \"Titel\" }\n";
const MEASURE: &str = "beratungsprogramm-faire-integration";

#[test]
fn what_others_changed_meanwhile_is_told_and_decided() {
    let home = Home::new();
    home.init();
    home.import(&data::germany(), "germany", &[]);
    let write = |name: &str, text: &str| {
        let file = home.path().join(name);
        std::fs::write(&file, text).unwrap();
        file.to_str().unwrap().to_owned()
    };
    let profile = write("titles.toml", PROFILE);
    let import = |file: &str, more: &[&str]| {
        let words = ["import", file, "--profile", &profile, "--as", "bmas"];
        home.wegmarke(&[&words[..], more].concat())
    };
    // Taken down here.
    let held = home.wegmarke(&["verify"]).succeeds();
    let mut numbers = held
        .split(|c: char| !c.is_ascii_digit())
        .filter(|n| !n.is_empty());
    let size = numbers.next().unwrap().to_owned();
    let theirs = write("theirs.csv", &format!("Nr;Titel\n{MEASURE};Von anderen\n"));
    import(&theirs, &[]).succeeds();

    let mine = format!("Nr;Titel\n{MEASURE};Von mir\n");
    let named = write(&format!("wegmarke-de-measures-at-{size}.csv"), &mine);
    let plain = write("mine.csv", &mine);
    for (file, more) in [(&named, &[][..]), (&plain, &["--seen", &size])] {
        let refused = import(file, more);
        assert!(refused.fails("Nothing was written"));
        assert!(refused.out.contains("Von anderen") && refused.out.contains("Von mir"));
        let tried = import(file, &[more, &["--dry-run"]].concat()).succeeds();
        assert!(
            tried.contains(&format!("measure/nap-az/{MEASURE}")),
            "{tried}"
        );
    }
    let both = import(&named, &["--mine", "all", "--theirs", "all"]);
    assert!(both.fails("either --mine or --theirs"));
    let left = import(&named, &["--theirs", "all"]).succeeds();
    assert!(left.contains("Written: 0 entries"), "{left}");
    let taken = import(&named, &["--mine", &format!("measure/nap-az/{MEASURE}")]).succeeds();
    assert!(taken.contains("Written: 1 entries"), "{taken}");
}
