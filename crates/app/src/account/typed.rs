// SPDX-License-Identifier: EUPL-1.2
//! What people type about themselves, and what is wrong with it.

use wegmarke_domain::problem::{Problem, codes};

/// Something with one "@" between two parts, without blanks.
#[must_use]
pub fn is_mail(text: &str) -> bool {
    let mut parts = text.split('@');
    let (local, host) = (
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default(),
    );
    parts.next().is_none()
        && !local.is_empty()
        && host.contains('.')
        && !host.starts_with('.')
        && !host.ends_with('.')
        && text.len() <= 254
        && text
            .chars()
            .all(|c| c.is_ascii_graphic() && !"<>()[],;:\\\"".contains(c))
}

/// What somebody calls themselves, or a thing: one line, not long.
pub(super) fn one_line(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(120).collect()
}

pub(super) fn name_problems(name: &str) -> Vec<Problem> {
    if name.trim().is_empty() {
        vec![Problem::new("name", codes::REQUIRED)]
    } else {
        Vec::new()
    }
}
