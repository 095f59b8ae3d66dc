// SPDX-License-Identifier: EUPL-1.2
//! The invented part of the example: two rounds, told step by step with a staged clock.
//!
//! In `example/invented/story.json` each step has a day counted from today, who takes it, and what
//! they do. A text `@-30` is the day thirty days ago, `@@30` its beginning in thirty days. Everything
//! is stated as made up.

use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context as _, anyhow};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, Zoned};
use serde::Deserialize;
use serde_json::Value as Json;
use wegmarke_app::account::Invitation;
use wegmarke_app::figure::Figure;
use wegmarke_app::{App, Clock, Who};
use wegmarke_domain::contribution::{Address, Says};
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::noun::Subject;
use wegmarke_domain::proposal::{Decision, Proposal};
use wegmarke_domain::round::Round;
use wegmarke_domain::rules::permission::{Actor, Role};
use wegmarke_domain::text::Text;
use wegmarke_pages::work::DemoButton;

const STORY: &str = include_str!("../../../example/invented/story.json");
/// Days before today on which the example begins.
const FIRST_DAY: i64 = -151;

/// A clock that stands where the story is.
pub(crate) struct StagedClock {
    now: Mutex<Timestamp>,
    zone: TimeZone,
}

impl StagedClock {
    /// A clock at the beginning of a story that ends today.
    pub(crate) fn at_the_beginning(today: &Zoned) -> Self {
        Self {
            now: Mutex::new(day(today, FIRST_DAY).timestamp()),
            zone: today.time_zone().clone(),
        }
    }

    fn set(&self, to: Timestamp) {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) = to;
    }
}

impl Clock for StagedClock {
    fn now(&self) -> Timestamp {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn zone(&self) -> TimeZone {
        self.zone.clone()
    }
}

/// The beginning of a day, counted from today.
fn day(today: &Zoned, offset: i64) -> Zoned {
    today
        .start_of_day()
        .and_then(|start| start.checked_add(Span::new().days(offset)))
        .unwrap_or_else(|_| today.clone())
}

/// When an office is at work on that day.
fn at_work(today: &Zoned, offset: i64) -> Timestamp {
    let start = day(today, offset);
    let ten = start.checked_add(Span::new().hours(10)).unwrap_or(start);
    ten.timestamp()
}

/// One step.
#[derive(Deserialize)]
struct Step {
    day: i64,
    by: String,
    #[serde(flatten)]
    what: What,
}

#[derive(Deserialize)]
#[serde(tag = "do", rename_all = "lowercase")]
enum What {
    Announce {
        round: Round,
    },
    Say {
        about: Subject,
        says: Says,
    },
    Correct {
        about: Subject,
        says: Says,
        reason: Text,
    },
    Figure {
        #[serde(flatten)]
        figure: Told,
    },
    Propose {
        milestone: wegmarke_domain::milestone::Milestone,
        #[serde(default)]
        reason: Option<Text>,
    },
    Confirm {
        milestone: String,
    },
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Told {
    Indicator(wegmarke_domain::indicator::Indicator),
    Value(wegmarke_domain::indicator::Value),
    Funding(wegmarke_domain::funding::Funding),
    Context(wegmarke_domain::context::Context),
}

/// Replaces `@-30` and `@@30` by days and instants.
fn dated(json: Json, today: &Zoned) -> Json {
    match json {
        Json::String(text) => Json::String(dated_text(&text, today)),
        Json::Array(all) => all.into_iter().map(|one| dated(one, today)).collect(),
        Json::Object(all) => all
            .into_iter()
            .map(|(name, one)| (name, dated(one, today)))
            .collect(),
        other => other,
    }
}

fn dated_text(text: &str, today: &Zoned) -> String {
    let Some((before, offset)) = text.split_once('@') else {
        return text.to_owned();
    };
    if let Some(offset) = offset.strip_prefix('@').and_then(|text| text.parse().ok()) {
        return day(today, offset).timestamp().to_string();
    }
    match offset.parse() {
        Ok(offset) => format!("{before}{}", day(today, offset).date()),
        Err(_) => text.to_owned(),
    }
}

/// Accounts of the example: organisation, part of the address, roles.
const ACCOUNTS: [(&str, &str, &[Role]); 8] = [
    ("bmas", "bericht", &[Role::Reporter]),
    ("bmas", "pruefung", &[Role::Reviewer]),
    ("bmas", "freigabe", &[Role::Publisher]),
    ("bmas", "koordinierung", &[Role::Coordinator]),
    ("bmf", "freigabe", &[Role::Publisher]),
    ("berichterstattungsstelle", "freigabe", &[Role::Publisher]),
    ("kok", "freigabe", &[Role::Publisher]),
    ("fachberatungsstellen", "technik", &[Role::Administrator]),
];

/// As whom one looks at the example with one click.
const WAYS: [(DemoButton, &str); 5] = [
    (DemoButton::Ministry, "freigabe@bmas.example"),
    (
        DemoButton::Rapporteur,
        "freigabe@berichterstattungsstelle.example",
    ),
    (DemoButton::Network, "freigabe@kok.example"),
    (DemoButton::Coordination, "koordinierung@bmas.example"),
    (
        DemoButton::Administration,
        "technik@fachberatungsstellen.example",
    ),
];

/// As whom one looks at the example with one click, and the address of that account; none whose account
/// is not there, or is not one of the example.
pub(crate) async fn list_ways(app: &App) -> anyhow::Result<Vec<(DemoButton, String)>> {
    let mut ways = Vec::new();
    for (way, mail) in WAYS {
        if app.is_example_account(mail).await? {
            ways.push((way, mail.to_owned()));
        }
    }
    Ok(ways)
}

/// An account of the example, for printing.
pub(crate) struct Made {
    pub(crate) mail: String,
    pub(crate) roles: &'static [Role],
    pub(crate) password: String,
    /// Base32, for an authenticator app.
    pub(crate) secret: String,
}

/// Makes an account for each role, with passwords nobody else knows.
pub(crate) async fn make_accounts(app: &App) -> anyhow::Result<Vec<Made>> {
    let mut all = Vec::new();
    for (organisation, name, roles) in ACCOUNTS {
        let mail = format!("{name}@{organisation}.example");
        let password = password();
        let invitation = Invitation {
            mail: mail.clone(),
            organisation: OrganisationId::new(organisation),
            roles: roles.iter().copied().collect(),
        };
        let secret = app
            .make_example_account(&invitation, name, &password)
            .await?;
        all.push(Made {
            mail,
            roles,
            password,
            secret,
        });
    }
    Ok(all)
}

/// Sixteen letters that are easily told apart: 80 bits.
fn password() -> String {
    use rand::RngCore as _;
    let mut bytes = [0; 16];
    rand::rngs::OsRng.fill_bytes(&mut bytes);
    let letter =
        |byte: &u8| char::from(b"abcdefghjkmnpqrstuvwxyz023456789"[usize::from(byte % 32)]);
    let letters: String = bytes.iter().map(letter).collect();
    let groups = [
        &letters[..4],
        &letters[4..8],
        &letters[8..12],
        &letters[12..],
    ];
    groups.join("-")
}

/// Tells the story up to today.
pub(crate) async fn tell(app: &App, clock: &Arc<StagedClock>, today: &Zoned) -> anyhow::Result<()> {
    let steps: Vec<Step> = serde_json::from_value(dated(serde_json::from_str(STORY)?, today))?;
    for (at, step) in steps.into_iter().enumerate() {
        pass(app, clock, at_work(today, step.day)).await?;
        take(app, step)
            .await
            .with_context(|| format!("step {} of the example", at + 1))?;
    }
    pass(app, clock, today.timestamp()).await
}

/// Lets time pass; rounds move on when they are due.
async fn pass(app: &App, clock: &StagedClock, until: Timestamp) -> anyhow::Result<()> {
    // At the very instant each is due, not all at once at the end: the entry of a move says when it was
    // made, and what is said next must find the round in its state of that day.
    while let Some(due) = app.next_move().filter(|due| *due <= until) {
        clock.set(due);
        app.advance_rounds().await?;
    }
    clock.set(until);
    Ok(())
}

async fn take(app: &App, step: Step) -> anyhow::Result<()> {
    let who = Who {
        account: format!("example-{}", step.by),
        actor: Actor::new(
            OrganisationId::new(step.by),
            [Role::Publisher, Role::Coordinator].into(),
        ),
        token: None,
        once: None,
        signing: None,
    };
    match step.what {
        What::Announce { round } => {
            app.announce_round(&who, &round, true).await?;
        }
        What::Say { about, says } => {
            app.release(&who, &Address::parse(&about)?, &says, true)
                .await?;
        }
        What::Correct {
            about,
            says,
            reason,
        } => {
            app.correct(&who, &Address::parse(&about)?, &says, &reason)
                .await?;
        }
        What::Figure { figure } => {
            let figure = match figure {
                Told::Indicator(indicator) => Figure::Indicator(indicator),
                Told::Value(value) => Figure::Value(value),
                Told::Funding(funding) => Figure::Funding(funding),
                Told::Context(context) => Figure::Context(context),
            };
            app.state_figure(&who, &figure, true).await?;
        }
        What::Propose { milestone, reason } => {
            app.propose_milestone(&who, &Proposal { milestone, reason }, true)
                .await?;
        }
        What::Confirm { milestone } => {
            let state = app.state();
            let open = state.register.list_proposals(&milestone);
            let open = open.filter(|proposed| proposed.decided.is_none()).last();
            let proposal = open
                .ok_or_else(|| anyhow!("no proposal for {milestone}"))?
                .seq;
            let decision = Decision {
                proposal,
                reason: None,
            };
            app.decide_proposal(&who, &milestone, &decision, true, true)
                .await?;
        }
    }
    Ok(())
}
