// SPDX-License-Identifier: EUPL-1.2
//! What commands print: `print!`, `println!` and `eprintln!` of this crate, in place of those of the
//! standard library, which end a program where its reader has seen enough (`wegmarke … | head`).
//!
//! Nobody listens any more, and that is no mistake: the command goes on, says the rest to nobody, and
//! ends as it would have. An import is not cut off in the middle, and `verify` does not call a log
//! good that it has not read to its end.

use std::fmt::Arguments;
use std::io::{ErrorKind, Write as _, stderr, stdout};
use std::process::exit;

/// Writes to standard output.
pub(crate) fn out(words: Arguments<'_>) {
    match stdout().write_fmt(words) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            // Such as a full disk: what was asked for is not there, and a script has to find out.
            err(format_args!("{error}\n"));
            exit(1);
        }
        _ => {}
    }
}

/// Writes to standard error.
pub(crate) fn err(words: Arguments<'_>) {
    // There is nowhere left to tell it.
    let _unsaid = stderr().write_fmt(words);
}

macro_rules! print {
    ($($words:tt)*) => { $crate::output::out(format_args!($($words)*)) };
}

macro_rules! println {
    () => { $crate::output::out(format_args!("\n")) };
    ($($words:tt)*) => { $crate::output::out(format_args!("{}\n", format_args!($($words)*))) };
}

macro_rules! eprintln {
    ($($words:tt)*) => { $crate::output::err(format_args!("{}\n", format_args!($($words)*))) };
}
