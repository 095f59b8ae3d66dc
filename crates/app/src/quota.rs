// SPDX-License-Identifier: EUPL-1.2
//! How much an organisation and each of its programs may write, so that none of them fills the disk
//! that all need.
//!
//! What stays is counted, in the transaction that writes it: entries, and the bytes of their envelopes
//! and bodies. A day begins with the first write after the one before is over. Two processes count
//! exactly, since of two who append at once one decides anew. Imports by whoever runs the program are not
//! counted. Drafts are overwritten and discarded: of them counts what there is.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use wegmarke_domain::id::OrganisationId;
use wegmarke_store::EntryRow;
use wegmarke_store::document::{Expect, Put};

use crate::account::Stranger;
use crate::cabinet::{Drawer, Kind, Private, kind};
use crate::{App, AppError, Who};

/// How long a day is.
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// Most that may be written in a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// Entries.
    pub entries: u64,
    /// Bytes of envelopes and bodies.
    pub bytes: u64,
}

/// Most that may be written, by whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// By an organisation in a day, its programs included.
    pub organisation: Allowance,
    /// With one token in a day.
    pub token: Allowance,
    /// By an organisation in a day through files that it uploads.
    pub imports: Allowance,
    /// Drafts of an organisation that there may be, and their bytes.
    pub drafts: Allowance,
}

impl Default for Limits {
    fn default() -> Self {
        let mib = |entries, mib: u64| Allowance {
            entries,
            bytes: mib << 20,
        };
        Self {
            organisation: mib(10_000, 100),
            token: mib(5_000, 50),
            imports: mib(200_000, 500),
            drafts: mib(20_000, 100),
        }
    }
}

/// Whose limit was reached, and when there is room again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{whose} has written as much as it may in 24 hours ({} entries, {} MiB); nothing was written. \
     Please try again in {wait} seconds, or ask whoever runs this register to allow more",
    .most.entries,
    .most.bytes >> 20
)]
pub struct TooMuch {
    /// The organisation, or the token.
    pub whose: Whose,
    /// What it may write.
    pub most: Allowance,
    /// Seconds until it may write again.
    pub wait: u64,
}

/// Who has a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// An organisation.
    Organisation,
    /// A token of a program.
    Token,
}

impl std::fmt::Display for Whose {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Organisation => "your organisation",
            Self::Token => "this token",
        })
    }
}

/// On whose account something is written.
#[derive(Clone, Debug)]
pub(crate) struct Payer {
    organisation: OrganisationId,
    token: Option<String>,
    /// What a file holds is counted apart: one plan is more than anybody types in a day.
    imports: bool,
}

impl Payer {
    pub(crate) fn of(who: &Who) -> Self {
        Self {
            organisation: who.organisation().clone(),
            token: who.token.clone(),
            imports: false,
        }
    }

    pub(crate) fn of_import(who: &Who) -> Self {
        Self {
            token: None,
            imports: true,
            ..Self::of(who)
        }
    }
}

/// What was written on somebody's account in a day.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Written {
    since: Timestamp,
    entries: u64,
    bytes: u64,
}

impl Private for Written {
    const KIND: &'static str = "written";
}

/// For looking whether it reads.
pub(crate) const KIND: Kind = kind::<Written>();

impl Written {
    /// What is known of the day that `now` is in. A clock that was turned back begins a new one.
    fn today(known: Option<Self>, now: Timestamp) -> Self {
        let is_today = |day: &Self| now >= day.since && now.duration_since(day.since) < DAY;
        known.filter(is_today).unwrap_or(Self {
            since: now,
            entries: 0,
            bytes: 0,
        })
    }

    fn ends_at(&self) -> Timestamp {
        self.since.saturating_add(DAY).unwrap_or(self.since)
    }
}

impl App {
    /// The same with other limits.
    #[must_use]
    pub const fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// The writes that count what is written on somebody's account.
    ///
    /// # Errors
    /// [`AppError::TooMuch`] if it is more than they may.
    pub(crate) async fn count_written(
        &self,
        payer: &Payer,
        rows: &[EntryRow],
        kept: &[Put],
        now: Timestamp,
    ) -> Result<Vec<Put>, AppError> {
        let of_row = |row: &EntryRow| row.envelope.len() + row.body.as_ref().map_or(0, Vec::len);
        let of_put = |put: &Put| match put {
            Put::Set(document, _) => document.value.len(),
            Put::Delete { .. } => 0,
        };
        let bytes = rows.iter().map(of_row).sum::<usize>() + kept.iter().map(of_put).sum::<usize>();
        if bytes == 0 {
            return Ok(Vec::new());
        }
        let (what, most) = match payer.imports {
            true => ("imports", self.limits.imports),
            false => ("organisation", self.limits.organisation),
        };
        let organisation = format!("{what}/{}", payer.organisation);
        let token = payer.token.as_ref().map(|token| format!("token/{token}"));
        let accounts = std::iter::once((organisation, Whose::Organisation, most))
            .chain(token.map(|token| (token, Whose::Token, self.limits.token)));
        let mut puts = Vec::new();
        for (id, whose, most) in accounts {
            let known = self.find_private::<Written>(&id).await?;
            let mut day = Written::today(known.map(|held| held.value), now);
            day.entries += rows.len() as u64;
            day.bytes += bytes as u64;
            if day.entries > most.entries || day.bytes > most.bytes {
                let wait = day.ends_at().duration_since(now).as_secs();
                let wait = wait.unsigned_abs().max(1);
                self.tell_tried(Stranger::TooMuchWritten, Some(&payer.organisation));
                return Err(TooMuch { whose, most, wait }.into());
            }
            let drawer = Drawer {
                id: &id,
                owner: None,
                expires_at: Some(day.ends_at().as_second()),
            };
            // Whatever it is: who appends at the same time decides anew, and reads it again.
            puts.push(self.keep(&drawer, &day, Expect::Anything)?);
        }
        Ok(puts)
    }
}
