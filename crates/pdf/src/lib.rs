// SPDX-License-Identifier: EUPL-1.2
//! The dangerous half of reading a PDF: bytes of strangers to words, rules and shading.
//!
//! It runs in a process of its own, with limits ([`limit`]) that hold whatever the file does, and
//! answers in JSON ([`wegmarke_grid::Answer`]). Two readers look at the file: poppler's `pdftotext`,
//! a program beside ours that is the better reader of words and may be missing, and `hayro`, which
//! gives the rules, the shading, and every character once more.
//!
//! This crate must never know what a table is: that is `grid`.
//!
//! | module | what |
//! | --- | --- |
//! | [`serve`] | the process: standard input to standard output |
//! | [`picture`] | the same, for the picture of a page |
//! | `device` | what hayro draws, written down instead |
//! | `poppler` | words from `pdftotext` |
//! | [`mod@limit`] | what the process may use |

mod device;
pub mod limit;
mod poppler;

use std::io::{Read, Write};
use std::sync::Arc;

use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, TransformExt as _, interpret_page,
};
use wegmarke_grid::{Answer, Page, Paper, Refused};

/// Pages of one file.
pub const PAGES: usize = 500;
/// Paths on one page.
pub const PATHS: usize = 200_000;
/// Characters on one page.
pub const GLYPHS: usize = 200_000;

/// Reads a PDF from `input` and writes an [`Answer`] as JSON to `output`.
///
/// # Errors
/// Those of the two streams; whatever is wrong with the file is an answer.
pub fn serve(mut input: impl Read, mut output: impl Write) -> std::io::Result<()> {
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes)?;
    let answer = match read(bytes) {
        Ok(paper) => Answer::Paper(paper),
        Err(refused) => Answer::Refused(refused),
    };
    serde_json::to_writer(&mut output, &answer)?;
    output.flush()
}

/// Draws a page of the PDF that comes from `input`, and writes it as PNG to `output`.
///
/// # Errors
/// Where the program that draws is missing or gives up; those of the streams.
pub fn picture(mut input: impl Read, output: impl Write, page: u32) -> std::io::Result<()> {
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes)?;
    poppler::draw(&bytes, page, output)
}

/// Reads a PDF here and now; for a process that has its limits.
///
/// # Errors
/// What is wrong with the file.
pub fn read(bytes: Vec<u8>) -> Result<Paper, Refused> {
    // Viewers look for the mark in the first thousand bytes, and so do some producers.
    let beginning = bytes.get(..1024).unwrap_or(&bytes);
    if !beginning.windows(5).any(|five| five == b"%PDF-") {
        return Err(Refused::NotPdf);
    }
    let bytes = Arc::new(bytes);
    let pdf = Pdf::new(Arc::clone(&bytes)).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::InvalidEncryption) => Refused::Damaged,
        LoadPdfError::Decryption(_) => Refused::Encrypted,
        LoadPdfError::Invalid => Refused::Damaged,
    })?;
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(Refused::Damaged);
    }
    if pages.len() > PAGES {
        return Err(Refused::TooManyPages);
    }
    // Poppler works while we do.
    let (first, mut read) = std::thread::scope(|scope| {
        // Without a thread for it, it waits its turn.
        let builder = std::thread::Builder::new();
        let first = builder.spawn_scoped(scope, || poppler::words(&bytes));
        let second = second_reading(&pdf);
        match first {
            Ok(first) => (first.join().ok().flatten(), second),
            Err(_) => (poppler::words(&bytes), second),
        }
    });
    let read_twice = first
        .as_ref()
        .is_some_and(|first| first.len() == read.len());
    if read_twice {
        for (page, words) in read.iter_mut().zip(first.unwrap_or_default()) {
            page.words = words;
        }
    }
    Ok(Paper {
        pages: read,
        read_twice,
    })
}

fn second_reading(pdf: &Pdf) -> Vec<Page> {
    let cache = InterpreterCache::new();
    let numbered = (1..).zip(pdf.pages().iter());
    let pages = numbered.map(|(number, page)| {
        let (width, height) = page.render_dimensions();
        let shown =
            hayro_interpret::kurbo::Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let mut context = Context::new(
            page.initial_transform(true).to_kurbo(),
            shown,
            &cache,
            page.xref(),
            InterpreterSettings::default(),
        );
        let mut device = device::Device::new(shown);
        interpret_page(page, &mut context, &mut device);
        device.finish(number, width, height)
    });
    pages.collect()
}
