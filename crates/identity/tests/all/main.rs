// SPDX-License-Identifier: EUPL-1.2
//! Ways in, against programs of others. One program, because each is linked anew.

mod oidc;
mod passkey;
