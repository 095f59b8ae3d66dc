// SPDX-License-Identifier: EUPL-1.2
//! Columns that somebody draws on pages of a document, where nothing in it says where they are. What was
//! drawn is kept for the organisation, so that the next edition is drawn with one press of a button.

use serde::{Deserialize, Serialize};
use wegmarke_domain::id::OrganisationId;
use wegmarke_exchange::paper::draw_table;
use wegmarke_exchange::paper::grid::Drawing;

use super::paper::{Paper, known, no_review, refused};
use crate::apart::apart;
use crate::cabinet::{Drawer, Held, Kind, Private, kind};
use crate::{App, AppError, Who};
use wegmarke_store::document::{Expect, Put};

/// Most drawings that are kept for one organisation; the oldest make room.
const MOST: usize = 20;

/// A drawing of an organisation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OwnDrawing {
    /// The file on which it was drawn.
    pub file: String,
    /// What was drawn.
    pub drawing: Drawing,
}

/// All drawings of an organisation, the last one first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct OwnDrawings(Vec<OwnDrawing>);

impl Private for OwnDrawings {
    const KIND: &'static str = "own-drawings";
}

/// The documents of this file, to be looked at.
pub(super) const KIND: Kind = kind::<OwnDrawings>();

impl App {
    /// Reads a table as somebody drew it on the pages of a PDF, and puts it into the review, in place of the drawn
    /// table `instead` (from 0), if there is one. Gives the new revision.
    ///
    /// # Errors
    /// [`AppError::Drawing`] if it cannot be drawn like this; as [`App::review_upload`].
    pub async fn draw_columns(
        &self,
        who: &Who,
        (id, revision): (&str, u64),
        drawing: Drawing,
        instead: Option<usize>,
    ) -> Result<u64, AppError> {
        let mut held = self.get_open_upload(who, id).await?;
        let bytes = self.open_upload(&held.upload).await?;
        let reader = self.reader.clone().unwrap_or_default();
        let _turn = self.desk.turn().await?;
        let (state, asked) = (self.state(), drawing.clone());
        let reading = apart(move || {
            let known = known(&state.register);
            draw_table(&bytes, &reader, &asked, &known).map_err(refused)
        });
        let drawn = reading.await?;
        let paper = held.upload.paper.as_mut().ok_or_else(no_review)?;
        paper.put_drawn(drawing.clone(), drawn, instead);
        paper.edits += 1;
        held.upload.at = self.clock.now();
        let file = held.upload.name.clone();
        let own = OwnDrawing { file, drawing };
        let kept = self.keep_drawing(who.organisation(), own).await?;
        let put = self.keep_upload(id, &held.upload, Expect::Revision(revision))?;
        self.write_private(vec![put, kept]).await?;
        Ok(revision + 1)
    }

    /// Takes a table that somebody drew out of the review. Gives the new revision.
    ///
    /// # Errors
    /// As [`App::review_upload`].
    pub async fn erase_columns(
        &self,
        who: &Who,
        (id, revision): (&str, u64),
        table: usize,
    ) -> Result<u64, AppError> {
        let erase = |paper: &mut Paper, _: &str| paper.remove_drawn(table);
        self.change_paper(who, (id, revision), erase).await
    }

    /// What one's organisation drew before, the last one first.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; what the store says.
    pub async fn list_own_drawings(&self, who: &Who) -> Result<Vec<OwnDrawing>, AppError> {
        self.must_bring(who)?;
        let held = self.find_own_drawings(who.organisation()).await?;
        Ok(held.map_or_else(Vec::new, |held| held.value.0))
    }

    async fn find_own_drawings(
        &self,
        by: &OrganisationId,
    ) -> Result<Option<Held<OwnDrawings>>, AppError> {
        self.find_private::<OwnDrawings>(by.as_str()).await
    }

    async fn keep_drawing(&self, by: &OrganisationId, own: OwnDrawing) -> Result<Put, AppError> {
        let known = self.find_own_drawings(by).await?;
        let mut all = vec![own];
        let known = known.map_or_else(Vec::new, |held| held.value.0);
        all.extend(
            known
                .into_iter()
                .filter(|one| *one != all[0])
                .collect::<Vec<_>>(),
        );
        all.truncate(MOST);
        let drawer = Drawer {
            id: by.as_str(),
            owner: Some(by.as_str()),
            expires_at: None,
        };
        self.keep(&drawer, &OwnDrawings(all), Expect::Anything)
    }
}
