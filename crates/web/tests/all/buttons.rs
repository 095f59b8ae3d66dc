// SPDX-License-Identifier: EUPL-1.2
//! What no form of ours sends: buttons and boxes that a page does not have. All of it is refused in
//! words, and nothing is done.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that fails is a test that fails"
)]

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use wegmarke_app::account::Invitation;
use wegmarke_app::import::Import;
use wegmarke_app::{App, Clock, Keys, OsDice, SealKey, Who};
use wegmarke_domain::contribution::Address;
use wegmarke_domain::id::{OrganisationId, PlanId, RoundId};
use wegmarke_domain::noun::Noun;
use wegmarke_domain::round::{Duty, Round};
use wegmarke_domain::rules::permission::{Actor, Role};
use wegmarke_domain::stated::Stated;
use wegmarke_domain::text::{Lang, Text};
use wegmarke_exchange::{Profile, find_profile};
use wegmarke_ledger::checkpoint::LogKey;
use wegmarke_pages::Site;
use wegmarke_store::{Location, Store};
use wegmarke_testkit::clock::FakeClock;
use wegmarke_testkit::data;
use wegmarke_vault::Vault;
use wegmarke_web::{Web, serve};

pub(crate) const MAIL: &str = "anna@bmas.example";
pub(crate) const PASSWORD: &str = "Vier Worte ohne Sinn";
pub(crate) const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
const UNKNOWN: &str = "Diesen Knopf hat das Formular nicht";
const NO_CHOICE: &str = "steht nicht zur Wahl";

struct TestClock(Arc<FakeClock>);

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        self.0.now()
    }

    fn zone(&self) -> TimeZone {
        TimeZone::get("Europe/Berlin").unwrap()
    }
}

/// A server, and somebody who may do everything for BMAS.
pub(crate) struct Home {
    pub(crate) app: Arc<App>,
    pub(crate) clock: Arc<FakeClock>,
    pub(crate) port: u16,
    pub(crate) session: String,
    /// What is to be reported on.
    pub(crate) address: Address,
    /// Where its database is.
    pub(crate) folder: tempfile::TempDir,
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) text: String,
}

fn coordinator() -> Who {
    Who {
        actor: Actor::new(OrganisationId::new("bmas"), [Role::Coordinator].into()),
        account: "c".to_owned(),
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
    let app = app.await.unwrap();
    let app = app.with_vault(Vault::folder(folder.path().join("evidence")));
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
    app
}

/// An open round in which BMAS reports on one measure.
pub(crate) async fn announce(app: &App, clock: &FakeClock) -> Address {
    let state = app.state();
    let measure = state.register.measures.list_of("nap-az").next().unwrap();
    let round = Round {
        id: RoundId::new("nap-az/2026"),
        plan: PlanId::new("nap-az"),
        title: Text::new(Lang::DE, "Erste Runde").unwrap(),
        from: "2025-02-12".parse().unwrap(),
        until: "2026-11-30".parse().unwrap(),
        opens_at: "2026-11-24T00:00:00Z".parse().unwrap(),
        due_at: "2026-12-24T00:00:00Z".parse().unwrap(),
        replies_until: "2027-01-24T00:00:00Z".parse().unwrap(),
        duties: vec![Duty {
            organisation: OrganisationId::new("bmas"),
            noun: Noun::Report,
            on: measure.id.subject(),
        }],
        note: Stated::NotStated,
        reason: Stated::NotStated,
    };
    app.announce_round(&coordinator(), &round, false)
        .await
        .unwrap();
    clock.advance(Span::new().hours(24));
    app.advance_rounds().await.unwrap();
    let id = format!("report/nap-az/2026/bmas/1/{}", measure.id.subject());
    Address::parse(&id.parse().unwrap()).unwrap()
}

/// Somebody's first session.
async fn join(app: &App, organisation: &str) -> String {
    let roles = [Role::Reporter, Role::Publisher, Role::Coordinator];
    join_as(app, organisation, MAIL, &roles).await
}

/// The first session of somebody with these roles.
pub(crate) async fn join_as(app: &App, organisation: &str, mail: &str, roles: &[Role]) -> String {
    let invitation = Invitation {
        mail: mail.to_owned(),
        organisation: OrganisationId::new(organisation),
        roles: roles.iter().copied().collect(),
    };
    let colleague = Who {
        actor: Actor::new(OrganisationId::new(organisation), [Role::Publisher].into()),
        ..coordinator()
    };
    let link = app.invite(&colleague, &invitation).await.unwrap();
    app.accept_invitation(&link.to_text(), "Anna", PASSWORD, PASSWORD, HERE)
        .await
        .unwrap();
    let half = app.sign_in(mail, PASSWORD, HERE, None, "Browser").await;
    let half = half.unwrap().token.to_text();
    let offer = app.offer_authenticator(&half, "Wegmarke").await.unwrap();
    let secret = totp_rs::Secret::try_from_base32(&offer.secret).unwrap();
    let totp = totp_rs::Builder::new().with_secret(secret).build().unwrap();
    let now = u64::try_from(app.clock().now().as_second()).unwrap();
    let code = totp.generate(now).to_string();
    let (complete, _) = app.prove_code(&half, &code, HERE, None).await.unwrap();
    complete.session.to_text()
}

pub(crate) async fn home() -> Home {
    home_of("bmas").await
}

pub(crate) async fn home_of(organisation: &str) -> Home {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(FakeClock::at("2026-11-23T09:00:00Z"));
    let app = Arc::new(open(&folder, &clock).await);
    let address = announce(&app, &clock).await;
    let session = join(&app, organisation).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let web = Arc::new(Web::new(Arc::clone(&app), Site::default()));
    tokio::spawn(serve(listener, web, std::future::pending()));
    Home {
        app,
        clock,
        port,
        session,
        address,
        folder,
    }
}

impl Home {
    pub(crate) async fn post(&self, path: &str, form: &str) -> Answer {
        let headers = format!(
            "Content-Length: {}\r\nContent-Type: application/x-www-form-urlencoded\r\n",
            form.len()
        );
        self.send("POST", path, &headers, form).await
    }

    pub(crate) async fn get(&self, path: &str, headers: &str) -> Answer {
        self.send("GET", path, headers, "").await
    }

    pub(crate) async fn send(&self, how: &str, path: &str, headers: &str, body: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).await.unwrap();
        let request = format!(
            "{how} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
             Cookie: __Host-wegmarke-session={}\r\n{headers}\r\n{body}",
            self.session,
        );
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).await.unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let status = text.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, text }
    }

    /// The form is refused with these words, and nothing was written.
    async fn refused(&self, path: &str, form: &str, words: &str) {
        let size = self.app.state().size();
        let answer = self.post(path, form).await;
        assert_eq!(answer.status, 422, "{path} {form}: {}", answer.text);
        assert!(
            answer.text.contains(words),
            "{path} {form}: {}",
            answer.text
        );
        assert_eq!(self.app.state().size(), size, "{path} {form}");
    }

    pub(crate) fn say(&self) -> String {
        format!("/de/work/say/{}", self.address.subject())
    }

    pub(crate) async fn revision(&self) -> u64 {
        let who = reporter();
        let draft = self.app.find_draft(&who, &self.address);
        draft.await.unwrap().map_or(0, |held| held.revision)
    }
}

pub(crate) fn reporter() -> Who {
    Who {
        actor: Actor::new(OrganisationId::new("bmas"), [Role::Reporter].into()),
        ..coordinator()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_button_that_a_form_does_not_have_does_nothing() {
    let home = home().await;
    let say = home.say();
    for button in ["", "&do=", "&do=publish", "&do=SAVE", "&do=confirm"] {
        let form = format!("revision=0&narrative=Text{button}");
        home.refused(&say, &form, UNKNOWN).await;
        assert_eq!(home.revision().await, 0, "{button}");
    }
    let kept = home.post(&say, "revision=0&narrative=Text&do=save").await;
    assert_eq!((kept.status, home.revision().await), (303, 1));

    let account = "/de/work/account";
    home.refused(account, "do=sign-off", UNKNOWN).await;
    home.refused("/de/work/organisation", "do=three-persons", UNKNOWN)
        .await;
    let figure = format!("/de/work/figure/funding/{}", home.address.on.id);
    home.refused(&figure, "do=decline&year=2026&needed=1", UNKNOWN)
        .await;
    let round = "/de/work/round/nap-az";
    let announced = "do=preview&name=n&title=t&from=2027-01-01&until=2027-02-01\
        &opens_at=2027-01-01&due_at=2027-02-01&replies_until=2027-03-01";
    home.refused(round, announced, UNKNOWN).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proposal_is_not_declined_by_mistake() {
    let home = home().await;
    let new = format!("/de/work/figure/new-milestone/{}", home.address.on.id);
    let made = home
        .post(&new, "do=state&title=Leitfaden&due=2027-01-31")
        .await;
    assert_eq!(made.status, 303, "{}", made.text);
    let seq = home.app.state().size() - 1;
    let decide = format!("/de/work/figure/proposal/{seq}");
    for form in ["", "do=state", "do=yes&reason=x"] {
        home.refused(&decide, form, UNKNOWN).await;
    }
    let size = home.app.state().size();
    let confirmed = home.post(&decide, "do=confirm").await;
    assert_eq!(confirmed.status, 303, "{}", confirmed.text);
    assert!(home.app.state().size() > size);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_box_that_no_form_has_is_told_and_not_left_out() {
    let home = home().await;
    let say = home.say();
    let flags = "revision=0&narrative=Text&flags=paused&flags=invented";
    for button in ["save", "autosave", "request", "release"] {
        let form = format!("{flags}&do={button}");
        home.refused(&say, &form, NO_CHOICE).await;
        assert_eq!(home.revision().await, 0, "{button}");
    }
    home.refused(&say, "delivery=great&do=save", NO_CHOICE)
        .await;
    let own = "/de/work/organisation";
    let invite = "do=invite&mail=b%40bmas.example&roles=reporter&roles=king";
    home.refused(own, invite, NO_CHOICE).await;
    let token = "do=token&label=l&may=release&may=everything";
    home.refused(own, token, NO_CHOICE).await;
    let account = "/de/work/account";
    for form in ["letters-lang=xx", "wanted=sometimes"] {
        let form = format!("do=reminders&{form}");
        home.refused(account, &form, NO_CHOICE).await;
    }
    let kept = home.post(account, "do=reminders&letters-lang=en").await;
    assert_eq!(kept.status, 303, "{}", kept.text);
}

/// A word that may mean a person is asked about in the form, and said once it is confirmed with a reason.
#[tokio::test(flavor = "multi_thread")]
async fn a_doubtful_word_is_confirmed_in_the_form() {
    let home = home_of("kok").await;
    let say = format!(
        "/de/work/say/practice/nap-az/2026/kok/1/{}",
        home.address.on
    );
    let words = "revision=0&observed=Das+Boot+Elena+liegt+fest.&land=de-hh&reach=isolated";
    let find = "name=\"no_person.finds\" value=\"Elena\"";
    let release = format!("{words}&do=release");
    home.refused(&say, &release, find).await;
    let ticked = format!("{words}&no_person.finds=Elena&do=release");
    home.refused(&say, &ticked, "id=\"no_person.reason-error\"")
        .await;
    let other = format!("{words}&no_person.finds=Nina&no_person.reason=Boot&do=release");
    home.refused(&say, &other, find).await;
    let confirmed = format!("{words}&no_person.finds=Elena&no_person.reason=Boot&do=release");
    let done = home.post(&say, &confirmed).await;
    assert_eq!(done.status, 303, "{}", done.text);
    let seq = home.app.state().size() - 1;
    let kok = Who {
        actor: Actor::new(OrganisationId::new("kok"), [Role::Reviewer].into()),
        ..coordinator()
    };
    let look = home.app.find_look(&kok, seq).await.unwrap().unwrap();
    assert_eq!(look.reason, "Boot");
    // What is sure has no box.
    let sure = "revision=0&observed=Tel.+030+1234567&land=de-hh&reach=isolated&do=release\
        &no_person.finds=Tel.+030+1234567&no_person.reason=x";
    home.refused(&say, sure, "ist eine Telefonnummer").await;
}

/// Who did not state an indicator is told who did, asking for the form and sending it.
#[tokio::test(flavor = "multi_thread")]
async fn an_indicator_of_another_is_not_changed() {
    let home = home_of("kok").await;
    let indicator = serde_json::from_value(serde_json::json!({
        "id": "nap-az/beratungen", "measures": [home.address.on.id], "kind": "output",
        "title": {"de": "Beratungen"}, "target": {"number": "500"},
    }));
    let figure = wegmarke_app::figure::Figure::Indicator(indicator.unwrap());
    let bmas = Who {
        actor: Actor::new(OrganisationId::new("bmas"), [Role::Publisher].into()),
        ..coordinator()
    };
    home.app.state_figure(&bmas, &figure, false).await.unwrap();
    let path = "/de/work/figure/indicator/nap-az/beratungen";
    let form = "do=state&title=Beratungen&kind=output&target=5";
    home.refused(path, form, "nur wer etwas angibt, ändert es")
        .await;
}
