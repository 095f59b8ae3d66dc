// SPDX-License-Identifier: EUPL-1.2
//! The review of a document. It is kept with the upload, so leaving loses nothing.

use std::path::PathBuf;
use std::sync::Arc;

use wegmarke_exchange::paper::grid::review::Review;
use wegmarke_exchange::paper::{process, to_json};

use super::paper::{Paper, SheetWords, no_review, refused};
use super::{HeldUpload, Upload, propose};
use crate::apart::apart;
use crate::import::ImportError;
use crate::{App, AppError, Who};

impl App {
    /// The same with the program that is started, with limits, to read a PDF: this one. Without it no PDF is
    /// taken.
    #[must_use]
    pub fn with_reader(mut self, reader: PathBuf) -> Self {
        self.reader = Some(reader);
        self
    }

    /// The table of an upload: its bytes, or the rows of a document that was reviewed.
    pub(super) async fn open_table(&self, upload: &Upload) -> Result<Vec<u8>, AppError> {
        match upload.paper.clone() {
            None => self.open_upload(upload).await,
            Some(paper) => apart(move || paper.to_sheet()).await,
        }
    }

    /// Does something in the review of a document; `change` gets the name of the organisation, too. Gives the
    /// new revision.
    ///
    /// # Errors
    /// As [`App::map_upload`]; [`AppError::NotFound`] if it is no document that is reviewed.
    pub async fn review_upload(
        &self,
        who: &Who,
        (id, revision): (&str, u64),
        change: impl FnOnce(&mut Review, &str),
    ) -> Result<u64, AppError> {
        self.change_paper(who, (id, revision), |paper, by| {
            change(&mut paper.review, by)
        })
        .await
    }

    /// Does something with a document and its review; else as [`App::review_upload`].
    pub(super) async fn change_paper(
        &self,
        who: &Who,
        (id, revision): (&str, u64),
        change: impl FnOnce(&mut Paper, &str),
    ) -> Result<u64, AppError> {
        let mut held = self.get_open_upload(who, id).await?;
        let Some(paper) = &mut held.upload.paper else {
            return Err(no_review());
        };
        change(paper, who.organisation().as_str());
        paper.edits += 1;
        held.upload.at = self.clock.now();
        self.change_upload(id, revision, &held.upload).await
    }

    /// Ends the review of a document: from then on it is a table. Gives the new revision.
    ///
    /// # Errors
    /// As [`App::map_upload`]; [`AppError::NotFound`] as long as somebody has to look at something.
    pub async fn end_review(
        &self,
        who: &Who,
        (id, revision): (&str, u64),
        words: SheetWords,
    ) -> Result<u64, AppError> {
        let mut held = self.get_open_upload(who, id).await?;
        let Some(paper) = &mut held.upload.paper else {
            return Err(no_review());
        };
        if paper.review.count_open() > 0 || !paper.review.has_rows() {
            return Err(no_review());
        }
        // Called otherwise, its columns would be others than those that were mapped.
        paper.words.get_or_insert(words);
        let _turn = self.desk.turn().await?;
        if held.upload.profile.is_empty() {
            let bytes = self.open_table(&held.upload).await?;
            let name = held.upload.name.clone();
            let proposing = apart(move || {
                let profile = propose(&name, &bytes, &(None, None));
                Ok(profile.map_err(ImportError::from)?)
            });
            held.upload.profile = proposing.await?;
        }
        held.upload.at = self.clock.now();
        self.change_upload(id, revision, &held.upload).await
    }

    /// A picture of a page, as PNG.
    ///
    /// # Errors
    /// [`AppError::Paper`] if there is none; as [`App::look_at_upload`].
    pub async fn draw_page(&self, held: &HeldUpload, page: u32) -> Result<Arc<Vec<u8>>, AppError> {
        let key = format!("{}/{page}", held.upload.object);
        if let Some(known) = self.desk.find_picture(&key) {
            return Ok(known);
        }
        let pages = held.upload.paper.as_ref();
        let pages = pages.map_or(0, |paper| paper.review.reading().pages);
        let Some(reader) = self.reader.clone().filter(|_| (1..=pages).contains(&page)) else {
            return Err(AppError::Paper("no-picture"));
        };
        let _drawing = self.desk.drawing().await?;
        // Somebody else may have waited for the same one.
        if let Some(known) = self.desk.find_picture(&key) {
            return Ok(known);
        }
        let bytes = self.open_upload(&held.upload).await?;
        let drawn = apart(move || {
            let drawn = process::picture(&reader, &bytes, page);
            drawn.map_err(|_| AppError::Paper("no-picture"))
        });
        let picture = Arc::new(drawn.await?);
        self.desk.keep_picture(key, Arc::clone(&picture));
        Ok(picture)
    }

    /// What was read and what somebody made of it, as JSON: each cell with the hash of its file, its places, its
    /// raw words, the rules that changed them, and who confirmed it.
    ///
    /// # Errors
    /// [`AppError::NotFound`] if it is no document.
    pub fn tell_review(&self, held: &HeldUpload) -> Result<Vec<u8>, AppError> {
        let paper = held.upload.paper.as_ref().ok_or_else(no_review)?;
        to_json(paper.review.reading()).map_err(refused)
    }
}
