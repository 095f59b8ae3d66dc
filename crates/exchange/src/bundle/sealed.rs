// SPDX-License-Identifier: EUPL-1.2
//! What every bundle has: signatures that hold, rows, and itself as a piece of evidence.

use std::io::{Cursor, Read as _};
use std::sync::Arc;

use ed25519_dalek::{Signature, VerifyingKey};
use wegmarke_domain::draft::{Cell, Draft, Told};
use wegmarke_domain::message::Message;
use wegmarke_domain::noun::Noun;

use crate::profile::{Profile, Table};
use crate::reason::reason;
use crate::{ReadError, limits};

/// What is known of the signatures of a bundle: they hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    /// SHA-256 of what is signed, as hexadecimal digits: of the list of files of a release, else of the file.
    pub sha256: String,
    /// The public keys, as hexadecimal digits.
    pub keys: Vec<String>,
    /// The profile of ours that reads it.
    pub profile: &'static str,
}

/// A bundle whose signatures hold.
#[derive(Clone, Debug)]
pub(crate) struct Bundle {
    pub(crate) seal: Seal,
    /// Headings, then rows.
    pub(crate) cells: Vec<Vec<String>>,
    /// What it is called, by language; empty: as the profile is.
    pub(super) titles: Vec<(&'static str, String)>,
    /// What it is of.
    pub(super) period: String,
}

impl Bundle {
    /// The bundle itself, as a piece of evidence: always the same one, whoever reads it how often.
    pub(crate) fn evidence(&self, file: &str, profile: &Profile, table: &Table) -> Draft {
        let mut told = Told::default();
        let mut cells = Vec::new();
        let mut say = |attribute: String, text: &str| {
            told.tell(Noun::Evidence, &attribute, false);
            cells.push(Cell {
                attribute: attribute.into(),
                text: text.to_owned(),
                column: None,
            });
        };
        let print: String = self.seal.sha256.chars().take(16).collect();
        say("id".to_owned(), &format!("bundle-{print}"));
        if self.titles.is_empty() {
            let title = profile.title.as_deref().unwrap_or(&profile.name);
            let language = profile.language.as_str();
            say(
                format!("claim.{language}"),
                &format!("{title}: {}", self.period),
            );
        }
        for (language, title) in &self.titles {
            say(format!("claim.{language}"), title);
        }
        say("dated_on".to_owned(), &self.period);
        say("source.document".to_owned(), file);
        let plans = table.records.iter().flat_map(|record| &record.constants);
        if let Some((_, plan)) = plans.into_iter().find(|(attribute, _)| attribute == "plan") {
            say("plan".to_owned(), plan);
        }
        Draft {
            noun: Noun::Evidence,
            file: file.into(),
            row: 1,
            repeats: true,
            told: Arc::new(told),
            cells,
        }
    }
}

/// Whether a signature holds. Strictly: a key of small order would sign everything.
pub(super) fn holds(key: &str, signature: &str, bytes: &[u8]) -> bool {
    let read = || {
        let key: [u8; 32] = hex::decode(key).ok()?.try_into().ok()?;
        let signature: [u8; 64] = hex::decode(signature).ok()?.try_into().ok()?;
        let key = VerifyingKey::from_bytes(&key).ok()?;
        let signature = Signature::from_bytes(&signature);
        key.verify_strict(bytes, &signature).ok()
    };
    read().is_some()
}

pub(super) fn broken(file: &str, why: Message) -> ReadError {
    ReadError::BrokenSignature {
        file: file.to_owned(),
        why,
    }
}

/// A line for each part of a value: its name, and what it showed.
pub(super) fn parts<'n>(parts: impl Iterator<Item = (String, &'n str)>) -> String {
    let lines = parts.map(|(name, showed)| {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        format!("{name}: {showed}")
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The bytes of a part of an archive.
pub(super) fn unpack(
    file: &str,
    part: zip::read::ZipFile<'_, Cursor<&[u8]>>,
) -> Result<Vec<u8>, ReadError> {
    let mut content = Vec::new();
    let read = part.take(limits::UNPACKED_BYTES).read_to_end(&mut content);
    read.map_err(|error| ReadError::Damaged {
        file: file.to_owned(),
        why: reason("read_as")
            .with("format", "ZIP")
            .with("detail", error.to_string()),
    })?;
    Ok(content)
}
