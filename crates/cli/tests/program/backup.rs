// SPDX-License-Identifier: EUPL-1.2
//! A backup while somebody writes, brought back elsewhere; and what is not brought back.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use wegmarke_testkit::data;

use super::run::{Home, Server, get};

/// Words of the refusal, and what is done to a backup.
type Damage<'a> = (&'a str, &'a dyn Fn(&Path));

/// An uploaded file as it lies there.
const FILE: &str = "evidence/0123456789abcdef";

fn filled() -> (Home, String) {
    let home = Home::new();
    let key = home.init();
    home.import(&data::germany(), "germany", &[]);
    let file = home.path().join("data").join(FILE);
    std::fs::create_dir(file.parent().unwrap()).unwrap();
    std::fs::write(&file, [7; 100_000]).unwrap();
    // One that is on its way in.
    std::fs::write(file.with_extension("part"), "half").unwrap();
    (home, key)
}

fn is_there(folder: &Path, name: &str) -> bool {
    folder.join(name).exists()
}

/// What a server on a home shows of its register and its log.
fn shown(home: &Home) -> Vec<String> {
    let server = Server::start(&home.options(), "serve");
    let pages = [
        "/log/checkpoint",
        "/log/body/17",
        "/log/tile/entries/000",
        "/de/plan/nap-mh",
        "/en/findings",
        "/de/history",
    ];
    pages
        .map(|page| {
            let answer = get(server.port, page);
            assert_eq!(answer.status, 200, "{page}");
            answer.body
        })
        .to_vec()
}

#[test]
fn a_backup_made_while_somebody_writes_comes_back_as_it_was() {
    let (home, key) = filled();
    let server = Server::start(&home.options(), "serve");
    let findings = home.wegmarke(&["finding", "list"]).succeeds();
    let id = findings.split_whitespace().nth(1).unwrap().to_owned();
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for number in 0..6 {
                let words = format!("Erklärung {number}");
                let explain = ["finding", "explain", &id, "--as", "kok", "--de", &words];
                home.wegmarke(&explain).succeeds();
            }
            done.store(true, Ordering::Relaxed);
        });
        let mut number = 0;
        while !done.load(Ordering::Relaxed) {
            home.wegmarke(&["backup", &format!("while-{number}")])
                .succeeds();
            number += 1;
        }
    });
    let said = home.wegmarke(&["backup", "last", "--keys", "safe"]);
    let said = said.succeeds();
    assert!(said.contains("one uploaded file"), "{said}");
    let last = home.path().join("last");
    assert!(!is_there(&last, "seal.key") && !is_there(&last, "log.key"));
    assert!(!is_there(&last, "evidence/0123456789abcdef.part"));
    for key in ["seal.key", "log.key"] {
        let (ours, copied) = (home.path().join("data"), home.path().join("safe"));
        let [ours, copied] = [ours, copied].map(|folder| std::fs::read(folder.join(key)).unwrap());
        assert_eq!(ours, copied);
    }

    // What was copied while somebody wrote is a whole log, and this one goes on from it.
    let log = format!("http://127.0.0.1:{}/log", server.port);
    let safe = home.path().join("safe").display().to_string();
    let first = Home::new();
    let folder = home.path().join("while-0");
    let said = first.wegmarke(&["restore", folder.to_str().unwrap(), "--keys", &safe]);
    assert!(!said.succeeds().contains("lacking"));
    first.wegmarke(&["verify"]).succeeds();
    let note = folder.join("checkpoint");
    let note = note.to_str().unwrap();
    let check = ["verify", "--log", &log, "--key", &key, "--remember", note];
    let said = home.wegmarke(&check).succeeds();
    assert!(said.contains("older"), "{said}");

    // The last one is the register as it stands.
    assert!(server.stop());
    let again = Home::new();
    let folder = last.display().to_string();
    again
        .wegmarke(&["restore", &folder, "--keys", &safe])
        .succeeds();
    let file = std::fs::read(again.path().join("data").join(FILE)).unwrap();
    assert_eq!(file, [7; 100_000]);
    let verified = [&home, &again].map(|home| {
        let told = home.wegmarke(&["verify", "--remember", "note"]).succeeds();
        (told, std::fs::read(home.path().join("note")).unwrap())
    });
    assert_eq!(verified[0], verified[1]);
    assert_eq!(
        verified[0].1,
        std::fs::read(last.join("checkpoint")).unwrap()
    );
    assert_eq!(shown(&home), shown(&again));
    // And it goes on.
    let explain = ["finding", "explain", &id, "--as", "kok", "--de", "Weiter"];
    again.wegmarke(&explain).succeeds();
    again.wegmarke(&["verify"]).succeeds();
}

#[test]
fn a_backup_takes_no_keys_along_and_overwrites_nothing() {
    let (home, _) = filled();
    let said = home.wegmarke(&["backup", "one"]).succeeds();
    assert!(said.contains("NOT in it"), "{said}");
    let one = home.path().join("one");
    assert!(home.wegmarke(&["backup", "one"]).fails("not empty"));
    for inside in ["two/keys", "two"] {
        let _gone = std::fs::remove_dir_all(home.path().join("two"));
        let refused = home.wegmarke(&["backup", "two", "--keys", inside]);
        assert!(refused.fails("must not lie in the backup"));
        assert!(!home.path().join(inside).join("seal.key").exists());
    }
    let nothing = Home::new();
    assert!(nothing.wegmarke(&["backup", "one"]).fails("no register"));

    // Without keys it comes back, and says what is lacking.
    let folder = one.display().to_string();
    let said = nothing.wegmarke(&["restore", &folder]).succeeds();
    assert_eq!(said.matches("lacking").count(), 2, "{said}");
    // With those of another installation it does not pass for a register.
    let other = Home::new();
    other.init();
    std::fs::remove_file(other.path().join("data/register.sqlite")).unwrap();
    let refused = other.wegmarke(&["restore", &folder]);
    assert!(!refused.success, "{}", refused.out);
    // Nor over one that is there.
    assert!(home.wegmarke(&["restore", &folder]).fails("not empty"));
}

#[test]
fn a_damaged_or_half_backup_is_not_restored() {
    let (home, _) = filled();
    home.wegmarke(&["backup", "good"]).succeeds();
    let good = home.path().join("good");
    let damages: [Damage<'_>; 4] = [
        ("another one", &|folder| {
            let file = folder.join(FILE);
            let mut bytes = std::fs::read(&file).unwrap();
            bytes[50_000] ^= 1;
            std::fs::write(&file, bytes).unwrap();
        }),
        ("evidence", &|folder| {
            std::fs::remove_file(folder.join(FILE)).unwrap();
        }),
        ("SHA256SUMS", &|folder| {
            std::fs::remove_file(folder.join("SHA256SUMS")).unwrap();
        }),
        ("names other files", &|folder| {
            let list = folder.join("SHA256SUMS");
            let text = std::fs::read_to_string(&list).unwrap();
            std::fs::write(&list, text.replace("evidence/", "evidence/../../")).unwrap();
        }),
    ];
    for (words, damage) in damages {
        let copy = tempfile::tempdir().unwrap();
        std::fs::create_dir(copy.path().join("evidence")).unwrap();
        for name in ["register.sqlite", "checkpoint", "SHA256SUMS", FILE] {
            std::fs::copy(good.join(name), copy.path().join(name)).unwrap();
        }
        damage(copy.path());
        let target = Home::new();
        let refused = target.wegmarke(&["restore", copy.path().to_str().unwrap()]);
        assert!(refused.fails(words));
        assert!(!target.path().join("data").exists(), "{words}");
    }
}

#[test]
fn for_postgresql_its_own_tools_are_named() {
    let mut home = Home::new();
    // It is not even asked.
    home.database = Some("postgres://nobody@localhost:1/none".to_owned());
    assert!(home.wegmarke(&["backup", "one"]).fails("pg_dump"));
    assert!(!home.path().join("one").exists());
    assert!(home.wegmarke(&["restore", "one"]).fails("pg_restore"));
}
