// SPDX-License-Identifier: EUPL-1.2
//! The files of the log: checkpoint, how its key was replaced, tiles, entry bundles (C2SP tlog-tiles), bodies, one by one or in
//! bundles, and bundles of signatures.

use axum::http::StatusCode;
use wegmarke_app::{App, AppError, State};
use wegmarke_ledger::tile::TilePath;

use crate::assets::fingerprint;
use crate::outgoing::{Keep, Outgoing};

/// The answer while the database cannot be reached.
pub(crate) fn away() -> Outgoing {
    Outgoing {
        open: true,
        ..Outgoing::plain(
            StatusCode::SERVICE_UNAVAILABLE,
            "the log cannot be read now; try again",
        )
    }
}

/// A file by its path below `/log/`.
pub(crate) async fn find(app: &App, state: &State, path: &str) -> Result<Outgoing, AppError> {
    let open = |outgoing: Outgoing| Outgoing {
        open: true,
        ..outgoing
    };
    let absent = || open(Outgoing::plain(StatusCode::NOT_FOUND, "not in the log"));
    if path == "checkpoint" {
        // Whoever asks wants the newest head: one that is kept on the way hides entries that are there.
        let note = app.get_checkpoint(state)?.to_vec();
        let note = Outgoing::new("text/plain; charset=utf-8", note);
        return Ok(open(Outgoing {
            keep: Keep::Never,
            ..note
        }));
    }
    if path == "keys" {
        // Whoever asks has a checkpoint that is not signed with the key at hand.
        let keys = Outgoing::new("application/jsonl", app.get_log_keys(state)?);
        return Ok(open(Outgoing {
            keep: Keep::Never,
            ..keys
        }));
    }
    if let Some(seq) = path.strip_prefix("body/") {
        // One entry, one address: "007" and "+7" are not 7.
        let seq = seq
            .parse::<u64>()
            .ok()
            .filter(|number| number.to_string() == seq);
        let found = match seq {
            Some(seq) => app.find_body(seq).await?,
            None => None,
        };
        return Ok(found.map_or_else(absent, |body| {
            open(Outgoing::new("application/json", body.to_file()))
        }));
    }
    if let Some(path) = TilePath::of_bodies(path) {
        let found = app.find_bodies(state, &path).await?;
        return Ok(found.map_or_else(absent, |bytes| {
            // Other than a bundle of entries it changes, with a body that is revealed or erased: whoever
            // has it asks whether it is still the same.
            open(Outgoing {
                tag: Some(fingerprint(&bytes)),
                ..Outgoing::new("application/jsonl", bytes)
            })
        }));
    }
    if let Some(path) = TilePath::of_signatures(path) {
        let found = app.find_signatures(state, &path).await?;
        return Ok(found.map_or_else(absent, |bytes| {
            // As a bundle of entries: what was signed stays, also when a body is erased.
            open(Outgoing {
                keep: Keep::Forever,
                ..Outgoing::new("application/jsonl", bytes)
            })
        }));
    }
    let Ok(path) = path.parse() else {
        return Ok(absent());
    };
    let found = app.find_tile(state, &path).await?;
    Ok(found.map_or_else(absent, |bytes| {
        // A partial tile never changes under its name either, but it is of no use for long.
        open(Outgoing {
            keep: Keep::Forever,
            ..Outgoing::new("application/octet-stream", bytes)
        })
    }))
}
