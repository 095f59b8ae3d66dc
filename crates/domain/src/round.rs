// SPDX-License-Identifier: EUPL-1.2
//! Reporting rounds: a period, the days that matter, and who must say what.
//!
//! A round moves by the clock, never by a click: planned, open, closing (replies), closed,
//! published. Each move is an entry made by rule, so everybody sees when it happened. Until it opens,
//! and not a moment longer, who announced it can change or cancel it, with a reason on record.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use wegmarke_derive::{record, shape};

use crate::id::{OrganisationId, PlanId, RoundId};
use crate::noun::{Noun, Subject};
use crate::problem::{Problem, codes, length};
use crate::shape::Words;
use crate::stated::Stated;
use crate::text::Text;
use crate::words::words;

/// Who states what no organisation decides: the register itself, by rule.
pub const RULE: &str = "rule";

words! {
    /// Where a round is.
    RoundState {
        /// It was cancelled before it opened: nothing is said in it, and nobody owes anything.
        Cancelled => "cancelled",
        /// It is announced.
        Planned => "planned",
        /// Statements are made, sealed.
        Open => "open",
        /// All are public; replies are made.
        Closing => "closing",
        /// Nothing more is said in it.
        Closed => "closed",
        /// Its result is fixed by a checkpoint.
        Published => "published",
    }
}

impl RoundState {
    /// The state after this one.
    #[must_use]
    pub const fn next(self) -> Option<Self> {
        match self {
            Self::Planned => Some(Self::Open),
            Self::Open => Some(Self::Closing),
            Self::Closing => Some(Self::Closed),
            Self::Closed => Some(Self::Published),
            Self::Published | Self::Cancelled => None,
        }
    }

    /// Whether a round that is here can move there: on to the next state, or off while it is only
    /// announced.
    #[must_use]
    pub fn can_become(self, to: Self) -> bool {
        self.next() == Some(to) || (self, to) == (Self::Planned, Self::Cancelled)
    }

    /// Whether what was said in the round may be seen.
    #[must_use]
    pub fn is_revealed(self) -> bool {
        self >= Self::Closing
    }
}

/// What a duty can ask for.
pub(crate) const DUTIES: Words = Words {
    name: "Noun",
    list: &[
        ("report", "What a lead says about its measure."),
        ("assessment", "What an independent body says."),
        ("practice", "What reaches practice, as civil society says."),
    ],
};

/// Something that somebody must say in a round.
#[shape]
#[derive(PartialOrd, Ord)]
pub struct Duty {
    /// Who.
    pub organisation: OrganisationId,
    /// A report, an assessment or a practice statement.
    #[kind(Kind::Word(&DUTIES))]
    pub noun: Noun,
    /// On what: a measure, a field, or the plan.
    pub on: Subject,
}

/// A reporting round of a plan.
#[record(Round)]
pub struct Round {
    /// `{plan}/{name}`.
    pub id: RoundId,
    /// The plan.
    pub plan: PlanId,
    /// What it is called.
    pub title: Text,
    /// First day that is reported on.
    pub from: Date,
    /// Last day that is reported on.
    pub until: Date,
    /// From when statements can be made.
    pub opens_at: Timestamp,
    /// Until when; then all are revealed together.
    #[kind(Kind::Own(Own::Deadline))]
    pub due_at: Timestamp,
    /// Until when replies can be made.
    #[kind(Kind::Own(Own::Deadline))]
    pub replies_until: Timestamp,
    /// Who must say what, sorted.
    pub duties: Vec<Duty>,
    /// What the coordinator wants to tell everybody.
    pub note: Stated<Text>,
    /// Why it is otherwise than it was announced.
    pub reason: Stated<Text>,
}

impl Round {
    /// When the clock ends a state; `None` for the last ones. A closed round is published at once.
    #[must_use]
    pub const fn ends_at(&self, state: RoundState) -> Option<Timestamp> {
        match state {
            RoundState::Planned => Some(self.opens_at),
            RoundState::Open => Some(self.due_at),
            RoundState::Closing | RoundState::Closed => Some(self.replies_until),
            RoundState::Published | RoundState::Cancelled => None,
        }
    }

    /// Whether the clock moves a round that is in `state` on, at `now`.
    #[must_use]
    pub fn is_due(&self, state: RoundState, now: Timestamp) -> bool {
        self.ends_at(state).is_some_and(|end| now >= end)
    }
}

/// A move of a round to its next state, made by rule; or its end before it opened, which is the only
/// one that somebody decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advance {
    /// The state it moves to.
    pub to: RoundState,
    /// When the clock said so; the entry may be recorded later, if nothing ran then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Timestamp>,
    /// For [`RoundState::Published`]: the signed checkpoint that the result rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checkpoint: Option<Box<str>>,
    /// For [`RoundState::Cancelled`]: why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
    /// For [`RoundState::Closing`]: entries that should have become public and whose bodies did not open.
    /// Their organisations may hand them in again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unopened: Vec<u64>,
}

impl Advance {
    /// A round is cancelled.
    #[must_use]
    pub const fn cancelled(reason: Text) -> Self {
        Self {
            to: RoundState::Cancelled,
            due_at: None,
            checkpoint: None,
            reason: Some(reason),
            unopened: Vec::new(),
        }
    }

    /// What is wrong with it as something that somebody decides.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        match &self.reason {
            Some(reason) => length("reason", reason, &mut problems),
            None => problems.push(Problem::new("reason", codes::REQUIRED)),
        }
        problems
    }

    /// The kind of its entry.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self.to {
            RoundState::Cancelled => "round.cancelled",
            RoundState::Planned => "round.planned",
            RoundState::Open => "round.opened",
            RoundState::Closing => "round.revealed",
            RoundState::Closed => "round.closed",
            RoundState::Published => "round.published",
        }
    }

    /// The state that a kind of entry moves a round to, if it is one of a move.
    #[must_use]
    pub fn find_state(kind: &str) -> Option<RoundState> {
        match kind {
            "round.opened" => Some(RoundState::Open),
            "round.revealed" => Some(RoundState::Closing),
            "round.closed" => Some(RoundState::Closed),
            "round.published" => Some(RoundState::Published),
            "round.cancelled" => Some(RoundState::Cancelled),
            _ => None,
        }
    }
}

/// A round's way so far, in the register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// The moves with their entries, oldest first.
    pub moves: Vec<(u64, Timestamp, Advance)>,
}

impl Progress {
    /// Where the round is.
    #[must_use]
    pub fn state(&self) -> RoundState {
        self.moves
            .last()
            .map_or(RoundState::Planned, |(_, _, advance)| advance.to)
    }

    /// The entry that moved it to a state, and when it was recorded.
    #[must_use]
    pub fn find(&self, state: RoundState) -> Option<(u64, Timestamp)> {
        let of = |(_, _, advance): &&(u64, Timestamp, Advance)| advance.to == state;
        self.moves.iter().find(of).map(|(seq, at, _)| (*seq, *at))
    }
}
