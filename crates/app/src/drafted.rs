// SPDX-License-Identifier: EUPL-1.2
//! What can be drafted: what is said in a round, and what is stated of a figure. A draft of either is
//! kept, asked about, returned and deleted in the same way ([`draft`](crate::draft)).

use std::fmt::Display;

use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wegmarke_domain::contribution::{Address, Contribution, Says};
use wegmarke_domain::figure::{FigureAddress, States, Stating};
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::stating::decide;
use wegmarke_domain::rules::voices;

use crate::AppError;
use crate::cabinet::Private;
use crate::standing::standing;

/// Where a draft is on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DraftState {
    /// Somebody writes it.
    Writing,
    /// It waits for somebody who may release it.
    Waiting,
    /// It was returned, with a reason.
    Returned(String),
}

/// A draft of an organisation: of what it says in a round, or of a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft<W = Says> {
    /// What would be said.
    pub says: W,
    /// Fields of the form that do not read, as they were typed: `funding.0.needed`, "ca. 300.000".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub typed: Vec<(String, String)>,
    /// Where it is.
    pub state: DraftState,
    /// The account that changed it last; `None` if it is prefilled and nobody saved it yet.
    pub account: Option<String>,
    /// When.
    pub at: Timestamp,
}

impl<W> Draft<W> {
    /// What nobody saved yet.
    pub(crate) const fn prefilled(says: W, at: Timestamp) -> Self {
        Self {
            says,
            typed: Vec::new(),
            state: DraftState::Writing,
            account: None,
            at,
        }
    }
}

/// What a filled form rests on: if that is not the newest any more, somebody was faster.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Basis {
    /// Nothing was drafted or said before.
    #[default]
    Nothing,
    /// A draft, by its revision.
    Draft(u64),
    /// What was said last, by its entry.
    Entry(u64),
}

impl std::fmt::Display for Basis {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Nothing => Ok(()),
            Self::Draft(revision) => write!(f, "draft {revision}"),
            Self::Entry(seq) => write!(f, "entry {seq}"),
        }
    }
}

/// What is drafted of a figure; `None` while the form does not read.
pub type Drafted = Option<States>;

/// What a draft says.
pub trait Words: Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync {
    /// The kind of document that keeps it.
    const KIND: &'static str;

    /// What it says in a round, which may name files.
    fn says(&self) -> Option<&Says>;
}

impl Words for Says {
    const KIND: &'static str = "draft";

    fn says(&self) -> Option<&Says> {
        Some(self)
    }
}

impl Words for Drafted {
    const KIND: &'static str = "figure-draft";

    fn says(&self) -> Option<&Says> {
        None
    }
}

impl<W: Words> Private for Draft<W> {
    const KIND: &'static str = W::KIND;
}

/// What a draft is about.
pub trait About: Clone + Display + Send + Sync {
    /// What is said about it.
    type Words: Words;

    /// Who says it.
    fn by(&self) -> &OrganisationId;

    /// The name of its draft.
    fn key(&self) -> String;

    /// Whether it can be drafted now.
    ///
    /// # Errors
    /// Why not.
    fn must_stand(&self, register: &Register, now: Timestamp) -> Result<(), AppError>;

    /// What a form filled now would rest on, if there is no draft.
    fn basis(&self, register: &Register) -> Basis;

    /// Everything that is wrong with a draft, as if it were said; `typed` are fields that do not read.
    fn problems(
        &self,
        register: &Register,
        words: &Self::Words,
        typed: &[(String, String)],
    ) -> Vec<Problem>;
}

impl About for Address {
    type Words = Says;

    fn by(&self) -> &OrganisationId {
        &self.by
    }

    fn key(&self) -> String {
        self.subject().to_string()
    }

    fn must_stand(&self, register: &Register, now: Timestamp) -> Result<(), AppError> {
        standing(register, self, now)?;
        Ok(())
    }

    fn basis(&self, register: &Register) -> Basis {
        let last = list_own(register, self).next();
        let newest = last.and_then(Contribution::newest);
        newest.map_or(Basis::Nothing, |newest| Basis::Entry(newest.seq))
    }

    fn problems(
        &self,
        register: &Register,
        words: &Says,
        typed: &[(String, String)],
    ) -> Vec<Problem> {
        let unread = typed.iter();
        let unread =
            unread.map(|(field, typed)| Problem::new(&**field, codes::UNREAD).with(&**typed));
        unread.chain(words.problems(register, self)).collect()
    }
}

impl About for FigureAddress {
    type Words = Drafted;

    fn by(&self) -> &OrganisationId {
        &self.by
    }

    fn key(&self) -> String {
        self.to_string()
    }

    fn must_stand(&self, register: &Register, _now: Timestamp) -> Result<(), AppError> {
        let is_drafted = !matches!(self.stating, Stating::Proposal(_));
        let stands = is_drafted && self.stating.subject(register).is_some();
        if stands {
            return Ok(());
        }
        let (kind, id) = self.stating.parts();
        Err(AppError::NotFound(format!("what {kind} {id} is about")))
    }

    fn basis(&self, _register: &Register) -> Basis {
        Basis::Nothing
    }

    fn problems(
        &self,
        register: &Register,
        words: &Drafted,
        _typed: &[(String, String)],
    ) -> Vec<Problem> {
        // Fields that do not read keep the whole form from being one.
        let Some(states) = words else {
            return vec![Problem::new("", codes::UNREADABLE)];
        };
        decide(register, &self.by, states).err().unwrap_or_default()
    }
}

/// What an organisation said about the same thing, in this round first, then in earlier ones.
pub(crate) fn list_own<'a>(
    register: &'a Register,
    address: &'a Address,
) -> impl Iterator<Item = &'a Contribution> {
    let plan = address.round.subject();
    let rounds = voices::list_rounds(register, plan.plan().unwrap_or_default());
    let earlier = rounds.into_iter().map(|round| round.id.clone());
    let earlier = earlier.filter(|round| *round != address.round);
    // This round first: what was said here is what a new version replaces. What was said a year ago is
    // only a beginning.
    std::iter::once(address.round.clone())
        .chain(earlier)
        .filter_map(|round| {
            let same = Address {
                round,
                ..address.clone()
            };
            register.find_contribution(&same.subject())
        })
}
