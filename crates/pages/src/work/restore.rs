// SPDX-License-Identifier: EUPL-1.2
//! Handing in again what did not open when its round was revealed: its salt, and its words, in the
//! fields in which they were typed or as a program had sent them.

use askama::Template;
use wegmarke_domain::contribution::Address;
use wegmarke_domain::file::File;
use wegmarke_domain::problem::Problem;
use wegmarke_domain::register::Register;

use super::{Bar, RestoreButton, button, frame, ways};
use crate::parts::form::shape::Whole;
use crate::parts::form::{Form, Group, Maker, Values};
use crate::parts::{Link, Shown};
use crate::subject;
use crate::{Ctx, Frame, Route};

/// The field for the salt.
pub const SALT: &str = "salt";
/// The field for the words as a program has them.
pub const JSON: &str = "json";

/// What the page is made of.
#[derive(Debug)]
pub struct RestoreParts<'a> {
    /// Who.
    pub bar: Bar,
    /// What did not open.
    pub address: &'a Address,
    /// Its entry.
    pub seq: u64,
    /// What was typed.
    pub values: &'a Values,
    /// Files that were uploaded; `values` name them by their hashes.
    pub files: &'a [File],
    /// What is wrong with it.
    pub problems: &'a [Problem],
    /// Why it was not taken.
    pub notices: Vec<String>,
}

/// The page.
#[derive(Debug, Template)]
#[template(path = "work/restore.html")]
pub struct Restore {
    f: Frame,
    ways: Vec<Link>,
    noun: String,
    about: Link,
    round: Link,
    entry: Link,
    notices: Vec<String>,
    rules: Vec<String>,
    form: Form,
}

impl Restore {
    /// The page of an entry.
    #[must_use]
    pub fn build(register: &Register, ctx: &Ctx, parts: RestoreParts<'_>) -> Self {
        let RestoreParts { address, seq, .. } = parts;
        let maker = Maker {
            ctx,
            values: parts.values,
            problems: parts.problems,
        };
        let more = parts.values.get("more");
        let spare: usize = more.parse().unwrap_or(0);
        let salt = maker.line(SALT, ctx.t("restore-salt"), "restore-salt-hint", "text");
        let mut groups = vec![Group {
            fields: vec![salt],
            ..Group::default()
        }];
        let whole = Whole {
            register,
            maker: &maker,
            noun: address.noun,
            on: &address.on,
            files: parts.files,
            spare: spare.saturating_add(1),
        };
        groups.extend(whole.groups());
        groups.push(Group {
            title: ctx.t("restore-json-title"),
            lead: ctx.t("restore-json-lead"),
            fields: vec![maker.area(JSON, ctx.t("restore-json"), "", 6)],
            ..Group::default()
        });
        let mut hidden = Vec::new();
        if !more.is_empty() {
            hidden.push(("more".to_owned(), more.to_owned()));
        }
        let buttons = vec![
            button(ctx, RestoreButton::HandIn.as_str(), "restore-do", true),
            button(ctx, RestoreButton::More.as_str(), "say-more", false),
        ];
        let action = ctx.href(&Route::Restore(seq));
        let number = usize::try_from(seq).unwrap_or(usize::MAX);
        let entry = Shown::plain(&ctx.tn("entry-title", number));
        let rules = [
            "restore-rule-same",
            "restore-rule-language",
            "restore-rule-public",
        ];
        Self {
            f: frame(ctx, "restore-title")
                .signed_in(ctx, &parts.bar)
                .wrong(ctx, !parts.problems.is_empty()),
            ways: ways(ctx),
            noun: ctx.word("noun", address.noun.as_str()),
            about: subject::link(register, ctx, &address.on),
            round: subject::link(register, ctx, &address.round.subject()),
            entry: ctx.link(&Route::Entry(seq), entry),
            notices: parts.notices,
            rules: rules.into_iter().map(|key| ctx.t(key)).collect(),
            form: maker.form(action, hidden, groups, buttons),
        }
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{Restore, RestoreParts, SALT};
    use crate::Route;
    use crate::parts::form::Values;
    use crate::samples::Samples;
    use wegmarke_domain::contribution::Address;
    use wegmarke_domain::problem::{Problem, codes};

    pub(crate) fn add(samples: &mut Samples<'_>) {
        let wording = samples.wording;
        samples.of(&Route::Restore(0), "", |register, ctx| {
            let address = "report/qx-plan/r2/qx-new/1/measure/qx-plan/full";
            let address = Address::parse(&address.parse().ok()?).ok()?;
            let wrong = Problem::new(SALT, codes::UNREAD).with(wording.words("salt"));
            let parts = RestoreParts {
                bar: wording.bar(),
                address: &address,
                seq: 0,
                values: &Values::default(),
                files: &[],
                problems: &[wrong],
                notices: vec![ctx.t("refused-other-words")],
            };
            Some(Restore::build(register, ctx, parts))
        });
    }
}
