// SPDX-License-Identifier: EUPL-1.2
//! The forms of a round as a spreadsheet: fetched, filled in, looked at, taken; by two persons of
//! one organisation at once, and with everything wrong that can be.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that fails is a test that fails"
)]

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use serde_json::json;
use wegmarke_app::contribution::OrganisationSettings;
use wegmarke_app::figure::Figure;
use wegmarke_app::import::Import;
use wegmarke_app::{App, AppError, Clock, Keys, OsDice, SealKey, Who};
use wegmarke_domain::contribution::{Address, Says};
use wegmarke_domain::id::{OrganisationId, PlanId, RoundId};
use wegmarke_domain::noun::Noun;
use wegmarke_domain::round::{Duty, Round};
use wegmarke_domain::rules::permission::{Actor, Role};
use wegmarke_domain::stated::Stated;
use wegmarke_domain::text::{Lang, Text};
use wegmarke_exchange::form::{Cell, Form};
use wegmarke_exchange::{Profile, find_profile};
use wegmarke_ledger::checkpoint::LogKey;
use wegmarke_pages::work::sheet::Becomes;
use wegmarke_pages::{Ctx, Site};
use wegmarke_store::{Location, Store};
use wegmarke_testkit::clock::FakeClock;
use wegmarke_testkit::data;
use wegmarke_web::sheet::{Looked, Sheet, SheetError};

struct TestClock(Arc<FakeClock>);

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        self.0.now()
    }

    fn zone(&self) -> TimeZone {
        TimeZone::get("Europe/Berlin").unwrap()
    }
}

struct Home {
    app: App,
    clock: Arc<FakeClock>,
    _folder: tempfile::TempDir,
}

fn who(organisation: &str, account: &str, role: Role) -> Who {
    Who {
        actor: Actor::new(OrganisationId::new(organisation), BTreeSet::from([role])),
        account: account.to_owned(),
        token: None,
        once: None,
        signing: None,
    }
}

fn publisher() -> Who {
    who("bmas", "p", Role::Publisher)
}

fn reporter() -> Who {
    who("bmas", "r", Role::Reporter)
}

/// The German package with an open round in which BMAS reports.
async fn home() -> Home {
    let folder = tempfile::tempdir().unwrap();
    let location = Location::Folder(folder.path().to_owned());
    let store = Store::open(&location);
    let clock = Arc::new(FakeClock::at("2026-11-23T09:00:00Z"));
    let key = LogKey::generate(&mut rand::rngs::OsRng, "test.example/log").unwrap();
    let keys = Keys {
        log: LogKey::parse(&key).unwrap(),
        seal: SealKey::parse(&SealKey::generate(&OsDice)).unwrap(),
    };
    let app = App::open(
        store.await.unwrap(),
        keys,
        Arc::new(TestClock(Arc::clone(&clock))),
        Arc::new(OsDice),
    );
    let app = app.await.unwrap();
    let import = Import {
        path: data::germany(),
        profile: Profile::parse(find_profile("germany").unwrap(), "germany").unwrap(),
        by: "Redaktion".to_owned(),
        accept: Vec::new(),
        same: wegmarke_domain::import::questions::Answers::default(),
        seen: Default::default(),
        dry_run: false,
        signing: None,
    };
    app.import(import).await.unwrap();
    let state = app.state();
    let measures = state.register.measures.list_of("nap-az").take(4);
    let duties = measures.map(|measure| Duty {
        organisation: OrganisationId::new("bmas"),
        noun: Noun::Report,
        on: measure.id.subject(),
    });
    let duties = duties.collect();
    let round = Round {
        id: RoundId::new("nap-az/2026"),
        plan: PlanId::new("nap-az"),
        title: Text::new(Lang::DE, "Erste Runde").unwrap(),
        from: "2025-02-12".parse().unwrap(),
        until: "2026-11-30".parse().unwrap(),
        opens_at: "2026-11-24T00:00:00Z".parse().unwrap(),
        due_at: "2026-12-24T00:00:00Z".parse().unwrap(),
        replies_until: "2027-01-24T00:00:00Z".parse().unwrap(),
        duties,
        note: Stated::NotStated,
        reason: Stated::NotStated,
    };
    let coordinator = who("bmas", "c", Role::Coordinator);
    app.announce_round(&coordinator, &round, false)
        .await
        .unwrap();
    clock.advance(Span::new().hours(24));
    app.advance_rounds().await.unwrap();
    Home {
        app,
        clock,
        _folder: folder,
    }
}

async fn with<T>(home: &Home, who: &Who, act: impl AsyncFnOnce(Sheet<'_>) -> T) -> T {
    let state = home.app.state();
    let ctx = Ctx::new(Arc::new(Site::default()), wegmarke_l10n::Lang::De, "/", "");
    let round = state.register.rounds.find("nap-az/2026").unwrap();
    act(Sheet {
        app: &home.app,
        who,
        register: &state.register,
        ctx: &ctx,
        round,
        noun: Noun::Report,
    })
    .await
}

async fn fetch(home: &Home, who: &Who) -> Form {
    with(home, who, async |sheet| sheet.make().await.unwrap()).await
}

async fn bring(home: &Home, who: &Who, form: &Form) -> Result<Looked, SheetError> {
    let file = form.to_ods().unwrap();
    with(home, who, async |sheet| {
        sheet.look("bericht.ods", &file).await
    })
    .await
}

fn put(form: &mut Form, row: usize, key: &str, cell: Option<Cell>) {
    let at = form.columns.iter().position(|column| column.key == key);
    form.rows[row].cells[at.unwrap()] = cell;
}

fn text(words: &str) -> Option<Cell> {
    Some(Cell::Text(words.to_owned()))
}

fn fill(form: &mut Form, row: usize, words: &str) {
    put(
        form,
        row,
        "delivery",
        Some(Cell::Choice("substantial".to_owned())),
    );
    put(form, row, "narrative", text(words));
}

fn ready(form: &mut Form, row: usize) {
    put(form, row, "ready", Some(Cell::Flag(true)));
}

async fn take(home: &Home, who: &Who, looked: Looked, same: &[&str]) -> Result<usize, AppError> {
    let same = same.iter().map(|same| (*same).to_owned()).collect();
    let id = home.app.keep_forms(who, looked.forms).await?;
    let (receipts, _) = home.app.file_kept(who, &id, &same).await?;
    Ok(receipts.len())
}

async fn draft(home: &Home, form: &Form, row: usize) -> Says {
    let address = Address::parse(&form.rows[row].id.parse().unwrap()).unwrap();
    let held = home.app.find_draft(&publisher(), &address).await.unwrap();
    held.unwrap().draft.says
}

#[tokio::test(flavor = "multi_thread")]
async fn an_untouched_form_does_nothing() {
    let home = home().await;
    let form = fetch(&home, &publisher()).await;
    assert!(form.rows.len() > 1, "{} rows", form.rows.len());
    for file in [form.to_xlsx().unwrap(), form.to_ods().unwrap()] {
        let by = publisher();
        let looked = with(&home, &by, async |sheet| sheet.look("x", &file).await);
        let looked = looked.await.unwrap();
        assert_eq!(
            (looked.preview.problems, looked.preview.notes),
            Default::default()
        );
        assert!(looked.forms.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_ready_is_said_and_what_is_not_becomes_a_draft() {
    let home = home().await;
    let mut form = fetch(&home, &publisher()).await;
    fill(&mut form, 0, "Erste Zeile.\nZweite Zeile. =1+1 <b>ä</b>");
    ready(&mut form, 0);
    fill(&mut form, 1, "Noch nicht fertig.");
    put(&mut form, 1, "flags:paused", Some(Cell::Flag(true)));
    put(&mut form, 1, "funding.0.year", Some(Cell::Integer(2026)));
    let amount = "1250.125".parse().unwrap();
    put(
        &mut form,
        1,
        "funding.0.secured",
        Some(Cell::Decimal(amount)),
    );
    let looked = bring(&home, &publisher(), &form).await.unwrap();
    assert_eq!(looked.preview.problems, []);
    let becomes: Vec<Becomes> = looked.preview.rows.iter().map(|row| row.becomes).collect();
    assert_eq!(
        becomes[..3],
        [Becomes::Said, Becomes::Drafted, Becomes::Nothing]
    );
    let size = home.app.state().size();
    assert_eq!(take(&home, &publisher(), looked, &[]).await.unwrap(), 1);
    assert_eq!(home.app.state().size(), size + 1, "one entry, and no more");
    let wanted = json!({"report": {
        "delivery": "substantial",
        "narrative": {"de": "Erste Zeile.\nZweite Zeile. =1+1 <b>ä</b>"},
    }});
    let said = draft(&home, &form, 0).await;
    assert_eq!(serde_json::to_value(said).unwrap(), wanted);
    let drafted = serde_json::to_value(draft(&home, &form, 1).await).unwrap();
    assert_eq!(drafted["report"]["flags"], json!(["paused"]));
    assert_eq!(
        drafted["report"]["funding"][0]["secured"],
        json!("1250.125")
    );
    // Brought again, the same file would say the same again: that it is known is told.
    let again = bring(&home, &publisher(), &form).await.unwrap();
    assert!(again.preview.rows[0].conflicts && again.preview.rows[0].changes.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_wrong_is_told_with_its_cell_and_nothing_is_written() {
    let home = home().await;
    let mut form = fetch(&home, &publisher()).await;
    ready(&mut form, 0);
    put(&mut form, 0, "narrative", text("Ohne Umsetzungsstand"));
    fill(&mut form, 1, "gut");
    put(&mut form, 1, "evidence.0.title", text("Beleg"));
    put(&mut form, 1, "evidence.0.url", text("javascript:alert(1)"));
    ready(&mut form, 1);
    put(&mut form, 2, "on", text("umbenannt"));
    fill(&mut form, 2, "dies wäre gut");
    let looked = bring(&home, &publisher(), &form).await.unwrap();
    let told: Vec<(Option<u32>, Option<&str>)> = looked
        .preview
        .problems
        .iter()
        .map(|problem| (problem.row, problem.heading.as_deref()))
        .collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].0 < told[1].0);
    assert!(
        looked
            .preview
            .problems
            .iter()
            .all(|one| one.column.is_some())
    );
    assert_eq!(looked.preview.notes.len(), 1, "the locked cell");
    assert!(looked.forms.is_empty(), "nothing is taken");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_else_did_meanwhile_is_not_overwritten() {
    let home = home().await;
    let mut form = fetch(&home, &publisher()).await;
    let mut other = form.clone();
    for row in [0, 1] {
        fill(&mut other, row, "von der Kollegin");
        fill(&mut form, row, "aus der Datei");
        ready(&mut form, row);
    }
    let looked = bring(&home, &reporter(), &other).await.unwrap();
    assert_eq!(
        take(&home, &reporter(), looked, &[]).await.unwrap(),
        0,
        "drafts only"
    );
    let first = form.rows[0].id.clone();
    let looked = bring(&home, &publisher(), &form).await.unwrap();
    assert!(looked.preview.rows[..2].iter().all(|row| row.conflicts));
    assert_eq!(
        take(&home, &publisher(), looked, &[&first]).await.unwrap(),
        1
    );
    let kept = serde_json::to_string(&draft(&home, &form, 1).await).unwrap();
    assert!(kept.contains("von der Kollegin"), "{kept}");
    // Between looking and saying yes, too: then nothing of it is done.
    let mut form = fetch(&home, &publisher()).await;
    fill(&mut form, 2, "aus der Datei");
    fill(&mut form, 1, "aus der Datei");
    let looked = bring(&home, &publisher(), &form).await.unwrap();
    let address = Address::parse(&form.rows[2].id.parse().unwrap()).unwrap();
    let says = draft(&home, &form, 1).await;
    home.app
        .save_draft(&reporter(), &address, says, 0)
        .await
        .unwrap();
    let error = take(&home, &publisher(), looked, &[]).await.unwrap_err();
    assert_eq!(error.code(), "stale");
    let kept = serde_json::to_string(&draft(&home, &form, 1).await).unwrap();
    assert!(kept.contains("von der Kollegin"), "all or none: {kept}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_yes_counts_once_for_its_own_person_and_for_an_hour() {
    let home = home().await;
    let mut form = fetch(&home, &publisher()).await;
    fill(&mut form, 0, "einmal");
    ready(&mut form, 0);
    let keep = async || {
        let looked = bring(&home, &publisher(), &form).await.unwrap();
        home.app
            .keep_forms(&publisher(), looked.forms)
            .await
            .unwrap()
    };
    let id = keep().await;
    let none = BTreeSet::new();
    let colleague = who("bmas", "other", Role::Publisher);
    let foreign = home.app.file_kept(&colleague, &id, &none).await;
    assert_eq!(foreign.unwrap_err().code(), "not_found");
    assert_eq!(
        home.app
            .file_kept(&publisher(), &id, &none)
            .await
            .unwrap()
            .0
            .len(),
        1
    );
    let again = home.app.file_kept(&publisher(), &id, &none).await;
    assert_eq!(again.unwrap_err().code(), "not_found");
    let mut later = fetch(&home, &publisher()).await;
    fill(&mut later, 1, "zu spät");
    let looked = bring(&home, &publisher(), &later).await.unwrap();
    let id = home
        .app
        .keep_forms(&publisher(), looked.forms)
        .await
        .unwrap();
    home.clock.advance(Span::new().hours(2));
    let late = home.app.file_kept(&publisher(), &id, &none).await;
    assert_eq!(late.unwrap_err().code(), "not_found");
}

/// States an indicator of a measure.
async fn indicate(home: &Home, measure: &str, name: &str, levels: &[&str]) {
    let levels = levels.iter().map(|level| json!({"name": {"de": level}}));
    let levels: Vec<_> = levels.collect();
    let indicator = serde_json::from_value(json!({
        "id": format!("nap-az/{name}"), "measures": [measure], "title": {"de": name},
        "kind": "output", "levels": levels, "method": {"de": "Wir zählen."},
    }));
    let figure = Figure::Indicator(indicator.unwrap());
    let stated = home.app.state_figure(&publisher(), &figure, false).await;
    stated.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_value_belongs_to_the_indicator_that_its_row_names() {
    let home = home().await;
    let form = fetch(&home, &publisher()).await;
    let address = Address::parse(&form.rows[0].id.parse().unwrap()).unwrap();
    indicate(&home, &address.on.id, "m-beratungen", &[]).await;
    indicate(&home, &address.on.id, "n-stufen", &["keine", "volle"]).await;
    let mut form = fetch(&home, &publisher()).await;
    let day = Some(Cell::Date("2026-11-01".parse().unwrap()));
    put(&mut form, 0, "values.0.on", day.clone());
    put(&mut form, 0, "values.0.reading", text("12345,6"));
    put(&mut form, 0, "values.1.on", day);
    put(&mut form, 0, "values.1.reading", text("Volle"));
    // The columns of the two indicators change places, as somebody may do who sorts or copies.
    let mut crossed = form.clone();
    let at = |form: &Form, key: &str| form.columns.iter().position(|one| one.key == key).unwrap();
    for part in ["indicator", "on", "reading"] {
        let [a, b] = ["values.0", "values.1"].map(|row| at(&form, &format!("{row}.{part}")));
        crossed.rows[0].cells.swap(a, b);
    }
    for form in [&form, &crossed] {
        let looked = bring(&home, &publisher(), form).await.unwrap();
        assert_eq!(looked.preview.problems, []);
        take(&home, &publisher(), looked, &[&form.rows[0].id])
            .await
            .unwrap();
        let kept = serde_json::to_value(draft(&home, form, 0).await).unwrap();
        let values = kept["report"]["values"].as_array().unwrap();
        let values: Vec<_> = values
            .iter()
            .map(|one| (&one["indicator"], &one["reading"]))
            .collect();
        let number = json!({"number": "12345.6"});
        let level = json!({"level": 1});
        assert_eq!(values[0], (&json!("nap-az/m-beratungen"), &number));
        assert_eq!(values[1], (&json!("nap-az/n-stufen"), &level));
    }
    // A third one that comes first by its id: the sheet is older than that, and says so.
    indicate(&home, &address.on.id, "a-anfragen", &[]).await;
    let looked = bring(&home, &publisher(), &form).await.unwrap();
    let told: Vec<&str> = looked
        .preview
        .problems
        .iter()
        .map(|one| &*one.words)
        .collect();
    assert!(
        told.len() == 1 && told[0].contains("a-anfragen"),
        "{told:?}"
    );
    assert!(looked.forms.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_release_asks_for_it_and_two_persons_are_two() {
    let home = home().await;
    let settings = OrganisationSettings { two_persons: true };
    home.app
        .change_settings(&publisher(), &settings)
        .await
        .unwrap();
    let mut form = fetch(&home, &publisher()).await;
    fill(&mut form, 0, "zu zweit");
    ready(&mut form, 0);
    for person in [publisher(), reporter()] {
        let looked = bring(&home, &person, &form).await.unwrap();
        assert_eq!(looked.preview.rows[0].becomes, Becomes::Requested);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_of_others_is_refused() {
    let home = home().await;
    let mut form = fetch(&home, &publisher()).await;
    let refused = async |form: &Form| bring(&home, &publisher(), form).await.unwrap_err().code();
    form.stamp.organisation = "bmi".to_owned();
    assert_eq!(refused(&form).await, "sheet_other_organisation");
    let mut form = fetch(&home, &publisher()).await;
    form.stamp.round = Some("nap-az/2027".to_owned());
    assert_eq!(refused(&form).await, "sheet_other_round");
    let mut form = fetch(&home, &publisher()).await;
    form.stamp.form = "assessment".to_owned();
    assert_eq!(refused(&form).await, "sheet_other_form");
    // An id of another organisation in a form of ours is nobody's row.
    let mut form = fetch(&home, &publisher()).await;
    form.rows[0].id = form.rows[0].id.replace("/bmas/", "/bmi/");
    fill(&mut form, 0, "gefälscht");
    let looked = bring(&home, &publisher(), &form).await.unwrap();
    assert_eq!(looked.preview.problems.len(), 1);
    assert!(looked.forms.is_empty());
    let by = publisher();
    let garbage = with(&home, &by, async |sheet| {
        sheet.look("x.xlsx", b"<html>").await
    });
    assert_eq!(garbage.await.unwrap_err().code(), "not_a_form");
}
