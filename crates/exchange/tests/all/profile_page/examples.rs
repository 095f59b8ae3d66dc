// SPDX-License-Identifier: EUPL-1.2
//! One small example for every key of a profile: what it says, the source, and (printed by the test)
//! what comes of it.

/// An example of the page.
pub(super) struct Example {
    /// The part of the profile whose keys it shows.
    pub(super) part: &'static str,
    pub(super) says: &'static str,
    /// Without name, language and completeness if it does not show them.
    pub(super) profile: &'static str,
    /// A name ending in `.xlsx` is written as a spreadsheet: sheets begin with their name in brackets.
    pub(super) files: &'static [(&'static str, &'static str)],
}

const fn one(
    part: &'static str,
    says: &'static str,
    profile: &'static str,
    files: &'static [(&'static str, &'static str)],
) -> Example {
    Example {
        part,
        says,
        profile,
        files,
    }
}

pub(super) const EXAMPLES: &[Example] = &[
    one(
        "The profile",
        "Everything at the top. The measures name no plan: they belong to the one of the profile. `title` without a language is in that of the profile.",
        r#"name = "ours"
title = "Our list of measures"
language = "de"
complete = true
dated_on = "2026-03-01"
not_stated = ["k. A."]
stated_as_none = ["keine"]
same_version = true
reason = "Zwei Zahlen waren vertauscht"
decimal = ","
thousands = "."
dates = "day-first"
ignore_files = ["LIESMICH*"]
plan = { id = "ours-2026", title = "Unser Aktionsplan" }

[[table]]
file = "ziele.csv"
[[table.record]]
noun = "milestone"
columns = { id = "Nr", title = "Ziel", goal = "Zielwert", note = "Hinweis" }"#,
        &[(
            "ziele.csv",
            "Nr;Ziel;Zielwert;Hinweis\n1;Plätze;1.250,5;k. A.\n2;Stellen;12;keine\n",
        )],
    ),
    one(
        "The profile",
        "Counts that a centre signed. `signed_by` names the key; what is suppressed stays so, and the bundle itself becomes evidence.",
        r#"name = "ours"
title = "Counts of a centre"
language = "en"
complete = false
signed_by = "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8"

[[table]]
file = "counts.csv"
[[table.record]]
noun = "value"
constants = { plan = "p" }
columns = { indicator = "outcome", on = "quarter", reading = "value", parts = { column = "parts", split = "\n" } }"#,
        &[(
            "counts.csv",
            "quarter,land,group,outcome,state,count\n2026-Q3,de-be,women,refused-no-place,number,17\n2026-Q3,de-be,men,refused-no-place,suppressed,\n2026-Q3,de-be,women,placed,number,12\n2026-Q3,de-be,men,placed,number,0\nsignature,03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8,5e619932820bc2d4d7529522e6ff7905f2bf0a9bfe2ca76f02be2b519c6a5f72f50fd6f6239dd78ff1020bfd164ae00be27823351a5814d3564e3a6a2007b105\n",
        )],
    ),
    one(
        "The profile",
        "A JSON file beside tables.",
        r#"[[tree]]
file = "plan.json"
[[tree.record]]
noun = "measure"
constants = { plan = "p" }
columns = { id = "nr", title = "titel" }"#,
        &[("plan.json", r#"[{"nr": 1, "titel": "Hotline"}]"#)],
    ),
    one(
        "A table",
        "Any of several names; what separates cells and how letters are written is said instead of guessed; a folder may lack the file; one column is left out on purpose.",
        r#"[[table]]
file = ["massnahmen-*.csv", "liste.csv"]
delimiter = "|"
encoding = "utf-8"
optional = true
ignore = ["intern*"]
[[table.record]]
noun = "measure"
constants = { plan = "p" }
columns = { number = "Nr", title = "Titel" }"#,
        &[(
            "massnahmen-2026.csv",
            "Nr|Titel|intern 1|Farbe\n1|Hotline|x|rot\n",
        )],
    ),
    one(
        "A table",
        "Headings of two lines in the rows 3 and 4. What stands above a group of columns goes on to the right.",
        r#"[[table]]
file = "m.csv"
heading_row = [3, 4]
[[table.record]]
noun = "measure"
constants = { plan = "p" }
columns = { title = "Titel", "period.from" = "Laufzeit von", "period.until" = "Laufzeit bis" }"#,
        &[(
            "m.csv",
            "Stand 2026;;\n;;\nTitel;Laufzeit;\n;von;bis\nHotline;2025;2027\n",
        )],
    ),
    one(
        "A table",
        "All sheets whose names begin with a number; the name of the sheet is the field.",
        r#"[[table]]
file = "plan.xlsx"
sheet = "?. *"
ignore_sheets = ["Notizen"]
[[table.record]]
noun = "measure"
constants = { plan = "p" }
columns = { field = "sheet.name", title = "Titel" }"#,
        &[(
            "plan.xlsx",
            "[1. Schutz]\nTitel\nHotline\n[2. Arbeit]\nTitel\nKontrollen\n[Notizen]\nTitel\nnichts\n",
        )],
    ),
    one(
        "A table",
        "A new edition calls a column otherwise.",
        r#"[[table]]
file = "m.csv"
headings = ["Nr", "Titel", "Federführung"]
[[table.record]]
noun = "measure"
constants = { plan = "p" }
columns = { number = "Nr", title = "Titel", lead = "Federführung" }"#,
        &[(
            "m.csv",
            "Nr;Titel;Zuständiges Haus\n1;Hotline;BMAS\n2;Haus;BMI\n",
        )],
    ),
    one(
        "A table",
        "A group is named in its first row only, and a sum at the end is left out.",
        r#"[[table]]
file = "m.csv"
fill_down = ["Feld"]
skip = { column = "Titel", starts_with = "Summe" }
[[table.record]]
noun = "measure"
constants = { plan = "p" }
columns = { field = "Feld", title = "Titel" }"#,
        &[(
            "m.csv",
            "Feld;Titel\nSchutz;Hotline\n;Wohnungen\nArbeit;Kontrollen\n;Summe: 3\n",
        )],
    ),
    one(
        "A table",
        "A group has a row of its own.",
        r#"[[table]]
file = "m.csv"
section = "Feld"
[[table.record]]
noun = "measure"
constants = { plan = "p" }
columns = { field = "Feld", number = "Nr", title = "Titel" }"#,
        &[(
            "m.csv",
            "Nr;Titel\nSchutz;\n1;Hotline\n2;Wohnungen\nArbeit;\n3;Kontrollen\n",
        )],
    ),
    one(
        "A table",
        "One table for fields, measures and what is reported on them: each row names the one it stands below.",
        r#"plan = { id = "p", title = "Klimaplan" }

[[table]]
file = "stand.csv"
parent = { column = "zu", id = "id" }
[[table.record]]
noun = "field"
depth = 0
columns = { id = "id", title = "text" }
[[table.record]]
noun = "measure"
depth = 1
columns = { id = "id", field = "zu", title = "text" }
[[table.record]]
noun = "evidence"
depth = 2
columns = { measure = "zu", claim = "text", dated_on = "stand", note = { column = "parent.text", prefix = "Zu: " } }"#,
        &[(
            "stand.csv",
            "id;zu;text;stand\nA;;Verkehr;\nA1;A;Radwege;\nA1-24;A1;4 km gebaut;2024\nB1-24;B1;fehlt;2024\n",
        )],
    ),
    one(
        "A lookup",
        "Names stand in a second file, under an id, and in a third one, by the number of the row.",
        r#"[[table]]
file = "ziele.csv"
[[table.lookup]]
file = "amt.csv"
name = "amt"
column = "amt_id"
by = "id"
[[table.lookup]]
file = "achsen.xlsx"
sheet = "Achsen"
heading_row = 2
name = "achse"
column = "achse_nr"
by = "row.number"
[[table.record]]
noun = "measure"
constants = { plan = "p" }
columns = { title = "name", lead = "amt.name", themes = "achse.titel" }"#,
        &[
            (
                "ziele.csv",
                "name,amt_id,achse_nr\nHotline,7,2\nKontrollen,8,1\n",
            ),
            ("amt.csv", "id,name\n7,Sozialamt\n"),
            (
                "achsen.xlsx",
                "[Achsen]\nStand 2026\ntitel\nRechte\nSchutz\n",
            ),
        ],
    ),
    one(
        "A tree",
        "Nodes stand under a path; each level has another key for the nodes below it, here as maps under their ids.",
        r#"[[tree]]
file = ["plan*.json"]
start = "data.plan"
children = ["stages", "steps"]
optional = true
ignore = ["photo*"]
skip = { column = "name", equals = "Test" }
[[tree.record]]
noun = "measure"
depth = 0
constants = { plan = "p" }
columns = { id = "node.key", title = "name", lead = "body.name" }
[[tree.record]]
noun = "milestone"
under = "steps"
constants = { plan = "p" }
columns = { id = "node.key", title = "name", measures = "root.node.key", "note" = { column = "parent.name", prefix = "Stufe: " } }"#,
        &[(
            "plan.json",
            r#"{"data": {"plan": {
  "1": {"name": "Karte", "photos": 2, "body": {"name": "Schulamt"},
        "stages": {"7": {"name": "Januar", "steps": {"43": {"name": "Treffen"}}}}},
  "2": {"name": "Test", "photos": 0, "stages": []}}}}"#,
        )],
    ),
    one(
        "Shifted columns",
        "From some row on a column is missing, and all that follow moved to the left. What has no heading any more is told.",
        r#"[[table]]
file = "m.csv"
[[table.shifted]]
when = { column = "Art", ends_with = "amt" }
columns = { "Amt" = "Art", "Jahr" = "Amt", "Art" = "" }
[[table.record]]
noun = "measure"
constants = { plan = "p" }
columns = { number = "Nr", title = "Titel", lead = "Amt", "period.as_written" = "Jahr" }"#,
        &[(
            "m.csv",
            "Nr;Titel;Art;Amt;Jahr\n1;Radweg;Bau;Tiefbauamt;2026\n2;Hotline;Sozialamt;2027;\n3;Karte;Schulamt;2028;neu\n",
        )],
    ),
    one(
        "A record",
        "Two things from one row, some rows only, words translated. One id in several rows: its lists are united.",
        r#"[[table]]
file = "m.csv"
[[table.record]]
noun = "field"
repeats = true
constants = { plan = "p" }
columns = { id = "Feld", number = "Feld" }
[[table.record]]
noun = "measure"
when = { column = "Art", present = true }
unless = { column = "Titel", contains = "gestrichen" }
[table.record.constants]
plan = "p"
[table.record.columns]
field = "Feld"
title = "Titel"
nature = "Art"
[table.record.values.nature]
"neu" = "new"
"weiter" = "continued""#,
        &[(
            "m.csv",
            "Feld;Titel;Art\n1;Hotline;neu\n1;Wohnungen;weiter\n1;Fonds (gestrichen);neu\n1;Hinweis;\n",
        )],
    ),
    one(
        "A record",
        "From wide to long: the heading becomes the year, and a column beside it belongs to the same year.",
        r#"[[table]]
file = "stand.csv"
[[table.record]]
noun = "evidence"
each = "Stand ????"
constants = { plan = "p" }
columns = { measure = "Nr", claim = "each.cell", dated_on = { column = "each.heading", after = "Stand " }, "source.url" = "Link {}" }"#,
        &[(
            "stand.csv",
            "Nr;Stand 2023;Link 2023;Stand 2024;Link 2024\nA1;Büro beauftragt;https://a.example;gebaut;https://b.example\nA2;;;geplant;\n",
        )],
    ),
    one(
        "A record",
        "Nodes of one depth and one list that have none below them.",
        r#"[[tree]]
file = "plan.json"
children = "children"
[[tree.record]]
noun = "measure"
depth = [1]
leaf = true
under = "children"
constants = { plan = "p" }
columns = { title = "name", field = "parent.id" }"#,
        &[(
            "plan.json",
            r#"[{"id": 1, "name": "Schutz", "children": [{"name": "Hotline"}, {"name": "Wohnen", "children": [{"name": "Haus"}]}]}]"#,
        )],
    ),
    one(
        "A column",
        "One of several accepted headings; parts of a cell by mark, by count and by pattern; a column by its position.",
        r##"[[table]]
file = "m.csv"
[[table.record]]
noun = "measure"
[table.record.constants]
plan = "p"
[table.record.columns]
title = ["Maßnahme", "Titel"]
number = { column = "Nr", before = ")", prefix = "M" }
field = { column = "Pfad", split = " > ", part = 1 }
"source.locator" = { column = "#4", after = "Seite " }
"period.year" = { column = "Text", pattern = "([0-9]{4})" }"##,
        &[(
            "m.csv",
            "Nr;Titel;Pfad;;Text\n1) neu;Hotline;Schutz > Beratung;Seite 12;bis 2027\n2);Haus;Schutz;;offen\n",
        )],
    ),
    one(
        "A column",
        "Lists: several separators, several columns, columns of yes and no.",
        r#"[[table]]
file = "m.csv"
[[table.record]]
noun = "measure"
[table.record.constants]
plan = "p"
[table.record.columns]
title = "Titel"
description = { columns = ["Was", "Wie"], join = ": " }
lead = { column = "Amt", split = [";", "/"] }
partners = { columns = ["Partner *"] }
themes = { flags = ["Schutz", "Arbeit"], values = { Arbeit = "Arbeitsmarkt" } }
groups = { column = "Gruppe", optional = true }"#,
        &[(
            "m.csv",
            "Titel;Was;Wie;Amt;Partner 1;Partner 2;Schutz;Arbeit\nHotline;anrufen;kostenlos;\"A; C\";KOK;BIM;x;nein\nHaus;wohnen;;A / B;KOK;;vielleicht;ja\n",
        )],
    ),
    one(
        "A column",
        "A column whose numbers have signs of their own; a cell that is read from some rows only; what is stated for new things only.",
        r#"[[table]]
file = "z.csv"
[[table.record]]
noun = "milestone"
constants = { plan = "p" }
columns = { id = "Nr", title = { column = "Titel", only_new = true }, goal = { column = "Ziel", decimal = ",", thousands = " ", unless = { equals = "0" } }, unit = { column = "Einheit", when = { column = "Ziel", present = true } } }"#,
        &[(
            "z.csv",
            "Nr;Titel;Ziel;Einheit\n1;Plätze;1 250,5;Plätze\n2;Gesetz;0;\n3;Bericht;;Seiten\n",
        )],
    ),
    one(
        "A test",
        "Every question: two of them in a row have to be answered with yes, or one of them; a file may lack a column.",
        r#"[[table]]
file = "m.csv"
[[table.record]]
noun = "measure"
when = { column = "Nr", starts_with = ["A", "B"], and = { column = "Nr", ends_with = "-Plan", not = true } }
constants = { plan = "p" }
columns = { number = "Nr", title = "Titel" }
[[table.record]]
noun = "evidence"
when = { column = "Art", equals = "Bericht", or = { column = "Titel", contains = "Stand" } }
unless = { column = "Titel", present = false, or = { column = "Gelöscht", present = true, optional = true } }
constants = { plan = "p" }
columns = { claim = "Titel" }"#,
        &[(
            "m.csv",
            "Nr;Titel;Art\nA1;Hotline;\nA1-Plan;Entwurf;\nC1;gebaut;Bericht\nC2;Stand: offen;\nC3;;Bericht\n",
        )],
    ),
];
