// SPDX-License-Identifier: EUPL-1.2
//! One contribution to a round: what is said, every version of it, and the replies to it.

use askama::Template;
use wegmarke_domain::contribution::{Contribution, Version, Voiced};
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::seen::{Seen, seen};
use wegmarke_domain::rules::voices;

use crate::frame::Section;
use crate::parts::{Badge, Fact, Facts, Link, Shown, Table, Value};
use crate::voices::{content, marks};
use crate::{Ctx, Frame, Route};
use crate::{history, subject};

/// The page of a contribution.
#[derive(Debug, Template)]
#[template(path = "contribution/page.html")]
pub struct Page {
    f: Frame,
    marks: Vec<Badge>,
    facts: Facts,
    /// Why nothing of it can be read; `None` if it can.
    hidden: Option<String>,
    /// Where it is handed in again, if it did not open, or for the first time, if only its hash is here.
    restore: Option<Link>,
    content: Facts,
    replies: Vec<ShownReply>,
    may_reply: Vec<Link>,
    versions: Table,
}

/// A reply, beside what it replies to.
#[derive(Debug)]
struct ShownReply {
    by: Link,
    at: Value,
    content: Facts,
    more: Link,
}

impl Page {
    /// The page of a contribution.
    #[must_use]
    pub fn find(register: &Register, noun: Noun, id: &str, ctx: &Ctx) -> Option<Self> {
        let about = Subject::new(noun, id);
        let one = register.find_contribution(&about)?;
        let address = &one.address;
        let round = subject::link(register, ctx, &address.round.subject());
        let title = subject::name(register, ctx, &about);
        let facts = vec![
            Fact::new(
                ctx.t("said-by"),
                Value::Link(ctx.organisation(register, &address.by)),
            ),
            Fact::new(
                ctx.t("said-voice"),
                Value::Plain(voices::voice_by(noun).map_or_else(
                    || ctx.word("noun", noun.as_str()),
                    |voice| ctx.word("voice", voice.as_str()),
                )),
            ),
            Fact::new(
                ctx.t("said-about"),
                Value::Link(subject::link(register, ctx, &address.on)),
            ),
            Fact::new(ctx.t("round-round"), Value::Link(round.clone())),
        ];
        let hidden = match seen(register, one) {
            Seen::Says(_) => None,
            Seen::Sealed if one.newest().is_some_and(Version::is_kept) => {
                Some(ctx.t("contribution-committed-why"))
            }
            Seen::Sealed => Some(ctx.t("contribution-sealed-why")),
            Seen::Unrevealed => Some(ctx.t("contribution-unrevealed-why")),
            Seen::Withdrawn => Some(ctx.t("contribution-withdrawn-why")),
            Seen::Erased => Some(ctx.t("entry-erased")),
            Seen::Unopened => Some(ctx.t("entry-unopened")),
        };
        let may_reply = voices::list_addressed(register, one)
            .iter()
            .map(|id| ctx.organisation(register, id))
            .collect();
        let made_up = [&about, &address.round.subject()]
            .into_iter()
            .any(|subject| register.is_invented(subject));
        Some(Self {
            f: Frame::new(ctx, title, Section::Rounds)
                .described(ctx.t("contribution-description"))
                .below(vec![
                    ctx.link(&Route::Rounds, Shown::plain(&ctx.t("nav-rounds"))),
                    round,
                ])
                .invented(ctx, made_up),
            marks: marks(register, ctx, one),
            facts: Facts { facts },
            hidden,
            restore: restore(register, ctx, one),
            content: Facts {
                facts: content(register, ctx, one),
            },
            replies: replies(register, ctx, &about),
            may_reply,
            versions: versions(register, ctx, one),
        })
    }
}

/// Where its organisation hands in again what did not open, or the words that it keeps. Who reads is not known here: everybody sees
/// the way, and others get no further.
fn restore(register: &Register, ctx: &Ctx, one: &Contribution) -> Option<Link> {
    let newest = one.newest()?;
    if seen(register, one) == Seen::Unrevealed {
        let about = one.address.subject();
        let words = Shown::plain(&ctx.t("keep-way"));
        return Some(ctx.link(&Route::Keep(about.noun, &about.id), words));
    }
    let unopened = register.is_unopened(&one.address.round, newest.seq);
    let words = Shown::plain(&ctx.t("restore-way"));
    unopened.then(|| ctx.link(&Route::Restore(newest.seq), words))
}

fn replies(register: &Register, ctx: &Ctx, about: &Subject) -> Vec<ShownReply> {
    register
        .list_referrers(about, Noun::Reply)
        .filter_map(|id| register.find_contribution(&Subject::new(Noun::Reply, id)))
        .map(|one| {
            let at = one.newest().map(|newest| history::instant(ctx, newest.at));
            let subject = one.address.subject();
            ShownReply {
                by: ctx.organisation(register, &one.address.by),
                at: at.unwrap_or_else(|| ctx.not_stated()),
                content: Facts {
                    facts: content(register, ctx, one),
                },
                more: ctx.link(
                    &Route::Contribution(Noun::Reply, &subject.id),
                    Shown::plain(&ctx.t("contribution-more")),
                ),
            }
        })
        .collect()
}

/// Whether the content of an entry never becomes public, because it was replaced in time.
pub(crate) fn stays_sealed(register: &Register, one: &Contribution, seq: u64) -> bool {
    let state = register.round_state(&one.address.round);
    state.is_revealed() && one.is_replaced(seq)
}

/// Every version with its entry: nothing that was said goes away.
fn versions(register: &Register, ctx: &Ctx, one: &Contribution) -> Table {
    let head = ["said-at", "version-what", "version-reason", "version-entry"];
    let head = head.into_iter().map(|key| ctx.t(key)).collect();
    let mut table = Table::new(ctx.t("contribution-versions"), head, None).quiet();
    for version in one.versions.iter().rev() {
        let reason = match &version.voiced {
            Some(Voiced::Corrected { reason, .. } | Voiced::Withdrawn { reason, .. }) => {
                ctx.prose(reason)
            }
            Some(Voiced::Submitted(_) | Voiced::Committed { .. }) => {
                Value::Missing(ctx.t("version-no-reason"))
            }
            None if stays_sealed(register, one, version.seq) => {
                Value::Missing(ctx.t("contribution-stays-sealed"))
            }
            None if register.find_erasure(version.seq).is_some() => {
                Value::Missing(ctx.t("contribution-erased"))
            }
            None if register.is_unopened(&one.address.round, version.seq) => {
                Value::Missing(ctx.t("contribution-unopened"))
            }
            None if version.is_kept() => Value::Missing(ctx.t(
                match register.round_state(&one.address.round).is_revealed() {
                    true => "contribution-unrevealed",
                    false => "contribution-committed",
                },
            )),
            None => Value::Missing(ctx.t("contribution-sealed")),
        };
        let number = usize::try_from(version.seq).unwrap_or(usize::MAX);
        let entry = Shown::plain(&ctx.tn("entry-title", number));
        let line = register.find_line(version.seq);
        let marks = line
            .iter()
            .flat_map(|line| subject::marks_of(register, ctx, line));
        let kind = Value::Plain(ctx.word("kind", &version.kind.replace('.', "-")));
        let kind = marks.fold(kind, |kind, mark| kind.with(Value::Plain(mark)));
        table.push(vec![
            history::instant(ctx, version.at),
            kind,
            reason,
            Value::Link(ctx.link(&Route::Entry(version.seq), entry)),
        ]);
    }
    table
}

#[cfg(test)]
pub(crate) mod samples {
    use super::Page;
    use crate::Route;
    use crate::samples::Samples;
    use wegmarke_domain::noun::Subject;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        for about in [
            "report/qx-plan/r1/qx-new/1/measure/qx-plan/full",
            "report/qx-plan/r2/qx-new/1/measure/qx-plan/full",
            "assessment/qx-plan/r1/qx-rapporteur/1/measure/qx-plan/full",
            "practice/qx-plan/r1/qx-kok/1/measure/qx-plan/full",
            "reply/qx-plan/r1/qx-new/1/assessment/qx-plan/r1/qx-rapporteur/1/measure/qx-plan/full",
        ] {
            let Subject { noun, id } = about.parse().unwrap();
            samples.of(&Route::Contribution(noun, &id), "", |r, c| {
                Page::find(r, noun, &id, c)
            });
        }
    }
}
