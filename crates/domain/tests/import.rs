// SPDX-License-Identifier: EUPL-1.2
//! The rule of an import, on rows written by hand: what it says, what it finds, and that saying it
//! twice says nothing.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that fails is a test that fails"
)]

#[path = "import/codes.rs"]
mod codes;
#[path = "import/findings.rs"]
mod findings;
#[path = "import/measures.rs"]
mod measures;
#[path = "import/organisations.rs"]
mod organisations;
#[path = "import/properties.rs"]
mod properties;
#[path = "import/sheet.rs"]
mod sheet;
#[path = "import/versions.rs"]
mod versions;
