// SPDX-License-Identifier: EUPL-1.2
//! The log's own key was replaced: said by whoever runs the register, in nobody's name.
//!
//! Nothing here computes anything with keys: whether the old one signed it is for `ledger`.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::words::words;

/// The kind of an entry that replaces the log's key.
pub const REKEYED: &str = "log.rekeyed";

words! {
    /// Why the log's key is replaced. A closed list: nothing that is said of it ever has to be erased, so that
    /// whoever verifies always finds it.
    LogKeyReason {
        /// Its time was over, or it moved to another device.
        Routine => "routine",
        /// Somebody else has it, or may have it.
        Exposed => "exposed",
        /// Nobody has it any more.
        Lost => "lost",
    }
}

/// The log's key is replaced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogKeyReplacement {
    /// The key that signs the log from this entry on, as `name+id+base64`.
    pub new: Box<str>,
    /// Its signature: 128 hexadecimal digits.
    pub new_signature: Box<str>,
    /// The key that signed until here.
    pub old: Box<str>,
    /// Its signature; `None`: nobody has it any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old_signature: Option<Box<str>>,
    /// Why.
    pub reason: LogKeyReason,
    /// Root of the tree before this entry, as checkpoints write it.
    pub root: Box<str>,
    /// Entries before this one; also its number.
    pub size: u64,
}

/// A replacement on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplacedLogKey {
    /// The entry.
    pub seq: u64,
    /// When it was recorded.
    pub at: Timestamp,
    /// What it says.
    pub replacement: LogKeyReplacement,
}

/// A key of the log, and where it signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogKeySpan {
    /// The key, as `name+id+base64`.
    pub key: Box<str>,
    /// The entry that brought it, and when; `None`: it was the first one.
    pub since: Option<(u64, Timestamp)>,
    /// The entry that replaced it, when, and why; `None`: it signs the log now.
    pub until: Option<(u64, Timestamp, LogKeyReason)>,
    /// Whether the key before it signed that it comes next.
    pub is_backed: bool,
}

/// Every key of a log, oldest first; `now`: the one that signs it, where none was ever replaced.
pub fn list_spans<'a>(
    replaced: impl Iterator<Item = &'a ReplacedLogKey>,
    now: &str,
) -> Vec<LogKeySpan> {
    let span = |key: &str, since, is_backed| LogKeySpan {
        key: key.into(),
        since,
        until: None,
        is_backed,
    };
    let mut all: Vec<LogKeySpan> = Vec::new();
    for ReplacedLogKey {
        seq,
        at,
        replacement,
    } in replaced
    {
        if all.is_empty() {
            all.push(span(&replacement.old, None, true));
        }
        if let Some(last) = all.last_mut() {
            last.until = Some((*seq, *at, replacement.reason));
        }
        let is_backed = replacement.old_signature.is_some();
        all.push(span(&replacement.new, Some((*seq, *at)), is_backed));
    }
    if all.is_empty() {
        all.push(span(now, None, true));
    }
    all
}
