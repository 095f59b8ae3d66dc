// SPDX-License-Identifier: EUPL-1.2
//! The keys that an organisation publishes itself: `ORGANISATION=FILE` or `ORGANISATION=ADDRESS`.

use anyhow::{Context as _, bail};
use wegmarke_app::verify::Published;
use wegmarke_domain::id::OrganisationId;
use wegmarke_ledger::verify::read_url;

/// Before a key that is not good any more.
const REVOKED: &str = "revoked ";

/// Reads what an organisation publishes: a key on a line, as “wegmarke key new” prints it, with “revoked”
/// before one that is not good any more. Empty lines, and what stands behind a “#”, say nothing.
pub(super) fn read(given: &str) -> anyhow::Result<Published> {
    let Some((by, place)) = given.split_once('=') else {
        bail!(
            "“{given}”: write ORGANISATION=FILE, or ORGANISATION=https://…/.well-known/wegmarke-keys.txt"
        );
    };
    let named = || place.to_owned();
    let bytes = if place.contains("://") {
        read_url(place).with_context(named)?
    } else {
        std::fs::read(place).with_context(named)?
    };
    let text = String::from_utf8(bytes).with_context(named)?;
    let mut keys = Vec::new();
    for (at, line) in (1..).zip(text.lines()) {
        let line = line.split('#').next().unwrap_or_default().trim();
        if line.is_empty() {
            continue;
        }
        let key = line.strip_prefix(REVOKED);
        let read = key.unwrap_or(line).parse();
        let told = || format!("{place}:{at}");
        keys.push((read.with_context(told)?, key.is_some()));
    }
    Ok(Published {
        by: OrganisationId::new(by),
        keys,
    })
}
