// SPDX-License-Identifier: EUPL-1.2
//! What is tried by those of whom no account is known, or again and again by a program: told to whoever
//! runs the machine, and in so few lines that nobody fills the disk with them.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use wegmarke_domain::id::OrganisationId;

use crate::App;

/// Seconds that are counted together.
const HOUR: i64 = 3600;

/// What was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stranger {
    /// A token that opens nothing was brought.
    WrongToken,
    /// Another site made a browser send a form.
    ForeignForm,
    /// More was to be written than an organisation or its program may in a day.
    TooMuchWritten,
    /// A form was sent with a button that it does not have.
    MadeUpForm,
    /// A file was brought that is not of the kind its name says.
    DisguisedFile,
    /// A request came that two programs could read in two ways.
    MalformedRequest,
}

impl Stranger {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::WrongToken,
        Self::ForeignForm,
        Self::TooMuchWritten,
        Self::MadeUpForm,
        Self::DisguisedFile,
        Self::MalformedRequest,
    ];

    /// Stable code.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WrongToken => "wrong-token",
            Self::ForeignForm => "foreign-form",
            Self::TooMuchWritten => "too-much-written",
            Self::MadeUpForm => "made-up-form",
            Self::DisguisedFile => "disguised-file",
            Self::MalformedRequest => "malformed-request",
        }
    }
}

/// How often each was tried within the hour, of an organisation or of nobody.
#[derive(Debug, Default)]
pub(crate) struct Crowd(Mutex<Counts>);

#[derive(Debug, Default)]
struct Counts {
    hour: i64,
    tried: BTreeMap<(Stranger, Option<OrganisationId>), u64>,
}

impl Crowd {
    /// How often it was tried by now, if that is to be told: at the first, second, fourth, eighth time
    /// and so on.
    fn count(
        &self,
        now: Timestamp,
        what: Stranger,
        organisation: Option<&OrganisationId>,
    ) -> Option<u64> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let hour = now.as_second() / HOUR;
        if counts.hour != hour {
            *counts = Counts {
                hour,
                ..Counts::default()
            };
        }
        let times = counts
            .tried
            .entry((what, organisation.cloned()))
            .or_default();
        *times = times.saturating_add(1);
        times.is_power_of_two().then_some(*times)
    }
}

impl App {
    /// Tells whoever runs the machine what a stranger tried.
    pub fn tell_stranger(&self, what: Stranger) {
        self.tell_tried(what, None);
    }

    /// The same of an organisation.
    pub(crate) fn tell_tried(&self, what: Stranger, organisation: Option<&OrganisationId>) {
        if let Some(times) = self.crowd.count(self.clock.now(), what, organisation) {
            let (event, organisation) = (what.as_str(), organisation.map(OrganisationId::as_str));
            tracing::warn!(target: "wegmarke::security", event, organisation, times);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Crowd, OrganisationId, Stranger, Timestamp};

    #[test]
    fn a_crowd_is_told_in_a_few_lines() {
        let crowd = Crowd::default();
        let now = Timestamp::from_second(1_800_000_000).unwrap();
        let told = |now, what, whose| {
            let times = (0..1000).filter_map(|_| crowd.count(now, what, whose));
            times.collect::<Vec<_>>()
        };
        let few = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512];
        assert_eq!(told(now, Stranger::WrongToken, None), few);
        // Each for itself, and each hour anew.
        let kok = OrganisationId::new("kok");
        assert_eq!(told(now, Stranger::TooMuchWritten, Some(&kok)), few);
        assert_eq!(told(now, Stranger::ForeignForm, None), few);
        assert_eq!(told(now, Stranger::WrongToken, None), [1024]);
        let later = Timestamp::from_second(1_800_003_600).unwrap();
        assert_eq!(told(later, Stranger::WrongToken, None), few);
    }
}
