// SPDX-License-Identifier: EUPL-1.2
//! What is found though it is written in another way, and what comes first.

use serde_json::json;
use wegmarke_domain::statement::Entry;
use wegmarke_search::Index;

use super::{entry, fold, found};

/// Measures with these titles; each is called by its place.
fn titled(titles: &[&str]) -> Index {
    let plan = json!({"record": {"id": "p", "title": {"de": "Plan"}, "theme": "trafficking"}});
    let mut entries: Vec<Entry> = vec![entry(0, "plan/p", "stated", &plan)];
    for (at, title) in (1_u64..).zip(titles) {
        let id = format!("p/m{at:02}");
        let measure =
            json!({"record": {"id": id, "plan": "p", "title": {"de": title}, "lead": []}});
        entries.push(entry(at, &format!("measure/{id}"), "stated", &measure));
    }
    Index::build(&fold(&entries)).unwrap()
}

/// The titles that are found, the best first.
fn asked<'a>(index: &Index, titles: &[&'a str], words: &str) -> Vec<&'a str> {
    let ids = found(index, words);
    let place = |id: &String| id.strip_prefix("measure/p/m")?.parse::<usize>().ok();
    ids.iter()
        .filter_map(place)
        .map(|at| titles[at - 1])
        .collect()
}

#[test]
fn compounds_are_found_however_they_are_written() {
    let titles = [
        "Menschenhandels-Meldestelle",
        "Menschenhandelsmeldestelle im Norden",
        "Menschenhandels Meldestelle",
        "SGB XII: Leistungen der Sozialhilfe",
        "SGBXII-Leistungen",
        "§ 232a StGB anwenden",
        "§ 232 a verschärfen",
        "E-Akte einführen",
        "Eakte abschaffen",
        "Bund-Länder-Austausch",
        "Bundländeraustausch",
        "Notrufnummer für alle Länder",
        "Arbeits- und Gesundheitsschutz",
    ];
    let index = titled(&titles);
    for (words, expected) in [
        ("Menschenhandelsmeldestelle", &[0, 1, 2][..]),
        ("Menschenhandels-Meldestelle", &[0, 1, 2]),
        ("menschenhandels meldestelle", &[0, 1, 2]),
        ("Menschenhandelsmeldestellen", &[0, 1, 2]),
        ("SGBXII", &[3, 4]),
        ("SGB XII", &[3, 4]),
        ("SGB-XII", &[3, 4]),
        ("sgb-xii-leistungen", &[3, 4]),
        ("232a", &[5, 6]),
        ("232 a", &[5, 6]),
        ("§232a", &[5, 6]),
        ("Eakte", &[7, 8]),
        ("E-Akte", &[7, 8]),
        ("Bund-Länder-Austausch", &[9, 10]),
        ("Bundländeraustausch", &[9, 10]),
        ("Bund Länder Austausch", &[9, 10]),
        ("Gesundheitsschutz", &[12]),
    ] {
        let mut found = asked(&index, &titles, words);
        found.sort_unstable();
        let mut expected: Vec<&str> = expected.iter().map(|at| titles[*at]).collect();
        expected.sort_unstable();
        assert_eq!(found, expected, "{words}");
    }
}

#[test]
fn parts_are_found_inside_compounds_also_with_an_umlaut() {
    let titles = [
        "Frauenhausplätze sichern",
        "Zufluchtsräume schaffen",
        "Landesverbände beteiligen",
        "Ratschläge geben",
        "Mütterberatung",
        "Bußgelder erhöhen",
        "Gerichtsärztinnen schulen",
        "Ämter vernetzen",
    ];
    let index = titled(&titles);
    for (words, expected) in [
        ("Platz", "Frauenhausplätze sichern"),
        ("Raum", "Zufluchtsräume schaffen"),
        ("Zufluchtsraum", "Zufluchtsräume schaffen"),
        ("Verband", "Landesverbände beteiligen"),
        ("Landesverband", "Landesverbände beteiligen"),
        ("Ratschlag", "Ratschläge geben"),
        ("Mutter", "Mütterberatung"),
        ("Muetter", "Mütterberatung"),
        ("Bussgeld", "Bußgelder erhöhen"),
        ("Arzt", "Gerichtsärztinnen schulen"),
        ("Amt", "Ämter vernetzen"),
    ] {
        assert_eq!(asked(&index, &titles, words), [expected], "{words}");
    }
}

#[test]
fn accents_and_the_way_letters_are_put_together_do_not_matter() {
    let titles = [
        "Zusammenarbeit mit Wrocław",
        "Büro in Chișinău",
        "Ørsted und Đakovo",
        "Schulung in Kırklareli",
        "Pru\u{308}fung der Anla\u{308}sse",
        "Grund\u{ad}lagen",
    ];
    let index = titled(&titles);
    for (words, at) in [
        ("Wroclaw", 0),
        ("WROCŁAW", 0),
        ("Chisinau", 1),
        ("Chişinău", 1),
        ("Orsted", 2),
        ("Dakovo", 2),
        ("Kirklareli", 3),
        ("Prüfung", 4),
        ("Pru\u{308}fung", 4),
        ("Pruefung", 4),
        ("Anlass", 4),
        ("Grundlagen", 5),
    ] {
        assert_eq!(asked(&index, &titles, words), [titles[at]], "{words}");
        let subject = format!("measure/p/m{:02}", at + 1).parse().unwrap();
        let excerpt = index.excerpt(&subject, words, wegmarke_domain::text::Lang::DE);
        assert!(excerpt.iter().any(|(_, hit)| *hit), "{words}: {excerpt:?}");
    }
}

#[test]
fn one_slip_of_the_finger_is_forgiven_in_words_that_are_not_there() {
    let titles = [
        "Dolmetschende bezahlen",
        "Aufenthaltstitel erteilen",
        "Verträge übersetzen",
        "Statistik führen",
        "Ausbeutung ahnden",
        "Landesbeauftragtenkonferenz",
    ];
    let index = titled(&titles);
    for (words, at) in [
        ("Dolmetchende", 0),
        ("Dolmetsschende", 0),
        ("Dolmetschemde", 0),
        ("Dolmestchende", 0),
        ("Olmetschende", 0),
        ("Aufenthaltsttiel", 1),
        ("Vertrge", 2),
        ("Vertroge", 2),
        ("übersezten", 2),
        ("Statisitk", 3),
        ("Ausbeuttung ahnden", 4),
        // Inside a longer word, at its beginning, in its middle, and at its end.
        ("Landesbeauftrgate", 5),
        ("Beautfragte", 5),
        ("Knoferenz", 5),
        ("Ausbeutugn anden", 4),
    ] {
        let expected: &[&str] = if words.ends_with("anden") {
            // Two slips, one of them in a short word.
            &[]
        } else {
            &[titles[at]]
        };
        assert_eq!(asked(&index, &titles, words), expected, "{words}");
    }
    for two in ["Dolmethcnede", "Sttatisitk"] {
        assert_eq!(asked(&index, &titles, two), Vec::<&str>::new(), "{two}");
    }
}

#[test]
fn what_is_exactly_asked_comes_first() {
    let titles = [
        "Schutzbriefe und Schutzkonzepte, Schutzräume",
        "Räume, die Schutz bieten",
        "Opferschutz",
        "Schmutz entfernen",
        "Schulz beauftragen",
    ];
    let index = titled(&titles);
    let found = asked(&index, &titles, "Schutz");
    assert_eq!(found[0], titles[1]);
    assert_eq!(
        found.len(),
        3,
        "no slips of a word that is there: {found:?}"
    );

    let titles = [
        "Verbände anhören",
        "Verbund gründen",
        "Verband hören",
        "Fachverband hören",
    ];
    let index = titled(&titles);
    let found = asked(&index, &titles, "Verband");
    assert_eq!(found, [titles[2], titles[0], titles[3]]);

    let titles = ["Onlineberatung", "Beratung, auch online", "Online-Beratung"];
    let index = titled(&titles);
    assert_eq!(
        asked(&index, &titles, "Onlineberatung"),
        [titles[0], titles[2]]
    );
    assert_eq!(asked(&index, &titles, "Online-Beratung")[2], titles[0]);
}
