// SPDX-License-Identifier: EUPL-1.2
//! What is wrong with something that somebody wants to say: all of it at once, by field.

use serde::Serialize;

use crate::stated::Stated;
use crate::text::Text;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Problem {
    /// The field it is in: `narrative`, `funding.2.year`; empty if it is about the whole.
    pub field: Box<str>,
    /// Stable code; the language files say what it means and what to do (`problem-<code>`).
    pub code: &'static str,
    /// What the words need: a limit, a date, the part that is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<Box<str>>,
}

impl Problem {
    /// A problem of a field.
    #[must_use]
    pub fn new(field: impl Into<Box<str>>, code: &'static str) -> Self {
        Self {
            field: field.into(),
            code,
            detail: None,
        }
    }

    /// The same with what the words need.
    #[must_use]
    pub fn with(mut self, detail: impl Into<Box<str>>) -> Self {
        self.detail = Some(detail.into());
        self
    }
}

/// The stable codes. Each has its words in the language files.
pub mod codes {
    /// Nothing is given where something must be.
    pub const REQUIRED: &str = "required";
    /// A text is longer than is kept.
    pub const TOO_LONG: &str = "too_long";
    /// Nothing is said at all.
    pub const SAYS_NOTHING: &str = "says_nothing";
    /// An effect is claimed without a reason.
    pub const EFFECT_WITHOUT_REASON: &str = "effect_without_reason";
    /// An effect is claimed without evidence of an outcome.
    pub const EFFECT_WITHOUT_EVIDENCE: &str = "effect_without_evidence";
    /// An address is not one of the web.
    pub const NOT_AN_ADDRESS: &str = "not_an_address";
    /// A word is none of the choices.
    pub const NOT_A_CHOICE: &str = "not_a_choice";
    /// Not a date.
    pub const NOT_A_DATE: &str = "not_a_date";
    /// Not a number.
    pub const NOT_A_NUMBER: &str = "not_a_number";
    /// A number below zero.
    pub const NEGATIVE: &str = "negative";
    /// A year that cannot be meant.
    pub const NOT_A_YEAR: &str = "not_a_year";
    /// A day that is still to come.
    pub const IN_THE_FUTURE: &str = "in_the_future";
    /// One day comes before another it must follow.
    pub const WRONG_ORDER: &str = "wrong_order";
    /// A thing is not on record.
    pub const UNKNOWN: &str = "unknown";
    /// The same thing twice.
    pub const TWICE: &str = "twice";
    /// A text seems to hold the name of a person.
    pub const HOLDS_NAME: &str = "holds_name";
    /// A text holds a date that may be a date of birth.
    pub const HOLDS_BIRTH_DATE: &str = "holds_birth_date";
    /// A text holds a telephone number.
    pub const HOLDS_PHONE: &str = "holds_phone";
    /// A text holds an e-mail or postal address.
    pub const HOLDS_ADDRESS: &str = "holds_address";
    /// A text holds a file number.
    pub const HOLDS_FILE_NUMBER: &str = "holds_file_number";
    /// A text may hold the name of a person; a second look decides.
    pub const MAY_HOLD_NAME: &str = "may_hold_name";
    /// A text holds a day that may be of one person's life; a second look decides.
    pub const MAY_HOLD_BIRTH_DATE: &str = "may_hold_birth_date";
    /// A text may hold a telephone number; a second look decides.
    pub const MAY_HOLD_PHONE: &str = "may_hold_phone";
    /// A text may hold a postal address; a second look decides.
    pub const MAY_HOLD_ADDRESS: &str = "may_hold_address";
    /// A text may hold a file number; a second look decides.
    pub const MAY_HOLD_FILE_NUMBER: &str = "may_hold_file_number";
    /// A text may tell of one person without a name; a second look decides.
    pub const MAY_MEAN_PERSON: &str = "may_mean_person";
    /// The method of an indicator is frozen since its first value.
    pub const METHOD_FROZEN: &str = "method_frozen";
    /// Where an indicator stood and is meant to get is fixed since its first value, but for a reason.
    pub const CHANGED_WITHOUT_REASON: &str = "changed_without_reason";
    /// A round was announced; what is otherwise now takes a reason.
    pub const ANNOUNCED_OTHERWISE: &str = "announced_otherwise";
    /// An organisation speaks with another voice.
    pub const OTHER_VOICE: &str = "other_voice";
    /// Nothing was chosen that could be set many at once.
    pub const NOTHING_CHOSEN: &str = "nothing_chosen";
    /// Two things are named where one of them has to be.
    pub const ONE_OF_TWO: &str = "one_of_two";
    /// An indicator has values: it cannot be taken back without them.
    pub const HAS_VALUES: &str = "has_values";
    /// Other things that stand hang on it: they are taken back first.
    pub const HAS_PARTS: &str = "has_parts";
    /// It is one's own: it is changed, and no correction is proposed.
    pub const ONES_OWN: &str = "ones_own";
    /// What stands is otherwise than a change says that it was.
    pub const CHANGED_SINCE: &str = "changed_since";
    /// Another organisation stated it: only they change it.
    pub const STATED_BY_ANOTHER: &str = "stated_by_another";
    /// An organisation that has an account speaks for itself.
    pub const TAKES_PART: &str = "takes_part";
    /// Not an address for mail.
    pub const NOT_A_MAIL: &str = "not_a_mail";
    /// A password has too few characters.
    pub const PASSWORD_TOO_SHORT: &str = "password_too_short";
    /// A password has too many bytes.
    pub const PASSWORD_TOO_LONG: &str = "password_too_long";
    /// A password is one character, again and again.
    pub const PASSWORD_ONE_CHARACTER: &str = "password_one_character";
    /// A password is little more than the address of its owner.
    pub const PASSWORD_LIKE_LOGIN: &str = "password_like_login";
    /// A password is little more than the name of its owner's organisation.
    pub const PASSWORD_LIKE_ORGANISATION: &str = "password_like_organisation";
    /// A password is little more than common words, years or rows of keys.
    pub const PASSWORD_COMMON: &str = "password_common";
    /// The password was repeated otherwise.
    pub const PASSWORDS_DIFFER: &str = "passwords_differ";
    /// The password until now is another one.
    pub const WRONG_PASSWORD: &str = "wrong_password";
    /// An address without TLS.
    pub const NOT_HTTPS: &str = "not_https";
    /// Not the domain of mail addresses.
    pub const NOT_A_DOMAIN: &str = "not_a_domain";
    /// No OpenID provider answers at an address.
    pub const NO_PROVIDER: &str = "no_provider";
    /// A file is of a kind that is not taken, or is not what its name says.
    pub const FILE_TYPE: &str = "file_type";
    /// A file is larger than is taken.
    pub const FILE_TOO_LARGE: &str = "file_too_large";
    /// A file holds nothing.
    pub const FILE_EMPTY: &str = "file_empty";
    /// The name of a file has characters that are not taken.
    pub const FILE_NAME: &str = "file_name";
    /// The organisation did not upload this file.
    pub const FILE_UNKNOWN: &str = "file_unknown";
    /// The files of the organisation take all the room there is.
    pub const FILES_FULL: &str = "files_full";
    /// A form came with a button that it does not have.
    pub const UNKNOWN_BUTTON: &str = "unknown_button";
    /// A form speaks of a thing that it is not asked about any more.
    pub const ASKED_NO_MORE: &str = "asked_no_more";
    /// A thing came since a form was opened or fetched.
    pub const ASKED_SINCE: &str = "asked_since";
    /// What came in does not fit together.
    pub const UNREADABLE: &str = "unreadable";
    /// A field of a draft does not read.
    pub const UNREAD: &str = "unread";
    /// A text was changed in one language and not in another.
    pub const NOT_RENEWED: &str = "not_renewed";

    /// All of them.
    pub const ALL: &[&str] = &[
        REQUIRED,
        TOO_LONG,
        SAYS_NOTHING,
        EFFECT_WITHOUT_REASON,
        EFFECT_WITHOUT_EVIDENCE,
        NOT_AN_ADDRESS,
        NOT_A_CHOICE,
        NOT_A_DATE,
        NOT_A_NUMBER,
        NEGATIVE,
        NOT_A_YEAR,
        IN_THE_FUTURE,
        WRONG_ORDER,
        UNKNOWN,
        TWICE,
        HOLDS_NAME,
        HOLDS_BIRTH_DATE,
        HOLDS_PHONE,
        HOLDS_ADDRESS,
        HOLDS_FILE_NUMBER,
        MAY_HOLD_NAME,
        MAY_HOLD_BIRTH_DATE,
        MAY_HOLD_PHONE,
        MAY_HOLD_ADDRESS,
        MAY_HOLD_FILE_NUMBER,
        MAY_MEAN_PERSON,
        METHOD_FROZEN,
        CHANGED_WITHOUT_REASON,
        HAS_VALUES,
        HAS_PARTS,
        ONES_OWN,
        CHANGED_SINCE,
        STATED_BY_ANOTHER,
        NOT_A_MAIL,
        PASSWORD_TOO_SHORT,
        PASSWORD_TOO_LONG,
        PASSWORD_ONE_CHARACTER,
        PASSWORD_LIKE_LOGIN,
        PASSWORD_LIKE_ORGANISATION,
        PASSWORD_COMMON,
        PASSWORDS_DIFFER,
        WRONG_PASSWORD,
        NOT_HTTPS,
        NOT_A_DOMAIN,
        NO_PROVIDER,
        FILE_TYPE,
        FILE_TOO_LARGE,
        FILE_EMPTY,
        FILE_NAME,
        FILE_UNKNOWN,
        FILES_FULL,
        UNKNOWN_BUTTON,
        ASKED_NO_MORE,
        ASKED_SINCE,
        UNREADABLE,
        UNREAD,
        NOT_RENEWED,
        ANNOUNCED_OTHERWISE,
        OTHER_VOICE,
        NOTHING_CHOSEN,
        ONE_OF_TWO,
        TAKES_PART,
    ];
}

/// Longest text of a statement in one language, in characters.
pub const LONGEST_TEXT: usize = 20_000;

/// Whether a text tells something: a dash or a dot is none.
pub(crate) fn is_told(text: &Stated<Text>) -> bool {
    let told = |text: &Text| {
        text.iter()
            .any(|(_, text)| text.chars().any(char::is_alphabetic))
    };
    text.value().is_some_and(told)
}

/// Notes a text that is longer than is kept.
pub(crate) fn length(field: &str, text: &Text, problems: &mut Vec<Problem>) {
    let longest = text.iter().map(|(_, text)| text.chars().count()).max();
    if longest > Some(LONGEST_TEXT) {
        problems.push(Problem::new(field, codes::TOO_LONG).with(LONGEST_TEXT.to_string()));
    }
}
