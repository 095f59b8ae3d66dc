// SPDX-License-Identifier: EUPL-1.2
//! Whose signature a bundle carries, asked of the keys on record.

use crate::bundle::{Bundle, Checked};
use crate::id::OrganisationId;
use crate::register::Register;

/// A bundle of these keys, where `wanted` names those of which one has to be among them: as a public key, or as
/// an organisation with keys on record. `None`: none of them is.
#[must_use]
pub fn find_signer(
    register: &Register,
    sha256: &str,
    keys: &[String],
    wanted: &[String],
) -> Option<Bundle> {
    let bundle = |checked, signed_by| Bundle {
        sha256: sha256.into(),
        checked,
        signed_by,
        keys: keys.iter().map(|key| key.as_str().into()).collect(),
    };
    let holder = find_holder(register, keys, |_| true);
    if wanted.is_empty() {
        return Some(match holder {
            Some(holder) => bundle(Checked::Known, Some(holder)),
            None => bundle(Checked::Unchecked, None),
        });
    }
    if wanted.iter().any(|key| keys.contains(&key.to_lowercase())) {
        return Some(bundle(Checked::Given, holder));
    }
    let is_wanted = |id: &OrganisationId| wanted.iter().any(|name| is_called(register, id, name));
    let holder = find_holder(register, keys, is_wanted)?;
    Some(bundle(Checked::Known, Some(holder)))
}

/// An organisation that holds one of these keys now.
fn find_holder(
    register: &Register,
    keys: &[String],
    is_meant: impl Fn(&OrganisationId) -> bool,
) -> Option<OrganisationId> {
    let ring = register.keys();
    let holds = |id: &&OrganisationId| {
        let mut own = ring.list(id).filter(|key| key.revoked.is_none());
        own.any(|key| {
            let public = key.registration.key.strip_prefix("ed25519 ");
            public.is_some_and(|public| keys.iter().any(|one| one == public))
        })
    };
    let mut all = ring.organisations().filter(|id| is_meant(id));
    all.find(holds).cloned()
}

/// Whether an organisation goes by an id, a short name or a name.
fn is_called(register: &Register, id: &OrganisationId, name: &str) -> bool {
    let name = name.trim().to_lowercase();
    if id.as_str().to_lowercase() == name {
        return true;
    }
    let known = register.organisations.find(id.as_str());
    known.is_some_and(|known| {
        let short = known
            .short
            .value()
            .into_iter()
            .flat_map(|short| short.iter());
        let mut names = known.name.iter().chain(short);
        names.any(|(_, words)| words.to_lowercase() == name)
    })
}
