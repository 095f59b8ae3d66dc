// SPDX-License-Identifier: EUPL-1.2
//! Any text as a profile: parsed, or refused at a place that lies in the text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use wegmarke_exchange::{Profile, read_bytes};

fuzz_target!(|text: &str| {
    match Profile::parse(text, "fuzz.toml") {
        Ok(profile) => {
            let _ = read_bytes("fuzz", b"a;b\n1;2\n", &profile);
        }
        Err(error) => {
            let lines = text.matches('\n').count() + 1;
            assert!(error.at().line <= lines, "{error}");
        }
    }
});
