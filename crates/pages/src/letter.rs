// SPDX-License-Identifier: EUPL-1.2
//! Letters in plain text: what is to be done, by when, and where. They hold names and counts from
//! the register and nothing of what was said or drafted.

use std::fmt::Write as _;

use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::register::Register;
use wegmarke_domain::round::{Round, RoundState};
use wegmarke_domain::rules::following::Followed;
use wegmarke_domain::task::Task;

use crate::voices::until;
use crate::{Ctx, Route, subject};

/// Tasks of a round that are named; of others only the number is told.
const MOST: usize = 25;
/// Longest line of a subject, in characters.
const LONGEST_SUBJECT: usize = 150;

/// A letter in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// One line.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// The address that ends what the letter comes from; `None`: nothing does.
    pub ends_at: Option<String>,
}

/// How far an organisation is behind: statements not made, and made late.
#[derive(Debug, Clone, Copy)]
pub struct Behind<'a> {
    /// Who.
    pub organisation: &'a OrganisationId,
    /// Not made.
    pub silent: usize,
    /// Made late.
    pub late: usize,
}

/// One line, whatever a name holds.
pub(crate) fn line(text: &str) -> String {
    let plain = |c: char| if c.is_control() { ' ' } else { c };
    text.chars()
        .map(plain)
        .collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn letter(ctx: &Ctx, subject: &str, body: &str, why: &str) -> Letter {
    let subject = line(subject).chars().take(LONGEST_SUBJECT).collect();
    let hello = ctx.t("letter-hello");
    let automatic = ctx.t("letter-automatic");
    Letter {
        subject,
        ends_at: None,
        text: format!(
            "{hello}\n\n{}\n\n-- \n{why}\n{automatic}\n",
            body.trim_end()
        ),
    }
}

/// A full address.
fn address(ctx: &Ctx, route: &Route<'_>) -> String {
    let base = ctx.site.base_url.as_deref().unwrap_or_default();
    format!("{base}{}", ctx.href(route))
}

fn name_of(register: &Register, ctx: &Ctx, of: &wegmarke_domain::noun::Subject) -> String {
    line(&subject::name(register, ctx, of).words)
}

/// How to change or stop reminders.
fn why(ctx: &Ctx) -> String {
    let args = [
        ("site", line(&ctx.site.name).into()),
        ("link", address(ctx, &Route::Account).into()),
    ];
    ctx.t_with("letter-why", &args)
}

/// The heading of a round: what it is called, whether it is made up, what happens next.
fn heading(register: &Register, ctx: &Ctx, round: &Round) -> String {
    let of = round.id.subject();
    let mut name = name_of(register, ctx, &of);
    if register.is_invented(&of) {
        name = format!("{name} ({})", ctx.t("invented-mark"));
    }
    match until(ctx, round, register.round_state(&round.id)) {
        Some(until) => format!("{name}\n{until}"),
        None => name,
    }
}

/// What waits for somebody of an organisation, over all rounds.
#[must_use]
pub fn digest(
    register: &Register,
    ctx: &Ctx,
    organisation: &OrganisationId,
    rounds: &[(&Round, Vec<Task>)],
) -> Letter {
    let all: usize = rounds.iter().map(|(_, tasks)| tasks.len()).sum();
    let name = name_of(register, ctx, &organisation.subject());
    let args = [("n", all.into()), ("organisation", name.into())];
    let mut body = format!("{}\n", ctx.t_with("letter-digest-lead", &args));
    for (round, tasks) in rounds {
        // Writing to a string cannot fail.
        let _ = write!(body, "\n{}\n", heading(register, ctx, round));
        let is_over = register.round_state(&round.id) == RoundState::Closing;
        if is_over && tasks.iter().any(|task| task.owed) {
            let args = [("due", ctx.deadline(round.due_at).into())];
            let _ = writeln!(body, "{}", ctx.t_with("letter-overdue", &args));
        }
        for task in tasks.iter().take(MOST) {
            let about = task.address.subject();
            let args = [
                ("what", ctx.word("noun", about.noun.as_str()).into()),
                ("about", name_of(register, ctx, &task.address.on).into()),
                ("state", ctx.word("task-state", task.state.as_str()).into()),
            ];
            let link = address(ctx, &Route::Say(about.noun, &about.id));
            let _ = write!(body, "- {}\n  {link}\n", ctx.t_with("letter-task", &args));
        }
        let more = tasks.len().saturating_sub(MOST);
        if more > 0 {
            let _ = writeln!(body, "- {}", ctx.tn("letter-more", more));
        }
    }
    let link = address(ctx, &Route::Work);
    let _ = write!(body, "\n{}\n{link}", ctx.t("letter-all"));
    let args = [("n", all.into()), ("site", line(&ctx.site.name).into())];
    let subject = ctx.t_with("letter-digest-subject", &args);
    letter(ctx, &subject, &body, &why(ctx))
}

/// Who is silent or late in a round, for its coordinator.
#[must_use]
pub fn escalation(register: &Register, ctx: &Ctx, round: &Round, behind: &[Behind<'_>]) -> Letter {
    let mut body = format!("{}\n", ctx.tn("letter-escalation-lead", behind.len()));
    let _ = write!(body, "\n{}\n", heading(register, ctx, round));
    for one in behind {
        let name = name_of(register, ctx, &one.organisation.subject());
        let counts = [("letter-silent", one.silent), ("letter-late", one.late)]
            .into_iter()
            .filter(|(_, n)| *n > 0)
            .map(|(key, n)| ctx.tn(key, n))
            .collect::<Vec<_>>()
            .join(", ");
        let _ = writeln!(body, "- {name}: {counts}");
    }
    let link = address(ctx, &Route::Board(round.plan.as_str()));
    let _ = write!(body, "\n{}\n{link}", ctx.t("letter-board"));
    let args = [
        ("n", behind.len().into()),
        ("site", line(&ctx.site.name).into()),
    ];
    let subject = ctx.t_with("letter-escalation-subject", &args);
    letter(ctx, &subject, &body, &why(ctx))
}

/// An invitation with the link that makes the account.
#[must_use]
pub fn invitation(ctx: &Ctx, organisation: &str, link: &str) -> Letter {
    let site = line(&ctx.site.name);
    let args = [
        ("site", site.as_str().into()),
        ("organisation", line(organisation).into()),
    ];
    let body = format!(
        "{}\n\n{link}\n\n{}",
        ctx.t_with("letter-invitation-lead", &args),
        ctx.t("letter-invitation-until"),
    );
    let subject = ctx.t_with("letter-invitation-subject", &args);
    let why = ctx.t_with("letter-invitation-why", &args);
    letter(ctx, &subject, &body, &why)
}

/// Tells that a link was made that replaces somebody's password or second factor, by its code; `None`:
/// it is for who reads the letter.
#[must_use]
pub fn reset(ctx: &Ctx, name: Option<&str>, replaces: &str) -> Letter {
    let args = [
        ("site", line(&ctx.site.name).into()),
        ("name", line(name.unwrap_or_default()).into()),
        ("what", ctx.word("resets", replaces).into()),
        ("link", address(ctx, &Route::Own).into()),
    ];
    let lead = if name.is_some() {
        "letter-reset-lead-other"
    } else {
        "letter-reset-lead-own"
    };
    let body = format!(
        "{}\n\n{}",
        ctx.t_with(lead, &args),
        ctx.t_with("letter-reset-if-not", &args),
    );
    let subject = ctx.t_with("letter-reset-subject", &args);
    letter(ctx, &subject, &body, &ctx.t_with("letter-reset-why", &args))
}

/// What somebody follows, in words.
fn followed_name(register: &Register, ctx: &Ctx, followed: &Followed) -> String {
    line(&crate::alert::name(register, ctx, followed).text.words)
}

/// Why the letter came, and how it ends.
fn alert_letter(ctx: &Ctx, subject: &str, body: &str, token: &str) -> Letter {
    let link = address(ctx, &Route::OneAlert(token));
    let args = [
        ("site", line(&ctx.site.name).into()),
        ("link", link.as_str().into()),
    ];
    let why = ctx.t_with("letter-alert-why", &args);
    Letter {
        ends_at: Some(link),
        ..letter(ctx, subject, body, &why)
    }
}

/// Asks whether an address wants to follow something.
#[must_use]
pub fn alert_confirmation(
    register: &Register,
    ctx: &Ctx,
    followed: &Followed,
    token: &str,
) -> Letter {
    let args = [
        ("site", line(&ctx.site.name).into()),
        ("what", followed_name(register, ctx, followed).into()),
    ];
    let body = format!(
        "{}\n\n{}\n\n{}",
        ctx.t_with("letter-confirm-lead", &args),
        address(ctx, &Route::OneAlert(token)),
        ctx.t("letter-confirm-until"),
    );
    let subject = ctx.t_with("letter-confirm-subject", &args);
    letter(
        ctx,
        &subject,
        &body,
        &ctx.t_with("letter-confirm-why", &args),
    )
}

/// What is new about what somebody follows.
#[must_use]
pub fn alert_news(
    register: &Register,
    ctx: &Ctx,
    followed: &Followed,
    entries: &[u64],
    token: &str,
) -> Letter {
    let args = [
        ("n", entries.len().into()),
        ("site", line(&ctx.site.name).into()),
        ("what", followed_name(register, ctx, followed).into()),
    ];
    let mut body = match followed {
        Followed::Question(_) => ctx.t_with("letter-alert-answer", &args),
        _ => ctx.t_with("letter-alert-lead", &args),
    };
    body.push('\n');
    for seq in entries.iter().rev().take(MOST) {
        let Some(entry) = register.find_line(*seq) else {
            continue;
        };
        let told = [
            ("day", ctx.instant(entry.at).into()),
            (
                "what",
                ctx.word("kind", &entry.kind.replace('.', "-")).into(),
            ),
            ("about", name_of(register, ctx, &entry.subject).into()),
        ];
        let link = address(ctx, &Route::Entry(*seq));
        // Writing to a string cannot fail.
        let _ = write!(
            body,
            "\n- {}\n  {link}",
            ctx.t_with("letter-alert-entry", &told)
        );
    }
    let more = entries.len().saturating_sub(MOST);
    if more > 0 {
        let _ = write!(body, "\n- {}", ctx.tn("letter-alert-more", more));
    }
    let page = crate::alert::name(register, ctx, followed).href;
    let base = ctx.site.base_url.as_deref().unwrap_or_default();
    let _ = write!(body, "\n\n{}\n{base}{page}", ctx.t("letter-alert-page"));
    let subject = ctx.t_with("letter-alert-subject", &args);
    alert_letter(ctx, &subject, &body, token)
}

/// A letter that shows that letters arrive.
#[must_use]
pub fn test(ctx: &Ctx) -> Letter {
    let args = [("site", line(&ctx.site.name).into())];
    letter(
        ctx,
        &ctx.t_with("letter-test-subject", &args),
        &ctx.t_with("letter-test", &args),
        &ctx.t_with("letter-test-why", &args),
    )
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{invitation, line};
    use crate::{Ctx, Site};
    use wegmarke_l10n::Lang;

    #[test]
    fn a_name_cannot_leave_its_line() {
        let hostile = "Amt\r\nBcc: opfer@example.org\u{0}\u{85}\n.\n";
        assert_eq!(line(hostile), "Amt Bcc: opfer@example.org .");
        let site = Site {
            name: hostile.to_owned(),
            ..Site::default()
        };
        let ctx = Ctx::new(Arc::new(site), Lang::De, "/", "");
        let letter = invitation(&ctx, hostile, "https://x.example/de/invitation/wgmi_0");
        assert!(!letter.subject.contains(char::is_control), "{letter:?}");
        let lines = letter.text.lines();
        assert!(
            lines
                .clone()
                .all(|line| !line.starts_with("Bcc:") && line != ".")
        );
        assert!(!letter.text.contains('\r') && !letter.text.contains('\u{0}'));
    }
}
