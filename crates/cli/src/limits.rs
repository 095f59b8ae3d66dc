// SPDX-License-Identifier: EUPL-1.2
//! How much an organisation and each of its programs may write.

use clap::Args;
use wegmarke_app::quota::{Allowance, Limits};

#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Options {
    /// Most entries that an organisation may write in 24 hours, its programs included.
    #[arg(
        long,
        global = true,
        env = "WEGMARKE_ORGANISATION_ENTRIES",
        value_name = "N",
        default_value_t = Limits::default().organisation.entries
    )]
    organisation_entries: u64,
    /// The same in MiB of what they say.
    #[arg(
        long,
        global = true,
        env = "WEGMARKE_ORGANISATION_MIB",
        value_name = "N",
        default_value_t = Limits::default().organisation.bytes >> 20
    )]
    organisation_mib: u64,
    /// Most entries that may be written with one token in 24 hours.
    #[arg(
        long,
        global = true,
        env = "WEGMARKE_TOKEN_ENTRIES",
        value_name = "N",
        default_value_t = Limits::default().token.entries
    )]
    token_entries: u64,
    /// The same in MiB of what they say.
    #[arg(
        long,
        global = true,
        env = "WEGMARKE_TOKEN_MIB",
        value_name = "N",
        default_value_t = Limits::default().token.bytes >> 20
    )]
    token_mib: u64,
    /// Most entries that an organisation may write in 24 hours through files that it uploads.
    #[arg(
        long,
        global = true,
        env = "WEGMARKE_IMPORT_ENTRIES",
        value_name = "N",
        default_value_t = Limits::default().imports.entries
    )]
    import_entries: u64,
    /// The same in MiB of what they say.
    #[arg(
        long,
        global = true,
        env = "WEGMARKE_IMPORT_MIB",
        value_name = "N",
        default_value_t = Limits::default().imports.bytes >> 20
    )]
    import_mib: u64,
}

impl Options {
    pub(crate) fn limits(self) -> Limits {
        let of = |entries, mib: u64| Allowance {
            entries,
            bytes: mib.saturating_mul(1 << 20),
        };
        Limits {
            organisation: of(self.organisation_entries, self.organisation_mib),
            token: of(self.token_entries, self.token_mib),
            imports: of(self.import_entries, self.import_mib),
            ..Limits::default()
        }
    }
}
