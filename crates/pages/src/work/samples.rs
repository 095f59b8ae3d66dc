// SPDX-License-Identifier: EUPL-1.2
//! What all samples of forms hold: who is signed in, what was typed, and what is wrong with it.

use wegmarke_domain::problem::{self, Problem};

use super::{
    Bar, Tried, account, accounts, board, figure, figures, interrupted, mine, not_yours, organise,
    own, record, round, say, sheet, sign_in, to_say, upload, version,
};
use crate::parts::form::Values;
use crate::samples::{Samples, Wording};

/// The samples of all pages for those who are signed in.
pub(crate) fn add(samples: &mut Samples<'_>) {
    for add in [
        account::samples::add,
        accounts::samples::add,
        board::samples::add,
        super::editing::samples::add,
        figure::samples::add,
        figures::samples::add,
        interrupted::samples::add,
        super::keys::samples::add,
        mine::samples::add,
        not_yours::samples::add,
        organise::samples::add,
        own::samples::add,
        super::reset::samples::add,
        super::keep::samples::add,
        super::restore::samples::add,
        round::samples::add,
        say::samples::add,
        sheet::samples::add,
        sign_in::samples::add,
        to_say::samples::add,
        upload::samples::add,
        record::samples::add,
        version::samples::add,
    ] {
        add(samples);
    }
}

impl Wording {
    /// What somebody typed into a form.
    pub(crate) fn typed(self) -> Values {
        let names = [
            "mail",
            "name",
            "narrative",
            "reasons",
            "observed",
            "text",
            "evidence.0.title",
            "evidence.1.url",
        ];
        Values(
            names
                .map(|name| (name.to_owned(), self.words(name)))
                .to_vec(),
        )
    }

    /// Every problem there is, at some field.
    pub(crate) fn problems(self) -> Vec<Problem> {
        let fields = [
            "name",
            "narrative",
            "evidence.1.url",
            "evidence.1.file",
            "delivery",
            "",
            "password",
            "due_at",
        ];
        let codes = problem::codes::ALL.iter();
        codes
            .zip(fields.into_iter().cycle())
            .map(|(code, field)| Problem::new(field, code).with(self.words("detail")))
            .collect()
    }

    /// Who is signed in.
    pub(crate) fn bar(self) -> Bar {
        Bar {
            name: self.words("person"),
            organisation: self.words("organisation"),
            ends_at: Some(jiff::Timestamp::UNIX_EPOCH),
        }
    }
}

/// What was tried with the form of this button.
pub(crate) fn tried<'a>(what: &'a str, values: &'a Values, problems: &'a [Problem]) -> Tried<'a> {
    Tried {
        what: Some(what),
        values,
        problems,
    }
}
