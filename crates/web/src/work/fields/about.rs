// SPDX-License-Identifier: EUPL-1.2
//! What the rows of a form depend on beside its values.

use wegmarke_domain::noun::Subject;
use wegmarke_domain::register::Register;
use wegmarke_pages::Ctx;

/// What a form is about.
pub(super) struct About<'a> {
    pub(super) register: &'a Register,
    /// In whose language things are told.
    pub(super) ctx: &'a Ctx,
    /// What is spoken of.
    pub(super) on: &'a Subject,
}
