// SPDX-License-Identifier: EUPL-1.2
//! Content to files. The same content and the same moment give the same bytes.

use jiff::Timestamp;

use crate::content::{Content, Files};
use crate::page::{self, Frame, about, card, find, guide, recognise, sheet};
use crate::service::LANDS;

/// Headers of every answer, by name. The host sets them; the file `_headers` and the page for hosts say so.
pub const HEADERS: [(&str, &str); 8] = [
    (
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; media-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("Referrer-Policy", "no-referrer"),
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    (
        "Permissions-Policy",
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), midi=(), payment=(), usb=()",
    ),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("X-Robots-Tag", "noarchive"),
];

/// All files of the site. `age` is the script that encrypts, or nothing where it was not fetched.
///
/// # Errors
/// If a template fails.
pub fn build(content: &Content, at: Timestamp, age: &[u8]) -> Result<Files, askama::Error> {
    let mut files = Files::new();
    for (name, bytes) in [
        ("style.css", &include_bytes!("../assets/style.css")[..]),
        ("site.js", include_bytes!("../assets/site.js")),
        ("date.js", include_bytes!("../assets/date.js")),
        ("sheet.js", include_bytes!("../assets/sheet.js")),
        ("icon.svg", include_bytes!("../assets/icon.svg")),
        ("age.js", age),
    ] {
        files.insert(name.to_owned(), bytes.to_vec());
    }
    files.insert(
        "filter.css".to_owned(),
        page::filter::style(content).into_bytes(),
    );
    files.insert("_headers".to_owned(), headers().into_bytes());
    files.insert(
        "robots.txt".to_owned(),
        b"User-agent: *\nAllow: /\n".to_vec(),
    );
    for (name, bytes) in &content.audio {
        files.insert(format!("audio/{name}"), bytes.clone());
    }
    for (at_first, language) in content.site.languages.iter().enumerate() {
        let Some(words) = content.words.get(&language.tag) else {
            continue;
        };
        let frame = Frame {
            content,
            language,
            words,
            path: "",
            is_everywhere: true,
            has_filters: false,
            has_sheet: false,
            has_date: false,
            at,
        };
        if at_first == 0 {
            guide::start(&frame, &mut files)?;
        }
        guide::guide(&frame, &mut files)?;
        guide::pocket(
            &Frame {
                path: "pocket/",
                ..frame
            },
            &mut files,
        )?;
        if language.is_whole {
            whole(
                &Frame {
                    is_everywhere: false,
                    ..frame
                },
                &mut files,
            )?;
        }
    }
    Ok(files)
}

/// What is told in a language beside the guide.
fn whole(frame: &Frame<'_>, files: &mut Files) -> Result<(), askama::Error> {
    let content = frame.content;
    let filtered = Frame {
        has_filters: true,
        ..*frame
    };
    find::list(
        &Frame {
            path: "find/",
            ..*frame
        },
        files,
    )?;
    for land in LANDS {
        find::land(
            &Frame {
                path: &format!("find/{land}/"),
                ..filtered
            },
            land,
            files,
        )?;
    }
    card::list(
        &Frame {
            path: "cards/",
            ..filtered
        },
        files,
    )?;
    for one in content.cards.values() {
        card::one(
            &Frame {
                path: &format!("cards/{}/", one.id),
                has_date: one.period.is_some(),
                ..*frame
            },
            one,
            files,
        )?;
    }
    guide::statement(
        &Frame {
            path: "statement/",
            ..*frame
        },
        files,
    )?;
    sheet::sheet(
        &Frame {
            path: "sheet/",
            has_sheet: true,
            has_date: true,
            ..*frame
        },
        files,
    )?;
    recognise::list(
        &Frame {
            path: "recognise/",
            ..*frame
        },
        files,
    )?;
    for one in content.indicators.values() {
        recognise::signs(
            &Frame {
                path: &format!("recognise/{}/", one.id),
                ..*frame
            },
            one,
            files,
        )?;
    }
    for one in content.exercises.values() {
        recognise::exercise(
            &Frame {
                path: &format!("exercise/{}/", one.id),
                ..*frame
            },
            one,
            false,
            files,
        )?;
        recognise::exercise(
            &Frame {
                path: &format!("exercise/{}/answer/", one.id),
                ..*frame
            },
            one,
            true,
            files,
        )?;
    }
    about::about(
        &Frame {
            path: "about/",
            ..*frame
        },
        files,
    )
}

/// The file that some hosts read headers from.
fn headers() -> String {
    let lines = HEADERS
        .iter()
        .map(|(name, value)| format!("  {name}: {value}\n"));
    format!("/*\n{}", lines.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::HEADERS;
    use crate::page::POLICY;

    #[test]
    fn the_header_says_what_the_page_says_and_more() {
        assert!(HEADERS[0].1.starts_with(POLICY));
    }
}
