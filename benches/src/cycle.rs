// SPDX-License-Identifier: EUPL-1.2
//! A round under load: 200 people save drafts and submit while 64 readers read.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{JoinHandle, sleep, spawn};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, anyhow, bail};
use jiff::tz::TimeZone;
use totp_rs::{Builder, Secret};
use wegmarke_app::account::Invitation;
use wegmarke_app::{App, Clock as _, Keys, OsDice, SealKey, SystemClock};
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::rules::permission::Role;
use wegmarke_ledger::checkpoint::LogKey;
use wegmarke_store::{Location, Store, key};

use crate::pages::{binary, serve};
use crate::{Results, runtime};

/// People who write.
const WRITERS: usize = 200;
/// Drafts that each of them saves before submitting.
const DRAFTS: u32 = 5;
/// People who read.
const READERS: usize = 64;
/// How long it takes; the goal gives them ten times as long.
const WINDOW: Duration = Duration::from_secs(60);
/// How long a reader looks at a page.
const LOOK: Duration = Duration::from_millis(100);

const PASSWORD: &str = "vier zufaellige woerter reichen";
pub(crate) const ROUND: &str = "nap-az/runde-2";
pub(crate) const MEASURE: &str = "measure/nap-az/beratungsnetzwerk-faire-mobilitaet";
const PAGES: [&str; 5] = [
    "/de/plan/nap-az",
    "/en/plan/nap-az/monitoring",
    "/de/measure/nap-az/beratungsnetzwerk-faire-mobilitaet",
    "/de/round/nap-az/runde-2",
    "/en/history",
];

/// What one of the people met: how long each answer took, and what went wrong.
#[derive(Debug, Default)]
struct Met {
    took: Vec<Duration>,
    errors: Vec<String>,
}

pub(crate) fn run(results: &mut Results) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let binary = binary()?;
    // The example is made, then the accounts, then it is served.
    drop(serve(&binary, folder.path())?);
    let secrets = runtime()?.block_on(make_accounts(&folder.path().join("data")))?;
    let (_server, port) = serve(&binary, folder.path())?;
    let origin = format!("http://127.0.0.1:{port}");
    let sessions = sign_in(&origin, &secrets)?;

    let over = Arc::new(AtomicBool::new(false));
    let readers: Vec<JoinHandle<Met>> = (0..READERS)
        .map(|at| {
            let (origin, over) = (origin.clone(), Arc::clone(&over));
            spawn(move || read(&origin, at, &over))
        })
        .collect();
    let writers: Vec<JoinHandle<Met>> = sessions
        .into_iter()
        .enumerate()
        .map(|(at, session)| {
            let origin = origin.clone();
            spawn(move || write(&origin, at, &session))
        })
        .collect();
    let written = gather(writers)?;
    over.store(true, Ordering::Relaxed);
    let read = gather(readers)?;
    for error in written.errors.iter().chain(&read.errors).take(5) {
        eprintln!("{error}");
    }
    let errors = written.errors.len() + read.errors.len();
    let wanted = WRITERS * (usize::try_from(DRAFTS)? + 1);
    results.add(
        &format!(
            "{WRITERS} people save {DRAFTS} drafts each and submit within {} s, {READERS} read ({} writes, {} reads)",
            WINDOW.as_secs(),
            written.took.len(),
            read.took.len(),
        ),
        "no error",
        format!("{errors} errors"),
        errors == 0 && written.took.len() == wanted,
    );
    for (what, met, most) in [("reading", read, 50), ("writing", written, 500)] {
        let (p99, median) = (at_share(&met.took, 99), at_share(&met.took, 50));
        results.add(
            &format!("p99 of {what} meanwhile (median {} ms)", median.as_millis()),
            &format!("below {most} ms"),
            format!("{} ms", p99.as_millis()),
            p99 < Duration::from_millis(most),
        );
    }
    Ok(())
}

fn gather(people: Vec<JoinHandle<Met>>) -> Result<Met> {
    let mut all = Met::default();
    for one in people {
        let met = one.join().map_err(|_| anyhow!("a client panicked"))?;
        all.took.extend(met.took);
        all.errors.extend(met.errors);
    }
    Ok(all)
}

/// The duration that this share of all, in percent, does not exceed.
pub(crate) fn at_share(took: &[Duration], percent: usize) -> Duration {
    let mut sorted = took.to_vec();
    sorted.sort_unstable();
    let at = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
    sorted.get(at).copied().unwrap_or(Duration::MAX)
}

fn mail(at: usize) -> String {
    format!("person{at}@kok.example")
}

/// The register in a folder, or in a database with the keys of a folder.
pub(crate) async fn open(data: &Path, location: &Location) -> Result<App> {
    let read = |name| key::read(data, name)?.context("the key is missing");
    let keys = Keys {
        log: LogKey::parse(&read(key::LOG)?)?,
        seal: SealKey::parse(&read(key::SEAL)?)?,
    };
    let store = Store::open(location).await?;
    let clock = Arc::new(SystemClock(TimeZone::UTC));
    Ok(App::open(store, keys, clock, Arc::new(OsDice)).await?)
}

/// Accounts of one organisation of civil society, which may all say something on one measure.
async fn make_accounts(data: &Path) -> Result<Vec<String>> {
    let app = open(data, &Location::Folder(data.to_owned())).await?;
    let mut secrets = Vec::new();
    for at in 0..WRITERS {
        let invitation = Invitation {
            mail: mail(at),
            organisation: OrganisationId::new("kok"),
            roles: BTreeSet::from([Role::Publisher]),
        };
        let secret = app.make_example_account(&invitation, "Person", PASSWORD);
        secrets.push(secret.await?);
    }
    app.close().await;
    Ok(secrets)
}

pub(crate) fn agent() -> ureq::Agent {
    ureq::Agent::config_builder()
        .max_redirects(0)
        .http_status_as_error(false)
        .timeout_global(Some(Duration::from_secs(30)))
        .build()
        .into()
}

/// Sessions of all, by address, password and code.
fn sign_in(origin: &str, secrets: &[String]) -> Result<Vec<String>> {
    let agent = agent();
    let mut sessions = Vec::new();
    for (at, secret) in secrets.iter().enumerate() {
        let address = format!("{origin}/de/sign-in");
        let form = [("mail", mail(at)), ("password", PASSWORD.to_owned())];
        let half = session(agent.post(&address).send_form(form)?)?;
        let code = code(secret)?;
        let request = agent
            .post(format!("{address}/code"))
            .header("cookie", &half);
        sessions.push(session(request.send_form([("code", code)])?)?);
    }
    Ok(sessions)
}

fn code(secret: &str) -> Result<String> {
    let secret = Secret::try_from_base32(secret).map_err(|error| anyhow!("{error:?}"))?;
    let totp = Builder::new().with_secret(secret).build();
    let totp = totp.map_err(|error| anyhow!("{error:?}"))?;
    let now = u64::try_from(SystemClock(TimeZone::UTC).now().as_second())?;
    Ok(totp.generate(now).to_string())
}

/// The session's cookie in an answer.
fn session(answer: ureq::http::Response<ureq::Body>) -> Result<String> {
    let cookies = answer.headers().get_all("set-cookie").iter();
    let mut cookies = cookies.filter_map(|value| value.to_str().ok());
    let found = cookies.find(|value| value.starts_with("__Host-wegmarke-session="));
    match found.and_then(|value| value.split(';').next()) {
        Some(pair) => Ok(pair.to_owned()),
        None => bail!("nobody was signed in: {}", answer.status()),
    }
}

fn read(origin: &str, at: usize, over: &AtomicBool) -> Met {
    let (agent, mut met) = (agent(), Met::default());
    let mut next = at;
    while !over.load(Ordering::Relaxed) {
        let page = PAGES[next % PAGES.len()];
        next += 1;
        let begun = Instant::now();
        let answer = agent.get(format!("{origin}{page}")).call();
        let done = answer.map_err(anyhow::Error::from).and_then(|mut answer| {
            answer.body_mut().read_to_vec()?;
            Ok(answer.status())
        });
        met.note(begun, done, 200, page);
        sleep(LOOK);
    }
    met
}

fn write(origin: &str, at: usize, session: &str) -> Met {
    let (agent, mut met) = (agent(), Met::default());
    let about = format!("practice/{ROUND}/kok/{}/{MEASURE}", at + 1);
    let address = format!("{origin}/de/work/say/{about}");
    let step = WINDOW / (DRAFTS + 1);
    // Nobody begins at the same moment.
    let first = step * u32::try_from(at).unwrap_or(0) / u32::try_from(WRITERS).unwrap_or(1);
    sleep(first);
    for turn in 0..=DRAFTS {
        let begun = Instant::now();
        let form = [
            ("revision", turn.to_string()),
            (
                "observed",
                format!("Beobachtung {turn}: die Beratung kommt an."),
            ),
            ("delivery", "limited".to_owned()),
            ("land", "de-be".to_owned()),
            ("reach", "isolated".to_owned()),
            // Where a text of last time in another language would go out again, the form asks.
            ("older", "leave-out".to_owned()),
            (
                "do",
                if turn == DRAFTS { "release" } else { "save" }.to_owned(),
            ),
        ];
        let request = agent.post(&address).header("cookie", session);
        let done = request.send_form(form).map_err(anyhow::Error::from);
        met.note(begun, done.map(|answer| answer.status()), 303, &about);
        if turn < DRAFTS {
            sleep(step.saturating_sub(begun.elapsed()));
        }
    }
    met
}

impl Met {
    fn note(
        &mut self,
        begun: Instant,
        done: Result<ureq::http::StatusCode>,
        wanted: u16,
        what: &str,
    ) {
        match done {
            Ok(status) if status == wanted => self.took.push(begun.elapsed()),
            Ok(status) => self.errors.push(format!("{what}: {status}")),
            Err(error) => self.errors.push(format!("{what}: {error}")),
        }
    }
}
