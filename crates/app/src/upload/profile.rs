// SPDX-License-Identifier: EUPL-1.2
//! An organisation's own profiles: how it mapped its files before, kept with what it wrote, and offered
//! for the next one.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use wegmarke_domain::id::{OrganisationId, slug};
use wegmarke_exchange::Profile;
use wegmarke_exchange::mapping::Mapping;
use wegmarke_store::document::{Expect, Put};

use crate::cabinet::{Drawer, Private, delete};
use crate::{App, AppError, Who};

/// Most profiles of one organisation.
const MOST: usize = 100;

/// A profile of an organisation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OwnProfile {
    /// Its short name: what is in its text, as a part of an address.
    pub name: String,
    /// What it is for.
    pub title: String,
    /// Its text.
    pub toml: String,
    /// When it was used last.
    pub at: Timestamp,
}

impl Private for OwnProfile {
    const KIND: &'static str = "own-profile";
}

fn id_of(by: &OrganisationId, name: &str) -> String {
    format!("{by}/{name}")
}

impl App {
    /// The write that keeps a mapping as the organisation's own profile.
    pub(super) fn keep_profile(&self, by: &OrganisationId, text: &str) -> Result<Put, AppError> {
        let mapping = Mapping::parse(text);
        let of = |key: &str| {
            mapping
                .as_ref()
                .map_or("", |mapping| mapping.text(key))
                .to_owned()
        };
        let name = match slug(&of("name")) {
            name if name.is_empty() => "profile".to_owned(),
            name => name,
        };
        // Day and reason are those of one edition.
        let kept = mapping.clone().map(|mut mapping| {
            mapping.set_edition("", "");
            mapping.to_toml()
        });
        let own = OwnProfile {
            title: Some(of("title"))
                .filter(|title| !title.is_empty())
                .unwrap_or_else(|| name.clone()),
            name,
            toml: kept.unwrap_or_else(|| text.to_owned()),
            at: self.clock.now(),
        };
        let drawer = Drawer {
            id: &id_of(by, &own.name),
            owner: Some(by.as_str()),
            expires_at: None,
        };
        self.keep(&drawer, &own, Expect::Anything)
    }

    /// The profiles of one's organisation, the one that was used last first.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; what the store says.
    pub async fn list_own_profiles(&self, who: &Who) -> Result<Vec<OwnProfile>, AppError> {
        self.must_bring(who)?;
        let owner = Some(who.organisation().as_str());
        let held = self.list_private::<OwnProfile>(owner).await?;
        let mut own: Vec<OwnProfile> = held.into_iter().map(|held| held.value).collect();
        own.sort_by(|a, b| (b.at, &a.name).cmp(&(a.at, &b.name)));
        Ok(own)
    }

    /// Whether there is room for one more profile of this name.
    pub(super) async fn must_have_room_for_profile(
        &self,
        who: &Who,
        put: &Put,
    ) -> Result<(), AppError> {
        let known = self.list_own_profiles(who).await?;
        let (_, id) = put.key();
        let is_known = |own: &OwnProfile| id_of(who.organisation(), &own.name) == id;
        match known.len() < MOST || known.iter().any(is_known) {
            true => Ok(()),
            false => Err(AppError::NoRoom),
        }
    }

    /// A profile by its name: one's organisation's own, or one that comes with the program.
    ///
    /// # Errors
    /// [`AppError::NotFound`]; [`AppError::Profile`] if it does not read any more.
    pub async fn get_profile(&self, who: &Who, name: &str) -> Result<Profile, AppError> {
        let text = match self.find_own_profile(who, name).await? {
            Some(own) => own.toml,
            None => wegmarke_exchange::find_profile(name)
                .map(str::to_owned)
                .ok_or_else(|| AppError::NotFound(format!("a profile “{name}”")))?,
        };
        super::parse_profile(&text)
    }

    /// A profile of one's organisation.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; what the store says.
    pub async fn find_own_profile(
        &self,
        who: &Who,
        name: &str,
    ) -> Result<Option<OwnProfile>, AppError> {
        self.must_bring(who)?;
        let id = id_of(who.organisation(), name);
        let held = self.find_private::<OwnProfile>(&id).await?;
        Ok(held.map(|held| held.value))
    }

    /// Deletes a profile of one's organisation.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; what the store says.
    pub async fn discard_own_profile(&self, who: &Who, name: &str) -> Result<(), AppError> {
        self.must_bring(who)?;
        let id = id_of(who.organisation(), name);
        let put = delete::<OwnProfile>(&id, Expect::Anything);
        self.write_private(vec![put]).await
    }
}
