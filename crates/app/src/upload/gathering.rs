// SPDX-License-Identifier: EUPL-1.2
//! A new version of a plan: what was typed thing by thing is put together, looked at as a whole, and written
//! by one yes, like every table.

use jiff::civil::Date;
use sha2::{Digest as _, Sha256};
use wegmarke_domain::file::clean_name;
use wegmarke_domain::id::PlanId;
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::text::tidy;
use wegmarke_exchange::{TypedVersion, gather};

use super::{Brought, HeldUpload, parse_profile};
use crate::{App, AppError, Who};

/// A new version of a plan, as somebody typed it.
#[derive(Clone, Debug)]
pub struct NewVersion {
    /// The plan.
    pub plan: PlanId,
    /// What changes: uploads that wait.
    pub parts: Vec<String>,
    /// Its day, as `2026-12-31`.
    pub on: String,
    /// Why there is one.
    pub reason: String,
}

impl NewVersion {
    fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.parts.is_empty() {
            problems.push(Problem::new("part", codes::REQUIRED));
        }
        match (self.on.is_empty(), self.on.parse::<Date>()) {
            (true, _) => problems.push(Problem::new("on", codes::REQUIRED)),
            (false, Err(_)) => {
                problems.push(Problem::new("on", codes::NOT_A_DATE).with(&*self.on));
            }
            (false, Ok(_)) => {}
        }
        if self.reason.is_empty() {
            problems.push(Problem::new("reason", codes::REQUIRED));
        }
        problems
    }
}

impl App {
    /// What one's organisation typed of a plan and did not write yet, oldest first.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; what the store says.
    pub async fn list_typed(&self, who: &Who, plan: &PlanId) -> Result<Vec<HeldUpload>, AppError> {
        let mut all = self.list_uploads(who).await?;
        all.retain(|held| {
            let upload = &held.upload;
            let waits = upload.written.is_none() && upload.parts.is_empty();
            waits && upload.plan.as_ref() == Some(plan)
        });
        all.reverse();
        Ok(all)
    }

    /// Puts what was typed of a plan together as a new version of it: one upload, to be looked at. What it is
    /// made of waits until that is written. Gives its id.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with everything that is wrong; [`AppError::NotFound`] if a part waits no more;
    /// as [`App::bring`].
    pub async fn gather_version(&self, who: &Who, new: &NewVersion) -> Result<String, AppError> {
        self.must_bring(who)?;
        let problems = new.problems();
        if !problems.is_empty() {
            return Err(AppError::Invalid(problems));
        }
        let waiting = self.list_typed(who, &new.plan).await?;
        let mut parts = Vec::new();
        // In the order in which they were typed, whatever order they are named in.
        let chosen: Vec<&HeldUpload> = waiting
            .iter()
            .filter(|held| new.parts.contains(&held.id))
            .collect();
        for held in &chosen {
            let bytes = self.open_upload(&held.upload).await?;
            parts.push((bytes, held.upload.profile.clone()));
        }
        let gone = || AppError::NotFound("what was typed".to_owned());
        if parts.len() != new.parts.len() {
            return Err(gone());
        }
        let version = TypedVersion {
            on: &new.on,
            reason: &new.reason,
        };
        let (bytes, profile) = gather(&parts, version).ok_or_else(gone)?;
        parse_profile(&profile)?;
        let name = clean_name(&tidy(&format!("{}.json", new.plan)));
        let read = Brought {
            sha256: hex::encode(Sha256::digest(&bytes)),
            profile,
            typed: true,
            plan: Some(new.plan.clone()),
            parts: new.parts.clone(),
            size: chosen.iter().filter_map(|held| held.upload.seen.size).min(),
            ..Brought::default()
        };
        self.keep_brought(who, (name, bytes), read).await
    }
}
