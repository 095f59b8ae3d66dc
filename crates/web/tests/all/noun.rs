// SPDX-License-Identifier: EUPL-1.2
//! One of each noun, through every layer: imported or said, named, shown at an address that is read
//! back, read by programs as the document says, and found. A noun that a layer has forgotten is told
//! here; the samples of its page are asked for in `pages`.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that fails is a test that fails"
)]

use std::sync::Arc;

use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use wegmarke_app::figure::Figure;
use wegmarke_app::import::Import;
use wegmarke_app::{App, Clock, Keys, OsDice, SealKey, Who};
use wegmarke_domain::contribution::{Address, Says};
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::register::Register;
use wegmarke_domain::roll::{TableVisitor, Tabled};
use wegmarke_domain::rules::finding::Findings;
use wegmarke_domain::rules::permission::{Actor, Role};
use wegmarke_domain::shape::leaves;
use wegmarke_domain::table::Table;
use wegmarke_exchange::Profile;
use wegmarke_l10n::{Lang, Locale};
use wegmarke_ledger::checkpoint::LogKey;
use wegmarke_pages::url::{Decoded, Pattern};
use wegmarke_pages::{Ctx, Route, Site, subject};
use wegmarke_search::{Index, Question};
use wegmarke_store::{Location, Store};
use wegmarke_testkit::clock::FakeClock;
use wegmarke_web::{Web, serve};

/// One of each noun that files bring, and a lead that nobody knows, which makes a finding. What a thing
/// says is `Qx` and its noun.
const PROFILE: &str = include_str!("noun.toml");

struct TestClock(Arc<FakeClock>);

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        self.0.now()
    }

    fn zone(&self) -> TimeZone {
        TimeZone::UTC
    }
}

fn who(organisation: &str) -> Who {
    Who {
        actor: Actor::new(
            OrganisationId::new(organisation),
            [Role::Publisher, Role::Coordinator].into(),
        ),
        account: "a".to_owned(),
        token: None,
        once: None,
        signing: None,
    }
}

async fn open(folder: &tempfile::TempDir, clock: &Arc<FakeClock>) -> App {
    let location = Location::Folder(folder.path().to_owned());
    let store = Store::open(&location).await.unwrap();
    let key = LogKey::generate(&mut rand::rngs::OsRng, "test.example/log").unwrap();
    let keys = Keys {
        log: LogKey::parse(&key).unwrap(),
        seal: SealKey::parse(&SealKey::generate(&OsDice)).unwrap(),
    };
    let clock = Arc::new(TestClock(Arc::clone(clock)));
    let app = App::open(store, keys, clock, Arc::new(OsDice));
    app.await.unwrap()
}

/// What files bring.
async fn import(app: &App, folder: &tempfile::TempDir) {
    let path = folder.path().join("all.csv");
    std::fs::write(&path, "x\n1\n").unwrap();
    let import = Import {
        path,
        profile: Profile::parse(PROFILE, "noun.toml").unwrap(),
        by: "Qxorganisation gov".to_owned(),
        accept: Vec::new(),
        same: wegmarke_domain::import::questions::Answers::default(),
        seen: Default::default(),
        dry_run: false,
        signing: None,
    };
    app.import(import).await.unwrap();
}

/// What organisations state in their own name.
async fn state_figures(app: &App) {
    let indicator = json!({"id": "qx/i", "measures": ["qx/m"], "title": {"de": "Qxindicator"},
        "kind": "output", "unit": {"de": "Stück"}});
    let value = json!({"id": "qx/i/gov/2026-01-01", "indicator": "qx/i", "organisation": "gov",
        "on": "2026-01-01", "reading": {"number": "77"}, "parts": [["Qxvalue", {"number": "3"}]]});
    let funding = json!({"id": "qx/m/2026/gov", "measure": "qx/m", "year": 2026,
        "organisation": "gov", "status": "secured", "budget_line": "Qxfunding"});
    for figure in [
        Figure::Indicator(serde_json::from_value(indicator).unwrap()),
        Figure::Value(serde_json::from_value(value).unwrap()),
        Figure::Funding(serde_json::from_value(funding).unwrap()),
    ] {
        app.state_figure(&who("gov"), &figure, false).await.unwrap();
    }
}

/// What an organisation says to a finding that concerns it.
async fn speak(app: &App) {
    let state = app.state();
    let findings = Findings::of(&state.register, jiff::civil::date(2026, 11, 23));
    let by = OrganisationId::new("gov");
    let mut all = findings.list().iter();
    let found = all.find(|found| found.concerned(&state.register).contains(&by));
    let found = found.unwrap();
    let remark = json!({"id": format!("{}/gov", found.id), "about": found.on.to_string(),
        "stance": "explained", "organisation": "gov", "text": {"de": "Qxremark"}});
    let figure = Figure::Remark(serde_json::from_value(remark).unwrap());
    app.state_figure(&who("gov"), &figure, false).await.unwrap();
}

async fn say(app: &App, about: &str, says: Value) {
    let address = Address::parse(&about.parse().unwrap()).unwrap();
    let who = who(address.by.as_str());
    let says: Says = serde_json::from_value(says).unwrap();
    app.release(&who, &address, &says, false).await.unwrap();
}

/// What is said in a round, up to the replies.
async fn hold_round(app: &App, clock: &FakeClock) {
    let duty =
        |by: &str, noun: &str| json!({"organisation": by, "noun": noun, "on": "measure/qx/m"});
    let round = json!({
        "id": "qx/r", "plan": "qx", "title": {"de": "Qxround"},
        "from": "2025-01-01", "until": "2025-12-31", "opens_at": "2026-11-24T00:00:00Z",
        "due_at": "2026-12-24T00:00:00Z", "replies_until": "2027-01-24T00:00:00Z",
        "duties": [duty("ind", "assessment"), duty("gov", "report"), duty("civ", "practice")],
    });
    let round = serde_json::from_value(round).unwrap();
    app.announce_round(&who("gov"), &round, false)
        .await
        .unwrap();
    clock.advance(Span::new().hours(24));
    app.advance_rounds().await.unwrap();
    let report = json!({"delivery": "limited", "narrative": {"de": "Qxreport"}});
    let assessment = json!({"delivery": "limited", "reasons": {"de": "Qxassessment"}});
    let practice = json!({"delivery": "limited", "land": "de", "reach": "some",
        "observed": {"de": "Qxpractice"}});
    let reply = json!({"text": {"de": "Qxreply"}});
    say(
        app,
        "report/qx/r/gov/1/measure/qx/m",
        json!({"report": report}),
    )
    .await;
    let on = "assessment/qx/r/ind/1/measure/qx/m";
    say(app, on, json!({"assessment": assessment})).await;
    say(
        app,
        "practice/qx/r/civ/1/measure/qx/m",
        json!({"practice": practice}),
    )
    .await;
    clock.advance(Span::new().hours(31 * 24));
    app.advance_rounds().await.unwrap();
    say(
        app,
        &format!("reply/qx/r/gov/1/{on}"),
        json!({"reply": reply}),
    )
    .await;
}

struct First;

impl TableVisitor for First {
    type Out = Option<Subject>;

    fn visit<T: Tabled>(self, table: &Table<T>) -> Self::Out {
        table
            .list()
            .next()
            .map(wegmarke_domain::record::Record::subject)
    }
}

fn find_one(register: &Register, noun: Noun) -> Option<Subject> {
    if noun.is_contribution() {
        let round = register.rounds.list().next()?;
        let said = register.list_contributions(&round.id, noun).next()?;
        return Some(said.address.subject());
    }
    register.visit(noun, First)?
}

/// The page on which a noun is shown: its own, or that of what it belongs to.
fn page_of(noun: Noun) -> Pattern {
    match noun {
        Noun::Organisation => Pattern::Organisation,
        Noun::Plan | Noun::Fact | Noun::Goal => Pattern::Plan,
        // A field is the measures in it.
        Noun::Field => Pattern::Measures,
        Noun::Measure | Noun::Funding | Noun::Evidence | Noun::Status | Noun::Relation => {
            Pattern::Measure
        }
        Noun::Milestone => Pattern::Milestone,
        Noun::Recommendation | Noun::Response | Noun::Coverage | Noun::Grouping => {
            Pattern::Recommendation
        }
        Noun::Obligation => Pattern::Obligation,
        Noun::Finding => Pattern::DataFinding,
        Noun::Remark => Pattern::Finding,
        Noun::Indicator | Noun::Value => Pattern::Indicator,
        Noun::Round => Pattern::Round,
        Noun::Context => Pattern::Context,
        Noun::Standard | Noun::Answer => Pattern::Standard,
        Noun::Arrangement => Pattern::Arrangement,
        Noun::Inquiry => Pattern::Answers,
        Noun::Report | Noun::Assessment | Noun::Practice | Noun::Reply => Pattern::Contribution,
    }
}

/// A word that only things of this noun say.
fn word_of(register: &Register, about: &Subject) -> String {
    match register.findings.find(&about.id) {
        // Made by the import itself: its words are ours, and it is known by its code.
        Some(finding) if about.noun == Noun::Finding => finding.code.to_string(),
        _ => format!("Qx{}", about.noun),
    }
}

/// What a reader or a program gets.
struct Served {
    port: u16,
}

impl Served {
    async fn get(&self, address: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).await.unwrap();
        let request =
            format!("GET {address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).await.unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        (status, body.to_owned())
    }

    async fn json(&self, address: &str) -> Value {
        let (_, body) = self.get(address).await;
        serde_json::from_str(&body).unwrap_or_default()
    }
}

/// What a layer does not know about a noun.
struct Lacking<'a> {
    about: &'a Subject,
    told: Vec<String>,
}

impl Lacking<'_> {
    fn unless(&mut self, holds: bool, what: &str) {
        if !holds {
            self.told.push(format!("{}: {what}", self.about));
        }
    }
}

fn look_at_words(lacking: &mut Lacking<'_>, register: &Register, ctx: &Ctx) {
    let about = lacking.about;
    for family in ["noun", "nouns"] {
        let word = Locale::of(ctx.lang).find_word(family, about.noun.as_str());
        lacking.unless(word.is_some(), &format!("no word in `{family}`"));
    }
    let name = subject::name(register, ctx, about).words;
    let named = !name.is_empty() && *name != *about.id && !name.contains('⟪');
    lacking.unless(named, "no title");
}

async fn look_at_page(lacking: &mut Lacking<'_>, register: &Register, ctx: &Ctx, site: &Served) {
    let about = lacking.about;
    let href = subject::href(register, ctx, about);
    let (address, anchor) = href.split_once('#').unwrap_or((&href, ""));
    let path = address.split('?').next().unwrap();
    let path = path.strip_prefix(&format!("/{}", ctx.lang.code())).unwrap();
    let decoded = Decoded::of(path);
    let route = Route::parse(&decoded);
    let there_and_back = route.is_some_and(|route| route.path() == path);
    lacking.unless(there_and_back, &format!("{path} is not read back"));
    let own = route.is_some_and(|route| route.pattern() == page_of(about.noun));
    lacking.unless(own, &format!("{path} is another page"));
    let (status, html) = site.get(address).await;
    lacking.unless(status == 200, &format!("{address} answers {status}"));
    let aimed = anchor.is_empty() || html.contains(&format!("id=\"{anchor}\""));
    lacking.unless(aimed, &format!("no #{anchor} on {address}"));
    let word = match about.noun {
        Noun::Finding => subject::name(register, ctx, about).words,
        // Its parts are told on the pages of its entries.
        Noun::Value => "77".to_owned(),
        _ => word_of(register, about),
    };
    lacking.unless(html.contains(&word), &format!("not told on {address}"));
}

async fn look_at_api(lacking: &mut Lacking<'_>, document: &Value, site: &Served) {
    let about = lacking.about;
    let (list, one, listed_path, one_path) = match about.noun.plural() {
        Some(plural) => (
            format!("/api/{plural}?limit=200"),
            format!("/api/{plural}/{}", about.id),
            format!("/api/{plural}"),
            format!("/api/{plural}/{{"),
        ),
        // What is said in a round is asked for by round, and named by what it is about.
        None => (
            format!("/api/contributions?round=qx/r&noun={}", about.noun),
            format!("/api/contribution?about={about}"),
            "/api/contributions".to_owned(),
            "/api/contribution".to_owned(),
        ),
    };
    let listed = site.json(&list).await;
    // Where more is told than the record, the record stands under its noun.
    let is_it = |item: &Value| {
        let whole = &item[about.noun.as_str()]["about"];
        [&item["about"], whole].contains(&&json!(about))
    };
    let listed = listed["items"].as_array();
    let listed = listed.is_some_and(|items| items.iter().any(is_it));
    lacking.unless(listed, &format!("not in {list}"));
    let got = site.json(&one).await;
    lacking.unless(is_it(&got), &format!("not at {one}"));

    let paths = document["paths"].as_object().unwrap();
    let described = |path: &str| {
        paths
            .iter()
            .any(|(known, item)| known.starts_with(path) && item["get"].is_object())
    };
    lacking.unless(described(&listed_path), "its list is not described");
    lacking.unless(described(&one_path), "it is not described");
    let word = about.noun.as_str();
    let name = format!("{}{}", word[..1].to_uppercase(), &word[1..]);
    let properties = &document["components"]["schemas"][&name]["properties"];
    for attribute in leaves(about.noun.attributes()) {
        let described = properties.get(attribute.name).is_some();
        lacking.unless(described, &format!("no `{}` in {name}", attribute.name));
    }
}

fn look_at_search(lacking: &mut Lacking<'_>, register: &Register, index: &Index) {
    let about = lacking.about;
    let question = Question {
        words: word_of(register, about),
        noun: Some(about.noun),
        plan: None,
    };
    let answer = index.search(&question).unwrap();
    let found = answer.page(0, 50).any(|found| found == about);
    lacking.unless(found, &format!("not found by {}", question.words));
}

#[tokio::test]
async fn every_noun_is_known_to_every_layer() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(FakeClock::at("2026-11-23T09:00:00Z"));
    let app = Arc::new(open(&folder, &clock).await);
    import(&app, &folder).await;
    state_figures(&app).await;
    hold_round(&app, &clock).await;
    speak(&app).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let site = Served {
        port: listener.local_addr().unwrap().port(),
    };
    let web = Arc::new(Web::new(Arc::clone(&app), Site::default()));
    tokio::spawn(serve(listener, web, std::future::pending()));

    let state = app.state();
    let index = Index::build(&state.register).unwrap();
    let document = site.json("/api/openapi.json").await;
    let mut told = Vec::new();
    for noun in Noun::ALL.iter().copied() {
        let Some(about) = find_one(&state.register, noun) else {
            told.push(format!("{noun}: there is none to look at; add one above"));
            continue;
        };
        let mut lacking = Lacking {
            about: &about,
            told: Vec::new(),
        };
        for lang in Lang::PUBLIC {
            let ctx = Ctx::new(Arc::default(), lang, "/", "");
            look_at_words(&mut lacking, &state.register, &ctx);
            look_at_page(&mut lacking, &state.register, &ctx, &site).await;
        }
        look_at_api(&mut lacking, &document, &site).await;
        look_at_search(&mut lacking, &state.register, &index);
        told.extend(lacking.told);
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
}
