// SPDX-License-Identifier: EUPL-1.2
//! Which files are kept: those that a draft or a statement names. The others end after a while.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use wegmarke_domain::contribution::{Address, Contribution, Says};
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::register::Register;
use wegmarke_domain::statement::Statement;
use wegmarke_store::StoreError;
use wegmarke_store::document::Put;

use super::{Bytes, Stored, TOUCHED, list_contributions};
use crate::cabinet::Held;
use crate::draft::Draft;
use crate::sealed::Opening;
use crate::{App, AppError};

/// How long a file is kept that no draft and no statement names.
const ORPHAN_KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How long the bytes of a file may be on their way.
const COMING_KEPT: SignedDuration = SignedDuration::from_hours(24);
impl App {
    /// Gives the writes by which files that were uploaded long ago count as new, so that no purge
    /// takes them at this moment; and the problems of files that this organisation did not upload.
    pub(crate) async fn name_files(
        &self,
        by: &OrganisationId,
        says: &Says,
    ) -> Result<(Vec<Put>, Vec<Problem>), AppError> {
        let (mut puts, mut problems) = (Vec::new(), Vec::new());
        let mut touched = BTreeSet::new();
        for (field, file) in says.list_files() {
            let held = self.find_stored(by, &file.sha256).await?;
            let same = |held: &Held<Stored>| {
                let known = &held.value.file;
                (&known.media_type, known.size) == (&file.media_type, file.size)
            };
            let Some(held) = held.filter(same) else {
                problems.push(Problem::new(field, codes::FILE_UNKNOWN));
                continue;
            };
            let now = self.clock.now();
            // Not each time: a form that is saved while somebody types would write the document every
            // few seconds.
            if now.duration_since(held.value.at) > TOUCHED && touched.insert(held.id.clone()) {
                let expect = held.expect();
                let stored = Stored {
                    at: now,
                    ..held.value
                };
                puts.push(self.keep_stored(&stored, expect)?);
            }
        }
        Ok((puts, problems))
    }

    /// Deletes files that nothing names, and ends uploads and deletions that were left half done.
    /// Says how many.
    ///
    /// # Errors
    /// What the store says, [`AppError::Vault`]; what was deleted before stays deleted.
    pub(crate) async fn purge_files(&self) -> Result<u64, AppError> {
        let now = self.clock.now();
        let mut candidates = self.list_private::<Stored>(None).await?;
        // The age comes first. Opening sealed bodies is dear, and most days nothing is old enough.
        candidates.retain(|held| now.duration_since(held.value.at) >= kept(held.value.bytes));
        if candidates.is_empty() {
            return Ok(0);
        }
        // What is public and what is drafted is known at once; what is sealed has to be opened.
        let (mut named, mut unknown) = self.list_drafted().await?;
        let state = self.state();
        for contribution in list_contributions(&state.register) {
            named.extend(list_known(contribution));
        }
        candidates.retain(|held| !is_named(&named, held));
        let owners: BTreeSet<_> = candidates
            .iter()
            .map(|held| held.value.by.clone())
            .collect();
        let (sealed, unopened) = self.list_sealed(&state.register, &owners).await?;
        // What is named by a draft or statement that does not open, nobody knows: all files of its
        // organisation stay.
        unknown.extend(unopened);
        candidates.retain(|held| !is_named(&sealed, held) && !unknown.contains(&held.value.by));
        let mut gone = 0;
        for held in candidates {
            // In the state that was looked at: between looking and deleting somebody may name it.
            match self.end(&held.id, &held.value, held.expect()).await {
                Ok(()) => gone += 1,
                // It was named or uploaded anew in between.
                Err(AppError::Store(StoreError::Stale)) => {}
                Err(other) => return Err(other),
            }
        }
        Ok(gone)
    }

    /// Every file that a draft or a statement names, as far as they can be read.
    pub(crate) async fn list_named(&self) -> Result<Named, AppError> {
        let state = self.state();
        let (mut named, _) = self.list_drafted().await?;
        let mut owners = BTreeSet::new();
        for contribution in list_contributions(&state.register) {
            named.extend(list_known(contribution));
            owners.insert(contribution.address.by.clone());
        }
        let (sealed, _) = self.list_sealed(&state.register, &owners).await?;
        named.extend(sealed);
        Ok(named)
    }

    /// Files that drafts name, and whose drafts nobody can read.
    async fn list_drafted(&self) -> Result<(Named, BTreeSet<OrganisationId>), AppError> {
        let drafts = self.look_through::<Draft>(None).await?;
        let mut named = Named::new();
        for held in &drafts.held {
            let address = held.id.parse().ok().map(|subject| Address::parse(&subject));
            if let Some(Ok(address)) = address {
                named.extend(named_by(&address.by, &held.value.says));
            }
        }
        let owners = drafts.unread.into_iter().filter_map(|draft| draft.owner);
        Ok((named, owners.map(OrganisationId::new).collect()))
    }

    /// Files that statements name whose bodies are still sealed, and whose statements do not open.
    async fn list_sealed(
        &self,
        register: &Register,
        owners: &BTreeSet<OrganisationId>,
    ) -> Result<(Named, BTreeSet<OrganisationId>), AppError> {
        let (mut named, mut unknown) = (Named::new(), BTreeSet::new());
        let theirs = |said: &&Contribution| owners.contains(&said.address.by);
        for said in list_contributions(register).filter(theirs) {
            for version in said
                .versions
                .iter()
                .filter(|version| version.voiced.is_none() && !version.is_kept())
            {
                let opened = match self.open_sealed(version.seq).await? {
                    Opening::Open(_, decoded) => decoded.entry.statement,
                    Opening::Gone => None,
                    Opening::Damaged => {
                        unknown.insert(said.address.by.clone());
                        None
                    }
                };
                if let Some(Statement::Voiced { voiced, .. }) = opened
                    && let Some(says) = voiced.says()
                {
                    named.extend(named_by(&said.address.by, says));
                }
            }
        }
        Ok((named, unknown))
    }
}

/// Whose file, by its hash.
pub(crate) type Named = BTreeSet<(OrganisationId, Box<str>)>;

fn is_named(named: &Named, held: &Held<Stored>) -> bool {
    let stored = &held.value;
    // Who stops half-way does not come back for it: only what is there can be named.
    stored.bytes == Bytes::Here && named.contains(&(stored.by.clone(), stored.file.sha256.clone()))
}

fn named_by(by: &OrganisationId, says: &Says) -> Vec<(OrganisationId, Box<str>)> {
    let files = says.list_files().into_iter();
    files
        .map(|(_, file)| (by.clone(), file.sha256.clone()))
        .collect()
}

/// Files that every version whose body is known names, also one that was corrected or taken back.
fn list_known(said: &Contribution) -> impl Iterator<Item = (OrganisationId, Box<str>)> {
    let known = said
        .versions
        .iter()
        .filter_map(|version| version.voiced.as_ref()?.says());
    known.flat_map(|says| named_by(&said.address.by, says))
}

const fn kept(bytes: Bytes) -> SignedDuration {
    match bytes {
        Bytes::Here => ORPHAN_KEPT,
        Bytes::Coming => COMING_KEPT,
        Bytes::Going => SignedDuration::ZERO,
    }
}
