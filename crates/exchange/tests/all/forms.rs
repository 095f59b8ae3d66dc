// SPDX-License-Identifier: EUPL-1.2
//! Forms out and back: what is written is read, whatever people and programs do in between.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

mod filled;
mod hostile;
mod office;
mod round_trip;
mod sample;
