// SPDX-License-Identifier: EUPL-1.2
//! Stylesheets, fonts and the icon, inside the binary. Their addresses carry their hash.

use axum::http::StatusCode;
use rust_embed::Embed;
use sha2::{Digest as _, Sha256};
use wegmarke_pages::Assets;

use crate::outgoing::{Keep, Outgoing};

/// What lies in `/assets`; `vendor/` is filled from npm by `cargo xtask assets`.
#[derive(Embed)]
#[folder = "../../assets"]
struct Files;

/// A short name for bytes.
pub(crate) fn fingerprint(bytes: &[u8]) -> String {
    hex::encode(&Sha256::digest(bytes)[..6])
}

/// Addresses of the files every page needs.
pub(crate) fn addresses() -> Assets {
    let address = |path: &str| {
        let hash = Files::get(path).map(|file| hex::encode(&file.metadata.sha256_hash()[..6]));
        format!("/assets/{path}?v={}", hash.unwrap_or_default())
    };
    Assets {
        kern_css: address("vendor/kern.min.css"),
        fonts_css: address("vendor/fonts.css"),
        own_css: address("wegmarke.css"),
        icon: address("icon.svg"),
        passkey_js: address("passkey.js"),
        check_js: address("check.js"),
        sign_js: address("sign.js"),
        keep_js: address("keep.js"),
        draft_js: address("draft.js"),
    }
}

/// A file by its path below `/assets/`.
pub(crate) fn find(path: &str, versioned: bool) -> Outgoing {
    let Some(file) = Files::get(path) else {
        return Outgoing::plain(StatusCode::NOT_FOUND, "not found");
    };
    let content_type = match path.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        _ => "text/plain; charset=utf-8",
    };
    // Fonts are named by stylesheets, without a hash; they never change under their name.
    let keep = if versioned || content_type == "font/woff2" {
        Keep::Forever
    } else {
        Keep::Revalidate
    };
    Outgoing {
        keep,
        ..Outgoing::new(content_type, file.data.into_owned())
    }
}

/// The text of a file below `/assets/`; empty if there is none.
pub(crate) fn text(path: &str) -> String {
    let file = Files::get(path);
    file.map_or_else(String::new, |file| {
        String::from_utf8_lossy(&file.data).into_owned()
    })
}
