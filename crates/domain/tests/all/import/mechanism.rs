// SPDX-License-Identifier: EUPL-1.2
//! The mirror of the referral mechanism: every answer is kept, three silences are told apart, and no person
//! enters.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that fails is a test that fails"
)]

use jiff::civil::{Date, date};
use serde_json::{Value, json};
use wegmarke_domain::finding::codes;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::mechanism::{self, NOTHING};
use wegmarke_domain::rules::wall::Silence;
use wegmarke_domain::scale::Land;

use super::super::cycle::{Line, entry};
use super::sheet::{found, plan_sheet, sheet};

const TODAY: Date = date(2026, 11, 27);

fn stated(subject: &'static str, more: Value) -> Line<'static> {
    let (_, id) = subject.split_once('/').unwrap();
    let mut record = json!({"id": id});
    let more = more.as_object().unwrap().clone();
    record.as_object_mut().unwrap().extend(more);
    (1, "ed", subject, "stated", json!({ "record": record }))
}

fn register(lines: &[Line<'static>]) -> Register {
    let mut register = Register::default();
    for (seq, line) in lines.iter().enumerate() {
        register.apply(&entry(seq as u64, line)).unwrap();
    }
    register
}

fn title() -> Value {
    json!({"de": "x"})
}

fn organisation(kind: &str) -> Value {
    json!({"name": title(), "kind": kind})
}

fn answer(standard: &str, land: &str, by: &str, degree: &str) -> Value {
    json!({"standard": standard, "land": land, "organisation": by, "degree": degree, "note": title()})
}

/// One standard for the Länder, one for the federation; three voices on one Land; an inquiry that is past,
/// and one that is not.
fn lines() -> Vec<Line<'static>> {
    let inquiry = |lands: Value, due: &str| json!({"title": title(), "organisation": "dimr", "lands": lands, "asked": ["sn", "kok"], "asked_on": "2026-01-01", "due_on": due});
    vec![
        stated("organisation/sn", organisation("land")),
        stated("organisation/dimr", organisation("independent")),
        stated("organisation/kok", organisation("civil-society")),
        stated(
            "standard/laender",
            json!({"title": title(), "force": "recommended", "issuer": "kok", "levels": ["land"]}),
        ),
        stated(
            "standard/bund",
            json!({"title": title(), "force": "recommended", "issuer": "kok", "levels": ["federation"]}),
        ),
        stated(
            "answer/laender/de-sn/sn",
            answer("laender", "de-sn", "sn", "met"),
        ),
        stated(
            "answer/laender/de-sn/kok",
            answer("laender", "de-sn", "kok", "not-met"),
        ),
        stated(
            "answer/laender/de-by/kok",
            answer("laender", "de-by", "kok", "partial"),
        ),
        stated(
            "inquiry/past",
            inquiry(json!(["de-be", "de-sn"]), "2026-02-01"),
        ),
        stated("inquiry/open", inquiry(json!(["de-hb"]), "2026-11-27")),
    ]
}

#[test]
fn every_answer_is_kept_and_each_silence_is_told() {
    let register = register(&lines());
    let lines = mechanism::list_lines(&register, TODAY);
    // Sixteen Länder, one of which two answered, and the federation.
    assert_eq!(lines.len(), 16 + 1 + 1);
    let of = |standard: &str, land: Land| -> Vec<(&str, Silence)> {
        let here = lines.iter();
        let here = here.filter(|line| line.standard.id.as_str() == standard && line.land == land);
        here.map(|line| (line.degree(), line.silence)).collect()
    };
    let degrees: Vec<&str> = of("laender", Land::Saxony)
        .into_iter()
        .map(|(degree, _)| degree)
        .collect();
    assert_eq!(degrees, ["not-met", "met"]);
    for (land, silence) in [
        (Land::Berlin, Silence::Silent),
        (Land::Bremen, Silence::Pending),
        (Land::Hesse, Silence::NotAsked),
    ] {
        assert_eq!(of("laender", land), [(NOTHING, silence)], "{land:?}");
    }
    // Who does not have to act is not said to be silent.
    assert_eq!(of("laender", Land::Germany), []);
    assert_eq!(of("bund", Land::Germany), [(NOTHING, Silence::NotAsked)]);
    assert_eq!(of("bund", Land::Saxony), []);
    let differing = mechanism::list_differing(&lines);
    let differing: Vec<Land> = differing.into_iter().map(|(_, land)| land).collect();
    assert_eq!(differing, [Land::Saxony]);
    // The day after its date whoever was asked is silent.
    let later = mechanism::list_lines(&register, date(2026, 11, 28));
    let bremen = later.iter().find(|line| line.land == Land::Bremen).unwrap();
    assert_eq!(bremen.silence, Silence::Silent);
    // Before anybody asked, nobody was asked.
    let before = mechanism::list_lines(&register, date(2025, 12, 31));
    let silences = before.iter().filter(|line| line.answer.is_none());
    assert!(
        silences
            .into_iter()
            .all(|line| line.silence == Silence::NotAsked)
    );
    let inquiry = register.inquiries.find("past").unwrap();
    let asked: Vec<(&str, usize)> = mechanism::list_asked(&register, inquiry)
        .into_iter()
        .map(|(by, n)| (by.as_str(), n.open))
        .collect();
    assert_eq!(asked, [("sn", 1), ("kok", 1)]);
    let answered = |id: &str| {
        let standard = register.standards.find(id).unwrap();
        mechanism::is_answered(&register, standard)
    };
    assert!(answered("laender") && !answered("bund"));
}

#[test]
fn places_are_told_by_land_and_group_until_they_end() {
    let shelter = |more: Value| {
        let mut record = json!({"title": title(), "kind": "shelter", "land": "de-by", "organisation": "kok", "group": "men"});
        let more = more.as_object().unwrap().clone();
        record.as_object_mut().unwrap().extend(more);
        record
    };
    let over = json!({"as_written": "2020", "from": "2020-01-01", "until": "2020-12-31"});
    let register = register(&[
        stated("organisation/kok", organisation("civil-society")),
        stated(
            "arrangement/a",
            shelter(json!({"places_wanted": 10, "places": 4})),
        ),
        stated(
            "arrangement/b",
            shelter(json!({"land": "de-be", "places": 4})),
        ),
        stated(
            "arrangement/c",
            shelter(json!({"places": 9, "until": over})),
        ),
        stated(
            "arrangement/d",
            shelter(json!({"places_wanted": 2, "places": 5, "group": "women"})),
        ),
    ]);
    let places = mechanism::list_places(&register, TODAY);
    let told: Vec<(&str, &str, Option<u32>)> = places
        .iter()
        .map(|one| {
            let missing = one.shelter.missing();
            (one.shelter.id.as_str(), one.group.as_str(), missing)
        })
        .collect();
    assert_eq!(
        told,
        [
            ("d", "women", Some(0)),
            ("a", "men", Some(6)),
            ("b", "men", None)
        ]
    );
    assert!(register.arrangements.find("c").unwrap().is_over(TODAY));
    assert_eq!(mechanism::list_places(&register, date(2020, 6, 1)).len(), 4);
}

/// A row of a file as a list of cells.
type Cells = Vec<(&'static str, &'static str)>;

fn arrangement(kind: &'static str, more: &[(&'static str, &'static str)]) -> Cells {
    let mut cells = vec![
        ("id", "x"),
        ("title.de", "Baustein"),
        ("kind", kind),
        ("land", "de-by"),
    ];
    cells.extend(more);
    cells
}

#[test]
fn a_row_that_says_too_little_is_not_recorded() {
    let standard: Cells = vec![("id", "s"), ("title.de", "S")];
    let with = |more: &[(&'static str, &'static str)]| -> Cells {
        standard.iter().chain(more).copied().collect()
    };
    let answer: Cells = vec![("standard", "t"), ("land", "de-by"), ("degree", "met")];
    let known = || {
        let cells = [("id", "t"), ("title.de", "T"), ("force", "recommended")];
        sheet().row(Noun::Standard, &cells)
    };
    for (noun, cells, enough) in [
        // What law asks for names the duty, where the legal source stands.
        (Noun::Standard, with(&[("force", "duty")]), false),
        (Noun::Standard, with(&[("force", "recommended")]), true),
        (Noun::Standard, with(&[]), false),
        // A judgement says why.
        (Noun::Answer, answer.clone(), false),
        (
            Noun::Answer,
            [answer, vec![("note.de", "Darum.")]].concat(),
            true,
        ),
        (Noun::Arrangement, arrangement("procedure", &[]), true),
        (Noun::Arrangement, arrangement("focal-point", &[]), false),
        (
            Noun::Arrangement,
            arrangement("focal-point", &[("office.de", "Leitstelle")]),
            true,
        ),
        (
            Noun::Arrangement,
            arrangement("shelter", &[("places", "3")]),
            false,
        ),
        (
            Noun::Arrangement,
            arrangement("shelter", &[("group", "men")]),
            false,
        ),
        (
            Noun::Arrangement,
            arrangement("shelter", &[("group", "men"), ("places", "3")]),
            true,
        ),
    ] {
        let mut register = known().register();
        let before = register.size();
        let outcome = sheet().row(noun, &cells).import(&mut register);
        let expected: &[&str] = if enough {
            &[]
        } else {
            &[codes::INCOMPLETE_ROW]
        };
        assert_eq!(found(&outcome), expected, "{noun} {cells:?}");
        assert_eq!(
            register.size() > before + outcome.findings.len() as u64,
            enough,
            "{noun} {cells:?}"
        );
    }
}

#[test]
fn no_person_and_no_address_of_a_shelter_enters() {
    let shelter: [(&str, &str); 2] = [("group", "men"), ("places", "3")];
    for (kind, more, enters) in [
        ("focal-point", ("office.de", "Frau Erika Mustermann"), false),
        (
            "focal-point",
            ("office.de", "Leitstelle im Landesamt"),
            true,
        ),
        (
            "shelter",
            (
                "description.de",
                "Haus in der Lindenstraße 12, 80331 München",
            ),
            false,
        ),
        (
            "shelter",
            ("description.de", "Ein Haus mit drei Zimmern."),
            true,
        ),
        (
            "procedure",
            (
                "description.de",
                "Ansprechpartnerin ist Frau Erika Mustermann.",
            ),
            false,
        ),
    ] {
        let mut cells = arrangement(kind, &[more]);
        if kind == "shelter" {
            cells.extend(shelter);
        }
        let mut register = plan_sheet().register();
        let outcome = sheet().row(Noun::Arrangement, &cells).import(&mut register);
        let stands = register.arrangements.find("x").is_some();
        assert_eq!(stands, enters, "{kind} {more:?} {:?}", found(&outcome));
        if !enters {
            assert_eq!(found(&outcome), [codes::PERSON_NAMED], "{more:?}");
            // What was found is not repeated in public.
            let told = format!("{:?}", outcome.findings);
            assert!(
                !told.contains("Mustermann") && !told.contains("Linden"),
                "{told}"
            );
        }
    }
}

/// A sealed inquiry, and what was answered in it: twice by one, once by another one.
fn sealed_lines() -> Vec<Line<'static>> {
    let mut lines = lines();
    let inquiry = json!({"title": title(), "organisation": "dimr", "asked": ["sn", "kok"],
        "asked_on": "2026-01-01", "due_on": "2026-12-31", "sealed": true});
    lines.push(stated("inquiry/closed", inquiry));
    let mut submitted = |by: &'static str, subject: &'static str, degree: &str| {
        let (_, id) = subject.split_once("closed/").unwrap();
        let mut record = answer("laender", id.split('/').nth(1).unwrap(), by, degree);
        record["id"] = id.into();
        lines.push((1, by, subject, "submitted", json!({ "record": record })));
    };
    submitted("sn", "answer/closed/laender/de-sn/sn", "not-met");
    submitted("sn", "answer/closed/laender/de-sn/sn", "partial");
    submitted("kok", "answer/closed/laender/de-hh/kok", "unclear");
    lines
}

fn opened() -> Line<'static> {
    (
        1,
        "rule",
        "inquiry/closed",
        "opened",
        json!({"opening": {}}),
    )
}

#[test]
fn until_it_is_opened_a_sealed_answer_is_told_and_not_shown_whatever_the_register_knows() {
    let lines = sealed_lines();
    let known = register(&lines);
    let mut hidden = Register::default();
    for (seq, line) in lines.iter().enumerate() {
        let mut entry = entry(seq as u64, line);
        if &*entry.kind == "answer.submitted" {
            entry.statement = None;
        }
        hidden.apply(&entry).unwrap();
    }
    for register in [&known, &hidden] {
        let lines = mechanism::list_lines(register, TODAY);
        // What each line of a cell says, and who said what is sealed.
        let of = |land: Land| -> Vec<String> {
            let here = lines
                .iter()
                .filter(|line| line.standard.id.as_str() == "laender" && line.land == land);
            let by = |line: &mechanism::Line<'_>| line.sealed.map(|one| one.by.to_string());
            here.map(|line| format!("{} {}", line.degree(), by(line).unwrap_or_default()))
                .collect()
        };
        // What was public before stays so, beside the seal.
        assert_eq!(of(Land::Saxony), ["not-met ", "met ", "sealed sn"]);
        assert_eq!(of(Land::Hamburg), ["sealed kok"]);
        let closed = register.inquiries.find("closed").unwrap();
        let asked = mechanism::list_asked(register, closed);
        let told: Vec<(usize, usize)> = asked.iter().map(|(_, n)| (n.open, n.sealed)).collect();
        assert_eq!(told, [(1, 1), (2, 1)]);
        assert_eq!(register.list_sealed_answers().count(), 2);
    }
    // Opened, the newest of each stands in its place, with its own entry.
    let mut all = lines.clone();
    all.push(opened());
    let register = register(&all);
    let kept = register.answers.find_kept("laender/de-sn/sn").unwrap();
    assert_eq!(kept.record.degree.as_str(), "partial");
    assert_eq!(kept.steps.last().unwrap().seq, lines.len() as u64 - 2);
    assert!(register.answers.find("laender/de-hh/kok").is_some());
    assert_eq!(register.list_sealed_answers().count(), 0);
    let lines = mechanism::list_lines(&register, TODAY);
    assert!(lines.iter().all(|line| line.sealed.is_none()));
}

#[test]
fn what_does_not_follow_is_no_sealed_answer_and_opens_nothing() {
    let fails = |line: Line<'static>, before: &[Line<'static>]| {
        let mut lines = before.to_vec();
        let mut register = register(&lines);
        lines.push(line);
        let seq = lines.len() as u64 - 1;
        register
            .apply(&entry(seq, &lines[lines.len() - 1]))
            .is_err()
    };
    let lines = sealed_lines();
    let said = |by: &'static str, subject: &'static str, id: &str, land: &str| {
        let mut record = answer("laender", land, by, "met");
        record["id"] = id.into();
        (1, by, subject, "submitted", json!({ "record": record }))
    };
    let well = "answer/closed/laender/de-he/kok";
    let own = said("kok", well, "laender/de-he/kok", "de-he");
    assert!(!fails(own.clone(), &lines));
    // In the name of another one; about something else than it is called; under no such name; afterwards.
    assert!(fails((1, "sn", own.2, own.3, own.4.clone()), &lines));
    assert!(fails(
        said("kok", well, "laender/de-he/kok", "de-hb"),
        &lines
    ));
    assert!(fails(
        said(
            "kok",
            "answer/laender/de-he/kok",
            "laender/de-he/kok",
            "de-he"
        ),
        &lines
    ));
    let mut after = lines.clone();
    after.push(opened());
    assert!(fails(own, &after));
    assert!(fails(opened(), &after), "twice");
    assert!(fails(
        (1, "rule", "inquiry/none", "opened", json!({"opening": {}})),
        &lines
    ));
}

#[test]
fn whatever_is_said_of_a_cell_that_is_asked_is_sealed_until_the_last_of_its_inquiries() {
    use wegmarke_domain::rules::sealing::{find_sealing, list_broken, seal};
    use wegmarke_domain::statement::Said;
    let mut lines = sealed_lines();
    let later = json!({"title": title(), "organisation": "dimr", "asked": ["kok"], "lands": ["de-he"],
        "asked_on": "2026-01-01", "due_on": "2027-03-31", "sealed": true});
    lines.push(stated("inquiry/later", later));
    let register = register(&lines);
    let asks = |land: Land, by: &str, today: Date| {
        let by = wegmarke_domain::id::OrganisationId::new(by);
        find_sealing(&register, ("laender", land, &by), today).map(|one| one.id.to_string())
    };
    assert_eq!(asks(Land::Hesse, "kok", TODAY).as_deref(), Some("later"));
    assert_eq!(asks(Land::Hamburg, "kok", TODAY).as_deref(), Some("closed"));
    // Who is not asked, and before anybody was, speaks in public.
    assert_eq!(asks(Land::Hamburg, "dimr", TODAY), None);
    assert_eq!(asks(Land::Hamburg, "kok", date(2025, 12, 31)), None);
    let said = |line: Line<'static>| -> Said {
        let entry = entry(0, &line);
        Said::new(entry.subject, entry.statement.unwrap())
    };
    let new = said(stated(
        "answer/laender/de-hh/kok",
        answer("laender", "de-hh", "kok", "met"),
    ));
    let other = said(stated(
        "answer/laender/de-hh/dimr",
        answer("laender", "de-hh", "dimr", "met"),
    ));
    let (all, sealed) = seal(&register, vec![new, other], TODAY);
    let kinds: Vec<&str> = all.iter().map(|one| one.statement.kind()).collect();
    assert_eq!(kinds, ["answer.submitted", "answer.stated"]);
    assert_eq!(sealed.values().sum::<u64>(), 1);
    // The inquiry itself stays, but for its words.
    for (changes, breaks) in [
        (
            json!({"due_on": {"from": "2026-12-31", "to": "2026-11-01"}}),
            true,
        ),
        (json!({"sealed": {"from": true}}), true),
        (
            json!({"asked": {"from": ["sn", "kok"], "to": ["sn"]}}),
            true,
        ),
        (json!({"note": {"to": {"de": "bitte"}}}), false),
    ] {
        let change = said((
            1,
            "dimr",
            "inquiry/closed",
            "changed",
            json!({ "changes": changes }),
        ));
        let broken = list_broken(&register, &[change], TODAY);
        assert_eq!(broken.len(), usize::from(breaks), "{changes}");
    }
}

#[test]
fn a_file_read_again_says_nothing_new() {
    let all = || {
        sheet()
            .row(
                Noun::Standard,
                &[("id", "t"), ("title.de", "T"), ("force", "recommended")],
            )
            .row(
                Noun::Arrangement,
                &[
                    ("title.de", "Verfahren"),
                    ("kind", "procedure"),
                    ("land", "de-by"),
                    ("standards", "t"),
                ],
            )
            .row(
                Noun::Answer,
                &[
                    ("standard", "t"),
                    ("land", "de-by"),
                    ("degree", "met"),
                    ("note.de", "Ja."),
                ],
            )
            .row(
                Noun::Inquiry,
                &[
                    ("title.de", "Abfrage"),
                    ("asked", "kok"),
                    ("asked_on", "2026-01-01"),
                    ("due_on", "2026-02-01"),
                ],
            )
    };
    let mut register = Register::default();
    all().import(&mut register);
    let ids: Vec<&str> = register.answers.list().map(|one| one.id.as_str()).collect();
    assert_eq!(ids.len(), 1);
    assert!(ids[0].starts_with("t/de-by/"), "{ids:?}");
    let again = all().import(&mut register);
    assert_eq!(again.said, []);
}
