// SPDX-License-Identifier: EUPL-1.2
//! Whether something can be said in a round now, by whom it is asked, and why not.

use jiff::Timestamp;
use wegmarke_domain::contribution::{Address, Contribution, Says};
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::privacy::NoPerson;
use wegmarke_domain::problem::Problem;
use wegmarke_domain::register::Register;
use wegmarke_domain::round::{Round, RoundState};
use wegmarke_domain::rules::voices::{self, Asked};

use crate::AppError;

/// Why something cannot be said now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The round is not open yet.
    #[error("the round is not open yet")]
    NotOpen,
    /// The round is over.
    #[error("the round is over; what was said can be corrected")]
    Over,
    /// The round is open, or was: nobody can change it.
    #[error("the round is open already and cannot be changed any more")]
    AlreadyOpen,
    /// A sealed inquiry has begun: who answers relies on its date and on who is asked.
    #[error("the inquiry is sealed and has begun: only its title and note can change")]
    InquiryRuns,
    /// What is said of it now is sealed until an inquiry is opened.
    #[error("an inquiry asks about this until its date: answer in it instead")]
    AsksNow,
    /// The round was cancelled.
    #[error("the round was cancelled; another one takes another name")]
    Cancelled,
    /// Replies are made when the statements are public.
    #[error("replies can be made when the round is due")]
    NothingToReplyTo,
    /// The organisation speaks with another voice, or is not addressed.
    #[error("this is not for your organisation to say")]
    NotYours,
    /// Another person of the organisation must release it.
    #[error("another person of your organisation must release it")]
    SecondPerson,
    /// It is noted what one person wants to say; another one of the organisation must say the same.
    #[error(
        "this is noted; your organisation wants another person to say the same, word for word, within a week"
    )]
    AskedSecond,
    /// Another person of the organisation must say the same.
    #[error("you asked for this already; another person of your organisation must say the same")]
    SecondPersonDecides,
    /// It cannot be corrected before it is public: it can be replaced.
    #[error("it is still sealed: say it again instead")]
    StillSealed,
    /// It opened when its round was revealed, or was handed in again.
    #[error("it need not be handed in again")]
    NothingToRestore,
    /// Salt and words are not those that the envelope was made for.
    #[error("these are not the salt and the words that were submitted: their hash is another one")]
    OtherWords,
    /// Only what is sealed until its round is due can be kept back.
    #[error("it would be public at once: only what is said before a round is due can be kept back")]
    NothingToKeep,
    /// The round is not due yet.
    #[error(
        "the round is not due yet: until then nobody but your organisation should read these words"
    )]
    TooEarly,
    /// Its words were handed in already.
    #[error("these words were handed in already")]
    Revealed,
    /// Something else was submitted in its place before the round was due.
    #[error(
        "your organisation submitted something else in its place: only the newest becomes public"
    )]
    Replaced,
    /// Its words are with its organisation.
    #[error("only its hash is here: please hand in the words first")]
    NotRevealed,
    /// There is nothing to correct.
    #[error("nothing was said that could be corrected")]
    NothingSaid,
}

impl Refusal {
    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotOpen => "not_open",
            Self::Over => "over",
            Self::AlreadyOpen => "already_open",
            Self::InquiryRuns => "inquiry_runs",
            Self::AsksNow => "asks_now",
            Self::Cancelled => "cancelled",
            Self::NothingToReplyTo => "nothing_to_reply_to",
            Self::NotYours => "not_yours",
            Self::SecondPerson => "second_person",
            Self::AskedSecond => "asked_second",
            Self::SecondPersonDecides => "second_person_decides",
            Self::NothingToRestore => "nothing_to_restore",
            Self::OtherWords => "other_words",
            Self::StillSealed => "still_sealed",
            Self::NothingToKeep => "nothing_to_keep",
            Self::TooEarly => "too_early",
            Self::Revealed => "revealed",
            Self::Replaced => "replaced",
            Self::NotRevealed => "not_revealed",
            Self::NothingSaid => "nothing_said",
        }
    }
}

/// Whether something can be said in a round now, and whether it is sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is sealed until the round is due.
    Sealed,
    /// It is public at once: a reply, or late.
    Public,
}

/// Whether `address` can be said now.
///
/// # Errors
/// [`Refusal`] with the reason.
pub fn standing(
    register: &Register,
    address: &Address,
    now: Timestamp,
) -> Result<Standing, Refusal> {
    standing_of(register, None, address, now)
}

/// The same where it is asked of many things of a plan: with the duties of all of its rounds.
pub(crate) fn standing_of(
    register: &Register,
    asked: Option<&Asked<'_>>,
    address: &Address,
    now: Timestamp,
) -> Result<Standing, Refusal> {
    let round = register.rounds.find(address.round.as_str());
    let round = round.ok_or(Refusal::NotOpen)?;
    // Whoever was asked is told so, rather than that it was never theirs.
    if register.round_state(&round.id) == RoundState::Cancelled {
        return Err(Refusal::Cancelled);
    }
    if !is_theirs(register, asked, round, address) {
        return Err(Refusal::NotYours);
    }
    let reply = address.noun == Noun::Reply;
    match register.round_state(&round.id) {
        RoundState::Cancelled => Err(Refusal::Cancelled),
        RoundState::Planned => Err(Refusal::NotOpen),
        RoundState::Open if reply => Err(Refusal::NothingToReplyTo),
        // The clock decides, also in the moments before the round is moved on.
        RoundState::Open if now < round.due_at => Ok(Standing::Sealed),
        RoundState::Open => Err(Refusal::Over),
        RoundState::Closing if now < round.replies_until => Ok(Standing::Public),
        RoundState::Closing | RoundState::Closed | RoundState::Published => Err(Refusal::Over),
    }
}

/// Whether an organisation has the right to say this: a report on what it leads or was asked for,
/// an assessment or practice statement with its voice, a reply to what is about it.
fn is_theirs(
    register: &Register,
    asked: Option<&Asked<'_>>,
    round: &Round,
    address: &Address,
) -> bool {
    let by = &address.by;
    let answers_for = |measure: &Subject| match asked {
        Some(asked) => voices::answers_for_of(register, asked, by, measure),
        None => voices::answers_for(register, by, measure),
    };
    let is_addressed = |one: &Contribution| match asked {
        Some(asked) => voices::list_addressed_of(register, asked, one).contains(by),
        None => voices::list_addressed(register, one).contains(by),
    };
    if address.on.plan() != Some(round.plan.as_str()) || !register.stands(&address.on) {
        return false;
    }
    match address.noun {
        Noun::Report => {
            address.number == 1 && address.on.noun == Noun::Measure && answers_for(&address.on)
        }
        Noun::Assessment | Noun::Practice => {
            let about = [Noun::Measure, Noun::Field, Noun::Plan].contains(&address.on.noun);
            about && voices::speaks_by(register, by, address.noun)
        }
        Noun::Reply => {
            let to = register.find_contribution(&address.on);
            address.number == 1 && to.is_some_and(is_addressed)
        }
        _ => false,
    }
}

/// What is said belongs at this address, and nothing is wrong with it, but for what a second look
/// settles; gives the look as far as it was needed.
///
/// `unknown` are problems with the files it names.
pub(crate) fn must_hold(
    says: &Says,
    register: &Register,
    address: &Address,
    unknown: &[Problem],
    look: Option<&NoPerson>,
) -> Result<Option<NoPerson>, AppError> {
    if says.noun() != address.noun {
        return Err(Refusal::NotYours.into());
    }
    let mut problems = says.problems(register, address);
    problems.extend(unknown.iter().cloned());
    must_be_settled(problems, look)
}

/// No problem is left after a second look.
pub(crate) fn must_be_settled(
    problems: Vec<Problem>,
    look: Option<&NoPerson>,
) -> Result<Option<NoPerson>, AppError> {
    let (problems, look) = NoPerson::settle(look, problems);
    if problems.is_empty() {
        Ok(look)
    } else {
        Err(AppError::Invalid(problems))
    }
}
