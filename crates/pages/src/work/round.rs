// SPDX-License-Identifier: EUPL-1.2
//! The pages by which a coordinator announces a round, changes or cancels one that is not open yet, and
//! sees what that means before it is public.

mod cancel;
mod check;
mod table;
mod values;

use askama::Template;
use wegmarke_domain::id::{OrganisationId, PlanId};
use wegmarke_domain::organisation::Voice;
use wegmarke_domain::problem::Problem;
use wegmarke_domain::register::Register;
use wegmarke_domain::round::{Duty, Round};
use wegmarke_domain::rules::asking::{self, Column};
use wegmarke_domain::rules::permission::voice_of;
use wegmarke_domain::rules::voices::{SPEAKING, voice_by};

pub use self::cancel::{Cancel, CancelParts};
pub use self::check::{Check, CheckParts};
use self::values::action;
pub use self::values::{
    ADD, ALL, ASK, COLUMN, ENTRY, MANY_ABOUT, MANY_WHO, begin, begin_change, first_day, last_day,
    read_asked, write_asked,
};
use super::{AnnounceButton, Bar, button, ways};
use crate::frame::Section;
use crate::parts::form::{Button, Form, FormField, Group, Maker, Values};
use crate::parts::{Link, Shown};
use crate::subject;
use crate::{Ctx, Frame};

/// What the form of a round is made from.
#[derive(Debug)]
pub struct AnnounceParts<'a> {
    /// The plan.
    pub plan: &'a PlanId,
    /// The round that is changed; `None`: a new one is announced.
    pub round: Option<&'a Round>,
    /// Who is signed in.
    pub bar: &'a Bar,
    /// What was typed and ticked.
    pub values: &'a Values,
    /// What is wrong with it.
    pub problems: &'a [Problem],
    /// What just happened.
    pub notices: Vec<String>,
}

/// The page of the form.
#[derive(Debug, Template)]
#[template(path = "work/round.html")]
pub struct Announce {
    f: Frame,
    ways: Vec<Link>,
    plan: Link,
    lead: String,
    notices: Vec<String>,
    form: Form,
}

impl Announce {
    /// The page for a new round of a plan, or for one that is not open yet.
    #[must_use]
    pub fn build(register: &Register, ctx: &Ctx, parts: AnnounceParts<'_>) -> Self {
        let maker = Maker {
            ctx,
            values: parts.values,
            problems: parts.problems,
        };
        let (duties, _) = read_asked(parts.values);
        let added = parts
            .values
            .all(COLUMN)
            .filter_map(|code| code.parse().ok());
        let columns = asking::list_columns(register, &duties, added);
        let groups = vec![
            named(&maker, parts.round.is_some()),
            days(&maker),
            many(register, &maker, parts.plan, &columns),
            asked(register, ctx, parts.plan, &duties, &columns),
            more(register, &maker, &columns),
        ];
        let mut hidden: Vec<(String, String)> = columns
            .iter()
            .map(|column| (COLUMN.to_owned(), column.to_string()))
            .collect();
        if parts.round.is_some() {
            let entry = parts.values.get(ENTRY).to_owned();
            hidden.push((ENTRY.to_owned(), entry));
        }
        let buttons = vec![button(
            ctx,
            AnnounceButton::Check.as_str(),
            "announce-check",
            true,
        )];
        let title = match parts.round {
            None => ctx.t("announce-title"),
            Some(round) => {
                let name = subject::name(register, ctx, &round.id.subject()).words;
                ctx.t_with("announce-change-title", &[("round", name.into())])
            }
        };
        Self {
            f: Frame::new(ctx, Shown::plain(&title), Section::Elsewhere)
                .signed_in(ctx, parts.bar)
                .wrong(ctx, !maker.problems.is_empty()),
            ways: ways(ctx),
            plan: subject::link(register, ctx, &parts.plan.subject()),
            lead: ctx.t("announce-lead"),
            notices: parts.notices,
            form: maker.form(
                action(ctx, parts.plan, parts.round),
                hidden,
                groups,
                buttons,
            ),
        }
    }
}

fn named(maker: &Maker<'_>, changes: bool) -> Group {
    let ctx = maker.ctx;
    let line = |name: &str, key: &str, hint: &str| maker.line(name, ctx.t(key), hint, "text");
    let mut fields = Vec::new();
    if changes {
        let hint = "announce-reason-hint";
        fields.push(maker.area("reason", ctx.t("attribute-round-reason"), hint, 3));
    } else {
        fields.push(line("name", "announce-name", "announce-name-hint"));
    }
    fields.push(line("title", "announce-title-field", ""));
    fields.push(maker.area("note", ctx.t("round-note"), "", 3));
    Group {
        fields,
        ..Group::default()
    }
}

fn days(maker: &Maker<'_>) -> Group {
    let ctx = maker.ctx;
    let line = |name: &str, key: &str, hint: &str| maker.line(name, ctx.t(key), hint, "date");
    let zone = ctx.site.zone.iana_name().unwrap_or("UTC");
    let due = FormField {
        hint: ctx.t_with("announce-due-hint", &[("zone", zone.into())]),
        ..line("due_at", "announce-due", "")
    };
    Group {
        title: ctx.t("round-days"),
        lead: ctx.t("announce-days-lead"),
        fields: vec![
            line("from", "announce-from", ""),
            line("until", "announce-until", ""),
            line("opens_at", "announce-opens", "announce-opens-hint"),
            due,
            line("replies_until", "announce-replies", "announce-replies-hint"),
        ],
        ..Group::default()
    }
}

/// Setting many boxes at once.
fn many(register: &Register, maker: &Maker<'_>, plan: &PlanId, columns: &[Column]) -> Group {
    let ctx = maker.ctx;
    let all = (ALL.to_owned(), ctx.t("announce-many-all"));
    let names = columns.iter().map(|column| {
        let words = table::column_name(register, ctx, column);
        (column.to_string(), words)
    });
    let who = std::iter::once(all).chain(names);
    let preset = asking::preset(register, plan);
    let about = table::list_rows(register, ctx, plan, !preset.new.is_empty());
    let line = preset.last.map(|last| {
        let name = subject::name(register, ctx, &last.id.subject()).words;
        ctx.t_with("announce-asked-last", &[("round", name.into())])
    });
    Group {
        title: ctx.t("announce-asked"),
        lead: line.unwrap_or_else(|| ctx.t("announce-asked-first")),
        fields: vec![
            maker.select(
                MANY_WHO,
                ctx.t("announce-many-who"),
                "announce-many-hint",
                who,
            ),
            maker.select(MANY_ABOUT, ctx.t("announce-many-about"), "", about),
        ],
        id: "many",
        buttons: vec![
            in_form(ctx, AnnounceButton::Tick, "announce-tick"),
            in_form(ctx, AnnounceButton::Untick, "announce-untick"),
        ],
        ..Group::default()
    }
}

fn in_form(ctx: &Ctx, which: AnnounceButton, key: &str) -> Button {
    button(ctx, which.as_str(), key, false)
}

fn asked(
    register: &Register,
    ctx: &Ctx,
    plan: &PlanId,
    duties: &[Duty],
    columns: &[Column],
) -> Group {
    Group {
        lead: ctx.t("announce-table-lead"),
        boxes: Some(table::build(register, ctx, plan, duties, columns)),
        ..Group::default()
    }
}

/// Asking somebody who has no column yet.
fn more(register: &Register, maker: &Maker<'_>, columns: &[Column]) -> Group {
    let ctx = maker.ctx;
    let new = SPEAKING.into_iter().flat_map(|noun| {
        let speakers = speakers(register, ctx, voice_by(noun)).into_iter();
        speakers.map(move |(by, name)| (Column { noun, by: Some(by) }, name))
    });
    let new = new.filter(|(column, _)| !columns.contains(column));
    let choices = new.map(|(column, name)| {
        let words = table::asked_of(ctx, column.noun, &name);
        (column.to_string(), words)
    });
    let label = ctx.t("announce-add");
    Group {
        fields: vec![maker.select(ADD, label, "announce-add-hint", choices)],
        id: "more",
        buttons: vec![in_form(ctx, AnnounceButton::Add, "announce-add-do")],
        ..Group::default()
    }
}

/// Organisations of a voice, with their names.
fn speakers(register: &Register, ctx: &Ctx, voice: Option<Voice>) -> Vec<(OrganisationId, String)> {
    let of_voice = register
        .organisations
        .list()
        .filter(|organisation| voice_of(register, &organisation.id) == voice);
    let mut named: Vec<(OrganisationId, String)> = of_voice
        .map(|organisation| {
            let name = ctx.organisation(register, &organisation.id).text.words;
            (organisation.id.clone(), name)
        })
        .collect();
    named.sort_by_cached_key(|(_, name)| name.to_lowercase());
    named
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{
        Announce, AnnounceParts, Cancel, CancelParts, Check, CheckParts, begin, begin_change,
    };
    use crate::Route;
    use crate::parts::form::Values;
    use crate::samples::Samples;
    use wegmarke_domain::id::PlanId;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        let (bar, problems) = (samples.wording.bar(), samples.wording.problems());
        let plan = PlanId::new("qx-plan");
        let notice = samples.wording.words("notice");
        samples.page(&Route::Announce(plan.as_str()), "", |r, c| {
            let parts = AnnounceParts {
                plan: &plan,
                round: None,
                bar: &bar,
                values: &begin(r, &plan),
                problems: &problems,
                notices: vec![notice.clone()],
            };
            Announce::build(r, c, parts)
        });
        let id = "qx-plan/r2";
        samples.of(&Route::ChangeRound(id), "", |r, c| {
            let round = r.rounds.find(id)?;
            let parts = AnnounceParts {
                plan: &plan,
                round: Some(round),
                bar: &bar,
                values: &begin_change(c, round, 7),
                problems: &[],
                notices: Vec::new(),
            };
            Some(Announce::build(r, c, parts))
        });
        for changes in [false, true] {
            samples.of(&Route::ChangeRound(id), "do=check", |r, c| {
                let round = r.rounds.find(id)?;
                let parts = CheckParts {
                    bar: &bar,
                    round,
                    before: changes.then_some(round),
                    values: &begin_change(c, round, 7),
                };
                Some(Check::build(r, c, &parts))
            });
        }
        samples.of(&Route::CancelRound(id), "", |r, c| {
            let parts = CancelParts {
                bar: &bar,
                round: r.rounds.find(id)?,
                values: &Values::default(),
                problems: &problems,
                notices: Vec::new(),
            };
            Some(Cancel::build(r, c, parts))
        });
    }
}
