// SPDX-License-Identifier: EUPL-1.2
//! The part of one's account that is about letters and the calendar.

use askama::Template;
use askama::filters::HtmlSafe;
use wegmarke_domain::reminder::Wanted;
use wegmarke_l10n::Lang;

use super::AccountButton;
use crate::parts::form::{Button, Form, Group, Maker, Values};
use crate::{Ctx, Route};

/// What somebody decided about letters and the calendar, and what became of it.
#[derive(Debug, Clone)]
pub struct LettersParts {
    /// Code of the language of letters.
    pub lang: String,
    /// Which reminders they want.
    pub reminders: Wanted,
    /// Whether letters are sent at all.
    pub sends: bool,
    /// Whether the last letter was refused.
    pub refused: bool,
    /// Addresses of colleagues that take no letters; empty for who may not know.
    pub colleagues: Vec<String>,
    /// Whether the calendar has an address.
    pub calendar: bool,
    /// The address, if it was just made: it is shown once.
    pub address: Option<String>,
}

/// The part of the page.
#[derive(Debug, Template)]
#[template(path = "work/letters.html")]
pub struct Letters {
    title: String,
    notices: Vec<String>,
    made: Option<(String, String)>,
    reminders: Form,
    calendar: Form,
}

impl HtmlSafe for Letters {}

impl Letters {
    pub(crate) fn build(ctx: &Ctx, parts: &LettersParts) -> Self {
        let mut notices = Vec::new();
        if !parts.sends {
            notices.push(ctx.t("reminders-no-mail"));
        }
        if parts.refused {
            notices.push(ctx.t("reminders-unreachable"));
        }
        if !parts.colleagues.is_empty() {
            let args = [("mails", parts.colleagues.join(", ").into())];
            notices.push(ctx.t_with("reminders-colleagues", &args));
        }
        if ctx.query.find("done") == Some("reminders") {
            notices.push(ctx.t("reminders-saved"));
        }
        Self {
            title: ctx.t("reminders-title"),
            notices,
            made: parts
                .address
                .clone()
                .map(|address| (ctx.t("calendar-made"), address)),
            reminders: reminders(ctx, parts),
            calendar: calendar(ctx, parts.calendar),
        }
    }
}

fn button(ctx: &Ctx, value: AccountButton, key: &str) -> Button {
    Button {
        value: value.as_str(),
        words: ctx.t(key),
        primary: false,
    }
}

fn reminders(ctx: &Ctx, parts: &LettersParts) -> Form {
    let values = Values(vec![
        ("letters-lang".to_owned(), parts.lang.clone()),
        ("wanted".to_owned(), parts.reminders.as_str().to_owned()),
    ]);
    let maker = Maker {
        ctx,
        values: &values,
        problems: &[],
    };
    let langs =
        Lang::PUBLIC.map(|lang| (lang.code().to_owned(), ctx.word("language-in", lang.code())));
    let wanted = Wanted::ALL.iter().map(|wanted| {
        let code = wanted.as_str();
        (code.to_owned(), ctx.word("reminders", code))
    });
    let group = Group {
        title: String::new(),
        lead: ctx.t("reminders-lead"),
        fields: vec![
            maker.select("letters-lang", ctx.t("reminders-lang"), "", langs),
            maker.select("wanted", ctx.t("reminders-wanted"), "", wanted),
        ],
        ..Group::default()
    };
    let buttons = vec![button(ctx, AccountButton::Reminders, "reminders-save")];
    maker.form(ctx.href(&Route::Account), Vec::new(), vec![group], buttons)
}

fn calendar(ctx: &Ctx, is_on: bool) -> Form {
    let values = Values::default();
    let maker = Maker {
        ctx,
        values: &values,
        problems: &[],
    };
    let (lead, buttons) = if is_on {
        let renew = button(ctx, AccountButton::Calendar, "calendar-renew");
        let end = button(ctx, AccountButton::CalendarEnd, "calendar-end");
        ("calendar-lead-on", vec![renew, end])
    } else {
        let make = button(ctx, AccountButton::Calendar, "calendar-make");
        ("calendar-lead-off", vec![make])
    };
    let group = Group {
        title: String::new(),
        lead: ctx.t(lead),
        fields: Vec::new(),
        ..Group::default()
    };
    maker.form(ctx.href(&Route::Account), Vec::new(), vec![group], buttons)
}
