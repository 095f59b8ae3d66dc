// SPDX-License-Identifier: EUPL-1.2
//! Files in and out, from outside. One program, because each is linked anew.

mod bundle;
mod editions;
mod forms;
mod hostile;
mod import_cases;
mod paper;
mod profile_page;
mod profile_reference;
mod reading;
mod real_data;
mod real_imports;
mod renamed;
mod sources;
mod suggest;
mod told;
mod unseen;
mod whole;
