// SPDX-License-Identifier: EUPL-1.2
//! Made-up tables of kinds that no source here has, each with what is right written down before it was
//! tried: what is proposed for it, what a person's profile reads of it, and that a second import is silent.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::{Value, json};
use tempfile::TempDir;
use wegmarke_domain::import::Outcome;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::register::Register;
use wegmarke_exchange::suggest;

use super::real_imports::import_text;
use super::told::in_english;

const HEAD: &str =
    "name = \"p\"\nlanguage = \"de\"\ncomplete = true\nplan = { id = \"p\", title = \"Plan\" }\n";

/// Files in a folder of their own.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

/// What is proposed; it is imported as it is, twice.
fn proposed(name: &str, bytes: &[u8]) -> String {
    let folder = folder(&[(name, bytes)]);
    let path: PathBuf = folder.path().join(name);
    let proposal = suggest(&path, &in_english).unwrap();
    import_text(&mut Register::default(), &proposal, &path);
    proposal
}

fn assert_lines(proposal: &str, lines: &[&str]) {
    for line in lines {
        assert!(
            proposal.lines().any(|met| met == *line),
            "{line} is missing in\n{proposal}"
        );
    }
}

fn imported(profile: &str, files: &[(&str, &[u8])]) -> (Register, Outcome) {
    let folder = folder(files);
    let path = match files {
        [(name, _)] => folder.path().join(name),
        _ => folder.path().to_owned(),
    };
    let mut register = Register::default();
    let outcome = import_text(&mut register, &format!("{HEAD}{profile}"), &path);
    let tally = outcome.tally;
    assert_eq!(
        tally.read,
        tally.entered + tally.unchanged + tally.not_entered
    );
    (register, outcome)
}

fn told(outcome: &Outcome) -> BTreeMap<&str, usize> {
    let mut told = BTreeMap::new();
    for finding in &outcome.findings {
        *told.entry(&*finding.code).or_default() += 1;
    }
    told
}

fn all(register: &Register, noun: Noun) -> Vec<Value> {
    let value = |one: &dyn erased::Told| one.told();
    match noun {
        Noun::Coverage => register.coverages.list().map(|one| value(one)).collect(),
        Noun::Value => register.values.list().map(|one| value(one)).collect(),
        Noun::Milestone => register.milestones.list().map(|one| value(one)).collect(),
        Noun::Status => register.statuses.list().map(|one| value(one)).collect(),
        Noun::Measure => register.measures.list().map(|one| value(one)).collect(),
        Noun::Recommendation => register
            .recommendations
            .list()
            .map(|one| value(one))
            .collect(),
        noun => panic!("{noun}"),
    }
}

/// Any record as JSON.
mod erased {
    pub(super) trait Told {
        fn told(&self) -> serde_json::Value;
    }

    impl<T: serde::Serialize> Told for T {
        fn told(&self) -> serde_json::Value {
            serde_json::to_value(self).unwrap()
        }
    }
}

/// Twelve rows of six columns, the last of which says how far each is.
fn rows(
    (heading, title): (&str, &str),
    states: [&str; 3],
    lead: [&str; 2],
    time: &str,
    money: bool,
) -> String {
    let mut text = format!("{heading}\n");
    for row in 1..=12 {
        let money = match money {
            true => format!("{}.{}00", row, row % 9),
            false => "VNG".to_owned(),
        };
        text.push_str(&format!(
            "{row};{title} {row};{};{time} {};{money};{}\n",
            lead[row % 2],
            2025 + row % 3,
            states[row % 3]
        ));
    }
    text
}

#[test]
fn a_spanish_list_with_money_and_states() {
    let text = rows(
        (
            "N.º;Medida;Entidad responsable;Plazo de ejecución;Presupuesto (miles de €);Estado de ejecución",
            "Ampliar la red de atención para las víctimas de la violencia",
        ),
        ["En ejecución", "No iniciada", "Finalizada"],
        ["Ministerio de Igualdad", "Ministerio del Interior"],
        "hasta",
        true,
    );
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(&text);
    let proposal = proposed("es.csv", &bytes);
    assert!(proposal.contains("\"title.es\" = \"Medida\""), "{proposal}");
    assert_lines(
        &proposal,
        &[
            "\"number\" = \"N.º\"",
            "\"lead\" = \"Entidad responsable\"",
            "\"period.as_written\" = \"Plazo de ejecución\"",
            "\"grade\" = \"Estado de ejecución\"",
            "\"delivery\" = \"Estado de ejecución\"",
            "\"En ejecución\" = \"limited\"",
            "\"Finalizada\" = \"complete\"",
            "\"No iniciada\" = \"not-started\"",
        ],
    );
    assert!(proposal.contains("\"funding."), "{proposal}");
    assert!(!proposal.contains("\"id\" = \"Presupuesto"), "{proposal}");
}

#[test]
fn a_polish_and_a_dutch_list() {
    let polish = rows(
        (
            "Lp.;Nazwa działania;Podmiot odpowiedzialny;Termin realizacji;Źródło finansowania;Stan realizacji",
            "Szkolenie dla policji oraz pomoc na rzecz ofiar",
        ),
        ["w trakcie", "zakończone", "nie rozpoczęto"],
        ["Ministerstwo Sprawiedliwości", "Komenda Główna Policji"],
        "do",
        false,
    );
    let proposal = proposed("pl.csv", polish.as_bytes());
    assert_lines(
        &proposal,
        &[
            "\"number\" = \"Lp.\"",
            "\"lead\" = \"Podmiot odpowiedzialny\"",
            "\"period.as_written\" = \"Termin realizacji\"",
            "\"delivery\" = \"Stan realizacji\"",
            "\"zakończone\" = \"complete\"",
        ],
    );
    let dutch = rows(
        (
            "Nr.;Actie;Trekker;Planning;Betrokken partijen;Stand van zaken",
            "Opvang voor de slachtoffers van het geweld in de regio",
        ),
        ["loopt", "afgerond", "nog niet gestart"],
        ["Ministerie van VWS", "Ministerie van JenV"],
        "eind",
        false,
    );
    let proposal = proposed("nl.csv", dutch.as_bytes());
    assert_lines(
        &proposal,
        &[
            "\"title.nl\" = \"Actie\"",
            "\"lead\" = \"Trekker\"",
            "\"partners\" = \"Betrokken partijen\"",
            "\"period.as_written\" = \"Planning\"",
            "\"delivery\" = \"Stand van zaken\"",
            "\"afgerond\" = \"complete\"",
        ],
    );
}

#[test]
fn headings_of_two_lines_with_merged_cells_below_a_title_and_a_hidden_sheet() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let plain = rust_xlsxwriter::Format::new();
    let sheet = book.add_worksheet().set_name("Maßnahmen").unwrap();
    sheet
        .write_string(0, 0, "Aktionsplan 2026 – Stand März")
        .unwrap();
    for (column, text) in [(0, "Nr."), (1, "Maßnahme")] {
        sheet
            .merge_range(2, column, 3, column, text, &plain)
            .unwrap();
    }
    sheet.merge_range(2, 2, 2, 3, "Laufzeit", &plain).unwrap();
    sheet
        .merge_range(2, 4, 2, 5, "Zuständigkeit", &plain)
        .unwrap();
    for (column, text) in [
        (2, "von"),
        (3, "bis"),
        (4, "Federführung"),
        (5, "Beteiligte"),
    ] {
        sheet.write_string(3, column, text).unwrap();
    }
    for row in 1..=12 {
        sheet
            .write_string(row + 3, 0, format!("{}.{row}", row / 7 + 1))
            .unwrap();
        sheet
            .write_string(
                row + 3,
                1,
                format!("Maßnahme {row} zur Beratung Betroffener"),
            )
            .unwrap();
        sheet.write_number(row + 3, 2, 2025.0).unwrap();
        sheet
            .write_number(row + 3, 3, f64::from(2025 + row % 3))
            .unwrap();
        sheet
            .write_string(row + 3, 4, if row % 2 == 0 { "BMI" } else { "BMAS" })
            .unwrap();
        sheet
            .write_string(row + 3, 5, if row % 3 == 0 { "Länder; KOK" } else { "KOK" })
            .unwrap();
    }
    let hidden = book.add_worksheet().set_name("Entwurf").unwrap();
    hidden.set_hidden(true);
    hidden.write_string(0, 0, "Nr.").unwrap();
    hidden.write_string(1, 0, "9.9").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let proposal = proposed("zwei.xlsx", &bytes);
    assert_lines(
        &proposal,
        &[
            "heading_row = [3, 4]",
            "\"number\" = \"Nr.\"",
            "\"title.de\" = \"Maßnahme\"",
            "\"period.from\" = \"Laufzeit von\"",
            "\"period.until\" = \"Laufzeit bis\"",
            "\"lead\" = \"Zuständigkeit Federführung\"",
            "\"partners\" = { column = \"Zuständigkeit Beteiligte\", split = \";\" }",
        ],
    );
    let profile = "[[table]]\nfile = \"zwei.xlsx\"\nsheet = \"Maßnahmen\"\nheading_row = [3, 4]\n\
        [[table.record]]\nnoun = \"measure\"\n\
        columns = { id = \"Nr.\", title = \"Maßnahme\", \"period.from\" = \"Laufzeit von\", \
        \"period.until\" = \"Laufzeit bis\", lead = \"Zuständigkeit Federführung\", \
        partners = { column = \"Zuständigkeit Beteiligte\", split = \";\" } }\n";
    let (register, outcome) = imported(profile, &[("zwei.xlsx", &bytes)]);
    let first = &all(&register, Noun::Measure)[0];
    assert_eq!(first["id"], "p/1.1");
    assert_eq!(first["period"]["until"], "2026-12-31");
    assert_eq!(told(&outcome).get("unread_sheet"), Some(&1));
}

#[test]
fn targets_and_values_of_each_year_side_by_side() {
    let text = "Code;Indicator;Unit;2023 target;2023 value;2024 target;2024 value;2025 target;2025 value\n\
        I1;Persons advised;persons;100;95;120;131;140;\n\
        I2;Share of courts trained;%;20;18.5;40;37;60;\n\
        I3;Beds in shelters;beds;;200;250;240;300;\n\
        I4;Calls answered;calls;1000;1,100;1200;1,350;1400;\n";
    let proposal = proposed("wide.csv", text.as_bytes());
    assert_lines(
        &proposal,
        &[
            "noun = \"indicator\"",
            "noun = \"value\"",
            "noun = \"milestone\"",
            "each = \"???? value\"",
            "each = \"???? target\"",
            "\"reading\" = \"each.cell\"",
            "\"goal\" = \"each.cell\"",
            "\"on\" = { column = \"each.heading\", before = \" value\" }",
        ],
    );
    let folder = folder(&[("wide.csv", text.as_bytes())]);
    let mut register = Register::default();
    import_text(&mut register, &proposal, &folder.path().join("wide.csv"));
    let read: BTreeMap<String, Value> = all(&register, Noun::Value)
        .into_iter()
        .map(|one| {
            (
                one["id"].as_str().unwrap().to_owned(),
                one["reading"]["number"].clone(),
            )
        })
        .collect();
    assert_eq!(read.len(), 8);
    assert_eq!(read["wide/I4/test/2023-12-31"], "1100");
    assert_eq!(read["wide/I2/test/2023-12-31"], "18.5");
    assert_eq!(all(&register, Noun::Milestone).len(), 11);
}

#[test]
fn maps_under_keys_two_levels_deep_beside_other_keys() {
    let text = json!({ "meta": { "version": 3 }, "plan": { "measures": {
        "M1": { "title": "Counselling for all", "responsible": { "name": "Ministry A" }, "steps": {
            "S1": { "title": "Open the office", "due": "2026-03-01", "done": true },
            "S2": { "title": "Train the staff", "due": "2026-06-01", "done": false } } },
        "M2": { "title": "Training of the police", "responsible": { "name": "Ministry B" }, "steps": {
            "S3": { "title": "Write the guide", "due": "2026-09-01", "done": false } } },
    } } });
    let bytes = text.to_string().into_bytes();
    let proposal = proposed("maps.json", &bytes);
    assert_lines(
        &proposal,
        &[
            "start = \"plan.measures\"",
            "children = \"steps\"",
            "\"id\" = \"node.key\"",
            "\"title.en\" = \"title\"",
            "\"measures\" = \"root.node.key\"",
        ],
    );
    let folder = folder(&[("maps.json", &bytes)]);
    let mut register = Register::default();
    import_text(&mut register, &proposal, &folder.path().join("maps.json"));
    assert_eq!(all(&register, Noun::Measure).len(), 2);
    assert_eq!(all(&register, Noun::Milestone).len(), 3);
}

#[test]
fn a_text_of_excel_in_utf_16() {
    let text = "sep=;\r\nNr.;Maßnahme;Federführung\r\n1;Förderung „Größe“;BMÄ\r\n2;Über Ängste reden;BMI\r\n";
    let units = text.encode_utf16().flat_map(u16::to_le_bytes);
    let bytes: Vec<u8> = [0xFF, 0xFE].into_iter().chain(units).collect();
    let profile = "[[table]]\nfile = \"a.csv\"\n[[table.record]]\nnoun = \"measure\"\n\
        columns = { id = \"Nr.\", title = \"Maßnahme\", lead = \"Federführung\" }\n";
    let (register, _) = imported(profile, &[("a.csv", &bytes)]);
    let titles: Vec<Value> = all(&register, Noun::Measure)
        .iter()
        .map(|one| one["title"]["de"].clone())
        .collect();
    assert_eq!(titles, ["Förderung „Größe“", "Über Ängste reden"]);
    assert_lines(&proposed("a.csv", &bytes), &["\"title.de\" = \"Maßnahme\""]);
}

/// Ranges name measures as single numbers do; several issuers stand in one cell, in three ways.
#[test]
fn ranges_of_measures_and_several_issuers() {
    let measures = "Nr;Maßnahme\n1;Hotline\n2;Haus\n3;Leitfaden\n4;Fonds\n5;Studie\n";
    let demands = "Empfehlung;Herausgeber;Bezug\nMehr Beratung;Deutschland, Frankreich und Italien;1–3\n\
        Wohnraum;KOK / bff;2, 5\nForschung;UN-Ausschuss (CEDAW);\n";
    let profile = "[[table]]\nfile = \"m.csv\"\n[[table.record]]\nnoun = \"measure\"\n\
        columns = { id = \"Nr\", number = \"Nr\", title = \"Maßnahme\" }\n\
        [[table]]\nfile = \"e.csv\"\n[[table.record]]\nnoun = \"recommendation\"\n\
        columns = { title = \"Empfehlung\", issuer = { column = \"Herausgeber\", split = [\", \", \" und \", \" / \"] } }\n\
        [[table.record]]\nnoun = \"coverage\"\nconstants = { author = \"KOK\", degree = \"partial\", plan = \"p\" }\n\
        columns = { measures_cited = \"Bezug\" }\n";
    let files: [(&str, &[u8]); 2] = [
        ("m.csv", measures.as_bytes()),
        ("e.csv", demands.as_bytes()),
    ];
    let (register, outcome) = imported(profile, &files);
    let cited: Vec<Value> = all(&register, Noun::Coverage)
        .iter()
        .map(|one| one["measures"].clone())
        .collect();
    assert_eq!(cited, [json!(["p/1", "p/2", "p/3"]), json!(["p/2", "p/5"])]);
    assert_eq!(told(&outcome).get("citation_without_field"), None);
    let issuers: Vec<usize> = register
        .recommendations
        .list()
        .map(|one| one.issuers().count())
        .collect();
    assert_eq!(issuers.iter().sum::<usize>(), 6);
}

#[test]
fn third_and_later_rows_of_an_id_are_each_told() {
    let text = "Nr;Maßnahme;Federführung\n1;Hotline;BMAS\n1;Hotline;BMAS\n1;Hotline neu;BMI\n1;Anders;BMJ\n2;Haus;BMI\n";
    let profile = "[[table]]\nfile = \"a.csv\"\n[[table.record]]\nnoun = \"measure\"\n\
        columns = { id = \"Nr\", title = \"Maßnahme\", lead = \"Federführung\" }\n";
    let (_, outcome) = imported(profile, &[("a.csv", text.as_bytes())]);
    assert_eq!(told(&outcome)["duplicate_id"], 3);
    assert_eq!((outcome.tally.entered, outcome.tally.not_entered), (2, 3));
}

/// A list in a cell as Grist and Airtable write it: what has the separator in it stands in quotes.
#[test]
fn lists_in_cells_with_quotes() {
    let text =
        "Nr,Maßnahme,Amt\n1,Hotline,\"\"\"Amt für Jugend, Familie\"\", Polizei\"\n2,Haus,Polizei\n";
    let profile = "[[table]]\nfile = \"a.csv\"\n[[table.record]]\nnoun = \"measure\"\n\
        columns = { id = \"Nr\", title = \"Maßnahme\", lead = { column = \"Amt\", split = \",\" } }\n";
    let (register, _) = imported(profile, &[("a.csv", text.as_bytes())]);
    let first = &all(&register, Noun::Measure)[0];
    assert_eq!(first["lead"], json!(["amt-fuer-jugend-familie", "polizei"]));
}

/// What a column was too narrow for, and formulas that went wrong, are no values.
#[test]
fn cells_that_a_spreadsheet_program_lost() {
    let text = "Nr;Meilenstein;Frist;Zielwert\n1;Gesetz;########;10\n2;Stelle;30.06.2026;#VALEUR!\n3;Bericht;2027;7\n";
    let profile = "[[table]]\nfile = \"a.csv\"\n[[table.record]]\nnoun = \"milestone\"\n\
        columns = { id = \"Nr\", title = \"Meilenstein\", due = \"Frist\", goal = \"Zielwert\" }\n";
    let (register, outcome) = imported(profile, &[("a.csv", text.as_bytes())]);
    let steps = all(&register, Noun::Milestone);
    assert_eq!(
        (&steps[0]["due"], &steps[1]["goal"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(told(&outcome)["spreadsheet_error"], 2);
}

const MEASURES: &str = "[[table]]\nfile = \"*.csv\"\n[[table.record]]\nnoun = \"measure\"\n\
    columns = { \"id\" = \"id\", \"title.de\" = \"title\" }\n";

#[test]
fn letters_of_old_encodings_and_letters_encoded_twice_are_right_or_told() {
    let text = "id;title\n1;Szkolenia dla służb i sądów\n2;Ochrona ofiar handlu ludźmi w każdym województwie\n";
    let (bytes, _, _) = encoding_rs::WINDOWS_1250.encode(text);
    let (register, outcome) = imported(MEASURES, &[("m.csv", &bytes)]);
    let titles: Vec<Value> = all(&register, Noun::Measure);
    assert!(
        titles[0].to_string().contains("służb i sądów"),
        "{titles:?}"
    );
    assert_eq!(told(&outcome).get("encoding_guessed"), Some(&1));

    let (twice, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(text.as_bytes());
    let (register, outcome) = imported(MEASURES, &[("m.csv", twice.as_bytes())]);
    assert!(
        all(&register, Noun::Measure)[0]
            .to_string()
            .contains("sÅ‚uÅ¼b")
    );
    let garbled: Vec<_> = outcome
        .findings
        .iter()
        .filter(|one| &*one.code == "garbled_letters")
        .collect();
    assert_eq!(garbled.len(), 1, "once for the column");
    assert!(format!("{:?}", garbled[0]).contains("title"));
}

#[test]
fn a_key_that_stands_twice_is_told() {
    let profile = "[[tree]]\nfile = \"*.json\"\n[[tree.record]]\nnoun = \"measure\"\n\
        columns = { \"id\" = \"id\", \"title.de\" = \"title\" }\n";
    let json =
        br#"[{"id": "1", "title": "Erste", "title": "Andere"}, {"id": "2", "title": "Zweite"}]"#;
    let (register, outcome) = imported(profile, &[("m.json", json)]);
    assert!(
        all(&register, Noun::Measure)[0]
            .to_string()
            .contains("Andere")
    );
    assert_eq!(told(&outcome).get("key_twice"), Some(&1));
}

#[test]
fn two_headings_a_year_are_values_and_targets_however_they_stand() {
    for (text, target, value) in [
        (
            "Kennzahl;Einheit;2024 Ziel;2024 Ist;2025 Ziel;2025 Ist\n\
             Beratene;Personen;100;90;120;110\nPlätze;Plätze;20;18;25;21\nSchulungen;Anzahl;5;6;7;8\n",
            "???? Ziel",
            "???? Ist",
        ),
        (
            "Indicator;Target 2024;Actual 2024;Target 2025;Actual 2025\n\
             People advised;100;90;120;110\nPlaces;20;18;25;21\nTrainings;5;6;7;8\n",
            "Target ????",
            "Actual ????",
        ),
        (
            ";2024;2024;2025;2025\nIndikator;Soll;Ist;Soll;Ist\n\
             Beratene;100;90;120;110\nPlätze;20;18;25;21\nSchulungen;5;6;7;8\n",
            "???? Soll",
            "???? Ist",
        ),
        (
            ";2024;;2025;\nIndikator;Soll;Ist;Soll;Ist\n\
             Beratene;100;90;120;110\nPlätze;20;18;25;21\nSchulungen;5;6;7;8\n",
            "???? Soll",
            "???? Ist",
        ),
    ] {
        let proposal = proposed("wide.csv", text.as_bytes());
        let each = |of: &str| format!("each = \"{of}\"");
        assert_lines(
            &proposal,
            &[&each(target), &each(value), "noun = \"indicator\""],
        );
        let folder = folder(&[("wide.csv", text.as_bytes())]);
        let mut register = Register::default();
        import_text(&mut register, &proposal, &folder.path().join("wide.csv"));
        let counted = [Noun::Value, Noun::Milestone].map(|noun| all(&register, noun).len());
        assert_eq!(counted, [6, 6], "{text}");
    }
}

/// Why a profile or a file is refused, in English.
fn refused(profile: &str, name: &str, bytes: &[u8]) -> String {
    let profile = match wegmarke_exchange::Profile::parse(&format!("{HEAD}{profile}"), "p.toml") {
        Ok(profile) => profile,
        Err(error) => return super::told::words(&error.message()),
    };
    let folder = folder(&[(name, bytes)]);
    let error = wegmarke_exchange::read(&folder.path().join(name), &profile).unwrap_err();
    super::told::words(&error.message())
}

#[test]
fn words_that_no_list_has_and_json_for_a_table_are_named() {
    let values = "[[table]]\nfile = \"*.csv\"\n[[table.record]]\nnoun = \"measure\"\n[table.record.columns]\n\
        \"id\" = \"id\"\nnature = { column = \"kind\", values = { \"Neu\" = \"new\", \"Alt\" = \"continud\", \"?\" = \"\" } }\n";
    let told = refused(values, "m.csv", b"");
    assert!(
        told.contains("continud") && told.contains("no word of the list of nature"),
        "{told}"
    );
    assert!(told.contains("continued"), "what was meant: {told}");
    let constants = "[[table]]\nfile = \"*.csv\"\n[[table.record]]\nnoun = \"measure\"\nconstants = { nature = \"nwe\" }\n\
        columns = { \"id\" = \"id\" }\n";
    assert!(refused(constants, "m.csv", b"").contains("no word of the list of nature"));
    let table = MEASURES.replace("*.csv", "*.json");
    let told = refused(&table, "m.json", br#"[{"id": "1", "title": "A"}]"#);
    assert!(told.contains("[[tree]]"), "{told}");
}
