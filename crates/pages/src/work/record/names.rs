// SPDX-License-Identifier: EUPL-1.2
//! Names in the address of a form for a thing of the register.

/// The name under which the id of the thing goes with the form.
pub const ID: &str = "id";
/// The name under which the plan goes with the form.
pub const PLAN: &str = "plan";
