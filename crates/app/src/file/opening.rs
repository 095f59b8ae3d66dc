// SPDX-License-Identifier: EUPL-1.2
//! Who gets the bytes of a file: everybody, once a public statement names it; its organisation always.

use wegmarke_domain::file::{File, clean_name};
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::permission::Action;
use wegmarke_domain::rules::seen::{Seen, seen};

use super::{internal, list_contributions};
use crate::{App, AppError, Who};

/// A file with its bytes.
#[derive(Clone, Debug)]
pub struct OpenFile {
    /// What it is.
    pub file: File,
    /// Its bytes; they have the hash it is asked for by.
    pub bytes: Vec<u8>,
}

impl App {
    /// A file of one's organisation; `None` if it uploaded none with this hash.
    ///
    /// # Errors
    /// What the store says.
    pub async fn find_file(&self, who: &Who, sha256: &str) -> Result<Option<File>, AppError> {
        let held = self.find_stored(who.organisation(), sha256).await?;
        Ok(held.map(|held| held.value.file))
    }

    /// The file that a public statement names: revealed, neither taken back nor erased, and not
    /// corrected so that it does not name it any more. `None` if there is none: whether it is
    /// sealed or was never uploaded cannot be told apart.
    ///
    /// # Errors
    /// [`AppError::DamagedFile`] if its bytes are not what they were; [`AppError::Vault`].
    pub async fn find_public_file(&self, sha256: &str) -> Result<Option<OpenFile>, AppError> {
        let state = self.state();
        match find_named(&state.register, sha256) {
            Some((by, named)) => self.open_named(by, named).await.map(Some),
            None => Ok(None),
        }
    }

    /// Whether a public statement names it: then everybody gets it.
    #[must_use]
    pub fn is_public_file(&self, sha256: &str) -> bool {
        find_named(&self.state().register, sha256).is_some()
    }

    /// A file of one's own organisation, public or not.
    ///
    /// # Errors
    /// [`AppError::Forbidden`] for who may not read what their organisation has not published;
    /// as [`App::find_public_file`].
    pub async fn find_own_file(
        &self,
        who: &Who,
        sha256: &str,
    ) -> Result<Option<OpenFile>, AppError> {
        who.must_own(&self.state(), Action::ReadUnpublished)?;
        match self.find_stored(who.organisation(), sha256).await? {
            Some(held) => self
                .open_named(who.organisation(), &held.value.file)
                .await
                .map(Some),
            None => Ok(None),
        }
    }

    /// The bytes of a file, under the name by which it is asked for.
    async fn open_named(&self, by: &OrganisationId, named: &File) -> Result<OpenFile, AppError> {
        // Each one takes ten megabytes twice while it is opened; a crowd of readers must not take all memory.
        let _turn = self.opening.acquire().await.map_err(internal)?;
        let held = self.find_stored(by, &named.sha256).await?;
        let held = held.ok_or_else(|| AppError::DamagedFile(named.sha256.to_string()))?;
        Ok(OpenFile {
            file: File {
                // An entry is older than the rules it is read by.
                name: clean_name(&named.name).into(),
                ..held.value.file.clone()
            },
            bytes: self.open_stored(&held.value).await?,
        })
    }
}

/// Who names the file in public, and as what. The first one, where several do: the bytes are the
/// same.
fn find_named<'a>(register: &'a Register, sha256: &str) -> Option<(&'a OrganisationId, &'a File)> {
    let of = |file: &&File| *file.sha256 == *sha256;
    list_contributions(register).find_map(|said| match seen(register, said) {
        Seen::Says(says) => {
            let mut files = says.list_files().into_iter().map(|(_, file)| file);
            files.find(of).map(|file| (&said.address.by, file))
        }
        _ => None,
    })
}
