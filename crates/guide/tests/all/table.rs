//! Cards, signs and exercises as tables, and back.

use wegmarke_guide::Content;
use wegmarke_guide::table::{Kind, Table, TableProblem, from_content, to_files};

use crate::example;

/// The example with what a table of it says in place of its own files.
fn taken(kind: Kind, change: impl Fn(&mut Table)) -> (Content, Vec<wegmarke_guide::Problem>) {
    let files = example();
    let (content, _) = Content::read(&files);
    let mut table = from_content(kind, &content);
    change(&mut table);
    let mut again = files.clone();
    for (name, text) in to_files(kind, &table, &content).unwrap() {
        again.insert(name, text.into_bytes());
    }
    Content::read(&again)
}

#[test]
fn every_card_sign_and_exercise_comes_back_as_it_went() {
    let (content, _) = Content::read(&example());
    for kind in [Kind::Cards, Kind::Signs, Kind::Exercises] {
        let (again, problems) = taken(kind, |_| {});
        assert_eq!(problems, []);
        assert_eq!(again.cards, content.cards);
        assert_eq!(again.indicators, content.indicators);
        assert_eq!(again.exercises, content.exercises);
    }
}

/// The column with this heading.
fn column(table: &Table, name: &str) -> usize {
    table[0].iter().position(|heading| heading == name).unwrap()
}

/// A row with these cells and no others.
fn row(table: &Table, cells: &[(&str, &str)]) -> Vec<String> {
    let mut row = vec![String::new(); table[0].len()];
    for (name, text) in cells {
        row[column(table, name)] = (*text).to_owned();
    }
    row
}

/// Who has a list of somebody else as a table brings it in: every item with its number and its dimension.
#[test]
fn a_whole_list_is_brought_in_by_a_table() {
    let counts = [("deception", 3), ("coercion", 2)];
    let (content, problems) = taken(Kind::Signs, |table| {
        table.truncate(1);
        let list = row(
            table,
            &[
                ("list", "their-list"),
                ("kind", "list"),
                ("whole", "5"),
                ("mark", "read"),
                ("checked_on", "2026-11-27"),
                (
                    "sources",
                    "A list, 2009 | https://example.org/list | 2009-03-01 | en",
                ),
                ("of.deception", "3"),
                ("of.coercion", "2"),
                ("de.title", "Ihre Liste"),
                ("de.text", "Wie gedruckt."),
                ("en.title", "Their list"),
                ("en.text", "As printed."),
            ],
        );
        table.push(list);
        let mut n = 0;
        for (dimension, count) in counts {
            for _ in 0..count {
                n += 1;
                let (number, de, en) = (n.to_string(), format!("Punkt {n}"), format!("Item {n}"));
                let cells = [
                    ("list", "their-list"),
                    ("kind", "sign"),
                    ("dimension", dimension),
                    ("number", &number),
                    ("de.text", &de),
                    ("en.text", &en),
                ];
                let sign = row(table, &cells);
                table.push(sign);
            }
        }
    });
    assert_eq!(problems, []);
    let list = &content.indicators["their-list"];
    assert_eq!(
        (list.items.len(), list.compared(), list.whole),
        (5, 5, Some(5))
    );
    assert_eq!(list.counts["deception"], 3);
    assert!(!list.is_own);
    assert_eq!(list.items[4].words["en"], "Item 5");
    // The lists that are not in the table stay.
    assert!(content.indicators.contains_key("work"));
}

#[test]
fn what_is_wrong_with_a_table_of_signs_is_told() {
    let (content, _) = Content::read(&example());
    let tell = |change: &dyn Fn(&mut Table)| {
        let mut table = from_content(Kind::Signs, &content);
        change(&mut table);
        to_files(Kind::Signs, &table, &content).unwrap_err()
    };
    assert_eq!(
        tell(&|t| {
            t.remove(1);
        }),
        TableProblem::NoList("children".to_owned())
    );
    assert_eq!(
        tell(&|t| {
            let one = t[1].clone();
            t.push(one);
        }),
        TableProblem::Twice("children".to_owned())
    );
    assert_eq!(
        tell(&|t| t[2][1] = "score".to_owned()),
        TableProblem::NoKind(3)
    );
    assert_eq!(
        tell(&|t| t[2][0] = "No name".to_owned()),
        TableProblem::NoId(3)
    );
    assert_eq!(
        tell(&|t| t[0][2] = "score".to_owned()),
        TableProblem::UnknownColumn("score".to_owned())
    );
    assert_eq!(
        tell(&|t| t[0][1].clear()),
        TableProblem::MissingColumn("kind")
    );
    // What the rows say is read by the rules of files.
    for (name, text, code) in [
        ("dimension", "guilt", "unknown-word"),
        ("number", "68", "number-beyond"),
        ("number", "many", "want-number"),
    ] {
        let (_, problems) = taken(Kind::Signs, |t| {
            let at = column(t, name);
            t[2][at] = text.to_owned();
        });
        assert_eq!(
            problems.iter().map(|one| one.code).collect::<Vec<_>>(),
            [code],
            "{name} = {text}"
        );
    }
    let (_, problems) = taken(Kind::Signs, |t| {
        let at = column(t, "number");
        t[2][at] = "7".to_owned();
        t[3][at] = "7".to_owned();
    });
    assert_eq!(problems[0].code, "twice");
    let (_, problems) = taken(Kind::Signs, |t| {
        let at = column(t, "of.coercion");
        t[1][at] = "16".to_owned();
    });
    assert_eq!(
        (problems[0].code, problems[0].about.as_str()),
        ("counts-not-whole", "68/67")
    );
}
