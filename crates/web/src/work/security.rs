// SPDX-License-Identifier: EUPL-1.2
//! What an organisation reads of its own security: its rule of two persons, and its log.

use wegmarke_app::AppError;
use wegmarke_app::account::{SecurityEvent, SignedIn};
use wegmarke_app::two_persons::RuleStep;
use wegmarke_pages::work::{self, Person, SecurityLine};

use super::{Asked, Told};

/// Most lines of the log that the page shows, without decisions about the rule of two persons: those
/// are shown as long as they are kept.
const MOST_LINES: usize = 300;

/// The rule of two persons as it stands, and the security log with all decisions about it.
pub(super) async fn find_rule_and_log(
    asked: &Asked,
    signed_in: &SignedIn,
    people: &[Person],
) -> Result<(work::TwoPersons, Vec<SecurityLine>), Told> {
    let (app, who) = (&asked.web.app, &signed_in.who);
    let found = async {
        let settings = app.find_settings(who.organisation()).await?;
        let rule = app.find_two_persons(who).await?;
        Ok((settings, rule, app.list_security_events(who).await?))
    };
    let found: Result<_, AppError> = found.await;
    let (settings, rule, events) = found.map_err(|error| asked.failed(&error))?;
    let mut log: Vec<SecurityLine> = events.into_iter().take(MOST_LINES).map(line).collect();
    log.extend(rule.changes.iter().map(|change| SecurityLine {
        at: change.at,
        by: Some(name_of(asked, people, &change.account)),
        step: rule_step(change.step),
        about: None,
        times: 1,
    }));
    log.sort_by_key(|line| std::cmp::Reverse(line.at));
    let stands = work::TwoPersons {
        on: settings.two_persons,
        asked: rule.asked().map(|asked| asked.account == who.account),
    };
    Ok((stands, log))
}

fn line(event: SecurityEvent) -> SecurityLine {
    SecurityLine {
        at: event.at,
        step: event.step.as_str(),
        // Who has just joined had no name before; it is told as what was made.
        by: event.name.or_else(|| {
            event
                .account
                .is_some()
                .then(|| event.about.clone())
                .flatten()
        }),
        about: event.about,
        times: event.times,
    }
}

fn name_of(asked: &Asked, people: &[Person], account: &str) -> String {
    let person = people.iter().find(|person| person.id == account);
    person.map_or_else(
        || asked.ctx.t("security-gone"),
        |person| person.name.clone(),
    )
}

const fn rule_step(step: RuleStep) -> &'static str {
    match step {
        RuleStep::On => "two-persons-on",
        RuleStep::Asked => "two-persons-asked",
        RuleStep::Off => "two-persons-off",
        RuleStep::Kept => "two-persons-kept",
    }
}
