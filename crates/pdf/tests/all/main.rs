// SPDX-License-Identifier: EUPL-1.2
//! Plans as PDF, read as the program reads them, and held against what is right.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a fixture that fails is a test that fails; what is wrong is printed, cell by cell"
)]

mod drawn;
mod gold;
mod made;
mod variants;
mod writer;

use wegmarke_grid::{Known, Reading};

/// Reads a PDF in this process: what the limits do is tested with the program.
fn read(pdf: Vec<u8>) -> Reading {
    let paper = wegmarke_pdf::read(pdf).unwrap();
    if !paper.read_twice {
        wegmarke_testkit::missing("pdftotext (Debian: poppler-utils)");
    }
    wegmarke_grid::read(&paper, &Known::default())
}
