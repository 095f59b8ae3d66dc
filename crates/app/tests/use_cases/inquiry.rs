// SPDX-License-Identifier: EUPL-1.2
//! A sealed inquiry: nobody reads what others answer before its day is over, whoever they are and wherever
//! they look; then everybody reads all of it, by the clock.

use std::sync::Arc;

use wegmarke_app::correction::Deciding;
use wegmarke_app::figure::Issuing;
use wegmarke_app::upload::{FileReport, TableFile};
use wegmarke_app::verify::Earlier;
use wegmarke_app::{App, AppError, Sight, Who};
use wegmarke_domain::correction::Correction;
use wegmarke_domain::figure::{Figure, States};
use wegmarke_domain::id::InquiryId;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::mechanism;
use wegmarke_domain::rules::permission::Role;
use wegmarke_domain::rules::wall::Silence;
use wegmarke_domain::standard::Answer;
use wegmarke_exchange::Profile;
use wegmarke_ledger::body::Body;
use wegmarke_ledger::verify::Failure;
use wegmarke_store::{BodyState, EntryRow};

use super::cycle::{DAY, coordinator, dump, holds, hours, reason, refused, who, with_example};
use super::fixture::{Home, import};

const WORDS: &str = "Unverwechselbar-4711";

const ALL: &str = r#"
    name = "all"
    language = "de"
    complete = false
    [[table]]
    file = "standard.csv"
    [[table.record]]
    noun = "standard"
    [table.record.columns]
    "id" = "id"
    "title.de" = "title"
    "force" = "force"
    "issuer" = "issuer"
    [[table]]
    file = "inquiry.csv"
    [[table.record]]
    noun = "inquiry"
    [table.record.columns]
    "id" = "id"
    "title.de" = "title"
    "organisation" = "organisation"
    "asked" = { column = "asked", split = ";" }
    "asked_on" = "asked_on"
    "due_on" = "due_on"
    "sealed" = "sealed"
    [[table]]
    file = "answer.csv"
    [[table.record]]
    noun = "answer"
    [table.record.columns]
    "standard" = "standard"
    "land" = "land"
    "organisation" = "organisation"
    "degree" = "degree"
    "note.de" = "note"
    "dated_on" = "dated_on"
"#;

async fn bring(
    app: &Arc<App>,
    who: &Who,
    name: &str,
    content: String,
) -> Result<FileReport, AppError> {
    let profile = ALL.split("[[table]]");
    let mut parts = profile.filter(|part| !part.contains("file =") || part.contains(name));
    let head = parts.next().unwrap();
    // Only columns that are there.
    let heading = content.lines().next().unwrap();
    let is_there = |line: &&str| {
        let column = line.rsplit('"').nth(1).filter(|_| line.contains("\" = \""));
        column.is_none_or(|column| heading.split(',').any(|one| one == column))
    };
    let table: Vec<&str> = parts.next().unwrap().lines().filter(is_there).collect();
    let table = table.join("\n");
    let file = TableFile {
        name: name.to_owned(),
        bytes: content.into_bytes(),
        of: None,
        profile: Profile::parse(&format!("{head}[[table]]{table}"), "").unwrap(),
        accept: Vec::new(),
        same: Default::default(),
        seen: Default::default(),
    };
    app.write_table(who, file).await
}

fn publisher(by: &str) -> Who {
    who(by, &[Role::Publisher])
}

async fn answer(
    app: &Arc<App>,
    by: &str,
    land: &str,
    degree: &str,
    note: &str,
) -> Result<FileReport, AppError> {
    let rows = format!(
        "standard,land,organisation,degree,note,dated_on\nnetz,{land},{by},{degree},{note},2026-11-20\n"
    );
    bring(app, &publisher(by), "answer.csv", rows).await
}

async fn ask(app: &Arc<App>, id: &str, due_on: &str) -> Result<FileReport, AppError> {
    let rows = format!(
        "id,title,organisation,asked,asked_on,due_on,sealed\n{id},Abfrage,bmas,kok;bka,2026-11-20,{due_on},ja\n"
    );
    bring(app, &coordinator(), "inquiry.csv", rows).await
}

/// A sealed inquiry that runs until 30 November; the clock stands at the 23rd.
async fn asked(home: &Home) -> Arc<App> {
    let app = Arc::new(with_example(home).await);
    let rows = "id,title,force,issuer\nnetz,Ein Netz,recommended,kok\n";
    bring(&app, &publisher("kok"), "standard.csv", rows.to_owned())
        .await
        .unwrap();
    ask(&app, "herbst", "2026-11-30").await.unwrap();
    app
}

fn find<'a>(register: &'a Register, by: &str, land: &str) -> Option<&'a Answer> {
    register.answers.find(&format!("netz/{land}/{by}"))
}

fn inquiry() -> InquiryId {
    InquiryId::new("herbst")
}

/// What everybody reads of it, as text: records, lines, and the log as it is published.
async fn public(app: &App) -> String {
    let state = app.state();
    let mut all = format!("{:?}", state.register.answers.list().collect::<Vec<_>>());
    for day in ["2026-11-23", "2026-12-31"] {
        let older = app.as_of(day.parse().unwrap()).await.unwrap();
        all += &format!("{:?}", older.register);
    }
    all += &format!("{:?}", state.register);
    for seq in 0..state.size() {
        let view = app.find_entry(seq).await.unwrap().unwrap();
        if let Sight::Whole(Body::Public { json, .. }) = view.body {
            all += &String::from_utf8(json).unwrap();
        }
    }
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_reads_an_answer_before_the_day_is_over_and_then_everybody_does() {
    let home = Home::embedded();
    let app = asked(&home).await;
    let done = answer(&app, "kok", "de-by", "not-met", WORDS)
        .await
        .unwrap();
    assert_eq!(done.report.sealed.get(&inquiry()), Some(&1));
    let (receipt, _) = done.written.unwrap();
    assert_eq!((&*receipt.kind, receipt.sealed), ("answer.submitted", true));
    assert!(receipt.salt.is_some(), "its author can show what it said");
    // Nor does who was not asked, the coordinator, the file on disk, or any register.
    assert!(!public(&app).await.contains(WORDS));
    assert!(!holds(&dump(&home), WORDS));
    let state = app.state();
    assert_eq!(find(&state.register, "kok", "de-by"), None);
    for other in [
        coordinator(),
        publisher("bka"),
        who("kok", &[Role::Administrator]),
    ] {
        let seen = app.register_of(&other).await.unwrap();
        assert_eq!(find(&seen, "kok", "de-by"), None, "{}", other.account);
        assert!(
            app.find_salt(&other, receipt.seq)
                .await
                .ok()
                .flatten()
                .is_none()
        );
    }
    let own = app.register_of(&publisher("kok")).await.unwrap();
    assert!(format!("{:?}", find(&own, "kok", "de-by")).contains(WORDS));
    let lines = mechanism::list_lines(
        &state.register,
        home.clock.0.now().to_zoned(jiff::tz::TimeZone::UTC).date(),
    );
    let sealed: Vec<_> = lines.iter().filter(|line| line.sealed.is_some()).collect();
    let [line] = &sealed[..] else {
        panic!("{sealed:?}");
    };
    assert_eq!((line.degree(), line.silence), ("sealed", Silence::Sealed));
    assert!(!line.is_silent() && line.answer.is_none());
    // Who was not asked speaks as always.
    answer(&app, "baff", "de-by", "met", "offen").await.unwrap();
    assert!(find(&app.state().register, "baff", "de-by").is_some());

    assert_eq!(app.advance_rounds().await.unwrap(), 0);
    assert_eq!(
        app.next_move(),
        Some("2026-11-30T23:00:00Z".parse().unwrap())
    );
    // Another process, that was there before, too.
    let other = home.open().await;
    hours(&home, 8 * DAY);
    assert_eq!(app.advance_rounds().await.unwrap(), 1);
    let (at, opening) = app
        .state()
        .register
        .find_opening(&inquiry())
        .cloned()
        .unwrap();
    assert_eq!(
        opening.due_at,
        Some("2026-11-30T23:00:00Z".parse().unwrap())
    );
    assert!(opening.unopened.is_empty());
    assert_eq!(other.advance_rounds().await.unwrap(), 0);
    for app in [&*app, &other, &home.open().await] {
        let state = app.state();
        let found = find(&state.register, "kok", "de-by").unwrap();
        assert!(format!("{found:?}").contains(WORDS));
        let kept = state.register.answers.find_kept(found.id.as_str()).unwrap();
        assert_eq!(kept.steps.last().unwrap().seq, receipt.seq);
        let before = app.as_of("2026-11-30".parse().unwrap()).await.unwrap();
        assert_eq!(find(&before.register, "kok", "de-by"), None);
        let after = app.as_of("2026-12-02".parse().unwrap()).await.unwrap();
        assert!(find(&after.register, "kok", "de-by").is_some());
    }
    assert!(at > receipt.seq);
    home.verify().await.unwrap();
    let verified = home.verify_as_stranger(Earlier::default()).await.unwrap();
    assert_eq!((verified.report.sealed, verified.withheld), (0, 0));
    // It is an answer like any other now.
    answer(&app, "kok", "de-by", "partial", "später")
        .await
        .unwrap();
    let line = app.state().register.log().last().cloned().unwrap();
    assert_eq!(&*line.kind, "answer.changed");
}

#[tokio::test(flavor = "multi_thread")]
async fn until_then_it_is_said_again_and_only_the_newest_is_opened() {
    let home = Home::embedded();
    let app = asked(&home).await;
    answer(&app, "kok", "de-by", "met", "zuerst").await.unwrap();
    let again = answer(&app, "kok", "de-by", "met", "zuerst").await.unwrap();
    assert_eq!(again.report.entries, 0, "said twice");
    // A table that lacks a column leaves it as the author knows it.
    let rows = "standard,land,organisation,degree,note\nnetz,de-by,kok,partial,dann\n".to_owned();
    bring(&app, &publisher("kok"), "answer.csv", rows)
        .await
        .unwrap();
    let own = app.register_of(&publisher("kok")).await.unwrap();
    let known = find(&own, "kok", "de-by").unwrap();
    assert_eq!(known.degree.as_str(), "partial");
    assert!(known.dated_on.value().is_some());
    let verified = home.verify_as_stranger(Earlier::default()).await.unwrap();
    assert_eq!((verified.report.sealed, verified.withheld), (2, 0));
    hours(&home, 8 * DAY);
    app.advance_rounds().await.unwrap();
    let found = app.state();
    let found = find(&found.register, "kok", "de-by").unwrap();
    assert_eq!(found.degree.as_str(), "partial");
    let verified = home.verify_as_stranger(Earlier::default()).await.unwrap();
    assert_eq!((verified.report.sealed, verified.withheld), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_running_sealed_inquiry_stays_as_it_is() {
    let home = Home::embedded();
    let app = asked(&home).await;
    assert_eq!(
        refused(ask(&app, "herbst", "2026-11-24").await),
        "inquiry_runs"
    );
    assert_eq!(
        refused(ask(&app, "herbst", "2027-11-24").await),
        "inquiry_runs"
    );
    let states = States {
        figure: Figure::Withdrawal(inquiry().subject()),
        reason: Some(reason("Versehen")),
    };
    let taken_back = app
        .state_with(&publisher("bmas"), &states, Issuing::default())
        .await;
    assert_eq!(refused(taken_back), "inquiry_runs");
    // Nor by taking up what somebody else proposes.
    let correction: Correction = serde_json::from_value(serde_json::json!({
        "changes": {"due_on": {"from": "2026-11-30", "to": "2026-11-22"}}, "reason": {"de": "früher"},
    }))
    .unwrap();
    let proposed = app
        .propose_correction(&publisher("kok"), &inquiry().subject(), &correction)
        .await
        .unwrap();
    let bmas = publisher("bmas");
    let taken_up = app
        .decide_correction(&bmas, proposed[0].seq, Deciding::Accept, None, None)
        .await;
    assert_eq!(refused(taken_up), "inquiry_runs");
    hours(&home, 8 * DAY);
    app.advance_rounds().await.unwrap();
    assert_eq!(app.next_move(), None);
}

/// What does not fit in a file is public: it could tell what a sealed answer says.
#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_fit_in_a_sealed_answer_is_told_to_its_author_alone() {
    let home = Home::embedded();
    let app = asked(&home).await;
    let done = answer(&app, "kok", "de-by", WORDS, "weil").await.unwrap();
    assert!(
        done.report
            .findings
            .iter()
            .any(|one| format!("{one:?}").contains(WORDS))
    );
    assert_eq!(done.report.entries, 0);
    assert!(!public(&app).await.contains(WORDS));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_verifies_sees_what_is_shown_too_early_or_held_back() {
    let home = Home::embedded();
    let app = asked(&home).await;
    let done = answer(&app, "kok", "de-by", "met", "weil").await.unwrap();
    let seq = done.written.unwrap().0.seq;
    let sealed = home.store().await.find(seq).await.unwrap().unwrap();
    let seal = home.seal_key();
    let (salt, json) = seal
        .open_body(seq, sealed.salt.unwrap(), sealed.body.as_ref().unwrap())
        .unwrap();
    let shown = EntryRow {
        salt: Some(salt.0),
        body: Some(json),
        state: BodyState::Public,
        ..sealed.clone()
    };
    let told = async |row: &EntryRow| {
        home.store().await.set_body(row).await.unwrap();
        match home.verify_as_stranger(Earlier::default()).await {
            Err(Failure::Withheld { seq, code, .. }) => Some((seq, code)),
            _ => None,
        }
    };
    assert_eq!(told(&sealed).await, None);
    assert_eq!(told(&shown).await, Some((seq, "early")));
    assert_eq!(told(&sealed).await, None);
    hours(&home, 8 * DAY);
    app.advance_rounds().await.unwrap();
    assert_eq!(told(&shown).await, None);
    assert_eq!(told(&sealed).await, Some((seq, "still_sealed")));
}

/// What does not open is named, and does not keep the others closed.
#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_answer_is_named_when_the_others_are_opened() {
    let home = Home::embedded();
    let app = asked(&home).await;
    let broken = answer(&app, "kok", "de-by", "met", "weil").await.unwrap();
    let broken = broken.written.unwrap().0.seq;
    answer(&app, "bka", "de-by", "partial", "darum")
        .await
        .unwrap();
    let row = home.store().await.find(broken).await.unwrap().unwrap();
    let row = EntryRow {
        body: row.body.clone().map(|mut body| {
            body[0] ^= 1;
            body
        }),
        ..row
    };
    home.store().await.set_body(&row).await.unwrap();
    assert_eq!(app.check_sealed().await.unwrap(), [broken]);
    hours(&home, 8 * DAY);
    app.advance_rounds().await.unwrap();
    let state = app.state();
    let (_, opening) = state.register.find_opening(&inquiry()).unwrap();
    assert_eq!(opening.unopened, [broken]);
    assert!(find(&state.register, "bka", "de-by").is_some());
    assert_eq!(find(&state.register, "kok", "de-by"), None);
    // It is said once more, for everybody at once.
    answer(&app, "kok", "de-by", "met", "noch einmal")
        .await
        .unwrap();
    assert!(find(&app.state().register, "kok", "de-by").is_some());
    let again = home.open().await;
    assert_eq!(again.state().register.size(), app.state().size());
    let verified = home.verify_as_stranger(Earlier::default()).await.unwrap();
    assert_eq!(verified.withheld, 1);
}

/// Whoever runs the server enters an answer for somebody else: it is sealed like any other, and whose it is
/// reads it.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_entered_at_the_shell_is_sealed_too() {
    let home = Home::embedded();
    let app = asked(&home).await;
    let folder = tempfile::tempdir().unwrap();
    let rows = format!(
        "standard,land,organisation,degree,note_de,note_en,arrangements,dated_on,source,url\nnetz,de-by,kok,met,{WORDS},,,,,\n"
    );
    std::fs::write(folder.path().join("answers.csv"), rows).unwrap();
    for entries in [1, 0] {
        let report = app
            .import(import(folder.path(), "mechanism"))
            .await
            .unwrap();
        assert_eq!(report.entries, entries);
    }
    assert!(!public(&app).await.contains(WORDS));
    let own = app.register_of(&publisher("kok")).await.unwrap();
    assert!(find(&own, "kok", "de-by").is_some());
    let other = app.register_of(&publisher("bka")).await.unwrap();
    assert!(find(&other, "kok", "de-by").is_none());
    // Who may not speak for it cannot do so.
    let theirs = format!("standard,land,organisation,degree,note\nnetz,de-be,kok,met,{WORDS}\n");
    let refusal = bring(&app, &publisher("bka"), "answer.csv", theirs).await;
    assert_eq!(refused(refusal), "not_theirs");
    hours(&home, 8 * DAY);
    app.advance_rounds().await.unwrap();
    assert!(public(&app).await.contains(WORDS));
    home.verify().await.unwrap();
}
