// SPDX-License-Identifier: EUPL-1.2
//! When uploads end: their bytes a week after somebody did something with them, the receipt of what was
//! written when it is not known any more who typed an entry.

use jiff::SignedDuration;
use wegmarke_store::StoreError;
use wegmarke_store::document::Expect;

use super::{Bytes, HeldUpload, Upload};
use crate::append::TYPED_BY_KEPT;
use crate::cabinet::delete;
use crate::{App, AppError};

/// How long the bytes of a table may be on their way.
const COMING_KEPT: SignedDuration = SignedDuration::from_hours(24);

impl App {
    /// Deletes what nobody goes on with, and ends what was left half done. Says how many.
    pub(crate) async fn purge_uploads(&self) -> Result<u64, AppError> {
        let now = self.clock.now();
        let mut gone = 0;
        for held in self.list_private::<Upload>(None).await? {
            let held = HeldUpload::from(held);
            let upload = &held.upload;
            let ended = match (&upload.written, upload.bytes) {
                (_, Bytes::Coming) => now.duration_since(upload.at) >= COMING_KEPT,
                (_, Bytes::Here) => upload.kept_until() <= now,
                (Some(written), Bytes::Gone) => {
                    now.duration_since(written.at) >= SignedDuration::from_secs(TYPED_BY_KEPT)
                }
                (_, Bytes::Going) | (None, Bytes::Gone) => true,
            };
            if !ended {
                continue;
            }
            match self.end_upload(&held).await {
                Ok(()) => gone += 1,
                // Somebody went on with it in between.
                Err(AppError::Store(StoreError::Stale)) => {}
                Err(other) => return Err(other),
            }
        }
        Ok(gone)
    }

    /// Deletes the bytes of an upload, then the document that leads to them; of one that was written
    /// the receipt stays.
    pub(super) async fn end_upload(&self, held: &HeldUpload) -> Result<(), AppError> {
        let HeldUpload {
            id,
            upload,
            mut revision,
        } = held.clone();
        for bytes in [Bytes::Going, Bytes::Gone] {
            if upload.bytes == Bytes::Gone || (bytes, upload.bytes) == (Bytes::Going, Bytes::Going)
            {
                continue;
            }
            if bytes == Bytes::Gone {
                self.vault.delete(&upload.object).await?;
            }
            // Said first, in the state that was looked at: from then on nobody goes on with it.
            let next = Upload {
                bytes,
                ..upload.clone()
            };
            let put = self.keep_upload(&id, &next, Expect::Revision(revision))?;
            self.write_private(vec![put]).await?;
            revision += 1;
        }
        if upload.written.is_some() && upload.bytes != Bytes::Gone {
            return Ok(());
        }
        let put = delete::<Upload>(&id, Expect::Revision(revision));
        self.write_private(vec![put]).await
    }
}
